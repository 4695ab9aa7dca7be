//! What only this adapter can get wrong: files, other processes, damage.

use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
};

use rusqlite::Connection;
use tempfile::TempDir;

use super::Sqlite;
use crate::{
    Store,
    conformance::{self, samples},
};

mod contention;
mod damage;
mod damage_of_entries;
mod format_one;
mod killing;
mod opening;
mod sharing;
mod speed;

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

fn at(folder: &TempDir) -> PathBuf {
    folder.path().join("store.attache")
}

/// A store with `batches` articles of three drafts each, closed.
fn filled(path: &Path, batches: u64) {
    let store = Sqlite::open(path).unwrap();
    for number in 0..batches {
        store.append(&samples::batch(number, 3).unwrap()).unwrap();
    }
}

/// Alters the file behind the store's back.
fn tamper(path: &Path, sql: &str) {
    let connection = Connection::open(path).unwrap();
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    connection.execute_batch(sql).unwrap();
}

/// What a check says.
fn findings(path: &Path) -> Vec<String> {
    let checked = Sqlite::open_unchecked(path).unwrap().check().unwrap();
    checked.findings.iter().map(ToString::to_string).collect()
}

#[test]
fn it_conforms() {
    let folder = folder();
    let number = AtomicU32::new(0);
    let make = || -> Result<Box<dyn Store>, conformance::Failure> {
        let name = format!("{}.attache", number.fetch_add(1, Ordering::SeqCst));
        Ok(Box::new(Sqlite::open(&folder.path().join(name))?))
    };
    conformance::all(&make).unwrap();
}
