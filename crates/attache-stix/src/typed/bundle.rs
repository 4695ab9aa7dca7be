//! Bundles: objects in one file (STIX 2.1 section 8).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::stix_id::StixId;

/// The value of `type`: `bundle`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BundleType {
    /// `bundle`
    #[default]
    #[serde(rename = "bundle")]
    Bundle,
}

/// Any objects in one file; that they stand together says nothing. To read the objects of somebody byte for byte, use
/// [`crate::envelope::Envelope::read`], which takes a bundle too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bundle {
    /// `type`
    #[serde(rename = "type")]
    pub type_name: BundleType,
    /// `id`
    pub id: StixId,
    /// The objects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objects: Vec<Value>,
    /// What is not known here.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// Writes a bundle around objects, whose bytes stand in it as they are. `id` should be of type `bundle`.
pub fn write_bundle<'o>(out: &mut Vec<u8>, id: &StixId, objects: impl Iterator<Item = &'o [u8]>) {
    out.extend_from_slice(format!("{{\"type\":\"bundle\",\"id\":\"{id}\"").as_bytes());
    let mut before: &[u8] = b",\"objects\":[";
    let mut any = false;
    for object in objects {
        out.extend_from_slice(before);
        out.extend_from_slice(object);
        before = b",";
        any = true;
    }
    out.extend_from_slice(if any { b"]}" } else { b"}" });
}
