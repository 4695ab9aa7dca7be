//! This machine as one that exchanges: its name, its identity, its secrets.

use attache_core::{
    canonical,
    claim::{Claim, Originator, Provenance},
    claim_state::ClaimState,
    collection::{CollectionId, CollectionUse},
};
use attache_store::{Commit, Setting, Store};
use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use uuid::Uuid;

use crate::{effects::Effects, failure::Failure};

/// What an organisation is called that did not say its name.
pub(crate) const UNNAMED: &str = "this organisation";

/// The setting that keeps it.
const SETTING: &str = "node";

/// This node. Made once, when the first partner is added; its identity and its keys stay.
#[derive(Clone, Serialize, Deserialize)]
pub(crate) struct Node {
    /// The name of the organisation, as partners see it.
    pub(crate) name: String,
    /// The UUID of its STIX identity.
    pub(crate) identity: Uuid,
    /// When it was made.
    pub(crate) created: Timestamp,
    /// From which all other secrets are derived. 32 bytes.
    secret: [u8; 32],
    /// The seed of the key that signs its logs. 32 bytes.
    log_seed: [u8; 32],
}

impl std::fmt::Debug for Node {
    /// Without its secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Node({}, {})", self.name, self.identity)
    }
}

impl Node {
    /// The node of a store, if it was made.
    pub(crate) fn load(store: &dyn Store) -> Result<Option<Self>, Failure> {
        let Some(bytes) = store.setting(SETTING)? else { return Ok(None) };
        serde_json::from_slice(&bytes).map(Some).map_err(|_| {
            Failure::Input("the keys of this node cannot be read: restore the store from a backup".into())
        })
    }

    /// The node of a store; an error that says what to do where there is none.
    pub(crate) fn existing(store: &dyn Store) -> Result<Self, Failure> {
        Self::load(store)?.ok_or_else(|| {
            Failure::Input(
                "this store exchanges with nobody yet: begin with `attache partner add NAME`".into(),
            )
        })
    }

    /// The node of a store, made now where there is none.
    pub(crate) fn load_or_make(effects: &Effects<'_>) -> Result<Self, Failure> {
        if let Some(node) = Self::load(effects.store)? {
            return Ok(node);
        }
        let (mut secret, mut log_seed, mut identity) = ([0; 32], [0; 32], [0; 16]);
        effects.chance.fill(&mut secret)?;
        effects.chance.fill(&mut log_seed)?;
        effects.chance.fill(&mut identity)?;
        let node = Self {
            name: effects.originator.to_owned(),
            identity: uuid::Builder::from_random_bytes(identity).into_uuid(),
            created: effects.clock.now(),
            secret,
            log_seed,
        };
        let setting = Setting { name: SETTING.to_owned(), value: Some(canonical::to_bytes(&node)?) };
        effects.store.commit(&Commit { now: node.created, settings: vec![setting], ..Commit::default() })?;
        Ok(node)
    }

    /// Whose claims are ours to release.
    pub(crate) fn originator(&self) -> Originator {
        Originator(self.name.clone())
    }

    /// A claim as it is decided on: what was read here before this organisation had said its name is under its
    /// name now.
    pub(crate) fn named(&self, state: &ClaimState) -> Result<ClaimState, Failure> {
        let mut state = state.clone();
        let nameless = state.claim.as_ref().filter(|claim| claim.originator().0 == UNNAMED);
        if let Some(claim) = nameless.filter(|claim| *claim.provenance() == Provenance::Read) {
            let (body, marking) = (claim.body().clone(), claim.marking().clone());
            let (originator, provenance) = (self.originator(), Provenance::Read);
            state.claim =
                Some(Claim::seal(claim.id(), claim.article(), body, originator, provenance, marking)?);
        }
        Ok(state)
    }

    /// A secret for one purpose: HMAC-SHA256 (RFC 2104) under the node's secret, over length-prefixed parts.
    pub(crate) fn derive(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        // A key shorter than the hash's block is filled up with zeros (RFC 2104 section 2): so it cannot fail.
        let mut key = [0; 64];
        key.iter_mut().zip(self.secret).for_each(|(to, from)| *to = from);
        let mut mac = Hmac::<Sha256>::new(&key.into());
        for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
            mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(part);
        }
        mac.finalize().into_bytes().into()
    }

    /// The seed of the key that signs its logs (Ed25519).
    pub(crate) const fn log_seed(&self) -> &[u8; 32] {
        &self.log_seed
    }

    /// The id of a collection: follows from what it is for and from the node's secret, so that nobody can
    /// tell from it whose it is.
    pub(crate) fn collection(&self, used: &CollectionUse) -> CollectionId {
        let (kind, name) = match used {
            CollectionUse::Outbox(to) => ("outbox", to.to_string()),
            CollectionUse::Inbox(from) => ("inbox", from.to_string()),
        };
        let mut bytes = [0; 16];
        let secret = self.derive("collection", &[kind.as_bytes(), name.as_bytes()]);
        bytes.iter_mut().zip(secret).for_each(|(to, from)| *to = from);
        CollectionId(uuid::Builder::from_random_bytes(bytes).into_uuid())
    }
}
