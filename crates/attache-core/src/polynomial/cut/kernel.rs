//! Rules that make a problem smaller without changing the size of its smallest cut.

use std::collections::{BTreeSet, VecDeque};

use super::Ways;

/// What is left of the ways, and what was chosen on the way there.
pub(super) struct Kernel {
    /// Vertices that some smallest cut holds.
    pub(super) chosen: Vec<usize>,
    /// The ways that they do not lie on.
    pub(super) rest: Ways,
}

/// A problem while it shrinks.
struct Shrinking {
    ways: Vec<Option<Vec<usize>>>,
    through: Vec<BTreeSet<usize>>,
    chosen: Vec<usize>,
    queue: VecDeque<usize>,
    waiting: Vec<bool>,
}

impl Kernel {
    /// Applies the rules until none fits: a way of one vertex chooses it; a vertex all of whose ways lead through
    /// another one is left out (where two are alike, the higher number); a way that holds another way is left out.
    pub(super) fn of(ways: Ways, vertices: usize) -> Self {
        let mut through = vec![BTreeSet::new(); vertices];
        for (at, way) in ways.iter().enumerate() {
            for vertex in way {
                if let Some(ways) = through.get_mut(*vertex) {
                    ways.insert(at);
                }
            }
        }
        let mut shrinking = Shrinking {
            ways: ways.into_iter().map(Some).collect(),
            through,
            chosen: Vec::new(),
            queue: (0..vertices).rev().collect(),
            waiting: vec![true; vertices],
        };
        for at in 0..shrinking.ways.len() {
            shrinking.take_lone(at);
        }
        while let Some(vertex) = shrinking.queue.pop_front() {
            if let Some(waiting) = shrinking.waiting.get_mut(vertex) {
                *waiting = false;
            }
            shrinking.leave_out_if_dominated(vertex);
        }
        Self { chosen: shrinking.chosen, rest: shrinking.ways.into_iter().flatten().collect() }
    }
}

impl Shrinking {
    /// A way of one vertex can only be cut there.
    fn take_lone(&mut self, at: usize) {
        let Some([vertex]) = self.ways.get(at).and_then(Option::as_deref) else { return };
        let vertex = *vertex;
        self.chosen.push(vertex);
        let ways = self.through.get(vertex).cloned().unwrap_or_default();
        ways.into_iter().for_each(|way| self.remove_way(way));
    }

    fn remove_way(&mut self, at: usize) {
        let Some(way) = self.ways.get_mut(at).and_then(Option::take) else { return };
        for vertex in way {
            if let Some(ways) = self.through.get_mut(vertex) {
                ways.remove(&at);
            }
            self.look_again(vertex);
        }
    }

    fn look_again(&mut self, vertex: usize) {
        if let Some(waiting) = self.waiting.get_mut(vertex)
            && !*waiting
        {
            *waiting = true;
            self.queue.push_back(vertex);
        }
    }

    fn leave_out_if_dominated(&mut self, vertex: usize) {
        let Some(mine) = self.through.get(vertex).filter(|ways| !ways.is_empty()) else { return };
        let shortest = mine.iter().filter_map(|at| self.ways.get(*at)?.as_ref()).min_by_key(|way| way.len());
        let dominates = |other: &usize| {
            let theirs = self.through.get(*other);
            *other != vertex
                && theirs.is_some_and(|theirs| {
                    (mine.len() < theirs.len() || (mine.len() == theirs.len() && *other < vertex))
                        && mine.is_subset(theirs)
                })
        };
        if !shortest.is_some_and(|way| way.iter().any(dominates)) {
            return;
        }
        let shrunk: Vec<usize> = mine.iter().copied().collect();
        self.through.get_mut(vertex).map(std::mem::take);
        for at in shrunk {
            if let Some(way) = self.ways.get_mut(at).and_then(Option::as_mut) {
                way.retain(|one| *one != vertex);
            }
            self.shrank(at);
        }
    }

    /// A way that became shorter may be alone, or lie within another.
    fn shrank(&mut self, at: usize) {
        let Some(way) = self.ways.get(at).and_then(Option::clone) else { return };
        if way.len() == 1 {
            self.take_lone(at);
            return;
        }
        let fewest = way.iter().filter_map(|vertex| self.through.get(*vertex)).min_by_key(|ways| ways.len());
        let holds = |other: &usize| {
            let other_way = self.ways.get(*other).and_then(Option::as_ref);
            *other != at
                && other_way.is_some_and(|o| way.iter().all(|vertex| o.binary_search(vertex).is_ok()))
        };
        let longer: Vec<usize> = fewest.into_iter().flatten().copied().filter(holds).collect();
        longer.into_iter().for_each(|other| self.remove_way(other));
        way.into_iter().for_each(|vertex| self.look_again(vertex));
    }
}
