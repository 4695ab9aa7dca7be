//! Several threads at one list: what they make is handed over in the order of the list, so that nothing
//! depends on how many they are.
//!
//! Memory is bounded: no more is begun than a window of items, and no more than a weight, however far the
//! slowest item is behind. What is handed over is no longer counted.

use std::{
    collections::BTreeMap,
    num::NonZeroUsize,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};

/// Items a thread that may be begun and not yet handed over: enough that a slow item holds nobody up.
const WINDOW: usize = 4;
/// The weight of what is begun and not yet handed over, in bytes read. An item that weighs more is begun
/// alone.
const MOST_WEIGHT: u64 = 64 << 20;
/// Stack of a thread, in bytes: as much as the main thread has, since odd input may nest deeply.
const STACK: usize = 8 << 20;

/// So many threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Crew(NonZeroUsize);

impl Crew {
    /// So many threads, else as many as the machine has cores for this program.
    pub(crate) fn new(threads: Option<NonZeroUsize>) -> Self {
        Self(threads.or_else(|| thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN))
    }

    /// Makes something of every item, and hands it over in the order of the list, on the thread of the
    /// caller. Where taking fails, the rest is left.
    pub(crate) fn work<I: Sync, O: Send, E>(
        self,
        list: &[I],
        weigh: impl Fn(&I) -> u64 + Sync,
        make: impl Fn(&I) -> O + Sync,
        mut take: impl FnMut(&I, O) -> Result<(), E>,
    ) -> Result<(), E> {
        let threads = self.0.get().min(list.len());
        if threads < 2 {
            return list.iter().try_for_each(|item| take(item, make(item)));
        }
        let shop = Shop::new(threads.saturating_mul(WINDOW));
        thread::scope(|scope| {
            let work = || {
                let _told = Told { shop: &shop };
                while let Some((number, item, weight)) = shop.begin(list, &weigh) {
                    shop.finish(number, make(item), weight);
                }
            };
            let begin =
                |_: &usize| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work).is_ok();
            let hired = (0..threads).filter(begin).count();
            if hired == 0 {
                // The machine gives no threads: then it is done here.
                return list.iter().try_for_each(|item| take(item, make(item)));
            }
            let _closed = Closed { shop: &shop };
            for (number, item) in list.iter().enumerate() {
                let Some((made, weight)) = shop.next(number) else { break };
                take(item, made)?;
                shop.forget(weight);
            }
            Ok(())
        })
    }
}

/// What the threads share.
struct Shop<O> {
    window: usize,
    state: Mutex<State<O>>,
    changed: Condvar,
}

struct State<O> {
    /// The number of the item that is begun next.
    next: usize,
    /// Items begun and not yet handed over, and what they weigh.
    open: usize,
    weight: u64,
    done: BTreeMap<usize, (O, u64)>,
    /// Nothing more is begun.
    closed: bool,
    /// A thread broke: what it worked on never comes.
    broken: bool,
}

impl<O> Shop<O> {
    fn new(window: usize) -> Self {
        let state =
            State { next: 0, open: 0, weight: 0, done: BTreeMap::new(), closed: false, broken: false };
        Self { window, state: Mutex::new(state), changed: Condvar::new() }
    }

    fn state(&self) -> MutexGuard<'_, State<O>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State<O>>) -> MutexGuard<'s, State<O>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    /// The next item to work on, once there is room for it; none at the end.
    fn begin<'l, I>(&self, list: &'l [I], weigh: &impl Fn(&I) -> u64) -> Option<(usize, &'l I, u64)> {
        let mut state = self.state();
        loop {
            let number = state.next;
            let item = list.get(number).filter(|_| !state.closed)?;
            let weight = weigh(item);
            let fits = state.open < self.window && state.weight.saturating_add(weight) <= MOST_WEIGHT;
            if fits || state.open == 0 {
                state.next = number.saturating_add(1);
                state.open = state.open.saturating_add(1);
                state.weight = state.weight.saturating_add(weight);
                return Some((number, item, weight));
            }
            state = self.wait(state);
        }
    }

    fn finish(&self, number: usize, made: O, weight: u64) {
        self.state().done.insert(number, (made, weight));
        self.changed.notify_all();
    }

    /// What was made of an item, once it is there; none where its thread broke.
    fn next(&self, number: usize) -> Option<(O, u64)> {
        let mut state = self.state();
        loop {
            if let Some(made) = state.done.remove(&number) {
                return Some(made);
            }
            if state.broken {
                return None;
            }
            state = self.wait(state);
        }
    }

    /// Makes room: an item was handed over.
    fn forget(&self, weight: u64) {
        let mut state = self.state();
        state.open = state.open.saturating_sub(1);
        state.weight = state.weight.saturating_sub(weight);
        drop(state);
        self.changed.notify_all();
    }
}

/// Whoever takes waits for a thread that broke as long as nobody tells.
struct Told<'s, O> {
    shop: &'s Shop<O>,
}

impl<O> Drop for Told<'_, O> {
    fn drop(&mut self) {
        if thread::panicking() {
            self.shop.state().broken = true;
            self.shop.changed.notify_all();
        }
    }
}

/// The threads wait for room as long as nobody tells that nothing more is taken.
struct Closed<'s, O> {
    shop: &'s Shop<O>,
}

impl<O> Drop for Closed<'_, O> {
    fn drop(&mut self) {
        self.shop.state().closed = true;
        self.shop.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::{
        num::NonZeroUsize,
        sync::atomic::{AtomicUsize, Ordering},
        thread,
        time::Duration,
    };

    use super::{Crew, MOST_WEIGHT, WINDOW};

    fn crew(threads: usize) -> Crew {
        Crew::new(NonZeroUsize::new(threads))
    }

    #[test]
    fn what_is_made_comes_in_the_order_of_the_list_whatever_takes_long() {
        let list: Vec<u64> = (0..60).collect();
        for threads in [1, 2, 3, 8, 100] {
            let mut taken = Vec::new();
            let make = |item: &u64| {
                thread::sleep(Duration::from_micros(item.wrapping_mul(7919) % 900));
                item * 2
            };
            let done: Result<(), ()> = crew(threads).work(
                &list,
                |_| 1,
                make,
                |item, made| {
                    taken.push((*item, made));
                    Ok(())
                },
            );
            assert_eq!(done, Ok(()));
            assert_eq!(taken, list.iter().map(|item| (*item, item * 2)).collect::<Vec<_>>());
        }
    }

    /// The most items that were made and not yet taken, for items of a weight.
    fn most_open(weight: u64) -> usize {
        let list: Vec<usize> = (0..100).collect();
        let (open, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let make = |_: &usize| {
            most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        };
        let done: Result<(), ()> = crew(4).work(
            &list,
            |_| weight,
            make,
            |_, ()| {
                thread::sleep(Duration::from_micros(200));
                open.fetch_sub(1, Ordering::SeqCst);
                Ok(())
            },
        );
        assert_eq!(done, Ok(()));
        most.load(Ordering::SeqCst)
    }

    #[test]
    fn no_more_is_held_than_the_window_and_the_weight_allow() {
        assert!(most_open(1) <= 4 * WINDOW);
        assert!(most_open(MOST_WEIGHT / 3) <= 3);
        assert_eq!(most_open(MOST_WEIGHT), 1);
        assert_eq!(most_open(u64::MAX), 1, "what is too heavy for all is begun alone");
    }

    #[test]
    fn a_failure_ends_it() {
        let list: Vec<usize> = (0..1000).collect();
        let made = AtomicUsize::new(0);
        let make = |item: &usize| {
            made.fetch_add(1, Ordering::SeqCst);
            *item
        };
        let done = crew(4).work(&list, |_| 1, make, |_, item| if item == 5 { Err(item) } else { Ok(()) });
        assert_eq!(done, Err(5));
        assert!(made.load(Ordering::SeqCst) < 100);
        let none: Result<(), ()> = crew(4).work(&[], |_: &usize| 1, |item| *item, |_, _| Err(()));
        assert_eq!(none, Ok(()));
    }

    #[test]
    fn a_thread_that_breaks_breaks_the_run_and_does_not_hang_it() {
        let list: Vec<usize> = (0..50).collect();
        let run = std::panic::catch_unwind(|| {
            let make = |item: &usize| assert_ne!(*item, 9, "on purpose");
            crew(3).work(&list, |_| 1, make, |_, ()| Ok::<(), ()>(()))
        });
        assert!(run.is_err());
    }
}
