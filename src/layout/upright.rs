//! The header that stands upright at the edge of a page, where a program wrote each of its words beside some line.
//!
//! In: the segments of a page's lines. Out: the words of the header, taken off the lines, in their order. Upright text
//! is read from below, so that its last word stands highest:
//!
//! ```text
//! Clara Kleinschmidt, Beraterin          Public
//!                                        level:
//! 25.03.2028                    Confidentiality
//! |25/03/28|
//! 1
//! Beschlüsse der 55. Sitzung              Page:
//! ```

use std::sync::LazyLock;

use regex::Regex;

use crate::source::Span;
use crate::text::TextMap;

use super::Header;
use super::columns::Segment;

/// Lines with text between two words of the header, at most.
const APART: usize = 12;

/// A date between two bars, at the end of a segment.
static DATE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\|[0-9]{1,4}[./][0-9]{1,2}[./][0-9]{1,4}\|$").expect("a literal pattern"));
/// A word that stands alone.
static WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[A-Za-zÀ-ÖØ-öø-ž]+:?$").expect("a literal pattern"));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"^[0-9]{1,3}$").expect("a literal pattern"));
/// A word with a capital that touches the end of a line.
static TOUCHING: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[a-zß-öø-ž0-9.)]([A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ž]+:?)$").expect("a literal pattern"));

/// What became of the header of a page.
pub(super) enum Upright {
    /// There is none that was torn.
    None,
    /// Its words, put together.
    Whole(TextMap),
    /// Some of its words stand among others.
    Torn,
}

/// A word of the header: the line and segment in which it stands, and its bytes.
#[derive(Clone, Copy)]
struct Word {
    line: usize,
    segment: usize,
    span: Span,
}

/// Takes the words of the header off the lines of a page.
pub(super) fn take(text: &str, lines: &mut [Vec<Segment>]) -> Upright {
    let everywhere = |segments: usize| 0..segments;
    let date = words(lines, 0..lines.len(), everywhere, |span| suffix(text, span, &DATE, 0)).next();
    let Some(date) = date else { return Upright::None };
    let Some(words) = header(text, lines, date) else { return Upright::Torn };
    let mut header = Header::default();
    for word in &words {
        if let Some(word) = TextMap::piece(text, word.span) {
            header.append(word, true);
        }
    }
    let mut words = words;
    words.sort_by_key(|word| (word.line, word.segment));
    for word in words.into_iter().rev() {
        let segments = &mut lines[word.line];
        if segments[word.segment].span == word.span {
            segments.remove(word.segment);
        } else {
            segments[word.segment].span.end = word.span.start;
        }
    }
    Upright::Whole(header.text)
}

/// The words of the header around its date, in their order: `Page: 1 |25/03/28| Confidentiality level: Public`.
fn header(text: &str, lines: &[Vec<Segment>], date: Word) -> Option<Vec<Word>> {
    let below = |first: usize| first..(first + APART).min(lines.len());
    let above = |last: usize| (last.saturating_sub(APART)..last).rev();
    let whole = |pattern: &'static Regex| move |span: Span| pattern.is_match(&text[span.range()]).then_some(span);
    let named = |word: &Word| text[word.span.range()].ends_with(':');
    let word = |span: Span| whole(&WORD)(span).or_else(|| suffix(text, span, &TOUCHING, 1));
    let edges = |segments: usize| [0, segments.saturating_sub(1)];
    let number = words(lines, below(date.line + 1), edges, whole(&NUMBER)).next()?;
    let page = words(lines, below(number.line), edges, word).find(named)?;
    // Upwards from the date: words, one with a colon, and what that names.
    let mut rest = Vec::new();
    for word in words(lines, above(date.line), edges, word) {
        rest.push(word);
        if rest.len() > 1 && named(&rest[rest.len() - 2]) {
            return Some([page, number, date].into_iter().chain(rest).collect());
        }
    }
    None
}

/// What `find` finds in each of the lines, first among the segments that `places` gives of their count.
fn words<P: IntoIterator<Item = usize>>(
    lines: &[Vec<Segment>],
    numbers: impl Iterator<Item = usize>,
    places: impl Fn(usize) -> P,
    find: impl Fn(Span) -> Option<Span>,
) -> impl Iterator<Item = Word> {
    numbers.filter_map(move |line| {
        let segments = &lines[line];
        let at = |segment: usize| Some(Word { line, segment, span: find(segments.get(segment)?.span)? });
        places(segments.len()).into_iter().find_map(at)
    })
}

/// Where the group of a pattern stands at the end of a segment.
fn suffix(text: &str, span: Span, pattern: &Regex, group: usize) -> Option<Span> {
    let found = pattern.captures(&text[span.range()])?.get(group)?;
    Some(Span::new(span.start + found.start(), span.start + found.end()))
}
