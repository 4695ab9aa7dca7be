//! What partners send becomes claims, or stays what it is.
//!
//! Whatever the road (pushed over TAXII, pulled by the follower, carried in a file), the raw objects lie in the
//! partner's inbox first. From there they are looked at in the order in which they came, once each: records,
//! what became of each object, and how far looking got are one transaction, so that a crash at any instant
//! loses nothing and doubles nothing. Nothing is believed: see [`judging`].

use std::collections::BTreeMap;

use attache_core::partner::{PartnerId, PartnerState};
use attache_store::{PageQuery, Store, VersionMatch};
use jiff::Timestamp;
use serde::Serialize;

use crate::{
    collections,
    effects::Effects,
    failure::Failure,
    node::Node,
    partnering,
    redeciding::{self, Wish},
};

use batch::Batch;
use judging::recorder;
use meaning::Read;
use watermark::Watermark;

pub(crate) use came::{Came, Fate};

pub(crate) mod arrival;
mod batch;
mod bearers;
pub(crate) mod came;
mod history;
mod judging;
mod meaning;
mod reading;
mod soundness;
mod torn_off;
mod waiting;
mod watermark;

/// How many objects are looked at in one transaction.
const BATCH: usize = 100;
/// How many wrong objects are named one by one.
const NAMED: usize = 20;

/// What a run of looking came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Tally {
    /// Objects looked at.
    pub(crate) objects: u64,
    /// Of these, such that only others refer to.
    pub(crate) beside: u64,
    /// What became of the others.
    pub(crate) fates: BTreeMap<Fate, u64>,
    /// The first of those that are wrong.
    pub(crate) wrong: Vec<Came>,
}

impl Tally {
    fn count(&mut self, came: &Came) {
        let count = self.fates.entry(came.fate).or_default();
        *count = count.saturating_add(1);
        if came.fate.is_wrong() && self.wrong.len() < NAMED {
            self.wrong.push(came.clone());
        }
    }

    /// Adds another run.
    pub(crate) fn add(&mut self, other: Self) {
        self.objects = self.objects.saturating_add(other.objects);
        self.beside = self.beside.saturating_add(other.beside);
        for (fate, more) in other.fates {
            let count = self.fates.entry(fate).or_default();
            *count = count.saturating_add(more);
        }
        let room = NAMED.saturating_sub(self.wrong.len());
        self.wrong.extend(other.wrong.into_iter().take(room));
    }

    /// How many had this fate.
    pub(crate) fn of(&self, fate: Fate) -> u64 {
        self.fates.get(&fate).copied().unwrap_or_default()
    }
}

/// A partner that must be there.
pub(crate) fn partner(store: &dyn Store, id: &PartnerId) -> Result<PartnerState, Failure> {
    partnering::known(&partnering::roster(store)?, id).cloned()
}

/// Looks at all that a partner sent and nobody looked at. Nothing is done while exchange with it rests.
pub(crate) fn receive(effects: &Effects<'_>, partner: &PartnerId) -> Result<Tally, Failure> {
    receive_by(effects, partner, reading::object)
}

fn receive_by(effects: &Effects<'_>, partner: &PartnerId, read: Read) -> Result<Tally, Failure> {
    let mut total = Tally::default();
    let by = recorder(partner);
    // What a partner says is recorded under its name.
    let effects = Effects { by: &by, ..*effects };
    loop {
        let mut tally = None;
        redeciding::record_all(&effects, &mut |store, now| {
            let (wish, found) = looked_at(&effects, store, now, partner, read)?;
            tally = found;
            Ok(wish)
        })?;
        match tally {
            Some(tally) => total.add(tally),
            None => return Ok(total),
        }
    }
}

/// What one more batch comes to; without a tally where there is none.
fn looked_at(
    effects: &Effects<'_>,
    store: &dyn Store,
    now: Timestamp,
    partner: &PartnerId,
    read: Read,
) -> Result<(Wish, Option<Tally>), Failure> {
    let nothing = || Ok((Wish::default(), None));
    let roster = partnering::roster(store)?;
    let Some(state) = roster.partner(partner).filter(|state| !state.suspended) else { return nothing() };
    let node = Node::existing(store)?;
    let after = Watermark::load(store, partner)?.after;
    let page = store.page(&PageQuery {
        collection: collections::inbox(&node, state).id,
        after,
        limit: BATCH,
        objects: Vec::new(),
        types: Vec::new(),
        versions: VersionMatch { all: true, ..VersionMatch::default() },
        bytes: true,
        room: usize::MAX,
    })?;
    let mut batch = Batch::new(effects, now, read, &node, &roster, state)?;
    batch.take_due()?;
    if page.entries.is_empty() && batch.is_idle() {
        return nothing();
    }
    batch.take_page(&page.entries, !page.more)?;
    let (wish, tally) = batch.finish(page.entries.last().map_or(after, |last| last.position))?;
    Ok((wish, Some(tally)))
}

/// Looks again at all that a partner ever sent: what could not be read before may be readable now, and what
/// became a claim stays as it is.
pub(crate) fn look_again(effects: &Effects<'_>, partner: &PartnerId) -> Result<Tally, Failure> {
    watermark::reset(effects, partner)?;
    receive(effects, partner)
}

/// Tells the log of this machine what came; the wrong ones loudly. No content is told.
pub(crate) fn tell(partner: &PartnerId, tally: &Tally) {
    if tally.objects > 0 {
        let (claims, recalled) = (tally.of(Fate::Claim), tally.of(Fate::Recalled));
        tracing::info!(%partner, objects = tally.objects, claims, recalled, "received");
    }
    for came in &tally.wrong {
        tracing::warn!(%partner, object = %came.object, reason = came.reason, "{}", came.fate.told());
    }
}

#[cfg(test)]
mod tests;
