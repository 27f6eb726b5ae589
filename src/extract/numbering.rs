//! Numbering: the identifiers that head the slides of a deck, where it writes them in another way than `YYYY/N`.
//!
//! | written at the top of several slides | read as |
//! | --- | --- |
//! | `3/2027 Titel`, `Nr. 3/2027 – Titel`, `Beschluss 3/2027: Titel` | 2027/3, where one alone may be a month |
//! | `2034-03 Titel` | 2034/03, the same |
//! | `Beschl. 26/31 Titel` | 2026/31, where the year stands in full somewhere |
//!
//! In: the pages of a deck. Out: its own identifiers, which other lines may have, too.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::layout::{Line, Page};
use crate::text::TextMap;

/// Number and year of a decision, and where they stand.
pub(super) struct Written {
    pub(super) number: Range<usize>,
    pub(super) year: Range<usize>,
}

impl Written {
    /// As `YYYY/N`.
    fn identifier(&self, text: &str) -> String {
        [&text[self.year.clone()], "/", &text[self.number.clone()]].concat()
    }
}

/// Number and year in one of the forms.
macro_rules! form {
    () => {
        r"(?:(?P<number>[0-9]{1,3})/(?P<year>20[0-9][0-9])|(?P<first>20[0-9][0-9])-(?P<second>[0-9]{1,3}))"
    };
}

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:(?:Beschluss|Beschl\.|Entscheidung)(?:-Nr\.)? ?)?(?:Nr\. ?)?",
        form!(),
        r"(?:$|(?: ?[|:–—·] ?| )[A-ZÀ-ÖØ-ÞĀ-Ž„»0-9])"
    ))
    .expect("a literal pattern")
});

static WHOLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(concat!(r"^(?:Nr\. ?)?", form!(), "$")).expect("a literal pattern"));

/// The same with a year of two digits, behind the noun.
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[^A-Za-zÀ-ÖØ-öø-ž])(?:Beschluss|Beschl\.|Entscheidung)(?:-Nr\.)? ?(?:Nr\. ?)?(?P<year>[0-9]{2})/(?P<number>[0-9]{1,3})(?:[ :)|]|$)",
    )
    .expect("a literal pattern")
});

/// A number behind a year of two digits.
fn short(text: &str) -> Option<Written> {
    if !text.contains('/') {
        return None;
    }
    let found = SHORT.captures(text)?;
    Some(Written { number: found.name("number")?.range(), year: found.name("year")?.range() })
}

fn found(pattern: &Regex, text: &str) -> Option<Written> {
    if !text.contains("20") {
        return None;
    }
    let found = pattern.captures(text)?;
    let range = |name: &str| found.name(name).map(|part| part.range());
    Some(Written { number: range("number").or(range("second"))?, year: range("year").or(range("first"))? })
}

/// The identifiers of a deck that are written so.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    known: BTreeSet<String>,
    /// The year of those with two digits of it, where it stands in full.
    year: Option<TextMap>,
}

impl Numbering {
    /// Finds them: several of one year, each at the top of a slide.
    pub(crate) fn find(pages: &[Page]) -> Self {
        const FEWEST: usize = 3;
        const FIRST_LINES: usize = 2;
        let plain = |line: &&Line| line.bullet.is_none() && line.cells.is_empty();
        let tops = pages.iter().skip(1).flat_map(|page| page.lines.iter().take(FIRST_LINES).filter(plain));
        let mut of_years: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for text in tops.map(|line| line.text.as_str()) {
            if let Some(written) = found(&HEADING, text) {
                of_years.entry(text[written.year.clone()].to_owned()).or_default().insert(written.identifier(text));
            }
        }
        let several = |known: &BTreeSet<String>| known.len() >= FEWEST;
        if let Some(known) = of_years.into_values().max_by_key(BTreeSet::len).filter(several) {
            return Self { known, year: None };
        }
        let mut of_years: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for text in pages.iter().skip(1).filter_map(|page| Some(page.lines.first()?.text.as_str())) {
            if let Some(written) = short(text) {
                let identifier = written.identifier(text);
                of_years.entry(text[written.year].to_owned()).or_default().insert(format!("20{identifier}"));
            }
        }
        let short = of_years.into_iter().max_by_key(|(_, known)| known.len()).filter(|(_, known)| several(known));
        short.and_then(|(year, known)| Some(Self { known, year: Some(in_full(pages, &year)?) })).unwrap_or_default()
    }

    /// One of them with two digits of its year, behind the noun or as a whole text, and that year in full.
    pub(super) fn short(&self, text: &str) -> Option<(Written, &TextMap)> {
        let year = self.year.as_ref().filter(|_| text.contains('/'))?;
        let whole = || {
            let (first, number) = text.split_once('/')?;
            let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            let start = text.len() - number.len();
            (digits(first) && digits(number)).then_some(Written { number: start..text.len(), year: 0..first.len() })
        };
        let written = short(text).or_else(whole)?;
        self.known.contains(&format!("20{}", written.identifier(text))).then_some((written, year))
    }

    /// One of them at the start of a text, where it may head something.
    pub(super) fn heads(&self, text: &str) -> Option<Written> {
        self.own(&HEADING, text)
    }

    /// One of them that is the whole of a text.
    pub(super) fn is(&self, text: &str) -> Option<Written> {
        self.own(&WHOLE, text)
    }

    fn own(&self, pattern: &Regex, text: &str) -> Option<Written> {
        if self.known.is_empty() {
            return None;
        }
        found(pattern, text).filter(|written| self.known.contains(&written.identifier(text)))
    }
}

/// Where a year of which two digits are known stands in full.
fn in_full(pages: &[Page], digits: &str) -> Option<TextMap> {
    let full = format!("20{digits}");
    let whole = |text: &str, at: usize| {
        let (front, behind) = (&text[..at], &text[at + full.len()..]);
        !front.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric)
    };
    pages.iter().flat_map(|page| &page.lines).find_map(|line| {
        let text = line.text.as_str();
        let at = text.match_indices(&full).map(|(at, _)| at).find(|at| whole(text, *at))?;
        Some(line.text.slice(at..at + full.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_head_a_slide() {
        let read = |text: &str| found(&HEADING, text).map(|written| written.identifier(text));
        for text in ["Nr. 3/2027 – Titel", "3/2027 Titel", "Beschluss 3/2027: Titel", "Beschl. Nr. 3/2027"] {
            assert_eq!(read(text).as_deref(), Some("2027/3"), "{text}");
        }
        assert_eq!(read("2034-03 Titel").as_deref(), Some("2034/03"));
        for text in ["2034-03-12 Titel", "3/2027 bis 4/2028", "am 3/2027", "2034-03, Titel", "13/3/2027 Titel"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
