//! Mandates: who is charged with what.
//!
//! | written | actor | charge |
//! | --- | --- | --- |
//! | `… beauftragt die FITKO mit der Steuerung und bittet …` | `FITKO` | `mit der Steuerung` |
//! | `Die FITKO wird mit der Umsetzung beauftragt.` | `FITKO` | `mit der Umsetzung` |
//! | `Hierfür werden Bayern und Bremen beauftragt, ein Konto umzusetzen` | `Bayern und Bremen` | `ein Konto umzusetzen` |
//! | `Mit dem Betrieb beauftragt der Rat die FITKO.` | `FITKO` | `Mit dem Betrieb` |
//! | `FITKO beauftragt, ein Konzept zu erstellen` | `FITKO` | `ein Konzept zu erstellen` |
//!
//! A name right behind the auxiliary verb is the actor; otherwise the one that starts the clause is.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::sentences;
use crate::vocabulary::{ARTICLES, COUNCILS, LEGAL_FORMS, PRONOUNS, RESOLUTION_VERBS};

/// What says right before the verb that nobody is charged.
const NEGATIONS: [&str; 2] = [" nicht", " niemand"];

/// A mandate in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// Where the actor stands, without article.
    pub actor: Range<usize>,
    /// Where the charge stands.
    pub charge: Range<usize>,
}

/// What a verb that charges somebody was read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Charge {
    /// A mandate.
    Read(Mandate),
    /// Nobody could tell who is charged, or with what; the verb stands here.
    Unread(Range<usize>),
}

static VERB: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?-u:\b)(?:[Bb]eauftragt|[Bb]etraut)(?-u:\b)").expect("a literal pattern"));
static AUXILIARY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?-u:\b)(?:wird|werden|wurde|wurden|ist|sind|hat|haben|soll|sollen)(?-u:\b)")
        .expect("a literal pattern")
});

/// Finds the mandates in a text, in order.
pub fn find_mandates(text: &str) -> Vec<Charge> {
    sentences(text).into_iter().flat_map(|sentence| in_sentence(text, sentence)).collect()
}

/// One mandate for each verb; a clause ends where that of the next verb starts.
fn in_sentence(text: &str, sentence: Range<usize>) -> Vec<Charge> {
    let here = &text[sentence.clone()];
    let hyphenated =
        |verb: &regex::Match<'_>| here[..verb.start()].ends_with('-') || here[verb.end()..].starts_with('-');
    let verbs: Vec<Range<usize>> =
        VERB.find_iter(here).filter(|verb| !hyphenated(verb)).map(|verb| verb.range()).collect();
    // Between two verbs one clause ends, and the other starts.
    let cuts: Vec<Range<usize>> = verbs.windows(2).map(|pair| clause_cut(here, pair[0].end..pair[1].start)).collect();
    let mut charges = Vec::new();
    for (at, verb) in verbs.iter().enumerate() {
        let start = at.checked_sub(1).map_or(0, |before| cuts[before].end);
        let clause = start..cuts.get(at).map_or(here.len(), |cut| cut.start);
        let read = Clause { text: here, clause, verb: verb.clone() }.read();
        let offset = |range: Range<usize>| sentence.start + range.start..sentence.start + range.end;
        charges.extend(read.map(|read| match read {
            Charge::Read(one) => Charge::Read(Mandate { actor: offset(one.actor), charge: offset(one.charge) }),
            Charge::Unread(verb) => Charge::Unread(offset(verb)),
        }));
    }
    charges
}

/// What divides the clauses of two verbs, in the stretch between those.
fn clause_cut(text: &str, between: Range<usize>) -> Range<usize> {
    let marks = [", und ", "; ", " und ", " sowie "];
    let cut = marks.iter().find_map(|mark| Some((between.start + text[between.clone()].rfind(mark)?, mark.len())));
    cut.map_or(between.end..between.end, |(at, length)| at..at + length)
}

/// A clause with its verb.
struct Clause<'a> {
    text: &'a str,
    clause: Range<usize>,
    verb: Range<usize>,
}

impl Clause<'_> {
    /// What the verb says; nothing where it says who is not charged.
    fn read(&self) -> Option<Charge> {
        let (text, verb) = (self.text, &self.verb);
        let unread = Some(Charge::Unread(verb.clone()));
        if NEGATIONS.iter().any(|word| text[..verb.start].trim_end().ends_with(word)) {
            return None;
        }
        let front = self.clause.start..verb.start;
        let auxiliary = AUXILIARY.find_iter(&text[front.clone()]).last();
        let auxiliary = auxiliary.map(|one| front.start + one.start()..front.start + one.end());
        let Some((actor, charge)) = (match auxiliary {
            Some(auxiliary) => self.passive(&auxiliary),
            None => self.active(),
        }) else {
            return unread;
        };
        let charge = trimmed(text, charge.start..next_resolution(&text[..charge.end], charge.start));
        let written = &text[charge.clone()];
        if written.starts_with("nicht ") {
            return None;
        }
        let pronoun = PRONOUNS.contains(&&text[actor.clone()]);
        if pronoun || written.is_empty() { unread } else { Some(Charge::Read(Mandate { actor, charge })) }
    }

    /// `… wird (…) beauftragt`, `… hat … beauftragt`, `soll … beauftragt werden`.
    fn passive(&self, auxiliary: &Range<usize>) -> Option<(Range<usize>, Range<usize>)> {
        let (text, verb) = (self.text, &self.verb);
        let front = last_clause(text, self.clause.start..auxiliary.start)..auxiliary.start;
        let between = auxiliary.end..verb.start;
        let perfect = matches!(&text[auxiliary.clone()], "hat" | "haben");
        let inside = &text[..verb.start];
        let right_behind = starts_name(&text[between.clone()]).then(|| noun_phrase(inside, between.start)).flatten();
        let object = || perfect.then(|| object(inside, between.start)).flatten();
        let (actor, inverted) = match right_behind.or_else(object) {
            Some(actor) => (actor, true),
            None if perfect => return None,
            None => (noun_phrase(&text[..auxiliary.start], front.start)?, false),
        };
        let after = text[verb.end..].trim_start();
        let skipped = after.strip_prefix("werden").map_or(verb.end, |rest| text.len() - rest.len());
        let behind = skipped..self.clause.end;
        let from = if inverted { actor.end } else { between.start };
        let with =
            text[from..verb.start].find("mit ").filter(|at| !super::in_word(text, from + at)).map(|at| from + at);
        let charge = match (with, trimmed(text, behind.clone()).is_empty()) {
            (Some(with), true) => with..verb.start,
            (Some(with), false) if text[from..with].trim().is_empty() => with..behind.end,
            (_, false) => behind,
            (None, true) if inverted && !perfect => front,
            (None, true) => return None,
        };
        Some((actor, charge))
    }

    /// `… beauftragt (…) die FITKO …`; `FITKO beauftragt, …`; `Mit … beauftragt der Rat die FITKO`; `Beauftragt wird …`.
    fn active(&self) -> Option<(Range<usize>, Range<usize>)> {
        let (text, verb) = (self.text, &self.verb);
        let text = &text[..self.clause.end];
        let front = last_clause(text, self.clause.start..verb.start)..verb.start;
        let behind = &text[verb.end..];
        if behind.starts_with(',') {
            return Some((noun_phrase(&text[..verb.start], front.start)?, verb.end..text.len()));
        }
        if let Some(auxiliary) = AUXILIARY.find(behind).filter(|one| behind[..one.start()].trim().is_empty()) {
            let actor = noun_phrase(text, verb.end + auxiliary.end())?;
            return Some((actor.clone(), actor.end..text.len()));
        }
        // Behind the verb the subject stands first, if anything else starts the clause.
        let subject = behind.trim_start().strip_prefix("der ").and_then(|_| noun_phrase(text, verb.end));
        let actor = object(text, subject.as_ref().map_or(verb.end, |subject| subject.end))?;
        let behind = actor.end..text.len();
        let fronted = subject.is_some() && trimmed(text, behind.clone()).is_empty();
        Some((actor, if fronted { front } else { behind }))
    }
}

/// Whether a name may start here: an article or a capital.
fn starts_name(text: &str) -> bool {
    let text = text.trim_start();
    let first = text.split(' ').next().unwrap_or_default();
    text.starts_with(char::is_uppercase) || is_company(text) || ARTICLES.contains(&first)
}

/// The object behind a verb: the name right there, or the first one behind an article of the accusative.
fn object(text: &str, from: usize) -> Option<Range<usize>> {
    let rest = &text[from..];
    if rest.trim_start().starts_with(char::is_uppercase) {
        return noun_phrase(text, from);
    }
    let articles = ["die ", "den ", "das "];
    let places = articles.iter().flat_map(|article| rest.match_indices(article)).map(|(at, _)| from + at);
    let mut places: Vec<usize> = places.filter(|at| !super::in_word(text, *at)).collect();
    places.sort_unstable();
    places.into_iter().find_map(|at| noun_phrase(text, at))
}

/// Where what a clause says behind its last colon starts.
fn last_clause(text: &str, clause: Range<usize>) -> usize {
    text[clause.clone()].rfind(": ").map_or(clause.start, |at| clause.start + at + 2)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text[range.clone()].trim_end_matches([' ', '.', ';', ',']);
    let start = part.len() - part.trim_start_matches([' ', ',', ':']).len();
    range.start + start..range.start + part.len().max(start)
}

/// Whether a text starts with the verb of a resolution: `nimmt den Bericht zur Kenntnis`.
pub fn starts_resolution(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(verb, _)| RESOLUTION_VERBS.contains(&verb))
}

/// Whether a text opens resolutions with the council that decides: `Der IT-Planungsrat`, `Der IT-Planungsrat bittet …`.
pub fn opens_resolutions(text: &str) -> bool {
    let council = COUNCILS.iter().find_map(|name| text.strip_prefix("Der ")?.strip_prefix(name));
    council.is_some_and(|rest| {
        rest.trim_matches([':', '…', '.', ' ']).is_empty() || rest.strip_prefix(' ').is_some_and(starts_resolution)
    })
}

/// Where `und bittet …` or `; die Länder werden …` starts the next resolution.
fn next_resolution(text: &str, from: usize) -> usize {
    let clause = text[from..].find("; ").filter(|at| AUXILIARY.is_match(&text[from + at..])).map(|at| from + at);
    let verb = text[from..]
        .match_indices(" und ")
        .find(|(at, und)| {
            let behind = &text[from + at + und.len()..];
            starts_resolution(behind)
        })
        .map(|(at, _)| from + at);
    clause.into_iter().chain(verb).min().unwrap_or(text.len())
}

/// The names at `from`, behind an article: words in capitals, and further names behind `und`, or behind commas where
/// `und` or `sowie` ends the list.
fn noun_phrase(text: &str, from: usize) -> Option<Range<usize>> {
    let first = name(text, from)?;
    let mut end = first.end;
    let mut pending = end;
    loop {
        let rest = &text[pending..];
        let (conjunction, gap) = match rest {
            _ if rest.starts_with(" und ") => (true, " und ".len()),
            _ if rest.starts_with(" sowie ") => (true, " sowie ".len()),
            _ if rest.starts_with(", ") => (false, ", ".len()),
            _ => break,
        };
        // Behind a comma an article starts what they are charged with.
        let bare = rest[gap..].starts_with(char::is_uppercase);
        let Some(next) = name(text, pending + gap).filter(|_| conjunction || bare) else { break };
        pending = next.end;
        if conjunction {
            end = pending;
        }
    }
    Some(first.start..end)
}

/// Whether a name in small letters stands before a legal form: `govdigital eG`.
fn is_company(text: &str) -> bool {
    let mut words = text.split([' ', ',', '.']);
    words.next().is_some_and(|name| !name.is_empty()) && words.next().is_some_and(|form| LEGAL_FORMS.contains(&form))
}

/// One name: an article, an adjective, words in capitals and small words between them.
fn name(text: &str, from: usize) -> Option<Range<usize>> {
    const INSIDE: [&str; 3] = ["für", "der", "des"];
    let mut start = None;
    let mut end = from;
    let mut at = from;
    let mut adjective = false;
    for word in text[from..].split_inclusive(' ') {
        let ends = at + word.len() == text.len();
        let bare = word.trim_end_matches([' ', ',', ':']).trim_end_matches(|c| ends && c == '.');
        let capital = bare.starts_with(|c: char| c.is_uppercase() || start.is_some() && c.is_ascii_digit());
        match start {
            None if bare.is_empty() || ARTICLES.contains(&bare.to_lowercase().as_str()) => {}
            None if capital || is_company(&text[at..]) => start = Some(at),
            // `die zuständige Stelle`
            None if !adjective && at > from && bare.ends_with(['e', 'n']) => adjective = true,
            None => return None,
            // A name in small letters before a legal form (`govdigital eG`), and `Geschäfts- und Koordinierungsstelle`.
            Some(_) if capital || bare.chars().skip(1).any(char::is_uppercase) => {}
            Some(_) if INSIDE.contains(&bare) || bare == "und" && text[..at].trim_end().ends_with('-') => {
                at += word.len();
                continue;
            }
            Some(_) => break,
        }
        if start.is_some() {
            end = at + bare.len();
            if bare.len() < word.trim_end().len() {
                break;
            }
        }
        at += word.len();
    }
    start.map(|start| start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starts_of_resolutions() {
        assert!(["nimmt den Bericht zur Kenntnis", "bittet die FITKO"].iter().all(|text| starts_resolution(text)));
        assert!(
            !["nimmt", "und der Bund", "Quartal 2030", "bittere Folgen"].iter().any(|text| starts_resolution(text))
        );
        let opens = ["Der IT-Planungsrat", "Der IT-Planungsrat:", "Der IT-Planungsrat bittet die Länder"];
        assert!(opens.iter().all(|text| opens_resolutions(text)));
        let others = ["Der IT-Planungsrat als Partner", "IT-Planungsrat", "Der IT-Planungsratsbeschluss"];
        assert!(!others.iter().any(|text| opens_resolutions(text)));
    }

    #[test]
    fn mandates() {
        let cases = [
            "Der IT-Planungsrat beauftragt die FITKO mit der koordinierenden Steuerung des Portfolios und bittet die FITKO die Themenpaten zu unterstützen.",
            "Die FITKO wird mit der Umsetzung beauftragt. Bis zur 50. Sitzung ist die Rechtgrundlage zu klären",
            "IT-Planungsratsbeschluss 2020/01: Bayern und Bremen werden beauftragt, auf Basis von ELSTER ein Unternehmenskonto umzusetzen",
            "Steuerungsgruppe wird beauftragt, Strukturen zu schaffen, die eine Beteiligung ermöglichen.",
            "Die Geschäfts- und Koordinierungsstelle GovData beauftragt die KoSIT mit der Absicherung der Betriebskosten.",
            "das Land Niedersachsen wird mit der Fortschreibung der Föderalen IT-Roadmap betraut",
            "Das BMDS wird beauftragt, bis Q3/2030 die Voraussetzungen (1st- und 2nd-Level) zu schaffen und zu berichten.",
            "Hiermit wird die FITKO beauftragt, z. B. Standards zu setzen.",
            "Das Föderale IT-Architekturboard wird beauftragt, einen Plan vorzulegen",
            "Der IT-Planungsrat hat die FITKO beauftragt, den Betrieb zu prüfen.",
            "Die FITKO ist beauftragt, den Betrieb zu sichern.",
            "Mit der Umsetzung wird die FITKO beauftragt.",
            "Der Rat beauftragt die FITKO und das Architekturboard, einen Plan vorzulegen",
            "Die FITKO wird nicht beauftragt, Standards zu setzen.",
            "die beauftragte Stelle berichtet",
            "Es wird niemand beauftragt.",
            "Die FITKO wird beauftragt, die Umsetzung (vgl. Nr. 3) zu prüfen.",
            "Der Rat beauftragt die Länder Bayern, Bremen und Hessen sowie die FITKO, ein Konzept zu erstellen.",
            "Mit der Umsetzung des Vorhabens beauftragt der IT-Planungsrat die FITKO.",
            "Hierfür werden Bayern und Bremen beauftragt, ein Konto umzusetzen.",
            "Gemeinsam mit der KoSIT wird die FITKO beauftragt, Standards zu setzen.",
            "FITKO beauftragt, ein Konzept zu erstellen",
            "Die FITKO wird vom IT-Planungsrat beauftragt, den Betrieb zu sichern.",
            "Die FITKO wird in Abstimmung mit der KoSIT beauftragt, den Betrieb zu sichern.",
            "Der Rat beauftragt die FITKO nicht mit der Umsetzung.",
            "Sie wird beauftragt, den Betrieb zu sichern.",
            "Der Rat beauftragt die FITKO, A zu tun, und die KoSIT wird beauftragt, B zu tun.",
            "Die FITKO wird beauftragt, ein Konzept vorzulegen; die Länder werden gebeten, mitzuwirken",
            "Der Rat beauftragt in diesem Zusammenhang die FITKO mit dem Betrieb.",
            "Der IT-Planungsrat hat in seiner 46. Sitzung die FITKO beauftragt, den Betrieb zu prüfen.",
            "Beauftragt die FITKO mit dem Betrieb",
            "Beauftragt wird die FITKO mit dem Betrieb",
            "Die FITKO soll mit dem Betrieb beauftragt werden.",
            "Die govdigital eG wird beauftragt, ein Konzept vorzulegen.",
            "Der Rat hat die FITKO-beauftragt den Betrieb zu sichern.",
        ];
        let lines = cases.map(|case| {
            let found = find_mandates(case).into_iter().map(|found| match found {
                Charge::Read(one) => format!("\n  {} <- {}", &case[one.actor], &case[one.charge]),
                Charge::Unread(_) => "\n  unread".to_owned(),
            });
            format!("{case}{}", found.collect::<String>())
        });
        insta::assert_snapshot!(lines.join("\n"), @"
        Der IT-Planungsrat beauftragt die FITKO mit der koordinierenden Steuerung des Portfolios und bittet die FITKO die Themenpaten zu unterstützen.
          FITKO <- mit der koordinierenden Steuerung des Portfolios
        Die FITKO wird mit der Umsetzung beauftragt. Bis zur 50. Sitzung ist die Rechtgrundlage zu klären
          FITKO <- mit der Umsetzung
        IT-Planungsratsbeschluss 2020/01: Bayern und Bremen werden beauftragt, auf Basis von ELSTER ein Unternehmenskonto umzusetzen
          Bayern und Bremen <- auf Basis von ELSTER ein Unternehmenskonto umzusetzen
        Steuerungsgruppe wird beauftragt, Strukturen zu schaffen, die eine Beteiligung ermöglichen.
          Steuerungsgruppe <- Strukturen zu schaffen, die eine Beteiligung ermöglichen
        Die Geschäfts- und Koordinierungsstelle GovData beauftragt die KoSIT mit der Absicherung der Betriebskosten.
          KoSIT <- mit der Absicherung der Betriebskosten
        das Land Niedersachsen wird mit der Fortschreibung der Föderalen IT-Roadmap betraut
          Land Niedersachsen <- mit der Fortschreibung der Föderalen IT-Roadmap
        Das BMDS wird beauftragt, bis Q3/2030 die Voraussetzungen (1st- und 2nd-Level) zu schaffen und zu berichten.
          BMDS <- bis Q3/2030 die Voraussetzungen (1st- und 2nd-Level) zu schaffen und zu berichten
        Hiermit wird die FITKO beauftragt, z. B. Standards zu setzen.
          FITKO <- z. B. Standards zu setzen
        Das Föderale IT-Architekturboard wird beauftragt, einen Plan vorzulegen
          Föderale IT-Architekturboard <- einen Plan vorzulegen
        Der IT-Planungsrat hat die FITKO beauftragt, den Betrieb zu prüfen.
          FITKO <- den Betrieb zu prüfen
        Die FITKO ist beauftragt, den Betrieb zu sichern.
          FITKO <- den Betrieb zu sichern
        Mit der Umsetzung wird die FITKO beauftragt.
          FITKO <- Mit der Umsetzung
        Der Rat beauftragt die FITKO und das Architekturboard, einen Plan vorzulegen
          FITKO und das Architekturboard <- einen Plan vorzulegen
        Die FITKO wird nicht beauftragt, Standards zu setzen.
        die beauftragte Stelle berichtet
        Es wird niemand beauftragt.
        Die FITKO wird beauftragt, die Umsetzung (vgl. Nr. 3) zu prüfen.
          FITKO <- die Umsetzung (vgl. Nr. 3) zu prüfen
        Der Rat beauftragt die Länder Bayern, Bremen und Hessen sowie die FITKO, ein Konzept zu erstellen.
          Länder Bayern, Bremen und Hessen sowie die FITKO <- ein Konzept zu erstellen
        Mit der Umsetzung des Vorhabens beauftragt der IT-Planungsrat die FITKO.
          FITKO <- Mit der Umsetzung des Vorhabens
        Hierfür werden Bayern und Bremen beauftragt, ein Konto umzusetzen.
          Bayern und Bremen <- ein Konto umzusetzen
        Gemeinsam mit der KoSIT wird die FITKO beauftragt, Standards zu setzen.
          FITKO <- Standards zu setzen
        FITKO beauftragt, ein Konzept zu erstellen
          FITKO <- ein Konzept zu erstellen
        Die FITKO wird vom IT-Planungsrat beauftragt, den Betrieb zu sichern.
          FITKO <- den Betrieb zu sichern
        Die FITKO wird in Abstimmung mit der KoSIT beauftragt, den Betrieb zu sichern.
          FITKO <- den Betrieb zu sichern
        Der Rat beauftragt die FITKO nicht mit der Umsetzung.
        Sie wird beauftragt, den Betrieb zu sichern.
          unread
        Der Rat beauftragt die FITKO, A zu tun, und die KoSIT wird beauftragt, B zu tun.
          FITKO <- A zu tun
          KoSIT <- B zu tun
        Die FITKO wird beauftragt, ein Konzept vorzulegen; die Länder werden gebeten, mitzuwirken
          FITKO <- ein Konzept vorzulegen
        Der Rat beauftragt in diesem Zusammenhang die FITKO mit dem Betrieb.
          FITKO <- mit dem Betrieb
        Der IT-Planungsrat hat in seiner 46. Sitzung die FITKO beauftragt, den Betrieb zu prüfen.
          FITKO <- den Betrieb zu prüfen
        Beauftragt die FITKO mit dem Betrieb
          FITKO <- mit dem Betrieb
        Beauftragt wird die FITKO mit dem Betrieb
          FITKO <- mit dem Betrieb
        Die FITKO soll mit dem Betrieb beauftragt werden.
          FITKO <- mit dem Betrieb
        Die govdigital eG wird beauftragt, ein Konzept vorzulegen.
          govdigital eG <- ein Konzept vorzulegen
        Der Rat hat die FITKO-beauftragt den Betrieb zu sichern.
        ");
    }
}
