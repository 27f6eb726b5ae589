//! Coverage: what became of each byte of a text.
//!
//! In: what was read, and the bytes that are claimed without being a field. Out: a [`Coverage`], and a finding for each
//! stretch that was not understood.

use crate::diagnostic::{Code, Diagnostic};
use crate::record::{ByteClass, Coverage, Extraction};
use crate::source::{Source, Span};

use super::Claims;

/// Counts what became of each byte.
pub(super) fn coverage(text: &str, extraction: &Extraction, claims: &Claims) -> Coverage {
    let mut classes = vec![ByteClass::Unclaimed; text.len()];
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_whitespace() || crate::text::is_blank(*c)) {
        classes[at..at + c.len_utf8()].fill(ByteClass::Whitespace);
    }
    let mut claim = |spans: &mut dyn Iterator<Item = Span>, class: ByteClass| {
        for span in spans {
            classes[span.range()].fill(class);
        }
    };
    claim(&mut claims.text.iter().copied(), ByteClass::Text);
    claim(&mut extraction.slides.iter().flat_map(|slide| slide.provenance.spans.iter().copied()), ByteClass::Text);
    claim(&mut claims.furniture.iter().copied(), ByteClass::Furniture);
    claim(&mut extraction.record_spans(), ByteClass::Record);
    claim(&mut claims.headers.iter().copied(), ByteClass::Furniture);
    // The day of a deck may stand among furniture and is a field; a page header is furniture, although it is a field.
    let fields = || extraction.meeting.provenance.fields.iter();
    let spans = |header: bool| {
        let own = fields().filter(move |(path, _)| (*path == "page_header") == header);
        own.flat_map(|(_, trace)| trace.spans.iter().copied())
    };
    claim(&mut spans(false), ByteClass::Record);
    claim(&mut spans(true), ByteClass::Furniture);
    let mut coverage = Coverage { bytes: text.len(), ..Coverage::default() };
    let mut start = 0;
    for same in classes.chunk_by(|one, other| one == other) {
        let span = Span::new(start, start + same.len());
        start = span.end;
        coverage.stretches.push((same[0], span));
        *match same[0] {
            ByteClass::Unclaimed => &mut coverage.unclaimed,
            ByteClass::Whitespace => &mut coverage.whitespace,
            ByteClass::Text => &mut coverage.text,
            ByteClass::Furniture => &mut coverage.furniture,
            ByteClass::Record => &mut coverage.records,
        } += span.len();
        if same[0] == ByteClass::Unclaimed {
            coverage.unclaimed_spans.push(span);
        }
    }
    coverage
}

/// One finding for each stretch that was not understood, unless another one says so already.
pub(super) fn report_unclaimed(source: &Source, coverage: &Coverage, empty: bool, diagnostics: &mut Vec<Diagnostic>) {
    if empty {
        return;
    }
    let mut stretches: Vec<Span> = Vec::new();
    for span in &coverage.unclaimed_spans {
        match stretches.last_mut() {
            // What white space alone divides is one stretch.
            Some(last) if source.text()[last.end..span.start].trim().is_empty() => last.end = span.end,
            _ => stretches.push(*span),
        }
    }
    // What is said of the whole file is not said of this part of it.
    let all = Span::new(0, source.text().len());
    let mut known: Vec<Span> = diagnostics.iter().map(|one| one.span).filter(|span| *span != all).collect();
    known.sort_unstable_by_key(|span| span.start);
    // How far those reach that start up to here.
    let ends = known.iter().scan(0, |end, span| {
        *end = span.end.max(*end);
        Some(*end)
    });
    let ends: Vec<usize> = ends.collect();
    let before = |stretch: &Span| known.partition_point(|span| span.start <= stretch.start).checked_sub(1);
    let covered = |stretch: &Span| before(stretch).is_some_and(|at| stretch.end <= ends[at]);
    for stretch in stretches.into_iter().filter(|stretch| !covered(stretch)) {
        let quote = source.quote(stretch).unwrap_or_default();
        let message =
            format!("found `{}`, expected nothing here", quote.split_whitespace().collect::<Vec<_>>().join(" "));
        diagnostics.push(Diagnostic::new(Code::UnclaimedText, stretch, message));
    }
}
