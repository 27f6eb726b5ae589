//! The page: what it holds is what was read, and nothing that a deck says is obeyed. `tests/browser` opens it.
#![cfg(all(feature = "cli", feature = "review"))]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use beschluss::record::{Extraction, Schema};
use beschluss::review::{Language, page};
use beschluss::source::Source;
use serde_json::Value;

/// Bytes of the page about the seed at most.
const LIMIT: usize = 400_000;

/// What HTML, scripts, terminals and readers of text could obey.
const HOSTILE: &str = "Beschlüsse der 48. Sitzung des IT-Planungsrats\n\n04.07.2026\n\n\
    <script>alert(1)</script><img src=x onerror=alert(2)>\n Übersicht über die Beschlüsse\n\n\
    Beschluss 2026/01 <script>alert(3)</script>\nBeschluss 2026/02 \"><svg onload=alert(4)>'\u{202e}exe &amp; <!--\n \
    Beschluss 2026/01 | <script>alert(3)</script>\nMarco Beispiel\n Der Beschluss im Einzelnen\n\n\
    • <a href=\"javascript:alert(5)\">Klick</a> \u{1}\u{1b}[31m \u{200f}RTL\n\
    • </style></template></script><script>alert(7)</script> bis zum 31.12.2026\n SPT <img src=//example.org/x.png>\n\n\
    ZeitplanBudgetAntragstellerProjektbezeichnungNr.\n\n\
    01.07.2026-31.07.2027120.000,- €HHMachbarkeit <b onmouseover=alert(8)>fett</b>30\n\
    01.07.2026-31.07.2027130.000,- €BE=HYPERLINK()31\n";

fn deck(path: &Path) -> (Source, Extraction) {
    let source = common::read(path);
    let extraction = beschluss::extract(&source);
    (source, extraction)
}

fn hostile() -> (Source, Extraction) {
    let source = Source::from_text("</script><img src=x>.txt", HOSTILE);
    let extraction = beschluss::extract(&source);
    assert!(!extraction.decisions.is_empty() && extraction.projects.len() == 2, "the hostile deck is read");
    (source, extraction)
}

fn seed() -> (Source, Extraction) {
    deck(&common::root().join("seeds/it-planungsrat-47.txt"))
}

fn html(decks: &[(Source, Extraction)]) -> String {
    page(decks, Language::German).expect("the page can be written")
}

/// What stands between two texts.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("`{before}` is there"));
    rest.split_once(after).unwrap_or_else(|| panic!("`{after}` follows")).0
}

/// What is packed in an element of the page.
fn unpacked(page: &str, element: &str) -> String {
    let packed = between(page, &format!("{element}\">"), "</script>");
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        other => panic!("{other} is no base64"),
    };
    let mut bytes = Vec::new();
    for group in packed.trim_end_matches('=').as_bytes().chunks(4) {
        let bits = group.iter().fold(0, |bits, byte| bits << 6 | u32::from(value(*byte))) << (6 * (4 - group.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..group.len()]);
    }
    let mut text = String::new();
    flate2::read::ZlibDecoder::new(&bytes[..]).read_to_string(&mut text).expect("it is zlib of UTF-8");
    text
}

/// The tags of some HTML, without what scripts and styles hold.
fn tags(html: &str) -> Vec<&str> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        let end = start + rest[start..].find('>').expect("a tag ends") + 1;
        let tag = &rest[start..end];
        tags.push(tag);
        rest = &rest[end..];
        for raw in ["script", "style"] {
            if tag.starts_with(&format!("<{raw}")) {
                rest = &rest[rest.find(&format!("</{raw}")).expect("it is closed")..];
            }
        }
    }
    tags
}

/// The page and all that is packed in it as HTML.
fn all_html(page: &str) -> Vec<String> {
    let mut parts = vec![page.to_owned()];
    for (at, _) in page.match_indices("class=\"pictures-in\"") {
        parts.push(unpacked(&page[at..], "data-lang=\"en"));
    }
    for deck in 0.. {
        let element = format!("id=\"meeting-{deck}");
        if !page.contains(&format!("{element}\"")) {
            break;
        }
        parts.push(unpacked(page, &element));
    }
    parts
}

/// Decks of all kinds: texts, damaged ones, PDFs.
fn decks() -> Vec<PathBuf> {
    let folders = ["seeds", "fixtures/clean", "fixtures/broken", "fixtures/decks/tika", "fixtures/decks/tika-noise"];
    let mut decks: Vec<PathBuf> = folders.iter().flat_map(|folder| common::files(folder, "txt")).collect();
    if cfg!(feature = "pdf") {
        decks.extend(common::files("fixtures/decks/pdf", "pdf").into_iter().take(4));
    }
    assert!(decks.len() > 50, "only {} decks", decks.len());
    decks
}

#[test]
fn every_byte_is_shown_as_what_became_of_it() {
    for path in decks() {
        let (source, extraction) = deck(&path);
        let coverage = extraction.coverage.clone();
        let records = serde_json::to_string(&extraction).expect("records are JSON");
        let page = html(&[(source.clone(), extraction)]);
        assert_eq!(unpacked(&page, "id=\"records-0"), records, "{}", path.display());
        let evidence: Value = serde_json::from_str(&unpacked(&page, "id=\"evidence-0")).expect("it is JSON");
        assert_eq!(evidence["text"], source.text(), "{}", path.display());
        let runs = evidence["runs"].as_array().expect("a list");
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        let mut at = 0;
        for run in runs.chunks(2) {
            let length = usize::try_from(run[1].as_u64().expect("a number")).expect("it is small");
            assert!(source.text().is_char_boundary(at), "{}: {at}", path.display());
            at += length;
            *counts.entry(run[0].as_str().expect("a letter")).or_default() += length;
        }
        let count = |letter: &str| counts.get(letter).copied().unwrap_or_default();
        assert_eq!(
            [at, count("w"), count("f"), count("r"), count("t"), count("u")],
            [
                coverage.bytes,
                coverage.whitespace,
                coverage.furniture,
                coverage.records,
                coverage.text,
                coverage.unclaimed
            ],
            "{}",
            path.display()
        );
    }
}

#[test]
fn words_of_a_pdf_stand_on_their_pages() {
    if !cfg!(feature = "pdf") {
        return;
    }
    let (source, extraction) = deck(&common::root().join("fixtures/decks/pdf/deck-0003.pdf"));
    let page = html(&[(source.clone(), extraction)]);
    let evidence: Value = serde_json::from_str(&unpacked(&page, "id=\"evidence-0")).expect("it is JSON");
    let pages = evidence["pages"].as_array().expect("a list");
    let words = evidence["words"].as_array().expect("a list");
    assert!(words.len() > 1000, "only {} words", words.len());
    let mut seen = BTreeSet::new();
    for word in words {
        let [page, start, end] = [0, 1, 2].map(|at| word[at].as_u64().expect("a number") as usize);
        let size = |at: usize| pages[page - 1][at].as_f64().expect("a number");
        let [x, y] = [3, 4].map(|at| word[at].as_f64().expect("a number"));
        let quote = &source.text()[start..end];
        assert!(!quote.contains(char::is_whitespace), "{quote}");
        assert!((-1.0..=size(2)).contains(&x) && (-1.0..=size(3)).contains(&y), "{quote} on {page}: {x} {y}");
        seen.extend(start..end);
    }
    // No letter is lost.
    let letters = source.text().char_indices().filter(|(_, c)| c.is_alphanumeric());
    assert_eq!(letters.filter(|(at, _)| !seen.contains(at)).count(), 0);
}

#[test]
fn each_record_can_be_linked_to_and_ids_are_unique() {
    let (source, extraction) = seed();
    let ids: Vec<String> = extraction.records().skip(1).map(|(id, _)| id.to_owned()).collect();
    assert_eq!(ids.len(), 60);
    let page = html(&[(source, extraction)]);
    let mut found = BTreeSet::new();
    for tag in tags(&page) {
        if let Some((_, rest)) = tag.split_once(" id=\"") {
            let id = rest.split('"').next().unwrap_or_default();
            assert!(found.insert(id), "{id} is there twice");
        }
    }
    for id in &ids {
        assert!(found.contains(id.as_str()), "nothing is called {id}");
    }
    // What is linked to is there: records, sections, and fields that have an entry.
    let (_, extraction) = seed();
    let fields: BTreeSet<String> = extraction
        .records()
        .flat_map(|(id, provenance)| provenance.fields.iter().map(move |(path, _)| format!("{id}.{path}")))
        .collect();
    let mut links = 0;
    for tag in tags(&page) {
        let Some((_, rest)) = tag.split_once("href=\"#") else { continue };
        let target = rest.split('"').next().unwrap_or_default();
        let known = match target.split_at_checked(2) {
            Some(("f:", field)) => fields.contains(field),
            Some(("n:", number)) => number.parse::<usize>().is_ok_and(|at| at < extraction.diagnostics.len()),
            _ => found.contains(target),
        };
        assert!(known, "{tag} leads nowhere");
        links += 1;
    }
    assert!(links > 400, "only {links} links");
}

#[test]
fn nothing_that_a_deck_says_is_obeyed() {
    let tame = html(&[seed(), seed()]);
    let page = html(&[hostile(), hostile(), seed(), hostile()]);
    let names = |html: &str| -> BTreeSet<String> {
        let name =
            |tag: &str| tag.trim_start_matches(['<', '/']).split([' ', '>', '\n']).next().unwrap_or("").to_owned();
        tags(html).into_iter().map(name).collect()
    };
    let known: BTreeSet<String> = all_html(&tame).iter().flat_map(|part| names(part)).collect();
    let parts = all_html(&page);
    let values = regex::Regex::new("=\"[^\"]*\"").expect("a literal pattern");
    assert!(parts.len() >= 5, "only {} parts", parts.len());
    for part in &parts {
        let foreign: Vec<String> = names(part).difference(&known).cloned().collect();
        assert!(foreign.is_empty(), "{foreign:?}");
        for tag in tags(part) {
            let names = values.replace_all(tag.trim_matches(['<', '>', '/']), "");
            for name in names.split_whitespace().skip(1) {
                assert!(!name.starts_with("on") && name != "style" && name != "src", "{tag}");
            }
            assert!(!tag.contains("=\"javascript:"), "{tag}");
        }
        let hidden = part.chars().find(|c| c.is_control() && !"\n\t".contains(*c) || "\u{202e}\u{200f}".contains(*c));
        assert_eq!(hidden, None);
        assert!(!part.contains("<script>alert"), "a script of the deck");
    }
    assert!(parts.concat().contains("&#60;script&#62;alert(3)"), "it is there as text");
    // As many scripts as there are parts of the page.
    assert_eq!(page.matches("<script").count(), 4 * 2 + 3 + 1 + 2);
}

#[test]
fn the_page_asks_for_nothing() {
    let page = html(&[seed()]);
    for part in all_html(&page) {
        let part = part.replace("http://www.w3.org/2000/svg", "");
        for asking in ["http:", "https:", " src=", "url(", "@import", "<link", "<img", "<iframe", "XMLHttp", "fetch("] {
            assert!(!part.contains(asking), "{asking}");
        }
    }
    let policy = between(&page, "Content-Security-Policy\" content=\"", "\">");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
}

#[test]
fn the_page_about_the_seed_is_light() {
    let page = html(&[seed()]);
    assert!(page.len() < LIMIT, "{} bytes", page.len());
}

#[test]
fn it_says_at_once_what_was_decided() {
    let german = html(&[seed()]);
    let english = page(&[seed()], Language::English).expect("it can be written");
    // What comes before the list of the projects.
    let first = |page: &str| between(page, "<main", "id=\"s-projects\"").to_owned();
    for words in ["Unternehmenskonto", "15.649.231,65\u{a0}€", "2.778.885,00\u{a0}€", "31.08.2025", "Warnungen"] {
        assert!(first(&german).contains(words), "{words}");
    }
    for words in ["Unternehmenskonto", "€15,649,231.65", "€2,778,885.00", "31 August 2025", "warnings"] {
        assert!(first(&english).contains(words), "{words}");
    }
    // Records and pictures need no script.
    assert_eq!(
        (german.matches("<svg class=\"picture wide\"").count(), german.matches("<tr id=\"").count()),
        (5, 5 + 29)
    );
    assert!(german.contains("<html lang=\"de\">") && english.contains("<html lang=\"en\">"));
}

#[test]
fn each_step_has_words_in_both_languages() {
    let page = html(&[seed()]);
    let words: Value = serde_json::from_str(between(&page, "id=\"words\">", "</script>")).expect("it is JSON");
    let schema = Schema::of("extraction").expect("the extraction has a schema").to_value();
    let steps = schema["$defs"]["Step"]["oneOf"].as_array().expect("a step is one of its names");
    let steps: Vec<&str> = steps.iter().filter_map(|step| step["const"].as_str()).collect();
    assert!(steps.len() > 20, "only {} steps", steps.len());
    for language in ["de", "en"] {
        for step in &steps {
            assert!(words[language][format!("s-{step}")].is_string(), "{step} has no word in {language}");
        }
    }
}

#[test]
fn what_changed_is_said() {
    let (source, _) = seed();
    let text = source.text().replace("47. Sitzung", "48. Sitzung").replace("369.600,- €ST", "370.000,- €ST");
    let later = Source::from_text("later.txt", text);
    let extraction = beschluss::extract(&later);
    let page = html(&[seed(), (later, extraction)]);
    let changes = between(&page, "id=\"s-changes\"", "</section>");
    assert!(changes.contains("369.600,00\u{a0}€") && changes.contains("370.000,00\u{a0}€"), "{changes}");
    // The other meeting is in the page, too.
    assert!(unpacked(&page, "id=\"meeting-0").contains("369.600,00\u{a0}€"));
}

#[test]
fn the_order_of_the_decks_says_nothing() {
    let decks = || {
        let paths = common::files("fixtures/decks/tika", "txt");
        paths.iter().take(3).map(|path| deck(path)).chain([seed(), hostile()]).collect::<Vec<_>>()
    };
    let mut turned = decks();
    turned.reverse();
    assert_eq!(html(&decks()), html(&turned));
}

// ---- The command ----

fn review(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_beschluss")).arg("review").args(arguments).output().expect("it starts")
}

/// An empty folder for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("review").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("it can be made");
    folder
}

#[test]
fn the_command_writes_the_page_and_says_so() {
    let folder = folder("done");
    let out = folder.join("new/page.html");
    let seeds = common::root().join("seeds");
    let [seeds, shown] = [&seeds, &out].map(|path| path.to_str().expect("UTF-8"));
    let run = review(&[seeds, "--out", shown]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success() && run.stdout.is_empty(), "{said}");
    assert!(
        said.contains("page.html: 1 deck, 60 records; 0 errors, 2 warnings, 11 notes; 0 bytes not understood; "),
        "{said}"
    );
    assert_eq!(std::fs::read_to_string(&out).expect("it is there"), html(&[seed()]));
    // To standard output, quietly, in English.
    let run = review(&[seeds, "--out", "-", "--quiet", "--lang", "en"]);
    assert!(run.status.success() && run.stderr.is_empty());
    assert!(String::from_utf8_lossy(&run.stdout).contains("<html lang=\"en\">"));
    assert_eq!(std::fs::read_dir(out.parent().expect("a folder")).expect("it is there").count(), 1);
}

#[test]
fn what_cannot_be_read_leaves_the_page_as_it_was() {
    let folder = folder("refused");
    let path = |name: &str| folder.join(name).to_str().expect("UTF-8").to_owned();
    // A page of this program may be replaced, and another file not.
    let old = format!("{}old", &html(&[seed()])[..2000]);
    std::fs::write(path("page.html"), &old).expect("it can be written");
    std::fs::write(path("other.html"), "<p>other").expect("it can be written");
    std::fs::write(path("binary.txt"), [1; 64]).expect("it can be written");
    std::fs::copy(common::root().join("seeds/it-planungsrat-47.txt"), path("deck.txt")).expect("it can be copied");
    let refused = |arguments: &[&str], word: &str| {
        let run = review(arguments);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{said}");
        assert!(said.contains(word) && run.stdout.is_empty(), "{said}");
    };
    refused(&[&path("absent.txt"), "--out", &path("page.html")], "no such file");
    refused(&[&path("deck.txt"), &path("binary.txt"), "--out", &path("page.html")], "binary.txt: is not text");
    refused(&[&path("deck.txt"), "--out", &path("deck.txt")], "expected one that ends in .html");
    refused(&[&path("deck.txt"), "--out", &path("page.html"), "--lang", "fr"], "possible values: de, en");
    refused(&[&path("deck.txt"), "--out", &path("other.html")], "no page of this program");
    std::fs::copy(path("deck.txt"), path("deck.html")).expect("it can be copied");
    refused(&[&path("deck.html"), "--out", &path("deck.html")], "would be lost");
    std::fs::create_dir(path("folder.html")).expect("it can be made");
    refused(&[&path("deck.txt"), "--out", &path("folder.html")], "is a folder");
    assert_eq!(std::fs::read_to_string(path("page.html")).expect("it is there"), old);
    let left = std::fs::read_dir(&folder).expect("it is there").count();
    assert_eq!(left, 6, "nothing else was written");
}
