//! What is followed, and how much of it at a time.

use attache_stix::limits::Limits;
use jiff::SignedDuration;

use crate::log_key::LogVerifier;

/// One collection of one server.
#[derive(Clone, Debug)]
pub struct Target {
    /// The path of the collection with a slash at its end, such as `/api/collections/91a7b528-…/` (TAXII 2.1
    /// section 5).
    pub collection: String,
    /// The log that the collection must agree with; none for a server that has none.
    pub log: Option<FollowedLog>,
    /// How much at a time.
    pub limits: FollowLimits,
}

/// The release log of an attache node's collection.
#[derive(Clone, Debug)]
pub struct FollowedLog {
    /// The node's key, known from a meeting or a call.
    pub verifier: LogVerifier,
    /// The origin of its checkpoints: [`origin_of`](crate::checkpoint::origin_of).
    pub origin: String,
}

/// How much is asked for, kept in memory, and waited.
#[derive(Clone, Copy, Debug)]
pub struct FollowLimits {
    /// What is taken of one page and of one object.
    pub objects: Limits,
    /// Objects asked for in one page.
    pub page: u32,
    /// Bytes of one answer.
    pub max_bytes: usize,
    /// Objects that wait in memory for the log to be verified. More are taken in several batches.
    pub batch_objects: usize,
    /// Their bytes.
    pub batch_bytes: usize,
    /// The bytes of a refused object are handed over up to this length.
    pub quarantine_bytes: usize,
    /// Time between two looks at a collection that had nothing more.
    pub poll: SignedDuration,
    /// On a server without a log, how much later than its time of addition says an object may become visible.
    pub overlap: SignedDuration,
    /// The first wait after a failure; each further failure in a row doubles it.
    pub first_wait: SignedDuration,
    /// The longest wait, also where the server asks for a longer one.
    pub longest_wait: SignedDuration,
}

impl Default for FollowLimits {
    fn default() -> Self {
        Self {
            objects: Limits::default(),
            page: 1000,
            max_bytes: 32 << 20,
            batch_objects: 20_000,
            batch_bytes: 64 << 20,
            quarantine_bytes: 4 << 20,
            poll: SignedDuration::from_secs(60),
            overlap: SignedDuration::from_secs(60),
            first_wait: SignedDuration::from_secs(5),
            longest_wait: SignedDuration::from_hours(1),
        }
    }
}
