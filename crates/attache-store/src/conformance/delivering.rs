//! Collections under many hands: writers at once, readers that follow, leaves, failures.

use std::{
    collections::BTreeSet,
    sync::atomic::{AtomicBool, Ordering},
};

use attache_core::{object_key::ObjectKey, record::Seq};
use jiff::Timestamp;
use tlog_tiles::{Error, Hash, HashReader, record_hash, stored_hashes, tree_hash};
use uuid::Uuid;

use super::{
    Failure, Make, Outcome,
    offers::{LOG, collection, entry, everything, object},
    samples,
};
use crate::{
    Commit, EntryOutcome, Fetch, Removal, Setting, Store, StoreError, VersionMatch,
    faulty::{Faulty, Moment},
};

/// Objects of their own for each writer.
fn note(writer: u64, number: u64) -> ObjectKey {
    ObjectKey { type_name: "note".to_owned(), uuid: Uuid::from_u64_pair(writer, number) }
}

/// Threads write while a reader follows by position: it gets each entry once (trap 1 of TAXII servers).
pub(super) fn a_reader_that_follows_misses_nothing(make: Make<'_>) -> Outcome {
    const WRITERS: u64 = 4;
    const COMMITS: u64 = 8;
    let store = make()?;
    let (store, done) = (store.as_ref(), AtomicBool::new(false));
    let write = |writer: u64| -> Result<(), String> {
        for number in 0..COMMITS {
            // The clocks of the writers differ, and one of them stands still.
            let now = Timestamp::from_microsecond(i64::try_from(writer * number * 7).unwrap_or_default());
            let many = if writer == 0 { 40 } else { 1 };
            let entries = (0..many)
                .map(|one| entry(collection(0), note(writer, number * 100 + one), Some(1), b"{}"))
                .collect();
            let commit = Commit { entries, now: now.map_err(|e| e.to_string())?, ..Commit::default() };
            store.commit(&commit).map_err(|error| error.to_string())?;
        }
        Ok(())
    };
    let follow = || -> Result<Vec<ObjectKey>, String> {
        let (mut read, mut after) = (Vec::new(), i64::MIN);
        loop {
            let ended = done.load(Ordering::SeqCst);
            let page = store.page(&everything(collection(0), after, 7)).map_err(|error| error.to_string())?;
            match page.entries.last() {
                Some(last) => after = last.position,
                None if ended => return Ok(read),
                None => std::thread::yield_now(),
            }
            read.extend(page.entries.into_iter().map(|entry| entry.object));
        }
    };
    let read = std::thread::scope(|scope| -> Result<_, Failure> {
        let reader = scope.spawn(follow);
        let writers: Vec<_> = (0..WRITERS).map(|writer| scope.spawn(move || write(writer))).collect();
        let results: Vec<_> = writers.into_iter().map(std::thread::ScopedJoinHandle::join).collect();
        done.store(true, Ordering::SeqCst);
        let read = reader.join().map_err(|_| "the reader panicked")??;
        for result in results {
            result.map_err(|_| "a writer panicked")??;
        }
        Ok(read)
    })?;
    let distinct: BTreeSet<_> = read.iter().collect();
    ensure!(distinct.len() == read.len(), "{} entries were read twice", read.len() - distinct.len());
    let all = COMMITS * (40 + WRITERS - 1);
    ensure!(read.len() as u64 == all, "{} of {all} entries were read", read.len());
    ensure!(store.check()?.is_sound(), "{:?}", store.check()?.findings);
    Ok(())
}

/// Commits that come at once share nothing but the disk: the bad ones fail alone.
pub(super) fn a_bad_commit_among_good_ones_fails_alone(make: Make<'_>) -> Outcome {
    let store = make()?;
    let taken = vec![entry(collection(0), object(1), Some(1), b"taken")];
    store.commit(&Commit { entries: taken, ..Commit::default() })?;
    let store = store.as_ref();
    let attempt = |writer: u64| -> Result<Vec<EntryOutcome>, StoreError> {
        let mut entries = vec![entry(collection(0), note(writer, 0), Some(1), b"{}")];
        if writer.is_multiple_of(3) {
            entries.push(entry(collection(0), object(1), Some(1), b"other"));
        }
        let records = samples::batch(writer, 0).unwrap_or_default();
        let expects = (writer % 3 == 1).then_some(Seq(u64::MAX));
        let commit = Commit { entries, records, expects, strict: true, ..Commit::default() };
        store.commit(&commit).map(|done| done.entries)
    };
    let outcomes: Vec<_> = std::thread::scope(|scope| {
        let attempt = &attempt;
        let writers: Vec<_> = (0..18).map(|writer| scope.spawn(move || attempt(writer))).collect();
        writers.into_iter().map(std::thread::ScopedJoinHandle::join).collect()
    });
    for (writer, outcome) in outcomes.into_iter().enumerate() {
        let outcome = outcome.map_err(|_| "a writer panicked")?;
        let right = match writer % 3 {
            0 => matches!(outcome, Err(StoreError::Conflict { .. })),
            1 => matches!(outcome, Err(StoreError::Moved)),
            _ => matches!(outcome.as_deref(), Ok([EntryOutcome::Added { .. }])),
        };
        ensure!(right, "writer {writer}: {outcome:?}");
    }
    let page = store.page(&everything(collection(0), i64::MIN, 99))?;
    ensure!(page.entries.len() == 7 && store.last()? == Seq(6), "{} entries", page.entries.len());
    ensure!(store.check()?.is_sound(), "{:?}", store.check()?.findings);
    Ok(())
}

/// The hashes of a log as its store gives them.
struct Stored<'s>(&'s dyn Store);

impl HashReader for Stored<'_> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let hashes = self.0.log_hashes(collection(LOG), indexes).map_err(|_| Error::IndexesNotInTree)?;
        Ok(hashes.into_iter().map(Hash).collect())
    }
}

/// The hashes of a log computed from nothing.
#[derive(Default)]
struct Computed(Vec<Hash>);

impl HashReader for Computed {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, Error> {
        let at = |index: &u64| self.0.get(usize::try_from(*index).ok()?).copied();
        indexes.iter().map(at).collect::<Option<_>>().ok_or(Error::IndexesNotInTree)
    }
}

/// The Merkle log is that of RFC 6962 over the bytes, at every size.
pub(super) fn leaves_make_the_tree(make: Make<'_>) -> Outcome {
    let store = make()?;
    let mut computed = Computed::default();
    let mut leaves: u64 = 0;
    for many in [1_u64, 1, 2, 3, 1, 8, 5, 0, 17] {
        let bytes = |number: u64| format!("leaf {number}").into_bytes();
        let new = (leaves..leaves + many)
            .map(|number| entry(collection(LOG), note(9, number), Some(1), &bytes(number)))
            .collect();
        store.commit(&Commit { entries: new, logged: true, ..Commit::default() })?;
        for number in leaves..leaves + many {
            let hashes = stored_hashes(number, &bytes(number), &computed)?;
            computed.0.extend(hashes);
        }
        leaves += many;
        ensure!(store.leaves(collection(LOG))? == leaves, "it has {} leaves", store.leaves(collection(LOG))?);
        let (ours, right) = (tree_hash(leaves, &Stored(store.as_ref()))?, tree_hash(leaves, &computed)?);
        ensure!(ours == right, "with {leaves} leaves: {ours}, it should be {right}");
    }
    for number in 0..leaves {
        let found = store.leaf(collection(LOG), number)?.ok_or("a leaf is missing")?;
        let hash = store.log_hashes(collection(LOG), &[tlog_tiles::stored_hash_index(0, number)])?;
        ensure!(hash == [record_hash(&found.bytes).0] && found.leaf == Some(number), "leaf {number}");
    }
    let removal =
        Removal { collection: collection(LOG), object: note(9, 3), versions: VersionMatch::default() };
    let outcome = store.commit(&Commit { removals: vec![removal], ..Commit::default() });
    ensure!(matches!(outcome, Err(StoreError::OtherKind { .. })), "a leaf was taken out: {outcome:?}");
    Ok(())
}

/// A session that may be begun anew at any point.
fn session(store: &dyn Store) -> Result<(), Failure> {
    let now = Timestamp::UNIX_EPOCH;
    for number in 0..3_u8 {
        let release = entry(collection(LOG), object(number), Some(1), b"out");
        let records = samples::batch(u64::from(number), 1)?;
        store.commit(&Commit { records, entries: vec![release], logged: true, now, ..Commit::default() })?;
        let received = entry(collection(0), object(number), Some(i64::from(number)), b"in");
        let settings = vec![Setting { name: "cursor".to_owned(), value: Some(vec![number]) }];
        store.commit(&Commit { entries: vec![received], settings, now, ..Commit::default() })?;
    }
    let page = store.page(&everything(collection(LOG), i64::MIN, 9))?;
    if store.fetches(collection(LOG))?.is_empty() {
        let (from, to) = page.entries.first().zip(page.entries.last()).ok_or("an empty page")?;
        let fetch = Fetch {
            collection: collection(LOG),
            partner: "kyiv-desk".parse()?,
            from: from.position,
            to: to.position,
            at: now,
        };
        store.commit(&Commit { fetches: vec![fetch], ..Commit::default() })?;
    }
    Ok(())
}

/// All that a session leaves behind.
fn left(store: &dyn Store) -> Result<String, Failure> {
    let page = |number| store.page(&everything(collection(number), i64::MIN, 99));
    let (fetches, cursor) = (store.fetches(collection(LOG))?, store.setting("cursor")?);
    let records = store.scan(Seq(0), usize::MAX)?;
    Ok(format!("{:?} {:?} {fetches:?} {cursor:?} {records:?}", page(0)?, page(LOG)?))
}

/// Fails the first call, then the second …: whoever then tries again ends with the same.
pub(super) fn a_failed_session_is_begun_anew(make: Make<'_>) -> Outcome {
    let undisturbed = make()?;
    session(undisturbed.as_ref())?;
    let expected = left(undisturbed.as_ref())?;
    for moment in [Moment::Before, Moment::After] {
        for nth in 1.. {
            let store = Faulty::new(make()?, nth, moment);
            let failed = session(&store).is_err();
            if !failed {
                break;
            }
            session(&store)?;
            ensure!(left(&store)? == expected, "after a failure at call {nth}: {}", left(&store)?);
            ensure!(store.check()?.is_sound(), "after a failure at call {nth}: not sound");
        }
    }
    Ok(())
}
