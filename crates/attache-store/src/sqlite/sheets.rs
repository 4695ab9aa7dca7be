//! Pages of collections as one piece of bytes: the bytes are copied once, from SQLite's row into the page.

use rusqlite::{Connection, Row, params};

use super::{edges, entries::collection_key, pages, rank::Rank, reading, trouble::Trouble};
use crate::{PageQuery, Place, Sheet};

/// After so many objects it is guessed how large the sheet becomes.
const SAMPLE: usize = 16;

/// A sheet while objects are added to it.
struct Draft<'q> {
    query: &'q PageQuery,
    head: usize,
    sheet: Sheet,
}

pub(super) fn sheet(tx: &Connection, query: &PageQuery, head: usize) -> Result<Sheet, Trouble> {
    let sheet = Sheet { bytes: vec![0; head], ..Sheet::default() };
    let mut draft = Draft { query, head, sheet };
    if let Some(collection) = collection_key(tx, query.collection)? {
        if shows_all(tx, query, collection)? {
            draft.straight(tx, collection)?;
        } else {
            draft.picked(tx, collection)?;
        }
    }
    // What was reserved and not needed would be kept as long as the page; a little is left for what ends it.
    let bytes = &mut draft.sheet.bytes;
    if bytes.capacity() > bytes.len().saturating_mul(2) {
        bytes.shrink_to(bytes.len().saturating_add(head));
    }
    Ok(draft.sheet)
}

/// Whether every entry of the collection fits the question: where no object has, or had, a second version, each
/// is the first and the last, and whoever asks for either asks for all.
fn shows_all(tx: &Connection, query: &PageQuery, collection: i64) -> Result<bool, Trouble> {
    let all = query.objects.is_empty()
        && query.types.is_empty()
        && Rank::named(&query.versions).contains(&Rank::Only);
    Ok(all && !edges::has_turned(tx, collection)?)
}

impl Draft<'_> {
    /// Along the entries as they lie.
    fn straight(&mut self, tx: &Connection, collection: i64) -> Result<(), Trouble> {
        let sql = "SELECT position, leaf, bytes FROM entries \
                   WHERE collection = ?1 AND position > ?2 ORDER BY position LIMIT ?3";
        let wanted = i64::try_from(self.query.limit.saturating_add(1)).unwrap_or(i64::MAX);
        let mut statement = tx.prepare_cached(sql)?;
        let mut rows = statement.query(params![collection, self.query.after, wanted])?;
        while let Some(row) = rows.next()? {
            if !self.take(row)? {
                break;
            }
        }
        Ok(())
    }

    /// From entry to entry of those that fit.
    fn picked(&mut self, tx: &Connection, collection: i64) -> Result<(), Trouble> {
        let positions = pages::fitting(tx, collection, self.query)?;
        pages::walk(tx, collection, &positions, "leaf, bytes", |row| self.take(row))
    }

    /// Adds the object in a row of `position, leaf, bytes`, where it has its place on this page; says whether
    /// another one may.
    fn take(&mut self, row: &Row<'_>) -> Result<bool, Trouble> {
        let bytes = reading::text(row, 2)?;
        let (taken, many) = (self.taken(), self.sheet.places.len());
        let full = many >= self.query.limit;
        let room = many == 0 || taken.saturating_add(bytes.len()) <= self.query.room;
        if full || !room {
            self.sheet.more = true;
            return Ok(false);
        }
        if many == SAMPLE {
            let average = taken.checked_div(SAMPLE).unwrap_or(0).saturating_add(1);
            let rest = average.saturating_mul(self.query.limit.saturating_sub(SAMPLE));
            // An eighth above what would be needed if the others are as large.
            let guess = rest.saturating_add(rest / 8).min(self.query.room.saturating_add(self.query.limit));
            self.sheet.bytes.reserve(guess);
        }
        self.sheet.add(Place { position: row.get(0)?, leaf: row.get(1)? }, bytes);
        Ok(true)
    }

    /// Bytes of objects on it, without what stands between them.
    fn taken(&self) -> usize {
        let between = self.sheet.places.len().saturating_sub(1);
        self.sheet.bytes.len().saturating_sub(self.head).saturating_sub(between)
    }
}

#[cfg(test)]
mod tests {
    use attache_core::collection::CollectionId;

    use crate::{
        Commit, Sqlite, Store,
        conformance::offers::{collection, entry, everything, object},
    };

    fn with(store: &Sqlite, id: CollectionId, count: u8) {
        let entries = (0..count).map(|n| entry(id, object(n * 6), Some(1), b"{\"a\":1}")).collect();
        store.commit(&Commit { entries, ..Commit::default() }).unwrap();
    }

    #[test]
    fn a_sheet_takes_no_more_than_it_needs() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&folder.path().join("store")).unwrap();
        let id = collection(0);
        with(&store, id, 40);
        let sheet = store.sheet(&everything(id, i64::MIN, 10_000), 3).unwrap();
        assert_eq!((sheet.places.len(), sheet.more), (40, false));
        assert!(sheet.bytes.capacity() < 2 * sheet.bytes.len(), "{}", sheet.bytes.capacity());
        assert_eq!(sheet.bytes.get(..10).unwrap(), b"\0\0\0{\"a\":1}");
    }

    #[test]
    fn what_another_connection_did_changes_the_stamp() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("store");
        let (one, other) = (Sqlite::open(&path).unwrap(), Sqlite::open(&path).unwrap());
        let before = (one.stamp().unwrap(), other.stamp().unwrap());
        assert_eq!(before, (one.stamp().unwrap(), other.stamp().unwrap()));
        with(&one, collection(0), 1);
        let after = (one.stamp().unwrap(), other.stamp().unwrap());
        assert!(before.0 != after.0 && before.1 != after.1, "{before:?} {after:?}");
        assert_eq!(after, (one.stamp().unwrap(), other.stamp().unwrap()));
    }
}
