//! How one claim on a topic lies to another: positions change, narrow and strain, but do not contradict.
//!
//! What is said of a whole and of a part of it is told apart by the direction of the stand. Who excludes
//! weapons excludes shells; who considers shells considers some weapons. So:
//!
//! - Of one scope, another rung later is a **change**; where the order is not known, a **tension**.
//! - Against the whole, then open to a part: a **change**, or a tension where the order is not known.
//! - Open to the whole, then higher on the ladder for a part: a **change**, since some of the whole is now
//!   considered. Lower or excluded for a part: it **narrows**; the rest stays open.
//! - Scopes of which neither holds the other ("155mm ammunition", "defensive weapons"): **different scope**.
//! - A claim that tells that the actor changed its mind is a **change** beside a position on all that it is
//!   about, and a tension beside one on a part.
//! - What others expect or judge is no position of the actor: a **tension** where it points another way.

use jiff::civil::Date;
use strum::{Display, EnumString, VariantArray};

use super::{
    ladder::{Lean, Stand},
    subject::{Subject, first_thing},
};
use crate::{
    claim::ClaimDraft,
    claim_kind::ClaimKind,
    event_time::TimeOf,
    likelihood::Likelihood,
    modality::Modality,
    proposition::{
        Party,
        fit::Fit,
        thing::{Qualifiers, Thing},
        who::Who,
    },
    source::folded,
};

/// How one claim lies to another of the same topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, EnumString, VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum PositionRelation {
    /// The same stand on the same scope.
    Same,
    /// The same actor, overlapping scope, otherwise.
    PositionChange,
    /// The first is of a part of what the second is about, and leaves the rest as it is.
    Narrows,
    /// The second is of a part of what the first is about.
    NarrowedBy,
    /// Neither scope holds the other.
    DifferentScope,
    /// They point in different directions, and both may be right.
    Tension,
    /// They do not touch each other: nothing changes by it.
    Consistent,
    /// Another actor, another counterpart, another subject.
    Unrelated,
}

impl PositionRelation {
    /// The same, seen from the other side.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::Narrows => Self::NarrowedBy,
            Self::NarrowedBy => Self::Narrows,
            other => other,
        }
    }
}

/// How one claim on a topic lies to another.
#[must_use]
pub fn relate(a: &ClaimDraft, b: &ClaimDraft) -> PositionRelation {
    let Some(fit) = scopes(a, b).filter(|_| one_topic(a, b)) else { return PositionRelation::Unrelated };
    if matches!(fit, Fit::Disjoint | Fit::Overlapping) {
        return PositionRelation::DifferentScope;
    }
    let (own, other) = (Stand::of(a), Stand::of(b));
    if is_outside(a) || is_outside(b) {
        return match (leaning(a), leaning(b)) {
            (Some(one), Some(other)) if one != other && (one == Lean::Against || other == Lean::Against) => {
                PositionRelation::Tension
            }
            _ => PositionRelation::Consistent,
        };
    }
    match (own, other) {
        (Stand::Changed, Stand::Changed) => PositionRelation::Same,
        (Stand::Changed, stand) => beside_a_change(fit, stand),
        (stand, Stand::Changed) => beside_a_change(fit.mirrored(), stand),
        _ => of_two_stands(a, b, own, other, fit),
    }
}

/// A position beside a claim that tells of a change: `fit` is how the change's scope lies to the position's.
const fn beside_a_change(fit: Fit, stand: Stand) -> PositionRelation {
    match stand.lean() {
        None => PositionRelation::Consistent,
        Some(_) if fit.is_within() => PositionRelation::PositionChange,
        Some(_) => PositionRelation::Tension,
    }
}

fn of_two_stands(a: &ClaimDraft, b: &ClaimDraft, own: Stand, other: Stand, fit: Fit) -> PositionRelation {
    let (Some(one), Some(two)) = (own.lean(), other.lean()) else { return PositionRelation::Consistent };
    let order = comes_before(a, b) || comes_before(b, a);
    let changed = if order { PositionRelation::PositionChange } else { PositionRelation::Tension };
    if fit == Fit::Equal {
        return if own == other { PositionRelation::Same } else { changed };
    }
    let part = if fit == Fit::Narrower { PositionRelation::Narrows } else { PositionRelation::NarrowedBy };
    let ((wide, wide_lean), (narrow, narrow_lean)) =
        if fit == Fit::Narrower { ((other, two), (own, one)) } else { ((own, one), (other, two)) };
    let narrow_is_later = if fit == Fit::Narrower { comes_before(b, a) } else { comes_before(a, b) };
    match (wide_lean, narrow_lean) {
        (Lean::Against, Lean::Open | Lean::For) => changed,
        (Lean::Open | Lean::For, Lean::Open | Lean::For)
            if narrow_is_later && narrow.rung() > wide.rung() =>
        {
            PositionRelation::PositionChange
        }
        _ => part,
    }
}

/// Whether two claims can be of one topic: nobody is named on both sides who differs.
fn one_topic(a: &ClaimDraft, b: &ClaimDraft) -> bool {
    let same = |one: Option<&Party>, other: Option<&Party>| match (
        one.and_then(Who::acting),
        other.and_then(Who::acting),
    ) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let (x, y) = (&a.proposition, &b.proposition);
    Subject::of(a) == Subject::of(b)
        && same(x.actor.as_ref(), y.actor.as_ref())
        && same(x.counterpart.as_ref(), y.counterpart.as_ref())
}

/// How what the first is about lies to what the second is about. Without things, they must be limited in the
/// same words.
pub(super) fn scopes(a: &ClaimDraft, b: &ClaimDraft) -> Option<Fit> {
    match (about(a), about(b)) {
        (Some(one), Some(other)) => Some(one.fit(&other)),
        (None, None) => {
            let scope = |body: &ClaimDraft| body.proposition.scope.as_deref().map(folded);
            (scope(a).is_some() && scope(a) == scope(b)).then_some(Fit::Equal)
        }
        _ => None,
    }
}

/// What a claim is about: the first thing that it names, narrowed by its words.
fn about(body: &ClaimDraft) -> Option<Thing> {
    let scope = Qualifiers::of(body.proposition.scope.as_deref().unwrap_or(""));
    let said = body.spans.iter().fold(scope, |all, excerpt| all.and(Qualifiers::of(&excerpt.text)));
    first_thing(body).map(|item| Thing::of(item).narrowed(said))
}

/// What others say of it: expectations, judgements, surveys.
const fn is_outside(body: &ClaimDraft) -> bool {
    matches!(
        body.kind,
        ClaimKind::Forecast | ClaimKind::Assessment | ClaimKind::Poll | ClaimKind::LegalConstraint
    )
}

/// In which direction a claim points; what is unlikely points against.
fn leaning(body: &ClaimDraft) -> Option<Lean> {
    if !is_outside(body) {
        return Stand::of(body).lean();
    }
    let doubted = body.likelihood.is_some_and(|term| term < Likelihood::RoughlyEvenChance);
    match body.modality {
        Modality::Quoted => None,
        Modality::Unlikely | Modality::Denied | Modality::NotConsidered => Some(Lean::Against),
        _ if doubted => Some(Lean::Against),
        _ => Some(Lean::For),
    }
}

/// Whether the first was certainly put before the second. "Recently" and "currently" reach over days, so that
/// two positions of one article mostly have no order.
pub(super) fn comes_before(a: &ClaimDraft, b: &ClaimDraft) -> bool {
    put(a).1.zip(put(b).0).is_some_and(|(end, start)| end < start)
}

/// From when to when a position can have been put: the days of the statement where the text gives them, or of
/// a present that ends with publication ("currently"), else the day of publication. A day of the matter itself
/// ("next year") is none.
fn put(body: &ClaimDraft) -> (Option<Date>, Option<Date>) {
    let published = (body.published, body.published);
    let Some(date) = &body.date else { return published };
    let past = body.published.is_some_and(|day| date.end.is_some_and(|end| end <= day));
    if date.of == TimeOf::Statement || past { (date.start, date.end.or(body.published)) } else { published }
}
