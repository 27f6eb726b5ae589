//! Folders that appear whole or not at all.
//!
//! A dataset is written to a hidden folder beside its place, then both are swapped in one step of the file system. Killed
//! at any moment, the old dataset stands as it was; what is left of a killed run is taken away by the next one.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use beschluss::dataset::{MANIFEST, Manifest};

/// What tells the folders of this program that are being written.
const BUILDING: &str = "building-";
/// The file by whose lock a run shows that it is alive.
const LOCK: &str = ".lock";
/// Foreign files that a message names at most.
const NAMED: usize = 5;

/// A folder that is gone when it is dropped.
pub(crate) struct Scratch {
    path: PathBuf,
    lock: Option<File>,
}

impl Scratch {
    /// A new folder whose name starts so.
    pub(crate) fn create(parent: &Path, prefix: &str) -> Result<Self> {
        let id = std::process::id();
        for attempt in 0..100 {
            let path = parent.join(format!("{prefix}{BUILDING}{id}-{attempt}"));
            match fs::create_dir(&path) {
                Ok(()) => {
                    let mut scratch = Self { path, lock: None };
                    let lock = File::create(scratch.path.join(LOCK)).with_context(|| scratch.refusal())?;
                    // Where files cannot be locked, nobody takes a live run's folder away by accident but another run.
                    let _ = lock.try_lock();
                    scratch.lock = Some(lock);
                    return Ok(scratch);
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error).with_context(|| format!("{}: cannot be written", parent.display())),
            }
        }
        bail!("{}: holds too many unfinished folders `{prefix}{BUILDING}*`", parent.display())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    fn refusal(&self) -> String {
        format!("{}: cannot be written", self.path.display())
    }

    /// Gives the folder up to others: it is whole.
    fn unlock(&mut self) -> Result<()> {
        if self.lock.take().is_some() {
            fs::remove_file(self.path.join(LOCK)).with_context(|| self.refusal())?;
        }
        Ok(())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
    }
}

/// Takes away what killed runs left: folders whose lock nobody holds.
fn sweep(parent: &Path, prefix: &str) {
    let prefix = format!("{prefix}{BUILDING}");
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            let free = File::open(entry.path().join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok());
            if free {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
    }
}

/// The place of a dataset, and the folder in which the next one is written.
pub(crate) struct Place {
    out: PathBuf,
    shown: String,
    scratch: Scratch,
}

impl Place {
    /// Prepares to write a dataset there.
    ///
    /// Refuses a place that holds anything but a dataset.
    pub(crate) fn prepare(out: &Path) -> Result<Self> {
        let shown = out.display().to_string();
        let known = known_files(out)?;
        refuse_foreign(out, &known)?;
        let absolute = if out.exists() {
            fs::canonicalize(out)
        } else {
            let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let parent = fs::create_dir_all(parent).and_then(|()| fs::canonicalize(parent));
            parent.map(|parent| parent.join(out.file_name().unwrap_or_default()))
        };
        let out = absolute.with_context(|| format!("{shown}: cannot be written"))?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            bail!("{shown}: is the root of the file system, expected a folder for the dataset");
        };
        let prefix = format!(".{}.", name.to_string_lossy());
        sweep(parent, &prefix);
        let scratch = Scratch::create(parent, &prefix)?;
        if let Ok(metadata) = fs::metadata(&out) {
            let _ = fs::set_permissions(&scratch.path, metadata.permissions());
        }
        Ok(Self { out, shown, scratch })
    }

    /// Where to write.
    pub(crate) fn folder(&self) -> &Path {
        self.scratch.path()
    }

    /// Puts what was written in its place, in one step.
    pub(crate) fn publish(mut self) -> Result<()> {
        let refusal = || format!("{}: cannot be written", self.shown);
        let old = known_files(&self.out)?;
        refuse_foreign(&self.out, &old)?;
        self.scratch.unlock()?;
        sync(self.scratch.path());
        if self.out.exists() {
            if !exchange(self.scratch.path(), &self.out).with_context(refusal)? {
                replace(self.scratch.path(), &self.out).with_context(refusal)?;
            }
            // What now lies in the hidden folder is the old dataset.
            remove_files(self.scratch.path(), &old);
            if self.scratch.path().exists() {
                let left = self.scratch.path().display().to_string();
                std::mem::forget(self.scratch);
                bail!("{}: is written, but files that came in meanwhile were left in {left}", self.shown);
            }
        } else {
            fs::rename(self.scratch.path(), &self.out).with_context(refusal)?;
        }
        if let Some(parent) = self.out.parent() {
            sync(parent);
        }
        Ok(())
    }
}

/// Makes sure that the names in a folder are on the disk, where the system can do so.
fn sync(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

/// Swaps two folders in one step; false where the file system cannot.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<bool> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    use rustix::io::Errno;
    match renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(true),
        Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_one: &Path, _other: &Path) -> io::Result<bool> {
    Ok(false)
}

/// Swaps two folders in three steps, and takes the first back where the second fails.
fn replace(new: &Path, out: &Path) -> io::Result<()> {
    let aside = new.with_extension("old");
    fs::rename(out, &aside)?;
    if let Err(error) = fs::rename(new, out) {
        fs::rename(&aside, out)?;
        return Err(error);
    }
    fs::rename(&aside, new)
}

/// The files of the dataset in a folder, by its manifest; none where there is no folder or an empty one.
fn known_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let shown = folder.display();
    match fs::metadata(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error).with_context(|| format!("{shown}: cannot be written")),
        Ok(metadata) if !metadata.is_dir() => bail!("{shown}: is a file, expected a folder"),
        Ok(_) => {}
    }
    let Some(manifest) = read_manifest(folder)? else { return Ok(Vec::new()) };
    let files = manifest.files.keys().map(PathBuf::from).filter(|path| path.is_relative());
    Ok(files.chain([PathBuf::from(MANIFEST)]).collect())
}

/// The manifest of the dataset in a folder, if there is one.
pub(crate) fn read_manifest(folder: &Path) -> Result<Option<Manifest>> {
    let path = folder.join(MANIFEST);
    match fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{}: cannot be read", path.display())),
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|error| anyhow!("{}: is not the manifest of a dataset: {error}", path.display())),
    }
}

/// Refuses a folder with files that are not of its dataset: this program takes away only what it wrote.
fn refuse_foreign(folder: &Path, known: &[PathBuf]) -> Result<()> {
    let mut foreign = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(inside) = folders.pop() {
        let Ok(entries) = fs::read_dir(folder.join(&inside)) else { continue };
        for entry in entries.flatten() {
            let path = inside.join(entry.file_name());
            let holds_known = known.iter().any(|file| file.starts_with(&path));
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && holds_known => folders.push(path),
                _ if known.contains(&path) => {}
                _ => foreign.push(path),
            }
        }
    }
    foreign.sort();
    if foreign.is_empty() {
        return Ok(());
    }
    let mut names: Vec<String> = foreign.iter().take(NAMED).map(|path| path.display().to_string()).collect();
    if foreign.len() > NAMED {
        names.push(format!("{} more", foreign.len() - NAMED));
    }
    bail!("{}: holds files that are of no dataset ({}), expected an empty folder", folder.display(), names.join(", "))
}

/// Removes these files, and the folder with those in it that are then empty.
fn remove_files(folder: &Path, files: &[PathBuf]) {
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    for file in files {
        let path = folder.join(file);
        let _ = fs::remove_file(&path);
        let parents = path.ancestors().skip(1).take_while(|parent| *parent != folder);
        folders.extend(parents.map(Path::to_owned));
    }
    folders.sort();
    folders.dedup();
    // The deepest first.
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}
