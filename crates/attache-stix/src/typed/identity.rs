//! Identities: who or what is spoken of, and who speaks.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Common;

/// The value of `type`: `identity`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum IdentityType {
    /// `identity`
    #[default]
    #[serde(rename = "identity")]
    Identity,
}

/// A person, a group, an organisation, a system or a class of them (STIX 2.1 section 4.5).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Identity {
    /// `type`
    #[serde(rename = "type")]
    pub type_name: IdentityType,
    /// What every object has.
    #[serde(flatten)]
    pub common: Common,
    /// The name.
    pub name: String,
    /// What is known of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What it does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// What it is (open vocabulary identity-class-ov).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity_class: Option<String>,
    /// Industries (open vocabulary industry-sector-ov).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sectors: Vec<String>,
    /// How to reach it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_information: Option<String>,
    /// What is not known here.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}
