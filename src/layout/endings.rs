//! Endings: where a sentence ends a paragraph, although the next one stands right below it.
//!
//! In: the lines of a file that says where its text stands. Out: those that start a paragraph: the first word had room on
//! the line above, as far as other lines of the file reach that start at the same edge and have the same size.
//!
//! Not here: items, whose lines are one text, and cells.

use std::collections::{HashMap, HashSet};

use super::paragraphs::ends_sentence;
use crate::source::geometry::{Geometry, LineKind, PlacedLine};

/// Where a line starts, and its size, in tenths of a point.
fn edge(line: &PlacedLine) -> [i32; 2] {
    const TENTH: i32 = 10;
    [line.place.x0, line.size].map(|hundredths| (hundredths + TENTH / 2) / TENTH)
}

/// How far lines reach that start at an edge. A line that goes on below shows where its box ends, for its column; where
/// none does, those at the same edge on other pages show it.
#[derive(Default)]
struct Reaches {
    columns: HashMap<(u32, u32, [i32; 2]), i32>,
    file: HashMap<[i32; 2], i32>,
}

impl Reaches {
    fn find(text: &str, lines: &[PlacedLine]) -> Reaches {
        fn note<K: Eq + std::hash::Hash>(reaches: &mut HashMap<K, i32>, key: K, reach: i32) {
            reaches.entry(key).and_modify(|known| *known = reach.max(*known)).or_insert(reach);
        }
        let mut reaches = Reaches::default();
        for (at, line) in lines.iter().enumerate() {
            if !matches!(line.kind, LineKind::Start { .. } | LineKind::Next) {
                continue;
            }
            note(&mut reaches.file, edge(line), line.place.x1);
            let below = lines.get(at + 1).filter(|below| below.kind == LineKind::Next);
            if below.is_some() && !ends_sentence(text[line.span.range()].trim()) {
                note(&mut reaches.columns, column(line), line.place.x1);
            }
        }
        reaches
    }

    fn of(&self, line: &PlacedLine) -> i32 {
        let reach = self.columns.get(&column(line)).or_else(|| self.file.get(&edge(line)));
        reach.copied().unwrap_or(line.place.x1)
    }
}

/// The page and the column of a line, and its edge.
fn column(line: &PlacedLine) -> (u32, u32, [i32; 2]) {
    (line.place.page, line.column, edge(line))
}

/// The lines that start a paragraph below a sentence.
pub(super) fn starts_of_paragraphs(text: &str, geometry: &Geometry) -> HashSet<usize> {
    let lines = &geometry.lines;
    let reaches = Reaches::find(text, lines);
    let mut starts = HashSet::new();
    let mut is_item = false;
    for at in 0..lines.len() {
        if lines[at].kind != LineKind::Next {
            is_item = lines[at].bullet.is_some();
            continue;
        }
        let Some([above, line]) = at.checked_sub(1).map(|above| [&lines[above], &lines[at]]) else { continue };
        let [written, below] = [above, line].map(|line| text[line.span.range()].trim());
        // `Prof. Dr.-Ing.` is none.
        let small = |word: &str| word.chars().count() > 2 && word.starts_with(char::is_lowercase);
        let sentence = ends_sentence(written) && written.split(' ').any(small) && below.starts_with(char::is_uppercase);
        let count = |text: &str| i32::try_from(text.chars().count()).unwrap_or(i32::MAX);
        let letter = (above.place.x1 - above.place.x0) / count(written).max(1);
        // With a blank before it, and another letter, as they are not equally wide.
        let word = letter.saturating_mul(count(below.split(' ').next().unwrap_or_default()).saturating_add(2));
        let room = above.place.x1.saturating_add(word) < reaches.of(above);
        if sentence && room && !is_item && edge(above) == edge(line) {
            starts.insert(at);
        }
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;
    use crate::source::geometry::PageBox;

    /// The lines of a text that start a paragraph; each has its page, its kind and how far it reaches.
    fn starts(lines: &[(u32, bool, i32, &str)]) -> Vec<usize> {
        const SIZE: i32 = 1000;
        let (mut text, mut geometry) = (String::new(), Geometry::default());
        for (page, next, x1, line) in lines {
            let span = Span::new(text.len(), text.len() + line.len());
            let kind = if *next { LineKind::Next } else { LineKind::Start { gap: true } };
            let place = PageBox { page: *page, x0: 0, y0: 0, x1: *x1, y1: SIZE };
            geometry.lines.push(PlacedLine { span, kind, place, bullet: None, size: SIZE, column: 0 });
            text += line;
            text += "\n";
        }
        let mut starts: Vec<usize> = starts_of_paragraphs(&text, &geometry).into_iter().collect();
        starts.sort_unstable();
        starts
    }

    #[test]
    fn a_sentence_with_room_behind_it_ends_a_paragraph() {
        let below = (1, true, 20_000, "Der Bund legt einen Plan vor.");
        let wide =
            (1, false, 60_000, "Der Rat nimmt den Bericht zur Lage der Post in den Ämtern zur Kenntnis und dankt.");
        assert_eq!(starts(&[wide, (1, true, 20_000, "Er dankt dem Land."), below]), [2]);
        // Where nothing goes on, lines of other pages show how far they reach.
        assert_eq!(
            starts(&[wide, (2, false, 20_000, "Er dankt dem Land."), (2, true, 20_000, "Der Bund plant.")]),
            [2]
        );
        // A column whose lines go on shows that itself.
        let narrow = [(2, false, 22_000, "Der Rat nimmt den"), (2, true, 21_000, "Bericht zur Kenntnis.")];
        assert_eq!(starts(&[wide, narrow[0], narrow[1], (2, true, 20_000, "Der Bund legt einen")]), [0; 0]);
    }
}
