//! The proof of a count, report by report, in plain words.

use serde::Serialize;

use crate::{
    country::CountryCode,
    id::{ArticleId, ClaimId, EdgeId},
};

use super::count::Reading;

/// Why a count is what it is: every report once, with whether it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// Of which reading.
    pub reading: Reading,
    /// The reports, by claim.
    pub lines: Vec<Line>,
}

/// One report in a proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The claim.
    pub claim: ClaimId,
    /// Its carriers, outermost first.
    pub chain: String,
    /// Whether it counts, and why.
    #[serde(flatten)]
    pub why: Why,
}

/// Whether a report counts. An `origin` is the place in [`Count::origins`](super::Count::origins), from 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum Why {
    /// It counts for this origin.
    Counted {
        /// Which.
        origin: usize,
    },
    /// It counts for this origin, with the text that it was taken from.
    Taken {
        /// Which.
        origin: usize,
        /// The text that it was taken from.
        from: ArticleId,
        /// The edge, which can be struck.
        edge: EdgeId,
    },
    /// It counts for this origin, with the article of the outlet that it credits.
    Credits {
        /// Which.
        origin: usize,
        /// The outlet.
        outlet: String,
        /// The edge, which can be struck.
        edge: EdgeId,
    },
    /// The outlet speaks for itself, but a line at the head or foot of its article credits this origin.
    ByCreditLine {
        /// Which.
        origin: usize,
        /// The outlet credited.
        outlet: String,
        /// The edge, which can be struck.
        edge: EdgeId,
    },
    /// The outlet speaks for itself.
    OwnWord,
    /// Nobody is named.
    Nobody,
    /// Somebody of a body, without a name.
    NobodyOf {
        /// The body's country.
        country: CountryCode,
    },
    /// A name that several bodies bear.
    Ambiguous,
}

impl Why {
    /// For which origin it counts, if it does.
    #[must_use]
    pub const fn origin(&self) -> Option<usize> {
        match self {
            Self::Counted { origin }
            | Self::Taken { origin, .. }
            | Self::Credits { origin, .. }
            | Self::ByCreditLine { origin, .. } => Some(*origin),
            Self::OwnWord | Self::Nobody | Self::NobodyOf { .. } | Self::Ambiguous => None,
        }
    }
}

impl std::fmt::Display for Why {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Counted { .. } => f.write_str("counts"),
            Self::Taken { from, edge, .. } => {
                write!(f, "counts with the text it was taken from, {from} ({edge})")
            }
            Self::Credits { outlet, edge, .. } => {
                write!(f, "counts with what {outlet} itself rests on ({edge})")
            }
            Self::ByCreditLine { outlet, edge, .. } => {
                write!(f, "counts for {outlet}, which its article credits at head or foot ({edge})")
            }
            Self::OwnWord => f.write_str("the outlet speaks for itself: no lineage, no corroboration"),
            Self::Nobody => f.write_str("names nobody: corroborates nothing but itself"),
            Self::NobodyOf { country } => {
                let name = country.short_name().unwrap_or(country.as_str());
                write!(f, "an unnamed official: adds nothing to the government of {name}")
            }
            Self::Ambiguous => f.write_str("several bodies bear this name, and which is meant is not said"),
        }
    }
}

impl Proof {
    /// The claims that count, by id.
    pub fn counted(&self) -> impl Iterator<Item = ClaimId> + '_ {
        self.lines.iter().filter(|line| line.why.origin().is_some()).map(|line| line.claim)
    }
}
