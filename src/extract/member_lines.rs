//! Cards of members taken apart: the items of a list, and the lines of a block.
//!
//! In: the lines and blocks of a slide. Out: blocks that are one part of a card each: a name, an office, a Land, the
//! chair.
//!
//! | written | taken apart |
//! | --- | --- |
//! | `Bayern: Dr. Vorname Name, Amt`, `Dr. Vorname Name, Amt (Bayern)`, one in each item | name, office, Land |
//! | `Bayern Vorname Name`, `Bayern: Vorname Name`, and the office on the next line | Land, name, office |
//! | a block of a card with the name on its first lines, and the Land on its last | name, offices, Land |

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::heading::decision_heading;
use crate::grammar::person::{
    behind_for, holds_office, is_office, is_organization, is_vacant, land_in_front, name_behind_office, names_land,
    person_name,
};
use crate::layout::{Block, Line, ends_text};
use crate::source::Span;
use crate::vocabulary::{CHAIR_MARKS, DEPUTIES, MEMBERS_WORDS, NAME_PARTICLES, jurisdiction};

use super::chair::{chair_of_land, is_chair};
use super::member::{LANDS_OF_LIST, bare_land, names_members};

/// Members of a list, one in each item: `Bayern: Dr. Vorname Name, Amt`, `Dr. Vorname Name (Bayern), Amt`.
const FEWEST_LISTED: usize = 3;
/// Lines that the title of a slide takes, at most.
const HEAD_LINES: usize = 3;

/// The parts of an item of a list, each between two of the signs that divide such parts.
fn listed_parts(text: &str) -> Vec<Range<usize>> {
    const DIVIDING: [&str; 16] =
        [" – ", " | ", " · ", " (", " [", "), ", ") (", ") – ", ") | ", ") · ", ") ", ")", "]", ", ", "; ", " / "];
    let mut parts = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(next) = text[at..].find([' ', ')', ']', ',', ';', ':']) {
        at += next;
        let rest = &text[at..];
        let sign = DIVIDING.into_iter().chain([": "]).find(|sign| rest.starts_with(sign)).map_or(0, str::len);
        if sign > 0 {
            parts.push(start..at);
            start = at + sign;
        }
        at += sign.max(1);
    }
    parts.push(start..text.len());
    parts.retain(|part| !part.is_empty());
    // `Vorsitz Ministerin`
    let chaired = |part: &Range<usize>| {
        let (chair, office) = text[part.clone()].split_once(' ')?;
        (is_chair(chair) && starts_office(office)).then(|| part.start + chair.len())
    };
    let mut chaired = parts.iter().enumerate().filter_map(|(at, part)| Some((at, chaired(part)?)));
    if let Some((at, end)) = text.contains("Vors").then(|| chaired.next()).flatten() {
        let part = parts[at].clone();
        parts.splice(at..=at, [part.start..end, end + 1..part.end]);
    }
    // `Bayern Vorname Name, Amt`
    if let Some(first) = parts.first().cloned()
        && let Some((end, start)) = land_in_front(&text[first.clone()])
        && person_name(&text[first.start + start..first.end]).is_some()
    {
        parts.splice(0..1, [first.start..first.start + end, first.start + start..first.end]);
    }
    // `Staatssekretärin Vorname Name (Bayern)`, `Bayern: Staatssekretärin Vorname Name`
    let office =
        |part: &Range<usize>| Some((part.start, part.start + name_behind_office(&text[part.clone()])?, part.end));
    let found = (0..).zip(parts.iter().take(2)).find_map(|(at, part)| Some((at, office(part)?)));
    if let Some((at, (start, name, end))) = found {
        parts.splice(at..=at, [start..name - 1, name..end]);
    }
    parts
}

/// The name, the offices and the Land of an item of a list of members. `Land: Vorname Name` alone is one only where the
/// title has said that members follow.
fn listed(block: &Block, column: u32, said: bool) -> Option<Vec<Block>> {
    let text = block.as_str();
    // Most texts have nothing that divides their parts.
    if !text.contains([':', ',', ';', '(', '[', '|', '·', '–', '/']) && land_in_front(text).is_none() {
        return None;
    }
    let of = |range: &Range<usize>| &text[range.clone()];
    // `Sächsische Staatskanzlei` is written as names are.
    let is_person = |text: &str| person_name(text).is_some() && !is_organization(text);
    let is_name = |range: &Range<usize>| is_vacant(of(range)) || is_person(of(range));
    let mut parts = listed_parts(text);
    let mut only = |is: &dyn Fn(&Range<usize>) -> bool| {
        let at = parts.iter().position(is)?;
        let found = parts.remove(at);
        (!parts.iter().any(is)).then_some(found)
    };
    let land = only(&|range| bare_land(of(range)).is_some())?;
    let name = only(&is_name)?;
    let chair = only(&|range| is_chair(of(range)));
    let alone = parts.is_empty() && chair.is_none() && !is_vacant(of(&name));
    let told = said && text[land.end..].starts_with(": ");
    if block.bullet.is_none() && alone && !told {
        return None;
    }
    // What a comma divides is one office, unless another one starts there.
    let mut offices: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match offices.last_mut() {
            Some(last)
                if &text[last.end..part.start] == ", " && starts_office(of(&part)) && !leads(of(last), of(&part)) =>
            {
                offices.push(part);
            }
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

/// Whether an office is in the authority of another one, which stands behind it: `Staatsrätin, Senator für Finanzen`.
pub(super) fn leads(office: &str, authority: &str) -> bool {
    DEPUTIES.iter().any(|(deputy, head)| office.starts_with(deputy) && authority.starts_with(head))
}

/// Whether blocks are a list of members, one in each.
pub(crate) fn is_list_of_members(blocks: &[Block]) -> bool {
    // Most texts have nothing that divides the parts of an item.
    let land = |text: &str| text.contains(':') && land_in_front(text).is_some();
    let divided = |block: &&Block| block.as_str().contains([',', '(', '|', '–']) || land(block.as_str());
    let listed = |(at, block): &(u32, &Block)| listed(block, *at, false).is_some();
    blocks.iter().filter(divided).take(FEWEST_LISTED).count() == FEWEST_LISTED
        && (0..).zip(blocks).filter(listed).take(FEWEST_LISTED).count() == FEWEST_LISTED
}

/// Whether a line is a member of a list, with an office or below a title that said so.
pub(crate) fn is_listed(line: &Line, said: bool) -> bool {
    let block = Block { text: line.text.clone(), bullet: line.bullet, gap: false, column: None };
    listed(&block, 0, said).is_some()
}

/// Takes the words off the lines of a list that say for whom each member sits there: `für das Saarland: Vorname Name`.
pub(crate) fn without_for(lines: &mut [Line], read: &mut Vec<Span>) {
    let front = |line: &Line| behind_for(line.text.as_str()).filter(|_| line.cells.is_empty());
    let fronts: Vec<(usize, usize)> = (0..lines.len()).filter_map(|at| Some((at, front(&lines[at])?))).collect();
    // In a decision somebody may be named for a Land as well.
    let decides = lines.iter().take(HEAD_LINES).any(|line| decision_heading(line.text.as_str()).is_some());
    let fewest = if lines.first().is_some_and(|title| names_members(title.text.as_str())) {
        FEWEST_LISTED
    } else {
        LANDS_OF_LIST
    };
    for (at, front) in Some(fronts).filter(|fronts| fronts.len() >= fewest && !decides).into_iter().flatten() {
        let text = &lines[at].text;
        read.extend(text.spans(0..front));
        lines[at].text = text.slice(front..text.as_str().len());
    }
}

/// Sets the lines apart that are one member each, where they are a list.
pub(crate) fn set_members_apart(lines: &mut [Line]) {
    // `Den Vorsitz hat Hessen.` may be said in a decision, too.
    let decides = |line: &Line| decision_heading(line.text.as_str()).is_some();
    let may_show_members = !lines.iter().take(HEAD_LINES).any(decides);
    for line in lines.iter_mut().skip(1).filter(|_| may_show_members) {
        line.apart |= chair_of_land(&line.text).is_some();
    }
    // Most lines name nobody.
    let may_be = |text: &str| text.contains(')') || text.contains([':', '–']) && land_in_front(text).is_some();
    let said = lines.first().is_some_and(|title| names_members(title.text.as_str()));
    let is_member = |line: &Line| line.cells.is_empty() && may_be(line.text.as_str()) && is_listed(line, said);
    let members: Vec<bool> = lines.iter().map(is_member).collect();
    if members.iter().filter(|is| **is).count() < FEWEST_LISTED {
        return;
    }
    for at in 0..lines.len() {
        let goes_on = |above: &Line| {
            let text = above.text.as_str();
            let open = text.matches('(').count() > text.matches(')').count();
            let (line, below) = (&lines[at], lines[at].text.as_str());
            // An item that wraps, unless a further part stands below it.
            let wraps = above.bullet.is_some() && line.bullet.is_none() && !line.gap;
            let another = || {
                let (name, office) = below.split_once(", ").unwrap_or_default();
                name.contains(' ') && person_name(name).is_some() && is_office(office)
            };
            let part = is_office(below) || below.starts_with(['(', '–']) || another();
            open || !ends_text(text) || below.starts_with(char::is_lowercase) || wraps && !part
        };
        let apart = members[at] || at > 0 && members[at - 1] && !goes_on(&lines[at - 1]);
        lines[at].apart |= apart;
    }
}

/// Takes the lines off that say that others are members, too: `… und die übrigen Länder`. They end what is above them.
pub(crate) fn take_rest_of_members(lines: &mut Vec<Line>, read: &mut Vec<Span>, found: &mut Vec<Diagnostic>) {
    let says = |line: &Line| {
        let text = line.text.as_str();
        let rest = text.trim_start_matches(['…', '.', '(', ' ']);
        line.cells.is_empty() && rest.starts_with("und ") && rest.contains(" Länder")
    };
    if !lines.iter().any(says) {
        return;
    }
    let said = lines.first().is_some_and(|title| names_members(title.text.as_str()));
    if !said && lines.iter().filter(|line| is_listed(line, false)).count() < FEWEST_LISTED {
        return;
    }
    let mut at = 1;
    while at < lines.len() {
        if !says(&lines[at]) {
            at += 1;
            continue;
        }
        let goes_on = |line: &&Line| line.is_plain() && !line.gap && line.text.as_str().starts_with(char::is_lowercase);
        let more = lines[at + 1..].iter().take_while(goes_on).count();
        for line in lines.drain(at..=at + more) {
            let message = format!("found `{}`, expected names of members", line.text.as_str());
            found.push(Diagnostic::new(Code::UnreadMembers, line.text.cover(), message));
            read.extend(line.text.whole_trace().spans);
            read.extend(line.bullet.map(|bullet| bullet.span));
        }
    }
}

/// Whether a text heads members: `Vorsitz`, `Weitere Mitglieder:`.
pub(super) fn heads_members(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    let small = text.to_lowercase();
    let mut words = CHAIR_MARKS.iter().chain(MEMBERS_WORDS);
    // `Hessen (Vorsitz)` is the Land of one.
    let of_land = bare_land(without_chair(text)).is_some();
    text.split(' ').count() <= MOST_WORDS && words.any(|word| small.contains(&word.to_lowercase())) && !of_land
}

/// Whether another office starts behind a comma: `CIO des Landes, Staatssekretärin`.
pub(super) fn starts_office(text: &str) -> bool {
    is_office(text) && !is_organization(text)
}

/// The blocks of cards taken apart as far as a card goes: the items of a list, and what has no mark; bytes between the
/// parts go to `read`. `said` tells whether the title says that members follow.
pub(crate) fn card_lines(
    blocks: &[Block],
    said: bool,
    read: &mut Vec<Span>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Block> {
    if let Some(cards) =
        below_lands(blocks, read).or_else(|| below_names(blocks, read)).or_else(|| beside_lands(blocks))
    {
        return cards;
    }
    let mut items: Vec<Option<Vec<Block>>> = (0..).zip(blocks).map(|(at, block)| listed(block, at, said)).collect();
    let listing = items.iter().flatten().count();
    // Offices may be items below those of their members, with a mark of their own.
    let mark = |at: usize| blocks[at].bullet.map(|bullet| bullet.mark);
    let first = items.iter().position(Option::is_some).and_then(mark);
    let of_members = |at: usize| items[at].is_none() || mark(at) == first;
    let all_marked = first.is_some() && (0..blocks.len()).all(of_members);
    let nested: Vec<bool> =
        (0..blocks.len()).map(|at| all_marked && mark(at).is_some_and(|mark| Some(mark) != first)).collect();
    let others = blocks.len() - nested.iter().filter(|nested| **nested).count();
    if listing >= FEWEST_LISTED && listing * 2 > others {
        let listed = items.iter().zip(blocks).filter(|(item, _)| item.is_some());
        read.extend(listed.flat_map(|(_, block)| block.text.whole_trace().spans));
        // `(Vorsitz)` on a line of its own heads nobody.
        let in_brackets = |block: &Block| block.as_str().starts_with(['(', '–']);
        let heads =
            |at: &usize| items[*at].is_none() && heads_members(blocks[*at].as_str()) && !in_brackets(&blocks[*at]);
        let heads: Vec<usize> = (0..blocks.len()).filter(heads).collect();
        // The chair is one member's, who stands alone below it.
        for (at, end) in heads.iter().zip(heads.iter().skip(1).chain([&blocks.len()])) {
            let mut below = items[*at..*end].iter_mut().flatten();
            if let (Some(item), None) = (below.next().filter(|_| is_chair(blocks[*at].as_str())), below.next()) {
                let column = item[0].column;
                item.push(Block { bullet: None, column, ..blocks[*at].clone() });
            }
        }
        let mut last = None;
        for (at, block) in blocks.iter().enumerate() {
            if items[at].is_some() {
                last = Some(at);
            } else if chair_of_land(&block.text).is_some() {
                items[at] = Some(vec![block.clone()]);
            } else if let Some(own) =
                last.filter(|_| is_chair(block.as_str()) && (block.bullet.is_some() || in_brackets(block)))
            {
                // An item below that of the member, or what did not fit on its line.
                let column = u32::try_from(own).ok();
                let start = block.as_str().len() - block.as_str().trim_start_matches("– ").len();
                read.extend(block.text.spans(0..start));
                let text = block.text.slice(start..block.as_str().len());
                let chair = Block { bullet: None, column, text, ..block.clone() };
                items[own].iter_mut().for_each(|item| item.push(chair.clone()));
            } else if heads.contains(&at) {
                read.extend(block.text.whole_trace().spans);
            } else if let Some(own) = last.filter(|own| {
                // A further office stands on a line of its own.
                let further = nested[at] || starts_office(block.as_str()) && !block.gap;
                further && block.column == blocks[*own].column
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
    let initials = |at: usize| {
        let near = [at.checked_sub(1), Some(at + 1)].into_iter().flatten().filter_map(|other| blocks.get(other));
        near.into_iter().any(|name| are_initials(&blocks[at], name))
    };
    let (drawn, others): (Vec<usize>, Vec<usize>) = (0..blocks.len()).partition(|at| initials(*at));
    read.extend(drawn.into_iter().flat_map(|at| blocks[at].text.whole_trace().spans));
    let blocks: Vec<&Block> = others.into_iter().map(|at| &blocks[at]).collect();
    let fronted = blocks.iter().filter(|block| land_before_name(block).is_some()).take(FEWEST_LISTED).count();
    let mut lines = Vec::with_capacity(blocks.len());
    let mut waiting: Vec<Block> = blocks.iter().rev().map(|block| (*block).clone()).collect();
    while let Some(block) = waiting.pop() {
        match land_before_name(&block).filter(|_| fronted == FEWEST_LISTED).or_else(|| cut_of(&block)) {
            Some((first, rest)) => {
                read.extend(block.text.whole_trace().spans);
                waiting.push(Block { text: block.text.slice(rest), gap: false, ..block.clone() });
                waiting.push(Block { text: block.text.slice(first), ..block });
            }
            None => lines.push(block),
        }
    }
    lines
}

/// The cards of a page that has Länder in one column, each alone, and as many names in the next one, with their offices
/// below them: each name is that of the Land at its place; nothing where blocks are no such columns.
fn beside_lands(blocks: &[Block]) -> Option<Vec<Block>> {
    let is_land = |block: &&Block| block.bullet.is_none() && bare_land(block.as_str()).is_some();
    let is_name = |block: &Block| is_vacant(block.as_str()) || person_name(block.as_str()).is_some();
    let (mut cards, mut rest, mut count) = (Vec::new(), blocks, 0);
    while !rest.is_empty() {
        let lands = rest.iter().take_while(is_land).count();
        let (own, behind) = rest.split_at(lands);
        let end = behind.iter().position(|block| is_land(&block)).unwrap_or(behind.len());
        let starts: Vec<usize> = (0..end).filter(|at| behind[*at].gap && is_name(&behind[*at])).collect();
        (lands >= FEWEST_LISTED && starts.first() == Some(&0) && starts.len() == lands).then_some(())?;
        let ends = starts.iter().skip(1).copied().chain([end]);
        for (land, (start, end)) in own.iter().zip(starts.iter().copied().zip(ends)) {
            let card = [land].into_iter().chain(&behind[start..end]);
            cards.extend(card.map(|part| Block { column: Some(count), ..part.clone() }));
            count += 1;
        }
        rest = &behind[end..];
    }
    (count > 0).then_some(cards)
}

/// The cards of a list in which each Land is an item, with the name and the office in one below it; nothing where blocks are
/// no such list. Bytes between the parts go to `read`.
fn below_lands(all: &[Block], read: &mut Vec<Span>) -> Option<Vec<Block>> {
    let blocks = all;
    let land_of = |block: &Block| {
        let front = without_chair(block.as_str()).len();
        bare_land(&block.as_str()[..front]).map(|_| front)
    };
    let part = |block: &Block, range: Range<usize>, bullet: bool, card: u32| Block {
        text: block.text.slice(range),
        bullet: block.bullet.filter(|_| bullet),
        column: Some(card),
        gap: false,
    };
    let mut cards = Vec::new();
    // A line may stand above the first and a sentence below the last one.
    let plain = |block: &&Block| block.bullet.is_none() && land_of(block).is_none();
    let above = usize::from(blocks.first().filter(plain).is_some());
    let below = usize::from(
        blocks.len() % 2 != above && blocks.last().filter(plain).is_some_and(|one| one.as_str().ends_with('.')),
    );
    let blocks = &blocks[above..blocks.len() - below];
    if blocks.len() < 2 * FEWEST_LISTED {
        return None;
    }
    for (count, pair) in (0..).zip(blocks.chunks(2)) {
        let [land, member] = pair else { return None };
        let front = land_of(land)?;
        let text = member.as_str();
        let (name, office) = text.split_once(", ").unwrap_or((text, ""));
        let vacant = is_vacant(text);
        (vacant || person_name(name).is_some() && (is_office(office) || office.is_empty())).then_some(())?;
        let end = if vacant { text.len() } else { name.len() };
        cards.push(part(member, 0..end, false, count));
        if end < text.len() {
            cards.push(part(member, text.len() - office.len()..text.len(), true, count));
        }
        cards.push(part(land, 0..front, true, count));
        if front < land.as_str().len() {
            cards.push(part(land, front + 1..land.as_str().len(), false, count));
        }
    }
    read.extend(blocks.iter().flat_map(|block| block.text.whole_trace().spans));
    // What says something of members there is read as such.
    let says = |block: &&Block| {
        names_land(block.as_str()) || holds_office(block.as_str()) || person_name(block.as_str()).is_some()
    };
    let around = all[..above].iter().chain(&all[all.len() - below..]);
    let (said, other): (Vec<&Block>, Vec<&Block>) = around.partition(says);
    read.extend(other.into_iter().flat_map(|block| block.text.whole_trace().spans));
    cards.extend(said.into_iter().cloned());
    read.extend(blocks.iter().filter_map(|block| block.bullet).map(|bullet| bullet.span));
    Some(cards)
}

/// The cards of a list in which each name is an item, with the offices and the Land in items below it. The marks go to
/// `read`.
fn below_names(blocks: &[Block], read: &mut Vec<Span>) -> Option<Vec<Block>> {
    let mark = |block: &Block| block.bullet.map(|bullet| bullet.mark);
    let first = mark(blocks.first()?)?;
    let mut cards = Vec::new();
    let groups = blocks.chunk_by(|_, next| mark(next) != Some(first));
    for (count, group) in (0..).zip(groups) {
        let (name, below) = group.split_first()?;
        let end = without_chair(name.as_str()).len();
        let text = &name.as_str()[..end];
        let lands = below.iter().filter(|block| jurisdiction(block.as_str()).is_some()).count();
        let marked = below.iter().all(|block| block.bullet.is_some());
        (lands == 1 && marked && (is_vacant(text) || person_name(text).is_some())).then_some(())?;
        let of_card = |block: &Block| Block { column: Some(count), gap: false, ..block.clone() };
        cards.push(Block { text: name.text.slice(0..end), bullet: None, ..of_card(name) });
        cards.extend(below.iter().map(of_card));
        if end < name.as_str().len() {
            let chair = name.text.slice(end + 1..name.as_str().len());
            cards.push(Block { text: chair, bullet: None, ..of_card(name) });
        }
    }
    (cards.len() >= 2 * FEWEST_LISTED).then_some(())?;
    read.extend(blocks.iter().filter_map(|block| block.bullet).map(|bullet| bullet.span));
    Some(cards)
}

/// Whether a block is nothing but the first letters of the name on the first lines of the one beside it, as they stand where
/// a picture is missing.
fn are_initials(block: &Block, other: &Block) -> bool {
    let text = block.as_str();
    let letters = (2..=3).contains(&text.chars().count()) && text.chars().all(char::is_uppercase);
    let firsts = |name: &str| {
        let words = name.split(' ').filter_map(|word| word.chars().next());
        words.filter(|c| c.is_uppercase()).collect::<String>()
    };
    let named = |end: usize| {
        let name = other.as_str()[..end].trim_end();
        person_name(name).is_some_and(|person| firsts(&name[person.name]) == text)
    };
    let mut ends = other.text.line_starts().chain([other.as_str().len()]);
    letters && block.column == other.column && ends.any(named)
}

/// Where the Land in front of a name on the same line ends, and what follows: `Bayern Vorname Name`.
fn land_before_name(block: &Block) -> Option<(Range<usize>, Range<usize>)> {
    let text = block.as_str();
    let (end, start) = land_in_front(text)?;
    let line = block.text.line_starts().find(|at| *at > start).unwrap_or(text.len());
    let name = text[start..line].trim_end();
    let is_name = person_name(name).is_some() || is_vacant(name) || name_and_chair(name).is_some();
    let one_line = block.text.line_starts().all(|at| at != start);
    (block.bullet.is_none() && one_line && is_name).then_some((0..end, start..text.len()))
}

/// Where a block without a mark that stands in a card is two parts of it: a Land in brackets behind a name, the chair
/// on the first line, a name on the first lines, a Land on the last, an office on each.
fn cut_of(block: &Block) -> Option<(Range<usize>, Range<usize>)> {
    let text = block.as_str();
    if block.bullet.is_some() {
        return None;
    }
    let front = without_chair(text).len();
    let of_land =
        (front < text.len() && bare_land(&text[..front]).is_some()).then(|| (0..front, front + 1..text.len()));
    // `Staatssekretärin (Vorsitz)`
    if let Some((end, start)) = chair_behind(text).filter(|(end, _)| starts_office(&text[..*end])) {
        return Some((0..end, start..text.len()));
    }
    // Alone on its line, it stands in no column.
    if block.column.is_none() {
        return of_land.or_else(|| land_and_chair(text));
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
    let first_line = block.text.line_starts().next().unwrap_or(text.len());
    if let Some((name, chair)) = name_and_chair(text[..first_line].trim_end()) {
        return Some((name, chair.start..text.len()));
    }
    if of_land.is_some() {
        return of_land;
    }
    let starts = || block.text.line_starts().filter(|at| !text[..*at].trim_end().ends_with('-'));
    let above = |at: usize| text[..at].trim_end();
    let halves = |at: usize| (0..at, at..end);
    let chair = |text: &str| is_chair(text) || land_and_chair(text).is_some();
    if let Some(at) = starts().find(|at| chair(above(*at)) || chair(&text[*at..])) {
        return Some(halves(at));
    }
    if bare_land(text).is_some() {
        return None;
    }
    // The Land may stand above the name.
    if let Some(at) = starts().find(|at| bare_land(without_chair(above(*at))).is_some() && is_name(&text[*at..])) {
        return Some(halves(at));
    }
    // Names and Länder are words with capitals; the line tells where one ends.
    let land = || starts().next_back().filter(|at| bare_land(without_chair(&text[*at..])).is_some());
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

/// Where an office or a Land ends and the chair behind it starts: in brackets, or behind a sign.
pub(super) fn chair_behind(text: &str) -> Option<(usize, usize)> {
    let bracket = text.rfind(" (").filter(|_| text.ends_with(')')).map(|at| (at, at + 1));
    let signs = [" / ", " – ", ", "].iter().filter_map(|sign| text.rfind(sign).map(|at| (at, at + sign.len())));
    bracket.into_iter().chain(signs).find(|(_, start)| is_chair(&text[*start..]))
}

/// A text without the chair in brackets behind it: `Hessen (Vorsitz)`.
fn without_chair(text: &str) -> &str {
    let parts = text.rfind(" (").filter(|_| text.ends_with(')')).map(|open| (&text[..open], &text[open + 1..]));
    parts.filter(|(_, chair)| is_chair(chair)).map_or(text, |(front, _)| front)
}

/// A name and the chair, `Vorname Name – Vorsitzende`.
fn name_and_chair(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (name, chair) = [" – ", ", ", " | ", " · "].iter().find_map(|sign| text.split_once(sign))?;
    let both = person_name(name).is_some() && is_chair(chair);
    both.then_some((0..name.len(), text.len() - chair.len()..text.len()))
}

/// Whether a line names a Land and nothing else but the chair: `Hessen`, `Hessen (Vorsitz)`, `HESSEN · VORSITZ`.
pub(super) fn is_land_line(text: &str) -> bool {
    // Most lines are quickly told to be neither.
    let may_chair = text.contains("ors") || text.contains("ORS");
    bare_land(text).is_some()
        || may_chair && (bare_land(without_chair(text)).is_some() || land_and_chair(text).is_some())
}

/// A Land and the chair, `BE, Vorsitz`, `Berlin | Vorsitz`, `SN Vorsitz`.
fn land_and_chair(text: &str) -> Option<(Range<usize>, Range<usize>)> {
    let parts = [", ", " | ", " · ", " – "].iter().find_map(|sign| text.split_once(sign));
    let both = |(first, second): &(&str, &str)| {
        bare_land(first).is_some() && is_chair(second) || is_chair(first) && bare_land(second).is_some()
    };
    let by_blank = || {
        let mut halves = text.match_indices(' ').map(|(at, _)| (&text[..at], &text[at + 1..]));
        halves.find(|(land, chair)| bare_land(land).is_some() && is_chair(chair))
    };
    let (first, second) = parts.filter(both).or_else(by_blank)?;
    Some((0..first.len(), text.len() - second.len()..text.len()))
}
