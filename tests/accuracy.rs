//! How much of the made-up decks is read right. The figures stand in `docs/accuracy.md` and the README; a change in any
//! of them is a change of those files, written by `UPDATE_DOCS=1 cargo test --release --locked --test accuracy`.

mod score;

use std::fmt::Write as _;
use std::path::Path;

/// Errors that are named for each family.
const WORST: usize = 3;

const HEAD: &str = "# How much is read right

Decks that never were, with known truth, each read out of its PDF by a real program; they lie in `fixtures/decks`. A
value of a record counts as one field, each element of a list as well. *Exact* is the share of fields that are right,
of all that are true or were read. An error is *silent* where no finding names the record and the field, and none
covers its words. *Torn* are fields of records that the program which read the PDF has torn apart, that did not come
out, and that a finding names; they are in no other column.

The rules were written with these decks at hand, so the figures say nothing about decks that nobody has seen.

Written by `UPDATE_DOCS=1 cargo test --release --locked --test accuracy`; a test fails when a figure changes. For a
folder of your own: `cargo run --release --example score -- FOLDER`.

";

#[test]
fn accuracy_is_what_the_documentation_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let families = score::families(&root.join("fixtures/decks"));
    let decks: usize = families.values().map(Vec::len).sum();
    assert_eq!((families.len(), decks), (FAMILIES, DECKS), "families and decks");
    let mut table = String::from(
        "| family | decks | fields | exact | wrong | missing | invented | silent | torn |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    let mut worst = String::from("\n## The worst of each family\n\n");
    for (family, paths) in &families {
        let score = score::score(paths);
        let (fields, share) = (score.fields(), score.share());
        let _ = writeln!(
            table,
            "| {family} | {} | {fields} | {}.{:02} % | {} | {} | {} | {} | {} |",
            score.decks,
            share / 100,
            share % 100,
            score.wrong,
            score.missing,
            score.invented,
            score.silent,
            score.torn
        );
        let mut errors: Vec<_> = score.errors.iter().collect();
        errors.sort_by_key(|(name, (times, _))| (std::cmp::Reverse(*times), name.as_str()));
        for (name, (times, example)) in errors.into_iter().take(WORST) {
            let short: String = example.chars().take(160).collect();
            let dots = if short.len() < example.len() { "…" } else { "" };
            let _ = writeln!(worst, "- {family}, {name}, {times} times: {}{dots}", short.replace('|', "\\|"));
        }
    }
    let page = root.join("README.md");
    let readme = std::fs::read_to_string(&page).expect("README.md is there");
    let (before, rest) = readme.split_once(START).expect("README.md has a place for the table");
    let (_, behind) = rest.split_once(END).expect("the place ends");
    compare(&page, &format!("{before}{START}\n{table}{END}{behind}"));
    compare(&root.join("docs/accuracy.md"), &format!("{HEAD}{table}{worst}"));
}

/// Where the table stands in the README.
const START: &str = "<!-- accuracy -->";
const END: &str = "<!-- end of accuracy -->";

/// Compares a page with what it should say; writes it where that is asked for.
fn compare(path: &Path, expected: &str) {
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(path, expected).expect("it can be written");
    }
    let written = std::fs::read_to_string(path).unwrap_or_default();
    let differs = expected.lines().zip(written.lines()).find(|(now, then)| now != then);
    assert!(written == expected, "{} has other figures, first (now, then): {differs:#?}", path.display());
}

/// Counted, so that the test cannot pass on none.
const FAMILIES: usize = 19;
const DECKS: usize = 108;
