//! Subtitles: what most slides of decisions say in one line below the title that the overview announces.
//!
//! In: the slides of a deck. Out: the same, the line taken off the blocks; on the first slide of a decision it is the long
//! title.
//!
//! | on the slide | read as |
//! | --- | --- |
//! | `Bürgerkonto`, and in the line below `Ein Konto für alle Wege zum Amt` | the title, the long title |
//! | the same without an empty line between, where the overview announces `Bürgerkonto` | the same |

use std::collections::{HashMap, HashSet};

use crate::grammar::cell::role_of_head;
use crate::grammar::date::parse_date;
use crate::grammar::money::find_money;
use crate::grammar::prefix;
use crate::grammar::programme::programme_name;
use crate::grammar::reference::{find_identifiers, find_references};
use crate::layout::Block;
use crate::record::SlideKind;
use crate::text::TextMap;
use crate::vocabulary::{DEADLINE_LABELS, PRESENTER_LABELS};

use super::Sheet;
use super::labels::Labels;
use super::titled::{Names, Titled, any_heading};

/// Decisions whose slides have one, at least.
const FEWEST: usize = 3;
/// Words of one, at least.
const FEWEST_WORDS: usize = 3;

/// Takes them off the slides of a deck, where most decisions have one.
pub(super) fn take_subtitles(sheets: &mut [Sheet<'_>], labels: &Labels) {
    // Most decks have none.
    let may_have = |sheet: &&Sheet<'_>| has_lines(sheet) || below_title(sheet, labels).is_some();
    if sheets.iter().filter(may_have).take(FEWEST).count() < FEWEST {
        return;
    }
    let titled = Titled::find(sheets);
    let named = titled.all(sheets);
    let of = |sheet: &Sheet<'_>| match in_title(sheet, labels, &titled) {
        _ if matches!(sheet.kind, SlideKind::Cover | SlideKind::Members | SlideKind::Closing) => None,
        Some(at) => Some(Place::InTitle(at)),
        None => below_title(sheet, labels).map(|_| Place::Below),
    };
    let mut seen: HashSet<String> = HashSet::new();
    let mut with = 0;
    for (sheet, names) in sheets.iter().zip(&named) {
        let Some(Names::Decision { identifier, .. }) = names else { continue };
        let first = seen.insert(identifier.as_str().to_owned());
        with += usize::from(first && of(sheet).is_some());
    }
    if with < FEWEST || with * 4 < seen.len() * 3 {
        return;
    }
    let mut subtitles: HashMap<String, String> = HashMap::new();
    for (sheet, names) in sheets.iter_mut().zip(named) {
        let Some(Names::Decision { identifier, .. }) = names else { continue };
        let place = of(sheet);
        let text = place.and_then(|place| sheet.subtitle_at(place));
        let own = text.as_ref().map_or("", TextMap::as_str).to_owned();
        let first = subtitles.entry(identifier.as_str().to_owned()).or_insert_with(|| own.clone());
        // Another line on a later slide is what that slide says.
        if let Some((place, subtitle)) = place.zip(text).filter(|_| *first == own) {
            sheet.read.extend(subtitle.whole_trace().spans);
            sheet.take_subtitle(place);
            sheet.subtitle = Some(subtitle);
        }
    }
}

/// Where a subtitle stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// In the block of the title, from this byte on: in a text no empty line may divide them.
    InTitle(usize),
    /// In the first block below it.
    Below,
}

impl Sheet<'_> {
    fn subtitle_at(&self, place: Place) -> Option<TextMap> {
        match place {
            Place::InTitle(at) => self.title.as_ref().map(|title| title.text.slice(at..title.as_str().len())),
            Place::Below => self.blocks.first().map(|block| block.text.clone()),
        }
    }

    fn take_subtitle(&mut self, place: Place) {
        match (place, &mut self.title) {
            (Place::InTitle(at), Some(title)) => {
                title.text = title.text.slice(0..title.as_str()[..at].trim_end().len());
            }
            (Place::Below, _) if !self.blocks.is_empty() => drop(self.blocks.remove(0)),
            _ => {}
        }
    }
}

/// Whether a text has what a decision's fields are read from, or a label.
fn states_facts(text: &str) -> bool {
    let labels = |label: &str| {
        role_of_head(label).is_some() || DEADLINE_LABELS.contains(&label) || PRESENTER_LABELS.contains(&label)
    };
    !find_money(text).is_empty()
        || !find_references(text).is_empty()
        || !find_identifiers(text).is_empty()
        || text.split_once(": ").is_some_and(|(label, _)| labels(label))
        || text.split(' ').any(|word| prefix(parse_date, word).is_some())
        || text.contains(" bis ") && text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a text is a line that may say the same as a title, at length.
fn is_subtitle(text: &str, labels: &Labels) -> bool {
    let line = !text.ends_with(['.', ':', ';', '!', '?', ',']) && text.split(' ').count() >= FEWEST_WORDS;
    let other = || any_heading(text).is_some() || labels.has(text) || programme_name(text).1 || states_facts(text);
    line && !other()
}

/// What stands right below the title, with something else below that.
fn below_title<'a>(sheet: &'a Sheet<'_>, labels: &Labels) -> Option<&'a Block> {
    let (title, block) = (sheet.title.as_ref()?, sheet.blocks.first()?);
    // In a text an empty line divides them; where it is known what stands where, what follows may stand elsewhere.
    let alone = || sheet.blocks.get(1).is_some_and(|next| next.column != block.column);
    let near = block.column == title.column && (!block.gap || block.column.is_none() || alone());
    let heads = sheet.blocks.len() > 1 || !sheet.tables.is_empty();
    Some(block).filter(|block| block.bullet.is_none() && near && heads && is_subtitle(block.as_str(), labels))
}

/// Whether the title of a slide has several lines, and something stands below it.
fn has_lines(sheet: &Sheet<'_>) -> bool {
    !sheet.blocks.is_empty() && sheet.title.as_ref().is_some_and(|title| title.text.line_starts().next().is_some())
}

/// Where in the title of a slide another text starts below the announced one.
fn in_title(sheet: &Sheet<'_>, labels: &Labels, titled: &Titled) -> Option<usize> {
    let title = sheet.title.as_ref().filter(|_| has_lines(sheet))?;
    let text = title.as_str();
    let starts = |below: &str| below.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    title.text.line_starts().find(|at| {
        let below = &text[*at..];
        titled.announces(&text[..*at]) && starts(below) && is_subtitle(below, labels)
    })
}
