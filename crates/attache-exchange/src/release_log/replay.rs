//! What one who follows a release log keeps of it: enough to compute the root over all leaves seen so far, and
//! to go on from there.
//!
//! It keeps the *right edge* of the tree: the roots of the complete subtrees that the leaves so far fall into,
//! one for each one-bit of their number, so at most 48 hashes. A new leaf closes the smallest of them.
//!
//! Why no consistency proof is needed between two checkpoints that were both compared with the same replay:
//! the edge at the older size determines the older root, and the newer edge is computed from the older one and
//! the new leaves only. So if both roots fit, the newer log begins with the older one, or SHA-256 has a
//! collision. A log that was rewritten below the older size gives another root at the newer one.

use serde::{Deserialize, Serialize};
use tlog_tiles::{Error as TlogFault, Hash, HashReader, stored_hashes, sub_tree_index, tree_hash};

use super::MAX_SIZE;
use crate::checkpoint::Root;

/// Why a replay cannot be read back or not go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the kept state of the log is damaged or too long")]
pub struct ReplayFault;

/// The leaves of a log seen so far, as the right edge of their tree.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Edge", into = "Edge")]
pub struct Replay {
    size: u64,
    edge: Vec<[u8; 32]>,
}

/// How it is written.
#[derive(Serialize, Deserialize)]
struct Edge {
    size: u64,
    edge: Vec<Root>,
}

impl From<Replay> for Edge {
    fn from(replay: Replay) -> Self {
        Self { size: replay.size, edge: replay.edge.into_iter().map(Root).collect() }
    }
}

impl TryFrom<Edge> for Replay {
    type Error = ReplayFault;

    fn try_from(edge: Edge) -> Result<Self, Self::Error> {
        if edge.size > MAX_SIZE || u32::try_from(edge.edge.len()) != Ok(edge.size.count_ones()) {
            return Err(ReplayFault);
        }
        Ok(Self { size: edge.size, edge: edge.edge.into_iter().map(|root| root.0).collect() })
    }
}

impl Replay {
    /// Before the first leaf.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The right edge of a log of that length, from its stored hashes.
    pub(super) fn of(size: u64, stored: &impl HashReader) -> Result<Self, TlogFault> {
        let indexes = if size == 0 { Vec::new() } else { sub_tree_index(0, size, Vec::new()) };
        let edge = stored.read_hashes(&indexes)?.into_iter().map(|hash| hash.0).collect();
        Ok(Self { size, edge })
    }

    /// How many leaves were seen.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Adds the next leaf: an object's bytes as they were served.
    ///
    /// # Errors
    /// Where the log is longer than [`MAX_SIZE`].
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ReplayFault> {
        if self.size >= MAX_SIZE {
            return Err(ReplayFault);
        }
        let new = stored_hashes(self.size, bytes, &*self).map_err(|_| ReplayFault)?;
        // The leaf closes as many subtrees as the size ends in one-bits; the last hash is of what they become.
        let closed = usize::try_from(self.size.trailing_ones()).map_err(|_| ReplayFault)?;
        self.edge.truncate(self.edge.len().saturating_sub(closed));
        self.edge.push(new.last().ok_or(ReplayFault)?.0);
        self.size += 1;
        Ok(())
    }

    /// The root over all leaves seen.
    ///
    /// # Errors
    /// None for a replay that was made by pushing or read back.
    pub fn root(&self) -> Result<Root, ReplayFault> {
        tree_hash(self.size, self).map(Root::from).map_err(|_| ReplayFault)
    }
}

impl HashReader for Replay {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, TlogFault> {
        // `sub_tree_index` names the subtrees of the edge from the largest to the smallest.
        let held = if self.size == 0 { Vec::new() } else { sub_tree_index(0, self.size, Vec::new()) };
        let hash = |index: &u64| {
            let at = held.iter().position(|held| held == index)?;
            self.edge.get(at).copied().map(Hash)
        };
        indexes.iter().map(|index| hash(index).ok_or(TlogFault::IndexesNotInTree)).collect()
    }
}
