//! `build`: many decks into one dataset.
//!
//! While the rows of some decks are written, each format for itself, the next decks are read; rows stand in the order of
//! the inputs whatever is ready first.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{IsTerminal, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use anyhow::{Context, Result, bail};
use beschluss::dataset::tables::Row;
use beschluss::dataset::{Deck, FileInfo, Format, LeftOut, Manifest, Registry, SourceEntry, Writer, start_common};
use beschluss::diagnostic::Code;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use serde_json::Value;

use super::folder::Place;
use super::inputs::{self, Input, Inputs};
use super::{FailOn, counted, finding, printable};

/// Decks that are read before their rows are written.
const CHUNK: usize = 32;
/// Findings that are printed at most; all are in the dataset.
const PRINTED: usize = 20;
/// The exit code of a run that a signal ended.
pub(crate) const INTERRUPTED: u8 = 130;

static STOP: AtomicBool = AtomicBool::new(false);

/// That a signal ended the run.
#[derive(Debug)]
pub(crate) struct Interrupted;

impl std::fmt::Display for Interrupted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("interrupted, nothing was changed")
    }
}

impl std::error::Error for Interrupted {}

/// What a dataset is made from and how.
pub(crate) struct Job {
    inputs: Inputs,
    formats: Vec<Format>,
    quiet: bool,
}

/// What was made.
pub(crate) struct Made {
    pub(crate) manifest: Manifest,
    /// Findings that say more than a note, as they are printed.
    findings: Vec<String>,
    /// How many errors, warnings and notes there are across decks.
    across: [usize; 3],
    /// What meets a condition that was asked for.
    failed: Vec<String>,
}

impl Made {
    fn new(formats: &[Format]) -> Self {
        Self { manifest: Manifest::new(formats), findings: Vec::new(), across: [0; 3], failed: Vec::new() }
    }

    fn add(&mut self, deck: &Deck, fail_on: &[FailOn]) {
        self.manifest.sources.push(SourceEntry::new(deck));
        self.findings.extend(deck.diagnostics.iter().filter_map(|row| printed(&deck.source.name, row)));
        let ambiguous = deck.diagnostics.iter().filter(|row| row["code"] == Code::AmbiguousRow.name()).count();
        let fails = fail_on.iter().find(|finding| finding.holds(deck.findings, deck.unclaimed, ambiguous));
        self.failed.extend(fails.map(|finding| format!("{} has {}", deck.source.name, finding.noun())));
    }

    /// A file whose bytes are no text is as bad as an error.
    fn leave_out(&mut self, one: LeftOut, fail_on: &[FailOn]) {
        self.findings.push(printable(&format!("{}: error: {}; left out", one.name, one.reason)));
        if fail_on.iter().any(|finding| finding.holds([1, 0, 0], 0, 0)) {
            self.failed.push(format!("{} was left out", one.name));
        }
        self.manifest.left_out.push(one);
    }

    fn add_across(&mut self, found: &[Row], fail_on: &[FailOn]) {
        let sources = &self.manifest.sources;
        let names: HashMap<&str, &str> =
            sources.iter().map(|source| (source.sha256.as_str(), source.name.as_str())).collect();
        let name = |row: &Row| row.get("sha256").and_then(Value::as_str).and_then(|sha256| names.get(sha256)).copied();
        let lines: Vec<String> = found.iter().filter_map(|row| printed(name(row).unwrap_or_default(), row)).collect();
        self.findings.extend(lines);
        let count = |severity| found.iter().filter(|row| row["severity"] == severity).count();
        self.across = ["error", "warning", "note"].map(count);
        let fails = fail_on.iter().find(|finding| finding.holds(self.across, 0, 0));
        self.failed.extend(fails.map(|finding| format!("the dataset has {}", finding.noun())));
    }
}

impl Job {
    /// Finds the inputs; `out` is no input.
    pub(crate) fn new(paths: &[PathBuf], out: &Path, formats: &[Format], quiet: bool) -> Result<Self> {
        let inputs = inputs::find(paths, out)?;
        // From here on folders are made that a signal must not leave behind.
        heed_signals();
        let mut formats = formats.to_vec();
        formats.sort_unstable();
        formats.dedup();
        Ok(Self { inputs, formats, quiet })
    }

    /// Writes the dataset to an empty folder.
    pub(crate) fn write(&self, folder: &Path, fail_on: &[FailOn]) -> Result<Made> {
        let mut writers = vec![start_common(folder)?];
        for format in &self.formats {
            writers.push(format.start(folder)?);
        }
        let mut registry = Registry::default();
        for (sha256, names) in &self.inputs.repeated {
            registry.repeat(sha256, names);
        }
        let mut made = Made::new(&self.formats);
        let progress = self.progress();
        let mut chunks = self.inputs.all.chunks(CHUNK);
        let mut decks = read(chunks.next().unwrap_or_default(), &progress)?;
        loop {
            let next = chunks.next();
            let (written, next) = rayon::join(
                || {
                    writers
                        .par_iter_mut()
                        .try_for_each(|writer| decks.iter().flatten().try_for_each(|deck| writer.write(deck)))
                },
                || next.map(|next| read(next, &progress)).transpose(),
            );
            written?;
            for deck in decks {
                match deck {
                    Ok(deck) => {
                        registry.add(&deck);
                        made.add(&deck, fail_on);
                    }
                    Err(left_out) => made.leave_out(left_out, fail_on),
                }
            }
            match next? {
                Some(next) => decks = next,
                None => break,
            }
        }
        progress.finish_and_clear();
        let found = registry.check();
        made.add_across(&found, fail_on);
        let finish = |writer: Box<dyn Writer>| writer.finish(&found);
        let files: Vec<Vec<FileInfo>> = writers.into_par_iter().map(finish).collect::<Result<_>>()?;
        go_on()?;
        files.into_iter().for_each(|files| made.manifest.add_files(files));
        made.manifest.write(folder)?;
        Ok(made)
    }

    fn progress(&self) -> ProgressBar {
        if self.quiet || !std::io::stderr().is_terminal() {
            return ProgressBar::hidden();
        }
        let style = ProgressStyle::with_template("{bar:40} {pos} of {len} decks, {eta} left");
        let bar = ProgressBar::new(self.inputs.all.len() as u64);
        bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
    }
}

/// Reads decks, several at once, in their order.
fn read(inputs: &[Input], progress: &ProgressBar) -> Result<Vec<Result<Deck, LeftOut>>> {
    let read = |input: &Input| {
        go_on()?;
        let source = input.read()?;
        progress.inc(1);
        Ok(match source {
            Ok(source) => Ok(Deck::new(&source, &beschluss::extract(&source))),
            Err(reason) => Err(LeftOut { name: input.name.clone(), sha256: input.sha256.clone(), reason }),
        })
    };
    inputs.par_iter().map(read).collect()
}

fn go_on() -> Result<()> {
    if STOP.load(Ordering::Relaxed) { Err(Interrupted.into()) } else { Ok(()) }
}

/// Lets a signal end the run at the next deck, so that nothing is left behind; a second one ends it at once.
fn heed_signals() {
    let _ = ctrlc::set_handler(|| {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED.into());
        }
    });
}

/// A finding that says more than a note, on one line.
fn printed(source: &str, row: &Row) -> Option<String> {
    let text = |field: &str| row.get(field).and_then(Value::as_str);
    let severity = text("severity").filter(|severity| *severity != "note")?;
    let slide = row.get("slide").and_then(Value::as_u64).map_or_else(String::new, |slide| format!(", slide {slide}"));
    let said = finding(&severity, text("code")?, text("message")?, text("record"), text("field"));
    Some(format!("{source}{slide}: {said}"))
}

/// Builds a dataset.
pub(crate) fn build(
    paths: &[PathBuf],
    out: &Path,
    formats: &[Format],
    fail_on: &[FailOn],
    quiet: bool,
) -> Result<ExitCode> {
    let started = Instant::now();
    let job = Job::new(paths, out, formats, quiet)?;
    let place = Place::prepare(out, false)?;
    let made = job.write(place.folder(), fail_on)?;
    place.publish()?;
    if !quiet {
        report(&made, out, started);
    }
    Ok(verdict(&made))
}

/// Exits with 1 if a condition is met.
fn verdict(made: &Made) -> ExitCode {
    if !made.failed.is_empty() {
        let mut failed: Vec<String> = made.failed.iter().take(PRINTED).cloned().collect();
        if made.failed.len() > PRINTED {
            failed.push(format!("and {} more", made.failed.len() - PRINTED));
        }
        let _ = writeln!(std::io::stderr(), "failed: {}", printable(&failed.join(", ")));
    }
    ExitCode::from(u8::from(!made.failed.is_empty()))
}

/// What was found, and what was made, on standard error.
fn report(made: &Made, out: &Path, started: Instant) {
    let mut lines = String::new();
    for line in made.findings.iter().take(PRINTED) {
        let _ = writeln!(lines, "{line}");
    }
    if made.findings.len() > PRINTED {
        let more = made.findings.len() - PRINTED;
        let _ =
            writeln!(lines, "and {} in {}", counted(more, "more finding"), out.join("diagnostics.ndjson").display());
    }
    let sources = &made.manifest.sources;
    let sum = |count: fn(&SourceEntry) -> usize| sources.iter().map(count).sum::<usize>();
    let files = made.manifest.files.len() + 1;
    let [errors, warnings, notes] = made.across;
    let _ = writeln!(
        lines,
        "{}: {}, {} in {}; {}, {}, {}; {} not understood; {:.1} s",
        out.display(),
        counted(sources.len(), "deck"),
        counted(sum(|one| one.records), "record"),
        counted(files, "file"),
        counted(sum(|one| one.errors) + errors + made.manifest.left_out.len(), "error"),
        counted(sum(|one| one.warnings) + warnings, "warning"),
        counted(sum(|one| one.notes) + notes, "note"),
        counted(sum(|one| one.unclaimed), "byte"),
        started.elapsed().as_secs_f64(),
    );
    let _ = std::io::stderr().lock().write_all(lines.as_bytes());
}

/// The formats with these names.
pub(crate) fn formats(names: &[String]) -> Result<Vec<Format>> {
    let named = |name: &String| {
        let format = Format::ALL.iter().find(|format| format.name() == name).copied();
        let known = || Format::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ");
        format.with_context(|| format!("this program does not write `{name}`, but {}", known()))
    };
    if names.is_empty() {
        bail!("no format was named");
    }
    names.iter().map(named).collect()
}
