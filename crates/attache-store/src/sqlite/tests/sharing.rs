//! Callers that share a transaction.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Barrier,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use super::{super::trouble::Trouble, at, folder};
use crate::{
    Commit, EntryOutcome, Store, StoreError,
    conformance::offers::{collection, entry, everything},
    sqlite::Sqlite,
};
use attache_core::object_key::ObjectKey;
use uuid::Uuid;

fn commit(number: u128, bytes: usize) -> Commit {
    let object = ObjectKey { type_name: "note".to_owned(), uuid: Uuid::from_u128(number) };
    let entries = vec![entry(collection(0), object, Some(1), &vec![b'x'; bytes])];
    Commit { entries, ..Commit::default() }
}

fn named(trouble: Trouble) -> StoreError {
    trouble.at("shared".as_ref(), std::time::Duration::ZERO)
}

#[test]
fn callers_at_once_share_a_transaction_and_a_panic_is_nobody_elses() {
    let folder = folder();
    let store = Sqlite::open(&at(&folder)).unwrap();
    let writer = store.writer.as_ref().unwrap();
    // All wait at this lock, and so come at once.
    let held = writer.lock();
    let (start, panics) = (Barrier::new(17), AtomicUsize::new(0));
    thread::scope(|scope| {
        let callers: Vec<_> = (0..16_u128)
            .map(|number| {
                let (store, start, panics) = (&store, &start, &panics);
                scope.spawn(move || {
                    start.wait();
                    if number % 4 == 0 {
                        let torn = catch_unwind(AssertUnwindSafe(|| {
                            writer.share((1, 1), named, |tx| -> Result<(), Trouble> {
                                tx.execute("INSERT INTO settings VALUES ('torn', x'00')", [])?;
                                panic!("in the middle of its work");
                            })
                        }));
                        panics.fetch_add(usize::from(torn.is_err()), Ordering::SeqCst);
                        return;
                    }
                    let done = store.commit(&commit(number, 10)).unwrap();
                    assert!(matches!(done.entries.as_slice(), [EntryOutcome::Added { .. }]));
                })
            })
            .collect();
        start.wait();
        thread::sleep(std::time::Duration::from_millis(50));
        drop(held);
        callers.into_iter().for_each(|caller| caller.join().unwrap());
    });
    assert_eq!(panics.into_inner(), 4);
    assert_eq!(store.page(&everything(collection(0), i64::MIN, 99)).unwrap().entries.len(), 12);
    assert_eq!(store.setting("torn").unwrap(), None);
    let begun = writer.lock().begun;
    assert!(begun < 12, "each of 12 callers had a transaction of its own: {begun}");
    assert_eq!(store.check().unwrap().findings, []);
}

#[test]
fn where_there_is_no_room_all_who_share_are_told() {
    let folder = folder();
    let store = Sqlite::open(&at(&folder)).unwrap();
    store.commit(&commit(1_000, 10)).unwrap();
    {
        let connection = &store.writer.as_ref().unwrap().lock().connection;
        let pages: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        connection.query_row(&format!("PRAGMA max_page_count = {}", pages + 40), [], |_| Ok(())).unwrap();
    }
    let outcomes: Vec<_> = thread::scope(|scope| {
        let callers: Vec<_> = (0..12_u128)
            .map(|number| {
                let store = &store;
                scope.spawn(move || store.commit(&commit(number, 40_000)))
            })
            .collect();
        callers.into_iter().map(|caller| caller.join().unwrap()).collect()
    });
    let acknowledged: Vec<usize> = outcomes
        .iter()
        .enumerate()
        .filter(|(_, outcome)| outcome.is_ok())
        .map(|(number, _)| number)
        .collect();
    for outcome in outcomes {
        assert!(matches!(outcome, Ok(_) | Err(StoreError::Full { .. })), "{outcome:?}");
    }
    let page = store.page(&everything(collection(0), i64::MIN, 99)).unwrap();
    assert_eq!(page.entries.len(), acknowledged.len() + 1, "{acknowledged:?}");
    assert!(acknowledged.len() < 12);
    assert_eq!(store.check().unwrap().findings, []);
}
