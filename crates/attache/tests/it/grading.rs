//! `grade`: what the evidence allows, several graders, and a grade that its ground has left. All of it is invented.

use serde_json::Value;

use crate::desk::{Desk, Run, short};

/// One sentence of an outlet of its own.
fn add(desk: &Desk, outlet: &str, sentence: &str) -> String {
    let name = format!("{outlet}.md");
    let head = format!("---\ntitle: Report\noutlet: {outlet}\ndate: 2024-11-15\n---\n\n{sentence}\n");
    desk.file(&name, head);
    desk.run(&["add", &name]).fine();
    let rows = desk.run(&["ask", "claims", "--outlet", outlet, "--json"]).fine().json();
    assert_eq!(rows.len(), 1, "{rows:#?}");
    let id = short(&rows[0]);
    desk.run(&["review", "--accept", &id]).fine();
    id
}

const SEOUL: &str = "North Korea has sent more than 10,000 soldiers to Russia, South Korea's defence ministry said on Friday.";
const KYIV: &str =
    "North Korea has sent more than 10,000 soldiers to Russia, the Ukrainian general staff said on Friday.";
const DENIAL: &str = "Russia's foreign ministry denied that North Korea had sent soldiers to Russia.";

fn allowed(desk: &Desk, id: &str) -> Value {
    desk.run(&["grade", "claim", id, "--json"]).fine().json().remove(0)
}

fn as_another(desk: &Desk, name: &str, arguments: &[&str]) -> Run {
    let output = desk.command(arguments).env("USER", name).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Run { code: output.status.code().unwrap(), out: text(&output.stdout), err: text(&output.stderr) }
}

#[test]
fn one_is_capped_until_a_second_origin_says_so_and_no_longer_stands_without_it() {
    let desk = Desk::new();
    let (first, again) = (add(&desk, "Quay Courier", SEOUL), add(&desk, "Harbour Post", SEOUL));
    let run = desk.run(&["grade", "claim", &first, "1", "--reason", "two papers"]).fine();
    assert!(run.err.contains("2 reports rest on one origin"), "{}", run.err);
    assert!(run.err.contains("To lift it"), "{}", run.err);
    assert!(run.out.contains("graded 2"), "{}", run.out);
    assert_eq!(allowed(&desk, &first)["highest"], 2);

    let other = add(&desk, "Delta Wire", KYIV);
    assert_eq!(allowed(&desk, &first)["highest"], 1, "{}", allowed(&desk, &first));
    let run = desk.run(&["grade", "claim", &first, "1"]).fine();
    assert!(run.err.is_empty() && run.out.contains("graded 1"), "{run:?}");
    let told = desk.run(&["show", &first]).fine().out;
    assert!(!told.contains("now allows"), "{told}");

    desk.run(&["retract", &other, "--reason", "a misreading"]).fine();
    let told = desk.run(&["show", &first]).fine().out;
    assert!(told.contains("1, but the evidence now allows 2"), "{told}");
    let told = desk.run(&["grade", "claim", &first]).fine().out;
    assert!(told.contains("but the evidence now allows 2"), "{told}");
    let told = desk.run(&["ask", "deployments"]).fine().out;
    assert!(told.contains("now 2"), "{told}");
    assert!(told.contains(&format!("{first}: graded 1, but the evidence now allows 2")), "{told}");
    let rows = desk.run(&["ask", "deployments", "--json"]).fine().json();
    let row = |id: &str| rows.iter().find(|row| short(row) == id).unwrap();
    assert_eq!(row(&first)["evidence_allows"]["highest"], 2);
    assert!(row(&first)["grade"].as_str().unwrap().ends_with('1'), "the record is not rewritten");
    assert!(row(&again).get("evidence_allows").is_none());
}

#[test]
fn a_contradiction_takes_1_from_its_ground_and_caps_what_is_graded_then() {
    let desk = Desk::new();
    let (first, _) = (add(&desk, "Quay Courier", SEOUL), add(&desk, "Delta Wire", KYIV));
    desk.run(&["grade", "claim", &first, "1"]).fine();
    let denial = add(&desk, "Mast Gazette", DENIAL);
    let evidence = allowed(&desk, &first);
    assert_eq!(evidence["highest"], 3, "{evidence}");
    assert_eq!(evidence["exceeds"], true);
    assert!(evidence["lift"].as_str().unwrap().contains(&denial), "{evidence}");
    let run = desk.run(&["grade", "claim", &first, "2"]).fine();
    assert!(run.err.contains("speaks against it") && run.out.contains("graded 3"), "{run:?}");
    let run = desk.run(&["grade", "claim", &first, "5"]).fine();
    assert!(run.err.is_empty() && run.out.contains("graded 5"), "a worse grade is a person's: {run:?}");
    desk.run(&["grade", "claim", &first, "6"]).fine();
    assert_eq!(desk.run(&["ask", "claims", "--outlet", "Quay", "--json"]).fine().json()[0]["grade"], "–6");
}

#[test]
fn graders_stand_side_by_side_and_who_cannot_judge_stands_apart() {
    let desk = Desk::new();
    let id = add(&desk, "Quay Courier", SEOUL);
    for (who, grade) in [("ana", "3"), ("ivo", "6"), ("ana", "2"), ("mira", "4")] {
        as_another(&desk, who, &["grade", "claim", &id, grade, "--reason", &format!("{who} looked")]).fine();
    }
    let told = desk.run(&["grade", "claim", &id]).fine().out;
    let place = |text: &str| told.find(text).unwrap_or_else(|| panic!("{text} in {told}"));
    assert!(place("2 by ana") < place("4 by mira") && place("4 by mira") < place("6 by ivo"), "{told}");
    assert!(place("6 by ivo") < place("3 by ana"), "what was outdone comes last: {told}");
    assert!(told.lines().any(|line| line.starts_with("Not judged") && line.contains("6 by ivo")), "{told}");
    let told = desk.run(&["show", &id]).fine().out;
    assert!(["2 by ana", "6 by ivo", "4 by mira"].iter().all(|one| told.contains(one)), "{told}");
    let grades = allowed(&desk, &id)["grades"].as_array().unwrap().len();
    assert_eq!(grades, 4);
}

#[test]
fn a_source_keeps_every_grade_that_it_was_given() {
    let desk = Desk::with_report();
    let row = desk.run(&["ask", "deployments", "--json"]).fine().json().remove(0);
    let name = row["chain"].as_array().unwrap().last().unwrap()["name"].as_str().unwrap().to_owned();
    assert!(desk.run(&["grade", "source", &name]).fine().out.contains("none given"));
    for (who, grade) in [("ana", "C"), ("ivo", "F"), ("ana", "B")] {
        as_another(&desk, who, &["grade", "source", &name, grade, "--reason", "its record"]).fine();
    }
    let told = desk.run(&["grade", "source", &name]).fine().out;
    assert!(
        told.lines().any(|line| line.starts_with("Grades") && line.contains("B, usually reliable, by ana"))
    );
    assert!(told.lines().any(|line| line.starts_with("Not judged") && line.contains("by ivo")), "{told}");
    assert!(told.contains("C, fairly reliable, by ana"), "over time: {told}");
    let shown = desk.run(&["grade", "source", &name, "--json"]).fine().json().remove(0);
    let given: Vec<_> = shown["grades"].as_array().unwrap().iter().map(|one| &one["reliability"]).collect();
    assert_eq!(given, ["C", "F", "B"]);
    desk.run(&["grade", "source", &name, "--reason", "no grade with it"]).ended(2);
}
