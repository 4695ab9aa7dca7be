//! Whether the indexes say what a fresh fold of the records says.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    id::{ArticleId, ClaimId},
    ledger::Ledger,
    proposition::index_key::IndexKey,
    record::{Happening, Record, Seq},
};
use jiff::Timestamp;
use rusqlite::Connection;

use super::super::{
    bearing,
    claim_row::ClaimRow,
    reading,
    schema::{INDEX_VERSION, LOOK_UPS},
    trouble::Trouble,
};
use crate::{ArticleListing, Finding};

/// What to do about every finding here.
const CURE: &str = "`attache db rebuild` puts it right";

/// Compares every index, row by row.
pub(super) fn compare(
    tx: &Connection,
    records: &[Record],
    ledger: &Ledger,
    last: Seq,
    findings: &mut Vec<Finding>,
) -> Result<(), Trouble> {
    let about: (i64, u64) =
        tx.query_row("SELECT version, reaches FROM indexes", [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    if about != (INDEX_VERSION, last.0) {
        let words = format!("the indexes are of version {} and reach to record {}; {CURE}", about.0, about.1);
        findings.push(Finding::whole(words));
    }
    let mut present =
        tx.prepare("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?1)")?;
    for name in LOOK_UPS {
        if !present.query_row([name], |row| row.get(0))? {
            findings.push(Finding::whole(format!("the index `{name}` is missing; {CURE}")));
        }
    }
    articles(tx, records, findings)?;
    claims(tx, records, ledger, findings)?;
    sources(tx, records, findings)?;
    roster(tx, records, findings)?;
    reliance(tx, records, findings)
}

fn roster(tx: &Connection, records: &[Record], findings: &mut Vec<Finding>) -> Result<(), Trouble> {
    let of_it = records.iter().filter(|record| record.new.what.is_of_roster());
    let expected: BTreeSet<Seq> = of_it.map(|record| record.seq).collect();
    let mut statement = tx.prepare("SELECT seq FROM roster")?;
    let filed = statement.query_map([], |row| reading::seq(row, 0))?.collect::<Result<BTreeSet<_>, _>>()?;
    findings.extend(
        expected
            .symmetric_difference(&filed)
            .map(|seq| Finding::at(*seq, format!("the index of the roster differs about it; {CURE}"))),
    );
    Ok(())
}

fn reliance(tx: &Connection, records: &[Record], findings: &mut Vec<Finding>) -> Result<(), Trouble> {
    let of_it = records.iter().filter(|record| record.new.what.is_of_reliance());
    let expected: BTreeSet<(Seq, Option<[u8; 16]>)> =
        of_it.map(|record| (record.seq, record.new.what.reliance_of().map(|id| *id.as_bytes()))).collect();
    let mut statement = tx.prepare("SELECT seq, article FROM reliance")?;
    let rows = statement.query_map([], |row| Ok((reading::seq(row, 0)?, row.get(1)?)))?;
    let filed = rows.collect::<Result<BTreeSet<_>, _>>()?;
    let differing: BTreeSet<Seq> = expected.symmetric_difference(&filed).map(|(seq, _)| *seq).collect();
    findings.extend(
        differing
            .into_iter()
            .map(|seq| Finding::at(seq, format!("the index of the reliance differs about it; {CURE}"))),
    );
    Ok(())
}

fn articles(tx: &Connection, records: &[Record], findings: &mut Vec<Finding>) -> Result<(), Trouble> {
    let mut expected: BTreeMap<Seq, ArticleListing> = BTreeMap::new();
    for record in records {
        if let Happening::ArticleAdded { article } = &record.new.what {
            expected.insert(record.seq, ArticleListing::of(record.seq, record.new.at, article));
        }
    }
    for listing in reading::articles(tx, Seq(0), usize::MAX)? {
        if expected.remove(&listing.seq).as_ref() != Some(&listing) {
            findings
                .push(Finding::at(listing.seq, format!("the index of articles lists it otherwise; {CURE}")));
        }
    }
    let mut ids = tx.prepare("SELECT seq, id FROM articles")?;
    let filed = ids.query_map([], |row| Ok((reading::seq(row, 0)?, row.get::<_, [u8; 16]>(1)?)))?;
    let filed = filed.collect::<Result<BTreeMap<_, _>, _>>()?;
    for record in records {
        if let Happening::ArticleAdded { article } = &record.new.what
            && filed.get(&record.seq).is_some_and(|id| ArticleId::from_bytes(*id) != article.id())
        {
            let words = format!("the index of articles has it under another id; {CURE}");
            findings.push(Finding::at(record.seq, words));
        }
    }
    findings.extend(
        expected
            .into_keys()
            .map(|seq| Finding::at(seq, format!("the index of articles does not list it; {CURE}"))),
    );
    Ok(())
}

/// What should be filed about one claim.
struct Expected {
    first: Timestamp,
    last: Timestamp,
    seqs: Vec<Seq>,
}

fn claims(
    tx: &Connection,
    records: &[Record],
    ledger: &Ledger,
    findings: &mut Vec<Finding>,
) -> Result<(), Trouble> {
    let mut expected: BTreeMap<ClaimId, Expected> = BTreeMap::new();
    for record in records {
        let Some(id) = record.new.what.claim() else { continue };
        let at = record.new.at;
        let one = expected.entry(id).or_insert(Expected { first: at, last: at, seqs: Vec::new() });
        (one.first, one.last) = (one.first.min(at), one.last.max(at));
        one.seqs.push(record.seq);
    }
    let mut seqs = tx.prepare("SELECT seq FROM claim_records WHERE claim = ?1 ORDER BY seq")?;
    let mut words = bearing::filed(tx)?;
    let mut statement = ClaimRow::all(tx)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (key, filed) = ClaimRow::read(row)?;
        let id = ClaimId::from_bytes(filed.id);
        let Some(one) = expected.remove(&id) else {
            findings.push(Finding::whole(format!(
                "the index of claims has {id}, of which no record speaks; {CURE}"
            )));
            continue;
        };
        let right = ClaimRow::of(filed.id, ledger.claim(id), one.first, one.last);
        let records = seqs.query_map([key], |row| reading::seq(row, 0))?.collect::<Result<Vec<_>, _>>()?;
        let right_words = bearing::words(ledger.claim(id));
        let same_words =
            words.remove(&key).unwrap_or_default().iter().eq(right_words.iter().map(IndexKey::as_str));
        if filed != right || records != one.seqs || !same_words {
            let last = one.seqs.last().copied().unwrap_or_default();
            findings.push(Finding::at(last, format!("the index of claims says otherwise of {id}; {CURE}")));
        }
    }
    if !words.is_empty() {
        let many = words.len();
        findings.push(Finding::whole(format!(
            "the index of claims has words of {many} that it does not have; {CURE}"
        )));
    }
    findings.extend(expected.into_iter().map(|(id, one)| {
        let last = one.seqs.last().copied().unwrap_or_default();
        Finding::at(last, format!("the index of claims does not have {id}; {CURE}"))
    }));
    Ok(())
}

fn sources(tx: &Connection, records: &[Record], findings: &mut Vec<Finding>) -> Result<(), Trouble> {
    let graded = records.iter().filter_map(|record| match &record.new.what {
        Happening::SourceGraded { source, .. } => Some((*source.id().as_bytes(), record.seq)),
        _ => None,
    });
    let expected: BTreeSet<([u8; 16], Seq)> = graded.collect();
    let mut statement = tx.prepare("SELECT id, seq FROM sources")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, reading::seq(row, 1)?)))?;
    let filed = rows.collect::<Result<BTreeSet<_>, _>>()?;
    findings.extend(
        expected.symmetric_difference(&filed).map(|(_, seq)| {
            Finding::at(*seq, format!("the index of graded sources differs about it; {CURE}"))
        }),
    );
    Ok(())
}
