//! Projects and programmes.
//!
//! In: the [`Table`]s of a deck, each with the section in which it stands. Out: [`Project`]s and [`Programme`]s. A row
//! that can be read in more than one way is read as all tables together allow.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use rust_decimal::Decimal;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::cell::says_part;
use crate::grammar::date::{Date, Precision};
use crate::grammar::heading::names_decision;
use crate::grammar::mark::{explains_itself, reservation, tells_reservation};
use crate::grammar::period::Period;
use crate::grammar::programme::programme_name;
use crate::grammar::reference::in_order;
use crate::grammar::row::Row;
use crate::record::{Money, Programme, Project, Provenance};
use crate::source::Span;
use crate::text::{Step, TextMap, Trace};
use crate::vocabulary::{Column, LEAD_WORDS, PROGRAMME_PREFIXES, RESERVATION_MARKS};

use super::choice::{Choice, choose_readings};
use super::decision::put_identifier;
use super::items::report_raised;
use super::meeting::{BodyName, date_trace};
use super::table::{Sum, Table, is_left_over};

/// All projects and programmes of a deck.
#[derive(Default)]
pub(crate) struct ReadProjects {
    pub(crate) projects: Vec<Project>,
    pub(crate) programmes: Vec<Programme>,
    /// Bytes that were read and are no field.
    pub(crate) text: Vec<Span>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The ids of all records so far.
    pub(crate) ids: HashSet<String>,
}

/// A table and where it stands.
pub(crate) struct PlacedTable<'a> {
    pub(crate) slide: usize,
    pub(crate) table: &'a Table,
    pub(crate) heading: Option<TextMap>,
    /// Whether that is the title of a slide which says no more than the decision beside it.
    pub(crate) by_title: bool,
    /// Whether the mark `*` is a reservation on this slide: what its legend says, or no legend.
    pub(crate) reservation: bool,
    /// The identifier of the decision in whose section it stands.
    pub(crate) decision: Option<TextMap>,
    /// Texts of that section that may be names of programmes.
    pub(crate) names: Rc<[TextMap]>,
}

/// Reads the projects of all tables.
pub(crate) fn read_projects(tables: &[PlacedTable<'_>], body: &BodyName, ids: HashSet<String>) -> ReadProjects {
    let mut read = ReadProjects { ids, ..ReadProjects::default() };
    let mut seen = HashSet::new();
    let mut programme: Option<usize> = None;
    for (placed, choices) in tables.iter().zip(choose_readings(tables)) {
        // Whose table this is nobody can say where it has a header of its own and no heading.
        if placed.heading.is_some() || !placed.table.header.is_empty() {
            programme = placed.heading.as_ref().map(|heading| read_programme(placed, heading, body, &mut read));
        }
        // What goes on does so in one decision.
        let decision = placed.decision.as_ref().map(|decision| in_order(decision.as_str()));
        programme = programme.filter(|at| decision.is_none() || read.programmes[*at].decision == decision);
        read.text.extend(placed.table.header.iter().copied());
        let mut taken: Vec<(String, &TextMap, Row)> = Vec::new();
        for (row, choice) in placed.table.rows.iter().zip(choices) {
            let Some(choice) = choice else { continue };
            // All but what could not be read was read.
            let mut cells: Vec<Range<usize>> = choice.row.unreadable.iter().map(|(_, range)| range.clone()).collect();
            cells.sort_by_key(|range| range.start);
            let mut from = 0;
            for cell in cells.into_iter().chain(std::iter::once(row.text.as_str().len()..0)) {
                read.text.extend(row.text.spans(from..cell.start.max(from)));
                from = cell.end;
            }
            if seen.insert(content(placed, &row.text, &choice.row)) {
                let id = read_choice(placed, &row.text, &choice, programme, body, &mut read);
                taken.extend(id.map(|id| (id, &row.text, choice.row)));
            } else {
                let message = format!("found project {} again, word for word; read once", choice.row.number.0);
                read.diagnostics.push(Diagnostic::new(Code::RepeatedRow, row.text.cover(), message));
            }
        }
        read.diagnostics.extend(report_deviating_dates(&taken));
        for sum in &placed.table.sums {
            read.text.extend(sum.row.whole_trace().spans);
            let found = differing_sum(sum, &taken, &read, placed, programme);
            read.diagnostics.extend(found);
        }
        if placed.table.unread.iter().any(|text| is_left_over(text.as_str())) {
            for (id, row, _) in &taken {
                let message = "cells are left over in its table; it may have those of another row";
                read.diagnostics.push(Diagnostic::new(Code::TornTable, row.cover(), message).of(id));
            }
        }
        // Words above a row that belong to none may be the start of its title, where that stands before other cells.
        let title_first = |row: &Row| row.period.as_ref().is_some_and(|one| row.title.start < one.start_range.start);
        let mut starts: Vec<(usize, &String, &TextMap)> = taken
            .iter()
            .filter(|(_, _, row)| title_first(row))
            .map(|(id, text, _)| (text.cover().start, id, *text))
            .collect();
        starts.sort_by_key(|(start, ..)| *start);
        for text in placed.table.unread.iter().filter(|text| text.as_str().contains(char::is_alphabetic)) {
            let below = starts.partition_point(|(start, ..)| *start < text.cover().end);
            if let Some((_, id, row)) = starts.get(below) {
                let message = format!("`{}` stands above it and belongs to no row", text.as_str());
                read.diagnostics.push(Diagnostic::new(Code::TornTable, row.cover(), message).of(*id).field("title"));
            }
        }
        for text in placed.table.above.iter().chain(&placed.table.unread) {
            let digits = text.as_str().chars().filter(char::is_ascii_digit).count();
            let code = if digits >= 4 { Code::UnreadableRow } else { Code::UnclaimedText };
            // What no number starts has no project's id.
            let numbered = text.as_str().starts_with(|c: char| c.is_ascii_digit());
            let lacks_number = digits >= 4 && !numbered;
            let wanted = if lacks_number { "a row with the number of its project" } else { "a row" };
            let message = format!("found `{}`, expected {wanted}", text.as_str());
            read.diagnostics.push(Diagnostic::new(code, text.cover(), message));
        }
    }
    doubt_programmes(tables, &mut read);
    doubt_unlisted(tables, &mut read);
    read_legends(tables, &mut read);
    sum_up(&mut read);
    read
}

/// Compares a sum with the rows that it may be of: those of its table, of its programme, or all of the decision so far; of
/// these the reserved ones where it says so.
fn differing_sum(
    sum: &Sum,
    taken: &[(String, &TextMap, Row)],
    read: &ReadProjects,
    placed: &PlacedTable<'_>,
    programme: Option<usize>,
) -> Option<Diagnostic> {
    let (part, reserved) = (says_part(sum.row.as_str()), tells_reservation(sum.row.as_str()));
    if part && !reserved {
        return None;
    }
    let of = |is: &dyn Fn(&Project) -> bool| -> Decimal {
        let counts = |one: &&Project| is(one) && (!part || one.conditional);
        read.projects.iter().filter(counts).filter_map(|one| Some(one.budget.as_ref()?.amount)).sum()
    };
    let ids: HashSet<&str> = taken.iter().map(|(id, ..)| id.as_str()).collect();
    let own = of(&|one| ids.contains(one.id.as_str()));
    let decision = placed.decision.as_ref().map(TextMap::as_str);
    let in_decision = |one: &Project| one.decision.as_deref() == decision;
    let name = programme.and_then(|at| read.programmes.get(at)).map(|programme| programme.name.as_str());
    let of_programme = of(&|one| in_decision(one) && one.programme.as_deref() == name);
    let of_decision = of(&in_decision);
    let known = [own, of_programme, of_decision];
    (!known.contains(&sum.money.amount)).then(|| {
        let (rows, field) = if part { ("reserved rows", "conditional_budget") } else { ("rows", "budget") };
        let message = format!("found the sum {}, the {rows} above it add up to {own}", sum.money.amount);
        let one = Diagnostic::new(Code::DifferingSum, sum.text.cover(), message);
        match programme.and_then(|at| read.programmes.get(at)) {
            Some(programme) => one.of(&programme.id).field(field),
            None => one,
        }
    })
}

/// What a row says about a project but for its applicants, to know it again.
fn content(placed: &PlacedTable<'_>, text: &TextMap, row: &Row) -> impl Eq + std::hash::Hash + use<> {
    let decision = placed.decision.as_ref().map(|decision| decision.as_str().to_owned());
    let budget = row.budget.as_ref().map(|(money, _)| (money.amount, money.currency));
    let period = (row.start().map(|(date, _)| date.first), row.end().map(|(date, _)| date.last));
    (decision, row.number.0, text.as_str()[row.title.clone()].to_owned(), budget, period)
}

/// Reads a row, and says what there is to say about it; gives the project's id.
fn read_choice(
    placed: &PlacedTable<'_>,
    text: &TextMap,
    choice: &Choice,
    programme: Option<usize>,
    body: &BodyName,
    read: &mut ReadProjects,
) -> Option<String> {
    let project = read_row(placed, text, &choice.row, programme, body, read)?;
    read.diagnostics.extend(choice.report(text, &project.id));
    if placed.table.mixed {
        let message = format!("project {} stands in a table whose rows have more than one order", project.number);
        read.diagnostics.push(Diagnostic::new(Code::MixedOrders, text.cover(), message).of(&project.id));
    }
    if let Some(unknown) = &placed.table.unknown {
        let message = format!("the column `{unknown}` is not known, and its cell may be in another field");
        read.diagnostics.push(Diagnostic::new(Code::UnknownColumn, text.cover(), message).of(&project.id));
    }
    let id = project.id.clone();
    read.projects.push(project);
    Some(id)
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
    for (field, date) in [("start", row.start()), ("end", row.end())] {
        let Some((date, range)) = date else { continue };
        let (day, place) = match field {
            "start" => (date.first, &mut project.start),
            _ => (date.last, &mut project.end),
        };
        *place = Some(day);
        let trace = text.trace(range.clone());
        let lasts = field == "end" && row.period.as_ref().is_some_and(Period::is_duration);
        let read = if lasts { trace.then(Step::Duration) } else { limit_trace(trace, date, field == "start") };
        provenance.put(field, read);
        let span = text.slice(range.clone()).cover();
        if date.repaired {
            let message = format!("found `{}`, read as {day}", &text.as_str()[range.clone()]);
            found.push(Diagnostic::new(Code::RepairedDate, span, message).field(field));
        }
        if row.limit.is_some() && date.precision != Precision::Day {
            found.push(Diagnostic::new(Code::CoarsePeriod, span, format!("read as {day}")).field(field));
        }
    }
    if let Some(period) = row.period.as_ref().filter(|period| period.is_coarse()) {
        let start = period.start_range.start.min(period.end_range.start);
        let span = text.slice(start..period.end_range.end).cover();
        let message = format!("read as {} to {}", period.start.first, period.end.last);
        found.push(Diagnostic::new(Code::CoarsePeriod, span, message).field("start"));
    }
    if let Some(mark) = &row.mark {
        let written = &text.as_str()[mark.clone()];
        if placed.reservation || explains_itself(written) {
            project.conditional = true;
            let is_mark = RESERVATION_MARKS.contains(&written) || explains_itself(written);
            let says_yes = !is_mark && reservation(written) == Some(true);
            let step = if says_yes { Step::Yes } else { Step::Mark };
            provenance.put("conditional", text.trace(mark.clone()).then(step));
        } else {
            let message = format!("project {} bears the mark, and its legend speaks of no reservation", row.number.0);
            found
                .push(Diagnostic::new(Code::OtherMark, text.slice(mark.clone()).cover(), message).field("conditional"));
        }
    }
    let numbers = placed.table.reserved_numbers.as_ref();
    let meant = numbers.is_none_or(|numbers| numbers.contains(&row.number.0));
    if let Some(said) = placed.table.reserved.as_ref().filter(|_| meant && !project.conditional) {
        project.conditional = true;
        provenance.put("conditional", said.whole_trace().then(Step::Mark));
    }
    if let Some(programme) = programme.and_then(|at| read.programmes.get(at)) {
        project.programme = Some(programme.name.clone());
        if let Some(trace) = programme.provenance.get("name") {
            provenance.put("programme", trace.clone());
        }
    }
    project.decision = placed.decision.as_ref().map(|decision| put_identifier(provenance, "decision", decision));
    provenance.close();
    let mut raised = Vec::new();
    report_raised(&text.slice(row.title.clone()), &mut raised);
    found.extend(raised.into_iter().map(|one| one.field("title")));
    for one in row.applicants.iter().filter(|one| !one.known) {
        let message = format!("`{}` is kept as written", one.code);
        let span = text.slice(one.range.clone()).cover();
        found.push(Diagnostic::new(Code::UnknownApplicant, span, message).field("applicants"));
    }
    let gaps: Vec<&str> =
        row.applicants.windows(2).map(|two| &text.as_str()[two[0].range.end..two[1].range.start]).collect();
    // Between two columns stands none.
    let between = row.applicants.len().checked_sub(row.partners + 1).filter(|_| row.partners > 0);
    let blanks = (0..).zip(&gaps).filter(|(at, gap)| gap.trim().is_empty() && Some(*at) != between);
    let blank = blanks.count();
    if blank > 0 && blank < gaps.len() {
        let span = row.applicants.iter().map(|one| text.slice(one.range.clone()).cover()).reduce(Span::cover);
        let message = format!(
            "found `{}`, expected commas",
            &text.as_str()[row.applicants[0].range.start..row.applicants[gaps.len()].range.end]
        );
        found.extend(span.map(|span| Diagnostic::new(Code::RepairedApplicants, span, message).field("applicants")));
    }
    // `(Pilot)` behind the last applicant may be a part of the title.
    let list_end = row.applicants.last().map(|one| one.remark.as_ref().map_or(one.range.end, |remark| remark.end));
    let touches = |end: usize| end <= row.title.start && text.as_str()[end..row.title.start].trim().is_empty();
    let before_title = list_end.is_some_and(touches);
    for one in row.applicants.iter().filter_map(|one| one.remark.clone()) {
        let remark = &text.as_str()[one.clone()];
        // Who leads is one of them.
        if LEAD_WORDS.contains(&remark.trim_matches(['(', ')'])) {
            continue;
        }
        let fields =
            if before_title && remark.starts_with('(') { &["applicants", "title"][..] } else { &["applicants"] };
        let message = format!("found `{remark}` beside the applicants");
        let note = Diagnostic::new(Code::OpenList, text.slice(one).cover(), message);
        found.extend(fields.iter().map(|field| note.clone().field(*field)));
    }
    found.extend(report_unreadable(text, row));
    read.diagnostics.extend(found.into_iter().map(|one| one.of(&project.id)));
    Some(project)
}

/// What could not be read in a row, with the fields of the cells next to it: nobody can say where it ends.
fn report_unreadable(text: &TextMap, row: &Row) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let applicants = row.applicants.iter().map(|one| one.range.clone()).reduce(|first, last| first.start..last.end);
    let cells = [
        ("start", row.start().map(|(_, range)| range.clone())),
        ("end", row.end().map(|(_, range)| range.clone())),
        ("budget", row.budget.as_ref().map(|(_, range)| range.clone())),
        ("applicants", applicants),
        ("title", Some(row.title.clone())),
        ("number", Some(row.number.1.clone())),
    ];
    let blank = |from: usize, to: usize| from <= to && text.as_str()[from..to].trim().is_empty();
    for (column, range) in &row.unreadable {
        let (code, fields, expected) = match column.kind() {
            Column::Budget => (Code::UnreadableBudget, &["budget"][..], "an amount"),
            Column::Period => (Code::UnreadablePeriod, &["start", "end"][..], "a period"),
            Column::Other => (Code::UnreadableReservation, &["conditional"][..], "`ja`, `nein` or a mark"),
            _ => (Code::UnreadableApplicants, &["applicants"][..], "applicants"),
        };
        if !range.is_empty() {
            let message = format!("found `{}`, expected {expected}", &text.as_str()[range.clone()]);
            let one = Diagnostic::new(code, text.slice(range.clone()).cover(), message);
            let touches = |cell: &Range<usize>| blank(cell.end, range.start) || blank(range.end, cell.start);
            let next = cells.iter().filter(|(_, cell)| !row.proven && cell.as_ref().is_some_and(touches));
            let next = next.map(|(field, _)| field);
            found.extend(fields.iter().chain(next).map(|field| one.clone().field(*field)));
        } else if *column == Column::Applicants {
            let title = &text.as_str()[row.title.clone()];
            // Capitals at the start of a title may be applicants that nobody knows.
            let capitals = !row.proven && title.chars().take_while(|c| c.is_uppercase()).count() > 1;
            let code = if capitals { Code::UnreadableApplicants } else { Code::AbsentApplicants };
            let (message, fields) = match row.proven {
                true => ("found no applicants".to_owned(), &["applicants"][..]),
                false => (
                    format!("no applicants stand there, unless they are a part of the title `{title}`"),
                    &["applicants", "title"][..],
                ),
            };
            let one = Diagnostic::new(code, text.slice(row.title.clone()).cover(), message);
            found.extend(fields.iter().map(|field| one.clone().field(*field)));
        }
    }
    found
}

/// Rows of a table whose dates are written as those of most others are not: a digit may be lost.
fn report_deviating_dates(rows: &[(String, &TextMap, Row)]) -> Vec<Diagnostic> {
    const FEWEST: usize = 4;
    let form = |text: &TextMap, range: &Range<usize>| {
        let digits = text.as_str()[range.clone()].split(|c: char| !c.is_ascii_digit());
        digits
            .filter(|digits| !digits.is_empty())
            .map(|digits| digits.len().to_string())
            .collect::<Vec<String>>()
            .join(".")
    };
    let dates: Vec<(&str, &TextMap, &'static str, &Range<usize>)> = rows
        .iter()
        .filter(|(_, _, row)| ![row.start(), row.end()].into_iter().flatten().any(|(date, _)| date.repaired))
        .flat_map(|(id, text, row)| {
            let dates = [("start", row.start()), ("end", row.end())];
            dates.into_iter().filter_map(|(field, date)| Some((id.as_str(), *text, field, date?.1)))
        })
        .collect();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (_, text, _, range) in &dates {
        *times.entry(form(text, range)).or_default() += 1;
    }
    let Some((usual, most)) = times.iter().max_by_key(|(_, times)| **times) else { return Vec::new() };
    let clear = *most >= FEWEST && most * 4 > dates.len() * 3;
    let odd = dates.iter().filter(|(_, text, _, range)| clear && form(text, range) != *usual);
    odd.map(|(id, text, field, range)| {
        let message =
            format!("found `{}`, which the other dates of the table are not like", &text.as_str()[(*range).clone()]);
        Diagnostic::new(Code::DeviatingDate, text.slice((*range).clone()).cover(), message).of(*id).field(*field)
    })
    .collect()
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
    let decision = placed.decision.as_ref().map(|decision| in_order(decision.as_str()));
    let same = |one: &Programme| one.decision == decision && one.name == name.as_str();
    read.text.extend(heading.whole_trace().spans);
    if let Some(at) = read.programmes.iter().position(same) {
        return at;
    }
    let mut programme = Programme { provenance: Provenance::on(placed.slide), ..Programme::default() };
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
    programme.decision = placed.decision.as_ref().map(|decision| put_identifier(provenance, "decision", decision));
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

/// Where the list of programmes has the names of some tables of a decision, one that it has not may be misspelt.
fn doubt_unlisted(tables: &[PlacedTable<'_>], read: &mut ReadProjects) {
    let mut names: HashSet<(Option<&str>, &str)> = HashSet::new();
    for placed in tables {
        let decision = placed.decision.as_ref().map(TextMap::as_str);
        names.extend(placed.names.iter().map(|name| (decision, name.as_str())));
    }
    let listed = |one: &&Programme| names.contains(&(one.decision.as_deref(), one.name.as_str()));
    // The decisions that list some of their programmes.
    let lists: HashSet<Option<&str>> =
        read.programmes.iter().filter(listed).map(|one| one.decision.as_deref()).collect();
    let mut found = Vec::new();
    for programme in &read.programmes {
        let span = programme.provenance.get("heading").and_then(Trace::cover);
        if let Some(span) = span.filter(|_| !listed(&programme) && lists.contains(&programme.decision.as_deref())) {
            let message = format!("found `{}`, which the list of programmes does not have", programme.name);
            let one = Diagnostic::new(Code::UnlistedProgramme, span, message);
            let of_it =
                |one: &&Project| one.programme.as_ref() == Some(&programme.name) && one.decision == programme.decision;
            found.extend(
                read.projects.iter().filter(of_it).map(|project| one.clone().of(&project.id).field("programme")),
            );
            found.push(one.of(&programme.id).field("name"));
        }
    }
    read.diagnostics.extend(found);
}

/// Where the headings of some tables say that they name a programme, one that does not may be another text; and one that
/// names a decision, or another programme, has other lines in it.
fn doubt_programmes(tables: &[PlacedTable<'_>], read: &mut ReadProjects) {
    let said = |heading: &str| programme_name(heading).1;
    let some = tables.iter().filter_map(|placed| placed.heading.as_ref()).any(|heading| said(heading.as_str()));
    // `Küste Programm Wald`: two tables stand side by side.
    let several = |name: &str| name.split(' ').skip(1).any(|word| PROGRAMME_PREFIXES.contains(&word));
    let by_title = |one: &Programme| {
        let of_it = |placed: &&PlacedTable| placed.heading.as_ref().is_some_and(|name| name.as_str() == one.heading);
        tables.iter().filter(of_it).any(|placed| placed.by_title)
    };
    let doubtful = |one: &&Programme| {
        some && !said(&one.heading) || names_decision(&one.name) || several(&one.name) || by_title(one)
    };
    for programme in read.programmes.iter().filter(doubtful) {
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

/// Says which numbers a line reserves and no row of its slide has.
fn report_absent_numbers(tables: &[PlacedTable<'_>], read: &mut ReadProjects) {
    for slide in tables.chunk_by(|one, other| one.slide == other.slide) {
        let table = slide[0].table;
        let (Some(said), Some(numbers)) = (&table.reserved, &table.reserved_numbers) else { continue };
        let rows = slide.iter().flat_map(|placed| &placed.table.rows).filter_map(|row| row.readings.first());
        let there: HashSet<u32> = rows.map(|row| row.number.0).collect();
        for number in numbers.iter().filter(|number| !there.contains(number)) {
            let message = format!("found `{}`, and no row of the slide has the number {number}", said.as_str());
            read.diagnostics.push(Diagnostic::new(Code::UnusedLegend, said.cover(), message));
        }
    }
}

/// Compares marks and legends: of a slide, as one legend may explain the tables above it.
fn read_legends(tables: &[PlacedTable<'_>], read: &mut ReadProjects) {
    report_absent_numbers(tables, read);
    // A table may go on over several slides, each with its legend.
    let name = |placed: &PlacedTable<'_>| {
        placed.heading.as_ref().map(|heading| heading.as_str()[programme_name(heading.as_str()).0].to_owned())
    };
    let bears = |placed: &&PlacedTable<'_>| {
        placed.table.rows.iter().filter_map(|row| row.readings.first()).any(|row| row.mark.is_some())
    };
    let slides: HashSet<usize> = tables.iter().filter(bears).map(|placed| placed.slide).collect();
    let names: HashSet<String> = tables.iter().filter(bears).filter_map(name).collect();
    for placed in tables {
        let Some(legend) = &placed.table.legend else { continue };
        read.text.extend(legend.whole_trace().spans);
        let marked = slides.contains(&placed.slide) || name(placed).is_some_and(|name| names.contains(&name));
        // Words that it explains stand in rows.
        let reserves = |other: &PlacedTable<'_>| {
            other.table.reserved.as_ref().is_some_and(|said| said.as_str() == legend.as_str())
        };
        let marked = marked || tables.iter().any(reserves);
        // The head of a column explains what stands in it, and there may be nothing.
        let head = placed.table.header.iter().any(|span| span.range().contains(&legend.cover().start));
        if !placed.reservation {
            let message = format!("found `{}`, which is no reservation", legend.as_str());
            read.diagnostics.push(Diagnostic::new(Code::OtherMark, legend.cover(), message));
        } else if !marked && !head {
            let message = format!("found `{}`, and no row bears the mark", legend.as_str());
            let found = Diagnostic::new(Code::UnusedLegend, legend.cover(), message);
            let heading = placed.heading.as_ref().map_or("", TextMap::as_str);
            let programme = read.programmes.iter().find(|one| one.heading == heading);
            read.diagnostics.push(match programme {
                Some(programme) => found.of(&programme.id).field("conditional_budget"),
                None => found,
            });
        }
    }
    // `(unter Vorbehalt)` explains itself.
    let rows = tables.iter().flat_map(|placed| &placed.table.rows);
    let marks = rows.flat_map(|row| row.readings.iter().filter_map(|read| Some(row.text.slice(read.mark.clone()?))));
    let said = |mark: &TextMap| explains_itself(mark.as_str());
    let captions = tables.iter().filter_map(|placed| placed.table.reserved.clone());
    let clear: HashSet<Span> = marks.filter(said).chain(captions).map(|mark| mark.cover()).collect();
    let with_legend = tables.iter().filter(|placed| placed.table.legend.is_some());
    let with_legend: HashSet<usize> = with_legend.map(|placed| placed.slide).collect();
    for project in read.projects.iter().filter(|project| project.conditional) {
        let explained = with_legend.contains(&project.provenance.slide);
        if let Some(span) = project.provenance.get("conditional").and_then(Trace::cover).filter(|_| !explained)
            && !clear.contains(&span)
        {
            let found = Diagnostic::new(Code::UnexplainedMark, span, "no legend on the slide explains the mark");
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
        let spans: Vec<Span> = numbers.iter().filter_map(Trace::cover).collect();
        // A soft hyphen may stand in one of them.
        let normalized = numbers.iter().any(|trace| trace.steps.contains(&Step::Normalize));
        let steps = normalized.then_some(Step::Normalize).into_iter().chain([Step::Count]).collect();
        provenance.put("projects", Trace { spans, steps });
        for (field, projects) in [("budget", projects), ("conditional_budget", &conditional)] {
            let mut trace = Trace::list(trace_of("budget")(projects));
            trace.steps.retain(|step| *step != Step::Money);
            provenance.put(field, trace.then(Step::Amount).then(Step::Sum));
        }
        provenance.close();
    }
}
