//! Rows among the lines of a table: found by reading, not by blank lines.
//!
//! In: lines, and the orders in which the cells of a row may stand. Out: which lines are a row together: of all ways to
//! divide them the one that reads most.
//!
//! Not here: which orders those are (`orders`), and what a row says (`grammar::row`).

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::grammar::cell::sum_at;
use crate::grammar::evidence::{cell_edges, has_period, has_rows, is_number, legend_edges};
use crate::grammar::mark::{explains_mark, opens_reservation, reservation};
use crate::grammar::row::{CLEARLY, OTHER_CELLS, RowText};
use crate::layout::{Line, append, wraps_spaced};
use crate::text::{TextMap, Words};
use crate::vocabulary::Column;

/// Lines that a row has at most.
pub(super) const ROW_LINES: usize = 16;
/// Bytes that a row has at most.
pub(super) const ROW_BYTES: usize = 1500;

/// The score of a line that is read. A row scores one more, so that of rows that read as many lines more rows win.
const LINE: i64 = 100;
/// What it costs, in lines, to leave a number out.
const COST_OF_NUMBER: i64 = 3;
/// What a row loses, in lines, for each point of its cost, and for going on where it could have ended.
const COST_OF_ODDITY: i64 = 1;
const COST_OF_GOING_ON: i64 = 4;

/// Divides the lines of a table into rows: of all ways the one that reads most lines, with the least odd rows.
pub(super) fn divide(lines: &[Line], orders: &[Vec<Column>], words: &Words) -> Vec<Range<usize>> {
    let runs = Runs::new(lines, words, fewest_digits(orders));
    choose_rows(lines, |start| {
        let read = runs.from(start).into_iter().map(|run| (run.end, run.cost(orders)));
        read.filter_map(|(end, cost)| Some((end, cost?))).collect()
    })
}

/// Digits that a row in one of these orders has at least: those of its number and its period. Most lines have fewer, and
/// need not be read. The shortest periods are `9 Monate ab II/27`; a sum may have none, `drei Mio. €`.
pub(super) fn fewest_digits(orders: &[Vec<Column>]) -> usize {
    let of = |column: &Column| match column {
        Column::Period => 3,
        Column::Number | Column::NumberedTitle => 1,
        _ => 0,
    };
    orders.iter().map(|columns| columns.iter().map(of).sum()).min().unwrap_or(0)
}

/// Lines that may be a row together.
pub(super) struct Run {
    /// Behind its last line.
    pub(super) end: usize,
    row: RowText,
}

impl Run {
    /// The cost of reading it as one row in one of these orders, if that can be.
    pub(super) fn cost(&self, orders: &[Vec<Column>]) -> Option<u32> {
        self.row.least_cost(orders).filter(|cost| *cost < OTHER_CELLS)
    }
}

/// All runs of lines that are no longer than a row.
pub(super) struct Runs<'a> {
    lines: &'a [Line],
    words: &'a Words,
    /// What there is to know of each line.
    about: Vec<About>,
    /// Digits that a row has at least.
    fewest: usize,
}

/// What there is to know of a line, found once.
struct About {
    digits: usize,
    /// Whether it has a period: a second one is another row's.
    period: bool,
    /// Whether it ends the row above it: what explains a mark or says a sum.
    ends: bool,
}

impl<'a> Runs<'a> {
    /// Those of lines that a row with so many digits at least may stand on.
    pub(super) fn new(lines: &'a [Line], words: &'a Words, fewest: usize) -> Self {
        let about = |line: &Line| {
            let text = line.text.as_str();
            let digits = text.bytes().filter(u8::is_ascii_digit).count();
            About { digits, period: digits > 0 && has_period(text), ends: is_legend(line) || is_sum(line) }
        };
        Self { lines, words, about: lines.iter().map(about).collect(), fewest }
    }

    /// Those that begin with the line `start`, the shortest first.
    pub(super) fn from(&self, start: usize) -> Vec<Run> {
        let mut text = TextMap::default();
        let mut runs = Vec::new();
        let near = self.about[start..].iter().take(ROW_LINES);
        if near.map(|line| line.digits).sum::<usize>() < self.fewest {
            return runs;
        }
        let mut has_period = false;
        let mut digits = 0;
        for (at, line) in self.lines.iter().enumerate().skip(start).take(ROW_LINES) {
            // A row whose cells are known is one line.
            let known = !line.cells.is_empty() || !self.lines[start].cells.is_empty();
            let about = &self.about[at];
            if at > start && (known || about.ends || has_period && about.period) {
                break;
            }
            has_period |= about.period;
            digits += about.digits;
            match at.checked_sub(1).filter(|_| at > start) {
                Some(before) => append(&mut text, self.lines[before].spaced, line, self.words, &mut Vec::new()),
                None => text = line.text.clone(),
            }
            if text.as_str().len() > ROW_BYTES {
                break;
            }
            if digits >= self.fewest {
                runs.push(Run { end: at + 1, row: RowText::of_cells(text.as_str(), line.cell_starts()) });
            }
        }
        runs
    }
}

/// Chooses the rows among the runs that begin with each line: `costs` gives their ends and what reading them costs.
///
/// A row that is whole at the end of a line ends there, unless the line was wrapped; what follows is then something
/// else, a page number or the rest of a damaged row, and must not become a part of its title.
pub(super) fn choose_rows(lines: &[Line], costs: impl Fn(usize) -> Vec<(usize, u32)>) -> Vec<Range<usize>> {
    let spaced = wraps_spaced(lines);
    // best[i] is the score of lines[i..] and where its first row ends, if a row starts there.
    let mut best: Vec<(i64, Option<usize>)> = vec![(0, None); lines.len() + 1];
    for start in (0..lines.len()).rev() {
        // A number alone is a page's at the end of a slide, and a row's anywhere else.
        let number = |at: usize| at + 1 < lines.len() && is_number(lines[at].text.as_str());
        best[start] = (best[start + 1].0 - i64::from(number(start)) * COST_OF_NUMBER * LINE, None);
        let mut went_on = 0;
        for (end, cost) in costs(start) {
            let lines_read = i64::try_from(end - start).unwrap_or(0);
            let score = (lines_read - i64::from(cost) * COST_OF_ODDITY - went_on) * LINE + 1 + best[end].0;
            if score > best[start].0 {
                best[start] = (score, Some(end));
            }
            let wrapped =
                lines.get(end).is_some_and(|next| !next.gap) && (lines[end - 1].spaced || !spaced || number(end));
            // A cell that may be empty stands on the next line.
            let last = lines.get(end).is_some_and(|next| may_say_reservation(next.text.as_str()));
            if cost < CLEARLY && !wrapped && !last {
                went_on += COST_OF_GOING_ON;
            }
        }
    }
    let mut rows = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match best[at].1 {
            Some(end) => {
                rows.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    rows
}

/// Cuts lines on which several rows stand, as the ends of their lines are lost, into parts that belong to one row each.
pub(super) fn cut_rows(lines: &mut Vec<Line>) {
    let joined = lines.iter().any(|line| line.bullet.is_none() && has_rows(line.text.as_str()));
    let cut = |line: Line| {
        let text = line.text.as_str();
        let mut edges = if line.bullet.is_none() { legend_edges(text) } else { Vec::new() };
        if joined && line.bullet.is_none() {
            edges.extend(cell_edges(text));
            edges.sort_unstable();
            edges.dedup();
        }
        if edges.is_empty() || !line.cells.is_empty() {
            return vec![line];
        }
        let starts = std::iter::once(0).chain(edges.iter().copied());
        let ends = edges.iter().copied().chain([line.text.as_str().len()]);
        starts
            .zip(ends)
            .map(|(start, end)| Line {
                bullet: line.bullet,
                gap: line.gap && start == 0,
                spaced: line.spaced || end < line.text.as_str().len(),
                apart: line.apart && start == 0,
                ..Line::of(line.text.slice(start..end))
            })
            .filter(|part| !part.text.is_empty())
            .collect()
    };
    *lines = std::mem::take(lines).into_iter().flat_map(cut).collect();
}

/// Whether a line explains a mark: `* Freigabe unter Vorbehalt`.
pub(super) fn is_legend(line: &Line) -> bool {
    let star = line.text.as_str().strip_prefix('*');
    star.is_some_and(|rest| rest.trim_start_matches([')', '⁾']).trim_start().starts_with(char::is_alphabetic))
        || explains_mark(line.text.as_str())
}

/// Whether a line is nothing but a cell that says whether there is a reservation, or the start of one.
fn may_say_reservation(text: &str) -> bool {
    reservation(text).is_some() || opens_reservation(text)
}

/// Whether a line says the sum of rows: `Summe 944.000,- €`.
pub(super) fn is_sum(line: &Line) -> bool {
    line.bullet.is_none() && sum_at(line.text.as_str()).is_some()
}

/// Lines that are a row together, as one text to read.
pub(super) fn row_text(lines: &[Line], text: &TextMap) -> RowText {
    let cells = if let [line] = lines { line.cell_starts() } else { Vec::new() };
    RowText::of_cells(text.as_str(), cells)
}

/// The lines as one text.
pub(super) fn joined(lines: &[Line], words: &Words, diagnostics: &mut Vec<Diagnostic>) -> Option<TextMap> {
    let mut text = lines.first()?.text.clone();
    for pair in lines.windows(2) {
        append(&mut text, pair[0].spaced, &pair[1], words, diagnostics);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn line(text: &str) -> Line {
        Line::of(TextMap::piece(text, Span::new(0, text.len())).expect("it has text"))
    }

    #[test]
    fn rows_with_few_digits_are_read() {
        let order = vec![Column::Period, Column::Budget, Column::Applicants, Column::Title, Column::Number];
        let orders = [order];
        let rows = [
            "01.07.2030-30.06.2031 120.000,- € HH Bau 7",
            "II/31–IV/32 5.000 € HH Bau 7",
            "Q3/25–Q1/27 5 Mio. € HH Bau 7",
            "9 Monate ab II/27 drei Mio. € HH Bau 7",
        ];
        for row in rows {
            let lines = [line("Titel"), line(row)];
            let found = divide(&lines, &orders, &Words::default());
            assert_eq!((found.first(), found.len()), (Some(&(1..2)), 1), "{row}");
        }
    }
}
