//! Killed at any instant (design, invariant 2). A kill keeps what the system has cached, so this shows
//! that nothing is acknowledged too early and nothing is half done; what a power cut does rests on
//! SQLite's sync of every commit.

use std::{
    env,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use attache_core::{object_key::ObjectKey, record::Seq};
use uuid::Uuid;

use super::{at, folder};
use crate::{
    Commit, EntryOutcome, Setting, Store,
    conformance::{
        offers::{LOG, collection, entry},
        samples,
    },
    sqlite::Sqlite,
};

const PATH: &str = "ATTACHE_TEST_KILLED_STORE";
const DRAFTS: usize = 4;
const BATCH: u64 = DRAFTS as u64 + 1;
const LEAVES: u64 = 3;

/// Records, leaves, and a setting that says how far it went.
fn commit(number: u64) -> Commit {
    let leaf = |leaf: u64| {
        let object = ObjectKey { type_name: "note".to_owned(), uuid: Uuid::from_u64_pair(number, leaf) };
        entry(collection(LOG), object, Some(1), format!("leaf {leaf} of {number}").as_bytes())
    };
    Commit {
        records: samples::batch(number, DRAFTS).unwrap(),
        entries: (0..LEAVES).map(leaf).collect(),
        logged: true,
        settings: vec![Setting { name: "reached".to_owned(), value: Some(number.to_string().into_bytes()) }],
        ..Commit::default()
    }
}

#[test]
#[ignore = "the process that the test below kills"]
fn child() {
    let Some(path) = env::var_os(PATH) else { return };
    let store = Sqlite::open(Path::new(&path)).unwrap();
    let begun = store.last().unwrap().0 / BATCH;
    for number in begun..begun + 10_000 {
        let done = store.commit(&commit(number)).unwrap();
        assert!(done.entries.iter().all(|entry| matches!(entry, EntryOutcome::Added { .. })));
        println!("acknowledged {}", done.appended.recorded.last().unwrap());
    }
}

/// Runs the child on a store, kills it, and gives the last position that it acknowledged.
fn run_and_kill(path: &Path, acknowledgements: usize, delay: Duration) -> Option<Seq> {
    let mut child = Command::new(env::current_exe().unwrap())
        .args(["sqlite::tests::killing::child", "--exact", "--ignored", "--nocapture"])
        .env(PATH, path)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut acknowledged =
        lines.filter_map(|line| line.ok()?.split_once("acknowledged ")?.1.parse().ok().map(Seq));
    let seen = acknowledgements.checked_sub(1).and_then(|skip| acknowledged.nth(skip));
    thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
    acknowledged.last().or(seen)
}

fn verify(path: &Path, acknowledged: Option<Seq>) {
    let store = Sqlite::open(path).unwrap();
    let last = store.last().unwrap();
    assert!(Some(last) >= acknowledged, "{acknowledged:?} was acknowledged, the log ends at {last}");
    assert!(last.0.is_multiple_of(BATCH), "half a batch: the log ends at {last}");
    assert_eq!(store.check().unwrap().findings, []);
    for number in 0..last.0 / BATCH {
        let batch = store.scan(Seq(number * BATCH), DRAFTS + 1).unwrap();
        let expected = samples::batch(number, DRAFTS).unwrap();
        assert!(batch.into_iter().map(|record| record.new).eq(expected), "batch {number}");
        for leaf in 0..LEAVES {
            let found = store.leaf(collection(LOG), number * LEAVES + leaf).unwrap().unwrap();
            assert_eq!(found.bytes, format!("leaf {leaf} of {number}").as_bytes());
        }
    }
    let batches = last.0 / BATCH;
    assert_eq!(store.leaves(collection(LOG)).unwrap(), batches * LEAVES);
    let reached = batches.checked_sub(1).map(|reached| reached.to_string().into_bytes());
    assert_eq!(store.setting("reached").unwrap(), reached);
}

#[test]
fn what_was_acknowledged_outlives_a_kill() {
    let folder = folder();
    let path = at(&folder);
    let mut chance: u64 = 20_241_128;
    let mut draw = |below: u64| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % below
    };
    let mut all = 0;
    for _ in 0..20 {
        let (acknowledgements, delay) = (draw(9) as usize, Duration::from_micros(draw(8_000)));
        let acknowledged = run_and_kill(&path, acknowledgements, delay);
        if acknowledgements > 0 {
            assert!(acknowledged > Some(Seq(all)), "the child made no progress");
        }
        verify(&path, acknowledged);
        all = acknowledged.map_or(all, |seq| seq.0);
    }
    assert!(all > 20 * BATCH, "only {all} records were acknowledged");
}

#[test]
fn a_kill_while_the_store_is_made_leaves_none_or_a_whole_one() {
    for round in 0..8 {
        let folder = folder();
        let path = at(&folder);
        run_and_kill(&path, 0, Duration::from_millis(round * 3));
        verify(&path, None);
    }
}
