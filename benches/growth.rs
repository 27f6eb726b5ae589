//! How the time grows with the size of the text: `cargo bench --bench growth [-- MEGABYTES… PATTERN]`.
//!
//! Each pattern is repeated up to 1 MB and to 10 MB (unless other sizes are given), and the processor time of a megabyte
//! is printed for each size, with how it grows from one to the next: 1.00 is linear, and what is above 1.15 is marked.
//! Patterns are what hurts a reader of its kind: all of one character, of one form of the language, of one shape of line;
//! `{}` becomes other digits each time. Decks come first: one again and again, and all of a family.

use std::path::Path;

use beschluss::source::Source;
use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

const PATTERNS: &[(&str, &str)] = &[
    ("letters", "a"),
    ("digits", "1"),
    ("blanks", " "),
    ("line ends", "\n"),
    ("form feeds", "\u{c}"),
    ("page marks", "\n x"),
    ("short lines", "\na"),
    ("shattered lines", "\nPa\ng"),
    ("bullets", "\u{f0a7} "),
    ("bullet lines", "\n• x"),
    ("dashes", "– "),
    ("stars", "*"),
    ("brackets", "("),
    ("commas", ", "),
    ("dots", ". "),
    ("thousands", "1.000."),
    ("sums", "5.000 Euro "),
    ("dates", "01.07.2025-"),
    ("periods", "01.07.2025-30.06.2026 "),
    ("years", "2025/22 "),
    ("references", "Beschluss 2025/22; "),
    ("codes", "B-2025/22-IT "),
    ("clauses", "Ziffer 2 des Beschlusses 2025/22 "),
    ("deadlines", "bis zum 30.06.2026 "),
    ("events", "bis zur Runde "),
    ("sessions", "zur 50. Sitzung "),
    ("mandates", "beauftragt die FITKO mit x. "),
    ("charged", "wird beauftragt, "),
    ("voting", "Stimmberechtigt: Bayern. "),
    ("bodies", "Steuerungsgruppe NOOTS "),
    ("applicants", "HH, "),
    ("applicants without commas", "HH "),
    ("headers", "\nZeitplanBudgetAntragstellerProjektbezeichnungNr."),
    ("header names", "Zeitplan"),
    ("rows", "\n01.07.2025-01.06.2026369.600,- €STInfrastruktur35"),
    ("broken rows", "\n01.07.2025-01.06.2026369.6x0,- €STInfrastruktur35"),
    ("rows with gaps", "\n\n01.07.2025-01.06.2026369.600,- €STInfrastruktur35"),
    ("rows on one line", "01.07.2025-01.06.2026 369.600,- € ST Infrastruktur 35 "),
    ("rows between gutters", "\n\n35   Infrastruktur   ST   369.600,- €   01.07.2025-01.06.2026"),
    ("applicants around a row", "\n\nBY, HB, \n35 Netz MV, 369.600,- € 01.07.2025-01.06.2026\n\nSN"),
    ("pages of one line", "\n\nTitel  •   x  – y  •   z- w  a@b A B, c gmbh"),
    ("covers without marks", "\nTitel   x\nA B, c, D gmbh\nBeschluss 2025/{} | Titel\nX   Y\nKopf\n\n• a\n  b"),
    ("upright words", "\nx     Wort:\ny     |01.01.25|"),
    ("marks before items", "\n•\n•\n\nX\nY"),
    ("headings", "\nBeschluss 2025/22 | Titel\n"),
    ("overviews", "\n• Beschluss 2025/22 | Titel"),
    ("covers", "\n Titel\n\n04.07.2025\n\nBeschluss 2025/22 | Titel\n\nA B, c, D gmbh\n"),
    ("sections", "\u{c}Beschluss 20{}/{} | Thema{}\n\n\u{f0a7} x\n"),
    ("announced", "\n• Beschluss 20{}/{} | Vorhaben{}\n"),
    ("projects", "\n01.07.2025-01.06.2026{}.600,- €STBau{}turm{}\n"),
    ("cards", "\n• CIO Bayern\n\nA B\n"),
    ("authors", "\nA B, c, D gmbh"),
    ("combining marks", "a\u{308}"),
    ("hyphens", "a-\n"),
    ("columns", "\na    b    c"),
    ("gutters", "a    "),
    ("cards side by side", "\n• CIO Bayern      • CIO Hessen\nA B      C D\n"),
    ("indents", "\n         a"),
    ("labels", "\n\nProjekt: Bau{}\nAntragsteller: ST\nMittel: {}.000 €\n"),
    ("entries", "\n{}. Bau{}\nST, 01.07.2025-01.06.2026, {}.600 €"),
    ("leaders", "\n{} Bau{} ........ {}.600 €"),
    ("legends", "\nWort{} = unter Vorbehalt\n{} Bau Wort{} ST 01.07.2025-01.06.2026 {}.600,- €"),
    ("lists of members", "\nHessen: A B"),
    ("titles with decisions", "\nTOP {}: Bau{} (Beschluss 2025/{})\n- a b\n"),
    ("slides of one decision", "\u{c}A\n\n• x y\n"),
];

/// What is above this is marked.
const LIMIT: f64 = 1.15;

/// What texts start with, so that they are read as a deck.
const HEADER: &str =
    "Beschlüsse der 47. Sitzung des IT-Planungsrats\n\n04.07.2025\n\u{c}Beschluss 2025/22: Titel\n\n• ";

/// A text of so many megabytes.
fn text(pattern: &str, megabytes: usize) -> String {
    let digits = |at: usize| [10 + at % 90, 1 + at % 997, 1 + at % 9973].map(|number| number.to_string());
    let filled = |at: usize| digits(at).iter().fold(pattern.to_owned(), |text, number| text.replacen("{}", number, 1));
    let times = (megabytes * 1_000_000).div_ceil(pattern.len());
    let all = if pattern.contains("{}") { (0..times).map(filled).collect() } else { pattern.repeat(times) };
    format!("{HEADER}{all}")
}

/// The seconds that this process worked, whatever else the machine did.
fn worked() -> f64 {
    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("the system says");
    (usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1e6
}

/// The milliseconds that a megabyte takes in a text of so many.
fn rate(pattern: &str, megabytes: usize) -> f64 {
    let text = text(pattern, megabytes);
    let bytes = text.len() as f64;
    let source = Source::from_text("pattern", text);
    let start = worked();
    let extraction = std::hint::black_box(beschluss::extract(&source));
    let seconds = worked() - start;
    drop(extraction);
    seconds * 1e3 / (bytes / 1e6)
}

/// The rates at all sizes.
fn rates(pattern: &str, sizes: &[usize]) -> Vec<f64> {
    let mut rates: Vec<f64> = Vec::new();
    for megabytes in sizes {
        let mut own = rate(pattern, *megabytes);
        // What seems to grow is measured again, as caches that others use look like it; so is what it is compared with,
        // the first size, which is quick.
        if rates.last().is_none_or(|last| own > LIMIT * last) {
            own = own.min(rate(pattern, *megabytes));
        }
        rates.push(own);
    }
    rates
}

/// All decks of a family, one behind the other.
fn family(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/decks").join(name);
    let entries = std::fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("it is text")).collect()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let mut sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let only = arguments.iter().find(|argument| argument.parse::<usize>().is_err());
    if sizes.is_empty() {
        sizes = vec![1, 10];
    }
    let shown =
        |sizes: &[usize], unit: &str| sizes.iter().map(|size| format!(" {unit}{size} MB |")).collect::<String>();
    println!("| pattern |{}{}", shown(&sizes, "ms/MB at "), shown(&sizes[1..], "growth to "));
    println!("| --- |{}", " ---: |".repeat(2 * sizes.len() - 1));
    let (tika, pypdf) = (family("tika"), family("pypdf-layout"));
    let deck = include_str!("../seeds/it-planungsrat-47.txt");
    let decks = [("the deck", deck), ("decks by Tika", tika.as_str()), ("decks by pypdf", pypdf.as_str())];
    let (mut above, mut patterns) = (0, 0);
    for (name, pattern) in decks.iter().chain(PATTERNS) {
        if only.is_some_and(|only| !name.contains(only.as_str())) {
            continue;
        }
        let rates = rates(pattern, &sizes);
        let growth: Vec<f64> = rates.windows(2).map(|pair| pair[1] / pair[0]).collect();
        let rates: String = rates.iter().map(|rate| format!(" {rate:.1} |")).collect();
        let marked =
            |growth: &f64| if *growth > LIMIT { format!(" **{growth:.2}** |") } else { format!(" {growth:.2} |") };
        println!("| {name} |{rates}{}", growth.iter().map(marked).collect::<String>());
        patterns += 1;
        above += usize::from(growth.iter().any(|growth| *growth > LIMIT));
    }
    println!("\n{above} of {patterns} grow by more than {LIMIT}");
}
