//! The fold of the records of one claim.

use std::collections::BTreeSet;

use crate::{
    claim::{Claim, Provenance},
    grade::Credibility,
    marking::Marking,
    record::{Basis, Happening, NewRecord, Record},
    sharing::{Proposed, ReleaseState, Withdrawal},
};

use super::{ClaimState, Grading, Standing, Supply};

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
            marked: false,
            supply: None,
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
            Happening::MarkingSet { marking, .. } => {
                self.marking = marking.clone();
                self.marked = true;
            }
            Happening::ClaimReceived { claim, credibility, .. } => self.receive(record, claim, *credibility),
            Happening::LeaveGiven { to, .. } => {
                self.leaves.insert(to.clone());
            }
            what => self.share(new, what),
        }
    }

    /// A claim that was accepted or turned down here stays as it is: coming by another road adds nothing but
    /// the road. A later version from the partner that sent it first replaces what it sent, while nobody here
    /// has sealed it; its marking binds also after that. A version from anybody else changes nothing.
    fn receive(&mut self, record: &Record, claim: &Claim, credibility: Option<Credibility>) {
        let new = &record.new;
        let Provenance::Received { from } = claim.provenance() else { return };
        self.received_from.insert(from.clone());
        match &mut self.supply {
            Some(supply) if supply.from == *from => {
                supply.marking = claim.marking().clone();
                if self.standing != Standing::Received {
                    return;
                }
                if !self.marked {
                    self.marking = claim.marking().clone();
                }
            }
            None if self.claim.is_none() && self.standing == Standing::Draft => {}
            _ => return,
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
                    content: self.content(),
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

    fn seal(&mut self, claim: &Claim, standing: Standing) {
        if let (Provenance::Received { from }, None) = (claim.provenance(), &self.claim) {
            self.supply = Some(Supply {
                from: from.clone(),
                originator: claim.originator().clone(),
                marking: claim.marking().clone(),
            });
        }
        // A marking that was set here stays: sealing must not widen it.
        if self.claim.is_none() && !self.marked {
            self.marking = claim.marking().clone();
        }
        self.body = claim.body().clone();
        self.claim = Some(claim.clone());
        self.standing = standing;
    }
}
