//! What stops a follower until a person has looked at it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::checkpoint::{Checkpoint, CheckpointFault, Root};

/// A signed checkpoint as it is kept: what it says, and the note that proves it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SeenCheckpoint {
    /// How many leaves.
    pub size: u64,
    /// The root over them.
    pub root: Root,
    /// The signed note.
    pub note: String,
}

impl From<&Checkpoint> for SeenCheckpoint {
    fn from(checkpoint: &Checkpoint) -> Self {
        let note = String::from_utf8_lossy(checkpoint.note()).into_owned();
        Self { size: checkpoint.size(), root: checkpoint.root(), note }
    }
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AlarmCause {
    /// The node's checkpoint is not signed by its key, or its key signed something else.
    Signature,
    /// The log is shorter than a checkpoint that the node signed before.
    RolledBack,
    /// The node signed two logs of one length.
    Forked,
    /// The objects served are not those of the log that the node signed, or the log does not begin with what it
    /// was before.
    Rewritten,
}

/// What stops a follower: the node's log contradicts itself. The notes are evidence that anybody can check who
/// has the node's verifier key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    /// What is wrong.
    pub cause: AlarmCause,
    /// When it was found.
    pub at: Timestamp,
    /// The newest checkpoint that was taken before, if there was one.
    pub seen: Option<SeenCheckpoint>,
    /// What the node offered now, as text.
    pub offered: String,
    /// How many leaves were replayed, and the root over them by our own reckoning.
    pub replayed: Option<(u64, Root)>,
    /// What was found, in a sentence.
    pub what: String,
}

/// An alarm before it is known when it was found and what was seen before.
pub(super) struct Finding {
    pub(super) cause: AlarmCause,
    pub(super) offered: String,
    pub(super) replayed: Option<(u64, Root)>,
    pub(super) what: String,
}

impl Finding {
    /// A checkpoint that accuses the node.
    pub(super) fn bad_checkpoint(note: &[u8], fault: &CheckpointFault) -> Self {
        Self {
            cause: AlarmCause::Signature,
            offered: String::from_utf8_lossy(note).into_owned(),
            replayed: None,
            what: fault.to_string(),
        }
    }

    /// A checkpoint that contradicts one seen before.
    pub(super) fn contradiction(cause: AlarmCause, offered: &SeenCheckpoint, what: String) -> Self {
        Self { cause, offered: offered.note.clone(), replayed: None, what }
    }

    /// Objects that are not those of the signed log.
    pub(super) fn rewritten(signed: &SeenCheckpoint, size: u64, root: Root, what: String) -> Self {
        let replayed = Some((size, root));
        Self { cause: AlarmCause::Rewritten, offered: signed.note.clone(), replayed, what }
    }

    pub(super) fn alarm(self, at: Timestamp, seen: Option<SeenCheckpoint>) -> Alarm {
        let Self { cause, offered, replayed, what } = self;
        Alarm { cause, at, seen, offered, replayed, what }
    }
}
