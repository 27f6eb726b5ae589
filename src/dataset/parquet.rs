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
const GROUP: usize = 1 << 15;
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
    /// What is not written yet of each column.
    pending: Vec<Pending>,
    pending_rows: usize,
    rows: usize,
}

/// Values of a column, and for each row whether it has one.
struct Pending {
    levels: Vec<i16>,
    values: Values,
}

enum Values {
    Text(Vec<ByteArray>),
    Long(Vec<i64>),
    Day(Vec<i32>),
    Truth(Vec<bool>),
}

impl Pending {
    fn new(column: &Column) -> Self {
        let values = match column.kind {
            Kind::Text | Kind::List(_) => Values::Text(Vec::new()),
            Kind::Integer | Kind::Decimal => Values::Long(Vec::new()),
            Kind::Date => Values::Day(Vec::new()),
            Kind::Boolean => Values::Truth(Vec::new()),
        };
        Self { levels: Vec::new(), values }
    }

    fn put(&mut self, cell: Cell<'_>) {
        let mut level = 1;
        match (&mut self.values, cell) {
            (Values::Text(values), Cell::Text(text)) => values.push(text.into_owned().into_bytes().into()),
            (Values::Long(values), Cell::Integer(number)) => values.push(number),
            (Values::Long(values), Cell::Decimal(amount)) if unscaled(amount).is_some() => {
                values.extend(unscaled(amount));
            }
            (Values::Day(values), Cell::Date(date)) => values.push(days(date)),
            (Values::Truth(values), Cell::Boolean(value)) => values.push(value),
            _ => level = 0,
        }
        self.levels.push(level);
    }
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
            let pending = table.columns.iter().map(Pending::new).collect();
            Ok(One { table, name, writer, pending, pending_rows: 0, rows: 0 })
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
        for (column, pending) in self.table.columns.iter().zip(&mut self.pending) {
            rows.iter().for_each(|row| pending.put(column.cell(row)));
        }
        self.rows += rows.len();
        self.pending_rows += rows.len();
        if self.pending_rows >= GROUP { self.write_group() } else { Ok(()) }
    }

    fn write_group(&mut self) -> Result<()> {
        if std::mem::take(&mut self.pending_rows) == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for (column, pending) in self.table.columns.iter().zip(&mut self.pending) {
            let Pending { levels, values } = std::mem::replace(pending, Pending::new(column));
            // A column that each row needs has no levels.
            let levels = (!self.table.requires(column.name)).then_some(&levels[..]);
            let mut writer = group.next_column()?.context("a column for each column of the schema")?;
            match values {
                Values::Text(values) => writer.typed::<ByteArrayType>().write_batch(&values, levels, None)?,
                Values::Long(values) => writer.typed::<Int64Type>().write_batch(&values, levels, None)?,
                Values::Day(values) => writer.typed::<Int32Type>().write_batch(&values, levels, None)?,
                Values::Truth(values) => writer.typed::<BoolType>().write_batch(&values, levels, None)?,
            };
            writer.close()?;
        }
        group.close()?;
        Ok(())
    }
}

/// A sum as a whole number of its smallest unit; none where it has parts of that.
fn unscaled(amount: Decimal) -> Option<i64> {
    let units = amount * Decimal::from(10_u32.pow(SCALE));
    units.fract().is_zero().then(|| units.to_i64()).flatten()
}

/// Days since 1970.
fn days(date: NaiveDate) -> i32 {
    let days = date.signed_duration_since(NaiveDate::default()).num_days();
    i32::try_from(days).unwrap_or_default()
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
