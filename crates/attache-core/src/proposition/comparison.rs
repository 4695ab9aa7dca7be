//! Whether one claim supports another, contradicts it, or speaks of something else, and why.
//!
//! # The rules
//!
//! A [`NormalForm`] covers a *scope* (who, to or for whom, what, where, when) and gives a *count* for it: some,
//! a figure with its bounds, none, or not a certain figure. A part that is missing covers everything. So one
//! scope can lie in another: Kursk region lies in Russia (ISO 3166-2), artillery shells are ammunition (the
//! table of [`item_class`](crate::item_class)), "155mm" is narrower than no designation, November is narrower
//! than the year, and who names a counterpart is narrower than who names none.
//!
//! The number of things in a scope can only grow with the scope. From this follows all else:
//!
//! - **Entails**, upwards: what lies in the scope supports what holds it. "More than 10,000 troops in Kursk
//!   region" supports "troops in Russia" and "at least 5,000 in Russia", but no upper bound.
//! - **Entails**, downwards: "no troops in Russia" supports "no troops in Kursk region".
//! - **Same**: each entails the other.
//! - **Contradicts**: one scope lies in the other, and the counts cannot both be: disjoint figures of one
//!   scope; some against none; more in the part than at most in the whole. The actor must be named alike in
//!   both. No claim speaks of what begins after it was told, and two figures without a date that were told
//!   more than 14 days apart are of different days.
//! - **Different scope**: the same matter and actor, but another place, time, counterpart or thing; or two
//!   figures of which one is of a part. "12,000 in Russia" and "8,000 in Kursk region" do not contradict: the
//!   smaller fits in the larger.
//! - **Compatible**: the scopes overlap, neither lies in the other; or one is told and the other expected,
//!   considered or not ruled out; or somebody said nothing. No-comment denies nothing.
//! - **Series**: figures of one origin, told on two days ([`Telling::compare`](super::telling::Telling)).
//! - **Unrelated**: another matter, another actor, another broad class of things.
//!
//! `comparison_matrix.txt` shows the rules as tables; a test writes them. Entailment is transitive, a
//! contradiction mutual, and nothing that a claim entails contradicts it; a test draws forms by chance and
//! checks it.

use super::{
    count::Nesting,
    fit::{Dimension, Dimensions, Fit},
    matter::{Manner, Matter},
    normal_form::NormalForm,
    who,
};

/// How many days a figure is taken to hold that does not say of which day it is.
const FIGURES_HOLD: i32 = 14;

mod finding;
pub use finding::{Finding, Why};

/// How one claim lies to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// They say the same.
    Same,
    /// The first makes the second true: it supports it.
    Entails,
    /// The second makes the first true.
    EntailedBy,
    /// Both may be true; neither makes the other true.
    Compatible,
    /// The same matter, but not the same part of it: these dimensions differ.
    DifferentScope(Dimensions),
    /// Both cannot be true; what they differ in is the count or the polarity.
    Contradicts(Dimension),
    /// The same origin gave another figure on another day.
    Series,
    /// They speak of different things.
    Unrelated,
}

impl Relation {
    /// The same, seen from the other side.
    #[must_use]
    pub const fn mirrored(self) -> Self {
        match self {
            Self::Entails => Self::EntailedBy,
            Self::EntailedBy => Self::Entails,
            other => other,
        }
    }

    /// Whether the first makes the second true.
    #[must_use]
    pub const fn entails(self) -> bool {
        matches!(self, Self::Same | Self::Entails)
    }

    /// Whether both cannot be true.
    #[must_use]
    pub const fn contradicts(self) -> bool {
        matches!(self, Self::Contradicts(_))
    }
}

impl std::fmt::Display for Relation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Same => f.write_str("says the same as"),
            Self::Entails => f.write_str("supports"),
            Self::EntailedBy => f.write_str("is supported by"),
            Self::Compatible => f.write_str("is compatible with"),
            Self::DifferentScope(which) => write!(f, "differs in scope ({which}) from"),
            Self::Contradicts(on) => write!(f, "contradicts ({on})"),
            Self::Series => f.write_str("belongs to one series of figures with"),
            Self::Unrelated => f.write_str("has nothing to do with"),
        }
    }
}

/// A relation with its reasons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// How the first lies to the second.
    pub relation: Relation,
    /// Why.
    pub why: Why,
}

/// How the scopes of two forms lie to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScopeFit {
    /// Who acts.
    pub actor: Fit,
    /// To, with or for whom.
    pub counterpart: Fit,
    /// With what.
    pub thing: Fit,
    /// Where.
    pub place: Fit,
    /// When.
    pub time: Fit,
}

impl ScopeFit {
    /// The scope of the first beside that of the second.
    #[must_use]
    pub fn of(a: &NormalForm, b: &NormalForm) -> Self {
        let (actor, counterpart) = parties(a, b);
        Self {
            actor,
            counterpart,
            thing: Fit::of_optional(a.thing.as_ref(), b.thing.as_ref(), |a, b| a.fit(b)),
            place: Fit::of_optional(a.place.as_ref(), b.place.as_ref(), |a, b| a.fit(b)),
            time: a.time.fit(&b.time),
        }
    }

    /// Each dimension with its fit.
    #[must_use]
    pub const fn each(&self) -> [(Dimension, Fit); 5] {
        [
            (Dimension::Actor, self.actor),
            (Dimension::Counterpart, self.counterpart),
            (Dimension::Thing, self.thing),
            (Dimension::Place, self.place),
            (Dimension::Time, self.time),
        ]
    }

    /// All of them together.
    #[must_use]
    pub const fn whole(&self) -> Fit {
        self.actor.and(self.counterpart).and(self.thing).and(self.place).and(self.time)
    }

    fn those(&self, of: impl Fn(Fit) -> bool) -> Dimensions {
        let found = self.each().into_iter().filter(|(_, fit)| of(*fit));
        found.fold(Dimensions::default(), |all, (dimension, _)| all.with(dimension))
    }
}

/// Actor and counterpart. Where one names a direction and the other only who takes part, the direction is the
/// narrower; that fit is given for the actor.
fn parties(a: &NormalForm, b: &NormalForm) -> (Fit, Fit) {
    if a.mutual == b.mutual {
        let actor = Fit::of_optional(a.actor.as_ref(), b.actor.as_ref(), who::Who::fit);
        return (actor, who::fit_of_all(&a.others, &b.others));
    }
    let (mutual, directed) = if a.mutual { (a, b) } else { (b, a) };
    let named: Vec<who::Who> = directed.parties().cloned().collect();
    let within = who::fit_of_all(&named, &mutual.others);
    let holds = named.is_empty();
    let fit = Fit::of(within.is_within(), holds, within == Fit::Disjoint && !holds);
    (if a.mutual { fit.mirrored() } else { fit }, Fit::Equal)
}

/// How one form lies to another, without words: for the many that are looked at.
#[must_use]
pub fn relation(a: &NormalForm, b: &NormalForm) -> Relation {
    relation_in(a, b, &ScopeFit::of(a, b))
}

/// How one form lies to another, and why.
#[must_use]
pub fn compare(a: &NormalForm, b: &NormalForm) -> Comparison {
    let fit = ScopeFit::of(a, b);
    let relation = relation_in(a, b, &fit);
    Comparison { relation, why: Why::of(a, b, &fit, relation) }
}

fn relation_in(a: &NormalForm, b: &NormalForm, fit: &ScopeFit) -> Relation {
    if is_unrelated(a, b, fit) {
        return Relation::Unrelated;
    }
    let apart = fit.those(|fit| fit == Fit::Disjoint);
    if !apart.is_empty() {
        return Relation::DifferentScope(apart);
    }
    if a.manner != b.manner {
        return Relation::Compatible;
    }
    match (entails(a, b, fit.whole(), fit.actor), entails(b, a, fit.whole().mirrored(), fit.actor)) {
        (true, true) => Relation::Same,
        (true, false) => Relation::Entails,
        (false, true) => Relation::EntailedBy,
        (false, false) => neither(a, b, fit),
    }
}

fn is_unrelated(a: &NormalForm, b: &NormalForm, fit: &ScopeFit) -> bool {
    let broad = |form: &NormalForm| form.thing.as_ref().map(|thing| thing.class.broad());
    let other_things = fit.thing == Fit::Disjoint && broad(a) != broad(b);
    // Of a mutual matter the parties are all counterparts.
    let other_parties =
        fit.actor == Fit::Disjoint || (a.mutual && b.mutual && fit.counterpart == Fit::Disjoint);
    a.matter != b.matter || a.gist != b.gist || other_parties || other_things
}

/// How two scopes nest, seen from the first; `None` where neither lies in the other.
const fn nesting(whole: Fit) -> Option<Nesting> {
    match whole {
        Fit::Equal => Some(Nesting::Same),
        Fit::Narrower => Some(Nesting::Up),
        Fit::Wider => Some(Nesting::Down),
        Fit::Overlapping | Fit::Disjoint => None,
    }
}

fn entails(a: &NormalForm, b: &NormalForm, whole: Fit, actor: Fit) -> bool {
    nesting(whole).is_some_and(|nesting| {
        // Who is not named is not everybody: "no troops were sent" clears nobody in particular.
        (nesting != Nesting::Down || actor == Fit::Equal) && a.count.entails(&b.count, nesting)
    })
}

fn neither(a: &NormalForm, b: &NormalForm, fit: &ScopeFit) -> Relation {
    let Some(nesting) = nesting(fit.whole()) else { return figures_apart(a, b, fit) };
    if a.manner.excludes()
        && fit.actor == Fit::Equal
        && a.count.contradicts(&b.count, nesting)
        && !told_before(a, b)
        && !told_before(b, a)
    {
        let figures = a.count.figure().is_some() && b.count.figure().is_some();
        return match figures {
            true if told_far_apart(a, b) => {
                Relation::DifferentScope(fit.those(|fit| fit != Fit::Equal).with(Dimension::Time))
            }
            true => Relation::Contradicts(Dimension::Count),
            false => Relation::Contradicts(Dimension::Polarity),
        };
    }
    figures_apart(a, b, fit)
}

/// Two figures of different scopes are not of one thing; without two figures nothing is measured.
fn figures_apart(a: &NormalForm, b: &NormalForm, fit: &ScopeFit) -> Relation {
    let differing = fit.those(|fit| fit != Fit::Equal);
    let figures = a.count.figure().is_some() && b.count.figure().is_some();
    if figures && !differing.is_empty() { Relation::DifferentScope(differing) } else { Relation::Compatible }
}

/// Whether a claim was told before the other's event began: it cannot have spoken of it.
fn told_before(a: &NormalForm, b: &NormalForm) -> bool {
    a.told.zip(b.time.start).is_some_and(|(told, start)| told < start)
}

/// Whether two figures without a date of their event were told so far apart that they are of different days:
/// figures grow.
fn told_far_apart(a: &NormalForm, b: &NormalForm) -> bool {
    let undated = a.time.is_open() && b.time.is_open();
    let days = a.told.zip(b.told).and_then(|(a, b)| a.until(b).ok()).map_or(0, |span| span.get_days().abs());
    undated && days > FIGURES_HOLD
}

/// Whether a form says nothing that another can be measured by: silence, and words that are only reported.
pub(super) fn says_nothing(form: &NormalForm) -> bool {
    form.manner == Manner::Nothing || form.matter == Matter::Silence
}
