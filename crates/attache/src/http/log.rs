//! `/exchange/collections/{id}/log/`: the Merkle log of an outbox, for those who read that outbox (C2SP
//! tlog-checkpoint and tlog-tiles). Its leaves are the objects as they are served.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use attache_core::collection::CollectionId;
use attache_exchange::{
    checkpoint::{self, origin_of},
    release_log::ReleaseLog,
};
use attache_store::{Store, StoreError};
use axum::{
    extract::{Path, State, rejection::PathRejection},
    response::Response,
};
use bytes::Bytes;
use http::StatusCode;
use tlog_tiles::{Error as TlogFault, Hash, HashReader, Tile};

use super::{answer, refusal::Refusal, service::Service, session::PartnerSession};
use crate::log_keeping;

/// The height of a tile (C2SP tlog-tiles).
const HEIGHT: u8 = 8;
/// A log of 2^48 leaves has no tiles above this level.
const HIGHEST: u8 = 5;

/// The checkpoint last signed, of each collection.
#[derive(Debug, Default)]
pub(super) struct Checkpoints {
    signed: Mutex<HashMap<CollectionId, (u64, Bytes)>>,
}

impl Checkpoints {
    fn of(&self, service: &Service, collection: CollectionId) -> Result<Bytes, Refusal> {
        let size = service.store.leaves(collection)?;
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

/// The signed head of the log.
#[utoipa::path(get, path = "/exchange/collections/{id}/log/checkpoint", tag = "log", operation_id = "checkpoint",
    params(("id" = String, Path, description = "The id of a collection")),
    responses(
        (status = 200, description = "A signed note", content_type = "text/plain; charset=utf-8", body = String),
        (status = 404, description = "There is no such log", body = Object)))]
pub(super) async fn checkpoint(
    State(service): State<Arc<Service>>,
    session: PartnerSession,
    path: Result<Path<String>, PathRejection>,
) -> Result<Response, Refusal> {
    let Path(id) = path.map_err(|_| Refusal::not_found())?;
    service
        .working(move |service| {
            let visible = session.collection(service, &id)?;
            if !visible.is_outbox() {
                return Err(Refusal::not_found());
            }
            let note = service.checkpoints.of(service, visible.id())?;
            Ok(answer::bytes(StatusCode::OK, "text/plain; charset=utf-8", note))
        })
        .await
}

/// Hashes of the log: `LEVEL/NUMBER` or `LEVEL/NUMBER.p/WIDTH`.
#[utoipa::path(get, path = "/exchange/collections/{id}/log/tile/{*path}", tag = "log", operation_id = "tile",
    params(("id" = String, Path, description = "The id of a collection"),
        ("*path" = String, Path, description = "Level and number of a tile, such as 0/x001/234 or 0/000.p/7")),
    responses(
        (status = 200, description = "32 bytes for each hash", content_type = "application/octet-stream"),
        (status = 404, description = "There is no such tile", body = Object)))]
pub(super) async fn tile(
    State(service): State<Arc<Service>>,
    session: PartnerSession,
    path: Result<Path<(String, String)>, PathRejection>,
) -> Result<Response, Refusal> {
    let Path((id, path)) = path.map_err(|_| Refusal::not_found())?;
    service
        .working(move |service| {
            let visible = session.collection(service, &id)?;
            let tile = named(&path).filter(|_| visible.is_outbox()).ok_or_else(Refusal::not_found)?;
            if end_of(&tile).is_none_or(|end| service.store.leaves(visible.id()).is_ok_and(|size| end > size))
            {
                return Err(Refusal::not_found());
            }
            let hashes = Hashes { store: &*service.store, collection: visible.id() };
            let bytes = tile.read_data(&hashes).map_err(|fault| Refusal::internal(&fault))?;
            Ok(answer::bytes(StatusCode::OK, "application/octet-stream", bytes))
        })
        .await
}

/// The tile that a path names. `tlog_tiles` knows tiles of any height, and has it in the path.
fn named(path: &str) -> Option<Tile> {
    let fits = |c: char| c.is_ascii_digit() || matches!(c, '/' | '.' | 'p' | 'x');
    if path.len() > 40 || !path.chars().all(fits) {
        return None;
    }
    let tile = Tile::from_path(&format!("tile/{HEIGHT}/{path}")).ok()?;
    (tile.level() <= HIGHEST && !tile.is_data()).then_some(tile)
}

/// How many leaves the log must have for the tile to be there.
fn end_of(tile: &Tile) -> Option<u64> {
    let hashes = tile.level_index().checked_mul(256)?.checked_add(u64::from(tile.width()))?;
    let leaves = 256_u64.checked_pow(u32::from(tile.level()))?;
    hashes.checked_mul(leaves)
}

/// Reads stored hashes.
struct Hashes<'s> {
    store: &'s dyn Store,
    collection: CollectionId,
}

impl HashReader for Hashes<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, TlogFault> {
        let read: Result<_, StoreError> = self.store.log_hashes(self.collection, indexes);
        let hashes = read.map_err(|_| TlogFault::IndexesNotInTree)?;
        if hashes.len() != indexes.len() {
            return Err(TlogFault::IndexesNotInTree);
        }
        Ok(hashes.into_iter().map(Hash).collect())
    }
}
