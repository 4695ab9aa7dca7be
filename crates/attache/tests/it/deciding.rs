//! `review`, `grade`, `mark`, `retract`: what a person decides.

use crate::desk::{Desk, short};

fn standing(desk: &Desk, id: &str) -> String {
    let shown = desk.run(&["show", id]).fine().out;
    shown.lines().find(|line| line.starts_with("Standing")).unwrap().to_owned()
}

#[test]
fn decisions_on_the_command_line() {
    let desk = Desk::with_report();
    let deployment = desk.ids("deployment").remove(0);
    let transfer = desk.ids("transfer").remove(0);
    desk.run(&["review", "--accept", &deployment]).fine();
    assert!(standing(&desk, &deployment).contains("accepted, by ana"));
    let twice = desk.run(&["review", "--accept", &deployment]).fine();
    assert!(twice.out.contains("was accepted before"));
    desk.run(&["review", "--reject", &transfer]).ended(2);
    desk.run(&["review", "--reject", &transfer, "--reason", "a headline"]).fine();
    assert!(standing(&desk, &transfer).contains("rejected, by ana: a headline"));
    assert!(!desk.ids("transfer").contains(&transfer), "what was rejected answers nothing");
    let unknown = desk.run(&["review", "--accept", "zzzz", &deployment]).ended(1);
    assert!(unknown.err.contains("not done:") && unknown.out.contains("accepted before"), "{unknown:#?}");
}

#[test]
fn a_correction_changes_the_claim_and_keeps_its_id() {
    let desk = Desk::with_report();
    let id = desk.ids("transfer").remove(0);
    let run = desk.run(&[
        "review",
        "--correct",
        &id,
        "--set",
        "kind=stock",
        "--set",
        "modality=denied",
        "--set",
        "place=RU-KRS",
        "--set",
        "figure=>=500 drones",
        "--set",
        "date=2024-11-01..2024-11-05",
        "--set",
        "chain=Test Courier > Somebody",
        "--set",
        "actor=Iran",
        "--reason",
        "checked",
    ]);
    run.fine();
    let row = desk.run(&["ask", "claims", "--kind", "stock", "--json"]).fine().json().remove(0);
    assert_eq!(short(&row), id);
    assert_eq!(row["modality"], "denied");
    assert_eq!(row["place"]["subdivision"], "RU-KRS");
    assert_eq!(row["quantities"][0]["low"], 500);
    assert_eq!(row["chain"][1]["name"], "Somebody");
    assert_eq!(row["proposition"]["actor"]["country"], "IR");
    assert_eq!(row["standing"], "corrected");
    for bad in ["kind=story", "colour=red", "place", "date=soon", "figure=many"] {
        desk.run(&["review", "--correct", &id, "--set", bad, "--reason", "x"]).ended(2);
    }
    desk.run(&["db", "check"]).fine();
}

#[test]
fn a_walk_is_fed_line_by_line() {
    let desk = Desk::with_report();
    let drafts = desk.run(&["ask", "claims", "--standing", "draft", "--json"]).fine().json().len();
    let keys = "?\na\nnonsense\nr\nno claim\nb\ns\ng\n1\nq\n";
    let walk = desk.run_with(&["review"], keys.as_bytes()).fine();
    assert!(walk.out.contains(&format!("1 of {drafts}")), "{}", walk.out);
    assert!(walk.out.contains("that is none of the keys") && walk.out.contains("2 decided"), "{}", walk.out);
    assert!(walk.out.contains("recorded as 2, probably true"), "{}", walk.out);
    let left = desk.run(&["ask", "claims", "--standing", "draft", "--json"]).fine().json().len();
    assert_eq!(left, drafts - 2);
    let corrected = desk.run_with(&["review"], b"c\nstock\n\n\n\n\n\n\n\nwrong kind\n").fine();
    assert!(corrected.out.contains("corrected"), "{}", corrected.out);
    assert_eq!(desk.run(&["ask", "claims", "--standing", "corrected", "--json"]).fine().json().len(), 1);
}

#[test]
fn decisions_from_lines_are_carried_out_as_far_as_they_can() {
    let desk = Desk::with_report();
    let (a, b) = (desk.ids("deployment").remove(0), desk.ids("transfer").remove(0));
    let lines = format!(
        "{{\"id\":\"{a}\",\"decision\":\"accept\"}}\n\nnot json\n{{\"id\":\"{b}\",\"decision\":\"reject\"}}\n\
         {{\"id\":\"{b}\",\"decision\":\"correct\",\"set\":[\"kind=stock\"],\"reason\":\"x\"}}\n"
    );
    let run = desk.run_with(&["review", "--from-file", "-"], lines.as_bytes()).ended(1);
    assert!(run.out.contains("2 decisions carried out"), "{run:#?}");
    assert!(run.err.contains("line 3 is no decision") && run.err.contains("needs a \"reason\""), "{run:#?}");
    assert!(standing(&desk, &b).contains("corrected"));
}

#[test]
fn review_can_accept_by_policy() {
    let desk = Desk::with_report();
    let run = desk.run(&["review", "--accept-above", "0", "--kind", "deployment"]).fine();
    assert!(run.out.contains("accepted by your policy"), "{}", run.out);
    let rows = desk.run(&["ask", "deployments", "--json"]).fine().json();
    assert!(!rows.is_empty() && rows.iter().all(|row| row["standing"] == "accepted"));
    assert!(desk.run(&["review", "--kind", "deployment"]).fine().out.contains("No drafts wait"));
}

#[test]
fn grades_show_in_answers_and_one_is_capped() {
    let desk = Desk::with_report();
    let row = desk.run(&["ask", "deployments", "--json"]).fine().json().remove(0);
    let origin = row["chain"].as_array().unwrap().last().unwrap()["name"].as_str().unwrap().to_owned();
    let id = row["claim"].as_str().unwrap();
    desk.run(&["grade", "source", &origin, "b"]).fine();
    let graded = desk.run(&["grade", "claim", id, "1"]).fine();
    assert!(graded.err.contains("confirmed by other independent sources"), "{}", graded.err);
    assert_eq!(desk.run(&["ask", "deployments", "--json"]).fine().json()[0]["grade"], "B2");
    desk.run(&["grade", "claim", id, "7"]).ended(2);
    desk.run(&["grade", "source", &origin, "G"]).ended(2);
}

#[test]
fn a_source_that_names_nobody_cannot_be_graded() {
    let desk = Desk::with_report();
    let rows = desk.run(&["ask", "claims", "--json"]).fine().json();
    let mut carriers = rows.iter().flat_map(|row| row["chain"].as_array().unwrap());
    let unnamed = carriers.find(|source| source["kind"] == "official-anonymous").unwrap();
    let name = unnamed["name"].as_str().unwrap();
    let run = desk.run(&["grade", "source", name, "B"]).ended(1);
    assert!(run.err.contains("names nobody"), "{}", run.err);
    let run = desk.run(&["grade", "source", "Nobody at All", "B"]).ended(1);
    assert!(run.err.contains("no claim in the store"), "{}", run.err);
}

#[test]
fn a_marking_keeps_the_parts_that_are_not_given() {
    let desk = Desk::with_report();
    let id = desk.ids("deployment").remove(0);
    desk.run(&["mark", &id, "--tlp", "amber", "--releasable-to", "KR,UA", "--caveat", "no press"]).fine();
    let run = desk.run(&["mark", &id, "--releasable-to", "nobody"]).fine();
    assert!(run.out.contains("marked TLP:AMBER / no press"), "{}", run.out);
    desk.run(&["mark", &id]).ended(2);
    desk.run(&["mark", &id, "--tlp", "white"]).ended(2);
}

#[test]
fn only_what_stands_can_be_retracted_and_its_history_stays() {
    let desk = Desk::with_report();
    let id = desk.ids("deployment").remove(0);
    let early = desk.run(&["retract", &id, "--reason", "withdrawn"]).ended(1);
    assert!(early.err.contains("nothing to retract"), "{}", early.err);
    desk.run(&["review", "--accept", &id]).fine();
    desk.run(&["retract", &id, "--reason", "the ministry withdrew it"]).fine();
    assert!(desk.ids("deployment").is_empty());
    let shown = desk.run(&["show", &id]).fine().out;
    assert!(shown.contains("retracted: the ministry withdrew it") && shown.contains("accepted"), "{shown}");
}

#[test]
fn a_reason_without_words_is_refused() {
    let desk = Desk::with_report();
    let id = desk.ids("deployment").remove(0);
    for blank in ["", "  "] {
        desk.run(&["review", "--reject", &id, "--reason", blank]).ended(2);
        desk.run(&["review", "--correct", &id, "--set", "place=RU", "--reason", blank]).ended(2);
        desk.run(&["retract", &id, "--reason", blank]).ended(2);
        desk.run(&["grade", "claim", &id, "2", "--reason", blank]).ended(2);
    }
    assert!(standing(&desk, &id).contains("draft"));
}
