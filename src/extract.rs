//! From slides to records.
//!
//! In: a [`Source`]. Out: an [`Extraction`]. Each slide is classified by its shape and a few words, and read by the
//! room for its kind; what was read is claimed, so that what was not is seen.
//!
//! Not here: rules over finished records (`check`), and any value that no bytes say.

mod attribution;
mod authors;
mod cards;
mod chair;
mod choice;
mod composition;
mod cover;
mod coverage;
mod days;
mod decision;
mod deck_title;
mod entries;
mod gists;
mod grid;
mod grid_row;
mod headlines;
mod items;
mod kinds;
mod labels;
mod legends;
mod lists;
mod meeting;
mod member;
mod member_lines;
mod numbering;
mod orders;
mod own_council;
mod pieces;
mod placed_cards;
mod presenters;
mod project;
mod roles;
mod row_period;
mod rows;
mod sections;
mod sheets;
mod slide;
mod subtitles;
mod table;
mod titled;
mod twins;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use chrono::Datelike;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::heading::{decision_heading, title_and_identifier, title_words};
use crate::grammar::programme::{behind_projects, is_plain_name, names_projects, programme_name};
use crate::layout::{Block, layout};
use crate::record::{
    Coverage, Decision, Extraction, Meeting, Member, Provenance, SCHEMA_VERSION, Slide, SlideKind, SourceInfo,
};
use crate::source::{Encoding, FindingKind, Source, Span, merged};
use crate::text::TextMap;

use attribution::attribute;
use authors::addresses;
use cover::Covers;
use coverage::{coverage, report_unclaimed};
use decision::{Council, Draft, counts_only, read_decision};
use deck_title::title_of_deck;
use grid::Before;
use headlines::{part_announced, part_labelled};
use items::{ReadItem, read_items};
use kinds::{is_paragraph, settle_members};
use labels::Labels;
use meeting::{BodyName, Slides, body_of_members, parts, read_meeting};
use member::{ReadMembers, is_members, mention_somebody, names_members, read_members, seem_members};
use numbering::Numbering;
use orders::Orders;
use own_council::take_own_council;
use pieces::put_together;
use presenters::settle_presenters;
use project::{PlacedTable, read_projects};
use rows::cut_rows;
use sections::{join_announced, settle_covers, settle_overviews};
use slide::{Sheet, sheet};
use subtitles::take_subtitles;
use table::Table;
use titled::any_heading;

/// What becomes of bytes that are no field.
#[derive(Default)]
struct Claims {
    /// What stands on every page; a page header is a field of the meeting, and furniture all the same.
    headers: Vec<Span>,
    /// Lines that the covers share.
    furniture: Vec<Span>,
    /// What those lines say.
    covers: HashSet<String>,
    text: Vec<Span>,
}

/// Reads a deck. All that is wrong with it is a diagnostic.
pub(crate) fn read(source: &Source) -> Extraction {
    let mut diagnostics = about_source(source);
    let mut layout = layout(source);
    let mut found = std::mem::take(&mut layout.diagnostics);
    let covers = Covers::find(&layout.pages, layout.unmarked);
    let labels = Labels::find(&layout.pages, &covers);
    for page in &mut layout.pages {
        labels.set_apart(&mut page.lines);
        page.tabled.iter_mut().for_each(|lines| labels.set_apart(lines));
    }
    if !layout.placed {
        covers.cut(&mut layout.pages, layout.unmarked, &mut found);
        for page in &mut layout.pages {
            part_announced(&mut page.lines);
            part_labelled(&mut page.lines);
            cut_rows(&mut page.lines);
            put_together(&mut page.lines, &layout.words);
        }
    }
    let orders = Orders::learn(&layout.pages, &layout.words);
    let mut before =
        Before::all(layout.pages.iter().flat_map(|page| page.lines.iter().chain(page.tabled.iter().flatten())));
    let mut turned = Vec::new();
    take_own_council(&mut layout.pages, &mut turned);
    let numbering = Numbering::find(&layout.pages);
    for page in &mut layout.pages {
        let lines = std::iter::once(&mut page.lines).chain(&mut page.tabled);
        lines.for_each(|lines| numbering.turn(lines, &mut turned));
    }
    let mut sheets: Vec<Sheet<'_>> =
        layout.pages.iter().map(|page| sheet(page, &layout, &orders, &covers, &mut before, &mut found)).collect();
    settle_members(&mut sheets);
    settle_overviews(&mut sheets);
    settle_covers(&mut sheets);
    settle_presenters(&mut sheets);
    join_announced(&mut sheets);
    for sheet in sheets.iter_mut().filter(|sheet| sheet.kind == SlideKind::Content) {
        sheet.seems_of_members = seem_members(sheet.all()) || seem_members(sheet.others.iter());
    }
    let text = layout.cell_marks.iter().copied().chain(turned).collect();
    let claims = Claims { headers: layout.furniture.clone(), text, ..Claims::default() };
    take_subtitles(&mut sheets, &labels);
    let mut reading = Reading { claims, labels, found };
    let mut extraction = reading.records(source, &sheets);
    let empty = extraction.meeting.title.is_none()
        && extraction.decisions.is_empty()
        && extraction.projects.is_empty()
        && extraction.members.is_empty();
    if empty {
        // Nothing is known of such a text, not even what its lines are for.
        extraction.meeting = Meeting::default();
        extraction.programmes.clear();
        extraction.slides.clear();
        extraction.source.slides = 0;
        if !source.text().trim().is_empty() {
            let all = Span::new(0, source.text().len());
            let message = "found no title of a meeting, no decision, no table of projects and no members";
            diagnostics.push(Diagnostic::new(Code::NotADeck, all, message));
        }
        reading.claims = Claims::default();
        reading.found.clear();
    }
    diagnostics.append(&mut reading.found);
    attribute(&extraction, &mut diagnostics);
    extraction.coverage = coverage(source.text(), &extraction, &reading.claims);
    report_unclaimed(source, &extraction.coverage, empty, &mut diagnostics);
    extraction.diagnostics = diagnostics;
    extraction
}

fn about_source(source: &Source) -> Vec<Diagnostic> {
    let all = Span::new(0, source.text().len());
    let mut found = Vec::new();
    if !matches!(source.encoding(), Encoding::Utf8 | Encoding::Utf8Damaged) {
        let message = format!("found {}, expected UTF-8; spans count the decoded text", source.encoding());
        found.push(Diagnostic::new(Code::DecodedSource, all, message));
    }
    // Whoever wrote the mark, the character that it stands for is lost.
    let lost = source.text().match_indices('\u{FFFD}').map(|(at, lost)| Span::new(at, at + lost.len()));
    for span in merged(lost) {
        let message = match span.len() / '\u{FFFD}'.len_utf8() {
            1 => "found U+FFFD, which stands for a lost character".to_owned(),
            more => format!("found U+FFFD, which stands for a lost character, {more} times"),
        };
        found.push(Diagnostic::new(Code::DamagedBytes, span, message));
    }
    for (at, c) in source.text().char_indices() {
        // A form feed starts a page, and other white space is white space.
        if c.is_control() && !c.is_whitespace() {
            let span = Span::new(at, at + c.len_utf8());
            found.push(Diagnostic::new(
                Code::DamagedBytes,
                span,
                format!("found the control character U+{:04X}", u32::from(c)),
            ));
        }
    }
    if source.text().trim().is_empty() {
        found.push(Diagnostic::new(Code::EmptySource, all, "found no text"));
    }
    let pages = source.geometry().map_or(&[][..], |geometry| &geometry.pages);
    found.extend(source.findings().iter().map(|finding| {
        // It is about the page, and says nothing of the text that is there.
        let page = finding.page.and_then(|page| pages.get(page - 1));
        let start = page.map_or(source.text().len(), |page| page.span.start);
        let message = finding.to_string();
        Diagnostic::new(finding.kind.into(), Span::new(start, start), message)
    }));
    found
}

impl From<FindingKind> for Code {
    fn from(kind: FindingKind) -> Self {
        match kind {
            FindingKind::NoText { pictures: true } => Code::PictureOnly,
            FindingKind::NoText { pictures: false } => Code::BlankPage,
            FindingKind::Hidden => Code::HiddenText,
            FindingKind::Doubled => Code::DoubledText,
            FindingKind::Unmapped => Code::UnmappedGlyphs,
            FindingKind::Damaged => Code::DamagedPdf,
            FindingKind::LimitReached => Code::LimitReached,
        }
    }
}

/// First slides of a deck that may tell of its meeting.
const TELLING: usize = 3;

struct Reading {
    claims: Claims,
    labels: Labels,
    found: Vec<Diagnostic>,
}

impl Reading {
    fn records(&mut self, source: &Source, sheets: &[Sheet<'_>]) -> Extraction {
        self.claim_covers(sheets);
        let (meeting, body, session) = self.meeting(source, sheets);
        let (drafts, section_of) = self.drafts(sheets, &meeting.authors);
        let with_slides = drafts.iter().filter(|draft| !draft.slides.is_empty());
        let covered = with_slides.clone().filter(|draft| draft.covered).count();
        let titles = drafts.iter().filter_map(|draft| draft.announced.as_ref());
        let announced = titles.flat_map(|title| title_words(title.as_str())).collect();
        let council = Council { body: &body, meeting: &meeting, announced, covers: covered * 2 > with_slides.count() };
        let decisions: Vec<Decision> =
            drafts.iter().map(|draft| read_decision(draft, &council, &mut self.found)).collect();
        let placed = place_tables(sheets, &drafts, &section_of);
        // `Beschluss 2025/22` above a table names no programme.
        let unused =
            placed.iter().filter(|placed| placed.heading.is_none()).filter_map(|one| one.table.heading.as_ref());
        self.claims.text.extend(unused.flat_map(|heading| heading.whole_trace().spans));
        let ids = decisions.iter().map(|one| one.id.clone()).chain(meeting.id.clone()).collect();
        let projects = read_projects(&placed, &body, ids);
        self.claims.text.extend(projects.text);
        self.found.extend(projects.diagnostics);
        let date = meeting.session_date.or(meeting.summary_date);
        let read = ReadMembers::of(projects.ids, date.map(|date| date.year()));
        let members = self.members(sheets, &section_of, &body, session.as_ref(), read);
        let with_bodies = drafts.iter().flat_map(|draft| &draft.slides).filter(|slide| !slide.compositions.is_empty());
        let with_bodies = with_bodies.map(|slide| slide.number).collect();
        let slides = self.slides(sheets, &section_of, &with_bodies);
        Extraction {
            schema_version: SCHEMA_VERSION.to_owned(),
            source: SourceInfo::new(source, sheets.len()),
            meeting,
            decisions,
            programmes: projects.programmes,
            projects: projects.projects,
            members,
            slides,
            diagnostics: Vec::new(),
            coverage: Coverage::default(),
        }
    }

    /// Lines that stand on more than one cover are furniture, the other lines of covers are text.
    fn claim_covers(&mut self, sheets: &[Sheet<'_>]) {
        self.claims.text.extend(sheets.iter().flat_map(|sheet| &sheet.read));
        let covers = || sheets.iter().filter(|sheet| matches!(sheet.kind, SlideKind::Cover | SlideKind::Section));
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for block in covers().flat_map(Sheet::all) {
            *seen.entry(block.as_str()).or_default() += 1;
        }
        for block in covers().flat_map(Sheet::all) {
            let repeated = seen[block.as_str()] > 1;
            if repeated {
                self.claims.covers.insert(block.as_str().to_owned());
            }
            let claims = if repeated { &mut self.claims.furniture } else { &mut self.claims.text };
            claims.extend(block.text.whole_trace().spans);
        }
    }

    fn meeting(&mut self, source: &Source, sheets: &[Sheet<'_>]) -> (Meeting, BodyName, Option<TextMap>) {
        let header = sheets.iter().find_map(|sheet| Some((sheet.page, sheet.page.header.as_ref()?)));
        let members = sheets.iter().filter(|sheet| sheet.kind == SlideKind::Members);
        let body = members.filter_map(|sheet| sheet.title.as_ref()).find_map(|title| body_of_members(&title.text));
        let (page, header) = header.map_or((sheets[0].page, None), |(page, header)| (page, Some(header)));
        let others = sheets.iter().filter(|sheet| sheet.kind != SlideKind::Cover);
        let contacts = others.flat_map(|sheet| addresses(&sheet.blocks)).collect();
        // What slides of decisions say is of these.
        let headed =
            |sheet: &&Sheet<'_>| sheet.title.as_ref().is_none_or(|title| any_heading(title.as_str()).is_none());
        let told =
            || sheets.iter().take(TELLING).filter(headed).flat_map(Sheet::all).map(|block| &block.text).collect();
        let slides =
            Slides { header, furniture: &self.claims.headers, source: source.text(), contacts, told: &told, body };
        match sheets.iter().find(|sheet| sheet.kind == SlideKind::Cover) {
            Some(cover) => read_meeting(cover.page, &cover.blocks, slides, &mut self.found),
            None => read_meeting(page, &[], slides, &mut self.found),
        }
    }

    fn members(
        &mut self,
        sheets: &[Sheet<'_>],
        section_of: &HashMap<usize, usize>,
        body: &BodyName,
        session: Option<&TextMap>,
        mut read: ReadMembers,
    ) -> Vec<Member> {
        // In a section another body may have members.
        let of_section = |sheet: &Sheet<'_>| {
            let own = |title: &Block| body_of_members(&title.text).is_some_and(|one| one.name == body.name);
            section_of.contains_key(&sheet.page.number) && !sheet.title.as_ref().is_some_and(own)
        };
        for sheet in sheets {
            match sheet.kind {
                // No card can be trusted; the slide has a finding of its own.
                SlideKind::Members if sheet.page.torn => {}
                SlideKind::Members => match sheet.title.as_ref().and_then(|title| body.other_in(title)) {
                    Some(other) => {
                        let message = format!("found members of `{other}`, which is not the body of the meeting");
                        self.found.push(Diagnostic::new(Code::OtherMembers, sheet.cover(), message));
                    }
                    None => {
                        read_members(sheet.page.number, sheet.title.as_ref(), &sheet.blocks, body, session, &mut read);
                    }
                },
                SlideKind::Content
                    if sheet.seems_of_members
                        || sheet.title.as_ref().is_some_and(|title| names_members(title.as_str()))
                            && mention_somebody(&sheet.blocks)
                            && !of_section(sheet) =>
                {
                    let message = "found what seems to name members, and no cards of members";
                    self.found.push(Diagnostic::new(Code::UnreadableMembers, sheet.cover(), message));
                }
                // Two slides run together where the mark between them is lost.
                SlideKind::Overview => {
                    let announces = |block: &&Block| decision_heading(block.as_str()).is_some();
                    let before: Vec<Block> =
                        sheet.blocks.iter().take_while(|block| !announces(block)).cloned().collect();
                    if is_members(sheet.title.as_ref().map_or("", Block::as_str), &before) {
                        read_members(sheet.page.number, None, &before, body, session, &mut read);
                    }
                }
                _ => {}
            }
        }
        read.settle_chair();
        self.claims.text.extend(read.text);
        self.found.extend(read.diagnostics);
        read.members
    }

    /// Makes records of the slides; tables of members on those `with_bodies` are read.
    fn slides(
        &mut self,
        sheets: &[Sheet<'_>],
        section_of: &HashMap<usize, usize>,
        with_bodies: &HashSet<usize>,
    ) -> Vec<Slide> {
        let slide = |sheet: &Sheet<'_>| {
            let number = sheet.page.number;
            let tables = sheet.compositions.iter().filter(|_| !with_bodies.contains(&number));
            let rows: Vec<Block> = tables.flat_map(|table| table.rows.clone()).collect();
            self.slide(sheet, section_of.contains_key(&number), &rows)
        };
        sheets.iter().map(slide).collect()
    }

    fn slide(&mut self, sheet: &Sheet<'_>, in_section: bool, of_tables: &[Block]) -> Slide {
        let number = sheet.page.number;
        let mut provenance = Provenance::on(number);
        let title = match sheet.kind {
            SlideKind::Cover => title_of_deck(&sheet.blocks, sheet.page).map(|found| &sheet.blocks[found.title]),
            SlideKind::Section => sheet.blocks.iter().find(|block| decision_heading(block.as_str()).is_some()),
            _ => sheet.title.as_ref(),
        };
        let name = title.map(|title| provenance.text("title", &title.text));
        let mut items = Vec::new();
        let free = matches!(sheet.kind, SlideKind::Content | SlideKind::Heading | SlideKind::Closing) && !in_section;
        let first = provenance.fields.len();
        let own = if free { &sheet.blocks[..] } else { &[] };
        if free || !sheet.others.is_empty() || !of_tables.is_empty() {
            let read = [own, &sheet.others, of_tables]
                .into_iter()
                .flat_map(|blocks| read_items(blocks, &self.labels, &mut self.found));
            for item in read.collect::<Vec<ReadItem>>() {
                let path = format!("items[{}]", items.len());
                items.push(item.record(&path, &mut provenance));
            }
            if !items.is_empty() {
                provenance.put("items", parts(&provenance, "items", first));
            }
        }
        // On a slide of members a block that is no field was not understood; elsewhere all blocks are read text.
        if sheet.kind != SlideKind::Members {
            for block in &sheet.blocks {
                self.claims.text.extend(block.text.whole_trace().spans);
            }
        }
        self.claims
            .text
            .extend(sheet.all().filter_map(|block| block.bullet).map(|bullet| bullet.span).chain(sheet.footnote_mark));
        self.claims.text.extend(sheet.title.iter().flat_map(|block| block.text.whole_trace().spans));
        provenance.close();
        Slide { number, kind: sheet.kind, title: name, items, span: sheet.page.span, provenance }
    }
}

/// Says for each table in whose section it stands, and which texts of the section may name its programme.
fn place_tables<'a>(
    sheets: &'a [Sheet<'_>],
    drafts: &[Draft],
    section_of: &HashMap<usize, usize>,
) -> Vec<PlacedTable<'a>> {
    let mut placed = Vec::new();
    let listed = |draft: &Draft| -> Rc<[TextMap]> {
        let items = draft.slides.iter().flat_map(|slide| &slide.items).filter(|item| is_listed_name(item));
        let mut seen = HashSet::new();
        items.filter(|item| seen.insert(item.text.as_str())).map(|item| item.text.clone()).collect()
    };
    let listed: Vec<Rc<[TextMap]>> = drafts.iter().map(listed).collect();
    // `2025/22 Name` heads the tables of several programmes, none of which is what the decision is called.
    let other_title = |at: usize, table: &Table| {
        let heading = table.heading.as_ref()?;
        let title = heading.slice(decision_heading(heading.as_str())?.title);
        let title = title.slice(behind_projects(title.as_str())..title.as_str().len());
        // Slides of its text come before its tables.
        let first = drafts[at].titles.first();
        let own = || drafts[at].announced.iter().chain(first).any(|own| own.as_str() == title.as_str());
        (is_plain_name(title.as_str()) && !names_projects(title.as_str()) && !own()).then_some(title)
    };
    let mut others: HashMap<usize, HashSet<String>> = HashMap::new();
    for sheet in sheets {
        let Some(at) = section_of.get(&sheet.page.number).copied() else { continue };
        let titles = sheet.tables.iter().filter_map(|table| other_title(at, table));
        others.entry(at).or_default().extend(titles.map(|title| title.as_str().to_owned()));
    }
    let heading_of = |section: Option<usize>, table: &Table| {
        let several = section.filter(|at| others.get(at).is_some_and(|titles| titles.len() > 1));
        // `3. Titel` above the number of the decision heads its slide.
        let own_title = |heading: &TextMap| {
            let titles = section.map(|at| drafts[at].announced.iter().chain(&drafts[at].titles));
            let counted = |title: &TextMap| {
                heading
                    .as_str()
                    .strip_suffix(title.as_str())
                    .is_some_and(|front| !front.is_empty() && counts_only(front))
            };
            titles.is_some_and(|mut titles| titles.any(counted))
        };
        let said = table.heading.as_ref().filter(|heading| !own_title(heading)).and_then(programme_heading);
        let said = said.map(|heading| (heading, false));
        said.or_else(|| Some((other_title(several?, table)?, true)))
    };
    for sheet in sheets.iter().filter(|sheet| !sheet.tables.is_empty()) {
        let section = section_of.get(&sheet.page.number).copied();
        let draft = section.map(|at| &drafts[at]);
        let names = section.map_or_else(Rc::default, |at| Rc::clone(&listed[at]));
        let reservation = !sheet.tables.iter().any(Table::explains_otherwise);
        for table in &sheet.tables {
            let (heading, by_title) = heading_of(section, table).unzip();
            placed.push(PlacedTable {
                slide: sheet.page.number,
                table,
                heading,
                by_title: by_title == Some(true),
                reservation,
                decision: draft.map(|draft| draft.identifier.clone()),
                names: Rc::clone(&names),
            });
        }
    }
    placed
}

/// What names a programme in the heading of a table. A mark or a number does not, and neither does `Bewilligte Projekte`;
/// the heading of a decision does behind its identifier, if it says so: `Beschluss 2025/22 | Programm Name`.
fn programme_heading(heading: &TextMap) -> Option<TextMap> {
    let text = heading.as_str();
    if let Some(decision) = decision_heading(text).or_else(|| title_and_identifier(text)) {
        return Some(heading.slice(decision.title)).filter(|title| programme_name(title.as_str()).1);
    }
    (text.contains(char::is_alphabetic) && !names_projects(text)).then(|| heading.clone())
}

/// Whether an item may be a name in a list of programmes: a few words and no sentence.
fn is_listed_name(item: &ReadItem) -> bool {
    const WORDS: usize = 6;
    let text = item.text.as_str();
    text.split(' ').count() <= WORDS && !text.ends_with(['.', ':', '!', '?'])
}
