//! Calling back by hand.

use std::collections::BTreeSet;

use attache_core::{id::ClaimId, recipient::Recipient, record::Happening};

use super::{
    matter::Matter,
    outgoing::{Outbox, first_version},
};
use crate::{
    effects::Effects,
    failure::Failure,
    node::Node,
    partnering,
    redeciding::{self, Recall, Redecided, Wish},
    resolving,
};

/// Calls back everything that is out of these claims with a recipient.
pub(crate) fn withdraw(
    effects: &Effects<'_>,
    to: &Recipient,
    claims: &[ClaimId],
    reason: &str,
) -> Result<Redecided, Failure> {
    let mut recalled = Vec::new();
    let mut done = redeciding::record_all(effects, &mut |store, at| {
        let node = Node::existing(store)?;
        let roster = partnering::roster(store)?;
        partnering::reachable(&roster, to)?;
        let outbox = Outbox::open(store, &node, &roster, to)?;
        let (mut wish, mut seen) = (Wish::default(), BTreeSet::new());
        recalled.clear();
        for id in claims {
            let state = resolving::state(store, *id)?;
            for release in state.released_to(to).map(|one| &one.release) {
                if !seen.insert(release.object.clone()) {
                    continue;
                }
                let matter = Matter::of(store, &state, release.tear_line.as_ref(), |_| None)?;
                let first = first_version(matter.releases(), release);
                wish.entries.extend(outbox.revoke(release, first, at)?);
                wish.what.extend(matter.claims().into_iter().map(|claim| Happening::ReleaseWithdrawn {
                    claim,
                    to: to.clone(),
                    object: release.object.clone(),
                    reason: reason.to_owned(),
                }));
                recalled.push(Recall {
                    claims: matter.claims(),
                    to: to.clone(),
                    object: release.object.clone(),
                    reason: reason.to_owned(),
                });
            }
            if state.released_to(to).next().is_none() {
                return Err(Failure::Input(format!(
                    "nothing of {} is out with {to}: `attache ask released {}` shows what went to whom",
                    id.short(),
                    id.short()
                )));
            }
        }
        Ok(wish)
    })?;
    done.recalled = recalled;
    Ok(done)
}
