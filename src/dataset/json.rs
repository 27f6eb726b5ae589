//! JSON: an array of objects a table, or one object a line; the findings, and the schemas of all of it.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::record::Schema;

use super::tables::{DIAGNOSTICS, Row, SOURCE_FIELDS, TABLES, Table};
use super::written::{FileInfo, Written, write_json};
use super::{Deck, Manifest, Writer};

/// An array of objects a table, each object on a line of its own.
pub(super) struct Arrays(Vec<Written>);

impl Arrays {
    pub(super) fn start(folder: &Path) -> Result<Self> {
        let files = TABLES.iter().map(|table| {
            let mut file = Written::create(folder, &format!("{}.json", table.name))?;
            file.put(b"[")?;
            Ok(file)
        });
        Ok(Self(files.collect::<Result<_>>()?))
    }
}

impl Writer for Arrays {
    fn write(&mut self, deck: &Deck) -> Result<()> {
        for (file, rows) in self.0.iter_mut().zip(&deck.tables) {
            let mut bytes = Vec::new();
            for row in rows {
                bytes.extend_from_slice(if file.rows() == 0 { b"\n" } else { b",\n" });
                file.count(1);
                serde_json::to_writer(&mut bytes, row).context("rows are JSON")?;
            }
            file.put(&bytes)?;
        }
        Ok(())
    }

    fn finish(self: Box<Self>, _found: &[Row]) -> Result<Vec<FileInfo>> {
        let end = |mut file: Written| {
            file.put(b"\n]\n")?;
            file.finish(true)
        };
        self.0.into_iter().map(end).collect()
    }
}

/// One object a line.
pub(super) struct Lines(Vec<Written>);

impl Lines {
    pub(super) fn start(folder: &Path, tables: &[Table]) -> Result<Self> {
        let files = tables.iter().map(|table| Written::create(folder, &format!("{}.ndjson", table.name)));
        Ok(Self(files.collect::<Result<_>>()?))
    }
}

fn put_lines(file: &mut Written, rows: &[Row]) -> Result<()> {
    let mut bytes = Vec::new();
    for row in rows {
        serde_json::to_writer(&mut bytes, row).context("rows are JSON")?;
        bytes.push(b'\n');
    }
    file.count(rows.len());
    file.put(&bytes)
}

impl Writer for Lines {
    fn write(&mut self, deck: &Deck) -> Result<()> {
        self.0.iter_mut().zip(&deck.tables).try_for_each(|(file, rows)| put_lines(file, rows))
    }

    fn finish(self: Box<Self>, _found: &[Row]) -> Result<Vec<FileInfo>> {
        self.0.into_iter().map(|file| file.finish(true)).collect()
    }
}

/// The findings of all decks, then those across decks; and the schemas.
pub(super) struct Findings {
    file: Written,
    schemas: Vec<FileInfo>,
}

impl Findings {
    pub(super) fn start(folder: &Path) -> Result<Self> {
        let file = Written::create(folder, "diagnostics.ndjson")?;
        let tables = TABLES.iter().chain([&DIAGNOSTICS]).map(|table| (table.name, array_schema(table)));
        let schemas = tables.chain([("index", manifest_schema())]);
        let schemas = schemas.map(|(name, schema)| write_json(folder, &format!("schema/{name}.schema.json"), &schema));
        Ok(Self { file, schemas: schemas.collect::<Result<_>>()? })
    }
}

impl Writer for Findings {
    fn write(&mut self, deck: &Deck) -> Result<()> {
        put_lines(&mut self.file, &deck.diagnostics)
    }

    fn finish(self: Box<Self>, found: &[Row]) -> Result<Vec<FileInfo>> {
        let mut file = self.file;
        put_lines(&mut file, found)?;
        let mut files = self.schemas;
        files.push(file.finish(true)?);
        Ok(files)
    }
}

/// The JSON Schema of the array of a table; `#/$defs/row` is that of one of its rows.
pub(super) fn array_schema(table: &Table) -> Value {
    let (name, list) = table.schema;
    let mut schema = Schema::of(name).map_or(Value::Null, Value::from);
    let mut definitions = schema["$defs"].take();
    let mut properties = match list {
        None => schema["properties"].take(),
        Some(list) => list_properties(table, &schema["properties"][list]["items"], &definitions),
    };
    if let Value::Object(properties) = &mut properties {
        properties.shift_remove("provenance");
        let text = |description: &str| json!({ "type": ["string", "null"], "description": description });
        if table.name == "meetings" {
            properties.insert("source".to_owned(), source_schema());
        }
        for id in table.columns.iter().filter(|column| column.name.ends_with("_id") && column.path.len() == 1) {
            if !properties.contains_key(id.name) {
                properties.insert(id.name.to_owned(), text("The id of the row that it belongs to."));
            }
        }
        properties.insert("meeting".to_owned(), text("The id of the meeting; null where the source does not say."));
        let hash = json!({ "type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of the source." });
        properties.insert("sha256".to_owned(), hash);
        let slide = json!({ "type": ["integer", "null"], "minimum": 1, "description": "The slide it stands on." });
        properties.insert("slide".to_owned(), slide);
        let span = json!({
            "type": ["array", "null"], "items": { "type": "integer", "minimum": 0 }, "minItems": 2, "maxItems": 2,
            "description": "The bytes of the text of the source, half open.",
        });
        properties.insert("span".to_owned(), span);
        properties.insert("quote".to_owned(), text("The words there, as they stand."));
    }
    let required: Vec<String> = properties.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect();
    let row = json!({
        "title": table.name, "description": table.description, "type": "object", "properties": properties,
        "required": required, "additionalProperties": false,
    });
    if !definitions.is_object() {
        definitions = json!({});
    }
    definitions["row"] = row;
    drop_unused(&mut definitions);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("The table {}", table.name),
        "type": "array",
        "items": { "$ref": "#/$defs/row" },
        "$defs": definitions,
    })
}

/// The properties of the elements of a list, behind those that say whose list it is.
fn list_properties(table: &Table, items: &Value, definitions: &Value) -> Value {
    let mut properties = Row::new();
    properties
        .insert(table.columns[0].name.to_owned(), json!({ "type": "string", "description": "Whose list it is in." }));
    let position = json!({ "type": "integer", "minimum": 1, "description": "Where it stands in the list." });
    properties.insert("position".to_owned(), position);
    let definition = items["$ref"].as_str().and_then(|path| path.strip_prefix("#/$defs/"));
    match definition.map(|name| &definitions[name]["properties"]) {
        Some(Value::Object(fields)) => properties.extend(fields.clone()),
        _ => {
            properties.insert("applicant".to_owned(), json!({ "type": "string", "description": "Its code." }));
        }
    }
    Value::Object(properties)
}

/// What stands under `source` in the table of meetings.
fn source_schema() -> Value {
    let schema = Schema::of("extraction").map_or(Value::Null, Value::from);
    let mut properties = Row::new();
    for field in SOURCE_FIELDS {
        let mut property = schema["$defs"]["SourceInfo"]["properties"][field].clone();
        if field == "encoding" {
            property = json!({ "type": "string", "description": property["description"] });
        }
        properties.insert(field.to_owned(), property);
    }
    json!({
        "type": "object", "properties": properties, "required": SOURCE_FIELDS, "additionalProperties": false,
        "description": "The file that was read.",
    })
}

/// Drops definitions that nothing refers to.
fn drop_unused(definitions: &mut Value) {
    loop {
        let text = definitions.to_string();
        let Value::Object(all) = &mut *definitions else { return };
        let before = all.len();
        all.retain(|name, _| name == "row" || text.contains(&format!("\"#/$defs/{name}\"")));
        if all.len() == before {
            return;
        }
    }
}

fn manifest_schema() -> Value {
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let mut schema = Value::from(settings.into_generator().into_root_schema_for::<Manifest>());
    schema["title"] = json!("The manifest");
    schema
}
