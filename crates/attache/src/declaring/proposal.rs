//! An exchange that a claim tells of, and whether somebody answered it.

use attache_core::{
    agreement::Topics,
    claim_kind::ClaimKind,
    claim_state::ClaimState,
    edge::Declared,
    exchange::{self, Exchange, Topic, proposed_by},
    filter::Filter,
    id::ArticleId,
    origin::OriginId,
    reliance::Reliance,
};
use attache_store::Store;
use jiff::civil::Date;

use crate::{failure::Failure, weighing::Scope};

/// What a person did about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answered {
    /// Nothing yet.
    Open,
    /// It, or one that says all of it, is declared.
    Declared,
    /// It was declared, and struck.
    Struck,
}

/// An exchange that a claim tells of.
#[derive(Clone, Debug)]
pub(crate) struct Proposal {
    /// The claim.
    pub(crate) state: ClaimState,
    /// What it tells of.
    pub(crate) exchange: Exchange,
    /// Whether its day is known.
    pub(crate) dated: bool,
    /// What became of it.
    pub(crate) answered: Answered,
}

impl Proposal {
    /// How the two are called.
    pub(crate) fn names(&self) -> [String; 2] {
        let says = &self.state.body.proposition;
        let parties = [says.actor.as_ref(), says.counterpart.as_ref()];
        let mut parties = parties.into_iter().flatten().map(|party| party.name.clone());
        self.exchange.between.map(|origin| {
            let party = parties.next();
            match origin {
                OriginId::Government(country) => OriginId::name_of_body(country),
                other => party.unwrap_or_else(|| other.to_string()),
            }
        })
    }

    /// The command that declares it.
    pub(crate) fn command(&self) -> String {
        let since = if self.dated { "" } else { " --since DATE" };
        format!("attache exchange declare --from-claim {}{since} --reason …", self.state.id.short())
    }
}

/// What claims tell of, in the order of their days; of one article only, where one is given.
pub(crate) fn proposals(store: &dyn Store, article: Option<ArticleId>) -> Result<Vec<Proposal>, Failure> {
    let filter = Filter {
        kinds: exchange::TELLING.to_vec(),
        standings: Scope::default().standings().to_vec(),
        article,
        ..Filter::default()
    };
    let found = store.find(&filter)?;
    let reliance = Reliance::fold(&store.reliance_records()?);
    let mut proposals = Vec::new();
    for state in found {
        if let Some((exchange, dated)) = proposed(store, &state, None)? {
            let answered = answered(&reliance, &exchange);
            proposals.push(Proposal { state, exchange, dated, answered });
        }
    }
    Ok(proposals)
}

/// What a claim tells of, and whether its day is known; since another day, where one is given.
pub(super) fn proposed(
    store: &dyn Store,
    state: &ClaimState,
    since: Option<Date>,
) -> Result<Option<(Exchange, bool)>, Failure> {
    if !exchange::tells_of_exchange(&state.body) {
        return Ok(None);
    }
    let filter = Filter {
        kinds: vec![ClaimKind::Meeting],
        standings: Scope::default().standings().to_vec(),
        article: Some(state.article),
        ..Filter::default()
    };
    let around = store.find(&filter)?;
    let undated = || {
        // Without a day nothing is proposed: whether its words tell of an exchange shows by any day.
        let mut dated = state.clone();
        dated.body.published = Some(dated.body.published.unwrap_or(Date::ZERO));
        Some((proposed_by(&dated, &around)?, false))
    };
    let found = proposed_by(state, &around).map(|exchange| (exchange, true)).or_else(undated);
    Ok(found.map(|(exchange, dated)| match since {
        Some(since) => (Exchange { since, ..exchange }, true),
        None => (exchange, dated),
    }))
}

fn answered(reliance: &Reliance, exchange: &Exchange) -> Answered {
    let of_it = |declared: &&Declared| {
        let told = &declared.exchange;
        let same = |[a, b]: [_; 2]| told.between == [a, b] || told.between == [b, a];
        told.read_in == exchange.read_in || (same(exchange.between) && covers(&told.topic, &exchange.topic))
    };
    if reliance.exchanges().any(|declared| of_it(&declared)) {
        Answered::Declared
    } else if reliance.declared().any(|declared| of_it(&declared)) {
        Answered::Struck
    } else {
        Answered::Open
    }
}

/// Whether a topic says all of another.
fn covers(wide: &Topic, narrow: &Topic) -> bool {
    let kinds = match (&wide.kinds, &narrow.kinds) {
        (Topics::All, _) => true,
        (Topics::Only(wide), Topics::Only(narrow)) => narrow.is_subset(wide),
        (Topics::Only(_), Topics::All) => false,
    };
    kinds && (wide.about.is_empty() || (!narrow.about.is_empty() && narrow.about.is_subset(&wide.about)))
}
