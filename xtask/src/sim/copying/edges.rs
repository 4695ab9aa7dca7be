//! Copies among the texts of a world: as they are found, and as they are.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{edge::Reprint, id::ArticleId};

use super::{
    reader::Read,
    world::World,
    writing::{Manner, Writing},
};

/// A pair of texts, by their numbers: what was made, and from what.
pub(super) type Pair = (usize, usize);

/// What was found of the copies of a world.
#[derive(Debug, Default)]
pub(super) struct Edges {
    /// Found pairs as edges: the copy first.
    pub(super) found: Vec<(Pair, Reprint)>,
    /// True pairs of which both texts are there.
    pub(super) truly: Vec<(Pair, Reprint)>,
}

impl Edges {
    /// Among these texts.
    pub(super) fn among(world: &World, read: &[Read]) -> Self {
        let by_number: BTreeMap<usize, &Read> = read.iter().map(|text| (text.number, text)).collect();
        let numbers: BTreeMap<ArticleId, usize> =
            read.iter().map(|text| (text.article.id(), text.number)).collect();
        let pairs = read.iter().enumerate().flat_map(|(at, one)| {
            read.iter().skip(at + 1).filter_map(|other| one.printed.reprint(&other.printed))
        });
        let found = pairs
            .filter_map(|reprint| Some(((*numbers.get(&reprint.from)?, *numbers.get(&reprint.to)?), reprint)))
            .collect();
        let truly = read.iter().filter_map(|text| {
            let from = world.writings.get(text.number)?.from?;
            let to = by_number.get(&from)?;
            let whole = Reprint { from: text.article.id(), to: to.article.id(), share: 1000, given: 1000 };
            let manner = world.writings.get(text.number)?.manner;
            // Half of a mixed text is its own.
            let share = if manner == Manner::Mixed { 500 } else { whole.share };
            Some(((text.number, from), Reprint { share, ..whole }))
        });
        Self { found, truly: truly.collect() }
    }
}

/// How many runs of five words two texts share, without those of the quotations of either.
pub(super) fn by_chance(a: &Writing, b: &Writing, a_text: &str, b_text: &str) -> usize {
    let quoted: BTreeSet<String> = a.quotations().chain(b.quotations()).flat_map(shingles).collect();
    let (a, b) = (shingles(a_text), shingles(b_text));
    a.intersection(&b).filter(|run| !quoted.contains(*run)).count()
}

/// Runs of five words, folded.
pub(super) fn shingles(text: &str) -> BTreeSet<String> {
    let split = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = split.map(str::to_lowercase).collect();
    words.windows(5).map(|run| run.join(" ")).collect()
}

/// How edges were found, by the manner of the copy.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Recall {
    /// Copies whose model is there.
    pub(super) copies: usize,
    /// Of them, found by their text.
    pub(super) by_text: usize,
    /// Of them, naming the outlet of their model.
    pub(super) by_credit: usize,
    /// Of them, found either way.
    pub(super) either: usize,
    /// Of those found by text, pointing from the copy to its model.
    pub(super) directed: usize,
}

/// All of it.
#[derive(Debug, Default)]
pub(super) struct EdgeTally {
    pub(super) by_manner: BTreeMap<Manner, Recall>,
    /// Edges found.
    pub(super) found: usize,
    /// Of them, between texts that have an ancestor in common.
    pub(super) right: usize,
    /// Pairs of texts on one event without a common ancestor.
    pub(super) apart: usize,
    /// Of them, with an edge.
    pub(super) apart_found: usize,
    /// Pairs of first-hand texts on one event, without those of one outlet.
    pub(super) independent: usize,
    /// Of them, with a run of five words in common that is of no quotation.
    pub(super) sharing: usize,
    /// How many runs those have in common.
    pub(super) shared: usize,
}

impl EdgeTally {
    /// Adds a world.
    pub(super) fn add(&mut self, world: &World, read: &[Read], edges: &Edges) {
        let ancestors: BTreeMap<usize, BTreeSet<usize>> =
            read.iter().map(|text| (text.number, ancestors(world, text.number))).collect();
        let related = |a: usize, b: usize| match (ancestors.get(&a), ancestors.get(&b)) {
            (Some(a), Some(b)) => !a.is_disjoint(b),
            _ => false,
        };
        let pairs: BTreeSet<Pair> = edges.found.iter().map(|(pair, _)| *pair).collect();
        let has = |a: usize, b: usize| pairs.contains(&(a, b)) || pairs.contains(&(b, a));
        self.found += pairs.len();
        self.right += pairs.iter().filter(|(a, b)| related(*a, *b)).count();
        for ((copy, from), _) in &edges.truly {
            let (Some(copied), Some(model)) = (world.writings.get(*copy), world.writings.get(*from)) else {
                continue;
            };
            let recall = self.by_manner.entry(copied.manner).or_default();
            let (text, credit) = (has(*copy, *from), copied.credits(&model.outlet));
            recall.copies += 1;
            recall.by_text += usize::from(text);
            recall.by_credit += usize::from(credit);
            recall.either += usize::from(text || credit);
            recall.directed += usize::from(pairs.contains(&(*copy, *from)));
        }
        for (at, one) in read.iter().enumerate() {
            let others = read.iter().skip(at + 1).filter(|other| other.event == one.event);
            for other in others.filter(|other| !related(one.number, other.number)) {
                self.apart += 1;
                self.apart_found += usize::from(has(one.number, other.number));
                self.chance_overlap(world, one, other);
            }
        }
    }

    fn chance_overlap(&mut self, world: &World, one: &Read, other: &Read) {
        let first_hand = |text: &Read| {
            world.writings.get(text.number).filter(|writing| writing.manner == Manner::FirstHand)
        };
        let (Some(a), Some(b)) = (first_hand(one), first_hand(other)) else { return };
        if a.outlet == b.outlet {
            return;
        }
        let shared = by_chance(a, b, &one.article.text, &other.article.text);
        self.independent += 1;
        self.sharing += usize::from(shared > 0);
        self.shared += shared;
    }
}

/// The first-hand texts that a text goes back to, its own number where it is one. The own half of a mixed text goes back
/// to no text.
fn ancestors(world: &World, number: usize) -> BTreeSet<usize> {
    let mut at = number;
    while let Some(from) = world.writings.get(at).and_then(|writing| writing.from) {
        at = from;
    }
    [at].into()
}
