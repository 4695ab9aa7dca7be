//! The tear-lines that we sent out, so that one that comes back is known.

use std::collections::BTreeMap;

use attache_core::{digest::Digest, id::ClaimId, object_key::ObjectKey, partner::Partner, roster::Roster};
use attache_store::{PageQuery, Store, VersionMatch};
use jiff::Timestamp;

use super::meaning::{Around, Meaning, Read};
use crate::{collections, failure::Failure, node::Node};

/// How many objects are read at a time.
const PAGE: usize = 200;

/// The ids that our tear-lines have as claims of whoever got them, with digests of their bodies. Goes over all of our
/// collections: only asked where something says that it is ours and no claim is.
pub(super) fn sent(
    store: &dyn Store,
    node: &Node,
    roster: &Roster,
    now: Timestamp,
    read: Read,
) -> Result<BTreeMap<ClaimId, Digest>, Failure> {
    let mut found = BTreeMap::new();
    for outbox in roster.agreements().filter_map(|(to, _)| collections::outbox(node, roster, to)) {
        let mut query = PageQuery {
            collection: outbox.id,
            after: i64::MIN,
            limit: PAGE,
            objects: Vec::new(),
            types: vec!["note".to_owned()],
            versions: VersionMatch { all: true, ..VersionMatch::default() },
            bytes: true,
            room: usize::MAX,
        };
        let us = us(node)?;
        let around = Around { partner: &us, node, now, give_up: true };
        loop {
            let page = store.page(&query)?;
            let Some(last) = page.entries.last() else { break };
            query.after = last.position;
            for entry in &page.entries {
                let object = read(&entry.bytes, &around, &mut |_: &ObjectKey| Ok(None))?;
                if let Meaning::Claim(told) = object.meaning
                    && told.torn.is_some()
                {
                    found.insert(told.claim, Digest::of(&told.body)?);
                }
            }
        }
    }
    Ok(found)
}

/// Ourselves, as a sender.
fn us(node: &Node) -> Result<Partner, Failure> {
    let id = "us".parse().map_err(|_| Failure::Input("`us` is a name".into()))?;
    Ok(Partner {
        id,
        name: node.name.clone(),
        country: None,
        groups: Default::default(),
        holds: Default::default(),
        identity: None,
        relays: false,
        verifier: None,
    })
}
