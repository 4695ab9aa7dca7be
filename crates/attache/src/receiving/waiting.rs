//! Objects that wait: for others that they refer to, or for their time.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{canonical::CanonicalError, object_key::ObjectKey, partner::PartnerId};
use attache_store::{Setting, Store};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::failure::Failure;

/// How often new objects may come without those that are waited for.
pub(super) const ROUNDS: u32 = 64;
/// How many objects of one partner may wait.
const LIMIT: usize = 4096;

/// One that waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Waiter {
    /// Its type.
    pub(super) type_name: String,
    /// Its UUID.
    pub(super) uuid: Uuid,
    /// Its version.
    pub(super) version: i64,
    /// For which objects, by id; none where it waits until its version can have been made.
    pub(super) missing: BTreeSet<String>,
    /// How often new objects came without them.
    pub(super) rounds: u32,
}

impl Waiter {
    /// Which object it is.
    pub(super) fn object(&self) -> ObjectKey {
        ObjectKey { type_name: self.type_name.clone(), uuid: self.uuid }
    }
}

/// All that wait, of one partner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Waiting {
    kept: BTreeMap<String, Waiter>,
    changed: BTreeSet<String>,
}

fn prefix(partner: &PartnerId) -> String {
    format!("waiting/{partner}/")
}

impl Waiting {
    /// As it stands in the store.
    pub(super) fn load(store: &dyn Store, partner: &PartnerId) -> Result<Self, Failure> {
        let prefix = prefix(partner);
        let read = |setting: Setting| {
            let waiter = serde_json::from_slice(&setting.value?).ok()?;
            Some((setting.name.strip_prefix(&prefix)?.to_owned(), waiter))
        };
        let kept = store.settings(&prefix)?.into_iter().filter_map(read).collect();
        Ok(Self { kept, changed: BTreeSet::new() })
    }

    /// Puts one in; `false` where too many wait.
    pub(super) fn put(&mut self, waiter: Waiter) -> bool {
        let object = waiter.object().to_string();
        if self.kept.len() >= LIMIT && !self.kept.contains_key(&object) {
            return false;
        }
        self.changed.insert(object.clone());
        self.kept.insert(object, waiter);
        true
    }

    /// Takes one out.
    pub(super) fn take(&mut self, object: &str) -> Option<Waiter> {
        let waiter = self.kept.remove(object)?;
        self.changed.insert(object.to_owned());
        Some(waiter)
    }

    /// Those that wait for any of these.
    pub(super) fn for_any(&self, came: &BTreeSet<String>) -> Vec<Waiter> {
        self.kept.values().filter(|waiter| !waiter.missing.is_disjoint(came)).cloned().collect()
    }

    /// Those that wait for nothing but their time, which has come by the test on their version.
    pub(super) fn due(&self, has_come: impl Fn(i64) -> bool) -> Vec<Waiter> {
        let fits = |waiter: &&Waiter| waiter.missing.is_empty() && has_come(waiter.version);
        self.kept.values().filter(fits).cloned().collect()
    }

    /// Counts a round, and takes out those that have waited for others long enough.
    pub(super) fn round(&mut self) -> Vec<Waiter> {
        for (object, waiter) in self.kept.iter_mut().filter(|(_, waiter)| !waiter.missing.is_empty()) {
            waiter.rounds = waiter.rounds.saturating_add(1);
            self.changed.insert(object.clone());
        }
        let over: Vec<_> =
            self.kept.iter().filter(|(_, w)| w.rounds > ROUNDS).map(|(object, _)| object.clone()).collect();
        over.iter().filter_map(|object| self.take(object)).collect()
    }

    /// Whether nothing was put in or taken out.
    pub(super) fn is_unchanged(&self) -> bool {
        self.changed.is_empty()
    }

    /// The settings that keep what changed.
    pub(super) fn settings(&self, partner: &PartnerId) -> Result<Vec<Setting>, Failure> {
        let changed = self.changed.iter().map(|object| {
            let value =
                self.kept.get(object).map(serde_json::to_vec).transpose().map_err(CanonicalError::from)?;
            Ok(Setting { name: format!("{}{object}", prefix(partner)), value })
        });
        changed.collect()
    }
}

/// Ids for people, not more than three.
pub(super) fn told(ids: &BTreeSet<String>) -> String {
    let shown = ids.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
    if ids.len() > 3 { format!("{shown} and {} more", ids.len().saturating_sub(3)) } else { shown }
}
