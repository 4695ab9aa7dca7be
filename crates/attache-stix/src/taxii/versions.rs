//! The versions of one object.

use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

use super::is_false;
use crate::stix_time::{StixTime, parse_query_time};

/// The versions of an object in a collection (TAXII 2.1 section 5.8.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Versions {
    /// Whether there is more to be asked for.
    #[serde(default, skip_serializing_if = "is_false")]
    pub more: bool,
    /// Where to go on; set whenever there is more, as in [`super::Manifest::next`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// The versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "as_they_come")]
    pub versions: Vec<StixTime>,
}

fn as_they_come<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<StixTime>, D::Error> {
    let texts = Vec::<String>::deserialize(deserializer)?;
    texts.iter().map(|text| parse_query_time(text).map_err(D::Error::custom)).collect()
}
