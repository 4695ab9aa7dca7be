//! What happened, in the order in which it happened. The log of records is the only truth; every
//! index and every state is made from it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    canonical::{self, CanonicalError},
    id::RecordId,
};

pub use happening::Happening;

mod happening;

/// Position in the log: 1, 2, 3 … without gaps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Seq(pub u64);

impl std::fmt::Display for Seq {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// When something entered the record: an instant in UTC, by the clock of the machine that recorded it.
pub type RecordedAt = Timestamp;

/// On what ground a draft became a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// A person looked at it.
    Person,
    /// The operator's policy: drafts of this outlet above a stated confidence.
    Policy {
        /// The policy in words, as it stood then.
        rule: String,
    },
}

/// Something that is to be recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRecord {
    /// When.
    pub at: RecordedAt,
    /// By whom: the name that the operator works under.
    pub by: String,
    /// What.
    pub what: Happening,
}

impl NewRecord {
    /// Its id. An article and a draft are recorded once, whenever and by whomever; a judgement made
    /// again at another time is another judgement. So is a claim that comes again: a sender that narrows a marking,
    /// widens it and narrows it again has said three things, and the third is like the first.
    ///
    /// # Errors
    /// Where the record has no canonical form.
    pub fn id(&self) -> Result<RecordId, CanonicalError> {
        Ok(match &self.what {
            Happening::ArticleAdded { article } => RecordId::derive(&[b"article", article.id().as_bytes()]),
            Happening::ClaimDrafted { claim, .. } => RecordId::derive(&[b"draft", claim.as_bytes()]),
            _ => RecordId::derive(&[b"other", &canonical::to_bytes(self)?]),
        })
    }
}

/// Something that was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Where in the log.
    pub seq: Seq,
    /// When, by whom, what.
    #[serde(flatten)]
    pub new: NewRecord,
}

#[cfg(test)]
mod tests;
