//! A new store comes into being whole: it is made under another name, synced, and only then given its
//! own name, so that a kill at any instant leaves either no store or a whole one.

use std::{fs::File, io, path::Path, time::Duration};

use attache_core::digest::Digest;
use rusqlite::{Connection, params};

use super::{
    header,
    schema::{APPLICATION_ID, EXCHANGE, FORMAT, INDEX_VERSION, INDEXES, LOG, MADE_BY},
    trouble::Trouble,
};
use crate::StoreError;

/// What the chain begins with: no record yet.
pub(super) const NO_CHAIN: [u8; 32] = [0; 32];

/// The chain after a record: over the chain before (32 bytes) and the record's bytes.
pub(super) fn chained(before: &[u8; 32], body: &[u8]) -> [u8; 32] {
    *Digest::of_bytes(&[before.as_slice(), body].concat()).as_bytes()
}

/// Makes an empty store at `path`, which its owner alone may read: keys come to lie in it. Where another process was faster, its store is left in place.
pub(super) fn create(path: &Path, busy: Duration) -> Result<(), StoreError> {
    if let Some(left) = header::log_beside(path) {
        // SQLite would play that log into the new file.
        let detail = format!("the file itself is gone, only {} is left of it", left.display());
        return Err(StoreError::Corrupt { path: path.to_owned(), detail });
    }
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let draft = tempfile::Builder::new()
        .prefix(".attache-")
        .suffix(".new")
        .tempfile_in(folder)
        .map_err(|error| cannot(path, error))?
        .into_temp_path();
    fill(&draft).map_err(|trouble| trouble.at(path, busy))?;
    File::open(&draft).and_then(|file| file.sync_all()).map_err(|error| cannot(path, error))?;
    match draft.persist_noclobber(path) {
        Ok(()) => {}
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        Err(error) => return Err(cannot(path, error.error)),
    }
    // The name itself must survive a power cut too; where a folder cannot be synced, it is not ours to force.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

fn fill(path: &Path) -> Result<(), Trouble> {
    let connection = Connection::open(path)?;
    // Nobody knows of the file yet: it is synced once, when it is whole.
    connection.pragma_update(None, "synchronous", "OFF")?;
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", FORMAT)?;
    connection.execute_batch(&format!("BEGIN IMMEDIATE;{LOG}{EXCHANGE}{INDEXES}"))?;
    connection.execute("INSERT INTO store VALUES (1, ?1, 0, ?2)", params![MADE_BY, NO_CHAIN])?;
    connection.execute("INSERT INTO indexes VALUES (1, ?1, ?2, 0)", params![MADE_BY, INDEX_VERSION])?;
    connection.execute_batch("COMMIT")?;
    // Kept in the header: every later connection finds it in this mode.
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// The error for a place where no file can be made.
pub(super) fn cannot(path: &Path, error: io::Error) -> StoreError {
    let path = path.to_owned();
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full { path },
        _ => StoreError::CannotOpen { path, cause: Box::new(error) },
    }
}
