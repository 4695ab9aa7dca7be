//! `ask contradictions`: what cannot both hold, and what only looks so.

use serde_json::Value;

use crate::desk::{Desk, short};

/// A desk with a dispatch for each of these: outlet, day, sentences.
pub(crate) fn desk_with(dispatches: &[(&str, &str, &str)]) -> Desk {
    let desk = Desk::new();
    for (at, (outlet, day, text)) in dispatches.iter().enumerate() {
        let name = format!("dispatch-{at}.md");
        desk.file(
            &name,
            format!("---\ntitle: Dispatch {at}\noutlet: {outlet}\ndate: {day}\n---\n\n{text}\n"),
        );
    }
    desk.run(&["add", "."]).fine();
    desk
}

/// All pairs that look opposed, with those that are not.
pub(crate) fn pairs(desk: &Desk) -> Vec<Value> {
    desk.run(&["ask", "contradictions", "--explain", "--json"]).fine().json()
}

/// A text in a row.
pub(crate) fn text<'a>(row: &'a Value, key: &str) -> &'a str {
    row[key].as_str().unwrap()
}

/// The one pair, which must lie so.
fn only(desk: &Desk, relation: &str) -> Value {
    let mut pairs = pairs(desk);
    assert_eq!(pairs.len(), 1, "{pairs:#?}");
    let pair = pairs.remove(0);
    assert_eq!(
        (text(&pair, "relation"), &pair["contradiction"]),
        (relation, &(relation == "contradicts").into()),
        "{pair:#}"
    );
    pair
}

const DAY: &str = "2024-11-15";

#[test]
fn disjoint_figures_of_one_scope_contradict_with_the_reason() {
    let desk = desk_with(&[
        (
            "Harbour Times",
            DAY,
            "North Korea has sent more than 12,000 troops to Russia, the South Korean defence ministry said.",
        ),
        (
            "Bay Ledger",
            DAY,
            "North Korea has sent fewer than 9,000 troops to Russia, the Ukrainian general staff said.",
        ),
    ]);
    let pair = only(&desk, "contradicts");
    assert_eq!(text(&pair, "reason"), "How many: fewer than 9,000 and more than 12,000 cannot both hold");
    assert_eq!((&pair["dimensions"][0], &pair["one_origin"]), (&"count".into(), &Value::Null));
    let evidence: Vec<&str> =
        pair["evidence"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    assert_eq!(evidence, [text(&pair["one"], "claim"), text(&pair["other"], "claim")]);
    assert_ne!(evidence[0], evidence[1]);
    for width in ["50", "80", "120"] {
        let shown = desk.run(&["ask", "contradictions", "--width", width]).fine().out;
        for part in
            [&short(&pair["one"]), &short(&pair["other"]), "cannot both", "12,000", "Bay Ledger ›", DAY]
        {
            assert!(shown.contains(part), "{part} at {width} in\n{shown}");
        }
        let widest = shown.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= width.parse().unwrap(), "{widest} at {width}\n{shown}");
    }
    // Of each side everything is told that the other has, from whichever side it is asked.
    for side in ["one", "other"] {
        let shown = desk.run(&["ask", "contradictions", &short(&pair[side])]).fine().out;
        assert!(shown.contains("cannot both hold") && shown.contains("1 claim bears on it"), "{shown}");
    }
}

#[test]
fn a_denial_contradicts_the_assertion_and_more_in_a_part_than_in_the_whole_too() {
    let desk = desk_with(&[
        (
            "Harbour Times",
            DAY,
            "Iran has supplied drones to Russia, according to the Ukrainian general staff.",
        ),
        ("Bay Ledger", DAY, "Iran has not supplied drones to Russia, the Iranian foreign ministry said."),
    ]);
    let pair = only(&desk, "contradicts");
    assert_eq!(text(&pair, "reason"), "Whether at all: one says that there are some, the other denies it");
    assert_eq!(pair["dimensions"][0], "polarity");
    let desk = desk_with(&[
        (
            "Harbour Times",
            DAY,
            "North Korea has sent fewer than 6,000 troops to Russia, the Ukrainian general staff said.",
        ),
        (
            "Bay Ledger",
            DAY,
            "North Korea has sent 8,000 troops to the Kursk region, the South Korean defence ministry said.",
        ),
    ]);
    let pair = only(&desk, "contradicts");
    assert!(pair["findings"].to_string().contains("Kursk region lies in Russia"), "{pair:#}");
}

#[test]
fn figures_of_a_part_and_of_the_whole_are_compared_and_explained() {
    let desk = desk_with(&[
        (
            "Harbour Times",
            DAY,
            "North Korea has sent more than 10,000 troops to Russia, the South Korean defence ministry said.",
        ),
        (
            "Bay Ledger",
            DAY,
            "North Korea has sent 8,000 troops to the Kursk region, the Ukrainian general staff said.",
        ),
    ]);
    let pair = only(&desk, "different-scope");
    assert_eq!(text(&pair, "reason"), "Figures of different scope (where)");
    assert!(pair["findings"].to_string().contains("Kursk region lies in Russia"), "{pair:#}");
    let plain = desk.run(&["ask", "contradictions"]).fine().out;
    assert!(
        plain.contains("No two of 2 claims are known") && plain.contains("--explain says why"),
        "{plain}"
    );
    assert!(desk.run(&["ask", "contradictions", "--json"]).fine().out.is_empty());
    let bearing = desk.run(&["ask", "contradictions", &short(&pair["one"])]).fine().out;
    assert!(bearing.contains("Figures of different scope (where)"), "{bearing}");
}

#[test]
fn revised_figures_of_one_source_are_a_series_and_on_one_day_one_origin_says_two_things() {
    let told = |figure: &str| {
        format!("North Korea has sent {figure} troops to Russia, the South Korean intelligence service said.")
    };
    let desk =
        desk_with(&[("Harbour Times", DAY, &told("12,000")), ("Bay Ledger", "2024-11-22", &told("10,900"))]);
    let pair = only(&desk, "series");
    assert!(text(&pair, "one_origin").contains("both rest on the word of South Korean intelligence agency"));
    assert!(text(&pair["one"], "told") < text(&pair["other"], "told"), "the earlier one comes first");
    let desk = desk_with(&[("Harbour Times", DAY, &told("12,000")), ("Bay Ledger", DAY, &told("10,900"))]);
    only(&desk, "contradicts");
    let shown = desk.run(&["ask", "contradictions"]).fine().out;
    assert!(shown.contains("one origin, not two sides"), "{shown}");
}

#[test]
fn what_only_looks_opposed_is_no_contradiction() {
    let told = [
        // The ends touch, and a number lies in both.
        [
            "Poland has sent up to 10,000 rifles to Ukraine, the Polish defence ministry said.",
            "Poland has sent at least 10,000 rifles to Ukraine, the Romanian defence ministry said.",
        ],
        // Two denials agree.
        [
            "Iran has not supplied drones to Russia, the Iranian foreign ministry said.",
            "Iran denied that it had supplied drones to Russia.",
        ],
        // Another actor.
        [
            "Belarus denied that it had supplied drones to Russia.",
            "Iran has supplied drones to Russia, the Ukrainian general staff said.",
        ],
        // Silence denies nothing.
        [
            "Iran declined to comment on whether it had supplied drones to Russia.",
            "Iran has supplied drones to Russia, the Ukrainian general staff said.",
        ],
        // A wider figure holds the narrower.
        [
            "North Korea has sent more than 10,000 troops to Russia, the Ukrainian general staff said.",
            "North Korea has sent 12,000 troops to Russia, the South Korean defence ministry said.",
        ],
        // About 10,000 leaves room for 10,900.
        [
            "North Korea has sent about 10,000 troops to Russia, the Ukrainian general staff said.",
            "North Korea has sent 10,900 troops to Russia, the South Korean defence ministry said.",
        ],
    ];
    for pair in told {
        let desk = desk_with(&[("Harbour Times", DAY, pair[0]), ("Bay Ledger", DAY, pair[1])]);
        assert_eq!(desk.run(&["ask", "claims", "--json"]).fine().json().len(), 2, "{pair:?}");
        assert!(pairs(&desk).is_empty(), "{pair:?}: {:#?}", pairs(&desk));
    }
}

#[test]
fn the_ends_of_two_ranges_decide() {
    for (most, least, relation) in [
        ("fewer than 10,000", "at least 10,000", true),
        ("up to 10,000", "more than 10,000", true),
        ("up to 10,000", "at least 10,000", false),
    ] {
        let desk = desk_with(&[
            (
                "Harbour Times",
                DAY,
                &format!("Poland has sent {most} rifles to Ukraine, the Polish defence ministry said."),
            ),
            (
                "Bay Ledger",
                DAY,
                &format!("Poland has sent {least} rifles to Ukraine, the Romanian defence ministry said."),
            ),
        ]);
        assert_eq!(pairs(&desk).len(), usize::from(relation), "{most}, {least}");
    }
}

#[test]
fn a_denial_of_another_thing_or_of_a_part_is_explained() {
    let assertion = (
        "Harbour Times",
        DAY,
        "Iran has supplied artillery shells to Russia, the Ukrainian general staff said.",
    );
    let desk = desk_with(&[
        assertion,
        ("Bay Ledger", DAY, "Iran denied that it had supplied ballistic missiles to Russia."),
    ]);
    let pair = only(&desk, "different-scope");
    assert_eq!(text(&pair, "reason"), "What is denied is another part (what)");
    let desk = desk_with(&[
        ("Harbour Times", DAY, "North Korea has sent troops to Russia, the Ukrainian general staff said."),
        (
            "Bay Ledger",
            DAY,
            "North Korea has sent no troops to the Kursk region, the Russian foreign ministry said.",
        ),
    ]);
    let pair = only(&desk, "compatible");
    assert_eq!(text(&pair, "reason"), "What is denied is a part only: the rest can be so");
}

#[test]
fn conditions_limit_and_day_hold_for_pairs() {
    let told = |verb: &str, who: &str| format!("Iran {verb} drones to Russia, the {who} said.");
    let desk = desk_with(&[
        ("Harbour Times", DAY, &told("has supplied", "Ukrainian general staff")),
        ("Bay Ledger", DAY, &told("has not supplied", "Iranian foreign ministry")),
        ("Coast Post", DAY, &told("has supplied", "Ukrainian general staff")),
    ]);
    assert_eq!(pairs(&desk).len(), 2);
    let asked = |more: &[&str]| {
        let arguments: Vec<&str> = ["ask", "contradictions", "--json"].iter().chain(more).copied().collect();
        desk.run(&arguments).fine().json().len()
    };
    assert_eq!((asked(&["--limit", "1"]), asked(&["--by", "Iran"]), asked(&["--by", "Poland"])), (1, 2, 0));
    assert_eq!((asked(&["--outlet", "Harbour"]), asked(&["--as-of", "2020-01-01"])), (0, 0));
    let shown = desk.run(&["ask", "contradictions"]).fine().out;
    assert_eq!(
        shown.matches("Whether at all").count(),
        1,
        "two pairs of the same statements are shown once\n{shown}"
    );
    assert!(shown.contains("The same in 1 further pair"), "{shown}");
    let one = desk.ids("transfer").remove(0);
    let early = desk.run(&["ask", "contradictions", &one, "--as-of", "2020-01-01"]).ended(1);
    assert!(early.err.contains("is known since"), "{}", early.err);
    assert!(desk.run(&["ask", "claims", "--explain"]).ended(2).err.contains("ask contradictions"));
}
