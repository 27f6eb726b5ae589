//! Tables side by side that were drawn as one: its head says the same names twice.
//!
//! In: the rows of a table. Out: the rows of the table at the left, then those of its twin below them.
//!
//! | written | read as |
//! | --- | --- |
//! | `Land│Name│Land│Name`, `BY│Anna Berg│HE│Jan Feld` | `Land│Name`, `BY│Anna Berg`, `HE│Jan Feld` |

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::grammar::programme::is_plain_name;
use crate::layout::{Cell, Line};
use crate::source::Span;
use crate::text::TextMap;

/// Tables that stand side by side, at most, and columns that each has at least.
const MOST_TABLES: usize = 3;
const FEWEST_COLUMNS: usize = 2;

/// The rows of all tables, one below the other, under one head; what the other heads say is `read`.
pub(super) fn put_below<'a>(rows: &'a [Line], read: &mut Vec<Span>) -> Cow<'a, [Line]> {
    let Some((head, starts)) = rows.split_first().and_then(|(head, _)| Some((head, starts(head)?))) else {
        return Cow::Borrowed(rows);
    };
    // A cell that reaches over two tables belongs to neither.
    let crosses = |cell: &Cell| starts.iter().any(|start| cell.column < *start && *start < cell.column + cell.over);
    if rows.iter().flat_map(|row| &row.cells).any(crosses) {
        return Cow::Borrowed(rows);
    }
    let ends = starts[1..].iter().copied().chain([u32::MAX]);
    let mut all = Vec::with_capacity(rows.len() * starts.len());
    for (number, (start, end)) in starts.iter().zip(ends).enumerate() {
        let below = rows.iter().skip(usize::from(number > 0));
        all.extend(below.filter_map(|row| part(row, *start, end)));
        if number > 0 {
            read.extend(part(head, *start, end).iter().flat_map(|head| head.text.whole_trace().spans));
        }
    }
    Cow::Owned(all)
}

/// The columns in which the tables start whose heads a row is, if it says all names of one again.
fn starts(head: &Line) -> Option<Vec<u32>> {
    let names: Vec<&str> = head.cells.iter().map(|cell| &head.text.as_str()[cell.range.clone()]).collect();
    (2..=MOST_TABLES).find_map(|tables| {
        let length = names.len() / tables;
        let whole = length >= FEWEST_COLUMNS && length * tables == names.len();
        let again = || names.chunks(length).all(|other| other == &names[..length]);
        (whole && again()).then(|| head.cells.iter().step_by(length).map(|cell| cell.column).collect())
    })
}

/// The names above two tables that stand beside each other with the same heads, by the numbers of the tables; and the lines
/// without those.
pub(super) fn captions_beside(mut lines: Vec<Line>) -> (BTreeMap<u32, TextMap>, Vec<Line>) {
    let number = |line: &Line| line.cells.first().map(|cell| cell.table);
    let mut captions = BTreeMap::new();
    let mut at = 0;
    while at + 1 < lines.len() {
        let [left, right] = &lines[at].pieces[..] else {
            at += 1;
            continue;
        };
        let named = lines[at].cells.is_empty()
            && lines[at].bullet.is_none()
            && is_plain_name(left.as_str())
            && is_plain_name(right.as_str());
        let head = &lines[at + 1];
        let twin = number(head).filter(|_| named).and_then(|first| {
            let same = |line: &&Line| number(line) == Some(first + 1);
            lines[at + 1..].iter().find(same).filter(|other| other.text.as_str() == head.text.as_str()).map(|_| first)
        });
        match twin {
            Some(first) => {
                captions.extend([(first, left.clone()), (first + 1, right.clone())]);
                lines.remove(at);
            }
            None => at += 1,
        }
    }
    (captions, lines)
}

/// What a row says between two columns, counted from the first.
fn part(row: &Line, start: u32, end: u32) -> Option<Line> {
    let cells = || row.cells.iter().filter(|cell| (start..end).contains(&cell.column));
    let (first, last) = (cells().next()?.range.start, cells().next_back()?.range.end);
    let moved = |cell: &Cell| Cell {
        range: cell.range.start - first..cell.range.end - first,
        column: cell.column - start,
        items: cell.items.iter().map(|at| at - first).collect(),
        ..cell.clone()
    };
    Some(Line { text: row.text.slice(first..last), cells: cells().map(moved).collect(), ..row.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::sheets::row_of;

    /// A row whose cells are divided by bars.
    fn row(text: &str) -> Line {
        let cell = |part: &str| TextMap::piece(part, Span::new(0, part.len())).expect("it has text");
        row_of((0..).zip(text.split('|').map(cell)).collect())
    }

    fn below(rows: &[&str]) -> Vec<String> {
        let rows: Vec<Line> = rows.iter().map(|text| row(text)).collect();
        let read = put_below(&rows, &mut Vec::new());
        let cells = |row: &Line| {
            let cells =
                row.cells.iter().map(|cell| format!("{}:{}", cell.column, &row.text.as_str()[cell.range.clone()]));
            cells.collect::<Vec<String>>().join(" ")
        };
        read.iter().map(cells).collect()
    }

    #[test]
    fn tables_under_one_head_stand_below_each_other() {
        let rows = below(&["Land|Name|Land|Name", "BY|Anna Berg|HE|Jan Feld", "BE|Lea Sand"]);
        assert_eq!(rows, ["0:Land 1:Name", "0:BY 1:Anna Berg", "0:BE 1:Lea Sand", "0:HE 1:Jan Feld"]);
        assert_eq!(below(&["Land|Name|Sitz|Name", "BY|Anna Berg|HE|Jan Feld"])[1], "0:BY 1:Anna Berg 2:HE 3:Jan Feld");
    }
}
