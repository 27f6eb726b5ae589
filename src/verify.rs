//! The proof: replays the provenance of an extraction from the bytes of its source.
//!
//! In: what `extract` printed, as JSON, and the [`Source`]. Out: a [`Verdict`] on every field of every record.
//!
//! The parser is not asked: each [`Step`] is written here a second time, from its documentation, as a plain function
//! from text to text or value. What both wrote wrong in the same way stays unseen; what one of them wrote wrong fails.
//!
//! What no single field shows is counted again: the bytes under records, slides, the projects of a programme; so a
//! record or a field that was taken out is missed.
//!
//! Not here: whether a field was read from the *right* bytes (only a person can say), and whether the records fit
//! together (`check`).

use std::collections::BTreeSet;
use std::fmt;

mod step;
mod whole;

use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::source::{Source, Span};
use crate::text::Step;
use step::{Element, decimal_string, id, integer, join, name, normalize, read, sum};
use whole::check_whole;

/// What the replay found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verdict {
    /// How many fields were replayed and came out as the document has them. Those that failed are not among them, and
    /// neither are `parts`, which say nothing that could be replayed.
    pub replayed: usize,
    /// What does not follow from the bytes: what is wrong with the document as a whole first, then the records in the
    /// order of the document, and of each record the fields by name.
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
/// let source = Source::from_text("deck.txt", "Beschlüsse der \n47. Sitzung des IT-Planungsrats\n");
/// let mut extraction = serde_json::to_value(beschluss::extract(&source)).expect("records are JSON");
/// assert_eq!(verify(&extraction, &source)?.failures, []);
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
    proof.verdict.failures = check_whole(extraction, source);
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
            let counted = is_slide && matches!(field.as_str(), "number" | "span" | "kind");
            collect_nodes(field.clone(), value, counted, entries, &mut nodes);
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
        match check_boxes(self.source, entry).and_then(|()| prove(self.source, entry, node.value)) {
            Ok(replayed) => self.verdict.replayed += usize::from(replayed),
            Err(message) => {
                let span = read_spans(entry).ok().and_then(|spans| spans.first().copied());
                self.fail(record, &node.path, message, span.filter(|span| self.source.quote(*span).is_some()));
            }
        }
    }
}

/// Compares the boxes of an entry with the places of its spans.
fn check_boxes(source: &Source, entry: &Value) -> Result<(), String> {
    let spans = read_spans(entry)?;
    let boxes =
        source.geometry().map(|geometry| -> Vec<_> { spans.iter().flat_map(|span| geometry.boxes(*span)).collect() });
    match (boxes, entry.get("boxes")) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err("there are boxes, and the source has no pages".to_owned()),
        (Some(_), None) => Err("there are no boxes, although the source has pages".to_owned()),
        (Some(boxes), Some(said)) if json!(boxes) == *said => Ok(()),
        (Some(boxes), Some(said)) => Err(differ("the spans stand at", &json!(boxes), said)),
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
    // The unit in the head of a column is that of each sum below it; what has no digit adds nothing.
    let counts = |piece: &str| steps.last() == Some(&Step::Count) || piece.contains(|c: char| c.is_ascii_digit());
    let counted = spans.iter().zip(&pieces).filter(|(_, piece)| counts(piece)).map(|(span, _)| *span);
    if matches!(steps.last(), Some(Step::Sum | Step::Count)) && overlap(&counted.collect::<Vec<Span>>()) {
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

/// Appends the value and all its parts, each with its path.
fn collect_nodes<'v>(
    path: String,
    value: &'v Value,
    covered: bool,
    entries: &Map<String, Value>,
    nodes: &mut Vec<Node<'v>>,
) {
    let read = entries.get(&path).is_some_and(|entry| entry.get("steps") != Some(&json!(["parts"])));
    let covered = covered || read || is_counted(&path);
    for (at, part) in value.as_array().into_iter().flatten().enumerate() {
        collect_nodes(format!("{path}[{at}]"), part, covered, entries, nodes);
    }
    for (name, part) in value.as_object().into_iter().flatten() {
        collect_nodes(format!("{path}.{name}"), part, covered, entries, nodes);
    }
    nodes.push(Node { path, value, covered });
}

/// Whether what stands at a path was counted and not read: the slide of a section, the level of an item.
fn is_counted(path: &str) -> bool {
    let indices = |c: char| c.is_ascii_digit();
    matches!(path.replace(indices, "").as_str(), "sections[].slide" | "sections[].items[].level" | "items[].level")
}

/// The spans of a record or an entry.
fn read_spans(entry: &Value) -> Result<Vec<Span>, String> {
    let pairs = entry.get("spans").and_then(|spans| Vec::<[usize; 2]>::deserialize(spans).ok());
    // A pair that runs backwards is no place of the text, which is said with its numbers later on.
    let spans = pairs.map(|pairs| pairs.into_iter().map(|[start, end]| Span { start, end }).collect());
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

/// The value that the pieces give by the steps.
fn replay(pieces: &[&str], steps: &[Step]) -> Result<Value, String> {
    let (pieces, steps): (Vec<String>, _) = match steps {
        [Step::Normalize, steps @ ..] => (pieces.iter().map(|piece| normalize(piece)).collect(), steps),
        _ => (pieces.iter().map(|piece| (*piece).to_owned()).collect(), steps),
    };
    if steps == [Step::Count] {
        pieces.iter().try_for_each(|piece| integer(piece).map(drop))?;
        return Ok(json!(pieces.len()));
    }
    let Some((first, rest)) = pieces.split_first() else {
        let sum = steps.last() == Some(&Step::Sum);
        return if sum { Ok(json!(decimal_string(Decimal::ZERO))) } else { Err("there is nothing to read".to_owned()) };
    };
    let mut rest = rest.iter();
    let mut steps = steps.iter();
    let (mut elements, mut current, mut is_list) = (Vec::new(), Element::Text(first.clone()), false);
    while rest.len() > 0 {
        let Some(step) = steps.next() else {
            return Err(format!("{} pieces are left over, with no step that joins them", rest.len()));
        };
        // A reading step among the joining ones reads the element at hand.
        let joins = matches!(step, Step::Unwrap | Step::Dehyphenate | Step::Rejoin | Step::Slash | Step::Item);
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

#[cfg(test)]
mod tests;
