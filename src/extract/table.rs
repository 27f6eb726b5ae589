//! Tables of projects: their headers and rows among the lines of a slide.
//!
//! In: the lines of a slide. Out: [`Table`]s with their rows, each with all the ways to read it. A table starts with
//! its header; its rows are found by reading, not by blank lines: of all ways to divide its lines, the one that reads
//! most of them.
//!
//! Not here: which of the readings stands, and what becomes of it (`project`).

use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::cell::{is_bare_amount, role_of_head, sum_at, whole_money, whole_period};
use crate::grammar::columns::{Header, is_header_part};
use crate::grammar::date::parse_date;
use crate::grammar::evidence::{has_any_period, has_period, has_time_and_amount, is_amount_word};
use crate::grammar::heading::{decision_heading, title_and_identifier};
use crate::grammar::mark::{explains_mark, reserved_numbers, reserving_mark, tells_reservation};
use crate::grammar::money::{Money, find_money, parse_money};
use crate::grammar::period::period_prefixes;
use crate::grammar::prefix;
use crate::grammar::programme::{names_projects, programme_name};
use crate::grammar::reference::find_references;
use crate::grammar::row::{OTHER_CELLS, Row};
use crate::layout::{Block, Line, append};
use crate::source::Span;
use crate::text::{Join, TextMap, Words};
use crate::vocabulary::{BASIS_LABELS, Column, JURISDICTIONS, Role};

use super::grid::with_unit;
use super::orders::{Orders, has_anchors, head_text, headers};
use super::presenters::labels_presenter;
use super::rows::{ROW_BYTES, ROW_LINES, Runs, divide, fewest_digits, is_legend, is_sum, joined, row_text};

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
    /// What says above it that all of its projects are reserved, or below it that some are.
    pub(crate) reserved: Option<TextMap>,
    /// The numbers of these; none where all are meant.
    pub(crate) reserved_numbers: Option<Vec<u32>>,
    /// Rows that say the sum of others.
    pub(crate) sums: Vec<Sum>,
    /// The unit of its amounts, if it stands in the header.
    pub(crate) unit: Option<TextMap>,
    /// Whether its rows were put together from cards or entries, which need no header.
    pub(crate) listed: bool,
}

/// A row that says a sum.
#[derive(Debug, Clone)]
pub(crate) struct Sum {
    /// The sum.
    pub(crate) money: Money,
    /// Its cell.
    pub(crate) text: TextMap,
    /// The whole row.
    pub(crate) row: TextMap,
}

impl Table {
    /// Whether nothing was read below its heading.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.unread.is_empty() && self.sums.is_empty()
    }

    /// Whether its rows stand below a text.
    pub(super) fn starts_below(&self, text: &TextMap) -> bool {
        self.rows.first().is_some_and(|row| text.cover().start < row.text.cover().start)
    }

    /// Whether its legend, if it has one, says that the mark is a reservation.
    pub(crate) fn explains_otherwise(&self) -> bool {
        // `HV` heads the column of reservations.
        let explains = |text: &str| tells_reservation(text) || role_of_head(text) == Some(Role::Reservation);
        self.legend.as_ref().is_some_and(|legend| !explains(legend.as_str()))
    }
}

/// Whether what stands above a table says something else than what it is called: a period, who presents.
pub(super) fn names_no_programme(text: &str) -> bool {
    whole_period(text).is_some() || labels_presenter(text)
}

/// Takes the heading of a table off the blocks above it: what stands right above a header, whatever it says; where the
/// header is lost or damaged, the last block that says that it is a programme's.
pub(super) fn take_heading(table: &mut Table, blocks: &mut Vec<Block>) {
    // `Geförderte Projekte (2025/22): Name` names a programme.
    let named = |text: &str| text.contains("): ") && programme_name(text).0.start > 0;
    // And so does `Programm Name (2025/22)`.
    let cites = |block: &Block| {
        let text = block.as_str();
        let names_one = |title: &str| {
            let (name, said) = programme_name(title);
            said && title[name].starts_with(char::is_uppercase)
        };
        // `Grundlage: Beschluss 2025/22`
        let rests = || {
            !programme_name(text).1
                && (text.starts_with("zu ") || BASIS_LABELS.iter().any(|label| text.contains(label)))
        };
        title_and_identifier(text).is_some_and(|cited| !names_one(&text[cited.title])) && !named(text)
            || rests() && !find_references(text).is_empty()
    };
    let legend = |block: &Block| block.as_str().starts_with('*') || explains_mark(block.as_str());
    let sentence = |block: &Block| block.as_str().ends_with('.') && block.as_str().split(' ').count() > SENTENCE;
    let plain = |block: &Block| {
        let heads = !legend(block) && !cites(block) && !sentence(block) && !names_no_programme(block.as_str());
        block.bullet.is_none() && heads
    };
    let at = if table.header.is_empty() && !table.listed {
        blocks.iter().rposition(|block| plain(block) && programme_name(block.as_str()).1)
    } else {
        let last = blocks.iter().rposition(|block| block.bullet.is_some()).map_or(0, |at| at + 1);
        // Below a header stands no heading.
        let end = table.header.iter().map(|header| header.end).max();
        let above = |at: &usize| end.is_none_or(|end| blocks[*at].text.cover().start < end);
        let plain: Vec<usize> = (last..blocks.len()).filter(|at| plain(&blocks[*at]) && above(at)).collect();
        // A line between the programme's heading and the header may be a damaged part of that.
        let said = plain.iter().rev().find(|at| programme_name(blocks[**at].as_str()).1).copied();
        // `Bewilligte Projekte` names none, as the title above it may.
        let names = |at: &&usize| {
            let text = blocks[**at].as_str();
            !names_projects(text) && decision_heading(text).is_none()
        };
        said.or(plain.iter().rev().find(names).copied()).or(plain.last().copied())
    };
    let Some(at) = at else { return };
    // Below the name a line may say that its projects follow.
    let text = &blocks[at].text;
    let lists = |line: &str| match title_and_identifier(line) {
        // `Projektübersicht zu Beschluss 2025/22`
        Some(cited) => names_projects(&line[cited.title]),
        None => names_projects(line),
    };
    let caption = text.line_starts().last().filter(|line| lists(&text.as_str()[*line..]));
    let end = caption.map_or(text.as_str().len(), |line| text.as_str()[..line].trim_end().len());
    table.header.extend(caption.into_iter().flat_map(|line| text.spans(line..text.as_str().len())));
    table.heading = Some(text.slice(0..end));
    // The decision may be named between them.
    let (below, decisions): (Vec<Block>, Vec<Block>) =
        blocks.drain(at + 1..).partition(|block| decision_heading(block.as_str()).is_none() && !cites(block));
    for block in below {
        // What stands between them is a legend, or no part of a table.
        match () {
            () if block.as_str().starts_with('*') => drop(table.legend.get_or_insert(block.text)),
            () if names_projects(block.as_str()) && table.starts_below(&block.text) => {
                table.header.extend(block.text.whole_trace().spans);
            }
            () => table.above.push(block.text),
        }
    }
    // The heading of a slide's first table is the slide's, too.
    blocks.truncate(at.max(1));
    blocks.extend(decisions);
}

/// Words of what ends with a dot up to which it may be a name, `Digitale Verwaltung e. V.`
const SENTENCE: usize = 4;

/// Cells of a table on a slide from which on it holds a table.
const FEWEST_CELLS: usize = 4;

/// Whether a text is nothing but a period.
fn is_period(text: &str) -> bool {
    period_prefixes(text).iter().any(|(_, len)| *len == text.len())
}

/// Whether a text is nothing but a sum of money.
fn is_money(text: &str) -> bool {
    prefix(parse_money, text).is_some_and(|(_, len)| len == text.len())
}

/// Whether a text has cells of a row among its words.
fn holds_cells(text: &str) -> bool {
    !find_money(text).is_empty() || has_time_and_amount(text)
}

/// Whether a text is a cell that no row has: a period or a sum of money alone.
pub(crate) fn is_left_over(text: &str) -> bool {
    is_period(text) || is_money(text)
}

/// Lines with several typed words from which on a slide holds a table.
const FEWEST_ROWS: usize = 3;

/// How many words of a line are a date, an amount, or a code of a Land: of a row more than one.
fn typed_words(text: &str) -> usize {
    let is_land = |word: &str| JURISDICTIONS.iter().any(|land| land.code == word);
    let mut typed = 0;
    let (mut start, mut end) = (0, 0);
    for word in text.split(' ') {
        let at = start;
        start += word.len() + 1;
        if at < end {
            continue;
        }
        if let Some((_, len)) = prefix(parse_date, &text[at..]) {
            (typed, end) = (typed + 1, at + len);
        } else {
            let bare = word.trim_matches([',', ';', '*']);
            typed += usize::from(is_amount_word(bare) || is_land(bare));
        }
    }
    typed
}

/// Where a table stands among lines of which no row could be read: several lines that are nothing but a period, a sum
/// of money or a date, or that hold a period and a sum, or several typed words; or one with a period and one with a sum.
pub(crate) fn unread_table(lines: &[Line]) -> Option<Span> {
    let plain = || lines.iter().filter(|line| line.bullet.is_none());
    let is_cell = |line: &&Line| {
        let text = line.text.as_str();
        let date = prefix(parse_date, text).is_some_and(|(_, len)| len == text.len());
        is_left_over(text) || date || has_anchors(line)
    };
    let no_sentence = |line: &&Line| !line.text.as_str().ends_with('.');
    let holds = |held: &dyn Fn(&str) -> bool| plain().filter(no_sentence).any(|line| held(line.text.as_str()));
    let both = holds(&has_period) && holds(&|text| !find_money(text).is_empty());
    let is_row = |line: &&Line| no_sentence(line) && typed_words(line.text.as_str()) > 1;
    let rows = plain().filter(is_row).count() >= FEWEST_ROWS;
    // `Förderung: 398.900 €`, `Start: Oktober 2027`
    let labels: Vec<Role> = plain().flat_map(|line| labels(line.text.as_str())).collect();
    let told = [Role::Start, Role::Period, Role::Duration].iter().any(|role| labels.contains(role));
    // A decision may have who leads and what it costs, too.
    let decides = || lines.iter().any(|line| decision_heading(line.text.as_str()).is_some());
    let told = told || labels.contains(&Role::Applicants) && !decides();
    let both = both || told && labels.contains(&Role::Budget) && holds(&|text| !find_money(text).is_empty());
    // Below the name of a programme lines with sums are its projects.
    let named = lines.first().is_some_and(|title| title.bullet.is_none() && programme_name(title.text.as_str()).1);
    let sums = || lines.iter().filter(no_sentence).filter(|line| !find_money(line.text.as_str()).is_empty()).count();
    let both = both || named && sums() > 1;
    let headed = plain().filter(no_sentence).any(|line| names_columns(line.text.as_str()));
    (both || rows || headed || plain().filter(is_cell).count() >= FEWEST_CELLS)
        .then(|| lines.iter().map(|line| line.text.cover()).reduce(Span::cover))?
}

/// The rows that a table left among other lines: a number in front, and a sum and a period among the pieces.
pub(crate) fn left_rows(lines: &[Line]) -> impl Iterator<Item = &Line> {
    const FEWEST: usize = 3;
    let is_sum = |piece: &TextMap| is_bare_amount(piece.as_str()) || whole_money(piece.as_str()).is_some();
    lines.iter().filter(move |line| {
        let text = line.text.as_str();
        let numbered = text.split(' ').next().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
        numbered
            && line.bullet.is_none()
            && line.cells.is_empty()
            && line.pieces.len() >= FEWEST
            && line.pieces.iter().any(is_sum)
            && has_period(text)
    })
}

/// Whether the words of a line name the columns of a table of projects, whatever stands between them: money, and several
/// others.
fn names_columns(text: &str) -> bool {
    const FEWEST: usize = 4;
    const MOST_WORDS: usize = 16;
    let words = text.split(' ').filter(|word| word.starts_with(char::is_uppercase));
    let roles: HashSet<Role> = words.take(MOST_WORDS).filter_map(role_of_head).collect();
    roles.len() >= FEWEST && roles.contains(&Role::Budget)
}

/// What the labels in a line head: the word before each colon.
fn labels(text: &str) -> Vec<Role> {
    let ends = |at: &usize| text[at + 1..].is_empty() || text[at + 1..].starts_with(' ');
    let fronts = text.match_indices(':').map(|(at, _)| at).filter(ends).map(|at| &text[..at]);
    fronts.filter_map(|front| role_of_head(front.rsplit([' ', ';']).next()?)).collect()
}

/// Whether the rows of a table hold periods and sums of money, as those of projects do.
pub(super) fn holds_projects(rows: &[Line]) -> bool {
    let holds = |held: &dyn Fn(&str) -> bool| rows.iter().any(|row| held(row.text.as_str()));
    holds(&has_any_period) && holds(&|text| !find_money(text).is_empty() || text.split(' ').any(is_amount_word))
}

/// Takes tables that go on without a header: the lines from the first row on, by the order of columns that reads most.
pub(super) fn take_continued(
    lines: &mut Vec<Line>,
    orders: &Orders,
    words: &Words,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Table> {
    let has = |columns: &[Column], kind: Column| columns.iter().any(|column| column.kind() == kind);
    let typed = |columns: &[Column]| has(columns, Column::Period) && has(columns, Column::Budget);
    let typed = orders.all().filter(|kind| kind.orders.first().is_some_and(|columns| typed(columns)));
    let read = typed.map(|kind| (divide(lines, &kind.orders, words), kind));
    let best = read.max_by_key(|(rows, _)| rows.iter().map(Range::len).sum::<usize>());
    let Some((first, kind)) = best.and_then(|(rows, kind)| Some((rows.first()?.start, kind))) else {
        return Vec::new();
    };
    let orders = &kind.orders;
    let (unit, legend) = (kind.unit.clone(), kind.reservation.clone());
    let mut tables = vec![Table { mixed: orders.len() > 1, unit, legend, ..Table::default() }];
    read_body(&lines[first..], orders, words, false, &mut tables, diagnostics);
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
    settle_reservations(&mut tables);
    tables
}

/// Takes the marks that legends define off the titles, `(V) = unter Vorbehalt`, and the lines that list what is reserved
/// off those that are no row.
fn settle_reservations(tables: &mut [Table]) {
    // A mark that a legend defines may stand behind the title, too: `(V) = unter Vorbehalt`.
    let legends: Vec<TextMap> = tables.iter().filter_map(|table| table.legend.clone()).collect();
    for ReadRow { text, readings } in tables.iter_mut().flat_map(|table| &mut table.rows) {
        let counts = |mark: &str| legends.iter().any(|legend| legend.as_str().starts_with(mark));
        let mark = legends.iter().find_map(|legend| reserving_mark(legend.as_str()));
        for reading in readings {
            reading.take_mark(text.as_str(), counts);
            mark.into_iter().for_each(|mark| reading.take_legend_mark(text.as_str(), mark));
        }
    }
    let listed = |table: &mut Table| {
        let at = table.unread.iter().position(|line| reserved_numbers(line.as_str()).is_some())?;
        let said = table.unread.remove(at);
        Some((reserved_numbers(said.as_str())?, said))
    };
    if let Some((numbers, said)) = tables.iter_mut().find_map(listed) {
        for table in tables {
            (table.reserved, table.reserved_numbers) = (Some(said.clone()), Some(numbers.clone()));
        }
    }
}

fn damaged_header(span: Span) -> Diagnostic {
    let message = "found a part of a header; the rows were read in the order of another table's columns";
    Diagnostic::new(Code::DamagedHeader, span, message)
}

/// Takes the tables out of the lines of a slide. The lines before the first one stay.
pub(super) fn take_tables(
    lines: &mut Vec<Line>,
    orders: &Orders,
    words: &Words,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Table> {
    let headers = headers(lines, words);
    let mut tables: Vec<Table> = Vec::new();
    let mut heading = None;
    let ends = headers.iter().skip(1).map(|(range, _)| range.start).chain([lines.len()]);
    for ((range, Header { columns, unknown, unit, reservation }), end) in headers.iter().zip(ends) {
        let beside_title = unknown.clone().filter(|_| !columns.contains(&Column::Other));
        let mut table = Table { heading: heading.take(), unknown: beside_title, ..Table::default() };
        // The name of the column explains its cells.
        let heads = [unit, reservation].map(|head| head_text(&lines[range.clone()], head.as_ref(), words));
        [table.unit, table.legend] = heads;
        table.header.extend(lines[range.clone()].iter().flat_map(|line| line.text.whole_trace().spans));
        if let (Some(name), None) = (unknown, &table.unknown) {
            let cover = lines[range.clone()].iter().map(|line| line.text.cover()).reduce(Span::cover);
            let message = format!("found the column `{name}`, which no record has");
            diagnostics.extend(cover.map(|span| Diagnostic::new(Code::OtherColumn, span, message)));
        }
        let body = &lines[range.end..end];
        let orders = orders.below(columns);
        table.mixed = orders.len() > 1;
        tables.push(table);
        heading = read_body(body, &orders, words, end < lines.len(), &mut tables, diagnostics);
    }
    if let Some((range, _)) = headers.first() {
        lines.truncate(range.start);
    }
    settle_reservations(&mut tables);
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
                open(tables, heading);
            }
            let Some(table) = tables.last_mut() else { continue };
            match part {
                RestPart::Legend(legend) => table.legend = Some(legend),
                RestPart::Row(row) => add_row(tables, row),
                RestPart::HeaderPart(text) => {
                    diagnostics.push(damaged_header(text.cover()));
                    table.header.push(text.cover());
                }
                RestPart::Sum(row) => add_sum(table, row),
                RestPart::Unread(text) => table.unread.push(text),
                RestPart::Heading(heading) => pending = Some(heading),
            }
        }
        if let Some(text) = joined(&body[row.clone()], words, diagnostics) {
            if let Some(heading) = pending.take() {
                open(tables, heading);
            }
            let readings = row_text(&body[row.clone()], &text).readings(orders, &[]);
            add_row(tables, ReadRow { text, readings });
        }
        at = row.end;
    }
    if !above_next && let Some(heading) = pending.take() {
        open(tables, heading);
    }
    pending
}

/// Starts the table of a programme below the header of the last one, which is the programme's own if it has no row yet.
fn open(tables: &mut Vec<Table>, heading: TextMap) {
    match tables.last_mut() {
        Some(table) if table.is_empty() && table.heading.is_none() => table.heading = Some(heading),
        last => {
            let (unit, legend) = last.map_or((None, None), |table| {
                let named = table.legend.clone().filter(|_| !table.header.is_empty());
                (table.unit.clone(), named)
            });
            tables.push(Table { heading: Some(heading), unit, legend, ..Table::default() });
        }
    }
}

/// Adds a row to the last of the tables, or to one of its own programme.
fn add_row(tables: &mut Vec<Table>, row: ReadRow) {
    let programme = row.readings.first().and_then(|reading| reading.programme.clone());
    if let Some(name) = programme.map(|range| row.text.slice(range)) {
        let same = |heading: &TextMap| heading.as_str() == name.as_str();
        if !tables.last().and_then(|table| table.heading.as_ref()).is_some_and(same) {
            open(tables, name);
        }
    }
    if let Some(table) = tables.last_mut() {
        match put_unit(&row, table.unit.as_ref()) {
            Some(row) => table.rows.push(row),
            None => table.unread.push(row.text),
        }
    }
}

/// A row with the unit of its header behind its amount; nothing where its readings have different amounts.
fn put_unit(row: &ReadRow, unit: Option<&TextMap>) -> Option<ReadRow> {
    let range = |row: &Row| row.budget.as_ref().map(|(_, range)| range.clone());
    let written = |range: &Range<usize>| is_money(&row.text.as_str()[range.clone()]);
    let Some(budget) = row.readings.first().and_then(range).filter(|range| !written(range)) else {
        return Some(row.clone());
    };
    let unit = unit?;
    let mut text = row.text.slice(0..budget.end);
    let behind = row.text.slice(budget.end..row.text.as_str().len());
    for part in [unit.clone(), behind].into_iter().filter(|part| !part.is_empty()) {
        text.join(Join::Space, part);
    }
    let mut readings = row.readings.clone();
    for reading in &mut readings {
        (range(reading).as_ref() == Some(&budget)).then_some(())?;
        reading.put_unit(text.as_str(), unit.as_str().len() + 1);
    }
    Some(ReadRow { text, readings })
}

/// Adds a row that says a sum.
fn add_sum(table: &mut Table, row: TextMap) {
    let at = sum_at(row.as_str()).unwrap_or(0);
    let text = with_unit(row.slice(at..row.as_str().len()), table.unit.as_ref());
    match whole_money(text.as_str()) {
        Some(money) => table.sums.push(Sum { money, text, row }),
        None => table.unread.push(row),
    }
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
    /// The sum of rows.
    Sum(TextMap),
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
            if is_sum(&lines[at]) {
                parts.push(RestPart::Sum(lines[at].text.clone()));
                at += 1;
                continue;
            }
            if is_header_part(lines[at].text.as_str()) {
                parts.push(RestPart::HeaderPart(lines[at].text.clone()));
                at += 1;
                continue;
            }
            let next_block = |next: &usize| {
                let line = &lines[*next];
                line.gap || is_sum(line) || is_header_part(line.text.as_str())
            };
            let end = (at + 1..lines.len()).find(next_block).unwrap_or(lines.len());
            let whole = joined(&lines[at..end], self.words, &mut Vec::new()).unwrap_or_default();
            let said = programme_name(whole.as_str()).1;
            // A row that cannot be read is no part of the heading above it.
            let end = if said && holds_cells(whole.as_str()) { at + 1 } else { end };
            let whole = if end == at + 1 { lines[at].text.clone() } else { whole };
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

/// A row at the start of `lines` that is odd, or has cells that cannot be read.
fn broken_row(lines: &[Line], orders: &[Vec<Column>], words: &Words) -> Option<(usize, ReadRow)> {
    let lines = &lines[..lines.len().min(ROW_LINES)];
    // A full reading, however odd, beats every broken one.
    let runs = Runs::new(lines, words, fewest_digits(orders)).from(0);
    let costs = runs.iter().filter_map(|run| Some((run.cost(orders)?, run.end)));
    if let Some((_, end)) = costs.min() {
        let text = joined(&lines[..end], words, &mut Vec::new())?;
        let readings = row_text(&lines[..end], &text).readings(orders, &[]);
        return Some((end, ReadRow { text, readings }));
    }
    let mut text = lines.first()?.text.clone();
    for end in 1..=lines.len() {
        if end > 1 {
            if lines[end - 1].cells.len() + lines[0].cells.len() > 0 {
                break;
            }
            append(&mut text, lines[end - 2].spaced, &lines[end - 1], words, &mut Vec::new());
        }
        if lines.get(end).is_some_and(|next| !next.gap) || text.as_str().len() > ROW_BYTES {
            continue;
        }
        let row = row_text(&lines[..end], &text);
        for unreadable in BROKEN {
            let mut readings = row.readings(orders, unreadable);
            readings.retain(|row| row.cost < OTHER_CELLS);
            if !readings.is_empty()
                && unreadable
                    .iter()
                    .all(|column| orders.iter().all(|columns| columns.iter().any(|one| one.kind() == *column)))
            {
                return Some((end, ReadRow { text, readings }));
            }
        }
    }
    None
}
