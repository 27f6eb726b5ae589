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

/// The lines that start a paragraph below a sentence.
pub(super) fn starts_of_paragraphs(text: &str, geometry: &Geometry) -> HashSet<usize> {
    let lines = &geometry.lines;
    let mut reaches: HashMap<[i32; 2], i32> = HashMap::new();
    for line in lines.iter().filter(|line| line.kind != LineKind::Turned) {
        let reach = reaches.entry(edge(line)).or_insert(line.place.x1);
        *reach = (*reach).max(line.place.x1);
    }
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
        let small = |word: &str| word.len() > 2 && word.starts_with(char::is_lowercase);
        let sentence = ends_sentence(written) && written.split(' ').any(small) && below.starts_with(char::is_uppercase);
        let count = |text: &str| i32::try_from(text.chars().count()).unwrap_or(i32::MAX);
        let letter = (above.place.x1 - above.place.x0) / count(written).max(1);
        // With a blank before it, and another letter, as they are not equally wide.
        let word = letter.saturating_mul(count(below.split(' ').next().unwrap_or_default()).saturating_add(2));
        let room = above.place.x1.saturating_add(word) < reaches.get(&edge(above)).copied().unwrap_or(0);
        if sentence && room && !is_item && edge(above) == edge(line) {
            starts.insert(at);
        }
    }
    starts
}
