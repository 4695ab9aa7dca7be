//! How far a collection was followed. The caller keeps it in the same transaction as the objects that were
//! taken: so a crash at any point loses nothing and, on a verified log, repeats nothing.

use attache_stix::stix_time::StixTime;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::alarm::{Alarm, SeenCheckpoint};
use crate::release_log::Replay;

/// The format that is written.
const VERSION: u32 = 1;

/// A point in the order of addition, as a server gave it in `X-TAXII-Date-Added-Last` (TAXII 2.1 section 5.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// The time, in microseconds since 1970 UTC.
    pub micros: i64,
    /// The unit of its last digit, in microseconds: times may lie as far from what was written.
    pub unit: i64,
}

/// How following goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// When the collection was last read to its end, or a verified batch of it taken.
    pub last_success: Option<Timestamp>,
    /// What went wrong last, and when.
    pub last_error: Option<(Timestamp, String)>,
    /// Failures since the last progress.
    pub failures: u32,
    /// Objects handed over; on servers without a log, those read again are counted again.
    pub taken: u64,
    /// Objects refused, each for itself.
    pub refused: u64,
}

/// How far a collection was followed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowState {
    version: u32,
    /// The last object taken.
    pub(super) reached: Option<Reached>,
    /// On a server without a log: up to there, in microseconds since 1970 UTC, nothing more can come.
    pub(super) settled: Option<i64>,
    /// The leaves taken; all of them verified.
    pub(super) replay: Replay,
    /// The newest checkpoint taken; the replay may still be on its way to it.
    pub(super) seen: Option<SeenCheckpoint>,
    /// Not before then, and whether that is because all is read.
    pub(super) not_before: Option<Timestamp>,
    pub(super) idle: bool,
    /// Objects to ask for, where pages had to become smaller.
    pub(super) page: Option<u32>,
    /// How it goes.
    pub(super) health: Health,
    /// What stops it.
    pub(super) alarm: Option<Alarm>,
}

/// Bytes that are no state of a follower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FollowStateFault {
    /// They are something else, or damaged.
    #[error("the kept state of following this collection cannot be read")]
    Damaged,
    /// A newer version of the program wrote them.
    #[error("the kept state of following this collection is of version {0}, this program knows version 1")]
    Newer(u32),
}

impl FollowState {
    /// Before the first look.
    #[must_use]
    pub fn new() -> Self {
        Self { version: VERSION, ..Self::default() }
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    ///
    /// # Errors
    /// Where the bytes are damaged or of a newer version.
    pub fn read(bytes: &[u8]) -> Result<Self, FollowStateFault> {
        #[derive(Deserialize)]
        struct Head {
            version: u32,
        }
        let head: Head = serde_json::from_slice(bytes).map_err(|_| FollowStateFault::Damaged)?;
        if head.version > VERSION {
            return Err(FollowStateFault::Newer(head.version));
        }
        serde_json::from_slice(bytes).map_err(|_| FollowStateFault::Damaged)
    }

    /// The state as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        // Strings, numbers and lists of them: there is nothing that JSON cannot write.
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// How following goes.
    #[must_use]
    pub const fn health(&self) -> &Health {
        &self.health
    }

    /// What stops it, if something does.
    #[must_use]
    pub const fn alarm(&self) -> Option<&Alarm> {
        self.alarm.as_ref()
    }

    /// The leaves taken so far; all of them are in the log that the node signed.
    #[must_use]
    pub const fn replay(&self) -> &Replay {
        &self.replay
    }

    /// The newest checkpoint taken.
    #[must_use]
    pub const fn checkpoint(&self) -> Option<&SeenCheckpoint> {
        self.seen.as_ref()
    }

    /// The `date_added` of the last object taken.
    #[must_use]
    pub fn reached(&self) -> Option<StixTime> {
        self.reached.and_then(|reached| StixTime::from_micros(reached.micros).ok())
    }

    /// When it will be asked again at the earliest.
    #[must_use]
    pub const fn not_before(&self) -> Option<Timestamp> {
        self.not_before
    }

    /// Lets the next step ask at once, whatever the wait.
    pub const fn wake(&mut self) {
        self.not_before = None;
        self.idle = false;
    }

    /// A person has looked at the alarm: following goes on from what was verified.
    pub fn clear_alarm(&mut self) {
        self.alarm = None;
        self.wake();
    }

    /// A person has decided to trust the log anew: all of it is read again from its beginning. The health is
    /// kept.
    pub fn start_over(&mut self) {
        *self = Self { health: std::mem::take(&mut self.health), ..Self::new() };
    }

    /// What was verified in another way, by a bundle: following goes on behind it.
    pub fn skip_to(&mut self, replay: Replay, checkpoint: SeenCheckpoint, last_added: StixTime) {
        self.replay = replay;
        self.reached = Some(Reached { micros: last_added.as_micros(), unit: 1 });
        if self.seen.as_ref().is_none_or(|seen| seen.size < checkpoint.size) {
            self.seen = Some(checkpoint);
        }
    }
}
