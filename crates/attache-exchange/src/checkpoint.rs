//! Checkpoints: a node's signed word on how long a release log is and what is in it (C2SP tlog-checkpoint,
//! a signed note).

use std::fmt;

use attache_core::collection::CollectionId;
use serde::{Deserialize, Serialize};
use tlog_tiles::Hash;

use crate::log_key::{LogKey, LogVerifier, NoteFault};

/// Longest checkpoint that is looked at, in bytes. A checkpoint has three short lines and a few signatures.
const MAX_BYTES: usize = 16 * 1024;

/// The root of a Merkle tree: it stands for all leaves in their order (RFC 6962 section 2.1). Written in
/// base64, as in a checkpoint.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Root(pub [u8; 32]);

impl fmt::Display for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Hash(self.0).fmt(f)
    }
}

impl fmt::Debug for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for Root {
    type Error = CheckpointFault;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Hash::parse_hash(&text).map(|hash| Self(hash.0)).map_err(|_| CheckpointFault::Malformed)
    }
}

impl From<Root> for String {
    fn from(root: Root) -> Self {
        root.to_string()
    }
}

impl From<Hash> for Root {
    fn from(hash: Hash) -> Self {
        Self(hash.0)
    }
}

/// The origin of the log of a collection: the name of the node's key, a slash, and the collection's id.
#[must_use]
pub fn origin_of(node: &str, collection: CollectionId) -> String {
    format!("{node}/{collection}")
}

/// Why a checkpoint is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CheckpointFault {
    /// It is too long, or no signed note.
    #[error("this is no signed checkpoint")]
    NotANote,
    /// It has no signature of the key that is asked for.
    #[error("the checkpoint is not signed by the expected key")]
    OtherKey,
    /// It names the right key, and its signature is wrong.
    #[error("the signature of the checkpoint is wrong")]
    Forged,
    /// The note is signed, and its text is no checkpoint.
    #[error("the signed text is no checkpoint")]
    Malformed,
    /// It is a checkpoint of another log.
    #[error("the checkpoint is of the log `{found}`, not of `{expected}`")]
    OtherLog {
        /// The log that was asked for.
        expected: String,
        /// The log that it is of.
        found: String,
    },
}

impl CheckpointFault {
    /// Whether it is evidence against the node, rather than bytes that were garbled or never were one: the
    /// node's name stands on something that its key did not sign, or its key signed the wrong thing.
    #[must_use]
    pub const fn accuses(&self) -> bool {
        !matches!(self, Self::NotANote)
    }
}

impl From<NoteFault> for CheckpointFault {
    fn from(fault: NoteFault) -> Self {
        match fault {
            NoteFault::NotANote => Self::NotANote,
            NoteFault::OtherKey => Self::OtherKey,
            NoteFault::Forged => Self::Forged,
        }
    }
}

/// A checkpoint whose signature was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    origin: String,
    size: u64,
    root: Root,
    note: Vec<u8>,
}

impl Checkpoint {
    /// Reads and verifies the checkpoint of the log of this origin.
    ///
    /// # Errors
    /// Where it is none, is of another log, or was not signed by this key.
    pub fn open(note: &[u8], verifier: &LogVerifier, origin: &str) -> Result<Self, CheckpointFault> {
        let checkpoint = Self::signed(note, verifier)?;
        if checkpoint.origin == origin {
            Ok(checkpoint)
        } else {
            Err(CheckpointFault::OtherLog { expected: origin.to_owned(), found: checkpoint.origin })
        }
    }

    /// Reads and verifies the checkpoint of any log of the node whose key this is: the origin begins with the
    /// key's name and a slash ([`origin_of`]).
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_any(note: &[u8], verifier: &LogVerifier) -> Result<Self, CheckpointFault> {
        let checkpoint = Self::signed(note, verifier)?;
        let rest = checkpoint.origin.strip_prefix(verifier.name()).and_then(|rest| rest.strip_prefix('/'));
        if rest.is_some_and(|rest| !rest.is_empty()) {
            Ok(checkpoint)
        } else {
            let expected = format!("{}/…", verifier.name());
            Err(CheckpointFault::OtherLog { expected, found: checkpoint.origin })
        }
    }

    fn signed(note: &[u8], verifier: &LogVerifier) -> Result<Self, CheckpointFault> {
        if note.len() > MAX_BYTES {
            return Err(CheckpointFault::NotANote);
        }
        let text = verifier.open(note)?;
        let read = tlog_tiles::Checkpoint::from_bytes(&text).map_err(|_| CheckpointFault::Malformed)?;
        Ok(Self {
            origin: read.origin().to_owned(),
            size: read.size(),
            root: (*read.hash()).into(),
            note: note.to_vec(),
        })
    }

    /// Which log.
    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// How many leaves.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root over them.
    #[must_use]
    pub const fn root(&self) -> Root {
        self.root
    }

    /// The signed note, as it was read.
    #[must_use]
    pub fn note(&self) -> &[u8] {
        &self.note
    }
}

/// The signed checkpoint of a log. The same arguments give the same bytes, as Ed25519 draws no chance.
///
/// # Errors
/// Where the origin is empty or has line breaks or control characters.
pub fn sign(origin: &str, size: u64, root: Root, key: &LogKey) -> Result<Vec<u8>, CheckpointFault> {
    if origin.chars().any(char::is_control) {
        return Err(CheckpointFault::Malformed);
    }
    let checkpoint = tlog_tiles::Checkpoint::new(origin, size, Hash(root.0), "")
        .map_err(|_| CheckpointFault::Malformed)?;
    key.sign(&checkpoint.to_bytes()).ok_or(CheckpointFault::Malformed)
}

#[cfg(test)]
mod tests {
    use super::{Checkpoint, CheckpointFault, Root, sign};
    use crate::log_key::LogKey;

    const ORIGIN: &str = "hanbit.example/91a7b528-80eb-42ed-a74d-c6fbd5a26116";

    fn key(seed: u8) -> LogKey {
        LogKey::from_seed("hanbit.example", &[seed; 32]).unwrap()
    }

    #[test]
    fn a_checkpoint_reads_back_as_it_was_signed() {
        let note = sign(ORIGIN, 12, Root([9; 32]), &key(1)).unwrap();
        let read = Checkpoint::open(&note, key(1).verifier(), ORIGIN).unwrap();
        assert_eq!((read.origin(), read.size(), read.root()), (ORIGIN, 12, Root([9; 32])));
        assert_eq!(read.note(), note);
        assert_eq!(Checkpoint::open_any(&note, key(1).verifier()).unwrap(), read);
        assert!(note.starts_with(format!("{ORIGIN}\n12\nCQkJ").as_bytes()));
        assert_eq!(note, sign(ORIGIN, 12, Root([9; 32]), &key(1)).unwrap());
    }

    #[test]
    fn another_key_another_log_and_any_altered_byte_are_told() {
        let note = sign(ORIGIN, 12, Root([9; 32]), &key(1)).unwrap();
        let open = |note: &[u8]| Checkpoint::open(note, key(1).verifier(), ORIGIN);
        assert_eq!(
            Checkpoint::open(&note, key(2).verifier(), ORIGIN).unwrap_err(),
            CheckpointFault::OtherKey
        );
        let other = sign("hanbit.example/x", 12, Root([9; 32]), &key(1)).unwrap();
        assert!(matches!(open(&other), Err(CheckpointFault::OtherLog { .. })));
        let foreign = sign("other.example/x", 12, Root([9; 32]), &key(1)).unwrap();
        let told = Checkpoint::open_any(&foreign, key(1).verifier());
        assert!(matches!(told, Err(CheckpointFault::OtherLog { .. })));
        for at in 0..note.len() {
            let mut altered = note.clone();
            altered[at] ^= 1;
            assert!(open(&altered).is_err(), "byte {at}");
            assert!(open(&note[..at]).is_err(), "cut at {at}");
        }
        assert_eq!(open(b"<html></html>"), Err(CheckpointFault::NotANote));
        assert_eq!(open(&vec![b'\n'; 1 << 20]), Err(CheckpointFault::NotANote));
    }

    #[test]
    fn an_origin_is_one_line() {
        assert!(sign("", 1, Root([0; 32]), &key(1)).is_err());
        assert!(sign("a\nb", 1, Root([0; 32]), &key(1)).is_err());
    }

    #[test]
    fn a_root_is_written_in_base64() {
        let written = serde_json::to_string(&Root([9; 32])).unwrap();
        assert_eq!(serde_json::from_str::<Root>(&written).unwrap(), Root([9; 32]));
        assert!(serde_json::from_str::<Root>("\"CQk=\"").is_err());
    }
}
