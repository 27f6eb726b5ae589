//! The header row of a table: which columns there are, and in which order.
//!
//! | written | read as |
//! | --- | --- |
//! | `ZeitplanBudgetAntragstellerProjektbezeichnungNr.` | period, budget, applicants, title, number |
//! | `Nr Bezeichnung des Vorhabens Antragsteller Mittel Zeitraum` | number, title, applicants, budget, period |
//! | `ID Projekt Land Budget in T€ Beginn Ende` | number, title, applicants, amounts in `T€`, period |

use std::ops::Range;
use std::sync::LazyLock;

use super::cell::role_of_compound;
use super::{ByFirst, begins, blanks, prefix};
use crate::vocabulary::{COLUMN_NAMES, Column, Role, UNITS};

/// How many columns a header names at least; fewer could be words of a sentence.
const FEWEST: usize = 3;
/// Bytes of a header, at most.
pub(crate) const LONGEST: usize = 160;
/// Bytes of names that nobody knows, at most.
const MOST_UNKNOWN: usize = 24;

/// A header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its columns, in order; each once.
    pub columns: Vec<Column>,
    /// The name of a column that the vocabulary does not know; beside the title it is not among the columns.
    pub unknown: Option<String>,
    /// Where the unit of all amounts stands: `Budget in T€`.
    pub unit: Option<Range<usize>>,
    /// Where the name of the column of reservations stands.
    pub reservation: Option<Range<usize>>,
}

/// The name of a column in a header.
#[derive(Debug, Clone)]
struct Name {
    column: Column,
    range: Range<usize>,
    unit: Option<Range<usize>>,
}

impl Header {
    /// A header of these names; nobody could say where a programme ends beside a title.
    fn of(names: &[Name], text: &str) -> Self {
        let count = names.len();
        let is_title = |at: usize| names[at % count].column == Column::Title;
        let torn = (0..count).find(|at| {
            names[*at].column == Column::Programme && (is_title(at + 1) || is_title(at + count - 1) && *at > 0)
        });
        let known = (0..names.len()).filter(|at| Some(*at) != torn).map(|at| names[at].column);
        let named = |column: Column| names.iter().find(|name| name.column == column);
        // Without a column of their own the numbers stand before the titles.
        let numbered = |column: Column| match column {
            Column::Title if named(Column::Number).is_none() => Column::NumberedTitle,
            other => other,
        };
        Self {
            columns: known.map(numbered).collect(),
            unknown: torn.map(|at| text[names[at].range.clone()].to_owned()),
            unit: named(Column::Amount).and_then(|name| name.unit.clone()),
            reservation: named(Column::Reservation).map(|name| name.range.clone()),
        }
    }
}

/// Reads a whole text as a header: names of columns, and of one that nobody knows at most, behind two known ones.
pub fn parse_columns(text: &str) -> Option<Header> {
    if text.len() > LONGEST {
        return None;
    }
    let mut names = Vec::new();
    if tile(text, 0, &mut names) {
        return Some(Header::of(&names, text));
    }
    let mut start = 0;
    while let Some(name) = next_name(text, start, &names) {
        start = name.range.end;
        names.push(name);
    }
    let known = names.len();
    let ends =
        (start + 1..=(start + MOST_UNKNOWN).min(text.len())).filter(|end| known > 1 && text.is_char_boundary(*end));
    for end in ends {
        names.truncate(known);
        let unknown = text[start..end].trim();
        let name = !unknown.is_empty() && unknown.chars().all(|c| c.is_alphabetic() || " -./".contains(c));
        if name && tile(text, end, &mut names) {
            // Beside a title nobody could say where one ends; the next row starts behind the last column.
            let typed = |at: usize| names[at % names.len()].column != Column::Title;
            if typed(known - 1) && typed(known) {
                names.insert(known, Name { column: Column::Other, range: start..end, unit: None });
            }
            let header = Header::of(&names, text);
            return header.unknown.is_none().then_some(Header { unknown: Some(unknown.to_owned()), ..header });
        }
    }
    None
}

static NAMES: LazyLock<ByFirst<&str, Role>> = LazyLock::new(|| ByFirst::new(COLUMN_NAMES.iter().copied()));

/// Whether two columns of one table would hold the same.
fn is_same(one: Column, other: Column) -> bool {
    one == other || one.kind() == Column::Budget && other.kind() == Column::Budget
}

/// The names that stand at `at`, behind blanks, and are of none of these columns.
fn names_at<'a>(text: &'a str, at: usize, names: &'a [Name]) -> impl Iterator<Item = Name> + 'a {
    let start = at + (text[at..].len() - text[at..].trim_start().len());
    let is_new = |name: &Name| names.iter().all(|other| !is_same(other.column, name.column));
    let known = NAMES.starting(&text[start..]).map(|(word, role)| (*word, *role));
    let compound = move || {
        let word = first_word(&text[start..]);
        Some((word, role_of_compound(word)?))
    };
    let all = known.chain(std::iter::once_with(compound).flatten());
    all.filter_map(move |(word, role)| name_at(text, start, word, role)).filter(is_new)
}

/// The word that a text starts with; where names are fused, another one starts with its capital.
fn first_word(text: &str) -> &str {
    let mut letters = text.char_indices().skip(1);
    let end = letters.find(|(_, c)| !c.is_lowercase() && *c != '-').map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// The name of a column, if this word starts it: a begin has its end beside it, a budget may have a unit.
fn name_at(text: &str, start: usize, word: &str, role: Role) -> Option<Name> {
    let behind = text[start..].strip_prefix(word)?;
    let end = start + word.len();
    match role {
        Role::Start => {
            let rest = behind.trim_start();
            let ends = COLUMN_NAMES.iter().filter(|(end, role)| *role == Role::End && rest.starts_with(*end));
            let length = ends.map(|(end, _)| end.len()).max()?;
            Some(Name { column: Column::Period, range: start..text.len() - rest.len() + length, unit: None })
        }
        Role::Budget => Some(match unit(behind) {
            Some((unit, length)) => {
                let unit = Some(end + unit.start..end + unit.end);
                Name { column: Column::Amount, range: start..end + length, unit }
            }
            None => Name { column: Column::Budget, range: start..end, unit: None },
        }),
        _ => Some(Name { column: role.column()?, range: start..end, unit: None }),
    }
}

/// The unit of money at the start of a text, ` in T€`, ` (€)`, and how long that is.
fn unit(text: &str) -> Option<(Range<usize>, usize)> {
    let rest = text.trim_start();
    let inner = rest.trim_start_matches(['(', '[']);
    let bracket = rest.len() - inner.len();
    let inner = inner.strip_prefix("in ").unwrap_or(inner).trim_start();
    let unit = UNITS.iter().find(|unit| inner.starts_with(**unit))?;
    let start = text.len() - inner.len();
    let behind = &inner[unit.len()..];
    let closing = behind.len() - behind.trim_start_matches([')', ']']).len();
    let whole = closing == bracket && !behind[closing..].starts_with(char::is_lowercase);
    whole.then(|| (start..start + unit.len(), start + unit.len() + closing))
}

/// The longest name at `at` that is of none of these columns, with the blanks before it.
fn next_name(text: &str, at: usize, names: &[Name]) -> Option<Name> {
    names_at(text, at, names).max_by_key(|name| name.range.end)
}

/// Reads a text from `at` on as names of columns, `FEWEST` with those that are there already.
fn tile(text: &str, at: usize, names: &mut Vec<Name>) -> bool {
    if prefix(blanks, &text[at..]).map_or(at, |(_, len)| at + len) == text.len() {
        return names.len() >= FEWEST;
    }
    // A name may be the start of a longer one (`Projekt`, `Projektbezeichnung`): try them all.
    let all: Vec<Name> = names_at(text, at, names).collect();
    all.into_iter().any(|name| {
        let end = name.range.end;
        names.push(name);
        let whole = tile(text, end, names);
        if !whole {
            names.pop();
        }
        whole
    })
}

/// The names of columns that rows of text have.
fn column_names() -> impl Iterator<Item = &'static str> {
    COLUMN_NAMES.iter().filter(|(_, role)| role.column().is_some()).map(|(name, _)| *name)
}

/// Whether a header could go on behind this text: it starts with the name of a column.
pub fn starts_header(text: &str) -> bool {
    NAMES.starting(text).any(|(_, role)| role.column().is_some())
}

/// Whether a line is a part of a header that has lost others: two names at least, the first and the last may be cut
/// (`ZeitplanBudgetAntrag-`, `stellerProjektbezeichnungNr.`).
pub fn is_header_part(text: &str) -> bool {
    const FEWEST_NAMES: usize = 2;
    let starts = column_names().flat_map(|name| name.char_indices().map(|(at, _)| &name[at..]));
    text.len() <= LONGEST
        && starts.filter(|end| end.len() > 2 && begins(text, end)).map(|end| &text[end.len()..]).any(|rest| {
            let mut names = Vec::new();
            let mut at = 0;
            while let Some(name) = next_name(rest, at, &names) {
                at = name.range.end;
                names.push(name);
            }
            let rest = rest[at..].trim();
            let cut = rest.strip_suffix('-').unwrap_or(rest);
            let whole = cut.is_empty() || column_names().any(|name| cut.len() > 2 && name.starts_with(cut));
            whole && names.len() + usize::from(!cut.is_empty()) >= FEWEST_NAMES
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_headers() {
        let parts = ["ZeitplanBudgetAntrag-", "stellerProjektbezeichnungNr.", "Nr. Projekt Land"];
        assert!(parts.iter().all(|part| is_header_part(part)));
        let others = ["Projekt", "Kosten der Maßnahmen", "Budget und Land", "Titel", "SPT Digitale Anwendung", "Nr. 5"];
        assert_eq!(others.iter().filter(|other| is_header_part(other)).count(), 0);
    }

    #[test]
    fn headers() {
        let cases = [
            "ZeitplanBudgetAntragstellerProjektbezeichnungNr.",
            "ZeitplanBudgetProjektbezeichnungAntragstellerNr.",
            "Nr Bezeichnung des Vorhabens Antragsteller Mittel Zeitraum",
            "ProjektlaufzeitBewilligte SummeLänderTitelID",
            "Lfd. Nr. Vorhaben Land Fördersumme Laufzeit",
            "Budget Zeitplan",
            "ZeitplanBudgetAntragstellerProjektbezeichnungAmpelNr.",
            "Nr. Status Projekt Land Kosten",
            "Lfd. Nr. Vorhaben Land Status Fördersumme Laufzeit",
            "Land Name Funktion",
            "Projekte im Überblick",
            "Name Name Name",
            "Programm ID Antragsteller Projektbezeichnung Start Ende Budget (T€) Vorbehalt",
            "Programm Projekt Land Budget in Mio. €",
        ];
        let read = |case| parse_columns(case).map(|header| (header.columns, header.unknown));
        insta::assert_snapshot!(cases.map(|case| format!("{case} -> {:?}", read(case))).join("\n"), @r#"
        ZeitplanBudgetAntragstellerProjektbezeichnungNr. -> Some(([Period, Budget, Applicants, Title, Number], None))
        ZeitplanBudgetProjektbezeichnungAntragstellerNr. -> Some(([Period, Budget, Title, Applicants, Number], None))
        Nr Bezeichnung des Vorhabens Antragsteller Mittel Zeitraum -> Some(([Number, Title, Applicants, Budget, Period], None))
        ProjektlaufzeitBewilligte SummeLänderTitelID -> Some(([Period, Budget, Applicants, Title, Number], None))
        Lfd. Nr. Vorhaben Land Fördersumme Laufzeit -> Some(([Number, Title, Applicants, Budget, Period], None))
        Budget Zeitplan -> None
        ZeitplanBudgetAntragstellerProjektbezeichnungAmpelNr. -> Some(([Period, Budget, Applicants, Title, Number], Some("Ampel")))
        Nr. Status Projekt Land Kosten -> None
        Lfd. Nr. Vorhaben Land Status Fördersumme Laufzeit -> Some(([Number, Title, Applicants, Other, Budget, Period], Some("Status")))
        Land Name Funktion -> None
        Projekte im Überblick -> None
        Name Name Name -> None
        Programm ID Antragsteller Projektbezeichnung Start Ende Budget (T€) Vorbehalt -> Some(([Programme, Number, Applicants, Title, Period, Amount, Reservation], None))
        Programm Projekt Land Budget in Mio. € -> Some(([NumberedTitle, Applicants, Amount], Some("Programm")))
        "#);
    }
}
