//! Who wrote the deck: the authors that its cover names.
//!
//! In: the blocks of a cover, and what runs on the other slides. Out: authors with their parts, and what seems to be one
//! and cannot be read.
//!
//! A line with a name opens an author; the lines below it, and the parts of its own behind the name, are what that author
//! has, until the next name, a day or the title of the deck.
//!
//! | on the cover | read as |
//! | --- | --- |
//! | `Name, role, company, address` on one line, or on several | an author |
//! | `Name (role), address`, `Name – role`, `Projektleitung: Name`, `Amtmann Name` | the same |
//! | `Kontakt: Name · company`, `vorgelegt von Name`, `Funktion: role` | the same; what a label says is left out |
//! | `Referentin, Referat 53` where a company stands apart | the role; the company where none does |
//! | `Name und Name` above a company; a company below several authors | of each of them |
//! | an address on another slide, with the name in it | the author's |
//! | a company apart, beside a day perhaps, where no author has one; one that runs on the slides | the same, with a finding |
//! | a name, and nothing that tells an author | none, with a finding |

mod contacts;
mod parts;

pub(super) use self::contacts::addresses;
use self::contacts::take_contacts;
use self::parts::parts_of;
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::cover::{cover_day, is_place_alone, labelled_day, names_occasion, session_place};
use crate::grammar::date::{Precision, parse_date};
use crate::grammar::person::{
    is_address, is_company, is_office, is_organization, name_behind_office, person_name, seems_author,
};
use crate::grammar::prefix;
use crate::grammar::session::{deck_title, session_anywhere};
use crate::layout::{Block, Line, ends_text};
use crate::record::{Author, Provenance};
use crate::source::Span;
use crate::text::{Join, TextMap};
use crate::vocabulary::{
    AUTHOR_LABELS, AUTHOR_PARTS, COUNCILS, DECK_DATE_LABELS, ROLE_ENDS, TELEPHONE_LABELS, UNIT_NOUNS, jurisdiction,
};

/// Blocks of a cover, and lines of one of them, at most.
const MOST_BLOCKS: usize = 40;
const MOST_LINES: usize = 40;

/// What stands between two names.
const NAME_JOINS: [&str; 2] = [" und ", " & "];

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
    fn take(&mut self, parts: &[TextMap]) {
        for part in parts {
            if !is_address(part.as_str()) {
                self.parts.push(part.clone());
            } else if self.email.is_none() {
                self.email = Some(part.clone());
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
        let last = self.parts.last().filter(|last| self.parts.len() > 1 && !is_role(last.as_str()));
        self.company.as_ref().or(said).or(last)
    }

    /// Takes what stands behind the role off it.
    fn cut_role(&mut self) {
        let Some(role) = self.parts.first() else { return };
        let Some((front, unit)) = role.as_str().split_once(", ") else { return };
        let length = role.as_str().len();
        let parts = [role.slice(0..front.len()), role.slice(length - unit.len()..length)];
        self.parts.splice(0..1, parts);
    }

    /// All that was read of it.
    fn parts(&self) -> impl Iterator<Item = &TextMap> {
        let own = [Some(&self.name), self.email.as_ref(), self.company.as_ref()];
        own.into_iter().flatten().chain(&self.parts)
    }

    /// Whether it has a name and nothing else.
    fn is_bare(&self) -> bool {
        self.parts.is_empty() && !self.is_complete()
    }

    fn is_complete(&self) -> bool {
        self.email.is_some() || self.organization().is_some()
    }

    fn role(&self) -> Option<&TextMap> {
        let organization = self.organization();
        self.parts.first().filter(|first| organization.map(TextMap::cover) != Some(first.cover()))
    }

    /// What is neither role nor organization.
    fn left_over(&self) -> Vec<&TextMap> {
        let read: Vec<Span> = [self.role(), self.organization()].into_iter().flatten().map(TextMap::cover).collect();
        self.parts.iter().filter(|part| !read.contains(&part.cover())).collect()
    }

    fn record(&self, path: &str, provenance: &mut Provenance) -> Author {
        let mut put =
            |part: &str, text: Option<&TextMap>| text.map(|text| provenance.text(format!("{path}.{part}"), text));
        let organization = self.organization();
        let role = self.role();
        Author {
            name: put("name", Some(&self.name)).unwrap_or_default(),
            role: put("role", role),
            organization: put("organization", organization),
            email: put("email", self.email.as_ref()),
        }
    }
}

/// A name as addresses write it.
fn plain(text: &str) -> String {
    let small = text.to_lowercase();
    small.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss")
}

/// Whether an address is that of a person: it has the last name in it, or the first one at what is called by the last.
fn is_address_of(address: &str, name: &str) -> bool {
    let (local, domain) = address.split_once('@').unwrap_or((address, ""));
    let last = name.rsplit([' ', '-']).next().unwrap_or_default();
    let first = name.split(' ').next().unwrap_or_default();
    let at = |text: &str| last.len() > 2 && plain(text).contains(&plain(last));
    at(local) || plain(local) == plain(first) && at(domain)
}

/// Whether a company is called by a person's last name, and an address is that person's.
fn is_of_person(company: &TextMap, address: &TextMap, name: &TextMap) -> bool {
    let (company, name) = (company.as_str(), name.as_str());
    let last = name.rsplit(' ').next().unwrap_or_default();
    let own = company != name && company.split(' ').any(|word| word == last);
    own && is_address_of(address.as_str(), name) && !is_address_of(address.as_str(), company)
}

/// Reads the authors of a cover; `running` says what stands on the other slides, `contacts` whose addresses do.
pub(super) fn read_authors(
    blocks: &[Block],
    running: impl FnOnce() -> Vec<TextMap>,
    contacts: &[TextMap],
    provenance: &mut Provenance,
    found: &mut Vec<Diagnostic>,
) -> Vec<Author> {
    // What has more is no cover.
    let blocks = &blocks[..blocks.len().min(MOST_BLOCKS)];
    let plain = || blocks.iter().filter(|block| block.bullet.is_none());
    let mut lines = Lines::default();
    for block in plain() {
        for (at, line) in first_lines(block).enumerate() {
            lines.take(&line, at == 0 && block.gap, found);
        }
    }
    let labelled_otherwise = std::mem::take(&mut lines.others);
    let mut drafts = lines.close();
    if drafts.is_empty() {
        found.extend(labelled_otherwise.iter().map(|line| {
            let message = format!("found `{}`, and nobody who is an author", line.as_str());
            Diagnostic::new(Code::UnreadAuthor, line.cover(), message)
        }));
    }
    take_contacts(contacts, &mut drafts);
    // What tells one tells the others that no empty line divides from it.
    let role = |draft: &Draft| draft.parts.iter().any(|part| is_role(part.as_str()));
    drafts.iter_mut().for_each(|draft| draft.told |= role(draft));
    for near in blocks.chunk_by(|_, next| !next.gap) {
        let own = |draft: &&mut Draft| near.iter().any(|block| block.bullet.is_none() && holds(block, &draft.name));
        let mut held: Vec<&mut Draft> = drafts.iter_mut().filter(own).collect();
        let told = held.iter().any(|draft| draft.told);
        held.iter_mut().for_each(|draft| draft.told |= told && !draft.parts.is_empty());
    }
    let told = drafts.iter().any(|draft| draft.told);
    drafts.retain(|draft| draft.told || !told);
    share_organization(blocks, &mut drafts);
    let needed = !drafts.is_empty() && drafts.iter().all(|draft| draft.organization().is_none());
    let apart = if needed { organization_apart(blocks, running, &drafts) } else { None };
    // Beside a company that stands apart, names alone are told.
    if !told && (apart.is_none() || !all_of_one(blocks, &drafts)) {
        found.extend(drafts.drain(..).map(|draft| {
            let message = format!("found `{}`, and nothing that says whether it is an author", draft.name.as_str());
            Diagnostic::new(Code::UnreadAuthor, draft.name.cover(), message)
        }));
    }
    if needed {
        take_organization(apart, &mut drafts, found);
    }
    // What is written as a name is may be another author.
    let roles = drafts.iter().filter_map(|draft| draft.parts.first());
    let doubtful = roles.filter(|role| !is_role(role.as_str()) && !names_of(role, SHORT_NAME).is_empty());
    found.extend(doubtful.map(|role| {
        let message = format!("found `{}` below a name, which may be another author", role.as_str());
        Diagnostic::new(Code::UnreadAuthor, role.cover(), message)
    }));
    for email in drafts.iter().filter_map(|draft| draft.email.as_ref()).filter(|email| !email.as_str().contains('@')) {
        let message = format!("found `{}`, expected an address with `@`", email.as_str());
        found.push(Diagnostic::new(Code::UnreadAuthor, email.cover(), message));
    }
    found.extend(drafts.iter().flat_map(Draft::left_over).map(|part| {
        let message = format!("found `{}` beside an author, which no field has", part.as_str());
        Diagnostic::new(Code::UnreadAuthor, part.cover(), message)
    }));
    let authors = (0..).zip(&drafts).map(|(at, draft)| draft.record(&format!("authors[{at}]"), provenance));
    authors.collect()
}

/// The lines of a block that may be an author's.
fn first_lines(block: &Block) -> impl Iterator<Item = TextMap> {
    lines_of(block).into_iter().take(MOST_LINES)
}

/// Whether one block has all names.
fn all_of_one(blocks: &[Block], drafts: &[Draft]) -> bool {
    !drafts.is_empty() && blocks.iter().any(|block| drafts.iter().all(|draft| holds(block, &draft.name)))
}

/// Says that a block seems to name an author and cannot be read.
pub(super) fn unread_author(block: &Block) -> Option<Diagnostic> {
    unread(&block.text)
}

fn unread(text: &TextMap) -> Option<Diagnostic> {
    let message = format!("found `{}`, expected a name, a role and a company", text.as_str());
    seems_author(text.as_str()).then(|| Diagnostic::new(Code::UnreadAuthor, text.cover(), message))
}

/// Whether a text is the number of a telephone: `Tel. 0551 555 0147`, `+49 (551) 555-0`.
fn is_telephone(text: &str) -> bool {
    const FEWEST_DIGITS: usize = 5;
    let number = TELEPHONE_LABELS.iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text);
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    digits >= FEWEST_DIGITS
        && number.chars().all(|c| c.is_ascii_digit() || " +-–/().:".contains(c))
        && cover_day(number).is_none()
}

/// Whether a text is a month, of which the deck may be said to be: `Stand: März 2028`.
fn is_month(text: &str) -> bool {
    let whole = |text: &str| {
        let month = prefix(parse_date, text).filter(|(date, _)| date.precision == Precision::Month);
        month.is_some_and(|(_, len)| len == text.len())
    };
    let mut behind = DECK_DATE_LABELS.iter().filter_map(|label| text.strip_prefix(label));
    whole(text) || behind.any(|rest| whole(rest.trim_start_matches([':', ' '])))
}

/// Whether a text is a person's whole name.
fn is_whole_name(text: &str) -> bool {
    text.contains(' ') && person_name(text).is_some()
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
        // `Vorname Name` above `beispiel GmbH`
        let goes_on = || next.starts_with(char::is_lowercase) && !next.contains('@') && !is_whole_name(last_name(line));
        // `E-Mail:` above or beside what it is
        let labels = line.ends_with(':');
        if end < text.len() && (labels || open(line) || !ends_text(line) || goes_on()) {
            continue;
        }
        lines.push(block.text.slice(start..start + line.len()));
        start = end;
    }
    lines
}

/// The last of several names in a row.
fn last_name(text: &str) -> &str {
    NAME_JOINS.iter().find_map(|sign| text.rsplit_once(sign)).map_or(text, |(_, last)| last)
}

/// The authors of a cover while its lines are read, from the first to the last.
#[derive(Default)]
struct Lines {
    ended: Vec<Draft>,
    open: Vec<Draft>,
    labelled: bool,
    /// The role that stands alone above a name.
    above: Option<TextMap>,
    /// Lines that name somebody who did something else: `Gestaltung: Vorname Name`.
    others: Vec<TextMap>,
}

impl Lines {
    /// Takes a line, the first of its block or a further one.
    fn take(&mut self, line: &TextMap, is_first: bool, found: &mut Vec<Diagnostic>) {
        let (label, office, line) = without_label(line);
        self.labelled |= label;
        let text = line.as_str();
        let (mut parts, brackets) = parts_of(&line);
        parts.retain(|part| !is_month(part.as_str()) && !is_telephone(part.as_str()));
        let is_day = |part: &TextMap| cover_day(part.as_str()).or_else(|| labelled_day(part.as_str())).is_some();
        let is_address = |part: &TextMap| part.as_str().contains('@');
        if parts.iter().any(is_address) && parts.iter().all(|part| is_address(part) || is_day(part)) {
            return self.take_addresses(&parts, found);
        }
        // A day stands beside no author.
        if parts.iter().any(is_day)
            || is_day(&line)
            || session_place(text).is_some()
            || deck_title(text).is_some()
            || names_occasion(text)
        {
            self.labelled = false;
            return self.end();
        }
        let Some((first, rest)) = parts.split_first() else { return };
        let (in_front, first) = without_office(first);
        let above = self.above.take().filter(|_| !is_first);
        // What stands above a name with a role of its own may be for whom the deck is.
        let above = above.filter(|_| !rest.iter().any(|part| is_role(part.as_str())));
        let office = office.or(in_front).or(above);
        // `Textwerk Muster | vorname@muster.example` below `Vorname Muster`
        if let [company, address] = &parts[..]
            && address.as_str().contains('@')
            && self.open.iter().any(|draft| draft.email.is_none() && is_of_person(company, address, &draft.name))
        {
            self.open.iter_mut().for_each(|draft| draft.take_company(company));
            return self.assign(std::slice::from_ref(address));
        }
        let mut names = names_of(&first, LONG_NAME);
        // `Name, Name`
        let others: Vec<TextMap> = rest.iter().flat_map(|part| names_of(part, SHORT_NAME)).collect();
        let of_names = !names.is_empty() && !brackets && others.len() == rest.len();
        let rest = if of_names && !rest.iter().any(|one| is_role(one.as_str())) {
            names.extend(others);
            &[]
        } else {
            rest
        };
        // Below a name `Senior Consultant` is a role.
        let waits = self.open.last().is_some_and(|draft| {
            draft.is_bare() && !brackets && (is_role(first.as_str()) || rest.is_empty() && !is_first)
                || !draft.is_complete() && is_role(text) && rest.is_empty()
        });
        if !names.is_empty() && (!waits || label) {
            self.end();
            let told = std::mem::take(&mut self.labelled) || label || brackets || office.is_some();
            let of = |name| Draft { name, parts: Vec::from_iter(office.clone()), told, ..Draft::default() };
            self.open = names.into_iter().map(of).collect();
            // `Name (role), Name (role)`, `Name, role, company, Name, role, company`
            let mut own = rest;
            let another = |part: &TextMap| {
                let text = part.as_str();
                names_of(part, SHORT_NAME).len() == 1 && (brackets || !is_role(text) && !is_organization(text))
            };
            while let Some(next) = own.iter().skip(1).position(another) {
                self.assign_last(&own[..=next]);
                self.open.extend(names_of(&own[next + 1], SHORT_NAME).into_iter().map(|name| Draft {
                    name,
                    told,
                    ..Draft::default()
                }));
                own = &own[next + 2..];
            }
            match own.len() == rest.len() {
                true => self.assign(own),
                false => self.assign_last(own),
            }
            return;
        }
        // `Referatsleiterin`, and the name below it
        let bare = is_first && !label && !brackets && rest.is_empty() && is_role(text);
        if self.open.is_empty() && bare && !is_organization(text) {
            self.above = Some(line);
            return;
        }
        // `Az.: WD 3-2031`: what another label says is no part of an author.
        let number = |rest: &str| rest.contains(|c: char| c.is_ascii_digit()) && !rest.contains('@');
        let other = text.split_once(": ").is_some_and(|(label, rest)| label.ends_with('.') && number(rest));
        if other {
            return self.end();
        }
        // `vorname Name, role, company, address` below an author who has all of these.
        let another = first.as_str().split_once(": ").is_some_and(|(_, name)| is_whole_name(name));
        self.others.extend(another.then(|| line.clone()));
        let whole = rest.len() > 1 && parts.iter().any(is_address) && self.open.iter().all(Draft::is_complete);
        if self.open.is_empty() || whole {
            self.end();
            found.extend(unread(&line));
            return;
        }
        if another || text.ends_with(':') {
            return self.end();
        }
        // Below an empty line stands what says itself what it is.
        let says = |part: &TextMap| is_address(part) || is_role(part.as_str()) || is_organization(part.as_str());
        if is_first && !parts.iter().any(says) {
            return;
        }
        // `Tinte AöR, Hamburg`
        if let [company, place] = &parts[..]
            && is_company(company.as_str())
            && is_place_alone(place.as_str())
        {
            return self.open.iter_mut().for_each(|draft| draft.take_company(company));
        }
        // `Landtag, Sekretariat des Ausschusses` below a role.
        let has_role = !brackets && self.open.iter().all(|draft| !draft.parts.is_empty());
        let of_company = has_role && is_organization(first.as_str()) && !parts.iter().any(is_address);
        // `Rechtsanwältin, Fachanwältin für Vergaberecht` is what one is.
        let role = |part: &TextMap| is_role(part.as_str()) && !is_organization(part.as_str());
        if parts.len() > 1 && parts.iter().all(role) && self.open.iter().all(|draft| draft.parts.is_empty()) {
            return self.assign(std::slice::from_ref(&line));
        }
        match of_company || are_one(text, &parts, brackets) {
            true => self.open.iter_mut().for_each(|draft| draft.take_company(&line)),
            false => self.assign(&parts),
        }
    }

    /// A line of addresses is the last author's, or one each of several; one below several is of all.
    fn take_addresses(&mut self, parts: &[TextMap], found: &mut Vec<Diagnostic>) {
        let addresses: Vec<&TextMap> = parts.iter().filter(|part| part.as_str().contains('@')).collect();
        if let [address] = addresses[..] {
            // `Vorname Name`, `Service Designer Plattformen`, `Tinte AöR` and the first one's address
            if let (Some(above), [open]) = (self.ended.last(), &self.open[..])
                && above.is_bare()
                && is_address_of(address.as_str(), above.name.as_str())
                && !is_address_of(address.as_str(), open.name.as_str())
            {
                let role = self.open.remove(0);
                let author = self.ended.pop().unwrap_or_default();
                let parts = std::iter::once(role.name).chain(role.parts).collect();
                self.open = vec![Draft { parts, company: role.company, ..author }];
            }
            // It may have the name of another one in it.
            let mut all = self.open.iter_mut().chain(self.ended.iter_mut().rev()).filter(|draft| draft.email.is_none());
            let own = all.find(|draft| is_address_of(address.as_str(), draft.name.as_str()));
            match own {
                Some(draft) => draft.take(std::slice::from_ref(address)),
                None => self.assign(std::slice::from_ref(address)),
            }
            return;
        }
        // Where the addresses have the names in them, those tell; else they stand in the order of the last authors.
        let mut rest = Vec::new();
        for address in &addresses {
            let mut all = self.ended.iter_mut().chain(&mut self.open).filter(|draft| draft.email.is_none());
            match all.find(|draft| is_address_of(address.as_str(), draft.name.as_str())) {
                Some(draft) => draft.take(std::slice::from_ref(address)),
                None => rest.push(*address),
            }
        }
        let bare = self.ended.iter_mut().chain(&mut self.open).filter(|draft| draft.email.is_none());
        let mut bare: Vec<&mut Draft> = bare.collect();
        let ordered = rest.len() == addresses.len() || rest.len() == bare.len();
        let first = bare.len().saturating_sub(rest.len());
        for (at, address) in rest.into_iter().enumerate() {
            match bare.get_mut(first + at).filter(|_| ordered) {
                Some(draft) => draft.take(std::slice::from_ref(address)),
                None => found.extend(unread(address)),
            }
        }
    }

    fn assign(&mut self, parts: &[TextMap]) {
        self.open.iter_mut().for_each(|draft| draft.take(parts));
    }

    fn assign_last(&mut self, parts: &[TextMap]) {
        self.open.last_mut().into_iter().for_each(|draft| draft.take(parts));
    }

    /// Ends the authors that are open.
    fn end(&mut self) {
        self.ended.append(&mut self.open);
    }

    fn close(mut self) -> Vec<Draft> {
        self.end();
        self.ended
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
    // `Name & Partner Unternehmensberatung`
    !text.contains('&')
        && (is_office(text) || small.split([' ', ',']).any(|word| ROLE_ENDS.iter().any(|end| word.ends_with(end))))
}

/// The office in front of a person's name, and the name: `Amtmann Vorname Name`, `Richter am Landgericht Vorname Name`.
fn without_office(line: &TextMap) -> (Option<TextMap>, TextMap) {
    let text = line.as_str();
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let named = || rest.starts_with(char::is_uppercase) && is_whole_name(rest);
    let start = match is_office(first) {
        true => named().then_some(first.len() + 1),
        false => name_behind_office(text),
    };
    match start {
        Some(at) => (Some(line.slice(0..at - 1)), line.slice(at..text.len())),
        None => (None, line.clone()),
    }
}

/// A line without what says that an author follows, `Kontakt: …`, or what a part is; whether it says so, and the role
/// that stands there instead, `Projektleitung: …`.
fn without_label(line: &TextMap) -> (bool, Option<TextMap>, TextMap) {
    const MOST_WORDS: usize = 3;
    let text = line.as_str();
    let behind = |rest: &str| line.slice(text.len() - rest.len()..text.len());
    let named = |rest: &str| {
        let name = rest.split([',', '|', '·', '(']).next().unwrap_or_default().trim();
        rest.starts_with(char::is_uppercase) && person_name(name).is_some() || without_office(&behind(rest)).0.is_some()
    };
    // `Zusammengefasst von Vorname Name`, `vorgelegt von Vorname Name`
    if let Some((verb, rest)) = text.split_once(" von ")
        && verb.ends_with(['t', 'n'])
        && !verb.contains(' ')
        && named(rest)
    {
        return (true, None, behind(rest));
    }
    // `Von Vorname Name`
    if let Some(rest) = ["Von ", "Von: "].iter().find_map(|word| text.strip_prefix(word)).filter(|rest| named(rest)) {
        return (true, None, behind(rest));
    }
    // In a table no colon divides them: `E-Mail a@b.example`.
    let telling = |rest: &str| rest.contains('@') || is_role(rest) || is_organization(rest) || named(rest);
    let bare = || text.split_once(' ').filter(|(first, rest)| is_label(first) && telling(rest));
    let Some((label, rest)) = text.split_once(": ").or_else(bare) else { return (false, None, line.clone()) };
    let label = label.trim_end_matches(':');
    let role = is_role(label) && label.split(' ').count() <= MOST_WORDS && named(rest);
    match label {
        _ if AUTHOR_LABELS.iter().any(|word| label.starts_with(word)) => (true, None, behind(rest)),
        "Name" if named(rest) => (true, None, behind(rest)),
        _ if AUTHOR_PARTS.contains(&label) => (false, None, behind(rest)),
        // `Referat Kommunikation: Vorname Name`
        _ if named(rest) && (is_unit(label) || is_organization(label)) => (true, None, behind(rest)),
        _ if role => (true, Some(line.slice(0..label.len())), behind(rest)),
        _ => (false, None, line.clone()),
    }
}

/// Whether a text is a label and the author behind it.
pub(super) fn labels_author(text: &str) -> bool {
    text.split([':', ' ']).next().is_some_and(|word| AUTHOR_LABELS.iter().any(|label| word.starts_with(label)))
}

/// Whether the cells of a row are an author: a name, and an address or a role beside it.
pub(super) fn is_author_row(row: &Line) -> bool {
    let cells: Vec<&str> = row.cells.iter().map(|cell| &row.text.as_str()[cell.range.clone()]).collect();
    let [name, rest @ ..] = &cells[..] else { return false };
    is_whole_name(name) && rest.iter().any(|cell| is_address(cell) || is_role(cell))
}

/// Whether a word says what stands behind it.
fn is_label(word: &str) -> bool {
    AUTHOR_PARTS.contains(&word) || AUTHOR_LABELS.iter().any(|label| word.starts_with(label))
}

/// Whether a text is a unit of an authority, by its number perhaps: `Referat 53`.
fn is_unit(text: &str) -> bool {
    UNIT_NOUNS.contains(&text.split(' ').next().unwrap_or_default())
}

/// Whether a text is a part of a block.
fn holds(block: &Block, part: &TextMap) -> bool {
    let all = block.text.cover();
    all.cover(part.cover()) == all
}

/// The one block of a cover that is none of its title, session, days, places and authors.
fn left_over(blocks: &[Block], drafts: &[Draft]) -> Option<TextMap> {
    const MOST_WORDS: usize = 6;
    let is_author = |block: &Block| drafts.iter().any(|draft| draft.parts().any(|part| holds(block, part)));
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
        && (2..=MOST_WORDS).contains(&text.split(' ').count())
        // `Unterlage für das Gespräch`
        && ![" für das ", " für die ", " für den "].iter().any(|words| text.contains(words));
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

/// Words of a name, at most: in front of its line, and behind another one, where a role may have as many.
const LONG_NAME: usize = 5;
const SHORT_NAME: usize = 3;

/// The names of a part that is nothing but one person, or two with `und` between them, of so many words at most.
fn names_of(part: &TextMap, most: usize) -> Vec<TextMap> {
    const FEWEST: usize = 2;
    const LONGEST_WORD: usize = 16;
    let text = part.as_str();
    let capitals = |name: &str| name.split(' ').filter(|word| word.starts_with(char::is_uppercase)).count();
    let is_name = |text: &str| {
        // `Forschungskolloquium Informatik`
        let long = |word: &str| word.chars().count() > LONGEST_WORD && !word.contains('-');
        person_name(text).is_some_and(|name| (FEWEST..=most).contains(&capitals(&text[name.name])))
            && text.starts_with(char::is_uppercase)
            && !text.contains('(')
            && !text.split(' ').any(long)
            && !is_organization(text)
            && jurisdiction(text).is_none()
            && !COUNCILS.iter().any(|council| text.contains(council))
    };
    let mut names = Vec::new();
    let mut start = 0;
    let cuts = NAME_JOINS.iter().flat_map(|sign| text.match_indices(sign)).map(|(at, sign)| (at, at + sign.len()));
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
    let Some(shared) = last.organization().cloned() else { return };
    let others_of_last = last.parts.iter().filter(|part| part.cover() != shared.cover()).count();
    let below = blocks.iter().flat_map(lines_of).any(|line| line.cover().start == shared.cover().start);
    let alike = |draft: &Draft| {
        let own = draft.email.is_some();
        own && below || (own || below) && draft.parts.len() == others_of_last
    };
    if !others.is_empty() && others.iter().all(|draft| alike(draft) && draft.organization().is_none()) {
        others.iter_mut().for_each(|draft| draft.company = Some(shared.clone()));
    }
}

/// The lines of a cover that name an organization, and its parts between bars: a day may stand beside it.
fn organizations(line: &TextMap) -> Vec<TextMap> {
    let is_one = |part: &TextMap| {
        let text = part.as_str();
        text.split(", ").any(is_organization)
            && !text.contains('@')
            && deck_title(text).is_none()
            && cover_day(text).is_none()
    };
    let in_front = |part: TextMap| match cover_day(part.as_str()) {
        // `Landkreistag, Berlin, 18. März 2027`
        Some(_) => {
            let (mut parts, _) = parts_of(&part);
            let end = parts.iter().position(|part| cover_day(part.as_str()).is_some()).unwrap_or(0);
            parts.truncate(end.min(1));
            parts.pop()
        }
        None => Some(part),
    };
    // `Rechenzentrum eG – Ihr Partner`
    let without_claim = |part: TextMap| match part.as_str().split_once(" – ") {
        Some((name, claim)) if is_company(name) && !is_organization(claim) => part.slice(0..name.len()),
        _ => part,
    };
    between_bars(line).into_iter().filter_map(in_front).map(without_claim).filter(is_one).collect()
}

/// The company of a cover that stands apart from its authors, or the one that runs on all slides.
fn organization_apart(blocks: &[Block], running: impl FnOnce() -> Vec<TextMap>, drafts: &[Draft]) -> Option<TextMap> {
    let plain = || blocks.iter().filter(|block| block.bullet.is_none());
    let own = |line: &TextMap| {
        drafts.iter().any(|draft| draft.parts().any(|part| line.cover().cover(part.cover()) == line.cover()))
    };
    // What stands in one block with their names goes before.
    let with_names = |block: &&Block| drafts.iter().any(|draft| holds(block, &draft.name));
    let on_cover = || {
        let (first, then): (Vec<&Block>, Vec<&Block>) = plain().partition(with_names);
        let lines = first.into_iter().chain(then).flat_map(first_lines).filter(|line| !own(line));
        lines.flat_map(|line| organizations(&line)).next()
    };
    let running = running();
    // What stands right below a name and runs on the other slides.
    let below_name = || {
        let is_part = |line: &TextMap| {
            let parts = || running.iter().flat_map(|text| text.as_str().split(['|', '·', '•', '–'])).map(str::trim);
            parts().any(|part| part == line.as_str())
        };
        let is_name = |line: &TextMap| {
            let text = line.as_str();
            text.contains(' ') && !text.contains(|c: char| c.is_ascii_digit()) && session_anywhere(text).is_none()
        };
        let lines: Vec<TextMap> = plain().filter(with_names).flat_map(first_lines).collect();
        let below =
            lines.windows(2).find(|pair| own(&pair[0]) && !own(&pair[1]) && is_name(&pair[1]) && is_part(&pair[1]));
        below.map(|pair| pair[1].clone())
    };
    let runs = || {
        let mut lines: Vec<TextMap> = Vec::new();
        for line in running.iter().cloned() {
            match lines
                .last_mut()
                .filter(|last| !ends_text(last.as_str()) || line.as_str().starts_with(char::is_lowercase))
            {
                Some(last) => last.join(Join::Space, line),
                None => lines.push(line),
            }
        }
        let mut all = lines.iter().flat_map(organizations);
        let first = all.next()?;
        all.all(|other| other.as_str() == first.as_str()).then_some(first)
    };
    below_name().or_else(on_cover).or_else(|| left_over(blocks, drafts)).or_else(runs)
}

/// The company that stands apart from the authors is theirs, where none of them has one; where there is none, a unit is.
fn take_organization(apart: Option<TextMap>, drafts: &mut [Draft], found: &mut Vec<Diagnostic>) {
    let Some(organization) = apart else {
        return drafts.iter_mut().for_each(Draft::cut_role);
    };
    let message = format!("`{}` stands apart from the authors, and was read as theirs", organization.as_str());
    found.push(Diagnostic::new(Code::UncertainOrganization, organization.cover(), message).field("authors"));
    drafts.iter_mut().for_each(|draft| draft.company = Some(organization.clone()));
}

#[cfg(test)]
mod tests;
