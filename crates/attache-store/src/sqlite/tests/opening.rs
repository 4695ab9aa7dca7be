//! What may lie at a path.

use std::{fs, path::Path, process::Command};

use attache_core::{filter::Filter, record::Seq};

use super::{at, filled, folder, tamper};
use crate::{Store, StoreError, conformance::samples, sqlite::Sqlite};

fn refused(path: &Path) -> StoreError {
    let before = fs::read(path).ok();
    let error = Sqlite::open(path).unwrap_err();
    assert_eq!(fs::read(path).ok(), before, "what was there must stay as it was");
    error
}

#[test]
fn what_is_no_store_is_left_alone() {
    let folder = folder();
    let file = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let mut random = b"SQLite format 3\0".to_vec();
    random.extend((0..5_000_u32).map(|n| (n * 7 % 251) as u8));
    for (name, bytes, words) in [
        ("garbage", &b"PK\x03\x04 no database"[..], "no SQLite file"),
        ("empty", b"", "an empty file"),
        ("short", b"SQLite format 3\0 and no more", "cut off"),
        ("random", &random, "of another program"),
    ] {
        let error = refused(&file(name, bytes));
        assert!(matches!(error, StoreError::NotAStore { .. }), "{name}: {error}");
        assert!(error.to_string().contains(words) && error.to_string().contains("left as it is"), "{error}");
    }
    let other = folder.path().join("other.db");
    tamper(&other, "CREATE TABLE records (seq INTEGER); PRAGMA user_version = 1");
    assert!(matches!(refused(&other), StoreError::NotAStore { .. }));
    assert!(matches!(Sqlite::open(folder.path()).unwrap_err(), StoreError::NotAStore { .. }));
}

#[test]
fn no_store_is_made_where_none_can_be_or_none_is_wanted() {
    let folder = folder();
    let path = at(&folder);
    assert!(matches!(Sqlite::open_read_only(&path).unwrap_err(), StoreError::Missing { .. }));
    assert!(matches!(Sqlite::open_unchecked(&path).unwrap_err(), StoreError::Missing { .. }));
    assert!(!path.exists());
    let nowhere = folder.path().join("no/such/folder/store.attache");
    assert!(matches!(Sqlite::open(&nowhere).unwrap_err(), StoreError::CannotOpen { .. }));
    let proc = Path::new("/proc/store.attache");
    assert!(matches!(Sqlite::open(proc).unwrap_err(), StoreError::CannotOpen { .. }));
    filled(&path, 1);
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["store.attache"], "making a store leaves nothing else behind");
}

#[cfg(unix)]
#[test]
fn a_new_store_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let path = at(&folder);
    let store = Sqlite::open(&path).unwrap();
    store.append(&samples::batch(1, 1).unwrap()).unwrap();
    for suffix in ["", "-wal", "-shm"] {
        let mode = fs::metadata(super::super::header::beside(&path, suffix)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{suffix}");
    }
}

#[test]
fn a_full_disk_on_making_a_store_is_told_as_such() {
    let path = Path::new("store.attache");
    let error = super::super::creation::cannot(path, std::io::ErrorKind::StorageFull.into());
    assert!(matches!(error, StoreError::Full { .. }), "{error}");
}

#[test]
fn a_newer_version_is_named() {
    let folder = folder();
    let path = at(&folder);
    filled(&path, 1);
    tamper(&path, "UPDATE store SET made_by = 'attache 9.1.0'; PRAGMA user_version = 7");
    let error = refused(&path);
    assert!(matches!(error, StoreError::Newer { .. }), "{error}");
    assert!(error.to_string().contains("attache 9.1.0"), "{error}");
    assert!(error.to_string().contains("update attache"), "{error}");
    assert!(matches!(Sqlite::open_read_only(&path).unwrap_err(), StoreError::Newer { .. }));
    assert!(matches!(Sqlite::open_unchecked(&path).unwrap_err(), StoreError::Newer { .. }));
}

#[test]
fn indexes_of_a_newer_version_are_told_and_can_be_made_again() {
    let folder = folder();
    let path = at(&folder);
    filled(&path, 3);
    tamper(&path, "UPDATE indexes SET made_by = 'attache 9.1.0', version = 70");
    let error = refused(&path);
    assert!(matches!(error, StoreError::IndexNewer { found: 70, .. }), "{error}");
    for words in ["attache 9.1.0", "update attache", "attache db rebuild"] {
        assert!(error.to_string().contains(words), "{error}");
    }
    assert!(matches!(Sqlite::open_read_only(&path).unwrap_err(), StoreError::IndexNewer { .. }));
    Sqlite::open_unchecked(&path).unwrap().rebuild().unwrap();
    assert_eq!(Sqlite::open(&path).unwrap().check().unwrap().findings, []);
}

#[test]
fn indexes_of_an_older_version_are_made_anew() {
    let folder = folder();
    let path = at(&folder);
    filled(&path, 3);
    let expected = Sqlite::open(&path).unwrap().find(&Filter::default()).unwrap();
    tamper(&path, "UPDATE indexes SET version = 0; DROP TABLE claim_records; DELETE FROM claims");
    tamper(&path, "CREATE TABLE claim_records (old TEXT)");
    let error = Sqlite::open_read_only(&path).unwrap_err();
    assert!(error.to_string().contains("attache db rebuild"), "{error}");
    let store = Sqlite::open(&path).unwrap();
    assert_eq!(store.find(&Filter::default()).unwrap(), expected);
    assert_eq!(store.check().unwrap().findings, []);
}

#[test]
fn what_another_left_in_the_wal_is_read() {
    let folder = folder();
    let path = at(&folder);
    let copy = folder.path().join("copy.attache");
    let store = Sqlite::open(&path).unwrap();
    store.append(&samples::batch(1, 3).unwrap()).unwrap();
    // As after a kill: the records stand in the -wal only.
    for suffix in ["", "-wal"] {
        fs::copy(super::super::header::beside(&path, suffix), super::super::header::beside(&copy, suffix))
            .unwrap();
    }
    assert!(fs::metadata(super::super::header::beside(&copy, "-wal")).unwrap().len() > 0);
    assert_eq!(Sqlite::open_read_only(&copy).unwrap().last().unwrap(), Seq(4));
    let reopened = Sqlite::open(&copy).unwrap();
    assert_eq!(reopened.scan(Seq(0), 9).unwrap(), store.scan(Seq(0), 9).unwrap());
    assert_eq!(reopened.check().unwrap().findings, []);
    drop(reopened);
    // The file is gone, its -wal is not: a new store there would take up the old one's records.
    fs::copy(super::super::header::beside(&path, "-wal"), super::super::header::beside(&copy, "-wal"))
        .unwrap();
    fs::remove_file(&copy).unwrap();
    let error = Sqlite::open(&copy).unwrap_err();
    assert!(matches!(error, StoreError::Corrupt { .. }) && !copy.exists(), "{error}");
}

#[test]
fn a_store_opened_for_questions_answers_and_does_not_record() {
    let folder = folder();
    let path = at(&folder);
    filled(&path, 2);
    let bytes = fs::read(&path).unwrap();
    let store = Sqlite::open_read_only(&path).unwrap();
    assert_eq!(store.find(&Filter::default()).unwrap().len(), 6);
    assert!(store.check().unwrap().is_sound());
    for error in [store.append(&samples::batch(9, 1).unwrap()).unwrap_err(), store.rebuild().unwrap_err()] {
        assert!(matches!(error, StoreError::ReadOnly { .. }), "{error}");
        assert!(error.to_string().contains("questions work"), "{error}");
    }
    drop(store);
    assert_eq!(fs::read(&path).unwrap(), bytes);
}

#[test]
fn a_folder_and_a_file_that_cannot_be_written_can_be_asked() {
    // Permission bits do not bind root; the immutable attribute does.
    let chattr = |flag: &str, target: &Path| {
        Command::new("chattr").arg(flag).arg(target).status().is_ok_and(|status| status.success())
    };
    for file_only in [true, false] {
        let folder = folder();
        let path = at(&folder);
        filled(&path, 2);
        let target = if file_only { path.clone() } else { folder.path().to_owned() };
        if !chattr("+i", &target) {
            println!("skipped: this file system or user cannot set the immutable attribute");
            return;
        }
        let opened = Sqlite::open(&path);
        let answers = opened.as_ref().map(|store| {
            (
                store.find(&Filter::default()).map(|found| found.len()),
                store.append(&samples::batch(9, 1).unwrap()),
            )
        });
        let only = Sqlite::open_read_only(&path).map(|store| store.last());
        assert!(chattr("-i", &target));
        let (found, appended) = answers.unwrap();
        assert_eq!(found.unwrap(), 6, "{}", target.display());
        assert!(matches!(appended.unwrap_err(), StoreError::ReadOnly { .. }), "{}", target.display());
        assert_eq!(only.unwrap().unwrap(), Seq(8));
    }
}

#[test]
fn a_file_read_as_it_lies_has_any_name() {
    let folder = folder();
    let path = folder.path().join("a b?c#d%41é.attache");
    filled(&path, 1);
    let connection = super::super::opening::reader(&path, super::super::BUSY_TIMEOUT, true).unwrap();
    let records: i64 = connection.query_row("SELECT count(*) FROM records", [], |row| row.get(0)).unwrap();
    assert_eq!(records, 4);
}
