//! Counts, and the figures that follow from them.

use std::{collections::BTreeMap, fmt, ops::AddAssign};

use serde::Serialize;

use super::pairing::share;

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) hit: usize,
    pub(crate) of: usize,
}

impl Share {
    /// Counts one more, hit or not.
    pub(crate) fn count(&mut self, hit: bool) {
        self.of = self.of.saturating_add(1);
        self.hit = self.hit.saturating_add(usize::from(hit));
    }

    /// From 0 to 1; nothing to find counts as 0, as in score.py.
    pub(crate) fn value(self) -> f64 {
        share(self.hit, self.of)
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.hit = self.hit.saturating_add(other.hit);
        self.of = self.of.saturating_add(other.of);
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.hit, self.of)
    }
}

/// What was counted over one article, or over several (micro average: the counts are added up).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// All drafts.
    pub(crate) drafts: usize,
    /// Drafts that stand for a primary claim, of those that do not stand for an embedded one alone.
    pub(crate) precision: Share,
    /// Primary claims that a draft stands for, of all.
    pub(crate) recall: Share,
    /// Of the matches: the chain is right.
    pub(crate) chain: Share,
    /// Of the matches: the kind is right.
    pub(crate) kind: Share,
    /// Of the matches: the modality is right.
    pub(crate) modality: Share,
    /// Coded figures found with value and bound, of all those of primary claims, also unmatched ones.
    pub(crate) quantities: Share,
    /// Figures of matches where the coder saw none.
    pub(crate) spurious: usize,
    /// Of the matches whose place is coded: the country is right.
    pub(crate) place: Share,
    /// Of the matches whose date the text tells: the date is right.
    pub(crate) date: Share,
    /// Embedded claims that a draft stands for, of all.
    pub(crate) embedded: Share,
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.drafts = self.drafts.saturating_add(other.drafts);
        self.precision += other.precision;
        self.recall += other.recall;
        self.chain += other.chain;
        self.kind += other.kind;
        self.modality += other.modality;
        self.quantities += other.quantities;
        self.spurious = self.spurious.saturating_add(other.spurious);
        self.place += other.place;
        self.date += other.date;
        self.embedded += other.embedded;
    }
}

/// The figures of a tally, each from 0 to 1 but for the counts.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(crate) struct Figures {
    pub(crate) drafts: usize,
    pub(crate) precision: f64,
    pub(crate) recall: f64,
    pub(crate) f1: f64,
    pub(crate) chain: f64,
    pub(crate) kind: f64,
    pub(crate) modality: f64,
    pub(crate) quantities: f64,
    pub(crate) spurious: usize,
    pub(crate) place: f64,
    pub(crate) date: f64,
    pub(crate) embedded: f64,
}

impl Figures {
    /// Those that a floor can hold, by name.
    pub(crate) fn held(&self) -> BTreeMap<&'static str, f64> {
        BTreeMap::from([
            ("precision", self.precision),
            ("recall", self.recall),
            ("f1", self.f1),
            ("chain", self.chain),
            ("kind", self.kind),
            ("modality", self.modality),
            ("quantities", self.quantities),
            ("place", self.place),
            ("date", self.date),
            ("embedded", self.embedded),
            ("spurious", share(self.spurious, 1)),
        ])
    }
}

impl Tally {
    /// The harmonic mean of precision and recall.
    pub(crate) fn f1(&self) -> f64 {
        let (p, r) = (self.precision.value(), self.recall.value());
        2.0 * p * r / (p + r).max(1e-9)
    }

    /// All figures.
    pub(crate) fn figures(&self) -> Figures {
        Figures {
            drafts: self.drafts,
            precision: self.precision.value(),
            recall: self.recall.value(),
            f1: self.f1(),
            chain: self.chain.value(),
            kind: self.kind.value(),
            modality: self.modality.value(),
            quantities: self.quantities.value(),
            spurious: self.spurious,
            place: self.place.value(),
            date: self.date.value(),
            embedded: self.embedded.value(),
        }
    }
}

impl fmt::Display for Tally {
    /// The summary line of score.py, with place and date behind it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "drafts {} P {:.2} R {:.2} F1 {:.2} chain {:.2} kind {:.2} modality {:.2} quantities {} \
             spurious {} embedded recall {} place {} date {}",
            self.drafts,
            self.precision.value(),
            self.recall.value(),
            self.f1(),
            self.chain.value(),
            self.kind.value(),
            self.modality.value(),
            self.quantities,
            self.spurious,
            self.embedded,
            self.place,
            self.date,
        )
    }
}
