//! The deadlines as a calendar (iCalendar, RFC 5545).
//!
//! A deadline with a date is an event of that day; of a month, quarter or year the last day, and the description gives
//! the words. One that names a session or no date at all is a to-do without a date: none is invented.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context, Result};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use icalendar::{Component, Event, EventLike, Property, Todo};
use serde_json::Value;

use super::tables::Row;
use super::written::{FileInfo, Written};
use super::{Deck, Writer};

pub(super) struct Calendar {
    file: Written,
    end: String,
}

impl Calendar {
    pub(super) fn start(folder: &Path) -> Result<Self> {
        let mut empty = icalendar::Calendar::empty();
        for (name, value) in [("VERSION", "2.0"), ("PRODID", "-//beschluss//beschluss//DE"), ("CALSCALE", "GREGORIAN")]
        {
            empty.append_property(Property::new(name, value));
        }
        empty.name("Fristen aus Beschlüssen");
        let text = empty.to_string();
        let end = text.rfind("END:VCALENDAR").context("a calendar has an end")?;
        let mut file = Written::create(folder, "deadlines.ics")?;
        file.put(&text.as_bytes()[..end])?;
        Ok(Self { file, end: text[end..].to_owned() })
    }
}

/// The text of a field.
fn text<'a>(row: &'a Row, field: &str) -> &'a str {
    row.get(field).and_then(Value::as_str).unwrap_or_default()
}

/// What a deadline looks like in a calendar.
fn component(row: &Row, decision: Option<&Row>, made: DateTime<Utc>) -> String {
    let title = decision.map_or("", |decision| text(decision, "title"));
    let identifier = decision.map_or_else(|| text(row, "decision_id"), |decision| text(decision, "identifier"));
    let summary = format!("{}: Beschluss {identifier} {title}", text(row, "text"));
    let mut description = format!("{}\n{}", summary.trim(), text(row, "meeting"));
    if let Some(slide) = row.get("slide").and_then(Value::as_u64) {
        description += &format!(", Folie {slide}");
    }
    description += &format!("\n„{}“", text(row, "quote"));
    let position = row.get("position").and_then(Value::as_u64).unwrap_or_default();
    let hash = text(row, "sha256");
    let uid =
        format!("{}-{}-{position}@beschluss", text(row, "decision_id").replace('/', "-"), &hash[..hash.len().min(12)]);
    match text(row, "date").parse::<NaiveDate>() {
        Ok(date) => {
            let mut event = Event::new();
            event.uid(&uid).timestamp(made).summary(summary.trim()).description(&description);
            event.starts(date).add_property("TRANSP", "TRANSPARENT");
            event.done().to_string()
        }
        Err(_) => {
            let mut todo = Todo::new();
            todo.uid(&uid).timestamp(made).summary(summary.trim()).description(&description);
            todo.done().to_string()
        }
    }
}

impl Writer for Calendar {
    fn write(&mut self, deck: &Deck) -> Result<()> {
        let decisions: HashMap<&str, &Row> = deck.rows("decisions").iter().map(|row| (text(row, "id"), row)).collect();
        // When an entry was made is the date of the deck: no clock has a say.
        let made = deck.rows("meetings").first().and_then(|row| text(row, "summary_date").parse::<NaiveDate>().ok());
        let made = made.unwrap_or_default().and_time(NaiveTime::MIN).and_utc();
        for row in deck.rows("deadlines") {
            let decision = decisions.get(text(row, "decision_id")).copied();
            self.file.put(component(row, decision, made).as_bytes())?;
            self.file.count(1);
        }
        Ok(())
    }

    fn finish(self: Box<Self>, _found: &[Row]) -> Result<Vec<FileInfo>> {
        let Self { mut file, end } = *self;
        file.put(end.as_bytes())?;
        Ok(vec![file.finish(true)?])
    }
}
