//! Running lines of a text: what stands on most pages, above, below or between their lines.
//!
//! In: pages of lines. Out: the same without them; they are furniture.

use std::collections::{HashMap, HashSet};

use super::columns::{Segment, segments};
use super::{
    Header, Layout, Line, PAGES_LOST, PAGES_OFF, Page, RUNNING_LINES, RUNNING_PAGES, RawLine, is_whole_header,
};
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::cell::{role_of_head, says_sum};
use crate::grammar::columns::is_header_part;
use crate::grammar::heading::{decision_heading, is_bare_heading};
use crate::grammar::mark::{explains_mark, reservation, tells_reservation};
use crate::grammar::person::{is_organization, person_name};
use crate::source::Span;
use crate::text::{TextMap, is_blank};
use crate::vocabulary::{PAGE_WORDS, jurisdiction};

/// Whether a line that stands on two pages of three, wherever on them, is what stands beside the text of a page: some
/// words that are neither a sentence nor the head or the legend of a table, which return as well.
fn stands_beside(line: &str) -> bool {
    /// Letters that such a line has at least, so that no word of a cell is one.
    const LETTERS: usize = 8;
    /// Words of a sentence at least.
    const SENTENCE: usize = 4;
    let sentence = line.ends_with(['.', ';', ':', '!', '?']) && line.split_whitespace().count() >= SENTENCE;
    let heading = decision_heading(line).is_some() || is_bare_heading(line);
    let of_table = is_header_part(line) || explains_mark(line) || line.starts_with('*');
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    line.contains(' ') && letters >= LETTERS && !sentence && !heading && !of_table
}

/// How many pages two of three are, and no fewer than running lines need.
fn two_of_three(pages: usize) -> usize {
    RUNNING_PAGES.max(pages * 2 / 3 + 1)
}

/// Says which lines run; each text once.
fn report(found: Vec<(TextMap, usize)>, layout: &mut Layout) {
    let mut said: HashSet<String> = HashSet::new();
    for (text, pages) in found {
        if said.insert(text.as_str().to_owned()) {
            let message = format!("`{}` stands on {pages} slides", text.as_str());
            layout.diagnostics.push(Diagnostic::new(Code::RunningLine, text.cover(), message));
        }
    }
}

/// The lines that stand on most pages, whatever they are.
pub(super) fn repeated<'a>(text: &'a str, lines: &[RawLine], starts: &[usize]) -> HashSet<&'a str> {
    let mut pages: HashMap<&str, (usize, usize)> = HashMap::new();
    for (at, line) in lines.iter().enumerate() {
        let page = starts.partition_point(|start| *start <= at);
        let (last, on) = pages.entry(text[line.span.range()].trim()).or_default();
        *on += usize::from(*last != page);
        *last = page;
    }
    let fewest = two_of_three(starts.len());
    pages.into_iter().filter(|(line, (_, on))| *on >= fewest && !line.is_empty()).map(|(line, _)| line).collect()
}

/// The lines of a source that stand beside the text of its pages, before columns are told apart: words beside the text
/// are written among its lines. What may be the page's header is left.
pub(super) fn running_raw(text: &str, lines: &[RawLine], starts: &[usize], layout: &mut Layout) -> Vec<usize> {
    let page_of = |at: usize| starts.partition_point(|start| *start <= at);
    let written = |at: usize| text[lines[at].span.range()].trim();
    let mut pages: HashMap<&str, HashSet<usize>> = HashMap::new();
    for at in 0..lines.len() {
        pages.entry(written(at)).or_default().insert(page_of(at));
    }
    // In the right half of its page nothing of the text starts.
    let mut widths: HashMap<usize, usize> = HashMap::new();
    for at in 0..lines.len() {
        let width = widths.entry(page_of(at)).or_default();
        *width = text[lines[at].span.range()].trim_end().chars().count().max(*width);
    }
    let is_far = |at: usize| {
        let raw = &text[lines[at].span.range()];
        raw.chars().take_while(|c| is_blank(*c)).count() * 2 > widths[&page_of(at)]
    };
    let near: HashSet<&str> = (0..lines.len()).filter(|at| !is_far(*at)).map(written).collect();
    let fewest = |line: &str| match near.contains(line) {
        true => two_of_three(starts.len()),
        false => RUNNING_PAGES.max(starts.len() / 2 + 1),
    };
    pages.retain(|line, on| on.len() >= fewest(line) && !is_whole_header(line));
    let beside = |at: usize| pages.contains_key(written(at)) && stands_beside(written(at));
    // A word alone is one if it stands next to such a line, in the right half as that or right above or below its start.
    let indent = |at: usize| text[lines[at].span.range()].chars().take_while(|c| is_blank(*c)).count();
    let near_one = |at: usize| {
        let others = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter(|other| *other < lines.len());
        let aligned = |other: usize| is_far(at) && is_far(other) || indent(at) == indent(other);
        let mut others = others.filter(|other| page_of(*other) == page_of(at) && aligned(*other) && beside(*other));
        let word = written(at).chars().all(char::is_alphabetic) && !written(at).is_empty();
        word && pages.contains_key(written(at)) && others.next().is_some()
    };
    let runs: Vec<usize> = (0..lines.len()).filter(|at| beside(*at) || near_one(*at)).collect();
    let mut found = Vec::new();
    for at in &runs {
        if let Some(text) = &lines[*at].text {
            layout.furniture.extend(text.whole_trace().spans);
            found.push((text.clone(), pages[written(*at)].len()));
        }
    }
    report(found, layout);
    runs
}

/// Lines of a page that are looked at for them, from above and from below.
const FIRST_LINES: usize = 4;
const LAST_LINES: usize = 2;

/// The parts of the first and last lines that stand on most pages, beside something else on some: a logo's words to the
/// right of the titles, the name of an office beside the number of the page. What may be a value is none, unless all of its
/// line runs. `runs` are whole lines that do.
pub(super) fn running_parts(
    text: &str,
    lines: &[RawLine],
    starts: &[usize],
    torn: &HashSet<usize>,
    runs: &[usize],
    layout: &mut Layout,
) -> Vec<Span> {
    let written = |part: &Segment| text[part.span.range()].trim();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let fewest = RUNNING_PAGES.max(starts.len() / 2 + 1);
    let logos = logos(text, lines, starts, fewest);
    let is_logo = |part: &Segment| logos.get(written(part)).is_some_and(|pages| *pages >= fewest);
    let mut edges: Vec<(usize, Vec<Segment>)> = Vec::new();
    let mut lone: Vec<(usize, Segment)> = Vec::new();
    for (number, (start, end)) in (1..).zip(starts.iter().copied().zip(ends)) {
        let full: Vec<usize> = (start..end).filter(|at| lines[*at].text.is_some() && !torn.contains(at)).collect();
        let first = full.len().min(FIRST_LINES);
        let last = full.len().saturating_sub(LAST_LINES).max(first);
        let width = full.iter().map(|at| text[lines[*at].span.range()].chars().count()).max().unwrap_or(0);
        for at in full[..first].iter().chain(&full[last..]) {
            let parts = segments(text, lines[*at].span, *at, false);
            // Alone it stands on the right.
            let alone = parts.len() == 1 && parts[0].start * 2 <= width;
            if parts.iter().any(|part| is_cell(written(part)) && !is_logo(part) || part.is_bullet) {
                continue;
            }
            match alone {
                true => lone.extend(parts.into_iter().map(|part| (number, part))),
                false => edges.push((number, parts)),
            }
        }
    }
    let key = |part: &Segment, number: usize| match is_page_number(written(part)) {
        // `–9–`, `– 10 –`
        true => without_page_number(written(part), number).replace(' ', ""),
        false => written(part).to_owned(),
    };
    let mut pages: HashMap<String, HashSet<usize>> = HashMap::new();
    // A line that runs on other pages stands beside a title here.
    for at in runs {
        let number = starts.partition_point(|start| start <= at);
        pages.entry(text[lines[*at].span.range()].trim().to_owned()).or_default().insert(number);
    }
    for (number, parts) in &edges {
        for part in parts {
            pages.entry(key(part, *number)).or_default().insert(*number);
            pages.entry(written(part).to_owned()).or_default().insert(*number);
        }
    }
    pages.retain(|_, on| on.len() >= fewest);
    // What stands alone on all is a line like others.
    let several = edges.iter().filter(|(_, parts)| parts.len() > 1);
    let beside: HashSet<&str> = several.flat_map(|(_, parts)| parts.iter().map(&written)).collect();
    // `Universität` above `Lahnstedt`, which stands beside titles.
    let of_logo = |part: &Segment, number: usize| {
        let on_page = edges.iter().filter(|(other, _)| *other == number).flat_map(|(_, parts)| parts);
        let overlap = |one: &Segment| one.start < part.end && part.start < one.end;
        let mut near = on_page.filter(|one| one.line.abs_diff(part.line) == 1 && overlap(one));
        near.any(|one| beside.contains(written(one)) && pages.contains_key(written(one)))
    };
    let mut running = Vec::new();
    let mut found = Vec::new();
    for (number, parts) in &edges {
        let same = |part: &Segment| pages.get(written(part));
        let runs = |part: &Segment| same(part).is_some() || pages.contains_key(&key(part, *number));
        let all = parts.iter().all(runs);
        let named = parts.iter().any(|part| runs(part) && written(part).contains(char::is_alphabetic));
        let known =
            parts.len() > 1 || parts.iter().any(|part| beside.contains(written(part)) || of_logo(part, *number));
        // Beside what does not run, it is the last or the first but for others that do, and no value.
        let own = |at: usize| runs(&parts[at]) && !may_be_value(written(&parts[at]));
        let outer = |at: usize| (0..=at).all(own) || (at..parts.len()).all(own);
        let may_run = |at: usize| all || outer(at);
        for part in
            (0..parts.len()).filter(|at| named && known && may_run(*at)).map(|at| &parts[at]).filter(|one| runs(one))
        {
            running.push(part.span);
            // What changes from page to page is but their number.
            found.extend(same(part).and_then(|on| Some((TextMap::piece(text, part.span)?, on.len()))));
        }
    }
    let mut further = counting(&edges, written);
    // What stands alone there on most pages may stand beside something on others.
    let mut alone: HashMap<(String, usize), HashSet<usize>> = HashMap::new();
    for (number, part) in &lone {
        alone.entry((key(part, *number), part.start)).or_default().insert(*number);
    }
    let runs_alone = |part: &Segment, number: usize| {
        alone.get(&(key(part, number), part.start)).is_some_and(|on| on.len() >= fewest)
    };
    let outer = edges.iter().filter_map(|(number, parts)| Some((*number, parts.first()?)));
    let outer: Vec<&Segment> = outer.filter(|(number, part)| runs_alone(part, *number)).map(|(_, part)| part).collect();
    let near = |part: &Segment| outer.iter().any(|one| one.start == part.start && one.line.abs_diff(part.line) == 1);
    let below = lone.iter().filter(|(number, part)| near(part) && runs_alone(part, *number)).map(|(_, part)| part.span);
    further.extend(outer.iter().map(|part| part.span).chain(below));
    for (part, on) in margin(text, lines, starts, torn, runs) {
        if !is_among(&running, part.span) {
            further.push(part.span);
            found.extend(TextMap::piece(text, part.span).map(|text| (text, on)));
        }
    }
    if !further.is_empty() {
        running.extend(further);
        running.sort_unstable_by_key(|span| span.start);
        running.dedup();
    }
    report(found, layout);
    running
}

/// What stands at the right end of the first lines of pages, and on how many: a Land's code may be the letters of a logo. On
/// the second lines it is one below a word of the logo that stands alone in the right half of as many pages.
fn logos<'a>(text: &'a str, lines: &[RawLine], starts: &[usize], fewest: usize) -> HashMap<&'a str, usize> {
    let written = |part: &Segment| text[part.span.range()].trim();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let mut logos = HashMap::new();
    let mut below: Vec<(Segment, Segment)> = Vec::new();
    let mut alone: HashMap<&str, usize> = HashMap::new();
    for (start, end) in starts.iter().copied().zip(ends) {
        let width = (start..end).map(|at| text[lines[at].span.range()].trim_end().chars().count()).max().unwrap_or(0);
        let mut firsts = (start..end).filter(|at| lines[*at].text.is_some());
        let mut parts = || firsts.next().map(|at| segments(text, lines[at].span, at, false)).unwrap_or_default();
        let first = parts();
        let Some(last) = first.last() else { continue };
        *logos.entry(written(last)).or_default() += 1;
        if let ([word], Some(next)) = (&first[..], parts().pop())
            && word.start * 2 > width
            && word.start < next.end
            && next.start < word.end
        {
            *alone.entry(written(word)).or_default() += 1;
            below.push((word.clone(), next));
        }
    }
    for (_, next) in below.iter().filter(|(word, _)| alone[written(word)] >= fewest) {
        *logos.entry(written(next)).or_default() += 1;
    }
    logos
}

/// The words in the margin left of the text, on lines of their own or beside it: the first parts of the first lines, the
/// same on most pages, some of which stand beside other parts; and on how many pages each stands.
fn margin(
    text: &str,
    lines: &[RawLine],
    starts: &[usize],
    torn: &HashSet<usize>,
    runs: &[usize],
) -> Vec<(Segment, usize)> {
    const MOST_LINES: usize = 8;
    const FEWEST_LINES: usize = 2;
    let written = |part: &Segment| text[part.span.range()].trim().to_owned();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let pages: Vec<Vec<(Segment, bool)>> = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| {
            let full = (*start..end).filter(|at| lines[*at].text.is_some());
            let firsts = full
                .take(MOST_LINES)
                .take_while(|at| !torn.contains(at) || runs.binary_search(at).is_ok())
                .map_while(|at| {
                    let parts = segments(text, lines[at].span, at, false);
                    let several = parts.len() > 1;
                    parts.into_iter().next().map(|first| (first, several))
                });
            let in_margin = |part: &Segment| {
                let text = written(part);
                !part.is_bullet
                    && decision_heading(&text).is_none()
                    && !is_bare_heading(&text)
                    && !is_cell(&text)
                    && !may_be_value(&text)
            };
            firsts.take_while(|(part, _)| in_margin(part)).collect()
        })
        .collect();
    // How many pages start with the same lines, by how many those are.
    let mut on: HashMap<Vec<String>, (usize, bool)> = HashMap::new();
    for page in &pages {
        let mut stack: Vec<String> = Vec::new();
        let mut beside = false;
        for (part, several) in page {
            stack.push(written(part));
            beside |= *several;
            let (pages, any) = on.entry(stack.clone()).or_default();
            (*pages, *any) = (*pages + 1, *any || beside);
        }
    }
    let fewest = RUNNING_PAGES.max(starts.len() / 2 + 1);
    let long = |stack: &Vec<String>| stack.len() >= FEWEST_LINES;
    let best = on.iter().filter(|(stack, (pages, beside))| *pages >= fewest && *beside && long(stack));
    let Some((stack, _)) = best.max_by_key(|(stack, _)| stack.len()) else { return Vec::new() };
    let own = |page: &Vec<(Segment, bool)>| {
        let same = page.iter().zip(stack).take_while(|((part, _), other)| written(part) == **other);
        same.map(|((part, _), _)| part.clone()).collect::<Vec<Segment>>()
    };
    // What runs as a whole line was taken.
    let parts: Vec<Segment> =
        pages.iter().flat_map(own).filter(|part| runs.binary_search(&part.line).is_err()).collect();
    let mut times: HashMap<String, usize> = HashMap::new();
    for part in &parts {
        *times.entry(written(part)).or_default() += 1;
    }
    parts.into_iter().map(|part| (times[&written(&part)], part)).map(|(times, part)| (part, times)).collect()
}

/// The numbers that stand left of titles and count the slides, or what they are about: 1 on the first that has one, then
/// the same or the next, each alone on its slide beside one text, and nothing next to it further left.
fn counting<'a>(edges: &[(usize, Vec<Segment>)], written: impl Fn(&Segment) -> &'a str) -> Vec<Span> {
    const MOST_DIGITS: usize = 2;
    let number = |part: &Segment| {
        let text = written(part);
        let digits = text.len() <= MOST_DIGITS && text.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| text.parse::<u8>().ok()).flatten()
    };
    let mut last = 0;
    let mut pages = 0;
    let mut counts = Vec::new();
    for page in edges.chunk_by(|one, other| one.0 == other.0) {
        let mut badges = page.iter().filter_map(|(_, parts)| match &parts[..] {
            [badge, title] if number(title).is_none() => Some((badge, number(badge)?)),
            _ => None,
        });
        let Some((badge, count)) = badges.next() else { continue };
        let near = |part: &&Segment| part.line.abs_diff(badge.line) <= 1 && part.span != badge.span;
        let others = page.iter().flat_map(|(_, parts)| parts).filter(near);
        let leftmost = others.map(|part| part.start).min().is_some_and(|start| badge.end < start);
        if badges.next().is_some() || !leftmost || !(last..=last + 1).contains(&count) || count == 0 {
            return Vec::new();
        }
        (last, pages) = (count, pages + 1);
        counts.push(badge.span);
    }
    if pages >= RUNNING_PAGES && last > 1 { counts } else { Vec::new() }
}

/// Whether a part of a line is rather a cell of a table.
fn is_cell(text: &str) -> bool {
    // `Dauer: 24 Monate`
    let labelled = || {
        let label = text.split_once(": ").map(|(label, _)| label);
        label.is_some_and(|label| !label.contains(' ') && role_of_head(label).is_some())
    };
    says_sum(text)
        || role_of_head(text).is_some() && !text.contains(' ')
        || labelled()
        || jurisdiction(text).is_some()
        || reservation(text).is_some()
}

/// Whether a part may say something of what it stands beside: a day, a sum, a person, a reservation, a label or a number.
fn may_be_value(text: &str) -> bool {
    let person = person_name(text).is_some() && !is_organization(text);
    let digits = text.contains(|c: char| c.is_ascii_digit()) && !is_page_number(text) && !is_organization(text);
    person || digits || text.contains(": ") || tells_reservation(text)
}

/// Whether a text is the number of a page and nothing else: `3`, `3/14`, `– 3 –`, `Seite 3 von 14`.
fn is_page_number(text: &str) -> bool {
    let number = |word: &str| word.len() <= 7 && !word.contains(|c: char| c.is_alphabetic() || ".,€%".contains(c));
    text.split(' ').all(|word| PAGE_WORDS.contains(&word) || number(word))
}

/// Whether a span lies in one of those, which are in order.
pub(super) fn is_among(sorted: &[Span], span: Span) -> bool {
    let next = sorted.partition_point(|other| other.end <= span.start);
    sorted.get(next).is_some_and(|other| other.start < span.end)
}

/// Takes the lines off that stand first or last on most pages, the same on each but for the number of the page, and those
/// that stand beside the text. Lines that are an upright header together, become the page's.
pub(super) fn remove_running_lines(layout: &mut Layout) {
    let first = |lines: &[Line]| (!lines.is_empty()).then_some(0);
    let last = |lines: &[Line]| lines.len().checked_sub(1);
    remove_running(layout, first, Vec::push);
    remove_running(layout, last, |taken, line| taken.insert(0, line));
    let lines = layout.pages.iter().flat_map(|page| page.lines.iter().map(move |line| (page.number, line)));
    let mut pages: HashMap<String, HashSet<usize>> = HashMap::new();
    for (number, line) in lines.filter(|(_, line)| line.bullet.is_none() && line.pieces.is_empty()) {
        pages.entry(line.text.as_str().to_owned()).or_default().insert(number);
    }
    let fewest = two_of_three(layout.pages.len());
    pages.retain(|text, on| on.len() >= fewest && stands_beside(text));
    let runs = |line: &mut Line| line.bullet.is_none() && pages.contains_key(line.text.as_str());
    let mut found = Vec::new();
    for page in layout.pages.iter_mut().filter(|page| page.lines.len() > 1) {
        for line in page.lines.extract_if(.., runs) {
            layout.furniture.extend(line.text.whole_trace().spans);
            let on = pages[line.text.as_str()].len();
            found.push((line.text, on));
        }
    }
    report(found, layout);
}

/// Takes the lines off that stand at the given place of most pages, one after the other.
fn remove_running(
    layout: &mut Layout,
    place: impl Fn(&[Line]) -> Option<usize>,
    put: impl Fn(&mut Vec<TextMap>, TextMap),
) {
    // What seems to be the number of one page may be another on all.
    let running = |page: &Page| {
        let line = &page.lines[place(&page.lines)?];
        let text = line.text.as_str();
        // A decision may have most of the slides.
        let runs = line.bullet.is_none() && decision_heading(text).is_none();
        runs.then(|| [text.to_owned(), without_page_number(text, page.number)])
    };
    let mut taken: Vec<Vec<TextMap>> = vec![Vec::new(); layout.pages.len()];
    for _ in 0..RUNNING_LINES {
        let mut seen: HashMap<String, HashSet<usize>> = HashMap::new();
        for (number, texts) in layout.pages.iter().filter_map(|page| Some((page.number, running(page)?))) {
            for text in texts {
                seen.entry(text).or_default().insert(number);
            }
        }
        let fewest = RUNNING_PAGES.max(layout.pages.len() / 2 + 1);
        let mut any = false;
        for (page, taken) in layout.pages.iter_mut().zip(&mut taken) {
            let Some(texts) = running(page) else { continue };
            // A running title that is all a page has is its title.
            let whole = page.lines.len() > 1 || !texts[0].contains(char::is_alphabetic);
            let runs = whole && texts.iter().any(|text| seen[text].len() >= fewest);
            if let Some(at) = place(&page.lines).filter(|_| runs) {
                put(taken, page.lines.remove(at).text);
                any = true;
            }
        }
        if !any {
            break;
        }
    }
    let times = taken.iter().filter(|lines| !lines.is_empty()).count();
    let mut found = None;
    for (page, lines) in layout.pages.iter_mut().zip(taken) {
        let mut header = Header::default();
        lines.into_iter().for_each(|line| header.append(line, true));
        let text = header.text;
        if text.is_empty() {
            continue;
        }
        layout.furniture.extend(text.whole_trace().spans);
        found.get_or_insert_with(|| text.clone());
        if page.header.is_none() && is_whole_header(text.as_str()) {
            page.header = Some(text);
        }
    }
    if let Some(text) = found {
        let message = format!("`{}` stands at the same place of {times} slides", text.as_str());
        layout.diagnostics.push(Diagnostic::new(Code::RunningLine, text.cover(), message));
    }
}

/// A line without the number of its page, where that stands alone in it: no part of a date or of an identifier.
pub(super) fn without_page_number(text: &str, page: usize) -> String {
    let page = i64::try_from(page).unwrap_or(i64::MAX);
    let mut without = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let end = start + rest[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - start);
        let before = without.chars().chain(rest[..start].chars()).next_back();
        let is_part = |c: char| c.is_alphanumeric() || "/.,-".contains(c);
        let alone = !before.is_some_and(is_part) && (!rest[end..].starts_with(is_part) || is_of_all(&rest[end..]));
        let alone = alone || is_between_dashes(&rest[..start], &rest[end..]);
        let number: Option<i64> = rest[start..end].parse().ok();
        without.push_str(&rest[..start]);
        // That of all pages stands behind it.
        let of_all = ["# von ", "#/", "# / ", "# | "].iter().any(|behind| without.ends_with(behind));
        match number.filter(|number| of_all || alone && (number - page).abs() <= PAGES_OFF + page / PAGES_LOST) {
            Some(_) => without.push('#'),
            None => without.push_str(&rest[start..end]),
        }
        rest = &rest[end..];
    }
    without += rest;
    // `–3–` may stand beside `– 12 –`.
    for dash in ["–", "-"] {
        if without == format!("{dash} # {dash}") {
            without = format!("{dash}#{dash}");
        }
    }
    without
}

/// Whether a dash stands on both sides of a number, and nothing else right beside it: `-3-`, `– 3 –`.
fn is_between_dashes(before: &str, behind: &str) -> bool {
    const DASHES: [char; 2] = ['-', '–'];
    let (before, behind) = (before.trim_end().strip_suffix(DASHES), behind.trim_start().strip_prefix(DASHES));
    before.is_some_and(|text| text.is_empty() || text.ends_with(is_blank))
        && behind.is_some_and(|text| text.is_empty() || text.starts_with(is_blank))
}

/// Whether the number of all pages follows that of one: `/16`.
fn is_of_all(behind: &str) -> bool {
    const DIGITS: usize = 3;
    let word = behind.split(is_blank).next().unwrap_or_default();
    word.strip_prefix('/')
        .is_some_and(|all| (1..=DIGITS).contains(&all.len()) && all.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_the_text() {
        assert!(stands_beside("MDW · Pressestelle · 22.06.2026"));
        assert!(stands_beside("Verwaltung. Einfach. Digital."));
        assert!(!stands_beside("Beschluss 2028/21 | Projekte"));
        assert!(!stands_beside("Begründung"));
        assert!(!stands_beside("Der Bericht wird veröffentlicht."));
        assert!(!stands_beside("Zeitplan Budget Antragsteller Projektbezeichnung Nr."));
        assert!(!stands_beside("*Freigabe unter Vorbehalt"));
        assert!(!stands_beside("V = Freigabe unter Vorbehalt"));
    }

    #[test]
    fn numbers_of_pages_in_many_forms() {
        let masked = |text: &str| without_page_number(text, 12);
        assert_eq!([masked("–12–"), masked("– 12 –"), masked("- 12 -")], ["–#–", "–#–", "-#-"]);
        assert_eq!([masked("Seite 12 von 14"), masked("12/14")], ["Seite # von #", "#/#"]);
    }

    #[test]
    fn what_may_say_something_is_no_logo() {
        let values =
            ["bis zum 31.12.2029", "Dr. Klara Seidel", "1.200 €", "Start: Juli 2030", "unter Vorbehalt", "Projekt 4"];
        assert!(values.iter().all(|text| may_be_value(text)));
        assert!(
            !["Büro des CIO", "Projektbüro Digitalstrategie", "LINDGREN", "3/14"].iter().any(|text| may_be_value(text))
        );
        assert!(["Dauer: 24 Monate", "ja", "Hessen", "Summe"].iter().all(|text| is_cell(text)));
        assert!(["3", "3/14", "– 3 –", "Seite 3 von 14"].iter().all(|text| is_page_number(text)));
        assert!(!["31.12.2029", "Projekt 3", "1.200"].iter().any(|text| is_page_number(text)));
    }
}
