//! Any bytes behind the mark of a PDF are read as far as they go, and what is read keeps the laws.
//!
//! Seeds: `fixtures/pdf/pages` and `fixtures/pdf/producers`.

#![no_main]

#[path = "../../tests/lawful/mod.rs"]
mod lawful;

use std::time::Duration;

use beschluss::source::{Limits, Source};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let bytes = if bytes.starts_with(b"%PDF-") { bytes.to_vec() } else { [b"%PDF-1.7\n", bytes].concat() };
    let limits = Limits {
        pages: 20,
        inflated: 16 << 20,
        operations: 500_000,
        time: Duration::from_secs(10),
        ..Limits::default()
    };
    if let Ok(source) = Source::from_bytes_within("fuzz.pdf", &bytes, &limits) {
        let extraction = lawful::lawful(&source, "pdf");
        lawful::repeatable(&source, &extraction, "pdf");
    }
});
