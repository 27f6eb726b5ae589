//! Dates.
//!
//! | written | read as | note |
//! | --- | --- | --- |
//! | `01.07.2025`, `1.1.2023`, `31.08.25` | a day | years of two digits are 20yy |
//! | `2025-07-01` | a day | |
//! | `26. Juni 2025`, `1.April 2010`, `07. April 2014` | a day | |
//! | `01.07 2025`, `8. 12.2020`, `09..02.2021` | a day | mistyped: `repaired` |
//! | `Juni 2025`, `02/2026` | a month | |
//! | `02.2026`, `2026-02` | a month | in cells alone |
//! | `Q1/2027`, `Q1 2027`, `1. Quartal 2026`, `I. Quartal 2026`, `ersten Quartal 2026`, `I/2026` | a quarter | |
//! | `H1/2027`, `1. Halbjahr 2027`, `2. Hj. 2027` | half a year | |
//! | `2026` | a year | only where `parse_date` is asked for one |

use chrono::{Datelike, Days, NaiveDate};
use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_while_m_n},
    character::complete::char,
    combinator::{map_opt, map_res, opt, recognize, verify},
    sequence::{preceded, terminated},
};

use super::{begins, blanks};
use crate::vocabulary::{MONTH_FORMS, MONTHS, ORDINALS};

/// How exact a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// Half a year.
    HalfYear,
    /// A year.
    Year,
}

/// A date as written: a stretch of one or more days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// Its first day.
    pub first: NaiveDate,
    /// Its last day.
    pub last: NaiveDate,
    /// What it names.
    pub precision: Precision,
    /// Whether it was mistyped.
    pub repaired: bool,
}

/// How many digits the years of numeric dates have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum YearDigits {
    /// `2025`; what follows may be digits, of another column.
    Four,
    /// `25`.
    Two,
}

/// Reads a date in running text: no digit may follow.
pub fn parse_date(input: &str) -> IResult<&str, Date> {
    alt((
        terminated(|i| parse_date_fused(YearDigits::Four, i), not_digit),
        terminated(|i| parse_date_fused(YearDigits::Two, i), not_digit),
    ))
    .parse(input)
}

/// Reads a year alone.
pub fn parse_year(input: &str) -> IResult<&str, Date> {
    map_opt(terminated(year4, not_digit), |year| {
        Some(Date {
            first: NaiveDate::from_ymd_opt(year, 1, 1)?,
            last: NaiveDate::from_ymd_opt(year, 12, 31)?,
            precision: Precision::Year,
            repaired: false,
        })
    })
    .parse(input)
}

/// Reads a date whose numeric year has so many digits; anything may follow, as in a table without gaps.
pub fn parse_date_fused(digits: YearDigits, input: &str) -> IResult<&str, Date> {
    let year = match digits {
        YearDigits::Four => year4,
        YearDigits::Two => year2,
    };
    let bytes = input.as_bytes();
    let front = bytes.iter().take_while(|byte| byte.is_ascii_digit()).take(5).count();
    // Most places of a text are no start of a date, which their first bytes tell.
    match (front, bytes.get(front)) {
        (1 | 2, Some(b'/')) => parse_month_number(year, input),
        (1, Some(b'.')) => {
            alt((|i| parse_numeric(year, i), parse_long, |i| parse_quarter(year, i), |i| parse_half_year(year, i)))
                .parse(input)
        }
        (1 | 2, Some(b'.' | b' ' | b',')) => alt((|i| parse_numeric(year, i), parse_long)).parse(input),
        (4, Some(b'-')) => parse_iso(digits, input),
        (0, Some(b'Q' | b'H' | b'I')) => alt((|i| parse_quarter(year, i), |i| parse_half_year(year, i))).parse(input),
        (0, Some(_)) if begins_with_month(input) => parse_month_name(digits, input),
        (0, Some(_)) if ORDINALS.iter().any(|word| begins(input, word)) => {
            alt((|i| parse_quarter(year, i), |i| parse_half_year(year, i))).parse(input)
        }
        _ => Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Alt))),
    }
}

/// A parser as a plain function.
type Parse<O> = fn(&str) -> IResult<&str, O>;

fn not_digit(input: &str) -> IResult<&str, &str> {
    verify(|i| Ok((i, i)), |rest: &str| !rest.starts_with(|c: char| c.is_ascii_digit())).parse(input)
}

fn number(min: usize, max: usize) -> impl Fn(&str) -> IResult<&str, u32> {
    move |input| map_res(take_while_m_n(min, max, |c: char| c.is_ascii_digit()), str::parse).parse(input)
}

fn year4(input: &str) -> IResult<&str, i32> {
    let digits = recognize((alt((tag("19"), tag("20"))), take_while_m_n(2, 2, |c: char| c.is_ascii_digit())));
    map_res(digits, str::parse).parse(input)
}

fn year2(input: &str) -> IResult<&str, i32> {
    map_opt(number(2, 2), |year| Some(2000 + i32::try_from(year).ok()?)).parse(input)
}

fn day_of(year: i32, month: u32, day: u32, repaired: bool) -> Option<Date> {
    let day = NaiveDate::from_ymd_opt(year, month, day)?;
    Some(Date { first: day, last: day, precision: Precision::Day, repaired })
}

/// What stands between two numbers of a date; anything but one dot is a typing error.
fn dot(input: &str) -> IResult<&str, bool> {
    let (rest, between) = recognize((blanks, alt((tag(".."), tag("."), tag(","), tag(""))), blanks)).parse(input)?;
    if between.is_empty() {
        return Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Char)));
    }
    Ok((rest, between != "."))
}

fn parse_numeric(year: Parse<i32>, input: &str) -> IResult<&str, Date> {
    map_opt((number(1, 2), dot, number(1, 2), dot, year), |(day, first, month, second, year)| {
        day_of(year, month, day, first || second)
    })
    .parse(input)
}

fn parse_iso(digits: YearDigits, input: &str) -> IResult<&str, Date> {
    let iso = (year4, preceded(char('-'), number(2, 2)), preceded(char('-'), number(2, 2)));
    verify(map_opt(iso, |(year, month, day)| day_of(year, month, day, false)), |_| digits == YearDigits::Four)
        .parse(input)
}

/// The name of a month, or how it is shortened, by its number.
fn begins_with_month(input: &str) -> bool {
    let forms = MONTH_FORMS.iter().map(|(form, _)| form);
    MONTHS.iter().map(|(_, short)| short).chain(forms).any(|word| begins(input, word))
}

fn month_name(input: &str) -> IResult<&str, u32> {
    let word = &input[..input.find(|c: char| !c.is_alphabetic()).unwrap_or(input.len())];
    let rest = &input[word.len()..];
    if let Some((_, number)) = MONTH_FORMS.iter().find(|(form, _)| *form == word && rest.starts_with(['.', ' '])) {
        return Ok((rest.strip_prefix('.').unwrap_or(rest), *number));
    }
    for (number, (name, short)) in (1..).zip(MONTHS) {
        if let Some(rest) = input.strip_prefix(name) {
            return Ok((rest, number));
        }
        // `Sep.`, and `Sep` before a blank.
        let abbreviated = word.starts_with(short) && name.starts_with(word) && rest.starts_with('.');
        if abbreviated || word == *short && rest.starts_with(' ') {
            return Ok((rest.strip_prefix('.').unwrap_or(rest), number));
        }
    }
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Tag)))
}

fn parse_long(input: &str) -> IResult<&str, Date> {
    let long = (terminated(number(1, 2), char('.')), preceded(blanks, month_name), preceded(blanks, year4));
    map_opt(long, |(day, month, year)| day_of(year, month, day, false)).parse(input)
}

fn month_of(year: i32, month: u32) -> Option<Date> {
    months_of(year, month, 1, Precision::Month)
}

fn months_of(year: i32, month: u32, count: u32, precision: Precision) -> Option<Date> {
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let last = (first + chrono::Months::new(count)).checked_sub_days(Days::new(1))?;
    Some(Date { first, last, precision, repaired: false })
}

fn parse_month_number(year: Parse<i32>, input: &str) -> IResult<&str, Date> {
    map_opt((terminated(number(1, 2), char('/')), year), |(month, year)| month_of(year, month)).parse(input)
}

/// Reads a month as cells have it, `2028-01` or `01.2028`; in a sentence that is a decision's file, or a number.
pub fn parse_cell_month(input: &str) -> IResult<&str, Date> {
    let iso = (terminated(year4, char('-')), number(2, 2));
    let dotted = (terminated(number(2, 2), char('.')), year4);
    let month = alt((iso, dotted.map(|(month, year)| (year, month))));
    map_opt(terminated(month, not_digit), |(year, month)| month_of(year, month)).parse(input)
}

/// `Januar 2028`, `Jan. 28`; in `im Mai 28 Projekte` the figures are no year.
fn parse_month_name(digits: YearDigits, input: &str) -> IResult<&str, Date> {
    let year = |input| match digits {
        YearDigits::Four => year4(input),
        YearDigits::Two => terminated(year2, not_digit).parse(input),
    };
    let (rest, date) =
        map_opt((month_name, preceded(blanks, year)), |(month, year)| month_of(year, month)).parse(input)?;
    let behind = rest.strip_prefix(' ').unwrap_or(rest);
    let sign = !behind.starts_with(|c: char| c.is_alphanumeric() || ".,€%".contains(c));
    match digits {
        YearDigits::Two if !sign && !behind.starts_with("bis ") && !begins_with_month(behind) => {
            Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Verify)))
        }
        _ => Ok((rest, date)),
    }
}

/// The number of a quarter in Roman digits.
fn roman(input: &str) -> IResult<&str, u32> {
    let digits = alt((tag("III"), tag("IV"), tag("II"), tag("I")));
    let number = digits.map(|roman| match roman {
        "I" => 1,
        "II" => 2,
        "III" => 3,
        _ => 4,
    });
    { number }.parse(input)
}

/// The number of a quarter in words, `ersten`.
fn ordinal_word(input: &str) -> IResult<&str, u32> {
    for (number, word) in (1..=4).zip(ORDINALS) {
        if let Some(rest) = input.strip_prefix(word) {
            return Ok((rest, number));
        }
    }
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Tag)))
}

fn parse_quarter(year: Parse<i32>, input: &str) -> IResult<&str, Date> {
    let ordinal =
        alt((map_opt(terminated(number(1, 1), char('.')), Some), terminated(roman, char('.')), |i| ordinal_word(i)));
    let word = (terminated(ordinal, blanks), terminated(tag("Quartal"), opt(char('s'))), blanks);
    let number = alt((
        terminated(preceded(char('Q'), number(1, 1)), alt((tag("/"), tag(" ")))),
        word.map(|(number, _, _)| number),
        terminated(roman, char('/')),
    ));
    map_opt((number, year), |(number, year)| {
        (1..=4).contains(&number).then(|| months_of(year, number * 3 - 2, 3, Precision::Quarter))?
    })
    .parse(input)
}

fn parse_half_year(year: Parse<i32>, input: &str) -> IResult<&str, Date> {
    let ordinal = alt((terminated(number(1, 1), char('.')), terminated(roman, char('.')), |i| ordinal_word(i)));
    let noun =
        alt((tag("Halbjahres"), tag("Halbjahrs"), tag("Halbjahr"), tag("Hj."), tag("HJ."), tag("Hj"), tag("HJ")));
    let word = (terminated(ordinal, blanks), noun, blanks);
    let number = alt((
        terminated(preceded(char('H'), number(1, 1)), alt((tag("/"), tag(" ")))),
        word.map(|(number, _, _)| number),
    ));
    map_opt((number, year), |(number, year)| {
        (1..=2).contains(&number).then(|| months_of(year, number * 6 - 5, 6, Precision::HalfYear))?
    })
    .parse(input)
}

/// A day and a month without a year, as in `30. November`.
pub fn parse_day_without_year(input: &str) -> IResult<&str, (u32, u32)> {
    let day = terminated(number(1, 2), char('.'));
    verify((day, preceded(blanks, month_name)), |(day, month)| {
        // 2024 is a leap year, so that the 29th of February is a day.
        NaiveDate::from_ymd_opt(2024, *month, *day).is_some_and(|date| date.year() == 2024)
    })
    .parse(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(input: &str) -> String {
        match parse_date(input) {
            Ok((rest, date)) => format!(
                "{input} -> {}..{} {:?}{}{}",
                date.first,
                date.last,
                date.precision,
                if date.repaired { " repaired" } else { "" },
                if rest.is_empty() { String::new() } else { format!(", left {rest:?}") }
            ),
            Err(_) => format!("{input} -> no date"),
        }
    }

    #[test]
    fn dates() {
        let cases = [
            "01.07.2025",
            "18.6.2024",
            "31.08.25:",
            "8. 12.2020",
            "01.07 2025",
            "01.01.2030-31. 12.2031",
            "09..02.2021",
            "26. Juni 2025",
            "1.April 2010",
            "07. April 2014",
            "Dezember 2022",
            "02/2026",
            "Q1/2027",
            "Q1 2027",
            "1. Quartal 2026",
            "III. Quartal 2026",
            "4. Quartals 2031",
            "ersten Quartal 2027",
            "H2/2027",
            "1. Halbjahr 2027",
            "2. Hj. 2027",
            "3. Halbjahr 2027",
            "2025-07-01",
            "31.02.2026",
            "13/2026",
            "Q5/2026",
            "01.06.2026369.600,- €",
            "2018/1724",
            "22 Mio.",
            "5-6",
            "1.375.044 EUR",
            "3.5.1",
        ];
        insta::assert_snapshot!(cases.map(read).join("\n"), @r#"
        01.07.2025 -> 2025-07-01..2025-07-01 Day
        18.6.2024 -> 2024-06-18..2024-06-18 Day
        31.08.25: -> 2025-08-31..2025-08-31 Day, left ":"
        8. 12.2020 -> 2020-12-08..2020-12-08 Day repaired
        01.07 2025 -> 2025-07-01..2025-07-01 Day repaired
        01.01.2030-31. 12.2031 -> 2030-01-01..2030-01-01 Day, left "-31. 12.2031"
        09..02.2021 -> 2021-02-09..2021-02-09 Day repaired
        26. Juni 2025 -> 2025-06-26..2025-06-26 Day
        1.April 2010 -> 2010-04-01..2010-04-01 Day
        07. April 2014 -> 2014-04-07..2014-04-07 Day
        Dezember 2022 -> 2022-12-01..2022-12-31 Month
        02/2026 -> 2026-02-01..2026-02-28 Month
        Q1/2027 -> 2027-01-01..2027-03-31 Quarter
        Q1 2027 -> 2027-01-01..2027-03-31 Quarter
        1. Quartal 2026 -> 2026-01-01..2026-03-31 Quarter
        III. Quartal 2026 -> 2026-07-01..2026-09-30 Quarter
        4. Quartals 2031 -> 2031-10-01..2031-12-31 Quarter
        ersten Quartal 2027 -> 2027-01-01..2027-03-31 Quarter
        H2/2027 -> 2027-07-01..2027-12-31 HalfYear
        1. Halbjahr 2027 -> 2027-01-01..2027-06-30 HalfYear
        2. Hj. 2027 -> 2027-07-01..2027-12-31 HalfYear
        3. Halbjahr 2027 -> no date
        2025-07-01 -> 2025-07-01..2025-07-01 Day
        31.02.2026 -> no date
        13/2026 -> no date
        Q5/2026 -> no date
        01.06.2026369.600,- € -> no date
        2018/1724 -> no date
        22 Mio. -> no date
        5-6 -> no date
        1.375.044 EUR -> no date
        3.5.1 -> no date
        "#);
    }

    #[test]
    fn months_with_years_of_two_digits() {
        let whole = |text: &str| parse_date(text).ok().filter(|(rest, _)| rest.is_empty()).map(|(_, date)| date.first);
        assert_eq!(whole("Jul 27"), NaiveDate::from_ymd_opt(2027, 7, 1));
        assert_eq!(whole("Mrz. 29"), NaiveDate::from_ymd_opt(2029, 3, 1));
        assert!(parse_date("Mai 27 Projekte").is_err());
        assert!(parse_date("Mai 27.000 Euro").is_err());
        assert!(parse_date("Jul 27 bis Jun 29").is_ok());
    }
}
