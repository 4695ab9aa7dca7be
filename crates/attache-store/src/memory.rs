//! The oracle: a list of records, folded anew for every question. Slow and obviously right.

use std::{
    collections::BTreeSet,
    sync::{Mutex, MutexGuard, PoisonError},
};

use attache_core::{
    article::Article,
    claim_state::ClaimState,
    collection::CollectionId,
    filter::Filter,
    id::{ArticleId, ClaimId, SourceId},
    ledger::{Ledger, SourceGrade},
    proposition::{index_key::IndexKey, telling::Telling},
    record::{Happening, NewRecord, Record, Seq},
};

use crate::{
    AnyId, Appended, ArticleListing, Checked, Commit, Committed, Edge, Entry, Fetch, Page, PageQuery,
    Rebuilt, Setting, Store, StoreError,
    any_id::{IdPrefix, RESOLVE_LIMIT},
    excerpts,
};

mod held;
mod log;

use log::Log;

/// A store that lives as long as the process. Nothing in it is durable: it is for tests and for questions
/// to a file that is read once.
#[derive(Debug, Default)]
pub struct Memory {
    log: Mutex<Log>,
}

impl Memory {
    /// An empty store.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        // A panic elsewhere cannot leave a commit half done: its change is taken in by one call at the end.
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn ledger(&self) -> Ledger {
        Ledger::fold(&self.log().records)
    }
}

fn engine(cause: Box<dyn std::error::Error + Send + Sync>) -> StoreError {
    StoreError::Engine { path: "a store in memory".into(), cause }
}

impl Store for Memory {
    fn append(&self, batch: &[NewRecord]) -> Result<Appended, StoreError> {
        let commit = Commit { records: batch.to_vec(), ..Commit::default() };
        self.commit(&commit).map(|committed| committed.appended)
    }

    fn commit(&self, commit: &Commit) -> Result<Committed, StoreError> {
        let mut log = self.log();
        let (change, committed) = log.decide(commit)?;
        log.take(change);
        Ok(committed)
    }

    fn page(&self, query: &PageQuery) -> Result<Page, StoreError> {
        Ok(self.log().held(query.collection).page(query))
    }

    fn edge(&self, collection: CollectionId) -> Result<Edge, StoreError> {
        Ok(self.log().held(collection).edge())
    }

    fn stamp(&self) -> Result<u64, StoreError> {
        Ok(self.log().taken)
    }

    fn leaves(&self, collection: CollectionId) -> Result<u64, StoreError> {
        Ok(self.log().held(collection).leaves())
    }

    fn leaf(&self, collection: CollectionId, leaf: u64) -> Result<Option<Entry>, StoreError> {
        Ok(self.log().held(collection).leaf(leaf))
    }

    fn log_hashes(&self, collection: CollectionId, indexes: &[u64]) -> Result<Vec<[u8; 32]>, StoreError> {
        let hashes = self.log().held(collection).hashes().map_err(|cause| engine(cause.into()))?;
        let at = |index: &u64| usize::try_from(*index).ok().and_then(|index| hashes.get(index)).copied();
        let found: Option<Vec<_>> = indexes.iter().map(at).collect();
        found.ok_or_else(|| engine("its log is not that long".into()))
    }

    fn fetches(&self, collection: CollectionId) -> Result<Vec<Fetch>, StoreError> {
        Ok(self.log().fetches.iter().filter(|fetch| fetch.collection == collection).cloned().collect())
    }

    fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.log().settings.get(name).cloned())
    }

    fn settings(&self, prefix: &str) -> Result<Vec<Setting>, StoreError> {
        let log = self.log();
        let named = log.settings.iter().filter(|(name, _)| name.starts_with(prefix));
        Ok(named.map(|(name, value)| Setting { name: name.clone(), value: Some(value.clone()) }).collect())
    }

    fn roster_records(&self) -> Result<Vec<Record>, StoreError> {
        let log = self.log();
        Ok(log.records.iter().filter(|record| record.new.what.is_of_roster()).cloned().collect())
    }

    fn scan(&self, after: Seq, limit: usize) -> Result<Vec<Record>, StoreError> {
        Ok(self.log().records.iter().filter(|record| record.seq > after).take(limit).cloned().collect())
    }

    fn last(&self) -> Result<Seq, StoreError> {
        Ok(self.log().records.last().map_or(Seq(0), |record| record.seq))
    }

    fn article(&self, id: ArticleId) -> Result<Option<Article>, StoreError> {
        Ok(self.ledger().article(id).cloned())
    }

    fn articles(&self, after: Seq, limit: usize) -> Result<Vec<ArticleListing>, StoreError> {
        let log = self.log();
        let later = log.records.iter().filter(|record| record.seq > after);
        let added = later.filter_map(|record| match &record.new.what {
            Happening::ArticleAdded { article } => {
                Some(ArticleListing::of(record.seq, record.new.at, article))
            }
            _ => None,
        });
        Ok(added.take(limit).collect())
    }

    fn claim(&self, id: ClaimId) -> Result<Option<ClaimState>, StoreError> {
        Ok(self.ledger().claim(id).cloned())
    }

    fn find(&self, filter: &Filter) -> Result<Vec<ClaimState>, StoreError> {
        let log = self.log();
        let known = log.records.iter().filter(|r| filter.as_of.is_none_or(|instant| r.new.at <= instant));
        Ok(Ledger::fold(known).find(filter).into_iter().cloned().collect())
    }

    fn bearing(&self, probes: &BTreeSet<IndexKey>) -> Result<Vec<ClaimState>, StoreError> {
        let mut standing = self.find(&Filter::default())?;
        standing.retain(|state| !Telling::of(&state.body).keys().is_disjoint(probes));
        Ok(standing)
    }

    fn reliance(&self, articles: Option<&BTreeSet<ArticleId>>) -> Result<Vec<Record>, StoreError> {
        let asked = |of: ArticleId| articles.is_none_or(|articles| articles.contains(&of));
        let is_asked = |what: &Happening| what.is_of_reliance() && what.reliance_of().is_none_or(asked);
        Ok(self.log().records.iter().filter(|record| is_asked(&record.new.what)).cloned().collect())
    }

    fn records_of(&self, id: ClaimId) -> Result<Vec<Record>, StoreError> {
        Ok(self.log().records.iter().filter(|record| record.new.what.claim() == Some(id)).cloned().collect())
    }

    fn sources(&self) -> Result<Vec<SourceGrade>, StoreError> {
        Ok(self.ledger().sources().cloned().collect())
    }

    fn source_grades(&self, id: SourceId) -> Result<Vec<SourceGrade>, StoreError> {
        let log = self.log();
        let given = log.records.iter().filter_map(SourceGrade::of);
        Ok(given.filter(|grade| grade.source.id() == id).collect())
    }

    fn resolve(&self, prefix: &str) -> Result<Vec<AnyId>, StoreError> {
        let Some(prefix) = IdPrefix::read(prefix) else { return Ok(Vec::new()) };
        let ledger = self.ledger();
        let articles = ledger.articles().filter(|_| prefix.articles()).map(|(id, _)| AnyId::Article(id));
        let claims = ledger.claims().filter(|_| prefix.claims()).map(|state| AnyId::Claim(state.id));
        let begins = |id: &AnyId| {
            let written = id.to_string();
            let digits = written.split_once("--").map(|(_, uuid)| uuid.replace('-', ""));
            digits.is_some_and(|digits| digits.starts_with(prefix.digits()))
        };
        Ok(articles.chain(claims).filter(begins).take(RESOLVE_LIMIT).collect())
    }

    fn rebuild(&self) -> Result<Rebuilt, StoreError> {
        let ledger = self.ledger();
        Ok(Rebuilt {
            records: self.log().records.len() as u64,
            articles: ledger.articles().count() as u64,
            claims: ledger.claims().count() as u64,
            sources: ledger.sources().count() as u64,
        })
    }

    fn check(&self) -> Result<Checked, StoreError> {
        let log = self.log();
        let ledger = Ledger::fold(&log.records);
        Ok(Checked {
            records: log.records.len() as u64,
            articles: ledger.articles().count() as u64,
            claims: ledger.claims().count() as u64,
            findings: log.records.iter().flat_map(|record| excerpts::misplaced(record, &ledger)).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Memory;
    use crate::conformance;

    #[test]
    fn it_conforms() {
        conformance::all(&|| Ok(Box::new(Memory::new()))).unwrap();
    }
}
