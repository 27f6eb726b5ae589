//! Figures: a number in large letters beside a list, and below it what it counts: `10.700`, `Kommunen mit Zugriff`.
//!
//! In: the lines of a page whose places are known. Out: which of them are figures, each with the lines below it.
//!
//! Such a pair is one item, and may illustrate a slide rather than be what was decided.

use std::ops::Range;

use crate::source::geometry::{LineKind, PlacedLine};

/// Figures of a page, at most: more of them are cards.
const MOST: usize = 2;

/// Whether a text is a number with what is counted in a word or two: `46 Mio.`, `~ 3.400`, `24/7`, `50 %`.
fn is_figure(text: &str) -> bool {
    const MOST_WORDS: usize = 3;
    let number = text.trim_start_matches(['~', '≈', '>', '<', '+', '-', '–', '−', ' ']);
    let number = ["ca. ", "rund ", "über "].iter().find_map(|word| number.strip_prefix(word)).unwrap_or(number);
    let year =
        number.starts_with("20") && number[2..].starts_with(|c: char| c.is_ascii_digit()) && number.contains('/');
    number.starts_with(|c: char| c.is_ascii_digit()) && text.split_whitespace().count() <= MOST_WORDS && !year
}

/// The figures of a page by the places of their lines: each larger than all other letters of the page, below its title and
/// beside its list.
pub(super) fn figures(text: &str, lines: &[PlacedLine], running: &[bool]) -> Vec<Range<usize>> {
    let plain =
        |line: &PlacedLine| line.bullet.is_none() && matches!(line.kind, LineKind::Start { .. } | LineKind::Next);
    let written = |line: &PlacedLine| text[line.span.range()].trim();
    let said: Vec<bool> = lines.iter().map(|line| plain(line) && is_figure(written(line))).collect();
    let others = || {
        lines.iter().zip(&said).filter(|(line, said)| !**said && line.kind != LineKind::Turned).map(|(line, _)| line)
    };
    let Some(title) = others().max_by_key(|line| (line.size, std::cmp::Reverse(line.place.y0))) else {
        return Vec::new();
    };
    let is_one = |at: &usize| said[*at] && lines[*at].size > title.size && lines[*at].place.y0 > title.place.y1;
    let found: Vec<usize> = (0..lines.len()).filter(is_one).collect();
    let goes_on = |at: usize, next: usize| {
        !running[next] && lines[next].column == lines[at].column && plain(&lines[next]) && !said[next]
    };
    let with_lines_below =
        |at: &usize| *at..at + 1 + (at + 1..lines.len()).take_while(|next| goes_on(*at, *next)).count();
    let lists = others().filter(|line| line.bullet.is_some()).map(|line| line.column);
    let lists: Vec<u32> = lists.collect();
    let figures: Vec<Range<usize>> = found.iter().map(with_lines_below).filter(|one| one.len() > 1).collect();
    let beside = !lists.is_empty() && found.iter().all(|at| !lists.contains(&lines[*at].column));
    if beside && found.len() <= MOST { figures } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;
    use crate::source::geometry::PageBox;

    /// The figures of a page of lines: column, size, whether with a bullet, text.
    fn read(page: &[(u32, i32, bool, &str)]) -> Vec<String> {
        let (mut text, mut lines) = (String::new(), Vec::new());
        for (at, (column, size, bullet, line)) in (0..).zip(page) {
            let start = text.len();
            text.push_str(line);
            let span = Span::new(start, text.len());
            let place = PageBox { page: 2, x0: 0, y0: at * 2000, x1: 9000, y1: at * 2000 + 1500 };
            let bullet = bullet.then(|| Span::new(start, start + 1));
            lines.push(PlacedLine {
                span,
                kind: LineKind::Start { gap: true },
                place,
                bullet,
                size: *size,
                column: *column,
            });
            text.push('\n');
        }
        let all = |one: Range<usize>| one.into_iter().map(|at| page[at].3).collect::<Vec<&str>>().join(" ");
        figures(&text, &lines, &vec![false; lines.len()]).into_iter().map(all).collect()
    }

    #[test]
    fn numbers_in_large_letters_beside_a_list() {
        let (title, item, footer) =
            ((0, 3000, false, "Netze"), (1, 1900, true, "• Sie kommen."), (3, 1000, false, "4"));
        let page = [title, item, (2, 4000, false, "~ 3.400"), (2, 1400, false, "Verfahren"), footer];
        assert_eq!(read(&page), ["~ 3.400 Verfahren"]);
        // In the size of the title, in the column of the list, without anything below, above the title, an identifier
        assert!(read(&[title, item, (2, 3000, false, "3.400"), (2, 1400, false, "Verfahren")]).is_empty());
        assert!(read(&[title, item, (1, 4000, false, "3.400"), (1, 1400, false, "Verfahren")]).is_empty());
        assert!(read(&[title, item, (2, 4000, false, "3.400"), footer]).is_empty());
        assert!(read(&[(2, 4000, false, "3"), (2, 1400, false, "Verfahren"), title, item]).is_empty());
        assert!(read(&[title, item, (2, 4000, false, "2032/14"), (2, 1400, false, "Verfahren")]).is_empty());
        let cards = ["1", "2", "3"].map(|number| [(2, 4000, false, number), (2, 1400, false, "Verfahren")]);
        assert!(read(&[&[title, item][..], cards.as_flattened()].concat()).is_empty());
    }
}
