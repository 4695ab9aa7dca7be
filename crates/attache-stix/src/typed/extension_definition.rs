//! Definitions of extensions.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Common;

/// The value of `type`: `extension-definition`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ExtensionDefinitionType {
    /// `extension-definition`
    #[default]
    #[serde(rename = "extension-definition")]
    ExtensionDefinition,
}

/// The definition of an extension; it must name its maker (STIX 2.1 section 7.3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ExtensionDefinition {
    /// `type`
    #[serde(rename = "type")]
    pub type_name: ExtensionDefinitionType,
    /// What every object has.
    #[serde(flatten)]
    pub common: Common,
    /// The name.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The URL of its JSON schema, or where it is described.
    pub schema: String,
    /// Its version, MAJOR.MINOR.PATCH.
    pub version: String,
    /// What it does: `new-sdo`, `new-sco`, `new-sro`, `property-extension`, `toplevel-property-extension`.
    pub extension_types: Vec<String>,
    /// The properties that it puts at the top level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extension_properties: Vec<String>,
    /// What is not known here.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}
