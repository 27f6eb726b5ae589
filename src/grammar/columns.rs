//! The header row of a table: which columns there are, and in which order.
//!
//! | written | read as |
//! | --- | --- |
//! | `ZeitplanBudgetAntragstellerProjektbezeichnungNr.` | period, budget, applicants, title, number |
//! | `Nr Bezeichnung des Vorhabens Antragsteller Mittel Zeitraum` | number, title, applicants, budget, period |

use super::{blanks, prefix};
use crate::vocabulary::{COLUMN_NAMES, Column};

/// How many columns a header names at least; fewer could be words of a sentence.
const FEWEST: usize = 3;
/// Bytes of a header, at most.
const LONGEST: usize = 160;
/// Bytes of names that nobody knows, at most.
const MOST_UNKNOWN: usize = 24;

/// A header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its columns, in order; each once.
    pub columns: Vec<Column>,
    /// The name of a column that the vocabulary does not know; beside the title it is not among the columns.
    pub unknown: Option<String>,
}

/// Reads a whole text as a header: names of columns, and of one that nobody knows at most, behind two known ones.
pub fn parse_columns(text: &str) -> Option<Header> {
    if text.len() > LONGEST {
        return None;
    }
    let mut columns = Vec::new();
    if tile(text, &mut columns) {
        return Some(Header { columns, unknown: None });
    }
    let mut start = 0;
    while let Some((column, len)) = next_name(&text[start..], &columns) {
        columns.push(column);
        start += len;
    }
    let known = columns.len();
    let ends =
        (start + 1..=(start + MOST_UNKNOWN).min(text.len())).filter(|end| known > 1 && text.is_char_boundary(*end));
    for end in ends {
        columns.truncate(known);
        let unknown = text[start..end].trim();
        let name = !unknown.is_empty() && unknown.chars().all(|c| c.is_alphabetic() || " -./".contains(c));
        if name && tile(&text[end..], &mut columns) {
            // Beside a title, or the next row, nobody could say where one ends.
            let typed = |at: usize| columns.get(at).is_some_and(|column| *column != Column::Title);
            if typed(known - 1) && typed(known) {
                columns.insert(known, Column::Other);
            }
            return Some(Header { columns, unknown: Some(unknown.to_owned()) });
        }
    }
    None
}

/// The longest name at the start of a text that is of none of these columns, with the blanks before it.
fn next_name(text: &str, columns: &[Column]) -> Option<(Column, usize)> {
    let behind = text.trim_start();
    let fits = |(name, column): &&(&str, Column)| behind.starts_with(name) && !columns.contains(column);
    let (name, column) = COLUMN_NAMES.iter().filter(fits).max_by_key(|(name, _)| name.len())?;
    Some((*column, text.len() - behind.len() + name.len()))
}

/// Reads a text as names of columns, `FEWEST` with those that are there already.
fn tile(text: &str, columns: &mut Vec<Column>) -> bool {
    let text = prefix(blanks, text).map_or(text, |(_, len)| &text[len..]);
    if text.is_empty() {
        return columns.len() >= FEWEST;
    }
    // A name may be the start of a longer one (`Projekt`, `Projektbezeichnung`): try them all.
    COLUMN_NAMES.iter().any(|(name, column)| {
        let Some(behind) = text.strip_prefix(name).filter(|_| !columns.contains(column)) else {
            return false;
        };
        columns.push(*column);
        let whole = tile(behind, columns);
        if !whole {
            columns.pop();
        }
        whole
    })
}

/// Whether a header could go on behind this text: it starts with the name of a column.
pub fn starts_header(text: &str) -> bool {
    COLUMN_NAMES.iter().any(|(name, _)| text.starts_with(name))
}

/// Whether a line is a part of a header that has lost others: two names at least, the first and the last may be cut
/// (`ZeitplanBudgetAntrag-`, `stellerProjektbezeichnungNr.`).
pub fn is_header_part(text: &str) -> bool {
    const FEWEST_NAMES: usize = 2;
    let starts = COLUMN_NAMES.iter().flat_map(|(name, _)| name.char_indices().map(|(at, _)| &name[at..]));
    text.len() <= LONGEST
        && starts.filter(|end| end.len() > 2).filter_map(|end| text.strip_prefix(end)).any(|mut rest| {
            let mut names = 0;
            let mut columns = Vec::new();
            while let Some((column, len)) = next_name(rest, &columns) {
                columns.push(column);
                names += 1;
                rest = &rest[len..];
            }
            let cut = rest.trim().strip_suffix('-').unwrap_or(rest.trim());
            let whole = cut.is_empty() || COLUMN_NAMES.iter().any(|(name, _)| cut.len() > 2 && name.starts_with(cut));
            whole && names + usize::from(!cut.is_empty()) >= FEWEST_NAMES
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
        ];
        insta::assert_snapshot!(cases.map(|case| format!("{case} -> {:?}", parse_columns(case))).join("\n"), @r#"
        ZeitplanBudgetAntragstellerProjektbezeichnungNr. -> Some(Header { columns: [Period, Budget, Applicants, Title, Number], unknown: None })
        ZeitplanBudgetProjektbezeichnungAntragstellerNr. -> Some(Header { columns: [Period, Budget, Title, Applicants, Number], unknown: None })
        Nr Bezeichnung des Vorhabens Antragsteller Mittel Zeitraum -> Some(Header { columns: [Number, Title, Applicants, Budget, Period], unknown: None })
        ProjektlaufzeitBewilligte SummeLänderTitelID -> Some(Header { columns: [Period, Budget, Applicants, Title, Number], unknown: None })
        Lfd. Nr. Vorhaben Land Fördersumme Laufzeit -> Some(Header { columns: [Number, Title, Applicants, Budget, Period], unknown: None })
        Budget Zeitplan -> None
        ZeitplanBudgetAntragstellerProjektbezeichnungAmpelNr. -> Some(Header { columns: [Period, Budget, Applicants, Title, Number], unknown: Some("Ampel") })
        Nr. Status Projekt Land Kosten -> None
        Lfd. Nr. Vorhaben Land Status Fördersumme Laufzeit -> Some(Header { columns: [Number, Title, Applicants, Other, Budget, Period], unknown: Some("Status") })
        Land Name Funktion -> None
        Projekte im Überblick -> None
        Name Name Name -> None
        "#);
    }
}
