//! Sections: which slides are about which decision.
//!
//! In: the slides of a deck. Out: a [`Draft`] for each decision, with its titles and slides.
//!
//! By what a slide names its decision, [`Titled`] tells.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::authors::{read_authors, unread_author};
use super::composition::Compositions;
use super::decision::{Draft, DraftSlide, read_slide};
use super::meeting::{date_of_deck, names_meeting};
use super::presenters::{By, Presenter, is_same_person, labels_presenter, told_by_items};
use super::titled::{
    Names, Titled, any_heading, behind_label, goes_on, last_named, number, repeats, whole_headings, year,
};
use super::{Reading, Sheet, is_paragraph};
use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::cell::role_of_head;
use crate::grammar::heading::{
    DecisionHeading, chapter_in_front, decision_heading, identifier_in_front, is_bare_heading, is_titled_heading,
    item_in_front, names_decision, next_chapter, title_and_identifier,
};
use crate::grammar::part::without_part;
use crate::grammar::person::{author_line, person_name};
use crate::grammar::presenter::presented;
use crate::grammar::programme::names_projects;
use crate::grammar::reference::{are_years, bare_identifier, cites_alone, find_identifiers, find_references, in_order};
use crate::layout::Block;
use crate::record::{Author, Provenance, SlideKind};
use crate::source::Span;
use crate::text::{Join, TextMap};
use crate::vocabulary::{ANNEX_WORDS, BASIS_LABELS, DECISION_NOUNS, OVERVIEW_WORDS, PROJECT_STEMS};

/// Settles which slides announce decisions by titles with their identifiers behind them: before the first section, a
/// slide whose title says so, or on which nothing else stands.
pub(super) fn settle_overviews(sheets: &mut [Sheet<'_>]) {
    const FEWEST: usize = 2;
    // More of them than may be cited, each of which heads a slide, are announced among other words, too.
    const FEWEST_AMONG: usize = 3;
    let heads = |block: &Block| decision_heading(block.as_str()).is_some();
    let identifier = |block: &Block| {
        let heading = any_heading(block.as_str()).filter(|_| block.bullet.is_none())?;
        Some(in_order(&block.as_str()[heading.identifier]))
    };
    for at in 0..sheets.len() {
        let sheet = &sheets[at];
        if sheet.kind == SlideKind::Overview {
            continue;
        }
        if sheet.kind == SlideKind::Section {
            return;
        }
        let Some(title) = &sheet.title else { continue };
        let titled = sheet.blocks.iter().filter(|block| title_and_identifier(block.as_str()).is_some()).count();
        // A box may stand beside the list.
        let items = || sheet.blocks.iter().filter(|block| block.bullet.is_some());
        let listed = items().all(|block| title_and_identifier(block.as_str()).is_some()) && titled == items().count();
        let said = OVERVIEW_WORDS.iter().any(|word| title.as_str().contains(word));
        if heads(title) || title_and_identifier(title.as_str()).is_some() {
            return;
        }
        let among = || {
            let own = |block: &Block| {
                let heading = title_and_identifier(block.as_str())?;
                Some(in_order(&block.as_str()[heading.identifier]))
            };
            let own: Vec<String> = sheet.blocks.iter().filter_map(own).collect();
            // Two in one text may be two of them that ran together.
            let single = sheet.blocks.iter().all(|block| find_identifiers(block.as_str()).len() < 2);
            let headed = || sheets[at + 1..].iter().flat_map(Sheet::all).filter_map(identifier);
            single && own.len() >= FEWEST_AMONG && own.iter().all(|one| headed().any(|other| other == *one))
        };
        let content = sheet.kind == SlideKind::Content && titled >= FEWEST;
        if content && (said || listed || titled == sheet.blocks.len() || among()) {
            sheets[at].kind = SlideKind::Overview;
        }
    }
}

/// The decisions of a deck while its slides are read.
#[derive(Default)]
pub(super) struct Drafts {
    list: Vec<Draft>,
    /// Whether the section at hand is that of a decision which its cover does not name.
    lost: bool,
    by_identifier: BTreeMap<String, usize>,
}

impl Drafts {
    /// The decision of an identifier, which the given slide names.
    fn of(&mut self, identifier: &TextMap, slide: usize) -> usize {
        self.lost = false;
        *self.by_identifier.entry(in_order(identifier.as_str())).or_insert_with(|| {
            self.list.push(Draft { identifier: identifier.clone(), slide, ..Draft::default() });
            self.list.len() - 1
        })
    }

    /// The decision of an identifier, if there is one.
    pub(super) fn find(&mut self, identifier: &str) -> Option<&mut Draft> {
        self.by_identifier.get(&in_order(identifier)).map(|at| &mut self.list[*at])
    }

    fn add_title(&mut self, at: usize, text: &TextMap, heading: &DecisionHeading) {
        let title = text.slice(heading.title.clone());
        if !title.is_empty() {
            self.list[at].titles.push(title);
        }
    }
}

/// Takes the numbers off titles that count the decisions of a deck, where all have one: `1. Titel`, `2 Titel`.
fn take_counts(drafts: &mut [Draft]) {
    const FEWEST: usize = 3;
    let counted = |titles: &[&TextMap]| {
        let counts = (1..).zip(titles).filter_map(|(at, title)| Some((at, count_in_front(title.as_str())?, *title)));
        let counts: Vec<(u32, u32, &TextMap)> = counts.collect();
        // `1. Nachtrag`, `2. Nachtrag` are counted themselves.
        let words: HashSet<&str> = counts.iter().filter_map(|(.., title)| title.as_str().split(' ').nth(1)).collect();
        // Off one of them it may have been taken before.
        let all = counts.len() + 1 >= titles.len() && counts.iter().all(|(at, count, _)| at == count);
        counts.len() >= FEWEST && words.len() == counts.len() && all
    };
    let bare = |title: &mut TextMap| {
        let start = title.as_str().find(' ').map_or(0, |blank| blank + 1);
        *title = title.slice(start..title.as_str().len());
    };
    if counted(&drafts.iter().filter_map(|draft| draft.announced.as_ref()).collect::<Vec<_>>()) {
        let announced = drafts.iter_mut().filter_map(|draft| draft.announced.as_mut());
        announced.filter(|title| count_in_front(title.as_str()).is_some()).for_each(bare);
    }
    if counted(&drafts.iter().filter_map(|draft| draft.titles.first()).collect::<Vec<_>>()) {
        for draft in drafts {
            let own = draft.titles.first().and_then(|title| count_in_front(title.as_str()));
            let same = |title: &&mut TextMap| own.is_some() && count_in_front(title.as_str()) == own;
            draft.titles.iter_mut().filter(same).for_each(bare);
        }
    }
}

/// The number in front of a title: `1. Titel`, `2) Titel`, `3 Titel`, `D. Titel`.
fn count_in_front(title: &str) -> Option<u32> {
    const MOST_DIGITS: usize = 2;
    let (count, rest) = title.split_once(' ')?;
    let digits = count.trim_end_matches(['.', ')', ':']);
    // `A. Titel`
    let letter = || match digits.as_bytes() {
        [letter @ b'A'..=b'Z'] if digits.len() < count.len() => Some(u32::from(letter - b'A') + 1),
        _ => None,
    };
    let number = digits.parse().ok().filter(|_| digits.len() <= MOST_DIGITS && !digits.starts_with('+'));
    let number = number.or_else(letter)?;
    let name = rest.trim_start_matches(['„', '»']);
    let starts = name.starts_with(char::is_uppercase) || name.chars().nth(1).is_some_and(char::is_uppercase);
    starts.then_some(number)
}

/// Puts the heading of a decision together whose identifier and title stand on two lines, in either order; above a table
/// an identifier below the title is a badge, and the title that of the table. Says whether there was one.
pub(super) fn join_heading(blocks: &mut Vec<Block>, has_table: bool, read: &mut Vec<Span>) -> bool {
    // `Beschluss` may stand above its identifier.
    if let [noun, identifier, ..] = &blocks[..]
        && DECISION_NOUNS.contains(&noun.as_str())
        && bare_identifier(identifier.as_str()).is_some()
    {
        read.extend(noun.text.whole_trace().spans);
        blocks.remove(0);
    }
    // `2025/22` above `TOP 4` above the title
    let item = |block: &Block| item_in_front(block.as_str()).is_some_and(|item| item.end == block.as_str().len());
    if let [identifier, below, title, ..] = &blocks[..]
        && bare_identifier(identifier.as_str()).is_some()
        && [identifier, below, title].iter().all(|block| block.bullet.is_none())
        && item(below)
    {
        read.extend(blocks.remove(1).text.whole_trace().spans);
    }
    let [first, second, rest @ ..] = &blocks[..] else { return false };
    // A name may stand below the title, on the cover of a section.
    let is_text = |block: &Block| {
        let text = block.as_str();
        // `Inhalt`, where nothing else is announced
        let word = !text.contains(' ') && !blocks[2..].iter().any(|below| decision_heading(below.as_str()).is_some());
        block.bullet.is_some() || text.ends_with(['.', ':']) || word
    };
    if first.bullet.is_some() || second.bullet.is_some() || !rest.first().is_none_or(is_text) {
        return false;
    }
    // `B-2025/33-IT, Projekte`
    let lists = |block: &Block| {
        let heading = identifier_in_front(block.as_str())?;
        let rest = without_part(&block.as_str()[heading.title.clone()]);
        let comma = block.as_str()[heading.identifier.end..].trim_start_matches("-IT").starts_with(',');
        (comma && (rest.is_empty() || names_projects(rest))).then_some(DecisionHeading { title: 0..0, ..heading })
    };
    // `Zu TOP 2 (Beschluss 2025/22)`
    let counted = |block: &Block| {
        let heading = title_and_identifier(block.as_str())?;
        let title = &block.as_str()[heading.title.clone()];
        let item = title.strip_prefix("Zu ").unwrap_or(title);
        item_in_front(item).is_some_and(|whole| whole.end == item.len()).then_some(heading)
    };
    let bare = |block: &Block| {
        let alone = decision_heading(block.as_str()).filter(|heading| heading.title.is_empty());
        alone.or_else(|| lists(block)).or_else(|| counted(block))
    };
    let badge = has_table && any_heading(first.as_str()).is_none() && is_bare_heading(second.as_str());
    let pairs = [(first, second), (second, first)];
    let named = pairs.into_iter().take(if badge { 1 } else { 2 }).find_map(|pair| Some((bare(pair.0)?, pair)));
    let Some((heading, (identifier, title))) = named else { return false };
    let other = decision_heading(title.as_str()).is_some() || labels_presenter(title.as_str());
    if other || title.as_str().ends_with(['.', ':']) {
        return false;
    }
    read.extend(identifier.text.whole_trace().spans);
    let mut text = identifier.text.slice(heading.identifier);
    text.join(Join::Space, title.text.clone());
    let whole = Block { text, ..first.clone() };
    blocks.splice(..2, [whole]);
    true
}

/// Slides with identifiers above their titles that show that others of the deck are so, at least.
const FEWEST_STACKED: usize = 3;

/// Puts headings together that the blocks of their slide alone do not tell: the overview announces the title below the
/// identifier, or most slides have one there.
pub(super) fn join_announced(sheets: &mut [Sheet<'_>]) {
    let bare = |sheet: &Sheet<'_>| {
        let title = sheet.title.as_ref().filter(|_| sheet.kind == SlideKind::Content)?;
        decision_heading(title.as_str()).filter(|heading| heading.title.is_empty())
    };
    if !sheets.iter().any(|sheet| bare(sheet).is_some()) {
        return;
    }
    let stacked = sheets.iter().filter(|sheet| sheet.stacked).count() >= FEWEST_STACKED;
    let titled = Titled::find(sheets);
    let mut times: HashMap<String, usize> = HashMap::new();
    for block in sheets.iter().flat_map(|sheet| &sheet.blocks).filter(|block| block.bullet.is_none()) {
        *times.entry(block.as_str().to_owned()).or_default() += 1;
    }
    for sheet in sheets {
        let Some((heading, title)) = bare(sheet).zip(sheet.title.as_mut()) else { continue };
        let Some(below) = sheet.blocks.first().filter(|below| below.bullet.is_none()) else { continue };
        let identifier = &title.as_str()[heading.identifier.clone()];
        let announced = titled.announces_as(identifier, below.as_str());
        // What the overview announces with another title has that.
        let stacked = stacked && !titled.has_announced(identifier);
        // Above what stands on several slides, `Das wurde beschlossen`, it is a title, too.
        let repeats = |block: &Block| block.bullet.is_none() && times.get(block.as_str()) >= Some(&FEWEST_STACKED);
        let headed = sheet.blocks.get(1).is_some_and(repeats) && !repeats(below);
        let text = below.as_str();
        let plain = !text.ends_with(['.', ':']) && decision_heading(text).is_none() && !labels_presenter(text);
        if announced || (stacked || headed) && plain {
            sheet.read.extend(title.text.whole_trace().spans);
            title.text = title.text.slice(heading.identifier);
            title.text.join(Join::Space, sheet.blocks.remove(0).text);
        }
    }
}

/// Whether the title of a slide names another decision of the meeting than that of the section it stands in: one that
/// the deck has, or one that comes after it, which cannot be cited yet.
fn names_other(title: &str, section: &Draft, drafts: &Drafts) -> bool {
    let own = in_order(section.identifier.as_str());
    let cited = find_references(title).into_iter().map(|named| in_order(&title[named.identifier]));
    let mut named = cited.chain(find_identifiers(title).into_iter().map(|named| title[named].to_owned()));
    named.any(|named| {
        let named = named.as_str();
        // `Programmjahr 2031/32`
        let later = year(named) == year(&own) && number(named) > number(&own) && !are_years(named);
        named != own && (later || drafts.by_identifier.contains_key(named))
    })
}

/// Whether a slide is an annex, of which another decision speaks and the one before it does not.
fn is_annex_of_other(sheet: &Sheet<'_>, section: usize, drafts: &Drafts) -> bool {
    let names = |text: &str| {
        let words = text.split(|c: char| !c.is_alphabetic());
        words.into_iter().any(|word| ANNEX_WORDS.iter().any(|annex| word.starts_with(annex)))
    };
    let first = sheet.title.as_ref().and_then(|title| title.as_str().split([' ', ':']).next());
    let says = |draft: &Draft| draft.slides.iter().flat_map(|slide| &slide.items).any(|item| names(item.text.as_str()));
    first.is_some_and(|first| ANNEX_WORDS.contains(&first))
        && !says(&drafts.list[section])
        && drafts.list.iter().any(says)
}

/// The decision of the deck that the title of a table cites, or a line that says what it rests on, and no other.
fn annexed(sheet: &Sheet<'_>, drafts: &Drafts) -> Option<Option<usize>> {
    if sheet.kind != SlideKind::Table {
        return None;
    }
    let only = |text: &str| {
        let mut cited = find_references(text).into_iter().map(|cited| in_order(&text[cited.identifier]));
        let only = cited.next().filter(|_| cited.next().is_none())?;
        Some(drafts.by_identifier.get(&only).copied())
    };
    let based = |text: &str| BASIS_LABELS.iter().any(|label| text.contains(label));
    let lines = || sheet.page.lines.iter().map(|line| line.text.as_str()).filter(|text| based(text)).find_map(only);
    let title = sheet.title.as_ref().and_then(|title| only(title.as_str())).filter(Option::is_some);
    title.or_else(lines)
}

/// Whether a decision speaks of projects, so that a table of them behind its slides may be its.
fn speaks_of_projects(draft: &Draft) -> bool {
    let items = draft.slides.iter().flat_map(|slide| &slide.items).map(|item| item.text.as_str());
    let titles = draft.announced.iter().chain(&draft.titles).map(TextMap::as_str);
    titles.chain(items).any(|text| {
        let small = text.to_lowercase();
        PROJECT_STEMS.iter().any(|stem| small.contains(stem))
    })
}

/// The authors of the deck.
fn names_of_cover(sheets: &[Sheet<'_>]) -> HashSet<String> {
    let cover = sheets.iter().find(|sheet| sheet.kind == SlideKind::Cover);
    let authors =
        cover.map(|sheet| read_authors(&sheet.blocks, Vec::new, &[], &mut Provenance::default(), &mut Vec::new()));
    authors.into_iter().flatten().map(|author| author.name).collect()
}

/// Settles which slides are the covers of sections that name who presents by a name alone: the identifier, the title, the
/// name; one that the deck's cover has, or on several slides.
pub(super) fn settle_covers(sheets: &mut [Sheet<'_>]) {
    const MOST: usize = 2;
    const SEVERAL: usize = 2;
    let names = names_of_cover(sheets);
    let heading = |sheet: &Sheet<'_>| {
        let identifier = sheet.title.as_ref().filter(|_| sheet.kind == SlideKind::Content)?;
        let plain = sheet.blocks.len() <= MOST && sheet.blocks.iter().all(|block| block.bullet.is_none());
        decision_heading(identifier.as_str()).filter(|heading| plain && heading.title.is_empty())
    };
    let is_person = |block: &Block| {
        person_name(block.as_str()).is_some_and(|name| name.prefix.is_some() || block.as_str().split(' ').count() == 2)
    };
    let signed = sheets.iter().filter(|sheet| {
        heading(sheet).is_some() && sheet.blocks.len() == MOST && sheet.blocks.last().is_some_and(is_person)
    });
    let several = signed.count() >= SEVERAL;
    for sheet in sheets {
        let Some(heading) = heading(sheet) else { continue };
        let known = |block: &Block| names.contains(block.as_str());
        let titled = sheet.blocks.len() == MOST;
        let named = sheet.blocks.last().is_some_and(|last| known(last) || several && titled && is_person(last));
        let Some(identifier) = sheet.title.take_if(|_| named) else { continue };
        let mut text = identifier.text.slice(heading.identifier);
        if let [title, _] = &sheet.blocks[..] {
            text.join(Join::Space, title.text.clone());
            sheet.blocks.remove(0);
        }
        sheet.read.extend(identifier.text.whole_trace().spans);
        sheet.blocks.insert(0, Block { text, ..identifier });
        sheet.kind = SlideKind::Section;
    }
}

/// The headings of decisions among the blocks of a slide, each with what stands below it.
fn headed(blocks: &[Block]) -> Vec<(&Block, &[Block])> {
    let heads = |block: &Block| block.bullet.is_none() && is_titled_heading(block.as_str());
    let starts: Vec<usize> = (0..blocks.len()).filter(|at| heads(&blocks[*at])).collect();
    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    starts.iter().zip(ends).map(|(start, end)| (&blocks[*start], &blocks[start + 1..end])).collect()
}

/// Puts the headings of several decisions on a slide together whose identifiers stand on badges above their titles, with
/// items below.
pub(super) fn join_badges(blocks: &mut Vec<Block>) {
    const FEWEST: usize = 2;
    let plain = |block: &Block| block.bullet.is_none();
    let is_pair = |three: &[Block]| {
        let [badge, title, item] = three else { return false };
        let bare = plain(badge) && is_bare_heading(badge.as_str());
        bare && plain(title) && !is_paragraph(title.as_str()) && any_heading(title.as_str()).is_none() && !plain(item)
    };
    let pairs: Vec<usize> = (1..blocks.len()).filter(|at| blocks.get(*at..at + 3).is_some_and(is_pair)).collect();
    for at in Some(pairs).filter(|pairs| pairs.len() >= FEWEST).into_iter().flatten().rev() {
        let title = blocks.remove(at + 1);
        blocks[at].text.join(Join::Space, title.text);
    }
}

/// The blocks of a slide, behind its title where that heads a decision and another one of the same year is headed below it.
fn with_title<'a>(sheet: &'a Sheet<'_>) -> Cow<'a, [Block]> {
    let identifier = |block: &Block| Some(in_order(&block.as_str()[decision_heading(block.as_str())?.identifier]));
    let title = sheet.title.as_ref().filter(|title| is_titled_heading(title.as_str()));
    let own = title.and_then(identifier);
    let another = |own: &String| {
        let others = headed(&sheet.blocks).into_iter().filter_map(|(block, _)| identifier(block)).collect::<Vec<_>>();
        let behind = |other: &String| year(other) == year(own) && number(other) > number(own);
        !others.is_empty() && others.iter().all(behind)
    };
    match title.filter(|_| own.as_ref().is_some_and(another)) {
        Some(title) => Cow::Owned(std::iter::once(title).chain(&sheet.blocks).cloned().collect()),
        None => Cow::Borrowed(&sheet.blocks),
    }
}

/// Whether a slide heads several decisions, with items of each below it.
pub(super) fn holds_several(blocks: &[Block]) -> bool {
    let headed = headed(blocks);
    let items = |(_, items): &(&Block, &[Block])| items.iter().any(|block| block.bullet.is_some());
    headed.len() > 1 && headed.iter().all(items)
}

impl Reading {
    /// Collects what the deck has about each decision, and says which decision each slide is about. Its authors may stand
    /// on the covers of sections, too.
    pub(super) fn drafts(&mut self, sheets: &[Sheet<'_>], authors: &[Author]) -> (Vec<Draft>, HashMap<usize, usize>) {
        let is_author = |name: &str| authors.iter().any(|author| author.name == name);
        let mut drafts = Drafts::default();
        let mut section_of = HashMap::new();
        let mut current: Option<usize> = None;
        // That of the slide which names the decision at hand.
        let mut chapter: Option<&str> = None;
        let mut bare_chapters = false;
        let titled = Titled::find(sheets);
        let all = titled.all(sheets);
        let last = last_named(sheets, &all);
        let several = sheets.iter().filter(|sheet| sheet.kind == SlideKind::Section).nth(1).is_some();
        let repeated = repeats(sheets, &all);
        for (at, (sheet, named)) in sheets.iter().zip(all).enumerate() {
            let number = sheet.page.number;
            // Behind the last slide that is headed in a deck that heads all, no section goes on.
            if last.is_some_and(|last| number > last) && matches!(sheet.kind, SlideKind::Content | SlideKind::Heading) {
                current = None;
            }
            let own_chapter = sheet.title.as_ref().map(Block::as_str).and_then(|title| {
                let next = || chapter.filter(|_| bare_chapters).and_then(|chapter| next_chapter(title, chapter));
                chapter_in_front(title).or_else(next)
            });
            // Others before it have a number without a dot.
            bare_chapters |= sheet.title.as_ref().is_some_and(|title| next_chapter(title.as_str(), "0").is_some());
            if named.is_some() {
                chapter = own_chapter;
            } else if own_chapter.is_some_and(|own| chapter.is_some_and(|chapter| chapter != own)) {
                (current, chapter) = (None, None);
            }
            match sheet.kind {
                SlideKind::Overview => {
                    for block in &whole_headings(sheet.all()) {
                        self.announce(block, number, &mut drafts);
                    }
                    current = None;
                    drafts.lost = sheet.blocks.iter().any(|block| self.is_cover(block));
                    if drafts.lost {
                        let message = "the overview and the cover of a section stand on one";
                        self.found.push(Diagnostic::new(Code::MergedSlides, sheet.cover(), message));
                    }
                }
                SlideKind::Section => {
                    let heading =
                        sheet.blocks.iter().find_map(|block| Some((block, decision_heading(block.as_str())?)));
                    if let Some((block, heading)) = heading {
                        let at = drafts.of(&block.text.slice(heading.identifier.clone()), number);
                        drafts.add_title(at, &block.text, &heading);
                        let presents = |block: &Block| {
                            let text = block.as_str();
                            let person = author_line(text).is_some() || person_name(text).is_some();
                            person || labels_presenter(text)
                        };
                        // The title may stand below the identifier.
                        let below = sheet.blocks.iter().skip_while(|other| !std::ptr::eq(*other, block)).nth(1);
                        let below = below.filter(|below| heading.title.is_empty() && below.bullet.is_none());
                        let below = below.filter(|_| sheet.tables.is_empty());
                        if let Some(title) = below.filter(|below| !presents(below)) {
                            drafts.list[at].titles.push(title.text.clone());
                        }
                        let mut presenters = sheet.blocks.iter().filter_map(|block| {
                            let author = author_line(block.as_str()).map(|author| block.text.slice(author.name));
                            let lone = || {
                                let person = person_name(block.as_str())?;
                                let titled = person.prefix.is_some() || block.as_str().split(' ').count() == 2;
                                let heading = decision_heading(block.as_str()).is_some();
                                (is_author(block.as_str()) || titled && !heading).then(|| block.text.clone())
                            };
                            let labelled = || Some(block.text.slice(presented(block.as_str())?.name));
                            author.or_else(labelled).or_else(lone)
                        });
                        let presenter = presenters.next();
                        let unknown = presenter.as_ref().filter(|name| {
                            let alone = sheet.blocks.iter().any(|block| block.text.cover() == name.cover());
                            let titled = person_name(name.as_str()).is_some_and(|person| person.prefix.is_some());
                            alone && !titled && !is_author(name.as_str())
                        });
                        let doubt = unknown.map(|name| {
                            let message = format!("`{}` was read as a name by its place alone", name.as_str());
                            Diagnostic::new(Code::UncertainName, name.cover(), message).field("presenter")
                        });
                        if presenter.is_none() {
                            self.found.extend(sheet.blocks.iter().filter_map(unread_author));
                        }
                        // What else stands on it, and on no other cover, are items that nobody would miss; of one cover alone
                        // nobody can say what others would have, but of sentences.
                        let other = |one: &&Block| {
                            let heads =
                                std::ptr::eq(*one, block) || below.is_some_and(|title| std::ptr::eq(*one, title));
                            let own = !heads && !presents(one) && !self.is_cover(one) && !names_meeting(one);
                            own && (several || is_paragraph(one.as_str()))
                        };
                        let items: Vec<Block> = sheet.blocks.iter().filter(other).cloned().collect();
                        let draft = &mut drafts.list[at];
                        draft.doubts.extend(presenters.map(|further| {
                            let message = format!("found `{}` beside the presenter", further.as_str());
                            Diagnostic::new(Code::FurtherPresenter, further.cover(), message).field("presenter")
                        }));
                        draft.doubts.extend(doubt);
                        draft.covered = true;
                        draft.presenter = draft.presenter.take().or(presenter);
                        if let Some(span) = items.iter().map(|item| item.text.cover()).reduce(Span::cover) {
                            let message = "these texts stand on the cover of a section; they were kept as its items";
                            draft.doubts.push(Diagnostic::new(Code::MergedSlides, span, message).field("sections"));
                            section_of.insert(number, at);
                            draft.slides.push(read_slide(number, Some(block), &items, &self.labels, &mut self.found));
                        }
                        current = Some(at);
                    }
                }
                SlideKind::Content if sheet.seems_of_members => current = None,
                SlideKind::Content if holds_several(&with_title(sheet)) => {
                    current = self.several(sheet, &mut drafts, &mut section_of);
                }
                SlideKind::Content | SlideKind::Table | SlideKind::Heading | SlideKind::Blank => {
                    match named {
                        Some(Names::Decision { identifier, title, headed }) => {
                            let at = drafts.of(&identifier, number);
                            // It may as well cite the other one.
                            let section = current.map(|at| &drafts.list[at]).filter(|one| !headed && one.covered);
                            if let Some(section) =
                                section.filter(|one| in_order(one.identifier.as_str()) != in_order(identifier.as_str()))
                            {
                                let section = section.identifier.as_str();
                                let message = format!("names {} in the section of {section}", identifier.as_str());
                                self.found.push(Diagnostic::new(Code::DoubtfulSection, sheet.cover(), message));
                            }
                            let draft = &mut drafts.list[at];
                            let first = draft.titles.is_empty() && draft.slides.is_empty();
                            draft.subtitle = draft.subtitle.take().or_else(|| sheet.subtitle.clone());
                            draft.titles.extend(title.filter(|title| !title.is_empty() && (headed || first)));
                            current = Some(at);
                        }
                        Some(Names::OtherItem) => current = None,
                        // `Anlage zu Beschluss 2025/22: Projekte`
                        None => {
                            let behind = sheet.kind == SlideKind::Table && last.is_some_and(|last| number > last);
                            let own = current.filter(|at| !is_annex_of_other(sheet, *at, &drafts));
                            let own = own.filter(|at| !behind || speaks_of_projects(&drafts.list[*at]));
                            current = match annexed(sheet, &drafts) {
                                Some(cited) => cited,
                                None => self.unless_other(sheet, own, &drafts),
                            };
                            let alone = sheet.title.is_some() && sheet.kind != SlideKind::Table;
                            if let Some(own) = current.filter(|_| repeated && alone && !goes_on(&sheets[at - 1], sheet))
                            {
                                let section = drafts.list[own].identifier.as_str();
                                let message = format!("names no decision, as other slides do, behind one of {section}");
                                self.found.push(Diagnostic::new(Code::DoubtfulSection, sheet.cover(), message));
                            }
                        }
                    }
                    current = self.content(sheet, current, &mut drafts, &mut section_of);
                    if let Some((at, presenter)) = current.zip(sheet.presenter.as_ref()) {
                        self.present(&mut drafts.list[at], presenter);
                    }
                }
                SlideKind::Cover | SlideKind::Members | SlideKind::Closing => current = None,
            }
        }
        sheets.iter().for_each(|sheet| self.read_gists(sheet, &mut drafts));
        for (identifier, name) in sheets.iter().flat_map(|sheet| &sheet.presenters) {
            if let Some(draft) = drafts.find(identifier.as_str()) {
                self.present(draft, &Presenter { name: name.clone(), by: By::Person });
            }
        }
        for draft in &mut drafts.list {
            told_by_items(draft).iter().for_each(|presenter| self.present(draft, presenter));
        }
        self.add_tables(sheets, &mut drafts);
        take_counts(&mut drafts.list);
        (drafts.list, section_of)
    }

    /// Notes who presents a decision, as one of its slides says; each of them may say so.
    fn present(&mut self, draft: &mut Draft, Presenter { name: presenter, by }: &Presenter) {
        let doubt = |code: Code, message: String| Diagnostic::new(code, presenter.cover(), message).field("presenter");
        match &draft.presenter {
            None => {
                let name = presenter.as_str();
                draft.doubts.extend(match by {
                    By::Person => None,
                    By::Place => {
                        Some(doubt(Code::UncertainName, format!("`{name}` was read as a name by its place alone")))
                    }
                    By::Sentence => {
                        Some(doubt(Code::ToldPresenter, format!("`{name}` was read as the presenter from a sentence")))
                    }
                });
                draft.presenter = Some(presenter.clone());
            }
            Some(first) if is_same_person(first.as_str(), presenter.as_str()) => {
                self.claims.text.extend(presenter.whole_trace().spans);
            }
            Some(_) => {
                let message = format!("found `{}` beside the presenter", presenter.as_str());
                draft.doubts.push(doubt(Code::FurtherPresenter, message));
            }
        }
    }

    /// The decision of the section that a slide stands in, unless its title names another one.
    fn unless_other(&mut self, sheet: &Sheet<'_>, current: Option<usize>, drafts: &Drafts) -> Option<usize> {
        let title = sheet.title.as_ref();
        let other =
            title.filter(|title| current.is_some_and(|at| names_other(title.as_str(), &drafts.list[at], drafts)));
        let Some(title) = other else { return current };
        let message = format!("found `{}`, expected the heading of a decision", title.as_str());
        self.found.push(Diagnostic::new(Code::UnreadHeading, title.text.cover(), message));
        self.unknown_section(sheet, "found a slide of a section whose decision is not known");
        None
    }

    /// Gives slides of decisions what their tables say beside items.
    fn add_tables(&mut self, sheets: &[Sheet<'_>], drafts: &mut Drafts) {
        for sheet in sheets.iter().filter(|sheet| !sheet.terms.is_empty() || !sheet.compositions.is_empty()) {
            let slides = drafts.list.iter_mut().flat_map(|draft| &mut draft.slides);
            let mut own: Vec<&mut DraftSlide> = slides.filter(|slide| slide.number == sheet.page.number).collect();
            // The items beside the terms say of which of several decisions they are; nothing does so of members.
            if let [slide] = &mut own[..] {
                slide.compositions = sheet.compositions.iter().flat_map(|table| table.bodies.clone()).collect();
                self.claims.text.extend(sheet.compositions.iter().flat_map(Compositions::spans));
            }
            own.iter_mut().for_each(|slide| slide.terms.clone_from(&sheet.terms));
        }
    }

    /// Reads a slide on which several decisions are headed, each with its items below it; gives the last of them.
    fn several(
        &mut self,
        sheet: &Sheet<'_>,
        drafts: &mut Drafts,
        section_of: &mut HashMap<usize, usize>,
    ) -> Option<usize> {
        let number = sheet.page.number;
        let mut current = None;
        for (heading, items) in headed(&with_title(sheet)) {
            let Some(read) = decision_heading(heading.as_str()) else { continue };
            let at = drafts.of(&heading.text.slice(read.identifier.clone()), number);
            drafts.add_title(at, &heading.text, &read);
            let slide = read_slide(number, Some(heading), items, &self.labels, &mut self.found);
            drafts.list[at].slides.push(slide);
            section_of.insert(number, at);
            current = Some(at);
        }
        current
    }

    /// Reads a slide of text to the decision that it is about. Where the mark between two slides is lost, a section's
    /// cover may stand in it: what is above belongs to the decision before, what is below to the cover's.
    fn content(
        &mut self,
        sheet: &Sheet<'_>,
        mut current: Option<usize>,
        drafts: &mut Drafts,
        section_of: &mut HashMap<usize, usize>,
    ) -> Option<usize> {
        let number = sheet.page.number;
        let heading = |block: &Block| decision_heading(block.as_str()).filter(|_| block.bullet.is_none());
        let inner = sheet.blocks.iter().position(|block| heading(block).is_some());
        // A day below a label is none of a cover.
        let labelled = sheet.blocks.iter().any(|block| self.labels.has(block.as_str()));
        let covered = !labelled && sheet.all().any(|block| self.is_cover(block));
        if !covered {
            if let Some(at) = current {
                section_of.insert(number, at);
                let inner = inner.filter(|_| sheet.title.is_none());
                let (title, rest) = match inner {
                    Some(inner) => (Some(&sheet.blocks[inner]), &sheet.blocks[inner + 1..]),
                    None => (sheet.title.as_ref(), &sheet.blocks[..]),
                };
                // Below its title the slide may say once more whose it is.
                let own = in_order(drafts.list[at].identifier.as_str());
                let again = |(at, block): &(usize, &Block)| {
                    let named = any_heading(block.as_str()).filter(|_| title.is_some());
                    // As the first bullet, too, where it is nothing else.
                    let named = named.filter(|one| block.bullet.is_none() || *at == 0 && one.title.is_empty());
                    // `zu Beschluss 2025/22` above a table
                    let cited = || {
                        let one = find_references(block.as_str()).into_iter().next()?;
                        (cites_alone(block.as_str()) && block.bullet.is_none())
                            .then(|| in_order(&block.as_str()[one.identifier]))
                    };
                    named.is_some_and(|one| in_order(&block.as_str()[one.identifier]) == own)
                        || behind_label(block).is_some_and(|(_, one)| in_order(one.as_str()) == own)
                        || sheet.kind == SlideKind::Table && cited().is_some_and(|one| one == own)
                };
                let rest = rest.iter().enumerate().filter(|block| !again(block)).map(|(_, block)| block.clone());
                let rest: Vec<Block> = rest.collect();
                let slide = read_slide(number, title, &rest, &self.labels, &mut self.found);
                drafts.list[at].slides.push(slide);
            } else if drafts.lost {
                self.unknown_section(sheet, "found a slide of a section whose decision is not known");
            }
            return current;
        }
        let title = sheet.title.as_ref().filter(|title| !self.is_cover(title));
        let split = inner.unwrap_or(sheet.blocks.len());
        let text_of =
            |blocks: &[Block]| blocks.iter().filter(|block| !self.is_cover(block)).cloned().collect::<Vec<Block>>();
        let (above, below) =
            (text_of(&sheet.blocks[..split]), text_of(sheet.blocks.get(split + 1..).unwrap_or_default()));
        if let Some(at) = current.filter(|_| title.is_some() || !above.is_empty()) {
            section_of.insert(number, at);
            let slide = read_slide(number, title, &above, &self.labels, &mut self.found);
            drafts.list[at].slides.push(slide);
        }
        if let Some((block, heading)) = inner.and_then(|at| Some((&sheet.blocks[at], heading(&sheet.blocks[at])?))) {
            let at = drafts.of(&block.text.slice(heading.identifier.clone()), number);
            drafts.add_title(at, &block.text, &heading);
            if !below.is_empty() {
                section_of.insert(number, at);
                let slide = read_slide(number, None, &below, &self.labels, &mut self.found);
                drafts.list[at].slides.push(slide);
            }
            let presenter = sheet.all().find_map(|block| Some(block.text.slice(author_line(block.as_str())?.name)));
            let draft = &mut drafts.list[at];
            draft.presenter = draft.presenter.take().or(presenter);
            let message = format!("the cover of {} and another slide stand on one", draft.identifier.as_str());
            self.found.push(Diagnostic::new(Code::MergedSlides, block.text.cover(), message));
            current = Some(at);
        } else {
            self.unknown_section(sheet, "found the cover of a section without a decision");
            drafts.lost = true;
            current = None;
        }
        current
    }

    fn unknown_section(&mut self, sheet: &Sheet<'_>, message: &str) {
        self.found.push(Diagnostic::new(Code::UnknownSection, sheet.cover(), message));
    }

    /// Whether a block stands on covers alone.
    fn is_cover(&self, block: &Block) -> bool {
        block.bullet.is_none()
            && (self.claims.covers.contains(block.as_str())
                || author_line(block.as_str()).is_some_and(|author| author.is_told)
                // In a deck without covers a day is what is due.
                || !self.claims.covers.is_empty() && date_of_deck(block).is_some())
    }

    fn announce(&mut self, block: &Block, slide: usize, drafts: &mut Drafts) {
        let Some(heading) = any_heading(block.as_str()) else {
            // `Beschluss Gegenstand` heads columns.
            let heads = block.as_str().split(' ').all(|word| role_of_head(word).is_some());
            if names_decision(block.as_str()) && !heads {
                let message = format!("found `{}`, expected the heading of a decision", block.as_str());
                self.found.push(Diagnostic::new(Code::UnreadHeading, block.text.cover(), message));
            }
            return;
        };
        let at = drafts.of(&block.text.slice(heading.identifier.clone()), slide);
        let title = Some(block.text.slice(heading.title)).filter(|title| !title.is_empty());
        if let Some(title) = title.as_ref().filter(|title| names_decision(title.as_str())) {
            let message = format!("found `{}`, expected the title of one decision", title.as_str());
            self.found.push(Diagnostic::new(Code::UnreadHeading, title.cover(), message));
        }
        let draft = &mut drafts.list[at];
        match (&draft.announced, title) {
            // Behind its slides nothing is announced.
            (None, title) if draft.titles.is_empty() => draft.announced = title,
            (None, _) => {}
            (Some(first), Some(second)) if first.as_str() != second.as_str() => {
                let message = format!("found `{}`, announced before as `{}`", second.as_str(), first.as_str());
                draft.doubts.push(Diagnostic::new(Code::DuplicateDecision, second.cover(), message));
            }
            _ => {}
        }
    }
}
