//! The title of a deck: which line of its cover it is, and which one says which meeting the deck is about.
//!
//! In: the blocks of a cover. Out: the block of the title and that of the session, which are the same on most covers.
//!
//! Where it is known how large letters are, the title is what stands in the largest. Else the lines are ranked by what they
//! are beside the one that names the session; see [`Rank`].

use super::is_paragraph;
use super::meeting::{council, names_council};
use crate::grammar::cover::{Whose, cover_day};
use crate::grammar::heading::decision_heading;
use crate::grammar::person::{is_organization, person_name, seems_author};
use crate::grammar::session::{DeckTitle, deck_title, is_session, is_session_alone, session_anywhere, session_named};
use crate::layout::{Block, Page};
use crate::source::Span;
use crate::text::Join;
use crate::vocabulary::{BODY_NOUNS, DECIDED_VERBS, NAME_PARTICLES, RESULT_NOUNS};

/// The title of a deck among the blocks of its cover, and the block that says which meeting it is about.
#[derive(Debug, Clone)]
pub(crate) struct TitleOfDeck {
    /// The block of the title.
    pub(crate) title: usize,
    /// The block that names the session, which is the title on most covers.
    pub(crate) said: usize,
    /// What that says.
    pub(crate) read: DeckTitle,
}

/// Blocks of a cover that names no session, at most.
const MOST_BLOCKS: usize = 10;

/// What a title says that names no session.
const NO_SESSION: DeckTitle = DeckTitle { session: None, body: None, genitive: false };

/// What a line of a cover is as a title, from the worst to the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// It names the session and says no more than which one it was, and when: `75. Sitzung`.
    Session,
    /// It stands above the day of the session.
    Above,
    /// It is a phrase beside the session: `Viel beschlossen, wenig getan`.
    Phrase,
    /// It names the session with its results, and their day: `Was die 52. Sitzung (Fulda, 7.3.2028) bringt`.
    Dated,
    /// It speaks of the council: `Neues aus dem IT-Planungsrat`.
    Speaks,
    /// It is the session and its council: `75. Sitzung des IT-Planungsrats`.
    Named,
    /// It tells what the council did: `Das hat der IT-Planungsrat beschlossen`.
    Tells,
    /// It names the session with its results: `Ergebnisse der 47. Sitzung des IT-Planungsrats`.
    Results,
}

/// Where the deck says which meeting it is about: in its title, or in a line with the day of the session below it; on the
/// first slide, which is its cover if anything is, wherever the session and its body stand.
pub(crate) fn title_of_deck(blocks: &[Block], page: &Page) -> Option<TitleOfDeck> {
    let is_first = page.number == 1;
    let headline = page.headline.filter(|_| is_first).and_then(|span| headline(blocks, span));
    let said = says_session(blocks, is_first).or_else(|| speaks_of_council(blocks).filter(|_| is_first));
    if let Some(title) = headline {
        let alone = || is_signed(blocks).then_some((title, NO_SESSION));
        let (said, read) = said.or_else(alone)?;
        return Some(TitleOfDeck { title, said, read });
    }
    let (said, read) = said?;
    let body = body_noun(blocks[said].as_str());
    let ranked = (0..blocks.len()).filter_map(|at| Some((rank(blocks, at, said, body)?, at)));
    // Of two of a kind, the first.
    let title = ranked.max_by_key(|(rank, at)| (*rank, std::cmp::Reverse(*at))).map_or(said, |(_, at)| at);
    Some(TitleOfDeck { title, said, read })
}

/// Whether a block is of the headline that stands there, and heads no decision.
fn is_of(block: &Block, headline: Span) -> bool {
    let own = block.bullet.is_none() && headline.holds(block.text.cover());
    own && decision_heading(block.as_str()).is_none()
}

/// The block that is the headline of a cover.
fn headline(blocks: &[Block], span: Span) -> Option<usize> {
    blocks.iter().position(|block| is_of(block, span))
}

/// Whether what stands on a first slide is a cover's: few lines, with a day or an author among them.
fn is_signed(blocks: &[Block]) -> bool {
    let signs = |block: &Block| cover_day(block.as_str()).is_some() || seems_author(block.as_str());
    let heads = |block: &Block| block.bullet.is_some() || decision_heading(block.as_str()).is_some();
    blocks.len() <= MOST_BLOCKS && blocks.iter().any(signs) && !blocks.iter().any(heads)
}

/// The block that names the session, and what it says.
fn says_session(blocks: &[Block], is_first: bool) -> Option<(usize, DeckTitle)> {
    let plain = || blocks.iter().enumerate().filter(|(_, block)| block.bullet.is_none());
    let titled = || plain().find_map(|(at, block)| Some((at, deck_title(block.as_str())?)));
    let of_session = |text: &str| cover_day(text).is_some_and(|day| day.whose == Whose::Session);
    let dated = || {
        plain()
            .filter(|(_, block)| of_session(block.as_str()))
            .find_map(|(at, block)| Some((at, session_named(block.as_str())?)))
    };
    let heads = |block: &Block| decision_heading(block.as_str()).is_some();
    let anywhere = || {
        if !is_first || blocks.iter().any(heads) {
            return None;
        }
        let named = blocks.iter().any(|block| names_council(block).is_some());
        // `9. Sitzung der Digitalkonferenz, Fulda, 7. März 2028`
        let says = |block: &Block| named || of_session(block.as_str());
        plain().filter(|(_, block)| says(block)).find_map(|(at, block)| Some((at, session_anywhere(block.as_str())?)))
    };
    titled().or_else(dated).or_else(anywhere)
}

/// The block of a cover that speaks of a council, of which session nobody knows: `Neues vom IT-Planungsrat`.
fn speaks_of_council(blocks: &[Block]) -> Option<(usize, DeckTitle)> {
    let title = |block: &Block| names_council(block).is_some() && !is_organization(block.as_str());
    let is_text = |block: &Block| {
        let text = block.as_str();
        block.bullet.is_some() || is_paragraph(text) || decision_heading(text).is_some()
    };
    if blocks.len() > MOST_BLOCKS || blocks.iter().any(is_text) {
        return None;
    }
    let at = blocks.iter().position(title)?;
    Some((at, NO_SESSION))
}

/// The noun of the body that the line with the session names: `Lenkungskreis` of `Lenkungskreis Küste | 19. Sitzung`.
fn body_noun(session: &str) -> Option<&'static str> {
    BODY_NOUNS.iter().copied().find(|noun| session.contains(noun))
}

/// What the block at `at` is as a title where the one at `said` names the session of a body with this noun; `None` where it
/// cannot be one.
fn rank(blocks: &[Block], at: usize, said: usize, body: Option<&str>) -> Option<Rank> {
    let (block, session) = (&blocks[at], blocks[said].as_str());
    let text = block.as_str();
    let has_day = has_day(session);
    if at == said {
        // `IT-Rat Nord, 23. Sitzung`, `IT-Rat Nord | 23. Sitzung`, `Sitzung: 23. Sitzung`
        let labelled = text.strip_prefix("Sitzung").map(|rest| rest.trim_start_matches([':', ' ']));
        let behind = || [", ", " | ", " · "].iter().find_map(|sign| text.split_once(sign)).map(|(_, rest)| rest);
        let rest = labelled.or_else(behind).unwrap_or(text);
        return Some(match (deck_title(text).is_some(), has_day) {
            _ if is_session_alone(text) || is_session_alone(rest) => Rank::Session,
            _ if is_session(text) => Rank::Named,
            (true, true) => Rank::Dated,
            (false, true) => Rank::Session,
            (_, false) => Rank::Results,
        });
    }
    // `Vorname Name, Geschäftsstelle des IT-Planungsrats`
    let author = text.split_once(", ").is_some_and(|(name, _)| name.contains(' ') && person_name(name).is_some());
    let named = || names_council(block).is_some() || body.is_some_and(|body| text.contains(body));
    let speaks = text.split(' ').count() > 2 && !author && named();
    let start = text.split_once(": ").map_or(text, |(_, rest)| rest);
    let results = |text: &str| RESULT_NOUNS.iter().any(|noun| text.starts_with(noun));
    let decided = DECIDED_VERBS.iter().any(|verb| text.contains(verb));
    let tells = results(text) || results(start) || decided;
    // `Verwaltung, die ankommt: Was der IT-Planungsrat beschlossen hat`
    let organization = is_organization(text) && !(speaks && decided);
    let other = self::has_day(text) || organization || text.contains('@') || council(block).is_some();
    if block.bullet.is_some() || other {
        return None;
    }
    let beside = at + 1 == said || at == said + 1 && is_session_alone(session);
    match () {
        () if speaks && tells => Some(Rank::Tells),
        () if speaks => Some(Rank::Speaks),
        () if beside && is_phrase(text) => Some(Rank::Phrase),
        () if at < said && has_day => Some(Rank::Above),
        () => None,
    }
}

/// Whether a line of a cover is a day, or has one between bars.
fn has_day(text: &str) -> bool {
    text.split(['|', '·', '•']).any(|part| cover_day(part.trim()).is_some())
}

/// Whether a text is a phrase, as titles are: several words, some of them small.
fn is_phrase(text: &str) -> bool {
    const FEWEST_WORDS: usize = 3;
    let small = |word: &str| word.starts_with(char::is_lowercase) && !NAME_PARTICLES.contains(&word);
    text.split(' ').count() >= FEWEST_WORDS && text.split(' ').any(small) && !text.contains(',')
}

/// Joins the lines of the deck's title: those in the largest letters, else the two of which the second goes on with the
/// first.
pub(super) fn join_title_of_deck(blocks: &mut Vec<Block>, headline: Option<Span>) {
    if let Some(span) = headline {
        let Some(first) = blocks.iter().position(|block| is_of(block, span)) else { return };
        let end = first + blocks[first..].iter().take_while(|block| is_of(block, span)).count();
        for below in blocks.drain(first + 1..end).collect::<Vec<Block>>() {
            blocks[first].text.join(Join::Space, below.text);
        }
        return;
    }
    let Some(at) = (1..blocks.len()).find(|at| goes_on(&blocks[at - 1], &blocks[*at])) else { return };
    let below = blocks.remove(at);
    blocks[at - 1].text.join(Join::Space, below.text);
}

/// Whether the title of a deck goes on from one line of its cover to the next.
fn goes_on(above: &Block, below: &Block) -> bool {
    let (front, rest) = (above.as_str(), below.as_str());
    if above.bullet.is_some() || below.bullet.is_some() {
        return false;
    }
    // `Protokoll der 12. Sitzung` above `des Fachrats Netze`
    let of_body = ["des ", "der "].iter().any(|article| rest.starts_with(article)) && cover_day(rest).is_none();
    if of_body
        && front.ends_with(". Sitzung")
        && deck_title(&format!("{front} {rest}")).is_some_and(|title| title.body.is_some())
    {
        return true;
    }
    if deck_title(front).is_some() {
        return false;
    }
    // `Was die 59.` above `Sitzung für Anbieter bedeutet`
    let last = front.rsplit(' ').next().unwrap_or_default();
    let ordinal = last.strip_suffix('.').is_some_and(|digits| digits.parse::<u32>().is_ok());
    if ordinal && rest.starts_with("Sitzung ") {
        return true;
    }
    // `Ergebnisse in Fulda:` above `Was der IT-Planungsrat beschlossen hat`
    let colon = front.ends_with(':');
    if colon && last.starts_with(char::is_uppercase) && names_council(below).is_some() {
        return true;
    }
    // `IT-Planungsrat im Juni 2033:` above `Was hat er beschlossen?`, `Was der IT-Planungsrat` above `in Fulda entschieden hat`
    let told = rest.starts_with(char::is_lowercase) && DECIDED_VERBS.iter().any(|verb| rest.contains(verb));
    let plain = cover_day(rest).is_none() && session_anywhere(rest).is_none() && !is_organization(rest);
    let several = front.contains(' ') && rest.contains(' ') && person_name(rest).is_none();
    let names = names_council(above).is_some();
    if plain && (colon && (several || names && rest.contains(' ')) || names && told) {
        return true;
    }
    // `Viel beschlossen, wenig getan?` above `Ergebnisse der 47. Sitzung`, `Wichtige Beschlüsse` above `der 47. Sitzung`
    let results = || RESULT_NOUNS.iter().any(|noun| rest.starts_with(noun)) && cover_day(rest).is_none();
    let open = rest.starts_with(char::is_lowercase) || colon || front.ends_with(['?', '!']) && results();
    open && deck_title(&format!("{front} {rest}")).is_some()
}
