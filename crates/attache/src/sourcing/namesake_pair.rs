//! Two names that may be one person, for somebody to decide on.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    edge::Edge,
    id::SourceId,
    name::{Reason, Verdict},
    namesakes::{self, Bearer, Bearers, Namesakes},
    source::Source,
};

use super::Catalogue;

/// Two names that may be one person.
#[derive(Clone, Debug)]
pub(crate) struct NamesakePair {
    /// The two, that which more claims give first.
    pub(crate) names: [Source; 2],
    /// How sure it is that they are one.
    pub(crate) verdict: Verdict,
    /// What speaks for it and against it.
    pub(crate) why: Vec<Reason>,
    /// That they are one, as an edge.
    pub(crate) edge: Edge,
}

/// Every two persons whose names may be one and of whom nobody said whether they are; the surest first. Names are held
/// against one another where an index of their spellings brings them together, never all against all.
pub(crate) fn namesake_pairs(catalogue: &Catalogue) -> Vec<NamesakePair> {
    let reliance = &catalogue.reliance;
    let mut by_identity: BTreeMap<SourceId, (Bearer, BTreeSet<SourceId>)> = BTreeMap::new();
    for (own, known) in &catalogue.names {
        let forms: BTreeSet<_> = known.forms().filter_map(namesakes::person).collect();
        if forms.is_empty() {
            continue;
        }
        let id = reliance.identity(*own);
        let fresh = || (Bearer { id, forms: BTreeSet::new() }, [id].into());
        let (bearer, names) = by_identity.entry(id).or_insert_with(fresh);
        bearer.forms.extend(forms);
        bearer.forms.extend(reliance.merging(*own).and_then(|merged| namesakes::person(&merged.into)));
        names.insert(*own);
    }
    let (all, names): (Vec<Bearer>, Vec<BTreeSet<SourceId>>) = by_identity.into_values().unzip();
    let bearers = Bearers::of(all);
    let own = |at: usize| names.get(at).into_iter().flatten().copied();
    let apart =
        |(a, b): (usize, usize)| own(a).any(|one| own(b).any(|other| reliance.apart(one, other).is_some()));
    let pair = |found: Namesakes| {
        let of = |at: usize| catalogue.names.get(&bearers.get(at)?.id);
        let (a, b) = (of(found.between.0)?, of(found.between.1)?);
        let (a, b) = if a.claims.len() < b.claims.len() { (b, a) } else { (a, b) };
        let why = found.why().to_vec();
        let names = [a.best().clone(), b.best().clone()];
        Some(NamesakePair { names, verdict: found.verdict, why, edge: found.edge })
    };
    let open = bearers.namesakes().into_iter().filter(|found| !apart(found.between));
    let mut pairs: Vec<NamesakePair> = open.filter_map(pair).collect();
    pairs.sort_by(|a, b| b.verdict.cmp(&a.verdict).then_with(|| a.names.cmp(&b.names)));
    pairs
}
