//! By which words claims are found that bear on one, and what they find.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    claim_state::ClaimState,
    proposition::{index_key::IndexKey, telling::Telling},
};
use rusqlite::{Connection, params};

use super::{reading, trouble::Trouble};

/// The words under which a claim is filed: none where it does not stand.
pub(super) fn words(state: Option<&ClaimState>) -> BTreeSet<IndexKey> {
    let standing = state.filter(|state| state.standing.stands());
    standing.map(|state| Telling::of(&state.body).keys()).unwrap_or_default()
}

/// Files the claim with this key of the index under its words in place of those that it was filed under before.
pub(super) fn file(
    tx: &Connection,
    key: i64,
    before: &BTreeSet<IndexKey>,
    now: &BTreeSet<IndexKey>,
) -> Result<(), Trouble> {
    let mut delete = tx.prepare_cached("DELETE FROM claim_words WHERE word = ?1 AND claim = ?2")?;
    for word in before.difference(now) {
        delete.execute(params![word.as_str(), key])?;
    }
    let mut insert = tx.prepare_cached("INSERT INTO claim_words (word, claim) VALUES (?1, ?2)")?;
    for word in now.difference(before) {
        insert.execute(params![word.as_str(), key])?;
    }
    Ok(())
}

/// The words of every claim as they are filed, by its key: for an audit.
pub(super) fn filed(tx: &Connection) -> Result<BTreeMap<i64, BTreeSet<String>>, Trouble> {
    let mut statement = tx.prepare("SELECT claim, word FROM claim_words")?;
    let mut rows = statement.query([])?;
    let mut filed: BTreeMap<i64, BTreeSet<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        filed.entry(row.get(0)?).or_default().insert(row.get(1)?);
    }
    Ok(filed)
}

pub(super) fn bearing(tx: &Connection, probes: &BTreeSet<IndexKey>) -> Result<Vec<ClaimState>, Trouble> {
    let mut filed = tx.prepare_cached("SELECT claim FROM claim_words WHERE word = ?1")?;
    // In the order in which they entered, so that neighbouring pages of the file are read once.
    let mut keys: BTreeSet<i64> = BTreeSet::new();
    for probe in probes {
        for key in filed.query_map([probe.as_str()], |row| row.get(0))? {
            keys.insert(key?);
        }
    }
    let mut found = Vec::with_capacity(keys.len());
    for key in keys {
        let state = reading::fold(&reading::records_of_key(tx, key)?);
        // The index only narrows.
        found.extend(state.filter(|state| !words(Some(state)).is_disjoint(probes)));
    }
    found.sort_by_key(|state| (state.body.day(), state.id));
    Ok(found)
}
