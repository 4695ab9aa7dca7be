//! Grades: how reliable a source is, how credible a claim (NATO AJP-2.1; FM 2-22.3; "Admiralty" scale).

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

pub use allowed::{Allowed, Evidence, Rule, Tally};
pub use ground::Ground;

mod allowed;
mod ground;
mod reason;
#[cfg(test)]
mod table;
#[cfg(test)]
mod weighed;

/// Reliability of a source, A to F. F means that it cannot be judged; it is not a middle value.
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
#[strum(ascii_case_insensitive)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Reliability cannot be judged.
    F,
}

impl Reliability {
    /// The words of the scale.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::A => "completely reliable",
            Self::B => "usually reliable",
            Self::C => "fairly reliable",
            Self::D => "not usually reliable",
            Self::E => "unreliable",
            Self::F => "reliability cannot be judged",
        }
    }
}

/// Credibility of a claim, 1 to 6. 1 is *defined* as confirmed by other independent sources; 6 means
/// that it cannot be judged and is not a middle value.
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
#[serde(try_from = "u8", into = "u8")]
pub enum Credibility {
    /// Confirmed by other independent sources.
    #[strum(serialize = "1")]
    Confirmed,
    /// Probably true.
    #[strum(serialize = "2")]
    ProbablyTrue,
    /// Possibly true.
    #[strum(serialize = "3")]
    PossiblyTrue,
    /// Doubtful.
    #[strum(serialize = "4")]
    Doubtful,
    /// Improbable.
    #[strum(serialize = "5")]
    Improbable,
    /// Truth cannot be judged.
    #[strum(serialize = "6")]
    CannotBeJudged,
}

impl Credibility {
    /// The words of the scale.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed by other independent sources",
            Self::ProbablyTrue => "probably true",
            Self::PossiblyTrue => "possibly true",
            Self::Doubtful => "doubtful",
            Self::Improbable => "improbable",
            Self::CannotBeJudged => "truth cannot be judged",
        }
    }
}

/// A number outside 1 to 6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("credibility is a number from 1 (confirmed) to 6 (cannot be judged), not {0}")]
pub struct NotACredibility(pub u8);

impl TryFrom<u8> for Credibility {
    type Error = NotACredibility;

    fn try_from(number: u8) -> Result<Self, Self::Error> {
        Self::VARIANTS.iter().copied().find(|grade| u8::from(*grade) == number).ok_or(NotACredibility(number))
    }
}

impl From<Credibility> for u8 {
    fn from(grade: Credibility) -> Self {
        match grade {
            Credibility::Confirmed => 1,
            Credibility::ProbablyTrue => 2,
            Credibility::PossiblyTrue => 3,
            Credibility::Doubtful => 4,
            Credibility::Improbable => 5,
            Credibility::CannotBeJudged => 6,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Credibility, Reliability};

    #[test]
    fn grades_read_and_write_as_people_write_them() {
        assert_eq!("b".parse::<Reliability>().unwrap(), Reliability::B);
        assert!("G".parse::<Reliability>().is_err(), "the non-standard G is not taken");
        assert_eq!("2".parse::<Credibility>().unwrap(), Credibility::ProbablyTrue);
        assert_eq!(Credibility::try_from(6).unwrap().to_string(), "6");
        assert!(Credibility::try_from(0).is_err());
        assert_eq!(serde_json::to_string(&Credibility::Doubtful).unwrap(), "4");
    }
}
