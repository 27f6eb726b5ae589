//! Titled slides: which decision a slide names, and how.
//!
//! | a slide names a decision by | read |
//! | --- | --- |
//! | a title that starts with its identifier | always |
//! | a title behind which it stands: `Titel (2025/22)` | where the deck announces it and heads no slide so, else it may be cited |
//! | a heading among its first lines | where the deck announces it, or an item of the agenda stands before it |
//! | its identifier alone beside the title, as on a badge | where the deck announces it, or names several of a year, so or as headings |
//! | its identifier behind the same label on each slide: `Zum Nachlesen: Beschluss 2025/22` | the same, and no slide is headed |
//! | its identifier in brackets behind the first text | where nothing else names decisions, and several of a year so |
//! | the title that the deck announces | where no other decision has it |
//! | an item of the agenda: `TOP 5` | where the deck announces decisions by items |
//!
//! Not here: what follows from it for the slides behind (`sections`).

use std::collections::{BTreeMap, HashSet};

use super::Sheet;
use crate::grammar::has_digit;
use crate::grammar::heading::{
    DecisionHeading, decision_heading, identifier_in_front, item_in_front, leads_to_citation, names_decision,
    title_and_identifier, without_item, without_quotes,
};
use crate::grammar::part::without_part;
use crate::grammar::reference::{are_years, bare_identifier, find_identifiers, in_order};
use crate::layout::Block;
use crate::record::SlideKind;
use crate::text::{Join, TextMap};

/// Decisions that are named behind the first texts of slides, more than so many.
const FEWEST_TOLD: usize = 2;

/// What a slide names.
pub(super) enum Names {
    /// A decision, and the title that the slide gives it; one that it does not head may be what the slide says of it.
    Decision { identifier: TextMap, title: Option<TextMap>, headed: bool },
    /// An item of the agenda about which nothing was decided.
    OtherItem,
}

/// How the slides of decisions are headed.
#[derive(Default)]
pub(super) struct Titled {
    /// What the overview announces: by identifiers, where each stands.
    announced: BTreeMap<String, TextMap>,
    /// Its titles, as they are compared, and the one decision of each.
    titles: BTreeMap<String, Option<String>>,
    /// Its items of the agenda, and the one decision of each.
    items: BTreeMap<String, Option<String>>,
    /// Decisions whose identifiers stand behind the titles of their slides.
    behind: HashSet<String>,
    /// Decisions whose identifiers stand alone beside the titles of their slides, and where.
    beside: BTreeMap<String, TextMap>,
    /// Decisions whose identifiers stand in brackets behind the first texts of their slides, and where.
    told: BTreeMap<String, TextMap>,
    /// The label behind which slides name their decisions.
    label: Option<String>,
}

/// The digits of the year of an identifier.
pub(super) fn year(identifier: &str) -> &str {
    identifier.split('/').next().unwrap_or_default()
}

/// The number of an identifier.
pub(super) fn number(identifier: &str) -> Option<u32> {
    identifier.split_once('/').and_then(|(_, number)| number.parse().ok())
}

/// A heading in any form.
pub(super) fn any_heading(text: &str) -> Option<DecisionHeading> {
    decision_heading(text).or_else(|| title_and_identifier(text))
}

/// A title with the identifier that stands behind it, and that it does not cite.
fn titled_behind(text: &str) -> Option<DecisionHeading> {
    title_and_identifier(text).filter(|heading| !leads_to_citation(&text[heading.title.clone()]))
}

/// A title as it is compared: without its item of the agenda, what counts its slides, and the marks around it.
fn compared(title: &str) -> String {
    let title = without_part(title);
    let title = item_in_front(title).map_or(title, |item| title[item.end..].trim_start());
    title.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// The heading of a block that is an identifier alone.
fn alone(block: &Block) -> Option<DecisionHeading> {
    decision_heading(block.as_str()).filter(|heading| block.bullet.is_none() && heading.title.is_empty())
}

/// The identifier behind a label, where a text says no more, and the label: `Zum Nachlesen: Beschluss 2025/22`.
pub(super) fn behind_label(block: &Block) -> Option<(&str, TextMap)> {
    const MOST_WORDS: usize = 3;
    let (label, rest) = block.as_str().split_once(": ").filter(|_| block.bullet.is_none())?;
    let plain = label.starts_with(char::is_uppercase) && label.split(' ').count() <= MOST_WORDS && !has_digit(label);
    let heading = decision_heading(rest).filter(|heading| plain && heading.title.is_empty())?;
    let at = block.as_str().len() - rest.len();
    Some((label, block.text.slice(at + heading.identifier.start..at + heading.identifier.end)))
}

/// The label behind which slides name their decisions, in a deck that heads none: several of them, and no other one.
fn label_of<'a>(sheets: &[&'a Sheet<'_>], is_own: impl Fn(&str) -> bool) -> Option<&'a str> {
    let found: Vec<(&str, TextMap)> = sheets.iter().flat_map(|sheet| &sheet.blocks).filter_map(behind_label).collect();
    let (first, _) = found.first()?;
    let named: HashSet<&str> = found.iter().map(|(_, identifier)| identifier.as_str()).collect();
    let same = found.iter().all(|(label, identifier)| label == first && is_own(identifier.as_str()));
    (same && named.len() >= FEWEST_TOLD).then_some(*first)
}

/// The one identifier that stands alone below the title of a slide; as its first bullet, too, where a word says what it is.
fn beside(sheet: &Sheet<'_>) -> Option<TextMap> {
    sheet.title.as_ref()?;
    let first_bullet = sheet.blocks.first().filter(|block| block.as_str().starts_with(char::is_alphabetic));
    let first_bullet = first_bullet.and_then(|block| {
        let heading = decision_heading(block.as_str()).filter(|heading| heading.title.is_empty())?;
        Some(block.text.slice(heading.identifier))
    });
    let others = sheet.blocks.iter().filter_map(|block| Some(block.text.slice(alone(block)?.identifier)));
    let mut found = first_bullet.into_iter().chain(others);
    let first = found.next()?;
    found.all(|other| other.as_str() == first.as_str()).then_some(first)
}

/// The identifier in brackets at the end of the first text of a slide, and no other one there: `… beschlossen (2025/22).`
fn told(sheet: &Sheet<'_>) -> Option<TextMap> {
    sheet.title.as_ref()?;
    let first = sheet.blocks.first().filter(|_| is_text(sheet))?;
    let inner = first.as_str().trim_end_matches('.').strip_suffix(')')?;
    let open = inner.rfind('(')?;
    let range = bare_identifier(&inner[open + 1..])?;
    let only = find_identifiers(first.as_str()).len() == 1;
    only.then(|| first.text.slice(open + 1 + range.start..open + 1 + range.end))
}

impl Titled {
    /// Whether the overview announces a decision with this title, behind its identifier perhaps.
    pub(super) fn announces(&self, title: &str) -> bool {
        let title = any_heading(title).map_or(title, |heading| &title[heading.title]);
        self.titles.contains_key(&compared(title))
    }

    /// Finds them: those that the deck announces and heads no slide with in another way; in a deck that neither
    /// announces decisions nor heads slides in another way, all of one year, if there are several.
    pub(super) fn find(sheets: &[Sheet<'_>]) -> Self {
        let identifier = |block: &Block, heading: DecisionHeading| block.as_str()[heading.identifier].to_owned();
        let (overviews, others): (Vec<_>, Vec<_>) = sheets.iter().partition(|one| one.kind == SlideKind::Overview);
        let mut titled = Self::default();
        for block in overviews.iter().flat_map(|sheet| whole_headings(sheet.all())) {
            let Some(heading) = any_heading(block.as_str()) else { continue };
            let id = block.as_str()[heading.identifier.clone()].to_owned();
            let one_of = |known: &mut BTreeMap<String, Option<String>>, key: String| {
                let first = known.entry(key).or_insert_with(|| Some(id.clone()));
                *first = first.take().filter(|first| *first == id);
            };
            one_of(&mut titled.titles, compared(&block.as_str()[heading.title]));
            if let Some(item) = item_in_front(block.as_str()) {
                one_of(&mut titled.items, block.as_str()[item].to_owned());
            }
            titled.announced.entry(id).or_insert_with(|| block.text.slice(heading.identifier));
        }
        titled.titles.remove("");
        // Slides may name the items that the overview counts.
        for title in others.iter().filter_map(|sheet| Some(sheet.title.as_ref()?.as_str())) {
            let of = titled.titles.get(&compared(title)).cloned().flatten();
            if let (Some(item), Some(id)) = (item_in_front(title), of) {
                titled.items.entry(title[item].to_owned()).or_insert(Some(id));
            }
        }
        let headed: HashSet<String> = others
            .iter()
            .flat_map(|sheet| sheet.title.iter().chain(sheet.blocks.first()))
            .filter_map(|block| Some(identifier(block, decision_heading(block.as_str())?)))
            .collect();
        let titles = || others.iter().filter_map(|sheet| sheet.title.as_ref());
        let behind = || {
            let named = titles().filter_map(|title| Some(identifier(title, titled_behind(title.as_str())?)));
            several_of_year(named.collect())
        };
        // Where no title is headed, several that are not cited tell, whatever stands below them.
        let plain = || titles().all(|title| decision_heading(title.as_str()).is_none());
        titled.behind = if !titled.announced.is_empty() {
            titled.announced.keys().filter(|one| !headed.contains(*one)).cloned().collect()
        } else if headed.is_empty() || plain() && behind().len() > FEWEST_TOLD {
            behind()
        } else {
            HashSet::new()
        };
        // A decision is of the year in which the body met.
        let cover = sheets.first().map(|cover| cover.all().map(Block::as_str).collect::<Vec<&str>>().join(" "));
        let met = |one: &str| cover.as_ref().is_some_and(|cover| cover.contains(year(one)));
        // `Bezug: Beschluss 2024/11` cites what was not announced.
        let is_own = |one: &str| if titled.announced.is_empty() { met(one) } else { titled.has_announced(one) };
        titled.label = label_of(&others, is_own).filter(|_| headed.is_empty()).map(str::to_owned);
        let badges: Vec<(&Sheet<'_>, TextMap)> =
            others.iter().filter_map(|sheet| Some((*sheet, titled.beside(sheet)?))).collect();
        // Nothing else names decisions in such a deck.
        let told: Vec<(&Sheet<'_>, TextMap)> =
            match titled.announced.is_empty() && headed.is_empty() && badges.is_empty() {
                true => others.iter().filter_map(|sheet| Some((*sheet, told(sheet)?))).collect(),
                false => Vec::new(),
            };
        let told: Vec<(&Sheet<'_>, TextMap)> = told.into_iter().filter(|(_, one)| met(one.as_str())).collect();
        let of_year = several_of_year(told.iter().map(|(_, one)| one.as_str().to_owned()).collect());
        let enough = of_year.iter().filter(|one| !are_years(one)).count() > FEWEST_TOLD;
        for (_, one) in told.into_iter().filter(|(_, one)| enough && of_year.contains(one.as_str())) {
            titled.told.entry(one.as_str().to_owned()).or_insert(one);
        }
        // Other slides may be headed by theirs.
        let all = badges.iter().map(|(_, badge)| badge.as_str().to_owned()).chain(headed.iter().cloned());
        let several = several_of_year(all.collect());
        // Slides behind one of them may name its item alone.
        for (sheet, badge) in badges.into_iter().filter(|(_, badge)| several.contains(badge.as_str())) {
            let title = sheet.title.as_ref().map_or("", |title| title.as_str());
            if let Some(item) = item_in_front(title) {
                titled.items.entry(title[item].to_owned()).or_insert_with(|| Some(badge.as_str().to_owned()));
            }
            titled.beside.entry(badge.as_str().to_owned()).or_insert(badge);
        }
        titled
    }

    /// The identifier that a slide shows beside its title.
    fn beside(&self, sheet: &Sheet<'_>) -> Option<TextMap> {
        let own = |block| behind_label(block).filter(|(label, _)| self.label.as_deref() == Some(*label));
        let title = sheet.title.as_ref();
        beside(sheet).or_else(|| Some(sheet.blocks.iter().filter(|_| title.is_some()).find_map(own)?.1))
    }

    /// Whether the overview announces a decision, whatever its title.
    pub(super) fn has_announced(&self, identifier: &str) -> bool {
        self.announced.contains_key(identifier)
    }

    /// Whether the overview announces a decision with this title.
    pub(super) fn announces_as(&self, identifier: &str, title: &str) -> bool {
        self.titles.get(&compared(title)).is_some_and(|one| one.as_deref() == Some(identifier))
    }

    /// The heading of what was announced among the first blocks of a slide.
    fn heading_among<'a>(&self, blocks: &'a [Block]) -> Option<(&'a Block, DecisionHeading)> {
        const FIRST: usize = 4;
        const MOST_WORDS: usize = 5;
        let heading = |block: &'a Block| {
            let heading = decision_heading(block.as_str()).filter(|_| block.bullet.is_none())?;
            let announced = self.announced.contains_key(&block.as_str()[heading.identifier.clone()]);
            // `TOP 4: Titel (Beschluss 2025/22)` cites nothing.
            let item = item_in_front(block.as_str()).is_some();
            ((announced || item) && !heading.title.is_empty()).then_some((block, heading))
        };
        let first = blocks.iter().take(FIRST).position(|block| heading(block).is_some())?;
        let short = |block: &Block| block.as_str().split(' ').count() <= MOST_WORDS;
        heading(&blocks[first]).filter(|_| blocks[..first].iter().all(short))
    }

    /// Reads the title of a slide as the heading of a decision.
    fn heading(&self, title: &str) -> Option<DecisionHeading> {
        let titled = || titled_behind(title).filter(|one| self.behind.contains(&title[one.identifier.clone()]));
        // What was announced heads its slides, however its title goes on.
        let starts =
            || identifier_in_front(title).filter(|one| self.announced.contains_key(&title[one.identifier.clone()]));
        // `2025/22Titel`
        let fused = || {
            let end = title.find(char::is_alphabetic).filter(|_| title.starts_with("20"))?;
            let announced = self.announced.contains_key(&title[..end]) && title[end..].starts_with(char::is_uppercase);
            announced.then(|| DecisionHeading { identifier: 0..end, title: end..without_part(title).len() })
        };
        decision_heading(title).or_else(titled).or_else(starts).or_else(fused)
    }

    /// What a slide names, if it does.
    pub(super) fn names(&self, sheet: &Sheet<'_>) -> Option<Names> {
        let title = sheet.title.as_ref();
        let heading = title.and_then(|title| Some((title, self.heading(title.as_str())?)));
        // What stands beside the page may be read before its heading.
        if let Some((block, heading)) = heading.or_else(|| self.heading_among(&sheet.blocks)) {
            let (identifier, title) = (block.text.slice(heading.identifier), block.text.slice(heading.title));
            return Some(Names::Decision { identifier, title: Some(title), headed: true });
        }
        let title = title?;
        let known = |identifier: &str| self.announced.get(identifier).or_else(|| self.beside.get(identifier));
        if let Some(identifier) = self.beside(sheet).filter(|one| known(one.as_str()).is_some()) {
            let name = title.text.slice(without_item(title.as_str(), 0..title.as_str().len()));
            return Some(Names::Decision { identifier, title: Some(unquoted(&name)), headed: false });
        }
        if let Some(identifier) = told(sheet).filter(|one| self.told.contains_key(one.as_str())) {
            return Some(Names::Decision { identifier, title: Some(unquoted(&title.text)), headed: false });
        }
        let announced = |one: &Option<String>| known(one.as_ref()?).cloned();
        if let Some(identifier) = self.titles.get(&compared(title.as_str())).and_then(announced) {
            return Some(Names::Decision { identifier, title: None, headed: false });
        }
        let item = item_in_front(title.as_str()).filter(|_| !self.items.is_empty())?;
        let name = title.as_str()[item.end..].trim_start_matches(|c: char| !c.is_alphanumeric() && c != '„');
        let name = title.text.slice(title.as_str().len() - name.len()..title.as_str().len());
        match self.items.get(&title.as_str()[item]).map(announced) {
            Some(identifier) => Some(Names::Decision { identifier: identifier?, title: Some(name), headed: false }),
            None => Some(Names::OtherItem),
        }
    }

    /// What each slide of text or tables names.
    pub(super) fn all(&self, sheets: &[Sheet<'_>]) -> Vec<Option<Names>> {
        let may_name = |sheet: &Sheet<'_>| is_text(sheet) || matches!(sheet.kind, SlideKind::Table | SlideKind::Blank);
        sheets.iter().map(|sheet| self.names(sheet).filter(|_| may_name(sheet))).collect()
    }
}

fn is_text(sheet: &Sheet<'_>) -> bool {
    matches!(sheet.kind, SlideKind::Content | SlideKind::Heading)
}

/// The last slide that names a decision, in a deck in which each slide of text in its sections does so; tables and what
/// goes on with a title stand below the slide before.
pub(super) fn last_named(sheets: &[Sheet<'_>], names: &[Option<Names>]) -> Option<usize> {
    const FEWEST: usize = 3;
    let first = names.iter().position(Option::is_some)?;
    let last = names.iter().rposition(Option::is_some)?;
    let all = (first + 1..=last)
        .all(|at| !is_text(&sheets[at]) || names[at].is_some() || goes_on(&sheets[at - 1], &sheets[at]));
    let whole = names.iter().flatten().count() >= FEWEST && (all || repeats(sheets, names));
    whole.then(|| sheets[last].page.number)
}

/// Whether a slide has the title of the one before it.
pub(super) fn goes_on(before: &Sheet<'_>, sheet: &Sheet<'_>) -> bool {
    let titles = before.title.as_ref().zip(sheet.title.as_ref());
    titles.is_some_and(|(before, title)| without_part(before.as_str()) == without_part(title.as_str()))
}

/// Whether a slide names the decision of the one before it again, under another title: what a deck says of one of its
/// slides, it says of all.
pub(super) fn repeats(sheets: &[Sheet<'_>], names: &[Option<Names>]) -> bool {
    let headed = |name: &Option<Names>| match name {
        Some(Names::Decision { identifier, headed: true, .. }) => Some(in_order(identifier.as_str())),
        _ => None,
    };
    let again = |at: &usize| {
        let same = headed(&names[at - 1]).is_some_and(|one| headed(&names[*at]) == Some(one));
        same && !goes_on(&sheets[at - 1], &sheets[*at])
    };
    (1..sheets.len()).any(|at| again(&at))
}

/// The identifiers that are of the year of the first, if there are several.
fn several_of_year(identifiers: Vec<String>) -> HashSet<String> {
    const FEWEST: usize = 2;
    let of_year = |one: &&String| identifiers.first().is_some_and(|first| year(one) == year(first));
    let of_year: HashSet<String> = identifiers.iter().filter(of_year).cloned().collect();
    if of_year.len() >= FEWEST { of_year } else { HashSet::new() }
}

/// A title without the quotation marks around all of it.
fn unquoted(title: &TextMap) -> TextMap {
    title.slice(without_quotes(title.as_str(), 0..title.as_str().len()))
}

/// The blocks of an overview whose identifiers stand in a column of their own, each beside a title of another one, as many
/// as there are titles; a dash stands beside what nothing was decided about.
fn in_columns(blocks: &[&Block]) -> Option<Vec<Block>> {
    const FEWEST: usize = 3;
    let bare = |block: &Block| alone(block).is_some() || ["–", "-", "—"].contains(&block.as_str());
    let columns: Vec<&[&Block]> = blocks.chunk_by(|one, other| one.column == other.column).collect();
    let identifiers = |column: &&[&Block]| column.iter().filter(|block| alone(block).is_some()).count();
    let at = columns.iter().position(|column| column[0].column.is_some() && identifiers(column) >= FEWEST)?;
    // A head may stand above them.
    let own: Vec<&Block> = columns[at].iter().copied().skip_while(|block| !bare(block)).collect();
    let titles = |column: &[&Block]| {
        let plain = |block: &&Block| any_heading(block.as_str()).is_none();
        column.len() == own.len() && column.iter().all(|block| plain(block) && block.column.is_some())
    };
    let titles = columns.iter().enumerate().filter(|(other, column)| *other != at && titles(column));
    let [(_, titles)] = titles.collect::<Vec<_>>()[..] else { return None };
    if !own.iter().all(|block| bare(block)) {
        return None;
    }
    let pairs = own.iter().zip(titles.iter()).filter_map(|(identifier, title)| {
        let mut text = identifier.text.slice(alone(identifier)?.identifier);
        text.join(Join::Space, unquoted(&title.text));
        Some(Block { text, bullet: None, ..(*title).clone() })
    });
    Some(pairs.collect())
}

/// The blocks of an overview; where an identifier stands alone, as on a card, with the title below it, or above it where
/// the slide has all of them so.
pub(super) fn whole_headings<'a>(blocks: impl Iterator<Item = &'a Block>) -> Vec<Block> {
    let blocks: Vec<&Block> = blocks.collect();
    if let Some(pairs) = in_columns(&blocks) {
        return pairs;
    }
    let bare = |at: usize| {
        let heading = blocks.get(at).and_then(|block| decision_heading(block.as_str()));
        heading.filter(|heading| heading.title.is_empty())
    };
    let may_be_title = |at: usize, of: usize| {
        let other = |block: &&&Block| any_heading(block.as_str()).is_none() && !names_decision(block.as_str());
        blocks.get(at).filter(other).is_some_and(|block| block.column == blocks[of].column)
    };
    // All of them have theirs on one side; where both sides would do, nobody can say which.
    let bares: Vec<usize> = (0..blocks.len()).filter(|at| bare(*at).is_some()).collect();
    let above = |at: usize| at.checked_sub(1).filter(|title| *title > 0);
    let all_below = bares.iter().all(|at| may_be_title(at + 1, *at));
    let all_above = bares.iter().all(|at| above(*at).is_some_and(|title| may_be_title(title, *at)));
    let title_of = |at: usize| match (all_below, all_above) {
        (true, false) => Some(at + 1),
        (false, true) => above(at),
        _ => None,
    };
    let mut taken = HashSet::new();
    let mut whole: Vec<(usize, Block)> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let pair = bare(at).zip(title_of(at)).filter(|(_, title)| may_be_title(*title, at));
        match pair {
            Some((heading, title)) => {
                let mut text = block.text.slice(heading.identifier);
                text.join(Join::Space, unquoted(&blocks[title].text));
                whole.push((at, Block { text, ..(*block).clone() }));
                taken.insert(title);
            }
            None => whole.push((at, (*block).clone())),
        }
    }
    whole.into_iter().filter(|(at, _)| !taken.contains(at)).map(|(_, block)| block).collect()
}
