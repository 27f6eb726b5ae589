//! The limits of a call: how much of a PDF is read at most.

use std::sync::OnceLock;
use std::time::Duration;

use beschluss::source::Limits;

/// A limit of a PDF and its name.
#[derive(Clone, Copy)]
pub(crate) struct Limit(&'static str, u64);

/// Limits of PDFs, by the names that they have on the command line.
const LIMITS: [&str; 6] = ["size", "inflated", "memory", "pages", "operations", "seconds"];

/// Reads `NAME=N`.
pub(crate) fn parse_limit(text: &str) -> Result<Limit, String> {
    let (name, number) = text.split_once('=').ok_or_else(|| format!("found `{text}`, expected NAME=N"))?;
    let name = LIMITS.iter().find(|known| **known == name);
    let name = name.ok_or_else(|| format!("found `{text}`, expected one of {}", LIMITS.join(", ")))?;
    let number = number.parse().ok().filter(|number| (1..=u64::from(u32::MAX)).contains(number));
    number.map(|number| Limit(name, number)).ok_or_else(|| format!("found `{text}`, expected a whole number from 1"))
}

/// The limits of this call: set once, before anything is read.
static CALL_LIMITS: OnceLock<Limits> = OnceLock::new();

/// The limits of this call.
pub(crate) fn limits() -> &'static Limits {
    CALL_LIMITS.get_or_init(Limits::default)
}

/// Sets the limits of this call.
pub(crate) fn set_limits(given: &[Limit]) {
    let mut limits = Limits::default();
    for Limit(name, number) in given {
        // `parse_limit` lets no number in that does not fit.
        let size = usize::try_from(*number).unwrap_or(usize::MAX);
        match *name {
            "size" => limits.bytes = size.saturating_mul(1 << 20),
            "inflated" => limits.inflated = number.saturating_mul(1 << 20),
            "memory" => limits.memory = size.saturating_mul(1 << 20),
            "pages" => limits.pages = size,
            "operations" => limits.operations = *number,
            _ => limits.time = Duration::from_secs(*number),
        }
    }
    CALL_LIMITS.get_or_init(|| limits);
}
