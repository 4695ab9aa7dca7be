//! A store that fails when told to, to see what becomes of its callers.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

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
    AnyId, Appended, ArticleListing, Checked, Commit, Committed, Edge, Entry, Fetch, Page, PageQuery,
    Rebuilt, Setting, Sheet, Store, StoreError,
};

/// When a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// Nothing is done.
    Before,
    /// All is done, only the answer is lost: as when the power fails on the way back.
    After,
}

/// Passes every call on, and fails one of them.
pub struct Faulty {
    inner: Arc<dyn Store>,
    nth: u64,
    moment: Moment,
    calls: AtomicU64,
}

impl Faulty {
    /// A store whose `nth` call (from 1, over all methods) fails.
    #[must_use]
    pub fn new(inner: Box<dyn Store>, nth: u64, moment: Moment) -> Self {
        Self::over(Arc::from(inner), nth, moment)
    }

    /// The same over a store that outlives it.
    #[must_use]
    pub fn over(inner: Arc<dyn Store>, nth: u64, moment: Moment) -> Self {
        Self { inner, nth, moment, calls: AtomicU64::new(0) }
    }

    /// Whether the call that was to fail has come.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.calls.load(Ordering::SeqCst) >= self.nth
    }

    fn pass<T>(&self, call: impl FnOnce(&dyn Store) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let now = self.calls.fetch_add(1, Ordering::SeqCst).saturating_add(1) == self.nth;
        let failure = || StoreError::Engine { path: "faulty".into(), cause: "made to fail".into() };
        if now && self.moment == Moment::Before {
            return Err(failure());
        }
        let answer = call(self.inner.as_ref());
        if now { answer.and(Err(failure())) } else { answer }
    }
}

impl Store for Faulty {
    fn commit(&self, commit: &Commit) -> Result<Committed, StoreError> {
        self.pass(|store| store.commit(commit))
    }

    fn page(&self, query: &PageQuery) -> Result<Page, StoreError> {
        self.pass(|store| store.page(query))
    }

    fn sheet(&self, query: &PageQuery, head: usize) -> Result<Sheet, StoreError> {
        self.pass(|store| store.sheet(query, head))
    }

    fn edge(&self, collection: CollectionId) -> Result<Edge, StoreError> {
        self.pass(|store| store.edge(collection))
    }

    fn stamp(&self) -> Result<u64, StoreError> {
        self.pass(|store| store.stamp())
    }

    fn leaves(&self, collection: CollectionId) -> Result<u64, StoreError> {
        self.pass(|store| store.leaves(collection))
    }

    fn leaf(&self, collection: CollectionId, leaf: u64) -> Result<Option<Entry>, StoreError> {
        self.pass(|store| store.leaf(collection, leaf))
    }

    fn log_hashes(&self, collection: CollectionId, indexes: &[u64]) -> Result<Vec<[u8; 32]>, StoreError> {
        self.pass(|store| store.log_hashes(collection, indexes))
    }

    fn fetches(&self, collection: CollectionId) -> Result<Vec<Fetch>, StoreError> {
        self.pass(|store| store.fetches(collection))
    }

    fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.pass(|store| store.setting(name))
    }

    fn settings(&self, prefix: &str) -> Result<Vec<Setting>, StoreError> {
        self.pass(|store| store.settings(prefix))
    }

    fn roster_records(&self) -> Result<Vec<Record>, StoreError> {
        self.pass(|store| store.roster_records())
    }

    fn append(&self, batch: &[NewRecord]) -> Result<Appended, StoreError> {
        self.pass(|store| store.append(batch))
    }

    fn scan(&self, after: Seq, limit: usize) -> Result<Vec<Record>, StoreError> {
        self.pass(|store| store.scan(after, limit))
    }

    fn last(&self) -> Result<Seq, StoreError> {
        self.pass(|store| store.last())
    }

    fn article(&self, id: ArticleId) -> Result<Option<Article>, StoreError> {
        self.pass(|store| store.article(id))
    }

    fn articles(&self, after: Seq, limit: usize) -> Result<Vec<ArticleListing>, StoreError> {
        self.pass(|store| store.articles(after, limit))
    }

    fn claim(&self, id: ClaimId) -> Result<Option<ClaimState>, StoreError> {
        self.pass(|store| store.claim(id))
    }

    fn find(&self, filter: &Filter) -> Result<Vec<ClaimState>, StoreError> {
        self.pass(|store| store.find(filter))
    }

    fn bearing(&self, probes: &BTreeSet<IndexKey>) -> Result<Vec<ClaimState>, StoreError> {
        self.pass(|store| store.bearing(probes))
    }

    fn reliance(&self, articles: Option<&BTreeSet<ArticleId>>) -> Result<Vec<Record>, StoreError> {
        self.pass(|store| store.reliance(articles))
    }

    fn records_of(&self, id: ClaimId) -> Result<Vec<Record>, StoreError> {
        self.pass(|store| store.records_of(id))
    }

    fn sources(&self) -> Result<Vec<SourceGrade>, StoreError> {
        self.pass(|store| store.sources())
    }

    fn source_grades(&self, id: SourceId) -> Result<Vec<SourceGrade>, StoreError> {
        self.pass(|store| store.source_grades(id))
    }

    fn resolve(&self, prefix: &str) -> Result<Vec<AnyId>, StoreError> {
        self.pass(|store| store.resolve(prefix))
    }

    fn rebuild(&self) -> Result<Rebuilt, StoreError> {
        self.pass(|store| store.rebuild())
    }

    fn check(&self) -> Result<Checked, StoreError> {
        self.pass(|store| store.check())
    }
}
