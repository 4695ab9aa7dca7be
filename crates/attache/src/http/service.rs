//! What every request works with.

use std::sync::{Arc, Mutex, PoisonError};

use attache_core::{record::Seq, roster::Roster};
use attache_store::Store;
use jiff::{civil::Date, tz::TimeZone};
use tokio::sync::Semaphore;

use super::{
    Limits, basic::Basic, delivery_ledger::DeliveryLedger, known::Known, log::Checkpoints,
    page_cache::PageCache, refusal::Refusal, status::Slots, throttle::Throttle,
};
use crate::{
    effects::{Chance, Clock, Effects},
    failure::Failure,
    node::Node,
    redeciding,
};
use attache_core::partner::PartnerId;

/// How many pages are made ready at once for those who will ask.
const SIDES: usize = 4;

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
    /// How much may be done on the side at once.
    sides: Arc<Semaphore>,
    pub(super) deliveries: DeliveryLedger,
    pub(super) slots: Slots,
    pub(super) pages: PageCache,
    pub(super) checkpoints: Checkpoints,
    roster: Mutex<Option<(Seq, Arc<Roster>)>>,
    known: Mutex<Option<Arc<Known>>>,
    /// The day on which it was last made sure that nothing is out which only an earlier day allowed.
    day: Mutex<Option<Date>>,
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
            sides: Arc::new(Semaphore::new(SIDES)),
            deliveries: DeliveryLedger::default(),
            slots: Slots::default(),
            pages: PageCache::new(limits.page_cache),
            checkpoints: Checkpoints::default(),
            roster: Mutex::default(),
            known: Mutex::default(),
            day: Mutex::default(),
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

    /// What is known of the store, if nothing was committed since that was read. It waits for no disk.
    pub(super) fn unchanged(&self) -> Result<Option<Arc<Known>>, Failure> {
        let stamp = self.store.stamp()?;
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(known.as_ref().filter(|known| known.stamp == stamp).map(Arc::clone))
    }

    /// What is known of the store as it is now.
    pub(super) fn known(&self) -> Result<Arc<Known>, Failure> {
        // The stamp is read first: what is committed meanwhile makes the next request read again.
        let stamp = self.store.stamp()?;
        let same = |known: &&Arc<Known>| known.stamp == stamp;
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).as_ref().filter(same) {
            return Ok(Arc::clone(known));
        }
        let known = Arc::new(Known::new(stamp, self.roster()?));
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&known));
        Ok(known)
    }

    /// Partners and agreements as the records say now.
    fn roster(&self) -> Result<Arc<Roster>, Failure> {
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

    /// Whether what is out was decided on the day that it is now, as far as that can be said without waiting.
    pub(super) fn day_has_begun(&self) -> bool {
        let today = TimeZone::UTC.to_datetime(self.clock.now()).date();
        self.day.try_lock().is_ok_and(|day| *day == Some(today))
    }

    /// Decides again what is out, where a day has begun since that was done: nothing is served today that only
    /// yesterday allowed, also after a night, or a month, in which no server ran. Where it cannot be decided, nothing
    /// is served.
    pub(super) fn begin_day(&self) -> Result<(), Failure> {
        let today = TimeZone::UTC.to_datetime(self.clock.now()).date();
        // Held meanwhile: whoever asks at midnight waits.
        let mut day = self.day.lock().unwrap_or_else(PoisonError::into_inner);
        if *day == Some(today) {
            return Ok(());
        }
        let effects = Effects {
            store: &*self.store,
            clock: &*self.clock,
            chance: &*self.chance,
            by: "attache serve",
            originator: &self.node.name,
        };
        redeciding::tick_on_new_day(&effects)?;
        *day = Some(today);
        Ok(())
    }

    /// Does something on the side that nobody waits for, if there is a thread to spare; what goes wrong with it goes
    /// wrong again for whoever does it in earnest.
    pub(super) fn beside(self: &Arc<Self>, work: impl FnOnce(&Self) -> Result<(), Refusal> + Send + 'static) {
        if self.inline {
            return;
        }
        let Ok(place) = Arc::clone(&self.sides).try_acquire_owned() else { return };
        let service = Arc::clone(self);
        tokio::task::spawn_blocking(move || {
            let _ = work(&service);
            drop(place);
        });
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
