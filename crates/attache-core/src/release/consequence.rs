//! What a change makes of that which is out already.

use std::collections::BTreeSet;

use jiff::Timestamp;

use crate::{
    article::Article, claim::Originator, claim_state::ClaimState, id::ClaimId, record::Happening,
    reliance::Reliance, roster::Roster, sharing::ReleaseState,
};

use super::{Audience, Case, Decision, Form, Reason, Released, WithArticle, decide};

/// A claim and a roster as they will be once some happenings are recorded.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The claim, as it will be.
    pub claim: &'a ClaimState,
    /// Its article, where it is known here.
    pub article: Option<&'a Article>,
    /// The claims named by [`touched`], as they will be, with their articles.
    pub others: &'a [WithArticle<'a>],
    /// Partners and agreements, as they will be.
    pub roster: &'a Roster,
    /// When.
    pub at: Timestamp,
    /// Whose claims are ours to release.
    pub ours: &'a Originator,
    /// Who rests on whom, as it will be; asked where [`touched`] names others.
    pub reliance: &'a Reliance,
}

/// What becomes of one release.
#[derive(Clone, Debug)]
pub enum Consequence {
    /// It is called back. To be recorded together with what caused it.
    Withdraw(Box<Happening>),
    /// It goes out again as a new version of the same object: its marking or its content has changed.
    Renew(Box<Released>),
    /// It stays as it is.
    Keep,
}

/// Decides again on every release of a claim that is out, in the order of [`ClaimState::out`], one answer for
/// each.
///
/// That a partner is suspended calls nothing back: exchange rests, the partner can read nothing meanwhile, and
/// what is revoked could never be given again (STIX 2.1 section 3.6). Any other reason calls back, also while
/// the partner is suspended.
///
/// What is decided depends on the day: an agreement that ran out or a marking that expired calls back when
/// this is asked next.
#[must_use]
pub fn consequences(change: &Change<'_>) -> Vec<Consequence> {
    change.claim.out().map(|state| consequence(change, state)).collect()
}

/// The other claims on which tear-lines rest that are out of this claim. They have the same object among their
/// releases, and must be decided again together with it.
#[must_use]
pub fn touched(claim: &ClaimState) -> BTreeSet<ClaimId> {
    let lines = claim.out().filter_map(|state| state.release.tear_line.as_ref());
    lines.flat_map(|line| line.rests_on().iter().copied()).filter(|id| *id != claim.id).collect()
}

fn consequence(change: &Change<'_>, state: &ReleaseState) -> Consequence {
    let release = &state.release;
    let line = release.tear_line.as_ref();
    let others: Vec<WithArticle<'_>> = change
        .others
        .iter()
        .copied()
        .filter(|(other, _)| line.is_some_and(|line| line.rests_on().contains(&other.id)))
        .collect();
    let audience = change.roster.audience(&release.to);
    let case = Case {
        claim: change.claim,
        article: change.article,
        form: line.map_or(Form::Whole, |line| Form::JointTearLine { line, others: &others }),
        audience: &audience,
        at: change.at,
        ours: change.ours,
        persons: &release.persons,
        reliance: change.reliance,
    };
    let mut decision = decide(&case);
    if rests(&decision) {
        // The others of a group hear of a change although one of its members is suspended and reads nothing.
        let others = audience.members.iter().copied().filter(|member| !member.suspended).collect();
        let awake = Audience { members: others, ..audience.clone() };
        if awake.members.is_empty() {
            return Consequence::Keep;
        }
        decision = decide(&Case { audience: &awake, ..case });
    }
    match decision {
        Decision::Withhold(reasons) => Consequence::Withdraw(Box::new(Happening::ReleaseWithdrawn {
            claim: change.claim.id,
            to: release.to.clone(),
            object: release.object.clone(),
            reason: reasons.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        })),
        Decision::Release(released) => {
            let same_content = line.is_some() || state.content == change.claim.content();
            if same_content && *released.marking() == release.marking {
                Consequence::Keep
            } else {
                Consequence::Renew(released)
            }
        }
    }
}

/// Whether nothing stands against it but that a partner is suspended.
fn rests(decision: &Decision) -> bool {
    match decision {
        Decision::Withhold(reasons) => {
            reasons.iter().all(|reason| matches!(reason, Reason::Suspended { .. }))
        }
        Decision::Release(_) => false,
    }
}

#[cfg(test)]
mod tests;
