//! Counts of one event: naive ones, and those of weighing.

use std::collections::BTreeSet;

use attache_core::{
    corroboration::{Report, weigh},
    edge::Reprint,
    exchange::{Exchange, Topic},
    origin::OriginId,
    record::{Happening, NewRecord, Record, Seq},
    reliance::Reliance,
};
use jiff::Timestamp;

use super::{
    edges::Edges,
    party::OBSERVERS,
    reader::{Read, Told, day},
    world::World,
};

/// What the records of a world say of reliance.
pub(super) fn reliance(world: &World, read: &[Read], reprints: &[(super::edges::Pair, Reprint)]) -> Reliance {
    let declared = world.swaps.iter().filter(|swap| swap.declared).filter_map(|swap| {
        let [a, b] = swap.between.map(|at| {
            let code = OBSERVERS.get(at).and_then(|observer| observer.country.code.parse().ok());
            code.map(OriginId::Government)
        });
        let exchange =
            Exchange { between: [a?, b?], topic: Topic::ANY, since: day(swap.since), read_in: None };
        Some(Happening::ExchangeDeclared { exchange: Box::new(exchange), reason: "they agreed on it".into() })
    });
    let found = reprints.iter().map(|(_, reprint)| Happening::EdgeInferred { reprint: *reprint });
    let credits = read.iter().flat_map(|text| text.printed.credits());
    let credits = credits.map(|credit| Happening::CreditInferred { credit: Box::new(credit.clone()) });
    let records: Vec<Record> = declared
        .chain(found)
        .chain(credits)
        .zip(1..)
        .map(|(what, seq)| Record {
            seq: Seq(seq),
            new: NewRecord { at: Timestamp::UNIX_EPOCH, by: "sim".to_owned(), what },
        })
        .collect();
    Reliance::fold(&records)
}

/// Whose chains are weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chains {
    /// Those that the reader drafted.
    Drafted,
    /// Those that the texts state.
    Stated,
    /// The same without commentators who only repeat.
    Earnest,
}

impl Chains {
    fn of(self, read: &Read) -> &[Told] {
        match self {
            Self::Drafted => &read.drafted,
            Self::Stated | Self::Earnest => &read.truly,
        }
    }
}

/// The three counts of weighing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) strict: usize,
    pub(super) normal: usize,
    pub(super) lenient: usize,
}

/// Weighs these texts, which tell one event.
pub(super) fn weighed<'a>(
    read: impl Iterator<Item = &'a Read>,
    chains: Chains,
    reliance: &Reliance,
) -> Counts {
    let reports: Vec<Report<'_>> = read
        .flat_map(|text| {
            let report = |told: &'a Told| Report {
                claim: told.claim,
                article: text.article.id(),
                chain: &told.chain,
                said: text.article.published,
            };
            let all = chains.of(text).iter();
            all.filter(move |told| chains != Chains::Earnest || !told.is_comment).map(report)
        })
        .collect();
    let found = weigh(&reports, reliance, &Topic::ANY);
    Counts { strict: found.strict.cut, normal: found.normal.cut, lenient: found.lenient.cut }
}

/// The counts of those who do not weigh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Naive {
    /// Texts.
    pub(super) mentions: usize,
    /// Outlets.
    pub(super) domains: usize,
    /// Innermost sources by name, as a faultless reader has them.
    pub(super) names: usize,
}

impl Naive {
    /// Of the texts that tell one event.
    pub(super) fn of(read: &[&Read]) -> Self {
        let outlets: BTreeSet<_> =
            read.iter().filter_map(|text| Some(&text.article.outlet.as_ref()?.name)).collect();
        let names = read.iter().flat_map(|text| &text.truly).map(|told| told.chain.origin());
        let names: BTreeSet<_> = names.filter(|source| source.kind.is_named()).map(|s| s.id()).collect();
        Self { mentions: read.len(), domains: outlets.len(), names: names.len() }
    }
}

/// The states of knowledge that are compared, each with its chains and edges.
pub(super) struct Grounds {
    pub(super) with_found: Reliance,
    pub(super) with_true: Reliance,
}

impl Grounds {
    /// Of a world.
    pub(super) fn of(world: &World, read: &[Read], edges: &Edges) -> Self {
        let with = |reprints| reliance(world, read, reprints);
        Self { with_found: with(&edges.found), with_true: with(&edges.truly) }
    }
}
