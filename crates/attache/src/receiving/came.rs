//! What became of each object that a partner sent: our own ledger of what came in.
//!
//! Kept as settings beside the raw objects (`came/PARTNER/OBJECT`), one for each object that could be a claim;
//! objects that only carry others (reports, identities, markings) have none.

use attache_core::{canonical::CanonicalError, id::ClaimId, object_key::ObjectKey, partner::PartnerId};
use attache_store::{Setting, Store};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

use crate::failure::Failure;

/// What became of an object.
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
pub(crate) enum Fate {
    /// It is a claim now.
    Claim,
    /// A claim that was there before: by another road, or read here. It corroborates nothing.
    Known,
    /// A claim of ours came back.
    Ours,
    /// Its sender put a claim of its own right.
    Corrected,
    /// Its sender called it back.
    Recalled,
    /// It says something else under the id of a claim that came first.
    Differs,
    /// It waits for objects that it refers to, or for its time.
    Waiting,
    /// Nobody here can read it; it is kept as it came.
    Unread,
    /// It is not what it says that it is.
    Refused,
}

impl Fate {
    /// In words, for people.
    pub(crate) const fn told(self) -> &'static str {
        match self {
            Self::Claim => "a claim now",
            Self::Known => "known before",
            Self::Ours => "ours, came back",
            Self::Corrected => "put right by its sender",
            Self::Recalled => "called back by its sender",
            Self::Differs => "differs from what came first",
            Self::Waiting => "waits for what it refers to, or for its time",
            Self::Unread => "cannot be read here",
            Self::Refused => "REFUSED",
        }
    }

    /// Whether people should be told without asking.
    pub(crate) const fn is_wrong(self) -> bool {
        matches!(self, Self::Refused | Self::Differs)
    }

    /// Whether an older version that comes later can say no more about it.
    pub(super) const fn settles(self) -> bool {
        !matches!(self, Self::Waiting | Self::Unread | Self::Refused | Self::Differs)
    }
}

/// What became of one object: a line of the ledger.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Came {
    /// The object's id.
    pub(crate) object: String,
    /// Its version in nanoseconds since 1970 UTC.
    pub(crate) version: i64,
    /// Where it lies in the inbox.
    pub(crate) position: i64,
    /// What became of it.
    pub(crate) fate: Fate,
    /// The claim that it became, or that was there before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) claim: Option<ClaimId>,
    /// Why, where there is something to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) reason: Option<String>,
    /// When it was looked at.
    pub(crate) at: Timestamp,
}

fn name(partner: &PartnerId, object: &str) -> String {
    format!("came/{partner}/{object}")
}

/// What became of an object of a partner, where it is in the ledger.
pub(crate) fn of(
    store: &dyn Store,
    partner: &PartnerId,
    object: &ObjectKey,
) -> Result<Option<Came>, Failure> {
    let Some(bytes) = store.setting(&name(partner, &object.to_string()))? else { return Ok(None) };
    // A line that nobody can read is written anew.
    Ok(serde_json::from_slice(&bytes).ok())
}

impl Came {
    /// The setting that keeps it. Not as canonical JSON, which knows no number as large as a version.
    pub(super) fn setting(&self, partner: &PartnerId) -> Result<Setting, Failure> {
        Ok(Setting {
            name: name(partner, &self.object),
            value: Some(serde_json::to_vec(self).map_err(CanonicalError::from)?),
        })
    }
}
