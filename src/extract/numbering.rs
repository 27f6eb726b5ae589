//! Numbering: the identifiers of headings that are written in another way than `YYYY/N`, which they become.
//!
//! | written at the top of several slides | read as |
//! | --- | --- |
//! | `3/2027 Titel`, `Nr. 3/2027 – Titel`, `Beschluss 3/2027: Titel` | 2027/3, where one alone may be a month |
//! | `2034-03 Titel` | 2034/03, the same |
//! | `Beschl. 26/31 Titel` | 2026/31, where the year stands in full somewhere |
//!
//! | `Beschluss 27/2030: Titel`, `Titel (Beschluss 3/2030)`, `Beschluss Nr. 31 aus dem Jahr 2026` | 2030/27, on one slide, too |
//!
//! In: the pages of a deck. Out: the same lines, their identifiers turned.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::grammar::cell::role_of_head;
use crate::grammar::heading::{decision_heading, is_bare_heading};
use crate::grammar::reference::{may_be_month, turned, turned_identifiers};
use crate::layout::{Cell, Line, Page};
use crate::source::Span;
use crate::text::{Join, TextMap};
use crate::vocabulary::Role;

use super::titled::any_heading;

/// Identifiers from which on a deck, or a slide, has them.
const FEWEST: usize = 3;
/// Lines of a slide in which its heading starts.
const FIRST_LINES: usize = 2;

/// Number and year of a decision, and where they stand.
struct Written {
    number: Range<usize>,
    year: Range<usize>,
}

impl Written {
    /// As `YYYY/N`.
    fn identifier(&self, text: &str) -> String {
        [&text[self.year.clone()], "/", &text[self.number.clone()]].concat()
    }
}

/// Number and year in one of the forms.
macro_rules! form {
    () => {
        r"(?:(?P<number>[0-9]{1,3})/(?P<year>20[0-9][0-9])|(?P<first>20[0-9][0-9])-(?P<second>[0-9]{1,3}))"
    };
}

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"^(?:(?:Beschluss|Beschl\.|Entscheidung)(?:-Nr\.)? ?)?(?:Nr\. ?)?",
        form!(),
        r"(?:$|(?: ?[|:–—·] ?| )[A-ZÀ-ÖØ-ÞĀ-Ž„»0-9])"
    ))
    .expect("a literal pattern")
});

static WHOLE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(concat!(r"^(?:Nr\. ?)?", form!(), "$")).expect("a literal pattern"));

/// The same with a year of two digits, behind the noun.
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[^A-Za-zÀ-ÖØ-öø-ž])(?:Beschluss|Beschl\.|Entscheidung)(?:-Nr\.)? ?(?:Nr\. ?)?(?P<year>[0-9]{2})/(?P<number>[0-9]{1,3})(?:[ :)|]|$)",
    )
    .expect("a literal pattern")
});

/// A number behind a year of two digits.
fn short(text: &str) -> Option<Written> {
    if !text.contains('/') {
        return None;
    }
    let found = SHORT.captures(text)?;
    Some(Written { number: found.name("number")?.range(), year: found.name("year")?.range() })
}

fn found(pattern: &Regex, text: &str) -> Option<Written> {
    if !text.contains("20") {
        return None;
    }
    let found = pattern.captures(text)?;
    let range = |name: &str| found.name(name).map(|part| part.range());
    Some(Written { number: range("number").or(range("second"))?, year: range("year").or(range("first"))? })
}

/// The identifiers of a deck that are written so.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    known: BTreeSet<String>,
    /// The year of those with two digits of it, where it stands in full.
    year: Option<TextMap>,
}

impl Numbering {
    /// Finds them: several of one year, each at the top of a slide.
    pub(crate) fn find(pages: &[Page]) -> Self {
        let plain = |line: &&Line| line.bullet.is_none() && line.cells.is_empty();
        // A deck has one way; `2032-11 Abschluss` beside `Beschluss 2032/12` is a month.
        let mut headings = pages.iter().flat_map(|page| page.lines.iter().take(FIRST_LINES)).filter(plain);
        if headings.any(|line| any_heading(line.text.as_str()).is_some()) {
            return Self::default();
        }
        let tops = pages.iter().skip(1).flat_map(|page| page.lines.iter().take(FIRST_LINES).filter(plain));
        let mut of_years: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for text in tops.map(|line| line.text.as_str()) {
            if let Some(written) = found(&HEADING, text) {
                of_years.entry(text[written.year.clone()].to_owned()).or_default().insert(written.identifier(text));
            }
        }
        let several = |known: &BTreeSet<String>| known.len() >= FEWEST;
        if let Some(known) = of_years.into_values().max_by_key(BTreeSet::len).filter(several) {
            return Self { known, year: None };
        }
        let mut of_years: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for text in pages.iter().skip(1).filter_map(|page| Some(page.lines.first()?.text.as_str())) {
            if let Some(written) = short(text) {
                let identifier = written.identifier(text);
                of_years.entry(text[written.year].to_owned()).or_default().insert(format!("20{identifier}"));
            }
        }
        let short = of_years.into_iter().max_by_key(|(_, known)| known.len()).filter(|(_, known)| several(known));
        short.and_then(|(year, known)| Some(Self { known, year: Some(in_full(pages, &year)?) })).unwrap_or_default()
    }

    /// Writes the identifiers of headings as `YYYY/N`, so that all are alike: `Titel (Beschl. Nr. 27/2030)`. Other texts stay
    /// as they are.
    pub(crate) fn turn(&self, lines: &mut [Line], read: &mut Vec<Span>) {
        self.turn_cells(lines, read);
        for at in 0..lines.len() {
            let text = lines[at].text.as_str();
            // Most lines have neither of these.
            if !text.contains('/') && !text.contains("20") {
                continue;
            }
            let plain = lines[at].cells.is_empty();
            // `Beschl. 26/31 Titel`, `Titel (Beschl. 26/31)`; in a sentence it is cited.
            let top = |written: &Written| {
                let front = &text[..written.year.start];
                let braced = || text[written.number.end..] == *")" && front.contains('(');
                lines[at].bullet.is_none() && (!front.contains(' ') || front.starts_with("Besch") || braced())
            };
            let turned = if let Some((written, year)) = self.short(text).filter(|(one, _)| plain && top(one)) {
                Some(with_year(&lines[at].text, &written, year, read))
            } else if let Some(written) = self.heads(lines, at).filter(|_| plain) {
                Some(with_turned(&lines[at].text, &written, read))
            } else {
                turned_heading(&lines[at], read)
            };
            if let Some(turned) = turned {
                lines[at].text = turned;
            }
        }
    }

    /// The same in the cells of columns of decisions or of numbers; elsewhere they are months.
    fn turn_cells(&self, lines: &mut [Line], read: &mut Vec<Span>) {
        let mut columns: Vec<(u32, u32, Role)> = Vec::new();
        for line in lines.iter_mut().filter(|line| !line.cells.is_empty()) {
            for at in 0..line.cells.len() {
                let Cell { range, table, column, .. } = line.cells[at].clone();
                let cell = line.text.slice(range.clone());
                let head = role_of_head(cell.as_str()).filter(|role| [Role::Decision, Role::Number].contains(role));
                if let Some(role) = head {
                    columns.push((table, column, role));
                    continue;
                }
                let of = |role: Role| columns.contains(&(table, column, role));
                // Below `Beschluss` no cell is a month.
                let plain = || turned(cell.as_str()).filter(|_| of(Role::Decision));
                let plain = || plain().map(|[year, _, number]| Written { number, year });
                let whole = cell.as_str().len() == range.len() && (of(Role::Decision) || of(Role::Number));
                let own = if let Some((written, year)) = self.short(cell.as_str()).filter(|_| whole) {
                    with_year(&cell, &written, year, read)
                } else if let Some(written) = self.is(cell.as_str()).or_else(plain).filter(|_| whole) {
                    with_turned(&cell, &written, read)
                } else {
                    continue;
                };
                put_cell(line, at, own);
            }
        }
    }

    /// One of them with two digits of its year, behind the noun or as a whole text, and that year in full.
    fn short(&self, text: &str) -> Option<(Written, &TextMap)> {
        let year = self.year.as_ref().filter(|_| text.contains('/'))?;
        let whole = || {
            let (first, number) = text.split_once('/')?;
            let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
            let start = text.len() - number.len();
            (digits(first) && digits(number)).then_some(Written { number: start..text.len(), year: 0..first.len() })
        };
        let written = short(text).or_else(whole)?;
        self.known.contains(&format!("20{}", written.identifier(text))).then_some((written, year))
    }

    /// One of them at the start of a line of a slide, where it heads something: behind a word that says so, at the top, or
    /// among several. Elsewhere it may be a month, `3/2027 Start des Betriebs`.
    fn heads(&self, lines: &[Line], at: usize) -> Option<Written> {
        let text = lines[at].text.as_str();
        let written = self.own(&HEADING, text)?;
        let called = written.number.start.min(written.year.start) > 0;
        let top = at < FIRST_LINES && lines[at].bullet.is_none();
        let listed = || {
            let starts = lines.iter().filter_map(|line| {
                let text = line.text.as_str();
                Some(self.own(&HEADING, text)?.identifier(text))
            });
            starts.collect::<BTreeSet<String>>().len() >= FEWEST
        };
        (called || top || listed()).then_some(written)
    }

    /// One of them that is the whole of a text.
    fn is(&self, text: &str) -> Option<Written> {
        self.own(&WHOLE, text)
    }

    fn own(&self, pattern: &Regex, text: &str) -> Option<Written> {
        if self.known.is_empty() {
            return None;
        }
        found(pattern, text).filter(|written| self.known.contains(&written.identifier(text)))
    }
}

/// A line whose heading has its number in front of its year, as `YYYY/N`.
fn turned_heading(line: &Line, read: &mut Vec<Span>) -> Option<TextMap> {
    let text = line.text.as_str();
    // `Beschluss 2032/12: Register (siehe Beschluss 27/2030)`
    if decision_heading(text).is_some() {
        return None;
    }
    // A heading has one of its own; others in it are cited.
    let (turned, words) = turned_identifiers(text).into_iter().find_map(|[number, year]| {
        let month = may_be_month(text, &number);
        let (front, behind) = (&text[..number.start], text[year.end..].trim_start());
        // `Titel (Beschluss 3/2028)`, `Beschluss 3/2028: Titel`, `Beschluss 3/2028 (TOP 4): Titel`
        let braced = behind == ")" && front.trim_end().rsplit(' ').next().is_some_and(|noun| noun.starts_with('('));
        let first = front.len() <= "Beschluss Nr. ".len();
        let signed = braced || first && (behind.starts_with([':', '|', '–', '·']) || behind.starts_with("(TOP "));
        let mut words = Vec::new();
        let turned = with_turned(&line.text, &Written { number, year }, &mut words);
        // What a cell says has as many bytes as before.
        let same = turned.as_str().len() == text.len();
        let in_cell = |cell: &Cell| turned.as_str().get(cell.range.clone()).is_some_and(is_bare_heading);
        let whole = is_bare_heading(turned.as_str()) && line.bullet.is_none();
        let heads = whole
            || same && line.cells.iter().any(in_cell)
            || (!month || signed) && any_heading(turned.as_str()).is_some();
        (heads && (same || line.cells.is_empty())).then_some((turned, words))
    })?;
    read.extend(words);
    Some(turned)
}

/// A text with this identifier as `YYYY/N`, whose number and year stand there: `27/2030`, `2030-27`, `27 aus dem Jahr
/// 2030`, `27 (2030)`.
fn with_turned(text: &TextMap, Written { number, year }: &Written, read: &mut Vec<Span>) -> TextMap {
    let all = text.as_str();
    let join = |blank: bool| if blank { Join::Space } else { Join::Nothing };
    let sign = number.end.min(year.end)..number.start.max(year.start);
    let (start, end) = (number.start.min(year.start), number.end.max(year.end));
    let mut turned = text.slice(0..start);
    turned.join(join(all[..start].ends_with(' ')), text.slice(year.clone()));
    if &all[sign.clone()] == "/" {
        turned.join(Join::Nothing, text.slice(sign.clone()));
        turned.join(Join::Nothing, text.slice(number.clone()));
    } else {
        turned.join(Join::Slash, text.slice(number.clone()));
    }
    // What stands between or around them is read, and no part of the text any more.
    let braced = all[sign.clone()].ends_with('(') && all[end..].starts_with(')');
    if &all[sign.clone()] != "/" {
        read.extend(text.slice(sign).whole_trace().spans);
        read.extend(text.slice(end..end + usize::from(braced)).whole_trace().spans);
    }
    let end = end + usize::from(braced);
    if end < all.len() {
        turned.join(join(all[end..].starts_with(' ')), text.slice(end..all.len()));
    }
    turned
}

/// A text with the year in full of the identifier that stands there with two digits of it.
fn with_year(text: &TextMap, written: &Written, year: &TextMap, read: &mut Vec<Span>) -> TextMap {
    let all = text.as_str();
    read.extend(text.slice(written.year.start..written.number.start).whole_trace().spans);
    let (mut front, end) = (text.slice(0..written.year.start), written.number.end);
    front.join(if all[..written.year.start].ends_with(' ') { Join::Space } else { Join::Nothing }, year.clone());
    front.join(Join::Slash, text.slice(written.number.clone()));
    if end < all.len() {
        front.join(if all[end..].starts_with(' ') { Join::Space } else { Join::Nothing }, text.slice(end..all.len()));
    }
    front
}

/// Puts a text in the place of a cell, and moves what stands behind.
fn put_cell(line: &mut Line, at: usize, cell: TextMap) {
    let range = line.cells[at].range.clone();
    let (all, end) = (line.text.clone(), range.start + cell.as_str().len());
    let blank = |blank: bool| if blank { Join::Space } else { Join::Nothing };
    let mut text = all.slice(0..range.start);
    text.join(blank(all.as_str()[..range.start].ends_with(' ')), cell);
    if range.end < all.as_str().len() {
        text.join(blank(all.as_str()[range.end..].starts_with(' ')), all.slice(range.end..all.as_str().len()));
    }
    line.text = text;
    let moved = |place: usize| if place >= range.end { place - range.end + end } else { place };
    for cell in &mut line.cells {
        cell.range = moved(cell.range.start)..moved(cell.range.end);
        cell.items.iter_mut().for_each(|item| *item = moved(*item));
    }
}

/// Where a year of which two digits are known stands in full.
fn in_full(pages: &[Page], digits: &str) -> Option<TextMap> {
    let full = format!("20{digits}");
    let whole = |text: &str, at: usize| {
        let (front, behind) = (&text[..at], &text[at + full.len()..]);
        !front.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric)
    };
    pages.iter().flat_map(|page| &page.lines).find_map(|line| {
        let text = line.text.as_str();
        let at = text.match_indices(&full).map(|(at, _)| at).find(|at| whole(text, *at))?;
        Some(line.text.slice(at..at + full.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(written: &str) -> TextMap {
        TextMap::piece(written, Span::new(0, written.len())).expect("it has text")
    }

    #[test]
    fn cells_behind_one_with_a_year_in_full_move() {
        let row = "1 26/31 Netze 500";
        let cell =
            |range: Range<usize>, items: &[usize]| Cell { range, table: 0, column: 0, over: 1, items: items.to_vec() };
        let cells = vec![cell(0..1, &[]), cell(2..7, &[]), cell(8..13, &[10]), cell(14..17, &[])];
        let mut line = Line { cells, ..Line::of(text(row)) };
        let written = Written { number: 3..5, year: 0..2 };
        let own = with_year(&line.text.slice(2..7), &written, &text("2026"), &mut Vec::new());
        put_cell(&mut line, 1, own);
        let whole = line.text.as_str();
        let cells: Vec<&str> = line.cells.iter().map(|cell| &whole[cell.range.clone()]).collect();
        assert_eq!(cells, ["1", "2026/31", "Netze", "500"]);
        assert_eq!(&whole[line.cells[2].items[0]..], "tze 500");
    }

    #[test]
    fn what_may_head_a_slide() {
        let read = |text: &str| found(&HEADING, text).map(|written| written.identifier(text));
        for text in ["Nr. 3/2027 – Titel", "3/2027 Titel", "Beschluss 3/2027: Titel", "Beschl. Nr. 3/2027"] {
            assert_eq!(read(text).as_deref(), Some("2027/3"), "{text}");
        }
        assert_eq!(read("2034-03 Titel").as_deref(), Some("2034/03"));
        for text in ["2034-03-12 Titel", "3/2027 bis 4/2028", "am 3/2027", "2034-03, Titel", "13/3/2027 Titel"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
