//! Why a store could not do what it was asked.

use std::{error::Error, path::PathBuf, time::Duration};

use attache_core::{canonical::CanonicalError, collection::CollectionId};

/// One variant for each thing that a caller can do about it. Whenever one of these is returned, nothing
/// was recorded and nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no store at that path, and none was to be made.
    #[error("{} does not exist: add an article first, or name another store", .path.display())]
    Missing {
        /// Where.
        path: PathBuf,
    },
    /// The path cannot be opened at all.
    #[error("{} cannot be opened ({cause}): name a file in a folder that exists and that you may write to", .path.display())]
    CannotOpen {
        /// Where.
        path: PathBuf,
        /// What the system says.
        cause: Box<dyn Error + Send + Sync>,
    },
    /// It is something else.
    #[error("{} is not an attache store ({found}): it was left as it is; name another file", .path.display())]
    NotAStore {
        /// Where.
        path: PathBuf,
        /// What it seems to be.
        found: String,
    },
    /// It was written by a newer version.
    #[error(
        "{} was written by {made_by} (store format {found}; this version reads up to {known}): update attache, nothing was changed",
        .path.display()
    )]
    Newer {
        /// Where.
        path: PathBuf,
        /// Name and version of the program that made it.
        made_by: String,
        /// Its format.
        found: i64,
        /// The newest format that this version knows.
        known: i64,
    },
    /// Its indexes were made by a newer version; its records can be read.
    #[error(
        "the indexes of {} are of a newer version (index version {found}, made by {made_by}; this program makes {known}): update attache, or run `attache db rebuild`, which makes them again; the records themselves are untouched",
        .path.display()
    )]
    IndexNewer {
        /// Where.
        path: PathBuf,
        /// Name and version of the program that made them.
        made_by: String,
        /// Their version.
        found: i64,
        /// The version that this program makes.
        known: i64,
    },
    /// It is damaged.
    #[error("{} is damaged ({detail}): run `attache db check` to see what, and restore a backup; nothing was overwritten", .path.display())]
    Corrupt {
        /// Where.
        path: PathBuf,
        /// What was found.
        detail: String,
    },
    /// Its indexes do not belong to its records.
    #[error("the indexes of {} do not belong to its records ({detail}): run `attache db rebuild`; the records themselves are untouched", .path.display())]
    IndexStale {
        /// Where.
        path: PathBuf,
        /// What differs.
        detail: String,
    },
    /// It can be read, not written.
    #[error("{} can be read but not written ({cause}): questions work; to record, make the file and its folder writable or name another store", .path.display())]
    ReadOnly {
        /// Where.
        path: PathBuf,
        /// What the system says.
        cause: String,
    },
    /// The disk is full.
    #[error("no room left for {}: nothing of this batch was recorded; free some space on that disk and run it again", .path.display())]
    Full {
        /// Where.
        path: PathBuf,
    },
    /// Another process is writing.
    #[error("another process is writing to {} (waited {:.1} s): nothing of this batch was recorded; run it again when that one is done", .path.display(), .waited.as_secs_f64())]
    Busy {
        /// Where.
        path: PathBuf,
        /// How long this one waited.
        waited: Duration,
    },
    /// One of the records has no stored form.
    #[error("record {} of the batch cannot be recorded ({cause}): nothing of this batch was recorded; correct that record", .index.saturating_add(1))]
    NotRecordable {
        /// Which of the batch, from 0.
        index: usize,
        /// Why.
        cause: Box<dyn Error + Send + Sync>,
    },
    /// The log is longer than the one that was decided on.
    #[error("the record has grown since this was decided: nothing was done; run it again")]
    Moved,
    /// An object has another content under the same id and version.
    #[error("{object} is there already in this version with another content: nothing was done")]
    Conflict {
        /// Which.
        object: String,
    },
    /// Entries of a log were to be removed, or to be added without being leaves; or leaves were to be added
    /// to a collection that is no log.
    #[error(
        "collection {collection} is either a log, in which everything stays, or none, and cannot become the other: nothing was done"
    )]
    OtherKind {
        /// Which.
        collection: CollectionId,
    },
    /// Anything else that the storage engine says.
    #[error("{} could not be used ({cause}): nothing was recorded; run `attache db check`, and see the log of this machine for disk errors", .path.display())]
    Engine {
        /// Where.
        path: PathBuf,
        /// What the engine says.
        cause: Box<dyn Error + Send + Sync>,
    },
}

impl StoreError {
    /// The record at this index of the batch has no canonical form.
    #[must_use]
    pub fn not_recordable(index: usize, cause: CanonicalError) -> Self {
        Self::NotRecordable { index, cause: Box::new(cause) }
    }

    /// The same for another caller whom it concerns too.
    #[must_use]
    pub(crate) fn again(&self) -> Self {
        match self {
            Self::Busy { path, waited } => Self::Busy { path: path.clone(), waited: *waited },
            Self::Full { path } => Self::Full { path: path.clone() },
            Self::ReadOnly { path, cause } => Self::ReadOnly { path: path.clone(), cause: cause.clone() },
            Self::Corrupt { path, detail } => Self::Corrupt { path: path.clone(), detail: detail.clone() },
            other => Self::Engine { path: PathBuf::from("the store"), cause: other.to_string().into() },
        }
    }
}
