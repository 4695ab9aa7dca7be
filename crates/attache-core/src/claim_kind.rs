//! Kinds of claim.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

/// What a claim is about, in the words of the hand-coded seed article (design section 2). The PLOVER
/// code that stands nearest (manual draft 0.8, 2021) is named where there is one.
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
pub enum ClaimKind {
    /// Troops sent, stationed or rotated (MOBILIZE troops, AID military).
    Deployment,
    /// Weapons, ammunition, technology or money handed over, sold or shipped (AID, COOPERATE).
    Transfer,
    /// What somebody has in store or can make.
    Stock,
    /// A meeting, visit or call (CONSULT).
    Meeting,
    /// What an actor wants, plans, considers, refuses (SUPPORT, REJECT, REQUEST, THREATEN).
    Position,
    /// Something agreed or signed (AGREE).
    Agreement,
    /// A judgement on how things stand or what they mean.
    Assessment,
    /// The result of a survey of opinion.
    Poll,
    /// A law or rule that binds.
    LegalConstraint,
    /// What is expected to happen.
    Forecast,
    /// Somebody said nothing, or declined to.
    NoComment,
    /// Fighting (ASSAULT).
    Clash,
    /// Anything else that the text tells.
    Background,
}
