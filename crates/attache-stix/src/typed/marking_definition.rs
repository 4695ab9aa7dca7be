//! Definitions of markings.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{ExternalReference, GranularMarking, SpecVersion};
use crate::{stix_id::StixId, stix_time::StixTime};

/// The value of `type`: `marking-definition`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MarkingDefinitionType {
    /// `marking-definition`
    #[default]
    #[serde(rename = "marking-definition")]
    MarkingDefinition,
}

/// The definition of a marking (STIX 2.1 section 7.2.1). It has no other version, ever, and cannot be revoked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MarkingDefinition {
    /// `type`
    #[serde(rename = "type")]
    pub type_name: MarkingDefinitionType,
    /// `spec_version`
    pub spec_version: SpecVersion,
    /// `id`
    pub id: StixId,
    /// Who made it: an identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_by_ref: Option<StixId>,
    /// When it was made.
    pub created: StixTime,
    /// The name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it refers to outside of STIX.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external_references: Vec<ExternalReference>,
    /// The markings of the definition itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub object_marking_refs: Vec<StixId>,
    /// The markings of parts of the definition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub granular_markings: Vec<GranularMarking>,
    /// `statement` or `tlp`, the old way to define a marking; extensions are the new one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub definition_type: Option<String>,
    /// What `definition_type` calls for.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub definition: Map<String, Value>,
    /// Extensions by the identifiers of their definitions.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extensions: Map<String, Value>,
    /// What is not known here.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

impl MarkingDefinition {
    /// A definition with nothing that may be left out.
    #[must_use]
    pub fn new(id: StixId, created: StixTime) -> Self {
        Self {
            type_name: MarkingDefinitionType::MarkingDefinition,
            spec_version: SpecVersion::V2_1,
            id,
            created_by_ref: None,
            created,
            name: None,
            external_references: Vec::new(),
            object_marking_refs: Vec::new(),
            granular_markings: Vec::new(),
            definition_type: None,
            definition: Map::new(),
            extensions: Map::new(),
            rest: Map::new(),
        }
    }
}
