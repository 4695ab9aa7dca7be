//! `/exchange/collections/{id}/log/`: the Merkle log of an outbox, for those who read that outbox (C2SP
//! tlog-checkpoint and tlog-tiles). Its leaves are the objects as they are served.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use attache_core::collection::CollectionId;
use attache_exchange::{
    checkpoint::{self, Checkpoint, origin_of},
    release_log::ReleaseLog,
};
use attache_stix::media_type::TAXII;
use axum::{
    extract::{Path, RawQuery, State, rejection::PathRejection},
    response::Response,
};
use bytes::Bytes;
use http::StatusCode;

use super::{
    answer, refusal::Refusal, service::Service, session::PartnerSession,
    visible_collection::VisibleCollection,
};
use crate::log_keeping;

pub(super) mod tile;

/// What notes and proofs are.
const TEXT: &str = "text/plain; charset=utf-8";

/// The checkpoint last signed, of each collection.
#[derive(Debug, Default)]
pub(super) struct Checkpoints {
    signed: Mutex<HashMap<CollectionId, (u64, Bytes)>>,
}

impl Checkpoints {
    /// The checkpoint of the log as it was when it had so many leaves. Signing is deterministic: the same length
    /// gives the same bytes.
    fn of(&self, service: &Service, collection: CollectionId, size: u64) -> Result<Bytes, Refusal> {
        let known = self.signed.lock().unwrap_or_else(PoisonError::into_inner).get(&collection).cloned();
        if let Some((_, note)) = known.filter(|(of, _)| *of == size) {
            return Ok(note);
        }
        let log = ReleaseLog::new(|indexes: &[u64]| service.store.log_hashes(collection, indexes));
        let root = log.root(size).map_err(|fault| Refusal::internal(&fault))?;
        let key = log_keeping::key(&service.node)?;
        let origin = origin_of(key.verifier().name(), collection);
        let note = checkpoint::sign(&origin, size, root, &key).map_err(|fault| Refusal::internal(&fault))?;
        let note = Bytes::from(note);
        let mut signed = self.signed.lock().unwrap_or_else(PoisonError::into_inner);
        signed.insert(collection, (size, note.clone()));
        Ok(note)
    }
}

/// The collection, if it is a log.
fn logged<'s>(
    session: &'s PartnerSession,
    service: &Service,
    id: &str,
) -> Result<VisibleCollection<'s>, Refusal> {
    let visible = session.collection(service, id)?;
    if visible.is_outbox() { Ok(visible) } else { Err(Refusal::not_found()) }
}

/// The signed head of the log.
#[utoipa::path(get, path = "/exchange/collections/{id}/log/checkpoint", tag = "log", operation_id = "checkpoint",
    params(("id" = String, Path, description = "The id of a collection")),
    responses(
        (status = 200, description = "A signed note", content_type = TEXT, body = String),
        (status = 404, description = "There is no such log", content_type = TAXII, body = Object)))]
pub(super) async fn checkpoint(
    State(service): State<Arc<Service>>,
    session: PartnerSession,
    path: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    let Path(id) = path.map_err(|_| Refusal::not_found())?;
    service
        .working(move |service| {
            let visible = logged(&session, service, &id)?;
            let size = service.store.leaves(visible.id())?;
            let note = service.checkpoints.of(service, visible.id(), size)?;
            visible.still(service)?;
            Ok(answer::bytes(StatusCode::OK, TEXT, note))
        })
        .await
}

/// The proof that the log grew and nothing in it was changed: that it begins with what it was when it had `old`
/// leaves.
#[utoipa::path(get, path = "/exchange/collections/{id}/log/consistency", tag = "log", operation_id = "consistency",
    params(("id" = String, Path, description = "The id of a collection"),
        ("old" = u64, Query, description = "Leaves that the log had"),
        ("new" = u64, Query, description = "Leaves that it had later")),
    responses(
        (status = 200, description = "A proof, with the checkpoint of the later log", content_type = TEXT, body = String),
        (status = 400, description = "The log was never that long, or `old` is longer than `new`", content_type = TAXII, body = Object),
        (status = 404, description = "There is no such log", content_type = TAXII, body = Object)))]
pub(super) async fn consistency(
    State(service): State<Arc<Service>>,
    session: PartnerSession,
    path: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Response, Refusal> {
    let Path(id) = path.map_err(|_| Refusal::not_found())?;
    service
        .working(move |service| {
            let visible = logged(&session, service, &id)?;
            let size = service.store.leaves(visible.id())?;
            let number = |name| number(query.as_deref().unwrap_or_default(), name);
            let asked = number("old").zip(number("new")).filter(|(old, new)| old <= new && *new <= size);
            let (old, new) = asked.ok_or_else(|| {
                Refusal::bad_request("Ask for old and new, lengths that this log has had, the smaller first.")
            })?;
            let note = service.checkpoints.of(service, visible.id(), new)?;
            let key = log_keeping::key(&service.node)?;
            let checkpoint = Checkpoint::open_any(&note, key.verifier());
            let checkpoint = checkpoint.map_err(|fault| Refusal::internal(&fault))?;
            let log = ReleaseLog::new(|indexes: &[u64]| service.store.log_hashes(visible.id(), indexes));
            let proof = log.prove_consistency(&checkpoint, old).map_err(|fault| Refusal::internal(&fault))?;
            visible.still(service)?;
            Ok(answer::bytes(StatusCode::OK, TEXT, proof.to_bytes()))
        })
        .await
}

/// A number in a query.
fn number(query: &str, name: &str) -> Option<u64> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.find(|(key, _)| *key == name).and_then(|(_, value)| value.parse().ok())
}
