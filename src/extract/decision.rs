//! Decisions: their sections, and what the sentences say: references, deadlines, money, mandates, bodies.

use std::collections::HashSet;
use std::ops::Range;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::body::{MemberList, find_body_name, find_member_lists, find_unread_members, member_code};
use crate::grammar::date;
use crate::grammar::deadline::{self, Due, find_deadlines, find_unread_deadlines, labelled_term};
use crate::grammar::heading::{nominative, title_words};
use crate::grammar::identifier::written_identifiers;
use crate::grammar::mandate::{Charge, find_mandates};
use crate::grammar::money::{find_money, find_unread_money};
use crate::grammar::programme::programme_name;
use crate::grammar::reference::{self, bare_identifier, find_references_of, find_unread_references};
use crate::layout::Block;
use crate::record::{Amount, Body, Deadline, Decision, Mandate, Meeting, Precision, Provenance, Reference, Section};
use crate::text::{Step, TextMap, Trace};
use crate::vocabulary::{BODY_ABBREVIATIONS, DEADLINE_LABELS, DEADLINE_NOUN, EVENT_LABELS};

use super::composition::Composition;
use super::items::{ReadItem, read_items};
use super::labels::Labels;
use super::meeting::{BodyName, date_trace, parts};
use super::numbering::in_order;

/// What the deck has about one decision, before it becomes a record.
#[derive(Debug, Clone, Default)]
pub(crate) struct Draft {
    /// Where its identifier stands first.
    pub(crate) identifier: TextMap,
    /// The title from the overview.
    pub(crate) announced: Option<TextMap>,
    /// Titles from its section, covers first.
    pub(crate) titles: Vec<TextMap>,
    /// The line below the title of its first slide that says it at length.
    pub(crate) subtitle: Option<TextMap>,
    /// Whether its section has a cover.
    pub(crate) covered: bool,
    pub(crate) presenter: Option<TextMap>,
    /// What is doubtful about all of it.
    pub(crate) doubts: Vec<Diagnostic>,
    pub(crate) slides: Vec<DraftSlide>,
    /// The slide where it stands first.
    pub(crate) slide: usize,
}

/// A slide about a decision.
#[derive(Debug, Clone)]
pub(crate) struct DraftSlide {
    pub(crate) number: usize,
    pub(crate) heading: Option<TextMap>,
    pub(crate) items: Vec<ReadItem>,
    /// Who may vote in bodies, as its tables say.
    pub(crate) compositions: Vec<Composition>,
    /// Cells of its tables that say when something is due.
    pub(crate) terms: Vec<TextMap>,
    /// Footnotes that are nothing but a decision's identifier.
    pub(crate) notes: Vec<(TextMap, Range<usize>)>,
}

/// Reads a slide about a decision.
pub(crate) fn read_slide(
    number: usize,
    title: Option<&Block>,
    blocks: &[Block],
    labels: &Labels,
    diagnostics: &mut Vec<Diagnostic>,
) -> DraftSlide {
    let mut notes = Vec::new();
    let mut rest: Vec<Block> = Vec::new();
    for block in blocks {
        let text = block.as_str();
        let note = text.strip_prefix('*').and_then(bare_identifier);
        match note.filter(|_| block.bullet.is_none()) {
            Some(range) => notes.push((block.text.clone(), range.start + 1..range.end + 1)),
            None => rest.push(block.clone()),
        }
    }
    let heading = title.map(|title| title.text.clone());
    let items = read_items(&rest, labels, diagnostics);
    DraftSlide { number, heading, items, compositions: Vec::new(), terms: Vec::new(), notes }
}

/// What all decisions of a deck share.
pub(crate) struct Council<'a> {
    pub(crate) body: &'a BodyName,
    pub(crate) meeting: &'a Meeting,
    /// The words of the titles that the overview announces.
    pub(crate) announced: HashSet<String>,
    /// Whether most sections of the deck have a cover.
    pub(crate) covers: bool,
}

/// Whether what stands in front of a title only counts it, which makes no title longer: `2.1 `, `Fall A: `, `Thema 2 – `.
pub(super) fn counts_only(front: &str) -> bool {
    const MOST_DIGITS: usize = 2;
    let labelled = || {
        let (word, count) = front.trim_end().trim_end_matches([':', '–', '-', '|']).trim_end().split_once(' ')?;
        let word = word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphabetic);
        let letter = count.len() == 1 && count.bytes().all(|b| b.is_ascii_uppercase());
        let number = (1..=MOST_DIGITS).contains(&count.len()) && count.bytes().all(|b| b.is_ascii_digit());
        (word && (letter || number)).then_some(())
    };
    front.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b' ') || labelled().is_some()
}

/// Whether a title is one of which a slide has the first lines alone: below them the overview says something else of it.
fn goes_on_below(announced: &TextMap, own: &TextMap) -> bool {
    let rest = announced.as_str().strip_prefix(own.as_str());
    rest.is_some_and(|rest| rest.starts_with(' ')) && announced.line_starts().any(|at| at == own.as_str().len() + 1)
}

/// The identifier of a decision, which may be written with another sign, `2022-06`; where it comes from goes to `path`.
pub(crate) fn put_identifier(provenance: &mut Provenance, path: &str, written: &TextMap) -> String {
    let identifier = reference::in_order(written.as_str());
    let trace = written.whole_trace();
    provenance.put(path, if identifier == written.as_str() { trace } else { trace.then(Step::Identifier) });
    identifier
}

/// Makes a record of all that the deck has about a decision.
pub(crate) fn read_decision(draft: &Draft, council: &Council<'_>, diagnostics: &mut Vec<Diagnostic>) -> Decision {
    let says = |slide: &&DraftSlide| slide.heading.is_some() || !slide.items.is_empty();
    let slide = draft.slides.iter().find(says).map_or(draft.slide, |slide| slide.number);
    let mut decision = Decision { provenance: Provenance::on(slide), ..Decision::default() };
    let provenance = &mut decision.provenance;
    let identifier = draft.identifier.whole_trace();
    let (id, trace) = council.body.id(std::slice::from_ref(&draft.identifier));
    decision.id = id;
    provenance.put("id", trace);
    decision.identifier = put_identifier(provenance, "identifier", &draft.identifier);
    if let Some((year, number)) = decision.identifier.split_once('/') {
        decision.year = year.parse().unwrap_or_default();
        decision.number = number.parse().unwrap_or_default();
    }
    provenance.put("year", identifier.clone().then(Step::Year));
    provenance.put("number", identifier.then(Step::Number));
    let own = draft.titles.first();
    let announced = draft.announced.as_ref().filter(|announced| !own.is_some_and(|own| goes_on_below(announced, own)));
    let title = announced.or(own);
    decision.title = title.map(|title| provenance.text("title", title));
    // Later slides may be headed by what they show: `Beschluss 2025/22 | Projektübersicht`.
    let same = |long: &TextMap, title: &TextMap| long.as_str().strip_suffix(title.as_str()).is_some_and(counts_only);
    let long = draft.subtitle.as_ref().or(own);
    let long = long.filter(|long| title.is_some_and(|title| !same(long, title)));
    decision.long_title = long.map(|long| provenance.text("long_title", long));
    decision.presenter = draft.presenter.as_ref().map(|presenter| provenance.text("presenter", presenter));
    for slide in &draft.slides {
        let path = format!("sections[{}]", decision.sections.len());
        let heading = slide.heading.as_ref().map(|heading| provenance.text(format!("{path}.heading"), heading));
        let mut section = Section { slide: slide.number, heading, items: Vec::new() };
        let first = provenance.fields.len();
        for item in &slide.items {
            let path = format!("{path}.items[{}]", section.items.len());
            section.items.push(item.record(&path, provenance));
        }
        if !section.items.is_empty() {
            let items = format!("{path}.items");
            provenance.put(&items, parts(provenance, &items, first));
        }
        decision.sections.push(section);
    }
    // Its bytes stand in another order than its text.
    let pieces = draft.identifier.spans(0..draft.identifier.as_str().len());
    let numbers_first = pieces.first().zip(pieces.last()).is_some_and(|(first, last)| first.start > last.start);
    let mut reader = Sentences { decision: &mut decision, council, numbers_first, found: Vec::new() };
    for slide in &draft.slides {
        // A heading may be a sentence, too.
        slide.heading.iter().for_each(|heading| reader.read(heading, true));
        for (at, item) in slide.items.iter().enumerate() {
            reader.read(&item.text, false);
            // `Frist` above `31.12.2029`
            let is_term = |label: &TextMap| DEADLINE_LABELS.contains(&label.as_str());
            // `31.12.2029` above `Frist für die Abschaltung`
            let is_said = |next: &ReadItem| next.text.as_str().split(' ').next() == Some(DEADLINE_NOUN);
            // What a date below `Termin` is of may have nothing that is due.
            let term = labelled_term(item.text.as_str());
            let whole = |label: &TextMap| {
                let alone = term.as_ref().is_some_and(|term| term.range.end == item.text.as_str().len());
                is_term(label) && (alone || !EVENT_LABELS.contains(&label.as_str()))
            };
            let told = item.label.as_ref().is_some_and(whole) || slide.items.get(at + 1).is_some_and(is_said);
            if let Some(term) = term.as_ref().filter(|_| told) {
                reader.deadline(&item.text, term);
            }
            let mut own = slide.terms.iter().filter(|cell| item.text.cover().holds(cell.cover())).peekable();
            // A row of such a table may have been read as one text.
            let ends_in_term = || {
                let words = item.text.as_str().match_indices(' ').map(|(at, _)| at + 1);
                words.into_iter().find(|at| {
                    let rest = &item.text.as_str()[*at..];
                    labelled_term(rest).is_some_and(|term| term.range.end == rest.len())
                })
            };
            if own.peek().is_none()
                && !slide.terms.is_empty()
                && let Some(at) = ends_in_term()
                && find_deadlines(item.text.as_str()).is_empty()
            {
                let unread = item.text.slice(at..item.text.as_str().len());
                let message = format!("found `{}`, expected a deadline", unread.as_str());
                let found = Diagnostic::new(Code::UnreadDeadline, unread.cover(), message);
                reader.found.push(found.field("deadlines"));
            }
            own.for_each(|cell| reader.term(cell));
        }
        for (note, range) in &slide.notes {
            let (identifier, range) = (range.clone(), range.clone());
            let note_reference =
                reference::Reference { identifier, clause: None, range, body: None, doubtful: false, further: None };
            reader.reference(note, &note_reference);
        }
    }
    reader.bodies(draft);
    let mut found = reader.found;
    found.extend(draft.doubts.iter().cloned());
    found.extend(conflicting_titles(draft, &council.announced));
    found.extend(draft.subtitle.as_ref().map(|line| {
        let message = format!("`{}` below the title was read as the long title", line.as_str());
        Diagnostic::new(Code::UncertainLongTitle, line.cover(), message).field("long_title")
    }));
    if council.covers && !draft.covered && !draft.slides.is_empty() {
        let span = draft.identifier.cover();
        let message = "its section has no cover, so nobody is named as presenter";
        found.push(Diagnostic::new(Code::AbsentCover, span, message));
    }
    for field in ["sections", "references", "deadlines", "amounts", "mandates", "bodies"] {
        let whole = parts(&decision.provenance, field, 0);
        // A section without heading and items has no bytes of its own.
        if !whole.spans.is_empty() {
            decision.provenance.put(field, whole);
        }
    }
    decision.provenance.close();
    diagnostics.extend(found.into_iter().map(|one| one.of(&decision.id)));
    decision
}

/// Where a slide with the decision's identifier bears the title of another one: the identifier may be mistyped.
fn conflicting_titles(draft: &Draft, announced: &HashSet<String>) -> Option<Diagnostic> {
    let own = draft.announced.as_ref()?;
    let words = title_words(own.as_str());
    let of_other = |title: &&TextMap| {
        let other = title_words(title.as_str());
        let related = |word: &String| words.iter().any(|own| own.contains(word) || word.contains(own));
        // `Programm Name (2025/22)` heads its projects.
        let programme = programme_name(title.as_str()).1;
        !programme && !other.iter().any(related) && other.iter().any(|word| announced.contains(word))
    };
    let other = draft.titles.iter().find(of_other)?;
    let message = format!("found `{}`, announced as `{}`", other.as_str(), own.as_str());
    Some(Diagnostic::new(Code::ConflictingTitles, other.cover(), message))
}

/// Reads the sentences of a decision into its record.
struct Sentences<'a> {
    decision: &'a mut Decision,
    council: &'a Council<'a>,
    /// Whether its identifier is written with its number in front: `27/2030`.
    numbers_first: bool,
    found: Vec<Diagnostic>,
}

impl Sentences<'_> {
    /// Reads a text; a heading names things, among them what reaches to a year: `Digitalstrategie bis 2035`.
    fn read(&mut self, text: &TextMap, is_heading: bool) {
        let references = find_references_of(text.as_str(), self.numbers_first);
        for reference in &references {
            self.reference(text, reference);
        }
        for unread in find_unread_references(text.as_str(), &references) {
            let message = format!("found `{}`, and no word that cites a decision", &text.as_str()[unread.clone()]);
            let found = Diagnostic::new(Code::UnreadReference, text.slice(unread).cover(), message);
            self.found.push(found.field("references"));
        }
        let deadlines = find_deadlines(text.as_str());
        let sums = find_money(text.as_str());
        let horizon =
            |due: &Due| is_heading && matches!(due, Due::Date(date, _) if date.precision == date::Precision::Year);
        for deadline in deadlines.iter().filter(|deadline| !horizon(&deadline.due)) {
            self.deadline(text, deadline);
        }
        let read = deadlines.iter().map(|one| &one.range).chain(sums.iter().map(|one| &one.range));
        let mut read: Vec<Range<usize>> = read.cloned().collect();
        read.sort_by_key(|range| range.start);
        for unread in find_unread_deadlines(text.as_str(), &read) {
            let message = format!("found `{}`, expected a deadline", &text.as_str()[unread.clone()]);
            let found = Diagnostic::new(Code::UnreadDeadline, text.slice(unread).cover(), message);
            self.found.push(found.field("deadlines"));
        }
        for unread in find_unread_money(text.as_str(), &sums) {
            let message = format!("found `{}`, expected a sum of money", &text.as_str()[unread.clone()]);
            let found = Diagnostic::new(Code::UnreadAmount, text.slice(unread).cover(), message);
            self.found.push(found.field("amounts"));
        }
        for found in sums {
            let path = format!("amounts[{}]", self.decision.amounts.len());
            let sum = text.trace(found.range.clone());
            let quote = self.put(&path, "text", text, &found.range);
            let provenance = &mut self.decision.provenance;
            provenance.put(format!("{path}.amount"), sum.clone().then(Step::Amount));
            provenance.put(format!("{path}.currency"), sum.then(Step::Currency));
            let qualifier = found.qualifier.map(|range| self.put(&path, "qualifier", text, &range));
            if found.doubtful {
                let message = format!("a range or a sign stands before `{quote}`");
                let doubt = Diagnostic::new(Code::DoubtfulAmount, text.slice(found.range.clone()).cover(), message);
                self.found.push(doubt.field(format!("{path}.amount")));
            }
            let currency = found.money.currency.to_owned();
            self.decision.amounts.push(Amount { text: quote, amount: found.money.amount, currency, qualifier });
        }
        for charge in find_mandates(text.as_str()) {
            let mandate = match charge {
                Charge::Read(mandate) => mandate,
                Charge::Unread(verb) => {
                    let message =
                        format!("found `{}`, expected who is charged with what", &text.as_str()[verb.clone()]);
                    let found = Diagnostic::new(Code::UnreadMandate, text.slice(verb).cover(), message);
                    self.found.push(found.field("mandates"));
                    continue;
                }
            };
            let path = format!("mandates[{}]", self.decision.mandates.len());
            let actor = self.put(&path, "actor", text, &mandate.actor);
            let charge = self.put(&path, "text", text, &mandate.charge);
            self.decision.mandates.push(Mandate { actor, text: charge });
        }
    }

    /// Reads a cell of a column that says when something is due.
    fn term(&mut self, cell: &TextMap) {
        let whole = |term: &deadline::Deadline| term.range.end == cell.as_str().len();
        if let Some(term) = labelled_term(cell.as_str()).filter(whole) {
            // What was before the deck is in such tables, too.
            self.deadline(cell, &deadline::Deadline { until: false, ..term });
        } else if find_deadlines(cell.as_str()).is_empty() && cell.as_str().contains(|c: char| c.is_ascii_digit()) {
            let message = format!("found `{}`, expected a deadline", cell.as_str());
            self.found.push(Diagnostic::new(Code::UnreadDeadline, cell.cover(), message).field("deadlines"));
        }
    }

    fn put(&mut self, path: &str, field: &str, text: &TextMap, range: &Range<usize>) -> String {
        self.decision.provenance.text(format!("{path}.{field}"), &text.slice(range.clone()))
    }

    /// Whether a body that a text names, if it names one, is the one that the deck is about.
    fn is_own_body(&self, text: &TextMap, body: Option<&Range<usize>>) -> bool {
        let (Some(range), Some(own)) = (body, &self.council.body.name) else { return true };
        let written = &text.as_str()[range.clone()];
        let long = |name: &str| {
            let known = BODY_ABBREVIATIONS.iter().find(|(short, _)| *short == name);
            known.map_or_else(|| name.to_owned(), |(_, long)| (*long).to_owned())
        };
        let own = long(own);
        // `zur 13. Konferenz` of the `Digitalministerkonferenz`
        let called = own.ends_with(&written.to_lowercase());
        called || long(written) == own || long(&nominative(written)) == own
    }

    fn reference(&mut self, text: &TextMap, reference: &reference::Reference) {
        if !self.is_own_body(text, reference.body.as_ref()) {
            return;
        }
        if let Some(further) = &reference.further {
            let message = format!("found `{}` behind the number of a decision", &text.as_str()[further.clone()]);
            let found = Diagnostic::new(Code::UnreadReference, text.slice(further.clone()).cover(), message);
            self.found.push(found.field("references"));
        }
        let written = &text.as_str()[reference.identifier.clone()];
        let identifier = reference::in_order(written);
        let known = self.decision.references.iter().any(|other| other.identifier == identifier);
        if identifier == self.decision.identifier || known {
            return;
        }
        let path = format!("references[{}]", self.decision.references.len());
        if reference.doubtful {
            let message = format!("`{written}` was read as a decision, as no month has that number");
            let cover = text.slice(reference.identifier.clone()).cover();
            let found = Diagnostic::new(Code::UncertainReference, cover, message);
            self.found.push(found.field(format!("{path}.identifier")));
        }
        // `27/2030` is put together the other way round, and `27 (2030)` without its words.
        let own = text.slice(reference.identifier.clone());
        let turned = written_identifiers(own.as_str()).into_iter().find(|one| !one.is_straight(own.as_str()));
        let trace = turned.map_or_else(|| own.whole_trace(), |one| in_order(&own, &one).whole_trace());
        let trace = trace.then(Step::Identifier);
        self.decision.provenance.put(format!("{path}.identifier"), trace);
        let clause = reference.clause.as_ref().map(|range| self.put(&path, "clause", text, range));
        let text = self.put(&path, "text", text, &reference.range);
        self.decision.references.push(Reference { identifier, clause, text });
    }

    /// Whether a day was over when the body met; one that nothing calls a limit, when the deck was written.
    fn is_past(&self, day: NaiveDate, until: bool) -> bool {
        let meeting = self.council.meeting;
        let met = meeting.session_date.is_some_and(|met| day < met);
        met || !until && meeting.summary_date.is_some_and(|written| day < written)
    }

    fn deadline(&mut self, text: &TextMap, found: &deadline::Deadline) {
        let cover = text.slice(found.range.clone()).cover();
        let mut deadline = Deadline::default();
        let mut traces: Vec<(&str, Trace)> = Vec::new();
        let mut notes = Vec::new();
        match &found.due {
            // `zum` also tells when something began, and what was due before the body met is no limit that it set.
            Due::Date(date, _) if self.is_past(date.last, found.until) => {
                if found.until {
                    let message = format!("`{}` lies before the meeting", &text.as_str()[found.range.clone()]);
                    self.found.push(Diagnostic::new(Code::PastDeadline, cover, message).field("deadlines"));
                }
                return;
            }
            Due::Date(date, range) => {
                let trace = text.trace(range.clone());
                let (precision, read) = match date.precision {
                    date::Precision::Day => (Precision::Day, date_trace(trace.clone(), date.repaired)),
                    date::Precision::Month => (Precision::Month, trace.clone().then(Step::LastDay)),
                    date::Precision::Quarter => (Precision::Quarter, trace.clone().then(Step::LastDay)),
                    date::Precision::HalfYear => (Precision::HalfYear, trace.clone().then(Step::LastDay)),
                    date::Precision::Year => (Precision::Year, trace.clone().then(Step::LastDay)),
                };
                if date.repaired {
                    let message = format!("found `{}`, read as {}", &text.as_str()[range.clone()], date.last);
                    notes.push((Diagnostic::new(Code::RepairedDate, cover, message), "date"));
                }
                deadline.date = Some(date.last);
                deadline.precision = Some(precision);
                let repaired = if date.repaired { trace.then(Step::RepairDate) } else { trace };
                traces.extend([("date", read), ("precision", repaired.then(Step::Precision))]);
            }
            Due::Session { number, range, body } => {
                let trace = text.trace(range.clone());
                let own = self.is_own_body(text, body.as_ref());
                let ordinal = !text.as_str()[range.clone()].starts_with(|c: char| c.is_ascii_digit());
                if own && self.council.meeting.session.is_some_and(|now| *number <= now) {
                    return;
                }
                if own && !ordinal {
                    deadline.session = Some(*number);
                    traces.push(("session", trace.clone().then(Step::Integer)));
                } else {
                    let message = format!(
                        "`{}` is no session of this body that a number names",
                        &text.as_str()[found.range.clone()]
                    );
                    notes.push((Diagnostic::new(Code::UnboundSession, cover, message), "session"));
                }
                deadline.precision = Some(Precision::Session);
                traces.push(("precision", trace.then(Step::SessionPrecision)));
            }
            Due::SomeSession => {
                deadline.precision = Some(Precision::Session);
                traces.push(("precision", text.trace(found.range.clone()).then(Step::SessionPrecision)));
                let message = format!("`{}` has no number", &text.as_str()[found.range.clone()]);
                notes.push((Diagnostic::new(Code::VagueDeadline, cover, message), "session"));
            }
            Due::Impossible => {
                let message =
                    format!("found `{}`, expected a day of the calendar", &text.as_str()[found.range.clone()]);
                notes.push((Diagnostic::new(Code::ImpossibleDate, cover, message), "date"));
            }
            Due::Vague => {
                let message = format!("`{}` is no date", &text.as_str()[found.range.clone()]);
                notes.push((Diagnostic::new(Code::VagueDeadline, cover, message), "date"));
            }
        }
        // The same day or session may be named with more than one thing; it is due once.
        let same = |other: &Deadline| (other.date, other.session) == (deadline.date, deadline.session);
        if (deadline.date.is_some() || deadline.session.is_some()) && self.decision.deadlines.iter().any(same) {
            return;
        }
        let path = format!("deadlines[{}]", self.decision.deadlines.len());
        deadline.text = self.put(&path, "text", text, &found.range);
        for (field, trace) in traces {
            self.decision.provenance.put(format!("{path}.{field}"), trace);
        }
        self.found.extend(notes.into_iter().map(|(note, field)| note.field(format!("{path}.{field}"))));
        self.decision.deadlines.push(deadline);
    }

    /// Finds lists of members and the bodies that they belong to: the last one named before, or the title's.
    fn bodies(&mut self, draft: &Draft) {
        // Most decisions have no members, and nobody asks for names.
        let lists = |item: &ReadItem| !find_member_lists(item.text.as_str()).is_empty();
        let has_members = |slide: &DraftSlide| !slide.compositions.is_empty() || slide.items.iter().any(lists);
        let has_members = draft.slides.iter().any(has_members);
        let body_name = |text: &str| if has_members { find_body_name(text) } else { None };
        let title = draft
            .announced
            .iter()
            .chain(&draft.subtitle)
            .chain(&draft.titles)
            .find_map(|title| Some(title.slice(body_name(title.as_str())?)));
        for slide in &draft.slides {
            let of_heading = |heading: &TextMap| Some(heading.slice(body_name(heading.as_str())?));
            let mut named: Option<TextMap> = slide.heading.as_ref().and_then(of_heading);
            let mut open: Option<usize> = None;
            for item in &slide.items {
                let lists = find_member_lists(item.text.as_str());
                // What stands in front of the members may name their body, too.
                let front = lists.first().map_or(item.text.as_str().len(), |list| list.range.start);
                if let Some(name) = body_name(&item.text.as_str()[..front]) {
                    named = Some(item.text.slice(name));
                    open = None;
                }
                if let Some(spoken) = find_unread_members(item.text.as_str(), &lists) {
                    let message =
                        format!("found `{}`, expected a list of members", &item.text.as_str()[spoken.clone()]);
                    let found = Diagnostic::new(Code::UnreadMembers, item.text.slice(spoken).cover(), message);
                    self.found.push(found.field("bodies"));
                }
                for list in lists {
                    if list.members.is_empty() {
                        let message =
                            format!("found `{}`, expected names of members", &item.text.as_str()[list.range.clone()]);
                        let cover = item.text.slice(list.range.clone()).cover();
                        self.found.push(Diagnostic::new(Code::UnreadMembers, cover, message).field("bodies"));
                        continue;
                    }
                    let taken = open.filter(|at| {
                        let body = &self.decision.bodies[*at];
                        if list.voting { body.voting.is_empty() } else { body.non_voting.is_empty() }
                    });
                    let name = named.as_ref().or(title.as_ref());
                    let at = taken.unwrap_or_else(|| self.new_body(name, &item.text.slice(list.range.clone())));
                    open = Some(at);
                    self.member_list(at, &item.text, &list);
                }
            }
            for table in &slide.compositions {
                // One that is only spoken of, `eine Arbeitsgruppe mit Stimmrecht`, has its name elsewhere.
                let whole = |name: &&TextMap| name.as_str().contains(' ') || title.is_none();
                self.composition(table, named.as_ref().filter(whole).or(title.as_ref()));
            }
        }
    }

    /// Reads a body and its members from a table.
    fn composition(&mut self, table: &Composition, named: Option<&TextMap>) {
        let Some(first) = table.voting.first() else { return };
        let at = self.new_body(table.name.as_ref().or(named), first);
        for (voting, names) in [(true, &table.voting), (false, &table.non_voting)] {
            if !names.is_empty() {
                self.put_members(at, voting, names);
            }
        }
        table.open.iter().for_each(|(cell, voting)| self.report_open(at, *voting, cell));
    }

    fn new_body(&mut self, name: Option<&TextMap>, list: &TextMap) -> usize {
        let at = self.decision.bodies.len();
        let name = name.map(|name| self.decision.provenance.text(format!("bodies[{at}].name"), name));
        if name.is_none() {
            let message = "found a list of members, and no body that is named before it";
            let found = Diagnostic::new(Code::UnnamedBody, list.cover(), message);
            self.found.push(found.field(format!("bodies[{at}].name")));
        }
        self.decision.bodies.push(Body { name, ..Body::default() });
        at
    }

    fn member_list(&mut self, at: usize, text: &TextMap, list: &MemberList) {
        let names: Vec<TextMap> = list.members.iter().map(|range| text.slice(range.clone())).collect();
        self.put_members(at, list.voting, &names);
        if list.open {
            self.report_open(at, list.voting, &text.slice(list.range.clone()));
        }
    }

    fn put_members(&mut self, at: usize, voting: bool, names: &[TextMap]) {
        let code = |name: &TextMap| member_code(name.as_str()).unwrap_or(name.as_str()).to_owned();
        let codes = names.iter().map(code).collect();
        let trace = Trace::list(names.iter().map(TextMap::whole_trace));
        self.decision.provenance.put(members_path(at, voting), trace.then(Step::Jurisdiction));
        let body = &mut self.decision.bodies[at];
        if voting {
            body.voting = codes;
        } else {
            body.non_voting = codes;
        }
    }

    fn report_open(&mut self, at: usize, voting: bool, list: &TextMap) {
        let message = format!("`{}` holds more than names", list.as_str());
        self.found.push(Diagnostic::new(Code::OpenList, list.cover(), message).field(members_path(at, voting)));
    }
}

/// Where a body has the members that may vote, or the others.
fn members_path(at: usize, voting: bool) -> String {
    format!("bodies[{at}].{}", if voting { "voting" } else { "non_voting" })
}
