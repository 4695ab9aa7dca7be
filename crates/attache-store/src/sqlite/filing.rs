//! Puts records into the indexes.

use std::collections::{BTreeSet, HashMap};

use attache_core::{
    claim_state::ClaimState,
    id::{ArticleId, ClaimId},
    proposition::index_key::IndexKey,
    record::{Happening, Record, Seq},
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use super::{bearing, claim_row::ClaimRow, reading, trouble::Trouble};
use crate::ArticleListing;

/// A claim that records of this transaction touch.
struct Touched {
    id: ClaimId,
    key: Option<i64>,
    state: Option<ClaimState>,
    /// The words under which it is filed.
    words: BTreeSet<IndexKey>,
    first: Timestamp,
    last: Timestamp,
    seqs: Vec<Seq>,
}

/// Collects what a run of records changes, claim by claim in the order in which they come up, so that
/// each claim is written once.
#[derive(Default)]
pub(super) struct Filing {
    touched: Vec<Touched>,
    places: HashMap<ClaimId, usize>,
}

impl Filing {
    /// Takes in a record that already lies in `records`.
    pub(super) fn take(&mut self, tx: &Connection, record: &Record) -> Result<(), Trouble> {
        match &record.new.what {
            Happening::ArticleAdded { article } => {
                let listing = ArticleListing::of(record.seq, record.new.at, article);
                let json =
                    serde_json::to_string(&listing).map_err(|error| Trouble::Damaged(error.to_string()))?;
                tx.prepare_cached("INSERT OR IGNORE INTO articles (seq, id, listing) VALUES (?1, ?2, ?3)")?
                    .execute(params![number(record.seq), listing.id.as_bytes(), json])?;
            }
            Happening::SourceGraded { source, .. } => {
                tx.prepare_cached("INSERT OR IGNORE INTO sources (id, seq) VALUES (?1, ?2)")?
                    .execute(params![source.id().as_bytes(), number(record.seq)])?;
            }
            what if what.is_of_roster() => {
                tx.prepare_cached("INSERT INTO roster (seq) VALUES (?1)")?.execute([number(record.seq)])?;
            }
            what if what.is_of_reliance() => {
                let article = what.reliance_of();
                tx.prepare_cached("INSERT INTO reliance (seq, article) VALUES (?1, ?2)")?
                    .execute(params![number(record.seq), article.as_ref().map(ArticleId::as_bytes)])?;
            }
            what => {
                if let Some(id) = what.claim() {
                    self.take_claim(tx, id, record)?;
                }
            }
        }
        Ok(())
    }

    fn take_claim(&mut self, tx: &Connection, id: ClaimId, record: &Record) -> Result<(), Trouble> {
        let place = match self.places.get(&id) {
            Some(place) => *place,
            None => {
                self.touched.push(Touched::load(tx, id, record)?);
                let place = self.touched.len().saturating_sub(1);
                self.places.insert(id, place);
                place
            }
        };
        if let Some(touched) = self.touched.get_mut(place) {
            touched.first = touched.first.min(record.new.at);
            touched.last = touched.last.max(record.new.at);
            touched.seqs.push(record.seq);
            match &mut touched.state {
                Some(state) => state.apply(record),
                None => touched.state = ClaimState::open(record),
            }
        }
        Ok(())
    }

    /// Writes what was collected.
    pub(super) fn write(&mut self, tx: &Connection) -> Result<(), Trouble> {
        for touched in self.touched.drain(..) {
            let row =
                ClaimRow::of(*touched.id.as_bytes(), touched.state.as_ref(), touched.first, touched.last);
            let key = match touched.key {
                Some(key) => {
                    row.update(tx, key)?;
                    key
                }
                None => row.insert(tx)?,
            };
            bearing::file(tx, key, &touched.words, &bearing::words(touched.state.as_ref()))?;
            let mut insert = tx.prepare_cached("INSERT INTO claim_records (claim, seq) VALUES (?1, ?2)")?;
            for seq in touched.seqs {
                insert.execute(params![key, number(seq)])?;
            }
        }
        self.places.clear();
        Ok(())
    }
}

impl Touched {
    /// The claim as it is before `record`.
    fn load(tx: &Connection, id: ClaimId, record: &Record) -> Result<Self, Trouble> {
        let key: Option<i64> = tx
            .prepare_cached("SELECT key FROM claims WHERE id = ?1")?
            .query_row([id.as_bytes()], |row| row.get(0))
            .optional()?;
        let earlier = if key.is_some() { reading::records_of(tx, id)? } else { Vec::new() };
        let state = reading::fold(&earlier);
        let times = || earlier.iter().map(|earlier| earlier.new.at);
        Ok(Self {
            id,
            key,
            words: bearing::words(state.as_ref()),
            state,
            first: times().min().unwrap_or(record.new.at),
            last: times().max().unwrap_or(record.new.at),
            seqs: Vec::new(),
        })
    }
}

/// A position as SQLite keeps it. The log ends long before 2^63.
pub(super) fn number(seq: Seq) -> i64 {
    i64::try_from(seq.0).unwrap_or(i64::MAX)
}
