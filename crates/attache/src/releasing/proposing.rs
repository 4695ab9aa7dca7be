//! Two persons: one proposes, another confirms.

use std::collections::BTreeSet;

use attache_core::{
    claim_state::Standing,
    filter::Filter,
    id::ClaimId,
    recipient::Recipient,
    record::Happening,
    release::{Reason, may_confirm},
    sharing::Proposed,
};
use attache_store::Store;
use jiff::Timestamp;

use super::{Order, Room, Row, Verdict, matter::Matter, wish};
use crate::{
    effects::Effects,
    failure::Failure,
    partnering,
    redeciding::{self, Redecided, Wish},
    resolving,
};

/// A proposal that waits for a second person.
pub(crate) struct Waiting {
    /// The claim, or those of the tear-line.
    pub(crate) matter: Matter,
    /// Who proposed it and when.
    pub(crate) proposed: Proposed,
}

/// Proposes what could go if a second person agreed. What could not go even then is not proposed.
pub(crate) fn propose(effects: &Effects<'_>, order: &Order<'_>) -> Result<Vec<Row>, Failure> {
    if order.claims.is_empty() {
        return Err(Failure::Usage("name the claims that you propose to release".into()));
    }
    let persons = BTreeSet::from([effects.by.to_owned()]);
    let mut rows = Vec::new();
    redeciding::record(effects, &mut |store| {
        let room = Room::enter(store, order.to, effects.clock.now())?;
        rows = room.rows(order, &persons)?;
        Ok(rows
            .iter()
            .filter(|row| may_be_proposed(&row.verdict))
            .flat_map(|row| proposals(row, order.to))
            .collect())
    })?;
    Ok(rows)
}

/// Whether nothing but a second person is wanting.
pub(crate) fn may_be_proposed(verdict: &Verdict) -> bool {
    match verdict {
        Verdict::Goes(_) => true,
        Verdict::Withheld(reasons) => {
            reasons.iter().all(|reason| matches!(reason, Reason::NeedsSecondPerson))
        }
        Verdict::IsOut | Verdict::WasCalledBack | Verdict::Unwritable(_) => false,
    }
}

fn proposals(row: &Row, to: &Recipient) -> Vec<Happening> {
    let proposal = super::proposal(to, row.matter.tear_line.as_ref());
    let proposed = |claim| Happening::ReleaseProposed { claim, proposal: proposal.clone() };
    row.matter.claims().into_iter().map(proposed).collect()
}

/// The proposals that wait, for one recipient.
pub(crate) fn waiting(store: &dyn Store, to: &Recipient) -> Result<Vec<Waiting>, Failure> {
    partnering::reachable(&partnering::roster(store)?, to)?;
    let mut found: Vec<Waiting> = Vec::new();
    let standings = vec![Standing::Accepted, Standing::Corrected, Standing::Received];
    for state in store.find(&Filter { standings, ..Filter::default() })? {
        for proposed in state.proposals.iter().filter(|one| one.proposal.to == *to) {
            let matter = Matter::of(store, &state, proposed.proposal.tear_line.as_ref(), |_| None)?;
            // The proposal of a tear-line stands with each of its claims: once is enough.
            if !found.iter().any(|one| one.matter.claims() == matter.claims()) {
                found.push(Waiting { matter, proposed: proposed.clone() });
            }
        }
    }
    Ok(found)
}

/// Confirms what another person proposed, and releases it.
pub(crate) fn confirm(
    effects: &Effects<'_>,
    to: &Recipient,
    claims: &[ClaimId],
) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    redeciding::record_all(effects, &mut |store, at| {
        let room = Room::enter(store, to, at)?;
        let mut done: BTreeSet<ClaimId> = BTreeSet::new();
        let mut all = Wish::default();
        rows.clear();
        for id in claims {
            let found = proposed(store, *id, to)?;
            if found.matter.claims().iter().any(|claim| done.contains(claim)) {
                continue;
            }
            done.extend(found.matter.claims());
            confirm_one(effects, &room, found, &mut all, &mut rows)?;
        }
        Ok(all)
    })?;
    Ok(rows)
}

fn confirm_one(
    effects: &Effects<'_>,
    room: &Room<'_>,
    found: Waiting,
    all: &mut Wish,
    rows: &mut Vec<Row>,
) -> Result<(), Failure> {
    may_confirm(&found.proposed, effects.by).map_err(|wrong| {
        let by = &found.proposed.by;
        Failure::Input(format!(
            "{wrong} (it was {by}; you are {}): work under your own name with --as NAME",
            effects.by
        ))
    })?;
    let persons = BTreeSet::from([found.proposed.by.clone(), effects.by.to_owned()]);
    let row = room.row(found.matter, true, &persons)?;
    let one = wish(std::slice::from_ref(&row), room.to, &persons);
    all.what.extend(one.what);
    all.entries.extend(one.entries);
    rows.push(row);
    Ok(())
}

/// The proposal about a claim, which must be there.
fn proposed(store: &dyn Store, claim: ClaimId, to: &Recipient) -> Result<Waiting, Failure> {
    let state = resolving::state(store, claim)?;
    let Some(proposed) = state.proposals.iter().find(|one| one.proposal.to == *to) else {
        return Err(Failure::Input(format!(
            "nobody proposed to release {} to {to}: `attache release --to {to} --confirm` lists what waits",
            claim.short()
        )));
    };
    let matter = Matter::of(store, &state, proposed.proposal.tear_line.as_ref(), |_| None)?;
    Ok(Waiting { matter, proposed: proposed.clone() })
}

/// Turns proposals down or takes them back.
pub(crate) fn turn_down(
    effects: &Effects<'_>,
    to: &Recipient,
    claims: &[ClaimId],
    reason: &str,
) -> Result<Redecided, Failure> {
    redeciding::record(effects, &mut |store| {
        let mut dropped = BTreeSet::new();
        for id in claims {
            dropped.extend(proposed(store, *id, to)?.matter.claims());
        }
        let drop = |claim| Happening::ProposalDropped { claim, to: to.clone(), reason: reason.to_owned() };
        Ok(dropped.into_iter().map(drop).collect())
    })
}

/// When something was proposed, to the minute.
pub(crate) fn minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}
