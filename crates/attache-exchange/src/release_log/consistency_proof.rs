//! The proof that a release log begins with what it was before: nothing was changed or taken out. As text it
//! is the body of a request of C2SP tlog-witness: `old N`, hashes, an empty line, the newer checkpoint.

use tlog_tiles::{Hash, check_tree};

use super::{ProofFault, hash_lines, hash_lines::Lines};
use crate::{
    checkpoint::{Checkpoint, Root},
    log_key::LogVerifier,
};

/// That the log of a checkpoint begins with an older, shorter log.
#[derive(Clone, Debug, PartialEq)]
pub struct ConsistencyProof {
    old: u64,
    hashes: Vec<Hash>,
    checkpoint: Vec<u8>,
}

impl ConsistencyProof {
    pub(super) const fn new(old: u64, hashes: Vec<Hash>, checkpoint: Vec<u8>) -> Self {
        Self { old, hashes, checkpoint }
    }

    /// How long the older log was. A claim, until it was verified.
    #[must_use]
    pub const fn old(&self) -> u64 {
        self.old
    }

    /// The proof as text.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        hash_lines::write(&format!("old {}\n", self.old), &self.hashes, &self.checkpoint)
    }

    /// Reads the text of a proof. Nothing is verified yet.
    ///
    /// # Errors
    /// Where it is none; the line is told.
    pub fn read(bytes: &[u8]) -> Result<Self, ProofFault> {
        let mut lines = Lines::new(bytes)?;
        let line = lines.next();
        let old = lines.number(line, "old").ok_or_else(|| lines.expected("old and a number"))?;
        let (hashes, checkpoint) = lines.hashes()?;
        Ok(Self { old, hashes, checkpoint })
    }

    /// Verifies that the log of this origin begins with the `old` leaves whose root one knows already, from an
    /// older checkpoint or from having replayed them. Gives the newer checkpoint.
    ///
    /// # Errors
    /// Where the newer checkpoint is not signed by the key or is of another log, where the proof speaks of
    /// another length, and where the newer log does not begin with the older one.
    pub fn verify(
        &self,
        verifier: &LogVerifier,
        origin: &str,
        old: u64,
        root: Root,
    ) -> Result<Checkpoint, ProofFault> {
        let newer = Checkpoint::open(&self.checkpoint, verifier, origin)?;
        let rewritten = ProofFault::Rewritten { old, new: newer.size() };
        let holds = self.old == old
            && if old == 0 {
                root.0 == tlog_tiles::EMPTY_HASH.0 && self.hashes.is_empty()
            } else {
                check_tree(&self.hashes, newer.size(), Hash(newer.root().0), old, Hash(root.0)).is_ok()
            };
        if holds { Ok(newer) } else { Err(rewritten) }
    }
}
