//! The proof that an object lies in a release log, as a text that can be mailed (C2SP tlog-proof, file
//! extension `.tlog-proof`).
//!
//! The object's bytes may stand in the line `extra`: then nothing but the node's verifier key is needed to
//! check it. What else the specification allows there is not used.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use tlog_tiles::{Hash, check_record};

use super::{ProofFault, hash_lines, hash_lines::Lines};
use crate::{
    checkpoint::{Checkpoint, Root},
    log_key::LogVerifier,
};

/// The first line.
const HEAD: &str = "c2sp.org/tlog-proof@v1";

/// That an object is a certain leaf of the log that a checkpoint signs.
#[derive(Clone, PartialEq)]
pub struct InclusionProof {
    leaf: u64,
    hashes: Vec<Hash>,
    object: Option<Vec<u8>>,
    checkpoint: Vec<u8>,
}

/// What a proof was found to prove.
#[derive(Clone, PartialEq, Eq)]
pub struct Proven {
    /// The checkpoint under which it holds: which log, how long, signed.
    pub checkpoint: Checkpoint,
    /// Which leaf, from 0.
    pub leaf: u64,
    /// The object's bytes.
    pub object: Vec<u8>,
}

impl std::fmt::Debug for InclusionProof {
    /// Without the object's content.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "InclusionProof(leaf {})", self.leaf)
    }
}

impl std::fmt::Debug for Proven {
    /// Without the object's content.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Proven(leaf {} of {})", self.leaf, self.checkpoint.origin())
    }
}

impl InclusionProof {
    pub(super) const fn new(
        leaf: u64,
        hashes: Vec<Hash>,
        object: Option<Vec<u8>>,
        checkpoint: Vec<u8>,
    ) -> Self {
        Self { leaf, hashes, object, checkpoint }
    }

    /// Which leaf it speaks of, from 0. A claim, until it was verified.
    #[must_use]
    pub const fn leaf(&self) -> u64 {
        self.leaf
    }

    /// The proof as text.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut head = format!("{HEAD}\n");
        if let Some(object) = &self.object {
            head.push_str("extra ");
            BASE64_STANDARD.encode_string(object, &mut head);
            head.push('\n');
        }
        head.push_str(&format!("index {}\n", self.leaf));
        hash_lines::write(&head, &self.hashes, &self.checkpoint)
    }

    /// Reads the text of a proof. Nothing is verified yet.
    ///
    /// # Errors
    /// Where it is none; the line is told.
    pub fn read(bytes: &[u8]) -> Result<Self, ProofFault> {
        let mut lines = Lines::new(bytes)?;
        if lines.next() != Some(HEAD) {
            return Err(lines.expected("c2sp.org/tlog-proof@v1"));
        }
        let mut line = lines.next();
        let mut object = None;
        if let Some(extra) = line.and_then(|line| line.strip_prefix("extra ")) {
            object = Some(BASE64_STANDARD.decode(extra).map_err(|_| lines.expected("extra and base64"))?);
            line = lines.next();
        }
        let leaf = lines.number(line, "index").ok_or_else(|| lines.expected("index and a number"))?;
        let (hashes, checkpoint) = lines.hashes()?;
        Ok(Self { leaf, hashes, object, checkpoint })
    }

    /// Verifies the proof against the key of the node that is said to have released the object. The object's
    /// bytes are those in the proof; where it has none they must be given, and where both are there they must
    /// be the same.
    ///
    /// # Errors
    /// Where the checkpoint is not signed by the key or is not of a log of that node, where no object is at
    /// hand, and where the object is not that leaf.
    pub fn verify(&self, verifier: &LogVerifier, object: Option<&[u8]>) -> Result<Proven, ProofFault> {
        let checkpoint = Checkpoint::open_any(&self.checkpoint, verifier)?;
        let held = self.object.as_deref();
        if held.zip(object).is_some_and(|(held, given)| held != given) {
            return Err(ProofFault::OtherObject);
        }
        let object = held.or(object).ok_or(ProofFault::NoObject)?;
        self.holds(checkpoint.size(), checkpoint.root(), object)?;
        Ok(Proven { leaf: self.leaf, object: object.to_vec(), checkpoint })
    }

    fn holds(&self, size: u64, root: Root, object: &[u8]) -> Result<(), ProofFault> {
        let leaf = Hash(super::leaf_hash(object));
        check_record(&self.hashes, size, Hash(root.0), self.leaf, leaf)
            .map_err(|_| ProofFault::NotIncluded { leaf: self.leaf })
    }
}
