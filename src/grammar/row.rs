//! A row of a table of projects: a sentence whose grammar is the header.
//!
//! The cells stand in the order of the columns, with or without blanks between them. All ways to read a row are
//! counted; each has a cost that says how odd it is, so that a table can weigh them.
//!
//! | written | read as |
//! | --- | --- |
//! | `01.07.2025-01.06.2026369.600,- €STFöderale API35` | the period, 369600.00 EUR, ST, `Föderale API`, 35 |
//! | `… HBELFEConnect7` | HB, `ELFEConnect`, 7 |
//! | `… Phase 260` | `Phase 2`, 60; or `Phase`, 260 |

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;
use std::sync::LazyLock;

use regex::Regex;
use rust_decimal::Decimal;

use super::applicants::{
    Applicant, applicant_prefixes, cuts_applicant, ends_in_list, open_list, starts_with_applicant,
};
use super::cell::{CellNumber, bare_amount_prefix, letters_of_number, parse_number, whole_money};
use super::date::Date;
use super::evidence::{has_period, has_time_and_amount};
use super::mark::{
    explains_itself, mark_at_end, mark_behind, mark_in_front, opens_reservation, reservation, reservation_prefix,
};
use super::money::{Money, find_money, parse_money};
use super::period::{Limit, Period, period_prefixes};
use super::{has_digit, prefix};
use crate::vocabulary::{COUNTED_NOUNS, Column};

/// One way to read a row. Ranges count in the text of the row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// The period.
    pub period: Option<Period>,
    /// Its first or last date, where that alone is said.
    pub limit: Option<Limit>,
    /// The budget and where it stands.
    pub budget: Option<(Money, Range<usize>)>,
    /// The applicants.
    pub applicants: Vec<Applicant>,
    /// Where the title stands.
    pub title: Range<usize>,
    /// The number and where it stands.
    pub number: (u32, Range<usize>),
    /// How many of the applicants stand in a column of partners.
    pub partners: usize,
    /// Where the mark of a reservation stands: behind the number, or at the end of the title or the sum.
    pub mark: Option<Range<usize>>,
    /// Where the name of a programme stands, in the first of its rows.
    pub programme: Option<Range<usize>>,
    /// Cells that could not be read, and where they stand; empty ranges where nothing stands.
    pub unreadable: Vec<(Column, Range<usize>)>,
    /// How odd this way is; 0 is not at all.
    pub cost: u32,
    /// Whether each value is a cell of its own, so that none can have what is another's.
    pub proven: bool,
}

impl Row {
    /// Whether two of its cells stand side by side without a blank between them.
    pub fn has_touching_cells(&self) -> bool {
        self.values().windows(2).any(|pair| pair[0].end == pair[1].start)
    }

    /// Its first date, and where that stands.
    pub fn start(&self) -> Option<(Date, &Range<usize>)> {
        let limit = self.limit.iter().find(|limit| !limit.ends).map(|limit| (limit.date, &limit.range));
        self.period.as_ref().map(|period| (period.start, &period.start_range)).or(limit)
    }

    /// And its last one.
    pub fn end(&self) -> Option<(Date, &Range<usize>)> {
        let limit = self.limit.iter().find(|limit| limit.ends).map(|limit| (limit.date, &limit.range));
        self.period.as_ref().map(|period| (period.end, &period.end_range)).or(limit)
    }

    /// Where the number ends, with the mark right behind it.
    fn marked_end(&self) -> usize {
        const BLANK: usize = 1;
        let end = self.number.1.end;
        let behind = self.mark.as_ref().filter(|mark| (end..=end + BLANK).contains(&mark.start));
        behind.map_or(end, |mark| mark.end)
    }

    /// Takes the mark of a reservation off the end of the title, if it is one that counts here.
    pub fn take_mark(&mut self, text: &str, counts: impl Fn(&str) -> bool) {
        let title = &text[self.title.clone()];
        let Some(at) = mark_at_end(title).filter(|at| counts(&title[*at..])) else { return };
        self.cut_mark(text, at..title.len());
    }

    /// Takes the mark that a legend explains off the end of the title, or off its start right behind the number.
    pub fn take_legend_mark(&mut self, text: &str, mark: char) {
        if let Some(at) = mark_behind(&text[self.title.clone()], mark) {
            self.cut_mark(text, at);
        } else if self.number.1.end <= self.title.start
            && text[self.number.1.end..self.title.start].trim().is_empty()
            && let Some(at) = mark_in_front(&text[self.title.clone()], mark)
        {
            let start = self.title.start;
            self.title.start += at;
            self.mark.get_or_insert(start..start + text[start..self.title.start].trim_end().len());
        }
    }

    /// Takes the mark of another footnote off the end of the title.
    pub fn take_footnote(&mut self, text: &str, mark: char) {
        if let Some(at) = mark_behind(&text[self.title.clone()], mark) {
            let end = self.title.start + at.start;
            self.title.end = self.title.start + text[self.title.start..end].trim_end().len();
        }
    }

    /// Ends the title before this mark, whose place is one in the title; what stands behind it is another mark.
    fn cut_mark(&mut self, text: &str, at: Range<usize>) {
        let start = self.title.start;
        let marked = &text[start + at.start..start + at.end];
        let mark = start + at.end - marked.trim_start().len()..start + at.end;
        self.title.end = start + text[start..mark.start].trim_end().len();
        self.mark.get_or_insert(mark);
    }

    /// Reads the budget again in `text`, where the unit and a blank before it were put behind the amount.
    pub fn put_unit(&mut self, text: &str, length: usize) {
        let Some((_, budget)) = self.budget.take() else { return };
        let at = budget.end;
        let moved = |range: &mut Range<usize>| {
            if range.start >= at {
                *range = range.start + length..range.end + length;
            }
        };
        if let Some(period) = &mut self.period {
            moved(&mut period.start_range);
            moved(&mut period.end_range);
        }
        self.limit.iter_mut().for_each(|limit| moved(&mut limit.range));
        for applicant in &mut self.applicants {
            moved(&mut applicant.range);
            applicant.remark.iter_mut().for_each(moved);
        }
        self.unreadable.iter_mut().for_each(|(_, range)| moved(range));
        [&mut self.title, &mut self.number.1].into_iter().for_each(moved);
        self.mark.iter_mut().chain(&mut self.programme).for_each(moved);
        let range = budget.start..at + length;
        match whole_money(&text[range.clone()]) {
            Some(money) => self.budget = Some((money, range)),
            None => self.unreadable.push((Column::Budget, range)),
        }
    }

    /// Where its values stand, in their order.
    fn values(&self) -> Vec<Range<usize>> {
        let first = |period: &Period| period.start_range.start.min(period.end_range.start);
        let period = self.period.iter().map(|period| first(period)..period.end_range.end);
        let applicants = self.applicants.first().zip(self.applicants.last());
        let mut cells: Vec<Range<usize>> = period
            .chain(self.budget.iter().map(|(_, range)| range.clone()))
            .chain(applicants.map(|(first, last)| first.range.start..last.range.end))
            .chain([self.title.clone(), self.number.1.start..self.marked_end()])
            .collect();
        cells.sort_by_key(|range| range.start);
        cells
    }
}

/// What is left in a title of a period that is fused to other digits, or of one and the sum of money behind it.
static OTHER_CELL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"[0-9]\.[0-9][0-9]?\.20[0-9][0-9].*[0-9]\.[0-9][0-9]?\.20[0-9][0-9]|[0-9]{4,}\.[0-9.]*,[-–0-9]+ ?€|[0-9]{7,},[-–0-9]+ ?€")
        .expect("a literal pattern")
});

/// What a title may start with beside letters and digits.
const OPENING: &str = "„“”\"'‚‘»«(§@#";

/// What ends something in a title, so that no digit follows.
const CLOSING: &str = ")]“”\"'‘«»?!";

/// Digits that the number of a project has at most.
pub(super) const MOST_DIGITS: usize = 4;
/// Bytes of a cell that cannot be read, at most: typed cells are short.
const LONGEST_CELL: usize = 60;
/// What a title costs whose end or start takes digits from the cell beside it.
const CUT_DIGITS: u32 = 3;
/// What a title costs that has marked digits in it.
const MARKED_DIGITS: u32 = 12;
/// Bytes of a version at the end of a title: `2.0`.
const VERSION: usize = 3;
/// What a title costs that has a sum of money in it: more than all oddities of a number.
const OTHER_SUM: u32 = 20;
/// Bytes of the name of a programme, at most.
const LONGEST_PROGRAMME: usize = 100;
/// Words that a cell has at most which is no record's.
const OTHER_WORDS: usize = 3;
/// How a sum of money ends whose currency stands behind it, or whose currency the next cell took.
const UNFINISHED_SUM: [&str; 5] = [",-", ",--", ",–", ",—", ",−"];
/// What a title costs that has a period in it, or the rest of one: such a text is two rows.
pub const OTHER_CELLS: u32 = 50;
/// What another reading must cost more than the best one to be out of the question.
pub const CLEARLY: u32 = 2;

/// A text that may be a row, with what its cells can be: found once at each place, whatever the order of the columns.
#[derive(Debug, Default)]
pub struct RowText {
    text: String,
    /// Where its cells start, but for the first, if that is known.
    cells: Vec<usize>,
    periods: AtBytes<(Period, usize)>,
    applicants: AtBytes<(Vec<Applicant>, usize)>,
}

/// Whether these are the columns of a table of projects.
fn is_whole(columns: &[Column]) -> bool {
    columns.contains(&Column::Title) && columns.contains(&Column::Number) || columns.contains(&Column::NumberedTitle)
}

/// What was found at the bytes of a text where somebody looked: few.
type AtBytes<T> = RefCell<BTreeMap<usize, Rc<[T]>>>;

impl RowText {
    /// A row of this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A row whose cells are known: the bytes at which they start, but for the first.
    pub fn of_cells(text: impl Into<String>, cells: Vec<usize>) -> Self {
        Self { text: text.into(), cells, ..Self::default() }
    }

    /// All ways to read the whole text as a row in one of these orders, the least odd first. The cells of the
    /// `unreadable` columns cannot be read or are not there.
    pub fn readings(&self, orders: &[Vec<Column>], unreadable: &[Column]) -> Vec<Row> {
        let mut rows = self.all_readings(orders, unreadable);
        for row in &mut rows {
            row.take_mark(&self.text, explains_itself);
        }
        // Of readings that are as odd, those of the first order come first.
        rows.sort_by_key(|row| row.cost);
        let mut different: Vec<Row> = Vec::new();
        for row in rows {
            if !different.contains(&row) {
                different.push(row);
            }
        }
        different
    }

    /// What the best way to read the whole text as a row in one of these orders costs.
    pub fn least_cost(&self, orders: &[Vec<Column>]) -> Option<u32> {
        self.all_readings(orders, &[]).into_iter().map(|row| row.cost).min()
    }

    fn all_readings(&self, orders: &[Vec<Column>], unreadable: &[Column]) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for columns in orders.iter().filter(|columns| is_whole(columns)) {
            let first = rows.len();
            Reader { row: self, text: &self.text, unreadable, first: columns[0], rows: &mut rows }.read(
                columns,
                0,
                Row::default(),
            );
            rows[first..].sort_by_key(|row| std::cmp::Reverse(row.title.len()));
        }
        // No value reaches over the edge of a cell; where each is a cell, nothing is odd about it.
        rows.retain(|row| {
            row.values().iter().all(|range| !self.cells.iter().any(|at| range.start < *at && *at < range.end))
        });
        for row in &mut rows {
            let proven = !self.cells.is_empty() && row.values().len() == self.cells.len() + 1;
            row.proven = proven;
            row.cost += if proven { 0 } else { oddity(row, &self.text) };
        }
        rows
    }

    /// The periods that can start at the byte `at`, with their lengths.
    fn periods_at(&self, at: usize) -> Rc<[(Period, usize)]> {
        self.found_once(&self.periods, at, period_prefixes)
    }

    /// The lists of applicants that can start at the byte `at`, with their lengths.
    fn applicants_at(&self, at: usize) -> Rc<[(Vec<Applicant>, usize)]> {
        self.found_once(&self.applicants, at, applicant_prefixes)
    }

    fn found_once<T>(&self, known: &AtBytes<T>, at: usize, find: impl FnOnce(&str) -> Vec<T>) -> Rc<[T]> {
        Rc::clone(known.borrow_mut().entry(at).or_insert_with(|| find(&self.text[at..]).into()))
    }
}

struct Reader<'a> {
    row: &'a RowText,
    text: &'a str,
    unreadable: &'a [Column],
    /// The column of the cell behind the row's last one: that of the next row.
    first: Column,
    rows: &'a mut Vec<Row>,
}

impl Reader<'_> {
    /// Reads the cells of `columns` from the byte `at` on; a whole row goes to `rows`.
    fn read(&mut self, columns: &[Column], at: usize, row: Row) {
        let at = at + (self.text[at..].len() - self.text[at..].trim_start().len());
        let here = &self.text[at..];
        let Some((column, columns)) = columns.split_first() else {
            if here.is_empty() {
                self.rows.push(row);
            }
            return;
        };
        if self.unreadable.contains(&column.kind()) {
            self.skip(*column, columns, at, &row);
            return;
        }
        match column {
            Column::Period => {
                for (period, len) in self.row.periods_at(at).iter() {
                    let mut period = period.clone();
                    for range in [&mut period.start_range, &mut period.end_range] {
                        *range = at + range.start..at + range.end;
                    }
                    self.read(columns, at + len, Row { period: Some(period), ..row.clone() });
                }
            }
            Column::Budget => {
                if let Some((money, len)) = prefix(parse_money, here) {
                    self.read(columns, at + len, Row { budget: Some((money, at..at + len)), ..row });
                }
            }
            Column::Amount => {
                // What it is worth, the unit tells that `put_unit` puts behind it.
                let bare = || Some((Money { amount: Decimal::ZERO, currency: "" }, bare_amount_prefix(here)?));
                if let Some((money, len)) = prefix(parse_money, here).or_else(bare) {
                    self.read(columns, at + len, Row { budget: Some((money, at..at + len)), ..row });
                }
            }
            Column::Applicants => {
                let bounded = matches!(columns.first(), Some(Column::Budget | Column::Amount | Column::Period));
                let open = Some(here).filter(|_| bounded).and_then(open_list);
                for (applicants, len) in self.row.applicants_at(at).iter().chain(&open) {
                    let applicants = applicants.iter().map(|one| one.clone().moved(at)).collect();
                    self.read(columns, at + len, Row { applicants, ..row.clone() });
                }
            }
            Column::Number => {
                let at = at + letters_of_number(&self.text[..at], here);
                let here = &self.text[at..];
                let digits = here.len() - here.trim_start_matches(|c: char| c.is_ascii_digit()).len();
                // A number may start with a zero (`07`), unless more digits stand before it.
                let cut = here.starts_with('0') && self.text[..at].ends_with(|c: char| c.is_ascii_digit());
                // A number next to a title that starts with digits has more than one end; a mark shows it.
                let shown = here[digits..].is_empty() || here[digits..].starts_with('*');
                let shortest = if shown { digits.max(1) } else { 1 };
                for len in (shortest..=digits.min(MOST_DIGITS)).rev() {
                    if let Some(number) = here[..len].parse().ok().filter(|number| *number > 0 && !cut) {
                        let behind = &here[len..];
                        let gap = behind.len() - behind.trim_start().len();
                        let mark = behind[gap..].starts_with('*').then(|| at + len + gap..at + len + gap + 1);
                        let end = mark.as_ref().map_or(at + len, |mark| mark.end);
                        self.read(columns, end, Row { number: (number, at..at + len), mark, ..row.clone() });
                    }
                }
            }
            Column::Other => self.read_other(columns, at, &row),
            Column::NumberedTitle => {
                if let Some(CellNumber { number: (number, digits), mark, title: Some(title) }) = parse_number(here) {
                    let moved = |range: Range<usize>| at + range.start..at + range.end;
                    let row = Row { number: (number, moved(digits)), mark: mark.map(moved), ..row };
                    let columns: Vec<Column> = [Column::Title].iter().chain(columns).copied().collect();
                    self.read(&columns, at + title.start, row);
                }
            }
            Column::Partners => {
                let nobody = reservation_prefix(here).filter(|(some, _)| !some).map(|(_, len)| (Vec::new(), len));
                for (more, len) in self.row.applicants_at(at).to_vec().into_iter().chain(nobody) {
                    let mut row = Row { partners: more.len(), ..row.clone() };
                    row.applicants.extend(more.into_iter().map(|one| one.moved(at)));
                    self.read(columns, at + len, row);
                }
            }
            Column::Reservation => match reservation_prefix(here) {
                Some((reserved, len)) => {
                    let mark = row.mark.clone().or(reserved.then_some(at..at + len));
                    self.read(columns, at + len, Row { mark, ..row });
                }
                // An empty cell beside a title would leave the words to that.
                None if matches!(columns.first().unwrap_or(&self.first), Column::Title | Column::NumberedTitle) => {}
                None => self.read(columns, at, row),
            },
            Column::Programme => {
                self.read(columns, at, row.clone());
                self.read_programme(columns, at, &row);
            }
            Column::Title => {
                let starts = here.starts_with(|c: char| c.is_alphanumeric() || OPENING.contains(c));
                let bracket = here.starts_with('(');
                for (end, _) in here.char_indices().skip(1).chain([(here.len(), ' ')]).filter(|_| starts) {
                    let title = here[..end].trim_end();
                    if self.may_follow(columns.first(), at + end)
                        && title.contains(char::is_alphabetic)
                        && !title.ends_with([',', ';', '·', '•', '|', '/', '+', '&'])
                        // The mark of a reservation is no title.
                        && !(bracket && mark_at_end(title) == Some(0))
                    {
                        self.read(columns, at + end, Row { title: at..at + title.len(), ..row.clone() });
                    }
                }
            }
        }
    }

    /// Reads words without digits as the name of a programme.
    fn read_programme(&mut self, columns: &[Column], at: usize, row: &Row) {
        let here = &self.text[at..];
        let words = here.find(|c: char| c.is_ascii_digit()).unwrap_or(here.len()).min(LONGEST_PROGRAMME);
        // The last word may be the next cell.
        let next = |end: usize| {
            columns.first() == Some(&Column::Reservation)
                && here[..end].rsplit(' ').next().is_some_and(|word| reservation(word).is_some())
        };
        let ends = here.match_indices(' ').map(|(end, _)| end).chain([here.len()]).take_while(|end| *end <= words);
        let ends = ends.filter(|end| !next(*end));
        for end in ends.filter(|_| here.starts_with(char::is_uppercase)) {
            self.read(columns, at + end, Row { programme: Some(at..at + end), ..row.clone() });
        }
    }

    /// Reads a few words, or none, that are no cell of a record.
    fn read_other(&mut self, columns: &[Column], at: usize, row: &Row) {
        let here = &self.text[at..];
        let longest = here.find(|c: char| c.is_ascii_digit() || c == '*').unwrap_or(here.len()).min(LONGEST_CELL);
        for (end, _) in here.char_indices().chain([(here.len(), ' ')]).take_while(|(end, _)| *end <= longest) {
            let words = here[..end].split_whitespace().count();
            let starts = end == 0 || here.starts_with(char::is_alphabetic);
            // A word is in one cell.
            let inside = here[..end].ends_with(char::is_alphabetic) && here[end..].starts_with(char::is_lowercase)
                || opens_reservation(here[..end].trim_end());
            if starts && !inside && words <= OTHER_WORDS && self.may_follow(columns.first(), at + end) {
                let odd = if words == 0 { CLEARLY } else { u32::try_from(words - 1).unwrap_or(0) };
                // `unter Vorbehalt` says what it is, whatever its column is called.
                let reserved = explains_itself(&here[..end]).then(|| at..at + here[..end].trim_end().len());
                let mark = row.mark.clone().or(reserved);
                self.read(columns, at + end, Row { cost: row.cost + odd, mark, ..row.clone() });
            }
        }
    }

    /// Whether a cell of `column` can start at `at` at all; saves the work of trying each byte of a title.
    fn may_follow(&self, column: Option<&Column>, at: usize) -> bool {
        let rest = &self.text[at..];
        match column {
            None => rest.trim().is_empty(),
            // A blank before the cell is skipped by the cell itself; only one of the two ends is tried.
            Some(_) if rest.starts_with(' ') => false,
            // A word is in one cell.
            Some(column) if self.unreadable.contains(&column.kind()) => {
                !(rest.starts_with(char::is_lowercase) && self.text[..at].ends_with(char::is_alphabetic))
            }
            Some(Column::Number) => {
                rest.starts_with(|c: char| c.is_ascii_digit()) || letters_of_number(&self.text[..at], rest) > 0
            }
            Some(Column::Applicants) => rest.starts_with(char::is_uppercase),
            Some(_) => !rest.starts_with(char::is_whitespace),
        }
    }

    /// Leaves the shortest stretch out with which the rest can be read.
    fn skip(&mut self, column: Column, columns: &[Column], at: usize, row: &Row) {
        let here = &self.text[at..];
        // Of several cells that are not there nobody could say where one ends.
        let longest = if self.unreadable.len() > 1 { 0 } else { LONGEST_CELL };
        for (end, _) in here.char_indices().chain([(here.len(), ' ')]).take_while(|(end, _)| *end <= longest) {
            if cuts_number(&here[..end], &here[end..]) {
                continue;
            }
            let before = self.rows.len();
            let range = at..at + here[..end].trim_end().len();
            let mut row = row.clone();
            row.unreadable.push((column, range));
            self.read(columns, at + end, row);
            if self.rows.len() > before {
                return;
            }
        }
    }
}

/// Whether a number goes on behind `before`, and it does not end with the whole year of a date.
fn cuts_number(before: &str, behind: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    if behind.starts_with(digit) && before.strip_suffix(['.', ',']).is_some_and(|rest| rest.ends_with(digit)) {
        return true;
    }
    let run = &before[before.trim_end_matches(digit).len()..];
    let year = run.len() == 4 && run.starts_with("20") && before[..before.len() - 4].ends_with(['.', '/', ' ']);
    !run.is_empty() && behind.starts_with(digit) && !year
}

/// How odd a reading is by its title: what the digits at its end, next to the number, can mean.
fn oddity(row: &Row, text: &str) -> u32 {
    let title = &text[row.title.clone()];
    let mut cost = 0;
    if has_digit(title) && (has_period(title) || OTHER_CELL.is_match(title) || has_time_and_amount(title)) {
        cost += OTHER_CELLS;
    } else if !find_money(title).is_empty()
        || starts_with_decimals(title)
        || UNFINISHED_SUM.iter().any(|end| title.ends_with(end))
    {
        cost += OTHER_SUM;
    }
    // Marked digits are the number of a row.
    if title.as_bytes().windows(2).any(|pair| pair[0].is_ascii_digit() && pair[1] == b'*') {
        cost += MARKED_DIGITS;
    }
    let number = &row.number.1;
    if number.start >= row.title.end && text[row.title.end..number.start].trim().is_empty() {
        cost += digits_oddity(title, number.start > row.title.end);
    } else if cuts_number(title, &text[row.title.end..]) {
        // A version is rather a part of the date or sum behind it.
        let stem = title.trim_end_matches(|c: char| c.is_ascii_digit());
        let part = title.len() - title.trim_end_matches(|c: char| c.is_ascii_digit() || ['.', ','].contains(&c)).len();
        cost += match stem.ends_with(['.', ',']) {
            true if stem < title && part <= VERSION => CUT_DIGITS,
            true => CUT_DIGITS + u32::try_from(part).unwrap_or(u32::MAX - CUT_DIGITS),
            false => digits_oddity(title, false),
        };
    }
    if number.end == row.title.start {
        cost += start_oddity(title);
    }
    // `HB 801.407,51 €` is rather a sum than the number 80 and another one; `88 Smart-Meter` starts with a number.
    if text[number.end..].starts_with(|c: char| c.is_ascii_digit()) && number.end != row.title.start {
        // A blank before the number and none behind it: `577 13.5.2016` ends no title and starts with no number 1.
        let blank = number.start > row.title.start && text[..number.start].ends_with(' ');
        cost += if blank { CUT_DIGITS } else { 1 };
    }
    let word = title.trim_start_matches(|c: char| c.is_ascii_digit());
    // Digits of their own may be a number: that of this row, or that of the row before.
    let before = text[..row.title.start].trim_end().len();
    if word.len() < title.len() && (word.starts_with('*') || word.starts_with(' ') && [0, number.end].contains(&before))
    {
        cost += CLEARLY;
    }
    // `Verwaltungscloud 2030` ends with a year, and its number is still to come.
    if (1990..2100).contains(&row.number.0) {
        cost += CLEARLY;
    }
    if !row.applicants.is_empty() && starts_with_applicant(title) {
        cost += CLEARLY;
    }
    // `RP, DST` holds no `ST` behind a title that ends in `D`.
    if row.applicants.first().is_some_and(|one| cuts_applicant(text, one.range.start)) {
        cost += CLEARLY;
    }
    // `BB, DRV Bund`, before which the title ends: nobody can say, and rather there than in front of its last word.
    cost += u32::from(ends_in_list(title));
    // `HH(FF) Bauantrag`: what stands in brackets behind an applicant is rather a remark.
    let follows =
        |one: &Applicant| one.range.end <= row.title.start && text[one.range.end..row.title.start].trim().is_empty();
    if title.starts_with('(') && row.applicants.last().is_some_and(follows) {
        cost += CLEARLY;
    }
    cost
}

/// Whether a title starts with what is rather the amount of the row before: `1,13 Verwaltung`.
fn starts_with_decimals(title: &str) -> bool {
    let rest = title.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < title.len()
        && rest.strip_prefix(',').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// What it costs that a title starts with digits right behind its number: `2FA` and `5G` are words, `7Vorhaben` is none.
fn start_oddity(title: &str) -> u32 {
    let rest = title.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == title.len() {
        return 0;
    }
    let capitals = rest.chars().take_while(|c| c.is_uppercase()).count();
    let small = rest.chars().nth(capitals).is_some_and(char::is_lowercase);
    if title.starts_with('0') || capitals > 0 && small || rest.starts_with(char::is_lowercase) {
        CUT_DIGITS + 1
    } else {
        1
    }
}

/// What digits at the end of a title, right before its number, can mean.
///
/// | title ends with | cost | |
/// | --- | --- | --- |
/// | `Bauantrag`, `Bauantrag 2` and a blank before the number | 0 | |
/// | `Strategie 2030`, `bis 31.12.2026`, `Q3/2026` | 0 | a year |
/// | `Bauantrag 3.0`, `3.11`, `3.01` | 0, 1, 4 | a version |
/// | `Phase 2`, `D21` | 1, 1 | a noun that is counted, a capital and its number |
/// | `Phase`, where a blank and a number follow | 2 | |
/// | `OZG 2`, `NIS2`, `IPv6`, `200-4` | 3 | a number behind what may be the name of something |
/// | `Bauantrag 2` | 4 | a number behind a word that is rarely counted |
/// | `Bauantrag-`, `3.` | 4 | something is cut |
/// | `27001.0`, `Nr.2` | 6 | no version is so long |
/// | `Bauantrag2`, `(Bau)2` | 12 | no word of the language ends so |
///
/// One more digit costs one more.
fn digits_oddity(title: &str, gap: bool) -> u32 {
    let stem = title.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = &title[stem.len()..];
    let word = stem.trim_end().rsplit([' ', '(', '-']).next().unwrap_or_default();
    let counted = COUNTED_NOUNS.contains(&word);
    if digits.is_empty() {
        return match stem.chars().next_back() {
            Some('-' | '.' | '/') => 4,
            _ if gap && counted => 2,
            _ => 0,
        };
    }
    if gap {
        // The blank shows where the number starts.
        return 0;
    }
    let more = u32::try_from(digits.len()).unwrap_or(u32::MAX) - 1;
    let is_year = digits.len() == 4 && (digits.starts_with("20") || digits.starts_with("19"));
    let letters = word.chars().count();
    match stem.chars().next_back() {
        Some(' ' | '.' | '/' | '-') if is_year => 0,
        Some(' ') if counted => 1 + more,
        Some(' ') if !is_short_name(word) => 4 + more,
        Some('.') if is_version(stem) => match more {
            0 => 0,
            1 if !digits.starts_with('0') => 1,
            _ => 3 + more,
        },
        Some('.') => 6 + more,
        Some(c) if c.is_uppercase() && letters == 1 => 1,
        Some(c) if is_word(word) || is_roman(word) || CLOSING.contains(c) => 12 + more,
        _ => 3 + more,
    }
}

/// Whether a text ends with the first part of a version: `3.`.
fn is_version(text: &str) -> bool {
    let stem = text.trim_end_matches('.');
    (1..=2).contains(&(stem.len() - stem.trim_end_matches(|c: char| c.is_ascii_digit()).len()))
}

/// Whether a part of a title is a short name in capitals: `OZG`, `NIS`.
fn is_short_name(part: &str) -> bool {
    part.chars().count() > 1 && part.chars().all(char::is_uppercase) && !is_roman(part)
}

/// Whether a part of a title is a Roman number: no digit follows it.
fn is_roman(part: &str) -> bool {
    !part.is_empty() && part.chars().all(|c| "IVX".contains(c))
}

/// Whether a part of a title is a word, as `Bauantrag` is; `IPv` and `Web` are names, of a version maybe.
fn is_word(part: &str) -> bool {
    part.chars().count() > 3 && part.ends_with(char::is_lowercase) && !part.chars().skip(1).any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Column::{Applicants, Budget, Number, Period, Title};

    fn show(columns: &[Column], text: &str) -> String {
        let rows = RowText::new(text).readings(&[columns.to_vec()], &[]).into_iter().map(|row| {
            let codes: Vec<String> = row.applicants.iter().map(|one| one.code.clone()).collect();
            let period = row.period.map_or("-".into(), |p| format!("{}..{}", p.start.first, p.end.last));
            let budget = row.budget.map_or("-".into(), |(money, _)| money.amount.to_string());
            let mark = if row.mark.is_some() { "*" } else { "" };
            let (number, title) = (row.number.0, &text[row.title]);
            format!("\n  {number}{mark} | {title} | {} | {budget} | {period} | cost {}", codes.join("+"), row.cost)
        });
        format!("{text}{}", rows.collect::<String>())
    }

    #[test]
    fn rows_right_to_left() {
        let columns = [Period, Budget, Applicants, Title, Number];
        let cases = [
            "01.07.2025-01.06.2026369.600,- €STFöderale API-Autorisierungsinfrastruktur35",
            "01.07.2025-30.06.20261.900.000,- €NWErarbeitung (EfA: Software as a service)64",
            "01.07.2025-30.06.2026800.000,- €HBELFEConnect7",
            "01.07 2025 -30.09.2026238.000,- €HHDatenschutzmanagement-Tool28",
            "01.07.2025-30.09.2026379.750,- € HH, SL, BE, RP, NW, DLKT ProAIT – Prozess-Analytik31",
            "01.07.2025-31.12.2026270.000,- €STDigitaler Zwilling38*",
            "01.07.2025-30.06.2026 400.000,- €HEKI-Assistenz 57",
            "01.07.2025-30.06.2026400.000,- €THPortalverbund Phase 260",
            "01.07.2025-30.06.2026400.000,- €BWRegisterkompass 20275",
            "01.07.2025-30.06.2026400.000,- €BWDigitaler Bauantrag 3.026*",
            "01.07.2025-30.06.2026400.000,- €BY, MVNetze D2150",
            "01.07.2025-30.06.2026400.000,- €HBBriefbogen 3.117",
            "01.07.2025-30.06.2026400.000,- €BWKI-Assistenz ohne Nummer",
        ];
        insta::assert_snapshot!(cases.map(|case| show(&columns, case)).join("\n"), @"
        01.07.2025-01.06.2026369.600,- €STFöderale API-Autorisierungsinfrastruktur35
          35 | Föderale API-Autorisierungsinfrastruktur | ST | 369600 | 2025-07-01..2026-06-01 | cost 0
          5 | Föderale API-Autorisierungsinfrastruktur3 | ST | 369600 | 2025-07-01..2026-06-01 | cost 12
        01.07.2025-30.06.20261.900.000,- €NWErarbeitung (EfA: Software as a service)64
          64 | Erarbeitung (EfA: Software as a service) | NW | 1900000 | 2025-07-01..2026-06-30 | cost 0
          4 | Erarbeitung (EfA: Software as a service)6 | NW | 1900000 | 2025-07-01..2026-06-30 | cost 12
        01.07.2025-30.06.2026800.000,- €HBELFEConnect7
          7 | ELFEConnect | HB | 800000 | 2025-07-01..2026-06-30 | cost 0
        01.07 2025 -30.09.2026238.000,- €HHDatenschutzmanagement-Tool28
          28 | Datenschutzmanagement-Tool | HH | 238000 | 2025-07-01..2026-09-30 | cost 0
          8 | Datenschutzmanagement-Tool2 | HH | 238000 | 2025-07-01..2026-09-30 | cost 12
        01.07.2025-30.09.2026379.750,- € HH, SL, BE, RP, NW, DLKT ProAIT – Prozess-Analytik31
          31 | ProAIT – Prozess-Analytik | HH+SL+BE+RP+NW+DLKT | 379750 | 2025-07-01..2026-09-30 | cost 0
          1 | ProAIT – Prozess-Analytik3 | HH+SL+BE+RP+NW+DLKT | 379750 | 2025-07-01..2026-09-30 | cost 12
        01.07.2025-31.12.2026270.000,- €STDigitaler Zwilling38*
          38* | Digitaler Zwilling | ST | 270000 | 2025-07-01..2026-12-31 | cost 0
          8* | Digitaler Zwilling3 | ST | 270000 | 2025-07-01..2026-12-31 | cost 12
        01.07.2025-30.06.2026 400.000,- €HEKI-Assistenz 57
          57 | KI-Assistenz | HE | 400000 | 2025-07-01..2026-06-30 | cost 0
          7 | KI-Assistenz 5 | HE | 400000 | 2025-07-01..2026-06-30 | cost 4
        01.07.2025-30.06.2026400.000,- €THPortalverbund Phase 260
          60 | Portalverbund Phase 2 | TH | 400000 | 2025-07-01..2026-06-30 | cost 1
          260 | Portalverbund Phase | TH | 400000 | 2025-07-01..2026-06-30 | cost 2
        01.07.2025-30.06.2026400.000,- €BWRegisterkompass 20275
          5 | Registerkompass 2027 | BW | 400000 | 2025-07-01..2026-06-30 | cost 0
          275 | Registerkompass 20 | BW | 400000 | 2025-07-01..2026-06-30 | cost 5
          75 | Registerkompass 202 | BW | 400000 | 2025-07-01..2026-06-30 | cost 6
        01.07.2025-30.06.2026400.000,- €BWDigitaler Bauantrag 3.026*
          26* | Digitaler Bauantrag 3.0 | BW | 400000 | 2025-07-01..2026-06-30 | cost 0
          6* | Digitaler Bauantrag 3.02 | BW | 400000 | 2025-07-01..2026-06-30 | cost 4
          26* | Digitaler Bauantrag 3. | BW | 400000 | 2025-07-01..2026-06-30 | cost 4
        01.07.2025-30.06.2026400.000,- €BY, MVNetze D2150
          2150 | Netze D | BY+MV | 400000 | 2025-07-01..2026-06-30 | cost 0
          50 | Netze D21 | BY+MV | 400000 | 2025-07-01..2026-06-30 | cost 1
          150 | Netze D2 | BY+MV | 400000 | 2025-07-01..2026-06-30 | cost 1
        01.07.2025-30.06.2026400.000,- €HBBriefbogen 3.117
          17 | Briefbogen 3.1 | HB | 400000 | 2025-07-01..2026-06-30 | cost 0
          7 | Briefbogen 3.11 | HB | 400000 | 2025-07-01..2026-06-30 | cost 1
          117 | Briefbogen 3. | HB | 400000 | 2025-07-01..2026-06-30 | cost 4
        01.07.2025-30.06.2026400.000,- €BWKI-Assistenz ohne Nummer
        ");
    }

    #[test]
    fn rows_in_other_orders() {
        let left_to_right = [Number, Title, Applicants, Period, Budget];
        let title_first = [Title, Applicants, Number, Budget];
        insta::assert_snapshot!(
            [
                show(&left_to_right, "35 Ausbau „Store EfA“ (ID 10) HH Q3/2025–Q1/2027 EUR 1.700.000,00"),
                show(&left_to_right, "6* Aufbau Förderdatenbank NI, BY, HH, DLKT 07/2026 – 12/2027 412.000 €"),
                show(&left_to_right, "62FA für alle HH 07/2026 – 12/2027 412.000 €"),
                show(&left_to_right, "17Vorlesefunktion HH 07/2026 – 12/2027 412.000 €"),
                show(&[Title, Period, Number], "Lesehilfe01.05.2029-31.12.2029 17"),
                show(&title_first, "Evaluierung föderales TicketsystemBB81 5.000,- €"),
            ]
            .join("\n"), @"
        35 Ausbau „Store EfA“ (ID 10) HH Q3/2025–Q1/2027 EUR 1.700.000,00
          35 | Ausbau „Store EfA“ (ID 10) | HH | 1700000.00 | 2025-07-01..2027-03-31 | cost 0
          3 | 5 Ausbau „Store EfA“ (ID 10) | HH | 1700000.00 | 2025-07-01..2027-03-31 | cost 3
        6* Aufbau Förderdatenbank NI, BY, HH, DLKT 07/2026 – 12/2027 412.000 €
          6* | Aufbau Förderdatenbank | NI+BY+HH+DLKT | 412000 | 2026-07-01..2027-12-31 | cost 0
        62FA für alle HH 07/2026 – 12/2027 412.000 €
          62 | FA für alle | HH | 412000 | 2026-07-01..2027-12-31 | cost 0
          6 | 2FA für alle | HH | 412000 | 2026-07-01..2027-12-31 | cost 1
        17Vorlesefunktion HH 07/2026 – 12/2027 412.000 €
          17 | Vorlesefunktion | HH | 412000 | 2026-07-01..2027-12-31 | cost 0
          1 | 7Vorlesefunktion | HH | 412000 | 2026-07-01..2027-12-31 | cost 4
        Lesehilfe01.05.2029-31.12.2029 17
          17 | Lesehilfe |  | - | 2029-05-01..2029-12-31 | cost 0
          17 | Lesehilfe0 |  | - | 2029-05-01..2029-12-31 | cost 12
        Evaluierung föderales TicketsystemBB81 5.000,- €
          81 | Evaluierung föderales Ticketsystem | BB | 5000 | - | cost 0
        ");
    }

    #[test]
    fn the_mark_of_a_reservation_is_no_title() {
        let orders = [vec![Applicants, Number, Budget, Title, Period]];
        let read = |text: &str| RowText::new(text).readings(&orders, &[]).len();
        assert_eq!(read("BB, MV 640.000 € (V) 10/2029 bis 09/2032"), 0);
        assert!(read("BB, MV 640.000 € (Vergabe) 10/2029 bis 09/2032") > 0);
    }

    #[test]
    fn an_unreadable_cell_leaves_the_others() {
        let columns = [Period, Budget, Applicants, Title, Number];
        let text = "01.07.2025-01.06.2026369.6x0,- €STFöderale API35";
        let read = |text: &str, unreadable: &[Column]| RowText::new(text).readings(&[columns.to_vec()], unreadable);
        assert!(read(text, &[]).is_empty());
        // A cell does not start within a number, unless a year ends there.
        let period = "ab 01.05.202964.000,- €HHLesehilfe7";
        let rows = read(period, &[Period]);
        assert_eq!(rows[0].budget.as_ref().map(|(money, _)| money.amount.to_string()).as_deref(), Some("64000"));
        let rows = read(text, &[Budget]);
        let (column, range) = rows[0].unreadable[0].clone();
        assert_eq!((column, &text[range], &text[rows[0].title.clone()]), (Budget, "369.6x0,- €", "Föderale API"));
    }
}
