//! The release log of a collection: each object released is a leaf of a Merkle tree (RFC 6962), the leaf being
//! over the object's bytes as they were served. The store keeps the hashes; this asks for the few that a root
//! or a proof needs.

mod consistency_proof;
mod hash_lines;
mod inclusion_proof;
mod replay;

use std::{cell::RefCell, fmt};

use tlog_tiles::{Error as TlogFault, Hash, HashReader, prove_record, prove_tree, tree_hash};

pub use consistency_proof::ConsistencyProof;
pub use inclusion_proof::{InclusionProof, Proven};
pub use replay::{Replay, ReplayFault};

use crate::checkpoint::{Checkpoint, CheckpointFault, Root};

/// The longest log: far beyond what a store holds, and small enough that no number made from it overflows.
pub const MAX_SIZE: u64 = 1 << 48;

/// The hash of a leaf: SHA-256 over a zero byte and the object's bytes (RFC 6962 section 2.1).
#[must_use]
pub fn leaf_hash(bytes: &[u8]) -> [u8; 32] {
    tlog_tiles::record_hash(bytes).0
}

/// Why a log gives no root or no proof.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogFault<E> {
    /// The hashes could not be read.
    #[error("the hashes of the log cannot be read")]
    Read(E),
    /// The reader gave another number of hashes than it was asked for.
    #[error("the log lacks hashes that it should have")]
    Lacking,
    /// The log has no such leaf, or is not as long.
    #[error("leaf or length {asked} is outside of a log of {size} leaves")]
    Outside {
        /// What was asked for.
        asked: u64,
        /// How long the log is.
        size: u64,
    },
}

/// The log of one collection, by way of a function that reads stored hashes by their index (the order of
/// `tlog_tiles::stored_hash_index`).
pub struct ReleaseLog<F> {
    read: F,
}

impl<F> fmt::Debug for ReleaseLog<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReleaseLog")
    }
}

impl<F, E> ReleaseLog<F>
where
    F: Fn(&[u64]) -> Result<Vec<[u8; 32]>, E>,
{
    /// The log whose hashes this reads.
    pub const fn new(read: F) -> Self {
        Self { read }
    }

    /// The root over the first `size` leaves.
    ///
    /// # Errors
    /// Where the hashes cannot be read.
    pub fn root(&self, size: u64) -> Result<Root, LogFault<E>> {
        within(size, MAX_SIZE)?;
        self.ask(|reader| tree_hash(size, reader)).map(Root::from)
    }

    /// The proof that a leaf lies where it lies in the log of a checkpoint. With `object`, the proof carries the
    /// object's bytes, and can be checked without anything else.
    ///
    /// # Errors
    /// Where the log of the checkpoint has no such leaf, or the hashes cannot be read.
    pub fn prove_inclusion(
        &self,
        checkpoint: &Checkpoint,
        leaf: u64,
        object: Option<Vec<u8>>,
    ) -> Result<InclusionProof, LogFault<E>> {
        let size = within(checkpoint.size(), MAX_SIZE)?;
        if leaf >= size {
            return Err(LogFault::Outside { asked: leaf, size });
        }
        let hashes = self.ask(|reader| prove_record(size, leaf, reader))?;
        Ok(InclusionProof::new(leaf, hashes, object, checkpoint.note().to_vec()))
    }

    /// The proof that the log of a checkpoint begins with the log of `old` leaves.
    ///
    /// # Errors
    /// Where `old` is longer than the log of the checkpoint, or the hashes cannot be read.
    pub fn prove_consistency(
        &self,
        checkpoint: &Checkpoint,
        old: u64,
    ) -> Result<ConsistencyProof, LogFault<E>> {
        let size = within(checkpoint.size(), MAX_SIZE)?;
        within(old, size)?;
        // Every log begins with the empty one: there is nothing to prove (RFC 9162 section 2.1.4).
        let hashes = if old == 0 { Vec::new() } else { self.ask(|reader| prove_tree(size, old, reader))? };
        Ok(ConsistencyProof::new(old, hashes, checkpoint.note().to_vec()))
    }

    /// What one who has seen the first `size` leaves keeps of them.
    ///
    /// # Errors
    /// Where the hashes cannot be read.
    pub fn replay(&self, size: u64) -> Result<Replay, LogFault<E>> {
        within(size, MAX_SIZE)?;
        self.ask(|reader| Replay::of(size, reader))
    }

    fn ask<T>(
        &self,
        question: impl FnOnce(&Stored<'_, F, E>) -> Result<T, TlogFault>,
    ) -> Result<T, LogFault<E>> {
        let stored = Stored { read: &self.read, failed: RefCell::new(None) };
        question(&stored).map_err(|_| stored.failed.into_inner().map_or(LogFault::Lacking, LogFault::Read))
    }
}

/// A length that may be asked for.
const fn within<E>(asked: u64, size: u64) -> Result<u64, LogFault<E>> {
    if asked <= size { Ok(asked) } else { Err(LogFault::Outside { asked, size }) }
}

/// The reader of `tlog_tiles` over the caller's. It keeps the caller's error, and gives exactly as many hashes
/// as it was asked for, as `tlog_tiles` relies on that.
struct Stored<'a, F, E> {
    read: &'a F,
    failed: RefCell<Option<E>>,
}

impl<F, E> HashReader for Stored<'_, F, E>
where
    F: Fn(&[u64]) -> Result<Vec<[u8; 32]>, E>,
{
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, TlogFault> {
        match (self.read)(indexes) {
            Ok(hashes) if hashes.len() == indexes.len() => Ok(hashes.into_iter().map(Hash).collect()),
            Ok(_) => Err(TlogFault::IndexesNotInTree),
            Err(error) => {
                self.failed.replace(Some(error));
                Err(TlogFault::IndexesNotInTree)
            }
        }
    }
}

/// Why a proof proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofFault {
    /// The text is no proof.
    #[error("line {line} of the proof: {expected} is expected here")]
    Malformed {
        /// Which line, from 1.
        line: usize,
        /// What should stand there.
        expected: &'static str,
    },
    /// The checkpoint in it is not to be trusted.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointFault),
    /// The proof holds no object, and none was given.
    #[error("the proof does not hold the object: give the object's file beside it")]
    NoObject,
    /// The object given is not the one in the proof.
    #[error("the object given is not the one in the proof")]
    OtherObject,
    /// The hashes do not lead from the object to the signed root.
    #[error("the object is not leaf {leaf} of the log that the checkpoint signs")]
    NotIncluded {
        /// Which leaf it claims to be.
        leaf: u64,
    },
    /// The older log is not the beginning of the newer one.
    #[error("the log of {new} leaves does not begin with the log of {old} leaves that was seen before")]
    Rewritten {
        /// How long the older one was.
        old: u64,
        /// How long the newer one is.
        new: u64,
    },
}

#[cfg(test)]
mod tests;
