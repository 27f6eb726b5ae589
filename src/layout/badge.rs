//! Badges: the identifier of a decision at the other end of the first line of a page, beside its title or above it.
//!
//! In: the lines of a page, cut at their gutters. Out: the same without the badge; and its lines with it, below the title.

use std::collections::HashSet;

use super::columns::Segment;
use super::{Line, ends_text};
use crate::grammar::heading::is_bare_heading;
use crate::grammar::programme::programme_name;
use crate::text::TextMap;

/// Lines above a title that may run on all slides, at most: a logo.
const MOST_ABOVE: usize = 4;

/// Characters by which the identifiers of a list are off each other, at most.
const NEAR: usize = 8;

/// A badge, and the title that it stands beside or above.
pub(super) struct Badge {
    badge: Segment,
    title: Segment,
}

/// Takes the badge out of the first line with text, or out of the first below lines that stand on most slides, if there is
/// one.
pub(super) fn take(text: &str, rows: &mut [Vec<Segment>], repeated: &HashSet<&str>) -> Option<Badge> {
    let bare = |segment: &Segment| is_bare_heading(text[segment.span.range()].trim());
    let is_title = |segment: &Segment| !bare(segment) && !segment.is_bullet;
    let full: Vec<usize> = (0..rows.len()).filter(|at| !rows[*at].is_empty()).collect();
    let first = *full.first()?;
    let beside = |at: &usize| match &rows[*at][..] {
        [title, badge] => bare(badge) && is_title(title),
        _ => false,
    };
    // A logo stands on most slides.
    let lone = |at: &&usize| matches!(&rows[**at][..], [line] if repeated.contains(text[line.span.range()].trim()));
    let above = full.iter().take_while(lone).count();
    let below_logo = || {
        let at = full.get(above).filter(|at| above <= MOST_ABOVE && beside(at))?;
        let start = rows[*at].last()?.start;
        // A list has several below each other.
        let right = |at: &usize| rows[*at].last().is_some_and(|last| bare(last) && last.start.abs_diff(start) <= NEAR);
        (full.iter().filter(|other| right(other)).count() == 1).then_some(*at)
    };
    if let Some(at) = Some(first).filter(beside).or_else(below_logo) {
        let badge = rows[at].pop()?;
        return Some(Badge { badge, title: rows[at].first()?.clone() });
    }
    // Right above the title nothing else stands so far to the right.
    let ([badge], [title, ..]) = (&rows[first][..], &rows[*full.get(1)?][..]) else { return None };
    let is_above = is_title(title) && title.start * 4 < badge.start && title.line == badge.line + 1;
    let title = title.clone();
    if !bare(badge) || !is_above { None } else { Some(Badge { badge: rows[first].pop()?, title }) }
}

/// Puts the badge behind the line of the title, or where that ends if it goes on below.
pub(super) fn put(text: &str, badge: Option<Badge>, lines: &mut Vec<Line>) {
    let Some(Badge { badge, title }) = badge.filter(|_| !lines.is_empty()) else { return };
    let Some(badge) = TextMap::piece(text, badge.span) else { return };
    let is_title = |line: &Line| line.text.cover().start == title.span.start;
    let first = lines.iter().position(is_title).unwrap_or(0);
    let goes_on = |at: &usize| {
        let (above, line) = (lines[*at - 1].text.as_str(), &lines[*at]);
        let below = lines.get(*at + 1).is_none_or(|below| below.gap);
        let text = line.text.as_str();
        let other = text.ends_with(['.', ':', ';', '!', '?']) || programme_name(text).1;
        let set_off = !line.gap && below && !other;
        line.bullet.is_none() && (text.starts_with(char::is_lowercase) || !ends_text(above) || set_off)
    };
    let end = first + 1 + (first + 1..lines.len()).take_while(goes_on).count();
    lines.insert(end, Line { gap: true, apart: true, ..Line::of(badge) });
    if let Some(next) = lines.get_mut(end + 1) {
        next.apart = true;
    }
}
