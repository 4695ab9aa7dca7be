//! That no look-up grows with the log: by SQLite's own plan, not by the clock.

use attache_core::{claim_kind::ClaimKind, filter::Filter, record::Seq};

use super::{
    super::{pages, rank::Rank},
    at, folder,
};
use crate::{Store, VersionMatch, conformance::samples, sqlite::Sqlite};

/// How SQLite says that it answers.
fn plan(store: &Sqlite, sql: &str) -> String {
    let connection = &store.writer.as_ref().unwrap().lock().connection;
    let mut statement = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
    let parameters = vec![None::<i64>; statement.parameter_count()];
    let lines = statement.query_map(rusqlite::params_from_iter(parameters), |row| row.get::<_, String>(3));
    lines.unwrap().collect::<Result<Vec<_>, _>>().unwrap().join("; ")
}

#[test]
fn a_question_by_kind_and_day_uses_the_index() {
    let folder = folder();
    let store = Sqlite::open(&at(&folder)).unwrap();
    let kind = "SELECT key FROM claims WHERE standing IN ('draft') AND kind IN ('poll') AND day_to >= 1";
    assert!(
        plan(&store, kind).contains("USING INDEX claims_by_kind (kind=? AND day_to>?)"),
        "{}",
        plan(&store, kind)
    );
    let day = "SELECT key FROM claims WHERE standing IN ('draft', 'accepted') AND day_to >= 1";
    assert!(plan(&store, day).contains("claims_by_day (day_to>?)"), "{}", plan(&store, day));
}

#[test]
fn a_page_merges_runs_of_an_index_and_sorts_nothing() {
    let folder = folder();
    let store = Sqlite::open(&at(&folder)).unwrap();
    let last = VersionMatch { last: true, ..VersionMatch::default() };
    for versions in [last, VersionMatch::default()] {
        for types in [0, 1, 3, 20] {
            let plan = plan(&store, &pages::runs(Rank::named(&versions), types));
            assert!(!plan.contains("TEMP B-TREE") && !plan.contains("SCAN"), "{types}: {plan}");
            let index = if types == 0 { "PRIMARY KEY" } else { "shown" };
            assert!(plan.contains("MERGE (UNION ALL)") && plan.contains(index), "{types}: {plan}");
        }
    }
}

/// Not a test of correctness: `cargo test --release -p attache-store -- --ignored --nocapture speed`.
#[test]
#[ignore = "measures"]
#[expect(clippy::disallowed_methods, reason = "measuring is what it does")]
fn measure() {
    let now = std::time::Instant::now;
    let folder = folder();
    let path = at(&folder);
    let store = Sqlite::open(&path).unwrap();
    let batches: Vec<_> = (0..100).map(|number| samples::batch(number, 20).unwrap()).collect();
    let start = now();
    for batch in &batches {
        store.append(batch).unwrap();
    }
    println!("100 articles with 20 drafts, one batch each: {:?}", start.elapsed());
    let more = |number: u64| (0..10).flat_map(move |n| samples::batch(number * 10 + n, 9).unwrap());
    let batches: Vec<Vec<_>> = (100..1_100).map(|number| more(number).collect()).collect();
    let start = now();
    for batch in &batches {
        super::super::appending::prepare(batch).unwrap();
    }
    println!("100,000 records, only their bytes made: {:?}", start.elapsed());
    let start = now();
    for batch in &batches {
        store.append(batch).unwrap();
    }
    println!("100,000 records in batches of 100: {:?}", start.elapsed());
    drop(store);
    let start = now();
    let store = Sqlite::open(&path).unwrap();
    println!("opening {} records: {:?}", store.last().unwrap(), start.elapsed());
    let filter = Filter {
        kinds: vec![ClaimKind::Poll],
        since: Some(jiff::civil::date(2024, 11, 20)),
        until: Some(jiff::civil::date(2024, 11, 20)),
        ..Filter::default()
    };
    let start = now();
    let found = store.find(&filter).unwrap().len();
    println!("a question by kind and day, {found} found: {:?}", start.elapsed());
    let start = now();
    println!("the last page: {} in {:?}", store.scan(Seq(90_000), 1_000).unwrap().len(), start.elapsed());
    let start = now();
    let sound = store.check().unwrap().is_sound();
    println!("check ({sound}): {:?}", start.elapsed());
    let start = now();
    store.rebuild().unwrap();
    println!("rebuild: {:?}", start.elapsed());
}
