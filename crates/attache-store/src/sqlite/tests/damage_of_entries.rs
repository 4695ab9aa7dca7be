//! Damage of what is exchanged is found, told in words, and mended where it can be.

use std::path::Path;

use super::{at, findings, folder, tamper};
use crate::{
    Commit, Memory, PageQuery, Removal, Store, VersionMatch,
    conformance::offers::{LOG, collection, entry, everything, object},
    sqlite::Sqlite,
};

/// Two collections and a log of five leaves; one object in three versions, one taken out.
fn commits() -> Vec<Commit> {
    let one = |number, version| entry(collection(0), object(number), Some(version), b"{}");
    let received = vec![one(1, 1), one(1, 2), one(1, 3), one(2, 1), one(4, 1)];
    let released = (0..5_u8).map(|number| entry(collection(LOG), object(number), Some(1), b"{}")).collect();
    let versions = VersionMatch::default();
    let removals = vec![Removal { collection: collection(0), object: object(2), versions }];
    vec![
        Commit { entries: received, ..Commit::default() },
        Commit { entries: released, logged: true, ..Commit::default() },
        Commit { removals, ..Commit::default() },
    ]
}

fn filled(path: &Path) {
    let store = Sqlite::open(path).unwrap();
    for commit in commits() {
        store.commit(&commit).unwrap();
    }
}

/// Does something behind the guards, and puts them back.
fn forge(path: &Path, table: &str, sql: &str) {
    let guards = format!(
        "CREATE TRIGGER {table}_stay_as_they_are BEFORE UPDATE ON {table} BEGIN SELECT 1; END;
         CREATE TRIGGER {table}_stay BEFORE DELETE ON {table} BEGIN SELECT 1; END;"
    );
    tamper(
        path,
        &format!("DROP TRIGGER {table}_stay_as_they_are; DROP TRIGGER {table}_stay; {sql}; {guards}"),
    );
}

#[test]
fn what_is_exchanged_cannot_be_changed_or_removed() {
    let folder = folder();
    let path = at(&folder);
    filled(&path);
    let connection = rusqlite::Connection::open(&path).unwrap();
    for table in ["entries", "removals", "collections", "object_types"] {
        for sql in [format!("DELETE FROM {table}"), format!("REPLACE INTO {table} SELECT * FROM {table}")] {
            let outcome = connection.execute_batch(&format!("PRAGMA recursive_triggers = ON; {sql}"));
            assert!(outcome.unwrap_err().to_string().contains(table), "{sql}");
        }
    }
    for sql in ["UPDATE entries SET bytes = x'00'", "UPDATE collections SET id = zeroblob(16)"] {
        assert!(connection.execute_batch(sql).unwrap_err().to_string().contains("never change"), "{sql}");
    }
    drop(connection);
    assert_eq!(findings(&path), [""; 0]);
}

#[test]
fn an_altered_entry_is_found_and_named() {
    let folder = folder();
    for (number, (sql, expected)) in [
        (
            "UPDATE entries SET bytes = x'7b207d' WHERE position = 1 AND leaf IS NULL",
            "entry 1 of collection c011ec71",
        ),
        ("UPDATE entries SET bytes = x'7b207d' WHERE leaf = 3", "entry 3 of collection c011ec71"),
        ("DELETE FROM entries WHERE leaf = 3", "is not the next leaf"),
        ("UPDATE entries SET type = 99 WHERE leaf = 2", "its type has no name"),
        ("UPDATE entries SET collection = 99 WHERE leaf = 2", "its collection has no name"),
        ("INSERT INTO removals SELECT collection, position FROM entries WHERE leaf = 1", "stands in a log"),
    ]
    .into_iter()
    .enumerate()
    {
        let path = folder.path().join(number.to_string());
        filled(&path);
        forge(&path, "entries", sql);
        let told = findings(&path);
        assert!(told.iter().any(|words| words.contains(expected)), "{sql}: {told:?}");
        // It does not go away by making the indexes anew.
        Sqlite::open_unchecked(&path).unwrap().rebuild().unwrap();
        assert_ne!(findings(&path), [""; 0], "{sql}");
    }
}

#[test]
fn indexes_of_entries_are_found_out_and_made_anew() {
    let folder = folder();
    let oracle = Memory::new();
    for commit in commits() {
        oracle.commit(&commit).unwrap();
    }
    for (number, sql) in [
        "UPDATE shown SET rank = 3 WHERE rank = 1",
        "DELETE FROM shown WHERE position = 1",
        "INSERT INTO shown SELECT collection, 0, position, 1 FROM removals",
        "UPDATE shown SET type = 3 - type",
        "UPDATE versions SET gone = 1 WHERE version = 3",
        "UPDATE versions SET given = 0",
        "DELETE FROM versions",
        "DELETE FROM leaves WHERE leaf = 4",
        "UPDATE leaves SET position = position + 1 WHERE leaf = 4",
        "UPDATE log_hashes SET hash = zeroblob(32) WHERE number = 2",
        "DELETE FROM log_hashes WHERE number = 7",
        "INSERT INTO log_hashes VALUES (1, 500, zeroblob(32))",
        "DROP INDEX shown_by_type",
        "DROP TABLE shown",
        "DROP TABLE log_hashes; DROP TABLE leaves; DROP TABLE versions",
        "INSERT INTO roster VALUES (1)",
        "INSERT INTO reliance VALUES (1, NULL)",
        "INSERT INTO claim_words VALUES ('presence/KP/RU', 1)",
        "INSERT INTO claim_words VALUES ('presence/KP/RU', 1000000)",
    ]
    .into_iter()
    .enumerate()
    {
        let path = folder.path().join(number.to_string());
        filled(&path);
        tamper(&path, sql);
        let told = findings(&path);
        assert!(!told.is_empty(), "{sql}");
        let store = Sqlite::open_unchecked(&path).unwrap();
        store.rebuild().unwrap();
        for number in [0, LOG] {
            let last = VersionMatch { last: true, ..VersionMatch::default() };
            for versions in [VersionMatch::default(), last] {
                let query = PageQuery { versions, ..everything(collection(number), i64::MIN, 99) };
                assert_eq!(store.page(&query).unwrap(), oracle.page(&query).unwrap(), "{sql}");
            }
        }
        drop(store);
        assert_eq!(findings(&path), [""; 0], "{sql}");
        Sqlite::open(&path).unwrap();
    }
}
