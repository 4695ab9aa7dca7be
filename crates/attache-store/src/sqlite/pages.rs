//! Pages of collections, by position. What a page costs follows from its own length, not from that of the
//! collection: the positions come in order from an index that holds the wanted versions only, and the
//! entries from their cluster.

use std::collections::{BTreeSet, HashMap};

use attache_core::{collection::CollectionId, object_key::ObjectKey};
use rusqlite::{Connection, OptionalExtension, Row, params, params_from_iter, types::Value};
use uuid::Uuid;

use super::{
    entries::{collection_key, type_key},
    merkle,
    rank::Rank,
    trouble::Trouble,
    versions::live,
};
use crate::{Entry, Page, PageQuery, page::version_of};

/// How many unwanted entries are passed over before the next wanted one is looked up instead.
const PASSED_OVER: usize = 16;

/// How many runs of an index are merged at most; beyond that their entries are picked out one by one.
const RUNS: usize = 32;

pub(super) fn page(tx: &Connection, query: &PageQuery) -> Result<Page, Trouble> {
    let Some(collection) = collection_key(tx, query.collection)? else { return Ok(Page::default()) };
    let mut positions = fitting(tx, collection, query)?;
    let more = positions.len() > query.limit;
    positions.truncate(query.limit);
    let entries = load(tx, collection, &positions, query.bytes.then_some(query.room))?;
    Ok(Page { more: more || entries.len() < positions.len(), entries })
}

/// The positions of the entries of a page, in order, and of one more where there is one.
pub(super) fn fitting(tx: &Connection, collection: i64, query: &PageQuery) -> Result<Vec<i64>, Trouble> {
    let wanted = query.limit.saturating_add(1);
    let mut positions = if query.objects.is_empty() {
        of_all(tx, collection, query, wanted)?
    } else {
        of_objects(tx, collection, query)?
    };
    positions.truncate(wanted);
    Ok(positions)
}

/// The fitting positions of these objects, in order.
fn of_objects(tx: &Connection, collection: i64, query: &PageQuery) -> Result<Vec<i64>, Trouble> {
    let mut positions = Vec::new();
    let objects: BTreeSet<&ObjectKey> = query.objects.iter().collect();
    let ranks = Rank::named(&query.versions);
    for object in objects {
        if !query.types.is_empty() && !query.types.contains(&object.type_name) {
            continue;
        }
        let Some(type_key) = type_key(tx, &object.type_name)? else { continue };
        let live = live(tx, collection, object, type_key)?;
        for (index, (version, position)) in live.iter().enumerate() {
            let admitted =
                ranks.contains(&Rank::at(index, live.len())) || query.versions.at.contains(version);
            if admitted && *position > query.after {
                positions.push(*position);
            }
        }
    }
    positions.sort_unstable();
    Ok(positions)
}

/// At least the first `wanted` fitting positions, in order.
fn of_all(tx: &Connection, collection: i64, query: &PageQuery, wanted: usize) -> Result<Vec<i64>, Trouble> {
    let mut types = BTreeSet::new();
    for name in &query.types {
        types.extend(type_key(tx, name)?);
    }
    if types.is_empty() && !query.types.is_empty() {
        return Ok(Vec::new());
    }
    let ranks = Rank::named(&query.versions);
    let mut positions = of_ranks(tx, (collection, query.after), ranks, &types, wanted)?;
    if !query.versions.names_all() && !query.versions.at.is_empty() {
        positions.extend(of_versions(tx, (collection, query.after), &query.versions.at, &types)?);
        positions.sort_unstable();
        positions.dedup();
    }
    Ok(positions)
}

/// The first positions after one, of these ranks and types.
fn of_ranks(
    tx: &Connection,
    (collection, after): (i64, i64),
    ranks: &[Rank],
    types: &BTreeSet<i64>,
    wanted: usize,
) -> Result<Vec<i64>, Trouble> {
    if ranks.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = vec![collection, after, i64::try_from(wanted).unwrap_or(i64::MAX)];
    values.extend(types);
    positions(tx, &runs(ranks, types.len()), values)
}

/// The statement for positions of these ranks and so many types (from the fourth parameter on).
pub(super) fn runs(ranks: &[Rank], types: usize) -> String {
    let run = "SELECT position FROM shown WHERE collection = ?1 AND position > ?2";
    let ranks = ranks.iter().map(|rank| rank.number());
    // One run of the index for each rank (and type): SQLite merges them as they are read.
    let marks = 4..types.saturating_add(4);
    let runs: Vec<String> = if types == 0 {
        ranks.map(|rank| format!("{run} AND rank = {rank}")).collect()
    } else if types.saturating_mul(ranks.len()) <= RUNS {
        let of_rank = |rank| marks.clone().map(move |n| format!("{run} AND rank = {rank} AND type = ?{n}"));
        ranks.flat_map(of_rank).collect()
    } else {
        let marks = marks.map(|n| format!("?{n}")).collect::<Vec<_>>().join(", ");
        ranks.map(|rank| format!("{run} AND rank = {rank} AND +type IN ({marks})")).collect()
    };
    format!("{} ORDER BY position LIMIT ?3", runs.join(" UNION ALL "))
}

/// Every position after one of an object of these versions and types. This alone looks at the whole
/// collection: nobody asks for a moment without an object but by mistake.
fn of_versions(
    tx: &Connection,
    (collection, after): (i64, i64),
    versions: &[i64],
    types: &BTreeSet<i64>,
) -> Result<Vec<i64>, Trouble> {
    let marks = |of: usize| vec!["?"; of].join(", ");
    let mut sql = format!(
        "SELECT position FROM versions WHERE collection = ? AND position > ? AND gone = 0 AND version IN ({})",
        marks(versions.len())
    );
    if !types.is_empty() {
        sql += &format!(" AND type IN ({})", marks(types.len()));
    }
    let values = [collection, after].iter().chain(versions).chain(types).copied().collect();
    positions(tx, &sql, values)
}

fn positions(tx: &Connection, sql: &str, values: Vec<i64>) -> Result<Vec<i64>, Trouble> {
    let mut statement = tx.prepare_cached(sql)?;
    let rows =
        statement.query_map(params_from_iter(values.into_iter().map(Value::Integer)), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The entries at these positions, which rise. With bytes where there is room for them: it ends before an entry
/// that would take more, but has the first.
fn load(
    tx: &Connection,
    collection: i64,
    positions: &[i64],
    room: Option<usize>,
) -> Result<Vec<Entry>, Trouble> {
    let mut types = Types { tx, names: HashMap::new() };
    let mut entries = Vec::with_capacity(positions.len());
    let (bytes, room, mut taken) = (room.is_some(), room.unwrap_or_default(), 0_usize);
    walk(tx, collection, positions, "type, uuid, version, leaf, bytes", |row| {
        let entry = entry(row, row.get(0)?, &mut types, bytes)?;
        taken = taken.saturating_add(entry.bytes.len());
        let fits = taken <= room || entries.is_empty();
        if fits {
            entries.push(entry);
        }
        Ok(fits)
    })?;
    Ok(entries)
}

/// Goes along the entries at these positions, which rise, until one of them is refused: each row has the position,
/// then these columns.
pub(super) fn walk(
    tx: &Connection,
    collection: i64,
    positions: &[i64],
    columns: &str,
    mut look: impl FnMut(&Row<'_>) -> Result<bool, Trouble>,
) -> Result<(), Trouble> {
    let Some(end) = positions.last() else { return Ok(()) };
    let mut statement = tx.prepare_cached(&format!(
        "SELECT position, {columns} FROM entries \
         WHERE collection = ?1 AND position BETWEEN ?2 AND ?3 ORDER BY position"
    ))?;
    let mut wanted = positions.iter().copied().peekable();
    while let Some(from) = wanted.peek().copied() {
        let mut rows = statement.query([collection, from, *end])?;
        let (mut found, mut passed) = (false, 0_usize);
        while passed < PASSED_OVER && wanted.peek().is_some() {
            let Some(row) = rows.next()? else { break };
            let position: i64 = row.get(0)?;
            if wanted.next_if_eq(&position).is_some() {
                if !look(row)? {
                    return Ok(());
                }
                (found, passed) = (true, 0);
            } else {
                passed = passed.saturating_add(1);
            }
        }
        if !found {
            return Err(Trouble::Stale(format!("entry {from} is filed and not there")));
        }
    }
    Ok(())
}

fn entry(row: &Row<'_>, position: i64, types: &mut Types<'_>, bytes: bool) -> Result<Entry, Trouble> {
    let version: Option<i64> = row.get(3)?;
    Ok(Entry {
        position,
        object: ObjectKey { type_name: types.name(row.get(1)?)?, uuid: Uuid::from_bytes(row.get(2)?) },
        version: version.unwrap_or_else(|| version_of(position)),
        leaf: row.get(4)?,
        bytes: if bytes { row.get(5)? } else { Vec::new() },
    })
}

/// Names of types by their keys.
struct Types<'c> {
    tx: &'c Connection,
    names: HashMap<i64, String>,
}

impl Types<'_> {
    fn name(&mut self, key: i64) -> Result<String, Trouble> {
        if let Some(name) = self.names.get(&key) {
            return Ok(name.clone());
        }
        let name: Option<String> = self
            .tx
            .prepare_cached("SELECT name FROM object_types WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        let name = name.ok_or_else(|| Trouble::Damaged(format!("the type of object {key} has no name")))?;
        self.names.insert(key, name.clone());
        Ok(name)
    }
}

pub(super) fn leaves(tx: &Connection, collection: CollectionId) -> Result<u64, Trouble> {
    let Some(collection) = collection_key(tx, collection)? else { return Ok(0) };
    let last: Option<u64> = tx
        .prepare_cached("SELECT max(leaf) FROM leaves WHERE collection = ?1")?
        .query_row([collection], |row| row.get(0))?;
    Ok(last.map_or(0, |last| last.saturating_add(1)))
}

pub(super) fn leaf(tx: &Connection, collection: CollectionId, leaf: u64) -> Result<Option<Entry>, Trouble> {
    let Some(collection) = collection_key(tx, collection)? else { return Ok(None) };
    let position: Option<i64> = tx
        .prepare_cached("SELECT position FROM leaves WHERE collection = ?1 AND leaf = ?2")?
        .query_row(params![collection, i64::try_from(leaf).unwrap_or(i64::MAX)], |row| row.get(0))
        .optional()?;
    Ok(load(tx, collection, position.as_slice(), Some(usize::MAX))?.pop())
}

pub(super) fn log_hashes(
    tx: &Connection,
    collection: CollectionId,
    indexes: &[u64],
) -> Result<Vec<[u8; 32]>, Trouble> {
    let key = collection_key(tx, collection)?.unwrap_or_default();
    indexes.iter().map(|index| merkle::stored(tx, key, *index).map(|hash| hash.0)).collect()
}
