//! Claims that cannot both hold, and pairs that only look so, each with the reason.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    claim_state::ClaimState,
    filter::{Filter, Term},
    id::ClaimId,
    position_change::{
        PositionRelation, Stand,
        apart::{apart, bears_on_positions, put_otherwise},
        stated,
    },
    proposition::{
        comparison::{Comparison, Relation},
        opposed::{Bounds, opposed},
        telling::Telling,
    },
    reliance::Reliance,
    span::Span,
};
use attache_store::Store;
use jiff::Timestamp;

use crate::{failure::Failure, wording};

pub(crate) use shared_origin::SharedOrigin;

mod shared_origin;

/// How much is looked at before an answer is given: a few seconds on a small machine.
const BOUNDS: Bounds = Bounds { looks: 2_000_000, pairs: 10_000 };

/// The same for positions, of which each comparison takes longer.
const BOUNDS_OF_POSITIONS: Bounds = Bounds { looks: 200_000, pairs: 10_000 };

/// How two claims lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum How {
    /// By what they say happened.
    Told(Relation),
    /// By where they put an actor on a topic.
    Put(PositionRelation),
}

impl How {
    /// Whether both cannot hold.
    pub(crate) const fn contradicts(self) -> bool {
        matches!(self, Self::Told(relation) if relation.contradicts())
    }
}

/// Two claims beside each other.
#[derive(Clone, Debug)]
pub(crate) struct Pair<'a> {
    /// The earlier one, or the one that was asked for.
    pub(crate) one: &'a ClaimState,
    /// The other.
    pub(crate) other: &'a ClaimState,
    /// How they lie.
    pub(crate) how: How,
    /// What was compared, and what was found.
    pub(crate) compared: Comparison,
    /// The origin on which both rest, where it is one.
    pub(crate) shared: Option<SharedOrigin>,
}

impl Pair<'_> {
    /// Pairs of the same two statements have the same key, whichever comes first.
    fn statements(&self) -> (String, String) {
        if matches!(self.how, How::Put(_)) {
            // Positions of one scope differ in how they are put.
            let words = |state: &ClaimState| {
                let scope = state.body.proposition.scope.as_deref().unwrap_or_default();
                let items = wording::items(&state.body.proposition.items);
                format!("{} {items} {scope}", Stand::of(&state.body))
            };
            return (words(self.one), words(self.other));
        }
        let headline = &self.compared.why.headline;
        let between = format!(" {}: ", self.compared.relation);
        let (one, other) = headline.split_once(&between).unwrap_or((headline, ""));
        (one.min(other).to_owned(), one.max(other).to_owned())
    }
}

/// What was found among some claims.
#[derive(Debug, Default)]
pub(crate) struct Found<'a> {
    /// Pairs that cannot both hold, latest first.
    pub(crate) contradictions: Vec<Pair<'a>>,
    /// Pairs that look so and can, latest first.
    pub(crate) near_misses: Vec<Pair<'a>>,
    /// Whether there are more near misses than were kept.
    pub(crate) more_near_misses: bool,
    /// Whether everything was looked at; otherwise there may be more.
    pub(crate) complete: bool,
}

/// Who rests on whom among these claims by the records, as known at an instant.
pub(crate) fn reliance<'a>(
    store: &dyn Store,
    claims: impl IntoIterator<Item = &'a ClaimState>,
    as_of: Option<Timestamp>,
) -> Result<Reliance, Failure> {
    let records = store.reliance_about(&claims.into_iter().map(|state| state.article).collect())?;
    Ok(Reliance::fold(records.iter().filter(|record| as_of.is_none_or(|instant| record.new.at <= instant))))
}

/// What a claim tells; names that people joined are one origin.
fn telling(state: &ClaimState, reliance: &Reliance) -> Telling {
    let telling = Telling::of(&state.body);
    let origin = telling.origin.map(|origin| reliance.identity(origin));
    telling.with_origin(origin)
}

/// The pairs among these claims that look opposed: those that cannot both hold, and those that can.
pub(crate) fn among<'a>(found: &'a [ClaimState], reliance: &Reliance) -> Found<'a> {
    let mut states: Vec<&ClaimState> = found.iter().collect();
    states.sort_by_key(|state| (std::cmp::Reverse(stated(&state.body)), state.id));
    let tellings: Vec<Telling> = states.iter().map(|state| telling(state, reliance)).collect();
    let looks_so = opposed(&tellings, BOUNDS);
    let more_near_misses = looks_so.more_others;
    let mut answer = Found { complete: looks_so.complete, more_near_misses, ..Found::default() };
    let mut seen = BTreeSet::new();
    for (later, earlier) in looks_so.contradicting.into_iter().chain(looks_so.others) {
        // The claims are sorted latest first.
        let (Some(one), Some(other)) = (states.get(earlier), states.get(later)) else { continue };
        let (Some(a), Some(b)) = (tellings.get(earlier), tellings.get(later)) else { continue };
        if is_one_statement(one, other) {
            continue;
        }
        let compared = a.compare(b);
        if compared.relation == Relation::Unrelated {
            continue;
        }
        seen.insert((later, earlier));
        let how = How::Told(compared.relation);
        let pair = Pair { one, other, how, compared, shared: SharedOrigin::of(one, other, reliance) };
        if how.contradicts() { &mut answer.contradictions } else { &mut answer.near_misses }.push(pair);
    }
    let (positions, complete) = apart(&states, BOUNDS_OF_POSITIONS);
    answer.complete &= complete;
    for (later, earlier, relation) in positions.into_iter().filter(|(a, b, _)| !seen.contains(&(*a, *b))) {
        let (Some(one), Some(other)) = (states.get(earlier), states.get(later)) else { continue };
        let (Some(a), Some(b)) = (tellings.get(earlier), tellings.get(later)) else { continue };
        let shared = SharedOrigin::of(one, other, reliance);
        // It was found from the later claim's side.
        let how = How::Put(relation.mirrored());
        answer.near_misses.push(Pair { one, other, how, compared: a.compare(b), shared });
    }
    answer
}

/// How all that bears on one claim lies to it, contradictions first, then what looks opposed, then support.
pub(crate) fn bearing_on<'a>(
    claim: &'a ClaimState,
    candidates: &'a [ClaimState],
    reliance: &Reliance,
) -> Vec<Pair<'a>> {
    let own = telling(claim, reliance);
    let pair = |other: &'a ClaimState| {
        let compared = own.compare(&telling(other, reliance));
        let put = put_otherwise(claim, other).filter(|_| !compared.relation.contradicts());
        let how = put.map_or(How::Told(compared.relation), How::Put);
        let shared = SharedOrigin::of(claim, other, reliance);
        Pair { one: claim, other, how, compared, shared }
    };
    let others = candidates.iter().filter(|other| other.id != claim.id && !is_one_statement(claim, other));
    let mut pairs: Vec<Pair<'_>> =
        others.map(pair).filter(|pair| pair.how != How::Told(Relation::Unrelated)).collect();
    pairs.sort_by_key(|pair| (rank(pair.how), std::cmp::Reverse(stated(&pair.other.body)), pair.other.id));
    pairs
}

/// The claims with which one is to be compared, among those that fit a filter.
pub(crate) fn candidates(
    store: &dyn Store,
    claim: &ClaimState,
    filter: &Filter,
) -> Result<Vec<ClaimState>, Failure> {
    let own = Telling::of(&claim.body);
    let probes = own.probes();
    // The index holds what stands now; as of another day, or with other standings, the claims are gone over.
    let mut found = if filter.as_of.is_none() && filter.standings.is_empty() {
        let mut near = store.bearing(&probes)?;
        near.retain(|state| filter.matches(state));
        near
    } else {
        let mut all = store.find(filter)?;
        all.retain(|state| !Telling::of(&state.body).keys().is_disjoint(&probes));
        all
    };
    if let Some(actor) = &claim.body.proposition.actor
        && bears_on_positions(claim.body.kind)
    {
        // Positions are told in several manners, under several words of the index: they are found by their actor.
        let by = actor.country.map_or_else(|| Term::Words(actor.name.clone()), Term::Country);
        let asked = Filter { by: Some(by), ..filter.clone() };
        let known: BTreeSet<ClaimId> = found.iter().map(|state| state.id).collect();
        let fits = |state: &ClaimState| !known.contains(&state.id) && filter.matches(state);
        let positions = store.find(&asked)?;
        found.extend(
            positions.into_iter().filter(|state| fits(state) && put_otherwise(claim, state).is_some()),
        );
    }
    Ok(found)
}

/// Pairs of the same two statements together, in the order of the first of each.
pub(crate) fn alike<'a, 'b>(pairs: &'b [Pair<'a>]) -> Vec<(&'b Pair<'a>, Vec<&'b Pair<'a>>)> {
    let mut at: BTreeMap<(How, (String, String)), usize> = BTreeMap::new();
    let mut groups: Vec<(&Pair<'_>, Vec<&Pair<'_>>)> = Vec::new();
    for pair in pairs {
        let next = groups.len();
        let place = *at.entry((pair.how, pair.statements())).or_insert(next);
        match groups.get_mut(place) {
            Some((_, more)) => more.push(pair),
            None => groups.push((pair, Vec::new())),
        }
    }
    groups
}

/// Whether two claims were read in the same words of one article: they are one statement, read in two parts.
fn is_one_statement(one: &ClaimState, other: &ClaimState) -> bool {
    let overlap = |a: Span, b: Span| a.start < b.end && b.start < a.end;
    one.article == other.article
        && one.body.spans.iter().any(|a| other.body.spans.iter().any(|b| overlap(a.span, b.span)))
}

/// What tells most comes first.
const fn rank(how: How) -> u8 {
    match how {
        How::Told(Relation::Contradicts(_)) => 0,
        How::Put(_) => 1,
        How::Told(Relation::Series) => 2,
        How::Told(Relation::Same | Relation::Entails | Relation::EntailedBy) => 3,
        How::Told(Relation::DifferentScope(_)) => 4,
        How::Told(Relation::Compatible | Relation::Unrelated) => 5,
    }
}

#[cfg(test)]
mod tests;
