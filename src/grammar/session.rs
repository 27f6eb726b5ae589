//! Sessions: which meeting of which body a text names, as the title of a deck or in other words.
//!
//! | written | read as |
//! | --- | --- |
//! | `Beschlüsse der 47. Sitzung des IT-Planungsrats` | session 47 of `IT-Planungsrats` (genitive) |
//! | `45. IT-Planungsratssitzung: Beschlüsse im Überblick` | session 45 of `IT-Planungsrat` |
//! | `IT-PLR 73: Beschlüsse`, `IT-Planungsrat #73` | session 73 of the council in front |

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::has_digit;
use super::heading::{LONGEST_TITLE, nominative};
use super::person::{is_organization, name_behind_office};
use crate::vocabulary::{COUNCIL_ENDS, COUNCILS, RESULT_NOUNS};

/// The title of a deck.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeckTitle {
    /// Where the number of the session stands, if it does.
    pub session: Option<Range<usize>>,
    /// Where the name of the body stands, if it does.
    pub body: Option<Range<usize>>,
    /// Whether that is in the genitive.
    pub genitive: bool,
}

/// A session as a text names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Session {
    /// All that names it.
    pub(super) range: Range<usize>,
    number: Range<usize>,
    body: Option<Range<usize>>,
    /// Whether the body is in the genitive.
    genitive: bool,
}

/// The first session that a text names: `47. Sitzung des IT-Planungsrats`, `45. IT-Planungsratssitzung`, `IT-PLR #47`.
pub(super) fn find_session(text: &str) -> Option<Session> {
    if !has_digit(text) {
        return None;
    }
    counted(text).or_else(|| numbered(text))
}

/// A session by its number in front.
fn counted(text: &str) -> Option<Session> {
    static SESSION: LazyLock<Regex> = LazyLock::new(|| {
        let councils = COUNCILS.join("|");
        let pattern = [
            r"(?-u:\b)([0-9]{1,3})\. ?(?:Sitzung(?: (des|der) ([A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ž0-9.-]*(?: [A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ž0-9.-]*)*)",
            &format!(r"| ({councils})(?-u:\b))?"),
            &format!(r"|([A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ž0-9-]*?)(?:s?-S|s?s)itzung(?-u:\b)|({councils})(?-u:\b)"),
            r"|([A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ž-]*(?:minister|präsidenten)konferenz)(?-u:\b))",
        ];
        Regex::new(&pattern.concat()).expect("a literal pattern")
    });
    let found = SESSION.captures(text)?;
    let genitive = found.get(2).is_some_and(|article| article.as_str() == "des");
    let (range, number) = (found.get(0)?.range(), found.get(1)?.range());
    Some(Session { range, number, body: body_of_session(text, &found), genitive })
}

/// A session by its number behind the council: `IT-PLR 73: Beschlüsse`, `IT-Planungsrat #68`; what has a slash or a word
/// behind it is another number.
fn numbered(text: &str) -> Option<Session> {
    const MOST_DIGITS: usize = 3;
    let behind = |at: usize, name: &str| {
        let start = at + name.len();
        let sign = [" #", " Nr. ", " "].into_iter().find(|sign| text[start..].starts_with(sign))?;
        let digits = text[start + sign.len()..].bytes().take_while(u8::is_ascii_digit).count();
        let end = start + sign.len() + digits;
        let rest = &text[end..];
        let ends = rest.is_empty()
            || [":", ",", ")", " –", " |", " ·", " (", " vom ", " am "].iter().any(|sign| rest.starts_with(sign));
        let whole = !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-');
        (whole && ends && (1..=MOST_DIGITS).contains(&digits)).then_some(Session {
            range: at..end,
            number: start + sign.len()..end,
            body: Some(at..start),
            genitive: false,
        })
    };
    COUNCILS.iter().find_map(|name| text.match_indices(name).find_map(|(at, name)| behind(at, name)))
}

/// Where the body stands whose session was found: behind the session, or in front.
fn body_of_session(text: &str, found: &Captures<'_>) -> Option<Range<usize>> {
    let body = (3..=7).find_map(|group| found.get(group))?;
    // `IT-PLR-AG` is another one.
    let whole = found.get(0).is_some_and(|all| all.end() == body.end());
    // `des IT-Planungsrats Beschlüsse und Folgen`: what follows is no part of the name.
    let results = body.as_str().match_indices(' ').map(|(at, _)| at);
    let mut results = results.filter(|at| RESULT_NOUNS.iter().any(|noun| body.as_str()[at + 1..].starts_with(noun)));
    let end = results.next().map_or(body.end(), |at| body.start() + at);
    (!whole || !text[body.end()..].starts_with('-')).then_some(body.start()..end)
}

/// The name of a body with those whose it is: `IT-Rat der norddeutschen Länder`, `Digitalrat des Landes Hessen`.
fn with_owners(text: &str, body: Range<usize>) -> Range<usize> {
    static OWNERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^ (?:der (?:[a-zß-öø-ž]+n )?(?:Länder|Kommunen|Kreise|Städte|Gemeinden)",
            r"|(?:des (?:Landes|Freistaate?s)|der (?:Stadt|Hansestadt)) [A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ž-]*",
            r"|der (?:Länder|Kommunen)-[A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÖØ-öø-ž]*)"
        ))
        .expect("a literal pattern")
    });
    let owners = OWNERS.find(&text[body.end..]).filter(|found| !text[body.end + found.end()..].starts_with('-'));
    body.start..body.end + owners.map_or(0, |owners| owners.end())
}

/// Reads the title of a deck: it names the session, and results of it.
pub fn deck_title(text: &str) -> Option<DeckTitle> {
    const MOST_BEFORE: usize = 6;
    if text.len() > LONGEST_TITLE {
        return None;
    }
    let found = find_session(text)?;
    let session = found.number.clone();
    // `IT-Planungsrat: Beschlüsse der 47. Sitzung`, `IT-Planungsrat | 47. Sitzung`: the body may stand in front.
    let council = |text: &str| COUNCILS.contains(&text);
    // `IT-Kooperationsrat Nord, 23. Sitzung`: beside the session alone stands a body, whatever it is called.
    let alone = is_session;
    let is_front = |front: &str, rest: &str| council(front) || alone(rest) && is_body(front) && !is_organization(front);
    let by_bar = || {
        let parts = [" | ", " · ", " – ", ", "].iter().find_map(|sign| text.split_once(sign));
        parts.filter(|(front, rest)| is_front(front, rest))
    };
    let divided = text.split_once(": ").or_else(by_bar);
    let (front, rest) = divided.map_or((None, text), |(front, rest)| (Some(front), rest));
    let noun = [text, rest].map(|text| text.strip_prefix("Die ").unwrap_or(text));
    let starts = noun.iter().any(|text| RESULT_NOUNS.iter().any(|result| text.starts_with(result)));
    // `Nachlese zur 47. Sitzung des IT-Planungsrats`: the body is known, so that any noun may stand before it.
    let of_council = found.body.clone().is_some_and(|body| COUNCILS.contains(&nominative(&text[body]).as_str()));
    let before: Vec<&str> = text[..session.start].split_whitespace().collect();
    let noun_first = before.first().is_some_and(|word| word.starts_with(char::is_uppercase));
    let leads = before.last().is_some_and(|word| ["der", "zur", "Zur"].contains(word)) && before.len() <= MOST_BEFORE;
    let named = of_council && noun_first && leads;
    let starts = starts || named || [0, text.len() - rest.len()].contains(&found.range.start);
    // `47. Sitzung des IT-Planungsrats`
    let alone = found.range.end == text.len();
    let results = RESULT_NOUNS.iter().any(|noun| text.contains(noun)) || text.ends_with("itzung") || alone || named;
    // `Neues aus dem IT-Planungsrat: 54. Sitzung`
    let about =
        |front: &str| COUNCILS.iter().any(|name| front.strip_suffix(name).is_some_and(|rest| rest.ends_with(' ')));
    // `IT-Planungsrat kompakt: Ergebnisse der 47. Sitzung`
    let named_first = |front: &str| {
        let behind = COUNCILS.iter().find(|name| front.strip_prefix(**name).is_some_and(|rest| rest.starts_with(' ')));
        behind.map_or(front.len(), |name| name.len())
    };
    // `Der IT-Planungsrat und die Länder: …` is none, and names one.
    let names = |front: &str| COUNCILS.iter().any(|name| front.contains(name) && !front.starts_with(name));
    let front = front.filter(|front| is_body(front) && !about(front) && !names(front));
    let front = front.map(|front| 0..named_first(front));
    let council = || {
        let name = COUNCILS.iter().find_map(|name| text.find(name).map(|at| at..at + name.len()))?;
        (name.end <= session.start).then_some(name)
    };
    let own = found.body.map(|body| with_owners(text, body));
    // `14. Sitzung des Rats der Städte`
    let results = results || own.as_ref().is_some_and(|body| body.end == text.len());
    let body = own.or(front).or_else(council);
    (starts && results && !text.ends_with('.')).then_some(DeckTitle {
        session: Some(session),
        body,
        genitive: found.genitive,
    })
}

/// The session that a text names with its council: `63. Sitzung des IT-Planungsrats am 6. November 2030`.
pub fn session_named(text: &str) -> Option<DeckTitle> {
    let found = session_anywhere(text)?;
    let body = &text[found.body.clone()?];
    let known = [body.to_owned(), nominative(body)];
    known.iter().any(|name| COUNCILS.contains(&name.as_str())).then_some(found)
}

/// Whether a text ends with a session of a council whose number it does not say: `Frühjahrssitzung des IT-Planungsrats`.
pub(super) fn names_session(text: &str) -> bool {
    let Some((_, body)) = text.split_once("itzung des ").or_else(|| text.split_once("itzung der ")) else {
        return false;
    };
    COUNCILS.contains(&body) || COUNCILS.contains(&nominative(body).as_str())
}

/// The council that a text names among other words, and where.
pub fn council_within(text: &str) -> Option<(usize, &'static str)> {
    let whole = |at: usize, name: &str| {
        let before = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-');
        let behind = &text[at + name.len()..];
        let behind = ["es", "s"].iter().find_map(|ending| behind.strip_prefix(ending)).unwrap_or(behind);
        !before && !behind.starts_with(char::is_alphanumeric)
    };
    let named = |name: &str| text.match_indices(name).map(|(at, _)| at).find(|at| whole(*at, name));
    COUNCILS.iter().find_map(|name| Some((named(name)?, *name)))
}

/// Whether a text is the name of a council by itself, whatever it is called.
pub fn is_council(text: &str) -> bool {
    let ends = |word: &str| COUNCIL_ENDS.iter().any(|end| word.to_lowercase().ends_with(end));
    let plain = !text.contains([',', ':', '.']) && !has_digit(text);
    is_body(text) && text.split(' ').any(ends) && plain && name_behind_office(text).is_none()
}

/// Whether a text is a session and nothing else: `53. Sitzung des IT-Planungsrats`.
pub fn is_session(text: &str) -> bool {
    find_session(text).is_some_and(|found| found.range.len() == text.len())
}

/// Whether a text is the number of a session and nothing else: `53. Sitzung`.
pub fn is_session_alone(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(". Sitzung")
}

/// The session that a text names in any words, as a cover may: `Neues aus dem IT-Planungsrat: die 55. Sitzung`.
pub fn session_anywhere(text: &str) -> Option<DeckTitle> {
    if text.len() > LONGEST_TITLE {
        return None;
    }
    let found = find_session(text)?;
    Some(DeckTitle { session: Some(found.number), body: found.body, genitive: found.genitive })
}

/// Whether a text may be the name of a body: a few words, the first in capitals, and none of a title.
fn is_body(text: &str) -> bool {
    const MOST_WORDS: usize = 5;
    let result = RESULT_NOUNS.iter().any(|noun| text.contains(noun)) || text.contains("itzung");
    text.starts_with(char::is_uppercase) && text.split(' ').count() <= MOST_WORDS && !result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_council_ends_before_its_results() {
        let body = |text: &str| deck_title(text).and_then(|title| title.body).map(|body| text[body].to_owned());
        let council = Some("IT-Planungsrats".to_owned());
        assert_eq!(body("55. Sitzung des IT-Planungsrats Beschlüsse und Folgen"), council);
        assert_eq!(body("Beschlüsse der 55. Sitzung des Rats Nord").as_deref(), Some("Rats Nord"));
    }

    #[test]
    fn titles_of_decks() {
        let cases = [
            "Beschlüsse der 47. Sitzung des IT-Planungsrats",
            "45. IT-Planungsratssitzung: Beschlüsse im Überblick",
            "Nachlese zur 47. Sitzung des IT-Planungsrats",
            "Ergebnisse der 55. Sitzung",
            "Beschlüsse der 3. Sitzung der AL-Runde",
            "Die Beschlüsse der 51. Sitzung des IT-Planungsrats",
            "Die 47. Sitzung des IT-Planungsrats fand in Berlin statt.",
            "Bis zur 50. Sitzung",
            "47. Sitzung",
            "IT-Planungsrat: Beschlüsse der 47. Sitzung",
            "Beschlüsse der 3. Sitzung des Lenkungskreises Registermodernisierung",
            "Ergebnisse der 31. Sitzung der AG IT der Länder",
            "Beschlüsse der 7. Sitzung des Digitalrats des Landes Hessen am 3. Mai 2028",
            "IT-PLR 73: Beschlüsse",
            "IT-Planungsrat #68: Was kommt auf uns zu?",
            "21. DMK, Fulda",
            "IT-PLR 14/2032",
            "IT-PLR 12 Ergebnisse",
        ];
        let lines = cases.map(|case| match deck_title(case) {
            Some(title) => {
                format!(
                    "{case} -> {} of {:?} {}",
                    title.session.map_or("", |at| &case[at]),
                    title.body.map(|b| &case[b]),
                    title.genitive
                )
            }
            None => format!("{case} -> none"),
        });
        insta::assert_snapshot!(lines.join("\n"), @r#"
        Beschlüsse der 47. Sitzung des IT-Planungsrats -> 47 of Some("IT-Planungsrats") true
        45. IT-Planungsratssitzung: Beschlüsse im Überblick -> 45 of Some("IT-Planungsrat") false
        Nachlese zur 47. Sitzung des IT-Planungsrats -> 47 of Some("IT-Planungsrats") true
        Ergebnisse der 55. Sitzung -> 55 of None false
        Beschlüsse der 3. Sitzung der AL-Runde -> 3 of Some("AL-Runde") false
        Die Beschlüsse der 51. Sitzung des IT-Planungsrats -> 51 of Some("IT-Planungsrats") true
        Die 47. Sitzung des IT-Planungsrats fand in Berlin statt. -> none
        Bis zur 50. Sitzung -> none
        47. Sitzung -> 47 of None false
        IT-Planungsrat: Beschlüsse der 47. Sitzung -> 47 of Some("IT-Planungsrat") false
        Beschlüsse der 3. Sitzung des Lenkungskreises Registermodernisierung -> 3 of Some("Lenkungskreises Registermodernisierung") true
        Ergebnisse der 31. Sitzung der AG IT der Länder -> 31 of Some("AG IT der Länder") false
        Beschlüsse der 7. Sitzung des Digitalrats des Landes Hessen am 3. Mai 2028 -> 7 of Some("Digitalrats des Landes Hessen") true
        IT-PLR 73: Beschlüsse -> 73 of Some("IT-PLR") false
        IT-Planungsrat #68: Was kommt auf uns zu? -> 68 of Some("IT-Planungsrat") false
        21. DMK, Fulda -> none
        IT-PLR 14/2032 -> none
        IT-PLR 12 Ergebnisse -> none
        "#);
    }

    #[test]
    fn names_of_councils() {
        assert!(is_council("Föderales Standardisierungsboard") && is_council("Lenkungskreis Register"));
        assert!(!["Referat Datenaustausch", "Stadtrat Jan Brandt", "Vorrat"].iter().any(|text| is_council(text)));
    }
}
