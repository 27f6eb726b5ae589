//! What each format of the dataset takes, beside what its own library needs for the same rows.
//!
//! `cargo bench --bench formats [DECKS]` reads so many decks of the seed's size (200 unless a number is given) into rows
//! once. Then each format writes them in turns with its library alone, which gets all values as it wants them; the shortest
//! time of each counts, as other work only adds.

#[path = "common/decks.rs"]
mod decks;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use beschluss::dataset::tables::{Cell, Column, Kind, Row, TABLES, Table};
use beschluss::dataset::{Deck, Format};
use beschluss::source::Source;
use icalendar::Component;
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use rust_decimal::prelude::ToPrimitive;

use decks::Maker;

/// Times that each is run.
const TURNS: usize = 5;

/// The rows of a table, as each library wants them.
struct Rows {
    table: &'static Table,
    objects: Vec<Row>,
    /// The cells as text, nothing for null.
    texts: Vec<Vec<String>>,
    /// The same by columns, for Parquet.
    columns: Vec<(Vec<i16>, Values)>,
}

enum Values {
    Text(Vec<ByteArray>),
    Long(Vec<i64>),
    Day(Vec<i32>),
    Truth(Vec<bool>),
}

fn column(column: &Column, rows: &[Row]) -> (Vec<i16>, Values) {
    let cells = || rows.iter().map(|row| column.cell(row));
    let levels = cells().map(|cell| i16::from(cell != Cell::Null)).collect();
    let values = match column.kind {
        Kind::Text | Kind::List(_) => Values::Text(
            cells().filter(|cell| *cell != Cell::Null).map(|cell| cell.text().into_bytes().into()).collect(),
        ),
        Kind::Integer | Kind::Decimal => Values::Long(
            cells()
                .filter_map(|cell| match cell {
                    Cell::Integer(number) => Some(number),
                    Cell::Decimal(amount) => (amount * rust_decimal::Decimal::ONE_HUNDRED).to_i64(),
                    _ => None,
                })
                .collect(),
        ),
        Kind::Date => Values::Day(
            cells()
                .filter_map(|cell| match cell {
                    Cell::Date(date) => {
                        i32::try_from(date.signed_duration_since(chrono::NaiveDate::default()).num_days()).ok()
                    }
                    _ => None,
                })
                .collect(),
        ),
        Kind::Boolean => Values::Truth(
            cells().filter_map(|cell| if let Cell::Boolean(value) = cell { Some(value) } else { None }).collect(),
        ),
    };
    (levels, values)
}

impl Rows {
    fn of(at: usize, table: &'static Table, decks: &[Deck]) -> Self {
        let objects: Vec<Row> = decks.iter().flat_map(|deck| deck.tables[at].iter().cloned()).collect();
        let texts = |row: &Row| table.columns.iter().map(|column| column.cell(row).text()).collect();
        Self {
            table,
            texts: objects.iter().map(texts).collect(),
            columns: table.columns.iter().map(|one| column(one, &objects)).collect(),
            objects,
        }
    }
}

/// Writes the rows with the library of a format alone.
fn library(format: Format, folder: &Path, all: &[Rows]) {
    let file = |name: &str| BufWriter::new(File::create(folder.join(name)).expect("a file"));
    match format {
        Format::Json => all.iter().for_each(|rows| {
            serde_json::to_writer(file(&format!("{}.json", rows.table.name)), &rows.objects).expect("JSON");
        }),
        Format::Ndjson => all.iter().for_each(|rows| {
            let mut file = file(&format!("{}.ndjson", rows.table.name));
            for row in &rows.objects {
                serde_json::to_writer(&mut file, row).expect("JSON");
                file.write_all(b"\n").expect("a line");
            }
        }),
        Format::Csv => all.iter().for_each(|rows| {
            let mut writer = csv::Writer::from_writer(file(&format!("{}.csv", rows.table.name)));
            rows.texts.iter().for_each(|row| writer.write_record(row).expect("CSV"));
        }),
        Format::Sqlite => sqlite(folder, all),
        Format::Parquet => all.iter().for_each(|rows| parquet(folder, rows)),
        Format::Xlsx => xlsx(folder, all),
        Format::Ics => {
            let mut calendar = icalendar::Calendar::new();
            let deadlines = all.iter().find(|rows| rows.table.name == "deadlines").expect("the table of deadlines");
            for row in &deadlines.texts {
                calendar.push(icalendar::Event::new().summary(&row[0]).description(&row.join(" ")).done());
            }
            file("deadlines.ics").write_all(calendar.to_string().as_bytes()).expect("a calendar");
        }
    }
}

fn sqlite(folder: &Path, all: &[Rows]) {
    let connection = rusqlite::Connection::open(folder.join("dataset.sqlite")).expect("a database");
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN").expect("SQL");
    for rows in all {
        let names: Vec<String> = rows.table.columns.iter().map(|column| format!("\"{}\"", column.name)).collect();
        let table = rows.table.name;
        connection.execute_batch(&format!("CREATE TABLE \"{table}\" ({})", names.join(", "))).expect("SQL");
        let places = vec!["?"; names.len()].join(", ");
        let mut insert = connection.prepare(&format!("INSERT INTO \"{table}\" VALUES ({places})")).expect("SQL");
        for row in &rows.texts {
            insert.execute(rusqlite::params_from_iter(row)).expect("a row");
        }
    }
    connection.execute_batch("COMMIT").expect("SQL");
}

fn parquet(folder: &Path, rows: &Rows) {
    let field = |column: &Column| {
        let name = column.name;
        match column.kind {
            Kind::Text | Kind::List(_) => format!("OPTIONAL BYTE_ARRAY {name} (UTF8);"),
            Kind::Integer | Kind::Decimal => format!("OPTIONAL INT64 {name};"),
            Kind::Date => format!("OPTIONAL INT32 {name} (DATE);"),
            Kind::Boolean => format!("OPTIONAL BOOLEAN {name};"),
        }
    };
    let fields: String = rows.table.columns.iter().map(field).collect();
    let schema = parquet::schema::parser::parse_message_type(&format!("message {} {{ {fields} }}", rows.table.name));
    let properties = WriterProperties::builder().set_compression(parquet::basic::Compression::SNAPPY).build();
    let file = File::create(folder.join(format!("{}.parquet", rows.table.name))).expect("a file");
    let schema = Arc::new(schema.expect("a schema"));
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(properties)).expect("a writer");
    let mut group = writer.next_row_group().expect("a group");
    for (levels, values) in &rows.columns {
        let mut column = group.next_column().expect("a column").expect("one for each");
        let levels = Some(&levels[..]);
        match values {
            Values::Text(values) => column.typed::<ByteArrayType>().write_batch(values, levels, None),
            Values::Long(values) => column.typed::<Int64Type>().write_batch(values, levels, None),
            Values::Day(values) => column.typed::<Int32Type>().write_batch(values, levels, None),
            Values::Truth(values) => column.typed::<BoolType>().write_batch(values, levels, None),
        }
        .expect("values");
        column.close().expect("a column");
    }
    group.close().expect("a group");
    writer.close().expect("a file");
}

fn xlsx(folder: &Path, all: &[Rows]) {
    let mut book = rust_xlsxwriter::Workbook::new();
    book.set_tempdir(folder).expect("a folder");
    for rows in all {
        let sheet = book.add_worksheet_with_constant_memory().expect("a sheet");
        let shown: Vec<usize> =
            (0..rows.table.columns.len()).filter(|at| rows.table.columns[*at].german.is_some()).collect();
        for (line, row) in (1..).zip(&rows.texts) {
            for (place, at) in (0..).zip(&shown) {
                sheet.write_string(line, place, &row[*at]).expect("a cell");
            }
        }
    }
    book.save(folder.join("dataset.xlsx")).expect("a workbook");
}

/// Writes the decks as the program does.
fn ours(format: Format, folder: &Path, decks: &[Deck]) {
    let mut writer = format.start(folder).expect("a writer");
    decks.iter().for_each(|deck| writer.write(deck).expect("rows"));
    writer.finish(&[]).expect("files");
}

fn main() {
    let count = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(200);
    let maker = Maker::new();
    let read = |at: usize| {
        let source = Source::from_text(format!("{at}.txt"), maker.deck(at));
        Deck::new(&source, &beschluss::extract(&source))
    };
    let decks: Vec<Deck> = (0..count).map(read).collect();
    let all: Vec<Rows> = TABLES.iter().enumerate().map(|(at, table)| Rows::of(at, table, &decks)).collect();
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("bench-formats");
    let timed = |write: &dyn Fn(&Path)| {
        let _ = std::fs::remove_dir_all(&root);
        std::fs::create_dir_all(&root).expect("a folder");
        let start = Instant::now();
        write(&root);
        start.elapsed().as_secs_f64() * 1e3
    };
    println!("| format | ms | its library alone, ms | times |");
    println!("| --- | ---: | ---: | ---: |");
    for format in Format::ALL.iter().copied() {
        let (mut own, mut alone) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..TURNS {
            own = own.min(timed(&|folder| ours(format, folder, &decks)));
            alone = alone.min(timed(&|folder| library(format, folder, &all)));
        }
        println!("| {} | {own:.1} | {alone:.1} | {:.2} |", format.name(), own / alone);
    }
    let rows: usize = all.iter().map(|rows| rows.objects.len()).sum();
    println!("\n{count} decks, {rows} rows");
}
