//! Rows whose cells stand apart, but not below each other: put together from typed pieces.
//!
//! In: the lines of a page, each with the pieces that gutters divide. Out: the same lines, those that are rows or
//! headers with their pieces in the order of the columns. A program that sorts what it reads by its place on the page
//! writes a cell of three lines around one of a single line; which piece belongs to which cell, its type tells:
//!
//! ```text
//!                                   HB, NI,
//! 68   Aufbau der Identitätsprüfung             939.031,65 €   01.01.2030-30.09.2030
//!                           DLKT
//! ```
//!
//! Not here: the gutters (`layout`), and what the row says (`grammar::row`).

use std::ops::Range;

use crate::grammar::applicants::applicant_prefixes;
use crate::grammar::columns::{Header, parse_columns};
use crate::grammar::evidence::{has_any_period, is_number};
use crate::grammar::money::{find_money, parse_money};
use crate::grammar::period::period_prefixes;
use crate::grammar::prefix;
use crate::layout::{Line, append};
use crate::text::{Join, TextMap, Words};
use crate::vocabulary::Column;

use super::orders::headers;

/// Puts the rows and headers among the lines together.
pub(super) fn put_together(lines: &mut Vec<Line>, words: &Words) {
    put_around(lines, words);
    if lines.iter().all(|line| line.pieces.is_empty()) {
        return;
    }
    for line in lines.iter_mut() {
        if let Some(text) = header(line, words) {
            line.text = text;
        }
    }
    let columns = match headers(lines, words).into_iter().next() {
        // What stands in a column that nobody knows has any type.
        Some((_, Header { unknown: Some(_), .. })) => return,
        Some((_, header)) => header.columns,
        // Without a header any order will do, as long as it is one.
        None => Column::ALL.to_vec(),
    };
    let mut whole = Vec::with_capacity(lines.len());
    for run in lines.chunk_by(|_, next| !next.gap) {
        // The lines between two empty ones may be a row together.
        let pieces: Vec<TextMap> = run.iter().flat_map(pieces).collect();
        let is_row = run.iter().any(|line| !line.pieces.is_empty()) && run.iter().all(|line| line.bullet.is_none());
        if let Some(text) = row(&pieces, &columns, words).filter(|_| is_row) {
            whole.push(Line { text, gap: run[0].gap, ..Line::of(TextMap::default()) });
            continue;
        }
        for line in run {
            let text = row(&line.pieces, &columns, words).unwrap_or_else(|| line.text.clone());
            whole.push(Line { text, ..line.clone() });
        }
    }
    *lines = whole;
}

/// Puts rows together whose applicants stand on lines around their own, where no gutter divides the cells:
///
/// ```text
/// BY, HB, NI, SL,
/// 14 Pilotbetrieb des Verwaltungs-Chats MV, HH, RP, 2.200.000,- € 01.01.2028-31.05.2028
///
/// SN
/// ```
fn put_around(lines: &mut Vec<Line>, words: &Words) {
    let mut whole: Vec<Line> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        match around(lines, at, words) {
            Some((range, line)) => {
                whole.truncate(whole.len() - (at - range.start));
                whole.push(line);
                at = range.end;
            }
            None => {
                whole.push(lines[at].clone());
                at += 1;
            }
        }
    }
    *lines = whole;
}

/// The row whose sum of money stands on the line `at`, and its lines.
fn around(lines: &[Line], at: usize, words: &Words) -> Option<(Range<usize>, Line)> {
    let is_list = |line: &Line| line.bullet.is_none() && column_of(line.text.as_str()) == Column::Applicants;
    let is_open = |line: &Line| line.text.as_str().ends_with(',');
    let (main, before) = (&lines[at], &lines[..at]);
    let text = main.text.as_str();
    if main.bullet.is_some() || !has_any_period(text) {
        return None;
    }
    let above = before.last().filter(|line| !main.gap && is_list(line) && is_open(line));
    let below = lines.get(at + 1).filter(|line| is_list(line) && !is_open(line))?;
    let sum = find_money(text).first()?.range.start;
    let cell = text[..sum].trim_end();
    // The part of the list on the line itself; it is open, as another part follows.
    let part = cell.strip_suffix(',').map(|list| {
        let starts = list.char_indices().filter(|(at, _)| *at > 0 && list[..*at].ends_with(' ')).map(|(at, _)| at);
        let whole =
            |start: &usize| applicant_prefixes(&list[*start..]).iter().any(|(_, len)| start + len == list.len());
        starts.clone().find(whole)
    });
    let start = match part {
        Some(start) => start?,
        // Between two other parts there may be none.
        None => above.map(|_| cell.len())?,
    };
    let mut list = above.map(|line| line.text.clone()).unwrap_or_default();
    for part in [main.text.slice(start..cell.len()), below.text.clone()] {
        if !part.is_empty() {
            add(&mut list, &part, words);
        }
    }
    let rest = main.text.slice(sum..text.len());
    let row = spaced([main.text.slice(0..start), list, rest].into_iter().filter(|cell| !cell.is_empty()).collect())?;
    let first = at - usize::from(above.is_some());
    Some((first..at + 2, Line { gap: lines[first].gap, spaced: below.spaced, ..Line::of(row) }))
}

/// What a line is made of.
fn pieces(line: &Line) -> Vec<TextMap> {
    if line.pieces.is_empty() { vec![line.text.clone()] } else { line.pieces.clone() }
}

/// The pieces of a header whose names are cut: the end of a name stands behind other pieces.
fn header(line: &Line, words: &Words) -> Option<TextMap> {
    let mut names: Vec<TextMap> = Vec::new();
    for piece in &line.pieces {
        let cut = names.iter_mut().find(|name| name.as_str().ends_with('-'));
        match cut.filter(|_| piece.as_str().starts_with(char::is_lowercase)) {
            Some(name) => add(name, piece, words),
            None => names.push(piece.clone()),
        }
    }
    let text = spaced(names)?;
    parse_columns(text.as_str()).filter(|header| header.unknown.is_none()).map(|_| text)
}

/// The pieces of a row, each with the others of its column.
fn row(pieces: &[TextMap], columns: &[Column], words: &Words) -> Option<TextMap> {
    let mut cells: Vec<(Column, TextMap)> = Vec::new();
    for piece in pieces {
        let column = column_of(piece.as_str());
        match cells.iter_mut().find(|(other, _)| *other == column) {
            Some((Column::Title | Column::Applicants, cell)) => {
                add(cell, piece, words);
            }
            // Two periods, sums or numbers are two rows.
            Some(_) => return None,
            None => cells.push((column, piece.clone())),
        }
    }
    if cells.len() > columns.len() {
        return None;
    }
    let cell = |column: &Column| cells.iter().find(|(other, _)| other == column).map(|(_, cell)| cell.clone());
    spaced(columns.iter().map(cell).collect::<Option<Vec<TextMap>>>()?)
}

/// The column that a piece can only belong to; a title is what is nothing else.
fn column_of(text: &str) -> Column {
    let whole = |len: usize| len == text.len();
    let list = text.trim_end_matches([',', ' ']);
    if period_prefixes(text).iter().any(|(_, len)| whole(*len)) {
        Column::Period
    } else if prefix(parse_money, text).is_some_and(|(_, len)| whole(len)) {
        Column::Budget
    } else if is_number(text) {
        Column::Number
    } else if applicant_prefixes(list).iter().any(|(_, len)| *len == list.len()) {
        Column::Applicants
    } else {
        Column::Title
    }
}

fn add(cell: &mut TextMap, piece: &TextMap, words: &Words) {
    append(cell, true, &Line::of(piece.clone()), words, &mut Vec::new());
}

/// The cells as one line.
fn spaced(cells: Vec<TextMap>) -> Option<TextMap> {
    cells.into_iter().reduce(|mut row, cell| {
        row.join(Join::Space, cell);
        row
    })
}
