//! Damage is found, told in words, and never made worse.

use std::fs;

use attache_core::{
    edge::Reprint,
    filter::Filter,
    record::{Happening, Seq},
};

use super::{at, filled, findings, folder, tamper};
use crate::{Memory, Store, StoreError, conformance::samples, sqlite::Sqlite};

/// Takes the guard away, does something, puts the guard back.
fn forge(path: &std::path::Path, sql: &str) {
    let guards = "CREATE TRIGGER records_stay_as_they_are BEFORE UPDATE ON records BEGIN SELECT 1; END;
                  CREATE TRIGGER records_stay BEFORE DELETE ON records BEGIN SELECT 1; END;";
    tamper(
        path,
        &format!("DROP TRIGGER records_stay_as_they_are; DROP TRIGGER records_stay; {sql}; {guards}"),
    );
}

#[test]
fn records_cannot_be_changed_or_removed() {
    let folder = folder();
    let path = at(&folder);
    filled(&path, 1);
    let connection = rusqlite::Connection::open(&path).unwrap();
    for sql in [
        "UPDATE records SET body = '{}'",
        "DELETE FROM records",
        "REPLACE INTO records SELECT * FROM records",
    ] {
        let outcome = connection.execute_batch(&format!("PRAGMA recursive_triggers = ON; {sql}"));
        assert!(outcome.unwrap_err().to_string().contains("records "), "{sql}");
    }
    drop(connection);
    assert_eq!(findings(&path), [""; 0]);
}

#[test]
fn an_altered_byte_is_found() {
    let folder = folder();
    let path = at(&folder);
    filled(&path, 2);
    forge(&path, "UPDATE records SET body = replace(body, '\"by\":\"ana\"', '\"by\":\"bob\"') WHERE seq = 3");
    let told = findings(&path);
    assert!(told.iter().all(|words| words.starts_with("record 3: ")), "{told:?}");
    assert!(told.iter().any(|words| words.contains("its bytes were altered")), "{told:?}");
}

#[test]
fn a_record_exchanged_together_with_its_digest_breaks_the_chain() {
    let folder = folder();
    let path = at(&folder);
    filled(&path, 2);
    forge(
        &path,
        "UPDATE records SET (body, digest) = (SELECT body, digest FROM records WHERE seq = 4) WHERE seq = 3",
    );
    let told = findings(&path);
    assert!(told.iter().any(|words| words.starts_with("record 3: the chain of digests breaks")), "{told:?}");
}

#[test]
fn records_moved_or_removed_are_found() {
    let folder = folder();
    for (name, sql, expected) in [
        (
            "swapped",
            "UPDATE records SET seq = CASE seq WHEN 2 THEN 103 WHEN 3 THEN 102 END WHERE seq IN (2, 3);
                     UPDATE records SET seq = seq - 100 WHERE seq > 100",
            "record 2: the chain of digests breaks",
        ),
        ("removed", "DELETE FROM records WHERE seq = 3", "record 3: it is missing from the log"),
        (
            "three removed",
            "DELETE FROM records WHERE seq IN (3, 4, 5)",
            "record 3: it and all up to record 5 are missing",
        ),
        ("cut off", "DELETE FROM records WHERE seq > 6", "record 7: it and all up to record 8 are missing"),
        ("all removed", "DELETE FROM records", "record 1: it and all up to record 8 are missing"),
        ("end rewritten", "DELETE FROM records WHERE seq = 8; UPDATE store SET last = 7", "end of the chain"),
    ] {
        let path = folder.path().join(name);
        filled(&path, 2);
        forge(&path, sql);
        let told = findings(&path);
        assert!(told.iter().any(|words| words.contains(expected)), "{name}: {told:?}");
    }
    let path = folder.path().join("cut off");
    for error in [Sqlite::open(&path).unwrap_err(), Sqlite::open_read_only(&path).unwrap_err()] {
        assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
        assert!(error.to_string().contains("attache db check"), "{error}");
    }
    // Nothing is added behind the cut.
    let error = Sqlite::open_unchecked(&path).unwrap().append(&samples::batch(9, 1).unwrap()).unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }), "{error}");
}

#[test]
fn a_missing_guard_is_found() {
    let folder = folder();
    let path = at(&folder);
    filled(&path, 1);
    tamper(&path, "DROP TRIGGER records_stay");
    let told = findings(&path);
    assert!(matches!(told.as_slice(), [one] if one.contains("records_stay")), "{told:?}");
}

#[test]
fn an_altered_claim_is_not_given_out() {
    let folder = folder();
    let path = at(&folder);
    let store = Sqlite::open(&path).unwrap();
    let mut batch = samples::batch(1, 1).unwrap();
    batch.push(samples::accepted(5, &samples::article(1), &batch[1]).unwrap());
    store.append(&batch).unwrap();
    let id = batch[1].what.claim().unwrap();
    drop(store);
    forge(
        &path,
        "UPDATE records SET body = replace(body, '\"confidence\":0.', '\"confidence\":0.1') WHERE seq = 3",
    );
    let store = Sqlite::open(&path).unwrap();
    let error = store.claim(id).unwrap_err();
    assert!(error.to_string().contains("altered after it was sealed"), "{error}");
    assert!(findings(&path).iter().any(|words| words.contains("record 3: record 3 cannot be read")
        || words.contains("altered after it was sealed")));
}

#[test]
fn indexes_dropped_or_altered_are_found_and_made_anew() {
    let folder = folder();
    let oracle = Memory::new();
    for number in 0..3 {
        oracle.append(&samples::batch(number, 3).unwrap()).unwrap();
    }
    let expected = oracle.find(&Filter::default()).unwrap();
    for (n, sql) in [
        "UPDATE claims SET kind = 'poll'",
        "UPDATE claims SET last_us = 0",
        "DELETE FROM claim_records WHERE seq = 3",
        "DELETE FROM claims WHERE key = 2",
        "DELETE FROM claim_words",
        "UPDATE claim_words SET word = word || 'x'",
        "INSERT INTO claims (id, first_us, last_us) VALUES (zeroblob(16), 0, 0)",
        "UPDATE articles SET listing = replace(listing, 'Report', 'Rumour')",
        "UPDATE articles SET listing = 'no json'",
        "UPDATE articles SET id = zeroblob(16) WHERE seq = 1",
        "DELETE FROM articles",
        "INSERT INTO sources VALUES (zeroblob(16), 1)",
        "UPDATE indexes SET reaches = 5",
        "DELETE FROM indexes",
        "DROP TABLE sources; DROP TABLE claim_records; DROP TABLE claims; DROP TABLE articles; DROP TABLE indexes",
    ]
    .into_iter()
    .enumerate()
    {
        let path = folder.path().join(n.to_string());
        filled(&path, 3);
        tamper(&path, sql);
        let told = findings(&path);
        assert!(!told.is_empty(), "{sql}");
        if let Err(error) = Sqlite::open(&path) {
            assert!(error.to_string().contains("attache db rebuild"), "{sql}: {error}");
        }
        let store = Sqlite::open_unchecked(&path).unwrap();
        assert_eq!(store.rebuild().unwrap(), oracle.rebuild().unwrap(), "{sql}");
        assert_eq!(store.find(&Filter::default()).unwrap(), expected, "{sql}");
        assert_eq!(store.articles(Seq(0), 9).unwrap(), oracle.articles(Seq(0), 9).unwrap(), "{sql}");
        drop(store);
        assert_eq!(findings(&path), [""; 0], "{sql}");
        Sqlite::open(&path).unwrap();
    }
}

#[test]
fn a_file_cut_short_or_scribbled_over_is_told_and_kept() {
    let folder = folder();
    let whole = folder.path().join("whole");
    filled(&whole, 20);
    let bytes = fs::read(&whole).unwrap();
    let path = at(&folder);
    let mut noticed = 0;
    for keep in (100..bytes.len()).step_by(bytes.len() / 23) {
        fs::write(&path, &bytes[..keep]).unwrap();
        match Sqlite::open(&path) {
            Err(StoreError::Corrupt { .. } | StoreError::NotAStore { .. }) => {}
            Err(other) => panic!("{keep}: {other}"),
            Ok(store) => assert!(!store.check().unwrap().is_sound(), "{keep}"),
        }
        assert_eq!(fs::read(&path).unwrap(), &bytes[..keep], "{keep}");
    }
    for page in 1..bytes.len() / 4096 {
        let mut scribbled = bytes.clone();
        scribbled[page * 4096..page * 4096 + 64].fill(0xa5);
        fs::write(&path, &scribbled).unwrap();
        // Whatever was hit: no panic, and either an error or a finding.
        let told = Sqlite::open_unchecked(&path).and_then(|store| store.check());
        noticed += usize::from(told.is_err() || told.is_ok_and(|checked| !checked.is_sound()));
    }
    assert_eq!(noticed, bytes.len() / 4096 - 1);
}

#[test]
fn a_missing_look_up_is_found_and_made_again() {
    let folder = folder();
    let path = at(&folder);
    filled(&path, 2);
    for name in crate::sqlite::schema::LOOK_UPS {
        tamper(&path, &format!("DROP INDEX {name}"));
        let found = findings(&path);
        assert!(found.iter().any(|words| words.contains(name) && words.contains("rebuild")), "{found:?}");
    }
    Sqlite::open_unchecked(&path).unwrap().rebuild().unwrap();
    assert_eq!(findings(&path), [""; 0]);
}

#[test]
fn what_is_filed_under_another_article_is_found() {
    let folder = folder();
    let path = at(&folder);
    let [from, to] = [1, 2].map(|number| samples::article(number).id());
    let store = Sqlite::open(&path).unwrap();
    let reprint = Reprint { from, to, share: 900 };
    store.append(&[samples::record(1, Happening::EdgeInferred { reprint }).unwrap()]).unwrap();
    drop(store);
    assert_eq!(findings(&path), [""; 0]);
    for sql in [
        "UPDATE reliance SET article = NULL",
        "UPDATE reliance SET article = zeroblob(16)",
        "DELETE FROM reliance",
    ] {
        tamper(&path, sql);
        let told = findings(&path);
        assert!(told.iter().any(|words| words.contains("reliance")), "{sql}: {told:?}");
        let store = Sqlite::open_unchecked(&path).unwrap();
        store.rebuild().unwrap();
        assert_eq!(store.reliance_about(&[from].into()).unwrap().len(), 1, "{sql}");
        assert_eq!(store.reliance_about(&[to].into()).unwrap().len(), 0, "{sql}");
        drop(store);
        assert_eq!(findings(&path), [""; 0], "{sql}");
    }
}
