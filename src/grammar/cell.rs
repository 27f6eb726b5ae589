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
use super::date::{Date, Precision, parse_cell_month, parse_date, parse_year};
use super::mark::mark_at_end;
use super::money::{Money, parse_money};
use super::period::{Period, duration, period_prefixes};
use super::{begins, prefix, same_folded};
use crate::vocabulary::{
    ADJECTIVE_ENDINGS, ADJECTIVES, COLUMN_NAME_ENDS, COLUMN_NAMES, CURRENCIES, JURISDICTIONS, LABELS, LAND_ORGANS,
    LEAD_WORDS, NUMBER_PREFIXES, PART_WORDS, RESERVATION_MARKS, Role, SUM_ENDS, SUM_WORDS, TERRITORIES, UNITS,
    jurisdiction,
};

/// Digits that the number of a project has at most.
const MOST_DIGITS: usize = 4;

/// What a column holds, by its head; one that is a unit of money alone is the budget.
pub fn role_of_head(head: &str) -> Option<Role> {
    role_of_name(head).or_else(|| role_of_compound(head))
}

fn role_of_name(head: &str) -> Option<Role> {
    if unit_of_head(head) == Some(0..head.len()) {
        return Some(Role::Budget);
    }
    let fits = |name: &str| {
        let rest = strip_prefix_folded(head, name)?;
        (!rest.starts_with(char::is_alphanumeric)).then_some(name.len())
    };
    let roles = heads_like(head).filter_map(|(name, role)| Some((fits(name)?, role)));
    roles.max_by_key(|(length, _)| *length).map(|(_, role)| role)
}

/// Whether a head is known by its end alone.
pub fn is_compound_head(head: &str) -> bool {
    role_of_compound(head).is_some() && role_of_name(head).is_none()
}

/// What the column holds that a word names whose end tells: `Haushaltsvorbehalt`.
pub(super) fn role_of_compound(head: &str) -> Option<Role> {
    const SHORTEST: usize = 3;
    let (front, role) = COLUMN_NAME_ENDS.iter().find_map(|(end, role)| Some((head.strip_suffix(end)?, *role)))?;
    let word = front.starts_with(char::is_uppercase) && front.chars().all(|c| c.is_alphabetic() || c == '-');
    (word && front.len() >= SHORTEST && !front.ends_with('-')).then_some(role)
}

/// Whether a text starts with the head of a column.
pub fn starts_with_head(text: &str) -> bool {
    heads_like(text).any(|(name, _)| strip_prefix_folded(text, name).is_some())
}

/// The names of columns that start with the first two letters of a text, whatever their case.
fn heads_like(text: &str) -> impl Iterator<Item = (&'static str, Role)> {
    let (first, second) = folded_start(text);
    let names = HEADS.get(&first).into_iter().flatten();
    names.filter(move |(other, ..)| *other == second || *other == NOTHING).map(|(_, name, role)| (*name, *role))
}

/// What stands for the second letter of a text that has one alone.
const NOTHING: char = '\0';

/// The first two letters of a text, whatever their case.
fn folded_start(text: &str) -> (char, char) {
    let mut letters = text.chars().map(|c| c.to_lowercase().next().unwrap_or(c));
    (letters.next().unwrap_or(NOTHING), letters.next().unwrap_or(NOTHING))
}

/// Names by their first letter, each with its second and what its column holds.
type Heads = BTreeMap<char, Vec<(char, &'static str, Role)>>;

/// The names of columns: most texts are none.
static HEADS: LazyLock<Heads> = LazyLock::new(|| {
    let mut heads = Heads::new();
    for (name, role) in COLUMN_NAMES.iter().chain(LABELS) {
        let (first, second) = folded_start(name);
        heads.entry(first).or_default().push((second, name, *role));
    }
    heads
});

/// What follows a word at the start of a text, whatever the case of its letters.
pub(super) fn strip_prefix_folded<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let start = text.get(..word.len())?;
    same_folded(start, word).then(|| &text[word.len()..])
}

/// Where the unit of money stands in the head of a column: `Budget in T€`.
pub fn unit_of_head(head: &str) -> Option<Range<usize>> {
    // `1.000,- €` is another unit.
    let counted = |at: usize| {
        let front = head[..at].trim_end();
        let number = [",-", ",–", "-", "–"].iter().find_map(|end| front.strip_suffix(end)).unwrap_or(front);
        number.ends_with(|c: char| c.is_ascii_digit())
    };
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    // Each names the euro, right behind no number; most heads do not.
    let told = |currency: &&str| {
        let mut named = head.match_indices(*currency).map(|(at, _)| (at, head[at + currency.len()..].chars().next()));
        named.any(|(at, behind)| apart(behind) && !counted(at))
    };
    if !head.contains(['€', 'E']) || !CURRENCIES.iter().any(told) {
        return None;
    }
    // `EUR Mio.`
    static TURNED: LazyLock<Vec<String>> = LazyLock::new(|| {
        let parts = UNITS.iter().filter_map(|unit| unit.rsplit_once(' '));
        parts.map(|(scale, currency)| format!("{currency} {scale}")).collect()
    });
    TURNED.iter().map(String::as_str).chain(UNITS.iter().copied()).find_map(|unit| {
        let at = head.rfind(unit)?;
        let before = head[..at].chars().next_back();
        let behind = head[at + unit.len()..].chars().next();
        (apart(before) && apart(behind) && !counted(at)).then(|| at..at + unit.len())
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
    let month = || whole(prefix(parse_cell_month, text));
    whole(prefix(parse_date, text)).or_else(|| whole(prefix(parse_year, text))).or_else(month)
}

/// Whether a cell is a year and nothing else.
pub fn is_year(text: &str) -> bool {
    prefix(parse_year, text).is_some_and(|(_, len)| len == text.len())
}

/// Whether the head of a column is a year, with the unit of its sums or without: `2034`, `2034 €`, `2034 (T€)`.
pub fn is_year_head(head: &str) -> bool {
    let bare = head.trim_end_matches(')');
    let year = UNITS.iter().find_map(|unit| bare.strip_suffix(unit)).map(|year| year.trim_end_matches([' ', '(']));
    is_year(head) || year.is_some_and(is_year)
}

/// Reads a cell as applicants and nothing else.
pub fn whole_applicants(text: &str) -> Option<Vec<Applicant>> {
    applicant_prefixes(text).into_iter().find(|(_, len)| *len == text.len()).map(|(applicants, _)| applicants)
}

/// Reads a cell below the head of applicants: also names of Länder with blanks alone between them, as lines of a cell
/// have, and the bodies of one Land each, `Finanzministerium Thüringen; Senatskanzlei Berlin`.
pub fn cell_applicants(text: &str) -> Option<Vec<Applicant>> {
    // `FF: Hessen`, `Federführung: Hessen`
    let rest = LEAD_WORDS.iter().find_map(|word| text.strip_prefix(word)?.strip_prefix([':', ' ']));
    let rest = rest.map_or(text, str::trim_start);
    let at = text.len() - rest.len();
    Some(named_applicants(rest)?.into_iter().map(|one| one.moved(at)).collect())
}

/// The applicants that a text names which says no more.
fn named_applicants(text: &str) -> Option<Vec<Applicant>> {
    // `SN (mit BY, BB)`
    if let Some((first, partners)) = text.split_once(" (mit ")
        && let Some(inner) = partners.strip_suffix(')')
    {
        let at = text.len() - partners.len();
        let mut all = whole_applicants(first)?;
        all.extend(whole_applicants(inner)?.into_iter().map(|one| one.moved(at)));
        return Some(all);
    }
    whole_applicants(text)
        .or_else(|| land_alone(text))
        .or_else(|| lands_of_lines(text))
        .or_else(|| lands_of_bodies(text))
        .or_else(|| territories(text))
}

/// A Land that is named with a word before its code: `Land BE`.
fn land_alone(text: &str) -> Option<Vec<Applicant>> {
    let code = jurisdiction(text)?.code.to_owned();
    Some(vec![Applicant { range: 0..text.len(), code, known: true, remark: None }])
}

/// Towns and districts: `Stadt Fulda, Landkreis Fulda`, `Saalekreis`.
fn territories(text: &str) -> Option<Vec<Applicant>> {
    const DISTRICT: &str = "kreis";
    let mut start = 0;
    let parts = text.split_inclusive([';', ',']).map(|part| {
        let inner = part.trim_end_matches([';', ',']);
        let from = start + (inner.len() - inner.trim_start().len());
        start += part.len();
        let inner = inner.trim();
        let (first, rest) = inner.split_once(' ').unwrap_or((inner, ""));
        let of_kind = |kind: &&str| first.to_lowercase().ends_with(&kind.to_lowercase());
        let named = rest.starts_with(char::is_uppercase)
            || rest.is_empty() && first.len() > DISTRICT.len() && first.ends_with(DISTRICT);
        let one = first.starts_with(char::is_uppercase) && TERRITORIES.iter().any(of_kind) && named;
        one.then(|| Applicant { range: from..from + inner.len(), code: inner.to_owned(), known: false, remark: None })
    });
    parts.collect()
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

/// Whether a text names an organ of a Land, which is the Land.
fn is_organ(text: &str) -> bool {
    LAND_ORGANS.iter().any(|organ| text.contains(organ))
}

/// Whether a text may be the name of a body.
fn is_body(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let words = text.split(' ').count();
    (2..=MOST_WORDS).contains(&words)
        && text.starts_with(char::is_uppercase)
        && text.chars().all(|c| c.is_alphabetic() || " .-&".contains(c))
}

/// The Land that each part names, or a body that is called after one.
fn lands_of_bodies(text: &str) -> Option<Vec<Applicant>> {
    const MOST_WORDS: usize = 8;
    let mut list = Vec::new();
    let mut start = 0;
    for part in text.split_inclusive([';', ',']) {
        let inner = part.trim_end_matches([';', ',']);
        let from = start + (inner.len() - inner.trim_start().len());
        // `…, Bayern und`, and another one below
        let inner = inner.trim().trim_end_matches(" und");
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
            (Some((code, range)), None, None) if inner.split(' ').count() <= MOST_WORDS && is_organ(inner) => {
                list.push(Applicant { range, code: code.to_owned(), known: true, remark: None });
            }
            // `DRV Bund`, `Landkreistag Sachsen-Anhalt`
            (Some(_), None, None) if is_body(inner) => list.push(Applicant {
                range: from..from + inner.len(),
                code: inner.to_owned(),
                known: false,
                remark: None,
            }),
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

/// The length of the letters before the number of a project, if it stands in a cell that starts so: `P-035`.
pub fn letters_of_number(before: &str, here: &str) -> usize {
    const MOST_LETTERS: usize = 4;
    let rest = here.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let letters = here.len() - rest.len();
    let digits = rest.strip_prefix('-').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let starts = before.is_empty() || before.ends_with(' ');
    digits.filter(|_| starts && (1..=MOST_LETTERS).contains(&letters)).map_or(0, |digits| here.len() - digits.len())
}

/// Whether a cell says that its row is a sum: `Summe`, `Bewilligt insgesamt`.
pub fn says_sum(text: &str) -> bool {
    let starts =
        |word: &str| strip_prefix_folded(text, word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic));
    let ends = |word: &str| text.strip_suffix(word).is_some_and(|before| before.ends_with(' '));
    // `Paketsumme`
    let first = text.split([' ', ':']).next().unwrap_or_default();
    let compound = first.chars().all(char::is_alphabetic) && first.ends_with("summe");
    compound || SUM_WORDS.iter().any(|word| starts(word)) || SUM_ENDS.iter().any(|word| ends(word)) || says_part(text)
}

/// Whether a cell says that its row is a part of the sum above it: `davon unter Vorbehalt`.
pub fn says_part(text: &str) -> bool {
    let starts = |word: &str| strip_prefix_folded(text, word).is_some_and(|rest| rest.starts_with([' ', ':']));
    PART_WORDS.iter().any(|word| starts(word))
}

/// Whether a cell is the name of a Land or the federation and nothing else.
pub fn is_land(text: &str) -> bool {
    jurisdiction(text).is_some() || JURISDICTIONS.iter().any(|land| land.code == text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::mark::{explains_itself, explains_mark, reservation};

    #[test]
    fn rows_that_say_a_sum() {
        let sums = ["Summe", "Bewilligt insgesamt", "Paketsumme", "Förderlinie gesamt", "Gesamt: 5"];
        assert!(sums.iter().all(|text| says_sum(text)));
        let others = ["Summenregister", "Gesamtschule digital", "Verwaltung als Ganzes", "Insgesamtes"];
        assert_eq!(others.iter().filter(|text| says_sum(text)).count(), 0);
    }

    #[test]
    fn parts_of_sums() {
        assert!(["davon unter Vorbehalt", "Davon: gesperrt"].iter().all(|text| says_part(text) && says_sum(text)));
        assert!(!says_part("davongekommen"));
    }

    #[test]
    fn words_that_end_with_the_name_of_a_column() {
        assert_eq!(role_of_head("Haushaltsvorbehalt"), Some(Role::Reservation));
        assert_eq!(role_of_head("Maßnahmenbeginn"), Some(Role::Start));
        assert_eq!(
            [role_of_head("Neubeginn läuft"), role_of_head("Eigenmittel"), role_of_head("Vorsitzende")],
            [None; 3]
        );
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
        // Others that are called after it are no Land.
        assert_eq!(read("BB, DRV Bund").as_deref(), Some("BB DRV Bund"));
        assert_eq!(read("HE, Landkreistag Sachsen-Anhalt").as_deref(), Some("HE Landkreistag Sachsen-Anhalt"));
        assert_eq!(read("SN, Rheinland-Pfalz und").as_deref(), Some("SN RP"));
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
        assert_eq!(unit("Budget in € Mrd."), Some("€ Mrd."));
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
    fn towns_and_districts_apply() {
        let read = |text: &str| Some(cell_applicants(text)?.into_iter().map(|one| one.code).collect::<Vec<String>>());
        let towns = read("Hansestadt Stendal, Saalekreis; Landkreis Harz");
        assert_eq!(towns, Some(["Hansestadt Stendal", "Saalekreis", "Landkreis Harz"].map(str::to_owned).to_vec()));
        assert_eq!(read("Kreis"), None);
        assert_eq!(read("Stadt und Land"), None);
        assert_eq!(read("Arbeitskreis der Länder"), None);
    }
}
