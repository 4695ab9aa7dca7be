//! `import sipri` and `ask changes`: editions of a register.

use crate::desk::Desk;

const FIRST: &str = include_str!("../../../attache-text/src/register/fixtures/deliveries.csv");
const LATER: &str = include_str!("../../../attache-text/src/register/fixtures/deliveries-later.csv");
const DEALS: &str = include_str!("../../../attache-text/src/register/fixtures/deals.csv");

#[test]
fn every_row_of_an_edition_is_a_claim_of_the_register() {
    let desk = Desk::new();
    desk.file("first.csv", FIRST);
    let looked = desk.run(&["import", "sipri", "first.csv", "--dry-run"]).fine();
    assert!(looked.out.contains("4 rows: 4 claims"), "{}", looked.out);
    assert_eq!(desk.run(&["db", "info", "--json"]).fine().json()[0]["articles"], 0);
    desk.run(&["import", "sipri", "first.csv", "--date", "2024-03-11"]).fine();
    let rows =
        desk.run(&["ask", "transfers", "--from", "North Korea", "--to", "Russia", "--json"]).fine().json();
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row["standing"] == "accepted"), "{rows:?}");
    assert!(rows.iter().all(|row| row["chain"][0]["kind"] == "research-institute"), "{rows:?}");
    assert!(rows.iter().all(|row| row["quantities"][0]["approximate"] == true), "{rows:?}");
    let records = || desk.run(&["db", "info", "--json"]).fine().json()[0]["records"].clone();
    let before = records();
    let again = desk.run(&["import", "sipri", "first.csv"]).fine();
    assert!(again.out.contains("in the store already"), "{}", again.out);
    assert_eq!(records(), before);
    desk.run(&["db", "check"]).fine();
}

#[test]
fn a_later_edition_adds_what_changed_and_tells_it() {
    let desk = Desk::new();
    desk.file("first.csv", FIRST);
    desk.file("later.csv", LATER);
    let nothing = desk.run(&["import", "sipri", "first.csv", "--date", "2024-03-11"]).fine();
    assert!(nothing.out.contains("ask transfers"), "{}", nothing.out);
    assert!(desk.run(&["ask", "changes"]).fine().out.contains("nothing to hold it against"));
    let later = desk.run(&["import", "sipri", "later.csv", "--date", "2025-03-10"]).fine();
    assert!(later.out.contains("4 rows: 2 claims new or changed, 2 as before"), "{}", later.out);
    let told = desk.run(&["ask", "changes"]).fine().out;
    assert!(told.contains("of 2024-03-11") && told.contains("of 2025-03-10"), "{told}");
    assert!(told.contains("Numbers delivered: 30 → 45") && told.contains("3 rows changed"), "{told}");
    let rows = desk.run(&["ask", "changes", "--json"]).fine().json();
    assert_eq!(
        rows.iter().map(|row| row["change"].clone()).collect::<Vec<_>>(),
        ["revised", "removed", "added"]
    );
    assert_eq!(rows[0]["evidence"].as_array().unwrap().len(), 2);
    // Every claim that is named is in the store.
    for claim in rows.iter().flat_map(|row| row["evidence"].as_array().unwrap()) {
        desk.run(&["show", claim.as_str().unwrap()]).fine();
    }
    // Both figures stand: what a source revised is a series.
    let kept = desk.run(&["ask", "transfers", "--from", "North Korea", "--json"]).fine().json();
    assert_eq!(kept.len(), 4);
    let bygone = desk.run(&["ask", "changes", "--as-of", "2020-01-01"]).fine().out;
    assert!(bygone.contains("No edition"), "{bygone}");
    desk.run(&["ask", "changes", "--to", "Russia"]).ended(2);
    desk.run(&["db", "check"]).fine();
}

#[test]
fn a_file_that_is_no_edition_changes_nothing_and_names_the_place() {
    let desk = Desk::new();
    desk.file("bad.csv", FIRST.replace(",30,Yes,2024", ",thirty,Yes,2024"));
    let run = desk.run(&["import", "sipri", "bad.csv"]).ended(1);
    assert!(run.err.contains("bad.csv: line 3, column `Numbers delivered`"), "{}", run.err);
    assert_eq!(desk.run(&["db", "info", "--json"]).fine().json()[0]["records"], 0);
    // The older layout, in its encoding of then.
    let mut latin = DEALS.replace("Otter-2", "Löwe-2").into_bytes();
    let at = latin.windows(2).position(|pair| pair == "ö".as_bytes()).unwrap();
    latin.splice(at..at + 2, [0xf6]);
    desk.file("old.csv", &latin);
    let run = desk.run(&["import", "sipri", "old.csv"]).fine();
    assert!(run.out.contains("4 rows: 4 claims") && run.err.contains("Desk remark"), "{run:?}");
    let rows = desk.run(&["ask", "claims", "--kind", "agreement", "--json"]).fine().json();
    assert_eq!(rows[0]["proposition"]["items"][0]["designation"], "Löwe-2");
    desk.run(&["db", "check"]).fine();
    desk.run(&["import"]).ended(2);
}
