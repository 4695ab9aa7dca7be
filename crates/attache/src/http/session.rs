//! Who asks, once that is known.

use std::sync::Arc;

use attache_core::{
    partner::{Partner, PartnerId},
    roster::Roster,
};
use axum::extract::FromRequestParts;
use http::request::Parts;

use super::{
    authorization::{self, Claimed},
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
    roster: Arc<Roster>,
}

impl PartnerSession {
    /// Its name here.
    pub(crate) const fn id(&self) -> &PartnerId {
        &self.id
    }

    /// All that is known of it.
    pub(crate) fn partner(&self) -> Result<&Partner, Refusal> {
        self.roster.partner(&self.id).map(|state| &state.partner).ok_or_else(Refusal::unauthenticated)
    }

    /// Every collection that there is for it.
    pub(crate) fn collections<'s>(&'s self, service: &Service) -> Vec<VisibleCollection<'s>> {
        let Some(state) = self.roster.partner(&self.id) else { return Vec::new() };
        let all = collections::of_partner(&service.node, &self.roster, state).into_iter();
        all.map(|collection| VisibleCollection::new(self, collection)).collect()
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
            let address = authorization::address_of(parts);
            (None, Some(service.basic.verify(service, &user, password, address).await?))
        }
    };
    service
        .working(move |service| {
            let store = &*service.store;
            let by_token = match token {
                Some(token) => {
                    let found = credentials::partner_of_token(store, &token)?;
                    Some(found.ok_or_else(Refusal::unauthenticated)?)
                }
                None => None,
            };
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
            let roster = service.roster()?;
            match roster.partner(&id) {
                Some(state) if !state.suspended => Ok(PartnerSession { id, roster }),
                _ => Err(Refusal::unauthenticated()),
            }
        })
        .await
}
