//! What recording something led to.

use attache_core::{id::ClaimId, recipient::Recipient};
use serde::Serialize;

/// Something that was called back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Recall {
    /// The claims that it rests on.
    pub(crate) claims: Vec<ClaimId>,
    /// From whom.
    pub(crate) to: Recipient,
    /// The object that was revoked.
    pub(crate) object: String,
    /// Why.
    pub(crate) reason: String,
}

/// Something that went out again, changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Renewal {
    /// The claims that it rests on.
    pub(crate) claims: Vec<ClaimId>,
    /// To whom.
    pub(crate) to: Recipient,
    /// The object, now in a new version.
    pub(crate) object: String,
}

/// What recording something led to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Redecided {
    /// Whether anything was recorded.
    pub(crate) recorded: bool,
    /// What was called back.
    pub(crate) recalled: Vec<Recall>,
    /// What went out anew.
    pub(crate) renewed: Vec<Renewal>,
    /// Proposals that fell, since what was proposed has changed.
    pub(crate) dropped: Vec<Dropped>,
}

/// A proposal that fell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Dropped {
    /// The claim.
    pub(crate) claim: ClaimId,
    /// To whom it would have gone.
    pub(crate) to: Recipient,
}
