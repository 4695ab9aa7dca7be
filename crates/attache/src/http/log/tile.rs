//! `/exchange/collections/{id}/log/tile/…`: hashes of the log (C2SP tlog-tiles).

use std::sync::Arc;

use attache_core::collection::CollectionId;
use attache_stix::media_type::TAXII;
use attache_store::{Store, StoreError};
use axum::{
    extract::{Path, State, rejection::PathRejection},
    response::Response,
};
use http::StatusCode;
use tlog_tiles::{Error as TlogFault, Hash, HashReader, Tile};

use crate::http::{answer, refusal::Refusal, service::Service, session::PartnerSession};

/// The height of a tile (C2SP tlog-tiles).
const HEIGHT: u8 = 8;
/// A log of 2^48 leaves has no tiles above this level.
const HIGHEST: u64 = 5;
/// Hashes in a full tile.
const WHOLE: u64 = 256;

/// Hashes of the log: `LEVEL/NUMBER` or `LEVEL/NUMBER.p/WIDTH`.
#[utoipa::path(get, path = "/exchange/collections/{id}/log/tile/{*path}", tag = "log", operation_id = "tile",
    params(("id" = String, Path, description = "The id of a collection"),
        ("*path" = String, Path, description = "Level and number of a tile, such as 0/x001/234 or 0/000.p/7")),
    responses(
        (status = 200, description = "32 bytes for each hash", content_type = "application/octet-stream"),
        (status = 404, description = "There is no such tile", content_type = TAXII, body = Object)))]
pub(in crate::http) async fn tile(
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
            visible.still(service)?;
            Ok(answer::bytes(StatusCode::OK, "application/octet-stream", bytes))
        })
        .await
}

/// The tile that a path names: `LEVEL/NUMBER` or `LEVEL/NUMBER.p/WIDTH`, the number in groups of three digits, of
/// which all but the last begin with `x`. It is read here, because the reader of `tlog_tiles` panics on some paths.
fn named(path: &str) -> Option<Tile> {
    if path.len() > 40 {
        return None;
    }
    let (path, width) = match path.split_once(".p/") {
        Some((path, width)) => (path, digits(width, 3).filter(|width| (1..WHOLE).contains(width))?),
        None => (path, WHOLE),
    };
    let (level, groups) = path.split_once('/')?;
    let (first, last) = groups.rsplit_once('/').map_or((None, groups), |(first, last)| (Some(first), last));
    let mut number: u64 = 0;
    for group in first.iter().flat_map(|first| first.split('/')) {
        let group = group.strip_prefix('x').filter(|group| group.len() == 3)?;
        number = number.checked_mul(1_000)?.checked_add(digits(group, 3)?)?;
    }
    let last = Some(last).filter(|last| last.len() == 3)?;
    number = number.checked_mul(1_000)?.checked_add(digits(last, 3)?)?;
    let level = digits(level, 1).filter(|level| *level <= HIGHEST)?;
    Some(Tile::new(HEIGHT, u8::try_from(level).ok()?, number, u32::try_from(width).ok()?, false))
}

fn digits(text: &str, most: usize) -> Option<u64> {
    let fits = (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| fits)
}

/// How many leaves the log must have for the tile to be there.
fn end_of(tile: &Tile) -> Option<u64> {
    let hashes = tile.level_index().checked_mul(WHOLE)?.checked_add(u64::from(tile.width()))?;
    let leaves = WHOLE.checked_pow(u32::from(tile.level()))?;
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
