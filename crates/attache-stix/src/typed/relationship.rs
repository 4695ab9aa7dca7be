//! Relationships: one object and another.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Common;
use crate::{stix_id::StixId, stix_time::StixTime};

/// The value of `type`: `relationship`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RelationshipType {
    /// `relationship`
    #[default]
    #[serde(rename = "relationship")]
    Relationship,
}

/// A directed link between two objects (STIX 2.1 section 5.1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Relationship {
    /// `type`
    #[serde(rename = "type")]
    pub type_name: RelationshipType,
    /// What every object has.
    #[serde(flatten)]
    pub common: Common,
    /// What the source is to the target, e.g. `derived-from`.
    pub relationship_type: String,
    /// More of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// From.
    pub source_ref: StixId,
    /// To.
    pub target_ref: StixId,
    /// Since when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_time: Option<StixTime>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stop_time: Option<StixTime>,
    /// What is not known here.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}
