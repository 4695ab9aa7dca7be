//! What the indexes of the exchange hold, as questions to the tables that they follow from: rebuilding fills
//! them with the answers, a check compares.

use rusqlite::{Connection, params};
use tlog_tiles::record_hash;

use super::{merkle::Tree, trouble::Trouble};

/// An index and the question whose answer it is.
pub(super) struct Derived {
    /// The table.
    pub(super) table: &'static str,
    /// Its columns, the collection first.
    pub(super) columns: &'static str,
    /// The question, which gives these columns.
    pub(super) question: &'static str,
}

/// Every index of the exchange but the hashes. The factor and the bounds are those of
/// [`version_of`](crate::page::version_of), the numbers of ranks those of [`Rank`](super::rank::Rank).
pub(super) const DERIVED: [Derived; 4] = [
    Derived {
        table: "versions",
        columns: "collection, uuid, type, gone, version, position, given",
        question: "SELECT e.collection, e.uuid, e.type, r.position IS NOT NULL AS gone,
                coalesce(e.version, max(min(e.position, 9223372036854775), -9223372036854775) * 1000) AS version,
                e.position, e.version IS NOT NULL AS given
            FROM entries e LEFT JOIN removals r ON r.collection = e.collection AND r.position = e.position",
    },
    Derived {
        table: "shown",
        columns: "collection, rank, position, type",
        question: "SELECT collection, CASE
                WHEN place = 1 AND of = 1 THEN 0 WHEN place = of THEN 1 WHEN place = 1 THEN 2 ELSE 3 END AS rank,
                position, type
            FROM (SELECT e.collection, e.position, e.type, count(*) OVER object AS of, row_number() OVER (
                    PARTITION BY e.collection, e.uuid, e.type ORDER BY coalesce(e.version,
                        max(min(e.position, 9223372036854775), -9223372036854775) * 1000), e.position) AS place
                FROM entries e LEFT JOIN removals r ON r.collection = e.collection AND r.position = e.position
                WHERE r.position IS NULL
                WINDOW object AS (PARTITION BY e.collection, e.uuid, e.type))",
    },
    Derived {
        table: "turns",
        columns: "collection, turned",
        question: "SELECT collection, sum(turned) AS turned
            FROM (SELECT collection, count(*) - 1 AS turned FROM entries GROUP BY collection, uuid, type
                UNION ALL SELECT collection, 1 AS turned FROM removals)
            GROUP BY collection HAVING sum(turned) > 0",
    },
    Derived {
        table: "leaves",
        columns: "collection, leaf, position",
        question: "SELECT collection, leaf, position FROM entries WHERE leaf IS NOT NULL",
    },
];

/// Fills the indexes, which are empty.
pub(super) fn fill(tx: &Connection) -> Result<(), Trouble> {
    for Derived { table, columns, question } in &DERIVED {
        // In the order of the table's own key, so that it grows at its end.
        tx.execute_batch(&format!(
            "INSERT INTO {table} ({columns}) SELECT {columns} FROM ({question}) ORDER BY {columns}"
        ))?;
    }
    let logs = log_keys(tx)?;
    for collection in logs {
        let tree = Tree::new(tx, collection);
        each_leaf(tx, collection, |leaf, bytes| tree.add(leaf, record_hash(bytes)))?;
    }
    Ok(())
}

/// The collections that are logs.
pub(super) fn log_keys(tx: &Connection) -> Result<Vec<i64>, Trouble> {
    let mut statement = tx.prepare("SELECT DISTINCT collection FROM leaves")?;
    let keys = statement.query_map([], |row| row.get(0))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

/// Goes along a log: the number of each leaf, and its bytes. Ends where a leaf is missing: from there on no
/// hash can be made.
pub(super) fn each_leaf(
    tx: &Connection,
    collection: i64,
    mut look: impl FnMut(u64, &[u8]) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let mut statement = tx.prepare(
        "SELECT leaf, bytes FROM entries WHERE collection = ?1 AND leaf IS NOT NULL ORDER BY position",
    )?;
    let mut rows = statement.query(params![collection])?;
    let mut expected: u64 = 0;
    while let Some(row) = rows.next()? {
        if row.get::<_, u64>(0)? != expected {
            break;
        }
        look(expected, super::reading::text(row, 1)?)?;
        expected = expected.saturating_add(1);
    }
    Ok(())
}
