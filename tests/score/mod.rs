//! Compares what is read from decks with what is true of them.
//!
//! A folder holds families, each a folder of `X.txt` and `X.truth.json`. A value of a record counts as one field, an
//! element of a list as well; what is null on both sides does not count. An error is silent where no finding names
//! the record and the field, and none covers the words.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use beschluss::source::Source;
use serde_json::Value;

/// How many fields came out how.
#[derive(Debug, Default, Clone)]
pub(crate) struct Score {
    pub(crate) decks: usize,
    pub(crate) exact: usize,
    pub(crate) wrong: usize,
    pub(crate) missing: usize,
    pub(crate) invented: usize,
    /// Errors that no finding says.
    pub(crate) silent: usize,
    /// Fields of records that the extractor tore apart, and that did not come out; they are not in the other counts.
    pub(crate) torn: usize,
    /// How many fields of each kind of record there are, are exact, and are silently not.
    pub(crate) kinds: BTreeMap<&'static str, [usize; 3]>,
    /// What went wrong, by kind of record and field, with an example.
    pub(crate) errors: BTreeMap<String, (usize, String)>,
    /// Each silent error.
    pub(crate) silences: Vec<String>,
}

impl Score {
    /// All fields that are true or were read.
    pub(crate) fn fields(&self) -> usize {
        self.exact + self.wrong + self.missing + self.invented
    }

    /// Counts a field that is right.
    fn exact(&mut self, kind: &'static str) {
        self.exact += 1;
        let of_kind = self.kinds.entry(kind).or_default();
        of_kind[0] += 1;
        of_kind[1] += 1;
    }

    /// The share of exact ones in hundredths of a percent, rounded down.
    pub(crate) fn share(&self) -> usize {
        (self.exact * 10_000).checked_div(self.fields()).unwrap_or(0)
    }
}

/// A record of either side: its fields with their values.
struct Record {
    kind: &'static str,
    /// What tells it from others of its kind.
    key: String,
    id: String,
    torn: bool,
    fields: Vec<(&'static str, Vec<String>)>,
    /// Values of which one is enough.
    others: Vec<(&'static str, Vec<String>)>,
}

/// All texts with a truth below a folder, by family.
pub(crate) fn families(folder: &Path) -> BTreeMap<String, Vec<PathBuf>> {
    let mut families: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(inner) = folders.pop() {
        for entry in std::fs::read_dir(&inner).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "txt" || ending == "pdf")
                && path.with_extension("truth.json").exists()
            {
                let family = inner.strip_prefix(folder).expect("it is below").display().to_string();
                families.entry(family).or_default().push(path);
            }
        }
    }
    families.values_mut().for_each(|paths| paths.sort());
    families
}

/// Scores the decks of a family.
pub(crate) fn score(paths: &[PathBuf]) -> Score {
    let mut score = Score::default();
    for path in paths {
        let bytes = std::fs::read(path).expect("it can be read");
        let name = path.file_name().expect("it has a name").to_string_lossy();
        let source = Source::from_bytes(name, &bytes).expect("it is text");
        let truth = std::fs::read_to_string(path.with_extension("truth.json")).expect("it can be read");
        let truth: Value = serde_json::from_str(&truth).expect("it is JSON");
        score_deck(&source, &truth, &mut score);
        score.decks += 1;
    }
    score
}

fn text(value: &Value) -> Vec<String> {
    match value {
        Value::Null => Vec::new(),
        Value::String(text) => vec![text.clone()],
        Value::Bool(false) => Vec::new(),
        Value::Array(list) => list.iter().flat_map(text).collect(),
        other => vec![other.to_string()],
    }
}

/// A list that counts as one value.
fn whole(value: &Value) -> Vec<String> {
    Some(text(value).join("; ")).filter(|text| !text.is_empty()).into_iter().collect()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn author(value: &Value) -> String {
    ["name", "role", "organization", "email"].map(|part| value[part].as_str().unwrap_or("-").to_owned()).join(" | ")
}

fn body(value: &Value) -> String {
    format!("{} / {}", text(&value["voting"]).join(", "), text(&value["non_voting"]).join(", "))
}

fn amount(value: &str) -> String {
    value.parse::<rust_decimal::Decimal>().map_or_else(|_| value.to_owned(), |amount| amount.normalize().to_string())
}

/// The records of a truth.
fn true_records(truth: &Value) -> Vec<Record> {
    let empty = || Record {
        kind: "",
        key: String::new(),
        id: String::new(),
        torn: false,
        fields: Vec::new(),
        others: Vec::new(),
    };
    let meeting = &truth["meeting"];
    let mut fields = vec![
        ("body", text(&meeting["body"])),
        ("session", text(&meeting["session"])),
        ("title", text(&meeting["title"])),
        ("summary_date", text(&meeting["summary_date"])),
        ("session_date", text(&meeting["session_date"])),
        ("place", text(&meeting["place"])),
        ("page_header", text(&truth["page_header"])),
        ("authors", list(&meeting["authors"]).iter().map(author).collect()),
        ("programmes", list(&truth["programmes"]).iter().flat_map(|one| text(&one["name"])).collect()),
    ];
    if !truth["slides"].is_null() {
        fields.push(("slides", text(&truth["slides"])));
    }
    let mut records = vec![Record { kind: "meeting", fields, ..empty() }];
    for one in list(&truth["decisions"]) {
        let bodies = list(&one["bodies"]);
        records.push(Record {
            kind: "decision",
            key: text(&one["id"]).concat(),
            torn: one["scattered_items"] == true,
            fields: vec![
                ("title", text(&one["title"])),
                ("long_title", text(&one["long_title"])),
                ("presenter", text(&one["presenter"])),
                ("items", text(&one["items"])),
                ("references", text(&one["references"])),
                ("deadlines", text(&one["deadlines"])),
                ("amounts", text(&one["amounts"]).iter().map(|one| amount(one)).collect()),
                ("bodies", bodies.iter().map(body).collect()),
                ("body names", bodies.iter().flat_map(|body| text(&body["name"])).collect()),
            ],
            others: vec![("body names", bodies.iter().flat_map(|body| text(&body["ambiguous_name"])).collect())],
            ..empty()
        });
    }
    for one in list(&truth["projects"]) {
        let pairs = list(&one["ambiguous"]);
        records.push(Record {
            kind: "project",
            key: text(&one["number"]).concat(),
            torn: one["scattered"] == true,
            fields: vec![
                ("number", text(&one["number"])),
                ("title", text(&one["title"])),
                ("applicants", whole(&one["applicants"])),
                ("budget", text(&one["budget"]).iter().map(|one| amount(one)).collect()),
                ("start", text(&one["start"])),
                ("end", text(&one["end"])),
                ("conditional", text(&one["conditional"])),
                ("programme", text(&one["programme"])),
                ("decision", text(&one["decision"])),
            ],
            others: vec![
                ("number", pairs.iter().flat_map(|pair| text(&pair["number"])).collect()),
                ("title", pairs.iter().flat_map(|pair| text(&pair["title"])).collect()),
                ("programme", text(&one["ambiguous_programme"])),
            ],
            ..empty()
        });
    }
    for one in list(&truth["members"]) {
        records.push(Record {
            kind: "member",
            key: text(&one["jurisdiction"]).concat(),
            torn: one["scattered"] == true,
            fields: vec![
                ("jurisdiction", text(&one["jurisdiction"])),
                ("name", text(&one["name"])),
                ("honorific_prefix", text(&one["honorific_prefix"])),
                ("roles", whole(&one["roles"])),
                ("chair", text(&one["chair"])),
            ],
            ..empty()
        });
    }
    records
}

fn deadline(value: &Value) -> Vec<String> {
    match (&value["date"], &value["session"]) {
        (Value::String(date), _) => vec![date.clone()],
        (_, Value::Number(session)) => vec![format!("session:{session}")],
        _ => Vec::new(),
    }
}

/// The records of an extraction.
fn read_records(read: &Value) -> Vec<Record> {
    let meeting = &read["meeting"];
    let record = |kind, key: &Value, id: &Value, fields| Record {
        kind,
        key: text(key).concat(),
        id: text(id).concat(),
        torn: false,
        fields,
        others: Vec::new(),
    };
    let empty = list(&read["decisions"]).is_empty() && meeting["title"].is_null();
    let fields = vec![
        ("body", text(&meeting["body"])),
        ("session", text(&meeting["session"])),
        ("title", text(&meeting["title"])),
        ("summary_date", text(&meeting["summary_date"])),
        ("session_date", text(&meeting["session_date"])),
        ("place", text(&meeting["place"])),
        ("page_header", text(&meeting["page_header"])),
        ("authors", list(&meeting["authors"]).iter().map(author).collect()),
        ("programmes", list(&read["programmes"]).iter().flat_map(|one| text(&one["name"])).collect()),
        ("slides", if empty { Vec::new() } else { text(&read["source"]["slides"]) }),
    ];
    let mut records = vec![record("meeting", &Value::Null, &meeting["id"], fields)];
    for one in list(&read["decisions"]) {
        let items = list(&one["sections"]).iter().flat_map(|section| list(&section["items"]));
        let bodies = list(&one["bodies"]);
        let fields = vec![
            ("title", text(&one["title"])),
            ("long_title", text(&one["long_title"])),
            ("presenter", text(&one["presenter"])),
            ("items", items.flat_map(|item| text(&item["text"])).collect()),
            ("references", list(&one["references"]).iter().flat_map(|one| text(&one["identifier"])).collect()),
            ("deadlines", list(&one["deadlines"]).iter().flat_map(deadline).collect()),
            (
                "amounts",
                list(&one["amounts"]).iter().flat_map(|one| text(&one["amount"])).map(|one| amount(&one)).collect(),
            ),
            ("bodies", bodies.iter().map(body).collect()),
            ("body names", bodies.iter().flat_map(|body| text(&body["name"])).collect()),
        ];
        records.push(record("decision", &one["identifier"], &one["id"], fields));
    }
    for one in list(&read["projects"]) {
        let fields = vec![
            ("number", text(&one["number"])),
            ("title", text(&one["title"])),
            ("applicants", whole(&one["applicants"])),
            ("budget", text(&one["budget"]["amount"]).iter().map(|one| amount(one)).collect()),
            ("start", text(&one["start"])),
            ("end", text(&one["end"])),
            ("conditional", text(&one["conditional"])),
            ("programme", text(&one["programme"])),
            ("decision", text(&one["decision"])),
        ];
        records.push(record("project", &one["number"], &one["id"], fields));
    }
    for one in list(&read["members"]) {
        let fields = vec![
            ("jurisdiction", text(&one["jurisdiction"])),
            ("name", text(&one["name"])),
            ("honorific_prefix", text(&one["honorific_prefix"])),
            ("roles", whole(&one["roles"])),
            ("chair", text(&one["chair"])),
        ];
        records.push(record("member", &one["jurisdiction"], &one["id"], fields));
    }
    records
}

/// The words of a text without what extractors change: blanks and hyphens.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// What the findings of a deck say.
struct Findings<'a> {
    diagnostics: &'a [Value],
    source: &'a Source,
}

impl Findings<'_> {
    /// Whether one names the record and the field, or covers the value's words.
    fn say(&self, id: &str, field: &str, value: &str) -> bool {
        let path = match field {
            "items" => "sections",
            "body names" => "bodies",
            other => other,
        };
        let words = letters(value);
        self.diagnostics.iter().any(|one| {
            let of_record = one["record"] == *id && !id.is_empty();
            let of_field = one["field"].as_str().is_none_or(|name| name.split(['.', '[']).next() == Some(path));
            let covers = || {
                let place = |at: usize| usize::try_from(one["span"][at].as_u64().unwrap_or(0)).unwrap_or(0);
                let quote = self.source.text().get(place(0)..place(1)).unwrap_or_default();
                // A program that reads across columns scatters the words of a value.
                let quote = letters(quote);
                words.chars().count() > 3 && value.split([' ', '-']).all(|word| quote.contains(&letters(word)))
            };
            of_record && of_field || covers()
        })
    }
}

/// Which record of the extraction is which true one: the same key, and of several the one with most values in common.
fn partners(truth: &[Record], read: &[Record]) -> Vec<Option<usize>> {
    let mut taken = vec![false; read.len()];
    let mut partners = vec![None; truth.len()];
    for by_key in [true, false] {
        for (at, one) in truth.iter().enumerate().filter(|(_, one)| one.kind != "decision" || by_key) {
            if partners[at].is_some() {
                continue;
            }
            let common = |other: &Record| {
                let pairs = one.fields.iter().zip(&other.fields);
                pairs.filter(|((_, a), (_, b))| !a.is_empty() && a == b).count()
            };
            let keys = one.others.iter().filter(|(field, _)| *field == "number").flat_map(|(_, keys)| keys);
            let keys: Vec<&String> = keys.chain([&one.key]).collect();
            let fits = |(at, other): &(usize, &Record)| {
                let enough = if by_key { keys.contains(&&other.key) } else { common(other) > 3 };
                !taken[*at] && other.kind == one.kind && enough
            };
            let best = read.iter().enumerate().filter(fits).max_by_key(|(at, other)| (common(other), read.len() - at));
            if let Some((best, _)) = best {
                taken[best] = true;
                partners[at] = Some(best);
            }
        }
    }
    partners
}

fn score_deck(source: &Source, truth: &Value, score: &mut Score) {
    let extraction = beschluss::extract(source);
    let read = serde_json::to_value(&extraction).expect("records are JSON");
    let findings = Findings { diagnostics: list(&read["diagnostics"]), source };
    let hyphens_lost = truth["hyphens_lost"] == true;
    let (truth, read) = (true_records(truth), read_records(&read));
    let partners = partners(&truth, &read);
    for (one, partner) in truth.iter().zip(&partners) {
        let other = partner.map(|at| &read[at]);
        for (field, values) in &one.fields {
            let others = one.others.iter().find(|(name, _)| name == field).map_or(&[][..], |(_, others)| others);
            let read = other.and_then(|other| other.fields.iter().find(|(name, _)| name == field));
            let read = read.map_or(&[][..], |(_, values)| values);
            let same = |a: &str, b: &str| a == b || hyphens_lost && a.replace('-', "") == b.replace('-', "");
            let mut lost: Vec<&String> = Vec::new();
            let mut new: Vec<&String> = read.iter().collect();
            for value in values {
                match new.iter().position(|new| same(new, value)) {
                    Some(at) => {
                        new.remove(at);
                        score.exact(one.kind);
                    }
                    None => lost.push(value),
                }
            }
            while let Some(at) = new.iter().position(|new| others.contains(new)).filter(|_| !lost.is_empty()) {
                new.remove(at);
                lost.pop();
                score.exact(one.kind);
            }
            let id = other.map_or("", |other| other.id.as_str());
            count(score, source.name(), one, field, (&lost, &new), &findings, id);
        }
    }
    let alone = read.iter().enumerate().filter(|(at, _)| !partners.contains(&Some(*at)));
    for other in alone.map(|(_, other)| other) {
        for (field, values) in &other.fields {
            let new: Vec<&String> = values.iter().collect();
            count(score, source.name(), other, field, (&[], &new), &findings, &other.id);
        }
    }
}

fn count(
    score: &mut Score,
    deck: &str,
    record: &Record,
    field: &str,
    (lost, new): (&[&String], &[&String]),
    findings: &Findings<'_>,
    id: &str,
) {
    let pairs = lost.len().max(new.len());
    for at in 0..pairs {
        let (lost, new) = (lost.get(at), new.get(at));
        // The bytes of a record that was not read are those around its longest text.
        let texts = record.fields.iter().filter(|(name, _)| id.is_empty() && ["title", "name"].contains(name));
        let whole = texts.flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
        let said = [lost, new].into_iter().flatten().any(|value| findings.say(id, field, value))
            || whole.clone().any(|(name, value)| findings.say("", name, value));
        if record.torn && said {
            score.torn += 1;
            continue;
        }
        *match (lost, new) {
            (Some(_), Some(_)) => &mut score.wrong,
            (Some(_), None) => &mut score.missing,
            _ => &mut score.invented,
        } += 1;
        let of_kind = score.kinds.entry(record.kind).or_default();
        of_kind[0] += 1;
        of_kind[2] += usize::from(!said);
        let show = |value: Option<&&String>| value.map_or("nothing".to_owned(), |value| format!("`{value}`"));
        let mut line = String::new();
        let _ = write!(line, "{deck} {} {}: {} for {}", record.key, field, show(new), show(lost));
        let error = score.errors.entry(format!("{} {field}", record.kind)).or_insert((0, line.clone()));
        error.0 += 1;
        if !said {
            score.silent += 1;
            score.silences.push(format!("{} {line}", record.kind));
        }
    }
}
