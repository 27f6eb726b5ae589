//! Paragraphs: the lines of a column of text, and where one ends that no empty line divides from the next.
//!
//! In: the segments of a column. Out: its [`Line`]s.

use std::collections::HashMap;

use super::columns::{Segment, read_column};
use super::{Line, ends_text};
use crate::grammar::cell::{whole_date, whole_money, whole_period};
use crate::grammar::heading::decision_heading;
use crate::text::is_blank;
use crate::vocabulary::ABBREVIATIONS;

/// Whether a text is a sum, a day or a period and nothing else.
fn is_figure(text: &str) -> bool {
    whole_money(text).is_some() || whole_date(text).is_some() || whole_period(text).is_some()
}

/// Whether the sentences of lines all end where lines do, as those of one paragraph do not: each line is one, or there are
/// more than two.
fn are_sentences<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut count, mut ends, mut inside) = (0, 0, false);
    for line in lines {
        count += 1;
        ends += usize::from(ends_sentence(line));
        let starts = |at: usize| line[at + 2..].starts_with(char::is_uppercase);
        inside |= line.match_indices(". ").any(|(at, _)| ends_sentence(&line[..=at]) && starts(at));
    }
    !inside && (ends == count || ends > 2)
}

/// Whether a text ends as a sentence does, and not with an ordinal or an abbreviation: `der 51.`, `Nr.`, `e. V.`
pub fn ends_sentence(text: &str) -> bool {
    let word = text.rsplit(' ').next().unwrap_or_default();
    let letters = word.chars().filter(|c| c.is_lowercase()).count() > 1;
    let sign = word.starts_with(['€', '%']) || word.chars().filter(|c| c.is_uppercase()).count() > 1;
    // `im Jahr 2027.`, `nach Beschluss 2028/29.`
    let digits = |c: &char| c.is_ascii_digit() || *c == '/';
    let year = || word.chars().rev().skip(1).take_while(digits).count() > 2;
    (letters || sign || year() || word.ends_with(['!', '?']))
        && word.ends_with(['.', '!', '?'])
        && !ABBREVIATIONS.contains(&word)
}

/// The lines of a page that start in a column.
#[derive(Debug, Default)]
pub(super) struct Width {
    /// How wide they are at most.
    widest: usize,
    /// Whether one goes on in small letters on the next, as sentences do that are wrapped.
    wraps: bool,
    /// Stretches of them that empty lines divide.
    stretches: usize,
}

/// How wide the lines of a page are, by where they start.
pub(super) type Widths = HashMap<usize, Width>;

/// Measures the lines of a page.
pub(super) fn widths(text: &str, page: &[Segment]) -> Widths {
    let mut widths = Widths::new();
    for segment in page {
        let width = widths.entry(segment.start).or_default();
        width.widest = width.widest.max(segment.end - segment.start);
    }
    for stretch in page.chunk_by(|one, other| other.line <= one.line + 1) {
        widths.entry(stretch[0].start).or_default().stretches += 1;
    }
    for pair in page.windows(2) {
        let below = pair[0].start == pair[1].start && pair[0].line + 1 == pair[1].line;
        if below && text[pair[1].span.range()].starts_with(char::is_lowercase) {
            widths.entry(pair[0].start).or_default().wraps = true;
        }
    }
    widths
}

/// The share of the longest line, in percent, up to which there is room for certain: letters are not equally wide.
pub(super) const ROOM: usize = 80;
/// The same behind a sentence, where most paragraphs end.
const SENTENCE_ROOM: usize = 92;

/// The lines of a column of text. One below which there would have been room for the first word of the next, in a text of
/// lines that are clearly longer, ends a paragraph; one that ends a sentence does so too where other lines of the page
/// that start there are longer, of the `widths`.
pub(super) fn read_paragraphs(text: &str, segments: &[Segment], widths: &Widths, lines: &mut Vec<Line>) {
    /// Stretches of lines that show that empty ones divide paragraphs.
    const DIVIDED: usize = 2;
    let sentences = are_sentences(segments.iter().map(|segment| text[segment.span.range()].trim()));
    let start = segments.iter().map(|segment| segment.start).min().unwrap_or(0);
    let longest = segments.iter().map(|segment| segment.end - start).max().unwrap_or(0);
    let (widest, wraps) =
        widths.get(&start).map_or((longest, false), |width| (width.widest, width.wraps && width.stretches >= DIVIDED));
    let written = |segment: &Segment| text[segment.span.range()].trim();
    // Below a title, too, but not what is written below each other for its own sake.
    let prose = segments.last().is_some_and(|last| written(last).ends_with(['.', '!', '?']));
    let goes_on = |above: &Segment, below: &Segment| {
        let [above_text, below_text] = [above, below].map(written);
        let ends = prose || above_text.ends_with(['.', '!', '?', ':', ';']);
        let word = below_text.split(is_blank).next().map_or(0, |word| word.chars().count());
        let mark = above.is_bullet && above.end == above.start + 1;
        let joined = above.end - start + 1 + word;
        let room = if ends_sentence(above_text) { SENTENCE_ROOM } else { ROOM };
        let fills = |width: usize| joined * 100 > width * room;
        let full = fills(longest) && (fills(widest) || !ends_sentence(above_text));
        // `Beschluss 2025/22 | Strategie:`
        let heads = above_text.ends_with(':') && decision_heading(above_text).is_some();
        let small = below_text.starts_with(|c: char| c.is_lowercase() || "–—-".contains(c));
        let open = small || !ends_text(above_text) || heads;
        let headings = [above_text, below_text].iter().all(|text| decision_heading(text).is_some());
        // Where lines are wrapped and empty ones divide paragraphs, one that is full may end a sentence by chance.
        let sentence = sentences && ends_sentence(above_text) && !(wraps && joined > widest);
        // `68,4 Mio. €` above `Gesamtvolumen`: what a figure is of.
        let figure = is_figure(above_text) && below_text.starts_with(char::is_uppercase);
        !headings && !figure && (full && !sentence || mark || !ends || open)
    };
    let first = lines.len();
    segments.chunk_by(goes_on).for_each(|paragraph| read_column(text, paragraph, lines));
    // Nothing stands beside them.
    lines[first..].iter_mut().for_each(|line| line.alone = true);
}
