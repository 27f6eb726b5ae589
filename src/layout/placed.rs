//! Pages whose lines are known: of a file that says where its text stands.
//!
//! In: a [`Source`] with its [`Geometry`]. Out: the same pages of lines as of any text. What belongs together was seen,
//! so that nothing is guessed from blanks and empty lines.

use std::collections::HashMap;

use crate::source::geometry::{Geometry, LineKind, PlacedLine};
use crate::source::{Source, Span};
use crate::text::{Join, TextMap, Words};

use super::{Bullet, Cell, Header, Indent, Layout, Line, Page, RUNNING_PAGES, append};

/// The pages of a source, without what stands on most of them.
pub(super) fn layout(source: &Source, geometry: &Geometry) -> Layout {
    let text = source.text();
    let pieces = geometry.lines.iter().filter_map(|line| TextMap::piece(text, line.span));
    let pieces: Vec<TextMap> = pieces.collect();
    let mut layout =
        Layout { words: Words::collect(pieces.iter().map(TextMap::as_str)), placed: true, ..Layout::default() };
    let running = running(text, geometry);
    let mut lines = geometry.lines.iter().enumerate().peekable();
    for (number, placed) in (1..).zip(&geometry.pages) {
        let mut page = Page { number, span: placed.span, lines: Vec::new(), header: None, torn: false };
        let mut turned = Header::default();
        let mut row: Vec<&PlacedLine> = Vec::new();
        while let Some((at, line)) = lines.next_if(|(_, line)| line.span.start < placed.span.end) {
            if running[at] || line.kind == LineKind::Turned {
                if let Some(piece) = TextMap::piece(text, line.span) {
                    layout.furniture.extend(piece.whole_trace().spans);
                    if line.kind == LineKind::Turned {
                        turned.append(piece, true);
                    }
                }
                continue;
            }
            let same = |kind: LineKind| match (row.first().map(|line| line.kind), kind) {
                (Some(LineKind::Cell { row: one, .. }), LineKind::Cell { row: other, .. }) => one == other,
                _ => false,
            };
            if !same(line.kind) {
                page.lines.extend(row_line(text, &std::mem::take(&mut row), &layout.words));
            }
            match line.kind {
                LineKind::Cell { .. } => row.push(line),
                _ => page.lines.extend(line_of(text, line)),
            }
        }
        page.lines.extend(row_line(text, &row, &layout.words));
        page.header = Some(turned.text).filter(|text| !text.is_empty());
        layout.pages.push(page);
    }
    if layout.pages.is_empty() {
        let span = Span::new(0, text.len());
        layout.pages.push(Page { number: 1, span, lines: Vec::new(), header: None, torn: false });
    }
    layout
}

fn line_of(text: &str, line: &PlacedLine) -> Option<Line> {
    let start = line.bullet.map_or(line.span.start, |bullet| bullet.end);
    let indent = Indent { column: line.column, left: line.place.x0 };
    let bullet = line
        .bullet
        .and_then(|span| Some(Bullet { mark: text[span.range()].chars().next()?, span, indent: Some(indent) }));
    let piece = TextMap::piece(text, Span::new(start, line.span.end))?;
    let spaced = text[line.span.range()].ends_with(' ');
    let (starts, gap) = match line.kind {
        LineKind::Start { gap } => (true, gap),
        _ => (false, false),
    };
    Some(Line { bullet, spaced, gap, apart: starts, column: Some(line.column), ..Line::of(piece) })
}

/// The row of a table as one line: its cells from left to right.
fn row_line(text: &str, row: &[&PlacedLine], words: &Words) -> Option<Line> {
    let mut line: Option<Line> = None;
    let place = |line: &PlacedLine| match line.kind {
        LineKind::Cell { table, column, over, .. } => (table, column, over),
        _ => (0, 0, 1),
    };
    for cell in row.chunk_by(|one, other| place(one) == place(other)) {
        let mut whole = TextMap::default();
        let mut spaced = false;
        for line in cell.iter().filter_map(|line| line_of(text, line)) {
            if whole.is_empty() {
                whole = line.text;
            } else {
                append(&mut whole, spaced, &line, words, &mut Vec::new());
            }
            spaced = line.spaced;
        }
        if whole.is_empty() {
            continue;
        }
        let (table, column, over) = place(cell[0]);
        let row = line.get_or_insert_with(|| Line { gap: true, apart: true, ..Line::of(TextMap::default()) });
        let start = row.text.as_str().len() + usize::from(!row.text.is_empty());
        row.cells.push(Cell { range: start..start + whole.as_str().len(), table, column, over });
        row.text.join(Join::Space, whole);
    }
    line
}

/// A text with `#` for each number that stands alone in it: the number of its page, or how many there are.
fn without_numbers(text: &str) -> String {
    let words = text.split(' ').map(|word| if word.chars().all(|c| c.is_ascii_digit()) { "#" } else { word });
    let words: Vec<&str> = words.collect();
    let joined = words.join(" ");
    match joined.split_once('/') {
        // `3/14`
        Some((page, all)) if [page, all].iter().all(|part| part.chars().all(|c| c.is_ascii_digit())) => {
            "#/#".to_owned()
        }
        _ => joined,
    }
}

/// Which lines stand at the same height of most pages, the same but for numbers.
fn running(text: &str, geometry: &Geometry) -> Vec<bool> {
    /// Hundredths of a point by which a base line may differ.
    const OFF: i32 = 400;
    let page_of = |line: &PlacedLine| usize::try_from(line.place.page).unwrap_or(0);
    let mut pages: HashMap<(String, i32), Vec<usize>> = HashMap::new();
    // A number that grows longer starts at another place.
    let keys: Vec<(String, i32)> = geometry
        .lines
        .iter()
        .map(|line| {
            let written = without_numbers(text[line.span.range()].trim());
            (written, line.place.y0 / OFF)
        })
        .collect();
    // The cells of tables start at the same height, too, and are none.
    let is_cell = |line: &PlacedLine| matches!(line.kind, LineKind::Cell { .. });
    for (line, key) in geometry.lines.iter().zip(&keys).filter(|(line, _)| !is_cell(line)) {
        pages.entry(key.clone()).or_default().push(page_of(line));
    }
    let fewest = RUNNING_PAGES.max(geometry.pages.len() / 2 + 1);
    let runs = |key: &(String, i32)| pages.get(key).is_some_and(|pages| pages.len() >= fewest);
    geometry.lines.iter().zip(&keys).map(|(line, key)| !is_cell(line) && runs(key)).collect()
}
