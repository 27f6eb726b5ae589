//! The proof: replays the provenance of an extraction from the bytes of its source.
//!
//! In: what `extract` printed, as JSON, and the [`Source`]. Out: a [`Verdict`] on every field of every record.
//!
//! The parser is not asked: each [`Step`] is written here a second time, from its documentation, as a plain function
//! from text to text or value. What both wrote wrong in the same way stays unseen; what one of them wrote wrong fails.
//!
//! Not here: whether a field was read from the *right* bytes (only a person can say), and whether the records fit
//! together (`check`).

use std::collections::BTreeSet;
use std::fmt;

use chrono::{Months, NaiveDate};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::source::{Source, Span};
use crate::text::Step;
use crate::vocabulary;

/// What the replay found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// How many fields were replayed and came out as the document has them. Those that failed are not among them, and
    /// neither are `parts`, which say nothing that could be replayed.
    pub replayed: usize,
    /// What does not follow from the bytes: the source first, then records and fields in the order of the document.
    pub failures: Vec<Failure>,
}

/// One claim of the document that does not follow from the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The id of the record, or its place (`meeting`, `slides[3]`) where it has none; or `source` or `coverage`.
    pub record: String,
    /// The path of the field (`deadlines[0].date`); empty where the whole record is meant.
    pub field: String,
    /// What the bytes give and what the document says.
    pub message: String,
    /// The first piece that the field names, where it lies in the source.
    pub span: Option<Span>,
}

/// Why a JSON document is no extraction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Malformed(String);

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "is not an extraction: {}", self.0)
    }
}

impl std::error::Error for Malformed {}

/// The lists of records in an extraction, in the order of the contract.
const RECORD_LISTS: [&str; 5] = ["decisions", "programmes", "projects", "members", "slides"];
/// Levels of nesting: an extraction has eight, and deeper ones could exhaust the stack.
const MAX_DEPTH: usize = 64;

/// Replays every field of `extraction` from the bytes of `source`.
///
/// ```
/// use beschluss::source::Source;
/// use beschluss::verify::verify;
/// let source = Source::from_text("deck.txt", "Beschlüsse der \n47. Sitzung");
/// let mut extraction = serde_json::json!({
///     "source": { "bytes": source.text().len(), "sha256": source.sha256() },
///     "meeting": { "session": 47, "title": "Beschlüsse der 47. Sitzung", "place": null, "provenance": {
///         "slide": 1, "spans": [[0, 28]], "fields": {
///             "session": { "spans": [[17, 19]], "steps": ["integer"] },
///             "title": { "spans": [[0, 15], [17, 28]], "steps": ["unwrap"] },
///         }
///     } },
///     "decisions": [], "programmes": [], "projects": [], "members": [], "slides": [],
///     "coverage": { "bytes": 28, "whitespace": 2, "furniture": 0, "records": 26, "text": 0, "unclaimed": 0 },
/// });
/// let verdict = verify(&extraction, &source)?;
/// assert_eq!((verdict.replayed, verdict.failures.len()), (2, 0));
///
/// extraction["meeting"]["session"] = 48.into();
/// let verdict = verify(&extraction, &source)?;
/// assert_eq!(verdict.failures[0].message, "the bytes give `47`, the document says `48`");
/// # Ok::<(), beschluss::verify::Malformed>(())
/// ```
///
/// # Errors
/// The document lacks what every extraction has: its source, its meeting, one of its lists of records.
pub fn verify(extraction: &Value, source: &Source) -> Result<Verdict, Malformed> {
    let malformed = |reason: &str| Malformed(reason.to_owned());
    if depth_exceeds(extraction, MAX_DEPTH) {
        return Err(malformed("it is nested too deep"));
    }
    if !extraction.is_object() {
        return Err(malformed("it is no JSON object"));
    }
    if let Some(name) = ["source", "meeting"].iter().find(|name| !extraction[**name].is_object()) {
        return Err(malformed(&format!("it has no object `{name}`")));
    }
    let mut proof = Proof { source, verdict: Verdict::default() };
    proof.check_source(extraction);
    proof.check_record("meeting", &extraction["meeting"], false);
    for name in RECORD_LISTS {
        let list = extraction[name].as_array().ok_or_else(|| malformed(&format!("it has no list `{name}`")))?;
        for (at, record) in list.iter().enumerate() {
            proof.check_record(&format!("{name}[{at}]"), record, name == "slides");
        }
    }
    Ok(proof.verdict)
}

/// Whether a document is nested deeper than `limit`, found out level by level, without recursion.
fn depth_exceeds(document: &Value, limit: usize) -> bool {
    let mut level = vec![document];
    for _ in 0..limit {
        let lists = level.iter().filter_map(|value| value.as_array()).flatten();
        let objects = level.iter().filter_map(|value| value.as_object()).flat_map(Map::values);
        level = lists.chain(objects).collect();
    }
    !level.is_empty()
}

/// A replay under way.
struct Proof<'s> {
    source: &'s Source,
    verdict: Verdict,
}

/// One value within a record.
struct Node<'v> {
    path: String,
    value: &'v Value,
    /// It follows from the entry of a value that it is part of, or is structure, which is counted and not read.
    covered: bool,
}

impl Proof<'_> {
    fn fail(&mut self, record: &str, field: &str, message: impl Into<String>, span: Option<Span>) {
        let (record, field) = (record.to_owned(), field.to_owned());
        self.verdict.failures.push(Failure { record, field, message: message.into(), span });
    }

    /// Compares a fact about the source with what the document says.
    fn check_fact(&mut self, record: &str, field: &str, fact: &Value, said: &Value) {
        if fact != said {
            self.fail(record, field, differ("the source gives", fact, said), None);
        }
    }

    /// The document is about this source, and its coverage shares out each byte once.
    fn check_source(&mut self, document: &Value) {
        let bytes = json!(self.source.text().len());
        self.check_fact("source", "sha256", &json!(self.source.sha256()), &document["source"]["sha256"]);
        self.check_fact("source", "bytes", &bytes, &document["source"]["bytes"]);
        self.check_fact("coverage", "bytes", &bytes, &document["coverage"]["bytes"]);
        let names = ["whitespace", "furniture", "records", "text", "unclaimed"];
        let counts = names.map(|name| document["coverage"][name].as_u64());
        let sum = counts.into_iter().try_fold(0_u64, |sum, count| sum.checked_add(count?));
        if sum.map(Value::from).as_ref() != Some(&bytes) {
            let names = names.join(", ");
            self.fail("coverage", "", format!("{names} do not add up to the {bytes} bytes of the source"), None);
        }
    }

    /// Replays the entries of one record, and finds the values that have none and the entries that have no value.
    fn check_record(&mut self, place: &str, record: &Value, is_slide: bool) {
        let name = record.get("id").and_then(Value::as_str).unwrap_or(place);
        let Some(record) = record.as_object() else {
            return self.fail(name, "", "the record is no object", None);
        };
        let provenance = record.get("provenance").unwrap_or(&Value::Null);
        let Some(entries) = provenance.get("fields").and_then(Value::as_object) else {
            return self.fail(name, "provenance", "the record has no provenance with fields", None);
        };
        if let Err(message) = read_spans(provenance).and_then(|spans| quotes(self.source, &spans)) {
            self.fail(name, "provenance", message, None);
        }
        let mut nodes = Vec::new();
        for (field, value) in record.iter().filter(|(field, _)| *field != "provenance") {
            let counted = is_slide && matches!(field.as_str(), "number" | "span");
            collect_nodes(field.clone(), field, value, counted, entries, &mut nodes);
        }
        let mut without_value: BTreeSet<&str> = entries.keys().map(String::as_str).collect();
        for node in &nodes {
            match entries.get(&node.path) {
                Some(entry) if !node.value.is_null() => {
                    without_value.remove(node.path.as_str());
                    self.check_entry(name, node, entry);
                }
                None if !node.covered && !is_compound(node.value) && !is_absent(node.value) => {
                    self.fail(name, &node.path, "the field has a value, but no entry in the provenance", None);
                }
                _ => {}
            }
        }
        for path in without_value {
            self.fail(name, path, "the provenance has an entry, but the record has no such value", None);
        }
    }

    /// Counts an entry that proves its value, or says why it does not.
    fn check_entry(&mut self, record: &str, node: &Node<'_>, entry: &Value) {
        match prove(self.source, entry, node.value) {
            Ok(replayed) => self.verdict.replayed += usize::from(replayed),
            Err(message) => {
                let span = read_spans(entry).ok().and_then(|spans| spans.first().copied());
                self.fail(record, &node.path, message, span.filter(|span| self.source.quote(*span).is_some()));
            }
        }
    }
}

/// Replays an entry and compares what it gives with the value; false for `parts`, of which there is nothing to replay.
fn prove(source: &Source, entry: &Value, said: &Value) -> Result<bool, String> {
    let (spans, steps) = (read_spans(entry)?, read_steps(entry)?);
    let pieces = quotes(source, &spans)?;
    let of_nothing = matches!(steps.last(), Some(Step::Sum | Step::Count));
    if pieces.contains(&"") || (pieces.is_empty() && !of_nothing) {
        return Err("there is nothing under the spans, and only a sum or a count may be of nothing".to_owned());
    }
    if steps == [Step::Parts] {
        let has_parts = is_compound(said) && !is_absent(said);
        return if has_parts { Ok(false) } else { Err("the value has no parts".to_owned()) };
    }
    if matches!(steps.last(), Some(Step::Sum | Step::Count)) && overlap(&spans) {
        return Err("two of the spans overlap, so that something counts twice".to_owned());
    }
    let mut value = replay(&pieces, &steps)?;
    if said.is_array() && !value.is_array() {
        // A list of one element has no gap, so that no step says that it is one.
        value = json!([value]);
    }
    if value == *said { Ok(true) } else { Err(differ("the bytes give", &value, said)) }
}

/// A value that is null, false or empty, and so has no entry.
fn is_absent(value: &Value) -> bool {
    [Value::Null, json!(false), json!(""), json!([]), json!({})].contains(value)
}

fn is_compound(value: &Value) -> bool {
    value.is_array() || value.is_object()
}

/// Appends the value and all its parts, each with its path. `field` is its name, or that of the list around it.
fn collect_nodes<'v>(
    path: String,
    field: &str,
    value: &'v Value,
    covered: bool,
    entries: &Map<String, Value>,
    nodes: &mut Vec<Node<'v>>,
) {
    let read = entries.get(&path).is_some_and(|entry| entry.get("steps") != Some(&json!(["parts"])));
    let covered = covered || read || matches!(field, "slide" | "level" | "kind");
    for (at, part) in value.as_array().into_iter().flatten().enumerate() {
        collect_nodes(format!("{path}[{at}]"), field, part, covered, entries, nodes);
    }
    for (name, part) in value.as_object().into_iter().flatten() {
        collect_nodes(format!("{path}.{name}"), name, part, covered, entries, nodes);
    }
    nodes.push(Node { path, value, covered });
}

/// The spans of a record or an entry.
fn read_spans(entry: &Value) -> Result<Vec<Span>, String> {
    let spans = entry.get("spans").and_then(|spans| Vec::<Span>::deserialize(spans).ok());
    spans.ok_or_else(|| "the spans are no list of pairs of offsets".to_owned())
}

/// The steps of an entry.
fn read_steps(entry: &Value) -> Result<Vec<Step>, String> {
    let names = entry.get("steps").and_then(Value::as_array).ok_or("the steps are no list")?;
    names.iter().map(|name| Step::deserialize(name).map_err(|_| format!("there is no step {}", shown(name)))).collect()
}

/// The pieces of the source text under the spans.
fn quotes<'s>(source: &'s Source, spans: &[Span]) -> Result<Vec<&'s str>, String> {
    let no_place = |span: &Span| format!("{}..{} is no place in the source text", span.start, span.end);
    spans.iter().map(|span| source.quote(*span).ok_or_else(|| no_place(span))).collect()
}

fn overlap(spans: &[Span]) -> bool {
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    spans.windows(2).any(|pair| pair[1].start < pair[0].end)
}

/// What was found beside what the document says.
fn differ(found: &str, value: &Value, said: &Value) -> String {
    let (value, said) = (value.to_string(), said.to_string());
    let common = value.chars().zip(said.chars()).take_while(|(left, right)| left == right).count();
    format!("{found} {}, the document says {}", excerpt(&value, common), excerpt(&said, common))
}

fn shown(value: &Value) -> String {
    excerpt(&value.to_string(), 0)
}

/// At most 80 characters of a text, from shortly before the one that matters.
fn excerpt(text: &str, matters: usize) -> String {
    let skipped = if text.chars().count() > 80 { matters.saturating_sub(20) } else { 0 };
    let (before, rest): (_, String) = (if skipped > 0 { "…" } else { "" }, text.chars().skip(skipped).collect());
    match rest.char_indices().nth(80) {
        Some((end, _)) => format!("`{before}{}…`", &rest[..end]),
        None => format!("`{before}{rest}`"),
    }
}

// The replay.

/// A piece, pieces that were joined, or what they were read as.
#[derive(Debug, Clone, PartialEq)]
enum Element {
    Text(String),
    Value(Value),
}

/// The value that the pieces give by the steps.
fn replay(pieces: &[&str], steps: &[Step]) -> Result<Value, String> {
    let (pieces, steps): (Vec<String>, _) = match steps {
        [Step::Normalize, steps @ ..] => (pieces.iter().map(|piece| normalize(piece)).collect(), steps),
        _ => (pieces.iter().map(|piece| (*piece).to_owned()).collect(), steps),
    };
    if steps == [Step::Count] {
        return Ok(json!(pieces.len()));
    }
    let Some((first, rest)) = pieces.split_first() else {
        return Ok(json!(decimal_string(Decimal::ZERO)));
    };
    let mut rest = rest.iter();
    let mut steps = steps.iter();
    let (mut elements, mut current, mut is_list) = (Vec::new(), Element::Text(first.clone()), false);
    while rest.len() > 0 {
        let Some(step) = steps.next() else {
            return Err(format!("{} pieces are left over, with no step that joins them", rest.len()));
        };
        // A reading step among the joining ones reads the element at hand.
        let joins = matches!(step, Step::Unwrap | Step::Dehyphenate | Step::Rejoin | Step::Item);
        current = match (step, current, joins.then(|| rest.next()).flatten()) {
            (Step::Item, done, Some(piece)) => {
                elements.push(done);
                is_list = true;
                Element::Text(piece.clone())
            }
            (_, Element::Text(left), Some(right)) => Element::Text(join(*step, &left, right)?),
            (_, Element::Value(value), Some(_)) => return Err(format!("{} joins text, found {value}", name(*step))),
            (_, current, None) => read(*step, current)?,
        };
    }
    elements.push(current);
    for step in steps {
        is_list &= !matches!(step, Step::Id | Step::Sum);
        elements = match step {
            Step::Id => vec![Element::Text(id(&elements)?)],
            Step::Sum => vec![Element::Value(json!(decimal_string(sum(&elements)?)))],
            _ => elements.into_iter().map(|element| read(*step, element)).collect::<Result<_, _>>()?,
        };
    }
    let mut values = elements.into_iter().map(|element| match element {
        Element::Text(text) => Value::String(text),
        Element::Value(value) => value,
    });
    if is_list { Ok(values.collect()) } else { values.next().ok_or_else(|| "the steps give nothing".to_owned()) }
}

/// What two pieces give by the step between them.
fn join(step: Step, left: &str, right: &str) -> Result<String, String> {
    Ok(match step {
        Step::Unwrap => format!("{left} {right}"),
        Step::Dehyphenate => dehyphenate(left)?.to_owned() + right,
        Step::Rejoin => format!("{left}{right}"),
        other => return Err(format!("{} joins no pieces", name(other))),
    })
}

/// What one step reads in one element.
fn read(step: Step, element: Element) -> Result<Element, String> {
    let text = match element {
        Element::Text(text) => text,
        Element::Value(value) => return Err(format!("{} reads text, found {}", name(step), shown(&value))),
    };
    let text = text.as_str();
    Ok(match step {
        Step::Undouble => Element::Text(undouble(text)?.to_owned()),
        Step::Capitalize => Element::Text(capitalize(text)),
        Step::Nominative => Element::Text(nominative(text).to_owned()),
        Step::RepairDate => Element::Text(repair_date(text)?),
        Step::Identifier => Element::Text(identifier(text).map(|(year, number)| format!("{year}/{number}"))?),
        Step::Jurisdiction => Element::Text(jurisdiction(text).to_owned()),
        Step::Date => Element::Value(json!(date(text)?)),
        Step::FirstDay => Element::Value(json!(first_day(text)?)),
        Step::LastDay => Element::Value(json!(last_day(text)?)),
        Step::Precision => Element::Value(json!(precision(text)?)),
        Step::SessionPrecision => Element::Value(json!(session_precision(text)?)),
        Step::Money => Element::Value(money(text)?),
        Step::Amount => Element::Value(json!(decimal_string(sum_of_money(text)?.0))),
        Step::Currency => Element::Value(json!(currency(text)?)),
        Step::Integer => Element::Value(json!(integer(text)?)),
        Step::Year => Element::Value(json!(integer(identifier(text)?.0)?)),
        Step::Number => Element::Value(json!(integer(identifier(text)?.1)?)),
        Step::Mark => Element::Value(json!(mark(text)?)),
        other => return Err(format!("{} does not read a text, or stands in the wrong place", name(other))),
    })
}

/// The name of a step, as provenance has it.
fn name(step: Step) -> String {
    json!(step).as_str().map_or_else(String::new, |name| format!("`{name}`"))
}

fn unexpected(text: &str, expected: &str) -> String {
    format!("found {}, expected {expected}", excerpt(text, 0))
}

// Repairs, one function a step.

/// `normalize`: letters are composed, a run of blanks becomes one space, invisible characters go, a soft hyphen goes
/// but is a hyphen at the end, and ligatures are spelled out. What only thereby comes together is not composed.
fn normalize(piece: &str) -> String {
    let mut clean = String::new();
    let mut rest = piece.nfc().peekable();
    while let Some(c) = rest.next() {
        match c {
            _ if is_space(c) || is_invisible(c) => {
                let mut has_space = is_space(c);
                while let Some(next) = rest.next_if(|next| is_space(*next) || is_invisible(*next)) {
                    has_space |= is_space(next);
                }
                clean.extend(has_space.then_some(' '));
            }
            '\u{ad}' => clean.push_str(if rest.peek().is_none() { "-" } else { "" }),
            '\u{fb00}'..='\u{fb06}' => clean.extend(std::iter::once(c).nfkc()),
            _ => clean.push(c),
        }
    }
    clean
}

/// White space but line ends, which no piece contains.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

/// `dehyphenate`: the text without the hyphen that ends it. A soft hyphen is one, whether it was made whole or not.
fn dehyphenate(left: &str) -> Result<&str, String> {
    let hyphens = ['-', '\u{2010}', '\u{2011}', '\u{ad}'];
    left.strip_suffix(hyphens).ok_or_else(|| unexpected(left, "a hyphen at the end"))
}

/// `undouble`: one half of a text that is there twice, with or without a blank between.
fn undouble(text: &str) -> Result<&str, String> {
    let halves = text.split_at_checked(text.len() / 2).map(|(left, right)| (left.trim(), right.trim()));
    match halves {
        Some((left, right)) if left == right && !left.is_empty() => Ok(left),
        _ => Err(unexpected(text, "the same text twice")),
    }
}

/// `capitalize`: the first character becomes a capital; what has none stays.
fn capitalize(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
}

/// `nominative`: a text without the genitive ending of its last word.
///
/// | genitive | nominative | ending |
/// | --- | --- | --- |
/// | `IT-Planungsrates`, `Ausschusses` | `IT-Planungsrat`, `Ausschuss` | `es` behind a consonant |
/// | `Bündnisses` | `Bündnis` | `ses` behind `nis` |
/// | `IT-Planungsrats`, `Gremiums`, `Büros` | `IT-Planungsrat`, `Gremium`, `Büro` | `s` |
/// | | `Lenkungskreis`, `Ausschuss`, `Campus` | `s` behind `e`, `i`, `u` or a hiss is the word's own |
fn nominative(text: &str) -> &str {
    if text.ends_with("nisses") {
        return &text[..text.len() - "ses".len()];
    }
    let is_consonant = |c: char| c.is_alphabetic() && !"aeiouyäöü".contains(c);
    let takes_s = |c: char| c.is_alphabetic() && !"sßxzieu".contains(c);
    match (text.strip_suffix("es"), text.strip_suffix('s')) {
        (Some(stem), _) if stem.ends_with(is_consonant) => stem,
        (_, Some(stem)) if stem.ends_with(takes_s) => stem,
        _ => text,
    }
}

/// `repair-date`: the three numbers of a mistyped date with dots between them. Signs and blanks may stand anywhere
/// around the numbers, letters nowhere.
fn repair_date(text: &str) -> Result<String, String> {
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()).collect();
    if numbers.len() != 3 || text.contains(|c: char| c.is_alphanumeric() && !c.is_ascii_digit()) {
        return Err(unexpected(text, "the three numbers of a date"));
    }
    Ok(numbers.join("."))
}

// Readings, one function a step.

/// A day, or the months that a month, quarter or year has.
struct Time {
    first: NaiveDate,
    last: NaiveDate,
    /// 0 for a day.
    months: u32,
    /// It says `Ende`, so that it has no first day.
    is_end: bool,
}

/// `date`: a day, as ISO 8601.
fn date(text: &str) -> Result<String, String> {
    match time(text) {
        Ok(Time { first, months: 0, .. }) => Ok(first.to_string()),
        _ => Err(unexpected(text, "a day")),
    }
}

/// `first-day`: of a month, quarter or year.
fn first_day(text: &str) -> Result<String, String> {
    match time(text) {
        Ok(Time { first, months: 1.., is_end: false, .. }) => Ok(first.to_string()),
        _ => Err(unexpected(text, "a month, quarter or year from its start")),
    }
}

/// `last-day`: of a month, quarter or year.
fn last_day(text: &str) -> Result<String, String> {
    match time(text) {
        Ok(Time { last, months: 1.., .. }) => Ok(last.to_string()),
        _ => Err(unexpected(text, "a month, quarter or year")),
    }
}

/// `precision`: how exact a time is.
fn precision(text: &str) -> Result<&'static str, String> {
    Ok(match time(text)?.months {
        0 => "day",
        1 => "month",
        3 => "quarter",
        _ => "year",
    })
}

/// What the steps for dates share: a time as it is written.
///
/// | written form | read as |
/// | --- | --- |
/// | `01.07.2025`, `1.7.2025`, `31.08.25` | a day; two digits of a year are of this century |
/// | `26. Juni 2025`, `1.April 2010`, `3. Dez. 2025` | a day |
/// | `Dezember 2022`, `02/2026`, `02.2026` | a month |
/// | `Q1/2027`, `Q1 2027`, `1. Quartal 2026` | a quarter |
/// | `2026` | a year |
/// | `Ende 2026`, `bis Ende Q1/2027`, `bis zum Ende des Jahres 2026` | the same, of which only the end is meant |
fn time(text: &str) -> Result<Time, String> {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let lead = words.iter().take_while(|word| matches!(**word, "bis" | "Bis" | "zum" | "Ende" | "des" | "Jahres"));
    let is_end = lead.clone().any(|word| *word == "Ende");
    words.drain(..lead.count());
    let (months, first) = match tokens(&words.join(" ")).as_slice() {
        // Blanks between the numbers are a mistake that `repair-date` has to own up to.
        [day, ".", month, ".", year] if words.len() == 1 => (0, calendar_day(year, digits(month), day)),
        [month, "/" | ".", year] if words.len() == 1 && year.len() == 4 => (1, calendar_day(year, digits(month), "1")),
        ["Q", quarter, year] | ["Q", quarter, "/", year] | [quarter, ".", "Quartal" | "Quartals", year] => {
            (3, calendar_day(year, quarter_start(quarter), "1"))
        }
        [day, ".", month, year] => (0, calendar_day(year, month_number(month), day)),
        [month, year] => (1, calendar_day(year, month_number(month), "1")),
        [year] if year.len() == 4 => (12, calendar_day(year, Some(1), "1")),
        _ => (0, None),
    };
    let read = first.and_then(|first| {
        let behind = first.checked_add_months(Months::new(months))?;
        let last = if months == 0 { first } else { behind.pred_opt()? };
        Some(Time { first, last, months, is_end })
    });
    read.ok_or_else(|| unexpected(text, "a day, month, quarter or year"))
}

/// Numbers, words and signs, without blanks and without the dot that shortens a word.
fn tokens(text: &str) -> Vec<&str> {
    let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
    let mut tokens: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_sign = kind(first) == (false, false);
        let end = if is_sign { first.len_utf8() } else { rest.find(|c| kind(c) != kind(first)).unwrap_or(rest.len()) };
        let (token, behind) = rest.split_at(end);
        let shortens = token == "." && tokens.last().is_some_and(|word| word.ends_with(char::is_alphabetic));
        if !shortens && token != " " {
            tokens.push(token);
        }
        rest = behind;
    }
    tokens
}

/// A day in a year of four digits, or of two in this century.
fn calendar_day(year: &str, month: Option<u32>, day: &str) -> Option<NaiveDate> {
    let century = if year.len() == 2 { 2000 } else { 0 };
    let number = integer(year).ok().filter(|_| matches!(year.len(), 2 | 4))?;
    NaiveDate::from_ymd_opt(century + i32::try_from(number).ok()?, month?, digits(day)?)
}

/// A number of one digit or two.
fn digits(text: &str) -> Option<u32> {
    integer(text).ok().filter(|_| text.len() <= 2)?.try_into().ok()
}

fn month_number(name: &str) -> Option<u32> {
    (1..).zip(vocabulary::MONTHS).find(|(_, (long, short))| name == *long || name == *short).map(|(number, _)| number)
}

/// The first month of a quarter.
fn quarter_start(quarter: &str) -> Option<u32> {
    digits(quarter).filter(|quarter| (1..=4).contains(quarter)).map(|quarter| 3 * quarter - 2)
}

/// `session-precision`: `session`, where a session or its number stands.
fn session_precision(text: &str) -> Result<&'static str, String> {
    let stands = text.contains("itzung") || text.contains(|c: char| c.is_ascii_digit());
    if stands { Ok("session") } else { Err(unexpected(text, "a session")) }
}

/// How the euro is written, and how many of them one is.
const CURRENCIES: [(&str, i64); 5] = [("€", 1), ("EUR", 1), ("Euro", 1), ("TEUR", 1_000), ("T€", 1_000)];

/// How many ones a word makes of the number before it.
fn scale(word: &str) -> Option<i64> {
    Some(match word {
        "Tsd." | "Tsd" | "Tausend" | "tausend" => 1_000,
        "Mio." | "Mio" | "Million" | "Millionen" => 1_000_000,
        "Mrd." | "Mrd" | "Milliarde" | "Milliarden" => 1_000_000_000,
        _ => return None,
    })
}

/// `money`: an amount with its currency.
fn money(text: &str) -> Result<Value, String> {
    match sum_of_money(text)? {
        (amount, Some(currency)) => Ok(json!({ "amount": decimal_string(amount), "currency": currency })),
        (_, None) => Err(unexpected(text, "an amount with its currency")),
    }
}

/// `currency`: by itself or with its amount, as ISO 4217.
fn currency(text: &str) -> Result<&'static str, String> {
    let alone = CURRENCIES.iter().any(|(name, _)| *name == text).then_some("EUR");
    alone.or_else(|| sum_of_money(text).ok()?.1).ok_or_else(|| unexpected(text, "a currency"))
}

/// `amount`, and what the steps for money share: a sum as it is written. Its currency may stand elsewhere.
///
/// | written form | read as |
/// | --- | --- |
/// | `369.600,- €`, `366.436,22 €`, `40.700,00 Euro`, `486.000 EUR`, `€ 1.000` | digits in groups, decimals |
/// | `800 000 Euro` | groups with blanks of any kind |
/// | `15 Mio. Euro`, `148,2 Mio. EUR`, `3 Mrd. €`, `500 Tsd. EUR`, `500 TEUR` | a number times a scale |
/// | `drei Milliarden Euro` | a word times a scale |
fn sum_of_money(text: &str) -> Result<(Decimal, Option<&'static str>), String> {
    parse_sum(text).ok_or_else(|| unexpected(text, "an amount"))
}

fn parse_sum(text: &str) -> Option<(Decimal, Option<&'static str>)> {
    let before = CURRENCIES.iter().find_map(|(name, unit)| Some((text.strip_prefix(name)?.trim_start(), Some(*unit))));
    let (text, before) = before.unwrap_or((text, None));
    let (number, rest) = text.split_at(text.find(|c: char| c.is_alphabetic() || c == '€').unwrap_or(text.len()));
    let (number, rest) = match text.split_once(char::is_whitespace) {
        Some((word, rest)) if number.is_empty() => (number_word(word)?, rest),
        _ => (german_number(number.trim_end())?, rest),
    };
    let (word, behind) = rest.split_at(rest.find(|c: char| c.is_whitespace() || c == '€').unwrap_or(rest.len()));
    let (scale, rest) = scale(word).map_or((1, rest), |scale| (scale, behind.trim_start()));
    let unit = match (before, rest) {
        (before, "") => before,
        (None, name) => Some(CURRENCIES.iter().find(|(other, _)| *other == name)?.1),
        (Some(_), _) => return None,
    };
    let amount = number.checked_mul(Decimal::from(scale))?.checked_mul(Decimal::from(unit.unwrap_or(1)))?;
    Some((amount, unit.map(|_| "EUR")))
}

/// A number that is written as a word, up to twelve.
fn number_word(word: &str) -> Option<Decimal> {
    let words = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"];
    let word = if matches!(word, "eine" | "einen" | "einem" | "einer") { "ein" } else { word };
    words.iter().zip(1..).find(|(name, _)| **name == word).map(|(_, number)| Decimal::from(number))
}

/// A number with a decimal comma, or a dash for no decimals, and with groups of three digits or none.
fn german_number(text: &str) -> Option<Decimal> {
    let (whole, decimals) = match text.split_once(',') {
        None => (text, "0"),
        Some((whole, "-" | "--" | "–" | "—" | "−")) => (whole, "0"),
        Some((whole, decimals)) => (whole, decimals),
    };
    let mut whole = whole.to_owned();
    if let Some(separator) = whole.chars().find(|c| *c == '.' || c.is_whitespace()) {
        let (first, rest) = whole.split_once(separator)?;
        // `0.500` would be a half elsewhere.
        if first.len() > 3 || first.starts_with('0') || rest.split(separator).any(|group| group.len() != 3) {
            return None;
        }
        whole = whole.replace(separator, "");
    }
    integer(&whole).ok()?;
    integer(decimals).ok()?;
    Decimal::from_str_exact(&format!("{whole}.{decimals}")).ok()
}

/// Two decimals, or as many more as it takes.
fn decimal_string(amount: Decimal) -> String {
    let mut amount = amount.normalize();
    if amount.scale() < 2 {
        amount.rescale(2);
    }
    amount.to_string()
}

/// `sum`: of sums of money as they are written, or as `amount` or `money` read them.
fn sum(elements: &[Element]) -> Result<Decimal, String> {
    elements.iter().try_fold(Decimal::ZERO, |total, element| {
        let amount = match element {
            Element::Text(text) => sum_of_money(text)?.0,
            Element::Value(value) => {
                let amount = value.as_str().or_else(|| value.get("amount")?.as_str()).unwrap_or_default();
                Decimal::from_str_exact(amount).map_err(|_| format!("found {}, expected an amount", shown(value)))?
            }
        };
        total.checked_add(amount).ok_or_else(|| "the sum is too large".to_owned())
    })
}

/// `integer`: digits and nothing else.
fn integer(text: &str) -> Result<u64, String> {
    let only_digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| only_digits).ok_or_else(|| unexpected(text, "a whole number"))
}

/// `identifier`, and what `year` and `number` share: the two parts of a decision's identifier, as they are written.
///
/// | written form | read as |
/// | --- | --- |
/// | `2025/22`, `2025/ 22` | `2025`, `22` |
/// | `2022-06` | `2022`, `06` |
/// | `B-2025/33-IT` | `2025`, `33` |
fn identifier(text: &str) -> Result<(&str, &str), String> {
    let core = text.strip_prefix("B-").unwrap_or(text);
    let core = core.strip_suffix("-IT").unwrap_or(core);
    let parts = core.split_once(['/', '-']).map(|(year, number)| (year.trim(), number.trim()));
    // Other numbers with a slash (Drucksache `19/5518`, file `22001/2`) are of other shapes.
    let is_year = |year: &str| year.len() == 4 && year.starts_with("20") && integer(year).is_ok();
    let is_number = |number: &str| number.len() <= 3 && integer(number).is_ok();
    let parts = parts.filter(|(year, number)| is_year(year) && is_number(number));
    parts.ok_or_else(|| unexpected(text, "the identifier of a decision"))
}

/// `jurisdiction`: the code of a Land or the federation, or another body as it stands.
fn jurisdiction(text: &str) -> &str {
    vocabulary::jurisdiction(text).map_or(text, |land| land.code)
}

/// `mark`: something stands there.
fn mark(text: &str) -> Result<bool, String> {
    if text.trim().is_empty() { Err(unexpected(text, "a mark")) } else { Ok(true) }
}

/// `id`: the parts with slashes between.
fn id(elements: &[Element]) -> Result<String, String> {
    let parts = elements.iter().map(|element| match element {
        Element::Text(text) => id_part(text),
        Element::Value(value) => Err(format!("`id` reads text, found {}", shown(value))),
    });
    Ok(parts.collect::<Result<Vec<_>, _>>()?.join("/"))
}

/// A number or an identifier as it stands, a jurisdiction by its code, another name as a slug.
fn id_part(text: &str) -> Result<String, String> {
    if let Ok((year, number)) = identifier(text) {
        return Ok(format!("{year}/{number}"));
    }
    if let Some(land) = vocabulary::jurisdiction(text) {
        return Ok(land.code.to_owned());
    }
    let slug = slug(text);
    if slug.is_empty() { Err(unexpected(text, "letters or digits")) } else { Ok(slug) }
}

/// Small letters without umlauts and accents, and hyphens for all that is neither letter nor digit.
fn slug(text: &str) -> String {
    let mut small = text.nfc().collect::<String>().to_lowercase();
    for (letter, letters) in [('ä', "ae"), ('ö', "oe"), ('ü', "ue"), ('ß', "ss")] {
        small = small.replace(letter, letters);
    }
    let plain: String = small.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests;
