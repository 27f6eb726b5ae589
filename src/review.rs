//! The page that people look at: one HTML file with meetings, their records, and the words that each was read from.
//!
//! In: decks and what was read from them. Out: HTML that asks no address for anything. Templates, style and script are
//! files beside this one; a policy within the page allows that style and that script alone, so that nothing which a deck
//! says could run or load. What the last meeting decided stands in the page as HTML; the others, the words of the decks
//! and the pictures in the other language are packed into it, until somebody asks for them.
//!
//! Not here: files (the binary), and any value that no record has: sums are of records, and what is shown is linked to
//! where it stands.

mod changes;
mod escape;
mod evidence;
mod language;
mod pictures;
mod records;

use std::collections::HashMap;

use anyhow::{Context, Result};
use askama::Template;

use crate::record::Extraction;
use crate::source::Source;

pub use language::Language;

use records::Meeting;

/// The style of the page.
const STYLE: &str = concat!(include_str!("review/style.css"), include_str!("review/pictures.css"));
/// What the page does; its parts share one room, which nothing else of the browser sees.
const SCRIPT: &str = concat!(
    "\"use strict\";\n(() => {\n",
    include_str!("review/page.js"),
    include_str!("review/search.js"),
    include_str!("review/keys.js"),
    "})();\n"
);

/// The page.
#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    language: Language,
    title: String,
    policy: String,
    style: &'a str,
    script: &'a str,
    words: String,
    decks: Vec<DeckView>,
}

/// A deck in the page.
struct DeckView {
    /// What its meeting is called where one is chosen.
    label: String,
    /// Its meeting: of the last deck as HTML, of the others packed.
    meeting: String,
    /// Packed: its records as `extract` prints them, and its text and what became of it.
    records: String,
    evidence: String,
}

impl Page<'_> {
    /// A word of the page.
    fn w(&self, key: &str) -> String {
        self.language.word_html(key)
    }

    /// A word of the page as an attribute.
    fn a(&self, name: &str, key: &str) -> String {
        self.language.attribute(name, key)
    }
}

/// Writes the page about some decks, in any order.
///
/// # Errors
/// If a record cannot be written, which no record of this program is known for.
pub fn page(decks: &[(Source, Extraction)], language: Language) -> Result<String> {
    let mut decks: Vec<&(Source, Extraction)> = decks.iter().collect();
    decks.sort_by_cached_key(|(source, read)| {
        let meeting = &read.meeting;
        (meeting.body.clone(), meeting.session, source.name().to_owned(), source.sha256().to_owned())
    });
    let mut title = String::new();
    let mut views = Vec::new();
    for (at, deck) in decks.iter().enumerate() {
        let (source, extraction) = deck;
        // The meeting before it is one of the same body.
        let before = decks[..at].last().filter(|(_, before)| before.meeting.body == extraction.meeting.body);
        let changes = before.map(|before| changes::changes(before, deck, language));
        let meeting = Meeting::new(at, source, extraction, changes, language)?;
        let html = meeting.render().context("a meeting cannot be written")?;
        let is_last = at + 1 == decks.len();
        title.clone_from(&meeting.title);
        views.push(DeckView {
            label: meeting.label,
            meeting: if is_last { html } else { escape::packed(&html)? },
            records: escape::packed(&serde_json::to_string(extraction)?)?,
            evidence: escape::packed(&evidence::evidence(source, extraction)?.to_string())?,
        });
    }
    // Where several are called alike, their files tell them apart.
    let mut alike: HashMap<String, usize> = HashMap::new();
    for view in &views {
        *alike.entry(view.label.clone()).or_default() += 1;
    }
    for (view, (source, _)) in views.iter_mut().zip(&decks) {
        if alike[&view.label] > 1 {
            view.label += &format!(" ({})", source.name());
        }
    }
    let hash = escape::source_hash;
    let page = Page {
        language,
        title,
        policy: format!(
            "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
            hash(STYLE),
            hash(SCRIPT)
        ),
        style: STYLE,
        script: SCRIPT,
        words: escape::json(&serde_json::json!({ "de": Language::German.words(), "en": Language::English.words() }))?,
        decks: views,
    };
    page.render().context("the page cannot be written")
}
