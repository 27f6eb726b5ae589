//! The workbook: German sheets and columns, days and euros as such, filters, frozen heads, and a sheet of findings.
//!
//! What is for programs alone (ids, hashes, offsets) is left out. Rows stream into the file, so that memory does not grow.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use chrono::{Datelike, NaiveDate};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook as Book, Worksheet, XlsxError,
};

use super::tables::{Cell, Column, DIAGNOSTICS, Kind, Row, TABLES, Table};
use super::written::{FileInfo, info_of};
use super::{Deck, Writer};

/// The name of the file.
const FILE: &str = "dataset.xlsx";
/// Rows of a sheet at most, its head among them.
const MOST_ROWS: u32 = 1 << 20;
/// Characters of a cell at most.
const MOST_CHARACTERS: usize = 32_767;

pub(super) struct Workbook {
    folder: PathBuf,
    book: Book,
    formats: Formats,
    /// The next row of each sheet.
    next: Vec<u32>,
}

struct Formats {
    head: Format,
    text: Format,
    number: Format,
    money: Format,
    date: Format,
}

impl Formats {
    fn new() -> Self {
        let cell = || Format::new().set_align(FormatAlign::Top);
        Self {
            head: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Top)
                .set_background_color(Color::RGB(0x00_1F_49_7D))
                .set_font_color(Color::White),
            text: cell().set_text_wrap(),
            number: cell().set_num_format("0"),
            money: cell().set_num_format("#,##0.00\\ \"€\""),
            date: cell().set_num_format("dd.mm.yyyy"),
        }
    }
}

/// The sheets, the one with the findings last.
fn sheets() -> impl Iterator<Item = &'static Table> {
    TABLES.iter().chain([&DIAGNOSTICS])
}

/// The columns that people look at.
fn shown(table: &'static Table) -> impl Iterator<Item = (u16, &'static Column, &'static str, u16)> {
    let shown = table.columns.iter().filter_map(|column| column.german.map(|(name, width)| (column, name, width)));
    (0..).zip(shown).map(|(at, (column, name, width))| (at, column, name, width))
}

impl Workbook {
    pub(super) fn start(folder: &Path) -> Result<Self> {
        let mut book = Book::new();
        // What a clock says has no place in the file.
        let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_title("Beschlüsse").set_creation_datetime(&made));
        book.set_tempdir(folder)?;
        let formats = Formats::new();
        for table in sheets() {
            let sheet = book.add_worksheet_with_constant_memory()?;
            sheet.set_name(table.german)?;
            sheet.set_freeze_panes(1, 0)?;
            for (at, _, name, width) in shown(table) {
                sheet.set_column_width(at, width)?;
                sheet.write_string_with_format(0, at, name, &formats.head)?;
            }
        }
        Ok(Self { folder: folder.to_owned(), book, formats, next: vec![1; sheets().count()] })
    }

    fn put(&mut self, at: usize, table: &'static Table, rows: &[Row]) -> Result<()> {
        let sheet = self.book.worksheet_from_index(at)?;
        for row in rows {
            let line = self.next[at];
            if line >= MOST_ROWS {
                anyhow::bail!(
                    "{FILE}: a sheet has {MOST_ROWS} rows at most, and `{}` has more; leave the format out with --formats",
                    table.german
                );
            }
            for (column, of, ..) in shown(table) {
                put_cell(sheet, line, column, of, row, &self.formats)?;
            }
            self.next[at] += 1;
        }
        Ok(())
    }
}

fn put_cell(
    sheet: &mut Worksheet,
    line: u32,
    at: u16,
    column: &Column,
    row: &Row,
    formats: &Formats,
) -> Result<(), XlsxError> {
    match column.cell(row) {
        Cell::Null => {}
        Cell::Text(text) => {
            let text: String = text.chars().filter(|c| !c.is_control() || *c == '\n').take(MOST_CHARACTERS).collect();
            sheet.write_string_with_format(line, at, text, &formats.text)?;
        }
        Cell::Integer(number) => {
            let number = number.to_f64().unwrap_or_default();
            sheet.write_number_with_format(line, at, number, &formats.number)?;
        }
        Cell::Decimal(amount) => {
            let amount = amount.to_f64().unwrap_or_default();
            sheet.write_number_with_format(line, at, amount, &formats.money)?;
        }
        Cell::Date(date) => {
            sheet.write_datetime_with_format(line, at, &excel_day(date)?, &formats.date)?;
        }
        Cell::Boolean(value) => {
            debug_assert_eq!(column.kind, Kind::Boolean);
            let word = if value { "ja" } else { "nein" };
            sheet.write_string_with_format(line, at, word, &formats.text)?;
        }
    }
    Ok(())
}

/// A day as workbooks count it; years before 1900 are none.
fn excel_day(date: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let part = |number: u32| u8::try_from(number).unwrap_or_default();
    ExcelDateTime::from_ymd(u16::try_from(date.year()).unwrap_or_default(), part(date.month()), part(date.day()))
}

impl Writer for Workbook {
    fn write(&mut self, deck: &Deck) -> Result<()> {
        for ((at, table), rows) in sheets().enumerate().zip(&deck.tables) {
            self.put(at, table, rows)?;
        }
        self.put(TABLES.len(), &DIAGNOSTICS, &deck.diagnostics)
    }

    fn finish(mut self: Box<Self>, found: &[Row]) -> Result<Vec<FileInfo>> {
        self.put(TABLES.len(), &DIAGNOSTICS, found)?;
        for (at, table) in sheets().enumerate() {
            let last = u16::try_from(shown(table).count()).unwrap_or(1) - 1;
            self.book.worksheet_from_index(at)?.autofilter(0, 0, self.next[at] - 1, last)?;
        }
        let path = self.folder.join(FILE);
        self.book.save(&path).with_context(|| format!("{}: cannot be written", path.display()))?;
        let rows = self.next.iter().map(|next| *next as usize - 1).sum();
        Ok(vec![info_of(&self.folder, FILE, Some(rows))?])
    }
}
