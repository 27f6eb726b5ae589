//! The parts of a line of an author: name, role, company, address.
//!
//! In: a line. Out: its parts, which commas, bars, dots and brackets divide.

use std::ops::Range;

use super::{is_role, is_unit, is_whole_name, last_name};
use crate::grammar::person::is_organization;
use crate::text::TextMap;
use crate::vocabulary::jurisdiction;

/// The parts of a line, and whether brackets divide them. A role and what it is for are one part, and brackets behind
/// what is no name stand in its own.
pub(super) fn parts_of(line: &TextMap) -> (Vec<TextMap>, bool) {
    let text = line.as_str();
    let cuts = cuts(text);
    let names = cuts.iter().skip(1).filter(|(part, _)| is_whole_name(&text[part.clone()])).count();
    let mut divided = false;
    let mut parts: Vec<Range<usize>> = Vec::new();
    for (at, (part, before)) in cuts.iter().enumerate() {
        let inner = &text[part.clone()];
        divided |= *before == '(';
        let goes_on = |last: &Range<usize>| {
            let next = cuts.get(at + 1).map_or("", |(next, _)| &text[next.clone()]);
            let other = is_role(inner) || is_organization(inner) && !is_unit(inner) || inner.contains('@');
            let other = other || jurisdiction(inner).is_some();
            let another = is_whole_name(inner) && (is_role(next) || next.contains('@') || names > 1);
            *before == ',' && is_role(&text[last.clone()]) && !other && !another
        };
        match parts.last_mut().filter(|last| goes_on(last)) {
            Some(role) => role.end = part.end,
            None => parts.push(part.clone()),
        }
    }
    (parts.into_iter().map(|range| line.slice(range)).collect(), divided)
}

/// Where a line can be cut, with the sign in front of each part.
fn cuts(text: &str) -> Vec<(Range<usize>, char)> {
    const SIGNS: [char; 6] = [',', '|', '·', '•', '(', ')'];
    /// Signs that a line is cut at, at most: nobody's is longer.
    const MOST_SIGNS: usize = 64;
    // `Name – role`
    let dash = text.find(" – ").filter(|at| is_whole_name(&text[..*at]));
    let signs = text.match_indices(SIGNS).map(|(at, sign)| (at, at + sign.len()));
    let mut signs: Vec<(usize, usize)> = signs.chain(dash.map(|at| (at, at + " – ".len()))).collect();
    signs.sort_unstable();
    signs.truncate(MOST_SIGNS);
    let mut parts: Vec<(Range<usize>, char)> = Vec::new();
    let (mut start, mut before) = (0, ' ');
    let mut inside = 0;
    for (end, next) in signs.into_iter().chain([(text.len(), text.len())]) {
        let sign = text[end..next].trim().chars().next().unwrap_or(' ');
        if end < inside {
            continue;
        }
        if sign == '(' && keeps_brackets(text, start..end) {
            inside = text[end..].find(')').map_or(text.len(), |close| end + close + 1);
            continue;
        }
        cut_part(text, start..end, before, &mut parts);
        (start, before) = (next, sign);
    }
    parts
}

/// Whether the brackets behind a part are its own: `Referat 53 (Koordinierung)`, `Hafenamt Emden (HAE)`.
fn keeps_brackets(text: &str, part: Range<usize>) -> bool {
    /// Initials of an organization, at least: a person has fewer.
    const SHORTEST_OF_NAME: usize = 4;
    let inner = text[part.end + 1..].split(')').next().unwrap_or_default();
    let part = without_join(text[part].trim());
    // `Kommunale Datenzentrale Ems-Jade (KDEJ)`
    let initials = part.split([' ', '-']).filter_map(|word| word.chars().next());
    let abbreviated = inner.len() >= SHORTEST_OF_NAME && initials.eq(inner.chars());
    let named = last_name(part).split(", ").any(is_whole_name) && !is_organization(part) && !abbreviated;
    // `Referentin (Hafenamt Emden)`
    let of_role = is_role(part) && is_organization(inner) && !is_unit(inner);
    !part.is_empty() && !named && !inner.contains('@') && !of_role
}

/// A part without the word that joins it to the one before: `…), und Vorname Name (…)`.
fn without_join(part: &str) -> &str {
    ["und ", "sowie ", "& "].iter().find_map(|word| part.strip_prefix(word)).unwrap_or(part)
}

/// Takes a part of a line, without the word that joins it to the one before, and an address behind it as a part of its
/// own.
fn cut_part(text: &str, part: Range<usize>, before: char, parts: &mut Vec<(Range<usize>, char)>) {
    let inner = text[part.clone()].trim();
    let at = part.start + (text[part.clone()].len() - text[part].trim_start().len());
    let named = if parts.is_empty() { inner } else { without_join(inner) };
    let (at, inner) = (at + inner.len() - named.len(), named);
    // An address may stand behind other words, with a blank alone between them.
    let blank = inner.rfind(' ').filter(|blank| inner[*blank..].contains('@') && !inner[..*blank].contains('@'));
    let words = inner[..blank.unwrap_or(inner.len())].trim_end_matches([' ', '–', '-']);
    parts.extend((!words.is_empty()).then(|| (at..at + words.len(), before)));
    parts.extend(blank.map(|blank| (at + blank + 1..at + inner.len(), ' ')));
}
