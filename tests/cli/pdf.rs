//! PDFs on the command line: as decks like any other, with boxes, limits and the text that spans count in.

use std::path::Path;

use serde_json::Value;

use super::made::{deflated, page, stream};
use super::{SEED, beschluss, beschluss_with};

const DECK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/decks/pdf/deck-0002.pdf");
const TEXT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/decks/tika/deck-0002.txt");

#[test]
fn each_field_has_boxes_and_is_proven_by_them() {
    let run = beschluss(&["extract", DECK]);
    let document = run.assert_done().document();
    assert_eq!(document["source"]["format"], "pdf");
    let mut boxes = 0;
    for list in ["decisions", "programmes", "projects", "members"] {
        for record in document[list].as_array().expect("a list") {
            for (path, field) in record["provenance"]["fields"].as_object().expect("fields") {
                let places = field["boxes"].as_array().unwrap_or_else(|| panic!("{path} has no boxes"));
                let of_nothing = field["spans"] == Value::Array(Vec::new());
                assert!(of_nothing || !places.is_empty(), "{path} stands nowhere");
                for place in places {
                    let [page, x0, y0, x1, y1] = [0, 1, 2, 3, 4].map(|at| place[at].as_f64().expect("a number"));
                    assert!(page >= 1.0 && x0 < x1 && y0 < y1 && x1 <= 960.0 && y1 <= 540.0, "{path}: {place}");
                    boxes += 1;
                }
            }
        }
    }
    assert!(boxes > 500, "{boxes} boxes");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-pdf.json");
    std::fs::write(&file, &run.stdout).expect("files can be written there");
    let file = file.to_str().expect("UTF-8");
    beschluss(&["verify", file, "--source", DECK]).assert_done();
    // A box that says something else is named.
    let moved = run.stdout.replacen("\"boxes\": [[4, ", "\"boxes\": [[3, ", 1);
    assert!(moved != run.stdout, "a box on page 4");
    std::fs::write(file, moved).expect("files can be written there");
    let verdict = beschluss(&["verify", file, "--source", DECK]);
    assert_eq!(verdict.code, Some(1));
    assert!(verdict.stdout.contains("the spans stand at"), "{}", verdict.stdout);
}

#[test]
fn the_text_is_what_spans_count_in() {
    let text = beschluss(&["extract", "--text", DECK]).assert_done().stdout.clone();
    let document = beschluss(&["extract", "-q", DECK]).document();
    assert_eq!(document["source"]["bytes"], text.len());
    assert_eq!(text.matches('\u{c}').count() + 1, 21, "a form feed between pages");
    let bytes = std::fs::read(DECK).expect("the deck");
    assert_eq!(beschluss_with(&["extract", "--text", "-"], &bytes).assert_done().stdout, text);
    let both = beschluss(&["extract", "--text", "--fail-on", "error", DECK]);
    assert_eq!(both.code, Some(2), "records alone can fail");
}

#[test]
fn text_and_pdf_of_one_deck_check_each_other() {
    let run = beschluss(&["diff", TEXT, DECK]);
    let changes = &run.assert_done().stdout;
    assert!(changes.contains("level: 2 → 1") && changes.contains("on page 16 ("), "{changes}");
    let document = beschluss(&["diff", TEXT, DECK, "--format", "json"]).document();
    let field = &document["changes"][0]["fields"][0];
    assert_eq!(field["old_quote"], field["new_quote"]);
    assert_eq!((field["old_boxes"].is_null(), field["new_boxes"][0][0].as_u64()), (true, Some(16)));
}

#[test]
fn limits_are_read_and_refused() {
    let limited = beschluss(&["extract", "--limit", "pages=3,seconds=5", DECK]);
    assert_eq!(limited.assert_done().document()["slides"].as_array().map(Vec::len), Some(3));
    assert!(limited.stderr.contains("read 3 of 21 pages, up to the limit of 3 pages"), "{}", limited.stderr);
    for wrong in ["pages", "pages=0", "pages=x", "sides=3"] {
        beschluss(&["extract", "--limit", wrong, DECK]).assert_refused(&["--limit"]);
    }
    let large = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-large.txt");
    std::fs::write(&large, vec![b' '; (1 << 20) + 1]).expect("files can be written there");
    let large = large.to_str().expect("UTF-8");
    beschluss(&["extract", "--limit", "size=1", large]).assert_refused(&["has more than 1 MB", "--limit size=MB"]);
}

#[test]
fn the_limit_of_memory_holds() {
    // What the page draws is larger than that.
    let lines: String = (0..400_000).map(|at| format!("BT /F 1 Tf {at} 200 Td (Beschluss 2025/22) Tj ET\n")).collect();
    let file = page(stream("/Filter /FlateDecode", &deflated(lines.as_bytes())), "", &[]);
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-memory.pdf");
    std::fs::write(&path, file).expect("files can be written there");
    let path = path.to_str().expect("UTF-8");
    let limited = beschluss(&["extract", "--limit", "memory=5", path]);
    let said = "the limit of 5 MB of memory";
    assert!(
        limited.stderr.contains(said) || limited.stderr.contains("more memory than the limit"),
        "{}",
        limited.stderr
    );
}

#[test]
fn pdfs_and_texts_in_one_folder_are_one_dataset() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli-mixed");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(folder.join("decks")).expect("folders can be made there");
    for file in [DECK, SEED] {
        let name = Path::new(file).file_name().expect("a name");
        std::fs::copy(file, folder.join("decks").join(name)).expect("a copy");
    }
    let [decks, out] = ["decks", "out"].map(|name| folder.join(name).to_str().expect("UTF-8").to_owned());
    beschluss(&["build", "-q", &decks, "--out", &out, "--formats", "json"]).assert_done();
    let meetings = std::fs::read_to_string(folder.join("out/meetings.json")).expect("a table");
    let meetings: Value = serde_json::from_str(&meetings).expect("JSON");
    let formats: Vec<&str> = ["/0", "/1"]
        .map(|at| meetings.pointer(at).expect("a row")["source"]["format"].as_str().expect("text"))
        .to_vec();
    assert_eq!(formats, ["pdf", "text"]);
    beschluss(&["check", &decks, "--against", &out]).assert_done();
}
