//! The delivery ledger and the settings.

use attache_core::collection::CollectionId;
use rusqlite::{Connection, OptionalExtension, params};

use super::{
    entries::{collection_key, made_collection_key},
    trouble::Trouble,
};
use crate::{Fetch, Setting};

/// Adds a line to the delivery ledger.
pub(super) fn add(tx: &Connection, fetch: &Fetch) -> Result<(), Trouble> {
    let collection = made_collection_key(tx, fetch.collection)?;
    let sql = "INSERT INTO fetches (collection, number, partner, first, last, at) SELECT ?1, \
               (SELECT coalesce(max(number), 0) + 1 FROM fetches WHERE collection = ?1), ?2, ?3, ?4, ?5";
    let at = fetch.at.to_string();
    tx.prepare_cached(sql)?.execute(params![collection, fetch.partner.as_str(), fetch.from, fetch.to, at])?;
    Ok(())
}

pub(super) fn fetches(tx: &Connection, id: CollectionId) -> Result<Vec<Fetch>, Trouble> {
    let Some(key) = collection_key(tx, id)? else { return Ok(Vec::new()) };
    let mut statement = tx.prepare_cached(
        "SELECT partner, first, last, at FROM fetches WHERE collection = ?1 ORDER BY number",
    )?;
    let mut rows = statement.query([key])?;
    let mut fetches = Vec::new();
    while let Some(row) = rows.next()? {
        let (partner, at): (String, String) = (row.get(0)?, row.get(3)?);
        let unreadable = |what: String| Trouble::Damaged(format!("a line of the delivery ledger: {what}"));
        fetches.push(Fetch {
            collection: id,
            partner: partner.parse().map_err(|error| unreadable(format!("{error}")))?,
            from: row.get(1)?,
            to: row.get(2)?,
            at: at.parse().map_err(|error| unreadable(format!("{error}")))?,
        });
    }
    Ok(fetches)
}

/// Puts a setting in place, or takes it away.
pub(super) fn set(tx: &Connection, setting: &Setting) -> Result<(), Trouble> {
    match &setting.value {
        Some(value) => tx
            .prepare_cached("INSERT OR REPLACE INTO settings (name, value) VALUES (?1, ?2)")?
            .execute(params![setting.name, value])?,
        None => tx.prepare_cached("DELETE FROM settings WHERE name = ?1")?.execute([&setting.name])?,
    };
    Ok(())
}

pub(super) fn setting(tx: &Connection, name: &str) -> Result<Option<Vec<u8>>, Trouble> {
    let mut statement = tx.prepare_cached("SELECT value FROM settings WHERE name = ?1")?;
    Ok(statement.query_row([name], |row| row.get(0)).optional()?)
}

pub(super) fn settings(tx: &Connection, prefix: &str) -> Result<Vec<Setting>, Trouble> {
    let mut statement =
        tx.prepare_cached("SELECT name, value FROM settings WHERE name >= ?1 ORDER BY name")?;
    let mut rows = statement.query([prefix])?;
    let mut settings = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        if !name.starts_with(prefix) {
            break;
        }
        settings.push(Setting { name, value: Some(row.get(1)?) });
    }
    Ok(settings)
}
