//! Sentences that tell when and where a body met, of decks whose cover does not say so.
//!
//! | written | read as |
//! | --- | --- |
//! | `Der IT-Planungsrat hat am 20. März 2030 in Fulda getagt.` | day and place |
//! | `Am 20. März 2030 tagte der IT-Planungsrat in Fulda.` | day and place |
//! | `Letzte Sitzung: 17.03.2027 (52. Sitzung)` | day and session |
//! | `tagt dreimal im Jahr, zuletzt am 3. November 2027 in Fulda (54. Sitzung)` | all three |
//! | `Die 55. Sitzung fand am 15. März 2028 in Fulda statt` | all three |
//! | `Sitzung des IT-Planungsrats: 17.03.2027 in Fulda` | day and place |
//! | `Sitzung war am 16. Juni 2027`, `Die Sitzung fand in Fulda statt` | a day, a place |

use std::ops::Range;

use super::cover::{Whose, cover_day, day_at, is_place_alone};
use super::date::Date;
use super::has_digit;
use super::heading::LONGEST_TITLE;
use super::session::{names_session, session_anywhere};
use crate::vocabulary::{
    COUNCILS, DENIALS, LAST_SIGNS, MEETING_ENDS, MEETING_STARTS, MEETS, MET_PAIRS, MET_SIGNS, NEXT_SIGNS,
};

/// What a sentence tells about a meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The number of the session.
    pub session: Option<Range<usize>>,
    /// The day, and where it stands.
    pub day: Option<(Date, Range<usize>)>,
    /// Where the place stands.
    pub place: Option<Range<usize>>,
}

/// Whether a sentence tells of a meeting of the council that has been, and of no other body's.
fn tells(text: &str) -> bool {
    let has = |signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
    let starts = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    // `tagt dreimal im Jahr, zuletzt in Fulda`, below a title that names the council
    let last = starts(MEETS) && has(LAST_SIGNS);
    let met = has(MET_SIGNS) || MET_PAIRS.iter().any(|(one, other)| text.contains(one) && text.contains(other));
    let denied = text.split(' ').any(|word| DENIALS.iter().any(|denial| word.starts_with(denial)));
    let council = met && COUNCILS.iter().any(|name| text.match_indices(name).any(|(at, _)| meets(text, at, name)));
    (starts(MEETING_STARTS) || last || council || numbered(text).is_some()) && !has(NEXT_SIGNS) && !denied
}

/// Whether a council that stands in a sentence is what it speaks of: `Der Beirat des IT-Planungsrats` is another body.
fn meets(text: &str, at: usize, name: &str) -> bool {
    let before = &text[..at];
    // `tagte der Rat`, `der Beirat der Konferenz`
    let owned = before.ends_with(" des ") || before.ends_with(" der ") && name.ends_with("konferenz");
    !owned && !text[at + name.len()..].starts_with(char::is_alphanumeric)
}

/// The number of the session of which a sentence says that it was held: `Die 55. Sitzung fand in Fulda statt`.
fn numbered(text: &str) -> Option<Range<usize>> {
    let number = session_anywhere(text)?.session?;
    let held = |rest: &str| [". Sitzung fand ", ". Sitzung war "].iter().any(|words| rest.starts_with(words));
    (text[..number.start] == *"Die " && held(&text[number.end..])).then_some(number)
}

/// Reads a sentence that tells of a meeting that has been.
pub fn told(text: &str) -> Option<Told> {
    if text.len() > LONGEST_TITLE {
        return None;
    }
    // `Sitzung des IT-Planungsrats: 19.03.2036 in Schwerin`
    let labelled = || text.split_once(": ").filter(|(label, _)| names_session(label)).and_then(|_| cover_day(text));
    if let Some(day) = labelled().filter(|day| day.whose == Whose::Session) {
        return Some(Told { session: None, day: Some(day.date), place: day.place });
    }
    if !tells(text) {
        return None;
    }
    let behind = |word: &'static str| text.match_indices(word).map(move |(at, _)| at + word.len());
    let first = text.strip_prefix("Am ").map(|_| "Am ".len());
    let days = [" am ", " vom ", ": "].into_iter().flat_map(behind).chain(first).filter(|_| has_digit(text));
    let day =
        days.filter_map(|at| day_at(text, at).map(|(date, len)| (date, at..at + len))).min_by_key(|day| day.1.start);
    let place = behind(" in ").find_map(|at| {
        let rest = &text[at..];
        let end = rest.find([',', '(', ':']).unwrap_or(rest.len());
        // Another sentence may follow.
        let met = MEETING_ENDS.iter().filter_map(|met| rest[..end].find(met)).min().unwrap_or(end);
        let place = rest[..met].trim_end().trim_end_matches('.');
        is_place_alone(place).then(|| at..at + place.len())
    });
    // In other words it may be one to come.
    let in_brackets = text.split_once('(').and_then(|(front, rest)| {
        let inner = &rest[..rest.find(')')?];
        let number = session_anywhere(inner).filter(|_| inner.ends_with("itzung"))?.session?;
        let at = front.len() + '('.len_utf8();
        Some(at + number.start..at + number.end)
    });
    let told = Told { session: numbered(text).or(in_brackets), day, place };
    (told != Told::default()).then_some(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_that_tell_of_a_meeting() {
        let read = |text: &str| {
            told(text).map_or(String::new(), |told| {
                let part = |range: Option<Range<usize>>| range.map_or("-", |range| &text[range]).to_owned();
                let day = told.day.map_or("-".to_owned(), |day| day.0.first.to_string());
                [part(told.session), day, part(told.place)].join(" ")
            })
        };
        assert_eq!(read("Der IT-Planungsrat hat am 20. März 2030 in Bad Fulda getagt."), "- 2030-03-20 Bad Fulda");
        assert_eq!(read("Letzte Sitzung: 17.03.2027 (52. Sitzung)"), "52 2027-03-17 -");
        assert_eq!(read("tagt oft, zuletzt am 3. November 2027 in Fulda (54. Sitzung)"), "54 2027-11-03 Fulda");
        assert_eq!(read("Die Sitzung fand in Fulda statt (Vorsitz Hessen)."), "- - Fulda");
        assert_eq!(read("Sitzung war am 16. Juni 2027"), "- 2027-06-16 -");
        assert_eq!(read("Die 55. Sitzung fand am 15. März 2028 in Fulda statt."), "55 2028-03-15 Fulda");
        assert_eq!(
            read("Der IT-Planungsrat hat am 3. Mai 2029 in Fulda getagt. Gastgeber: Hessen"),
            "- 2029-05-03 Fulda"
        );
        assert_eq!(read("Sitzung des IT-Planungsrats: 17.03.2027 in Fulda"), "- 2027-03-17 Fulda");
        assert_eq!(read("Sitzung des Beirats: 17.03.2027 in Fulda"), "");
        assert_eq!(read("Nächste Sitzung nach der letzten Sitzung: 17.03.2027"), "");
        assert_eq!(read("Die Arbeitsgruppe war am 16. Juni 2027 in Fulda"), "");
        assert_eq!(read("zuletzt in der 54. Sitzung"), "");
        assert_eq!(read("Am 3. Mai 2029 tagte der IT-Planungsrat in Fulda."), "- 2029-05-03 Fulda");
        assert_eq!(read("Der IT-Planungsrat hat sich am 3. Mai 2029 in Fulda getroffen."), "- 2029-05-03 Fulda");
        assert_eq!(read("Der IT-Planungsrat hat am 3. Mai 2029 in Fulda eine Vereinbarung getroffen."), "");
        // Other bodies, and what else was last.
        assert_eq!(read("Der Beirat des IT-Planungsrats hat am 3. Mai 2029 in Fulda getagt."), "");
        assert_eq!(read("Der IT-Planungsrat hat am 3. Mai 2029 in Fulda nicht getagt."), "");
        assert_eq!(read("Der IT-Planungsrat hat am 3. Mai 2029 in Präsenz getagt."), "- 2029-05-03 -");
        assert_eq!(read("Der Ausschuss hat am 3. Mai 2029 in Fulda getagt."), "");
        assert_eq!(read("Letzte Sitzung des Beirats: 17.03.2029"), "");
        assert_eq!(read("Die Länder haben zuletzt am 3. Mai 2029 in Fulda berichtet."), "");
        assert_eq!(read("Der IT-Planungsrat wurde zuletzt am 3. Mai 2029 unterrichtet."), "");
    }
}
