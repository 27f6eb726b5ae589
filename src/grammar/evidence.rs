//! What shows that a text is a part of a table, before any row is read.
//!
//! In: a text. Out: whether it holds periods, sums or numbers of rows, and where it may be cut between them.

use std::ops::Range;

use super::columns::{is_header_part, starts_header};
use super::date::parse_date;
use super::money::{find_money, names_currency};
use super::period::{Period, period_prefixes};
use super::row::MOST_DIGITS;
use super::{has_digit, prefix};

/// Whether a word is a number as amounts without a unit are written: `1.200`, `12,5`, digits, then groups of three or
/// decimals.
pub fn is_amount_word(word: &str) -> bool {
    let digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = |part: &str| {
        let mut groups = part.split('.');
        groups.next().is_some_and(digits) && groups.all(|group| group.len() == 3 && digits(group))
    };
    word.contains(['.', ',']) && word.split(',').all(grouped)
}

/// Whether a text has a date and a number as amounts without a unit are written: the cells of a row.
pub fn has_time_and_amount(text: &str) -> bool {
    let dated = || {
        let starts = text
            .char_indices()
            .filter(|(at, c)| c.is_ascii_alphanumeric() && !text[..*at].ends_with(char::is_alphanumeric));
        starts.map(|(at, _)| &text[at..]).any(|rest| prefix(parse_date, rest).is_some())
    };
    has_digit(text) && text.split(' ').any(is_amount_word) && dated()
}

/// Whether a period of days stands in a text, be it fused to the digits before it.
pub fn has_period(text: &str) -> bool {
    periods(text).any(|(period, _)| !period.is_coarse())
}

/// Whether a period stands in a text, of days or of longer stretches.
pub fn has_any_period(text: &str) -> bool {
    periods(text).next().is_some()
}

/// All periods in a text, and where they stand.
fn placed_periods(text: &str) -> impl Iterator<Item = (Period, Range<usize>)> {
    periods_at(text, |at| !text[..at].ends_with(|c: char| c.is_ascii_digit()))
}

/// All periods in a text, also those that start within other digits.
fn periods(text: &str) -> impl Iterator<Item = (Period, Range<usize>)> {
    periods_at(text, |_| true)
}

fn periods_at(text: &str, starts: impl Fn(usize) -> bool) -> impl Iterator<Item = (Period, Range<usize>)> {
    let places = text.char_indices().filter(move |(at, c)| (c.is_ascii_digit() || *c == 'Q') && starts(*at));
    places.flat_map(|(at, _)| period_prefixes(&text[at..]).into_iter().map(move |(one, len)| (one, at..at + len)))
}

/// Whether a text is nothing but the number of a row, with its mark.
pub fn is_number(text: &str) -> bool {
    let digits = text.strip_suffix('*').unwrap_or(text);
    (1..=MOST_DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a text has the cells of several rows, two periods and two sums at least; or of one behind its header.
pub fn has_rows(text: &str) -> bool {
    if !names_currency(text) {
        return false;
    }
    let mut periods = placed_periods(text).map(|(_, range)| range.start);
    let Some(first) = periods.next() else { return false };
    let before = text[..first].trim_end();
    let fewest = if starts_header(text) || is_header_part(before) { 1 } else { 2 };
    (fewest == 1 || periods.next().is_some()) && find_money(text).len() >= fewest
}

/// Where a legend behind a row starts, the number of which ends before it: `35* *Freigabe`.
pub fn legend_edges(text: &str) -> Vec<usize> {
    let ends_in_number = |before: &str| {
        let digits = before.strip_suffix(' ').map(|before| before.strip_suffix('*').unwrap_or(before));
        digits.is_some_and(|digits| digits.ends_with(|c: char| c.is_ascii_digit()))
    };
    let stars = text.match_indices('*').map(|(at, _)| at);
    stars.filter(|at| text[at + 1..].starts_with(char::is_alphabetic) && ends_in_number(&text[..*at])).collect()
}

/// Where a text with the cells of several rows may be cut, so that each row is some of the parts: at the blanks around
/// its periods and sums.
pub fn cell_edges(text: &str) -> Vec<usize> {
    let sums = find_money(text).into_iter().map(|found| found.range);
    let cells = placed_periods(text).map(|(_, range)| range).chain(sums);
    let mut edges: Vec<usize> = cells.flat_map(|range| [range.start, range.end]).collect();
    let at_blank = |at: &usize| text[..*at].ends_with(' ') || text[*at..].starts_with(' ');
    edges.retain(|at| at_blank(at) && (1..text.len()).contains(at));
    edges.sort_unstable();
    edges.dedup();
    edges
}
