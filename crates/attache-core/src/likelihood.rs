//! Words of likelihood.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

/// The seven rows of ICD 203 (Office of the Director of National Intelligence, 2015). The term stays a
/// term: the percent range is for people, and is never turned back into a word.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Likelihood {
    /// Almost no chance, remote: 1–5 %.
    AlmostNoChance,
    /// Very unlikely, highly improbable: 5–20 %.
    VeryUnlikely,
    /// Unlikely, improbable: 20–45 %.
    Unlikely,
    /// Roughly even chance: 45–55 %.
    RoughlyEvenChance,
    /// Likely, probable: 55–80 %.
    Likely,
    /// Very likely, highly probable: 80–95 %.
    VeryLikely,
    /// Almost certain, nearly certain: 95–99 %.
    AlmostCertain,
}

impl Likelihood {
    /// The percent range of ICD 203, low and high.
    #[must_use]
    pub const fn percent(self) -> (u8, u8) {
        match self {
            Self::AlmostNoChance => (1, 5),
            Self::VeryUnlikely => (5, 20),
            Self::Unlikely => (20, 45),
            Self::RoughlyEvenChance => (45, 55),
            Self::Likely => (55, 80),
            Self::VeryLikely => (80, 95),
            Self::AlmostCertain => (95, 99),
        }
    }
}
