//! Making the indexes anew.

use attache_core::record::Seq;
use rusqlite::{Transaction, params};

use super::{
    derived,
    filing::{Filing, number},
    opening, reading,
    schema::{INDEX_TABLES, INDEX_VERSION, INDEXES, MADE_BY},
    trouble::Trouble,
};
use crate::Rebuilt;

/// How many records are held at a time.
const AT_A_TIME: usize = 2_000;

/// Drops every index and files every record again, in one transaction.
pub(super) fn rebuild(tx: &Transaction<'_>) -> Result<Rebuilt, Trouble> {
    tx.flush_prepared_statement_cache();
    for table in INDEX_TABLES {
        tx.execute_batch(&format!("DROP TABLE IF EXISTS {table}"))?;
    }
    opening::bring_up(tx)?;
    tx.execute_batch(INDEXES)?;
    derived::fill(tx)?;
    let mut rebuilt = Rebuilt::default();
    let mut last = Seq(0);
    loop {
        let records = reading::scan(tx, last, AT_A_TIME)?;
        let Some(end) = records.last() else { break };
        last = end.seq;
        let mut filing = Filing::default();
        for record in &records {
            filing.take(tx, record)?;
        }
        filing.write(tx)?;
        rebuilt.records = rebuilt.records.saturating_add(records.len() as u64);
    }
    tx.execute(
        "INSERT INTO indexes (only, made_by, version, reaches) VALUES (1, ?1, ?2, ?3)",
        params![MADE_BY, INDEX_VERSION, number(last)],
    )?;
    let count = |sql: &str| reading::maybe::<u64>(tx, sql).map(Option::unwrap_or_default);
    rebuilt.articles = count("SELECT count(*) FROM articles")?;
    rebuilt.claims = count("SELECT count(*) FROM claims WHERE standing IS NOT NULL")?;
    rebuilt.sources = count("SELECT count(DISTINCT id) FROM sources")?;
    Ok(rebuilt)
}
