//! Parts: what of a line stands in which column.
//!
//! In: the segments of a line, and the columns of its table. Out: its parts; a segment is cut where a column starts one
//! blank behind its neighbour, as other lines or what stands on both sides show.

use std::collections::BTreeSet;

use super::{Grid, Part, Row, has_digit};
use crate::grammar::cell::{is_land, says_sum, whole_applicants, whole_date, whole_period};
use crate::grammar::mark::reservation;
use crate::grammar::period::is_part_of_period;
use crate::grammar::person::{is_office, person_name};
use crate::grammar::programme::programme_name;
use crate::layout::columns::Segment;
use crate::layout::gutters::{Column, is_head, is_sum_before_time, is_within_unit};
use crate::source::Span;
use crate::text::is_blank;

impl Grid<'_> {
    /// Takes a line apart; nothing where its parts cannot be in these columns.
    pub(super) fn row(&self, line: &[Segment], gap: usize, edges: &BTreeSet<(usize, usize, bool)>) -> Option<Row> {
        let is_full = line.len() >= self.fewest;
        let pieces: Vec<Part> = line.iter().flat_map(|segment| self.cut(segment, is_full, edges)).collect();
        let in_order = pieces.len() == self.columns.len();
        let mut parts: Vec<Part> = Vec::new();
        for (at, piece) in pieces.into_iter().enumerate() {
            let column = if in_order { at } else { piece.column };
            match parts.last_mut() {
                Some(last) if last.column >= column => return None,
                _ => parts.push(Part { column, ..piece }),
            }
        }
        Some(Row { parts, gap, is_full, heads_sum: false })
    }

    /// Cuts a segment where a column starts, one blank behind its neighbour. Where a line has no other gutters, only
    /// what stands where other cells of the column do is one.
    fn cut(&self, segment: &Segment, is_full: bool, edges: &BTreeSet<(usize, usize, bool)>) -> Vec<Part> {
        let raw = &self.text[segment.span.range()];
        let whole = self.part(segment.start, segment.end, segment.span);
        if let Some(parts) = self.numbered(segment) {
            return parts.into();
        }
        let touched = |column: &&Column| column.start < segment.end && segment.start < column.end;
        // `Fördersumme Laufzeit`
        let are_heads = || raw.match_indices(' ').any(|(at, _)| is_head(&raw[..at]) && is_head(&raw[at + 1..]));
        // `Schwerpunkt Küste` at the middle of a table.
        let heads =
            || !is_full && programme_name(raw).1 && whole_applicants(raw.rsplit(' ').next().unwrap_or(raw)).is_none();
        if self.columns.iter().filter(touched).count() < 2 || says_sum(raw) && !are_heads() || heads() {
            return vec![whole];
        }
        let mut parts = vec![whole];
        for (column, pair) in (1..).zip(self.columns.windows(2)) {
            let Some(last) = parts.last_mut() else { break };
            let rest = &self.text[last.span.range()];
            let narrow = pair[1].start <= pair[0].end + 1;
            let cut = |blank: usize| {
                let inside = last.start < blank && blank + 1 < last.end;
                let (at, c) = rest.char_indices().nth(blank.checked_sub(last.start).filter(|_| inside)?)?;
                // Lines may be off by one.
                let near = usize::from(narrow);
                let starts = (blank + 1 - near..=blank + 1 + near).any(|at| edges.contains(&(column, at, true)));
                let stands = starts || edges.contains(&(column, last.end, false));
                // A list goes on behind its comma.
                let (left, right) = (&rest[..at], &rest[at + c.len_utf8()..]);
                let list = left.ends_with(',') && right.starts_with(char::is_uppercase);
                let apart = !is_within_unit(left, right) && !list;
                // The first word of a heading over the rows is no number.
                let fits = is_full || !self.digits[column - 1] || has_digit(&rest[..at]);
                (is_blank(c) && apart && fits && (stands || is_full && narrow)).then_some((
                    blank,
                    at,
                    at + c.len_utf8(),
                ))
            };
            let near = || narrow.then(|| cut(pair[0].end.saturating_sub(1)).or_else(|| cut(pair[1].start)))?;
            let names = |blank: usize, strictly: bool| {
                let (left, right) = rest.split_at_checked(rest.char_indices().nth(blank - last.start)?.0)?;
                let is_name = |text: &str| is_head(text.trim());
                // Nobody knows all names, but a word beside one is the other's.
                let word = |text: &str| {
                    text.trim().chars().all(char::is_alphabetic) && text.trim().starts_with(char::is_uppercase)
                };
                let both = is_name(left) && is_name(right);
                let one = || is_name(left) && word(right) || word(left) && is_name(right);
                let named = both || !strictly && one();
                (right.starts_with(is_blank) && named).then_some((blank, left.len(), left.len() + 1))
            };
            // The names of two columns may be off by more.
            let is_over = is_full && last.start < pair[0].end && pair[1].start < last.end;
            let named =
                |strictly: bool| (last.start..last.end).filter(|_| is_over).find_map(|blank| names(blank, strictly));
            // `Vorname Langer-Name Staatssekretär`: nobody's name is an office; `Nordrhein-Westfalen Vorname Name`.
            let people = || {
                let is_over = last.start < pair[0].end && pair[1].start < last.end;
                let mut blanks = rest.char_indices().enumerate().filter(|(_, (_, c))| is_blank(*c) && is_over);
                blanks.find_map(|(column, (at, c))| {
                    let (name, office) = (&rest[..at], &rest[at + c.len_utf8()..]);
                    let both = is_office(office) && person_name(name).is_some()
                        || is_land(name) && person_name(office).is_some();
                    both.then_some((last.start + column, at, at + c.len_utf8()))
                })
            };
            // `612.000 EUR 1. März 2029`: no blank in a day divides columns.
            let typed = || {
                let is_over = last.start < pair[0].end && pair[1].start < last.end;
                let mut blanks = rest.char_indices().enumerate().filter(|(_, (_, c))| is_blank(*c) && is_over);
                blanks.find_map(|(column, (at, c))| {
                    let (sum, time) = (&rest[..at], &rest[at + c.len_utf8()..]);
                    // `(unter Vorbehalt) 2029` below a sum and the start of a period.
                    let remark = sum.starts_with('(') && sum.ends_with(')') && !sum[1..].contains('(');
                    // `04/2028 – 12/2030 unter Vorbehalt`
                    let between = (pair[0].end.saturating_sub(1)..=pair[1].start).contains(&(last.start + column));
                    let reserved = || between && whole_period(sum).is_some() && reservation(time).is_some();
                    let both = is_sum_before_time(sum, time)
                        || reserved()
                        || remark && (whole_date(time).is_some() || is_part_of_period(time));
                    both.then_some((last.start + column, at, at + c.len_utf8()))
                })
            };
            let typed = typed();
            let cut = typed
                .or_else(|| if has_digit(rest) { None } else { named(true) })
                .or_else(|| cut(pair[0].end))
                .or_else(|| cut(pair[1].start.saturating_sub(1)))
                .or_else(near)
                .or_else(|| named(false))
                .or_else(people);
            if let Some((blank, at, next)) = cut {
                let behind = self.part(blank + 1, last.end, Span::new(last.span.start + next, last.span.end));
                *last = self.part(last.start, blank, Span::new(last.span.start, last.span.start + at));
                parts.push(behind);
                // Such a cell may start left of its column.
                parts.iter_mut().rev().take(2).filter(|_| typed.is_some()).for_each(|part| part.over = 1);
            }
        }
        parts
    }

    /// The number of a row that stands one blank before the next cell, right of the longer ones of its column.
    fn numbered(&self, segment: &Segment) -> Option<[Part; 2]> {
        const NEAR: usize = 1;
        const MOST_DIGITS: usize = 3;
        let [numbers, next, ..] = &self.columns[..] else { return None };
        let (number, rest) = self.text[segment.span.range()].split_once(is_blank)?;
        let counts = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && self.digits[0];
        // Below a long head the longer ones start further left.
        let first = if numbers.len() > MOST_DIGITS { numbers.start } else { numbers.end };
        let beside = (first..=numbers.end + NEAR).contains(&segment.start);
        let end = segment.start + number.len();
        let Span { start, .. } = segment.span;
        (counts && beside && end + 1 >= next.start && rest.starts_with(char::is_alphabetic)).then(|| {
            let number =
                Part { column: 0, start: segment.start, end, over: 1, span: Span::new(start, start + number.len()) };
            [number, self.part(end + 1, segment.end, Span::new(segment.span.end - rest.len(), segment.span.end))]
        })
    }

    /// A part, in the column that it shares most characters with, or the nearest.
    pub(super) fn part(&self, start: usize, end: usize, span: Span) -> Part {
        let shared = |column: &Column| column.end.min(end).saturating_sub(column.start.max(start));
        // Lines may be off by one.
        let reaches = |column: &Column| shared(column) > usize::from(column.len() > 1 && end - start > 1);
        let over = self.columns.iter().filter(|column| reaches(column)).count().max(1);
        let off = |column: &Column| column.start.saturating_sub(end).max(start.saturating_sub(column.end));
        let best = (0..self.columns.len()).rev().max_by_key(|at| {
            let column = &self.columns[*at];
            (shared(column), std::cmp::Reverse(off(column)))
        });
        Part { column: best.unwrap_or(0), start, end, over, span }
    }

    /// Whether a part may be several cells: its words stand in more than one column.
    pub(super) fn is_torn(&self, part: &Part) -> bool {
        let mut next = part.start;
        let mut columns = self.str(part).split(is_blank).filter_map(|word| {
            let (start, end) = (next, next + word.chars().count());
            next = end + 1;
            let inside = |column: &Column| column.end.min(end).saturating_sub(column.start.max(start));
            self.columns.iter().position(|column| inside(column) * 2 > end - start)
        });
        let first = columns.next();
        part.over > 1 && columns.any(|column| Some(column) != first)
    }
}
