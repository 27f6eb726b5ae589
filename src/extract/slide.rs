//! One slide: its lines become tables, cards and blocks, and it is said what the slide is for.
//!
//! In: a page with its lines, and what the deck has shown so far. Out: a [`Sheet`].
//!
//! Not here: what slides say together (`sections`), and any record.

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::cell::{role_of_head, whole_date};
use crate::grammar::columns::parse_columns;
use crate::grammar::heading::decision_heading;
use crate::grammar::person::{holds_office, land_in_front, names_land, person_name};
use crate::grammar::programme::names_projects;
use crate::grammar::starts_with_label;
use crate::layout::{Block, Layout, Line, Page, blocks, mark_dashes, mark_dashes_before};
use crate::record::SlideKind;
use crate::source::Span;
use crate::text::TextMap;
use crate::vocabulary::{CHAIR_MARKS, DECK_DATE_LABELS, Role};

use super::authors::{is_author_row, labels_author};
use super::cards::holds_members;
use super::chair::chair_of_land;
use super::composition::{Compositions, take_compositions};
use super::cover::Covers;
use super::deck_title::join_title_of_deck;
use super::gists::{Gist, take_gists};
use super::grid::{Before, Grids, take_grids};
use super::headlines::{free_title, join_marks, join_part, set_announced_apart, set_cover_apart, set_title_apart};
use super::kinds::{is_paragraph, kind_of};
use super::legends::{explains_type, is_source};
use super::lists::{mark_clauses, set_cells};
use super::meeting::names_meeting;
use super::member::{cut_lands, cut_names, is_card_part, is_members, names_members, set_names_apart};
use super::member_lines::{card_lines, is_list_of_members, set_members_apart, take_rest_of_members, without_for};
use super::orders::Orders;
use super::presenters::{Presenter, set_presenters_apart, take_presenter};
use super::sections::{join_badges, join_heading};
use super::table::{Table, holds_projects, left_rows, take_continued, take_heading, take_tables, unread_table};

/// A slide on its way to records.
pub(super) struct Sheet<'a> {
    pub(super) page: &'a Page,
    pub(super) kind: SlideKind,
    pub(super) title: Option<Block>,
    /// Whether that is of an identifier and a title, each on a line of its own.
    pub(super) stacked: bool,
    /// The line below it that says the same at length.
    pub(super) subtitle: Option<TextMap>,
    /// Who presents what it is about, where a line below its title says so.
    pub(super) presenter: Option<Presenter>,
    /// Where the mark of a footnote stands behind its title.
    pub(super) footnote_mark: Option<Span>,
    /// Its blocks without title and tables.
    pub(super) blocks: Vec<Block>,
    pub(super) tables: Vec<Table>,
    /// The rows of tables that hold no records.
    pub(super) others: Vec<Block>,
    /// Bytes of other tables that were read and are no field.
    pub(super) read: Vec<Span>,
    /// What its tables say of decisions beside their titles.
    pub(super) gists: Vec<Gist>,
    /// What its tables say of who presents decisions: identifiers, each with a name.
    pub(super) presenters: Vec<(TextMap, TextMap)>,
    /// Its tables that say who may vote in bodies.
    pub(super) compositions: Vec<Compositions>,
    /// The cells of its tables that say when something is due.
    pub(super) terms: Vec<TextMap>,
    /// Whether it rather shows members, in a way that is not known, and so is about no decision.
    pub(super) seems_of_members: bool,
}

impl Sheet<'_> {
    /// All its blocks.
    pub(super) fn all(&self) -> impl Iterator<Item = &Block> + Clone {
        self.title.iter().chain(&self.blocks)
    }

    /// One span over all its blocks.
    pub(super) fn cover(&self) -> Span {
        let all = self.all().chain(&self.others);
        all.map(|block| block.text.cover()).reduce(Span::cover).unwrap_or(self.page.span)
    }
}

/// Takes the lines of a page apart and says what the slide is for.
pub(super) fn sheet<'a>(
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
    let (taken, doubtful) = Reader { page, layout, orders, covers }.choose(before);
    let Taken { mut lines, mut grids, found: of_tables } = taken;
    let mut tables = std::mem::take(&mut grids.tables);
    found.extend(of_tables);
    let (others, mut of_cover) = take_others(page, layout, &mut grids, found);
    let spare = |head: TextMap| {
        let message = format!("no field has the column `{}`", head.as_str());
        Diagnostic::new(Code::OtherColumn, head.cover(), message)
    };
    found.extend(grids.spare.drain(..).map(spare));
    if tables.iter().any(|table| !table.is_empty()) {
        found.extend(grids.unread.iter().map(|entry| {
            let message = format!("found `{}`, expected a number, a title and values as beside it", entry.as_str());
            Diagnostic::new(Code::UnreadableRow, entry.cover(), message)
        }));
    }
    let unread_entries = grids.unread.drain(..).map(|entry| entry.cover()).reduce(Span::cover);
    let unread = || {
        unread_table(&lines)
            .or(unread_entries)
            .or_else(|| page.tabled.iter().flatten().find(|line| heads_projects(line)).map(|line| line.text.cover()))
            .or_else(|| doubtful.and_then(|grids| grids.read.into_iter().reduce(Span::cover)))
    };
    // A sum below rows that were taken for the head of their table.
    let sums_alone = || {
        let summed = tables.iter().filter(|table| !table.sums.is_empty());
        summed.flat_map(|table| table.header.iter().copied().chain(table.sums.iter().map(|sum| sum.row.cover())))
    };
    let without_rows = |table: &Table| table.rows.is_empty() && table.unread.is_empty();
    let unread = match tables.iter().all(without_rows) {
        true => unread().or_else(|| sums_alone().reduce(Span::cover)),
        false => None,
    };
    if let Some(span) = unread {
        let message = "found cells of a table, and no row that can be read";
        found.push(Diagnostic::new(Code::UnreadTable, span, message));
    }
    if tables.iter().any(|table| !table.is_empty()) {
        found.extend(left_rows(&lines).map(|line| {
            let message = format!("found `{}`, expected a row of the table beside it", line.text.as_str());
            Diagnostic::new(Code::UnreadableRow, line.text.cover(), message)
        }));
    }
    mark_dashes(&mut lines);
    lines.append(&mut of_cover);
    let mut blocks = blocks(&lines, &layout.words, found);
    let is_note =
        |text: &str| is_source(text) || explains_type(text) && (!tables.is_empty() || !grids.members.is_empty());
    let notes = blocks.extract_if(1.min(blocks.len()).., |block| is_note(block.as_str()) && block.bullet.is_none());
    let notes: Vec<Block> = notes.collect();
    grids.read.extend(notes.into_iter().flat_map(|note| note.text.whole_trace().spans));
    if !layout.placed && blocks.first().is_some_and(|title| names_members(title.as_str())) {
        cut_names(&mut blocks);
    }
    // `Wer entscheidet?` above `Mitglieder des Rats` says no more.
    if let [title, below, ..] = &blocks[..]
        && below.bullet.is_none()
        && title.bullet.is_none()
        && names_members(below.as_str())
        && !names_members(title.as_str())
        && decision_heading(title.as_str()).is_none()
        && blocks[2..].iter().any(|block| names_land(block.as_str()))
    {
        grids.read.extend(blocks.remove(1).text.whole_trace().spans);
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
    let presenter = take_presenter(&mut blocks, &mut grids.read, found);
    join_badges(&mut blocks);
    let stacked = join_heading(&mut blocks, !tables.is_empty(), &mut grids.read);
    if page.number == 1 {
        join_title_of_deck(&mut blocks, page.headline);
    }
    blocks.append(&mut grids.members);
    blocks.append(&mut grids.decisions);
    let mut kind = kind_of(page, page.number == layout.pages.len(), &blocks, &tables);
    // Cells of projects that cannot be read are no cards of members.
    let says_members = blocks.first().is_some_and(|title| names_members(title.as_str()));
    if kind == SlideKind::Members && unread.is_some() && !says_members {
        kind = SlideKind::Content;
    }
    // No cover has such a table.
    if kind == SlideKind::Section && !grids.compositions.is_empty() {
        kind = SlideKind::Content;
    }
    // What names the meeting is no part of a card.
    if kind == SlideKind::Members {
        let own =
            |text: &str| names_land(text) || holds_office(text) || CHAIR_MARKS.iter().any(|mark| text.contains(mark));
        // `Stand: März 2031`
        let is_time = |text: &str| whole_date(text.trim_start_matches([':', ' '])).is_some();
        let dated = |text: &str| DECK_DATE_LABELS.iter().any(|label| text.strip_prefix(label).is_some_and(is_time));
        let says = |block: &mut Block| {
            let text = block.as_str();
            block.bullet.is_none() && (names_meeting(block) || dated(text)) && !own(text)
        };
        // `Auszug: Bund und Länder mit eigenen Vorhaben`
        const SENTENCE: usize = 5;
        let excerpt = blocks.get(1).is_some_and(|below| {
            let text = below.as_str();
            let told = starts_with_label(text)
                || text.split(' ').count() >= SENTENCE && !holds_office(text) && !text.contains([',', '(']);
            let told = told && person_name(text).is_none();
            // Where cards end with their names, what stands above the first one is an office, known or not.
            let is_name = |block: Option<&Block>| {
                block.is_some_and(|block| block.bullet.is_none() && person_name(block.as_str()).is_some())
            };
            let told = told && !(is_name(blocks.get(2)) && is_name(blocks.last()));
            below.bullet.is_none()
                && told
                && land_in_front(below.as_str()).is_none()
                && chair_of_land(&below.text).is_none()
        });
        if excerpt && members {
            grids.read.extend(blocks.remove(1).text.whole_trace().spans);
        }
        let about = blocks.extract_if(1.min(blocks.len()).., says);
        grids.read.extend(about.flat_map(|block| block.text.whole_trace().spans));
    }
    if let Some(first) = tables.first_mut().filter(|first| first.heading.is_none()) {
        take_heading(first, &mut blocks);
    }
    // `Projektliste, Blatt 1 von 2` above a table says no more.
    if let Some(table) = tables.first_mut() {
        let said = blocks.extract_if(1.min(blocks.len()).., |block| {
            block.bullet.is_none() && table.starts_below(&block.text) && names_projects(block.as_str())
        });
        let said: Vec<Span> = said.flat_map(|block| block.text.whole_trace().spans).collect();
        table.header.extend(said);
    }
    let (title, footnote_mark) = take_title(kind, &mut blocks, found);
    Sheet {
        page,
        kind,
        title,
        stacked,
        subtitle: None,
        presenter,
        footnote_mark,
        blocks,
        tables,
        others,
        read: grids.read,
        gists: grids.gists,
        presenters: grids.presenters,
        compositions: grids.compositions,
        terms: grids.terms,
        seems_of_members: false,
    }
}

/// How the lines of a page are taken apart.
struct Reader<'a> {
    page: &'a Page,
    layout: &'a Layout,
    orders: &'a Orders,
    covers: &'a Covers,
}

/// The tables of a page, and its lines that are in none.
struct Taken {
    lines: Vec<Line>,
    grids: Grids,
    found: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Takes lines apart into what stands in cells and the others.
    fn take(&self, lines: &[Line], before: &mut Before) -> Taken {
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
        self.covers.set_apart(&mut lines, self.layout.placed);
        set_title_apart(&mut lines);
        if self.page.number == 1 {
            set_cover_apart(&mut lines);
        }
        set_announced_apart(&mut lines);
        set_presenters_apart(&mut lines);
        without_for(&mut lines, &mut marks);
        set_members_apart(&mut lines);
        let mut found = Vec::new();
        take_rest_of_members(&mut lines, &mut marks, &mut found);
        if lines.first().is_some_and(|title| names_members(title.text.as_str())) {
            set_names_apart(&mut lines);
        }
        mark_clauses(&mut lines, &mut marks);
        let gists = take_gists(&mut lines, &mut marks);
        set_cells(&mut lines);
        let compositions = take_compositions(&mut lines);
        let mut grids = take_grids(&mut lines, &self.layout.words, before);
        grids.compositions.extend(compositions);
        grids.gists.extend(gists);
        grids.read.append(&mut marks);
        Taken { lines, grids, found }
    }

    /// The same with the tables whose cells are fused.
    fn with_fused(&self, mut taken: Taken) -> Taken {
        let (lines, tables) = (&mut taken.lines, &mut taken.grids.tables);
        // Where cells are known, what they are is known; and beside a title nobody could say where a programme ends.
        let torn = tables.is_empty() && (self.page.unsettled || lines.iter().any(heads_programmes));
        if !self.layout.placed && !torn {
            let words = &self.layout.words;
            let below = take_tables(lines, self.orders, words, &mut taken.found);
            // Above the first header, too, there may be rows whose own header is lost.
            tables.extend(take_continued(lines, self.orders, words, &mut taken.found));
            tables.extend(below);
        }
        taken
    }

    fn plainly(&self, before: &mut Before) -> Taken {
        self.with_fused(self.take(&self.page.lines, before))
    }

    /// Reads the cells that were found by where they stand in a text, if all of them can be read; else the lines as they
    /// are, unless fewer rows are read so. Where cells are given up, gives what they were, too.
    fn choose(&self, before: &mut Before) -> (Taken, Option<Grids>) {
        let Some(tabled) = &self.page.tabled else { return (self.plainly(before), None) };
        let mut then = before.clone();
        let celled = self.take(tabled, &mut then);
        let whole = celled.grids.are_whole() || celled.grids.are_figures();
        let found = &celled.grids;
        let others = found.compositions.is_empty() && found.terms.is_empty();
        if !whole && found.tables.is_empty() && found.members.is_empty() && found.decisions.is_empty() && others {
            return (self.plainly(before), None);
        }
        let rows = |grids: &Grids| {
            grids.tables.iter().map(|table| table.rows.len()).sum::<usize>()
                + grids.members.len()
                + grids.decisions.len()
                + grids.compositions.len()
                + grids.terms.len()
        };
        // Where a cell is in doubt, lines of which nothing can be read are no better.
        let wins = |plain: &Taken, celled: &Taken| {
            let (plain, cells) = (rows(&plain.grids), rows(&celled.grids));
            plain >= cells || celled.grids.in_doubt && plain > 0
        };
        let mut after = before.clone();
        let plain = (!whole).then(|| self.plainly(&mut after));
        match plain {
            Some(plain) if wins(&plain, &celled) => {
                *before = after;
                (plain, Some(celled.grids))
            }
            _ => {
                *before = then;
                (self.with_fused(celled), None)
            }
        }
    }
}

/// The cells of a row as lines below each other.
fn cells_below(row: &Line) -> impl Iterator<Item = Line> {
    let cells = row.cells.iter().map(|cell| row.text.slice(cell.range.clone())).enumerate();
    cells.map(|(at, text)| Line { gap: at == 0, apart: true, ..Line::of(text) })
}

/// Gives the rows of tables that hold no records: their blocks and, on the cover, lines.
fn take_others(
    page: &Page,
    layout: &Layout,
    grids: &mut Grids,
    found: &mut Vec<Diagnostic>,
) -> (Vec<Block>, Vec<Line>) {
    let other = "a table of neither projects nor members nor decisions; its rows were kept as items";
    let mut others = Vec::new();
    let mut of_cover = Vec::new();
    for rows in grids.others.drain(..) {
        // On the cover, cells may say who wrote it, and when.
        if page.number == 1 && rows.iter().any(|row| labels_author(row.text.as_str())) {
            of_cover.extend(rows.into_iter().map(|row| Line { apart: true, bullet: None, ..row }));
            continue;
        }
        // Each row of which is an author.
        if page.number == 1 && rows.iter().all(is_author_row) {
            of_cover.extend(rows.iter().flat_map(cells_below));
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
    (others, of_cover)
}

/// Takes the title of a slide off its blocks, and says where the mark of a footnote stands behind it.
fn take_title(kind: SlideKind, blocks: &mut Vec<Block>, found: &mut Vec<Diagnostic>) -> (Option<Block>, Option<Span>) {
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
    (title, footnote_mark)
}

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
