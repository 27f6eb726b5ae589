//! Which of the readings of a row stands.
//!
//! In: the rows of all tables, each with all its readings. Out: one reading a row, the others that still stand beside
//! it, and what there is to say about the choice.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::row::{CLEARLY, Row};
use crate::text::TextMap;

use super::project::PlacedTable;

/// The reading of a row.
pub(crate) struct Choice {
    pub(crate) row: Row,
    /// Readings that are not clearly odder.
    others: Vec<Row>,
    /// Readings that are, and yet possible.
    unlikely: Vec<Row>,
}

/// The cost from which on a reading is odd although no other one stands beside it.
const ODD: u32 = 3;

/// What all tables of a decision know about the numbers of its projects.
#[derive(Default)]
struct Numbers {
    /// Those that are certain, and in how many rows they stand.
    certain: BTreeMap<u32, usize>,
}

/// What a reading costs more at most that may be meant where nothing in its decision speaks against it.
const POSSIBLY: u32 = 3;
/// What a second-best reading costs more where the best one is certain.
const CERTAINLY: u32 = 6;
/// What a number costs that has more digits than all that are certain, and one that another row certainly has.
const TOO_LONG: u32 = 8;
const TAKEN: u32 = 4;

impl Numbers {
    fn add(&mut self, readings: &[Row]) {
        let settled = |row: &Row, best: &Row| {
            row.number.0 == best.number.0 || row.cost >= best.cost + CERTAINLY || touches_where_apart(row, best)
        };
        if let Some(best) = readings.first()
            && readings.iter().skip(1).all(|row| settled(row, best))
        {
            *self.certain.entry(best.number.0).or_default() += 1;
        }
    }

    /// Whether another row certainly has the number of a reading.
    fn is_taken(&self, row: &Row, own: Option<u32>) -> bool {
        self.is_of_others(row.number.0, own)
    }

    /// Whether the number of a reading has more digits than all that are certain, and another reading fewer of them.
    fn is_too_long(&self, row: &Row, readings: &[Row], own: Option<u32>) -> bool {
        // One digit is no length that says anything about others.
        let greatest = self.certain.keys().rev().find(|other| self.is_of_others(**other, own));
        let longest = greatest.map(|other| digits(*other).max(2));
        // Lengths tell where the same digits are a number, not which digits are one.
        let range = &row.number.1;
        let shares = |other: &Row| {
            other.number.1 != *range && range.start < other.number.1.end && other.number.1.start < range.end
        };
        longest.is_some_and(|longest| digits(row.number.0) > longest) && readings.iter().any(shares)
    }

    /// Whether a number is certain in another row than the one that has its `own`.
    fn is_of_others(&self, number: u32, own: Option<u32>) -> bool {
        self.certain.get(&number).is_some_and(|times| *times > usize::from(own == Some(number)))
    }
}

/// Whether a reading has cells side by side that touch, although all stand apart in the best one: so no row is written.
fn touches_where_apart(row: &Row, best: &Row) -> bool {
    row.has_touching_cells() && !best.has_touching_cells()
}

fn digits(number: u32) -> usize {
    number.to_string().len()
}

/// Chooses a reading for each row of each table, by what all tables of its decision know: the numbers of projects are
/// unique, and as long as those that are certain.
pub(crate) fn choose_readings(tables: &[PlacedTable<'_>]) -> Vec<Vec<Option<Choice>>> {
    let decision = |placed: &PlacedTable<'_>| placed.decision.as_ref().map(|one| one.as_str().to_owned());
    let mut numbers: HashMap<Option<String>, Numbers> = HashMap::new();
    for placed in tables {
        let numbers = numbers.entry(decision(placed)).or_default();
        placed.table.rows.iter().for_each(|row| numbers.add(&row.readings));
    }
    let choose = |placed: &PlacedTable<'_>| {
        let numbers = &numbers[&decision(placed)];
        placed.table.rows.iter().map(|row| choose(&row.readings, numbers)).collect()
    };
    tables.iter().map(choose).collect()
}

/// The reading that is the least odd, and those that are not clearly odder.
fn choose(readings: &[Row], numbers: &Numbers) -> Option<Choice> {
    let mut alone = Numbers::default();
    alone.add(readings);
    let own = alone.certain.keys().next().copied();
    let weigh = |row: &Row| {
        let alone = row.cost + u32::from(numbers.is_taken(row, own)) * TAKEN;
        (alone + u32::from(numbers.is_too_long(row, readings, own)) * TOO_LONG, alone)
    };
    let mut weighed: Vec<((u32, u32), &Row)> = readings.iter().map(|row| (weigh(row), row)).collect();
    weighed.sort_by_key(|((cost, _), _)| *cost);
    let best = weighed.first()?.0.0;
    // A number that is longer than the others is not likely, but there may be one.
    let near = |((cost, alone), _): &((u32, u32), &Row)| *cost < best + CLEARLY || *alone <= best;
    let (near, odder): (Vec<_>, Vec<_>) = weighed.into_iter().partition(near);
    let mut near = near.into_iter().map(|(_, row)| row.clone());
    let row = near.next()?;
    let possible =
        |((cost, _), other): &((u32, u32), &Row)| *cost <= best + POSSIBLY && !touches_where_apart(other, &row);
    let unlikely = odder.into_iter().filter(possible).map(|(_, row)| row.clone()).collect();
    Some(Choice { others: near.collect(), unlikely, row })
}

/// What a field of a row reads, to compare and to show.
type Shown = (&'static str, fn(&Row, &str) -> String);

/// The fields in which two readings can differ.
const FIELDS: [Shown; 8] = [
    ("applicants", |row, _| row.applicants.iter().map(|one| one.code.as_str()).collect::<Vec<_>>().join(", ")),
    ("title", |row, text| text[row.title.clone()].to_owned()),
    ("number", |row, _| row.number.0.to_string()),
    ("programme", |row, text| row.programme.clone().map_or_else(String::new, |range| text[range].to_owned())),
    ("conditional", |row, _| row.mark.is_some().to_string()),
    ("budget", |row, _| row.budget.as_ref().map_or_else(String::new, |(money, _)| money.amount.to_string())),
    ("start", |row, _| row.start().map_or_else(String::new, |(date, _)| date.first.to_string())),
    ("end", |row, _| row.end().map_or_else(String::new, |(date, _)| date.last.to_string())),
];

impl Choice {
    /// What there is to say about the reading of a project's row: other ways to read it, each field in which they
    /// differ named; or that the only way is an odd one.
    pub(crate) fn report(&self, text: &TextMap, project: &str) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> = Vec::new();
        if self.others.is_empty() && self.row.cost >= ODD {
            let title = &text.as_str()[self.row.title.clone()];
            let message = format!("read as `{title}`, {}, which is an odd title or number", self.row.number.0);
            let one = Diagnostic::new(Code::OddRow, text.cover(), message).of(project);
            found.extend(["title", "number"].map(|field| one.clone().field(field)));
        }
        for (code, others) in [(Code::AmbiguousRow, &self.others), (Code::UnlikelyRow, &self.unlikely)] {
            let (message, fields) = alternatives(&self.row, others, text.as_str());
            let one = Diagnostic::new(code, text.cover(), message).of(project);
            let said: Vec<Option<String>> = found.iter().map(|one| one.field.clone()).collect();
            let more = fields.into_iter().map(|field| one.clone().field(field));
            found.extend(more.filter(|one| !said.contains(&one.field)));
        }
        found
    }
}

/// Other readings that a finding shows, at most.
const SHOWN_WAYS: usize = 3;

/// The other readings of a row beside the one that stands, and the fields in which they differ.
fn alternatives(row: &Row, others: &[Row], text: &str) -> (String, Vec<&'static str>) {
    let all = || std::iter::once(row).chain(others);
    let differs = |(_, show): &&Shown| all().map(|row| show(row, text)).collect::<BTreeSet<String>>().len() > 1;
    let differing: Vec<&Shown> = FIELDS.iter().filter(differs).collect();
    let shown = |row: &Row| {
        let fields = differing.iter().map(|(name, show)| format!("{name} `{}`", show(row, text)));
        fields.collect::<Vec<String>>().join(", ")
    };
    let mut ways: Vec<String> = others.iter().take(SHOWN_WAYS).map(shown).collect();
    if let Some(more) = others.len().checked_sub(SHOWN_WAYS).filter(|more| *more > 0) {
        ways.push(format!("one of {more} more"));
    }
    let message = format!("read as {}; may also be {}", shown(row), ways.join(" or "));
    (message, differing.iter().map(|(name, _)| *name).collect())
}
