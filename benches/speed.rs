//! One deck in memory, beside the JSON of its records and beside its bare text: `cargo bench --bench speed`.
//!
//! `extract` reads the records out of the bytes of a deck; `serde_json` reads the same records back out of their JSON
//! (compact, all provenance, the same types), as fast as a good parser reads a format that was made for machines;
//! `floor` checks that the bytes are UTF-8 and walks the lines, less than which no reader can do. Bytes a second are
//! those of what each reads. Behind the figures of `divan` stands a table with the ratios, the three measured in turns.

use std::fmt;
use std::hint::black_box;
use std::time::{Duration, Instant};

use beschluss::{Extraction, Source};
use divan::Bencher;
use divan::counter::BytesCount;

/// Rounds; the shortest of as many times is the one that the least disturbed.
const ROUNDS: usize = 50;

/// A deck, by what read it out of its PDF.
struct Deck {
    name: &'static str,
    bytes: &'static [u8],
}

const DECKS: [Deck; 4] = [
    Deck { name: "seed (Tika)", bytes: include_bytes!("../seeds/it-planungsrat-47.txt") },
    Deck { name: "deck-0003 (Tika)", bytes: include_bytes!("../fixtures/decks/tika/deck-0003.txt") },
    Deck { name: "deck-0003 (pypdf)", bytes: include_bytes!("../fixtures/decks/pypdf-layout/deck-0003.txt") },
    Deck { name: "deck-0004 (pdftotext)", bytes: include_bytes!("../fixtures/decks/pdftotext-layout/deck-0004.txt") },
];

impl fmt::Display for Deck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

fn read(bytes: &[u8]) -> Extraction {
    beschluss::extract(&Source::from_bytes("deck.txt", bytes).expect("it is text"))
}

fn written(deck: &Deck) -> Vec<u8> {
    serde_json::to_vec(&read(deck.bytes)).expect("it can be written")
}

fn read_back(json: &[u8]) -> Extraction {
    serde_json::from_slice(json).expect("it is an extraction")
}

fn walk(bytes: &[u8]) -> usize {
    let text = std::str::from_utf8(bytes).expect("it is UTF-8");
    text.lines().map(|line| black_box(line).len()).sum()
}

#[divan::bench(args = DECKS)]
fn extract(bencher: Bencher<'_, '_>, deck: &Deck) {
    bencher.counter(BytesCount::of_slice(deck.bytes)).bench(|| read(black_box(deck.bytes)));
}

#[divan::bench(args = DECKS)]
fn serde_json(bencher: Bencher<'_, '_>, deck: &Deck) {
    let json = written(deck);
    bencher.counter(BytesCount::of_slice(&json)).bench(|| read_back(black_box(&json)));
}

#[divan::bench(args = DECKS)]
fn floor(bencher: Bencher<'_, '_>, deck: &Deck) {
    bencher.counter(BytesCount::of_slice(deck.bytes)).bench(|| walk(black_box(deck.bytes)));
}

fn shorten<T>(time: &mut Duration, act: impl FnOnce() -> T) {
    let started = Instant::now();
    let made = black_box(act());
    *time = (*time).min(started.elapsed());
    // What was made is dropped outside of the time, as `divan` does it.
    drop(made);
}

fn ratios() {
    println!("\nµs, shortest of {ROUNDS}, in turns; `extract` is to take at most half the time of `serde_json`\n");
    println!("| deck | kB | kB of JSON | `extract` | `serde_json` | floor | extract ÷ serde_json | extract ÷ floor |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for deck in &DECKS {
        let json = written(deck);
        let mut times = [Duration::MAX; 3];
        for _ in 0..ROUNDS {
            shorten(&mut times[0], || read(black_box(deck.bytes)));
            shorten(&mut times[1], || read_back(black_box(&json)));
            shorten(&mut times[2], || walk(black_box(deck.bytes)));
        }
        let [extract, serde_json, floor] = times.map(|time| time.as_secs_f64() * 1e6);
        println!(
            "| {deck} | {:.1} | {:.1} | {extract:.0} | {serde_json:.0} | {floor:.1} | {:.2} | {:.0} |",
            deck.bytes.len() as f64 / 1e3,
            json.len() as f64 / 1e3,
            extract / serde_json,
            extract / floor
        );
    }
}

fn main() {
    divan::main();
    ratios();
}
