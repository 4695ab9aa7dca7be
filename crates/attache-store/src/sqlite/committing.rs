//! A commit: records, entries, removals, the delivery ledger and settings, in this order.

use attache_core::record::NewRecord;
use rusqlite::Connection;
use tlog_tiles::{Hash, record_hash};

use super::{
    appending::{self, Prepared},
    entries::Entries,
    ledger_rows,
    trouble::Trouble,
};
use crate::{Commit, Committed, StoreError};

/// A commit with all that can be made of it before any lock is taken.
pub(super) struct Work<'a> {
    records: Vec<Prepared<'a>>,
    digests: Vec<Hash>,
    commit: &'a Commit,
}

impl<'a> Work<'a> {
    /// Prepares a commit with these records.
    pub(super) fn new(commit: &'a Commit, records: &'a [NewRecord]) -> Result<Self, StoreError> {
        let digests = commit.entries.iter().map(|new| record_hash(&new.bytes)).collect();
        Ok(Self { records: appending::prepare(records)?, digests, commit })
    }

    /// How much it adds: rows, and bytes of entries.
    pub(super) fn size(&self) -> (usize, usize) {
        let bytes = self.commit.entries.iter().map(|new| new.bytes.len()).sum();
        (self.records.len().saturating_add(self.commit.entries.len()), bytes)
    }

    /// Does it, within a transaction that may write.
    pub(super) fn perform(&self, tx: &Connection) -> Result<Committed, Trouble> {
        let (commit, end) = (self.commit, appending::end(tx)?);
        if commit.expects.is_some_and(|expected| expected != end.0) {
            return Err(StoreError::Moved.into());
        }
        let appended = appending::append(tx, end, &self.records)?;
        let mut done = Committed { appended, ..Committed::default() };
        let mut entries = Entries::new(tx);
        for (new, digest) in commit.entries.iter().zip(&self.digests) {
            done.entries.push(entries.add(new, *digest, commit)?);
        }
        for removal in &commit.removals {
            done.removed = done.removed.saturating_add(entries.remove(removal)?);
        }
        for fetch in &commit.fetches {
            ledger_rows::add(tx, fetch)?;
        }
        for setting in &commit.settings {
            ledger_rows::set(tx, setting)?;
        }
        Ok(done)
    }
}
