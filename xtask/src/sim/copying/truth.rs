//! How many origins an event truly has.

use std::collections::BTreeSet;

use attache_core::polynomial::Polynomial;

use super::{
    line::{Line, Origin},
    world::World,
    writing::Writing,
};

/// What a report can rest on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Vertex {
    Origin(Origin),
    /// An agency or outlet whose own text nobody who counts has read.
    Carrier(String),
}

/// The truth of one event, over the texts that were collected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Truth {
    /// How many would have to be wrong at once: finders, and carriers whose own text is not there. Of the reports that
    /// name somebody.
    pub(super) cut: usize,
    /// How many found out by themselves, of the same reports.
    pub(super) finders: usize,
    /// How many found out by themselves, of all reports.
    pub(super) all: usize,
}

impl Truth {
    /// Over all texts but one.
    pub(super) fn without(world: &World, event: usize, left_out: Option<usize>) -> Self {
        let read = world
            .writings
            .iter()
            .enumerate()
            .filter(|(at, writing)| writing.event == event && writing.collected && Some(*at) != left_out);
        let told: Vec<&Line> = read.flat_map(|(_, writing)| writing.statements()).collect();
        let named = || told.iter().copied().filter(|statement| statement.names_somebody());
        let product = |statement: &Line| {
            let through = statement.through.iter().filter_map(|at| world.writings.get(*at));
            let unread = through.filter(|writing| !writing.collected);
            let carriers = unread.map(|writing: &Writing| Vertex::Carrier(writing.outlet.clone()));
            carriers.chain([Vertex::Origin(statement.root.clone())]).collect::<Vec<_>>()
        };
        let finders = |of: &mut dyn Iterator<Item = &Line>| {
            of.map(|statement| &statement.root).collect::<BTreeSet<_>>().len()
        };
        Self {
            cut: Polynomial::sum(named().map(product)).cut().vertices.len(),
            finders: finders(&mut named()),
            all: finders(&mut told.iter().copied()),
        }
    }
}
