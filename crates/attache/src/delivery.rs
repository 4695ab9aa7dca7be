//! The delivery ledger: what went to whom, when, under which marking, called back when and why, fetched by
//! whom and when.

use std::collections::BTreeMap;

use attache_core::{
    claim_state::ClaimState,
    collection::{CollectionId, CollectionUse},
    id::ClaimId,
    object_key::ObjectKey,
    partner::PartnerId,
    recipient::Recipient,
    sharing::ReleaseState,
};
use attache_store::{Entry, Fetch, PageQuery, Store, VersionMatch};
use jiff::Timestamp;
use serde::Serialize;

use crate::{failure::Failure, node::Node, partnering, proving, redeciding};

/// More versions of one object than anybody makes.
const MOST: usize = 100_000;

/// When somebody fetched something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Fetched {
    /// Who.
    pub(crate) partner: PartnerId,
    /// When first.
    pub(crate) at: Timestamp,
}

/// One version of something that went out.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Line {
    /// The claim.
    pub(crate) claim: ClaimId,
    /// What went, to whom, under which marking, by whose hands, and whether it was called back.
    #[serde(flatten)]
    pub(crate) state: ReleaseState,
    /// Its number in the Merkle log of the collection, from 0.
    pub(crate) leaf: Option<u64>,
    /// Who fetched it and when first.
    pub(crate) fetched: Vec<Fetched>,
    /// Who fetched that it was called back, and when first.
    pub(crate) recall_fetched: Vec<Fetched>,
}

/// What went of one claim, of all claims to one recipient, or of everything to everybody.
pub(crate) fn lines(
    store: &dyn Store,
    claim: Option<ClaimState>,
    to: Option<&Recipient>,
) -> Result<Vec<Line>, Failure> {
    let node = Node::existing(store)?;
    let roster = partnering::roster(store)?;
    if let Some(to) = to {
        partnering::reachable(&roster, to)?;
    }
    let mut states = BTreeMap::new();
    match (claim, to) {
        (Some(state), _) => {
            states.insert(state.id, state);
        }
        (None, to) => {
            let everybody = to.map_or_else(|| proving::recipients(&roster), |to| vec![to.clone()]);
            for one in everybody {
                let of_one = redeciding::ever_released(store, &one)?;
                states.extend(of_one.into_iter().map(|state| (state.id, state)));
            }
        }
    }
    let mut desk = Desk { store, node: &node, fetches: Vec::new() };
    let mut lines = Vec::new();
    for state in states.values() {
        for release in state.releases.iter().filter(|one| to.is_none_or(|to| one.release.to == *to)) {
            lines.push(desk.line(state.id, release)?);
        }
    }
    lines.sort_by(|a, b| (a.state.at, &a.state.release.to).cmp(&(b.state.at, &b.state.release.to)));
    Ok(lines)
}

/// What is looked up for a line. The fetches of a collection are read once.
struct Desk<'a> {
    store: &'a dyn Store,
    node: &'a Node,
    fetches: Vec<(CollectionId, Vec<Fetch>)>,
}

impl Desk<'_> {
    fn line(&mut self, claim: ClaimId, state: &ReleaseState) -> Result<Line, Failure> {
        let release = &state.release;
        let collection = self.node.collection(&CollectionUse::Outbox(release.to.clone()));
        let entries = versions(self.store, collection, &release.object, false)?;
        let version = release.version.as_nanosecond();
        let sent = entries.iter().find(|entry| i128::from(entry.version) == version);
        // What called it back is the version after its last one, where it was called back.
        let recall = entries.last().filter(|_| state.withdrawn.is_some());
        Ok(Line {
            claim,
            state: state.clone(),
            leaf: sent.and_then(|entry| entry.leaf),
            fetched: self.fetched(collection, sent)?,
            recall_fetched: self.fetched(collection, recall)?,
        })
    }

    fn fetched(&mut self, collection: CollectionId, entry: Option<&Entry>) -> Result<Vec<Fetched>, Failure> {
        let Some(entry) = entry else { return Ok(Vec::new()) };
        let mut first: Vec<Fetched> = Vec::new();
        for fetch in self.fetches_of(collection)? {
            if !(fetch.from..=fetch.to).contains(&entry.position) {
                continue;
            }
            if !first.iter().any(|one| one.partner == fetch.partner) {
                first.push(Fetched { partner: fetch.partner.clone(), at: fetch.at });
            }
        }
        Ok(first)
    }

    fn fetches_of(&mut self, collection: CollectionId) -> Result<&[Fetch], Failure> {
        if !self.fetches.iter().any(|(known, _)| *known == collection) {
            self.fetches.push((collection, self.store.fetches(collection)?));
        }
        let found = self.fetches.iter().find(|(known, _)| *known == collection);
        Ok(found.map_or(&[][..], |(_, fetches)| fetches))
    }
}

/// Every version of an object in a collection, in order.
fn versions(
    store: &dyn Store,
    collection: CollectionId,
    object: &str,
    bytes: bool,
) -> Result<Vec<Entry>, Failure> {
    let query = PageQuery {
        collection,
        after: i64::MIN,
        limit: MOST,
        objects: vec![key(object)?],
        types: Vec::new(),
        versions: VersionMatch { all: true, ..VersionMatch::default() },
        bytes,
        room: usize::MAX,
    };
    Ok(store.page(&query)?.entries)
}

/// One version of an object in a collection.
pub(crate) fn version(
    store: &dyn Store,
    collection: CollectionId,
    object: &str,
    version: Timestamp,
    bytes: bool,
) -> Result<Option<Entry>, Failure> {
    let wanted = version.as_nanosecond();
    let mut found = versions(store, collection, object, bytes)?.into_iter();
    Ok(found.find(|entry| i128::from(entry.version) == wanted))
}

/// The two parts of a STIX id that stands in our own record.
fn key(object: &str) -> Result<ObjectKey, Failure> {
    let parts = object.split_once("--").and_then(|(type_name, uuid)| {
        uuid::Uuid::parse_str(uuid).ok().map(|uuid| ObjectKey { type_name: type_name.to_owned(), uuid })
    });
    parts.ok_or_else(|| Failure::Input(format!("the record names an object `{object}` that is no STIX id")))
}
