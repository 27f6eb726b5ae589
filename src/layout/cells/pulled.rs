//! Pulled cells: applicants that stand one blank behind the title left of them, as it reaches over their column.
//!
//! In: the lines of a table. Out: the same, each such cell in the column of the others.

use super::{Grid, Part, has_digit};
use crate::grammar::cell::whole_applicants;
use crate::layout::gutters::is_head;
use crate::source::Span;

/// Rows that tell what the cells of a column are, at least.
const FEWEST: usize = 3;

impl Grid<'_> {
    /// Gives cells back to their column: one of applicants that all other rows have.
    pub(super) fn give_back(&mut self) {
        for column in 1..self.columns.len() {
            let is_own = |part: &Part| whole_applicants(self.str(part)).is_some();
            let cells = self.rows.iter().filter_map(|row| row.part(column));
            let cells: Vec<&Part> = cells.filter(|part| !is_head(self.str(part)) && !self.is_torn(part)).collect();
            let own = cells.iter().filter(|part| is_own(part)).count();
            let lacking: Vec<usize> = (0..self.rows.len())
                .filter(|at| {
                    let row = &self.rows[*at];
                    // The first column may have a cell for several rows.
                    let typed = || (0..self.columns.len()).filter(|column| self.digits[*column]);
                    let whole = || typed().all(|column| row.part(column).is_some_and(|part| has_digit(self.str(part))));
                    let torn = |part: &Part| self.is_torn(part);
                    match row.part(column) {
                        None => {
                            row.is_full && row.part(0).is_some() || whole() || row.part(column - 1).is_some_and(torn)
                        }
                        // The longer one of two may be in the column of the other.
                        Some(part) => row.part(column - 1).is_none() && torn(part) && !is_own(part),
                    }
                })
                .collect();
            // A head whose name is not known may stand above them.
            let all = own >= FEWEST && own + 1 >= cells.len() && lacking.len() < own;
            let cuts: Vec<(usize, Part, Part)> = match all {
                true => lacking.iter().filter_map(|at| self.pulled(*at, column)).collect(),
                false => Vec::new(),
            };
            for (at, left, right) in cuts {
                let parts = &mut self.rows[at].parts;
                let Some(place) = parts.iter().position(|part| part.start == left.start) else { continue };
                parts[place] = left;
                parts.insert(place + 1, right);
            }
        }
    }

    /// The cell left of a column, and the one of that column behind its last blanks.
    fn pulled(&self, at: usize, column: usize) -> Option<(usize, Part, Part)> {
        let row = &self.rows[at];
        let part = row.part(column - 1).or_else(|| row.part(column))?;
        let text = self.str(part);
        let (cut, _) = text.match_indices(' ').find(|(cut, _)| {
            let front = text[..*cut].trim_end();
            !front.ends_with([',', '(']) && whole_applicants(&text[cut + 1..]).is_some()
        })?;
        let blank = part.start + text[..cut].chars().count();
        let (start, end) = (part.span.start, part.span.end);
        let left =
            Part { column: column - 1, end: blank, over: 1, span: Span::new(start, start + cut), ..part.clone() };
        let right = Part { column, start: blank + 1, over: 1, span: Span::new(start + cut + 1, end), ..part.clone() };
        Some((at, left, right))
    }
}
