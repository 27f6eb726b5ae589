//! Persons: a name with its titles, and the line of an author.
//!
//! | written | read as |
//! | --- | --- |
//! | `Prof. Dr. Luise Hölscher` | `Luise Hölscher`, prefix `Prof. Dr.` |
//! | `Frau Dr. Luise Hölscher` | the same, without the form of address |
//! | `Ina-Maria Ulbrich (Vorsitz)` | the chair |
//! | `Ursula de Vries`, `Olaf O’Hara`, `Achim Ó Briain` | names |
//! | `Chef der Senatskanzlei`, `Freie Hansestadt Bremen` | no name |
//! | `A B, principal consultant, mgm gmbh, a.b@c.de` | an author |

use std::ops::Range;
use std::sync::LazyLock;

use super::{ByFirst, same_folded};
use crate::vocabulary::{
    ADJECTIVES, APPLICANT_BODIES, ARTICLES, AUTHORITY_STARTS, CHAIR_MARKS, FORMS_OF_ADDRESS, HONORIFICS, JURISDICTIONS,
    LEGAL_FORMS, NAME_PARTICLES, OFFICE_ENDS, OFFICE_NOUNS, OFFICE_PHRASES, ORGANIZATION_NOUNS, SENT_FOR, TERRITORIES,
    VACANT, VACANT_WORDS, jurisdiction,
};

/// The name of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Where the titles stand.
    pub prefix: Option<Range<usize>>,
    /// Where the name stands.
    pub name: Range<usize>,
    /// Where it says that this is the chair.
    pub chair: Option<Range<usize>>,
}

/// How many words a name has at most.
const MOST_WORDS: usize = 6;

/// Reads a whole text as the name of a person.
pub fn person_name(text: &str) -> Option<Name> {
    let (rest, chair) = strip_chair(text);
    let addressed = FORMS_OF_ADDRESS.iter().find(|form| rest.starts_with(**form)).map_or(0, |form| form.len());
    let mut start = addressed;
    while let Some(title) = HONORIFICS.iter().find(|title| {
        rest[start..].strip_prefix(**title).is_some_and(|behind| behind.starts_with(' ') || title.ends_with('.'))
    }) {
        start += title.len();
        start += rest[start..].len() - rest[start..].trim_start().len();
    }
    let name = &rest[start..];
    let words: Vec<&str> = name.split(' ').filter(|word| !word.is_empty()).collect();
    let is_word = |word: &&str| NAME_PARTICLES.contains(word) || is_name_word(word);
    let capitals = words.iter().filter(|word| !NAME_PARTICLES.contains(word)).count();
    // `AM Anna Meier`: what stands for a picture is no name.
    let initials = words.split_first().is_some_and(|(first, rest)| {
        let letters = rest.iter().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase());
        first.len() > 1 && first.chars().eq(letters)
    });
    let shaped = capitals >= 1
        && !initials
        && !are_abbreviations(&words)
        && words.len() <= MOST_WORDS
        && (capitals >= 2 || start > 0 || words.len() > 1)
        && words.iter().all(is_word)
        && words.last().is_some_and(|last| !NAME_PARTICLES.contains(last))
        && words.first().is_some_and(|first| *first != "und" && !ARTICLES.contains(&first.to_lowercase().as_str()))
        // Some stand in a name behind another particle alone: `von der Leyen`, `von und zu Linden`.
        && words.windows(2).all(|pair| {
            let second = ARTICLES.contains(&pair[1]) || pair[1] == "und";
            !second || NAME_PARTICLES.contains(&pair[0])
        })
        && !words.iter().any(|word| is_office(word));
    shaped.then(|| Name {
        prefix: (start > addressed).then(|| addressed..rest[..start].trim_end().len()),
        name: start..rest.len(),
        chair,
    })
}

/// Takes what stands in brackets behind a name off; `(Vorsitz 2028)` is the mark of the chair, `(stv. Vorsitz)` is not.
fn strip_chair(text: &str) -> (&str, Option<Range<usize>>) {
    // `Name – Vorsitz`
    let behind = [" – ", ", "].iter().find_map(|sign| text.rsplit_once(sign));
    if let Some((name, mark)) = behind.filter(|(_, mark)| CHAIR_MARKS.contains(mark)) {
        return (name.trim_end(), Some(text.len() - mark.len()..text.len()));
    }
    let brackets = [('(', ')'), ('[', ']')].into_iter().find(|(_, close)| text.ends_with(*close));
    let Some(open) = brackets.and_then(|(open, _)| text.rfind(open)) else { return (text, None) };
    let chair = CHAIR_MARKS.iter().any(|mark| text[open + 1..].starts_with(mark));
    (text[..open].trim_end(), chair.then_some(open..text.len()))
}

/// Whether words are abbreviations, as offices and their houses are written: `MinDir IM`, `StS SenK`.
fn are_abbreviations(words: &[&str]) -> bool {
    // What follows a hyphen or an apostrophe starts a part of a name: `Meier-Schulz`, `O’Hara`.
    let within = |word: &str| {
        let behind = |at: usize| word[..at].ends_with(|c: char| c.is_alphabetic());
        word.char_indices().any(|(at, c)| c.is_uppercase() && behind(at))
    };
    words.iter().all(|word| within(word))
}

fn is_name_word(word: &str) -> bool {
    let word = word.strip_prefix("d’").or(word.strip_prefix("d'")).unwrap_or(word);
    word.starts_with(char::is_uppercase)
        && word.chars().all(|c| c.is_alphabetic() || "-'’.".contains(c))
        && !word.split('-').any(|part| part.chars().count() > 2 && part.chars().all(char::is_uppercase))
        && (!word.ends_with('.') || word.chars().count() <= 3)
}

/// Bytes from which on the noun of an office is one within a word as well.
const TELLING: usize = 9;

/// The nouns of offices by their first byte; and the long ones by their first byte as a small letter.
static NOUNS: LazyLock<ByFirst<&str, ()>> = LazyLock::new(|| ByFirst::new(OFFICE_NOUNS.iter().map(|noun| (*noun, ()))));
static INNER_NOUNS: LazyLock<ByFirst<String, ()>> = LazyLock::new(|| {
    let long = OFFICE_NOUNS.iter().filter(|noun| noun.len() >= TELLING);
    ByFirst::new(long.map(|noun| (noun.to_lowercase(), ())))
});

/// Whether a text starts as an office does; its first word may have another in front, `IT-Beauftragte`,
/// `Digitalstaatssekretärin`.
pub fn is_office(text: &str) -> bool {
    const AUTHORITY: &str = "Ministeri";
    let first = text.split(' ').next().unwrap_or_default();
    let starts = |word: &str| NOUNS.starting(word).next().is_some();
    let behind_hyphen = || {
        let last = first.rsplit_once('-').map(|(_, last)| last);
        last.is_some_and(|last| starts(last) && !last.starts_with(AUTHORITY))
    };
    let within = || {
        let inner = first.char_indices().skip(1).map(|(at, _)| &first[at..]);
        first.len() > TELLING && inner.into_iter().any(|rest| INNER_NOUNS.starting(rest).next().is_some())
    };
    // `Innenminister`, `Finanzsenatorin`
    let compound = || {
        let small = first.strip_suffix("in").unwrap_or(first);
        OFFICE_ENDS.iter().any(|end| small.strip_suffix(end).is_some_and(|rest| !rest.is_empty()))
    };
    let phrase =
        || OFFICE_PHRASES.iter().any(|phrase| text.strip_prefix(phrase).is_some_and(|rest| rest.starts_with(' ')));
    starts(first) || behind_hyphen() || compound() || within() || phrase()
}

/// Where the name starts in a text that is an office and a name behind it: `Staatssekretärin Anna Meier`. What the words
/// mean is not known, so that it is asked only where a name has to stand.
pub fn name_behind_office(text: &str) -> Option<usize> {
    if !is_office(text) {
        return None;
    }
    let small = |front: &str| front.rsplit(' ').next().is_some_and(|word| word.starts_with(char::is_lowercase));
    let named = |at: &usize| {
        let rest = &text[*at..];
        let land = rest.split([' ', '-']).any(|word| jurisdiction(word).is_some());
        !small(text[..*at].trim_end()) && person_name(rest).is_some() && !land && !is_organization(rest)
    };
    text.match_indices(' ').map(|(at, _)| at + 1).find(named)
}

/// All names of the Länder and the federation, as offices have them.
pub(crate) static LAND_NAMES: LazyLock<ByFirst<&str, ()>> = LazyLock::new(|| {
    let names = JURISDICTIONS.iter().flat_map(|land| {
        let code = std::iter::once(&land.code).filter(|code| code.chars().all(char::is_uppercase));
        land.names.iter().chain(land.inflected).chain(land.abbreviations).chain(code)
    });
    ByFirst::new(names.map(|name| (*name, ())))
});

/// Where the Land ends with which a text starts, and where what it is divided from starts, a name perhaps: `Bayern Vorname
/// Name`, `Bayern: Vorname Name`.
pub fn land_in_front(text: &str) -> Option<(usize, usize)> {
    const SIGNS: [&str; 5] = [": ", " – ", " | ", " · ", " "];
    let ends = LAND_NAMES.starting(text).map(|(name, ())| name.len());
    let end = ends.filter(|end| !text[*end..].starts_with(|c: char| c.is_alphanumeric() || c == '-')).max()?;
    let sign = SIGNS.iter().find(|sign| text[end..].starts_with(**sign))?;
    Some((end, end + sign.len()))
}

/// Whether a text is the Land and the name of a member: `BW Vorname Name`, `Bayern: Vorname Name (Vorsitz)`.
pub fn starts_member(text: &str) -> bool {
    let name = land_in_front(text).and_then(|(_, start)| text[start..].split(" – ").next());
    name.is_some_and(|name| person_name(name).is_some())
}

/// Where the Land starts in a text that says for whom a member sits there: `für das Saarland: Vorname Name`.
pub fn behind_for(text: &str) -> Option<usize> {
    let at = SENT_FOR.iter().find(|word| text.starts_with(**word)).map(|word| word.len())?;
    // An office may stand behind the name.
    text[at..].split(',').next().is_some_and(starts_member).then_some(at)
}

/// Whether an office stands in a text, as a part of it: `Vorname Name, Staatssekretär`.
pub fn holds_office(text: &str) -> bool {
    text.split([',', '–', '|', '·']).map(str::trim).any(is_office)
}

/// Whether a text is the name of a Land or the federation, or has it in front of a colon, a name or in brackets.
pub fn names_land(text: &str) -> bool {
    let inner = text.split(['(', ')', ':', ',', '–', '|', '·']).map(str::trim);
    let first = || text.split(' ').next().and_then(jurisdiction);
    inner.into_iter().any(|part| jurisdiction(part).is_some()) || first().is_some()
}

/// Whether a text says that a seat is vacant.
pub fn is_vacant(text: &str) -> bool {
    const MOST_WORDS: usize = 6;
    let text = text.trim_matches(['(', ')', '[', ']', '–', ' ']);
    let says = || {
        let small = text.to_lowercase();
        VACANT_WORDS.iter().any(|word| small.contains(word))
    };
    VACANT.contains(&text) || text.split(' ').count() <= MOST_WORDS && says()
}

/// The line of an author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthorLine {
    /// Where the name stands in the text of the line.
    pub name: Range<usize>,
    /// Whether it has more than a role behind the name: an address, or a company.
    pub is_told: bool,
}

/// Whether a text ends with the legal form of a company.
pub fn is_company(text: &str) -> bool {
    let text = text.trim();
    let ends = |form: &str| {
        let at = text.len().checked_sub(form.len());
        let parts = at.and_then(|at| Some((text.get(..at)?, &text[at..])));
        parts.is_some_and(|(name, end)| name.ends_with(' ') && same_folded(end, form))
    };
    LEGAL_FORMS.iter().any(|form| ends(form))
}

static AUTHORITIES: LazyLock<ByFirst<&str, ()>> =
    LazyLock::new(|| ByFirst::new(AUTHORITY_STARTS.iter().map(|start| (*start, ()))));

/// Whether a text names a company or an authority: `Institut für Technik`, `Städte- und Gemeindebund`.
pub fn is_organization(text: &str) -> bool {
    // `Institutsdirektorin` is the office of a person.
    let of_person = |rest: &str| {
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        let mut letters = rest.chars();
        letters.next().is_some_and(|first| is_office(&(first.to_uppercase().to_string() + letters.as_str())))
    };
    let is_noun = |word: &str| {
        // `Amtsrat` is longer than `Amt`, and `Minister` shorter than `Ministerium`.
        let longer =
            |noun: &str| OFFICE_NOUNS.iter().any(|office| office.len() > noun.len() && word.starts_with(office));
        let starts = |noun: &str| word.strip_prefix(noun).is_some_and(|rest| !of_person(rest) && !longer(noun));
        let ends = |noun: &str| word.len().checked_sub(noun.len()).and_then(|at| word.get(at..));
        let is = |noun: &&str| starts(noun) || ends(noun).is_some_and(|end| same_folded(end, noun));
        ORGANIZATION_NOUNS.iter().any(is)
    };
    let first = |text: &str| is_noun(text.split(' ').next().unwrap_or_default());
    // The session that a talk is about is none.
    let pair = || text.contains('-').then(|| text.split_once("- und ")).flatten();
    let named = || first(text) || pair().is_some_and(|(_, behind)| first(behind));
    // `Deutscher Landkreistag`, `Hessisches Ministerium für Digitales`
    let described = || {
        const ENDS: [&str; 6] = ["scher", "sches", "sche", "aler", "ales", "ale"];
        let (adjective, rest) = text.split_once(' ')?;
        // `Thüringer Ministerium`
        let of_land = ADJECTIVES.iter().any(|(stem, _)| adjective == *stem);
        let described = of_land || ENDS.iter().any(|end| adjective.ends_with(end));
        (adjective.starts_with(char::is_uppercase) && described && first(rest)).then_some(())
    };
    // `Der Senator für Finanzen`
    let senate = || AUTHORITIES.starting(text).next().is_some();
    // `BVT – Bundesverband Technik`
    let named_twice = || {
        let (short, long) = text.split_once(" – ")?;
        (short.len() > 1 && short.chars().all(char::is_uppercase) && first(long)).then_some(())
    };
    // `FITKO`, `FITKO (Föderale IT-Kooperation)`
    let abbreviated = || {
        let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
        APPLICANT_BODIES.contains(&first) && (rest.is_empty() || rest.starts_with('(') && rest.ends_with(')'))
    };
    // `Stadt Fulda`
    let territory =
        || text.split_once(' ').is_some_and(|(first, rest)| TERRITORIES.contains(&first) && !rest.is_empty());
    is_company(text)
        || (named() || territory() || described().or_else(named_twice).is_some() || senate() || abbreviated())
            && !text.contains("itzung")
}

/// Whether a text seems to be the line of an author, though it does not read as one: it holds an address or a company.
pub fn seems_author(text: &str) -> bool {
    text.contains('@') || text.contains(',') && text.split(',').any(is_company)
}

/// Reads a whole text as the line of an author: a name, then at least one more part, with commas between.
pub fn author_line(text: &str) -> Option<AuthorLine> {
    let parts = parts_of(text)?;
    let [name, role @ .., last] = &parts[..] else { return None };
    let person = person_name(&text[name.clone()]).filter(|_| !is_organization(&text[name.clone()]))?;
    let first = person.prefix.map_or(person.name.start, |prefix| prefix.start);
    // `Vier Beschlüsse, die uns betreffen`
    let clause = |part: &Range<usize>| {
        let word = text[part.clone()].split(' ').next().unwrap_or_default();
        word.starts_with(char::is_lowercase) && ARTICLES.contains(&word)
    };
    if parts.iter().any(clause) {
        return None;
    }
    let last = &text[last.clone()];
    let is_told = !role.is_empty() || is_address(last) || is_company(last);
    Some(AuthorLine { name: name.start + first..name.start + person.name.end, is_told })
}

/// Whether a text is an address; one that has lost its `@` is no company.
pub fn is_address(text: &str) -> bool {
    text.contains('@') || text.contains('.') && text.starts_with(char::is_lowercase) && !text.contains(' ')
}

/// The parts of a line, between commas or bars; nothing where there is one alone, or the line is a sentence.
fn parts_of(text: &str) -> Option<Vec<Range<usize>>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    // Bars divide other things as well: the parts of one with an address are an author's.
    let signs: &[char] = if text.contains('@') { &[',', '|', '·'] } else { &[','] };
    let mut at = 0;
    for part in text.split_inclusive(signs) {
        let inner = part.trim_end_matches(signs);
        let start = at + (inner.len() - inner.trim_start().len());
        parts.push(start..start + inner.trim().len());
        at += part.len();
    }
    let several = text.matches('@').count() > 1;
    if several
        || parts.len() < 2
        || parts.iter().any(Range::is_empty)
        || text.ends_with(signs)
        || text.ends_with(['.', ':']) && !text.ends_with("V.")
    {
        return None;
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let cases = [
            "Stefan Krebs",
            "Prof. Dr. Luise Hölscher",
            "Frau Dr. Luise Hölscher",
            "Herr Stefan Krebs",
            "Ina-Maria Ulbrich (Vorsitz)",
            "Ursula de Vries",
            "Dr. Olaf O’Hara",
            "Dr.-Ing. Achim Ó Briain",
            "Dr. h. c. Norbert Altmeier-Roth",
            "Dr. Dr. Dörte Schmitz-Overbeck",
            "Edeltraud zu Eulenfels",
            "Dr. Zoë Groß (Vorsitz 2028)",
            "Chef der Senatskanzlei",
            "Staatssekretär im Finanzministerium",
            "FITKO",
            "Agile Organisation zur Bündelung",
            "Elena Yorgove-Ramans",
            "Vielen Dank",
            "Max M. Muster",
            "Rike Solling (stv. Vorsitz)",
            "MinDir IM",
            "StS SenK",
            "Anna-Lena Meier-O’Hara",
            "Der IT-Planungsrat",
        ];
        let lines = cases.map(|case| match person_name(case) {
            Some(name) => format!(
                "{case} -> {} | {} | chair {}",
                name.prefix.map_or("-", |prefix| &case[prefix]),
                &case[name.name],
                name.chair.is_some()
            ),
            None => format!("{case} -> no name"),
        });
        insta::assert_snapshot!(lines.join("\n"), @"
        Stefan Krebs -> - | Stefan Krebs | chair false
        Prof. Dr. Luise Hölscher -> Prof. Dr. | Luise Hölscher | chair false
        Frau Dr. Luise Hölscher -> Dr. | Luise Hölscher | chair false
        Herr Stefan Krebs -> - | Stefan Krebs | chair false
        Ina-Maria Ulbrich (Vorsitz) -> - | Ina-Maria Ulbrich | chair true
        Ursula de Vries -> - | Ursula de Vries | chair false
        Dr. Olaf O’Hara -> Dr. | Olaf O’Hara | chair false
        Dr.-Ing. Achim Ó Briain -> Dr.-Ing. | Achim Ó Briain | chair false
        Dr. h. c. Norbert Altmeier-Roth -> Dr. h. c. | Norbert Altmeier-Roth | chair false
        Dr. Dr. Dörte Schmitz-Overbeck -> Dr. Dr. | Dörte Schmitz-Overbeck | chair false
        Edeltraud zu Eulenfels -> - | Edeltraud zu Eulenfels | chair false
        Dr. Zoë Groß (Vorsitz 2028) -> Dr. | Zoë Groß | chair true
        Chef der Senatskanzlei -> no name
        Staatssekretär im Finanzministerium -> no name
        FITKO -> no name
        Agile Organisation zur Bündelung -> - | Agile Organisation zur Bündelung | chair false
        Elena Yorgove-Ramans -> - | Elena Yorgove-Ramans | chair false
        Vielen Dank -> - | Vielen Dank | chair false
        Max M. Muster -> - | Max M. Muster | chair false
        Rike Solling (stv. Vorsitz) -> - | Rike Solling | chair false
        MinDir IM -> no name
        StS SenK -> no name
        Anna-Lena Meier-O’Hara -> - | Anna-Lena Meier-O’Hara | chair false
        Der IT-Planungsrat -> no name
        ");
    }

    #[test]
    fn offices_and_organizations() {
        let offices = [
            "Chef der Staatskanzlei",
            "IT-Beauftragter",
            "Digitalstaatssekretärin",
            "Landes-CIO",
            "CIO",
            "Innenministerin",
        ];
        assert!(offices.iter().all(|text| is_office(text)));
        let others = ["Innenministerium Bayern", "Leonhard Nawrath", "Architektur", "Unterministerium"];
        assert_eq!(others.iter().filter(|text| is_office(text)).count(), 0);
        assert!(is_organization("Amt für Digitales") && !is_organization("Amtsrat Karl Heu"));
        assert!(is_organization("Ministerium für Digitales"));
    }

    #[test]
    fn authors() {
        let cases = [
            "Marco Lawrenz, principal consultant public sector, mgm consulting partners gmbh, marco.lawrenz@mgm-cp.com",
            "Clara Nissen, Referentin, Institut für digitale Verwaltung e. V.",
            "Bayern, Hessen, Hamburg",
            "Ein Satz, der weitergeht.",
            "Ruben Thiele, Berater",
            "Rike Solling, Steinweg gmbh",
        ];
        let lines = cases.map(|case| match author_line(case) {
            Some(AuthorLine { name, is_told }) => format!("{} {is_told}", &case[name]),
            None => format!("{case} -> no author"),
        });
        insta::assert_snapshot!(lines.join("\n"), @"
        Marco Lawrenz true
        Clara Nissen true
        Bayern, Hessen, Hamburg -> no author
        Ein Satz, der weitergeht. -> no author
        Ruben Thiele false
        Rike Solling true
        ");
    }
}
