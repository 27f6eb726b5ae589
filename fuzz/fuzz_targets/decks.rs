//! A text of the repository, damaged as decks are, keeps the laws.
//!
//! Bytes at random seldom make a table or a card; here the fuzzer chooses a text and what happens to it, so that what
//! it tries is near a deck. `FUZZ_PRINT=1` prints the damaged text, to make a fixture of it.

#![no_main]

#[path = "../../tests/lawful/mod.rs"]
mod lawful;

use std::path::Path;
use std::sync::LazyLock;

use arbitrary::Arbitrary;
use beschluss::Source;
use libfuzzer_sys::fuzz_target;

/// Bytes of a text at most: what takes long is for the benchmark.
const LONGEST: usize = 64 * 1024;
/// Changes of one text at most; more leave nothing of it.
const MOST_CHANGES: usize = 12;

/// The texts of the repository.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders = ["seeds", "fixtures/clean", "fixtures/broken"].map(|folder| root.join(folder)).to_vec();
    let decks = std::fs::read_dir(root.join("fixtures/decks")).expect("the folder is there");
    folders.extend(decks.map(|entry| entry.expect("it can be read").path()));
    folders.sort();
    let mut texts = Vec::new();
    for folder in folders {
        let files = std::fs::read_dir(folder).expect("the folder is there");
        let mut paths: Vec<_> = files.map(|entry| entry.expect("it can be read").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
        paths.sort();
        let sources =
            paths.iter().map(|path| Source::from_bytes("text", &std::fs::read(path).expect("it can be read")));
        texts.extend(sources.map(|source| source.expect("it is text").text().to_owned()));
    }
    texts
});

/// What the grammars read, by kind; a token takes the place of one of its own kind or of another.
const TOKENS: &[&[&str]] = &[
    &["01.07.2025", "1.7.25", "31.02.2026", "01.07 2025", "26. Juni 2025", "Q1/2027", "07/2026", "2025-07-01", "2030"],
    &["01.07.2025-30.06.2026", "01.07.2025 – 30.06.2026", "07/2025 – 12/2026", "Q3/2025–Q1/2027", "2025 bis 2026"],
    &["369.600,- €", "366.436,22 €", "1.375.044 EUR", "15 Mio. Euro", "12 TEUR", "€ 1.000", "369.6x0,- €", "5 USD"],
    &["HH", "HB, ST", "Bund", "DLKT", "Bayern und Bremen", "Sachsen-Anhalt", "XYZ,", "HH u. a.", "CIO Hessen"],
    &["Phase 2", "D21", "Version 3.0", "Föderale API", "2FA", "Digitaler Bauantrag", "Netz-", "(ID 7)"],
    &["7", "35", "38*", "260", "012", "*", "*Freigabe unter Vorbehalt", "10 *"],
    &["ZeitplanBudgetAntragstellerProjektbezeichnungNr.", "ZeitplanBudgetAntrag-", "Nr. Projekt Land Kosten Laufzeit"],
    &["SPT Datennutzung", "Beschluss 2025/22 | Titel", "Beschlüsse der 47. Sitzung des IT-Planungsrats", "Übersicht"],
    &[
        "beauftragt die FITKO",
        "bis zur 50. Sitzung",
        "Stimmberechtigt: Bayern, Bund",
        "Ziffer 2 des Beschlusses 2025/03",
    ],
];

/// What stands between words, or should not.
const MARKS: &[&str] = &[
    " ",
    "  ",
    "\n",
    "\n\n",
    " \n",
    "\n ",
    "\u{c}",
    "\r\n",
    "\t",
    "•",
    "\u{f0a7} ",
    "-\n",
    "\u{ad}",
    "\u{a0}",
    "\u{2011}",
    "\u{200b}",
    "\u{308}",
    "\u{feff}",
    "ﬁ",
    "ß",
    "€",
    "*",
    "|",
    ",",
    ".",
    "–",
    "9",
    "0",
    "B",
    "\0",
    "\u{fffd}",
    "𝒳",
];

/// One thing that happens to a text. Numbers are taken modulo what there is.
#[derive(Debug, Arbitrary)]
enum Change {
    DropLine(u16),
    DoubleLine(u16),
    SwapLines(u16, u16),
    JoinLine(u16),
    SplitLine(u16, u16),
    ChangeChar(u16, u8),
    DropChar(u16),
    Insert(u16, u8),
    SwapWords(u16, u16),
    DropWord(u16),
    PutToken(u16, u8, u8),
    MovePage(u8, u8),
    RepeatPage(u8),
    Repeat(u8),
    CutEnd(u16),
    CutStart(u16),
    Append(u16),
}

/// A text, and what happens to it.
#[derive(Debug, Arbitrary)]
struct Damage {
    text: u16,
    changes: Vec<Change>,
}

/// The `number`th of so many, or the first of none.
fn pick(number: impl Into<usize>, count: usize) -> usize {
    number.into() % count.max(1)
}

/// Puts the pieces of a text in other places, and gives the text again.
fn rearranged(text: &str, pieces: impl Fn(&str) -> Vec<String>, change: impl FnOnce(&mut Vec<String>)) -> String {
    let mut pieces = pieces(text);
    if !pieces.is_empty() {
        change(&mut pieces);
    }
    pieces.concat()
}

fn lines(text: &str) -> Vec<String> {
    text.split_inclusive('\n').map(str::to_owned).collect()
}

fn words(text: &str) -> Vec<String> {
    text.split_inclusive([' ', '\n']).map(str::to_owned).collect()
}

/// Slides start behind a form feed or with a line that starts with one blank.
fn pages(text: &str) -> Vec<String> {
    let mut pages: Vec<String> = vec![String::new()];
    for line in text.split_inclusive(['\n', '\u{c}']) {
        let last = pages.last().expect("there is one");
        if line.starts_with(' ') && !line.starts_with("  ") || last.ends_with('\u{c}') {
            pages.push(String::new());
        }
        pages.last_mut().expect("there is one").push_str(line);
    }
    pages
}

/// The place of a character.
fn place(text: &str, number: u16) -> usize {
    let mut at = usize::from(number) * text.len() / usize::from(u16::MAX);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl Change {
    fn to(&self, text: &str) -> String {
        let line = |number: &u16, list: &Vec<String>| pick(*number, list.len());
        match self {
            Self::DropLine(at) => rearranged(text, lines, |list| drop(list.remove(line(at, list)))),
            Self::DoubleLine(at) => rearranged(text, lines, |list| {
                let at = line(at, list);
                list.insert(at, list[at].clone());
            }),
            Self::SwapLines(a, b) => rearranged(text, lines, |list| {
                let (a, b) = (line(a, list), line(b, list));
                list.swap(a, b);
            }),
            Self::JoinLine(at) => rearranged(text, lines, |list| {
                let at = line(at, list);
                list[at] = list[at].trim_end_matches('\n').to_owned();
            }),
            Self::SplitLine(at, within) => rearranged(text, lines, |list| {
                let at = line(at, list);
                let within = place(&list[at], *within);
                list[at].insert(within, '\n');
            }),
            Self::ChangeChar(at, with) => {
                let at = place(text, *at);
                let behind = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
                [&text[..at], MARKS[pick(*with, MARKS.len())], &text[behind..]].concat()
            }
            Self::DropChar(at) => {
                let at = place(text, *at);
                let behind = text[at..].chars().next().map_or(at, |c| at + c.len_utf8());
                [&text[..at], &text[behind..]].concat()
            }
            Self::Insert(at, mark) => {
                let at = place(text, *at);
                [&text[..at], MARKS[pick(*mark, MARKS.len())], &text[at..]].concat()
            }
            Self::SwapWords(a, b) => rearranged(text, words, |list| {
                let (a, b) = (line(a, list), line(b, list));
                list.swap(a, b);
            }),
            Self::DropWord(at) => rearranged(text, words, |list| drop(list.remove(line(at, list)))),
            Self::PutToken(at, kind, which) => rearranged(text, words, |list| {
                let tokens = TOKENS[pick(*kind, TOKENS.len())];
                let at = line(at, list);
                let end = list[at].trim_end().len();
                list[at].replace_range(..end, tokens[pick(*which, tokens.len())]);
            }),
            Self::MovePage(from, to) => rearranged(text, pages, |list| {
                let page = list.remove(pick(*from, list.len()));
                list.insert(pick(*to, list.len() + 1), page);
            }),
            Self::RepeatPage(at) => rearranged(text, pages, |list| {
                let at = pick(*at, list.len());
                list.insert(at, list[at].clone());
            }),
            Self::Repeat(times) => text.repeat(1 + pick(*times, 3)),
            Self::CutEnd(at) => text[..place(text, *at)].to_owned(),
            Self::CutStart(at) => text[place(text, *at)..].to_owned(),
            Self::Append(other) => [text, &TEXTS[pick(*other, TEXTS.len())]].concat(),
        }
    }
}

fuzz_target!(|damage: Damage| {
    let mut text = TEXTS[pick(damage.text, TEXTS.len())].clone();
    for change in damage.changes.iter().take(MOST_CHANGES) {
        text = change.to(&text);
    }
    text.truncate(place_before(&text, LONGEST));
    if std::env::var_os("FUZZ_PRINT").is_some() {
        print!("{text}");
    }
    let source = Source::from_text("fuzz", text);
    let extraction = lawful::lawful(&source, "deck");
    lawful::repeatable(&source, &extraction, "deck");
});

/// The last place of a character at `limit` or before it.
fn place_before(text: &str, limit: usize) -> usize {
    (0..=limit.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
