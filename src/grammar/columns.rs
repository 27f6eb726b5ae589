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

/// Reads a whole text as a header: nothing but names of columns, each column once.
pub fn parse_columns(text: &str) -> Option<Vec<Column>> {
    fn rest(text: &str, columns: &mut Vec<Column>) -> bool {
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
            let whole = rest(behind, columns);
            if !whole {
                columns.pop();
            }
            whole
        })
    }
    let mut columns = Vec::new();
    rest(text, &mut columns).then_some(columns)
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
            "Projekte im Überblick",
            "Name Name Name",
        ];
        insta::assert_snapshot!(cases.map(|case| format!("{case} -> {:?}", parse_columns(case))).join("\n"), @"
        ZeitplanBudgetAntragstellerProjektbezeichnungNr. -> Some([Period, Budget, Applicants, Title, Number])
        ZeitplanBudgetProjektbezeichnungAntragstellerNr. -> Some([Period, Budget, Title, Applicants, Number])
        Nr Bezeichnung des Vorhabens Antragsteller Mittel Zeitraum -> Some([Number, Title, Applicants, Budget, Period])
        ProjektlaufzeitBewilligte SummeLänderTitelID -> Some([Period, Budget, Applicants, Title, Number])
        Lfd. Nr. Vorhaben Land Fördersumme Laufzeit -> Some([Number, Title, Applicants, Budget, Period])
        Budget Zeitplan -> None
        Projekte im Überblick -> None
        Name Name Name -> None
        ");
    }
}
