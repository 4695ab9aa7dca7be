//! What the caller is to do next.

use jiff::Timestamp;

use super::alarm::Alarm;

/// What is to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetch {
    /// Path and query, escaped, on the server of the collection.
    pub path_and_query: String,
    /// The header `Accept`.
    pub accept: &'static str,
    /// Bytes that may be read of the body. Of a longer one nothing is handed over
    /// ([`Answer::TooLarge`](super::Answer::TooLarge)).
    pub max_bytes: usize,
}

/// What the caller is to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Fetch this (HTTP GET), and hand over what came of it.
    Fetch(Fetch),
    /// Something failed: wait until then.
    Wait {
        /// Until when.
        until: Timestamp,
    },
    /// All is read: look again then.
    Idle {
        /// When.
        until: Timestamp,
    },
    /// Nothing, until a person has looked at this.
    Alarm(Box<Alarm>),
}
