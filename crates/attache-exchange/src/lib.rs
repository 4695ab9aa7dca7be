//! The exchange: released claims as STIX and back, the release log, the follower.

pub mod bundle;
pub mod checkpoint;
pub mod extension;
pub mod follower;
pub mod issuer;
pub mod log_key;
pub mod marking_wire;
pub mod reading;
pub mod release_log;
#[cfg(test)]
mod sample;
pub mod shelf;
pub mod stix_bundle;
pub mod writing;
