//! A source with all of its names, for a list.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    grade::Reliability,
    id::{ClaimId, SourceId},
    source::Source,
};
use attache_store::Store;

use crate::failure::Failure;

use super::Catalogue;

/// One source, after the joining of names.
#[derive(Clone, Debug)]
pub(crate) struct ListedSource {
    /// In the form that says most of it.
    pub(crate) source: Source,
    /// The names that were joined to it.
    pub(crate) names: Vec<String>,
    /// How many claims name it, by any of its names.
    pub(crate) claims: usize,
    /// The grade given last, to it or else to one of its other names.
    pub(crate) reliability: Option<Reliability>,
}

/// Every source that claims name, those that most claims name first.
pub(crate) fn listed(store: &dyn Store, catalogue: &Catalogue) -> Result<Vec<ListedSource>, Failure> {
    let grades: BTreeMap<SourceId, Reliability> =
        store.sources()?.into_iter().map(|grade| (grade.source.id(), grade.reliability)).collect();
    let mut members: BTreeMap<SourceId, Vec<SourceId>> = BTreeMap::new();
    for own in catalogue.names.keys() {
        members.entry(catalogue.reliance.identity(*own)).or_default().push(*own);
    }
    let one = |(identity, own): (SourceId, Vec<SourceId>)| {
        let source = catalogue.names.get(&identity)?.best().clone();
        let known = own.iter().filter_map(|id| catalogue.names.get(id));
        let claims: BTreeSet<ClaimId> = known.flat_map(|known| known.claims.iter().copied()).collect();
        let others = own.iter().filter(|id| **id != identity);
        let reliability = std::iter::once(&identity).chain(&own).find_map(|id| grades.get(id)).copied();
        let names = others.map(|id| catalogue.source_name(*id)).collect();
        Some(ListedSource { source, names, claims: claims.len(), reliability })
    };
    let mut all: Vec<ListedSource> = members.into_iter().filter_map(one).collect();
    all.sort_by(|a, b| b.claims.cmp(&a.claims).then_with(|| a.source.cmp(&b.source)));
    Ok(all)
}
