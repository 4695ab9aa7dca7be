//! Something that may go out: a claim whole, or a tear-line with the claims that it rests on.

use std::collections::BTreeSet;

use attache_core::{
    claim_state::ClaimState,
    id::ClaimId,
    release::{Audience, Case, Decision, Form, Reason, Released, decide},
    tear_line::TearLine,
};
use attache_store::Store;
use jiff::Timestamp;

use crate::{failure::Failure, node::Node, resolving};

/// A claim whole, or a tear-line with its grounds.
#[derive(Clone, Debug)]
pub(crate) struct Matter {
    /// The claim, or the claims that the tear-line rests on. Never empty.
    pub(crate) grounds: Vec<ClaimState>,
    /// The tear-line; the claim goes whole where there is none.
    pub(crate) tear_line: Option<TearLine>,
}

impl Matter {
    /// A claim, whole.
    pub(crate) fn whole(state: ClaimState) -> Self {
        Self { grounds: vec![state], tear_line: None }
    }

    /// What is recorded of `state`, which is one of its grounds. Others are found by `known`, else in the store.
    pub(crate) fn of(
        store: &dyn Store,
        state: &ClaimState,
        tear_line: Option<&TearLine>,
        known: impl Fn(ClaimId) -> Option<ClaimState>,
    ) -> Result<Self, Failure> {
        let rests_on = tear_line.map_or(&[][..], TearLine::rests_on);
        let mut grounds = Vec::new();
        for id in rests_on {
            grounds.push(match known(*id) {
                Some(state) => state,
                None => resolving::state(store, *id)?,
            });
        }
        if grounds.is_empty() {
            grounds.push(state.clone());
        }
        Ok(Self { grounds, tear_line: tear_line.cloned() })
    }

    /// The ids of its claims.
    pub(crate) fn claims(&self) -> Vec<ClaimId> {
        self.grounds.iter().map(|ground| ground.id).collect()
    }

    /// Whether a release of one of its claims was in the same form.
    pub(crate) fn is_like(&self, tear_line: Option<&TearLine>) -> bool {
        match (&self.tear_line, tear_line) {
            (None, None) => true,
            (Some(ours), Some(theirs)) => ours.without_grounds() == theirs.without_grounds(),
            _ => false,
        }
    }

    /// May it go out? Every ground must pass; the reasons are those of all.
    pub(crate) fn decide(
        &self,
        store: &dyn Store,
        node: &Node,
        audience: &Audience<'_>,
        persons: &BTreeSet<String>,
        at: Timestamp,
    ) -> Result<Result<Box<Released>, Vec<Reason>>, Failure> {
        let mut reasons: Vec<Reason> = Vec::new();
        let mut released = None;
        for claim in &self.grounds {
            let article = store.article(claim.article)?;
            let case = Case {
                claim,
                article: article.as_ref(),
                form: self.tear_line.as_ref().map_or(Form::Whole, Form::TearLine),
                audience,
                at,
                ours: &node.originator_of(claim),
                persons,
            };
            match decide(&case) {
                Decision::Release(one) => released = Some(one),
                Decision::Withhold(why) => {
                    let fresh: Vec<_> = why.into_iter().filter(|reason| !reasons.contains(reason)).collect();
                    reasons.extend(fresh);
                }
            }
        }
        Ok(match released.filter(|_| reasons.is_empty()) {
            Some(released) => Ok(released),
            None => Err(reasons),
        })
    }
}
