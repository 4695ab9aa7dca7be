//! Adding objects to a collection and paging through it, beside a bare SQLite table of the same bytes: no
//! index of ids, no check of versions, one row after the other.

use std::{path::Path, thread};

use anyhow::Context as _;
use attache_core::{collection::CollectionId, object_key::ObjectKey};
use attache_store::{Commit, NewEntry, PageQuery, Sqlite, Store, VersionMatch};
use jiff::Timestamp;
use rusqlite::{Connection, params};
use uuid::Uuid;

use super::{
    Row, Scale,
    stopwatch::{middle, once, rate, ratio},
};

/// Objects in a commit, and on a page.
const MANY: usize = 1_000;
/// Writers at once, and objects in each of their commits.
const WRITERS: (usize, usize) = (16, 100);
const COLLECTION: CollectionId = CollectionId(Uuid::from_u128(1));

/// Numbers that look random and are the same in every run.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        // SplitMix64 (Steele, Lea and Flood, 2014).
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap_or(1)).unwrap_or_default()
    }
}

/// The object with this number in a collection of ours.
fn object(number: usize) -> NewEntry {
    object_in(COLLECTION, number)
}

/// The object with this number: of the size that notes of ours have, under a random UUID.
pub(super) fn object_in(collection: CollectionId, number: usize) -> NewEntry {
    let mut chance = Chance(u64::try_from(number).unwrap_or_default());
    let uuid = uuid::Builder::from_random_bytes(
        u128::from(chance.next()).wrapping_mul(chance.next().into()).to_ne_bytes(),
    )
    .into_uuid();
    let words: String = (0..34).map(|_| format!("{:016x} ", chance.next())).collect();
    let bytes = format!(
        "{{\"type\":\"note\",\"id\":\"note--{uuid}\",\"modified\":\"2024-11-28T00:00:00.000Z\",\"content\":\"{words}\"}}"
    );
    let version = i64::try_from(chance.next() % 1_000_000).unwrap_or_default();
    let object = ObjectKey { type_name: "note".to_owned(), uuid };
    NewEntry { collection, object, version: Some(version), bytes: bytes.into_bytes() }
}

/// Adding, then pages and single objects, as the collection grows.
///
/// # Errors
/// Where the folder for the store cannot be written, or the store refuses.
pub(crate) fn measure(root: &Path, scale: Scale) -> anyhow::Result<Vec<Row>> {
    // Not the system's folder for temporary files: that is memory on many machines, and syncs nothing.
    let target = root.join("target");
    std::fs::create_dir_all(&target).context("cannot make target/")?;
    let folder = tempfile::tempdir_in(&target).context("cannot make a folder in target/")?;
    let store = Sqlite::open(&folder.path().join("bench.attache"))?;
    let mut bare = Bare::open(&folder.path().join("bare.db"))?;
    let (mut ours, mut theirs, mut rows) = (Vec::new(), Vec::new(), Vec::new());
    let mut added: usize = 0;
    let mut sizes = vec![10_000, 100_000, 1_000_000];
    sizes.retain(|size| *size < scale.objects);
    sizes.push(scale.objects.max(1));
    for size in sizes {
        let begun = ours.len();
        while added < size {
            let entries: Vec<_> = (added..size.min(added.saturating_add(MANY))).map(object).collect();
            added = added.saturating_add(entries.len());
            let commit = Commit { entries, now: Timestamp::UNIX_EPOCH, ..Commit::default() };
            let mut outcome = Ok(());
            // One after the other and not each in a row, so that a slow moment of the disk meets both.
            theirs.push(once(|| outcome = bare.add(&commit.entries)));
            outcome?;
            let mut outcome = Ok(attache_store::Committed::default());
            ours.push(once(|| outcome = store.commit(&commit)));
            outcome?;
        }
        let sum = |times: &[std::time::Duration]| times.iter().skip(begun).sum();
        let (mine, other) = (sum(&ours), sum(&theirs));
        let amount = ours.len().saturating_sub(begun).saturating_mul(MANY).min(size);
        rows.push(Row {
            work: format!("add objects up to {size}, by {MANY}"),
            rate: format!("{:.0} objects/s", rate(amount, mine)),
            baseline: format!("bare table {:.0}/s", rate(amount, other)),
            ratio: Some(ratio(mine, other)),
            remark: format!(
                "the slowest commit took {:.0} ms",
                ours.iter().skip(begun).max().map_or(0.0, |t| t.as_secs_f64() * 1e3)
            ),
        });
        rows.extend(paging(&store, &bare, added, scale)?);
    }
    drop((store, bare));
    rows.push(at_once(folder.path(), scale)?);
    Ok(rows)
}

/// A table without any index but its order.
struct Bare(Connection);

impl Bare {
    fn open(path: &Path) -> anyhow::Result<Self> {
        let connection = Connection::open(path)?;
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "cache_size", -65_536)?;
        connection.execute_batch("CREATE TABLE objects (position INTEGER PRIMARY KEY, bytes BLOB)")?;
        Ok(Self(connection))
    }

    fn add(&mut self, entries: &[NewEntry]) -> anyhow::Result<()> {
        let transaction = self.0.transaction()?;
        for entry in entries {
            transaction.prepare_cached("INSERT INTO objects (bytes) VALUES (?1)")?.execute([&entry.bytes])?;
        }
        Ok(transaction.commit()?)
    }

    fn page(&self, after: usize, many: usize) -> rusqlite::Result<Vec<Vec<u8>>> {
        let sql = "SELECT bytes FROM objects WHERE position > ?1 ORDER BY position LIMIT ?2";
        let mut statement = self.0.prepare_cached(sql)?;
        let after = i64::try_from(after).unwrap_or_default();
        statement
            .query_map(params![after, i64::try_from(many).unwrap_or_default()], |row| row.get(0))?
            .collect()
    }
}

fn paging(store: &Sqlite, bare: &Bare, size: usize, scale: Scale) -> anyhow::Result<Vec<Row>> {
    let mut chance = Chance(7);
    let runs = scale.runs.saturating_mul(40);
    let last = VersionMatch { last: true, ..VersionMatch::default() };
    let query = PageQuery {
        collection: COLLECTION,
        after: 0,
        limit: MANY,
        objects: Vec::new(),
        types: Vec::new(),
        versions: last,
        bytes: true,
        room: usize::MAX,
    };
    let room = size.saturating_sub(MANY).max(1);
    let (mut pages, mut plain, mut singles, mut points) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..runs {
        let after = chance.below(room);
        // The clock stood still, so positions are the numbers of the objects.
        let query = PageQuery { after: i64::try_from(after)?.saturating_sub(1), ..query.clone() };
        let (mut found, mut raw) = (Ok(attache_store::Page::default()), Ok(Vec::new()));
        pages.push(once(|| found = store.page(&query)));
        plain.push(once(|| raw = bare.page(after, MANY)));
        let number = chance.below(size);
        let one = object(number);
        let single = PageQuery { after: i64::MIN, objects: vec![one.object], ..query };
        let mut alone = Ok(attache_store::Page::default());
        singles.push(once(|| alone = store.page(&single)));
        points.push(once(|| bare.page(number, 1)));
        let (found, raw) = (found?.entries, raw?);
        anyhow::ensure!(found.iter().map(|entry| &entry.bytes).eq(&raw), "another page");
        anyhow::ensure!(
            alone?.entries.first().is_some_and(|found| found.bytes == one.bytes),
            "another object"
        );
    }
    let row = |work: String, baseline: &str, ours, theirs| Row {
        work,
        rate: format!("{:.3} ms", middle(Vec::clone(ours)).as_secs_f64() * 1e3),
        baseline: format!("{baseline} {:.3} ms", middle(Vec::clone(theirs)).as_secs_f64() * 1e3),
        ratio: Some(ratio(middle(Vec::clone(ours)), middle(Vec::clone(theirs)))),
        remark: String::new(),
    };
    Ok(vec![
        row(format!("a page of {MANY} of {size}, anywhere"), "bare table", &pages, &plain),
        row(format!("an object of {size} by its id"), "by its row number", &singles, &points),
    ])
}

/// Many writers at once, each waiting for its commit to be durable.
fn at_once(folder: &Path, scale: Scale) -> anyhow::Result<Row> {
    let (writers, many) = WRITERS;
    let each = scale.objects.min(100_000) / writers / many;
    let each = each.max(1);
    let store = Sqlite::open(&folder.join("shared.attache"))?;
    let commits: Vec<Vec<Commit>> = (0..writers)
        .map(|writer| {
            let commit = |number: usize| {
                let start = (writer * each + number) * many;
                let entries = (start..start + many).map(object).collect();
                Commit { entries, now: Timestamp::UNIX_EPOCH, ..Commit::default() }
            };
            (0..each).map(commit).collect()
        })
        .collect();
    let mut failed = 0_usize;
    let ours = once(|| {
        thread::scope(|scope| {
            let work = |mine: &[Commit]| mine.iter().filter(|commit| store.commit(commit).is_err()).count();
            let writers: Vec<_> = commits.iter().map(|mine| scope.spawn(move || work(mine))).collect();
            failed = writers.into_iter().map(|writer| writer.join().unwrap_or(1)).sum();
        });
    });
    anyhow::ensure!(failed == 0, "{failed} commits failed");
    let mut bare = Bare::open(&folder.join("bare-shared.db"))?;
    let mut outcome = Ok(());
    let theirs = once(|| outcome = commits.iter().flatten().try_for_each(|commit| bare.add(&commit.entries)));
    outcome?;
    let amount = writers * each * many;
    Ok(Row {
        work: format!("{writers} writers at once, by {many}"),
        rate: format!("{:.0} objects/s", rate(amount, ours)),
        baseline: format!("bare table, one after the other {:.0}/s", rate(amount, theirs)),
        ratio: Some(ratio(ours, theirs)),
        remark: format!("{amount} objects"),
    })
}
