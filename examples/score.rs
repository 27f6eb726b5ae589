//! Scores the decks of a folder: `cargo run --release --example score -- FOLDER [FAMILY]`.
//!
//! The folder holds families, each a folder of `X.txt` and `X.truth.json`; with a family, each kind of error is shown.

#[path = "../tests/score/mod.rs"]
mod score;

use std::path::Path;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, rest @ ..] = &arguments[..] else {
        eprintln!("usage: cargo run --release --example score -- FOLDER [FAMILY]");
        std::process::exit(2);
    };
    let only = rest.first();
    println!("family                              decks  fields  exact %  wrong  missing  invented  silent  torn");
    for (family, paths) in score::families(Path::new(folder)) {
        if only.is_some_and(|only| !family.contains(only.as_str())) {
            continue;
        }
        let score = score::score(&paths);
        let (share, fields) = (score.share(), score.fields());
        println!(
            "{family:<35} {:>5} {fields:>7} {:>5}.{:02} {:>6} {:>8} {:>9} {:>7} {:>5}",
            score.decks,
            share / 100,
            share % 100,
            score.wrong,
            score.missing,
            score.invented,
            score.silent,
            score.torn
        );
        if only.is_some() {
            for (error, (times, example)) in &score.errors {
                println!("  {times:>5} {error}: {example}");
            }
            for silence in &score.silences {
                println!("  silent: {silence}");
            }
        }
    }
}
