//! The blast radius of a damage: what it does not touch stays, or a finding says so.
//!
//! Each damage (a character lost or changed, a line lost, a line end lost, two lines swapped) is done to the deck,
//! and the records before and after are compared. A field whose own bytes the damage does not touch must be there
//! again, with the same value, in the same record as its neighbours; a field that is not, or a new one, must be named
//! by a finding that was not there before. `BLAST=all cargo test --release --test blast` does all damages; without it
//! a sample is done.

mod common;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use beschluss::record::Extraction;
use beschluss::source::{Source, Span};
use beschluss::text::Step;
use serde_json::Value;

/// A change of one place of a text.
struct Damage {
    what: &'static str,
    /// What goes.
    old: Span,
    /// What comes instead.
    new: String,
}

impl Damage {
    fn apply(&self, text: &str) -> String {
        [&text[..self.old.start], &self.new, &text[self.old.end..]].concat()
    }

    /// Whether it touches a stretch of the text, or but white space stands between.
    fn touches(&self, text: &str, stretch: Span) -> bool {
        let start = text[..self.old.start].trim_end().len();
        let end = text.len() - text[self.old.end..].trim_start().len();
        stretch.start <= end && start <= stretch.end
    }

    /// Where a span stands afterwards; `None` where it is not whole any more.
    fn moved(&self, span: Span) -> Option<Span> {
        let shift = |at: usize| at + self.new.len() - self.old.len();
        if span.end <= self.old.start {
            Some(span)
        } else if span.start >= self.old.end {
            Some(Span::new(shift(span.start), shift(span.end)))
        } else {
            None
        }
    }
}

/// A field as it can be found again.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Field {
    /// Its path, without the indices of lists.
    path: String,
    value: String,
    spans: Vec<Span>,
}

impl Field {
    fn cover(&self) -> Span {
        self.spans.iter().copied().reduce(Span::cover).unwrap_or(Span { start: 0, end: 0 })
    }
}

/// A record as it can be found again.
struct Known {
    kind: &'static str,
    id: String,
    fields: BTreeSet<Field>,
}

impl Known {
    /// Whether it has the value, wherever that stands.
    fn has(&self, field: &Field) -> bool {
        self.fields.iter().any(|own| own.path == field.path && own.value == field.value)
    }
}

fn at_path<'a>(record: &'a Value, path: &str) -> &'a Value {
    path.split(['.', '[']).fold(record, |value, step| match step.strip_suffix(']') {
        Some(index) => &value[index.parse::<usize>().expect("an index")],
        None => &value[step],
    })
}

fn without_indices(path: &str) -> String {
    path.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// All records with the fields that stand somewhere; what is put together from others follows from them.
fn records(extraction: &Extraction) -> Vec<Known> {
    let json = |value: Result<Value, serde_json::Error>| value.expect("a record is JSON");
    let mut values: Vec<(&'static str, Value)> = vec![("meeting", json(serde_json::to_value(&extraction.meeting)))];
    values.extend(extraction.decisions.iter().map(|one| ("decision", json(serde_json::to_value(one)))));
    values.extend(extraction.programmes.iter().map(|one| ("programme", json(serde_json::to_value(one)))));
    values.extend(extraction.projects.iter().map(|one| ("project", json(serde_json::to_value(one)))));
    values.extend(extraction.members.iter().map(|one| ("member", json(serde_json::to_value(one)))));
    let derived = [Step::Parts, Step::Sum, Step::Count, Step::Id];
    let known = extraction.records().zip(values).map(|((id, provenance), (kind, value))| {
        let own = provenance.fields.iter().filter(|(_, trace)| !trace.steps.iter().any(|step| derived.contains(step)));
        let fields = own
            .flat_map(|(path, trace)| {
                // The elements of a list are fields of their own.
                let (path, value) = (without_indices(path), at_path(&value, path));
                let values: Vec<String> = value
                    .as_array()
                    .map_or_else(|| vec![value.to_string()], |list| list.iter().map(Value::to_string).collect());
                let field = move |value| Field { path: path.clone(), value, spans: trace.spans.clone() };
                values.into_iter().map(field)
            })
            .collect();
        Known { kind, id: id.to_owned(), fields }
    });
    known.collect()
}

fn overlap(left: Span, right: Span) -> bool {
    left.start < right.end && right.start < left.end
}

/// What changed far from the damage without a finding that says so.
fn silent_changes(
    text: &str,
    before: &Extraction,
    known: &[Known],
    damage: &Damage,
    after: &Extraction,
) -> Vec<String> {
    let now = records(after);
    let mut by_field: HashMap<(&str, &str, &str), Vec<usize>> = HashMap::new();
    for (at, record) in now.iter().enumerate() {
        for field in &record.fields {
            by_field.entry((record.kind, &field.path, &field.value)).or_default().push(at);
        }
    }
    let key = |code: &str, span: Span, message: &str| format!("{code} {span:?} {message}");
    let old: BTreeSet<String> = before
        .diagnostics
        .iter()
        .filter_map(|one| Some(key(one.code.name(), damage.moved(one.span)?, &one.message)))
        .collect();
    let new: Vec<_> =
        after.diagnostics.iter().filter(|one| !old.contains(&key(one.code.name(), one.span, &one.message))).collect();
    let said = |ids: &[&str], field: &Field| {
        new.iter().any(|one| {
            let record = one.record.as_deref().is_some_and(|record| ids.contains(&record));
            let of_field = one.field.as_deref().is_none_or(|path| {
                let path = without_indices(path);
                field.path.starts_with(&path) || path.starts_with(&field.path)
            });
            let over = field.spans.iter().any(|span| overlap(one.span, *span));
            record && of_field || over
        })
    };
    let mut silent = Vec::new();
    let mut matched: BTreeMap<usize, &Known> = BTreeMap::new();
    for record in known {
        let moved = |field: &Field| {
            if damage.touches(text, field.cover()) {
                return None;
            }
            let spans = field.spans.iter().map(|span| damage.moved(*span)).collect::<Option<Vec<Span>>>()?;
            Some(Field { spans, ..field.clone() })
        };
        // Exceptions: where a code loses a letter, the title fused to it may give one; a title that is none any more is
        // a part of the name.
        let fused = |field: &Field| {
            let neighbour = match (record.kind, &*field.path) {
                ("project", "title") => "applicants",
                ("member", "name") => "honorific_prefix",
                _ => return false,
            };
            let touched = |one: &Field| one.path == neighbour && damage.touches(text, one.cover());
            record.fields.iter().any(touched)
        };
        let untouched: Vec<Field> = record.fields.iter().filter(|field| !fused(field)).filter_map(moved).collect();
        let mut votes: BTreeMap<usize, usize> = BTreeMap::new();
        for field in &untouched {
            // What several records share tells none of them.
            let same = by_field.get(&(record.kind, &*field.path, &*field.value)).into_iter().flatten();
            let here = |at: &&usize| {
                let mut others = now[**at].fields.iter().filter(|other| other.path == field.path);
                others.any(|other| other.value == field.value && overlap(other.cover(), field.cover()))
            };
            if let [at] = same.filter(here).collect::<Vec<_>>()[..] {
                *votes.entry(*at).or_default() += 1;
            }
        }
        let most = votes.into_iter().max_by_key(|(at, votes)| (*votes, std::cmp::Reverse(*at))).map(|(at, _)| at);
        let by_id = || now.iter().position(|one| one.kind == record.kind && one.id == record.id);
        let again = most.or_else(by_id);
        let mut ids = vec![record.id.as_str()];
        ids.extend(again.map(|at| now[at].id.as_str()));
        // What belongs to a record by what others say goes with its own bytes.
        let borrowed = |field: &&Field| match record.kind {
            "project" => matches!(&*field.path, "decision" | "programme"),
            "programme" => matches!(&*field.path, "decision" | "name"),
            _ => false,
        };
        // What a sentence says changes with the sentence, what several items say with each of them.
        let items = record.fields.iter().filter(|field| field.path == "sections[].items[].text");
        let touched: Vec<Span> = items.map(Field::cover).filter(|item| damage.touches(text, *item)).collect();
        let said_in = |field: &Field| {
            let inside = |item: &Span| {
                let cover = field.cover();
                item.start <= cover.start && cover.end <= item.end
            };
            let several = field.path.starts_with("bodies") && !touched.is_empty();
            record.kind == "decision" && !field.path.starts_with("sections") && (several || touched.iter().any(inside))
        };
        for field in untouched.iter().filter(|field| (again.is_some() || !borrowed(field)) && !said_in(field)) {
            if !again.is_some_and(|at| now[at].has(field)) && !said(&ids, field) {
                silent.push(format!("{}: lost {} {}", record.id, field.path, field.value));
            }
        }
        if let Some(at) = again {
            matched.entry(at).or_insert(record);
        }
    }
    let place = Damage {
        what: damage.what,
        old: Span::new(damage.old.start, damage.old.start + damage.new.len()),
        new: String::new(),
    };
    let text_now = damage.apply(text);
    // The number of the session says which deadlines are past: an exception, as is what is fused to what was touched.
    let session = known[0].fields.iter().any(|one| one.path == "session" && damage.touches(text, one.cover()));
    silent.retain(|change| !(session && change.contains(" deadlines[]")));
    for (at, record) in now.iter().enumerate() {
        let once = matched.get(&at);
        for field in &record.fields {
            let near = place.touches(&text_now, field.cover());
            let namesake = known.iter().find(|one| one.kind == record.kind && one.id == record.id);
            let same = once.copied().into_iter().chain(namesake).any(|once| once.has(field));
            // A name that stood twice in the deck is now read where it stands whole.
            let instead = !field.path.contains('[')
                && once.is_some_and(|once| {
                    let title = |path: &str| path.trim_start_matches("long_").to_owned();
                    let same_path = |old: &&Field| title(&old.path) == title(&field.path);
                    once.fields.iter().filter(same_path).any(|old| damage.touches(text, old.cover()))
                });
            let near = near
                || once.is_some_and(|once| {
                    let touched = |one: &Field| one.path == "applicants" && damage.touches(text, one.cover());
                    field.path == "title" && once.fields.iter().any(touched)
                });
            // A record all of whose bytes were touched is a new one.
            let rewritten = once.is_none() && record.fields.iter().any(|field| place.touches(&text_now, field.cover()));
            let items = record.fields.iter().filter(|field| field.path == "sections[].items[].text");
            let in_touched = !field.path.starts_with("sections")
                && items.map(Field::cover).any(|item| place.touches(&text_now, item) && overlap(item, field.cover()));
            if !near && !same && !instead && !rewritten && !in_touched && !said(&[&record.id], field) {
                silent.push(format!("{}: new {} {}", record.id, field.path, field.value));
            }
        }
    }
    silent.sort();
    silent.dedup();
    silent
}

fn damages(text: &str) -> Vec<Damage> {
    let mut damages = Vec::new();
    let mut push = |what, start: usize, end: usize, new: String| {
        damages.push(Damage { what, old: Span::new(start, end), new });
    };
    let mut at = 0;
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    for (number, line) in lines.iter().enumerate() {
        push("line lost", at, at + line.len(), String::new());
        if line.ends_with('\n') {
            push("line end lost", at + line.len() - 1, at + line.len(), String::new());
        }
        if let Some(next) = lines.get(number + 1).filter(|next| next != &line) {
            push("lines swapped", at, at + line.len() + next.len(), format!("{next}{line}"));
        }
        at += line.len();
    }
    for (at, c) in text.char_indices().filter(|(_, c)| *c != '\n') {
        push("character lost", at, at + c.len_utf8(), String::new());
        let other = match c {
            '0'..='8' => char::from(c as u8 + 1),
            '9' => '0',
            ' ' => '.',
            'x' => 'n',
            _ => 'x',
        };
        push("character changed", at, at + c.len_utf8(), other.to_string());
    }
    damages
}

#[test]
fn what_a_damage_does_not_touch_stays_or_is_said() {
    let source = common::read(&common::files("seeds", "txt")[0]);
    let text = source.text();
    let before = beschluss::extract(&source);
    let known = records(&before);
    let all = std::env::var("BLAST").is_ok_and(|value| value == "all");
    let damages = damages(text);
    let step = if all { 1 } else { 23 };
    let only = std::env::var("ONLY").unwrap_or_default();
    let damages: Vec<Damage> = damages.into_iter().filter(|one| one.what.starts_with(&only)).collect();
    let sample: Vec<&Damage> = damages.iter().step_by(step).collect();
    let report = |damage: &Damage| {
        let after = beschluss::extract(&Source::from_text("damaged", damage.apply(text)));
        let changes = silent_changes(text, &before, &known, damage, &after);
        let (line, column) = source.position(damage.old.start);
        let what = format!("{} {line}:{column} {:?} -> {:?}", damage.what, &text[damage.old.range()], damage.new);
        (!changes.is_empty()).then(|| format!("{what}\n    {}", changes.join("\n    ")))
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let silent: Vec<String> = std::thread::scope(|scope| {
        let shares: Vec<_> = (0..threads)
            .map(|first| {
                let (sample, report) = (&sample, &report);
                scope.spawn(move || sample.iter().skip(first).step_by(threads).filter_map(|one| report(one)).collect())
            })
            .collect();
        shares.into_iter().flat_map(|share| share.join().unwrap_or_else(|_| vec!["a panic".to_owned()])).collect()
    });
    let walked = sample.len();
    assert!(walked > damages.len() / 50, "only {walked} damages");
    assert!(
        silent.is_empty(),
        "{} of {walked} damages change more than they touch\n{}",
        silent.len(),
        silent.join("\n")
    );
}
