#![doc = "wip"]
#![forbid(unsafe_code)]
pub mod diagnostic;
pub mod grammar;
pub mod source;
pub mod text;
pub mod vocabulary;
pub use source::Source;
