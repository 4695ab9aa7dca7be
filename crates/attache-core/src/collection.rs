//! Collections: where objects of the exchange lie, in the order in which they were added (TAXII 2.1
//! section 5).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{partner::PartnerId, recipient::Recipient};

/// The id of a collection: a UUID that says nothing about whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CollectionId(pub Uuid);

impl std::fmt::Display for CollectionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

/// What a collection is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CollectionUse {
    /// What was released to a recipient: its members read it, nobody writes it from outside, nothing in it
    /// is ever removed, and its entries are leaves of a Merkle log.
    Outbox(Recipient),
    /// What a partner sent here, by its own pushing or our pulling: it alone reads and writes it.
    Inbox(PartnerId),
}
