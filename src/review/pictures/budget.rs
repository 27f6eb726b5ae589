//! The budget by programme, with the part that is approved with reservation set off.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::svg::{Svg, text_width};
use super::words::{self, euros};
use super::{Cell, Group, LEGEND, Picture, drawn, groups, legend};
use crate::record::Extraction;
use crate::review::language::Language;

/// Units from one programme to the next, and of its bar.
const ROW: f64 = 64.0;
const BAR: f64 = 14.0;
/// Units of the total below.
const TOTAL: f64 = 52.0;

/// The picture, where there are projects.
pub(super) fn picture(extraction: &Extraction, language: Language) -> Option<Picture> {
    let mut groups = groups(extraction);
    if extraction.projects.is_empty() {
        return None;
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.sums().0));
    let all = Portfolio { groups, language };
    let (total, conditional) = all.sums();
    let title = words::BUDGET_TITLE.of(language).to_owned();
    let phrase =
        if conditional.is_zero() { words::BUDGET_UNCONDITIONAL_DESCRIPTION } else { words::BUDGET_DESCRIPTION };
    let description = phrase.with(
        language,
        &[
            &words::PROJECTS_COUNTED.of(language, extraction.projects.len()),
            &words::PROGRAMMES_COUNTED.dative(language, extraction.programmes.len()),
            &euros(total, language),
            &euros(conditional, language),
        ],
    );
    let svg = drawn(extraction, "budget", (&title, &description), |svg| all.draw(svg));
    let columns =
        [words::PROGRAMME, words::DECISION, words::PROJECTS, words::BUDGET, words::UNCONDITIONAL, words::CONDITIONAL];
    let head = columns.iter().map(|name| name.of(language).to_owned()).collect();
    Some(Picture { id: "budget", title, description, svg, head, rows: all.rows() })
}

/// The programmes, those with the largest sums first.
struct Portfolio<'a> {
    groups: Vec<Group<'a>>,
    language: Language,
}

impl Portfolio<'_> {
    /// The sum of all budgets, and that of those with reservation.
    fn sums(&self) -> (Decimal, Decimal) {
        let sums = self.groups.iter().map(Group::sums);
        sums.fold((Decimal::ZERO, Decimal::ZERO), |(all, some), (budget, conditional)| {
            (all + budget, some + conditional)
        })
    }

    fn rows(&self) -> Vec<Vec<Cell>> {
        let number = |amount| Cell::number(euros(amount, self.language));
        let sums = |(budget, conditional)| [number(budget), number(budget - conditional), number(conditional)];
        let row = |group: &Group<'_>| {
            let decision = group.programme.and_then(|one| one.decision.as_deref());
            let count = Cell::number(group.projects.len().to_string());
            let cells =
                [Cell::text(self.name(group)).about(group.record()), Cell::text(decision.unwrap_or("–")), count];
            cells.into_iter().chain(sums(group.sums())).collect()
        };
        let count: usize = self.groups.iter().map(|group| group.projects.len()).sum();
        let total = [Cell::text(words::TOTAL.of(self.language)), Cell::default(), Cell::number(count.to_string())];
        let total = total.into_iter().chain(sums(self.sums())).collect();
        self.groups.iter().map(row).chain([total]).collect()
    }

    fn name(&self, group: &Group<'_>) -> String {
        let Some(programme) = group.programme else { return words::NO_PROGRAMME.of(self.language).to_owned() };
        let named = self.groups.iter().filter_map(|other| other.programme);
        let twice = named.filter(|other| other.name == programme.name).count() > 1;
        match &programme.decision {
            Some(decision) if twice => format!("{} ({decision})", programme.name),
            _ => programme.name.clone(),
        }
    }

    fn draw(&self, svg: &mut Svg) -> f64 {
        let (total, conditional) = self.sums();
        let mut y = 0.0;
        if !conditional.is_zero() {
            legend(svg, self.language, 0.0);
            y += LEGEND;
        }
        let largest = self.groups.iter().map(|group| group.sums().0).max().unwrap_or_default();
        for group in &self.groups {
            self.draw_group(svg, group, y, largest);
            y += ROW;
        }
        if self.groups.len() == 1 {
            // It is its own sum.
            return y - 8.0;
        }
        svg.line("axis", [0.0, y, svg.width, y]);
        let count = self.groups.iter().map(|group| group.projects.len()).sum();
        self.lines(svg, y + 4.0, (words::TOTAL.of(self.language), total), &self.note(count, conditional, 0), y + 36.0);
        y + TOTAL
    }

    fn draw_group(&self, svg: &mut Svg, group: &Group<'_>, y: f64, largest: Decimal) {
        let (budget, conditional) = group.sums();
        let name = self.name(group);
        let without = group.projects.iter().filter(|project| project.budget.is_none()).count();
        let note = self.note(group.projects.len(), conditional, without);
        let full = format!("{name}: {}; {note}", euros(budget, self.language));
        svg.about(group.record(), &full, |svg| {
            let long = |amount: Decimal| {
                let part = amount.checked_div(largest).and_then(|part| part.to_f64()).unwrap_or_default();
                part.clamp(0.0, 1.0) * svg.width
            };
            let (all, firm) = (long(budget), long(budget - conditional));
            if firm > 0.0 {
                svg.rect(&group.hue, [0.0, y + 20.0, firm, BAR]);
            }
            if all > firm {
                // Its outline stands inside, and apart from the other part.
                let gap = if firm > 0.0 { 3.0 } else { 1.0 };
                let across = (all - firm - gap - 1.0).max(1.0);
                let class = format!("{} p-conditional", group.hue);
                svg.rect(&class, [firm + gap, y + 21.0, across, BAR - 2.0]);
            }
            self.lines(svg, y, (&name, budget), &note, y + 48.0);
        });
    }

    /// A name and a sum, and a note at a baseline below.
    fn lines(&self, svg: &mut Svg, y: f64, (name, sum): (&str, Decimal), note: &str, below: f64) {
        let sum = euros(sum, self.language);
        let room = svg.width - text_width("strong", &sum) - 12.0;
        svg.fitted("strong", 0.0, y + 13.0, room, name);
        svg.text("strong end", svg.width, y + 13.0, &sum);
        svg.fitted("small muted", 0.0, below, svg.width, note);
    }

    /// What stands below: how many projects, how much with reservation, how many of no amount.
    fn note(&self, count: usize, conditional: Decimal, without: usize) -> String {
        let mut parts = vec![words::PROJECTS_COUNTED.of(self.language, count)];
        if !conditional.is_zero() {
            parts.push(words::CONDITIONAL_SUM.with(self.language, &[&euros(conditional, self.language)]));
        }
        if without > 0 {
            parts.push(words::WITHOUT_BUDGET.with(self.language, &[&without.to_string()]));
        }
        parts.join(" · ")
    }
}
