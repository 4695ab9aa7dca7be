//! Collections that are filled straight through the store.

use std::{path::Path, time::Duration};

use anyhow::{Context as _, ensure};
use attache_core::collection::CollectionId;
use attache_store::{Commit, Sqlite, Store as _};
use jiff::Timestamp;

use super::{
    super::{
        collections::object_in,
        stopwatch::{middle, once, rate},
    },
    OURS,
    connection::Connection,
    draining,
    figure::{Figure, milliseconds},
    node::Node,
    work,
};

/// Objects in a commit.
const MANY: usize = 10_000;
/// When the first object was added (microseconds since 1970 UTC); each a microsecond after the one before.
const BEGUN: i64 = 1_732_800_000_000_000;

/// Fills a collection of a node, whose server does not run. Gives how long the commits took.
fn fill(node: &Node, path: &str, size: usize, logged: bool) -> anyhow::Result<Duration> {
    let id = path.trim_end_matches('/').rsplit('/').next().context("no id")?;
    let collection = CollectionId(id.parse()?);
    let store = Sqlite::open(&node.store())?;
    let now = Timestamp::from_microsecond(BEGUN)?;
    let mut took = Duration::ZERO;
    for from in (0..size).step_by(MANY) {
        let numbers = from..size.min(from.saturating_add(MANY));
        let entries = numbers.map(|number| object_in(collection, number)).collect();
        let commit = Commit { entries, logged, now, ..Commit::default() };
        let mut outcome = Ok(attache_store::Committed::default());
        took = took.saturating_add(once(|| outcome = store.commit(&commit)));
        outcome?;
    }
    Ok(took)
}

/// A node with this many objects in its outbox; and how long the commits took.
fn node_with(root: &Path, binary: &Path, size: usize) -> anyhow::Result<(Node, Duration)> {
    let mut node = Node::make(root, binary)?;
    // What its collections are called, the server says.
    drop(node.start()?);
    let took = fill(&node, &node.outbox, size, true)?;
    Ok((node, took))
}

/// Draining an outbox: the first time each page is written down before it leaves; then not again.
pub(crate) fn outbox(root: &Path, binary: &Path, size: usize) -> anyhow::Result<Vec<Figure>> {
    let (mut node, _) = node_with(root, binary, size)?;
    let outbox = node.outbox.clone();
    let (server, _) = node.start()?;
    server.rest();
    let mut connection = Connection::new(&server.address, &node.bearer)?;
    let first = work::drain(&mut connection, &outbox, Duration::MAX)?;
    ensure!(first.objects == size, "{} of {size} objects came", first.objects);
    drop(server);
    let work = "drain of an outbox, each page written down first";
    let mut figures = vec![Figure::rate(size, OURS, work, size, first.took())];
    let (server, _) = node.start()?;
    server.rest();
    let mut connection = Connection::new(&server.address, &node.bearer)?;
    figures.extend(draining::measure(&mut connection, node.folder(), &outbox, size, " of an outbox")?);
    Ok(figures)
}

/// Pages after a time in a large collection, beside those of one of a hundred thousand.
pub(crate) fn beside_a_large_one(root: &Path, binary: &Path, size: usize) -> anyhow::Result<Vec<Figure>> {
    const SMALL: usize = 100_000;
    const WORK: &str = "page of 1000 after a time, anywhere";
    let (small, _) = after(root, binary, SMALL)?;
    let (large, filling) = after(root, binary, size)?;
    let remark = format!("filled at {:.0} objects/s", rate(size, filling));
    let beside = milliseconds(middle(small.clone()));
    Ok(vec![
        Figure::times(SMALL, OURS, WORK, small),
        Figure::times(size, OURS, WORK, large).beside("in 100000", beside).remarked(remark),
    ])
}

/// Times of pages after times that lie anywhere, none asked twice; and how long filling took.
fn after(root: &Path, binary: &Path, size: usize) -> anyhow::Result<(Vec<Duration>, Duration)> {
    const RUNS: usize = 200;
    let (mut node, filling) = node_with(root, binary, size)?;
    let (server, _) = node.start()?;
    server.rest();
    let mut connection = Connection::new(&server.address, &node.bearer)?;
    let step = size.saturating_sub(work::PAGE).checked_div(RUNS).unwrap_or(1).max(1);
    let mut times = Vec::new();
    // The first request opens the connection, and each of the first round is written down.
    for run in 0..RUNS.saturating_mul(2) {
        // 77 is prime to 200: neighbours are asked one long after the other.
        let number = run.saturating_mul(77).checked_rem(RUNS).unwrap_or(0).saturating_mul(step);
        let time = Timestamp::from_microsecond(BEGUN.saturating_add(i64::try_from(number)?))?;
        // Another limit in each round, so that no page is one that was given before.
        let limit = if run < RUNS { work::PAGE } else { work::PAGE.saturating_sub(1) };
        let path = format!("{}objects/?limit={limit}&added_after={time:.6}", node.outbox);
        let took = connection.get(&path)?.expect_status(200)?.took;
        if run >= RUNS {
            times.push(took);
        }
    }
    Ok((times, filling))
}
