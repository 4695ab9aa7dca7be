//! Notes: text of people about objects.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Common;
use crate::stix_id::StixId;

/// The value of `type`: `note`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoteType {
    /// `note`
    #[default]
    #[serde(rename = "note")]
    Note,
}

/// Text about objects (STIX 2.1 section 4.10).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// `type`
    #[serde(rename = "type")]
    pub type_name: NoteType,
    /// What every object has.
    #[serde(flatten)]
    pub common: Common,
    /// A summary.
    #[serde(rename = "abstract", default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The text.
    pub content: String,
    /// Who wrote it, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// What it is about; at least one.
    pub object_refs: Vec<StixId>,
    /// What is not known here.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}
