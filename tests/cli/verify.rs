//! `beschluss verify`: what it proves, and what it says no to.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    COVER, LETTER, RECORDS, Run, SEED, SEED_NAME, beschluss, beschluss_with, file, seed, seed_extraction, values_at,
};

/// Steps that give the same for many bytes: four projects are four with other numbers too, and any session is one.
const COARSE: [&str; 2] = ["count", "session-precision"];

/// A field that `verify` replays.
pub(super) struct Field<'v> {
    /// The id of its record, or the place where it has none: `slides[3]`.
    pub(super) record: String,
    pub(super) path: &'v str,
    pub(super) entry: &'v Value,
}

impl Field<'_> {
    /// What `verify` calls it.
    pub(super) fn name(&self) -> String {
        format!("{}.{}", self.record, self.path)
    }

    /// Whether it is read by this one step.
    fn is_by(&self, step: &str) -> bool {
        self.entry["steps"] == json!([step])
    }

    /// The offsets of its bytes, in the order in which its steps take them.
    fn offsets(&self) -> Vec<usize> {
        let spans: Vec<[usize; 2]> = serde_json::from_value(self.entry["spans"].clone()).expect("spans");
        spans.into_iter().flat_map(|[start, end]| start..end).collect()
    }
}

/// The fields of all records at a path like `decisions[]`, without those that are made of their parts.
pub(super) fn fields_of<'v>(document: &'v Value, path: &str) -> Vec<Field<'v>> {
    let mut fields = Vec::new();
    for (at, value) in values_at(document, path).into_iter().enumerate() {
        let place = path.replace("[]", &format!("[{at}]"));
        let record = value["id"].as_str().unwrap_or(&place);
        for (path, entry) in value["provenance"]["fields"].as_object().expect("fields by path") {
            fields.push(Field { record: record.to_owned(), path, entry });
        }
    }
    fields.retain(|field| !field.is_by("parts"));
    fields
}

/// The fields of all records and slides.
fn all_fields(document: &Value) -> Vec<Field<'_>> {
    RECORDS.iter().flat_map(|path| fields_of(document, path)).collect()
}

/// Another digit for a digit, another letter for a letter.
fn flipped(byte: u8) -> u8 {
    match byte {
        b'9' => b'0',
        b'z' => b'a',
        b'Z' => b'A',
        byte => byte + 1,
    }
}

/// The fields, each behind its record and a dot, that `verify` finds fault with; without those of the source.
fn accused(run: &Run, source: &str) -> BTreeSet<String> {
    assert_eq!(run.code, Some(1), "{}{}", run.stdout, run.stderr);
    let lines: Vec<&str> = run.stdout.lines().collect();
    let (summary, failures) = lines.split_last().expect("a summary");
    assert!(summary.ends_with(&format!(", {} failed", failures.len())), "{summary}");
    let named = failures.iter().map(|line| {
        let behind = line.strip_prefix(&format!("{source}:"));
        let line = behind.map_or(*line, |line| line.split_once(": ").expect("a place").1);
        line.split_once(": ").expect("a field and a message").0.to_owned()
    });
    named.filter(|name| !name.starts_with("source.")).collect()
}

/// Changes a digit or letter under each field of the records at a path, and asserts that `verify` names that field, and
/// none whose bytes are as they were. Returns the number of fields.
fn change_each_field_of(path: &str) -> usize {
    let (document, extraction) = seed_extraction(&format!("change-{path}.json"));
    let (bytes, all) = (seed(), all_fields(&document));
    let name = format!("change-{path}.txt");
    let change = |at: usize| {
        let mut changed = bytes.clone();
        changed[at] = flipped(changed[at]);
        let accused = accused(&beschluss(&["verify", &extraction, "--source", &file(&name, changed)]), &name);
        let holders = all.iter().filter(|field| field.offsets().contains(&at)).map(Field::name).collect();
        assert!(!accused.is_empty() && accused.is_subset(&holders), "{at} is under {holders:?}, found {accused:?}");
        accused
    };
    let fields = fields_of(&document, path);
    for field in fields.iter().filter(|field| !field.is_by("mark")) {
        let mut under = field.offsets();
        under.retain(|at| bytes[*at].is_ascii_alphanumeric());
        // The first byte says nothing about the number in `2025/22`, and the last one nothing about its year.
        let mut ends = [under.first(), under.last()].into_iter().flatten();
        let is_named = ends.any(|at| change(*at).contains(&field.name()));
        let may_stay = under.is_empty() || COARSE.iter().any(|step| field.is_by(step));
        assert!(is_named || may_stay, "{} follows from other bytes too", field.name());
    }
    fields.len()
}

#[test]
fn all_fields_of_the_seed_replay() {
    let (document, extraction) = seed_extraction("replay.json");
    let run = beschluss(&["verify", &extraction, "--source", SEED]);
    let count = all_fields(&document).len();
    assert!(count > 500, "{count} fields");
    assert_eq!(run.assert_done().stdout, format!("{SEED_NAME}: {count} fields replayed, all follow from the bytes\n"));
    assert_eq!(run.stderr, "");
    let from_pipe = beschluss_with(&["verify", "-", "--source", SEED], document.to_string().as_bytes());
    assert_eq!(from_pipe.assert_done().stdout, run.stdout);
}

#[test]
fn a_changed_byte_under_a_field_is_named() {
    let walked = std::thread::scope(|scope| {
        RECORDS.map(|path| scope.spawn(move || change_each_field_of(path))).map(|path| path.join().expect("all named"))
    });
    assert!(walked.iter().all(|count| *count > 10) && walked.iter().sum::<usize>() > 500, "{walked:?}");
}

#[test]
fn a_changed_mark_is_named() {
    let (document, extraction) = seed_extraction("mark.json");
    let mut fields = all_fields(&document);
    fields.retain(|field| field.is_by("mark"));
    assert_eq!(fields.len(), 8, "seven `*` and one `(Vorsitz)`");
    for field in fields {
        let mut bytes = seed();
        field.offsets().into_iter().for_each(|at| bytes[at] = b'x');
        let run = beschluss(&["verify", &extraction, "--source", &file("mark.txt", bytes)]);
        assert!(accused(&run, "mark.txt").contains(&field.name()), "{}: {}", field.name(), run.stdout);
    }
}

#[test]
fn a_byte_under_no_field_is_told_by_the_checksum() {
    let (document, extraction) = seed_extraction("outside.json");
    let under: BTreeSet<usize> = all_fields(&document).iter().flat_map(Field::offsets).collect();
    let mut bytes = seed();
    let at = (0..bytes.len()).find(|at| bytes[*at].is_ascii_alphabetic() && !under.contains(at)).expect("furniture");
    bytes[at] = flipped(bytes[at]);
    let run = beschluss(&["verify", &extraction, "--source", &file("outside.txt", bytes)]);
    assert_eq!(accused(&run, "outside.txt"), BTreeSet::new());
    assert!(run.stdout.starts_with("source.sha256: "), "{}", run.stdout);
}

#[test]
fn a_changed_value_in_the_extraction_is_named() {
    let (original, _) = seed_extraction("value.json");
    for (pointer, value, field) in [
        ("/meeting/session", json!(48), "it-planungsrat/47.session"),
        ("/projects/0/budget/amount", json!("369600.01"), "it-planungsrat/2025/22/35.budget"),
        ("/projects/0/title", json!(null), "it-planungsrat/2025/22/35.title"),
        ("/members/1/roles/1", json!("CIO"), "it-planungsrat/47/BW.roles"),
        ("/programmes/0/budget", json!("1.00"), "it-planungsrat/2025/22/digitale-transformation.budget"),
    ] {
        let mut document = original.clone();
        *document.pointer_mut(pointer).expect("a value") = value;
        let path = file("value-changed.json", document.to_string());
        let run = beschluss(&["verify", &path, "--source", SEED]);
        assert_eq!(accused(&run, SEED_NAME), BTreeSet::from([field.to_owned()]));
    }
}

#[test]
fn what_is_taken_out_of_an_extraction_or_put_in_is_named() {
    let (original, _) = seed_extraction("taken.json");
    let remove = |list: &'static str| move |document: &mut Value| drop(document[list].as_array_mut().unwrap().pop());
    type Change = Box<dyn Fn(&mut Value)>;
    let changes: [(&str, Change); 9] = [
        ("coverage.records", Box::new(remove("members"))),
        ("source.slides", Box::new(remove("slides"))),
        ("it-planungsrat/2025/22/informationssicherheit.projects", Box::new(remove("projects"))),
        ("it-planungsrat/2025/22/35.id", {
            Box::new(|document| {
                let again = document["projects"][0].clone();
                document["projects"].as_array_mut().unwrap().push(again);
            })
        }),
        ("coverage.records", {
            Box::new(|document| {
                let member = &mut document["members"][0];
                member["honorific_prefix"] = json!(null);
                member["provenance"]["fields"].as_object_mut().unwrap().remove("honorific_prefix");
            })
        }),
        ("it-planungsrat/2025/22.sections[0].slide", {
            Box::new(|document| document["decisions"][0]["sections"][0]["slide"] = json!(31))
        }),
        ("it-planungsrat/47/BW.provenance.slide", {
            Box::new(|document| document["members"][1]["provenance"]["slide"] = json!(4))
        }),
        ("it-planungsrat/2025/22/35.kind", Box::new(|document| document["projects"][0]["kind"] = json!("invented"))),
        ("schema_version", Box::new(|document| document["schema_version"] = json!("9.9"))),
    ];
    for (field, change) in changes {
        let mut document = original.clone();
        change(&mut document);
        let run = beschluss(&["verify", &file("taken-changed.json", document.to_string()), "--source", SEED]);
        assert_eq!(run.code, Some(1), "{field}: {}", run.stderr);
        assert!(run.stdout.contains(&format!("{field}: ")), "{field}: {}", run.stdout);
    }
}

#[test]
fn what_is_no_extraction_is_refused_by_name() {
    for (name, text, reason) in [
        ("none.json", "", "is empty"),
        ("half.json", "{\"source\": {", "is not JSON"),
        ("list.json", "[]", "is not an extraction"),
        ("null.json", "null", "is not an extraction"),
        ("object.json", "{\"source\": {}}", "is not an extraction"),
        ("lists.json", "{\"source\": {}, \"meeting\": {}}", "is not an extraction"),
    ] {
        let path = file(name, text);
        beschluss(&["verify", &path, "--source", SEED]).assert_refused(&[&path, reason]);
    }
    beschluss(&["verify", "gone.json", "--source", SEED]).assert_refused(&["gone.json", "no such file"]);
    beschluss(&["verify", SEED, "--source", "gone.txt"]).assert_refused(&["gone.txt", "no such file"]);
}

#[test]
fn of_several_documents_the_one_about_the_source_is_verified() {
    let cover = file("several-cover.txt", COVER);
    let extraction = file("several.ndjson", beschluss(&["extract", &cover, SEED]).stdout);
    for source in [&cover, SEED] {
        beschluss(&["verify", &extraction, "--source", source]).assert_done();
    }
    let stranger = file("several-stranger.txt", LETTER);
    beschluss(&["verify", &extraction, "--source", &stranger]).assert_refused(&["none of", "several-stranger.txt"]);
    // By its name, where its bytes have changed.
    file("several-cover.txt", COVER.replace("47", "48"));
    let run = beschluss(&["verify", &extraction, "--source", &cover]);
    assert!(accused(&run, "several-cover.txt").contains("it-planungsrat/47.session"), "{}", run.stdout);
}
