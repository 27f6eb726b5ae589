//! The cover: which meeting the deck is about, who wrote it, and when.

use std::collections::HashSet;

use super::authors::read_authors;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::date::{Date, Precision, parse_date};
use crate::grammar::heading::{DeckTitle, deck_title, held, id_part, nominative};
use crate::grammar::prefix;
use crate::layout::{Block, Page};
use crate::record::{Meeting, Provenance};
use crate::source::merged;
use crate::text::{Step, TextMap, Trace};
use crate::vocabulary::COUNCILS;

/// The body that the deck is about, for the ids of all records.
#[derive(Debug, Clone, Default)]
pub(crate) struct BodyName {
    /// Its name in the nominative.
    pub(crate) name: Option<String>,
    /// Where that stands; the trace reads the name.
    pub(crate) trace: Option<Trace>,
}

impl BodyName {
    /// An id of the body and further parts, and where its parts stand.
    pub(crate) fn id(&self, parts: &[TextMap]) -> (String, Trace) {
        let read = parts.iter().filter_map(|part| Some((id_part(part.as_str())?, part.whole_trace())));
        let (ids, traces): (Vec<String>, Vec<Trace>) = read.unzip();
        let body = self.name.iter().filter_map(|name| id_part(name));
        let id = body.chain(ids).collect::<Vec<String>>().join("/");
        (id, Trace::list(self.trace.iter().cloned().chain(traces)).then(Step::Id))
    }

    /// An id that no other record has: with as many of the `further` parts as that takes; `None` where all of them
    /// are not enough, so that the record is the same again.
    pub(crate) fn unique_id(
        &self,
        parts: &[TextMap],
        further: &[TextMap],
        taken: &mut HashSet<String>,
    ) -> Option<(String, Trace)> {
        (0..=further.len()).find_map(|more| {
            let (id, trace) = self.id(&[parts, &further[..more]].concat());
            // Where nothing has a letter or a digit, there is no id.
            (!id.is_empty() && taken.insert(id.clone())).then_some((id, trace))
        })
    }
}

/// Where the deck says which meeting it is about.
pub(crate) fn title_of_deck(blocks: &[Block]) -> Option<(usize, DeckTitle)> {
    blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| block.bullet.is_none())
        .find_map(|(at, block)| Some((at, deck_title(block.as_str())?)))
}

/// Reads a whole text as the date of a deck; gives where the date starts, too.
pub(crate) fn date_line(text: &str) -> Option<(Date, usize)> {
    let said = ["Stand:", "Stand", "Redaktionsstand:", "Redaktionsstand", "vom"]
        .iter()
        .find_map(|word| text.strip_prefix(*word));
    // `Berlin, 12. März 2027`, `Kiel, den 12.03.2027`.
    let is_place = |place: &str| {
        place.starts_with(char::is_uppercase) && place.chars().all(|c| c.is_alphabetic() || " -./()".contains(c))
    };
    let dated = text.split_once(", ").filter(|(place, _)| is_place(place)).map(|(_, date)| date);
    let dated = dated.map(|date| date.strip_prefix("den ").unwrap_or(date));
    let start = said.or(dated).map_or(0, |rest| text.len() - rest.trim_start().len());
    let (date, len) = prefix(parse_date, &text[start..])?;
    (start + len == text.len() && date.precision == Precision::Day).then_some((date, start))
}

/// Where a block is the date of the deck and nothing else.
pub(crate) fn date_of_deck(block: &Block) -> Option<(chrono::NaiveDate, Trace)> {
    let (date, start) = date_line(block.as_str()).filter(|_| block.bullet.is_none())?;
    Some((date.first, date_trace(block.text.trace(start..block.as_str().len()), date.repaired)))
}

/// The steps of a day.
pub(crate) fn date_trace(trace: Trace, repaired: bool) -> Trace {
    let trace = if repaired { trace.then(Step::RepairDate) } else { trace };
    trace.then(Step::Date)
}

/// The body that a block of the cover is, and nothing else.
fn council(block: &Block) -> Option<BodyName> {
    let name = COUNCILS.iter().find(|name| block.as_str() == **name)?;
    Some(BodyName { name: Some((*name).to_owned()), trace: Some(block.text.whole_trace()) })
}

/// The body that a slide names which shows its members: `Mitglieder des IT-Planungsrats`.
pub(crate) fn body_of_members(title: &TextMap) -> Option<BodyName> {
    let text = title.as_str();
    let (at, article) = [" des ", " der "].iter().find_map(|article| Some((text.find(article)?, *article)))?;
    let start = at + article.len();
    let words = text[start..].split(' ').take_while(|word| word.starts_with(char::is_uppercase));
    let end = start + words.map(|word| word.len() + 1).sum::<usize>().checked_sub(1)?;
    let trace = title.trace(start..end);
    let (name, trace) = match article {
        " des " => (nominative(&text[start..end]), trace.then(Step::Nominative)),
        _ => (text[start..end].to_owned(), trace),
    };
    Some(BodyName { name: Some(name), trace: Some(trace) })
}

/// Reads the cover, of a deck whose other slides name the body `elsewhere`; gives the number of the session with its
/// place, too.
pub(crate) fn read_meeting(
    page: &Page,
    blocks: &[Block],
    header: Option<&TextMap>,
    elsewhere: Option<BodyName>,
    found: &mut Vec<Diagnostic>,
) -> (Meeting, BodyName, Option<TextMap>) {
    let mut meeting = Meeting { provenance: Provenance::on(page.number), ..Meeting::default() };
    let mut body = BodyName::default();
    let mut number = None;
    let provenance = &mut meeting.provenance;
    if let Some((at, title)) = title_of_deck(blocks) {
        let text = &blocks[at].text;
        let session = text.trace(title.session.clone());
        if let Some(range) = &title.body {
            let written = &text.as_str()[range.clone()];
            let mut trace = text.trace(range.clone());
            if title.genitive {
                trace = trace.then(Step::Nominative);
            }
            let name = if title.genitive { nominative(written) } else { written.to_owned() };
            body = BodyName { name: Some(name), trace: Some(trace) };
        } else if let Some(elsewhere) = elsewhere.or_else(|| blocks.iter().find_map(council)) {
            body = elsewhere;
        }
        let session_number = text.slice(title.session);
        meeting.session = session_number.as_str().parse().ok();
        let (id, trace) = body.id(std::slice::from_ref(&session_number));
        number = Some(session_number);
        provenance.put("id", trace);
        meeting.id = Some(id);
        if let Some(trace) = &body.trace {
            meeting.body.clone_from(&body.name);
            provenance.put("body", trace.clone());
        }
        provenance.put("session", session.then(Step::Integer));
        meeting.title = Some(provenance.text("title", text));
    }
    if let Some((date, trace)) = blocks.iter().find_map(date_of_deck) {
        meeting.summary_date = Some(date);
        provenance.put("summary_date", trace);
    }
    if let Some((block, held)) = blocks.iter().find_map(|block| Some((block, held(block.as_str())?))) {
        let (date, range) = held.date;
        meeting.session_date = Some(date.first);
        provenance.put("session_date", date_trace(block.text.trace(range), date.repaired));
        if let Some(place) = held.place.map(|range| block.text.slice(range)) {
            meeting.place = Some(provenance.text("place", &place));
            if held.doubtful {
                let message = format!("`{}` was read as the place by a comma alone", place.as_str());
                found.push(Diagnostic::new(Code::UncertainPlace, place.cover(), message).field("place"));
            }
        }
    }
    meeting.authors = read_authors(blocks, provenance, found);
    if !meeting.authors.is_empty() {
        provenance.put("authors", parts(provenance, "authors", 0));
    }
    if let Some(header) = header {
        meeting.page_header = Some(provenance.text("page_header", header));
    }
    provenance.close();
    (meeting, body, number)
}

/// The trace of a field that is put together from parts, among all fields from the one at `first` on: all their bytes.
pub(crate) fn parts(provenance: &Provenance, field: &str, first: usize) -> Trace {
    let below = |path: &str| path.strip_prefix(field).is_some_and(|rest| rest.starts_with('['));
    let parts = provenance.fields.iter().skip(first).filter(|(path, _)| below(path));
    let spans = merged(parts.flat_map(|(_, trace)| trace.spans.iter().copied()));
    Trace { spans, steps: vec![Step::Parts] }
}
