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
mod cover;
mod coverage;
mod decision;
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
mod orders;
mod pieces;
mod project;
mod roles;
mod rows;
mod sections;
mod sheets;
mod subtitles;
mod table;
mod titled;
mod twins;

use std::collections::{HashMap, HashSet};
use std::rc::Rc;

use chrono::Datelike;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::cell::role_of_head;
use crate::grammar::columns::parse_columns;
use crate::grammar::heading::{decision_heading, title_and_identifier, title_words};
use crate::grammar::mark::explains_mark;
use crate::grammar::person::{holds_office, names_land};
use crate::grammar::programme::{names_projects, programme_name};
use crate::layout::{Block, Layout, Line, Page, blocks, layout, mark_dashes, mark_dashes_before};
use crate::record::{
    Coverage, Decision, Extraction, Meeting, Member, Provenance, SCHEMA_VERSION, Slide, SlideKind, SourceInfo,
};
use crate::source::{Encoding, FindingKind, Source, Span, merged};
use crate::text::TextMap;
use crate::vocabulary::{CHAIR_MARKS, Role};

use attribution::attribute;
use authors::labels_author;
use cards::holds_members;
use cover::Covers;
use coverage::{coverage, report_unclaimed};
use decision::{Council, Draft, read_decision};
use gists::{Gist, take_gists};
use grid::{Before, Grids, take_grids};
use headlines::{
    free_title, join_marks, join_part, join_title_of_deck, part_announced, set_announced_apart, set_title_apart,
};
use items::{ReadItem, read_items};
use kinds::{is_paragraph, kind_of, settle_members};
use labels::Labels;
use legends::is_source;
use lists::mark_clauses;
use meeting::{BodyName, Slides, body_of_members, names_meeting, parts, read_meeting, title_of_deck};
use member::{
    ReadMembers, cut_lands, cut_names, is_card_part, is_members, mention_somebody, names_members, read_members,
    seem_members, set_names_apart,
};
use member_lines::{card_lines, is_list_of_members, set_members_apart, without_for};
use orders::Orders;
use pieces::put_together;
use project::{PlacedTable, read_projects};
use rows::cut_rows;
use sections::{join_badges, join_heading, settle_covers, settle_overviews};
use subtitles::take_subtitles;
use table::{Table, holds_projects, take_continued, take_tables, unread_table};

/// A slide on its way to records.
struct Sheet<'a> {
    page: &'a Page,
    kind: SlideKind,
    title: Option<Block>,
    /// The line below it that says the same at length.
    subtitle: Option<TextMap>,
    /// Where the mark of a footnote stands behind its title.
    footnote_mark: Option<Span>,
    /// Its blocks without title and tables.
    blocks: Vec<Block>,
    tables: Vec<Table>,
    /// The rows of tables that hold no records.
    others: Vec<Block>,
    /// Bytes of other tables that were read and are no field.
    read: Vec<Span>,
    /// What its tables say of decisions beside their titles.
    gists: Vec<Gist>,
    /// Whether it rather shows members, in a way that is not known, and so is about no decision.
    seems_of_members: bool,
}

impl Sheet<'_> {
    /// All its blocks.
    fn all(&self) -> impl Iterator<Item = &Block> + Clone {
        self.title.iter().chain(&self.blocks)
    }

    /// One span over all its blocks.
    fn cover(&self) -> Span {
        let all = self.all().chain(&self.others);
        all.map(|block| block.text.cover()).reduce(Span::cover).unwrap_or(self.page.span)
    }
}

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
            cut_rows(&mut page.lines);
            put_together(&mut page.lines, &layout.words);
        }
    }
    let orders = Orders::learn(&layout.pages, &layout.words);
    let mut before =
        Before::all(layout.pages.iter().flat_map(|page| page.lines.iter().chain(page.tabled.iter().flatten())));
    let mut sheets: Vec<Sheet<'_>> =
        layout.pages.iter().map(|page| sheet(page, &layout, &orders, &covers, &mut before, &mut found)).collect();
    settle_members(&mut sheets);
    settle_overviews(&mut sheets);
    settle_covers(&mut sheets);
    for sheet in sheets.iter_mut().filter(|sheet| sheet.kind == SlideKind::Content) {
        sheet.seems_of_members = seem_members(sheet.all()) || seem_members(sheet.others.iter());
    }
    let claims = Claims { headers: layout.furniture.clone(), text: layout.cell_marks.clone(), ..Claims::default() };
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

/// Takes the lines of a page apart and says what the slide is for.
fn sheet<'a>(
    page: &'a Page,
    layout: &Layout,
    orders: &Orders,
    covers: &Covers,
    before: &mut Before,
    found: &mut Vec<Diagnostic>,
) -> Sheet<'a> {
    if page.torn {
        let message = "found columns that do not stand below each other";
        let cover = page.lines.iter().map(|line| line.text.cover()).reduce(Span::cover);
        found.push(Diagnostic::new(Code::TornColumns, cover.unwrap_or(page.span), message));
    }
    let take = |lines: &[Line], before: &mut Before| {
        let (mut lines, mut marks) = (lines.to_vec(), Vec::new());
        // `– Antrag: Hessen`
        let is_label = |text: &str| {
            let label = text.split_once(": ").map(|(label, _)| label).filter(|label| !label.contains(char::is_numeric));
            label.is_some_and(|label| label.starts_with(char::is_uppercase) && role_of_head(label).is_some())
        };
        join_marks(&mut lines);
        mark_dashes_before(&mut lines, is_label);
        join_part(&mut lines);
        free_title(&mut lines);
        covers.set_apart(&mut lines, layout.placed);
        set_title_apart(&mut lines);
        set_announced_apart(&mut lines);
        without_for(&mut lines, &mut marks);
        set_members_apart(&mut lines);
        if lines.first().is_some_and(|title| names_members(title.text.as_str())) {
            set_names_apart(&mut lines);
        }
        mark_clauses(&mut lines, &mut marks);
        let gists = take_gists(&mut lines, &mut marks);
        let mut grids = take_grids(&mut lines, &layout.words, before);
        grids.gists.extend(gists);
        grids.read.append(&mut marks);
        (lines, grids)
    };
    // Cells that were found by where they stand in a text are cells if all of them can be read.
    let tabled = page.tabled.as_ref().map(|lines| {
        let mut then = before.clone();
        (take(lines, &mut then), then)
    });
    let with_tables = |(mut lines, mut grids): (Vec<Line>, Grids)| {
        let mut found = Vec::new();
        let mut tables: Vec<Table> = grids.tables.drain(..).collect();
        // Where cells are known, what they are is known; and beside a title nobody could say where a programme ends.
        let torn = tables.is_empty() && (page.unsettled || lines.iter().any(heads_programmes));
        if !layout.placed && !torn {
            let below = take_tables(&mut lines, orders, &layout.words, &mut found);
            // Above the first header, too, there may be rows whose own header is lost.
            tables.extend(take_continued(&mut lines, orders, &layout.words, &mut found));
            tables.extend(below);
        }
        (lines, grids, tables, found)
    };
    let rows = |tables: &[Table]| -> usize { tables.iter().map(|table| table.rows.len()).sum() };
    let mut doubtful = None;
    let whole = |grids: &Grids| grids.are_whole() || grids.are_figures();
    let (mut lines, mut grids, mut tables, of_tables) = match tabled {
        Some((read, then)) if whole(&read.1) => {
            *before = then;
            with_tables(read)
        }
        // Of two ways to read a table the one stands that reads more of its rows.
        Some((read, then)) if !read.1.tables.is_empty() => {
            let mut after = before.clone();
            let plain = with_tables(take(&page.lines, &mut after));
            let more = rows(&read.1.tables) > rows(&plain.2);
            *before = if more { then } else { after };
            if more {
                with_tables(read)
            } else {
                doubtful = Some(read.1);
                plain
            }
        }
        _ => with_tables(take(&page.lines, before)),
    };
    found.extend(of_tables);
    let other = "a table of neither projects nor members nor decisions; its rows were kept as items";
    let mut others = Vec::new();
    let mut of_cover = Vec::new();
    for rows in grids.others.drain(..) {
        // On the cover, cells may say who wrote it, and when.
        if page.number == 1 && rows.iter().any(|row| labels_author(row.text.as_str())) {
            of_cover.extend(rows.into_iter().map(|row| Line { apart: true, bullet: None, ..row }));
            continue;
        }
        let cover = rows.iter().map(|row| row.text.cover()).reduce(Span::cover);
        let (code, message) = match holds_projects(&rows) {
            true => (Code::UnreadTable, "found the cells of projects, and no row that can be read"),
            false if holds_members(&rows) => {
                (Code::UnreadableMembers, "found the cells of members, and no row that can be read")
            }
            false => (Code::OtherTable, other),
        };
        found.extend(cover.map(|span| Diagnostic::new(code, span, message)));
        others.extend(blocks(&rows, &layout.words, found));
    }
    let spare = |head: TextMap| {
        let message = format!("no field has the column `{}`", head.as_str());
        Diagnostic::new(Code::OtherColumn, head.cover(), message)
    };
    found.extend(grids.spare.drain(..).map(spare));
    let unread_entries = grids.unread.drain(..).reduce(Span::cover);
    if tables.iter().all(Table::is_empty)
        && let Some(span) = unread_table(&lines)
            .or(unread_entries)
            .or_else(|| page.tabled.iter().flatten().find(|line| heads_projects(line)).map(|line| line.text.cover()))
            .or_else(|| doubtful.and_then(|grids| grids.read.into_iter().reduce(Span::cover)))
    {
        let message = "found cells of a table, and no row that can be read";
        found.push(Diagnostic::new(Code::UnreadTable, span, message));
    }
    mark_dashes(&mut lines);
    lines.append(&mut of_cover);
    let mut blocks = blocks(&lines, &layout.words, found);
    let notes = blocks.extract_if(1.min(blocks.len()).., |block| is_source(block.as_str()) && block.bullet.is_none());
    grids.read.extend(notes.flat_map(|note| note.text.whole_trace().spans));
    if !layout.placed && blocks.first().is_some_and(|title| names_members(title.as_str())) {
        cut_names(&mut blocks);
    }
    let decides = |block: &Block| decision_heading(block.as_str()).is_some();
    let members = blocks.first().is_some_and(|title| names_members(title.as_str()));
    // Cards may be known by where they stand in a text, too.
    let in_columns = || blocks.iter().filter(|block| block.column.is_some()).count() * 2 > blocks.len();
    let cards = || layout.placed || in_columns() || is_list_of_members(&blocks);
    if members || tables.is_empty() && !blocks.iter().any(decides) && cards() {
        // Where the title does not say so, the cards must.
        let (mut read, mut about) = (Vec::new(), Vec::new());
        let cards = blocks.get(1..).map(|rest| card_lines(rest, members, &mut read, &mut about));
        if let Some(cards) = cards.filter(|cards| members || is_members("", cards)) {
            blocks.truncate(1);
            blocks.extend(cards);
            cut_lands(&mut blocks, &mut grids.read);
            grids.read.append(&mut read);
            found.append(&mut about);
        }
    }
    join_badges(&mut blocks);
    join_heading(&mut blocks, !tables.is_empty(), &mut grids.read);
    if page.number == 1 {
        join_title_of_deck(&mut blocks);
    }
    blocks.append(&mut grids.members);
    blocks.append(&mut grids.decisions);
    let kind = kind_of(page, page.number == layout.pages.len(), &blocks, &tables);
    // What names the meeting is no part of a card.
    if kind == SlideKind::Members {
        let own =
            |text: &str| names_land(text) || holds_office(text) || CHAIR_MARKS.iter().any(|mark| text.contains(mark));
        let says = |block: &mut Block| block.bullet.is_none() && names_meeting(block) && !own(block.as_str());
        let about = blocks.extract_if(1.min(blocks.len()).., says);
        grids.read.extend(about.flat_map(|block| block.text.whole_trace().spans));
    }
    if let Some(first) = tables.first_mut().filter(|first| first.heading.is_none()) {
        take_heading(first, &mut blocks);
    }
    // `Projektliste, Blatt 1 von 2` above a table says no more.
    if let Some(table) = tables.first_mut() {
        let rows = table.rows.first().map(|row| row.text.cover().start);
        let above = |block: &Block| rows.is_some_and(|rows| block.text.cover().start < rows);
        let says = |block: &mut Block| block.bullet.is_none() && above(block) && names_projects(block.as_str());
        let said = blocks.extract_if(1.min(blocks.len()).., says);
        table.header.extend(said.flat_map(|block| block.text.whole_trace().spans));
    }
    let titled = !matches!(kind, SlideKind::Cover | SlideKind::Section)
        && blocks.first().is_some_and(|block| {
            block.bullet.is_none() && (!is_paragraph(block.as_str()) || decision_heading(block.as_str()).is_some())
        })
        && !(kind == SlideKind::Members && is_card_part(&blocks[0]) && !names_members(blocks[0].as_str()));
    let mut title = titled.then(|| blocks.remove(0));
    // The mark of a footnote that stands on the slide is no part of its title.
    let footnote = |block: &Block| block.bullet.is_none() && block.as_str().starts_with('*');
    let mark = title.as_mut().filter(|title| title.as_str().ends_with('*') && blocks.iter().any(footnote));
    let footnote_mark = mark.and_then(|title| {
        let end = title.as_str().trim_end_matches('*').len();
        let mark = title.text.trace(end..title.as_str().len()).cover();
        title.text = title.text.slice(0..end);
        mark
    });
    if let Some(title) = title.as_ref().filter(|title| title.as_str().ends_with('*')) {
        let message = format!("found `{}`, and no footnote explains the mark", title.as_str());
        found.push(Diagnostic::new(Code::UnexplainedMark, title.text.cover(), message));
    }
    Sheet {
        page,
        kind,
        title,
        subtitle: None,
        footnote_mark,
        blocks,
        tables,
        others,
        read: grids.read,
        gists: grids.gists,
        seems_of_members: false,
    }
}

/// Takes the heading of a table off the blocks above it: what stands right above a header, whatever it says; where the
/// header is lost or damaged, the last block that says that it is a programme's.
fn take_heading(table: &mut Table, blocks: &mut Vec<Block>) {
    // `Geförderte Projekte (2025/22): Name` names a programme.
    let named = |text: &str| text.contains("): ") && programme_name(text).0.start > 0;
    // And so does `Programm Name (2025/22)`.
    let cites = |block: &Block| {
        let text = block.as_str();
        let names_one = |title: &str| {
            let (name, said) = programme_name(title);
            said && title[name].starts_with(char::is_uppercase)
        };
        title_and_identifier(text).is_some_and(|cited| !names_one(&text[cited.title])) && !named(text)
    };
    let legend = |block: &Block| block.as_str().starts_with('*') || explains_mark(block.as_str());
    let sentence = |block: &Block| block.as_str().ends_with('.') && block.as_str().split(' ').count() > SENTENCE;
    let plain = |block: &Block| block.bullet.is_none() && !legend(block) && !cites(block) && !sentence(block);
    let at = if table.header.is_empty() && !table.listed {
        blocks.iter().rposition(|block| plain(block) && programme_name(block.as_str()).1)
    } else {
        let last = blocks.iter().rposition(|block| block.bullet.is_some()).map_or(0, |at| at + 1);
        // Below a header stands no heading.
        let end = table.header.iter().map(|header| header.end).max();
        let above = |at: &usize| end.is_none_or(|end| blocks[*at].text.cover().start < end);
        let plain: Vec<usize> = (last..blocks.len()).filter(|at| plain(&blocks[*at]) && above(at)).collect();
        // A line between the programme's heading and the header may be a damaged part of that.
        let said = plain.iter().rev().find(|at| programme_name(blocks[**at].as_str()).1).copied();
        // `Bewilligte Projekte` names none, as the title above it may.
        let names = |at: &&usize| {
            let text = blocks[**at].as_str();
            !names_projects(text) && decision_heading(text).is_none()
        };
        said.or(plain.iter().rev().find(names).copied()).or(plain.last().copied())
    };
    let Some(at) = at else { return };
    // Below the name a line may say that its projects follow.
    let text = &blocks[at].text;
    let lists = |line: &str| match title_and_identifier(line) {
        // `Projektübersicht zu Beschluss 2025/22`
        Some(cited) => names_projects(&line[cited.title]),
        None => names_projects(line),
    };
    let caption = text.line_starts().last().filter(|line| lists(&text.as_str()[*line..]));
    let end = caption.map_or(text.as_str().len(), |line| text.as_str()[..line].trim_end().len());
    table.header.extend(caption.into_iter().flat_map(|line| text.spans(line..text.as_str().len())));
    table.heading = Some(text.slice(0..end));
    // The decision may be named between them.
    let (below, decisions): (Vec<Block>, Vec<Block>) =
        blocks.drain(at + 1..).partition(|block| decision_heading(block.as_str()).is_none() && !cites(block));
    for block in below {
        // What stands between them is a legend, or no part of a table.
        match () {
            () if block.as_str().starts_with('*') => drop(table.legend.get_or_insert(block.text)),
            () if names_projects(block.as_str()) => table.header.extend(block.text.whole_trace().spans),
            () => table.above.push(block.text),
        }
    }
    // The heading of a slide's first table is the slide's, too.
    blocks.truncate(at.max(1));
    blocks.extend(decisions);
}

/// Words of what ends with a dot up to which it may be a name, `Digitale Verwaltung e. V.`
const SENTENCE: usize = 4;

/// Whether the cells of a line name the columns of a table of projects.
fn heads_projects(line: &Line) -> bool {
    let cells = line.cells.iter().filter_map(|cell| role_of_head(&line.text.as_str()[cell.range.clone()]));
    let roles: Vec<Role> = cells.collect();
    let told = [Role::Applicants, Role::Start, Role::End, Role::Period, Role::Duration];
    roles.len() > 2 && roles.contains(&Role::Budget) && told.iter().any(|role| roles.contains(role))
}

/// Whether a line names the columns of a table, pieces that gutters divide, and that of programmes beside that of titles;
/// and it cannot be read as a whole, which would say so.
fn heads_programmes(line: &Line) -> bool {
    const FEWEST: usize = 4;
    let role = |text: &str| role_of_head(text);
    let names: Vec<&str> = line.pieces.iter().map(TextMap::as_str).collect();
    let titles = |at: usize| names[at].split(' ').any(|word| role(word) == Some(Role::Title));
    let beside = |at: usize| at > 0 && titles(at - 1) || at + 1 < names.len() && titles(at + 1);
    let known = names.iter().filter(|name| role(name).is_some()).count();
    let programmes = (0..names.len()).any(|at| role(names[at]) == Some(Role::Programme) && beside(at));
    names.len() >= FEWEST && known * 2 > names.len() && programmes && parse_columns(line.text.as_str()).is_none()
}

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
        let ids = decisions.iter().map(|one| one.id.clone()).chain(meeting.id.clone()).collect();
        let projects = read_projects(&placed, &body, ids);
        self.claims.text.extend(projects.text);
        self.found.extend(projects.diagnostics);
        let date = meeting.session_date.or(meeting.summary_date);
        let read = ReadMembers::of(projects.ids, date.map(|date| date.year()));
        let members = self.members(sheets, &section_of, &body, session.as_ref(), read);
        let slides = self.slides(sheets, &section_of);
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
        let slides = Slides { header, furniture: &self.claims.headers, source: source.text(), body };
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
                SlideKind::Members => {
                    read_members(sheet.page.number, sheet.title.as_ref(), &sheet.blocks, body, session, &mut read);
                }
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

    fn slides(&mut self, sheets: &[Sheet<'_>], section_of: &HashMap<usize, usize>) -> Vec<Slide> {
        sheets.iter().map(|sheet| self.slide(sheet, section_of.contains_key(&sheet.page.number))).collect()
    }

    fn slide(&mut self, sheet: &Sheet<'_>, in_section: bool) -> Slide {
        let number = sheet.page.number;
        let mut provenance = Provenance::on(number);
        let title = match sheet.kind {
            SlideKind::Cover => title_of_deck(&sheet.blocks, number == 1).map(|found| &sheet.blocks[found.title]),
            SlideKind::Section => sheet.blocks.iter().find(|block| decision_heading(block.as_str()).is_some()),
            _ => sheet.title.as_ref(),
        };
        let name = title.map(|title| provenance.text("title", &title.text));
        let mut items = Vec::new();
        let free = matches!(sheet.kind, SlideKind::Content | SlideKind::Heading | SlideKind::Closing) && !in_section;
        let first = provenance.fields.len();
        let own = if free { &sheet.blocks[..] } else { &[] };
        if free || !sheet.others.is_empty() {
            let read =
                [own, &sheet.others].into_iter().flat_map(|blocks| read_items(blocks, &self.labels, &mut self.found));
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
    for sheet in sheets.iter().filter(|sheet| !sheet.tables.is_empty()) {
        let section = section_of.get(&sheet.page.number).copied();
        let draft = section.map(|at| &drafts[at]);
        let names = section.map_or_else(Rc::default, |at| Rc::clone(&listed[at]));
        let reservation = !sheet.tables.iter().any(Table::explains_otherwise);
        for table in &sheet.tables {
            placed.push(PlacedTable {
                slide: sheet.page.number,
                table,
                heading: table.heading.as_ref().and_then(programme_heading),
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
