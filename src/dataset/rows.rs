//! The rows of one deck: its records, each with its meeting, its source, and the words it was read from.
//!
//! In: a [`Source`] and its [`Extraction`]. Out: [`Deck`]. A row is the record as `extract` prints it, but for its
//! provenance, of which it keeps slide, span and quote; the lists that have a table of their own are rows there too.

use std::collections::HashMap;

use serde::Serialize;
use serde_json::{Value, json};

use crate::diagnostic::count;
use crate::record::{Extraction, Provenance, SourceInfo};
use crate::source::{Source, Span, merged};

use super::tables::{Row, SOURCE_FIELDS, TABLES};

/// The rows of one deck.
#[derive(Debug, Clone)]
pub struct Deck {
    /// What was read.
    pub source: SourceInfo,
    /// The id of the meeting that it is about.
    pub meeting: Option<String>,
    /// The rows of each table, in the order of [`TABLES`].
    pub tables: Vec<Vec<Row>>,
    /// What was found, in the order of the source.
    pub diagnostics: Vec<Row>,
    /// How many errors, warnings and notes.
    pub findings: [usize; 3],
    /// Bytes that were not understood.
    pub unclaimed: usize,
}

impl Deck {
    /// The rows of a deck.
    pub fn new(source: &Source, extraction: &Extraction) -> Self {
        Reader { source, extraction }.read()
    }

    /// The rows of the table with this name.
    pub fn rows(&self, table: &str) -> &[Row] {
        let at = TABLES.iter().position(|one| one.name == table);
        at.and_then(|at| self.tables.get(at)).map_or(&[], Vec::as_slice)
    }

    /// How many records it has, in the tables that are no parts of others.
    pub fn records(&self) -> usize {
        ["decisions", "programmes", "projects", "members"].iter().map(|table| self.rows(table).len()).sum()
    }
}

/// What stands between pieces of a quote that stand apart.
const ELLIPSIS: &str = " … ";

/// The fields that are read where a record of a table stands; the others come from elsewhere in the deck.
pub(super) fn own_fields(table: &str) -> &'static [&'static str] {
    match table {
        "meetings" => &["title"],
        "decisions" => &["identifier", "title"],
        "programmes" => &["heading"],
        "projects" => &["number", "title", "applicants", "budget", "start", "end"],
        "members" => &["honorific_prefix", "name", "roles", "chair", "jurisdiction"],
        _ => &[],
    }
}

/// The field that a path like `budget.amount` or `applicants[0]` begins with.
pub(super) fn field_of(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or(path)
}

/// The words under some spans, as they stand; what others stand between is left out.
pub(super) fn quote(text: &str, spans: &[Span]) -> String {
    let mut quote = String::new();
    let mut end = None;
    for span in spans {
        let between = end.map(|end| &text[end..span.start]);
        quote += match between {
            None => "",
            Some(between) if between.chars().all(|c| c.is_whitespace() || c.is_ascii_punctuation()) => between,
            Some(_) => ELLIPSIS,
        };
        quote += &text[span.range()];
        end = Some(span.end);
    }
    quote
}

struct Reader<'a> {
    source: &'a Source,
    extraction: &'a Extraction,
}

impl Reader<'_> {
    fn read(&self) -> Deck {
        let Extraction { decisions, programmes, projects, members, diagnostics, .. } = self.extraction;
        let ids: HashMap<&str, &str> = decisions.iter().map(|one| (one.identifier.as_str(), one.id.as_str())).collect();
        let decision_id = |identifier: &Option<String>| identifier.as_deref().and_then(|one| ids.get(one)).copied();
        let programme_ids: HashMap<(Option<&str>, &str), &str> =
            programmes.iter().map(|one| ((one.decision.as_deref(), one.name.as_str()), one.id.as_str())).collect();

        let mut meeting = self.record(&self.extraction.meeting, &self.extraction.meeting.provenance, "meetings", &[]);
        let info = &self.extraction.source;
        let mut file = object(info);
        file.retain(|field, _| SOURCE_FIELDS.contains(&field.as_str()));
        meeting.insert("source".to_owned(), json!(file));
        let decision_rows = decisions.iter().map(|one| self.record(one, &one.provenance, "decisions", &[]));
        let programme_rows = programmes.iter().map(|one| {
            let more = [("decision_id", decision_id(&one.decision))];
            self.record(one, &one.provenance, "programmes", &more)
        });
        let project_rows = projects.iter().map(|one| {
            let key = one.programme.as_deref().map(|name| (one.decision.as_deref(), name));
            let programme = key.and_then(|key| programme_ids.get(&key)).copied();
            let more = [("programme_id", programme), ("decision_id", decision_id(&one.decision))];
            self.record(one, &one.provenance, "projects", &more)
        });
        let member_rows = members.iter().map(|one| self.record(one, &one.provenance, "members", &[]));
        let applicants = projects.iter().flat_map(|one| {
            one.applicants.iter().enumerate().map(|(at, code)| {
                let applicant = json!({ "applicant": code });
                self.part("project_id", &one.id, at, &applicant, &one.provenance, &format!("applicants[{at}]"))
            })
        });
        let deadlines =
            decisions.iter().flat_map(|one| self.parts(&one.id, "deadlines", &one.deadlines, &one.provenance));
        let references =
            decisions.iter().flat_map(|one| self.parts(&one.id, "references", &one.references, &one.provenance));
        let mandates = decisions.iter().flat_map(|one| self.parts(&one.id, "mandates", &one.mandates, &one.provenance));
        let tables = vec![
            vec![meeting],
            decision_rows.collect(),
            programme_rows.collect(),
            project_rows.collect(),
            member_rows.collect(),
            applicants.collect(),
            deadlines.collect(),
            references.collect(),
            mandates.collect(),
        ];
        let found = diagnostics.iter().map(|one| {
            let row = object(one);
            self.placed(row, self.slide_of(one.span), Some(one.span), Some(&[one.span]))
        });
        Deck {
            source: info.clone(),
            meeting: self.extraction.meeting.id.clone(),
            tables,
            diagnostics: found.collect(),
            findings: count(diagnostics),
            unclaimed: self.extraction.coverage.unclaimed,
        }
    }

    /// The row of a record, which stands where the fields stand that are read at its own place.
    fn record(
        &self,
        record: &impl Serialize,
        provenance: &Provenance,
        table: &str,
        more: &[(&str, Option<&str>)],
    ) -> Row {
        let mut row = object(record);
        row.shift_remove("provenance");
        for (name, id) in more {
            row.insert((*name).to_owned(), json!(id));
        }
        let is_own = |path: &str| own_fields(table).contains(&field_of(path));
        let fields = provenance.fields.iter().filter(|(path, _)| is_own(path));
        let spans = merged(fields.flat_map(|(_, trace)| trace.spans.iter().copied()));
        let slide = Some(provenance.slide).filter(|slide| *slide > 0);
        self.placed(row, slide, spans.iter().copied().reduce(Span::cover), Some(&spans))
    }

    /// The rows of a list of a decision.
    fn parts<'b, T: Serialize>(
        &'b self,
        id: &'b str,
        list: &'b str,
        parts: &'b [T],
        provenance: &'b Provenance,
    ) -> impl Iterator<Item = Row> + 'b {
        parts
            .iter()
            .enumerate()
            .map(move |(at, part)| self.part("decision_id", id, at, part, provenance, &format!("{list}[{at}]")))
    }

    /// The row of an element of a list.
    fn part(
        &self,
        owner: &str,
        id: &str,
        at: usize,
        part: &impl Serialize,
        provenance: &Provenance,
        path: &str,
    ) -> Row {
        let mut row = Row::new();
        row.insert(owner.to_owned(), json!(id));
        row.insert("position".to_owned(), json!(at + 1));
        row.extend(object(part));
        let below = |other: &str| other.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let fields = provenance.fields.iter().filter(|(other, _)| below(other));
        let spans = merged(fields.flat_map(|(_, trace)| trace.spans.iter().copied()));
        let cover = spans.iter().copied().reduce(Span::cover);
        self.placed(row, cover.and_then(|span| self.slide_of(span)), cover, Some(&spans))
    }

    /// A row with what all rows have.
    fn placed(&self, mut row: Row, slide: Option<usize>, span: Option<Span>, quoted: Option<&[Span]>) -> Row {
        let quote = quoted.filter(|spans| !spans.is_empty()).map(|spans| quote(self.source.text(), spans));
        row.insert("meeting".to_owned(), json!(self.extraction.meeting.id));
        row.insert("sha256".to_owned(), json!(self.extraction.source.sha256));
        row.insert("slide".to_owned(), json!(slide));
        row.insert("span".to_owned(), json!(span));
        row.insert("quote".to_owned(), json!(quote));
        row
    }

    /// The slide on which a span begins.
    fn slide_of(&self, span: Span) -> Option<usize> {
        let slides = &self.extraction.slides;
        let behind = slides.partition_point(|slide| slide.span.start <= span.start);
        behind.checked_sub(1).map(|at| slides[at].number)
    }
}

/// What serializes to a JSON object, as one.
fn object(value: &impl Serialize) -> Row {
    match serde_json::to_value(value) {
        Ok(Value::Object(row)) => row,
        _ => Row::new(),
    }
}
