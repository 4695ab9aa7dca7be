//! What can happen: the kinds of record.

use serde::{Deserialize, Serialize};

use super::Basis;
use crate::{
    agreement::Agreement,
    article::Article,
    claim::{Claim, ClaimDraft},
    edge::{Credited, Reprint},
    exchange::Exchange,
    grade::{Credibility, Reliability},
    id::{ArticleId, ClaimId, EdgeId},
    marking::Marking,
    partner::{Partner, PartnerId},
    recipient::Recipient,
    sharing::{Proposal, Release},
    source::Source,
};

mod sort;

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
    /// Somebody says that two origins exchange information.
    ExchangeDeclared {
        /// Which, on what, since when.
        exchange: Box<Exchange>,
        /// Why, and where it can be read.
        reason: String,
    },
    /// The text of one article was found in another, by a program.
    EdgeInferred {
        /// Which, and how much.
        reprint: Reprint,
    },
    /// A line at the head or foot of an article was found to credit an outlet, by a program.
    CreditInferred {
        /// Which article, whom, and with which words.
        credit: Box<Credited>,
    },
    /// An edge of reliance does not hold.
    EdgeStruck {
        /// Which.
        edge: EdgeId,
        /// Why.
        reason: String,
    },
    /// A struck edge of reliance holds after all.
    EdgeRestored {
        /// Which.
        edge: EdgeId,
        /// Why.
        reason: String,
    },
    /// Two names are one source.
    SourcesMerged {
        /// The source.
        into: Box<Source>,
        /// Its other name; a source that names nobody is joined to none.
        from: Box<Source>,
        /// Why.
        reason: String,
    },
    /// A name is not the source that it was joined to.
    SourcesSplit {
        /// The name.
        source: Box<Source>,
        /// Why.
        reason: String,
    },
    /// Two names are two sources, however alike they are.
    SourcesKeptApart {
        /// The two; in which order does not matter.
        sources: Box<[Source; 2]>,
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
            Self::ExchangeDeclared { .. }
            | Self::EdgeInferred { .. }
            | Self::CreditInferred { .. }
            | Self::EdgeStruck { .. }
            | Self::EdgeRestored { .. }
            | Self::SourcesMerged { .. }
            | Self::SourcesSplit { .. }
            | Self::SourcesKeptApart { .. } => None,
        }
    }
}
