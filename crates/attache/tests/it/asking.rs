//! `ask`, `show`, `export`: answers with their evidence.

use crate::desk::{Desk, REPORT, short};

#[test]
fn an_answer_has_figure_with_bound_chain_and_claim() {
    let desk = Desk::with_report();
    let answer = desk.run(&["ask", "deployments", "--by", "Pyongyang", "--in", "Russia"]).fine();
    let id = desk.ids("deployment").remove(0);
    for part in ["> 10,000", "Test Courier ›", "asserted", "draft", &id] {
        assert!(answer.out.contains(part), "{part} in\n{}", answer.out);
    }
    assert_eq!(answer.err, "", "Pyongyang is known");
}

#[test]
fn every_row_for_programs_names_its_evidence() {
    let desk = Desk::with_report();
    for topic in ["deployments", "transfers", "positions", "meetings", "timeline", "claims"] {
        for row in desk.run(&["ask", topic, "--json"]).fine().json() {
            assert!(!row["evidence"].as_array().unwrap().is_empty(), "{row}");
            assert!(row["claim"].as_str().unwrap().starts_with("claim--"));
            for quantity in row["quantities"].as_array().unwrap() {
                assert!(quantity.get("low_open").is_some(), "{quantity}");
            }
        }
    }
}

#[test]
fn an_unknown_word_is_searched_for_and_said() {
    let desk = Desk::with_report();
    let run = desk.run(&["ask", "claims", "--by", "Atlantis"]).fine();
    assert!(run.err.contains("“Atlantis” is no country"), "{}", run.err);
    assert!(run.out.contains("Nothing in the store answers this."), "{}", run.out);
    assert!(run.out.contains("fewer conditions"), "{}", run.out);
}

#[test]
fn as_of_a_day_before_it_was_added_nothing_was_known() {
    let desk = Desk::with_report();
    assert!(desk.run(&["ask", "claims", "--as-of", "2024-11-15", "--json"]).fine().out.is_empty());
    assert!(!desk.run(&["ask", "claims", "--as-of", "9000-01-01", "--json"]).fine().out.is_empty());
    desk.run(&["ask", "claims", "--as-of", "yesterday"]).ended(2);
    desk.run(&["ask", "claims", "--since", "2024-12-01", "--until", "2024-11-01"]).ended(2);
}

#[test]
fn a_limit_is_said() {
    let desk = Desk::with_report();
    let run = desk.run(&["ask", "claims", "--limit", "1"]).fine();
    assert!(run.out.contains("the first 1 shown"), "{}", run.out);
    assert_eq!(desk.run(&["ask", "claims", "--limit", "1", "--json"]).fine().json().len(), 1);
}

#[test]
fn ids_are_taken_by_any_beginning_that_fits_one() {
    let desk = Desk::with_report();
    let id = desk.ids("deployment").remove(0);
    let shown = desk.run(&["show", &id]).fine().out;
    assert!(
        shown.contains("more than 10,000 soldiers") && shown.contains("History") && shown.contains("drafted"),
        "{shown}"
    );
    assert!(desk.run(&["show", &format!("claim--{id}…")]).fine().out.contains("10,000"));
    let none = desk.run(&["show", "zzzz"]).ended(1);
    assert!(none.err.contains("no article or claim has an id that begins with"), "{}", none.err);
    let rows = desk.run(&["ask", "claims", "--json"]).fine().json();
    let first = |row: &serde_json::Value| short(row).chars().next().unwrap();
    let all: Vec<char> = rows.iter().map(first).collect();
    let shared = all.iter().find(|digit| all.iter().filter(|other| other == digit).count() > 1);
    if let Some(digit) = shared {
        let several = desk.run(&["show", &format!("claim--{digit}")]).ended(1);
        assert!(several.err.contains("several ids begin with"), "{}", several.err);
    }
}

#[test]
fn an_article_is_shown_with_its_claims_and_its_original() {
    let desk = Desk::new();
    let page = "<!DOCTYPE html><html><head><title>Shells</title></head><body><main><article><h1>Shells</h1>\
        <p>Iran &amp; others have supplied drones to Russia, the Ukrainian general staff said on Friday. It said so \
        in a statement that was published on Friday in Kyiv and that named no other country.</p></article></main></body></html>";
    desk.file("page.html", page);
    let added = desk.run(&["add", "-v", "page.html"]).fine().out;
    let id = added.split_whitespace().nth(1).unwrap();
    let shown = desk.run(&["show", id, "--original"]).fine().out;
    assert!(shown.contains("html") && shown.contains("&amp;"), "{shown}");
    let claim = desk.run(&["ask", "claims", "--json"]).fine().json();
    let claim = claim[0]["claim"].as_str().unwrap();
    let shown = desk.run(&["show", claim, "--original"]).fine().out;
    assert!(shown.contains("In the original") && shown.contains("bytes "), "{shown}");
}

#[test]
fn csv_has_a_row_for_each_claim_and_no_formula() {
    let desk = Desk::new();
    desk.file("report.md", REPORT.replace("outlet: Test Courier", "outlet: =cmd|' /C calc'!A0"));
    desk.run(&["add", "report.md"]).fine();
    let written = desk.run(&["export", "--format", "csv"]).fine().out;
    let mut reader = csv::Reader::from_reader(written.as_bytes());
    let chain = reader.headers().unwrap().iter().position(|name| name == "chain").unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), desk.run(&["export"]).fine().json().len());
    assert!(rows.iter().all(|row| row.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@']))));
    assert!(rows.iter().all(|row| row[chain].starts_with("'=cmd")), "{written}");
}

#[test]
fn the_store_checks_and_rebuilds() {
    let desk = Desk::with_report();
    let before = desk.run(&["export"]).fine().out;
    assert!(desk.run(&["db", "rebuild"]).fine().out.contains("indexes made anew"));
    assert_eq!(desk.run(&["export"]).fine().out, before);
    assert!(desk.run(&["db", "check"]).fine().out.starts_with("sound:"));
    assert!(desk.run(&["db", "check", "--json"]).fine().json()[0]["findings"].as_array().unwrap().is_empty());
}

#[test]
fn empty_words_and_conflicting_formats_are_refused() {
    let desk = Desk::with_report();
    let empty = desk.run(&["ask", "claims", "--by", ""]).ended(2);
    assert!(empty.err.contains("letters or digits"), "{empty:#?}");
    desk.run(&["export", "--json", "--format", "csv"]).ended(2);
    desk.run(&["read", "--json", "--mark", "-"]).ended(2);
}

#[test]
fn an_answer_says_what_it_leaves_out() {
    let desk = Desk::new();
    let text = "Iran has sent 300 drones to Russia, the defence ministry of Ukraine said.\n";
    let path = desk.file("undated.txt", text);
    desk.run(&["add", path.to_str().unwrap()]).fine();
    let all = desk.run(&["ask", "claims", "--json"]).fine().json().len();
    assert!(all > 0);
    let since = desk.run(&["ask", "claims", "--since", "2024-01-01"]).fine();
    assert!(since.err.contains("without a date left out"), "{since:#?}");
    let early = desk.run(&["ask", "claims", "--as-of", "2001-01-01"]).fine();
    assert!(early.err.contains("The first record of this store is of 2"), "{early:#?}");
}
