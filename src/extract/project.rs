//! Tables of projects.
//!
//! In: the lines of a slide. Out: [`Table`]s with their rows; then, when all tables of the deck are read,
//! [`Project`]s and [`Programme`]s. A table starts with its header; its rows are found by reading, not by blank lines:
//! of all ways to divide its lines, the one that reads most of them.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::columns::{Header, is_header_part, parse_columns, starts_header};
use crate::grammar::date::{Date, Precision};
use crate::grammar::heading::programme_name;
use crate::grammar::row::{CLEARLY, OTHER_CELLS, Row, has_period, row_readings, row_readings_without};
use crate::layout::{Line, append, wraps_spaced};
use crate::record::{Money, Programme, Project, Provenance};
use crate::source::Span;
use crate::text::{Step, TextMap, Trace, Words};
use crate::vocabulary::{Column, RESERVATION_WORDS};

use super::meeting::{BodyName, date_trace};

/// Lines that a header or a row has at most.
const HEADER_LINES: usize = 6;
const ROW_LINES: usize = 16;
/// Bytes that a row has at most.
const ROW_BYTES: usize = 1500;

/// A row with all the ways to read it.
#[derive(Debug, Clone)]
pub(crate) struct ReadRow {
    text: TextMap,
    readings: Vec<Row>,
}

/// A table of projects.
#[derive(Debug, Clone, Default)]
pub(crate) struct Table {
    /// What stands above its header.
    pub(crate) heading: Option<TextMap>,
    /// Its header.
    pub(crate) header: Vec<Span>,
    pub(crate) rows: Vec<ReadRow>,
    /// The name of a column that nobody knows.
    unknown: Option<String>,
    /// What explains its marks.
    pub(crate) legend: Option<TextMap>,
    /// Lines that are no row.
    unread: Vec<TextMap>,
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
    // Fused to a period, a sum of money shows by its currency alone.
    let has_money = |text: &str| ["€", "EUR", "Euro"].iter().any(|currency| text.contains(currency));
    let has_anchors = |line: &&Line| has_money(line.text.as_str()) && has_period(line.text.as_str());
    let mut lines: Vec<Line> = Vec::new();
    for slide in slides {
        let anchor = slide.iter().position(|line| has_anchors(&line));
        lines.extend(anchor.into_iter().flat_map(|at| &slide[at..]).take(TELLING_LINES - lines.len()).cloned());
    }
    let score = |columns: &[Column]| -> (usize, Reverse<u32>) {
        let rows = divide(&lines, columns, words);
        let read = |row: &Range<usize>| joined(&lines[row.clone()], words, &mut Vec::new()).unwrap_or_default();
        let cost = |row| row_readings(columns, read(row).as_str()).first().map_or(0, |row| row.cost);
        (rows.iter().map(Range::len).sum(), Reverse(rows.iter().map(cost).sum()))
    };
    // Of orders that read as well the first stands, so that the answer is always the same.
    let orders = permutations(&Column::ALL).into_iter().rev();
    let (best, columns) = orders.map(|columns| (score(&columns), columns)).max_by_key(|(score, _)| *score)?;
    (best.0 > 0).then_some(columns)
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

/// Takes tables that go on without a header: the lines from the first row on, by the order of columns that reads most.
pub(crate) fn take_continued(
    lines: &mut Vec<Line>,
    orders: &[Vec<Column>],
    words: &Words,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Table> {
    let typed = |columns: &[Column]| columns.contains(&Column::Period) && columns.contains(&Column::Budget);
    let read = orders.iter().filter(|columns| typed(columns)).map(|columns| (divide(lines, columns, words), columns));
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
        tables.push(table);
        let body = &lines[range.end..end];
        heading = read_body(body, columns, words, end < lines.len(), &mut tables, diagnostics);
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
    columns: &[Column],
    words: &Words,
    above_next: bool,
    tables: &mut Vec<Table>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<TextMap> {
    let mut pending = None;
    let mut at = 0;
    let end = body.len()..body.len();
    for row in divide(body, columns, words).into_iter().chain(std::iter::once(end)) {
        let rest = Rest { lines: &body[at..row.start], columns, words };
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
            let readings = row_readings(columns, text.as_str());
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
///
/// A row that is whole at the end of a line ends there, unless the line was wrapped; what follows is then something
/// else, a page number or the rest of a damaged row, and must not become a part of its title.
fn divide(lines: &[Line], columns: &[Column], words: &Words) -> Vec<Range<usize>> {
    let spaced = wraps_spaced(lines);
    // A second period is another row's.
    let periods: Vec<bool> = lines.iter().map(|line| has_period(line.text.as_str())).collect();
    // best[i] is the score of lines[i..] and where its first row ends, if a row starts there.
    let mut best: Vec<(i64, Option<usize>)> = vec![(0, None); lines.len() + 1];
    for start in (0..lines.len()).rev() {
        best[start] = (best[start + 1].0, None);
        let mut text = lines[start].text.clone();
        let mut went_on = 0;
        for end in start + 1..=(start + ROW_LINES).min(lines.len()) {
            let last = &lines[end - 1];
            if end > start + 1 {
                if is_legend(last) || periods[end - 1] && periods[start..end - 1].contains(&true) {
                    break;
                }
                append(&mut text, lines[end - 2].spaced, last, words, &mut Vec::new());
            }
            if text.as_str().len() > ROW_BYTES {
                break;
            }
            let Some(cost) = row_readings(columns, text.as_str()).first().map(|row| row.cost) else { continue };
            if cost >= OTHER_CELLS {
                continue;
            }
            let lines_read = i64::try_from(end - start).unwrap_or(0);
            let score = (lines_read - i64::from(cost) * COST_OF_ODDITY - went_on) * 100 + 1 + best[end].0;
            if score > best[start].0 {
                best[start] = (score, Some(end));
            }
            let wrapped = lines.get(end).is_some_and(|next| !next.gap) && (last.spaced || !spaced);
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
    columns: &'a [Column],
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
            } else if let Some((end, row)) = broken_row(&lines[at..], self.columns, self.words) {
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
fn broken_row(lines: &[Line], columns: &[Column], words: &Words) -> Option<(usize, ReadRow)> {
    let mut text = lines.first()?.text.clone();
    for end in 1..=lines.len().min(ROW_LINES) {
        if end > 1 {
            append(&mut text, lines[end - 2].spaced, &lines[end - 1], words, &mut Vec::new());
        }
        if lines.get(end).is_some_and(|next| !next.gap) || text.as_str().len() > ROW_BYTES {
            continue;
        }
        // A full reading, however odd, beats every broken one.
        for unreadable in std::iter::once::<&[Column]>(&[]).chain(BROKEN) {
            let mut readings = row_readings_without(columns, text.as_str(), unreadable);
            readings.retain(|row| row.cost < OTHER_CELLS);
            if !readings.is_empty() && unreadable.iter().all(|column| columns.contains(column)) {
                return Some((end, ReadRow { text, readings }));
            }
        }
    }
    None
}

/// All projects and programmes of a deck.
#[derive(Default)]
pub(crate) struct ReadProjects {
    pub(crate) projects: Vec<Project>,
    pub(crate) programmes: Vec<Programme>,
    /// Bytes that were read and are no field.
    pub(crate) text: Vec<Span>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The ids of all of them.
    ids: HashSet<String>,
}

/// A table and where it stands.
pub(crate) struct PlacedTable<'a> {
    pub(crate) slide: usize,
    pub(crate) table: &'a Table,
    pub(crate) heading: Option<TextMap>,
    /// Whether the mark `*` is a reservation on this slide: what its legend says, or no legend.
    pub(crate) reservation: bool,
    /// The identifier of the decision in whose section it stands.
    pub(crate) decision: Option<TextMap>,
    /// Texts of that section that may be names of programmes.
    pub(crate) names: Vec<TextMap>,
}

/// Reads the projects of all tables.
pub(crate) fn read_projects(tables: &[PlacedTable<'_>], body: &BodyName) -> ReadProjects {
    let mut read = ReadProjects::default();
    let chosen = choose_readings(tables);
    let mut programme: Option<usize> = None;
    for (placed, rows) in tables.iter().zip(chosen) {
        // A table with a header of its own and no heading belongs to nobody knows which programme.
        if placed.heading.is_some() || !placed.table.header.is_empty() {
            programme = placed.heading.as_ref().map(|heading| read_programme(placed, heading, body, &mut read));
        }
        read.text.extend(placed.table.header.iter().copied());
        for (row, (readings, others)) in placed.table.rows.iter().zip(rows) {
            let Some(reading) = readings else { continue };
            let mut read_to = 0;
            for (_, unreadable) in reading.unreadable.iter().chain([&(Column::Title, row.text.as_str().len()..0)]) {
                read.text.extend(row.text.spans(read_to..unreadable.start.max(read_to)));
                read_to = unreadable.end;
            }
            if let Some(project) = read_row(placed, &row.text, &reading, programme, body, &mut read) {
                let same = |other: &&Project| {
                    (&other.decision, other.number, &other.title, &other.budget, other.start, other.end)
                        == (
                            &project.decision,
                            project.number,
                            &project.title,
                            &project.budget,
                            project.start,
                            project.end,
                        )
                };
                if read.projects.iter().any(|other| same(&other)) {
                    let message = format!("found project {} again, word for word; read once", project.number);
                    read.diagnostics.push(Diagnostic::new(Code::RepeatedRow, row.text.cover(), message));
                    read.diagnostics.retain(|one| one.record.as_ref() != Some(&project.id));
                    continue;
                }
                report_others(&row.text, &others, &project, &mut read);
                if let Some(unknown) = &placed.table.unknown {
                    let message = format!("the column `{unknown}` is not known, and its cell may be in another field");
                    let found = Diagnostic::new(Code::UnknownColumn, row.text.cover(), message);
                    read.diagnostics.push(found.of(&project.id).field("title"));
                }
                read.projects.push(project);
            }
        }
        for text in &placed.table.unread {
            let digits = text.as_str().chars().filter(char::is_ascii_digit).count();
            let code = if digits >= 4 { Code::UnreadableRow } else { Code::UnclaimedText };
            let message = format!("found `{}`, expected a row", text.as_str());
            read.diagnostics.push(Diagnostic::new(code, text.cover(), message));
        }
    }
    doubt_programmes(tables, &mut read);
    read_legends(tables, &mut read);
    sum_up(&mut read);
    read
}

/// Chooses a reading for each row, by what all tables know: the numbers of projects are unique, and no longer than
/// those that are certain. The other readings that still stand come with it.
fn choose_readings(tables: &[PlacedTable<'_>]) -> Vec<Vec<(Option<Row>, Vec<Row>)>> {
    let rows: Vec<&[Row]> =
        tables.iter().flat_map(|table| table.table.rows.iter().map(|row| &row.readings[..])).collect();
    let mut candidates: Vec<Vec<&Row>> = rows.iter().map(|readings| near_best(readings.iter().collect())).collect();
    let certain: BTreeSet<u32> =
        candidates.iter().filter(|rows| rows.len() == 1).map(|rows| rows[0].number.0).collect();
    // One digit is no length that says anything about others.
    let longest = certain.iter().map(|number| number.to_string().len().max(2)).max();
    for (readings, candidates) in rows.iter().zip(&mut candidates) {
        if candidates.len() > 1 {
            let fits = |row: &&Row| {
                let length = row.number.0.to_string().len();
                longest.is_none_or(|longest| length <= longest) && !certain.contains(&row.number.0)
            };
            let narrowed = near_best(readings.iter().filter(fits).collect());
            if !narrowed.is_empty() {
                *candidates = narrowed;
            }
        }
    }
    let mut candidates = candidates.into_iter();
    let mut choose = |_| {
        let mut rows = candidates.next().unwrap_or_default().into_iter().cloned();
        (rows.next(), rows.collect())
    };
    tables.iter().map(|table| table.table.rows.iter().map(&mut choose).collect()).collect()
}

/// The readings that are not clearly odder than the best.
fn near_best(readings: Vec<&Row>) -> Vec<&Row> {
    let best = readings.iter().map(|row| row.cost).min().unwrap_or(0);
    readings.into_iter().filter(|row| row.cost < best + CLEARLY).collect()
}

fn report_others(text: &TextMap, others: &[Row], project: &Project, read: &mut ReadProjects) {
    if others.is_empty() {
        return;
    }
    let show = |row: &Row| {
        let codes: Vec<&str> = row.applicants.iter().map(|one| one.code.as_str()).collect();
        format!("`{}`, {}, {}", codes.join(", "), &text.as_str()[row.title.clone()], row.number.0)
    };
    let others: Vec<String> = others.iter().map(show).collect();
    let message = format!(
        "read as `{}`, {}, {}; may also be {}",
        project.applicants.join(", "),
        project.title,
        project.number,
        others.join(" or ")
    );
    for field in ["number", "title"] {
        read.diagnostics
            .push(Diagnostic::new(Code::AmbiguousRow, text.cover(), message.clone()).of(&project.id).field(field));
    }
}

fn read_row(
    placed: &PlacedTable<'_>,
    text: &TextMap,
    row: &Row,
    programme: Option<usize>,
    body: &BodyName,
    read: &mut ReadProjects,
) -> Option<Project> {
    let mut project = Project { provenance: Provenance::on(placed.slide), number: row.number.0, ..Project::default() };
    let provenance = &mut project.provenance;
    let number = text.trace(row.number.1.clone());
    let parts: Vec<TextMap> = placed.decision.iter().cloned().chain([text.slice(row.number.1.clone())]).collect();
    let budget = row.budget.iter().map(|(_, range)| text.slice(range.clone()));
    let further: Vec<TextMap> = [text.slice(row.title.clone())].into_iter().chain(budget).collect();
    let Some((id, trace)) = body.unique_id(&parts, &further, &mut read.ids) else {
        let message = format!("found project {} again, word for word; read once", row.number.0);
        read.diagnostics.push(Diagnostic::new(Code::RepeatedRow, text.cover(), message));
        return None;
    };
    project.id = id;
    provenance.put("id", trace);
    provenance.put("number", number.then(Step::Integer));
    project.title = provenance.text("title", &text.slice(row.title.clone()));
    if !row.applicants.is_empty() {
        project.applicants = row.applicants.iter().map(|one| one.code.clone()).collect();
        let traces = row.applicants.iter().map(|one| text.trace(one.range.clone()));
        provenance.put("applicants", Trace::list(traces).then(Step::Jurisdiction));
    }
    if let Some((money, range)) = &row.budget {
        project.budget = Some(Money { amount: money.amount, currency: money.currency.to_owned() });
        provenance.put("budget", text.trace(range.clone()).then(Step::Money));
    }
    let mut found = Vec::new();
    if let Some(period) = &row.period {
        project.start = Some(period.start.first);
        project.end = Some(period.end.last);
        let ends = [("start", period.start, &period.start_range), ("end", period.end, &period.end_range)];
        for (field, date, range) in ends {
            provenance.put(field, limit_trace(text.trace(range.clone()), date, field == "start"));
            if date.repaired {
                let day = if field == "start" { date.first } else { date.last };
                let message = format!("found `{}`, read as {day}", &text.as_str()[range.clone()]);
                let span = text.slice(range.clone()).cover();
                found.push(Diagnostic::new(Code::RepairedDate, span, message).field(field));
            }
        }
        if period.is_coarse() {
            let span = text.slice(period.start_range.start..period.end_range.end).cover();
            let message = format!("read as {} to {}", period.start.first, period.end.last);
            found.push(Diagnostic::new(Code::CoarsePeriod, span, message).field("start"));
        }
    }
    if let Some(mark) = row.mark.as_ref().filter(|_| placed.reservation) {
        project.conditional = true;
        provenance.put("conditional", text.trace(mark.clone()).then(Step::Mark));
    }
    if let Some(programme) = programme.and_then(|at| read.programmes.get(at)) {
        project.programme = Some(programme.name.clone());
        if let Some(trace) = programme.provenance.get("name") {
            provenance.put("programme", trace.clone());
        }
    }
    project.decision = placed.decision.as_ref().map(|decision| provenance.text("decision", decision));
    provenance.close();
    for one in row.applicants.iter().filter(|one| !one.known) {
        let message = format!("`{}` is kept as written", one.code);
        let span = text.slice(one.range.clone()).cover();
        found.push(Diagnostic::new(Code::UnknownApplicant, span, message).field("applicants"));
    }
    for (column, range) in &row.unreadable {
        // Capitals at the start of a title may be applicants that nobody knows.
        let title = &text.as_str()[row.title.clone()];
        let capitals = title.chars().take_while(|c| c.is_uppercase()).count() > 1;
        let in_title = range.is_empty() && *column == Column::Applicants && capitals;
        let range = if in_title { &row.title } else { range };
        let (code, field, expected) = match column {
            Column::Budget => (Code::UnreadableBudget, "budget", "an amount"),
            Column::Period => (Code::UnreadablePeriod, "start", "a period"),
            _ => (Code::UnreadableApplicants, "applicants", "applicants"),
        };
        if !range.is_empty() {
            let message = format!("found `{}`, expected {expected}", &text.as_str()[range.clone()]);
            let one = Diagnostic::new(code, text.slice(range.clone()).cover(), message);
            if *column == Column::Period {
                found.push(one.clone().field("end"));
            }
            found.push(one.field(field));
        }
    }
    read.diagnostics.extend(found.into_iter().map(|one| one.of(&project.id)));
    Some(project)
}

/// The steps of a period's first or last day.
fn limit_trace(trace: Trace, date: Date, first: bool) -> Trace {
    match (date.precision, first) {
        (Precision::Day, _) => date_trace(trace, date.repaired),
        (_, true) => trace.then(Step::FirstDay),
        (_, false) => trace.then(Step::LastDay),
    }
}

/// The programme whose table this is; a new one, or the one whose table goes on.
fn read_programme(placed: &PlacedTable<'_>, heading: &TextMap, body: &BodyName, read: &mut ReadProjects) -> usize {
    let (range, _) = programme_name(heading.as_str());
    let written = heading.slice(range);
    let listed = listed_name(written.as_str(), &placed.names);
    let name = listed.unwrap_or(&written);
    let decision = placed.decision.as_ref().map(|decision| decision.as_str().to_owned());
    let same = |one: &Programme| one.decision == decision && one.name == name.as_str();
    read.text.extend(heading.whole_trace().spans);
    if let Some(at) = read.programmes.iter().position(same) {
        return at;
    }
    let mut programme = Programme { provenance: Provenance::on(placed.slide), decision, ..Programme::default() };
    let provenance = &mut programme.provenance;
    let parts: Vec<TextMap> = placed.decision.iter().chain([name]).cloned().collect();
    // Names that differ in signs alone have the same id; the headings tell them apart, or the number of the slide.
    let Some((id, trace)) = body.unique_id(&parts, std::slice::from_ref(heading), &mut read.ids) else {
        return read.programmes.iter().position(|one| one.heading == heading.as_str()).unwrap_or(0);
    };
    programme.id = id;
    provenance.put("id", trace);
    programme.name = provenance.text("name", name);
    programme.heading = provenance.text("heading", heading);
    if let Some(decision) = &placed.decision {
        provenance.put("decision", decision.whole_trace());
    }
    if name.as_str() != written.as_str() {
        let message = format!("found `{}`, the list of programmes has `{}`", written.as_str(), name.as_str());
        let found = Diagnostic::new(Code::DifferingProgramme, written.cover(), message);
        read.diagnostics.push(found.of(&programme.id).field("name"));
    }
    read.programmes.push(programme);
    read.programmes.len() - 1
}

/// The name in the list of programmes that is the written one, or differs from it in endings alone.
fn listed_name<'a>(written: &str, names: &'a [TextMap]) -> Option<&'a TextMap> {
    let exact = names.iter().find(|name| name.as_str() == written);
    exact.or_else(|| names.iter().find(|name| same_but_endings(name.as_str(), written)))
}

/// Whether two names have the same words, but for up to two letters at the end of each.
fn same_but_endings(left: &str, right: &str) -> bool {
    const ENDING: usize = 2;
    const STEM: usize = 4;
    let (left, right): (Vec<&str>, Vec<&str>) = (left.split(' ').collect(), right.split(' ').collect());
    left.len() == right.len()
        && left.iter().zip(&right).all(|(left, right)| {
            let common = left.chars().zip(right.chars()).take_while(|(a, b)| a == b).count();
            let longest = left.chars().count().max(right.chars().count());
            left == right || (common >= STEM && common + ENDING >= longest)
        })
}

/// Where the headings of some tables say that they name a programme, one that does not may be another text.
fn doubt_programmes(tables: &[PlacedTable<'_>], read: &mut ReadProjects) {
    let said = |heading: &TextMap| programme_name(heading.as_str()).1;
    if !tables.iter().filter_map(|placed| placed.heading.as_ref()).any(said) {
        return;
    }
    for programme in read.programmes.iter().filter(|one| !programme_name(&one.heading).1) {
        let Some(span) = programme.provenance.get("heading").and_then(Trace::cover) else { continue };
        let message = format!("found `{}`, expected the heading of a programme", programme.heading);
        let found = Diagnostic::new(Code::UncertainProgramme, span, message);
        let of_it =
            |one: &&Project| one.programme.as_ref() == Some(&programme.name) && one.decision == programme.decision;
        let projects = read.projects.iter().filter(of_it).map(|one| found.clone().of(&one.id).field("programme"));
        read.diagnostics.extend(projects);
        read.diagnostics.push(found.of(&programme.id).field("name"));
    }
}

/// Compares marks and legends: of a slide, as one legend may explain the tables above it.
fn read_legends(tables: &[PlacedTable<'_>], read: &mut ReadProjects) {
    for placed in tables {
        let Some(legend) = &placed.table.legend else { continue };
        read.text.extend(legend.whole_trace().spans);
        let rows = tables.iter().filter(|other| other.slide == placed.slide).flat_map(|other| &other.table.rows);
        let marked = rows.flat_map(|row| row.readings.first()).any(|row| row.mark.is_some());
        if !placed.reservation {
            let message = format!("found `{}`, which is no reservation", legend.as_str());
            read.diagnostics.push(Diagnostic::new(Code::OtherMark, legend.cover(), message));
        } else if !marked {
            let message = format!("found `{}`, and no row bears the mark", legend.as_str());
            read.diagnostics.push(Diagnostic::new(Code::UnusedLegend, legend.cover(), message));
        }
    }
    for project in read.projects.iter().filter(|project| project.conditional) {
        let slide = project.provenance.slide;
        let explained = tables.iter().any(|placed| placed.slide == slide && placed.table.legend.is_some());
        if let Some(span) = project.provenance.get("conditional").and_then(Trace::cover).filter(|_| !explained) {
            let found = Diagnostic::new(Code::UnexplainedMark, span, "no legend on the slide explains `*`");
            read.diagnostics.push(found.of(&project.id).field("conditional"));
        }
    }
}

/// Counts and sums of the programmes.
fn sum_up(read: &mut ReadProjects) {
    let mut of_programme: HashMap<(Option<&str>, Option<&str>), Vec<&Project>> = HashMap::new();
    for project in &read.projects {
        let key = (project.decision.as_deref(), project.programme.as_deref());
        of_programme.entry(key).or_default().push(project);
    }
    for programme in &mut read.programmes {
        let key = (programme.decision.as_deref(), Some(programme.name.as_str()));
        let projects = of_programme.get(&key).map_or(&[][..], Vec::as_slice);
        let trace_of = |field: &'static str| {
            let of = move |project: &&Project| project.provenance.get(field).cloned();
            move |projects: &[&Project]| projects.iter().filter_map(of).collect::<Vec<Trace>>()
        };
        let sum = |projects: &[&Project]| -> Decimal {
            projects.iter().filter_map(|project| project.budget.as_ref()).map(|budget| budget.amount).sum()
        };
        let conditional: Vec<&Project> = projects.iter().copied().filter(|project| project.conditional).collect();
        programme.projects = projects.len();
        programme.budget = sum(projects);
        programme.conditional_budget = sum(&conditional);
        let provenance = &mut programme.provenance;
        let numbers = trace_of("number")(projects);
        let spans: Vec<Span> = numbers.into_iter().filter_map(|trace| trace.cover()).collect();
        provenance.put("projects", Trace { spans, steps: vec![Step::Count] });
        for (field, projects) in [("budget", projects), ("conditional_budget", &conditional)] {
            let mut trace = Trace::list(trace_of("budget")(projects));
            trace.steps.retain(|step| *step != Step::Money);
            provenance.put(field, trace.then(Step::Amount).then(Step::Sum));
        }
        provenance.close();
    }
}
