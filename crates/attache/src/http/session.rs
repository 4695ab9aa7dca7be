//! Who asks, once that is known.

use std::sync::Arc;

use attache_core::{
    collection::CollectionId,
    partner::{Partner, PartnerId},
};
use axum::extract::FromRequestParts;
use http::request::Parts;

use super::{
    authorization::{self, Claimed},
    known::{Known, Proof},
    refusal::Refusal,
    service::Service,
    visible_collection::VisibleCollection,
};
use crate::{collections, credentials};

/// A partner that has proved who it is, and with which the exchange does not rest. Whoever holds one may see
/// what that partner may see, and nothing else can be had without one: only
/// [`authenticate`] makes it.
#[derive(Clone, Debug)]
pub(crate) struct PartnerSession {
    id: PartnerId,
    known: Arc<Known>,
}

impl PartnerSession {
    /// Its name here.
    pub(crate) const fn id(&self) -> &PartnerId {
        &self.id
    }

    /// All that is known of it.
    pub(crate) fn partner(&self) -> Result<&Partner, Refusal> {
        self.known.roster.partner(&self.id).map(|state| &state.partner).ok_or_else(Refusal::unauthenticated)
    }

    /// What was known of the store when it was let in.
    pub(super) fn known(&self) -> &Known {
        &self.known
    }

    /// Every collection that there is for it.
    pub(crate) fn collections<'s>(&'s self, service: &Service) -> Vec<VisibleCollection<'s>> {
        let Some(state) = self.known.roster.partner(&self.id) else { return Vec::new() };
        let all = collections::of_partner(&service.node, &self.known.roster, state).into_iter();
        all.map(|collection| VisibleCollection::new(self, collection)).collect()
    }

    /// Whether a collection is there for it by what is recorded now.
    pub(super) fn still_sees(&self, service: &Service, id: CollectionId) -> Result<bool, Refusal> {
        let now = &service.known()?.roster;
        if Arc::ptr_eq(now, &self.known.roster) {
            return Ok(true);
        }
        let state = now.partner(&self.id).filter(|state| !state.suspended);
        Ok(state.is_some_and(|state| {
            collections::of_partner(&service.node, now, state).iter().any(|collection| collection.id == id)
        }))
    }

    /// The collection of this id. One that is not for this partner does not exist.
    pub(crate) fn collection<'s>(
        &'s self,
        service: &Service,
        id: &str,
    ) -> Result<VisibleCollection<'s>, Refusal> {
        let id = uuid::Uuid::try_parse(id).map_err(|_| Refusal::not_found())?;
        let found = self.collections(service).into_iter().find(|visible| visible.id().0 == id);
        found.ok_or_else(Refusal::not_found)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for PartnerSession {
    type Rejection = Refusal;

    /// The session that admission put there.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        parts.extensions.get::<Self>().cloned().ok_or_else(Refusal::unauthenticated)
    }
}

/// Finds out who asks, by what stands in the head of the request alone: the body has not been read yet.
pub(super) async fn authenticate(service: &Arc<Service>, parts: &Parts) -> Result<PartnerSession, Refusal> {
    let certificate = authorization::certificate_of(parts);
    let (token, by_password) = match authorization::claimed(&parts.headers) {
        Claimed::Nothing => (None, None),
        Claimed::Unreadable => return Err(Refusal::unauthenticated()),
        Claimed::Token(token) => (Some(token), None),
        Claimed::Password { user, password } => {
            let proof = service.basic.proof(&user, &password);
            if let Some(session) = at_hand(service, &proof, certificate.is_some()) {
                return Ok(session);
            }
            // Before the hash that the password is held against is read.
            let known = service.unchanged().ok().flatten();
            let address = authorization::address_of(parts);
            let partner = service.basic.verify(service, &user, password, address).await?;
            if let Some(known) = known {
                known.prove(proof, partner.clone());
            }
            (None, Some(partner))
        }
    };
    let proof = token.as_ref().map(|token| Proof::Token(token.digest()));
    if let Some(session) = proof.as_ref().and_then(|proof| at_hand(service, proof, certificate.is_some())) {
        return Ok(session);
    }
    service
        .working(move |service| {
            let store = &*service.store;
            // Before the credentials: what changes meanwhile makes the next request read again.
            let known = service.known()?;
            let by_token = match token {
                Some(token) => {
                    let found = credentials::partner_of_token(store, &token)?;
                    Some(found.ok_or_else(Refusal::unauthenticated)?)
                }
                None => None,
            };
            if let (Some(proof), Some(partner)) = (proof, &by_token) {
                known.prove(proof, partner.clone());
            }
            let by_certificate = match certificate {
                Some(fingerprint) => credentials::partner_of_certificate(store, &fingerprint)?,
                None => None,
            };
            let id = match (by_password.or(by_token), by_certificate) {
                // Two proofs of two partners prove neither.
                (Some(header), Some(certificate)) if header != certificate => None,
                (header, certificate) => header.or(certificate),
            };
            let id = id.ok_or_else(Refusal::unauthenticated)?;
            service.begin_day()?;
            // Anew: a day that begins may change who is who.
            admitted(id, service.known()?).ok_or_else(Refusal::unauthenticated)
        })
        .await
}

/// The session of whoever proved itself before by the same, where nothing was committed since, the day is the same,
/// and no certificate says anything else.
fn at_hand(service: &Service, proof: &Proof, certificate: bool) -> Option<PartnerSession> {
    if certificate || !service.day_has_begun() {
        return None;
    }
    // What keeps the store from being read is told to whoever reads it in earnest.
    let known = service.unchanged().ok()??;
    admitted(known.whose(proof)?, known)
}

/// The session of a partner with which the exchange does not rest.
fn admitted(id: PartnerId, known: Arc<Known>) -> Option<PartnerSession> {
    let rests = known.roster.partner(&id)?.suspended;
    (!rests).then_some(PartnerSession { id, known })
}
