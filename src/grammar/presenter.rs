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

use super::cell::strip_prefix_folded;
use super::heading::is_bare_heading;
use super::person::{is_office, is_organization, name_behind_office, person_name};
use super::session::is_council;
use super::{has_digit, sentences};
use crate::vocabulary::{
    ARTICLES, DENIALS, FORMS_OF_ADDRESS, HONORIFICS, NOT_HELD, PASSIVE_AGENTS, PRESENTED_PAST, PRESENTED_VERBS,
    PRESENTER_LABELS, TALK_LABELS, association, jurisdiction,
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
    if !text.contains(':') && !text.contains(" von ") && !text.contains(" durch ") {
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
        let told = rest.strip_prefix(':').or_else(|| rest.strip_prefix(' ').filter(|_| takes_name(label)))?;
        Some(text.len() - told.trim_start().len())
    })
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

/// Where the name of the person stands who presented something, as a whole text or one of its sentences tells in one of a
/// few ways, and nothing else: `Vorgetragen von Dr. Ada Quer`, `Das Konzept stellte Dr. Ada Quer (Hessen) vor`. Where more
/// than that is said, it may be another talk, or one that was not held.
pub fn presenter_told(text: &str) -> Option<Range<usize>> {
    let bare = text.trim_end_matches('.');
    if let Some(start) = label_in_front(bare) {
        // `Vorgestellt von Dr. Ada Quer (Hessen), einstimmig`
        let (person, more) = bare[start..].split_once(", ").unwrap_or((&bare[start..], ""));
        let words: Vec<&str> = more.split(' ').collect();
        let may_name = words.windows(2).any(|two| two.iter().all(|word| word.starts_with(char::is_uppercase)));
        let alone = whole_person(person).filter(|_| !has_digit(more) && !may_name && !is_conditional(more));
        let whole = || presented(bare).filter(|one| one.told && one.end == bare.len()).map(|one| one.name);
        return alone.map(|name| start + name.start..start + name.end).or_else(whole);
    }
    // Most texts have none of them.
    let (verb, prefix) = PRESENTED_PAST;
    let told = text.contains(verb) || PRESENTED_VERBS.iter().any(|participle| text.contains(&participle[1..]));
    if !told || is_conditional(text) {
        return None;
    }
    let mut told = sentences(text).into_iter().flat_map(|sentence| {
        let clauses = text[sentence.clone()].match_indices(", ").map(|(at, sign)| sentence.start + at + sign.len());
        // A name behind a comma is another person.
        let starts = clauses.filter(|at| text[*at..].starts_with(char::is_lowercase));
        let starts: Vec<usize> = std::iter::once(sentence.start).chain(starts).collect();
        let ends = starts[1..].iter().map(|start| start - ", ".len()).chain([sentence.end]).collect::<Vec<usize>>();
        starts.into_iter().zip(ends).filter_map(|(start, end)| {
            let name = told_by_clause(text[start..end].trim_end_matches(['.', ' ']), (verb, prefix))?;
            Some(start + name.start..start + name.end)
        })
    });
    told.next().filter(|_| told.next().is_none())
}

/// Whether words say that something was put off, or hangs on something: `wurde vertagt`, `wenn es fertig ist`.
fn is_conditional(text: &str) -> bool {
    text.split(|c: char| !c.is_alphabetic()).any(|word| NOT_HELD.contains(&word))
}

/// The same of one clause, with the verb and the word that it is parted from.
fn told_by_clause(clause: &str, (verb, prefix): (&str, &str)) -> Option<Range<usize>> {
    let whole = |range: Range<usize>| {
        let name = whole_person(&clause[range.clone()])?;
        Some(range.start + name.start..range.start + name.end)
    };
    // `nicht vorgestellt`, `in der 68. Sitzung`
    let words = || clause.split(' ').map(str::to_lowercase);
    if has_digit(clause) || words().any(|word| DENIALS.iter().any(|denial| word.starts_with(denial))) {
        return None;
    }
    // `das Konzept`, and no `den neuen Leiter`, `die FITKO`
    let thing = |text: &str| {
        let (article, noun) = text.split_once(' ').unwrap_or_default();
        ARTICLES.contains(&article.to_lowercase().as_str())
            && !noun.contains(' ')
            && !is_office(noun)
            && !is_organization(noun)
            && !is_council(noun)
            && jurisdiction(noun).is_none()
            && association(noun).is_none()
            && !noun.chars().all(char::is_uppercase)
    };
    // `Das Konzept stellte Dr. Ada Quer vor`, `Dr. Ada Quer stellte das Konzept vor`
    let parted = clause.strip_suffix(prefix).and_then(|clause| Some((clause.len(), clause.split_once(verb)?)));
    if let Some((end, (front, behind))) = parted {
        return match (thing(front), thing(behind)) {
            (true, false) => whole(end - behind.len()..end),
            (false, true) => whole(0..front.len()),
            _ => None,
        };
    }
    // `vorgestellt hat das Konzept Dr. Ada Quer`
    let turned = PRESENTED_VERBS
        .iter()
        .any(|verb| strip_prefix_folded(clause, verb).is_some_and(|rest| rest.starts_with(" hat d")));
    if turned {
        let titles = HONORIFICS.iter().filter_map(|title| clause.find(&format!(" {title} ")));
        return whole(titles.min()? + 1..clause.len());
    }
    // `Das Konzept wurde von Dr. Ada Quer vorgestellt`
    let passive = PRESENTED_VERBS.iter().find_map(|verb| clause.strip_suffix(verb)?.strip_suffix(' '))?;
    let (_, person) = passive.split_once(" wurde von ")?;
    whole(passive.len() - person.len()..passive.len())
}

/// Where the name stands of the person who is all that a text names, told by a title, an office or a Land: `Dr. Ada Quer`,
/// `Staatsrätin Ada Quer`, `Ada Quer aus Hessen`.
fn whole_person(text: &str) -> Option<Range<usize>> {
    let of_land = text.rsplit_once(" aus ").filter(|(_, land)| jurisdiction(land).is_some());
    let bare = of_land.map_or(text, |(front, _)| front);
    let person = Person::find(bare).filter(|person| person.end == bare.len() && (person.told || of_land.is_some()))?;
    // `Dr. Ada Quer vom Bund`
    let plain = !bare[person.name.clone()].split(' ').any(|word| word == "vom" || word == "zur");
    plain.then_some(person.name)
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
            ("Die Liste stellte Dr. Ada Quer aus Brandenburg vor.", "Dr. Ada Quer"),
            ("Akten sollen übergeben werden, vorgestellt hat das Konzept Dr. Ada Quer. Es gilt viel.", "Dr. Ada Quer"),
            ("Vorgestellt durch Dr. Ada Quer (Niedersachsen)", "Dr. Ada Quer"),
            ("Vorgetragen von Ada Quer (Hessen)", "Ada Quer"),
            ("Vorgestellt von Dr. Ada Quer aus Hessen, einstimmig", "Dr. Ada Quer"),
            ("Vorgestellt von Dr. Ada Quer (Hessen), Diskussion war kurz", "Dr. Ada Quer"),
            ("Vortrag von Prof. Dr. Ada von Quer (HE).", "Prof. Dr. Ada von Quer"),
            ("Das Konzept wurde von Ada Quer (HE) vorgestellt.", "Ada Quer"),
            ("Staatsrätin Ada Quer stellte das Konzept vor, das ab Mai gilt.", "Ada Quer"),
        ];
        for (text, name) in told {
            assert_eq!(presenter_told(text).map(|range| &text[range]), Some(name), "{text}");
        }
        for text in [
            "Dr. Ada Quer berichtet in der 72. Sitzung",
            "Das Konzept wird von Dr. Ada Quer vorgestellt",
            "Das Konzept soll von Dr. Ada Quer vorgestellt werden",
            "Das Konzept stellte Dr. Ada Quer nicht vor",
            "Als Leiterin wurde Dr. Ada Quer vorgestellt",
            "Bayern stellte Dr. Ada Quer vor",
            "Den Leiter stellte Staatsrätin Ada Quer vor",
            "Dr. Ada Quer stellte die Frage in den Raum und Dr. Karl Heu stellte das Konzept vor",
            "Dr. Ada Quer stellte die Weichen und stellte Herrn Heu vor",
            "Vorgestellt von Dr. Ada Quer (Hessen), wurde vertagt",
            "Das Konzept wurde von Dr. Ada Quer vorgestellt, wenn es fertig ist",
            "Vortrag vonnöten: Ada Quer (HE)",
            "Die FITKO stellte Dr. Ada Quer vor",
            "Das wurde von Ada Querßvorgestellt",
            "Dr. Ada Quer (HE) und Dr. Karl Heu (BY) stellten das Konzept vor",
            "Vorgestellt von Dr. Ada Quer, Karl Heu und Ina Kurz",
            "Vorgestellt von Dr. Ada Quer (Hessen), Karl Heu (Bayern)",
            "Vortrag von Dr. Ada Quer entfiel",
            "Das Gutachten von Dr. Ada Quer stellte die FITKO vor",
            "Der Vortrag von Dr. Ada Quer entfiel",
            "Vorgestellt von Dr. Ada Quer in der 12. Sitzung der AG Netze",
            "Im Kabinett stellte Dr. Ada Quer die Kosten vor",
            "Staatsrätin Ada Quer trug Bedenken vor",
            "In Vertretung von Dr. Ada Quer stellte das BMI das Konzept vor",
        ] {
            assert_eq!(presenter_told(text), None, "{text}");
        }
    }
}
