//! What the shape of a text is made of: the whole as slides, a slide as lines, a line with its bullet and cells, and
//! blocks.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::{Span, is_bullet};
use crate::text::{TextMap, Words};

use super::split_bullet;

/// The mark in front of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bullet {
    /// Which mark it is.
    pub mark: char,
    /// Where it stands.
    pub span: Span,
    /// How far in it stands, if that is known.
    pub indent: Option<Indent>,
}

/// How far in a mark stands on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indent {
    /// The column of the page; indents of one column can be compared.
    pub column: u32,
    /// From the left edge, in hundredths of a point.
    pub left: i32,
}

/// A line with text on it.
#[derive(Debug, Clone)]
pub struct Line {
    /// Its text, without bullet and outer blanks.
    pub text: TextMap,
    /// Its bullet.
    pub bullet: Option<Bullet>,
    /// Whether it ended with a blank.
    pub spaced: bool,
    /// Whether an empty line stands before it.
    pub gap: bool,
    /// Whether it goes on no other line, whatever that says.
    pub apart: bool,
    /// The pieces that gutters divide, from top to bottom, where it is a row put together from several.
    pub pieces: Vec<TextMap>,
    /// Its cells from left to right, if it is a row whose cells are known.
    pub cells: Vec<Cell>,
    /// The column or card of the page that it stands in, if that is known.
    pub column: Option<u32>,
    /// Whether it is known that nothing stands beside it.
    pub alone: bool,
    /// The number that its bullet is.
    pub number: Option<TextMap>,
    /// How many characters stand left of its text, where a text keeps its layout.
    pub left: Option<usize>,
}

/// A cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Its bytes of the text of the row.
    pub range: Range<usize>,
    /// The table, counted through the source.
    pub table: u32,
    /// The column that it starts in, from 0.
    pub column: u32,
    /// How many columns it reaches over.
    pub over: u32,
    /// Where in the text of the row the further items of a list in it start.
    pub items: Vec<usize>,
}

impl Line {
    /// Where its cells start, but for the first.
    pub fn cell_starts(&self) -> Vec<usize> {
        self.cells.iter().skip(1).map(|cell| cell.range.start).collect()
    }

    /// Whether it is no item and no row.
    pub fn is_plain(&self) -> bool {
        self.bullet.is_none() && self.cells.is_empty() && self.pieces.is_empty()
    }

    /// A line of its own with this text, the bullet in front of it taken off.
    pub fn with_bullet(text: TextMap) -> Self {
        let (bullet, text) = split_bullet(&text, is_bullet).unwrap_or((None, text));
        Self { bullet, ..Self::of(text) }
    }

    /// A line of its own with this text.
    pub fn of(text: TextMap) -> Self {
        Self {
            text,
            bullet: None,
            spaced: false,
            gap: false,
            apart: false,
            pieces: Vec::new(),
            cells: Vec::new(),
            column: None,
            alone: false,
            number: None,
            left: None,
        }
    }
}

/// A slide as lines.
#[derive(Debug, Clone)]
pub struct Page {
    /// Its number, from 1.
    pub number: usize,
    /// Its bytes, with the mark that starts it.
    pub span: Span,
    /// Its lines, without furniture.
    pub lines: Vec<Line>,
    /// The text that stands upright at its edge.
    pub header: Option<TextMap>,
    /// Whether it has columns, and nobody can say what belongs to which.
    pub torn: bool,
    /// Its lines once more, the rows of tables as cells, where a text keeps its layout and they could be found.
    pub tabled: Option<Vec<Line>>,
    /// Whether a table on it names programmes for several rows, and nobody can say for which.
    pub unsettled: bool,
    /// What stands on it in the largest letters, if that is several words and it is known how large letters are.
    pub headline: Option<Span>,
}

impl Page {
    /// A slide without lines.
    pub fn new(number: usize, span: Span) -> Self {
        Self {
            number,
            span,
            lines: Vec::new(),
            header: None,
            torn: false,
            tabled: None,
            unsettled: false,
            headline: None,
        }
    }
}

/// The whole text as slides.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The slides, in order; one at least.
    pub pages: Vec<Page>,
    /// Lines that stand on most pages.
    pub furniture: Vec<Span>,
    /// The marks of lists in cells, whose text goes on without them.
    pub cell_marks: Vec<Span>,
    /// Whether nothing marks where a slide starts, although there is text for more than one.
    pub unmarked: bool,
    /// Whether it is known what stands where, so that nothing is guessed from the order of lines.
    pub placed: bool,
    /// The words of the text.
    pub words: Words,
    /// What was found on the way.
    pub diagnostics: Vec<Diagnostic>,
}

/// A paragraph, bullet or cell: lines that belong together.
#[derive(Debug, Clone)]
pub struct Block {
    /// Its text on one line.
    pub text: TextMap,
    /// Its bullet.
    pub bullet: Option<Bullet>,
    /// Whether an empty line stands before it.
    pub gap: bool,
    /// The column or card of the page that it stands in, if that is known.
    pub column: Option<u32>,
}

impl Block {
    /// Its clean text.
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }
}
