//! Hanging marks: numbers that stand in a column of their own, left of the texts that they count.
//!
//! In: the segments of lines without an empty one between. Out: the same, each mark with what stands behind it.
//!
//! | written | read as |
//! | --- | --- |
//! | `(1)    Es wird …`, `a)   bis zum …`, `2.   Die Länder …` | `(1) Es wird …` |
//! | `1    Der Bericht wird …`, counted, all of them sentences | items, the number as their bullet |
//! | `Nr. 4   Titel` | `Nr. 4 Titel` |

use crate::grammar::cell::parse_number;
use crate::source::Span;

use super::columns::Segment;

/// Items that bare numbers count at most: each is one digit.
const MOST_BARE: usize = 9;

/// The segments with their marks, if each line is a text alone, or a mark and a text.
pub(super) fn with_marks(text: &str, segments: &[Segment]) -> Option<Vec<Segment>> {
    let written = |segment: &Segment| text[segment.span.range()].trim();
    let mut joined: Vec<Segment> = Vec::new();
    let mut marks: Vec<(&str, &str)> = Vec::new();
    // Whether what stands above each mark, and last, ends a sentence.
    let mut whole = true;
    for line in segments.chunk_by(|left, right| left.line == right.line) {
        match line {
            [one] => joined.push(one.clone()),
            // What was put on the line of its neighbour stands behind that in the source.
            [mark, item] if mark.span.start < item.span.start => {
                whole &=
                    segments[0].line == mark.line || joined.last().is_some_and(|above| ends_clause(written(above)));
                marks.push((written(mark), written(item)));
                let span = Span::new(mark.span.start, item.span.end);
                joined.push(Segment { end: item.end, span, ..mark.clone() });
            }
            _ => return None,
        }
    }
    whole &= joined.last().is_some_and(|last| ends_clause(written(last)));
    if !marks.is_empty() && marks.iter().all(|(mark, item)| is_mark(mark) && item.starts_with(char::is_alphabetic)) {
        return Some(joined);
    }
    let counted = marks.iter().zip(1..).all(|((mark, _), number)| mark.parse() == Ok(number));
    let bare = (2..=MOST_BARE).contains(&marks.len()) && counted && whole;
    bare.then(|| {
        let starts = |segment: &Segment| segments.iter().any(|one| one.line == segment.line && one.end < segment.end);
        joined.into_iter().map(|segment| Segment { is_bullet: starts(&segment), ..segment }).collect()
    })
}

/// Whether a text ends as a clause does, with whatever stands before its sign.
fn ends_clause(text: &str) -> bool {
    text.ends_with(['.', '!', '?', ';'])
}

/// Whether a text is the mark of a clause, or the number of a project with the word for it.
fn is_mark(text: &str) -> bool {
    let counts = |inner: &str| {
        let letter = inner.len() == 1 && inner.bytes().all(|b| b.is_ascii_lowercase());
        letter || (1..=2).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit())
    };
    let bracketed = text.strip_suffix(')').map(|inner| inner.strip_prefix('(').unwrap_or(inner));
    let dotted = text.strip_suffix('.').filter(|inner| inner.bytes().all(|b| b.is_ascii_digit()));
    let named = || text.starts_with(char::is_alphabetic) && parse_number(text).is_some_and(|one| one.title.is_none());
    bracketed.or(dotted).is_some_and(counts) || named()
}

#[cfg(test)]
mod tests {
    use super::super::columns::segments;
    use super::*;

    /// The lines of a text with their marks; bullets in front.
    fn read(text: &str) -> Option<Vec<String>> {
        let mut at = 0;
        let lines = text.lines().enumerate().flat_map(|(number, line)| {
            at += line.len() + 1;
            segments(text, Span::new(at - line.len() - 1, at - 1), number, true)
        });
        let lines: Vec<Segment> = lines.collect();
        let words = |segment: &Segment| text[segment.span.range()].split_whitespace().collect::<Vec<&str>>().join(" ");
        let line = |segment: &Segment| format!("{}{}", if segment.is_bullet { "• " } else { "" }, words(segment));
        Some(with_marks(text, &lines)?.iter().map(line).collect())
    }

    #[test]
    fn clauses() {
        let text = "\
(1)    Es wird ein Kreis eingesetzt, der
       berichtet.
(2)    Er wird
       a)    jährlich geprüft und
       b)    verlängert.
";
        let lines = [
            "(1) Es wird ein Kreis eingesetzt, der",
            "berichtet.",
            "(2) Er wird",
            "a) jährlich geprüft und",
            "b) verlängert.",
        ];
        assert_eq!(read(text), Some(lines.map(str::to_owned).to_vec()));
    }

    #[test]
    fn numbers_of_sentences_and_of_projects() {
        let sentences = "1    Der Bericht wird\n     gebilligt.\n2    Er wird gedruckt.\n";
        let lines = ["• 1 Der Bericht wird", "gebilligt.", "• 2 Er wird gedruckt."];
        assert_eq!(read(sentences), Some(lines.map(str::to_owned).to_vec()));
        let project = "Nr. 4    Wegebau\n         Antragsteller: HB\n";
        assert_eq!(read(project), Some(["Nr. 4 Wegebau", "Antragsteller: HB"].map(str::to_owned).to_vec()));
    }

    #[test]
    fn cells_are_none() {
        assert_eq!(read("1    Wegebau\n2    Brückenbau\n"), None);
        assert_eq!(read("1    Wegebau     HB\n2    Brückenbau  HH\n"), None);
        assert_eq!(read("2030    Der Bericht wird gebilligt.\n"), None);
    }
}
