//! The cover: which meeting the deck is about, who wrote it, and when.

use std::collections::HashSet;
use std::ops::Range;

use super::authors::{between_bars, read_authors};
use super::days::{day_of_slides, read_days};
use super::deck_title::{TitleOfDeck, title_of_deck};
use super::member::names_members;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::body::find_body_name;
use crate::grammar::cover::{CoverDay, Whose, cover_day, pieces_of_day};
use crate::grammar::heading::{id_part, is_nominative_of, nominative};
use crate::grammar::session::{council_within, is_council, session_anywhere};
use crate::grammar::told::{Told, told};
use crate::layout::{Block, Page};
use crate::record::{Meeting, Provenance};
use crate::source::{Span, merged};
use crate::text::{Step, TextMap, Trace};
use crate::vocabulary::{COUNCILS, GATHERINGS, GENERAL_BODIES, SENDERS, council_name, jurisdiction};

/// The body that the deck is about, for the ids of all records.
#[derive(Debug, Clone, Default)]
pub(crate) struct BodyName {
    /// Its name in the nominative.
    pub(crate) name: Option<String>,
    /// Where that stands; the trace reads the name.
    pub(crate) trace: Option<Trace>,
}

impl BodyName {
    /// The body that is written so, by its name where that is an abbreviation.
    fn of(written: &str, trace: Trace) -> Self {
        let (name, trace) = match council_name(written) {
            Some(name) => (name, trace.then(Step::Council)),
            None => (written, trace),
        };
        Self { name: Some(name.to_owned()), trace: Some(trace) }
    }

    /// Whether its name is that of another one, and goes on.
    fn extends(&self, other: &Self) -> bool {
        let names = self.name.as_ref().zip(other.name.as_ref());
        names.is_some_and(|(name, other)| name.strip_prefix(other.as_str()).is_some_and(|rest| rest.starts_with(' ')))
    }

    /// The other body whose members a title announces: `Mitglieder der AG Cloud`.
    pub(crate) fn other_in(&self, title: &Block) -> Option<String> {
        let own = self.name.as_ref().filter(|_| names_members(title.as_str()))?.to_lowercase();
        let said = find_body_name(title.as_str()).map(|named| nominative(&title.as_str()[named]));
        let named = names_council(title).or_else(|| body_of_members(&title.text)).and_then(|body| body.name);
        // `Mitglieder des Verwaltungsrats`, and no `Mitglieder der Bundesregierung`
        let is_body = |name: &String| COUNCILS.contains(&name.as_str()) || is_council(name) || name.ends_with("rat");
        let named = named.filter(is_body).or(said)?;
        // `Mitglieder des Lenkungskreises`, of the `Lenkungskreis Basisdienste`; `Wer sitzt im Gremium?`
        let general = named.split(' ').next().is_some_and(|noun| GENERAL_BODIES.contains(&noun));
        let same = own.contains(&named.to_lowercase()) || general;
        (!same).then_some(named)
    }

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

/// Reads a whole text as a day that may be a deck's.
pub(crate) fn date_line(text: &str) -> Option<CoverDay> {
    cover_day(text).filter(|day| day.whose != Whose::Session)
}

/// Where a block is the date of the deck and nothing else.
pub(crate) fn date_of_deck(block: &Block) -> Option<(chrono::NaiveDate, Trace)> {
    let day = date_line(block.as_str()).filter(|_| block.bullet.is_none())?;
    Some((day.date.0.first, day_trace(&block.text, &day)))
}

/// The steps of a day of a cover; of several days in a row, those of the first.
pub(super) fn day_trace(text: &TextMap, day: &CoverDay) -> Trace {
    let (date, range) = &day.date;
    let trace = match pieces_of_day(&text.as_str()[range.clone()]) {
        Some((pieces, spaced)) => {
            let [number, rest] = pieces.map(|piece| text.trace(range.start + piece.start..range.start + piece.end));
            number.joined(if spaced { Step::Unwrap } else { Step::Rejoin }, rest)
        }
        None => text.trace(range.clone()),
    };
    date_trace(trace, date.repaired)
}

/// The steps of a day.
pub(crate) fn date_trace(trace: Trace, repaired: bool) -> Trace {
    let trace = if repaired { trace.then(Step::RepairDate) } else { trace };
    trace.then(Step::Date)
}

/// The body that a block of the cover is, or a part of it between bars.
pub(super) fn council(block: &Block) -> Option<BodyName> {
    let text = block.as_str();
    let mut parts = text.split(['|', '·', '•']).map(str::trim);
    let name = parts.find(|part| COUNCILS.contains(part) || council_name(part).is_some())?;
    let at = text.find(name)?;
    Some(BodyName::of(name, block.text.trace(at..at + name.len())))
}

/// The body that a block of the cover names among other words.
pub(super) fn names_council(block: &Block) -> Option<BodyName> {
    let (at, name) = council_within(block.as_str())?;
    Some(BodyName::of(name, block.text.trace(at..at + name.len())))
}

/// The body that stands alone above or below the title of a deck, whatever it is called: `Digitalrat der Region`.
fn body_beside(blocks: &[Block], title: usize) -> Option<BodyName> {
    let near = [title.checked_sub(1), Some(title + 1)].into_iter().flatten().filter_map(|at| blocks.get(at));
    let mut bodies = near.filter(|block| block.bullet.is_none() && is_council(block.as_str()));
    bodies.next().map(|block| BodyName::of(block.as_str(), block.text.whole_trace()))
}

/// Whether a block names a council that meets, or its session.
pub(super) fn names_meeting(block: &Block) -> bool {
    names_council(block).is_some() || session_anywhere(block.as_str()).is_some()
}

/// The body that a slide names which shows its members: `Mitglieder des IT-Planungsrats`.
pub(crate) fn body_of_members(title: &TextMap) -> Option<BodyName> {
    let text = title.as_str();
    let (at, article) = [" des ", " der "].iter().find_map(|article| Some((text.find(article)?, *article)))?;
    let start = at + article.len();
    // `Mitglieder der Länder`, `Teilnehmende der Sitzung`
    let first = text[start..].split([' ', ',']).next().unwrap_or_default();
    if SENDERS.iter().any(|word| text[start..].starts_with(word)) || GATHERINGS.contains(&first) {
        return None;
    }
    // `Mitglieder des Rats, Vorsitz 2030`
    let name = text[start..].split(',').next().unwrap_or_default();
    let words = name.split(' ').take_while(|word| word.starts_with(char::is_uppercase));
    let end = start + words.map(|word| word.len() + 1).sum::<usize>().checked_sub(1)?;
    let trace = title.trace(start..end);
    let (name, trace) = match article {
        " des " => (nominative(&text[start..end]), trace.then(Step::Nominative)),
        _ => (text[start..end].to_owned(), trace),
    };
    Some(BodyName::of(&name, trace))
}

/// What the other slides of a deck say about its meeting.
pub(crate) struct Slides<'a> {
    /// The text that stands upright at their edge.
    pub(crate) header: Option<&'a TextMap>,
    /// What runs on them, of this text.
    pub(crate) furniture: &'a [Span],
    pub(crate) source: &'a str,
    /// The addresses on them.
    pub(crate) contacts: Vec<TextMap>,
    /// The texts of the first of them, which may tell when and where it was.
    pub(crate) told: &'a dyn Fn() -> Vec<&'a TextMap>,
    /// The body whose members they show.
    pub(crate) body: Option<BodyName>,
}

/// Reads the cover; gives the number of the session with its place, too.
pub(crate) fn read_meeting(
    page: &Page,
    blocks: &[Block],
    slides: Slides<'_>,
    found: &mut Vec<Diagnostic>,
) -> (Meeting, BodyName, Option<TextMap>) {
    let mut meeting = Meeting { provenance: Provenance::on(page.number), ..Meeting::default() };
    let mut body = BodyName::default();
    let mut number = None;
    let provenance = &mut meeting.provenance;
    if let Some(TitleOfDeck { title: at, said, read: title }) = title_of_deck(blocks, page) {
        let text = &blocks[said].text;
        if let Some(range) = &title.body {
            let written = &text.as_str()[range.clone()];
            let trace = text.trace(range.clone());
            body = if title.genitive {
                BodyName::of(&nominative(written), trace.then(Step::Nominative))
            } else {
                BodyName::of(written, trace)
            };
        } else if let Some(elsewhere) = blocks
            .iter()
            .find_map(council)
            .or(slides.body)
            .or_else(|| blocks.iter().find_map(names_council))
            .or_else(|| body_beside(blocks, at))
        {
            // What other slides call it may be short.
            let longer = body_beside(blocks, at).filter(|beside| beside.extends(&elsewhere));
            body = longer.unwrap_or(elsewhere);
        }
        // `Kommunaler IT-Rat` may stand above `9. Sitzung des Kommunalen IT-Rates`, or on the other slides.
        // A Land behind it is a part of the name.
        let without_land = |text: &str| -> usize {
            let lands = text.match_indices(' ').find(|(at, _)| jurisdiction(&text[at + 1..]).is_some());
            lands.map_or(text.len(), |(at, _)| at)
        };
        let uninflected = |text: &TextMap| {
            let text = text.as_str();
            let own = |name: &String| {
                let short = &text[..without_land(text)];
                is_nominative_of(text, name)
                    || short.len() < text.len() && (short == name || is_nominative_of(short, name))
            };
            body.name.as_ref().is_some_and(own)
        };
        let running = || {
            let texts = slides.furniture.iter().filter_map(|span| TextMap::piece(slides.source, *span));
            texts.flat_map(|text| between_bars(&text)).find(uninflected)
        };
        if title.genitive
            && let Some(name) =
                blocks.iter().map(|block| &block.text).find(|text| uninflected(text)).cloned().or_else(running)
        {
            body = BodyName::of(name.as_str(), name.whole_trace());
        }
        if let Some(session) = title.session {
            provenance.put("session", text.trace(session.clone()).then(Step::Integer));
            let session = text.slice(session);
            meeting.session = session.as_str().parse().ok();
            let (id, trace) = body.id(std::slice::from_ref(&session));
            number = Some(session);
            provenance.put("id", trace);
            meeting.id = Some(id);
        }
        if let Some(trace) = &body.trace {
            meeting.body.clone_from(&body.name);
            provenance.put("body", trace.clone());
        }
        meeting.title = Some(provenance.text("title", &blocks[at].text));
    }
    let titled = meeting.title.is_some();
    let told = |meeting: &mut Meeting, found: &mut Vec<Diagnostic>| {
        let whole = meeting.session.is_some() && meeting.session_date.is_some() && meeting.place.is_some();
        if titled && !whole {
            number = number.take().or(take_told(page, &(slides.told)(), &body, meeting, found));
        }
    };
    read_days(blocks, || day_of_slides(slides.source, slides.furniture), told, &mut meeting, found);
    let provenance = &mut meeting.provenance;
    let running = || slides.furniture.iter().filter_map(|span| TextMap::piece(slides.source, *span)).collect();
    meeting.authors = read_authors(blocks, running, &slides.contacts, provenance, found);
    if !meeting.authors.is_empty() {
        provenance.put("authors", parts(provenance, "authors", 0));
    }
    if let Some(header) = slides.header {
        meeting.page_header = Some(provenance.text("page_header", header));
    }
    provenance.close();
    (meeting, body, number)
}

/// Takes what sentences tell of the meeting where the cover does not say it; gives the number of the session, if that is
/// among it.
fn take_told(
    cover: &Page,
    texts: &[&TextMap],
    body: &BodyName,
    meeting: &mut Meeting,
    found: &mut Vec<Diagnostic>,
) -> Option<TextMap> {
    let mut number = None;
    let number_of = |text: &TextMap, range: Range<usize>| text.as_str()[range].parse::<u32>().ok();
    // Another session, or another council, may have met as well.
    let session_in = |text: &TextMap| number_of(text, session_anywhere(text.as_str())?.session?);
    let council_of = |text: &TextMap| council_within(text.as_str()).map(|(_, name)| council_name(name).unwrap_or(name));
    let is_own = |text: &TextMap| {
        let session = session_in(text).zip(meeting.session).is_none_or(|(told, own)| told == own);
        session && council_of(text).zip(body.name.as_deref()).is_none_or(|(told, own)| told == own)
    };
    let told = |text: &&'_ TextMap| told(text.as_str()).filter(|_| is_own(text));
    let mut all: Vec<(&TextMap, Told)> = texts.iter().filter_map(|text| Some((*text, told(text)?))).collect();
    // What names the session goes first.
    all.sort_by_key(|(text, _)| session_in(text).is_none());
    for (text, told) in all {
        let day = told.day.as_ref().map(|(date, _)| date.first);
        if day.zip(meeting.session_date).is_some_and(|(told, own)| told != own) {
            let message = format!("found `{}`, where the meeting is read to have been on another day", text.as_str());
            found.push(Diagnostic::new(Code::UncertainDate, text.cover(), message).field("session_date"));
            continue;
        }
        let mut report = |field: &str, range: Range<usize>| {
            let part = text.slice(range);
            let message = format!("`{}` was read from `{}`", part.as_str(), text.as_str());
            if !cover.span.holds(part.cover()) {
                found.push(Diagnostic::new(Code::ToldMeeting, text.cover(), message).field(field));
            }
            part
        };
        if let Some(range) = told.session.filter(|_| meeting.session.is_none()) {
            let session = report("session", range);
            meeting.session = session.as_str().parse().ok();
            meeting.provenance.put("session", session.whole_trace().then(Step::Integer));
            let (id, trace) = body.id(std::slice::from_ref(&session));
            meeting.provenance.put("id", trace);
            meeting.id = Some(id);
            number = Some(session);
        }
        if let Some((date, range)) = told.day.filter(|_| meeting.session_date.is_none()) {
            report("session_date", range.clone());
            let day = CoverDay { whose: Whose::Session, date: (date, range), place: None, doubtful: false };
            meeting.session_date = Some(day.date.0.first);
            meeting.provenance.put("session_date", day_trace(text, &day));
        }
        if let Some(range) = told.place.filter(|_| meeting.place.is_none()) {
            let place = report("place", range);
            meeting.place = Some(meeting.provenance.text("place", &place));
        }
    }
    number
}

/// The trace of a field that is put together from parts, among all fields from the one at `first` on: all their bytes.
pub(crate) fn parts(provenance: &Provenance, field: &str, first: usize) -> Trace {
    let below = |path: &str| path.strip_prefix(field).is_some_and(|rest| rest.starts_with('['));
    let parts = provenance.fields.from(first).filter(|(path, _)| below(path));
    let spans = merged(parts.flat_map(|(_, trace)| trace.spans.iter().copied()));
    Trace { spans, steps: vec![Step::Parts] }
}
