//! What changed between two sets of records.
//!
//! In: two [`Side`]s, each the records of decks, an extraction or a dataset. Out: [`Changed`] records, with what each
//! field was and is, and the words of both sources. Records are told to be the same by [`Match`]: by their ids, or members
//! by seat, projects by number and programme, decisions by identifier, also from one meeting to the next.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::tables::Row;
use crate::source::{Source, Span};

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
}

/// How a record of one side is found on the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// By its id, within its meeting; a source by the id of its meeting, or else by its name.
    Id,
    /// By what it is from one meeting to the next.
    Identity,
}

/// A record that is not the same on both sides.
#[derive(Debug, Clone)]
pub struct Changed {
    /// Its table.
    pub table: &'static str,
    /// Its row on the old side.
    pub old: Option<Row>,
    /// Its row on the new side.
    pub new: Option<Row>,
    /// The fields that differ, where it is on both.
    pub fields: Vec<FieldChange>,
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
        Self { name: name.into(), tables: BTreeMap::new() }
    }

    /// Adds the rows of a table; rows of lists are left out.
    pub fn add(&mut self, table: &str, rows: impl IntoIterator<Item = Row>) {
        if let Some(table) = RECORDS.iter().find(|name| **name == table) {
            self.tables.entry(table).or_default().extend(rows);
        }
    }

    /// Adds the records of a document that `extract` printed; `source` is its text, where it is at hand.
    ///
    /// # Errors
    /// If the document is none of those.
    pub fn add_document(&mut self, document: &Value, source: Option<&Source>) -> Result<()> {
        if !document["schema_version"].is_string() || !document["meeting"].is_object() {
            bail!("is no extraction: it has no `schema_version` and `meeting`");
        }
        let meeting = &document["meeting"]["id"];
        let row = |record: &Value| {
            let mut row = record.as_object().cloned().unwrap_or_default();
            let provenance = row.shift_remove("provenance").unwrap_or_default();
            let spans: Vec<Span> = serde_json::from_value(provenance["spans"].clone()).unwrap_or_default();
            let inside = |span: &&Span| source.is_some_and(|source| source.text().get(span.range()).is_some());
            let quote = source.map(|source| {
                let pieces = spans.iter().filter(inside).map(|span| &source.text()[span.range()]);
                pieces.collect::<Vec<_>>().join(" … ")
            });
            row.insert("meeting".to_owned(), meeting.clone());
            row.insert("sha256".to_owned(), document["source"]["sha256"].clone());
            row.insert("slide".to_owned(), provenance["slide"].clone());
            row.insert("span".to_owned(), json!(spans.iter().copied().reduce(Span::cover)));
            row.insert("quote".to_owned(), json!(quote));
            row
        };
        self.add("meetings", [row(&document["meeting"])]);
        for table in &RECORDS[1..] {
            self.add(table, document[*table].as_array().into_iter().flatten().map(row));
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

    /// The meetings that it has records of.
    fn meetings(&self) -> BTreeSet<String> {
        self.tables.values().flatten().map(|row| text(row, "meeting")).collect()
    }

    /// All records in their order, as they are found on the other side. Records of `one` meeting are found among those
    /// of another one, whatever it is called.
    fn keyed(&self, by: Match, one: Option<&str>) -> Vec<(Key, &Row)> {
        let mut keyed = Vec::new();
        for table in RECORDS {
            let mut seen: BTreeMap<String, usize> = BTreeMap::new();
            for row in self.tables.get(table).into_iter().flatten() {
                let meeting = Some(text(row, "meeting")).filter(|meeting| Some(meeting.as_str()) != one);
                let key = format!("{}\n{}", meeting.unwrap_or_default(), key(table, row, by));
                let times = seen.entry(key.clone()).or_default();
                keyed.push(((table, key, *times), row));
                *times += 1;
            }
        }
        keyed
    }
}

/// The table of a record, what tells it from others there, and how many of the same stand before it.
type Key = (&'static str, String, usize);

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

/// What tells a record from the others of its table and meeting.
fn key(table: &str, row: &Row, by: Match) -> String {
    let text = |field: &str| text(row, field);
    match (by, table) {
        (Match::Id, "meetings") => row["source"]["name"].as_str().map_or_else(|| text("id"), str::to_owned),
        (Match::Id, _) => text("id"),
        (Match::Identity, "meetings") => text("body"),
        (Match::Identity, "decisions") => text("identifier"),
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
    // Records are compared within their meeting. Where each side has one meeting that the other has not, those two are
    // compared, as what changed from one to the next.
    let (meetings_before, meetings_after) = (old.meetings(), new.meetings());
    let only = |one: &BTreeSet<String>, other: &BTreeSet<String>| {
        let mut only = one.difference(other);
        only.next().filter(|_| only.next().is_none()).cloned()
    };
    let pair = only(&meetings_before, &meetings_after).zip(only(&meetings_after, &meetings_before));
    let (before_one, after_one) = pair.filter(|_| by == Match::Identity).unzip();
    let (before, after) = (old.keyed(by, before_one.as_deref()), new.keyed(by, after_one.as_deref()));
    let of_old: BTreeMap<&Key, &Row> = before.iter().map(|(key, row)| (key, *row)).collect();
    let of_new: BTreeSet<&Key> = after.iter().map(|(key, _)| key).collect();
    let mut changed: Vec<Changed> = Vec::new();
    for (key, row) in &after {
        let old = of_old.get(key).copied();
        let fields = old.map_or_else(Vec::new, |old| field_changes(old, row, by));
        if old.is_none() || !fields.is_empty() {
            changed.push(Changed { table: key.0, old: old.cloned(), new: Some((*row).clone()), fields });
        }
    }
    for (key, row) in before.iter().filter(|(key, _)| !of_new.contains(key)) {
        changed.push(Changed { table: key.0, old: Some((*row).clone()), new: None, fields: Vec::new() });
    }
    changed.sort_by_key(|changed| RECORDS.iter().position(|table| *table == changed.table));
    changed
}

fn field_changes(old: &Row, new: &Row, by: Match) -> Vec<FieldChange> {
    let mut names: Vec<&String> = old.keys().collect();
    names.extend(new.keys().filter(|name| !old.contains_key(*name)));
    let of = |row: &Row, name: &str| row.get(name).cloned().unwrap_or_default();
    names
        .into_iter()
        .filter(|name| !says_nothing(by, name))
        .map(|name| FieldChange { field: name.clone(), old: of(old, name), new: of(new, name) })
        .filter(|change| change.old != change.new)
        .collect()
}

impl Changed {
    /// The row of the new side, or else of the old one.
    pub fn row(&self) -> &Row {
        static NONE: std::sync::LazyLock<Row> = std::sync::LazyLock::new(Row::new);
        self.new.as_ref().or(self.old.as_ref()).unwrap_or(&NONE)
    }

    /// The id of the record.
    pub fn id(&self) -> &str {
        self.row().get("id").and_then(Value::as_str).unwrap_or("meeting")
    }

    /// The source that its row was read from.
    pub fn sha256(row: &Row) -> &str {
        row.get("sha256").and_then(Value::as_str).unwrap_or_default()
    }
}
