//! All that a store in memory holds, and what a commit makes of it.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    canonical,
    collection::CollectionId,
    id::RecordId,
    record::{NewRecord, Record, Seq},
};

use super::held::{Collections, Held};
use crate::{Appended, Commit, Committed, Fetch, Setting, StoreError};

/// All that the store holds.
#[derive(Default)]
pub(super) struct Log {
    pub(super) records: Vec<Record>,
    ids: BTreeSet<RecordId>,
    collections: Collections,
    pub(super) fetches: Vec<Fetch>,
    pub(super) settings: BTreeMap<String, Vec<u8>>,
    /// How many changes were taken in.
    pub(super) taken: u64,
}

/// What a commit comes to.
#[derive(Default)]
pub(super) struct Change {
    records: Vec<Record>,
    ids: BTreeSet<RecordId>,
    collections: Collections,
    fetches: Vec<Fetch>,
    settings: Vec<Setting>,
}

impl std::fmt::Debug for Log {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Log({} records, {} collections)", self.records.len(), self.collections.len())
    }
}

impl Log {
    /// What a collection holds.
    pub(super) fn held(&self, collection: CollectionId) -> Held {
        self.collections.get(&collection).cloned().unwrap_or_default()
    }

    /// Where the log of records ends.
    pub(super) fn end(&self) -> Seq {
        self.records.last().map_or(Seq(0), |record| record.seq)
    }

    /// What a commit comes to. Nothing is changed yet.
    pub(super) fn decide(&self, commit: &Commit) -> Result<(Change, Committed), StoreError> {
        for (index, new) in commit.records.iter().enumerate() {
            canonical::to_bytes(new).map_err(|cause| StoreError::not_recordable(index, cause))?;
        }
        if commit.expects.is_some_and(|end| end != self.end()) {
            return Err(StoreError::Moved);
        }
        let mut change = Change::default();
        let appended = self.append(&commit.records, &mut change)?;
        let mut done = Committed { appended, ..Committed::default() };
        let touched = &mut change.collections;
        for new in &commit.entries {
            let held = touched.entry(new.collection).or_insert_with(|| self.held(new.collection));
            done.entries.push(held.add(new, commit)?);
        }
        for removal in &commit.removals {
            let held = touched.entry(removal.collection).or_insert_with(|| self.held(removal.collection));
            done.removed = done.removed.saturating_add(held.remove(removal)?);
        }
        (change.fetches, change.settings) = (commit.fetches.clone(), commit.settings.clone());
        Ok((change, done))
    }

    fn append(&self, batch: &[NewRecord], change: &mut Change) -> Result<Appended, StoreError> {
        let (mut seq, mut appended) = (self.end(), Appended::default());
        for (index, new) in batch.iter().enumerate() {
            let id = new.id().map_err(|cause| StoreError::not_recordable(index, cause))?;
            if self.ids.contains(&id) || !change.ids.insert(id) {
                appended.known = appended.known.saturating_add(1);
                continue;
            }
            seq = Seq(seq.0.saturating_add(1));
            change.records.push(Record { seq, new: new.clone() });
            appended.recorded.push(seq);
        }
        Ok(appended)
    }

    /// Takes the change in, all of it.
    pub(super) fn take(&mut self, change: Change) {
        self.taken = self.taken.saturating_add(1);
        self.records.extend(change.records);
        self.ids.extend(change.ids);
        self.collections.extend(change.collections);
        self.fetches.extend(change.fetches);
        for Setting { name, value } in change.settings {
            match value {
                Some(value) => self.settings.insert(name, value),
                None => self.settings.remove(&name),
            };
        }
    }
}
