//! What a person decides about drafts and claims.

use attache_core::{
    claim_state::{ClaimState, Standing},
    filter::Filter,
    id::ArticleId,
    record::{Basis, Happening},
};
use serde::Deserialize;

use crate::{
    adding::{Policy, accepted_by, sealed},
    changing::Change,
    effects::Effects,
    failure::Failure,
    redeciding::{self, Redecided},
    resolving,
};

/// What is decided about one claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// It stands as it was read.
    Accept,
    /// It stands, put right.
    Correct {
        /// What is changed.
        changes: Vec<Change>,
        /// Why.
        reason: String,
    },
    /// It is no claim, or was read wrongly beyond repair.
    Reject {
        /// Why.
        reason: String,
    },
    /// It stood, and stands no longer.
    Retract {
        /// Why.
        reason: String,
    },
}

/// What was done about a claim, in words, and what followed.
#[derive(Clone, Debug)]
pub(crate) struct Decided {
    /// What was done.
    pub(crate) done: &'static str,
    /// What was called back or went out anew by it.
    pub(crate) followed: Redecided,
}

/// Records a decision about a claim, with what follows for what is out of it.
pub(crate) fn decide(
    effects: &Effects<'_>,
    state: &ClaimState,
    decision: &Decision,
) -> Result<Decided, Failure> {
    let mut done = "";
    let followed = redeciding::record(effects, &mut |store| {
        // Read anew: somebody else may have decided in the meantime.
        let state = resolving::state(store, state.id)?;
        let (what, words) = decided(effects, &state, decision)?;
        done = words;
        Ok(what.into_iter().collect())
    })?;
    Ok(Decided { done, followed })
}

/// What a decision comes to: a record, or none where it stands so already.
fn decided(
    effects: &Effects<'_>,
    state: &ClaimState,
    decision: &Decision,
) -> Result<(Option<Happening>, &'static str), Failure> {
    let (id, article) = (state.id, state.article);
    let (what, done) = match decision {
        Decision::Accept if state.standing == Standing::Accepted => return Ok((None, "was accepted before")),
        Decision::Accept => {
            let body = state.body.clone();
            (accepted_by(effects, id, article, body, state.claim.as_ref(), Basis::Person)?, "accepted")
        }
        Decision::Correct { changes, reason } => {
            let mut body = state.body.clone();
            changes.iter().for_each(|change| change.apply(&mut body));
            if body == state.body {
                return Err(Failure::Input(format!("{}: the correction changes nothing", id.short())));
            }
            let claim = Box::new(sealed(effects, id, article, body, state.claim.as_ref())?);
            (Happening::ClaimCorrected { claim, reason: reason.clone() }, "corrected")
        }
        Decision::Reject { .. } if state.standing == Standing::Rejected => {
            return Ok((None, "was rejected before"));
        }
        Decision::Reject { reason } if state.claim.is_none() => {
            (Happening::ClaimRejected { claim: id, reason: reason.clone() }, "rejected")
        }
        Decision::Retract { .. } if state.standing == Standing::Retracted => {
            return Ok((None, "was retracted before"));
        }
        Decision::Retract { .. } if state.claim.is_none() => {
            return Err(Failure::Input(format!(
                "{} is a draft: nobody has accepted it, so there is nothing to retract; reject it instead: attache review --reject {} --reason TEXT",
                id.short(),
                id.short()
            )));
        }
        // What was accepted before is not a draft any more: turning it down withdraws it.
        Decision::Reject { reason } | Decision::Retract { reason } => {
            (Happening::ClaimRetracted { claim: id, reason: reason.clone() }, "retracted")
        }
    };
    Ok((Some(what), done))
}

/// The drafts that wait for a look, those first of which the reader is least sure.
pub(crate) fn waiting(
    effects: &Effects<'_>,
    mut filter: Filter,
    article: Option<ArticleId>,
) -> Result<Vec<ClaimState>, Failure> {
    filter.standings = vec![Standing::Draft];
    let mut drafts = effects.store.find(&filter)?;
    drafts.retain(|state| article.is_none_or(|article| state.article == article));
    drafts.sort_by_key(|state| (state.body.confidence, state.article, state.body.sentence.span));
    Ok(drafts)
}

/// Accepts by policy what waits and is sure enough, in one batch; answers how many.
pub(crate) fn accept_above(
    effects: &Effects<'_>,
    waiting: &[ClaimState],
    policy: Policy,
) -> Result<usize, Failure> {
    let mut accepted = 0;
    redeciding::record(effects, &mut |_| {
        let sure = waiting.iter().filter(|state| policy.accepts(&state.body));
        let batch = sure
            .map(|state| {
                let rule = policy.rule(&state.body.chain.outlet().name);
                let body = state.body.clone();
                let before = state.claim.as_ref();
                accepted_by(effects, state.id, state.article, body, before, Basis::Policy { rule })
            })
            .collect::<Result<Vec<_>, Failure>>()?;
        accepted = batch.len();
        Ok(batch)
    })?;
    Ok(accepted)
}

/// A line of a file of decisions:
/// `{"id": "8f14e45f", "decision": "correct", "set": ["kind=transfer"], "reason": "…"}`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DecisionLine {
    /// The beginning of a claim's id.
    pub(crate) id: String,
    decision: Word,
    #[serde(default)]
    set: Vec<String>,
    #[serde(default)]
    reason: Option<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Word {
    Accept,
    Correct,
    Reject,
    Retract,
}

impl DecisionLine {
    /// The decision that the line means.
    pub(crate) fn decision(&self, words: &attache_text::words::Words) -> Result<Decision, Failure> {
        let reason = || {
            let reason = self.reason.clone().filter(|reason| !reason.trim().is_empty());
            reason.ok_or_else(|| Failure::Input(format!("{}: this decision needs a \"reason\"", self.id)))
        };
        Ok(match self.decision {
            Word::Accept => Decision::Accept,
            Word::Reject => Decision::Reject { reason: reason()? },
            Word::Retract => Decision::Retract { reason: reason()? },
            Word::Correct => {
                let changes = self.set.iter().map(|set| Change::read(set, words));
                Decision::Correct { changes: changes.collect::<Result<_, _>>()?, reason: reason()? }
            }
        })
    }
}
