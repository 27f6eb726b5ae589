//! Which decision cites which: the deck's to the left, those that they cite to the right.

use std::collections::BTreeMap;

use super::stack::stacked;
use super::svg::{Svg, text_width};
use super::words;
use super::{Cell, Picture, drawn};
use crate::record::{Decision, Extraction, Reference};
use crate::review::language::Language;

/// Units from one decision to the next; of the names of the columns.
const ROW: f64 = 26.0;
const HEADING: f64 = 28.0;
/// From the top of a row to the middle of its text.
const MIDDLE: f64 = 12.0;

/// The picture, where a decision cites another.
pub(super) fn picture(extraction: &Extraction, language: Language) -> Option<Picture> {
    let graph = Graph::of(extraction, language)?;
    let title = words::CITATIONS_TITLE.of(language).to_owned();
    let description = words::CITATIONS_DESCRIPTION.with(
        language,
        &[
            &graph.citing.len().to_string(),
            &words::DECISIONS_COUNTED.dative(language, extraction.decisions.len()),
            &words::CITATIONS_COUNTED.of(language, graph.edges.len()),
            &words::DECISIONS_COUNTED.of(language, graph.cited.len()),
        ],
    );
    let svg = drawn(extraction, "citations", (&title, &description), |svg| graph.draw(svg));
    let columns = [words::DECISION, words::TITLE, words::CITES, words::CLAUSE, words::WORDING];
    let head = columns.iter().map(|name| name.of(language).to_owned()).collect();
    Some(Picture { id: "citations", title, description, svg, head, rows: graph.rows() })
}

/// A decision that is cited, and its record where the deck has it.
struct Cited<'a> {
    identifier: &'a str,
    record: Option<&'a Decision>,
}

struct Graph<'a> {
    /// Those that cite, in the order of the deck.
    citing: Vec<&'a Decision>,
    /// Those that are cited, each as near as can be to those that cite it.
    cited: Vec<Cited<'a>>,
    /// Positions in both, each pair once.
    edges: Vec<(usize, usize)>,
    language: Language,
}

impl<'a> Graph<'a> {
    fn of(extraction: &'a Extraction, language: Language) -> Option<Self> {
        let citing: Vec<&Decision> = extraction.decisions.iter().filter(|one| !one.references.is_empty()).collect();
        let mut by: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, decision) in citing.iter().enumerate() {
            for reference in &decision.references {
                let by = by.entry(&reference.identifier).or_default();
                if by.last() != Some(&at) {
                    by.push(at);
                }
            }
        }
        let record = |identifier: &str| extraction.decisions.iter().find(|one| one.identifier == identifier);
        let mut cited: Vec<(&str, Vec<usize>)> = by.into_iter().collect();
        // By the mean of the rows that cite them, compared as fractions; then by number.
        cited.sort_by(|(one, by_one), (other, by_other)| {
            let [sum, other_sum] = [by_one, by_other].map(|by| by.iter().sum::<usize>());
            (sum * by_other.len()).cmp(&(other_sum * by_one.len())).then_with(|| in_order(one).cmp(&in_order(other)))
        });
        let mut edges: Vec<(usize, usize)> =
            cited.iter().enumerate().flat_map(|(to, (_, by))| by.iter().map(move |from| (*from, to))).collect();
        edges.sort_unstable();
        let cited = cited.into_iter().map(|(identifier, _)| Cited { identifier, record: record(identifier) });
        let graph = Self { citing, cited: cited.collect(), edges, language };
        (!graph.edges.is_empty()).then_some(graph)
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        let row = |decision: &Decision, reference: &Reference| {
            let cited = self.cited.iter().find(|one| one.identifier == reference.identifier);
            let record = cited.and_then(|one| one.record).map(|one| one.id.as_str());
            vec![
                Cell::text(&decision.identifier).about(Some(&decision.id)),
                Cell::text(decision.title.as_deref().unwrap_or("–")),
                Cell::text(&reference.identifier).about(record),
                Cell::text(reference.clause.as_deref().unwrap_or("–")),
                Cell::text(&reference.text),
            ]
        };
        self.citing.iter().flat_map(|one| one.references.iter().map(move |reference| row(one, reference))).collect()
    }

    fn draw(&self, svg: &mut Svg) -> f64 {
        // The cited stand one below another; those that cite as near to the middle of theirs as they can.
        let mut next = HEADING;
        let rights: Vec<f64> = self
            .cited
            .iter()
            .map(|_| {
                next += ROW;
                next - ROW
            })
            .collect();
        let wishes: Vec<(f64, f64)> = (0..self.citing.len())
            .map(|from| {
                let to = self.edges.iter().filter(|edge| edge.0 == from).filter_map(|edge| rights.get(edge.1));
                let (sum, count) = to.fold((0.0, 0.0), |(sum, count), y| (sum + y, count + 1.0));
                (sum / f64::max(count, 1.0) - HEADING, ROW)
            })
            .collect();
        let lefts: Vec<f64> = stacked(&wishes).into_iter().map(|top| top + HEADING).collect();
        let [left_end, right_start] = if svg.is_wide() { [400.0, 560.0] } else { [224.0, 280.0] };
        svg.fitted("small muted", 0.0, 13.0, left_end, words::CITING.of(self.language));
        let cited = words::CITED.of(self.language);
        let start = right_start.min(svg.width - text_width("small", cited));
        svg.text("small muted", start, 13.0, cited);
        for (from, to) in &self.edges {
            let (Some(decision), Some(cited)) = (self.citing.get(*from), self.cited.get(*to)) else { continue };
            let (Some(y), Some(to)) = (lefts.get(*from), rights.get(*to)) else { continue };
            let texts = decision.references.iter().filter(|one| one.identifier == cited.identifier);
            let texts: Vec<&str> = texts.map(|one| one.text.as_str()).collect();
            let full = format!("{} → {}: {}", decision.identifier, cited.identifier, texts.join(" · "));
            svg.about(None, &full, |svg| {
                svg.curve("edge", [left_end + 10.0, y + MIDDLE, right_start - 10.0, to + MIDDLE]);
            });
        }
        for (decision, y) in self.citing.iter().zip(&lefts) {
            let name = named(decision);
            svg.about(Some(&decision.id), &name, |svg| {
                svg.circle("dot", left_end + 6.0, y + MIDDLE, 4.0);
                let room = left_end - 8.0;
                let title = decision.title.as_deref().or(decision.long_title.as_deref()).unwrap_or_default();
                let before = text_width("strong", &decision.identifier) + 8.0;
                svg.fitted("strong", 0.0, y + MIDDLE + 4.5, room, &decision.identifier);
                if before + 24.0 < room {
                    svg.fitted("", before, y + MIDDLE + 4.5, room - before, title);
                }
            });
        }
        for (cited, y) in self.cited.iter().zip(&rights) {
            self.draw_cited(svg, cited, right_start, *y);
        }
        let bottom = |tops: &[f64]| tops.iter().fold(0.0, |most, top| f64::max(most, top + ROW));
        f64::max(bottom(&lefts), bottom(&rights))
    }

    fn draw_cited(&self, svg: &mut Svg, cited: &Cited<'_>, x: f64, y: f64) {
        let here = words::OF_THIS_DECK.of(self.language);
        let full = match cited.record {
            Some(record) => format!("{} ({here})", named(record)),
            None => cited.identifier.to_owned(),
        };
        let (dot, class) = if cited.record.is_some() { ("dot", "strong") } else { ("dot open", "") };
        svg.about(cited.record.map(|one| one.id.as_str()), &full, |svg| {
            svg.circle(dot, x - 6.0, y + MIDDLE, 4.0);
            let room = svg.width - x - 4.0;
            svg.fitted(class, x + 4.0, y + MIDDLE + 4.5, room, cited.identifier);
            let before = text_width(class, cited.identifier) + 12.0;
            let title = cited.record.and_then(|one| one.title.as_deref()).unwrap_or_default();
            if before + 24.0 < room && !title.is_empty() {
                svg.fitted("", x + before, y + MIDDLE + 4.5, room - before, title);
            }
        });
    }
}

/// The number and the title of a decision.
fn named(decision: &Decision) -> String {
    let title = decision.title.as_deref().or(decision.long_title.as_deref()).unwrap_or_default();
    format!("{} {title}", decision.identifier).trim_end().to_owned()
}

/// Year and number, so that `2024/9` is before `2024/10`.
fn in_order(identifier: &str) -> (u32, u32, &str) {
    let part = |at| identifier.split('/').nth(at).and_then(|part| part.parse().ok()).unwrap_or_default();
    (part(0), part(1), identifier)
}
