//! Our own release logs: computed anew from what lies in the collections, and proven to others.

use attache_core::{
    claim_state::ClaimState, collection::CollectionId, digest::Digest, recipient::Recipient, roster::Roster,
    sharing::ReleaseState,
};
use attache_exchange::{
    checkpoint::{self, Checkpoint, Root, origin_of},
    log_key::LogVerifier,
    release_log::{InclusionProof, LogFault, Proven, ReleaseLog, Replay},
};
use attache_store::{Entry, PageQuery, Store, StoreError, VersionMatch};
use serde::Serialize;

use crate::{collections, delivery, failure::Failure, log_keeping, node::Node, partnering, redeciding};

/// How many entries are read at once.
const PAGE: usize = 500;

/// What looking at one log found.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Verified {
    /// Whose log.
    pub(crate) to: Recipient,
    /// Of which collection.
    pub(crate) collection: CollectionId,
    /// How many leaves.
    pub(crate) leaves: u64,
    /// The root over them, computed from the objects.
    pub(crate) root: Root,
    /// What is wrong, in words; nothing where all is well.
    pub(crate) faults: Vec<String>,
}

/// Every recipient that has a collection.
pub(crate) fn recipients(roster: &Roster) -> Vec<Recipient> {
    let partners = roster.partners().map(|state| Recipient::Partner(state.partner.id.clone()));
    let groups = roster.agreements().map(|(to, _)| to.clone()).filter(|to| matches!(to, Recipient::Group(_)));
    partners.chain(groups).collect()
}

/// Stored hashes by their index.
type Hashes<'a> = Box<dyn Fn(&[u64]) -> Result<Vec<[u8; 32]>, StoreError> + 'a>;

/// The log of a collection, by way of the hashes that the store keeps.
fn log_of(store: &dyn Store, collection: CollectionId) -> ReleaseLog<Hashes<'_>> {
    ReleaseLog::new(Box::new(move |indexes| store.log_hashes(collection, indexes)))
}

/// What one who has seen the first `size` leaves keeps of them.
pub(crate) fn replay(store: &dyn Store, collection: CollectionId, size: u64) -> Result<Replay, Failure> {
    log_of(store, collection).replay(size).map_err(unreadable)
}

fn unreadable(fault: LogFault<StoreError>) -> Failure {
    match fault {
        LogFault::Read(error) => error.into(),
        other => Failure::Input(format!("the release log cannot be read: {other}")),
    }
}

/// The signed checkpoint of what went to a recipient so far.
pub(crate) fn checkpoint(
    store: &dyn Store,
    node: &Node,
    collection: CollectionId,
) -> Result<Vec<u8>, Failure> {
    let size = store.leaves(collection)?;
    let root = log_of(store, collection).root(size).map_err(unreadable)?;
    let key = log_keeping::key(node)?;
    checkpoint::sign(&origin_of(key.verifier().name(), collection), size, root, &key)
        .map_err(|fault| Failure::Input(format!("the checkpoint cannot be signed: {fault}")))
}

/// The collection of a recipient that must have one.
pub(crate) fn collection(node: &Node, roster: &Roster, to: &Recipient) -> Result<CollectionId, Failure> {
    partnering::reachable(roster, to)?;
    let there = collections::outbox(node, roster, to);
    there
        .map(|one| one.id)
        .ok_or_else(|| Failure::Input(format!("nothing was ever agreed with {to}: it has no log")))
}

/// Looks at the log of a recipient: is every object as it was released, and every hash that of its objects? With
/// `older`, a checkpoint that was printed before: does the log still begin with what it signed?
pub(crate) fn verify(
    store: &dyn Store,
    node: &Node,
    roster: &Roster,
    to: &Recipient,
    older: Option<&Checkpoint>,
) -> Result<Verified, Failure> {
    let id = collection(node, roster, to)?;
    let mut look = Look { store, id, replay: Replay::new(), faults: Vec::new() };
    let size = store.leaves(id)?;
    look.replay(older)?;
    if look.replay.size() != size {
        let told = format!("the log has {size} leaves, and the collection {} objects", look.replay.size());
        look.faults.push(told);
    }
    let root = look.root()?;
    let stored = log_of(store, id).root(size).map_err(unreadable)?;
    if look.replay.size() == size && stored != root {
        look.faults.push("the stored hashes are not those of the objects".to_owned());
    }
    look.against_the_record(to)?;
    Ok(Verified { to: to.clone(), collection: id, leaves: size, root, faults: look.faults })
}

/// A log that is looked at.
struct Look<'a> {
    store: &'a dyn Store,
    id: CollectionId,
    replay: Replay,
    faults: Vec<String>,
}

impl Look<'_> {
    fn root(&self) -> Result<Root, Failure> {
        self.replay.root().map_err(|fault| Failure::Input(fault.to_string()))
    }

    /// Goes over all leaves in order.
    fn replay(&mut self, older: Option<&Checkpoint>) -> Result<(), Failure> {
        let mut query = PageQuery {
            collection: self.id,
            after: i64::MIN,
            limit: PAGE,
            objects: Vec::new(),
            types: Vec::new(),
            versions: VersionMatch { all: true, ..VersionMatch::default() },
            bytes: true,
            room: usize::MAX,
        };
        self.compare(older)?;
        loop {
            let page = self.store.page(&query)?;
            for entry in &page.entries {
                self.leaf(entry)?;
                self.compare(older)?;
            }
            match page.entries.last().filter(|_| page.more) {
                Some(last) => query.after = last.position,
                None => break,
            }
        }
        if let Some(older) = older.filter(|older| older.size() > self.replay.size()) {
            self.faults.push(format!("the checkpoint signs {} leaves, more than there are", older.size()));
        }
        Ok(())
    }

    fn leaf(&mut self, entry: &Entry) -> Result<(), Failure> {
        if entry.leaf != Some(self.replay.size()) {
            self.faults.push(format!("{} does not lie where the log has it", entry.object));
        }
        self.replay.push(&entry.bytes).map_err(|fault| Failure::Input(fault.to_string()))
    }

    fn compare(&mut self, older: Option<&Checkpoint>) -> Result<(), Failure> {
        let Some(older) = older.filter(|older| older.size() == self.replay.size()) else { return Ok(()) };
        if self.root()? != older.root() {
            self.faults
                .push(format!("the first {} leaves are not those that the checkpoint signs", older.size()));
        }
        Ok(())
    }

    /// What the record says of each release against the bytes that lie there.
    fn against_the_record(&mut self, to: &Recipient) -> Result<(), Failure> {
        for state in redeciding::ever_released(self.store, to)? {
            for release in state.releases.iter().map(|one| &one.release).filter(|one| one.to == *to) {
                let entry = delivery::version(self.store, self.id, &release.object, release.version, true)?;
                match entry {
                    None => {
                        self.faults.push(format!("{} of {} is not there", release.object, release.version))
                    }
                    Some(entry) if Digest::of_bytes(&entry.bytes) != release.digest => self
                        .faults
                        .push(format!("{} of {} is not what was released", release.object, release.version)),
                    Some(_) => {}
                }
            }
        }
        Ok(())
    }
}

/// The proof that a release lies in the log of its recipient, with the object in it.
pub(crate) fn prove(
    store: &dyn Store,
    node: &Node,
    state: &ClaimState,
    to: &Recipient,
) -> Result<Vec<u8>, Failure> {
    let id = collection(node, &partnering::roster(store)?, to)?;
    let Some(release) = last(state, to).map(|one| &one.release) else {
        return Err(Failure::Input(format!(
            "nothing of {} ever went to {to}: there is nothing to prove",
            state.id.short()
        )));
    };
    let entry = delivery::version(store, id, &release.object, release.version, true)?;
    let found = entry.and_then(|entry| entry.leaf.map(|leaf| (leaf, entry.bytes)));
    let Some((leaf, bytes)) = found else {
        return Err(Failure::Input(format!(
            "{} is not in the log, although the record says that it went out: `attache log verify` tells more",
            release.object
        )));
    };
    let key = log_keeping::key(node)?;
    let note = checkpoint(store, node, id)?;
    let origin = origin_of(key.verifier().name(), id);
    let checkpoint = Checkpoint::open(&note, key.verifier(), &origin)
        .map_err(|fault| Failure::Input(format!("the checkpoint just made cannot be read: {fault}")))?;
    let proof = log_of(store, id).prove_inclusion(&checkpoint, leaf, Some(bytes)).map_err(unreadable)?;
    proof
        .verify(key.verifier(), None)
        .map_err(|fault| Failure::Input(format!("{fault}: `attache log verify` tells what is wrong")))?;
    Ok(proof.to_bytes())
}

/// What went last of a claim to a recipient, also where it was called back.
fn last<'a>(state: &'a ClaimState, to: &Recipient) -> Option<&'a ReleaseState> {
    state.releases.iter().rev().find(|one| one.release.to == *to)
}

/// Checks a proof that somebody mailed. Nothing but the sender's verifier key is needed.
pub(crate) fn check(proof: &[u8], verifier: &str, object: Option<&[u8]>) -> Result<Proven, Failure> {
    let verifier = LogVerifier::read(verifier).map_err(|fault| Failure::Usage(fault.to_string()))?;
    InclusionProof::read(proof)
        .and_then(|proof| proof.verify(&verifier, object))
        .map_err(|fault| Failure::Input(format!("the proof proves nothing: {fault}")))
}

/// Reads a checkpoint of one of our own logs that was printed before.
pub(crate) fn own_checkpoint(node: &Node, id: CollectionId, note: &[u8]) -> Result<Checkpoint, Failure> {
    let key = log_keeping::key(node)?;
    Checkpoint::open(note, key.verifier(), &origin_of(key.verifier().name(), id))
        .map_err(|fault| Failure::Input(fault.to_string()))
}
