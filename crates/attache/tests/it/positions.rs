//! `ask positions`: an actor on a topic, on the ladder.

use crate::{
    contradicting::{desk_with, pairs, text},
    desk::Desk,
};

/// A government that excludes, weighs and delivers; and one that says nothing.
fn with_positions() -> Desk {
    desk_with(&[
        (
            "Bay Ledger",
            "2024-11-01",
            "South Korea will not supply weapons to Ukraine, its presidential office said.",
        ),
        (
            "Bay Ledger",
            "2024-11-20",
            "South Korea is considering supplying weapons to Ukraine because of the deployment, its presidential office said.",
        ),
        (
            "Bay Ledger",
            "2024-12-05",
            "South Korea has supplied weapons to Ukraine, the Ukrainian general staff said.",
        ),
        (
            "Coast Post",
            "2024-11-20",
            "Poland does not rule out sending troops to Ukraine, the Polish defence ministry said.",
        ),
    ])
}

#[test]
fn positions_of_an_actor_on_a_topic_climb_the_ladder() {
    let desk = with_positions();
    for (topic, option, actor) in [
        ("arms-to-ukraine", "--actor", "KR"),
        ("weapons to Ukraine", "--by", "South Korea"),
        ("Arms", "--actor", "Seoul"),
    ] {
        let arguments = ["ask", "positions", option, actor, "--topic", topic, "--json"];
        let rows = desk.run(&arguments).fine().json();
        let stands: Vec<&str> = rows.iter().map(|row| text(row, "stand")).collect();
        assert_eq!(stands, ["ruled-out", "considered", "delivered"], "{topic} {actor:?}");
        assert!(rows.iter().all(|row| row["topic_slug"] == "arms-to-ukraine"));
        assert_eq!(rows[1]["change"]["reason"]["words"], "the deployment", "{:#}", rows[1]);
    }
    let shown = desk.run(&["ask", "positions", "--actor", "KR", "--topic", "arms-to-ukraine"]).fine().out;
    for part in [
        "arms-to-ukraine",
        "■□□□□□",
        "■■■■□□",
        "■■■■■■",
        "▲ considered",
        "reason given: “the deployment”",
        "3 claims",
    ] {
        assert!(shown.contains(part), "{part} in\n{shown}");
    }
    assert!(!shown.contains("Poland"), "{shown}");
    let poland = desk.run(&["ask", "positions", "--topic", "troops to Ukraine", "--json"]).fine().json();
    assert_eq!((poland.len(), text(&poland[0], "stand")), (1, "not-ruled-out"));
    assert!(pairs(&desk).iter().all(|pair| pair["contradiction"] == false), "positions change");
    assert!(pairs(&desk).iter().any(|pair| pair["relation"] == "position-change"));
}

#[test]
fn an_unknown_topic_names_those_that_there_are() {
    let desk = with_positions();
    let unknown = desk.run(&["ask", "positions", "--topic", "peace"]).ended(2).err;
    let unknown = unknown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(unknown.contains("arms-to-ukraine (3), troops-to-ukraine (1)"), "{unknown}");
    let none = desk.run(&["ask", "positions", "--topic", "technology-to-russia"]).fine();
    assert!(
        none.err.contains("arms-to-ukraine (3)") && none.out.contains("Nothing in the store"),
        "{none:?}"
    );
    assert!(desk.run(&["ask", "claims", "--topic", "arms"]).ended(2).err.contains("ask positions"));
    let first = desk.run(&["ask", "positions", "--actor", "KR", "--limit", "1"]).fine().out;
    assert!(first.contains("the first 1 shown") && !first.contains("▲ changed"), "{first}");
}
