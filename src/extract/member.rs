//! Members of the body: cards of offices, a Land and a name.
//!
//! Offices are bullets, the name is not; the Land is a bullet of its own or a part of an office. On most slides the
//! name stands behind its offices; where the first card starts with a name, names stand first.

use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::begins;
use crate::grammar::body::find_body_name;
use crate::grammar::heading::decision_heading;
use crate::grammar::mark::says_yes;
use crate::grammar::person::{LAND_NAMES, Name, is_office, is_vacant, names_land, person_name, starts_member};
use crate::layout::{Block, Line, ends_sentence};
use crate::record::{Member, Provenance};
use crate::source::Span;
use crate::text::{Step, TextMap, Trace};
use crate::vocabulary::{
    FEDERAL_WORDS, HONORIFICS, LAND_ADJUNCTS, LIST_WORDS, MEMBERS_WORDS, NAME_PARTICLES, OVERVIEW_WORDS, jurisdiction,
};

use super::chair::{chair_of_land, holds_in, is_chair, is_of, start_of_chair, without_brackets};
use super::meeting::BodyName;
use super::member_lines::is_land_line;
use super::placed_cards::{cards_by_place, most_cards};
use super::roles::is_honorific;

/// Cards with a name, and with a Land, that make a slide one of members.
pub(super) const FEWEST_CARDS: usize = 3;

/// What a block of a card is.
pub(super) enum Part {
    Office,
    /// A line that only names the Land.
    Land(Range<usize>),
    Name(Name),
    Vacant,
    /// Neither in its shape, so that its place must tell.
    Unknown,
}

pub(super) fn part(block: &Block) -> Part {
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
pub(super) fn bare_land(text: &str) -> Option<Range<usize>> {
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
        // `Hessen` above `Dr. Vorname Name (Vorsitz)`
        let text = lines[at].text.as_str();
        let bare = text.split(" (").next().unwrap_or(text);
        let below_land = is_land_line(lines[at - 1].text.as_str()) && person_name(bare).is_some();
        lines[at].apart |= plain && below_land && jurisdiction(text).is_none();
    }
    // `• Land: Name, Amt` has all of a member, wherever it wraps.
    let mut items = lines.iter().filter(|line| line.bullet.is_some()).peekable();
    let is_member = |text: &str| text.split(',').next().is_some_and(starts_member);
    let listed = items.peek().is_some() && items.all(|line| is_member(line.text.as_str()));
    if listed || lines.iter().skip(1).any(|line| line.gap) {
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
        // `Prof. Dr. Vorname Name`
        let at_title = at_title.filter(|at| !is_honorific(&text[..*at]));
        let cut = [behind_land, at_title].into_iter().flatten().find(|cut| is_name(text[*cut..].trim_start()));
        let cut = cut.filter(|_| block.bullet.is_some() && !named && bare_land(text).is_none());
        // `Hessen: Dr. Vorname Name`
        let cut = cut.filter(|cut| !text[..*cut].trim_end().ends_with(':'));
        // `Staatssekretärin Dr. Vorname Name (Hessen)`, `Hessen: Staatssekretärin Dr. Vorname Name`
        let cut = cut.filter(|cut| {
            let behind = text[*cut..].split_once(" (").and_then(|(_, rest)| Some((text, rest.split_once(')')?.0)));
            let pair = behind.or_else(|| text.split_once(": ").map(|(land, rest)| (rest, land)));
            pair.is_none_or(|(office, land)| !is_office(office) || bare_land(land).is_none())
        });
        if let Some(cut) = cut {
            let name =
                Block { text: block.text.slice(cut..text.len()), bullet: None, gap: false, column: block.column };
            blocks[at].text = block.text.slice(0..cut);
            blocks.insert(at + 1, name);
        }
    }
}

/// Cuts the Land off that stands behind an office and a comma: `Staatsrat, Bremen`.
pub(crate) fn cut_lands(blocks: &mut Vec<Block>, read: &mut Vec<Span>) {
    for at in (0..blocks.len()).rev() {
        let text = blocks[at].as_str();
        let Some((office, land)) = text.rsplit_once(", ") else { continue };
        if is_office(office) && bare_land(land).is_some() {
            let (end, whole) = (office.len(), blocks[at].text.clone());
            read.extend(whole.spans(end..end + 1));
            let land = Block {
                text: whole.slice(text.len() - land.len()..text.len()),
                bullet: None,
                gap: false,
                column: blocks[at].column,
            };
            blocks[at].text = whole.slice(0..end);
            blocks.insert(at + 1, land);
        }
    }
}

/// Where a Land or the federation stands in an office, the last of them.
pub(super) fn land_in(text: &str) -> Option<Range<usize>> {
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
    // `Stellungnahmen der Mitglieder` are no members, and a list of them is.
    let of_other = |front: &str| {
        let noun = front.strip_suffix(" der").or(front.strip_suffix(" aller"));
        let noun = noun.and_then(|noun| noun.rsplit(' ').next());
        noun.is_some_and(|noun| !LIST_WORDS.contains(&noun) && !OVERVIEW_WORDS.contains(&noun))
    };
    let names = |at: usize| MEMBERS_WORDS.iter().any(|word| begins(&title[at..], word));
    let mut named = title.match_indices(char::is_uppercase).map(|(at, _)| at).filter(|at| names(*at));
    (named.any(|at| !of_other(title[..at].trim_end())) || is_chair(title)) && decision_heading(title).is_none()
}

/// Länder of a list that is one of members whatever else is said of it, at least: most of them.
pub(super) const LANDS_OF_LIST: usize = 8;

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
    // A list of Länder and names alone has most of them, or says of whom it is: of no other body.
    let fewest = match offices {
        true => fewest,
        false if said && find_body_name(title).is_none() => FEWEST_CARDS,
        false => LANDS_OF_LIST,
    };
    names >= fewest && parts.iter().filter(names_land).take(fewest).count() == fewest
}

/// Whether blocks rather name members, in a way that is not known: several that name a Land and hold a person's titles,
/// or many Länder and many offices.
pub(crate) fn seem_members<'a>(blocks: impl Iterator<Item = &'a Block> + Clone) -> bool {
    const MANY: usize = 4;
    let titled = |text: &str| text.split(' ').any(|word| HONORIFICS.contains(&word));
    let both = blocks.clone().filter(|block| titled(block.as_str()) && land_in(block.as_str()).is_some()).count();
    let words = || {
        let words = blocks.clone().flat_map(|block| block.as_str().split([' ', ',', ':', '(', ')']));
        words.filter(|word| word.starts_with(char::is_uppercase))
    };
    let lands = || words().filter_map(|word| Some(jurisdiction(word)?.code)).collect::<HashSet<&str>>().len();
    let offices = || words().filter(|word| is_office(word)).take(MANY).count();
    both >= FEWEST_CARDS || offices() >= MANY && lands() >= MANY
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
    // A line that says the chair stands at any place of its card.
    let parts: Vec<Part> = blocks.iter().filter(|block| !is_chair(block.as_str())).map(part).collect();
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
pub(super) struct Card<'a> {
    pub(super) offices: Vec<&'a Block>,
    /// How many offices stand before the line that names the Land.
    offices_before_land: Option<usize>,
    pub(super) land: Option<(&'static str, TextMap)>,
    pub(super) name: Option<(&'a Block, Name)>,
    pub(super) vacant: bool,
    /// Where it says that nobody sits there.
    pub(super) seat: Option<Span>,
    uncertain: bool,
    /// A line that says that the member has the chair.
    pub(super) chair: Option<&'a Block>,
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

    /// What lines of a card say of somebody who has an office: `leitete zum ersten Mal die Sitzung`; and the offices.
    fn remarks_and_offices(&self) -> (Vec<&'a Block>, Vec<&'a Block>) {
        let remarks = |block: &&'a Block| {
            let text = block.as_str();
            // `stellvertretender` above an office is a part of it.
            let several = text.contains(' ') && text.starts_with(char::is_lowercase);
            block.bullet.is_none() && several && !is_office(text)
        };
        match self.offices.iter().all(remarks) {
            true => (Vec::new(), self.offices.clone()),
            false => self.offices.iter().copied().partition(remarks),
        }
    }

    pub(super) fn has_name(&self) -> bool {
        self.name.is_some() || self.vacant
    }

    /// Whether its parts stand in different places of the page.
    fn is_apart(&self) -> bool {
        let mut places = self.parts().filter_map(|part| part.column);
        let first = places.next();
        places.any(|place| Some(place) != first)
    }

    /// Its offices and its name.
    fn parts(&self) -> impl Iterator<Item = &'a Block> {
        self.offices.iter().copied().chain(self.name.as_ref().map(|(name, _)| *name))
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
    /// The year of the meeting, if that is known.
    pub(crate) year: Option<i32>,
    /// What is said of the chair apart from the members: `Vorsitz 2027: Hessen`.
    said: Vec<TextMap>,
}

impl ReadMembers {
    /// Before the first slide of a deck, whose records so far have these ids.
    pub(crate) fn of(ids: HashSet<String>, year: Option<i32>) -> Self {
        Self { ids, year, ..Self::default() }
    }

    /// Puts the chair to the member of the Land that has it, as the deck says apart from its members, and doubts what cannot
    /// be.
    pub(crate) fn settle_chair(&mut self) {
        let now = |said: &&TextMap| holds_in(said.as_str(), self.year);
        let mut lands: Vec<(&'static str, TextMap)> = self.said.iter().filter(now).filter_map(chair_of_land).collect();
        lands.sort_by_key(|(code, _)| *code);
        lands.dedup_by_key(|(code, _)| *code);
        let of = |code: &str| self.members.iter().position(|member| member.jurisdiction.as_deref() == Some(code));
        if let [(code, mark)] = &lands[..] {
            if let Some(at) = of(code) {
                // Its card may say so itself.
                let member = &mut self.members[at];
                if !member.chair {
                    member.chair = true;
                    member.provenance.put("chair", mark.whole_trace().then(Step::Mark));
                    member.provenance.close();
                }
            } else if !self.members.is_empty() {
                let message = format!("{code} has the chair, and no member is of that Land");
                self.diagnostics.push(Diagnostic::new(Code::UnreadableMembers, mark.cover(), message));
            }
        }
        for (code, mark) in lands.iter().filter(|_| lands.len() > 1) {
            let message = format!("{code} is one of {} that are said to have the chair", lands.len());
            self.diagnostics.push(Diagnostic::new(Code::SeveralChairs, mark.cover(), message));
        }
        let chairs: Vec<&Member> = self.members.iter().filter(|member| member.chair).collect();
        let places = chairs.iter().filter_map(|member| Some((member, member.provenance.get("chair")?.cover()?)));
        let found = places.filter(|_| chairs.len() > 1).map(|(member, span)| {
            let message = format!("{} members are marked as the chair", chairs.len());
            Diagnostic::new(Code::SeveralChairs, span, message).of(&member.id).field("chair")
        });
        self.diagnostics.extend(found);
    }
}

/// Whether a block is a sentence, or announces what follows, and so a part of no card.
fn is_sentence(block: &&Block) -> bool {
    const FEWEST_WORDS: usize = 4;
    let text = block.as_str();
    let ends = text.ends_with(':') || ends_sentence(text);
    ends && block.bullet.is_none()
        && text.split(' ').count() >= FEWEST_WORDS
        && !is_office(text)
        && !names_land(text)
        && chair_of_land(&block.text).is_none()
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
    // `Vorsitz 2027: Hessen`
    let says_chair = |block: &&Block| chair_of_land(&block.text).is_some();
    let said = title.filter(says_chair).into_iter().chain(blocks.iter().filter(says_chair));
    read.said.extend(said.map(|one| one.text.slice(start_of_chair(one.as_str())..one.as_str().len())));
    read.text.extend(blocks.iter().filter(says_chair).map(|chair| chair.text.cover()));
    let title = title.filter(|title| !says_chair(title));
    // `Folgende Mitglieder haben teilgenommen:`, `ordentliche Mitglieder`
    let about = |block: &&Block| {
        let text = block.as_str();
        let of_member = names_land(text) || is_chair(text) || is_office(text) || person_name(text).is_some();
        is_sentence(block) || block.bullet.is_none() && names_members(text) && !of_member
    };
    read.text.extend(blocks.iter().filter(about).map(|text| text.text.cover()));
    let rest: Vec<Block>;
    let is_said = |block: &&Block| says_chair(block) || about(block);
    let blocks = if blocks.iter().any(|block| is_said(&block)) {
        rest = blocks.iter().filter(|block| !is_said(block)).cloned().collect();
        &rest[..]
    } else {
        blocks
    };
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
    let mut own = ReadMembers::default();
    let mut cards = cards_by_order(blocks, &mut own);
    // What stands in different places of the page may be different cards.
    if let Some(whole) = cards.iter().any(Card::is_apart).then(|| most_cards(blocks, read)).flatten() {
        cards = whole;
    } else {
        read.text.append(&mut own.text);
        read.diagnostics.append(&mut own.diagnostics);
    }
    // Where one name has no office and the last offices have no name, all between may be told apart wrongly.
    let lacks_office = |card: &Card<'_>| card.name.is_some() && card.offices.is_empty();
    let cover = blocks.iter().map(|block| block.text.cover()).reduce(Span::cover);
    if let Some(span) = cover.filter(|_| {
        cards.last().is_some_and(|last| !last.has_name() || last.uncertain) && cards.iter().any(lacks_office)
    }) {
        let message = "a name has no office, and the last office no certain name; nobody can say which office is whose";
        read.diagnostics.push(Diagnostic::new(Code::UnreadableMembers, span, message));
    }
    for card in &cards {
        if card.is_apart() {
            let message = "an office and a name stand apart; nobody can say whether they are one member's";
            let cover = card.parts().map(|part| part.text.cover()).reduce(Span::cover);
            read.diagnostics.extend(cover.map(|span| Diagnostic::new(Code::UnreadableMembers, span, message)));
        }
        read_card(slide, card, body, session, read);
    }
}

/// The cards of blocks one behind the other, by which part stands first or last in each.
fn cards_by_order<'a>(blocks: &'a [Block], own: &mut ReadMembers) -> Vec<Card<'a>> {
    let order = order(blocks);
    let mut cards: Vec<Card<'a>> = vec![Card::default()];
    for block in blocks {
        // The title of the next slide, where nothing marks that, is nobody's name.
        let overview = OVERVIEW_WORDS.iter().find_map(|word| block.as_str().find(word));
        let before = overview.map_or("", |at| block.as_str()[..at].trim_end_matches([' ', '.', ',', ':', '-']));
        let behind_name = person_name(before).is_some();
        if block.bullet.is_none() && overview.is_some() && !behind_name {
            own.text.push(block.text.cover());
            continue;
        }
        let part = part(block);
        // What stands where a name does, and has figures, is none.
        let figure = |word: &str| word.contains(|c: char| c.is_ascii_digit()) && !word.contains(char::is_alphabetic);
        if matches!(part, Part::Unknown) && block.as_str().split(' ').any(figure) {
            let message = format!("found `{}`, expected a name", block.as_str());
            own.diagnostics.push(Diagnostic::new(Code::UnreadableMembers, block.text.cover(), message));
            own.text.push(block.text.cover());
            continue;
        }
        let below_land = |card: &Card<'_>| order == Order::LandFirst && card.land.is_some();
        let waits = |card: &&mut Card<'a>| (card.has_name() || below_land(card)) && is_chair(block.as_str());
        if let Some(card) = cards.last_mut().filter(waits) {
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
                own.text.push(block.text.cover());
                card.offices_before_land.get_or_insert(card.offices.len());
                card.land = card.land.take().or_else(|| land_at(block, range));
            }
            Part::Name(name) => card.name = Some((block, name)),
            Part::Vacant => {
                own.text.push(block.text.cover());
                card.vacant = true;
                card.seat = Some(block.text.cover());
            }
            Part::Unknown if is_chair(block.as_str()) => card.chair = Some(block),
            // `… nehme ich beim nächsten Mal mit auf.`
            Part::Unknown if !block.as_str().starts_with(char::is_uppercase) => continue,
            Part::Unknown => {
                let name = Name { prefix: None, name: 0..block.as_str().len(), chair: None };
                card.name = Some((block, name));
                card.uncertain = true;
            }
        }
        own.text.extend(block.bullet.map(|bullet| bullet.span));
    }
    cards.retain(|card| !card.is_empty());
    cards
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
    let (remarks, offices) = card.remarks_and_offices();
    for remark in remarks {
        let message = format!("found `{}`, which is no office", remark.as_str());
        let found = Diagnostic::new(Code::CardRemark, remark.text.cover(), message);
        read.diagnostics.push(found.of(&member.id).field("roles"));
        read.text.push(remark.text.cover());
    }
    let mut roles: Vec<TextMap> = offices.iter().map(|office| office.text.clone()).collect();
    let beside_name = name.chair.clone().map(|range| block.text.slice(range));
    for said in beside_name.into_iter().chain(card.chair.map(|chair| chair.text.clone())) {
        if !is_of(said.as_str(), body.name.as_deref()) {
            // The chair of another council is an office.
            roles.push(said.slice(without_brackets(said.as_str())));
        } else if !member.chair && holds_in(said.as_str(), read.year) {
            member.chair = true;
            let step = if says_yes(said.as_str()) { Step::Yes } else { Step::Mark };
            provenance.put("chair", said.whole_trace().then(step));
        }
    }
    if !roles.is_empty() {
        member.roles = roles.iter().map(|role| role.as_str().to_owned()).collect();
        provenance.put("roles", Trace::list(roles.iter().map(TextMap::whole_trace)));
    }
    if let Some((code, place)) = land {
        member.jurisdiction = Some(code.to_owned());
        provenance.put("jurisdiction", place.whole_trace().then(Step::Jurisdiction));
    }
    provenance.close();
    // Brackets behind a name that are no mark are read, and no field; nor is the chair of another year.
    read.text.push(block.text.cover());
    read.text.extend(card.chair.map(|chair| chair.text.cover()));
    if card.uncertain {
        let message = format!("`{}` was read as a name by its place alone", member.name);
        let found = Diagnostic::new(Code::UncertainName, block.text.cover(), message);
        read.diagnostics.push(found.of(&member.id));
    }
    read.members.push(member);
}

/// The Land that stands in `range` of a block, and where that is.
pub(super) fn land_at(block: &Block, range: Range<usize>) -> Option<(&'static str, TextMap)> {
    let land = jurisdiction(&block.as_str()[range.clone()])?;
    Some((land.code, block.text.slice(range)))
}
