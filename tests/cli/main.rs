//! The real binary as its users see it: what it prints where, how it exits, what it says of bad input.
//!
//! Each test writes its own files, under names of its own, below the folder that cargo keeps for tests.
#![cfg(feature = "cli")]

mod dataset;
#[cfg(feature = "pdf")]
#[path = "../made/mod.rs"]
mod made;
#[cfg(feature = "pdf")]
mod pdf;
mod verify;

use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use serde_json::{Value, json};
use verify::fields_of;

/// The deck of the 47th session, as it came.
const SEED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/it-planungsrat-47.txt");
const SEED_NAME: &str = "it-planungsrat-47.txt";

/// Where the records and slides of an extraction stand.
const RECORDS: [&str; 6] = ["meeting", "decisions[]", "programmes[]", "projects[]", "members[]", "slides[]"];

/// What there are schemas of.
const SCHEMAS: [&str; 9] =
    ["extraction", "meeting", "decision", "programme", "project", "member", "slide", "diagnostic", "coverage"];

/// The contract: each object of an extraction by its place, and all its keys. Beyond the tables of the contract stand
/// `source.encoding` and the provenance of slides.
const CONTRACT: [(&str, &str); 20] = [
    ("", "schema_version source meeting decisions programmes projects members slides diagnostics coverage"),
    ("source", "name format encoding bytes sha256 slides"),
    ("meeting", "id body session title session_date place summary_date authors page_header provenance"),
    ("meeting.authors[]", "name role organization email"),
    ("meeting.provenance", "slide spans fields"),
    ("decisions[]", DECISION),
    ("decisions[].sections[]", "heading slide items"),
    ("decisions[].sections[].items[]", "text level label"),
    ("decisions[].references[]", "identifier clause text"),
    ("decisions[].deadlines[]", "text date session precision"),
    ("decisions[].amounts[]", "text amount currency qualifier"),
    ("decisions[].mandates[]", "actor text"),
    ("decisions[].bodies[]", "name voting non_voting"),
    ("programmes[]", "id name heading decision projects budget conditional_budget provenance"),
    ("projects[]", "id number title applicants budget start end conditional programme decision provenance"),
    ("projects[].budget", "amount currency"),
    ("members[]", "id name honorific_prefix roles jurisdiction chair provenance"),
    ("slides[]", "number kind title items span provenance"),
    ("diagnostics[]", "code severity message span record field"),
    ("coverage", "bytes whitespace furniture records text unclaimed unclaimed_spans"),
];
const DECISION: &str = "id identifier year number title long_title presenter sections references deadlines amounts \
                        mandates bodies provenance";

/// What a run of the program left behind.
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl Run {
    /// Standard output as the one JSON document that it must be.
    fn document(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in {}", self.stdout))
    }

    /// Asserts that the call or an input is wrong, that standard error says so with all of `words`, and that
    /// nothing was written.
    fn assert_refused(&self, words: &[&str]) {
        assert_eq!(self.code, Some(2), "{}", self.stderr);
        assert_eq!(self.stdout, "");
        assert!(self.stderr.starts_with("error: "), "{}", self.stderr);
        for word in words {
            assert!(self.stderr.contains(word), "`{word}` is missing in {}", self.stderr);
        }
    }

    /// Asserts that it went well.
    fn assert_done(&self) -> &Self {
        assert_eq!(self.code, Some(0), "{}{}", self.stdout, self.stderr);
        self
    }
}

/// The program with arguments, all three streams piped, and nothing in its environment that asks for colours.
fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_beschluss"));
    command.args(arguments).env_remove("CLICOLOR_FORCE").env("TERM", "xterm-256color");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs the program with nothing on standard input.
fn beschluss(arguments: &[&str]) -> Run {
    beschluss_with(arguments, b"")
}

/// Runs the program with some standard input.
fn beschluss_with(arguments: &[&str], input: &[u8]) -> Run {
    finish(command(arguments).spawn().expect("the binary starts"), input)
}

/// Gives a child its input and waits for its end, which must be no panic.
fn finish(mut child: Child, input: &[u8]) -> Run {
    // All input is read before anything is written, so neither side waits for the other. A child that refuses its
    // arguments reads nothing, and that is no failure of the test.
    let _ = child.stdin.take().expect("a pipe").write_all(input);
    let output = child.wait_with_output().expect("the child can be waited for");
    let [stdout, stderr] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("UTF-8"));
    assert!(!stderr.contains("panicked"), "{stderr}");
    Run { code: output.status.code(), stdout, stderr }
}

/// Writes a file and gives its path. Each name is used by one test only.
fn file(name: &str, bytes: impl AsRef<[u8]>) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli");
    std::fs::create_dir_all(&folder).expect("the folder for tests can be made");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("files can be written there");
    path.into_os_string().into_string().expect("a path in UTF-8")
}

fn seed() -> Vec<u8> {
    std::fs::read(SEED).expect("the seed is there")
}

/// A deck that gives no warning: a cover and nothing else.
const COVER: &str = "Beschlüsse der 47. Sitzung des IT-Planungsrats\n\n04.07.2025\n";
/// A text that is no deck.
const LETTER: &str = "Dear Sir or Madam,\n\nthe weather has been fine.\n";

/// A deck with one row of a table; it stands in no decision's section, which is worth a warning.
fn table(row: &str) -> String {
    format!("{COVER} SPT Datennutzung\n\nZeitplanBudgetAntrag-\nstellerProjektbezeichnungNr.\n\n{row}\n")
}

/// What `extract` prints of the seed, and the path of a file with it.
fn seed_extraction(name: &str) -> (Value, String) {
    let run = beschluss(&["extract", SEED]);
    (run.assert_done().document(), file(name, &run.stdout))
}

fn keys(object: &Value) -> BTreeSet<&str> {
    object.as_object().unwrap_or_else(|| panic!("{object} is no object")).keys().map(String::as_str).collect()
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split_whitespace().collect()
}

/// All values at a path like `decisions[].sections[]`.
fn values_at<'v>(document: &'v Value, path: &str) -> Vec<&'v Value> {
    path.split('.').filter(|part| !part.is_empty()).fold(vec![document], |values, part| {
        let name = part.trim_end_matches("[]");
        let values = values.into_iter().map(|value| &value[name]);
        match part.ends_with("[]") {
            true => values.flat_map(|list| list.as_array().expect("a list")).collect(),
            false => values.collect(),
        }
    })
}

fn is_diagnosed(document: &Value, code: &str) -> bool {
    values_at(document, "diagnostics[]").iter().any(|one| one["code"] == code)
}

// What `extract` prints.

#[test]
fn one_deck_gives_one_json_document() {
    let run = beschluss(&["extract", SEED]);
    let document = run.assert_done().document();
    assert!(run.stdout.ends_with("}\n"));
    assert_eq!(document["source"]["name"], SEED_NAME);
    assert_eq!(document["source"]["slides"], 32);
    assert_eq!(RECORDS.map(|path| values_at(&document, path).len()), [1, 9, 5, 29, 17, 32]);
}

#[test]
fn findings_and_a_summary_go_to_standard_error() {
    let run = beschluss(&["extract", SEED]);
    let document = run.document();
    let found = values_at(&document, "diagnostics[]");
    let mut lines: Vec<&str> = run.stderr.lines().collect();
    let summary = lines.pop().expect("a summary");
    assert!(!found.is_empty());
    assert_eq!(lines.len(), found.len());
    for (line, one) in lines.iter().zip(&found) {
        let [severity, code, message] = ["severity", "code", "message"].map(|key| one[key].as_str().expect("a text"));
        assert!(line.starts_with(&format!("{SEED_NAME}:")), "{line}");
        assert!(line.contains(&format!(": {severity}[{code}]: {message}")), "{line}");
    }
    let count = |severity| found.iter().filter(|one| one["severity"] == severity).count();
    let records = "9 decisions, 5 programmes, 29 projects, 17 members";
    let counts = format!("0 errors, {} warnings, {} notes", count("warning"), count("note"));
    assert_eq!(summary, format!("{SEED_NAME}: {records}; {counts}; 0 of 17932 bytes not understood"));
}

#[test]
fn standard_input_is_read_like_a_file() {
    let from_file = beschluss(&["extract", SEED]);
    let from_pipe = beschluss_with(&["extract", "-"], &seed());
    let mut expected = from_file.document();
    expected["source"]["name"] = json!("stdin");
    assert_eq!(from_pipe.assert_done().document(), expected);
    assert_eq!(from_pipe.stderr, from_file.stderr.replace(SEED_NAME, "stdin"));
}

#[test]
fn several_decks_give_one_document_a_line_in_their_order() {
    let (cover, letter) = (file("order-cover.txt", COVER), file("order-letter.txt", LETTER));
    let run = beschluss_with(&["extract", &letter, SEED, "-", &cover, SEED], COVER.as_bytes());
    let documents: Vec<Value> =
        run.assert_done().stdout.lines().map(|line| serde_json::from_str(line).expect("a document a line")).collect();
    let names: Vec<&Value> = documents.iter().map(|document| &document["source"]["name"]).collect();
    assert_eq!(names, ["order-letter.txt", SEED_NAME, "stdin", "order-cover.txt", SEED_NAME]);
    assert!(run.stdout.ends_with("}\n"));
    // What is named twice is read twice.
    let alone = beschluss(&["extract", SEED]).document();
    assert_eq!([&documents[1], &documents[4]], [&alone, &alone]);
}

#[test]
fn the_same_deck_gives_the_same_bytes() {
    let first = beschluss(&["extract", SEED]);
    let mut elsewhere = command(&["extract", SEED_NAME]);
    elsewhere.current_dir(Path::new(SEED).parent().expect("a folder"));
    let second = finish(elsewhere.spawn().expect("the binary starts"), b"");
    assert_eq!(first.assert_done().stdout, second.assert_done().stdout);
    assert_eq!(first.stderr, second.stderr);
}

#[test]
fn every_object_has_exactly_the_keys_of_the_contract() {
    let document = beschluss(&["extract", SEED]).document();
    for (path, contract) in CONTRACT {
        let found = values_at(&document, path);
        assert!(!found.is_empty(), "the seed has no {path}");
        for object in found {
            assert_eq!(keys(object), words(contract), "{path} of {}", object["id"]);
        }
    }
}

#[test]
fn what_a_deck_does_not_give_is_null_or_empty_and_never_left_out() {
    let letter = file("missing-letter.txt", LETTER);
    let document = beschluss(&["extract", &letter]).assert_done().document();
    for (path, contract) in CONTRACT.iter().filter(|(path, _)| ["", "source", "meeting"].contains(path)) {
        assert_eq!(keys(values_at(&document, path)[0]), words(contract));
    }
    let meeting = document["meeting"].as_object().expect("an object");
    let mut values = meeting.iter().filter(|(key, _)| *key != "provenance").map(|(_, value)| value);
    assert!(values.all(|value| [Value::Null, json!([])].contains(value)), "{meeting:?}");
    assert_eq!(RECORDS.map(|path| values_at(&document, path).len()), [1, 0, 0, 0, 0, 0]);
}

// Bad input.

#[test]
fn bad_input_is_refused_with_its_reason_alone_and_among_good_ones() {
    let bad = [
        (file("gone.txt", COVER) + ".gone", "no such file"),
        (env!("CARGO_TARGET_TMPDIR").to_owned(), "is a folder"),
        (file("deck.pdf", b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj"), "is a PDF in which no page can be found"),
        (file("program.bin", (0..=255).cycle().take(4096).collect::<Vec<u8>>()), "is not text"),
    ];
    for (path, reason) in &bad {
        for files in [&[path.as_str()][..], &[SEED, path, SEED], &[path, SEED]] {
            beschluss(&[&["extract"], files].concat()).assert_refused(&[path, reason]);
        }
    }
    beschluss_with(&["extract", "-"], b"%PDF-1.7").assert_refused(&["stdin", "is a PDF"]);
}

#[test]
#[cfg(unix)]
fn a_file_without_permission_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let path = file("locked.txt", COVER);
    let set = |mode| std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("it is our file");
    set(0o000);
    // Nothing is locked for root.
    let is_root = std::fs::read(&path).is_ok();
    let run = beschluss(&["extract", &path]);
    set(0o644);
    if !is_root {
        run.assert_refused(&[&path, "permission denied"]);
    }
}

#[test]
fn an_empty_file_has_no_records_and_a_finding() {
    for (name, bytes) in [("empty.txt", ""), ("blank.txt", " \n\u{c}\n")] {
        let document = beschluss(&["extract", &file(name, bytes)]).assert_done().document();
        assert!(RECORDS[1..5].iter().all(|path| values_at(&document, path).is_empty()));
        assert!(is_diagnosed(&document, "empty-source"), "{name}");
        assert_eq!(document["coverage"]["unclaimed"], 0);
    }
}

#[test]
fn a_text_that_is_no_deck_has_no_records_and_is_all_unclaimed() {
    let document = beschluss(&["extract", &file("letter.txt", LETTER)]).assert_done().document();
    assert!(is_diagnosed(&document, "not-a-deck"));
    let [bytes, whitespace, unclaimed] =
        ["bytes", "whitespace", "unclaimed"].map(|key| document["coverage"][key].as_u64().expect("a count"));
    assert_eq!(bytes, whitespace + unclaimed);
}

#[test]
fn a_deck_in_another_encoding_is_decoded_reported_and_proven() {
    let text = String::from_utf8(seed()).expect("UTF-8");
    let units: Vec<u16> = "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).collect();
    let latin_1 = COVER.chars().map(|c| u8::try_from(c).expect("a letter of Latin-1")).collect();
    let decks: [(&str, &str, Vec<u8>); 3] = [
        ("windows-1252", COVER, latin_1),
        ("utf-16le", &text, units.iter().flat_map(|unit| unit.to_le_bytes()).collect()),
        ("utf-16be", &text, units.iter().flat_map(|unit| unit.to_be_bytes()).collect()),
    ];
    for (encoding, text, bytes) in decks {
        let expected = beschluss_with(&["extract", "-"], text.as_bytes()).document();
        let path = file(&format!("{encoding}.txt"), bytes);
        let run = beschluss(&["extract", &path]);
        let document = run.assert_done().document();
        assert_eq!(document["source"]["encoding"], encoding);
        assert!(is_diagnosed(&document, "decoded-source"));
        for part in ["meeting", "decisions", "programmes", "projects", "members", "slides", "coverage"] {
            assert_eq!(document[part], expected[part], "{encoding}");
        }
        beschluss_with(&["verify", "-", "--source", &path], run.stdout.as_bytes()).assert_done();
    }
}

// `--fail-on`.

#[test]
fn fail_on_turns_its_finding_into_exit_code_1() {
    let period = "01.07.2025-30.06.2026";
    let decks = [
        (file("fail-cover.txt", COVER), vec![]),
        (file("fail-seed.txt", seed()), vec!["warning"]),
        (file("fail-letter.txt", LETTER), vec!["warning", "unclaimed"]),
        (file("fail-budget.txt", table(&format!("{period}12,50 0BundWeb 12"))), vec!["error", "warning", "unclaimed"]),
        (file("fail-phase.txt", table(&format!("{period}800.000,- €BundPhase 260"))), vec!["warning", "ambiguous"]),
    ];
    for (path, findings) in decks {
        let plain = beschluss(&["extract", &path]);
        for finding in ["error", "warning", "unclaimed", "ambiguous"] {
            let run = beschluss(&["extract", "--fail-on", finding, &path]);
            assert_eq!(run.code, Some(i32::from(findings.contains(&finding))), "{finding}: {}", run.stderr);
            assert_eq!(run.stdout, plain.assert_done().stdout, "the records are printed all the same");
        }
    }
}

#[test]
fn fail_on_takes_several_findings() {
    let letter = file("fail-several.txt", LETTER);
    for (arguments, code) in [
        (&["--fail-on", "error,unclaimed,ambiguous"][..], 0),
        (&["--fail-on", "error,warning"], 1),
        (&["--fail-on", "warning", "--fail-on", "error"], 1),
        // Of several decks, one is enough.
        (&["--fail-on", "unclaimed", &letter], 1),
        (&[&letter, SEED, "--fail-on", "unclaimed"], 1),
    ] {
        assert_eq!(beschluss(&[&["extract", SEED], arguments].concat()).code, Some(code), "{arguments:?}");
    }
}

#[test]
fn fail_on_refuses_what_it_does_not_know() {
    for finding in ["note", "", "error,everything"] {
        let run = beschluss(&["extract", "--fail-on", finding, SEED]);
        run.assert_refused(&["--fail-on", "error, warning, unclaimed, ambiguous"]);
    }
}

// Help.

#[test]
fn without_arguments_there_is_help() {
    let (run, help) = (beschluss(&[]), beschluss(&["-h"]));
    assert_eq!((run.code, run.stdout.as_str(), run.stderr), (Some(2), "", help.assert_done().stdout.clone()));
}

#[test]
fn each_command_has_help() {
    let run = beschluss(&["--help"]);
    assert!(run.assert_done().stdout.contains("Usage: beschluss [OPTIONS] <COMMAND>"));
    for (name, argument) in
        [("extract", "<FILE>..."), ("verify", "--source <FILE>"), ("explain", "<ID[.FIELD]>"), ("schema", "[NAME]")]
    {
        assert!(run.stdout.contains(&format!("\n  {name} ")), "{}", run.stdout);
        let help = beschluss(&[name, "--help"]);
        assert!(help.assert_done().stdout.contains(argument), "{}", help.stdout);
        assert_eq!(help.stderr, "");
    }
}

#[test]
fn the_version_is_that_of_the_package() {
    let run = beschluss(&["--version"]);
    assert_eq!(run.assert_done().stdout, format!("beschluss {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_wrong_call_is_refused() {
    for (arguments, reason) in [
        (vec!["extract"], "<FILE>"),
        (vec!["extrakt", SEED], "extrakt"),
        (vec!["extract", "--colour", SEED], "--colour"),
        (vec!["verify", SEED], "--source"),
        (vec!["schema", "project", "member"], "member"),
    ] {
        beschluss(&arguments).assert_refused(&[reason, "Usage: beschluss", "--help"]);
    }
    for arguments in [&["extract", "-", "-"][..], &["verify", "-", "--source", "-"]] {
        beschluss(arguments).assert_refused(&["standard input can be read only once"]);
    }
}

// Pipes, disks and terminals.

/// Starts the program and closes its standard output once `read` has had it.
fn closed_after(arguments: &[&str], input: &[u8], read: impl FnOnce(&mut ChildStdout)) -> Run {
    let mut child = command(arguments).spawn().expect("the binary starts");
    let mut stdout = child.stdout.take().expect("a pipe");
    read(&mut stdout);
    drop(stdout);
    finish(child, input)
}

#[test]
fn a_pipe_closed_on_the_way_is_no_error() {
    // Far more than a pipe holds, so that the program is still writing.
    let arguments: Vec<&str> = [&["extract"][..], &[SEED; 12]].concat();
    let run = closed_after(&arguments, b"", |stdout| stdout.read_exact(&mut [0]).expect("a byte"));
    assert!(!run.assert_done().stderr.contains("error:"), "{}", run.stderr);
}

#[test]
fn a_pipe_closed_before_the_first_byte_is_no_error() {
    let extraction = beschluss(&["extract", SEED]).stdout;
    // They wait for their input, which comes when the pipe is closed.
    let calls: [(&[&str], Vec<u8>); 3] = [
        (&["extract", "-"], seed()),
        (&["explain", "-", "2025/22/28"], seed()),
        (&["verify", "-", "--source", SEED], extraction.into_bytes()),
    ];
    for (arguments, input) in calls {
        let run = closed_after(arguments, &input, |_| {});
        assert!(!run.assert_done().stderr.contains("error:"), "{}", run.stderr);
    }
}

#[test]
fn a_closed_pipe_does_not_turn_a_no_into_a_yes() {
    let extraction = beschluss(&["extract", SEED]).stdout.replace("\"238000.00\"", "\"238000.01\"");
    let run = closed_after(&["verify", "-", "--source", SEED], extraction.as_bytes(), |_| {});
    assert_eq!(run.code, Some(1), "{}", run.stderr);
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error_that_names_standard_output_and_the_reason() {
    let (_, extraction) = seed_extraction("full.json");
    let calls: [&[&str]; 4] =
        [&["extract", SEED], &["verify", &extraction, "--source", SEED], &["explain", SEED, "2025/22/28"], &["schema"]];
    for arguments in calls {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
        let run = finish(command(arguments).stdout(full).spawn().expect("the binary starts"), b"");
        let last = run.stderr.lines().last().unwrap_or_default();
        assert_eq!(run.code, Some(2), "{}", run.stderr);
        assert!(last.starts_with("error: ") && last.contains("No space left on device"), "{last}");
        assert!(last.contains("standard output"), "{last}");
    }
}

#[test]
fn output_is_plain_where_there_is_no_terminal() {
    let calls: [&[&str]; 5] = [&[], &["--help"], &["extract"], &["extract", SEED], &["explain", SEED, "47"]];
    for arguments in calls {
        let run = beschluss(arguments);
        assert!(!run.stdout.contains('\u{1b}'), "{arguments:?}: {}", run.stdout);
        assert!(!run.stderr.contains('\u{1b}'), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn an_escape_code_in_a_deck_does_not_reach_the_terminal() {
    let deck = String::from_utf8(seed()).expect("UTF-8").replace("Ernst Bürger", "Ern\u{1b}[31mst Bürger");
    let path = file("escape.txt", deck);
    for run in [beschluss(&["extract", &path]), beschluss(&["explain", &path, "47/BB"])] {
        assert!(!run.assert_done().stdout.contains('\u{1b}'), "{}", run.stdout);
        assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr.escape_debug());
    }
}

// `explain`.

#[test]
fn a_field_is_shown_with_its_line_and_its_repair() {
    let run = beschluss(&["explain", SEED, "it-planungsrat/2025/22/28.start"]);
    insta::assert_snapshot!(run.assert_done().stdout, @r#"
    start = "2025-07-01"  [repair-date, date]

    info: it-planungsrat/2025/22/28
       --> it-planungsrat-47.txt:394:1
        |
    394 | 01.07 2025 -30.09.2026238.000,- €HHDatenschutzmanagement-Tool28
        | ^^^^^^^^^^ start
        |
    warning[repaired-date]: found `01.07 2025`, read as 2025-07-01
       --> it-planungsrat-47.txt:394:1
        |
    394 | 01.07 2025 -30.09.2026238.000,- €HHDatenschutzmanagement-Tool28
        | ^^^^^^^^^^
    "#);
}

#[test]
fn a_record_is_shown_with_all_its_fields() {
    let (document, _) = seed_extraction("explain.json");
    let mut walked = 0;
    for path in &RECORDS[..5] {
        for fields in fields_of(&document, path).chunk_by(|one, next| one.record == next.record) {
            let record = &fields[0].record;
            let run = beschluss(&["explain", SEED, record]);
            assert!(run.assert_done().stdout.contains(&format!("info: {record}\n")), "{}", run.stdout);
            for field in fields {
                let line = format!("{} = ", field.path);
                assert!(run.stdout.lines().any(|other| other.starts_with(&line)), "{}", field.name());
            }
            walked += 1;
        }
    }
    assert_eq!(walked, 1 + 9 + 5 + 29 + 17);
}

#[test]
fn a_list_is_shown_with_its_parts_and_a_part_alone() {
    let fields = |id: &str| -> Vec<String> {
        let run = beschluss(&["explain", SEED, id]);
        let values = run.assert_done().stdout.lines().take_while(|line| !line.is_empty());
        values.map(|line| line.split("  [").next().unwrap_or_default().to_owned()).collect()
    };
    let date = r#"deadlines[0].date = "2025-08-31""#;
    assert_eq!(fields("2025/27.deadlines[0].date"), [date]);
    let precision = r#"deadlines[0].precision = "day""#;
    assert_eq!(fields("2025/27.deadlines[0]"), [r#"deadlines[0].text = "Bis 31.08.25""#, date, precision]);
    let all = fields("2025/27.deadlines");
    assert!(all.len() > 9 && all.iter().all(|field| field.starts_with("deadlines[")), "{all:?}");
}

#[test]
fn the_end_of_an_id_finds_its_record() {
    let whole = beschluss(&["explain", SEED, "it-planungsrat/47/BW.name"]);
    for id in ["47/BW.name", "BW.name"] {
        assert_eq!(beschluss(&["explain", SEED, id]).assert_done().stdout, whole.assert_done().stdout);
    }
    let from_pipe = beschluss_with(&["explain", "-", "BW.name"], &seed());
    assert_eq!(from_pipe.assert_done().stdout, whole.stdout.replace(SEED_NAME, "stdin"));
}

#[test]
fn an_id_or_field_that_is_not_there_is_refused_with_a_hint() {
    beschluss(&["explain", SEED, "nobody"]).assert_refused(&[SEED, "`nobody`", "it-planungsrat/2025/22"]);
    beschluss(&["explain", SEED, "2031/28"]).assert_refused(&["`2031/28`", "it-planungsrat/2025/28"]);
    // Decision 28 and project 28.
    let both = ["`28`", "it-planungsrat/2025/28", "it-planungsrat/2025/22/28"];
    beschluss(&["explain", SEED, "28"]).assert_refused(&both);
    let letter = file("explain-letter.txt", LETTER);
    beschluss(&["explain", &letter, "47"]).assert_refused(&[&letter, "`47`"]);
    let field = beschluss(&["explain", SEED, "2025/22/28.colour"]);
    field.assert_refused(&["it-planungsrat/2025/22/28", "`colour`", "title", "applicants", "budget"]);
}

// `schema`.

#[test]
fn each_schema_is_of_2020_12_and_requires_the_keys_of_the_contract() {
    for name in SCHEMAS {
        let path = match name {
            "extraction" => String::new(),
            "meeting" | "coverage" => name.to_owned(),
            name => format!("{name}s[]"),
        };
        let (_, contract) = CONTRACT.iter().find(|(other, _)| *other == path).expect("it is in the contract");
        let schema = beschluss(&["schema", name]).assert_done().document();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        assert_eq!(keys(&schema["properties"]), words(contract), "{name}");
        let required = schema["required"].as_array().expect("a list").iter().filter_map(Value::as_str);
        assert_eq!(required.collect::<BTreeSet<_>>(), words(contract), "{name}");
    }
    assert_eq!(beschluss(&["schema"]).assert_done().stdout, beschluss(&["schema", "extraction"]).stdout);
}

#[test]
fn an_unknown_schema_is_refused_with_those_there_are() {
    beschluss(&["schema", "projekt"]).assert_refused(&[&["projekt"], &SCHEMAS[..]].concat());
}
