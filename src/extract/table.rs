//! Tables of projects: their headers and rows among the lines of a slide.
//!
//! In: the lines of a slide. Out: [`Table`]s with their rows, each with all the ways to read it. A table starts with
//! its header; its rows are found by reading, not by blank lines: of all ways to divide its lines, the one that reads
//! most of them.
//!
//! Not here: which of the readings stands, and what becomes of it (`project`).

use std::borrow::Borrow;
use std::cmp::Reverse;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::columns::{Header, is_header_part, parse_columns, starts_header};
use crate::grammar::date::parse_date;
use crate::grammar::heading::programme_name;
use crate::grammar::money::parse_money;
use crate::grammar::period::period_prefixes;
use crate::grammar::prefix;
use crate::grammar::row::{CLEARLY, OTHER_CELLS, Row, RowText, has_any_period, has_period};
use crate::layout::{Line, append, wraps_spaced};
use crate::source::Span;
use crate::text::{TextMap, Words};
use crate::vocabulary::{Column, RESERVATION_WORDS};

/// Lines that a header or a row has at most.
const HEADER_LINES: usize = 6;
const ROW_LINES: usize = 16;
/// Bytes that a row has at most.
const ROW_BYTES: usize = 1500;

/// A row with all the ways to read it.
#[derive(Debug, Clone)]
pub(crate) struct ReadRow {
    pub(crate) text: TextMap,
    pub(crate) readings: Vec<Row>,
}

/// A table of projects.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    /// What stands above its header.
    pub(crate) heading: Option<TextMap>,
    /// What stands between that and its rows and is no header.
    pub(crate) above: Vec<TextMap>,
    /// Its header.
    pub(crate) header: Vec<Span>,
    pub(crate) rows: Vec<ReadRow>,
    /// Whether its rows stand in more than one order.
    pub(crate) mixed: bool,
    /// The name of a column that nobody knows.
    pub(crate) unknown: Option<String>,
    /// What explains its marks.
    pub(crate) legend: Option<TextMap>,
    /// Lines that are no row.
    pub(crate) unread: Vec<TextMap>,
}

impl Table {
    /// Whether its legend, if it has one, says that the mark is a reservation.
    pub(crate) fn explains_otherwise(&self) -> bool {
        let reserved = |text: &str| RESERVATION_WORDS.iter().any(|word| text.contains(word));
        self.legend.as_ref().is_some_and(|legend| !reserved(legend.as_str()))
    }
}

/// Where headers stand among lines.
fn headers(lines: &[Line], words: &Words) -> Vec<(Range<usize>, Header)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let header = starts_header(lines[at].text.as_str())
            .then(|| {
                let ends = at + 1..=(at + HEADER_LINES).min(lines.len());
                ends.rev().find_map(|end| {
                    Some((end, parse_columns(joined(&lines[at..end], words, &mut Vec::new())?.as_str())?))
                })
            })
            .flatten();
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

fn joined(lines: &[Line], words: &Words, diagnostics: &mut Vec<Diagnostic>) -> Option<TextMap> {
    let mut text = lines.first()?.text.clone();
    for pair in lines.windows(2) {
        append(&mut text, pair[0].spaced, &pair[1], words, diagnostics);
    }
    Some(text)
}

/// The orders of columns that the headers among lines name.
pub(crate) fn orders(lines: &[Line], words: &Words) -> Vec<Vec<Column>> {
    headers(lines, words).into_iter().map(|(_, header)| header.columns).collect()
}

/// Lines that tell the order of columns; more would only say it again.
const TELLING_LINES: usize = 40;

/// The order of columns of a deck whose tables have no header: of all orders, the one that reads most lines of the
/// slides that have a period and a sum of money in one line.
pub(crate) fn order_of_rows<'a>(slides: impl Iterator<Item = &'a [Line]>, words: &Words) -> Option<Vec<Column>> {
    let mut lines: Vec<Line> = Vec::new();
    for slide in slides {
        let anchor = slide.iter().position(has_anchors);
        lines.extend(anchor.into_iter().flat_map(|at| &slide[at..]).take(TELLING_LINES - lines.len()).cloned());
    }
    best_order(&Column::ALL, &lines, words).filter(|(read, _)| *read > 0).map(|(_, columns)| columns)
}

/// Whether a line has a period and a sum of money.
fn has_anchors(line: &Line) -> bool {
    let text = line.text.as_str();
    // Fused to a period, a sum of money shows by its currency alone.
    ["€", "EUR", "Euro"].iter().any(|currency| text.contains(currency)) && has_any_period(text)
}

/// Cells of a table on a slide from which on it holds a table.
const FEWEST_CELLS: usize = 4;

/// Where a table stands among lines of which no row could be read: several lines that are nothing but a period, a sum
/// of money or a date, or that hold a period and a sum.
pub(crate) fn unread_table(lines: &[Line]) -> Option<Span> {
    let is_cell = |line: &&Line| {
        let text = line.text.as_str();
        let whole = |len: Option<usize>| len == Some(text.len());
        let money = prefix(parse_money, text).map(|(_, len)| len);
        let date = prefix(parse_date, text).map(|(_, len)| len);
        let period = || period_prefixes(text).iter().any(|(_, len)| *len == text.len());
        line.bullet.is_none() && (whole(money) || whole(date) || period() || has_anchors(line))
    };
    let cells = lines.iter().filter(is_cell);
    (cells.count() >= FEWEST_CELLS).then(|| lines.iter().map(|line| line.text.cover()).reduce(Span::cover))?
}

/// Of all orders of these columns the one that reads most lines, and how many it reads.
fn best_order(columns: &[Column], lines: &[Line], words: &Words) -> Option<(usize, Vec<Column>)> {
    // What the runs can be is found once for all orders.
    let all = Runs::new(lines, words);
    let runs: Vec<Vec<Run>> = (0..lines.len()).map(|start| all.from(start)).collect();
    let score = |orders: &[Vec<Column>]| -> (usize, Reverse<u32>) {
        let rows = choose_rows(lines, orders, |start| &runs[start][..]);
        let cost = |row: &Range<usize>| {
            let run = &runs[row.start][row.len() - 1];
            run.row.readings(orders, &[]).first().map_or(0, |row| row.cost)
        };
        (rows.iter().map(Range::len).sum(), Reverse(rows.iter().map(cost).sum()))
    };
    // Of orders that read as well the first stands, so that the answer is always the same.
    let orders = permutations(columns).into_iter().rev();
    let scored = orders.map(|columns| (score(std::slice::from_ref(&columns)), columns));
    scored.max_by_key(|(score, _)| *score).map(|((read, _), columns)| (read, columns))
}

/// The orders in which the rows below a header stand: the header's, and another one where that reads few of the lines,
/// as some programs read each row out in an order of its own.
fn orders_below(columns: &[Column], body: &[Line], words: &Words) -> Vec<Vec<Column>> {
    let own = vec![columns.to_vec()];
    let telling = &body[..body.len().min(TELLING_LINES)];
    let read: usize = divide(telling, &own, words).iter().map(Range::len).sum();
    let anchors = telling.iter().filter(|line| has_anchors(line)).count();
    if read * 2 >= telling.len() || anchors < FEWEST_ANCHORS {
        return own;
    }
    // Where no order reads clearly more, the rows are torn, and what seems to be one may be parts of two.
    let clearly = |most: usize| most >= anchors && most > read * 2;
    let other = best_order(columns, telling, words).filter(|(most, _)| clearly(*most));
    own.into_iter().chain(other.map(|(_, columns)| columns)).collect()
}

/// Lines with a period and a sum of money below a header from which on another order is looked for.
const FEWEST_ANCHORS: usize = 2;

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

/// Takes tables that go on without a header: the lines from the first row on, by the order of columns that reads most.
pub(crate) fn take_continued(
    lines: &mut Vec<Line>,
    orders: &[Vec<Column>],
    words: &Words,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Table> {
    let typed = |columns: &[Column]| columns.contains(&Column::Period) && columns.contains(&Column::Budget);
    let typed = orders.iter().filter(|columns| typed(columns)).map(std::slice::from_ref);
    let read = typed.map(|columns| (divide(lines, columns, words), columns));
    let best = read.max_by_key(|(rows, _)| rows.iter().map(Range::len).sum::<usize>());
    let Some((first, columns)) = best.and_then(|(rows, columns)| Some((rows.first()?.start, columns))) else {
        return Vec::new();
    };
    let mut tables = vec![Table::default()];
    read_body(&lines[first..], columns, words, false, &mut tables, diagnostics);
    lines.truncate(first);
    // What is left of a damaged header is no part of the heading above it.
    let parts = lines.iter().rev().take_while(|line| is_header_part(line.text.as_str())).count();
    let damaged = lines.split_off(first - parts);
    let cover = damaged.iter().map(|line| line.text.cover()).reduce(Span::cover);
    tables[0].header.extend(cover);
    if let Some(span) = cover {
        diagnostics.push(damaged_header(span));
    } else if let Some(span) = tables.iter().flat_map(|table| &table.rows).map(|row| row.text.cover()).next() {
        let message = "rows without a header, read in the order of another table's columns";
        diagnostics.push(Diagnostic::new(Code::ContinuedTable, span, message));
    }
    tables
}

fn damaged_header(span: Span) -> Diagnostic {
    let message = "found a part of a header; the rows were read in the order of another table's columns";
    Diagnostic::new(Code::DamagedHeader, span, message)
}

/// Takes the tables out of the lines of a slide. The lines before the first one stay.
pub(crate) fn take_tables(lines: &mut Vec<Line>, words: &Words, diagnostics: &mut Vec<Diagnostic>) -> Vec<Table> {
    let headers = headers(lines, words);
    let mut tables: Vec<Table> = Vec::new();
    let mut heading = None;
    let ends = headers.iter().skip(1).map(|(range, _)| range.start).chain([lines.len()]);
    for ((range, Header { columns, unknown }), end) in headers.iter().zip(ends) {
        let mut table = Table { heading: heading.take(), unknown: unknown.clone(), ..Table::default() };
        table.header.extend(lines[range.clone()].iter().flat_map(|line| line.text.whole_trace().spans));
        let body = &lines[range.end..end];
        let orders = orders_below(columns, body, words);
        table.mixed = orders.len() > 1;
        tables.push(table);
        heading = read_body(body, &orders, words, end < lines.len(), &mut tables, diagnostics);
    }
    if let Some((range, _)) = headers.first() {
        lines.truncate(range.start);
    }
    tables
}

/// Reads the lines below a header to the last of the tables; a programme's heading among them starts another table.
/// Gives the heading of the next header, if it stands right above that.
fn read_body(
    body: &[Line],
    orders: &[Vec<Column>],
    words: &Words,
    above_next: bool,
    tables: &mut Vec<Table>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<TextMap> {
    let mut pending = None;
    let mut at = 0;
    let end = body.len()..body.len();
    for row in divide(body, orders, words).into_iter().chain(std::iter::once(end)) {
        let rest = Rest { lines: &body[at..row.start], orders, words };
        for part in rest.read(above_next && row.start == body.len()) {
            if let Some(heading) = pending.take() {
                tables.push(Table { heading: Some(heading), ..Table::default() });
            }
            let Some(table) = tables.last_mut() else { continue };
            match part {
                RestPart::Legend(legend) => table.legend = Some(legend),
                RestPart::Row(row) => table.rows.push(row),
                RestPart::HeaderPart(text) => {
                    diagnostics.push(damaged_header(text.cover()));
                    table.header.push(text.cover());
                }
                RestPart::Unread(text) => table.unread.push(text),
                RestPart::Heading(heading) => pending = Some(heading),
            }
        }
        if let Some(text) = joined(&body[row.clone()], words, diagnostics) {
            if let Some(heading) = pending.take() {
                tables.push(Table { heading: Some(heading), ..Table::default() });
            }
            let readings = RowText::new(text.as_str()).readings(orders, &[]);
            tables.last_mut()?.rows.push(ReadRow { text, readings });
        }
        at = row.end;
    }
    if !above_next && let Some(heading) = pending.take() {
        tables.push(Table { heading: Some(heading), ..Table::default() });
    }
    pending
}

/// What a row loses, in lines, for each point of its cost, and for going on where it could have ended.
const COST_OF_ODDITY: i64 = 1;
const COST_OF_GOING_ON: i64 = 4;

/// Divides the lines of a table into rows: of all ways the one that reads most lines, with the least odd rows.
fn divide(lines: &[Line], orders: &[Vec<Column>], words: &Words) -> Vec<Range<usize>> {
    let runs = Runs::new(lines, words);
    choose_rows(lines, orders, |start| runs.from(start))
}

/// Lines that may be a row together.
struct Run {
    lines: Range<usize>,
    row: RowText,
}

/// All runs of lines that are no longer than a row.
struct Runs<'a> {
    lines: &'a [Line],
    words: &'a Words,
    /// Which lines have a period: a second one is another row's.
    periods: Vec<bool>,
}

impl<'a> Runs<'a> {
    fn new(lines: &'a [Line], words: &'a Words) -> Self {
        Self { lines, words, periods: lines.iter().map(|line| has_period(line.text.as_str())).collect() }
    }

    /// Those that begin with the line `start`, the shortest first.
    fn from(&self, start: usize) -> Vec<Run> {
        let mut text = TextMap::default();
        let mut runs = Vec::new();
        let mut has_period = false;
        for (at, line) in self.lines.iter().enumerate().skip(start).take(ROW_LINES) {
            if at > start && (is_legend(line) || has_period && self.periods[at]) {
                break;
            }
            has_period |= self.periods[at];
            match at.checked_sub(1).filter(|_| at > start) {
                Some(before) => append(&mut text, self.lines[before].spaced, line, self.words, &mut Vec::new()),
                None => text = line.text.clone(),
            }
            if text.as_str().len() > ROW_BYTES {
                break;
            }
            runs.push(Run { lines: start..at + 1, row: RowText::new(text.as_str()) });
        }
        runs
    }
}

/// Chooses the rows among the runs of lines that `runs_from` gives for each first line.
///
/// A row that is whole at the end of a line ends there, unless the line was wrapped; what follows is then something
/// else, a page number or the rest of a damaged row, and must not become a part of its title.
fn choose_rows<R: Borrow<[Run]>>(
    lines: &[Line],
    orders: &[Vec<Column>],
    runs_from: impl Fn(usize) -> R,
) -> Vec<Range<usize>> {
    let spaced = wraps_spaced(lines);
    // best[i] is the score of lines[i..] and where its first row ends, if a row starts there.
    let mut best: Vec<(i64, Option<usize>)> = vec![(0, None); lines.len() + 1];
    for start in (0..lines.len()).rev() {
        best[start] = (best[start + 1].0, None);
        let mut went_on = 0;
        for run in runs_from(start).borrow() {
            let end = run.lines.end;
            let Some(cost) = run.row.readings(orders, &[]).first().map(|row| row.cost) else { continue };
            if cost >= OTHER_CELLS {
                continue;
            }
            let lines_read = i64::try_from(run.lines.len()).unwrap_or(0);
            let score = (lines_read - i64::from(cost) * COST_OF_ODDITY - went_on) * 100 + 1 + best[end].0;
            if score > best[start].0 {
                best[start] = (score, Some(end));
            }
            let wrapped = lines.get(end).is_some_and(|next| !next.gap) && (lines[end - 1].spaced || !spaced);
            if cost < CLEARLY && !wrapped {
                went_on += COST_OF_GOING_ON;
            }
        }
    }
    let mut rows = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match best[at].1 {
            Some(end) => {
                rows.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    rows
}

/// Whether a line explains a mark: `* Freigabe unter Vorbehalt`.
fn is_legend(line: &Line) -> bool {
    line.text.as_str().strip_prefix('*').is_some_and(|rest| rest.trim_start().starts_with(char::is_alphabetic))
}

/// Lines of a table that are no whole rows.
struct Rest<'a> {
    lines: &'a [Line],
    orders: &'a [Vec<Column>],
    words: &'a Words,
}

/// What they are.
enum RestPart {
    /// A row with a broken cell.
    Row(ReadRow),
    /// The heading of a programme.
    Heading(TextMap),
    Legend(TextMap),
    /// What is left of a header.
    HeaderPart(TextMap),
    Unread(TextMap),
}

impl Rest<'_> {
    /// Reads the lines; where a header follows, the last of them may be its heading, whatever it says.
    fn read(&self, above_next: bool) -> Vec<RestPart> {
        let lines = self.lines;
        let mut parts = Vec::new();
        let mut at = 0;
        while at < lines.len() {
            if is_legend(&lines[at]) {
                parts.push(RestPart::Legend(lines[at].text.clone()));
                at += 1;
                continue;
            }
            if is_header_part(lines[at].text.as_str()) {
                parts.push(RestPart::HeaderPart(lines[at].text.clone()));
                at += 1;
                continue;
            }
            let next_block = |next: &usize| lines[*next].gap || is_header_part(lines[*next].text.as_str());
            let end = (at + 1..lines.len()).find(next_block).unwrap_or(lines.len());
            let whole = joined(&lines[at..end], self.words, &mut Vec::new()).unwrap_or_default();
            let said = programme_name(whole.as_str()).1;
            let digits = whole.as_str().contains(|c: char| c.is_ascii_digit());
            if said || above_next && end == lines.len() && !digits {
                parts.push(RestPart::Heading(whole));
                at = end;
            } else if let Some((end, row)) = broken_row(&lines[at..], self.orders, self.words) {
                parts.push(RestPart::Row(row));
                at += end;
            } else {
                parts.push(RestPart::Unread(whole));
                at = end;
            }
        }
        parts
    }
}

/// Cells that a row may lack, the likelier first.
const BROKEN: [&[Column]; 4] =
    [&[Column::Budget], &[Column::Period], &[Column::Applicants], &[Column::Period, Column::Budget]];

/// A row with cells that cannot be read, at the start of `lines`.
fn broken_row(lines: &[Line], orders: &[Vec<Column>], words: &Words) -> Option<(usize, ReadRow)> {
    let mut text = lines.first()?.text.clone();
    for end in 1..=lines.len().min(ROW_LINES) {
        if end > 1 {
            append(&mut text, lines[end - 2].spaced, &lines[end - 1], words, &mut Vec::new());
        }
        if lines.get(end).is_some_and(|next| !next.gap) || text.as_str().len() > ROW_BYTES {
            continue;
        }
        // A full reading, however odd, beats every broken one.
        let row = RowText::new(text.as_str());
        for unreadable in std::iter::once::<&[Column]>(&[]).chain(BROKEN) {
            let mut readings = row.readings(orders, unreadable);
            readings.retain(|row| row.cost < OTHER_CELLS);
            if !readings.is_empty()
                && unreadable.iter().all(|column| orders.iter().all(|columns| columns.contains(column)))
            {
                return Some((end, ReadRow { text, readings }));
            }
        }
    }
    None
}
