//! From arranged lines to one text, and where each of its characters stands.
//!
//! | between | stands |
//! | --- | --- |
//! | pages | a line end and a form feed |
//! | paragraphs that are set off | an empty line |
//! | the cells of a row | a tabulator |
//! | a bullet and its item | a blank |

use hayro_interpret::kurbo::Rect;

use super::pieces::{ASCENT, DESCENT, Piece, Placed};
use crate::source::Span;
use crate::source::geometry::{Geometry, LineKind, PageBox, PlacedCharacter, PlacedLine, PlacedPage};

/// A page in reading order.
#[derive(Default)]
pub(super) struct PageText {
    pub(super) width: f64,
    pub(super) height: f64,
    pub(super) lines: Vec<Line>,
}

/// A line on its way into the text.
pub(super) struct Line {
    pub(super) piece: Piece,
    pub(super) bullet: Option<Piece>,
    pub(super) kind: LineKind,
    /// The column of the page, from 0.
    pub(super) column: u32,
}

/// Writes pages into one text.
#[derive(Default)]
pub(super) struct Writer {
    text: String,
    geometry: Geometry,
    tables: u32,
    rows: u32,
}

/// Hundredths of a point.
fn hundredths(points: f64) -> i32 {
    // Casts saturate, and pages have no such size.
    (points * 100.0).round() as i32
}

impl Writer {
    /// Writes a page behind the others.
    pub(super) fn page(&mut self, number: u32, page: &PageText) {
        let start = self.text.len();
        if number > 1 {
            self.text.push('\u{c}');
        }
        let mut before: Option<LineKind> = None;
        let mut last = None;
        for line in &page.lines {
            let kind = match line.kind {
                LineKind::Cell { table, row, column, over } => {
                    last = Some((table, row));
                    LineKind::Cell { table: self.tables + table, row: self.rows + row, column, over }
                }
                kind => kind,
            };
            self.text.push_str(between(before, kind));
            self.line(number, line, kind);
            before = Some(kind);
        }
        if let Some((table, row)) = last {
            self.tables += table + 1;
            self.rows += row + 1;
        }
        if !page.lines.is_empty() || number == 1 {
            self.text.push('\n');
        }
        let span = Span::new(start, self.text.len());
        let (width, height) = (hundredths(page.width), hundredths(page.height));
        self.geometry.pages.push(PlacedPage { span, width, height });
    }

    fn line(&mut self, page: u32, line: &Line, kind: LineKind) {
        let start = self.text.len();
        let mut bullet = None;
        if let Some(mark) = &line.bullet {
            self.letters(page, mark, &mark.letters);
            bullet = Some(Span::new(start, self.text.len()));
            self.text.push(' ');
        }
        self.letters(page, &line.piece, &line.piece.letters);
        if line.piece.spaced {
            self.text.push(' ');
        }
        let span = Span::new(start, self.text.len());
        let place = place(page, &line.piece, line.piece.start, line.piece.end);
        let place =
            line.bullet.as_ref().map_or(place, |mark| place.cover(self::place(page, mark, mark.start, mark.end)));
        self.geometry.lines.push(PlacedLine {
            span,
            kind,
            place,
            bullet,
            size: hundredths(line.piece.size),
            column: line.column,
        });
    }

    fn letters(&mut self, page: u32, piece: &Piece, letters: &[Placed]) {
        for letter in letters {
            if letter.text.is_blank() {
                // Blanks of all kinds are blanks.
                self.text.push(' ');
                continue;
            }
            let place = place(page, piece, letter.start, letter.end);
            self.geometry.characters.push(PlacedCharacter { at: self.text.len(), place });
            letter.text.push_to(&mut self.text);
        }
    }

    /// The text, and where it stands.
    pub(super) fn finish(self) -> (String, Geometry) {
        (self.text, self.geometry)
    }
}

/// What stands between two lines of a page.
fn between(before: Option<LineKind>, kind: LineKind) -> &'static str {
    match (before, kind) {
        (None, _) => "",
        (Some(LineKind::Cell { row, column, .. }), LineKind::Cell { row: next, column: other, .. }) if row == next => {
            if column == other {
                "\n"
            } else {
                "\t"
            }
        }
        (Some(LineKind::Cell { .. }), LineKind::Cell { .. } | LineKind::Next) => "\n",
        (Some(LineKind::Cell { .. }), _) | (Some(_), LineKind::Start { gap: true }) => "\n\n",
        (Some(LineKind::Turned | LineKind::Start { .. } | LineKind::Next), LineKind::Cell { .. }) => "\n\n",
        _ => "\n",
    }
}

fn place(page: u32, piece: &Piece, start: f64, end: f64) -> PageBox {
    let (top, bottom) = (piece.base - ASCENT * piece.size, piece.base + DESCENT * piece.size);
    let rect = piece.turn.on_page(Rect::new(start, top, end, bottom));
    PageBox { page, x0: hundredths(rect.x0), y0: hundredths(rect.y0), x1: hundredths(rect.x1), y1: hundredths(rect.y1) }
}
