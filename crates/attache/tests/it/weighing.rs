//! `weigh` and `ask corroboration`: origins, not mentions.

use attache_core::{
    agreement::Topics,
    claim_kind::ClaimKind,
    country::CountryCode,
    exchange::{Exchange, Topic},
    origin::OriginId,
    record::{Happening, NewRecord},
};
use attache_store::{Sqlite, Store as _};
use serde_json::Value;

use crate::{contradicting::desk_with, desk::Desk};

const DAY: &str = "2024-11-29";
const QUESTION: &str = "North Korean troops are in Russia";

/// Five outlets that cite one agency that cites one office.
const FIVE: [&str; 5] = ["Harbour Times", "Bay Ledger", "Coast Post", "Inland Herald", "Quay Dispatch"];
const CITED: &str =
    "North Korea has sent troops to Russia, the South Korean defence ministry said, according to Yonhap.";
const SECOND: (&str, &str, &str) =
    ("Ridge Courier", DAY, "North Korea has sent troops to Russia, the Ukrainian general staff said.");

fn five() -> Vec<(&'static str, &'static str, &'static str)> {
    FIVE.iter().map(|outlet| (*outlet, DAY, CITED)).collect()
}

fn country(code: &str) -> CountryCode {
    code.parse().unwrap()
}

/// Declares that two governments exchange information on troops and arms of North Korea and Russia.
pub(crate) fn declare(desk: &Desk, between: [&str; 2], since: jiff::civil::Date) {
    let kinds = Topics::Only([ClaimKind::Deployment, ClaimKind::Transfer].into());
    let topic = Topic { kinds, about: ["KP", "RU"].map(country).into() };
    let between = between.map(|code| OriginId::Government(country(code)));
    let exchange = Box::new(Exchange { between, topic, since, read_in: None });
    let what = Happening::ExchangeDeclared { exchange, reason: "they agreed to in Seoul".into() };
    let at = jiff::Timestamp::from_second(1_733_000_000).unwrap();
    let store = Sqlite::open(&desk.path("desk.db")).unwrap();
    store.append(&[NewRecord { at, by: "ana".into(), what }]).unwrap();
}

/// The answer as an object.
pub(crate) fn weighed(desk: &Desk, asked: &str) -> Value {
    let mut rows = desk.run(&["weigh", asked, "--json"]).fine().json();
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

/// The strict, the normal and the lenient count.
pub(crate) fn counts(answer: &Value) -> [u64; 3] {
    ["strict", "normal", "lenient"].map(|reading| answer["corroboration"][reading]["cut"].as_u64().unwrap())
}

fn said(answer: &Value) -> &str {
    answer["answer"].as_str().unwrap()
}

/// What is told beside ids, which follow from the texts, and instants.
fn told(answer: &Value) -> (String, [u64; 3], usize) {
    (said(answer).to_owned(), counts(answer), answer["reports"].as_array().unwrap().len())
}

#[test]
fn five_outlets_that_cite_one_agency_that_cites_one_office_are_one_origin() {
    let desk = desk_with(&five());
    let answer = weighed(&desk, QUESTION);
    assert_eq!(counts(&answer), [1, 1, 1], "{answer:#}");
    assert_eq!(said(&answer), "5 reports, 1 origin: the government of South Korea.");
    let shown = desk.run(&["weigh", QUESTION, "--width", "80"]).fine().out;
    let first = shown.lines().find(|line| line.contains("5 reports")).unwrap();
    assert!(first.contains("5 reports, 1 origin: the government of South Korea."), "{shown}");
    for part in ["carried by Yonhap", "in 5 articles", "Nothing in the store speaks against it."] {
        assert!(shown.contains(part), "{part} in\n{shown}");
    }
    // The same of the claim as of the question.
    let claim = desk.ids("deployment").remove(0);
    assert_eq!(said(&weighed(&desk, &claim)), said(&answer));
}

#[test]
fn a_second_government_is_a_second_origin_until_they_exchange_what_they_know() {
    let mut dispatches = five();
    dispatches.push(SECOND);
    let desk = desk_with(&dispatches);
    let answer = weighed(&desk, QUESTION);
    assert_eq!(counts(&answer), [2, 2, 2], "{answer:#}");
    assert!(said(&answer).starts_with("6 reports, 2 origins: "), "{}", said(&answer));
    declare(&desk, ["KR", "UA"], jiff::civil::date(2024, 11, 27));
    let answer = weighed(&desk, QUESTION);
    assert_eq!(counts(&answer), [1, 2, 2], "{answer:#}");
    let words = said(&answer);
    assert!(
        words.contains("counted as 1 because they exchange information on this since 2024-11-27"),
        "{words}"
    );
    for width in ["60", "80", "120"] {
        let shown = desk.run(&["weigh", QUESTION, "--width", width]).fine().out;
        let widest = shown.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= width.parse().unwrap(), "{widest} at {width}\n{shown}");
        let flowing = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(flowing.contains("exchange information on this since 2024-11-27"), "{shown}");
        assert!(flowing.contains("they agreed to in Seoul"), "{shown}");
    }
    // As it was known before the declaration and the dispatches: nothing.
    let early = desk.run(&["weigh", QUESTION, "--as-of", "2020-01-01", "--json"]).fine().json().remove(0);
    assert_eq!((counts(&early), said(&early)), ([0, 0, 0], "No report says so."));
}

#[test]
fn an_exchange_that_began_later_or_is_about_others_joins_nothing() {
    let mut dispatches = five();
    dispatches.push(SECOND);
    let desk = desk_with(&dispatches);
    declare(&desk, ["KR", "UA"], jiff::civil::date(2024, 12, 24));
    declare(&desk, ["KR", "PL"], jiff::civil::date(2024, 11, 1));
    assert_eq!(counts(&weighed(&desk, QUESTION)), [2, 2, 2]);
}

#[test]
fn the_order_in_which_dispatches_come_changes_nothing() {
    let mut dispatches = five();
    dispatches.push(SECOND);
    dispatches.push((
        "Bay Ledger",
        DAY,
        "North Korea has not sent troops to Russia, the Russian foreign ministry said.",
    ));
    dispatches.push(("Coast Post", DAY, "North Korea has sent 9,000 troops to Russia, Yonhap reported."));
    let mut answers = Vec::new();
    for turn in [0, 3, 5] {
        let mut turned = dispatches.clone();
        turned.rotate_left(turn);
        if turn == 5 {
            turned.reverse();
        }
        let desk = Desk::new();
        for (at, (outlet, day, text)) in turned.iter().enumerate() {
            let name = format!("dispatch-{at}.md");
            desk.file(&name, format!("---\noutlet: {outlet}\ndate: {day}\n---\n\n{text}\n"));
            desk.run(&["add", &name]).fine();
        }
        answers.push(told(&weighed(&desk, QUESTION)));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:#?}");
    assert_eq!(answers[0].2, 7, "{answers:#?}");
}

#[test]
fn the_answer_for_programs_lists_what_it_counted() {
    let mut dispatches = five();
    dispatches.push(SECOND);
    dispatches.push((
        "Bay Ledger",
        DAY,
        "North Korea has not sent troops to Russia, the Russian foreign ministry said.",
    ));
    let desk = desk_with(&dispatches);
    let answer = weighed(&desk, "More than 10,000 North Korean troops are in Russia");
    for key in
        ["question", "proposition", "parts", "answer", "topic", "standings", "as_of", "figure", "evidence"]
    {
        assert!(answer.get(key).is_some(), "{key} in {answer:#}");
    }
    assert_eq!(answer["figure"]["claims"], serde_json::json!([]), "none gives the figure");
    let ids = |list: &Value, key: &str| -> std::collections::BTreeSet<String> {
        list.as_array().unwrap().iter().map(|row| row[key].as_str().unwrap().to_owned()).collect()
    };
    let (reports, opposing) = (ids(&answer["reports"], "claim"), ids(&answer["opposing"], "claim"));
    assert_eq!((reports.len(), opposing.len()), (6, 1), "{answer:#}");
    for reading in ["strict", "normal", "lenient"] {
        let lines = &answer["corroboration"][reading]["proof"]["lines"];
        assert_eq!(ids(lines, "claim"), reports, "{reading}: the proof lists exactly the reports");
    }
    let evidence: std::collections::BTreeSet<String> =
        answer["evidence"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    assert_eq!(evidence, reports.union(&opposing).cloned().collect());
}

#[test]
fn the_graph_is_one_of_graphviz() {
    let mut dispatches = five();
    dispatches.push(SECOND);
    let desk = desk_with(&dispatches);
    let graph = desk.run(&["weigh", QUESTION, "--dot"]).fine().out;
    let lines: Vec<&str> = graph.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert!(lines[0].starts_with("digraph") && lines[0].ends_with('{'), "{graph}");
    assert_eq!(lines.last(), Some(&"}"), "{graph}");
    for line in &lines[1..lines.len() - 1] {
        let quotes = line.replace("\\\"", "").matches('"').count();
        assert!(line.ends_with([';', '{', '}']) && quotes % 2 == 0, "{line} in\n{graph}");
    }
    assert_eq!(graph.matches('{').count(), graph.matches('}').count(), "{graph}");
    assert!(graph.contains("->") && graph.contains("South Korea"), "{graph}");
    assert!(desk.run(&["weigh", QUESTION, "--dot", "--json"]).ended(2).err.contains("--dot"));
}

#[test]
fn what_cannot_be_weighed_is_told() {
    let desk = Desk::with_report();
    let nothing = desk.run(&["weigh", "It is cold outside today"]).ended(1);
    let flowing = nothing.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains("nothing that can be weighed was read"), "{flowing}");
    assert!(flowing.contains("put it as a plain sentence of who did what"), "{flowing}");
    let position = desk.ids("position").remove(0);
    let refused = desk.run(&["weigh", &position]).ended(1);
    let flowing = refused.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flowing.contains("says nothing that other claims could bear out"), "{flowing}");
    assert!(desk.run(&["weigh", QUESTION, "--part", "9"]).ended(2).err.contains("--part 9"));
    let unknown = desk.run(&["weigh", "ffffffff"]).ended(1);
    assert!(unknown.err.contains("ffffffff"), "{}", unknown.err);
    let early = desk.run(&["weigh", &desk.ids("deployment")[0], "--as-of", "2020-01-01"]).ended(1);
    assert!(early.err.contains("was not known on that day"), "{}", early.err);
}

#[test]
fn only_what_was_accepted_counts_where_that_is_asked() {
    let desk = desk_with(&five());
    let answer = desk.run(&["weigh", QUESTION, "--accepted", "--json"]).fine().json().remove(0);
    assert_eq!(said(&answer), "No report says so.");
}

#[test]
fn what_is_said_at_all_stands_by_origins_and_not_by_mentions() {
    let mut dispatches = five();
    dispatches.push((
        "Coast Post",
        DAY,
        "Iran has supplied drones to Russia, the Ukrainian general staff said.",
    ));
    dispatches.push((
        "Bay Ledger",
        DAY,
        "Iran has supplied drones to Russia, the Polish defence ministry said.",
    ));
    let desk = desk_with(&dispatches);
    let rows = desk.run(&["ask", "corroboration", "--json"]).fine().json();
    let first: Vec<(bool, u64, u64)> = rows
        .iter()
        .map(|row| {
            let number = |key: &str| row[key].as_u64().unwrap();
            let of_iran = row["proposition"].as_str().unwrap().contains("from Iran to Russia");
            (of_iran, number("reports"), number("strict"))
        })
        .collect();
    assert_eq!(first, [(true, 2, 2), (false, 5, 1)], "{rows:#?}");
    for width in ["60", "80", "120"] {
        let shown = desk.run(&["ask", "corroboration", "--width", width]).fine().out;
        let widest = shown.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(
            widest <= width.parse().unwrap() && shown.contains("2 propositions"),
            "{widest} at {width}\n{shown}"
        );
    }
}

#[test]
fn one_name_in_three_scripts_is_one_origin_in_the_strict_reading_and_it_says_why() {
    let tells = |name: &str| format!("Belarus has supplied tanks to Russia, analyst {name} said.");
    let texts = ["Baek Seong-ho", "Бэк Сон Хо", "백성호", "Oh Tae-gyu"].map(tells);
    let [latin, cyrillic, hangul, other] = texts.each_ref().map(String::as_str);
    let day = "2024-12-08";
    let three = [("Wire", day, latin), ("Review", day, cyrillic), ("Post", day, hangul)];
    let desk = desk_with(&three);
    let question = "Belarus has supplied tanks to Russia";
    let answer = weighed(&desk, question);
    assert_eq!(counts(&answer), [1, 3, 3], "{answer:#}");
    let words = said(&answer);
    assert!(words.contains("counted as 1 because") && words.contains("백성호 may be"), "{words}");
    let shown = desk.run(&["weigh", question]).fine().out;
    assert!(shown.contains("[edge ") && !shown.contains("no declared exchange"), "{shown}");
    let desk = desk_with(&[three[0], ("Post", day, other)]);
    let answer = weighed(&desk, question);
    assert_eq!(counts(&answer)[0], 2, "{answer:#}");
}
