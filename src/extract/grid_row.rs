//! Rows of tables whose cells are known, with what the slide says of their marks and sums.

use crate::grammar::cell::{is_bare_amount, is_year_head, role_of_head, says_sum, whole_money, whole_period};
use crate::grammar::mark::{footnote_mark, mark_behind};
use crate::layout::Line;
use crate::text::TextMap;

use super::legends::bare_value;

/// Whether a value is the words that a legend explains, or has them in brackets at its end: `HV`, `Titel (HV)`.
pub(super) fn says_words(value: &str, words: &str) -> bool {
    bare_value(value) == words || words_at_end(value, words).is_some()
}

/// Where those words stand in brackets at the end of a cell.
fn words_at_end(cell: &str, words: &str) -> Option<usize> {
    let before = cell.strip_suffix(')')?.strip_suffix(words)?.strip_suffix('(')?;
    (!before.trim_end().is_empty()).then_some(before.len())
}

/// A row of cells.
pub(super) struct GridRow<'a> {
    pub(super) line: &'a Line,
    /// The mark of which a line of the slide says that it is a reservation.
    pub(super) mark: Option<char>,
    /// The marks of its other footnotes.
    pub(super) notes: &'a [char],
    /// The words of which one does.
    pub(super) phrase: Option<&'a str>,
    /// The unit of money of which one says that all sums are in it.
    pub(super) unit: Option<&'a TextMap>,
}

impl<'a> GridRow<'a> {
    /// The cell that starts in a column.
    pub(super) fn cell(&self, column: u32) -> Option<TextMap> {
        let cell = self.line.cells.iter().find(|cell| cell.column == column)?;
        Some(self.line.text.slice(cell.range.clone()))
    }

    /// The items of the list that the cell which starts in a column is, or the cell.
    pub(super) fn items(&self, column: u32) -> Vec<TextMap> {
        let Some(cell) = self.line.cells.iter().find(|cell| cell.column == column) else { return Vec::new() };
        let starts = std::iter::once(cell.range.start).chain(cell.items.iter().copied());
        let ends = cell.items.iter().copied().chain([cell.range.end]);
        starts.zip(ends).map(|(start, end)| self.line.text.slice(start..end)).collect()
    }

    /// A cell that holds a value, without the mark behind it.
    pub(super) fn value(&self, column: u32) -> Option<TextMap> {
        let cell = self.cell(column)?;
        let end = self.unmarked(cell.as_str()).len();
        Some(cell.slice(0..end))
    }

    pub(super) fn str(&self, column: u32) -> Option<&'a str> {
        self.line_str(column).map(|cell| self.unmarked(cell))
    }

    /// A cell as it stands.
    pub(super) fn line_str(&self, column: u32) -> Option<&'a str> {
        let cell = self.line.cells.iter().find(|cell| cell.column == column)?;
        Some(&self.line.text.as_str()[cell.range.clone()])
    }

    /// A cell without the mark of a footnote, or the one that a legend explains.
    fn unmarked<'b>(&self, cell: &'b str) -> &'b str {
        let explained = self.mark.and_then(|mark| mark_behind(cell, mark)).map(|at| at.start);
        explained.or_else(|| footnote_mark(cell)).map_or(cell, |at| cell[..at].trim_end())
    }

    /// The mark that a legend explains behind any of its cells but the title.
    pub(super) fn marked(&self, title: Option<u32>) -> Option<TextMap> {
        let mark = self.mark?;
        let cells = self.line.cells.iter().filter(|cell| Some(cell.column) != title);
        cells.map(|cell| self.line.text.slice(cell.range.clone())).find_map(|cell| {
            let at = mark_behind(cell.as_str(), mark)?;
            // A small letter is a mark by what it stands behind.
            let behind = mark.is_lowercase() && cell.as_str()[at.clone()].starts_with(mark);
            Some(if behind { cell } else { cell.slice(at) })
        })
    }

    /// Whether a cell says the words that a legend explains.
    pub(super) fn says_phrase(&self, cell: &str) -> bool {
        self.phrase.is_some_and(|phrase| bare_value(cell) == phrase)
    }

    /// Where those words stand in brackets at the end of a cell: `Titel (HV)`.
    pub(super) fn phrase_at_end(&self, cell: &str) -> Option<usize> {
        self.phrase.and_then(|words| words_at_end(cell, words))
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = (u32, &'a str)> {
        let text = self.line.text.as_str();
        self.line.cells.iter().map(move |cell| (cell.column, &text[cell.range.clone()]))
    }

    /// Whether it is a sum: it says so, and has no number and no period.
    pub(super) fn is_sum(&self) -> bool {
        self.cells().any(|(_, text)| says_sum(text)) && !self.cells().any(|(_, text)| whole_period(text).is_some())
    }

    pub(super) fn is_head(&self) -> bool {
        let named = self.cells().filter(|(_, text)| role_of_head(text).is_some()).count();
        let value = |text: &str| {
            !is_year_head(text) && (whole_period(text).is_some() || whole_money(text).is_some() || is_bare_amount(text))
        };
        // Years head parts of the sum.
        let others = self.cells().filter(|(_, text)| !is_year_head(text)).count();
        named >= 2 && named * 2 >= others && !self.cells().any(|(_, text)| value(text))
    }

    pub(super) fn is_lone(&self) -> bool {
        self.line.cells.len() == 1
    }
}
