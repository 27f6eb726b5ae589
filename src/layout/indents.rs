//! Indents: how far in the lines of a text stand, where it keeps the layout of its pages.
//!
//! In: pages of lines. Out: the same, each line with the characters that stand left of it, and what stands too far left to
//! go on with an item apart from it.

use super::{Line, Page};
use crate::text::TextMap;

/// Items that go on below their texts, at least, in a text that shows how far in lines stand.
const FEWEST: usize = 3;
/// How many such items there are to one that does not.
const RARE: usize = 10;

/// Says of each line how many characters stand left of it, where `columns` do, or what goes on with items is indented.
pub(super) fn measure(text: &str, pages: &mut [Page], columns: bool) {
    let kept = are_kept(text, pages);
    if !columns && !kept {
        return;
    }
    for page in pages {
        for lines in [Some(&mut page.lines), page.tabled.as_mut()].into_iter().flatten() {
            lines.iter_mut().for_each(|line| line.left = Some(left_of(text, &line.text)));
            if kept {
                end_items(lines);
            }
        }
    }
}

/// How many characters stand left of a text on its line.
fn left_of(source: &str, text: &TextMap) -> usize {
    let start = text.cover().start;
    let line = source[..start].rfind(['\n', '\u{c}']).map_or(0, |end| end + 1);
    source[line..start].chars().count()
}

/// Whether what stands right below an item starts below its text, nearly always.
fn are_kept(text: &str, pages: &[Page]) -> bool {
    let (mut kept, mut others) = (0, 0);
    for pair in pages.iter().flat_map(|page| page.lines.windows(2)) {
        if pair[0].bullet.is_some() && goes_on(&pair[1]) {
            let below = left_of(text, &pair[1].text) >= left_of(text, &pair[0].text);
            *(if below { &mut kept } else { &mut others }) += 1;
        }
    }
    kept >= FEWEST && kept > others * RARE
}

fn goes_on(line: &Line) -> bool {
    line.is_plain() && !line.gap && !line.apart
}

/// Sets lines apart that stand below an item and start left of its mark's text, where they start with a capital.
fn end_items(lines: &mut [Line]) {
    let mut item: Option<usize> = None;
    for line in lines {
        if line.bullet.is_some() {
            item = line.left;
        } else if !goes_on(line) {
            item = None;
        } else if let (Some(text), Some(left)) = (item, line.left)
            && left + 1 < text
            && !line.text.as_str().starts_with(char::is_lowercase)
        {
            line.apart = true;
            item = None;
        }
    }
}
