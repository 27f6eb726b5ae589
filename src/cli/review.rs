//! `review`: one page about decks.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
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
        let (decks, records) = (counted(decks.len(), "deck"), counted(records, "record"));
        let name = if to_output { "page".to_owned() } else { shown.to_string() };
        let _ = writeln!(
            std::io::stderr(),
            "{name}: {decks}, {records}; {} not understood; {} kB",
            counted(unclaimed, "byte"),
            html.len().div_ceil(1000),
        );
    }
    Ok(ExitCode::SUCCESS)
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
