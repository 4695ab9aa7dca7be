//! Collections as a client sees them.

use serde::{Deserialize, Serialize};

/// The collections of an API root (TAXII 2.1 section 5.1.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collections {
    /// Those that the client may know of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collections: Vec<CollectionResource>,
}

/// One collection (TAXII 2.1 section 5.2.1).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CollectionResource {
    /// Its UUID.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What is in it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Another name for its UUID in URLs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<String>,
    /// Whether this client may get objects.
    pub can_read: bool,
    /// Whether this client may add and delete objects.
    pub can_write: bool,
    /// The media types of its objects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub media_types: Vec<String>,
}
