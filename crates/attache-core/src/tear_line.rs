//! Tear-lines: what remains of a claim when all that is withheld is torn off.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    claim_kind::ClaimKind, country::CountryCode, id::ClaimId, likelihood::Likelihood, marking::Marking,
    modality::Modality, proposition::ItemCategory, quantity::Figure,
};

/// A figure with its bound, without the words of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TornFigure {
    /// Lower end.
    pub low: Option<Figure>,
    /// Whether the lower end itself is excluded.
    pub low_open: bool,
    /// Upper end.
    pub high: Option<Figure>,
    /// Whether the upper end itself is excluded.
    pub high_open: bool,
    /// What is counted, as a class.
    pub of: Option<ItemCategory>,
    /// Hedged by "about".
    pub approximate: bool,
}

/// A redacted claim: a new object that keeps what may be told and names nothing else. Made by
/// [`TearLine::tear`] alone.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TearLine {
    kind: ClaimKind,
    modality: Modality,
    likelihood: Option<Likelihood>,
    actor: Option<CountryCode>,
    counterpart: Option<CountryCode>,
    items: Vec<ItemCategory>,
    figures: Vec<TornFigure>,
    country: Option<CountryCode>,
    subdivision: Option<String>,
    from: Option<Date>,
    until: Option<Date>,
    sourcing: String,
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    rests_on: Vec<ClaimId>,
    marking: Marking,
}

impl TearLine {
    /// The marking of the new object.
    #[must_use]
    pub const fn marking(&self) -> &Marking {
        &self.marking
    }

    /// The claims that it rests on. For our own record; a recipient is not told.
    #[must_use]
    pub fn rests_on(&self) -> &[ClaimId] {
        &self.rests_on
    }

    /// The same without the claims that it rests on, as it goes out.
    #[must_use]
    pub fn without_grounds(&self) -> Self {
        Self { rests_on: Vec::new(), ..self.clone() }
    }
}

impl std::fmt::Debug for TearLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TearLine({})", self.kind)
    }
}
