//! Headings of programmes: which one a table of projects is of.
//!
//! | written | read as |
//! | --- | --- |
//! | `SPT Digitale Anwendung`, `Projekte des SPT Datennutzung (2)` | the name of a programme |
//! | `Name – 7 Projekte, 5,61 Mio. €`, `Vorhaben im Programm „Name“` | the same |
//! | `Bewilligte Projekte`, `Projekte im Überblick`, `Projekte mit Bezug zum Land` | that projects follow |

use std::ops::Range;

use super::cell::{is_year, unit_of_head};
use super::heading::{item_in_front, without_quotes};
use super::money::parse_money;
use super::part::without_part;
use super::reference::{bare_identifier, find_identifiers};
use super::{has_digit, prefix, quoted};
use crate::vocabulary::{
    AMOUNT_WORDS, ANNEX_WORDS, ARTICLES, CHOOSING_WORDS, CONTINUING_PREFIXES, DECISION_NOUNS, LEADING_WORDS,
    LIST_WORDS, NUMBERED_LISTS, PROGRAMME_PREFIXES, PROGRAMME_SUFFIXES, PROJECT_LISTS, PROJECT_NOUNS, SUM_LABELS,
    WITH_WORDS,
};

/// A heading without the unit of the sums below it: `Programm Name, Beträge in T€`, `Programm Name (in T€)`.
fn without_unit(heading: &str) -> &str {
    let inner = heading.strip_suffix(')').unwrap_or(heading);
    let parts = [" (", ", ", " | ", " – ", " · "].iter().filter_map(|sign| inner.rsplit_once(sign));
    let is_unit = |rest: &str| {
        let Some(unit) = unit_of_head(rest).filter(|unit| unit.end == rest.len()) else { return false };
        let words = rest[..unit.start].trim_end();
        let counted = words.strip_suffix(" in");
        let counted =
            counted.map(|words| ["Alle ", "alle "].iter().find_map(|all| words.strip_prefix(all)).unwrap_or(words));
        words == "in" || words.is_empty() || counted.is_some_and(|word| AMOUNT_WORDS.contains(&word))
    };
    parts.filter(|(_, rest)| is_unit(rest)).map(|(front, _)| front).next().unwrap_or(heading)
}

/// A heading without the sum of its projects behind it: `Programm Name (Summe 5,77 Mio. €)`, `Programm Name, 3.420 T€`.
fn without_sum(heading: &str) -> &str {
    let ends_so = heading.trim_end_matches(')').ends_with(['€', 'o', 'O', 'R', 'n', '.']);
    if !ends_so || !has_digit(heading) {
        return heading;
    }
    let (inner, close) = heading.strip_suffix(')').map_or((heading, false), |inner| (inner, true));
    let is_sum = |(at, _): &(usize, &str)| {
        let sum = &inner[at + 1..];
        sum.starts_with(|c: char| c.is_ascii_digit())
            && prefix(parse_money, sum).is_some_and(|(_, len)| len == sum.len())
    };
    let at = inner.match_indices([' ', '(']).find(is_sum).map(|(at, _)| at);
    let signs: &[char] = &[' ', ',', '–', ':', '|', '·'];
    let name = at.and_then(|at| {
        let front = inner[..at].trim_end_matches(signs);
        let is_label = |word: &str| SUM_LABELS.contains(&word.trim_start_matches('('));
        // `(Budget: 900.000 €)`, `– insgesamt 900.000 €`
        let label =
            front.rsplit(' ').next().filter(|word| is_label(word)).map_or(0, |word| word.trim_start_matches('(').len());
        let front = front[..front.len() - label].trim_end_matches(signs);
        match close {
            true => {
                inner[..=at].contains('(').then(|| front.strip_suffix('(').unwrap_or(front).trim_end_matches(signs))
            }
            false => Some(front),
        }
    });
    name.filter(|name| !name.is_empty() && !name.contains('(')).unwrap_or(heading)
}

/// Where the name of the programme stands in the heading of a table, and whether a word said that it is one.
pub fn programme_name(heading: &str) -> (Range<usize>, bool) {
    let heading = without_sum(without_unit(heading));
    // `Noch: Küste`
    let rest = CONTINUING_PREFIXES.iter().find_map(|prefix| heading.strip_prefix(prefix)).unwrap_or(heading);
    let (name, told) = name_alone(without_sum(rest));
    let at = heading.len() - rest.len();
    (name.start + at..name.end + at, told)
}

/// The same of a heading that says no more.
fn name_alone(heading: &str) -> (Range<usize>, bool) {
    const MOST_WORDS: usize = 3;
    const CITING_WORDS: usize = 3;
    if let Some(name) = quoted_name(heading) {
        return (name, true);
    }
    if let Some(named) = counted_name(heading) {
        return named;
    }
    // `Zwölf Projekte bekommen Geld: „Name“`
    if let Some((outer, inner)) = quoted(heading).filter(|(outer, _)| outer.start > 0 && outer.end == heading.len()) {
        let front = heading[..outer.start].trim_end();
        let told = front.ends_with([':', '–', '|']) && front.split([' ', ':']).any(names_projects);
        return (inner, told);
    }
    let prefixed = |start: usize| {
        PROGRAMME_PREFIXES.iter().find_map(|prefix| {
            let rest = heading[start..].strip_prefix(prefix)?.strip_prefix([' ', ':'])?;
            // `Programm der Förderung 2031` is what the slide is about, `Projekte mit Bezug zum Land` is a choice.
            let first = rest.split(' ').next().unwrap_or_default();
            let chosen =
                CHOOSING_WORDS.contains(&first) && (PROJECT_NOUNS.contains(prefix) || WITH_WORDS.contains(&first));
            let about = ARTICLES.contains(&first) || LEADING_WORDS.contains(&first) || chosen;
            (!about).then_some(heading.len() - rest.len())
        })
    };
    let prefix = prefixed(0);
    // `Projekte im Programm Name`
    let within = || {
        heading.split(' ').any(|word| PROJECT_NOUNS.contains(&word)).then_some(())?;
        PROGRAMME_PREFIXES.iter().find_map(|prefix| {
            let (front, rest) = heading.split_once(prefix)?;
            let (front, article) = front.trim_end().rsplit_once(' ')?;
            let projects = front.split(' ').next_back().is_some_and(|word| PROJECT_NOUNS.contains(&word));
            let name = rest.strip_prefix([' ', ':'])?.trim_start();
            let starts = name.starts_with(|c: char| c.is_uppercase() || "„»".contains(c));
            (projects && ["im", "des", "der", "dem"].contains(&article) && starts).then_some(heading.len() - name.len())
        })
    };
    // `Projektübersicht Programm Name`, `Anlage: Programm Name`
    let behind_list = || {
        let (front, _) = heading.split_once(' ')?;
        let word = front.strip_suffix(':').unwrap_or(front);
        let list = [PROJECT_LISTS, PROJECT_NOUNS, LIST_WORDS].iter().any(|words| words.contains(&word));
        if list { prefixed(front.len() + 1) } else { None }
    };
    // `Projektmittel 2028 – Programm Name`, `Projektförderung: Programm Name`
    let behind_sign = || {
        let ends = [" – ", " | ", ": "].iter().filter_map(|sign| Some(heading.rfind(sign)? + sign.len()));
        prefixed(ends.max()?)
    };
    let is_name = |start: &usize| heading[*start..].starts_with(|c: char| c.is_uppercase() || "„»".contains(c));
    let behind = || behind_list().or_else(behind_sign).filter(is_name);
    let prefix = within().or(prefix).or_else(behind);
    // `Geförderte Projekte: Name`, `Projektliste 2029 | Name`
    let listed = [": ", " | ", " – "].iter().find_map(|sign| {
        let (front, rest) = heading.split_once(sign)?;
        let list = |word: &str| PROJECT_LISTS.contains(&word) || names_projects(word);
        // `Projektliste zu Beschluss 2025/22 – Name`
        let cited = find_identifiers(front).len() * CITING_WORDS;
        let lists = front.split(' ').any(list) && front.split(' ').count() <= MOST_WORDS + cited;
        (lists && !rest.is_empty() && !counts_projects(rest)).then_some(heading.len() - rest.len())
    });
    // `Übersicht 2: Name`, `Anlage 1 zum Beschluss 2025/22: Name`
    let numbered = || {
        let (front, rest) = heading.split_once(": ")?;
        let (word, behind) = front.split_once(' ')?;
        let annex = ANNEX_WORDS.contains(&word);
        let counts = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
        let cites = |word: &str| {
            ["zu", "zum"].contains(&word) || DECISION_NOUNS.contains(&word) || bare_identifier(word).is_some()
        };
        let told = annex || NUMBERED_LISTS.contains(&word);
        let known = behind.split(' ').all(|word| counts(word) || annex && cites(word));
        (told && known).then_some(heading.len() - rest.len())
    };
    let listed = listed.or_else(numbered);
    // `Tabelle 2: Programm Name`
    let prefix = prefix.or_else(|| listed.and_then(prefixed));
    let start = prefix.map_or(listed.unwrap_or(0), |start| start + enumerator(&heading[start..]));
    // `Projekte 2030/43: Name`
    let start = start + decision_in_front(&heading[start..]);
    // The tables of one programme are counted through: `(2)`, `(2/3)`, `(Forts.)`.
    let name = without_part(heading[start..].trim_start_matches([' ', ':', '|', '–']));
    let name = &name[without_quotes(name, 0..name.len())];
    let start = heading.len() - heading[start..].len() + heading[start..].find(name).unwrap_or(0);
    // `Name – Projekte im Portfolio 2030`
    let behind = |suffix: &str| {
        let (front, rest) = name.rsplit_once(" – ")?;
        rest.strip_prefix(suffix).filter(|rest| rest.starts_with(' ')).map(|_| front)
    };
    let bare = PROGRAMME_SUFFIXES.iter().find_map(|suffix| {
        let whole = || name.strip_suffix(suffix)?.trim_end().strip_suffix([':', '–', '-']).map(str::trim_end);
        whole().or_else(|| behind(suffix)).filter(|front| !front.is_empty())
    });
    (start..start + bare.unwrap_or(name).len(), prefix.is_some())
}

/// The one name in quotation marks, behind the word for a programme or before the number of its projects: `Vorhaben im
/// Programm „Name“`, `„Name“: 7 Projekte, 5,61 Mio. €`.
fn quoted_name(heading: &str) -> Option<Range<usize>> {
    let (outer, inner) = quoted(heading)?;
    let before = heading[..outer.start].trim_end();
    let behind = heading[outer.end..].trim_start_matches([':', ' ', '–', '(', ',']);
    let speaks = |word: &str| PROGRAMME_PREFIXES.contains(&word);
    let word = before.rsplit([' ', '-']).next().unwrap_or_default();
    let named = speaks(word) && !behind.split([' ', '-']).any(|word| speaks(word) && !PROJECT_NOUNS.contains(&word));
    let counted = before.is_empty() && counts_projects(behind);
    (quoted(behind).is_none() && (named || counted)).then_some(inner)
}

/// Whether a text starts with a number of projects: `7 Projekte, 5,61 Mio. €`.
fn counts_projects(text: &str) -> bool {
    let mut words = text.split([' ', ',', ')']);
    let count = words.next().is_some_and(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()));
    count && words.next().is_some_and(|noun| PROJECT_NOUNS.contains(&noun))
}

/// A name behind which stands how many projects it has, and whether a word said that it is one: `Name – 7 Projekte, 5,61
/// Mio. €`, `Programm Name (4 Vorhaben)`.
fn counted_name(heading: &str) -> Option<(Range<usize>, bool)> {
    if !heading.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let front = [": ", " – ", " | ", " (", " · "].iter().find_map(|sign| {
        let (front, behind) = heading.split_once(sign)?;
        (counts_projects(behind) && !front.is_empty() && !names_projects(front)).then_some(front)
    })?;
    Some(programme_name(front))
}

/// How many bytes count a programme before its name: `Schwerpunkt A: Name`, `Handlungsfeld 2 – Name`.
fn enumerator(text: &str) -> usize {
    const MOST: usize = 3;
    let text_start = text.len() - text.trim_start().len();
    let inner = &text[text_start..];
    let length = inner.find(|c: char| !c.is_ascii_digit() && !c.is_ascii_uppercase()).unwrap_or(inner.len());
    let behind = inner[length..].trim_start();
    let divided = behind.strip_prefix([':', '–', '|']).is_some_and(|rest| !rest.trim().is_empty());
    if (1..=MOST).contains(&length) && divided { text_start + inner.len() - behind.len() } else { 0 }
}

/// How many bytes an identifier and a colon have before the name of a programme.
fn decision_in_front(text: &str) -> usize {
    let inner = text.trim_start();
    let cited = |front: &str| bare_identifier(front.strip_prefix("zu ").unwrap_or(front)).is_some();
    let front = inner.split_once(": ").filter(|(front, _)| cited(front));
    front.map_or(0, |(front, _)| text.len() - inner.len() + front.len() + ": ".len())
}

/// Whether a heading says that projects follow, and names no programme: `Bewilligte Projekte`, `Projekte im Überblick`.
pub fn names_projects(heading: &str) -> bool {
    // `Projektförderung 2031: Die Projekte`
    let behind = || heading.split_once(": ").filter(|(front, _)| front.starts_with("Projekt"));
    names_them(heading) || behind().is_some_and(|(_, rest)| names_them(rest))
}

/// The same of a heading that says no more.
fn names_them(heading: &str) -> bool {
    // `TOP 10: Geförderte Projekte 2031`
    let item = item_in_front(heading).map_or(0, |item| item.end);
    let heading = heading[item..].trim_start_matches([':', ' ', '–', '|', '·']);
    let words: Vec<&str> = without_part(heading).split(' ').filter(|word| !is_year(word)).collect();
    let participle = |at: usize, word: &str| at == 0 && (word.ends_with("te") || word.ends_with("ene"));
    let small = |word: &str| !word.starts_with(char::is_uppercase) && !word.starts_with('„');
    let names = |word: &&str| PROJECT_NOUNS.contains(word) || PROJECT_LISTS.contains(word);
    // `Projekte mit Bezug zum Land`
    let chosen = |pair: &[&str]| names(&pair[0]) && CHOOSING_WORDS.contains(&pair[1]);
    // `Projekte aus dem Programm Name` says whose they are.
    let named = words.iter().any(|word| PROGRAMME_PREFIXES.contains(word) && !names(word)) || heading.contains('„');
    let end = words.windows(2).position(chosen).filter(|_| !named).map_or(words.len(), |at| at + 1);
    words.iter().any(names)
        && words[..end].iter().enumerate().all(|(at, word)| {
            names(word)
                || LIST_WORDS.contains(word)
                || small(word)
                || participle(at, word)
                || at == 0 && matches!(*word, "Die" | "Unter")
        })
}

/// Where the name starts behind what says that projects follow: `Vorhaben im Bereich Küste`.
pub fn behind_projects(text: &str) -> usize {
    let mut words = text.splitn(3, ' ');
    let projects = words.next().is_some_and(|word| PROJECT_NOUNS.contains(&word));
    let within = words.next().is_some_and(|word| ["im", "in", "aus", "des", "der"].contains(&word));
    let rest = words.next().filter(|rest| projects && within && rest.starts_with(char::is_uppercase));
    rest.map_or(0, |rest| text.len() - rest.len())
}

/// Whether a text may be the bare name of a programme, by its letters and what stands between words.
pub fn is_plain_name(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && text.chars().all(|c| c.is_alphabetic() || " -–&,:/„“".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::heading::{decision_heading, title_and_identifier};

    #[test]
    fn choices_of_projects_name_no_programme() {
        let lists = [
            "Projekte mit Bezug zum Land",
            "Projekte über 500 T€",
            "TOP 10: Geförderte Projekte 2031",
            "Projektliste 2031: Die Projekte",
        ];
        for text in lists {
            assert!(names_projects(text) && !programme_name(text).1, "{text}");
        }
        assert_ne!(programme_name("Programm ab 2034: Küste"), (0.."Programm ab 2034: Küste".len(), false));
        let named = ["Projekte Küste mit Zukunft", "Projekte aus dem Programm Küste", "Projekte nach 2027/22: „Küste“"];
        assert!(!named.iter().any(|text| names_projects(text)));
    }

    #[test]
    fn headings_of_decisions_and_programmes() {
        let cases = [
            "Beschluss 2025/22 | Schwerpunktthemen-Programme",
            "Beschluss 2025/27: Gemeinsame EfA-Finanzierung",
            "Beschluss 2028/40 – Föderale Schwerpunktprogramme",
            "Beschluss 2025/24",
            "Beschluss 2025/24: Titel (TOP 6)",
            "Beschluss 2025/24 wird aufgehoben",
            "Beschluss 2025/30 | ",
            "Beschluss 2030/77 · Migration der Postfächer",
            "Standard XWasser – Beschluss 2029/11",
            "Mittelverteilung 2029/2030 (2029/05)",
            "IV. Beschluss 2029/19 – Förderung",
            "Kompetenzzentrum Robotik [Beschluss 2031/55]",
            "3. Lage der Informationssicherheit (2029/13)",
            "Datenräume der öffentlichen Hand B-2029/33-IT",
            "TOP 3 | Beschluss 2031/8 | Föderales Architekturboard",
            "Beschluss 2031/8 (Föderales Architekturboard)",
            "TOP 3 | Beschluss 2031/8",
            "Beschluss B-2027/04-IT: Cloud",
            "TOP 4: Cloud (Beschluss B-2027/04-IT)",
            "Cloud – Beschluss B-2027/04-IT",
            "Beschluss Nr. 2029/102 Verteilung der Fördermittel 2030",
            "Fortführung des Beschlusses 2029/11.",
            "Beschluss Nr. 2024/48 Ziffer 3",
            "2030/6 TOP 3 – Open-Source-Strategie",
            "2032/29 · Programmplanung 2033 ff.",
            "IT-Planungsrat, Beschluss 2027/02 – Projekte",
            "BESCHLUSS 2032/42",
            "B 2032/08 Föderales Datenhaus",
            "Beschluss (2033/21):",
            "Beschluss 2033/36 vom 10. März 2033: Portalverbund",
            "Beschluss 2030/41 | vom 10. März 2033 bis heute",
            "2033/33 | Eskalation bei Verzug | angenommen, 1 Enthaltung",
            "IT-Planungsrat – Beschluss 2033/14 (TOP 6)",
            "BESCHLUSS 2033/14 (TOP 6)",
            "Beschluss 2030/41: eID einstimmig",
        ];
        let decisions = cases.map(|case| match decision_heading(case) {
            Some(heading) => format!("{case} -> {} {:?}", &case[heading.identifier], &case[heading.title]),
            None => match title_and_identifier(case) {
                Some(cited) => format!("{case} -> {} behind {:?}", &case[cited.identifier], &case[cited.title]),
                None => format!("{case} -> none"),
            },
        });
        let programmes = [
            "SPT Digitale Anwendung",
            "Projekte des SPT Informationssicherheit",
            "Programm Architekturmanagement (2)",
            "Schwerpunktthemen-Programm: Datennutzung",
            "Digitale Infrastruktur",
            "SPT KI (Basis)",
            "Programm „Wirtschaft stärken“",
            "Programm „Starke Register“ (1/2)",
            "Projekte | Infrastruktur",
            "Programm der Digitalförderung 2031",
            "Sicher leben – Projekte im Portfolio 2030",
            "Geförderte Projekte: Querschnitt",
            "Projektliste 2029 | Umwelt und Verkehr",
            "Vorhaben – Umwelt und Verkehr",
            "Projektliste zu Beschluss 2030/06 – Umwelt und Verkehr",
            "Übersicht 2: Umwelt und Verkehr",
            "TOP 5 Anlage: Projekte im Programm Umwelt und Verkehr",
            "Tabelle 2: Programm Umwelt und Verkehr",
            "Nachnutzung: Projekte der Länder",
            "Projektübersicht Programm Umwelt und Verkehr",
            "Anlage: Handlungsfeld Umwelt und Verkehr",
        ]
        .map(|case| {
            let (range, said) = programme_name(case);
            format!("{case} -> {:?} {said}", &case[range])
        });
        insta::assert_snapshot!(format!("{}\n{}", decisions.join("\n"), programmes.join("\n")), @r#"
        Beschluss 2025/22 | Schwerpunktthemen-Programme -> 2025/22 "Schwerpunktthemen-Programme"
        Beschluss 2025/27: Gemeinsame EfA-Finanzierung -> 2025/27 "Gemeinsame EfA-Finanzierung"
        Beschluss 2028/40 – Föderale Schwerpunktprogramme -> 2028/40 "Föderale Schwerpunktprogramme"
        Beschluss 2025/24 -> 2025/24 ""
        Beschluss 2025/24: Titel (TOP 6) -> 2025/24 "Titel"
        Beschluss 2025/24 wird aufgehoben -> none
        Beschluss 2025/30 |  -> 2025/30 ""
        Beschluss 2030/77 · Migration der Postfächer -> 2030/77 "Migration der Postfächer"
        Standard XWasser – Beschluss 2029/11 -> 2029/11 behind "Standard XWasser"
        Mittelverteilung 2029/2030 (2029/05) -> 2029/05 behind "Mittelverteilung 2029/2030"
        IV. Beschluss 2029/19 – Förderung -> 2029/19 "Förderung"
        Kompetenzzentrum Robotik [Beschluss 2031/55] -> 2031/55 behind "Kompetenzzentrum Robotik"
        3. Lage der Informationssicherheit (2029/13) -> 2029/13 behind "Lage der Informationssicherheit"
        Datenräume der öffentlichen Hand B-2029/33-IT -> 2029/33 behind "Datenräume der öffentlichen Hand"
        TOP 3 | Beschluss 2031/8 | Föderales Architekturboard -> 2031/8 "Föderales Architekturboard"
        Beschluss 2031/8 (Föderales Architekturboard) -> 2031/8 "Föderales Architekturboard"
        TOP 3 | Beschluss 2031/8 -> 2031/8 ""
        Beschluss B-2027/04-IT: Cloud -> 2027/04 "Cloud"
        TOP 4: Cloud (Beschluss B-2027/04-IT) -> 2027/04 "Cloud"
        Cloud – Beschluss B-2027/04-IT -> 2027/04 behind "Cloud"
        Beschluss Nr. 2029/102 Verteilung der Fördermittel 2030 -> 2029/102 "Verteilung der Fördermittel 2030"
        Fortführung des Beschlusses 2029/11. -> none
        Beschluss Nr. 2024/48 Ziffer 3 -> none
        2030/6 TOP 3 – Open-Source-Strategie -> 2030/6 "Open-Source-Strategie"
        2032/29 · Programmplanung 2033 ff. -> 2032/29 "Programmplanung 2033 ff."
        IT-Planungsrat, Beschluss 2027/02 – Projekte -> 2027/02 "Projekte"
        BESCHLUSS 2032/42 -> 2032/42 ""
        B 2032/08 Föderales Datenhaus -> 2032/08 "Föderales Datenhaus"
        Beschluss (2033/21): -> 2033/21 ""
        Beschluss 2033/36 vom 10. März 2033: Portalverbund -> 2033/36 "Portalverbund"
        Beschluss 2030/41 | vom 10. März 2033 bis heute -> 2030/41 "vom 10. März 2033 bis heute"
        2033/33 | Eskalation bei Verzug | angenommen, 1 Enthaltung -> 2033/33 "Eskalation bei Verzug"
        IT-Planungsrat – Beschluss 2033/14 (TOP 6) -> 2033/14 ""
        BESCHLUSS 2033/14 (TOP 6) -> 2033/14 ""
        Beschluss 2030/41: eID einstimmig -> 2030/41 "eID einstimmig"
        SPT Digitale Anwendung -> "Digitale Anwendung" true
        Projekte des SPT Informationssicherheit -> "Informationssicherheit" true
        Programm Architekturmanagement (2) -> "Architekturmanagement" true
        Schwerpunktthemen-Programm: Datennutzung -> "Datennutzung" true
        Digitale Infrastruktur -> "Digitale Infrastruktur" false
        SPT KI (Basis) -> "KI (Basis)" true
        Programm „Wirtschaft stärken“ -> "Wirtschaft stärken" true
        Programm „Starke Register“ (1/2) -> "Starke Register" true
        Projekte | Infrastruktur -> "Infrastruktur" true
        Programm der Digitalförderung 2031 -> "Programm der Digitalförderung 2031" false
        Sicher leben – Projekte im Portfolio 2030 -> "Sicher leben" false
        Geförderte Projekte: Querschnitt -> "Querschnitt" false
        Projektliste 2029 | Umwelt und Verkehr -> "Umwelt und Verkehr" false
        Vorhaben – Umwelt und Verkehr -> "Umwelt und Verkehr" false
        Projektliste zu Beschluss 2030/06 – Umwelt und Verkehr -> "Umwelt und Verkehr" false
        Übersicht 2: Umwelt und Verkehr -> "Umwelt und Verkehr" false
        TOP 5 Anlage: Projekte im Programm Umwelt und Verkehr -> "Umwelt und Verkehr" true
        Tabelle 2: Programm Umwelt und Verkehr -> "Umwelt und Verkehr" true
        Nachnutzung: Projekte der Länder -> "Nachnutzung: Projekte der Länder" false
        Projektübersicht Programm Umwelt und Verkehr -> "Umwelt und Verkehr" true
        Anlage: Handlungsfeld Umwelt und Verkehr -> "Umwelt und Verkehr" true
        "#);
    }

    #[test]
    fn names_of_programmes_among_other_words() {
        let name = |heading: &str| {
            let (range, said) = programme_name(heading);
            (heading[range].to_owned(), said)
        };
        let said = |name: &str| (name.to_owned(), true);
        assert_eq!(name("Vorhaben im Programm „Sichere Netze“"), said("Sichere Netze"));
        assert_eq!(name("„Daten und Register“: 6 Projekte, 5,47 Mio. €"), said("Daten und Register"));
        assert_eq!(name("Programm Küste (2 Vorhaben)"), said("Küste"));
        assert_eq!(name("Programm „Küste“: bewilligte Projekte"), said("Küste"));
        assert_eq!(name("Programm „Küste“: EUR 7,2 Mio. für 5 Projekte"), said("Küste"));
        assert_eq!(name("Programm Küste (Teil 1 von 2)"), said("Küste"));
        // What nobody calls a programme is none for certain.
        let others = [
            "Vorhaben „Leuchtturm“ im Programm Küste",
            "Hessen: 2 Projekte",
            "Stand der Vorhaben im Beschluss „Register“",
        ];
        assert!(others.iter().all(|heading| !programme_name(heading).1));
    }

    #[test]
    fn identifiers_before_names() {
        let name = |text: &'static str| &text[programme_name(text).0];
        assert_eq!(name("Anlage 1 zum Beschluss 2027/20: Soziale Leistungen"), "Soziale Leistungen");
        assert_eq!(name("Projekte 2030/43: Identitäten"), "Identitäten");
    }

    #[test]
    fn units_behind_names() {
        let name = |heading: &'static str| &heading[programme_name(heading).0];
        assert_eq!(name("Programm Netze, Beträge in T€"), "Netze");
        assert_eq!(name("Programm Netze (in T€)"), "Netze");
        assert_eq!(name("Programm Netze (Küste), alle Beträge in T€"), "Netze (Küste)");
        assert_eq!(name("Programm Netze in der Cloud"), "Netze in der Cloud");
    }
}
