//! Numbers in front of items, as lists have them that are counted.
//!
//! In: the lines of pages. Out: the same lines; a number or letter that goes on the count is a bullet. The count starts
//! with the first one, or goes on that of the page before. What a sentence may go on with on its next line, `2. Quartal`,
//! is none, unless it is a resolution: `2. bittet …`.
//!
//! | written | counts |
//! | --- | --- |
//! | `1. Text` | numbers |
//! | `1) Text`, `(1) Text` | numbers in brackets |
//! | `a) Text`, `(a) Text` | letters in brackets |
//! | `i) Text`, `ii) Text` | Roman numbers in brackets |

use super::{Bullet, Line, Page, ends_text};
use crate::grammar::mandate::starts_resolution;
use crate::vocabulary::CLAUSE_JOINS;

/// How items are counted; the mark that stands for any of the kind tells their levels apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Dotted,
    Bracketed,
    Letter,
    Roman,
}

/// Roman numbers, from 1.
const ROMAN: [&str; 10] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"];

impl Kind {
    fn mark(self) -> char {
        match self {
            Kind::Dotted => '1',
            Kind::Bracketed => ')',
            Kind::Letter => 'a',
            Kind::Roman => 'i',
        }
    }
}

/// A line that starts with a number, and where that ends.
struct Numbered {
    line: usize,
    kind: Kind,
    number: u32,
    end: usize,
}

/// Lines below the first letter among which the second one is looked for.
const FAR: usize = 24;

/// Marks the items of all pages that are counted.
pub(super) fn mark_numbers(pages: &mut [Page]) {
    let mut last = Vec::new();
    for page in pages {
        let before = last;
        last = mark(&mut page.lines, &before);
        if let Some(lines) = &mut page.tabled {
            mark(lines, &before);
        }
    }
}

/// Marks the items of a page; gives the last number of each way to count. One alone that starts the count is an item if it is a
/// sentence or a resolution: `1. Stufe` may start a title.
fn mark(lines: &mut [Line], before: &[(Kind, u32)]) -> Vec<(Kind, u32)> {
    let mut items: Vec<Numbered> = Vec::new();
    for at in 1..lines.len() {
        let (above, line) = (&lines[at - 1], &lines[at]);
        let Some((kind, number, end)) = number(line).filter(|_| above.cells.is_empty()) else { continue };
        let whole = ends_text(above.text.as_str());
        let counted = |kind: Kind| items.iter().rev().find(|item| item.kind == kind).map(|item| item.number);
        // Behind `h)` stands a letter.
        let letter = kind == Kind::Roman && number == 1 && counted(Kind::Letter) == Some(8);
        let (kind, number) = if letter { (Kind::Letter, 9) } else { (kind, number) };
        let last = items.iter().rev().find(|item| item.kind == kind).map(|item| item.number);
        let before = before.iter().find(|(other, _)| *other == kind).map(|(_, number)| *number);
        // Letters may count anew below each number.
        let anew = items.last().is_none_or(|item| item.kind != kind) && number == 1;
        // What goes on the count ends the item above, though that is no sentence: `a) den Bestand,`.
        let word = above.text.as_str().rsplit(' ').next().unwrap_or_default();
        // `a) den Bestand und`; `vom 1. Mai und` goes on with a day.
        let lettered = matches!(kind, Kind::Letter | Kind::Roman);
        let joined = lettered && CLAUSE_JOINS.contains(&word);
        let parted = whole || line.gap || word.ends_with(',') || joined;
        // `Der Rat bittet die Länder,` above `a) zu prüfen,` and `b) zu berichten.`
        let second = |line: &Line| self::number(line).is_some_and(|(other, number, _)| other == kind && number == 2);
        // `Dazu sind`, and `a) die Unterlagen zu prüfen` below it
        let announced = parted || word.starts_with(char::is_lowercase);
        let starts = whole || lettered && announced && lines[at + 1..].iter().take(FAR).any(second);
        if parted && last.or(before).is_some_and(|last| number == last + 1) || starts && anew {
            items.push(Numbered { line: at, kind, number, end });
        }
    }
    if let [Numbered { line, number: 1, end, .. }] = items[..]
        && !lines[line].text.as_str().ends_with(['.', ';'])
        && !starts_resolution(&lines[line].text.as_str()[end + 1..])
    {
        return Vec::new();
    }
    for item in &items {
        let line = &lines[item.line];
        let mark = line.text.slice(0..item.end);
        let span = mark.cover();
        let text = line.text.slice(item.end + 1..line.text.as_str().len());
        let bullet = Some(Bullet { mark: item.kind.mark(), span, indent: None });
        let number = (!matches!(item.kind, Kind::Letter | Kind::Roman)).then_some(mark);
        lines[item.line] = Line { bullet, text, number, ..line.clone() };
    }
    let last = |kind| items.iter().rev().find(|item| item.kind == kind).map(|item| (kind, item.number));
    [Kind::Dotted, Kind::Bracketed, Kind::Letter, Kind::Roman].into_iter().filter_map(last).collect()
}

/// How a line is counted, and where that ends.
fn number(line: &Line) -> Option<(Kind, u32, usize)> {
    let (mark, rest) = line.text.as_str().split_once(' ')?;
    let item = !rest.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()) || starts_resolution(rest);
    if !line.is_plain() || rest.is_empty() {
        return None;
    }
    let digits = |text: &str| text.parse().ok().filter(|_| text.len() <= 2);
    if let Some(inner) = mark.strip_suffix('.') {
        return Some((Kind::Dotted, digits(inner).filter(|_| item)?, mark.len()));
    }
    let inner = mark.strip_suffix(')')?;
    let inner = inner.strip_prefix('(').unwrap_or(inner);
    if let Some(at) = ROMAN.iter().position(|roman| *roman == inner) {
        return Some((Kind::Roman, u32::try_from(at + 1).ok()?, mark.len()));
    }
    let letter = || {
        let mut letters = inner.chars();
        let letter = letters.next().filter(|c| c.is_ascii_lowercase() && letters.next().is_none())?;
        Some(u32::from(letter) - u32::from('a') + 1)
    };
    let (kind, number) =
        digits(inner).map(|number| (Kind::Bracketed, number)).or_else(|| Some((Kind::Letter, letter()?)))?;
    Some((kind, number, mark.len()))
}
