//! Other writers, and no room.

use std::{sync::mpsc, thread, time::Duration};

use attache_core::{filter::Filter, record::Seq};

use super::{at, folder};
use crate::{Store, StoreError, conformance::samples, sqlite::Sqlite};

#[test]
fn two_handles_write_and_none_loses() {
    let folder = folder();
    let path = at(&folder);
    let write = |writer: u64| {
        let store = Sqlite::open(&path).unwrap();
        (0..20)
            .flat_map(|n| store.append(&samples::batch(writer * 1_000 + n, 2).unwrap()).unwrap().recorded)
            .collect::<Vec<_>>()
    };
    // Both also race to make the store.
    let (mut ours, theirs) = thread::scope(|scope| {
        let (a, b) = (scope.spawn(|| write(1)), scope.spawn(|| write(2)));
        (a.join().unwrap(), b.join().unwrap())
    });
    ours.extend(theirs);
    ours.sort_unstable();
    assert_eq!(ours, (1..=120).map(Seq).collect::<Vec<_>>());
    let store = Sqlite::open(&path).unwrap();
    assert_eq!(store.find(&Filter::default()).unwrap().len(), 80);
    assert_eq!(store.check().unwrap().findings, []);
}

#[test]
fn a_lock_held_too_long_is_told_and_a_short_one_waited_for() {
    let folder = folder();
    let path = at(&folder);
    let store = Sqlite::open_waiting(&path, Duration::from_millis(50)).unwrap();
    let patient = Sqlite::open(&path).unwrap();
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let batch = samples::batch(1, 1).unwrap();
    let error = store.append(&batch).unwrap_err();
    assert!(matches!(error, StoreError::Busy { .. }), "{error}");
    assert!(error.to_string().contains("another process is writing"), "{error}");
    assert_eq!(store.last().unwrap(), Seq(0), "questions work meanwhile");
    let (send, wait) = mpsc::channel();
    let waiting = thread::spawn(move || {
        send.send(()).unwrap();
        patient.append(&batch).unwrap().recorded.len()
    });
    wait.recv().unwrap();
    thread::sleep(Duration::from_millis(100));
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(waiting.join().unwrap(), 2);
    assert_eq!(store.last().unwrap(), Seq(2));
}

#[test]
fn a_question_sees_one_state_while_another_writes() {
    let folder = folder();
    let path = at(&folder);
    let store = Sqlite::open(&path).unwrap();
    thread::scope(|scope| {
        let writing = scope.spawn(|| {
            for number in 0..30 {
                store.append(&samples::batch(number, 4).unwrap()).unwrap();
            }
        });
        while !writing.is_finished() {
            let found = store.find(&Filter::default()).unwrap().len();
            assert!(found.is_multiple_of(4), "half of a batch was seen: {found}");
        }
    });
    assert_eq!(store.last().unwrap(), Seq(150));
}

#[test]
fn a_full_disk_leaves_all_as_it_was_at_every_page() {
    let folder = folder();
    let path = at(&folder);
    let store = Sqlite::open(&path).unwrap();
    store.append(&samples::batch(1, 3).unwrap()).unwrap();
    let before = store.scan(Seq(0), 99).unwrap();
    let limit = |pages: i64| {
        let connection = &store.writer.as_ref().unwrap().lock().connection;
        let used: i64 = connection.query_row("PRAGMA page_count", [], |row| row.get(0)).unwrap();
        connection.query_row(&format!("PRAGMA max_page_count = {}", used + pages), [], |_| Ok(())).unwrap();
    };
    let big = samples::batch(2, 90).unwrap();
    let mut refusals = 0;
    for room in 0.. {
        limit(room);
        match store.append(&big) {
            Ok(appended) => {
                assert_eq!(appended.recorded.len(), 91);
                break;
            }
            Err(error) => {
                assert!(matches!(error, StoreError::Full { .. }), "{error}");
                assert!(error.to_string().contains("nothing of this batch was recorded"), "{error}");
                assert_eq!(store.scan(Seq(0), 99).unwrap(), before);
                refusals += 1;
            }
        }
    }
    assert!(refusals > 10, "only {refusals} refusals");
    assert_eq!(store.check().unwrap().findings, []);
}
