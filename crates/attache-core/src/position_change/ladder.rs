//! How far an actor has gone towards doing something.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

use crate::{claim::ClaimDraft, claim_kind::ClaimKind, modality::Modality};

/// One rung of the ladder, lowest first.
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
pub enum Rung {
    /// Excluded.
    RuledOut,
    /// Said not to be under consideration.
    NotConsidered,
    /// Said not to be excluded.
    NotRuledOut,
    /// Under consideration.
    Considered,
    /// Decided or agreed on.
    Agreed,
    /// Done.
    Delivered,
}

/// Where an actor stands: on a rung, or beside the ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// On a rung.
    On(Rung),
    /// The claim tells that the position changed, and not to what.
    Changed,
    /// Put as untrue.
    Denied,
    /// Nothing was said. It is no denial.
    NoComment,
    /// A position is told that the words place on no rung.
    Held,
    /// Only words are reported.
    Words,
}

/// In which direction a stand points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lean {
    /// Against doing it: all of it.
    Against,
    /// It may be done, or some of it.
    Open,
    /// It is to be done or done.
    For,
}

/// Words that tell a change of position without telling to what.
const CHANGED: [&str; 9] = [
    "changed its mind",
    "changed his mind",
    "changed her mind",
    "changed their mind",
    "changed its position",
    "changed its stance",
    "changed course",
    "reversed",
    "backtracked",
];
/// Words that exclude.
const RULED_OUT: [&str; 15] = [
    "rule out",
    "rules out",
    "ruled out",
    "ruling out",
    "excluded",
    "will not",
    "won't",
    "never",
    "refuses",
    "refused",
    "rejects",
    "rejected",
    "opposes",
    "opposed",
    "is against",
];
/// Words that decide.
const AGREED: [&str; 11] = [
    "agreed",
    "decided",
    "approved",
    "pledged",
    "promised",
    "committed to",
    "will provide",
    "will supply",
    "will send",
    "will deliver",
    "will donate",
];

impl Stand {
    /// Where a claim puts its actor. A delivery and an agreement are rungs too, where the kind tells of one.
    #[must_use]
    pub fn of(body: &ClaimDraft) -> Self {
        match (body.kind, body.modality) {
            (ClaimKind::NoComment, _) => Self::NoComment,
            (_, Modality::Quoted) => Self::Words,
            (_, Modality::Denied) => Self::Denied,
            (_, Modality::Considered) => Self::On(Rung::Considered),
            (_, Modality::NotRuledOut) => Self::On(Rung::NotRuledOut),
            (_, Modality::NotConsidered) if says(body, &RULED_OUT) => Self::On(Rung::RuledOut),
            (_, Modality::NotConsidered) => Self::On(Rung::NotConsidered),
            (_, Modality::Unlikely) => Self::Held,
            (ClaimKind::Agreement, Modality::Asserted) => Self::On(Rung::Agreed),
            (ClaimKind::Transfer | ClaimKind::Deployment, Modality::Asserted) => Self::On(Rung::Delivered),
            (_, Modality::Asserted) if says(body, &CHANGED) => Self::Changed,
            (_, Modality::Asserted) if says(body, &RULED_OUT) => Self::On(Rung::RuledOut),
            (_, Modality::Asserted) if says(body, &AGREED) => Self::On(Rung::Agreed),
            (_, Modality::Asserted) => Self::Held,
        }
    }

    /// The rung, where it is on one.
    #[must_use]
    pub const fn rung(self) -> Option<Rung> {
        match self {
            Self::On(rung) => Some(rung),
            _ => None,
        }
    }

    pub(super) const fn lean(self) -> Option<Lean> {
        match self {
            Self::On(Rung::RuledOut | Rung::NotConsidered) | Self::Denied => Some(Lean::Against),
            Self::On(Rung::NotRuledOut | Rung::Considered) => Some(Lean::Open),
            Self::On(Rung::Agreed | Rung::Delivered) => Some(Lean::For),
            Self::Changed | Self::NoComment | Self::Held | Self::Words => None,
        }
    }
}

impl std::fmt::Display for Stand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::On(rung) => write!(f, "{rung}"),
            Self::Changed => f.write_str("changed"),
            Self::Denied => f.write_str("denied"),
            Self::NoComment => f.write_str("no-comment"),
            Self::Held => f.write_str("held"),
            Self::Words => f.write_str("quoted"),
        }
    }
}

/// Whether a claim's content or its cue has one of these words.
fn says(body: &ClaimDraft, words: &[&str]) -> bool {
    let parts = body.spans.iter().chain(&body.cue);
    let text: Vec<String> = parts.map(|excerpt| excerpt.text.to_lowercase()).collect();
    words.iter().any(|word| text.iter().any(|text| text.contains(word)))
}
