//! Releasing: what goes to whom, decided by [`decide`](attache_core::release::decide) alone, recorded in the
//! same transaction in which it enters the collection.

use std::{cell::OnceCell, collections::BTreeSet};

use attache_core::{
    claim_state::{ClaimState, Standing},
    filter::Filter,
    id::ClaimId,
    recipient::Recipient,
    record::Happening,
    release::{Decision, Reason},
    roster::Roster,
    sharing::{Proposal, Release, ReleaseState},
    tear_line::TearLine,
};
use attache_store::Store;
use jiff::Timestamp;

use crate::{
    effects::Effects,
    failure::Failure,
    node::Node,
    partnering,
    redeciding::{self, Wish},
    resolving,
};

use matter::Matter;
use outgoing::{Outbox, Outgoing};

pub(crate) mod copying;
pub(crate) mod matter;
pub(crate) mod outgoing;
pub(crate) mod proposing;
pub(crate) mod tearing;
pub(crate) mod withdrawing;

/// What is to go to whom.
pub(crate) struct Order<'a> {
    /// To whom.
    pub(crate) to: &'a Recipient,
    /// Which claims; everything that may go and is not out where none is named.
    pub(crate) claims: &'a [ClaimId],
    /// As which tear-line; whole where there is none.
    pub(crate) tear: Option<&'a tearing::Tear>,
}

/// What becomes of one matter.
pub(crate) enum Verdict {
    /// It goes out.
    Goes(Box<Outgoing>),
    /// It is out already.
    IsOut,
    /// It was called back from this recipient once, and is not among those named.
    WasCalledBack,
    /// It may not go, for these reasons.
    Withheld(Vec<Reason>),
    /// It may go, and cannot be written so that a partner would take it.
    Unwritable(String),
}

/// A matter and what becomes of it.
pub(crate) struct Row {
    /// Which.
    pub(crate) matter: Matter,
    /// What becomes of it.
    pub(crate) verdict: Verdict,
}

/// What would go out, and why the rest would not. Nothing is recorded.
pub(crate) fn preview(effects: &Effects<'_>, order: &Order<'_>) -> Result<Vec<Row>, Failure> {
    let persons = BTreeSet::from([effects.by.to_owned()]);
    Room::enter(effects.store, order.to, effects.clock.now())?.rows(order, &persons)
}

/// Releases what may go.
pub(crate) fn release(effects: &Effects<'_>, order: &Order<'_>) -> Result<Vec<Row>, Failure> {
    let persons = BTreeSet::from([effects.by.to_owned()]);
    let mut rows = Vec::new();
    redeciding::record_all(effects, &mut |store, at| {
        let room = Room::enter(store, order.to, at)?;
        rows = room.rows(order, &persons)?;
        Ok(wish(&rows, order.to, &persons))
    })?;
    Ok(rows)
}

/// What is recorded and added for the rows that go.
fn wish(rows: &[Row], to: &Recipient, persons: &BTreeSet<String>) -> Wish {
    let mut wish = Wish::default();
    for row in rows {
        let Verdict::Goes(outgoing) = &row.verdict else { continue };
        let release = Release {
            to: to.clone(),
            object: outgoing.object.clone(),
            version: outgoing.version,
            marking: outgoing.marking.clone(),
            digest: outgoing.digest,
            tear_line: row.matter.tear_line.clone(),
            persons: persons.clone(),
        };
        let released = |claim| Happening::ClaimReleased { claim, release: Box::new(release.clone()) };
        wish.what.extend(row.matter.claims().into_iter().map(released));
        wish.entries.extend(outgoing.entries.iter().cloned());
    }
    wish
}

/// Where it is decided: what the store says at one moment, for one recipient.
pub(crate) struct Room<'a> {
    store: &'a dyn Store,
    node: Node,
    roster: Roster,
    to: &'a Recipient,
    at: Timestamp,
    outbox: OnceCell<Outbox<'a>>,
}

impl<'a> Room<'a> {
    /// The recipient must be there.
    pub(crate) fn enter(store: &'a dyn Store, to: &'a Recipient, at: Timestamp) -> Result<Self, Failure> {
        let node = Node::existing(store)?;
        let roster = partnering::roster(store)?;
        partnering::reachable(&roster, to)?;
        Ok(Self { store, node, roster, to, at, outbox: OnceCell::new() })
    }

    fn rows(&self, order: &Order<'_>, persons: &BTreeSet<String>) -> Result<Vec<Row>, Failure> {
        let named = !order.claims.is_empty();
        let states = if named { self.named(order.claims)? } else { self.everything()? };
        let matters = match order.tear {
            Some(tear) if named => vec![tear.matter(self.store, &states)?],
            Some(_) => return Err(Failure::Usage("name the claims that the tear-line is made of".into())),
            None => states.into_iter().map(Matter::whole).collect(),
        };
        matters.into_iter().map(|matter| self.row(matter, named, persons)).collect()
    }

    fn named(&self, claims: &[ClaimId]) -> Result<Vec<ClaimState>, Failure> {
        let distinct: BTreeSet<_> = claims.iter().collect();
        distinct.into_iter().map(|id| resolving::state(self.store, *id)).collect()
    }

    /// Everything that was accepted or received and stands.
    fn everything(&self) -> Result<Vec<ClaimState>, Failure> {
        let standings = vec![Standing::Accepted, Standing::Corrected, Standing::Received];
        Ok(self.store.find(&Filter { standings, ..Filter::default() })?)
    }

    /// Decides about one matter.
    pub(crate) fn row(
        &self,
        matter: Matter,
        named: bool,
        persons: &BTreeSet<String>,
    ) -> Result<Row, Failure> {
        let verdict = self.verdict(&matter, named, persons)?;
        Ok(Row { matter, verdict })
    }

    fn verdict(&self, matter: &Matter, named: bool, persons: &BTreeSet<String>) -> Result<Verdict, Failure> {
        // Without being asked for, nothing goes whole beside its tear-line.
        let same = |one: &ReleaseState| !named || matter.is_like(one.release.tear_line.as_ref());
        if matter.grounds().any(|ground| ground.released_to(self.to).any(same)) {
            return Ok(Verdict::IsOut);
        }
        let called_back = |one: &ReleaseState| one.withdrawn.is_some() && one.release.to == *self.to;
        if !named && matter.releases().any(called_back) {
            return Ok(Verdict::WasCalledBack);
        }
        let audience = self.roster.audience(self.to);
        Ok(match matter.decide(self.store, &self.node, &audience, persons, self.at)? {
            Decision::Withhold(reasons) => Verdict::Withheld(reasons),
            Decision::Release(released) => {
                match self.outbox()?.write(&released, matter.releases(), self.at) {
                    Ok(outgoing) => Verdict::Goes(Box::new(outgoing)),
                    // One that cannot be written keeps no other back.
                    Err(Failure::Input(words)) => Verdict::Unwritable(words),
                    Err(failure) => return Err(failure),
                }
            }
        })
    }

    /// One for all matters: what several of them share is added once.
    fn outbox(&self) -> Result<&Outbox<'a>, Failure> {
        if let Some(outbox) = self.outbox.get() {
            return Ok(outbox);
        }
        let outbox = Outbox::open(self.store, &self.node, &self.roster, self.to)?;
        Ok(self.outbox.get_or_init(|| outbox))
    }
}

/// What is proposed.
pub(crate) fn proposal(to: &Recipient, tear_line: Option<&TearLine>) -> Box<Proposal> {
    Box::new(Proposal { to: to.clone(), tear_line: tear_line.cloned() })
}
