//! What became of objects that were added.

use serde::{Deserialize, Serialize};

use super::micros;
use crate::stix_time::StixTime;

/// The status of a request to add objects (TAXII 2.1 section 4.3.1).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// Its own identifier.
    pub id: String,
    /// Whether all is done.
    pub status: Progress,
    /// When the request came.
    #[serde(with = "micros")]
    pub request_timestamp: StixTime,
    /// Objects in the request; the sum of the three counts below.
    pub total_count: u64,
    /// Objects that were taken.
    pub success_count: u64,
    /// Which.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub successes: Vec<StatusDetail>,
    /// Objects that were refused.
    pub failure_count: u64,
    /// Which, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub failures: Vec<StatusDetail>,
    /// Objects that wait.
    pub pending_count: u64,
    /// Which.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pendings: Vec<StatusDetail>,
}

/// How far a request is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Progress {
    /// Every object was taken or refused.
    Complete,
    /// Some wait.
    Pending,
}

/// One object of a request (TAXII 2.1 section 4.3.2).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusDetail {
    /// The object's identifier, as far as one could be made out.
    pub id: String,
    /// Its version, as far as one could be made out.
    #[serde(default)]
    pub version: String,
    /// Why it was refused, or what is worth knowing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}
