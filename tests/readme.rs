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

#[test]
fn the_commands_do_what_they_show() {
    let binary = Path::new(env!("CARGO_BIN_EXE_beschluss"));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let path =
        format!("{}:{}", binary.parent().expect("it has a folder").display(), std::env::var("PATH").expect("PATH"));
    let page = readme();
    let mut run = 0;
    for (command, output) in blocks(&page, "console").into_iter().flat_map(commands) {
        if command.starts_with("cargo test") {
            continue;
        }
        let line = command.replace("cargo run --release --", "beschluss").replace("47.json", "\"$FOLDER/47.json\"");
        let done = Command::new("sh")
            .args(["-c", &line])
            .current_dir(common::root())
            .env("PATH", &path)
            .env("FOLDER", &folder)
            .output()
            .expect("sh runs");
        assert!(done.status.success(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
        if !output.trim().is_empty() {
            assert_eq!(String::from_utf8_lossy(&done.stdout).trim_end(), output.trim_end(), "{command}");
        }
        run += 1;
    }
    assert_eq!(run, 4, "a new command in the README: raise this count");
}

#[test]
fn the_test_command_is_there() {
    let tests = readme().lines().filter(|line| line.starts_with("$ cargo test")).count();
    assert_eq!(tests, 1, "CI runs the one test command of the README");
}

#[test]
fn before_and_after_are_real() {
    let page = readme();
    let deck = std::fs::read_to_string(&common::texts("seeds")[0]).expect("it is text");
    let before = blocks(&page, "text")[0];
    assert!(deck.contains(before), "the deck does not say {before:?}");
    let after: Value = serde_json::from_str(blocks(&page, "json")[0]).expect("it is JSON");
    let extraction = serde_json::to_value(beschluss::extract(&common::read(&common::texts("seeds")[0]))).expect("JSON");
    let project = extraction["projects"].as_array().expect("a list").iter().find(|one| one["id"] == after["id"]);
    let mut project = project.expect("the project is there").clone();
    project.as_object_mut().expect("an object").remove("provenance");
    assert_eq!(project, after);
}

#[test]
fn every_field_is_in_a_table() {
    let page = readme();
    let extraction = serde_json::to_value(beschluss::extract(&common::read(&common::texts("seeds")[0]))).expect("JSON");
    let mut named = 0;
    for list in ["decisions", "programmes", "projects", "members", "slides", "diagnostics"] {
        for field in extraction[list][0].as_object().expect("a record").keys() {
            assert!(page.contains(&format!("`{field}`")), "README.md does not name {list}.{field}");
            named += 1;
        }
    }
    assert!(named > 40, "only {named} fields");
}
