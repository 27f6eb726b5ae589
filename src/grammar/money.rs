//! Sums of money.
//!
//! | written | read as | note |
//! | --- | --- | --- |
//! | `369.600,- €`, `487.091,-€` | 369600.00 EUR | also `,–` and `,--` |
//! | `366.436,22 €`, `40.700,00 Euro`, `6.441.041,19 EUR` | as written | |
//! | `1.375.044 EUR`, `800 000 Euro` | groups of three | |
//! | `EUR 335.873,07`, `€ 1.000` | the currency in front | |
//! | `15 Mio. Euro`, `1,5 Mio €`, `3 Mrd. Euro`, `567 Tsd. EUR`, `12 TEUR`, `12 T€` | times its unit | |
//! | `15 Millionen Euro`, `zwei Milliarden Euro` | in words | |
//! | `22 Mio. Nutzerkonten`, `22.000 PT`, `50 %` | nothing | no currency, no money |

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::{tag, take_while_m_n, take_while1},
    combinator::{map_opt, not, opt, peek, recognize, value, verify},
    multi::many1_count,
    sequence::{preceded, terminated},
};
use regex::Regex;
use rust_decimal::Decimal;

use super::{before, blanks, has_digit, in_word, overlaps_any, prefix};
use crate::vocabulary::{QUALIFIERS_BEFORE, QUALIFIERS_BEHIND};
use std::ops::Range;
use std::sync::LazyLock;

/// An exact sum of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    /// How much, in units of the currency.
    pub amount: Decimal,
    /// Which currency, as ISO 4217.
    pub currency: &'static str,
}

/// Reads a sum of money.
pub fn parse_money(input: &str) -> IResult<&str, Money> {
    let behind = (parse_amount, preceded(blanks, parse_currency)).map(|(amount, currency)| Money { amount, currency });
    let in_front = (terminated(parse_currency, blanks), terminated(parse_amount, no_currency))
        .map(|(currency, amount)| Money { amount, currency });
    alt((behind, in_front)).parse(input)
}

fn parse_currency(input: &str) -> IResult<&str, &'static str> {
    value("EUR", alt((tag("€"), tag("Euro"), tag("EURO"), tag("EUR")))).parse(input)
}

/// A number with its unit. Without one there are no more decimals than cents; what follows them is the next cell's.
fn parse_amount(input: &str) -> IResult<&str, Decimal> {
    // `1,23456 Tsd.` has cents, too.
    const MOST_DECIMALS: usize = 5;
    let number = |decimals| move |i| parse_number(decimals, i);
    let scaled = map_opt((alt((number(MOST_DECIMALS), parse_number_word)), parse_unit), |(number, unit)| {
        number.checked_mul(Decimal::from(unit))
    });
    alt((scaled, number(CENTS))).parse(input)
}

/// Decimals that a sum of money has.
const CENTS: usize = 2;

/// `Mio.`, `Tsd.` and their like, with the blanks before them. The `T` of `TEUR`, `T EUR` and `T€` is one, too, and the `k` of `k€`.
fn parse_unit(input: &str) -> IResult<&str, i64> {
    preceded(
        blanks,
        alt((
            value(1_000_000_000, alt((tag("Mrd."), tag("Mrd"), tag("Milliarden"), tag("Milliarde")))),
            value(1_000_000, alt((tag("Mio."), tag("Mio"), tag("Millionen"), tag("Million")))),
            value(1_000, alt((tag("Tsd."), tag("Tsd"), tag("Tausend"), tag("tausend")))),
            value(1_000, terminated(alt((tag("T"), tag("k"))), peek((opt(tag(" ")), alt((tag("€"), tag("E"))))))),
        )),
    )
    .parse(input)
}

/// Digits before the comma of a sum of money at most: more than any budget has, and few enough for exact sums of them.
const MOST_DIGITS: usize = 12;

/// Whole digits, plain or in groups of three, then cents, `,-` or a decimal fraction.
fn parse_number(decimals: usize, input: &str) -> IResult<&str, Decimal> {
    let digits = |min, max| take_while_m_n(min, max, |c: char| c.is_ascii_digit());
    // One sign between all groups; a zero in front, or two signs, are the rest of something else: a year, a row number.
    let groups = |sign| many1_count((tag(sign), digits(3, 3), no_digit));
    let no_zero = |digits: &&str| !digits.starts_with('0');
    let first = verify(digits(1, 3), no_zero);
    let grouped = recognize((first, alt((groups("."), groups(" "), groups("'")))));
    let plain = terminated(take_while1(|c: char| c.is_ascii_digit()), no_digit);
    let plain = verify(plain, move |digits: &str| digits == "0" || no_zero(&digits));
    let fraction = alt((
        value("", alt((tag(",--"), tag(",-"), tag(",–"), tag(",—"), tag(",−")))),
        preceded(tag(","), digits(1, decimals)),
    ));
    map_opt((alt((grouped, plain)), opt(fraction)), |(whole, fraction): (&str, Option<&str>)| {
        let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
        if whole.len() > MOST_DIGITS {
            return None;
        }
        match fraction {
            None | Some("") => whole.parse().ok(),
            Some(fraction) => format!("{whole}.{fraction}").parse().ok(),
        }
    })
    .parse(input)
}

fn no_digit(input: &str) -> IResult<&str, &str> {
    verify(|i| Ok((i, i)), |rest: &str| !rest.starts_with(|c: char| c.is_ascii_digit())).parse(input)
}

/// That no currency follows, or a second one would.
fn no_currency(input: &str) -> IResult<&str, ()> {
    not(preceded(blanks, parse_currency)).parse(input)
}

fn parse_number_word(input: &str) -> IResult<&str, Decimal> {
    const WORDS: [&str; 12] =
        ["eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"];
    for (number, word) in (1_i64..).zip(WORDS) {
        if let Some(rest) = input.strip_prefix(word).filter(|rest| rest.starts_with(" M")) {
            return Ok((rest, Decimal::from(number)));
        }
    }
    Err(nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Tag)))
}

/// Whether the digits at `at` go on a number that is not written as a sum is: `12.34`, `1.23.456`.
fn in_number(text: &str, at: usize) -> bool {
    text[..at].strip_suffix(['.', ',']).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
}

/// A sum of money in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundMoney {
    /// The sum.
    pub money: Money,
    /// Where it stands.
    pub range: Range<usize>,
    /// Where the words stand that say which way it is meant.
    pub qualifier: Option<Range<usize>>,
    /// Whether it is but the end of a range, or a sign stands before it.
    pub doubtful: bool,
}

static RANGE_OR_SIGN: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"[0-9][0-9.,]*(?:,[-–])?(?: (?:Tsd\.|Mio\.|Mrd\.))?(?: ?(?:€|EUR|Euro))?";
    Regex::new(&format!(r"(?:(?:^|[^A-Za-zÀ-ÖØ-öø-ž0-9.,]){number} ?(?:[-–−]|bis|und) ?|(?:^|[ (])[-–−+])$"))
        .expect("a literal pattern")
});
static UNREAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?:[0-9½¼¾][0-9.,' ]*(?:[-–] ?)?(?:(?:Tsd|Mio|Mrd)\.? ?|Tausend |Million(?:en)? |Milliarden? )?",
        r"|halbe[n]? Million |(?:Million|Milliarde)(?:en|n)? )",
        r"(?:€|[TkK] ?€|(?:EUR|Eur|Euros?|EURO|TEUR|USD|US-Dollar|Dollar|CHF|Franken|Pfund)(?-u:\b))",
        r"|(?-u:\b)(?:(?:USD|US-Dollar|CHF) ?[0-9][0-9.,]*|[0-9]{1,3}(?:\.[0-9]{3})+,[-–])"
    ))
    .expect("a literal pattern")
});

/// Where a number and a currency stand that are none of the sums `found`.
pub fn find_unread_money(text: &str, found: &[FoundMoney]) -> Vec<Range<usize>> {
    // Most texts have nothing that could be an amount.
    if !has_digit(text) && !text.contains(['½', '¼', '¾']) && !text.contains("Milli") {
        return Vec::new();
    }
    let read: Vec<Range<usize>> = found.iter().map(|one| one.range.clone()).collect();
    UNREAD.find_iter(text).map(|unread| unread.range()).filter(|range| !overlaps_any(&read, range)).collect()
}

/// Whether a text names the currency, without which nothing is a sum of money.
pub fn names_currency(text: &str) -> bool {
    text.contains('€') || text.contains("EUR") || text.contains("Euro")
}

/// Finds all sums of money in a text.
pub fn find_money(text: &str) -> Vec<FoundMoney> {
    let mut found: Vec<FoundMoney> = Vec::new();
    if !names_currency(text) {
        return found;
    }
    let mut at = 0;
    while let Some(step) = text[at..].find(|c: char| c.is_ascii_digit() || "€Eezdvfsan".contains(c)) {
        let start = at + step;
        match (!in_word(text, start) && !in_number(text, start)).then(|| prefix(parse_money, &text[start..])).flatten()
        {
            Some((money, len)) if !text[start + len..].starts_with(|c: char| c.is_lowercase()) => {
                let range = start..start + len;
                // A range may be that of a qualifier: `zwischen 10 und 12 Mio. Euro`.
                let doubtful = RANGE_OR_SIGN.is_match(before(text, start));
                found.push(FoundMoney { money, qualifier: qualifier(text, &range), range, doubtful });
                at = start + len;
            }
            _ => {
                let rest = &text[start..];
                at = start + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()).max(1);
                while !text.is_char_boundary(at) {
                    at += 1;
                }
            }
        }
    }
    found
}

/// The words right before a sum that say which way it is meant, or those right behind it.
fn qualifier(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let mut start = range.start;
    loop {
        let before = text[..start].trim_end();
        let Some(word) = QUALIFIERS_BEFORE.iter().find(|word| {
            let at = before.len().wrapping_sub(word.len());
            before.get(at..).is_some_and(|end| end.eq_ignore_ascii_case(word)) && !in_word(text, at)
        }) else {
            break;
        };
        start = before.len() - word.len();
    }
    // `pro Studienausgabe`, `je Haushaltsjahr`: one noun behind a small word.
    let mut words = text[..start].trim_end().rsplitn(3, ' ');
    if let (Some(noun), Some(per)) = (words.next(), words.next())
        && ["pro", "je", "Pro", "Je"].contains(&per)
        && noun.starts_with(char::is_uppercase)
    {
        start = text[..start].trim_end().len() - noun.len() - 1 - per.len();
    }
    if start < range.start {
        return Some(start..text[..range.start].trim_end().len());
    }
    let behind = range.end + (text[range.end..].len() - text[range.end..].trim_start().len());
    QUALIFIERS_BEHIND.iter().find(|word| text[behind..].starts_with(**word)).map(|word| behind..behind + word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums() {
        let cases = [
            "369.600,- €STFöderale",
            "487.091,- €",
            "366.436,22 €",
            "435.844,88 € HE",
            "40.700,00 Euro",
            "1.375.044 EUR",
            "2.400.000 EURBW",
            "EUR 335.873,07Evaluierung",
            "€ 1.000",
            "15 Mio. Euro",
            "1,5 Mio €",
            "567 Tsd. EUR",
            "12 TEUR",
            "12 T€",
            "148,2 Mio. EUR",
            "15 Millionen Euro",
            "drei Milliarden Euro",
            "800 000 Euro",
            "1.900.000,-€",
            "0 Mio. EUR",
            "500.000,– €",
            "22 Mio. Nutzerkonten",
            "22.000 PT",
            "50 %",
            "12,50 0 €",
            "064.000,- €",
            "93 198.250,- €",
            "07 €",
            "0,50 €",
            "1.23 €",
            "538 08",
            "30.06.2026",
        ];
        let lines = cases.map(|case| match parse_money(case) {
            Ok((rest, money)) => format!("{case} -> {} {}, left {rest:?}", money.amount, money.currency),
            Err(_) => format!("{case} -> no money"),
        });
        insta::assert_snapshot!(lines.join("\n"), @r#"
        369.600,- €STFöderale -> 369600 EUR, left "STFöderale"
        487.091,- € -> 487091 EUR, left ""
        366.436,22 € -> 366436.22 EUR, left ""
        435.844,88 € HE -> 435844.88 EUR, left " HE"
        40.700,00 Euro -> 40700.00 EUR, left ""
        1.375.044 EUR -> 1375044 EUR, left ""
        2.400.000 EURBW -> 2400000 EUR, left "BW"
        EUR 335.873,07Evaluierung -> 335873.07 EUR, left "Evaluierung"
        € 1.000 -> 1000 EUR, left ""
        15 Mio. Euro -> 15000000 EUR, left ""
        1,5 Mio € -> 1500000.0 EUR, left ""
        567 Tsd. EUR -> 567000 EUR, left ""
        12 TEUR -> 12000 EUR, left ""
        12 T€ -> 12000 EUR, left ""
        148,2 Mio. EUR -> 148200000.0 EUR, left ""
        15 Millionen Euro -> 15000000 EUR, left ""
        drei Milliarden Euro -> 3000000000 EUR, left ""
        800 000 Euro -> 800000 EUR, left ""
        1.900.000,-€ -> 1900000 EUR, left ""
        0 Mio. EUR -> 0 EUR, left ""
        500.000,– € -> 500000 EUR, left ""
        22 Mio. Nutzerkonten -> no money
        22.000 PT -> no money
        50 % -> no money
        12,50 0 € -> no money
        064.000,- € -> no money
        93 198.250,- € -> no money
        07 € -> no money
        0,50 € -> 0.50 EUR, left ""
        1.23 € -> no money
        538 08 -> no money
        30.06.2026 -> no money
        "#);
    }

    #[test]
    fn sums_in_sentences() {
        let cases = [
            "Finanzierung: pro Studienausgabe durchschnittlich bis zu 40.700,00 Euro",
            "betragen 75.700 Euro, davon trägt der Bund 82.200 Euro.",
            "auf 34,5 Mio. Euro begrenzt; 22 Mio. Nutzerkonten",
            "Je Haushaltsjahr durchschnittlich bis zu 963.075,18 Euro für den IT-Planungsrat",
            "rund 10 Mio. € jährlich",
            "12.34 Euro",
            "1.23.456 Euro",
            "100 Europäer",
            "Euro 5",
            "in Höhe von 5.000 Euro pro Jahr",
        ];
        let lines = cases.map(|case| {
            let found = find_money(case).into_iter().map(|found| {
                let qualifier = found.qualifier.map_or("-", |range| &case[range]);
                format!("{} ({:?}, {qualifier})", found.money.amount, &case[found.range])
            });
            format!("{case} -> {}", found.collect::<Vec<_>>().join(" + "))
        });
        insta::assert_snapshot!(lines.join("\n"), @r#"
        Finanzierung: pro Studienausgabe durchschnittlich bis zu 40.700,00 Euro -> 40700.00 ("40.700,00 Euro", pro Studienausgabe durchschnittlich bis zu)
        betragen 75.700 Euro, davon trägt der Bund 82.200 Euro. -> 75700 ("75.700 Euro", -) + 82200 ("82.200 Euro", -)
        auf 34,5 Mio. Euro begrenzt; 22 Mio. Nutzerkonten -> 34500000.0 ("34,5 Mio. Euro", -)
        Je Haushaltsjahr durchschnittlich bis zu 963.075,18 Euro für den IT-Planungsrat -> 963075.18 ("963.075,18 Euro", Je Haushaltsjahr durchschnittlich bis zu)
        rund 10 Mio. € jährlich -> 10000000 ("10 Mio. €", rund)
        12.34 Euro -> 
        1.23.456 Euro -> 
        100 Europäer -> 
        Euro 5 -> 5 ("Euro 5", -)
        in Höhe von 5.000 Euro pro Jahr -> 5000 ("5.000 Euro", in Höhe von)
        "#);
    }
}
