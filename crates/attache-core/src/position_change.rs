//! Positions through time, and where one changes.
//!
//! A position change is the same actor on the same topic, with overlapping scope, later, put in another
//! way (design section 5). It is no contradiction: both were true in their time.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::{
    claim::ClaimDraft,
    claim_kind::ClaimKind,
    claim_state::ClaimState,
    event_time::TimeOf,
    id::ClaimId,
    modality::Modality,
    proposition::{Item, ItemCategory, Party},
    source::folded,
};

/// What a position is about, as coarsely as positions can be followed through time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// Weapons and ammunition of any class.
    Arms,
    /// Sending soldiers.
    Troops,
    /// Money, fuel and other help that is no weapon.
    Help,
    /// Technology and components.
    Technology,
    /// No item is named.
    Unstated,
}

impl Subject {
    /// The subject of a position: that of its first item.
    #[must_use]
    pub fn of(body: &ClaimDraft) -> Self {
        match body.proposition.items.first().map(|item| item.category) {
            None => Self::Unstated,
            Some(ItemCategory::Personnel) => Self::Troops,
            Some(ItemCategory::Money | ItemCategory::Aid | ItemCategory::Fuel) => Self::Help,
            Some(ItemCategory::Technology | ItemCategory::Electronics) => Self::Technology,
            Some(_) => Self::Arms,
        }
    }

    /// Its name in a heading.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Arms => "weapons and ammunition",
            Self::Troops => "troops",
            Self::Help => "money and other help",
            Self::Technology => "technology",
            Self::Unstated => "other matters",
        }
    }
}

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
#[must_use]
pub fn tracks<'a>(states: impl IntoIterator<Item = &'a ClaimState>) -> Vec<PositionTrack<'a>> {
    let positions = states.into_iter().filter(|state| state.body.kind == ClaimKind::Position);
    let mut by_topic: BTreeMap<(String, Subject, String), Vec<&ClaimState>> = BTreeMap::new();
    for state in positions {
        let proposition = &state.body.proposition;
        let topic = (key(proposition.actor.as_ref()), Subject::of(&state.body));
        let counterpart = key(proposition.counterpart.as_ref());
        by_topic.entry((topic.0, topic.1, counterpart)).or_default().push(state);
    }
    join_unaddressed(&mut by_topic);
    let mut tracks: Vec<_> = by_topic.into_values().map(track).collect();
    tracks.sort_by_key(|track| {
        let country = track.actor.and_then(|actor| actor.country).is_some();
        std::cmp::Reverse((track.changes.len(), country, track.actor.is_some(), track.positions.len()))
    });
    tracks
}

/// A position that names nobody towards whom it is held belongs to the topic of the same actor and
/// subject, where only one counterpart is known there.
fn join_unaddressed(by_topic: &mut BTreeMap<(String, Subject, String), Vec<&ClaimState>>) {
    let lone: Vec<_> = by_topic.keys().filter(|(_, _, to)| to.is_empty()).cloned().collect();
    for from in lone {
        let same = |other: &&(String, Subject, String)| {
            other.0 == from.0 && other.1 == from.1 && !other.2.is_empty() && from.1 != Subject::Unstated
        };
        let mut others = by_topic.keys().filter(same).cloned();
        let (Some(to), None) = (others.next(), others.next()) else { continue };
        let moved = by_topic.remove(&from).unwrap_or_default();
        by_topic.entry(to).or_default().extend(moved);
    }
}

fn track(mut positions: Vec<&ClaimState>) -> PositionTrack<'_> {
    positions.sort_by_key(|state| (stated(&state.body), state.body.sentence.span, state.id));
    let party = |of: fn(&ClaimDraft) -> Option<&Party>| {
        // The shortest name is the country rather than one of its offices.
        positions.iter().filter_map(|s| of(&s.body)).min_by_key(|party| party.name.len())
    };
    PositionTrack {
        actor: party(|body| body.proposition.actor.as_ref()),
        counterpart: party(|body| body.proposition.counterpart.as_ref()),
        subject: positions.first().map_or(Subject::Unstated, |state| Subject::of(&state.body)),
        changes: changes(&positions),
        positions,
    }
}

/// Each position is compared with the last earlier one whose scope it overlaps.
fn changes(positions: &[&ClaimState]) -> Vec<PositionChange> {
    let changed = |(at, later): (usize, &&ClaimState)| {
        let before = positions.iter().take(at).rev();
        let mut comparable = before.filter(|earlier| {
            stated(&earlier.body) < stated(&later.body)
                && is_ladder(earlier.body.modality)
                && overlapping(&earlier.body, &later.body)
        });
        let earlier = comparable.next()?;
        let (from, to) = (earlier.body.modality, later.body.modality);
        (from != to && is_ladder(to)).then_some(PositionChange {
            earlier: earlier.id,
            later: later.id,
            from,
            to,
        })
    };
    positions.iter().enumerate().filter_map(changed).collect()
}

/// Words that are only reported put nothing, so that nothing can change by them.
const fn is_ladder(modality: Modality) -> bool {
    !matches!(modality, Modality::Quoted)
}

/// Whether two positions can be about the same thing: some item of one can be one of the other. Without
/// items, they must be limited in the same words.
///
/// A designation limits: "155mm shells are not considered" is narrower than "weapons are not ruled out",
/// so that neither changes the other.
fn overlapping(a: &ClaimDraft, b: &ClaimDraft) -> bool {
    let (x, y) = (&a.proposition, &b.proposition);
    if x.items.is_empty() || y.items.is_empty() {
        let scope = |scope: &Option<String>| scope.as_deref().map(folded);
        return x.items.is_empty()
            && y.items.is_empty()
            && x.scope.is_some()
            && scope(&x.scope) == scope(&y.scope);
    }
    x.items.iter().any(|one| y.items.iter().any(|other| same_breadth(one, other)))
}

fn same_breadth(a: &Item, b: &Item) -> bool {
    let named = |item: &Item| item.designation.as_deref().map(folded);
    let general = |item: &Item| item.category == ItemCategory::Other;
    named(a) == named(b) && (a.category == b.category || general(a) || general(b))
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
mod tests;
