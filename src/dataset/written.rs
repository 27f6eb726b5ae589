//! Files that know what they hold: their size, their SHA-256 and their rows.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::FileEntry;
use crate::source::hex;

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInfo {
    /// Its path within the dataset, with `/`.
    pub name: String,
    /// What it holds.
    pub entry: FileEntry,
}

/// A file that is being written.
pub(super) struct Written {
    name: String,
    path: PathBuf,
    file: BufWriter<Hashed>,
    rows: usize,
}

/// Hashes what goes through.
struct Hashed {
    file: File,
    hash: Sha256,
    bytes: u64,
}

impl Write for Hashed {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        let written = self.file.write(buffer)?;
        self.hash.update(&buffer[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Written {
    pub(super) fn create(folder: &Path, name: &str) -> Result<Self> {
        let path = folder.join(name);
        let shown = || format!("{}: cannot be written", path.display());
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(shown)?;
        }
        let file = Hashed { file: File::create(&path).with_context(shown)?, hash: Sha256::new(), bytes: 0 };
        Ok(Self { name: name.to_owned(), path, file: BufWriter::with_capacity(1 << 16, file), rows: 0 })
    }

    /// Writes a part of a row, or what stands around rows.
    pub(super) fn put(&mut self, bytes: &[u8]) -> Result<()> {
        self.file.write_all(bytes).with_context(|| format!("{}: cannot be written", self.path.display()))
    }

    /// Counts rows.
    pub(super) fn count(&mut self, rows: usize) {
        self.rows += rows;
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    /// Ends the file, and makes sure that it is on the disk.
    pub(super) fn finish(mut self, has_rows: bool) -> Result<FileInfo> {
        let shown = || format!("{}: cannot be written", self.path.display());
        self.file.flush().with_context(shown)?;
        let hashed = self.file.get_ref();
        hashed.file.sync_all().with_context(shown)?;
        let entry = FileEntry {
            sha256: hex(&hashed.hash.clone().finalize()),
            bytes: hashed.bytes,
            rows: has_rows.then_some(self.rows),
        };
        Ok(FileInfo { name: self.name, entry })
    }
}

/// What a file holds that a library wrote.
#[cfg(any(feature = "sqlite", feature = "parquet", feature = "xlsx"))]
pub(super) fn info_of(folder: &Path, name: &str, rows: Option<usize>) -> Result<FileInfo> {
    let path = folder.join(name);
    let shown = || format!("{}: cannot be read", path.display());
    let file = File::open(&path).with_context(shown)?;
    file.sync_all().with_context(shown)?;
    let (sha256, bytes) = digest(file).with_context(shown)?;
    Ok(FileInfo { name: name.to_owned(), entry: FileEntry { sha256, bytes, rows } })
}

/// SHA-256, in hexadecimal, and how many bytes there were.
///
/// # Errors
/// If they cannot be read.
pub fn digest(mut bytes: impl Read) -> io::Result<(String, u64)> {
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut count = 0;
    loop {
        let read = match bytes.read(&mut buffer) {
            Ok(0) => return Ok((hex(&hash.finalize()), count)),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hash.update(&buffer[..read]);
        count += read as u64;
    }
}

/// Writes a value as indented JSON.
pub(super) fn write_json(folder: &Path, name: &str, value: &impl Serialize) -> Result<FileInfo> {
    let mut file = Written::create(folder, name)?;
    let mut bytes = serde_json::to_vec_pretty(value).context("it is JSON")?;
    bytes.push(b'\n');
    file.put(&bytes)?;
    file.finish(false)
}
