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
/// Bytes of names that nobody knows, at most.
const MOST_UNKNOWN: usize = 24;

/// A header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its columns, in order; each once.
    pub columns: Vec<Column>,
    /// The name of a column that the vocabulary does not know.
    pub unknown: Option<String>,
}

/// Reads a whole text as a header: names of columns, and of one that nobody knows at most.
pub fn parse_columns(text: &str) -> Option<Header> {
    let mut columns = Vec::new();
    if rest(text, &mut columns) {
        return Some(Header { columns, unknown: None });
    }
    // Where an unknown name stands is where the known ones leave a gap.
    let (start, end) = (0..text.len()).find_map(|start| {
        let ends = start + 1..=(start + MOST_UNKNOWN).min(text.len());
        let whole = |end: &usize| {
            columns.clear();
            let (Some(before), Some(behind)) = (text.get(..start), text.get(*end..)) else { return false };
            tile(before, &mut columns) && (behind.is_empty() || rest(behind, &mut columns)) && columns.len() >= FEWEST
        };
        ends.into_iter().find(whole).map(|end| (start, end))
    })?;
    let unknown = text[start..end].trim().to_owned();
    (unknown.chars().all(|c| c.is_alphabetic() || " -./".contains(c)))
        .then_some(Header { columns, unknown: Some(unknown) })
}

/// Reads a text as names of columns, `FEWEST` with those before it.
fn rest(text: &str, columns: &mut Vec<Column>) -> bool {
    tile_then(text, columns, &|columns| columns.len() >= FEWEST)
}

/// Reads a text as names of columns, however many.
fn tile(text: &str, columns: &mut Vec<Column>) -> bool {
    tile_then(text, columns, &|_| true)
}

fn tile_then(text: &str, columns: &mut Vec<Column>, enough: &dyn Fn(&[Column]) -> bool) -> bool {
    let text = prefix(blanks, text).map_or(text, |(_, len)| &text[len..]);
    if text.is_empty() {
        return enough(columns);
    }
    // A name may be the start of a longer one (`Projekt`, `Projektbezeichnung`): try them all.
    COLUMN_NAMES.iter().any(|(name, column)| {
        let Some(behind) = text.strip_prefix(name).filter(|_| !columns.contains(column)) else {
            return false;
        };
        columns.push(*column);
        let whole = tile_then(behind, columns, enough);
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

#[cfg(test)]
mod tests {
    use super::*;

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
        ZeitplanBudgetAntragstellerProjektbezeichnungAmpelNr. -> Some(Header { columns: [Period, Budget, Applicants, Number], unknown: Some("ProjektbezeichnungAmpel") })
        Nr. Status Projekt Land Kosten -> Some(Header { columns: [Title, Applicants, Budget], unknown: Some("Nr. Status") })
        Land Name Funktion -> None
        Projekte im Überblick -> None
        Name Name Name -> None
        "#);
    }
}
