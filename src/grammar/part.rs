//! What says that a slide goes on with what another one began.
//!
//! | written | read as |
//! | --- | --- |
//! | `Titel (2/3)`, `Titel (Fortsetzung)`, `Titel – Teil 2`, `Titel (II)` | `Titel` |

use crate::vocabulary::{CONTINUATION_WORDS, PART_NOUNS};

/// Numbers that count slides.
const ROMAN: [&str; 6] = ["I", "II", "III", "IV", "V", "VI"];
/// Those of them that may stand in brackets, where `(V)` is a reservation.
const ROMAN_IN_BRACKETS: usize = 4;

/// Whether a line says that a slide goes on, and nothing else: `(Fortsetzung)`.
pub fn is_part(text: &str) -> bool {
    let inner = text.strip_prefix(['(', '[']).and_then(|inner| inner.strip_suffix([')', ']']));
    let worded = |text: &str| text.starts_with(char::is_alphabetic) && continues(text);
    inner.map_or_else(|| worded(text), |inner| continues(inner) && !inner.is_empty())
}

/// A title without what counts the slides that bear it: `(2/3)`, `(Fortsetzung)`, `– Teil 2`.
pub fn without_part(title: &str) -> &str {
    let title = title.trim_end();
    // `Titel – II`, `Titel – Fortsetzung`
    if let Some((front, part)) = title.rsplit_once('–')
        && let (Some(front), Some(part)) = (front.strip_suffix(' '), part.strip_prefix(' '))
        && (ROMAN.contains(&part) || is_part(part))
    {
        return front.trim_end();
    }
    let again = CONTINUATION_WORDS.iter().find_map(|word| title.strip_suffix(word)?.strip_suffix(' '));
    if let Some(front) = again {
        return front.trim_end_matches([' ', '–', '-', '—', ',', '|', ':']);
    }
    if title.ends_with([')', ']'])
        && let Some(at) = title.rfind(" (").or_else(|| title.rfind(" ["))
        && continues(&title[at + 2..title.len() - 1])
    {
        return title[..at].trim_end();
    }
    if !title.ends_with(|c: char| c.is_ascii_digit() || c == '/') {
        return title;
    }
    let number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'/');
    let part = |title: &'_ str| {
        let (front, _) = title.rsplit_once([' ', ',']).filter(|(_, last)| number(last))?;
        Some(PART_NOUNS.iter().find_map(|noun| front.strip_suffix(noun))?.trim_end().len())
    };
    // `Titel – Teil 2 von 3`
    let counted = title.rsplit_once(" von ").filter(|(_, all)| number(all)).and_then(|(front, _)| part(front));
    if let Some(front) = counted {
        return title[..front].trim_end_matches([' ', '–', '-', '—', ',', '|', ':']);
    }
    // `Maßnahmen Teil 2` is a name, `Maßnahmen – Teil 2` a part.
    let divided = part(title).and_then(|front| title[..front].strip_suffix(['–', '-', '—', ',', '|', ':']));
    divided.map_or(title, str::trim_end)
}

/// Whether what stands in brackets or behind a sign counts slides.
fn continues(text: &str) -> bool {
    // `2030/6` is the identifier of a decision.
    let counted = |part: &str| part.len() <= 2 && part.chars().all(|c| c.is_ascii_digit());
    let part = || {
        let behind = PART_NOUNS.iter().find_map(|noun| text.strip_prefix(noun)?.strip_prefix(' '));
        behind.is_some_and(|part| part.split(" von ").all(|one| !one.is_empty() && counted(one)))
    };
    let again = CONTINUATION_WORDS.iter().find_map(|word| text.strip_prefix(word));
    // `Fortsetzung von Folie 3`; `Fortsetzung der Arbeiten` is another text.
    let counts = |word: &str| counted(word.trim_matches('/')) || ["von", "Folie", "Seite"].contains(&word);
    again.is_some_and(|rest| rest.split([' ', '/']).all(counts))
        || text == "ff."
        || text.split(['/', ' ']).all(counted)
        || ROMAN[..ROMAN_IN_BRACKETS].contains(&text)
        || part()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_that_a_slide_goes_on() {
        for (title, rest) in [
            ("Küste – Fortsetzung", "Küste"),
            ("Küste Fortsetzung", "Küste"),
            ("Küste (Forts.)", "Küste"),
            ("Küste (Fortschreibung)", "Küste (Fortschreibung)"),
            ("2026/36 – Fortschreibung der Liste", "2026/36 – Fortschreibung der Liste"),
            ("Küste – Fortsetzung der Finanzierung 2031", "Küste – Fortsetzung der Finanzierung 2031"),
            ("Küste (Fortsetzung von Folie 3)", "Küste"),
            ("Küste – FORTSETZUNG", "Küste"),
            ("Küste (II)", "Küste"),
            ("Küste (V)", "Küste (V)"),
        ] {
            assert_eq!(without_part(title), rest);
        }
        assert!(is_part("(2/3)") && is_part("Fortsetzung") && !is_part("Fortschreibung") && !is_part("2/3"));
    }
}
