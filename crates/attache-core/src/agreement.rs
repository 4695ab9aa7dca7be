//! What two parties agreed to show each other.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{claim_kind::ClaimKind, marking::Tlp, recipient::Recipient};

/// On which kinds of claim. An empty list is a list: it covers nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topics {
    /// All kinds.
    All,
    /// These kinds only.
    Only(BTreeSet<ClaimKind>),
}

impl Topics {
    /// Whether a kind is covered.
    #[must_use]
    pub fn covers(&self, kind: ClaimKind) -> bool {
        match self {
            Self::All => true,
            Self::Only(kinds) => kinds.contains(&kind),
        }
    }
}

/// What may be released to a partner or a group, at most. Without one nothing is released.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreement {
    /// With whom.
    pub with: Recipient,
    /// The narrowest TLP colour that may still go out under it.
    pub ceiling: Tlp,
    /// On what.
    pub topics: Topics,
    /// First day on which it holds (UTC).
    pub from: Date,
    /// Last day on which it holds (UTC); until it is ended where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// Whether a release needs two persons: one proposes, another confirms.
    #[serde(default)]
    pub two_persons: bool,
}
