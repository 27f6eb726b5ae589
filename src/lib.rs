#![doc = "wip"]
#![forbid(unsafe_code)]
pub mod check;
pub mod diagnostic;
pub mod extract;
pub mod grammar;
pub mod layout;
pub mod record;
pub mod source;
pub mod text;
pub mod verify;
pub mod vocabulary;
pub use record::Extraction;
pub use source::Source;
/// x
pub fn extract(source: &Source) -> Extraction {
    let mut extraction = extract::read(source);
    extraction.diagnostics.extend(check::check(&extraction));
    extraction.diagnostics.sort_by_key(|one| (one.span.start, one.span.end, one.code));
    extraction
}
