//! Subtitles: what most slides of decisions say in one line below the title that the overview announces.
//!
//! In: the slides of a deck. Out: the same, the line taken off the blocks; on the first slide of a decision it is the long
//! title.
//!
//! | on the slide | read as |
//! | --- | --- |
//! | `Bürgerkonto`, and in the line below `Ein Konto für alle Wege zum Amt` | the title, the long title |

use std::collections::{HashMap, HashSet};

use crate::grammar::cell::role_of_head;
use crate::grammar::date::parse_date;
use crate::grammar::money::find_money;
use crate::grammar::prefix;
use crate::grammar::programme::programme_name;
use crate::grammar::reference::{find_identifiers, find_references};
use crate::text::TextMap;
use crate::vocabulary::{DEADLINE_LABELS, PRESENTER_LABELS};

use super::Sheet;
use super::labels::Labels;
use super::titled::any_heading;
use super::titled::{Names, Titled};

/// Decisions whose slides have one, at least.
const FEWEST: usize = 3;
/// Words of one, at least.
const FEWEST_WORDS: usize = 3;

/// Takes them off the slides of a deck, where most decisions have one.
pub(super) fn take_subtitles(sheets: &mut [Sheet<'_>], labels: &Labels) {
    // Most decks have none.
    if sheets.iter().filter(|sheet| has_subtitle(sheet, labels)).take(FEWEST).count() < FEWEST {
        return;
    }
    let named = Titled::find(sheets).all(sheets);
    let mut seen: HashSet<String> = HashSet::new();
    let mut with = 0;
    for (sheet, names) in sheets.iter().zip(&named) {
        let Some(Names::Decision { identifier, .. }) = names else { continue };
        let first = seen.insert(identifier.as_str().to_owned());
        with += usize::from(first && has_subtitle(sheet, labels));
    }
    if with < FEWEST || with * 4 < seen.len() * 3 {
        return;
    }
    let mut titles: HashMap<String, String> = HashMap::new();
    for (sheet, names) in sheets.iter_mut().zip(named) {
        let Some(Names::Decision { identifier, .. }) = names else { continue };
        let subtitle = sheet.blocks.first().filter(|_| has_subtitle(sheet, labels)).map(|block| block.text.clone());
        let own = subtitle.as_ref().map_or("", TextMap::as_str).to_owned();
        let title = titles.entry(identifier.as_str().to_owned()).or_insert_with(|| own.clone());
        // Another line on a later slide is what that slide says.
        if let Some(subtitle) = subtitle.filter(|_| *title == own) {
            sheet.blocks.remove(0);
            sheet.read.extend(subtitle.whole_trace().spans);
            sheet.subtitle = Some(subtitle);
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

/// Whether a line that is no sentence stands right below the title, and something else below that.
fn has_subtitle(sheet: &Sheet<'_>, labels: &Labels) -> bool {
    let (Some(title), Some(block)) = (&sheet.title, sheet.blocks.first()) else { return false };
    let text = block.as_str();
    // In a text an empty line divides them.
    let near = block.column == title.column && (!block.gap || block.column.is_none());
    let below = block.bullet.is_none() && near;
    let line = !text.ends_with(['.', ':', ';', '!', '?', ',']) && text.split(' ').count() >= FEWEST_WORDS;
    let other = || any_heading(text).is_some() || labels.has(text) || programme_name(text).1 || states_facts(text);
    let heads = sheet.blocks.len() > 1 || !sheet.tables.is_empty();
    below && line && heads && !other()
}
