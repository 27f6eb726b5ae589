//! What changed between two sets of records.
//!
//! In: two [`Side`]s, each the records of decks, an extraction or a dataset. Out: [`Changed`] records, with what each
//! field was and is, and the words of both sources. Records are told to be the same by [`Match`]: by their ids, or members
//! by seat, projects by number and programme, decisions by identifier, also from one meeting to the next.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::rows::{Deck, field_of, own_fields, quote};
use super::tables::Row;
use crate::record::Extraction;
use crate::source::geometry::PageBox;
use crate::source::{Source, Span, merged};

/// The tables whose rows are records; the others are their lists.
pub const RECORDS: [&str; 5] = ["meetings", "decisions", "programmes", "projects", "members"];

/// Fields that say where a row stands, and not what the record is.
pub const PLACE: [&str; 5] = ["meeting", "sha256", "slide", "span", "quote"];

/// The records of one side of a comparison, by table.
#[derive(Debug, Clone, Default)]
pub struct Side {
    /// What it is called.
    pub name: String,
    tables: BTreeMap<&'static str, Vec<Row>>,
    /// Where fields stand, by the id of their record and their path, where the deck itself is at hand.
    places: BTreeMap<(String, String), FieldPlace>,
}

/// The words of a field, and where they stand on the pages of a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldPlace {
    /// What stands in the source.
    pub quote: String,
    /// Where, if the source says so.
    pub boxes: Vec<PageBox>,
}

/// How a record of one side is found on the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// By its id, within its source.
    Id,
    /// By what it is from one meeting to the next.
    Identity,
}

/// A record that is not the same on both sides.
#[derive(Debug, Clone)]
pub struct Changed {
    /// Its table.
    pub table: &'static str,
    /// What became of it.
    pub change: Change,
}

/// What became of a record.
#[derive(Debug, Clone)]
pub enum Change {
    /// The new side has it alone.
    Added(Row),
    /// The old side has it alone.
    Removed(Row),
    /// Both have it, and some of its fields differ.
    Differs {
        /// Its row on the old side.
        old: Row,
        /// Its row on the new side.
        new: Row,
        /// The fields that differ.
        fields: Vec<FieldChange>,
    },
}

impl Change {
    /// `added`, `removed` or `changed`.
    pub fn name(&self) -> &'static str {
        match self {
            Change::Added(_) => "added",
            Change::Removed(_) => "removed",
            Change::Differs { .. } => "changed",
        }
    }

    /// Its row on the old side.
    pub fn old_row(&self) -> Option<&Row> {
        match self {
            Change::Removed(old) | Change::Differs { old, .. } => Some(old),
            Change::Added(_) => None,
        }
    }

    /// Its row on the new side.
    pub fn new_row(&self) -> Option<&Row> {
        match self {
            Change::Added(new) | Change::Differs { new, .. } => Some(new),
            Change::Removed(_) => None,
        }
    }
}

/// A field that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChange {
    /// Its name.
    pub field: String,
    /// What it was.
    pub old: Value,
    /// What it is.
    pub new: Value,
}

impl Side {
    /// A side without records.
    pub fn new(name: impl Into<String>) -> Self {
        Self { name: name.into(), ..Self::default() }
    }

    /// Adds the rows of a table; rows of lists are left out.
    pub fn add(&mut self, table: &str, rows: impl IntoIterator<Item = Row>) {
        if let Some(table) = RECORDS.iter().find(|name| **name == table) {
            self.tables.entry(table).or_default().extend(rows);
        }
    }

    /// Adds the records of a deck, with the words and boxes of each field.
    pub fn add_deck(&mut self, source: &Source, extraction: &Extraction) {
        let deck = Deck::new(source, extraction);
        for table in RECORDS {
            self.add(table, deck.rows(table).to_vec());
        }
        for (id, provenance) in extraction.records() {
            for (path, trace) in provenance.fields.iter() {
                let place = FieldPlace {
                    quote: quote(source.text(), &merged(trace.spans.iter().copied())),
                    boxes: provenance.fields.boxes(path).to_vec(),
                };
                self.places.insert((id.to_owned(), path.to_owned()), place);
            }
        }
    }

    /// Where a field of a record stands: its own entry, that of what it is a part of, or that of its text.
    pub fn place(&self, id: &str, field: &str) -> Option<&FieldPlace> {
        let of = |path: &str| self.places.get(&(id.to_owned(), path.to_owned()));
        let beside = field.rsplit_once('.').map(|(element, _)| format!("{element}.text"));
        of(field).filter(|place| !place.quote.is_empty()).or_else(|| of(&beside?))
    }

    /// Adds the records of a document that `extract` printed; `source` is its text, where it is at hand.
    ///
    /// # Errors
    /// If the document is none of those.
    pub fn add_document(&mut self, document: &Value, source: Option<&Source>) -> Result<()> {
        if !document["schema_version"].is_string() || !document["meeting"].is_object() {
            bail!("is no extraction: it has no `schema_version` and `meeting`");
        }
        // The same source twice says nothing more.
        let sha256 = document["source"]["sha256"].as_str().unwrap_or_default();
        if self.sources().iter().any(|source| source.sha256 == sha256) {
            return Ok(());
        }
        let meeting = &document["meeting"]["id"];
        let row = |table: &str, record: &Value| {
            let mut row = record.as_object().cloned().unwrap_or_default();
            let provenance = row.shift_remove("provenance").unwrap_or_default();
            let fields = provenance["fields"].as_object().into_iter().flatten();
            let own = fields.filter(|(path, _)| own_fields(table).contains(&field_of(path)));
            let spans = own
                .flat_map(|(_, field)| serde_json::from_value::<Vec<Span>>(field["spans"].clone()).unwrap_or_default());
            let spans = merged(spans);
            let quoted = source.filter(|source| spans.iter().all(|span| source.text().get(span.range()).is_some()));
            let quote = quoted.filter(|_| !spans.is_empty()).map(|source| quote(source.text(), &spans));
            row.insert("meeting".to_owned(), meeting.clone());
            row.insert("sha256".to_owned(), document["source"]["sha256"].clone());
            row.insert("slide".to_owned(), provenance["slide"].clone());
            row.insert("span".to_owned(), json!(spans.iter().copied().reduce(Span::cover)));
            row.insert("quote".to_owned(), json!(quote));
            row
        };
        let mut meeting_row = row("meetings", &document["meeting"]);
        meeting_row.insert("source".to_owned(), document["source"].clone());
        self.add("meetings", [meeting_row]);
        for table in &RECORDS[1..] {
            self.add(table, document[*table].as_array().into_iter().flatten().map(|record| row(table, record)));
        }
        Ok(())
    }

    /// The records of a dataset.
    ///
    /// # Errors
    /// If a table cannot be read, or the folder has none.
    pub fn of_dataset(folder: &Path) -> Result<Self> {
        let mut side = Self::new(folder.display().to_string());
        for table in RECORDS {
            side.add(table, read_rows(folder, table)?);
        }
        Ok(side)
    }

    /// Its sources, in their order.
    fn sources(&self) -> Vec<Origin<'_>> {
        let meetings = self.tables.get("meetings").into_iter().flatten();
        let name = |row: &'_ Row| row.get("source").and_then(|source| source["name"].as_str()).map(str::to_owned);
        meetings.map(|row| Origin { sha256: sha256_of(row), name: name(row), meeting: text(row, "id") }).collect()
    }

    /// All records in their order, as they are found on the other side; `pair` tells the pairs of sources apart.
    fn keyed<'a>(&'a self, by: Match, pair: &BTreeMap<&str, String>) -> Vec<(Key, &'a Row)> {
        let rows = |table: &'static str| self.tables.get(table).into_iter().flatten().map(move |row| (table, row));
        let keyed = |(table, row): (&'static str, &'a Row)| {
            let pair = pair.get(sha256_of(row)).cloned().unwrap_or_default();
            ((table, pair, key(table, row, by)), row)
        };
        RECORDS.into_iter().flat_map(rows).map(keyed).collect()
    }
}

/// A source of a side.
#[derive(Debug, Clone)]
struct Origin<'a> {
    sha256: &'a str,
    name: Option<String>,
    meeting: String,
}

/// The table of a record, the pair of its source, and what tells it from others there.
type Key = (&'static str, String, String);

/// What a pair of sources is called on each side, by the hash of the source.
type Pairs<'a> = (BTreeMap<&'a str, String>, BTreeMap<&'a str, String>);

/// Tells which sources of both sides belong together: those with the same bytes, then those about one meeting, then those
/// of one name; and where one is left on each side, those two, as one meeting follows another.
fn pairs<'a>(old: &'a Side, new: &'a Side, by: Match) -> Pairs<'a> {
    let (mut before, mut after) = (old.sources(), new.sources());
    let mut pairs: Pairs<'a> = Default::default();
    let mut count = 0;
    let rules: [fn(&Origin<'_>, &Origin<'_>) -> bool; 4] = [
        |one, other| one.sha256 == other.sha256,
        |one, other| one.name == other.name && one.meeting == other.meeting,
        |one, other| one.meeting == other.meeting && !one.meeting.is_empty(),
        |one, other| one.name == other.name && one.name.is_some(),
    ];
    let mut join = |one: Origin<'a>, other: Origin<'a>| {
        pairs.0.insert(one.sha256, format!("pair {count}"));
        pairs.1.insert(other.sha256, format!("pair {count}"));
        count += 1;
    };
    for rule in rules {
        let mut left = Vec::new();
        for one in before {
            match after.iter().position(|other| rule(&one, other)) {
                Some(at) => join(one, after.remove(at)),
                None => left.push(one),
            }
        }
        before = left;
    }
    if by == Match::Identity && before.len() == 1 && after.len() == 1 {
        join(before.remove(0), after.remove(0));
    }
    pairs.0.extend(before.into_iter().map(|one| (one.sha256, format!("old {}", one.sha256))));
    pairs.1.extend(after.into_iter().map(|one| (one.sha256, format!("new {}", one.sha256))));
    pairs
}

/// The rows of a table of a dataset, from its JSON or NDJSON file.
///
/// # Errors
/// If there is none of the two, or it cannot be read.
pub fn read_rows(folder: &Path, table: &str) -> Result<Vec<Row>> {
    let array = folder.join(format!("{table}.json"));
    let lines = folder.join(format!("{table}.ndjson"));
    if array.is_file() {
        let file = File::open(&array).with_context(|| format!("{}: cannot be read", array.display()))?;
        return serde_json::from_reader(BufReader::new(file))
            .with_context(|| format!("{}: is no array of rows", array.display()));
    }
    let shown = || format!("{}: cannot be read", lines.display());
    if !lines.is_file() {
        bail!("{}: has neither {table}.json nor {table}.ndjson, so there is nothing to compare", folder.display());
    }
    let read = |line: std::io::Result<String>| serde_json::from_str(&line.with_context(shown)?).with_context(shown);
    BufReader::new(File::open(&lines).with_context(shown)?).lines().map(read).collect()
}

/// A field as text; nothing for null.
fn text(row: &Row, field: &str) -> String {
    match row.get(field) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}

fn sha256_of(row: &Row) -> &str {
    row.get("sha256").and_then(Value::as_str).unwrap_or_default()
}

/// What tells a record from the others of its table and source.
fn key(table: &str, row: &Row, by: Match) -> String {
    let text = |field: &str| text(row, field);
    match (by, table) {
        (_, "meetings") => String::new(),
        (Match::Id, _) => text("id"),
        // `2025/03` is `2025/3`.
        (Match::Identity, "decisions") => format!("{}/{}", text("year"), text("number")),
        (Match::Identity, "programmes") => text("name"),
        (Match::Identity, "projects") => format!("{}\n{}", text("programme"), text("number")),
        (Match::Identity, _) => text("jurisdiction"),
    }
}

/// Fields that are derived from others, or say where a record stands.
fn says_nothing(by: Match, field: &str) -> bool {
    by == Match::Identity
        && (PLACE.contains(&field) || ["id", "decision_id", "programme_id", "source"].contains(&field))
}

/// The records that are not the same on both sides: by table, in the order of the new side, then those that are gone.
pub fn compare(old: &Side, new: &Side, by: Match) -> Vec<Changed> {
    let (pairs_before, pairs_after) = pairs(old, new, by);
    let (before, after) = (old.keyed(by, &pairs_before), new.keyed(by, &pairs_after));
    let mut twins: BTreeMap<&Key, Vec<usize>> = BTreeMap::new();
    for (at, (key, _)) in before.iter().enumerate() {
        twins.entry(key).or_default().push(at);
    }
    // Of several records that are told apart by nothing else, those with the same name belong together.
    let mut of_new: Vec<Option<usize>> = vec![None; after.len()];
    for same_name in [true, false] {
        for (at, (key, row)) in after.iter().enumerate().filter(|(at, _)| of_new[*at].is_none()).collect::<Vec<_>>() {
            let Some(left) = twins.get_mut(key) else { continue };
            let is_twin = |old: &usize| !same_name || name_of(before[*old].1) == name_of(row);
            of_new[at] = left.iter().position(is_twin).map(|position| left.remove(position));
        }
    }
    let mut gone: Vec<usize> = twins.into_values().flatten().collect();
    gone.sort_unstable();
    if by == Match::Identity {
        follow_numbers(&before, &after, &mut of_new, &mut gone);
    }
    let mut changed: Vec<Changed> = Vec::new();
    for ((key, row), old) in after.iter().zip(of_new) {
        let change = match old.map(|old| before[old].1) {
            None => Change::Added((*row).clone()),
            Some(old) => {
                let fields = field_changes(old, row, by);
                if fields.is_empty() {
                    continue;
                }
                Change::Differs { old: old.clone(), new: (*row).clone(), fields }
            }
        };
        changed.push(Changed { table: key.0, change });
    }
    for (key, row) in gone.into_iter().map(|at| &before[at]) {
        changed.push(Changed { table: key.0, change: Change::Removed((*row).clone()) });
    }
    changed.sort_by_key(|changed| RECORDS.iter().position(|table| *table == changed.table));
    changed
}

/// What a record is called.
fn name_of(row: &Row) -> String {
    let title = text(row, "title");
    if title.is_empty() { text(row, "name") } else { title }
}

/// A project whose programme has another name is the one with its number in its pair of sources, where there is only one
/// on each side.
fn follow_numbers(before: &[(Key, &Row)], after: &[(Key, &Row)], of_new: &mut [Option<usize>], gone: &mut Vec<usize>) {
    let number = |(key, row): &(Key, &Row)| (key.0 == "projects").then(|| (key.1.clone(), text(row, "number")));
    let mut left: BTreeMap<(String, String), (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for at in gone.iter().copied() {
        if let Some(number) = number(&before[at]) {
            left.entry(number).or_default().0.push(at);
        }
    }
    for at in (0..after.len()).filter(|at| of_new[*at].is_none()) {
        if let Some(number) = number(&after[at]) {
            left.entry(number).or_default().1.push(at);
        }
    }
    for (old, new) in left.into_values() {
        if let ([old], [new]) = (&old[..], &new[..]) {
            of_new[*new] = Some(*old);
            gone.retain(|at| at != old);
        }
    }
}

fn field_changes(old: &Row, new: &Row, by: Match) -> Vec<FieldChange> {
    let mut names: Vec<&String> = old.keys().collect();
    names.extend(new.keys().filter(|name| !old.contains_key(*name)));
    let of = |row: &Row, name: &str| row.get(name).cloned().unwrap_or_default();
    names
        .into_iter()
        .filter(|name| !says_nothing(by, name))
        .flat_map(|name| {
            let mut changes = Vec::new();
            leaves(name.clone(), &of(old, name), &of(new, name), &mut changes);
            changes
        })
        .collect()
}

/// The differences of a field: of lists of objects that have the same shape each part by its path, else the whole.
fn leaves(field: String, old: &Value, new: &Value, changes: &mut Vec<FieldChange>) {
    if old == new {
        return;
    }
    let lists = old.as_array().zip(new.as_array());
    let objects = |list: &[Value]| !list.is_empty() && list.iter().all(Value::is_object);
    match lists.filter(|(old, new)| old.len() == new.len() && objects(old) && objects(new)) {
        Some((old, new)) => {
            for (at, (old, new)) in old.iter().zip(new).enumerate() {
                let names = old.as_object().into_iter().flatten().map(|(name, _)| name);
                let added = new.as_object().into_iter().flatten().map(|(name, _)| name);
                for name in names.chain(added.filter(|name| old.get(name.as_str()).is_none())) {
                    leaves(format!("{field}[{at}].{name}"), &old[name], &new[name], changes);
                }
            }
        }
        None => changes.push(FieldChange { field, old: old.clone(), new: new.clone() }),
    }
}

impl Changed {
    /// The row of the new side, or else of the old one.
    pub fn row(&self) -> &Row {
        match &self.change {
            Change::Added(row) | Change::Removed(row) | Change::Differs { new: row, .. } => row,
        }
    }

    /// The id of the record.
    pub fn id(&self) -> &str {
        self.row().get("id").and_then(Value::as_str).unwrap_or("meeting")
    }

    /// The sources of both rows, by their hashes.
    pub fn sources(&self) -> [Option<&str>; 2] {
        [self.change.old_row(), self.change.new_row()].map(|row| row.map(sha256_of))
    }
}
