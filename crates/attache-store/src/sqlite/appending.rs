//! Appending: each record's bytes, their digest and the chain, and the indexes, in one transaction.

use attache_core::{
    canonical,
    digest::Digest,
    id::RecordId,
    record::{NewRecord, Record, Seq},
};
use rusqlite::{Connection, params};

use super::{
    creation::chained,
    filing::{Filing, number},
    reading,
    trouble::Trouble,
};
use crate::{Appended, StoreError};

/// A record with the bytes in which it is kept.
pub(super) struct Prepared<'a> {
    new: &'a NewRecord,
    id: RecordId,
    body: String,
}

/// Makes the bytes, before any lock is taken. What would not read back as it is, is refused: nothing is
/// acknowledged that could not be given back.
pub(super) fn prepare(batch: &[NewRecord]) -> Result<Vec<Prepared<'_>>, StoreError> {
    let one = |(index, new): (usize, &'_ NewRecord)| {
        let refused = |cause: String| StoreError::NotRecordable { index, cause: cause.into() };
        let id = new.id().map_err(|cause| StoreError::not_recordable(index, cause))?;
        let bytes = canonical::to_bytes(new).map_err(|cause| StoreError::not_recordable(index, cause))?;
        let body = String::from_utf8(bytes).map_err(|error| refused(error.to_string()))?;
        let back: NewRecord = serde_json::from_str(&body).map_err(|error| refused(error.to_string()))?;
        if back == *new { Ok((id, body)) } else { Err(refused("it would read back otherwise".to_owned())) }
    };
    batch
        .iter()
        .enumerate()
        .map(|(index, new)| one((index, new)).map(|(id, body)| Prepared { new, id, body }))
        .collect()
}

/// Appends what is not yet there to a log that ends there.
pub(super) fn append(
    tx: &Connection,
    (mut last, mut chain): (Seq, [u8; 32]),
    batch: &[Prepared<'_>],
) -> Result<Appended, Trouble> {
    let mut appended = Appended::default();
    let mut filing = Filing::default();
    let mut known = tx.prepare_cached("SELECT EXISTS (SELECT 1 FROM records WHERE id = ?1)")?;
    let mut insert =
        tx.prepare_cached("INSERT INTO records (seq, id, body, digest, chain) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for one in batch {
        if known.query_row([one.id.as_bytes()], |row| row.get(0))? {
            appended.known = appended.known.saturating_add(1);
            continue;
        }
        last = Seq(last.0.saturating_add(1));
        chain = chained(&chain, one.body.as_bytes());
        let digest = Digest::of_bytes(one.body.as_bytes());
        insert.execute(params![number(last), one.id.as_bytes(), one.body, digest.as_bytes(), chain])?;
        filing.take(tx, &Record { seq: last, new: one.new.clone() })?;
        appended.recorded.push(last);
    }
    if !appended.recorded.is_empty() {
        filing.write(tx)?;
        tx.prepare_cached("UPDATE store SET last = ?1, chain = ?2")?.execute(params![number(last), chain])?;
        tx.prepare_cached("UPDATE indexes SET reaches = ?1")?.execute([number(last)])?;
    }
    Ok(appended)
}

/// Where the log ends. Nothing is added to a log that does not end where it should, or whose indexes
/// end elsewhere.
pub(super) fn end(tx: &Connection) -> Result<(Seq, [u8; 32]), Trouble> {
    let sql = "SELECT store.chain, indexes.reaches, (SELECT max(seq) FROM records) FROM store, indexes";
    let (chain, reaches, end) = tx.prepare_cached(sql)?.query_row([], |row| {
        Ok((row.get::<_, [u8; 32]>(0)?, row.get::<_, i64>(1)?, row.get::<_, Option<i64>>(2)?))
    })?;
    let last = reading::last(tx)?;
    let end = end.unwrap_or(0);
    if end != number(last) {
        return Err(Trouble::Damaged(format!("its log should end at record {last} and ends at {end}")));
    }
    if reaches != number(last) {
        return Err(Trouble::Stale(format!("they reach to record {reaches} of {last}")));
    }
    Ok((last, chain))
}
