//! Turns the broken text of slide decks into typed records that can be trusted.
//!
//! A deck about a meeting, as a PDF (feature `pdf`) or as the text that a program read out of one, goes in as a
//! [`Source`]; meetings, decisions, programmes, projects and members come out as an [`Extraction`], each field with the
//! bytes that it was read from, their places on the page of a PDF, and the steps that lead from them to its value. All
//! that is doubtful is a [`Diagnostic`](diagnostic::Diagnostic), and every byte of the text is accounted for.
//!
//! ```
//! let text = "Beschlüsse der 47. Sitzung des IT-Planungsrats\n\n04.07.2025\n";
//! let extraction = beschluss::extract(&beschluss::Source::from_text("deck.txt", text));
//! assert_eq!(extraction.meeting.session, Some(47));
//! assert_eq!(extraction.coverage.unclaimed, 0);
//!
//! // The proof needs no parser: the bytes under each field give its value.
//! let document = serde_json::to_value(&extraction).unwrap();
//! let source = beschluss::Source::from_text("deck.txt", text);
//! assert!(beschluss::verify::verify(&document, &source).unwrap().failures.is_empty());
//! ```
//!
//! # The house
//!
//! One road, walked once: file ─▶ [`source`] ─▶ lines and pages ([`layout`]) of repaired [`text`] ─▶ records
//! ([`extract()`], by [`grammar`] and [`vocabulary`]) ─▶ rules ([`check`](mod@check)) ─▶ JSON. Bytes are never edited:
//! every repair and reading is a view that can point back to them. A room imports only from floors below it:
//!
//! | floor | rooms |
//! | --- | --- |
//! | 5 | `review` (the page that people look at, made of the tables' rows) |
//! | 4 | `check` (rules over finished records), `verify` (replays the provenance), `dataset` (tables of many decks) |
//! | 3 | `extract` (slides to records) |
//! | 2 | `layout` (lines, pages, blocks), `record` (data) |
//! | 1 | `text` (repaired text that maps back), `grammar` (text to values), `vocabulary` (words, as data) |
//! | 0 | `source` (where text is), `diagnostic` (what was found) |
//!
//! Deliberately absent: files and terminals (the binary has them), guesses, and any rule that names a person, a project
//! or a file. No value depends on a clock; a PDF that takes longer than its [limit](source::Limits) is read up to there,
//! which a finding says. [`extract()`] is total: broken input is its normal input, and it never panics.

#![forbid(unsafe_code)]

pub mod check;
#[cfg(feature = "dataset")]
pub mod dataset;
pub mod diagnostic;
pub mod grammar;
pub mod layout;
pub mod record;
#[cfg(feature = "review")]
pub mod review;
pub mod source;
pub mod text;
pub mod verify;
pub mod vocabulary;

mod extract;

pub use record::Extraction;
pub use source::Source;

/// Reads a deck.
///
/// Cannot fail: what is wrong with the text is a diagnostic, in the order of the source. The same source gives the
/// same extraction, on every machine.
pub fn extract(source: &Source) -> Extraction {
    let mut extraction = extract::read(source);
    let found = check::check(&extraction);
    extraction.diagnostics.extend(found);
    if let Some(geometry) = source.geometry() {
        extraction.place(geometry);
    }
    extraction.diagnostics.sort_by_key(|one| (one.span.start, one.span.end, one.code));
    extraction
}
