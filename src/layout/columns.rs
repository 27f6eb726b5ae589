//! Columns: what stands side by side in a text that keeps the layout of its pages, taken apart by its gutters.
//!
//! In: the lines of a page, in which runs of blanks show where things stand. Out: [`Line`]s in reading order. Cards are
//! read one after the other, the rows of a table cell by cell, each cell with all of its lines.
//!
//! | text | read as |
//! | --- | --- |
//! | cards (columns with bullets) | each column from top to bottom |
//! | a table (columns without) | each row on one line: cells from left to right |
//! | anything else | line by line |

use crate::source::Span;
use crate::text::{TextMap, Words, is_blank};

use super::{Bullet, Line, append, is_bullet, is_whole_header, split_bullet};

/// Blanks that divide what stands side by side.
const GUTTER: usize = 2;
/// Empty lines that divide rows of cards.
const ROW_GAP: usize = 2;
/// Share of lines with such blanks inside, one in so many, from which on a text keeps its layout.
const LAYOUT_SHARE: usize = 10;

/// A stretch of a line without a gutter; columns count characters.
#[derive(Debug, Clone)]
struct Segment {
    line: usize,
    start: usize,
    end: usize,
    span: Span,
    is_bullet: bool,
}

/// Whether a text keeps the layout of its pages: many of its lines have gutters inside.
pub(super) fn keeps_layout<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let (mut full, mut divided) = (0, 0);
    for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
        full += 1;
        divided += usize::from(line.contains("   "));
    }
    divided * LAYOUT_SHARE > full
}

/// The lines of a page in reading order; `spans` are its lines in the source, empty ones among them.
pub(super) fn page_lines(text: &str, spans: &[Span], words: &Words) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut band = Band::default();
    let mut edge: Vec<Segment> = Vec::new();
    let mut empty = 0;
    for (number, span) in spans.iter().enumerate() {
        let mut segments = segments(text, *span, number);
        // What stands upright at the edge of the page is beside some line.
        let upright = |segment: &Segment| is_whole_header(&text[segment.span.range()]);
        edge.extend(segments.extract_if(.., |segment| upright(segment)));
        if segments.is_empty() {
            empty += 1;
            if empty == ROW_GAP {
                std::mem::take(&mut band).read(text, words, &mut lines);
            }
            continue;
        }
        empty = 0;
        if !band.take(text, &segments) {
            // What stands above the line in its gutters, a title perhaps, is no part of the band.
            let kept = band.split_before(text, &segments);
            std::mem::replace(&mut band, kept).read(text, words, &mut lines);
            band.take(text, &segments);
        }
    }
    band.read(text, words, &mut lines);
    read_column(text, &edge, &mut lines);
    lines
}

/// Cuts a line at its gutters, and before bullets.
fn segments(text: &str, span: Span, line: usize) -> Vec<Segment> {
    let raw = &text[span.range()];
    let chars: Vec<(usize, char)> = raw.char_indices().collect();
    let mut segments: Vec<Segment> = Vec::new();
    let mut blanks = GUTTER;
    for (column, (at, c)) in chars.iter().enumerate() {
        let end = at + c.len_utf8();
        if is_blank(*c) {
            blanks += if *c == '\t' { GUTTER } else { 1 };
            continue;
        }
        // A bullet that stands alone starts something, wherever it stands.
        let bullet = is_bullet(*c) && blanks > 0 && chars.get(column + 1).is_none_or(|(_, next)| is_blank(*next));
        match segments.last_mut() {
            // What a bullet stands in front of belongs to it, however far that is.
            Some(last) if !bullet && (blanks < GUTTER || last.is_bullet && last.end == last.start + 1) => {
                (last.end, last.span.end) = (column + 1, span.start + end);
            }
            _ => segments.push(Segment {
                line,
                start: column,
                end: column + 1,
                span: Span::new(span.start + at, span.start + end),
                is_bullet: is_bullet(*c),
            }),
        }
        blanks = 0;
    }
    segments
}

/// A column of a band.
#[derive(Debug)]
struct Column {
    start: usize,
    end: usize,
    segments: Vec<Segment>,
}

impl Column {
    fn overlaps(&self, segment: &Segment) -> bool {
        self.start < segment.end && segment.start < self.end
    }
}

/// Lines below each other whose gutters agree.
#[derive(Debug, Default)]
struct Band {
    /// The segments of each line, before they were cut.
    lines: Vec<Vec<Segment>>,
    columns: Vec<Column>,
}

/// Lines that may stand right above a line and fit to it, where those above them do not.
const KEPT_LINES: usize = 12;

impl Band {
    /// Takes the last lines off that fit to a line which the whole band does not fit to.
    fn split_before(&mut self, text: &str, next: &[Segment]) -> Self {
        let first = self.lines.len().saturating_sub(KEPT_LINES);
        for at in first..self.lines.len() {
            let mut kept = Self::default();
            if self.lines[at..].iter().all(|line| kept.take(text, line)) && kept.fits(text, next) {
                let rest = self.lines[..at].to_vec();
                *self = Self::default();
                rest.iter().all(|line| self.take(text, line));
                return kept;
            }
        }
        Self::default()
    }

    fn fits(&self, text: &str, segments: &[Segment]) -> bool {
        self.places(text, segments).is_some()
    }

    /// Takes the segments of a line in, unless they do not fit into the columns.
    fn take(&mut self, text: &str, line: &[Segment]) -> bool {
        let Some(placed) = self.places(text, line) else { return false };
        self.lines.push(line.to_vec());
        for (segment, place) in placed {
            match place {
                Some(at) => {
                    let column = &mut self.columns[at];
                    column.start = column.start.min(segment.start);
                    column.end = column.end.max(segment.end);
                    column.segments.push(segment);
                }
                None => {
                    self.columns.push(Column { start: segment.start, end: segment.end, segments: vec![segment] });
                }
            }
        }
        true
    }

    /// The column of each segment, if each has one of its own or none yet.
    fn places(&self, text: &str, segments: &[Segment]) -> Option<Vec<(Segment, Option<usize>)>> {
        let segments: Vec<Segment> = segments.iter().flat_map(|segment| self.cut(text, segment)).collect();
        let of = |segment: &Segment| -> Vec<usize> {
            (0..self.columns.len()).filter(|at| self.columns[*at].overlaps(segment)).collect()
        };
        let places: Vec<Vec<usize>> = segments.iter().map(of).collect();
        let twice = places.windows(2).any(|pair| !pair[0].is_empty() && pair[0].last() == pair[1].first());
        let one = places.iter().all(|columns| columns.len() <= 1);
        (one && !twice)
            .then(|| segments.into_iter().zip(places.into_iter().map(|place| place.first().copied())).collect())
    }

    /// Cuts a segment where a column starts and a blank stands before it: its neighbour may reach up to there.
    fn cut(&self, text: &str, segment: &Segment) -> Vec<Segment> {
        let mut parts = vec![segment.clone()];
        let mut starts: Vec<usize> = self.columns.iter().map(|column| column.start).collect();
        starts.sort_unstable();
        for start in starts.into_iter().filter(|start| segment.start < *start && *start < segment.end) {
            let Some(last) = parts.last_mut() else { break };
            let raw = &text[last.span.range()];
            let Some((at, _)) = raw.char_indices().nth(start - last.start) else { continue };
            if raw[..at].ends_with(is_blank) && !raw[at..].starts_with(is_blank) {
                let behind = Segment { start, span: Span::new(last.span.start + at, last.span.end), ..last.clone() };
                (last.end, last.span.end) = (start - 1, last.span.start + at);
                parts.push(Segment { is_bullet: raw[at..].starts_with(is_bullet), ..behind });
            }
        }
        parts
    }

    /// Reads the band, as cards, as a table or line by line.
    fn read(mut self, text: &str, words: &Words, lines: &mut Vec<Line>) {
        self.columns.sort_by_key(|column| column.start);
        let bullets = |column: &Column| column.segments.iter().any(|segment| segment.is_bullet);
        if self.columns.iter().filter(|column| bullets(column)).count() > 1 {
            for column in &self.columns {
                read_column(text, &column.segments, lines);
            }
            return;
        }
        let mut all: Vec<Segment> = self.columns.into_iter().flat_map(|column| column.segments).collect();
        all.sort_by_key(|segment| (segment.line, segment.start));
        for row in all.chunk_by(|left, right| right.line <= left.line + 1) {
            let cells = cells(row);
            if cells.len() > 1 {
                read_row(text, &cells, words, lines);
            } else {
                read_column(text, row, lines);
            }
        }
    }
}

/// The cells of a row of a table: what stands below each other in it, from left to right.
fn cells(row: &[Segment]) -> Vec<Column> {
    let mut cells: Vec<Column> = Vec::new();
    for segment in row {
        let (mut over, apart): (Vec<Column>, Vec<Column>) = cells.into_iter().partition(|cell| cell.overlaps(segment));
        cells = apart;
        let mut cell = over.pop().unwrap_or(Column { start: segment.start, end: segment.end, segments: Vec::new() });
        for other in over {
            (cell.start, cell.end) = (cell.start.min(other.start), cell.end.max(other.end));
            cell.segments.extend(other.segments);
        }
        (cell.start, cell.end) = (cell.start.min(segment.start), cell.end.max(segment.end));
        cell.segments.push(segment.clone());
        cells.push(cell);
    }
    for cell in &mut cells {
        cell.segments.sort_by_key(|segment| (segment.line, segment.start));
    }
    cells.sort_by_key(|cell| cell.start);
    cells
}

/// The text of a segment as a line, with its bullet.
fn line_of(text: &str, segment: &Segment, gap: bool) -> Option<Line> {
    let piece = TextMap::piece(text, segment.span)?;
    let (bullet, piece): (Option<Bullet>, TextMap) = split_bullet(&piece, is_bullet).unwrap_or((None, piece));
    Some(Line { text: piece, bullet, spaced: false, gap, apart: false })
}

/// Each segment as a line; an empty line stands before the first, and wherever one does in the column.
fn read_column(text: &str, segments: &[Segment], lines: &mut Vec<Line>) {
    let mut before: Option<usize> = None;
    let mut lone: Option<Bullet> = None;
    for segment in segments {
        let gap = before.is_none_or(|before| segment.line > before + 1);
        if let Some(line) = line_of(text, segment, gap) {
            if line.text.is_empty() {
                lone = line.bullet;
            } else {
                lines.push(Line { bullet: line.bullet.or(lone.take()), ..line });
            }
        }
        before = Some(segment.line);
    }
}

/// A row as one line: the lines of each cell joined, then the cells.
fn read_row(text: &str, cells: &[Column], words: &Words, lines: &mut Vec<Line>) {
    let mut row: Option<Line> = None;
    for cell in cells {
        let mut of_cell: Vec<Line> = Vec::new();
        read_column(text, &cell.segments, &mut of_cell);
        let Some((first, rest)) = of_cell.split_first() else { continue };
        let mut whole = first.text.clone();
        for line in rest {
            append(&mut whole, true, line, words, &mut Vec::new());
        }
        match &mut row {
            Some(row) => row.text.join(crate::text::Join::Space, whole),
            None => row = Some(Line { text: whole, gap: true, ..first.clone() }),
        }
    }
    lines.extend(row);
}
