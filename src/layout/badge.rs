//! Badges: the identifier of a decision at the other end of the first line of a page, beside its title or above it.
//!
//! In: the lines of a page, cut at their gutters. Out: the same without the badge; and its lines with it, below the title.

use super::columns::Segment;
use super::{Line, ends_text};
use crate::grammar::heading::is_bare_heading;
use crate::grammar::programme::programme_name;
use crate::text::TextMap;

/// Takes the badge out of the first line with text, if there is one.
pub(super) fn take(text: &str, rows: &mut [Vec<Segment>]) -> Option<Segment> {
    let bare = |segment: &Segment| is_bare_heading(text[segment.span.range()].trim());
    let is_title = |segment: &Segment| !bare(segment) && !segment.is_bullet;
    let mut full = (0..rows.len()).filter(|at| !rows[*at].is_empty());
    let (first, below) = (full.next()?, full.next());
    // Right above the title nothing else stands so far to the right.
    let is_above = |badge: &Segment| match below.map(|below| &rows[below][..]) {
        Some([title, ..]) => is_title(title) && title.start * 4 < badge.start && title.line == badge.line + 1,
        _ => false,
    };
    let taken = match &rows[first][..] {
        [title, badge] => bare(badge) && is_title(title),
        [badge] => bare(badge) && is_above(badge),
        _ => false,
    };
    if taken { rows[first].pop() } else { None }
}

/// Puts the badge behind the first of the lines, or where the title ends that goes on below it.
pub(super) fn put(text: &str, badge: Option<Segment>, lines: &mut Vec<Line>) {
    let Some(badge) = badge.and_then(|badge| TextMap::piece(text, badge.span)).filter(|_| !lines.is_empty()) else {
        return;
    };
    let goes_on = |at: &usize| {
        let (above, line) = (lines[*at - 1].text.as_str(), &lines[*at]);
        let below = lines.get(*at + 1).is_none_or(|below| below.gap);
        let text = line.text.as_str();
        let other = text.ends_with(['.', ':', ';', '!', '?']) || programme_name(text).1;
        let set_off = !line.gap && below && !other;
        line.bullet.is_none() && (text.starts_with(char::is_lowercase) || !ends_text(above) || set_off)
    };
    let end = 1 + (1..lines.len()).take_while(goes_on).count();
    lines.insert(end, Line { gap: true, apart: true, ..Line::of(badge) });
    if let Some(next) = lines.get_mut(end + 1) {
        next.apart = true;
    }
}
