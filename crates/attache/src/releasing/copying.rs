//! A copy of what is out with a recipient, in one STIX bundle, for tools that know no TAXII. What was never released
//! is not in it: no recall would reach that.

use std::collections::BTreeSet;

use attache_core::{claim_state::ClaimState, recipient::Recipient, release::Decision};
use attache_exchange::writing::Written;

use super::{Room, matter::Matter, outgoing::first_version};
use crate::{effects::Effects, failure::Failure};

/// A copy.
pub(crate) struct Copied {
    /// The bundle.
    pub(crate) file: Vec<u8>,
    /// How many claims and tear-lines are in it.
    pub(crate) went: usize,
    /// How many of the claims asked for are not.
    pub(crate) withheld: usize,
}

/// The bundle of what is out of these claims with a recipient, and may be out now, byte for byte as it went. Nothing is
/// recorded: this is no release.
pub(crate) fn copy(
    effects: &Effects<'_>,
    to: &Recipient,
    states: Vec<ClaimState>,
) -> Result<Copied, Failure> {
    let room = Room::enter(effects.store, to, effects.clock.now())?;
    let (mut written, mut withheld, mut seen) = (Vec::new(), 0_usize, BTreeSet::new());
    for state in states {
        let copies = room.standing(&state, &mut seen)?;
        withheld = withheld.saturating_add(usize::from(copies.is_empty()));
        written.extend(copies);
    }
    let mut objects: Vec<&[u8]> = Vec::new();
    let mut ids = BTreeSet::new();
    for object in written.iter().flat_map(|one| &one.objects) {
        if ids.insert((&object.id, object.version)) {
            objects.push(&object.bytes);
        }
    }
    let file = room.outbox()?.bundle(&objects)?;
    Ok(Copied { file, went: written.len(), withheld })
}

impl Room<'_> {
    /// What is out of a claim, as it went. The same tear-line is out of each of its claims: once is enough.
    fn standing(&self, state: &ClaimState, seen: &mut BTreeSet<String>) -> Result<Vec<Written>, Failure> {
        let mut copies = Vec::new();
        let audience = self.roster.audience(self.to);
        for release in state.released_to(self.to).map(|one| &one.release) {
            if !seen.insert(release.object.clone()) {
                continue;
            }
            let matter = Matter::of(self.store, state, release.tear_line.as_ref(), |_| None)?;
            let decided = matter.decide(self.store, &self.node, &audience, &release.persons, self.at)?;
            if let Decision::Release(released) = decided {
                let first = first_version(matter.releases(), release);
                copies.push(self.outbox()?.copy(&released, release.version, first)?);
            }
        }
        Ok(copies)
    }
}
