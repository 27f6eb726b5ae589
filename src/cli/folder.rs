//! Folders that appear whole or not at all.
//!
//! A dataset is written to a hidden folder beside its place, then both are swapped in one step of the file system. Killed
//! at any moment, the old dataset stands as it was; what is left of a killed run is taken away by the next one.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use beschluss::dataset::{MANIFEST, Manifest, digest, is_file_name};

/// What tells the folders of this program that are being written: `.dataset.building-4711-0`, and its lock beside it.
const BUILDING: &str = "building-";
/// How the file ends by whose lock a run shows that it is alive.
const LOCK: &str = ".lock";
/// How the folder ends in which an old dataset stands while it is swapped in steps.
const ASIDE: &str = ".old";
/// Files that a message names at most.
const NAMED: usize = 5;

/// A folder that is gone when it is dropped.
pub(crate) struct Scratch {
    path: PathBuf,
    /// Held while the folder is in use.
    _lock: File,
}

impl Scratch {
    /// A new folder whose name starts so. Takes away what killed runs left of those.
    pub(crate) fn create(parent: &Path, prefix: &str) -> Result<Self> {
        sweep(parent, prefix);
        let refusal = || format!("{}: cannot be written", parent.display());
        let id = std::process::id();
        for attempt in 0..100 {
            let path = parent.join(format!("{prefix}{BUILDING}{id}-{attempt}"));
            // The lock is there before the folder and goes behind it.
            let lock = match File::create_new(lock_of(&path)) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => continue,
                done => done.with_context(refusal)?,
            };
            // Where files cannot be locked, nobody takes a live run's folder away by accident but another run.
            let _ = lock.try_lock();
            if let Err(error) = fs::create_dir(&path) {
                // Somebody else's folder must not look like one of ours.
                let _ = fs::remove_file(lock_of(&path));
                match error.kind() {
                    io::ErrorKind::AlreadyExists => continue,
                    _ => return Err(error).with_context(refusal),
                }
            }
            let scratch = Self { path, _lock: lock };
            // Another run may have swept the lock away before it was held.
            if lock_of(&scratch.path).exists() {
                return Ok(scratch);
            }
        }
        bail!("{}: holds too many unfinished folders `{prefix}{BUILDING}*`", parent.display())
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.path);
        let _ = fs::remove_file(lock_of(&self.path));
    }
}

fn lock_of(folder: &Path) -> PathBuf {
    let mut name = folder.as_os_str().to_owned();
    name.push(LOCK);
    name.into()
}

/// Takes away what killed runs left: folders whose lock nobody holds.
fn sweep(parent: &Path, prefix: &str) {
    let prefix = format!("{prefix}{BUILDING}");
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let name = name.strip_suffix(LOCK).unwrap_or(&name);
        let numbers = name.strip_prefix(&prefix).and_then(|rest| rest.split_once('-'));
        if numbers.is_none_or(|(id, attempt)| !is_number(id) || !is_number(attempt)) {
            continue;
        }
        let path = parent.join(name);
        let free = File::open(lock_of(&path)).is_ok_and(|lock| lock.try_lock().is_ok());
        if free {
            let _ = fs::remove_dir_all(&path);
            let _ = fs::remove_file(lock_of(&path));
        }
    }
}

/// The place of a dataset, and the folder in which the next one is written.
pub(crate) struct Place {
    out: PathBuf,
    shown: String,
    /// Whether what a hand changed in the old dataset shall go.
    meant: bool,
    scratch: Scratch,
}

impl Place {
    /// Prepares to write a dataset there.
    ///
    /// Refuses a place that holds anything but a dataset as it was written; what a hand changed in it is given up only
    /// where that is `meant`.
    pub(crate) fn prepare(out: &Path, meant: bool) -> Result<Self> {
        let shown = out.display().to_string();
        restore(&std::path::absolute(out).with_context(|| format!("{shown}: cannot be written"))?);
        let known = known_files(out)?;
        refuse_foreign(out, &known)?;
        if !meant {
            refuse_edited(out)?;
        }
        let absolute = if out.exists() {
            fs::canonicalize(out)
        } else {
            let Some(name) = out.file_name() else { bail!("{shown}: no such folder, and no name for a new one") };
            let parent = out.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let parent = fs::create_dir_all(parent).and_then(|()| fs::canonicalize(parent));
            parent.map(|parent| parent.join(name))
        };
        let out = absolute.with_context(|| format!("{shown}: cannot be written"))?;
        let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else {
            bail!("{shown}: is the root of the file system, expected a folder for the dataset");
        };
        // The folder is swapped, and who works in it would be in the old one.
        if std::env::current_dir().is_ok_and(|current| current.starts_with(&out)) {
            bail!("{shown}: is the current folder or holds it, expected another folder for the dataset");
        }
        let scratch = Scratch::create(parent, &format!(".{}.", name.to_string_lossy()))?;
        Ok(Self { out, shown, meant, scratch })
    }

    /// Where to write.
    pub(crate) fn folder(&self) -> &Path {
        self.scratch.path()
    }

    /// Puts what was written in its place, in one step.
    pub(crate) fn publish(self) -> Result<()> {
        let refusal = || format!("{}: cannot be written", self.shown);
        let folder = self.scratch.path();
        sync(folder);
        if let Ok(metadata) = fs::metadata(&self.out) {
            let _ = fs::set_permissions(folder, metadata.permissions());
        }
        // Where another run puts its dataset there first, that one is swapped.
        let mut swapped = self.out.exists();
        if !swapped && let Err(error) = fs::rename(folder, &self.out) {
            swapped = self.out.exists();
            if !swapped {
                return Err(error).with_context(refusal);
            }
        }
        if swapped {
            swap(folder, &self.out).with_context(refusal)?;
            // What now lies in the hidden folder was there. If that is no dataset any more, it comes back.
            let old = known_files(folder).and_then(|old| {
                refuse_foreign(folder, &old)?;
                if !self.meant {
                    refuse_edited(folder)?;
                }
                Ok(old)
            });
            match old {
                Ok(old) => {
                    allow_writing(folder);
                    remove_files(folder, &old);
                }
                Err(_) => {
                    swap(folder, &self.out).with_context(refusal)?;
                    bail!("{}: files came in or were changed meanwhile, so it was left as it is", self.shown);
                }
            }
        }
        if let Some(parent) = self.out.parent() {
            sync(parent);
        }
        Ok(())
    }
}

/// Lets the files in a folder be removed, whatever its permissions were.
fn allow_writing(folder: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let _ = fs::set_permissions(folder, fs::Permissions::from_mode(0o700));
    }
    #[cfg(not(unix))]
    let _ = folder;
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

/// Swaps two folders: in one step, or in three where the file system cannot.
fn swap(new: &Path, out: &Path) -> io::Result<()> {
    if exchange(new, out)? {
        return Ok(());
    }
    let aside = aside_of(new);
    fs::rename(out, &aside)?;
    if let Err(error) = fs::rename(new, out) {
        fs::rename(&aside, out)?;
        return Err(error);
    }
    fs::rename(&aside, new)
}

/// Where the old dataset stands between the steps.
fn aside_of(folder: &Path) -> PathBuf {
    let mut name = folder.as_os_str().to_owned();
    name.push(ASIDE);
    name.into()
}

/// Puts a dataset back that a killed run had moved aside.
fn restore(out: &Path) {
    let (Some(parent), Some(name)) = (out.parent(), out.file_name()) else { return };
    let prefix = format!(".{}.{BUILDING}", name.to_string_lossy());
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let found = entry.file_name().to_string_lossy().into_owned();
        if !out.exists() && found.starts_with(&prefix) && found.ends_with(ASIDE) {
            let _ = fs::rename(entry.path(), out);
        }
    }
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
    // A manifest is a file like others: what it names and no dataset has is not ours.
    let files = manifest.files.keys().map(String::as_str).filter(|name| is_file_name(name));
    Ok(files.chain([MANIFEST]).map(PathBuf::from).collect())
}

/// The manifest of the dataset in a folder, if there is one.
pub(crate) fn read_manifest(folder: &Path) -> Result<Option<Manifest>> {
    let path = folder.join(MANIFEST);
    match fs::read(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("{}: cannot be read", path.display())),
        Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| {
            anyhow!(
                "{}: is not the manifest of a dataset ({error}); restore it, or name another folder",
                path.display()
            )
        }),
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
    let names = named(foreign.iter().map(|path| path.display().to_string()).collect());
    bail!("{}: holds files that are of no dataset ({names}), expected an empty folder", folder.display())
}

/// Refuses a dataset with files that are not as they were written.
fn refuse_edited(folder: &Path) -> Result<()> {
    let Some(manifest) = read_manifest(folder)? else { return Ok(()) };
    let edited: Vec<String> =
        edited_files(folder, &manifest)?.into_iter().filter(|name| folder.join(name).exists()).collect();
    if edited.is_empty() {
        return Ok(());
    }
    let shown = folder.display();
    bail!("{shown}: files were changed after they were written ({}); `check --update` writes them anew", named(edited))
}

/// Files of a dataset that are not as they were written, or are gone.
pub(crate) fn edited_files(folder: &Path, manifest: &Manifest) -> Result<BTreeSet<String>> {
    let mut edited = BTreeSet::new();
    for (name, entry) in &manifest.files {
        let path = folder.join(name);
        let same = match File::open(&path) {
            Ok(file) => digest(file).with_context(|| format!("{}: cannot be read", path.display()))?.0 == entry.sha256,
            Err(_) => false,
        };
        if !same {
            edited.insert(name.clone());
        }
    }
    Ok(edited)
}

/// The first of some names, and how many more there are.
fn named(mut names: Vec<String>) -> String {
    if names.len() > NAMED {
        let more = names.len() - NAMED;
        names.truncate(NAMED);
        names.push(format!("{more} more"));
    }
    names.join(", ")
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
