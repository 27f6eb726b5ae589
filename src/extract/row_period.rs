//! Periods of rows whose cells are known.
//!
//! In: a row, and what its columns hold. Out: the period, or the one date of it that is said.

use super::grid::{Sentence, moved};
use super::grid_row::GridRow;
use super::roles::Roles;
use crate::grammar::cell::{cell_period, whole_date};
use crate::grammar::period::{Limit, Period, duration, limit, months_prefix};
use crate::grammar::row::Row;
use crate::text::{Join, TextMap};
use crate::vocabulary::{Column, Role};

/// Adds a cell, or cells, that are a period together.
fn put_period(cell: TextMap, period: Option<Period>, sentence: &mut Sentence, read: &mut Row) {
    let range = sentence.add(cell);
    match period {
        Some(period) => {
            read.period = Some(Period {
                start_range: moved(&period.start_range, range.start),
                end_range: moved(&period.end_range, range.start),
                ..period
            });
        }
        None => read.unreadable.push((Column::Period, range)),
    }
}

/// Adds a cell that is the first or the last date of a period.
fn put_limit(cell: TextMap, limit: Limit, sentence: &mut Sentence, read: &mut Row) {
    let at = sentence.add(cell).start;
    read.limit = Some(Limit { range: moved(&limit.range, at), ..limit });
}

/// Reads what a row says of its period: a cell, or one for each date, or how long it takes.
pub(super) fn read_period(row: &GridRow<'_>, roles: &Roles, sentence: &mut Sentence, read: &mut Row) {
    if let Some(cell) = roles.column(Role::Period).and_then(|column| row.value(column)) {
        let period = cell_period(cell.as_str());
        match limit(cell.as_str()).filter(|_| period.is_none()) {
            Some(limit) => put_limit(cell, limit, sentence, read),
            None => put_period(cell, period, sentence, read),
        }
        return;
    }
    if let Some(lasts) = roles.column(Role::Duration).and_then(|column| row.value(column)) {
        read_duration(lasts, row, roles, sentence, read);
        return;
    }
    let cells = [Role::Start, Role::End].map(|role| roles.column(role).and_then(|column| row.value(column)));
    let (start, end) = match cells {
        [Some(start), Some(end)] => (start, end),
        [Some(only), None] | [None, Some(only)] => {
            let range = 0..only.as_str().len();
            let ends = roles.column(Role::End).and_then(|column| row.value(column)).is_some();
            match whole_date(only.as_str()) {
                Some(date) => put_limit(only, Limit { date, range, ends }, sentence, read),
                None => read.unreadable.push((Column::Period, sentence.add(only))),
            }
            return;
        }
        [None, None] => return,
    };
    let dates = whole_date(start.as_str()).zip(whole_date(end.as_str()));
    let (start_range, end_range) = (sentence.add(start), sentence.add(end));
    match dates {
        Some((start, end)) => read.period = Some(Period { start, start_range, end, end_range }),
        None => read.unreadable.push((Column::Period, start_range.start..end_range.end)),
    }
}

/// The period of a row that says from when on, and for how long.
fn read_duration(lasts: TextMap, row: &GridRow<'_>, roles: &Roles, sentence: &mut Sentence, read: &mut Row) {
    let Some(start) = roles.column(Role::Start).and_then(|column| row.value(column)) else { return };
    let mut whole = lasts;
    if months_prefix(whole.as_str()).is_none() {
        roles.months.clone().into_iter().for_each(|unit| whole.join(Join::Space, unit));
    }
    whole.join(Join::Space, start);
    let period = duration(whole.as_str());
    put_period(whole, period, sentence, read);
}
