//! From what SQLite says to what a caller can do.

use std::{path::Path, time::Duration};

use rusqlite::{ErrorCode, ffi};

use crate::StoreError;

/// What went wrong inside a transaction, before the path is known again.
#[derive(Debug)]
pub(super) enum Trouble {
    /// SQLite says so.
    Engine(rusqlite::Error),
    /// What it gave back is not what was put in.
    Damaged(String),
    /// The indexes are not those of the records.
    Stale(String),
    /// It was not to be done.
    Refused(StoreError),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Self::Engine(error)
    }
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Self {
        Self::Refused(error)
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Engine(error) => error.fmt(f),
            Self::Damaged(detail) | Self::Stale(detail) => f.write_str(detail),
            Self::Refused(error) => error.fmt(f),
        }
    }
}

impl Trouble {
    /// Whether writing is impossible here while reading may still work.
    pub(super) fn forbids_writing(&self) -> bool {
        matches!(self.code(), Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied))
    }

    /// Whether looking on is pointless although nothing is damaged.
    pub(super) fn is_passing(&self) -> bool {
        matches!(
            self.code(),
            Some(
                ErrorCode::DatabaseBusy
                    | ErrorCode::DatabaseLocked
                    | ErrorCode::OutOfMemory
                    | ErrorCode::OperationInterrupted
            )
        )
    }

    fn code(&self) -> Option<ErrorCode> {
        match self {
            Self::Engine(error) => error.sqlite_error_code(),
            Self::Damaged(_) | Self::Stale(_) | Self::Refused(_) => None,
        }
    }

    /// The error for the caller of the store at `path`, who waited at most `busy`.
    pub(super) fn at(self, path: &Path, busy: Duration) -> StoreError {
        let path = path.to_owned();
        match self {
            Self::Damaged(detail) => StoreError::Corrupt { path, detail },
            Self::Stale(detail) => StoreError::IndexStale { path, detail },
            Self::Engine(error) => engine(error, path, busy),
            Self::Refused(error) => error,
        }
    }
}

fn engine(error: rusqlite::Error, path: std::path::PathBuf, busy: Duration) -> StoreError {
    let words = error.to_string();
    let extended = error.sqlite_error().map_or(0, |inner| inner.extended_code);
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy { path, waited: busy },
        Some(ErrorCode::DiskFull) => StoreError::Full { path },
        // The -shm file cannot grow: the file system has no room for it.
        Some(ErrorCode::SystemIoFailure) if extended == ffi::SQLITE_IOERR_SHMSIZE => {
            StoreError::Full { path }
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            StoreError::ReadOnly { path, cause: words }
        }
        Some(ErrorCode::CannotOpen) => StoreError::CannotOpen { path, cause: Box::new(error) },
        Some(ErrorCode::NotADatabase) => StoreError::NotAStore { path, found: "no SQLite file".to_owned() },
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Corrupt { path, detail: words },
        // A file that ends before one of its pages.
        Some(ErrorCode::SystemIoFailure) if extended == ffi::SQLITE_IOERR_SHORT_READ => {
            StoreError::Corrupt { path, detail: words }
        }
        Some(ErrorCode::Unknown) if words.contains("no such table") || words.contains("no such column") => {
            StoreError::IndexStale { path, detail: words }
        }
        Some(_) => StoreError::Engine { path, cause: Box::new(error) },
        None => match error {
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::QueryReturnedNoRows => StoreError::Corrupt { path, detail: words },
            _ => StoreError::Engine { path, cause: Box::new(error) },
        },
    }
}
