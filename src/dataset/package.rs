//! The Data Package (version 2) that describes the CSV files: their columns, keys and foreign keys.
//!
//! A foreign key of which a row leaves a column open is left out: the format reads a part that is missing as a value that
//! the other table lacks. The SQLite file has it.
//!
//! The format: <https://datapackage.org/standard/data-package/>.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::json::array_schema;
use super::tables::{Column, Kind, TABLES, Table};
use super::written::FileInfo;

/// The descriptor of a dataset with these files; `open` are the columns of each table that have a cell without a value.
pub(super) fn describe(files: &[FileInfo], open: &[BTreeSet<&'static str>]) -> Value {
    let resources: Vec<Value> =
        TABLES.iter().zip(open).filter_map(|(table, open)| resource(table, files, open)).collect();
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "beschluss-dataset",
        "title": "Meetings, decisions, programmes, projects and members",
        "description": "Read from summaries of meetings; each row says which words of which source it was read from.",
        "resources": resources,
    })
}

fn resource(table: &Table, files: &[FileInfo], open: &BTreeSet<&'static str>) -> Option<Value> {
    let path = format!("{}.csv", table.name);
    let file = files.iter().find(|file| file.name == path)?;
    let schema = array_schema(table);
    let fields: Vec<Value> = table.columns.iter().map(|column| field(table, column, &schema)).collect();
    let foreign_keys: Vec<Value> = table
        .foreign_keys
        .iter()
        .filter(|key| !key.columns.iter().any(|column| open.contains(column)))
        .map(|key| json!({ "fields": key.columns, "reference": { "resource": key.table, "fields": key.target } }))
        .collect();
    Some(json!({
        "name": table.name,
        "path": path,
        "title": table.name,
        "description": table.description,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.entry.bytes,
        "hash": format!("sha256:{}", file.entry.sha256),
        "schema": {
            "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
            "fields": fields,
            "missingValues": [""],
            "primaryKey": table.key,
            "foreignKeys": foreign_keys,
        },
    }))
}

fn field(table: &Table, column: &Column, schema: &Value) -> Value {
    let kind = match column.kind {
        Kind::Text | Kind::List(_) => "string",
        Kind::Integer => "integer",
        Kind::Decimal => "number",
        Kind::Date => "date",
        Kind::Boolean => "boolean",
    };
    let mut field = json!({ "name": column.name, "type": kind });
    if let Some(description) = description(column, schema) {
        field["description"] = json!(description);
    }
    if table.requires(column.name) {
        field["constraints"] = json!({ "required": true });
    }
    field
}

/// What the JSON Schema of the rows says of a column.
fn description(column: &Column, schema: &Value) -> Option<String> {
    let mut at = &schema["$defs"]["row"];
    let mut found = None;
    for part in column.path {
        if part.parse::<usize>().is_ok() {
            break;
        }
        at = &at["properties"][*part];
        found = at["description"].as_str().or(found);
        // What is null or an object is described behind a reference.
        let alternatives = at["anyOf"].as_array().map_or(&[][..], Vec::as_slice);
        let reference = std::iter::once(at).chain(alternatives).find_map(|one| one["$ref"].as_str());
        if let Some(name) = reference.and_then(|path| path.strip_prefix("#/$defs/")) {
            at = &schema["$defs"][name];
            found = found.or(at["description"].as_str());
        }
    }
    let list = matches!(column.kind, Kind::List(_)).then_some(" Its elements stand between semicolons.");
    found.map(|text| text.to_owned() + list.unwrap_or_default())
}
