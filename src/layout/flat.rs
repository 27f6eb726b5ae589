//! Flat pages: texts in which each page is one line, as pdf.js's pieces are often joined.
//!
//! In: the lines of a text. Out: the lines that those were, as far as blanks still show them.
//!
//! | within a line | read as |
//! | --- | --- |
//! | two blanks or more | an empty line between two blocks |
//! | a hyphen and a blank behind a word | the end of a wrapped line |
//! | a bullet, or a dash with two blanks behind it | the start of an item, as everywhere |

use crate::source::Span;
use crate::text::{TextMap, is_blank};

use super::{RawLine, is_bullet, starts_with_wide_dash};

/// Blanks that stand for an empty line.
const BREAK: usize = 2;
/// Stands for all marks of items.
const BULLET: char = '•';
/// Breaks and bullets in a line that is a page, at least.
const FEWEST_BREAKS: usize = 2;
/// Lines that may follow another one without an empty line between them, one in so many.
const ADJACENT: usize = 20;

/// Cuts the lines of a text whose pages are flat; gives nothing where they are not.
pub(super) fn cut(text: &str, lines: &[RawLine]) -> Option<Vec<RawLine>> {
    if !is_flat(text, lines) {
        return None;
    }
    let mut cut = Vec::new();
    for line in lines {
        let mut first = true;
        for piece in pieces(text, line.span) {
            // The empty line of a break.
            if piece.gap && !first {
                cut.push(RawLine { span: Span::new(piece.span.start, piece.span.start), ..line.behind() });
            }
            let own = TextMap::piece(text, piece.span);
            cut.push(RawLine {
                span: piece.span,
                text: own,
                starts_page: first && line.text.is_some(),
                ..line.behind()
            });
            first = false;
        }
    }
    Some(cut)
}

impl RawLine {
    /// A line behind it that stands on the same page.
    fn behind(&self) -> Self {
        Self { span: self.span, text: None, after_feed: false, after_pair: self.after_pair, starts_page: false }
    }
}

/// Whether hardly any line stands right below another one, and most have several breaks or bullets within.
fn is_flat(text: &str, lines: &[RawLine]) -> bool {
    let full: Vec<&RawLine> = lines.iter().filter(|line| line.text.is_some()).collect();
    let adjacent = lines.windows(2).filter(|pair| pair.iter().all(|line| line.text.is_some())).count();
    let broken = |line: &&&RawLine| {
        let bullets = text[line.span.range()].chars().filter(|c| is_bullet(*c)).take(FEWEST_BREAKS).count();
        let gaps = pieces(text, line.span).iter().filter(|piece| piece.gap).take(FEWEST_BREAKS).count();
        bullets + gaps >= FEWEST_BREAKS
    };
    adjacent * ADJACENT <= full.len() && full.iter().filter(broken).count() * 2 > full.len()
}

struct Piece {
    span: Span,
    /// A break stands before it.
    gap: bool,
}

/// The lines that a line was.
fn pieces(text: &str, line: Span) -> Vec<Piece> {
    let raw = &text[line.range()];
    let mut pieces = vec![Piece { span: line, gap: false }];
    let mut blanks = 0;
    let mut before: Option<(char, char)> = None;
    for (at, c) in raw.char_indices() {
        if is_blank(c) {
            blanks += 1;
            continue;
        }
        // What a bullet stands in front of belongs to it, however far that is.
        let gap = blanks >= BREAK && before.is_some_and(|(_, last)| !is_bullet(last));
        let dash = blanks > 0 && starts_with_wide_dash(&raw[at..]);
        let wrapped = blanks == 1 && before.is_some_and(|(word, last)| last == '-' && word.is_alphabetic());
        if let Some(last) = pieces.last_mut().filter(|_| gap || wrapped || dash) {
            let start = line.start + at;
            last.span.end = start;
            pieces.push(Piece { span: Span::new(start, line.end), gap });
        }
        let c = if dash { BULLET } else { c };
        before = Some((before.filter(|_| blanks == 0).map_or(' ', |(_, last)| last), c));
        blanks = 0;
    }
    pieces
}
