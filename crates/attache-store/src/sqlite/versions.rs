//! The versions of one object in one collection, and their ranks.

use attache_core::object_key::ObjectKey;
use rusqlite::{Connection, OptionalExtension, params};

use super::{rank::Rank, trouble::Trouble};
use crate::{Removal, page::version_of};

/// One object of a collection, by the keys of the file.
#[derive(Clone, Copy)]
pub(super) struct Object {
    pub(super) collection: i64,
    pub(super) uuid: [u8; 16],
    pub(super) type_key: i64,
}

/// The rows of one object, live ones or those taken out, or both.
const OF_OBJECT: &str = "FROM versions WHERE collection = ?1 AND uuid = ?2 AND type = ?3";

impl Object {
    /// Whether nothing was ever added under this name.
    pub(super) fn is_fresh(self, tx: &Connection) -> Result<bool, Trouble> {
        let found = tx.prepare_cached(&format!("SELECT 1 {OF_OBJECT} LIMIT 1"))?.exists(params![
            self.collection,
            self.uuid,
            self.type_key
        ])?;
        Ok(!found)
    }

    /// What lies under a version: where, whether it was taken out, and its bytes. What lies there comes
    /// before what was taken out.
    pub(super) fn same(
        self,
        tx: &Connection,
        version: Option<i64>,
    ) -> Result<Option<(i64, bool, Vec<u8>)>, Trouble> {
        let Self { collection, uuid, type_key } = self;
        let which = if version.is_some() { "version = ?4 AND given = 1" } else { "?4 IS NULL AND given = 0" };
        let sql =
            format!("SELECT position, gone {OF_OBJECT} AND gone IN (0, 1) AND {which} ORDER BY gone LIMIT 1");
        let found: Option<(i64, bool)> = tx
            .prepare_cached(&sql)?
            .query_row(params![collection, uuid, type_key, version], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let Some((position, gone)) = found else { return Ok(None) };
        let bytes: Option<Vec<u8>> = tx
            .prepare_cached("SELECT bytes FROM entries WHERE collection = ?1 AND position = ?2")?
            .query_row([collection, position], |row| row.get(0))
            .optional()?;
        let missing =
            || Trouble::Stale(format!("the index of versions names an entry {position} that is not there"));
        bytes.ok_or_else(missing).map(|bytes| Some((position, gone, bytes)))
    }

    /// Files a new entry under its version and its rank, and moves the one that it displaces.
    pub(super) fn show(
        self,
        tx: &Connection,
        fresh: bool,
        given: Option<i64>,
        position: i64,
    ) -> Result<(), Trouble> {
        let version = given.unwrap_or_else(|| version_of(position));
        let rank = if fresh { Rank::Only } else { self.displace(tx, (version, position))? };
        tx.prepare_cached("INSERT INTO versions VALUES (?1, ?2, ?3, 0, ?4, ?5, ?6)")?.execute(params![
            self.collection,
            self.uuid,
            self.type_key,
            version,
            position,
            given.is_some()
        ])?;
        tx.prepare_cached("INSERT INTO shown (collection, rank, position, type) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![self.collection, rank.number(), position, self.type_key])?;
        Ok(())
    }

    /// The rank of a version that comes to the others.
    fn displace(self, tx: &Connection, new: (i64, i64)) -> Result<Rank, Trouble> {
        let end = |order: &str| -> Result<Option<(i64, i64)>, Trouble> {
            let sql = format!(
                "SELECT version, position {OF_OBJECT} AND gone = 0 ORDER BY version {order}, position {order} LIMIT 1"
            );
            Ok(tx
                .prepare_cached(&sql)?
                .query_row(params![self.collection, self.uuid, self.type_key], |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })
                .optional()?)
        };
        let (Some(first), Some(last)) = (end("ASC")?, end("DESC")?) else { return Ok(Rank::Only) };
        if new > last {
            let (was, is) =
                if first == last { (Rank::Only, Rank::First) } else { (Rank::Last, Rank::Between) };
            self.rerank(tx, last.1, was, is)?;
            Ok(Rank::Last)
        } else if new < first {
            let (was, is) =
                if first == last { (Rank::Only, Rank::Last) } else { (Rank::First, Rank::Between) };
            self.rerank(tx, first.1, was, is)?;
            Ok(Rank::First)
        } else {
            Ok(Rank::Between)
        }
    }

    fn rerank(self, tx: &Connection, position: i64, was: Rank, is: Rank) -> Result<(), Trouble> {
        let sql = "UPDATE shown SET rank = ?3 WHERE collection = ?1 AND position = ?2 AND rank = ?4";
        match tx.prepare_cached(sql)?.execute([self.collection, position, is.number(), was.number()])? {
            1 => Ok(()),
            _ => Err(Trouble::Stale(format!("entry {position} is not shown as it should be"))),
        }
    }

    pub(super) fn remove(self, tx: &Connection, removal: &Removal) -> Result<usize, Trouble> {
        let live = live(tx, self.collection, &removal.object, self.type_key)?;
        let admitted = |index: usize, version: i64| {
            Rank::named(&removal.versions).contains(&Rank::at(index, live.len()))
                || removal.versions.at.contains(&version)
        };
        let (mut stays, mut removed) = (Vec::new(), 0_usize);
        for (index, (version, position)) in live.iter().enumerate() {
            let rank = Rank::at(index, live.len());
            if !admitted(index, *version) {
                stays.push((*position, rank));
                continue;
            }
            tx.prepare_cached("INSERT INTO removals (collection, position) VALUES (?1, ?2)")?
                .execute([self.collection, *position])?;
            tx.prepare_cached("DELETE FROM shown WHERE collection = ?1 AND rank = ?2 AND position = ?3")?
                .execute([self.collection, rank.number(), *position])?;
            let sql = "UPDATE versions SET gone = 1 WHERE collection = ?1 AND uuid = ?2 AND type = ?3 AND \
                       gone = 0 AND version = ?4 AND position = ?5";
            tx.prepare_cached(sql)?.execute(params![
                self.collection,
                self.uuid,
                self.type_key,
                version,
                position
            ])?;
            removed = removed.saturating_add(1);
        }
        for (index, (position, was)) in stays.iter().enumerate() {
            let is = Rank::at(index, stays.len());
            if is != *was {
                self.rerank(tx, *position, *was, is)?;
            }
        }
        Ok(removed)
    }
}

/// The versions of an object that lie in a collection, with their positions, first to last.
pub(super) fn live(
    tx: &Connection,
    collection: i64,
    object: &ObjectKey,
    type_key: i64,
) -> Result<Vec<(i64, i64)>, Trouble> {
    let sql = format!("SELECT version, position {OF_OBJECT} AND gone = 0 ORDER BY version, position");
    let mut statement = tx.prepare_cached(&sql)?;
    let values = params![collection, object.uuid.as_bytes(), type_key];
    let rows = statement.query_map(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
