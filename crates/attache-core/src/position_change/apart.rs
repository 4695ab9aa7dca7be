//! Claims on one topic that point in different directions, and how they lie to each other: what looks like a
//! contradiction and is a change, a part, or another scope.

use std::collections::BTreeMap;

use super::{PositionRelation, Stand, Subject, key, relate, tells_a_rung};
use crate::{claim_kind::ClaimKind, claim_state::ClaimState, proposition::opposed::Bounds};

/// Two claims on one topic, by their places in the slice that was given, the smaller first, and how they lie.
pub type Apart = (usize, usize, PositionRelation);

/// The pairs of claims of one actor on one subject that put it otherwise, at least one of each a position; sorted.
/// The flag is false where the bounds did not allow for all.
#[must_use]
pub fn apart(states: &[&ClaimState], bounds: Bounds) -> (Vec<Apart>, bool) {
    let mut by_topic: BTreeMap<(String, Subject), Vec<(usize, &ClaimState)>> = BTreeMap::new();
    for (at, state) in states.iter().enumerate() {
        let actor = key(state.body.proposition.actor.as_ref());
        if bears_on_positions(state.body.kind) && !actor.is_empty() {
            by_topic.entry((actor, Subject::of(&state.body))).or_default().push((at, state));
        }
    }
    let (mut found, mut looks) = (Vec::new(), 0_usize);
    for claims in by_topic.into_values() {
        // Of each pair one is a position: deeds are compared as deeds.
        let positions = claims.iter().filter(|(_, state)| state.body.kind == ClaimKind::Position);
        for (at, state) in positions {
            let others = claims.iter().filter(|(other, beside)| {
                other != at && (beside.body.kind != ClaimKind::Position || other > at)
            });
            for (other, beside) in others {
                if looks >= bounds.looks || found.len() >= bounds.pairs {
                    found.sort_unstable();
                    return (found, false);
                }
                looks = looks.saturating_add(1);
                let relation = put_otherwise(state, beside);
                found.extend(relation.map(|relation| match at < other {
                    true => (*at, *other, relation),
                    false => (*other, *at, relation.mirrored()),
                }));
            }
        }
    }
    found.sort_unstable();
    (found, true)
}

/// How two claims of one topic lie to each other, where they look opposed; `None` where they do not, or are of two
/// topics.
#[must_use]
pub fn put_otherwise(a: &ClaimState, b: &ClaimState) -> Option<PositionRelation> {
    let is_position = |state: &ClaimState| state.body.kind == ClaimKind::Position;
    let position = is_position(a) || is_position(b);
    // Whether a deed was done is no position: one that is denied moves nobody on the ladder.
    let denied_deed = [a, b].iter().any(|state| {
        matches!(state.body.kind, ClaimKind::Agreement | ClaimKind::Transfer | ClaimKind::Deployment)
            && !tells_a_rung(&state.body)
    });
    let relation = relate(&a.body, &b.body);
    let (one, other) = (Stand::of(&a.body), Stand::of(&b.body));
    let looks_opposed = match relation {
        PositionRelation::PositionChange | PositionRelation::Tension => true,
        // Two stands for or against a thing that differ only in the thing are no surprise.
        PositionRelation::Narrows | PositionRelation::NarrowedBy | PositionRelation::DifferentScope => {
            one.lean().is_some() && other.lean().is_some() && one.lean() != other.lean()
        }
        PositionRelation::Same | PositionRelation::Consistent | PositionRelation::Unrelated => false,
    };
    (position && !denied_deed && looks_opposed).then_some(relation)
}

/// Whether claims of a kind tell where an actor stands, or what others make of it.
#[must_use]
pub const fn bears_on_positions(kind: ClaimKind) -> bool {
    matches!(
        kind,
        ClaimKind::Position
            | ClaimKind::Agreement
            | ClaimKind::Transfer
            | ClaimKind::Deployment
            | ClaimKind::Assessment
            | ClaimKind::Forecast
            | ClaimKind::Poll
            | ClaimKind::LegalConstraint
    )
}

#[cfg(test)]
mod tests {
    use super::apart;
    use crate::{
        claim_state::ClaimState, position_change::PositionRelation, proposition::opposed::Bounds,
        proposition::seed,
    };

    const ALL: Bounds = Bounds { looks: usize::MAX, pairs: usize::MAX };

    #[test]
    fn the_positions_of_the_seed_change_narrow_or_strain_and_nothing_else_is_among_them() {
        let claims = seed::claims();
        let names: Vec<&str> = claims.keys().copied().collect();
        let states: Vec<ClaimState> =
            claims.into_values().map(crate::position_change::tests::state_of).collect();
        let states: Vec<&ClaimState> = states.iter().collect();
        let (pairs, complete) = apart(&states, ALL);
        assert!(complete);
        let told: Vec<_> = pairs.iter().map(|(a, b, how)| (names[*a], names[*b], *how)).collect();
        assert!(told.contains(&("C15", "C36", PositionRelation::PositionChange)), "{told:?}");
        assert!(told.contains(&("C33", "C34", PositionRelation::DifferentScope)), "{told:?}");
        assert!(told.iter().all(|(a, b, _)| ["C15", "C25", "C29", "C33", "C34", "C36"].contains(a)
            && ["C25", "C29", "C33", "C34", "C36"].contains(b)));
        assert!(!apart(&states, Bounds { looks: 1, ..ALL }).1);
    }
}
