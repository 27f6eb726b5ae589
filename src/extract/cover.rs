//! Covers: the slides between the sections of a deck, and what they have in common.
//!
//! In: pages of lines. Out: the lines that covers share, pages cut where a cover starts or ends without a mark, and
//! the lines of covers that are blocks of their own although no empty line divides them.
//!
//! Not here: what the lines of a cover say for a record (`meeting`, `decision`).

use std::collections::{HashMap, HashSet};

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::cover::{Whose, cover_day};
use crate::grammar::heading::{decision_heading, is_closing};
use crate::grammar::person::{is_organization, seems_author};
use crate::grammar::session::deck_title;
use crate::layout::{Line, Page, ends_text};
use crate::source::Span;

use crate::vocabulary::{COUNCILS, MEMBERS_WORDS, OVERVIEW_WORDS};

use super::meeting::date_line;

/// Lines that a cover has at most.
const MOST_LINES: usize = 14;
/// Covers on which a line stands at least to tell where covers start and end.
const FEWEST_COVERS: usize = 3;

/// What the covers of a deck share.
#[derive(Debug, Default)]
pub(crate) struct Covers {
    /// Lines that stand on more than one cover.
    shared: HashSet<String>,
    /// The line with which most covers start.
    first: Option<String>,
    /// The line with which most covers end.
    last: Option<String>,
}

/// Whether a line is signed as covers are: with an author and a company, or a date.
fn is_signature(line: &Line) -> bool {
    let text = line.text.as_str();
    line.bullet.is_none() && (seems_author(text) || date_line(text).is_some())
}

/// Whether a text has more than one word.
fn is_phrase(text: &str) -> bool {
    text.contains(' ')
}

/// Whether the title of a deck ends with the body that met: `Ergebnisse der 47. Sitzung des IT-Planungsrats`.
fn ends_with_council(title: &str) -> bool {
    let title = title.replace("- ", "-");
    let body = ["s", "es", ""].iter().filter_map(|ending| title.strip_suffix(ending));
    body.into_iter().any(|text| COUNCILS.iter().any(|name| text.ends_with(name))) && deck_title(title.trim()).is_some()
}

/// Whether a line starts with a noun or a name, and is no end of a question.
fn starts_anew(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && !text.ends_with('?')
}

fn is_cover(page: &Page) -> bool {
    let plain = page.lines.iter().all(|line| line.bullet.is_none());
    plain && page.lines.len() <= MOST_LINES && page.lines.iter().any(is_signature)
}

/// Where the line of an author ends and another one goes on: behind the address of the first.
fn end_of_address(text: &str) -> Option<usize> {
    let end = text.find('@').map(|at| at + text[at..].find(' ').unwrap_or(text.len() - at))?;
    seems_author(&text[end..]).then_some(end)
}

/// The covers of a deck whose slides nothing marks. Its first line that returns, returns on each of them, and so does
/// the last one below that.
fn unmarked_covers(page: &Page) -> Vec<Page> {
    let lines = &page.lines;
    let mut at: HashMap<&str, Vec<usize>> = HashMap::new();
    for (number, line) in lines.iter().enumerate().filter(|(_, line)| line.bullet.is_none()) {
        at.entry(line.text.as_str()).or_default().push(number);
    }
    let returns = |line: &&Line| line.bullet.is_none() && at[line.text.as_str()].len() >= FEWEST_COVERS;
    let Some(first) = lines.iter().find(returns) else { return Vec::new() };
    let starts = &at[first.text.as_str()];
    let below = |start: usize| {
        let next = |line: &&Line| line.bullet.is_none() && line.text.as_str() != first.text.as_str();
        lines[start + 1..].iter().take(MOST_LINES).take_while(next)
    };
    let is = |line: &Line, other: &Line| line.text.as_str() == other.text.as_str();
    let on_most = |line: &&Line| {
        starts.iter().filter(|start| below(**start).any(|other| is(line, other))).count() * 2 > starts.len()
    };
    // The first of them may be torn.
    let last = |start: &usize| below(*start).filter(returns).filter(on_most).last();
    let Some(last) = starts.iter().take(FEWEST_COVERS).find_map(last) else { return Vec::new() };
    let cover = |start: &usize| {
        let end = start + 1 + below(*start).position(|line| is(line, last))?;
        let lines = lines[*start..=end].to_vec();
        Some(Page { lines, torn: page.torn, ..Page::new(page.number, page.span) })
    };
    starts.iter().filter_map(cover).collect()
}

/// Before which lines a page may be cut: where all others before stand before all that follow. Cards that stand side by
/// side are one slide's.
fn dividing(lines: &[Line]) -> Vec<bool> {
    let covers: Vec<Span> = lines.iter().map(|line| line.text.cover()).collect();
    let mut first_behind = vec![usize::MAX; covers.len() + 1];
    for (at, cover) in covers.iter().enumerate().rev() {
        first_behind[at] = first_behind[at + 1].min(cover.start);
    }
    let mut last_before = 0;
    let mut dividing = Vec::with_capacity(covers.len());
    for (at, cover) in covers.iter().enumerate() {
        dividing.push(last_before <= first_behind[at]);
        last_before = last_before.max(cover.end);
    }
    dividing
}

/// Where slides start by their titles: at a line without a bullet behind one that has one, or belongs to one.
fn titles(lines: &[Line]) -> Vec<usize> {
    let mut below_bullet = false;
    // Names stand below bullets as titles do.
    let mut members = false;
    let mut titles = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let names = |words: &[&str]| words.iter().any(|word| line.text.as_str().contains(word));
        let starts = line.bullet.is_none() && (names(MEMBERS_WORDS) || names(OVERVIEW_WORDS));
        if starts || below_bullet && line.apart && !members {
            titles.push(at);
            members = starts && names(MEMBERS_WORDS);
        }
        below_bullet = line.bullet.is_some() || below_bullet && !line.apart;
    }
    titles
}

impl Covers {
    /// Finds what covers share.
    pub(crate) fn find(pages: &[Page], unmarked: bool) -> Self {
        let apart: Vec<Page>;
        let pages = match pages {
            [page] if unmarked => {
                apart = unmarked_covers(page);
                &apart
            }
            pages => pages,
        };
        let covers: Vec<&Page> = pages.iter().filter(|page| is_cover(page)).collect();
        let mut on: HashMap<&str, usize> = HashMap::new();
        for page in &covers {
            let lines: HashSet<&str> = page.lines.iter().map(|line| line.text.as_str()).collect();
            for line in lines {
                *on.entry(line).or_default() += 1;
            }
        }
        let most_often = |at: fn(&[Line]) -> Option<&Line>| {
            let mut count: HashMap<&str, usize> = HashMap::new();
            for line in covers.iter().filter_map(|page| at(&page.lines)) {
                *count.entry(line.text.as_str()).or_default() += 1;
            }
            let (line, times) = count.into_iter().max_by_key(|(line, times)| (*times, *line))?;
            (times >= FEWEST_COVERS && times * 2 > covers.len()).then(|| line.to_owned())
        };
        Self {
            shared: on.iter().filter(|(_, times)| **times > 1).map(|(line, _)| (*line).to_owned()).collect(),
            first: most_often(<[Line]>::first),
            last: most_often(<[Line]>::last),
        }
    }

    /// Whether covers share a line.
    pub(crate) fn share(&self, line: &str) -> bool {
        self.shared.contains(line)
    }

    /// Cuts pages on which a cover and another slide stand, as the mark between them is lost.
    pub(crate) fn cut(&self, pages: &mut Vec<Page>, unmarked: bool, found: &mut Vec<Diagnostic>) {
        let mut whole = Vec::new();
        let last = pages.len();
        for mut page in pages.drain(..) {
            page.lines = std::mem::take(&mut page.lines).into_iter().flat_map(|line| self.cut_line(line)).collect();
            let mut cuts = self.cuts(&page.lines, page.number == last);
            if unmarked {
                cuts.extend(titles(&page.lines));
                cuts.sort_unstable();
                cuts.dedup();
                let dividing = dividing(&page.lines);
                cuts.retain(|at| dividing[*at]);
                let message =
                    format!("nothing marks where slides start; {} were found by what they say", cuts.len() + 1);
                found.push(Diagnostic::new(Code::LostPageMark, page.span, message));
            }
            // Its tables stand on one of the slides that it becomes.
            page.tabled = page.tabled.filter(|_| cuts.is_empty());
            let mut parts = Vec::new();
            for at in cuts.into_iter().rev() {
                let lines = page.lines.split_off(at);
                let place = lines.first().map_or(page.span, |line| line.text.cover());
                let span = Span::new(place.start, page.span.end);
                page.span.end = place.start;
                parts.push(Page { lines, torn: page.torn, ..Page::new(page.number, span) });
                if !unmarked {
                    let message = "a slide starts here, and nothing marks it";
                    found.push(Diagnostic::new(Code::LostPageMark, place, message));
                }
            }
            whole.push(page);
            whole.extend(parts.into_iter().rev());
        }
        for (number, page) in (1..).zip(&mut whole) {
            page.number = number;
        }
        *pages = whole;
    }

    /// Cuts a line in two where the first line of a cover is joined to its end, or the last to its start.
    fn cut_line(&self, line: Line) -> Vec<Line> {
        let written = line.text.as_str();
        // One word may start or end any line.
        let behind = self.first.as_deref().filter(|first| is_phrase(first));
        let behind = behind.and_then(|first| written.strip_suffix(first)).map(str::len);
        let before = self.last.as_deref().filter(|last| is_phrase(last) && line.bullet.is_none());
        let before = before.filter(|last| written.starts_with(*last)).map(str::len);
        match behind.or(before).or_else(|| end_of_address(written)).filter(|cut| (1..written.len()).contains(cut)) {
            Some(cut) => {
                let second =
                    Line { text: line.text.slice(cut..written.len()), bullet: None, gap: true, ..line.clone() };
                vec![Line { text: line.text.slice(0..cut), ..line }, second]
            }
            None => vec![line],
        }
    }

    /// Before which lines another slide starts.
    fn cuts(&self, lines: &[Line], is_last: bool) -> Vec<usize> {
        let is =
            |line: &Line, edge: &Option<String>| line.bullet.is_none() && edge.as_deref() == Some(line.text.as_str());
        let closes = |line: &Line| is_last && line.bullet.is_none() && is_closing(line.text.as_str());
        let closing = lines.first().is_some_and(closes);
        let mut cuts: Vec<usize> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            if is(line, &self.first) || closes(line) && line.gap && !closing {
                cuts.push(at);
            }
            if is(line, &self.last) {
                cuts.push(at + 1);
            }
        }
        // Where the first line of the cover is lost, too, the next one that covers share tells.
        let shared = |line: &Line| line.bullet.is_none() && self.share(line.text.as_str());
        let lost = self.first.is_some() && !lines.iter().any(|line| is(line, &self.first));
        if lost && lines.iter().filter(|line| shared(line)).count() > 1 {
            cuts.extend(lines.iter().position(shared));
        }
        cuts.retain(|at| (1..lines.len()).contains(at));
        cuts.sort_unstable();
        cuts.dedup();
        cuts
    }

    /// Sets lines of a cover apart that are blocks of their own; where it is known what stands where, nothing else is.
    pub(crate) fn set_apart(&self, lines: &mut [Line], placed: bool) {
        let plain = |line: &Line| line.bullet.is_none();
        let shared = |line: &Line| plain(line) && self.share(line.text.as_str());
        if !lines.iter().any(|line| shared(line) || is_signature(line)) || lines.len() > MOST_LINES {
            return;
        }
        let mut after_whole = false;
        // A line may go on: `Ergebnisse der`, `47. Sitzung`.
        let mut goes_on = false;
        // What the lines above say together, as far as they are one block.
        let mut above = String::new();
        for line in lines {
            let text = line.text.as_str();
            // Where it is known what stands where, lines of one paragraph are one text.
            line.apart |= plain(line) && !placed && !line.gap && ends_with_council(&above) && starts_anew(text);
            // `Was die 47. Sitzung gebracht hat` above `Landesamt für Digitales`
            let organization = !goes_on && !placed && is_organization(text);
            line.apart |= plain(line) && organization && deck_title(above.trim_start()).is_some();
            let day = || date_line(text).is_some() || cover_day(text).is_some_and(|day| day.place.is_some());
            let whole = shared(line) && !placed || plain(line) && !goes_on && day();
            let starts = plain(line)
                && (seems_author(text) && !placed
                    || cover_day(text).is_some_and(|day| day.whose == Whose::Session)
                    || decision_heading(text).is_some()
                    || deck_title(text).is_some() && !goes_on);
            line.apart |= whole || starts || after_whole;
            after_whole = whole;
            goes_on = !ends_text(text);
            if line.gap || line.apart {
                above.clear();
            }
            above = format!("{above} {text}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextMap;

    /// Whether the second line of a cover starts a block of its own.
    fn parts(first: &str, second: &str) -> bool {
        let line = |text: &str| Line::of(TextMap::piece(text, Span::new(0, text.len())).expect("it has text"));
        // A cover is known by a day.
        let mut lines = [first, second, "Stand: 20.03.2029"].map(line);
        Covers::default().set_apart(&mut lines, false);
        lines[1].apart
    }

    #[test]
    fn an_organization_ends_the_title() {
        assert!(parts("Was die 61. Sitzung gebracht hat", "Landesamt für Digitales"));
        assert!(!parts("Was die 61. Sitzung gebracht hat", "und was nicht"));
        assert!(!parts("Was die 61. Sitzung des", "Landesamtes für Digitales"));
        assert!(!parts("Was hat das gebracht?", "Landesamt für Digitales"));
    }
}
