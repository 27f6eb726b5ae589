//! Panels: the identifier of a decision and its title in a narrow column at the left, beside what was decided.
//!
//! In: the lines of a page, cut at their gutters. Out: the same without the panel; and its lines, which stand first.
//!
//! ```text
//! 2027/21        Der Rat verabschiedet sieben Kriterien.
//! Verwaltung
//! aus einer
//! Hand           Alle Länder veröffentlichen bis Mai ihre Zahlen.
//! ```

use super::Line;
use super::columns::{Segment, read_column};
use crate::grammar::heading::is_bare_heading;
use crate::text::is_blank;

/// Lines of a panel, at most; the first has the identifier, the others its title.
const MOST_LINES: usize = 7;
/// Characters from its left edge to the text beside it, at least.
const NARROWEST: usize = 12;
/// Lines beside it, at least.
const FEWEST_BESIDE: usize = 2;

/// Takes the panel out of the lines of a page, if there is one.
pub(super) fn take(text: &str, rows: &mut [Vec<Segment>]) -> Vec<Segment> {
    find(text, rows).map_or_else(Vec::new, |beside| {
        rows.iter_mut().flat_map(|row| row.extract_if(.., |segment| segment.start < beside)).collect()
    })
}

/// Where the text beside a panel starts.
fn find(text: &str, rows: &[Vec<Segment>]) -> Option<usize> {
    let bare = |segment: &Segment| is_bare_heading(text[segment.span.range()].trim_matches(is_blank));
    let all = || rows.iter().flatten();
    let first = all().next().filter(|first| bare(first))?;
    let beside = all().map(|segment| segment.start).filter(|start| *start >= first.start + NARROWEST).min()?;
    let (panel, other): (Vec<&Segment>, Vec<&Segment>) = all().partition(|segment| segment.start < beside);
    let narrow = panel.iter().all(|own| own.start == first.start && own.end < beside && !own.is_bullet);
    let lines = panel.last().map_or(0, |last| last.line + 1 - first.line);
    let titled =
        (2..=MOST_LINES).contains(&panel.len()) && lines <= MOST_LINES && !panel[1..].iter().any(|own| bare(own));
    // In a table each line has a cell at the left, or several beside it.
    let text_beside = other.len() >= FEWEST_BESIDE && rows.iter().all(|row| row.len() <= 2);
    (narrow && titled && text_beside).then_some(beside)
}

/// Puts the panel before the lines.
pub(super) fn put(text: &str, panel: &[Segment], lines: &mut Vec<Line>) {
    // Its title may stand below an empty line, and is one text.
    let mut own = Vec::new();
    read_column(text, panel, &mut own);
    if let Some(next) = lines.first_mut().filter(|_| !own.is_empty()) {
        next.gap = true;
        next.apart = true;
    }
    lines.splice(0..0, own);
}

#[cfg(test)]
mod tests {
    use super::super::columns::segments;
    use super::*;
    use crate::source::Span;

    /// What a panel of a page says, and what is left on it.
    fn taken(page: &str) -> (Vec<&str>, usize) {
        let mut at = 0;
        let lines = page.lines().enumerate().map(|(number, line)| {
            at += line.len() + 1;
            segments(page, Span::new(at - line.len() - 1, at - 1), number, false)
        });
        let mut rows: Vec<Vec<Segment>> = lines.collect();
        let panel = take(page, &mut rows);
        (panel.iter().map(|own| page[own.span.range()].trim()).collect(), rows.iter().map(Vec::len).sum())
    }

    #[test]
    fn an_identifier_and_its_title_beside_a_text() {
        let page = "\
2027/21
                        Der Rat verabschiedet sieben Kriterien.
Tinte aus
einer Hand
                        Die Länder veröffentlichen ihre Zahlen.
";
        assert_eq!(taken(page), (vec!["2027/21", "Tinte aus", "einer Hand"], 2));
        // A table of decisions has others below.
        let table = "\
2027/21                 Tinte aus einer Hand
2027/22                 Stempel
2027/23                 Randnotizen
";
        assert_eq!(taken(table), (vec![], 6));
        assert_eq!(taken("2027/21                 Tinte aus einer Hand\n"), (vec![], 2));
    }
}
