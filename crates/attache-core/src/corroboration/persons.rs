//! Which persons of a question are one by their names, though nobody joined them.
//!
//! In the normal reading those whose names are the same name, in the strict one those of whom that is likely as well:
//! two origins are rather taken for dependent than for independent. What a person kept apart or struck stays two.
//!
//! Of three names of which the second is like both others, the first and the third are one as well where nothing tells
//! them apart; where they differ, the second is joint with each, and the two stay two (no single linkage). So it is for
//! each *largest* set of names that are all one with one another: all of its names rest on one more vertex. A name more
//! makes such sets larger, never smaller, so that it never raises a count; a struck edge makes them smaller.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    id::SourceId,
    name::Verdict,
    namesakes::{self, Bearer, Bearers, Namesakes},
    origin::OriginId,
    reliance::Reliance,
};

use super::{count::Because, names::Names};

/// The most names that are held against one another beyond what their keys bring together; more are taken for one.
const MOST: usize = 24;

/// The named persons of a question.
pub(super) struct Persons<'a> {
    bearers: Bearers,
    /// Of each bearer the ids under its own names, and the origins that it is.
    known: Vec<(BTreeSet<SourceId>, BTreeSet<OriginId>)>,
    found: Vec<Namesakes>,
    names: &'a Names<'a>,
    reliance: &'a Reliance,
}

/// What each vertex rests on besides itself, with the reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Joined {
    also: BTreeMap<OriginId, BTreeMap<OriginId, Because>>,
    called: BTreeMap<OriginId, String>,
}

impl Joined {
    /// On what a vertex rests besides itself.
    pub(super) fn also(&self, vertex: OriginId) -> impl Iterator<Item = OriginId> + '_ {
        self.also.get(&vertex).into_iter().flat_map(BTreeMap::keys).copied()
    }

    /// Why it rests on that.
    pub(super) fn because(&self, vertex: OriginId, on: OriginId) -> Option<&Because> {
        self.also.get(&vertex)?.get(&on)
    }

    /// How a set of names is called.
    pub(super) fn called(&self, vertex: OriginId) -> Option<&str> {
        self.called.get(&vertex).map(String::as_str)
    }
}

impl<'a> Persons<'a> {
    /// The persons among the sources of a question.
    pub(super) fn of(names: &'a Names<'a>, reliance: &'a Reliance) -> Self {
        let mut by_identity: BTreeMap<SourceId, (Bearer, BTreeSet<SourceId>, BTreeSet<OriginId>)> =
            BTreeMap::new();
        for (form, known, origin) in names.persons() {
            let id = known.identity;
            let fresh = || (Bearer { id, forms: BTreeSet::new() }, [id].into(), BTreeSet::new());
            let (bearer, own, origins) = by_identity.entry(id).or_insert_with(fresh);
            bearer.forms.insert(form);
            let into = reliance.merging(known.own).and_then(|merged| namesakes::person(&merged.into));
            bearer.forms.extend(into);
            own.insert(known.own);
            origins.insert(origin);
        }
        let (bearers, known): (Vec<Bearer>, Vec<_>) =
            by_identity.into_values().map(|(bearer, own, origins)| (bearer, (own, origins))).unzip();
        let bearers = Bearers::of(bearers);
        let found = bearers.namesakes();
        Self { bearers, known, found, names, reliance }
    }

    /// Who is one where this verdict is enough.
    pub(super) fn joined(&self, enough: Verdict) -> Joined {
        let sure: Vec<&Namesakes> =
            self.found.iter().filter(|pair| pair.verdict >= enough && self.stands(pair)).collect();
        let mut joined = Joined::default();
        for group in groups(sure.iter().map(|pair| pair.between)) {
            self.join(&group, &sure, &mut joined);
        }
        joined
    }

    /// Whether nobody struck it or kept the two apart.
    fn stands(&self, pair: &Namesakes) -> bool {
        let own = |at: usize| self.known.get(at).into_iter().flat_map(|(own, _)| own.iter().copied());
        let (a, b) = pair.between;
        self.reliance.struck(pair.edge.id).is_none()
            && !own(a).any(|one| own(b).any(|other| self.reliance.apart(one, other).is_some()))
    }

    /// Joins what hangs together: all of it where all are one with one another, else each largest set of those that are.
    fn join(&self, group: &BTreeSet<usize>, sure: &[&Namesakes], joined: &mut Joined) {
        let mut pairs: BTreeMap<(usize, usize), Namesakes> = sure
            .iter()
            .filter(|pair| group.contains(&pair.between.0))
            .map(|pair| (pair.between, (*pair).clone()))
            .collect();
        if group.len() <= MOST {
            for between in all_pairs(group) {
                if !pairs.contains_key(&between)
                    && let Some(pair) = self.bearers.compare(between)
                    && pair.joinable
                    && self.stands(&pair)
                {
                    pairs.insert(between, pair);
                }
            }
        }
        for (between, pair) in &pairs {
            self.lean_on_body(between.0, between.1, pair, joined);
            self.lean_on_body(between.1, between.0, pair, joined);
        }
        let plain: BTreeSet<usize> = group.iter().copied().filter(|at| self.is_itself(*at)).collect();
        let between = pairs.keys().copied().filter(|(a, b)| plain.contains(a) && plain.contains(b));
        let between: BTreeSet<(usize, usize)> = between.collect();
        for part in groups(between.iter().copied()) {
            let whole = part.len() > MOST || all_pairs(&part).all(|pair| between.contains(&pair));
            let sets = if whole { vec![part] } else { cliques(&part, &between) };
            for set in sets {
                self.lean_on_one_another(&set, whole, &pairs, joined);
            }
        }
    }

    /// Whether this is an origin of its own, and not only part of a body.
    fn is_itself(&self, at: usize) -> bool {
        self.itself(at)
            .is_some_and(|origin| self.known.get(at).is_some_and(|(_, origins)| origins.contains(&origin)))
    }

    fn itself(&self, at: usize) -> Option<OriginId> {
        self.bearers.get(at).map(|bearer| OriginId::Source(bearer.id))
    }

    /// A person without a country whose name is that of an official rests on the official's body.
    fn lean_on_body(&self, at: usize, on: usize, pair: &Namesakes, joined: &mut Joined) {
        let Some(vertex) = self.itself(at).filter(|_| self.is_itself(at)) else { return };
        let origins = self.known.get(on).into_iter().flat_map(|(_, origins)| origins.iter());
        for body in origins.filter(|origin| matches!(origin, OriginId::Government(_))) {
            if let Some(because) = self.because(at, on, pair) {
                joined.also.entry(vertex).or_default().entry(*body).or_insert(because);
            }
        }
    }

    /// Each of a set rests on one vertex: that of its first, where the set is all there is, else one of its own.
    fn lean_on_one_another(
        &self,
        set: &BTreeSet<usize>,
        whole: bool,
        pairs: &BTreeMap<(usize, usize), Namesakes>,
        joined: &mut Joined,
    ) {
        let ids: Vec<SourceId> =
            set.iter().filter_map(|at| self.bearers.get(*at)).map(|one| one.id).collect();
        let Some(first) = ids.first().copied() else { return };
        let vertex = if whole { OriginId::Source(first) } else { vertex_of(&ids) };
        if !whole {
            let names: Vec<String> = ids.iter().map(|id| self.names.name(OriginId::Source(*id))).collect();
            joined.called.insert(vertex, names.join(" = "));
        }
        for at in set {
            let Some(own) = self.itself(*at).filter(|own| *own != vertex) else { continue };
            let other = set
                .iter()
                .copied()
                .find(|other| other != at && pairs.contains_key(&(*at.min(other), *at.max(other))));
            let because = other.and_then(|other| {
                let pair = pairs.get(&(*at.min(&other), *at.max(&other)))?;
                // The same words from both ends.
                self.because(*at.max(&other), *at.min(&other), pair)
            });
            if let Some(because) = because {
                joined.also.entry(own).or_default().insert(vertex, because);
            }
        }
    }

    fn because(&self, at: usize, is: usize, pair: &Namesakes) -> Option<Because> {
        let between = [self.itself(at)?, self.itself(is)?];
        let [name, is] = between.map(|origin| self.names.name(origin));
        Some(Because::SameSpelling {
            name,
            is,
            verdict: pair.verdict,
            why: pair.why().to_vec(),
            edge: pair.edge.id,
            between,
        })
    }
}

/// The vertex of a set of names that is not all that hangs together.
fn vertex_of(ids: &[SourceId]) -> OriginId {
    let parts: Vec<&[u8]> =
        std::iter::once(b"one-of".as_slice()).chain(ids.iter().map(|id| id.as_bytes().as_slice())).collect();
    OriginId::Source(SourceId::derive(&parts))
}

fn all_pairs(of: &BTreeSet<usize>) -> impl Iterator<Item = (usize, usize)> + '_ {
    of.iter().flat_map(move |a| of.iter().filter(move |b| a < *b).map(move |b| (*a, *b)))
}

/// What hangs together by these pairs.
fn groups(pairs: impl Iterator<Item = (usize, usize)>) -> Vec<BTreeSet<usize>> {
    let mut groups: Vec<BTreeSet<usize>> = Vec::new();
    for (a, b) in pairs {
        let mut joined = BTreeSet::from([a, b]);
        groups.retain(|group| {
            let apart = !group.contains(&a) && !group.contains(&b);
            if !apart {
                joined.extend(group);
            }
            apart
        });
        groups.push(joined);
    }
    groups
}

/// The largest sets of which all are paired with one another (Bron and Kerbosch 1973): each in turn either belongs to
/// the set that is being made or does not.
fn cliques(of: &BTreeSet<usize>, pairs: &BTreeSet<(usize, usize)>) -> Vec<BTreeSet<usize>> {
    let paired = |a: usize, b: usize| pairs.contains(&(a.min(b), a.max(b)));
    let mut made = Vec::new();
    let mut open = vec![(BTreeSet::new(), of.clone(), BTreeSet::new())];
    while let Some((set, mut candidates, mut done)) = open.pop() {
        if candidates.is_empty() && done.is_empty() {
            made.push(set);
            continue;
        }
        while let Some(next) = candidates.pop_first() {
            let near =
                |among: &BTreeSet<usize>| among.iter().copied().filter(|at| paired(*at, next)).collect();
            let with = set.iter().copied().chain([next]).collect();
            open.push((with, near(&candidates), near(&done)));
            done.insert(next);
        }
    }
    made.retain(|set: &BTreeSet<usize>| set.len() > 1);
    made.sort();
    made
}
