//! Where collections stand.

use attache_core::collection::CollectionId;
use rusqlite::{Connection, OptionalExtension, params};

use super::trouble::Trouble;
use crate::Edge;

pub(super) fn edge(tx: &Connection, id: CollectionId) -> Result<Edge, Trouble> {
    let sql = "SELECT (SELECT max(position) FROM entries WHERE collection = c.key), \
               coalesce((SELECT turned FROM turns WHERE collection = c.key), 0) FROM collections c WHERE c.id = ?1";
    let mut statement = tx.prepare_cached(sql)?;
    let edge = statement
        .query_row([id.0.as_bytes()], |row| Ok(Edge { last: row.get(0)?, turned: row.get(1)? }))
        .optional()?;
    Ok(edge.unwrap_or_default())
}

/// Whether the collection with this key has turned.
pub(super) fn has_turned(tx: &Connection, key: i64) -> Result<bool, Trouble> {
    Ok(tx.prepare_cached("SELECT 1 FROM turns WHERE collection = ?1")?.exists([key])?)
}

/// Notes that it turned so often.
pub(super) fn turn(tx: &Connection, key: i64, times: usize) -> Result<(), Trouble> {
    if times > 0 {
        let sql = "INSERT INTO turns (collection, turned) VALUES (?1, ?2) \
                   ON CONFLICT (collection) DO UPDATE SET turned = turned + ?2";
        tx.prepare_cached(sql)?.execute(params![key, i64::try_from(times).unwrap_or(i64::MAX)])?;
    }
    Ok(())
}
