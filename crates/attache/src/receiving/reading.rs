//! From the bytes of an object to what it tells, by way of the exchange crate.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
};

use attache_core::{claim::Originator, object_key::ObjectKey};
use attache_exchange::{
    issuer::Issuer,
    reading::{self, Brought, Incoming, Sender},
};
use attache_stix::{limits::Limits, object::ObjectHead, stix_id::StixId};

use super::meaning::{Around, Find, Meaning, Object, Told};
use crate::{
    failure::Failure,
    node::{Node, UNNAMED},
};

/// Types of objects that others refer to and that say nothing by themselves here.
const BESIDE: [&str; 5] = ["report", "identity", "location", "marking-definition", "extension-definition"];

/// Reads an object of an inbox; `find` gives others of the same inbox.
///
/// A claim tells its article, its carriers and its place itself; what it must refer to are its markings. One whose
/// markings have not come waits; when it is waited for no longer, they are unknown, and withhold it.
pub(super) fn object(bytes: &[u8], around: &Around<'_>, find: &mut Find<'_>) -> Result<Object, Failure> {
    let creator = ObjectHead::read(bytes, &Limits::default()).ok().and_then(|head| head.created_by);
    let creator = creator.map(|creator| creator.to_string());
    let find = RefCell::new(find);
    let failed = Cell::new(None);
    let missing = RefCell::new(BTreeSet::new());
    let resolve = |id: &StixId| {
        let key = ObjectKey { type_name: id.type_name().to_owned(), uuid: id.uuid() };
        match (find.borrow_mut())(&key) {
            Ok(Some(bytes)) => Some(bytes),
            Ok(None) => {
                missing.borrow_mut().insert(id.to_string());
                None
            }
            Err(failure) => {
                failed.set(Some(failure));
                None
            }
        }
    };
    // Who may write in whose name is judged apart, for all objects alike.
    let sender = Sender { partner: &around.partner.id, identity: None };
    let incoming = reading::read(bytes, &resolve, &sender, &issuer(around.node), around.now);
    if let Some(failure) = failed.take() {
        return Err(failure);
    }
    let meaning = meaning(incoming, around, &missing.into_inner());
    Ok(Object { creator, meaning })
}

fn meaning(incoming: Incoming, around: &Around<'_>, missing: &BTreeSet<String>) -> Meaning {
    let told = match incoming {
        Incoming::Claim(claim) => {
            let claim = *claim;
            Told {
                claim: claim.id,
                article: claim.publication.id,
                body: claim.body,
                credibility: claim.credibility,
                originator: claim.originator,
                names_us: claim.claims_to_be_ours,
                marking: claim.brought.marking.clone(),
                torn: None,
            }
            .waiting(&claim.brought, around, missing)
        }
        Incoming::TearLine(line) => {
            let line = *line;
            Told {
                claim: line.id,
                article: line.article.id(),
                body: line.body,
                credibility: None,
                originator: line.originator,
                names_us: line.claims_to_be_ours,
                marking: line.brought.marking.clone(),
                torn: Some(line.article),
            }
            .waiting(&line.brought, around, missing)
        }
        Incoming::Recall { .. } => return Meaning::Recall,
        Incoming::Foreign { object } if BESIDE.contains(&object.type_name()) => return Meaning::Beside,
        Incoming::Foreign { object } => {
            return Meaning::Unread(format!(
                "a {} without an extension of attache: kept as it came",
                object.type_name()
            ));
        }
        Incoming::Refused { why, .. } => return Meaning::Faulty(why.to_string()),
    };
    match told {
        Ok(told) => Meaning::Claim(Box::new(told)),
        Err(missing) => Meaning::Waits(missing),
    }
}

impl Told {
    /// Itself, or the markings that have to come first.
    fn waiting(
        mut self,
        brought: &Brought,
        around: &Around<'_>,
        missing: &BTreeSet<String>,
    ) -> Result<Self, BTreeSet<String>> {
        let missing: BTreeSet<_> = brought.marking.unknown.intersection(missing).cloned().collect();
        if !missing.is_empty() && !around.give_up {
            return Err(missing);
        }
        if self.originator.0 == UNNAMED {
            // "This organisation", said by a partner that never set its name, is that partner.
            self.originator = Originator(around.partner.name.clone());
            self.names_us = false;
        }
        Ok(self)
    }
}

fn issuer(node: &Node) -> Issuer {
    Issuer { name: node.name.clone(), identity: node.identity, created: node.created }
}
