//! Grades that were allowed when they were given, and are better than the evidence allows now. What was recorded stays
//! as it is; whoever reads it is told.

use std::collections::BTreeMap;

use attache_core::{
    claim_state::ClaimState,
    grade::{Credibility, Ground},
    id::ClaimId,
};
use attache_store::Store;
use serde::Serialize;

use super::ground;
use crate::failure::Failure;

/// What the evidence allows now, where a grade that was given is better.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Outgrown {
    /// The grade that was given.
    #[serde(skip)]
    pub(crate) given: Credibility,
    /// The highest that is allowed now.
    pub(crate) highest: Credibility,
    /// Why.
    pub(crate) why: String,
}

impl Outgrown {
    /// The best grade that somebody gave last, where it is better than its ground.
    pub(crate) fn of(state: &ClaimState, ground: &Ground) -> Option<Self> {
        let allowed = ground.allowed();
        let given = state.graders().iter().map(|grading| grading.credibility).min()?;
        (!allowed.permits(given)).then(|| Self { given, highest: allowed.highest, why: ground.why() })
    }
}

impl std::fmt::Display for Outgrown {
    /// "1, but the evidence now allows 2: …".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, but the evidence now allows {}: {}", self.given, self.highest, self.why)
    }
}

/// Which of these claims somebody graded 1 last and are no longer confirmed. Others are not looked at, so that an
/// answer of many rows costs no more than its few claims of grade 1.
pub(crate) fn outgrown<'a>(
    store: &dyn Store,
    states: impl IntoIterator<Item = &'a ClaimState>,
) -> Result<BTreeMap<ClaimId, Outgrown>, Failure> {
    let confirmed = |state: &&ClaimState| {
        state.graders().iter().any(|grading| grading.credibility == Credibility::Confirmed)
    };
    let mut found = BTreeMap::new();
    for state in states.into_iter().filter(confirmed) {
        let ground = ground(store, state)?;
        found.extend(Outgrown::of(state, &ground).map(|outgrown| (state.id, outgrown)));
    }
    Ok(found)
}
