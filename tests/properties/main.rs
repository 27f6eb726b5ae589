//! What is put into a text must come out of it, or a finding must say that it does not.
//!
//! Texts are composed from values, in every way that the tables of the grammars list, and read back. The cases are the
//! same each time.

#[path = "../lawful/mod.rs"]
mod lawful;

mod decks;
mod rows;
mod written;

use proptest::test_runner::{Config, RngSeed};

/// So many cases, always the same ones.
fn cases(cases: u32) -> Config {
    Config { cases, rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..Config::default() }
}
