//! Group commit: callers that come at the same time share one transaction, and so one sync of the disk.
//!
//! Whoever finds no transaction begins one. Each caller does its own work on its own thread, in a
//! savepoint of that transaction, and leaves it open where others wait for the connection; the last of
//! them commits for all, and then all are told. Whoever waits for the connection is sure to get it, so
//! there is always somebody who commits. A caller that fails, or panics, undoes its own work only.

use std::{
    panic::{AssertUnwindSafe, catch_unwind, resume_unwind},
    sync::{
        Arc, Condvar, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use rusqlite::Connection;

use super::trouble::Trouble;
use crate::StoreError;

/// How many rows, and how many bytes of entries, go into one transaction before it is committed although
/// others wait.
const ENOUGH: (usize, usize) = (10_000, 64 << 20);

/// The one connection that writes, and who shares its transaction.
pub(super) struct Group {
    state: Mutex<State>,
    /// How many callers wait for the connection.
    waiting: AtomicUsize,
    /// How many transactions could not be begun.
    failures: AtomicUsize,
}

/// What the callers share.
pub(super) struct State {
    /// The connection.
    pub(super) connection: Connection,
    /// The transaction that others may join.
    open: Option<Open>,
    /// Why the last transaction that could not be begun could not be.
    failure: Option<StoreError>,
    /// How many transactions were begun.
    #[cfg(test)]
    pub(super) begun: usize,
}

/// A transaction that others may join.
struct Open {
    outcome: Arc<Outcome>,
    rows: usize,
    bytes: usize,
}

/// What became of a transaction.
#[derive(Default)]
struct Outcome {
    told: Mutex<Option<Result<(), StoreError>>>,
    changed: Condvar,
}

impl Outcome {
    fn tell(&self, outcome: Result<(), StoreError>) {
        *self.told.lock().unwrap_or_else(PoisonError::into_inner) = Some(outcome);
        self.changed.notify_all();
    }

    fn wait(&self) -> Result<(), StoreError> {
        let told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let told =
            self.changed.wait_while(told, |told| told.is_none()).unwrap_or_else(PoisonError::into_inner);
        match told.as_ref() {
            Some(Err(error)) => Err(error.again()),
            Some(Ok(())) | None => Ok(()),
        }
    }
}

impl Group {
    pub(super) fn new(connection: Connection) -> Self {
        let state = State {
            connection,
            open: None,
            failure: None,
            #[cfg(test)]
            begun: 0,
        };
        Self { state: Mutex::new(state), waiting: AtomicUsize::new(0), failures: AtomicUsize::new(0) }
    }

    /// Waits for the connection. Others may have left their transaction open for whoever comes: it is to be
    /// [finished](State::finish) first.
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        state
    }

    /// Does something of this size in a transaction that others may share; durable when this returns.
    pub(super) fn share<T>(
        &self,
        (rows, bytes): (usize, usize),
        named: impl Fn(Trouble) -> StoreError,
        work: impl FnOnce(&Connection) -> Result<T, Trouble>,
    ) -> Result<T, StoreError> {
        let failures = self.failures.load(Ordering::SeqCst);
        let mut guard = self.lock();
        let state = &mut *guard;
        let first = state.open.is_none();
        if first {
            if self.failures.load(Ordering::SeqCst) != failures
                && let Some(failure) = &state.failure
            {
                // It was waited for while this caller waited too: not again for each of them.
                return Err(failure.again());
            }
            if let Err(error) = state.connection.execute_batch("BEGIN IMMEDIATE") {
                let failure = named(error.into());
                state.failure = Some(failure.again());
                self.failures.fetch_add(1, Ordering::SeqCst);
                return Err(failure);
            }
            #[cfg(test)]
            {
                state.begun += 1;
            }
            state.open = Some(Open { outcome: Arc::default(), rows: 0, bytes: 0 });
        }
        let done = catch_unwind(AssertUnwindSafe(|| attempt(&state.connection, first, work)));
        let kept = matches!(done, Ok(Ok(_)));
        let done = done.map(|done| done.map_err(&named));
        let mine = state.open.as_mut().filter(|_| kept).map(|open| {
            open.rows = open.rows.saturating_add(rows);
            open.bytes = open.bytes.saturating_add(bytes);
            Arc::clone(&open.outcome)
        });
        if state.connection.is_autocommit() {
            // The engine has undone all of it, or this was alone in it and failed.
            let why = match &done {
                Ok(Err(error)) => error.again(),
                Ok(Ok(_)) | Err(_) => named(Trouble::Damaged("a transaction ended by itself".to_owned())),
            };
            if let Some(open) = state.open.take() {
                open.outcome.tell(Err(why));
            }
        } else if self.waiting.load(Ordering::SeqCst) == 0 || state.is_enough() {
            state.finish(&named);
        }
        drop(guard);
        let done = done.unwrap_or_else(|panic| resume_unwind(panic))?;
        mine.map_or(Ok(()), |outcome| outcome.wait())?;
        Ok(done)
    }
}

impl State {
    fn is_enough(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.rows >= ENOUGH.0 || open.bytes >= ENOUGH.1)
    }

    /// Commits what is open and tells those who took part.
    pub(super) fn finish(&mut self, named: impl Fn(Trouble) -> StoreError) {
        let Some(open) = self.open.take() else { return };
        let outcome = self.connection.execute_batch("COMMIT").map_err(|error| {
            let failure = named(error.into());
            undo(&self.connection, "ROLLBACK");
            failure
        });
        open.outcome.tell(outcome);
    }
}

/// One caller's work. The first in a transaction needs no savepoint: if it fails, nobody else has done anything.
fn attempt<T>(
    connection: &Connection,
    first: bool,
    work: impl FnOnce(&Connection) -> Result<T, Trouble>,
) -> Result<T, Trouble> {
    let undoing = if first { "ROLLBACK" } else { "ROLLBACK TO one; RELEASE one" };
    if !first {
        connection.execute_batch("SAVEPOINT one")?;
    }
    let done = catch_unwind(AssertUnwindSafe(|| work(connection)));
    match done {
        Ok(Ok(done)) => {
            if !first {
                connection.execute_batch("RELEASE one")?;
            }
            Ok(done)
        }
        Ok(Err(trouble)) => {
            undo(connection, undoing);
            Err(trouble)
        }
        Err(panic) => {
            undo(connection, undoing);
            resume_unwind(panic)
        }
    }
}

/// Undoes what can be undone; where that fails, the whole transaction.
fn undo(connection: &Connection, sql: &str) {
    if !connection.is_autocommit() && connection.execute_batch(sql).is_err() && !connection.is_autocommit() {
        // Nothing more can be done here: a connection in such a state fails at its next `BEGIN`, and says so.
        let _ = connection.execute_batch("ROLLBACK");
    }
}
