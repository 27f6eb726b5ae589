//! One deck by the program as a process, beside a program that does nothing: `cargo bench --bench process`.
//!
//! The empty program is `fn main() {}`, compiled with optimization; its time is what the system takes to start any
//! program. Both are run in turns, and the shortest time is shown, with the highest peak of memory.

#[path = "common/alone.rs"]
mod alone;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use alone::Cost;

/// Rounds; the shortest of as many times is the one that the least disturbed.
const ROUNDS: usize = 40;

const DECKS: [&str; 3] =
    ["seeds/it-planungsrat-47.txt", "fixtures/decks/pypdf-layout/deck-0003.txt", "fixtures/decks/pdf/deck-0001.pdf"];

/// Compiles the program that does nothing.
fn empty_program() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("empty");
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let mut command = Command::new(compiler);
    command.args(["--edition", "2024", "--crate-name", "empty", "-O", "-", "-o"]).arg(&path).stdin(Stdio::piped());
    let mut compiling = command.spawn().expect("the compiler starts");
    compiling.stdin.take().expect("a pipe").write_all(b"fn main() {}").expect("it listens");
    assert!(compiling.wait().expect("it ends").success(), "the compiler failed");
    path
}

fn main() {
    alone::be_parent();
    let empty = empty_program();
    let own = Path::new(env!("CARGO_BIN_EXE_beschluss"));
    let decks = DECKS.map(|deck| Path::new(env!("CARGO_MANIFEST_DIR")).join(deck).display().to_string());
    let runs: Vec<(&Path, Vec<&str>)> = std::iter::once((empty.as_path(), Vec::new()))
        .chain(decks.iter().map(|deck| (own, vec!["extract", "--quiet", deck])))
        .collect();
    let mut costs = vec![Cost { seconds: f64::INFINITY, megabytes: 0.0 }; runs.len()];
    for _ in 0..ROUNDS {
        for ((program, arguments), least) in runs.iter().zip(&mut costs) {
            let cost = alone::run(program, arguments);
            least.seconds = least.seconds.min(cost.seconds);
            least.megabytes = least.megabytes.max(cost.megabytes);
        }
    }
    println!("shortest of {ROUNDS}, in turns\n");
    println!("| program | ms | times the empty one | peak MB |");
    println!("| --- | ---: | ---: | ---: |");
    let names = DECKS.map(|deck| format!("`beschluss extract {deck}`"));
    for (name, cost) in std::iter::once("`fn main() {}`".to_owned()).chain(names).zip(&costs) {
        let (milliseconds, times) = (cost.seconds * 1e3, cost.seconds / costs[0].seconds);
        println!("| {name} | {milliseconds:.2} | {times:.1} | {:.1} |", cost.megabytes);
    }
}
