//! Stores of format 1, which had records only, are brought up in place.

use std::{path::Path, thread};

use attache_core::{canonical, digest::Digest, filter::Filter, record::Seq};
use rusqlite::{Connection, params};

use super::{super::creation::chained, at, findings, folder};
use crate::{
    Commit, Memory, Store, StoreError,
    conformance::{
        offers::{collection, entry, everything, object},
        samples,
    },
    sqlite::Sqlite,
};

/// The tables as version 0.1.0 made them. Never to be changed: such files are out there.
const LOG_ONE: &str = "
CREATE TABLE store (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    made_by TEXT NOT NULL,
    last INTEGER NOT NULL,
    chain BLOB NOT NULL
) STRICT;
CREATE TABLE records (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    body TEXT NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32),
    chain BLOB NOT NULL CHECK (length(chain) = 32)
) STRICT;
CREATE TRIGGER records_stay_as_they_are BEFORE UPDATE ON records
    BEGIN SELECT RAISE(ABORT, 'records never change'); END;
CREATE TRIGGER records_stay BEFORE DELETE ON records
    BEGIN SELECT RAISE(ABORT, 'records are never removed'); END;
";
const INDEXES_ONE: &str = "
CREATE TABLE indexes (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    made_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    reaches INTEGER NOT NULL
) STRICT;
CREATE TABLE articles (
    seq INTEGER PRIMARY KEY REFERENCES records (seq),
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    listing TEXT NOT NULL
) STRICT;
CREATE TABLE claims (
    key INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    first_us INTEGER NOT NULL,
    last_us INTEGER NOT NULL,
    standing TEXT,
    kind TEXT,
    day_from INTEGER,
    day_to INTEGER,
    actor TEXT,
    actor_country TEXT,
    counterpart TEXT,
    counterpart_country TEXT,
    place TEXT,
    place_country TEXT,
    subdivision TEXT,
    items TEXT,
    categories TEXT,
    outlet TEXT,
    sources TEXT,
    source_countries TEXT
) STRICT;
CREATE INDEX claims_by_kind ON claims (kind, day_to);
CREATE INDEX claims_by_day ON claims (day_to);
CREATE TABLE claim_records (
    claim INTEGER NOT NULL REFERENCES claims (key),
    seq INTEGER NOT NULL REFERENCES records (seq),
    PRIMARY KEY (claim, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE sources (
    id BLOB PRIMARY KEY CHECK (length(id) = 16),
    seq INTEGER NOT NULL REFERENCES records (seq)
) STRICT, WITHOUT ROWID;
";

/// A store as version 0.1.0 left it: three articles with two drafts each, its index of claims not filled (it
/// is made anew whatever stands in it).
fn of_format_one(path: &Path) -> Memory {
    let oracle = Memory::new();
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "application_id", 0x4154_5443).unwrap();
    connection.pragma_update(None, "user_version", 1).unwrap();
    connection.execute_batch(&format!("BEGIN; {LOG_ONE} {INDEXES_ONE}")).unwrap();
    let (mut chain, mut last) = ([0; 32], 0);
    for new in (0..3).flat_map(|number| samples::batch(number, 2).unwrap()) {
        oracle.append(std::slice::from_ref(&new)).unwrap();
        let body = canonical::to_bytes(&new).unwrap();
        (chain, last) = (chained(&chain, &body), last + 1);
        let (digest, id) = (Digest::of_bytes(&body), new.id().unwrap());
        let body = String::from_utf8(body).unwrap();
        connection
            .execute(
                "INSERT INTO records VALUES (?1, ?2, ?3, ?4, ?5)",
                params![last, id.as_bytes(), body, digest.as_bytes(), chain],
            )
            .unwrap();
    }
    connection
        .execute("INSERT INTO store VALUES (1, 'attache 0.1.0', ?1, ?2)", params![last, chain])
        .unwrap();
    connection.execute("INSERT INTO indexes VALUES (1, 'attache 0.1.0', 1, ?1)", [last]).unwrap();
    connection.execute_batch("COMMIT").unwrap();
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(())).unwrap();
    oracle
}

fn format(path: &Path) -> i32 {
    Connection::open(path).unwrap().query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
}

#[test]
fn it_is_brought_up_and_answers_as_before() {
    let folder = folder();
    let path = at(&folder);
    let oracle = of_format_one(&path);
    // Two processes find it at the same time.
    thread::scope(|scope| {
        let opening = || scope.spawn(|| Sqlite::open(&path).map(drop));
        let (a, b) = (opening(), opening());
        a.join().unwrap().unwrap();
        b.join().unwrap().unwrap();
    });
    assert_eq!(format(&path), 2);
    let store = Sqlite::open(&path).unwrap();
    assert_eq!(store.scan(Seq(0), 99).unwrap(), oracle.scan(Seq(0), 99).unwrap());
    assert_eq!(store.find(&Filter::default()).unwrap(), oracle.find(&Filter::default()).unwrap());
    assert_eq!(store.check().unwrap().findings, []);
    let entries = vec![entry(collection(0), object(1), None, b"{}")];
    let commit = Commit { entries, records: samples::batch(9, 1).unwrap(), ..Commit::default() };
    assert_eq!(store.commit(&commit).unwrap(), oracle.commit(&commit).unwrap());
    assert_eq!(store.page(&everything(collection(0), i64::MIN, 9)).unwrap().entries.len(), 1);
    assert_eq!(store.check().unwrap().findings, []);
}

#[test]
fn it_is_not_touched_where_nothing_may_be_made() {
    let folder = folder();
    let path = at(&folder);
    let oracle = of_format_one(&path);
    let error = Sqlite::open_read_only(&path).unwrap_err();
    assert!(matches!(error, StoreError::IndexStale { .. }), "{error}");
    assert!(error.to_string().contains("attache db rebuild"), "{error}");
    let told = findings(&path);
    assert!(told.iter().all(|words| words.contains("index")), "{told:?}");
    assert!(!told.is_empty() && format(&path) == 1, "looking at it changes nothing");
    let store = Sqlite::open_unchecked(&path).unwrap();
    assert_eq!(store.rebuild().unwrap(), oracle.rebuild().unwrap());
    drop(store);
    assert_eq!((findings(&path), format(&path)), (Vec::new(), 2));
}
