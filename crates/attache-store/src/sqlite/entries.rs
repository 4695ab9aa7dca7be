//! Adding objects to collections and taking them out.

use std::collections::HashMap;

use attache_core::{collection::CollectionId, object_key::ObjectKey};
use rusqlite::{Connection, OptionalExtension, params};
use tlog_tiles::Hash;

use super::{merkle::Tree, rank::Rank, trouble::Trouble};
use crate::{Commit, EntryOutcome, NewEntry, Removal, StoreError, page::version_of};

/// A collection while things are added to it.
struct Place<'c> {
    key: i64,
    /// The last position; `None` while it is empty.
    last: Option<i64>,
    /// How many leaves its log has; `None` where it is no log.
    leaves: Option<u64>,
    tree: Tree<'c>,
}

/// One object of a collection, by the keys of the file.
#[derive(Clone, Copy)]
struct Object {
    collection: i64,
    uuid: [u8; 16],
    type_key: i64,
}

/// The work on the collections that one commit touches.
pub(super) struct Entries<'c> {
    tx: &'c Connection,
    places: HashMap<CollectionId, Place<'c>>,
    types: HashMap<String, i64>,
}

impl<'c> Entries<'c> {
    pub(super) fn new(tx: &'c Connection) -> Self {
        Self { tx, places: HashMap::new(), types: HashMap::new() }
    }

    /// Adds an entry whose leaf hash is `digest`, unless it or another under its name is there.
    pub(super) fn add(
        &mut self,
        new: &NewEntry,
        digest: Hash,
        commit: &Commit,
    ) -> Result<EntryOutcome, Trouble> {
        let (tx, type_key) = (self.tx, self.type_key(&new.object.type_name)?);
        let place = self.place(new.collection)?;
        if place.last.is_some() && place.leaves.is_some() != commit.logged {
            return Err(StoreError::OtherKind { collection: new.collection }.into());
        }
        let object = Object { collection: place.key, uuid: *new.object.uuid.as_bytes(), type_key };
        let fresh = object.is_fresh(tx)?;
        if !fresh && let Some((position, gone, bytes)) = object.same(tx, new.version)? {
            if bytes != new.bytes {
                return if commit.strict {
                    Err(StoreError::Conflict { object: new.object.to_string() }.into())
                } else {
                    Ok(EntryOutcome::Conflict)
                };
            }
            if !gone {
                return Ok(EntryOutcome::Known { position });
            }
        }
        let now = commit.now.as_microsecond();
        let position = place.last.map_or(now, |last| now.max(last.saturating_add(1)));
        let leaf = commit.logged.then(|| place.leaves.unwrap_or_default());
        tx.prepare_cached(
            "INSERT INTO entries (collection, position, type, uuid, version, leaf, digest, bytes) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![
            place.key,
            position,
            type_key,
            object.uuid,
            new.version,
            leaf,
            digest.0,
            new.bytes
        ])?;
        object.show(tx, fresh, new.version, position)?;
        if let Some(leaf) = leaf {
            tx.prepare_cached("INSERT INTO leaves (collection, leaf, position) VALUES (?1, ?2, ?3)")?
                .execute(params![place.key, leaf, position])?;
            place.tree.add(leaf, digest)?;
            place.leaves = Some(leaf.saturating_add(1));
        }
        place.last = Some(position);
        Ok(EntryOutcome::Added { position })
    }

    /// Takes versions of an object out; gives how many.
    pub(super) fn remove(&mut self, removal: &Removal) -> Result<usize, Trouble> {
        let tx = self.tx;
        let Some(place) = self.known_place(removal.collection)? else { return Ok(0) };
        if place.leaves.is_some() {
            return Err(StoreError::OtherKind { collection: removal.collection }.into());
        }
        let collection = place.key;
        let Some(type_key) = type_key(tx, &removal.object.type_name)? else { return Ok(0) };
        let object = Object { collection, uuid: *removal.object.uuid.as_bytes(), type_key };
        object.remove(tx, removal)
    }

    fn place(&mut self, id: CollectionId) -> Result<&mut Place<'c>, Trouble> {
        let known = self.places.remove(&id).map_or_else(|| Place::make(self.tx, id), Ok)?;
        Ok(self.places.entry(id).or_insert(known))
    }

    /// The collection, where anything was ever added to it.
    fn known_place(&mut self, id: CollectionId) -> Result<Option<&Place<'c>>, Trouble> {
        if !self.places.contains_key(&id) {
            let Some(key) = collection_key(self.tx, id)? else { return Ok(None) };
            self.places.insert(id, Place::of(self.tx, key)?);
        }
        Ok(self.places.get(&id))
    }

    fn type_key(&mut self, name: &str) -> Result<i64, Trouble> {
        if let Some(key) = self.types.get(name) {
            return Ok(*key);
        }
        let key = match type_key(self.tx, name)? {
            Some(key) => key,
            None => self.tx.prepare_cached("INSERT INTO object_types (name) VALUES (?1)")?.insert([name])?,
        };
        self.types.insert(name.to_owned(), key);
        Ok(key)
    }
}

impl<'c> Place<'c> {
    fn make(tx: &'c Connection, id: CollectionId) -> Result<Self, Trouble> {
        Self::of(tx, made_collection_key(tx, id)?)
    }

    fn of(tx: &'c Connection, key: i64) -> Result<Self, Trouble> {
        let sql = "SELECT position, leaf FROM entries WHERE collection = ?1 ORDER BY position DESC LIMIT 1";
        let end: Option<(i64, Option<u64>)> =
            tx.prepare_cached(sql)?.query_row([key], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let leaves = end.and_then(|(_, leaf)| leaf).map(|leaf| leaf.saturating_add(1));
        Ok(Self { key, last: end.map(|(last, _)| last), leaves, tree: Tree::new(tx, key) })
    }
}

/// The rows of one object, live ones or those taken out, or both.
const OF_OBJECT: &str = "FROM versions WHERE collection = ?1 AND uuid = ?2 AND type = ?3";

impl Object {
    /// Whether nothing was ever added under this name.
    fn is_fresh(self, tx: &Connection) -> Result<bool, Trouble> {
        let found = tx.prepare_cached(&format!("SELECT 1 {OF_OBJECT} LIMIT 1"))?.exists(params![
            self.collection,
            self.uuid,
            self.type_key
        ])?;
        Ok(!found)
    }

    /// What lies under a version: where, whether it was taken out, and its bytes. What lies there comes
    /// before what was taken out.
    fn same(self, tx: &Connection, version: Option<i64>) -> Result<Option<(i64, bool, Vec<u8>)>, Trouble> {
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
    fn show(self, tx: &Connection, fresh: bool, given: Option<i64>, position: i64) -> Result<(), Trouble> {
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

    fn remove(self, tx: &Connection, removal: &Removal) -> Result<usize, Trouble> {
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

/// The key of a collection, where the file knows it.
pub(super) fn collection_key(tx: &Connection, id: CollectionId) -> Result<Option<i64>, Trouble> {
    let mut statement = tx.prepare_cached("SELECT key FROM collections WHERE id = ?1")?;
    Ok(statement.query_row([id.0.as_bytes()], |row| row.get(0)).optional()?)
}

/// The key of a collection, made where the file does not know it yet.
pub(super) fn made_collection_key(tx: &Connection, id: CollectionId) -> Result<i64, Trouble> {
    if let Some(key) = collection_key(tx, id)? {
        return Ok(key);
    }
    Ok(tx.prepare_cached("INSERT INTO collections (id) VALUES (?1)")?.insert([id.0.as_bytes()])?)
}

/// The key of a type of object, where the file knows it.
pub(super) fn type_key(tx: &Connection, name: &str) -> Result<Option<i64>, Trouble> {
    let mut statement = tx.prepare_cached("SELECT key FROM object_types WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}
