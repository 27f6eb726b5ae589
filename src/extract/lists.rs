//! Lists whose marks and texts stand in cells of their own.
//!
//! In: the rows of a table that holds no records. Out: the items that they are, where each row is a mark and a text.

use crate::grammar::body::voting_of;
use crate::grammar::deadline::labelled_term;
use crate::grammar::money::parse_money;
use crate::grammar::{prefix, same_folded};
use crate::layout::{Bullet, Cell, Line};
use crate::source::{Span, is_bullet};
use crate::text::TextMap;
use crate::vocabulary::{CLAUSE_NOUNS, DEADLINE_LABELS, EVENT_LABELS, TASK_HEADS, TIME_HEADS};

/// The mark of a clause by how deep it stands: `1`, `1.1`.
const DEPTHS: [char; 3] = ['1', '2', '3'];

/// The rows as items, if each is a mark or the number of a clause, and a text, and the row that heads them: `Ziffer│Text`;
/// nothing where they are not.
pub(super) fn as_items(rows: &[Line]) -> Option<(Vec<Line>, Option<&Line>)> {
    let (first, below) = rows.split_first()?;
    let heads = |line: &Line| {
        let [mark, text] = &line.cells[..] else { return false };
        let text = &line.text.as_str()[text.range.clone()];
        are_heads(&line.text.as_str()[mark.range.clone()], text)
    };
    match heads(first) {
        true => Some((items(below)?, Some(first))),
        false => Some((items(rows)?, None)),
    }
}

/// Gives the rows of a text their cells, of which nobody else knows, where the line above names the columns of a table of
/// terms or votes: each piece is one, as far as rows have as many as the head.
pub(super) fn set_cells(lines: &mut [Line]) {
    // No table of the layout has such a number.
    let mut table = u32::MAX;
    let mut at = 0;
    while at < lines.len() {
        let head = &lines[at];
        let count = head.pieces.len();
        if !head.cells.is_empty() || count < 2 || !heads_terms(&head.pieces) && !heads_votes(&head.pieces) {
            at += 1;
            continue;
        }
        let rows = lines[at..].iter().map_while(|line| cells_of(line, table).filter(|cells| cells.len() == count));
        let cells: Vec<Vec<Cell>> = rows.collect();
        let end = at + cells.len();
        if cells.len() > 1 {
            for (line, cells) in lines[at..end].iter_mut().zip(cells) {
                line.cells = cells;
            }
        }
        table -= 1;
        at = end.max(at + 1);
    }
}

/// The pieces of a row as cells, if they are all of its text, from left to right.
fn cells_of(line: &Line, table: u32) -> Option<Vec<Cell>> {
    let mut start = 0;
    let mut cells = Vec::new();
    for (column, piece) in (0..).zip(&line.pieces) {
        let end = start + piece.as_str().len();
        (line.text.as_str().get(start..end)? == piece.as_str()).then_some(())?;
        cells.push(Cell { range: start..end, table, column, over: 1, items: Vec::new() });
        start = end + 1;
    }
    (line.bullet.is_none() && line.cells.is_empty() && start == line.text.as_str().len() + 1).then_some(cells)
}

/// Which column says when something is due, if one does: the heads say so.
fn column_of_terms(heads: &[TextMap]) -> Option<usize> {
    let is_one_of = |names: &[&str], head: &str| {
        let head = head.trim_end_matches(':');
        names.iter().any(|name| same_folded(name, head))
    };
    let tasks = heads.iter().any(|head| is_one_of(TASK_HEADS, head.as_str()));
    let is_term = |head: &TextMap| match tasks {
        true => is_one_of(DEADLINE_LABELS, head.as_str()) || is_one_of(TIME_HEADS, head.as_str()),
        false => is_one_of(DEADLINE_LABELS, head.as_str()) && !is_one_of(EVENT_LABELS, head.as_str()),
    };
    let mut of_terms = (0..heads.len()).filter(|at| is_term(&heads[*at]));
    of_terms.next().filter(|_| heads.len() > 1 && of_terms.next().is_none())
}

fn heads_terms(heads: &[TextMap]) -> bool {
    column_of_terms(heads).is_some()
}

fn heads_votes(heads: &[TextMap]) -> bool {
    heads.iter().any(|head| voting_of(head.as_str()) == Some(true))
}

/// A table that says what is due when: `Wer│Was│Bis wann`.
pub(super) struct Schedule {
    /// Its rows.
    pub(super) items: Vec<Line>,
    /// The cells of the column that says when, without the empty ones.
    pub(super) terms: Vec<TextMap>,
}

/// The rows below a head of which one says that a column holds times at which something is due.
pub(super) fn schedule(rows: &[Line]) -> Option<Schedule> {
    let (head, below) = rows.split_first()?;
    let text = |line: &Line, cell: &Cell| line.text.slice(cell.range.clone());
    let heads: Vec<TextMap> = head.cells.iter().map(|cell| text(head, cell)).collect();
    let column = head.cells[column_of_terms(&heads)?].column;
    let terms = below.iter().flat_map(|row| {
        let cell = row.cells.iter().find(|cell| cell.column == column)?;
        Some(text(row, cell))
    });
    let terms: Vec<TextMap> = terms.collect();
    let is_whole =
        |term: &TextMap| labelled_term(term.as_str()).is_some_and(|one| one.range.end == term.as_str().len());
    terms.iter().any(is_whole).then_some(())?;
    let item = |row: &Line| Line { apart: true, cells: Vec::new(), pieces: Vec::new(), ..row.clone() };
    Some(Schedule { items: below.iter().map(item).collect(), terms })
}

/// Whether two texts head clauses: `Ziffer` and `Text`; `Ziffer 3` names one.
fn are_heads(mark: &str, text: &str) -> bool {
    CLAUSE_NOUNS.contains(&mark) && text.chars().all(char::is_alphabetic)
}

fn items(rows: &[Line]) -> Option<Vec<Line>> {
    let mut last: Option<Vec<u32>> = None;
    let mut items = Vec::with_capacity(rows.len());
    for row in rows {
        let [mark, text] = &row.cells[..] else { return None };
        let written = &row.text.as_str()[mark.range.clone()];
        let sign = match clause(written) {
            Some(numbers) => {
                let follows = last.as_ref().is_none_or(|last| counts_on(last, &numbers));
                let sign = *DEPTHS.get(numbers.len() - 1).filter(|_| follows)?;
                last = Some(numbers);
                sign
            }
            None => written.chars().next().filter(|c| is_sign(*c) && written.chars().count() == 1)?,
        };
        let text = row.text.slice(text.range.clone());
        text.as_str().contains(char::is_alphabetic).then_some(())?;
        let span = row.text.slice(mark.range.clone()).cover();
        let bullet = Some(Bullet { mark: sign, span, indent: None });
        items.push(Line { bullet, text, cells: Vec::new(), ..row.clone() });
    }
    let telling = |line: &Line| line.text.as_str().split(' ').count() > 2;
    items.iter().any(telling).then_some(items)
}

/// Marks the lines as items that are clauses below the heads of such a table, where its cells are not known: `Ziffer Text`
/// above `1 Der Rat …`. The heads go to `read`.
pub(super) fn mark_clauses(lines: &mut Vec<Line>, read: &mut Vec<Span>) {
    let heads = |line: &Line| {
        let parts = line.text.as_str().split_once(' ').filter(|_| line.bullet.is_none() && line.cells.is_empty());
        parts.is_some_and(|(mark, text)| are_heads(mark, text))
    };
    let Some(head) = lines.iter().skip(1).position(heads).map(|at| at + 1) else { return };
    let mut last: Option<Vec<u32>> = None;
    let mut items = Vec::new();
    for line in &lines[head + 1..] {
        if line.bullet.is_some() || !line.cells.is_empty() {
            break;
        }
        let written = line.text.as_str().split(' ').next().unwrap_or_default();
        let follows = |numbers: &Vec<u32>| last.as_ref().map_or(numbers[..] == [1], |last| counts_on(last, numbers));
        // `1 Mio. Euro zahlt der Bund.`
        let counts = written.len() < line.text.as_str().len() && prefix(parse_money, line.text.as_str()).is_none();
        match clause(written).filter(|numbers| counts && follows(numbers)) {
            Some(numbers) => {
                let (mark, span) = (DEPTHS[numbers.len() - 1], line.text.slice(0..written.len()).cover());
                let text = line.text.slice(written.len() + 1..line.text.as_str().len());
                let bullet = Some(Bullet { mark, span, indent: None });
                items.push(Line { bullet, text, pieces: Vec::new(), ..line.clone() });
                last = Some(numbers);
            }
            // A clause goes on.
            None if last.is_some() && !line.gap => items.push(line.clone()),
            None => break,
        }
    }
    if items.iter().filter(|item| item.bullet.is_some()).count() > 1 {
        read.extend(lines[head].text.whole_trace().spans);
        let end = head + 1 + items.len();
        lines.splice(head..end, items);
    }
}

fn is_sign(c: char) -> bool {
    is_bullet(c) || matches!(c, '-' | '–' | '—' | '»' | '→' | '►' | '✓' | '✔')
}

/// The numbers of a clause: `2`, `2.`, `2)`, `(2)`, `2.1`.
fn clause(text: &str) -> Option<Vec<u32>> {
    const MOST: u32 = 40;
    let inner = text.strip_prefix('(').unwrap_or(text).trim_end_matches([')', '.']);
    let numbers: Vec<u32> = inner.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    (numbers.len() <= DEPTHS.len() && numbers.iter().all(|number| (1..=MOST).contains(number))).then_some(numbers)
}

/// Whether a clause follows another one: the next of its depth, the first below it, or the next above.
fn counts_on(last: &[u32], next: &[u32]) -> bool {
    let depth = next.len();
    match last.get(..depth) {
        Some(same) => same[..depth - 1] == next[..depth - 1] && next[depth - 1] == same[depth - 1] + 1,
        None => next[..depth - 1] == *last && next[depth - 1] == 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextMap;

    #[test]
    fn clauses_below_their_heads() {
        let read = |texts: &[&str]| {
            let of = |text: &&str| Line::of(TextMap::piece(text, Span::new(0, text.len())).expect("it has text"));
            let mut lines: Vec<Line> = texts.iter().map(of).collect();
            mark_clauses(&mut lines, &mut Vec::new());
            let text = |line: Line| format!("{}{}", line.bullet.map_or("", |_| "• "), line.text.as_str());
            lines.into_iter().map(text).collect::<Vec<String>>()
        };
        let title = "2025/22 Titel";
        let clauses = ["1 Der Rat nimmt zur Kenntnis.", "2 Er bittet das Land."];
        let marked = [title, "• Der Rat nimmt zur Kenntnis.", "• Er bittet das Land."];
        assert_eq!(read(&[title, "Ziffer Beschlusstext", clauses[0], clauses[1]]), marked);
        assert_eq!(read(&[title, "Ziffer Beschlusstext", clauses[1], clauses[0]]).len(), 4);
        assert_eq!(read(&[title, clauses[0], clauses[1]])[1], clauses[0]);
    }

    #[test]
    fn clauses_count_on() {
        let follows =
            |one: &str, other: &str| clause(one).zip(clause(other)).map(|(one, other)| counts_on(&one, &other));
        assert_eq!(follows("1", "2"), Some(true));
        assert_eq!(follows("2.", "2.1"), Some(true));
        assert_eq!(follows("2.2", "3"), Some(true));
        assert_eq!(follows("2.2", "2.3"), Some(true));
        assert_eq!(follows("(1)", "(3)"), Some(false));
        assert_eq!(follows("2", "3.1"), Some(false));
        assert_eq!(clause("2025"), None);
        assert_eq!(clause("TOP"), None);
    }
}
