//! Tables of projects with their cells in every order: what was put in comes out, or a finding names it.

use std::ops::Range;

use beschluss::diagnostic::Severity;
use beschluss::record::{Extraction, Project};
use beschluss::source::Source;
use beschluss::vocabulary::{APPLICANT_BODIES, COLUMN_NAMES, Column, JURISDICTIONS};
use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rust_decimal::Decimal;

use crate::cases;
use crate::lawful::{lawful, repeatable};
use crate::written::{Written, days, grouped};

/// A project as it is put in.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) period: Written<(NaiveDate, NaiveDate)>,
    pub(crate) budget: Written<Decimal>,
    pub(crate) applicants: Written<Vec<&'static str>>,
    pub(crate) title: String,
    pub(crate) number: u32,
    pub(crate) conditional: bool,
}

/// The fields of a project that stand in its row, as text.
type Fields = [(&'static str, String); 7];

impl Row {
    pub(crate) fn cell(&self, column: Column) -> String {
        match column {
            Column::Period => self.period.text.clone(),
            Column::Budget => self.budget.text.clone(),
            Column::Applicants => self.applicants.text.clone(),
            Column::Title => self.title.clone(),
            Column::Number => format!("{}{}", self.number, if self.conditional { "*" } else { "" }),
            // The designs here have no such column.
            _ => String::new(),
        }
    }

    pub(crate) fn fields(&self) -> Fields {
        let (start, end) = self.period.value;
        [
            ("number", self.number.to_string()),
            ("title", self.title.clone()),
            ("applicants", self.applicants.value.join(", ")),
            ("budget", self.budget.value.normalize().to_string()),
            ("start", start.to_string()),
            ("end", end.to_string()),
            ("conditional", self.conditional.to_string()),
        ]
    }
}

pub(crate) fn fields_of(project: &Project) -> Fields {
    let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
    let budget = project.budget.as_ref().map(|money| money.amount.normalize().to_string());
    [
        ("number", project.number.to_string()),
        ("title", project.title.clone()),
        ("applicants", project.applicants.join(", ")),
        ("budget", budget.unwrap_or_default()),
        ("start", day(project.start)),
        ("end", day(project.end)),
        ("conditional", project.conditional.to_string()),
    ]
}

/// Words that a title may start or end with.
const OUTER_WORDS: [&str; 20] = [
    "Aufbau",
    "Register",
    "Bauantrag",
    "Portal",
    "Kommunen",
    "EfA-Dienst",
    "KI-Assistenz",
    "Verwaltungscloud",
    "BundID",
    "Föderale",
    "API",
    "ELFEConnect",
    "Übersetzung",
    "Wohngeld",
    "„Store“",
    "(Pilot)",
    "Zwilling",
    "DiPAgE",
    "eGov-Campus",
    "Ausweis",
];

/// Words within a title.
const INNER_WORDS: [&str; 14] = [
    "für",
    "und",
    "in",
    "der",
    "OZG 2.0",
    "Phase 2",
    "– Stufe 1 –",
    "(ID 10294)",
    "von morgen:",
    "DIN 5008",
    "NRW",
    "&",
    "2030",
    "Digitale",
];

pub(crate) fn titles() -> impl Strategy<Value = String> {
    let inner = proptest::collection::vec(select(INNER_WORDS.to_vec()), 0..3);
    (select(OUTER_WORDS.to_vec()), inner, select(OUTER_WORDS.to_vec()))
        .prop_map(|(first, inner, last)| [vec![first], inner, vec![last]].concat().join(" "))
}

/// First and last words of titles that have digits at the outer end.
const DIGITS: ([&str; 6], [&str; 6]) = (
    ["2FA", "5G-Netz", "3D-Modell", "1. Stufe", "Aufbau", "Register"],
    ["Phase 2", "2030", "D21", "Q3/2026", "Los 12", "Bauantrag"],
);
/// Those that a row without gaps hides: a name with a digit, a number with a blank behind it, many digits.
const HIDDEN_DIGITS: ([&str; 2], [&str; 4]) = (["112", "365 Tage"], ["IPv6", "NIS2", "27001", "OZG 2.0"]);

fn titles_with_digits(first: &[&'static str], last: &[&'static str]) -> impl Strategy<Value = String> {
    let first = [&DIGITS.0, first].concat();
    let last = [&DIGITS.1, last].concat();
    (select(first), titles(), select(last)).prop_map(|(first, title, last)| format!("{first} {title} {last}"))
}

/// Periods of days, as tables write them.
fn periods() -> impl Strategy<Value = Written<(NaiveDate, NaiveDate)>> {
    let between = select(vec!["-", " - ", "–", " – ", " bis "]);
    (days(), 30..1500_u64, between, select(vec!["%d.%m.%Y", "%-d.%-m.%Y"])).prop_map(
        |(start, length, between, form)| {
            let end = start + chrono::Days::new(length);
            Written { value: (start, end), text: format!("{}{between}{}", start.format(form), end.format(form)) }
        },
    )
}

/// Sums of money, as tables write them.
fn budgets() -> impl Strategy<Value = Written<Decimal>> {
    let whole = prop_oneof![(1..3000_u32).prop_map(|thousands| thousands * 1000), 100..5_000_000_u32];
    let cents = proptest::option::of(0..100_u32);
    (whole, cents, select(vec![" €", "€", " Euro", " EUR"])).prop_map(|(whole, cents, unit)| {
        let (value, end) = match cents {
            Some(cents) => (Decimal::new(i64::from(whole) * 100 + i64::from(cents), 2), format!("{cents:02}")),
            None => (whole.into(), "-".to_owned()),
        };
        Written { value, text: format!("{},{end}{unit}", grouped(whole.into(), ".")) }
    })
}

/// Codes of applicants between commas.
fn applicants() -> impl Strategy<Value = Written<Vec<&'static str>>> {
    let lands = JURISDICTIONS.iter().map(|land| land.code);
    let codes: Vec<&str> = lands.chain(APPLICANT_BODIES[..3].iter().copied()).collect();
    prop_oneof![3 => subsequence(codes.clone(), 1), 2 => subsequence(codes, 2..5)]
        .prop_shuffle()
        .prop_map(|value| Written { text: value.join(", "), value })
}

fn row(titles: impl Strategy<Value = String>) -> impl Strategy<Value = Row> {
    let number = prop_oneof![4 => 10..100_u32, 2 => 1..10_u32, 1 => 100..1000_u32];
    let conditional = proptest::bool::weighted(0.2);
    (periods(), budgets(), applicants(), titles, number, conditional).prop_map(
        |(period, budget, applicants, title, number, conditional)| Row {
            period,
            budget,
            applicants,
            title,
            number,
            conditional,
        },
    )
}

/// Rows of one decision: each number once.
pub(crate) fn rows(titles: impl Strategy<Value = String>, count: Range<usize>) -> impl Strategy<Value = Vec<Row>> {
    proptest::collection::vec(row(titles), count).prop_map(|rows| {
        let mut unique: Vec<Row> = Vec::new();
        for row in rows {
            if unique.iter().all(|other| other.number != row.number) {
                unique.push(row);
            }
        }
        unique
    })
}

/// How a table is written.
#[derive(Debug, Clone)]
struct Design {
    columns: Vec<Column>,
    names: Vec<&'static str>,
    /// What stands between the names of the header, between the cells of a row, and between rows.
    header: &'static str,
    cells: &'static str,
    rows: &'static str,
}

/// What may stand between the cells of a row: nothing, or something.
const GAPS: [&str; 5] = ["", " ", "   ", "\t", "\n"];

fn designs(gaps: &'static [&'static str]) -> impl Strategy<Value = Design> {
    let columns = Column::ALL.map(|column| {
        let names = COLUMN_NAMES.iter().filter(|(_, role)| role.column() == Some(column)).map(|(name, _)| *name);
        (Just(column), select(names.collect::<Vec<_>>()))
    });
    let columns = columns.to_vec().prop_shuffle();
    (columns, select(vec!["", " "]), select(gaps), select(vec!["\n", "\n\n"])).prop_map(
        |(columns, header, cells, rows)| {
            let (columns, names) = columns.into_iter().unzip();
            Design { columns, names, header, cells, rows }
        },
    )
}

/// A small deck with one table, and where each row stands in it.
fn deck(rows: &[Row], design: &Design) -> (Source, Vec<Range<usize>>) {
    let mut text = "Beschlüsse der 56. Sitzung des IT-Planungsrats \n\nCarla Immhoff, consultant, Elbkai gmbh\n\n\
                    01.12.2027\n Beschluss 2027/70 | Vorhaben 2028\n\n\u{f0a7} Die Vorhaben werden freigegeben.\n \
                    SPT Bürgernähe\n"
        .to_owned();
    text += &design.names.join(design.header);
    text += "\n\n";
    let mut places = Vec::new();
    for row in rows {
        let cells: Vec<String> = design.columns.iter().map(|column| row.cell(*column)).collect();
        let start = text.len();
        text += &cells.join(design.cells);
        places.push(start..text.len());
        text += design.rows;
    }
    if rows.iter().any(|row| row.conditional) {
        text += "\n*Freigabe unter Vorbehalt\n";
    }
    (Source::from_text("rows", text), places)
}

/// What is not as it was put in, and no finding says so.
fn silent_errors(rows: &[Row], places: &[Range<usize>], extraction: &Extraction) -> Vec<String> {
    let mut silent = Vec::new();
    let mut known = 0;
    for (row, place) in rows.iter().zip(places) {
        // A project is that of the row in which its number stands.
        let here = |project: &&Project| {
            let spans = project.provenance.get("number").into_iter().flat_map(|trace| &trace.spans);
            spans.into_iter().any(|span| place.contains(&span.start))
        };
        let projects: Vec<&Project> = extraction.projects.iter().filter(here).collect();
        known += projects.len();
        let [project] = projects[..] else {
            let named = extraction.diagnostics.iter().any(|one| {
                one.severity >= Severity::Warning && one.span.start < place.end && place.start < one.span.end
            });
            if !named {
                silent.push(format!("{} projects for {row:?}", projects.len()));
            }
            continue;
        };
        // A note is no doubt about a row, but one about the very field says what was done.
        let said = |field: &str| {
            let of_project = extraction.diagnostics.iter().filter(|one| one.record.as_deref() == Some(&project.id));
            of_project.into_iter().any(|one| match one.field.as_deref() {
                Some(named) => named == field,
                None => one.severity >= Severity::Warning,
            })
        };
        for ((field, truth), (_, read)) in row.fields().into_iter().zip(fields_of(project)) {
            if truth != read && !said(field) {
                silent.push(format!("{field} `{truth}` read as `{read}` in {}", project.id));
            }
        }
    }
    if known < extraction.projects.len() {
        silent.push(format!("{} projects that stand in no row", extraction.projects.len() - known));
    }
    silent
}

/// What is wrong and no finding names the project or its bytes.
fn unnamed_errors(rows: &[Row], places: &[Range<usize>], extraction: &Extraction) -> Vec<String> {
    let named = |id: &str, place: &Range<usize>| {
        extraction.diagnostics.iter().any(|one| {
            let overlaps = one.span.start < place.end && place.start < one.span.end;
            one.severity >= Severity::Warning && (overlaps || one.record.as_deref() == Some(id))
        })
    };
    let wrong = rows.iter().zip(places).filter(|(row, place)| {
        let same = extraction.projects.iter().find(|project| project.number == row.number);
        let exact = same.is_some_and(|project| fields_of(project) == row.fields());
        !exact && !named(same.map_or("", |project| &project.id), place)
    });
    wrong.map(|(row, place)| format!("{place:?} {row:?}")).collect()
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn rows_in_every_order(rows in rows(titles(), 1..5), design in designs(&GAPS)) {
        let (source, places) = deck(&rows, &design);
        let extraction = lawful(&source, source.text());
        repeatable(&source, &extraction, source.text());
        let silent = silent_errors(&rows, &places, &extraction);
        prop_assert!(silent.is_empty(), "{:#?}\n{}\n{:#?}", silent, source.text(), extraction.diagnostics);
    }

    #[test]
    fn titles_that_touch_digits(rows in rows(titles_with_digits(&[], &[]), 1..5), design in designs(&GAPS)) {
        let (source, places) = deck(&rows, &design);
        let unnamed = unnamed_errors(&rows, &places, &lawful(&source, source.text()));
        prop_assert!(unnamed.is_empty(), "{:#?}\n{}", unnamed, source.text());
    }

    #[test]
    fn titles_with_digits_behind_gaps(rows in rows(titles_with_digits(&[], &HIDDEN_DIGITS.1), 1..5), design in designs(&GAPS[1..])) {
        let (source, places) = deck(&rows, &design);
        let unnamed = unnamed_errors(&rows, &places, &lawful(&source, source.text()));
        prop_assert!(unnamed.is_empty(), "{:#?}\n{}", unnamed, source.text());
    }

    /// `… NIS279` is 279, or 79 behind `NIS2`: where no other row settles it, a note gives the other reading.
    #[test]
    fn titles_with_hidden_digits(rows in rows(titles_with_digits(&HIDDEN_DIGITS.0, &HIDDEN_DIGITS.1), 1..5), design in designs(&GAPS)) {
        let (source, places) = deck(&rows, &design);
        let silent = silent_errors(&rows, &places, &lawful(&source, source.text()));
        prop_assert!(silent.is_empty(), "{:#?}\n{}", silent, source.text());
    }
}
