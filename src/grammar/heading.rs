//! Headings: of a deck, of a decision.
//!
//! | written | read as |
//! | --- | --- |
//! | `Beschlüsse der 47. Sitzung des IT-Planungsrats` | session 47 of `IT-Planungsrats` (genitive) |
//! | `45. IT-Planungsratssitzung: Beschlüsse im Überblick` | session 45 of `IT-Planungsrat` |
//! | `Beschluss 2025/22 \| Schwerpunktthemen-Programme`, `Beschluss 2025/27: …` | a decision and its title |

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::date::{Precision, parse_date};
use super::part::without_part;
use super::person::{is_organization, name_behind_office};
use super::reference::{all_in_order, are_years, bare_identifier, find_identifiers, find_references, in_order};
use super::vote::{is_vote, without_vote};
use super::{has_digit, prefix, quoted};
use crate::vocabulary::{
    ABBREVIATIONS, CLOSING_WORDS, COUNCIL_ENDS, COUNCILS, DECISION_LABELS, DECISION_NOUNS, OTHER_BODIES,
    OVERVIEW_WORDS, RESULT_NOUNS, TOPIC_NOUNS, jurisdiction,
};

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

pub(super) static SESSION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?-u:\b)([0-9]{1,3})\. ?(?:Sitzung(?: (des|der) ([A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ž0-9.-]*(?: [A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ž0-9.-]*)*)",
        r"| (IT-Planungsrat|IT-PLR)(?-u:\b))?",
        r"|([A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ž0-9-]*?)(?:s?-S|s?s)itzung(?-u:\b)|(IT-Planungsrat|IT-PLR)(?-u:\b)",
        r"|([A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ÖØ-öø-ž-]*(?:minister|präsidenten)konferenz)(?-u:\b))"
    ))
    .expect("a literal pattern")
});

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

/// How long a title is at most, in bytes; what is longer is a sentence.
pub(super) const LONGEST_TITLE: usize = 160;

/// Reads the title of a deck: it names the session, and results of it.
pub fn deck_title(text: &str) -> Option<DeckTitle> {
    const MOST_BEFORE: usize = 6;
    if text.len() > LONGEST_TITLE || !has_digit(text) {
        return None;
    }
    let found = SESSION.captures(text)?;
    let session = found.get(1)?.range();
    // `IT-Planungsrat: Beschlüsse der 47. Sitzung`, `IT-Planungsrat | 47. Sitzung`: the body may stand in front.
    let council = |text: &str| COUNCILS.contains(&text);
    // `IT-Kooperationsrat Nord, 23. Sitzung`: beside the session alone stands a body, whatever it is called.
    let alone = |rest: &str| SESSION.find(rest).is_some_and(|all| all.len() == rest.len());
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
    let of_council =
        found.get(3).or(found.get(4)).is_some_and(|body| COUNCILS.contains(&nominative(body.as_str()).as_str()));
    let before: Vec<&str> = text[..session.start].split_whitespace().collect();
    let noun_first = before.first().is_some_and(|word| word.starts_with(char::is_uppercase));
    let leads = before.last().is_some_and(|word| ["der", "zur", "Zur"].contains(word)) && before.len() <= MOST_BEFORE;
    let named = of_council && noun_first && leads;
    let starts = starts || named || session.start == 0 || session.start == text.len() - rest.len();
    // `47. Sitzung des IT-Planungsrats`
    let alone = found.get(0).is_some_and(|all| all.end() == text.len());
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
    let own = body_of_session(text, &found).map(|body| with_owners(text, body));
    // `14. Sitzung des Rats der Städte`
    let results = results || own.as_ref().is_some_and(|body| body.end == text.len());
    let body = own.or(front).or_else(council);
    (starts && results && !text.ends_with('.')).then(|| DeckTitle {
        session: Some(session),
        body,
        genitive: found.get(2).is_some_and(|article| article.as_str() == "des"),
    })
}

/// The session that a text names with its council: `63. Sitzung des IT-Planungsrats am 6. November 2030`.
pub fn session_named(text: &str) -> Option<DeckTitle> {
    if text.len() > LONGEST_TITLE || !has_digit(text) {
        return None;
    }
    let found = SESSION.captures(text)?;
    let body = body_of_session(text, &found)?;
    let known = [text[body.clone()].to_owned(), nominative(&text[body.clone()])];
    let genitive = found.get(2).is_some_and(|article| article.as_str() == "des");
    let session = found.get(1)?.range();
    known.iter().any(|name| COUNCILS.contains(&name.as_str())).then_some(DeckTitle {
        session: Some(session),
        body: Some(body),
        genitive,
    })
}

/// Whether a text is the name of a council by itself, whatever it is called.
pub fn is_council(text: &str) -> bool {
    let ends = |word: &str| COUNCIL_ENDS.iter().any(|end| word.to_lowercase().ends_with(end));
    let plain = !text.contains([',', ':', '.']) && !has_digit(text);
    is_body(text) && text.split(' ').any(ends) && plain && name_behind_office(text).is_none()
}

/// Whether a text is a session and nothing else: `53. Sitzung des IT-Planungsrats`.
pub fn is_session(text: &str) -> bool {
    SESSION.find(text).is_some_and(|all| all.len() == text.len())
}

/// Whether a text is the number of a session and nothing else: `53. Sitzung`.
pub fn is_session_alone(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(". Sitzung")
}

/// The session that a text names in any words, as a cover may: `Neues aus dem IT-Planungsrat: die 55. Sitzung`.
pub fn session_anywhere(text: &str) -> Option<DeckTitle> {
    if text.len() > LONGEST_TITLE || !has_digit(text) {
        return None;
    }
    let found = SESSION.captures(text)?;
    let body = body_of_session(text, &found);
    let genitive = found.get(2).is_some_and(|article| article.as_str() == "des");
    Some(DeckTitle { session: Some(found.get(1)?.range()), body, genitive })
}

/// Whether a text may be the name of a body: a few words, the first in capitals, and none of a title.
fn is_body(text: &str) -> bool {
    const MOST_WORDS: usize = 5;
    let result = RESULT_NOUNS.iter().any(|noun| text.contains(noun)) || text.contains("itzung");
    text.starts_with(char::is_uppercase) && text.split(' ').count() <= MOST_WORDS && !result
}

/// The heading of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionHeading {
    /// Where the identifier stands.
    pub identifier: Range<usize>,
    /// Where its title stands; empty where there is none.
    pub title: Range<usize>,
}

/// The noun in front of an identifier, with what may stand between them: `Beschluss Nr. `, `Beschl. `.
macro_rules! decision_noun {
    () => {
        r"(?:Beschluss|Beschl\.|Entscheidung) (?:Nr\. ?)?"
    };
}

/// An identifier as a group of this name, also as its file writes it: `2025/22`, `B-2025/22-IT`. Behind the noun,
/// `2025-22` is no month.
macro_rules! identifier {
    ($name:literal) => {
        concat!("(?:B-)?(?P<", $name, ">20[0-9][0-9]/[0-9]{1,3})(?:-IT)?")
    };
    (named $name:literal) => {
        concat!("(?:B-)?(?P<", $name, ">20[0-9][0-9][/-][0-9]{1,3})(?:-IT)?")
    };
}

static DECISION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:Beschluss|Beschl\.|Entscheidung)(?:nummer|-Nr\.)? ?(?:Nr\. ?)?:? ?",
        identifier!(named "id"),
        r"(?: \(TOP [0-9]{1,2}\))?(?: ?(?:[|:·]|[–—-] ) ?(?P<title>.*)|\s*)$|^",
        identifier!("bare"),
        r"$",
    ))
    .expect("a literal pattern")
});

/// The forms in which the word does not stand first: `TOP 4: Titel (Beschluss 2025/22)`, `TOP 4 | Beschluss 2025/22 |
/// Titel`, a bare identifier with a title that starts as titles do; and those with the word, where only a blank divides.
static OTHER_DECISION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^TOP [0-9]{1,2}[:.]? ?(?P<title>[^()\[\]]+) [(\[]",
        decision_noun!(),
        identifier!(named "id"),
        r"[)\]]$|^TOP [0-9]{1,2} ?[|:–—·] ?",
        decision_noun!(),
        identifier!(named "inner"),
        r" ?[|:–—·] ?(?P<below>.+)$|^[A-ZÀ-ÖØ-Þ][A-Za-zß-öø-ž]+ [0-9]{1,2} ?[|:–—·] ?",
        decision_noun!(),
        identifier!(named "alone"),
        r"(?P<none>)$|^(?:Beschluss|Beschl\.|Entscheidung)(?: Nr\.)? ?",
        identifier!(named "next"),
        r" (?P<line>(?:vom [0-9]{1,2}\. ?[A-Za-zä0-9.]+(?: [0-9]{4})? ?[:–|·] ?)?(?:[a-z]-?)?[A-ZÀ-ÖØ-ÞĀ-Ž„»][^.;]*[^.:;,])$|^(?:Beschluss|Beschl\.|Entscheidung)(?: Nr\.)? ?",
        identifier!(named "named"),
        r" \((?P<braced>[A-ZÀ-ÖØ-ÞĀ-Ž„][^()]*)\)$|^",
        identifier!("bare"),
        r"(?: ?[|:–—·] ?| )(?P<behind>(?:[a-z]-?)?[A-ZÀ-ÖØ-ÞĀ-Ž0-9„].*[^:;,])$",
    ))
    .expect("a literal pattern")
});

/// Signs of which several in a row rate what stands before them.
const RATINGS: &str = "●○◐◑◯⚫⚪■□★☆";

/// Whether an identifier can stand in a text; most have none.
fn may_identify(text: &str) -> bool {
    text.contains("20") && text.contains(['/', '-'])
}

/// Reads the heading of a decision.
pub fn decision_heading(text: &str) -> Option<DecisionHeading> {
    if !may_identify(text) {
        return None;
    }
    // `IT-Planungsrat, Beschluss 2025/22`, `3.2 Beschluss 2025/22`
    let behind_council = |text: &'_ str| {
        // `DMK-Beschluss 2030/08` is another one's.
        let names = COUNCILS.iter().filter(|name| !OTHER_BODIES.contains(name));
        let rest = names.filter_map(|name| text.strip_prefix(name)).next()?;
        let rest = [", ", " | ", " · ", " – ", ": ", "-"].iter().find_map(|sign| rest.strip_prefix(sign))?;
        Some(text.len() - rest.len())
    };
    let mut rest = text;
    while let Some(inner) =
        behind_council(rest).map(|at| &rest[at..]).or_else(|| behind_chapter(rest)).or_else(|| behind_label(rest))
    {
        rest = inner;
    }
    let at = text.len() - rest.len();
    let DecisionHeading { identifier, title } = heading_alone(rest)?;
    Some(DecisionHeading {
        identifier: at + identifier.start..at + identifier.end,
        title: at + title.start..at + title.end,
    })
}

/// The heading of a decision in front of which nothing else stands.
fn heading_alone(text: &str) -> Option<DecisionHeading> {
    let text = without_part(without_item_behind(without_vote(without_part(text))));
    if let Some(heading) = marked(text) {
        return Some(heading);
    }
    // `Beschluss Nr. 2025/22 vom 10. März 2033`
    if let Some((front, day)) = text.rsplit_once(" vom ")
        && day_alone(day)
        && !front.contains(" vom ")
        && let Some(heading) = decision_heading(front).filter(|heading| heading.title.is_empty())
    {
        return Some(heading);
    }
    // `Beschluss (2025/22):` above what was decided.
    let braced = DECISION_NOUNS.iter().find_map(|noun| text.strip_prefix(noun)?.strip_prefix(" ("));
    if let Some(rest) = braced
        && let Some(inner) = rest.strip_suffix("):").or(rest.strip_suffix(')'))
    {
        let at = text.len() - rest.len();
        let found = bare_identifier(inner)?;
        return Some(DecisionHeading { identifier: at + found.start..at + found.end, title: text.len()..text.len() });
    }
    let (identifier, title) = match DECISION.captures(text) {
        Some(found) => {
            let identifier = found.name("id").or(found.name("bare"))?.range();
            (identifier, found.name("title").map_or(text.len()..text.len(), |title| title.range()))
        }
        None if text.len() <= LONGEST_TITLE => {
            let found = OTHER_DECISION.captures(text)?;
            let forms = [
                ("id", "title"),
                ("inner", "below"),
                ("alone", "none"),
                ("named", "braced"),
                ("next", "line"),
                ("bare", "behind"),
            ];
            let pair = |(id, title): &(&str, &str)| Some((found.name(id)?.range(), found.name(title)?.range()));
            // `Beschluss Nr. 2024/48 Ziffer 3` cites a clause.
            let cites = |identifier: &Range<usize>| {
                let cited = find_references(text).into_iter().find(|one| one.identifier == *identifier);
                cited.is_some_and(|one| one.clause.is_some())
            };
            // `2029/14 17 0 0` is the row of a table.
            let named = |title: &Range<usize>| title.is_empty() || text[title.clone()].contains(char::is_alphabetic);
            let abbreviated = text.rsplit(' ').next().is_some_and(|word| ABBREVIATIONS.contains(&word));
            if text.ends_with('.') && !abbreviated {
                return None;
            }
            forms.iter().find_map(pair).filter(|(identifier, title)| !cites(identifier) && named(title))?
        }
        None => return None,
    };
    let title = without_day(text, title);
    // `2025/22 | Titel | mit Änderungen angenommen`
    let voted = [" | ", " · "].iter().find_map(|sign| text[title.clone()].rsplit_once(sign));
    let title = match voted.filter(|(name, vote)| is_vote(vote) && !name.is_empty()) {
        Some((name, _)) => title.start..title.start + name.trim_end().len(),
        None => title,
    };
    // `2025/22 Titel ●●○`
    let rated = text[title.clone()].trim_end_matches(|c: char| c == ' ' || RATINGS.contains(c)).len();
    let title = title.start..title.start + rated;
    Some(DecisionHeading { identifier, title: without_quotes(text, without_item(text, title)) })
}

/// Reads a heading whose identifier stands in brackets or behind its sign: `[2025/22] Titel`, `#2025-22 Titel`.
fn marked(text: &str) -> Option<DecisionHeading> {
    let close = match text.chars().next()? {
        '#' => text.find(' ').unwrap_or(text.len()),
        '[' => text.find(']')?,
        _ => return None,
    };
    let identifier = bare_identifier(&text[1..close])?;
    let rest = text[close..].trim_start_matches([']', ' ', ':', '–', '|']);
    let titled =
        rest.is_empty() || rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "„»".contains(c));
    titled.then_some(DecisionHeading {
        identifier: 1 + identifier.start..1 + identifier.end,
        title: without_item(text, text.len() - rest.len()..text.len()),
    })
}

/// Whether a text is a day and nothing else.
fn day_alone(text: &str) -> bool {
    let day = prefix(parse_date, text).filter(|(date, _)| date.precision == Precision::Day);
    day.is_some_and(|(_, len)| len == text.len())
}

/// A title without the day of the decision in front of it: `vom 10. März 2033: Titel`.
fn without_day(text: &str, title: Range<usize>) -> Range<usize> {
    let Some(rest) = text[title.clone()].strip_prefix("vom ") else { return title };
    let day = prefix(parse_date, rest).filter(|(date, _)| date.precision == Precision::Day);
    let Some((_, len)) = day else { return title };
    let behind = rest[len..].trim_start();
    let name = behind.trim_start_matches([':', '–', '|', '·', ',']).trim_start();
    if name.len() < behind.len() || behind.is_empty() { title.end - name.len()..title.end } else { title }
}

/// A title without the quotation marks around all of it.
pub fn without_quotes(text: &str, title: Range<usize>) -> Range<usize> {
    match quoted(&text[title.clone()]) {
        Some((outer, inner)) if outer == (0..title.len()) => title.start + inner.start..title.start + inner.end,
        _ => title,
    }
}

/// The number of a chapter in front of a heading, and where the text behind it starts: `3.2 Text`, `B. Text`.
fn chapter(text: &str) -> Option<(&str, usize)> {
    const LONGEST: usize = 6;
    let (number, _) = text.split_once(' ').filter(|(number, _)| number.len() <= LONGEST && number.contains('.'))?;
    let (first, rest) = number.split_once('.')?;
    let letter = first.len() == 1 && first.bytes().all(|b| b.is_ascii_uppercase());
    let digits = |text: &str| text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
    let counts = !first.is_empty() && (letter || digits(first)) && rest.split('.').all(digits);
    counts.then_some((first, number.len() + 1))
}

/// The chapter that a heading is of, by the first part of its number: `B` of `B.2 Beschluss 2025/22`.
pub fn chapter_in_front(text: &str) -> Option<&str> {
    chapter(text).map(|(first, _)| first)
}

/// The number of the chapter that comes next, in front of a heading: `4` of `4 Text`, behind a heading of chapter 3.
pub fn next_chapter<'a>(text: &'a str, chapter: &str) -> Option<&'a str> {
    let (number, rest) = text.split_once(' ')?;
    let next = chapter.parse::<u32>().ok()?.checked_add(1)?;
    (number.parse() == Ok(next) && rest.starts_with(char::is_uppercase)).then_some(number)
}

/// What stands behind the number of a chapter, if that is a decision: `3.2 Beschluss 2025/22`, `B.2 Beschluss 2025/22`,
/// `IV. Beschluss 2025/22`.
fn behind_chapter(text: &str) -> Option<&str> {
    let rest = chapter(text).map(|(_, start)| &text[start..]).or_else(|| behind_capital(text))?;
    DECISION_NOUNS.iter().any(|noun| rest.starts_with(noun)).then_some(rest)
}

/// What stands behind a letter or a Roman number that counts chapters: `B. Titel`, `IV. Titel`.
pub fn behind_capital(text: &str) -> Option<&str> {
    const LONGEST: usize = 5;
    let (count, rest) = text.split_once(". ")?;
    let roman = count.len() <= LONGEST && !count.is_empty() && count.bytes().all(|b| b"IVX".contains(&b));
    let letter = count.len() == 1 && count.starts_with(|c: char| c.is_ascii_uppercase());
    ((roman || letter) && rest.starts_with(char::is_uppercase)).then_some(rest)
}

/// The identifier behind what else it is called than in the forms above, and what follows: `BESCHLUSS 2025/22`, `B 2025/22`.
fn behind_label(text: &str) -> Option<&str> {
    let rest = DECISION_LABELS.iter().find_map(|label| text.strip_prefix(label))?;
    let rest = rest.strip_prefix("-Nr.").or(rest.strip_prefix(" Nr.")).unwrap_or(rest);
    let rest = rest.trim_start_matches([' ', ':', '\u{a0}']);
    let identifies = rest.strip_prefix("B-").unwrap_or(rest).starts_with("20");
    (identifies && rest.len() < text.len()).then_some(rest)
}

/// A text without the item of the agenda in brackets, which may stand behind an identifier or a title: `Beschluss 2025/22
/// (TOP 6)`.
fn without_item_behind(text: &str) -> &str {
    // Beside a title it may stand at the edge of the slide.
    if let Some((front, number)) = text.rsplit_once(" TOP ")
        && (1..=2).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit())
        // `Nachtrag zu TOP 3`
        && front.rsplit(' ').next().is_some_and(|word| !word.starts_with(char::is_lowercase))
    {
        return front.trim_end();
    }
    let parts = text.strip_suffix(')').and_then(|inner| inner.rsplit_once(" ("));
    let is_item = |inner: &str| item_in_front(inner).is_some_and(|item| item.len() == inner.len());
    parts.filter(|(_, inner)| is_item(inner)).map_or(text, |(front, _)| front)
}

/// Whether a text is the heading of a decision without its title: `Beschluss 2025/22`.
pub fn is_bare_heading(text: &str) -> bool {
    let bare = |text: &str| decision_heading(text).is_some_and(|heading| heading.title.is_empty());
    bare(text) || all_in_order(text).is_some_and(|text| bare(&text))
}

/// Whether a text is the heading of a decision with its title: `Beschluss 2025/22 | Titel`.
pub fn is_titled_heading(text: &str) -> bool {
    decision_heading(text).is_some_and(|heading| !heading.title.is_empty())
}

/// Where the title starts behind what a deck counts its topics by, which is no item of an agenda: `Thema 3: Titel`.
fn behind_topic(text: &str) -> Option<usize> {
    let rest = TOPIC_NOUNS.iter().find_map(|noun| text.strip_prefix(noun)?.strip_prefix(' '))?;
    let title = rest.trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(": ")?;
    (!rest.starts_with(':')).then(|| text.len() - title.len())
}

/// A title without the item of the agenda in front of it, or its topic: `TOP 3 – Titel`, `TOP 3 Titel`, `Thema 3: Titel`.
pub fn without_item(text: &str, title: Range<usize>) -> Range<usize> {
    const MOST_DIGITS: usize = 2;
    if let Some(start) = behind_topic(&text[title.clone()]) {
        return title.start + start..title.end;
    }
    let item = text[title.clone()].strip_prefix("zu ").unwrap_or(&text[title.clone()]);
    let rest = item_in_front(item).map(|label| &item[label.end..]);
    // Behind a sign `TOP 3 Länder` may be the title itself, and `TOP 100 Behörden` is no item of an agenda.
    let divided = text[..title.start].trim_end().ends_with(|c: char| !c.is_alphanumeric());
    let name = rest.and_then(|rest| {
        let digits = item[..item.len() - rest.len()].bytes().rev().take_while(u8::is_ascii_digit).count();
        let bare = rest.strip_prefix(' ').filter(|rest| rest.starts_with(char::is_uppercase));
        let bare = bare.filter(|_| digits <= MOST_DIGITS && !divided);
        rest.trim_start().strip_prefix(['–', '|', ':', '-', '.', '·']).or(bare).map(str::trim_start)
    });
    match name.filter(|name| !name.is_empty()) {
        Some(name) => title.end - name.len()..title.end,
        None => title,
    }
}

/// Where the item of the agenda stands in front of a title: `TOP 3`, `Zu 3.: Titel`, `Zu TOP 3: Titel`.
pub fn item_in_front(text: &str) -> Option<Range<usize>> {
    let at = text.strip_prefix("Zu ").map(|rest| rest.strip_prefix("TOP ").unwrap_or(rest));
    let rest = text.strip_prefix("TOP ").or(at)?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    // `Zu 3 Themen`
    let told = at.is_none() || rest[digits..].starts_with(['.', ':']);
    (digits > 0 && told).then_some(0..text.len() - rest.len() + digits)
}

/// Reads a title that starts with an identifier, whatever stands behind it.
pub fn identifier_in_front(text: &str) -> Option<DecisionHeading> {
    let text = without_part(text);
    let noun = DECISION_NOUNS.iter().find_map(|noun| text.strip_prefix(noun)).map_or(text, |rest| {
        let rest = rest.strip_prefix("-Nr.").unwrap_or(rest).trim_start_matches([' ', ':']);
        rest.strip_prefix("Nr.").unwrap_or(rest).trim_start()
    });
    let noun = noun.strip_prefix("B-").unwrap_or(noun);
    let start = text.len() - noun.len();
    let identifier = find_identifiers(text).into_iter().next().filter(|first| first.start == start)?;
    let behind = text[identifier.end..].strip_prefix("-IT").unwrap_or(&text[identifier.end..]);
    let title = behind.trim_start_matches([' ', '|', ':', '–', '—', '·', '-', ',', ')']);
    let title = without_day(text, text.len() - title.len()..text.len());
    Some(DecisionHeading { identifier, title: without_item(text, title) })
}

/// Reads a title behind which an identifier stands: `Titel (2025/22)`, `4. Titel [Beschluss 2025/22]`, `Titel –
/// Beschluss 2025/22`, `TOP 4 | Titel | 2025/22`. It may be that of a decision; or of a text that cites one, and nothing in it tells.
pub fn title_and_identifier(text: &str) -> Option<DecisionHeading> {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(?:(?:TOP )?[0-9]{1,2}(?:\.[0-9]{1,2})?[:.]? ?(?:[|–—·-] )?)?(?P<title>[A-ZÀ-ÖØ-ÞĀ-Ž„](?:[^()\[\]/]|/20[0-9][0-9]|/[0-9]{2}\b|/[A-Za-z]|\([^()/]*\))*?) ",
            r"(?:(?:[–—|·-] )?",
            decision_noun!(),
            identifier!(named "last"),
            r"|(?:[–—|·-] )?B-(?P<code>20[0-9][0-9]/[0-9]{1,3})-IT|[|·] ",
            identifier!("bar"),
            r"|[(\[](?:",
            decision_noun!(),
            r"|Nr\. ?)?",
            identifier!("inner"),
            r"[)\]])$",
        ))
        .expect("a literal pattern")
    });
    if !may_identify(text) {
        return None;
    }
    let text = without_part(text);
    let found = BEHIND.captures(text).filter(|_| text.len() <= LONGEST_TITLE && decision_heading(text).is_none())?;
    let identifier = ["last", "code", "bar", "inner"].iter().find_map(|name| found.name(name))?.range();
    let title = found.name("title")?;
    let name = title.as_str().trim_end_matches([' ', '–', '—', '|', '·', '-']);
    // `Programm 2031/32`
    let cites = find_identifiers(name).into_iter().any(|cited| !are_years(&name[cited]));
    if cites {
        return None;
    }
    Some(DecisionHeading { identifier, title: title.start()..title.start() + name.len() })
}

/// Whether a text is what the last slide says: `Vielen Dank`, and no sentence that starts so.
pub fn is_closing(text: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let mut rests = CLOSING_WORDS.iter().filter_map(|word| text.strip_prefix(word));
    text.split(' ').count() <= MOST_WORDS && rests.any(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether a text seems to name a decision, though not as a heading does: the word or an identifier stands in it.
pub fn names_decision(text: &str) -> bool {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?-u:\b20[0-9][0-9] ?[/-] ?[0-9]{1,3}\b|\b[0-9]{4}/[0-9]{1,3}\b)").expect("a literal pattern")
    });
    let said = text.contains("eschl. ")
        || text.match_indices("eschluss").any(|(at, word)| !text[at + word.len()..].starts_with(char::is_alphanumeric));
    // `2029/30` may be two years.
    let identifies = |one: &str| {
        let (first, second) = one.split_at(4);
        let second = second.trim_start_matches([' ', '/', '-']);
        let years = first.parse::<u32>().ok().zip(second.parse::<u32>().ok());
        years.is_none_or(|(first, second)| (first + 1) % 100 != second)
    };
    (said || has_digit(text) && NAMED.find_iter(text).any(|one| identifies(one.as_str())))
        && !OVERVIEW_WORDS.iter().any(|word| text.contains(word))
}

/// The words of a title that tell it from others, in small letters: long ones and abbreviations.
pub fn title_words(title: &str) -> Vec<String> {
    const SMALL_WORD: usize = 3;
    let words = title.split(|c: char| !c.is_alphanumeric());
    let telling = |word: &&str| {
        let letters = word.chars().count();
        letters > SMALL_WORD || letters > 1 && word.chars().all(|c| c.is_uppercase() || c.is_ascii_digit())
    };
    words.filter(telling).map(str::to_lowercase).collect()
}

/// A name without the ending of the genitive: `IT-Planungsrats`, `Lenkungskreises Registermodernisierung`. Behind
/// adjectives (`Nationalen Normenkontrollrats`) it is the last word's, else the first one's.
pub fn nominative(name: &str) -> String {
    let adjective = |word: &str| word.ends_with("en") && word.len() > 4;
    let words: Vec<&str> = name.split(' ').collect();
    let head = words.iter().position(|word| !adjective(word)).unwrap_or(0);
    let inflected = words.iter().enumerate().map(|(at, word)| match at == head {
        true => word_in_nominative(word),
        false => (*word).to_owned(),
    });
    inflected.collect::<Vec<String>>().join(" ")
}

/// Whether a text is a name with its adjectives in the nominative, which [`nominative`] cannot know without the gender:
/// `Kommunaler IT-Rat` for `Kommunalen IT-Rat`.
pub fn is_nominative_of(text: &str, name: &str) -> bool {
    let same = |(one, other): (&str, &str)| {
        let stem = other.strip_suffix("en").filter(|stem| stem.starts_with(char::is_uppercase));
        one == other || stem.is_some_and(|stem| ["er", "es", "e"].iter().any(|end| one.strip_suffix(end) == Some(stem)))
    };
    text != name && text.split(' ').count() == name.split(' ').count() && text.split(' ').zip(name.split(' ')).all(same)
}

/// `es` is an ending behind a consonant, `s` behind one that is not itself a hiss (`Ausschuss`), or behind `a` and `o`.
fn word_in_nominative(name: &str) -> String {
    let ends_in =
        |stem: &str, letters: &str| stem.to_lowercase().chars().next_back().is_some_and(|c| letters.contains(c));
    let long = name.strip_suffix("es").filter(|stem| ends_in(stem, "bcdfghjklmnpqrstvwxzß"));
    let short = || name.strip_suffix('s').filter(|stem| ends_in(stem, "bcdfghjklmnpqrtvwao"));
    let stem = long.or_else(short).unwrap_or(name);
    // `Ereignisses` doubles its s.
    stem.strip_suffix("niss").map_or_else(|| stem.to_owned(), |stem| format!("{stem}nis"))
}

/// A name as a part of an id: small letters without umlauts, hyphens for all else.
pub fn slug(name: &str) -> String {
    let mut slug = String::new();
    for c in name.nfd().flat_map(char::to_lowercase) {
        match c {
            '\u{308}' if slug.ends_with(['a', 'o', 'u']) => slug.push('e'),
            'ß' => slug.push_str("ss"),
            _ if is_combining_mark(c) => {}
            _ if c.is_alphanumeric() => slug.push(c),
            _ if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            _ => {}
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// A text as a part of an id: a number or a decision's identifier as it stands, a Land by its code, another name as a
/// [`slug`]. Nothing, where no letter or digit is in it.
pub fn id_part(text: &str) -> Option<String> {
    let identifier = text.split_once(['/', '-']).is_some_and(|(year, number)| {
        let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
        year.len() == 4 && year.starts_with("20") && number.len() <= 3 && digits(year) && digits(number)
    });
    if identifier {
        return Some(in_order(text));
    }
    let part = jurisdiction(text).map_or_else(|| slug(text), |land| land.code.to_owned());
    Some(part).filter(|part| !part.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn votes_chapters_and_quotes_around_decisions() {
        let read = |text: &str| {
            decision_heading(text).map(|one| (text[one.identifier].to_owned(), text[one.title].to_owned()))
        };
        let bare = |identifier: &str| Some((identifier.to_owned(), String::new()));
        assert_eq!(read("Beschluss-Nr. 2030/13 – angenommen bei einer Enthaltung"), bare("2030/13"));
        assert_eq!(read("Beschluss 2030/13 (einstimmig)"), bare("2030/13"));
        assert_eq!(read("Beschluss 2030/13 – mit Änderungen angenommen"), bare("2030/13"));
        let titled = |title: &str| Some(("2030/13".to_owned(), title.to_owned()));
        assert_eq!(read("Beschluss 2030/13 – Angenommene Standards"), titled("Angenommene Standards"));
        assert_eq!(read("Beschluss 2030/13 – Haushalt beschlossen"), titled("Haushalt beschlossen"));
        assert_eq!(read("3.2 Beschluss 2030/13 „Netze“"), titled("Netze"));
        assert_eq!(read("B.2 Beschluss 2030/13 – Netze"), titled("Netze"));
        assert_eq!(read("3,2 Beschluss 2030/13 – Netze"), None);
        assert_eq!(read("[2030/13] Netze (I)"), titled("Netze"));
        assert_eq!(read("[2030/13] und [2030/14] sind vertagt"), None);
        let hyphened = |title: &str| Some(("2030-13".to_owned(), title.to_owned()));
        assert_eq!(read("#2030-13 Netze"), hyphened("Netze"));
        assert_eq!(read("Beschluss 2030-13: Netze"), hyphened("Netze"));
        assert_eq!(read("Beschluss 2030-03-14"), None);
        assert_eq!(read("2030-03 Netze"), None);
        assert_eq!(read("Beschluss 2030/13: „Netze“ und „Register“"), titled("„Netze“ und „Register“"));
        assert_eq!(chapter_in_front("C. Bewilligte Vorhaben"), Some("C"));
        assert_eq!(chapter_in_front("3.2 Netze"), Some("3"));
        assert_eq!(chapter_in_front("z. B. Netze"), None);
    }

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
        "#);
    }

    #[test]
    fn names_in_ids() {
        assert_eq!(slug("IT-Planungsrat"), "it-planungsrat");
        assert_eq!(slug("Künstliche Intelligenz & Straße (é)"), "kuenstliche-intelligenz-strasse-e");
        for (genitive, name) in [
            ("IT-Planungsrats", "IT-Planungsrat"),
            ("IT-Planungsrates", "IT-Planungsrat"),
            ("Lenkungskreises", "Lenkungskreis"),
            ("Ausschusses", "Ausschuss"),
            ("Gremiums", "Gremium"),
            ("Ausschuss", "Ausschuss"),
            ("Verzeichnisses", "Verzeichnis"),
            ("Lenkungskreises Registermodernisierung", "Lenkungskreis Registermodernisierung"),
            ("Ausschusses Digitales", "Ausschuss Digitales"),
            ("Nationalen Normenkontrollrats", "Nationalen Normenkontrollrat"),
        ] {
            assert_eq!(nominative(genitive), name);
        }
    }

    #[test]
    fn items_in_front_of_titles() {
        let title = |text: &'static str| decision_heading(text).map(|heading| &text[heading.title]);
        assert_eq!(title("2029/11 TOP 3 Häfen"), Some("Häfen"));
        assert_eq!(title("Beschluss 2029/11 | TOP 3: Häfen"), Some("Häfen"));
        assert_eq!(title("Beschluss 2029/11 | TOP 3 Länder als Vorbild"), Some("TOP 3 Länder als Vorbild"));
        assert_eq!(title("2029/11 TOP 100 Behörden"), Some("TOP 100 Behörden"));
    }

    #[test]
    fn chapters_brackets_and_years_in_titles() {
        let read = |text: &'static str| {
            let heading = title_and_identifier(text)?;
            Some((&text[heading.identifier], &text[heading.title]))
        };
        assert_eq!(read("3.1 Portale (Beschluss 2026/02)"), Some(("2026/02", "Portale")));
        assert_eq!(read("Kfz (i-Kfz Stufe 5) (2029/37)"), Some(("2029/37", "Kfz (i-Kfz Stufe 5)")));
        assert_eq!(read("Förderung 2030/31 (2029/39)"), Some(("2029/39", "Förderung 2030/31")));
        assert_eq!(read("Ersetzt 2028/07 ganz (2029/39)"), None);
        assert_eq!(next_chapter("4 Projekte", "3"), Some("4"));
        assert_eq!(next_chapter("5 Projekte", "3"), None);
        assert!(is_council("Föderales Standardisierungsboard") && is_council("Lenkungskreis Register"));
        assert!(!["Referat Datenaustausch", "Stadtrat Jan Brandt", "Vorrat"].iter().any(|text| is_council(text)));
    }
}
