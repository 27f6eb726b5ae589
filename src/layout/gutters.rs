//! Gutters: where the columns of a table stand in a text that keeps the layout of its pages.
//!
//! In: the lines of a table, cut at their gutters. Out: its columns, each as the characters of the page that it takes.
//!
//! Not here: which lines are a table, and which of them are a row (`cells`).

use std::collections::BTreeSet;
use std::ops::Range;

use crate::grammar::cell::{is_bare_amount, role_of_head, unit_of_head, whole_date, whole_money, whole_period};
use crate::grammar::date::{Precision, parse_date};
use crate::grammar::mark::mark_at_end;
use crate::grammar::period::{Period, divides_dates, is_part_of_period, period_prefixes};
use crate::grammar::prefix;
use crate::text::is_blank;
use crate::vocabulary::{REMARK_LABELS, UNITS};

use super::columns::{MOST_COLUMNS, Segment};

/// A column: the characters of the page that it takes.
pub(super) type Column = Range<usize>;

pub(super) fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a text is the name of a column.
pub(super) fn is_head(text: &str) -> bool {
    // `davon Land in €`, whatever the words say.
    // Most texts end otherwise.
    let may_be = || text.trim_end_matches(')').ends_with(['€', 'R', 'o']);
    let of_sums = || {
        let unit = unit_of_head(text).filter(|unit| text[unit.end..].trim_end_matches(')').is_empty());
        unit.is_some_and(|unit| text[..unit.start].trim_end_matches('(').trim_end().ends_with(" in"))
    };
    role_of_head(text).is_some() || REMARK_LABELS.contains(&text) || may_be() && of_sums()
}

/// The columns of lines: what stands between characters that are blank in all of them. Between the words of one column
/// such a blank may stand by chance; before a column that starts behind it some line has a gutter.
pub(super) fn columns(text: &str, lines: &[&[Segment]], all: &[Vec<Segment>]) -> Vec<Column> {
    let width = lines.iter().filter_map(|line| line.last()).map(|segment| segment.end).max().unwrap_or(0);
    let full = filled(text, lines.iter().copied().flatten(), width);
    let starts: BTreeSet<usize> = lines.iter().copied().flatten().map(|segment| segment.start).collect();
    let mut columns: Vec<Column> = Vec::new();
    let mut at = 0;
    while let Some(room) = full[at..].iter().position(|full| *full > 0) {
        let begin = at + room;
        let end = begin + full[begin..].iter().position(|full| *full == 0).unwrap_or(width - begin);
        let start = starts.range(at..end).next().copied();
        match (columns.last_mut(), start) {
            (Some(last), None) => last.end = end,
            (_, start) => columns.push(start.unwrap_or(begin).min(begin)..end),
        }
        at = end;
    }
    // What only the start of wider cells stands in, `Mio. Euro` above `0,47`, is no column.
    let within = |column: &Column, segment: &&Segment| column.start < segment.end && segment.start < column.end;
    let mut at = 1;
    while at < columns.len() {
        let own = |segment: &&Segment| within(&columns[at - 1], segment) && !within(&columns[at], segment);
        if lines.iter().copied().flatten().any(|segment| own(&segment)) {
            at += 1;
        } else {
            columns[at].start = columns[at - 1].start;
            columns.remove(at - 1);
        }
    }
    // A line whose cells are longer may have shifted one into the blanks before its column: other lines show that.
    let full = filled(text, all.iter().flatten(), width);
    let mut at = 0;
    while at < columns.len() && columns.len() <= MOST_COLUMNS {
        match hidden_blank(&columns[at], lines, &full) {
            Some(blank) => {
                let rest = blank + 1..columns[at].end;
                columns[at].end = blank;
                columns.insert(at + 1, rest);
            }
            None => at += 1,
        }
    }
    // `2030` may head sums.
    let is_row = |line: &&[Segment]| {
        let written = || line.iter().map(|segment| &text[segment.span.range()]);
        written().any(has_digit) && written().filter(|text| is_head(text)).count() * 2 <= line.len()
    };
    let rows: Vec<bool> = lines.iter().map(is_row).collect();
    let mut at = 0;
    while at < columns.len() && columns.len() <= MOST_COLUMNS {
        let blank = single_blank(text, &columns[at], lines, &rows);
        if let Some(blank) = blank.or_else(|| between_sums_and_times(text, &columns[at], all)) {
            let rest = blank + 1..columns[at].end;
            columns[at].end = blank;
            columns.insert(at + 1, rest);
        }
        at += 1;
    }
    let mut at = 1;
    while at < columns.len() {
        if are_one(text, [&columns[at - 1], &columns[at]], lines, all) {
            columns[at].start = columns[at - 1].start;
            columns.remove(at - 1);
        } else {
            at += 1;
        }
    }
    if let Some(start) = around_rows(text, columns.last(), lines, all) {
        let end = columns.last().map_or(start, |last| last.end);
        columns.last_mut().into_iter().for_each(|last| last.end = start - 1);
        columns.push(start..end.max(start + 1));
    }
    columns
}

/// Where the last column starts, if all of its cells stand on other lines than the others, as what wraps around the middle
/// of each row does, and a single blank divides the heads: `Geld von – bis` above `1.400.000`, and around that `10/2026 –`
/// and `03/2028`.
fn around_rows(text: &str, last: Option<&Column>, lines: &[&[Segment]], all: &[Vec<Segment>]) -> Option<usize> {
    const FEWEST: usize = 3;
    let last = last?;
    let inside = |segment: &&Segment| last.start < segment.end && segment.start < last.end;
    let is_full = |segment: &Segment| lines.iter().any(|line| line[0].line == segment.line);
    let (full, others): (Vec<&Segment>, Vec<&Segment>) =
        all.iter().flatten().filter(inside).partition(|segment| is_full(segment));
    let written = |segment: &&&Segment| &text[segment.span.range()];
    let cells = full.iter().filter(|segment| !written(segment).contains(char::is_alphabetic));
    let end = cells.clone().map(|segment| segment.end).max()?;
    let start = others.iter().map(|segment| segment.start).min().filter(|start| *start > end)?;
    let is_period = |text: &str| {
        let bare = text.trim_end_matches([' ', '–', '-']);
        let bare = bare.strip_suffix(" bis").unwrap_or(bare);
        is_part_of_period(text) || prefix(parse_date, bare).is_some_and(|(_, len)| len == bare.len())
    };
    let of_periods = others.iter().filter(|segment| is_period(written(segment))).count();
    (cells.count() >= FEWEST && of_periods >= FEWEST && of_periods == others.len()).then_some(start)
}

/// Whether two columns beside each other are one, as no line has a cell in both: numbers alone stand below their heads, one of
/// which stands further left in the middle of its cell; or one has but the head of the other.
fn are_one(text: &str, columns: [&Column; 2], lines: &[&[Segment]], all: &[Vec<Segment>]) -> bool {
    let within = |column: &Column| {
        let own = |segment: &&Segment| segment.start < column.end && column.start < segment.end;
        lines.iter().map(|line| line.iter().find(own)).collect::<Vec<Option<&Segment>>>()
    };
    let sides = columns.map(within);
    let apart = sides[0].iter().zip(&sides[1]).all(|pair| !matches!(pair, (Some(_), Some(_))));
    let texts = sides.each_ref().map(|side| {
        let texts = side.iter().flatten().map(|segment| &text[segment.span.range()]);
        texts.collect::<Vec<&str>>()
    });
    let numbers = |texts: &Vec<&str>| {
        let cells = || texts.iter().filter(|text| !is_head(text));
        cells().next().is_some() && cells().all(|text| text.parse::<u16>().is_ok())
    };
    let head_of = |head: &[&str], cells: &[&str]| {
        head.len() == 1 && is_head(head[0]) && cells.len() > 1 && !cells.iter().any(|text| is_head(text))
    };
    // Cells that wrap around each row stand on other lines.
    let alone = |column: &Column| {
        let own = |segment: &&Segment| segment.start < column.end && column.start < segment.end;
        all.iter().flatten().filter(own).count() == 1
    };
    let [left, right] = &texts;
    apart
        && (texts.iter().all(numbers)
            || head_of(left, right) && alone(columns[0])
            || head_of(right, left) && alone(columns[1]))
}

/// How many lines have something at each character but a blank. A cell may be shifted by one into the blank before its
/// column, so that its first character does not count.
fn filled<'a>(text: &str, segments: impl Iterator<Item = &'a Segment>, width: usize) -> Vec<usize> {
    let mut full = vec![0; width];
    for segment in segments {
        let first = usize::from(segment.end > segment.start + 1);
        for (at, c) in (segment.start..segment.end.min(width)).zip(text[segment.span.range()].chars()).skip(first) {
            full[at] += usize::from(!is_blank(c));
        }
    }
    full
}

/// Lines with a gutter inside a column from which on it is two.
const FEWEST_GUTTERS: usize = 2;

/// Where a gutter that several lines have inside a column is crossed least.
fn hidden_blank(column: &Column, lines: &[&[Segment]], full: &[usize]) -> Option<usize> {
    let inside = |segment: &&Segment| column.start < segment.end && segment.start < column.end;
    let mut gutters = vec![0usize; column.len()];
    let mut most = 0;
    for line in lines {
        let parts: Vec<&Segment> = line.iter().filter(inside).collect();
        for pair in parts.windows(2) {
            for at in pair[0].end.max(column.start + 1)..pair[1].start.min(column.end.saturating_sub(1)) {
                gutters[at - column.start] += 1;
                most = most.max(gutters[at - column.start]);
            }
        }
    }
    let candidates = (column.start..column.end).filter(|at| gutters[at - column.start] * 2 > most);
    let crossed = |at: &usize| (full[*at], std::cmp::Reverse(gutters[at - column.start]));
    candidates.min_by_key(crossed).filter(|at| most >= FEWEST_GUTTERS && full[*at] * 4 <= most.max(4))
}

/// Lines that show a single blank between two columns, at least; of two columns that are named one less.
const FEWEST_BLANKS: usize = 3;

/// Where a single blank divides two columns: what stands left of it ends there and what stands right of it begins there on
/// each line, amounts and words. Their heads show it, or that each is a column: sums of money with their unit, numbers that
/// count the rows, cells of many lengths; all else may be one pattern, as in `Q1/2030 – Q2/2031` or `9 Monate`.
fn single_blank(text: &str, column: &Column, lines: &[&[Segment]], rows: &[bool]) -> Option<usize> {
    let inside = |segment: &&Segment| column.start < segment.end && segment.start < column.end;
    let parts = |of_rows: bool| {
        let lines = lines.iter().zip(rows).filter(move |(_, is_row)| **is_row == of_rows);
        lines.flat_map(|(line, _)| line.iter().filter(inside)).collect::<Vec<&Segment>>()
    };
    let (rows, heads) = (parts(true), parts(false));
    let digits = |side: &[&str]| side.iter().all(|text| has_digit(text));
    let differ = |side: &[usize]| side.windows(2).any(|pair| pair[0] != pair[1]);
    let exact = |blank: usize| {
        let over = rows.iter().filter_map(|part| sides(text, part, column, blank));
        over.filter(|sides| sides.blank == blank).count()
    };
    let divides = |blank: &usize| {
        let over = rows.iter().filter(|part| part.start < *blank && blank + 1 < part.end);
        // A sum and a day may stand further left, if both are long; not on most lines.
        let mut shifted = 0;
        let sides_of = |part: &&Segment| {
            sides(text, part, column, *blank).or_else(|| {
                shifted += 1;
                sum_and_time(text, part)
            })
        };
        let pairs = over.map(sides_of).collect::<Option<Vec<Sides<'_>>>>();
        let few = |pairs: &Vec<Sides<'_>>| {
            let typed = || pairs.iter().all(|pair| is_sum_before_time(pair.left, pair.right));
            shifted == 0 || shifted * 4 <= pairs.len() && typed()
        };
        let Some(pairs) = pairs.filter(few) else { return false };
        let left: Vec<&str> = pairs.iter().map(|pair| pair.left).collect();
        let right: Vec<&str> = pairs.iter().map(|pair| pair.right).collect();
        let is_named = |sides: Sides<'_>| is_head(sides.left) && is_head(sides.right);
        let both_named = || heads.iter().filter_map(|head| sides(text, head, column, *blank)).any(is_named);
        let few = pairs.len() < FEWEST_BLANKS && !(pairs.len() + 1 == FEWEST_BLANKS && both_named());
        // `180 000`, a day behind it perhaps
        let thousands = |pair: &Sides<'_>| {
            let figures = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
            let next = pair.right.split(is_blank).next().unwrap_or_default();
            pair.left.rsplit(is_blank).next().is_some_and(figures) && next.len() == 3 && figures(next)
        };
        // `1. Quartal 2031 bis 2.`, and the rest of it on the next line.
        let within_period = || pairs.iter().all(|pair| divides_dates(pair.left, pair.right));
        // A mark belongs to the sum in front of it.
        let before_mark = || pairs.iter().any(|pair| pair.right.starts_with("* "));
        if few || !digits(&left) && !digits(&right) || pairs.iter().all(thousands) || within_period() || before_mark() {
            return false;
        }
        let apart = || {
            heads
                .windows(2)
                .any(|pair| pair[0].line == pair[1].line && pair[0].end <= blank + 1 && *blank <= pair[1].start)
        };
        let named = || apart() || both_named();
        let first: Vec<&str> = right.iter().map(|text| text.split(is_blank).next().unwrap_or_default()).collect();
        let unlike = || first.windows(2).any(|pair| pair[0] != pair[1]);
        let sum = |text: &str| mark_at_end(text).map_or(text.len(), |at| text[..at].trim_end().len());
        let money = || left.iter().all(|text| UNITS.iter().any(|unit| text[..sum(text)].ends_with(unit)));
        // Sums without their unit, and periods or days, behind which a single blank may stand as well.
        let typed = || {
            let starts = |text: &str| {
                let ends = |(_, len): &(Period, usize)| text[*len..].starts_with(is_blank);
                period_prefixes(text).iter().any(ends)
            };
            let is_time = |text: &&str| whole_period(text).is_some() || whole_date(text).is_some() || starts(text);
            left.iter().all(|text| is_bare_amount(&text[..sum(text)])) && right.iter().all(is_time)
        };
        let numbers = || left.iter().map(|text| text.parse::<u16>().ok()).collect::<Option<Vec<u16>>>();
        let counted = || numbers().is_some_and(|numbers| numbers.windows(2).all(|pair| pair[0] < pair[1]));
        let widths = |side: &[&str]| side.iter().map(|text| text.chars().count()).collect::<Vec<usize>>();
        let lengths = || differ(&widths(&left)) && differ(&widths(&right));
        named() || unlike() && (money() || typed() || exact(*blank) == pairs.len() && (counted() || lengths()))
    };
    let inside = column.start + 1..column.end.saturating_sub(1);
    inside.filter(divides).max_by_key(|blank| (exact(*blank), std::cmp::Reverse(*blank)))
}

/// Whether a blank between these texts is one before a unit of money, or in one: a part of `Mio. Euro` is another unit.
pub(super) fn is_within_unit(before: &str, behind: &str) -> bool {
    let word = behind.split(is_blank).next().unwrap_or_default();
    // A mark may stand behind the sum.
    let word = &word[..mark_at_end(word).unwrap_or(word.len())];
    let parts = UNITS.iter().filter_map(|unit| unit.rsplit_once(' '));
    // `369.600,- €`
    let before = before.trim_end_matches([',', '-', '–', '.']);
    before.ends_with(|c: char| c.is_ascii_digit()) && UNITS.contains(&word)
        || parts.into_iter().any(|(first, second)| before.ends_with(first) && behind.starts_with(second))
}

/// What stands on both sides of a single blank.
struct Sides<'a> {
    left: &'a str,
    right: &'a str,
    blank: usize,
}

/// Where a column is one of sums and one of days or periods, which stand on lines of their own but for a few: the blank
/// between both on one of those, left of which all sums end, and right of which all others start.
fn between_sums_and_times(text: &str, column: &Column, all: &[Vec<Segment>]) -> Option<usize> {
    // The lines that show where columns are may be shorter.
    let inside = |segment: &&Segment| column.start <= segment.start && segment.start < column.end;
    let (mut sums, mut times, mut blanks) = (Vec::new(), Vec::new(), Vec::new());
    for part in all.iter().flatten().filter(inside) {
        let written = text[part.span.range()].trim_matches(is_blank);
        if !has_digit(written) {
            continue;
        }
        if whole_money(written).is_some() {
            sums.push(part.end);
        } else if is_part_of_period(written) || whole_date(written).is_some() {
            times.push(part.start);
        } else if let Some(both) = sum_and_time(text, part) {
            blanks.push(both.blank);
        } else {
            return None;
        }
    }
    // Where no line has both, their heads alone stand one blank apart.
    let blank = blanks.first().copied().or_else(|| times.iter().min()?.checked_sub(1))?;
    // Lines may be off by one.
    let apart = sums.iter().all(|end| *end <= blank + 1) && times.iter().all(|start| *start >= blank);
    let near = blanks.iter().all(|other| other.abs_diff(blank) <= 1);
    (apart && near && sums.len() >= FEWEST_GUTTERS && times.len() >= FEWEST_GUTTERS).then_some(blank)
}

/// The sum and the day or period that a segment is, with a single blank between them.
fn sum_and_time<'a>(text: &'a str, segment: &Segment) -> Option<Sides<'a>> {
    let raw = &text[segment.span.range()];
    raw.char_indices().enumerate().filter(|(_, (_, c))| is_blank(*c)).find_map(|(blank, (at, c))| {
        let (left, right) = (&raw[..at], &raw[at + c.len_utf8()..]);
        is_sum_before_time(left, right).then_some(Sides { left, right, blank: segment.start + blank })
    })
}

/// Whether a blank between these texts divides a sum, with its unit or without, from a day or a period.
pub(super) fn is_sum_before_time(sum: &str, time: &str) -> bool {
    // `1.150 k€ * 01.04.2028`
    let sum = mark_at_end(sum).map_or(sum, |at| sum[..at].trim_end());
    // `2 1. Quartal 2031`
    let bare = || is_bare_amount(sum) && whole_date(time).is_some_and(|date| date.precision == Precision::Day);
    bare() || whole_money(sum).is_some() && (whole_date(time).is_some() || is_part_of_period(time))
}

/// What stands on both sides of the single blank at a character, or next to that: lines may be off by one.
fn sides<'a>(text: &'a str, segment: &Segment, column: &Column, blank: usize) -> Option<Sides<'a>> {
    let raw = &text[segment.span.range()];
    let inside = |blank: &usize| column.start < *blank && blank + 1 < column.end;
    [blank, blank - 1, blank + 1].into_iter().filter(inside).find_map(|blank| {
        let (at, c) = raw.char_indices().nth(blank.checked_sub(segment.start)?)?;
        let (left, right) = (&raw[..at], &raw[at + c.len_utf8()..]);
        let single =
            is_blank(c) && !left.ends_with(is_blank) && !right.starts_with(is_blank) && !is_within_unit(left, right);
        (single && !left.is_empty() && !right.is_empty()).then_some(Sides { left, right, blank })
    })
}
