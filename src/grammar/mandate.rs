//! Mandates: who is charged with what.
//!
//! | written | actor | charge |
//! | --- | --- | --- |
//! | `… beauftragt die FITKO mit der Steuerung und bittet …` | `FITKO` | `mit der Steuerung` |
//! | `Die FITKO wird mit der Umsetzung beauftragt.` | `FITKO` | `mit der Umsetzung` |
//! | `Bayern und Bremen werden beauftragt, ein Konto umzusetzen` | `Bayern und Bremen` | `ein Konto umzusetzen` |

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::sentences;
use crate::vocabulary::{ARTICLES, RESOLUTION_VERBS, SENTENCE_STARTS};

/// A mandate in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    /// Where the actor stands, without article.
    pub actor: Range<usize>,
    /// Where the charge stands.
    pub charge: Range<usize>,
}

static VERB: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b(?:beauftragt|betraut)\b").expect("a literal pattern"));
static AUXILIARY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\b(?:wird|werden|wurde|wurden|ist|sind|hat|haben)\b").expect("a literal pattern"));

/// Finds the mandates in a text, in order.
pub fn find_mandates(text: &str) -> Vec<Mandate> {
    sentences(text).into_iter().filter_map(|sentence| parse_mandate(text, sentence)).collect()
}

fn parse_mandate(text: &str, sentence: Range<usize>) -> Option<Mandate> {
    let here = &text[sentence.clone()];
    let verb = VERB.find(here)?;
    // The auxiliary of a passive stands before the verb, in the same clause.
    let auxiliary = AUXILIARY.find_iter(&here[..verb.start()]).last();
    if here[..verb.start()].trim_end().ends_with(" nicht") {
        return None;
    }
    let (actor, charge) = match auxiliary {
        Some(auxiliary) => {
            let clause = last_clause(&here[..auxiliary.start()]);
            let first = here[clause.clone()].split(' ').next().unwrap_or_default();
            let behind = verb.end()..here.len();
            // `Hiermit wird die FITKO beauftragt`, `Mit der Umsetzung wird die FITKO beauftragt`
            // `Der Rat hat die FITKO beauftragt`
            let inverted = SENTENCE_STARTS.contains(&first) || matches!(auxiliary.as_str(), "hat" | "haben");
            let actor = noun_phrase(here, if inverted { auxiliary.end() } else { clause.start })?;
            let between = if inverted { actor.end } else { auxiliary.end() }..verb.start();
            let charge = match (is_empty(here, &between), is_empty(here, &behind)) {
                (true, true) if inverted => clause,
                (_, true) => between,
                (true, false) => behind,
                (false, false) => between.start..behind.end,
            };
            (actor, charge)
        }
        None => {
            let actor = noun_phrase(here, verb.end())?;
            (actor.clone(), actor.end..next_resolution(here, actor.end))
        }
    };
    let charge = trimmed(here, charge);
    let at = sentence.start;
    (!charge.is_empty())
        .then_some(Mandate { actor: at + actor.start..at + actor.end, charge: at + charge.start..at + charge.end })
}

/// What a sentence says behind its last colon.
fn last_clause(text: &str) -> Range<usize> {
    text.rfind(": ").map_or(0, |at| at + 2)..text.len()
}

fn is_empty(text: &str, range: &Range<usize>) -> bool {
    trimmed(text, range.clone()).is_empty()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = text[range.clone()].trim_end_matches([' ', '.', ';', ',']);
    let start = part.len() - part.trim_start_matches([' ', ',', ':']).len();
    range.start + start..range.start + part.len().max(start)
}

/// Where `und bittet …` starts the next resolution.
fn next_resolution(text: &str, from: usize) -> usize {
    text[from..]
        .match_indices(" und ")
        .find(|(at, und)| {
            let behind = &text[from + at + und.len()..];
            RESOLUTION_VERBS.iter().any(|verb| behind.starts_with(verb) && behind[verb.len()..].starts_with(' '))
        })
        .map_or(text.len(), |(at, _)| from + at)
}

/// The name at `from`, behind an article: words in capitals, joined by `und`, commas, and small words of names.
fn noun_phrase(text: &str, from: usize) -> Option<Range<usize>> {
    const INSIDE: [&str; 5] = ["und", "sowie", "für", "der", "des"];
    let mut start = None;
    let mut end = from;
    let mut at = from;
    let mut pending_adjective = false;
    let mut joined = false;
    for word in text[from..].split_inclusive(' ') {
        let name = word.trim_end_matches([' ', ',']);
        let capital = name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let article = ARTICLES.contains(&name.to_lowercase().as_str());
        match start {
            None if name.is_empty() || article => {}
            // `das Föderale IT-Architekturboard` starts with a capital, `die zuständige Stelle` does not.
            None if capital => start = Some(at),
            None if !pending_adjective && at > from && name.ends_with('e') => pending_adjective = true,
            None => return None,
            Some(_) if capital => {}
            Some(_) if INSIDE.contains(&name) || joined && article => {
                joined = joined || matches!(name, "und" | "sowie");
                at += word.len();
                continue;
            }
            // A name in small letters behind a legal form or before one (`govdigital eG`).
            Some(_) if name.chars().skip(1).any(char::is_uppercase) => {}
            Some(_) => break,
        }
        if start.is_some() {
            joined = false;
            end = at + name.len();
            if word.trim_end().ends_with(',') {
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
        ];
        let lines = cases.map(|case| {
            let found = find_mandates(case);
            let found = found.into_iter().map(|one| format!("\n  {} <- {}", &case[one.actor], &case[one.charge]));
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
        ");
    }
}
