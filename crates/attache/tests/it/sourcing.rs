//! `exchange` and `edges`: what a person knows of who tells whom. All of it is invented.

use std::path::Path;

use serde_json::Value;

use crate::desk::{Desk, short};

const SEOUL: &str = "North Korea has sent more than 10,000 soldiers to Russia, South Korea's defence ministry said on Friday.";
const KYIV: &str =
    "North Korea has sent more than 10,000 soldiers to Russia, the Ukrainian general staff said on Friday.";
const TALKS: &str = "South Korea's defence minister met with a Ukrainian delegation in Seoul on Wednesday. Both sides \
                     agreed to keep sharing intelligence on the deployment of North Korean soldiers, the South Korean \
                     presidential office said.";

fn report(desk: &Desk, outlet: &str, date: &str, text: &str) {
    let name = format!("{outlet}.md");
    desk.file(&name, format!("---\ntitle: Report\noutlet: {outlet}\ndate: {date}\n---\n\n{text}\n"));
}

/// Adds one report; what was told beside it.
pub(crate) fn add(desk: &Desk, outlet: &str, text: &str) -> String {
    report(desk, outlet, "2024-11-15", text);
    desk.run(&["add", &format!("{outlet}.md")]).fine().err
}

/// A desk with two outlets, each with another government's word for one deployment, and a claim of it.
fn two_origins() -> (Desk, String) {
    let desk = Desk::new();
    add(&desk, "Quay Courier", SEOUL);
    add(&desk, "Delta Wire", KYIV);
    let id = desk.ids("deployment").remove(0);
    (desk, id)
}

fn strict(desk: &Desk, id: &str) -> u64 {
    let weighed = desk.run(&["weigh", id, "--json"]).fine().json().remove(0);
    weighed["corroboration"]["strict"]["origins"].as_array().unwrap().len() as u64
}

/// The answer of a command, as JSON.
pub(crate) fn rows(desk: &Desk, arguments: &[&str]) -> Vec<Value> {
    let all: Vec<&str> = arguments.iter().copied().chain(["--json"]).collect();
    desk.run(&all).fine().json()
}

fn edge(row: &Value) -> String {
    row["edge"].as_str().unwrap().strip_prefix("edge--").unwrap().chars().take(8).collect()
}

/// One line, however it was wrapped.
pub(crate) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

const DECLARE: [&str; 11] = [
    "exchange",
    "declare",
    "South Korea",
    "UA",
    "--on",
    "deployment",
    "--since",
    "2024-10-30",
    "--reason",
    "announced in Seoul",
    "--about=KP",
];

#[test]
fn a_declared_exchange_makes_two_origins_one_until_its_edge_is_struck() {
    let (desk, id) = two_origins();
    assert_eq!(strict(&desk, &id), 2);
    let told = desk.run(&DECLARE).fine().out;
    assert!(told.contains("the government of South Korea and the government of Ukraine"), "{told}");
    assert_eq!(strict(&desk, &id), 1);
    let again = desk.run(&DECLARE).ended(1).err;
    assert!(again.contains("declared already, by ana"), "{again}");

    let declared = rows(&desk, &["exchange", "list"]).remove(0);
    assert_eq!(declared["names"][1], "the government of Ukraine");
    assert_eq!((&declared["by"], &declared["struck"]), (&Value::from("ana"), &Value::Null));
    let edge = edge(&declared);
    desk.run(&["edges", "strike", &edge, "--reason", "never carried out"]).fine();
    assert_eq!(strict(&desk, &id), 2);
    assert_eq!(rows(&desk, &["exchange", "list"])[0]["struck"]["reason"], "never carried out");
    let told = desk.run(&["exchange", "list"]).fine().out;
    assert!(told.contains("struck by ana"), "{told}");
    let err = desk.run(&["edges", "strike", &edge, "--reason", "again"]).ended(1).err;
    assert!(err.contains("struck already, by ana"), "{err}");

    desk.run(&["edges", "restore", &edge, "--reason", "it was"]).fine();
    assert_eq!(strict(&desk, &id), 1);
    let err = desk.run(&["edges", "restore", &edge, "--reason", "again"]).ended(1).err;
    assert!(err.contains("is not struck"), "{err}");
}

#[test]
fn an_agreement_that_was_read_is_noticed_proposed_and_declared_by_a_person_only() {
    let (desk, id) = two_origins();
    let noticed = add(&desk, "Mast Gazette", TALKS);
    let proposed = rows(&desk, &["exchange", "proposed"]);
    assert_eq!(proposed.len(), 1, "{proposed:#?}");
    let claim = short(&proposed[0]);
    assert!(noticed.contains(&format!("exchange declare --from-claim {claim}")), "{noticed}");
    assert!(noticed.contains("the government of South Korea and the government of Ukraine"), "{noticed}");
    assert_eq!(proposed[0]["since"], "2024-11-13", "the Wednesday before: they agreed where they met");
    assert_eq!(strict(&desk, &id), 2, "a proposal counts for nothing");

    let declare = ["exchange", "declare", "--from-claim", &claim, "--reason", "read it"];
    desk.run(&declare).fine();
    let declared = rows(&desk, &["exchange", "list"]).remove(0);
    assert_eq!(declared["exchange"]["read_in"], proposed[0]["claim"]);
    assert_eq!(strict(&desk, &id), 1);
    assert_eq!(rows(&desk, &["exchange", "proposed"])[0]["answered"], "declared");
    let told = desk.run(&["exchange", "proposed"]).fine().out;
    assert!(!told.contains("--from-claim"), "{told}");
    // Another paper with the same news tells of nothing that is not declared.
    let noticed = add(&desk, "Pier Post", TALKS);
    assert!(!noticed.contains("--from-claim"), "{noticed}");
    desk.run(&[
        "exchange",
        "declare",
        "--from-claim",
        &claim,
        "--since",
        "2024-10-01",
        "--reason",
        "earlier",
    ])
    .fine();
    assert_eq!(rows(&desk, &["exchange", "list"])[1]["exchange"]["since"], "2024-10-01");
    let err = desk.run(&["exchange", "declare", "--from-claim", &id, "--reason", "x"]).ended(1).err;
    assert!(flat(&err).contains("tells of no exchange of information"), "{err}");
}

#[test]
fn the_seed_proposes_what_its_ninth_sentence_says() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seed");
    let Ok(article) = std::fs::read(folder.join("article.txt")) else {
        println!("skipped: {} is not there", folder.display());
        return;
    };
    let desk = Desk::new();
    desk.file("article.txt", article);
    desk.run(&["add", "--date", "2024-11-28", "article.txt"]).fine();
    let proposed = rows(&desk, &["exchange", "proposed"]);
    assert_eq!(proposed.len(), 1, "{proposed:#?}");
    let between: Vec<_> = proposed[0]["between"].as_array().unwrap().iter().collect();
    assert_eq!(between, ["government--KR", "government--UA"]);
    assert_eq!(proposed[0]["since"], "2024-11-27");
    assert_eq!(proposed[0]["topic"]["about"], serde_json::json!(["KP", "RU"]));
    assert_eq!(proposed[0]["topic"]["kinds"], serde_json::json!({"only": ["deployment", "transfer"]}));
}

#[test]
fn what_cannot_be_declared_is_refused_with_the_reason() {
    let (desk, _) = two_origins();
    let declare = |one: &str, other: &str, on: &str| {
        let typed = ["exchange", "declare", one, other, "--on", on, "--since", "2024-10-30", "--reason", "x"];
        desk.run(&typed)
    };
    let err = flat(&declare("Atlantis", "UA", "everything").ended(1).err);
    assert!(err.contains("“Atlantis” is no country that attache knows"), "{err}");
    let err = flat(&declare("general staff", "KR", "everything").ended(1).err);
    assert!(err.contains("did you mean “Ukrainian General Staff”?"), "{err}");
    let err = flat(&declare("Ukrainian General Staff", "UA", "everything").ended(2).err);
    assert!(err.contains("both are the government of Ukraine"), "{err}");
    let err = declare("KR", "UA", "weather").ended(2).err;
    assert!(err.contains("deployment, transfer"), "{err}");
    let err = declare("KR", "UA", "everything,deployment").ended(2).err;
    assert!(err.contains("holds all kinds"), "{err}");
    desk.run(&["exchange", "declare", "KR", "--reason", "x"]).ended(2);
    assert!(rows(&desk, &["exchange", "list"]).is_empty());
    let told = declare("KR", "Ukrainian General Staff", "everything").fine().out;
    assert!(told.contains("the government of Ukraine"), "an office is its country's: {told}");
}

#[test]
fn edges_are_listed_with_how_they_are_known_and_struck_by_their_ids() {
    let (desk, id) = two_origins();
    desk.run(&DECLARE).fine();
    let of_claim = rows(&desk, &["edges", "list", &id]);
    let sorts: Vec<_> = of_claim.iter().map(|row| row["sort"].as_str().unwrap()).collect();
    assert_eq!(sorts, ["declared", "inferred", "stated"], "{of_claim:#?}");
    let all = rows(&desk, &["edges", "list"]);
    assert_eq!(all.len(), 5, "{all:#?}");
    let stated = rows(&desk, &["edges", "list", "--sort", "stated"]);
    assert_eq!(stated.len(), 2);
    assert!(stated.iter().all(|row| row["joins"].as_str().unwrap().contains(" rests on ")), "{stated:#?}");
    let told = desk.run(&["edges", "list", "--limit", "1"]).fine().out;
    assert!(told.contains("4 more edges: --limit 5"), "{told}");

    let body = of_claim.iter().find(|row| row["sort"] == "inferred").unwrap();
    desk.run(&["edges", "strike", &edge(body), "--reason", "a private club"]).fine();
    let again = rows(&desk, &["edges", "list", &id, "--sort", "inferred"]);
    assert_eq!(again[0]["struck"]["reason"], "a private club");
    let told = desk.run(&["edges", "list", &id]).fine().out;
    assert!(told.contains("struck by ana") && told.contains("a private club"), "{told}");

    let err = flat(&desk.run(&["edges", "strike", "zz", "--reason", "x"]).ended(1).err);
    assert!(err.contains("no edge has an id that begins with `zz`"), "{err}");
    let err = desk.run(&["edges", "restore", "edge--", "--reason", "x"]).ended(2).err;
    assert!(err.contains("beginning of its id"), "{err}");
    desk.run(&["edges", "strike", &edge(body), "--reason", " "]).ended(2);
}

#[test]
fn several_edges_that_begin_alike_are_told_and_none_is_struck() {
    let desk = Desk::new();
    let text: Vec<String> = (0..24)
        .map(|at| {
            format!(
                "North Korea has sent {} soldiers to Russia, South Korea's defence ministry said.",
                1000 + at
            )
        })
        .collect();
    add(&desk, "Quay Courier", &text.join("\n\n"));
    // Of more than sixteen ids two begin with the same digit.
    let ids: Vec<String> = rows(&desk, &["edges", "list", "--limit", "99"]).iter().map(edge).collect();
    assert!(ids.len() > 16, "{ids:?}");
    let twice = ids
        .iter()
        .map(|id| id.chars().next().unwrap())
        .find(|digit| ids.iter().filter(|id| id.starts_with(*digit)).count() > 1);
    let err = desk.run(&["edges", "strike", &twice.unwrap().to_string(), "--reason", "x"]).ended(1).err;
    assert!(flat(&err).contains("several ids begin with"), "{err}");
    assert!(rows(&desk, &["edges", "list", "--limit", "99"]).iter().all(|row| row["struck"].is_null()));
}
