//! What must never happen, on every text of the repository and on what is left of them when they are damaged.

mod common;
mod lawful;

use std::path::PathBuf;

use beschluss::diagnostic::Code;
use beschluss::source::Source;
use beschluss::text::Step;
use beschluss::verify::verify;
use lawful::{lawful, repeatable};

/// All texts of the repository.
fn texts() -> Vec<PathBuf> {
    let texts: Vec<PathBuf> =
        ["seeds", "fixtures/clean", "fixtures/broken"].iter().flat_map(|folder| common::files(folder, "txt")).collect();
    assert!(texts.len() > 30, "only {} texts", texts.len());
    texts
}

/// The made-up decks of all families.
fn decks() -> Vec<PathBuf> {
    let families = std::fs::read_dir(common::root().join("fixtures/decks")).expect("the folder is there");
    let families = families.map(|entry| entry.expect("it can be read").path());
    let mut decks: Vec<PathBuf> = families.flat_map(|family| common::files(&family.to_string_lossy(), "txt")).collect();
    decks.sort();
    assert!(decks.len() > 100, "only {} decks", decks.len());
    decks
}

/// A fixed sequence (Knuth's multiplier), so that a failure comes again.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % limit.max(1)
    }
}

#[test]
fn every_text_is_lawful() {
    let decks = decks();
    for path in texts().into_iter().chain(decks) {
        let source = common::read(&path);
        let what = path.display().to_string();
        repeatable(&source, &lawful(&source, &what), &what);
    }
}

#[test]
fn every_prefix_is_lawful() {
    let mut walked = 0;
    for path in texts() {
        let source = common::read(&path);
        let text = source.text();
        let ends: Vec<usize> = (0..text.len()).filter(|end| text.is_char_boundary(*end)).collect();
        // Every other one on each of two threads.
        std::thread::scope(|scope| {
            for first in 0..2 {
                let ends = ends.iter().skip(first).step_by(2);
                scope.spawn(|| {
                    for end in ends {
                        let what = format!("{} to byte {end}", path.display());
                        lawful(&Source::from_text("prefix", &text[..*end]), &what);
                    }
                });
            }
        });
        walked += ends.len();
    }
    assert!(walked > 40_000, "only {walked} prefixes");
}

#[test]
fn every_text_without_one_line_is_lawful() {
    let mut walked = 0;
    for path in texts() {
        let source = common::read(&path);
        let lines: Vec<&str> = source.text().split_inclusive('\n').collect();
        for without in 0..lines.len() {
            let rest: String =
                lines.iter().enumerate().filter(|(at, _)| *at != without).map(|(_, line)| *line).collect();
            lawful(&Source::from_text("rest", rest), &format!("{} without line {without}", path.display()));
            walked += 1;
        }
    }
    assert!(walked > 1500, "only {walked} lines");
}

#[test]
fn swapped_lines_and_changed_bytes_are_lawful() {
    let mut random = Random(1);
    let odd =
        ['*', '€', '\u{f0a7}', '9', ',', '.', ' ', '\n', '\u{c}', '\u{ad}', 'ß', '|', '-', '–', 'B', '\u{308}', '/'];
    let mut walked = 0;
    for path in texts() {
        let source = common::read(&path);
        for round in 0..24 {
            let mut lines: Vec<&str> = source.text().split_inclusive('\n').collect();
            if lines.is_empty() {
                continue;
            }
            let (a, b) = (random.below(lines.len()), random.below(lines.len()));
            lines.swap(a, b);
            let mut chars: Vec<char> = lines.concat().chars().collect();
            for _ in 0..random.below(6) {
                let at = random.below(chars.len());
                chars[at] = odd[random.below(odd.len())];
            }
            let text: String = chars.into_iter().collect();
            lawful(&Source::from_text("changed", text), &format!("{}, round {round}", path.display()));
            walked += 1;
        }
    }
    assert!(walked > 500, "only {walked} changes");
}

/// Words of the language in an order that nobody would write: what the grammars read, the replay reads alike.
#[test]
fn composed_sentences_are_lawful() {
    let words = "beauftragt Beauftragt FITKO govdigital eG die der den das wird werden hat soll mit bis Bis zum zur ab \
                 50. Sitzung Herbstsitzung 31.08.25 01.07 2025 Ende Mitte Q1/2027 I. Quartal 2028 Dezember 2026 des \
                 IT-Planungsrats FIT-AB 2024/25 2024-25 B-2025/33-IT Beschluss Beschlüsse Ziffer 2.1 siehe ( ) , ; . : \
                 und sowie 15 Mio. Mio.Euro Euro EURO € 1.000 1'000 1 000 12,50 ,- -5 TEUR T€ EUR drei Milliarden Bayern \
                 Stimmberechtigt: Nicht-stimmberechtigt: nicht spätestens Frist: Lenkungskreis (AL-Ebene) 07 N. „ “ – \
                 \u{2011} \u{ad} ä u\u{308} ﬁ \u{200b} 0 § eine Länder u. a. * 2025/13 = V (V) u. V. Vorbehalt Vorsitz Dr. | ● #";
    let words: Vec<&str> = words.split_whitespace().collect();
    let mut random = Random(1);
    for round in 0..10_000 {
        let sentence: Vec<&str> = (0..3 + random.below(30)).map(|_| words[random.below(words.len())]).collect();
        let text = format!(
            "Beschlüsse der 47. Sitzung des IT-Planungsrats\n\n04.07.2025\n\u{c}Beschluss 2025/22 | Titel\n\n\u{f0a7} {}\n",
            sentence.join(" ")
        );
        lawful(&Source::from_text("composed", text), &format!("round {round}: {}", sentence.join(" ")));
    }
}

/// What stands many times on one line takes no more stack than what stands there once.
#[test]
fn what_repeats_is_read_on_a_small_stack() {
    const TIMES: usize = 4_000;
    const STACK: usize = 192 * 1024;
    let words = "( [ „ “ = : – - • 1. a) (1) 2032/01 Beschluss IT-Planungsrat, Programm Noch: Fortsetzung: Nr. Nr.1: 01.01.2032 \
                 vom bis zum 1.000 € HH, HH Land Federführung: Antragsteller (V) * ¹ TOP # | ● Dr. / Q1/2032 9 A ä Vorsitz \
                 Montag, Mo, x=y Stand: Mittel: Titel: Laufzeit: Vorbehalt (Vorbehalt) u.V. Bund, Mitglieder Sitzung 75.";
    let signs = [" = ", " – ", ": ", ", ", "; ", " | ", " · ", " / ", " (", ") ", "\t"];
    let words = words.split_whitespace().flat_map(|word| [word.to_owned(), word.to_owned() + " "]);
    let words: Vec<String> = words.chain(signs.map(str::to_owned)).collect();
    let mut read = 0;
    for word in &words {
        let line = word.repeat(TIMES);
        let closed = line.replace('\t', " ") + &")".repeat(if word.starts_with('(') { TIMES } else { 0 });
        let text = format!(
            "IT-Planungsrat\nErgebnisse der 75. Sitzung\n{line}\n\n21. Juni 2032\n\u{c}Beschluss 2032/40\nTitel {line}\n\
             • {line}\n• {closed}\n\u{c}{line}\nNr.  Projekt  Antragsteller  Budget  Zeitraum\n1  {line}  1.000 €\n\
             2  Titel  {line}  1.000 €\n3  Titel {line} HH 1.000 € 2030\n\u{c}Mitglieder\n{line}\nBayern  {closed}  {line}\n"
        );
        let extract = move || beschluss::extract(&Source::from_text("repeated", text)).slides.len();
        let reader = std::thread::Builder::new().stack_size(STACK).spawn(extract).expect("a thread starts");
        read += usize::from(reader.join().expect("it is read") > 0);
    }
    assert!(read > 120, "only {read} words");
}

/// The encoding of a file is no part of what it says.
#[test]
fn every_encoding_gives_the_same_records_and_findings() {
    for path in texts() {
        let source = common::read(&path);
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain(source.text().encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let other = Source::from_bytes(source.name(), &utf16).expect("it is text");
        let told = |source: &Source| {
            let mut extraction = beschluss::extract(source);
            extraction.diagnostics.retain(|one| one.code != Code::DecodedSource);
            let mut document = serde_json::to_value(&extraction).expect("records are JSON");
            document["source"] = serde_json::Value::Null;
            document
        };
        let same = Source::from_text(source.name(), source.text());
        assert_eq!(told(&same), told(&other), "{}", path.display());
    }
}

/// Ten decks in one file give ten times the slides, and not more than ten times the findings.
#[test]
fn findings_grow_with_the_text() {
    let source = common::read(&common::files("seeds", "txt")[0]);
    let once = beschluss::extract(&source);
    let ten = lawful(&Source::from_text("ten", source.text().repeat(10)), "ten times the seed");
    assert_eq!(ten.slides.len(), once.slides.len() * 10);
    let records = once.projects.len() + once.members.len() + once.decisions.len();
    assert!(ten.diagnostics.len() <= (once.diagnostics.len() + records) * 10, "{}", ten.diagnostics.len());
}

#[test]
fn one_changed_byte_under_a_field_is_named() {
    let source = common::read(&common::files("seeds", "txt")[0]);
    let extraction = beschluss::extract(&source);
    let document = serde_json::to_value(&extraction).expect("records are JSON");
    let mut tried = 0;
    for (id, provenance) in extraction.records() {
        for (path, trace) in provenance.fields.iter() {
            let bytes = source.text().as_bytes();
            let places = trace.spans.iter().flat_map(|span| span.range());
            let places: Vec<usize> = places.filter(|at| bytes[*at].is_ascii_alphanumeric()).collect();
            // A mark and a session hold whatever stands there, and a count looks at nothing.
            let blind = [Step::Parts, Step::Count, Step::Mark, Step::Yes, Step::SessionPrecision];
            if places.is_empty() || trace.steps.iter().any(|step| blind.contains(step)) {
                continue;
            }
            let mut named = false;
            for at in places {
                let mut changed = bytes.to_vec();
                changed[at] = match changed[at] {
                    b'1' => b'2',
                    digit if digit.is_ascii_digit() => b'1',
                    b'q' => b'x',
                    _ => b'q',
                };
                let changed = Source::from_bytes("changed", &changed).expect("it is text");
                let failures = verify(&document, &changed).expect("it is an extraction").failures;
                assert!(failures.len() > 1, "{id}.{path}: only the hash sees byte {at}");
                named = failures.iter().any(|one| one.record == id && one.field == path);
                if named {
                    break;
                }
            }
            assert!(named, "{id}.{path}: no changed byte is named");
            tried += 1;
        }
    }
    assert!(tried > 500, "only {tried} fields");
}
