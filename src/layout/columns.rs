//! Columns: what stands side by side in a text that keeps the layout of its pages, taken apart by its gutters.
//!
//! In: the lines of a page, in which runs of blanks show where things stand. Out: [`Line`]s in reading order. Cards are
//! read one after the other, the rows of a table cell by cell, each cell with all of its lines.
//!
//! | text | read as |
//! | --- | --- |
//! | cards (columns with bullets), columns of members | each column from top to bottom |
//! | a table (columns without) | each row on one line: cells from left to right |
//! | anything else | line by line |

use std::collections::{HashMap, HashSet};

use crate::grammar::person::{behind_for, starts_member};
use crate::grammar::starts_with_label;
use crate::source::Span;
use crate::text::{Join, TextMap, Words, is_blank};
use crate::vocabulary::jurisdiction;

use super::badge;
use super::bands::{Band, Column, Kind};
use super::cells;
use super::hanging;
use super::panel;
use super::paragraphs::{ROOM, ends_sentence, read_paragraphs, widths};
use super::upright::{self, Upright};
use super::{
    Bullet, Line, append, divides_numbers, ends_text, is_bullet, is_whole_header, split_bullet, starts_with_wide_dash,
};

/// Blanks that divide what stands side by side.
const GUTTER: usize = 2;
/// Empty lines that divide rows of cards.
const ROW_GAP: usize = 2;
/// Lines with such blanks inside, and their share, one in so many, from which on a text keeps its layout.
const LAYOUT_LINES: usize = 8;
const LAYOUT_SHARE: usize = 10;

/// Columns that a page has at most.
pub(super) const MOST_COLUMNS: usize = 24;

/// A stretch of a line without a gutter; columns count characters.
#[derive(Debug, Clone)]
pub(super) struct Segment {
    pub(super) line: usize,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) span: Span,
    pub(super) is_bullet: bool,
}

/// Blanks before a line that no indent has.
const FAR_IN: usize = 20;

/// Whether a text keeps the layout of its pages: many of its lines have gutters inside, or before them. A line that stands
/// on many pages counts once.
pub(super) fn keeps_layout<'a>(lines: impl Iterator<Item = &'a str>) -> bool {
    let mut full: HashMap<&str, bool> = HashMap::new();
    for line in lines.filter(|line| !line.trim().is_empty()) {
        let trimmed = line.trim();
        let far = line.len() - line.trim_start().len() >= FAR_IN;
        *full.entry(trimmed).or_default() |= far || trimmed.contains("   ") || trimmed.contains('\t');
    }
    let divided = full.values().filter(|divided| **divided).count();
    divided >= LAYOUT_LINES && divided * LAYOUT_SHARE > full.len()
}

/// Times that a line returns at least to be one of its own.
const RETURNS: usize = 3;

/// Lines that return in a text, each time above another one: those of covers, but no header of a table in two lines.
pub(super) fn returning<'a>(lines: impl Iterator<Item = &'a str>) -> HashSet<&'a str> {
    let mut next: HashMap<&str, (usize, HashSet<&str>)> = HashMap::new();
    let lines: Vec<&str> = lines.map(str::trim).collect();
    for pair in lines.windows(2).filter(|pair| !pair[0].is_empty() && !pair[0].contains(is_bullet)) {
        let (times, behind) = next.entry(pair[0]).or_default();
        *times += 1;
        behind.insert(pair[1]);
    }
    next.into_iter()
        .filter(|(_, (times, next))| *times >= RETURNS && next.len() >= RETURNS)
        .map(|(line, _)| line)
        .collect()
}

/// What a page says.
pub(super) struct PageText {
    /// Its lines, in reading order.
    pub(super) lines: Vec<Line>,
    /// Whether its columns drift, so that nobody can say what belongs to which.
    pub(super) torn: bool,
    /// Whether the date of a header stands on it, and the other words could not be found.
    pub(super) torn_header: bool,
}

/// Reads a page; `spans` are its lines in the source, empty ones among them.
///
/// Below a bullet its text goes on further right; where pages have no marks, `set_apart` takes a line that does not for
/// the title of the next slide.
pub(super) fn page_lines(
    text: &str,
    spans: &[Span],
    words: &Words,
    returning: &HashSet<&str>,
    repeated: &HashSet<&str>,
    running: &[Span],
    set_apart: bool,
) -> PageText {
    let Divided { edge, mut rows, header } = divide(text, spans, returning, true);
    rows.iter_mut().for_each(|row| row.retain(|segment| !super::running::is_among(running, segment.span)));
    let badge = badge::take(text, &mut rows, repeated);
    let panel = panel::take(text, &mut rows);
    let bands = bands(text, rows);
    let torn = bands.iter().any(|band| band.is_cards() && band.drifts());
    let mut lines = read_bands(text, bands, words);
    badge::put(text, badge, &mut lines);
    panel::put(text, &panel, &mut lines);
    read_column(text, &edge, &mut lines);
    let torn_header = matches!(header, Upright::Torn);
    if let Upright::Whole(header) = header {
        lines.push(Line { gap: true, ..Line::of(header) });
    }
    if set_apart {
        set_titles_apart(text, spans, &mut lines);
    }
    PageText { lines, torn, torn_header }
}

/// Reads a page whose tables are taken apart into cells, counted from `first`; nothing where it has none. Furniture
/// is left out. Says too whether there is one of whose names nobody can say which rows they are for.
pub(super) fn page_cells(
    text: &str,
    spans: &[Span],
    words: &Words,
    returning: &HashSet<&str>,
    repeated: &HashSet<&str>,
    is_furniture: impl Fn(Span) -> bool,
    first: u32,
) -> (Option<Vec<Line>>, bool) {
    let (mut badge, mut panel) = (None, Vec::new());
    let [mut rows, cells] = [true, false].map(|dashes| {
        let Divided { mut rows, .. } = divide(text, spans, returning, dashes);
        rows.iter_mut().for_each(|row| row.retain(|segment| !is_furniture(segment.span)));
        badge = badge::take(text, &mut rows, repeated);
        panel = panel::take(text, &mut rows);
        rows
    });
    let (tables, unsettled) = cells::tables(text, &cells, words, first);
    let mut lines = Vec::new();
    let mut end = 0;
    for table in &tables {
        lines.extend(read_bands(text, bands(text, rows[end..table.lines.start].to_vec()), words));
        lines.extend_from_slice(&table.rows);
        end = table.lines.end;
    }
    lines.extend(read_bands(text, bands(text, rows.split_off(end)), words));
    badge::put(text, badge, &mut lines);
    panel::put(text, &panel, &mut lines);
    ((!tables.is_empty()).then_some(lines), unsettled)
}

/// The lines of a page, cut at their gutters, without what stands upright at its edge.
struct Divided {
    rows: Vec<Vec<Segment>>,
    edge: Vec<Segment>,
    header: Upright,
}

/// Divides the lines of a page; `dashes` says whether items may start with dashes inside a line.
fn divide(text: &str, spans: &[Span], returning: &HashSet<&str>, dashes: bool) -> Divided {
    let mut edge: Vec<Segment> = Vec::new();
    let mut apart = 0;
    let mut rows: Vec<Vec<Segment>> = Vec::new();
    let last = spans.iter().rposition(|span| !text[span.range()].trim().is_empty());
    for (number, span) in spans.iter().enumerate() {
        let line = &text[span.range()];
        // An empty line is made up around a line that is one of its own, and above the number of the page.
        let digits = |number: &str| (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
        let counts = || line.starts_with("  ") && digits(line.trim());
        let alone = returning.contains(line.trim()) || Some(number) == last && counts();
        apart += usize::from(alone);
        let mut row = segments(text, *span, number + apart, dashes);
        apart += usize::from(alone);
        // What stands upright at the edge of the page is beside some line.
        let upright = |segment: &Segment| is_whole_header(&text[segment.span.range()]);
        edge.extend(row.extract_if(.., |segment| upright(segment)));
        rows.push(row);
    }
    lower_bullets(&mut rows);
    raise_items(&mut rows);
    cut_at_bullets(text, &mut rows);
    if !dashes {
        free_dashes(text, &mut rows);
    } else {
        join_tiles(&mut rows);
        mark_dashes_by_column(text, &mut rows);
    }
    let header = upright::take(text, &mut rows);
    Divided { rows, edge, header }
}

/// Puts bullets that stand alone on the line above before the text that is theirs, which stands further in.
fn lower_bullets(rows: &mut [Vec<Segment>]) {
    /// Columns between a bullet and its text, at most.
    const FURTHEST: usize = 8;
    for at in 1..rows.len() {
        let [above, below] = &mut rows[at - 1..=at] else { return };
        let ([bullet], Some(first)) = (&above[..], below.first()) else { continue };
        let alone = bullet.is_bullet && bullet.end == bullet.start + 1;
        let inside = first.start > bullet.end && first.start - bullet.end <= FURTHEST && !first.is_bullet;
        if alone && inside {
            let span = bullet.span.cover(first.span);
            below[0] = Segment { start: bullet.start, span, is_bullet: true, ..first.clone() };
            above.clear();
        }
    }
}

/// Puts what goes on below a bullet on the line right below, where a line of what stands beside is written between them.
fn raise_items(rows: &mut [Vec<Segment>]) {
    /// Columns between a bullet and its text, at most.
    const FURTHEST: usize = 4;
    // The bullet of the item that the line two above is of.
    let goes_on = |item: Option<usize>, first: &Segment| {
        item.filter(|bullet| !first.is_bullet && (bullet + 1..=bullet + FURTHEST).contains(&first.start))
    };
    let item_of = |row: &[Segment], above: Option<usize>| match row.first() {
        Some(first) if first.is_bullet => Some(first.start),
        Some(first) => goes_on(above, first),
        None => None,
    };
    let mut items: [Option<usize>; 2] = [None, None];
    for at in 0..rows.len() {
        if at >= 2
            && let Some(first) = rows[at].first().cloned()
            && goes_on(items[0], &first).is_some()
            && rows[at - 1].first().is_some_and(|beside| beside.start > first.end && items[1].is_none())
        {
            let line = rows[at - 1][0].line;
            rows[at].remove(0);
            rows[at - 1].insert(0, Segment { line, ..first });
            items[1] = items[0];
        }
        items = [items[1], item_of(&rows[at], items[1])];
    }
}

/// Makes a dash in front of a line a cell of its own, where the line above has a cell in its place, and all others start where
/// those of that line do: `–` below numbers stands for none.
fn free_dashes(text: &str, rows: &mut [Vec<Segment>]) {
    /// Cells of such a row, at least.
    const FEWEST: usize = 3;
    let mut above: Vec<usize> = Vec::new();
    for row in rows.iter_mut().filter(|row| !row.is_empty()) {
        let starts = |row: &[Segment]| row.iter().map(|segment| segment.start).collect::<Vec<usize>>();
        if let [first, rest @ ..] = &row[..]
            && first.is_bullet
            && above.len() >= FEWEST
            && above.len() == rest.len() + 2
        {
            let raw = &text[first.span.range()];
            let dash = raw.chars().next().map_or(0, char::len_utf8);
            let behind = raw[dash..].trim_start_matches(is_blank);
            let start = first.start + raw[..raw.len() - behind.len()].chars().count();
            let inside = (above[0]..above[1]).contains(&first.start) && starts_with_wide_dash(raw);
            if inside && start == above[1] && starts(rest) == above[2..] {
                let Span { start: from, end } = first.span;
                let mark =
                    Segment { end: first.start + 1, span: Span::new(from, from + dash), is_bullet: false, ..*first };
                let cell = Segment { start, span: Span::new(end - behind.len(), end), is_bullet: false, ..*first };
                row.splice(..1, [mark, cell]);
            }
        }
        above = starts(row);
    }
}

/// Puts the lines of tiles beside each other together, whose texts stand around their middles: where one has a line more
/// than the other, each line of one stands between two of the other. Such lines fill all between two empty ones.
fn join_tiles(rows: &mut [Vec<Segment>]) {
    /// Tiles beside each other that have lines at the same height, at most; cells of a table are more.
    const MOST: usize = 2;
    let overlap = |one: &Segment, other: &Segment| one.start < other.end && other.start < one.end;
    let mut start = 0;
    while let Some(begin) = rows[start..].iter().position(|row| !row.is_empty()).map(|at| start + at) {
        let end = rows[begin..].iter().position(Vec::is_empty).map_or(rows.len(), |at| begin + at);
        start = end;
        let run = &rows[begin..end];
        let of = |rest: usize| run.iter().skip(rest).step_by(2).flatten();
        let few = run.iter().all(|row| row.len() <= MOST && row.iter().all(|segment| !segment.is_bullet));
        // An odd number of lines is around one middle.
        if run.len().is_multiple_of(2)
            || run.len() < 3
            || !few
            || of(0).any(|one| of(1).any(|other| overlap(one, other)))
        {
            continue;
        }
        let lines: Vec<usize> = run.iter().map(|row| row[0].line).collect();
        for at in 0..run.len() {
            let mut row = std::mem::take(&mut rows[begin + at]);
            row.iter_mut().for_each(|segment| segment.line = lines[at / 2]);
            rows[begin + at / 2].append(&mut row);
        }
        rows[begin..end].iter_mut().for_each(|row| row.sort_by_key(|segment| segment.start));
    }
}

/// Dashes are bullets where more than one line of the page starts in their column, and each with a dash, as what goes on
/// below a text starts where others of its lines do; and where two such lines follow each other. Then others are, too, if no
/// small letter follows. One alone is one if it stands further in than the bullet above, and there was room for it on that
/// line. A dash between two numbers divides them.
fn mark_dashes_by_column(text: &str, rows: &mut [Vec<Segment>]) {
    let item = |segment: &Segment, above: &str| {
        let behind = text[segment.span.range()].strip_prefix(['–', '-', '—', '→']);
        let item =
            behind.filter(|behind| behind.starts_with(is_blank)).map(|behind| behind.trim_start_matches(is_blank));
        item.filter(|item| !divides_numbers(above, item))
    };
    // Most pages have none.
    let starts_with_dash = |row: &Vec<Segment>| row.first().is_some_and(|first| item(first, "").is_some());
    if !rows.iter().any(starts_with_dash) {
        return;
    }
    let mut columns: HashMap<usize, (usize, bool)> = HashMap::new();
    let mut widest = 0;
    // The column of a dash on the line above, if there is one.
    let (mut above, mut dash) = ("", None);
    let mut runs: HashSet<usize> = HashSet::new();
    for row in rows.iter() {
        let Some((first, last)) = row.first().zip(row.last()) else {
            (above, dash) = ("", None);
            continue;
        };
        let is_item = item(first, above).is_some();
        let (count, all) = columns.entry(first.start).or_insert((0, true));
        (*count, *all) = (*count + 1, *all && is_item);
        if is_item && dash == Some(first.start) {
            runs.insert(first.start);
        }
        widest = widest.max(first.end);
        (above, dash) = (text[last.span.range()].trim_end(), is_item.then_some(first.start));
    }
    columns.retain(|column, (count, all)| *count > 1 && *all || runs.contains(column));
    // The start of the last bullet, and the end of the line above.
    let mut bullet: Option<(usize, usize)> = None;
    let mut above = "";
    for row in rows.iter_mut() {
        let last = row.last().map_or("", |last| text[last.span.range()].trim_end());
        let Some(first) = row.first_mut() else {
            (above, bullet) = ("", None);
            continue;
        };
        if let Some(item) = item(first, above) {
            let starts = || !columns.is_empty() && !item.starts_with(char::is_lowercase);
            let word = item.split(is_blank).next().map_or(0, |word| word.chars().count());
            let room = |end: usize| (end + "– ".chars().count() + word + 1) * 100 <= widest * ROOM;
            let below = bullet.is_some_and(|(bullet, end)| bullet < first.start && room(end));
            first.is_bullet |= columns.contains_key(&first.start) || starts() || below;
        }
        let start = if first.is_bullet { Some(first.start) } else { bullet.map(|(start, _)| start) };
        bullet = start.map(|start| (start, first.end));
        above = last;
    }
}

/// Cuts lines before bullets that stand one blank behind other text, where the same bullets of other lines start in the same
/// column, or another one stands in the line: elsewhere a mark divides the parts of a line (`Bayern · 2.000 €`).
fn cut_at_bullets(text: &str, rows: &mut [Vec<Segment>]) {
    let mark = |segment: &Segment| text[segment.span.range()].chars().next();
    let bullets = rows.iter().flatten().filter(|segment| segment.is_bullet);
    let starts: HashSet<(usize, Option<char>)> = bullets.map(|bullet| (bullet.start, mark(bullet))).collect();
    if starts.is_empty() {
        return;
    }
    for row in rows {
        let own: Vec<Option<char>> = row.iter().filter(|segment| segment.is_bullet).map(&mark).collect();
        let cut = |segment: &Segment| {
            let raw = &text[segment.span.range()];
            // Most have no mark at all.
            if raw.is_ascii() {
                return None;
            }
            let mut places = (segment.start..).zip(raw.char_indices()).skip(1);
            places.find_map(|(column, (at, c))| {
                let alone =
                    is_bullet(c) && raw[..at].ends_with(is_blank) && raw[at + c.len_utf8()..].starts_with(is_blank);
                (alone && (own.contains(&Some(c)) || starts.contains(&(column, Some(c))))).then_some((column, at))
            })
        };
        let mut at = 0;
        while at < row.len() {
            if let Some((column, byte)) = cut(&row[at]) {
                let mut behind = row[at].clone();
                (behind.start, behind.span.start, behind.is_bullet) = (column, behind.span.start + byte, true);
                let segment = &mut row[at];
                let front = text[segment.span.start..behind.span.start].trim_end_matches(is_blank);
                (segment.end, segment.span.end) =
                    (segment.start + front.chars().count(), segment.span.start + front.len());
                row.insert(at + 1, behind);
            }
            at += 1;
        }
    }
}

/// Divides lines into bands.
fn bands(text: &str, rows: Vec<Vec<Segment>>) -> Vec<Band> {
    let mut bands: Vec<Band> = vec![Band::default()];
    let mut empty = 0;
    // Up to the next empty line.
    let in_columns = |at: usize| {
        let block = rows[at..].iter().take_while(|row| !row.is_empty());
        block.clone().any(|row| row.len() >= CELLS_OF_ROW)
    };
    for (at, segments) in rows.iter().enumerate() {
        if segments.is_empty() {
            empty += 1;
            continue;
        }
        let gap = std::mem::take(&mut empty);
        // What stands alone above columns and an empty line, a title perhaps, is none of them.
        let below_title = gap > 0 && bands.last().is_some_and(Band::is_title) && in_columns(at);
        if gap >= ROW_GAP || below_title {
            bands.push(Band::default());
        }
        let fits = bands.last_mut().is_some_and(|band| band.take(text, segments));
        if !fits {
            // What stands above the line in its gutters, a title perhaps, is no part of the band.
            let mut next = bands.last_mut().map_or_else(Band::default, |band| band.split_before(text, segments));
            next.take(text, segments);
            bands.push(next);
        }
    }
    bands
}

/// Sets lines apart that start where the bullet above them does, or further left.
fn set_titles_apart(text: &str, spans: &[Span], lines: &mut [Line]) {
    // The column in which something starts that begins at a byte of the text.
    let column = |at: usize| {
        let line = spans.partition_point(|span| span.end < at);
        spans.get(line).map_or(0, |span| text[span.start..at.max(span.start)].chars().count())
    };
    let mut bullet = None;
    for line in lines {
        match line.bullet {
            Some(mark) => bullet = Some(column(mark.span.start)),
            None => line.apart |= bullet.is_some_and(|bullet| column(line.text.cover().start) <= bullet),
        }
        // What is apart is no part of the item above it, and neither is what follows.
        bullet = bullet.filter(|_| !line.apart);
    }
}

/// Cuts a line at its gutters, and before bullets.
pub(super) fn segments(text: &str, span: Span, line: usize, dashes: bool) -> Vec<Segment> {
    let raw = &text[span.range()];
    let chars: Vec<(usize, char)> = raw.char_indices().collect();
    let mut segments: Vec<Segment> = Vec::new();
    let mut blanks = GUTTER;
    for (column, (at, c)) in chars.iter().enumerate() {
        let end = at + c.len_utf8();
        if is_blank(*c) {
            blanks += if *c == '\t' { GUTTER } else { 1 };
            continue;
        }
        // A bullet that stands alone starts something behind a gutter.
        let dash = (dashes || segments.is_empty()) && blanks >= GUTTER && starts_with_wide_dash(&raw[*at..]);
        let alone = is_bullet(*c) && blanks >= GUTTER && chars.get(column + 1).is_none_or(|(_, next)| is_blank(*next));
        let bullet = alone || dash;
        match segments.last_mut() {
            // What a bullet stands in front of belongs to it, however far that is.
            Some(last) if !bullet && (blanks < GUTTER || last.is_bullet && last.end == last.start + 1) => {
                (last.end, last.span.end) = (column + 1, span.start + end);
            }
            _ => segments.push(Segment {
                line,
                start: column,
                end: column + 1,
                span: Span::new(span.start + at, span.start + end),
                is_bullet: is_bullet(*c) || dash,
            }),
        }
        blanks = 0;
    }
    // A page has no more columns than that; such a line is something else, and stays whole.
    if segments.len() > MOST_COLUMNS {
        let whole = segments.iter().map(|segment| segment.span).reduce(Span::cover);
        segments.truncate(1);
        for (first, span) in segments.iter_mut().zip(whole) {
            (first.end, first.span) = (chars.len(), span);
        }
    }
    segments
}

/// Reads bands in their order. Cards are read column by column; all else is read in the stretches that empty lines
/// divide, whatever bands those belong to: each a row of a table, or line by line.
fn read_bands(text: &str, of_page: Vec<Band>, words: &Words) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut rest: Vec<Segment> = Vec::new();
    let mut cards = 0;
    // What the cards above are, and where the first of them stands.
    let mut above: Option<(Kind, usize)> = None;
    for mut band in with_heads(text, of_page) {
        if band.is_cards() {
            read_stretches(text, &std::mem::take(&mut rest), words, &mut lines);
            band.columns.sort_by_key(|column| column.start);
            band.columns.iter().for_each(|column| read_column(text, &column.segments, &mut lines));
        } else if let Some((kind, alike)) = band.alike(text) {
            read_stretches(text, &std::mem::take(&mut rest), words, &mut lines);
            above = alike.first().and_then(|card| Some((kind, card.first()?.start)));
            for card in alike {
                cards += 1;
                let first = lines.len();
                card.iter().for_each(|column| read_column(text, &column.segments, &mut lines));
                set_apart(&mut lines[first..], kind, cards);
            }
        } else if let Some((kind, _)) = above.filter(|(kind, start)| band.is_last_card(text, kind, *start)) {
            cards += 1;
            let first = lines.len();
            read_column(text, &band.columns[0].segments, &mut lines);
            set_apart(&mut lines[first..], kind, cards);
        } else if let Some([list, beside]) = band.beside_list() {
            read_stretches(text, &std::mem::take(&mut rest), words, &mut lines);
            lines.extend(read_bands(text, bands(text, list), words));
            let first = lines.len();
            lines.extend(read_bands(text, bands(text, beside), words));
            lines[first..].iter_mut().take(1).for_each(|line| line.apart = true);
        } else {
            rest.extend(band.lines.into_iter().flatten());
        }
    }
    read_stretches(text, &rest, words, &mut lines);
    lines
}

/// A band, and before it the lines that stand alone above its cards, a title perhaps.
fn without_lead(text: &str, band: Band) -> Vec<Band> {
    let lead = band.lines.iter().take_while(|line| line.len() == 1).count();
    let of = |lines: &[Vec<Segment>]| {
        let mut part = Band::default();
        lines.iter().all(|line| part.take(text, line)).then_some(part)
    };
    let (above, below) = band.lines.split_at(lead);
    // What goes on in one of the cards is a part of it.
    let open = above.last().and_then(|line| line.last()).is_some_and(|last| {
        let last = text[last.span.range()].trim_end();
        last.ends_with(',') || !ends_text(last)
    });
    match (of(above), of(below)) {
        (Some(above), Some(below)) if lead > 0 && !open && below.alike(text).is_some() => vec![above, below],
        _ => vec![band],
    }
}

/// Bands that are heads of one, at most.
const MOST_HEADS: usize = 2;

/// Bands with those put together of which the first has but the heads of the cards that the next one goes on with.
fn with_heads(text: &str, bands: Vec<Band>) -> Vec<Band> {
    let mut whole: Vec<Band> = Vec::new();
    for mut band in bands.into_iter().flat_map(|band| without_lead(text, band)) {
        // Badges may stand above titles.
        for _ in 0..MOST_HEADS {
            let Some(both) = whole.last().and_then(|head| with_head(text, head, &band)) else { break };
            whole.pop();
            band = both;
        }
        whole.push(band);
    }
    whole
}

/// A band with the heads of its cards, if the band above has but those.
fn with_head(text: &str, head: &Band, band: &Band) -> Option<Band> {
    if let Some(both) = band.with_badges(text, head) {
        return Some(both);
    }
    if !head.is_head_of(band) || head.alike(text).is_some() || head.is_cards() {
        return None;
    }
    let mut both = Band::default();
    let fits = head.lines.iter().chain(&band.lines).all(|line| both.take(text, line));
    let cards = || band.is_cards() && head.columns.len() == band.columns.len();
    (fits && (both.alike(text).is_some() || cards())).then_some(both)
}

/// Sets the lines of a card apart from what stands above it. In that of members, a Land on a line of its own is no part of
/// the office above it, and one before a name starts another; in that of projects each line may say something else.
fn set_apart(lines: &mut [Line], kind: Kind, card: u32) {
    let mut starts = true;
    for line in lines {
        let text = line.text.as_str();
        let name = text.split([',', '|', '(']).next().unwrap_or_default().trim();
        let land =
            kind == Kind::Member && (jurisdiction(name).is_some() || starts_member(text) || behind_for(text).is_some());
        line.column = Some(card);
        line.apart |= line.bullet.is_none() && (land || starts && !text.starts_with(char::is_lowercase));
        starts = match kind {
            Kind::Member => land,
            Kind::Project => ends_text(text),
            // What counts the cards.
            Kind::Decision => text.bytes().all(|b| b.is_ascii_digit()),
            Kind::Clause => false,
        };
    }
}

/// Reads each stretch of lines between empty ones: the rows of a table, or line by line.
fn read_stretches(text: &str, segments: &[Segment], words: &Words, lines: &mut Vec<Line>) {
    let widths = widths(text, segments);
    for stretch in segments.chunk_by(|left, right| right.line <= left.line + 1) {
        if let Some(marked) = hanging::with_marks(text, stretch) {
            read_paragraphs(text, &marked, &widths, lines);
            continue;
        }
        for (number, row) in rows(text, stretch).into_iter().enumerate() {
            let cells = cells(row);
            if cells.len() > 1 {
                read_row(text, &cells, number == 0, words, lines);
            } else {
                read_paragraphs(text, row, &widths, lines);
            }
        }
    }
}

/// Segments that make a line the first of a row, where rows follow each other without an empty line.
const CELLS_OF_ROW: usize = 3;

/// Lines above and below a heading that show the cells which it reaches over.
const NEAR_LINES: usize = 4;

/// Cuts a stretch of lines into rows: before and behind a line that reaches over cells, as a heading does; and before
/// each line with several cells, or with a label before its value, where there are more than one.
fn rows<'a>(text: &str, stretch: &'a [Segment]) -> Vec<&'a [Segment]> {
    let lines: Vec<&[Segment]> = stretch.chunk_by(|left, right| left.line == right.line).collect();
    let over = |wide: &Segment, line: &[Segment]| {
        line.iter().filter(|other| wide.start < other.end && other.start < wide.end).count() > 1
    };
    let is_wide = |at: usize| {
        let near = &lines[at.saturating_sub(NEAR_LINES)..(at + NEAR_LINES + 1).min(lines.len())];
        lines[at].len() == 1 && near.iter().any(|line| over(&lines[at][0], line))
    };
    let full = lines.iter().filter(|line| line.len() >= CELLS_OF_ROW).count();
    // `Funktion:    Referentin`
    let is_labelled = |line: &&&[Segment]| line.len() > 1 && text[line[0].span.range()].trim().ends_with(':');
    let labelled = lines.iter().filter(is_labelled).count();
    let mut rows = Vec::new();
    let (mut start, mut length) = (0, 0);
    let mut has_full = false;
    for (at, line) in lines.iter().enumerate() {
        let is_full = full > 1 && line.len() >= CELLS_OF_ROW;
        let starts = labelled > 1 && is_labelled(&line);
        let cut = is_wide(at) || at > 0 && is_wide(at - 1) || is_full && has_full || starts;
        if cut && length > 0 {
            rows.push(&stretch[start..start + length]);
            (start, length, has_full) = (start + length, 0, false);
        }
        has_full |= is_full;
        length += line.len();
    }
    rows.push(&stretch[start..start + length]);
    rows
}

/// The cells of a row of a table: what stands below each other in it, from left to right.
fn cells(row: &[Segment]) -> Vec<Column> {
    let mut cells: Vec<Column> = Vec::new();
    for segment in row {
        let (mut over, apart): (Vec<Column>, Vec<Column>) = cells.into_iter().partition(|cell| cell.overlaps(segment));
        cells = apart;
        let mut cell = over.pop().unwrap_or(Column { start: segment.start, end: segment.end, segments: Vec::new() });
        for other in over {
            (cell.start, cell.end) = (cell.start.min(other.start), cell.end.max(other.end));
            cell.segments.extend(other.segments);
        }
        (cell.start, cell.end) = (cell.start.min(segment.start), cell.end.max(segment.end));
        cell.segments.push(segment.clone());
        cells.push(cell);
    }
    for cell in &mut cells {
        cell.segments.sort_by_key(|segment| (segment.line, segment.start));
    }
    cells.sort_by_key(|cell| cell.start);
    cells
}

/// The text of a segment as a line, with its bullet.
fn line_of(text: &str, segment: &Segment, gap: bool) -> Option<Line> {
    let piece = TextMap::piece(text, segment.span)?;
    let (bullet, piece): (Option<Bullet>, TextMap) =
        split_bullet(&piece, |c| is_bullet(c) || segment.is_bullet).unwrap_or((None, piece));
    // Numbers are marks of one kind.
    let counted =
        |bullet: Bullet| Bullet { mark: if bullet.mark.is_ascii_digit() { '1' } else { bullet.mark }, ..bullet };
    Some(Line { bullet: bullet.map(counted), gap, ..Line::of(piece) })
}

/// Each segment as a line; an empty line stands before the first, and wherever one does in the column. Below an item what
/// hangs from its mark goes on where a line of the columns beside it alone stands between.
pub(super) fn read_column(text: &str, segments: &[Segment], lines: &mut Vec<Line>) {
    const HANGING: usize = 4;
    let mut before: Option<&Segment> = None;
    let mut item: Option<usize> = None;
    let mut lone: Option<Bullet> = None;
    for segment in segments {
        let hangs = item.is_some_and(|item| (item + 1..=item + HANGING).contains(&segment.start));
        let beside = |before: &Segment| {
            let mut between = text[before.span.end..segment.span.start].split('\n').skip(1);
            hangs && segment.line == before.line + 2 && between.next().is_some_and(|line| !line.trim().is_empty())
        };
        let gap = before.is_none_or(|before| segment.line > before.line + 1 && !beside(before));
        if let Some(line) = line_of(text, segment, gap) {
            item = if line.bullet.is_some() { Some(segment.start) } else { item.filter(|_| hangs) };
            if line.text.is_empty() {
                lone = line.bullet;
            } else {
                lines.push(Line { bullet: line.bullet.or(lone.take()), ..line });
            }
        }
        before = Some(segment);
    }
}

/// Words of a sentence, at least.
const SENTENCE: usize = 4;

/// A row as one line: the lines of each cell joined, then the cells. An empty line stands before it, or the row goes on
/// where another one or a line that is none ends.
fn read_row(text: &str, cells: &[Column], gap: bool, words: &Words, lines: &mut Vec<Line>) {
    // Sentences beside each other are no row.
    let whole = |cell: &Column| {
        let written = |segment: &Segment| text[segment.span.range()].trim();
        let Some((first, last)) = cell.segments.first().zip(cell.segments.last()) else { return false };
        let words: usize = cell.segments.iter().map(|segment| written(segment).split(' ').count()).sum();
        !written(first).starts_with(char::is_lowercase) && ends_sentence(written(last)) && words >= SENTENCE
    };
    // `Inhalt: …` beside `Folge: …` are boxes.
    let labelled = |cell: &Column| {
        let first = cell.segments.first().map(|first| text[first.span.range()].trim());
        first.is_some_and(starts_with_label)
    };
    let wraps = cells.iter().any(|cell| cell.segments.len() > 1);
    if cells.len() > 1 && (cells.iter().all(whole) || wraps && cells.iter().all(labelled)) {
        for cell in cells {
            let first = lines.len();
            read_column(text, &cell.segments, lines);
            lines[first..].iter_mut().take(1).for_each(|line| line.apart = true);
        }
        return;
    }
    let mut row: Option<Line> = None;
    let mut pieces: Vec<&Segment> = cells.iter().flat_map(|cell| &cell.segments).collect();
    pieces.sort_by_key(|piece| (piece.line, piece.start));
    for cell in cells {
        let mut of_cell: Vec<Line> = Vec::new();
        read_column(text, &cell.segments, &mut of_cell);
        let Some((first, rest)) = of_cell.split_first() else { continue };
        let mut whole = first.text.clone();
        for line in rest {
            append(&mut whole, true, line, words, &mut Vec::new());
        }
        match &mut row {
            Some(row) => row.text.join(Join::Space, whole),
            None => row = Some(Line { text: whole, gap, apart: true, ..first.clone() }),
        }
    }
    if let Some(mut row) = row {
        row.pieces = pieces.into_iter().filter_map(|piece| TextMap::piece(text, piece.span)).collect();
        lines.push(row);
    }
}

#[cfg(test)]
mod tests;
