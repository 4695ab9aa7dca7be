//! What the records say of one claim, up to some point of the log.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

use crate::{
    claim::{Claim, ClaimDraft, Provenance},
    grade::Credibility,
    id::{ArticleId, ClaimId},
    marking::Marking,
    recipient::Recipient,
    record::{Basis, Happening, NewRecord, Record, RecordedAt, Seq},
    sharing::{Proposed, ReleaseState, Withdrawal},
};

/// Whether a claim stands.
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
pub enum Standing {
    /// Proposed by the reader; nobody has looked at it.
    Draft,
    /// Accepted as read.
    Accepted,
    /// Accepted after a correction.
    Corrected,
    /// Turned down.
    Rejected,
    /// Withdrawn after it had been accepted.
    Retracted,
    /// A partner sent it; nobody here has judged it.
    Received,
}

impl Standing {
    /// Whether answers may rest on it.
    #[must_use]
    pub const fn stands(self) -> bool {
        matches!(self, Self::Draft | Self::Accepted | Self::Corrected | Self::Received)
    }
}

/// A credibility given by somebody at some time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grading {
    /// By whom.
    pub by: String,
    /// When.
    pub at: RecordedAt,
    /// How.
    pub credibility: Credibility,
    /// Why.
    pub reason: Option<String>,
}

/// The state of one claim: the fold of its records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimState {
    /// Its id.
    pub id: ClaimId,
    /// The article that it was read in.
    pub article: ArticleId,
    /// What it says: the sealed body where there is one, else the draft.
    pub body: ClaimDraft,
    /// The sealed claim, once accepted or corrected.
    pub claim: Option<Claim>,
    /// Whether it stands.
    pub standing: Standing,
    /// On what ground it was accepted.
    pub basis: Option<Basis>,
    /// Who decided last, with the reason given.
    pub decided: Option<(String, String)>,
    /// Every grade given, in order; the last of each grader counts.
    pub gradings: Vec<Grading>,
    /// How far it may travel now.
    pub marking: Marking,
    /// To whom it may go on by leave of its originator, where it is not ours.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub leaves: BTreeSet<Recipient>,
    /// Proposals to release it that wait for a second person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub proposals: Vec<Proposed>,
    /// Every release, in order, with what was called back.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub releases: Vec<ReleaseState>,
    /// Which partners sent it, in order: it returned by these roads, and corroborates nothing by them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub received_from: BTreeSet<String>,
    /// When it was first recorded: since then we have known of it.
    pub known_since: Timestamp,
    /// The last record that touched it.
    pub last: Seq,
}

impl ClaimState {
    /// The state after the record that drafted it, or that brought it in sealed; `None` for any other.
    #[must_use]
    pub fn open(record: &Record) -> Option<Self> {
        let new = &record.new;
        let blank = |id, article, body, marking| Self {
            id,
            article,
            body,
            claim: None,
            standing: Standing::Draft,
            basis: None,
            decided: None,
            gradings: Vec::new(),
            marking,
            leaves: BTreeSet::new(),
            proposals: Vec::new(),
            releases: Vec::new(),
            received_from: BTreeSet::new(),
            known_since: new.at,
            last: record.seq,
        };
        match &new.what {
            Happening::ClaimDrafted { claim, article, draft } => {
                Some(blank(*claim, *article, (**draft).clone(), Marking::default()))
            }
            Happening::ClaimAccepted { claim, .. }
            | Happening::ClaimCorrected { claim, .. }
            | Happening::ClaimReceived { claim, .. } => {
                let mut state =
                    blank(claim.id(), claim.article(), claim.body().clone(), claim.marking().clone());
                state.apply(record);
                Some(state)
            }
            _ => None,
        }
    }

    /// Takes in a later record; one that is about another claim changes nothing.
    pub fn apply(&mut self, record: &Record) {
        let new = &record.new;
        if new.what.claim() != Some(self.id) {
            return;
        }
        self.last = record.seq;
        match &new.what {
            Happening::ClaimAccepted { claim, basis } => {
                self.seal(claim, Standing::Accepted);
                self.basis = Some(basis.clone());
                self.decided = Some((new.by.clone(), String::new()));
            }
            Happening::ClaimCorrected { claim, reason } => {
                self.seal(claim, Standing::Corrected);
                self.basis = Some(Basis::Person);
                self.decided = Some((new.by.clone(), reason.clone()));
            }
            Happening::ClaimRejected { reason, .. } => {
                self.standing = Standing::Rejected;
                self.decided = Some((new.by.clone(), reason.clone()));
            }
            Happening::ClaimRetracted { reason, .. } => {
                self.standing = Standing::Retracted;
                self.decided = Some((new.by.clone(), reason.clone()));
            }
            Happening::ClaimGraded { credibility, reason, .. } => self.gradings.push(Grading {
                by: new.by.clone(),
                at: new.at,
                credibility: *credibility,
                reason: reason.clone(),
            }),
            Happening::MarkingSet { marking, .. } => self.marking = marking.clone(),
            Happening::ClaimReceived { claim, credibility, .. } => self.receive(record, claim, *credibility),
            Happening::LeaveGiven { to, .. } => {
                self.leaves.insert(to.clone());
            }
            what => self.share(new, what),
        }
    }

    /// A claim that we read or received before stays as it is: coming again by another road adds nothing
    /// but the road.
    fn receive(&mut self, record: &Record, claim: &Claim, credibility: Option<Credibility>) {
        let new = &record.new;
        if let Provenance::Received { from } = claim.provenance() {
            self.received_from.insert(from.clone());
        }
        if self.claim.is_some() {
            return;
        }
        self.seal(claim, Standing::Received);
        self.decided = Some((new.by.clone(), String::new()));
        if let Some(credibility) = credibility {
            let reason = Some("as it came".to_owned());
            self.gradings.push(Grading { by: new.by.clone(), at: new.at, credibility, reason });
        }
    }

    /// What is recorded of its going out.
    fn share(&mut self, new: &NewRecord, what: &Happening) {
        match what {
            Happening::ReleaseProposed { proposal, .. } => {
                self.proposals.retain(|one| one.proposal.to != proposal.to);
                self.proposals.push(Proposed {
                    proposal: (**proposal).clone(),
                    by: new.by.clone(),
                    at: new.at,
                });
            }
            Happening::ProposalDropped { to, .. } => self.proposals.retain(|one| one.proposal.to != *to),
            Happening::ClaimReleased { release, .. } => {
                self.proposals.retain(|one| one.proposal.to != release.to);
                self.releases.push(ReleaseState {
                    release: (**release).clone(),
                    at: new.at,
                    withdrawn: None,
                });
            }
            Happening::ReleaseWithdrawn { to, object, reason, .. } => {
                let standing = self.releases.iter_mut().filter(|state| {
                    state.withdrawn.is_none() && state.release.to == *to && state.release.object == *object
                });
                for state in standing {
                    state.withdrawn = Some(Withdrawal { at: new.at, reason: reason.clone() });
                }
            }
            _ => {}
        }
    }

    /// What is out now with a recipient.
    pub fn released_to<'a>(&'a self, to: &'a Recipient) -> impl Iterator<Item = &'a ReleaseState> {
        self.releases.iter().filter(move |state| state.withdrawn.is_none() && state.release.to == *to)
    }

    fn seal(&mut self, claim: &Claim, standing: Standing) {
        // A marking that was set since the last sealing stays: sealing again must not widen it.
        self.marking = if self.claim.is_some() { self.marking.clone() } else { claim.marking().clone() };
        self.body = claim.body().clone();
        self.claim = Some(claim.clone());
        self.standing = standing;
    }

    /// The credibility given last.
    #[must_use]
    pub fn credibility(&self) -> Option<Credibility> {
        self.gradings.last().map(|grading| grading.credibility)
    }
}
