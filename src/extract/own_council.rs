//! The name of the council in front of its own decisions: `DMK-Beschluss 2027/03` in a deck about that conference.
//!
//! In another council's deck such a decision is cited, so that no heading has it. In: the pages of a deck. Out: the same
//! lines, the name taken off what heads or names a decision.

use std::collections::BTreeSet;

use crate::grammar::heading::LONGEST_TITLE;
use crate::grammar::session::council_within;
use crate::layout::{Line, Page};
use crate::source::Span;
use crate::text::{Join, TextMap};
use crate::vocabulary::{COUNCILS, DECISION_NOUNS, OTHER_BODIES, council_name};

/// The name of a council, whatever is written.
fn full(name: &'static str) -> &'static str {
    council_name(name).unwrap_or(name)
}

/// The one council that the first slide names.
fn council(first: &Page) -> Option<&'static str> {
    let named = first.lines.iter().filter_map(|line| council_within(line.text.as_str()));
    let named: BTreeSet<&str> = named.map(|(_, name)| full(name)).collect();
    named.first().copied().filter(|_| named.len() == 1)
}

/// Where the name stands in front of a decision that a text is headed by, or that it names in brackets at its end.
fn in_front(text: &str, name: &str) -> Option<usize> {
    if text.len() > LONGEST_TITLE || text.ends_with('.') {
        return None;
    }
    let places = text.match_indices(name).map(|(at, _)| at);
    let mut heads = places.filter(|at| {
        let rest = text[at + name.len()..].strip_prefix('-');
        let number =
            rest.and_then(|rest| DECISION_NOUNS.iter().find_map(|noun| rest.strip_prefix(noun)?.strip_prefix(' ')));
        let Some(number) = number.filter(|number| number.starts_with(|c: char| c.is_ascii_digit())) else {
            return false;
        };
        let behind = number.trim_start_matches(|c: char| c.is_ascii_digit() || "/-".contains(c));
        let ends = behind.is_empty()
            || [":", ",", " |", " ·", " –", " (", " vom "].iter().any(|sign| behind.starts_with(sign));
        *at == 0 && ends || text[..*at].ends_with(['(', '[']) && behind.starts_with([')', ']'])
    });
    heads.next()
}

/// Takes the name of the deck's own council off headings, where it is that of another one in other decks.
pub(super) fn take_own_council(pages: &mut [Page], read: &mut Vec<Span>) {
    let Some(own) = pages.first().and_then(council) else { return };
    let names: Vec<&str> =
        COUNCILS.iter().copied().filter(|name| full(name) == own && OTHER_BODIES.contains(name)).collect();
    let lines = pages.iter_mut().skip(1).flat_map(|page| page.lines.iter_mut().chain(page.tabled.iter_mut().flatten()));
    let plain = |line: &&mut Line| line.bullet.is_none() && line.cells.is_empty();
    for line in lines.filter(plain) {
        let text = line.text.as_str();
        let Some((at, name)) = names.iter().find_map(|name| Some((in_front(text, name)?, *name))) else { continue };
        let end = at + name.len() + '-'.len_utf8();
        read.extend(line.text.trace(at..end).spans);
        let mut rest: TextMap = line.text.slice(0..at);
        rest.join(Join::Nothing, line.text.slice(end..text.len()));
        line.text = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of the second slide, the first of which has this text.
    fn read(first: &str, lines: &[&str]) -> Vec<String> {
        let line = |text: &&str| Line::of(TextMap::piece(text, Span::new(0, text.len())).expect("it has text"));
        let page = |lines: Vec<Line>| Page { lines, ..Page::new(1, Span::new(0, 0)) };
        let mut pages = [page(vec![line(&first)]), page(lines.iter().map(line).collect())];
        take_own_council(&mut pages, &mut Vec::new());
        pages[1].lines.iter().map(|line| line.text.as_str().to_owned()).collect()
    }

    #[test]
    fn the_name_of_the_own_council() {
        let own = "Was die Digitalministerkonferenz beschlossen hat";
        let heads = [
            "DMK-Beschluss 2027/03",
            "DMK-Beschluss 2027-03 · eingebracht von Ada Quer",
            "Netze (DMK-Beschluss 2027/03)",
        ];
        let taken = ["Beschluss 2027/03", "Beschluss 2027-03 · eingebracht von Ada Quer", "Netze (Beschluss 2027/03)"];
        assert_eq!(read(own, &heads), taken);
        // Of another council, of two on the cover, in a sentence
        assert_eq!(read("Ergebnisse des IT-Planungsrats", &heads), heads);
        assert_eq!(read("IT-Planungsrat und DMK", &heads), heads);
        let cites =
            ["DMK-Beschluss 2027/03 gilt weiter", "DMK-Beschlüsse 2027/03 und 2027/04", "IMK-Beschluss 2027/03"];
        assert_eq!(read(own, &cites), cites);
    }
}
