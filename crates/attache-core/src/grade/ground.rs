//! On what a grade stands: the claims that say the same, those that say a part, those that cannot be true with it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Allowed, Evidence, Tally};
use crate::{
    claim_state::{ClaimState, Standing},
    corroboration::{Corroboration, Report, weigh},
    exchange::Topic,
    id::ClaimId,
    proposition::{
        normal_form::NormalForm,
        telling::{Strength, Telling},
    },
    reliance::Reliance,
};

/// What the accepted claims say for and against one claim, weighed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ground {
    /// The claim and those that say all of it.
    pub saying: Corroboration,
    /// The same with those that say a part of it.
    pub agreeing: Corroboration,
    /// Those that cannot be true together with it.
    pub opposing: Corroboration,
    /// Claims that nobody has accepted yet, and that would confirm it.
    pub waiting: Vec<ClaimId>,
}

/// How another claim lies to the one in question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Says,
    Agrees,
    Opposes,
    Apart,
}

impl Ground {
    /// Weighs what lies near a claim: those that bear on it, in any order, itself among them or not. Only what was
    /// accepted here counts: a draft may be misread, and what a partner sent nobody here has judged.
    #[must_use]
    pub fn of(claim: &ClaimState, near: &[ClaimState], reliance: &Reliance) -> Self {
        let telling = Telling::of(&claim.body);
        let (mut saying, mut agreeing, mut opposing) = (vec![claim], vec![claim], Vec::new());
        let mut proposed = Vec::new();
        for other in near.iter().filter(|other| other.id != claim.id) {
            let accepted = matches!(other.standing, Standing::Accepted | Standing::Corrected);
            match side(&telling, &Telling::of(&other.body)) {
                Side::Says if accepted => saying.push(other),
                Side::Says if other.standing.stands() => proposed.push(other),
                Side::Agrees if accepted => agreeing.push(other),
                Side::Opposes if accepted => opposing.push(other),
                _ => {}
            }
        }
        agreeing.extend(saying.iter().copied().filter(|other| other.id != claim.id));
        let topic = Topic::of_claim(&claim.body);
        let counted = |states: &[&ClaimState]| {
            let reports: Vec<_> = states.iter().map(|state| Report::of(state)).collect();
            weigh(&reports, reliance, &topic)
        };
        let weighed = counted(&saying);
        let waiting = if weighed.strict.cut >= 2 || proposed.is_empty() {
            Vec::new()
        } else {
            let with: Vec<_> = saying.iter().chain(&proposed).copied().collect();
            confirming(&counted(&with), &proposed)
        };
        Self { agreeing: counted(&agreeing), opposing: counted(&opposing), saying: weighed, waiting }
    }

    /// As numbers.
    #[must_use]
    pub const fn evidence(&self) -> Evidence {
        Evidence {
            origins: Tally::of(&self.saying.strict),
            agreeing: Tally::of(&self.agreeing.strict),
            opposing: Tally::of(&self.opposing.strict),
        }
    }

    /// The highest credibility that it allows.
    #[must_use]
    pub const fn allowed(&self) -> Allowed {
        Allowed::by(&self.evidence())
    }
}

/// Of the claims that nobody has accepted, those that count, where there were two origins with them.
fn confirming(with: &Corroboration, proposed: &[&ClaimState]) -> Vec<ClaimId> {
    if with.strict.cut < 2 {
        return Vec::new();
    }
    let counted: BTreeSet<ClaimId> = with.strict.proof.counted().collect();
    proposed.iter().map(|state| state.id).filter(|id| counted.contains(id)).collect()
}

/// To confirm, another claim must say all that this one says, or take it for granted; where it leaves a part open,
/// it agrees with some of it, as does one that says a part.
fn side(claim: &Telling, other: &Telling) -> Side {
    if claim.compare(other).relation.contradicts() {
        return Side::Opposes;
    }
    let said = |form: &&NormalForm| !form.presupposed;
    let firmly =
        |form: &NormalForm| matches!(other.strength(form), Some(Strength::Says | Strength::Presupposes));
    let mut own = claim.forms.iter().filter(said).peekable();
    if own.peek().is_some() && own.all(firmly) {
        return Side::Says;
    }
    let in_part = claim.forms.iter().any(|form| other.strength(form).is_some())
        || other.forms.iter().any(|form| claim.strength(form).is_some());
    if in_part { Side::Agrees } else { Side::Apart }
}
