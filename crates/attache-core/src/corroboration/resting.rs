//! From reports to products: what each rests on jointly.

use std::collections::BTreeMap;

use crate::{edge::Declared, origin::OriginId, polynomial::Polynomial};

use super::{
    Origins,
    persons::Joined,
    placing::{On, Placed, Placing},
};

/// The products of a reading.
#[derive(Clone, Debug)]
pub(super) struct Resting {
    /// The vertices by number: the origins of reports first, so that of two cuts of one size the one through origins
    /// is found.
    pub(super) vertices: Vec<OriginId>,
    /// For each report its product; empty where it counts for nothing.
    pub(super) products: Vec<Vec<usize>>,
    /// Their sum.
    pub(super) sum: Polynomial<usize>,
}

impl Resting {
    /// The sum over origins.
    pub(super) fn origins(&self) -> Origins {
        let named = |product: &Vec<usize>| -> Vec<OriginId> {
            product.iter().filter_map(|at| self.vertices.get(*at).copied()).collect()
        };
        Polynomial::sum(self.sum.monomials().iter().map(named))
    }
}

/// The products with these exchanges and these names of one person.
pub(super) fn of(placing: &Placing<'_>, declared: &[&Declared], joined: &Joined) -> Resting {
    let partners = Partners::of(declared);
    let bases: Vec<Vec<OriginId>> = placing.reports.iter().map(|placed| base(placed, &partners)).collect();
    let products: Vec<Vec<OriginId>> = placing
        .reports
        .iter()
        .zip(&bases)
        .map(|(placed, base)| product(placed, base, &bases, joined))
        .collect();
    numbered(placing, &products)
}

/// In which the normal count ends where the outlets of the reports, and of those that they were copied from, are
/// vertices as well.
pub(super) fn through_outlets(placing: &Placing<'_>, normal: &Resting) -> Vec<OriginId> {
    let outlet = |at: &usize| placing.reports.get(*at).map(|placed| placed.outlet);
    let products = placing.reports.iter().zip(&normal.products).filter(|(_, product)| !product.is_empty());
    let with_outlets = products.map(|(placed, product)| {
        let mut with: Vec<OriginId> =
            product.iter().filter_map(|at| normal.vertices.get(*at).copied()).collect();
        with.push(placed.outlet);
        with.extend(placed.roots.iter().filter_map(|root| match root.on {
            On::Taken(_, at) | On::Credited(_, at) => outlet(&at),
            On::Text(_) => None,
        }));
        with
    });
    Polynomial::sum(with_outlets).cut().vertices
}

/// Who exchanges with whom, since when.
struct Partners<'a>(BTreeMap<OriginId, Vec<(OriginId, &'a Declared)>>);

impl<'a> Partners<'a> {
    fn of(declared: &[&'a Declared]) -> Self {
        let mut partners: BTreeMap<OriginId, Vec<(OriginId, &Declared)>> = BTreeMap::new();
        for one in declared.iter().copied() {
            for end in one.exchange.between {
                if let Some(other) = one.exchange.other(end) {
                    partners.entry(end).or_default().push((other, one));
                }
            }
        }
        Self(partners)
    }
}

/// Whether an exchange holds for a report: unless it had been said before.
pub(super) fn holds(declared: &Declared, placed: &Placed<'_>) -> bool {
    placed.report.said.is_none_or(|day| day >= declared.exchange.since)
}

/// Origin, carriers, and whom the origin exchanges with.
fn base(placed: &Placed<'_>, partners: &Partners<'_>) -> Vec<OriginId> {
    let Some(named) = placed.named() else { return Vec::new() };
    let mut base = vec![named.origin];
    base.extend(&named.carriers);
    let exchanging = partners.0.get(&named.origin).into_iter().flatten();
    base.extend(exchanging.filter(|(_, declared)| holds(declared, placed)).map(|(partner, _)| *partner));
    base
}

/// The base, joint with those of the reports that it was copied from; each person in it with who has the same name.
fn product(
    placed: &Placed<'_>,
    base: &[OriginId],
    bases: &[Vec<OriginId>],
    joined: &Joined,
) -> Vec<OriginId> {
    let mut product = base.to_vec();
    for root in &placed.roots {
        match root.on {
            On::Taken(_, at) | On::Credited(_, at) => product.extend(bases.get(at).into_iter().flatten()),
            On::Text(article) => product.push(OriginId::Article(article)),
        }
    }
    let also: Vec<OriginId> = product.iter().flat_map(|vertex| joined.also(*vertex)).collect();
    product.extend(also);
    product
}

fn numbered(placing: &Placing<'_>, products: &[Vec<OriginId>]) -> Resting {
    let mut numbers: BTreeMap<OriginId, usize> = BTreeMap::new();
    for placed in &placing.reports {
        if let Some(named) = placed.named() {
            numbers.insert(named.origin, 0);
        }
    }
    let mut vertices: Vec<OriginId> = numbers.keys().copied().collect();
    let reported = vertices.len();
    for vertex in products.iter().flatten() {
        numbers.entry(*vertex).or_insert_with(|| {
            vertices.push(*vertex);
            0
        });
    }
    if let Some(others) = vertices.get_mut(reported..) {
        others.sort_unstable();
    }
    for (at, vertex) in vertices.iter().enumerate() {
        numbers.insert(*vertex, at);
    }
    let products: Vec<Vec<usize>> = products
        .iter()
        .map(|product| {
            let mut product: Vec<usize> = product.iter().filter_map(|v| numbers.get(v).copied()).collect();
            product.sort_unstable();
            product.dedup();
            product
        })
        .collect();
    let sum = Polynomial::sum(products.iter().filter(|product| !product.is_empty()).cloned());
    Resting { vertices, products, sum }
}
