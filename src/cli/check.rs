//! `check`: whether a dataset is still what its sources give.
//!
//! The dataset is made anew in a folder of its own and compared: files by their hashes, then records by their fields. A
//! difference is the source's where the source is another one, somebody's hand where the file is not the one that was
//! written, and the program's else.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use beschluss::dataset::{Change, Changed, MANIFEST, Manifest, Match, PLACE, RECORDS, Side, compare};
use beschluss::record::SCHEMA_VERSION;
use serde::Serialize;
use serde_json::Value;

use super::build::{Job, formats};
use super::folder::{Place, Scratch, edited_files, read_manifest};
use super::{Output, ReportFormat, counted, printable, shortened};

/// What a difference comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Cause {
    /// The source is another one, was added, or is gone.
    Source,
    /// The same source is read in another way.
    Program,
    /// A file of the dataset is not as it was written.
    Edited,
}

/// A difference, as it is printed.
#[derive(Debug, Serialize)]
struct Difference {
    table: &'static str,
    record: String,
    change: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    field: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<Value>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<Value>,
    cause: Cause,
    source: String,
}

/// A source that is another one.
#[derive(Debug, Serialize)]
struct SourceChange {
    name: String,
    change: &'static str,
    old: Option<String>,
    new: Option<String>,
}

/// What `check` found.
#[derive(Debug, Serialize)]
struct Report {
    dataset: String,
    up_to_date: bool,
    /// The version of the program that wrote the dataset, and of this one.
    versions: [String; 2],
    /// Whether the dataset has a format whose records can be compared.
    records_compared: bool,
    /// Sources that are other ones, were added, or are gone.
    sources: Vec<SourceChange>,
    differences: Vec<Difference>,
    /// Files that are not the same, were added, or are gone.
    files: Vec<String>,
}

/// Compares a dataset with what its sources give now.
pub(crate) fn check(
    paths: &[PathBuf],
    against: &Path,
    format: ReportFormat,
    update: bool,
    quiet: bool,
) -> Result<ExitCode> {
    let shown = against.display();
    let Some(old) = read_manifest(against)? else {
        let what = if against.is_dir() { "has no index.json, so it is no dataset" } else { "no such dataset" };
        bail!("{shown}: {what}; `beschluss build` makes one");
    };
    let major = |version: &str| version.split('.').next().unwrap_or_default().to_owned();
    if major(&old.schema_version) != major(SCHEMA_VERSION) && !update {
        bail!(
            "{shown}: has schema version {}, and this program writes {SCHEMA_VERSION}; `--update` writes it anew",
            old.schema_version
        );
    }
    let job = Job::new(paths, against, &formats(&old.formats)?, quiet)?;
    // What shall be written is written where it is put in its place.
    let (place, scratch) = match update {
        true => (Some(Place::prepare(against, true)?), None),
        false => (None, Some(Scratch::create(&std::env::temp_dir(), "beschluss-check-")?)),
    };
    let made = place.as_ref().map(Place::folder).or(scratch.as_ref().map(Scratch::path)).context("a folder")?;
    let written = job.write(made, &[])?;
    let report = Comparison { against, old: &old, new: &written.manifest, made }.report()?;
    let mut out = Output::new();
    let text = match format {
        ReportFormat::Json => serde_json::to_string_pretty(&report).context("it is JSON")? + "\n",
        _ => report.text(),
    };
    out.write(|out| out.write_all(text.as_bytes()))?;
    match place {
        Some(place) if !report.up_to_date => {
            place.publish()?;
            if !quiet {
                let _ = writeln!(std::io::stderr(), "{shown}: written anew");
            }
            Ok(ExitCode::SUCCESS)
        }
        _ => Ok(ExitCode::from(u8::from(!report.up_to_date))),
    }
}

/// A dataset and what its sources give now.
struct Comparison<'a> {
    against: &'a Path,
    old: &'a Manifest,
    new: &'a Manifest,
    made: &'a Path,
}

impl Comparison<'_> {
    fn report(&self) -> Result<Report> {
        let edited = edited_files(self.against, self.old)?;
        let mut files = self.files(&edited);
        if files.is_empty() && self.old != self.new {
            files.push(MANIFEST.to_owned());
        }
        let differences = if files.is_empty() { Some(Vec::new()) } else { self.differences(&edited)? };
        let compared = differences.is_some();
        let differences = differences.unwrap_or_default();
        let version = |manifest: &Manifest| format!("{} (schema {})", manifest.version, manifest.schema_version);
        Ok(Report {
            dataset: self.against.display().to_string(),
            up_to_date: files.is_empty() && self.old == self.new,
            versions: [version(self.old), version(self.new)],
            records_compared: compared,
            sources: self.sources(),
            differences,
            files,
        })
    }

    /// The sources that are not in both, those of one name together.
    fn sources(&self) -> Vec<SourceChange> {
        let hashes = |manifest: &Manifest| -> BTreeSet<(String, String)> {
            manifest.sources.iter().map(|source| (source.name.clone(), source.sha256.clone())).collect()
        };
        let (old, new) = (hashes(self.old), hashes(self.new));
        let mut added: Vec<_> = new.difference(&old).cloned().collect();
        let mut changes: Vec<SourceChange> = Vec::new();
        for (name, sha256) in old.difference(&new).cloned() {
            let mut take =
                |is_twin: &dyn Fn(&(String, String)) -> bool| added.iter().position(is_twin).map(|at| added.remove(at));
            let (change, twin) = match take(&|(_, other)| *other == sha256) {
                Some(renamed) => ("renamed", Some(renamed)),
                None => match take(&|(other, _)| *other == name) {
                    Some(changed) => ("changed", Some(changed)),
                    None => ("removed", None),
                },
            };
            let (new_name, new) = twin.unzip();
            let name = match &new_name {
                Some(other) if *other != name => format!("{name} (now {other})"),
                _ => name,
            };
            changes.push(SourceChange { name, change, old: Some(sha256), new });
        }
        changes.extend(added.into_iter().map(|(name, sha256)| SourceChange {
            name,
            change: "added",
            old: None,
            new: Some(sha256),
        }));
        changes.sort_by(|one, other| one.name.cmp(&other.name));
        changes
    }

    fn files(&self, edited: &BTreeSet<String>) -> Vec<String> {
        let names: BTreeSet<&String> = self.old.files.keys().chain(self.new.files.keys()).collect();
        let differ = |name: &&String| edited.contains(*name) || self.old.files.get(*name) != self.new.files.get(*name);
        names.into_iter().filter(differ).cloned().collect()
    }

    /// The records that differ; none where the dataset has no rows that can be read.
    fn differences(&self, edited: &BTreeSet<String>) -> Result<Option<Vec<Difference>>> {
        let missing = |table: &&str| self.rows_file(table).is_none();
        if RECORDS.iter().any(missing) {
            return Ok(None);
        }
        let old = match Side::of_dataset(self.against) {
            Ok(old) => old,
            // What a hand broke is among the files.
            Err(_) if !edited.is_empty() => return Ok(None),
            Err(error) => return Err(error),
        };
        let changed = compare(&old, &Side::of_dataset(self.made)?, Match::Id);
        Ok(Some(changed.iter().flat_map(|one| self.of_record(one, edited)).collect()))
    }

    /// The file with the rows of a table that are compared.
    fn rows_file(&self, table: &str) -> Option<String> {
        let files = ["json", "ndjson"].map(|ending| format!("{table}.{ending}"));
        files.into_iter().find(|file| self.against.join(file).is_file())
    }

    fn of_record(&self, changed: &Changed, edited: &BTreeSet<String>) -> Vec<Difference> {
        let sources: [BTreeMap<&str, &str>; 2] = [self.old, self.new].map(|manifest| {
            manifest.sources.iter().map(|source| (source.sha256.as_str(), source.name.as_str())).collect()
        });
        let [before, after] = changed.sources();
        let is_edited = self.rows_file(changed.table).is_some_and(|file| edited.contains(&file));
        let known = |hash: &str| sources.iter().all(|known| known.contains_key(hash));
        let same_source = match (before, after) {
            (Some(before), Some(after)) => before == after,
            (Some(only), None) | (None, Some(only)) => known(only),
            (None, None) => false,
        };
        let cause = match (same_source, is_edited) {
            (false, _) => Cause::Source,
            (true, true) => Cause::Edited,
            // The same bytes on both sides: they are read in another way.
            (true, false) => Cause::Program,
        };
        let name = after.or(before).and_then(|hash| sources.iter().rev().find_map(|known| known.get(hash)));
        let one = |field: Option<(&str, &Value, &Value)>| Difference {
            table: changed.table,
            record: changed.id().to_owned(),
            change: changed.change.name(),
            field: field.map(|(name, ..)| name.to_owned()),
            old: field.map(|(_, old, _)| old.clone()),
            new: field.map(|(_, _, new)| new.clone()),
            cause,
            source: name.copied().unwrap_or_default().to_owned(),
        };
        let Change::Differs { fields, .. } = &changed.change else { return vec![one(None)] };
        // The hash of another source says nothing about a record, and neither does where it stands there.
        let moved =
            |field: &str| field == "sha256" || field == "source" || cause == Cause::Source && PLACE.contains(&field);
        let fields = fields.iter().filter(|change| !moved(&change.field));
        fields.map(|it| one(Some((&it.field, &it.old, &it.new)))).collect()
    }
}

impl Report {
    fn text(&self) -> String {
        let mut out = String::new();
        for one in &self.sources {
            let _ = writeln!(out, "source {}: {}", one.name, one.change);
        }
        for one in self.differences.iter().take(PRINTED) {
            let field = one.field.as_ref().map_or_else(String::new, |field| format!(".{field}"));
            let values = match (&one.old, &one.new) {
                (Some(old), Some(new)) => {
                    format!(": {} is now {}", shortened(&old.to_string(), SHOWN), shortened(&new.to_string(), SHOWN))
                }
                _ => String::new(),
            };
            let why = match one.cause {
                Cause::Source => "by the source",
                Cause::Program => "by the program",
                Cause::Edited => "by hand, in the dataset",
            };
            let _ = writeln!(out, "{} {}{field}{values} ({why})", one.change, one.record);
        }
        if self.differences.len() > PRINTED {
            let more = counted(self.differences.len() - PRINTED, "more difference");
            let _ = writeln!(out, "and {more}; `--format json` prints all");
        }
        let records: BTreeSet<&str> = self.differences.iter().map(|one| one.record.as_str()).collect();
        if self.up_to_date {
            let _ = writeln!(out, "{}: up to date", self.dataset);
        } else {
            let differ = |count: usize, noun: &str| {
                let verb = if count == 1 { "differs" } else { "differ" };
                format!("{} {verb}", counted(count, noun))
            };
            let files = differ(self.files.len(), "file");
            let records_differ = differ(records.len(), "record");
            let _ = match self.records_compared {
                true => write!(out, "{}: {records_differ}, {files}", self.dataset),
                false => write!(out, "{}: {files}", self.dataset),
            };
            // Where records differ, so do most files.
            let _ = match records.is_empty() && !self.files.is_empty() {
                true => writeln!(out, ": {}", self.files.join(", ")),
                false => writeln!(out),
            };
            if !self.records_compared {
                let _ = writeln!(out, "records are not compared: the dataset has no JSON or NDJSON that can be read");
            }
            if self.versions[0] != self.versions[1] {
                let _ = writeln!(out, "it was written by version {}, this is {}", self.versions[0], self.versions[1]);
            }
        }
        printable(&out)
    }
}

/// Differences that are printed for people at most.
const PRINTED: usize = 40;
/// Characters of a value that are shown at most.
const SHOWN: usize = 80;
