//! The rules of the house, held against the files.

mod common;

use std::collections::BTreeSet;
use std::path::PathBuf;

use beschluss::diagnostic::{Code, documentation};

/// The floor of each room; a module imports only from floors below it.
const FLOORS: [(&str, u8); 12] = [
    ("source", 0),
    ("diagnostic", 0),
    ("text", 1),
    ("grammar", 1),
    ("vocabulary", 1),
    ("layout", 2),
    ("record", 2),
    ("extract", 3),
    ("check", 4),
    ("verify", 4),
    ("dataset", 4),
    ("review", 5),
];

/// All files of code below a folder.
fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![common::root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn code(path: &PathBuf) -> String {
    std::fs::read_to_string(path).expect("it can be read")
}

/// The room that a file belongs to: `grammar/date.rs` to `grammar`.
fn room(path: &std::path::Path) -> String {
    let inside = path.strip_prefix(common::root().join("src")).expect("it is in src");
    let first = inside.iter().next().expect("it has a name").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn rooms_import_from_below_only() {
    let floor = |room: &str| FLOORS.iter().find(|(name, _)| *name == room).map(|(_, floor)| *floor);
    let mut imports = 0;
    for path in files("src") {
        let own = room(&path);
        let Some(own_floor) = floor(&own) else {
            assert!(["lib", "main", "cli"].contains(&own.as_str()), "{own} has no floor");
            continue;
        };
        let text = code(&path);
        // Tests may look anywhere.
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        if path.ends_with("tests.rs") {
            continue;
        }
        for (at, _) in text.match_indices("crate::") {
            let other: String = text[at + 7..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if other == own || text[..at].ends_with('$') {
                continue;
            }
            let other_floor =
                floor(&other).unwrap_or_else(|| panic!("{}: crate::{other} has no floor", path.display()));
            // On one floor, words are data for parsers, and a finding has a place.
            let neighbours = [("grammar", "vocabulary"), ("diagnostic", "source")].contains(&(&own, &other));
            let above = own_floor < other_floor || own_floor == other_floor && !neighbours;
            assert!(!above, "{}: {own} (floor {own_floor}) imports {other} (floor {other_floor})", path.display());
            imports += 1;
        }
    }
    assert!(imports > 40, "only {imports} imports");
}

#[test]
fn files_are_short() {
    let all: Vec<PathBuf> = ["src", "tests"].iter().flat_map(|folder| files(folder)).collect();
    assert!(all.len() > 25, "only {} files", all.len());
    for path in all {
        let lines = code(&path).lines().count();
        assert!(lines <= 800, "{} has {lines} lines", path.display());
    }
}

#[test]
fn modules_say_what_they_are() {
    for path in files("src") {
        let text = code(&path);
        if !path.ends_with("tests.rs") {
            assert!(text.starts_with("//! "), "{} has no module docs", path.display());
        }
    }
}

#[test]
fn all_codes_are_documented() {
    let page =
        std::fs::read_to_string(common::root().join("docs/diagnostics.md")).expect("docs/diagnostics.md is there");
    if page != documentation() && std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(common::root().join("docs/diagnostics.md"), documentation()).expect("it can be written");
        return;
    }
    for code in Code::ALL {
        assert!(page.contains(&format!("| `{}` |", code.name())), "docs/diagnostics.md lacks {code}");
    }
    assert_eq!(page, documentation(), "run `UPDATE_DOCS=1 cargo test --test house` to write docs/diagnostics.md anew");
}

#[test]
fn codes_are_named_once_and_used() {
    let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    let sources: String = files("src").iter().filter(|path| !path.ends_with("diagnostic.rs")).map(code).collect();
    for code in Code::ALL {
        assert!(sources.contains(&format!("Code::{code:?}")), "nothing finds {code}");
    }
}

#[test]
fn no_rule_names_what_one_deck_says() {
    // Names of persons and projects of the seed must not be in the code (in tests they are examples).
    let source = common::read(&common::files("seeds", "txt")[0]);
    let extraction = beschluss::extract(&source);
    let members = extraction.members.iter().map(|member| member.name.clone());
    let titles = extraction.projects.iter().map(|project| project.title.clone());
    let names: Vec<String> = members.chain(titles).collect();
    assert_eq!(names.len(), 17 + 29);
    for path in files("src") {
        let text = code(&path);
        let rules: String = text
            .split("#[cfg(test)]")
            .next()
            .unwrap_or_default()
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
            .collect();
        for name in &names {
            assert!(!rules.contains(name.as_str()), "{} names {name}", path.display());
        }
    }
}
