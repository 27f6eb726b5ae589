//! Identifiers of decisions, and what they are called.
//!
//! | written | label | identifier |
//! | --- | --- | --- |
//! | `Beschluss 2025/22`, `Beschl. Nr. 2025/22`, `BESCHLUSS: 2025/22` | a noun, and a word for its number | 2025/22 |
//! | `Beschluss des IT-Planungsrats 2025/22`, `Beschluss IT-PLR Nr. 2025/22` | with the council | 2025/22 |
//! | `IT-PLR 2025/22`, `B 2025/22`, `Nr. 2025/22` | without a noun | 2025/22 |
//! | `Beschluss 2025-22` | | 2025-22, which alone is a month |
//! | `B-2025/22-IT` | | 2025/22, as files are called |
//!
//! Not here: identifiers that a sentence cites (`reference`), and those that are turned (`extract::numbering`).

use std::ops::Range;

use super::begins;
use crate::vocabulary::{
    COUNCIL_ABBREVIATIONS, COUNCILS, DECISION_NOUNS, IDENTIFIER_LABELS, NUMBER_WORDS, OTHER_BODIES,
};

/// What a text starts with, if it is one of these words and the word ends there; the longest one.
fn word_in_front(text: &str, words: &[&str]) -> Option<usize> {
    let ends = |word: &&&str| {
        let goes_on = |c: char| c.is_alphabetic() || c.is_ascii_digit() && word.ends_with(char::is_alphabetic);
        begins(text, word) && (word.ends_with(['.', '#']) || !text[word.len()..].starts_with(goes_on))
    };
    words.iter().filter(ends).map(|word| word.len()).max()
}

/// The name of a council in front of a text, in the genitive perhaps.
fn council_in_front(text: &str) -> Option<usize> {
    let named = |name: &&str| {
        let rest = text.strip_prefix(name)?;
        let end = ["es", "s", ""].into_iter().find(|end| rest.starts_with(end))?.len();
        (!rest[end..].starts_with(char::is_alphanumeric)).then_some(name.len() + end)
    };
    COUNCILS.iter().chain(COUNCIL_ABBREVIATIONS).filter_map(named).max()
}

/// How long what an identifier is called is in front of it: `Beschluss Nr. `, `IT-PLR `. Nothing, where a text starts with
/// none; whether an identifier stands behind it is another question.
pub fn label_in_front(text: &str) -> Option<usize> {
    let at = |start: usize| &text[start..];
    let number_word = |start: usize| {
        let rest = at(start);
        let bare = rest.trim_start_matches([' ', '-']);
        word_in_front(bare, NUMBER_WORDS).map_or(start, |len| start + rest.len() - bare.len() + len)
    };
    let council = |start: usize| {
        let named = |rest: &str| council_in_front(rest).map(|len| text.len() - rest.len() + len);
        let article =
            |rest| ["des ", "der "].iter().find_map(|article| str::strip_prefix(rest, article)).unwrap_or(rest);
        at(start).strip_prefix(' ').and_then(|rest| named(article(rest))).unwrap_or(start)
    };
    // `IT-PLR-Beschluss`; `DMK-Beschluss` is another one's.
    let own = council_in_front(text).filter(|len| !OTHER_BODIES.contains(&&text[..*len])).unwrap_or(0);
    let of_council = at(own).strip_prefix(['-', ' ']).filter(|_| own > 0);
    let noun = |rest: &str| Some(text.len() - rest.len() + word_in_front(rest, DECISION_NOUNS)?);
    let noun = noun(text).or_else(|| noun(of_council?));
    let end = match noun {
        Some(end) => number_word(council(number_word(end))),
        None => {
            let name = word_in_front(text, IDENTIFIER_LABELS).or_else(|| council_in_front(text));
            number_word(name.filter(|end| !at(*end).starts_with('-'))?)
        }
    };
    let rest = at(end).strip_prefix(':').unwrap_or(at(end));
    Some(text.len() - rest.trim_start_matches([' ', '\u{a0}']).len())
}

/// Where an identifier stands at the start of a text, and where what belongs to it ends: `2025/22`, `B-2025/22-IT`; behind
/// a label its sign may be a hyphen.
pub fn identifier_at_start(text: &str, labelled: bool) -> Option<(Range<usize>, usize)> {
    const YEAR: usize = 4;
    let start = if text.starts_with("B-20") { "B-".len() } else { 0 };
    let rest = text[start..].as_bytes();
    let digits = |bytes: &[u8]| bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let sign = *rest.get(YEAR)?;
    let numbers = digits(&rest[YEAR + 1..]);
    let year = rest.starts_with(b"20") && digits(rest) == YEAR;
    if !year || !(sign == b'/' || sign == b'-' && labelled) || !(1..=3).contains(&numbers) {
        return None;
    }
    let end = start + YEAR + 1 + numbers;
    let behind = &text[end..];
    let code = behind.strip_prefix("-IT").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    Some((start..end, end + if code { "-IT".len() } else { 0 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels() {
        for label in [
            "Beschluss ",
            "Beschluss Nr. ",
            "Beschluss-Nr.: ",
            "Beschlussnummer ",
            "BESCHLUSS ",
            "Beschl.",
            "Beschluss #",
            "Beschluss des IT-Planungsrats ",
            "Beschluss IT-PLR Nr. ",
            "Entscheidung: ",
            "IT-PLR ",
            "B ",
            "Nr. ",
            "IT-PLR-Beschluss ",
        ] {
            assert_eq!(label_in_front(&format!("{label}2025/22")), Some(label.len()), "{label}");
        }
        for other in [
            "Beschlüsse 2025/22",
            "Beschlussfassung 2025/22",
            "Bericht 2025/22",
            "Nrn. 3",
            "DMK-Beschluss 2025/22",
            "B-2025/22-IT",
        ] {
            assert_eq!(label_in_front(other), None, "{other}");
        }
    }

    #[test]
    fn identifiers() {
        let read = |text: &'static str, labelled| identifier_at_start(text, labelled).map(|(at, end)| (&text[at], end));
        assert_eq!(read("2025/22 Titel", false), Some(("2025/22", 7)));
        assert_eq!(read("B-2025/22-IT", false), Some(("2025/22", 12)));
        assert_eq!(read("2025-22", true), Some(("2025-22", 7)));
        for other in ["2025-22", "2025/2222", "20256/2", "1925/22", "2025/"] {
            assert_eq!(read(other, false), None, "{other}");
        }
    }
}
