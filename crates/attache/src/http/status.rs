//! `/exchange/status/{id}/`: what became of what was sent (TAXII 2.1 section 4.3). A status is there for its
//! owner alone.
//!
//! Each partner has a thousand places for statuses, used in turn; a status stays for seven days or until its
//! place is needed. The place is part of its id, so that one is found without looking at the others.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use attache_core::partner::PartnerId;
use attache_stix::{media_type::TAXII, taxii::Status};
use attache_store::{Commit, Setting};
use axum::{
    extract::{Path, State, rejection::PathRejection},
    response::Response,
};
use jiff::SignedDuration;
use uuid::Uuid;

use super::{answer, refusal::Refusal, service::Service, session::PartnerSession};

/// So many statuses of each partner are kept.
const PLACES: u16 = 1_000;
/// How long at most.
const DAYS: i64 = 7;

fn name(partner: &PartnerId, place: u16) -> String {
    format!("status/{partner}/{place}")
}

fn counter(partner: &PartnerId) -> String {
    format!("status-next/{partner}")
}

/// The place that an id was made for.
fn place_of(id: &Uuid) -> u16 {
    match id.as_bytes() {
        [high, low, ..] => u16::from_be_bytes([*high, *low]),
    }
}

/// Which place comes next, for each partner.
#[derive(Debug, Default)]
pub(super) struct Slots {
    next: Mutex<HashMap<PartnerId, u16>>,
}

/// A place for one status.
#[derive(Debug)]
pub(super) struct Slot {
    partner: PartnerId,
    id: Uuid,
    stale: Option<String>,
}

impl Slots {
    /// The next place of a partner, and an id for what will lie in it.
    pub(super) fn next(&self, service: &Service, partner: &PartnerId) -> Result<Slot, Refusal> {
        let place = {
            let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
            let place = match next.get(partner) {
                Some(place) => *place,
                None => {
                    let kept = service.store.setting(&counter(partner))?;
                    let read = kept.and_then(|value| String::from_utf8(value).ok()?.parse().ok());
                    read.unwrap_or(0).min(PLACES.saturating_sub(1))
                }
            };
            next.insert(partner.clone(), following(place));
            place
        };
        let mut bytes = [0; 16];
        service.chance.fill(&mut bytes)?;
        bytes.iter_mut().zip(place.to_be_bytes()).for_each(|(to, from)| *to = from);
        // The place after it holds the oldest: it goes when its time is over, even if nobody needs the place.
        let oldest = name(partner, following(place));
        let stale =
            service.store.setting(&oldest)?.filter(|status| !is_fresh(service, status)).map(|_| oldest);
        Ok(Slot { partner: partner.clone(), id: uuid::Builder::from_custom_bytes(bytes).into_uuid(), stale })
    }
}

const fn following(place: u16) -> u16 {
    let next = place.saturating_add(1);
    if next >= PLACES { 0 } else { next }
}

fn is_fresh(service: &Service, written: &[u8]) -> bool {
    serde_json::from_slice::<Status>(written).is_ok_and(|status| {
        let age = service.clock.now().duration_since(status.request_timestamp.timestamp());
        age < SignedDuration::from_hours(DAYS.saturating_mul(24))
    })
}

impl Slot {
    /// The id of the status.
    pub(super) const fn id(&self) -> Uuid {
        self.id
    }

    /// Lets a commit keep the status; gives it as it was written.
    pub(super) fn keep(&self, status: &Status, commit: &mut Commit) -> Result<Vec<u8>, Refusal> {
        let next = following(place_of(&self.id)).to_string().into_bytes();
        commit.settings.push(Setting { name: counter(&self.partner), value: Some(next) });
        let stale = self.stale.iter().cloned();
        commit.settings.extend(stale.map(|name| Setting { name, value: None }));
        Self::again(self.id, &self.partner, status, commit)
    }

    /// Lets a commit put the status in place of what was kept under its id.
    pub(super) fn again(
        id: Uuid,
        partner: &PartnerId,
        status: &Status,
        commit: &mut Commit,
    ) -> Result<Vec<u8>, Refusal> {
        let written = serde_json::to_vec(status).map_err(|cause| Refusal::internal(&cause))?;
        commit.settings.push(Setting { name: name(partner, place_of(&id)), value: Some(written.clone()) });
        Ok(written)
    }
}

/// What became of what was sent.
#[utoipa::path(get, path = "/exchange/status/{id}/", tag = "taxii", operation_id = "status",
    params(("id" = String, Path, description = "The id that was given when it was sent")),
    responses(
        (status = 200, description = "The status", content_type = TAXII, body = Object),
        (status = 404, description = "There is none for whoever asks", content_type = TAXII, body = Object)))]
pub(super) async fn status(
    State(service): State<Arc<Service>>,
    session: PartnerSession,
    path: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    let Path(id) = path.map_err(|_| Refusal::not_found())?;
    let id = Uuid::try_parse(&id).map_err(|_| Refusal::not_found())?;
    service
        .working(move |service| {
            let kept = service.store.setting(&name(session.id(), place_of(&id)))?;
            let kept = kept.filter(|written| is_fresh(service, written) && is_of(written, &id));
            kept.map(answer::taxii).ok_or_else(Refusal::not_found)
        })
        .await
}

/// Whether it is the status of this id: its place may hold a later one.
fn is_of(written: &[u8], id: &Uuid) -> bool {
    serde_json::from_slice::<Status>(written).is_ok_and(|status| status.id == id.to_string())
}
