//! What is in a collection, without the objects.

use serde::{Deserialize, Serialize};

use super::{is_false, micros};
use crate::{stix_id::StixId, stix_time::StixTime};

/// The manifest of a collection (TAXII 2.1 section 5.3.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Whether there is more to be asked for.
    #[serde(default, skip_serializing_if = "is_false")]
    pub more: bool,
    /// Where to go on. TAXII 2.1 has no such member here, but without it clients in use ask for the first page for
    /// ever: it is set whenever there is more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// One record for each version of an object, in the order of addition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objects: Vec<ManifestRecord>,
}

/// One version of an object (TAXII 2.1 section 5.3.2).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestRecord {
    /// The object.
    pub id: StixId,
    /// When it was added to the collection.
    #[serde(with = "micros")]
    pub date_added: StixTime,
    /// Its version: `modified`, else `created`, else the time of addition.
    #[serde(deserialize_with = "micros::deserialize")]
    pub version: StixTime,
    /// The media type that it can be had in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media_type: Option<String>,
}
