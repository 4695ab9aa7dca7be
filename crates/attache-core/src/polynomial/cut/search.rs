//! Ways of any length: searched between two bounds.

use std::collections::{BTreeMap, BTreeSet};

use super::{Ways, kernel::Kernel};

/// How many ways may be looked at, over all problems of the search: some milliseconds. Parts that need more come from
/// no reports that we have seen.
const BUDGET: usize = 20_000;

/// A smallest cut and `true`; or, where the budget does not suffice, one vertex from each of so many ways that share
/// none, and `false`: no cut is smaller than that.
pub(super) fn cover(ways: &Ways) -> (Vec<usize>, bool) {
    let apart = apart(ways);
    let greedy = greedy(ways);
    if greedy.len() == apart.len() {
        return (greedy, true);
    }
    let mut search = Search { best: greedy, left: BUDGET };
    if search.look(ways.clone(), Vec::new()) { (search.best, true) } else { (apart, false) }
}

struct Search {
    best: Vec<usize>,
    left: usize,
}

impl Search {
    /// Looks for a cut better than the best one; `false` where the budget ended.
    fn look(&mut self, ways: Ways, mut chosen: Vec<usize>) -> bool {
        let Some(left) = self.left.checked_sub(ways.len().max(1)) else { return false };
        self.left = left;
        let vertices = ways.iter().flatten().max().map_or(0, |highest| highest.saturating_add(1));
        let kernel = Kernel::of(ways, vertices);
        chosen.extend(kernel.chosen);
        let Some(vertex) = busiest(&kernel.rest) else {
            if chosen.len() < self.best.len() {
                self.best = chosen;
            }
            return true;
        };
        if chosen.len().saturating_add(apart(&kernel.rest).len()) >= self.best.len() {
            return true;
        }
        let without: Ways = kernel.rest.iter().filter(|way| !way.contains(&vertex)).cloned().collect();
        let with = [chosen.as_slice(), &[vertex]].concat();
        let elsewhere: Ways = kernel
            .rest
            .iter()
            .map(|way| way.iter().copied().filter(|one| *one != vertex).collect())
            .collect();
        self.look(without, with) && self.look(elsewhere, chosen)
    }
}

/// The vertex on most ways; of several the lowest.
fn busiest(ways: &Ways) -> Option<usize> {
    let mut uses: BTreeMap<usize, usize> = BTreeMap::new();
    ways.iter().flatten().for_each(|vertex| *uses.entry(*vertex).or_default() += 1);
    uses.into_iter()
        .max_by_key(|(vertex, uses)| (*uses, std::cmp::Reverse(*vertex)))
        .map(|(vertex, _)| vertex)
}

/// The first vertex of each of some ways that share no vertex: shorter ways first.
fn apart(ways: &Ways) -> Vec<usize> {
    let mut by_length: Vec<&Vec<usize>> = ways.iter().collect();
    by_length.sort_by_key(|way| way.len());
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut first = Vec::new();
    for way in by_length {
        if way.iter().all(|vertex| !used.contains(vertex)) {
            first.extend(way.first());
            used.extend(way);
        }
    }
    first
}

/// A cut, not always the smallest: the busiest vertex again and again.
fn greedy(ways: &Ways) -> Vec<usize> {
    let mut through: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (at, way) in ways.iter().enumerate() {
        way.iter().for_each(|vertex| {
            through.entry(*vertex).or_default().insert(at);
        });
    }
    let mut by_use: BTreeSet<(usize, std::cmp::Reverse<usize>)> =
        through.iter().map(|(vertex, ways)| (ways.len(), std::cmp::Reverse(*vertex))).collect();
    let mut chosen = Vec::new();
    while let Some((uses, std::cmp::Reverse(vertex))) = by_use.pop_last() {
        if uses == 0 {
            break;
        }
        chosen.push(vertex);
        for at in through.remove(&vertex).unwrap_or_default() {
            for other in ways.get(at).into_iter().flatten().filter(|other| **other != vertex) {
                if let Some(ways) = through.get_mut(other) {
                    by_use.remove(&(ways.len(), std::cmp::Reverse(*other)));
                    ways.remove(&at);
                    by_use.insert((ways.len(), std::cmp::Reverse(*other)));
                }
            }
        }
    }
    chosen
}
