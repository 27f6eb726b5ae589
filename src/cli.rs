//! The command line: arguments, files, terminals, exit codes.
//!
//! Out: data on standard output, findings and messages on standard error; 0 done, 1 the answer is no, 2 the call or
//! an input is wrong. All input is read before anything is written.

mod build;
mod check;
mod diff;
mod explain;
mod folder;
mod inputs;
mod limits;
mod readable;
#[cfg(feature = "review")]
mod review;

use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, anyhow, bail};
use beschluss::dataset::Format;
use beschluss::diagnostic::{Code, count};
use beschluss::record::{Extraction, Schema};
#[cfg(feature = "review")]
use beschluss::review::Language;
use beschluss::source::Source;
use beschluss::verify::verify;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ColorChoice, CommandFactory, Parser, Subcommand, ValueEnum};
use limits::{Limit, limits, parse_limit, set_limits};
use readable::Readable;
use serde::Serialize;
use serde_json::Value;

/// Turns slide decks, PDFs or their broken text, into records that can be trusted: meetings, decisions, projects, members,
/// each field traced to its bytes, each doubt said aloud.
#[derive(Parser)]
#[command(version, max_term_width = 100, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Print no findings and no summary; errors are printed
    #[arg(long, short, global = true)]
    quiet: bool,
    /// When to use colours; `NO_COLOR` is heeded
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: ColorChoice,
    /// How much to read at most: `size`, `inflated` and `memory` in MB, `pages`, `operations`, `seconds`
    ///
    /// A larger file is refused. Of a PDF, what was read up to one of the other limits comes out, with a finding. The
    /// defaults are size=256, inflated=512, memory=1024, pages=2000, operations=50000000 and seconds=20.
    #[arg(long, global = true, value_name = "NAME=N", value_delimiter = ',', value_parser = parse_limit)]
    limit: Vec<Limit>,
}

#[derive(Subcommand)]
enum Command {
    /// Read decks and print their records as JSON
    ///
    /// One deck gives one JSON document, several give one document a line (NDJSON), in the order of the arguments.
    /// Findings go to standard error.
    Extract {
        /// Decks, as text or PDF; `-` is standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Print the text that spans count in, and no records
        #[arg(long, conflicts_with = "fail_on")]
        text: bool,
        /// Exit with 1 if a deck has such a finding
        #[arg(long, value_name = "FINDING", value_delimiter = ',')]
        fail_on: Vec<FailOn>,
    },
    /// Prove each field of an extraction from the bytes of its source, without the parser
    ///
    /// Exits with 1 and names the fields if the bytes do not give what the document says.
    Verify {
        /// What `extract` printed; `-` is standard input
        #[arg(value_name = "EXTRACTION.json")]
        extraction: PathBuf,
        /// The text or PDF that it was read from
        #[arg(long, value_name = "FILE")]
        source: PathBuf,
    },
    /// Read decks and write their records as a dataset, all files or none
    ///
    /// The folder holds each table as JSON, NDJSON, CSV, Parquet, SQLite and a workbook, the deadlines as a calendar, all
    /// findings, and a manifest. The same decks give the same bytes. A folder that holds anything but a dataset is refused.
    Build {
        /// Decks, folders with them (*.txt, *.pdf), patterns; `-` is standard input
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// The folder of the dataset
        #[arg(long, short, value_name = "DIR")]
        out: PathBuf,
        /// Which formats to write, with commas between them; by default all
        #[arg(long, hide_default_value = true, value_name = "FORMAT", value_delimiter = ',', value_parser = format_names(), default_values_t = all_formats())]
        formats: Vec<String>,
        /// Exit with 1 if a deck has such a finding; the dataset is written
        #[arg(long, value_name = "FINDING", value_delimiter = ',')]
        fail_on: Vec<FailOn>,
        /// Threads that read and write at once; by default, one for each core
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
        jobs: Option<u16>,
    },
    /// Compare a dataset with what its decks give now
    ///
    /// Exits with 1 and names each record and field that differs, and whether the source or the program moved.
    Check {
        /// The decks of the dataset, as for `build`
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// The folder of the dataset
        #[arg(long, value_name = "DIR")]
        against: PathBuf,
        /// How to print the differences
        #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = text_or_json())]
        format: ReportFormat,
        /// Write the dataset anew where it differs
        #[arg(long)]
        update: bool,
    },
    /// Show what changed from one meeting or dataset to the next
    ///
    /// Each side is a deck, what `extract` printed, or the folder of a dataset. A text and a PDF of one deck check each
    /// other: each field in which they differ is named, with its words and its place on the page. Members are followed by seat,
    /// projects by number and programme, decisions by identifier.
    Diff {
        /// A deck, an extraction or a dataset
        old: PathBuf,
        /// Another one
        new: PathBuf,
        /// How to print the changes
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: ReportFormat,
    },
    /// Write one page to look at: what was decided, and the words that each value was read from
    ///
    /// The page is one HTML file that needs no network. It has the records, pictures of the portfolio, the text of the decks
    /// with what became of each byte, and, of several meetings, what changed. The same decks give the same bytes.
    #[cfg(feature = "review")]
    Review {
        /// Decks, folders with them (*.txt, *.pdf), patterns; `-` is standard input
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// The file of the page; `-` is standard output
        #[arg(long, short, value_name = "FILE.html")]
        out: PathBuf,
        /// The language of the page, which it can change itself; what the decks say stays as it is
        #[arg(long, value_name = "LANGUAGE", default_value = "de", value_parser = language())]
        lang: Language,
    },
    /// Show where a record or a field stands in the text, and how it was read
    Explain {
        /// A deck, as text or PDF; `-` is standard input
        file: PathBuf,
        /// The id of a record, or its end, and a field: `2025/22/28.start`
        #[arg(value_name = "ID[.FIELD]")]
        id: String,
    },
    /// Print the JSON Schema (2020-12) of what `extract` prints, or of one record
    Schema {
        /// Which one
        #[arg(default_value = "extraction", value_parser = PossibleValuesParser::new(Schema::names()))]
        name: String,
    },
    /// Print a script that completes the commands of this program in a shell
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, of the program or of one command
    Man {
        /// Which command
        command: Option<String>,
    },
}

/// How differences are printed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// For people
    Text,
    /// For a pull request
    Markdown,
    /// For programs
    Json,
}

fn text_or_json() -> impl TypedValueParser<Value = ReportFormat> {
    let names = PossibleValuesParser::new(["text", "json"]);
    names.map(|name| if name == "json" { ReportFormat::Json } else { ReportFormat::Text })
}

#[cfg(feature = "review")]
fn language() -> impl TypedValueParser<Value = Language> {
    let names = PossibleValuesParser::new(Language::ALL.map(Language::code));
    names.map(|name| if name == "en" { Language::English } else { Language::German })
}

fn all_formats() -> Vec<String> {
    Format::ALL.iter().map(|format| format.name().to_owned()).collect()
}

fn format_names() -> PossibleValuesParser {
    PossibleValuesParser::new(Format::ALL.iter().map(|format| format.name()))
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// An error
    Error,
    /// A warning or an error
    Warning,
    /// Bytes that were not understood
    Unclaimed,
    /// A row that can be read in more than one way
    Ambiguous,
}

impl FailOn {
    /// Whether it holds where there are so many errors, warnings and notes, bytes that were not understood, and ambiguous
    /// rows.
    fn holds(self, [errors, warnings, _]: [usize; 3], unclaimed: usize, ambiguous: usize) -> bool {
        match self {
            FailOn::Error => errors > 0,
            FailOn::Warning => errors + warnings > 0,
            FailOn::Unclaimed => unclaimed > 0,
            FailOn::Ambiguous => ambiguous > 0,
        }
    }

    fn noun(self) -> &'static str {
        match self {
            FailOn::Error => "errors",
            FailOn::Warning => "warnings or errors",
            FailOn::Unclaimed => "bytes that were not understood",
            FailOn::Ambiguous => "ambiguous rows",
        }
    }
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let Arguments { command, quiet, color, limit } = Arguments::parse();
    set_limits(&limit);
    keep_panics_of_pdfs();
    let done = match command {
        Command::Extract { files, text: true, .. } => print_texts(&files, quiet),
        Command::Extract { files, fail_on, .. } => extract(&files, &fail_on, quiet),
        Command::Build { paths, out, formats, fail_on, jobs } => {
            in_threads(jobs, || build::build(&paths, &out, &build::formats(&formats)?, &fail_on, quiet))
        }
        Command::Check { paths, against, format, update } => check::check(&paths, &against, format, update, quiet),
        Command::Diff { old, new, format } => diff::diff(&old, &new, format),
        Command::Verify { extraction, source } => verify_file(&extraction, &source),
        #[cfg(feature = "review")]
        Command::Review { paths, out, lang } => review::review(&paths, &out, lang, quiet),
        Command::Explain { file, id } => explain::explain(&file, &id, color),
        Command::Schema { name } => schema(&name),
        Command::Completions { shell } => completions(shell),
        Command::Man { command } => manual(command.as_deref()),
    };
    done.unwrap_or_else(|error| {
        let _ = writeln!(io::stderr(), "error: {}", printable(&format!("{error:#}")));
        ExitCode::from(if error.is::<build::Interrupted>() { build::INTERRUPTED } else { 2 })
    })
}

/// Says nothing about what panics where a PDF is read: that is caught, and a finding says so.
fn keep_panics_of_pdfs() {
    #[cfg(feature = "pdf")]
    {
        let usual = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if std::thread::current().name() != Some(beschluss::source::pdf::THREAD) {
                usual(panic);
            }
        }));
    }
}

/// Does something with so many threads.
fn in_threads(jobs: Option<u16>, act: impl FnOnce() -> Result<ExitCode> + Send) -> Result<ExitCode> {
    let mut pool = rayon::ThreadPoolBuilder::new();
    if let Some(jobs) = jobs {
        pool = pool.num_threads(jobs.into());
    }
    pool.build().context("no threads can be started")?.install(act)
}

fn completions(shell: clap_complete::Shell) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "beschluss", &mut script);
    Output::new().write(|out| out.write_all(&script))?;
    Ok(ExitCode::SUCCESS)
}

fn manual(name: Option<&str>) -> Result<ExitCode> {
    let mut program = Arguments::command();
    program.build();
    let command = match name {
        None => program,
        Some(name) => match program.find_subcommand(name) {
            Some(command) => command.clone(),
            None => bail!("no command is called {name}"),
        },
    };
    let mut page = Vec::new();
    clap_mangen::Man::new(command).render(&mut page).context("the manual page")?;
    Output::new().write(|out| out.write_all(&page))?;
    Ok(ExitCode::SUCCESS)
}

/// Standard output. Whoever closes it has seen enough: that is no error, and the answer stands.
struct Output {
    out: io::BufWriter<io::StdoutLock<'static>>,
    closed: bool,
}

impl Output {
    fn new() -> Self {
        Self { out: io::BufWriter::new(io::stdout().lock()), closed: false }
    }

    fn write(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<()> {
        if self.closed {
            return Ok(());
        }
        match write(&mut self.out).and_then(|()| self.out.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => self.closed = true,
            done => done.context("standard output: cannot be written")?,
        }
        Ok(())
    }
}

/// A text without characters that a terminal would obey.
fn printable(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_control() && c != '\n' {
            out.extend(c.escape_unicode());
        } else {
            out.push(c);
        }
    }
    out
}

/// What `-` is called.
const STANDARD_INPUT: &str = "stdin";

fn read_bytes(path: &Path) -> Result<(String, Vec<u8>)> {
    if path == Path::new("-") {
        return Ok((STANDARD_INPUT.to_owned(), inputs::read_up_to(io::stdin().lock(), STANDARD_INPUT)?));
    }
    let shown = path.display();
    if path.is_dir() {
        bail!("{shown}: is a folder, expected a file");
    }
    let file = std::fs::File::open(path).map_err(|error| inputs::refusal(&shown.to_string(), &error))?;
    let bytes = inputs::read_up_to(file, &shown.to_string())?;
    let name = path.file_name().map_or_else(|| shown.to_string(), |name| name.to_string_lossy().into_owned());
    Ok((name, bytes))
}

fn read_source(path: &Path) -> Result<Source> {
    let (name, bytes) = read_bytes(path)?;
    let shown = if path == Path::new("-") { name.clone() } else { path.display().to_string() };
    Source::from_bytes_within(printable(&name), &bytes, limits()).map_err(|error| anyhow!("{shown}: {error}"))
}

/// All files, or all reasons why some cannot be read.
fn read_sources(files: &[PathBuf]) -> Result<Vec<Source>> {
    read_once(files.iter().map(PathBuf::as_path))?;
    let (sources, errors): (Vec<_>, Vec<_>) = files.iter().map(|file| read_source(file)).partition(Result::is_ok);
    let errors: Vec<String> = errors.into_iter().filter_map(Result::err).map(|error| format!("{error:#}")).collect();
    if !errors.is_empty() {
        bail!("{}", errors.join("\nerror: "));
    }
    Ok(sources.into_iter().flatten().collect())
}

fn print_texts(files: &[PathBuf], quiet: bool) -> Result<ExitCode> {
    let sources = read_sources(files)?;
    let mut out = Output::new();
    for source in &sources {
        for found in source.findings().iter().filter(|_| !quiet) {
            let code = Code::from(found.kind);
            let text = finding(&code.severity(), code.name(), &found.to_string(), None, None);
            let _ = writeln!(io::stderr(), "{}: {text}", source.name());
        }
        out.write(|out| out.write_all(source.text().as_bytes()))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn extract(files: &[PathBuf], fail_on: &[FailOn], quiet: bool) -> Result<ExitCode> {
    let sources = read_sources(files)?;
    let mut out = Output::new();
    let mut failed = Vec::new();
    for source in &sources {
        let extraction = beschluss::extract(source);
        if !quiet {
            report(source, &extraction);
        }
        out.write(|out| {
            if sources.len() == 1 {
                extraction.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, Readable::default()))?;
            } else {
                serde_json::to_writer(&mut *out, &extraction)?;
            }
            out.write_all(b"\n")
        })?;
        let found = &extraction.diagnostics;
        let ambiguous = found.iter().filter(|one| one.code == Code::AmbiguousRow).count();
        let holds = |finding: &&FailOn| finding.holds(count(found), extraction.coverage.unclaimed, ambiguous);
        for finding in fail_on.iter().filter(holds) {
            let what = format!("{} has {}", source.name(), finding.noun());
            if !failed.contains(&what) {
                failed.push(what);
            }
        }
    }
    if !failed.is_empty() {
        let _ = writeln!(io::stderr(), "failed: {}", printable(&failed.join(", ")));
    }
    Ok(ExitCode::from(u8::from(!failed.is_empty())))
}

/// Findings, one a line as compilers print them, and a summary. Nobody listening is no error.
fn report(source: &Source, extraction: &Extraction) {
    let mut lines = String::new();
    for one in &extraction.diagnostics {
        let place = place(source, one.span.start);
        let text = finding(&one.severity, one.code.name(), &one.message, one.record.as_deref(), one.field.as_deref());
        let _ = writeln!(lines, "{}:{place}: {text}", source.name());
    }
    let [errors, warnings, notes] = count(&extraction.diagnostics);
    let _ = writeln!(
        lines,
        "{}: {}, {}, {}, {}; {}, {}, {}; {} of {} bytes not understood",
        source.name(),
        counted(extraction.decisions.len(), "decision"),
        counted(extraction.programmes.len(), "programme"),
        counted(extraction.projects.len(), "project"),
        counted(extraction.members.len(), "member"),
        counted(errors, "error"),
        counted(warnings, "warning"),
        counted(notes, "note"),
        extraction.coverage.unclaimed,
        extraction.coverage.bytes,
    );
    let _ = io::stderr().lock().write_all(lines.as_bytes());
}

/// Line and column of a byte, and of a PDF the page: its text is seen by nobody.
fn place(source: &Source, at: usize) -> String {
    let (line, column) = source.position(at);
    let page = source.geometry().map(|geometry| geometry.pages.partition_point(|page| page.span.start <= at));
    page.filter(|page| *page > 0).map_or_else(String::new, |page| format!("page {page}:")) + &format!("{line}:{column}")
}

/// A finding on one line, behind its place.
fn finding(
    severity: &dyn std::fmt::Display,
    code: &str,
    message: &str,
    record: Option<&str>,
    field: Option<&str>,
) -> String {
    let place = match (record, field) {
        (Some(record), Some(field)) => format!(" ({record}.{field})"),
        (Some(record), None) => format!(" ({record})"),
        _ => String::new(),
    };
    printable(&format!("{severity}[{code}]: {message}{place}"))
}

/// A text that is cut behind so many characters.
fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// Refuses calls that would read standard input twice.
fn read_once<'a>(paths: impl IntoIterator<Item = &'a Path>) -> Result<()> {
    if paths.into_iter().filter(|path| *path == Path::new("-")).count() > 1 {
        bail!("standard input can be read only once, found `-` twice");
    }
    Ok(())
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

fn verify_file(extraction: &Path, source: &Path) -> Result<ExitCode> {
    read_once([extraction, source])?;
    let source = read_source(source)?;
    let shown = extraction.display().to_string();
    let (_, bytes) = read_bytes(extraction)?;
    let documents: Vec<Value> = serde_json::Deserializer::from_slice(&bytes)
        .into_iter()
        .collect::<Result<_, _>>()
        .with_context(|| format!("{shown}: is not JSON"))?;
    // Of several documents, the one about this source.
    let is_about = |key: &str, value: &str| {
        let value = value.to_owned();
        let key = key.to_owned();
        move |document: &&Value| document["source"][&key] == value
    };
    let document = match &documents[..] {
        [] => bail!("{shown}: is empty, expected what `extract` printed"),
        [one] => one,
        several => several
            .iter()
            .find(is_about("sha256", source.sha256()))
            .or_else(|| several.iter().find(is_about("name", source.name())))
            .ok_or_else(|| anyhow!("{shown}: none of its {} documents is about {}", several.len(), source.name()))?,
    };
    let verdict = verify(document, &source).map_err(|error| anyhow!("{shown}: {error}"))?;
    let mut out = String::new();
    for failure in &verdict.failures {
        let field = [failure.record.as_str(), failure.field.as_str()].join(".");
        let at =
            failure.span.map_or(String::new(), |span| format!("{}:{}: ", source.name(), place(&source, span.start)));
        let _ = writeln!(out, "{at}{}: {}", field.trim_matches('.'), failure.message);
    }
    let failed = verdict.failures.len();
    let _ = writeln!(
        out,
        "{}: {} replayed{}",
        source.name(),
        counted(verdict.replayed, "field"),
        match (failed, verdict.replayed) {
            (0, 0) => ", as the document has no records".to_owned(),
            (0, _) => ", all follow from the bytes".to_owned(),
            _ => format!(", {failed} failed"),
        }
    );
    Output::new().write(|to| to.write_all(printable(&out).as_bytes()))?;
    Ok(ExitCode::from(u8::from(failed > 0)))
}

fn schema(name: &str) -> Result<ExitCode> {
    let schema = Schema::of(name).ok_or_else(|| anyhow!("no schema is called {name}"))?;
    Output::new().write(|out| {
        serde_json::to_writer_pretty(&mut *out, &schema)?;
        out.write_all(b"\n")
    })?;
    Ok(ExitCode::SUCCESS)
}
