//! What every request works with.

use std::sync::{Arc, Mutex, PoisonError};

use attache_core::{record::Seq, roster::Roster};
use attache_store::Store;
use tokio::sync::Semaphore;

use super::{
    Limits, basic::Basic, delivery_ledger::DeliveryLedger, log::Checkpoints, page_cache::PageCache,
    refusal::Refusal, status::Slots, throttle::Throttle,
};
use crate::{
    effects::{Chance, Clock},
    failure::Failure,
    node::Node,
};
use attache_core::partner::PartnerId;

/// The working parts of the server. Requests share them; another process may write to the same store meanwhile.
pub(crate) struct Service {
    /// Where everything lies.
    pub(crate) store: Arc<dyn Store>,
    /// What time it is.
    pub(crate) clock: Arc<dyn Clock>,
    /// Random bytes.
    pub(crate) chance: Arc<dyn Chance>,
    /// This node.
    pub(crate) node: Node,
    /// What may be asked.
    pub(crate) limits: Limits,
    pub(super) basic: Basic,
    pub(super) requests: Throttle<PartnerId>,
    pub(super) places: Semaphore,
    pub(super) deliveries: DeliveryLedger,
    pub(super) slots: Slots,
    pub(super) pages: PageCache,
    pub(super) checkpoints: Checkpoints,
    roster: Mutex<Option<(Seq, Arc<Roster>)>>,
    /// Whether work on the store is done where it is asked for, not on a thread of its own.
    inline: bool,
}

impl std::fmt::Debug for Service {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Service({:?})", self.node)
    }
}

impl Service {
    /// The working parts over a store whose node was made.
    ///
    /// # Errors
    /// Where the store has no node yet, cannot be read, or the machine gives no random bytes.
    pub(crate) fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        chance: Arc<dyn Chance>,
        limits: Limits,
    ) -> Result<Self, Failure> {
        let interval = 1_000_000_i64.checked_div(i64::from(limits.rate)).unwrap_or(0);
        Ok(Self {
            node: Node::existing(&*store)?,
            basic: Basic::new(&*chance, &limits)?,
            requests: Throttle::new(limits.burst, interval),
            places: Semaphore::new(limits.at_once),
            deliveries: DeliveryLedger::default(),
            slots: Slots::default(),
            pages: PageCache::new(limits.page_cache),
            checkpoints: Checkpoints::default(),
            roster: Mutex::default(),
            inline: false,
            store,
            clock,
            chance,
            limits,
        })
    }

    /// The same, working where it is called: for a simulation, in which no thread may run beside.
    #[cfg(test)]
    pub(crate) fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    /// Partners and agreements as the records say now.
    pub(crate) fn roster(&self) -> Result<Arc<Roster>, Failure> {
        // The end is read first: a record that comes meanwhile makes the next request read again.
        let end = self.store.last()?;
        let mut kept = self.roster.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, roster)) = kept.as_ref().filter(|(seq, _)| *seq == end) {
            return Ok(Arc::clone(roster));
        }
        let roster = Arc::new(Roster::fold(&self.store.roster_records()?));
        *kept = Some((end, Arc::clone(&roster)));
        Ok(roster)
    }

    /// Does something that waits for the disk, without holding up others.
    pub(crate) async fn working<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        if self.inline {
            return work(self);
        }
        let service = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || work(&service)).await;
        done.unwrap_or_else(|cause| Err(Refusal::internal(&cause)))
    }
}
