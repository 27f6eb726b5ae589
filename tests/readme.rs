//! The README's own commands and examples.

mod common;

use std::path::Path;
use std::process::Command;

use serde_json::Value;

fn readme() -> String {
    std::fs::read_to_string(common::root().join("README.md")).expect("README.md is there")
}

/// The blocks of code of one language.
fn blocks<'a>(page: &'a str, language: &str) -> Vec<&'a str> {
    let fence = format!("```{language}\n");
    page.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap_or_default()).collect()
}

/// Commands of a console block, each with the output below it.
fn commands(block: &str) -> Vec<(String, String)> {
    block
        .split("$ ")
        .skip(1)
        .map(|part| {
            let (command, output) = part.split_once('\n').unwrap_or((part, ""));
            (command.to_owned(), output.to_owned())
        })
        .collect()
}

/// What a command shows, with the seconds that it took as the README has them.
fn shown(text: &str) -> String {
    let seconds = regex::Regex::new(r"[0-9]+\.[0-9] s\n").expect("a literal pattern");
    seconds.replace_all(text, "0.1 s\n").trim_end().to_owned()
}

#[test]
fn the_commands_do_what_they_show() {
    let binary = Path::new(env!("CARGO_BIN_EXE_beschluss"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    let _ = std::fs::remove_dir_all(&folder);
    for (place, ending) in [("seeds", "txt"), ("fixtures/decks/pdf", "pdf"), ("fixtures/decks/tika", "txt")] {
        std::fs::create_dir_all(folder.join(place)).expect("the folder can be made");
        for file in common::files(place, ending) {
            std::fs::copy(&file, folder.join(place).join(file.file_name().expect("a file"))).expect("a copy");
        }
    }
    let path =
        format!("{}:{}", binary.parent().expect("it has a folder").display(), std::env::var("PATH").expect("PATH"));
    let page = readme();
    let mut run = 0;
    for (command, output) in blocks(&page, "console").into_iter().flat_map(commands) {
        if command.starts_with("cargo test") {
            continue;
        }
        let line = command.replace("cargo run --release --", "beschluss");
        let done = Command::new("sh").args(["-c", &line]).current_dir(&folder).env("PATH", &path).output();
        let done = done.expect("sh runs");
        let [stdout, stderr] = [&done.stdout, &done.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        assert!(done.status.success(), "{command}: {stderr}");
        if !output.trim().is_empty() {
            let said = if stdout.is_empty() { stderr } else { stdout };
            assert_eq!(shown(&said), shown(&output), "{command}");
        }
        run += 1;
    }
    assert_eq!(run, 11, "a new command in the README: raise this count");
}

#[test]
fn the_test_command_is_there() {
    let tests = readme().lines().filter(|line| line.starts_with("$ cargo test")).count();
    assert_eq!(tests, 1, "CI runs the one test command of the README");
}

#[test]
fn before_and_after_are_real() {
    let page = readme();
    let deck = std::fs::read_to_string(&common::files("seeds", "txt")[0]).expect("it is text");
    let before = blocks(&page, "text")[0];
    assert!(deck.contains(before), "the deck does not say {before:?}");
    let after: Value = serde_json::from_str(blocks(&page, "json")[0]).expect("it is JSON");
    let extraction =
        serde_json::to_value(beschluss::extract(&common::read(&common::files("seeds", "txt")[0]))).expect("JSON");
    let project = extraction["projects"].as_array().expect("a list").iter().find(|one| one["id"] == after["id"]);
    let mut project = project.expect("the project is there").clone();
    project.as_object_mut().expect("an object").remove("provenance");
    assert_eq!(project, after);
}

#[test]
fn every_field_is_in_a_table() {
    let page = readme();
    let extraction =
        serde_json::to_value(beschluss::extract(&common::read(&common::files("seeds", "txt")[0]))).expect("JSON");
    let mut named = 0;
    for list in ["decisions", "programmes", "projects", "members", "slides", "diagnostics"] {
        for field in extraction[list][0].as_object().expect("a record").keys() {
            assert!(page.contains(&format!("`{field}`")), "README.md does not name {list}.{field}");
            named += 1;
        }
    }
    assert!(named > 40, "only {named} fields");
}
