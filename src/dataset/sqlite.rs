//! One SQLite file: the tables with their keys, views that answer the usual questions, and a full-text index.
//!
//! Days are texts (ISO 8601), truth values 0 and 1. A sum of money is its exact decimal text, and beside it the cents as
//! a whole number (`budget_amount`, `budget_amount_cents`), so that sums in SQL are exact.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rusqlite::types::Value as Sql;
use rusqlite::{Connection, params_from_iter};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::tables::{Cell, Column, DIAGNOSTICS, Kind, Row, TABLES, Table};
use super::written::{FileInfo, info_of};
use super::{Deck, Writer};
use crate::record::decimal_text;

/// The name of the file.
const FILE: &str = "dataset.sqlite";
/// Views and the full-text index.
const VIEWS: &str = include_str!("views.sql");

pub(super) struct Database {
    folder: PathBuf,
    connection: Connection,
    rows: usize,
}

impl Database {
    pub(super) fn start(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        let connection = Connection::open(&path).with_context(|| format!("{}: cannot be written", path.display()))?;
        // Nobody sees the file before it is whole, so it needs no journal.
        connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;")?;
        for table in TABLES.iter().chain([&DIAGNOSTICS]) {
            connection.execute_batch(&create(table))?;
        }
        connection.execute_batch(VIEWS)?;
        connection.execute_batch("BEGIN")?;
        Ok(Self { folder: folder.to_owned(), connection, rows: 0 })
    }

    fn insert(&mut self, table: &Table, rows: &[Row]) -> Result<()> {
        let names: Vec<String> = table.columns.iter().flat_map(columns).map(|(name, _)| name).collect();
        let places = vec!["?"; names.len()].join(", ");
        let sql = format!("INSERT INTO {} ({}) VALUES ({places})", quoted(table.name), names.join(", "));
        let mut statement = self.connection.prepare_cached(&sql)?;
        for row in rows {
            statement.execute(params_from_iter(table.columns.iter().flat_map(|column| values(column, row))))?;
        }
        self.rows += rows.len();
        Ok(())
    }
}

/// A name in quotes, as `references` is a word of SQL.
fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

/// The columns of SQL for a column: two for a sum of money.
fn columns(column: &Column) -> Vec<(String, &'static str)> {
    let kind = match column.kind {
        Kind::Text | Kind::List(_) | Kind::Date | Kind::Decimal => "TEXT",
        Kind::Integer | Kind::Boolean => "INTEGER",
    };
    let mut columns = vec![(quoted(column.name), kind)];
    if column.kind == Kind::Decimal {
        columns.push((quoted(&format!("{}_cents", column.name)), "INTEGER"));
    }
    columns
}

fn values(column: &Column, row: &Row) -> Vec<Sql> {
    match column.cell(row) {
        Cell::Null if column.kind == Kind::Decimal => vec![Sql::Null, Sql::Null],
        Cell::Null => vec![Sql::Null],
        Cell::Text(text) => vec![Sql::Text(text.into_owned())],
        Cell::Integer(number) => vec![Sql::Integer(number)],
        Cell::Decimal(amount) => vec![Sql::Text(decimal_text(&amount)), cents(amount)],
        Cell::Date(date) => vec![Sql::Text(date.to_string())],
        Cell::Boolean(value) => vec![Sql::Integer(value.into())],
    }
}

/// The cents of a sum; null where it has parts of a cent.
fn cents(amount: Decimal) -> Sql {
    let cents = amount * Decimal::ONE_HUNDRED;
    cents.fract().is_zero().then(|| cents.to_i64()).flatten().map_or(Sql::Null, Sql::Integer)
}

fn create(table: &Table) -> String {
    let mut parts: Vec<String> = Vec::new();
    for column in table.columns {
        for (name, kind) in columns(column) {
            let required = if table.requires(column.name) { " NOT NULL" } else { "" };
            parts.push(format!("{name} {kind}{required}"));
        }
    }
    let list = |columns: &[&str]| columns.iter().map(|name| quoted(name)).collect::<Vec<_>>().join(", ");
    if !table.key.is_empty() {
        parts.push(format!("PRIMARY KEY ({})", list(table.key)));
    }
    for key in table.foreign_keys {
        parts.push(format!(
            "FOREIGN KEY ({}) REFERENCES {} ({})",
            list(key.columns),
            quoted(key.table),
            list(key.target)
        ));
    }
    format!("CREATE TABLE {} (\n  {}\n) STRICT;", quoted(table.name), parts.join(",\n  "))
}

impl Writer for Database {
    fn write(&mut self, deck: &Deck) -> Result<()> {
        for (table, rows) in TABLES.iter().zip(&deck.tables) {
            self.insert(table, rows)?;
        }
        self.insert(&DIAGNOSTICS, &deck.diagnostics)
    }

    fn finish(mut self: Box<Self>, found: &[Row]) -> Result<Vec<FileInfo>> {
        self.insert(&DIAGNOSTICS, found)?;
        self.connection.execute_batch("INSERT INTO search SELECT * FROM searched; COMMIT; PRAGMA optimize;")?;
        let Self { folder, connection, rows } = *self;
        connection.close().map_err(|(_, error)| error).context("dataset.sqlite: cannot be closed")?;
        Ok(vec![info_of(&folder, FILE, Some(rows))?])
    }
}
