//! What happened, in the order in which it happened. The log of records is the only truth; every
//! index and every state is made from it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    agreement::Agreement,
    article::Article,
    canonical::{self, CanonicalError},
    claim::{Claim, ClaimDraft},
    grade::{Credibility, Reliability},
    id::{ArticleId, ClaimId, RecordId},
    marking::Marking,
    partner::{Partner, PartnerId},
    recipient::Recipient,
    sharing::{Proposal, Release},
    source::Source,
};

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

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "record", rename_all = "kebab-case")]
pub enum Happening {
    /// An article was added.
    ArticleAdded {
        /// The article, whole.
        article: Box<Article>,
    },
    /// The reader proposed a claim.
    ClaimDrafted {
        /// Its id.
        claim: ClaimId,
        /// The article that it was read in.
        article: ArticleId,
        /// What was proposed.
        draft: Box<ClaimDraft>,
    },
    /// A draft was accepted as it is.
    ClaimAccepted {
        /// The claim, sealed.
        claim: Box<Claim>,
        /// On what ground.
        basis: Basis,
    },
    /// A draft or claim was put right.
    ClaimCorrected {
        /// The claim as it should be, sealed.
        claim: Box<Claim>,
        /// Why.
        reason: String,
    },
    /// A draft was turned down.
    ClaimRejected {
        /// Which.
        claim: ClaimId,
        /// Why.
        reason: String,
    },
    /// A claim no longer stands (Retraction).
    ClaimRetracted {
        /// Which.
        claim: ClaimId,
        /// Why.
        reason: String,
    },
    /// A claim was graded.
    ClaimGraded {
        /// Which.
        claim: ClaimId,
        /// How.
        credibility: Credibility,
        /// Why.
        reason: Option<String>,
    },
    /// A source was graded.
    SourceGraded {
        /// Which; a source that names nobody cannot be graded.
        source: Source,
        /// How.
        reliability: Reliability,
        /// Why.
        reason: Option<String>,
    },
    /// A claim was marked.
    MarkingSet {
        /// Which.
        claim: ClaimId,
        /// How.
        marking: Marking,
    },
    /// A partner sent a claim.
    ClaimReceived {
        /// The claim, sealed with where it came from.
        claim: Box<Claim>,
        /// The credibility that came with it: the sender's, not ours.
        credibility: Option<Credibility>,
        /// The object that brought it.
        object: String,
    },
    /// The originator allows a claim of its own to go on to somebody.
    LeaveGiven {
        /// Which.
        claim: ClaimId,
        /// To whom.
        to: Recipient,
        /// By which words, where and when.
        reason: String,
    },
    /// Somebody proposes to release a claim; a second person is needed.
    ReleaseProposed {
        /// Which.
        claim: ClaimId,
        /// The proposal.
        proposal: Box<Proposal>,
    },
    /// A proposal was turned down or taken back.
    ProposalDropped {
        /// Which claim.
        claim: ClaimId,
        /// To whom it would have gone.
        to: Recipient,
        /// Why.
        reason: String,
    },
    /// A claim went out.
    ClaimReleased {
        /// Which.
        claim: ClaimId,
        /// What went to whom, under which marking.
        release: Box<Release>,
    },
    /// What went out was called back.
    ReleaseWithdrawn {
        /// Which claim.
        claim: ClaimId,
        /// From whom.
        to: Recipient,
        /// The object that was revoked.
        object: String,
        /// Why.
        reason: String,
    },
    /// A partner was recorded, or recorded anew.
    PartnerSet {
        /// All that is known of it.
        partner: Box<Partner>,
    },
    /// Exchange with a partner rests.
    PartnerSuspended {
        /// Which.
        partner: PartnerId,
        /// Why.
        reason: String,
    },
    /// Exchange with a partner goes on.
    PartnerResumed {
        /// Which.
        partner: PartnerId,
        /// Why.
        reason: String,
    },
    /// An agreement was made or changed.
    AgreementSet {
        /// What was agreed.
        agreement: Box<Agreement>,
    },
    /// An agreement was ended.
    AgreementEnded {
        /// With whom.
        with: Recipient,
        /// Why.
        reason: String,
    },
}

impl Happening {
    /// The claim that it is about, if it is about one.
    #[must_use]
    pub fn claim(&self) -> Option<ClaimId> {
        match self {
            Self::ClaimAccepted { claim, .. }
            | Self::ClaimCorrected { claim, .. }
            | Self::ClaimReceived { claim, .. } => Some(claim.id()),
            Self::ClaimDrafted { claim, .. }
            | Self::ClaimRejected { claim, .. }
            | Self::ClaimRetracted { claim, .. }
            | Self::ClaimGraded { claim, .. }
            | Self::MarkingSet { claim, .. }
            | Self::LeaveGiven { claim, .. }
            | Self::ReleaseProposed { claim, .. }
            | Self::ProposalDropped { claim, .. }
            | Self::ClaimReleased { claim, .. }
            | Self::ReleaseWithdrawn { claim, .. } => Some(*claim),
            Self::ArticleAdded { .. } | Self::SourceGraded { .. } => None,
            Self::PartnerSet { .. }
            | Self::PartnerSuspended { .. }
            | Self::PartnerResumed { .. }
            | Self::AgreementSet { .. }
            | Self::AgreementEnded { .. } => None,
        }
    }

    /// Whether it is about who takes part in the exchange (see [`Roster`](crate::roster::Roster)).
    #[must_use]
    pub const fn is_of_roster(&self) -> bool {
        matches!(
            self,
            Self::PartnerSet { .. }
                | Self::PartnerSuspended { .. }
                | Self::PartnerResumed { .. }
                | Self::AgreementSet { .. }
                | Self::AgreementEnded { .. }
        )
    }
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
