//! Labels: what stands above or beside the items of several slides and says what they are: `Sachverhalt`, `Fristen`.
//!
//! In: the pages of a deck. Out: the labels, which are short lines without a mark that return above other lines, or
//! beside them. They are the labels of the items that follow, and no items.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::grammar::cell::role_of_head;
use crate::grammar::mandate::opens_resolutions;
use crate::grammar::person::is_office;
use crate::layout::{Line, Page, ends_sentence, ends_text};
use crate::text::{Join, TextMap};
use crate::vocabulary::{DEADLINE_LABELS, DECISION_NOUNS, Role, jurisdiction};

use super::cover::Covers;
use super::member::names_members;

/// The labels of a deck.
#[derive(Debug, Default)]
pub(crate) struct Labels(HashSet<String>);

/// Pieces of a row beside whose label its texts stand, at most.
const MOST_PIECES: usize = 48;

/// Whether a text may be a label: few words, of letters.
fn may_be_label(text: &str) -> bool {
    const MOST_WORDS: usize = 4;
    const MOST_OF_QUESTION: usize = 6;
    const SHORTEST: usize = 3;
    let (text, most) = match text.strip_suffix('?') {
        Some(question) => (question, MOST_OF_QUESTION),
        None => (text.strip_suffix(':').unwrap_or(text), MOST_WORDS),
    };
    // `Beschlusstext (Auszug)`
    let bracket = text.strip_suffix(')').and_then(|inner| inner.split_once(" ("));
    let text = bracket.filter(|(_, inner)| inner.chars().all(char::is_alphabetic)).map_or(text, |(front, _)| front);
    text.len() >= SHORTEST
        && text.contains(char::is_lowercase)
        && text.starts_with(char::is_uppercase)
        && text.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-')
        && text.split(' ').count() <= most
        && !text.ends_with('-')
        && jurisdiction(text).is_none()
        && !is_office(text)
        && !opens_resolutions(text)
}

/// Where a line that starts a block of its own may label what stands below it.
fn above<'a>(before: &Line, line: &'a Line, below: Option<&Line>) -> Option<&'a str> {
    let text = line.text.as_str();
    let heads = below.is_some_and(|below| {
        // `Beschluss` may stand above its identifier.
        let identifier = DECISION_NOUNS.contains(&text) && below.text.as_str().starts_with(char::is_numeric);
        // `bis zu 380.000 Euro`
        let value = below.text.as_str().contains(|c: char| c.is_ascii_digit());
        let goes_on = below.text.as_str().starts_with(char::is_lowercase) && !below.apart && !value;
        below.bullet.is_some() || !identifier && !goes_on
    });
    (starts_block(before, line) && heads && may_be_label(text)).then_some(text)
}

/// The lines of a page that stand right below its title and above an item, each with the one before it.
fn below_title(lines: &[Line]) -> impl Iterator<Item = (&str, &str)> {
    const MOST: usize = 4;
    lines.windows(3).take(MOST).filter_map(|lines| {
        let [before, line, below] = lines else { return None };
        let plain = before.is_plain() && line.is_plain() && !line.gap && !line.apart;
        let ends = ends_text(before.text.as_str());
        let text = line.text.as_str();
        (plain && ends && below.bullet.is_some() && may_be_label(text)).then_some((text, before.text.as_str()))
    })
}

/// The label that the second of some lines starts and the third ends: `Folgen für die`, `Städte`.
fn of_two_lines(lines: &[Line]) -> Option<TextMap> {
    let [before, line, next, below, ..] = lines else { return None };
    let goes_on = !ends_text(line.text.as_str()) && line.column.is_some() && line.column == next.column;
    let alone = next.is_plain() && !next.gap && !next.apart && (below.gap || below.apart || below.bullet.is_some());
    let mut whole = Some(line.text.clone()).filter(|_| goes_on && alone && starts_block(before, line))?;
    whole.join(Join::Space, next.text.clone());
    may_be_label(whole.as_str()).then_some(whole)
}

/// Whether a line stands alone, below an empty one, apart from what is above, or below a sentence that ends.
fn starts_block(before: &Line, line: &Line) -> bool {
    let starts = line.gap || line.apart || ends_sentence(before.text.as_str());
    line.is_plain() && starts
}

/// The label of a row of two cells, which stands first in the row, whatever line of the other it stands beside; and what the
/// other cell has.
fn beside(row: &Line) -> Option<(TextMap, Vec<TextMap>)> {
    // What heads a column of projects labels what a card says of one.
    let of_project = |text: &str| {
        role_of_head(text).is_some_and(|role| !matches!(role, Role::Decision | Role::Title | Role::Budget))
    };
    let is_label = |text: &str| may_be_label(text) && !of_project(text);
    if let [label, rest] = &row.cells[..] {
        let label = row.text.slice(label.range.clone());
        let starts = std::iter::once(rest.range.start).chain(rest.items.iter().copied());
        let ends = rest.items.iter().copied().chain([rest.range.end]);
        let texts = starts.zip(ends).map(|(start, end)| row.text.slice(start..end));
        return is_label(label.as_str()).then(|| (label, texts.collect()));
    }
    if !row.cells.is_empty() || !(2..=MOST_PIECES).contains(&row.pieces.len()) {
        return None;
    }
    let mut rest = row.text.as_str();
    let mut pieces: Vec<&TextMap> = row.pieces.iter().collect();
    let mut label: Option<TextMap> = None;
    // Its lines stand one below the other, and the other cell starts above the last of them.
    let mut last = 0;
    while let Some(at) = pieces.iter().position(|piece| {
        let start = piece.cover().start;
        start >= last && rest.strip_prefix(piece.as_str()).is_some_and(|behind| behind.starts_with(' '))
    }) {
        let above = pieces.iter().any(|piece| piece.cover().start < pieces[at].cover().start);
        if label.is_some() && !above {
            break;
        }
        let piece = pieces.remove(at);
        last = piece.cover().end;
        rest = &rest[piece.as_str().len() + 1..];
        label = Some(match label {
            Some(mut label) => {
                label.join(Join::Space, piece.clone());
                label
            }
            None => piece.clone(),
        });
    }
    let label = label.filter(|label| is_label(label.as_str()))?;
    (!pieces.is_empty()).then(|| (label, pieces.into_iter().cloned().collect()))
}

/// Whether prose is among some texts.
fn has_prose(texts: &[TextMap]) -> bool {
    const FEWEST_WORDS: usize = 3;
    texts.iter().any(|text| text.as_str().split(' ').count() >= FEWEST_WORDS)
}

/// Tables each of whose rows is a label and what stands beside it.
fn tables_of_labels(lines: &[Line]) -> HashSet<u32> {
    let table = |line: &Line| line.cells.first().map(|cell| cell.table);
    let is_row = |line: &Line| line.cells.len() == 2 && beside(line).is_some_and(|(_, texts)| has_prose(&texts));
    let others: HashSet<u32> = lines.iter().filter(|line| !is_row(line)).filter_map(table).collect();
    lines.iter().filter_map(table).filter(|table| !others.contains(table)).collect()
}

/// Whether a line is a row of none but those tables, if it is one.
fn may_be_labelled(line: &Line, tables: &HashSet<u32>) -> bool {
    line.cells.first().is_none_or(|cell| tables.contains(&cell.table))
}

/// How a label stands on a page.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Whether prose is beside or below it.
    prose: bool,
    /// Whether one text is.
    one: bool,
    /// Whether that is beside it.
    beside: bool,
}

/// What may be labels on a page.
fn candidates(page: &Page) -> BTreeMap<String, Place> {
    const ABOVE: Place = Place { prose: true, one: true, beside: false };
    let tables = tables_of_labels(&page.lines);
    let label = |at: usize| {
        let line = &page.lines[at];
        let beside = || {
            beside(line)
                .filter(|_| may_be_labelled(line, &tables))
                .map(|(label, others)| {
                    (label, Place { prose: has_prose(&others), one: others.len() == 1, beside: true })
                })
                .map(|(label, place)| (label.as_str().to_owned(), place))
        };
        let above = above(&page.lines[at - 1], line, page.lines.get(at + 1));
        let whole = || of_two_lines(&page.lines[at - 1..]).map(|label| (label.as_str().to_owned(), ABOVE));
        whole().or_else(|| above.map(|label| (label.to_owned(), ABOVE))).or_else(beside)
    };
    (1..page.lines.len()).filter_map(label).collect()
}

impl Labels {
    /// Finds them.
    pub(crate) fn find(pages: &[Page], covers: &Covers) -> Self {
        const FEWEST: usize = 3;
        /// Labels that are known on the page of another, at least, and of one that several pages have or that is beside.
        const KNOWN: usize = 2;
        const KNOWN_OF_SEVERAL: usize = 1;
        let shows_members = |page: &&Page| page.lines.first().is_some_and(|title| names_members(title.text.as_str()));
        // Below several titles the same line is none of them.
        let mut titles: HashMap<&str, HashSet<&str>> = HashMap::new();
        for (text, title) in pages.iter().filter(|page| !shows_members(page)).flat_map(|page| below_title(&page.lines))
        {
            titles.entry(text).or_default().insert(title);
        }
        titles.retain(|text, titles| titles.len() >= FEWEST && !covers.share(text));
        let pages: Vec<BTreeMap<String, Place>> =
            pages.iter().filter(|page| !shows_members(page)).map(candidates).collect();
        // On how many pages each stands, and whether prose does beside or below it.
        let mut on: HashMap<&str, (usize, bool)> = HashMap::new();
        for (label, place) in pages.iter().flatten() {
            let (pages, any) = on.entry(label).or_default();
            (*pages, *any) = (*pages + 1, *any || place.prose);
        }
        let times: HashMap<&str, usize> = on.iter().map(|(label, (pages, _))| (*label, *pages)).collect();
        // What says that something is due is known on one.
        let enough = |label: &str, pages: usize| pages >= FEWEST || DEADLINE_LABELS.contains(&label);
        on.retain(|label, (pages, prose)| enough(label, *pages) && *prose && !covers.share(label));
        let known: HashSet<&str> = on.into_keys().chain(titles.into_keys()).collect();
        if known.is_empty() {
            return Self::default();
        }
        // So is one word that stands as they do where others are known; a row of several cells is one of a table.
        let further = pages.iter().flat_map(|page| {
            let others = page.iter().filter(|(other, _)| known.contains(other.as_str()));
            let rows = others.clone().all(|(_, other)| other.beside);
            let others = others.take(KNOWN).count();
            let enough = |(label, place): &(&String, &Place)| {
                // One is enough in a table of labels.
                let least = if times[label.as_str()] > 1 || rows && place.beside { KNOWN_OF_SEVERAL } else { KNOWN };
                (place.prose || place.one) && others >= least && !label.contains(' ') && !covers.share(label)
            };
            page.iter().filter(enough).map(|(label, _)| label.clone()).collect::<Vec<String>>()
        });
        Self(known.iter().map(|label| (*label).to_owned()).chain(further).collect())
    }

    /// Whether a text is one.
    pub(crate) fn has(&self, text: &str) -> bool {
        !self.0.is_empty() && self.0.contains(text)
    }

    /// The labels of a row in which several stand one below the other, as no empty line divides their rows, and what
    /// stands beside each; what stands above the first is beside that.
    fn several(&self, row: &Line) -> Vec<(TextMap, Vec<TextMap>)> {
        let is_label = |piece: &&TextMap| self.has(piece.as_str());
        if row.pieces.len() > MOST_PIECES || row.pieces.iter().filter(is_label).nth(1).is_none() {
            return Vec::new();
        }
        let (mut rows, mut above): (Vec<(TextMap, Vec<TextMap>)>, Vec<TextMap>) = (Vec::new(), Vec::new());
        for piece in &row.pieces {
            match rows.last_mut() {
                _ if is_label(&piece) => rows.push((piece.clone(), std::mem::take(&mut above))),
                Some((_, texts)) => texts.push(piece.clone()),
                None => above.push(piece.clone()),
            }
        }
        // Each has something beside it.
        if rows.iter().all(|(_, texts)| !texts.is_empty()) { rows } else { Vec::new() }
    }

    /// Sets them apart from the lines around them.
    pub(crate) fn set_apart(&self, lines: &mut Vec<Line>) {
        if self.0.is_empty() {
            return;
        }
        let tables = tables_of_labels(lines);
        let mut whole: Vec<Line> = Vec::with_capacity(lines.len());
        for line in lines.drain(..) {
            if whole.is_empty() {
                whole.push(line);
                continue;
            }
            let row = beside(&line).filter(|(label, _)| self.has(label.as_str()) && may_be_labelled(&line, &tables));
            let several = self.several(&line);
            let rows = if several.is_empty() { Vec::from_iter(row) } else { several };
            if rows.is_empty() {
                whole.push(line);
            }
            for (label, others) in rows {
                whole.push(Line { gap: true, apart: true, ..Line::of(label) });
                let first = whole.len();
                whole.extend(others.into_iter().map(Line::with_bullet).filter(|line| !line.text.is_empty()));
                whole[first..].iter_mut().take(1).for_each(|line| line.apart = true);
            }
        }
        for at in (1..whole.len()).rev() {
            if let Some(text) = of_two_lines(&whole[at - 1..]).filter(|text| self.has(text.as_str())) {
                whole[at].text = text;
                whole.remove(at + 1);
            }
        }
        let below: Vec<String> = below_title(&whole).map(|(text, _)| text.to_owned()).collect();
        for at in 1..whole.len() {
            let starts =
                starts_block(&whole[at - 1], &whole[at]) || below.iter().any(|text| text == whole[at].text.as_str());
            if at + 1 < whole.len() && starts && self.has(whole[at].text.as_str()) {
                whole[at].apart = true;
                whole[at + 1].apart = true;
            }
        }
        *lines = whole;
    }
}
