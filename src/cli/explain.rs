//! `explain`: where a record or a field stands in its source, marked, and how it was read.

use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anyhow::{Context, Result, anyhow, bail};
use beschluss::diagnostic::{Diagnostic, Severity};
use beschluss::record::{Extraction, Provenance};
use beschluss::source::Source;
use beschluss::text::{Step, Trace};
use clap::ColorChoice;
use serde_json::Value;

use super::{Output, printable, read_source};

/// A record of an extraction: its id, its JSON, its provenance.
struct Found<'a> {
    id: &'a str,
    provenance: &'a Provenance,
}

/// Prints where a record or a field stands, and how it was read.
pub(crate) fn explain(file: &Path, wanted: &str, color: ColorChoice) -> Result<ExitCode> {
    let source = read_source(file)?;
    let extraction = beschluss::extract(&source);
    let (record, field) = find_record(&extraction, wanted).ok_or_else(|| unknown(&extraction, file, wanted))?;
    let document = serde_json::to_value(&extraction).context("records are JSON")?;
    let value = record_value(&document, record.id);
    if let Some(field) = field.filter(|field| at_path(value, field).is_none_or(|_| *field == "provenance")) {
        let known: Vec<&str> = value.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        let known: Vec<&str> = known.into_iter().filter(|name| *name != "provenance").collect();
        bail!("{}: {} has no field `{field}`; it has {}", file.display(), record.id, known.join(", "));
    }
    let traces = traces(record.provenance, field);
    let mut out = String::new();
    for (path, trace) in &traces {
        let steps: Vec<String> = trace.steps.iter().map(|step| step_name(*step)).collect();
        let steps = if steps.is_empty() { "as it stands".to_owned() } else { steps.join(", ") };
        let shown = at_path(value, path).map_or_else(|| "null".to_owned(), ToString::to_string);
        let _ = writeln!(out, "{path} = {shown}  [{steps}]");
    }
    if let Some(field) = field.filter(|_| traces.is_empty()) {
        let shown = at_path(value, field).map_or_else(String::new, ToString::to_string);
        let _ = writeln!(out, "{field} = {shown}  [the deck does not give it]");
    }
    // A field put together from all over the deck would mark all of it.
    let marked: Vec<&(&str, &Trace)> = match traces.len() {
        1 => traces.iter().collect(),
        _ => traces.iter().filter(|(path, _)| !matches!(*path, "id" | "programme" | "decision")).collect(),
    };
    let found: Vec<&Diagnostic> = extraction
        .diagnostics
        .iter()
        .filter(|one| one.record.as_deref() == Some(record.id))
        .filter(|one| field.is_none_or(|field| one.field.as_deref().is_none_or(|other| concerns(other, field))))
        .collect();
    if !marked.is_empty() || !found.is_empty() {
        out.push('\n');
        out.push_str(&marked_source(&source, record.id, &marked, &found, color));
        out.push('\n');
    }
    Output::new().write(|to| to.write_all(out.as_bytes()))?;
    Ok(ExitCode::SUCCESS)
}

/// Whether what was found of one field concerns another: a part of it, what it is a part of, or its neighbour in an
/// element of a list.
fn concerns(found: &str, field: &str) -> bool {
    let element = field.rsplit_once('.').map_or(field, |(element, _)| element);
    found.starts_with(field) || field.starts_with(found) || element.ends_with(']') && found.starts_with(element)
}

/// Where a field comes from, or all fields of a record: the entries of the field itself, of its parts, or of the value
/// that it is a part of.
fn traces<'a>(provenance: &'a Provenance, field: Option<&str>) -> Vec<(&'a str, &'a Trace)> {
    let whole = |trace: &Trace| trace.steps != [Step::Parts];
    let Some(field) = field else { return provenance.fields.iter().filter(|(_, trace)| whole(trace)).collect() };
    let below = |path: &str, field: &str| path.strip_prefix(field).is_some_and(|rest| rest.starts_with(['.', '[']));
    let own = provenance.fields.iter().filter(|(path, trace)| *path == field && whole(trace));
    let parts = provenance.fields.iter().filter(|(path, trace)| below(path, field) && whole(trace));
    let around = provenance.fields.iter().filter(|(path, trace)| below(field, path) && whole(trace));
    let own: Vec<_> = own.collect();
    let found = if own.is_empty() { parts.collect() } else { own };
    if found.is_empty() { around.collect() } else { found }
}

/// The lines of the source under some fields, marked, and below them what was found there.
fn marked_source(
    source: &Source,
    id: &str,
    fields: &[&(&str, &Trace)],
    found: &[&Diagnostic],
    color: ColorChoice,
) -> String {
    let mut snippet = Snippet::source(source.text()).path(source.name()).line_start(1);
    for (path, trace) in fields {
        for (at, span) in trace.spans.iter().enumerate() {
            let mark = AnnotationKind::Primary.span(span.range());
            snippet = snippet.annotation(if at == 0 { mark.label(*path) } else { mark });
        }
    }
    let mut groups = Vec::new();
    if !fields.is_empty() {
        groups.push(Group::with_title(Level::INFO.primary_title(id)).element(snippet));
    }
    for one in found {
        let level = match one.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let snippet = Snippet::source(source.text())
            .path(source.name())
            .line_start(1)
            .annotation(AnnotationKind::Primary.span(one.span.range()));
        let title = level.primary_title(printable(&one.message)).id(one.code.name());
        groups.push(Group::with_title(title).element(snippet));
    }
    let terminal = || {
        io::stdout().is_terminal()
            && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            && std::env::var_os("TERM").is_none_or(|terminal| terminal != "dumb")
    };
    let colours = match color {
        ColorChoice::Auto => terminal(),
        ColorChoice::Always => true,
        ColorChoice::Never => false,
    };
    let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&groups)
}

fn step_name(step: Step) -> String {
    serde_json::to_value(step).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The record whose id is the wanted one or ends with it, and the field behind a dot.
fn find_record<'a, 'b>(extraction: &'a Extraction, wanted: &'b str) -> Option<(Found<'a>, Option<&'b str>)> {
    // The meeting may be called so, whatever its id is.
    let meeting = wanted.strip_prefix("meeting").filter(|rest| rest.is_empty() || rest.starts_with('.'));
    if let Some(field) = meeting {
        let id = extraction.meeting.id.as_deref().unwrap_or("meeting");
        let field = field.strip_prefix('.');
        return Some((Found { id, provenance: &extraction.meeting.provenance }, field));
    }
    let splits = wanted.match_indices('.').map(|(at, _)| (&wanted[..at], Some(&wanted[at + 1..])));
    for (id, field) in std::iter::once((wanted, None)).chain(splits) {
        let ends = |other: &str| other.strip_suffix(id).is_some_and(|rest| rest.is_empty() || rest.ends_with('/'));
        let mut records = extraction.records().filter(|(other, _)| ends(other));
        let exact = extraction.records().find(|(other, _)| *other == id);
        let only = records.next().filter(|_| records.next().is_none());
        if let Some((id, provenance)) = exact.or(only) {
            return Some((Found { id, provenance }, field));
        }
    }
    None
}

fn unknown(extraction: &Extraction, file: &Path, wanted: &str) -> anyhow::Error {
    if wanted.is_empty() {
        return anyhow!("{}: found an empty id, expected one like `2025/22/28.start`", file.display());
    }
    // What is called alike: the same but for its last part, then what has that.
    let (front, last) = wanted.rsplit_once('/').unwrap_or(("", wanted));
    let last = last.split('.').next().unwrap_or(last);
    let ids = || extraction.records().map(|(id, _)| id).filter(|id| *id != "meeting");
    let front_of = |id: &str| id.rsplit_once('/').map_or(String::new(), |(front, _)| front.to_owned());
    let siblings = ids().filter(|id| !front.is_empty() && front_of(id).ends_with(front));
    let named = ids().filter(|id| id.contains(last));
    let mut near: Vec<&str> = siblings.collect();
    near.sort_by_key(|id| {
        let own = id.rsplit('/').next().unwrap_or(id);
        std::cmp::Reverse(own.chars().zip(last.chars()).take_while(|(a, b)| a == b).count())
    });
    let near: Vec<&str> = if near.is_empty() { named.collect() } else { near };
    let near: Vec<&str> = near.into_iter().take(5).collect();
    let ids: Vec<&str> = ids().take(5).collect();
    let hint = match (near.is_empty(), ids.is_empty()) {
        (false, _) => format!("there is {}", near.join(", ")),
        (true, false) => format!("ids look like {}", ids.join(", ")),
        (true, true) => "the text has no records".to_owned(),
    };
    anyhow!("{}: no single record is called `{wanted}`; {hint}", file.display())
}

fn record_value<'a>(document: &'a Value, id: &str) -> &'a Value {
    let lists = ["decisions", "programmes", "projects", "members"];
    lists
        .iter()
        .filter_map(|list| document[*list].as_array())
        .flatten()
        .find(|record| record["id"] == id)
        .unwrap_or(&document["meeting"])
}

/// The value at a path like `deadlines[0].date`.
fn at_path<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    path.split(['.', '[']).try_fold(value, |value, part| match part.strip_suffix(']') {
        Some(index) => value.get(index.parse::<usize>().ok()?),
        None => value.get(part),
    })
}
