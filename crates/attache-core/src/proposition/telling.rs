//! A claim with who told it and when: what is compared and counted.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{
    comparison::{self, Comparison, Finding, Relation, ScopeFit},
    fit::{Dimension, Dimensions, Fit},
    index_key::{self, IndexKey},
    matter::Manner,
    normal_form::NormalForm,
};
use crate::{claim::ClaimDraft, id::SourceId, source::REPORTING_OUTLET};

/// All that one claim says, on whose word, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    /// What it says and takes for granted.
    pub forms: Vec<NormalForm>,
    /// On whose word, where that is somebody who can be recognised again.
    pub origin: Option<SourceId>,
    /// The day on which it was told, at the latest.
    pub told: Option<Date>,
}

/// How a claim bears out a proposition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// It says so, or more.
    Says,
    /// It takes it for granted.
    Presupposes,
    /// It says so, but leaves these parts open.
    LeavesOpen(Dimensions),
}

/// That a claim bears out a proposition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Support {
    /// How firmly.
    pub strength: Strength,
    /// Why.
    pub comparison: Comparison,
}

impl Telling {
    /// What a claim tells. Its origin is the innermost carrier of its chain.
    #[must_use]
    pub fn of(body: &ClaimDraft) -> Self {
        let origin = body.chain.origin();
        let known = origin.kind.is_named() && origin.name != REPORTING_OUTLET;
        let forms = NormalForm::of(body);
        let told = forms.first().and_then(|form| form.told);
        Self { forms, origin: known.then(|| origin.id()), told }
    }

    /// The same on the word of another: for a caller who knows which sources are one.
    #[must_use]
    pub fn with_origin(self, origin: Option<SourceId>) -> Self {
        Self { origin, ..self }
    }

    /// How this claim lies to another. Of several things that both say, a contradiction counts first; one
    /// claim supports another if it supports all that the other says.
    ///
    /// Figures of one origin that differ, told on two days, are a series: the later figure stands for the
    /// earlier, and neither says that the other was wrong.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Comparison {
        // Among equals the same pair is taken from both sides.
        let key = |(a, b): &(&NormalForm, &NormalForm)| {
            (rank(comparison::relation(a, b)), (*a).min(*b).clone(), (*a).max(*b).clone())
        };
        let closest = if self.forms.len() == 1 && other.forms.len() == 1 {
            self.pairs(other).next()
        } else {
            self.pairs(other).min_by_key(key)
        };
        let Some((a, b)) = closest else { return nothing_said() };
        let mut found = comparison::compare(a, b);
        if self.is_series(other, found.relation, (a, b)) {
            found.relation = Relation::Series;
            found.why.headline = format!("{a} {}: {b}", Relation::Series);
        }
        if matches!(found.relation, Relation::Contradicts(_) | Relation::Series) {
            return found;
        }
        let whole = match (self.entails(other), other.entails(self)) {
            (true, true) => Relation::Same,
            (true, false) => Relation::Entails,
            (false, true) => Relation::EntailedBy,
            (false, false) if matches!(rank(found.relation), 1 | 2) => Relation::Compatible,
            (false, false) => found.relation,
        };
        if whole != found.relation {
            let words = "in part: at least one of the claims says other things besides".to_owned();
            found.why.findings.push(Finding { dimension: Dimension::Matter, fit: Fit::Overlapping, words });
            found.relation = whole;
        }
        found
    }

    fn pairs<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = (&'a NormalForm, &'a NormalForm)> {
        self.forms.iter().flat_map(move |a| other.forms.iter().map(move |b| (a, b)))
    }

    /// Whether it makes all that the other says true.
    fn entails(&self, other: &Self) -> bool {
        let made_true = |b: &NormalForm| self.forms.iter().any(|a| comparison::relation(a, b).entails());
        !other.forms.is_empty() && other.forms.iter().all(made_true)
    }

    fn is_series(&self, other: &Self, relation: Relation, of: (&NormalForm, &NormalForm)) -> bool {
        let two_days = self.told.is_some() && other.told.is_some() && self.told != other.told;
        let one_origin = self.origin.is_some() && self.origin == other.origin;
        // Undated figures that are told far apart differ in time alone.
        let by_telling = relation == Relation::DifferentScope(Dimensions::default().with(Dimension::Time))
            && of.0.time.is_open()
            && of.1.time.is_open();
        (relation == Relation::Contradicts(Dimension::Count) || by_telling) && one_origin && two_days
    }

    /// The words under which a store files this claim; see [`index_key`].
    #[must_use]
    pub fn keys(&self) -> BTreeSet<IndexKey> {
        self.forms.iter().flat_map(index_key::keys).collect()
    }

    /// The words by which a store finds the claims that bear on this one.
    #[must_use]
    pub fn probes(&self) -> BTreeSet<IndexKey> {
        self.forms.iter().flat_map(index_key::probes).collect()
    }

    /// How firmly this claim bears out a proposition, without words: for the many that are looked at.
    #[must_use]
    pub fn strength(&self, proposition: &NormalForm) -> Option<Strength> {
        self.forms.iter().filter_map(|form| strength(form, proposition)).min()
    }

    /// Whether this claim bears out a proposition, how firmly, and why. What is only expected, weighed or
    /// reported as words bears out nothing.
    #[must_use]
    pub fn supports(&self, proposition: &NormalForm) -> Option<Support> {
        let firmness = |form: &&NormalForm| strength(form, proposition);
        let best = self.forms.iter().filter(|form| firmness(form).is_some()).min_by_key(firmness)?;
        let strength = strength(best, proposition)?;
        let mut comparison = comparison::compare(best, proposition);
        if let Strength::LeavesOpen(open) = strength {
            let words = format!("it does not say everything: {open} is left open");
            comparison.why.findings.push(Finding { dimension: Dimension::Matter, fit: Fit::Wider, words });
        }
        Some(Support { strength, comparison })
    }

    /// Why this claim cannot be true together with a proposition; `None` where it can.
    #[must_use]
    pub fn opposes(&self, proposition: &NormalForm) -> Option<Comparison> {
        let form = self.forms.iter().find(|form| comparison::relation(form, proposition).contradicts())?;
        Some(comparison::compare(form, proposition))
    }
}

fn strength(form: &NormalForm, proposition: &NormalForm) -> Option<Strength> {
    if form.manner != Manner::Told {
        return None;
    }
    if comparison::relation(form, proposition).entails() {
        return Some(if form.presupposed { Strength::Presupposes } else { Strength::Says });
    }
    // As if it had said where, when, with or for whom, and what, as the proposition does.
    let fit = ScopeFit::of(form, proposition);
    let mut filled = form.clone();
    let mut open = Dimensions::default();
    let mut fill = |dimension, missing: bool, fit: Fit| {
        let fills = missing && fit == Fit::Wider;
        if fills {
            open = open.with(dimension);
        }
        fills
    };
    if fill(Dimension::Counterpart, form.others.is_empty(), fit.counterpart) {
        filled.others.clone_from(&proposition.others);
    }
    if fill(Dimension::Place, form.place.is_none(), fit.place) {
        filled.place.clone_from(&proposition.place);
    }
    if fill(Dimension::Time, form.time.is_open(), fit.time) {
        filled.time = proposition.time;
    }
    let borne_out = !open.is_empty() && form.actor.is_some() && form.count.is_some();
    (borne_out && comparison::relation(&filled, proposition).entails()).then_some(Strength::LeavesOpen(open))
}

/// Which of several relations between the parts of two claims tells most.
const fn rank(relation: Relation) -> u8 {
    match relation {
        Relation::Contradicts(_) => 0,
        Relation::Same => 1,
        Relation::Entails | Relation::EntailedBy => 2,
        Relation::Series => 4,
        Relation::Compatible => 5,
        Relation::DifferentScope(_) => 6,
        Relation::Unrelated => 7,
    }
}

fn nothing_said() -> Comparison {
    let words = "one of them says nothing that can be compared".to_owned();
    let findings = vec![Finding { dimension: Dimension::Matter, fit: Fit::Disjoint, words }];
    let headline = "nothing to compare".to_owned();
    Comparison { relation: Relation::Unrelated, why: comparison::Why { headline, findings } }
}
