//! Differences: where the two readers of an article, the rules and the trained tagger, do not agree.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

/// One way in which the two readers differ on a draft.
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
pub enum Difference {
    /// Only the rules see that somebody is credited here.
    RulesOnly,
    /// Only the tagger sees it.
    TaggerOnly,
    /// Both see it, but credit somebody else.
    OtherSource,
    /// Both see it, but take the content to be another.
    OtherContent,
}

impl Difference {
    /// In words for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::RulesOnly => "only the rules see a credit here",
            Self::TaggerOnly => "only the tagger sees a credit here",
            Self::OtherSource => "rules and tagger credit different words",
            Self::OtherContent => "rules and tagger differ on what is credited",
        }
    }
}
