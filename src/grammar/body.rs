//! Bodies and their members.
//!
//! | written | read as |
//! | --- | --- |
//! | `Stimmberechtigt: Bayern, Bremen, Bund` | voting: the three |
//! | `Stimmberechtigte Mitglieder sind der Bund und die Länder Bayern und Hessen.` | voting: the three |
//! | `stimmberechtigt sind Bund, NW; ohne Stimmrecht nehmen FITKO und ekom21 teil.` | voting, non-voting |
//! | `Nicht stimmberechtigt: FITKO + wichtigste Partner, v. a. Dataport` | FITKO, Dataport; `open` |
//! | `die Steuerungsgruppe NOOTS einzurichten` | the name of a body |

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{in_word, sentences};
use crate::vocabulary::{
    ARTICLES, ASSOCIATIONS, BODY_NOUNS, EXCLUSIONS, LAND_ADJUNCTS, LEGAL_FORMS, NON_VOTING_STARTS, OPEN_LIST_WORDS,
    POINTING_ADJECTIVES, VOTING_STARTS, association, jurisdiction,
};

/// A list of members.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberList {
    /// Whether they may vote.
    pub voting: bool,
    /// Where each name stands.
    pub members: Vec<Range<usize>>,
    /// Whether the list holds more than names.
    pub open: bool,
    /// Where the list stands, with the words that introduce it.
    pub range: Range<usize>,
}

static INTRODUCTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?-u:\b)((?i-u:nicht[ -]stimmberechtigt[a-z]*|ohne stimmrecht|beratend[a-z]*|stimmberechtigt[a-z]*|mit stimmrecht|stimmrecht))",
        r"(?i-u: (?:mitglieder?|teilnehmende[nr]?))?(?: (?i-u:im|in der|des|der) [A-Za-zÀ-ÖØ-öø-ž][A-Za-zÀ-ÖØ-öø-ž-]*(?: [A-Za-zÀ-ÖØ-öø-ž][A-Za-zÀ-ÖØ-öø-ž-]*)*)?",
        r"(?: \([^()]*\))?(?i-u::| sind:?| ist:?| nehmen| haben| wirken(?: mit)?:?)(?: (?i-u:die L)[äÄ](?i-u:nder))? "
    ))
    .expect("a literal pattern")
});

/// Finds the lists of voting and other members in a text, in order.
pub fn find_member_lists(text: &str) -> Vec<MemberList> {
    // Most texts have none of these words.
    if !["timm", "eratend", "TIMM", "ERATEND"].iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    let introductions: Vec<_> = INTRODUCTION.captures_iter(text).collect();
    let sentences = if introductions.is_empty() { Vec::new() } else { sentences(text) };
    let mut lists = Vec::new();
    for (at, found) in introductions.iter().enumerate() {
        let (Some(whole), Some(word)) = (found.get(0), found.get(1)) else { continue };
        let next = introductions.get(at + 1).and_then(|next| next.get(0)).map_or(text.len(), |next| next.start());
        let sentence = sentences.get(sentences.partition_point(|sentence| sentence.end <= whole.start()));
        let end = sentence.map_or(next, |sentence| sentence.end.min(next));
        let end = whole.end().min(end) + end_of_brackets(&text[whole.end().min(end)..end]);
        let (members, open) = members(text, whole.end().min(end)..end);
        // A list that names nobody says something all the same, if only whom it leaves out.
        if !members.is_empty() || open {
            let word = word.as_str().to_lowercase();
            let voting = word.starts_with("stimm") || word.starts_with("mit ");
            lists.push(MemberList { voting, members, open, range: whole.start()..end });
        }
    }
    lists
}

/// Whether those may vote whom the head of a column or row names: `stimmberechtigt`, `Beratende Mitglieder`.
pub fn voting_of(head: &str) -> Option<bool> {
    const LONGEST: usize = 40;
    (head.len() <= LONGEST).then_some(())?;
    let head = head.to_lowercase();
    let starts = |words: &[&str]| words.iter().any(|word| head.starts_with(word));
    match (starts(NON_VOTING_STARTS), starts(VOTING_STARTS)) {
        (true, _) => Some(false),
        (_, true) => Some(true),
        _ => None,
    }
}

/// Where each name of a cell stands, and whether it holds more than names: `Bund, BW, FITKO`, `Bund Hessen FITKO`.
pub fn names_of_members(cell: &str) -> (Vec<Range<usize>>, bool) {
    match names_in_a_row(cell) {
        Some(names) => (names, false),
        None => members(cell, 0..cell.len()),
    }
}

/// The names of Länder and associations of which a text consists, with nothing but blanks between them.
fn names_in_a_row(text: &str) -> Option<Vec<Range<usize>>> {
    let mut names = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let mut ends = rest.match_indices(' ').map(|(end, _)| end).chain([rest.len()]).rev();
        let end = ends.find(|end| member_code(&rest[..*end]).is_some())?;
        names.push(at..at + end);
        at += end + rest[end..].len() - rest[end..].trim_start().len();
    }
    (names.len() > 1).then_some(names)
}

/// The code of the Land or association that a whole text names, or its own where it has one.
pub fn member_code(name: &str) -> Option<&'static str> {
    jurisdiction(name).map(|land| land.code).or_else(|| association(name))
}

/// Where the brackets end that a text stands in, or the text does.
fn end_of_brackets(text: &str) -> usize {
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => return at,
            ')' => depth -= 1,
            _ => {}
        }
    }
    text.len()
}

/// The names in a list, and whether it says more than names.
fn members(text: &str, list: Range<usize>) -> (Vec<Range<usize>>, bool) {
    let mut names = Vec::new();
    let mut open = false;
    let mut at = list.start;
    let here = &text[list.clone()];
    if EXCLUSIONS.iter().any(|word| here.contains(word)) {
        // `alle Länder außer Bremen` names who is not meant.
        return (Vec::new(), true);
    }
    let mut cuts: Vec<(usize, usize)> = [",", ";", "+", "&", " und ", " sowie ", " / "]
        .iter()
        .flat_map(|mark| here.match_indices(mark).map(|(at, mark)| (list.start + at, list.start + at + mark.len())))
        .collect();
    // The `und` of a name divides nothing: `Freie und Hansestadt Hamburg`.
    let associations = ASSOCIATIONS.iter().flat_map(|(_, names)| *names);
    let names_with_und = LAND_ADJUNCTS.iter().chain(associations).filter(|name| name.contains(" und "));
    let inside: Vec<Range<usize>> = names_with_und
        .flat_map(|name| here.match_indices(name).map(|(at, name)| list.start + at..list.start + at + name.len()))
        .collect();
    cuts.retain(|(at, _)| !inside.iter().any(|name| name.contains(at)));
    cuts.sort_unstable();
    cuts.push((list.end, list.end));
    for (end, next) in cuts {
        let part = at..end.max(at);
        at = next.max(at);
        let (name, was_open) = strip_small_words(text, part);
        open |= was_open;
        if name.is_empty() {
            continue;
        }
        if is_name(&text[name.clone()]) {
            names.push(name);
        } else {
            open = true;
        }
    }
    (names, open)
}

/// Takes articles and words that open the list off its front, remarks in brackets and the end of the sentence off its
/// back.
fn strip_small_words(text: &str, part: Range<usize>) -> (Range<usize>, bool) {
    let mut open = false;
    let mut rest = text[part.clone()].trim_end().trim_end_matches(['.', ';']).trim_end();
    rest = rest.strip_suffix(" teil").unwrap_or(rest);
    if let Some(bracket) = rest.find('(') {
        open = true;
        rest = rest[..bracket].trim_end();
    }
    let end = part.start + rest.len();
    loop {
        rest = rest.trim_start();
        let small = ARTICLES
            .iter()
            .chain(&["Länder", "Länder:", "Land", "Vertreter"])
            .find(|word| rest.strip_prefix(**word).is_some_and(|behind| behind.starts_with(' ')));
        let opens = OPEN_LIST_WORDS.iter().find(|word| rest.starts_with(**word));
        open |= opens.is_some();
        match small.or(opens) {
            Some(word) => rest = &rest[word.len()..],
            None => break,
        }
    }
    let rest = rest.trim_start();
    (end - rest.len()..end, open)
}

/// Whether a member of a list is a name: it starts with a capital, or it is written as no common noun is.
fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    if matches!(text, "Länder" | "Bundesländer" | "Kommunen") {
        // Nobody can say which.
        return false;
    }
    let odd = |word: &&str| word.chars().skip(1).any(|c| c.is_uppercase() || c.is_ascii_digit());
    let capital = text.starts_with(|c: char| c.is_uppercase());
    words.len() <= 6 && (capital || words.iter().any(|word| odd(word) || LEGAL_FORMS.contains(word)))
}

/// Where a text speaks of members or of votes, and no list of them was found.
pub fn find_unread_members(text: &str, lists: &[MemberList]) -> Option<Range<usize>> {
    /// Words that speak of them, in small letters.
    const SPEAKING: [&str; 8] = [
        "stimmberechtigt",
        "stimmrecht",
        "mitglieder des",
        "mitglieder der",
        "mitglieder sind",
        "besteht aus",
        "vertreten:",
        "vertreten sind:",
    ];
    if !lists.is_empty() {
        return None;
    }
    let starts = text.char_indices().map(|(at, _)| at).filter(|at| !in_word(text, *at));
    let spoken = |at: usize| {
        let here = |word: &&&str| text.get(at..at + word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word));
        let end = at + SPEAKING.iter().find(here)?.len();
        // `stimmberechtigte`
        let rest = text[end..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        Some(at..if text[..end].ends_with(':') { end } else { text.len() - rest.len() })
    };
    starts.into_iter().find_map(spoken)
}

/// Finds the first body that a text names: a noun for bodies and the capitals behind it.
pub fn find_body_name(text: &str) -> Option<Range<usize>> {
    let ends_word = |end: usize| !text[end..].starts_with(char::is_alphanumeric);
    let is_abbreviation = |noun: &str| !noun.contains(char::is_lowercase);
    // `Arbeitsgruppe`, `AG Register`, `Architekturbeirat`
    let whole = |noun: &'static str| {
        // `Siemens AG`
        let company = |at: usize| {
            let word = text[..at].trim_end().rsplit(' ').next().unwrap_or_default();
            is_abbreviation(noun) && word.starts_with(char::is_uppercase) && !word.ends_with([':', ',', '.', ')'])
        };
        let found = text.match_indices(noun).filter(|(at, _)| !in_word(text, *at));
        let found = found.filter(move |(at, _)| !company(*at));
        let named = move |end: usize| {
            !is_abbreviation(noun)
                || text[end..].strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase))
        };
        found.map(|(at, noun)| at..at + noun.len()).filter(move |noun| named(noun.end))
    };
    let compound = |noun: &'static str| {
        let ending = noun[1..].to_owned();
        let first = noun[..1].to_lowercase();
        let found: Vec<usize> = text.match_indices(&ending).map(|(at, _)| at).collect();
        let found = found.into_iter().filter(move |at| text[..*at].ends_with(&first) && in_word(text, *at - 1));
        found.map(move |at| at..at + ending.len()).map(|noun| word_start(text, noun.start)..noun.end)
    };
    let full = BODY_NOUNS.iter().filter(|noun| !is_abbreviation(noun));
    let found = BODY_NOUNS.iter().flat_map(|noun| whole(noun)).chain(full.flat_map(|noun| compound(noun)));
    let noun: Range<usize> = found.filter(|noun| ends_word(noun.end)).min_by_key(|noun| (noun.start, noun.end))?;
    let start = word_start(text, noun.start);
    let start = start_of_adjective(text, start).unwrap_or(start);
    let mut end = noun.end;
    // `Lenkungskreis „Register 2035“`
    if let Some(close) = text[end..].strip_prefix(" „").and_then(|rest| rest.find('“')) {
        return Some(start..end + " „".len() + close + '“'.len_utf8());
    }
    // A name goes on in words that no sentence has: capitals inside, digits, hyphens (`NOOTS`, `KI-Basisdienste`).
    for word in text[end..].strip_prefix(' ').unwrap_or_default().split(' ') {
        // `ein „Beirat Netze“` has its name in quotation marks.
        let name = word.trim_end_matches([',', '.', ':', ';', '“']);
        let odd = name.starts_with(char::is_uppercase) || name.chars().skip(1).any(char::is_uppercase);
        if !odd || name.contains(['(', ')', '|']) {
            break;
        }
        end += 1 + name.len();
        if name.len() < word.len() {
            break;
        }
    }
    // A level in brackets is a part of the name: `Lenkungskreis (AL-Ebene)`.
    let bracket = text[end..].strip_prefix(" (").and_then(|rest| rest.split_once(')'));
    if let Some((level, _)) = bracket.filter(|(level, _)| !level.contains(|c: char| c.is_ascii_digit())) {
        end += " (".len() + level.len() + ")".len();
    }
    Some(start..end)
}

/// Where the word starts in which a place of a text is, with what hyphens join to it: `Architektur-Board`.
fn word_start(text: &str, at: usize) -> usize {
    let front = text[..at].trim_end_matches(|c: char| c.is_alphanumeric() || c == '-');
    front.len() + text[front.len()..at].len() - text[front.len()..at].trim_start_matches('-').len()
}

/// Where the adjective starts that is a part of the name whose noun starts there: at the front of a text, or of what
/// follows a colon, and it does not say which one it is.
fn start_of_adjective(text: &str, noun: usize) -> Option<usize> {
    let front = text[..noun].strip_suffix(' ')?;
    let start = front.rfind(' ').map_or(0, |blank| blank + 1);
    let word = &front[start..];
    let at_front = start == 0 || front[..start].ends_with(": ");
    let adjective = ["er", "es", "e"].iter().any(|ending| word.ends_with(ending)) && word.len() > 4;
    let capital = word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
    // `Eingesetzte Arbeitsgruppe`
    let done = word.ends_with("te") || word.ends_with("ter") || word.ends_with("ene");
    let points = done || POINTING_ADJECTIVES.iter().any(|start| word.starts_with(start)) || ARTICLES.contains(&word);
    (at_front && adjective && capital && !points).then_some(start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_members() {
        let cases = [
            "Stimmberechtigt: Bayern, Bremen, Hamburg, Thüringen, Bund",
            "Stimmberechtigte Mitglieder sind der Bund und die Länder Bayern, Hessen, Brandenburg und Saarland.",
            "Nicht stimmberechtigt: FITKO + wichtigste Umsetzungspartner, v. a. BayLfSt, Dataport, Governikus",
            "Besetzung: stimmberechtigt sind Bund, NW, ST; ohne Stimmrecht nehmen FITKO und ekom21 teil.",
            "Nicht stimmberechtigt: FITKO, regio iT, govdigital eG",
            "Die Länder sind nicht stimmberechtigt",
            "Nicht-stimmberechtigt: FITKO",
            "Stimmberechtigt: Bund (BMDS), Bayern (StMD), Bremen",
            "Stimmberechtigte Mitglieder der Steuerungsgruppe NOOTS sind der Bund und Hessen.",
            "Mit Stimmrecht: Bund und Länder",
            "Stimmberechtigt (je 1 Stimme): Bund, Hessen",
            "Stimmberechtigte Mitglieder sind der Bund, die Freie und Hansestadt Hamburg und der Freistaat Bayern.",
            "Stimmberechtigt sind alle Länder außer Bremen und Hessen.",
        ];
        let lines = cases.map(|case| {
            let lists = find_member_lists(case).into_iter().map(|list| {
                let names: Vec<&str> = list.members.into_iter().map(|name| &case[name]).collect();
                format!("\n  voting {} open {}: {}", list.voting, list.open, names.join(" | "))
            });
            format!("{case}{}", lists.collect::<String>())
        });
        insta::assert_snapshot!(lines.join("\n"), @"
        Stimmberechtigt: Bayern, Bremen, Hamburg, Thüringen, Bund
          voting true open false: Bayern | Bremen | Hamburg | Thüringen | Bund
        Stimmberechtigte Mitglieder sind der Bund und die Länder Bayern, Hessen, Brandenburg und Saarland.
          voting true open false: Bund | Bayern | Hessen | Brandenburg | Saarland
        Nicht stimmberechtigt: FITKO + wichtigste Umsetzungspartner, v. a. BayLfSt, Dataport, Governikus
          voting false open true: FITKO | BayLfSt | Dataport | Governikus
        Besetzung: stimmberechtigt sind Bund, NW, ST; ohne Stimmrecht nehmen FITKO und ekom21 teil.
          voting true open false: Bund | NW | ST
          voting false open false: FITKO | ekom21
        Nicht stimmberechtigt: FITKO, regio iT, govdigital eG
          voting false open false: FITKO | regio iT | govdigital eG
        Die Länder sind nicht stimmberechtigt
        Nicht-stimmberechtigt: FITKO
          voting false open false: FITKO
        Stimmberechtigt: Bund (BMDS), Bayern (StMD), Bremen
          voting true open true: Bund | Bayern | Bremen
        Stimmberechtigte Mitglieder der Steuerungsgruppe NOOTS sind der Bund und Hessen.
          voting true open false: Bund | Hessen
        Mit Stimmrecht: Bund und Länder
          voting true open true: Bund
        Stimmberechtigt (je 1 Stimme): Bund, Hessen
          voting true open false: Bund | Hessen
        Stimmberechtigte Mitglieder sind der Bund, die Freie und Hansestadt Hamburg und der Freistaat Bayern.
          voting true open false: Bund | Freie und Hansestadt Hamburg | Freistaat Bayern
        Stimmberechtigt sind alle Länder außer Bremen und Hessen.
          voting true open true:
        ");
    }

    #[test]
    fn names_of_bodies() {
        let cases = [
            "bereits jetzt die Steuerungsgruppe NOOTS einzurichten.",
            "Lenkungskreis (AL-Ebene):",
            "Steuerungsgruppe ePayment",
            "Sobald der Lenkungskreis in Produktboard überführt",
            "keines",
            "Produktboard KI-Basisdienste",
            "richtet den Lenkungskreis „Register 2035“ ein",
        ];
        let lines = cases.map(|case| format!("{case} -> {:?}", find_body_name(case).map(|name| &case[name])));
        insta::assert_snapshot!(lines.join("\n"), @r#"
        bereits jetzt die Steuerungsgruppe NOOTS einzurichten. -> Some("Steuerungsgruppe NOOTS")
        Lenkungskreis (AL-Ebene): -> Some("Lenkungskreis (AL-Ebene)")
        Steuerungsgruppe ePayment -> Some("Steuerungsgruppe ePayment")
        Sobald der Lenkungskreis in Produktboard überführt -> Some("Lenkungskreis")
        keines -> None
        Produktboard KI-Basisdienste -> Some("Produktboard KI-Basisdienste")
        richtet den Lenkungskreis „Register 2035“ ein -> Some("Lenkungskreis „Register 2035“")
        "#);
    }
}
