//! What follows for what is out. What becomes of each release is decided by
//! [`attache_core::release::consequences`]; this makes records and entries of it.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

use attache_core::{
    article::Article,
    claim_state::ClaimState,
    id::ClaimId,
    record::{Happening, NewRecord, Record},
    release::{Change, Consequence, Released, WithArticle, consequences, touched},
    reliance::Reliance,
    roster::Roster,
    sharing::Release,
};
use attache_store::{Commit, NewEntry};
use jiff::Timestamp;

use super::{Dropped, Recall, Redecided, Renewal, numbered};
use crate::{
    effects::Effects,
    failure::Failure,
    node::Node,
    releasing::{
        matter::Matter,
        outgoing::{Outbox, first_version},
    },
    resolving,
};

/// What is decided on, and what it comes to.
pub(super) struct Scene<'a> {
    effects: &'a Effects<'a>,
    node: &'a Node,
    roster: &'a Roster,
    at: Timestamp,
    /// What is recorded with it of who rests on whom.
    told: Vec<Record>,
    reliance: OnceCell<Reliance>,
    records: Vec<NewRecord>,
    entries: Vec<NewEntry>,
}

/// What is out with somebody, and what it rests on.
struct Out {
    release: Release,
    matter: Matter,
}

impl<'a> Scene<'a> {
    pub(super) fn new(effects: &'a Effects<'a>, node: &'a Node, roster: &'a Roster, at: Timestamp) -> Self {
        Self {
            effects,
            node,
            roster,
            at,
            told: Vec::new(),
            reliance: OnceCell::new(),
            records: Vec::new(),
            entries: Vec::new(),
        }
    }

    /// The same once these are recorded too.
    pub(super) fn told(self, records: &[NewRecord]) -> Self {
        let told = records.iter().filter(|new| new.what.is_of_reliance()).map(numbered).collect();
        Self { told, ..self }
    }

    /// Who rests on whom, as it will be. Read where a tear-line of several claims is out, and once.
    fn reliance(&self) -> Result<&Reliance, Failure> {
        if let Some(reliance) = self.reliance.get() {
            return Ok(reliance);
        }
        let mut reliance = Reliance::fold(&self.effects.store.reliance_records()?);
        self.told.iter().for_each(|record| reliance.apply(record));
        Ok(self.reliance.get_or_init(|| reliance))
    }

    /// Adds what it came to to a commit.
    pub(super) fn pour_into(self, commit: &mut Commit) {
        commit.records.extend(self.records);
        commit.entries.extend(self.entries);
    }

    fn record(&mut self, what: Happening) {
        self.records.push(NewRecord { at: self.at, by: self.effects.by.to_owned(), what });
    }

    /// A proposal was about the claim as it was then: a second person must not confirm another one. That of a
    /// tear-line stands with each of its claims and falls with each.
    pub(super) fn drop_proposals(&mut self, state: &ClaimState, done: &mut Redecided) -> Result<(), Failure> {
        for proposed in &state.proposals {
            let to = &proposed.proposal.to;
            let line = proposed.proposal.tear_line.as_ref();
            for claim in Matter::of(self.effects.store, state, line, |_| None)?.claims() {
                let dropped = Dropped { claim, to: to.clone() };
                if done.dropped.contains(&dropped) {
                    continue;
                }
                let reason = "a claim was changed after its release had been proposed".to_owned();
                done.dropped.push(dropped);
                self.record(Happening::ProposalDropped { claim, to: to.clone(), reason });
            }
        }
        Ok(())
    }

    /// Decides about everything that is out of these claims.
    pub(super) fn decide_again(
        &mut self,
        states: &BTreeMap<ClaimId, ClaimState>,
        done: &mut Redecided,
    ) -> Result<(), Failure> {
        let mut seen = BTreeSet::new();
        for state in states.values() {
            let decided = self.decided(state, states)?;
            for (out, consequence) in state.out().zip(decided) {
                let release = &out.release;
                // A tear-line is out of each of its claims, as the same object.
                if matches!(consequence, Consequence::Keep)
                    || !seen.insert((release.to.clone(), release.object.clone()))
                {
                    continue;
                }
                let known = |id: ClaimId| states.get(&id).cloned();
                let line = release.tear_line.as_ref();
                let matter = Matter::of(self.effects.store, state, line, known)?;
                let out = Out { release: release.clone(), matter };
                match consequence {
                    Consequence::Withdraw(what) => {
                        if let Happening::ReleaseWithdrawn { reason, .. } = &*what {
                            self.withdraw(&out, reason, done)?;
                        }
                    }
                    Consequence::Renew(released) => self.renew(&out, &released, done)?,
                    Consequence::Keep => {}
                }
            }
        }
        Ok(())
    }

    fn decided(
        &self,
        state: &ClaimState,
        states: &BTreeMap<ClaimId, ClaimState>,
    ) -> Result<Vec<Consequence>, Failure> {
        let store = self.effects.store;
        let claim = self.node.named(state)?;
        let article = store.article(state.article)?;
        let mut others: Vec<(ClaimState, Option<Article>)> = Vec::new();
        for id in touched(state) {
            let other = match states.get(&id) {
                Some(other) => other.clone(),
                None => resolving::state(store, id)?,
            };
            let article = store.article(other.article)?;
            others.push((self.node.named(&other)?, article));
        }
        let others: Vec<WithArticle<'_>> =
            others.iter().map(|(other, article)| (other, article.as_ref())).collect();
        let nothing = Reliance::default();
        Ok(consequences(&Change {
            claim: &claim,
            article: article.as_ref(),
            others: &others,
            roster: self.roster,
            at: self.at,
            ours: &self.node.originator(),
            reliance: if others.is_empty() { &nothing } else { self.reliance()? },
        }))
    }

    fn outbox(&self, out: &Out) -> Result<Outbox<'a>, Failure> {
        Outbox::open(self.effects.store, self.node, self.roster, &out.release.to)
    }

    fn withdraw(&mut self, out: &Out, reason: &str, done: &mut Redecided) -> Result<(), Failure> {
        let first = first_version(out.matter.releases(), &out.release);
        let entries = self.outbox(out)?.revoke(&out.release, first, self.at)?;
        self.entries.extend(entries);
        for claim in out.matter.claims() {
            self.record(Happening::ReleaseWithdrawn {
                claim,
                to: out.release.to.clone(),
                object: out.release.object.clone(),
                reason: reason.to_owned(),
            });
        }
        done.recalled.push(Recall {
            claims: out.matter.claims(),
            to: out.release.to.clone(),
            object: out.release.object.clone(),
            reason: reason.to_owned(),
        });
        Ok(())
    }

    /// Sends a new version. One that cannot be written must not hold up the change that calls for it: then what is
    /// out, which is right no longer, is called back.
    fn renew(&mut self, out: &Out, released: &Released, done: &mut Redecided) -> Result<(), Failure> {
        let first = first_version(out.matter.releases(), &out.release);
        let written = match self.outbox(out)?.renew(released, &out.release, first, self.at) {
            Ok(written) => written,
            Err(Failure::Input(words)) => return self.withdraw(out, &words, done),
            Err(failure) => return Err(failure),
        };
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
