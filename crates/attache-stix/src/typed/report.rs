//! Reports: a published whole and the objects in it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Common;
use crate::{stix_id::StixId, stix_time::StixTime};

/// The value of `type`: `report`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReportType {
    /// `report`
    #[default]
    #[serde(rename = "report")]
    Report,
}

/// A published whole (STIX 2.1 section 4.15).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// `type`
    #[serde(rename = "type")]
    pub type_name: ReportType,
    /// What every object has.
    #[serde(flatten)]
    pub common: Common,
    /// Its title.
    pub name: String,
    /// What it says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What it is mainly about (open vocabulary report-type-ov).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub report_types: Vec<String>,
    /// When it was published.
    pub published: StixTime,
    /// What it is about; at least one.
    pub object_refs: Vec<StixId>,
    /// What is not known here.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}
