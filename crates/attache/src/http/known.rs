//! What is known of the store as long as nothing in it changes.
//!
//! The store says by one cheap number whether anything was committed, by whomever. While that number stays, nothing
//! that was read needs to be read again; once it is another, all of this is forgotten, so that what was revoked or
//! suspended counts with the next request.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use attache_core::{collection::CollectionId, partner::PartnerId, roster::Roster};
use attache_store::Edge;

use super::{refusal::Refusal, service::Service};

/// What a partner proved itself by, in a form from which that cannot be had again.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum Proof {
    /// SHA-256 of its token.
    Token(String),
    /// An HMAC over its name and password.
    Password([u8; 32]),
}

/// What was read at one stamp of the store, or later: whoever uses it looks first whether the stamp is the same
/// still.
#[derive(Debug)]
pub(super) struct Known {
    pub(super) stamp: u64,
    pub(super) roster: Arc<Roster>,
    proved: Mutex<Proved>,
    edges: Mutex<HashMap<CollectionId, Edge>>,
}

/// Who proved to be who. Only what was right is in it, so that it is no longer than the list of credentials.
#[derive(Default)]
struct Proved(HashMap<Proof, PartnerId>);

impl std::fmt::Debug for Proved {
    /// How many.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Proved({})", self.0.len())
    }
}

fn held<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Known {
    /// At a stamp that was read before the roster was.
    pub(super) fn new(stamp: u64, roster: Arc<Roster>) -> Self {
        Self { stamp, roster, proved: Mutex::default(), edges: Mutex::default() }
    }

    /// Who proved it by that.
    pub(super) fn whose(&self, proof: &Proof) -> Option<PartnerId> {
        held(&self.proved).0.get(proof).cloned()
    }

    /// That a partner proved who it is, by what the store said after this was made.
    pub(super) fn prove(&self, proof: Proof, partner: PartnerId) {
        held(&self.proved).0.insert(proof, partner);
    }

    /// Where a collection stands, if that was asked before.
    pub(super) fn edge(&self, id: CollectionId) -> Option<Edge> {
        held(&self.edges).get(&id).copied()
    }

    /// Where a collection stands.
    pub(super) fn edge_in(&self, service: &Service, id: CollectionId) -> Result<Edge, Refusal> {
        if let Some(edge) = self.edge(id) {
            return Ok(edge);
        }
        let edge = service.store.edge(id)?;
        held(&self.edges).insert(id, edge);
        Ok(edge)
    }
}
