//! The index of sketches: which articles share words with a text.
//!
//! A sketch has dozens of numbers that lie all over the range, and each would dirty a page of the index of its own. So
//! an article's sketch is first put down as one row and *waits*; when enough wait, their numbers are spread into the
//! index together, in its order. A question asks the index and goes over the few that wait.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    article::Article,
    id::ArticleId,
    record::{Happening, Record, Seq},
    shingles::Shingles,
};
use rusqlite::{Connection, Row, params};

use super::{filing::number, trouble::Trouble};
use crate::Sharing;

/// So many wait at most.
const WAITING: i64 = 64;

/// A row of the index: number of a sketch, day, record.
type Spread = (u32, i64, i64);

/// Puts down the sketch of an article that a record added.
pub(super) fn file(tx: &Connection, seq: Seq, article: &Article) -> Result<(), Trouble> {
    let shingles = Shingles::of(&article.text);
    tx.prepare_cached("INSERT INTO sketches (seq, day, hashes) VALUES (?1, ?2, ?3)")?.execute(params![
        number(seq),
        Sharing::day(article),
        bytes(shingles.sketch())
    ])?;
    tx.prepare_cached("INSERT INTO sketches_waiting (seq) VALUES (?1)")?.execute([number(seq)])?;
    Ok(())
}

/// Spreads what waits, if it is enough.
pub(super) fn spread(tx: &Connection) -> Result<(), Trouble> {
    let waiting: i64 =
        tx.prepare_cached("SELECT count(*) FROM sketches_waiting")?.query_row([], |row| row.get(0))?;
    if waiting < WAITING {
        return Ok(());
    }
    let mut rows: Vec<Spread> = Vec::new();
    for one in those_waiting(tx)? {
        rows.extend(one.hashes.iter().map(|hash| (*hash, one.day, one.seq)));
    }
    rows.sort_unstable();
    let mut insert = tx.prepare_cached("INSERT INTO sketch_hashes (hash, day, seq) VALUES (?1, ?2, ?3)")?;
    for (hash, day, seq) in rows {
        insert.execute(params![hash, day, seq])?;
    }
    tx.execute("DELETE FROM sketches_waiting", [])?;
    Ok(())
}

/// The articles that have some of these numbers, as [`Store::sharing`](crate::Store::sharing) says.
pub(super) fn sharing(tx: &Connection, hashes: &[u32]) -> Result<Vec<Sharing>, Trouble> {
    let waiting = those_waiting(tx)?;
    let mut holders =
        tx.prepare_cached("SELECT day, seq FROM sketch_hashes WHERE hash = ?1 ORDER BY day, seq LIMIT ?2")?;
    let mut counts: BTreeMap<(i64, i64), usize> = BTreeMap::new();
    for hash in hashes.iter().copied().collect::<BTreeSet<u32>>() {
        let most = i64::try_from(Sharing::EARLIEST).unwrap_or(i64::MAX);
        let spread = holders.query_map(params![hash, most], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut all = spread.collect::<Result<Vec<(i64, i64)>, _>>()?;
        let waits = waiting.iter().filter(|one| one.hashes.binary_search(&hash).is_ok());
        all.extend(waits.map(|one| (one.day, one.seq)));
        all.sort_unstable();
        for holder in all.into_iter().take(Sharing::EARLIEST) {
            let count = counts.entry(holder).or_default();
            *count = count.saturating_add(1);
        }
    }
    let mut about = tx.prepare_cached(
        "SELECT a.id, length(s.hashes) FROM sketches s JOIN articles a ON a.seq = s.seq WHERE s.seq = ?1",
    )?;
    let mut found = Vec::with_capacity(counts.len());
    for ((_, seq), shared) in counts {
        let (id, length): ([u8; 16], usize) = about.query_row([seq], |row| Ok((row.get(0)?, row.get(1)?)))?;
        found.push(Sharing { article: ArticleId::from_bytes(id), shared, of: length / 4 });
    }
    Ok(found)
}

/// The records about whose articles the index says anything but what it should.
pub(super) fn differing(tx: &Connection, records: &[Record]) -> Result<BTreeSet<Seq>, Trouble> {
    let mut expected: BTreeMap<i64, Sketched> = BTreeMap::new();
    let mut known = BTreeSet::new();
    for record in records {
        if let Happening::ArticleAdded { article } = &record.new.what
            && known.insert(article.id())
        {
            let seq = number(record.seq);
            let hashes = Shingles::of(&article.text).sketch().to_vec();
            expected.insert(seq, Sketched { seq, day: Sharing::day(article), hashes });
        }
    }
    let waiting: BTreeSet<i64> = those_waiting(tx)?.into_iter().map(|one| one.seq).collect();
    let mut differing = BTreeSet::new();
    let mut should: BTreeSet<Spread> = BTreeSet::new();
    let mut filed = tx.prepare("SELECT seq, day, hashes FROM sketches")?;
    let mut rows = filed.query([])?;
    while let Some(row) = rows.next()? {
        let filed = Sketched::read(row)?;
        match expected.remove(&filed.seq) {
            Some(right) if right == filed => {}
            _ => _ = differing.insert(filed.seq),
        }
        if !waiting.contains(&filed.seq) {
            should.extend(filed.hashes.iter().map(|hash| (*hash, filed.day, filed.seq)));
        }
    }
    differing.extend(expected.into_keys());
    let mut spread = tx.prepare("SELECT hash, day, seq FROM sketch_hashes")?;
    let mut rows = spread.query([])?;
    while let Some(row) = rows.next()? {
        let one: Spread = (row.get(0)?, row.get(1)?, row.get(2)?);
        if !should.remove(&one) {
            differing.insert(one.2);
        }
    }
    differing.extend(should.into_iter().map(|(_, _, seq)| seq));
    Ok(differing.into_iter().map(|seq| Seq(u64::try_from(seq).unwrap_or_default())).collect())
}

/// The sketch of one article.
#[derive(PartialEq, Eq)]
struct Sketched {
    seq: i64,
    day: i64,
    /// Ascending.
    hashes: Vec<u32>,
}

impl Sketched {
    fn read(row: &Row<'_>) -> Result<Self, rusqlite::Error> {
        let bytes = row.get_ref(2)?.as_blob()?;
        let numbers = bytes.chunks_exact(4).map(|four| <[u8; 4]>::try_from(four).map(u32::from_be_bytes));
        Ok(Self {
            seq: row.get(0)?,
            day: row.get(1)?,
            hashes: numbers.map(Result::unwrap_or_default).collect(),
        })
    }
}

fn those_waiting(tx: &Connection) -> Result<Vec<Sketched>, Trouble> {
    let mut statement = tx.prepare_cached(
        "SELECT s.seq, s.day, s.hashes FROM sketches_waiting w JOIN sketches s ON s.seq = w.seq ORDER BY w.seq",
    )?;
    let rows = statement.query_map([], Sketched::read)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn bytes(hashes: &[u32]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.to_be_bytes()).collect()
}
