//! Looking at everything.

use attache_core::{
    digest::Digest,
    ledger::Ledger,
    record::{NewRecord, Record, Seq},
};
use rusqlite::{Connection, Row, Transaction};

use super::{
    creation::{NO_CHAIN, chained},
    opening::format,
    reading,
    schema::{TRIGGERS, TRIGGERS_OF_RECORDS},
    trouble::Trouble,
};
use crate::{Checked, Finding, excerpts};

mod entry_audit;
mod index_audit;

/// Everything that is wrong with the file, its records and its indexes.
pub(super) fn check(tx: &Transaction<'_>) -> Result<Checked, Trouble> {
    let mut findings = Vec::new();
    listed(&mut findings, "the file", |findings| file(tx, findings))?;
    let mut walk = Walk::default();
    listed(&mut findings, "the log", |findings| walk.log(tx, findings))?;
    listed(&mut findings, "the end of the log", |findings| walk.end(tx, findings))?;
    let ledger = Ledger::fold(&walk.readable);
    findings.extend(walk.readable.iter().flat_map(|record| excerpts::misplaced(record, &ledger)));
    listed(&mut findings, "the indexes", |findings| {
        index_audit::compare(tx, &walk.readable, &ledger, walk.last, findings)
    })?;
    // A store of format 1 has no entries.
    if format(tx)? > 1 {
        listed(&mut findings, "the entries", |findings| entry_audit::entries(tx, findings))?;
        listed(&mut findings, "the indexes of entries", |findings| entry_audit::indexes(tx, findings))?;
    }
    findings.sort_by_key(|finding| finding.seq);
    Ok(Checked {
        records: walk.count,
        articles: ledger.articles().count() as u64,
        claims: ledger.claims().count() as u64,
        findings,
    })
}

/// Runs one part; damage that stops it is a finding too.
fn listed(
    findings: &mut Vec<Finding>,
    part: &str,
    look: impl FnOnce(&mut Vec<Finding>) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    match look(findings) {
        Err(trouble) if trouble.is_passing() => Err(trouble),
        Err(trouble) => {
            findings.push(Finding::whole(format!("{part} cannot be read to its end: {trouble}")));
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

fn file(tx: &Connection, findings: &mut Vec<Finding>) -> Result<(), Trouble> {
    let mut statement = tx.prepare("PRAGMA integrity_check")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let words: String = row.get(0)?;
        if words != "ok" {
            findings.push(Finding::whole(format!("the file: {words}")));
        }
    }
    let mut present =
        tx.prepare("SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND name = ?1)")?;
    let guards = if format(tx)? > 1 { TRIGGERS.as_slice() } else { &TRIGGERS_OF_RECORDS };
    for trigger in guards {
        if !present.query_row([trigger], |row| row.get(0))? {
            findings.push(Finding::whole(format!(
                "the guard `{trigger}`, which keeps what is recorded from being changed, was taken away"
            )));
        }
    }
    Ok(())
}

/// The way along the log.
#[derive(Default)]
struct Walk {
    readable: Vec<Record>,
    count: u64,
    last: Seq,
    chain: [u8; 32],
}

impl Walk {
    fn log(&mut self, tx: &Connection, findings: &mut Vec<Finding>) -> Result<(), Trouble> {
        self.chain = NO_CHAIN;
        let mut statement = tx.prepare("SELECT seq, body, id, digest, chain FROM records ORDER BY seq")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            self.step(row, findings)?;
        }
        Ok(())
    }

    fn step(&mut self, row: &Row<'_>, findings: &mut Vec<Finding>) -> Result<(), Trouble> {
        let seq = reading::seq(row, 0)?;
        let body = reading::text(row, 1)?;
        let (digest, chain): ([u8; 32], [u8; 32]) = (row.get(3)?, row.get(4)?);
        let expected = Seq(self.last.0.saturating_add(1));
        let gap = seq != expected;
        if gap {
            findings.push(missing(expected, Seq(seq.0.saturating_sub(1))));
        }
        if Digest::of_bytes(body).as_bytes() != &digest {
            findings.push(Finding::at(
                seq,
                "its bytes were altered: they do not have the digest recorded with them",
            ));
        } else if !gap && chained(&self.chain, body) != chain {
            // After a gap the chain cannot hold, and the gap has been told.
            findings.push(Finding::at(
                seq,
                "the chain of digests breaks here: this record or the one before was exchanged or moved",
            ));
        }
        match reading::record(row) {
            Err(Trouble::Engine(error)) => return Err(error.into()),
            Err(trouble) => findings.push(Finding::at(seq, trouble.to_string())),
            Ok(record) => {
                let id: [u8; 16] = row.get(2)?;
                if !has_id(&record.new, id) {
                    findings.push(Finding::at(seq, "it is filed under an id that does not follow from it"));
                }
                self.readable.push(record);
            }
        }
        // Go on from what is recorded, so that one break is told once.
        (self.chain, self.last) = (chain, seq);
        self.count = self.count.saturating_add(1);
        Ok(())
    }

    fn end(&self, tx: &Connection, findings: &mut Vec<Finding>) -> Result<(), Trouble> {
        let last = reading::last(tx)?;
        let chain: Option<[u8; 32]> = reading::maybe(tx, "SELECT chain FROM store")?;
        if last > self.last {
            findings.push(missing(Seq(self.last.0.saturating_add(1)), last));
        } else if last < self.last {
            findings.push(Finding::at(
                self.last,
                format!("it was added past the recorded end of the log, {last}"),
            ));
        } else if chain != Some(self.chain) {
            findings.push(Finding::whole(
                "the recorded end of the chain of digests is not that of the last record",
            ));
        }
        Ok(())
    }
}

fn has_id(new: &NewRecord, id: [u8; 16]) -> bool {
    new.id().is_ok_and(|right| *right.as_bytes() == id)
}

fn missing(from: Seq, to: Seq) -> Finding {
    if from == to {
        Finding::at(from, "it is missing from the log")
    } else {
        Finding::at(from, format!("it and all up to record {to} are missing from the log"))
    }
}
