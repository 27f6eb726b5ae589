//! The steps of a replay, each written from its documentation as a plain function, without the parser.
//!
//! In: text. Out: text or a value, or why the text gives none.

use chrono::{Months, NaiveDate};
use rust_decimal::Decimal;
use serde_json::{Value, json};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::{excerpt, shown};
use crate::text::Step;
use crate::vocabulary;

/// A piece, pieces that were joined, or what they were read as.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Element {
    Text(String),
    Value(Value),
}

/// What two pieces give by the step between them.
pub(super) fn join(step: Step, left: &str, right: &str) -> Result<String, String> {
    Ok(match step {
        Step::Unwrap => format!("{left} {right}"),
        Step::Dehyphenate => dehyphenate(left)?.to_owned() + right,
        Step::Rejoin => format!("{left}{right}"),
        Step::Slash => format!("{left}/{right}"),
        other => return Err(format!("{} joins no pieces", name(other))),
    })
}

/// What one step reads in one element.
pub(super) fn read(step: Step, element: Element) -> Result<Element, String> {
    let text = match element {
        Element::Text(text) => text,
        Element::Value(value) => return Err(format!("{} reads text, found {}", name(step), shown(&value))),
    };
    let text = text.as_str();
    Ok(match step {
        Step::Undouble => Element::Text(undouble(text)?.to_owned()),
        Step::Nominative => Element::Text(nominative(text)),
        Step::Council => Element::Text(council(text)?.to_owned()),
        Step::RepairDate => Element::Text(repair_date(text)?),
        Step::Identifier => Element::Text(identifier(text).map(|(year, number)| format!("{year}/{number}"))?),
        Step::Jurisdiction => Element::Text(jurisdiction(text).to_owned()),
        Step::Date => Element::Value(json!(date(text)?)),
        Step::FirstDay => Element::Value(json!(first_day(text)?)),
        Step::LastDay => Element::Value(json!(last_day(text)?)),
        Step::Duration => Element::Value(json!(duration(text)?)),
        Step::Precision => Element::Value(json!(precision(text)?)),
        Step::SessionPrecision => Element::Value(json!(session_precision(text)?)),
        Step::Money => Element::Value(money(text)?),
        Step::Amount => Element::Value(json!(decimal_string(sum_of_money(text)?.0))),
        Step::Currency => Element::Value(json!(currency(text)?)),
        Step::Integer => Element::Value(json!(integer(text)?)),
        Step::Year => Element::Value(json!(integer(identifier(text)?.0)?)),
        Step::Number => Element::Value(json!(integer(identifier(text)?.1)?)),
        Step::Mark => Element::Value(json!(mark(text)?)),
        Step::Yes => Element::Value(json!(yes(text)?)),
        other => return Err(format!("{} does not read a text, or stands in the wrong place", name(other))),
    })
}

/// The name of a step, as provenance has it.
pub(super) fn name(step: Step) -> String {
    json!(step).as_str().map_or_else(String::new, |name| format!("`{name}`"))
}

fn unexpected(text: &str, expected: &str) -> String {
    format!("found {}, expected {expected}", excerpt(text, 0))
}

/// `normalize`: letters are composed, a run of blanks becomes one space, invisible characters go, hyphens of all kinds
/// are `-`, a soft hyphen goes but is a hyphen at the end, and ligatures are spelled out. What only thereby comes
/// together is not composed.
pub(super) fn normalize(piece: &str) -> String {
    let mut clean = String::new();
    let mut rest = piece.nfc().peekable();
    while let Some(c) = rest.next() {
        match c {
            _ if is_space(c) || is_invisible(c) => {
                let mut has_space = is_space(c);
                while let Some(next) = rest.next_if(|next| is_space(*next) || is_invisible(*next)) {
                    has_space |= is_space(next);
                }
                clean.extend(has_space.then_some(' '));
            }
            '\u{ad}' | '\u{fffe}' => clean.push_str(if rest.peek().is_none() { "-" } else { "" }),
            '\u{2010}' | '\u{2011}' => clean.push('-'),
            '\u{fb00}'..='\u{fb06}' => clean.extend(std::iter::once(c).nfkc()),
            _ => clean.push(c),
        }
    }
    clean
}

/// White space but line ends, which no piece contains.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// `dehyphenate`: the text without the hyphen that ends it. A soft hyphen is one, whether it was made whole or not.
pub(super) fn dehyphenate(left: &str) -> Result<&str, String> {
    let hyphens = ['-', '\u{ad}', '\u{fffe}'];
    left.strip_suffix(hyphens).ok_or_else(|| unexpected(left, "a hyphen at the end"))
}

/// `undouble`: one half of a text that is there twice, with or without a blank between.
pub(super) fn undouble(text: &str) -> Result<&str, String> {
    let halves = text.split_at_checked(text.len() / 2).map(|(left, right)| (left.trim(), right.trim()));
    match halves {
        Some((left, right)) if left == right && !left.is_empty() => Ok(left),
        _ => Err(unexpected(text, "the same text twice")),
    }
}

/// `council`: the name of a council, where the abbreviation stands there.
fn council(text: &str) -> Result<&'static str, String> {
    vocabulary::council_name(text).ok_or_else(|| unexpected(text, "the abbreviation of a council"))
}

/// `nominative`: a text without the genitive ending of its last word.
///
/// | genitive | nominative | ending |
/// | --- | --- | --- |
/// | `IT-Planungsrates`, `Ausschusses` | `IT-Planungsrat`, `Ausschuss` | `es` behind a consonant |
/// | `Bündnisses` | `Bündnis` | `ses` behind `nis` |
/// | `IT-Planungsrats`, `Gremiums`, `Büros` | `IT-Planungsrat`, `Gremium`, `Büro` | `s` |
/// | | `Lenkungskreis`, `Ausschuss`, `Campus` | `s` behind another vowel or a hiss is the word's own |
/// | `Nationalen Normenkontrollrats` | `Nationalen Normenkontrollrat` | that of the first word that is no adjective |
pub(super) fn nominative(text: &str) -> String {
    let words = text.split(' ').enumerate();
    let is_adjective = |word: &str| word.ends_with("en") && word.len() > "eren".len();
    let head = words.clone().find(|(_, word)| !is_adjective(word)).map_or(0, |(at, _)| at);
    words.map(|(at, word)| if at == head { noun_in_nominative(word) } else { word }).collect::<Vec<_>>().join(" ")
}

fn noun_in_nominative(text: &str) -> &str {
    if text.ends_with("nisses") {
        return &text[..text.len() - "ses".len()];
    }
    let is_one_of = |letters: &'static str| move |c: char| c.to_lowercase().any(|c| letters.contains(c));
    let is_consonant = is_one_of("bcdfghjklmnpqrstvwxzß");
    let takes_s = is_one_of("bcdfghjklmnpqrtvwao");
    match (text.strip_suffix("es"), text.strip_suffix('s')) {
        (Some(stem), _) if stem.ends_with(is_consonant) => stem,
        (_, Some(stem)) if stem.ends_with(takes_s) => stem,
        _ => text,
    }
}

/// `repair-date`: the three numbers of a mistyped date with dots between them. Signs and blanks may stand anywhere
/// around the numbers, letters nowhere.
pub(super) fn repair_date(text: &str) -> Result<String, String> {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    if numbers.len() != 3 || text.contains(|c: char| c.is_alphanumeric() && !c.is_ascii_digit()) {
        return Err(unexpected(text, "the three numbers of a date"));
    }
    Ok(numbers.join("."))
}

/// A day, or the months that a month, quarter or year has.
pub(super) struct Time {
    first: NaiveDate,
    last: NaiveDate,
    /// 0 for a day.
    months: u32,
    /// It says `Ende`, so that it has no first day.
    is_end: bool,
}

/// `date`: a day, as ISO 8601.
pub(super) fn date(text: &str) -> Result<String, String> {
    match time(text) {
        Ok(Time { first, months: 0, .. }) => Ok(first.to_string()),
        _ => Err(unexpected(text, "a day")),
    }
}

/// `first-day`: of a month, quarter or year.
pub(super) fn first_day(text: &str) -> Result<String, String> {
    match time(text) {
        Ok(Time { first, months: 1.., is_end: false, .. }) => Ok(first.to_string()),
        _ => Err(unexpected(text, "a month, quarter or year from its start")),
    }
}

/// `last-day`: of a month, quarter or year.
pub(super) fn last_day(text: &str) -> Result<String, String> {
    match time(text) {
        Ok(Time { last, months: 1.., .. }) => Ok(last.to_string()),
        _ => Err(unexpected(text, "a month, quarter or year")),
    }
}

/// `duration`: the last of so many months or years from a date on.
pub(super) fn duration(text: &str) -> Result<String, String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let end = match words.as_slice() {
        // The start stands in front: `ab 10/2027, 9 Monate`.
        ["ab", rest @ ..] if rest.len() > 2 => {
            let [start @ .., number, unit] = rest else { return Err(unexpected(text, "a duration")) };
            return duration(&format!("{number} {unit} ab {}", start.join(" ").trim_end_matches(',')));
        }
        [number, unit, start @ ..] if !start.is_empty() => {
            let start = start.strip_prefix(&["ab"]).unwrap_or(start);
            let months = match *unit {
                "Monat" | "Monate" | "Monaten" | "Mon." | "Mt." => integer(number)?,
                "Jahr" | "Jahre" | "Jahren" => 12 * integer(number)?,
                _ => 0,
            };
            let months = u32::try_from(months).ok().filter(|months| *months > 0).map(Months::new);
            months.and_then(|months| time(&start.join(" ")).ok()?.first.checked_add_months(months)?.pred_opt())
        }
        _ => None,
    };
    end.map(|end| end.to_string()).ok_or_else(|| unexpected(text, "so many months or years from a date on"))
}

/// `precision`: how exact a time is.
pub(super) fn precision(text: &str) -> Result<&'static str, String> {
    Ok(match time(text)?.months {
        0 => "day",
        1 => "month",
        3 => "quarter",
        6 => "half-year",
        _ => "year",
    })
}

/// What the steps for dates share: a time as it is written.
///
/// | written form | read as |
/// | --- | --- |
/// | `01.07.2025`, `1.7.2025`, `31.08.25` | a day; two digits of a year are of this century |
/// | `26. Juni 2025`, `1.April 2010`, `3. Dez. 2025`, `3. Sept. 2025` | a day |
/// | `Dezember 2022`, `02/2026`, `02.2026` | a month |
/// | `Q1/2027`, `Q1 2027`, `1. Quartal 2026`, `I. Quartal 2026`, `ersten Quartal 2026`, `I/2026` | a quarter |
/// | `H1/2027`, `1. Halbjahr 2027`, `2. Hj. 2027` | half a year |
/// | `2026` | a year |
/// | `Ende 2026`, `bis Ende Q1/2027`, `bis zum Ende des Jahres 2026` | the same, of which only the end is meant |
pub(super) fn time(text: &str) -> Result<Time, String> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let lead = words.iter().take_while(|word| matches!(**word, "bis" | "Bis" | "zum" | "Ende" | "des" | "Jahres"));
    let is_end = lead.clone().any(|word| *word == "Ende");
    words.drain(..lead.count());
    let (months, first) = match tokens(&words.join(" ")).as_slice() {
        // Blanks between the numbers are a mistake that `repair-date` has to own up to.
        [day, ".", month, ".", year] if words.len() == 1 => (0, calendar_day(year, digits(month), day)),
        [year, "-", month, "-", day] if year.len() == 4 => (0, calendar_day(year, digits(month), day)),
        [word, "Quartal" | "Quartals", year] if quarter_word(word).is_some() => {
            (3, calendar_day(year, quarter_word(word), "1"))
        }
        [roman, "Quartal" | "Quartals" | "/", year] if roman_quarter(roman).is_some() => {
            (3, calendar_day(year, roman_quarter(roman), "1"))
        }
        [year, "-", month] if year.len() == 4 => (1, calendar_day(year, digits(month), "1")),
        [month, "/" | ".", year] if words.len() == 1 && matches!(year.len(), 2 | 4) => {
            (1, calendar_day(year, digits(month), "1"))
        }
        ["Q", quarter, year] | ["Q", quarter, "/", year] | [quarter, ".", "Quartal" | "Quartals", year] => {
            (3, calendar_day(year, quarter_start(quarter).or(roman_quarter(quarter)), "1"))
        }
        ["H", half, year]
        | ["H", half, "/", year]
        | [half, ".", "Halbjahr" | "Halbjahrs" | "Halbjahres" | "Hj" | "HJ", year] => {
            (6, calendar_day(year, half_start(half), "1"))
        }
        [half, "Halbjahr" | "Halbjahrs" | "Halbjahres", year] => (6, calendar_day(year, half_start(half), "1")),
        [day, ".", month, year] => (0, calendar_day(year, month_number(month), day)),
        [month, year] => (1, calendar_day(year, month_number(month), "1")),
        [year] if year.len() == 4 => (12, calendar_day(year, Some(1), "1")),
        _ => (0, None),
    };
    let read = first.and_then(|first| {
        let behind = first.checked_add_months(Months::new(months))?;
        let last = if months == 0 { first } else { behind.pred_opt()? };
        Some(Time { first, last, months, is_end })
    });
    read.ok_or_else(|| unexpected(text, "a day, month, quarter or year"))
}

/// The month with which a quarter starts that is counted in Roman numerals.
fn roman_quarter(text: &str) -> Option<u32> {
    (1..).step_by(3).zip(["I", "II", "III", "IV"]).find(|(_, roman)| *roman == text).map(|(month, _)| month)
}

/// The month with which a quarter starts that is counted in words.
fn quarter_word(text: &str) -> Option<u32> {
    (1..).step_by(3).zip(vocabulary::ORDINALS.iter().take(4)).find(|(_, word)| **word == text).map(|(month, _)| month)
}

/// Numbers, words and signs, without blanks and without the dot that shortens a word.
fn tokens(text: &str) -> Vec<&str> {
    let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
    let mut tokens: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_sign = kind(first) == (false, false);
        let end = if is_sign { first.len_utf8() } else { rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len()) };
        let (token, behind) = rest.split_at(end);
        let shortens = token == "." && tokens.last().is_some_and(|word| word.ends_with(char::is_alphabetic));
        if !shortens && token != " " {
            tokens.push(token);
        }
        rest = behind;
    }
    tokens
}

/// A day in a year of four digits, or of two in this century.
fn calendar_day(year: &str, month: Option<u32>, day: &str) -> Option<NaiveDate> {
    let century = if year.len() == 2 { 2000 } else { 0 };
    let number = integer(year).ok().filter(|_| matches!(year.len(), 2 | 4))?;
    NaiveDate::from_ymd_opt(century + i32::try_from(number).ok()?, month?, digits(day)?)
}

/// A number of one digit or two.
fn digits(text: &str) -> Option<u32> {
    integer(text).ok().filter(|_| text.len() <= 2)?.try_into().ok()
}

fn month_number(name: &str) -> Option<u32> {
    let names = |(_, (long, short)): &(u32, &(&str, &str))| long.starts_with(name) && name.starts_with(short);
    let forms = || vocabulary::MONTH_FORMS.iter().find(|(form, _)| *form == name).map(|(_, number)| *number);
    forms().or_else(|| (1..).zip(vocabulary::MONTHS).find(names).map(|(number, _)| number))
}

/// The first month of half a year.
fn half_start(half: &str) -> Option<u32> {
    let number = match half {
        "I" | "ersten" => 1,
        "II" | "zweiten" => 2,
        _ => digits(half)?,
    };
    (1..=2).contains(&number).then(|| 6 * number - 5)
}

/// The first month of a quarter.
fn quarter_start(quarter: &str) -> Option<u32> {
    digits(quarter).filter(|quarter| (1..=4).contains(quarter)).map(|quarter| 3 * quarter - 2)
}

/// `session-precision`: `session`, where a session or its number stands.
pub(super) fn session_precision(text: &str) -> Result<&'static str, String> {
    let stands =
        ["itzung", "Konferenz"].iter().any(|noun| text.contains(noun)) || text.contains(|c: char| c.is_ascii_digit());
    if stands { Ok("session") } else { Err(unexpected(text, "a session")) }
}

/// How the euro is written, and how many of them one is; a longer form before one that it starts with.
const CURRENCIES: [(&str, i64); 13] = [
    ("T EUR", 1_000),
    ("T Euro", 1_000),
    ("T €", 1_000),
    ("TEURO", 1_000),
    ("TEuro", 1_000),
    ("TEUR", 1_000),
    ("T€", 1_000),
    ("kEUR", 1_000),
    ("k€", 1_000),
    ("EURO", 1),
    ("Euro", 1),
    ("EUR", 1),
    ("€", 1),
];

/// How many ones a word makes of the number before it.
fn scale(word: &str) -> Option<i64> {
    Some(match word {
        "Tsd." | "Tsd" | "Tausend" | "tausend" => 1_000,
        "Mio." | "Mio" | "Million" | "Millionen" => 1_000_000,
        "Mrd." | "Mrd" | "Milliarde" | "Milliarden" => 1_000_000_000,
        _ => return None,
    })
}

/// `money`: an amount with its currency.
pub(super) fn money(text: &str) -> Result<Value, String> {
    match sum_of_money(text)? {
        (amount, Some(currency)) => Ok(json!({ "amount": decimal_string(amount), "currency": currency })),
        (_, None) => Err(unexpected(text, "an amount with its currency")),
    }
}

/// `currency`: by itself or with its amount, as ISO 4217.
pub(super) fn currency(text: &str) -> Result<&'static str, String> {
    let alone = CURRENCIES.iter().any(|(name, _)| *name == text).then_some("EUR");
    alone.or_else(|| sum_of_money(text).ok()?.1).ok_or_else(|| unexpected(text, "a currency"))
}

/// `amount`, and what the steps for money share: a sum as it is written. Its currency may stand elsewhere.
///
/// | written form | read as |
/// | --- | --- |
/// | `369.600,- €`, `366.436,22 €`, `40.700,00 Euro`, `486.000 EUR`, `€ 1.000` | digits in groups, decimals |
/// | `800 000 Euro`, `800'000 Euro` | groups with blanks of any kind or apostrophes |
/// | `15 Mio. Euro`, `148,2 Mio. EUR`, `3 Mrd. €`, `500 Tsd. EUR`, `500 TEUR` | a number times a scale |
/// | `drei Milliarden Euro` | a word times a scale |
pub(super) fn sum_of_money(text: &str) -> Result<(Decimal, Option<&'static str>), String> {
    parse_sum(text).ok_or_else(|| unexpected(text, "an amount"))
}

fn parse_sum(text: &str) -> Option<(Decimal, Option<&'static str>)> {
    let before = CURRENCIES.iter().find_map(|(name, unit)| Some((text.strip_prefix(name)?.trim_start(), Some(*unit))));
    let (text, before) = before.unwrap_or((text, None));
    let (number, rest) = text.split_at(text.find(|c: char| c.is_alphabetic() || c == '€').unwrap_or(text.len()));
    let (number, rest) = match text.split_once(char::is_whitespace) {
        Some((word, rest)) if number.is_empty() => (number_word(word)?, rest),
        _ => (german_number(number.trim_end())?, rest),
    };
    // The dot that shortens a word ends it, as a blank does.
    let end = rest.find('.').map(|at| at + 1).or_else(|| rest.find(|c: char| c.is_whitespace() || c == '€'));
    let (word, behind) = rest.split_at(end.unwrap_or(rest.len()));
    let (scale, rest) = scale(word).map_or((1, rest), |scale| (scale, behind.trim_start()));
    let unit = match (before, rest) {
        (before, "") => before,
        (None, name) => Some(CURRENCIES.iter().find(|(other, _)| *other == name)?.1),
        (Some(_), _) => return None,
    };
    let amount = number.checked_mul(Decimal::from(scale))?.checked_mul(Decimal::from(unit.unwrap_or(1)))?;
    Some((amount, unit.map(|_| "EUR")))
}

/// A number that is written as a word, up to twelve.
fn number_word(word: &str) -> Option<Decimal> {
    let words = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"];
    let word = if matches!(word, "eine" | "einen" | "einem" | "einer") { "ein" } else { word };
    words.iter().zip(1..).find(|(name, _)| **name == word).map(|(_, number)| Decimal::from(number))
}

/// A number with a decimal comma, or a dash for no decimals, and with groups of three digits or none.
fn german_number(text: &str) -> Option<Decimal> {
    let (whole, decimals) = match text.split_once(',') {
        None => (text, "0"),
        Some((whole, "-" | "--" | "–" | "—" | "−")) => (whole, "0"),
        Some((whole, decimals)) => (whole, decimals),
    };
    let mut whole = whole.to_owned();
    if let Some(separator) = whole.chars().find(|c| matches!(c, '.' | '\'') || c.is_whitespace()) {
        let (first, rest) = whole.split_once(separator)?;
        // `0.500` would be a half elsewhere.
        if first.len() > 3 || first.starts_with('0') || rest.split(separator).any(|group| group.len() != 3) {
            return None;
        }
        whole = whole.replace(separator, "");
    }
    integer(&whole).ok()?;
    integer(decimals).ok()?;
    Decimal::from_str_exact(&format!("{whole}.{decimals}")).ok()
}

/// Two decimals, or as many more as it takes.
pub(super) fn decimal_string(amount: Decimal) -> String {
    let mut amount = amount.normalize();
    if amount.scale() < 2 {
        amount.rescale(2);
    }
    amount.to_string()
}

/// `sum`: of sums of money as they are written, or as `amount` or `money` read them.
pub(super) fn sum(elements: &[Element]) -> Result<Decimal, String> {
    elements.iter().try_fold(Decimal::ZERO, |total, element| {
        let amount = match element {
            Element::Text(text) => sum_of_money(text)?.0,
            Element::Value(value) => {
                let amount = value.as_str().or_else(|| value.get("amount")?.as_str()).unwrap_or_default();
                Decimal::from_str_exact(amount).map_err(|_| format!("found {}, expected an amount", shown(value)))?
            }
        };
        total.checked_add(amount).ok_or_else(|| "the sum is too large".to_owned())
    })
}

/// `integer`: digits and nothing else.
pub(super) fn integer(text: &str) -> Result<u64, String> {
    let only_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| only_digits).ok_or_else(|| unexpected(text, "a whole number"))
}

/// `identifier`, and what `year` and `number` share: the two parts of a decision's identifier, as they are written.
///
/// | written form | read as |
/// | --- | --- |
/// | `2025/22`, `2025/ 22` | `2025`, `22` |
/// | `2022-06` | `2022`, `06` |
/// | `B-2025/33-IT` | `2025`, `33` |
pub(super) fn identifier(text: &str) -> Result<(&str, &str), String> {
    let core = text.strip_prefix("B-").unwrap_or(text);
    let core = core.strip_suffix("-IT").unwrap_or(core);
    let parts = core.split_once(['/', '-']).map(|(year, number)| (year.trim(), number.trim()));
    // Other numbers with a slash (Drucksache `19/5518`, file `22001/2`) are of other shapes.
    let is_year = |year: &str| year.len() == 4 && year.starts_with("20") && integer(year).is_ok();
    let is_number = |number: &str| number.len() <= 3 && integer(number).is_ok();
    let parts = parts.filter(|(year, number)| is_year(year) && is_number(number));
    parts.ok_or_else(|| unexpected(text, "the identifier of a decision"))
}

/// `jurisdiction`: the code of a Land, the federation or an association, or another body as it stands.
pub(super) fn jurisdiction(text: &str) -> &str {
    let land = vocabulary::jurisdiction(text).map(|land| land.code);
    land.or_else(|| vocabulary::association(text)).or_else(|| vocabulary::land_of_adjective(text)).unwrap_or(text)
}

/// `mark`: what marks a reservation, or says that there is one; or says the chair, with or without brackets.
pub(super) fn mark(text: &str) -> Result<bool, String> {
    let inside = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    let is_mark = |mark: &str| inside.starts_with(mark) || inside.starts_with(&mark.to_uppercase());
    // `hat 2027 den Vorsitz`, `derzeit Vorsitz`
    let starts = |word: &&str| inside.strip_prefix(*word).is_some_and(|rest| rest.starts_with(' '));
    let said = vocabulary::CHAIR_STARTS.iter().any(starts) && inside.ends_with(" Vorsitz");
    let chair = said || vocabulary::CHAIR_MARKS.iter().any(|mark| is_mark(mark));
    let words = || vocabulary::RESERVATION_WORDS.iter().chain(vocabulary::RESERVATION_ABBREVIATIONS);
    let says = words().any(|word| text.contains(word)) || vocabulary::RESERVATION_REMARKS.contains(&inside);
    // `¹)`, `a)`, `V`: what a legend explains is one sign, which does not pass for a letter of the text; a small letter is
    // one behind a number, `0,32a`.
    let sign = text.trim_matches(['(', ')', '⁾', '[', ']']);
    let one = sign.chars().count() == 1 && !sign.contains(char::is_whitespace);
    let footnote = one && (sign.len() < text.len() || !sign.contains(|c: char| c.is_lowercase() || c.is_ascii_digit()));
    let number = text.strip_suffix(|c: char| c.is_lowercase()).map(str::trim_end);
    let behind = number.is_some_and(|number| number.ends_with(|c: char| c.is_ascii_digit()));
    match vocabulary::RESERVATION_MARKS.contains(&text) || says || chair || footnote || behind {
        true => Ok(true),
        false => Err(unexpected(text, "a mark")),
    }
}

/// `yes`: a word or sign by which a cell says yes.
pub(super) fn yes(text: &str) -> Result<bool, String> {
    let word = text.trim_matches(['.', '(', ')', ',', ';', ' ']).to_lowercase();
    match vocabulary::YES_WORDS.contains(&word.as_str()) {
        true => Ok(true),
        false => Err(unexpected(text, "a cell that says yes")),
    }
}

/// `id`: the parts with slashes between.
pub(super) fn id(elements: &[Element]) -> Result<String, String> {
    let parts = elements.iter().map(|element| match element {
        Element::Text(text) => id_part(text),
        Element::Value(value) => Err(format!("`id` reads text, found {}", shown(value))),
    });
    Ok(parts.collect::<Result<Vec<_>, _>>()?.join("/"))
}

/// A number or an identifier as it stands, a jurisdiction by its code, another name as a slug.
fn id_part(text: &str) -> Result<String, String> {
    if let Ok((year, number)) = identifier(text) {
        return Ok(format!("{year}/{number}"));
    }
    if let Some(land) = vocabulary::jurisdiction(text) {
        return Ok(land.code.to_owned());
    }
    let slug = slug(text);
    if slug.is_empty() { Err(unexpected(text, "letters or digits")) } else { Ok(slug) }
}

/// Small letters without umlauts and accents, and hyphens for all that is neither letter nor digit.
pub(super) fn slug(text: &str) -> String {
    let mut small = text.nfc().collect::<String>().to_lowercase();
    for (letter, letters) in [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ß', "ss")] {
        small = small.replace(letter, letters);
    }
    let plain: String = small.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
