//! How the time grows with the size of the text: `cargo bench --bench growth`.
//!
//! Each pattern is repeated to a quarter of a megabyte and to four times that, and the ratio of the two times is
//! printed: 4 is linear. Patterns are what hurts a reader of its kind: all of one character, of one form of the
//! language, of one shape of line; `{}` becomes other digits each time. The deck itself comes first.

use std::time::{Duration, Instant};

use beschluss::source::Source;

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
    ("cards", "\n• CIO Bayern      • CIO Hessen\nA B      C D\n"),
    ("indents", "\n         a"),
    ("slides of one decision", "\u{c}A\n\n• x y\n"),
];

fn read(text: String) -> Duration {
    let source = Source::from_text("pattern", text);
    let start = Instant::now();
    std::hint::black_box(beschluss::extract(&source));
    start.elapsed()
}

fn main() {
    let deck = include_str!("../seeds/it-planungsrat-47.txt");
    let only = std::env::args().nth(1).filter(|name| !name.starts_with("--"));
    println!("{:<28} {:>12} {:>8}", "pattern", "ms per MB", "growth");
    let header = "Beschlüsse der 47. Sitzung des IT-Planungsrats\n\n04.07.2025\n\u{c}Beschluss 2025/22: Titel\n\n• ";
    for (name, pattern) in std::iter::once(&("the deck", deck)).chain(PATTERNS) {
        if only.as_ref().is_some_and(|only| !name.contains(only.as_str())) {
            continue;
        }
        let text = |bytes: usize| {
            let digits = |at: usize| [10 + at % 90, 1 + at % 997, 1 + at % 9973].map(|number| number.to_string());
            let filled = |at: usize| digits(at).iter().fold((*pattern).to_owned(), |text, n| text.replacen("{}", n, 1));
            let times = bytes / pattern.len();
            let all = if pattern.contains("{}") { (0..times).map(filled).collect() } else { pattern.repeat(times) };
            format!("{header}{all}")
        };
        let few = read(text(250_000)).max(Duration::from_micros(1));
        let many = read(text(1_000_000));
        println!("{name:<28} {:>12} {:>8.1}", many.as_millis(), many.as_secs_f64() / few.as_secs_f64());
    }
}
