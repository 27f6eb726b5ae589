//! The chair: what says that a member has it, and of which Land and year.
//!
//! | written | read |
//! | --- | --- |
//! | `Vorsitz 2028`, `VORSITZ`, `(Vorsitz)` | the chair, of whom it stands beside |
//! | `Vorsitz 2027: Hessen`, `Den Vorsitz hat Hessen.` | the chair, of the member of that Land |

use std::ops::Range;

use crate::grammar::heading::nominative;
use crate::text::TextMap;
use crate::vocabulary::{CHAIR_FILLERS, CHAIR_MARKS, CHAIR_STARTS, COUNCILS, council_name, jurisdiction};

use super::member::bare_land;

/// Whether what is said of the chair holds in a year: `Vorsitz 2029–2031`, `Vorsitz bis 2029`; what names no year does.
pub(super) fn holds_in(said: &str, year: Option<i32>) -> bool {
    let mut years: Vec<i32> = Vec::new();
    for digits in said.split(|c: char| !c.is_ascii_digit()) {
        match (digits.len(), years.last()) {
            (4, _) => years.extend(digits.parse::<i32>().ok()),
            // `2029/30`
            (2, Some(last)) => years.extend(digits.parse::<i32>().ok().map(|short| last / 100 * 100 + short)),
            _ => {}
        }
    }
    let (Some(year), Some(first), Some(last)) = (year, years.iter().min(), years.iter().max()) else { return true };
    let says = |word: &str| said.split([' ', '(', '[']).any(|other| other == word);
    match years.len() {
        1 if says("bis") => year <= *last,
        1 if says("seit") || says("ab") => year >= *first,
        _ => (*first..=*last).contains(&year),
    }
}

/// Whether the chair that is said is that of a council: of no other body that is named, `Vorsitz der AG Netze`.
pub(super) fn is_of(said: &str, council: Option<&str>) -> bool {
    let behind = [" des ", " der "].iter().find_map(|of| said.split_once(of)).map(|(_, name)| name);
    let name = behind.map(|name| name.trim_end_matches(|c: char| !c.is_alphabetic()));
    let name = name.filter(|name| name.starts_with(char::is_uppercase));
    name.zip(council).is_none_or(|(name, council)| {
        let known =
            COUNCILS.iter().find(|known| name.starts_with(**known)).map(|known| council_name(known).unwrap_or(known));
        // `Vorsitz des Rats`
        let called = council.to_lowercase().ends_with(&nominative(name).to_lowercase());
        known == Some(council) || called
    })
}

/// What stands within brackets, or all.
pub(super) fn without_brackets(said: &str) -> Range<usize> {
    let signs = ['(', ')', '[', ']'];
    let front = said.trim_start_matches(signs);
    said.len() - front.len()..said.len() - front.len() + front.trim_end_matches(signs).len()
}

/// Where a text starts to say so: in brackets at its end, behind a comma, or at its start.
pub(super) fn start_of_chair(text: &str) -> usize {
    let bracket = text.rfind('(').filter(|_| text.ends_with(')')).map(|open| open + 1);
    // `Mitglieder des Rats, Vorsitz 2027: Hessen`
    let behind = || {
        let comma = text.rfind(", ")? + ", ".len();
        CHAIR.iter().any(|word| text[comma..].contains(word)).then_some(comma)
    };
    bracket.or_else(behind).unwrap_or(0)
}

const CHAIR: [&str; 2] = ["Vorsitz", "Vorsitzland"];

/// The Land of which a text says that it has the chair, and where it says so: `Vorsitz 2027: Hessen`, `Den Vorsitz hat
/// Hessen.`, and nothing else, or in brackets at its end.
pub(super) fn chair_of_land(text: &TextMap) -> Option<(&'static str, TextMap)> {
    let all = text.as_str();
    if !CHAIR.iter().any(|word| all.contains(word)) {
        return None;
    }
    let start = start_of_chair(all);
    let inner = all[start..].trim_end_matches([')', '.']);
    let (mut at, mut chair, mut land) = (start, None, None::<Range<usize>>);
    for word in inner.split(' ') {
        let range = at..at + word.trim_end_matches([':', ',']).len();
        at += word.len() + 1;
        match &all[range.clone()] {
            word if CHAIR.contains(&word) => chair.replace(range).map_or(Some(()), |_| None)?,
            word if CHAIR_FILLERS.contains(&word) || word.chars().all(|c| c.is_ascii_digit()) => {}
            // A Land has several words, one behind the other.
            _ => match &mut land {
                Some(land) if land.end + 1 == range.start => land.end = range.end,
                Some(_) => return None,
                None => land = Some(range),
            },
        }
    }
    let (chair, land) = (chair?, land?);
    let code = jurisdiction(&all[bare_land(&all[land.clone()])?.start + land.start..land.end])?.code;
    Some((code, text.slice(chair)))
}

/// Whether a line says that a member has the chair, and nothing else: `Vorsitz 2028`, `VORSITZ`.
pub(crate) fn is_chair(text: &str) -> bool {
    let inner = text.trim_start_matches("– ").trim_matches(['(', ')', '[', ']']);
    has_chair(inner)
        || CHAIR_MARKS.iter().any(|mark| {
            inner.strip_prefix(mark).or_else(|| strip_capitals(inner, mark)).is_some_and(|rest| {
                // Members may have the chair of another body, too, which is an office.
                let body = rest.strip_prefix(" des ").or(rest.strip_prefix(" der "));
                let own = body.is_some_and(|body| COUNCILS.iter().any(|council| body.starts_with(council)));
                let years = |word: &str| {
                    let digits = word.chars().all(|c| c.is_ascii_digit() || ":/–-".contains(c));
                    digits || ["im", "in", "Jahr", "Jahre", "seit", "bis"].contains(&word)
                };
                own || (rest.is_empty() || rest.starts_with([' ', ':', '/'])) && rest.split(' ').all(years)
            })
        })
}

/// Whether a member is said to have the chair, and when: `hat 2027 den Vorsitz`, `derzeit Vorsitz`.
fn has_chair(text: &str) -> bool {
    let mut words = text.split(' ');
    let said = words.next().is_some_and(|word| CHAIR_STARTS.contains(&word));
    let known =
        |word: &str| CHAIR.contains(&word) || CHAIR_FILLERS.contains(&word) || word.chars().all(|c| c.is_ascii_digit());
    said && words.clone().all(known) && words.filter(|word| CHAIR.contains(word)).count() == 1
}

/// What stands behind a word in capitals alone that a text starts with.
fn strip_capitals<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let mut rest = text.chars();
    word.chars().flat_map(char::to_uppercase).all(|capital| rest.next() == Some(capital)).then_some(rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    #[test]
    fn the_chair_of_a_year() {
        for said in
            ["Vorsitz", "Vorsitz 2030", "Vorsitz 2029–2031", "Vorsitz 2029/30", "Vorsitz bis 2031", "seit 2029 Vorsitz"]
        {
            assert!(holds_in(said, Some(2030)), "{said}");
        }
        for said in ["Vorsitz 2031", "(Vorsitz bis 2029)", "Vorsitz ab 2031", "Vorsitz 2031/32"] {
            assert!(!holds_in(said, Some(2030)) && holds_in(said, None), "{said}");
        }
    }

    #[test]
    fn the_chair_of_a_council() {
        for said in ["Vorsitz", "(Vorsitz des IT-Planungsrats)", "Vorsitz des IT-PLR 2028", "Vorsitz des Rats"] {
            assert!(is_of(said, Some("IT-Planungsrat")), "{said}");
        }
        for said in ["(Vorsitz der AG Netze)", "Vorsitz der Finanzministerkonferenz 2028"] {
            assert!(!is_of(said, Some("IT-Planungsrat")) && is_of(said, None), "{said}");
        }
        for said in ["(Vorsitz der Digitalministerkonferenz)", "Vorsitz der DMK"] {
            assert!(!is_of(said, Some("IT-Planungsrat")), "{said}");
            assert!(is_of(said, Some("Digitalministerkonferenz")) && is_of(said, None), "{said}");
        }
    }

    #[test]
    fn what_says_the_chair_alone() {
        for said in
            ["VORSITZ", "(Vorsitz 2028)", "hat 2027 den Vorsitz", "führt im Jahr 2030 den Vorsitz", "derzeit Vorsitz"]
        {
            assert!(is_chair(said), "{said}");
        }
        for other in
            ["Vorsitz der AG Netze", "hat Hessen den Vorsitz", "Den Vorsitz hat Hessen", "hat 2027 den Vertrag"]
        {
            assert!(!is_chair(other), "{other}");
        }
    }

    #[test]
    fn the_land_that_has_the_chair() {
        let land = |text: &str| {
            let text = TextMap::piece(text, Span::new(0, text.len()))?;
            chair_of_land(&text).map(|(code, said)| (code, said.as_str().to_owned()))
        };
        let said = |code| Some((code, "Vorsitz".to_owned()));
        assert_eq!(land("Vorsitz 2027: Hessen"), said("HE"));
        assert_eq!(land("Den Vorsitz im Jahr 2029 hat der Freistaat Sachsen."), said("SN"));
        assert_eq!(land("Mitglieder (Vorsitz: Thüringen)"), said("TH"));
        assert_eq!(land("Stand: Juni 2032, den Vorsitz führt Hessen"), said("HE"));
        for other in [
            "Stellvertretender Vorsitz: Hessen",
            "Den Vorsitz hatte Hessen.",
            "Vorsitz: Hessen, Bayern",
            "Den Vorsitz hat Hessen bis 2028.",
            "Hessen",
        ] {
            assert_eq!(land(other), None, "{other}");
        }
    }
}
