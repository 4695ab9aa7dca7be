//! Answers that need no narrowing down.

use std::collections::BTreeSet;

use attache_core::{
    article::Article,
    claim_state::ClaimState,
    id::{ArticleId, ClaimId, SourceId},
    ledger::SourceGrade,
    record::{Happening, NewRecord, Record, Seq},
};
use rusqlite::{Connection, OptionalExtension, Params, Row, types::ValueRef};

use super::{filing::number, trouble::Trouble};
use crate::{
    AnyId, ArticleListing,
    any_id::{IdPrefix, RESOLVE_LIMIT},
};

pub(super) fn scan(tx: &Connection, after: Seq, limit: usize) -> Result<Vec<Record>, Trouble> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    records(tx, "SELECT seq, body FROM records WHERE seq > ?1 ORDER BY seq LIMIT ?2", [number(after), limit])
}

pub(super) fn last(tx: &Connection) -> Result<Seq, Trouble> {
    Ok(tx.prepare_cached("SELECT last FROM store")?.query_row([], |row| seq(row, 0))?)
}

pub(super) fn article(tx: &Connection, id: ArticleId) -> Result<Option<Article>, Trouble> {
    let sql = "SELECT r.seq, r.body FROM articles a JOIN records r ON r.seq = a.seq WHERE a.id = ?1";
    let mut found = records(tx, sql, [id.as_bytes()])?;
    match found.pop() {
        None => Ok(None),
        Some(Record { new: NewRecord { what: Happening::ArticleAdded { article }, .. }, .. }) => {
            Ok(Some(*article))
        }
        Some(other) => {
            Err(Trouble::Stale(format!("record {} is filed as an article and is none", other.seq)))
        }
    }
}

pub(super) fn articles(tx: &Connection, after: Seq, limit: usize) -> Result<Vec<ArticleListing>, Trouble> {
    let mut statement =
        tx.prepare_cached("SELECT seq, listing FROM articles WHERE seq > ?1 ORDER BY seq LIMIT ?2")?;
    let mut rows = statement.query([number(after), i64::try_from(limit).unwrap_or(i64::MAX)])?;
    let mut listings = Vec::new();
    while let Some(row) = rows.next()? {
        let seq = seq(row, 0)?;
        let listing = serde_json::from_slice(text(row, 1)?).map_err(|error| {
            Trouble::Stale(format!("the listing of record {seq} cannot be read: {error}"))
        })?;
        listings.push(listing);
    }
    Ok(listings)
}

pub(super) fn records_of(tx: &Connection, id: ClaimId) -> Result<Vec<Record>, Trouble> {
    let sql = "SELECT r.seq, r.body FROM claims c JOIN claim_records f ON f.claim = c.key \
               JOIN records r ON r.seq = f.seq WHERE c.id = ?1 ORDER BY f.seq";
    records(tx, sql, [id.as_bytes()])
}

/// The records of the claim with this key of the index.
pub(super) fn records_of_key(tx: &Connection, key: i64) -> Result<Vec<Record>, Trouble> {
    let sql = "SELECT r.seq, r.body FROM claim_records f JOIN records r ON r.seq = f.seq \
               WHERE f.claim = ?1 ORDER BY f.seq";
    records(tx, sql, [key])
}

/// The state that the records of one claim amount to; `None` where none of them brought it in.
pub(super) fn fold<'a>(records: impl IntoIterator<Item = &'a Record>) -> Option<ClaimState> {
    records.into_iter().fold(None, |state: Option<ClaimState>, record| match state {
        None => ClaimState::open(record),
        Some(mut state) => {
            state.apply(record);
            Some(state)
        }
    })
}

pub(super) fn sources(tx: &Connection) -> Result<Vec<SourceGrade>, Trouble> {
    let sql = "SELECT r.seq, r.body FROM (SELECT id, max(seq) AS seq FROM sources GROUP BY id) s \
               JOIN records r ON r.seq = s.seq ORDER BY s.id";
    records(tx, sql, [])?.iter().map(grade).collect()
}

pub(super) fn source_grades(tx: &Connection, id: SourceId) -> Result<Vec<SourceGrade>, Trouble> {
    let sql = "SELECT r.seq, r.body FROM sources s JOIN records r ON r.seq = s.seq WHERE s.id = ?1 \
               ORDER BY s.seq";
    records(tx, sql, [id.as_bytes()])?.iter().map(grade).collect()
}

pub(super) fn roster_records(tx: &Connection) -> Result<Vec<Record>, Trouble> {
    records(tx, "SELECT r.seq, r.body FROM roster f JOIN records r ON r.seq = f.seq ORDER BY f.seq", [])
}

/// Of the records that speak of one article alone, those of these articles only, where some are given.
pub(super) fn reliance(
    tx: &Connection,
    articles: Option<&BTreeSet<ArticleId>>,
) -> Result<Vec<Record>, Trouble> {
    let those = |which: &str| {
        format!("SELECT r.seq, r.body FROM reliance f JOIN records r ON r.seq = f.seq{which} ORDER BY f.seq")
    };
    let Some(articles) = articles else { return records(tx, &those(""), []) };
    let mut found = records(tx, &those(" WHERE f.article IS NULL"), [])?;
    let of_one = those(" WHERE f.article = ?1");
    for article in articles {
        found.append(&mut records(tx, &of_one, [article.as_bytes()])?);
    }
    found.sort_unstable_by_key(|record| record.seq);
    Ok(found)
}

fn grade(record: &Record) -> Result<SourceGrade, Trouble> {
    SourceGrade::of(record).ok_or_else(|| {
        Trouble::Stale(format!("record {} is filed as the grade of a source and is none", record.seq))
    })
}

pub(super) fn resolve(tx: &Connection, prefix: &str) -> Result<Vec<AnyId>, Trouble> {
    let Some(prefix) = IdPrefix::read(prefix) else { return Ok(Vec::new()) };
    let (low, high) = prefix.range();
    let limit = i64::try_from(RESOLVE_LIMIT).unwrap_or(i64::MAX);
    let ids = |sql: &str, wrap: fn([u8; 16]) -> AnyId| -> Result<Vec<AnyId>, Trouble> {
        let mut statement = tx.prepare_cached(sql)?;
        let rows = statement.query_map((low, high, limit), |row| row.get(0).map(wrap))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    let mut found = Vec::new();
    if prefix.articles() {
        let sql = "SELECT id FROM articles WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3";
        found.extend(ids(sql, |id| AnyId::Article(ArticleId::from_bytes(id)))?);
    }
    if prefix.claims() {
        let sql =
            "SELECT id FROM claims WHERE id BETWEEN ?1 AND ?2 AND standing IS NOT NULL ORDER BY id LIMIT ?3";
        found.extend(ids(sql, |id| AnyId::Claim(ClaimId::from_bytes(id)))?);
    }
    found.truncate(RESOLVE_LIMIT);
    Ok(found)
}

/// The records that a statement of `seq, body` gives.
fn records(tx: &Connection, sql: &str, params: impl Params) -> Result<Vec<Record>, Trouble> {
    let mut statement = tx.prepare_cached(sql)?;
    let mut rows = statement.query(params)?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(record(row)?);
    }
    Ok(records)
}

/// The record in a row of `seq, body`.
pub(super) fn record(row: &Row<'_>) -> Result<Record, Trouble> {
    let seq = seq(row, 0)?;
    let new = serde_json::from_slice(text(row, 1)?)
        .map_err(|error| Trouble::Damaged(format!("record {seq} cannot be read: {error}")))?;
    Ok(Record { seq, new })
}

/// A position in a column.
pub(super) fn seq(row: &Row<'_>, column: usize) -> Result<Seq, rusqlite::Error> {
    row.get(column).map(Seq)
}

/// The bytes of a text in a column.
pub(super) fn text<'r>(row: &'r Row<'_>, column: usize) -> Result<&'r [u8], Trouble> {
    match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Ok(bytes),
        other => Err(Trouble::Damaged(format!("a text was expected, found {}", other.data_type()))),
    }
}

/// One value or none.
pub(super) fn maybe<T: rusqlite::types::FromSql>(tx: &Connection, sql: &str) -> Result<Option<T>, Trouble> {
    Ok(tx.query_row(sql, [], |row| row.get(0)).optional()?)
}
