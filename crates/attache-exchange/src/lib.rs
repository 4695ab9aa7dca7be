//! The exchange: released claims as STIX and back, the release log, the follower.

pub mod checkpoint;
pub mod log_key;
pub mod release_log;
