//! What was delivered to whom. The first delivery of each entry of an outbox is written down, durably, before its
//! bytes leave; what a partner fetches again is not written down a second time.
//!
//! A line covers entries that follow each other in the log of the collection, so that it never claims more than
//! was on the page: what a filter left out, or what had been superseded, is not in it.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use attache_core::{collection::CollectionId, partner::PartnerId};
use attache_store::{Commit, Fetch, Place};

use super::{refusal::Refusal, service::Service, visible_collection::VisibleCollection};

/// What one partner has of one collection: first position to last position.
#[derive(Debug, Default)]
struct Delivered(BTreeMap<i64, i64>);

impl Delivered {
    fn covers(&self, position: i64) -> bool {
        self.0.range(..=position).next_back().is_some_and(|(_, to)| *to >= position)
    }

    fn add(&mut self, from: i64, to: i64) {
        let to_before = self.0.entry(from).or_insert(to);
        *to_before = (*to_before).max(to);
    }
}

type Of = Arc<Mutex<Option<Delivered>>>;

/// What every partner has of every collection, as far as it was asked for since this process began.
#[derive(Debug, Default)]
pub(super) struct DeliveryLedger {
    known: Mutex<HashMap<(PartnerId, CollectionId), Of>>,
}

/// Entries that follow each other.
struct Run {
    from: i64,
    to: i64,
    leaf: Option<u64>,
}

/// The runs of those entries that were not delivered yet.
fn runs(places: &[Place], delivered: &Delivered) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for entry in places.iter().filter(|entry| !delivered.covers(entry.position)) {
        let follows = |run: &&mut Run| {
            entry.leaf.is_some() && run.leaf.and_then(|leaf| leaf.checked_add(1)) == entry.leaf
        };
        match runs.last_mut().filter(follows) {
            Some(run) => (run.to, run.leaf) = (entry.position, entry.leaf),
            None => runs.push(Run { from: entry.position, to: entry.position, leaf: entry.leaf }),
        }
    }
    runs
}

impl DeliveryLedger {
    /// Writes down that the partner gets these entries. When it returns, that is durable.
    pub(super) fn record(
        &self,
        service: &Service,
        visible: &VisibleCollection<'_>,
        places: &[Place],
    ) -> Result<(), Refusal> {
        if !visible.is_outbox() || places.is_empty() {
            return Ok(());
        }
        let partner = visible.session().id();
        let of = {
            let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(known.entry((partner.clone(), visible.id())).or_default())
        };
        // Pages of one partner wait for each other here; those of others do not.
        let mut of = of.lock().unwrap_or_else(PoisonError::into_inner);
        let delivered = match &mut *of {
            Some(delivered) => delivered,
            none => {
                let mut delivered = Delivered::default();
                let lines = service.store.fetches(visible.id())?;
                lines
                    .iter()
                    .filter(|line| line.partner == *partner)
                    .for_each(|line| delivered.add(line.from, line.to));
                none.insert(delivered)
            }
        };
        let runs = runs(places, delivered);
        if runs.is_empty() {
            return Ok(());
        }
        let now = service.clock.now();
        let line = |run: &Run| Fetch {
            collection: visible.id(),
            partner: partner.clone(),
            from: run.from,
            to: run.to,
            at: now,
        };
        let fetches = runs.iter().map(line).collect();
        service.store.commit(&Commit { now, fetches, ..Commit::default() })?;
        runs.iter().for_each(|run| delivered.add(run.from, run.to));
        Ok(())
    }
}
