//! Pages whose lines are known: of a file that says where its text stands.
//!
//! In: a [`Source`] with its [`Geometry`]. Out: the same pages of lines as of any text. What belongs together was seen,
//! so that nothing is guessed from blanks and empty lines.

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::heading::{is_bare_heading, item_in_front};
use crate::source::geometry::{Geometry, LineKind, PlacedLine};
use crate::source::{Source, Span};
use crate::text::{Join, TextMap, Words};

use super::endings::starts_of_paragraphs;
use super::figures::figures;
use super::running::without_page_number;
use super::{Bullet, Cell, Header, Indent, Layout, Line, Page, RUNNING_PAGES, append};

/// The pages of a source, without what stands on most of them.
pub(super) fn layout(source: &Source, geometry: &Geometry) -> Layout {
    let text = source.text();
    let pieces = geometry.lines.iter().filter_map(|line| TextMap::piece(text, line.span));
    let pieces: Vec<TextMap> = pieces.collect();
    let mut layout =
        Layout { words: Words::collect(pieces.iter().map(TextMap::as_str)), placed: true, ..Layout::default() };
    let running = running(text, geometry);
    let paragraphs = starts_of_paragraphs(text, geometry);
    let mut lines = geometry.lines.iter().enumerate().peekable();
    for (number, placed) in (1..).zip(&geometry.pages) {
        let mut page = Page::new(number, placed.span);
        let first = geometry.lines.partition_point(|line| line.span.end <= placed.span.start);
        let own = geometry.lines[first..].iter().take_while(|line| line.span.start < placed.span.end).count();
        let own = &geometry.lines[first..first + own];
        page.headline = headline(text, own);
        let figures = figures(text, own, &running[first..first + own.len()]);
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
                LineKind::Cell { .. } => {
                    // A circle alone is a value; a word beside it says which: `● gelb`.
                    let of_list = |mark: &Span| text[mark.range()].starts_with(['•', '–', '-', '▪', '■', '‣', '·']);
                    let said = |mark: &Span| {
                        let word = text[mark.end..line.span.end].trim();
                        word.starts_with(char::is_lowercase) && !word.contains(' ')
                    };
                    layout.cell_marks.extend(line.bullet.filter(|mark| of_list(mark) || said(mark)));
                    row.push(line);
                }
                _ => match figures.iter().find(|lines| lines.contains(&(at - first))) {
                    Some(lines) if lines.start + first < at => {}
                    Some(lines) => page.lines.extend(figure(text, &own[lines.clone()], &mut layout)),
                    None => page.lines.extend(line_of(text, line).map(|line| {
                        let apart = line.apart || paragraphs.contains(&at);
                        Line { apart, ..line }
                    })),
                },
            }
        }
        page.lines.extend(row_line(text, &row, &layout.words));
        page.header = Some(turned.text).filter(|text| !text.is_empty());
        free_badge(&mut page.lines);
        layout.pages.push(page);
    }
    let taken = || geometry.lines.iter().zip(&running).filter(|(_, runs)| **runs).map(|(line, _)| line);
    if let Some(first) = taken().next() {
        let slides: HashSet<u32> = taken().map(|line| line.place.page).collect();
        let message = format!("`{}` stands at the same place of {} slides", &text[first.span.range()], slides.len());
        layout.diagnostics.push(Diagnostic::new(Code::RunningLine, first.span, message));
    }
    if layout.pages.is_empty() {
        let span = Span::new(0, text.len());
        layout.pages.push(Page::new(1, span));
    }
    layout
}

/// The lines of a page one below the other in its largest letters, if they have several words, as a logo has few, and
/// something stands there in smaller ones.
fn headline(text: &str, lines: &[PlacedLine]) -> Option<Span> {
    const FEWEST_WORDS: usize = 3;
    const MOST_LINES: usize = 4;
    /// Letters of one size differ by less than a twentieth.
    const SAME: i32 = 20;
    let lines: Vec<&PlacedLine> = lines.iter().filter(|line| line.kind != LineKind::Turned).collect();
    let largest = lines.iter().map(|line| line.size).max()?;
    let is_large = |line: &PlacedLine| line.size * SAME > largest * (SAME - 1);
    let start = lines.iter().position(|line| is_large(line))?;
    let end = start + lines[start..].iter().take_while(|line| is_large(line)).count();
    let span = Span::new(lines[start].span.start, lines[end - 1].span.end);
    let others = lines[end..].iter().any(|line| is_large(line));
    let is_plain =
        |line: &&PlacedLine| line.bullet.is_none() && matches!(line.kind, LineKind::Start { .. } | LineKind::Next);
    let plain = lines[start..end].iter().all(is_plain);
    let few = end - start <= MOST_LINES.min(lines.len() - 1);
    let words =
        text[span.range()].split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1);
    (plain && few && !others && words.count() >= FEWEST_WORDS).then_some(span)
}

fn line_of(text: &str, line: &PlacedLine) -> Option<Line> {
    let start = line.bullet.map_or(line.span.start, |bullet| bullet.end);
    let indent = Indent { column: line.column, left: line.place.x0 };
    let bullet = line
        .bullet
        .and_then(|span| Some(Bullet { mark: text[span.range()].chars().next()?, span, indent: Some(indent) }));
    let piece = TextMap::piece(text, Span::new(start, line.span.end))?;
    let counts = |mark: &&Span| text[mark.range()].starts_with(|c: char| c.is_ascii_digit());
    let number = line.bullet.as_ref().filter(counts).and_then(|mark| TextMap::piece(text, *mark));
    let spaced = text[line.span.range()].ends_with(' ');
    let (starts, gap) = match line.kind {
        LineKind::Start { gap } => (true, gap),
        _ => (false, false),
    };
    Some(Line { bullet, spaced, gap, apart: starts, column: Some(line.column), number, ..Line::of(piece) })
}

/// A figure as one line with what it counts; nothing says whether it is what was decided.
fn figure(text: &str, lines: &[PlacedLine], layout: &mut Layout) -> Option<Line> {
    let mut lines = lines.iter().filter_map(|line| line_of(text, line));
    let mut figure = Line { gap: true, apart: true, ..lines.next()? };
    let mut spaced = figure.spaced;
    for line in lines {
        append(&mut figure.text, spaced, &line, &layout.words, &mut Vec::new());
        spaced = line.spaced;
    }
    let message = format!("`{}` stands in large letters beside the list", figure.text.as_str());
    layout.diagnostics.push(Diagnostic::new(Code::Figure, figure.text.cover(), message));
    Some(figure)
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
        let mut items: Vec<usize> = Vec::new();
        for line in cell.iter().filter_map(|line| line_of(text, line)) {
            if whole.is_empty() {
                whole = line.text;
            } else {
                append(&mut whole, spaced, &line, words, &mut Vec::new());
                items.extend(line.bullet.map(|_| whole.as_str().len() - line.text.as_str().len()));
            }
            spaced = line.spaced;
        }
        if whole.is_empty() {
            continue;
        }
        let (table, column, over) = place(cell[0]);
        let row = line.get_or_insert_with(|| Line { gap: true, apart: true, ..Line::of(TextMap::default()) });
        let start = row.text.as_str().len() + usize::from(!row.text.is_empty());
        items.iter_mut().for_each(|at| *at += start);
        row.cells.push(Cell { range: start..start + whole.as_str().len(), table, column, over, items });
        row.text.join(Join::Space, whole);
    }
    line
}

/// Frees the title of a page and the identifier beside it, as on a badge, of the table that they were taken for; and the
/// sentences below them that stand beside each other.
fn free_badge(lines: &mut Vec<Line>) {
    let texts =
        |line: &Line| -> Vec<TextMap> { line.cells.iter().map(|cell| line.text.slice(cell.range.clone())).collect() };
    let is_badge = |first: &Line| {
        let cells = texts(first);
        matches!(&cells[..], [title, badge] if !is_bare_heading(title.as_str()) && is_bare_heading(badge.as_str()))
    };
    // `TOP 7` in a bar with the title beside it
    if let Some(first) = lines.first_mut()
        && let [item, _] = &texts(first)[..]
        && item_in_front(item.as_str()).is_some_and(|whole| whole.len() == item.as_str().len())
    {
        first.cells.clear();
        return;
    }
    let Some(table) = lines.first().filter(|first| is_badge(first)).map(|first| first.cells[0].table) else { return };
    let of_table = |line: &&Line| line.cells.first().is_some_and(|cell| cell.table == table);
    let rows = lines.iter().take_while(of_table).count();
    let sentences = |line: &Line| texts(line).iter().all(|text| text.as_str().ends_with('.'));
    let end = if lines[1..rows].iter().all(sentences) { rows } else { 1 };
    let freed: Vec<Line> =
        lines[..end].iter().flat_map(texts).map(|text| Line { gap: true, apart: true, ..Line::of(text) }).collect();
    lines.splice(..end, freed);
}

/// A line without the number of its page, which may stand before that of all pages: `3/14`, `Seite 3 von 14`.
fn without_page(text: &str, page: usize) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let own = |word: &String| {
        let (number, all) = word.split_once('/').map_or((word.as_str(), None), |(own, all)| (own, Some(all)));
        let counts = all.is_none_or(|all| all.parse::<usize>().is_ok());
        (counts && without_page_number(number, page) == "#")
            .then(|| all.map_or("#".to_owned(), |all| format!("#/{all}")))
    };
    // The number of all pages is near that of the last ones.
    if let Some((at, word)) = words.iter().enumerate().find_map(|(at, word)| Some((at, own(word)?))) {
        words[at] = word;
    }
    words.join(" ")
}

/// Which lines stand at the same height of most pages, the same but for the number of the page. Lines of lists and tables
/// of several rows count for none, though one may seem to be the cell of a table that ends beside it; and no line that is
/// all a page has.
fn running(text: &str, geometry: &Geometry) -> Vec<bool> {
    /// Hundredths of a point that lines are high which are compared; a line counts to the two that are next.
    const STEP: i32 = 200;
    let mut rows: HashMap<(u32, u32), HashSet<u32>> = HashMap::new();
    let mut cells: HashMap<(u32, u32, u32), HashSet<u32>> = HashMap::new();
    let mut tops: HashMap<u32, LineKind> = HashMap::new();
    for line in &geometry.lines {
        tops.entry(line.place.page).or_insert(line.kind);
        if let LineKind::Cell { table, row, column, .. } = line.kind {
            rows.entry((line.place.page, table)).or_default().insert(row);
            cells.entry((line.place.page, table, row)).or_default().insert(column);
        }
    }
    // A bar above all else, and one below it with the title of the slide, are no table.
    let of_table = |page: u32, table: u32, row: u32| {
        let top = matches!(tops[&page], LineKind::Cell { table: one, row: first, .. } if (one, first) == (table, row));
        let bar = top && rows[&(page, table)].len() == 2 && cells[&(page, table, row)].len() <= 2;
        rows[&(page, table)].len() > 1 && !bar
    };
    let may_run = |line: &PlacedLine| {
        let several = match line.kind {
            LineKind::Cell { table, row, .. } => of_table(line.place.page, table, row),
            _ => false,
        };
        // `L. Schmidt` is no item.
        let item = line.bullet.is_some_and(|mark| !text[mark.range()].starts_with(char::is_alphabetic));
        !several && !item
    };
    // A number that grows longer starts at another place.
    let keys: Vec<(String, i32)> = geometry
        .lines
        .iter()
        .map(|line| {
            let page = usize::try_from(line.place.page).unwrap_or(0);
            (without_page(text[line.span.range()].trim(), page), line.place.y0.div_euclid(STEP))
        })
        .collect();
    let mut pages: HashMap<(&str, i32), HashSet<u32>> = HashMap::new();
    let mut lines_of: HashMap<u32, usize> = HashMap::new();
    // What seems to be the number of one page may be another on all.
    let whole = |line: &PlacedLine| text[line.span.range()].trim();
    for (line, (written, height)) in geometry.lines.iter().zip(&keys) {
        *lines_of.entry(line.place.page).or_default() += 1;
        if may_run(line) {
            for near in [height - 1, *height, height + 1] {
                for written in [written.as_str(), whole(line)] {
                    pages.entry((written, near)).or_default().insert(line.place.page);
                }
            }
        }
    }
    let fewest = RUNNING_PAGES.max(geometry.pages.len() / 2 + 1);
    let runs = |line: &PlacedLine, (written, height): &(String, i32)| {
        let title = lines_of[&line.place.page] == 1 && written.contains(char::is_alphabetic);
        let on = |written: &str| pages.get(&(written, *height)).map_or(0, HashSet::len);
        !title && on(written).max(on(whole(line))) >= fewest
    };
    let mut running: Vec<bool> = geometry.lines.iter().zip(&keys).map(|(line, key)| runs(line, key)).collect();
    let parts = names_of_parts(text, geometry, &running, fewest);
    parts.into_iter().for_each(|at| running[at] = true);
    running
}

/// The lines in small letters right above the titles, at one place of most pages, that say which part of the deck a slide
/// is of: each on several pages. A number there is part of a title.
fn names_of_parts(text: &str, geometry: &Geometry, running: &[bool], fewest: usize) -> Vec<usize> {
    /// Hundredths of a point by which the places may differ, and how much larger the letters of titles are, in percent.
    const OFF: i32 = 200;
    const LARGER: i32 = 130;
    let written = |at: usize| text[geometry.lines[at].span.range()].trim();
    let lines: Vec<usize> =
        (0..geometry.lines.len()).filter(|at| !running[*at] && geometry.lines[*at].kind != LineKind::Turned).collect();
    let pages = lines.chunk_by(|one, other| geometry.lines[*one].place.page == geometry.lines[*other].place.page);
    let tops = pages.filter_map(|page| {
        let [first, title, ..] = page else { return None };
        let (line, below) = (&geometry.lines[*first], &geometry.lines[*title]);
        let small =
            line.size.saturating_mul(LARGER) <= below.size.saturating_mul(100) && line.place.y1 <= below.place.y0 + OFF;
        let plain = line.bullet.is_none() && !written(*first).contains(|c: char| c.is_ascii_digit());
        (small && plain).then_some(*first)
    });
    let tops: Vec<usize> = tops.collect();
    let place = |at: usize| (geometry.lines[at].place.x0, geometry.lines[at].place.y0);
    let near = |one: usize, other: usize| {
        let ((x, y), (x2, y2)) = (place(one), place(other));
        (x - x2).abs() <= OFF && (y - y2).abs() <= OFF
    };
    let same = |at: usize| tops.iter().copied().filter(|other| near(at, *other)).collect::<Vec<usize>>();
    let Some(parts) = tops.iter().map(|at| same(*at)).max_by_key(Vec::len) else { return Vec::new() };
    let names: HashSet<&str> = parts.iter().map(|at| written(*at)).collect();
    if parts.len() >= fewest && names.len() * 2 <= parts.len() { parts } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::geometry::PageBox;

    /// The headline of a page of lines with these sizes.
    fn read(page: &[(i32, &str)]) -> Option<String> {
        let (mut text, mut lines) = (String::new(), Vec::new());
        for (size, line) in page {
            let start = text.len();
            text.push_str(line);
            let span = Span::new(start, text.len());
            let place = PageBox { page: 1, x0: 0, y0: 0, x1: 1, y1: 1 };
            let kind = LineKind::Start { gap: true };
            lines.push(PlacedLine { span, kind, place, bullet: None, size: *size, column: 0 });
            text.push('\n');
        }
        headline(&text, &lines).map(|span| text[span.range()].replace('\n', " "))
    }

    #[test]
    fn the_title_stands_in_the_largest_letters() {
        let small = (1400, "Ada Quer, Referentin");
        let of = |text: &str| Some(text.to_owned());
        assert_eq!(
            read(&[small, (2800, "Was uns die"), (2800, "Netze bringen"), small]),
            of("Was uns die Netze bringen")
        );
        // A logo, two places, one size for all, a whole text
        assert_eq!(read(&[(4000, "HAFENAMT"), (2800, "Was uns die Netze bringen"), small]), None);
        assert_eq!(read(&[(2800, "Was uns die Netze bringen"), small, (2800, "Ein Bericht")]), None);
        assert_eq!(read(&[(1400, "Was uns die Netze bringen"), small]), None);
        assert_eq!(read(&[&[(2800, "Was die Netze bringen"); 5][..], &[small]].concat()), None);
        assert_eq!(read(&[]), None);
    }
}
