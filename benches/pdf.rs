//! PDFs read with their places, beside the programs that do the same: `cargo bench --bench pdf`.
//!
//! Each deck of `fixtures/decks/pdf` is read as often as fits, in turns: in this process (`read`, the text with all boxes;
//! `extract`, the records as well), by the program as a process of its own, and by `pdftotext -bbox` and
//! `mutool draw -F stext`, where they are installed (Debian packages `poppler-utils` and `mupdf-tools`), which print the
//! places of words and of characters. Shown is the shortest time of each.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use beschluss::Source;

/// Rounds; the shortest of as many times is the one that the least disturbed.
const ROUNDS: usize = 15;

fn shortest(times: &mut Duration, act: impl FnOnce()) {
    let started = Instant::now();
    act();
    *times = (*times).min(started.elapsed());
}

/// Runs a program on a file, which stands for `FILE` among its arguments.
fn run(program: &str, arguments: &[&str], file: &Path) -> bool {
    let file = file.to_string_lossy();
    let arguments = arguments.iter().map(|argument| if *argument == "FILE" { &*file } else { argument });
    let command = Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    command.is_ok_and(|status| status.success())
}

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/decks/pdf");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "pdf"))
        .collect();
    files.sort();
    let own = env!("CARGO_BIN_EXE_beschluss");
    let pdftotext: (&str, &[&str]) = ("pdftotext", &["-bbox", "-q", "FILE", "/dev/null"]);
    let mutool: (&str, &[&str]) = ("mutool", &["draw", "-q", "-F", "stext", "-o", "/dev/null", "FILE"]);
    println!("ms, shortest of {ROUNDS}, in turns\n");
    println!(
        "| deck | pages | kB | read, in memory | records, in memory | `--text` | `extract` | `pdftotext` | `mutool` |"
    );
    println!("| --- |{}", " ---: |".repeat(8));
    let mut slower = 0;
    for file in &files {
        let bytes = std::fs::read(file).expect("it can be read");
        let name = file.file_name().expect("it has a name").to_string_lossy();
        let read = || Source::from_bytes("deck", &bytes).expect("it is a PDF");
        let pages = read().geometry().map_or(0, |geometry| geometry.pages.len());
        let mut times = [Duration::MAX; 6];
        for _ in 0..ROUNDS {
            shortest(&mut times[0], || drop(black_box(read())));
            shortest(&mut times[1], || drop(black_box(beschluss::extract(&read()))));
            shortest(&mut times[2], || assert!(run(own, &["extract", "--text", "--quiet", "FILE"], file)));
            shortest(&mut times[3], || assert!(run(own, &["extract", "--quiet", "FILE"], file)));
            for (at, (program, arguments)) in [(4, pdftotext), (5, mutool)] {
                let started = Instant::now();
                if run(program, arguments, file) {
                    times[at] = times[at].min(started.elapsed());
                }
            }
        }
        let shown: Vec<String> = times
            .iter()
            .map(|time| match *time {
                Duration::MAX => "-".to_owned(),
                time => format!("{:.1}", time.as_secs_f64() * 1e3),
            })
            .collect();
        println!("| {name} | {pages} | {} | {} |", bytes.len() >> 10, shown.join(" | "));
        slower += usize::from(times[4..].iter().any(|other| times[2] > *other));
    }
    println!("\ndecks whose text takes longer than one of the others as a process: {slower} of {}", files.len());
}
