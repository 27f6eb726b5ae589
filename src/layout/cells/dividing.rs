//! Dividing: which lines of a table are one row.
//!
//! In: the lines of a table, and what each is. Out: the lines of each row: those between empty lines where each such block
//! has one line of a row on which most of its cells stand; else, of all ways to divide them, one that costs least, or
//! nothing where two cost the same.

use std::ops::Range;

use super::has_digit;
use super::{FAR, Grid, Kind, Part, Row};
use crate::grammar::person::is_office;
use crate::layout::{ends_text, gutters};
use crate::vocabulary::jurisdiction;

/// Rows of several lines that tell how cells stand, at least.
const FEWEST_HANGING: usize = 3;

impl Grid<'_> {
    /// The lines of each row; nothing where it is unclear which belong together.
    pub(super) fn rows(&self, kinds: &[Kind]) -> Option<Vec<Range<usize>>> {
        let torn = |(row, kind): (&Row, &Kind)| {
            *kind != Kind::Banner && !self.is_sum(row) && row.parts.iter().any(|part| self.is_torn(part))
        };
        if self.rows.iter().zip(kinds).any(torn) {
            return None;
        }
        let sections = sections(kinds)?;
        let read = |standing: Standing| {
            let mut all = Way::default();
            for section in &sections {
                let way = self.divide(section.clone(), kinds, standing)?;
                all.cost = all.cost.saturating_add(way.cost);
                all.tied |= way.tied;
                all.rows.extend(way.rows);
            }
            Some(all)
        };
        let (top, middle) = (read(Standing::Top)?, read(Standing::Middle)?);
        // Where both ways cost the same, only several rows whose further lines all stand below tell that they hang there:
        // around the middle some would stand above.
        let hanging = top.rows.iter().filter(|row| row.len() > 1).count();
        let (of_top, of_middle) = (top.cost / FINE, middle.cost / FINE);
        let unclear = of_top == of_middle && top.rows != middle.rows && hanging < FEWEST_HANGING;
        let way = if of_top <= of_middle { top } else { middle };
        (!way.tied && !unclear).then_some(way.rows)
    }

    /// Divides the lines of a section into rows around its anchors: of all ways one that costs least.
    fn divide(&self, section: Range<usize>, kinds: &[Kind], standing: Standing) -> Option<Way> {
        if kinds[section.start] == Kind::Banner {
            return Some(Way { rows: vec![section], ..Way::default() });
        }
        let blocks = self.blocks(section.clone());
        let is_row = |block: &Range<usize>| block.clone().filter(|at| kinds[*at] != Kind::More).count() == 1;
        // What starts in small letters, or behind a comma, is a part of the row above.
        let goes_on = |pair: &[Range<usize>]| {
            let part = |lines: &Range<usize>, column: usize, last: bool| {
                let mut parts = lines.clone().filter_map(|at| self.rows[at].part(column)).map(|part| self.str(part));
                if last { parts.next_back() } else { parts.next() }
            };
            (0..self.columns.len()).any(|column| {
                let (above, below) = (part(&pair[0], column, true), part(&pair[1], column, false));
                let open = |text: &str| text.ends_with(',') || !ends_text(text);
                below.is_some_and(|below| {
                    below.starts_with(char::is_lowercase)
                        && below.contains(char::is_alphabetic)
                        && below.len() > 1
                        && !self.digits[column]
                }) && above.is_some_and(|above| !above.starts_with(char::is_lowercase))
                    || below.is_some() && above.is_some_and(open)
            })
        };
        // No row goes on with that of another Land.
        let apart = || self.lands().is_some() || !blocks.windows(2).any(goes_on);
        if blocks.len() > 1 && blocks.iter().all(is_row) && apart() {
            return Some(Way { rows: blocks, ..Way::default() });
        }
        let anchors: Vec<usize> = section.clone().filter(|at| kinds[*at] != Kind::More).collect();
        // For each anchor the places where its row may end: what the rows up to there cost, where the last of them starts,
        // and whether there is another way.
        let mut ways: Vec<Vec<Step>> = Vec::new();
        for (nth, anchor) in anchors.iter().enumerate() {
            let ends = anchors.get(nth + 1).map_or(section.end..=section.end, |next| anchor + 1..=*next);
            let first = [Step { end: section.start, ..Step::default() }];
            let before = ways.last().map_or(&first[..], Vec::as_slice);
            let step = |end: usize| {
                let costs = before.iter().map(|step| {
                    let is_head = kinds[*anchor] == Kind::Head;
                    (step.cost.saturating_add(self.cost(step.end..end, *anchor, is_head, standing)), step)
                });
                let costs: Vec<(u32, &Step)> = costs.collect();
                let (cost, from) = *costs.iter().min_by_key(|(cost, _)| *cost)?;
                let tied = from.tied || costs.iter().filter(|(other, _)| *other == cost).count() > 1;
                Some(Step { cost, start: from.end, end, tied })
            };
            let steps: Vec<Step> = ends.filter_map(step).collect();
            ways.push(steps);
        }
        let Step { cost, tied, .. } = *ways.last()?.first()?;
        let mut rows = Vec::new();
        let mut end = section.end;
        for steps in ways.iter().rev() {
            let step = steps.iter().find(|step| step.end == end)?;
            rows.push(step.start..end);
            end = step.start;
        }
        rows.reverse();
        Some(Way { cost, rows, tied })
    }

    /// The lines between empty ones.
    pub(super) fn blocks(&self, lines: Range<usize>) -> Vec<Range<usize>> {
        let starts: Vec<usize> = lines.clone().filter(|at| *at == lines.start || self.rows[*at].gap > 0).collect();
        let ends = starts.iter().skip(1).copied().chain([lines.end]);
        starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
    }

    /// Further lines that name another Land than the row: `CIO des Saarlandes`.
    fn other_lands(&self, lines: Range<usize>, anchor: usize) -> usize {
        const MOST_WORDS: usize = 3;
        let named = |part: &Part| {
            let text = self.str(part);
            let starts = text.rmatch_indices(' ').take(MOST_WORDS).map(|(at, _)| &text[at + 1..]);
            starts.filter_map(jurisdiction).last()
        };
        let further = lines.filter(|at| *at != anchor).flat_map(|at| &self.rows[at].parts);
        let named: Vec<_> = further.filter_map(named).collect();
        if named.is_empty() {
            return 0;
        }
        let own = self.rows[anchor].parts.iter().find_map(|part| jurisdiction(self.str(part)));
        own.map_or(0, |own| named.iter().filter(|other| other.code != own.code).count())
    }

    /// What speaks against these lines as one row.
    fn cost(&self, lines: Range<usize>, anchor: usize, is_head: bool, standing: Standing) -> u32 {
        let mut cost = lines.clone().skip(1).filter(|at| self.rows[*at].gap > 0).count() * APART;
        // Where rows stand right below each other, one that has room above it is a row of several lines, around its middle.
        let mut fine = usize::from(self.dense && lines.len() == 1 && self.rows[anchor].gap > 0);
        fine += self.other_lands(lines.clone(), anchor) * OTHER_LAND;
        for column in 0..self.columns.len() {
            let parts: Vec<(usize, &Part)> =
                lines.clone().filter_map(|at| Some((at, self.rows[at].part(column)?))).collect();
            let [(first, top), (last, bottom)] = match &parts[..] {
                [] => continue,
                [one] => [*one, *one],
                [one, .., other] => [*one, *other],
            };
            // Half a line off is as near as two lines come to one; of two ways that cost the same it is the worse.
            let off = (first + last).abs_diff(2 * anchor);
            let middle = off.saturating_sub(1) * OFF;
            fine += off.min(1);
            cost += match standing {
                // A word of the first row may stand right below the heads.
                _ if is_head => {
                    let other = |(at, part): &&(usize, &Part)| {
                        *at > anchor
                            && self.str(part).starts_with(char::is_uppercase)
                            && !gutters::is_head(self.str(part))
                    };
                    parts.iter().filter(other).count()
                }
                Standing::Top => first.abs_diff(anchor) * OFF * 2,
                // A cell of several rows starts where the first of them does.
                Standing::Middle if self.sparse[column] => middle.min((first - lines.start) * OFF * 2),
                Standing::Middle => middle,
            };
            for pair in parts.windows(2) {
                let (above, below) = (self.str(pair[0].1), self.str(pair[1].1));
                let word = below.split(' ').next().map_or(0, |word| word.chars().count());
                let joined = above.chars().count() + 1 + word;
                // An office is written below the name or another one for its own sake.
                let own = is_office(below) && (pair[1].0 != anchor || is_office(above));
                let room = if own { 0 } else { self.widths[column].saturating_sub(joined) };
                cost += (room * 10).checked_div(self.widths[column]).unwrap_or(0).min(ROOM_LEFT);
            }
            if self.digits[column] {
                let other = parts.iter().filter(|(at, part)| *at != anchor && !has_digit(self.str(part))).count();
                cost += if is_head { 0 } else { other * NO_DIGIT };
            } else {
                cost += usize::from(self.str(top).starts_with(char::is_lowercase));
                cost += usize::from(!ends_text(self.str(bottom)) || self.str(bottom).ends_with(':'));
            }
        }
        u32::try_from(cost * FINE as usize + fine).unwrap_or(u32::MAX / 4)
    }
}

/// How cells stand in their rows.
#[derive(Debug, Clone, Copy)]
enum Standing {
    /// Each starts on the first line.
    Top,
    /// The middle of each is on one line, or half a line off.
    Middle,
}

/// What it costs: an empty line inside a row, half a line off, room for the next word, at most, and words in a column of
/// digits.
const APART: usize = 3;
const OFF: usize = 2;
const ROOM_LEFT: usize = 4;
const NO_DIGIT: usize = 3;
/// Of two ways that cost the same, what it costs that a row has a line that names another Land.
const OTHER_LAND: usize = 8;
/// How much more that is than half a line off the middle.
const FINE: u32 = 1 << 12;

/// A row on the way to the best.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    cost: u32,
    start: usize,
    end: usize,
    tied: bool,
}

/// Lines divided into rows.
#[derive(Debug, Default)]
struct Way {
    cost: u32,
    rows: Vec<Range<usize>>,
    tied: bool,
}

/// The lines between banners, and these; nothing where some have no row or are too many for one.
fn sections(kinds: &[Kind]) -> Option<Vec<Range<usize>>> {
    let mut sections: Vec<Range<usize>> = Vec::new();
    for (at, kind) in kinds.iter().enumerate() {
        let apart = *kind == Kind::Banner || at == 0 || kinds[at - 1] == Kind::Banner;
        match sections.last_mut() {
            Some(last) if !apart => last.end = at + 1,
            _ => sections.push(at..at + 1),
        }
    }
    let whole = |section: &Range<usize>| {
        let kinds = &kinds[section.clone()];
        let short = kinds.split(|kind| *kind != Kind::More).all(|more| more.len() <= FAR);
        kinds.iter().any(|kind| *kind != Kind::More) && short
    };
    let banners = kinds.windows(2).any(|pair| pair[0] == Kind::Banner && pair[1] == Kind::Banner);
    (sections.iter().all(whole) && !banners).then_some(sections)
}
