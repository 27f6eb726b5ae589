//! Tables whose cells are known: what each column holds, and rows out of cells.
//!
//! In: the lines of a slide. Out: [`Table`]s of projects whose rows have one reading each, cards of members, headings of
//! decisions; tables that are none of these stay lines. The head of a column says what it holds, and its cells must
//! agree; where the head says nothing, or there is none, its cells say it alone.
//!
//! | column | its cells |
//! | --- | --- |
//! | period; begin and end | periods; dates |
//! | budget | sums of money, or amounts below a head with a unit |
//! | applicants | lists of Länder and bodies |
//! | number | numbers, `P-035`, with or without `*` |
//! | reservation | `ja`, `nein`, `x` |
//! | programme | names, each for the rows down to the next |
//! | title | other words |
//!
//! A cell alone in its row is the name of the programme below it, or a legend; a row with `Summe` is checked (`project`).

use std::ops::Range;

use rust_decimal::Decimal;

use crate::grammar::applicants::Applicant;
use crate::grammar::cell::{
    CellNumber, cell_applicants, is_bare_amount, is_land, number_at_end, number_in_front, parse_number, says_sum,
    sum_at, whole_money, whole_period,
};
use crate::grammar::heading::{decision_heading, is_bare_heading, title_and_identifier};
use crate::grammar::mark::{
    defines, explains_abbreviation, explains_itself, explains_mark, mark_at_end, mark_behind, reservation,
    reserved_behind, reserved_numbers, tells_reservation,
};
use crate::grammar::money::parse_money;
use crate::grammar::part::{is_part, without_part};
use crate::grammar::prefix;
use crate::grammar::programme::{is_plain_name, names_projects, programme_name};
use crate::grammar::reference::cites_alone;
use crate::grammar::row::Row;
use crate::layout::{Block, Line, ends_text};
use crate::source::Span;
use crate::text::{Join, TextMap, Words};
use crate::vocabulary::{Column, OPEN_WORDS, Role};

use super::cards::{
    are_announced, are_of_decisions, are_of_members, is_chair_legend, pairs_of_members, presenters_of, read_decisions,
    read_members, read_pairs,
};
use super::composition::{Compositions, compositions};
use super::entries::put_entries;
use super::gists::{Gist, gists};
use super::grid_row::{GridRow, says_words};
use super::legends::{
    footnote, is_note, legend_mark, legend_of_cells, legend_phrase, legend_unit, set_apart_below, unit_of_title,
    values, with_whole_notes,
};
use super::lists::{as_items, schedule};
use super::member_lines::is_listed;
use super::roles::Roles;
use super::row_period::read_period;
use super::rows::{is_legend, joined};
use super::sheets::{given_roles, put_sheets};
use super::table::{ReadRow, Sum, Table, holds_projects, names_no_programme};
use super::twins::{captions_beside, put_below};

/// What the tables of a slide are.
#[derive(Default)]
pub(super) struct Grids {
    /// Tables of projects.
    pub(super) tables: Vec<Table>,
    /// Cards of members.
    pub(super) members: Vec<Block>,
    /// Headings of decisions.
    pub(super) decisions: Vec<Block>,
    /// Heads of the other two, and cells that no record has.
    pub(super) read: Vec<Span>,
    /// Whether a line says that marks are those of the chair.
    pub(super) marks_chair: bool,
    /// Entries of projects that could not be read, or not be told from other rows.
    pub(super) unread: Vec<TextMap>,
    /// The mark of which a line says that it is a reservation.
    mark: Option<char>,
    /// The marks of other footnotes.
    notes: Vec<char>,
    /// The unit of money of which a line says that all sums are in it.
    unit: Option<TextMap>,
    /// The line that says which words stand for a reservation, and where those stand in it: `nach Prüfung: Freigabe unter
    /// Vorbehalt`.
    phrase: Option<(TextMap, Range<usize>)>,
    /// What tables say of decisions beside their titles.
    pub(super) gists: Vec<Gist>,
    /// Identifiers, each with who presents that decision.
    pub(super) presenters: Vec<(TextMap, TextMap)>,
    /// Who may vote in bodies.
    pub(super) compositions: Vec<Compositions>,
    /// Cells that say when something is due.
    pub(super) terms: Vec<TextMap>,
    /// Heads of columns that no field has.
    pub(super) spare: Vec<TextMap>,
    /// The rows of each table that is none of these.
    pub(super) others: Vec<Vec<Line>>,
    /// Whether a row of members or decisions could not be read, or a column holds what another one was read for.
    pub(super) in_doubt: bool,
}

impl Grids {
    /// Whether there is a table, and all of its rows and cells could be read.
    pub(super) fn are_whole(&self) -> bool {
        let readable = |row: &ReadRow| row.readings.iter().all(|reading| reading.unreadable.is_empty());
        let whole =
            |table: &Table| table.unread.is_empty() && table.unknown.is_none() && table.rows.iter().all(readable);
        let all = self.others.is_empty() && self.unread.is_empty() && self.tables.iter().all(whole);
        !self.read.is_empty() && !self.in_doubt && all
    }

    /// Whether there are tables, and all of them are figures of other things.
    pub(super) fn are_figures(&self) -> bool {
        let other = |rows: &Vec<Line>| !holds_projects(rows) && is_of_figures(rows);
        let none = self.tables.is_empty() && self.members.is_empty() && self.decisions.is_empty();
        none && !self.others.is_empty() && self.others.iter().all(other)
    }
}

/// Whether rows are figures with their names, and no cell of theirs is a sentence, a period or a Land.
fn is_of_figures(rows: &[Line]) -> bool {
    fn cells(line: &Line) -> impl Iterator<Item = &str> {
        line.cells.iter().map(|cell| &line.text.as_str()[cell.range.clone()])
    }
    let figures = |line: &&Line| cells(line).skip(1).any(|text| text.starts_with(|c: char| c.is_ascii_digit()));
    let with_figures = rows.iter().filter(figures).count();
    let other = |text: &str| text.ends_with(['.', ':', ';']) || whole_period(text).is_some() || is_land(text);
    with_figures > 1 && with_figures + 1 >= rows.len() && !rows.iter().flat_map(cells).any(other)
}

/// What the last table of projects was like, for one that goes on without its head or the name of its programme.
#[derive(Clone, Default)]
pub(super) struct Before {
    /// The title of its slide.
    title: String,
    roles: Option<Roles>,
    /// The programme of its last rows, where a row or a column of the table named it.
    programme: Option<TextMap>,
    /// The words for a reservation that a line of the deck explains, as the last slide of a table may do, and another one
    /// says.
    phrase: Option<(TextMap, Range<usize>)>,
}

impl Before {
    /// Before the first slide of a deck with these lines.
    pub(super) fn all<'a>(lines: impl Iterator<Item = &'a Line> + Clone) -> Self {
        let mut legends = lines.clone().filter_map(legend_phrase).peekable();
        if legends.peek().is_none() {
            return Self::default();
        }
        // `Projekt 18: Freigabe unter Vorbehalt` explains no words.
        let said: Vec<&str> = lines.filter(|line| legend_phrase(line).is_none()).flat_map(values).collect();
        let said = |words: &str| said.iter().any(|value| says_words(value, words));
        Self { phrase: legends.find(|(text, range)| said(&text.as_str()[range.clone()])), ..Self::default() }
    }

    /// Whether a line is the legend of the words for a reservation.
    fn is_legend(&self, line: &Line) -> bool {
        let words = |(text, range): (TextMap, Range<usize>)| text.as_str()[range].to_owned();
        self.phrase.is_some() && legend_phrase(line).map(words) == self.phrase.clone().map(words)
    }
}

/// Takes the tables whose cells are known out of the lines of a slide.
pub(super) fn take_grids(lines: &mut Vec<Line>, words: &Words, before: &mut Before) -> Grids {
    let mut grids = Grids::default();
    let mut rest: Vec<Line> = Vec::with_capacity(lines.len());
    let table = |line: &Line| line.cells.first().map(|cell| cell.table);
    let all = with_whole_notes(std::mem::take(lines), words);
    let all = put_sheets(all, words, &mut grids.read);
    let all = put_entries(all, words, &mut grids.read, &mut grids.unread);
    let of_chair = |line: &&Line| is_chair_legend(line);
    if let Some(legend) = all.iter().find(of_chair) {
        grids.marks_chair = true;
        grids.read.extend(legend.text.whole_trace().spans);
    }
    let cells = all.iter().flat_map(|line| line.cells.iter().map(|cell| &line.text.as_str()[cell.range.clone()]));
    let of_cells = |line: &Line| legend_of_cells(line, cells.clone());
    // The head `#` beside `Vorbehalt` explains nothing.
    let few = |line: &&Line| line.cells.len() < NO_LEGEND;
    grids.mark = all.iter().filter(few).find_map(legend_mark).or_else(|| all.iter().find_map(of_cells));
    let marks = |mark: char| cells.clone().any(|cell| mark_behind(cell, mark).is_some());
    grids.notes = all.iter().filter_map(footnote).filter(|mark| Some(*mark) != grids.mark && marks(*mark)).collect();
    // What the slide explains itself goes before what another one does.
    let said = |(text, range): &(TextMap, Range<usize>)| {
        let words = &text.as_str()[range.clone()];
        cells.clone().any(|cell| says_words(cell, words))
    };
    let own = all.iter().filter(few).filter_map(legend_phrase).find(said);
    grids.phrase = own.or_else(|| before.phrase.clone());
    let mut units = all.iter().filter_map(|line| legend_unit(line).or_else(|| unit_of_title(line)));
    grids.unit = units.next().filter(|unit| units.all(|other| other.as_str() == unit.as_str()));
    let (captions, all) = captions_beside(all);
    let title = all.first().map(|line| without_part(line.text.as_str()).to_owned()).unwrap_or_default();
    for run in all.chunk_by(|one, other| table(one) == table(other)) {
        if grids.marks_chair && run.iter().all(is_chair_legend) {
            continue;
        }
        if table(&run[0]).is_none() {
            rest.extend_from_slice(run);
            continue;
        }
        let run = &*put_below(run, &mut grids.read);
        let first = grids.tables.len();
        let earlier = before.programme.clone();
        if !read_grid(run, &all, &title, before, &mut grids) {
            // One row is a line whose parts stand apart; an agenda may name decisions in other ways.
            let announces = |line: &&Line| title_and_identifier(line.text.as_str()).is_some();
            if let Some((items, head)) = as_items(run) {
                grids.read.extend(head.iter().flat_map(|head| head.text.whole_trace().spans));
                rest.extend(items);
            } else if let Some(schedule) = schedule(run) {
                grids.read.extend(run[0].text.whole_trace().spans);
                grids.terms.extend(schedule.terms);
                rest.extend(schedule.items);
            } else if let Some(table) = compositions(run) {
                grids.compositions.push(table);
            } else if run.len() == 1
                || run.iter().all(|line| is_listed(line, false))
                || run.iter().filter(announces).count() * 2 > run.len()
            {
                rest.extend_from_slice(run);
            } else {
                grids.others.push(run.to_vec());
            }
            continue;
        }
        // What stands right above a table that is not the slide's title names it; also one that goes on, if it says that
        // it is a programme's.
        let caption = |line: &Line| {
            let heads = |text: &str| {
                decision_heading(text).is_some() || title_and_identifier(text).is_some() || cites_alone(text)
            };
            let text = line.text.as_str();
            line.is_plain() && !is_legend(line) && !heads(text) && !names_no_programme(text)
        };
        if let Some(name) = table(&run[0]).and_then(|number| captions.get(&number)) {
            before.programme = Some(name.clone());
            grids.tables.get_mut(first).into_iter().for_each(|table| table.heading = Some(name.clone()));
            continue;
        }
        let Some(table) = grids.tables.get_mut(first) else { continue };
        let place = |heading: &Option<TextMap>| heading.as_ref().map(TextMap::cover);
        let carried = place(&table.heading) == place(&earlier);
        // Its lines go on where it was seen that they do.
        let start = rest.iter().rposition(|line| line.column.is_none() || line.apart).unwrap_or(0);
        let goes_on = |at: &usize| {
            let (above, line) = (rest[at - 1].text.as_str(), &rest[*at]);
            let says = |text: &str| programme_name(text).1;
            !line.gap && !line.apart && (!ends_text(above) || says(above) && !says(line.text.as_str()))
        };
        let wraps = (1..=start).rev().take_while(goes_on).count();
        let start = if start == wraps { rest.len() } else { start - wraps };
        // `Projektportfolio` above the name is the title of the slide.
        let titles = rest[start..].iter().take_while(|line| names_projects(line.text.as_str())).count();
        let start = if start + titles < rest.len() { start + titles } else { start };
        let names_none = |line: &Line| is_note(line) || is_bare_heading(line.text.as_str());
        let (notes, above): (Vec<Line>, Vec<Line>) = rest[start..].iter().cloned().partition(names_none);
        let heading = joined(&above, words, &mut Vec::new()).filter(|_| above.iter().all(caption));
        // As the rows before it named programmes alone, so may the line above it.
        let is_name = |text: &str| is_plain_name(text) && !is_part(text);
        let named = |heading: &TextMap| {
            let text = heading.as_str();
            let goes_on = || carried && (programme_name(text).1 || is_name(text));
            !names_projects(text) && (table.heading.is_none() || goes_on())
        };
        if let Some(heading) = heading.filter(named) {
            if table.heading.is_some() || programme_name(heading.as_str()).1 || is_name(heading.as_str()) {
                before.programme = Some(heading.clone());
            }
            table.heading = Some(heading);
            rest.truncate(start);
            rest.extend(notes);
        }
    }
    let is_footnote = |line: &Line| footnote(line).is_some_and(|mark| grids.notes.contains(&mark));
    let explains = |line: &Line| before.is_legend(line) || explains_mark(line.text.as_str());
    let is_read = |line: &Line| explains(line) || is_note(line) || is_footnote(line);
    if !grids.tables.is_empty() {
        set_apart_below(&mut rest, is_read);
    }
    // What explains the marks of a table stands below it.
    let explained = |table: &Table| table.legend.as_ref().is_some_and(|legend| explains_itself(legend.as_str()));
    if let Some(last) = grids.tables.last_mut().filter(|table| !explained(table))
        && let Some(at) =
            rest.iter().position(|line| is_legend(line) || line.bullet.is_some() && legend_mark(line) == grids.mark)
    {
        let legend = rest.remove(at);
        grids.read.extend(legend.bullet.map(|bullet| bullet.span));
        let legend = legend.text;
        last.legend = Some(legend.clone());
        // The heads of columns that stood for it explain nothing.
        let heads = grids.tables.iter_mut().filter(|table| table.legend.is_some() && !explained(table));
        heads.for_each(|table| table.legend = Some(legend.clone()));
    }
    if !grids.tables.is_empty() {
        for note in rest.extract_if(.., |line| is_read(line)) {
            grids.read.extend(note.text.whole_trace().spans);
            grids.read.extend(note.bullet.map(|bullet| bullet.span));
        }
    }
    // `Unter Vorbehalt bewilligte Projekte`
    let reserved = |line: &&Line| {
        line.bullet.is_none() && names_projects(line.text.as_str()) && explains_itself(line.text.as_str())
    };
    if let Some(said) = rest.iter().find(reserved) {
        grids.tables.iter_mut().for_each(|table| table.reserved = Some(said.text.clone()));
    }
    let listed = |line: &Line| reserved_numbers(line.text.as_str()).filter(|_| line.bullet.is_none());
    if let Some((at, numbers)) = rest.iter().enumerate().find_map(|(at, line)| Some((at, listed(line)?)))
        && !grids.tables.is_empty()
    {
        let said = rest.remove(at).text;
        grids.read.extend(said.whole_trace().spans);
        for table in &mut grids.tables {
            (table.reserved, table.reserved_numbers) = (Some(said.clone()), Some(numbers.clone()));
        }
    }
    take_sums(&mut rest, &mut grids);
    *lines = rest;
    grids
}

/// Takes the sums that stand below the last table: the word and the amount, on one line or two.
fn take_sums(rest: &mut Vec<Line>, grids: &mut Grids) {
    let Some(table) = grids.tables.last_mut() else { return };
    let plain = |line: &Line| line.bullet.is_none() && line.cells.is_empty();
    let bare = |line: &Line| says_sum(line.text.as_str()) && !line.text.as_str().contains(|c: char| c.is_ascii_digit());
    let amount = |line: &Line| whole_money(line.text.as_str());
    while let Some(at) = rest
        .windows(2)
        .position(|pair| plain(&pair[0]) && plain(&pair[1]) && bare(&pair[0]) && amount(&pair[1]).is_some())
    {
        let (word, text) = (rest.remove(at).text, rest.remove(at).text);
        let mut row = word;
        row.join(Join::Space, text.clone());
        grids.read.extend(row.whole_trace().spans);
        table.sums.extend(whole_money(text.as_str()).map(|money| Sum { money, text, row }));
    }
    let whole = |line: &Line| {
        let at = sum_at(line.text.as_str()).filter(|_| plain(line))?;
        let text = line.text.slice(at..line.text.as_str().len());
        Some(Sum { money: whole_money(text.as_str())?, text, row: line.text.clone() })
    };
    while let Some((at, sum)) = rest.iter().enumerate().skip(1).find_map(|(at, line)| Some((at, whole(line)?))) {
        grids.read.extend(rest.remove(at).text.whole_trace().spans);
        table.sums.push(sum);
    }
}

/// Reads the rows of one table, beside all lines of its slide; gives false where it is none that has records.
fn read_grid(lines: &[Line], all: &[Line], title: &str, before: &mut Before, grids: &mut Grids) -> bool {
    let phrase = grids.phrase.clone();
    let phrase = phrase.as_ref().map(|(text, range)| &text.as_str()[range.clone()]);
    let unit = grids.unit.clone();
    let notes = grids.notes.clone();
    let row = |line| GridRow { line, mark: grids.mark, notes: &notes, phrase, unit: unit.as_ref() };
    let rows: Vec<GridRow<'_>> = lines.iter().map(row).collect();
    let heads = head_rows(&rows);
    let body = &rows[heads..];
    let given = given_roles(lines);
    let listed = !given.is_empty();
    let own = Roles::of(&rows[..heads], body, given);
    // Without a head the columns are those of the table that goes on.
    let carried = before.roles.clone().filter(|roles| heads == 0 && roles.fit(body));
    let goes_on = before.title == title;
    let roles = carried.unwrap_or(own);
    let pairs = pairs_of_members(body);
    // Several of them stand in each row.
    let side_by_side = pairs.len() > body.len();
    grids.in_doubt |= !side_by_side && roles.spare.iter().any(|(_, rival)| *rival);
    if roles.are_of_projects() && !are_announced(&roles, body) {
        let first = grids.tables.len();
        read_projects((&rows[..heads], body), all, &roles, grids);
        grids.tables[first..].iter_mut().for_each(|table| table.listed = listed);
        for (head, rival) in &roles.spare {
            if *rival {
                grids.tables[first..].iter_mut().for_each(|table| table.unknown = Some(head.as_str().to_owned()));
            } else {
                grids.spare.push(head.clone());
            }
        }
        if let Some(table) = grids.tables.get_mut(first).filter(|table| table.heading.is_none() && goes_on) {
            table.heading.clone_from(&before.programme);
        }
        let named = grids.tables[first..].iter().rev().find_map(|table| table.heading.clone());
        let programme = named.or_else(|| before.programme.take().filter(|_| goes_on));
        // Said once for all tables that go on.
        let mut roles = roles;
        roles.spare.retain(|(_, rival)| *rival);
        *before = Before { title: title.to_owned(), roles: Some(roles), programme, phrase: before.phrase.take() };
        grids.read.extend(lines.iter().flat_map(|line| line.text.whole_trace().spans));
    } else if are_of_members(&roles, body, heads > 0) && !side_by_side && !are_of_decisions(&roles, body) {
        read_members(body, &roles, grids);
        // A Land may stand there twice, as its code and by name.
        let other = roles.spare.iter().map(|(head, _)| head.clone()).filter(|head| !is_land(head.as_str()));
        grids.spare.extend(other);
        grids.read.extend(rows[..heads].iter().flat_map(|row| row.line.text.whole_trace().spans));
    } else if !pairs.is_empty() {
        read_pairs(pairs, grids);
        grids.read.extend(lines.iter().flat_map(|line| line.text.whole_trace().spans));
    } else if are_of_decisions(&roles, body) {
        read_decisions(body, &roles, grids);
        grids.gists.extend(gists(&rows[..heads], body, &roles));
        grids.presenters.extend(presenters_of(&rows[..heads], body, &roles));
        grids.read.extend(rows[..heads].iter().flat_map(|row| row.line.text.whole_trace().spans));
    } else {
        return false;
    }
    true
}

/// Rows at the start that name columns: most of their cells are heads, and none is a value.
fn head_rows(rows: &[GridRow<'_>]) -> usize {
    const MOST: usize = 3;
    rows.iter().take(MOST).take_while(|row| row.is_head()).count()
}

/// Cells of a row from which on it explains no mark.
const NO_LEGEND: usize = 3;

fn read_projects((heads, body): (&[GridRow<'_>], &[GridRow<'_>]), lines: &[Line], roles: &Roles, grids: &mut Grids) {
    let first = grids.tables.len();
    let header: Vec<Span> = heads.iter().flat_map(|row| row.line.text.whole_trace().spans).collect();
    let reserved = roles.column(Role::Reservation).filter(|_| !roles.says_reserved);
    let reserved = reserved.and_then(|column| heads.iter().find_map(|row| row.cell(column)));
    // `V` is the mark that stands below it, and does not say what that means.
    let reserved = reserved.filter(|head| head.as_str().chars().count() > 1);
    let mut programme: Option<String> = None;
    // `HHV` does not say what it means, a line that defines it does: a reservation, or something else.
    let defined = reserved.as_ref().and_then(|head| {
        let of_slide = lines.iter().filter(|line| line.is_plain()).map(|line| &line.text);
        let mut all = grids.phrase.iter().map(|(text, _)| text).chain(of_slide);
        all.find(|text| defines(text.as_str(), head.as_str())).cloned()
    });
    let legend = defined.or(reserved);
    grids.tables.push(Table { header, legend: legend.clone(), ..Table::default() });
    let open = |grids: &mut Grids, heading: TextMap| {
        // A table that has no row yet is the one that this is the heading of.
        let fresh = grids.tables.len() > first && grids.tables.last().is_some_and(Table::is_empty);
        if fresh && grids.tables.last().is_some_and(|table| table.heading.is_none()) {
            grids.tables.last_mut().into_iter().for_each(|table| table.heading = Some(heading.clone()));
        } else {
            let table = Table { heading: Some(heading), legend: legend.clone(), ..Table::default() };
            grids.tables.push(table);
        }
    };
    for (at, row) in body.iter().enumerate() {
        if row.is_lone() && explains_abbreviation(row.line.text.as_str()) {
            // Its words are no programme.
        } else if row.line.cells.len() < NO_LEGEND && is_legend(row.line) {
            grids.tables.last_mut().into_iter().for_each(|table| table.legend = Some(row.line.text.clone()));
        } else if row.is_head() {
            // Repeated where another programme starts.
            let head = row.line.text.whole_trace().spans;
            grids.tables.last_mut().into_iter().for_each(|table| table.header.extend(&head));
        } else if let Some((name, sum)) = banner(body, at, roles) {
            open(grids, name);
            grids.tables.last_mut().into_iter().for_each(|table| table.sums.push(sum.clone()));
        } else if row.is_sum() {
            let sum = read_sum(row, roles);
            grids.tables.last_mut().into_iter().for_each(|table| match &sum {
                Some(sum) => table.sums.push(sum.clone()),
                None => table.unread.push(row.line.text.clone()),
            });
        } else if row.is_lone() {
            open(grids, row.line.text.clone());
        } else {
            let named = roles.column(Role::Programme).and_then(|column| row.cell(column));
            if let Some(name) = named.filter(|name| programme.as_deref() != Some(name.as_str())) {
                programme = Some(name.as_str().to_owned());
                open(grids, name);
            }
            let Some(table) = grids.tables.last_mut() else { continue };
            match read_row(row, roles) {
                Some(read) => {
                    if row.cells().any(|(_, cell)| row.says_phrase(cell) || row.phrase_at_end(cell).is_some()) {
                        table.reserved = grids.phrase.as_ref().map(|(legend, _)| legend.clone());
                        let numbers = read.readings.iter().map(|reading| reading.number.0);
                        table.reserved_numbers.get_or_insert_default().extend(numbers);
                    }
                    table.rows.push(read);
                }
                None => table.unread.push(row.line.text.clone()),
            }
        }
    }
}

/// The name of a programme in a row that says the sum of those below it, and nothing else; in the column of titles only
/// where they add up to it, and those above do not.
fn banner(body: &[GridRow<'_>], at: usize, roles: &Roles) -> Option<(TextMap, Sum)> {
    let row = &body[at];
    let [name, sum] = &row.line.cells[..] else { return None };
    let budget = roles.column(Role::Budget).filter(|column| sum.column == *column)?;
    let amount = |row: &GridRow<'_>| {
        let cell = with_unit(row.value(budget)?, roles.unit.as_ref());
        Some(whole_money(cell.as_str())?.amount)
    };
    let is_sum_of = |rows: &mut dyn Iterator<Item = &GridRow<'_>>| {
        let own: Vec<Option<Decimal>> = rows.take_while(|row| row.line.cells.len() > 2).map(amount).collect();
        !own.is_empty() && amount(row) == own.into_iter().sum::<Option<Decimal>>()
    };
    let adds_up = || is_sum_of(&mut body[at + 1..].iter()) && !is_sum_of(&mut body[..at].iter().rev());
    let text = row.line.text.slice(name.range.clone());
    // A row whose other cells are lost has a value where a name stands in a banner.
    let value = roles.by_column.get(&name.column).is_some_and(|role| {
        !matches!(role, Role::Programme | Role::Office | Role::Member | Role::Title) && role.fits(text.as_str(), false)
    });
    let other = value || says_sum(text.as_str()) || parse_number(text.as_str()).is_some();
    let apart = || roles.column(Role::Title) != Some(name.column) || adds_up();
    let named = !other && text.as_str().contains(char::is_alphabetic) && apart();
    let read = with_unit(row.cell(budget)?, roles.unit.as_ref());
    let money = whole_money(read.as_str()).filter(|_| named)?;
    Some((text, Sum { money, text: read, row: row.line.text.clone() }))
}

/// The sum that a row says.
fn read_sum(row: &GridRow<'_>, roles: &Roles) -> Option<Sum> {
    let read = |cell: TextMap| {
        let text = with_unit(cell, roles.unit.as_ref());
        Some(Sum { money: whole_money(text.as_str())?, text, row: row.line.text.clone() })
    };
    // A merged cell may shift the sum out of its column; then it is the only one of its row.
    let mut amounts = row.line.cells.iter().filter_map(|cell| read(row.line.text.slice(cell.range.clone())));
    let only = amounts.next().filter(|_| amounts.next().is_none());
    roles.column(Role::Budget).and_then(|column| read(row.cell(column)?)).or(only)
}

/// An amount with the unit of its head, unless it has one of its own: `480.000`, and `1,3 Mio.` below `Euro`.
pub(super) fn with_unit(cell: TextMap, unit: Option<&TextMap>) -> TextMap {
    let scaled = |unit: &TextMap| whole_money(&format!("{} {}", cell.as_str(), unit.as_str())).is_some();
    let takes = |unit: &&TextMap| is_bare_amount(cell.as_str()) || scaled(unit);
    match unit.filter(|_| whole_money(cell.as_str()).is_none()).filter(takes) {
        Some(unit) => {
            let mut whole = cell;
            whole.join(Join::Space, unit.clone());
            whole
        }
        None => cell,
    }
}

/// A row under way: its cells one behind the other, as far as records have them.
#[derive(Default)]
pub(super) struct Sentence {
    text: TextMap,
}

impl Sentence {
    /// Adds a cell; gives its range.
    pub(super) fn add(&mut self, cell: TextMap) -> Range<usize> {
        let start = self.text.as_str().len() + usize::from(!self.text.is_empty());
        let end = start + cell.as_str().len();
        self.text.join(Join::Space, cell);
        start..end
    }
}

pub(super) fn moved(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

/// Whether a cell says in words that there is a reservation, and nothing else.
pub(super) fn says_reservation(cell: &str) -> bool {
    explains_itself(cell) && reservation(cell) == Some(true)
}

/// A cell without its last line where that says that there is a reservation, and that.
fn reservation_below(cell: TextMap) -> (TextMap, Option<TextMap>) {
    let text = cell.as_str();
    let Some(last) = cell.line_starts().last().filter(|at| says_reservation(text[*at..].trim())) else {
        return (cell, None);
    };
    // The line may start within the words: `Titel (unter` above `Vorbehalt)`.
    let within = mark_at_end(text).or_else(|| reserved_behind(text));
    let at = within.map_or(last, |at| at.min(last));
    (cell.slice(0..text[..at].trim_end().len()), Some(cell.slice(at..text.len())))
}

/// Where the last line of a cell starts, if it is a list of applicants.
pub(super) fn applicants_below(cell: &TextMap) -> Option<usize> {
    let at = cell.line_starts().last()?;
    cell_applicants(cell.as_str()[at..].trim()).map(|_| at)
}

/// The applicants of a cell with one on each line, as ministries stand there; nothing where a line is none.
fn applicants_of_lines(cell: &TextMap) -> Option<Vec<Applicant>> {
    let text = cell.as_str();
    let starts: Vec<usize> = std::iter::once(0).chain(cell.line_starts()).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let lines = starts.iter().zip(ends).map(|(start, end)| {
        let line = text[*start..end].trim_end_matches([' ', ',', ';']);
        Some(cell_applicants(line)?.into_iter().map(|one| one.moved(*start)).collect())
    });
    let lines: Vec<Vec<Applicant>> = lines.collect::<Option<_>>()?;
    (lines.len() > 1).then(|| lines.into_iter().flatten().collect())
}

/// Where words behind a sum of money start that say that there is a reservation: `90.000 € unter Vorbehalt`.
fn said_behind_money(text: &str) -> Option<usize> {
    let (_, len) = prefix(parse_money, text)?;
    let rest = text[len..].trim_start();
    (rest.len() < text[len..].len() && says_reservation(rest)).then(|| text.len() - rest.len())
}

/// The title of a cell and the number in brackets behind it, with the mark behind that.
pub(super) fn numbered_behind(text: &str) -> Option<(Range<usize>, CellNumber)> {
    let mark = mark_at_end(text).map(|at| at..text.len());
    let bare = text[..mark.as_ref().map_or(text.len(), |mark| mark.start)].trim_end();
    let (end, number) = number_at_end(bare)?;
    Some((0..end, CellNumber { mark: number.mark.clone().or(mark), ..number }))
}

/// A project's row; nothing where it has no number or no title.
fn read_row(row: &GridRow<'_>, roles: &Roles) -> Option<ReadRow> {
    let mut sentence = Sentence::default();
    let mut read = Row { proven: true, ..Row::default() };
    let title = roles.column(Role::Title).and_then(|column| row.cell(column))?;
    // That it is reserved is said by the legend.
    let title = match row.phrase_at_end(title.as_str()) {
        Some(at) => title.slice(0..title.as_str()[..at].trim_end().len()),
        None => title,
    };
    let (title, said) = reservation_below(title);
    let (title, below) = match applicants_below(&title).filter(|_| roles.applicants_below) {
        Some(at) => (title.slice(0..at), Some(title.slice(at..title.as_str().len()))),
        None => (title, None),
    };
    let number = match roles.column(Role::Number).and_then(|column| row.value(column)) {
        Some(cell) => {
            let number = parse_number(cell.as_str()).filter(|number| number.title.is_none())?;
            let at = sentence.add(cell).start;
            read.title = sentence.add(title);
            read.number = (number.number.0, moved(&number.number.1, at));
            number.mark.map(|mark| moved(&mark, at))
        }
        // The number may stand in the cell of the title.
        None => {
            let whole = title.as_str();
            let in_front = || {
                let number = if roles.numbers_before { number_in_front(whole)? } else { parse_number(whole)? };
                Some((number.title.clone()?, number))
            };
            let (name, number) = if roles.numbers_behind { numbered_behind(whole)? } else { in_front()? };
            let at = sentence.add(title).start;
            read.title = moved(&name, at);
            read.number = (number.number.0, moved(&number.number.1, at));
            number.mark.map(|mark| moved(&mark, at))
        }
    };
    read.mark = number;
    if let Some(said) = said {
        read.mark = read.mark.or(Some(sentence.add(said)));
    }
    // The mark may stand behind the title as well.
    read.take_mark(sentence.text.as_str(), |_| true);
    row.mark.into_iter().for_each(|mark| read.take_legend_mark(sentence.text.as_str(), mark));
    row.notes.iter().for_each(|mark| read.take_footnote(sentence.text.as_str(), *mark));
    let own = if roles.applicants_below { Some(below) } else { None };
    match own.or_else(|| Some(row.value(roles.column(Role::Applicants)?))) {
        Some(Some(cell)) => {
            let applicants = applicants_of_lines(&cell).or_else(|| cell_applicants(cell.as_str()));
            let range = sentence.add(cell);
            match applicants {
                Some(all) => read.applicants = all.into_iter().map(|one| one.moved(range.start)).collect(),
                None => read.unreadable.push((Column::Applicants, range)),
            }
        }
        Some(None) => read.unreadable.push((Column::Applicants, read.title.end..read.title.end)),
        None => {}
    }
    if let Some(cell) = roles.column(Role::Partners).and_then(|column| row.value(column)) {
        let partners = cell_applicants(cell.as_str());
        let nobody = reservation(cell.as_str()) == Some(false);
        let range = sentence.add(cell);
        match partners {
            Some(all) => {
                read.partners = all.len();
                read.applicants.extend(all.into_iter().map(|one| one.moved(range.start)));
            }
            None if nobody => {}
            None => read.unreadable.push((Column::Applicants, range)),
        }
    }
    if let Some(cell) = roles.column(Role::Budget).and_then(|column| row.value(column)) {
        let end = mark_at_end(cell.as_str()).or_else(|| said_behind_money(cell.as_str()));
        let end = end.filter(|_| whole_money(cell.as_str()).is_none());
        let amount = cell.slice(0..end.map_or(cell.as_str().len(), |end| cell.as_str()[..end].trim_end().len()));
        let mark = end.map(|end| cell.slice(end..cell.as_str().len()));
        let cell = with_unit(amount, roles.unit.as_ref());
        let money = whole_money(cell.as_str());
        let is_open = OPEN_WORDS.contains(&cell.as_str().to_lowercase().as_str());
        let range = sentence.add(cell);
        let mark = mark.map(|mark| sentence.add(mark));
        read.mark = read.mark.take().or(mark);
        match money {
            Some(money) => read.budget = Some((money, range)),
            // Nobody knows it yet.
            None if is_open => {}
            None => read.unreadable.push((Column::Budget, range)),
        }
    }
    read_period(row, roles, &mut sentence, &mut read);
    if let Some(cell) = roles.column(Role::Reservation).and_then(|column| row.value(column)) {
        // Where others say it in words, `ja` stands for what is not reserved.
        let approved = roles.says_reserved && !explains_itself(cell.as_str());
        let one = row.mark.filter(|_| cell.as_str().chars().count() == 1);
        let is_mark = one.map(|mark| cell.as_str().starts_with(mark));
        let letter = is_mark.filter(|same| *same || one.is_some_and(char::is_alphabetic));
        // `x` below the mark says yes, and other letters than it say no.
        let word = || reservation(cell.as_str()).map(|reserved| reserved && !approved);
        let word_of_all = roles.released.as_deref();
        let released = word_of_all.and_then(|word| match cell.as_str() {
            text if text == word => Some(false),
            text => tells_reservation(text).then_some(true),
        });
        let reserved = letter.filter(|is_mark| *is_mark).or_else(word).or(letter).or(released);
        // A remark may be about something else.
        let other = roles.remarks && roles.says_reserved && !tells_reservation(cell.as_str());
        let reserved = reserved.or(Some(false).filter(|_| other));
        let range = sentence.add(cell);
        match reserved {
            Some(true) => read.mark = read.mark.or(Some(range)),
            Some(false) => {}
            None => read.unreadable.push((Column::Other, range)),
        }
    }
    let other = |column: u32| !roles.by_column.contains_key(&column);
    let said = row
        .line
        .cells
        .iter()
        .find(|cell| other(cell.column) && says_reservation(&row.line.text.as_str()[cell.range.clone()]));
    if let Some(cell) = said.filter(|_| read.mark.is_none()) {
        read.mark = Some(sentence.add(row.line.text.slice(cell.range.clone())));
    }
    if let Some(mark) = row.marked(roles.column(Role::Title)).filter(|_| read.mark.is_none()) {
        read.mark = Some(sentence.add(mark));
    }
    Some(ReadRow { text: sentence.text, readings: vec![read] })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Line {
        Line::of(TextMap::piece(text, Span::new(0, text.len())).expect("it has text"))
    }

    #[test]
    fn units_behind_bare_amounts() {
        let text = |text: &str| line(text).text;
        let read = |cell: &str, unit: &str| with_unit(text(cell), Some(&text(unit))).as_str().to_owned();
        assert_eq!(read("480.000", "Euro"), "480.000 Euro");
        assert_eq!(read("1,3 Mio.", "Euro"), "1,3 Mio. Euro");
        assert_eq!(read("1,3 Mio.", "T€"), "1,3 Mio.");
        assert_eq!(read("480 €", "T€"), "480 €");
    }

    #[test]
    fn words_are_a_legend_where_a_line_says_them() {
        let phrase = |lines: &[&str]| {
            let lines: Vec<Line> = lines.iter().map(|text| line(text)).collect();
            Before::all(lines.iter()).phrase.map(|(text, range)| text.as_str()[range].to_owned())
        };
        let legend = "nach Prüfung: Freigabe unter Vorbehalt";
        assert_eq!(phrase(&["Vermerk: nach Prüfung", legend]).as_deref(), Some("nach Prüfung"));
        assert_eq!(
            phrase(&["Vermerk: (nach Prüfung)", "Projekt 18: unter Vorbehalt", legend]).as_deref(),
            Some("nach Prüfung")
        );
        assert_eq!(phrase(&["Projekt 18: Freigabe unter Vorbehalt", "18 Titel HE"]), None);
        assert_eq!(phrase(&[legend, legend]), None);
    }

    #[test]
    fn reservations_on_the_last_line_of_a_cell() {
        let read = |lines: [&str; 2]| {
            let piece = |line: &str| TextMap::piece(line, Span::new(0, line.len())).expect("it has text");
            let [mut cell, below] = lines.map(piece);
            cell.join(Join::Space, below);
            let (title, said) = reservation_below(cell);
            [title.as_str().to_owned(), said.map_or(String::new(), |said| said.as_str().to_owned())]
        };
        assert_eq!(read(["Wehre", "unter Vorbehalt"]), ["Wehre", "unter Vorbehalt"]);
        assert_eq!(read(["Wehre (unter", "Vorbehalt)"]), ["Wehre", "(unter Vorbehalt)"]);
        assert_eq!(read(["Wehre der", "Elbe"]), ["Wehre der Elbe", ""]);
    }
}
