//! The Merkle log of a collection, hash by hash. The tree is that of `tlog_tiles`.

use std::{cell::RefCell, collections::HashMap};

use rusqlite::{Connection, OptionalExtension, params};
use tlog_tiles::{Error, Hash, HashReader, stored_hash_index, stored_hashes_for_record_hash};

use super::trouble::Trouble;

/// The log of one collection while leaves are added to it.
pub(super) struct Tree<'c> {
    tx: &'c Connection,
    collection: i64,
    /// Hashes that were read or made.
    near: RefCell<HashMap<u64, Hash>>,
    /// Why the last hash could not be read.
    trouble: RefCell<Option<Trouble>>,
}

impl<'c> Tree<'c> {
    /// The log of the collection with this key.
    pub(super) fn new(tx: &'c Connection, collection: i64) -> Self {
        Self { tx, collection, near: RefCell::default(), trouble: RefCell::default() }
    }

    /// Adds the leaf with this number and hash.
    pub(super) fn add(&self, leaf: u64, hash: Hash) -> Result<(), Trouble> {
        let hashes = self.grown(leaf, hash)?;
        let mut insert = self
            .tx
            .prepare_cached("INSERT INTO log_hashes (collection, number, hash) VALUES (?1, ?2, ?3)")?;
        for (number, hash) in (stored_hash_index(0, leaf)..).zip(hashes) {
            insert.execute(params![self.collection, number, hash.0])?;
        }
        Ok(())
    }

    /// The hashes that a leaf adds to the log; they are remembered, not written.
    pub(super) fn grown(&self, leaf: u64, hash: Hash) -> Result<Vec<Hash>, Trouble> {
        let hashes = stored_hashes_for_record_hash(leaf, hash, self).map_err(|error| {
            self.trouble.take().unwrap_or_else(|| Trouble::Damaged(format!("its Merkle log: {error}")))
        })?;
        let numbered = (stored_hash_index(0, leaf)..).zip(hashes.iter().copied());
        self.near.borrow_mut().extend(numbered);
        Ok(hashes)
    }
}

impl HashReader for Tree<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let one = |index: &u64| {
            if let Some(hash) = self.near.borrow().get(index) {
                return Ok(*hash);
            }
            let hash = stored(self.tx, self.collection, *index).map_err(|trouble| {
                self.trouble.replace(Some(trouble));
                Error::IndexesNotInTree
            })?;
            self.near.borrow_mut().insert(*index, hash);
            Ok(hash)
        };
        indexes.iter().map(one).collect()
    }
}

/// A stored hash of the log of a collection.
pub(super) fn stored(tx: &Connection, collection: i64, number: u64) -> Result<Hash, Trouble> {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    let hash: Option<[u8; 32]> = tx
        .prepare_cached("SELECT hash FROM log_hashes WHERE collection = ?1 AND number = ?2")?
        .query_row([collection, number], |row| row.get(0))
        .optional()?;
    hash.map(Hash).ok_or_else(|| Trouble::Stale(format!("a Merkle log has no hash {number}")))
}
