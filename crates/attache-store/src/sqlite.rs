//! The default adapter: one SQLite file, in WAL mode, synced at every commit.
//!
//! The table `records` is the log and never changes, as are the tables of what is exchanged; everything else is
//! an index and can be made anew.
//! The state of a claim is not stored: it is folded from the claim's own records when asked for, so no
//! copy of it can go stale. SQL only narrows down; [`Filter::matches`] decides.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
    time::Duration,
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
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::{
    AnyId, Appended, ArticleListing, Checked, Commit, Committed, Edge, Entry, Fetch, Page, PageQuery,
    Rebuilt, Setting, Sheet, Store, StoreError,
};

mod appending;
mod auditing;
mod bearing;
mod claim_row;
mod committing;
mod creation;
mod derived;
mod edges;
mod entries;
mod filing;
mod group;
mod header;
mod ledger_rows;
mod merkle;
mod narrowing;
mod opening;
mod pages;
mod rank;
mod reading;
mod rebuilding;
mod schema;
mod sheets;
mod trouble;
mod versions;
mod watch;

#[cfg(test)]
mod tests;

use committing::Work;
use group::Group;
use trouble::Trouble;
use watch::Watch;

/// How long an append waits for another process by default.
pub const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// A store in one SQLite file (with `-wal` and `-shm` beside it while it is open).
pub struct Sqlite {
    path: PathBuf,
    busy: Duration,
    /// Connections that read, waiting for the next question. They stand before the writer, and so are
    /// closed before it: only a connection that may write can fold the `-wal` into the file at the end.
    readers: Mutex<Vec<Connection>>,
    /// The connection that sees whether anything changed. It stands here as readers do.
    watch: Mutex<Watch>,
    /// The one connection that writes; where there is none, why not.
    writer: Result<Group, String>,
    /// Whether the file is read as it lies, without looking for other processes: the last resort in a
    /// folder where SQLite can put nothing beside it.
    immutable: bool,
}

impl std::fmt::Debug for Sqlite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sqlite({})", self.path.display())
    }
}

impl Sqlite {
    /// Opens the store at `path`, and makes it where there is no file. Where the file or its folder
    /// cannot be written, it is opened for questions only, and appending says why. Indexes made by an
    /// older version are made anew at once.
    ///
    /// # Errors
    /// Where there is no store and none can be made, or what is there is not one that this version can
    /// use. What is there is never overwritten.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::open_waiting(path, BUSY_TIMEOUT)
    }

    /// [`open`](Self::open) with another patience towards other processes.
    ///
    /// # Errors
    /// As [`open`](Self::open).
    pub fn open_waiting(path: &Path, busy: Duration) -> Result<Self, StoreError> {
        opening::open(path, busy)
    }

    /// Opens the store at `path` for questions: makes nothing, changes nothing.
    ///
    /// # Errors
    /// As [`open`](Self::open), and where there is no store.
    pub fn open_read_only(path: &Path) -> Result<Self, StoreError> {
        opening::open_read_only(path, BUSY_TIMEOUT)
    }

    /// Opens the store at `path` although its indexes or its end may not fit its records: for
    /// [`check`](Store::check) and [`rebuild`](Store::rebuild), which must look at what
    /// [`open`](Self::open) refuses. Makes nothing.
    ///
    /// # Errors
    /// Where there is no store, it is too damaged to be opened at all, or a newer version wrote it.
    pub fn open_unchecked(path: &Path) -> Result<Self, StoreError> {
        opening::open_unchecked(path, BUSY_TIMEOUT)
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Why nothing can be recorded in it; `None` where it can.
    #[must_use]
    pub fn read_only(&self) -> Option<&str> {
        self.writer.as_ref().err().map(String::as_str)
    }

    /// Answers from one consistent state of the file.
    fn read<T>(&self, ask: impl FnOnce(&Transaction<'_>) -> Result<T, Trouble>) -> Result<T, StoreError> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let attempt = || {
            let mut connection = match idle {
                Some(connection) => connection,
                None => opening::reader(&self.path, self.busy, self.immutable)?,
            };
            let transaction = connection.transaction()?;
            let answer = ask(&transaction)?;
            transaction.finish()?;
            // Only a connection that served well goes back; one that failed is closed.
            self.readers.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            Ok(answer)
        };
        attempt().map_err(|trouble: Trouble| trouble.at(&self.path, self.busy))
    }

    fn writer(&self) -> Result<&Group, StoreError> {
        let read_only =
            |cause: &String| StoreError::ReadOnly { path: self.path.clone(), cause: cause.clone() };
        self.writer.as_ref().map_err(read_only)
    }

    /// Changes the file in one transaction of its own, which holds the write lock from its start: whoever
    /// cannot get it has changed nothing.
    fn write<T>(&self, change: impl FnOnce(&Transaction<'_>) -> Result<T, Trouble>) -> Result<T, StoreError> {
        let named = |trouble: Trouble| trouble.at(&self.path, self.busy);
        let mut state = self.writer()?.lock();
        state.finish(named);
        let attempt = || {
            let transaction = state.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let done = change(&transaction)?;
            transaction.commit()?;
            Ok(done)
        };
        attempt().map_err(named)
    }

    /// Does a commit with these records, together with others that come at the same time.
    fn perform(&self, commit: &Commit, records: &[NewRecord]) -> Result<Committed, StoreError> {
        let work = Work::new(commit, records)?;
        let named = |trouble: Trouble| trouble.at(&self.path, self.busy);
        self.writer()?.share(work.size(), named, |tx| work.perform(tx))
    }
}

impl Store for Sqlite {
    fn append(&self, batch: &[NewRecord]) -> Result<Appended, StoreError> {
        self.perform(&Commit::default(), batch).map(|committed| committed.appended)
    }

    fn commit(&self, commit: &Commit) -> Result<Committed, StoreError> {
        self.perform(commit, &commit.records)
    }

    fn page(&self, query: &PageQuery) -> Result<Page, StoreError> {
        self.read(|tx| pages::page(tx, query))
    }

    fn sheet(&self, query: &PageQuery, head: usize) -> Result<Sheet, StoreError> {
        self.read(|tx| sheets::sheet(tx, query, head))
    }

    fn edge(&self, collection: CollectionId) -> Result<Edge, StoreError> {
        self.read(|tx| edges::edge(tx, collection))
    }

    fn stamp(&self) -> Result<u64, StoreError> {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        let open = || opening::reader(&self.path, self.busy, self.immutable);
        watch.stamp(open).map_err(|trouble| trouble.at(&self.path, self.busy))
    }

    fn leaves(&self, collection: CollectionId) -> Result<u64, StoreError> {
        self.read(|tx| pages::leaves(tx, collection))
    }

    fn leaf(&self, collection: CollectionId, leaf: u64) -> Result<Option<Entry>, StoreError> {
        self.read(|tx| pages::leaf(tx, collection, leaf))
    }

    fn log_hashes(&self, collection: CollectionId, indexes: &[u64]) -> Result<Vec<[u8; 32]>, StoreError> {
        self.read(|tx| pages::log_hashes(tx, collection, indexes))
    }

    fn fetches(&self, collection: CollectionId) -> Result<Vec<Fetch>, StoreError> {
        self.read(|tx| ledger_rows::fetches(tx, collection))
    }

    fn setting(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        self.read(|tx| ledger_rows::setting(tx, name))
    }

    fn settings(&self, prefix: &str) -> Result<Vec<Setting>, StoreError> {
        self.read(|tx| ledger_rows::settings(tx, prefix))
    }

    fn roster_records(&self) -> Result<Vec<Record>, StoreError> {
        self.read(|tx| reading::roster_records(tx))
    }

    fn scan(&self, after: Seq, limit: usize) -> Result<Vec<Record>, StoreError> {
        self.read(|tx| reading::scan(tx, after, limit))
    }

    fn last(&self) -> Result<Seq, StoreError> {
        self.read(|tx| reading::last(tx))
    }

    fn article(&self, id: ArticleId) -> Result<Option<Article>, StoreError> {
        self.read(|tx| reading::article(tx, id))
    }

    fn articles(&self, after: Seq, limit: usize) -> Result<Vec<ArticleListing>, StoreError> {
        self.read(|tx| reading::articles(tx, after, limit))
    }

    fn claim(&self, id: ClaimId) -> Result<Option<ClaimState>, StoreError> {
        self.read(|tx| Ok(reading::fold(&reading::records_of(tx, id)?)))
    }

    fn find(&self, filter: &Filter) -> Result<Vec<ClaimState>, StoreError> {
        self.read(|tx| narrowing::find(tx, filter))
    }

    fn bearing(&self, probes: &BTreeSet<IndexKey>) -> Result<Vec<ClaimState>, StoreError> {
        self.read(|tx| bearing::bearing(tx, probes))
    }

    fn reliance(&self, articles: Option<&BTreeSet<ArticleId>>) -> Result<Vec<Record>, StoreError> {
        self.read(|tx| reading::reliance(tx, articles))
    }

    fn records_of(&self, id: ClaimId) -> Result<Vec<Record>, StoreError> {
        self.read(|tx| reading::records_of(tx, id))
    }

    fn sources(&self) -> Result<Vec<SourceGrade>, StoreError> {
        self.read(|tx| reading::sources(tx))
    }

    fn source_grades(&self, id: SourceId) -> Result<Vec<SourceGrade>, StoreError> {
        self.read(|tx| reading::source_grades(tx, id))
    }

    fn resolve(&self, prefix: &str) -> Result<Vec<AnyId>, StoreError> {
        self.read(|tx| reading::resolve(tx, prefix))
    }

    fn rebuild(&self) -> Result<Rebuilt, StoreError> {
        self.write(rebuilding::rebuild)
    }

    fn check(&self) -> Result<Checked, StoreError> {
        self.read(auditing::check)
    }
}
