//! Gists: what a table of decisions says of each beside its title, in columns of prose.
//!
//! | number | title | what was decided | read as |
//! | --- | --- | --- | --- |
//! | `2025/22` | `Titel` | `Die Länder …` | the items of a decision of which no slide has any |
//! | `2025/23` | `Titel` | `Die Länder …` | nothing, with a note, where a slide says the same at length |

use crate::diagnostic::{Code, Diagnostic};
use crate::layout::{Block, Line};
use crate::source::{Span, is_bullet};
use crate::text::TextMap;

use super::decision::read_slide;
use super::grid_row::GridRow;
use super::roles::Roles;
use super::sections::Drafts;
use super::{Reading, Sheet};
use crate::grammar::heading::{decision_heading, is_bare_heading};
use crate::vocabulary::Role;

/// Words that prose has at least.
const FEWEST_WORDS: usize = 3;

/// What a row says of its decision.
pub(super) struct Gist {
    /// Where the identifier stands.
    identifier: TextMap,
    items: Vec<Block>,
    /// What the columns are called.
    heads: Vec<TextMap>,
}

/// The gists of the rows of a table.
pub(super) fn gists(heads: &[GridRow<'_>], body: &[GridRow<'_>], roles: &Roles) -> Vec<Gist> {
    let own = [Role::Decision, Role::Title, Role::Number].map(|role| roles.column(role));
    let is_prose = |text: &str| text.split(' ').count() >= FEWEST_WORDS;
    let says = |row: &GridRow<'_>, column: u32| row.str(column).is_some_and(is_prose);
    let mut columns: Vec<u32> = body.iter().flat_map(|row| row.line.cells.iter().map(|cell| cell.column)).collect();
    columns.sort_unstable();
    columns.dedup();
    columns.retain(|column| !own.contains(&Some(*column)) && body.iter().any(|row| says(row, *column)));
    let names = columns.iter().filter_map(|column| heads.iter().rev().find_map(|row| row.cell(*column)));
    let names: Vec<TextMap> = names.collect();
    let gist = |row: &GridRow<'_>| {
        let identifier = row.cell(roles.column(Role::Decision)?)?;
        let heading = decision_heading(identifier.as_str()).filter(|heading| heading.title.is_empty())?;
        let prose = columns.iter().filter(|column| says(row, **column));
        let items = prose.flat_map(|column| row.items(*column));
        let items: Vec<Block> = items.map(|text| Block { text, bullet: None, gap: true, column: None }).collect();
        let identifier = identifier.slice(heading.identifier);
        (!items.is_empty()).then(|| Gist { identifier, items, heads: names.clone() })
    };
    body.iter().filter_map(gist).collect()
}

/// Takes the items off the lines that are rows of such a table in a text, whose cells nobody knows: an identifier, a title
/// and a list side by side.
pub(super) fn take_gists(lines: &mut [Line], read: &mut Vec<Span>) -> Vec<Gist> {
    let is_item = |piece: &&TextMap| piece.as_str().starts_with(is_bullet);
    let mut gists = Vec::new();
    for line in lines.iter_mut().filter(|line| line.bullet.is_none() && line.cells.is_empty()) {
        let [identifier, rest @ ..] = &line.pieces[..] else { continue };
        if !rest.iter().any(|piece| is_item(&piece)) || !is_bare_heading(identifier.as_str()) {
            continue;
        }
        let text = line.text.as_str();
        let starts: Option<Vec<usize>> = rest.iter().filter(is_item).map(|item| start_of(text, item)).collect();
        let Some(starts) = starts.filter(|starts| starts.is_sorted() && starts[0] > identifier.as_str().len()) else {
            continue;
        };
        let Some(heading) = decision_heading(identifier.as_str()) else { continue };
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let items = starts.iter().zip(ends).map(|(start, end)| line.text.slice(*start..end));
        let items = items.map(|text| Block { text, bullet: None, gap: true, column: None }).collect();
        let marks = rest.iter().filter(is_item).filter_map(|item| Some((item, item.as_str().chars().next()?)));
        read.extend(marks.flat_map(|(item, mark)| item.spans(0..mark.len_utf8())));
        gists.push(Gist { identifier: identifier.slice(heading.identifier), items, heads: Vec::new() });
        *line = Line { text: line.text.slice(0..starts[0]), pieces: Vec::new(), ..line.clone() };
    }
    gists
}

/// Where an item starts in the text of its row, which has it without its mark, and goes on behind it.
fn start_of(text: &str, item: &TextMap) -> Option<usize> {
    let own = item.as_str().trim_start_matches(|c: char| is_bullet(c) || c == ' ');
    text.find(own.trim_end_matches('-')).filter(|_| !own.is_empty())
}

impl Reading {
    /// Reads the gists of a slide as items of the decisions of which no slide has any; says of the others that they were
    /// left out.
    pub(super) fn read_gists(&mut self, sheet: &Sheet<'_>, drafts: &mut Drafts) {
        let mut left_out: Vec<&TextMap> = Vec::new();
        for gist in &sheet.gists {
            let Some(draft) = drafts.find(gist.identifier.as_str()) else { continue };
            if draft.slides.iter().any(|slide| !slide.items.is_empty()) {
                match gist.heads.is_empty() {
                    true => left_out.extend(gist.items.first().map(|item| &item.text)),
                    false => left_out.extend(&gist.heads),
                }
                continue;
            }
            let slide = read_slide(sheet.page.number, sheet.title.as_ref(), &gist.items, &self.labels, &mut self.found);
            draft.slides.push(slide);
        }
        left_out.sort_by_key(|head| head.cover().start);
        left_out.dedup_by_key(|head| head.cover().start);
        self.found.extend(left_out.into_iter().map(|head| {
            let message = format!("`{}` says in short what other slides say of the same decisions", head.as_str());
            Diagnostic::new(Code::OtherColumn, head.cover(), message)
        }));
    }
}
