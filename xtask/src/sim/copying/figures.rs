//! The figures of a run, as they are shown and kept.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{
    chances::Chances,
    score::{Cause, Score, Tally, Way},
    writing::Manner,
};

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Part {
    pub(super) some: usize,
    pub(super) of: usize,
    /// 0 to 1; 0 of nothing.
    pub(super) share: f64,
}

impl Part {
    pub(super) fn new(some: usize, of: usize) -> Self {
        Self { some, of, share: ratio(some, of) }
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts far below 2^52")]
fn ratio(some: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { some as f64 / of as f64 }
}

/// How a way of counting met the truth.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Counted {
    pub(super) way: Way,
    pub(super) exact: f64,
    pub(super) over: f64,
    pub(super) under: f64,
    pub(super) mean_error: f64,
    /// Share of events where it is the number of those who found out by themselves.
    pub(super) exact_finders: f64,
}

impl Counted {
    fn of(way: Way, tally: &Tally) -> Self {
        Self {
            way,
            exact: ratio(tally.exact, tally.events),
            over: ratio(tally.over, tally.events),
            under: ratio(tally.under, tally.events),
            mean_error: ratio(tally.apart, tally.events),
            exact_finders: ratio(tally.exact_finders, tally.events),
        }
    }
}

/// How copies of a manner were found, and whether they raise the count.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Found {
    pub(super) manner: Manner,
    /// Found by their text.
    pub(super) by_text: Part,
    /// Naming the outlet that they were made from.
    pub(super) by_credit: Part,
    /// Found either way.
    pub(super) either: Part,
    /// Of those found by text, pointing the right way.
    pub(super) directed: Part,
    /// Raising the normal count though they add no origin, where they name whom their model named.
    pub(super) inflate: Part,
    /// The same where they put a commentator in his place.
    pub(super) inflate_dressed: Part,
}

/// One step of the sweep.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Step {
    /// Copies rewritten without credit, in hundredths.
    pub(super) rewritten_without_credit: usize,
    /// Copies without credit that put a commentator in the place of who was named, in hundredths.
    pub(super) dressed: usize,
    pub(super) counted: Vec<Counted>,
    pub(super) recall: Part,
}

/// All of it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Figures {
    pub(super) seed: u64,
    pub(super) worlds: usize,
    pub(super) events: usize,
    pub(super) texts_written: usize,
    pub(super) texts_collected: usize,
    pub(super) chances: Chances,
    /// Mean of the truth: how many would have to be wrong at once.
    pub(super) mean_truth: f64,
    /// Mean number of those who found out by themselves, behind reports that name somebody.
    pub(super) mean_finders: f64,
    /// The same behind all reports.
    pub(super) mean_finders_of_all: f64,
    pub(super) counted: Vec<Counted>,
    /// Events with a wrong strict count that have this cause; one may have several.
    pub(super) causes: BTreeMap<Cause, usize>,
    pub(super) wrong: usize,
    /// Statements for which the reader has a draft on the event.
    pub(super) drafted: Part,
    /// Those with the chain that the text states.
    pub(super) chain: Part,
    /// Drafts beyond the number of statements.
    pub(super) drafted_beyond: usize,
    /// Edges found between texts that have an ancestor in common.
    pub(super) precision: Part,
    /// Copies found by text.
    pub(super) recall: Part,
    /// Copies found by text or credit.
    pub(super) recall_either: Part,
    /// Pairs on one event that have no ancestor in common, with an edge.
    pub(super) false_pairs: Part,
    /// Pairs written apart by two outlets on one event that share a run of five words.
    pub(super) chance_pairs: Part,
    /// How many runs those share.
    pub(super) chance_runs: usize,
    pub(super) found: Vec<Found>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) sweep: Vec<Step>,
}

impl Figures {
    /// Of a score.
    pub(super) fn of(score: &Score, seed: u64, chances: Chances) -> Self {
        let strict = score.ways.get(&Way::Strict).copied().unwrap_or_default();
        let [cut, finders, all] = score.truth.map(|sum| ratio(sum, strict.events));
        let sum = |of: fn(&super::edges::Recall) -> usize| score.edges.by_manner.values().map(of).sum();
        let copies = sum(|recall| recall.copies);
        Self {
            seed,
            worlds: score.worlds,
            events: strict.events,
            texts_written: score.written,
            texts_collected: score.collected,
            chances,
            mean_truth: cut,
            mean_finders: finders,
            mean_finders_of_all: all,
            counted: counted(score),
            causes: score.causes.clone(),
            wrong: strict.events - strict.exact,
            drafted: Part::new(score.drafting.drafted, score.drafting.statements),
            chain: Part::new(score.drafting.right, score.drafting.statements),
            drafted_beyond: score.drafting.beyond,
            precision: Part::new(score.edges.right, score.edges.found),
            recall: Part::new(sum(|recall| recall.by_text), copies),
            recall_either: Part::new(sum(|recall| recall.either), copies),
            false_pairs: Part::new(score.edges.apart_found, score.edges.apart),
            chance_pairs: Part::new(score.edges.sharing, score.edges.independent),
            chance_runs: score.edges.shared,
            found: found(score),
            sweep: Vec::new(),
        }
    }

    /// Adds a step of the sweep.
    pub(super) fn add_step(&mut self, (rewritten_without_credit, dressed): (usize, usize), score: &Score) {
        let by_manner = || score.edges.by_manner.values();
        let recall = Part::new(
            by_manner().map(|recall| recall.by_text).sum(),
            by_manner().map(|recall| recall.copies).sum(),
        );
        self.sweep.push(Step { rewritten_without_credit, dressed, counted: counted(score), recall });
    }

    /// The figures that a floor can hold.
    pub(super) fn held(&self) -> BTreeMap<&'static str, f64> {
        let exact = |way| self.counted.iter().find(|one| one.way == way).map_or(0.0, |one| one.exact);
        BTreeMap::from([
            ("strict_exact", exact(Way::Strict)),
            ("normal_exact", exact(Way::Normal)),
            ("strict_exact_chains_given", exact(Way::StrictChainsGiven)),
            ("edge_precision", self.precision.share),
            ("edge_recall", self.recall.share),
            ("edge_recall_with_credit", self.recall_either.share),
            ("drafted", self.drafted.share),
            ("chance_overlap", self.chance_pairs.share),
        ])
    }
}

fn counted(score: &Score) -> Vec<Counted> {
    score.ways.iter().map(|(way, tally)| Counted::of(*way, tally)).collect()
}

fn found(score: &Score) -> Vec<Found> {
    let inflate = |manner, dressed| {
        let inflation = score.inflation.get(&(manner, dressed)).copied().unwrap_or_default();
        Part::new(inflation.inflate, inflation.copies)
    };
    let of = |manner: Manner| {
        let recall = score.edges.by_manner.get(&manner).copied().unwrap_or_default();
        Found {
            manner,
            by_text: Part::new(recall.by_text, recall.copies),
            by_credit: Part::new(recall.by_credit, recall.copies),
            either: Part::new(recall.either, recall.copies),
            directed: Part::new(recall.directed, recall.by_text),
            inflate: inflate(manner, false),
            inflate_dressed: inflate(manner, true),
        }
    };
    Manner::COPIES.into_iter().map(of).collect()
}
