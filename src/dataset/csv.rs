//! CSV (RFC 4180): UTF-8 without a mark, CRLF, ISO dates, dots in decimals, nothing for null.
//!
//! A cell that begins with `=` is written as it is: a program that runs it as a formula is told so in the README. In the
//! workbook such a text is a text.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};

use super::tables::{Cell, Column, Row, TABLES, Table};
use super::written::{FileInfo, Written, write_json};
use super::{Deck, Writer, package};

pub(super) struct Tables {
    files: Vec<Written>,
    /// For each table, which of its columns have a cell without a value.
    open: Vec<BTreeSet<&'static str>>,
    folder: std::path::PathBuf,
}

impl Tables {
    pub(super) fn start(folder: &Path) -> Result<Self> {
        let files = TABLES.iter().map(|table| {
            let mut file = Written::create(folder, &format!("{}.csv", table.name))?;
            file.put(&records([table.columns.iter().map(|column| column.name.to_owned()).collect()])?)?;
            Ok(file)
        });
        let open = vec![BTreeSet::new(); TABLES.len()];
        Ok(Self { files: files.collect::<Result<_>>()?, open, folder: folder.to_owned() })
    }
}

/// Records as CSV.
fn records(records: impl IntoIterator<Item = Vec<String>>) -> Result<Vec<u8>> {
    let mut builder = csv::WriterBuilder::new();
    let mut writer = builder.terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for record in records {
        writer.write_record(record).context("rows are CSV")?;
    }
    writer.into_inner().context("rows are CSV")
}

/// The rows of a table of one deck as CSV, each with its line end; the first has the names of the columns.
///
/// # Errors
/// If a row cannot be written.
pub fn csv_rows(table: &str, deck: &Deck) -> Result<Vec<String>> {
    let Some(described) = Table::named(table) else { return Ok(Vec::new()) };
    let head = described.columns.iter().map(|column| column.name.to_owned()).collect();
    let cells = |row: &Row| described.columns.iter().map(|column| column.cell(row).text()).collect();
    let rows = std::iter::once(head).chain(deck.rows(table).iter().map(cells));
    rows.map(|row| String::from_utf8(records([row])?).context("rows are UTF-8")).collect()
}

impl Writer for Tables {
    fn write(&mut self, deck: &Deck) -> Result<()> {
        for (((file, rows), table), open) in self.files.iter_mut().zip(&deck.tables).zip(TABLES).zip(&mut self.open) {
            let mut cell = |row: &Row, column: &Column| {
                let cell = column.cell(row);
                if cell == Cell::Null {
                    open.insert(column.name);
                }
                cell.text()
            };
            let record = |row: &Row| table.columns.iter().map(|column| cell(row, column)).collect();
            file.put(&records(rows.iter().map(record))?)?;
            file.count(rows.len());
        }
        Ok(())
    }

    fn finish(self: Box<Self>, _found: &[Row]) -> Result<Vec<FileInfo>> {
        let mut files: Vec<FileInfo> = self.files.into_iter().map(|file| file.finish(true)).collect::<Result<_>>()?;
        files.push(write_json(&self.folder, "datapackage.json", &package::describe(&files, &self.open))?);
        Ok(files)
    }
}
