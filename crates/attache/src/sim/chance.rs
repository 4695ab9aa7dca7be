//! Chance and time of a simulation: both follow from the seed.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicI64, Ordering},
};

use attache_core::digest::Digest;
use jiff::Timestamp;

use crate::{
    effects::{Chance, Clock},
    failure::Failure,
};

/// A stream of numbers that follows from a seed: the digests of a counter.
#[derive(Debug)]
pub(super) struct Draw {
    seed: u64,
    count: u64,
}

impl Draw {
    pub(super) const fn new(seed: u64) -> Self {
        Self { seed, count: 0 }
    }

    /// The next 64 bits.
    pub(super) fn bits(&mut self) -> u64 {
        self.count = self.count.wrapping_add(1);
        let drawn = [self.seed.to_be_bytes(), self.count.to_be_bytes()].concat();
        let digest = Digest::of_bytes(&drawn);
        digest.as_bytes().iter().take(8).fold(0, |bits, byte| (bits << 8) | u64::from(*byte))
    }

    /// A number below `end`; 0 where there is none.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let bits = self.bits();
        usize::try_from(bits % u64::try_from(end.max(1)).unwrap()).unwrap()
    }

    /// Whether something of this likelihood, in percent, happens.
    pub(super) fn happens(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub(super) fn one<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}

/// Random bytes of a node.
#[derive(Debug)]
pub(super) struct Drawn(Mutex<Draw>);

impl Drawn {
    pub(super) const fn new(seed: u64) -> Self {
        Self(Mutex::new(Draw::new(seed)))
    }
}

impl Chance for Drawn {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), Failure> {
        let mut draw = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for part in buffer.chunks_mut(8) {
            part.iter_mut().zip(draw.bits().to_be_bytes()).for_each(|(to, from)| *to = from);
        }
        Ok(())
    }
}

/// The clock of a node: that of the world, which moves on at every look, and the error of this one.
#[derive(Debug)]
pub(super) struct NodeClock {
    world: Arc<AtomicI64>,
    /// In microseconds.
    pub(super) wrong_by: AtomicI64,
}

impl NodeClock {
    pub(super) fn new(world: Arc<AtomicI64>) -> Self {
        Self { world, wrong_by: AtomicI64::new(0) }
    }
}

impl Clock for NodeClock {
    fn now(&self) -> Timestamp {
        let now = self.world.fetch_add(1_000, Ordering::SeqCst);
        Timestamp::from_microsecond(now.saturating_add(self.wrong_by.load(Ordering::SeqCst))).unwrap()
    }
}
