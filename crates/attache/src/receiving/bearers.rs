//! Which objects of a partner bring a claim now: it is called back with the last of them.
//!
//! Kept as settings without a value (`bears/PARTNER/CLAIM/OBJECT`).

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{id::ClaimId, partner::PartnerId};
use attache_store::{Setting, Store};

use super::Fate;
use crate::failure::Failure;

/// Those of one partner, with what a batch changes.
#[derive(Debug)]
pub(super) struct Bearers {
    partner: PartnerId,
    changed: BTreeMap<String, Setting>,
}

impl Bearers {
    /// As they stand in the store.
    pub(super) fn new(partner: &PartnerId) -> Self {
        Self { partner: partner.clone(), changed: BTreeMap::new() }
    }

    fn prefix(&self, claim: ClaimId) -> String {
        format!("bears/{}/{claim}/", self.partner)
    }

    /// Notes that an object brings a claim, or does so no more.
    pub(super) fn note(&mut self, claim: ClaimId, object: &str, fate: Fate) {
        let value = match fate {
            Fate::Claim | Fate::Known | Fate::Corrected => Some(Vec::new()),
            Fate::Recalled => None,
            _ => return,
        };
        let name = format!("{}{object}", self.prefix(claim));
        self.changed.insert(name.clone(), Setting { name, value });
    }

    /// The objects that bring a claim now.
    pub(super) fn of(&self, store: &dyn Store, claim: ClaimId) -> Result<BTreeSet<String>, Failure> {
        let prefix = self.prefix(claim);
        let mut names: BTreeSet<_> =
            store.settings(&prefix)?.into_iter().map(|setting| setting.name).collect();
        for (name, setting) in self.changed.iter().filter(|(name, _)| name.starts_with(&prefix)) {
            if setting.value.is_some() {
                names.insert(name.clone());
            } else {
                names.remove(name);
            }
        }
        Ok(names.iter().filter_map(|name| name.strip_prefix(&prefix)).map(str::to_owned).collect())
    }

    /// The settings that keep what changed.
    pub(super) fn settings(self) -> impl Iterator<Item = Setting> {
        self.changed.into_values()
    }
}
