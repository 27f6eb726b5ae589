//! What must hold for every text there is: for the tests, and for `fuzz/`.

use beschluss::record::Extraction;
use beschluss::source::Source;
use beschluss::verify::verify;

/// Reads a text and holds the result against all laws that need nothing else.
pub(crate) fn lawful(source: &Source, what: &str) -> Extraction {
    let extraction = beschluss::extract(source);
    let text = source.text();
    let coverage = &extraction.coverage;
    let sum = coverage.whitespace + coverage.furniture + coverage.records + coverage.text + coverage.unclaimed;
    assert_eq!((coverage.bytes, sum), (text.len(), text.len()), "{what}: the coverage does not add up");
    let unclaimed: usize = coverage.unclaimed_spans.iter().map(|span| span.len()).sum();
    assert_eq!(unclaimed, coverage.unclaimed, "{what}: the unclaimed spans do not add up");
    for one in &extraction.diagnostics {
        assert!(source.quote(one.span).is_some(), "{what}: {} has no place: {:?}", one.code, one.span);
    }
    for span in coverage.unclaimed_spans.iter().chain(extraction.slides.iter().map(|slide| &slide.span)) {
        assert!(source.quote(*span).is_some(), "{what}: no place: {span:?}");
    }
    let ids: Vec<&str> = extraction.records().map(|(id, _)| id).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(ids.len(), unique.len(), "{what}: an id stands twice: {ids:?}");
    let document = serde_json::to_value(&extraction).expect("records are JSON");
    let verdict = verify(&document, source).expect("it is an extraction");
    assert!(verdict.failures.is_empty(), "{what}: {:?}", verdict.failures);
    extraction
}

/// Reads a text once more and wants the same.
pub(crate) fn repeatable(source: &Source, first: &Extraction, what: &str) {
    let json = |extraction: &Extraction| serde_json::to_string(extraction).expect("records are JSON");
    assert_eq!(json(first), json(&beschluss::extract(source)), "{what}: twice the same");
}
