//! Several independent origins: how many of those who say a thing did not get it from one another.
//!
//! Every report of a question gives one product: its ultimate origin, joint with the carriers between, and with what
//! it was copied from. The article's own outlet is not among them: its text lies before us. The sum of these is the
//! support as a polynomial ([`Origins`]), and the count is its minimum vertex cut: how many would have to be wrong at
//! once. Three readings stand side by side:
//!
//! - *strict*: an origin that exchanges information on the topic is joint with whom it exchanges with, from the day on
//!   which the exchange holds. What both had said before counts as two. Persons whose names are likely to be one are one.
//! - *normal*: declared exchanges are left out; offices and officials of one country are one body; what an article
//!   says, and what was copied from it, is one; persons whose names are spellings of one name are one.
//! - *lenient*: each named innermost source at face value; only the same source is the same.
//!
//! A source that names nobody, and an outlet that speaks for itself, corroborate nothing (design, section 5: no lineage,
//! no corroboration); a named outlet's own word counts in the lenient reading.
//!
//! An article that credits an agency or outlet at its head or foot rests on it with what it says in its own words: it
//! has the same one origin as all others with that credit. What it has from a named source is joint with whom it
//! credits, since the line does not say which parts it means: a credit makes no origin of its own beside one that is
//! named, and never two out of one.
//!
//! Copies are joined pairwise with the text that they were taken from directly, never through a third: with A~B and
//! B~C, where A and C share nothing, C rests on B's words and B on A's, and A and C stay two (no single linkage).
//! Since each inferred or declared edge only makes a product longer, striking one never lowers a count, and a further
//! copy never raises it. Striking a *stated* edge ends the chain before it: the carrier there has it of its own, or,
//! where only the outlet is left, there is no lineage any more; so it is where a credit line alone gave it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    exchange::Topic, id::ClaimId, name::Verdict, origin::OriginId, polynomial::Polynomial, reliance::Reliance,
};

pub use count::{Because, Count, Origin, Reading};
pub use proof::{Line, Proof, Why};
pub use report::Report;

use counting::Ground;
use persons::Persons;
use placing::Placing;

mod count;
mod counting;
mod dot;
mod names;
mod persons;
mod placing;
mod proof;
mod report;
mod resting;
#[cfg(test)]
mod tests;

/// The minimal sets of origins (with the carriers between) that a question rests on.
pub type Origins = Polynomial<OriginId>;

/// What a question rests on, weighed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Corroboration {
    /// With declared exchanges: the count that credibility 1 needs.
    pub strict: Count,
    /// Without them.
    pub normal: Count,
    /// Named sources at face value.
    pub lenient: Count,
    /// How many it would be in the normal reading if the outlets that were read could be wrong as well: 1 where all
    /// was read in one article.
    pub through_outlets: usize,
    /// Who those are: outlets, or the origins that came through several.
    pub through: Vec<String>,
    /// The support, in the normal reading.
    pub origins: Origins,
    /// The claims that count, each an alternative: for the release test of conclusions
    /// (see [`Polynomial::rests_within`]).
    pub grounds: Polynomial<ClaimId>,
    #[serde(skip)]
    ways: Vec<Way>,
    #[serde(skip)]
    labels: BTreeMap<OriginId, String>,
}

/// The way from a claim to its innermost source, for drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Way {
    claim: ClaimId,
    through: Vec<OriginId>,
}

impl Corroboration {
    /// The graph of reliance in the language of Graphviz: claims, carriers, origins; exchanges dashed, copies dotted.
    #[must_use]
    pub fn to_dot(&self) -> String {
        dot::graph(self)
    }
}

/// Weighs the reports of one question. Their order does not matter, and a claim that comes twice counts once.
#[must_use]
pub fn weigh(question: &[Report<'_>], reliance: &Reliance, topic: &Topic) -> Corroboration {
    let placing = Placing::of(question, reliance);
    let persons = Persons::of(&placing.names, reliance);
    let (sure, likely) = (persons.joined(Verdict::Same), persons.joined(Verdict::Likely));
    let normal = resting::of(&placing, &[], &sure);
    let declared: Vec<_> = reliance.exchanges_on(topic).collect();
    let as_normal = declared.is_empty() && likely == sure;
    let strict = if as_normal { normal.clone() } else { resting::of(&placing, &declared, &likely) };
    let ground = Ground { declared: &[], joined: &sure };
    let counted_normal = counting::count(Reading::Normal, &placing, &normal, &ground);
    let ground = Ground { declared: &declared, joined: &likely };
    let counted_strict = counting::count(Reading::Strict, &placing, &strict, &ground);
    let lenient = counting::lenient(&placing);
    let counted = placing.reports.iter().filter(|placed| placed.named().is_some());
    let through = resting::through_outlets(&placing, &normal);
    Corroboration {
        through_outlets: through.len(),
        through: through.iter().map(|vertex| placing.names.name(*vertex)).collect(),
        origins: normal.origins(),
        grounds: Polynomial::sum(counted.map(|placed| vec![placed.report.claim])),
        ways: placing.reports.iter().map(|p| Way { claim: p.report.claim, through: p.way() }).collect(),
        labels: placing.labels(),
        strict: counted_strict,
        normal: counted_normal,
        lenient,
    }
}
