//! In which orders the rows of a deck stand.
//!
//! In: all lines of a deck. Out: [`Orders`]. The header of a table names its columns in the order of its rows; but some
//! programs read each row out in an order of its own, depending on which of its cells have more than one line. What
//! orders there are is learnt from all tables of the deck: the header's, then, as long as rows are left that it cannot
//! read, the one that reads most of them.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::grammar::columns::{Header, LONGEST, parse_columns, starts_header};
use crate::grammar::evidence::has_any_period;
use crate::grammar::money::names_currency;
use crate::layout::{Line, Page, append};
use crate::text::{TextMap, Words};
use crate::vocabulary::Column;

use super::rows::{Run, Runs, choose_rows, divide, fewest_digits, joined};

/// Lines that a header has at most.
const HEADER_LINES: usize = 12;
/// Lines that tell the orders of a kind of table; more would only say it again.
const TELLING_LINES: usize = 80;
/// Orders in which the rows of a table stand at most: cells of one line or of several, in two columns.
const MOST_ORDERS: usize = 4;
/// Rows that an order must read which no other one does.
const FEWEST_ROWS: usize = 2;

/// The orders of rows by that of the header above them; below no header at all, by none.
#[derive(Debug, Default)]
pub(super) struct Orders(BTreeMap<Vec<Column>, Kind>);

/// Tables with the same columns.
#[derive(Debug, Default)]
pub(super) struct Kind {
    /// The orders of their rows, the header's first.
    pub(super) orders: Vec<Vec<Column>>,
    /// The unit of their amounts, by the first of their headers.
    pub(super) unit: Option<TextMap>,
    /// The name of their column of reservations.
    pub(super) reservation: Option<TextMap>,
    /// Some of their lines.
    lines: Vec<Line>,
}

/// A part of a header.
pub(super) fn head_text(lines: &[Line], range: Option<&Range<usize>>, words: &Words) -> Option<TextMap> {
    Some(joined(lines, words, &mut Vec::new())?.slice(range?.clone()))
}

impl Orders {
    /// Learns the orders from all tables of a deck.
    pub(super) fn learn(pages: &[Page], words: &Words) -> Self {
        let mut bodies: BTreeMap<Vec<Column>, Kind> = BTreeMap::new();
        for page in pages {
            let headers = headers(&page.lines, words);
            let ends = headers.iter().skip(1).map(|(range, _)| range.start).chain([page.lines.len()]);
            for ((range, header), end) in headers.iter().zip(ends) {
                let heads = [&header.unit, &header.reservation];
                let [unit, reservation] = heads.map(|head| head_text(&page.lines[range.clone()], head.as_ref(), words));
                let kind = bodies.entry(header.columns.clone()).or_default();
                // Tables that go on have the unit of all others, if that is one.
                let first = kind.lines.is_empty();
                let same = |one: &TextMap| unit.as_ref().is_some_and(|other| other.as_str() == one.as_str());
                kind.unit = if first { unit } else { kind.unit.take().filter(same) };
                kind.reservation = kind.reservation.take().or(reservation);
                kind.lines.extend(telling(&page.lines[range.end..end]));
            }
        }
        if bodies.is_empty() {
            // Without any header the slides with a period and a sum of money in one line tell.
            for page in pages {
                let anchor = page.lines.iter().position(has_anchors);
                let lines = anchor.into_iter().flat_map(|at| telling(&page.lines[at..]));
                bodies.entry(Vec::new()).or_default().lines.extend(lines);
            }
        }
        for (columns, kind) in &mut bodies {
            kind.lines.truncate(TELLING_LINES);
            kind.orders = learn(columns, &kind.lines, words);
        }
        bodies.retain(|_, kind| !kind.orders.is_empty());
        Self(bodies)
    }

    /// The orders below a header with these columns, the header's first.
    pub(super) fn below(&self, columns: &[Column]) -> Vec<Vec<Column>> {
        self.0.get(columns).map_or_else(|| vec![columns.to_vec()], |kind| kind.orders.clone())
    }

    /// The orders of all kinds of tables.
    pub(super) fn all(&self) -> impl Iterator<Item = &Kind> {
        self.0.values()
    }
}

/// The lines of one table, apart from those of the table before.
fn telling(lines: &[Line]) -> impl Iterator<Item = Line> {
    lines.iter().enumerate().map(|(at, line)| Line { gap: line.gap || at == 0, ..line.clone() })
}

/// Whether a line has a period and a sum of money.
pub(super) fn has_anchors(line: &Line) -> bool {
    let text = line.text.as_str();
    // Fused to a period, a sum of money shows by its currency alone.
    names_currency(text) && has_any_period(text)
}

/// The orders that read the lines: the one of these columns, and others, as long as they read more rows.
fn learn(columns: &[Column], lines: &[Line], words: &Words) -> Vec<Vec<Column>> {
    let own: Vec<Vec<Column>> = if columns.is_empty() { Vec::new() } else { vec![columns.to_vec()] };
    let anchors: Vec<usize> = (0..lines.len()).filter(|at| has_anchors(&lines[*at])).collect();
    let unread = |rows: &[Range<usize>]| anchors.iter().filter(|at| !rows.iter().any(|row| row.contains(at))).count();
    let own_rows = divide(lines, &own, words);
    let fewest = if own.is_empty() { 1 } else { FEWEST_ROWS };
    // A cell of any words can stand anywhere; where it is known which rows have it, all columns are.
    let usual = columns.iter().all(|column| Column::ALL.contains(column));
    if unread(&own_rows) < fewest || !usual {
        return own;
    }
    // What a run costs in each order is found once.
    let all = if columns.is_empty() { permutations(&Column::ALL) } else { permutations(columns) };
    let runs = Runs::new(lines, words, fewest_digits(&all));
    let costs: Vec<Vec<(usize, Vec<Option<u32>>)>> = (0..lines.len())
        .map(|start| {
            let costs = |order: &Vec<Column>, run: &Run| run.cost(std::slice::from_ref(order));
            let runs = runs.from(start).into_iter();
            runs.map(|run| (run.end, all.iter().map(|order| costs(order, &run)).collect())).collect()
        })
        .collect();
    let rows = |orders: &[usize]| {
        choose_rows(lines, |start| {
            let best = |costs: &[Option<u32>]| orders.iter().filter_map(|order| costs[*order]).min();
            costs[start].iter().filter_map(|(end, costs)| Some((*end, best(costs)?))).collect()
        })
    };
    let read = |rows: &[Range<usize>]| rows.iter().map(Range::len).sum::<usize>();
    let cost = |orders: &[usize], rows: &[Range<usize>]| -> u32 {
        let of_row = |row: &Range<usize>| {
            let costs = costs[row.start].iter().find(|(end, _)| *end == row.end).map(|(_, costs)| costs);
            costs.and_then(|costs| orders.iter().filter_map(|order| costs[*order]).min()).unwrap_or(0)
        };
        rows.iter().map(of_row).sum()
    };
    let mut orders: Vec<usize> = all.iter().position(|order| Some(order) == own.first()).into_iter().collect();
    let mut best = rows(&orders);
    while orders.len() < MOST_ORDERS && unread(&best) >= fewest {
        let more = (0..all.len()).filter(|order| !orders.contains(order)).map(|order| {
            let with: Vec<usize> = orders.iter().copied().chain([order]).collect();
            let rows = rows(&with);
            // Of orders that read as well the first stands, so that the answer is always the same.
            let score = (Reverse(unread(&rows)), read(&rows), Reverse(cost(&with, &rows)), Reverse(order));
            (score, order, rows)
        });
        let Some((_, order, next)) = more.max_by_key(|(score, ..)| *score) else { break };
        if unread(&next) + fewest > unread(&best) {
            break;
        }
        orders.push(order);
        best = next;
    }
    // Where all together leave as many rows as they read, the rows are torn, and what seems to be one may be parts of two.
    if unread(&best) * 2 > anchors.len() {
        return own;
    }
    orders.into_iter().map(|order| all[order].clone()).collect()
}

fn permutations(columns: &[Column]) -> Vec<Vec<Column>> {
    if columns.is_empty() {
        return vec![Vec::new()];
    }
    let with_first = |at: usize| {
        let mut rest = columns.to_vec();
        let first = rest.remove(at);
        permutations(&rest).into_iter().map(move |rest| [vec![first], rest].concat())
    };
    (0..columns.len()).flat_map(with_first).collect()
}

/// Where headers stand among lines.
pub(super) fn headers(lines: &[Line], words: &Words) -> Vec<(Range<usize>, Header)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        // All that can be read from here, the shortest first.
        let starts = starts_header(lines[at].text.as_str());
        let most = if starts { (at + HEADER_LINES).min(lines.len()) } else { at };
        let mut read: Vec<(usize, Header)> = Vec::new();
        let mut text = lines[at].text.clone();
        for end in at + 1..=most {
            if end > at + 1 {
                append(&mut text, lines[end - 2].spaced, &lines[end - 1], words, &mut Vec::new());
            }
            if text.as_str().len() > LONGEST {
                break;
            }
            read.extend(parse_columns(text.as_str()).map(|header| (end, header)));
        }
        // What stands behind a whole header and an empty line is no column that nobody knows but the first cell; and
        // so it is right behind it where the first cell may be any words.
        let header = read.last().map(|(longest, header)| {
            let is_whole = |(end, other): &&(usize, Header)| {
                let rest = header.columns.strip_prefix(&other.columns[..]);
                let named = rest.is_some_and(|rest| rest.iter().all(|column| *column == Column::Other));
                let any_words = named && header.columns.first() == Some(&Column::Programme);
                other.unknown.is_none() && (any_words || lines.get(*end).is_none_or(|next| next.gap))
            };
            read.iter().rev().find(is_whole).cloned().unwrap_or_else(|| (*longest, header.clone()))
        });
        match header {
            Some((end, columns)) => {
                found.push((at..end, columns));
                at = end;
            }
            None => at += 1,
        }
    }
    found
}
