//! The portfolio as pictures, each with the same said as a table.

use super::language::Language;
use crate::record::Extraction;

/// A picture of the portfolio, with the same said as a table.
pub(super) struct Picture {
    pub id: &'static str,
    pub title: String,
    pub description: String,
    pub svg: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// A cell of its table.
pub(super) struct Cell {
    pub text: String,
    pub record: Option<String>,
    pub number: bool,
}

pub(super) fn pictures(_extraction: &Extraction, _language: Language) -> Vec<Picture> {
    Vec::new()
}
