//! The store, in the words of the domain.

use std::collections::BTreeSet;

use attache_core::{
    article::Article,
    claim_state::ClaimState,
    collection::CollectionId,
    filter::Filter,
    id::{ArticleId, ClaimId, SourceId},
    ledger::SourceGrade,
    proposition::index_key::IndexKey,
    record::{NewRecord, Record, Seq},
};

use crate::{
    AnyId, ArticleListing, Checked, Commit, Committed, Edge, Entry, Fetch, Page, PageQuery, Setting, Sheet,
    StoreError,
};

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

    /// Does all of a commit in one transaction, or nothing; durable when this returns. Several callers at
    /// once may share one transaction of the engine, each still all or nothing.
    ///
    /// # Errors
    /// Where nothing was done: [`StoreError::Moved`] and [`StoreError::Conflict`] as [`Commit`] says, else as
    /// [`append`](Self::append).
    fn commit(&self, commit: &Commit) -> Result<Committed, StoreError>;

    /// Entries of a collection, in the order of their positions. A collection that nothing was added to is
    /// empty.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn page(&self, query: &PageQuery) -> Result<Page, StoreError>;

    /// The same as one piece of bytes, with room for a head of so many before them.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn sheet(&self, query: &PageQuery, head: usize) -> Result<Sheet, StoreError> {
        Ok(Sheet::of(&self.page(&PageQuery { bytes: true, ..query.clone() })?, head))
    }

    /// Where a collection stands.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn edge(&self, collection: CollectionId) -> Result<Edge, StoreError>;

    /// A number that is another one after anything was committed, by whomever. While it is the same, every answer is
    /// the same. It is cheap to ask for, and means something only beside others of the same `Store`.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn stamp(&self) -> Result<u64, StoreError>;

    /// How many leaves the Merkle log of a collection has.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn leaves(&self, collection: CollectionId) -> Result<u64, StoreError>;

    /// The entry that is this leaf of the collection's Merkle log.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn leaf(&self, collection: CollectionId, leaf: u64) -> Result<Option<Entry>, StoreError>;

    /// Stored hashes of the Merkle log of a collection, by their index in the order of `tlog_tiles`
    /// (`stored_hash_index`): the leaf of an entry is over its bytes.
    ///
    /// # Errors
    /// Where the store cannot be read, or has no such hash.
    fn log_hashes(&self, collection: CollectionId, indexes: &[u64]) -> Result<Vec<[u8; 32]>, StoreError>;

    /// Every line of the delivery ledger of a collection, in order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn fetches(&self, collection: CollectionId) -> Result<Vec<Fetch>, StoreError>;

    /// A setting.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// Every setting whose name begins so, by name.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn settings(&self, prefix: &str) -> Result<Vec<Setting>, StoreError>;

    /// Every record of which [`Happening::is_of_roster`](attache_core::record::Happening::is_of_roster)
    /// holds, in order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn roster_records(&self) -> Result<Vec<Record>, StoreError>;

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

    /// The claims that bear on one: those that stand (drafts, accepted and corrected claims) and whose
    /// [`keys`](attache_core::proposition::telling::Telling::keys) hold any of these words, in the order of
    /// [`find`](Self::find). Asked with its [`probes`](attache_core::proposition::telling::Telling::probes), it gives
    /// every claim that one is to be compared with, and some that it turns out not to be.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn bearing(&self, probes: &BTreeSet<IndexKey>) -> Result<Vec<ClaimState>, StoreError>;

    /// The records of which
    /// [`Happening::is_of_reliance`](attache_core::record::Happening::is_of_reliance) holds, in order. Where articles
    /// are given, of those that speak of the text of one article alone
    /// ([`Happening::reliance_of`](attache_core::record::Happening::reliance_of)) only those of these articles.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn reliance(&self, articles: Option<&BTreeSet<ArticleId>>) -> Result<Vec<Record>, StoreError>;

    /// Every record of reliance, in order. There are as many as texts were taken: to weigh, ask
    /// [`reliance_about`](Self::reliance_about).
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn reliance_records(&self) -> Result<Vec<Record>, StoreError> {
        self.reliance(None)
    }

    /// The records of reliance that have a bearing on claims of these articles, in order: all that was declared,
    /// struck, joined or kept apart, and from which texts these articles took.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn reliance_about(&self, articles: &BTreeSet<ArticleId>) -> Result<Vec<Record>, StoreError> {
        self.reliance(Some(articles))
    }

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

    /// Every grade that a source was given, in order: by whom and when. Empty where nobody has graded it.
    ///
    /// # Errors
    /// Where the store cannot be read.
    fn source_grades(&self, id: SourceId) -> Result<Vec<SourceGrade>, StoreError>;

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
