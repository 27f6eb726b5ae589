//! One Parquet file a table: decimals as decimals, days as days.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use chrono::NaiveDate;
use parquet::basic::Compression;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::tables::{Cell, Column, Kind, Row, TABLES, Table};
use super::written::{FileInfo, info_of};
use super::{Deck, Writer};

/// Rows that are written together.
const GROUP: usize = 1 << 16;
/// Digits of a sum of money, and those behind the point.
const PRECISION: u32 = 18;
const SCALE: u32 = 2;

pub(super) struct Tables {
    folder: PathBuf,
    files: Vec<One>,
}

/// The file of one table.
struct One {
    table: &'static Table,
    name: String,
    writer: SerializedFileWriter<File>,
    pending: Vec<Row>,
    rows: usize,
}

impl Tables {
    pub(super) fn start(folder: &Path) -> Result<Self> {
        let start = |table: &'static Table| {
            let name = format!("{}.parquet", table.name);
            let path = folder.join(&name);
            let shown = || format!("{}: cannot be written", path.display());
            let schema = Arc::new(parse_message_type(&message_type(table)).with_context(shown)?);
            let properties = WriterProperties::builder()
                .set_compression(Compression::SNAPPY)
                .set_created_by(concat!("beschluss ", env!("CARGO_PKG_VERSION")).to_owned());
            let file = File::create(&path).with_context(shown)?;
            let writer = SerializedFileWriter::new(file, schema, Arc::new(properties.build())).with_context(shown)?;
            Ok(One { table, name, writer, pending: Vec::new(), rows: 0 })
        };
        Ok(Self { folder: folder.to_owned(), files: TABLES.iter().map(start).collect::<Result<_>>()? })
    }
}

/// The schema of a table, in the language of the Parquet format.
fn message_type(table: &Table) -> String {
    let field = |column: &Column| {
        let repetition = if table.requires(column.name) { "REQUIRED" } else { "OPTIONAL" };
        let name = column.name;
        match column.kind {
            Kind::Text | Kind::List(_) => format!("{repetition} BYTE_ARRAY {name} (UTF8);"),
            Kind::Integer => format!("{repetition} INT64 {name};"),
            Kind::Decimal => format!("{repetition} INT64 {name} (DECIMAL({PRECISION},{SCALE}));"),
            Kind::Date => format!("{repetition} INT32 {name} (DATE);"),
            Kind::Boolean => format!("{repetition} BOOLEAN {name};"),
        }
    };
    let fields: String = table.columns.iter().map(field).collect();
    format!("message {} {{ {fields} }}", table.name)
}

impl One {
    fn write(&mut self, rows: &[Row]) -> Result<()> {
        self.pending.extend_from_slice(rows);
        self.rows += rows.len();
        if self.pending.len() >= GROUP { self.write_group() } else { Ok(()) }
    }

    fn write_group(&mut self) -> Result<()> {
        let rows = std::mem::take(&mut self.pending);
        if rows.is_empty() {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for column in self.table.columns {
            let cells: Vec<Cell<'_>> = rows.iter().map(|row| column.cell(row)).collect();
            let mut writer = group.next_column()?.context("a column for each column of the schema")?;
            // A column that each row needs has no levels.
            let levels: Vec<i16> = cells.iter().map(|cell| i16::from(*cell != Cell::Null)).collect();
            let levels = (!self.table.requires(column.name)).then_some(&levels[..]);
            match column.kind {
                Kind::Text | Kind::List(_) => {
                    let values: Vec<ByteArray> = cells.iter().filter_map(bytes).collect();
                    writer.typed::<ByteArrayType>().write_batch(&values, levels, None)?;
                }
                Kind::Integer | Kind::Decimal => {
                    let values: Vec<i64> = cells.iter().filter_map(long).collect();
                    writer.typed::<Int64Type>().write_batch(&values, levels, None)?;
                }
                Kind::Date => {
                    let values: Vec<i32> = cells.iter().filter_map(day).collect();
                    writer.typed::<Int32Type>().write_batch(&values, levels, None)?;
                }
                Kind::Boolean => {
                    let values = cells.iter().filter_map(|cell| match cell {
                        Cell::Boolean(value) => Some(*value),
                        _ => None,
                    });
                    writer.typed::<BoolType>().write_batch(&values.collect::<Vec<_>>(), levels, None)?;
                }
            }
            writer.close()?;
        }
        group.close()?;
        Ok(())
    }
}

fn bytes(cell: &Cell<'_>) -> Option<ByteArray> {
    match cell {
        Cell::Text(text) => Some(ByteArray::from(text.as_bytes().to_vec())),
        _ => None,
    }
}

fn long(cell: &Cell<'_>) -> Option<i64> {
    match cell {
        Cell::Integer(number) => Some(*number),
        Cell::Decimal(amount) => unscaled(*amount),
        _ => None,
    }
}

/// A sum as a whole number of its smallest unit.
fn unscaled(amount: Decimal) -> Option<i64> {
    (amount * Decimal::from(10_u32.pow(SCALE))).round().to_i64()
}

/// Days since 1970.
fn day(cell: &Cell<'_>) -> Option<i32> {
    match cell {
        Cell::Date(date) => i32::try_from(date.signed_duration_since(NaiveDate::default()).num_days()).ok(),
        _ => None,
    }
}

impl Writer for Tables {
    fn write(&mut self, deck: &Deck) -> Result<()> {
        self.files.iter_mut().zip(&deck.tables).try_for_each(|(file, rows)| file.write(rows))
    }

    fn finish(self: Box<Self>, _found: &[Row]) -> Result<Vec<FileInfo>> {
        let Self { folder, files } = *self;
        let end = |mut file: One| {
            file.write_group()?;
            file.writer.close().with_context(|| format!("{}: cannot be written", file.name))?;
            info_of(&folder, &file.name, Some(file.rows))
        };
        files.into_iter().map(end).collect()
    }
}
