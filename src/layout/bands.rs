//! Bands: lines of a page below each other whose gutters agree.
//!
//! In: lines, cut at their gutters. Out: [`Band`]s with their columns, and what those are: cards of one kind, or a list and
//! what stands beside it.
//!
//! Not here: in which order bands are read (`columns`).

use std::collections::HashSet;

use super::columns::Segment;
use super::is_bullet;
use super::paragraphs::ends_sentence;
use crate::grammar::cell::is_year;
use crate::grammar::heading::{identifier_in_front, is_bare_heading};
use crate::grammar::money::find_money;
use crate::grammar::person::{behind_for, holds_office, is_vacant, names_land, person_name, starts_member};
use crate::source::Span;
use crate::text::is_blank;

/// Lines, each with its segments.
type Rows = Vec<Vec<Segment>>;

/// A column of a band.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) segments: Vec<Segment>,
}

impl Column {
    pub(super) fn overlaps(&self, segment: &Segment) -> bool {
        self.start < segment.end && segment.start < self.end
    }
}

/// Lines below each other whose gutters agree.
#[derive(Debug, Clone, Default)]
pub(super) struct Band {
    /// The segments of each line, before they were cut.
    pub(super) lines: Vec<Vec<Segment>>,
    pub(super) columns: Vec<Column>,
}

/// Characters that a line may start off its column, as those under a bullet do.
const OFF_COLUMN: usize = 3;

/// Columns further in at which nested items stand, at most: their marks, and their text.
const MOST_INDENTS: usize = 2;
/// Segments off their column, one in so many, from which on columns drift.
const DRIFTING_SHARE: usize = 4;

/// Lines that may stand right above a line and fit to it, where those above them do not.
const KEPT_LINES: usize = 12;

impl Band {
    /// Takes the last lines off that fit to a line which the whole band does not fit to.
    pub(super) fn split_before(&mut self, text: &str, next: &[Segment]) -> Self {
        let first = self.lines.len().saturating_sub(KEPT_LINES);
        for at in first..self.lines.len() {
            let mut kept = Self::default();
            if self.lines[at..].iter().all(|line| kept.take(text, line)) && kept.fits(text, next) {
                let mut rest = Self::default();
                for line in &self.lines[..at] {
                    rest.take(text, line);
                }
                *self = rest;
                return kept;
            }
        }
        Self::default()
    }

    fn fits(&self, text: &str, segments: &[Segment]) -> bool {
        self.places(text, segments).is_some()
    }

    /// Takes the segments of a line in, unless they do not fit into the columns.
    pub(super) fn take(&mut self, text: &str, line: &[Segment]) -> bool {
        let Some(placed) = self.places(text, line) else { return false };
        self.lines.push(line.to_vec());
        for (segment, place) in placed {
            match place {
                Some(at) => {
                    let shifted =
                        (0..self.columns.len()).any(|other| other != at && self.columns[other].overlaps(&segment));
                    let column = &mut self.columns[at];
                    if !shifted {
                        column.start = column.start.min(segment.start);
                        column.end = column.end.max(segment.end);
                    }
                    column.segments.push(segment);
                }
                None => {
                    self.columns.push(Column { start: segment.start, end: segment.end, segments: vec![segment] });
                }
            }
        }
        true
    }

    /// The column of each segment, if each has one of its own or none yet.
    fn places(&self, text: &str, segments: &[Segment]) -> Option<Vec<(Segment, Option<usize>)>> {
        let segments: Vec<Segment> = segments.iter().flat_map(|segment| self.cut(text, segment)).collect();
        let of = |segment: &Segment| -> Vec<usize> {
            let over: Vec<usize> = (0..self.columns.len()).filter(|at| self.columns[*at].overlaps(segment)).collect();
            // What is long reaches into the column behind its own, and a long line to its left may shift a bullet.
            let off = |at: &usize| self.columns[*at].start.abs_diff(segment.start);
            match over.iter().copied().min_by_key(off) {
                Some(nearest) if segment.is_bullet || off(&nearest) <= OFF_COLUMN => vec![nearest],
                _ => over,
            }
        };
        let places: Vec<Vec<usize>> = segments.iter().map(of).collect();
        let twice = places.windows(2).any(|pair| !pair[0].is_empty() && pair[0].last() == pair[1].first());
        let one = places.iter().all(|columns| columns.len() <= 1);
        (one && !twice)
            .then(|| segments.into_iter().zip(places.into_iter().map(|place| place.first().copied())).collect())
    }

    /// Cuts a segment where a column starts and a blank stands before it: its neighbour may reach up to there. What is
    /// centred starts further left than its column, where no other is.
    fn cut(&self, text: &str, segment: &Segment) -> Vec<Segment> {
        let mut parts = vec![segment.clone()];
        let mut starts: Vec<usize> = self.columns.iter().map(|column| column.start).collect();
        starts.sort_unstable();
        for start in starts.into_iter().filter(|start| segment.start < *start && *start < segment.end) {
            let Some(last) = parts.last_mut() else { break };
            let is_left = |column: &Column| column.start < start && last.start < column.end;
            if !self.columns.iter().any(is_left) {
                continue;
            }
            let raw = &text[last.span.range()];
            let Some((at, _)) = raw.char_indices().nth(start - last.start) else { continue };
            if raw[..at].ends_with(is_blank) && !raw[at..].starts_with(is_blank) {
                let behind = Segment { start, span: Span::new(last.span.start + at, last.span.end), ..last.clone() };
                (last.end, last.span.end) = (start - 1, last.span.start + at);
                parts.push(Segment { is_bullet: raw[at..].starts_with(is_bullet), ..behind });
            }
        }
        parts
    }

    /// Whether what should stand below a bullet, at its column or right behind it, often does not: the program that
    /// wrote the text did not keep the columns.
    pub(super) fn drifts(&self) -> bool {
        let (mut off, mut all) = (0, 0);
        for column in &self.columns {
            let Some(bullet) = column.segments.iter().filter(|segment| segment.is_bullet).map(|one| one.start).min()
            else {
                continue;
            };
            all += column.segments.len() - 1;
            let stands_below = bullet.saturating_sub(1)..=bullet + OFF_COLUMN;
            let others: Vec<usize> =
                column.segments.iter().map(|segment| segment.start).filter(|at| !stands_below.contains(at)).collect();
            // Items below items stand further in, all of them as far.
            let mut indents: Vec<usize> = others.iter().copied().filter(|at| *at > bullet).collect();
            indents.sort_unstable();
            // Lines may be off by one.
            indents.dedup_by(|next, last| *next - *last <= 1);
            let nested = indents.len() <= MOST_INDENTS && others.iter().all(|at| *at > bullet);
            off += if nested { 0 } else { others.len() };
        }
        // One may be the title above them.
        off > 1 && off * DRIFTING_SHARE > all
    }

    /// Whether the columns of another band stand below its own; between two of them a mark may stand.
    pub(super) fn is_head_of(&self, below: &Band) -> bool {
        let over = |column: &Column| {
            let over = |other: &&Column| column.start < other.end && other.start < column.end;
            below.columns.iter().filter(over).count()
        };
        let (own, other): (Vec<&Column>, Vec<&Column>) = self.columns.iter().partition(|column| over(column) == 1);
        own.len() > 1 && other.iter().all(|column| over(column) == 0 && column.segments.len() == 1)
    }

    /// The band with the identifiers that stand on badges right above its columns, wherever over each.
    pub(super) fn with_badges(&self, text: &str, above: &Band) -> Option<Self> {
        let [badges] = &above.lines[..] else { return None };
        let bare = |badge: &Segment| is_bare_heading(text[badge.span.range()].trim());
        let has_one = self.columns.iter().any(|column| column.segments.first().is_some_and(bare));
        let each = badges.len() > 1 && badges.len() == self.columns.len() && badges.iter().all(bare) && !has_one;
        let mut band = Some(self.clone()).filter(|_| each && self.is_cards())?;
        band.columns.sort_by_key(|column| column.start);
        for (column, badge) in band.columns.iter_mut().zip(badges) {
            column.segments.insert(0, badge.clone());
        }
        band.lines.insert(0, badges.clone());
        Some(band)
    }

    /// Whether nothing in it stands side by side, and nothing is an item.
    pub(super) fn is_title(&self) -> bool {
        self.lines.iter().all(|line| line.len() == 1 && !line[0].is_bullet)
    }

    /// Whether it is cards: more than one column has bullets.
    pub(super) fn is_cards(&self) -> bool {
        let bullets = |column: &&Column| column.segments.iter().any(|segment| segment.is_bullet);
        self.columns.iter().filter(bullets).count() > 1
    }

    /// The lines of a list of items, and of what stands beside it and is no part of it: not every item has its own line
    /// there, or some line stands beside none.
    pub(super) fn beside_list(&self) -> Option<[Rows; 2]> {
        let list = self.columns.iter().min_by_key(|column| column.start)?;
        let mut items: Vec<Vec<usize>> = Vec::new();
        for segment in &list.segments {
            match items.last_mut() {
                _ if segment.is_bullet => items.push(vec![segment.line]),
                Some(item) => item.push(segment.line),
                None => {}
            }
        }
        let beside: HashSet<usize> =
            self.lines.iter().flatten().filter(|one| one.start >= list.end).map(|one| one.line).collect();
        let of_items: HashSet<usize> = items.iter().flatten().copied().collect();
        // Lines of the one may stand between those of the other.
        let inner = || {
            let (first, last) = (of_items.iter().min(), of_items.iter().max());
            beside.len() > 1 && beside.iter().all(|line| first < Some(line) && Some(line) < last)
        };
        let side_by_side = of_items.intersection(&beside).next().is_some() || inner();
        let has_own = |item: &Vec<usize>| item.iter().any(|line| beside.contains(line));
        let rows = items.iter().all(has_own) && beside.is_subset(&of_items);
        if items.len() < 2 || !side_by_side || rows {
            return None;
        }
        let first = self.lines.first()?.first()?.line;
        let last = self.lines.last()?.first()?.line;
        let mut parts = [vec![Vec::new(); last - first + 1], vec![Vec::new(); last - first + 1]];
        for segment in self.columns.iter().flat_map(|column| &column.segments) {
            parts[usize::from(segment.start >= list.end)][segment.line - first].push(segment.clone());
        }
        parts.iter_mut().flatten().for_each(|line| line.sort_by_key(|segment| segment.start));
        Some(parts)
    }

    /// Whether it is one card alone, below the first of a row of them.
    pub(super) fn is_last_card(&self, text: &str, kind: &Kind, start: usize) -> bool {
        let [column] = &self.columns[..] else { return false };
        let texts: Vec<&str> = column.segments.iter().map(|one| text[one.span.range()].trim()).collect();
        column.start.abs_diff(start) <= OFF_COLUMN && kind.is_told_by(&texts)
    }

    /// Its columns as cards of one kind, where more than one tells of such a thing as the others do; in a table that is
    /// another one's. What stands beside is of the next to the right if it is but a number, else of the one to the left.
    pub(super) fn alike(&self, text: &str) -> Option<(Kind, Vec<Vec<&Column>>)> {
        /// Characters of a number, or of initials, at most.
        const NARROW: usize = 4;
        const CARDS: std::ops::RangeInclusive<usize> = 2..=6;
        if self.columns.len() < *CARDS.start() {
            return None;
        }
        let mut columns: Vec<&Column> = self.columns.iter().collect();
        columns.sort_by_key(|column| column.start);
        let texts =
            columns.iter().map(|column| column.segments.iter().map(|one| text[one.span.range()].trim()).collect());
        let texts: Vec<Vec<&str>> = texts.collect();
        let tells = |kind: &Kind| texts.iter().map(|texts| kind.is_told_by(texts)).collect::<Vec<bool>>();
        let kinds =
            [Kind::Member, Kind::Project, Kind::Decision, Kind::Clause].into_iter().map(|kind| (kind, tells(&kind)));
        let (kind, tells) =
            kinds.into_iter().find(|(_, tells)| CARDS.contains(&tells.iter().filter(|tells| **tells).count()))?;
        // Prose stands in tables as well, but not in all of their columns.
        if kind == Kind::Clause && tells.contains(&false) {
            return None;
        }
        let narrow = |at: usize| texts[at].iter().all(|text| text.chars().count() <= NARROW);
        let mut cards: Vec<Vec<&Column>> = Vec::new();
        let mut waiting: Vec<&Column> = Vec::new();
        for (at, column) in columns.into_iter().enumerate() {
            match cards.last_mut() {
                _ if tells[at] => cards.push(waiting.drain(..).chain([column]).collect()),
                Some(card) if !narrow(at) => card.push(column),
                _ => waiting.push(column),
            }
        }
        waiting.is_empty().then_some((kind, cards))
    }
}

/// What cards are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Of members: a Land, an office and a person, or nobody.
    Member,
    /// Of projects: a sum, a year, and more words than sums.
    Project,
    /// Of decisions: an identifier, and the title below or above.
    Decision,
    /// Of clauses: a whole sentence in each.
    Clause,
}

impl Kind {
    /// Whether the lines of a column are such a card.
    fn is_told_by(self, texts: &[&str]) -> bool {
        if texts.len() < 2 {
            return false;
        }
        let texts = || texts.iter().copied();
        let named = |text: &str| {
            let parts = text.split([',', '|', '·', '–', ':', '(']).map(str::trim);
            parts.into_iter().any(|part| person_name(part).is_some()) || is_vacant(text)
        };
        let sum = |text: &str| !find_money(text).is_empty();
        let year = |text: &str| text.split(|c: char| !c.is_ascii_digit()).any(is_year);
        let identifier = |text: &str| identifier_in_front(text).is_some_and(|heading| heading.title.is_empty());
        match self {
            Kind::Member => {
                // A list of Länder and names alone: `Bayern: Vorname Name`.
                let member = |text: &str| starts_member(text) || behind_for(text).is_some();
                let listed = texts().filter(|text| member(text)).count() * 4 >= texts().count() * 3;
                listed || texts().any(names_land) && texts().any(holds_office) && texts().any(named)
            }
            Kind::Project if !texts().any(year) => false,
            Kind::Project => {
                let with_sum: Vec<(&str, bool)> = texts().map(|text| (text, sum(text))).collect();
                let sums = with_sum.iter().filter(|(_, sum)| *sum).count();
                let more = |(text, sum): &&(&str, bool)| !sum || text.contains(['|', '·', ';']);
                let words = with_sum.iter().filter(more).filter(|(text, _)| text.contains(char::is_alphabetic)).count();
                sums > 0 && words >= sums * 2
            }
            Kind::Decision => {
                let identifiers: Vec<bool> = texts().map(identifier).collect();
                let ends = identifiers.first() == Some(&true) || identifiers.last() == Some(&true);
                ends && identifiers.len() > 1 && !identifiers.windows(2).any(|pair| pair[0] && pair[1])
            }
            Kind::Clause => {
                const WORDS: usize = 4;
                let lines: Vec<&str> = texts().collect();
                let words: usize = lines.iter().map(|line| line.split(' ').count()).sum();
                let starts = lines.first().is_some_and(|first| !first.starts_with(|c: char| c.is_lowercase()));
                let goes_on = |line: &&str| !ends_sentence(line);
                let [inner @ .., last] = &lines[..] else { return false };
                starts && words >= WORDS && !inner.is_empty() && ends_sentence(last) && inner.iter().all(goes_on)
            }
        }
    }
}
