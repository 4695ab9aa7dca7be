//! The store, in the words of the domain.

use attache_core::{
    article::Article,
    claim_state::ClaimState,
    filter::Filter,
    id::{ArticleId, ClaimId},
    ledger::SourceGrade,
    record::{NewRecord, Record, Seq},
};

use crate::{AnyId, ArticleListing, Checked, StoreError};

/// What became of a batch.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Appended {
    /// Where the new records lie, in the order of the batch.
    pub recorded: Vec<Seq>,
    /// How many of the batch had been recorded before (or stood in it twice) and were not recorded again.
    pub known: usize,
}

/// What a rebuilding of the indexes went over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rebuilt {
    /// Records read.
    pub records: u64,
    /// Articles indexed.
    pub articles: u64,
    /// Claims indexed.
    pub claims: u64,
    /// Graded sources indexed.
    pub sources: u64,
}

/// An append-only log of records, and the answers that follow from it. Every answer is made from one
/// consistent state of the log; what [`Ledger`](attache_core::ledger::Ledger) says after folding the same records is what a
/// store answers.
pub trait Store: Send + Sync {
    /// Records a batch: all of it or nothing, durable when this returns. What was recorded before (by
    /// [`NewRecord::id`]) is not recorded again, so a batch may be sent twice.
    ///
    /// # Errors
    /// Where nothing was recorded; [`StoreError`] says why and what to do.
    fn append(&self, batch: &[NewRecord]) -> Result<Appended, StoreError>;

    /// At most `limit` records after a position, in order. `Seq(0)` is before the first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn scan(&self, after: Seq, limit: usize) -> Result<Vec<Record>, StoreError>;

    /// The position of the last record; `Seq(0)` where there is none.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn last(&self) -> Result<Seq, StoreError>;

    /// An article, whole.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn article(&self, id: ArticleId) -> Result<Option<Article>, StoreError>;

    /// At most `limit` articles, without their texts, in the order in which they were added, after a
    /// position of the log: the next page starts after [`ArticleListing::seq`] of the last.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn articles(&self, after: Seq, limit: usize) -> Result<Vec<ArticleListing>, StoreError>;

    /// The state of a claim now.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn claim(&self, id: ClaimId) -> Result<Option<ClaimState>, StoreError>;

    /// The claims that fit a question, by [`day`](attache_core::claim::ClaimDraft::day) (undated first), then by
    /// id: exactly those for which [`Filter::matches`] holds. With [`Filter::as_of`] the answer is made
    /// from the records whose time is not after that instant, in the order of the log.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn find(&self, filter: &Filter) -> Result<Vec<ClaimState>, StoreError>;

    /// Every record about a claim, in order: its history.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn records_of(&self, id: ClaimId) -> Result<Vec<Record>, StoreError>;

    /// Every graded source with the grade given last, by id.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn sources(&self) -> Result<Vec<SourceGrade>, StoreError>;

    /// What a beginning of an id, as people type it (see [`IdPrefix`](crate::any_id::IdPrefix)), can
    /// mean: articles first, each kind by id, at most [`RESOLVE_LIMIT`](crate::any_id::RESOLVE_LIMIT).
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn resolve(&self, prefix: &str) -> Result<Vec<AnyId>, StoreError>;

    /// Makes every index anew from the records. No answer changes by it, unless an index was damaged.
    ///
    /// # Errors
    /// Where a record cannot be read, or the store not be written; then the indexes are as they were.
    fn rebuild(&self) -> Result<Rebuilt, StoreError>;

    /// Looks at everything: the file, every record, the chain of digests, every excerpt, every index.
    /// Damage is not an error of this call: it is what [`Checked::findings`] lists.
    ///
    /// # Errors
    /// Where looking itself is impossible (another process holds the store, no memory …).
    fn check(&self) -> Result<Checked, StoreError>;
}
