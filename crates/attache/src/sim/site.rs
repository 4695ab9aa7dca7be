//! One node of the simulation: its disk, its clock, and the process that works on them until it is killed.

use std::sync::{Arc, atomic::Ordering};

use attache_store::faulty::{Faulty, Moment};
use axum::Router;

use super::{
    chance::{Drawn, NodeClock},
    disk::Disk,
};
use crate::{
    effects::Effects,
    http::{Limits, Service, router},
    node::Node,
};

/// A node.
pub(super) struct Site {
    /// The name of its organisation.
    pub(super) desk: &'static str,
    pub(super) disk: Disk,
    pub(super) clock: Arc<NodeClock>,
    pub(super) chance: Arc<Drawn>,
    pub(super) store: Arc<Faulty>,
    /// The server; made at the first look after a start.
    router: Option<Router>,
}

impl Site {
    pub(super) fn new(desk: &'static str, clock: NodeClock, chance: Drawn) -> Self {
        let disk = Disk::default();
        let store = disk.opened(None, Moment::Before);
        let (clock, chance) = (Arc::new(clock), Arc::new(chance));
        Self { desk, disk, clock, chance, store, router: None }
    }

    pub(super) fn effects(&self) -> Effects<'_> {
        Effects {
            store: &*self.store,
            clock: &*self.clock,
            chance: &*self.chance,
            by: "ana",
            originator: self.desk,
        }
    }

    /// This node's keys and name, read past all faults.
    pub(super) fn node(&self) -> Node {
        Node::existing(&*self.disk.0).unwrap()
    }

    /// Kills the process and starts another, whose `nth` call to the store will fail.
    pub(super) fn restart(&mut self, nth: Option<u64>, moment: Moment) {
        self.store = self.disk.opened(nth, moment);
        self.router = None;
    }

    /// Whether the process has met the failure that was laid for it.
    pub(super) fn has_failed(&self) -> bool {
        self.store.has_failed()
    }

    /// Sets the clock wrong by so many microseconds.
    pub(super) fn set_wrong_by(&self, microseconds: i64) {
        self.clock.wrong_by.store(microseconds, Ordering::SeqCst);
    }

    /// The server of this process; `None` where it cannot start, since the store fails.
    pub(super) fn router(&mut self) -> Option<Router> {
        if self.router.is_none() {
            let limits = Limits { rate: 0, ..Limits::default() };
            let service = Service::new(self.store.clone(), self.clock.clone(), self.chance.clone(), limits);
            self.router = service.ok().map(|service| router(Arc::new(service.inline())));
        }
        self.router.clone()
    }
}
