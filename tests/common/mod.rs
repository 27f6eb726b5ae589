//! What several tests need: the texts of the repository.

use std::path::{Path, PathBuf};

use beschluss::Source;

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files in a folder of the repository that end so, by path.
pub(crate) fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(root().join(folder))
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.extension().is_some_and(|own| own == ending))
        .collect();
    found.sort();
    found
}

/// A text as a source.
pub(crate) fn read(path: &Path) -> Source {
    let name = path.file_name().expect("it has a name").to_string_lossy();
    let bytes = std::fs::read(path).expect("it can be read");
    Source::from_bytes(name, &bytes).expect("it is text")
}
