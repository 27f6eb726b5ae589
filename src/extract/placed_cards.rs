//! Cards of members whose places are known: each column of a page holds one, or each part of a column that room sets apart.
//!
//! In: the blocks of a slide. Out: its [`Card`]s.

use super::chair::is_chair;
use super::member::{Card, FEWEST_CARDS, Part, ReadMembers, is_card_part, land_at, land_in, names_somebody, part};
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::mark::{is_raised, says_yes};
use crate::grammar::person::is_office;
use crate::layout::Block;
use crate::source::Span;

/// Whether a part of a card is a mark of the chair: it says so, or yes, or is the raised figure that a legend explains.
fn marks_chair(text: &str) -> bool {
    is_chair(text) || says_yes(text) || !text.is_empty() && text.chars().all(is_raised)
}

/// The cards of a page on which it is known what stands in which: each column holds one name, in any place; or each part
/// of a column that room sets apart does.
pub(super) fn cards_by_place<'a>(blocks: &'a [Block], read: &mut ReadMembers) -> Option<Vec<Card<'a>>> {
    // A title or a note may stand around them.
    let other = |block: &Block| !is_card_part(block) && !is_chair(block.as_str());
    blocks.iter().all(|block| block.column.is_some() || other(block)).then_some(())?;
    let whole = |groups: &[Vec<&'a Block>]| Some(cards_of(groups)).filter(|cards| cards.unread.is_empty());
    let cards = whole(&by_column(blocks)).or_else(|| whole(&set_apart(blocks)))?;
    read.text.extend(cards.seen);
    Some(cards.cards)
}

fn by_column(blocks: &[Block]) -> Vec<Vec<&Block>> {
    blocks.chunk_by(|one, other| one.column == other.column).map(|column| column.iter().collect()).collect()
}

/// The cards of a page where a few are torn, and it is known which are whole.
pub(super) fn most_cards<'a>(blocks: &'a [Block], read: &mut ReadMembers) -> Option<Vec<Card<'a>>> {
    let cards = cards_of(&by_column(blocks));
    let most = cards.cards.len() >= FEWEST_CARDS.max(TORN_SHARE * cards.unread.len());
    let cards = Some(cards).filter(|_| most)?;
    read.text.extend(cards.seen);
    read.diagnostics.extend(cards.unread.into_iter().map(|span| {
        let message = "a part of a card, and nobody can say whose";
        Diagnostic::new(Code::UnreadableMembers, span, message)
    }));
    Some(cards.cards)
}

/// The blocks of each card where room sets cards apart within a column. What is said of the chair alone, as on a ribbon,
/// is a part of the card that it stands above; what has neither a name nor a Land goes on in the card above it.
fn set_apart(blocks: &[Block]) -> Vec<Vec<&Block>> {
    let mut cards: Vec<Vec<&Block>> = Vec::new();
    let mut ribbon = Vec::new();
    for part in blocks.chunk_by(|one, other| one.column == other.column && !other.gap) {
        let same_column = cards.last().is_some_and(|card| card[0].column == part[0].column);
        let names = part.iter().any(names_somebody);
        if !same_column && part.iter().all(|block| is_chair(block.as_str())) {
            ribbon.extend(part);
        } else if !names && (same_column || cards.last().is_some_and(|card| lacks_office(card))) {
            cards.last_mut().into_iter().for_each(|card| card.extend(part));
        } else {
            cards.push(std::mem::take(&mut ribbon).into_iter().chain(part).collect());
        }
    }
    cards.extend(Some(ribbon).filter(|ribbon| !ribbon.is_empty()));
    cards
}

fn lacks_office(card: &[&Block]) -> bool {
    card.iter().copied().any(names_somebody) && !card.iter().any(|block| matches!(part(block), Part::Office))
}

/// Groups of blocks as cards.
#[derive(Default)]
struct Cards<'a> {
    cards: Vec<Card<'a>>,
    /// What of them is no field.
    seen: Vec<Span>,
    /// Groups that are no card: without a name, or with two of a kind.
    unread: Vec<Span>,
}

/// Cards for each that is torn, at least.
const TORN_SHARE: usize = 3;

/// Each group of blocks as a card.
fn cards_of<'a>(groups: &[Vec<&'a Block>]) -> Cards<'a> {
    let mut cards = Cards::default();
    let last = groups.len().saturating_sub(1);
    for (at, group) in groups.iter().enumerate() {
        // A line of the title stands above them, or a note below.
        let other = |block: &&Block| !is_card_part(block) && !is_chair(block.as_str()) && !is_member(block.as_str());
        if (at == 0 || at == last) && group.iter().all(other) {
            cards.seen.extend(group.iter().map(|block| block.text.cover()));
            continue;
        }
        match card_of(group) {
            Some((card, seen)) => {
                cards.cards.push(card);
                cards.seen.extend(seen);
            }
            None => cards.unread.extend(group.iter().map(|block| block.text.cover()).reduce(Span::cover)),
        }
    }
    cards
}

/// Whether a text is rather a whole member: a Land and an office stand in it.
fn is_member(text: &str) -> bool {
    land_in(text).is_some() && text.split(' ').skip(1).any(is_office)
}

/// Blocks as one card, and what of them is no field; nothing where there is no name, or two of a kind.
fn card_of<'a>(group: &[&'a Block]) -> Option<(Card<'a>, Vec<Span>)> {
    let mut card = Card::default();
    let mut seen = Vec::new();
    for block in group.iter().copied() {
        match part(block) {
            // `Vorsitz`, or the mark in a column of that name.
            _ if marks_chair(block.as_str()) => card.chair = Some(block),
            Part::Land(range) if card.land.is_none() => {
                card.land = land_at(block, range);
                seen.push(block.text.cover());
            }
            Part::Name(name) if !card.has_name() => card.name = Some((block, name)),
            Part::Vacant if !card.has_name() => {
                card.vacant = true;
                card.seat = Some(block.text.cover());
                seen.push(block.text.cover());
            }
            // Two of a kind are two cards.
            Part::Land(_) | Part::Name(_) | Part::Vacant => return None,
            Part::Office | Part::Unknown => card.offices.push(block),
        }
        seen.extend(block.bullet.map(|bullet| bullet.span));
    }
    card.has_name().then_some((card, seen))
}
