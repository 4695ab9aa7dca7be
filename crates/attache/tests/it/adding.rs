//! `add`: read and keep.

use crate::desk::{Desk, REPORT};

#[test]
fn the_same_article_again_changes_nothing_and_says_so() {
    let desk = Desk::with_report();
    let before = desk.run(&["db", "info", "--json"]).fine().json().remove(0);
    let again = desk.run(&["add", "report.md"]).fine();
    assert!(again.out.contains("0 reports") && again.out.contains("already, unchanged"), "{}", again.out);
    let after = desk.run(&["db", "info", "--json"]).fine().json().remove(0);
    assert_eq!(before["records"], after["records"]);
}

#[test]
fn a_folder_is_added_without_what_is_no_article_and_errors_do_not_stop_the_rest() {
    let desk = Desk::new();
    desk.file("in/a.md", REPORT);
    desk.file("in/deep/b.txt", "Poland has sent tanks to Ukraine, the government said.");
    desk.file("in/picture.png", [0x89, b'P']);
    desk.file("in/.hidden.txt", "not this");
    desk.file("in/empty.txt", "");
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", desk.path("in/dangling.txt")).unwrap();
    let run = desk.run(&["add", "--verbose", "in", "missing.txt"]).ended(1);
    assert_eq!(run.out.lines().filter(|line| line.starts_with("added article--")).count(), 2, "{}", run.out);
    assert!(run.err.contains("1 file left out"), "{}", run.err);
    for (file, why) in [("empty.txt", "no text"), ("missing.txt", "no such file")] {
        assert!(run.err.lines().any(|line| line.contains(file) && line.contains(why)), "{}", run.err);
    }
    #[cfg(unix)]
    assert!(run.err.contains("dangling.txt"), "{}", run.err);
    assert_eq!(desk.run(&["db", "info", "--json"]).fine().json()[0]["articles"], 2);
    desk.run(&["db", "check"]).fine();
}

#[test]
fn a_policy_accepts_and_the_record_names_it() {
    let desk = Desk::new();
    desk.file("report.md", REPORT);
    let run = desk.run(&["add", "--accept-above", "0", "report.md"]).fine();
    assert!(run.out.contains("accepted by your policy"), "{}", run.out);
    let id = desk.ids("deployment").remove(0);
    let shown = desk.run(&["show", &id]).fine().out;
    assert!(shown.contains("accepted by policy: drafts of Test Courier are accepted"), "{shown}");
    let again = desk.run(&["add", "--accept-above", "0", "report.md"]).fine();
    assert!(again.out.contains("unchanged"), "{}", again.out);
    desk.run(&["add", "--accept-above", "1.5", "report.md"]).ended(2);
}

#[test]
fn standard_input_is_an_article_too() {
    let desk = Desk::new();
    let text = b"Poland has sent tanks to Ukraine, the Polish government said.";
    desk.run_with(&["add", "-", "--outlet", "Wire", "--date", "2024-11-15"], text).fine();
    let rows = desk.run(&["ask", "claims", "--outlet", "wire", "--json"]).fine().json();
    assert!(!rows.is_empty());
    assert!(rows.iter().all(|row| row["published"] == "2024-11-15"));
}

#[test]
fn two_papers_with_the_same_copy_are_two_articles() {
    let desk = Desk::new();
    desk.file("a.txt", "Poland has sent tanks to Ukraine, the government said.");
    desk.run(&["add", "a.txt", "--outlet", "A"]).fine();
    desk.run(&["add", "a.txt", "--outlet", "B"]).fine();
    assert_eq!(desk.run(&["db", "info", "--json"]).fine().json()[0]["articles"], 2);
}

#[test]
fn a_store_that_cannot_be_made_is_said() {
    let desk = Desk::new();
    desk.file("report.md", REPORT);
    let run = desk.run(&["--store", "no/such/folder/x.db", "add", "report.md"]).ended(1);
    assert!(run.err.contains("cannot be opened"), "{}", run.err);
    desk.file("text.db", "this is no store at all, it is a text of some length\n".repeat(20));
    let run = desk.run(&["--store", "text.db", "add", "report.md"]).ended(1);
    assert!(run.err.contains("not an attache store"), "{}", run.err);
    let run = desk.run(&["ask", "claims"]).ended(1);
    assert!(run.err.contains("there is no store"), "{}", run.err);
}

#[test]
fn a_day_that_comes_too_late_is_told() {
    let desk = Desk::new();
    let path = desk.file("note.txt", "Iran has sent 300 drones to Russia, the ministry said.\n");
    let path = path.to_str().unwrap();
    desk.run(&["add", path]).fine();
    let again = desk.run(&["add", path]).fine();
    assert!(!again.err.contains("not recorded"), "{again:#?}");
    let dated = desk.run(&["add", "--date", "2024-11-28", path]).fine();
    assert!(dated.err.contains("kept without a day; the day 2024-11-28 was not recorded"), "{dated:#?}");
}
