//! How a claim is put.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

/// How the origin puts the claim. The rungs of the ladder are those of the hand-coded seed article.
///
/// `Denied` is about the matter ("denied sending shells"), never about talking: "declined to comment"
/// is an asserted claim of kind [`NoComment`](crate::claim_kind::ClaimKind::NoComment).
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
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
pub enum Modality {
    /// Put as true.
    #[default]
    Asserted,
    /// Put as untrue.
    Denied,
    /// Under consideration, possible, being explored.
    Considered,
    /// Said not to be under consideration, ruled out.
    NotConsidered,
    /// Said not to be excluded.
    NotRuledOut,
    /// Judged unlikely; the term used is kept as [`Likelihood`](crate::likelihood::Likelihood).
    Unlikely,
    /// Only the words are reported, nothing is put as true or untrue.
    Quoted,
}
