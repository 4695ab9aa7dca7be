//! The first bytes of a file, read before SQLite is let near it.

use std::{
    fs::File,
    io::{self, Read},
    path::{Path, PathBuf},
};

use super::schema::{APPLICATION_ID, FORMAT};

/// What lies at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Header {
    /// Nothing.
    Nothing,
    /// A store, of a format that this version may know.
    Store,
    /// Something else: what it seems to be.
    Other(String),
}

/// Looks at the file without changing it. A store is created whole and under another name first, so the
/// header of a store is never half written (see `creation`).
pub(super) fn read(path: &Path) -> io::Result<Header> {
    let metadata = match std::fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Header::Nothing),
        Err(error) => return Err(error),
    };
    if metadata.is_dir() {
        return Ok(Header::Other("a folder".to_owned()));
    }
    if !metadata.is_file() {
        return Ok(Header::Other("no regular file".to_owned()));
    }
    if metadata.len() == 0 {
        let words = "an empty file: if it held a store, restore a backup; if it never did, delete it";
        return Ok(Header::Other(words.to_owned()));
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(100).read_to_end(&mut bytes)?;
    // SQLite file format, section 1.3: magic at 0, application id at 68, big-endian.
    if !bytes.starts_with(b"SQLite format 3\0") {
        return Ok(Header::Other("no SQLite file".to_owned()));
    }
    let Some(id) = bytes.get(68..72).and_then(|id| <[u8; 4]>::try_from(id).ok()).map(i32::from_be_bytes)
    else {
        return Ok(Header::Other("a SQLite file that is cut off".to_owned()));
    };
    if id != APPLICATION_ID {
        return Ok(Header::Other("a SQLite file of another program".to_owned()));
    }
    Ok(Header::Store)
}

/// The file beside it in which SQLite keeps what is not yet in the main file, if it holds anything.
pub(super) fn log_beside(path: &Path) -> Option<PathBuf> {
    ["-wal", "-journal"]
        .into_iter()
        .map(|suffix| beside(path, suffix))
        .find(|beside| std::fs::metadata(beside).is_ok_and(|metadata| metadata.len() > 0))
}

/// The path with something behind its name.
pub(super) fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Whether a format is newer than what this version knows.
pub(super) const fn is_newer(format: i32) -> bool {
    format > FORMAT
}
