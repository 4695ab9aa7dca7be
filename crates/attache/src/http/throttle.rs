//! Token buckets: so much at once, so much in the long run.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, MutexGuard, PoisonError},
};

use jiff::Timestamp;

/// At most so many are remembered; then those that are full again are forgotten.
const MOST: usize = 10_000;

/// A bucket for each key. Time is an argument; a clock that goes back fills nothing.
#[derive(Debug)]
pub(crate) struct Throttle<K> {
    /// How long one token takes to come back, in microseconds.
    interval: i64,
    /// How many tokens fit.
    burst: i64,
    /// For each key the time, in microseconds, at which its bucket is full again.
    full_at: Mutex<HashMap<K, i64>>,
}

impl<K: Eq + Hash + Clone> Throttle<K> {
    /// `burst` at once, then one every `interval` microseconds. An interval of 0 throttles nothing.
    pub(crate) fn new(burst: u32, interval: i64) -> Self {
        Self { interval, burst: i64::from(burst.max(1)), full_at: Mutex::default() }
    }

    fn held(&self) -> MutexGuard<'_, HashMap<K, i64>> {
        self.full_at.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a token. Without one: in how many whole seconds to come again, at least 1.
    pub(crate) fn take(&self, key: &K, now: Timestamp) -> Result<(), u32> {
        if self.interval <= 0 {
            return Ok(());
        }
        let now = now.as_microsecond();
        let mut held = self.held();
        if held.len() >= MOST && !held.contains_key(key) {
            held.retain(|_, full| *full > now);
            if held.len() >= MOST {
                held.clear();
            }
        }
        let full = held.entry(key.clone()).or_insert(now);
        let after = (*full).max(now).saturating_add(self.interval);
        let over = after.saturating_sub(now).saturating_sub(self.interval.saturating_mul(self.burst));
        if over > 0 {
            return Err(u32::try_from(over.div_euclid(1_000_000).saturating_add(1)).unwrap_or(u32::MAX));
        }
        *full = after;
        Ok(())
    }

    /// Gives a token back that was taken for nothing.
    pub(crate) fn give_back(&self, key: &K) {
        if let Some(full) = self.held().get_mut(key) {
            *full = full.saturating_sub(self.interval);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Throttle;
    use jiff::Timestamp;

    fn at(millisecond: i64) -> Timestamp {
        Timestamp::from_millisecond(millisecond).unwrap()
    }

    #[test]
    fn a_burst_then_one_at_a_time() {
        let throttle = Throttle::new(2, 1_000_000);
        assert_eq!(throttle.take(&"a", at(0)), Ok(()));
        assert_eq!(throttle.take(&"a", at(0)), Ok(()));
        assert_eq!(throttle.take(&"a", at(0)), Err(2));
        assert_eq!(throttle.take(&"b", at(0)), Ok(()));
        assert_eq!(throttle.take(&"a", at(1_000)), Ok(()));
        assert_eq!(throttle.take(&"a", at(1_500)), Err(1));
        throttle.give_back(&"a");
        assert_eq!(throttle.take(&"a", at(1_500)), Ok(()));
        assert_eq!(throttle.take(&"a", at(0)), Err(3));
    }

    #[test]
    fn what_it_remembers_is_bounded() {
        let throttle = Throttle::new(1, 1);
        for key in 0..30_000 {
            assert_eq!(throttle.take(&key, at(0)), Ok(()));
        }
        assert!(throttle.held().len() <= super::MOST);
    }
}
