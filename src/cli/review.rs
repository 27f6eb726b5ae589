//! `review`: one page about decks.

use std::fs;
use std::io::{Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use beschluss::diagnostic::count;
use beschluss::record::Extraction;
use beschluss::review::{Language, page};
use beschluss::source::Source;
use rayon::prelude::*;

use super::inputs::{self, Input};
use super::{Output, counted};

/// How the file of a page ends: a name that is mistaken for another argument must not overwrite a deck.
const ENDINGS: [&str; 2] = ["html", "htm"];

/// Writes a page about the decks that the paths mean.
pub(crate) fn review(paths: &[PathBuf], out: &Path, language: Language, quiet: bool) -> Result<ExitCode> {
    let shown = out.display();
    let to_output = out == Path::new("-");
    let ends = out.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)));
    if !to_output && !ends {
        bail!("{shown}: is no name of a page, expected one that ends in .html");
    }
    if out.is_dir() {
        bail!("{shown}: is a folder, expected a file");
    }
    let inputs = inputs::find(paths, out)?;
    if let Some(input) = inputs.all.iter().find(|input| input.is_file(out)) {
        bail!("{shown}: is read as {}, and would be lost", input.shown);
    }
    if !to_output && !may_be_replaced(out)? {
        bail!("{shown}: is there already, and no page of this program; take another name, or take it away");
    }
    let decks: Vec<Result<(Source, Extraction)>> = inputs.all.par_iter().map(read).collect();
    let (decks, errors): (Vec<_>, Vec<_>) = decks.into_iter().partition(Result::is_ok);
    let errors: Vec<String> = errors.into_iter().filter_map(Result::err).map(|error| format!("{error:#}")).collect();
    if !errors.is_empty() {
        bail!("{}", errors.join("\nerror: "));
    }
    let decks: Vec<(Source, Extraction)> = decks.into_iter().flatten().collect();
    let html = page(&decks, language)?;
    if to_output {
        Output::new().write(|out| out.write_all(html.as_bytes()))?;
    } else {
        write_whole(out, &html).with_context(|| format!("{shown}: cannot be written"))?;
    }
    if !quiet {
        let records: usize = decks.iter().map(|(_, extraction)| extraction.records().count() - 1).sum();
        let unclaimed: usize = decks.iter().map(|(_, extraction)| extraction.coverage.unclaimed).sum();
        let mut counts = [0; 3];
        for (_, extraction) in &decks {
            counts = [0, 1, 2].map(|at: usize| counts[at] + count(&extraction.diagnostics)[at]);
        }
        let [errors, warnings, notes] = counts;
        let (decks, records) = (counted(decks.len(), "deck"), counted(records, "record"));
        let name = if to_output { "page".to_owned() } else { shown.to_string() };
        let _ = writeln!(
            std::io::stderr(),
            "{name}: {decks}, {records}; {}, {}, {}; {} not understood; {} kB",
            counted(errors, "error"),
            counted(warnings, "warning"),
            counted(notes, "note"),
            counted(unclaimed, "byte"),
            html.len().div_ceil(1000),
        );
    }
    Ok(ExitCode::SUCCESS)
}

/// Whether a file is not there, empty, or a page that this program wrote.
fn may_be_replaced(out: &Path) -> Result<bool> {
    /// Bytes in which the mark of such a page stands.
    const HEAD: u64 = 4096;
    const MARK: &str = "<meta name=\"generator\" content=\"beschluss\">";
    let mut head = Vec::new();
    match fs::File::open(out) {
        Ok(file) => file.take(HEAD).read_to_end(&mut head)?,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(true),
        Err(error) => return Err(error).with_context(|| format!("{}: cannot be replaced", out.display())),
    };
    Ok(head.is_empty() || String::from_utf8_lossy(&head).contains(MARK))
}

fn read(input: &Input) -> Result<(Source, Extraction)> {
    match input.read()? {
        Ok(source) => {
            let extraction = beschluss::extract(&source);
            Ok((source, extraction))
        }
        Err(reason) => bail!("{}: {reason}", input.shown),
    }
}

/// Writes a file whole or not at all: beside its place, then in it.
fn write_whole(out: &Path, text: &str) -> Result<()> {
    let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(".review.");
    // As any new file: what the user's mask leaves.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(parent)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(out)?;
    Ok(())
}
