//! What a partner sent, read.

use attache_core::{
    article::Article,
    claim::{Claim, ClaimDraft, Originator, Provenance, SealError},
    grade::Credibility,
    id::{ArticleId, ClaimId},
    marking::Marking,
    partner::PartnerId,
    release::Publication,
    source::folded,
};
use attache_stix::{stix_id::StixId, stix_time::StixTime};

use crate::{extension::claim::ClaimTold, issuer::Issuer};

/// What is known of a claim or a tear-line by the object that brought it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// The object.
    pub object: StixId,
    /// Its version.
    pub version: StixTime,
    /// How far it may travel, as the sender says; with what nobody here can read in [`Marking::unknown`].
    pub marking: Marking,
    /// Whether the object says that it was made later than tomorrow.
    pub from_the_future: bool,
}

/// A claim that a partner sent, whole. Its parts agree with one another; none of it is verified.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceivedClaim {
    /// Its id, which follows from its article and the places in it.
    pub id: ClaimId,
    /// What is told of its article. Its id cannot be verified without the article.
    pub publication: Publication,
    /// What it says.
    pub body: ClaimDraft,
    /// Whose it is to release, as the sender states.
    pub originator: Originator,
    /// The sender's grade.
    pub credibility: Option<Credibility>,
    /// The object that brought it.
    pub brought: Brought,
    /// Whether the stated originator bears our own name, case and spaces aside. The sender may be lying: take it for
    /// ours only where the record knows the claim as one of ours.
    pub claims_to_be_ours: bool,
}

impl ReceivedClaim {
    pub(super) fn of(told: ClaimTold, brought: Brought, ours: &Issuer) -> Self {
        let ClaimTold { whole, originator } = told;
        Self {
            id: whole.id,
            publication: whole.article,
            body: whole.body,
            credibility: whole.credibility,
            claims_to_be_ours: bears_name_of(&originator, ours),
            originator,
            brought,
        }
    }

    /// The claim as it enters the record.
    ///
    /// # Errors
    /// Where it has no canonical form.
    pub fn seal(&self, from: &PartnerId) -> Result<Claim, SealError> {
        seal(self.id, self.publication.id, &self.body, &self.originator, &self.brought, from)
    }
}

impl std::fmt::Debug for ReceivedClaim {
    /// The id only: no content reaches a log line by accident.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ReceivedClaim({})", self.id)
    }
}

/// A tear-line that a partner sent, made into an article of the originator and a claim in it.
///
/// The article's address follows from what the line says, so that the same line by two roads is one claim.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceivedTearLine {
    /// The text of the line, published by the originator.
    pub article: Article,
    /// The id of the claim.
    pub id: ClaimId,
    /// The claim: the whole text, on the word of what the line gives as its sourcing, which names nobody.
    pub body: ClaimDraft,
    /// Whose it is to release, as the sender states.
    pub originator: Originator,
    /// The object that brought it.
    pub brought: Brought,
    /// As [`ReceivedClaim::claims_to_be_ours`].
    pub claims_to_be_ours: bool,
}

impl ReceivedTearLine {
    /// The claim as it enters the record, beside the article.
    ///
    /// # Errors
    /// Where it has no canonical form.
    pub fn seal(&self, from: &PartnerId) -> Result<Claim, SealError> {
        seal(self.id, self.article.id(), &self.body, &self.originator, &self.brought, from)
    }
}

impl std::fmt::Debug for ReceivedTearLine {
    /// The id only: no content reaches a log line by accident.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ReceivedTearLine({})", self.id)
    }
}

pub(super) fn bears_name_of(originator: &Originator, ours: &Issuer) -> bool {
    folded(&originator.0) == folded(&ours.name)
}

fn seal(
    id: ClaimId,
    article: ArticleId,
    body: &ClaimDraft,
    originator: &Originator,
    brought: &Brought,
    from: &PartnerId,
) -> Result<Claim, SealError> {
    let provenance = Provenance::Received { from: from.to_string() };
    Claim::seal(id, article, body.clone(), originator.clone(), provenance, brought.marking.clone())
}
