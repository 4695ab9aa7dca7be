//! How an exchanged object is looked up.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The two parts of an object's id (STIX 2.1 section 2.9): the name of its type, and a UUID. Core knows no
/// more of objects than this.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ObjectKey {
    /// The name of the type ("note").
    pub type_name: String,
    /// The UUID.
    pub uuid: Uuid,
}

impl std::fmt::Display for ObjectKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}--{}", self.type_name, self.uuid.hyphenated())
    }
}
