//! The tables of the dataset, described once: every format follows from this.
//!
//! A row is a JSON object ([`Row`]); a column of the flat formats (CSV, Parquet, SQLite, the workbook) is a place in it,
//! with a type. A list is one cell with its elements joined, beside the table that holds them one a row.

use std::borrow::Cow;

use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

use crate::record::decimal_text;

/// A row of a table, as its JSON object.
pub type Row = Map<String, Value>;

/// What stands between the elements of a list in one cell.
pub const LIST_SEPARATOR: &str = "; ";

/// What the table of meetings says of the file of a source.
pub const SOURCE_FIELDS: [&str; 5] = ["name", "format", "encoding", "bytes", "slides"];

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// An exact sum of money.
    Decimal,
    /// A day.
    Date,
    /// True or false.
    Boolean,
    /// A list of texts; of objects, these of their fields.
    List(&'static [&'static str]),
}

/// A column of the flat formats.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Where that is in a row, as the names of nested fields or an index of a list.
    pub path: &'static [&'static str],
    /// Its name and width in the workbook, which leaves out what is for programs.
    pub german: Option<(&'static str, u16)>,
}

/// A reference to the rows of another table, or of this one.
#[derive(Debug, Clone, Copy)]
pub struct ForeignKey {
    /// The columns that refer.
    pub columns: &'static [&'static str],
    /// The table with the rows.
    pub table: &'static str,
    /// Its columns.
    pub target: &'static [&'static str],
}

/// A table of the dataset.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its name, and that of its files.
    pub name: &'static str,
    /// Its name in the workbook.
    pub german: &'static str,
    /// What a row is.
    pub description: &'static str,
    /// The name of the JSON Schema of what a row is made from, and where in that: `decision`, `deadlines`.
    pub schema: (&'static str, Option<&'static str>),
    /// The columns of the flat formats.
    pub columns: &'static [Column],
    /// The columns that tell its rows apart.
    pub key: &'static [&'static str],
    /// What its rows refer to.
    pub foreign_keys: &'static [ForeignKey],
}

impl Table {
    /// The table with this name.
    pub fn named(name: &str) -> Option<&'static Table> {
        TABLES.iter().find(|table| table.name == name)
    }

    /// Whether each row has a value in a column.
    pub fn requires(&self, column: &str) -> bool {
        self.key.contains(&column)
    }
}

/// What a cell of a flat format holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// Text.
    Text(Cow<'a, str>),
    /// A whole number.
    Integer(i64),
    /// An exact sum of money.
    Decimal(Decimal),
    /// A day.
    Date(NaiveDate),
    /// True or false.
    Boolean(bool),
}

impl Cell<'_> {
    /// As text: ISO dates, dots in decimals, nothing for null.
    ///
    /// ```
    /// use beschluss::dataset::tables::Cell;
    /// assert_eq!(Cell::Integer(47).text(), "47");
    /// assert_eq!(Cell::Null.text(), "");
    /// ```
    pub fn text(&self) -> String {
        match self {
            Cell::Null => String::new(),
            Cell::Text(text) => text.to_string(),
            Cell::Integer(number) => number.to_string(),
            Cell::Decimal(amount) => decimal_text(amount),
            Cell::Date(date) => date.to_string(),
            Cell::Boolean(value) => value.to_string(),
        }
    }
}

impl Column {
    /// The cell of a row in this column.
    pub fn cell<'a>(&self, row: &'a Row) -> Cell<'a> {
        let Some((first, rest)) = self.path.split_first() else { return Cell::Null };
        let value = rest.iter().try_fold(row.get(*first).unwrap_or(&Value::Null), |value, part| match value {
            Value::Array(list) => list.get(part.parse::<usize>().ok()?),
            value => value.get(part),
        });
        let text = value.and_then(Value::as_str);
        let cell = match self.kind {
            Kind::Text => text.map(|text| Cell::Text(text.into())),
            Kind::Integer => value.and_then(Value::as_i64).map(Cell::Integer),
            Kind::Decimal => text.and_then(|text| text.parse().ok()).map(Cell::Decimal),
            Kind::Date => text.and_then(|text| text.parse().ok()).map(Cell::Date),
            Kind::Boolean => value.and_then(Value::as_bool).map(Cell::Boolean),
            Kind::List(fields) => value.and_then(Value::as_array).map(|list| Cell::Text(joined(list, fields).into())),
        };
        cell.unwrap_or(Cell::Null)
    }
}

/// The elements of a list in one cell.
fn joined(list: &[Value], fields: &[&str]) -> String {
    let element = |value: &Value| match value {
        Value::String(text) => text.clone(),
        value => {
            let parts = fields.iter().filter_map(|field| match &value[*field] {
                Value::String(text) => Some(text.clone()),
                Value::Array(list) => Some(joined(list, fields)),
                _ => None,
            });
            parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
        }
    };
    list.iter().map(element).filter(|text| !text.is_empty()).collect::<Vec<_>>().join(LIST_SEPARATOR)
}

const fn column(name: &'static str, kind: Kind, path: &'static [&'static str]) -> Column {
    Column { name, kind, path, german: None }
}

impl Column {
    /// The same column, shown in the workbook.
    const fn shown(self, german: &'static str, width: u16) -> Self {
        Self { german: Some((german, width)), ..self }
    }
}

/// A column with the name of its field.
macro_rules! field {
    ($name:literal, $kind:expr) => {
        column($name, $kind, &[$name])
    };
}

/// The columns of one table, with those that all tables end with: the meeting, the source, and where the row stands.
macro_rules! columns {
    ($($column:expr),* $(,)?) => {
        &[
            $($column,)*
            field!("meeting", Kind::Text).shown("Sitzung", 20),
            field!("sha256", Kind::Text).shown("Quelle (SHA-256)", 18),
            field!("slide", Kind::Integer).shown("Folie", 7),
            column("span_start", Kind::Integer, &["span", "0"]),
            column("span_end", Kind::Integer, &["span", "1"]),
            field!("quote", Kind::Text).shown("Quelltext", 60),
        ]
    };
}

/// The rows of each table belong to a source.
const OF_SOURCE: ForeignKey = ForeignKey { columns: &["sha256"], table: "meetings", target: &["sha256"] };
const OF_DECISION: ForeignKey =
    ForeignKey { columns: &["sha256", "decision_id"], table: "decisions", target: &["sha256", "id"] };
const OF_PROGRAMME: ForeignKey =
    ForeignKey { columns: &["sha256", "programme_id"], table: "programmes", target: &["sha256", "id"] };
const OF_PROJECT: ForeignKey =
    ForeignKey { columns: &["sha256", "project_id"], table: "projects", target: &["sha256", "id"] };

/// All tables, each behind those that it refers to.
pub const TABLES: &[Table] = &[
    Table {
        name: "meetings",
        german: "Sitzungen",
        description: "A source, and the meeting that it is about.",
        schema: ("meeting", None),
        columns: columns![
            field!("id", Kind::Text),
            field!("body", Kind::Text).shown("Gremium", 22),
            field!("session", Kind::Integer).shown("Nr.", 6),
            field!("title", Kind::Text).shown("Titel", 50),
            field!("session_date", Kind::Date).shown("Sitzungsdatum", 14),
            field!("place", Kind::Text).shown("Ort", 18),
            field!("summary_date", Kind::Date).shown("Foliensatz vom", 14),
            field!("authors", Kind::List(&["name"])).shown("Verfasser", 30),
            field!("page_header", Kind::Text),
            column("source_name", Kind::Text, &["source", "name"]).shown("Datei", 30),
            column("source_format", Kind::Text, &["source", "format"]),
            column("source_encoding", Kind::Text, &["source", "encoding"]),
            column("source_bytes", Kind::Integer, &["source", "bytes"]),
            column("source_slides", Kind::Integer, &["source", "slides"]).shown("Folien", 8),
        ],
        key: &["sha256"],
        foreign_keys: &[],
    },
    Table {
        name: "decisions",
        german: "Beschlüsse",
        description: "A decision.",
        schema: ("decision", None),
        columns: columns![
            field!("id", Kind::Text),
            field!("identifier", Kind::Text).shown("Beschluss", 11),
            field!("year", Kind::Integer).shown("Jahr", 7),
            field!("number", Kind::Integer).shown("Nr.", 6),
            field!("title", Kind::Text).shown("Titel", 50),
            field!("long_title", Kind::Text).shown("Langer Titel", 50),
            field!("presenter", Kind::Text).shown("Vorgestellt von", 24),
            field!("sections", Kind::List(&["heading", "items", "text"])).shown("Inhalt", 80),
            field!("references", Kind::List(&["identifier"])).shown("Verweise", 20),
            field!("deadlines", Kind::List(&["text"])).shown("Fristen", 30),
            field!("amounts", Kind::List(&["text"])).shown("Beträge im Text", 30),
            field!("mandates", Kind::List(&["actor"])).shown("Beauftragte", 30),
            field!("bodies", Kind::List(&["name"])).shown("Gremien", 30),
        ],
        key: &["sha256", "id"],
        foreign_keys: &[OF_SOURCE],
    },
    Table {
        name: "programmes",
        german: "Programme",
        description: "A programme, a group of projects, with the sums of their budgets.",
        schema: ("programme", None),
        columns: columns![
            field!("id", Kind::Text),
            field!("name", Kind::Text).shown("Programm", 40),
            field!("heading", Kind::Text),
            field!("decision", Kind::Text).shown("Beschluss", 11),
            field!("decision_id", Kind::Text),
            field!("projects", Kind::Integer).shown("Projekte", 10),
            field!("budget", Kind::Decimal).shown("Budget", 18),
            field!("conditional_budget", Kind::Decimal).shown("davon unter Vorbehalt", 22),
        ],
        key: &["sha256", "id"],
        foreign_keys: &[OF_SOURCE, OF_DECISION],
    },
    Table {
        name: "projects",
        german: "Projekte",
        description: "A project.",
        schema: ("project", None),
        columns: columns![
            field!("id", Kind::Text),
            field!("number", Kind::Integer).shown("Nr.", 6),
            field!("title", Kind::Text).shown("Projekt", 60),
            field!("applicants", Kind::List(&[])).shown("Antragsteller", 20),
            column("budget_amount", Kind::Decimal, &["budget", "amount"]).shown("Budget", 18),
            column("budget_currency", Kind::Text, &["budget", "currency"]),
            field!("start", Kind::Date).shown("Beginn", 12),
            field!("end", Kind::Date).shown("Ende", 12),
            field!("conditional", Kind::Boolean).shown("Vorbehalt", 11),
            field!("programme", Kind::Text).shown("Programm", 30),
            field!("programme_id", Kind::Text),
            field!("decision", Kind::Text).shown("Beschluss", 11),
            field!("decision_id", Kind::Text),
        ],
        key: &["sha256", "id"],
        foreign_keys: &[OF_SOURCE, OF_DECISION, OF_PROGRAMME],
    },
    Table {
        name: "members",
        german: "Mitglieder",
        description: "A member of the body.",
        schema: ("member", None),
        columns: columns![
            field!("id", Kind::Text),
            field!("jurisdiction", Kind::Text).shown("Land", 8),
            field!("honorific_prefix", Kind::Text).shown("Titel", 12),
            field!("name", Kind::Text).shown("Name", 28),
            field!("roles", Kind::List(&[])).shown("Ämter", 70),
            field!("chair", Kind::Boolean).shown("Vorsitz", 9),
        ],
        key: &["sha256", "id"],
        foreign_keys: &[OF_SOURCE],
    },
    Table {
        name: "project_applicants",
        german: "Antragsteller",
        description: "An applicant of a project; position counts from 1, in the order written.",
        schema: ("project", Some("applicants")),
        columns: columns![
            field!("project_id", Kind::Text).shown("Projekt", 30),
            field!("position", Kind::Integer).shown("Stelle", 8),
            field!("applicant", Kind::Text).shown("Antragsteller", 16),
        ],
        key: &["sha256", "project_id", "position"],
        foreign_keys: &[OF_SOURCE, OF_PROJECT],
    },
    Table {
        name: "deadlines",
        german: "Fristen",
        description: "Something due that a decision names; position counts from 1.",
        schema: ("decision", Some("deadlines")),
        columns: columns![
            field!("decision_id", Kind::Text).shown("Beschluss", 26),
            field!("position", Kind::Integer).shown("Stelle", 8),
            field!("text", Kind::Text).shown("Frist", 40),
            field!("date", Kind::Date).shown("Datum", 12),
            field!("session", Kind::Integer).shown("In Sitzung Nr.", 14),
            field!("precision", Kind::Text).shown("Genauigkeit", 12),
        ],
        key: &["sha256", "decision_id", "position"],
        foreign_keys: &[OF_SOURCE, OF_DECISION],
    },
    Table {
        name: "references",
        german: "Verweise",
        description: "Another decision that a decision cites; position counts from 1.",
        schema: ("decision", Some("references")),
        columns: columns![
            field!("decision_id", Kind::Text).shown("Beschluss", 26),
            field!("position", Kind::Integer).shown("Stelle", 8),
            field!("identifier", Kind::Text).shown("Verweist auf", 14),
            field!("clause", Kind::Text).shown("Ziffer", 14),
            field!("text", Kind::Text).shown("Wortlaut", 40),
        ],
        key: &["sha256", "decision_id", "position"],
        foreign_keys: &[OF_SOURCE, OF_DECISION],
    },
    Table {
        name: "mandates",
        german: "Aufträge",
        description: "Who is charged with what by a decision; position counts from 1.",
        schema: ("decision", Some("mandates")),
        columns: columns![
            field!("decision_id", Kind::Text).shown("Beschluss", 26),
            field!("position", Kind::Integer).shown("Stelle", 8),
            field!("actor", Kind::Text).shown("Beauftragt", 40),
            field!("text", Kind::Text).shown("Auftrag", 80),
        ],
        key: &["sha256", "decision_id", "position"],
        foreign_keys: &[OF_SOURCE, OF_DECISION],
    },
];

/// The findings of all sources, which stand beside the tables.
pub const DIAGNOSTICS: Table = Table {
    name: "diagnostics",
    german: "Befunde",
    description: "What was repaired, doubtful or not understood.",
    schema: ("diagnostic", None),
    columns: columns![
        field!("severity", Kind::Text).shown("Schwere", 10),
        field!("code", Kind::Text).shown("Befund", 24),
        field!("message", Kind::Text).shown("Meldung", 80),
        field!("record", Kind::Text).shown("Datensatz", 34),
        field!("field", Kind::Text).shown("Feld", 18),
    ],
    key: &[],
    foreign_keys: &[OF_SOURCE],
};
