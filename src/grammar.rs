//! Parsers of what documents write: `&str` to value, nothing about slides.
//!
//! In: clean text. Out: values with the ranges of the text that they were read from. A parser named `parse_x` reads at
//! the start of its input, as nom parsers do; one named `find_x` looks for `x` in running text.
//!
//! Patterns spell their letters out (`[A-ZÀ-ÖØ-ÞĀ-Ž]` starts with a capital, where Ā to Ž are of both cases): classes of
//! all of Unicode take several times as long to compile as a deck takes to read.
//!
//! Not here: where the text came from (`text`), and which record a value belongs to (`extract`).

pub mod applicants;
pub mod body;
pub mod cell;
pub mod columns;
pub mod cover;
pub mod date;
pub mod deadline;
pub mod evidence;
pub mod heading;
pub mod identifier;
pub mod mandate;
pub mod mark;
pub mod money;
pub mod part;
pub mod period;
pub mod person;
pub mod presenter;
pub mod programme;
pub mod reference;
pub mod row;
pub mod session;
pub mod told;
mod vote;

use std::collections::BTreeMap;
use std::ops::Range;

use nom::{IResult, Parser, bytes::complete::take_while};

use crate::vocabulary;

/// Whether a text starts with a word. Like `starts_with`, but quick to say no, which most words of a list are.
pub(crate) fn begins(text: &str, word: &str) -> bool {
    text.as_bytes().first() == word.as_bytes().first() && text.starts_with(word)
}

/// Words, each with what it stands for, by their first byte: at most places of a text none starts, which is quickly told.
pub(crate) struct ByFirst<W, T>(BTreeMap<u8, Vec<(W, T)>>);

impl<W: AsRef<str>, T> ByFirst<W, T> {
    /// The words in their order; none is empty.
    pub(crate) fn new(words: impl IntoIterator<Item = (W, T)>) -> Self {
        let mut by_first: BTreeMap<u8, Vec<(W, T)>> = BTreeMap::new();
        for (word, value) in words {
            if let Some(first) = word.as_ref().bytes().next() {
                by_first.entry(first).or_default().push((word, value));
            }
        }
        Self(by_first)
    }

    /// Those that a text starts with, in their order.
    pub(crate) fn starting(&self, text: &str) -> impl Iterator<Item = &(W, T)> {
        let words = text.bytes().next().and_then(|first| self.0.get(&first));
        words.into_iter().flatten().filter(move |(word, _)| text.starts_with(word.as_ref()))
    }
}

/// Whether two texts are the same, whatever the case of their letters.
pub(crate) fn same_folded(text: &str, word: &str) -> bool {
    let differ = |(one, other): (u8, u8)| (one | other).is_ascii() && !one.eq_ignore_ascii_case(&other);
    if text.bytes().next().zip(word.bytes().next()).is_some_and(differ) {
        return false;
    }
    text.chars().flat_map(char::to_lowercase).eq(word.chars().flat_map(char::to_lowercase))
}

/// Whether a text starts with a label of a few words and goes on behind it: `Frist: 31.03.2033`.
pub(crate) fn starts_with_label(text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    text.split_once(": ").is_some_and(|(label, _)| {
        label.starts_with(char::is_uppercase)
            && label.split(' ').count() <= MOST_WORDS
            && label.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-')
    })
}

/// Quotation marks, the opening ones and what closes each.
const QUOTES: [(char, &[char]); 4] = [('„', &['“', '”']), ('»', &['«']), ('«', &['»']), ('“', &['”'])];

/// The first text in quotation marks: where it stands with them, and without.
pub(crate) fn quoted(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (open, mark, closing) =
        text.char_indices().find_map(|(at, c)| Some((at, c, QUOTES.iter().find(|(mark, _)| *mark == c)?.1)))?;
    let start = open + mark.len_utf8();
    let (end, close) = text[start..].char_indices().find(|(_, c)| closing.contains(c))?;
    (end > 0).then(|| (open..start + end + close.len_utf8(), start..start + end))
}

/// Whether a text has a digit.
pub(crate) fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// Any number of blanks.
pub(crate) fn blanks(input: &str) -> IResult<&str, &str> {
    take_while(|c: char| c == ' ')(input)
}

/// What a nom parser reads at the start of `input`, and how many bytes that is.
pub(crate) fn prefix<'a, O>(
    mut parser: impl Parser<&'a str, Output = O, Error = nom::error::Error<&'a str>>,
    input: &'a str,
) -> Option<(O, usize)> {
    let (rest, value) = parser.parse(input).ok()?;
    Some((value, input.len() - rest.len()))
}

/// The sentences of a text, as ranges. A dot behind an abbreviation or a number ends none.
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(['.', '!', '?', ';']) {
        let end = at + 1;
        let rest = &text[end..];
        let near = before(&text[start..], end - start);
        let word = near.rsplit([' ', '(', '„', '"']).next().unwrap_or_default();
        let ordinal = word[..word.len() - 1].chars().all(|c| c.is_ascii_digit());
        let capital = rest.trim_start().chars().next().is_none_or(|c| !c.is_lowercase());
        if rest.starts_with(' ') && capital && !ordinal && !vocabulary::ABBREVIATIONS.contains(&word) {
            sentences.push(start..end);
            start = end + 1;
        }
    }
    if start < text.len() {
        sentences.push(start..text.len());
    }
    sentences
}

/// How far back from a place in a text a grammar looks, in bytes.
const REACH: usize = 160;

/// The end of the text before the byte `at`, as far as a grammar looks back: what grows with the text must not.
pub(crate) fn before(text: &str, at: usize) -> &str {
    let start = (at.saturating_sub(REACH)..=at).find(|start| text.is_char_boundary(*start)).unwrap_or(at);
    &text[start..at]
}

/// Whether a range touches one of the ranges, which stand in order.
pub(crate) fn overlaps_any(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let next = ranges.partition_point(|other| other.end <= range.start);
    ranges.get(next).is_some_and(|other| other.start < range.end)
}

/// Whether `text` has a letter or digit right before the byte `at`, so that what starts there is a part of a word.
pub(crate) fn in_word(text: &str, at: usize) -> bool {
    text[..at].ends_with(char::is_alphanumeric)
}
