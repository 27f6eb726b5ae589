//! Sentences that tell when and where a body met, of decks whose cover does not say so.
//!
//! | written | read as |
//! | --- | --- |
//! | `Der IT-Planungsrat hat am 20. März 2030 in Fulda getagt.` | day and place |
//! | `Letzte Sitzung: 17.03.2027 (52. Sitzung)` | day and session |
//! | `tagt dreimal im Jahr, zuletzt am 3. November 2027 in Fulda (54. Sitzung)` | all three |
//! | `Sitzung war am 16. Juni 2027`, `Die Sitzung fand in Fulda statt` | a day, a place |

use std::ops::Range;

use super::cover::{day_at, is_place};
use super::date::Date;
use super::has_digit;
use super::heading::LONGEST_TITLE;
use super::session::session_anywhere;
use crate::vocabulary::{MEETING_ENDS, MEETING_SIGNS, NEXT_SIGNS};

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

/// Reads a sentence that tells of a meeting that has been: one of the signs for it stands there, and none of the next one.
pub fn told(text: &str) -> Option<Told> {
    let has = |signs: &[&str]| signs.iter().any(|sign| text.contains(sign));
    if text.len() > LONGEST_TITLE || !has(MEETING_SIGNS) || has(NEXT_SIGNS) {
        return None;
    }
    let behind = |word: &'static str| text.match_indices(word).map(move |(at, _)| at + word.len());
    let days = [" am ", " vom ", ": "].into_iter().flat_map(behind).filter(|_| has_digit(text));
    let day =
        days.filter_map(|at| day_at(text, at).map(|(date, len)| (date, at..at + len))).min_by_key(|day| day.1.start);
    let place = behind(" in ").find_map(|at| {
        let rest = &text[at..];
        let end = rest.find([',', '(', ':']).unwrap_or(rest.len());
        let rest = rest[..end].trim_end().trim_end_matches('.');
        let place = MEETING_ENDS.iter().find_map(|end| rest.strip_suffix(end)).unwrap_or(rest);
        is_place(place).then(|| at..at + place.len())
    });
    // In other words it may be one to come.
    let session = text.split_once('(').and_then(|(front, rest)| {
        let inner = &rest[..rest.find(')')?];
        let number = session_anywhere(inner).filter(|_| inner.ends_with("itzung"))?.session?;
        let at = front.len() + '('.len_utf8();
        Some(at + number.start..at + number.end)
    });
    let told = Told { session, day, place };
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
        assert_eq!(read("Nächste Sitzung nach der letzten Sitzung: 17.03.2027"), "");
        assert_eq!(read("Die Arbeitsgruppe war am 16. Juni 2027 in Fulda"), "");
        assert_eq!(read("zuletzt in der 54. Sitzung"), "");
    }
}
