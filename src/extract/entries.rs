//! Entries: projects as short texts, a number and a title with what else is known of them behind or below.
//!
//! In: the lines of a slide. Out: the same, the entries as the rows of one table.
//!
//! | written | read as |
//! | --- | --- |
//! | `201 – Titel`, below it `NI (FF), MV │ 820 T€ │ 01/2030–08/2031`, `unter Vorbehalt` | a row |
//! | `7. Titel (HH, MV) ..... 1.147.300 €`, below it `Juli 2028 bis August 2029, unter Vorbehalt` | a row |
//! | `Titel (Projekt 3)`, below it `Antragsteller: HH; Mittel: 536 T€; Laufzeit: 2027–2028` | a row |
//! | `Nr. 3: Titel (HH, HB; 480.000 Euro; 2030–2032)` | a row |
//! | `Nr. 3: Titel (HH, HB), 480.000 Euro, bis Ende 2032` | a row |
//! | `#61 Titel`, `Nr. 61 Titel`, below it `SH, HB – 480.000 € – 01/2034 bis 12/2035` | a row |
//! | `3` in a cell, and beside it the title above `Bremen · 385.000 Euro · Juni 2030 bis Mai 2031` | a row |
//! | the same in one card, the number above the title | a row |
//! | `#3`, below it the title, `2,28 Mio. €`, `SN + BW`, `Okt 2029 bis Sep 2030`, each on lines of its own | a row |
//!
//! An entry is one where each of its parts is a value, and none of them the same as another.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::grammar::cell::{
    cell_applicants, cell_period, is_year, number_in_front, parse_number, role_of_head, whole_applicants, whole_money,
};
use crate::grammar::mark::{awaits, mark_at_end, reserved_behind};
use crate::grammar::period::limit;
use crate::grammar::programme::programme_name;
use crate::layout::{Bullet, Line};
use crate::source::Span;
use crate::text::{Join, TextMap, Words, join_lines};
use crate::vocabulary::{NUMBER_PREFIXES, Role};

use super::grid::{numbered_behind, says_reservation};
use super::rows::joined;
use super::sheets::{APPLICANTS, BUDGET, NUMBER, PERIOD, REMARK, TITLE, is_row, row_of};

/// Entries from which on a slide has them.
const FEWEST: usize = 2;
/// Bytes of the first line of an entry, at most, without leaders.
const LONGEST: usize = 160;
/// Labels of a line from which on it can only be one of an entry.
const FEWEST_LABELS: usize = 2;
static LEADER: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\.{4,}").expect("a literal pattern"));
/// Lines of an entry, at most, and of a card.
const MOST_LINES: usize = 5;
const MOST_CARD_LINES: usize = 10;

/// Puts the entries of a slide into one table, where the first of them stands; their bytes are `read`.
/// Those that cannot be read, and those of a text that cannot be told from the rows of another table, are `unread`.
pub(super) fn put_entries(
    mut lines: Vec<Line>,
    words: &Words,
    read: &mut Vec<Span>,
    unread: &mut Vec<TextMap>,
) -> Vec<Line> {
    mark_values(&mut lines);
    let cards: Vec<(Range<usize>, Option<Line>)> = cards(&lines, words);
    if cards.iter().filter(|(_, row)| row.is_some()).count() >= FEWEST {
        return with_rows(lines, cards, read, unread);
    }
    let rows = beside_numbers(&lines);
    if rows.iter().filter(|(_, row)| row.is_some()).count() >= FEWEST {
        return with_rows(lines, rows, read, unread);
    }
    // An item goes on below its mark, unless the line says that it is counted.
    let wraps = |at: usize| {
        let line = &lines[at];
        let below = lines[at - 1].bullet.is_some() && line.is_plain() && !line.gap && !line.apart;
        below && !is_counted(line.text.as_str())
    };
    let starts: Vec<usize> = (1..lines.len()).filter(|at| !wraps(*at) && starts_entry(&lines[*at])).collect();
    let end = |start: usize| {
        // The values of an item may be one below it.
        let mark = |line: &Line| line.bullet.map(|bullet| bullet.mark);
        let below = |line: &Line| {
            line.cells.is_empty()
                && (mark(&lines[start]).is_some() || is_counted(lines[start].text.as_str()))
                && mark(line).is_some_and(|own| mark(&lines[start]) != Some(own))
        };
        let goes_on = |line: &Line| below(line) || !line.gap && is_plain(line) && !heads_programme(line);
        let ends = |at: &usize| goes_on(&lines[*at]) && (wraps(*at) || !starts_entry(&lines[*at]));
        start + 1 + (start + 1..lines.len()).take(MOST_LINES).take_while(ends).count()
    };
    // In a text of which nobody knows what stands where, such lines may be parts of other rows: there only labels count.
    let counts = |lines: &[Line], row: &Option<Line>| {
        let labelled =
            texts(&lines[1..], words).iter().any(|text| text.as_str().matches(": ").count() >= FEWEST_LABELS);
        let whole = lines[0].column.is_some() || row.is_some() && lines.iter().all(|line| line.alone);
        let counted = is_counted(lines[0].text.as_str());
        whole || counted || row.is_some() && (labelled || bracketed(lines).is_some())
    };
    // What is counted as projects are and has sums and periods is one, read or not.
    let values = |range: &Range<usize>| {
        let texts = texts(&lines[range.start + 1..range.end], words);
        let has = |wanted: &dyn Fn(&str) -> bool| {
            let parts = texts.iter().flat_map(|text| text.as_str().split(": ")).flat_map(|part| part.split(", "));
            parts.into_iter().any(wanted)
        };
        has(&|part| whole_money(part).is_some()) && has(&|part| cell_period(part).is_some())
    };
    if starts.len() < FEWEST {
        // Beside projects that were read, what is counted as they are is one.
        let beside = lines.iter().any(is_row);
        let seems = |at: &&usize| is_counted(lines[**at].text.as_str()) && (beside || values(&(**at..end(**at))));
        let counted = starts.iter().filter(seems);
        unread.extend(counted.map(|at| lines[*at].text.clone()));
        return lines;
    }
    // Where one that is counted is no entry, none is.
    let is_entry = |at: usize| lines[at].number.is_none() || entry(&lines[at..end(at)], words).is_some();
    let starts: Vec<usize> = match starts.iter().all(|at| is_entry(*at)) {
        true => starts,
        false => starts.into_iter().filter(|at| lines[*at].number.is_none()).collect(),
    };
    let all = starts.into_iter().map(|start| (start..end(start), entry(&lines[start..end(start)], words)));
    let (all, doubtful): (Vec<_>, Vec<_>) = all.partition(|(range, row)| counts(&lines[range.clone()], row));
    if all.iter().filter(|(_, row)| row.is_some()).count() < FEWEST {
        let seems = |(range, row): &&(Range<usize>, Option<Line>)| {
            row.is_some() || is_counted(lines[range.start].text.as_str()) && values(range)
        };
        let readable = all.iter().chain(&doubtful).filter(seems);
        let texts: Vec<TextMap> = readable.map(|(range, _)| lines[range.start].text.clone()).collect();
        unread.extend(Some(texts).filter(|texts| texts.len() >= FEWEST).into_iter().flatten());
        return lines;
    }
    with_rows(lines, all, read, unread)
}

/// Takes dashes off lines below counted items that are values, as their marks: `– HE, 480.000 €, 2030 bis 2031`.
fn mark_values(lines: &mut [Line]) {
    for at in 1..lines.len() {
        let below = is_counted(lines[at - 1].text.as_str()) && lines[at - 1].bullet.is_some();
        let text = &lines[at].text;
        let Some(rest) = text.as_str().strip_prefix("– ").filter(|_| below && lines[at].bullet.is_none()) else {
            continue;
        };
        let start = text.as_str().len() - rest.len();
        let mark = text.trace(0..'–'.len_utf8()).cover();
        let text = text.slice(start..text.as_str().len());
        lines[at].bullet = mark.map(|span| Bullet { mark: '–', span, indent: None });
        lines[at].text = text;
    }
}

/// The lines with these entries as the rows of one table, where the first of them stands; the names of programmes between
/// them stand in rows of their own.
fn with_rows(
    lines: Vec<Line>,
    all: Vec<(Range<usize>, Option<Line>)>,
    read: &mut Vec<Span>,
    unread: &mut Vec<TextMap>,
) -> Vec<Line> {
    let own = all.iter().flat_map(|(range, _)| &lines[range.clone()]);
    read.extend(own.clone().flat_map(|line| line.text.whole_trace().spans));
    read.extend(own.filter_map(|line| line.bullet).map(|bullet| bullet.span));
    let (place, end) = (all[0].0.start, all.last().map_or(0, |(range, _)| range.end));
    let mut rest: Vec<Line> = lines[..place].to_vec();
    let (mut below, mut at) = (Vec::new(), place);
    let mut entries = all.into_iter().peekable();
    while at < end {
        if let Some((range, row)) = entries.next_if(|(range, _)| range.start <= at) {
            match row {
                Some(row) => rest.push(row),
                None => unread.push(whole_text(&lines[range.clone()])),
            }
            at = at.max(range.end);
            continue;
        }
        match heads_programme(&lines[at]) {
            true => rest.push(row_of(vec![(TITLE, lines[at].text.clone())])),
            false => below.push(lines[at].clone()),
        }
        at += 1;
    }
    rest.append(&mut below);
    rest.extend_from_slice(&lines[end..]);
    rest
}

/// The cards of projects on a page of which it is known what stands in which: the number alone on one of the first lines,
/// the title beside it, and then the values.
fn cards(lines: &[Line], words: &Words) -> Vec<(Range<usize>, Option<Line>)> {
    let is_number = |line: &Line| {
        let (number, _) = number_and_remark(&line.text);
        let number = parse_number(&line.text.as_str()[number]).filter(|number| number.title.is_none());
        line.column.is_some() && is_plain(line) && number.is_some() && !is_year(line.text.as_str())
    };
    let plain = |line: &Line| line.column.is_some() && is_plain(line);
    let mut cards = Vec::new();
    let mut start = 0;
    for of_column in lines.chunk_by(|one, other| one.column == other.column && plain(one) && plain(other)) {
        let numbers: Vec<usize> = (0..of_column.len()).filter(|at| is_number(&of_column[*at])).collect();
        // In a column of its own the number may stand below the title, as it is drawn later.
        let starts = if numbers.len() == 1 { vec![0] } else { numbers.clone() };
        let ends = starts.iter().skip(1).copied().chain([of_column.len()]);
        for (from, to) in starts.iter().copied().zip(ends).filter(|_| !numbers.is_empty()) {
            let to = to.min(from + MOST_CARD_LINES);
            let number = numbers.iter().copied().find(|at| (from..to).contains(at));
            let row = number.and_then(|number| card_row(&of_column[from..to], number - from, words));
            cards.push((start + from..start + to, row));
        }
        start += of_column.len();
    }
    cards
}

/// The rows of two cells, of which the first is a number, and the second a title above lines of values, or of one with all of
/// them below each other; of a text that keeps its layout, the pieces of such a row.
fn beside_numbers(lines: &[Line]) -> Vec<(Range<usize>, Option<Line>)> {
    let cell = |line: &Line, at: usize| line.text.slice(line.cells[at].range.clone());
    // What is drawn as one card may have the number above the title.
    let card = |line: &Line| match (&line.cells[..], &line.pieces[..]) {
        ([_], _) => {
            let mut lines = lines_of_cell(&cell(line, 0));
            (lines.len() > 2).then(|| (lines.remove(0), lines))
        }
        ([_, _], _) => Some((cell(line, 0), lines_of_cell(&cell(line, 1)))),
        ([], [number, card @ ..]) if card.len() > 1 => Some((number.clone(), card.to_vec())),
        _ => None,
    };
    let row = |number: &TextMap, card: &[TextMap]| {
        let whole = |lines: &[TextMap]| {
            lines.iter().cloned().reduce(|mut whole, line| {
                whole.join(Join::Space, line);
                whole
            })
        };
        let values = |at: usize| {
            let (title, values) = (whole(&card[..at])?, whole(&card[at..])?);
            with_values(vec![(NUMBER, number.clone()), (TITLE, title)], parts_of(&values).into_iter())
        };
        let row = (1..card.len()).find_map(values)?;
        row.cells.iter().any(|cell| cell.column == APPLICANTS).then_some(row)
    };
    let read = |(at, line): (usize, &Line)| {
        let (number, card) = card(line)?;
        parse_number(number.as_str()).filter(|number| number.title.is_none())?;
        let row = row(&number, &card);
        // A card that is none of them is said, a row may be one of another table.
        (row.is_some() || line.cells.len() == 1).then_some((at..at + 1, row))
    };
    lines.iter().enumerate().filter_map(read).collect()
}

/// The lines of a cell.
fn lines_of_cell(cell: &TextMap) -> Vec<TextMap> {
    let starts: Vec<usize> = std::iter::once(0).chain(cell.line_starts()).collect();
    let ends = starts.iter().skip(1).copied().chain([cell.as_str().len()]);
    let line = |(start, end): (&usize, usize)| cell.slice(*start..*start + cell.as_str()[*start..end].trim_end().len());
    starts.iter().zip(ends).map(line).collect()
}

fn is_plain(line: &Line) -> bool {
    line.bullet.is_none() && line.cells.is_empty()
}

/// Whether a line says that it is the name of a programme.
fn heads_programme(line: &Line) -> bool {
    is_plain(line) && programme_name(line.text.as_str()).1
}

/// Whether each part of a line is a value.
fn is_value(line: &Line) -> bool {
    parts_of(&line.text).into_iter().all(|part| values_of(part).is_some())
}

/// Where the number of a card stands, and that it is reserved, behind a sign: `Projekt 2 | unter Vorbehalt`.
fn number_and_remark(text: &TextMap) -> (Range<usize>, Option<Range<usize>>) {
    let all = text.as_str();
    let parts = [" | ", " · ", " – ", ", "].iter().find_map(|sign| all.split_once(sign));
    match parts.filter(|(_, rest)| says_reservation(rest)) {
        Some((number, rest)) => (0..number.len(), Some(all.len() - rest.len()..all.len())),
        None => (0..all.len(), None),
    }
}

/// Whether applicants go on in the next line: `Brandenburg, Hessen,`, `Hessen und Deutscher` above `Landkreistag`.
fn is_open(line: &str, next: &str) -> bool {
    let both = || whole_applicants(line).is_none() && whole_applicants(&[line, " ", next].concat()).is_some();
    line.ends_with([',', '-']) || both()
}

/// Reads the lines of a card as a row; the number of the project stands on one of them.
fn card_row(lines: &[Line], number: usize, words: &Words) -> Option<Line> {
    let rest = lines.iter().enumerate().filter(|(at, _)| *at != number).map(|(_, line)| line.clone());
    let (remarks, rest): (Vec<Line>, Vec<Line>) = rest.partition(|line| says_reservation(line.text.as_str()));
    let rest = rest
        .chunk_by(|line, next| is_open(line.text.as_str(), next.text.as_str()))
        .filter_map(|lines| Some(Line { text: joined(lines, words, &mut Vec::new())?, ..lines[0].clone() }));
    let rest: Vec<Line> = rest.collect();
    let number = &lines[number];
    let first = rest.iter().position(is_value).filter(|first| *first > 0)?;
    let title = joined(&rest[..first], words, &mut Vec::new())?;
    let (at, remark) = number_and_remark(&number.text);
    let remark = remark.map(|remark| number.text.slice(remark));
    let mut cells = vec![(NUMBER, number.text.slice(at)), (TITLE, title)];
    cells.extend(remark.or_else(|| Some(remarks.into_iter().next()?.text)).map(|remark| (REMARK, remark)));
    // Figures of other things have a number and a sum, too.
    let row = with_values(cells, texts(&rest[first..], words).iter().flat_map(parts_of))?;
    row.cells.iter().any(|cell| cell.column == APPLICANTS).then_some(row)
}

/// A row of these cells and the values that follow, none of a kind with another.
fn with_values(mut cells: Vec<(u32, TextMap)>, parts: impl Iterator<Item = TextMap>) -> Option<Line> {
    for part in parts {
        for (column, value) in values_of(part)? {
            cells.iter().all(|(other, _)| *other != column).then_some(())?;
            cells.push((column, value));
        }
    }
    cells.sort_by_key(|(column, _)| *column);
    let has = |wanted: u32| cells.iter().any(|(column, _)| *column == wanted);
    (has(BUDGET) && has(PERIOD)).then(|| row_of(cells))
}

/// Whether a text says that it starts with a number: `#61 Titel`, `Nr. 61 Titel`, `Projekt 61: Titel`.
fn is_counted(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let number = text.strip_prefix('#').or_else(|| text.strip_prefix("Nr. "));
    let named = || {
        let rest = NUMBER_PREFIXES.iter().find_map(|word| text.strip_prefix(word)?.strip_prefix(' '))?;
        rest.trim_start_matches(digit).starts_with(':').then_some(rest)
    };
    number.or_else(named).is_some_and(|rest| rest.starts_with(digit))
}

/// Whether a line starts with a number and a title, or ends with a number in brackets.
fn starts_entry(line: &Line) -> bool {
    let text = line.text.as_str();
    let titled = || {
        let number = parse_number(text).or_else(|| number_in_front(text));
        number.is_some_and(|number| number.title.is_some()) || numbered_behind(text).is_some() || line.number.is_some()
    };
    // Where it is known what stands where, an entry may be an item.
    let told = || bracketed(std::slice::from_ref(line)).is_some();
    let counted = is_counted(text);
    let item = line.bullet.is_none() || line.column.is_some() || line.number.is_some() || counted || told();
    let plain = item && line.cells.is_empty();
    // `1. Mai 2031 bis …` is a value.
    plain
        && text.len() - LEADER.find(text).map_or(0, |leader| leader.len()) <= LONGEST
        && (counted || text.starts_with(char::is_alphanumeric))
        && titled()
        && (counted || values_of(line.text.clone()).is_none())
}

/// Reads the lines of an entry as a row; nothing where a part is no value, or two are of a kind.
fn entry(lines: &[Line], words: &Words) -> Option<Line> {
    let (first, more) = lines.split_first()?;
    if let Some(row) = bracketed(lines).or_else(|| behind_applicants(lines)) {
        return Some(row);
    }
    let mut parts = parts_of(&first.text);
    let mut title = parts.remove(0);
    // Applicants in brackets end the title.
    if let Some(at) = title.as_str().rfind(" (").filter(|_| title.as_str().ends_with(')')) {
        let inner = title.slice(at + 2..title.as_str().len() - 1);
        if cell_applicants(inner.as_str()).is_some() {
            title = title.slice(0..at);
            parts.push(inner);
        }
    }
    parts.extend(texts(more, words).iter().flat_map(parts_of));
    let mut cells: Vec<(u32, TextMap)> = first.number.iter().map(|number| (NUMBER, number.clone())).collect();
    // `Nr. 1 Titel`
    if let Some(rest) = title.as_str().strip_prefix("Nr. ")
        && let Some((number, name)) = rest.split_once(' ')
        && number.bytes().all(|b| b.is_ascii_digit())
        && cells.is_empty()
    {
        let (start, end) = ("Nr. ".len(), title.as_str().len());
        cells.push((NUMBER, title.slice(start..start + number.len())));
        title = title.slice(end - name.len()..end);
    }
    // `1. Titel unter Vorbehalt`
    if let Some(end) = reserved_behind(title.as_str()) {
        let words = title.as_str()[end..].trim_start_matches([' ', ',', ';', '–', '|', '·']).len();
        cells.push((REMARK, title.slice(title.as_str().len() - words..title.as_str().len())));
        title = title.slice(0..end);
    }
    cells.push((TITLE, title));
    let row = with_values(cells, parts.into_iter())?;
    // Clauses have numbers, sums and periods, too.
    (first.number.is_none() || row.cells.iter().any(|cell| cell.column == APPLICANTS)).then_some(row)
}

/// Reads an entry all of whose values stand in brackets behind its title.
fn bracketed(lines: &[Line]) -> Option<Line> {
    let first = lines.first()?;
    let closed = lines.last().is_some_and(|last| last.text.as_str().ends_with(')'));
    let whole = closed.then(|| whole_text(lines))?;
    let inner = whole.as_str().strip_suffix(')')?;
    let at = inner.rfind(" (")?;
    let values = parts_of(&whole.slice(at + 2..inner.len()));
    let mut cells: Vec<(u32, TextMap)> = first.number.iter().map(|number| (NUMBER, number.clone())).collect();
    cells.push((TITLE, whole.slice(0..at)));
    with_values(cells, values.into_iter()).filter(|row| row.cells.iter().any(|cell| cell.column == APPLICANTS))
}

/// Reads an entry whose applicants stand in brackets behind its title, and its other values behind them.
fn behind_applicants(lines: &[Line]) -> Option<Line> {
    let first = lines.first()?;
    let whole = whole_text(lines);
    let text = whole.as_str();
    let brackets = text.match_indices(" (").filter_map(|(open, _)| Some((open, open + text[open..].find(')')?)));
    let (open, close) = brackets.filter(|(open, close)| cell_applicants(&text[open + 2..*close]).is_some()).last()?;
    let values = text[close + 1..].strip_prefix([',', ':', ';'])?.trim_start();
    let mut cells: Vec<(u32, TextMap)> = first.number.iter().map(|number| (NUMBER, number.clone())).collect();
    cells.extend([(TITLE, whole.slice(0..open)), (APPLICANTS, whole.slice(open + 2..close))]);
    with_values(cells, std::iter::once(whole.slice(text.len() - values.len()..text.len())))
}

/// The lines below the first, those together of which one ends with a label, a sign between parts, in brackets or within
/// applicants.
fn texts(lines: &[Line], words: &Words) -> Vec<TextMap> {
    let goes_on = |text: &str| text.ends_with([':', ';', '|', '·']) || text.rfind('(') > text.rfind(')');
    let mut texts: Vec<TextMap> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        // A nested item wraps.
        let wraps = at > 0 && lines[at - 1].bullet.is_some() && line.bullet.is_none();
        let text = line.text.as_str();
        match texts.last_mut().filter(|last| wraps || goes_on(last.as_str()) || is_open(last.as_str(), text)) {
            Some(last) => last.join(join_lines(last.as_str(), text, line.spaced, words), line.text.clone()),
            None => texts.push(line.text.clone()),
        }
    }
    texts
}

/// The parts of a line, which bars, dots or leaders divide; dashes, where each of several parts is a value.
fn parts_of(line: &TextMap) -> Vec<TextMap> {
    static SIGNS: LazyLock<Regex> = LazyLock::new(|| Regex::new(r" ?\.{4,} ?| [|·•] |; ").expect("a literal pattern"));
    const FEWEST: usize = 3;
    let signs = SIGNS.find_iter(line.as_str()).map(|sign| sign.range()).collect();
    let dashes: Vec<Range<usize>> = line.as_str().match_indices(" – ").map(|(at, sign)| at..at + sign.len()).collect();
    if dashes.len() + 1 >= FEWEST {
        let parts = divided(line, dashes);
        if parts.iter().all(|part| values_of(part.clone()).is_some()) {
            return parts;
        }
    }
    divided(line, signs)
}

/// The parts of a line between these signs.
fn divided(line: &TextMap, signs: Vec<Range<usize>>) -> Vec<TextMap> {
    let text = line.as_str();
    let mut start = 0;
    let end = std::iter::once(text.len()..text.len());
    let ends = signs.into_iter().chain(end);
    let parts = ends.map(|sign| {
        let part = start..sign.start;
        start = sign.end;
        part
    });
    parts.filter(|part| !part.is_empty()).map(|part| line.slice(part)).collect()
}

/// The values that a part is: one, or several with commas between them, and the mark of a reservation behind.
fn values_of(part: TextMap) -> Option<Vec<(u32, TextMap)>> {
    const MOST_VALUES: usize = 6;
    values_within(part, MOST_VALUES)
}

fn values_within(part: TextMap, most: usize) -> Option<Vec<(u32, TextMap)>> {
    let most = most.checked_sub(1)?;
    let text = part.as_str();
    let column = |text: &str| {
        Some(match () {
            () if whole_money(text).is_some() => BUDGET,
            () if cell_period(text).is_some() || limit(text).is_some() => PERIOD,
            () if says_reservation(text) => REMARK,
            () if cell_applicants(text).is_some() => APPLICANTS,
            () => return None,
        })
    };
    if let Some(column) = column(text) {
        return Some(vec![(column, part)]);
    }
    // `Hessen und Thüringen: 640.000 Euro, 2027 bis 2028`
    if let Some((bodies, values)) = text.split_once(": ")
        && cell_applicants(bodies).is_some()
    {
        let mut values = values_within(part.slice(text.len() - values.len()..text.len()), most)?;
        values.insert(0, (APPLICANTS, part.slice(0..bodies.len())));
        return Some(values);
    }
    // `Mittel: 536 T€`
    if let Some((label, value)) = text.split_once(": ") {
        let wanted = match role_of_head(label)? {
            Role::Applicants => APPLICANTS,
            Role::Budget => BUDGET,
            Role::Period => PERIOD,
            _ => return None,
        };
        let value = part.slice(text.len() - value.len()..text.len());
        return (column(value.as_str()) == Some(wanted)).then(|| vec![(wanted, value)]);
    }
    // `Oktober 2026 bis März 2028, 2.000 Euro (unter Vorbehalt)`
    if let Some(at) = mark_at_end(text).filter(|at| *at > 0) {
        let front = text[..at].trim_end();
        // `…, Zustimmung des Landtags steht noch aus (Vorbehalt)`
        let upon_what = || {
            let (values, _) = front.rsplit_once(", ").filter(|(_, words)| awaits(words))?;
            let values = values_within(part.slice(0..values.len()), most)?;
            let has = |wanted: u32| values.iter().any(|(column, _)| *column == wanted);
            (has(BUDGET) && has(PERIOD)).then_some(values)
        };
        let mut values = values_within(part.slice(0..front.len()), most).or_else(upon_what)?;
        let mark = text[at..].trim_start_matches([' ', '–', ',', ';']);
        values.push((REMARK, part.slice(text.len() - mark.len()..text.len())));
        return Some(values);
    }
    let at = text.rfind(", ")?;
    let (before, behind) = (part.slice(0..at), part.slice(at + 2..text.len()));
    let last = column(behind.as_str())?;
    let mut values = values_within(before, most)?;
    values.push((last, behind));
    Some(values)
}

/// The lines of an entry as one text.
fn whole_text(lines: &[Line]) -> TextMap {
    let mut text = lines[0].text.clone();
    lines[1..].iter().for_each(|line| text.join(Join::Space, line.text.clone()));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(lines: [&str; 2]) -> TextMap {
        let piece = |text: &str| TextMap::piece(text, Span::new(0, text.len())).expect("it has text");
        let mut whole = piece(lines[0]);
        whole.join(Join::Space, piece(lines[1]));
        whole
    }

    #[test]
    fn projects_beside_their_numbers() {
        let number = || TextMap::piece("3", Span::new(0, 1)).expect("it has text");
        let row = |below: &str| row_of(vec![(0, number()), (1, text(["Kaimauer", below]))]);
        let read = |below: &str| Some(beside_numbers(&[row(below)]).pop()?.1?.text.as_str().to_owned());
        let values = "Bremen · 385.000 Euro · Juni 2030 bis Mai 2031";
        assert_eq!(read(values).as_deref(), Some("3 Kaimauer Bremen 385.000 Euro Juni 2030 bis Mai 2031"));
        assert_eq!(read("385.000 Euro · Juni 2030 bis Mai 2031"), None);
        // The number within the card; one whose values cannot be read is no row.
        let card = |below: &str| {
            let mut card = number();
            card.join(Join::Space, text(["Kaimauer", below]));
            Some(beside_numbers(&[row_of(vec![(0, card)])]).pop()?.1.map(|row| row.text.as_str().to_owned()))
        };
        assert_eq!(card(values), Some(Some("3 Kaimauer Bremen 385.000 Euro Juni 2030 bis Mai 2031".to_owned())));
        assert_eq!(card("ab Mai"), Some(None));
    }

    #[test]
    fn values_behind_applicants() {
        let read = |item: &str| {
            let item = TextMap::piece(item, Span::new(0, item.len())).expect("it has text");
            Some(entry(&[Line::of(item)], &Words::default())?.text.as_str().to_owned())
        };
        let row = "Nr. 3: Kaimauer (Nord) HH und HB 480.000 Euro bis Ende 2032";
        assert_eq!(read("Nr. 3: Kaimauer (Nord) (HH und HB), 480.000 Euro, bis Ende 2032").as_deref(), Some(row));
        let reserved = "Nr. 3: Kaimauer unter Vorbehalt HB 480.000 Euro bis 03/2032";
        assert_eq!(
            read("Nr. 3: Kaimauer (HB), 480.000 Euro, bis 03/2032 – unter Vorbehalt").as_deref(),
            Some(reserved)
        );
        assert_eq!(read("Nr. 3: Kaimauer (HB), 480.000 Euro, bald"), None);
    }

    #[test]
    fn dashes_divide_values_alone() {
        let parts = |text: &str| {
            let line = TextMap::piece(text, Span::new(0, text.len())).expect("it has text");
            parts_of(&line).len()
        };
        assert_eq!(parts("SH, HB – 480.000 € – 01/2034 bis 12/2035"), 3);
        assert_eq!(parts("Netze – Wege – Register"), 1);
    }
}
