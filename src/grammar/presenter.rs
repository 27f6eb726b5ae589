//! Who presents a decision, as a line says it behind a label.
//!
//! | written | read as |
//! | --- | --- |
//! | `Berichterstattung: Dr. Ada Quer` | `Dr. Ada Quer` |
//! | `Berichterstattung: Bund (Staatssekretär Dr. Ada Quer)` | `Dr. Ada Quer` |
//! | `Eingebracht von Staatsministerin Ada Quer (Sachsen)` | `Ada Quer` |
//! | `Beschluss 2027/18 · Berichterstattung: Ada Quer, Bund` | `Ada Quer`, with `Beschluss 2027/18` in front |
//! | `Berichterstattung: Hessen` | nobody |

use std::ops::Range;

use super::person::{is_organization, name_behind_office, person_name};
use crate::vocabulary::{PRESENTER_LABELS, jurisdiction};

/// Who presents a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presented {
    /// What stands in front of the label, without the sign that divides them; empty where the line starts with it.
    pub front: Range<usize>,
    /// Where the name stands, with the academic titles in front of it.
    pub name: Range<usize>,
}

/// The signs behind which the label may stand.
const SIGNS: &[&str] = &[" · ", " | ", "; ", " – ", ", "];

/// Reads a line that says who presents: a label with a colon or `von`, then a name.
pub fn presented(text: &str) -> Option<Presented> {
    let (start, inner) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (1, inner),
        None => (0, text),
    };
    let at_start = || Some((0, label_in_front(inner)?));
    let behind = || {
        let places = SIGNS.iter().flat_map(|sign| inner.match_indices(sign));
        let mut labelled = places.filter_map(|(at, sign)| {
            let from = at + sign.len();
            Some((at, from + label_in_front(&inner[from..])?))
        });
        labelled.next()
    };
    let (front, from) = at_start().or_else(behind)?;
    let name = name_of(&inner[from..])?;
    Some(Presented { front: start..start + front, name: start + from + name.start..start + from + name.end })
}

/// Where what stands behind a label starts; small letters are no matter where it begins.
fn label_in_front(text: &str) -> Option<usize> {
    PRESENTER_LABELS.iter().find_map(|label| {
        let (mut own, mut written) = (label.chars(), text.chars());
        let same = own.next()?.to_lowercase().eq(written.next()?.to_lowercase());
        let rest = written.as_str().strip_prefix(own.as_str()).filter(|_| same)?;
        let told = rest.strip_prefix(':').or_else(|| label.ends_with(" von").then_some(rest))?;
        Some(text.len() - told.trim_start().len())
    })
}

/// The name among what else is said of a person: an office in front, a Land in front or behind.
fn name_of(text: &str) -> Option<Range<usize>> {
    let part = |part: &str, at: usize| {
        let trimmed = part.trim();
        let at = at + part.len() - part.trim_start().len();
        let land = jurisdiction(trimmed).is_some() || is_organization(trimmed);
        let name = |from: usize| Some(from).filter(|from| person_name(&trimmed[*from..]).is_some());
        let from = name(0).filter(|_| !land).or_else(|| name_behind_office(trimmed))?;
        Some(at + from..at + trimmed.len())
    };
    let mut at = 0;
    let mut parts = text.split(['(', ')', ',']).map(|piece| {
        let start = at;
        at += piece.len() + 1;
        (piece, start)
    });
    parts.find_map(|(piece, start)| part(piece, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_behind_labels() {
        let lines = [
            "Berichterstattung: Dr. Ada Quer",
            "Berichterstattung: Bund (Staatssekretär Dr. Ada Quer)",
            "Berichterstatterin: Ada Quer (Niedersachsen)",
            "Eingebracht von Staatsministerin Dr. Ada Quer (Sachsen)",
            "vorgestellt von Dr. Ada von Quer (NW)",
            "Beschluss 2027/18 · Berichterstattung: Ada Quer (Bund)",
            "(Beschluss 2032/23; Berichterstattung: Dr. Ada Quer, Hamburg)",
            "Berichterstattung: Hessen",
            "Vortrag der Länder",
            "Referentenentwurf: Ada Quer",
            "Vortrag: Finanzministerium Bayern",
        ];
        let read = lines.map(|line| match presented(line) {
            Some(Presented { front, name }) => format!("{} | {}", &line[front], &line[name]),
            None => format!("{line} -> nobody"),
        });
        insta::assert_snapshot!(read.join("\n"), @"
         | Dr. Ada Quer
         | Dr. Ada Quer
         | Ada Quer
         | Dr. Ada Quer
         | Dr. Ada von Quer
        Beschluss 2027/18 | Ada Quer
        Beschluss 2032/23 | Dr. Ada Quer
        Berichterstattung: Hessen -> nobody
        Vortrag der Länder -> nobody
        Referentenentwurf: Ada Quer -> nobody
        Vortrag: Finanzministerium Bayern -> nobody
        ");
    }
}
