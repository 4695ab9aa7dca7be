//! What an API root says of itself.

use serde::{Deserialize, Serialize};

/// The resource of an API root (TAXII 2.1 section 4.2.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiRoot {
    /// Its name.
    pub title: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The media types of the versions of TAXII that it speaks.
    pub versions: Vec<String>,
    /// The largest body of a request, in bytes.
    pub max_content_length: u64,
}
