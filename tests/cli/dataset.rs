//! `build`, `check` and `diff`: whole datasets, the same bytes each time, and what happens when something goes wrong.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use serde_json::Value;

use super::{SEED, SEED_NAME, beschluss, beschluss_with, command};

/// An empty folder. Each name is used by one test only.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dataset").join(name);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("folders can be made there");
    folder
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

/// All files below a folder with their bytes.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).expect("a folder") {
            let entry = entry.expect("an entry").path();
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let name = entry.strip_prefix(folder).expect("below it").to_owned();
                files.insert(name, std::fs::read(&entry).expect("a file"));
            }
        }
    }
    files
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// A deck about another session, with other numbers.
fn deck(session: usize) -> String {
    let text = std::fs::read_to_string(SEED).expect("the seed");
    text.replace("47. Sitzung", &format!("{session}. Sitzung")).replace("2025/", &format!("20{:02}/", session % 100))
}

/// Writes decks to a folder.
fn decks(folder: &Path, count: usize) -> PathBuf {
    let decks = folder.join("Folien für die Sitzung");
    std::fs::create_dir_all(&decks).expect("a folder");
    for session in 1..=count {
        std::fs::write(decks.join(format!("Sitzung {session:03}.txt")), deck(session)).expect("a file");
    }
    decks
}

/// Asserts that a folder holds a whole dataset: each file that its manifest names, with the size that it says.
fn assert_whole(dataset: &Path) -> Value {
    let files = files(dataset);
    let manifest: Value = serde_json::from_slice(&files[Path::new("index.json")]).expect("a manifest");
    let entries = manifest["files"].as_object().expect("files");
    assert_eq!(entries.len() + 1, files.len());
    for (name, entry) in entries {
        let file = &files[Path::new(name)];
        assert_eq!(entry["bytes"], file.len(), "{name}");
        let (sha256, _) = beschluss::dataset::digest(&file[..]).expect("bytes");
        assert_eq!(entry["sha256"], sha256, "{name}");
    }
    manifest
}

#[test]
fn the_same_bytes_whatever_the_order_and_the_threads() {
    let root = folder("same-bytes");
    let decks = decks(&root, 70);
    let all: Vec<String> = names(&decks).iter().map(|name| path(&decks.join(name)).to_owned()).collect();
    let build = |out: &str, paths: &[&str], jobs: &str| {
        let out = root.join(out);
        let mut arguments = vec!["build", "--quiet", "--jobs", jobs, "--out", path(&out)];
        arguments.extend(paths);
        beschluss(&arguments).assert_done();
        assert_whole(&out);
        files(&out)
    };
    let first = build("one", &[path(&decks)], "1");
    assert!(first.len() > 50, "{} files", first.len());
    let reversed: Vec<&str> = all.iter().rev().map(String::as_str).collect();
    for (out, paths, jobs) in [
        ("two", vec![path(&decks)], "2"),
        ("many", reversed, "5"),
        ("pattern", vec![path(&decks.join("*.txt")).to_owned().leak() as &str, &all[3], &all[3]], "2"),
        ("one", vec![path(&decks)], "2"),
    ] {
        let again = build(out, &paths, jobs);
        assert_eq!(first.keys().collect::<Vec<_>>(), again.keys().collect::<Vec<_>>());
        for (name, bytes) in &first {
            assert!(*bytes == again[name], "{} differs in {out}", name.display());
        }
    }
    assert_eq!(names(&root), ["Folien für die Sitzung", "many", "one", "pattern", "two"]);
}

#[test]
fn a_killed_build_leaves_the_old_dataset() {
    let root = folder("killed");
    let decks = decks(&root, 60);
    let out = root.join("dataset");
    beschluss(&["build", "--quiet", SEED, "--out", path(&out)]).assert_done();
    let old = files(&out);
    let hidden = |root: &Path| names(root).into_iter().find(|name| name.starts_with(".dataset.building-"));
    let mut killed = 0;
    let whole = folder("killed-whole").join("dataset");
    beschluss(&["build", "--quiet", path(&decks), "--out", path(&whole)]).assert_done();
    let new = files(&whole);
    let total: usize = new.values().map(Vec::len).sum();
    for step in 0..24 {
        let mut child = command(&["build", "--quiet", path(&decks), "--out", path(&out)]).spawn().expect("it starts");
        // As soon as so much is written: from nothing to all of it.
        let size = |folder: &Path| -> u64 {
            let entries = walk(folder).into_iter().filter_map(|path| path.metadata().ok());
            entries.map(|metadata| metadata.len()).sum()
        };
        let ended = loop {
            if child.try_wait().expect("it can be waited for").is_some() {
                break true;
            }
            if hidden(&root).is_some_and(|name| size(&root.join(name)) >= (total * step / 24) as u64) {
                break false;
            }
        };
        if !ended {
            child.kill().expect("it can be killed");
            child.wait().expect("it ends");
            killed += 1;
        }
        let now = files(&out);
        assert!(now == old || now == new, "neither the old nor the new dataset, killed in step {step}");
    }
    assert!(killed > 8, "only {killed} runs were killed");
    beschluss(&["build", "--quiet", path(&decks), "--out", path(&out)]).assert_done();
    assert_whole(&out);
    assert_eq!(names(&root), ["Folien für die Sitzung", "dataset"], "what killed runs left is taken away");
}

/// All files below a folder that may change meanwhile.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}

#[test]
fn a_signal_ends_a_build_and_nothing_is_left() {
    let root = folder("signal");
    let decks = decks(&root, 150);
    let out = root.join("dataset");
    for signal in [Signal::SIGINT, Signal::SIGTERM] {
        let mut child = command(&["build", path(&decks), "--out", path(&out)]).spawn().expect("it starts");
        while names(&root).len() < 2 {
            assert_eq!(child.try_wait().expect("it can be waited for"), None, "it ended before the signal");
        }
        // The folder is made once signals are heeded.
        kill(Pid::from_raw(child.id().try_into().expect("a process")), signal).expect("it is there");
        let output = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(130), "{said}");
        assert!(said.contains("interrupted, nothing was changed"), "{said}");
        assert_eq!(names(&root), ["Folien für die Sitzung"]);
    }
}

#[test]
fn a_full_disk_leaves_the_old_dataset() {
    let root = folder("full-disk");
    let decks = decks(&root, 20);
    let out = root.join("dataset");
    beschluss(&["build", "--quiet", SEED, "--out", path(&out)]).assert_done();
    let old = files(&out);
    for format in ["json", "ndjson", "csv", "sqlite", "parquet", "xlsx"] {
        // No file may grow beyond 8 kB: a write fails as on a full disk.
        let call = r#"trap '' XFSZ; ulimit -f 16; exec "$0" build "$1" --out "$2" --formats "$3""#;
        let output = Command::new("sh")
            .args(["-c", call, env!("CARGO_BIN_EXE_beschluss"), path(&decks), path(&out), format])
            .stdin(Stdio::null())
            .output()
            .expect("sh runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{format}: {said}");
        assert!(said.starts_with("error: ") && !said.contains("panicked"), "{format}: {said}");
        assert!(files(&out) == old, "{format}");
    }
    assert_eq!(names(&root), ["Folien für die Sitzung", "dataset"]);
}

#[test]
fn what_is_no_place_for_a_dataset_is_refused() {
    let root = folder("places");
    let refused = |out: &Path, words: &[&str]| {
        beschluss(&["build", SEED, "--out", path(out)]).assert_refused(words);
    };
    let file = root.join("file");
    std::fs::write(&file, "mine").expect("a file");
    refused(&file, &["file: is a file, expected a folder"]);
    refused(&file.join("below"), &["below: cannot be written"]);
    let foreign = root.join("foreign");
    std::fs::create_dir_all(foreign.join("deep")).expect("a folder");
    std::fs::write(foreign.join("deep/mine.txt"), "mine").expect("a file");
    refused(&foreign, &["holds files that are of no dataset (deep), expected an empty folder"]);
    let other = root.join("other");
    std::fs::create_dir_all(&other).expect("a folder");
    std::fs::write(other.join("index.json"), "{}").expect("a file");
    refused(&other, &["index.json: is not the manifest of a dataset"]);
    // A file that came into a dataset stays, and so does the dataset.
    let dataset = root.join("new/dataset");
    beschluss(&["build", "--quiet", SEED, "--out", path(&dataset)]).assert_done();
    std::fs::write(dataset.join("notes.md"), "mine").expect("a file");
    let before = files(&dataset);
    refused(&dataset, &["(notes.md)"]);
    assert!(files(&dataset) == before);
    std::fs::remove_file(dataset.join("notes.md")).expect("it is there");
    beschluss(&["build", "--quiet", SEED, "--out", path(&dataset), "--formats", "csv"]).assert_done();
    assert_eq!(assert_whole(&dataset)["formats"], serde_json::json!(["csv"]));
    assert_eq!(std::fs::read(foreign.join("deep/mine.txt")).expect("it is there"), b"mine");
    assert_eq!(names(&root), ["file", "foreign", "new", "other"]);
    assert_eq!(names(&root.join("new")), ["dataset"]);
}

#[test]
fn only_what_was_written_is_taken_away() {
    let root = folder("taken-away");
    let out = root.join("dataset");
    let build = || beschluss(&["build", "-q", SEED, "--out", path(&out)]);
    build().assert_done();
    // A manifest that names files elsewhere.
    std::fs::create_dir(root.join("other")).expect("a folder");
    std::fs::write(root.join("other/notes.md"), "mine").expect("a file");
    let manifest = out.join("index.json");
    let mut index: Value = serde_json::from_slice(&std::fs::read(&manifest).expect("a manifest")).expect("JSON");
    let (sha256, bytes) = beschluss::dataset::digest(&b"mine"[..]).expect("bytes");
    index["files"]["../other/notes.md"] = serde_json::json!({ "sha256": sha256, "bytes": bytes, "rows": null });
    std::fs::write(&manifest, index.to_string()).expect("a manifest");
    build().assert_done();
    assert_eq!(names(&root.join("other")), ["notes.md"]);
    // Folders that are called like those of killed runs.
    for name in [".dataset.building-notes", ".dataset.building-1-2"] {
        std::fs::create_dir(root.join(name)).expect("a folder");
    }
    build().assert_done();
    assert_eq!(names(&root), [".dataset.building-1-2", ".dataset.building-notes", "dataset", "other"]);
    // One that has the very name which the next run would take, under each id that it may have.
    let mine = |id: u32| root.join(format!(".dataset.building-{id}-0"));
    let child = command(&["--version"]).spawn().expect("it starts");
    let ids = child.id()..child.id() + 200;
    child.wait_with_output().expect("it ends");
    ids.clone().for_each(|id| std::fs::create_dir(mine(id)).expect("a folder"));
    build().assert_done();
    build().assert_done();
    ids.clone().for_each(|id| std::fs::remove_dir(mine(id)).expect("it is there"));
    assert_eq!(names(&root), [".dataset.building-1-2", ".dataset.building-notes", "dataset", "other"]);
    // A file that a hand changed.
    std::fs::write(out.join("projects.csv"), "mine").expect("a file");
    build().assert_refused(&["files were changed after they were written (projects.csv); `check --update`"]);
    assert_eq!(std::fs::read(out.join("projects.csv")).expect("it is there"), b"mine");
    beschluss(&["check", "-q", SEED, "--against", path(&out), "--update"]).assert_done();
    assert_whole(&out);
    // The folder that one works in.
    let inside = command(&["build", "-q", SEED, "--out", "."]).current_dir(&out).output().expect("it runs");
    assert_eq!(inside.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&inside.stderr).contains(".: is the current folder or holds it"));
    beschluss(&["build", SEED, "--out", path(&root.join("new/.."))]).assert_refused(&["no such folder"]);
    assert!(!root.join("new").exists());
}

#[test]
fn inputs_that_are_none_are_refused() {
    let root = folder("inputs");
    let out = root.join("dataset");
    std::fs::create_dir_all(root.join("empty")).expect("a folder");
    for (input, words) in [
        (root.join("nothing.txt"), "nothing.txt: no such file"),
        (root.join("empty"), "empty: holds no deck, expected files that end in .txt or .pdf"),
        (root.join("no*.txt"), "no*.txt: no file is called so"),
    ] {
        beschluss(&["build", path(&input), "--out", path(&out)]).assert_refused(&[words]);
    }
    beschluss(&["build", SEED, "--out", path(&out), "--formats", "pdf"]).assert_refused(&["pdf", "ndjson"]);
    beschluss(&["build", "-", "-", "--out", path(&out)]).assert_refused(&["found `-` twice"]);
    assert_eq!(names(&root), ["empty"]);
    // Nothing is written where one text cannot be read.
    std::os::unix::fs::symlink("nowhere", root.join("empty/link.txt")).expect("a link");
    beschluss(&["build", SEED, path(&root.join("empty")), "--out", path(&out)])
        .assert_refused(&["link.txt: no such file"]);
    std::fs::remove_file(root.join("empty/link.txt")).expect("it is there");
    assert_eq!(names(&root), ["empty"]);
    // A text that is no deck is reported, and the others are read.
    std::fs::write(root.join("poem.txt"), "Der Mond ist aufgegangen\n").expect("a file");
    let done = beschluss(&["build", path(&root), SEED, "--out", path(&out)]);
    assert!(done.assert_done().stderr.contains("poem.txt: warning[not-a-deck]"), "{}", done.stderr);
    assert_eq!(assert_whole(&out)["sources"].as_array().map(Vec::len), Some(2));
    let failed = beschluss(&["build", "-q", path(&root), "--out", path(&out), "--fail-on", "unclaimed"]);
    assert_eq!(
        (failed.code, failed.stderr.as_str()),
        (Some(1), "failed: poem.txt has bytes that were not understood\n")
    );
    // Bytes that are no text are left out, and that is said.
    std::fs::write(root.join("picture.txt"), [0, 159, 146, 150, 0, 1, 2]).expect("a file");
    let done = beschluss(&["build", path(&root), "--out", path(&out)]);
    assert!(done.assert_done().stderr.contains("picture.txt: error: "), "{}", done.stderr);
    assert_eq!(assert_whole(&out)["left_out"][0]["name"], "picture.txt");
    let failed = beschluss(&["build", "-q", path(&root), "--out", path(&out), "--fail-on", "error"]);
    assert_eq!((failed.code, failed.stderr.as_str()), (Some(1), "failed: picture.txt was left out\n"));
    let bytes = std::fs::read(SEED).expect("the seed");
    beschluss_with(&["build", "-q", "-", "--out", path(&out)], &bytes).assert_done();
    assert_eq!(assert_whole(&out)["sources"][0]["name"], "stdin");
}

/// The findings of a dataset with this code.
fn findings(dataset: &Path, code: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(dataset.join("diagnostics.ndjson")).expect("findings");
    let all = text.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    all.filter(|one| one["code"] == code).collect()
}

#[test]
fn sources_that_say_the_same_or_something_else_are_reported() {
    let root = folder("versions");
    let text = deck(60);
    std::fs::write(root.join("a.txt"), &text).expect("a file");
    let other = text.replace("369.600", "369.601").replace("Steuerungsgruppe übernimmt", "Steuerungsgruppe verweigert");
    assert!(other.contains("verweigert"));
    std::fs::write(root.join("b.txt"), other).expect("a file");
    std::fs::write(root.join("c.txt"), &text).expect("a file");
    let gap = text.replace("2060/23", "2060/83");
    std::fs::write(root.join("d.txt"), gap.replace("60. Sitzung", "61. Sitzung").replace("2060/", "2061/"))
        .expect("a file");
    let out = root.join("dataset");
    beschluss(&["build", path(&root), "--out", path(&out)]).assert_done();
    assert_eq!(assert_whole(&out)["sources"].as_array().map(Vec::len), Some(3));
    let failed = beschluss(&["build", "-q", path(&root), "--out", path(&root.join("failed")), "--fail-on", "error"]);
    assert_eq!(failed.code, Some(0), "{}", failed.stderr);
    std::fs::remove_dir_all(root.join("failed")).expect("it is there");
    let repeated = findings(&out, "repeated-source");
    assert_eq!(repeated.len(), 1);
    assert_eq!(repeated[0]["message"], "a.txt and c.txt have the same bytes; read once");
    let meetings = findings(&out, "repeated-meeting");
    assert_eq!(meetings.len(), 2);
    assert_eq!(meetings[0]["message"], "a.txt is about it-planungsrat/60, as b.txt is; all rows stand");
    let differing = findings(&out, "differing-record");
    let fields: Vec<(&str, &str)> = differing
        .iter()
        .filter_map(|one| Some((one["record"].as_str()?.strip_prefix("it-planungsrat/2060/")?, one["field"].as_str()?)))
        .collect();
    let twice = [("22/35", "budget"), ("22/digitale-transformation", "budget"), ("26", "sections")];
    assert_eq!(fields, twice.iter().flat_map(|one| [*one, *one]).collect::<Vec<_>>());
    for (one, quoted) in differing.iter().zip(["369.600", "369.601"]) {
        assert_eq!((&one["record"], &one["field"]), (&"it-planungsrat/2060/22/35".into(), &"budget".into()));
        assert_eq!(one["message"], "a.txt and b.txt say different things");
        assert!(one["quote"].as_str().is_some_and(|quote| quote.contains(quoted)), "{one}");
    }
    let gaps = findings(&out, "decision-gap");
    assert!(
        gaps.iter().any(|one| one["message"] == "the deck goes from 2061/22 to 2061/24, 2061/23 is not in it"),
        "{gaps:?}"
    );
    assert!(!findings(&out, "unknown-reference").is_empty());
}

#[test]
fn what_is_found_across_decks_can_fail() {
    let root = folder("across");
    std::fs::write(root.join("a.txt"), super::COVER).expect("a file");
    std::fs::write(root.join("b.txt"), format!("{}\n", super::COVER)).expect("a file");
    let out = root.join("dataset");
    let build = |condition: &str| beschluss(&["build", "-q", path(&root), "--out", path(&out), "--fail-on", condition]);
    build("error").assert_done();
    let failed = build("warning");
    assert_eq!((failed.code, failed.stderr.as_str()), (Some(1), "failed: the dataset has warnings or errors\n"));
    beschluss(&["build", "-q", path(&root.join("a.txt")), "--out", path(&out), "--fail-on", "warning"]).assert_done();
}

#[test]
fn what_a_meeting_should_have_is_looked_for() {
    let root = folder("registry");
    let text = std::fs::read_to_string(SEED).expect("the seed");
    let total =
        |says: &str| text.replace("(Beschluss 2025/03).", &format!("(Beschluss 2025/03). Es sind insgesamt {says}."));
    for (name, deck) in [
        ("chairs", text.replace("Stefan Krebs", "Stefan Krebs (Vorsitz)")),
        ("land", text.replace("• Chef der \nSenatskanzlei \nund Personalamts\n\n• Hamburg\n\nJan Pörksen\n\n", "")),
        ("right", total("15.649.231,65 €")),
        ("rounded", total("15,6 Mio. Euro")),
        ("programme", total("1.910.135,- €")),
        ("wrong", total("15.649.231,66 €")),
        ("rounded wrong", total("15,9 Mio. Euro")),
    ] {
        std::fs::write(root.join(format!("{name}.txt")), deck).expect("a file");
    }
    let out = root.join("dataset");
    beschluss(&["build", "-q", path(&root), "--out", path(&out)]).assert_done();
    let chairs = findings(&out, "several-chairs");
    let records: Vec<&Value> = chairs.iter().map(|one| &one["record"]).collect();
    assert_eq!(records, ["it-planungsrat/47/BW", "it-planungsrat/47/MV"]);
    let totals = findings(&out, "differing-total");
    let messages: Vec<&Value> = totals.iter().map(|one| &one["message"]).collect();
    assert_eq!(
        messages,
        [
            "names a total of 15900000.00, and its programmes add up to 15649231.65",
            "names a total of 15649231.66, and its programmes add up to 15649231.65"
        ]
    );
    let laender = findings(&out, "missing-jurisdiction");
    assert_eq!(laender.len(), 1, "{laender:?}");
    assert_eq!(laender[0]["message"], "the list of members of session 47 has nobody for HH");
}

#[test]
fn check_says_what_differs_and_why() {
    let root = folder("check");
    let dataset = root.join("dataset");
    let source = root.join(SEED_NAME);
    std::fs::copy(SEED, &source).expect("a copy");
    let check = |more: &[&str]| beschluss(&[&["check", path(&source), "--against", path(&dataset)], more].concat());
    check(&[]).assert_refused(&["dataset: no such dataset; `beschluss build` makes one"]);
    beschluss(&["build", "-q", path(&source), "--out", path(&dataset)]).assert_done();
    let clean = check(&[]);
    assert_eq!((clean.code, clean.stderr.as_str()), (Some(0), ""));
    assert!(clean.stdout.ends_with("dataset: up to date\n"), "{}", clean.stdout);

    // Somebody's hand.
    let projects = dataset.join("projects.json");
    let written = std::fs::read_to_string(&projects).expect("rows");
    std::fs::write(&projects, written.replace("369600.00", "1.00")).expect("rows");
    let edited = check(&[]);
    assert_eq!(edited.code, Some(1));
    assert!(
        edited.stdout.contains("changed it-planungsrat/2025/22/35.budget: {\"amount\":\"1.00\""),
        "{}",
        edited.stdout
    );
    assert!(edited.stdout.contains("(by hand, in the dataset)"), "{}", edited.stdout);

    // The program: the manifest knows the file as an older program wrote it.
    let manifest = dataset.join("index.json");
    let index: Value = serde_json::from_slice(&std::fs::read(&manifest).expect("a manifest")).expect("JSON");
    let (sha256, bytes) = beschluss::dataset::digest(std::fs::File::open(&projects).expect("rows")).expect("bytes");
    let mut older = index.clone();
    older["version"] = "0.0.9".into();
    older["files"]["projects.json"]["sha256"] = sha256.into();
    older["files"]["projects.json"]["bytes"] = bytes.into();
    std::fs::write(&manifest, older.to_string()).expect("a manifest");
    let moved = check(&["--format", "json"]);
    assert_eq!(moved.code, Some(1));
    let report = moved.document();
    assert_eq!(report["differences"][0]["cause"], "program", "{report}");
    assert_eq!(report["differences"][0]["field"], "budget");
    assert_eq!(report["versions"][0], "0.0.9 (schema 1.0)");
    assert_eq!(report["files"], serde_json::json!(["projects.json"]));

    // The source.
    let text = std::fs::read_to_string(SEED).expect("the seed");
    std::fs::write(&source, text.replace("31.07.2026120.000", "31.08.2026120.000")).expect("a deck");
    let before = files(&dataset);
    let other = check(&["--format", "json"]).document();
    let of = |field: &str| {
        let all = other["differences"].as_array().expect("a list");
        all.iter().find(|one| one["record"] == "it-planungsrat/2025/22/30" && one["field"] == field).cloned()
    };
    let end = of("end").expect("a difference");
    assert_eq!(
        (&end["old"], &end["new"], &end["cause"]),
        (&"2026-07-31".into(), &"2026-08-31".into(), &"source".into())
    );
    assert!(files(&dataset) == before, "check changes nothing");
    check(&["--update", "--quiet"]).assert_done();
    assert_eq!(check(&[]).code, Some(0));
    assert_whole(&dataset);

    // A source that has another name, and one more about the same meeting: nothing is the program's.
    let renamed = root.join("a.txt");
    std::fs::rename(&source, &renamed).expect("it is there");
    let other_name = beschluss(&["check", path(&renamed), "--against", path(&dataset)]);
    assert!(
        other_name.stdout.starts_with(&format!("source {SEED_NAME} (now a.txt): renamed\n")),
        "{}",
        other_name.stdout
    );
    assert!(other_name.stdout.contains(": 0 records differ, "), "{}", other_name.stdout);
    std::fs::rename(&renamed, &source).expect("it is there");
    std::fs::write(&renamed, text.replace("369.600", "369.700")).expect("a deck");
    let two = beschluss(&["check", path(&renamed), path(&source), "--against", path(&dataset), "--format", "json"]);
    let two = two.document();
    for one in two["differences"].as_array().expect("a list") {
        assert_eq!(
            (&one["change"], &one["cause"], &one["source"]),
            (&"added".into(), &"source".into(), &"a.txt".into())
        );
    }
    assert_eq!(two["differences"].as_array().map(Vec::len), Some(61));

    // Another version of the records.
    let mut future = index;
    future["schema_version"] = "2.0".into();
    std::fs::write(&manifest, future.to_string()).expect("a manifest");
    check(&[]).assert_refused(&["has schema version 2.0, and this program writes 1.0; `--update` writes it anew"]);
    check(&["--update", "-q"]).assert_done();
    assert_eq!(check(&[]).code, Some(0));
    // Rows that cannot be read, and a manifest that says something else.
    let rows = std::fs::read(dataset.join("projects.json")).expect("rows");
    std::fs::write(dataset.join("projects.json"), "{").expect("rows");
    let broken = check(&[]);
    assert_eq!(broken.code, Some(1));
    assert!(broken.stdout.contains("records are not compared"), "{}", broken.stdout);
    std::fs::write(dataset.join("projects.json"), rows).expect("rows");
    let written = std::fs::read_to_string(&manifest).expect("a manifest");
    std::fs::write(&manifest, written.replace("\"records\": 60", "\"records\": 61")).expect("a manifest");
    assert!(check(&[]).stdout.ends_with("dataset: 0 records differ, 1 file differs: index.json\n"));
    std::fs::write(&manifest, written).expect("a manifest");
    // A file that is gone.
    std::fs::remove_file(dataset.join("members.csv")).expect("it is there");
    let gone = check(&[]);
    assert_eq!(gone.code, Some(1));
    assert!(gone.stdout.ends_with("dataset: 0 records differ, 1 file differs: members.csv\n"), "{}", gone.stdout);
}

#[test]
fn diff_tells_what_changed_with_both_quotes() {
    let root = folder("diff");
    let text = std::fs::read_to_string(SEED).expect("the seed");
    let later = text
        .replace("369.600,- €STFöd", "370.000,- €ST, HHFöd")
        .replace("31.07.2026120.000", "31.08.2026120.000")
        .replace("Machbarkeitsstudie KI-Plattform30", "Machbarkeitsstudie <KI> Plattform30");
    let (old, new) = (root.join("old.txt"), root.join("new.txt"));
    std::fs::write(&old, &text).expect("a deck");
    std::fs::write(&new, &later).expect("a deck");
    let diff = |old: &Path, new: &Path, format: &str| beschluss(&["diff", path(old), path(new), "--format", format]);
    let plain = diff(&old, &new, "text");
    for words in [
        "project 35 Föderale API-Autorisierungsinfrastruktur\n  HH joined\n  budget raised by 400.00 from 369600.00 EUR to 370000.00 EUR\n",
        "    old: it-planungsrat/47, slide 9: “01.07.2025-01.06.2026369.600,- €STFöderale",
        "    new: it-planungsrat/47, slide 9: “01.07.2025-01.06.2026370.000,- €ST, HHFöderale",
        "  title: Machbarkeitsstudie KI-Plattform → Machbarkeitsstudie <KI> Plattform\n",
        "  end moved from 2026-07-31 to 2026-08-31\n",
        "old.txt → new.txt: 3 records: 0 added, 0 removed, 3 changed\n",
    ] {
        assert!(plain.assert_done().stdout.contains(words), "{words} in {}", plain.stdout);
    }
    let markdown = diff(&old, &new, "markdown").stdout;
    assert!(markdown.contains("- **project 30 Machbarkeitsstudie &lt;KI> Plattform**\n  - title: "), "{markdown}");
    // The same of extractions and datasets.
    let json = diff(&old, &new, "json").document();
    assert_eq!(json["changes"].as_array().map(Vec::len), Some(3));
    for (name, deck) in [("old", &old), ("new", &new)] {
        std::fs::write(root.join(name).with_extension("json"), beschluss(&["extract", path(deck)]).stdout)
            .expect("a file");
        beschluss(&["build", "-q", path(deck), "--out", path(&root.join(name)), "--formats", "ndjson"]).assert_done();
    }
    let extractions = diff(&root.join("old.json"), &root.join("new.json"), "json").document();
    let datasets = diff(&root.join("old"), &root.join("new"), "json").document();
    for other in [&extractions, &datasets] {
        let fields = |one: &Value| {
            one["changes"].as_array().expect("a list").iter().map(|one| one["fields"].clone()).collect::<Vec<_>>()
        };
        assert_eq!(fields(other), fields(&json));
    }
    assert_eq!(datasets["changes"], json["changes"]);
    assert_eq!(extractions["changes"], json["changes"]);
    // From one meeting to the next, and between datasets of several.
    let next = later.replace("47. Sitzung", "48. Sitzung").replace("Stefan Krebs", "Stefanie Krebs");
    std::fs::write(root.join("next.txt"), &next).expect("a deck");
    let succeeded = diff(&old, &root.join("next.txt"), "text").stdout;
    assert!(
        succeeded.contains("member BW Stefanie Krebs\n  Stefan Krebs is succeeded by Stefanie Krebs\n"),
        "{succeeded}"
    );
    assert!(succeeded.contains(" 0 added, 0 removed, "), "{succeeded}");
    let build = |decks: &[&str], out: &str| {
        let decks: Vec<String> = decks.iter().map(|deck| path(&root.join(deck)).to_owned()).collect();
        let mut arguments = vec!["build", "-q", "--formats", "json", "--out", out];
        arguments.extend(decks.iter().map(String::as_str));
        beschluss(&arguments).assert_done();
    };
    let (some, more) = (root.join("some"), root.join("more"));
    build(&["old.txt"], path(&some));
    build(&["new.txt", "next.txt"], path(&more));
    let grown = diff(&some, &more, "text").stdout;
    assert!(grown.ends_with("more: 64 records: 61 added, 0 removed, 3 changed\n"), "{grown}");
    // A programme with another name keeps its projects, and a changed word is shown in a long text.
    let renamed =
        text.replace("SPT Datennutzung", "SPT Datenschatz").replace("\u{f0a7} Datennutzung", "\u{f0a7} Datenschatz");
    std::fs::write(root.join("renamed.txt"), renamed.replace("übernimmt", "verweigert")).expect("a deck");
    let renamed = diff(&old, &root.join("renamed.txt"), "text").stdout;
    assert!(renamed.contains("  programme: Datennutzung → Datenschatz\n"), "{renamed}");
    assert!(renamed.contains("übernimmt zentrale") && renamed.contains("verweigert zentrale"), "{renamed}");
    assert!(renamed.ends_with("1 added, 1 removed, 10 changed\n"), "{renamed}");
    beschluss(&["diff", "-", "-"]).assert_refused(&["found `-` twice"]);
    let same = diff(&old, &old, "text");
    assert_eq!(same.stdout, "old.txt → old.txt: no changes\n");
    diff(&root.join("nothing"), &old, "text").assert_refused(&["nothing: no such file"]);
    std::fs::write(root.join("other.json"), "{\"a\": 1}").expect("a file");
    diff(&root.join("other.json"), &old, "text").assert_refused(&["other.json: is no extraction"]);
    std::fs::write(root.join("cut.json"), "{\"schema_version\": \"1").expect("a file");
    diff(&root.join("cut.json"), &old, "text").assert_refused(&["cut.json: begins like JSON and is none"]);
    std::fs::write(root.join("letter.txt"), super::LETTER).expect("a file");
    diff(&root.join("letter.txt"), &old, "text").assert_refused(&["letter.txt: is no deck"]);
    // Two projects of one number: the one that stays is the one with its title.
    let twice =
        text.replace("der \nbehördlichen Fort- und Weiterbildung39", "der \nbehördlichen Fort- und Weiterbildung35");
    assert_ne!(twice, text);
    let start = twice.find("01.07.2025-01.06.2026369.600").expect("the first row");
    let once = format!("{}{}", &twice[..start], &twice[twice[start..].find('\n').expect("its end") + start + 1..]);
    std::fs::write(root.join("twice.txt"), &twice).expect("a deck");
    std::fs::write(root.join("once.txt"), &once).expect("a deck");
    let gone = diff(&root.join("twice.txt"), &root.join("once.txt"), "text").stdout;
    assert!(gone.contains("project 35 Föderale API-Autorisierungsinfrastruktur\n  removed\n"), "{gone}");
    diff(&root, &old, "text").assert_refused(&["diff: has neither meetings.json nor meetings.ndjson"]);
}

#[test]
fn colours_and_progress_are_for_terminals() {
    let explain = |when: &str| beschluss(&["--color", when, "explain", SEED, "2025/22/28.start"]);
    let plain = explain("never");
    assert!(!plain.assert_done().stdout.contains('\u{1b}'));
    assert_eq!(explain("auto").stdout, plain.stdout, "a pipe is no terminal");
    assert!(explain("always").stdout.contains('\u{1b}'));
    let root = folder("no-bar");
    let said = beschluss(&["build", path(&decks(&root, 70)), "--out", path(&root.join("dataset"))]).stderr;
    assert!(!said.contains(['\u{1b}', '\r', '█', '░']), "{said}");
    assert!(said.ends_with(" s\n"), "{said}");
}

#[test]
fn shells_and_manuals() {
    for shell in ["bash", "zsh", "fish"] {
        let script = beschluss(&["completions", shell]);
        assert!(script.assert_done().stdout.contains("beschluss") && script.stdout.contains("against"), "{shell}");
    }
    let page = beschluss(&["man"]);
    assert!(page.assert_done().stdout.contains(".TH beschluss 1"), "{}", page.stdout);
    assert!(beschluss(&["man", "build"]).assert_done().stdout.contains("\\-\\-out"));
    beschluss(&["man", "nothing"]).assert_refused(&["no command is called nothing"]);
}
