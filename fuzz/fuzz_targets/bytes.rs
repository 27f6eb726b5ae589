//! Any bytes are text or none, and what is read from text keeps the laws.

#![no_main]

#[path = "../../tests/lawful/mod.rs"]
mod lawful;

use beschluss::Source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(source) = Source::from_bytes("fuzz", bytes) {
        let extraction = lawful::lawful(&source, "bytes");
        lawful::repeatable(&source, &extraction, "bytes");
    }
});
