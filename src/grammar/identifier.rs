//! Identifiers of decisions, and what they are called.
//!
//! | written | label | identifier |
//! | --- | --- | --- |
//! | `Beschluss 2025/22`, `Beschl. Nr. 2025/22`, `BESCHLUSS: 2025/22` | a noun, and a word for its number | 2025/22 |
//! | `Beschluss des IT-Planungsrats 2025/22`, `Beschluss IT-PLR Nr. 2025/22` | with the council | 2025/22 |
//! | `IT-PLR 2025/22`, `B 2025/22`, `Nr. 2025/22` | without a noun | 2025/22 |
//! | `Beschluss 2025-22` | | 2025-22, which alone is a month |
//! | `B-2025/22-IT` | | 2025/22, as files are called |
//! | `22/2025`, `22-2025`, `22 (2025)`, `22 aus dem Jahr 2025` | | 2025/22, the number first |
//! | `2025.22`, `2025_22`, `2025 / 22`, `2025/IT/22` | | 2025/22, with another sign |
//! | `25/22`, `22/25` | | two digits of the year, on either side |
//!
//! Not here: which of the last three a deck has (`extract::numbering`), and what a sentence cites (`reference`).

use std::ops::Range;

use super::{before, begins};
use crate::vocabulary::{
    COUNCIL_ABBREVIATIONS, COUNCILS, DECISION_NOUNS, IDENTIFIER_LABELS, NUMBER_WORDS, OTHER_BODIES, council_name,
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

/// How long the name of the council is behind an identifier, ` des IT-Planungsrats` behind `2025/22`; a decision of another
/// body is none of the deck's.
pub fn council_behind(text: &str) -> usize {
    let name = [" des ", " der "].iter().find_map(|article| text.strip_prefix(article));
    let of = |name: &str, other: &str| {
        name.starts_with(other) || council_name(other).is_some_and(|long| name.starts_with(long))
    };
    let own = name.filter(|name| !OTHER_BODIES.iter().any(|other| of(name, other)));
    own.and_then(|name| Some(text.len() - name.len() + council_in_front(name)?)).unwrap_or(0)
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
    let rest = &text.as_bytes()[start..];
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

/// Where what an identifier is called starts, which stands at `at`; the longest of its names. And whether it says by itself
/// that it is one, as a noun does.
pub fn label_before(text: &str, at: usize) -> Option<(usize, bool)> {
    let near = before(text, at);
    let from = at - near.len();
    let starts = near.match_indices([' ', '(', '[']).map(|(at, sign)| at + sign.len());
    let start =
        std::iter::once(0).chain(starts).find(|start| label_in_front(&near[*start..]) == Some(near.len() - start))?;
    Some((from + start, DECISION_NOUNS.iter().any(|noun| near[start..].contains(noun))))
}

/// Number and year of an identifier, and what it takes up, brackets and all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Where the number stands.
    pub number: Range<usize>,
    /// Where the year stands, or two digits of it.
    pub year: Range<usize>,
}

impl Written {
    /// Where it starts.
    pub fn start(&self) -> usize {
        self.number.start.min(self.year.start)
    }

    /// What stands between its parts.
    pub fn sign(&self) -> Range<usize> {
        self.number.end.min(self.year.end)..self.number.start.max(self.year.start)
    }

    /// Where it ends, with the bracket that it opens: `22 (2025)`.
    pub fn end(&self, text: &str) -> usize {
        let end = self.number.end.max(self.year.end);
        end + usize::from(text[self.sign()].ends_with('(') && text[end..].starts_with(')'))
    }

    /// Whether all four digits of the year stand there.
    pub fn has_whole_year(&self) -> bool {
        self.year.len() == 4
    }

    /// Whether the year stands first, and a sign alone between it and the number: `2025/22`, `2025-22`.
    pub fn is_straight(&self, text: &str) -> bool {
        self.year.start < self.number.start && ["/", "-"].contains(&&text[self.sign()])
    }

    /// As `YYYY/N`.
    pub fn identifier(&self, text: &str) -> String {
        [&text[self.year.clone()], "/", &text[self.number.clone()]].concat()
    }
}

/// What may stand between the parts of an identifier: a sign, blanks around it, and a short word behind it: `/`, ` / `, `/IT/`.
fn sign_in_front(text: &str) -> Option<usize> {
    const LONGEST_WORD: usize = 8;
    for words in [" aus dem Jahre ", " aus dem Jahr ", " aus ", " ("] {
        if text.starts_with(words) {
            return Some(words.len());
        }
    }
    if text.starts_with(" / ") {
        return Some(" / ".len());
    }
    let rest = text.strip_prefix(['/', '-', '.', '_'])?;
    let word = rest.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'-').count();
    let word = if (1..=LONGEST_WORD).contains(&word) && rest[word..].starts_with('/') { word + 1 } else { 0 };
    Some(text.len() - rest.len() + word)
}

/// Where identifiers stand in a text, however they are written; those with two digits of the year once for each side that
/// may be it.
pub fn written_identifiers(text: &str) -> Vec<Written> {
    const YEAR: usize = 4;
    let bytes = text.as_bytes();
    let run = |at: usize| bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let digits = run(at);
        if digits == 0 {
            at += 1;
            continue;
        }
        let (first, behind) = (at..at + digits, &text[at + digits..]);
        at += digits;
        let Some(sign) = sign_in_front(behind).filter(|_| digits <= YEAR) else { continue };
        let second = first.end + sign..first.end + sign + run(first.end + sign);
        // A third part makes it another thing: a day, a file number.
        let more =
            |rest: &str| rest.starts_with(['/', '-', '.', '_']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
        let before = text[..first.start].chars().next_back();
        let inside =
            before.is_some_and(|c| c.is_alphanumeric() || "/-._,".contains(c)) && !text[..first.start].ends_with("B-");
        if inside || more(&text[second.end..]) || text[second.end..].starts_with(char::is_alphanumeric) {
            continue;
        }
        let year = |range: &Range<usize>| range.len() == YEAR && text[range.clone()].starts_with("20");
        let number = |range: &Range<usize>| (1..YEAR).contains(&range.len());
        let braced = behind[..sign].ends_with('(');
        let closed = !braced || text[second.end..].starts_with(')');
        let words = behind[..sign].starts_with(' ') && !behind.starts_with(" / ");
        if year(&first) && number(&second) && !words {
            found.push(Written { number: second, year: first });
        } else if number(&first) && year(&second) && closed {
            found.push(Written { number: first, year: second });
        } else if &behind[..sign] == "/" && number(&first) && number(&second) {
            for (number, year) in [(second.clone(), first.clone()), (first, second)] {
                if year.len() == 2 {
                    found.push(Written { number, year });
                }
            }
        }
    }
    found
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
    fn identifiers_in_any_way() {
        let read = |text: &str| {
            let found = written_identifiers(text).into_iter().map(|one| one.identifier(text));
            found.collect::<Vec<String>>().join(" ")
        };
        for text in ["22/2025", "22-2025", "22 (2025)", "22 aus dem Jahr 2025", "22 aus 2025", "2025.22", "2025_22"] {
            assert_eq!(read(text), "2025/22", "{text}");
        }
        for text in ["2025 / 22", "2025/IT/22", "2025-22", "(2025/22)", "B-2025/22-IT", "Nr. 22/2025:"] {
            assert_eq!(read(text), "2025/22", "{text}");
        }
        assert_eq!(read("25/22"), "25/22 22/25");
        for text in ["2025-03-22", "1.2/2025", "22/2025/3", "2025 (22", "12 (2031–2033)", "500 2025", "3.5", "A22/2025"]
        {
            assert_eq!(read(text), "", "{text}");
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
