//! Kinds: what each line of a table is.
//!
//! In: the lines of a table, taken apart. Out: whether each is a row, the names of columns, the name of what follows, or a
//! further line of cells.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{FAR, FEWEST_FULL, FEWEST_STARTS, Grid, Kind, OFF_MIDDLE, Part, Row, has_digit};
use crate::grammar::cell::{is_land, is_year};
use crate::grammar::programme::programme_name;
use crate::layout::ends_text;
use crate::layout::gutters::is_head;
use crate::vocabulary::CHAIR_MARKS;

impl Grid<'_> {
    /// Whether the first column is one of numbers alone, and no titles behind them.
    fn has_numbers(&self) -> bool {
        /// Letters that make a word.
        const LETTERS: usize = 4;
        let cells = || self.rows.iter().filter(|row| row.is_full).filter_map(|row| row.part(0));
        let worded = |part: &&Part| {
            let words = self.str(part).split(|c: char| !c.is_alphabetic());
            has_digit(self.str(part)) && words.map(|word| word.chars().count()).any(|letters| letters >= LETTERS)
        };
        self.digits[0] && cells().filter(worded).count() * 2 <= cells().count()
    }

    /// The lines with a Land in the first column, where all rows below the heads have one there: `Mecklenburg-` above
    /// `Vorpommern` is one.
    pub(super) fn lands(&self) -> Option<Vec<usize>> {
        const FEWEST: usize = 3;
        // Cards beside each other have theirs in several.
        let others = self.rows.iter().flat_map(|row| &row.parts).filter(|part| part.column > 0);
        if others.filter(|part| is_land(self.str(part))).nth(1).is_some() {
            return None;
        }
        let mut cells = (0..self.rows.len()).filter_map(|at| Some((at, self.rows[at].part(0)?))).peekable();
        let mut lands = Vec::new();
        while let Some((at, part)) = cells.next() {
            let text = self.str(part);
            let whole =
                |(_, next): &(usize, &Part)| text.ends_with('-') && is_land(&format!("{text}{}", self.str(next)));
            // `(Vorsitz)` below a Land goes on with its cell.
            let chair = text.trim_matches(['(', ')']);
            if part.over == 1 && !lands.is_empty() && CHAIR_MARKS.iter().any(|mark| chair.starts_with(mark)) {
                continue;
            }
            let named = is_land(text) || cells.next_if(whole).is_some();
            // Heads may stand above them.
            if part.over > 1 || !named && at > 0 {
                return None;
            }
            lands.push(at);
        }
        (lands.len() >= FEWEST).then_some(lands)
    }

    /// Whether a line stands alone at the middle of the table, where no cell starts or right below one of another column.
    fn is_centred(&self, at: usize) -> bool {
        let (Some(first), Some(last), [part]) = (self.columns.first(), self.columns.last(), &self.rows[at].parts[..])
        else {
            return false;
        };
        let off = (part.start + part.end).abs_diff(first.start + last.end);
        let apart = self.rows.get(at + 1).is_some_and(|next| next.gap > 0);
        if !apart || off * OFF_MIDDLE > 2 * (last.end - first.start) {
            return false;
        }
        // What a list above goes on with is none.
        let above = (0..at).rev().take(FAR).find_map(|row| self.rows[row].part(part.column));
        let open = |above: &Part| self.str(above).ends_with(',') || !ends_text(self.str(above));
        if self.rows[at].gap == 0 && above.is_some_and(open) {
            return false;
        }
        let below = self.rows[at].gap == 0
            && at > 0
            && matches!(&self.rows[at - 1].parts[..], [other] if other.column != part.column);
        let starts = |full: bool| {
            let rows = self.rows.iter().filter(move |row| row.is_full || !full);
            rows.flat_map(|row| &row.parts).filter(|other| other.start == part.start).count()
        };
        // Among words alone, what stands where many cells do is one; among numbers none stands between empty lines.
        let as_cell = match (below, self.digits.contains(&true)) {
            (true, digits) => !digits && starts(false) > FEWEST_STARTS,
            (false, digits) => starts(true) > 0 && !(digits && self.rows[at].gap > 0 && at > 0),
        };
        !as_cell && (!is_head(self.str(part)) || programme_name(self.str(part)).1)
    }

    /// What each line is.
    pub(super) fn kinds(&self) -> Vec<Kind> {
        let digits = self.digits.iter().filter(|digit| **digit).count();
        let by_digits = digits >= FEWEST_FULL;
        let dense = self.rows.iter().skip(1).any(|row| row.gap == 0);
        let numbers = self.has_numbers();
        let sums = self.sums();
        let next_apart = |at: usize| self.rows.get(at + 1).is_some_and(|next| next.gap > 0);
        // Whether the titles of all numbers stand beside them, or next to their line.
        let whole = (0..self.rows.len()).filter(|at| self.rows[*at].part(0).is_some()).all(|at| {
            let near = self.rows[at].gap == 0 && at > 0 || !next_apart(at) && at + 1 < self.rows.len();
            self.rows[at].part(1).is_some() || near
        });
        let is_summed = |at: usize, part: &Part| sums.get(self.str(part)).is_some_and(|sum| self.adds_up(at, *sum));
        let lands = self.lands().filter(|_| !by_digits);
        let kind = |at: usize, row: &Row| {
            let [first, ..] = &row.parts[..] else { return Kind::More };
            if let Some(lands) = &lands {
                let heads = at == 0 && row.parts.iter().all(|part| is_head(self.str(part)));
                return if heads || lands.contains(&at) { Kind::Anchor } else { Kind::More };
            }
            if self.is_sum(row) {
                return Kind::Anchor;
            }
            let alone = at > 0 && row.gap > 0 && self.rows.get(at + 1).is_some_and(|next| next.gap > 0);
            let no_number = self.digits[0] && !has_digit(self.str(first));
            let no_cell = first.over > 1 || no_number && (numbers || alone) || alone && dense;
            let alone = row.parts.len() == 1;
            // Between empty lines nothing goes on, where no title does.
            let between = numbers && at > 0 && row.gap > 0 && first.column == 1 && whole && next_apart(at);
            let banner = first.start < self.columns[1].start && no_cell || between;
            if alone && (banner || self.is_centred(at) || is_summed(at, first)) {
                return Kind::Banner;
            }
            // Names of columns, the first of which may stand around them; years are names of columns, too.
            let named = || row.parts.iter().filter(|part| is_head(self.str(part))).count();
            let years = || row.parts.iter().filter(|part| is_year(self.str(part))).count();
            let above = at == 0 && row.part(0).is_none() && self.rows.get(1).is_some_and(|next| next.gap > 0);
            if by_digits && above && row.parts.len() > 1 && named() == row.parts.len() {
                return Kind::Head;
            }
            let keys = || row.parts.iter().filter(|part| !by_digits || self.digits[part.column]);
            // Those of digits may stand on another line: `Laufzeit` above `von` and `bis`.
            let digits_in = |part: &Part| has_digit(self.str(part)) && !is_year(self.str(part));
            let may_head = row.part(0).is_none() || !keys().any(digits_in);
            if by_digits && row.is_full && may_head && named() * 2 > row.parts.len() - years() {
                return Kind::Head;
            }
            let with_digits = keys().filter(|part| has_digit(self.str(part))).count();
            let all = if by_digits { digits } else { self.columns.len() };
            // `(Vorbehalt)` below a sum, beside the end of a period, is no row.
            let wraps = by_digits && row.part(0).is_none() && with_digits * 2 <= all;
            if keys().count() * 2 <= all {
                Kind::More
            } else if by_digits && with_digits == 0 {
                Kind::Head
            } else if wraps {
                Kind::More
            } else {
                Kind::Anchor
            }
        };
        let mut kinds: Vec<Kind> = self.rows.iter().enumerate().map(|(at, row)| kind(at, row)).collect();
        self.find_spaced(&mut kinds, by_digits);
        // What names the first column stands around its heads, where they have none for it.
        for at in 1..kinds.len().saturating_sub(1) {
            let is_name = |row: &Row| row.parts.len() == 1 && row.parts[0].over == 1 && row.parts[0].column == 0;
            let around = self.rows[at].gap == 0 && self.rows[at + 1].gap == 0;
            let heads = kinds[at] == Kind::Head && self.rows[at].part(0).is_none();
            if heads && around && is_name(&self.rows[at - 1]) && is_name(&self.rows[at + 1]) {
                (kinds[at - 1], kinds[at + 1]) = (Kind::More, Kind::More);
            }
        }
        // Heads of several lines are one row.
        let mut in_heads = false;
        for (row, kind) in self.rows.iter().zip(&mut kinds) {
            let is_head = *kind == Kind::Head;
            if is_head && in_heads && row.gap == 0 {
                *kind = Kind::More;
            }
            in_heads = row.gap == 0 && in_heads && *kind == Kind::More || is_head;
        }
        kinds
    }

    /// Where empty lines divide all rows of a table, lines between two of them are a row, too, whose middle is on the line
    /// with most cells: one of several lines, or the last of the longer one of two tables beside each other; where rows are
    /// known by their digits, one with a number in front.
    fn find_spaced(&self, kinds: &mut [Kind], by_digits: bool) {
        let blocks = self.blocks(0..kinds.len());
        let anchors = |block: &Range<usize>| block.clone().filter(|at| kinds[*at] != Kind::More).count();
        if blocks.iter().any(|block| anchors(block) > 1) || blocks.iter().all(|block| anchors(block) == 1) {
            return;
        }
        let lone: Vec<Range<usize>> = blocks.iter().filter(|block| anchors(block) == 0).cloned().collect();
        for block in lone {
            let filled: BTreeSet<usize> =
                block.clone().flat_map(|at| &self.rows[at].parts).map(|part| part.column).collect();
            let middle = block.start + block.len() / 2;
            let most = block.clone().max_by_key(|at| (self.rows[*at].parts.len(), usize::MAX - at.abs_diff(middle)));
            let numbered =
                || block.clone().filter_map(|at| self.rows[at].part(0)).any(|part| has_digit(self.str(part)));
            let own = filled.contains(&0) && filled.len() > 1 && (!by_digits || self.digits[0] && numbered());
            if let Some(most) = most.filter(|_| own) {
                kinds[most] = Kind::Anchor;
            }
        }
    }
}
