//! Collections: what lies in them, and which pages show it.

use attache_core::record::Seq;
use jiff::Timestamp;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestRng, TestRunner};

use super::{
    Make, Outcome,
    offers::{self, collection, entry, everything, object},
    samples,
};
use crate::{
    Commit, Committed, Entry, EntryOutcome, Memory, PageQuery, Removal, Sheet, Store, StoreError,
    VersionMatch,
};

/// How many random histories, each with twelve commits and thirty random pages.
const HISTORIES: u32 = 40;

/// Whatever is committed, every answer equals the oracle's.
pub(super) fn pages_are_those_of_the_oracle(make: Make<'_>) -> Outcome {
    let config = Config { cases: HISTORIES, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let commits = proptest::collection::vec(offers::commit(), 1..12);
    let pages = proptest::collection::vec(offers::page(), 30);
    runner
        .run(&(commits, pages), |(commits, pages)| {
            history(make, &commits, &pages).map_err(|why| TestCaseError::fail(why.to_string()))
        })
        .map_err(|why| why.to_string().into())
}

fn history(make: Make<'_>, commits: &[Commit], pages: &[PageQuery]) -> Outcome {
    let (store, oracle) = (make()?, Memory::new());
    for commit in commits {
        let before = store.stamp()?;
        let (ours, theirs) = (told(store.commit(commit)), told(oracle.commit(commit)));
        let changes = ours.as_ref().is_ok_and(|done| {
            done.removed > 0 || !done.appended.recorded.is_empty() || done.entries.iter().any(added)
        });
        ensure!(!changes || store.stamp()? != before, "{commit:?} left the stamp as it was");
        ensure!(ours == theirs, "{commit:?} gave {ours:?}, the oracle {theirs:?}");
    }
    same_collections(store.as_ref(), &oracle, pages)?;
    let checked = store.check()?;
    ensure!(checked.is_sound(), "{:?}", checked.findings);
    store.rebuild()?;
    same_collections(store.as_ref(), &oracle, pages)
}

fn added(outcome: &EntryOutcome) -> bool {
    matches!(outcome, EntryOutcome::Added { .. })
}

/// What became of a commit, without the path of the store.
fn told(outcome: Result<Committed, StoreError>) -> Result<Committed, String> {
    outcome.map_err(|error| error.to_string())
}

fn same_collections(store: &dyn Store, oracle: &dyn Store, pages: &[PageQuery]) -> Outcome {
    for query in pages {
        let (ours, theirs) = (store.page(query)?, oracle.page(query)?);
        ensure!(ours == theirs, "{query:?}: {ours:?}, the oracle {theirs:?}");
        let whole = Sheet::of(&oracle.page(&PageQuery { bytes: true, ..query.clone() })?, 5);
        let sheet = store.sheet(query, 5)?;
        ensure!(sheet == whole, "{query:?}: {sheet:?}, the oracle {whole:?}");
    }
    for number in 0..4 {
        let id = collection(number);
        let whole = everything(id, i64::MIN, usize::MAX);
        ensure!(store.page(&whole)? == oracle.page(&whole)?, "collection {number} holds other things");
        ensure!(store.fetches(id)? == oracle.fetches(id)?, "another delivery ledger of {number}");
        let (edge, right) = (store.edge(id)?, oracle.edge(id)?);
        ensure!(edge == right, "collection {number} stands at {edge:?}, the oracle at {right:?}");
        let leaves = oracle.leaves(id)?;
        ensure!(store.leaves(id)? == leaves, "{} leaves, the oracle {leaves}", store.leaves(id)?);
        for leaf in 0..=leaves {
            ensure!(store.leaf(id, leaf)? == oracle.leaf(id, leaf)?, "another leaf {leaf}");
        }
        let indexes: Vec<u64> = (0..tlog_tiles::stored_hash_count(leaves)).collect();
        ensure!(store.log_hashes(id, &indexes)? == oracle.log_hashes(id, &indexes)?, "other hashes");
        ensure!(store.log_hashes(id, &[indexes.len() as u64]).is_err(), "a hash beyond the log");
    }
    for prefix in ["", "key", "key/", "zz", "keyé", "nothing"] {
        ensure!(store.settings(prefix)? == oracle.settings(prefix)?, "other settings under {prefix}");
        ensure!(store.setting(prefix)? == oracle.setting(prefix)?, "another setting {prefix}");
    }
    Ok(())
}

fn at(microsecond: i64) -> Result<Timestamp, super::Failure> {
    Ok(Timestamp::from_microsecond(microsecond)?)
}

/// The positions of all entries.
fn positions(store: &dyn Store, number: u8) -> Result<Vec<i64>, super::Failure> {
    let page = store.page(&everything(collection(number), i64::MIN, usize::MAX))?;
    Ok(page.entries.iter().map(|entry| entry.position).collect())
}

/// `date_added` rises strictly, whatever the clock says (traps 1 and 2 of TAXII servers).
pub(super) fn positions_rise_whatever_the_clock_says(make: Make<'_>) -> Outcome {
    let store = make()?;
    for (now, version) in [(1_000, 1), (1_000, 2), (500, 3), (2_000, 4), (1, 5)] {
        let two = [object(1), object(3)].map(|object| entry(collection(0), object, Some(version), b"{}"));
        let commit = Commit { entries: two.to_vec(), now: at(now)?, ..Commit::default() };
        store.commit(&commit)?;
    }
    let found = positions(store.as_ref(), 0)?;
    let expected = [1_000, 1_001, 1_002, 1_003, 1_004, 1_005, 2_000, 2_001, 2_002, 2_003];
    ensure!(found == expected, "they lie at {found:?}");
    // Another collection has a clock of its own.
    let other = vec![entry(collection(1), object(1), Some(1), b"{}")];
    store.commit(&Commit { entries: other, now: at(7)?, ..Commit::default() })?;
    ensure!(positions(store.as_ref(), 1)? == [7], "another collection moved it");
    Ok(())
}

/// The same again is known, another content under the same name is not taken (trap 8).
pub(super) fn another_content_is_a_conflict(make: Make<'_>) -> Outcome {
    let store = make()?;
    let one = |version, bytes: &[u8]| entry(collection(0), object(1), version, bytes);
    let entries = vec![
        one(Some(5), b"a"),
        one(Some(5), b"a"),
        one(Some(5), b"b"),
        one(None, b"a"),
        one(None, b"b"),
        one(Some(6), b"b"),
    ];
    let now = at(10)?;
    let done = store.commit(&Commit { entries: entries.clone(), now, ..Commit::default() })?;
    let added = |position| EntryOutcome::Added { position };
    let known = |position| EntryOutcome::Known { position };
    let expected =
        [added(10), known(10), EntryOutcome::Conflict, added(11), EntryOutcome::Conflict, added(12)];
    ensure!(done.entries == expected, "{:?}", done.entries);
    let records = samples::batch(1, 1)?;
    let strict = Commit { entries, now, records, strict: true, ..Commit::default() };
    match store.commit(&strict) {
        Err(StoreError::Conflict { object }) => ensure!(object.starts_with("note--"), "{object}"),
        other => return Err(format!("strict: {other:?}").into()),
    }
    ensure!(store.last()? == Seq(0), "part of a refused commit was done");
    ensure!(positions(store.as_ref(), 0)? == [10, 11, 12], "part of a refused commit was done");
    Ok(())
}

/// What was taken out can be added again, at a new position, and only as it was.
pub(super) fn what_was_taken_out_can_come_back(make: Make<'_>) -> Outcome {
    let store = make()?;
    let one = |version, bytes: &[u8]| entry(collection(0), object(1), version, bytes);
    let add = |entries: Vec<_>| {
        store
            .commit(&Commit { entries, now: Timestamp::UNIX_EPOCH, ..Commit::default() })
            .map(|done| done.entries)
    };
    add(vec![one(Some(1), b"a"), one(Some(2), b"b"), one(Some(3), b"c")])?;
    let remove = |versions| {
        let removal = Removal { collection: collection(0), object: object(1), versions };
        store.commit(&Commit { removals: vec![removal], ..Commit::default() }).map(|done| done.removed)
    };
    let last = VersionMatch { last: true, ..VersionMatch::default() };
    ensure!(remove(last.clone())? == 1, "the last was not taken out");
    let query = PageQuery { versions: last.clone(), ..everything(collection(0), i64::MIN, 9) };
    let shown = |query: &PageQuery| -> Result<Vec<i64>, StoreError> {
        Ok(store.page(query)?.entries.iter().map(|entry: &Entry| entry.version).collect())
    };
    ensure!(shown(&query)? == [2], "the last is {:?}", shown(&query)?);
    ensure!(add(vec![one(Some(3), b"x")])? == [EntryOutcome::Conflict], "another content came back");
    ensure!(add(vec![one(Some(3), b"c")])? == [EntryOutcome::Added { position: 3 }], "it did not come back");
    ensure!(shown(&query)? == [3], "the last is {:?}", shown(&query)?);
    ensure!(remove(VersionMatch::default())? == 3 && remove(last)? == 0, "not all were taken out");
    ensure!(positions(store.as_ref(), 0)?.is_empty(), "something was left");
    ensure!(store.check()?.is_sound(), "{:?}", store.check()?.findings);
    Ok(())
}

/// Nothing is done on a decision that was made on an older log.
pub(super) fn a_moved_log_is_told(make: Make<'_>) -> Outcome {
    let store = make()?;
    store.append(&samples::batch(1, 1)?)?;
    let commit = |expects| -> Result<Commit, super::Failure> {
        let entries = vec![entry(collection(0), object(1), Some(1), b"{}")];
        Ok(Commit { expects: Some(expects), records: samples::batch(2, 0)?, entries, ..Commit::default() })
    };
    for stale in [Seq(0), Seq(1), Seq(3)] {
        let outcome = store.commit(&commit(stale)?);
        ensure!(matches!(outcome, Err(StoreError::Moved)), "{outcome:?}");
    }
    ensure!(positions(store.as_ref(), 0)?.is_empty() && store.last()? == Seq(2), "it was done");
    let done = store.commit(&commit(Seq(2))?)?;
    ensure!(done.appended.recorded == [Seq(3)] && done.entries.len() == 1, "{done:?}");
    Ok(())
}
