//! From what may go out to entries of a collection.

use std::{cell::RefCell, collections::BTreeSet};

use attache_core::{
    digest::Digest,
    id::ClaimId,
    marking::Marking,
    object_key::ObjectKey,
    recipient::Recipient,
    release::Released,
    roster::Roster,
    sharing::{Release, ReleaseState},
};
use attache_exchange::{
    issuer::Issuer,
    shelf::Shelf,
    stix_bundle,
    writing::{self, Written},
};
use attache_stix::stix_id::StixId;
use attache_store::{NewEntry, PageQuery, Store, VersionMatch};
use jiff::{RoundMode, SignedDuration, Timestamp, TimestampRound, Unit};

use crate::{
    collections::{self, Collection},
    failure::Failure,
    node::Node,
};

/// More versions of the objects of one release than anybody makes.
const MOST: usize = 100_000;

/// What goes out.
#[derive(Clone)]
pub(crate) struct Outgoing {
    /// The object that says it (a STIX id).
    pub(crate) object: String,
    /// Its version.
    pub(crate) version: Timestamp,
    /// The marking that goes with it.
    pub(crate) marking: Marking,
    /// Over its bytes.
    pub(crate) digest: Digest,
    /// It and what it needs and the collection does not hold yet, in the order in which they are added.
    pub(crate) entries: Vec<NewEntry>,
}

/// The collection of what goes to one recipient.
pub(crate) struct Outbox<'a> {
    store: &'a dyn Store,
    collection: Collection,
    issuer: Issuer,
    key: [u8; 32],
    /// What was written for it by this one: several releases share sources and markings.
    written: RefCell<BTreeSet<(ObjectKey, Option<i64>)>>,
}

impl<'a> Outbox<'a> {
    /// The collection of a recipient.
    pub(crate) fn open(
        store: &'a dyn Store,
        node: &Node,
        roster: &Roster,
        to: &Recipient,
    ) -> Result<Self, Failure> {
        let Some(mut collection) = collections::outbox(node, roster, to) else {
            return Err(Failure::Input(format!(
                "{to} has no collection yet: `attache partner agree {to}` makes the first agreement with it"
            )));
        };
        collection.since = milliseconds(collection.since)?;
        let issuer =
            Issuer { name: node.name.clone(), identity: node.identity, created: milliseconds(node.created)? };
        let key = node.derive("objects", &[]);
        Ok(Self { store, collection, issuer, key, written: RefCell::default() })
    }

    fn shelf(&self) -> Shelf<'_> {
        let (collection, since) = (self.collection.id, self.collection.since);
        Shelf { issuer: &self.issuer, collection, since, key: &self.key }
    }

    /// A new object. What was called back never goes out again under its old id (STIX 2.1 section 3.2): `before`
    /// is what went out of the same claims at any time, and the new one is later than all of it.
    pub(crate) fn write<'b>(
        &self,
        released: &Released,
        before: impl Iterator<Item = &'b ReleaseState>,
        at: Timestamp,
    ) -> Result<Outgoing, Failure> {
        let mut version = milliseconds(at)?;
        for earlier in before.filter(|one| one.release.to == *released.to()) {
            // After the last version comes the one that called it back.
            version = version.max(after(after(earlier.release.version)?)?);
        }
        let written = writing::write(released, &self.shelf(), version, None).map_err(unwritable)?;
        self.outgoing(&written, released.marking(), version)
    }

    /// A new version of an object that is out and went out first as version `first`.
    pub(crate) fn renew(
        &self,
        released: &Released,
        before: &Release,
        first: Timestamp,
        at: Timestamp,
    ) -> Result<Outgoing, Failure> {
        let version = milliseconds(at)?.max(after(before.version)?);
        let written = writing::write(released, &self.shelf(), version, Some(first)).map_err(unwritable)?;
        self.outgoing(&written, released.marking(), version)
    }

    /// The version that calls an object back which went out first as version `first`.
    pub(crate) fn revoke(
        &self,
        before: &Release,
        first: Timestamp,
        at: Timestamp,
    ) -> Result<Vec<NewEntry>, Failure> {
        let version = milliseconds(at)?.max(after(before.version)?);
        let note: StixId = before.object.parse().map_err(unwritable)?;
        let written =
            writing::revoke(&note, first, version, &before.marking, &self.shelf()).map_err(unwritable)?;
        Ok(self.outgoing(&written, &before.marking, version)?.entries)
    }

    /// An object that is out, as it went.
    pub(crate) fn copy(
        &self,
        released: &Released,
        version: Timestamp,
        first: Timestamp,
    ) -> Result<Written, Failure> {
        writing::write(released, &self.shelf(), version, Some(first)).map_err(unwritable)
    }

    /// A bundle of objects.
    pub(crate) fn bundle(&self, objects: &[&[u8]]) -> Result<Vec<u8>, Failure> {
        stix_bundle::write(objects.iter().copied(), &self.shelf()).map_err(unwritable)
    }

    fn outgoing(
        &self,
        written: &Written,
        marking: &Marking,
        version: Timestamp,
    ) -> Result<Outgoing, Failure> {
        let entries = written.objects.iter().map(|object| NewEntry {
            collection: self.collection.id,
            object: key(&object.id),
            version: object.version,
            bytes: object.bytes.clone(),
        });
        Ok(Outgoing {
            object: written.note.to_string(),
            version,
            marking: marking.clone(),
            digest: written.digest,
            entries: self.fresh(entries.collect())?,
        })
    }

    /// What the collection does not hold yet. Objects that never change are written each time, and added once.
    fn fresh(&self, entries: Vec<NewEntry>) -> Result<Vec<NewEntry>, Failure> {
        let query = PageQuery {
            collection: self.collection.id,
            after: i64::MIN,
            limit: MOST,
            objects: entries.iter().map(|entry| entry.object.clone()).collect(),
            types: Vec::new(),
            versions: VersionMatch { all: true, ..VersionMatch::default() },
            bytes: false,
            room: usize::MAX,
        };
        let there = self.store.page(&query)?.entries;
        let mut written = self.written.borrow_mut();
        let is_fresh = |new: &NewEntry| {
            let held = there.iter().any(|entry| {
                entry.object == new.object && new.version.is_none_or(|version| version == entry.version)
            });
            !held && written.insert((new.object.clone(), new.version))
        };
        let mut is_fresh = is_fresh;
        Ok(entries.into_iter().filter(|entry| is_fresh(entry)).collect())
    }
}

/// By which version an object went out first.
pub(crate) fn first_version<'b>(
    releases: impl Iterator<Item = &'b ReleaseState>,
    release: &Release,
) -> Timestamp {
    let of_it = releases.filter(|one| one.release.to == release.to && one.release.object == release.object);
    of_it.map(|one| one.release.version).min().unwrap_or(release.version)
}

/// The ids of claims, short, with commas.
pub(crate) fn in_short(claims: &[ClaimId]) -> String {
    claims.iter().map(ClaimId::short).collect::<Vec<_>>().join(", ")
}

fn key(id: &StixId) -> ObjectKey {
    ObjectKey { type_name: id.type_name().to_owned(), uuid: id.uuid() }
}

fn unwritable(cause: impl std::fmt::Display) -> Failure {
    Failure::Input(format!("it cannot be written as STIX: {cause}"))
}

/// STIX times keep milliseconds in all tools (STIX 2.1 section 3.2); ours have exactly these.
fn milliseconds(at: Timestamp) -> Result<Timestamp, Failure> {
    at.round(TimestampRound::new().smallest(Unit::Millisecond).mode(RoundMode::Trunc))
        .map_err(|cause| Failure::Input(format!("the clock of this machine says {at}: {cause}")))
}

/// The next version after one.
fn after(version: Timestamp) -> Result<Timestamp, Failure> {
    version
        .checked_add(SignedDuration::from_millis(1))
        .map_err(|cause| Failure::Input(format!("no version can follow {version}: {cause}")))
}
