//! Rules over the whole dataset: what no single deck can tell.
//!
//! In: [`Deck`]s, one after the other, of which little is kept. Out: findings as rows, each with its record and its
//! source. The rules are one list, [`CHECKS`].

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::Span;
use crate::vocabulary::{JURISDICTIONS, TOTAL_WORDS};

use super::rows::Deck;
use super::tables::Row;

/// All rules, in order.
const CHECKS: &[fn(&Registry, &mut Vec<Row>)] =
    &[check_sources, check_meetings, check_records, check_gaps, check_references, check_totals, check_laender];

/// What the rules need of all decks.
#[derive(Debug, Default)]
pub struct Registry {
    decks: Vec<Seen>,
    /// The fields of the records that are compared, by table.
    fields: BTreeMap<&'static str, Vec<String>>,
    /// The names of files with the same bytes, by their hash.
    repeated: Vec<(String, Vec<String>)>,
}

/// What is kept of a deck.
#[derive(Debug)]
struct Seen {
    name: String,
    sha256: String,
    meeting: Option<String>,
    session: Option<i64>,
    body: Option<String>,
    /// Where the title of the meeting stands.
    title: Place,
    decisions: Vec<(String, Place)>,
    references: Vec<(String, Place)>,
    /// The Länder that have a member.
    jurisdictions: BTreeSet<&'static str>,
    /// What decisions with programmes name as a total, with the sums of their programmes.
    totals: Vec<(Decimal, Vec<Decimal>, Place)>,
    /// The records of the kinds that another deck may have too.
    records: Vec<Fingerprint>,
}

/// Where a row stands.
#[derive(Debug, Clone)]
struct Place {
    id: Box<str>,
    slide: Option<u32>,
    span: Span,
    quote: Option<Box<str>>,
}

/// A record with its fields, each as a hash: enough to tell whether another one says the same.
#[derive(Debug)]
struct Fingerprint {
    table: &'static str,
    place: Place,
    fields: Box<[u64]>,
}

/// The tables whose records another deck may have too.
const SHARED: [&str; 4] = ["decisions", "programmes", "projects", "members"];
/// Fields that differ from source to source without saying anything else.
const OF_SOURCE: [&str; 5] = ["meeting", "sha256", "slide", "span", "quote"];

/// What a value says: of sections the headings and texts, and not on which slide they stand.
fn said(name: &str, value: &Value) -> String {
    match value {
        Value::Array(sections) if name == "sections" => {
            sections.iter().map(|section| format!("{}\n{}\n", section["heading"], section["items"])).collect()
        }
        value => value.to_string(),
    }
}

/// The fields of a row that say something about its record.
fn telling(row: &Row) -> impl Iterator<Item = (&String, &Value)> {
    row.iter().filter(|(name, _)| !OF_SOURCE.contains(&name.as_str()))
}

impl Place {
    fn of(row: &Row, id: &str) -> Self {
        let text = |field: &str| row.get(field).and_then(Value::as_str);
        let span = row.get("span").and_then(|span| serde_json::from_value(span.clone()).ok());
        Self {
            id: text(id).unwrap_or_default().into(),
            slide: row.get("slide").and_then(Value::as_u64).and_then(|slide| slide.try_into().ok()),
            span: span.unwrap_or(Span::new(0, 0)),
            quote: text("quote").map(Into::into),
        }
    }
}

impl Seen {
    /// A finding about a record of the deck.
    fn found(&self, place: &Place, code: Code, field: Option<&str>, message: String) -> Row {
        let mut one = Diagnostic::new(code, place.span, message);
        one.record = Some(place.id.to_string()).filter(|id| !id.is_empty());
        one.field = field.map(str::to_owned);
        let mut row = match serde_json::to_value(one) {
            Ok(Value::Object(row)) => row,
            _ => Row::new(),
        };
        row.shift_remove("span");
        for (name, value) in [
            ("meeting", json!(self.meeting)),
            ("sha256", json!(self.sha256)),
            ("slide", json!(place.slide)),
            ("span", json!(place.span)),
            ("quote", json!(place.quote)),
        ] {
            row.insert(name.to_owned(), value);
        }
        row
    }
}

impl Registry {
    /// Keeps what the rules need of a deck.
    pub fn add(&mut self, deck: &Deck) {
        let text = |row: &Row, field: &str| row.get(field).and_then(Value::as_str).map(str::to_owned);
        let Some(meeting) = deck.rows("meetings").first() else { return };
        let fingerprint = |table, row: &Row| {
            let hash = |(name, value): (&String, &Value)| {
                let mut hasher = DefaultHasher::new();
                said(name, value).hash(&mut hasher);
                hasher.finish()
            };
            Fingerprint { table, place: Place::of(row, "id"), fields: telling(row).map(hash).collect() }
        };
        for table in SHARED {
            if let (None, Some(row)) = (self.fields.get(table), deck.rows(table).first()) {
                self.fields.insert(table, telling(row).map(|(name, _)| name.clone()).collect());
            }
        }
        let records = SHARED.iter().flat_map(|table| deck.rows(table).iter().map(move |row| fingerprint(*table, row)));
        let cited = |table: &str, id: &str| -> Vec<(String, Place)> {
            deck.rows(table).iter().filter_map(|row| Some((text(row, "identifier")?, Place::of(row, id)))).collect()
        };
        let members = deck.rows("members");
        let has = |code: &str| members.iter().any(|row| row.get("jurisdiction").is_some_and(|one| one == code));
        self.decks.push(Seen {
            name: deck.source.name.clone(),
            sha256: deck.source.sha256.clone(),
            meeting: deck.meeting.clone(),
            session: meeting.get("session").and_then(Value::as_i64),
            body: text(meeting, "body"),
            title: Place::of(meeting, "id"),
            decisions: cited("decisions", "id"),
            references: cited("references", "decision_id"),
            jurisdictions: JURISDICTIONS.iter().map(|land| land.code).filter(|code| has(code)).collect(),
            totals: totals(deck),
            records: records.collect(),
        });
    }

    /// Says that several files have the same bytes, of which one was read.
    pub fn repeat(&mut self, sha256: &str, names: &[String]) {
        self.repeated.push((sha256.to_owned(), names.to_owned()));
    }

    /// What the rules find, as rows of the table of findings.
    pub fn check(&self) -> Vec<Row> {
        let mut found = Vec::new();
        for check in CHECKS {
            check(self, &mut found);
        }
        found
    }
}

/// The same bytes under several names.
fn check_sources(registry: &Registry, found: &mut Vec<Row>) {
    for (sha256, names) in &registry.repeated {
        let deck = registry.decks.iter().find(|deck| deck.sha256 == *sha256);
        let message = format!("{} have the same bytes; read once", names.join(" and "));
        found.extend(deck.map(|deck| deck.found(&deck.title, Code::RepeatedSource, None, message)));
    }
}

/// Two sources about one meeting are two versions of one deck, perhaps.
fn check_meetings(registry: &Registry, found: &mut Vec<Row>) {
    let mut by_meeting: BTreeMap<&str, Vec<&Seen>> = BTreeMap::new();
    for deck in &registry.decks {
        if let Some(meeting) = &deck.meeting {
            by_meeting.entry(meeting).or_default().push(deck);
        }
    }
    for (meeting, decks) in by_meeting.into_iter().filter(|(_, decks)| decks.len() > 1) {
        for (at, deck) in decks.iter().enumerate() {
            let others =
                decks.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other.name.as_str());
            let others = named(others.take(NAMED + 1).collect(), decks.len() - 1);
            let message = format!("{} is about {meeting}, as {others} is; all rows stand", deck.name);
            found.push(deck.found(&deck.title, Code::RepeatedMeeting, Some("id"), message));
        }
    }
}

/// Names that a message gives at most.
const NAMED: usize = 3;

/// Some names of so many.
fn named(mut names: Vec<&str>, count: usize) -> String {
    names.truncate(NAMED);
    let more = count.saturating_sub(names.len());
    let names = names.join(", ");
    if more > 0 { format!("{names} and {more} more") } else { names }
}

/// Two sources that say different things about one record.
fn check_records(registry: &Registry, found: &mut Vec<Row>) {
    let mut by_id: BTreeMap<&str, Vec<(&Seen, &Fingerprint)>> = BTreeMap::new();
    for deck in &registry.decks {
        for record in &deck.records {
            by_id.entry(&record.place.id).or_default().push((deck, record));
        }
    }
    for records in by_id.values() {
        let Some(((first_deck, first), others)) = records.split_first() else { continue };
        for (deck, record) in others.iter().filter(|(_, record)| record.table == first.table) {
            let fields = registry.fields.get(record.table).map_or(&[][..], Vec::as_slice);
            let hashes = first.fields.iter().zip(&record.fields);
            for (field, _) in fields.iter().zip(hashes).filter(|(_, (one, other))| one != other) {
                let message = format!("{} and {} say different things", first_deck.name, deck.name);
                for (deck, place) in [(first_deck, &first.place), (deck, &record.place)] {
                    found.push(deck.found(place, Code::DifferingRecord, Some(field), message.clone()));
                }
            }
        }
    }
}

/// The numbers of a meeting's decisions follow each other.
fn check_gaps(registry: &Registry, found: &mut Vec<Row>) {
    for deck in &registry.decks {
        let mut by_year: BTreeMap<u32, BTreeMap<u32, &Place>> = BTreeMap::new();
        for (identifier, place) in &deck.decisions {
            if let Some((year, number)) = parts(identifier) {
                by_year.entry(year).or_default().insert(number, place);
            }
        }
        for (year, numbers) in by_year {
            let pairs = numbers.iter().zip(numbers.iter().skip(1));
            for ((before, _), (after, place)) in pairs.filter(|((before, _), (after, _))| **before + 1 < **after) {
                let first = format!("{year}/{}", before + 1);
                let missing = if before + 2 == *after { first } else { format!("{first} to {year}/{}", after - 1) };
                let message = format!("the deck goes from {year}/{before} to {year}/{after}, {missing} is not in it");
                found.push(deck.found(place, Code::DecisionGap, Some("identifier"), message));
            }
        }
    }
}

/// Decisions that are cited and stand in no deck.
fn check_references(registry: &Registry, found: &mut Vec<Row>) {
    let decisions = |deck: &Seen| {
        let numbers = deck.decisions.iter().filter_map(|(identifier, _)| parts(identifier));
        numbers.map(|number| (deck.body.clone(), number)).collect::<Vec<_>>()
    };
    let known: BTreeSet<_> = registry.decks.iter().flat_map(decisions).collect();
    for deck in &registry.decks {
        for (identifier, place) in &deck.references {
            if parts(identifier).is_some_and(|number| !known.contains(&(deck.body.clone(), number))) {
                let message = format!("cites {identifier}, which no source of the dataset has");
                found.push(deck.found(place, Code::UnknownReference, Some("references"), message));
            }
        }
    }
}

/// Year and number of a decision, however it is written: `2025/03` is `2025/3`.
fn parts(identifier: &str) -> Option<(u32, u32)> {
    let (year, number) = identifier.split_once('/')?;
    Some((year.parse().ok()?, number.parse().ok()?))
}

/// The totals that the decisions of a deck name, where they have programmes.
fn totals(deck: &Deck) -> Vec<(Decimal, Vec<Decimal>, Place)> {
    let amount = |value: &Value| value.as_str()?.parse::<Decimal>().ok();
    let mut totals = Vec::new();
    for decision in deck.rows("decisions") {
        let of_decision = |row: &&Row| row.get("decision_id") == decision.get("id");
        let programmes = deck.rows("programmes").iter().filter(of_decision);
        let mut sums: Vec<Decimal> = programmes.filter_map(|row| amount(row.get("budget")?)).collect();
        sums.push(sums.iter().sum());
        if sums.len() == 1 {
            continue;
        }
        let list = |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
        let items = list(decision.get("sections")).into_iter().flat_map(|section| list(section.get("items")));
        let items: Vec<String> = items.filter_map(|item| Some(item["text"].as_str()?.to_owned())).collect();
        for sum in list(decision.get("amounts")) {
            let text = sum["text"].as_str().unwrap_or_default();
            let named = |item: &&String| item.contains(text) && TOTAL_WORDS.iter().any(|word| item.contains(word));
            if let (Some(total), Some(_)) = (amount(&sum["amount"]), items.iter().find(named)) {
                totals.push((total, sums.clone(), Place::of(decision, "id")));
            }
        }
    }
    totals
}

/// A total that a decision names is the sum of one of its programmes or of all, as exact as it is written.
fn check_totals(registry: &Registry, found: &mut Vec<Row>) {
    let totals = registry.decks.iter().flat_map(|deck| deck.totals.iter().map(move |total| (deck, total)));
    for (deck, (total, sums, place)) in totals {
        let mut unit = Decimal::ONE;
        // `15,6 Mio.` is as exact as its last digit.
        while unit < Decimal::from(1_000_000_u32) && (total % (unit * Decimal::TEN)).is_zero() {
            unit *= Decimal::TEN;
        }
        if !sums.iter().any(|sum| sum == total || (sum - total).abs() < unit && unit > Decimal::ONE) {
            let sum = sums.last().copied().unwrap_or_default();
            let message = format!("names a total of {total}, and its programmes add up to {sum}");
            found.push(deck.found(place, Code::DifferingTotal, Some("amounts"), message));
        }
    }
}

/// Where most Länder have a member, the others lack one.
fn check_laender(registry: &Registry, found: &mut Vec<Row>) {
    let laender: Vec<&str> = JURISDICTIONS.iter().map(|land| land.code).filter(|code| code.len() == 2).collect();
    for deck in &registry.decks {
        let missing: Vec<&str> = laender.iter().copied().filter(|code| !deck.jurisdictions.contains(code)).collect();
        if !missing.is_empty() && missing.len() * 2 < laender.len() {
            let session = deck.session.map_or_else(String::new, |session| format!(" of session {session}"));
            let message = format!("the list of members{session} has nobody for {}", missing.join(", "));
            found.push(deck.found(&deck.title, Code::MissingJurisdiction, None, message));
        }
    }
}
