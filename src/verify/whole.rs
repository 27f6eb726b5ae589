//! What holds of a document as a whole, and no single field shows: that nothing was taken out of it or put in.
//!
//! In: the document and its [`Source`]. Out: [`Failure`]s. What the parser counted is counted again here, from the
//! spans of the fields: the bytes under records, the slides, the projects of a programme.
//!
//! Not here: whether a field follows from its bytes (`verify`), and whether the document has the shape of its schema.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Failure, RECORD_LISTS, differ, read_spans, shown};
use crate::record::{SCHEMA_VERSION, SlideKind};
use crate::source::{Source, Span, merged};

/// The lists of records that have an id.
const LISTS_WITH_ID: [&str; 4] = ["decisions", "programmes", "projects", "members"];

/// All that does not hold of the document, in the order of its parts.
pub(super) fn check_whole(document: &Value, source: &Source) -> Vec<Failure> {
    let slides = document["slides"].as_array().into_iter().flatten();
    let slides = slides.map(|slide| Span::deserialize(&slide["span"]).ok()).collect();
    let mut whole = Whole { document, source, slides, failures: Vec::new() };
    whole.check_facts();
    whole.check_slides();
    for (name, record, is_slide) in records(document) {
        whole.check_place(&name, record, is_slide);
    }
    whole.check_ids();
    whole.check_programmes();
    whole.check_coverage();
    whole.check_diagnostics();
    whole.failures
}

/// All records with what they are called, the meeting first, slides last; and whether they are slides.
fn records(document: &Value) -> impl Iterator<Item = (String, &Value, bool)> {
    let named = |place: String, record: &Value| record["id"].as_str().map_or(place, str::to_owned);
    let lists = RECORD_LISTS.into_iter().flat_map(move |list| {
        let records = document[list].as_array().into_iter().flatten().enumerate();
        records.map(move |(at, record)| (named(format!("{list}[{at}]"), record), record, list == "slides"))
    });
    std::iter::once((named("meeting".to_owned(), &document["meeting"]), &document["meeting"], false)).chain(lists)
}

/// The entries of a record's provenance.
fn entries(record: &Value) -> impl Iterator<Item = (&str, Vec<Span>)> {
    let fields = record["provenance"]["fields"].as_object().into_iter().flatten();
    fields.map(|(path, entry)| (path.as_str(), read_spans(entry).unwrap_or_default()))
}

fn bytes(spans: &[Span]) -> usize {
    spans.iter().map(|span| span.len()).sum()
}

fn overlaps(left: Span, right: Span) -> bool {
    left.start < right.end && right.start < left.end
}

struct Whole<'a> {
    document: &'a Value,
    source: &'a Source,
    /// Where each slide stands.
    slides: Vec<Option<Span>>,
    failures: Vec<Failure>,
}

impl Whole<'_> {
    fn fail(&mut self, record: &str, field: &str, message: impl Into<String>) {
        let (record, field) = (record.to_owned(), field.to_owned());
        self.failures.push(Failure { record, field, message: message.into(), span: None });
    }

    /// Compares what is counted here with what the document says.
    fn compare(&mut self, record: &str, field: &str, found: &str, value: &Value, said: &Value) {
        if value != said {
            self.fail(record, field, differ(found, value, said));
        }
    }

    /// The document is of this version, about this source and has its slides.
    fn check_facts(&mut self) {
        let (document, source) = (self.document, self.source);
        let bytes = json!(source.text().len());
        let slides = json!(document["slides"].as_array().map_or(0, Vec::len));
        let version = json!(SCHEMA_VERSION);
        self.compare("source", "sha256", "the source gives", &json!(source.sha256()), &document["source"]["sha256"]);
        self.compare("source", "bytes", "the source gives", &bytes, &document["source"]["bytes"]);
        self.compare("source", "slides", "the document has", &slides, &document["source"]["slides"]);
        self.compare("", "schema_version", "this program knows", &version, &document["schema_version"]);
    }

    /// Slides are counted through, are of a known kind, and share out the source.
    fn check_slides(&mut self) {
        let spans = self.slides.clone();
        let slides = self.document["slides"].as_array().into_iter().flatten();
        let mut end = 0;
        for ((number, slide), span) in (1..).zip(slides).zip(&spans) {
            let name = format!("slides[{}]", number - 1);
            for (field, said) in [("number", &slide["number"]), ("provenance.slide", &slide["provenance"]["slide"])] {
                self.compare(&name, field, "its place gives", &json!(number), said);
            }
            if SlideKind::deserialize(&slide["kind"]).is_err() {
                self.fail(&name, "kind", format!("found {}, expected a kind of slide", shown(&slide["kind"])));
            }
            match span {
                Some(span) if span.start == end && span.start <= span.end => end = span.end,
                _ => self.fail(&name, "span", "it does not start where the slide before it ends"),
            }
        }
        if !spans.is_empty() && end != self.source.text().len() {
            let name = format!("slides[{}]", spans.len() - 1);
            self.fail(&name, "span", "the last slide does not end with the source");
        }
    }

    /// A record stands where its fields stand: its spans, its slide, those of its sections and of its lists.
    fn check_place(&mut self, name: &str, record: &Value, is_slide: bool) {
        let entries: Vec<(&str, Vec<Span>)> = entries(record).collect();
        let provenance = &record["provenance"];
        let under = merged(entries.iter().flat_map(|(_, spans)| spans.iter().copied()));
        self.compare(name, "provenance.spans", "its fields stand on", &json!(under), &provenance["spans"]);
        if !under.is_empty() && !self.holds(&provenance["slide"], &under) {
            let message = format!("none of its fields stands on slide {}", shown(&provenance["slide"]));
            self.fail(name, "provenance.slide", message);
        }
        for (at, section) in record["sections"].as_array().into_iter().flatten().enumerate() {
            let field = format!("sections[{at}]");
            let own = merged(below(&entries, &field));
            if !own.is_empty() && !self.holds(&section["slide"], &own) {
                let message = format!("nothing of it stands on slide {}", shown(&section["slide"]));
                self.fail(name, &format!("{field}.slide"), message);
            }
            self.check_levels(name, &field, section);
        }
        if is_slide {
            self.check_levels(name, "", record);
        }
        let no_fields = Map::new();
        let fields = provenance["fields"].as_object().unwrap_or(&no_fields);
        for (path, spans) in entries.iter().filter(|(path, _)| fields[*path]["steps"] == json!(["parts"])) {
            let own = merged(below(&entries, path));
            self.compare(name, path, "its parts stand on", &json!(own), &json!(spans));
        }
    }

    /// Whether one of the spans stands on the slide with this number.
    fn holds(&self, number: &Value, spans: &[Span]) -> bool {
        let slide = number.as_u64().and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
        let slide = slide.and_then(|at| *self.slides.get(at)?);
        slide.is_some_and(|slide| spans.iter().any(|span| overlaps(slide, *span)))
    }

    fn check_levels(&mut self, name: &str, field: &str, record: &Value) {
        for (at, item) in record["items"].as_array().into_iter().flatten().enumerate() {
            if item["level"].as_u64().is_none_or(|level| level == 0) {
                let path = format!("{field}.items[{at}].level");
                let message = format!("found {}, expected a level from 1", shown(&item["level"]));
                self.fail(name, path.trim_start_matches('.'), message);
            }
        }
    }

    /// No id stands twice.
    fn check_ids(&mut self) {
        let mut seen = BTreeSet::new();
        for list in LISTS_WITH_ID {
            for id in self.document[list].as_array().into_iter().flatten().filter_map(|record| record["id"].as_str()) {
                if !seen.insert(id) {
                    self.fail(id, "id", "another record has the same id");
                }
            }
        }
    }

    /// A programme counts and sums the projects that name it, and no others.
    fn check_programmes(&mut self) {
        let document = self.document;
        let list = |name: &str| document[name].as_array().map_or(&[][..], Vec::as_slice);
        for (at, programme) in list("programmes").iter().enumerate() {
            let name = programme["id"].as_str().map_or_else(|| format!("programmes[{at}]"), str::to_owned);
            let of_it = |project: &&Value| {
                project["programme"] == programme["name"] && project["decision"] == programme["decision"]
            };
            let spans = |record: &Value, field: &str| -> Vec<Span> {
                entries(record).find(|(path, _)| *path == field).map(|(_, spans)| spans).unwrap_or_default()
            };
            let all = |field: &str, only_conditional: bool| -> Vec<Span> {
                let projects = list("projects").iter().filter(of_it);
                let projects = projects.filter(|project| !only_conditional || project["conditional"] == true);
                projects.flat_map(|project| spans(project, field)).collect()
            };
            for (field, theirs) in [
                ("projects", all("number", false)),
                ("budget", all("budget", false)),
                ("conditional_budget", all("budget", true)),
            ] {
                let own = spans(programme, field);
                self.compare(&name, field, "its projects stand on", &json!(theirs), &json!(own));
            }
        }
    }

    /// The coverage shares out each byte once, and has as many bytes of records as their fields stand on.
    fn check_coverage(&mut self) {
        let (document, source) = (self.document, self.source);
        let coverage = &document["coverage"];
        let all = json!(source.text().len());
        self.compare("coverage", "bytes", "the source gives", &all, &coverage["bytes"]);
        let names = ["whitespace", "furniture", "records", "text", "unclaimed"];
        let counts = names.map(|name| coverage[name].as_u64());
        let sum = counts.into_iter().try_fold(0_u64, |sum, count| sum.checked_add(count?));
        if sum.map(Value::from).as_ref() != Some(&all) {
            let names = names.join(", ");
            self.fail("coverage", "", format!("{names} do not add up to the {all} bytes of the source"));
        }
        // A page header is furniture, although it is a field.
        let fields = records(document).filter(|(_, _, is_slide)| !is_slide).flat_map(|(_, record, _)| entries(record));
        let (headers, others): (Vec<_>, Vec<_>) = fields.partition(|(path, _)| *path == "page_header");
        let headers = merged(headers.into_iter().flat_map(|(_, spans)| spans));
        let others = merged(others.into_iter().flat_map(|(_, spans)| spans));
        let both = merged(headers.iter().chain(&others).copied());
        let under = json!(bytes(&both) - bytes(&headers));
        self.compare("coverage", "records", "the fields stand on", &under, &coverage["records"]);
        let unclaimed: Option<Vec<Span>> = Vec::deserialize(&coverage["unclaimed_spans"]).ok();
        let lies_free = |span: &Span| {
            let next = others.partition_point(|other| other.end <= span.start);
            source.quote(*span).is_some() && others.get(next).is_none_or(|other| !overlaps(*other, *span))
        };
        match unclaimed {
            Some(spans) if merged(spans.iter().copied()) == spans && spans.iter().all(lies_free) => {
                let counted = json!(bytes(&spans));
                self.compare("coverage", "unclaimed", "its spans have", &counted, &coverage["unclaimed"]);
            }
            _ => self.fail("coverage", "unclaimed_spans", "they are not apart, in order and free of fields"),
        }
    }

    /// Findings are about places in the source and records that are there.
    fn check_diagnostics(&mut self) {
        let document = self.document;
        let names: BTreeSet<String> = records(document).map(|(name, ..)| name).collect();
        for (at, found) in document["diagnostics"].as_array().into_iter().flatten().enumerate() {
            let name = format!("diagnostics[{at}]");
            let place = Span::deserialize(&found["span"]).ok().and_then(|span| self.source.quote(span));
            if place.is_none() {
                self.fail(&name, "span", format!("{} is no place in the source text", shown(&found["span"])));
            }
            if found["record"].as_str().is_some_and(|record| !names.contains(record)) {
                self.fail(&name, "record", format!("there is no record {}", shown(&found["record"])));
            }
        }
    }
}

/// The spans of what stands below a path.
fn below<'a>(entries: &'a [(&str, Vec<Span>)], path: &'a str) -> impl Iterator<Item = Span> + 'a {
    let inside = move |other: &str| other.strip_prefix(path).is_some_and(|rest| rest.starts_with(['.', '[']));
    entries.iter().filter(move |(other, _)| inside(other)).flat_map(|(_, spans)| spans.iter().copied())
}
