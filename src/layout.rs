//! The shape of a text: lines, slides, furniture, bullets, blocks.
//!
//! In: a [`Source`]. Out: a [`Layout`], its [`Page`]s of [`Line`]s without what belongs to every page, and
//! [`Block`]s, which are lines joined as far as a paragraph or bullet goes.
//!
//! Not here: what a line says. All rules are about shape: blanks, bullets, lengths, repetition.

mod badge;
mod bands;
mod blocks;
mod cells;
mod columns;
mod endings;
mod figures;
mod flat;
mod gutters;
mod hanging;
mod indents;
mod merged;
mod numbers;
mod page;
mod panel;
mod paragraphs;
mod placed;
mod running;
mod upright;

use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::mandate::starts_resolution;
use crate::grammar::reference::bare_identifier;
use crate::source::{Source, Span, is_bullet};
use crate::text::{Join, TextMap, Trace, WRAP_HYPHEN, Words, is_blank, join_lines};

use crate::vocabulary::{ADJECTIVES, ARTICLES};

pub use blocks::{blocks, wraps_spaced};
pub use page::{Block, Bullet, Cell, Indent, Layout, Line, Page};
pub use paragraphs::ends_sentence;
use running::{is_among, remove_running_lines, running_parts, running_raw};

/// A line as it stands in the source.
struct RawLine {
    span: Span,
    text: Option<TextMap>,
    /// A form feed stands before it.
    after_feed: bool,
    /// A carriage return and a line feed stand before it.
    after_pair: bool,
    /// It is the first of a page that was one line.
    starts_page: bool,
}

/// Takes a source apart into pages of lines.
pub fn layout(source: &Source) -> Layout {
    if let Some(geometry) = source.geometry() {
        return placed::layout(source, geometry);
    }
    let text = source.text();
    let lines = raw_lines(text);
    let cut = flat::cut(text, &lines);
    let is_flat = cut.is_some();
    let lines = cut.unwrap_or(lines);
    let shattered = shattered_runs(text, &lines);
    let mut layout = Layout { words: words(&lines, &shattered), ..Layout::default() };
    let starts = page_starts(text, &lines, &shattered);
    layout.unmarked = starts.len() == 1 && lines.iter().filter(|line| line.text.is_some()).count() > MOST_LINES;
    let side_by_side = !is_flat && columns::keeps_layout(lines.iter().map(|line| &text[line.span.range()]));
    let returning = columns::returning(
        lines.iter().map(|line| &text[line.span.range()]).filter(|_| side_by_side && layout.unmarked),
    );
    let repeated = if side_by_side { running::repeated(text, &lines, &starts) } else { HashSet::new() };
    let torn: HashSet<usize> = shattered.iter().flatten().copied().collect();
    let runs = if side_by_side { running_raw(text, &lines, &starts, &mut layout) } else { Vec::new() };
    let torn: HashSet<usize> = torn.into_iter().chain(runs.iter().copied()).collect();
    let parts = if side_by_side { running_parts(text, &lines, &starts, &torn, &runs, &mut layout) } else { Vec::new() };
    layout.furniture.extend(&parts);
    for (number, (first, behind)) in (1..).zip(starts.iter().zip(starts.iter().skip(1).chain([&lines.len()]))) {
        let begin = if number == 1 { 0 } else { lines[*first].span.start };
        let end = if *behind == lines.len() { text.len() } else { lines[*behind].span.start };
        let next = shattered.partition_point(|run| run[0] < *first);
        let header = shattered.get(next).filter(|run| run[0] < *behind);
        let mut page = Page::new(number, Span::new(begin, end));
        if let Some(run) = header {
            let header = mend_header(text, &lines, run);
            if next == 0 {
                let message = format!("{} fragments put together as `{}`", run.len(), header.as_str());
                layout.diagnostics.push(Diagnostic::new(Code::ShatteredHeader, header.cover(), message));
            }
            layout.furniture.extend(header.whole_trace().spans);
            page.header = Some(header);
        }
        let own = (*first..*behind).filter(|at| !torn.contains(at));
        if side_by_side {
            let spans: Vec<Span> = own.map(|at| lines[at].span).collect();
            let read = columns::page_lines(text, &spans, &layout.words, &returning, &repeated, &parts, layout.unmarked);
            (page.lines, page.torn) = (read.lines, read.torn);
            if read.torn_header {
                let message = "found a date between bars, and not the other words of the header around it";
                layout.diagnostics.push(Diagnostic::new(Code::TornHeader, page.span, message));
            }
        } else {
            (page.lines, page.torn) = page_lines(text, &lines, own);
            page.torn &= !is_flat;
        }
        if page.header.is_none()
            && let Some(range) = whole_header(&page.lines)
        {
            let mut header = Header::default();
            page.lines.drain(range).for_each(|line| header.append(line.text, true));
            layout.furniture.extend(header.text.whole_trace().spans);
            page.header = Some(header.text);
        }
        layout.pages.push(page);
    }
    remove_running_lines(&mut layout);
    if side_by_side {
        let rest: Vec<Span> = (0..lines.len()).filter(|at| !torn.contains(at)).map(|at| lines[at].span).collect();
        find_tables(text, &rest, &returning, &repeated, &mut layout);
    }
    indents::measure(text, &mut layout.pages, side_by_side);
    numbers::mark_numbers(&mut layout.pages);
    layout
}

/// Reads the pages that have tables once more, row by row, without what stands on every page.
fn find_tables(text: &str, lines: &[Span], returning: &HashSet<&str>, repeated: &HashSet<&str>, layout: &mut Layout) {
    layout.furniture.sort_unstable_by_key(|span| span.start);
    let mut count = 0;
    for page in &mut layout.pages {
        let of_page = lines.partition_point(|line| line.start < page.span.start)
            ..lines.partition_point(|line| line.start < page.span.end);
        // A mark between its words is none of it: `47. Sitzung · öffentlich`.
        let runs = |span: Span| is_among(&layout.furniture, span);
        (page.tabled, page.unsettled) =
            columns::page_cells(text, &lines[of_page], &layout.words, returning, repeated, runs, count);
        let last = page.tabled.iter().flatten().flat_map(|line| &line.cells).map(|cell| cell.table + 1).max();
        count = last.unwrap_or(count);
    }
}

/// Lines with text on a slide, at most.
const MOST_LINES: usize = 40;

/// Bytes before the date of an upright header at most: `Page: 12`.
const HEADER_START: usize = 24;

/// The first lines of a page, or any other one alone, that are an upright header which was not torn to letters.
fn whole_header(lines: &[Line]) -> Option<Range<usize>> {
    let single = |line: &Line| !line.text.as_str().contains(' ');
    let mut header = Header::default();
    for (at, line) in lines.iter().enumerate().take(RUNNING_LINES) {
        header.append(line.text.clone(), true);
        // What stands before it on the page is no part of it.
        let begins = header.text.as_str().find('|').unwrap_or(0) <= HEADER_START;
        if begins && is_whole_header(header.text.as_str()) {
            // Where a program writes a word a line, the header goes on in such lines.
            let rest = lines[at + 1..].iter().take(RUNNING_LINES).take_while(|next| single(line) && single(next));
            return Some(0..at + 1 + rest.count());
        }
    }
    let begins = |text: &str| text.find('|').is_some_and(|at| at <= HEADER_START);
    let alone =
        |line: &Line| line.bullet.is_none() && begins(line.text.as_str()) && is_whole_header(line.text.as_str());
    lines.iter().position(alone).map(|at| at..at + 1)
}

/// Whether a text is such a header: a date between two bars stands in it, and words on both sides.
fn is_whole_header(text: &str) -> bool {
    let parts: Vec<&str> = text.split('|').collect();
    let date = |text: &str| {
        text.matches(['/', '.']).count() == 2 && text.chars().all(|c| c.is_ascii_digit() || "/. ".contains(c))
    };
    parts.len() == 3 && date(parts[1]) && !parts[2].trim().is_empty()
}

fn raw_lines(text: &str) -> Vec<RawLine> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut after_feed = false;
    let mut chars = text.char_indices().peekable();
    let mut after_pair = false;
    let mut push = |start: usize, end: usize, after_feed: bool, after_pair: bool| {
        let span = Span::new(start, end);
        lines.push(RawLine { span, text: TextMap::piece(text, span), after_feed, after_pair, starts_page: false });
    };
    while let Some((at, c)) = chars.next() {
        if c == WRAP_HYPHEN {
            // The hyphen is the line's, and what follows is wrapped as behind any other line end.
            let end = at + c.len_utf8();
            push(start, end, after_feed, after_pair);
            (start, after_feed, after_pair) = (end, false, true);
            continue;
        }
        if !matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            continue;
        }
        push(start, at, after_feed, after_pair);
        let pair = c == '\r' && chars.next_if(|(_, next)| *next == '\n').is_some();
        start = at + c.len_utf8() + usize::from(pair);
        after_feed = c == '\u{c}';
        after_pair = pair;
    }
    push(start, text.len(), after_feed, after_pair);
    lines
}

/// Letters and digits that a fragment of a torn upright text has at most, and characters (`: 11`).
const FRAGMENT: usize = 3;
const FRAGMENT_CHARACTERS: usize = 5;
/// Fragments that make a torn text at least; a column of short cells has no small letters, see below.
const FEWEST_FRAGMENTS: usize = 8;

fn is_fragment(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    letters <= FRAGMENT && text.chars().count() <= FRAGMENT_CHARACTERS
}

/// Runs of lines that are too short to be language, and have small letters, as codes and numbers have none.
fn shattered_runs(text: &str, lines: &[RawLine]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut run: Vec<usize> = Vec::new();
    let mut close = |run: &mut Vec<usize>| {
        let word = |at: &usize| lines[*at].text.as_ref().map_or("", TextMap::as_str);
        // What ended the page before may be short, too; a page that starts in letters starts the run.
        let cut =
            run.iter().skip(1).position(|at| starts_page(text, &lines[*at]) && !word(at).starts_with(char::is_numeric));
        if let Some(cut) = cut.filter(|cut| !run[..=*cut].iter().any(|at| word(at).contains(char::is_lowercase))) {
            run.drain(..=cut);
        }
        let small = run.iter().filter(|at| word(at).contains(char::is_lowercase)).count();
        if run.len() >= FEWEST_FRAGMENTS && small * 3 >= run.len() {
            runs.push(std::mem::take(run));
        }
        run.clear();
    };
    for (at, line) in lines.iter().enumerate() {
        match &line.text {
            None if !line.after_feed => {}
            Some(text) if is_fragment(text.as_str()) && !line.after_feed => run.push(at),
            Some(text) if is_fragment(text.as_str()) => {
                close(&mut run);
                run.push(at);
            }
            _ => close(&mut run),
        }
    }
    close(&mut run);
    runs
}

/// Whether a line starts with exactly one blank, as form feeds become on their way through some programs.
fn starts_page(text: &str, line: &RawLine) -> bool {
    let raw = &text[line.span.range()];
    raw.strip_prefix(' ').is_some_and(|rest| !rest.starts_with(is_blank))
}

/// Share of indented lines, one in so many, from which on a text keeps the layout of its pages.
const LAYOUT_SHARE: usize = 3;

/// Pages that start at a kind of mark at least, where the marks are not made for that.
const FEWEST_MARKS: usize = 4;
/// Lines that stand between two such marks on average, at least.
const LINES_OF_PAGE: usize = 4;

/// Where pages start: at form feeds; where there is none, at what programs write instead.
///
/// | mark | written by |
/// | --- | --- |
/// | a line feed alone, where lines end with two characters | PDFium |
/// | an empty line, where there are few | pypdf, pdf.js |
/// | three empty lines or more | Tika |
/// | a line that starts with one blank | form feeds on their way through other programs |
fn page_starts(text: &str, lines: &[RawLine], shattered: &[Vec<usize>]) -> Vec<usize> {
    // Behind the last text a form feed ends the file, and starts no page.
    let end = text.trim_end().len();
    let all = || 1..lines.len();
    if lines.iter().any(|line| line.starts_page) {
        return std::iter::once(0).chain(all().filter(|at| lines[*at].starts_page)).collect();
    }
    let feeds: Vec<usize> = all().filter(|at| lines[*at].after_feed && lines[*at].span.start < end).collect();
    let full = lines.iter().filter(|line| line.text.is_some()).count();
    let starts = if feeds.is_empty() { other_starts(text, lines, shattered, full) } else { feeds };
    std::iter::once(0).chain(starts).collect()
}

fn other_starts(text: &str, lines: &[RawLine], shattered: &[Vec<usize>], full: usize) -> Vec<usize> {
    let all = || 1..lines.len();
    let indented = lines.iter().filter(|line| line.text.is_some() && text[line.span.range()].starts_with("  ")).count();
    let inside: HashSet<usize> = shattered.iter().flat_map(|run| run[1..].iter().copied()).collect();
    // In a text that keeps its layout a blank is but an indent, and empty lines are but room.
    let gutters = columns::keeps_layout(lines.iter().map(|line| &text[line.span.range()]));
    let keeps_layout = indented * LAYOUT_SHARE > full || gutters;
    let blanks: Vec<usize> =
        all().filter(|at| !keeps_layout && starts_page(text, &lines[*at]) && !inside.contains(at)).collect();
    let marks = |starts: &[usize]| {
        starts.len() >= FEWEST_MARKS && starts.len() * LINES_OF_PAGE < full && starts.len() > blanks.len() * 2
    };
    let pairs = lines.iter().filter(|line| line.after_pair).count();
    let alone: Vec<usize> = all().filter(|at| !lines[*at].after_pair && lines[*at].text.is_some()).collect();
    if marks(&alone) && alone.len() * LINES_OF_PAGE < pairs {
        return alone;
    }
    // Each line with the empty ones right before it.
    let mut gaps: Vec<(usize, usize)> = Vec::new();
    let mut empty = 0;
    for (at, line) in lines.iter().enumerate() {
        match line.text {
            None => empty += 1,
            Some(_) => {
                if empty > 0 && at > empty {
                    gaps.push((at, empty));
                }
                empty = 0;
            }
        }
    }
    let behind =
        |least: usize| -> Vec<usize> { gaps.iter().filter(|(_, empty)| *empty >= least).map(|(at, _)| *at).collect() };
    let (any, wide) = (behind(1), behind(WIDE_GAP));
    if gutters {
        Vec::new()
    } else if marks(&any) {
        any
    } else if marks(&wide) && wide.len() * LINES_OF_PAGE < gaps.len() {
        wide
    } else {
        blanks
    }
}

/// Empty lines that divide pages, where single ones divide blocks.
const WIDE_GAP: usize = 3;

/// Puts a torn upright text together. Blanks at the ends of its fragments are its own; some are lost, and set again
/// where writing has them.
fn mend_header(text: &str, lines: &[RawLine], run: &[usize]) -> TextMap {
    let mut header = Header::default();
    let mut ended_blank = false;
    for line in run.iter().map(|at| &lines[*at]) {
        let (raw, Some(fragment)) = (&text[line.span.range()], line.text.clone()) else { continue };
        let blank = ended_blank || raw.starts_with(' ');
        // More than one is no blank of the text.
        ended_blank = raw.ends_with(' ') && !raw.ends_with("  ");
        header.append(fragment, blank);
    }
    header.text
}

/// The text at the edge of a page, on its way out of its fragments.
#[derive(Default)]
struct Header {
    text: TextMap,
    bars: usize,
}

impl Header {
    /// Appends a fragment; a blank stands around a pair of bars (`1 |10/07/25| C`), none inside, and one between a colon
    /// and a word.
    fn append(&mut self, fragment: TextMap, blank: bool) {
        let text = fragment.as_str();
        let cuts: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
        let starts = std::iter::once(0).chain(cuts.iter().copied());
        let ends = cuts.iter().copied().chain([text.len()]);
        for (number, (start, end)) in starts.zip(ends).enumerate() {
            self.append_word(fragment.slice(start..end), blank || number > 0);
        }
    }

    fn append_word(&mut self, fragment: TextMap, blank: bool) {
        let (left, right) = (self.text.as_str(), fragment.as_str());
        let at_bar = left.ends_with('|') || right.starts_with('|');
        let outside = self.bars.is_multiple_of(2);
        let word = left.ends_with(':') && right.starts_with(char::is_alphabetic);
        let spaced = if at_bar { outside } else { blank || word };
        self.bars += right.matches('|').count();
        self.text.join(if spaced { Join::Space } else { Join::Nothing }, fragment);
    }
}

fn words(lines: &[RawLine], shattered: &[Vec<usize>]) -> Words {
    let torn: HashSet<usize> = shattered.iter().flatten().copied().collect();
    let whole = lines.iter().enumerate().filter(|(at, _)| !torn.contains(at));
    Words::collect(whole.filter_map(|(_, line)| line.text.as_ref().map(TextMap::as_str)))
}

/// Lines below two items side by side from which on a page has columns that were read across.
const FEWEST_TORN: usize = 2;

fn page_lines(text: &str, lines: &[RawLine], range: impl Iterator<Item = usize>) -> (Vec<Line>, bool) {
    let mut page: Vec<Line> = Vec::new();
    let mut gap = false;
    // Bullets alone belong to the lines below.
    let mut lone: Vec<Bullet> = Vec::new();
    let mut run = page.len();
    // Two items start on a line, and what goes on below it nobody can say.
    let (mut side_by_side, mut torn) = (false, 0);
    let range: Vec<usize> = range.collect();
    // A single dash alone may be one in a sentence.
    let is_dash = |at: &usize| matches!(lines[*at].text.as_ref().map(TextMap::as_str), Some("–" | "-" | "—"));
    let lone_dashes = range.iter().filter(|at| is_dash(at)).count() > 1;
    for at in range {
        let RawLine { span, text: Some(line), .. } = &lines[at] else {
            gap = true;
            continue;
        };
        let parts = split_at_bullets(line);
        let last = parts.len() - 1;
        torn += usize::from(side_by_side && !gap && last == 0 && !line.as_str().starts_with(is_bullet));
        side_by_side = last > 0 && line.as_str().starts_with(is_bullet);
        let dash = starts_with_wide_dash(&text[span.range()]) || lone_dashes && is_dash(&at);
        for (part, line) in parts.into_iter().enumerate() {
            let is_mark = |c| is_bullet(c) || dash && part == 0;
            let (bullet, line) = split_bullet(&line, is_mark).unwrap_or((None, line));
            if line.is_empty() || bullet.is_some() || gap {
                mark_items(&mut page[run..], &mut lone);
                run = page.len();
            }
            if line.is_empty() {
                lone.extend(bullet);
                continue;
            }
            let spaced = part == last && text[span.range()].ends_with(is_blank);
            page.push(Line { bullet, spaced, gap, ..Line::of(line) });
            gap = false;
        }
    }
    mark_items(&mut page[run..], &mut lone);
    (page, torn >= FEWEST_TORN)
}

/// Gives bullets that stand alone to the items below them, lines without an empty one in between: the first line is one,
/// and so is each that seems to start a sentence, if there are as many bullets.
fn mark_items(run: &mut [Line], lone: &mut Vec<Bullet>) {
    let Some(first) = run.first().filter(|_| !lone.is_empty()) else { return };
    if first.bullet.is_some() {
        lone.clear();
        return;
    }
    let starts = |at: &usize| {
        let behind_whole = |before: usize| ends_text(run[before].text.as_str());
        !run[*at].text.as_str().starts_with(char::is_lowercase) && at.checked_sub(1).is_none_or(behind_whole)
    };
    let items: Vec<usize> = (0..run.len()).filter(starts).collect();
    let items = if items.len() > lone.len() { vec![0] } else { items };
    let marks = lone.drain(..items.len()).collect::<Vec<Bullet>>();
    for (at, bullet) in items.into_iter().zip(marks) {
        run[at].bullet = Some(bullet);
    }
}

/// Whether a text starts with a dash that two blanks or more set apart: no dash in a sentence, but a bullet.
fn starts_with_wide_dash(text: &str) -> bool {
    let rest = text.trim_start_matches(is_blank);
    let behind = rest.strip_prefix(['–', '-', '—']);
    behind.is_some_and(|behind| behind.chars().take_while(|c| is_blank(*c)).count() > 1)
}

/// Cuts a line before each bullet that stands within it, as the end of the line before is lost. Marks that may stand
/// between words are none.
fn split_at_bullets(line: &TextMap) -> Vec<TextMap> {
    let is_mark = |c: char| is_bullet(c) && !matches!(c, '·' | '∙' | '○' | '□' | '✓' | '■' | '●' | '›');
    let text = line.as_str();
    let cuts = text.char_indices().skip(1).filter(|(_, c)| is_mark(*c)).map(|(at, _)| at);
    let starts: Vec<usize> = std::iter::once(0).chain(cuts).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    starts.iter().zip(ends).map(|(start, end)| line.slice(*start..end)).collect()
}

/// Takes the mark off a line, if it is a bullet.
fn split_bullet(line: &TextMap, is_bullet: impl Fn(char) -> bool) -> Option<(Option<Bullet>, TextMap)> {
    let mark = line.as_str().chars().next().filter(|c| is_bullet(*c))?;
    let span = line.trace(0..mark.len_utf8()).cover()?;
    Some((Some(Bullet { mark, span, indent: None }), line.slice(mark.len_utf8()..line.as_str().len())))
}

/// Dashes, and the letter `o` as some fonts' bullets come out, are bullets in front of items: more than one line starts
/// with the mark and a capital or a digit, or a colon announces it, or a resolution follows. A single one may be a dash in
/// a sentence that was wrapped there. Quotation marks and arrows are bullets where a blank follows.
pub fn mark_dashes(lines: &mut [Line]) {
    /// Characters that an item stands further in than the text of the one that it is below, at most.
    const DEEPEST: usize = 12;
    const MARKS: [&str; 6] = ["– ", "- ", "— ", "o ", "» ", "→ "];
    let holds = |line: &Line, is_item: &dyn Fn(&str) -> bool| {
        MARKS.iter().find_map(|mark| line.text.as_str().strip_prefix(mark)).is_some_and(is_item)
    };
    let resolves = |line: &Line| holds(line, &starts_resolution);
    // Below an item, further in than its text, stands one of its own: what wraps stands below the text.
    let nested = |at: usize| {
        // `– gemeinsam mit dem Bund –` is a part of a sentence.
        let alone = |rest: &str| !rest.contains(" – ");
        let own = lines[at].left.filter(|_| lines[at].bullet.is_none() && holds(&lines[at], &alone))?;
        let item =
            lines[..at].iter().rev().take_while(|line| line.cells.is_empty()).find(|line| line.bullet.is_some())?;
        item.left.filter(|left| (1..=DEEPEST).contains(&own.saturating_sub(*left)))
    };
    let nested: Vec<usize> = (1..lines.len()).filter(|at| nested(*at).is_some() && !divides(lines, *at)).collect();
    mark_all(lines, &nested);
    let starts = |line: &Line| {
        line.bullet.is_none() && (holds(line, &|rest| !rest.starts_with(char::is_lowercase)) || resolves(line))
    };
    let marked: Vec<usize> = (1..lines.len()).filter(|at| starts(&lines[*at]) && !divides(lines, *at)).collect();
    // Behind a sentence that ended, or a colon, nothing goes on.
    let ended = |text: &str| text.ends_with(':') || ends_sentence(text);
    let announced = marked.first().is_some_and(|at| ended(lines[at - 1].text.as_str()));
    let no_dash = marked.iter().all(|at| lines[*at].text.as_str().starts_with(['»', '→']));
    if marked.len() > 1 || announced || no_dash || marked.iter().any(|at| resolves(&lines[*at])) {
        mark_all(lines, &marked);
    }
}

/// Takes the marks off these lines, as their bullets.
fn mark_all(lines: &mut [Line], marked: &[usize]) {
    for at in marked {
        if let Some((bullet, text)) = split_bullet(&lines[*at].text, |_| true) {
            (lines[*at].bullet, lines[*at].text) = (bullet, text);
        }
    }
}

/// Whether the dash that a line starts with stands between it and the number that ends the one above.
fn divides(lines: &[Line], at: usize) -> bool {
    let item = lines[at].text.as_str().trim_start_matches(['–', '-', '—', ' ']);
    divides_numbers(lines[at - 1].text.as_str().trim_end(), item)
}

/// Whether a dash between a line and what stands behind it is one between two days or sums: `… 01.01.2032`, `– 31.12.2033 …`.
fn divides_numbers(above: &str, behind: &str) -> bool {
    const YEAR: usize = 4;
    let word = behind.split(' ').next().unwrap_or_default();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let number = word.starts_with(|c: char| c.is_ascii_digit()) && (digits >= YEAR || word.contains(','));
    // `– 2025/22 Titel` names a decision.
    let number = number && bare_identifier(word.trim_end_matches([':', ',', ';'])).is_none();
    number && above.trim_end_matches(['.', '€']).trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// Dashes are bullets in front of labels, where several lines have one: one alone may be a part of a title.
pub fn mark_dashes_before(lines: &mut [Line], is_label: impl Fn(&str) -> bool) {
    const FEWEST: usize = 3;
    let labelled = |line: &Line| {
        let rest = line.text.as_str().strip_prefix(['–', '-', '—']).and_then(|rest| rest.strip_prefix(' '));
        line.bullet.is_none() && line.cells.is_empty() && rest.is_some_and(&is_label)
    };
    let marked: Vec<usize> = (1..lines.len()).filter(|at| labelled(&lines[*at])).collect();
    for at in Some(marked).filter(|marked| marked.len() >= FEWEST).into_iter().flatten() {
        mark_all(lines, &[at]);
    }
}

/// Pages on which a line stands at least to be running.
const RUNNING_PAGES: usize = 3;
/// How far page numbers may be off: covers are not always counted, and slides without text, one in so many, are lost.
const PAGES_OFF: i64 = 3;
const PAGES_LOST: i64 = 4;

/// Lines that stand one below the other at the edge of a page, at most.
const RUNNING_LINES: usize = 8;

/// Appends a line to a text, as a reader would; says so where a word was cut.
pub fn append(text: &mut TextMap, spaced: bool, line: &Line, words: &Words, diagnostics: &mut Vec<Diagnostic>) {
    let join = join_lines(text.as_str(), line.text.as_str(), spaced, words);
    let cut = join == Join::Nothing && text.as_str().ends_with(char::is_alphanumeric);
    let from = text.as_str().rfind(' ').map_or(0, |at| at + 1);
    let to = text.as_str().len() + line.text.as_str().find(' ').unwrap_or(line.text.as_str().len());
    text.join(join, line.text.clone());
    if cut {
        let Trace { spans, .. } = text.trace(from..to);
        if let Some(span) = spans.into_iter().reduce(Span::cover) {
            let message = format!("`{}` was cut over two lines without a hyphen", &text.as_str()[from..to]);
            diagnostics.push(Diagnostic::new(Code::RejoinedWord, span, message));
        }
    }
}

/// Small words that end no sentence: what follows them belongs to it.
const LEADING_WORDS: [&str; 40] = [
    "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer", "eines", "und", "oder",
    "sowie", "in", "im", "an", "am", "auf", "aus", "bei", "für", "mit", "nach", "über", "unter", "von", "vom", "vor",
    "zu", "zum", "zur", "durch", "als", "bis", "zwischen", "gemäß", "siehe", "sind",
];

/// Whether a text may end here: not behind a comma, a hyphen or a small word that belongs to what follows, nor behind an
/// article and an adjective: `einen klaren`.
pub fn ends_text(text: &str) -> bool {
    let mut words = text.rsplit(' ');
    let last = words.next().unwrap_or_default();
    let mut adjective = || {
        let article = words.next().is_some_and(|word| word.starts_with("ein") && ARTICLES.contains(&word));
        article && last.chars().all(char::is_lowercase)
    };
    // `Amtschefin im Bayerischen`
    let named = |stem: &str| last.strip_prefix(stem).is_some_and(|rest| rest == "en");
    let of_land = || last.starts_with(char::is_uppercase) && ADJECTIVES.iter().any(|(stem, _)| named(stem));
    let goes_on = text.ends_with([',', '-']) || LEADING_WORDS.contains(&last) || last.ends_with("en") && of_land();
    !(goes_on || last.starts_with(char::is_lowercase) && adjective())
}

#[cfg(test)]
mod tests {
    use super::{Line, divides_numbers, mark_dashes};
    use crate::source::Span;
    use crate::text::TextMap;

    #[test]
    fn a_dash_further_in_than_the_text_above_is_an_item() {
        let line = |text: &str, left: usize| {
            let piece = TextMap::piece(text, Span::new(0, text.len())).expect("it has text");
            Line { left: Some(left), ..Line::with_bullet(piece) }
        };
        let nested = |below: &str, left: usize| {
            let mut lines = [line("• Die Länder melden", 3), line(below, left)];
            mark_dashes(&mut lines);
            lines[1].bullet.is_some()
        };
        assert!(nested("– zunächst an der Ems", 6));
        assert!(!nested("– zunächst an der Ems", 3));
        assert!(!nested("– mit dem Bund – bis 2031", 6));
    }

    #[test]
    fn a_dash_between_two_days_or_sums_is_no_bullet() {
        assert!(divides_numbers("für den Zeitraum 01.01.2032", "31.12.2033 Mittel"));
        assert!(divides_numbers("in Höhe von 100.000 €", "120.000 Euro"));
        assert!(!divides_numbers("Ziel: Prüfung bis zum 30.11.2029", "3 von 16 Ländern"));
        assert!(!divides_numbers("Bund und Länder beginnen", "31.12.2033: Bericht"));
    }
}
