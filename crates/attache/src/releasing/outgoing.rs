//! From what may go out to entries of a collection.

use attache_core::{
    canonical,
    collection::{CollectionId, CollectionUse},
    digest::Digest,
    object_key::ObjectKey,
    recipient::Recipient,
    release::Released,
    sharing::Release,
};
use attache_store::{NewEntry, Store};
use jiff::Timestamp;

use crate::{failure::Failure, node::Node};

/// What goes out.
pub(crate) struct Outgoing {
    /// The object that says it (a STIX id).
    pub(crate) object: String,
    /// Its version.
    pub(crate) version: Timestamp,
    /// Over its bytes.
    pub(crate) digest: Digest,
    /// It and what it needs, in the order in which they are added.
    pub(crate) entries: Vec<NewEntry>,
}

/// The collection of what goes to one recipient.
pub(crate) struct Outbox<'a> {
    store: &'a dyn Store,
    node: &'a Node,
    id: CollectionId,
}

impl<'a> Outbox<'a> {
    /// The collection of a recipient.
    pub(crate) fn open(store: &'a dyn Store, node: &'a Node, to: &Recipient) -> Self {
        Self { store, node, id: node.collection(&CollectionUse::Outbox(to.clone())) }
    }
}
