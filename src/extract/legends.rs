//! What lines beside a table say of it: what its marks and words mean, the unit of its sums, and where it is from.
//!
//! | written | read as |
//! | --- | --- |
//! | `* Freigabe unter Vorbehalt`, `V = unter Vorbehalt` | the mark of a reservation |
//! | `nach Prüfung: Freigabe unter Vorbehalt` | the words of one |
//! | `Beträge in T€`, `Alle Angaben in Tausend Euro` | the unit of sums below a head without one |
//! | `Quelle: Portfolioliste` | where the table is from |
//! | `Projekte des Landes sind fett gedruckt.` | how rows are printed, which no field has |

use std::ops::Range;

use super::roles::unit_of;
use super::rows::{is_legend, joined};
use crate::grammar::cell::unit_of_head;
use crate::grammar::mark::{
    explains_abbreviation, lowered, reserving_mark, reserving_phrase, says_reserved, sentences_of_legend,
};
use crate::grammar::part::without_part;
use crate::grammar::programme::programme_name;
use crate::layout::{Line, ends_text};
use crate::source::is_bullet;
use crate::text::{TextMap, Words};
use crate::vocabulary::{AMOUNT_WORDS, PROJECT_NOUNS, SOURCE_LABELS, TYPE_VERBS, TYPES};

fn is_plain(line: &Line) -> bool {
    line.bullet.is_none() && line.cells.is_empty()
}

/// The words that a line explains as those of a reservation.
pub(super) fn legend_phrase(line: &Line) -> Option<(TextMap, Range<usize>)> {
    // `● gelb: Freigabe unter Vorbehalt`
    let marked = line.bullet.is_some_and(|bullet| !bullet.mark.is_alphanumeric()) && line.cells.is_empty();
    let range = reserving_phrase(line.text.as_str()).filter(|_| marked || is_plain(line))?;
    Some((line.text.clone(), range))
}

/// The mark that a line explains as that of a reservation, whether it is taken for that of an item or not.
pub(super) fn legend_mark(line: &Line) -> Option<char> {
    match line.bullet {
        Some(bullet) => Some(bullet.mark).filter(|mark| mark.is_alphanumeric() && says_reserved(line.text.as_str())),
        None => reserving_mark(line.text.as_str()),
    }
}

/// The same of a line whose mark was taken for that of an item, or beside which another text stands, if one of the cells
/// is that mark: `▲ Freigabe unter Vorbehalt`.
pub(super) fn legend_of_cells<'a>(line: &Line, mut cells: impl Iterator<Item = &'a str>) -> Option<char> {
    let beside = || line.pieces.iter().find_map(|piece| reserving_mark(piece.as_str()));
    let mark = match line.bullet {
        Some(bullet) => says_reserved(line.text.as_str()).then_some(bullet.mark),
        None => beside(),
    }?;
    cells.any(|cell| cell.chars().eq([mark])).then_some(mark)
}

/// The mark of the footnote that a line is, whatever that says: `¹ einschließlich Betrieb`, `2) ab 2027`.
pub(super) fn footnote(line: &Line) -> Option<char> {
    let text = line.text.as_str();
    if !line.cells.is_empty() || !text.contains(char::is_alphabetic) {
        return None;
    }
    if let Some(bullet) = line.bullet {
        return Some(bullet.mark).filter(char::is_ascii_digit);
    }
    let first = text.chars().next()?;
    let closed = first.is_ascii_digit() && text[1..].starts_with([')', '⁾']);
    lowered(first).or(closed.then_some(first))
}

/// What may stand for a reservation in a line: its cells, or what is behind a label.
pub(super) fn values(line: &Line) -> impl Iterator<Item = &str> {
    let text = line.text.as_str();
    let behind = text.rsplit_once(": ").map(|(_, value)| value);
    line.cells.iter().map(|cell| &text[cell.range.clone()]).chain(behind)
}

/// Sets apart what stands below such lines: it goes on in nothing above the table.
pub(super) fn set_apart_below(lines: &mut [Line], is_read: impl Fn(&Line) -> bool) {
    for at in 1..lines.len() {
        lines[at].apart |= is_read(&lines[at - 1]);
    }
}

/// A value without the brackets around it, or the mark in front of it: `(nach Prüfung)`, `● gelb`.
pub(super) fn bare_value(value: &str) -> &str {
    value.trim_matches(['(', ')']).trim_start_matches(is_bullet).trim_start()
}

/// The unit of money of which a line says that all sums are in it: `Beträge in T€`.
pub(super) fn legend_unit(line: &Line) -> Option<TextMap> {
    const MOST_WORDS: usize = 10;
    let text = line.text.as_str();
    if let Some(sentences) = sentences_of_legend(text) {
        let part = |(at, sentence): (usize, &str)| {
            let end = at + sentence.trim_end_matches('.').len();
            legend_unit(&Line { text: line.text.slice(at..end), ..line.clone() })
        };
        return sentences.into_iter().find_map(part);
    }
    // `Beträge in T€; (V) = unter Vorbehalt`
    let says_more = |(front, rest): &(&str, &str)| front.contains(" in ") && unit_of_head(rest).is_none();
    if let Some((front, _)) = text.split_once("; ").filter(says_more) {
        let part = Line { text: line.text.slice(0..front.len()), ..line.clone() };
        return legend_unit(&part);
    }
    // Most lines end otherwise.
    let may_be = text.trim_end_matches([')', '.', ']']).ends_with(['€', 'o', 'R']) && is_plain(line);
    let short = may_be && text.split(' ').count() <= MOST_WORDS;
    let range = short.then(|| unit_of_head(text))??;
    let before = text[..range.start].trim_end().strip_suffix(" in")?;
    let ends = text[range.end..].chars().all(|c| ").]".contains(c));
    let part = before.rsplit([',', ';', '|', '·', '(', '[', ':']).next().unwrap_or(before).trim_start();
    let word = part.strip_prefix("Alle ").or(part.strip_prefix("alle ")).unwrap_or(part);
    // `Angaben in Euro; Beträge in T€` gives two.
    let one = text.matches(" in ").count() == 1;
    (ends && one && AMOUNT_WORDS.contains(&word)).then(|| unit_of(&line.text))?
}

/// The unit of money that a title gives all sums of the projects below it: `Geförderte Vorhaben in T€ (2/3)`.
pub(super) fn unit_of_title(line: &Line) -> Option<TextMap> {
    let title = without_part(line.text.as_str());
    let unit = unit_of_head(title).filter(|unit| is_plain(line) && unit.end == title.len())?;
    let noun = title[..unit.start].trim_end().strip_suffix(" in")?.rsplit(' ').next()?;
    PROJECT_NOUNS.contains(&noun).then(|| unit_of(&line.text.slice(0..title.len())))?
}

/// Whether a text says where something is from, and nothing else: `Quelle: Portfolioliste`.
pub(super) fn is_source(text: &str) -> bool {
    // Where no empty line parts them, other text may follow.
    const MOST_WORDS: usize = 16;
    text.split(' ').nth(MOST_WORDS).is_none()
        && text.split_once(": ").is_some_and(|(label, _)| SOURCE_LABELS.contains(&label))
}

/// Whether a text says how some rows of a table are printed, and nothing else: `Projekte des Landes sind fett gedruckt.`
pub(super) fn explains_type(text: &str) -> bool {
    const MOST_WORDS: usize = 12;
    let last = text.trim_end_matches(['.', ')']).rsplit(' ').next().unwrap_or_default();
    let types = || text.split([' ', ':', '(']).any(|word| TYPES.contains(&word));
    TYPE_VERBS.contains(&last) && text.split(' ').count() <= MOST_WORDS && types()
}

/// Whether a line says something of the table beside it and nothing else: an abbreviation, the unit of its sums, or where
/// it is from.
pub(super) fn is_note(line: &Line) -> bool {
    let text = line.text.as_str();
    line.bullet.is_none() && explains_abbreviation(text)
        // `Programm Name, Beträge in T€`
        || legend_unit(line).is_some() && !programme_name(line.text.as_str()).1
        || is_plain(line) && is_source(text)
}

/// The lines of a slide with a table, those that go on below what explains it put together: what follows is no name.
pub(super) fn with_whole_notes(lines: Vec<Line>, words: &Words) -> Vec<Line> {
    // Shorter lines have room for another word.
    const SHORTEST: usize = 60;
    if lines.iter().all(|line| line.cells.is_empty()) {
        return lines;
    }
    let explains = |line: &Line| is_note(line) || is_legend(line) || legend_phrase(line).is_some();
    let mut whole: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines {
        let goes_on = |last: &&mut Line| {
            let text = last.text.as_str();
            let wraps = text.len() >= SHORTEST && !ends_text(text) && is_plain(last);
            wraps && is_plain(&line) && !line.gap && !line.apart && explains(last) && !explains(&line)
        };
        match whole.last_mut().filter(goes_on) {
            Some(last) => last.text = joined(&[last.clone(), line], words, &mut Vec::new()).unwrap_or_default(),
            None => whole.push(line),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Bullet;
    use crate::source::Span;

    #[test]
    fn units_of_all_sums() {
        let unit = |text: &str| {
            let line = Line::of(TextMap::piece(text, Span::new(0, text.len())).expect("it has text"));
            legend_unit(&line).map(|unit| unit.as_str().to_owned())
        };
        assert_eq!(unit("Beträge in T€; (V) = unter Vorbehalt").as_deref(), Some("T€"));
        assert_eq!(unit("Beträge in EUR Mio.").as_deref(), Some("Mio. EUR"));
        assert_eq!(unit("Angaben in Euro; Beträge in T€"), None);
        let of_title = |text: &str| {
            let line = Line::of(TextMap::piece(text, Span::new(0, text.len())).expect("it has text"));
            unit_of_title(&line).map(|unit| unit.as_str().to_owned())
        };
        assert_eq!(of_title("Geförderte Vorhaben in T€ (2/3)").as_deref(), Some("T€"));
        assert_eq!(of_title("Kosten der Netze in T€"), None);
    }

    #[test]
    fn how_rows_are_printed() {
        let said = ["Projekte des Landes sind fett gedruckt.", "Federführung fett gedruckt", "(grau hinterlegt)"];
        assert!(said.iter().all(|text| explains_type(text)));
        assert!(!["Der Bericht wird gedruckt.", "Das Netz ist fett."].iter().any(|text| explains_type(text)));
    }

    #[test]
    fn a_mark_of_an_item_that_cells_bear_is_a_legend() {
        let text = "Freigabe unter Vorbehalt";
        let plain = Line::of(TextMap::piece(text, Span::new(0, text.len())).expect("it has text"));
        let bullet = Some(Bullet { mark: '▲', span: Span::new(0, 0), indent: None });
        let item = Line { bullet, ..plain };
        assert_eq!(legend_of_cells(&item, ["BY", "▲"].into_iter()), Some('▲'));
        assert_eq!(legend_of_cells(&item, ["BY", "▲▲"].into_iter()), None);
        assert_eq!(legend_mark(&item), None);
    }
}
