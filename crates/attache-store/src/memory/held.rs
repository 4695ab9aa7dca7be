//! What a collection holds, in the order of its positions.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use attache_core::{collection::CollectionId, object_key::ObjectKey};
use tlog_tiles::{Error, Hash, HashReader, record_hash, stored_hashes_for_record_hash};

use crate::{
    Commit, Edge, Entry, EntryOutcome, NewEntry, Page, PageQuery, Removal, StoreError, VersionMatch,
    page::version_of,
};

/// An entry, and what became of it.
#[derive(Clone, Debug)]
struct Kept {
    entry: Entry,
    /// The version that it came with.
    given: Option<i64>,
    removed: bool,
}

/// All entries ever added to one collection.
#[derive(Clone, Debug, Default)]
pub(super) struct Held {
    kept: Vec<Arc<Kept>>,
}

/// Which versions of one object there are, as far as they matter: the first and the last.
#[derive(Clone, Copy, Debug)]
struct Ends {
    first: (i64, i64),
    last: (i64, i64),
}

impl Ends {
    /// Whether a match takes in the version at this place. What names nothing takes in all.
    fn admits(&self, wanted: &VersionMatch, entry: &Entry) -> bool {
        let place = (entry.version, entry.position);
        wanted.names_all()
            || (wanted.first && place == self.first)
            || (wanted.last && place == self.last)
            || wanted.at.contains(&entry.version)
    }
}

impl Held {
    /// Whether its entries are leaves; `None` while it is empty.
    pub(super) fn logged(&self) -> Option<bool> {
        self.kept.first().map(|kept| kept.entry.leaf.is_some())
    }

    /// Adds an entry, unless it or another under its name is there.
    pub(super) fn add(&mut self, new: &NewEntry, commit: &Commit) -> Result<EntryOutcome, StoreError> {
        if self.logged().is_some_and(|logged| logged != commit.logged) {
            return Err(StoreError::OtherKind { collection: new.collection });
        }
        let same = |kept: &&Arc<Kept>| kept.entry.object == new.object && kept.given == new.version;
        if let Some(before) = self.kept.iter().rev().find(same) {
            if before.entry.bytes != new.bytes {
                return if commit.strict {
                    Err(StoreError::Conflict { object: new.object.to_string() })
                } else {
                    Ok(EntryOutcome::Conflict)
                };
            }
            if !before.removed {
                return Ok(EntryOutcome::Known { position: before.entry.position });
            }
        }
        let now = commit.now.as_microsecond();
        let position = self.kept.last().map_or(now, |last| now.max(last.entry.position.saturating_add(1)));
        let entry = Entry {
            position,
            object: new.object.clone(),
            version: new.version.unwrap_or_else(|| version_of(position)),
            leaf: commit.logged.then_some(self.kept.len() as u64),
            bytes: new.bytes.clone(),
        };
        self.kept.push(Arc::new(Kept { entry, given: new.version, removed: false }));
        Ok(EntryOutcome::Added { position })
    }

    /// Takes entries out; gives how many.
    pub(super) fn remove(&mut self, removal: &Removal) -> Result<usize, StoreError> {
        if self.logged() == Some(true) {
            return Err(StoreError::OtherKind { collection: removal.collection });
        }
        let ends = self.ends();
        let mut removed: usize = 0;
        for kept in self.kept.iter_mut().filter(|kept| !kept.removed && kept.entry.object == removal.object) {
            if ends.get(&removal.object).is_some_and(|ends| ends.admits(&removal.versions, &kept.entry)) {
                Arc::make_mut(kept).removed = true;
                removed = removed.saturating_add(1);
            }
        }
        Ok(removed)
    }

    fn shown(&self) -> impl Iterator<Item = &Entry> {
        self.kept.iter().filter(|kept| !kept.removed).map(|kept| &kept.entry)
    }

    fn ends(&self) -> BTreeMap<ObjectKey, Ends> {
        let mut all: BTreeMap<ObjectKey, Ends> = BTreeMap::new();
        for entry in self.shown() {
            let place = (entry.version, entry.position);
            let ends = all.entry(entry.object.clone()).or_insert(Ends { first: place, last: place });
            (ends.first, ends.last) = (ends.first.min(place), ends.last.max(place));
        }
        all
    }

    pub(super) fn page(&self, query: &PageQuery) -> Page {
        let ends = self.ends();
        let fits = |entry: &&Entry| {
            entry.position > query.after
                && (query.objects.is_empty() || query.objects.contains(&entry.object))
                && (query.types.is_empty() || query.types.contains(&entry.object.type_name))
                && ends.get(&entry.object).is_some_and(|ends| ends.admits(&query.versions, entry))
        };
        let mut fitting = self.shown().filter(fits).cloned().peekable();
        let (mut entries, mut taken) = (Vec::new(), 0_usize);
        while let Some(mut entry) = fitting.next_if(|entry| {
            let size = if query.bytes { entry.bytes.len() } else { 0 };
            taken = taken.saturating_add(size);
            entries.len() < query.limit && (entries.is_empty() || taken <= query.room)
        }) {
            if !query.bytes {
                entry.bytes.clear();
            }
            entries.push(entry);
        }
        Page { entries, more: fitting.peek().is_some() }
    }

    pub(super) fn edge(&self) -> Edge {
        let objects: BTreeSet<&ObjectKey> = self.kept.iter().map(|kept| &kept.entry.object).collect();
        let removed = self.kept.iter().filter(|kept| kept.removed).count();
        let turned = self.kept.len().saturating_sub(objects.len()).saturating_add(removed);
        Edge { last: self.kept.last().map(|kept| kept.entry.position), turned: turned as u64 }
    }

    pub(super) fn leaves(&self) -> u64 {
        if self.logged() == Some(true) { self.kept.len() as u64 } else { 0 }
    }

    pub(super) fn leaf(&self, number: u64) -> Option<Entry> {
        self.kept.iter().map(|kept| &kept.entry).find(|entry| entry.leaf == Some(number)).cloned()
    }

    /// Every stored hash of its log, computed from nothing.
    pub(super) fn hashes(&self) -> Result<Vec<[u8; 32]>, Error> {
        let mut hashes = Hashes::default();
        for (number, kept) in (0_u64..).zip(self.kept.iter().filter(|kept| kept.entry.leaf.is_some())) {
            let more = stored_hashes_for_record_hash(number, record_hash(&kept.entry.bytes), &hashes)?;
            hashes.0.extend(more);
        }
        Ok(hashes.0.into_iter().map(|hash| hash.0).collect())
    }
}

/// Hashes by their index.
#[derive(Default)]
struct Hashes(Vec<Hash>);

impl HashReader for Hashes {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let at = |index: &u64| usize::try_from(*index).ok().and_then(|index| self.0.get(index)).copied();
        indexes.iter().map(at).collect::<Option<Vec<_>>>().ok_or(Error::IndexesNotInTree)
    }
}

/// The collections that a commit works on.
pub(super) type Collections = BTreeMap<CollectionId, Held>;
