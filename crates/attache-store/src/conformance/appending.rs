//! Appending and reading the log back.

use attache_core::{
    quantity::Figure,
    record::{Happening, NewRecord, Seq},
};

use super::{Failure, Make, Outcome, samples};
use crate::StoreError;

pub(super) fn positions_are_dense_from_one(make: Make<'_>) -> Outcome {
    let store = make()?;
    let first = store.append(&samples::batch(1, 3)?)?;
    ensure!(
        first.recorded == [Seq(1), Seq(2), Seq(3), Seq(4)],
        "the first batch lies at {:?}",
        first.recorded
    );
    let second = store.append(&samples::batch(2, 0)?)?;
    ensure!(second.recorded == [Seq(5)], "the second lies at {:?}", second.recorded);
    ensure!(store.last()? == Seq(5), "the last is {}", store.last()?);
    let nothing = store.append(&[])?;
    ensure!(nothing.recorded.is_empty() && nothing.known == 0, "nothing became {nothing:?}");
    Ok(())
}

/// A record that no store can keep: JSON would change its figure.
fn unstorable(number: u64) -> Result<NewRecord, Failure> {
    let mut batch = samples::batch(number, 1)?;
    let mut record = batch.pop().ok_or("no draft")?;
    if let Happening::ClaimDrafted { draft, .. } = &mut record.what {
        draft.embedded_in = Some(usize::MAX);
        draft.confidence = Figure::ZERO;
    }
    Ok(record)
}

pub(super) fn a_batch_is_all_or_nothing(make: Make<'_>) -> Outcome {
    let store = make()?;
    store.append(&samples::batch(1, 2)?)?;
    let mut batch = samples::batch(2, 2)?;
    batch.insert(2, unstorable(3)?);
    match store.append(&batch) {
        Err(StoreError::NotRecordable { index: 2, .. }) => {}
        other => return Err(format!("a record without canonical form: {other:?}").into()),
    }
    ensure!(store.last()? == Seq(3), "part of the batch was recorded");
    batch.remove(2);
    let appended = store.append(&batch)?;
    ensure!(appended.recorded == [Seq(4), Seq(5), Seq(6)], "after the failure: {appended:?}");
    Ok(())
}

pub(super) fn a_batch_may_be_sent_twice(make: Make<'_>) -> Outcome {
    let store = make()?;
    let batch = samples::batch(1, 3)?;
    store.append(&batch)?;
    let again = store.append(&batch)?;
    ensure!(again.recorded.is_empty() && again.known == 4, "again: {again:?}");
    // The same article an hour later, by somebody else, with one draft more; and twice in one batch.
    let mut longer = samples::batch(1, 4)?;
    for record in &mut longer {
        record.at = samples::instant(3_600)?;
        record.by = "bo".to_owned();
    }
    let twice = [longer.clone(), longer].concat();
    let more = store.append(&twice)?;
    ensure!(more.recorded == [Seq(5)] && more.known == 9, "one draft more: {more:?}");
    ensure!(store.scan(Seq(0), 100)?.len() == 5, "the log has grown otherwise");
    Ok(())
}

pub(super) fn pages_neither_skip_nor_repeat(make: Make<'_>) -> Outcome {
    let store = make()?;
    let mut expected = Vec::new();
    for number in 0..7 {
        let batch = samples::batch(number, 2)?;
        store.append(&batch)?;
        expected.extend(batch);
    }
    for limit in [1, 2, 5, 21, 22] {
        let (mut read, mut after) = (Vec::new(), Seq(0));
        loop {
            let page = store.scan(after, limit)?;
            ensure!(page.len() <= limit, "a page of {} where {limit} were asked for", page.len());
            let Some(end) = page.last() else { break };
            after = end.seq;
            read.extend(page);
        }
        let dense = read.iter().zip(1..).all(|(record, seq)| record.seq == Seq(seq));
        let same = read.iter().map(|record| &record.new).eq(&expected);
        ensure!(dense && same, "pages of {limit} do not give back the log");
        let (mut listed, mut after) = (Vec::new(), Seq(0));
        while let Some(end) = store.articles(after, limit)?.last() {
            listed.extend(store.articles(after, limit)?);
            after = end.seq;
        }
        let titles: Vec<_> = listed.iter().filter_map(|listing| listing.title.clone()).collect();
        let expected: Vec<_> = (0..7).map(|number| format!("Report {number}")).collect();
        ensure!(titles == expected, "pages of {limit} articles: {titles:?}");
    }
    ensure!(store.scan(Seq(0), 0)?.is_empty() && store.scan(Seq(21), 9)?.is_empty(), "a page of nothing");
    ensure!(store.scan(Seq(u64::MAX), 9)?.is_empty(), "a page after the end of numbers");
    Ok(())
}

pub(super) fn writers_at_once_lose_nothing(make: Make<'_>) -> Outcome {
    const EACH: u64 = 5;
    let store = make()?;
    let write = |writer: u64| -> Result<Vec<Seq>, Failure> {
        let mut acknowledged = Vec::new();
        for number in 0..EACH {
            let batch = samples::batch(writer.saturating_mul(100).saturating_add(number), 1)?;
            acknowledged.extend(store.append(&batch)?.recorded);
        }
        Ok(acknowledged)
    };
    let results: Vec<_> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..4).map(|writer| scope.spawn(move || write_named(&write, writer))).collect();
        writers.into_iter().map(std::thread::ScopedJoinHandle::join).collect()
    });
    let mut all = Vec::new();
    for result in results {
        all.extend(result.map_err(|_| "a writer panicked")??);
    }
    all.sort_unstable();
    let expected: Vec<Seq> = (1..=4 * EACH * 2).map(Seq).collect();
    ensure!(all == expected, "the writers were given {all:?}");
    ensure!(store.last()? == Seq(40) && store.check()?.is_sound(), "the log is not sound");
    Ok(())
}

fn write_named<'s>(
    write: &(impl Fn(u64) -> Result<Vec<Seq>, Failure> + Sync + 's),
    writer: u64,
) -> Result<Vec<Seq>, Failure> {
    write(writer).map_err(|why| format!("writer {writer}: {why}").into())
}
