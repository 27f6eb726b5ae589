//! Whatever a deck calls its decisions, however it writes their numbers and wherever they stand, they are read alike.

#![forbid(unsafe_code)]

use beschluss::Source;
use beschluss::diagnostic::Severity;

const NUMBERS: [u32; 4] = [14, 15, 17, 18];
const TITLES: [&str; 4] = ["Datenatlas Bund", "Netze der Länder", "Registermodernisierung", "Haushalt 2033"];
const ITEMS: [&str; 2] = ["Die Länder schließen ihre Netze an.", "Die FITKO setzt dies um."];

/// How a number is written, with `N` in the place of it.
const FORMS: [&str; 13] = [
    "2032/N",
    "2032-N",
    "N/2032",
    "32/N",
    "N/32",
    "N (2032)",
    "N aus 2032",
    "N aus dem Jahr 2032",
    "2032/IT/N",
    "2032.N",
    "N-2032",
    "2032_N",
    "2032 / N",
];

/// What stands in front of it.
const LABELS: [&str; 16] = [
    "",
    "Beschluss ",
    "Beschluss Nr. ",
    "Nr. ",
    "Beschl. ",
    "Beschl. Nr. ",
    "Beschluss-Nr. ",
    "Beschluss-Nr.: ",
    "Beschlussnummer ",
    "Entscheidung ",
    "IT-PLR-Beschluss ",
    "IT-PLR ",
    "Beschluss IT-PLR ",
    "B ",
    "Beschluss #",
    "BESCHLUSS ",
];

/// Where it stands, `I`, beside the title, `T`, and the item of the agenda, `K`; below the items where the title is alone.
const PLACES: [&str; 23] = [
    "I | T",
    "I – T",
    "I: T",
    "I T",
    "I · T",
    "T (I)",
    "T – I",
    "T | I",
    "T, I",
    "T [I]",
    "I\nT",
    "T\nI",
    "T\n(I)",
    "TOP K: T (I)",
    "TOP K T\nI",
    "TOP K · I\nT",
    "I (TOP K): T",
    "K. T (I)",
    "K. T\nI",
    "I vom 14.06.2032 – T",
    "T\nI vom 14.06.2032",
    "T\nI · TOP K",
    "T",
];

/// What an overview has of each decision; nothing where there is no overview.
const OVERVIEWS: [&str; 2] = ["", "• I – T"];

fn deck(form: &str, label: &str, place: &str, overview: &str) -> String {
    let filled = |pattern: &str, at: usize| {
        let identifier = [label, &form.replace('N', &NUMBERS[at].to_string())].concat();
        let mark = |c: char| match c {
            'I' => identifier.clone(),
            'T' => TITLES[at].to_owned(),
            'K' => (at + 1).to_string(),
            c => c.to_string(),
        };
        // The `T` of `TOP` is none.
        let parts = pattern.split("TOP").map(|part| part.chars().map(mark).collect::<String>());
        parts.collect::<Vec<String>>().join("TOP")
    };
    let cover =
        "IT-Planungsrat\nErgebnisse der 75. Sitzung\nSitzung am 14. Juni 2032 in Kiel\n\nAda Quer\n21. Juni 2032\n";
    let mut pages = vec![cover.to_owned()];
    if !overview.is_empty() {
        let entries: Vec<String> = (0..TITLES.len()).map(|at| filled(overview, at)).collect();
        pages.push(format!("Beschlüsse im Überblick\n\n{}\n", entries.join("\n")));
    }
    for at in 0..TITLES.len() {
        let items = ITEMS.map(|item| format!("• {item}")).join("\n");
        let below = if place == "T" { format!("\n{}\n", filled("I", at)) } else { String::new() };
        pages.push(format!("{}\n\n{items}\n{below}", filled(place, at)));
    }
    pages.join("\u{c}")
}

/// What cannot be told from a month at the foot of a slide, where nothing calls it a decision.
fn may_be_other(form: &str, label: &str, place: &str) -> bool {
    place == "T" && label.is_empty() && form != "2032/N"
}

#[test]
fn decisions_are_read_in_any_notation() {
    let (mut read, mut other) = (0, 0);
    let mut failed = Vec::new();
    for form in FORMS {
        for label in LABELS {
            for place in PLACES {
                for overview in OVERVIEWS {
                    let text = deck(form, label, place, overview);
                    let extraction = beschluss::extract(&Source::from_text("notation", text));
                    let found: Vec<(String, Option<&str>, Vec<&str>)> = extraction
                        .decisions
                        .iter()
                        .map(|one| {
                            let items = one.sections.iter().flat_map(|section| &section.items);
                            (
                                one.identifier.clone(),
                                one.title.as_deref(),
                                items.map(|item| item.text.as_str()).collect(),
                            )
                        })
                        .collect();
                    let truth = NUMBERS.iter().zip(TITLES);
                    let truth: Vec<_> =
                        truth.map(|(number, title)| (format!("2032/{number}"), Some(title), ITEMS.to_vec())).collect();
                    if found == truth {
                        read += 1;
                    } else if may_be_other(form, label, place) {
                        let said = extraction.diagnostics.iter().any(|one| one.code.severity() > Severity::Note);
                        assert!(said, "{form:?} {label:?} {place:?} {overview:?} in silence");
                        other += 1;
                    } else {
                        failed.push(format!("{form:?} {label:?} {place:?} {overview:?}"));
                    }
                }
            }
        }
    }
    assert!(failed.is_empty(), "{} of {}:\n{}", failed.len(), failed.len() + read, failed.join("\n"));
    assert!(read > 9_500, "only {read}");
    assert!(other <= 24, "{other} are said");
}
