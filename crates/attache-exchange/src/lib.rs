//! The exchange: released claims as STIX and back, the release log, the follower.

pub mod checkpoint;
pub mod follower;
pub mod log_key;
pub mod release_log;
pub mod extension;
pub mod issuer;
pub mod marking_wire;
pub mod reading;
#[cfg(test)]
mod sample;
pub mod shelf;
pub mod stix_bundle;
pub mod writing;
