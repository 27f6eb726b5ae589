//! Where text stands on its pages.
//!
//! In: what a program that sees positions (`pdf`) found out about each line that it wrote into the text. Out: a
//! [`Geometry`], which tells the layout what belongs together, and gives the boxes of any span.
//!
//! Not here: how positions become lines (`pdf`), and what lines say.

use serde::de::Error;
use serde::ser::SerializeSeq;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Span;

/// A rectangle on a page, in hundredths of a point, origin top left; in JSON `[page, x0, y0, x1, y1]` in points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PageBox {
    /// The page, from 1.
    pub page: u32,
    /// Left edge.
    pub x0: i32,
    /// Upper edge.
    pub y0: i32,
    /// Right edge.
    pub x1: i32,
    /// Lower edge.
    pub y1: i32,
}

impl PageBox {
    /// The smallest box over both; they stand on one page.
    #[must_use]
    pub fn cover(self, other: PageBox) -> PageBox {
        PageBox {
            page: self.page,
            x0: self.x0.min(other.x0),
            y0: self.y0.min(other.y0),
            x1: self.x1.max(other.x1),
            y1: self.y1.max(other.y1),
        }
    }
}

impl Serialize for PageBox {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(5))?;
        list.serialize_element(&self.page)?;
        for edge in [self.x0, self.y0, self.x1, self.y1] {
            list.serialize_element(&(f64::from(edge) / 100.0))?;
        }
        list.end()
    }
}

impl<'de> Deserialize<'de> for PageBox {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (page, edges): (u32, [f64; 4]) =
            Deserialize::deserialize(deserializer).map(|(page, x0, y0, x1, y1)| (page, [x0, y0, x1, y1]))?;
        let edges = edges.map(|points| (points * 100.0).round());
        if edges.iter().any(|edge| edge.abs() > f64::from(i32::MAX)) {
            return Err(Error::custom("an edge of a box lies beyond all pages"));
        }
        let [x0, y0, x1, y1] = edges.map(|edge| edge as i32);
        Ok(PageBox { page, x0, y0, x1, y1 })
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for PageBox {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PageBox".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "A rectangle on a page: its number, then left, upper, right and lower edge in points, origin top left.",
            "type": "array",
            "items": { "type": "number" },
            "minItems": 5,
            "maxItems": 5
        })
    }
}

/// What a line is on its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineKind {
    /// The first line of a paragraph, bullet or title.
    Start {
        /// Whether there is more room above it than between the lines of a paragraph.
        gap: bool,
    },
    /// A line that goes on where the one above ends.
    Next,
    /// A line of text that is turned, at the edge of the page or across it.
    Turned,
    /// A line of a cell: the number of its table and row in the source, and of its column from 0.
    Cell {
        /// The table, counted through the source.
        table: u32,
        /// The row, counted through the source.
        row: u32,
        /// The column.
        column: u32,
        /// How many columns the cell reaches over.
        over: u32,
    },
}

/// A line of the text and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedLine {
    /// Its bytes, without line end.
    pub span: Span,
    /// What it is.
    pub kind: LineKind,
    /// Where it stands.
    pub place: PageBox,
    /// The mark in front of it, where that is a bullet.
    pub bullet: Option<Span>,
    /// The size of its letters, in hundredths of a point.
    pub size: i32,
    /// The column or card of its page, from 0.
    pub column: u32,
}

/// A page of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedPage {
    /// Its bytes, with the form feed that starts it.
    pub span: Span,
    /// Its width, in hundredths of a point.
    pub width: i32,
    /// Its height.
    pub height: i32,
}

/// Where a character stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedCharacter {
    /// Its first byte in the text.
    pub at: usize,
    /// Where it stands.
    pub place: PageBox,
}

/// Where everything in a source stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Geometry {
    /// The pages, in order.
    pub pages: Vec<PlacedPage>,
    /// The lines, in the order of the text.
    pub lines: Vec<PlacedLine>,
    /// The characters, in the order of the text.
    pub characters: Vec<PlacedCharacter>,
}

impl Geometry {
    /// The boxes of the text under a span, one for each line or cell.
    pub fn boxes(&self, span: Span) -> Vec<PageBox> {
        let first = self.lines.partition_point(|line| line.span.end <= span.start);
        let lines = self.lines[first..].iter().take_while(|line| line.span.start < span.end);
        let places = lines.filter_map(|line| {
            let (start, end) = (line.span.start.max(span.start), line.span.end.min(span.end));
            let from = self.characters.partition_point(|one| one.at < start);
            let inside = self.characters[from..].iter().take_while(|one| one.at < end);
            inside.map(|one| one.place).reduce(PageBox::cover)
        });
        places.collect()
    }
}
