//! What must hold after all trouble has ended.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    claim_state::{ClaimState, Standing},
    collection::{CollectionId, CollectionUse},
    id::ClaimId,
    partner::PartnerId,
    recipient::Recipient,
    record::Seq,
};
use attache_store::{Entry, PageQuery, Store as _, VersionMatch};

use super::world::{GROUP, NODES, World, recipient};
use crate::{following, partnering, proving, redeciding};

/// Whether all of it holds; the error says what does not.
pub(super) fn converged(world: &World) -> Result<(), String> {
    for at in 0..NODES.len() {
        nothing_leaked(world, at)?;
    }
    for at in 0..NODES.len() {
        nothing_is_left_to_decide(world, at)?;
        for from in (0..NODES.len()).filter(|from| *from != at) {
            no_alarm(world, at, from)?;
            all_arrived(world, at, from)?;
            claims_stand_as_released(world, at, from)?;
        }
        logs_verify(world, at)?;
    }
    Ok(())
}

/// What the agreements and markings say is what is out.
fn nothing_is_left_to_decide(world: &World, at: usize) -> Result<(), String> {
    let done = redeciding::tick(&world.sites[at].effects()).map_err(|cause| cause.to_string())?;
    if done.recorded { Err(format!("{} still had to call back or renew", NODES[at].0)) } else { Ok(()) }
}

fn logs_verify(world: &World, at: usize) -> Result<(), String> {
    let site = &world.sites[at];
    let (node, store) = (site.node(), &*site.disk.0);
    let roster = partnering::roster(store).map_err(|cause| cause.to_string())?;
    for to in proving::recipients(&roster) {
        let verified =
            proving::verify(store, &node, &roster, &to, None).map_err(|cause| cause.to_string())?;
        if let Some(wrong) = verified.faults.first() {
            return Err(format!("the log of {} for {to}: {wrong}", NODES[at].0));
        }
    }
    Ok(())
}

/// Nobody found that a log was written anew.
pub(super) fn no_alarm(world: &World, at: usize, from: usize) -> Result<(), String> {
    let partner: PartnerId = NODES[from].0.parse().unwrap();
    for outbox in outboxes(world, from, at) {
        let state = following::state(&*world.sites[at].disk.0, &partner, &outbox.to_string())
            .map_err(|cause| cause.to_string())?;
        if let Some(alarm) = state.alarm() {
            return Err(format!("alarm at {} about {}: {}", NODES[at].0, NODES[from].0, alarm.what));
        }
    }
    Ok(())
}

/// The collections of `from` that are for `at`.
fn outboxes(world: &World, from: usize, at: usize) -> [CollectionId; 2] {
    let node = world.sites[from].node();
    [NODES[at].0, GROUP].map(|to| node.collection(&CollectionUse::Outbox(recipient(to))))
}

fn entries(world: &World, at: usize, collection: CollectionId) -> Vec<Entry> {
    let query = PageQuery {
        collection,
        after: i64::MIN,
        limit: usize::MAX,
        objects: Vec::new(),
        types: Vec::new(),
        versions: VersionMatch { all: true, ..VersionMatch::default() },
        bytes: true,
        room: usize::MAX,
    };
    world.sites[at].disk.0.page(&query).unwrap().entries
}

fn inbox(world: &World, at: usize, from: usize) -> Vec<Entry> {
    let used = CollectionUse::Inbox(NODES[from].0.parse().unwrap());
    entries(world, at, world.sites[at].node().collection(&used))
}

/// What `from` has out for `at` lies at `at`, byte for byte, each once, and nothing else of it.
fn all_arrived(world: &World, at: usize, from: usize) -> Result<(), String> {
    let bytes =
        |entries: Vec<Entry>| -> Vec<Vec<u8>> { entries.into_iter().map(|entry| entry.bytes).collect() };
    let sent: BTreeSet<_> = outboxes(world, from, at)
        .into_iter()
        .flat_map(|outbox| bytes(entries(world, from, outbox)))
        .collect();
    let came = bytes(inbox(world, at, from));
    let once: BTreeSet<_> = came.iter().cloned().collect();
    if once.len() != came.len() {
        return Err(format!("{} has something of {} twice", NODES[at].0, NODES[from].0));
    }
    if once != sent {
        let (more, fewer) = (once.difference(&sent).count(), sent.difference(&once).count());
        return Err(format!(
            "{} has {more} objects too many of {} and lacks {fewer}",
            NODES[at].0, NODES[from].0
        ));
    }
    Ok(())
}

/// A claim that is out stands where it went; one that was called back everywhere does not.
fn claims_stand_as_released(world: &World, at: usize, from: usize) -> Result<(), String> {
    let mine: BTreeMap<ClaimId, ClaimState> =
        world.claims(at, true).into_iter().map(|state| (state.id, state)).collect();
    for state in world.claims(from, false) {
        let reaches = |to: &Recipient| *to == recipient(NODES[at].0) || *to == recipient(GROUP);
        let out = state.releases.iter().filter(|one| reaches(&one.release.to));
        let (standing, ended): (Vec<_>, Vec<_>) = out.partition(|one| one.withdrawn.is_none());
        let here = mine.get(&state.id);
        let told = || format!("claim {} of {} at {}", state.id.short(), NODES[from].0, NODES[at].0);
        // Another may have passed it on before, or still: then its word counts for itself.
        let first = here.is_none_or(|here| {
            here.claim.as_ref().is_some_and(|claim| {
                *claim.provenance()
                    == attache_core::claim::Provenance::Received { from: NODES[from].0.into() }
            })
        });
        if !standing.is_empty() {
            let Some(here) = here else { return Err(format!("{} is missing", told())) };
            if first && here.standing != Standing::Received {
                return Err(format!("{} is out and is {} there", told(), here.standing));
            }
            if first && here.body != state.body.as_told() {
                return Err(format!("{} says something else", told()));
            }
        } else if !ended.is_empty() && first && here.is_some_and(|here| here.standing.stands()) {
            return Err(format!("{} was called back and still stands", told()));
        }
    }
    Ok(())
}

/// A unique word lies only where its claim was allowed to go.
fn nothing_leaked(world: &World, at: usize) -> Result<(), String> {
    let mut bytes = Vec::new();
    for from in (0..NODES.len()).filter(|from| *from != at) {
        bytes.extend(inbox(world, at, from).into_iter().flat_map(|entry| entry.bytes));
    }
    let records = world.sites[at].disk.0.scan(Seq(0), usize::MAX).unwrap();
    bytes.extend(serde_json::to_vec(&records).unwrap());
    let seen = String::from_utf8_lossy(&bytes);
    for (canary, reader) in world.articles.iter().filter(|(_, reader)| **reader != at) {
        if !seen.contains(canary.as_str()) {
            continue;
        }
        let claims = world.claims(*reader, false);
        let of_it = claims.iter().filter(|state| state.body.sentence.text.contains(canary.as_str()));
        if !of_it.clone().any(|state| world.allowed.contains(&(state.id, at))) {
            return Err(format!("leak: {} has {canary} of {}", NODES[at].0, NODES[*reader].0));
        }
    }
    Ok(())
}
