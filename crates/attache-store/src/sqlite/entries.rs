//! Adding objects to collections and taking them out.

use std::collections::HashMap;

use attache_core::collection::CollectionId;
use rusqlite::{Connection, OptionalExtension, params};
use tlog_tiles::Hash;

use super::{edges, merkle::Tree, trouble::Trouble, versions::Object};
use crate::{Commit, EntryOutcome, NewEntry, Removal, StoreError};

/// A collection while things are added to it.
struct Place<'c> {
    key: i64,
    /// The last position; `None` while it is empty.
    last: Option<i64>,
    /// How many leaves its log has; `None` where it is no log.
    leaves: Option<u64>,
    tree: Tree<'c>,
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
        if !fresh {
            edges::turn(tx, place.key, 1)?;
        }
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
        let removed = object.remove(tx, removal)?;
        edges::turn(tx, collection, removed)?;
        Ok(removed)
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
