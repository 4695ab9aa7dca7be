//! The exchange: released claims as STIX and back, the release log, the follower.
