//! Kinds: what each slide is for.
//!
//! In: the blocks and tables of a slide. Out: its [`SlideKind`], and for slides of members, which look alike, that of the
//! slides around them.

use crate::grammar::heading::{decision_heading, is_closing};
use crate::grammar::person::author_line;
use crate::grammar::presenter::presented;
use crate::grammar::reference::bare_identifier;
use crate::layout::{Block, Page};
use crate::record::SlideKind;
use crate::vocabulary::{COUNCILS, DEADLINE_LABELS, EARLIER_WORDS, OVERVIEW_WORDS};

use super::Sheet;
use super::deck_title::title_of_deck;
use super::headlines::ends_quotation;
use super::meeting::date_of_deck;
use super::member::{is_card_part, is_members, names_somebody};
use super::sections::holds_several;
use super::table::Table;

/// A whole sentence is no title.
pub(super) fn is_paragraph(text: &str) -> bool {
    text.ends_with('.') && text.split(' ').count() > 8
}

/// What a slide is for, by its blocks and tables; `is_last` says that no other one follows.
pub(super) fn kind_of(page: &Page, is_last: bool, blocks: &[Block], tables: &[Table]) -> SlideKind {
    let bullets = blocks.iter().any(|block| block.bullet.is_some());
    let headings = blocks.iter().filter(|block| decision_heading(block.as_str()).is_some()).count();
    // Identifiers alone are cited, unless each has a title beside it.
    let bare = blocks.iter().filter(|block| bare_identifier(block.as_str()).is_some()).count();
    let titles = blocks.iter().skip(1).filter(|block| decision_heading(block.as_str()).is_none()).count();
    let headings = if bare > titles.max(1) { headings - bare } else { headings };
    let first = blocks.first().map_or("", Block::as_str);
    // What other sessions decided is cited, not announced.
    let earlier = page.number > 1 && EARLIER_WORDS.iter().any(|word| first.contains(word));
    let headings = if earlier { 0 } else { headings };
    // The title of a decision may hold such a word, too.
    let overview = OVERVIEW_WORDS.iter().any(|word| first.contains(word)) && decision_heading(first).is_none();
    let presents = |block: &Block| author_line(block.as_str()).is_some() || presented(block.as_str()).is_some();
    // Who says a quotation presents nothing.
    let quoted = |at: usize| at.checked_sub(1).is_some_and(|above| ends_quotation(blocks[above].as_str()));
    // What is due by a day below `Frist` is no cover's.
    let due = |at: usize| at.checked_sub(1).is_some_and(|above| DEADLINE_LABELS.contains(&blocks[above].as_str()));
    let dated = |at: usize, block: &Block| date_of_deck(block).is_some() && !due(at);
    let signs = |(at, block): (usize, &Block)| presents(block) && !quoted(at) || dated(at, block);
    let signed = blocks.iter().enumerate().any(signs);
    let opening = page.number == 1 || signed;
    // Where the mark behind the cover is lost, other bullets stand on it; with a whole deck on one page it is no cover.
    let lone_cover = page.number == 1 && headings == 0 && !is_members(first, blocks);
    if !tables.is_empty() {
        SlideKind::Table
    } else if blocks.is_empty() {
        SlideKind::Blank
    } else if (!bullets || lone_cover) && opening && title_of_deck(blocks, page).is_some() {
        SlideKind::Cover
    } else if holds_several(blocks) {
        SlideKind::Content
    } else if headings >= 2 || headings == 1 && overview {
        SlideKind::Overview
    } else if !bullets && headings == 1 && (signed && heads_first(blocks) || blocks.len() == 1) {
        SlideKind::Section
    } else if is_members(first, blocks) {
        SlideKind::Members
    } else if !bullets && is_last && is_closing(first) {
        SlideKind::Closing
    } else if blocks.len() == 1 && !bullets && !is_paragraph(first) {
        SlideKind::Heading
    } else {
        SlideKind::Content
    }
}

/// Whether a slide is headed by its decision: an identifier alone below all else is a badge.
fn heads_first(blocks: &[Block]) -> bool {
    const MOST_BLOCKS: usize = 4;
    let badge = |block: &Block| decision_heading(block.as_str()).is_some_and(|heading| heading.title.is_empty());
    blocks.len() <= MOST_BLOCKS || !blocks.last().is_some_and(badge)
}

/// Settles which slides show members, by the slides before them: cards may go on where a new slide seems to start, if
/// nothing else stands there; and in a section what seems to be a card may be the body that a decision sets up.
pub(super) fn settle_members(sheets: &mut [Sheet<'_>]) {
    let section = sheets.iter().position(|sheet| sheet.kind == SlideKind::Section).unwrap_or(sheets.len());
    for sheet in &mut sheets[section..] {
        // No decision sets up the council.
        let of_council = |title: &&str| COUNCILS.iter().any(|council| title.contains(council));
        let title = sheet.title.as_ref().map(Block::as_str).filter(of_council).unwrap_or_default();
        if sheet.kind == SlideKind::Members && !is_members(title, &sheet.blocks) {
            sheet.kind = SlideKind::Content;
        }
    }
    for at in 1..sheets.len() {
        let (before, sheet) = (sheets[at - 1].kind, &mut sheets[at]);
        let cards = matches!(sheet.kind, SlideKind::Content | SlideKind::Heading)
            && sheet.all().all(is_card_part)
            && sheet.blocks.iter().any(names_somebody);
        if before == SlideKind::Members && cards {
            sheet.kind = SlideKind::Members;
            sheet.blocks.splice(0..0, sheet.title.take());
        }
    }
}
