//! From what may go out to entries of a collection.

use attache_core::{
    canonical,
    collection::{CollectionId, CollectionUse},
    digest::Digest,
    marking::Marking,
    object_key::ObjectKey,
    recipient::Recipient,
    release::Released,
    sharing::Release,
};
use attache_store::{NewEntry, Store};
use jiff::{Timestamp, Unit};

use super::matter::Matter;
use crate::{delivery, failure::Failure, node::Node};

/// What goes out.
pub(crate) struct Outgoing {
    /// The object that says it (a STIX id).
    pub(crate) object: String,
    /// Its version.
    pub(crate) version: Timestamp,
    /// The marking that goes with it.
    pub(crate) marking: Marking,
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

    /// A new object. What was called back is never sent again under its old id: revoking is for ever (STIX 2.1
    /// section 3.6).
    pub(crate) fn write(
        &self,
        released: &Released,
        matter: &Matter,
        at: Timestamp,
    ) -> Result<Outgoing, Failure> {
        let version = milliseconds(at)?;
        let before = matter.grounds.iter().flat_map(|ground| &ground.releases);
        let earlier = before.filter(|one| one.release.to == *released.to()).count().to_string();
        let claims: Vec<_> = matter.claims().iter().flat_map(|claim| *claim.as_bytes()).collect();
        let secret = self.node.derive("object", &[self.id.0.as_bytes(), &claims, earlier.as_bytes()]);
        let mut bytes = [0; 16];
        bytes.iter_mut().zip(secret).for_each(|(to, from)| *to = from);
        let object = format!("note--{}", uuid::Builder::from_random_bytes(bytes).into_uuid());
        self.written(released, object, version, version)
    }

    fn written(
        &self,
        released: &Released,
        object: String,
        created: Timestamp,
        version: Timestamp,
    ) -> Result<Outgoing, Failure> {
        let bytes = canonical::to_bytes(&serde_json::json!({
            "type": "note", "id": object, "created": created, "modified": version,
            "payload": released.payload(), "marking": released.marking(), "originator": released.originator(),
        }))?;
        let digest = Digest::of_bytes(&bytes);
        let entries = vec![self.entry(delivery::key(&object)?, version, bytes)];
        Ok(Outgoing { object, version, marking: released.marking().clone(), digest, entries })
    }

    fn entry(&self, object: ObjectKey, version: Timestamp, bytes: Vec<u8>) -> NewEntry {
        let version = i64::try_from(version.as_nanosecond()).ok();
        NewEntry { collection: self.id, object, version, bytes }
    }

    /// The same object anew, where it would read otherwise than it did; `None` where it would not.
    pub(crate) fn renew(
        &self,
        released: &Released,
        before: &Release,
        at: Timestamp,
    ) -> Result<Option<Outgoing>, Failure> {
        let created = before.version;
        let same = self.written(released, before.object.clone(), created, before.version)?;
        if same.digest == before.digest {
            return Ok(None);
        }
        let version = milliseconds(at)?.max(after(before.version)?);
        self.written(released, before.object.clone(), created, version).map(Some)
    }

    /// The object called back.
    pub(crate) fn revoke(&self, before: &Release, at: Timestamp) -> Result<Vec<NewEntry>, Failure> {
        let _ = self.store;
        let version = milliseconds(at)?.max(after(before.version)?);
        let bytes = canonical::to_bytes(&serde_json::json!({
            "type": "note", "id": before.object, "modified": version, "revoked": true,
        }))?;
        Ok(vec![self.entry(delivery::key(&before.object)?, version, bytes)])
    }
}

/// STIX times have milliseconds at least (STIX 2.1 section 2.16); ours have exactly these.
fn milliseconds(at: Timestamp) -> Result<Timestamp, Failure> {
    at.round(jiff::TimestampRound::new().smallest(Unit::Millisecond).mode(jiff::RoundMode::Trunc))
        .map_err(|cause| Failure::Input(format!("the clock of this machine says {at}: {cause}")))
}

/// The next version after one.
fn after(version: Timestamp) -> Result<Timestamp, Failure> {
    version
        .checked_add(jiff::SignedDuration::from_millis(1))
        .map_err(|cause| Failure::Input(format!("no version can follow {version}: {cause}")))
}
