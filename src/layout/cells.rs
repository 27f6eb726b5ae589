//! Cells: tables in a text that keeps the layout of its pages.
//!
//! In: the lines of a page, cut at their gutters. Out: its [`Table`]s, each row as one [`Line`] with its cells, those of
//! several lines put together.
//!
//! | found | by |
//! | --- | --- |
//! | tables | lines with several gutters, one below the other |
//! | columns | what no such line crosses |
//! | rows | lines in which most columns of digits are filled |
//! | further lines of cells | how cells stand in their rows: from the same height down, or around the same height |
//!
//! Two kinds of words are known: the names of columns, and those of persons, Länder and offices, which tell where a name
//! ends and whose a second office is.
//!
//! Not here: what a column holds, and whether the table is of projects at all (`extract::grid`).

mod dividing;
mod kinds;
mod parts;
mod pulled;

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use rust_decimal::Decimal;

use crate::grammar::cell::{is_land, is_year, says_sum, sum_at, whole_money};
use crate::grammar::mark::explains_mark;
use crate::grammar::programme::is_plain_name;
use crate::source::Span;
use crate::text::{Join, TextMap, Words};

use super::columns::{MOST_COLUMNS, Segment};
use super::gutters::{Column, columns, has_digit, is_head};
use super::merged::{self, Place};
use super::{Cell, Line, append};

/// A table on a page, or several beside each other.
pub(super) struct Table {
    /// The lines of the page that it takes.
    pub(super) lines: Range<usize>,
    pub(super) rows: Vec<Line>,
}

impl Table {
    /// How many tables its rows are of.
    fn count(&self) -> usize {
        self.rows.chunk_by(|one, other| table_of(one) == table_of(other)).count()
    }
}

fn table_of(row: &Line) -> Option<u32> {
    row.cells.first().map(|cell| cell.table)
}

/// Segments that make a line one of a table.
const FULL: usize = 3;
/// Such lines that a table has at least.
const FEWEST_FULL: usize = 2;
/// Names of columns that tell that two tables stand beside each other, at least.
const FEWEST_NAMES: usize = 4;
/// Characters that a page is wide, at most.
const WIDEST: usize = 1000;
/// Lines between two of them, at most.
const FAR: usize = 16;
/// How far what is centred is off the middle, one in so many of the width, at most.
const OFF_MIDDLE: usize = 16;
/// Cells that show that others start at their place, at least.
const FEWEST_STARTS: usize = 3;
/// Empty lines between two rows, at most.
const EMPTY_LINES: usize = 4;

/// The tables of a page, and whether there is one of whose names nobody can say which rows they are for; `first` counts
/// them through the text.
pub(super) fn tables(text: &str, lines: &[Vec<Segment>], words: &Words, first: u32) -> (Vec<Table>, bool) {
    let mut unsettled = false;
    let mut tables: Vec<Table> = Vec::new();
    let regions = regions(text, lines);
    let ends = regions.iter().skip(1).map(|next| next.lines.start).chain([lines.len()]);
    for (region, end) in regions.iter().zip(ends) {
        let before: usize = tables.iter().map(Table::count).sum();
        let number = first + u32::try_from(before).unwrap_or(0);
        let room = tables.last().map_or(0, |last| last.lines.end)..end;
        let Some(grid) = Grid::find(text, lines, region, room) else { continue };
        let table = grid.read(words, number);
        unsettled |= table.is_none() && grid.without_names(&grid.kinds()).is_some();
        tables.extend(table);
    }
    (tables, unsettled)
}

/// Whether a line has an item: a mark alone is a cell, and so is one with words behind several others, as lights of a
/// traffic light have.
fn has_item(line: &[Segment]) -> bool {
    line.iter().take(FULL).any(|segment| segment.is_bullet && segment.end > segment.start + 1)
}

/// Lines that may be a table.
struct Region {
    lines: Range<usize>,
    /// Segments that make a line one of it.
    fewest: usize,
    /// How many such lines it has.
    full: usize,
}

/// Whether a line names the columns of two tables beside each other: each name is there twice.
fn heads_two(text: &str, line: &[Segment]) -> bool {
    let names: Vec<&str> = line.iter().map(|segment| &text[segment.span.range()]).collect();
    let (left, right) = names.split_at(names.len() / 2);
    names.len() >= FEWEST_NAMES && left == right && left.iter().all(|name| is_head(name))
}

/// From the first to the last line with several gutters, as long as no items and no wide room stand between. Below the heads
/// of two tables beside each other a line of one cell of each is enough.
fn regions(text: &str, lines: &[Vec<Segment>]) -> Vec<Region> {
    let mut regions: Vec<Region> = Vec::new();
    let (mut empty, mut closed) = (0, true);
    for (at, line) in lines.iter().enumerate() {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        closed |= empty > EMPTY_LINES || has_item(line);
        let open = regions.last().filter(|region| !closed && at - region.lines.end <= FAR);
        if line.len() < open.map_or(FULL, |region| region.fewest) || has_item(line) {
            continue;
        }
        match regions.last_mut() {
            Some(region) if !closed && at - region.lines.end <= FAR => {
                (region.lines.end, region.full) = (at + 1, region.full + 1);
            }
            _ => {
                let fewest = if heads_two(text, line) { FULL - 1 } else { FULL };
                regions.push(Region { lines: at..at + 1, fewest, full: 1 });
            }
        }
        closed = false;
    }
    regions.into_iter().filter(|region| region.full >= FEWEST_FULL).collect()
}

/// What stands in a column on a line.
#[derive(Debug, Clone)]
pub(super) struct Part {
    pub(super) column: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    /// How many columns it reaches over.
    pub(super) over: usize,
    pub(super) span: Span,
}

/// A line of a table.
struct Row {
    parts: Vec<Part>,
    /// Empty lines before it.
    gap: usize,
    is_full: bool,
    /// Whether it has a name and the sum of the rows below.
    heads_sum: bool,
}

impl Row {
    fn part(&self, column: usize) -> Option<&Part> {
        self.parts.iter().find(|part| part.column == column)
    }
}

/// The lines of a table, taken apart.
struct Grid<'a> {
    text: &'a str,
    columns: Vec<Column>,
    rows: Vec<Row>,
    /// The lines of the page.
    lines: Range<usize>,
    /// Segments that make a line one of the table.
    fewest: usize,
    /// Columns of numbers, dates, sums.
    digits: Vec<bool>,
    /// The widest line of each column.
    widths: Vec<usize>,
    /// Columns that have cells for several rows.
    sparse: Vec<bool>,
    /// Whether most of its full lines stand right below another line.
    dense: bool,
}

/// What a line with text is in its table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The name of what follows, over all columns.
    Banner,
    /// The line of a row on which most of its cells stand.
    Anchor,
    /// Such a line that names the columns.
    Head,
    /// A further line of cells.
    More,
}

impl<'a> Grid<'a> {
    /// Takes the lines of a region apart, and those next to it that belong to it, as far as there is `room`.
    fn find(text: &'a str, lines: &[Vec<Segment>], region: &Region, room: Range<usize>) -> Option<Self> {
        let Region { lines: region, fewest, .. } = region;
        let full: Vec<&[Segment]> =
            lines[region.clone()].iter().filter(|line| line.len() >= *fewest).map(Vec::as_slice).collect();
        let is_wide = |line: &[Segment]| line.last().is_some_and(|last| last.end > WIDEST);
        if lines[region.clone()].iter().any(|line| is_wide(line)) {
            return None;
        }
        let columns = columns(text, &full, &lines[region.clone()]);
        if !(FULL..=MOST_COLUMNS).contains(&columns.len()) {
            return None;
        }
        let mut grid = Self {
            text,
            digits: vec![false; columns.len()],
            widths: Vec::new(),
            sparse: Vec::new(),
            dense: false,
            columns,
            rows: Vec::new(),
            lines: region.clone(),
            fewest: *fewest,
        };
        let mut edges = BTreeSet::new();
        for line in full {
            let row = grid.row(line, 0, &edges)?;
            edges.extend(
                row.parts.iter().flat_map(|part| [(part.column, part.start, true), (part.column, part.end, false)]),
            );
            grid.rows.push(row);
        }
        grid.digits = (0..grid.columns.len())
            .map(|column| {
                let cells = || grid.rows.iter().filter_map(|row| row.part(column));
                cells().filter(|part| has_digit(grid.str(part))).count() * 2 >= cells().count()
            })
            .collect();
        grid.extend(lines, room, &edges);
        grid.rows.clear();
        let mut gap = 0;
        for line in &lines[grid.lines.clone()] {
            if line.is_empty() {
                gap += 1;
                continue;
            }
            let row = grid.row(line, std::mem::take(&mut gap), &edges)?;
            grid.rows.push(row);
        }
        grid.give_back();
        grid.find_sums_above();
        let parts = |column: usize| grid.rows.iter().filter_map(move |row| row.part(column));
        let width = |column: usize| parts(column).filter(|part| part.over == 1).map(|part| part.end - part.start).max();
        grid.widths = (0..grid.columns.len()).map(|column| width(column).unwrap_or(0)).collect();
        let full = grid.rows.iter().filter(|row| row.is_full);
        let filled = |column: usize| full.clone().filter(|row| row.part(column).is_some()).count();
        // What wraps around each row stands beside none.
        let few = |column: usize| parts(column).count() < full.clone().count();
        let sparse = |column: usize| filled(column) * 2 <= full.clone().count() && few(column);
        grid.sparse = (0..grid.columns.len()).map(sparse).collect();
        grid.dense = full.clone().filter(|row| row.gap == 0).count() * 2 > full.clone().count();
        Some(grid)
    }

    fn str(&self, part: &Part) -> &'a str {
        &self.text[part.span.range()]
    }

    /// Takes lines in that belong to the first and the last row.
    fn extend(&mut self, lines: &[Vec<Segment>], room: Range<usize>, edges: &BTreeSet<(usize, usize, bool)>) {
        let cells = |line: &[Segment]| {
            let row = self.row(line, 0, edges).filter(|_| !line.is_empty() && !has_item(line))?;
            let several = row.parts.len() > 1;
            let alone = |part: &Part| part.over == 1 || says_sum(self.str(part)) || several && is_head(self.str(part));
            row.parts.iter().all(|part| alone(part) && part.end <= WIDEST).then_some(row)
        };
        let Range { mut start, mut end } = self.lines.clone();
        // What starts at the edge above the first row, a title perhaps, is none of its heads, nor is the first line of all
        // above a head that is whole.
        let first = lines[..room.end].iter().position(|line| !line.is_empty());
        let head = cells(&lines[start]);
        let headed = |row: &Row| {
            let own = |head: &Row| head.part(row.parts[0].column).is_some();
            row.parts.len() == 1 && head.as_ref().is_some_and(own)
        };
        // What names the first column stands around its heads, if they have none for it: `Lfd.` above and `Nr.` below.
        let around = head.as_ref().is_some_and(|row| row.part(0).is_none())
            && lines
                .get(start + 1)
                .and_then(|line| cells(line))
                .is_some_and(|row| row.part(0).is_some() && row.parts.len() == 1);
        let heads = |at: usize| {
            cells(&lines[at]).is_some_and(|row| {
                // The cells of a row of a Land may stand around that.
                let land = || row.part(0).is_some_and(|part| is_land(self.str(part))) && row.parts.len() > 1;
                let own =
                    row.part(0).is_none_or(|_| land()) || around && at + 1 == self.lines.start && row.parts.len() == 1;
                own && (Some(at) != first || !headed(&row))
            })
        };
        while start > room.start && self.lines.start - start < FAR && heads(start - 1) {
            start -= 1;
        }
        // Names of some of the columns may stand above an empty line.
        let names = |line: &[Segment]| {
            let all = cells(line).filter(|row| row.parts.len() > 1 && row.part(0).is_none());
            all.is_some_and(|row| row.parts.iter().all(|part| is_head(self.str(part))))
        };
        let empty = (room.start..start).rev().take_while(|at| lines[*at].is_empty()).count();
        if (1..=EMPTY_LINES).contains(&empty) && start - empty > room.start && names(&lines[start - empty - 1]) {
            start -= empty + 1;
        }
        let full = (start..end).filter(|at| lines[*at].len() >= self.fewest).collect::<Vec<usize>>();
        // Empty lines between rows, where most have some; rows of several lines have none within.
        let between = |pair: &[usize]| (pair[0]..pair[1]).filter(|at| lines[*at].is_empty()).count();
        let gaps: Vec<usize> = full.windows(2).map(between).filter(|gap| *gap > 0).collect();
        let usual = if gaps.len() * 3 > full.len() { gaps.into_iter().min().unwrap_or(0) } else { 0 };
        let mut empty = 0;
        for (at, line) in lines.iter().enumerate().take(room.end).skip(end) {
            if line.is_empty() {
                empty += 1;
                continue;
            }
            let Some(row) = cells(line).filter(|_| empty <= EMPTY_LINES) else { break };
            let first = self.str(&row.parts[0]);
            let spaced = empty > 0 && empty <= usual && self.is_row(&lines[at..room.end], edges);
            let is_sum = self.is_sum(&row);
            let is_mark = first.starts_with('*') || !first.contains(char::is_alphanumeric) && row.parts.len() == 1;
            let is_legend = explains_mark(first) && row.parts[0].column == 0 && !is_sum;
            if is_mark || is_legend || empty > 0 && !is_sum && !spaced {
                break;
            }
            (end, empty) = (at + 1, 0);
        }
        self.lines = start..end;
    }

    /// Whether the lines up to an empty one are a row: several columns have cells, the first among them, each of which
    /// starts where others do. Where empty lines divide all rows, the last may have few.
    fn is_row(&self, lines: &[Vec<Segment>], edges: &BTreeSet<(usize, usize, bool)>) -> bool {
        let block = lines.iter().take_while(|line| !line.is_empty());
        let rows: Option<Vec<Row>> = block.map(|line| self.row(line, 0, edges).filter(|_| !has_item(line))).collect();
        let parts: Vec<Part> = rows.into_iter().flatten().flat_map(|row| row.parts).collect();
        let columns: BTreeSet<usize> = parts.iter().map(|part| part.column).collect();
        let starts = |part: &Part| part.over == 1 && edges.contains(&(part.column, part.start, true));
        let first = columns.contains(&0) || columns.len() * 2 >= self.columns.len();
        columns.len() > 1 && first && parts.iter().all(starts)
    }

    /// The lines with sums by what they are of: `Starkes Netz` for `Summe Starkes Netz`.
    fn sums(&self) -> HashMap<&'a str, usize> {
        let of = |row: &Row| {
            let text = row.parts.iter().map(|part| self.str(part)).find(|text| says_sum(text))?;
            let (_, name) = text.split_once(' ')?;
            Some(name.trim_matches(['„', '“', ':'])).filter(|name| is_plain_name(name))
        };
        let sums = self.rows.iter().enumerate().filter(|(_, row)| self.is_sum(row));
        sums.filter_map(|(at, row)| Some((of(row)?, at))).collect()
    }

    fn amount(&self, part: &Part) -> Option<Decimal> {
        let text = self.str(part);
        whole_money(text).or_else(|| whole_money(&format!("{text} €"))).map(|money| money.amount)
    }

    /// Whether the amounts of the rows between a line and a sum below it add up to that.
    fn adds_up(&self, line: usize, sum: usize) -> bool {
        let amount = |part: &Part| Some((part.column, self.amount(part)?));
        let Some(total) = self.rows[sum].parts.iter().rev().find_map(amount) else { return false };
        let rows = self.rows.get(line + 1..sum).unwrap_or_default();
        rows.iter().filter_map(|row| row.part(total.0)).filter_map(|part| self.amount(part)).sum::<Decimal>() == total.1
    }

    /// Finds the lines with a name and the sum of the rows below, up to the next such line.
    fn find_sums_above(&mut self) {
        let pair = |row: &Row| match &row.parts[..] {
            [name, sum] if !has_digit(self.str(name)) && self.digits[sum.column] => {
                Some((sum.column, self.amount(sum)?))
            }
            _ => None,
        };
        let pairs: Vec<Option<(usize, Decimal)>> = self.rows.iter().map(pair).collect();
        // How many rows add up to what a line says.
        let summed = |at: usize| {
            let (column, sum) = pairs[at]?;
            let below = self.rows[at + 1..].iter().zip(&pairs[at + 1..]).take_while(|(_, pair)| pair.is_none());
            let amounts: Vec<Decimal> = below.filter_map(|(row, _)| self.amount(row.part(column)?)).collect();
            (amounts.iter().sum::<Decimal>() == sum).then_some(amounts.len())
        };
        let summed: Vec<usize> = (0..self.rows.len()).map(|at| summed(at).unwrap_or(0)).collect();
        // One row alone tells where others have shown what such lines are.
        let shown = summed.iter().any(|rows| *rows > 1);
        let heads = summed.into_iter().map(|rows| shown && rows > 0);
        self.rows.iter_mut().zip(heads).for_each(|(row, heads)| row.heads_sum = heads);
    }

    /// Whether a line is a row with a sum.
    fn is_sum(&self, row: &Row) -> bool {
        // `2029` and `davon 2029` are heads of columns.
        let of_year =
            |text: &str| is_year(text) || says_sum(text) && sum_at(text).is_none_or(|at| is_year(&text[at..]));
        let amount = |part: &Part| self.digits[part.column] && has_digit(self.str(part)) && !of_year(self.str(part));
        row.heads_sum || row.parts.iter().any(|part| says_sum(self.str(part))) && row.parts.iter().any(amount)
    }

    /// Reads the rows, of two tables beside each other those of the left one first; nothing where it is unclear which lines
    /// belong together.
    fn read(&self, words: &Words, number: u32) -> Option<Table> {
        let Some([left, right]) = self.halves() else { return self.read_rows(words, number) };
        let (mut table, right) = (left.read_rows(words, number)?, right.read_rows(words, number + 1)?);
        table.rows.extend(right.rows);
        Some(table)
    }

    /// Two tables beside each other: the names of their columns are there twice, or both have a Land in each row.
    fn halves(&self) -> Option<[Self; 2]> {
        let half = self.columns.len() / 2;
        let head = self.rows.first().filter(|_| half > 1 && self.columns.len() == 2 * half)?;
        let name = |column: usize| head.part(column).map(|part| self.str(part));
        // One column may have no name.
        let named = head.parts.len() >= FEWEST_NAMES && head.parts.len() + 2 >= 2 * half;
        let twice = named && (0..half).all(|at| name(at) == name(at + half));
        let halves = |off: bool| [0..half, half..2 * half].map(|columns| self.part_of(columns, off));
        if twice {
            return Some(halves(self.fewest < FULL));
        }
        // Rows of one line each are read as they are.
        let around = |row: &Row| row.part(0).is_none() && row.part(half).is_none();
        let lands = half == 2 && self.rows.iter().any(around);
        Some(halves(true)).filter(|halves| lands && halves.iter().all(|half| half.lands().is_some()))
    }

    /// The same with these columns only; lines of the others may be half a line `off`.
    fn part_of(&self, columns: Range<usize>, off: bool) -> Self {
        let mut rows: Vec<Row> = Vec::new();
        // One line of the table beside, half a line off, makes no room.
        let (mut gap, mut others) = (0, 0usize);
        for row in &self.rows {
            let own = row.parts.iter().filter(|part| columns.contains(&part.column));
            let parts: Vec<Part> =
                own.map(|part| Part { column: part.column - columns.start, ..part.clone() }).collect();
            gap += row.gap;
            if parts.is_empty() {
                others += 1;
                continue;
            }
            gap += std::mem::take(&mut others).saturating_sub(usize::from(off));
            rows.push(Row { parts, gap: std::mem::take(&mut gap), ..*row });
        }
        Self {
            text: self.text,
            rows,
            lines: self.lines.clone(),
            fewest: self.fewest,
            columns: self.columns[columns.clone()].to_vec(),
            digits: self.digits[columns.clone()].to_vec(),
            widths: self.widths[columns.clone()].to_vec(),
            sparse: self.sparse[columns].to_vec(),
            dense: self.dense,
        }
    }

    fn read_rows(&self, words: &Words, number: u32) -> Option<Table> {
        let kinds = self.kinds();
        let rows = self.rows(&kinds);
        let has_own = |lines: &Range<usize>| lines.clone().any(|at| self.rows[at].part(0).is_some());
        let names = match &rows {
            Some(rows) if rows.iter().all(has_own) => None,
            _ => self.without_names(&kinds),
        };
        let lines = match names {
            None => rows?.into_iter().filter_map(|rows| self.line(rows, &[], words, number)).collect(),
            Some((rest, parts)) => {
                let kinds = rest.kinds();
                let rows = rest.rows(&kinds)?;
                let heights = heights(&rest.rows);
                let body = |lines: &Range<usize>| {
                    let anchor =
                        lines.clone().find(|at| kinds[*at] == Kind::Anchor && !rest.is_sum(&rest.rows[*at]))?;
                    Some(Place { first: heights[lines.start], anchor: heights[anchor], last: heights[lines.end - 1] })
                };
                let places: Vec<Option<Place>> = rows.iter().map(body).collect();
                let names = merged::names(self.text, parts, &places);
                let firsts = merged::first_rows(&names, &places)?;
                let name = |row: usize| {
                    let name = firsts.iter().position(|first| *first == row);
                    name.map_or(&[][..], |at| &names[at].parts[..])
                };
                let row = |(at, lines): (usize, Range<usize>)| rest.line(lines, name(at), words, number);
                rows.into_iter().enumerate().filter_map(row).collect()
            }
        };
        Some(Table { lines: self.lines.clone(), rows: lines })
    }

    /// The same without the names in the first column that stand for several rows, as those of programmes do; and these,
    /// each line with how far down it stands.
    fn without_names(&self, kinds: &[Kind]) -> Option<(Self, Vec<(Part, usize)>)> {
        /// Letters of a name, at least.
        const LETTERS: usize = 3;
        if !self.sparse[0] || self.digits[0] {
            return None;
        }
        let mut names: Vec<(Part, usize)> = Vec::new();
        let mut rest = self.part_of(0..self.columns.len(), false);
        for ((row, kind), height) in rest.rows.iter_mut().zip(kinds).zip(heights(&self.rows)) {
            let is_body = !matches!(kind, Kind::Head | Kind::Banner) && !self.is_sum(row);
            if is_body && row.parts[0].column == 0 {
                names.push((row.parts.remove(0), height));
            }
        }
        let rest = rest.part_of(0..self.columns.len(), false);
        let letters = |part: &Part| self.str(part).chars().filter(|c| c.is_alphabetic()).count();
        (!names.is_empty() && names.iter().all(|(part, _)| letters(part) >= LETTERS)).then_some((rest, names))
    }

    /// A row as one line with its cells, and the name that stands for it and those below.
    fn line(&self, rows: Range<usize>, name: &[Part], words: &Words, number: u32) -> Option<Line> {
        let mut line: Option<Line> = None;
        for column in 0..self.columns.len() {
            let mut whole = TextMap::default();
            let mut over = 1;
            let own = self.rows[rows.clone()].iter().filter_map(|row| row.part(column));
            for part in name.iter().filter(|part| part.column == column).chain(own) {
                let Some(piece) = TextMap::piece(self.text, part.span) else { continue };
                over = over.max(part.over);
                if whole.is_empty() {
                    whole = piece;
                } else {
                    append(&mut whole, true, &Line::of(piece), words, &mut Vec::new());
                }
            }
            if whole.is_empty() {
                continue;
            }
            let row = line.get_or_insert_with(|| Line { gap: true, apart: true, ..Line::of(TextMap::default()) });
            let start = row.text.as_str().len() + usize::from(!row.text.is_empty());
            row.cells.push(Cell {
                range: start..start + whole.as_str().len(),
                table: number,
                column: u32::try_from(column).unwrap_or(0),
                over: u32::try_from(over).unwrap_or(1),
                items: Vec::new(),
            });
            row.text.join(Join::Space, whole);
        }
        line
    }
}

/// How far down each line stands, in lines of the page.
fn heights(rows: &[Row]) -> Vec<usize> {
    let heights = rows.iter().scan(0, |height, row| {
        *height += row.gap + 1;
        Some(*height)
    });
    heights.collect()
}

#[cfg(test)]
mod tests;
