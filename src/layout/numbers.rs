//! Numbers in front of items, as lists have them that are counted.
//!
//! In: the lines of pages. Out: the same lines; a number that goes on the count is a bullet. The count starts with one,
//! or goes on that of the page before. What a sentence may go on with on its next line, `2. Quartal`, is none.

use super::{Bullet, Line, Page, ends_text};

/// The mark that stands for any number.
const MARK: char = '1';

/// Marks the items of all pages that are counted.
pub(super) fn mark_numbers(pages: &mut [Page]) {
    let mut last = 0;
    for page in pages {
        let before = last;
        last = mark(&mut page.lines, before);
        if let Some(lines) = &mut page.tabled {
            mark(lines, before);
        }
    }
}

/// Marks the items of a page; gives the last number. One alone that starts the count is an item if it is a sentence:
/// `1. Stufe` may start a title.
fn mark(lines: &mut [Line], before: u32) -> u32 {
    let mut items: Vec<(usize, u32, usize)> = Vec::new();
    for at in 1..lines.len() {
        let (above, line) = (&lines[at - 1], &lines[at]);
        let whole = above.cells.is_empty() && ends_text(above.text.as_str());
        let Some((number, behind)) = number(line).filter(|_| whole) else { continue };
        let goes_on = match items.last() {
            Some((_, last, _)) => number == last + 1,
            None => number == 1 || number == before + 1,
        };
        if goes_on {
            items.push((at, number, behind));
        }
    }
    if let [(at, 1, _)] = items[..]
        && !lines[at].text.as_str().ends_with(['.', ';'])
    {
        return 0;
    }
    for (at, _, behind) in &items {
        let line = &lines[*at];
        let Some(span) = line.text.trace(0..*behind).cover() else { continue };
        let text = line.text.slice(behind + 1..line.text.as_str().len());
        lines[*at] = Line { bullet: Some(Bullet { mark: MARK, span, indent: None }), text, ..line.clone() };
    }
    items.last().map_or(0, |(_, number, _)| *number)
}

/// The number that a line starts with, and where that ends.
fn number(line: &Line) -> Option<(u32, usize)> {
    let (digits, rest) = line.text.as_str().split_once(". ")?;
    let plain = line.bullet.is_none() && line.cells.is_empty() && line.pieces.is_empty();
    let item = digits.len() <= 2 && !rest.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let number = digits.parse().ok().filter(|_| plain && item)?;
    Some((number, digits.len() + 1))
}
