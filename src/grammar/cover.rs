//! Days and places of a cover: when a body met and where, and of which day the deck is.
//!
//! | written | read as |
//! | --- | --- |
//! | `Sitzung am 07.03.2028 in Fulda`, `47. Sitzung vom 26.06.2025`, `am 7. März 2028 in Fulda` | the session's |
//! | `Sitzung in Fulda am 07.03.2028`, `Sitzungsdatum: 07.03.2028`, `7. März 2028 in Fulda` | the session's |
//! | `Stand: 10.03.2028`, `Erstellt am 10.03.2028`, `vom 10.03.2028`, `Referat vom 10.03.2028` | the deck's |
//! | `IT-Planungsrat \| Fulda \| 07.03.2028` | the session's |
//! | `10.03.2028`, `Kiel, den 10.03.2028`, `10.03.2028, Kiel`, `Fulda \| 07.03.2028` | of one of both |
//! | `Sitzung am 14./15. November 2029`, `28. und 29. Juni 2028, Fulda` | the first of several days |
//! | `Webinar am 12. Juni 2030, 11 Uhr`, `Lenkungskreis Netze, 9. Juli 2030` | of what the deck was made for |
//! | `Information im Kreisausschuss am 12. Juni 2030` | the same, on a cover |

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::date::{Date, Precision, parse_date};
use super::heading::{LONGEST_TITLE, nominative};
use super::person::is_organization;
use super::session::{find_session, is_session, names_session};
use super::{has_digit, prefix};
use crate::vocabulary::{
    COUNCILS, DECIDED_NOUNS, DECIDED_VERBS, DECK_DATE_LABELS, MEETING_ENDS, MEETING_FORMS, MEETING_NOUNS,
    MEETING_WORDS, NO_PLACES, OCCASION_ENDS, PLACE_JOINS, PLACE_STARTS, RESULT_NOUNS, ROOMS, SESSION_DATE_LABELS,
    SESSION_PLACE_LABELS, WEEKDAYS,
};

/// Whose a day is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// The session's.
    Session,
    /// The deck's.
    Deck,
    /// That of what the deck was made for: a talk, a meeting of others.
    Occasion,
    /// Nothing says whose.
    Open,
}

/// A day on a cover.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverDay {
    /// Whose it is.
    pub whose: Whose,
    /// The day, and where it stands.
    pub date: (Date, Range<usize>),
    /// Where the place beside it stands.
    pub place: Option<Range<usize>>,
    /// Whether a comma alone says that it is one: `Entwurf` may stand there, too.
    pub doubtful: bool,
}

impl CoverDay {
    /// The same where `offset` bytes stand in front.
    fn behind(self, offset: usize) -> Self {
        let shifted = |range: Range<usize>| range.start + offset..range.end + offset;
        let (date, range) = self.date;
        Self { date: (date, shifted(range)), place: self.place.map(shifted), ..self }
    }
}

/// Reads a whole text as a day of a cover.
pub fn cover_day(text: &str) -> Option<CoverDay> {
    // Each form has a day, and most texts have none.
    let digit = |c: char| c.is_ascii_digit();
    let mut numbers = text.match_indices(digit).map(|(at, _)| at).filter(|at| !text[..*at].ends_with(digit));
    if !numbers.any(|at| day_at(text, at).is_some()) {
        return None;
    }
    // `Mittwoch, 8. Dezember 2032`, `(Sitzung vom 07.03.2028 in Fulda)`
    let behind_weekday = |text: &'_ str| {
        let rest = WEEKDAYS.iter().find_map(|day| text.strip_prefix(day)?.strip_prefix(", "));
        rest.map(|rest| text.len() - rest.len())
    };
    if let Some(at) = behind_weekday(text) {
        let rest = &text[at..];
        return Some(cover_day(rest).filter(|_| behind_weekday(rest).is_none())?.behind(text.len() - rest.len()));
    }
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'))
        && !inner.contains(['(', ')'])
    {
        return Some(cover_day(inner)?.behind('('.len_utf8()));
    }
    let of = |whose: Whose, start: usize| {
        let (date, len) = day_at(text, start)?;
        (start + len == text.len()).then_some(CoverDay {
            whose,
            date: (date, start..text.len()),
            place: None,
            doubtful: false,
        })
    };
    let labelled =
        |labels: &[&str]| labels.iter().find_map(|label| Some(text.len() - behind_label(text, label)?.len()));
    let of_session = labelled(SESSION_DATE_LABELS).and_then(|start| of(Whose::Session, start));
    let of_deck = || labelled(DECK_DATE_LABELS).or_else(|| behind_noun(text)).and_then(|start| of(Whose::Deck, start));
    of_session
        .or_else(|| with_form(text))
        .or_else(|| labelled_by_session(text))
        .or_else(|| in_brackets(text))
        .or_else(|| held(text))
        .or_else(|| of_occasion(text))
        .or_else(of_deck)
        .or_else(|| of(Whose::Open, 0))
        .or_else(|| behind_addressee(text).and_then(|start| of(Whose::Open, start)))
        .or_else(|| in_parts(text))
        .or_else(|| with_place(text))
        .or_else(|| before_place(text))
        .or_else(|| before_dash(text))
        .or_else(|| behind_gist(text))
}

/// A day behind which brackets say how a body met: `7. März 2028 (Videokonferenz)`.
fn with_form(text: &str) -> Option<CoverDay> {
    let (date, len) = day_at(text, 0)?;
    let form = text[len..].strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'))?;
    MEETING_FORMS.contains(&form).then_some(CoverDay {
        whose: Whose::Session,
        date: (date, 0..len),
        place: None,
        doubtful: false,
    })
}

/// When and where a session was held, before what a dash sets apart: `am 7. März 2028 in Fulda – eine Bewertung`.
fn before_dash(text: &str) -> Option<CoverDay> {
    let told = |front: &str| front.starts_with("am ") || find_session(front).is_some();
    let (front, _) = text.split_once(" – ").filter(|(front, rest)| told(front) && !has_digit(rest))?;
    held(front)
}

/// Where the day starts that a document is of: `Referat vom 8. Juli 2031`, `Vorlage, Stand: 8. Juli 2031`.
fn behind_noun(text: &str) -> Option<usize> {
    let of_deck = |label: &str| DECK_DATE_LABELS.contains(&label.trim_end_matches(':'));
    let behind_label = || {
        let (front, rest) = text.rsplit_once(", ")?;
        let (label, day) = rest.split_once([' ', ':'])?;
        (front.starts_with(char::is_uppercase) && of_deck(label)).then(|| day.trim_start())
    };
    // `Version 1.0 vom 8. Juli 2031`
    let is_noun = |noun: &str| {
        let noun = noun.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.').trim_end();
        noun.chars().all(char::is_alphabetic) && names_document(noun)
    };
    let day = text.split_once(" vom ").filter(|(noun, _)| is_noun(noun)).map(|(_, day)| day);
    Some(text.len() - day.or_else(behind_label)?.len())
}

/// Where the day starts of a text for somebody, of which nothing says that it is this deck: `Brief an die Länder vom 8. Juli
/// 2031`.
fn behind_addressee(text: &str) -> Option<usize> {
    const MOST_WORDS: usize = 4;
    let (front, day) = text.split_once(" vom ")?;
    let for_somebody = front.split(' ').nth(1).is_some_and(|word| ["für", "an"].contains(&word));
    let few = front.split(' ').count() <= MOST_WORDS;
    (for_somebody && few && names_document(front)).then(|| text.len() - day.len())
}

/// Whether a text names a document in a few words, and no session.
fn names_document(text: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let word = |word: &str| word.chars().all(char::is_alphabetic) && !word.ends_with("itzung");
    let met = MEETING_WORDS.iter().any(|met| text.ends_with(met)) || COUNCILS.iter().any(|name| text.contains(name));
    text.starts_with(char::is_uppercase) && text.split(' ').count() <= MOST_WORDS && text.split(' ').all(word) && !met
}

/// Reads a whole text as a label of any words and a day, whosever that is: `Ende der Arbeit: 8. Juli 2031`.
pub fn labelled_day(text: &str) -> Option<CoverDay> {
    let (_, day) = text.split_once(": ").filter(|(label, _)| names_document(label))?;
    let start = text.len() - day.len();
    let (date, len) = day_at(text, start)?;
    (start + len == text.len()).then_some(CoverDay {
        whose: Whose::Open,
        date: (date, start..text.len()),
        place: None,
        doubtful: false,
    })
}

/// A place and a day in brackets behind the session: `Was die 52. Sitzung (Fulda, 7.3.2028) bringt`.
fn in_brackets(text: &str) -> Option<CoverDay> {
    let session = find_session(text)?.range.end;
    let open = session + text[session..].strip_prefix(" (").map(|_| " (".len())?;
    let close = open + text[open..].find(')')?;
    let inner = cover_day(&text[open..close]).filter(|inner| inner.whose != Whose::Deck)?;
    Some(CoverDay { whose: Whose::Session, ..inner.behind(open) })
}

/// A day and a place, in either order, behind a label that names the session: `Ort und Tag der Sitzung: Fulda, 7. März
/// 2028`.
fn labelled_by_session(text: &str) -> Option<CoverDay> {
    const MOST_WORDS: usize = 5;
    let (label, rest) = text.split_once(": ")?;
    if !label.contains("itzung") || label.split(' ').count() > MOST_WORDS || find_session(label).is_some() {
        return None;
    }
    let offset = text.len() - rest.len();
    let at = rest.find(|c: char| c.is_ascii_digit())? + offset;
    let (date, len) = day_at(text, at)?;
    let signs: &[char] = &[' ', ',', '|', '·', '–', '•'];
    let (front, behind) = (text[offset..at].trim_end_matches(signs), text[at + len..].trim_start_matches(signs));
    let last = front.rsplit(signs).next().filter(|word| ["den", "am"].contains(word)).map_or(0, str::len);
    let front = front[..front.len() - last].trim_end_matches(signs);
    let behind = behind.strip_prefix("in ").unwrap_or(behind);
    let place = match (front.is_empty(), behind.is_empty()) {
        (true, true) => None,
        (false, true) if is_place(front) => Some(offset..offset + front.len()),
        (true, false) if is_place(behind) => Some(text.len() - behind.len()..text.len()),
        _ => return None,
    };
    Some(CoverDay { whose: Whose::Session, date: (date, at..at + len), place, doubtful: false })
}

/// Where the place of a session stands that a label names: `Sitzungsort: Fulda`.
pub fn session_place(text: &str) -> Option<Range<usize>> {
    let rest = SESSION_PLACE_LABELS.iter().find_map(|label| behind_label(text, label))?;
    is_place(rest).then(|| text.len() - rest.len()..text.len())
}

/// Where the place stands in which a body decided, as the title of a deck may say: `Was der Rat in Fulda beschlossen hat`.
pub fn place_of_decision(text: &str) -> Option<Range<usize>> {
    let at = text.find(" in ")? + " in ".len();
    let place = DECIDED_VERBS.iter().find_map(|verb| text[at..].split_once(&format!(" {verb}")))?.0;
    is_place(place).then(|| at..at + place.len())
}

fn behind_label<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let rest = text.strip_prefix(label)?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    (!rest.starts_with(char::is_alphanumeric)).then(|| rest.trim_start())
}

/// The day at a byte of a text, and its length; of several in a row, the first day and the length of all.
pub(super) fn day_at(text: &str, start: usize) -> Option<(Date, usize)> {
    let rest = &text[start..];
    one_day(rest).or_else(|| days_in_a_row(rest).map(|days| (days.first, days.pieces[1].end)))
}

/// The day that a text starts with, and its length.
fn one_day(text: &str) -> Option<(Date, usize)> {
    prefix(parse_date, text).filter(|(date, _)| date.precision == Precision::Day)
}

/// Several days in a row, as a session may last.
struct Days {
    first: Date,
    /// What the first day is put together from: its number, and month and year of the last.
    pieces: [Range<usize>; 2],
    /// Whether a blank belongs between the two.
    spaced: bool,
}

/// Reads several days in a row at the start of a text: `14./15. November 2029`, `28. und 29. Juni 2028`,
/// `30. Juni/1. Juli 2030`, `15./16.05.2024`.
fn days_in_a_row(text: &str) -> Option<Days> {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).take(3).count();
    if !(1..=2).contains(&digits) || bytes.get(digits) != Some(&b'.') {
        return None;
    }
    static FRONT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^([0-9]{1,2}\.(?: ?[A-ZÄa-zä]+)?) ?(?:/|–|-|&|\+|und|bis(?: zum)?) ?").expect("a literal pattern")
    });
    const LONGEST: i64 = 6;
    let found = FRONT.captures(text)?;
    let (number, rest) = (found.get(1)?, found.get(0)?.end());
    let (last, len) = one_day(&text[rest..])?;
    let end = rest + len;
    // Behind a month the year alone is shared, else all behind the day.
    let shared = match number.as_str().ends_with('.') {
        true => rest + text[rest..end].find('.')? + 1,
        false => end - "2030".len(),
    };
    let start = end - text[shared..end].trim_start().len();
    let spaced = start > shared || !number.as_str().ends_with('.') || text[start..].starts_with(char::is_alphabetic);
    let written = [number.as_str(), if spaced { " " } else { "" }, &text[start..end]].concat();
    let (first, whole) = one_day(&written)?;
    let lasts = (last.first - first.first).num_days();
    (whole == written.len() && (1..=LONGEST).contains(&lasts)).then_some(Days {
        first,
        pieces: [0..number.end(), start..end],
        spaced,
    })
}

/// What a day is put together from, and whether a blank belongs between the two: of several days in a row, the first.
pub fn pieces_of_day(day: &str) -> Option<([Range<usize>; 2], bool)> {
    if one_day(day).is_some() {
        return None;
    }
    days_in_a_row(day).map(|days| (days.pieces, days.spaced))
}

/// The day of an occasion for which the deck was made: `Webinar am 12. Juni 2030, 11 Uhr`, `Lenkungskreis Netze, 9. Juli
/// 2030`, `Sitzung des Verwaltungsrates, 05.12.2029, TOP 4`.
fn of_occasion(text: &str) -> Option<CoverDay> {
    // The session of a body that is named is one, `Sitzung vom` alone that of the council.
    let of_body = ["Sitzung des ", "Sitzung der "].iter().any(|noun| text.starts_with(noun));
    if of_body || starts_with_occasion(text) { day_of_occasion(text) } else { None }
}

/// The day of an occasion that a line of a cover names anywhere: `Information im Kreisausschuss am 26.04.2027`.
pub fn occasion_within(text: &str) -> Option<CoverDay> {
    text.split([' ', ',']).any(is_occasion).then(|| day_of_occasion(text))?
}

fn day_of_occasion(text: &str) -> Option<CoverDay> {
    const MOST_WORDS: usize = 8;
    let is_start =
        |at: &usize| text[..*at].ends_with([' ', ',']) && text[*at..].starts_with(|c: char| c.is_ascii_digit());
    let (start, (date, len)) = (1..text.len())
        .filter(|at| text.is_char_boundary(*at))
        .filter(is_start)
        .find_map(|at| Some((at, day_at(text, at)?)))?;
    let behind = &text[start + len..];
    let front = text[..start].trim_end_matches([' ', ',']);
    let front = ["am", "vom", "den"].iter().find_map(|word| front.strip_suffix(word)).unwrap_or(front);
    let front = front.trim_end_matches([' ', ',']);
    let words = front.split([' ', ',', '-']).filter(|word| !word.is_empty()).count();
    let council = COUNCILS.iter().any(|name| front.contains(name)) || find_session(front).is_some();
    let met = MEETING_WORDS.iter().any(|word| front.ends_with(word));
    (front.starts_with(char::is_uppercase)
        && words <= MOST_WORDS
        && !council
        && !met
        && (behind.is_empty() || behind.starts_with([',', ' '])))
    .then_some(CoverDay { whose: Whose::Occasion, date: (date, start..start + len), place: None, doubtful: false })
}

/// Whether a text starts with what an occasion is called, also behind a hyphen: `Länder-Treffen`.
fn starts_with_occasion(text: &str) -> bool {
    text.split([' ', ',']).next().is_some_and(is_occasion)
}

/// Whether a word is an occasion, or has one between hyphens.
fn is_occasion(word: &str) -> bool {
    word.split('-').any(|part| {
        let small = part.to_lowercase();
        OCCASION_ENDS.iter().any(|end| small.ends_with(end))
    })
}

/// Whether a text is an occasion with its month or year: `Länder-Treffen im Juli 2028`.
pub fn names_occasion(text: &str) -> bool {
    let year = |word: &str| word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit());
    starts_with_occasion(text) && text.split([' ', ',', '.', '/', '-']).any(year)
}

/// Whether a line may be the name of a place and nothing else: one word, or several as some places have them.
pub fn is_place_alone(text: &str) -> bool {
    let several = || {
        PLACE_JOINS.iter().any(|join| text.contains(join)) || PLACE_STARTS.iter().any(|start| text.starts_with(start))
    };
    is_place(text) && !is_organization(text) && (!text.contains(' ') || several())
}

/// Whether a text may be the name of a place.
fn is_place(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    text.starts_with(char::is_uppercase)
        && text.chars().all(|c| c.is_alphabetic() || " -./()".contains(c))
        && text.split(' ').count() <= MOST_WORDS
        && !is_said_of_meetings(text)
        && !text.ends_with("itzung")
}

/// Whether a text starts as what stands beside the day of a session and is no place.
fn is_said_of_meetings(text: &str) -> bool {
    COUNCILS.iter().chain(RESULT_NOUNS).chain(WEEKDAYS).any(|word| text.starts_with(word)) || is_no_place(text)
}

/// Whether a text starts with what stands where a place does, and is none: `Sitzungssaal`, `Saal 3`.
fn is_no_place(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    NO_PLACES.iter().any(|word| text.starts_with(word)) || ROOMS.contains(&first)
}

/// A day behind a place: `Berlin, 12. März 2027`, `Kiel, den 12.03.2027`.
fn with_place(text: &str) -> Option<CoverDay> {
    let (place, rest) = text.split_once(", ")?;
    let rest = rest.strip_prefix("den ").unwrap_or(rest);
    let start = text.len() - rest.len();
    let (date, len) = day_at(text, start).filter(|_| is_place(place))?;
    // `Fulda, 7. März 2028 (hybrid)`
    let remark = text[start + len..].strip_prefix(" (").and_then(|rest| rest.strip_suffix(')'));
    let said = remark.is_some_and(|remark| !remark.contains(['(', ')']));
    (start + len == text.len() || said).then_some(CoverDay {
        whose: Whose::Open,
        date: (date, start..start + len),
        place: Some(0..place.len()),
        doubtful: true,
    })
}

/// A day before a place: `12. März 2027 in Berlin`, and with a comma alone between them.
fn before_place(text: &str) -> Option<CoverDay> {
    let (date, len) = day_at(text, 0)?;
    let (place, said) = match text[len..].strip_prefix(" in ") {
        Some(place) => (place, true),
        None => (text[len..].strip_prefix(", ")?, false),
    };
    let whose = if said { Whose::Session } else { Whose::Open };
    let range = text.len() - place.len()..text.len();
    // `12. Juli 2033, Sitzungssaal`
    let other = is_no_place(place);
    let place = is_place(place).then_some(range);
    (place.is_some() || other).then_some(CoverDay { whose, date: (date, 0..len), doubtful: !said, place })
}

/// A day between bars or dots, beside the session or its body, a place, or a company; behind the body also between
/// commas.
fn in_parts(text: &str) -> Option<CoverDay> {
    let signs = [" | ", " · ", " • "];
    let commas = || {
        text.split_once(", ").is_some_and(|(first, _)| {
            let first = first.strip_prefix("Die ").unwrap_or(first);
            is_session(first) || names_session(first) || COUNCILS.contains(&first) || is_organization(first)
        })
    };
    let sign = signs.into_iter().find(|sign| text.contains(sign)).or_else(|| commas().then_some(", "))?;
    let (mut day, mut place, mut session, mut company) = (None, None, false, false);
    let mut start = 0;
    for part in text.split(sign) {
        let range = start..start + part.len();
        start = range.end + sign.len();
        match cover_day(part) {
            Some(one) if day.is_none() && (one.place.is_none() || place.is_none()) => {
                let one = one.behind(range.start);
                place = place.or(one.place);
                day = Some((one.whose, one.date));
            }
            _ if COUNCILS.contains(&part) || find_session(part).is_some() || names_session(part) => session = true,
            _ if part.contains('@') => {}
            _ if is_organization(part) => company = true,
            _ if is_place(part) && place.is_none() => place = Some(range),
            _ => return None,
        }
    }
    let (whose, date) = day?;
    let whose = match whose {
        Whose::Open if session => Whose::Session,
        // Where the company has its seat, it made the deck.
        Whose::Open if company && place.is_some() => Whose::Deck,
        whose => whose,
    };
    let place = place.filter(|_| !company || session);
    Some(CoverDay { whose, date, doubtful: place.is_some() && !session, place })
}

/// A place and a day behind what the deck is: `Hintergrund für die Presse, Kiel, 12. März 2027`.
fn behind_gist(text: &str) -> Option<CoverDay> {
    const MOST_WORDS: usize = 6;
    let (front, rest) = text.split_once(", ")?;
    let plain = front.starts_with(char::is_uppercase) && !has_digit(front) && !front.contains("itzung");
    let words = front.split(' ').count();
    let day = with_place(rest).filter(|_| plain && (2..=MOST_WORDS).contains(&words))?;
    Some(day.behind(text.len() - rest.len()))
}

/// The first of several sentences, if others follow it.
fn first_sentence(text: &str) -> &str {
    let ends = |at: &usize| {
        text[..*at].ends_with(char::is_lowercase) && text[at + ". ".len()..].starts_with(char::is_uppercase)
    };
    let end = text.match_indices(". ").map(|(at, _)| at).find(ends);
    end.map_or(text, |end| &text[..=end])
}

/// Reads when and where a session was held, at the end of a text: `Sitzung am 07.03.2028 in Fulda`.
fn held(text: &str) -> Option<CoverDay> {
    static PLACE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:,? in|,) ([A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ž.-]*(?:[ -](?:am |an der |im |ob der |vor der )?\(?[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ž.-]*\)?)*)(?:, [a-zß-öø-ÿ].*)?$")
            .expect("a literal pattern")
    });
    let text = first_sentence(text);
    let first = text.strip_prefix("am ").map(|_| (0, "am "));
    let (at, word) = first.or_else(|| [" am ", " vom "].iter().find_map(|word| Some((text.find(word)?, *word))))?;
    // `Gemeinderat, Sitzung am 12.08.2030`
    let of_other = text[..at].strip_suffix(", Sitzung").is_some_and(is_occasion);
    let start = at + word.len();
    let (date, len) = day_at(text, start).filter(|_| !of_other)?;
    let behind = text[start + len..].trim_end_matches('.');
    let behind = MEETING_ENDS.iter().find_map(|end| behind.strip_suffix(end)).unwrap_or(behind).trim_end();
    // `IT-Planungsrat vom 15.03.2034: Was ändert sich?`
    let behind = if behind.starts_with(": ") { "" } else { behind };
    // `Beschlüsse vom 26.09.2028 (Magdeburg)`
    let bracketed = || {
        let place = behind.strip_prefix(" (")?.strip_suffix(')').filter(|place| is_place(place))?;
        Some(start + len + 2..start + len + 2 + place.len())
    };
    let said = behind.trim_start_matches(',').starts_with(" in ");
    let behind_date = PLACE
        .captures(behind)
        .and_then(|place| place.get(1))
        .map(|place| start + len + place.start()..start + len + place.end())
        .or_else(bracketed);
    // `Passau, Sitzung am 14.06.2029`: the place stands in front.
    let in_front = || {
        let (front, rest) = text[..at].split_once(", ")?;
        let word =
            |word: &str| word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-');
        (rest.ends_with("itzung") && front.split(' ').all(word)).then_some(0..front.len())
    };
    // `Sitzung in Berlin am 13. März 2030`
    let before = || {
        let (front, place) = text[..at].rsplit_once(" in ")?;
        (front.ends_with("itzung") && is_place(place)).then(|| at - place.len()..at)
    };
    let said = said || before().is_some();
    // `64. Sitzung vom 11. März 2031, für die Länder sortiert`
    let remark = || behind.strip_prefix(", ").is_some_and(|rest| rest.starts_with(char::is_lowercase));
    let known = behind.is_empty() || behind_date.is_some() || remark();
    let other = |place: &Range<usize>| is_said_of_meetings(&text[place.clone()]);
    let place = behind_date.or_else(before).or_else(in_front).filter(|place| !other(place));
    // `IT-Planungsrat: Folgen der Beschlüsse vom 07.03.2028`, `Auswertung der Beschlüsse vom 07.03.2028 (Fulda)`
    let decided = || {
        let told = COUNCILS.iter().any(|name| text[..at].contains(name)) || bracketed().is_some();
        told && DECIDED_NOUNS.iter().any(|noun| text[..at].ends_with(&format!(" der {noun}")))
    };
    // `IT-Planungsrat vom 15.03.2034`, `Ergebnisse des IT-Planungsrats vom 15.03.2034`
    let of_council = || {
        let front = text[..at].rsplit(": ").next().unwrap_or_default();
        let council = DECIDED_NOUNS.iter().find_map(|noun| front.strip_prefix(noun)?.strip_prefix(" des "));
        let council = council.map_or(front.to_owned(), nominative);
        COUNCILS.contains(&council.as_str())
    };
    let met = MEETING_WORDS.iter().any(|word| text[..at].ends_with(word)) || DECIDED_NOUNS.contains(&&text[..at]);
    let met = met || decided() || of_council();
    // Nothing says whose conference it is.
    let open = MEETING_NOUNS.contains(&&text[..at]);
    let named = |front: &str| front.ends_with("itzung") || names_session(front) || find_session(front).is_some();
    let session = met || named(&text[..at]) || before().is_some();
    // The day of the session may stand below its number.
    let session = session || at == 0 && said && place.is_some();
    let doubtful = place.is_some() && !said;
    ((session || open) && text.len() <= LONGEST_TITLE && known).then(|| CoverDay {
        whose: if open { Whose::Open } else { Whose::Session },
        date: (date, start..start + len),
        place,
        doubtful,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_sessions() {
        let read = |text: &str| {
            let held = cover_day(text).filter(|day| day.whose == Whose::Session)?;
            Some((held.date.0.first.to_string(), held.place.map(|place| text[place].to_owned())))
        };
        let day = |day: &str, place: Option<&str>| Some((day.to_owned(), place.map(str::to_owned)));
        assert_eq!(read("Sitzung am 07.03.2028 in Fulda"), day("2028-03-07", Some("Fulda")));
        assert_eq!(read("Passau, Sitzung am 14.06.2029"), day("2029-06-14", Some("Passau")));
        assert_eq!(read("Sitzung vom 22. März 2029, Trier"), day("2029-03-22", Some("Trier")));
        assert_eq!(read("IT-Planungsrat, Sitzung am 14.06.2029"), day("2029-06-14", None));
        assert_eq!(read("47. Sitzung vom 26.06.2025, Entwurf"), day("2025-06-26", None));
        let doubtful = |text: &str| cover_day(text).map(|held| held.doubtful);
        assert_eq!(doubtful("Sitzung vom 22. März 2029, Trier"), Some(true));
        assert_eq!(doubtful("Passau, Sitzung am 14.06.2029"), Some(true));
        assert_eq!(doubtful("Sitzung am 07.03.2028 in Fulda"), Some(false));
        assert_eq!(read("Sitzung vom 7. März 2028 in Bad Homburg"), day("2028-03-07", Some("Bad Homburg")));
        assert_eq!(read("Beschlüsse der 47. Sitzung des IT-Planungsrats vom 26.06.2025"), day("2025-06-26", None));
        assert_eq!(read("Ort und Tag der Sitzung: Fulda, 7. März 2028"), day("2028-03-07", Some("Fulda")));
        assert_eq!(read("Sitzung: 07.03.2028, Bad Homburg"), day("2028-03-07", Some("Bad Homburg")));
        assert_eq!(read("Der IT-Planungsrat tagte am 07.03.2028 in Fulda."), day("2028-03-07", Some("Fulda")));
        assert_eq!(read("Getagt wurde am 25. Juni 2026 in Worms"), day("2026-06-25", Some("Worms")));
        assert_eq!(read("Videokonferenz am 22. März 2028"), day("2028-03-22", None));
        assert_eq!(read("Beschlüsse vom 26.09.2028 (Magdeburg)"), day("2028-09-26", Some("Magdeburg")));
        assert_eq!(read("Was die 52. Sitzung (Fulda, 7.3.2028) bringt"), day("2028-03-07", Some("Fulda")));
        assert_eq!(read("Frühjahrssitzung des IT-Planungsrats, Fulda, 7. März 2028"), day("2028-03-07", Some("Fulda")));
        assert_eq!(read("Sitzung des IT-Planungsrats am 07.03.2028, Bad Ems"), day("2028-03-07", Some("Bad Ems")));
        assert_eq!(read("Aus der 64. Sitzung vom 7. März 2028, für die Länder"), day("2028-03-07", None));
        assert_eq!(read("Eine Auswertung der Beschlüsse vom 7. März 2028 (Kiel)"), day("2028-03-07", Some("Kiel")));
        assert_eq!(read("Sitzung am 07.03.2028 in der Aula"), None);
        assert_eq!(read("Der Beschluss vom 07.03.2028"), None);
    }

    #[test]
    fn days_of_decks_and_of_either() {
        let read = |text: &str| {
            let day = cover_day(text)?;
            Some((day.whose, day.date.0.first.to_string(), day.place.map(|place| text[place].to_owned())))
        };
        let day =
            |whose: Whose, day: &str, place: Option<&str>| Some((whose, day.to_owned(), place.map(str::to_owned)));
        assert_eq!(read("Stand: 10.03.2028"), day(Whose::Deck, "2028-03-10", None));
        assert_eq!(read("Vorlage, Stand: 10.3.2028"), day(Whose::Deck, "2028-03-10", None));
        assert_eq!(read("Brief an die Länder vom 10.3.2028"), day(Whose::Open, "2028-03-10", None));
        let others = ["Antwort auf die Anfrage vom 10.3.2028", "Umsetzung der Beschlüsse vom 10.3.2028"];
        assert!(others.iter().all(|text| read(text).is_none()));
        assert_eq!(read("Ende der Sitzung: 10.3.2028").map(|day| day.0), Some(Whose::Session));
        assert!(labelled_day("Ende der Arbeit: 10.3.2028").is_some() && labelled_day("Ende: 3 Tage").is_none());
        assert_eq!(read("Fassung vom 10.03.2028"), day(Whose::Deck, "2028-03-10", None));
        assert_eq!(read("Sitzungsdatum: 8.11.2028"), day(Whose::Session, "2028-11-08", None));
        assert_eq!(read("am 22. März 2029 in Magdeburg"), day(Whose::Session, "2029-03-22", Some("Magdeburg")));
        assert_eq!(read("am 22. März 2029 in Fulda – Eindrücke"), day(Whose::Session, "2029-03-22", Some("Fulda")));
        assert_eq!(read("Sitzung in Berlin am 13. März 2030"), day(Whose::Session, "2030-03-13", Some("Berlin")));
        assert_eq!(
            read("IT-Planungsrat · Düsseldorf · 14. Juni 2028"),
            day(Whose::Session, "2028-06-14", Some("Düsseldorf"))
        );
        assert_eq!(read("Potsdam | 14.03.2029"), day(Whose::Open, "2029-03-14", Some("Potsdam")));
        assert_eq!(read("Fulda, 7. März 2028 (als Gast)"), day(Whose::Open, "2028-03-07", Some("Fulda")));
        assert_eq!(read("Sitzung: Dresden, 29. März 2028"), day(Whose::Session, "2028-03-29", Some("Dresden")));
        assert_eq!(read("Sitzung: Potsdam, den 29. März 2028"), day(Whose::Session, "2028-03-29", Some("Potsdam")));
        assert_eq!(read("Hamburg, den 25.03.2030"), day(Whose::Open, "2030-03-25", Some("Hamburg")));
        assert_eq!(read("25.03.2030"), day(Whose::Open, "2030-03-25", None));
        assert_eq!(read("25. März 2030, Sitzungssaal"), day(Whose::Open, "2030-03-25", None));
        assert_eq!(
            read("Hintergrund für die Presse, Kiel, 25. März 2030"),
            day(Whose::Open, "2030-03-25", Some("Kiel"))
        );
        assert_eq!(read("Kundenforum, 25. März 2030").map(|day| day.0), Some(Whose::Occasion));
        assert_eq!(read("Mittwoch, 19. Juni 2030"), day(Whose::Open, "2030-06-19", None));
        assert!(is_place_alone("Bad Homburg") && !is_place_alone("Mia Muster") && !is_place_alone("Mittwoch"));
        assert_eq!(read("17. Juni 2026 in Worms"), day(Whose::Session, "2026-06-17", Some("Worms")));
        assert_eq!(read("19. Juni 2030, Stralsund"), day(Whose::Open, "2030-06-19", Some("Stralsund")));
        assert_eq!(
            read("IT-Planungsrat, Zwickau, 17. September 2031"),
            day(Whose::Session, "2031-09-17", Some("Zwickau"))
        );
        assert_eq!(read("52. Sitzung, Rostock, 10. März 2027"), day(Whose::Session, "2027-03-10", Some("Rostock")));
        assert_eq!(read("Tinte GmbH, Berlin, 18. März 2027"), day(Whose::Deck, "2027-03-18", None));
        assert_eq!(read("Tinte e. V. · 2. April 2025"), day(Whose::Open, "2025-04-02", None));
        assert_eq!(read("Tinte GmbH | Stand: 21. März 2029"), day(Whose::Deck, "2029-03-21", None));
        assert_eq!(read("Online seit 16. Juni 2031"), day(Whose::Deck, "2031-06-16", None));
        assert_eq!(read("a.b@c.example · 29. Juni 2026"), day(Whose::Open, "2026-06-29", None));
        assert_eq!(read("Referat vom 8. Juli 2031"), day(Whose::Deck, "2031-07-08", None));
        assert_eq!(read("Version 2 | 25.03.2030"), None);
        assert_eq!(read("Frist 30.09.2029"), None);
        assert_eq!(session_place("Sitzungsort: Bad Homburg"), Some(13..24));
        let decided = "Netze: Ergebnisse des IT-Planungsrats vom 26. Juni 2030";
        assert_eq!(read(decided), day(Whose::Session, "2030-06-26", None));
        let titled = "IT-Planungsrat vom 26.06.2030: Was ändert sich?";
        assert_eq!(read(titled), day(Whose::Session, "2030-06-26", None));
        assert_eq!(read("Konferenz am 26.06.2030 in Fulda"), day(Whose::Open, "2030-06-26", Some("Fulda")));
        assert_eq!(read("Gemeinderat, Sitzung am 12.08.2030"), day(Whose::Occasion, "2030-08-12", None));
        let occasion = |text: &str| occasion_within(text).map(|day| day.date.0.first.to_string());
        assert_eq!(occasion("Information im Hafenausschuss am 12.08.2030").as_deref(), Some("2030-08-12"));
        assert_eq!(occasion("Information im Amt am 12.08.2030"), None);
    }

    #[test]
    fn days_in_brackets_and_behind_a_session() {
        let read = |text: &str| {
            let day = cover_day(text)?;
            Some((day.whose, text[day.date.1].to_owned(), day.place.map(|place| text[place].to_owned())))
        };
        let at = |whose, day: &str, place: Option<&str>| Some((whose, day.to_owned(), place.map(str::to_owned)));
        assert_eq!(read("(Sitzung vom 07.03.2028 in Fulda)"), at(Whose::Session, "07.03.2028", Some("Fulda")));
        assert_eq!(read("54. Sitzung, 7. März 2028 in Fulda"), at(Whose::Session, "7. März 2028", Some("Fulda")));
        assert_eq!(read("Version 1.0 vom 10.03.2028"), at(Whose::Deck, "10.03.2028", None));
        assert_eq!(read("((07.03.2028))"), None);
        assert_eq!(read("Montag, Montag, 07.03.2028"), None);
    }

    #[test]
    fn the_place_where_a_body_decided() {
        let place = |text: &'static str| place_of_decision(text).map(|range| &text[range]);
        assert_eq!(place("Was der Rat in Bad Fulda beschlossen hat"), Some("Bad Fulda"));
        assert_eq!(place("Was in Fulda gilt"), None);
    }
}
