//! Values as they are written: each form that the tables of `grammar` list, of each value.

use beschluss::diagnostic::Code;
use beschluss::grammar::applicants::applicant_prefixes;
use beschluss::grammar::date::{Date, Precision, parse_date, parse_year};
use beschluss::grammar::money::parse_money;
use beschluss::grammar::period::period_prefixes;
use beschluss::source::Source;
use beschluss::vocabulary::{APPLICANT_BODIES, JURISDICTIONS, LAND_ADJUNCTS, MONTHS};
use chrono::{Datelike, Months, NaiveDate};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rust_decimal::Decimal;

use crate::cases;
use crate::lawful::lawful;

/// A value and how it is written.
#[derive(Debug, Clone)]
pub(crate) struct Written<T> {
    pub(crate) value: T,
    pub(crate) text: String,
}

fn stretch(first: NaiveDate, months: u32, precision: Precision) -> Date {
    let last = if months == 0 { first } else { (first + Months::new(months)).pred_opt().expect("it is no first day") };
    Date { first, last, precision, repaired: false }
}

/// Days from 2000 on, so that a period of some years that starts with one ends in the same century.
pub(crate) fn days() -> impl Strategy<Value = NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2000, 1, 1).expect("a day");
    (0_u64..34_500).prop_map(move |days| first + chrono::Days::new(days))
}

/// How days are written.
const DAY_FORMS: [fn(NaiveDate) -> String; 9] = [
    |day| day.format("%d.%m.%Y").to_string(),
    |day| day.format("%-d.%-m.%Y").to_string(),
    |day| day.format("%d.%m.%y").to_string(),
    |day| day.format("%-d.%-m.%y").to_string(),
    |day| day.format("%Y-%m-%d").to_string(),
    |day| format!("{}. {} {}", day.day(), month(day), day.year()),
    |day| format!("{:02}. {} {}", day.day(), month(day), day.year()),
    |day| format!("{}.{} {}", day.day(), month(day), day.year()),
    |day| format!("{}. {} {}", day.day(), shortened(day), day.year()),
];

/// How they are mistyped.
const REPAIRED_FORMS: [fn(NaiveDate) -> String; 5] = [
    |day| day.format("%d.%m %Y").to_string(),
    |day| day.format("%d. %m.%Y").to_string(),
    |day| day.format("%d..%m.%Y").to_string(),
    |day| day.format("%-d. %-m.%Y").to_string(),
    |day| day.format("%d,%m.%Y").to_string(),
];

/// How months are written.
const MONTH_FORMS: [fn(NaiveDate) -> String; 5] = [
    |day| day.format("%m/%Y").to_string(),
    |day| day.format("%-m/%Y").to_string(),
    |day| day.format("%m/%y").to_string(),
    |day| format!("{} {}", month(day), day.year()),
    |day| format!("{} {}", shortened(day), day.year()),
];

/// How quarters are written.
const QUARTER_FORMS: [fn(NaiveDate) -> String; 6] = [
    |day| format!("Q{}/{}", day.quarter(), day.year()),
    |day| format!("Q{} {}", day.quarter(), day.year()),
    |day| format!("{}. Quartal {}", day.quarter(), day.year()),
    |day| format!("{}. Quartals {}", day.quarter(), day.year()),
    |day| format!("{}. Quartal {}", ["I", "II", "III", "IV"][day.quarter() as usize - 1], day.year()),
    |day| format!("Q{}/{}", day.quarter(), day.format("%y")),
];

fn month(day: NaiveDate) -> &'static str {
    MONTHS[day.month0() as usize].0
}

/// The month, with a dot where something is left out.
fn shortened(day: NaiveDate) -> String {
    let (whole, short) = MONTHS[day.month0() as usize];
    if whole == short { whole.to_owned() } else { format!("{short}.") }
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).expect("every month has one")
}

fn first_of_quarter(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), day.quarter() * 3 - 2, 1).expect("every quarter has one")
}

/// The dates that start with a day, written in every way: those of one way are next to each other.
fn date_forms(day: NaiveDate) -> Vec<Written<Date>> {
    let day_date = stretch(day, 0, Precision::Day);
    let days = DAY_FORMS.iter().map(|form| Written { value: day_date, text: form(day) });
    let repaired = Date { repaired: true, ..day_date };
    let mistyped = REPAIRED_FORMS.iter().map(|form| Written { value: repaired, text: form(day) });
    let month = stretch(first_of_month(day), 1, Precision::Month);
    let months = MONTH_FORMS.iter().map(|form| Written { value: month, text: form(day) });
    let quarter = stretch(first_of_quarter(day), 3, Precision::Quarter);
    let quarters = QUARTER_FORMS.iter().map(|form| Written { value: quarter, text: form(day) });
    days.chain(mistyped).chain(months).chain(quarters).collect()
}

/// What may stand behind a value in a sentence.
const BEHIND: [&str; 7] = ["", " ", ": Vorlage", ", dann", ")", ". Danach", " und 5 weitere"];

/// How the names of currencies are written.
const CURRENCIES: [&str; 4] = ["€", "EUR", "Euro", "EURO"];

/// Digits in groups of three.
pub(crate) fn grouped(number: u64, sign: &str) -> String {
    let digits = number.to_string();
    let groups = digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into_owned());
    groups.collect::<Vec<_>>().join(sign)
}

/// Sums of money of so many euros at most, written in every way.
pub(crate) fn sums(most: u64) -> impl Strategy<Value = Written<Decimal>> {
    let whole = prop_oneof![0..1000_u64, 0..=most, (0..=most / 1000).prop_map(|thousands| thousands * 1000)];
    let numbers = (whole, select(vec![".", " ", "'", ""]), 0..100_u32);
    let ends = select(vec!["", ",-", ",--", ",–", ",—", ",−", "cents", "one"]);
    let number = (numbers, ends).prop_map(|((whole, sign, cents), end)| {
        let (euros, text) = (Decimal::from(whole), grouped(whole, sign));
        match end {
            "cents" => Written { value: euros + Decimal::new(cents.into(), 2), text: format!("{text},{cents:02}") },
            "one" => {
                Written { value: euros + Decimal::new((cents % 10).into(), 1), text: format!("{text},{}", cents % 10) }
            }
            end => Written { value: euros, text: format!("{text}{end}") },
        }
    });
    let plain = (number, select(CURRENCIES.to_vec()), select(vec!["", " "]), any::<bool>()).prop_map(
        |(number, currency, blank, in_front)| {
            let Written { value, text } = number;
            let text = if in_front { format!("{currency}{blank}{text}") } else { format!("{text}{blank}{currency}") };
            Written { value, text }
        },
    );
    prop_oneof![3 => plain, 1 => scaled_sums(), 1 => sums_in_words()]
}

/// Sums in thousands, millions and thousands of millions.
fn scaled_sums() -> impl Strategy<Value = Written<Decimal>> {
    const UNITS: [(&str, i64); 10] = [
        (" Mio. ", 1_000_000),
        (" Mio ", 1_000_000),
        (" Millionen ", 1_000_000),
        (" Mrd. ", 1_000_000_000),
        (" Mrd ", 1_000_000_000),
        (" Milliarden ", 1_000_000_000),
        (" Tsd. ", 1_000),
        (" Tausend ", 1_000),
        (" T", 1_000),
        ("T", 1_000),
    ];
    let number = (1..100_000_u32, 0..=3_u32).prop_map(|(digits, decimals)| Decimal::new(digits.into(), decimals));
    (number, select(UNITS.to_vec()), select(vec!["€", "EUR"])).prop_map(|(number, (unit, times), currency)| {
        let text = number.to_string().replace('.', ",") + unit + currency;
        Written { value: number * Decimal::from(times), text }
    })
}

fn sums_in_words() -> impl Strategy<Value = Written<Decimal>> {
    const NUMBERS: [(&str, i64); 4] = [("zwei", 2), ("drei", 3), ("fünf", 5), ("zwölf", 12)];
    let unit = select(vec![("Millionen", 1_000_000), ("Milliarden", 1_000_000_000_i64)]);
    (select(NUMBERS.to_vec()), unit, select(CURRENCIES.to_vec())).prop_map(
        |((word, number), (unit, times), currency)| Written {
            value: Decimal::from(number * times),
            text: format!("{word} {unit} {currency}"),
        },
    )
}

/// The names by which an applicant is known.
fn names(code: &'static str) -> Vec<String> {
    let Some(land) = JURISDICTIONS.iter().find(|land| land.code == code) else { return vec![code.to_owned()] };
    let with_adjunct = LAND_ADJUNCTS.iter().map(|adjunct| format!("{adjunct} {}", land.names[0]));
    let names = land.abbreviations.iter().chain(land.names).map(|name| (*name).to_owned());
    let all = std::iter::once(code.to_owned()).chain(names);
    if code == "Bund" { all.collect() } else { all.chain(with_adjunct).collect() }
}

/// Lists of applicants, written in every way.
fn applicant_lists() -> impl Strategy<Value = Written<Vec<&'static str>>> {
    let codes: Vec<&str> = JURISDICTIONS.iter().map(|land| land.code).chain(APPLICANT_BODIES.iter().copied()).collect();
    let chosen = subsequence(codes, 1..6).prop_shuffle();
    let separators = select(vec![", ", ",", "; ", "/", " / ", " + ", "+", " & ", " und ", " sowie "]);
    let remarks = select(vec!["", "", "", " (FF)", "(federführend)"]);
    let ways = proptest::collection::vec((any::<prop::sample::Index>(), separators, remarks), 5);
    let end = select(vec!["", "", " u. a.", ", u.a.", " + 3 Länder", " und weitere Länder"]);
    (chosen, ways, end).prop_map(|(value, ways, end)| {
        let mut text = String::new();
        for (at, (code, (name, separator, remark))) in value.iter().zip(ways).enumerate() {
            let names = names(code);
            text += &names[name.index(names.len())];
            let last = at + 1 == value.len();
            text += if last && !end.is_empty() { end } else { remark };
            text += if last { "" } else { separator };
        }
        Written { value, text }
    })
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn dates(day in days(), behind in select(BEHIND.to_vec())) {
        for Written { value, text } in date_forms(day) {
            let text = text + behind;
            prop_assert_eq!(parse_date(&text), Ok((behind, value)), "{}", text);
        }
        let (year, text) = (first_of_month(day).with_month(1).expect("a month"), format!("{}{behind}", day.year()));
        prop_assert_eq!(parse_year(&text), Ok((behind, stretch(year, 12, Precision::Year))), "{}", text);
    }

    #[test]
    fn periods(
        start in days(),
        end in days(),
        between in select(vec!["-", "–", "—", "−", " - ", " – ", "- ", " -", " bis ", "bis"]),
        von in select(vec!["", "von "]),
    ) {
        for (start, end) in date_forms(start).into_iter().zip(date_forms(end)) {
            let text = [von, &start.text, between, &end.text].concat();
            let found = period_prefixes(&text);
            let whole = found.iter().find(|(_, len)| *len == text.len());
            prop_assert!(whole.is_some(), "{} is no period: {:?}", text, found);
            let (period, _) = whole.expect("it is there");
            prop_assert_eq!((period.start, period.end), (start.value, end.value), "{}", text);
            prop_assert_eq!(&text[period.start_range.clone()], &start.text);
            prop_assert_eq!(&text[period.end_range.clone()], &end.text);
        }
    }

    #[test]
    fn money(sum in sums(999_999_999_999), behind in select(vec!["", " ", "STFöderale", "01.07.2025", ".", " pro Jahr"])) {
        let Written { value, text } = sum;
        // Behind a sum whose currency stands in front further digits would be its own.
        prop_assume!(!behind.starts_with(['0', '.']) || !text.ends_with(|c: char| c.is_ascii_digit()));
        let written = text.clone() + behind;
        let read = parse_money(&written).map(|(rest, money)| (rest, money.amount, money.currency));
        prop_assert_eq!(read, Ok((behind, value, "EUR")), "{}", written);
    }

    #[test]
    fn applicants(list in applicant_lists(), behind in select(vec!["", " ", "Föderale API", " Föderale API", "Zentrale Stelle", "\u{201e}Store\u{201c}"])) {
        let text = list.text.clone() + behind;
        let codes = |(applicants, len): &(Vec<beschluss::grammar::applicants::Applicant>, usize)| {
            (applicants.iter().map(|one| one.code.clone()).collect::<Vec<_>>(), *len)
        };
        let read: Vec<_> = applicant_prefixes(&text).iter().map(codes).collect();
        let truth = (list.value.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>(), list.text.len());
        prop_assert!(read.contains(&truth), "{}: read as {:?}", text, read);
    }
}

/// A deck whose only sentence is this.
fn sentence(text: &str) -> Source {
    let deck = format!(
        "Beschlüsse der 47. Sitzung des IT-Planungsrats\n\n04.07.2025\n\u{c}Beschluss 2025/22 | Titel\n\n\u{f0a7} {text}\n"
    );
    Source::from_text("sentence", deck)
}

proptest! {
    #![proptest_config(cases(300))]

    /// A sum is read in a sentence, too.
    #[test]
    fn money_in_sentences(sum in sums(999_999_999), (before, behind) in select(vec![
        ("Kosten: ", ""), ("Dafür stehen ", " bereit."), ("Die Summe von ", ", die der Bund trägt."), ("Etwa (", ")"),
    ])) {
        let text = [before, &sum.text, behind].concat();
        let extraction = lawful(&sentence(&text), &text);
        let amounts: Vec<Decimal> = extraction.decisions[0].amounts.iter().map(|one| one.amount).collect();
        prop_assert_eq!(amounts, [sum.value], "{}: {:?}", text, extraction.diagnostics);
    }

    /// So is a deadline.
    #[test]
    fn deadlines(day in days(), (before, behind) in select(vec![
        ("Bis ", ": Vorlage"), ("Die Vorlage folgt bis zum ", "."), ("Bericht spätestens zum ", " an alle"), ("Entwurf (bis ", ")"),
    ])) {
        for Written { value, text } in date_forms(day) {
            let text = [before, &text, behind].concat();
            let extraction = lawful(&sentence(&text), &text);
            let due: Vec<Option<NaiveDate>> = extraction.decisions[0].deadlines.iter().map(|one| one.date).collect();
            prop_assert_eq!(due, [Some(value.last)], "{}: {:?}", text, extraction.diagnostics);
            let doubted = extraction.diagnostics.iter().any(|one| one.code == Code::RepairedDate);
            prop_assert_eq!(doubted, value.repaired, "{}: {:?}", text, extraction.diagnostics);
        }
    }
}
