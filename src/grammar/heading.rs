//! Headings of decisions.
//!
//! | written | read as |
//! | --- | --- |
//! | `Beschluss 2025/22 \| Schwerpunktthemen-Programme`, `Beschluss 2025/27: …` | a decision and its title |

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::date::{Precision, parse_date};
use super::identifier::{council_behind, identifier_at_start, label_before, label_in_front};
use super::money::parse_money;
use super::part::without_part;
use super::reference::{all_in_order, are_years, bare_identifier, find_identifiers, find_references, in_order};
use super::vote::{is_vote, without_vote};
use super::{has_digit, prefix, quoted};
use crate::vocabulary::{
    ABBREVIATIONS, ANNEX_WORDS, CITING_ENDS, CITING_VERBS, CLOSING_WORDS, COUNCILS, DECISION_NOUNS, OTHER_BODIES,
    OVERVIEW_WORDS, TOPIC_NOUNS, jurisdiction,
};

/// How long a title is at most, in bytes; what is longer is a sentence.
pub const LONGEST_TITLE: usize = 160;

/// The heading of a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionHeading {
    /// Where the identifier stands.
    pub identifier: Range<usize>,
    /// Where its title stands; empty where there is none.
    pub title: Range<usize>,
}

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
    while let Some(inner) = behind_council(rest).map(|at| &rest[at..]).or_else(|| behind_chapter(rest)) {
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
    let text = without_annex(without_part(without_item_behind(without_vote(without_part(text)))));
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
    let (identifier, title) = in_front(text).or_else(|| behind_item(text))?;
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

/// What may stand between an identifier and a title.
const SIGNS: [char; 6] = ['|', ':', '·', '–', '—', '-'];

/// Where identifier and title stand in a text that starts with what an identifier is called, or with one: `Beschluss
/// 2025/22 | Titel`, `2025/22 Titel`.
fn in_front(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let label = label_in_front(text);
    let start = label.unwrap_or(0);
    let (identifier, end) = identifier_at_start(&text[start..], label.is_some())?;
    let (identifier, end) = (start + identifier.start..start + identifier.end, start + end);
    // `Beschluss 2025/22 des IT-Planungsrats`
    let end = end + council_behind(&text[end..]);
    let behind = without_leading_item(&text[end..]);
    let name = behind.trim_start();
    let title = |name: &str| Some((identifier.clone(), text.len() - name.len()..text.len()));
    if name.is_empty() {
        return title(name);
    }
    let signed = name.strip_prefix(SIGNS).filter(|rest| !name.starts_with(['–', '—', '-']) || rest.starts_with(' '));
    // Behind the noun and a sign, a title may be written in any way.
    if let Some(rest) = signed.filter(|_| DECISION_NOUNS.iter().any(|noun| text[..start].contains(noun))) {
        return title(rest.trim_start());
    }
    // `2025/22 – Titel`, `2025/22-IT`: a hyphen alone is no sign.
    let unsigned = || name.strip_prefix(['–', '—', '·']).filter(|_| label.is_none()).unwrap_or(name);
    let name = signed.unwrap_or_else(unsigned).trim_start();
    let divided = name.len() < text[end..].len();
    if text.len() > LONGEST_TITLE || !divided || !is_title_behind(text, &identifier, name, label.is_some()) {
        return None;
    }
    // `Beschluss 2025/22 (Titel)`
    match name.strip_prefix('(').and_then(|name| name.strip_suffix(')')) {
        Some(inner) => Some((identifier, text.len() - 1 - inner.len()..text.len() - 1)),
        None => title(name),
    }
}

/// Whether what stands behind an identifier and no sign is its title: it starts as titles do and ends as no sentence does.
fn is_title_behind(text: &str, identifier: &Range<usize>, name: &str, labelled: bool) -> bool {
    let starts = |c: char| c.is_uppercase() || c == '„' || (if labelled { c == '»' } else { c.is_ascii_digit() });
    let braced = name.strip_prefix('(').and_then(|name| name.strip_suffix(')')).filter(|_| labelled);
    let braced = braced.is_some_and(|name| name.starts_with(starts) && !name.contains(['(', ')']));
    let day = name.strip_prefix("vom ").is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let abbreviated = name.rsplit(' ').next().is_some_and(|word| ABBREVIATIONS.contains(&word));
    let sentence = name.ends_with([':', ',']) || name.ends_with(['.', ';']) && !abbreviated;
    // `Projektförderung 2. Tranche`
    let ends = |at: usize| name[..at].ends_with(char::is_lowercase) && name[at + 2..].starts_with(char::is_uppercase);
    let several = labelled && (name.contains(';') || !day && name.match_indices(". ").any(|(at, _)| ends(at)));
    // `2029/14 17 0 0` is the row of a table.
    let says = name.contains(char::is_alphabetic);
    // `Beschluss Nr. 2024/48 Ziffer 3` cites a clause.
    let cites = || {
        let cited = find_references(text).into_iter().find(|one| one.identifier == *identifier);
        cited.is_some_and(|one| one.clause.is_some())
    };
    // `2032/33: 500 T€` is what years cost.
    let sum = || has_digit(name) && prefix(parse_money, name).is_some_and(|(_, len)| len == name.len());
    (name.starts_with(starts) || starts_small(name) || braced || day)
        && says
        && !sentence
        && !several
        && !sum()
        && !cites()
}

/// Whether a title starts with a small letter, as names of services do: `eAkte`, `i-Kfz`.
pub fn starts_small(title: &str) -> bool {
    let rest = title.strip_prefix(|c: char| c.is_ascii_lowercase()).unwrap_or_default();
    rest.strip_prefix('-').unwrap_or(rest).starts_with(char::is_uppercase)
}

/// What stands behind the item of the agenda in brackets: ` Titel` of ` (TOP 4) Titel`.
fn without_leading_item(text: &str) -> &str {
    let inner = text.trim_start().strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let is_item = |inner: &str| item_in_front(inner).is_some_and(|item| item.len() == inner.len());
    inner.filter(|(inner, _)| is_item(inner)).map_or(text, |(_, rest)| rest)
}

/// Where identifier and title stand behind an item of the agenda: `TOP 4 | Beschluss 2025/22 | Titel`, `TOP 4: Titel
/// (Beschluss 2025/22)`, `Punkt 4 – Beschluss 2025/22`.
fn behind_item(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    if text.len() > LONGEST_TITLE {
        return None;
    }
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    let (word, rest) = text.split_once(' ')?;
    let count = digits(rest);
    let counts = (1..=2).contains(&count) && word.len() > 1 && word.starts_with(char::is_uppercase);
    let behind = &rest[count..];
    let is_item = item_in_front(text).is_some_and(|item| item.end == text.len() - behind.len());
    if !counts || !word.chars().all(char::is_alphabetic) {
        return None;
    }
    let name = behind.trim_start().strip_prefix(SIGNS).map(str::trim_start);
    // `TOP 4 | Beschluss 2025/22`, with its title or without
    let bare = |inner: &str| is_item && identifier_at_start(inner, false).is_some_and(|(at, _)| !are_years(&inner[at]));
    if let Some(inner) = name.filter(|inner| label_in_front(inner).is_some() || bare(inner))
        && let Some((identifier, title)) = in_front(inner).filter(|(_, title)| is_item || title.is_empty())
    {
        let at = text.len() - inner.len();
        return Some((at + identifier.start..at + identifier.end, at + title.start..at + title.end));
    }
    // `TOP 4: Titel (Beschluss 2025/22)`
    let name = behind.trim_start_matches(['.', ':', ' ']);
    let (title, inner) = name.strip_suffix([')', ']']).and_then(|front| front.rsplit_once(['(', '[']))?;
    let label = label_in_front(inner)?;
    let (identifier, end) = identifier_at_start(&inner[label..], true)?;
    let plain = !title.contains(['(', ')', '[', ']']) && title.ends_with(' ');
    let at = text.len() - 1 - inner.len() + label;
    let start = text.len() - name.len();
    (is_item && plain && label + end == inner.len())
        .then(|| (at + identifier.start..at + identifier.end, start..start + title.trim_end().len()))
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
        return front.trim_end_matches([' ', '|', '·', '–', ',']);
    }
    let parts = text.strip_suffix(')').and_then(|inner| inner.rsplit_once(" ("));
    let is_item = |inner: &str| item_in_front(inner).is_some_and(|item| item.len() == inner.len());
    parts.filter(|(_, inner)| is_item(inner)).map_or(text, |(front, _)| front)
}

/// A heading without its title, and without what says that an annex of the decision follows: `Beschluss 2025/22` of `Beschluss
/// 2025/22, Anlage 1` and `Beschluss 2025/22 (Anlage)`.
fn without_annex(text: &str) -> &str {
    let annex = |rest: &str| {
        let (word, count) = rest.split_once(' ').unwrap_or((rest, ""));
        ANNEX_WORDS.contains(&word) && !count.contains(' ')
    };
    let bare = |front: &str| {
        let label = label_in_front(front)?;
        let (_, end) = identifier_at_start(&front[label..], true)?;
        let end = label + end;
        (end + council_behind(&front[end..]) == front.len()).then_some(())
    };
    let fronts = [", ", " (", " – ", " | "].iter().filter_map(|sign| text.rsplit_once(sign));
    let mut fronts = fronts.filter(|(front, rest)| annex(rest.trim_end_matches(')')) && bare(front).is_some());
    fronts.next().map_or(text, |(front, _)| front)
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
    let start = label_in_front(text).unwrap_or(0);
    let (identifier, end) = identifier_at_start(&text[start..], false)?;
    let title = text[start + end..].trim_start_matches([' ', '|', ':', '–', '—', '·', '-', ',', ')']);
    let title = without_day(text, text.len() - title.len()..text.len());
    let identifier = start + identifier.start..start + identifier.end;
    Some(DecisionHeading { identifier, title: without_item(text, title) })
}

/// Reads a title behind which an identifier stands: `Titel (2025/22)`, `4. Titel [Beschluss 2025/22]`, `Titel –
/// Beschluss 2025/22`, `TOP 4 | Titel | 2025/22`. It may be that of a decision; or of a text that cites one, and nothing in it tells.
pub fn title_and_identifier(text: &str) -> Option<DecisionHeading> {
    static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:TOP )?[0-9]{1,2}(?:\.[0-9]{1,2})?[:.]? ?(?:[|–—·-] )?").expect("a literal pattern")
    });
    if !may_identify(text) {
        return None;
    }
    let text = without_part(text);
    let named = identifier_at_end(text)?;
    if text.len() > LONGEST_TITLE || decision_heading(text).is_some() {
        return None;
    }
    let front = &text[..named.label];
    const BETWEEN: [char; 7] = [' ', '–', '—', '|', '·', '-', ','];
    let signed = front.trim_end_matches(BETWEEN);
    let sign = !front[signed.len()..].trim_matches(' ').is_empty();
    let name = match front.strip_suffix(['(', '[']) {
        Some(front) => front.strip_suffix(' ')?,
        None => signed.len().lt(&front.len()).then_some(signed).filter(|_| sign || named.told)?,
    };
    let start = COUNTED.find(name).map_or(0, |counted| counted.end());
    let name = name[start..].trim_end_matches(BETWEEN);
    // `Programm 2031/32`
    let cites = find_identifiers(name).into_iter().any(|cited| !are_years(&name[cited]));
    let starts = name.starts_with(|c: char| c.is_uppercase() || c == '„') || starts_small(name);
    let title = start..start + name.len();
    (starts && !cites && is_plain(name)).then_some(DecisionHeading { identifier: named.identifier, title })
}

/// Whether the words in front of an identifier cite it: `Netze ersetzt` before `Beschluss 2031/7`.
pub fn leads_to_citation(title: &str) -> bool {
    let last = title.rsplit(' ').next().unwrap_or(title);
    last.ends_with(':') || CITING_VERBS.contains(&last) || CITING_ENDS.contains(&last)
}

/// Whether brackets in a title are closed, and hold no slash; whether a slash stands before a year or a word.
fn is_plain(title: &str) -> bool {
    let mut open = false;
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    title.char_indices().all(|(at, c)| match c {
        '(' => !std::mem::replace(&mut open, true),
        ')' => std::mem::replace(&mut open, false),
        '[' | ']' => false,
        '/' => {
            let rest = &title[at + 1..];
            let year = digits(rest) == 2 || digits(rest) == 4 && rest.starts_with("20");
            !open && (year || rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        }
        _ => true,
    }) && !open
}

/// An identifier at the end of a text.
struct AtEnd {
    identifier: Range<usize>,
    /// Where what it is called starts; where nothing is, the identifier.
    label: usize,
    /// Whether that says by itself that it is one.
    told: bool,
}

/// Reads an identifier at the end of a text, with what it is called: `… (Beschluss 2025/22)`, `… B-2025/22-IT`.
fn identifier_at_end(text: &str) -> Option<AtEnd> {
    let inner = text.strip_suffix([')', ']']).unwrap_or(text);
    let start = inner.rfind([' ', '(', '[', '#']).map_or(0, |at| at + 1);
    // `Beschl.2025/22`
    let fused = || inner[start..].find("20").map(|at| start + at).filter(|at| inner[..*at].ends_with('.'));
    let ends = |start: usize, labelled: bool| {
        let (identifier, end) = identifier_at_start(&inner[start..], labelled)?;
        (start + end == inner.len()).then_some((start + identifier.start..start + identifier.end, end))
    };
    let at = if ends(start, true).is_some() { start } else { fused()? };
    let named = label_before(inner, at);
    let (identifier, end) = ends(at, named.is_some())?;
    let told = named.is_some_and(|(_, told)| told) || end > identifier.len();
    Some(AtEnd { identifier, label: named.map_or(at, |(label, _)| label), told })
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
        assert_eq!(read("Beschluss 2030/13 des IT-Planungsrats"), bare("2030/13"));
        assert_eq!(read("Beschluss 2030/13 des IT-Planungsrats – einstimmig"), bare("2030/13"));
        assert_eq!(read("Beschluss 2030/13 des IT-Planungsrats ist umzusetzen"), None);
        assert_eq!(read("Beschluss 2030/13 der Digitalministerkonferenz"), None);
        assert_eq!(read("Beschluss 2030/13, Anlage 1"), bare("2030/13"));
        assert_eq!(read("Beschluss 2030/13 des IT-Planungsrats (Anlage)"), bare("2030/13"));
        assert_eq!(read("Beschluss 2030/13, Netze"), None);
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
    }
}
