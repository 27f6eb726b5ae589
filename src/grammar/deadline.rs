//! Deadlines: a small word that says "due", and a date or a session.
//!
//! | written | read as | note |
//! | --- | --- | --- |
//! | `Bis 31.08.25`, `bis zum 30. Juni 2030`, `spätestens zum 01.06.2030` | the day | |
//! | `bis Ende Q1/2027`, `bis zum Ende des 4. Quartals 2031`, `bis 09/2030` | the last day of it | |
//! | `Bis zur 50. Sitzung`, `spätestens zur 49. Sitzung des IT-Planungsrats` | the session | |
//! | `Frist für Stellungnahmen: 22. März 2028`, `Frist: 69. Sitzung` | the day, the session | |
//! | `zur 40. IT-Planungsratssitzung`, `zu seiner zweiten Sitzung` | the session | |
//! | `Herbstsitzung 2026` behind `in die`, `bis Mitte 2026`, `zur nächsten Sitzung` | text alone | no date, no number |
//! | `auf den 28.02.2027 festgesetzt` | the day | where a word behind it says that it was set |
//! | `ab 02/2026`, `seit 10.04.2027`, `Stand 15.05.2027`, `2017 bis 2019` | nothing | not due |

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::date::{Date, Precision, parse_cell_month, parse_date, parse_day_without_year, parse_year};
use super::{before, in_word, overlaps_any, prefix, same_folded};
use crate::vocabulary::{
    DEADLINE_LABELS, DECISION_NOUNS, EVENT_LABELS, MONTHS, ORDINALS, PERIOD_NOUNS, REPORTED_WORDS, REPORTING_VERBS,
    SEASONS, SET_WORDS, TERM_WORDS, TIMES_OF_YEAR,
};

/// Bytes that the name of an event has at most.
const LONGEST_EVENT: usize = 34;

/// When something is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Due {
    /// By the last day of this date, which stands in this range.
    Date(Date, Range<usize>),
    /// At the session with this number, which stands in this range.
    Session {
        /// Its number.
        number: u32,
        /// Where the number stands.
        range: Range<usize>,
        /// Where the body stands, if one is named.
        body: Option<Range<usize>>,
    },
    /// At a session that has no number in the text.
    SomeSession,
    /// At a time that is no date.
    Vague,
    /// On a day that no calendar has.
    Impossible,
}

/// A deadline in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// When it is.
    pub due: Due,
    /// Whether it says `bis`, so that it can only be a limit; `zum` may also tell when something began.
    pub until: bool,
    /// Where all of it stands.
    pub range: Range<usize>,
}

/// A term that is named before its day: `Frist für Stellungnahmen der Länder: 22. März 2028`.
fn parse_term(text: &str, start: usize) -> Option<Deadline> {
    /// Bytes between the word and the colon at most.
    const LONGEST: usize = 90;
    let colon = text[start..].find(':').filter(|at| *at <= LONGEST)?;
    if text[start..start + colon].contains(". ") {
        return None;
    }
    let behind = &text[start + colon + 1..];
    let at = text.len() - behind.trim_start().len();
    let date = prefix(parse_date, &text[at..]).map(|(date, len)| (Due::Date(date, at..at + len), at + len));
    let session = || parse_session(text, at).filter(|(due, _)| matches!(due, Due::Session { .. }));
    let (due, end) = date.or_else(session)?;
    Some(Deadline { due, until: true, range: start..end })
}

/// A term behind a label at the start of a text: `Bis wann: 30.06.2033`, `Bis wann: 30.06.2033. Danach …`.
fn parse_labelled(text: &str) -> Option<Deadline> {
    let (label, rest) = text.split_once(": ")?;
    // `Umsetzungsfrist`
    let compound = label.ends_with("frist") && label.chars().all(char::is_alphabetic);
    if !compound && (!DEADLINE_LABELS.contains(&label) || EVENT_LABELS.contains(&label)) {
        return None;
    }
    let at = text.len() - rest.len();
    let (date, len) = prefix(parse_date, rest)?;
    let ends = rest[len..].is_empty() || [". ", ", ", " – ", " ("].iter().any(|sign| rest[len..].starts_with(sign));
    ends.then(|| Deadline { due: Due::Date(date, at..at + len), until: true, range: 0..at + len })
}

/// Reads the time or session that a text is, or starts with before a colon or dash, as it stands below a label that says
/// that something is due.
pub fn labelled_term(text: &str) -> Option<Deadline> {
    const END: &str = "Ende ";
    let at = if text.starts_with(END) { END.len() } else { 0 };
    let date = || {
        let year = || prefix(parse_year, &text[at..]).filter(|_| at > 0);
        let (date, len) = prefix(parse_date, &text[at..]).or_else(year)?;
        (at == 0 || date.precision != Precision::Day).then_some((Due::Date(date, at..at + len), at + len))
    };
    let session = || parse_session(text, 0).filter(|(due, _)| matches!(due, Due::Session { .. }));
    let (due, end) = date().or_else(session)?;
    let behind = &text[end..];
    let apart = behind.is_empty() || [":", " –", " -", " |"].iter().any(|sign| behind.starts_with(sign));
    apart.then_some(Deadline { due, until: true, range: 0..end })
}

/// Finds the deadlines in a text, in order.
pub fn find_deadlines(text: &str) -> Vec<Deadline> {
    let mut deadlines: Vec<Deadline> = Vec::new();
    for (at, _) in text.char_indices() {
        let inside = deadlines.last().is_some_and(|last| at < last.range.end);
        if inside || in_word(text, at) {
            continue;
        }
        let mut next = parse_deadline(text, at);
        while let Some(deadline) = next {
            next = parse_further(text, &deadline);
            deadlines.push(deadline);
        }
    }
    deadlines
}

/// A day behind another one: `in zwei Raten zum 15.02.2034 und 15.08.2034`.
fn parse_further(text: &str, deadline: &Deadline) -> Option<Deadline> {
    let Due::Date(Date { precision: Precision::Day, .. }, _) = &deadline.due else { return None };
    let rest = text[deadline.range.end..].strip_prefix(" und ")?;
    let at = text.len() - rest.len();
    let (date, len) = prefix(parse_date, rest).filter(|(date, _)| date.precision == Precision::Day)?;
    let goes_on = rest[len..].starts_with(" bis ") || rest[len..].starts_with('–');
    let range = at..at + len;
    (!goes_on).then_some(Deadline { due: Due::Date(date, range.clone()), until: deadline.until, range })
}

static TIME: LazyLock<Regex> = LazyLock::new(|| {
    let months = MONTHS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("|");
    let time = format!(
        r"(?-u:\b)(?:[0-3]?[0-9]\.[01]?[0-9]\.|20[0-9][0-9](?-u:\b)|{months}|[Qq]uartal|[Hh]albjahr|KW ?[0-9]|H[12]/)|[Ss]itzung"
    );
    Regex::new(&time).expect("a literal pattern")
});

/// Bytes behind a word that sets a limit in which the time would stand.
const NEAR: usize = 40;

/// Where a word that sets a limit stands before what seems to be a time, and is in none of the stretches `read`,
/// which stand in order.
pub fn find_unread_deadlines(text: &str, read: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for limit in limits(text) {
        let near = (limit.end + NEAR..text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
        let clause = &text[limit.end..near];
        let clause = &clause[..clause.find([';', ':']).unwrap_or(clause.len())];
        let Some(time) = TIME.find(clause) else { continue };
        let range = limit.start..limit.end + time.end();
        let again = found.last().is_some_and(|last: &Range<usize>| range.start < last.end);
        if !overlaps_any(read, &range) && !again && !ends_in_date(before(text, range.start).trim_end()) {
            found.push(range);
        }
    }
    found
}

/// The words that set a limit: `bis`, `spätestens`, `Termin`, `Umsetzungs-Frist`.
fn limits(text: &str) -> impl Iterator<Item = Range<usize>> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '_').scan(0, |at, word| {
        let start = *at;
        *at += word.len();
        *at += text[*at..].chars().next().map_or(0, char::len_utf8);
        Some(start..start + word.len())
    });
    words.filter_map(|word| match &text[word.clone()] {
        "bis" | "Bis" | "spätestens" | "Spätestens" | "Termin" => Some(word),
        term if term.ends_with("frist") || term.ends_with("Frist") => {
            let joined = |c: char| c.is_alphabetic() || c == '-';
            let whole = text[..word.end].trim_end_matches(joined).len();
            let front = text[whole..word.end].trim_start_matches('-').len();
            Some(word.end - front..word.end).filter(|_| term.chars().all(char::is_alphabetic))
        }
        _ => None,
    })
}

/// Takes one of the words off the front of `text[*at..]`, with the blank behind it.
fn take(text: &str, at: &mut usize, words: &[&str]) -> bool {
    let found = words.iter().find(|word| {
        let here = text.get(*at..*at + word.len());
        here.is_some_and(|here| same_folded(here, word)) && text[*at + word.len()..].starts_with(' ')
    });
    *at += found.map_or(0, |word| word.len() + 1);
    found.is_some()
}

/// The small words in front of a deadline.
#[derive(Debug, Clone, Copy, Default)]
struct Lead {
    /// `bis`, `spätestens`, `Frist`: it can only be a limit.
    until: bool,
    /// `zum`, `zur`
    towards: bool,
    /// `in die`
    into: bool,
    /// `in der`, `auf der`: of a session that has a number
    within: bool,
    /// `Ende`, `Jahresende`, `Ablauf des`
    end_of: bool,
    /// `Mitte`, `Anfang`
    vague: bool,
    /// Where they end.
    end: usize,
}

/// Reads the small words at `start`.
fn lead(text: &str, start: usize) -> Lead {
    let mut lead = Lead { end: start, ..Lead::default() };
    // `Die Umsetzungsfrist endet am …`
    let of_limit = text[..start].trim_end().ends_with("rist");
    lead.until = of_limit && take(text, &mut lead.end, &["endet", "läuft", "ist"]);
    if lead.until {
        take(text, &mut lead.end, &["am", "mit", "den", "der"]);
    }
    loop {
        let at = &mut lead.end;
        let ahead = lead.until || lead.towards;
        if take(text, at, TERM_WORDS) {
            lead.until = true;
        } else if take(text, at, &["zum", "zur", "zu der", "zu seiner", "zu ihrer"]) {
            lead.towards = true;
        } else if take(text, at, &["mitte", "anfang"]) {
            lead.vague = true;
        } else if ahead && take(text, at, &["ende", "ablauf", "jahresende"]) {
            lead.end_of = true;
        } else if !ahead && *at == start && take(text, at, &["in die"]) {
            lead.into = true;
        } else if !ahead && *at == start && take(text, at, &["in der", "in seiner", "in ihrer", "auf der"]) {
            lead.within = true;
        } else {
            // Others add nothing.
            let until = lead.until && take(text, at, &["ab dem", "einschließlich", "am", "im"]);
            let end_of = lead.end_of && take(text, at, &["des jahres", "des", "der", "von"]);
            if !(until || end_of || ahead && take(text, at, &["jahr"])) {
                return lead;
            }
        }
    }
}

fn parse_deadline(text: &str, start: usize) -> Option<Deadline> {
    if text[start..].starts_with("Frist") {
        return parse_term(text, start);
    }
    if let Some(labelled) = (start == 0).then(|| parse_labelled(text)).flatten() {
        return Some(labelled);
    }
    let Lead { until, towards, into, within, end_of, vague, end: at } = lead(text, start);
    if !(until || towards || into || within) {
        return parse_fixed(text, start);
    }
    // `2017 bis 2019` is a period, and what stands in it is not due.
    // `Beschluss 3/2028 bis 31.12.2030`
    let front = before(text, start).trim_end();
    let cited =
        front.rsplit_once(' ').is_some_and(|(front, _)| DECISION_NOUNS.iter().any(|noun| front.ends_with(noun)));
    // `Fallzahlen 2026 bis 15.01.2027`
    let counted = || {
        let (front, year) = front.rsplit_once(' ').unwrap_or_default();
        let noun = front.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_uppercase));
        let day = prefix(parse_date, &text[at..]).is_some_and(|(date, _)| date.precision == Precision::Day);
        let whole = prefix(parse_year, year).is_some_and(|(_, len)| len == year.len());
        whole && day && noun && !PERIOD_NOUNS.iter().any(|noun| front.ends_with(noun))
    };
    if until && !cited && ends_in_date(front) && !counted() {
        return None;
    }
    let deadline = |due, end| Some(Deadline { due, until, range: start..end });
    if let Some((due, end)) = parse_session(text, at) {
        let known = matches!(due, Due::Session { .. });
        return match into {
            // `in die Herbstsitzung`: what is due is the session, the small words are the verb's.
            true if known => None,
            _ if within && !known => None,
            true => Some(Deadline { due, until: false, range: at..end }),
            false => deadline(due, end),
        };
    }
    if into || within {
        return None;
    }
    let here = &text[at..];
    let date = prefix(parse_date, here);
    // `bis 2033-02`, which elsewhere may be a decision
    let date = date.or_else(|| prefix(parse_cell_month, here).filter(|_| until));
    let date = date.or_else(|| prefix(parse_year, here).filter(|_| until || end_of));
    if let Some((date, len)) = date {
        // A sum of money or a period may start with what looks like a year.
        let behind = here[len..].strip_prefix([',', '.', '/', '-', '–']);
        let goes_on = behind.is_some_and(|behind| behind.starts_with(|c: char| c.is_ascii_digit()));
        if goes_on {
            return None;
        }
        let due = if vague { Due::Vague } else { Due::Date(date, at..at + len) };
        return (end_of || date.precision == Precision::Day || until || vague)
            .then(|| deadline(due, at + len))
            .flatten();
    }
    if let Some((_, len)) = prefix(parse_day_without_year, here) {
        return deadline(Due::Vague, at + len);
    }
    if let Some(season) = TIMES_OF_YEAR.iter().find(|season| until && here.starts_with(**season)) {
        let year = here[season.len()..].strip_prefix(' ').and_then(|rest| prefix(parse_year, rest));
        return deadline(Due::Vague, at + season.len() + year.map_or(0, |(_, len)| 1 + len));
    }
    // A day that no calendar has.
    let shape = here.len() - here.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
    let day = here[..shape].trim_end_matches('.');
    if day.matches('.').count() == 2 && !day.contains("..") && day.split('.').all(|part| part.len() <= 4) {
        return deadline(Due::Impossible, at + day.len());
    }
    // `bis zur AL-Runde am 08.12.2020`: the day tells when that is.
    let near = (LONGEST_EVENT..here.len()).find(|end| here.is_char_boundary(*end)).unwrap_or(here.len());
    let event = &here[..here[..near].find(" am ")?];
    let on = at + event.len() + " am ".len();
    let (date, len) = prefix(parse_date, &text[on..]).filter(|_| event.starts_with(char::is_uppercase))?;
    until.then(|| deadline(Due::Date(date, on..on + len), on + len))?
}

/// `auf den 28.02.2027 festgesetzt`, `im 3. Quartal 2028 abzuschließen`, `der 67. Sitzung vorzulegen`: a time that
/// somebody set.
fn parse_fixed(text: &str, start: usize) -> Option<Deadline> {
    static TO_DO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^ (?:zu [a-zß-öø-ž]+e?n|[a-zß-öø-ž]+zu[a-zß-öø-ž]+e?n)(?:[^A-Za-zÀ-ÖØ-öø-ž0-9_]|$)")
            .expect("a literal pattern")
    });
    // `der 67. Sitzung vorzulegen`
    let session = text[start..].strip_prefix("der ").and_then(|rest| parse_session(text, text.len() - rest.len()));
    // `legt der 65. Sitzung einen Entwurf vor`
    let told = || {
        let verb = text[..start].trim_end().rsplit(' ').next().unwrap_or_default();
        let passive = matches!(verb, "wird" | "werden");
        REPORTING_VERBS.contains(&verb) || passive && REPORTED_WORDS.iter().any(|word| text[start..].contains(word))
    };
    if let Some((due @ Due::Session { .. }, end)) = session.filter(|(_, end)| told() || TO_DO.is_match(&text[*end..])) {
        return Some(Deadline { due, until: false, range: start..end });
    }
    if let Some(rest) = ["im ", "am "].iter().find_map(|word| text[start..].strip_prefix(word)) {
        let at = text.len() - rest.len();
        let (date, len) = prefix(parse_date, rest)?;
        // `fällig am 01.07.2034`
        let due = TO_DO.is_match(&rest[len..]) || before(text, start).trim_end().ends_with("fällig");
        let range = start..at + len;
        return due.then_some(Deadline { due: Due::Date(date, at..at + len), until: true, range });
    }
    let at = start + text[start..].strip_prefix("auf den ").map(|rest| text.len() - start - rest.len())?;
    let (date, len) = prefix(parse_date, &text[at..])?;
    let end = at + len;
    let set = SET_WORDS.iter().any(|word| text[end..].trim_start().starts_with(word));
    set.then_some(Deadline { due: Due::Date(date, at..end), until: true, range: start..end })
}

/// Whether a text ends with a date, so that what `bis` starts ends a period.
fn ends_in_date(text: &str) -> bool {
    // `Januar bis März 2024` has its year at the end.
    let last = text.rsplit(' ').next().unwrap_or_default();
    if MONTHS.iter().any(|(name, _)| *name == last) {
        return true;
    }
    let starts = text.char_indices().filter(|(at, _)| !in_word(text, *at)).map(|(at, _)| &text[at..]);
    let whole = |rest: &str| {
        let date = prefix(parse_date, rest).or_else(|| prefix(parse_year, rest));
        date.is_some_and(|(_, len)| len == rest.len())
    };
    text.ends_with(|c: char| c.is_ascii_digit()) && starts.rev().take(LONGEST_EVENT).any(whole)
}

/// A session at `at`: by its number, an ordinal, a season or as the next one.
fn parse_session(text: &str, at: usize) -> Option<(Due, usize)> {
    let here = &text[at..];
    let digits = here.len() - here.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let ordinal = (1..).zip(ORDINALS).find(|(_, word)| here.starts_with(*word) && here[word.len()..].starts_with(' '));
    let (number, number_len, behind) = match (digits, ordinal) {
        (1..=3, _) if here[digits..].starts_with('.') => (here[..digits].parse().ok(), digits, digits + 1),
        (0, Some((number, word))) => (Some(number), word.len(), word.len()),
        (0, None) => (None, 0, 0),
        _ => return None,
    };
    let noun_at = at + behind + (here[behind..].len() - here[behind..].trim_start().len());
    let next = ["nächsten ", "kommenden ", "übernächsten "].iter().find(|word| text[noun_at..].starts_with(**word));
    let noun_at = noun_at + next.map_or(0, |word| word.len());
    let noun = &text[noun_at..];
    let noun = &noun[..noun.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(noun.len())];
    // `zur 13. Konferenz`, whose name is what a body is called.
    let stem = noun.strip_suffix("sitzung").or((noun == "Sitzung").then_some(""));
    let stem = stem.or(Some(noun).filter(|_| noun == "Konferenz"))?;
    let end = noun_at + noun.len();
    if let Some(number) = number {
        let body = if stem.is_empty() { body_behind(text, end) } else { Some(noun_at..noun_at + stem.len()) };
        return Some((Due::Session { number, range: at..at + number_len, body }, end));
    }
    let season = SEASONS.contains(&stem);
    if !season && (next.is_none() || !stem.is_empty()) {
        return None;
    }
    let year = text[end..].strip_prefix(' ').and_then(|rest| prefix(parse_year, rest));
    Some((Due::SomeSession, year.map_or(end, |(_, len)| end + 1 + len)))
}

/// The name behind `Sitzung des`. Behind `der` it must look like a body: `Sitzung der AL-Runde`, not `… der Entwurf`.
pub(crate) fn body_behind(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].strip_prefix(' ')?;
    let article = ["des ", "der "].into_iter().find(|article| rest.starts_with(article))?;
    let start = at + 1 + article.len();
    let name = &text[start..];
    let name = &name[..name.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(name.len())];
    let capitals = name.chars().filter(|c| c.is_uppercase()).count();
    let body = capitals > 1 || article == "des " && capitals == 1 && name.starts_with(char::is_uppercase);
    body.then(|| start..start + name.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_counts_and_further_days() {
        let read = |text: &str| {
            let found = find_deadlines(text).into_iter().filter_map(|one| match one.due {
                Due::Date(date, _) => Some(date.last.to_string()),
                Due::Session { number, .. } => Some(format!("{number}.")),
                _ => None,
            });
            found.collect::<Vec<String>>().join(" ")
        };
        assert_eq!(read("Abruf in zwei Raten zum 15.02.2034 und 15.08.2034"), "2034-02-15 2034-08-15");
        assert_eq!(read("Bis wann: 30.06.2033. Um ein Jahr mehr wurde gebeten."), "2033-06-30");
        assert_eq!(read("Umsetzungsfrist: 30.06.2033 (Hessen)"), "2033-06-30");
        assert_eq!(read("Fallzahlen 2026 bis 15.01.2027 an FITKO"), "2027-01-15");
        assert_eq!(read("Zeitraum 2026 bis 15.01.2027"), "");
        assert_eq!(read("ein Konzept vorzulegen; Wiedervorlage 75. Sitzung"), "75.");
        assert_eq!(read("werden abgekündigt, Abschalttermin 2029-06-30"), "2029-06-30");
    }

    #[test]
    fn a_time_below_its_label() {
        let read = |text: &'static str| labelled_term(text).map(|term| &text[term.range]);
        assert_eq!(read("31.12.2029"), Some("31.12.2029"));
        assert_eq!(read("31.12.2029: Bericht"), Some("31.12.2029"));
        assert_eq!(read("Ende Juni 2029 – Bericht"), Some("Ende Juni 2029"));
        assert_eq!(read("Ende 2029"), Some("Ende 2029"));
        assert_eq!(read("2029"), None);
        assert_eq!(read("31.12.2029 in Trier"), None);
        assert_eq!(read("Ende 31.12.2029"), None);
        assert!(labelled_term("64. Sitzung").is_some_and(|term| matches!(term.due, Due::Session { number: 64, .. })));
    }

    #[test]
    fn deadlines() {
        let cases = [
            "Bis 31.08.25: Zuschlag",
            "Bis zur 50. Sitzung ist die",
            "spätestens zur 49. Sitzung des IT-Planungsrats vorzulegen",
            "bis Ende Q1/2027",
            "bis zum Ende des 1. Quartals 2032",
            "in die Herbstsitzung 2026 einbringen",
            "ab 02/2026 vorgesehen",
            "legt zum 31. Mai 2028 ein",
            "bis Q3/2028 abzuschließen",
            "ist im 3. Quartal 2028 abzuschließen",
            "findet im 3. Quartal 2028 zusammen statt",
            "Die Umsetzungsfrist endet am 30.06.2031",
            "Bis 09/2030: Betrieb",
            "bis 2033-02 umzusetzen",
            "bis 2033-34",
            "bis 2033–2035",
            "läuft seit 10.04.2027 und",
            "mit Stand vom 15.05.2027",
            "durchschnittlich bis zu 40.700,00 Euro",
            "die Ergebnisse der 58. Sitzung, u. a. zur",
            "Spätestens zum 01.06.2030 berichtet",
            "bis spätestens 1. Mai 2026",
            "von 2017 bis 2019",
            "bis Ende 2028",
            "bis Mitte 2026",
            "zu seiner zweiten Sitzung",
            "zur 40. IT-Planungsratssitzung",
            "zur 26. Sitzung des FIT-AB",
            "bis zum 30. November",
            "bis 31.02.2033",
            "bis Mitte 2033, bis Sommer 2033",
            "bis zur AL-Runde am 08.12.2032",
            "legt zur 62. Sitzung ein Feinkonzept vor",
            "zur 59. Sitzung der Entwurf, zur 3. Sitzung der AL-Runde",
            "zur nächsten Sitzung",
            "bis 2.000 Euro",
            "fortzuschreiben für 2027",
            "bis Q1/2030 die und spätestens zur 57. Sitzung darüber",
            "zum Reifegradmodell 2.0",
            "zu der 41. Sitzung",
            "zur 25.Sitzung",
            "ist der 67. Sitzung vorzulegen",
            "in der Niederschrift der 67. Sitzung stehen",
            "legt der 65. Sitzung einen Entwurf vor",
            "01.07.2025 bis 30.06.2026",
            "zum Ende 2026",
            "bis zum Ablauf des 30.6.2027",
            "bis einschließlich 30.06.2027",
            "bis Ende des Jahres 2027",
            "bis Jahresende 2031",
            "spätestens im ersten Quartal 2027",
            "bis zum Jahr 2028",
            "spätestens ab dem 01.01.2027",
            "Frist: 30.06.2027",
            "Frist: 69. Sitzung",
            "Die Frist wird auf den 28.02.2027 festgesetzt",
            "Die Regelung geht auf den 28.02.2027 zurück",
            "im Zeitraum Januar bis März 2027",
            "ist in der 49. Sitzung vorzulegen",
            "in der Sitzung vorgelegt",
            "Abschluss der Phase 2 bis 31.12.2026",
            "laut Beschluss 2024/22 bis zum 30.06.2026",
        ];
        let lines = cases.map(|case| {
            let found = find_deadlines(case).into_iter().map(|found| {
                let due = match found.due {
                    Due::Date(date, _) => format!("{} {:?}", date.last, date.precision),
                    Due::Session { number, body, .. } => format!("session {number} {:?}", body.map(|b| &case[b])),
                    other => format!("{other:?}"),
                };
                format!("{due} in {:?}", &case[found.range])
            });
            format!("{case} -> {}", found.collect::<Vec<_>>().join(" + "))
        });
        insta::assert_snapshot!(lines.join("\n"), @r#"
        Bis 31.08.25: Zuschlag -> 2025-08-31 Day in "Bis 31.08.25"
        Bis zur 50. Sitzung ist die -> session 50 None in "Bis zur 50. Sitzung"
        spätestens zur 49. Sitzung des IT-Planungsrats vorzulegen -> session 49 Some("IT-Planungsrats") in "spätestens zur 49. Sitzung"
        bis Ende Q1/2027 -> 2027-03-31 Quarter in "bis Ende Q1/2027"
        bis zum Ende des 1. Quartals 2032 -> 2032-03-31 Quarter in "bis zum Ende des 1. Quartals 2032"
        in die Herbstsitzung 2026 einbringen -> SomeSession in "Herbstsitzung 2026"
        ab 02/2026 vorgesehen -> 
        legt zum 31. Mai 2028 ein -> 2028-05-31 Day in "zum 31. Mai 2028"
        bis Q3/2028 abzuschließen -> 2028-09-30 Quarter in "bis Q3/2028"
        ist im 3. Quartal 2028 abzuschließen -> 2028-09-30 Quarter in "im 3. Quartal 2028"
        findet im 3. Quartal 2028 zusammen statt -> 
        Die Umsetzungsfrist endet am 30.06.2031 -> 2031-06-30 Day in "endet am 30.06.2031"
        Bis 09/2030: Betrieb -> 2030-09-30 Month in "Bis 09/2030"
        bis 2033-02 umzusetzen -> 2033-02-28 Month in "bis 2033-02"
        bis 2033-34 -> 
        bis 2033–2035 -> 
        läuft seit 10.04.2027 und -> 
        mit Stand vom 15.05.2027 -> 
        durchschnittlich bis zu 40.700,00 Euro -> 
        die Ergebnisse der 58. Sitzung, u. a. zur -> 
        Spätestens zum 01.06.2030 berichtet -> 2030-06-01 Day in "Spätestens zum 01.06.2030"
        bis spätestens 1. Mai 2026 -> 2026-05-01 Day in "bis spätestens 1. Mai 2026"
        von 2017 bis 2019 -> 
        bis Ende 2028 -> 2028-12-31 Year in "bis Ende 2028"
        bis Mitte 2026 -> Vague in "bis Mitte 2026"
        zu seiner zweiten Sitzung -> session 2 None in "zu seiner zweiten Sitzung"
        zur 40. IT-Planungsratssitzung -> session 40 Some("IT-Planungsrats") in "zur 40. IT-Planungsratssitzung"
        zur 26. Sitzung des FIT-AB -> session 26 Some("FIT-AB") in "zur 26. Sitzung"
        bis zum 30. November -> Vague in "bis zum 30. November"
        bis 31.02.2033 -> Impossible in "bis 31.02.2033"
        bis Mitte 2033, bis Sommer 2033 -> Vague in "bis Mitte 2033" + Vague in "bis Sommer 2033"
        bis zur AL-Runde am 08.12.2032 -> 2032-12-08 Day in "bis zur AL-Runde am 08.12.2032"
        legt zur 62. Sitzung ein Feinkonzept vor -> session 62 None in "zur 62. Sitzung"
        zur 59. Sitzung der Entwurf, zur 3. Sitzung der AL-Runde -> session 59 None in "zur 59. Sitzung" + session 3 Some("AL-Runde") in "zur 3. Sitzung"
        zur nächsten Sitzung -> SomeSession in "zur nächsten Sitzung"
        bis 2.000 Euro -> 
        fortzuschreiben für 2027 -> 
        bis Q1/2030 die und spätestens zur 57. Sitzung darüber -> 2030-03-31 Quarter in "bis Q1/2030" + session 57 None in "spätestens zur 57. Sitzung"
        zum Reifegradmodell 2.0 -> 
        zu der 41. Sitzung -> session 41 None in "zu der 41. Sitzung"
        zur 25.Sitzung -> session 25 None in "zur 25.Sitzung"
        ist der 67. Sitzung vorzulegen -> session 67 None in "der 67. Sitzung"
        in der Niederschrift der 67. Sitzung stehen -> 
        legt der 65. Sitzung einen Entwurf vor -> session 65 None in "der 65. Sitzung"
        01.07.2025 bis 30.06.2026 -> 
        zum Ende 2026 -> 2026-12-31 Year in "zum Ende 2026"
        bis zum Ablauf des 30.6.2027 -> 2027-06-30 Day in "bis zum Ablauf des 30.6.2027"
        bis einschließlich 30.06.2027 -> 2027-06-30 Day in "bis einschließlich 30.06.2027"
        bis Ende des Jahres 2027 -> 2027-12-31 Year in "bis Ende des Jahres 2027"
        bis Jahresende 2031 -> 2031-12-31 Year in "bis Jahresende 2031"
        spätestens im ersten Quartal 2027 -> 2027-03-31 Quarter in "spätestens im ersten Quartal 2027"
        bis zum Jahr 2028 -> 2028-12-31 Year in "bis zum Jahr 2028"
        spätestens ab dem 01.01.2027 -> 2027-01-01 Day in "spätestens ab dem 01.01.2027"
        Frist: 30.06.2027 -> 2027-06-30 Day in "Frist: 30.06.2027"
        Frist: 69. Sitzung -> session 69 None in "Frist: 69. Sitzung"
        Die Frist wird auf den 28.02.2027 festgesetzt -> 2027-02-28 Day in "auf den 28.02.2027"
        Die Regelung geht auf den 28.02.2027 zurück -> 
        im Zeitraum Januar bis März 2027 -> 
        ist in der 49. Sitzung vorzulegen -> session 49 None in "in der 49. Sitzung"
        in der Sitzung vorgelegt -> 
        Abschluss der Phase 2 bis 31.12.2026 -> 2026-12-31 Day in "bis 31.12.2026"
        laut Beschluss 2024/22 bis zum 30.06.2026 -> 2026-06-30 Day in "bis zum 30.06.2026"
        "#);
    }
}
