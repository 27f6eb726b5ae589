//! PDFs as sources: of several producers, of pages that are hard to read, damaged and hostile ones.

#![cfg(feature = "pdf")]

mod common;
mod lawful;
mod made;
mod score;

use std::path::{Path, PathBuf};
use std::time::Duration;

use beschluss::diagnostic::Code;
use beschluss::record::Extraction;
use beschluss::source::pdf::PdfError;
use beschluss::source::{Limits, NotText, Source};
use lawful::{lawful, repeatable};
use made::{deflated, page, pdf, stream};
use serde_json::Value;

fn bytes(path: impl AsRef<Path>) -> Vec<u8> {
    std::fs::read(common::root().join(path)).expect("it can be read")
}

fn codes(extraction: &Extraction) -> Vec<&'static str> {
    let mut codes: Vec<&str> = extraction.diagnostics.iter().map(|one| one.code.name()).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// Fields that a producer's own fault makes wrong, and that a finding names: Ghostscript writes half a map for `ffi`.
const LOST: [(&str, usize); 1] = [("ghostscript", 3)];

#[test]
fn decks_of_real_producers_are_read_as_they_are_meant() {
    let families = score::families(&common::root().join("fixtures/pdf"));
    assert_eq!((families.len(), families["producers"].len()), (1, 5));
    for path in &families["producers"] {
        let name = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        let score = score::score(std::slice::from_ref(path));
        let wrong = score.wrong + score.missing + score.invented + score.torn;
        let lost = LOST.iter().find(|(producer, _)| *producer == name).map_or(0, |(_, lost)| *lost);
        let fields = format!("{} fields, {} of 10,000 right", score.fields(), score.share());
        assert_eq!((wrong, score.silent), (lost, 0), "{name}: {fields}: {:?} {:?}", score.errors, score.silences);
        let source = common::read(path);
        let extraction = lawful(&source, &name);
        repeatable(&source, &extraction, &name);
        assert_eq!(extraction.coverage.unclaimed, 0, "{name}");
        levels(&name, &extraction, &truth(path));
    }
}

#[test]
fn every_made_up_deck_is_lawful() {
    const DECKS: usize = 482;
    let families = score::families(&common::root().join("fixtures/decks"));
    let decks: Vec<_> =
        families.values().flatten().filter(|path| path.extension().is_some_and(|it| it == "pdf")).collect();
    assert_eq!(decks.len(), DECKS);
    for path in decks {
        let name = path.display().to_string();
        let source = common::read(path);
        let extraction = lawful(&source, &name);
        repeatable(&source, &extraction, &name);
        let boxes = |text: &str| text.contains("\"boxes\"");
        assert!(boxes(&serde_json::to_string(&extraction).expect("records are JSON")), "{name}: no boxes");
    }
}

fn truth(path: &Path) -> Value {
    let text = std::fs::read_to_string(path.with_extension("truth.json")).expect("it can be read");
    serde_json::from_str(&text).expect("it is JSON")
}

/// Holds the levels of all bullets against the truth.
fn levels(name: &str, extraction: &Extraction, truth: &Value) {
    let truth = truth["levels"].as_array().expect("it has levels");
    let mut compared = 0;
    for level in truth {
        let decision = extraction.decisions.iter().find(|one| one.identifier == level[0]).expect("it is there");
        let items = decision.sections.iter().flat_map(|section| &section.items);
        let Some(item) = items.clone().find(|item| level[1] == item.text) else {
            assert!(LOST.iter().any(|(producer, _)| *producer == name), "{name}: no item {}", level[1]);
            continue;
        };
        assert_eq!(level[2], item.level, "{name}: {}", item.text);
        compared += 1;
    }
    assert!(compared >= 7, "{name}: {compared} levels");
}

#[test]
fn pages_are_read_as_a_reader_sees_them() {
    let paths: Vec<PathBuf> = common::files("fixtures/pdf/pages", "pdf")
        .into_iter()
        .filter(|path| path.with_extension("expect.txt").exists())
        .collect();
    assert_eq!(paths.len(), 14);
    let lines = |text: &str| -> Vec<String> {
        let pages = text.replace('\u{c}', "\n\u{c}\n");
        pages.lines().map(|line| line.trim_end_matches(' ').to_owned()).filter(|line| !line.is_empty()).collect()
    };
    for path in paths {
        let source = common::read(&path);
        let expected = std::fs::read_to_string(path.with_extension("expect.txt")).expect("it can be read");
        assert_eq!(lines(source.text()), lines(&expected), "{}", path.display());
        lawful(&source, &path.display().to_string());
    }
}

#[test]
fn what_cannot_be_seen_or_read_is_said() {
    let of = |name: &str| beschluss::extract(&common::read(&common::root().join("fixtures/pdf/pages").join(name)));
    assert!(codes(&of("scan.pdf")).contains(&"picture-only"));
    assert!(codes(&of("invisible.pdf")).contains(&"hidden-text"));
    assert!(codes(&of("twice.pdf")).contains(&"doubled-text"));
    // No table of the font says what its glyphs are, so that no letter may come out.
    let source = common::read(&common::root().join("fixtures/pdf/pages/no-tounicode-simple.pdf"));
    assert!(source.text().contains('\u{fffd}'));
    assert!(source.text().chars().all(|c| c == '\u{fffd}' || c == '•' || c.is_whitespace()), "{}", source.text());
    assert!(codes(&beschluss::extract(&source)).contains(&"unmapped-glyphs"));
}

fn refused(bytes: &[u8]) -> Option<PdfError> {
    match Source::from_bytes("x.pdf", bytes) {
        Err(NotText::Pdf(error)) => Some(error),
        Err(other) => panic!("refused as {other}"),
        Ok(_) => None,
    }
}

#[test]
fn files_that_cannot_be_read_are_refused_by_name() {
    assert_eq!(refused(&bytes("fixtures/pdf/pages/password.pdf")), Some(PdfError::Password));
    assert_eq!(refused(b"%PDF-1.7"), Some(PdfError::NoPages));
    assert_eq!(refused(b"%PDF-1.7\ntrailer <</Root 1 0 R>>\n%%EOF"), Some(PdfError::NoPages));
    // Some files have other bytes before their mark; a text about PDFs is a text.
    let junk = [b"\x00\x01junk\xff\n".to_vec(), bytes("fixtures/pdf/pages/twice.pdf")].concat();
    assert!(Source::from_bytes("x", &junk).expect("it is read").geometry().is_some());
    assert!(Source::from_bytes("x", b"the mark is %PDF-1.7").expect("it is text").geometry().is_none());
}

/// A generator of numbers that are always the same.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("it fits") % below
    }
}

/// Reads a damaged file: it comes out lawfully, or is refused.
fn survives(bytes: &[u8], what: &str) -> bool {
    let limits = Limits { time: Duration::from_secs(20), ..Limits::default() };
    match Source::from_bytes_within("damaged.pdf", bytes, &limits) {
        Ok(source) => {
            lawful(&source, what);
            true
        }
        Err(_) => false,
    }
}

#[test]
fn damaged_files_are_read_as_far_as_they_go() {
    let files = ["libreoffice", "fpdf2", "chromium"].map(|name| bytes(format!("fixtures/pdf/producers/{name}.pdf")));
    let mut numbers = Numbers(7);
    let (mut tried, mut read) = (0, 0);
    for file in &files {
        // Cut short.
        for _ in 0..40 {
            let end = numbers.next(file.len());
            read += usize::from(survives(&file[..end], &format!("{end} bytes")));
            tried += 1;
        }
        // Bits flipped.
        for flips in 0..60 {
            let mut damaged = file.clone();
            for _ in 0..=flips {
                let at = numbers.next(damaged.len());
                damaged[at] ^= 1 << numbers.next(8);
            }
            read += usize::from(survives(&damaged, &format!("{flips} flips")));
            tried += 1;
        }
        // Parts lost.
        for _ in 0..20 {
            let (at, length) = (numbers.next(file.len()), numbers.next(2_000));
            let damaged = [&file[..at], &file[(at + length).min(file.len())..]].concat();
            read += usize::from(survives(&damaged, &format!("without {at}..")));
            tried += 1;
        }
    }
    assert_eq!(tried, 360);
    assert!(read > tried / 3, "{read} of {tried} read");
}

/// The content of a page that says something.
const TEXT: &[u8] = b"BT /F 12 Tf 20 200 Td (Beschluss 2025/22) Tj ET";

/// A page of lines, each of them cells that start at these places.
fn drawn(lines: &[(u32, &[(u32, &str)])]) -> Vec<u8> {
    let cell = |y: &u32, (x, text): &(u32, &str)| format!("BT /F 8 Tf {x} {y} Td ({text}) Tj ET\n");
    let cells = lines.iter().flat_map(|(y, cells)| cells.iter().map(move |one| cell(y, one)));
    page(stream("", cells.collect::<String>().as_bytes()), "", &[])
}

fn read_within(bytes: &[u8], limits: &Limits) -> Extraction {
    beschluss::extract(&Source::from_bytes_within("x.pdf", bytes, limits).expect("it is read"))
}

#[test]
fn tables_and_pages_that_give_no_record_are_said() {
    let default = Limits::default();
    let head: &[(u32, &str)] = &[(20, "Nr."), (45, "Projekt"), (130, "Budget"), (195, "Beginn"), (245, "Ende")];
    let row: &[(u32, &str)] =
        &[(20, "7"), (45, "Briefkopf"), (130, "100.000 EUR"), (195, "01.01.2029"), (245, "31.12.2029")];
    let other: &[(u32, &str)] =
        &[(20, "8"), (45, "Stempel"), (130, "50.000 EUR"), (195, "01.03.2029"), (245, "30.06.2030")];
    let with_sum = |sum: &str| {
        let sum: &[(u32, &str)] = &[(45, "Summe"), (130, sum)];
        let title: &[(u32, &str)] = &[(20, "Beschluss 2028/22 | Post")];
        read_within(&drawn(&[(280, title), (240, head), (220, row), (200, other), (180, sum)]), &default)
    };
    let right = with_sum("150.000 EUR");
    assert_eq!((right.projects.len(), codes(&right).contains(&"differing-sum")), (2, false));
    assert!(codes(&with_sum("150.001 EUR")).contains(&"differing-sum"));
    // Of the reserved rows alone where the sum says so; what else it may be of, nobody knows.
    let with_part = |part: &str, sum: &str| {
        let part: &[(u32, &str)] = &[(45, part), (150, sum)];
        let lines: [(u32, &[(u32, &str)]); 7] = [
            (280, &[(20, "Beschluss 2028/22 | Post")]),
            (240, &[(20, "Nr."), (45, "Projekt"), (150, "Budget"), (205, "Laufzeit"), (255, "Vorbehalt")]),
            (220, &[(20, "7"), (45, "Briefkopf"), (150, "100.000 EUR"), (205, "2029 - 2030"), (255, "nein")]),
            (200, &[(20, "8"), (45, "Stempel"), (150, "50.000 EUR"), (205, "2029 - 2031"), (255, "ja")]),
            (180, &[(45, "Summe"), (150, "150.000 EUR")]),
            (160, part),
            (120, &[(20, "weitere Projekte folgen")]),
        ];
        let read = read_within(&drawn(&lines), &default);
        assert_eq!(read.projects.len(), 2);
        // What stands below a table is not swallowed with what names it above.
        assert!(codes(&read).contains(&"unclaimed-text"));
        let said = read.diagnostics.into_iter().find(|one| one.code.name() == "differing-sum");
        said.map(|one| one.message)
    };
    assert_eq!(with_part("davon unter Vorbehalt", "50.000 EUR"), None);
    assert_eq!(with_part("davon Rest", "49.000 EUR"), None);
    let said = "found the sum 51000, the reserved rows above it add up to 50000";
    assert_eq!(with_part("davon unter Vorbehalt", "51.000 EUR").as_deref(), Some(said));
    // The last of two rows of heads says what a column is: `Vorhabenlaufzeit` above `Beginn` and `Ende`.
    let stacked = drawn(&[
        (280, &[(20, "Beschluss 2028/22 | Post")]),
        (250, &[(195, "Vorhabenlaufzeit")]),
        (240, &[(20, "Nr."), (45, "Projekt"), (130, "Budget"), (195, "Beginn"), (245, "Ende")]),
        (220, row),
        (200, other),
    ]);
    let stacked = read_within(&stacked, &default);
    assert!(stacked.projects.len() == 2 && stacked.projects.iter().all(|one| one.start.is_some() && one.end.is_some()));
    // A column of marks is one of reservations only where its head or its cells say so, whatever a legend says of `*`.
    let marked = |head: &str, cell: &str| {
        let (head, cell) = (head.to_owned(), cell.to_owned());
        let lines: [(u32, &[(u32, &str)]); 5] = [
            (280, &[(20, "Beschluss 2028/22 | Post")]),
            (240, &[(20, "Nr."), (45, "Projekt"), (110, "Budget"), (165, "Laufzeit"), (235, &head)]),
            (220, &[(20, "7"), (45, "Briefkopf"), (110, "100.000 EUR"), (165, "2029 - 2030"), (235, &cell)]),
            (200, &[(20, "8*"), (45, "Stempel"), (110, "50.000 EUR"), (165, "2029 - 2031")]),
            (160, &[(20, "* unter Vorbehalt")]),
        ];
        let read = read_within(&drawn(&lines), &default);
        read.projects.iter().map(|project| project.conditional).collect::<Vec<bool>>()
    };
    assert_eq!(marked("Bund", "x"), [false, true]);
    assert_eq!(marked("Vorbehalt", "x"), [true, true]);
    assert_eq!(marked("Status", "Vorbehalt"), [true, true]);
    let milestones = drawn(&[
        (280, &[(20, "Beschluss 2028/22 | Post")]),
        (240, &[(20, "Meilenstein"), (150, "Datum")]),
        (220, &[(20, "Start der Erhebung"), (150, "01.01.2029")]),
        (200, &[(20, "Ende der Erhebung"), (150, "01.03.2029")]),
    ]);
    let milestones = read_within(&milestones, &default);
    assert_eq!((milestones.projects.len(), codes(&milestones).contains(&"other-table")), (0, true));
    assert!(codes(&read_within(&drawn(&[]), &default)).contains(&"blank-page"));
    let deck = bytes("fixtures/pdf/producers/fpdf2.pdf");
    assert!(codes(&read_within(&deck[..deck.len() - 40], &default)).contains(&"damaged-pdf"));
}

/// What a decision has below its title: these lines in a row.
fn items_of(lines: &[&str]) -> Vec<String> {
    let placed: Vec<(u32, [(u32, &str); 1])> =
        (0..).zip(lines).map(|(at, line)| (240 - 10 * at, [(20, *line)])).collect();
    let mut all: Vec<(u32, &[(u32, &str)])> = vec![(280, &[(20, "Beschluss 2028/22 | Post")])];
    all.extend(placed.iter().map(|(y, cells)| (*y, &cells[..])));
    let read = read_within(&drawn(&all), &Limits::default());
    read.decisions[0].sections.iter().flat_map(|one| &one.items).map(|item| item.text.clone()).collect()
}

#[test]
fn sentences_that_end_before_the_edge_end_a_paragraph() {
    let long = "Der Rat nimmt den Bericht zur Lage der Post in den Amtsstuben an und";
    let ended = items_of(&[long, "dankt ihm.", "Der Bund legt einen Plan vor."]);
    assert_eq!(ended, [format!("{long} dankt ihm."), "Der Bund legt einen Plan vor.".to_owned()]);
}

#[test]
fn a_badge_beside_a_title_is_no_table() {
    let lines: [(u32, &[(u32, &str)]); 3] = [
        (280, &[(20, "Briefe im Amt"), (200, "Beschluss 2028/22")]),
        (264, &[(20, "Der Bund schreibt."), (200, "Hessen liest mit.")]),
        (250, &[(20, "Berlin sammelt."), (200, "Bremen heftet ab.")]),
    ];
    let read = read_within(&drawn(&lines), &Limits::default());
    assert_eq!(read.decisions[0].title.as_deref(), Some("Briefe im Amt"));
    let items: Vec<&str> =
        read.decisions[0].sections.iter().flat_map(|one| &one.items).map(|item| &item.text[..]).collect();
    assert_eq!(items, ["Der Bund schreibt.", "Hessen liest mit.", "Berlin sammelt.", "Bremen heftet ab."]);
}

#[test]
fn a_line_drawn_late_below_a_title_is_read_there() {
    let badge = "Beschluss 2028/22 | Berichterstattung: Dr. Ada Quer \\(Hessen\\)";
    let lines: [(u32, &[(u32, &str)]); 4] = [
        (280, &[(22, "Briefe im Amt")]),
        (252, &[(22, "1. Der Bund schreibt.")]),
        (240, &[(22, "2. Hessen liest mit.")]),
        (267, &[(20, badge)]),
    ];
    let read = read_within(&drawn(&lines), &Limits::default());
    assert_eq!(read.decisions[0].presenter.as_deref(), Some("Dr. Ada Quer"));
    assert_eq!(read.decisions[0].title.as_deref(), Some("Briefe im Amt"));
}

#[test]
fn a_title_over_two_lists_is_read_before_both() {
    let lines: [(u32, &[(u32, &str)]); 5] = [
        (256, &[(180, "Hessen liest mit.")]),
        (244, &[(180, "Bremen heftet alles im Hause ab.")]),
        (280, &[(20, "Beschluss 2028/22 | Briefe im Amt und ihre Wege durch das Haus")]),
        (256, &[(20, "Der Bund schreibt.")]),
        (244, &[(20, "Berlin sammelt.")]),
    ];
    let read = read_within(&drawn(&lines), &Limits::default());
    let items: Vec<&str> =
        read.decisions[0].sections.iter().flat_map(|one| &one.items).map(|item| &item.text[..]).collect();
    assert_eq!(
        items,
        ["Der Bund schreibt.", "Berlin sammelt.", "Hessen liest mit.", "Bremen heftet alles im Hause ab."]
    );
    assert_eq!(read.slides[0].title.as_deref(), Some("Beschluss 2028/22 | Briefe im Amt und ihre Wege durch das Haus"));
}

/// A page of forms that draw others ten times each, ten levels deep.
fn nested() -> Vec<u8> {
    let level = |at: usize| {
        let inner =
            format!("/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Resources <</XObject <</X {} 0 R>>>>", at + 6);
        stream(&inner, "/X Do ".repeat(10).as_bytes())
    };
    let mut forms: Vec<Vec<u8>> = (0..10).map(level).collect();
    forms.push(stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"q Q"));
    page(stream("", &[TEXT, b" /X Do"].concat()), "/XObject <</X 5 0 R>>", &forms)
}

#[test]
fn limits_hold_and_are_said() {
    let deck = bytes("fixtures/pdf/producers/fpdf2.pdf");
    let default = Limits::default();
    let few = read_within(&deck, &Limits { pages: 2, ..default });
    assert_eq!((few.slides.len(), codes(&few).contains(&"limit-reached")), (2, true));
    assert!(codes(&read_within(&deck, &Limits { operations: 3_000, ..default })).contains(&"limit-reached"));
    // No time is left when the first page is begun.
    let said = |read: &Extraction, what: &str| {
        let of = read.diagnostics.iter().find(|one| one.code.name() == "limit-reached");
        assert!(of.is_some_and(|one| one.message.ends_with(what)), "{what}: {:?}", codes(read));
    };
    said(&read_within(&deck, &Limits { time: Duration::ZERO, ..default }), "the limit of 0 s");
    let large = Source::from_bytes_within("x.pdf", &deck, &Limits { bytes: 10_000, ..default });
    assert_eq!(large.map(|_| ()), Err(NotText::Pdf(PdfError::TooLarge { limit: 10_000 })));
    assert!(
        !codes(&beschluss::extract(&common::read(&common::root().join("fixtures/pdf/producers/fpdf2.pdf"))))
            .contains(&"limit-reached")
    );
}

#[test]
fn bombs_do_not_go_off() {
    let small = Limits { inflated: 8 << 20, ..Limits::default() };
    // 30 MB of blanks, packed twice.
    let bomb = deflated(&deflated(&vec![b' '; 30 << 20]));
    assert!(bomb.len() < 2_000, "{} bytes", bomb.len());
    let twice = "/Filter [/FlateDecode /FlateDecode]";
    let content = page(stream(twice, &bomb), "", &[]);
    let form = page(
        stream("", &[TEXT, b" /X Do"].concat()),
        "/XObject <</X 5 0 R>>",
        &[stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] {twice}"), &bomb)],
    );
    // An index of objects is unpacked before any page is found.
    let index = stream("/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode", &deflated(&vec![b' '; 30 << 20]));
    let indexed = page(stream("", TEXT), "", &[index]);
    for (file, what) in [(&content, "content"), (&form, "form"), (&indexed, "index")] {
        let read = Source::from_bytes_within("x.pdf", file, &small).map(|_| ());
        assert_eq!(read, Err(NotText::Pdf(PdfError::Bomb { limit: 8 << 20 })), "{what}");
    }
    assert!(!codes(&read_within(&form, &Limits { inflated: 256 << 20, ..small })).contains(&"limit-reached"));
    // Streams that are large together.
    let part = deflated(&vec![b' '; 5 << 20]);
    let filter = "/Filter /FlateDecode";
    let together = page(
        stream(filter, &part),
        "/XObject <</X 5 0 R>>",
        &[stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 9 9] {filter}"), &part)],
    );
    assert!(codes(&read_within(&together, &small)).contains(&"limit-reached"));
}

#[test]
fn what_refers_to_itself_ends() {
    let catalog = || b"<</Type /Catalog /Pages 2 0 R>>".to_vec();
    let cyclic = pdf(&[catalog(), b"<</Type /Pages /Kids [2 0 R 2 0 R] /Count 9>>".to_vec()]);
    assert_eq!(refused(&cyclic), Some(PdfError::NoPages));
    // A form that draws itself, and forms that draw others.
    let own = "/Type /XObject /Subtype /Form /BBox [0 0 300 300] /Resources <</XObject <</X 5 0 R>>>>";
    let itself = page(stream("", &[TEXT, b" /X Do"].concat()), "/XObject <</X 5 0 R>>", &[stream(own, b"/X Do")]);
    let itself = read_within(&itself, &Limits::default());
    assert_eq!(itself.slides.len(), 1);
    assert_eq!(itself.slides[0].title.as_deref(), Some("Beschluss 2025/22"));
    let read = Source::from_bytes_within("x.pdf", &nested(), &Limits { operations: 100_000, ..Limits::default() });
    let read = beschluss::extract(&read.expect("it is read"));
    assert!(codes(&read).contains(&Code::LimitReached.name()), "{:?}", codes(&read));
}
