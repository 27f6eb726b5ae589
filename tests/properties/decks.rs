//! Whole decks in the design of the seed: all that was put in comes out, and nothing else.

use std::fmt::Write as _;

use beschluss::diagnostic::Severity;
use beschluss::record::Extraction;
use beschluss::source::Source;
use beschluss::vocabulary::{Column, JURISDICTIONS};
use chrono::NaiveDate;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rust_decimal::Decimal;

use crate::cases;
use crate::lawful::{lawful, repeatable};
use crate::rows::{Row, fields_of, rows, titles};
use crate::written::days;

/// A deck as it is put in.
#[derive(Debug, Clone)]
struct Deck {
    session: u32,
    day: NaiveDate,
    author: &'static str,
    members: Vec<Member>,
    decisions: Vec<Decision>,
}

#[derive(Debug, Clone)]
struct Member {
    land: &'static str,
    prefix: &'static str,
    name: String,
}

#[derive(Debug, Clone)]
struct Decision {
    number: u32,
    title: &'static str,
    items: Vec<&'static str>,
    programmes: Vec<(&'static str, Vec<Row>)>,
}

const AUTHORS: [&str; 3] = ["Oda Pinn", "Paul Querfeld", "Carla Immhoff"];
const FIRST_NAMES: [&str; 6] = ["Luise", "Stefan", "Ina-Maria", "Jan", "Tilda", "Karin-Sophie"];
const LAST_NAMES: [&str; 6] = ["Wiesengrund", "Harms", "Petersohn", "Kaltenhof", "Lindl", "Holtfreter"];
const TITLES: [&str; 7] = [
    "Postfächer",
    "Schalterdienst",
    "Amtsdeutsch",
    "Reifegradmodell 2.0",
    "Gemeinsame EfA-Finanzierung",
    "Zielarchitektur Postfach- und Kommunikationslösungen",
    "Kooperation D21",
];
const ITEMS: [&str; 6] = [
    "Die Sprache der Bescheide wird einfacher.",
    "Stärkerer Fokus auf durchgängige Verfahren",
    "Anpassung an neue gesetzliche Vorgaben",
    "Die Postfächer werden an jedem Morgen geleert.",
    "Weiterentwicklung und Pilotierung der Verfahren nach neuem Modell",
    "Aufbau einer gemeinsamen Infrastruktur",
];
const PROGRAMMES: [&str; 5] = ["Bürgernähe", "Digitale Transformation", "Papierlager", "Datennutzung", "Kassenwesen"];

fn members() -> impl Strategy<Value = Vec<Member>> {
    // The federation's member has an office of another form.
    let lands: Vec<&str> = JURISDICTIONS[1..].iter().map(|land| land.code).collect();
    let names = proptest::collection::vec((select(&FIRST_NAMES[..]), select(vec!["", "Dr.", "Prof. Dr."])), 6);
    (subsequence(lands, 2..=6).prop_shuffle(), names, Just(LAST_NAMES.to_vec()).prop_shuffle()).prop_map(
        |(lands, names, last)| {
            let cards = lands.into_iter().zip(names).zip(last);
            cards
                .map(|((land, (first, prefix)), last)| Member { land, prefix, name: format!("{first} {last}") })
                .collect()
        },
    )
}

/// Tables of one decision: each programme and each number once.
fn programmes() -> impl Strategy<Value = Vec<(&'static str, Vec<Row>)>> {
    let names = subsequence(PROGRAMMES.to_vec(), 0..3);
    (names, rows(titles(), 2..7)).prop_map(|(names, mut rows)| {
        // The numbers of a deck are of one length: where one has more digits than the others, a name before it may
        // have taken them (`BundID101`). A bracket behind an applicant may be a remark about it.
        rows.retain(|row| (10..100).contains(&row.number) && !row.title.starts_with('('));
        let half = if names.len() > 1 { rows.split_off(rows.len() / 2) } else { Vec::new() };
        names.into_iter().zip([rows, half]).filter(|(_, rows)| !rows.is_empty()).collect()
    })
}

fn decisions() -> impl Strategy<Value = Vec<Decision>> {
    let decision = (subsequence(ITEMS.to_vec(), 1..4), programmes());
    let titles = subsequence(TITLES.to_vec(), 1..5).prop_shuffle();
    (1..60_u32, titles, proptest::collection::vec(decision, 4)).prop_map(|(first, titles, decisions)| {
        let decisions = (first..).zip(titles).zip(decisions);
        decisions.map(|((number, title), (items, programmes))| Decision { number, title, items, programmes }).collect()
    })
}

fn decks() -> impl Strategy<Value = Deck> {
    (10..90_u32, days(), select(&AUTHORS[..]), members(), decisions())
        .prop_map(|(session, day, author, members, decisions)| Deck { session, day, author, members, decisions })
}

/// What the covers of a deck start and end with.
const SLOGAN: &str = "Klartext im Amt.";
const CITIES: &str = "Kiel    Erfurt   Mainz";

impl Deck {
    fn identifier(&self, decision: &Decision) -> String {
        format!("{}/{}", self.day.format("%Y"), decision.number)
    }

    /// The deck as text.
    fn write(&self) -> String {
        let day = self.day.format("%d.%m.%Y");
        let title = format!("Beschlüsse der {}. Sitzung des IT-Planungsrats ", self.session);
        let author = format!("{}, consultant public sector, Steinweg gmbh", self.author);
        let mut text = format!(
            "{SLOGAN}\n\nKURZFASSUNG – MITTAGSRUNDE\n\n{author}, info@steinweg.example\n\n{day}\n\n{title}\n\n{CITIES}\n \
             Die aktuelle Zusammensetzung des IT-Planungsrats\n\n"
        );
        for member in &self.members {
            let land = JURISDICTIONS.iter().find(|land| land.code == member.land).expect("it is a Land").names[0];
            let prefix = if member.prefix.is_empty() { String::new() } else { format!("{} \n", member.prefix) };
            let name = member.name.replace(' ', " \n");
            let _ = write!(text, "• Staatssekretär für \nDigitalisierung\n\n• {land}\n\n{prefix}{name}\n\n");
        }
        text += " Übersicht über die Beschlüsse\n\n";
        for decision in &self.decisions {
            let _ = write!(text, "• Beschluss {} | {}\n\n", self.identifier(decision), decision.title);
        }
        for decision in &self.decisions {
            let heading = format!("Beschluss {} | {}", self.identifier(decision), decision.title);
            let _ = write!(text, " {SLOGAN}\n\nKURZFASSUNG\n\n{author}\n\n{day}\n\n{heading}\n\n{CITIES}\n");
            text += " Der Beschluss im Einzelnen\n\n";
            for item in &decision.items {
                let _ = write!(text, "\u{f0a7} {item}\n\n");
            }
            for (programme, rows) in &decision.programmes {
                let _ = write!(text, " SPT {programme}\nZeitplanBudgetAntrag-\nstellerProjektbezeichnungNr.\n\n");
                rows.iter().for_each(|row| text += &write_row(row));
                if rows.iter().any(|row| row.conditional) {
                    text += "*Freigabe unter Vorbehalt\n";
                }
            }
        }
        text
    }

    /// What must come out of it, a line for each record.
    fn records(&self) -> Vec<String> {
        let mut records = vec![format!("meeting {} {} {}", self.session, self.day, self.author)];
        for decision in &self.decisions {
            let (identifier, title, author) = (self.identifier(decision), decision.title, self.author);
            records.push(format!("decision {identifier} {title} by {author}: {}", decision.items.join(" / ")));
            for (programme, rows) in &decision.programmes {
                let sum: Decimal = rows.iter().map(|row| row.budget.value).sum();
                records.push(format!("programme {programme} of {identifier}: {}, {}", rows.len(), sum.normalize()));
                records.extend(rows.iter().map(|row| format!("project {identifier} {programme} {:?}", row.fields())));
            }
        }
        let member = |member: &Member| format!("member {} {:?} {}", member.land, member.prefix, member.name);
        records.extend(self.members.iter().map(member));
        records.sort();
        records
    }
}

/// A row in the order of the seed, without gaps; long cells go on in the next line, behind a blank.
fn write_row(row: &Row) -> String {
    let cells = [Column::Period, Column::Budget, Column::Applicants, Column::Title, Column::Number];
    let mut text = String::new();
    for column in cells {
        let cell = row.cell(column);
        match cell.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at + 1).find(|at| *at > 24) {
            Some(wrap) if column == Column::Title => text += &[&cell[..wrap], "\n", &cell[wrap..]].concat(),
            _ => text += &cell,
        }
    }
    text + "\n\n"
}

/// What came out of a deck, in the same form.
fn read_records(extraction: &Extraction) -> Vec<String> {
    let or_nothing = |text: &Option<String>| text.clone().unwrap_or_default();
    let meeting = &extraction.meeting;
    let authors: Vec<&str> = meeting.authors.iter().map(|author| author.name.as_str()).collect();
    let day = meeting.summary_date.map(|day| day.to_string()).unwrap_or_default();
    let mut records = vec![format!("meeting {} {day} {}", meeting.session.unwrap_or_default(), authors.join(", "))];
    for decision in &extraction.decisions {
        let items: Vec<&str> =
            decision.sections.iter().flat_map(|section| &section.items).map(|item| item.text.as_str()).collect();
        let (title, presenter) = (or_nothing(&decision.title), or_nothing(&decision.presenter));
        records.push(format!("decision {} {title} by {presenter}: {}", decision.identifier, items.join(" / ")));
    }
    for one in &extraction.programmes {
        let (decision, sum) = (or_nothing(&one.decision), one.budget.normalize());
        records.push(format!("programme {} of {decision}: {}, {sum}", one.name, one.projects));
    }
    for one in &extraction.projects {
        let (decision, programme) = (or_nothing(&one.decision), or_nothing(&one.programme));
        records.push(format!("project {decision} {programme} {:?}", fields_of(one)));
    }
    for one in &extraction.members {
        let (land, prefix) = (or_nothing(&one.jurisdiction), or_nothing(&one.honorific_prefix));
        records.push(format!("member {land} {prefix:?} {}", one.name));
    }
    records.sort();
    records
}

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn decks_of_the_design(deck in decks()) {
        let source = Source::from_text("deck", deck.write());
        let extraction = lawful(&source, source.text());
        repeatable(&source, &extraction, source.text());
        let (truth, read) = (deck.records(), read_records(&extraction));
        let lost: Vec<&String> = truth.iter().filter(|record| !read.contains(record)).collect();
        let won: Vec<&String> = read.iter().filter(|record| !truth.contains(record)).collect();
        prop_assert!(truth == read, "lost {lost:#?}\nwon {won:#?}\n{}", source.text());
        prop_assert_eq!(extraction.coverage.unclaimed, 0, "{}", source.text());
        let errors: Vec<_> = extraction.diagnostics.iter().filter(|one| one.severity == Severity::Error).collect();
        prop_assert!(errors.is_empty(), "{:?}\n{}", errors, source.text());
    }
}
