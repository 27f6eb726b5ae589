//! A cell of a table whose cells are known: what it holds, read as a whole.
//!
//! | written | read as |
//! | --- | --- |
//! | `35`, `P-035`, `Nr. 35`, `35*`, `P-071 *` | a number, with the mark of a reservation |
//! | `2.100.000` below `Budget in €`; `2.100` below `Mittel (T€)` | the amount with the unit of its head |
//! | `35 – Titel`, `35. Titel` | a number and a title |
//! | `ja`, `x`, `mit Vorbehalt`, `nein`, `–` | a reservation, or none |

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::applicants::{Applicant, applicant_prefixes};
use super::date::{Date, Precision, parse_date, parse_iso_month, parse_year};
use super::money::{Money, parse_money};
use super::period::{Period, duration, period_prefixes};
use super::{begins, prefix, same_folded};
use crate::vocabulary::{
    ADJECTIVE_ENDINGS, ADJECTIVES, APPROVALS, COLUMN_NAMES, DENIALS, JURISDICTIONS, LABELS, LEAD_WORDS, NO_WORDS,
    NUMBER_LIST_WORDS, NUMBER_PREFIXES, RESERVATION_ENDS, RESERVATION_MARKS, RESERVATION_WORDS, Role, SUM_ENDS,
    SUM_WORDS, UNITS, YES_WORDS, jurisdiction,
};

/// Digits that the number of a project has at most.
const MOST_DIGITS: usize = 4;

/// What a column holds, by its head; one that is a unit of money alone is the budget.
pub fn role_of_head(head: &str) -> Option<Role> {
    if unit_of_head(head) == Some(0..head.len()) {
        return Some(Role::Budget);
    }
    let fits = |name: &str| {
        let rest = strip_prefix_folded(head, name)?;
        (!rest.starts_with(char::is_alphanumeric)).then_some(name.len())
    };
    let names = HEADS.get(&folded_first(head)?)?.iter();
    let roles = names.filter_map(|(name, role)| Some((fits(name)?, *role)));
    roles.max_by_key(|(length, _)| *length).map(|(_, role)| role)
}

/// Whether a text starts with the head of a column.
pub fn starts_with_head(text: &str) -> bool {
    let names = folded_first(text).and_then(|first| HEADS.get(&first));
    names.into_iter().flatten().any(|(name, _)| strip_prefix_folded(text, name).is_some())
}

/// The first letter of a text, whatever its case.
fn folded_first(text: &str) -> Option<char> {
    text.chars().next()?.to_lowercase().next()
}

/// The names of columns by their first letter: most texts are none.
static HEADS: LazyLock<BTreeMap<char, Vec<(&str, Role)>>> = LazyLock::new(|| {
    let mut heads: BTreeMap<char, Vec<(&str, Role)>> = BTreeMap::new();
    for (name, role) in COLUMN_NAMES.iter().chain(LABELS) {
        heads.entry(folded_first(name).unwrap_or_default()).or_default().push((name, *role));
    }
    heads
});

/// What follows a word at the start of a text, whatever the case of its letters.
fn strip_prefix_folded<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let start = text.get(..word.len())?;
    same_folded(start, word).then(|| &text[word.len()..])
}

/// Where the unit of money stands in the head of a column: `Budget in T€`.
pub fn unit_of_head(head: &str) -> Option<Range<usize>> {
    // Each names the euro; most heads do not.
    if !head.contains(['€', 'E']) {
        return None;
    }
    UNITS.iter().find_map(|unit| {
        let at = head.rfind(unit)?;
        let before = head[..at].chars().next_back();
        let behind = head[at + unit.len()..].chars().next();
        let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        // `1.000 €` is another unit.
        let counted = head[..at].trim_end().ends_with(|c: char| c.is_ascii_digit());
        (apart(before) && apart(behind) && !counted).then(|| at..at + unit.len())
    })
}

/// Reads a cell as a sum of money and nothing else.
pub fn whole_money(text: &str) -> Option<Money> {
    prefix(parse_money, text).filter(|(_, len)| *len == text.len()).map(|(money, _)| money)
}

/// Whether a cell is a number as sums of money are written, without its unit.
pub fn is_bare_amount(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || ".,-– ".contains(c))
        // Millions may have three decimals.
        && (whole_money(&format!("{text} €")).is_some() || whole_money(&format!("{text} Mio. €")).is_some())
}

/// The length of a number at the start of a text as sums of money are written, without its unit, up to a blank.
pub fn bare_amount_prefix(text: &str) -> Option<usize> {
    let len = text.find(' ').unwrap_or(text.len());
    is_bare_amount(&text[..len]).then_some(len)
}

/// Where the amount of a line starts that says a sum and nothing else: `Summe 944.000,- €`, `Gesamtsumme 21.931`.
pub fn sum_at(text: &str) -> Option<usize> {
    let at =
        text.find(|c: char| c.is_ascii_digit()).filter(|at| says_sum(text) && text[..*at].ends_with([' ', ':']))?;
    (whole_money(&text[at..]).is_some() || bare_amount_prefix(&text[at..]) == Some(text.len() - at)).then_some(at)
}

/// Reads a cell as a period and nothing else.
pub fn whole_period(text: &str) -> Option<Period> {
    period_prefixes(text).into_iter().find(|(_, len)| *len == text.len()).map(|(period, _)| period)
}

/// Reads a cell as a date and nothing else.
pub fn whole_date(text: &str) -> Option<Date> {
    let whole = |found: Option<(Date, usize)>| found.filter(|(_, len)| *len == text.len()).map(|(date, _)| date);
    let month = || whole(prefix(parse_iso_month, text));
    whole(prefix(parse_date, text)).or_else(|| whole(prefix(parse_year, text))).or_else(month)
}

/// Whether a cell is a year and nothing else.
pub fn is_year(text: &str) -> bool {
    prefix(parse_year, text).is_some_and(|(_, len)| len == text.len())
}

/// Reads a cell as applicants and nothing else.
pub fn whole_applicants(text: &str) -> Option<Vec<Applicant>> {
    applicant_prefixes(text).into_iter().find(|(_, len)| *len == text.len()).map(|(applicants, _)| applicants)
}

/// Reads a cell below the head of applicants: also names of Länder with blanks alone between them, as lines of a cell
/// have, and the bodies of one Land each, `Finanzministerium Thüringen; Senatskanzlei Berlin`.
pub fn cell_applicants(text: &str) -> Option<Vec<Applicant>> {
    // `FF: Hessen`, `Federführung: Hessen`
    let rest =
        LEAD_WORDS.iter().find_map(|word| text.strip_prefix(word)?.strip_prefix([':', ' '])).map(str::trim_start);
    if let Some(rest) = rest {
        let at = text.len() - rest.len();
        return Some(cell_applicants(rest)?.into_iter().map(|one| one.moved(at)).collect());
    }
    // `SN (mit BY, BB)`
    if let Some((first, partners)) = text.split_once(" (mit ")
        && let Some(inner) = partners.strip_suffix(')')
    {
        let at = text.len() - partners.len();
        let mut all = whole_applicants(first)?;
        all.extend(whole_applicants(inner)?.into_iter().map(|one| one.moved(at)));
        return Some(all);
    }
    whole_applicants(text).or_else(|| lands_of_lines(text)).or_else(|| lands_of_bodies(text))
}

fn lands_of_lines(text: &str) -> Option<Vec<Applicant>> {
    let mut list = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let (one, len) = applicant_prefixes(&text[at..]).into_iter().find(|(list, len)| {
            list.len() == 1 && list[0].remark.is_none() && (text[at + len..].starts_with(' ') || at + len == text.len())
        })?;
        list.extend(one.into_iter().map(|one| one.moved(at)));
        at += len;
        at += text[at..].len() - text[at..].trim_start().len();
    }
    (list.len() > 1).then_some(list)
}

/// The Land that each part names.
fn lands_of_bodies(text: &str) -> Option<Vec<Applicant>> {
    const MOST_WORDS: usize = 8;
    let mut list = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive([';', ',']) {
        let inner = part.trim_end_matches([';', ',']);
        let from = start + (inner.len() - inner.trim_start().len());
        let inner = inner.trim();
        start += part.len();
        let named = |(at, _): (usize, &str)| {
            let begins = at == 0 || !inner[..at].ends_with(|c: char| c.is_alphanumeric() || c == '-');
            let names = JURISDICTIONS.iter().flat_map(|land| land.names.iter().map(|name| (*name, land.code, "")));
            // `Sächsische Staatskanzlei`
            let adjectives = ADJECTIVES
                .iter()
                .flat_map(|(stem, code)| ADJECTIVE_ENDINGS.iter().map(|ending| (*stem, *code, *ending)));
            let starts = |(name, code, ending): (&str, &'static str, &str)| {
                let rest = inner[at..].strip_prefix(name)?.strip_prefix(ending)?;
                let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-');
                ends.then(|| (code, inner.len() - rest.len() - at))
            };
            let (code, length) =
                names.chain(adjectives).filter_map(starts).max_by_key(|(_, length)| *length).filter(|_| begins)?;
            Some((code, from + at..from + at + length))
        };
        let mut lands = inner.match_indices(|c: char| c.is_uppercase()).filter_map(named);
        match (lands.next(), lands.next(), whole_applicants(inner)) {
            (_, _, Some(whole)) => list.extend(whole.into_iter().map(|one| one.moved(from))),
            (Some((code, range)), None, None) if inner.split(' ').count() <= MOST_WORDS => {
                list.push(Applicant { range, code: code.to_owned(), known: true, remark: None });
            }
            _ if inner.len() > 1 && inner.chars().all(|c| c.is_uppercase() || c.is_ascii_digit()) => {
                let range = from..from + inner.len();
                list.push(Applicant { range, code: inner.to_owned(), known: false, remark: None });
            }
            _ => return None,
        }
    }
    list.iter().any(|one| one.known).then_some(list)
}

/// Reads a cell below the head of periods: also a month, quarter or year alone, from its first day to its last, and how
/// long it takes from a date on.
pub fn cell_period(text: &str) -> Option<Period> {
    let alone = || {
        let date = whole_date(text).filter(|date| date.precision != Precision::Day)?;
        Some(Period { start: date, start_range: 0..text.len(), end: date, end_range: 0..text.len() })
    };
    whole_period(text).or_else(|| duration(text)).or_else(alone)
}

/// A number as a cell has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellNumber {
    /// The number and its digits.
    pub number: (u32, Range<usize>),
    /// The mark of a reservation.
    pub mark: Option<Range<usize>>,
    /// Where a title stands behind it.
    pub title: Option<Range<usize>>,
}

/// Reads a cell that starts with the number of a project.
pub fn parse_number(text: &str) -> Option<CellNumber> {
    let start = NUMBER_PREFIXES
        .iter()
        .filter_map(|prefix| text.strip_prefix(prefix))
        .map(|rest| text.len() - rest.trim_start_matches([' ', '-', '.']).len())
        .max()
        .or_else(|| letters_before_number(text))
        .unwrap_or(0);
    let rest = &text[start..];
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number = rest[..digits].parse().ok().filter(|number| *number > 0 && digits <= MOST_DIGITS)?;
    let end = start + digits;
    let behind = text[end..].trim_start();
    let marked = RESERVATION_MARKS.iter().find(|mark| begins(behind, mark)).map(|mark| &behind[mark.len()..]);
    let (mark, rest) = match marked {
        Some(rest) => (Some(text.len() - behind.len()..text.len() - rest.len()), rest),
        None => (None, behind),
    };
    let trimmed = rest.trim_start_matches([' ', '–', '-', ':', '.', '|', ')']);
    let title = match (rest.is_empty(), trimmed.is_empty()) {
        (true, _) => None,
        // A dot alone ends an ordinal.
        (false, true) => (rest == "." || rest == ")").then_some(None)?,
        (false, false) => {
            let divided =
                trimmed.len() < rest.len() && trimmed.starts_with(|c: char| c.is_uppercase() || "„\"".contains(c));
            Some(text.len() - trimmed.len()..text.len()).filter(|_| divided).map(Some)?
        }
    };
    Some(CellNumber { number: (number, start..end), mark, title })
}

/// The mark of a reservation at the end of a text: where that starts.
pub fn mark_at_end(text: &str) -> Option<usize> {
    // Most texts end otherwise.
    let ends = |mark: &&&str| text.as_bytes().last() == mark.as_bytes().last() && text.ends_with(**mark);
    let bare = RESERVATION_MARKS.iter().find(ends).map(|mark| &text[..text.len() - mark.len()]);
    bare.map(str::len).or_else(|| said_in_brackets(text)).or_else(|| said_at_end(text))
}

/// Where a text ends before the words that say that there is a reservation, whatever divides them: `Titel unter Vorbehalt`.
pub fn reserved_behind(text: &str) -> Option<usize> {
    let before = RESERVATION_ENDS.iter().find_map(|words| text.strip_suffix(words)?.strip_suffix(' '))?;
    let title = before.trim_end_matches([' ', ',', ';', '–', '|', '·']);
    // `Titel, nicht unter Vorbehalt`
    let whole = title.rsplit(' ').next().is_some_and(|last| !last.starts_with(char::is_lowercase));
    (!title.is_empty() && whole).then_some(title.len())
}

/// Where words at the end of a text start that say that there is a reservation: `Titel – unter Vorbehalt`.
fn said_at_end(text: &str) -> Option<usize> {
    let before = RESERVATION_ENDS.iter().find_map(|words| text.strip_suffix(words)?.strip_suffix(' '))?;
    let title = before.strip_suffix([',', ';', '–', '|', '·'])?.trim_end();
    (!title.is_empty()).then_some(title.len())
}

/// Where brackets at the end of a text start that say in a few words that there is a reservation: `[Vorbehalt]`.
fn said_in_brackets(text: &str) -> Option<usize> {
    const MOST_WORDS: usize = 4;
    let (open, close) = [('(', ')'), ('[', ']')].into_iter().find(|(_, close)| text.ends_with(*close))?;
    let at = text.rfind(open).filter(|at| *at > 0)?;
    let inner = &text[at + 1..text.len() - close.len_utf8()];
    (explains_itself(inner) && inner.split(' ').count() <= MOST_WORDS).then_some(at)
}

/// Figures that stand above the line.
pub fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// The figure that stands for one above the line.
pub fn lowered(c: char) -> Option<char> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let at = RAISED.iter().position(|raised| *raised == c)?;
    char::from_digit(u32::try_from(at).ok()?, 10)
}

/// Where the mark of a footnote starts at the end of a text: `Titel¹`, `Titel ¹)`, `Titel1)`.
pub fn footnote_mark(text: &str) -> Option<usize> {
    let (bare, closed) = without_bracket(text);
    let figure = bare.chars().next_back()?;
    let before = &bare[..bare.len() - figure.len_utf8()];
    // On the line it is a mark only where a bracket closes it and a word touches it.
    let on_line = closed && figure.is_ascii_digit() && before.ends_with(char::is_alphabetic);
    let before = before.strip_suffix('(').unwrap_or(before).trim_end();
    ((is_raised(figure) || on_line) && !before.ends_with(is_raised) && !before.is_empty()).then_some(before.len())
}

/// This mark at the end of a text: `Titel¹⁾`, `Titel a)`, `Titel (V)`, `Titel †`. A letter or figure with a blank alone
/// before it is one behind a number only, `P-037 V`: `Heinrich V` and `Stufe 1` are titles; and one right behind an amount,
/// `0,32a`.
pub fn mark_behind(text: &str, mark: char) -> Option<Range<usize>> {
    let (bare, closed) = without_bracket(text);
    let last = bare.chars().next_back()?;
    let before = &bare[..bare.len() - last.len_utf8()];
    let raised = lowered(last) == Some(mark);
    let number = || is_number(before) || mark.is_lowercase() && is_bare_amount(before) && before.contains([',', '.']);
    let apart = closed || !mark.is_alphanumeric() || mark.is_alphabetic() && number();
    let before = before.strip_suffix(['(', '[']).unwrap_or(before);
    if (raised || last == mark && apart) && !before.trim_end().is_empty() {
        return Some(before.len()..text.len());
    }
    // `Titel ¹) ²)`, `Titel¹ ²`: another one may stand behind it.
    let other = footnote_mark(text).or(is_raised(last).then(|| before.trim_end().len()))?;
    mark_behind(&text[..other], mark)
}

/// Where a text starts behind this mark, which stands between the number of its row and it: `¹) Titel`, `V Titel`.
pub fn mark_in_front(text: &str, mark: char) -> Option<usize> {
    let inner = text.strip_prefix(['(', '[']).unwrap_or(text);
    let first = inner.chars().next()?;
    let behind = &inner[first.len_utf8()..];
    let rest = behind.trim_start_matches([')', '⁾', ']']);
    let closed = rest.len() < behind.len();
    let raised = lowered(first) == Some(mark);
    let letter = first == mark && (closed || mark.is_uppercase() && behind.starts_with(' '));
    let title = rest.trim_start();
    let starts = title.starts_with(|c: char| c.is_uppercase() || "„\"".contains(c));
    ((raised || letter) && starts).then(|| text.len() - title.len())
}

/// Whether a text with a blank behind it is the number of a project.
fn is_number(before: &str) -> bool {
    before.ends_with(' ') && parse_number(before.trim_end()).is_some_and(|number| number.title.is_none())
}

/// A text without the bracket that closes a mark, and whether there is one.
fn without_bracket(text: &str) -> (&str, bool) {
    let bare = text.strip_suffix([')', '⁾', ']']).unwrap_or(text);
    (bare, bare.len() < text.len())
}

/// The mark of what is reserved, where a line says so: `1) Start unter Vorbehalt`, `V = Freigabe unter Vorbehalt`,
/// `Projekte mit (V) stehen unter Vorbehalt.`
pub fn reserving_mark(text: &str) -> Option<char> {
    if let Some(mark) = mark_named(text) {
        return Some(mark);
    }
    // `F = freigegeben, V = freigegeben unter Vorbehalt`
    let defined = |text: &str| text.contains(" = ");
    if text.matches(" = ").count() > 1 {
        return text.split([',', ';', '·', '|']).map(str::trim).filter(|part| defined(part)).find_map(reserving_mark);
    }
    let inner = text.strip_prefix(['(', '[']).unwrap_or(text);
    let first = inner.chars().next()?;
    let rest = &inner[first.len_utf8()..];
    let closed = rest.starts_with([')', '⁾', ']']);
    let rest = rest.trim_start_matches([')', '⁾', ']']).trim_start();
    let defined = rest.trim_start_matches(['=', ':', '–']).trim_start();
    // `a unter Vorbehalt`
    let lone = first.is_lowercase() && reservation(rest) == Some(true);
    // `1 Bewilligung unter Vorbehalt`, where the figure stood above the line.
    let counted = first.is_ascii_digit() && inner[1..].starts_with(' ') && says_reserved(rest);
    let lone = lone || counted && rest.starts_with(char::is_uppercase);
    let told = lone || closed || is_raised(first) || defined.len() < rest.len() || !first.is_alphanumeric();
    let said = told && defined.starts_with(char::is_alphabetic) && tells_reservation(defined);
    said.then(|| lowered(first).unwrap_or(first))
}

/// The mark that a sentence names: `Projekte mit (V) stehen unter Vorbehalt.`, `Mit * gekennzeichnete …`.
fn mark_named(text: &str) -> Option<char> {
    const MOST_WORDS: usize = 12;
    let names = |at: &[u8]| matches!(at, [b'm' | b'M', b'i', b't', b' ', mark] if !mark.is_ascii_alphanumeric());
    let at = text.as_bytes().windows(5).position(names)?;
    let behind = &text[at + 4..];
    let word = behind.split(' ').next()?;
    let inner = word.trim_matches(['(', ')', '[', ']', '„', '“', '"', '‚', '‘']);
    let mark = inner.chars().next().filter(|mark| inner.len() == mark.len_utf8())?;
    let marked = inner.len() < word.len() || !mark.is_alphanumeric();
    // Others may be what is reserved, or nothing: `…, alle anderen stehen unter Vorbehalt`, `stehen nicht mehr …`
    let denies = |word: &str| DENIALS.iter().any(|denial| word.to_lowercase().starts_with(denial));
    let one = !behind.contains([',', ';']) && !behind.split(' ').any(denies);
    let said = marked && one && text.split(' ').count() <= MOST_WORDS && tells_reservation(behind);
    said.then(|| lowered(mark).unwrap_or(mark))
}

/// The words of which a line says that they stand for a reservation: `nach Prüfung: Freigabe unter Vorbehalt`, `u. V. =
/// unter Vorbehalt`.
pub fn reserving_phrase(text: &str) -> Option<Range<usize>> {
    const MOST_WORDS: usize = 4;
    let (phrase, meaning) = [" = ", ": ", " – "].iter().find_map(|sign| text.split_once(sign))?;
    let words = phrase.trim_matches(['„', '“', '"']);
    let start = phrase.find(words)?;
    let said = says_reserved(meaning) && !tells_reservation(phrase) && words.split(' ').count() <= MOST_WORDS;
    // What says more than one thing is no legend.
    let said = said && !meaning.contains([';', ':', '=']);
    (said && words.chars().count() > 1 && words.contains(char::is_alphabetic)).then(|| start..start + words.len())
}

/// Whether a text says what a mark stands for, and that this is a reservation.
pub fn says_reserved(text: &str) -> bool {
    const MOST_WORDS: usize = 8;
    text.split(' ').count() <= MOST_WORDS && tells_reservation(text)
}

/// Whether a text says that there is a reservation, and does not deny it: `nicht unter Vorbehalt`.
pub fn tells_reservation(text: &str) -> bool {
    const NEAR: usize = 2;
    if !RESERVATION_WORDS.iter().any(|word| text.contains(word)) {
        return false;
    }
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || "()[],;:=".contains(c)).collect();
    let denies = |word: &&str| DENIALS.iter().any(|denial| word.to_lowercase().starts_with(denial));
    (0..words.len()).any(|at| {
        let reserved = RESERVATION_WORDS.iter().any(|word| words[at].contains(word));
        reserved && !denies(&words[at]) && !words[at.saturating_sub(NEAR)..at].iter().any(denies)
    })
}

/// The numbers of projects of which a line says that they are reserved, and nothing else: `Unter Vorbehalt: Nr. 18 und
/// 19`.
pub fn reserved_numbers(text: &str) -> Option<Vec<u32>> {
    const MOST: u32 = 200;
    let mut numbers: Vec<u32> = Vec::new();
    if !tells_reservation(text) {
        return None;
    }
    let mut range = false;
    for word in text.split(|c: char| c.is_whitespace() || ".,;:()".contains(c)).filter(|word| !word.is_empty()) {
        match word.parse::<u32>() {
            Ok(number) => {
                let first = numbers.last().filter(|_| range).map_or(number, |last| last + 1);
                // A range that does not rise, or has no end, is none.
                (first <= number && number - first <= MOST).then_some(())?;
                numbers.extend(first..=number);
                range = false;
            }
            Err(_) if word == "bis" || word == "–" || word == "-" => range = !numbers.is_empty(),
            Err(_) if RESERVATION_WORDS.iter().any(|reserved| word.contains(reserved)) => {}
            Err(_) if NUMBER_LIST_WORDS.contains(&word.to_lowercase().as_str()) => {}
            Err(_) => return None,
        }
    }
    (!numbers.is_empty()).then_some(numbers)
}

/// The length of the letters before a number that is all of a text but the mark behind it: `V-04`, `DF 97`.
fn letters_before_number(text: &str) -> Option<usize> {
    const MOST_LETTERS: usize = 4;
    let bare = mark_at_end(text).map_or(text, |end| text[..end].trim_end());
    let letters = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    let digits = bare[letters..].trim_start_matches([' ', '-', '.']);
    let whole = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit());
    (whole && (1..=MOST_LETTERS).contains(&letters)).then_some(bare.len() - digits.len())
}

/// A code with a number in front of a title, divided by a blank alone: `V-02 Titel`, `Nr. 2 Titel`.
pub fn number_in_front(text: &str) -> Option<CellNumber> {
    let words = usize::from(text.starts_with("Nr. "));
    let blank = text.match_indices(' ').map(|(at, _)| at).nth(words)?;
    let (code, title) = (&text[..blank], &text[blank + 1..]);
    let number = parse_number(code).filter(|number| number.title.is_none())?;
    let starts = title.starts_with(|c: char| c.is_uppercase() || "„\"".contains(c));
    starts.then(|| CellNumber { title: Some(text.len() - title.len()..text.len()), ..number })
}

/// A title without the number in brackets at its end, and that: `Titel (V033)`.
pub fn number_at_end(text: &str) -> Option<(usize, CellNumber)> {
    let open = text.rfind(" (").filter(|_| text.ends_with(')'))?;
    let start = open + " (".len();
    let inner = &text[start..text.len() - 1];
    let CellNumber { number: (number, digits), mark, title } = parse_number(inner)?;
    let moved = |range: Range<usize>| start + range.start..start + range.end;
    // A year is none.
    let year = inner.len() == 4 && inner.starts_with("20");
    (title.is_none() && !year)
        .then(|| (open, CellNumber { number: (number, moved(digits)), mark: mark.map(moved), title: None }))
}

/// Whether a mark says itself what it means: `(unter Vorbehalt)`.
pub fn explains_itself(mark: &str) -> bool {
    tells_reservation(mark)
}

/// Whether a line explains a mark: `* Freigabe unter Vorbehalt`, `(V) = unter Vorbehalt`.
pub fn explains_mark(text: &str) -> bool {
    const LONGEST: usize = 3;
    let reserved = tells_reservation;
    let behind = RESERVATION_MARKS
        .iter()
        .filter(|mark| **mark != "*")
        .find(|mark| begins(text, mark))
        .map(|mark| &text[mark.len()..]);
    // `V = Freigabe unter Vorbehalt`
    let defined = text
        .split_once([' ', ':'])
        .filter(|(mark, rest)| mark.chars().count() <= LONGEST && rest.trim_start().starts_with(['=', '–', ':']));
    behind.or(defined.map(|(_, rest)| rest)).is_some_and(reserved)
        || reserving_mark(text).is_some_and(|mark| mark != '*')
}

/// Whether a line explains an abbreviation or a face of letters, and no mark of a reservation: `FF = Federführung`, `Fett:
/// Federführung`.
pub fn explains_abbreviation(text: &str) -> bool {
    const LONGEST: usize = 6;
    let short = |word: &str| word.chars().count() <= LONGEST && word.starts_with(char::is_uppercase);
    let lead = || text.split_once(": ").is_some_and(|(word, said)| short(word) && LEAD_WORDS.contains(&said));
    (text.split_once(" = ").is_some_and(|(word, _)| short(word)) || lead()) && !explains_mark(text)
}

/// Reads a cell as whether there is a reservation: `ja`, `nein`, `Freigabe unter Vorbehalt`.
pub fn reservation(text: &str) -> Option<bool> {
    const SAID: &str = "unter vorbehalt";
    let word = text.trim_matches(['.', '(', ')', ',', ';', ' ']).to_lowercase();
    let word = match word.split_once(' ') {
        Some((approved, SAID)) if APPROVALS.contains(&approved) => SAID.to_owned(),
        _ => word,
    };
    if YES_WORDS.contains(&word.as_str()) { Some(true) } else { (NO_WORDS.contains(&word.as_str())).then_some(false) }
}

/// The length of the letters before the number of a project, if it stands in a cell that starts so: `P-035`.
pub fn letters_of_number(before: &str, here: &str) -> usize {
    const MOST_LETTERS: usize = 4;
    let rest = here.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = here.len() - rest.len();
    let digits = rest.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let starts = before.is_empty() || before.ends_with(' ');
    digits.filter(|_| starts && (1..=MOST_LETTERS).contains(&letters)).map_or(0, |digits| here.len() - digits.len())
}

/// Reads a word, or some, that say whether there is a reservation.
pub fn reservation_prefix(text: &str) -> Option<(bool, usize)> {
    const MOST_WORDS: usize = 2;
    let ends = text.match_indices(' ').map(|(end, _)| end).chain([text.len()]).take(MOST_WORDS);
    ends.filter_map(|end| Some((reservation(&text[..end])?, end))).last()
}

/// Whether a cell of several lines that says whether there is a reservation may start so: `unter`.
pub fn opens_reservation(text: &str) -> bool {
    let opens = |word: &&str| strip_prefix_folded(word, text).is_some_and(|rest| rest.starts_with(' '));
    !text.is_empty() && YES_WORDS.iter().chain(NO_WORDS).any(opens)
}

/// Whether a cell says that its row is a sum: `Summe`, `Bewilligt insgesamt`.
pub fn says_sum(text: &str) -> bool {
    let starts =
        |word: &str| strip_prefix_folded(text, word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    let ends = |word: &str| text.strip_suffix(word).is_some_and(|before| before.ends_with(' '));
    // `Paketsumme`
    let first = text.split([' ', ':']).next().unwrap_or_default();
    let compound = first.chars().all(char::is_alphabetic) && first.ends_with("summe");
    compound || SUM_WORDS.iter().any(|word| starts(word)) || SUM_ENDS.iter().any(|word| ends(word))
}

/// Whether a cell is the name of a Land or the federation and nothing else.
pub fn is_land(text: &str) -> bool {
    jurisdiction(text).is_some() || JURISDICTIONS.iter().any(|land| land.code == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_legends() {
        assert_eq!(reserving_mark("1) Start unter Vorbehalt"), Some('1'));
        assert_eq!(reserving_mark("¹⁾ Freigabe unter Vorbehalt"), Some('1'));
        assert_eq!(reserving_mark("V = Freigabe unter Vorbehalt"), Some('V'));
        assert_eq!(reserving_mark("F = freigegeben, V = freigegeben unter Vorbehalt"), Some('V'));
        assert_eq!(reserving_mark("V = nicht unter Vorbehalt"), None);
        assert_eq!(reserving_mark("V = ohne Vorbehalt"), None);
        assert_eq!(reserving_mark("V = unbedingt freigegeben"), None);
        assert_eq!(reserving_mark("Vorbehalt der Länder"), None);
        let title = |text: &'static str, mark: char| mark_behind(text, mark).map(|at| text[..at.start].trim_end());
        assert_eq!(title("Titel¹⁾", '1'), Some("Titel"));
        assert_eq!(title("Titela)", 'a'), Some("Titel"));
        assert_eq!(title("Titel (V)", 'V'), Some("Titel"));
        assert_eq!(title("Titel †", '†'), Some("Titel"));
        assert_eq!(title("P-037 V", 'V'), Some("P-037"));
        assert_eq!(title("Heinrich V", 'V'), None);
        assert_eq!(title("Ausbau der Netze Stufe 1", '1'), None);
        assert_eq!(title("Titel²", '1'), None);
        assert_eq!(title("Titel ¹) ²)", '1'), Some("Titel"));
        assert_eq!(mark_behind("Titel ¹) ²)", '1'), Some("Titel ".len().."Titel ¹)".len()));
        assert_eq!(mark_in_front("¹) Titel", '1'), Some("¹) ".len()));
        assert_eq!(mark_in_front("V Titel", 'V'), Some(2));
        assert_eq!(mark_in_front("V-Modell XT", 'V'), None);
        assert_eq!(mark_in_front("1 Titel", '1'), None);
        assert_eq!(footnote_mark("Titel¹"), Some("Titel".len()));
        assert_eq!(footnote_mark("Gruppe (12)"), None);
        assert_eq!(said_in_brackets("Titel [Vorbehalt]"), Some("Titel ".len()));
        assert_eq!(said_in_brackets("Titel (ohne Vorbehalt)"), None);
        assert_eq!(mark_at_end("Leitfaden Freigaben unter Vorbehalt"), None);
        assert_eq!(mark_at_end("Titel – nicht unter Vorbehalt"), None);
        assert_eq!(reservation("Freigabe unter Vorbehalt"), Some(true));
        assert_eq!(reservation("nicht unter Vorbehalt"), None);
        assert_eq!(mark_at_end("Titel, unter Vorbehalt"), Some("Titel".len()));
        assert_eq!(mark_at_end("unter Vorbehalt"), None);
        assert_eq!(mark_at_end("Register ohne Vorbehalt"), None);
    }

    #[test]
    fn phrases_of_legends() {
        let phrase = |text: &'static str| reserving_phrase(text).map(|range| &text[range]);
        assert_eq!(phrase("nach Prüfung: Freigabe unter Vorbehalt"), Some("nach Prüfung"));
        assert_eq!(phrase("„u. V.“ = unter Vorbehalt"), Some("u. V."));
        assert_eq!(phrase("nach Prüfung: Freigabe ohne Vorbehalt"), None);
        assert_eq!(phrase("Freigabe unter Vorbehalt: nach Prüfung"), None);
        assert_eq!(phrase("V = unter Vorbehalt"), None);
        assert_eq!(phrase("Tinte: unter Vorbehalt; Feder: unter Vorbehalt"), None);
    }

    #[test]
    fn rows_that_say_a_sum() {
        let sums = ["Summe", "Bewilligt insgesamt", "Paketsumme", "Förderlinie gesamt", "Gesamt: 5"];
        assert!(sums.iter().all(|text| says_sum(text)));
        let others = ["Summenregister", "Gesamtschule digital", "Verwaltung als Ganzes", "Insgesamtes"];
        assert_eq!(others.iter().filter(|text| says_sum(text)).count(), 0);
    }

    #[test]
    fn ministries_by_their_land() {
        let read = |text: &str| {
            let all = cell_applicants(text)?;
            Some(all.into_iter().map(|one| one.code).collect::<Vec<String>>().join(" "))
        };
        assert_eq!(read("Bayerisches Staatsministerium für Digitales").as_deref(), Some("BY"));
        assert_eq!(read("Sächsische Staatskanzlei, Senator für Finanzen Bremen").as_deref(), Some("SN HB"));
        assert_eq!(read("Staatskanzlei Saarland Bayerisches Staatsministerium"), None);
        assert_eq!(read("Hessischerin"), None);
    }

    #[test]
    fn numbers_that_a_line_reserves() {
        assert_eq!(reserved_numbers("Unter Vorbehalt: Nr. 18 und 19"), Some(vec![18, 19]));
        assert_eq!(reserved_numbers("Vorbehalt: 3 bis 5"), Some(vec![3, 4, 5]));
        assert_eq!(reserved_numbers("Nicht unter Vorbehalt: Nr. 18"), None);
        assert_eq!(reserved_numbers("Vorbehalt: 9 bis 7"), None);
        assert_eq!(reserved_numbers("Vorbehalt der Länder: Nr. 18"), None);
        assert_eq!(reserved_numbers("Nr. 18 und 19"), None);
    }

    #[test]
    fn numbers() {
        let cases = [
            "35",
            "P-035",
            "P-071*",
            "P-071 *",
            "Nr. 35",
            "35 – Titel",
            "35. Titel",
            "35 Titel",
            "2025",
            "12345",
            "35.",
            "0",
            "Titel 35",
            "3 Länder",
            "35*Titel",
            "V-04",
            "DF 97 †",
            "#37: Titel",
            "Titel (V033)",
        ];
        insta::assert_snapshot!(cases.map(|case| format!("{case} -> {:?}", parse_number(case).map(|one| (one.number.0, one.mark.is_some(), one.title.map(|title| &case[title]))))).join("\n"), @r#"
        35 -> Some((35, false, None))
        P-035 -> Some((35, false, None))
        P-071* -> Some((71, true, None))
        P-071 * -> Some((71, true, None))
        Nr. 35 -> Some((35, false, None))
        35 – Titel -> Some((35, false, Some("Titel")))
        35. Titel -> Some((35, false, Some("Titel")))
        35 Titel -> None
        2025 -> Some((2025, false, None))
        12345 -> None
        35. -> Some((35, false, None))
        0 -> None
        Titel 35 -> None
        3 Länder -> None
        35*Titel -> None
        V-04 -> Some((4, false, None))
        DF 97 † -> Some((97, true, None))
        #37: Titel -> Some((37, false, Some("Titel")))
        Titel (V033) -> None
        "#);
    }

    #[test]
    fn heads() {
        let cases = [
            "Budget in T€",
            "Mittel (in Euro)",
            "Projekt",
            "Projekt / Vorhaben",
            "ID",
            "Land",
            "Start",
            "Ende",
            "Vorbehalt",
            "Programm",
            "Projektbezeichnung",
            "Idee",
            "Beschluss",
            "Thema",
            "Funktion",
            "TEUR",
        ];
        insta::assert_snapshot!(cases.map(|case| format!("{case} -> {:?} {:?}", role_of_head(case), unit_of_head(case).map(|unit| &case[unit]))).join("\n"), @r#"
        Budget in T€ -> Some(Budget) Some("T€")
        Mittel (in Euro) -> Some(Budget) Some("Euro")
        Projekt -> Some(Title) None
        Projekt / Vorhaben -> Some(Title) None
        ID -> Some(Number) None
        Land -> Some(Applicants) None
        Start -> Some(Start) None
        Ende -> Some(End) None
        Vorbehalt -> Some(Reservation) None
        Programm -> Some(Programme) None
        Projektbezeichnung -> Some(Title) None
        Idee -> None None
        Beschluss -> Some(Decision) None
        Thema -> Some(Title) None
        Funktion -> Some(Office) None
        TEUR -> Some(Budget) Some("TEUR")
        "#);
    }

    #[test]
    fn cells() {
        let number = |text: &str| number_at_end(text).map(|(end, number)| (text[..end].to_owned(), number.number.0));
        assert_eq!(number("Titel (V033)"), Some(("Titel".to_owned(), 33)));
        assert_eq!(number("Umsetzung (2029)"), None);
        assert_eq!(number("Ausbau (Phase 2)"), None);
        let unit = |head: &'static str| unit_of_head(head).map(|unit| &head[unit]);
        assert_eq!(unit("Budget (in Tausend €)"), Some("Tausend €"));
        assert_eq!(unit("Mittel in Millionen Euro"), Some("Millionen Euro"));
        assert_eq!(unit("Budget (1.000 €)"), None);
        assert_eq!(unit("Budget in kEUR"), Some("kEUR"));
        assert_eq!(unit("Budget in hEUR"), None);
        for unit in UNITS {
            assert!(whole_money(&format!("12 {unit}")).is_some(), "{unit}");
        }
        assert_eq!(
            ["ja", "(x)", "nein", "–", "Haushalt"].map(reservation),
            [Some(true), Some(true), Some(false), Some(false), None]
        );
        assert!(explains_mark("(V) = unter Vorbehalt") && !explains_mark("Vorbehalt"));
        assert!(explains_itself("(unter Vorbehalt)") && !explains_itself("*"));
        assert!(says_sum("Summe aller Projekte") && says_sum("Gesamt") && !says_sum("Gesamtprojekt"));
        assert!(is_bare_amount("1,505") && is_bare_amount("1.200") && !is_bare_amount("12 Tsd."));
    }

    #[test]
    fn marks_that_sentences_name() {
        let mark = reserving_mark("V = Freigabe unter Vorbehalt");
        assert!(mark.is_some());
        assert_eq!(reserving_mark("Projekte mit (V) stehen unter Vorbehalt."), mark);
        assert_eq!(reserving_mark("Mit * gekennzeichnete Vorhaben stehen unter Vorbehalt"), Some('*'));
        assert_eq!(reserving_mark("a unter Vorbehalt"), Some('a'));
        assert_eq!((mark_behind("0,32a", 'a'), mark_behind("Stufe 3a", 'a')), (Some(4..5), None));
        let others = [
            "Projekte mit (N) sind neu, alle anderen stehen unter Vorbehalt.",
            "Projekte mit (V) stehen nicht länger unter Vorbehalt.",
            "Projekte mit Vorbehalt starten später.",
        ];
        assert!(others.iter().all(|text| reserving_mark(text).is_none()));
    }

    #[test]
    fn reservations_behind_titles() {
        let end = |text: &str| reserved_behind(text).map(|end| text[..end].to_owned());
        assert_eq!(end("Leihräder unter Vorbehalt").as_deref(), Some("Leihräder"));
        assert_eq!(end("Leihräder – nicht unter Vorbehalt"), None);
        assert_eq!(end("Torf, früher unter Vorbehalt"), None);
    }
}
