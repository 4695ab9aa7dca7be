//! The files of the repository, as git sees them: tracked, or new and not ignored.

use std::{path::Path, process::Command};

use anyhow::{Context as _, ensure};

/// One text file.
#[derive(Clone, Debug)]
pub(crate) struct File {
    /// Path from the repository's root, with slashes.
    pub(crate) path: String,
    /// What stands in it.
    pub(crate) text: String,
}

impl File {
    /// A file for a fixture or from the disk.
    pub(crate) fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    /// The last part of the path.
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// Whether it is Rust source.
    pub(crate) fn is_rust(&self) -> bool {
        self.name().ends_with(".rs")
    }

    /// The lines with their numbers, from 1.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..).zip(self.text.lines())
    }
}

/// Every text file below `root` that git tracks or would track. Files that are no UTF-8 are data and are
/// left out; so are files that are tracked but gone.
///
/// # Errors
/// Where `root` is no git checkout.
pub(crate) fn files(root: &Path) -> anyhow::Result<Vec<File>> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .output()
        .context("git is needed to list the files: install git")?;
    ensure!(
        listed.status.success(),
        "git cannot list {}: {}",
        root.display(),
        String::from_utf8_lossy(&listed.stderr).trim()
    );
    let listed = String::from_utf8_lossy(&listed.stdout).into_owned();
    let mut paths: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
    paths.sort_unstable();
    paths.dedup();
    let read = |path: &str| std::fs::read_to_string(root.join(path)).ok().map(|text| File::new(path, text));
    Ok(paths.into_iter().filter_map(read).collect())
}

/// The text of the file at `path`, empty where there is none.
pub(crate) fn text_of<'a>(files: &'a [File], path: &str) -> &'a str {
    files.iter().find(|file| file.path == path).map_or("", |file| file.text.as_str())
}
