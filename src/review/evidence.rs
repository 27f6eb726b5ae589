//! What the script of the page needs to show where records stand: the text, what became of each byte, where words stand
//! on pages, and the rows of tables for download.

use anyhow::Result;
use serde_json::{Value, json};

use crate::dataset::{Deck, csv_rows};
use crate::record::{ByteClass, Extraction};
use crate::source::geometry::{Geometry, LineKind, PageBox};
use crate::source::{Source, Span};

/// Tables that the page offers.
const TABLES: [&str; 4] = ["decisions", "programmes", "projects", "members"];

/// The evidence of a deck.
///
/// ```json
/// { "text": "…", "runs": ["w", 3, "r", 12], "pages": [[0, 512, 960, 540]], "words": [[1, 0, 8, 62.1, 98.0, 20.4, 14.2, 0]],
///   "csv": { "projects": ["number,…", "35,…"] } }
/// ```
pub(super) fn evidence(source: &Source, extraction: &Extraction) -> Result<Value> {
    let mut runs = Vec::new();
    for (class, span) in &extraction.coverage.stretches {
        runs.push(json!(letter(*class)));
        runs.push(json!(span.len()));
    }
    let deck = Deck::new(source, extraction);
    let mut tables = serde_json::Map::new();
    for table in TABLES {
        tables.insert(table.to_owned(), json!(csv_rows(table, &deck)?));
    }
    let mut evidence = json!({ "text": source.text(), "runs": runs, "csv": tables });
    if let Some(geometry) = source.geometry() {
        let pages = geometry.pages.iter();
        evidence["pages"] = pages
            .map(|page| json!([page.span.start, page.span.end, points(page.width), points(page.height)]))
            .collect();
        evidence["words"] = words(source, geometry).into_iter().map(|word| json!(word)).collect();
    }
    Ok(evidence)
}

/// What a class is called in the page.
pub(super) fn letter(class: ByteClass) -> char {
    match class {
        ByteClass::Record => 'r',
        ByteClass::Text => 't',
        ByteClass::Furniture => 'f',
        ByteClass::Whitespace => 'w',
        ByteClass::Unclaimed => 'u',
    }
}

/// Hundredths of a point as points, to a tenth: no reader sees more.
fn points(hundredths: i32) -> Value {
    let tenths = (hundredths + 5 * hundredths.signum()) / 10;
    if tenths % 10 == 0 { json!(tenths / 10) } else { json!(f64::from(tenths) / 10.0) }
}

/// The words of all lines: page, first byte, end, left, top, width, height, and 1 where the line is turned.
fn words(source: &Source, geometry: &Geometry) -> Vec<[Value; 8]> {
    let mut words = Vec::new();
    for line in &geometry.lines {
        let from = geometry.characters.partition_point(|one| one.at < line.span.start);
        let to = geometry.characters.partition_point(|one| one.at < line.span.end);
        let turned = u8::from(line.kind == LineKind::Turned);
        let mut word: Option<(Span, PageBox)> = None;
        let mut close = |word: &mut Option<(Span, PageBox)>| {
            if let Some((span, place)) = word.take() {
                words.push([
                    json!(place.page),
                    json!(span.start),
                    json!(span.end),
                    points(place.x0),
                    points(place.y0),
                    points(place.x1 - place.x0),
                    points(place.y1 - place.y0),
                    json!(turned),
                ]);
            }
        };
        for one in &geometry.characters[from..to] {
            let c = source.text()[one.at..].chars().next().unwrap_or(' ');
            if c.is_whitespace() {
                close(&mut word);
                continue;
            }
            let span = Span::new(one.at, one.at + c.len_utf8());
            word = Some(match word {
                Some((before, place)) if before.end == span.start && place.page == one.place.page => {
                    (before.cover(span), place.cover(one.place))
                }
                Some(_) => {
                    close(&mut word);
                    (span, one.place)
                }
                None => (span, one.place),
            });
        }
        close(&mut word);
    }
    words
}
