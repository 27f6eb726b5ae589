//! Items: the paragraphs and bullets of a slide, with their levels and labels.
//!
//! In: the [`Block`]s of a slide. Out: [`ReadItem`]s. Text that was drawn twice is read once, a label that is fused to
//! the end of its text is taken off.

use std::sync::LazyLock;

use regex::Regex;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::has_digit;
use crate::grammar::mark::is_raised;
use crate::layout::{Block, Indent};
use crate::record::{Item, Provenance};
use crate::source::Span;
use crate::text::{Step, TextMap, Trace};

use super::labels::Labels;

/// An item that still knows where it stands.
#[derive(Debug, Clone)]
pub(crate) struct ReadItem {
    pub(crate) text: TextMap,
    /// The same text again, where it was drawn twice.
    pub(crate) again: Option<TextMap>,
    pub(crate) label: Option<TextMap>,
    pub(crate) level: u8,
    mark: Option<char>,
    indent: Option<Indent>,
    gap: bool,
}

impl ReadItem {
    /// The record of the item; says in `provenance` where it comes from, under `path`.
    pub(crate) fn record(&self, path: &str, provenance: &mut Provenance) -> Item {
        let mut trace = self.text.whole_trace();
        if let Some(again) = &self.again {
            trace = trace.joined(Step::Rejoin, again.whole_trace()).then(Step::Undouble);
        }
        provenance.put(format!("{path}.text"), trace);
        let label = self.label.as_ref().map(|label| provenance.text(format!("{path}.label"), label));
        Item { text: self.text.as_str().to_owned(), level: self.level, label }
    }
}

/// Reads the blocks of one slide as items.
pub(crate) fn read_items(blocks: &[Block], labels: &Labels, diagnostics: &mut Vec<Diagnostic>) -> Vec<ReadItem> {
    let mut items: Vec<ReadItem> = Vec::new();
    let mut doubled: Vec<Span> = Vec::new();
    let mut label: Option<TextMap> = None;
    let counts = counts(blocks);
    for (at, block) in blocks.iter().enumerate() {
        if counts && counted(block).is_some() {
            continue;
        }
        if block.bullet.is_none() && labels.has(block.as_str()) && at + 1 < blocks.len() {
            label = Some(block.text.slice(0..block.as_str().trim_end_matches(':').len()));
            continue;
        }
        let half = doubled_half(block.as_str());
        let (text, again) = match half {
            Some(half) => {
                doubled.push(block.text.cover());
                (block.text.slice(0..half), Some(block.text.slice(half..block.as_str().len())))
            }
            None => (block.text.clone(), None),
        };
        items.push(ReadItem {
            text,
            again,
            label: label.clone(),
            level: 1,
            mark: block.bullet.map(|bullet| bullet.mark),
            indent: block.bullet.and_then(|bullet| bullet.indent),
            gap: block.gap,
        });
    }
    if let Some(span) = doubled.iter().copied().reduce(Span::cover) {
        let message = format!("texts drawn twice, read once: {}", doubled.len());
        diagnostics.push(Diagnostic::new(Code::DoubledText, span, message));
    }
    take_labels(&mut items, diagnostics);
    set_levels(&mut items);
    for item in &items {
        report_footnotes(item, diagnostics);
    }
    items
}

/// The numbers that a block is, and nothing else: `1`, `1 2 3` where badges stand side by side.
fn counted(block: &Block) -> Option<Vec<usize>> {
    let text = block.as_str();
    let digits = |word: &str| word.len() <= 2 && word.bytes().all(|b| b.is_ascii_digit());
    (block.bullet.is_none() && text.split(' ').all(digits)).then(|| text.split(' ').flat_map(str::parse).collect())
}

/// Whether the numbers that stand alone on a slide count what stands below them, from 1 on.
fn counts(blocks: &[Block]) -> bool {
    const FEWEST: usize = 2;
    let numbers: Vec<usize> = blocks.iter().filter_map(counted).flatten().collect();
    let last = blocks.last().is_some_and(|last| counted(last).is_some());
    numbers.len() >= FEWEST && !last && numbers.iter().copied().eq(1..=numbers.len())
}

/// Where the second half starts, if a text is the same text twice.
fn doubled_half(text: &str) -> Option<usize> {
    const SHORTEST: usize = 4;
    // A wrap may have set a blank between them.
    let half = text.len() / 2;
    let twice = text.is_char_boundary(half) && text[..half] == *text[half..].trim_start();
    (twice && half >= SHORTEST).then_some(half)
}

/// Cards come in groups: one fused word alone may be a name.
const FEWEST_LABELS: usize = 2;
/// Words that a label has at most.
const LABEL_WORDS: usize = 5;

/// A label starts at a capital within a word; the word before it has small letters and is no short first part of a
/// name (`GovData`), the label goes on in small letters or with a hyphen (not so `DeutschlandID`).
fn label_start(text: &str) -> Option<usize> {
    /// Small letters before the capital.
    const SMALL: usize = 3;
    let mut small = 0;
    let starts = text.char_indices().filter(|(_, c)| {
        let fused = c.is_uppercase() && small >= SMALL;
        small = if c.is_lowercase() { small + 1 } else { 0 };
        fused
    });
    let letters = |word: &str| !word.is_empty() && word.chars().all(char::is_alphanumeric);
    let is_label = |label: &str| {
        let mut words = label.split(' ');
        words.next().is_some_and(|first| first.split('-').all(letters))
            && words.clone().count() < LABEL_WORDS
            && words.all(|word| letters(&word.replace('-', "0")))
    };
    let at = starts.map(|(at, _)| at).find(|at| is_label(&text[*at..]))?;
    let label = &text[at..];
    let capital = label.chars().next()?;
    let word = label.chars().any(char::is_lowercase) || label.contains('-');
    let long = label.len() > capital.len_utf8() + 2 && text[..at].matches(' ').count() >= 2;
    (word && long).then_some(at)
}

/// On a slide of cards, the label of a card is fused to the end of its text, or stands below it.
fn take_labels(items: &mut Vec<ReadItem>, diagnostics: &mut Vec<Diagnostic>) {
    let starts: Vec<Option<usize>> =
        items.iter().map(|item| label_start(item.text.as_str()).filter(|_| item.mark.is_some())).collect();
    if starts.iter().flatten().count() < FEWEST_LABELS {
        return;
    }
    let mut spans = Vec::new();
    let mut cards: Vec<ReadItem> = Vec::new();
    for (mut item, start) in items.drain(..).zip(starts) {
        if let Some(start) = start {
            spans.push(item.text.cover());
            item.label = Some(item.text.slice(start..item.text.as_str().len()));
            item.text = item.text.slice(0..start);
        } else if item.mark.is_none()
            && item.text.as_str().split(' ').count() <= LABEL_WORDS
            && let Some(card) = cards.last_mut().filter(|card| card.mark.is_some() && card.label.is_none())
        {
            card.label = Some(item.text);
            continue;
        }
        cards.push(item);
    }
    *items = cards;
    if let Some(span) = spans.iter().copied().reduce(Span::cover) {
        let message = format!("labels fused to the end of their texts, taken apart at the capital: {}", spans.len());
        diagnostics.push(Diagnostic::new(Code::FusedLabel, span, message));
    }
}

/// Levels, as far as a text without positions shows them.
///
/// A head ends with a colon, or stands right on the items below it where blank lines divide the others. Where blank
/// lines divide some bullets and not others they end a head's group, unless the group has heads of its own; elsewhere
/// a head's group is the items that have the form of its first. Where a slide has more than one mark, the mark tells.
fn set_levels(items: &mut [ReadItem]) {
    let bullets: Vec<usize> = (0..items.len()).filter(|at| items[*at].mark.is_some()).collect();
    if bullets.iter().all(|at| items[*at].indent.is_some()) {
        return set_levels_by_indent(items, &bullets);
    }
    let is_head = |at: usize| items[at].text.as_str().ends_with(':');
    let heads = bullets.iter().filter(|at| is_head(**at)).count();
    let gaps = bullets.iter().skip(1).filter(|at| items[**at].gap).count();
    let mixed = gaps > 0 && gaps + 1 < bullets.len();
    let mut levels: Vec<u8> = Vec::new();
    let mut marks: Vec<char> = Vec::new();
    for mark in bullets.iter().filter_map(|at| items[*at].mark) {
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    if marks.len() > 1 {
        let depth = |at: &usize| marks.iter().position(|mark| items[*at].mark == Some(*mark)).unwrap_or(0);
        levels.extend(bullets.iter().map(|at| u8::try_from(depth(at) + 1).unwrap_or(u8::MAX)));
    } else if mixed && heads > 1 && bullets.first().is_some_and(|first| is_head(*first)) {
        // An outline: nothing but heads and what belongs to them.
        levels.extend(bullets.iter().map(|at| if is_head(*at) { 1 } else { 2 }));
    } else {
        let mut after_head = false;
        let mut rest = &bullets[..];
        while let Some((first, more)) = rest.split_first() {
            let end = if mixed { more.iter().take_while(|at| !items[**at].gap).count() } else { more.len() };
            let group = &rest[..=end];
            let inner_heads = group[1..].iter().any(|at| is_head(*at));
            match group {
                [one] => levels.push(if after_head && mixed && !is_head(*one) { 2 } else { 1 }),
                _ if !mixed || inner_heads => levels.extend(levels_by_form(items, group)),
                _ if is_head(*first) || opens_group(items[*first].text.as_str()) => {
                    levels.push(1);
                    levels.resize(levels.len() + end, 2);
                }
                _ => levels.resize(levels.len() + group.len(), if after_head { 2 } else { 1 }),
            }
            after_head = is_head(*first) && end == 0;
            rest = &rest[group.len()..];
        }
    }
    for (at, level) in bullets.into_iter().zip(levels) {
        items[at].level = level;
    }
}

/// Levels where it is known how far in each mark stands: the marks of a column that stand as far in are of one level.
fn set_levels_by_indent(items: &mut [ReadItem], bullets: &[usize]) {
    /// Hundredths of a point by which marks of one level may be off.
    const OFF: i32 = 300;
    let indents: Vec<Indent> = bullets.iter().filter_map(|at| items[*at].indent).collect();
    for (at, own) in bullets.iter().zip(&indents) {
        let mut left: Vec<i32> = indents.iter().filter(|one| one.column == own.column).map(|one| one.left).collect();
        left.sort_unstable();
        left.dedup_by(|next, last| *next - *last <= OFF);
        let level = left.iter().filter(|left| **left <= own.left).count();
        items[*at].level = u8::try_from(level).unwrap_or(u8::MAX);
    }
}

/// Whether what stands right below an item without colon may belong to it: it is no whole sentence and no pair of
/// label and text.
fn opens_group(text: &str) -> bool {
    !text.ends_with(['.', ';', ',']) && !text.contains(':')
}

/// Levels where blank lines do not show groups: a head's items are those that have the form of the first.
fn levels_by_form(items: &[ReadItem], group: &[usize]) -> Vec<u8> {
    let mut levels = Vec::new();
    // The form of the items at each level below the first.
    let mut forms: Vec<String> = Vec::new();
    let mut last = "";
    for at in group {
        let text = items[*at].text.as_str();
        let form = form_of(text);
        if last.ends_with(':') {
            forms.push(form);
        } else if !last.ends_with([';', ',']) {
            while forms.last().is_some_and(|open| *open != form) {
                forms.pop();
            }
        }
        levels.push(u8::try_from(forms.len() + 1).unwrap_or(u8::MAX));
        last = text;
    }
    levels
}

/// How an item starts: with a label and a colon, or with which word.
fn form_of(text: &str) -> String {
    const LABEL_WORDS: usize = 3;
    match text.split_once(':') {
        Some((label, _))
            if label.split(' ').count() <= LABEL_WORDS && !label.contains(|c: char| c.is_ascii_digit()) =>
        {
            ":".to_owned()
        }
        _ => text.split(' ').next().unwrap_or_default().to_lowercase(),
    }
}

static FOOTNOTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[a-zß-öø-ž]{3}([0-9])(?:[.,;:!?]|$)").expect("a literal pattern"));

/// Says that raised figures end words of a text, which may be marks of footnotes; units are none (`m²`).
pub(crate) fn report_raised(text: &TextMap, diagnostics: &mut Vec<Diagnostic>) {
    for (at, c) in text.as_str().char_indices().filter(|(_, c)| is_raised(*c)) {
        let before = &text.as_str()[..at];
        let word = before.trim_end().rsplit(' ').next().unwrap_or_default();
        if !["m", "km", "cm"].contains(&word) && !word.is_empty() && !word.ends_with(is_raised) {
            let end = at + c.len_utf8();
            let message = format!("`{word}{c}` ends with a raised figure, which may be the mark of a footnote; kept");
            diagnostics.push(Diagnostic::new(Code::FusedFootnote, text.slice(at..end).cover(), message));
        }
    }
}

fn report_footnotes(item: &ReadItem, diagnostics: &mut Vec<Diagnostic>) {
    report_raised(&item.text, diagnostics);
    if !has_digit(item.text.as_str()) {
        return;
    }
    for mark in FOOTNOTE.captures_iter(item.text.as_str()).filter_map(|found| found.get(1)) {
        let Trace { spans, .. } = item.text.trace(mark.range());
        let word = item.text.as_str()[..mark.end()].rsplit(' ').next().unwrap_or_default();
        let message = format!("`{word}` ends with a digit, which may be the mark of a footnote; kept");
        diagnostics.extend(spans.first().map(|span| Diagnostic::new(Code::FusedFootnote, *span, message)));
    }
}
