//! Something that may go out: a claim whole, or a tear-line with the claims that it rests on.

use std::collections::BTreeSet;

use attache_core::{
    article::Article,
    claim_state::ClaimState,
    id::ClaimId,
    release::{Audience, Case, Decision, Form, WithArticle, decide},
    reliance::Reliance,
    sharing::ReleaseState,
    tear_line::TearLine,
};
use attache_store::Store;
use jiff::Timestamp;

use crate::{failure::Failure, node::Node, resolving};

/// A claim whole, or a tear-line with its grounds.
#[derive(Clone, Debug)]
pub(crate) struct Matter {
    /// The claim, or the first of those that the tear-line rests on.
    pub(crate) claim: ClaimState,
    /// The others that the tear-line rests on.
    pub(crate) others: Vec<ClaimState>,
    /// The tear-line; the claim goes whole where there is none.
    pub(crate) tear_line: Option<TearLine>,
}

impl Matter {
    /// A claim, whole.
    pub(crate) const fn whole(claim: ClaimState) -> Self {
        Self { claim, others: Vec::new(), tear_line: None }
    }

    /// What is recorded with `claim`. The other claims of a tear-line are found by `known`, else in the store.
    pub(crate) fn of(
        store: &dyn Store,
        claim: &ClaimState,
        tear_line: Option<&TearLine>,
        known: impl Fn(ClaimId) -> Option<ClaimState>,
    ) -> Result<Self, Failure> {
        let rests_on = tear_line.map_or(&[][..], TearLine::rests_on);
        let mut others = Vec::new();
        for id in rests_on.iter().filter(|id| **id != claim.id) {
            others.push(match known(*id) {
                Some(state) => state,
                None => resolving::state(store, *id)?,
            });
        }
        Ok(Self { claim: claim.clone(), others, tear_line: tear_line.cloned() })
    }

    /// Its claims.
    pub(crate) fn grounds(&self) -> impl Iterator<Item = &ClaimState> {
        std::iter::once(&self.claim).chain(&self.others)
    }

    /// The ids of its claims.
    pub(crate) fn claims(&self) -> Vec<ClaimId> {
        self.grounds().map(|ground| ground.id).collect()
    }

    /// Everything that ever went out of its claims.
    pub(crate) fn releases(&self) -> impl Iterator<Item = &ReleaseState> {
        self.grounds().flat_map(|ground| &ground.releases)
    }

    /// Whether a release of one of its claims was in the same form.
    pub(crate) fn is_like(&self, tear_line: Option<&TearLine>) -> bool {
        match (&self.tear_line, tear_line) {
            (None, None) => true,
            (Some(ours), Some(theirs)) => ours.without_grounds() == theirs.without_grounds(),
            _ => false,
        }
    }

    /// May it go out?
    pub(crate) fn decide(
        &self,
        store: &dyn Store,
        node: &Node,
        audience: &Audience<'_>,
        persons: &BTreeSet<String>,
        at: Timestamp,
    ) -> Result<Decision, Failure> {
        let mut named = Vec::new();
        for ground in self.grounds() {
            named.push((node.named(ground)?, store.article(ground.article)?));
        }
        let mut with: Vec<WithArticle<'_>> = named.iter().map(with_article).collect();
        if with.is_empty() {
            return Err(Failure::Input("there is no claim to decide about".into()));
        }
        let (claim, article) = with.remove(0);
        let reliance = if self.others.is_empty() {
            Reliance::default()
        } else {
            Reliance::fold(&store.reliance_records()?)
        };
        let form = match &self.tear_line {
            Some(line) => Form::JointTearLine { line, others: &with },
            None => Form::Whole,
        };
        let (ours, reliance) = (&node.originator(), &reliance);
        Ok(decide(&Case { claim, article, form, audience, at, ours, persons, reliance }))
    }
}

fn with_article(pair: &(ClaimState, Option<Article>)) -> WithArticle<'_> {
    (&pair.0, pair.1.as_ref())
}
