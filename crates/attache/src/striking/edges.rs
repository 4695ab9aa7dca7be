//! All edges of reliance that the claims, the articles and the records of a store make.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    claim_state::ClaimState,
    edge::{Edge, EdgeEvidence, EdgeSort, End},
    exchange::Topic,
    id::{EdgeId, SourceId},
    origin::OriginId,
    proposition::telling::Telling,
    source::REPORTING_OUTLET,
};
use attache_store::Store;

use crate::{
    failure::Failure,
    sourcing::{Catalogue, namesake_pairs, standing},
};

/// All of them, by id.
pub(crate) struct Edges {
    all: BTreeMap<EdgeId, Edge>,
    /// How what they join is called, and which of them are struck.
    pub(crate) catalogue: Catalogue,
}

impl Edges {
    /// From every claim that stands, drafts among them, and from the records.
    pub(crate) fn load(store: &dyn Store) -> Result<Self, Failure> {
        let states = standing(store)?;
        let catalogue = Catalogue::of(store, &states)?;
        let stated = states.iter().flat_map(|state| Edge::stated(state.id, &state.body));
        let bodies = catalogue.names.values().flat_map(|known| known.forms()).filter_map(Edge::same_body);
        let credited = credit_lines(&states, &catalogue);
        let names = namesake_pairs(&catalogue).into_iter().map(|pair| pair.edge);
        let found = catalogue.reliance.edges();
        let all = stated.chain(bodies).chain(credited).chain(names).chain(found);
        let all = all.map(|edge| (edge.id, edge)).collect();
        Ok(Self { all, catalogue })
    }

    /// An edge.
    pub(crate) fn get(&self, id: EdgeId) -> Option<&Edge> {
        self.all.get(&id)
    }

    /// Those of a sort, of a claim, where they are given: declared ones first, then what programs found, then what
    /// articles say.
    pub(crate) fn of(&self, claim: Option<&ClaimState>, sort: Option<EdgeSort>) -> Vec<&Edge> {
        let about = claim.map(|state| About::of(state, &self.catalogue));
        let fits = |edge: &&Edge| {
            sort.is_none_or(|sort| edge.sort() == sort)
                && about.as_ref().is_none_or(|about| about.touches(edge))
        };
        let mut found: Vec<&Edge> = self.all.values().filter(fits).collect();
        found.sort_by_key(|edge| (std::cmp::Reverse(edge.sort()), edge.id));
        found
    }

    /// The one edge whose id begins so.
    pub(super) fn resolve(&self, store: &dyn Store, typed: &str) -> Result<EdgeId, Failure> {
        let digits = |text: &str| text.replace('-', "").to_ascii_lowercase();
        let typed = typed.trim();
        let wanted = digits(typed.strip_prefix("edge--").unwrap_or(typed));
        if wanted.is_empty() {
            return Err(Failure::Usage("an edge is named by the beginning of its id".into()));
        }
        let mut ids: BTreeSet<EdgeId> = self.all.keys().copied().collect();
        ids.extend(super::struck_ids(store, &self.catalogue.reliance)?);
        let begins = |id: &EdgeId| {
            let whole = id.to_string();
            digits(whole.strip_prefix("edge--").unwrap_or(&whole)).starts_with(&wanted)
        };
        ids.retain(begins);
        let mut found = ids.iter().copied();
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            (None, _) => Err(Failure::Input(format!(
                "no edge has an id that begins with `{typed}`: `attache edges list` shows the edges with their ids"
            ))),
            (Some(_), Some(_)) => Err(Failure::Input(self.ambiguous(typed, &ids))),
        }
    }

    fn ambiguous(&self, typed: &str, ids: &BTreeSet<EdgeId>) -> String {
        const SHOWN: usize = 12;
        let mut words = format!("several ids begin with `{typed}`; type more of the one that you mean:");
        for id in ids.iter().take(SHOWN) {
            let joins = self.get(*id).map(|edge| self.joins(edge)).unwrap_or_default();
            let whole = id.to_string();
            words.push_str(&format!("\n  {whole}  {joins}"));
        }
        if ids.len() > SHOWN {
            words.push_str("\n  …");
        }
        words
    }

    /// What an edge joins, in words.
    pub(crate) fn joins(&self, edge: &Edge) -> String {
        let (from, to) = (self.end(edge.from), self.end(edge.to));
        match edge.evidence {
            EdgeEvidence::Credit { .. } => format!("{from} rests on {to}"),
            EdgeEvidence::Reprint { .. } => format!("{from} took from {to}"),
            EdgeEvidence::CreditLine { words: Some(_), .. } => {
                format!("{from} credits {to} at its head or foot")
            }
            EdgeEvidence::CreditLine { words: None, .. } => {
                format!("{from} rests on what {to} itself published")
            }
            EdgeEvidence::SameBody { .. } => format!("{from} belongs to {to}"),
            EdgeEvidence::SameName { .. } => format!("{from} and {to} are one person"),
            EdgeEvidence::Declaration { .. } => format!("{from} and {to} exchange information"),
        }
    }

    fn end(&self, end: End) -> String {
        match end {
            End::Claim(id) => format!("claim {}", id.short()),
            End::Article(id) => format!("article {}", id.short()),
            End::Source(id) => self.catalogue.source_name(id),
            End::Origin(origin) => self.catalogue.origin_name(origin),
        }
    }
}

/// From each article that credits an agency or outlet in the end to that one, where it published something itself.
fn credit_lines<'a>(states: &'a [ClaimState], catalogue: &'a Catalogue) -> impl Iterator<Item = Edge> + 'a {
    let identity = |id: SourceId| catalogue.reliance.identity(id);
    let outlets = states.iter().filter_map(|state| state.body.chain.iter().next());
    let publish: BTreeSet<SourceId> = outlets.map(|outlet| identity(outlet.id())).collect();
    states.iter().filter_map(move |state| {
        let outlet = state.body.chain.iter().next()?;
        let last = state.body.chain.iter().last()?;
        let (from, to) = (identity(outlet.id()), identity(last.id()));
        let credited = OriginId::carries(last.kind) && last.name != REPORTING_OUTLET;
        (credited && from != to && publish.contains(&to)).then(|| Edge::credit_line(state.article, to))
    })
}

/// What of a claim an edge can touch.
struct About<'a> {
    state: &'a ClaimState,
    sources: BTreeSet<SourceId>,
    origins: BTreeSet<OriginId>,
    /// Of each thing that it says.
    topics: Vec<Topic>,
}

impl<'a> About<'a> {
    fn of(state: &'a ClaimState, catalogue: &Catalogue) -> Self {
        let own = state.body.chain.iter().map(attache_core::source::Source::id);
        let sources = own.flat_map(|id| [id, catalogue.reliance.identity(id)]).collect();
        let chain = state.body.chain.iter();
        let origins = chain
            .filter_map(|source| catalogue.names.get(&source.id()))
            .map(|known| catalogue.origin(known))
            .collect();
        let topics = Telling::of(&state.body).forms.iter().map(Topic::of_proposition).collect();
        Self { state, sources, origins, topics }
    }

    fn touches(&self, edge: &Edge) -> bool {
        let source = |end: End| matches!(end, End::Source(id) if self.sources.contains(&id));
        let origin = |end: End| matches!(end, End::Origin(id) if self.origins.contains(&id));
        let article = |end: End| end == End::Article(self.state.article);
        match &edge.evidence {
            EdgeEvidence::Credit { claim, .. } => *claim == self.state.id,
            EdgeEvidence::CreditLine { .. } | EdgeEvidence::Reprint { .. } => {
                article(edge.from) || article(edge.to)
            }
            EdgeEvidence::SameBody { .. } => source(edge.from),
            EdgeEvidence::SameName { .. } => source(edge.from) || source(edge.to),
            EdgeEvidence::Declaration { topic, .. } => {
                (origin(edge.from) || origin(edge.to)) && self.topics.iter().any(|one| topic.touches(one))
            }
        }
    }
}
