//! Many decks into one dataset: seconds, memory, and what the second core gives.
//!
//! `cargo bench --bench dataset [DECKS…]` writes so many different decks of the seed's size (100, 1000 and 10000, unless
//! numbers are given) and builds them into all formats, then each format alone for the smallest number. Memory is the
//! peak of the process; a deck is to take less than 20 kB more of it.

#[path = "common/alone.rs"]
mod alone;
#[path = "common/decks.rs"]
mod decks;

use std::path::{Path, PathBuf};

use alone::Cost;
use decks::Maker;

/// Builds the decks of a folder.
fn build(folder: &Path, arguments: &[&str]) -> Cost {
    let (decks, out) = (folder.join("decks").display().to_string(), folder.join("out").display().to_string());
    let _ = std::fs::remove_dir_all(&out);
    let arguments = [&["build", "--quiet", &decks, "--out", &out], arguments].concat();
    alone::run(Path::new(env!("CARGO_BIN_EXE_beschluss")), &arguments)
}

fn main() {
    alone::be_parent();
    let mut sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![100, 1_000, 10_000];
    }
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-dataset");
    let maker = Maker::new();
    println!("| decks | formats | threads | seconds | decks/s | peak MB | kB a deck more |");
    println!("| ---: | --- | ---: | ---: | ---: | ---: | ---: |");
    let mut gains = Vec::new();
    // How many decks the size before had, and the peak of each of its runs.
    let mut before: Option<(usize, Vec<f64>)> = None;
    for size in sizes.iter().copied() {
        let folder = root.join(size.to_string());
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("decks")).expect("a folder");
        for at in 0..size {
            std::fs::write(folder.join(format!("decks/{at:05}.txt")), maker.deck(at)).expect("a file");
        }
        let show = |formats: &str, threads: &str, cost: Cost, more: &str| {
            let (seconds, decks, peak) = (cost.seconds, size as f64 / cost.seconds, cost.megabytes);
            println!("| {size} | {formats} | {threads} | {seconds:.2} | {decks:.0} | {peak:.1} | {more} |");
        };
        // What cores give, once everything lies in the memory of the system.
        build(&folder, &["--formats", "csv"]);
        let mut peaks = Vec::new();
        for (name, formats) in [("text", "json,ndjson,csv"), ("all", "json,ndjson,csv,sqlite,parquet,xlsx,ics")] {
            let [two, one] = ["2", "1"].map(|threads| {
                let cost = build(&folder, &["--jobs", threads, "--formats", formats]);
                let grown = before.as_ref().map(|(decks, before)| {
                    let peak: f64 = before[peaks.len()];
                    format!("{:.1}", (cost.megabytes - peak) * 1e3 / (size as f64 - *decks as f64))
                });
                let more = grown.unwrap_or_default();
                show(name, threads, cost, &more);
                peaks.push(cost.megabytes);
                cost.seconds
            });
            gains.push(format!("{:.2} ({size} decks, {name})", one / two));
        }
        if size == sizes[0] {
            for format in ["json", "ndjson", "csv", "sqlite", "parquet", "xlsx", "ics"] {
                show(format, "2", build(&folder, &["--formats", format]), "");
            }
        }
        before = Some((size, peaks));
        let _ = std::fs::remove_dir_all(&folder);
    }
    println!("\nthe second thread gives so many times the decks: {}", gains.join(", "));
}
