//! What a deck says, as data: meetings, decisions, programmes, projects, members, slides.
//!
//! Out: plain structs that serialize to the public format; `beschluss schema` prints their JSON Schemas.
//!
//! Not here: how they are read (`extract`), checked (`check`) or proven (`verify`).
//!
//! The JSON of an [`Extraction`] is read back into the same types: what they do not know is left out, as a later version
//! of the format may have more, and what they know must be as they have it. [`Coverage::stretches`] is not in it.
//!
//! ```
//! use beschluss::{Extraction, Source};
//! let text = "Beschlüsse der 47. Sitzung des IT-Planungsrats\n\n04.07.2025\n";
//! let json = serde_json::to_string(&beschluss::extract(&Source::from_text("deck.txt", text))).unwrap();
//! let extraction: Extraction = serde_json::from_str(&json).unwrap();
//! assert_eq!(extraction.meeting.session, Some(47));
//! assert_eq!(serde_json::to_string(&extraction).unwrap(), json);
//! assert!(serde_json::from_str::<Extraction>(&json.replace("[0,", "[9000,")).is_err(), "a span runs forwards");
//! ```

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::de::{Error, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::diagnostic::Diagnostic;
use crate::source::geometry::{Geometry, PageBox};
use crate::source::{Encoding, Format, Source, Span, merged};
use crate::text::{Step, TextMap, Trace};

#[cfg(feature = "schema")]
use schemars::JsonSchema;

/// The version of the format that [`Extraction`] serializes to.
pub const SCHEMA_VERSION: &str = "1.0";

/// All that was read from one source.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Extraction {
    /// The version of this format: the first number changes when a field goes or means something else.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[0-9]+\.[0-9]+$")))]
    pub schema_version: String,
    /// What was read.
    pub source: SourceInfo,
    /// Which meeting it is about.
    pub meeting: Meeting,
    /// Its decisions, in the order in which the deck has them.
    pub decisions: Vec<Decision>,
    /// The programmes whose projects it lists.
    pub programmes: Vec<Programme>,
    /// The projects of its tables.
    pub projects: Vec<Project>,
    /// The members of the body.
    pub members: Vec<Member>,
    /// All slides.
    pub slides: Vec<Slide>,
    /// What was repaired, doubtful or not understood.
    pub diagnostics: Vec<Diagnostic>,
    /// What became of each byte.
    pub coverage: Coverage,
}

impl Extraction {
    /// The provenance of each record, with its id; the meeting without id is `meeting`. Slides are no records.
    pub fn records(&self) -> impl Iterator<Item = (&str, &Provenance)> {
        let meeting = (self.meeting.id.as_deref().unwrap_or("meeting"), &self.meeting.provenance);
        std::iter::once(meeting)
            .chain(self.decisions.iter().map(|one| (one.id.as_str(), &one.provenance)))
            .chain(self.programmes.iter().map(|one| (one.id.as_str(), &one.provenance)))
            .chain(self.projects.iter().map(|one| (one.id.as_str(), &one.provenance)))
            .chain(self.members.iter().map(|one| (one.id.as_str(), &one.provenance)))
    }

    /// Says where each field of each record and slide stands.
    pub fn place(&mut self, geometry: &Geometry) {
        let provenances = std::iter::once(&mut self.meeting.provenance)
            .chain(self.decisions.iter_mut().map(|one| &mut one.provenance))
            .chain(self.programmes.iter_mut().map(|one| &mut one.provenance))
            .chain(self.projects.iter_mut().map(|one| &mut one.provenance))
            .chain(self.members.iter_mut().map(|one| &mut one.provenance))
            .chain(self.slides.iter_mut().map(|one| &mut one.provenance));
        provenances.for_each(|provenance| provenance.place(geometry));
    }

    /// The bytes under all fields of all records.
    pub fn record_spans(&self) -> impl Iterator<Item = Span> {
        self.records().flat_map(|(_, provenance)| provenance.spans.iter().copied())
    }
}

/// The file that records were read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct SourceInfo {
    /// The name of the file, without folders.
    pub name: String,
    /// What kind of file it is: `text` or `pdf`.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub format: Format,
    /// How its bytes became the text that spans count in.
    pub encoding: Encoding,
    /// Bytes of the text, in UTF-8.
    pub bytes: usize,
    /// SHA-256 of the bytes of the file, in hexadecimal.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[0-9a-f]{64}$")))]
    pub sha256: String,
    /// How many slides it has.
    pub slides: usize,
}

impl SourceInfo {
    /// What there is to know of a source.
    pub fn new(source: &Source, slides: usize) -> Self {
        Self {
            name: source.name().to_owned(),
            format: source.format(),
            encoding: source.encoding(),
            bytes: source.text().len(),
            sha256: source.sha256().to_owned(),
            slides,
        }
    }
}

/// Where a record stands, and how each of its fields follows from the bytes there.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Provenance {
    /// The slide where it was read, from 1: the cover, the first of a decision's section, a row's table, a card's slide;
    /// 0 for a record that stands nowhere.
    pub slide: usize,
    /// All bytes under its fields, merged, in the order of the source.
    pub spans: Vec<Span>,
    /// Each field that is not null, empty or false, by its path.
    pub fields: Fields,
}

impl Provenance {
    /// Of a record on the given slide.
    pub fn on(slide: usize) -> Self {
        Self { slide, ..Self::default() }
    }

    /// Says where a field comes from.
    pub fn put(&mut self, path: impl Into<String>, trace: Trace) {
        self.fields.traces.push((path.into(), trace));
    }

    /// A field that is the text as it stands: says where it comes from, and gives its value.
    pub fn text(&mut self, path: impl Into<String>, text: &TextMap) -> String {
        self.put(path, text.whole_trace());
        text.as_str().to_owned()
    }

    /// Where a field comes from.
    pub fn get(&self, path: &str) -> Option<&Trace> {
        self.fields.traces.iter().find(|(name, _)| name == path).map(|(_, trace)| trace)
    }

    /// Says where each field stands.
    pub fn place(&mut self, geometry: &Geometry) {
        let boxes = |trace: &Trace| trace.spans.iter().flat_map(|span| geometry.boxes(*span)).collect();
        let placed = self.fields.traces.iter().map(|(_, trace)| boxes(trace)).collect();
        self.fields.boxes = Some(placed).filter(|boxes: &Vec<_>| !boxes.is_empty());
    }

    /// Computes the spans of the record from those of its fields.
    pub fn close(&mut self) {
        self.spans = merged(self.fields.traces.iter().flat_map(|(_, trace)| trace.spans.iter().copied()));
        let mut seen = HashSet::new();
        debug_assert!(self.fields.traces.iter().all(|(path, _)| seen.insert(path)), "each path once");
    }
}

/// The fields of a record by path, in the order in which the record has them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    traces: Vec<(String, Trace)>,
    /// Where each of them stands, if the source says where its text does; never of no field, so that the JSON, where
    /// boxes stand with their fields, reads back as the same value.
    boxes: Option<Vec<Vec<PageBox>>>,
}

impl Fields {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.traces.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.traces.is_empty()
    }

    /// Paths and where the fields come from.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Trace)> {
        self.from(0)
    }

    /// The same, from the field at `first` on.
    pub(crate) fn from(&self, first: usize) -> impl Iterator<Item = (&str, &Trace)> {
        self.traces[first..].iter().map(|(path, trace)| (path.as_str(), trace))
    }

    /// Where a field stands on its pages; nothing where the source does not say so.
    pub fn boxes(&self, path: &str) -> &[PageBox] {
        let at = self.traces.iter().position(|(name, _)| name == path);
        let boxes = at.and_then(|at| self.boxes.as_ref()?.get(at));
        boxes.map_or(&[], Vec::as_slice)
    }
}

/// The entry of a field.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
struct Entry<'a> {
    /// The bytes, in the order in which the steps take them.
    spans: Cow<'a, [Span]>,
    /// What is done to them, in order.
    steps: Cow<'a, [Step]>,
    /// Where they stand on the pages of a PDF, one box for each line or cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    boxes: Option<Cow<'a, [PageBox]>>,
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.traces.len()))?;
        for (at, (path, trace)) in self.traces.iter().enumerate() {
            let boxes = self.boxes.as_ref().and_then(|boxes| boxes.get(at)).map(Cow::from);
            map.serialize_entry(path, &Entry { spans: (&trace.spans).into(), steps: (&trace.steps).into(), boxes })?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ReadFields)
    }
}

/// Reads fields out of an object.
struct ReadFields;

impl<'de> Visitor<'de> for ReadFields {
    type Value = Fields;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the fields of a record by path")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
        let (mut traces, mut boxes) = (Vec::new(), Vec::new());
        while let Some((path, entry)) = map.next_entry::<String, Entry<'_>>()? {
            boxes.extend(entry.boxes.map(Cow::into_owned));
            traces.push((path, Trace { spans: entry.spans.into_owned(), steps: entry.steps.into_owned() }));
        }
        if !boxes.is_empty() && boxes.len() != traces.len() {
            return Err(Error::custom("some fields of a record have boxes, and some have none"));
        }
        Ok(Fields { traces, boxes: Some(boxes).filter(|boxes| !boxes.is_empty()) })
    }
}

#[cfg(feature = "schema")]
impl JsonSchema for Fields {
    fn schema_name() -> Cow<'static, str> {
        "Fields".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        std::collections::BTreeMap::<String, Entry<'static>>::json_schema(generator)
    }
}

/// A meeting of a body, and the deck that summarizes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Meeting {
    /// Body and session: `it-planungsrat/47`.
    pub id: Option<String>,
    /// The body, in the nominative: `IT-Planungsrat`.
    pub body: Option<String>,
    /// The number of the session.
    pub session: Option<u32>,
    /// The title of the deck.
    pub title: Option<String>,
    /// When the body met, where the deck says so.
    pub session_date: Option<NaiveDate>,
    /// Where it met, where the deck says so.
    pub place: Option<String>,
    /// The date of the deck, not of the session.
    pub summary_date: Option<NaiveDate>,
    /// Who wrote the deck.
    pub authors: Vec<Author>,
    /// What stands at the edge of the page.
    pub page_header: Option<String>,
    /// Where it stands.
    pub provenance: Provenance,
}

/// Someone who wrote the deck.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Author {
    /// The name, without titles.
    pub name: String,
    /// What they are.
    pub role: Option<String>,
    /// Where they work.
    pub organization: Option<String>,
    /// Their address.
    pub email: Option<String>,
}

/// A decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Decision {
    /// Body and identifier: `it-planungsrat/2025/22`.
    pub id: String,
    /// The number as written: `2025/22`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^20[0-9]{2}/[0-9]{1,3}$")))]
    pub identifier: String,
    /// Its year.
    pub year: u32,
    /// Its number within the year.
    pub number: u32,
    /// The title from the overview; from the cover of its section where there is no overview.
    pub title: Option<String>,
    /// The title from the section, where that differs.
    pub long_title: Option<String>,
    /// The author named on the cover of its section, or whom a line below the title of one of its slides names.
    pub presenter: Option<String>,
    /// One for each slide about it.
    pub sections: Vec<Section>,
    /// Other decisions that it cites, in order, once each.
    pub references: Vec<Reference>,
    /// When something is due, in order, each day or session once.
    pub deadlines: Vec<Deadline>,
    /// Sums of money named in its text.
    pub amounts: Vec<Amount>,
    /// Who is charged with what.
    pub mandates: Vec<Mandate>,
    /// Bodies that it sets up or names with their members.
    pub bodies: Vec<Body>,
    /// Where it stands.
    pub provenance: Provenance,
}

/// A slide about a decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Section {
    /// The title of the slide.
    pub heading: Option<String>,
    /// The number of the slide, from 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub slide: usize,
    /// What it says, in reading order.
    pub items: Vec<Item>,
}

/// A paragraph or bullet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Item {
    /// Its text, on one line.
    pub text: String,
    /// How deep it stands below others, from 1. A text without positions shows it by colons and blank lines alone.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub level: u8,
    /// The label of the card that the text stands on.
    pub label: Option<String>,
}

/// A cited decision.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Reference {
    /// Its number, as `YYYY/N`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^20[0-9]{2}/[0-9]{1,3}$")))]
    pub identifier: String,
    /// Which part of it, as written.
    pub clause: Option<String>,
    /// The words that cite it.
    pub text: String,
}

/// Something due.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Deadline {
    /// The words that say when.
    pub text: String,
    /// The day; of a month, quarter or year the last one.
    pub date: Option<NaiveDate>,
    /// The number of the session.
    pub session: Option<u32>,
    /// What the words name.
    pub precision: Option<Precision>,
}

/// What a deadline names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// A day.
    Day,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// Half a year.
    #[serde(rename = "half-year")]
    HalfYear,
    /// A year.
    Year,
    /// A session.
    Session,
}

/// A sum of money in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Amount {
    /// The words of the sum.
    pub text: String,
    /// How much, exactly.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "decimal_schema"))]
    pub amount: Decimal,
    /// The currency, as ISO 4217.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[A-Z]{3}$")))]
    pub currency: String,
    /// The words that say which way it is meant: `bis zu`.
    pub qualifier: Option<String>,
}

/// A charge.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Mandate {
    /// Who is charged, as written.
    pub actor: String,
    /// With what, as written.
    pub text: String,
}

/// A body and its members.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Body {
    /// Its name, as written; null where no text names it.
    pub name: Option<String>,
    /// Who votes; Länder by code.
    pub voting: Vec<String>,
    /// Who takes part without a vote.
    pub non_voting: Vec<String>,
}

/// A programme, a group of projects.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Programme {
    /// Body, decision and name: `it-planungsrat/2025/22/datennutzung`.
    pub id: String,
    /// Its name as the list of programmes has it; as the table has it where there is no list.
    pub name: String,
    /// The heading of its table, as written.
    pub heading: String,
    /// The decision whose section holds its table.
    pub decision: Option<String>,
    /// How many projects it has.
    pub projects: usize,
    /// The sum of their budgets, in euros.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "decimal_schema"))]
    pub budget: Decimal,
    /// The sum of the budgets that are approved with reservation.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "decimal_schema"))]
    pub conditional_budget: Decimal,
    /// Where it stands.
    pub provenance: Provenance,
}

/// A project.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Project {
    /// Body, decision and number: `it-planungsrat/2025/22/35`.
    pub id: String,
    /// Its number in the table.
    pub number: u32,
    /// Its title, on one line.
    pub title: String,
    /// Who applied, by code, in the order written; the federation is `Bund`.
    pub applicants: Vec<String>,
    /// What it may cost.
    pub budget: Option<Money>,
    /// Its first day.
    pub start: Option<NaiveDate>,
    /// Its last day.
    pub end: Option<NaiveDate>,
    /// Whether it is approved with reservation.
    pub conditional: bool,
    /// The name of its programme.
    pub programme: Option<String>,
    /// The identifier of the decision whose section holds the table.
    pub decision: Option<String>,
    /// Where it stands.
    pub provenance: Provenance,
}

/// An exact sum of money.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Money {
    /// How much, with two decimals.
    #[serde(with = "decimal")]
    #[cfg_attr(feature = "schema", schemars(schema_with = "decimal_schema"))]
    pub amount: Decimal,
    /// The currency, as ISO 4217.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = r"^[A-Z]{3}$")))]
    pub currency: String,
}

/// A member of the body.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Member {
    /// Body, session and jurisdiction: `it-planungsrat/47/BW`.
    pub id: String,
    /// The name, without titles.
    pub name: String,
    /// The titles before it.
    pub honorific_prefix: Option<String>,
    /// The offices held, in the order written.
    pub roles: Vec<String>,
    /// `Bund`, or the Land's official abbreviation; null where the deck does not say.
    pub jurisdiction: Option<String>,
    /// Whether this is the chair.
    pub chair: bool,
    /// Where it stands.
    pub provenance: Provenance,
}

/// A slide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Slide {
    /// Its number, from 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    pub number: usize,
    /// What it is for.
    pub kind: SlideKind,
    /// Its title.
    pub title: Option<String>,
    /// What it says, where no record holds it.
    pub items: Vec<Item>,
    /// Its bytes.
    pub span: Span,
    /// Where title and items stand.
    pub provenance: Provenance,
}

/// What a slide is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum SlideKind {
    /// The cover of the deck.
    Cover,
    /// The list of decisions.
    Overview,
    /// The members of the body.
    Members,
    /// The cover of a decision's section.
    Section,
    /// A table of projects.
    Table,
    /// Text.
    Content,
    /// The last words.
    Closing,
    /// Nothing but a title; what it shows is a picture, perhaps.
    Heading,
    /// No text at all.
    Blank,
}

/// What became of each byte. The five counts add up to `bytes`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Coverage {
    /// Bytes of the text.
    pub bytes: usize,
    /// White space between things.
    pub whitespace: usize,
    /// Page headers, footers and repeated lines of covers.
    pub furniture: usize,
    /// Bytes under a field of a record.
    pub records: usize,
    /// Read text that is no field: slides without records, bullets, heads of tables, separators.
    pub text: usize,
    /// Bytes that were not understood.
    pub unclaimed: usize,
    /// Where those are.
    pub unclaimed_spans: Vec<Span>,
    /// All bytes, as stretches of one class each, without a gap. Not in the JSON: only who shows the text needs them.
    #[serde(skip)]
    pub stretches: Vec<(ByteClass, Span)>,
}

/// What became of a byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByteClass {
    /// White space between things.
    Whitespace,
    /// Page headers, footers and repeated lines of covers.
    Furniture,
    /// Under a field of a record.
    Record,
    /// Read, and no field.
    Text,
    /// Not understood.
    Unclaimed,
}

/// Amounts in JSON: texts with euros and cents, and more decimals only where the text has them.
mod decimal {
    use super::{Cow, Decimal, Deserialize, Deserializer, Error, Serializer, decimal_text};

    pub(super) fn serialize<S: Serializer>(amount: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&decimal_text(amount))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = Cow::<str>::deserialize(deserializer)?;
        Decimal::from_str_exact(&text).map_err(|error| D::Error::custom(format!("the amount {text:?}: {error}")))
    }
}

/// An amount as the format writes it: at least two decimals.
pub fn decimal_text(amount: &Decimal) -> String {
    let mut amount = amount.normalize();
    if amount.scale() < 2 {
        amount.rescale(2);
    }
    amount.to_string()
}

#[cfg(feature = "schema")]
fn decimal_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
    schemars::json_schema!({ "type": "string", "pattern": r"^[0-9]+\.[0-9]{2}$" })
}

/// An object has the properties of its schema and no others: a field with a typing error is none.
#[cfg(feature = "schema")]
fn close(schema: &mut schemars::Schema) {
    if schema.get("properties").is_some() {
        schema.insert("additionalProperties".to_owned(), false.into());
    }
}

/// The JSON Schemas of the records.
#[cfg(feature = "schema")]
#[derive(Debug)]
pub struct Schema;

#[cfg(feature = "schema")]
impl Schema {
    /// What there are schemas of.
    pub fn names() -> [&'static str; 9] {
        ["extraction", "meeting", "decision", "programme", "project", "member", "slide", "diagnostic", "coverage"]
    }

    /// The schema (2020-12) of what serializing one of them gives.
    pub fn of(name: &str) -> Option<schemars::Schema> {
        let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
        let settings = settings.with_transform(schemars::transform::RecursiveTransform(close));
        let generator = settings.into_generator();
        Some(match name {
            "extraction" => generator.into_root_schema_for::<Extraction>(),
            "meeting" => generator.into_root_schema_for::<Meeting>(),
            "decision" => generator.into_root_schema_for::<Decision>(),
            "programme" => generator.into_root_schema_for::<Programme>(),
            "project" => generator.into_root_schema_for::<Project>(),
            "member" => generator.into_root_schema_for::<Member>(),
            "slide" => generator.into_root_schema_for::<Slide>(),
            "diagnostic" => generator.into_root_schema_for::<Diagnostic>(),
            "coverage" => generator.into_root_schema_for::<Coverage>(),
            _ => return None,
        })
    }
}
