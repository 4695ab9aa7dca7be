//! How many would have to be wrong at once.
//!
//! Each product is one way through the graph of reliance, from the claim to an ultimate origin, and its variables are
//! the vertices on that way. The minimum vertex cut is the smallest set of vertices that lies on every way. (A way
//! that could only be pieced together from two reports, and that no report took, supports nothing and is not
//! counted: that is why the cut is taken over the ways and not over the union of their edges.)
//!
//! First come rules that never change the size of the cut ([`kernel`]): with real reports they leave nothing. What is
//! left falls into parts. A part whose ways are pairs of two sides is a bipartite vertex cover, and solved by maximum
//! flow ([`flow`]); any other is searched, within bounds and a budget ([`search`]). Where the budget ends, the answer
//! is the lower bound, and says so: a count must never be too high.

use std::collections::BTreeMap;

use kernel::Kernel;

use super::{Monomial, Polynomial};

mod flow;
mod kernel;
mod search;

/// A minimum vertex cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut<V> {
    /// The vertices, ascending. Where the cut is not exact: one from each of so many ways that share none.
    pub vertices: Vec<V>,
    /// Whether no smaller one exists. Otherwise the search ended early and the cut has at least this size.
    pub exact: bool,
}

/// Ways as sets of vertex numbers, ascending.
type Ways = Vec<Vec<usize>>;

/// The cut of all products.
pub(super) fn of<V: Ord + Clone>(polynomial: &Polynomial<V>) -> Cut<V> {
    let numbered: Vec<&V> = polynomial.variables().into_iter().collect();
    let numbers: BTreeMap<&V, usize> = numbered.iter().enumerate().map(|(at, v)| (*v, at)).collect();
    let way = |product: &Monomial<V>| product.iter().filter_map(|v| numbers.get(v).copied()).collect();
    let ways: Ways = polynomial.monomials.iter().map(way).collect();
    let (mut chosen, exact) = smallest(ways, numbered.len());
    chosen.sort_unstable();
    chosen.dedup();
    let vertices = chosen.into_iter().filter_map(|at| numbered.get(at).map(|v| (*v).clone())).collect();
    Cut { vertices, exact }
}

/// The cut by flow alone, for tests.
#[cfg(test)]
pub(super) fn by_flow(ways: &Ways) -> Option<Vec<usize>> {
    flow::cover(ways)
}

fn smallest(ways: Ways, vertices: usize) -> (Vec<usize>, bool) {
    let kernel = Kernel::of(ways, vertices);
    let mut chosen = kernel.chosen;
    let mut exact = true;
    for part in parts(kernel.rest, vertices) {
        let (of_part, found) = flow::cover(&part).map_or_else(|| search::cover(&part), |cover| (cover, true));
        chosen.extend(of_part);
        exact &= found;
    }
    (chosen, exact)
}

/// Ways that share no vertex, directly or through others, apart.
fn parts(ways: Ways, vertices: usize) -> Vec<Ways> {
    let mut joined = petgraph::unionfind::UnionFind::<usize>::new(vertices);
    for way in &ways {
        for pair in way.windows(2) {
            if let [a, b] = pair {
                joined.union(*a, *b);
            }
        }
    }
    let mut parts: BTreeMap<usize, Ways> = BTreeMap::new();
    for way in ways {
        if let Some(first) = way.first() {
            parts.entry(joined.find(*first)).or_default().push(way);
        }
    }
    parts.into_values().collect()
}
