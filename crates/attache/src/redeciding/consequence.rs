//! What follows for what is out.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    claim_state::ClaimState,
    id::ClaimId,
    record::{Happening, NewRecord},
    release::{Reason, Released},
    roster::Roster,
    sharing::Release,
};
use attache_store::{Commit, NewEntry};
use jiff::Timestamp;

use super::{Recall, Redecided, Renewal};
use crate::{
    effects::Effects,
    failure::Failure,
    node::Node,
    releasing::{matter::Matter, outgoing::Outbox},
};

/// What is decided on, and what it comes to.
pub(super) struct Scene<'a> {
    effects: &'a Effects<'a>,
    node: &'a Node,
    roster: &'a Roster,
    at: Timestamp,
    records: Vec<NewRecord>,
    entries: Vec<NewEntry>,
}

/// What is out with somebody, and what it rests on.
struct Out {
    release: Release,
    matter: Matter,
}

impl<'a> Scene<'a> {
    pub(super) const fn new(
        effects: &'a Effects<'a>,
        node: &'a Node,
        roster: &'a Roster,
        at: Timestamp,
    ) -> Self {
        Self { effects, node, roster, at, records: Vec::new(), entries: Vec::new() }
    }

    /// Adds what it came to to a commit.
    pub(super) fn pour_into(self, commit: &mut Commit) {
        commit.records.extend(self.records);
        commit.entries.extend(self.entries);
    }

    fn record(&mut self, what: Happening) {
        self.records.push(NewRecord { at: self.at, by: self.effects.by.to_owned(), what });
    }

    /// A proposal was about the claim as it was then: a second person must not confirm another one.
    pub(super) fn drop_proposals(&mut self, state: &ClaimState, done: &mut Redecided) {
        for proposed in &state.proposals {
            let to = proposed.proposal.to.clone();
            let reason = "the claim was changed after it had been proposed".to_owned();
            done.dropped.push((state.id, to.clone()));
            self.record(Happening::ProposalDropped { claim: state.id, to, reason });
        }
    }

    /// Decides about everything that is out of these claims.
    pub(super) fn decide_again(
        &mut self,
        states: &BTreeMap<ClaimId, ClaimState>,
        done: &mut Redecided,
    ) -> Result<(), Failure> {
        let mut seen = BTreeSet::new();
        for state in states.values() {
            // The last version of an object stands for all of them.
            for standing in state.releases.iter().rev().filter(|standing| standing.withdrawn.is_none()) {
                let release = &standing.release;
                if seen.insert((release.to.clone(), release.object.clone())) {
                    let line = release.tear_line.as_ref();
                    let known = |id: ClaimId| states.get(&id).cloned();
                    let matter = Matter::of(self.effects.store, state, line, known)?;
                    let out = Out { release: release.clone(), matter };
                    self.one(&out, done)?;
                }
            }
        }
        Ok(())
    }

    fn one(&mut self, out: &Out, done: &mut Redecided) -> Result<(), Failure> {
        let mut audience = self.roster.audience(&out.release.to);
        // The others of a group hear of a change although one of them is suspended: that one cannot read, and
        // everything is decided anew when exchange with it goes on.
        if audience.members.iter().any(|member| !member.suspended) {
            audience.members.retain(|member| !member.suspended);
        }
        let persons = &out.release.persons;
        match out.matter.decide(self.effects.store, self.node, &audience, persons, self.at)? {
            Ok(released) => self.renew(out, &released, done),
            Err(reasons) => {
                let told = reasons.iter().filter(|reason| !matches!(reason, Reason::Suspended { .. }));
                let told: Vec<String> = told.map(ToString::to_string).collect();
                // What rests is neither called back nor renewed.
                if told.is_empty() { Ok(()) } else { self.withdraw(out, told.join("; "), done) }
            }
        }
    }

    fn withdraw(&mut self, out: &Out, reason: String, done: &mut Redecided) -> Result<(), Failure> {
        let outbox = Outbox::open(self.effects.store, self.node, &out.release.to);
        self.entries.extend(outbox.revoke(&out.release, self.at)?);
        for claim in out.matter.claims() {
            self.record(Happening::ReleaseWithdrawn {
                claim,
                to: out.release.to.clone(),
                object: out.release.object.clone(),
                reason: reason.clone(),
            });
        }
        done.recalled.push(Recall {
            claims: out.matter.claims(),
            to: out.release.to.clone(),
            object: out.release.object.clone(),
            reason,
        });
        Ok(())
    }

    /// Sends a new version where it reads otherwise than the last one.
    fn renew(&mut self, out: &Out, released: &Released, done: &mut Redecided) -> Result<(), Failure> {
        let outbox = Outbox::open(self.effects.store, self.node, &out.release.to);
        let Some(written) = outbox.renew(released, &out.release, self.at)? else { return Ok(()) };
        let release = Release {
            version: written.version,
            digest: written.digest,
            marking: released.marking().clone(),
            ..out.release.clone()
        };
        self.entries.extend(written.entries);
        for claim in out.matter.claims() {
            self.record(Happening::ClaimReleased { claim, release: Box::new(release.clone()) });
        }
        done.renewed.push(Renewal { claims: out.matter.claims(), to: release.to, object: release.object });
        Ok(())
    }
}
