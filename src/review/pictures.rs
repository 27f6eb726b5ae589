//! The portfolio as pictures: budgets, periods, Länder, deadlines, citations.
//!
//! In: an [`Extraction`]. Out: a [`Picture`] for each view that it has records for: a drawing that can be read without
//! scripts, and a table that says the same. All numbers are those of the records.
//!
//! Each is drawn twice, for wide screens and for narrow ones; the stylesheet shows one of the two.
//!
//! Not here: the page around them, and any colour, which `pictures.css` has by the names of classes.

mod budget;
mod citations;
mod deadlines;
mod lander;
mod measure;
mod stack;
mod svg;
mod timeline;
mod words;

#[cfg(test)]
mod tests;

use rust_decimal::Decimal;

use self::svg::{Svg, text_width, visible};
pub(super) use deadlines::setting_item;

use super::language::Language;
use crate::record::{Extraction, Programme, Project};

/// A picture of the portfolio, with the same said as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picture {
    /// Which one it is: `budget`, `timeline`, `lander`, `deadlines`, `citations`.
    pub(super) id: &'static str,
    /// Its title.
    pub(super) title: String,
    /// What it shows, in a sentence or two.
    pub(super) description: String,
    /// The drawing as two `<svg>`, escaped: one of class `wide`, one of class `narrow`.
    pub(super) svg: String,
    /// The names of the table's columns.
    pub(super) head: Vec<String>,
    /// Its rows, each with a cell for each column.
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A cell of the table of a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its text, not escaped; control characters are visible symbols.
    pub(super) text: String,
    /// The id of the record that it is about.
    pub(super) record: Option<String>,
    /// Whether it is a number or a sum.
    pub(super) number: bool,
}

impl Cell {
    fn text(text: impl AsRef<str>) -> Self {
        Self { text: visible(text.as_ref()), record: None, number: false }
    }

    fn number(text: impl AsRef<str>) -> Self {
        Self { number: true, ..Self::text(text) }
    }

    fn about(mut self, record: Option<&str>) -> Self {
        self.record = record.map(str::to_owned);
        self
    }
}

/// All pictures that the records give, in the order in which the page has them.
pub(super) fn pictures(extraction: &Extraction, language: Language) -> Vec<Picture> {
    let draw = [budget::picture, timeline::picture, lander::picture, deadlines::picture, citations::picture];
    draw.iter().filter_map(|picture| picture(extraction, language)).collect()
}

/// Draws a picture at both widths.
fn drawn(
    extraction: &Extraction,
    id: &'static str,
    (title, description): (&str, &str),
    draw: impl Fn(&mut Svg) -> f64,
) -> String {
    // Several decks may be in one page.
    let deck = extraction.source.sha256.get(..8).unwrap_or_default();
    let one = |width| Svg::drawn(&format!("{id}-{deck}"), width, title, description, &draw);
    [svg::WIDE, svg::NARROW].map(one).concat()
}

/// Units of a legend.
const LEGEND: f64 = 30.0;

/// Says how projects that are approved with reservation are set off.
fn legend(svg: &mut Svg, language: Language, y: f64) {
    let mut x = 0.0;
    for (class, word) in [("p-0", words::UNCONDITIONAL), ("p-0 p-conditional", words::CONDITIONAL)] {
        let word = word.of(language);
        svg.rect(class, [x + 1.0, y + 3.0, 18.0, 11.0]);
        svg.text("small muted", x + 26.0, y + 13.0, word);
        x += 26.0 + text_width("small", word) + 24.0;
    }
}

/// A programme and its projects; the last one may be of the projects that have none.
struct Group<'a> {
    programme: Option<&'a Programme>,
    projects: Vec<&'a Project>,
    /// The class of its hue.
    hue: String,
}

impl Group<'_> {
    fn record(&self) -> Option<&str> {
        self.programme.map(|one| one.id.as_str())
    }

    /// The sum of its budgets, and that of those with reservation.
    fn sums(&self) -> (Decimal, Decimal) {
        if let Some(programme) = self.programme {
            return (programme.budget, programme.conditional_budget);
        }
        let budget = |one: &&&Project| one.budget.as_ref().map(|money| money.amount);
        let sum = |conditional: bool| -> Decimal {
            self.projects.iter().filter(|one| one.conditional || !conditional).filter_map(|one| budget(&one)).sum()
        };
        (sum(false), sum(true))
    }
}

/// How many hues the stylesheet has.
const HUES: usize = 8;

/// The projects by programme, in the order of the deck.
fn groups(extraction: &Extraction) -> Vec<Group<'_>> {
    let of = |programme: &Programme, project: &Project| {
        project.programme.as_deref() == Some(programme.name.as_str()) && project.decision == programme.decision
    };
    let mut rest: Vec<&Project> = extraction.projects.iter().collect();
    let mut groups = Vec::new();
    for (at, programme) in extraction.programmes.iter().enumerate() {
        let (projects, others) = rest.into_iter().partition(|project| of(programme, project));
        rest = others;
        groups.push(Group { programme: Some(programme), projects, hue: format!("p-{}", at % HUES + 1) });
    }
    if !rest.is_empty() {
        groups.push(Group { programme: None, projects: rest, hue: "p-0".to_owned() });
    }
    groups
}
