//! The JSON of an extraction is read back into the same types, and what is no such JSON is an error.

mod common;

use std::path::{Path, PathBuf};

use beschluss::Extraction;
use serde_json::{Value, json};

/// All files with such an ending below a folder of the repository, by path.
fn below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() {
            found.extend(below(&path, ending));
        } else if path.extension().is_some_and(|own| own == ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn goes_there_and_back(path: &Path) {
    let extraction = beschluss::extract(&common::read(path));
    let written = serde_json::to_string(&extraction).expect("it can be written");
    let read: Extraction = serde_json::from_str(&written).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    assert_eq!(serde_json::to_string(&read).expect("it can be written"), written, "{}", path.display());
    // Equal bytes may hide unequal values, where two of them are written alike.
    assert_eq!((&read.meeting, &read.slides), (&extraction.meeting, &extraction.slides), "{}", path.display());
    assert_eq!(read.diagnostics, extraction.diagnostics, "{}", path.display());
}

#[test]
fn texts_are_read_back() {
    const TEXTS: usize = 785;
    let texts: Vec<PathBuf> =
        ["seeds", "fixtures"].iter().flat_map(|folder| below(&common::root().join(folder), "txt")).collect();
    assert_eq!(texts.len(), TEXTS);
    texts.iter().for_each(|path| goes_there_and_back(path));
}

#[test]
#[cfg(feature = "pdf")]
fn pdfs_are_read_back_with_their_boxes() {
    const PDFS: usize = 12;
    let pdfs = common::files("fixtures/decks/pdf", "pdf");
    assert_eq!(pdfs.len(), PDFS);
    for path in &pdfs {
        let extraction = beschluss::extract(&common::read(path));
        let fields = &extraction.meeting.provenance.fields;
        assert!(fields.iter().any(|(path, _)| !fields.boxes(path).is_empty()), "{} has no boxes", path.display());
        goes_there_and_back(path);
    }
}

#[test]
fn what_is_no_extraction_is_an_error() {
    let seed = beschluss::extract(&common::read(&common::files("seeds", "txt")[0]));
    let document = serde_json::to_value(&seed).expect("it can be written");
    let boxes = |boxes: Value| json!({ "spans": [[0, 3]], "steps": [], "boxes": boxes });
    let wrong = [
        ("/diagnostics/0/code", json!("no-such-code"), "unknown variant `no-such-code`"),
        ("/diagnostics/0/severity", json!("dreadful"), "unknown variant `dreadful`"),
        ("/slides/0/span", json!([9, 3]), "a span from 9 back to 3"),
        ("/slides/0/span", json!([0, 3, 9]), "expected"),
        ("/slides/0/span", json!([-1, 3]), "expected usize"),
        ("/slides/0/kind", json!("poster"), "unknown variant `poster`"),
        ("/source/format", json!("odp"), "unknown variant `odp`"),
        ("/source/encoding", json!("ebcdic"), "unknown variant `ebcdic`"),
        ("/projects/0/budget/amount", json!("12O.00"), "the amount \"12O.00\""),
        ("/projects/0/budget/amount", json!(120), "expected a string"),
        ("/projects/0/start", json!("2025-02-30"), "out of range"),
        ("/meeting/provenance/fields", json!([]), "expected the fields of a record by path"),
        ("/meeting/provenance/fields/title/steps", json!(["guess"]), "unknown variant `guess`"),
        ("/meeting/provenance/fields/title", boxes(json!([])), "some fields of a record have boxes"),
        ("/meeting/provenance/fields/title", boxes(json!([[1, 0, 0, 1]])), "expected a tuple of size 5"),
        ("/meeting/provenance/fields/title", boxes(json!([[1, 0, 0, 1, 1e300]])), "beyond all pages"),
        ("/meeting/session", json!("47"), "expected u32"),
        ("/coverage", Value::Null, "expected struct Coverage"),
    ];
    for (place, value, message) in wrong {
        let mut document = document.clone();
        *document.pointer_mut(place).unwrap_or_else(|| panic!("there is no {place}")) = value;
        let error = serde_json::from_value::<Extraction>(document).expect_err(place).to_string();
        assert!(error.contains(message), "{place}: {error}");
    }
}

#[test]
fn what_a_later_version_may_add_is_left_out() {
    let seed = beschluss::extract(&common::read(&common::files("seeds", "txt")[0]));
    let mut document = serde_json::to_value(&seed).expect("it can be written");
    document["minutes"] = json!("two pages");
    let read: Extraction = serde_json::from_value(document).expect("it is an extraction");
    assert_eq!(read.projects, seed.projects);
}
