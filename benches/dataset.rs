//! Many decks into one dataset: seconds, memory, and what the second core gives.
//!
//! `cargo bench --bench dataset [DECKS…]` writes so many different decks of the seed's size (100, 1000 and 10000, unless
//! numbers are given) and builds them into all formats, then each format alone for the smallest number. Memory is the
//! peak of the process; of several runs the peak only grows, so sizes run in ascending order.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use nix::sys::resource::{UsageWho, getrusage};
use regex::{Captures, Regex};

const SEED: &str = include_str!("../seeds/it-planungsrat-47.txt");
/// The decisions of the seed, and how many there are.
const DECISIONS: &str = r"2025/(2[2-9]|30)\b";
const FIRST: usize = 22;
const COUNT: usize = 9;

/// A deck like the seed, with a session and decisions of its own.
fn deck(at: usize, decisions: &Regex) -> String {
    let text = SEED.replace("47. Sitzung", &format!("{}. Sitzung", at + 1));
    let (year, base) = (2000 + at % 100, at / 100 * COUNT + 1);
    let renamed = decisions.replace_all(&text, |found: &Captures<'_>| {
        let number: usize = found[1].parse().expect("digits");
        format!("{year}/{}", base + number - FIRST)
    });
    renamed.replace("369.600", &format!("{}.600", 100 + at % 900))
}

/// Runs the program; gives the seconds and the peak of memory so far, in MB.
fn run(folder: &Path, arguments: &[&str]) -> (f64, f64) {
    let out = folder.join("out");
    let _ = std::fs::remove_dir_all(&out);
    let started = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_beschluss"))
        .args(["build", "--quiet"])
        .arg(folder.join("decks"))
        .arg("--out")
        .arg(&out)
        .args(arguments)
        .stdout(Stdio::null())
        .status()
        .expect("the program starts");
    let seconds = started.elapsed().as_secs_f64();
    assert!(status.success(), "the program failed");
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).expect("the system says");
    (seconds, usage.max_rss() as f64 / 1024.0)
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![100, 1_000, 10_000] } else { sizes };
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-dataset");
    let decisions = Regex::new(DECISIONS).expect("a literal pattern");
    println!("decks  formats   threads  seconds  decks/s  peak MB");
    for size in &sizes {
        let folder = root.join(size.to_string());
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(folder.join("decks")).expect("a folder");
        for at in 0..*size {
            std::fs::write(folder.join(format!("decks/{at:05}.txt")), deck(at, &decisions)).expect("a file");
        }
        let show = |formats: &str, threads: &str, (seconds, peak): (f64, f64)| {
            println!(
                "{size:>5}  {formats:<8}  {threads:>7}  {seconds:>7.2}  {:>7.0}  {peak:>7.1}",
                *size as f64 / seconds
            );
            seconds
        };
        // What cores give, once everything lies in the memory of the system.
        run(&folder, &["--formats", "csv"]);
        for formats in ["json,ndjson,csv", "json,ndjson,csv,sqlite,parquet,xlsx,ics"] {
            let name = if formats.contains("xlsx") { "all" } else { "text" };
            let two = show(name, "2", run(&folder, &["--jobs", "2", "--formats", formats]));
            let one = show(name, "1", run(&folder, &["--jobs", "1", "--formats", formats]));
            println!("       the second thread gives {:.2} times", one / two);
        }
        if *size == sizes[0] {
            for format in ["json", "ndjson", "csv", "sqlite", "parquet", "xlsx", "ics"] {
                show(format, "2", run(&folder, &["--formats", format]));
            }
        }
        let _ = std::fs::remove_dir_all(&folder);
    }
}
