//! Opening: what is there is looked at first, and nothing that does not fit is touched.

use std::{path::Path, sync::Mutex, time::Duration};

use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::{
    Sqlite, creation,
    group::Group,
    header::{self, Header},
    schema::{EXCHANGE, FORMAT, INDEX_TABLES, INDEX_VERSION, MADE_BY},
    trouble::Trouble,
};
use crate::{Store, StoreError};

/// How the indexes stand to the records.
enum Fit {
    Fits,
    Older,
    Newer { made_by: String, version: i64 },
}

pub(super) fn open(path: &Path, busy: Duration) -> Result<Sqlite, StoreError> {
    if look(path)? == Header::Nothing {
        creation::create(path, busy)?;
    }
    let store = match writer(path, busy) {
        Ok(connection) => assemble(path, busy, Ok(connection), false)?,
        Err(trouble) if trouble.forbids_writing() => reading_only(path, busy, &trouble.to_string())?,
        Err(trouble) => return Err(trouble.at(path, busy)),
    };
    if store.read_only().is_none() && store.read(|tx| format(tx))? < FORMAT {
        store.write(|tx| bring_up(tx))?;
    }
    match store.read(|tx| fit(tx))? {
        Fit::Fits => {}
        Fit::Older if store.read_only().is_none() => {
            store.rebuild()?;
        }
        Fit::Older => return Err(older(path)),
        Fit::Newer { made_by, version } => return Err(newer(path, made_by, version)),
    }
    Ok(store)
}

pub(super) fn open_read_only(path: &Path, busy: Duration) -> Result<Sqlite, StoreError> {
    must_be_there(path)?;
    let store = reading_only(path, busy, "it was opened for questions only")?;
    match store.read(|tx| fit(tx))? {
        Fit::Fits => Ok(store),
        Fit::Older => Err(older(path)),
        Fit::Newer { made_by, version } => Err(newer(path, made_by, version)),
    }
}

pub(super) fn open_unchecked(path: &Path, busy: Duration) -> Result<Sqlite, StoreError> {
    must_be_there(path)?;
    match writer(path, busy) {
        Ok(connection) => assemble(path, busy, Ok(connection), false),
        Err(trouble) if trouble.forbids_writing() => reading_only(path, busy, &trouble.to_string()),
        Err(trouble) => Err(trouble.at(path, busy)),
    }
}

fn older(path: &Path) -> StoreError {
    let detail = "an older version made them, and they cannot be made anew in a store opened for reading";
    StoreError::IndexStale { path: path.to_owned(), detail: detail.to_owned() }
}

fn newer(path: &Path, made_by: String, found: i64) -> StoreError {
    StoreError::IndexNewer { path: path.to_owned(), made_by, found, known: INDEX_VERSION }
}

fn must_be_there(path: &Path) -> Result<(), StoreError> {
    match look(path)? {
        Header::Nothing => Err(StoreError::Missing { path: path.to_owned() }),
        Header::Store | Header::Other(_) => Ok(()),
    }
}

/// What lies at the path, other things than a store and nothing being errors.
fn look(path: &Path) -> Result<Header, StoreError> {
    match header::read(path).map_err(|error| creation::cannot(path, error))? {
        Header::Other(found) => Err(StoreError::NotAStore { path: path.to_owned(), found }),
        header => Ok(header),
    }
}

fn assemble(
    path: &Path,
    busy: Duration,
    writer: Result<Connection, String>,
    immutable: bool,
) -> Result<Sqlite, StoreError> {
    let store = Sqlite {
        path: path.to_owned(),
        busy,
        writer: writer.map(Group::new),
        readers: Mutex::default(),
        watch: Mutex::default(),
        immutable,
    };
    let (format, made_by) = store.read(|tx| {
        let made_by = tx.query_row("SELECT made_by FROM store", [], |row| row.get(0));
        Ok((format(tx)?, made_by.ok()))
    })?;
    if !header::is_newer(format) {
        return Ok(store);
    }
    Err(StoreError::Newer {
        path: path.to_owned(),
        made_by: made_by.unwrap_or_else(|| "a newer version of attache".to_owned()),
        found: i64::from(format),
        known: i64::from(FORMAT),
    })
}

/// Opens for reading: as one process among others if possible, else as a file that nobody writes.
fn reading_only(path: &Path, busy: Duration, cause: &str) -> Result<Sqlite, StoreError> {
    let shared = reader(path, busy, false).and_then(|connection| Ok(probe(&connection)?));
    match shared {
        Ok(()) => assemble(path, busy, Err(cause.to_owned()), false),
        Err(trouble) if trouble.forbids_writing() => match header::log_beside(path) {
            None => assemble(path, busy, Err(cause.to_owned()), true),
            Some(left) => Err(StoreError::CannotOpen {
                path: path.to_owned(),
                cause: format!("{} holds records that cannot be read in a folder without write permission; copy both files elsewhere", left.display()).into(),
            }),
        },
        Err(trouble) => Err(trouble.at(path, busy)),
    }
}

/// The connection that writes. Fails with an error that forbids writing where the file, or the folder
/// for its `-wal`, is read-only.
fn writer(path: &Path, busy: Duration) -> Result<Connection, Trouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    prepare(&connection, busy)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // The one connection that looks ids up at random while it adds.
    connection.pragma_update(None, "cache_size", -24_576)?;
    // Ids are random, so each batch touches many pages of their indexes; folding the -wal into the file
    // seldom writes each of them once for many batches. 160 MB at most lie there between two foldings.
    connection.pragma_update_and_check(None, "wal_autocheckpoint", 40_000, |_| Ok(()))?;
    probe(&connection)?;
    if connection.is_readonly(rusqlite::MAIN_DB)? {
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_READONLY);
        let words = "the file is write-protected".to_owned();
        return Err(rusqlite::Error::SqliteFailure(code, Some(words)).into());
    }
    Ok(connection)
}

/// A connection that reads.
pub(super) fn reader(path: &Path, busy: Duration, immutable: bool) -> Result<Connection, Trouble> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = if immutable {
        Connection::open_with_flags(immutable_address(path), flags | OpenFlags::SQLITE_OPEN_URI)?
    } else {
        Connection::open_with_flags(path, flags)?
    };
    prepare(&connection, busy)?;
    Ok(connection)
}

fn prepare(connection: &Connection, busy: Duration) -> Result<(), Trouble> {
    connection.busy_timeout(busy)?;
    connection.set_prepared_statement_cache_capacity(64);
    // In KiB. Those who read pages of a collection find the next ones beside them; there may be many readers.
    connection.pragma_update(None, "cache_size", -8_192)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(())
}

/// Reads one page, so that whatever keeps the file from being read shows.
fn probe(connection: &Connection) -> Result<(), rusqlite::Error> {
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0)).map(drop)
}

/// The path as a URI (SQLite, "Uniform Resource Identifiers") that says that nobody writes the file.
fn immutable_address(path: &Path) -> String {
    let mut address = "file:".to_owned();
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => {
                address.push(char::from(*byte))
            }
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address + "?immutable=1"
}

/// The format of the log.
pub(super) fn format(tx: &Connection) -> Result<i32, Trouble> {
    Ok(tx.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Adds to the log of a store of an older format what it lacks, within a transaction. An older program then
/// leaves the store alone, and names this one.
pub(super) fn bring_up(tx: &Connection) -> Result<(), Trouble> {
    if format(tx)? < FORMAT {
        tx.execute_batch(EXCHANGE)?;
        tx.execute("UPDATE store SET made_by = ?1", [MADE_BY])?;
        tx.pragma_update(None, "user_version", FORMAT)?;
    }
    Ok(())
}

/// Whether the indexes are those of the records: a few look-ups, whatever the size of the log.
fn fit(tx: &Connection) -> Result<Fit, Trouble> {
    let (last, end): (i64, Option<i64>) =
        tx.query_row("SELECT last, (SELECT max(seq) FROM records) FROM store", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
    let end = end.unwrap_or(0);
    if end != last {
        return Err(Trouble::Damaged(format!("its log should end at record {last} and ends at {end}")));
    }
    // A newer version may keep other tables, so its number counts before theirs; a table that is not
    // there to tell it is found missing below.
    let made: Option<(String, i64)> = tx
        .query_row("SELECT made_by, version FROM indexes", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
        .unwrap_or_default();
    match made {
        Some((made_by, version)) if version > INDEX_VERSION => return Ok(Fit::Newer { made_by, version }),
        Some((_, version)) if version < INDEX_VERSION => return Ok(Fit::Older),
        _ => {}
    }
    let mut present = tx.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?1")?;
    for table in INDEX_TABLES {
        if present.query_row([table], |row| row.get::<_, i64>(0))? == 0 {
            return Err(Trouble::Stale(format!("the table `{table}` is missing")));
        }
    }
    let row = tx
        .query_row("SELECT version, reaches FROM indexes", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    match row {
        Some((INDEX_VERSION, reaches)) if reaches == last => Ok(Fit::Fits),
        Some((INDEX_VERSION, reaches)) => {
            let reaches: i64 = reaches;
            Err(Trouble::Stale(format!("they reach to record {reaches} of {last}")))
        }
        _ => Err(Trouble::Stale("it is not recorded how far they reach".to_owned())),
    }
}
