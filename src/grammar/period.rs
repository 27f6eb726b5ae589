//! Periods: two dates and what stands between them.
//!
//! | written | note |
//! | --- | --- |
//! | `01.07.2025-30.06.2026`, `01.07.2025 – 30.06.2026` | all dashes, with blanks or without |
//! | `01.07.2024 bis 30.06.2025` | |
//! | `07/2025 – 12/2026`, `Q3/2025–Q1/2027`, `2025 bis 2026` | from the first to the last day: `coarse` |
//! | `07.2025 – 12.2026`, `2025-07 bis 2026-12` | the same, of months as cells have them |
//! | `01.07.2025 30.06.2026`, `07/2025 12/2026` | two columns, one for each date |
//! | `01.07 2025 -30.09.2026` | mistyped dates, see `date` |
//! | `18 Monate ab 03/2030`, `2 Jahre ab 2029`, `ab 03/2030, 18 Monate` | [`duration`] |
//! | `bis Ende 2028`, `ab 03/2030` | [`limit`] |

use std::ops::Range;

use chrono::Months;
use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::tag,
    combinator::{opt, recognize},
};

use super::date::{Date, Precision, YearDigits, parse_cell_month, parse_date, parse_date_fused, parse_year};
use super::{blanks, prefix};
use crate::vocabulary::LIMIT_WORDS;

/// A period as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its first date.
    pub start: Date,
    /// Where that stands in the text that was read.
    pub start_range: Range<usize>,
    /// Its last date.
    pub end: Date,
    /// Where that stands.
    pub end_range: Range<usize>,
}

impl Period {
    /// Whether it says how long it is, and no end.
    pub fn is_duration(&self) -> bool {
        self.end_range.start < self.start_range.start
    }

    /// Whether its dates are no days.
    pub fn is_coarse(&self) -> bool {
        self.start.precision != Precision::Day || self.end.precision != Precision::Day
    }
}

/// The first or the last date of a period whose other one nobody says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// The date.
    pub date: Date,
    /// Where that stands in the text that was read.
    pub range: Range<usize>,
    /// Whether it is the last one.
    pub ends: bool,
}

/// Reads a whole text as a period of which one date is known.
pub fn limit(text: &str) -> Option<Limit> {
    let (rest, ends) = LIMIT_WORDS.iter().find_map(|(word, ends)| Some((text.strip_prefix(word)?, *ends)))?;
    let (date, len) =
        prefix(parse_date, rest).or_else(|| prefix(parse_cell_month, rest)).or_else(|| prefix(parse_year, rest))?;
    (len == rest.len()).then(|| Limit { date, range: text.len() - len..text.len(), ends })
}

/// Reads a whole text as so many months or years from a date on; the end stands in all of it.
pub fn duration(text: &str) -> Option<Period> {
    duration_prefix(text).filter(|(_, len)| *len == text.len()).map(|(period, _)| period)
}

/// The same at the start of a text, with its length.
fn duration_prefix(text: &str) -> Option<(Period, usize)> {
    const MOST_MONTHS: u32 = 240;
    let date = |text: &str| prefix(parse_date, text).or_else(|| prefix(parse_year, text));
    let lasts = |start: Date, start_range: Range<usize>, months: u32, len: usize| {
        let months = Some(months).filter(|months| (1..=MOST_MONTHS).contains(months))?;
        let last = start.first.checked_add_months(Months::new(months))?.pred_opt()?;
        let end = Date { first: last, last, ..start };
        Some((Period { start, start_range, end, end_range: 0..len }, len))
    };
    // `ab 10/2027, 9 Monate`
    if let Some(from) = text.strip_prefix("ab ") {
        let (start, len) = date(from)?;
        let behind = from[len..].trim_start_matches([',', ' ']);
        let (months, length) = months_prefix(behind)?;
        let start_at = "ab ".len();
        return lasts(start, start_at..start_at + len, months, text.len() - behind.len() + length);
    }
    let (months, length) = months_prefix(text)?;
    let rest = text[length..].strip_prefix(' ')?;
    let from = rest.strip_prefix("ab ").unwrap_or(rest);
    let (start, len) = date(from)?;
    let at = text.len() - from.len();
    lasts(start, at..at + len, months, at + len)
}

/// Months and years, by how many months one has; a longer word before one that it starts with.
const UNITS: [(&str, u32); 8] =
    [("Monaten", 1), ("Monate", 1), ("Monat", 1), ("Mon.", 1), ("Mt.", 1), ("Jahren", 12), ("Jahre", 12), ("Jahr", 12)];

/// Reads so many months or years, with the length of what was read: `18 Monate`, `2 Jahre`.
pub fn months_prefix(text: &str) -> Option<(u32, usize)> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let number: u32 = text[..digits].parse().ok()?;
    let rest = text[digits..].trim_start();
    let (rest, unit) = UNITS.iter().find_map(|(word, months)| Some((rest.strip_prefix(word)?, months)))?;
    let ends = !rest.starts_with(char::is_alphanumeric);
    number.checked_mul(*unit).filter(|_| ends).map(|months| (months, text.len() - rest.len()))
}

/// Where the word for months or years stands in the head of a column: `Laufzeit (Monate)`.
pub fn months_of_head(head: &str) -> Option<Range<usize>> {
    UNITS.iter().find_map(|(unit, _)| head.find(unit).map(|at| at..at + unit.len()))
}

/// What stands between two dates.
pub(crate) fn parse_between(input: &str) -> IResult<&str, &str> {
    let dash = alt((tag("-"), tag("–"), tag("—"), tag("−"), tag("bis")));
    recognize((blanks, dash, blanks)).parse(input)
}

/// Whether a text is a period and nothing else, or as much of it as a line has: `Oktober 2027 bis März`, `1. Quartal 2027
/// bis 2.`, `Quartal 2028`.
pub fn is_part_of_period(text: &str) -> bool {
    let whole = |text: &str| prefix(parse_date, text).is_some_and(|(_, len)| len == text.len());
    let starts = || {
        let (_, start) = prefix(parse_date, text)?;
        prefix(parse_between, &text[start..])
    };
    let ends = || text.starts_with(char::is_uppercase) && whole(&format!("1. {text}"));
    period_prefixes(text).iter().any(|(_, len)| *len == text.len()) || starts().is_some() || ends()
}

/// Whether a blank between these texts stands inside a period, as far as a line has it: behind its first date, or behind
/// the sign that follows that.
pub fn divides_dates(before: &str, behind: &str) -> bool {
    let dated = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let first = before.trim_end_matches(['–', '-']).trim_end();
    let signed = first.len() < before.len() && dated(first) && prefix(parse_date, behind).is_some();
    signed || dated(before) && prefix(parse_between, behind).is_some()
}

/// All periods that `input` can start with: one for each length of a year's digits, both years written alike.
pub fn period_prefixes(input: &str) -> Vec<(Period, usize)> {
    let mut periods: Vec<(Period, usize)> = Vec::new();
    if !may_start(input) {
        return periods;
    }
    for digits in [YearDigits::Four, YearDigits::Two] {
        if let Some(found) = period(|i| parse_date_fused(digits, i), digits == YearDigits::Four, input)
            && periods.iter().all(|(_, len)| *len != found.1)
        {
            periods.push(found);
        }
    }
    if periods.is_empty() {
        let months = || period(parse_cell_month, true, input);
        periods.extend(duration_prefix(input).or_else(months).or_else(|| period(parse_year, false, input)));
    }
    periods
}

/// Whether what stands first can start a period: most digits of a text are told so by what follows them.
fn may_start(input: &str) -> bool {
    let digits = input.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &input[digits..];
    match digits {
        0 => true,
        1 | 2 => rest.starts_with(['.', ',', '/', ' ', 'M', 'J']),
        _ => input.starts_with("19") || input.starts_with("20") || rest.starts_with([' ', 'M', 'J']),
    }
}

/// A period of such dates; `columns` says that its days may stand in two columns, with nothing between them.
fn period(date: impl Fn(&str) -> IResult<&str, Date>, columns: bool, input: &str) -> Option<(Period, usize)> {
    let (_, from) = prefix(opt((alt((tag("von"), tag("ab"))), blanks)), input)?;
    let (start, start_len) = prefix(&date, &input[from..])?;
    let start_range = from..from + start_len;
    let rest = &input[start_range.end..];
    let columns = columns && start.precision != Precision::Year && from == 0;
    let between =
        prefix(parse_between, rest).or_else(|| prefix(blanks, rest).filter(|_| columns)).map(|(_, len)| len)?;
    let at = start_range.end + between;
    let (end, end_len) = prefix(&date, &input[at..])?;
    let same = start.precision == end.precision && (between > 0 || end.precision == Precision::Day);
    same.then(|| (Period { start, start_range, end, end_range: at..at + end_len }, at + end_len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations() {
        let read = |text: &str| duration(text).map(|read| format!("{} {}", read.start.first, read.end.last));
        assert_eq!(read("18 Monate ab 03/2030").as_deref(), Some("2030-03-01 2031-08-31"));
        assert_eq!(read("2 Jahre ab 2029").as_deref(), Some("2029-01-01 2030-12-31"));
        assert_eq!(read("6 Monate ab 15.01.2030").as_deref(), Some("2030-01-15 2030-07-14"));
        assert_eq!(read("ab 10/2027, 9 Monate").as_deref(), Some("2027-10-01 2028-06-30"));
        assert_eq!(read("24 Monate 07/2029").as_deref(), Some("2029-07-01 2031-06-30"));
        assert_eq!(read("6 Monate"), None);
        assert_eq!(read("999999999 Jahre ab 2029"), None);
    }

    #[test]
    fn limits() {
        let read =
            |text: &str| limit(text).map(|one| (one.date.first.to_string(), one.date.last.to_string(), one.ends));
        let said = |first: &str, last: &str, ends: bool| Some((first.to_owned(), last.to_owned(), ends));
        assert_eq!(read("bis Ende 2028"), said("2028-01-01", "2028-12-31", true));
        assert_eq!(read("bis zum 30.06.2031"), said("2031-06-30", "2031-06-30", true));
        assert_eq!(read("Ende September 2031"), said("2031-09-01", "2031-09-30", true));
        assert_eq!(read("ab 03/2030"), said("2030-03-01", "2030-03-31", false));
        assert_eq!(read("bis Mitte 2031"), None);
        assert_eq!(read("bis 2031 offen"), None);
    }

    #[test]
    fn parts_of_periods() {
        let parts = ["Oktober 2027 bis März", "1. Quartal 2027 bis 2.", "Quartal 2028", "07/2029 – 12/2030"];
        assert!(parts.iter().all(|text| is_part_of_period(text)));
        assert!(!["Oktober 2027 in Fulda", "Quartal", "12.000 €"].iter().any(|text| is_part_of_period(text)));
        assert!(divides_dates("345.000 € 1. Quartal 2031", "bis 4.") && !divides_dates("345.000 €", "1. Quartal 2031"));
    }

    #[test]
    fn periods() {
        let cases = [
            "01.07.2025-01.06.2026369.600,- €",
            "01.07 2025 -30.09.2026238.000,- €",
            "01.01.2030- 15.05.2030619.000,- €",
            "01.07.2024 bis 30.06.2025567 Tsd. EUR",
            "1.7.25-30.6.26 500 €",
            "07/2025 – 12/2026 1,8 Mio. €",
            "Q3/2025–Q1/2027 EUR",
            "2020−2022",
            "von 2017 bis 2019",
            "01.07.2025-30.06.20261.900.000,- €",
            "01.07.2025",
            "01.07.2025-12/2026",
            "01.07.2025 30.06.2026 120.000,- €",
            "01.07.202530.06.2026120.000,- €",
            "01.07.2025 12.000,- €",
            "07/2025 12/2026 1.292",
            "Juli 2025 – Juni 2026",
            "II/2031–IV/2032",
            "ab 07/2030 bis 11/2032",
            "04.2028 03.2030",
            "2028-04 – 2030-03",
        ];
        let lines = cases.map(|case| {
            let readings = period_prefixes(case)
                .into_iter()
                .map(|(period, len)| format!("{}..{} left {:?}", period.start.first, period.end.last, &case[len..]));
            format!("{case} -> {}", readings.collect::<Vec<_>>().join(" | "))
        });
        insta::assert_snapshot!(lines.join("\n"), @r#"
        01.07.2025-01.06.2026369.600,- € -> 2025-07-01..2026-06-01 left "369.600,- €"
        01.07 2025 -30.09.2026238.000,- € -> 2025-07-01..2026-09-30 left "238.000,- €"
        01.01.2030- 15.05.2030619.000,- € -> 2030-01-01..2030-05-15 left "619.000,- €"
        01.07.2024 bis 30.06.2025567 Tsd. EUR -> 2024-07-01..2025-06-30 left "567 Tsd. EUR"
        1.7.25-30.6.26 500 € -> 2025-07-01..2026-06-30 left " 500 €"
        07/2025 – 12/2026 1,8 Mio. € -> 2025-07-01..2026-12-31 left " 1,8 Mio. €"
        Q3/2025–Q1/2027 EUR -> 2025-07-01..2027-03-31 left " EUR"
        2020−2022 -> 2020-01-01..2022-12-31 left ""
        von 2017 bis 2019 -> 2017-01-01..2019-12-31 left ""
        01.07.2025-30.06.20261.900.000,- € -> 2025-07-01..2026-06-30 left "1.900.000,- €"
        01.07.2025 -> 
        01.07.2025-12/2026 -> 
        01.07.2025 30.06.2026 120.000,- € -> 2025-07-01..2026-06-30 left " 120.000,- €"
        01.07.202530.06.2026120.000,- € -> 2025-07-01..2026-06-30 left "120.000,- €"
        01.07.2025 12.000,- € -> 
        07/2025 12/2026 1.292 -> 2025-07-01..2026-12-31 left " 1.292"
        Juli 2025 – Juni 2026 -> 2025-07-01..2026-06-30 left ""
        II/2031–IV/2032 -> 2031-04-01..2032-12-31 left ""
        ab 07/2030 bis 11/2032 -> 2030-07-01..2032-11-30 left ""
        04.2028 03.2030 -> 2028-04-01..2030-03-31 left ""
        2028-04 – 2030-03 -> 2028-04-01..2030-03-31 left ""
        "#);
    }
}
