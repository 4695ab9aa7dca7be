//! Whether the entries of collections are as they were added, and their indexes follow from them.

use std::collections::BTreeMap;

use attache_core::collection::CollectionId;
use rusqlite::{Connection, Row};
use tlog_tiles::{record_hash, stored_hash_count, stored_hash_index};
use uuid::Uuid;

use super::super::{
    derived::{DERIVED, Derived, each_leaf, log_keys},
    merkle::{Tree, stored},
    reading,
    trouble::Trouble,
};
use crate::Finding;

/// What to do about an index.
const CURE: &str = "`attache db rebuild` puts it right";

/// Looks at every entry.
pub(super) fn entries(tx: &Connection, findings: &mut Vec<Finding>) -> Result<(), Trouble> {
    let names = names(tx)?;
    let mut last: Option<(i64, Option<u64>)> = None;
    let mut statement = tx.prepare(
        "SELECT e.collection, e.position, e.leaf, e.digest, e.bytes, t.key IS NULL
         FROM entries e LEFT JOIN object_types t ON t.key = e.type ORDER BY e.collection, e.position",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (collection, leaf): (i64, Option<u64>) = (row.get(0)?, row.get(2)?);
        let before = last.filter(|(same, _)| *same == collection).map(|(_, leaf)| leaf);
        let mut tell =
            |words: &str| findings.push(Finding::whole(format!("{}: {words}", called(row, &names))));
        if !names.contains_key(&collection) {
            tell("its collection has no name");
        }
        if row.get(5)? {
            tell("its type has no name");
        }
        if record_hash(reading::text(row, 4)?).0 != row.get::<_, [u8; 32]>(3)? {
            tell("its bytes were altered: they do not have the digest recorded with them");
        }
        let expected = match before {
            None => leaf.map(|_| 0),
            Some(before) => before.map(|leaf| leaf.saturating_add(1)),
        };
        if leaf != expected {
            tell("it is not the next leaf of its log: an entry is missing or was moved");
        }
        last = Some((collection, leaf));
    }
    removals(tx, &names, findings)
}

/// The ids of collections by their keys.
fn names(tx: &Connection) -> Result<BTreeMap<i64, CollectionId>, Trouble> {
    let mut statement = tx.prepare("SELECT key, id FROM collections")?;
    let rows =
        statement.query_map([], |row| Ok((row.get(0)?, CollectionId(Uuid::from_bytes(row.get(1)?)))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How the entry in a row of `collection, position` is called.
fn called(row: &Row<'_>, names: &BTreeMap<i64, CollectionId>) -> String {
    let (collection, position): (i64, i64) = (row.get(0).unwrap_or_default(), row.get(1).unwrap_or_default());
    let name = names.get(&collection).map_or_else(|| format!("number {collection}"), ToString::to_string);
    format!("entry {position} of collection {name}")
}

fn removals(
    tx: &Connection,
    names: &BTreeMap<i64, CollectionId>,
    findings: &mut Vec<Finding>,
) -> Result<(), Trouble> {
    let mut statement = tx.prepare(
        "SELECT r.collection, r.position FROM removals r
         LEFT JOIN entries e ON e.collection = r.collection AND e.position = r.position
         WHERE e.position IS NULL OR e.leaf IS NOT NULL",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let words = "it was taken out, and is not there or stands in a log";
        findings.push(Finding::whole(format!("{}: {words}", called(row, names))));
    }
    Ok(())
}

/// Compares every index of the exchange with what it follows from.
pub(super) fn indexes(tx: &Connection, findings: &mut Vec<Finding>) -> Result<(), Trouble> {
    for Derived { table, columns, question } in &DERIVED {
        let count = |sql: String| tx.query_row(&sql, [], |row| row.get::<_, u64>(0));
        let filed = format!("SELECT {columns} FROM {table}");
        let right = format!("SELECT {columns} FROM ({question})");
        let lacks = count(format!("SELECT count(*) FROM ({right} EXCEPT {filed})"))?;
        let strange = count(format!("SELECT count(*) FROM ({filed} EXCEPT {right})"))?;
        if lacks > 0 || strange > 0 {
            findings.push(Finding::whole(format!(
                "the index `{table}` lacks {lacks} rows, and {strange} in it do not follow from the entries; {CURE}"
            )));
        }
    }
    let mut expected: u64 = 0;
    for collection in log_keys(tx)? {
        expected = expected.saturating_add(log(tx, collection, findings)?);
    }
    let filed: u64 = tx.query_row("SELECT count(*) FROM log_hashes", [], |row| row.get(0))?;
    if filed != expected {
        findings.push(Finding::whole(format!(
            "there are {filed} hashes of Merkle logs where {expected} follow from the leaves; {CURE}"
        )));
    }
    Ok(())
}

/// Computes a log anew; gives how many hashes it has.
fn log(tx: &Connection, collection: i64, findings: &mut Vec<Finding>) -> Result<u64, Trouble> {
    let tree = Tree::new(tx, collection);
    let (mut leaves, mut wrong): (u64, u64) = (0, 0);
    each_leaf(tx, collection, |leaf, bytes| {
        for (number, hash) in (stored_hash_index(0, leaf)..).zip(tree.grown(leaf, record_hash(bytes))?) {
            match stored(tx, collection, number) {
                Ok(filed) if filed == hash => {}
                Ok(_) | Err(Trouble::Stale(_)) => wrong = wrong.saturating_add(1),
                Err(trouble) => return Err(trouble),
            }
        }
        leaves = leaf.saturating_add(1);
        Ok(())
    })?;
    if wrong > 0 {
        findings.push(Finding::whole(format!(
            "{wrong} hashes of a Merkle log are not those of its leaves; {CURE}, and the checkpoints that partners hold tell whether the leaves are the old ones"
        )));
    }
    Ok(stored_hash_count(leaves))
}
