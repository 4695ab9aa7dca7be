//! Counts against the truth, over many worlds.

use std::collections::BTreeMap;

use attache_text::words::Words;
use serde::Serialize;

use super::{
    chances::Chances,
    counting::{Chains, Counts, Grounds, Naive, weighed},
    edges::{EdgeTally, Edges},
    reader::{Drafting, Read, read_all},
    truth::Truth,
    world::World,
    writing::Manner,
};

/// A way of counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Way {
    /// Texts.
    Mentions,
    /// Outlets.
    Domains,
    /// Innermost names.
    Names,
    /// What the program counts, leniently.
    Lenient,
    /// Normally.
    Normal,
    /// Strictly.
    Strict,
    /// Normally, with the chains that the texts state.
    NormalChainsGiven,
    /// Strictly, with the chains that the texts state.
    StrictChainsGiven,
    /// Normally, with the true copies.
    NormalCopiesGiven,
    /// Strictly, with the true copies.
    StrictCopiesGiven,
    /// Normally, with both.
    NormalAllGiven,
    /// Strictly, with both.
    StrictAllGiven,
}

impl Way {
    /// In plain words.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Mentions => "naive: mentions",
            Self::Domains => "naive: domains",
            Self::Names => "naive: innermost names",
            Self::Lenient => "attache, lenient",
            Self::Normal => "attache, normal",
            Self::Strict => "attache, strict",
            Self::NormalChainsGiven => "normal, chains given",
            Self::StrictChainsGiven => "strict, chains given",
            Self::NormalCopiesGiven => "normal, copies given",
            Self::StrictCopiesGiven => "strict, copies given",
            Self::NormalAllGiven => "normal, both given",
            Self::StrictAllGiven => "strict, both given",
        }
    }
}

/// How a way of counting met the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) events: usize,
    pub(super) exact: usize,
    pub(super) over: usize,
    pub(super) under: usize,
    /// Sum of the distances.
    pub(super) apart: usize,
    /// As many as found out by themselves.
    pub(super) exact_finders: usize,
}

impl Tally {
    const fn add(&mut self, counted: usize, truth: &Truth) {
        self.events += 1;
        self.apart += counted.abs_diff(truth.cut);
        if counted == truth.cut {
            self.exact += 1;
        } else if counted > truth.cut {
            self.over += 1;
        } else {
            self.under += 1;
        }
        if counted == truth.finders {
            self.exact_finders += 1;
        }
    }
}

/// Why a strict count is not the truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Cause {
    /// The reader drafted another chain than the text states, or none.
    Reading,
    /// A copy was not found.
    CopyMissed,
    /// Texts were joined that are none, or more of one than was copied.
    CopyTooMuch,
    /// Two who exchange information had both found out.
    ExchangeMerged,
    /// A commentator was named for what another had found out.
    Comment,
    /// One told the other, and nobody declared it; or the only way was through a carrier that is not named.
    HiddenReliance,
    /// A carrier or a copy joined what truly has two origins.
    RuleJoined,
}

impl Cause {
    /// In plain words.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Reading => "the reader drafted another chain, or none",
            Self::CopyMissed => "a copy was not found",
            Self::CopyTooMuch => "more was taken for copied than was",
            Self::ExchangeMerged => "two who exchange had both found out (counted as one by rule)",
            Self::Comment => "a commentator is named who only repeats",
            Self::HiddenReliance => "an exchange that nobody declared, or a carrier that nobody names",
            Self::RuleJoined => "origins joined by a carrier or a copy that had more of them",
        }
    }
}

/// Copies that were left out one by one: whether they raised the count though they add nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Inflation {
    /// Copies without which the truth is the same.
    pub(super) copies: usize,
    /// Those with which the normal count is higher.
    pub(super) inflate: usize,
}

/// All that was found over many worlds.
#[derive(Debug, Default)]
pub(super) struct Score {
    pub(super) worlds: usize,
    pub(super) written: usize,
    pub(super) collected: usize,
    pub(super) ways: BTreeMap<Way, Tally>,
    pub(super) causes: BTreeMap<Cause, usize>,
    pub(super) drafting: Drafting,
    pub(super) edges: EdgeTally,
    /// By manner, and by whether a commentator was put in.
    pub(super) inflation: BTreeMap<(Manner, bool), Inflation>,
    /// Sums of the truth: the cut, the finders behind reports that name somebody, all finders.
    pub(super) truth: [usize; 3],
}

impl Score {
    /// Over so many worlds from a seed.
    pub(super) fn over(seed: u64, worlds: usize, chances: &Chances, words: &Words) -> Self {
        let mut score = Self { worlds, ..Self::default() };
        for at in 0..u64::try_from(worlds).unwrap_or(u64::MAX) {
            // Seeds that lie near one another give worlds that have nothing in common.
            let mixed = crate::draw::Draw::new(seed.wrapping_add(at)).next();
            score.add(&World::new(mixed, chances), words);
        }
        score
    }

    fn add(&mut self, world: &World, words: &Words) {
        let read = read_all(world, words);
        self.written += world.writings.len();
        self.collected += read.len();
        read.iter().for_each(|text| self.drafting.add(text));
        let edges = Edges::among(world, &read);
        self.edges.add(world, &read, &edges);
        let grounds = Grounds::of(world, &read, &edges);
        for number in 0..world.events.len() {
            let of_event: Vec<&Read> = read.iter().filter(|text| text.event == number).collect();
            if !of_event.is_empty() {
                self.event(world, number, &of_event, &grounds);
            }
        }
    }

    fn event(&mut self, world: &World, number: usize, read: &[&Read], grounds: &Grounds) {
        let truth = Truth::without(world, number, None);
        let [cut, finders, all] = &mut self.truth;
        (*cut, *finders, *all) = (*cut + truth.cut, *finders + truth.finders, *all + truth.all);
        let count = |chains, reliance| weighed(read.iter().copied(), chains, reliance);
        let ours = count(Chains::Drafted, &grounds.with_found);
        let chains_given = count(Chains::Stated, &grounds.with_found);
        let copies_given = count(Chains::Drafted, &grounds.with_true);
        let all_given = count(Chains::Stated, &grounds.with_true);
        let earnest = count(Chains::Earnest, &grounds.with_true);
        let naive = Naive::of(read);
        for (way, counted) in [
            (Way::Mentions, naive.mentions),
            (Way::Domains, naive.domains),
            (Way::Names, naive.names),
            (Way::Lenient, ours.lenient),
            (Way::Normal, ours.normal),
            (Way::Strict, ours.strict),
            (Way::NormalChainsGiven, chains_given.normal),
            (Way::StrictChainsGiven, chains_given.strict),
            (Way::NormalCopiesGiven, copies_given.normal),
            (Way::StrictCopiesGiven, copies_given.strict),
            (Way::NormalAllGiven, all_given.normal),
            (Way::StrictAllGiven, all_given.strict),
        ] {
            self.ways.entry(way).or_default().add(counted, &truth);
        }
        if ours.strict != truth.cut {
            for cause in causes(truth.cut, ours, chains_given, [all_given, earnest]) {
                *self.causes.entry(cause).or_default() += 1;
            }
        }
        self.leave_one_out(world, number, read, grounds, (truth, chains_given));
    }

    /// Whether a single copy raises the count.
    fn leave_one_out(
        &mut self,
        world: &World,
        number: usize,
        read: &[&Read],
        grounds: &Grounds,
        (truth, with): (Truth, Counts),
    ) {
        for text in read {
            let Some(writing) = world.writings.get(text.number).filter(|writing| writing.from.is_some())
            else {
                continue;
            };
            if Truth::without(world, number, Some(text.number)).cut != truth.cut {
                continue;
            }
            let others = read.iter().copied().filter(|other| other.number != text.number);
            let without = weighed(others, Chains::Stated, &grounds.with_found);
            let inflation = self.inflation.entry((writing.manner, writing.dressed)).or_default();
            inflation.copies += 1;
            inflation.inflate += usize::from(with.normal > without.normal);
        }
    }
}

/// Every cause of an error, from the counts at the stages between what was read and the truth.
fn causes(truth: usize, ours: Counts, chains_given: Counts, [all_given, earnest]: [Counts; 2]) -> Vec<Cause> {
    let mut causes = Vec::new();
    if ours.strict != chains_given.strict {
        causes.push(Cause::Reading);
    }
    match chains_given.strict.cmp(&all_given.strict) {
        std::cmp::Ordering::Greater => causes.push(Cause::CopyMissed),
        std::cmp::Ordering::Less => causes.push(Cause::CopyTooMuch),
        std::cmp::Ordering::Equal => {}
    }
    if earnest.strict < all_given.strict && all_given.strict > truth {
        causes.push(Cause::Comment);
    }
    match earnest.strict.cmp(&truth) {
        std::cmp::Ordering::Greater => causes.push(Cause::HiddenReliance),
        std::cmp::Ordering::Less if earnest.normal >= truth => causes.push(Cause::ExchangeMerged),
        std::cmp::Ordering::Less => causes.push(Cause::RuleJoined),
        std::cmp::Ordering::Equal => {}
    }
    causes
}
