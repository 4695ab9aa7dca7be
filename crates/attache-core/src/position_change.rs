//! Positions through time, and where one changes.
//!
//! A position change is the same actor on the same topic, with overlapping scope, later, put in another
//! way (design section 5). It is no contradiction: both were true in their time. Where an actor stands is read
//! off a ladder ([`ladder`]); whether two positions change, narrow or strain one another is
//! [`position_relation`]'s to say.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    chain::Chain, claim::ClaimDraft, claim_kind::ClaimKind, claim_state::ClaimState, country::CountryCode,
    event_time::TimeOf, id::ClaimId, modality::Modality, proposition::Party, source::folded,
};

pub mod apart;
pub mod ladder;
pub mod position_relation;
mod reason;
mod subject;

pub use ladder::{Rung, Stand};
pub use position_relation::{PositionRelation, relate};
pub use reason::Reason;
pub use subject::{NotATopic, PositionTopic, Subject};

/// The same actor on the same topic, later, otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionChange {
    /// The position before.
    pub earlier: ClaimId,
    /// The position after.
    pub later: ClaimId,
    /// How it was put before.
    pub from: Modality,
    /// How it is put after.
    pub to: Modality,
    /// Where the actor stood before.
    pub stood: Stand,
    /// Where the actor stands after.
    pub stands: Stand,
    /// The reason that the later claim gives, in its sentence.
    pub reason: Option<Reason>,
    /// Who reported the later position: from the outlet to the origin.
    pub reported_by: Chain,
}

/// A claim that tells by itself that a position changed, also where the one before is not on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldChange {
    /// Which claim.
    pub claim: ClaimId,
    /// The reason that it gives.
    pub reason: Option<Reason>,
    /// Who reported it: from the outlet to the origin.
    pub reported_by: Chain,
}

/// One actor on one topic, in time.
#[derive(Clone, Debug)]
pub struct PositionTrack<'a> {
    /// Whose position; `None` where the text does not say.
    pub actor: Option<&'a Party>,
    /// Towards whom.
    pub counterpart: Option<&'a Party>,
    /// About what.
    pub subject: Subject,
    /// The positions, earliest first.
    pub positions: Vec<&'a ClaimState>,
    /// Where it changed, in the same order.
    pub changes: Vec<PositionChange>,
    /// Claims that tell of a change themselves.
    pub told: Vec<ToldChange>,
}

impl PositionTrack<'_> {
    /// The country towards which the position is held.
    #[must_use]
    pub fn towards(&self) -> Option<CountryCode> {
        self.counterpart.and_then(|to| to.country)
    }

    /// Its topic.
    #[must_use]
    pub fn topic(&self) -> PositionTopic {
        PositionTopic { subject: self.subject, counterpart: self.towards() }
    }

    /// The short name of its topic: "arms-to-ukraine", "arms" where nobody is named towards whom, and with the words of
    /// the counterpart where that is no country ("arms-to-border-guard"). It depends on the topic alone.
    #[must_use]
    pub fn slug(&self) -> String {
        match self.counterpart {
            Some(Party { name, country: None }) => {
                let name = name.to_lowercase();
                let words: Vec<&str> =
                    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
                format!("{}-to-{}", self.subject.slug(), words.join("-"))
            }
            _ => self.topic().to_string(),
        }
    }

    /// Whether it is of a topic ("arms-to-ukraine").
    #[must_use]
    pub fn is_of(&self, topic: PositionTopic) -> bool {
        topic.holds(self.subject, self.towards())
    }
}

/// The day on which a position was taken, as far as known: that of the statement, else of publication.
/// A date of the matter itself ("next year") is not when the position was taken.
#[must_use]
pub fn stated(body: &ClaimDraft) -> Option<Date> {
    let said = body.date.as_ref().filter(|date| date.of == TimeOf::Statement);
    said.and_then(|date| date.start.or(date.end)).or(body.published).or_else(|| body.day())
}

/// The positions among these claims by actor and topic, in time, with the changes. Tracks in which most
/// changed come first, then those of countries, then the longer ones.
///
/// An agreement, a delivery or a refusal to comment joins the track of its actor, subject and counterpart
/// where there is one: they are rungs of the ladder, or stand beside it. A deed that is denied joins none: whether it
/// happened is no position, and mostly another's word.
#[must_use]
pub fn tracks<'a>(states: impl IntoIterator<Item = &'a ClaimState>) -> Vec<PositionTrack<'a>> {
    let all: Vec<&ClaimState> = states.into_iter().collect();
    let mut by_topic: BTreeMap<Held, Vec<&ClaimState>> = BTreeMap::new();
    for state in all.iter().filter(|state| state.body.kind == ClaimKind::Position) {
        by_topic.entry(held(state)).or_default().push(state);
    }
    join_unaddressed(&mut by_topic);
    let acts = |state: &&&ClaimState| {
        let named = state.body.proposition.actor.is_some() && Subject::of(&state.body) != Subject::Unstated;
        named && (state.body.kind == ClaimKind::NoComment || tells_a_rung(&state.body))
    };
    for state in all.iter().filter(acts) {
        if let Some(positions) = by_topic.get_mut(&held(state)) {
            positions.push(state);
        }
    }
    let mut tracks: Vec<_> = by_topic.into_values().map(|positions| track(positions, &all)).collect();
    tracks.sort_by_key(|track| {
        let country = track.actor.and_then(|actor| actor.country).is_some();
        let changed = track.changes.len().saturating_add(track.told.len());
        std::cmp::Reverse((changed, country, track.actor.is_some(), track.positions.len()))
    });
    tracks
}

/// Whether a claim says that an actor agreed to something, did it or weighs it: a rung of the ladder without being a
/// position.
fn tells_a_rung(body: &ClaimDraft) -> bool {
    matches!(body.kind, ClaimKind::Agreement | ClaimKind::Transfer | ClaimKind::Deployment)
        && !matches!(body.modality, Modality::Denied | Modality::Quoted)
}

/// Actor, subject and counterpart: what makes positions one track.
type Held = (String, Subject, String);

fn held(state: &ClaimState) -> Held {
    let proposition = &state.body.proposition;
    (key(proposition.actor.as_ref()), Subject::of(&state.body), key(proposition.counterpart.as_ref()))
}

/// A position that names nobody towards whom it is held belongs to the topic of the same actor and
/// subject, where only one counterpart is known there.
fn join_unaddressed(by_topic: &mut BTreeMap<Held, Vec<&ClaimState>>) {
    let lone: Vec<_> = by_topic.keys().filter(|(_, _, to)| to.is_empty()).cloned().collect();
    for from in lone {
        let same = |other: &&Held| {
            other.0 == from.0 && other.1 == from.1 && !other.2.is_empty() && from.1 != Subject::Unstated
        };
        let mut others = by_topic.keys().filter(same).cloned();
        let (Some(to), None) = (others.next(), others.next()) else { continue };
        let moved = by_topic.remove(&from).unwrap_or_default();
        by_topic.entry(to).or_default().extend(moved);
    }
}

fn track<'a>(mut positions: Vec<&'a ClaimState>, all: &[&ClaimState]) -> PositionTrack<'a> {
    positions.sort_by_key(|state| (stated(&state.body), state.body.sentence.span, state.id));
    let party = |of: fn(&ClaimDraft) -> Option<&Party>| {
        // The shortest name is the country rather than one of its offices.
        positions.iter().filter_map(|s| of(&s.body)).min_by_key(|party| party.name.len())
    };
    let tells = |state: &&&ClaimState| Stand::of(&state.body) == Stand::Changed;
    PositionTrack {
        actor: party(|body| body.proposition.actor.as_ref()),
        counterpart: party(|body| body.proposition.counterpart.as_ref()),
        subject: positions.first().map_or(Subject::Unstated, |state| Subject::of(&state.body)),
        changes: changes(&positions, all),
        told: positions
            .iter()
            .filter(tells)
            .map(|state| ToldChange {
                claim: state.id,
                reason: reason::reason(state, all),
                reported_by: state.body.chain.clone(),
            })
            .collect(),
        positions,
    }
}

/// Each position is compared with the last earlier one that it touches.
fn changes(positions: &[&ClaimState], all: &[&ClaimState]) -> Vec<PositionChange> {
    let changed = |(at, later): (usize, &&ClaimState)| {
        let before = positions.iter().take(at).rev();
        let touching = before.filter(|earlier| position_relation::comes_before(&earlier.body, &later.body));
        let (earlier, relation) =
            touching.map(|earlier| (earlier, relate(&earlier.body, &later.body))).find(|(_, relation)| {
                matches!(relation, PositionRelation::Same | PositionRelation::PositionChange)
            })?;
        (relation == PositionRelation::PositionChange).then(|| PositionChange {
            earlier: earlier.id,
            later: later.id,
            from: earlier.body.modality,
            to: later.body.modality,
            stood: Stand::of(&earlier.body),
            stands: Stand::of(&later.body),
            reason: reason::reason(later, all),
            reported_by: later.body.chain.clone(),
        })
    };
    positions.iter().enumerate().filter_map(changed).collect()
}

/// By country where it is known: a government and its president hold one position.
fn key(party: Option<&Party>) -> String {
    match party {
        None => String::new(),
        Some(Party { country: Some(country), .. }) => country.to_string(),
        Some(party) => folded(&party.name),
    }
}

#[cfg(test)]
pub(crate) mod tests;
