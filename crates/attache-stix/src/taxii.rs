//! Resources of TAXII 2.1, as they are sent and as a client reads them. Unknown members are passed over; what is empty
//! is left out.

mod api_root;
mod collection;
mod discovery;
mod error_message;
mod manifest;
mod status;
mod versions;

pub use api_root::ApiRoot;
pub use collection::{CollectionResource, Collections};
pub use discovery::Discovery;
pub use error_message::ErrorMessage;
pub use manifest::{Manifest, ManifestRecord};
pub use status::{Progress, Status, StatusDetail};
pub use versions::Versions;

/// Whether a flag need not be written.
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// Times that TAXII writes with six digits (TAXII 2.1 section 1.4.7), and reads as they come.
mod micros {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    use crate::stix_time::{StixTime, parse_query_time};

    pub(super) fn serialize<S: Serializer>(time: &StixTime, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&time.write_micros())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<StixTime, D::Error> {
        parse_query_time(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests;
