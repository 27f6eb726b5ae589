//! Members of the body: cards of offices, a Land and a name.
//!
//! Offices are bullets, the name is not; the Land is a bullet of its own or a part of an office. On most slides the
//! name stands behind its offices; where the first card starts with a name, names stand first.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::ByFirst;
use crate::grammar::cell::reservation;
use crate::grammar::person::{Name, is_office, is_organization, is_vacant, person_name};
use crate::layout::{Block, Line, ends_text};
use crate::record::{Member, Provenance};
use crate::source::Span;
use crate::text::{Step, TextMap, Trace};
use crate::vocabulary::{
    CHAIR_MARKS, COUNCILS, FEDERAL_WORDS, HONORIFICS, JURISDICTIONS, LAND_ADJUNCTS, MEMBERS_WORDS, NAME_PARTICLES,
    OVERVIEW_WORDS, jurisdiction,
};

use super::meeting::BodyName;

/// Cards with a name, and with a Land, that make a slide one of members.
const FEWEST_CARDS: usize = 3;

/// What a block of a card is.
enum Part {
    Office,
    /// A line that only names the Land.
    Land(Range<usize>),
    Name(Name),
    Vacant,
    /// Neither in its shape, so that its place must tell.
    Unknown,
}

fn part(block: &Block) -> Part {
    let text = block.as_str();
    match bare_land(text) {
        Some(range) => Part::Land(range),
        None if is_vacant(text) => Part::Vacant,
        None if block.bullet.is_some() || is_office(text) => Part::Office,
        None => person_name(text).map_or(Part::Unknown, Part::Name),
    }
}

/// Whether a block is a part of a card by its shape, and so no title.
pub(crate) fn is_card_part(block: &Block) -> bool {
    !matches!(part(block), Part::Unknown)
}

/// Whether a block is a name, a Land or a vacant seat.
pub(crate) fn names_somebody(block: &Block) -> bool {
    matches!(part(block), Part::Name(_) | Part::Land(_) | Part::Vacant)
}

/// Where the Land stands in a text that says nothing else.
fn bare_land(text: &str) -> Option<Range<usize>> {
    let adjunct = LAND_ADJUNCTS
        .iter()
        .filter_map(|adjunct| text.strip_prefix(*adjunct)?.strip_prefix(' '))
        .chain([text])
        .find(|rest| jurisdiction(rest).is_some())?;
    Some(text.len() - adjunct.len()..text.len())
}

/// Lines that a name is written over at most.
const NAME_LINES: usize = 3;

/// Sets the first line of each name apart where no empty line does: behind a line that only names the Land, or, where
/// an office ends the card, the fewest last lines that are a name.
pub(crate) fn set_names_apart(lines: &mut [Line]) {
    // An office without a bullet may stand right below its name.
    for at in 1..lines.len() {
        let plain = lines[at].bullet.is_none() && lines[at - 1].bullet.is_none();
        let name = person_name(lines[at - 1].text.as_str()).is_some();
        lines[at].apart |= plain && name && is_office(lines[at].text.as_str());
    }
    if lines.iter().skip(1).any(|line| line.gap) {
        return;
    }
    let text = |lines: &[Line]| {
        lines.iter().fold(String::new(), |text, line| match text.is_empty() || text.ends_with('-') {
            true => text + line.text.as_str(),
            false => text + " " + line.text.as_str(),
        })
    };
    // The first card may have no bullets: it starts below the title.
    let starts: Vec<usize> = (1..lines.len()).filter(|at| *at == 1 || lines[*at].bullet.is_some()).collect();
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let items: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect();
    let land = |item: &Range<usize>| {
        (item.start + 1..=item.end).take(NAME_LINES).find(|end| bare_land(&text(&lines[item.start..*end])).is_some())
    };
    let name = |item: &Range<usize>| {
        let first = (item.start + 1).max(item.end.saturating_sub(NAME_LINES));
        let last = (first..item.end).rev().find(|at| {
            let text = text(&lines[*at..item.end]);
            let particle = text.split(' ').next().is_some_and(|word| NAME_PARTICLES.contains(&word));
            is_vacant(&text) || !particle && person_name(&text).is_some()
        })?;
        // Titles on a line of their own belong to the name, and so does what a hyphen joins to it.
        let belongs = |line: &Line| {
            let word = line.text.as_str().split(' ').next().unwrap_or_default();
            HONORIFICS.contains(&word) || line.text.as_str().ends_with('-')
        };
        (first..=last).rev().take_while(|at| *at == last || belongs(&lines[*at])).last()
    };
    let lands: Vec<Option<usize>> = items.iter().map(land).collect();
    let apart = items.iter().enumerate().filter_map(|(at, item)| match lands[at] {
        Some(end) => Some(end).filter(|end| *end < item.end),
        // The line with the Land stands behind the office, and the name behind that.
        None if lands.get(at + 1).is_some_and(Option::is_some) => None,
        None => name(item),
    });
    for at in apart.collect::<Vec<usize>>() {
        lines[at].apart = true;
    }
}

/// Cuts a block behind its Land where a name follows on the same line, as the end of the line before is lost.
pub(crate) fn cut_names(blocks: &mut Vec<Block>) {
    let is_name = |text: &str| is_vacant(text) || person_name(text).is_some();
    for at in (0..blocks.len()).rev() {
        let block = &blocks[at];
        let text = block.as_str();
        // The name of a card that has one of its own stands in the next block.
        let named = blocks.get(at + 1).is_some_and(|next| matches!(part(next), Part::Name(_) | Part::Vacant));
        let behind_land = land_in(text).map(|land| land.end);
        // Titles start a name, too.
        let mut words = text.match_indices(' ').map(|(at, _)| at);
        let at_title = words.find(|at| HONORIFICS.iter().any(|title| text[at + 1..].starts_with(title)));
        let cut = [behind_land, at_title].into_iter().flatten().find(|cut| is_name(text[*cut..].trim_start()));
        let cut = cut.filter(|_| block.bullet.is_some() && !named && bare_land(text).is_none());
        if let Some(cut) = cut {
            let name =
                Block { text: block.text.slice(cut..text.len()), bullet: None, gap: false, column: block.column };
            blocks[at].text = block.text.slice(0..cut);
            blocks.insert(at + 1, name);
        }
    }
}

/// All names of the Länder and the federation, as offices have them.
static LAND_NAMES: LazyLock<ByFirst<&str, ()>> = LazyLock::new(|| {
    let names = JURISDICTIONS.iter().flat_map(|land| {
        let code = std::iter::once(&land.code).filter(|code| code.chars().all(char::is_uppercase));
        land.names.iter().chain(land.inflected).chain(land.abbreviations).chain(code)
    });
    ByFirst::new(names.map(|name| (*name, ())))
});

/// Where a Land or the federation stands in an office, the last of them.
fn land_in(text: &str) -> Option<Range<usize>> {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '-';
    let starts = text.char_indices().rev().map(|(at, _)| at).filter(|at| !text[..*at].ends_with(part_of_word));
    let name_at = |at: usize| {
        let ends = LAND_NAMES.starting(&text[at..]).map(|(name, ())| at + name.len());
        let whole = ends.filter(|end| !text[*end..].starts_with(part_of_word));
        whole.max().map(|end| at..end)
    };
    let federal = || {
        let word = FEDERAL_WORDS.iter().find_map(|word| text.find(word))?;
        Some(word..word + "Bundes".len()).filter(|range| jurisdiction(&text[range.clone()]).is_some())
    };
    starts.filter(|at| text[*at..].starts_with(char::is_alphabetic)).find_map(name_at).or_else(federal)
}

/// Whether a title says that members follow, or the one who has the chair.
pub(crate) fn names_members(title: &str) -> bool {
    MEMBERS_WORDS.iter().any(|word| title.contains(word)) || is_chair(title)
}

/// Whether a slide shows members: several blocks that name a Land, and several that are a person's name. Where the
/// title says so, one of each is enough.
pub(crate) fn is_members(title: &str, blocks: &[Block]) -> bool {
    let said = names_members(title);
    let fewest = if said { 1 } else { FEWEST_CARDS };
    let parts: Vec<(Part, &Block)> = blocks.iter().map(|block| (part(block), block)).collect();
    let names_land = |(part, block): &&(Part, &Block)| match part {
        Part::Land(_) => true,
        Part::Office => land_in(block.as_str()).is_some(),
        _ => false,
    };
    let offices = parts.iter().any(|(part, _)| matches!(part, Part::Office));
    let names = parts.iter().filter(|(part, _)| matches!(part, Part::Name(_) | Part::Vacant)).count();
    offices && names >= fewest && parts.iter().filter(names_land).take(fewest).count() == fewest
}

/// Whether blocks rather name members, in a way that is not known: several that name a Land and hold a person's titles,
/// or many Länder and many offices.
pub(crate) fn seem_members<'a>(blocks: impl Iterator<Item = &'a Block> + Clone) -> bool {
    const MANY: usize = 4;
    let titled = |text: &str| text.split(' ').any(|word| HONORIFICS.contains(&word));
    let both = blocks.clone().filter(|block| titled(block.as_str()) && land_in(block.as_str()).is_some()).count();
    let words = || blocks.clone().flat_map(|block| block.as_str().split([' ', ',', ':', '(', ')']));
    let lands: HashSet<&str> = words().filter_map(|word| Some(jurisdiction(word)?.code)).collect();
    let offices = words().filter(|word| word.starts_with(char::is_uppercase) && is_office(word)).count();
    both >= FEWEST_CARDS || lands.len() >= MANY && offices >= MANY
}

/// Whether anybody's Land or title stands in some blocks.
pub(crate) fn mention_somebody(blocks: &[Block]) -> bool {
    let titled = |text: &str| text.split(' ').any(|word| HONORIFICS.contains(&word));
    blocks.iter().any(|block| land_in(block.as_str()).is_some() || titled(block.as_str()))
}

/// Which part of a card stands last, or first.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    NameFirst,
    NameLast,
    /// Office, name, and the Land behind it.
    LandLast,
    /// The Land, the name, the offices.
    LandFirst,
}

fn order(blocks: &[Block]) -> Order {
    let parts: Vec<Part> = blocks.iter().map(part).collect();
    let is_land = |part: &Part| matches!(part, Part::Land(_));
    let lands = parts.iter().filter(|part| is_land(part)).count();
    let above_names = parts
        .windows(2)
        .filter(|pair| is_land(&pair[0]) && matches!(pair[1], Part::Name(_) | Part::Vacant | Part::Unknown));
    // A name that ends all may have its office above its Land.
    let is_name = |part: &Part| matches!(part, Part::Name(_) | Part::Unknown);
    let without_office =
        (0..parts.len()).any(|at| is_name(&parts[at]) && !matches!(parts.get(at + 1), Some(Part::Office)));
    if parts.first().is_some_and(is_land) && lands > 1 && above_names.count() == lands && !without_office {
        return Order::LandFirst;
    }
    let first = blocks.first().map(part);
    let last = blocks.last().map(part);
    match (first, last) {
        (Some(Part::Name(_) | Part::Vacant), _) => Order::NameFirst,
        (_, Some(Part::Name(_) | Part::Vacant)) => Order::NameLast,
        (Some(Part::Unknown), Some(Part::Office | Part::Land(_))) => Order::NameFirst,
        (_, Some(Part::Land(_))) => Order::LandLast,
        _ => Order::NameLast,
    }
}

/// Words with capitals that the names of two persons have at least, where that of one has fewer.
const TWO_NAMES: usize = 5;

/// Whether a text is rather the names of several persons.
fn is_many(name: &str) -> bool {
    name.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count() >= TWO_NAMES
}

/// Whether titles of persons stand behind other words, as where several names stand on one line.
fn titles_within(text: &str) -> bool {
    let titled: Vec<bool> = text.split(' ').map(|word| HONORIFICS.contains(&word)).collect();
    titled.windows(2).any(|pair| !pair[0] && pair[1])
}

/// Whether cards were torn apart: some programs read several names first, then the offices of all of them.
fn is_torn(blocks: &[Block]) -> bool {
    /// Names right behind another one that are no accident, and their share, one in so many.
    const FEWEST: usize = 2;
    const SHARE: usize = 4;
    let names: Vec<bool> = blocks.iter().map(|block| matches!(part(block), Part::Name(_) | Part::Vacant)).collect();
    let several = |block: &Block| match part(block) {
        Part::Name(name) => is_many(&block.as_str()[name.name]),
        Part::Unknown => titles_within(block.as_str()),
        _ => false,
    };
    if blocks.iter().any(several) {
        return true;
    }
    let behind = names.windows(2).filter(|pair| pair[0] && pair[1]).count();
    behind >= FEWEST && behind * SHARE >= names.iter().filter(|name| **name).count()
}

#[derive(Default)]
struct Card<'a> {
    offices: Vec<&'a Block>,
    /// How many offices stand before the line that names the Land.
    offices_before_land: Option<usize>,
    land: Option<(&'static str, TextMap)>,
    name: Option<(&'a Block, Name)>,
    vacant: bool,
    /// Where it says that nobody sits there.
    seat: Option<Span>,
    uncertain: bool,
    /// A line that says that the member has the chair.
    chair: Option<&'a Block>,
}

impl<'a> Card<'a> {
    fn is_empty(&self) -> bool {
        self.offices.is_empty() && self.land.is_none() && self.name.is_none() && !self.vacant
    }

    /// Where the card has the Land of somebody else already: the offices behind that Land, as a card of their own.
    fn split_at_other_land(&mut self, code: &str) -> Option<Self> {
        let land_of = |block: &&Block| Some(land_at(block, land_in(block.as_str())?)?.0);
        let in_office = self.offices.iter().rposition(|block| land_of(block).is_some_and(|land| land != code));
        let keep = match (self.offices_before_land, in_office) {
            _ if self.has_name() => return None,
            (Some(before), _) if self.land.as_ref().is_some_and(|(land, _)| *land != code) => before,
            (None, Some(at)) => at + 1,
            _ => return None,
        };
        Some(Card { offices: self.offices.split_off(keep), ..Card::default() })
    }

    fn has_name(&self) -> bool {
        self.name.is_some() || self.vacant
    }
}

/// What the slides of members give.
#[derive(Default)]
pub(crate) struct ReadMembers {
    pub(crate) members: Vec<Member>,
    /// Bytes that were read and are no field.
    pub(crate) text: Vec<Span>,
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The ids of all records so far.
    pub(crate) ids: HashSet<String>,
}

/// Reads the cards of a slide to what the slides before it gave.
///
/// A title that says the chair, above one card, is said of that.
pub(crate) fn read_members(
    slide: usize,
    title: Option<&Block>,
    blocks: &[Block],
    body: &BodyName,
    session: Option<&TextMap>,
    read: &mut ReadMembers,
) {
    if let Some(mut cards) = cards_by_place(blocks, read) {
        if let [card] = &mut cards[..] {
            card.chair = card.chair.or(title.filter(|title| is_chair(title.as_str())));
        }
        for card in cards.iter().filter(|card| !card.is_empty()) {
            read_card(slide, card, body, session, read);
        }
        return;
    }
    if is_torn(blocks) {
        let cover = blocks.iter().map(|block| block.text.cover()).reduce(Span::cover);
        let message = "names stand in a row, and nobody can say which office is whose";
        read.diagnostics.extend(cover.map(|span| Diagnostic::new(Code::UnreadableMembers, span, message)));
        return;
    }
    let order = order(blocks);
    let mut cards: Vec<Card<'_>> = vec![Card::default()];
    for block in blocks {
        // The title of the next slide, where nothing marks that, is nobody's name.
        let overview = OVERVIEW_WORDS.iter().find_map(|word| block.as_str().find(word));
        let before = overview.map_or("", |at| block.as_str()[..at].trim_end_matches([' ', '.', ',', ':', '-']));
        let behind_name = person_name(before).is_some();
        if block.bullet.is_none() && overview.is_some() && !behind_name {
            read.text.push(block.text.cover());
            continue;
        }
        let part = part(block);
        if let Some(card) = cards.last_mut().filter(|card| card.has_name() && is_chair(block.as_str())) {
            card.chair = Some(block);
            continue;
        }
        let land = match &part {
            Part::Land(range) => land_at(block, range.clone()),
            Part::Office => land_in(block.as_str()).and_then(|range| land_at(block, range)),
            _ => None,
        };
        if let Some(card) = cards.last_mut().filter(|card| !card.is_empty()) {
            let names = matches!(part, Part::Name(_) | Part::Vacant | Part::Unknown);
            let closed = match order {
                Order::NameFirst => names,
                Order::NameLast => card.has_name(),
                Order::LandLast => card.has_name() && card.land.is_some(),
                Order::LandFirst => matches!(part, Part::Land(_)),
            };
            if closed {
                cards.push(Card::default());
            } else if let Some(next) = land.and_then(|(code, _)| card.split_at_other_land(code)) {
                // The name of the card before is lost; what stands behind its Land is the next card.
                cards.push(next);
            }
        }
        let Some(card) = cards.last_mut() else { continue };
        match part {
            Part::Office => card.offices.push(block),
            Part::Land(range) => {
                read.text.push(block.text.cover());
                card.offices_before_land.get_or_insert(card.offices.len());
                card.land = card.land.take().or_else(|| land_at(block, range));
            }
            Part::Name(name) => card.name = Some((block, name)),
            Part::Vacant => {
                read.text.push(block.text.cover());
                card.vacant = true;
                card.seat = Some(block.text.cover());
            }
            Part::Unknown => {
                let name = Name { prefix: None, name: 0..block.as_str().len(), chair: None };
                card.name = Some((block, name));
                card.uncertain = true;
            }
        }
        read.text.extend(block.bullet.map(|bullet| bullet.span));
    }
    cards.retain(|card| !card.is_empty());
    // Where one name has no office and the last offices have no name, all between may be told apart wrongly.
    let lacks_office = |card: &Card<'_>| card.name.is_some() && card.offices.is_empty();
    let cover = blocks.iter().map(|block| block.text.cover()).reduce(Span::cover);
    if let Some(span) =
        cover.filter(|_| cards.last().is_some_and(|last| !last.has_name()) && cards.iter().any(lacks_office))
    {
        let message = "a name has no office, and the last office no name; nobody can say which office is whose";
        read.diagnostics.push(Diagnostic::new(Code::UnreadableMembers, span, message));
    }
    for card in &cards {
        read_card(slide, card, body, session, read);
    }
}

/// Members of a list, one in each item: `Bayern: Dr. Vorname Name, Amt`, `Dr. Vorname Name (Bayern), Amt`.
const FEWEST_LISTED: usize = 3;

/// The parts of an item of a list, each between two of the signs that divide such parts.
fn listed_parts(text: &str) -> Vec<Range<usize>> {
    const DIVIDING: [&str; 13] = [" – ", " | ", " · ", " (", " [", "), ", ") (", ") ", ")", "]", ", ", "; ", " / "];
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let sign = DIVIDING.into_iter().chain([": "]).find(|sign| rest.starts_with(sign)).map_or(0, str::len);
        if sign > 0 {
            parts.push(start..at);
            start = at + sign;
        }
        at += sign.max(rest.chars().next().map_or(1, char::len_utf8));
    }
    parts.push(start..text.len());
    parts.retain(|part| !part.is_empty());
    parts
}

/// The name, the offices and the Land of an item of a list of members.
fn listed(block: &Block, column: u32) -> Option<Vec<Block>> {
    let text = block.as_str();
    let of = |range: &Range<usize>| &text[range.clone()];
    let is_name = |range: &Range<usize>| is_vacant(of(range)) || person_name(of(range)).is_some();
    let mut parts = listed_parts(text);
    let mut only = |is: &dyn Fn(&Range<usize>) -> bool| {
        let at = parts.iter().position(is)?;
        let found = parts.remove(at);
        (!parts.iter().any(is)).then_some(found)
    };
    let land = only(&|range| bare_land(of(range)).is_some())?;
    let name = only(&is_name)?;
    let chair = only(&|range| is_chair(of(range)));
    if block.bullet.is_none() && parts.is_empty() && chair.is_none() && !is_vacant(of(&name)) {
        return None;
    }
    // What a comma divides is one office, unless another one starts there.
    let mut offices: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match offices.last_mut() {
            Some(last) if &text[last.end..part.start] == ", " && starts_office(of(&part)) => offices.push(part),
            Some(last) if matches!(&text[last.end..part.start], ", " | " (") => last.end = part.end,
            _ => offices.push(part),
        }
    }
    for office in &mut offices {
        let open = of(office).matches('(').count() > of(office).matches(')').count();
        office.end += usize::from(open && text[office.end..].starts_with(')'));
    }
    let part = |range: Range<usize>, bullet: bool| Block {
        text: block.text.slice(range),
        bullet: block.bullet.filter(|_| bullet),
        column: Some(column),
        ..block.clone()
    };
    let offices = offices.into_iter().map(|office| part(office, true));
    let chair = chair.map(|chair| part(chair, false));
    Some([part(name, false)].into_iter().chain(offices).chain([part(land, true)]).chain(chair).collect())
}

/// Whether blocks are a list of members, one in each.
pub(crate) fn is_list_of_members(blocks: &[Block]) -> bool {
    (0..).zip(blocks).filter(|(at, block)| listed(block, *at).is_some()).take(FEWEST_LISTED).count() == FEWEST_LISTED
}

/// Sets the lines apart that are one member each, where they are a list.
pub(crate) fn set_members_apart(lines: &mut [Line]) {
    let is_listed = |line: &Line| {
        let block = Block { text: line.text.clone(), bullet: line.bullet, gap: false, column: None };
        line.cells.is_empty() && line.text.as_str().contains(')') && listed(&block, 0).is_some()
    };
    let members: Vec<bool> = lines.iter().map(is_listed).collect();
    if members.iter().filter(|is| **is).count() < FEWEST_LISTED {
        return;
    }
    for at in 0..lines.len() {
        lines[at].apart |= members[at] || at > 0 && members[at - 1] && ends_text(lines[at - 1].text.as_str());
    }
}

/// Whether a text heads members: `Vorsitz`, `Weitere Mitglieder:`.
pub(super) fn heads_members(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let small = text.to_lowercase();
    let mut words = CHAIR_MARKS.iter().chain(MEMBERS_WORDS);
    text.split(' ').count() <= MOST_WORDS && words.any(|word| small.contains(&word.to_lowercase()))
}

/// Whether another office starts behind a comma: `CIO des Landes, Staatssekretärin`.
pub(super) fn starts_office(text: &str) -> bool {
    is_office(text) && !is_organization(text)
}

/// The blocks of cards taken apart as far as a card goes: the items of a list, and what has no mark; bytes between the
/// parts go to `read`.
pub(crate) fn card_lines(blocks: &[Block], read: &mut Vec<Span>, found: &mut Vec<Diagnostic>) -> Vec<Block> {
    let mut items: Vec<Option<Vec<Block>>> = (0..).zip(blocks).map(|(at, block)| listed(block, at)).collect();
    let listing = items.iter().flatten().count();
    if listing >= FEWEST_LISTED && listing * 2 > blocks.len() {
        let listed = items.iter().zip(blocks).filter(|(item, _)| item.is_some());
        read.extend(listed.flat_map(|(_, block)| block.text.whole_trace().spans));
        let mut last = None;
        for (at, block) in blocks.iter().enumerate() {
            if items[at].is_some() {
                last = Some(at);
            } else if heads_members(block.as_str()) {
                read.extend(block.text.whole_trace().spans);
            } else if let Some(own) = last.filter(|own| {
                // A further office stands on a line of its own.
                starts_office(block.as_str()) && !block.gap && block.column == blocks[*own].column
            }) {
                let column = u32::try_from(own).ok();
                items[own].iter_mut().for_each(|item| item.insert(item.len() - 1, Block { column, ..block.clone() }));
            } else {
                // What is no member as the others are, is nobody's office either.
                let message = format!("found `{}`, expected a member as the others of the list", block.as_str());
                found.push(Diagnostic::new(Code::UnreadableMembers, block.text.cover(), message));
            }
        }
        return items.into_iter().flatten().flatten().collect();
    }
    let mut lines = Vec::with_capacity(blocks.len());
    let mut waiting: Vec<Block> = blocks.iter().rev().cloned().collect();
    while let Some(block) = waiting.pop() {
        match cut_of(&block) {
            Some((first, rest)) => {
                read.extend(block.text.whole_trace().spans);
                waiting.push(Block { text: block.text.slice(rest), ..block.clone() });
                waiting.push(Block { text: block.text.slice(first), ..block });
            }
            None => lines.push(block),
        }
    }
    lines
}

/// Where a block without a mark that stands in a card is two parts of it: a Land in brackets behind a name, the chair
/// on the first line, a name on the first lines, a Land on the last, an office on each.
fn cut_of(block: &Block) -> Option<(Range<usize>, Range<usize>)> {
    let text = block.as_str();
    if block.bullet.is_some() || block.column.is_none() {
        return None;
    }
    let is_name = |text: &str| person_name(text).is_some() || is_vacant(text);
    let end = text.len();
    if let Some(open) = text.rfind(" (").filter(|_| text.ends_with(')'))
        && (bare_land(&text[open + 2..end - 1]).is_some() || land_and_chair(&text[open + 2..end - 1]).is_some())
        && is_name(&text[..open])
    {
        return Some((0..open, open + 2..end - 1));
    }
    if let Some(parts) = land_and_chair(text) {
        return Some(parts);
    }
    if let Some(open) = text.rfind(" (").filter(|_| text.ends_with(')'))
        && bare_land(&text[..open]).is_some()
        && is_chair(&text[open + 1..])
    {
        return Some((0..open, open + 1..end));
    }
    let starts = || block.text.line_starts().filter(|at| !text[..*at].trim_end().ends_with('-'));
    let above = |at: usize| text[..at].trim_end();
    let halves = |at: usize| (0..at, at..end);
    if let Some(at) = starts().find(|at| is_chair(above(*at)) || is_chair(&text[*at..])) {
        return Some(halves(at));
    }
    if bare_land(text).is_some() {
        return None;
    }
    // Names and Länder are words with capitals; the line tells where one ends.
    let land = || starts().next_back().filter(|at| bare_land(&text[*at..]).is_some());
    if is_name(text) {
        return land().filter(|at| is_name(above(*at))).map(halves);
    }
    // Of several lines that are a name together, all.
    let named = starts().rfind(|at| is_name(above(*at)));
    // An office may stand above the name.
    let below = || {
        let particle = |text: &str| text.split(' ').next().is_some_and(|word| NAME_PARTICLES.contains(&word));
        let name = |at: &usize| is_name(&text[*at..]) && !particle(&text[*at..]) && ends_text(above(*at));
        starts().find(name).filter(|_| is_office(text))
    };
    let office = || starts().find(|at| is_office(&text[*at..]) && ends_text(above(*at)));
    named.or_else(land).or_else(below).or_else(office).map(halves)
}

/// A Land and the chair, `BE, Vorsitz`, `Berlin | Vorsitz`.
fn land_and_chair(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (first, second) = [", ", " | ", " · ", " – "].iter().find_map(|sign| text.split_once(sign))?;
    let both = bare_land(first).is_some() && is_chair(second) || is_chair(first) && bare_land(second).is_some();
    both.then_some((0..first.len(), text.len() - second.len()..text.len()))
}

/// Whether a line says that a member has the chair, and nothing else: `Vorsitz 2028`, `VORSITZ`.
pub(crate) fn is_chair(text: &str) -> bool {
    let inner = text.trim_matches(['(', ')', '[', ']']);
    CHAIR_MARKS.iter().any(|mark| {
        let in_capitals = || inner.strip_prefix(&mark.to_uppercase());
        inner.strip_prefix(mark).or_else(in_capitals).is_some_and(|rest| {
            // Members may have the chair of another body, too, which is an office.
            let body = rest.strip_prefix(" des ").or(rest.strip_prefix(" der "));
            let own = body.is_some_and(|body| COUNCILS.iter().any(|council| body.starts_with(council)));
            let years = |word: &str| {
                let digits = word.chars().all(|c| c.is_ascii_digit() || ":/–-".contains(c));
                digits || ["im", "in", "Jahr", "Jahre", "seit", "bis"].contains(&word)
            };
            own || (rest.is_empty() || rest.starts_with([' ', ':', '/'])) && rest.split(' ').all(years)
        })
    })
}

/// The cards of a page on which it is known what stands in which: each column holds one name, in any place; or each part
/// of a column that room sets apart does.
fn cards_by_place<'a>(blocks: &'a [Block], read: &mut ReadMembers) -> Option<Vec<Card<'a>>> {
    blocks.iter().all(|block| block.column.is_some()).then_some(())?;
    let columns = blocks.chunk_by(|one, other| one.column == other.column).map(|column| column.iter().collect());
    let (cards, seen) = cards_of(columns.collect()).or_else(|| cards_of(set_apart(blocks)))?;
    read.text.extend(seen);
    Some(cards)
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

/// Each group of blocks as a card, and what of them is no field; nothing where one has no name, or two of a kind.
fn cards_of(groups: Vec<Vec<&Block>>) -> Option<(Vec<Card<'_>>, Vec<Span>)> {
    let mut cards = Vec::new();
    let mut seen = Vec::new();
    for (at, group) in groups.into_iter().enumerate() {
        // A line of the title stands above them.
        if at == 0 && group.iter().all(|block| !is_card_part(block) && !is_chair(block.as_str())) {
            seen.extend(group.iter().map(|block| block.text.cover()));
            continue;
        }
        let mut card = Card::default();
        for block in group {
            match part(block) {
                // `Vorsitz`, or the mark in a column of that name.
                _ if is_chair(block.as_str()) || reservation(block.as_str()) == Some(true) => card.chair = Some(block),
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
        if !card.has_name() {
            return None;
        }
        cards.push(card);
    }
    Some((cards, seen))
}

fn read_card(slide: usize, card: &Card<'_>, body: &BodyName, session: Option<&TextMap>, read: &mut ReadMembers) {
    let Some((block, name)) = &card.name else {
        let covers = card.offices.iter().map(|block| block.text.cover());
        let land = card.land.iter().map(|(_, place)| place.cover());
        let seat = card.seat.iter().copied();
        let span = covers.chain(land).chain(seat).reduce(Span::cover).unwrap_or(Span { start: 0, end: 0 });
        if card.vacant {
            read.text.extend(card.offices.iter().map(|block| block.text.cover()));
            read.diagnostics.push(Diagnostic::new(Code::VacantSeat, span, "a vacant seat has no record"));
        } else {
            read.diagnostics.push(Diagnostic::new(Code::AbsentName, span, "an office without a name"));
        }
        return;
    };
    let in_office = |block: &&Block| land_at(block, land_in(block.as_str())?);
    let land = card.land.clone().or_else(|| card.offices.iter().find_map(in_office));
    let mut member = Member { provenance: Provenance::on(slide), ..Member::default() };
    let provenance = &mut member.provenance;
    let person = block.text.slice(name.name.clone());
    let place = land.as_ref().map_or_else(|| person.clone(), |(_, place)| place.clone());
    let parts: Vec<TextMap> = session.into_iter().cloned().chain([place]).collect();
    let further: Vec<TextMap> =
        [person.clone()].into_iter().chain(card.offices.iter().map(|one| one.text.clone())).collect();
    let Some((id, trace)) = body.unique_id(&parts, &further, &mut read.ids) else {
        let message = format!("found {} again, word for word; read once", block.as_str());
        read.diagnostics.push(Diagnostic::new(Code::RepeatedCard, block.text.cover(), message));
        read.text.extend(card.offices.iter().chain([block]).map(|block| block.text.cover()));
        return;
    };
    provenance.put("id", trace);
    member.id = id;
    member.name = provenance.text("name", &person);
    let prefix = name.prefix.as_ref().map(|range| block.text.slice(range.clone()));
    member.honorific_prefix = prefix.map(|prefix| provenance.text("honorific_prefix", &prefix));
    if !card.offices.is_empty() {
        member.roles = card.offices.iter().map(|block| block.as_str().to_owned()).collect();
        provenance.put("roles", Trace::list(card.offices.iter().map(|block| block.text.whole_trace())));
    }
    if let Some((code, place)) = land {
        member.jurisdiction = Some(code.to_owned());
        provenance.put("jurisdiction", place.whole_trace().then(Step::Jurisdiction));
    }
    if let Some(chair) = &name.chair {
        member.chair = true;
        provenance.put("chair", block.text.trace(chair.clone()).then(Step::Mark));
    } else if let Some(chair) = card.chair {
        member.chair = true;
        let step = if is_chair(chair.as_str()) { Step::Mark } else { Step::Yes };
        provenance.put("chair", chair.text.whole_trace().then(step));
    }
    provenance.close();
    // Brackets behind a name that are no mark are read, and no field.
    read.text.push(block.text.cover());
    if card.uncertain {
        let message = format!("`{}` was read as a name by its place alone", member.name);
        let found = Diagnostic::new(Code::UncertainName, block.text.cover(), message);
        read.diagnostics.push(found.of(&member.id));
    }
    read.members.push(member);
}

/// The Land that stands in `range` of a block, and where that is.
fn land_at(block: &Block, range: Range<usize>) -> Option<(&'static str, TextMap)> {
    let land = jurisdiction(&block.as_str()[range.clone()])?;
    Some((land.code, block.text.slice(range)))
}
