//! Numbering: the identifiers of headings that are written in another way than `YYYY/N`, which they become.
//!
//! | written where headings have it, on several slides | read as |
//! | --- | --- |
//! | `3/2027 Titel`, `Titel (Nr. 3/2027)`, `TOP 4 · 3-2027`, `Titel – 3 aus 2027`, `3 (2027)` alone | 2027/3 |
//! | `2034-03 Titel`, `2034.03: Titel`, `2034/IT/03 Titel` | 2034/03 |
//! | `Beschl. 26/31 Titel`, `Beschl. 31/26 Titel` | 2026/31, where the year stands in full somewhere |
//!
//! One slide alone suffices behind the noun, where a month would be written otherwise: `Beschluss 27/2030: Titel`,
//! `Titel (Beschluss 3/2030)`, `Beschluss Nr. 31 aus dem Jahr 2026`.
//!
//! In: the pages of a deck. Out: the same lines, their identifiers turned.

use std::collections::{BTreeMap, BTreeSet};

use crate::grammar::cell::role_of_head;
use crate::grammar::heading::{decision_heading, is_bare_heading, item_in_front, leads_to_citation, starts_small};
use crate::grammar::identifier::{Written, label_before, written_identifiers};
use crate::grammar::part::without_part;
use crate::grammar::presenter::starts_with_presenter;
use crate::grammar::reference::{may_be_month, turned_identifiers};
use crate::layout::{Cell, Line, Page};
use crate::source::Span;
use crate::text::{Join, TextMap};
use crate::vocabulary::Role;

use super::titled::any_heading;

/// Identifiers from which on a deck, or a slide, has them.
const FEWEST: usize = 3;
/// The same where something calls each of them one.
const FEWEST_CALLED: usize = 2;
/// Lines of a slide in which its heading starts.
const FIRST_LINES: usize = 2;
/// Numbers up to here may be months.
const MONTHS: u32 = 12;

/// An identifier where a heading has it.
struct Heading {
    written: Written,
    /// Whether something calls it one: `Nr. 3/2027`.
    called: bool,
    /// Whether a title may stand behind it, rather than in front.
    leads: bool,
    /// Whether nothing else stands in the text.
    alone: bool,
}

/// What an item of the agenda or of a list leaves in front of an identifier: `TOP 4 · `, `3. `, brackets.
fn is_count(front: &str) -> bool {
    let front = front.trim_matches(|c: char| c == ' ' || "|·–—-:([#".contains(c));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    digits(front) || item_in_front(front).is_some_and(|item| item.len() == front.len())
}

/// What may stand behind an identifier at the end of a heading: brackets, an item of the agenda, a day, a part, who presents.
fn is_end(behind: &str) -> bool {
    let behind = behind.trim_start_matches([')', ']']).trim_start();
    let item = behind.trim_start_matches([' ', '|', '·', '–', '-', ',', '(']).trim_end_matches(')');
    let day = behind.strip_prefix("vom ").is_some_and(|day| !day.contains(['|', ':', '–']));
    let presents = !item.is_empty() && item.len() < behind.len() && starts_with_presenter(item);
    behind.is_empty() || day || presents || item_in_front(item).is_some_and(|found| found.len() == item.len())
}

/// The identifiers of a text that stand where a heading has one.
fn headings(text: &str) -> Vec<Heading> {
    let whole = without_part(text).len();
    let mut found = written_identifiers(text);
    // The most common one is read as it is, and most texts have none.
    found.retain(|one| !(one.is_straight(text) && text[one.sign()] == *"/" && one.has_whole_year()));
    let heading = |written: Written| {
        let label = label_before(text, written.start());
        let front = &text[..label.map_or(written.start(), |(start, _)| start)];
        let behind = &text[written.end(text)..];
        // What counts the slides of a title, `(2/3)`, may be written as an identifier is.
        let last = text.get(written.end(text)..whole).unwrap_or_default();
        let (leads, ends) = (is_count(front), is_end(last));
        // Behind an identifier a title starts, with a sign in front of it or a capital.
        let name = behind.trim_start_matches([')', ']', ' ', '|', ':', '–', '—', '·']);
        let starts = name.starts_with(|c: char| !c.is_lowercase() && c != ',') || starts_small(name);
        let titled = name.len() < behind.len() && starts;
        let item = behind.trim_start().starts_with("(TOP ") || behind.starts_with(" vom ");
        // `… gemäß 3/2027` is cited; behind a title stand brackets or a sign, or what it is called.
        let divided = || label.is_some() || front.trim_end().ends_with(['(', '[', '|', '·', '–', '—', '-', ',']);
        let stands = leads && (ends || titled || item) || ends && divided();
        stands.then_some(Heading { called: label.is_some(), leads, alone: leads && ends, written })
    };
    found.into_iter().filter_map(heading).collect()
}

/// The identifiers of a deck that are written so.
#[derive(Debug, Default)]
pub(crate) struct Numbering {
    known: BTreeSet<String>,
    /// The year of those with two digits of it, where it stands in full.
    year: Option<TextMap>,
}

impl Numbering {
    /// Finds them: several of one year, each at the top of a slide or alone on its line.
    pub(crate) fn find(pages: &[Page]) -> Self {
        let plain = |line: &&Line| line.bullet.is_none() && line.cells.is_empty();
        // A deck has one way; `2032-11 Abschluss` beside `Beschluss 2032/12` is a month.
        let mut tops = pages.iter().flat_map(|page| page.lines.iter().take(FIRST_LINES)).filter(plain);
        let plainly = |text: &str| any_heading(text).is_some_and(|heading| text[heading.identifier].contains('/'));
        if tops.any(|line| plainly(line.text.as_str())) {
            return Self::default();
        }
        let mut of_years: BTreeMap<(bool, &str), Found> = BTreeMap::new();
        for page in pages.iter().skip(1) {
            for (at, line) in page.lines.iter().enumerate().filter(|(_, line)| plain(line)) {
                let text = line.text.as_str();
                for one in
                    headings(text).into_iter().filter(|one| at < FIRST_LINES || one.called && (one.alone || one.leads))
                {
                    let first = one.written.year.start < one.written.number.start;
                    of_years.entry((first, &text[one.written.year.clone()])).or_default().add(text, &one);
                }
            }
        }
        // Beside `Beschluss 14/2032` and `Beschluss 15/2032`, `09/2032` is a month.
        let own = |mut found: Found| {
            if found.called >= FEWEST_CALLED && found.sure.len() >= FEWEST_CALLED {
                found.known = std::mem::take(&mut found.sure);
                return Some(found);
            }
            (found.known.len() >= FEWEST && found.told).then_some(found)
        };
        let several = of_years.into_iter().filter_map(|(year, found)| Some((year, own(found)?)));
        // The year is what all of them share, and a number what tells them apart.
        let Some(((_, year), found)) = several.max_by_key(|(_, found)| found.known.len()) else {
            return Self::default();
        };
        if year.len() > 2 {
            return Self { known: found.known, year: None };
        }
        let known = found.known.into_iter().map(|one| format!("20{one}")).collect();
        in_full(pages, year).map(|year| Self { known, year: Some(year) }).unwrap_or_default()
    }

    /// Writes the identifiers of headings as `YYYY/N`, so that all are alike: `Titel (Beschl. Nr. 27/2030)`. Other texts stay
    /// as they are.
    pub(crate) fn turn(&self, lines: &mut [Line], read: &mut Vec<Span>) {
        self.turn_cells(lines, read);
        let own = |line: &Line| {
            let text = line.text.as_str();
            let found = if self.known.is_empty() { Vec::new() } else { headings(text) };
            found.into_iter().find(|one| self.is_known(&one.written, text))
        };
        let found: Vec<Option<Heading>> = lines.iter().map(own).collect();
        let alike = |leads: bool| found.iter().flatten().filter(|one| one.leads == leads).count() >= FEWEST;
        let (leading, ending) = (alike(true), alike(false));
        for (at, (line, own)) in lines.iter_mut().zip(found).enumerate() {
            let plain = line.cells.is_empty();
            // Elsewhere it may be a month, `3/2027 Start des Betriebs`, or cited.
            let heads = |one: &Heading| {
                let top = at < FIRST_LINES && line.bullet.is_none();
                top || one.called && one.leads || if one.leads { leading } else { ending }
            };
            let turned = match own.filter(|one| plain && heads(one)) {
                Some(one) => Some(self.turned(&line.text, &one.written, read)),
                None => turned_heading(line, read),
            };
            if let Some(turned) = turned {
                line.text = turned;
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
                if cell.as_str().len() != range.len() || !of(Role::Decision) && !of(Role::Number) {
                    continue;
                }
                let text = cell.as_str();
                // Below `Beschluss` no cell is a month.
                let plain = |one: &Written| of(Role::Decision) && one.has_whole_year() && &text[one.sign()] == "/";
                let own = headings(text).into_iter().filter(|one| one.alone).map(|one| one.written);
                if let Some(written) = own.into_iter().find(|one| self.is_known(one, text) || plain(one)) {
                    let own = self.turned(&cell, &written, read);
                    put_cell(line, at, own);
                }
            }
        }
    }

    /// Whether an identifier is one of them; with two digits of the year, too, where that is known.
    fn is_known(&self, written: &Written, text: &str) -> bool {
        let identifier = written.identifier(text);
        match &self.year {
            Some(year) if !written.has_whole_year() => {
                year.as_str().ends_with(&text[written.year.clone()]) && self.known.contains(&format!("20{identifier}"))
            }
            _ => self.known.contains(&identifier),
        }
    }

    fn turned(&self, text: &TextMap, written: &Written, read: &mut Vec<Span>) -> TextMap {
        match self.year.as_ref().filter(|_| !written.has_whole_year()) {
            Some(year) => with_year(text, written, year, read),
            None => with_turned(text, written, read),
        }
    }
}

/// The identifiers of one year.
#[derive(Default)]
struct Found {
    known: BTreeSet<String>,
    /// Those that something calls so, or no month.
    sure: BTreeSet<String>,
    /// How often something does.
    called: usize,
    /// Whether one of them cannot be a month.
    told: bool,
}

impl Found {
    fn add(&mut self, text: &str, one: &Heading) {
        let Written { number, year } = &one.written;
        let beyond = text[number.clone()].parse::<u32>().is_ok_and(|number| number > MONTHS);
        // `3/2027 Titel` at the top of several slides is none; `03/27` and `03.2027` are.
        let heads = one.leads && year.len() > 2 && ["/", "-"].contains(&&text[one.written.sign()]);
        self.told |= one.called || beyond || heads;
        let identifier = one.written.identifier(text);
        if one.called || beyond {
            self.sure.insert(identifier.clone());
        }
        self.called += usize::from(one.called);
        self.known.insert(identifier);
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
    let (turned, words) = turned_identifiers(text).into_iter().find_map(|written| {
        let number = &written.number;
        let month = written.number.start < written.year.start && may_be_month(text, number);
        let (front, behind) = (&text[..written.start()], text[written.end(text)..].trim_start());
        // `Titel (Beschluss 3/2028)`, `Beschluss 3/2028: Titel`, `Beschluss 3/2028 (TOP 4): Titel`
        let braced = behind == ")" && front.trim_end().rsplit(' ').next().is_some_and(|noun| noun.starts_with('('));
        let first = front.len() <= "Beschluss Nr. ".len();
        let signed = braced || first && (behind.starts_with([':', '|', '–', '·']) || behind.starts_with("(TOP "));
        // `• Bezug: Beschluss 27/2030`
        let label = label_before(text, written.start()).map_or(written.start(), |(label, _)| label);
        if line.bullet.is_some() && leads_to_citation(text[..label].trim_end()) {
            return None;
        }
        let mut words = Vec::new();
        let turned = with_turned(&line.text, &written, &mut words);
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

/// How a part goes on behind a text: with a blank where it has one.
fn blank(blank: bool) -> Join {
    if blank { Join::Space } else { Join::Nothing }
}

/// Puts an identifier in the place of one that is written in another way. What stands between its parts and around them is
/// read, and no part of the text any more.
fn put(text: &TextMap, written: &Written, identifier: TextMap, read: &mut Vec<Span>) -> TextMap {
    let (all, start, end) = (text.as_str(), written.start(), written.end(text.as_str()));
    let mut whole = text.slice(0..start);
    whole.join(blank(all[..start].ends_with(' ')), identifier);
    if end < all.len() {
        whole.join(blank(all[end..].starts_with(' ')), text.slice(end..all.len()));
    }
    read.extend(text.slice(written.number.end.max(written.year.end)..end).whole_trace().spans);
    whole
}

/// An identifier as `YYYY/N`, put together from its parts: of `27/2030`, `2030.27`, `27 aus dem Jahr 2030`, `27 (2030)`.
pub(super) fn in_order(text: &TextMap, written: &Written) -> TextMap {
    let sign = written.sign();
    let mut identifier = text.slice(written.year.clone());
    if &text.as_str()[sign.clone()] == "/" {
        identifier.join(Join::Nothing, text.slice(sign));
        identifier.join(Join::Nothing, text.slice(written.number.clone()));
    } else {
        identifier.join(Join::Slash, text.slice(written.number.clone()));
    }
    identifier
}

/// A text with this identifier as `YYYY/N`.
fn with_turned(text: &TextMap, written: &Written, read: &mut Vec<Span>) -> TextMap {
    let sign = written.sign();
    if &text.as_str()[sign.clone()] != "/" {
        read.extend(text.slice(sign).whole_trace().spans);
    }
    put(text, written, in_order(text, written), read)
}

/// A text with the year in full of the identifier that stands there with two digits of it.
fn with_year(text: &TextMap, written: &Written, year: &TextMap, read: &mut Vec<Span>) -> TextMap {
    let mut identifier = year.clone();
    identifier.join(Join::Slash, text.slice(written.number.clone()));
    read.extend(text.slice(written.year.clone()).whole_trace().spans);
    read.extend(text.slice(written.sign()).whole_trace().spans);
    put(text, written, identifier, read)
}

/// Puts a text in the place of a cell, and moves what stands behind.
fn put_cell(line: &mut Line, at: usize, cell: TextMap) {
    let range = line.cells[at].range.clone();
    let (all, end) = (line.text.clone(), range.start + cell.as_str().len());
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
    use std::ops::Range;

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
        let read = |text: &str| {
            let found = headings(text).into_iter().map(|one| one.written.identifier(text));
            found.collect::<Vec<String>>().join(" ")
        };
        for text in [
            "Nr. 3/2027 – Titel",
            "3/2027 Titel",
            "Beschluss 3/2027: Titel",
            "Beschl. Nr. 3/2027",
            "TOP 4 · 3/2027",
            "Titel (Nr. 3/2027)",
            "Titel – Beschluss 3 aus 2027 (1/2)",
            "3/2027 (TOP 4): Titel",
            "2027.3 | i-Kfz",
            "Beschluss 2027/IT/3 vom 3. Mai 2027",
        ] {
            assert_eq!(read(text), "2027/3", "{text}");
        }
        for text in ["2034-03-12 Titel", "3/2027 bis 4/2028", "am 3/2027", "2034-03, Titel", "13/3/2027 Titel"] {
            assert_eq!(read(text), "", "{text}");
        }
    }
}
