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

#[cfg(test)]
mod tests {
    use super::{Agreement, Topics};
    use crate::{claim_kind::ClaimKind, release::fixture::agreement};

    #[test]
    fn an_empty_list_of_topics_covers_nothing() {
        assert!(Topics::All.covers(ClaimKind::Poll));
        assert!(!Topics::Only([].into()).covers(ClaimKind::Poll));
        let only = Topics::Only([ClaimKind::Transfer].into());
        assert!(only.covers(ClaimKind::Transfer) && !only.covers(ClaimKind::Poll));
    }

    #[test]
    fn an_agreement_reads_back_and_none_is_read_without_its_topics() {
        let agreement = Agreement { topics: Topics::Only([ClaimKind::Transfer].into()), ..agreement("desk") };
        let json = serde_json::to_string(&agreement).unwrap();
        assert_eq!(serde_json::from_str::<Agreement>(&json).unwrap(), agreement);
        for part in [",\"topics\":{\"only\":[\"transfer\"]}", "\"ceiling\":\"red\","] {
            assert!(json.contains(part), "{json}");
            assert!(
                serde_json::from_str::<Agreement>(&json.replace(part, "")).is_err(),
                "{part} has no default"
            );
        }
    }
}
