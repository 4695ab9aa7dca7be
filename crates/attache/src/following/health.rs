//! How following goes, for people.

use attache_core::partner::PartnerId;
use attache_exchange::follower::Alarm;
use attache_store::Store;
use jiff::Timestamp;
use serde::Serialize;

use super::{Pulled, setting, state};
use crate::{failure::Failure, remote::Remote};

/// One collection of one partner, or the partner itself where no collection is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Health {
    /// Whose.
    pub(crate) partner: PartnerId,
    /// Which collection.
    pub(crate) collection: Option<String>,
    /// What the partner calls it.
    pub(crate) title: Option<String>,
    /// When it was last read to its end.
    pub(crate) last_success: Option<Timestamp>,
    /// Objects taken.
    pub(crate) objects: u64,
    /// Objects refused.
    pub(crate) refused: u64,
    /// Whether its log is verified, and over how many leaves it was.
    pub(crate) verified: Option<u64>,
    /// Failures since the last success.
    pub(crate) failures: u32,
    /// What went wrong last.
    pub(crate) last_error: Option<String>,
    /// When it is asked again in the background.
    pub(crate) next: Option<Timestamp>,
    /// What stopped it, with the evidence.
    pub(crate) alarm: Option<Alarm>,
}

/// Every remote, or those of these partners, with their collections.
pub(crate) fn all(store: &dyn Store, only: &[PartnerId]) -> Result<Vec<Health>, Failure> {
    let mut found = Vec::new();
    for remote in Remote::all(store)? {
        if only.is_empty() || only.contains(&remote.partner) {
            found.extend(of_partner(store, &remote.partner)?);
        }
    }
    Ok(found)
}

fn of_partner(store: &dyn Store, partner: &PartnerId) -> Result<Vec<Health>, Failure> {
    let pulled = Pulled::load(store, partner)?;
    let prefix = setting(partner, "");
    let mut found = Vec::new();
    for kept in store.settings(&prefix)? {
        let Some(collection) = kept.name.strip_prefix(&prefix) else { continue };
        let follow = state(store, partner, collection)?;
        let health = follow.health();
        found.push(Health {
            partner: partner.clone(),
            collection: Some(collection.to_owned()),
            title: pulled.titles.get(collection).cloned(),
            last_success: health.last_success,
            objects: health.taken,
            refused: health.refused,
            verified: follow.checkpoint().map(|_| follow.replay().size()),
            failures: health.failures,
            last_error: health
                .last_error
                .as_ref()
                .filter(|_| health.failures > 0)
                .map(|(_, why)| why.clone()),
            next: follow.not_before(),
            alarm: follow.alarm().cloned(),
        });
    }
    if found.is_empty() || pulled.failures > 0 {
        found.push(Health {
            partner: partner.clone(),
            collection: None,
            title: None,
            last_success: pulled.last_success,
            objects: 0,
            refused: 0,
            verified: None,
            failures: pulled.failures,
            last_error: pulled.last_error.filter(|_| pulled.failures > 0).map(|(_, why)| why),
            next: pulled.not_before,
            alarm: None,
        });
    }
    Ok(found)
}
