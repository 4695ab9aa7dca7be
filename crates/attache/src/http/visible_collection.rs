//! A collection that a partner may see.

use attache_core::{
    collection::{CollectionId, CollectionUse},
    recipient::Recipient,
};
use attache_stix::{media_type::STIX, taxii::CollectionResource};

use super::{refusal::Refusal, session::PartnerSession};
use crate::{collections::Collection, node::Node};

/// A collection as seen by the partner of a session. Pages are read through one of these only.
#[derive(Clone, Debug)]
pub(crate) struct VisibleCollection<'s> {
    session: &'s PartnerSession,
    collection: Collection,
}

impl<'s> VisibleCollection<'s> {
    /// For the session alone.
    pub(super) const fn new(session: &'s PartnerSession, collection: Collection) -> Self {
        Self { session, collection }
    }

    /// Who sees it.
    pub(crate) const fn session(&self) -> &'s PartnerSession {
        self.session
    }

    /// Its id.
    pub(crate) const fn id(&self) -> CollectionId {
        self.collection.id
    }

    /// Whether it holds what was released: then nothing in it is ever removed, and its entries are leaves of a
    /// log.
    pub(crate) const fn is_outbox(&self) -> bool {
        self.collection.is_logged()
    }

    /// That its partner may write to it.
    pub(crate) fn writable(&self) -> Result<(), Refusal> {
        if self.collection.can_write() {
            return Ok(());
        }
        Err(Refusal::forbidden(
            "This collection can only be read: what you send goes into the one that can be written.",
        ))
    }

    /// The resource that describes it (TAXII 2.1 section 5.2.1).
    pub(crate) fn resource(&self, node: &Node) -> CollectionResource {
        let title = match &self.collection.used {
            CollectionUse::Outbox(Recipient::Partner(_)) => format!("From {} to you", node.name),
            CollectionUse::Outbox(Recipient::Group(group)) => format!("From {} to {group}", node.name),
            CollectionUse::Inbox(_) => format!("From you to {}", node.name),
        };
        CollectionResource {
            id: self.id().to_string(),
            title,
            can_read: true,
            can_write: self.collection.can_write(),
            media_types: vec![STIX.to_owned()],
            ..CollectionResource::default()
        }
    }
}
