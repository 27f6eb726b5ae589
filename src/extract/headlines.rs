//! Headlines: the lines at the top of a slide, where its title ends and what stands beside or below it.
//!
//! In: the lines of a slide. Out: the same lines, the title's joined, and what is none of it apart.

use std::collections::HashSet;

use crate::grammar::cover::{Whose, cover_day};
use crate::grammar::heading::{
    behind_capital, decision_heading, is_bare_heading, is_titled_heading, item_in_front, title_and_identifier,
};
use crate::grammar::mandate::opens_resolutions;
use crate::grammar::mark::{is_raised, lowered, says_reserved};
use crate::grammar::part::is_part;
use crate::grammar::person::{is_office, names_land, person_name};
use crate::grammar::programme::{names_projects, programme_name};
use crate::grammar::session::is_session;
use crate::grammar::starts_with_label;
use crate::layout::{Line, ends_sentence, ends_text};
use crate::text::{Join, TextMap, Words, join_lines};

use super::member::names_members;

/// Parts rows of boxes beside each other, each a value with its label: `Kosten: 2 Mio. €`, `Frist: 31.03.2033`.
pub(super) fn part_labelled(lines: &mut Vec<Line>) {
    const FEWEST: usize = 2;
    // What has no label may go on in any of them.
    let boxes = |line: &Line| {
        let labelled = line.pieces.iter().all(|piece| starts_with_label(piece.as_str()));
        line.pieces.len() >= FEWEST && line.cells.is_empty() && labelled
    };
    if !lines.iter().any(boxes) {
        return;
    }
    let parted = |line: Line| -> Vec<Line> {
        if !boxes(&line) {
            return vec![line];
        }
        line.pieces.into_iter().map(|text| Line { gap: true, apart: true, ..Line::of(text) }).collect()
    };
    *lines = std::mem::take(lines).into_iter().flat_map(parted).collect();
}

/// Parts a row of identifiers and titles, each beside its own: what is announced one below the other, with no empty line
/// between.
pub(super) fn part_announced(lines: &mut Vec<Line>) {
    const FEWEST: usize = 4;
    let is_list = |line: &Line| {
        let mut pairs = line.pieces.chunks(2);
        let pair = |pair: &[TextMap]| matches!(pair, [one, two] if is_bare_heading(one.as_str()) && !is_bare_heading(two.as_str()));
        line.pieces.len() >= FEWEST && pairs.all(pair)
    };
    if !lines.iter().any(is_list) {
        return;
    }
    let parted = |line: Line| -> Vec<Line> {
        if !is_list(&line) {
            return vec![line];
        }
        let heading = |pair: &[TextMap]| {
            let text = pair.iter().cloned().reduce(|mut whole, title| {
                whole.join(Join::Space, title);
                whole
            });
            text.map(|text| Line { gap: true, apart: true, ..Line::of(text) })
        };
        line.pieces.chunks(2).filter_map(heading).collect()
    };
    *lines = std::mem::take(lines).into_iter().flat_map(parted).collect();
}

/// Joins the mark of a footnote that stands on a line of its own, as one above the others does, to what it marks.
pub(super) fn join_marks(lines: &mut Vec<Line>) {
    const LONGEST: usize = 3;
    const MOST_BYTES: usize = 4 * LONGEST;
    let is_mark = |line: &Line| {
        let text = line.text.as_str();
        if text.chars().nth(LONGEST).is_some() {
            return false;
        }
        let mark =
            text.strip_suffix([')', '⁾']).filter(|mark| mark.bytes().all(|b| b.is_ascii_digit())).unwrap_or(text);
        let raised = |c: char| is_raised(c) || c == '*';
        let plain = line.bullet.is_none() && line.cells.is_empty();
        plain && (mark.len() < text.len() && !mark.is_empty() || mark.chars().all(raised))
    };
    let is_text = |line: &Line| line.bullet.is_none() && line.cells.is_empty() && !is_mark(line);
    if !lines.iter().any(|line| line.text.as_str().len() <= MOST_BYTES) {
        return;
    }
    // A figure that stood above the line, as it does behind what it marks.
    let figures: HashSet<char> = lines.iter().flat_map(|line| line.text.as_str().chars()).filter_map(lowered).collect();
    let is_figure = |line: &Line| {
        let mut figure = line.text.as_str().chars();
        let marks = figure.next().is_some_and(|figure| figures.contains(&figure)) && figure.next().is_none();
        marks && line.bullet.is_none() && line.cells.is_empty()
    };
    if !lines.iter().any(|line| is_mark(line) || is_figure(line)) {
        return;
    }
    let mut whole: Vec<Line> = Vec::with_capacity(lines.len());
    for line in lines.drain(..) {
        let counts = |mark: &Line| is_figure(mark) && says_reserved(line.text.as_str());
        match whole.last_mut().filter(|mark| (is_mark(mark) || counts(mark)) && is_text(&line)) {
            Some(mark) => {
                mark.text.join(Join::Space, line.text);
                mark.spaced = line.spaced;
            }
            None => whole.push(line),
        }
    }
    *lines = whole;
}

/// Takes the first line of a slide out of the table below it, whose only cell it is: a logo beside it made it a row.
pub(super) fn free_title(lines: &mut [Line]) {
    let [title, next, ..] = lines else { return };
    let lone = |line: &Line| line.cells.len() == 1;
    let table = |line: &Line| line.cells.first().map(|cell| cell.table);
    if lone(title) && !lone(next) && table(title) == table(next) {
        title.cells.clear();
    }
}

/// Joins a line of its own that says that the slide goes on, or names its decision in brackets, to the title above it; and
/// what a title goes on with that is open, whatever stood between.
pub(super) fn join_part(lines: &mut Vec<Line>) {
    const MOST_WORDS: usize = 4;
    let is_name = |text: &str| {
        let letters = text.chars().all(|c| c.is_alphabetic() || " -&,".contains(c));
        letters && text.split(' ').count() <= MOST_WORDS && !programme_name(text).1
    };
    let [title, next, ..] = &lines[..] else { return };
    let plain = |line: &Line| line.bullet.is_none() && line.cells.len() < 2;
    // `Titel` above `(Beschluss 2028/24)`
    let named = || {
        let inner = next.text.as_str().strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        inner.is_some_and(is_bare_heading) && title_and_identifier(title.text.as_str()).is_none()
    };
    // `TOP 4: Titel (Beschluss` above `2026/03)`, `Sicherheitsniveau für` above `Fachverfahren`
    let open = || {
        let text = title.text.as_str();
        let bracket = text.matches('(').count() > text.matches(')').count();
        let heads = decision_heading(text).is_some() || item_in_front(text).is_some();
        // `Programm „Bürgernahe` above `Dienste“`
        let quoted = text.matches('„').count() > text.matches(['“', '”']).count() && next.text.as_str().contains('“');
        // `Programm 2: Verfahren der nächsten` above `Generation`
        let last = text.rsplit(' ').next().unwrap_or_default();
        let within = last.chars().all(char::is_lowercase) && programme_name(text).1 && is_name(next.text.as_str());
        quoted
            || within
            || heads
                && next.gap
                && !text.ends_with('-')
                && (bracket && next.text.as_str().ends_with(')') || !ends_text(text))
    };
    if plain(title) && plain(next) && (is_part(next.text.as_str()) || named() || open()) {
        let part = lines.remove(1).text;
        let join = join_lines(lines[0].text.as_str(), part.as_str(), lines[0].spaced, &Words::default());
        lines[0].text.join(join, part);
        lines[0].cells.clear();
        if let Some(below) = lines.get_mut(1) {
            below.apart |= below.bullet.is_none();
        }
    }
}

/// Sets the lines apart that announce a decision each or are an item of the agenda, where several do so.
pub(super) fn set_announced_apart(lines: &mut [Line]) {
    let heads = |line: &Line| {
        let text = line.text.as_str();
        let plain = line.bullet.is_none() && line.cells.is_empty();
        plain && (is_titled_heading(text) || item_in_front(text).is_some())
    };
    if lines.iter().filter(|line| heads(line)).take(2).count() == 2 {
        // `B. Mitglieder` below `IV. Beschluss 2025/22 – Titel`
        let counted = |line: &Line| line.is_plain() && behind_capital(line.text.as_str()).is_some();
        lines.iter_mut().filter(|line| heads(line) || counted(line)).for_each(|line| line.apart = true);
    }
}

/// Whether a text ends with what somebody said.
pub(super) fn ends_quotation(text: &str) -> bool {
    text.ends_with(['“', '”', '"'])
}

/// Whether a line is a person and an office: `Vorname Name, Ministerin`.
fn is_speaker(line: &Line) -> bool {
    let parts = line.text.as_str().split_once(", ").filter(|_| line.bullet.is_none() && line.cells.is_empty());
    parts.is_some_and(|(name, office)| is_office(office) && person_name(name).is_some())
}

/// Sets lines apart that are values with labels one below the other, as in a box: `Frist: 31.03.2033`, `Budget: 1,2 Mio. €`.
fn set_labelled_apart(lines: &mut [Line]) {
    let labelled = |line: &Line| line.is_plain() && starts_with_label(line.text.as_str());
    let mut above = false;
    for at in 0..lines.len() {
        let own = labelled(&lines[at]);
        lines[at].apart |= own && above && ends_text(lines[at - 1].text.as_str());
        // Who says it stands below what is said.
        lines[at].apart |= at > 0 && ends_quotation(lines[at - 1].text.as_str()) && is_speaker(&lines[at]);
        // `Abstimmungsergebnis: einstimmig` below a sentence
        lines[at].apart |= own && at > 0 && ends_sentence(lines[at - 1].text.as_str());
        above = own;
    }
}

/// Sets apart what stands below a title that says that members follow, where it is whole and the next line starts
/// another text; and below a decision's, the council that decides.
pub(super) fn set_title_apart(lines: &mut [Line]) {
    set_labelled_apart(lines);
    let [title, next, rest @ ..] = lines else { return };
    let text = title.text.as_str();
    // A Land that ends the title stands apart from the cards below it.
    let ends = names_land(next.text.as_str()) && !next.gap && rest.first().is_some_and(|below| below.gap);
    let said = names_members(text) && !ends;
    let starts = next.text.as_str().starts_with(char::is_uppercase);
    next.apart |= said && starts && title.bullet.is_none() && ends_text(text);
    // `Beschluss 2025/22 | Titel` above `SPT Name`
    let headed = is_titled_heading(text);
    next.apart |= headed && ends_text(text) && next.bullet.is_none() && opens_resolutions(next.text.as_str());
    next.apart |= headed && ends_text(text) && next.bullet.is_none() && is_sentence(next.text.as_str());
    // `Titel` above `IT-Planungsrat, Beschluss 2025/22`; it may have two lines.
    let lone = lines.iter().filter(|line| is_bare_heading(line.text.as_str())).take(2).count() == 1;
    for at in 1..lines.len().min(if lone { TITLE_LINES } else { 2 }) {
        let [title, next] = &mut lines[at - 1..=at] else { return };
        let bare = is_bare_heading(next.text.as_str()) && ends_text(title.text.as_str());
        next.apart |= bare && !headed && next.bullet.is_none() && title.bullet.is_none();
    }
    let [title, next, ..] = lines else { return };
    let text = title.text.as_str();
    // And the other way round.
    let heads = next.bullet.is_none() && decision_heading(next.text.as_str()).is_some();
    next.apart |= heads && ends_text(text) && programme_name(text).1;
    // The part of the deck may stand above both.
    for at in 1..lines.len().min(TITLE_LINES) {
        let [title, next] = &mut lines[at - 1..=at] else { return };
        let (text, below) = (title.text.as_str(), next.text.as_str());
        let headed = || is_titled_heading(text) || title_and_identifier(text).is_some();
        let heads = || names_projects(below) || programme_name(below).1;
        next.apart |= next.bullet.is_none() && ends_text(text) && headed() && heads();
    }
}

/// Sets the lines of a cover apart that are the session and nothing else, `53. Sitzung`, or its day: `53. Sitzung des
/// IT-Planungsrats | Fulda | 7. März 2028`; and what would have stood on the line above, were it one text with that.
pub(super) fn set_cover_apart(lines: &mut [Line]) {
    let of_session = |text: &str| cover_day(text).is_some_and(|day| day.whose == Whose::Session);
    for at in 1..lines.len() {
        let [above, line] = &mut lines[at - 1..=at] else { return };
        let (before, text) = (above.text.as_str(), line.text.as_str());
        let starts = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) && ends_text(before);
        // `Fulda und Kassel` is no title.
        let phrase = || text.split(' ').any(|word| word.starts_with(char::is_lowercase) && word != "und");
        // Where it is known what stands where, lines of one paragraph are one text.
        let below = is_session(before) && phrase() && above.column.is_none();
        let told = below || of_session(before) || of_session(text);
        line.apart |= starts && told && above.is_plain() && line.is_plain();
    }
    let width = |line: &Line| line.text.as_str().chars().count();
    for at in 2..lines.len() {
        let [first, above, line] = &mut lines[at - 2..=at] else { return };
        // A line that goes on in small letters shows how wide its text is.
        let small = above.text.as_str().starts_with(char::is_lowercase) && !above.gap;
        let word = line.text.as_str().split(' ').next().unwrap_or_default().chars().count();
        let fits = width(above) + 1 + word <= width(first);
        let plain = first.is_plain() && above.is_plain() && line.is_plain();
        line.apart |= plain && small && fits && !line.text.as_str().starts_with(char::is_lowercase);
    }
}

/// Lines among which the title of a slide is, and the programme's name below it.
const TITLE_LINES: usize = 3;

/// Whether a line is a sentence by itself: some words, a verb among them or not, with a dot behind the last.
fn is_sentence(line: &str) -> bool {
    const FEWEST: usize = 4;
    line.split(' ').count() >= FEWEST && line.starts_with(char::is_uppercase) && ends_sentence(line)
}
