//! Blocks: paragraphs, items and cells of cards, put together from lines.
//!
//! In: the lines of a slide. Out: its [`Block`]s. A bullet or the mark of a footnote starts one, and so does an empty line,
//! unless the sentence goes on behind it.

use super::{Block, Line, append, ends_text};
use crate::diagnostic::Diagnostic;
use crate::text::Words;

/// The length in characters from which on a line may have been wrapped at the edge of a text box; cards are narrower.
const WIDE: usize = 40;

/// Whether the text goes on in `line`, although an empty line stands between.
fn goes_on(block: &Block, last: &Line, line: &Line, wraps_spaced: bool) -> bool {
    let text = block.as_str();
    if text.ends_with(['.', ':', '!', '?', ';']) {
        return false;
    }
    let long = last.text.as_str().chars().count() >= WIDE;
    let lowercase = line.text.as_str().starts_with(char::is_lowercase);
    // A hyphen at the end of a card may be all that is left of a lost line.
    let hyphen = text.ends_with('-') && (lowercase || long);
    // What ends with a small word may be whole, `legt einen Plan vor`, where a label follows.
    let whole = starts_with_label(line.text.as_str()) && text.ends_with(char::is_lowercase);
    let open = !ends_text(text) && !text.ends_with('-') && !whole;
    // A bracket that is open goes on.
    let bracket = text.rfind('(').is_some_and(|at| !text[at..].contains(')')) && line.text.as_str().contains(')');
    // Where wrapped lines keep their blank, a line without one was not wrapped.
    let small = lowercase && (last.spaced || !wraps_spaced);
    let wide = last.spaced && block.bullet.is_some() && long;
    open || bracket || hyphen || small || wide
}

/// Whether a text starts with a label of a few words: `Folgen für Sachsen: …`.
fn starts_with_label(text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    let label = text.split_once(": ").map(|(label, _)| label);
    label.is_some_and(|label| {
        label.starts_with(char::is_uppercase)
            && label.split(' ').count() <= MOST_WORDS
            && label.chars().all(|c| c.is_alphabetic() || " -".contains(c))
    })
}

/// Whether wrapped lines keep the blank at their end.
pub fn wraps_spaced(lines: &[Line]) -> bool {
    lines.windows(2).any(|pair| pair[0].spaced && !pair[1].gap && pair[1].bullet.is_none())
}

/// Joins lines to blocks: a bullet or the mark of a footnote starts one, and an empty line does, unless the sentence
/// goes on behind it.
pub fn blocks(lines: &[Line], words: &Words, diagnostics: &mut Vec<Diagnostic>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut last: Option<&Line> = None;
    let wraps_spaced = wraps_spaced(lines);
    for line in lines {
        match (blocks.last_mut(), last) {
            (Some(block), Some(last))
                if line.bullet.is_none()
                    && !line.apart
                    && !line.text.as_str().starts_with('*')
                    && (!line.gap || goes_on(block, last, line, wraps_spaced)) =>
            {
                append(&mut block.text, last.spaced, line, words, diagnostics);
            }
            _ => {
                let (text, column) = (line.text.clone(), line.column);
                blocks.push(Block { text, bullet: line.bullet, gap: line.gap, column });
            }
        }
        last = Some(line);
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_a_few_words() {
        assert!(starts_with_label("Folgen für Sachsen: Keine") && starts_with_label("Hinweis: Keine"));
        assert!(!starts_with_label("bis zum Jahr: Keine") && !starts_with_label("Der Rat hat sich gefragt: Keine"));
        assert!(!starts_with_label("Beschluss 2027/21: Keine") && !starts_with_label("Hinweis"));
    }
}
