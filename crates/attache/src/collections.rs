//! The collections of this node, as partners see them.

use attache_core::{
    collection::{CollectionId, CollectionUse},
    partner::PartnerState,
    recipient::Recipient,
    roster::Roster,
};
use jiff::Timestamp;

use crate::node::Node;

/// A collection as one partner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Collection {
    /// Its id.
    pub(crate) id: CollectionId,
    /// What it is for.
    pub(crate) used: CollectionUse,
    /// When it came into being.
    pub(crate) since: Timestamp,
}

impl Collection {
    /// Whether its partner may write to it.
    pub(crate) const fn can_write(&self) -> bool {
        matches!(self.used, CollectionUse::Inbox(_))
    }

    /// Whether its entries are leaves of a Merkle log.
    pub(crate) const fn is_logged(&self) -> bool {
        matches!(self.used, CollectionUse::Outbox(_))
    }
}

/// The collection of what goes to a recipient; `None` where there is no such recipient.
pub(crate) fn outbox(node: &Node, roster: &Roster, to: &Recipient) -> Option<Collection> {
    let since = match to {
        Recipient::Partner(id) => roster.partner(id)?.since,
        Recipient::Group(_) => roster.agreement(to)?.since,
    };
    let used = CollectionUse::Outbox(to.clone());
    Some(Collection { id: node.collection(&used), used, since })
}

/// The collection of what a partner sends.
pub(crate) fn inbox(node: &Node, partner: &PartnerState) -> Collection {
    let used = CollectionUse::Inbox(partner.partner.id.clone());
    Collection { id: node.collection(&used), used, since: partner.since }
}

/// Every collection that there is for a partner: what is for it, what is for its groups, what it sends.
/// Others do not exist for it.
pub(crate) fn of_partner(node: &Node, roster: &Roster, partner: &PartnerState) -> Vec<Collection> {
    let its_own = Recipient::Partner(partner.partner.id.clone());
    let of_groups = partner.partner.groups.iter().cloned().map(Recipient::Group);
    let outboxes = std::iter::once(its_own).chain(of_groups).filter_map(|to| outbox(node, roster, &to));
    outboxes.chain([inbox(node, partner)]).collect()
}
