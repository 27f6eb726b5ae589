//! Decks like the seed, each with a session, decisions and a budget of its own.

use regex::{Captures, Regex};

const SEED: &str = include_str!("../../seeds/it-planungsrat-47.txt");
/// The decisions of the seed, and how many there are.
const DECISIONS: &str = r"2025/(2[2-9]|30)\b";
const FIRST: usize = 22;
const COUNT: usize = 9;

/// Makes decks.
pub(crate) struct Maker(Regex);

impl Maker {
    /// One that is ready.
    pub(crate) fn new() -> Self {
        Self(Regex::new(DECISIONS).expect("a literal pattern"))
    }

    /// The deck with this number.
    pub(crate) fn deck(&self, at: usize) -> String {
        let text = SEED.replace("47. Sitzung", &format!("{}. Sitzung", at + 1));
        let (year, base) = (2000 + at % 100, at / 100 * COUNT + 1);
        let renamed = self.0.replace_all(&text, |found: &Captures<'_>| {
            let number: usize = found[1].parse().expect("digits");
            format!("{year}/{}", base + number - FIRST)
        });
        renamed.replace("369.600", &format!("{}.600", 100 + at % 900))
    }
}
