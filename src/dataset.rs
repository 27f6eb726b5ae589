//! The dataset: the records of many decks as tables, in the formats that people use.
//!
//! In: [`Deck`]s, one after the other, in the order in which they shall stand. Out: files in a folder. The tables are
//! described once ([`tables`]); JSON, NDJSON, CSV, Data Package, SQLite, Parquet, workbook and calendar follow from that.
//! The same decks give the same bytes: no clock, no thread, no locale has a say.
//!
//! Not here: how folders are searched and swapped (the binary), and what a deck says (`extract`).

#[cfg(feature = "calendar")]
mod calendar;
mod compare;
mod csv;
mod json;
mod package;
#[cfg(feature = "parquet")]
mod parquet;
mod registry;
mod rows;
#[cfg(feature = "sqlite")]
mod sqlite;
pub mod tables;
mod written;
#[cfg(feature = "xlsx")]
mod xlsx;

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use serde::{Deserialize, Serialize};

pub use compare::{Change, Changed, FieldChange, FieldPlace, Match, PLACE, RECORDS, Side, compare, read_rows};
pub use csv::csv_rows;
pub use registry::Registry;
pub use rows::Deck;
use tables::{Row, TABLES};
pub use written::{FileInfo, digest};

use crate::record::SCHEMA_VERSION;

/// A format of the dataset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// One array of objects a table.
    Json,
    /// One object a line.
    Ndjson,
    /// Comma-separated values (RFC 4180), with a Data Package that describes them.
    Csv,
    /// One SQLite file.
    #[cfg(feature = "sqlite")]
    Sqlite,
    /// One Parquet file a table.
    #[cfg(feature = "parquet")]
    Parquet,
    /// A workbook.
    #[cfg(feature = "xlsx")]
    Xlsx,
    /// A calendar of the deadlines.
    #[cfg(feature = "calendar")]
    Ics,
}

impl Format {
    /// All formats that this program was built with.
    pub const ALL: &'static [Format] = &[
        Format::Json,
        Format::Ndjson,
        Format::Csv,
        #[cfg(feature = "sqlite")]
        Format::Sqlite,
        #[cfg(feature = "parquet")]
        Format::Parquet,
        #[cfg(feature = "xlsx")]
        Format::Xlsx,
        #[cfg(feature = "calendar")]
        Format::Ics,
    ];

    /// Its name, as the ending of its files.
    pub fn name(self) -> &'static str {
        match self {
            Format::Json => "json",
            Format::Ndjson => "ndjson",
            Format::Csv => "csv",
            #[cfg(feature = "sqlite")]
            Format::Sqlite => "sqlite",
            #[cfg(feature = "parquet")]
            Format::Parquet => "parquet",
            #[cfg(feature = "xlsx")]
            Format::Xlsx => "xlsx",
            #[cfg(feature = "calendar")]
            Format::Ics => "ics",
        }
    }

    /// Starts its files in a folder.
    pub fn start(self, folder: &Path) -> Result<Box<dyn Writer>> {
        Ok(match self {
            Format::Json => Box::new(json::Arrays::start(folder)?),
            Format::Ndjson => Box::new(json::Lines::start(folder, TABLES)?),
            Format::Csv => Box::new(csv::Tables::start(folder)?),
            #[cfg(feature = "sqlite")]
            Format::Sqlite => Box::new(sqlite::Database::start(folder)?),
            #[cfg(feature = "parquet")]
            Format::Parquet => Box::new(parquet::Tables::start(folder)?),
            #[cfg(feature = "xlsx")]
            Format::Xlsx => Box::new(xlsx::Workbook::start(folder)?),
            #[cfg(feature = "calendar")]
            Format::Ics => Box::new(calendar::Calendar::start(folder)?),
        })
    }
}

/// Writes one format, deck by deck.
pub trait Writer: Send {
    /// Writes the rows of one deck.
    ///
    /// # Errors
    /// If a file cannot be written.
    fn write(&mut self, deck: &Deck) -> Result<()>;

    /// Writes what was found across decks, and ends all files: gives them with their rows.
    ///
    /// # Errors
    /// If a file cannot be written.
    fn finish(self: Box<Self>, found: &[Row]) -> Result<Vec<FileInfo>>;
}

/// Starts what each dataset has, whatever its formats: the findings, and the JSON Schemas.
///
/// # Errors
/// If a file cannot be written.
pub fn start_common(folder: &Path) -> Result<Box<dyn Writer>> {
    Ok(Box::new(json::Findings::start(folder)?))
}

/// The manifest of a dataset: what it was made from and by, and what it holds (`index.json`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Manifest {
    /// The program that made it.
    pub program: String,
    /// Its version.
    pub version: String,
    /// The version of the records.
    pub schema_version: String,
    /// The formats of its tables.
    pub formats: Vec<String>,
    /// What it was made from, in the order of the rows.
    pub sources: Vec<SourceEntry>,
    /// Files that were given and are no texts.
    #[serde(default)]
    pub left_out: Vec<LeftOut>,
    /// Its files but for this one, by path.
    pub files: BTreeMap<String, FileEntry>,
}

/// A file that is no text, so that nothing was read from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeftOut {
    /// The name of the file, without folders.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Why it is no text.
    pub reason: String,
}

/// A source of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceEntry {
    /// The name of the file, without folders.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Bytes of its text, in UTF-8.
    pub bytes: usize,
    /// How many slides it has.
    pub slides: usize,
    /// The id of the meeting that it is about.
    pub meeting: Option<String>,
    /// How many records it gave.
    pub records: usize,
    /// How many errors were found in it.
    pub errors: usize,
    /// How many warnings.
    pub warnings: usize,
    /// How many notes.
    pub notes: usize,
    /// Bytes that were not understood.
    pub unclaimed: usize,
}

impl SourceEntry {
    /// What the manifest says of a deck.
    pub fn new(deck: &Deck) -> Self {
        let [errors, warnings, notes] = deck.findings;
        Self {
            name: deck.source.name.clone(),
            sha256: deck.source.sha256.clone(),
            bytes: deck.source.bytes,
            slides: deck.source.slides,
            meeting: deck.meeting.clone(),
            records: deck.records(),
            errors,
            warnings,
            notes,
            unclaimed: deck.unclaimed,
        }
    }
}

/// A file of a dataset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FileEntry {
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// How many rows it has, where it has rows.
    pub rows: Option<usize>,
}

/// Whether a dataset may have a file of this name, with `/` between folders.
pub fn is_file_name(name: &str) -> bool {
    const SINGLE: [&str; 6] =
        [MANIFEST, "diagnostics.ndjson", "datapackage.json", "dataset.sqlite", "dataset.xlsx", "deadlines.ics"];
    match name.split_once('/') {
        Some((folder, file)) => folder == "schema" && file.ends_with(".schema.json") && !file.contains(['/', '\\']),
        None => {
            let of_table = |(table, ending): (&str, &str)| {
                tables::Table::named(table).is_some() && ["json", "ndjson", "csv", "parquet"].contains(&ending)
            };
            SINGLE.contains(&name) || name.split_once('.').is_some_and(of_table)
        }
    }
}

/// The name of the manifest.
pub const MANIFEST: &str = "index.json";

impl Manifest {
    /// The manifest of a dataset in these formats, that nothing was read for yet.
    pub fn new(formats: &[Format]) -> Self {
        Self {
            program: env!("CARGO_PKG_NAME").to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            schema_version: SCHEMA_VERSION.to_owned(),
            formats: formats.iter().map(|format| format.name().to_owned()).collect(),
            sources: Vec::new(),
            left_out: Vec::new(),
            files: BTreeMap::new(),
        }
    }

    /// Adds files that are written.
    pub fn add_files(&mut self, files: Vec<FileInfo>) {
        self.files.extend(files.into_iter().map(|file| (file.name, file.entry)));
    }

    /// Writes it.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<()> {
        written::write_json(folder, MANIFEST, self).map(|_| ())
    }
}
