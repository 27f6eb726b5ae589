//! What changed from one meeting to the next, as the page shows it.

use serde_json::Value;

use crate::dataset::tables::{LIST_SEPARATOR, Row};
use crate::dataset::{Change, Changed, Match, Side, compare};
use crate::record::Extraction;
use crate::source::Source;

use super::escape::html;
use super::language::Language;

/// What changed since the meeting before.
pub(super) struct Changes {
    /// What that one is called.
    pub(super) since: String,
    pub(super) added: Vec<ChangeView>,
    pub(super) removed: Vec<ChangeView>,
    pub(super) changed: Vec<ChangeView>,
}

/// A record that is not the same.
pub(super) struct ChangeView {
    /// The word for its kind.
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) id: String,
    /// The name of each field that differs, what it was and what it is.
    pub(super) fields: Vec<(String, String, String)>,
}

/// Compares a meeting with the one before it.
pub(super) fn changes(
    (old, before): &(Source, Extraction),
    (new, after): &(Source, Extraction),
    language: Language,
) -> Changes {
    let side = |source: &Source, extraction: &Extraction| {
        let mut side = Side::new(source.name());
        side.add_deck(source, extraction);
        side
    };
    let found = compare(&side(old, before), &side(new, after), Match::Identity);
    let of = |name: &str| -> Vec<ChangeView> {
        let of_kind = found.iter().filter(|one| one.change.name() == name && one.table != "meetings");
        of_kind.map(|one| view(one, language)).collect()
    };
    let since = before.meeting.title.clone().unwrap_or_else(|| old.name().to_owned());
    Changes { since, added: of("added"), removed: of("removed"), changed: of("changed") }
}

fn view(changed: &Changed, language: Language) -> ChangeView {
    let row = changed.row();
    let text = |field: &str| row.get(field).map(shown).unwrap_or_default();
    let (kind, name) = match changed.table {
        "decisions" => ("decision", format!("{} {}", text("identifier"), text("title"))),
        "projects" => ("project", format!("{} {}", text("number"), text("title"))),
        "programmes" => ("programme", text("name")),
        _ => ("member", format!("{} {}", text("jurisdiction"), text("name"))),
    };
    let fields = match &changed.change {
        Change::Differs { fields, .. } => fields
            .iter()
            .map(|field| {
                let value = |value: &Value| value_html(value, &field.field, language);
                (field_html(&field.field, language), value(&field.old), value(&field.new))
            })
            .collect(),
        _ => Vec::new(),
    };
    ChangeView { kind: language.word_html(kind), name: name.trim().to_owned(), id: id(row), fields }
}

fn id(row: &Row) -> String {
    row.get("id").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The name of a field, as a word of the page where it has one.
fn field_html(field: &str, language: Language) -> String {
    let last = field.rsplit('.').next().unwrap_or(field);
    let key = format!("f-{}", last.split('[').next().unwrap_or(last));
    if language.word(&key) == key { html(field) } else { language.word_html(&key) }
}

/// A value for people.
fn value_html(value: &Value, field: &str, language: Language) -> String {
    let amount = |value: &Value| value.as_str()?.parse().ok();
    if let Some(date) = value.as_str().and_then(|text| text.parse().ok()) {
        return language.date_html(date);
    }
    if field.contains("budget") {
        let (sum, currency) = match value {
            Value::Object(money) => (money.get("amount").and_then(amount), money.get("currency").map(shown)),
            value => (amount(value), None),
        };
        if let Some(sum) = sum {
            return language.money_html(&sum, currency.as_deref().unwrap_or("EUR"));
        }
    }
    html(&shown(value))
}

/// A value as text.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => "–".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(shown).collect::<Vec<_>>().join(LIST_SEPARATOR),
        Value::Object(fields) => {
            let parts = fields.values().filter(|value| !value.is_null()).map(shown).filter(|text| !text.is_empty());
            parts.collect::<Vec<_>>().join(" ")
        }
        other => other.to_string(),
    }
}
