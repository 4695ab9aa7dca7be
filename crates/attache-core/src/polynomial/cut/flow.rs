//! Ways of two vertices, from two sides: a minimum vertex cut by maximum flow.

use std::collections::BTreeMap;

use petgraph::{
    Direction,
    algo::dinics,
    graph::{DiGraph, NodeIndex},
    visit::EdgeRef,
};

use super::Ways;

/// Enough for an edge that is never cut: no part has so many vertices.
const UNCUT: u32 = u32::MAX / 2;

/// A smallest cut of ways that are all pairs, where the vertices fall into two sides (carriers and origins); `None`
/// where they do not. Each vertex is an edge of capacity one; by max-flow min-cut the cut consists of the vertices
/// whose edge leads out of what can still be reached.
pub(super) fn cover(ways: &Ways) -> Option<Vec<usize>> {
    let sides = sides(ways)?;
    let mut graph: DiGraph<(), u32> = DiGraph::new();
    let (claim, origins) = (graph.add_node(()), graph.add_node(()));
    let mut nodes: BTreeMap<usize, NodeIndex> = BTreeMap::new();
    for (vertex, left) in &sides {
        let node = graph.add_node(());
        nodes.insert(*vertex, node);
        if *left {
            graph.add_edge(claim, node, 1);
        } else {
            graph.add_edge(node, origins, 1);
        }
    }
    for way in ways {
        let [a, b] = way.as_slice() else { return None };
        let (left, right) = if *sides.get(a)? { (a, b) } else { (b, a) };
        graph.add_edge(*nodes.get(left)?, *nodes.get(right)?, UNCUT);
    }
    let (_, flows) = dinics(&graph, claim, origins);
    let reached = reached(&graph, claim, &flows);
    let cut = sides.iter().filter(|(vertex, left)| {
        let reached = nodes.get(*vertex).is_some_and(|node| reached.get(node.index()) == Some(&true));
        reached != **left
    });
    Some(cut.map(|(vertex, _)| *vertex).collect())
}

/// On which side each vertex lies; `None` where some way is no pair, or where pairs close an odd circle.
fn sides(ways: &Ways) -> Option<BTreeMap<usize, bool>> {
    let mut beside: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for way in ways {
        let [a, b] = way.as_slice() else { return None };
        beside.entry(*a).or_default().push(*b);
        beside.entry(*b).or_default().push(*a);
    }
    let mut sides: BTreeMap<usize, bool> = BTreeMap::new();
    for start in beside.keys() {
        if sides.contains_key(start) {
            continue;
        }
        sides.insert(*start, true);
        let mut open = vec![*start];
        while let Some(vertex) = open.pop() {
            let side = *sides.get(&vertex)?;
            for other in beside.get(&vertex)? {
                match sides.get(other) {
                    Some(of_other) if *of_other == side => return None,
                    Some(_) => {}
                    None => {
                        sides.insert(*other, !side);
                        open.push(*other);
                    }
                }
            }
        }
    }
    Some(sides)
}

/// What can be reached from `start` where some capacity is left, by node number.
fn reached(graph: &DiGraph<(), u32>, start: NodeIndex, flows: &[u32]) -> Vec<bool> {
    let mut reached = vec![false; graph.node_count()];
    let mut open = vec![start];
    while let Some(node) = open.pop() {
        match reached.get_mut(node.index()) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        let flow = |edge: usize| flows.get(edge).copied().unwrap_or_default();
        let onward = graph.edges_directed(node, Direction::Outgoing);
        open.extend(onward.filter(|e| flow(e.id().index()) < *e.weight()).map(|e| e.target()));
        let back = graph.edges_directed(node, Direction::Incoming);
        open.extend(back.filter(|e| flow(e.id().index()) > 0).map(|e| e.source()));
    }
    reached
}
