//! Which files a call means: texts and PDFs, folders with them, patterns, standard input.

use std::collections::{BTreeMap, HashSet};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use beschluss::dataset::digest;
use beschluss::source::Source;

use super::limits::limits;
use super::{STANDARD_INPUT, printable, read_once};

/// How the files end that are read out of folders.
const ENDINGS: [&str; 2] = ["txt", "pdf"];

/// A deck that shall be read.
pub(crate) struct Input {
    /// Its name, without folders.
    pub(crate) name: String,
    /// What messages call it.
    pub(crate) shown: String,
    bytes: Bytes,
    /// SHA-256 of its bytes.
    pub(crate) sha256: String,
}

enum Bytes {
    File(PathBuf),
    /// What can be read only once: standard input, a named pipe.
    Held(Vec<u8>),
}

impl Input {
    fn new(path: PathBuf) -> Result<Self> {
        if path == Path::new("-") {
            let bytes = read_up_to(io::stdin().lock(), STANDARD_INPUT)?;
            return Ok(Self::held(STANDARD_INPUT.to_owned(), STANDARD_INPUT.to_owned(), bytes));
        }
        let shown = path.display().to_string();
        let name = path.file_name().map_or_else(|| shown.clone(), |name| name.to_string_lossy().into_owned());
        let name = printable(&name).replace('\n', "\\n");
        let refusal = |error: io::Error| refusal(&shown, &error);
        if !std::fs::metadata(&path).map_err(refusal)?.is_file() {
            let bytes = read_up_to(std::fs::File::open(&path).map_err(refusal)?, &shown)?;
            return Ok(Self::held(name, shown, bytes));
        }
        let hash = || digest(std::fs::File::open(&path)?);
        let (sha256, _) = hash().map_err(refusal)?;
        Ok(Self { name, shown, bytes: Bytes::File(path), sha256 })
    }

    fn held(name: String, shown: String, bytes: Vec<u8>) -> Self {
        Self { name, shown, sha256: digest_of(&bytes), bytes: Bytes::Held(bytes) }
    }

    /// Whether it is read from this file.
    pub(crate) fn is_file(&self, other: &Path) -> bool {
        let real = |path: &Path| std::fs::canonicalize(path).ok();
        matches!(&self.bytes, Bytes::File(path) if real(path).is_some() && real(path) == real(other))
    }

    /// Its text, or why its bytes are none.
    pub(crate) fn read(&self) -> Result<Result<Source, String>> {
        let source = match &self.bytes {
            Bytes::Held(bytes) => Source::from_bytes_within(&self.name, bytes, limits()),
            Bytes::File(path) => {
                let file = std::fs::File::open(path).map_err(|error| refusal(&self.shown, &error))?;
                let bytes = read_up_to(file, &self.shown)?;
                if digest_of(&bytes) != self.sha256 {
                    bail!("{}: changed while it was read", self.shown);
                }
                Source::from_bytes_within(&self.name, &bytes, limits())
            }
        };
        Ok(source.map_err(|error| error.to_string()))
    }
}

fn digest_of(bytes: &[u8]) -> String {
    // Bytes in memory can be read.
    digest(bytes).map(|(sha256, _)| sha256).unwrap_or_default()
}

/// Reads all bytes, or refuses where there are more than the limit.
pub(crate) fn read_up_to(from: impl Read, shown: &str) -> Result<Vec<u8>> {
    let most = limits().bytes;
    let mut bytes = Vec::new();
    let more = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    from.take(more).read_to_end(&mut bytes).map_err(|error| refusal(shown, &error))?;
    if bytes.len() > most {
        bail!("{shown}: has more than {} MB; `--limit size=MB` raises the limit", most >> 20);
    }
    Ok(bytes)
}

/// Why a file cannot be read.
pub(crate) fn refusal(shown: &str, error: &io::Error) -> anyhow::Error {
    match error.kind() {
        io::ErrorKind::NotFound => anyhow!("{shown}: no such file"),
        io::ErrorKind::PermissionDenied => anyhow!("{shown}: permission denied"),
        _ => anyhow!("{shown}: {error}"),
    }
}

/// The decks that paths mean.
pub(crate) struct Inputs {
    /// By name and content, so that neither the order of the paths nor where they lie says anything.
    pub(crate) all: Vec<Input>,
    /// The names of files with the same bytes, of which the first is among `all`, by their hash.
    pub(crate) repeated: BTreeMap<String, Vec<String>>,
}

/// Finds the decks that the paths mean, but for those in the folder `except`.
pub(crate) fn find(paths: &[PathBuf], except: &Path) -> Result<Inputs> {
    read_once(paths.iter().map(PathBuf::as_path))?;
    let except = std::fs::canonicalize(except).ok();
    let mut files = Vec::new();
    for path in paths {
        expand(path, except.as_deref(), &mut files)?;
    }
    // The same file twice is said once.
    let mut seen = HashSet::new();
    files.retain(|file| seen.insert(std::fs::canonicalize(file).unwrap_or_else(|_| file.clone())));
    let mut inputs = files.into_iter().map(Input::new).collect::<Result<Vec<Input>>>()?;
    inputs.sort_by(|one, other| (&one.name, &one.sha256).cmp(&(&other.name, &other.sha256)));
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for input in &inputs {
        names.entry(input.sha256.clone()).or_default().push(input.name.clone());
    }
    let mut seen = HashSet::new();
    inputs.retain(|input| seen.insert(input.sha256.clone()));
    names.retain(|_, names| names.len() > 1);
    Ok(Inputs { all: inputs, repeated: names })
}

/// Adds the files that a path means.
fn expand(path: &Path, except: Option<&Path>, files: &mut Vec<PathBuf>) -> Result<()> {
    let shown = path.display();
    if path == Path::new("-") || path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    if path.is_dir() {
        let before = files.len();
        if std::fs::canonicalize(path).ok().as_deref().is_some_and(|path| Some(path) == except) {
            bail!("{shown}: is the folder of the dataset itself, expected the decks");
        }
        walk(path, except, files)?;
        if files.len() == before {
            let endings = ENDINGS.map(|ending| format!(".{ending}")).join(" or ");
            bail!("{shown}: holds no deck, expected files that end in {endings}");
        }
        return Ok(());
    }
    let pattern = path.to_string_lossy();
    if path.exists() {
        // Named pipes and the like are read as they are.
        files.push(path.to_owned());
        return Ok(());
    }
    if !pattern.contains(['*', '?', '[']) {
        bail!("{shown}: no such file");
    }
    let matches = glob::glob(&pattern).map_err(|error| anyhow!("{shown}: is no pattern: {error}"))?;
    let mut found: Vec<PathBuf> =
        matches.collect::<Result<_, _>>().map_err(|error| anyhow!("{shown}: cannot be read: {error}"))?;
    found.sort();
    if found.is_empty() {
        bail!("{shown}: no file is called so");
    }
    for path in found {
        if path.is_dir() {
            walk(&path, except, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Adds the decks below a folder; what is hidden, what is behind links of folders and the dataset itself is left out.
fn walk(folder: &Path, except: Option<&Path>, files: &mut Vec<PathBuf>) -> Result<()> {
    if std::fs::canonicalize(folder).ok().as_deref() == except {
        return Ok(());
    }
    let entries = std::fs::read_dir(folder).map_err(|error| refusal(&folder.display().to_string(), &error))?;
    let mut entries: Vec<_> =
        entries.collect::<Result<_, _>>().with_context(|| format!("{}: cannot be read", folder.display()))?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let is_deck =
            path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)));
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(&path, except, files)?;
        } else if is_deck && (path.is_file() || !path.exists()) {
            // A link to nothing is named when it is read.
            files.push(path);
        }
    }
    Ok(())
}
