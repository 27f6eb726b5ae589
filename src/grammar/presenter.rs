//! Who presents a decision, as a line says it behind a label.
//!
//! | written | read as |
//! | --- | --- |
//! | `Berichterstattung: Dr. Ada Quer` | `Dr. Ada Quer` |
//! | `Berichterstattung: Bund (Staatssekretär Dr. Ada Quer)` | `Dr. Ada Quer` |
//! | `Eingebracht von Staatsministerin Ada Quer (Sachsen)` | `Ada Quer` |
//! | `Beschluss 2027/18 · Berichterstattung: Ada Quer, Bund` | `Ada Quer`, with `Beschluss 2027/18` in front |
//! | `Berichterstattung: Hessen` | nobody |
//! | `Das Konzept stellte Dr. Ada Quer (Hessen) vor` | `Dr. Ada Quer`, whom a sentence tells of |

use std::ops::Range;

use super::heading::is_bare_heading;
use super::person::{is_office, is_organization, name_behind_office, person_name};
use crate::vocabulary::{
    COMING_VERBS, FORMS_OF_ADDRESS, HONORIFICS, NAME_PARTICLES, PARTED_VERBS, PASSIVE_AGENTS, PASSIVE_VERBS,
    PRESENTED_VERBS, PRESENTER_LABELS, TALK_LABELS, TALK_OF, association, jurisdiction,
};

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
    if !text.contains(':') && !has_agent(text) {
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
        let told = rest.strip_prefix(':').or_else(|| takes_name(label).then_some(rest))?;
        Some(text.len() - told.trim_start().len())
    })
}

/// Whether somebody may stand in a text behind the word of the passive.
fn has_agent(text: &str) -> bool {
    PASSIVE_AGENTS.iter().any(|agent| text.contains(agent))
}

/// Whether the name stands behind a label without a colon: `Vorgestellt von`.
fn takes_name(label: &str) -> bool {
    PASSIVE_AGENTS.iter().any(|agent| label.ends_with(agent))
}

/// Whether a text starts with what says who presents: `eingebracht von Ada Quer`.
pub fn starts_with_presenter(text: &str) -> bool {
    label_in_front(text).is_some()
}

/// Where the name of the person stands that a text is of, with what else is said of one: `Staatsrätin Ada Quer (HB)`.
pub fn person_in(text: &str) -> Option<Range<usize>> {
    Person::find(text).map(|person| person.name)
}

/// Where the name of the person stands who presented something, as a sentence tells: `Das Konzept stellte Dr. Ada Quer
/// (Hessen) vor`, `Vorgetragen von Dr. Ada Quer`. What is still to be presented has no presenter, and neither has what
/// several persons are named beside.
pub fn presenter_told(text: &str) -> Option<Range<usize>> {
    // Most sentences have none of them; a verb may start one with a capital.
    let mut all = PRESENTED_VERBS.iter().chain(PARTED_VERBS.iter().map(|(verb, _)| verb));
    if !has_agent(text) && !all.any(|verb| text.contains(&verb[1..])) {
        return None;
    }
    let mut persons = persons_in(text);
    let person = persons.next().filter(|_| persons.next().is_none())?;
    // What is said in the same clause.
    const ENDS: [&str; 3] = [", ", ". ", "; "];
    let front = &text[..person.start];
    let abbreviated = |at: usize| front[..at].ends_with(|c: char| c.is_ascii_digit());
    let starts = ENDS.iter().filter_map(|end| front.rfind(end).filter(|at| !abbreviated(*at)));
    let start = starts.max().map_or(0, |at| at + 2);
    let end = ENDS.iter().filter_map(|end| text[person.end..].find(end)).min().map_or(text.len(), |at| person.end + at);
    let clause = text[start..end].to_lowercase();
    let words: Vec<&str> = clause.split(|c: char| !c.is_alphabetic()).collect();
    let has = |some: &[&str]| some.iter().any(|word| words.contains(word));
    // `wurde vorgestellt` is said of what is new as well.
    let told = has(PRESENTED_VERBS) || PARTED_VERBS.iter().any(|(verb, prefix)| has(&[verb]) && has(&[prefix]));
    let told = told && !has(PASSIVE_VERBS);
    let front = front.trim_end();
    let labelled = |label: &&str| takes_name(label) && front.to_lowercase().ends_with(&label.to_lowercase());
    // `wurde von Ada Quer vorgestellt`
    let by = || takes_name(front) && has(PRESENTED_VERBS) && !has(COMING_VERBS);
    let by = front.ends_with(TALK_OF) || PRESENTER_LABELS.iter().any(labelled) || by();
    (told || by).then_some(person)
}

/// Where the persons stand of whom a sentence speaks, each with a title, an office in front or a Land behind.
fn persons_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    const MOST_WORDS: usize = 3;
    let is_title = |word: &str| HONORIFICS.contains(&word);
    let named = move |word: &str| {
        let bare = word.trim_end_matches([',', '.', ';', ':']);
        NAME_PARTICLES.contains(&bare) || bare.starts_with(char::is_uppercase) && bare.chars().all(is_of_name)
    };
    let starts = std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1));
    let words = starts.map(|at| (at, text[at..].split(' ').next().unwrap_or_default()));
    // Stretches of words that a name may be of.
    let mut runs: Vec<(Range<usize>, bool)> = Vec::new();
    let (mut open, mut after_small) = (false, true);
    for (at, word) in words {
        if !is_title(word) && !named(word) {
            (open, after_small) = (false, word.starts_with(char::is_lowercase));
            continue;
        }
        match runs.last_mut().filter(|_| open) {
            Some((run, _)) => run.end = at + word.len(),
            None => runs.push((at..at + word.len(), after_small)),
        }
        open = is_title(word) || !word.ends_with([',', '.', ';', ':']);
        after_small = false;
    }
    runs.into_iter().filter_map(move |(run, after_small)| {
        let whole = text[run.clone()].trim_end_matches([',', '.', ';', ':']);
        // No name starts with the word that leads to it.
        let label = PRESENTER_LABELS.iter().chain([&TALK_OF]).find_map(|label| whole.strip_prefix(label));
        let mut inner = label.unwrap_or(whole).trim_start();
        while let Some((_, rest)) = inner.split_once(' ').filter(|(first, _)| NAME_PARTICLES.contains(first)) {
            inner = rest;
        }
        let (whole, run) = (inner, run.start + whole.len() - inner.len()..run.end);
        let title = HONORIFICS.iter().filter_map(|title| whole.find(&format!("{title} "))).min();
        let office = name_behind_office(whole);
        let start = title.or(office).unwrap_or(0);
        let name = &whole[start..];
        let read = person_name(name)?;
        let behind = &text[run.start + whole.len()..];
        let bare = title.is_none() && office.is_none();
        let short = (2..=MOST_WORDS).contains(&name.split(' ').count()) && after_small;
        let told = read.prefix.is_some() || office.is_some() || is_of_land(behind) && short;
        let others = jurisdiction(name).is_some() || association(name).is_some() || is_organization(name);
        let start = run.start + start;
        (told && !(bare && others)).then(|| start..start + name.len())
    })
}

fn is_of_name(c: char) -> bool {
    c.is_alphabetic() || "-'’".contains(c)
}

/// Whether a text goes on with the Land that somebody is of: ` (Hessen)`, ` aus Hessen`.
fn is_of_land(text: &str) -> bool {
    let inner = text.strip_prefix(" (").and_then(|rest| rest.split(')').next());
    let from = || [" aus ", " für "].iter().find_map(|word| text.strip_prefix(word));
    let first = || from().and_then(|rest| rest.split([' ', ',', '.', ';']).next());
    inner.or_else(first).is_some_and(|land| jurisdiction(land).is_some())
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

    #[test]
    fn sentences_tell_who_presented() {
        let told = [
            ("Vortrag von Prof. Dr. Ada Quer (Schleswig-Holstein) kam gut an", "Prof. Dr. Ada Quer"),
            ("Die Liste stellte Dr. Ada Quer aus Brandenburg vor.", "Dr. Ada Quer"),
            ("Vorgestellt hat das Konzept Dr. Ada von Quer aus Hamburg.", "Dr. Ada von Quer"),
            ("Akten sollen übergeben werden, vorgestellt hat das Dr. Ada Quer. Es gilt, was gilt.", "Dr. Ada Quer"),
            ("Vorgestellt durch Dr. Ada Quer (Niedersachsen)", "Dr. Ada Quer"),
            ("Vorgetragen von Ada Quer (Hessen)", "Ada Quer"),
            ("Das Konzept wurde von Ada Quer (HE) vorgestellt.", "Ada Quer"),
            ("Staatsrätin Ada Quer berichtete, dass alle Länder bereit sind.", "Ada Quer"),
            ("Das Konzept wurde von Dr. Ada Quer vorgestellt.", "Dr. Ada Quer"),
        ];
        for (text, name) in told {
            assert_eq!(presenter_told(text).map(|range| &text[range]), Some(name), "{text}");
        }
        for text in [
            "Dr. Ada Quer berichtet in der 72. Sitzung",
            "Das Konzept wird Dr. Ada Quer vorgestellt",
            "Das Konzept soll von Dr. Ada Quer vorgestellt werden",
            "Als Leiterin wurde Dr. Ada Quer vorgestellt",
            "Dr. Ada Quer (HE) und Dr. Karl Heu (BY) stellten das Konzept vor",
            "Die FITKO berichtete, Sachsen-Anhalt stellte den Stand vor",
            "Gutachten von Dr. Ada Quer liegt vor",
            "Der Bund stellte Mittel für Hessen bereit",
        ] {
            assert_eq!(presenter_told(text), None, "{text}");
        }
    }
}
