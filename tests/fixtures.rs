//! What comes of each seed and fixture: snapshots, and the promise of each folder.

mod common;

use std::fmt::Write as _;
use std::path::Path;

use beschluss::diagnostic::Severity;
use beschluss::record::{Extraction, Item, decimal_text};

/// An extraction as text, one line a record or field, without provenance (that is what `verify` and the laws are for).
fn compact(extraction: &Extraction) -> String {
    let mut out = String::new();
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let date = |value: &Option<chrono::NaiveDate>| value.map_or_else(|| "-".to_owned(), |date| date.to_string());
    let source = &extraction.source;
    let _ = writeln!(out, "source {} {} bytes, {} slides", source.encoding, source.bytes, source.slides);
    let meeting = &extraction.meeting;
    let _ = writeln!(out, "\nmeeting {}", text(&meeting.id));
    let _ = writeln!(out, "  title {}", text(&meeting.title));
    let _ = writeln!(out, "  body {} session {}", text(&meeting.body), meeting.session.unwrap_or_default());
    let _ = writeln!(out, "  session_date {} place {}", date(&meeting.session_date), text(&meeting.place));
    let _ = writeln!(out, "  summary_date {}", date(&meeting.summary_date));
    let _ = writeln!(out, "  page_header {}", text(&meeting.page_header));
    for author in &meeting.authors {
        let (role, organization) = (text(&author.role), text(&author.organization));
        let _ = writeln!(out, "  author {} | {role} | {organization} | {}", author.name, text(&author.email));
    }
    for decision in &extraction.decisions {
        let _ = writeln!(out, "\ndecision {} | {}", decision.id, text(&decision.title));
        let _ = writeln!(out, "  long_title {} presenter {}", text(&decision.long_title), text(&decision.presenter));
        for section in &decision.sections {
            let _ = writeln!(out, "  slide {} {}", section.slide, text(&section.heading));
            write_items(&mut out, &section.items);
        }
        for one in &decision.references {
            let _ = writeln!(out, "  reference {} {} {:?}", one.identifier, text(&one.clause), one.text);
        }
        for one in &decision.deadlines {
            let due = one.session.map_or_else(|| date(&one.date), |session| format!("session {session}"));
            let precision = one.precision.map_or_else(|| "-".to_owned(), |one| format!("{one:?}").to_lowercase());
            let _ = writeln!(out, "  deadline {due} ({precision}) {:?}", one.text);
        }
        for one in &decision.amounts {
            let amount = decimal_text(&one.amount);
            let _ = writeln!(out, "  amount {amount} {} ({}) {:?}", one.currency, text(&one.qualifier), one.text);
        }
        for one in &decision.mandates {
            let _ = writeln!(out, "  mandate {} <- {}", one.actor, one.text);
        }
        for one in &decision.bodies {
            let (voting, others) = (one.voting.join(", "), one.non_voting.join(", "));
            let _ = writeln!(out, "  body {}: {voting} | {others}", text(&one.name));
        }
    }
    for one in &extraction.programmes {
        let (budget, conditional) = (decimal_text(&one.budget), decimal_text(&one.conditional_budget));
        let _ = writeln!(out, "\nprogramme {} | {} | {}", one.id, one.name, one.heading);
        let _ = writeln!(out, "  {} projects, {budget}, conditional {conditional}", one.projects);
    }
    if !extraction.projects.is_empty() {
        out.push('\n');
    }
    for one in &extraction.projects {
        let budget = one.budget.as_ref().map_or("-".to_owned(), |sum| decimal_text(&sum.amount) + " " + &sum.currency);
        let conditional = if one.conditional { " conditional" } else { "" };
        let _ = writeln!(out, "project {} | {} | {}", one.id, one.title, one.applicants.join(", "));
        let _ = writeln!(
            out,
            "  {budget}, {} to {}{conditional} | {}",
            date(&one.start),
            date(&one.end),
            text(&one.programme)
        );
    }
    if !extraction.members.is_empty() {
        out.push('\n');
    }
    for one in &extraction.members {
        let chair = if one.chair { " (chair)" } else { "" };
        let (land, prefix) = (text(&one.jurisdiction), text(&one.honorific_prefix));
        let _ = writeln!(out, "member {} | {land} | {prefix} | {}{chair} | {}", one.id, one.name, one.roles.join("; "));
    }
    out.push('\n');
    for slide in &extraction.slides {
        let kind = format!("{:?}", slide.kind).to_lowercase();
        let _ = writeln!(out, "slide {} {kind} {}", slide.number, text(&slide.title));
        write_items(&mut out, &slide.items);
    }
    out.push('\n');
    for one in &extraction.diagnostics {
        let place = [one.record.as_deref(), one.field.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(".");
        let [start, end] = one.span.into();
        let _ = writeln!(out, "{}[{}] {start}..{end} {} {place}", one.severity, one.code, one.message);
    }
    let coverage = &extraction.coverage;
    let _ = writeln!(
        out,
        "coverage {} whitespace, {} furniture, {} records, {} text, {} unclaimed",
        coverage.whitespace, coverage.furniture, coverage.records, coverage.text, coverage.unclaimed
    );
    out
}

fn write_items(out: &mut String, items: &[Item]) {
    for item in items {
        let label = item.label.as_ref().map_or(String::new(), |label| format!(" [{label}]"));
        let _ = writeln!(out, "    {} {}{label}", "·".repeat(item.level.into()), item.text);
    }
}

/// Compares a text with its snapshot; gives how many warnings and errors it has.
fn check(folder: &str, path: &Path) -> usize {
    let extraction = beschluss::extract(&common::read(path));
    let name = path.file_stem().expect("it has a name").to_string_lossy();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(common::root().join("snapshots").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name.into_owned(), compact(&extraction)));
    extraction.diagnostics.iter().filter(|one| one.severity >= Severity::Warning).count()
}

#[test]
fn seeds() {
    let texts = common::files("seeds", "txt");
    assert_eq!(texts.len(), 1, "a new seed: raise this count");
    for path in texts {
        check("seeds", &path);
    }
}

#[test]
fn clean_fixtures_give_no_warning() {
    let texts = common::files("fixtures/clean", "txt");
    assert_eq!(texts.len(), CLEAN, "a new fixture: raise this count");
    for path in texts {
        assert_eq!(check("clean", &path), 0, "{} gives a warning", path.display());
    }
}

#[test]
fn broken_fixtures_give_one() {
    let texts = common::files("fixtures/broken", "txt");
    assert_eq!(texts.len(), BROKEN, "a new fixture: raise this count");
    for path in texts {
        assert_ne!(check("broken", &path), 0, "{} gives no warning", path.display());
    }
}

#[test]
fn each_fixture_is_explained() {
    let page = std::fs::read_to_string(common::root().join("fixtures/README.md")).expect("it is there");
    let mut named = 0;
    for folder in ["clean", "broken"] {
        for path in common::files(&format!("fixtures/{folder}"), "txt") {
            let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
            assert!(page.contains(&name), "fixtures/README.md does not name {folder}/{name}");
            named += 1;
        }
    }
    assert_eq!(named, CLEAN + BROKEN);
}

/// The sums that the deck is known by; they prove little, but a change in them is never right.
#[test]
fn sums_of_the_seed() {
    let source = common::read(&common::root().join("seeds/it-planungsrat-47.txt"));
    let extraction = beschluss::extract(&source);
    let counts = (
        extraction.source.slides,
        extraction.decisions.len(),
        extraction.projects.len(),
        extraction.members.len(),
        extraction.coverage.unclaimed,
    );
    assert_eq!(counts, (32, 9, 29, 17, 0));
    let sums: Vec<(usize, String)> =
        extraction.programmes.iter().map(|one| (one.projects, decimal_text(&one.budget))).collect();
    let expected = [(4, "1057100.00"), (3, "1289372.10"), (9, "8250674.55"), (8, "3141950.00"), (5, "1910135.00")];
    assert_eq!(sums, expected.map(|(count, sum)| (count, sum.to_owned())));
    let all: rust_decimal::Decimal = extraction.programmes.iter().map(|one| one.budget).sum();
    let conditional: rust_decimal::Decimal = extraction.programmes.iter().map(|one| one.conditional_budget).sum();
    assert_eq!((decimal_text(&all), decimal_text(&conditional)), ("15649231.65".into(), "2778885.00".into()));
    assert_eq!(extraction.projects.iter().filter(|one| one.conditional).count(), 7);
}

/// Counted, so that the tests cannot pass on none.
const CLEAN: usize = 132;
const BROKEN: usize = 76;
