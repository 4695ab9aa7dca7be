//! Raw objects arrive in a partner's inbox, by whatever road.

use attache_core::{
    canonical, collection::CollectionId, digest::Digest, object_key::ObjectKey, partner::PartnerId,
};
use attache_stix::object::{ObjectHead, OwnedObject, Version};
use attache_store::{Commit, EntryOutcome, NewEntry, PageQuery, Setting, Store, VersionMatch};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{effects::Effects, failure::Failure};

/// How many objects of one partner that have no place in its inbox are kept, at most.
const KEPT: usize = 1000;
/// How long such an object may be, in bytes.
const KEPT_BYTES: usize = 64 * 1024;

/// An object that has no place in the inbox: it is no object, or another lies there under its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misfit {
    /// Its id, as far as one can be made out.
    pub(crate) id: Option<String>,
    /// Why.
    pub(crate) why: String,
    /// Its bytes, unless they are too long.
    pub(crate) bytes: Option<Box<[u8]>>,
}

/// One that is kept, as people see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    /// Its id, as far as one can be made out.
    pub(crate) id: Option<String>,
    /// Why it has no place in the inbox.
    pub(crate) why: String,
    /// When it came.
    pub(crate) at: Timestamp,
    /// Its bytes in base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) bytes: Option<String>,
}

/// What arrived.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Arrived {
    /// Objects that were not there.
    pub(crate) new: u64,
    /// Objects that lay there, byte for byte.
    pub(crate) known: u64,
    /// Objects under whose id and version something else lies there.
    pub(crate) conflicting: u64,
    /// What is no object.
    pub(crate) refused: u64,
}

impl Arrived {
    /// Adds more.
    pub(crate) const fn add(&mut self, other: Self) {
        self.new = self.new.saturating_add(other.new);
        self.known = self.known.saturating_add(other.known);
        self.conflicting = self.conflicting.saturating_add(other.conflicting);
        self.refused = self.refused.saturating_add(other.refused);
    }
}

/// How an object is looked up.
pub(crate) fn key(head: &ObjectHead) -> ObjectKey {
    ObjectKey { type_name: head.id.type_name().to_owned(), uuid: head.id.uuid() }
}

/// Puts objects into a partner's inbox, with the settings that belong to them, in one transaction. What has no
/// place there is kept beside it.
pub(crate) fn arrive(
    effects: &Effects<'_>,
    partner: &PartnerId,
    inbox: CollectionId,
    objects: Vec<OwnedObject>,
    misfits: &[Misfit],
    mut settings: Vec<Setting>,
) -> Result<Arrived, Failure> {
    let now = effects.clock.now();
    settings.extend(beside(effects.store, partner, misfits, now)?);
    let entry = |object: OwnedObject| NewEntry {
        collection: inbox,
        object: key(&object.head),
        version: match object.head.version {
            Version::At(time) => Some(time.as_nanos()),
            Version::Unversioned => None,
        },
        bytes: object.bytes.into_vec(),
    };
    let commit =
        Commit { now, entries: objects.into_iter().map(entry).collect(), settings, ..Commit::default() };
    let committed = effects.store.commit(&commit)?;
    let mut arrived = Arrived { refused: misfits.len() as u64, ..Arrived::default() };
    let mut conflicting = Vec::new();
    for (entry, outcome) in commit.entries.into_iter().zip(&committed.entries) {
        match outcome {
            EntryOutcome::Added { .. } => arrived.new = arrived.new.saturating_add(1),
            EntryOutcome::Known { .. } => arrived.known = arrived.known.saturating_add(1),
            EntryOutcome::Conflict => conflicting.push(Misfit {
                id: Some(entry.object.to_string()),
                why: "another content lies in the inbox under the same id and version (STIX 2.1 section 3.6)"
                    .into(),
                bytes: Some(entry.bytes.into_boxed_slice()),
            }),
        }
    }
    if !conflicting.is_empty() {
        arrived.conflicting = conflicting.len() as u64;
        let settings = beside(effects.store, partner, &conflicting, now)?;
        effects.store.commit(&Commit { now, settings, ..Commit::default() })?;
        tracing::warn!(%partner, count = conflicting.len(), "objects came under the id and version of others");
    }
    Ok(arrived)
}

/// What putting objects there would come to.
pub(crate) fn foresee(
    effects: &Effects<'_>,
    inbox: CollectionId,
    objects: &[OwnedObject],
    misfits: &[Misfit],
) -> Result<Arrived, Failure> {
    let mut arrived = Arrived { refused: misfits.len() as u64, ..Arrived::default() };
    for object in objects {
        let versions = match object.head.version {
            Version::At(time) => VersionMatch { at: vec![time.as_nanos()], ..VersionMatch::default() },
            Version::Unversioned => VersionMatch { all: true, ..VersionMatch::default() },
        };
        let query = PageQuery {
            collection: inbox,
            after: i64::MIN,
            limit: 1,
            objects: vec![key(&object.head)],
            types: Vec::new(),
            versions,
            bytes: true,
            room: usize::MAX,
        };
        let count = match effects.store.page(&query)?.entries.first() {
            None => &mut arrived.new,
            Some(entry) if *entry.bytes == *object.bytes => &mut arrived.known,
            Some(_) => &mut arrived.conflicting,
        };
        *count = count.saturating_add(1);
    }
    Ok(arrived)
}

fn prefix(partner: &PartnerId) -> String {
    format!("misfit/{partner}/")
}

/// The settings that keep what has no place in the inbox; the same thing once.
fn beside(
    store: &dyn Store,
    partner: &PartnerId,
    misfits: &[Misfit],
    at: Timestamp,
) -> Result<Vec<Setting>, Failure> {
    if misfits.is_empty() {
        return Ok(Vec::new());
    }
    let room = KEPT.saturating_sub(store.settings(&prefix(partner))?.len());
    let kept = misfits.iter().take(room).map(|misfit| {
        let bytes = misfit.bytes.as_deref().filter(|bytes| bytes.len() <= KEPT_BYTES);
        let kept = Kept {
            id: misfit.id.clone(),
            why: misfit.why.clone(),
            at,
            bytes: bytes.map(|bytes| STANDARD.encode(bytes)),
        };
        let told = misfit.bytes.as_deref().map_or_else(|| misfit.why.clone().into_bytes(), <[u8]>::to_vec);
        let name = format!("{}{}", prefix(partner), Digest::of_bytes(&told));
        Ok(Setting { name, value: Some(canonical::to_bytes(&kept)?) })
    });
    kept.collect()
}

/// What has no place in the inbox of a partner, as far as it is kept.
pub(crate) fn misfits(store: &dyn Store, partner: &PartnerId) -> Result<Vec<Kept>, Failure> {
    let settings = store.settings(&prefix(partner))?.into_iter();
    Ok(settings.filter_map(|setting| serde_json::from_slice(&setting.value?).ok()).collect())
}
