//! Who wrote the deck: the authors that its cover names.
//!
//! In: the blocks of a cover. Out: authors with their parts, and what seems to be one and cannot be read.
//!
//! | on the cover | read as |
//! | --- | --- |
//! | `Name, role, company, address` on one line | an author |
//! | the name above the rest | the same |
//! | `Name (role), address`, `Kontakt: Name · company` | the same; what a label says is left out |
//! | lines of name, role, company, address | the same, each line a part |
//! | `Name und Name` above a company; a company below several authors | of each of them |
//! | a company apart, where no author has one | the same, with a finding |

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::cover::{cover_day, session_place};
use crate::grammar::heading::{deck_title, session_anywhere};
use crate::grammar::person::{
    Author as Parts, author_below, author_line, is_office, is_organization, person_name, seems_author,
};
use crate::layout::{Block, ends_text};
use crate::record::{Author, Provenance};
use crate::text::TextMap;
use crate::vocabulary::{AUTHOR_LABELS, COUNCILS, ROLE_ENDS, jurisdiction};

/// An author on the way to the record.
#[derive(Debug, Clone, Default)]
struct Draft {
    name: TextMap,
    /// What stands behind or below the name, but for the address.
    parts: Vec<TextMap>,
    /// The company, where it is known that it is one, although it stands elsewhere or is not called so.
    company: Option<TextMap>,
    email: Option<TextMap>,
    /// Whether it says that this is an author: an address, a company, a role in brackets, a label.
    told: bool,
}

impl Draft {
    fn of(name: TextMap, parts: &Parts, text: &TextMap) -> Self {
        let of = |range: &Option<Range<usize>>| range.clone().map(|range| text.slice(range));
        Self {
            name,
            parts: [of(&parts.role), of(&parts.organization)].into_iter().flatten().collect(),
            email: of(&parts.email),
            company: None,
            told: true,
        }
    }

    fn take(&mut self, parts: &[TextMap]) {
        for part in parts {
            match part.as_str().contains('@') {
                true => self.email = Some(part.clone()),
                false => self.parts.push(part.clone()),
            }
            self.told |= part.as_str().contains('@') || is_organization(part.as_str());
        }
    }

    /// Of two, the first is the unit that the second has: `Geschäftsstelle`, `Ministerium für Digitales`.
    fn take_company(&mut self, company: &TextMap) {
        match &self.company {
            Some(unit) if self.parts.is_empty() => self.parts.push(unit.clone()),
            Some(_) => return,
            None => {}
        }
        self.company = Some(company.clone());
        self.told = true;
    }

    fn organization(&self) -> Option<&TextMap> {
        let said = self.parts.iter().rev().find(|part| is_organization(part.as_str()));
        self.company.as_ref().or(said).or(self.parts.last().filter(|_| self.parts.len() > 1))
    }

    fn is_complete(&self) -> bool {
        self.email.is_some() || self.organization().is_some()
    }

    fn record(&self, path: &str, provenance: &mut Provenance) -> Author {
        let mut put =
            |part: &str, text: Option<&TextMap>| text.map(|text| provenance.text(format!("{path}.{part}"), text));
        let organization = self.organization();
        let role = self.parts.first().filter(|first| organization.map(TextMap::cover) != Some(first.cover()));
        Author {
            name: put("name", Some(&self.name)).unwrap_or_default(),
            role: put("role", role),
            organization: put("organization", organization),
            email: put("email", self.email.as_ref()),
        }
    }
}

/// Reads the authors of a cover.
pub(super) fn read_authors(blocks: &[Block], provenance: &mut Provenance, found: &mut Vec<Diagnostic>) -> Vec<Author> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut above: Option<&Block> = None;
    let mut lines = Lines::default();
    for block in blocks.iter().filter(|block| block.bullet.is_none()) {
        // The name may stand on a line of its own.
        let name = above.replace(block).and_then(|above| Some((above, lone_name(above)?)));
        let below = name.and_then(|(above, name)| Some((above.text.slice(name), clean(author_below, block)?)));
        let read = match below {
            Some((name, parts)) => {
                lines.forget(&name);
                Some(Draft::of(name, &parts, &block.text))
            }
            None => clean(author_line, block)
                .map(|parts| Draft::of(block.text.slice(parts.name.clone()), &parts, &block.text)),
        };
        match read {
            Some(draft) => {
                if let Some(email) = draft.email.as_ref().filter(|email| !email.as_str().contains('@')) {
                    let message = format!("found `{}`, expected an address with `@`", email.as_str());
                    found.push(Diagnostic::new(Code::UnreadAuthor, email.cover(), message));
                }
                drafts.extend(lines.close());
                drafts.push(draft);
            }
            None => {
                for line in lines_of(block) {
                    // The address of an author on one line may stand below that.
                    let last = drafts.last_mut().filter(|last| lines.open.is_empty() && last.email.is_none());
                    match last.filter(|_| line.as_str().contains('@') && !line.as_str().contains(' ')) {
                        Some(last) => last.email = Some(line),
                        None => drafts.extend(lines.take(&line, found)),
                    }
                }
            }
        }
    }
    drafts.extend(lines.close());
    // Of several names with roles in one block, what tells one tells the others.
    for at in (1..drafts.len()).rev() {
        let beside = |block: &Block| [at - 1, at].iter().all(|one| holds(block, &drafts[*one].name));
        let told = drafts[at].told && !drafts[at - 1].parts.is_empty() && blocks.iter().any(beside);
        drafts[at - 1].told |= told;
    }
    let role = |draft: &Draft| matches!(&draft.parts[..], [part] if is_role(part.as_str()));
    // Where nobody is told otherwise, one with a role is, if the company stands apart.
    if let [draft] = &mut drafts[..] {
        draft.told |= role(draft) && organizations(blocks).len() == 1;
    }
    drafts.retain(|draft| draft.told);
    share_organization(blocks, &mut drafts);
    take_organization(blocks, &mut drafts, found);
    let authors = (0..).zip(&drafts).map(|(at, draft)| draft.record(&format!("authors[{at}]"), provenance));
    authors.collect()
}

/// Says that a block seems to name an author and cannot be read.
pub(super) fn unread_author(block: &Block) -> Option<Diagnostic> {
    unread(&block.text)
}

fn unread(text: &TextMap) -> Option<Diagnostic> {
    let message = format!("found `{}`, expected a name, a role and a company", text.as_str());
    seems_author(text.as_str()).then(|| Diagnostic::new(Code::UnreadAuthor, text.cover(), message))
}

/// Reads a block as a whole; nothing where an address stands in a part with other words, as a line end is between them.
fn clean(read: fn(&str) -> Option<Parts>, block: &Block) -> Option<Parts> {
    // A day is none of its parts either.
    let mixed = |range: &Option<Range<usize>>| {
        let part = range.as_ref().map(|range| &block.as_str()[range.clone()]);
        part.is_some_and(|part| part.contains('@') || cover_day(part).is_some())
    };
    // What stands in brackets behind a name may be a role, and more than one name may stand there.
    let brackets = block.as_str().contains('(');
    // Another author may stand on each line, or their company.
    let several = block.text.line_starts().any(|at| {
        let (before, line) = (block.as_str()[..at].trim_end(), &block.as_str()[at..]);
        let name = line.split_once(", ").map(|(name, _)| name);
        let company = !before.ends_with(',') && ends_text(before) && is_organization(line);
        company || name.is_some_and(|name| person_name(name).is_some() && !is_organization(name))
    });
    // The name may stand on the line before.
    let own_line = |parts: &Parts| {
        let mut starts = block.text.line_starts().filter(|at| parts.name.contains(at));
        let name = |at: usize| is_whole_name(block.as_str()[parts.name.start..at].trim_end());
        starts.any(name)
    };
    // `Name, Name`
    let another = |parts: &Parts| {
        let role = parts.role.as_ref().map(|range| &block.as_str()[range.clone()]);
        parts.email.is_none()
            && role.is_some_and(|role| is_whole_name(role) && !is_role(role) && !is_organization(role))
    };
    read(block.as_str())
        .filter(|parts| !another(parts) && !several && !own_line(parts))
        .filter(|parts| !brackets && !mixed(&parts.role) && !mixed(&parts.organization))
}

/// Whether a text is a person's whole name.
fn is_whole_name(text: &str) -> bool {
    text.contains(' ') && person_name(text).is_some()
}

/// Where a name stands in a block that is nothing else.
fn lone_name(block: &Block) -> Option<Range<usize>> {
    person_name(block.as_str()).map(|person| person.prefix.unwrap_or(person.name.clone()).start..person.name.end)
}

/// The lines of a block, but where a line goes on on the next.
pub(super) fn lines_of(block: &Block) -> Vec<TextMap> {
    let text = block.as_str();
    let open = |line: &str| line.matches('(').count() > line.matches(')').count();
    let mut lines: Vec<TextMap> = Vec::new();
    let mut start = 0;
    for end in block.text.line_starts().chain([text.len()]) {
        let line = text[start..end].trim_end();
        let next = &text[end..];
        if end < text.len()
            && (open(line) || !ends_text(line) || next.starts_with(char::is_lowercase) && !next.contains('@'))
        {
            continue;
        }
        lines.push(block.text.slice(start..start + line.len()));
        start = end;
    }
    lines
}

/// Authors whose parts stand on lines of their own.
#[derive(Default)]
struct Lines {
    open: Vec<Draft>,
    labelled: bool,
}

impl Lines {
    /// Takes a line; gives the authors that end before it.
    fn take(&mut self, line: &TextMap, found: &mut Vec<Diagnostic>) -> Vec<Draft> {
        let (label, line) = without_label(line);
        self.labelled |= label;
        let text = line.as_str();
        if cover_day(text).is_some() || session_place(text).is_some() || deck_title(text).is_some() {
            self.labelled = false;
            return self.close();
        }
        let (parts, brackets) = parts_of(&line);
        let Some((first, rest)) = parts.split_first() else { return Vec::new() };
        // A day stands beside no author.
        if parts.iter().any(|part| cover_day(part.as_str()).is_some()) {
            return self.close();
        }
        // `Hafenamt Emden (HAE)`
        let short = |part: &TextMap| part.as_str().chars().all(char::is_uppercase) && part.as_str().len() > 1;
        let abbreviated = brackets && matches!(rest, [part] if short(part)) && text.ends_with(')');
        let (office, first) = without_office(first);
        let mut names = if abbreviated { Vec::new() } else { names_of(&first) };
        // `Name, Name`
        let others: Vec<TextMap> = rest.iter().flat_map(names_of).collect();
        let of_names = !names.is_empty() && !brackets && others.len() == rest.len();
        let rest = if of_names && !rest.iter().any(|one| is_role(one.as_str())) {
            names.extend(others);
            &[]
        } else {
            rest
        };
        // Below a name `Senior Consultant` is a role.
        let waits = self
            .open
            .last()
            .is_some_and(|draft| !draft.is_complete() && (rest.is_empty() || draft.parts.is_empty() && !brackets));
        if !names.is_empty() && (!waits || label) {
            let ended = self.close();
            let told = std::mem::take(&mut self.labelled) || label || brackets;
            let of = |name| Draft { name, parts: Vec::from_iter(office.clone()), told, ..Draft::default() };
            self.open = names.into_iter().map(of).collect();
            // `Name (role), Name (role)`
            let mut own = rest;
            while let Some(next) = own.iter().skip(1).position(|part| brackets && names_of(part).len() == 1) {
                self.assign_last(&own[..=next]);
                self.open.extend(names_of(&own[next + 1]).into_iter().map(|name| Draft {
                    name,
                    told,
                    ..Draft::default()
                }));
                own = &own[next + 2..];
            }
            if own.len() == rest.len() {
                self.assign(own);
            } else {
                self.assign_last(own);
            }
            return ended;
        }
        if self.open.is_empty() {
            found.extend(unread(&line));
        }
        match are_one(text, &parts, brackets) {
            true => self.open.iter_mut().for_each(|draft| draft.take_company(&line)),
            false => self.assign(&parts),
        }
        Vec::new()
    }

    fn assign(&mut self, parts: &[TextMap]) {
        self.open.iter_mut().for_each(|draft| draft.take(parts));
    }

    fn assign_last(&mut self, parts: &[TextMap]) {
        self.open.last_mut().into_iter().for_each(|draft| draft.take(parts));
    }

    /// Forgets a name that is another author's.
    fn forget(&mut self, name: &TextMap) {
        self.open.retain(|draft| draft.name.cover() != name.cover());
    }

    fn close(&mut self) -> Vec<Draft> {
        std::mem::take(&mut self.open)
    }
}

/// Whether the parts of a line are one organization: `Hochschule Fulda, Fachbereich Verwaltung`, `FITKO (Föderale
/// IT-Kooperation)`, `Ministerium für Arbeit, Soziales und Verkehr`.
fn are_one(line: &str, parts: &[TextMap], brackets: bool) -> bool {
    let [first, rest @ ..] = parts else { return false };
    let (first, last) = (first.as_str(), rest.last().map_or("", TextMap::as_str));
    let plain = rest.iter().all(|part| is_plain_part(part.as_str()) || is_organization(part.as_str()));
    let capitals = last.len() > 1 && last.chars().all(char::is_uppercase);
    let abbreviated = || rest.len() == 1 && line.ends_with(')') && (is_organization(line) && plain || capitals);
    let bare = |part: &TextMap| !part.as_str().contains(|c: char| c == '@' || c.is_ascii_digit());
    let ministry = || first.contains(" für ") && last.contains(" und ") && rest.iter().all(bare);
    if brackets { abbreviated() } else { is_organization(first) && (plain || ministry()) }
}

/// Whether a part of a line may be one of an organization: no address, role, or person.
fn is_plain_part(text: &str) -> bool {
    !text.contains('@')
        && !is_role(text)
        && text.split(' ').count() <= 4
        && !text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a text is rather what somebody does than who it is.
fn is_role(text: &str) -> bool {
    let small = text.to_lowercase();
    is_office(text) || small.split(' ').any(|word| ROLE_ENDS.iter().any(|end| word.ends_with(end)))
}

/// The office in front of a person's name, and the name: `Amtmann Vorname Name`.
fn without_office(text: &TextMap) -> (Option<TextMap>, TextMap) {
    let parts = text.as_str().split_once(' ').filter(|(first, rest)| is_office(first) && is_whole_name(rest));
    match parts {
        Some((first, _)) => (Some(text.slice(0..first.len())), text.slice(first.len() + 1..text.as_str().len())),
        None => (None, text.clone()),
    }
}

/// A line without what says that an author follows: `Kontakt: …`.
fn without_label(line: &TextMap) -> (bool, TextMap) {
    let text = line.as_str();
    // `Zusammengefasst von Vorname Name`
    if let Some((verb, rest)) = text.split_once(" von ")
        && verb.starts_with(char::is_uppercase)
        && verb.ends_with(['t', 'n'])
        && !verb.contains(' ')
        && rest.split([',', '|', '·']).next().is_some_and(|name| person_name(name.trim()).is_some())
    {
        return (true, line.slice(text.len() - rest.len()..text.len()));
    }
    let labelled = AUTHOR_LABELS.iter().any(|label| text.starts_with(label));
    match text.find(':').filter(|_| labelled) {
        Some(at) => {
            let rest = text[at + 1..].trim_start();
            (true, line.slice(text.len() - rest.len()..text.len()))
        }
        None => (false, line.clone()),
    }
}

/// The parts of a line, and whether brackets divide them.
fn parts_of(line: &TextMap) -> (Vec<TextMap>, bool) {
    let text = line.as_str();
    let mut parts = Vec::new();
    let mut start = 0;
    let ends = text.match_indices([',', '|', '·', '•', '(', ')']);
    let mut cut = |from: usize, to: usize| {
        let inner = text[from..to].trim();
        let at = from + (text[from..to].len() - text[from..to].trim_start().len());
        // An address may stand behind other words, with a blank alone between them.
        match inner.rfind(' ').filter(|blank| inner[*blank..].contains('@') && !inner[..*blank].contains('@')) {
            Some(blank) => {
                let before = inner[..blank].trim_end_matches([' ', '–', '-']);
                parts.extend((!before.is_empty()).then(|| line.slice(at..at + before.len())));
                parts.push(line.slice(at + blank + 1..at + inner.len()));
            }
            None if !inner.is_empty() => parts.push(line.slice(at..at + inner.len())),
            None => {}
        }
    };
    for (at, sign) in ends {
        cut(start, at);
        start = at + sign.len();
    }
    cut(start, text.len());
    (parts, text.contains('('))
}

/// Whether a text is a part of a block.
fn holds(block: &Block, part: &TextMap) -> bool {
    let all = block.text.cover();
    all.cover(part.cover()) == all
}

/// The one block of a cover that is none of its title, session, days, places and authors.
fn left_over(blocks: &[Block], drafts: &[Draft]) -> Option<TextMap> {
    const MOST_WORDS: usize = 6;
    let is_author = |block: &Block| {
        let of = |draft: &Draft| {
            [Some(&draft.name), draft.email.as_ref(), draft.company.as_ref()]
                .into_iter()
                .flatten()
                .chain(&draft.parts)
                .any(|part| holds(block, part))
        };
        drafts.iter().any(of)
    };
    let other = |block: &Block| {
        let text = block.as_str();
        let council = COUNCILS.iter().any(|council| text.contains(council));
        council || cover_day(text).is_some() || session_place(text).is_some() || session_anywhere(text).is_some()
    };
    let named = |block: &Block| lines_of(block).iter().all(|line| cover_day(line.as_str()).is_none());
    let mut left =
        blocks.iter().filter(|block| block.bullet.is_none() && !other(block) && !is_author(block) && named(block));
    let only = left.next().filter(|_| left.next().is_none())?;
    let text = only.as_str();
    let is_name = text.starts_with(char::is_uppercase)
        && text.chars().all(|c| c.is_alphabetic() || " -–&.,()".contains(c))
        && (2..=MOST_WORDS).contains(&text.split(' ').count());
    is_name.then(|| only.text.clone())
}

/// The parts of a line that bars or dots divide.
pub(super) fn between_bars(line: &TextMap) -> Vec<TextMap> {
    let mut start = 0;
    let parts = line.as_str().split_inclusive(['|', '·', '•']).map(|part| {
        let inner = part.trim_end_matches(['|', '·', '•']).trim();
        let at = start + (part.len() - part.trim_start().len());
        start += part.len();
        line.slice(at..at + inner.len())
    });
    parts.collect()
}

/// The names of a part that is nothing but one person, or two with `und` between them.
fn names_of(part: &TextMap) -> Vec<TextMap> {
    const FEWEST_WORDS: usize = 2;
    const LONGEST_WORD: usize = 16;
    let text = part.as_str();
    let is_name = |text: &str| {
        // `Forschungskolloquium Informatik`
        let long = |word: &str| word.chars().count() > LONGEST_WORD && !word.contains('-');
        person_name(text).is_some_and(|name| text[name.name].split(' ').count() >= FEWEST_WORDS)
            && !text.split(' ').any(long)
            && !is_organization(text)
            && jurisdiction(text).is_none()
            && !COUNCILS.iter().any(|council| text.contains(council))
    };
    let mut names = Vec::new();
    let mut start = 0;
    let cuts =
        [" und ", " & "].iter().flat_map(|sign| text.match_indices(sign)).map(|(at, sign)| (at, at + sign.len()));
    let mut cuts: Vec<(usize, usize)> = cuts.collect();
    cuts.sort_unstable();
    for (end, next) in cuts.into_iter().chain([(text.len(), text.len())]) {
        names.push(start..end);
        start = next;
    }
    match names.iter().all(|name| is_name(&text[name.clone()])) {
        true => names.into_iter().map(|name| part.slice(name)).collect(),
        false => Vec::new(),
    }
}

/// A company below the last of several authors is that of each, where none of the others has one.
fn share_organization(blocks: &[Block], drafts: &mut [Draft]) {
    let [others @ .., last] = drafts else { return };
    let part = last.parts.last().filter(|part| is_organization(part.as_str()));
    let others_of_last = last.parts.len() - usize::from(last.company.is_none() && part.is_some());
    let Some(shared) = last.company.as_ref().or(part).cloned() else { return };
    let below = blocks.iter().flat_map(lines_of).any(|line| line.cover() == shared.cover());
    let alike = |draft: &Draft| {
        let own = draft.email.is_some();
        own && below || (own || below) && draft.parts.len() == others_of_last
    };
    if !others.is_empty() && others.iter().all(|draft| alike(draft) && draft.organization().is_none()) {
        others.iter_mut().for_each(|draft| draft.company = Some(shared.clone()));
    }
}

/// The lines of a cover that name an organization, and its parts between bars: a day may stand beside it.
fn organizations(blocks: &[Block]) -> Vec<TextMap> {
    let lines = blocks.iter().filter(|block| block.bullet.is_none()).flat_map(lines_of);
    let is_one = |line: &TextMap| {
        let text = line.as_str();
        is_organization(text) && !text.contains('@') && deck_title(text).is_none() && cover_day(text).is_none()
    };
    lines.flat_map(|line| between_bars(&line)).filter(is_one).collect()
}

/// The company of a cover that stands apart from its authors is theirs, where none of them has one.
fn take_organization(blocks: &[Block], drafts: &mut [Draft], found: &mut Vec<Diagnostic>) {
    if drafts.is_empty() || drafts.iter().any(|draft| draft.organization().is_some()) {
        return;
    }
    let left_over = || left_over(blocks, drafts);
    let Some(organization) = organizations(blocks).into_iter().next().or_else(left_over) else { return };
    let message = format!("`{}` stands apart from the authors, and was read as theirs", organization.as_str());
    found.push(Diagnostic::new(Code::UncertainOrganization, organization.cover(), message).field("authors"));
    drafts.iter_mut().for_each(|draft| draft.company = Some(organization.clone()));
}
