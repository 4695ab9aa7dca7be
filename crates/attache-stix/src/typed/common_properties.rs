//! Properties that all objects have (STIX 2.1 section 3.2).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{stix_id::StixId, stix_time::StixTime};

/// The version of STIX: 2.1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpecVersion {
    /// 2.1
    #[default]
    #[serde(rename = "2.1")]
    V2_1,
}

/// The common properties of a versioned object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Common {
    /// `spec_version`
    pub spec_version: SpecVersion,
    /// `id`
    pub id: StixId,
    /// Who made the object: an identity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created_by_ref: Option<StixId>,
    /// When the first version was made.
    pub created: StixTime,
    /// When this version was made.
    pub modified: StixTime,
    /// Whether its maker holds it to be valid no more; there is no version after this.
    #[serde(default, skip_serializing_if = "is_false")]
    pub revoked: bool,
    /// Words to find it by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<String>,
    /// The maker's confidence in it, 0 to 100 (STIX 2.1 appendix A).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
    /// The language of its text (RFC 5646).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// What it refers to outside of STIX.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub external_references: Vec<ExternalReference>,
    /// The markings of the whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub object_marking_refs: Vec<StixId>,
    /// The markings of parts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub granular_markings: Vec<GranularMarking>,
    /// Extensions by the identifiers of their definitions.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extensions: Map<String, Value>,
}

impl Common {
    /// The common properties of a first version, with nothing that may be left out.
    #[must_use]
    pub fn new(id: StixId, created: StixTime) -> Self {
        Self {
            spec_version: SpecVersion::V2_1,
            id,
            created_by_ref: None,
            created,
            modified: created,
            revoked: false,
            labels: Vec::new(),
            confidence: None,
            lang: None,
            external_references: Vec::new(),
            object_marking_refs: Vec::new(),
            granular_markings: Vec::new(),
            extensions: Map::new(),
        }
    }
}

/// A thing outside of STIX (STIX 2.1 section 2.5).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExternalReference {
    /// Where the thing is kept.
    pub source_name: String,
    /// What it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Its URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Digests of what lies at the URL, by algorithm.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub hashes: Map<String, Value>,
    /// What it is called there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub external_id: Option<String>,
    /// What is not known here.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// A marking or a language of parts of an object (STIX 2.1 section 7.2.3).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GranularMarking {
    /// The language of the parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<String>,
    /// The marking of the parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marking_ref: Option<StixId>,
    /// Which parts: `a.[0].b`.
    pub selectors: Vec<String>,
    /// What is not known here.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

const fn is_false(flag: &bool) -> bool {
    !*flag
}
