//! Who presents a decision, where its slides say so below their titles or among their items.
//!
//! In: the lines of a page, then the blocks of its slide, then the items of a decision. Out: the name, and the blocks without
//! the line.
//!
//! Not here: covers of sections, which bear names with no label, too (`sections`).

use super::decision::Draft;
use super::is_paragraph;
use super::slide::Sheet;
use super::titled::any_heading;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::person::person_name;
use crate::grammar::presenter::{Presented, presented, presenter_told};
use crate::layout::{Block, Line};
use crate::record::SlideKind;
use crate::source::Span;
use crate::text::{Join, TextMap};
use crate::vocabulary::{PRESENTER_LABELS, TALK_LABELS};

/// Whether a line says who presents, whoever that is: `Berichterstattung: Hessen`.
pub(super) fn labels_presenter(text: &str) -> bool {
    presented(text).is_some()
        || PRESENTER_LABELS.iter().any(|label| text.strip_prefix(label).is_some_and(|rest| rest.starts_with(':')))
}

/// Sets the lines apart that say who presents, or what the talk is about.
pub(super) fn set_presenters_apart(lines: &mut [Line]) {
    for at in 0..lines.len() {
        if lines[at].is_plain() && labels_presenter(lines[at].text.as_str()) {
            lines[at].apart = true;
            if let Some(below) = lines.get_mut(at + 1) {
                below.apart |= below.bullet.is_none();
            }
        }
    }
}

/// Takes the lines off slides that say who presents by a name alone, where those of other slides say that it is a person:
/// `Vortrag: Ada Quer` beside `Vortrag: Dr. Karl Heu`.
pub(super) fn settle_presenters(sheets: &mut [Sheet<'_>]) {
    const MOST_WORDS: usize = 3;
    if !sheets.iter().any(|sheet| sheet.presenter.as_ref().is_some_and(|presenter| presenter.by == By::Person)) {
        return;
    }
    for sheet in sheets.iter_mut().filter(|sheet| sheet.kind == SlideKind::Content && sheet.presenter.is_none()) {
        let Some(first) = sheet.blocks.first().filter(|first| first.bullet.is_none()) else { continue };
        let text = first.as_str();
        let Some((label, name)) = text.split_once(": ").filter(|(label, _)| TALK_LABELS.contains(label)) else {
            continue;
        };
        let words = name.split(' ').count();
        if person_name(name).is_none() || !(2..=MOST_WORDS).contains(&words) {
            continue;
        }
        let line = first.text.clone();
        sheet.read.extend(line.trace(0..label.len() + ": ".len()).spans);
        let name = line.slice(text.len() - name.len()..text.len());
        sheet.presenter = Some(Presenter { name, by: By::Place });
        sheet.blocks.remove(0);
    }
}

/// What says that somebody presents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    /// A line behind a label, or a cell, and a title, an office or a Land beside the name.
    Person,
    /// A line, and nothing says that the name is one.
    Place,
    /// A sentence among the items.
    Sentence,
}

/// Who presents, and what says so.
pub(super) struct Presenter {
    pub(super) name: TextMap,
    pub(super) by: By,
}

/// Whether two names are of one person: with titles or without, or one of them the last name alone.
pub(super) fn is_same_person(one: &str, other: &str) -> bool {
    let bare = |text: &str| person_name(text).map_or_else(|| text.to_owned(), |name| text[name.name].to_owned());
    let (one, other) = (bare(one), bare(other));
    let last = |name: &str| name.rsplit(' ').next().map(str::to_owned);
    one == other || (!one.contains(' ') || !other.contains(' ')) && last(&one) == last(&other)
}

/// Who presented a decision, as its items tell.
pub(super) fn told_by_items(draft: &Draft) -> Vec<Presenter> {
    let items = draft.slides.iter().flat_map(|slide| &slide.items).map(|item| &item.text);
    let told = |text: &TextMap| {
        let name = text.slice(presenter_told(text.as_str())?);
        Some(Presenter { name, by: By::Sentence })
    };
    items.filter_map(told).collect()
}

/// Joins a label that stands alone with the name below it: `Berichterstattung:` above `Dr. Ada Quer (Hessen)`.
fn join_label(blocks: &mut Vec<Block>) {
    let labels = |block: &Block| {
        let label = block.as_str().strip_suffix(':').filter(|_| block.bullet.is_none());
        label.is_some_and(|label| PRESENTER_LABELS.contains(&label))
    };
    let Some(at) = blocks.iter().position(labels) else { return };
    let below = blocks.get(at + 1).filter(|below| below.bullet.is_none() && below.column == blocks[at].column);
    if below.is_some_and(|below| presented(&format!("{} {}", blocks[at].as_str(), below.as_str())).is_some()) {
        let below = blocks.remove(at + 1);
        blocks[at].text.join(Join::Space, below.text);
    }
}

/// Takes the line that says who presents off a slide of a decision that says what was decided, too; on a cover it stays.
/// What stands in front of the label and behind the name stays as well.
pub(super) fn take_presenter(
    blocks: &mut Vec<Block>,
    read: &mut Vec<Span>,
    found: &mut Vec<Diagnostic>,
) -> Option<Presenter> {
    join_label(blocks);
    let is_item = |block: &Block| block.bullet.is_some() || is_paragraph(block.as_str());
    let items = blocks.iter().position(is_item)?;
    let heads = |block: &Block| block.bullet.is_none() && any_heading(block.as_str()).is_some();
    let headed = blocks.iter().any(heads);
    let above = || blocks[..items].iter().enumerate().find_map(|(at, block)| Some((at, presented(block.as_str())?)));
    // Below all items it is a line of its own.
    let below = || {
        let last = blocks.last().filter(|last| last.bullet.is_none() && blocks.len() > items)?;
        let whole = |one: &Presented| one.told && one.front.is_empty() && one.end == last.as_str().len();
        Some((blocks.len() - 1, presented(last.as_str()).filter(whole)?))
    };
    let Some((at, Presented { front, name, end, told })) = above().or_else(below) else {
        // `Berichterstattung: Präsidentin der FITKO`
        let is_talk = |text: &str| text.split(':').next().is_some_and(|label| TALK_LABELS.contains(&label));
        let nobody = |block: &Block| {
            headed && block.bullet.is_none() && labels_presenter(block.as_str()) && !is_talk(block.as_str())
        };
        let at = blocks[..items].iter().position(nobody)?;
        let line = blocks.remove(at).text;
        let message = format!("found `{}`, expected a name", line.as_str());
        found.push(Diagnostic::new(Code::UnreadAuthor, line.cover(), message));
        read.extend(line.whole_trace().spans);
        return None;
    };
    if front.is_empty() && !headed {
        return None;
    }
    let line = &blocks[at].text;
    let all = line.as_str();
    let further = all.len() - all[end..].trim_start_matches([' ', '|', '·', ';', ',']).len();
    // The name is read where a decision has it.
    let around = [0..front.start, front.end..name.start, name.end..further];
    read.extend(around.into_iter().flat_map(|part| line.trace(part).spans));
    let name = line.slice(name);
    let rest = (further < all.len()).then(|| Block { text: line.slice(further..all.len()), ..blocks[at].clone() });
    let front = (!front.is_empty()).then(|| Block { text: line.slice(front), ..blocks[at].clone() });
    blocks.splice(at..=at, front.into_iter().chain(rest));
    Some(Presenter { name, by: if told { By::Person } else { By::Place } })
}
