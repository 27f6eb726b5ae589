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

use super::heading::is_bare_heading;
use super::person::{is_office, is_organization, name_behind_office, person_name};
use crate::vocabulary::{FORMS_OF_ADDRESS, PRESENTER_LABELS, TALK_LABELS, association, jurisdiction};

/// Who presents a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presented {
    /// What stands in front of the label, without the sign that divides them; empty where the line starts with it.
    pub front: Range<usize>,
    /// Where the name stands, with the academic titles in front of it.
    pub name: Range<usize>,
    /// Where what is said of the person ends: a Land, an office.
    pub end: usize,
    /// Whether something says that it is a person: a title, an office or a Land beside it.
    pub told: bool,
}

/// The signs behind which the label may stand.
const SIGNS: &[&str] = &[" · ", " | ", "; ", " – ", ", ", ". ", " "];

/// Reads a line that says who presents: a label with a colon or `von`, then a name.
pub fn presented(text: &str) -> Option<Presented> {
    // Most lines have neither sign nor word behind which the name stands.
    if !text.contains(':') && !text.contains(" von ") {
        return None;
    }
    let (start, inner) = match text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) => (1, inner),
        None => (0, text),
    };
    let at_start = || label_in_front(inner).map(|from| (0, from));
    let behind = || {
        let places = SIGNS.iter().flat_map(|sign| inner.match_indices(sign));
        let mut labelled = places.filter_map(|(at, sign)| {
            let from = at + sign.len();
            // In front stands the identifier, and no title.
            let ends = || inner[..at].ends_with(|c: char| c.is_ascii_digit() || c == 'T' || c == ')');
            ((sign != " " || ends()) && is_bare_heading(&inner[..at])).then_some(())?;
            Some((at, from + label_in_front(&inner[from..])?))
        });
        labelled.next()
    };
    let (front, from) = at_start().or_else(behind)?;
    let person = Person::find(&inner[from..])?;
    // `Vortrag: Digitale Souveränität` is what it is about.
    let label = inner[..from].trim_end_matches([' ', ':']);
    let topic = TALK_LABELS.iter().any(|talk| label.ends_with(talk));
    let moved = |at: usize| start + from + at;
    (!topic || person.told).then(|| Presented {
        front: start..start + front,
        name: moved(person.name.start)..moved(person.name.end),
        end: if from + person.end == inner.len() { text.len() } else { moved(person.end) },
        told: person.told,
    })
}

/// Where what stands behind a label starts; small letters are no matter where it begins.
fn label_in_front(text: &str) -> Option<usize> {
    PRESENTER_LABELS.iter().chain(TALK_LABELS).find_map(|label| {
        let (mut own, mut written) = (label.chars(), text.chars());
        let same = own.next()?.to_lowercase().eq(written.next()?.to_lowercase());
        let rest = written.as_str().strip_prefix(own.as_str()).filter(|_| same)?;
        let told = rest.strip_prefix(':').or_else(|| label.ends_with(" von").then_some(rest))?;
        Some(text.len() - told.trim_start().len())
    })
}

/// Whether a text starts with what says who presents: `eingebracht von Ada Quer`.
pub fn starts_with_presenter(text: &str) -> bool {
    label_in_front(text).is_some()
}

/// Where the name of the person stands that a text is of, with what else is said of one: `Staatsrätin Ada Quer (HB)`.
pub fn person_in(text: &str) -> Option<Range<usize>> {
    Person::find(text).map(|person| person.name)
}

/// A person among what else is said of one: an office in front, a Land in front or behind.
struct Person {
    name: Range<usize>,
    end: usize,
    told: bool,
}

impl Person {
    fn find(text: &str) -> Option<Self> {
        let mut parts: Vec<Range<usize>> = Vec::new();
        let mut start = 0;
        for (at, sign) in text.match_indices(['(', ')', ',', ';', '|', '·']).chain([(text.len(), "")]) {
            parts.push(start..at);
            start = at + sign.len();
        }
        let trimmed = |part: &Range<usize>| {
            let inner = &text[part.clone()];
            let start = part.start + inner.len() - inner.trim_start().len();
            start..start + inner.trim().len()
        };
        let parts: Vec<Range<usize>> = parts.iter().map(trimmed).collect();
        let about = |part: &str| jurisdiction(part).is_some() || association(part).is_some() || is_organization(part);
        let named = |part: &Range<usize>| {
            let inner = &text[part.clone()];
            // `Frau Dr. Quer`
            if let Some(rest) = FORMS_OF_ADDRESS.iter().find_map(|form| inner.strip_prefix(form))
                && (person_name(rest).is_some() || is_surname(rest))
            {
                return Some((part.end - rest.len()..part.end, true));
            }
            let office = name_behind_office(inner);
            let from = office.or_else(|| Some(0).filter(|_| !about(inner)))?;
            let name = person_name(&inner[from..])?;
            // `AG Netze`
            let short = |word: &str| word.len() > 1 && word.chars().all(char::is_uppercase);
            let first = inner[from..].split(' ').next().unwrap_or_default();
            (!short(first)).then(|| (part.start + from..part.end, office.is_some() || name.prefix.is_some()))
        };
        // `Staatsrat Quer (Hamburg)`
        let surname = |part: &Range<usize>| {
            let inner = &text[part.clone()];
            let (office, name) = inner.rsplit_once(' ')?;
            (is_office(office) && is_surname(name)).then_some((part.end - name.len()..part.end, true))
        };
        let land = || parts.iter().any(|part| jurisdiction(&text[part.clone()]).is_some());
        let person = |part: &Range<usize>| named(part).or_else(|| surname(part).filter(|_| land()));
        let (at, (name, told)) = parts.iter().enumerate().find_map(|(at, part)| Some((at, person(part)?)))?;
        // In front, and right behind, a Land or an office may stand.
        let says =
            |part: &Range<usize>| part.is_empty() || about(&text[part.clone()]) || is_office(&text[part.clone()]);
        parts[..at].iter().all(says).then_some(())?;
        let behind = parts[at + 1..].iter().take_while(|part| says(part)).count();
        let beside = parts[..at].iter().chain(&parts[at + 1..=at + behind]).any(|part| !part.is_empty());
        let last = parts[at + behind].end;
        let end = match parts.get(at + 1 + behind) {
            Some(_) => last + usize::from(text[last..].starts_with(')')),
            None => text.len(),
        };
        Some(Self { name, end, told: told || beside })
    }
}

/// Whether a text may be a last name alone: one word as names are written.
fn is_surname(text: &str) -> bool {
    const SHORTEST: usize = 3;
    let part = |part: &str| {
        part.starts_with(char::is_uppercase) && part.len() >= SHORTEST && part.chars().skip(1).all(char::is_lowercase)
    };
    text.split('-').all(part)
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
            "Vortrag: Digitale Wege",
            "Eingebracht von AG Netze",
            "Beschluss 2033/12 | Alpha – Vortrag: Ada Quer (HE)",
            "Berichterstattung: Ada Quer (Bund), Karl Heu",
            "Berichterstattung: Ada Quer | Frist: 30.06.2034",
            "Berichterstattung: Ada Quer (Bund)·Frist: 30.06.2034",
            "Nummer des Beschlusses: 2032/18. Vorgestellt von Frau Dr. Ada Quer",
            "Beschluss 2032/18 Berichterstattung: Bayern (Ada Quer)",
            "BE: Ada Quer (Bund)",
            "BE: Keine Bedenken",
        ];
        let read = lines.map(|line| match presented(line) {
            Some(Presented { front, name, end, told }) => {
                format!("{} | {} | {} | {told}", &line[front], &line[name], &line[end..])
            }
            None => format!("{line} -> nobody"),
        });
        insta::assert_snapshot!(read.join("\n"), @"
         | Dr. Ada Quer |  | true
         | Dr. Ada Quer |  | true
         | Ada Quer |  | true
         | Dr. Ada Quer |  | true
         | Dr. Ada von Quer |  | true
        Beschluss 2027/18 | Ada Quer |  | true
        Beschluss 2032/23 | Dr. Ada Quer |  | true
        Berichterstattung: Hessen -> nobody
        Vortrag der Länder -> nobody
        Referentenentwurf: Ada Quer -> nobody
        Vortrag: Finanzministerium Bayern -> nobody
        Vortrag: Digitale Wege -> nobody
        Eingebracht von AG Netze -> nobody
        Beschluss 2033/12 | Alpha – Vortrag: Ada Quer (HE) -> nobody
         | Ada Quer | , Karl Heu | true
         | Ada Quer |  | Frist: 30.06.2034 | false
         | Ada Quer | ·Frist: 30.06.2034 | true
        Nummer des Beschlusses: 2032/18 | Dr. Ada Quer |  | true
        Beschluss 2032/18 | Ada Quer |  | true
         | Ada Quer |  | true
        BE: Keine Bedenken -> nobody
        ");
    }
}
