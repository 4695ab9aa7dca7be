//! From products to counts.

use std::collections::{BTreeMap, BTreeSet};

use crate::{edge::Declared, origin::OriginId};

use super::{
    count::{Because, Count, Origin, Reading},
    persons::Joined,
    placing::{On, Placed, Placing, Rest},
    proof::{Line, Proof, Why},
    resting::{self, Resting},
};

/// What joins origins in a reading, beside the chains.
pub(super) struct Ground<'a> {
    /// Declared exchanges.
    pub(super) declared: &'a [&'a Declared],
    /// Names of one person.
    pub(super) joined: &'a Joined,
}

/// Counts a reading.
pub(super) fn count(
    reading: Reading,
    placing: &Placing<'_>,
    resting: &Resting,
    ground: &Ground<'_>,
) -> Count {
    let cut = resting.sum.cut();
    let vertices: Vec<OriginId> =
        cut.vertices.iter().filter_map(|at| resting.vertices.get(*at).copied()).collect();
    let groups = placing.reports.iter().zip(&resting.products).map(|(placed, product)| {
        let named = placed.named()?;
        let through: Vec<usize> =
            product.iter().filter_map(|vertex| cut.vertices.binary_search(vertex).ok()).collect();
        let is_its_origin = |at: &usize| vertices.get(*at) == Some(&named.origin);
        // Where the cut is a lower bound, a way may pass it by: it is shown with the first.
        Some(through.iter().copied().find(is_its_origin).or(through.first().copied()).unwrap_or_default())
    });
    let groups: Vec<Option<usize>> = groups.collect();
    collect(reading, placing, &vertices, cut.exact, &groups, ground)
}

/// Counts named innermost sources at face value.
pub(super) fn lenient(placing: &Placing<'_>) -> Count {
    let faces: BTreeSet<OriginId> =
        placing.reports.iter().filter_map(|placed| placed.face.map(OriginId::Source)).collect();
    let vertices: Vec<OriginId> = faces.into_iter().collect();
    let group = |placed: &Placed<'_>| vertices.binary_search(&OriginId::Source(placed.face?)).ok();
    let groups: Vec<Option<usize>> = placing.reports.iter().map(group).collect();
    let ground = Ground { declared: &[], joined: &Joined::default() };
    collect(Reading::Lenient, placing, &vertices, true, &groups, &ground)
}

/// What is gathered of one origin.
#[derive(Default)]
struct Gathered<'a> {
    members: BTreeSet<OriginId>,
    voices: BTreeSet<&'a str>,
    claims: Vec<crate::id::ClaimId>,
    because: BTreeSet<Because>,
    /// Sources of each body.
    of_body: BTreeMap<OriginId, BTreeSet<&'a str>>,
    /// What of each member was told already: carriers, exchanges.
    told: BTreeSet<(OriginId, usize)>,
}

fn collect(
    reading: Reading,
    placing: &Placing<'_>,
    vertices: &[OriginId],
    exact: bool,
    groups: &[Option<usize>],
    ground: &Ground<'_>,
) -> Count {
    let mut gathered: Vec<Gathered<'_>> = vertices.iter().map(|_| Gathered::default()).collect();
    let mut lines = Vec::with_capacity(groups.len());
    for (placed, group) in placing.reports.iter().zip(groups) {
        lines.push(Line {
            claim: placed.report.claim,
            chain: placed.report.chain.to_string(),
            why: why(placing, placed, *group),
        });
        let Some(at) = *group else { continue };
        if let (Some(gathered), Some(vertex)) = (gathered.get_mut(at), vertices.get(at)) {
            gathered.take(placing, placed, *vertex, reading, ground);
        }
    }
    let mut origins: Vec<Origin> = vertices
        .iter()
        .zip(gathered)
        .map(|(vertex, gathered)| gathered.origin(placing, *vertex, ground.joined))
        .collect();
    if reading != Reading::Lenient {
        set_beside(placing, &mut origins);
    }
    Count { cut: origins.len(), origins, exact, proof: Proof { reading, lines } }
}

fn why(placing: &Placing<'_>, placed: &Placed<'_>, group: Option<usize>) -> Why {
    let Some(origin) = group else {
        return match placed.rest {
            Rest::OwnWord => Why::OwnWord,
            Rest::Nobody(Some(country)) => Why::NobodyOf { country },
            Rest::Nobody(None) | Rest::Named(_) => Why::Nobody,
            Rest::Ambiguous => Why::Ambiguous,
        };
    };
    match (placed.roots.first(), placed.credited, placed.named()) {
        (None, Some(edge), Some(named)) => {
            Why::ByCreditLine { origin, outlet: placing.names.name(named.origin), edge }
        }
        (None, ..) => Why::Counted { origin },
        (Some(root), ..) => match root.on {
            On::Taken(from, _) | On::Text(from) => Why::Taken { origin, from, edge: root.edge },
            On::Credited(outlet, _) => {
                Why::Credits { origin, outlet: placing.names.name(outlet), edge: root.edge }
            }
        },
    }
}

impl<'a> Gathered<'a> {
    fn take(
        &mut self,
        placing: &Placing<'a>,
        placed: &Placed<'a>,
        vertex: OriginId,
        reading: Reading,
        ground: &Ground<'_>,
    ) {
        self.claims.push(placed.report.claim);
        let source = placed.report.chain.origin();
        let fresh = self.voices.insert(&source.name);
        if let Some(merged) = placing.names.get(source).and_then(|known| placing.reliance.merging(known.own))
            && fresh
        {
            self.because.insert(Because::SameName {
                name: merged.from.name.clone(),
                is: merged.into.name.clone(),
                by: merged.by.clone(),
                reason: merged.reason.clone(),
            });
        }
        let Some(named) = placed.named().filter(|_| reading != Reading::Lenient) else {
            self.members.insert(vertex);
            return;
        };
        self.members.insert(named.origin);
        if matches!(named.origin, OriginId::Government(_)) {
            self.of_body.entry(named.origin).or_default().insert(&source.name);
        }
        if named.origin == vertex {
            return;
        }
        let name = |origin| placing.names.name(origin);
        if named.carriers.contains(&vertex) && self.told.insert((named.origin, usize::MAX)) {
            self.because.insert(Because::Carried { origin: name(named.origin), by: name(vertex) });
        }
        self.tell_names(named.carriers.iter().copied().chain([named.origin]), vertex, ground);
        for (number, one) in ground.declared.iter().enumerate() {
            let partner = one.exchange.other(named.origin);
            let also = partner.is_some_and(|partner| ground.joined.because(partner, vertex).is_some());
            if (also || partner == Some(vertex))
                && resting::holds(one, placed)
                && self.told.insert((named.origin, number))
            {
                self.because.insert(Because::exchange(name(named.origin), name(vertex), one));
                self.tell_names(partner.into_iter(), vertex, ground);
            }
        }
    }

    /// Why names that are not that of the vertex run through it.
    fn tell_names(&mut self, names: impl Iterator<Item = OriginId>, vertex: OriginId, ground: &Ground<'_>) {
        self.because.extend(names.filter_map(|name| ground.joined.because(name, vertex)).cloned());
    }

    fn origin(self, placing: &Placing<'_>, vertex: OriginId, joined: &Joined) -> Origin {
        let owned = |voices: &BTreeSet<&str>| voices.iter().map(|voice| (*voice).to_owned()).collect();
        let several = self.of_body.iter().filter(|(_, voices)| voices.len() > 1);
        let bodies = several.map(|(body, voices)| Because::SameBody {
            body: placing.names.name(*body),
            voices: owned(voices),
        });
        let mut because: Vec<Because> = bodies.collect();
        because.extend(self.because);
        let name = if self.members.len() > 1 && !self.members.contains(&vertex) {
            joined.called(vertex).map_or_else(|| placing.names.name(vertex), str::to_owned)
        } else {
            // Another spelling of the same name is no second one.
            let members = self.members.iter().filter(|member| joined.because(**member, vertex).is_none());
            let names: Vec<String> = members.map(|member| placing.names.name(*member)).collect();
            if names.is_empty() { placing.names.name(vertex) } else { names.join(" with ") }
        };
        Origin {
            id: vertex,
            name,
            members: self.members.into_iter().collect(),
            voices: owned(&self.voices),
            claims: self.claims,
            beside: Vec::new(),
            because,
        }
    }
}

/// Unnamed officials stand beside the body that they belong to.
fn set_beside(placing: &Placing<'_>, origins: &mut [Origin]) {
    let mut of_body: BTreeMap<OriginId, usize> = BTreeMap::new();
    for (at, origin) in origins.iter().enumerate() {
        origin.members.iter().for_each(|member| {
            of_body.entry(*member).or_insert(at);
        });
    }
    for placed in &placing.reports {
        if let Rest::Nobody(Some(country)) = placed.rest
            && let Some(at) = of_body.get(&OriginId::Government(country))
            && let Some(origin) = origins.get_mut(*at)
        {
            origin.beside.push(placed.report.claim);
        }
    }
}
