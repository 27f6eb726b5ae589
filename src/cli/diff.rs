//! `diff`: what changed from one meeting, extraction or dataset to the next, with the words of both sources.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use beschluss::dataset::tables::{LIST_SEPARATOR, Row};
use beschluss::dataset::{Change, Changed, Deck, FieldChange, FieldPlace, Match, RECORDS, Side, compare};
use beschluss::source::Source;
use beschluss::source::geometry::PageBox;
use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::inputs::refusal;
use super::limits::limits;
use super::{Output, ReportFormat, counted, printable, read_bytes, read_once, shortened};

/// Characters of a quote that are shown at most.
const QUOTED: usize = 160;

/// Prints what changed.
pub(crate) fn diff(old: &Path, new: &Path, format: ReportFormat) -> Result<ExitCode> {
    read_once([old, new])?;
    let (old, new) = (read_side(old)?, read_side(new)?);
    let changed = compare(&old, &new, Match::Identity);
    let text = match format {
        ReportFormat::Text => plain(&old, &new, &changed),
        ReportFormat::Markdown => markdown(&old, &new, &changed),
        ReportFormat::Json => {
            let document = json!({ "old": old.name, "new": new.name, "changes": changed.iter().map(|one| entry(&old, &new, one)).collect::<Vec<_>>() });
            serde_json::to_string_pretty(&document).context("it is JSON")? + "\n"
        }
    };
    Output::new().write(|out| out.write_all(text.as_bytes()))?;
    Ok(ExitCode::SUCCESS)
}

/// The records of a dataset (a folder), an extraction (JSON) or a deck (text).
fn read_side(path: &Path) -> Result<Side> {
    if path.is_dir() {
        return Side::of_dataset(path);
    }
    let shown = path.display().to_string();
    let (name, bytes) = read_bytes(path)?;
    let mut side = Side::new(name.clone());
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if first == Some(&b'{') || first == Some(&b'[') {
        let documents = serde_json::Deserializer::from_slice(&bytes).into_iter().collect::<Result<Vec<Value>, _>>();
        let documents = documents.map_err(|error| anyhow!("{shown}: begins like JSON and is none: {error}"))?;
        for document in &documents {
            let source = source_beside(path, document)?;
            side.add_document(document, source.as_ref()).map_err(|error| anyhow!("{shown}: {error}"))?;
        }
        return Ok(side);
    }
    let source =
        Source::from_bytes_within(printable(&name), &bytes, limits()).map_err(|error| anyhow!("{shown}: {error}"))?;
    let extraction = beschluss::extract(&source);
    let deck = Deck::new(&source, &extraction);
    if deck.meeting.is_none() && deck.records() == 0 {
        bail!("{shown}: is no deck, no extraction and no dataset");
    }
    side.add_deck(&source, &extraction);
    Ok(side)
}

/// The text that an extraction was read from, where it lies beside it: the extraction itself holds no quotes.
fn source_beside(path: &Path, document: &Value) -> Result<Option<Source>> {
    let (Some(name), Some(folder)) = (document["source"]["name"].as_str(), path.parent()) else { return Ok(None) };
    let beside = folder.join(name);
    if !beside.is_file() {
        return Ok(None);
    }
    let bytes = std::fs::read(&beside).map_err(|error| refusal(&beside.display().to_string(), &error))?;
    let source = Source::from_bytes_within(name, &bytes, limits()).ok();
    Ok(source.filter(|source| document["source"]["sha256"] == source.sha256()))
}

/// What a record is called in a sentence.
fn noun(table: &str) -> &'static str {
    match table {
        "meetings" => "meeting",
        "decisions" => "decision",
        "programmes" => "programme",
        "projects" => "project",
        _ => "member",
    }
}

/// The name of a record, for people.
fn title(changed: &Changed) -> String {
    let text = |field: &str| match changed.row().get(field) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    };
    let named = match changed.table {
        "decisions" => format!("{} {}", text("identifier"), text("title")),
        "projects" => format!("{} {}", text("number"), text("title")),
        "members" => format!("{} {}", text("jurisdiction"), text("name")),
        "programmes" => text("name"),
        _ => changed.row()["source"]["name"].as_str().map_or_else(|| text("title"), str::to_owned),
    };
    format!("{} {}", noun(changed.table), named.trim()).trim_end().to_owned()
}

/// What became of a record, one sentence for each field.
fn sentences(changed: &Changed) -> Vec<String> {
    match &changed.change {
        Change::Added(row) => vec![format!("added{}", summary(changed.table, row))],
        Change::Removed(_) => vec!["removed".to_owned()],
        Change::Differs { fields, .. } => fields.iter().map(|change| sentence(changed.table, change)).collect(),
    }
}

/// What an added record says.
fn summary(table: &str, row: &Row) -> String {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    if table != "projects" {
        return String::new();
    }
    let budget = row
        .get("budget")
        .and_then(|budget| Some(format!("{} {}", text(&budget["amount"])?, text(&budget["currency"])?)));
    let end = row.get("end").and_then(text).map(|end| format!("until {end}"));
    let applicants = row.get("applicants").map(shown).filter(|list| !list.is_empty());
    let parts: Vec<String> = [budget, end, applicants].into_iter().flatten().collect();
    if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) }
}

/// What became of a field.
fn sentence(table: &str, change: &FieldChange) -> String {
    let (old, new) = (shown(&change.old), shown(&change.new));
    let plain = || match (change.old.is_null(), change.new.is_null()) {
        (true, _) => format!("{} is now {new}", change.field),
        (_, true) => format!("{} {old} is gone", change.field),
        _ => format!("{}: {}", change.field, contrast(&old, &new)),
    };
    match (table, change.field.as_str()) {
        ("members", "name") => format!("{old} is succeeded by {new}"),
        (_, "budget" | "conditional_budget") => {
            let amount = |value: &Value| value["amount"].as_str().or(value.as_str())?.parse::<Decimal>().ok();
            let name = change.field.replace('_', " ");
            match (amount(&change.old), amount(&change.new)) {
                (Some(before), Some(after)) if after > before => {
                    format!("{name} raised by {} from {old} to {new}", after - before)
                }
                (Some(before), Some(after)) if after < before => {
                    format!("{name} lowered by {} from {old} to {new}", before - after)
                }
                _ => plain(),
            }
        }
        (_, "start" | "end") if change.old.is_string() && change.new.is_string() => {
            format!("{} moved from {old} to {new}", change.field)
        }
        ("projects", "conditional") => match change.new.as_bool() {
            Some(true) => "now with reservation".to_owned(),
            _ => "no longer with reservation".to_owned(),
        },
        _ => match (&change.old, &change.new) {
            (Value::Array(before), Value::Array(after)) => list_sentence(table, &change.field, before, after),
            _ => plain(),
        },
    }
}

/// What became of a list: which elements came and went, or in which words the one that changed differs.
fn list_sentence(table: &str, field: &str, before: &[Value], after: &[Value]) -> String {
    let texts = |list: &[Value]| -> Vec<String> { list.iter().flat_map(elements).collect() };
    let (before, after) = (texts(before), texts(after));
    let only = |some: &[String], others: &[String]| -> Vec<String> {
        some.iter().filter(|one| !others.contains(one)).cloned().collect()
    };
    let (came, gone) = (only(&after, &before), only(&before, &after));
    match (&came[..], &gone[..]) {
        ([], []) => {
            format!("{field} in another order: {} → {}", before.join(LIST_SEPARATOR), after.join(LIST_SEPARATOR))
        }
        (came, gone) if (table, field) == ("projects", "applicants") => {
            let parts = [(came, "joined"), (gone, "left")];
            let parts = parts.iter().filter(|(names, _)| !names.is_empty());
            parts.map(|(names, verb)| format!("{} {verb}", names.join(", "))).collect::<Vec<_>>().join(" and ")
        }
        (came, gone) if came.len() == gone.len() => {
            let pairs = gone.iter().zip(came).map(|(old, new)| contrast(old, new));
            format!("{field}: {}", pairs.collect::<Vec<_>>().join(LIST_SEPARATOR))
        }
        (came, gone) => {
            let parts = came.iter().map(|one| format!("+ {one}")).chain(gone.iter().map(|one| format!("− {one}")));
            format!("{field}: {}", parts.collect::<Vec<_>>().join(LIST_SEPARATOR))
        }
    }
}

/// The elements of a list as texts; of a section its heading and each of its items.
fn elements(value: &Value) -> Vec<String> {
    match value["items"].as_array() {
        Some(items) => {
            let heading = value["heading"].as_str().map(str::to_owned);
            heading.into_iter().chain(items.iter().filter_map(|item| Some(item["text"].as_str()?.to_owned()))).collect()
        }
        None => vec![shown(value)],
    }
}

/// Characters around a difference in a long text.
const AROUND: usize = 40;

/// Two texts with an arrow between them; of long ones only where they differ, with a few words around.
fn contrast(old: &str, new: &str) -> String {
    if old.chars().count() <= 2 * AROUND && new.chars().count() <= 2 * AROUND {
        return format!("{old} → {new}");
    }
    let (before, after): (Vec<char>, Vec<char>) = (old.chars().collect(), new.chars().collect());
    let start = before.iter().zip(&after).take_while(|(one, other)| one == other).count();
    let most = before.len().min(after.len()) - start;
    let end = before.iter().rev().zip(after.iter().rev()).take(most).take_while(|(one, other)| one == other).count();
    let part = |text: &[char]| {
        let from = start.saturating_sub(AROUND);
        let to = (text.len() - end + AROUND).min(text.len());
        let open = if from > 0 { "…" } else { "" };
        let close = if to < text.len() { "…" } else { "" };
        format!("{open}{}{close}", text[from..to].iter().collect::<String>())
    };
    format!("{} → {}", part(&before), part(&after))
}

/// A value for people.
fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(shown).collect::<Vec<_>>().join(LIST_SEPARATOR),
        Value::Object(fields) if fields.contains_key("amount") && fields.contains_key("currency") => {
            format!("{} {}", shown(&fields["amount"]), shown(&fields["currency"]))
        }
        Value::Object(fields) => {
            let parts = fields.values().filter(|value| !value.is_null()).map(shown).filter(|text| !text.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        }
        other => other.to_string(),
    }
}

/// Where a row stands and its words, cut where they are long.
fn evidence(row: &Row) -> String {
    let meeting = row.get("meeting").and_then(Value::as_str).unwrap_or("no meeting");
    let slide = row.get("slide").and_then(Value::as_u64).map_or_else(String::new, |slide| format!(", slide {slide}"));
    let quote = match row.get("quote").and_then(Value::as_str) {
        Some(quote) => format!(": “{}”", shortened(&quote.split_whitespace().collect::<Vec<_>>().join(" "), QUOTED)),
        None if row.get("span").is_some_and(Value::is_array) => ": its text is not at hand".to_owned(),
        None => String::new(),
    };
    format!("{meeting}{slide}{quote}")
}

fn both(changed: &Changed) -> Vec<(&'static str, String)> {
    let sides = [("old", changed.change.old_row()), ("new", changed.change.new_row())];
    sides.into_iter().filter_map(|(side, row)| Some((side, evidence(row?)))).collect()
}

/// What the words of a field are on both sides, and where they stand on a page; nothing where no side has pages.
fn field_places<'a>(
    old: &'a Side,
    new: &'a Side,
    changed: &Changed,
    field: &str,
) -> Vec<(&'static str, &'a FieldPlace)> {
    let place = |side: &'a Side, row: Option<&Row>| {
        let id = row?.get("id").and_then(Value::as_str).unwrap_or("meeting");
        side.place(id, field)
    };
    let sides = [("old", place(old, changed.change.old_row())), ("new", place(new, changed.change.new_row()))];
    let places: Vec<_> = sides.into_iter().filter_map(|(side, place)| Some((side, place?))).collect();
    let seen = places.iter().any(|(_, place)| !place.boxes.is_empty());
    if seen { places } else { Vec::new() }
}

/// Where something stands, for people: `page 16 (62.0, 98.1)–(205.6, 112.4)`.
fn shown_place(place: &FieldPlace) -> String {
    let quote = shortened(&place.quote.split_whitespace().collect::<Vec<_>>().join(" "), QUOTED);
    let points = |hundredths: i32| f64::from(hundredths) / 100.0;
    let boxes: Vec<String> = place
        .boxes
        .chunk_by(|one, other| one.page == other.page)
        .filter_map(|boxes| boxes.iter().copied().reduce(PageBox::cover))
        .map(|all| {
            let [x0, y0, x1, y1] = [all.x0, all.y0, all.x1, all.y1].map(points);
            format!("page {} ({x0:.1}, {y0:.1})–({x1:.1}, {y1:.1})", all.page)
        })
        .collect();
    let boxes = if boxes.is_empty() { String::new() } else { format!(" on {}", boxes.join(", ")) };
    format!("“{quote}”{boxes}")
}

/// A record's changes, each with its words on both sides where a page shows them; else with those of the record.
fn told(old: &Side, new: &Side, changed: &Changed) -> Vec<(String, Vec<String>)> {
    let mut told: Vec<(String, Vec<String>)> =
        sentences(changed).into_iter().map(|sentence| (sentence, Vec::new())).collect();
    if let Change::Differs { fields, .. } = &changed.change {
        for ((_, evidence), change) in told.iter_mut().zip(fields) {
            let places = field_places(old, new, changed, &change.field);
            evidence.extend(places.iter().map(|(side, place)| format!("{side}: {}", shown_place(place))));
        }
    }
    if told.iter().all(|(_, evidence)| evidence.is_empty())
        && let Some((_, evidence)) = told.last_mut()
    {
        evidence.extend(both(changed).into_iter().map(|(side, text)| format!("{side}: {text}")));
    }
    told
}

fn count(changed: &[Changed]) -> String {
    if changed.is_empty() {
        return "no changes".to_owned();
    }
    let number = |name: &str| changed.iter().filter(|one| one.change.name() == name).count();
    let [added, removed, differ] = ["added", "removed", "changed"].map(number);
    format!("{}: {added} added, {removed} removed, {differ} changed", counted(changed.len(), "record"))
}

fn plain(old: &Side, new: &Side, changed: &[Changed]) -> String {
    let mut out = String::new();
    for one in changed {
        let _ = writeln!(out, "{}", title(one));
        for (sentence, evidence) in told(old, new, one) {
            let _ = writeln!(out, "  {sentence}");
            for evidence in evidence {
                let _ = writeln!(out, "    {evidence}");
            }
        }
    }
    let _ = writeln!(out, "{} → {}: {}", old.name, new.name, count(changed));
    printable(&out)
}

/// A text in which Markdown finds nothing to obey.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            // What would mention somebody or an issue.
            '@' => out.push_str("&#64;"),
            '#' => out.push_str("&#35;"),
            '\n' => out.push(' '),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

fn markdown(old: &Side, new: &Side, changed: &[Changed]) -> String {
    let mut out = format!("## {} → {}\n\n{}\n", escaped(&old.name), escaped(&new.name), count(changed));
    for table in RECORDS {
        let mut of_table = changed.iter().filter(|one| one.table == table).peekable();
        if of_table.peek().is_some() {
            let mut heading = table.to_owned();
            heading[..1].make_ascii_uppercase();
            let _ = writeln!(out, "\n### {heading}\n");
        }
        for one in of_table {
            let _ = writeln!(out, "- **{}**", escaped(&title(one)));
            for (sentence, evidence) in told(old, new, one) {
                let _ = writeln!(out, "  - {}", escaped(&sentence));
                for evidence in evidence {
                    let _ = writeln!(out, "    - {}", escaped(&evidence));
                }
            }
        }
    }
    printable(&out)
}

/// A change as JSON.
fn entry(old: &Side, new: &Side, changed: &Changed) -> Value {
    let place = |row: Option<&Row>| {
        let row = row?;
        let value = |field: &str| row.get(field).cloned().unwrap_or_default();
        Some(json!({
            "id": value("id"), "meeting": value("meeting"), "sha256": value("sha256"), "slide": value("slide"),
            "span": value("span"), "quote": value("quote"),
        }))
    };
    let fields = match &changed.change {
        Change::Differs { fields, .. } => &fields[..],
        _ => &[],
    };
    let field = |it: &FieldChange| {
        let mut entry = json!({ "field": it.field, "old": it.old, "new": it.new });
        for (side, place) in field_places(old, new, changed, &it.field) {
            entry[format!("{side}_quote")] = json!(place.quote);
            if !place.boxes.is_empty() {
                entry[format!("{side}_boxes")] = json!(place.boxes);
            }
        }
        entry
    };
    let fields: Vec<Value> = fields.iter().map(field).collect();
    json!({
        "table": changed.table, "change": changed.change.name(), "title": title(changed), "sentences": sentences(changed),
        "fields": fields, "old": place(changed.change.old_row()), "new": place(changed.change.new_row()),
    })
}
