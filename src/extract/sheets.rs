//! Sheets: records whose fields stand below each other, each behind its label.
//!
//! In: the lines of a slide. Out: the same, all its sheets as one table that has the labels as its head.
//!
//! | written | read as |
//! | --- | --- |
//! | `Projekt 11`, a title, `Antragsteller│BW, HH`, `Mittel│240.000 Euro`, `Laufzeit│…` | a row |
//! | the same as `Antragsteller: BW, HH`, or without the colon where the value is one of its label | a row |
//! | `Antragsteller: BW, HH und`, and `Hessen` below it | the same, with all three |
//! | `Nummer│1│2│3`, `Projekt│…│…│…`, `Mittel│…│…│…` | a row for each column of values |

use std::collections::BTreeMap;
use std::ops::Range;

use crate::grammar::cell::{
    cell_applicants, number_in_front, parse_number, role_of_head, starts_with_head, unit_of_head, whole_applicants,
};
use crate::grammar::mark::reserving_phrase;
use crate::layout::{Cell, Line};
use crate::source::Span;
use crate::text::{Join, TextMap, Words};
use crate::vocabulary::{REMARK_LABELS, Role};

use super::grid::says_reservation;
use super::legends::is_source;
use super::rows::joined;

/// The number of the table that records are put into; of its first columns it is known what they hold, the others have
/// labels.
const TABLE: u32 = u32::MAX;
pub(super) const NUMBER: u32 = 0;
pub(super) const TITLE: u32 = 1;
pub(super) const REMARK: u32 = 2;
pub(super) const APPLICANTS: u32 = 3;
pub(super) const BUDGET: u32 = 4;
pub(super) const PERIOD: u32 = 5;
const FIRST_LABEL: u32 = 6;
/// Lines above the labels that name the record, at most.
const MOST_HEAD: usize = 6;
/// Words of a label, at most.
const MOST_WORDS: usize = 3;

/// What the columns of a table hold that records were put into; nothing is known of others.
pub(super) fn given_roles(rows: &[Line]) -> BTreeMap<u32, Role> {
    let cells = rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.table == TABLE);
    let role = |cell: &Cell| {
        let role = match cell.column {
            NUMBER => Role::Number,
            TITLE => Role::Title,
            APPLICANTS => Role::Applicants,
            BUDGET => Role::Budget,
            PERIOD => Role::Period,
            _ => return None,
        };
        Some((cell.column, role))
    };
    cells.filter_map(role).collect()
}

/// A label and the values behind it, by their columns.
struct Field {
    label: TextMap,
    role: Option<Role>,
    values: Vec<(u32, TextMap)>,
}

/// A label of the table.
struct Label {
    text: TextMap,
    role: Option<Role>,
}

impl Label {
    /// Whether both head the same column: they say the same, in the same unit.
    fn is_same(&self, other: &Label) -> bool {
        let (one, two) = (self.text.as_str(), other.text.as_str());
        let unit = |text: &str| unit_of_head(text).map(|range| text[range].to_owned());
        one == two || self.role.is_some() && self.role == other.role && unit(one) == unit(two)
    }
}

/// One record: what stands above its labels, and its values with the places of their labels.
#[derive(Default)]
struct Sheet {
    number: Option<TextMap>,
    title: Option<TextMap>,
    remark: Option<TextMap>,
    applicants: Option<TextMap>,
    values: Vec<(usize, TextMap)>,
}

/// Puts the sheets of a slide into one table, where the first of them stands; their bytes are `read`.
pub(super) fn put_sheets(lines: Vec<Line>, words: &Words, read: &mut Vec<Span>) -> Vec<Line> {
    let lines = with_whole_values(lines, words);
    let mut fields: Vec<Option<Field>> = lines.iter().map(field).collect();
    let runs = runs(&lines, &fields);
    let Some(first) = runs.first() else { return lines };
    let mut labels: Vec<Label> = Vec::new();
    let mut sheets: Vec<Sheet> = Vec::new();
    let (mut rest, mut place) = (lines[..first.start].to_vec(), 0);
    let ends = runs.iter().skip(1).map(|run| run.start).chain([lines.len()]);
    for (run, end) in runs.iter().zip(ends) {
        read.extend(lines[run.clone()].iter().flat_map(|line| line.text.whole_trace().spans));
        read.extend(lines[run.clone()].iter().filter_map(|line| line.bullet).map(|bullet| bullet.span));
        let fields: Vec<Field> = fields[run.clone()].iter_mut().filter_map(Option::take).collect();
        let mut own = columns(fields, &mut labels);
        let numbered = |sheet: &Sheet| sheet.values.iter().any(|(at, _)| labels[*at].role == Some(Role::Number));
        if let [sheet] = &mut own[..]
            && !numbered(sheet)
        {
            // What stands above the first sheet heads no later one.
            let from = if sheets.is_empty() { 1 } else { place.max(1) };
            take_head(sheet, &mut rest, from, words, read);
        }
        if sheets.is_empty() {
            place = rest.len();
        }
        // A remark may stand below.
        let mut start = run.end;
        if let [sheet] = &mut own[..]
            && sheet.remark.is_none()
            && let Some(line) = lines[run.end..end].first().filter(|line| says_reservation(line.text.as_str()))
        {
            sheet.remark = Some(line.text.clone());
            start += 1;
        }
        sheets.append(&mut own);
        rest.extend_from_slice(&lines[start..end]);
    }
    rest.splice(place..place, rows(labels, sheets));
    rest
}

/// The lines, those of one value put together: a list of applicants that goes on below its label.
fn with_whole_values(lines: Vec<Line>, words: &Words) -> Vec<Line> {
    let is_list = |line: &Line| {
        let list = field(line).filter(names_applicants)?;
        whole_applicants(list.values.first()?.1.as_str()).map(|_| ())
    };
    let mut whole: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        let goes_on = |last: &&mut Line| {
            let plain = last.cells.is_empty() && line.is_plain();
            let labelled = || field(last).as_ref().is_some_and(names_applicants);
            plain && !line.apart && starts_with_head(last.text.as_str()) && labelled() && field(&line).is_none()
        };
        if let Some(last) = whole.last_mut().filter(goes_on)
            && let Some(text) = joined(&[last.clone(), line.clone()], words, &mut Vec::new())
        {
            let both = Line { text, ..last.clone() };
            if is_list(&both).is_some() {
                *last = both;
                continue;
            }
        }
        whole.push(line);
    }
    whole
}

fn names_applicants(field: &Field) -> bool {
    matches!(field.role, Some(Role::Applicants | Role::Partners))
}

/// The label and the values of a line.
fn field(line: &Line) -> Option<Field> {
    let label = |range: Range<usize>| {
        let label = line.text.slice(range);
        let end = label.as_str().trim_end_matches([':', ' ']).len();
        label.slice(0..end)
    };
    if let [first, values @ ..] = &line.cells[..] {
        let label = label(first.range.clone());
        let values: Vec<(u32, TextMap)> =
            values.iter().map(|cell| (cell.column, line.text.slice(cell.range.clone()))).collect();
        // `Nr. 6│Titel` is no label.
        let numbered = label.as_str().contains(|c: char| c.is_ascii_digit()) && parse_number(label.as_str()).is_some();
        return (!values.is_empty() && !numbered).then(|| Field { role: role_of_head(label.as_str()), label, values });
    }
    let text = line.text.as_str();
    if !starts_with_head(text) {
        return other_field(line);
    }
    let short = |at: usize| text[..at].split(' ').count() <= MOST_WORDS;
    let mut cuts = text.match_indices([':', ' ']).take_while(|(at, _)| short(*at));
    let read = |(at, sign): (usize, &str)| {
        // `Projekt 1: Titel` is no label.
        let bare = !text[..at].contains(|c: char| c.is_ascii_digit());
        let start = at + 1 + (text[at + 1..].len() - text[at + 1..].trim_start().len());
        let value = &text[start..];
        if !bare || value.is_empty() {
            return None;
        }
        let role = role_of_head(&text[..at])?;
        // Without a colon the value must be one that only this label can have.
        let own = !matches!(role, Role::Title | Role::Programme | Role::Office | Role::Member | Role::Number);
        (sign == ":" || own && role.fits_named(value, false)).then(|| Field {
            label: label(0..at),
            role: Some(role),
            values: vec![(1, line.text.slice(start..text.len()))],
        })
    };
    cuts.find_map(read).or_else(|| other_field(line))
}

/// A label that no field has, with a few words behind it: `Ansprechpartnerin: Rike Solling`.
fn other_field(line: &Line) -> Option<Field> {
    const MOST_WORDS: usize = 8;
    let text = line.text.as_str();
    let (label, value) = text.split_once(": ").filter(|_| !is_source(text))?;
    let short = label.split(' ').count() <= 2 && value.split(' ').count() <= MOST_WORDS;
    let is_label =
        label.starts_with(char::is_uppercase) && label.chars().all(|c| c.is_alphabetic() || " /-".contains(c));
    // `Adressdienst: unter Vorbehalt` is no field of the project above.
    let reserves = says_reservation(value) || reserving_phrase(text).is_some();
    (short && is_label && (!reserves || REMARK_LABELS.contains(&label))).then(|| Field {
        label: line.text.slice(0..label.len()),
        role: None,
        values: vec![(1, line.text.slice(text.len() - value.len()..text.len()))],
    })
}

/// The lines of each sheet: labels below each other, all of them of one record.
fn runs(lines: &[Line], fields: &[Option<Field>]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    let mut at = 0;
    while at < fields.len() {
        let mut roles: Vec<Role> = Vec::new();
        let table = |at: usize| lines[at].cells.first().map(|cell| cell.table);
        let start = at;
        while let Some(Some(field)) = fields.get(at) {
            let again = field.role.is_some_and(|role| roles.contains(&role));
            let other = table(at).is_some() && table(start).is_some() && table(at) != table(start);
            if again || other {
                break;
            }
            roles.extend(field.role);
            at += 1;
        }
        let first = (start..at).find(|at| fields[*at].as_ref().is_some_and(|field| field.role.is_some()));
        // A label that no field has may be the first one, and what names the record is none.
        let first = first.map(|first| match first.checked_sub(1).filter(|before| *before >= start) {
            Some(before) if is_label(&fields[before]) => before,
            _ => first,
        });
        // Among the rows of a table some start like labels, too.
        let most = |first: &usize| roles.len() * 2 > at - first;
        if let Some(first) = first.filter(|_| is_record(&roles)).filter(most) {
            runs.push(first..at);
        }
        at = at.max(start + 1);
    }
    runs
}

fn is_label(field: &Option<Field>) -> bool {
    field.as_ref().is_some_and(|field| {
        let label = field.label.as_str();
        label.chars().all(|c| c.is_alphabetic() || " /-.".contains(c))
    })
}

/// Whether labels are those of a project: how much, and when.
fn is_record(roles: &[Role]) -> bool {
    const FEWEST: usize = 3;
    let has = |one: Role| roles.contains(&one);
    roles.len() >= FEWEST && has(Role::Budget) && (has(Role::Period) || has(Role::Start))
}

/// The records of fields with one value or several, and the labels that were not known yet.
fn columns(fields: Vec<Field>, labels: &mut Vec<Label>) -> Vec<Sheet> {
    let mut sheets: BTreeMap<u32, Sheet> = BTreeMap::new();
    for field in fields {
        let label = Label { role: field.role, text: field.label };
        let place = labels.iter().position(|other| other.is_same(&label)).unwrap_or_else(|| {
            labels.push(label);
            labels.len() - 1
        });
        for (column, value) in field.values {
            sheets.entry(column).or_default().values.push((place, value));
        }
    }
    sheets.into_values().collect()
}

/// Takes the lines off, `from` one on, that stand above the labels and name the record: its number, its title, a reservation.
fn take_head(sheet: &mut Sheet, above: &mut Vec<Line>, from: usize, words: &Words, read: &mut Vec<Span>) {
    let first = above.len().saturating_sub(MOST_HEAD).max(from);
    let cell = |line: &Line, at: usize| line.cells.get(at).map(|cell| line.text.slice(cell.range.clone()));
    let number = |line: &Line| {
        let text = cell(line, 0).unwrap_or_else(|| line.text.clone());
        parse_number(text.as_str()).or_else(|| number_in_front(text.as_str())).is_some().then_some(text)
    };
    let Some((start, text)) = (first..above.len()).rev().find_map(|at| Some((at, number(&above[at])?))) else {
        return;
    };
    let mut head = above.split_off(start);
    read.extend(head.iter().filter_map(|line| line.bullet).map(|bullet| bullet.span));
    let (beside, remark) = match cell(&head[0], 1) {
        Some(remark) if says_reservation(remark.as_str()) => (None, Some(remark)),
        beside => (beside, None),
    };
    sheet.remark = remark;
    let number = parse_number(text.as_str()).or_else(|| number_in_front(text.as_str()));
    let has_title = number.is_some_and(|number| number.title.is_some());
    let titles = head.split_off(1);
    let (remarks, titles): (Vec<Line>, Vec<Line>) =
        titles.into_iter().partition(|line| says_reservation(line.text.as_str()));
    sheet.remark = sheet.remark.take().or_else(|| remarks.into_iter().next().map(|line| line.text));
    // Applicants may stand there without a label.
    let starts = |at: &usize| (*at > 0 || has_title) && (titles[*at].apart || titles[*at].column.is_none());
    let below = (0..titles.len()).filter(starts).find_map(|at| {
        let last = joined(&titles[at..], words, &mut Vec::new())?;
        Some((at, last)).filter(|(_, last)| cell_applicants(last.as_str()).is_some())
    });
    let titles = &titles[..below.as_ref().map_or(titles.len(), |(at, _)| *at)];
    sheet.applicants = below.map(|(_, applicants)| applicants);
    if has_title {
        let mut whole = text;
        if let Some(more) = joined(titles, words, &mut Vec::new()) {
            whole.join(Join::Space, more);
        }
        sheet.title = Some(whole);
    } else {
        sheet.number = Some(text);
        let title = joined(titles, words, &mut Vec::new());
        // The title may stand beside the number.
        sheet.title = match (beside, title) {
            (Some(mut whole), Some(more)) => {
                whole.join(Join::Space, more);
                Some(whole)
            }
            (beside, title) => beside.or(title),
        };
    }
}

/// The head of the table, and a row for each record.
fn rows(labels: Vec<Label>, sheets: Vec<Sheet>) -> Vec<Line> {
    let label = |place: usize| FIRST_LABEL + u32::try_from(place).unwrap_or(0);
    let head = labels.into_iter().enumerate().map(|(place, one)| (label(place), one.text)).collect();
    let row = |sheet: Sheet| {
        let head =
            [(NUMBER, sheet.number), (TITLE, sheet.title), (REMARK, sheet.remark), (APPLICANTS, sheet.applicants)];
        let head = head.into_iter().filter_map(|(column, text)| Some((column, text?)));
        head.chain(sheet.values.into_iter().map(|(place, text)| (label(place), text))).collect()
    };
    std::iter::once(head).chain(sheets.into_iter().map(row)).map(row_of).collect()
}

/// Whether a line is a record that was put into the table.
pub(super) fn is_row(line: &Line) -> bool {
    line.cells.first().is_some_and(|cell| cell.table == TABLE)
}

/// A row of these cells.
pub(super) fn row_of(cells: Vec<(u32, TextMap)>) -> Line {
    let mut line = Line { gap: true, apart: true, ..Line::of(TextMap::default()) };
    for (column, text) in cells {
        let start = line.text.as_str().len() + usize::from(!line.text.is_empty());
        line.cells.push(Cell {
            range: start..start + text.as_str().len(),
            table: TABLE,
            column,
            over: 1,
            items: Vec::new(),
        });
        line.text.join(Join::Space, text);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn applicants_below_a_mark_go_on_without_one() {
        let source = "• Antrag: Hamburg und\nHessen\n• Geld: 90.000 Euro";
        let mut start = 0;
        let lines = source.split('\n').map(|line| {
            let text = TextMap::piece(source, Span::new(start, start + line.len())).expect("it has text");
            start += line.len() + 1;
            Line::with_bullet(text)
        });
        let whole = with_whole_values(lines.collect(), &Words::default());
        let texts: Vec<&str> = whole.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(texts, ["Antrag: Hamburg und Hessen", "Geld: 90.000 Euro"]);
    }
}
