//! The corroboration groups of the hand-coded seed article, with its sources named by role.

use jiff::civil::date;

use super::{
    super::{Because, Why},
    fixture::{Told, article, claim, counts, exchange, government, source, told, weighed},
};
use crate::{
    chain::Chain,
    source::{Source, SourceKind},
};

/// The roles of the seed's sources.
fn of_seed(word: &str) -> Source {
    let office =
        |name: &str, code: &str| Source::new(name, SourceKind::GovernmentBody).of_country(code.parse().ok());
    match word {
        "SEED" => Source::reporting_outlet(),
        "YNA" => source("wire:the agency"),
        "ROKPRES" => office("the presidential office", "KR"),
        "YOON" => source("KR/the president"),
        "UMEROV" => source("UA/the minister"),
        "ROKOFF" => source("KR?"),
        "KI" => source("out:a Kyiv paper"),
        "BBG" => source("wire:a business wire"),
        "EXPERTS_KI" => Source::new("experts", SourceKind::ExpertsUnnamed),
        _ => source("?"),
    }
}

fn group(claims: &[(&str, &str)]) -> Vec<Told> {
    claims
        .iter()
        .map(|(name, chain)| Told {
            chain: Chain::try_from(chain.split('>').map(of_seed).collect::<Vec<_>>()).unwrap(),
            ..told(name, "the seed", "-")
        })
        .collect()
}

fn deployment() -> Vec<Told> {
    group(&[
        ("C06", "SEED>UMEROV"),
        ("C11", "SEED>UMEROV"),
        ("C13", "SEED"),
        ("C16", "SEED>YOON"),
        ("C18", "SEED>YNA>ROKPRES"),
        ("C21", "SEED>UNNAMED"),
        ("C22", "SEED>UNNAMED"),
    ])
}

fn named(names: &[&str]) -> Vec<crate::id::ClaimId> {
    let mut claims: Vec<_> = names.iter().map(|name| claim(name)).collect();
    claims.sort();
    claims
}

#[test]
fn the_deployment_has_two_named_origins_and_one_where_the_exchange_counts() {
    let told = deployment();
    let chains: std::collections::BTreeSet<_> = told.iter().map(|one| &one.chain).collect();
    assert_eq!((told.len(), chains.len()), (7, 5));
    assert_eq!(counts(&told, &[]), (2, 2, 3));
    let declared = exchange(government("KR"), government("UA"), date(2024, 11, 27));
    assert_eq!(counts(&told, std::slice::from_ref(&declared)), (1, 2, 3));

    let weighed = weighed(&told, &[declared]);
    assert_eq!(weighed.through_outlets, 1, "all of it was read in one article");
    let [korea, ukraine] = weighed.normal.origins.as_slice() else { panic!() };
    assert_eq!((korea.id, &korea.claims), (government("KR"), &named(&["C16", "C18"])));
    assert_eq!((ukraine.id, &ukraine.claims), (government("UA"), &named(&["C06", "C11"])));
    let [both] = weighed.strict.origins.as_slice() else { panic!() };
    assert_eq!(both.name, "the government of South Korea with the government of Ukraine");
    assert_eq!(both.claims, named(&["C06", "C11", "C16", "C18"]));
    assert!(both.because.iter().any(|because| matches!(because, Because::Exchange { .. })));
    assert_eq!(weighed.origins.to_string(), "government--KR + government--UA");
    assert!(weighed.grounds.rests_within(|id| *id == claim("C18")));
    assert!(!weighed.grounds.rests_within(|id| *id == claim("C21")));
}

#[test]
fn the_proof_says_in_plain_words_what_was_counted_and_what_not() {
    let declared = exchange(government("KR"), government("UA"), date(2024, 11, 27));
    let weighed = weighed(&deployment(), &[declared]);
    let text = weighed.strict.to_text();
    for words in [
        "7 reports, 1 origin (strict): the government of South Korea with the government of Ukraine\n",
        "   counted as 1 because the president and the presidential office are one body, \
         the government of South Korea\n",
        "   counted as 1 because the government of South Korea and the government of Ukraine exchange information \
         on this since 2024-11-27 (on everything; declared by ana, record 1: they said so)\n",
        ": the reporting outlet › the agency › the presidential office (counts)\n",
        "not counted:\n",
        ": the reporting outlet (the outlet speaks for itself: no lineage, no corroboration)\n",
        ": the reporting outlet › it was reported (names nobody: corroborates nothing but itself)\n",
    ] {
        assert!(text.contains(words), "{words:?} is not in\n{text}");
    }
    let json = serde_json::to_value(&weighed).unwrap();
    assert_eq!(json["strict"]["cut"], 1);
    assert_eq!(json["normal"]["origins"][1]["id"], "government--UA");
    assert_eq!(json["origins"], serde_json::json!([["government--KR"], ["government--UA"]]));
    let own = weighed.strict.proof.lines.iter().find(|line| line.claim == claim("C13")).unwrap();
    assert_eq!(own.why, Why::OwnWord);
    let dot = weighed.to_dot();
    assert!(dot.contains("style=dashed") && dot.contains("[label=\"the government of Ukraine\"]"), "{dot}");
    assert_eq!(dot.matches('{').count(), 1);
}

#[test]
fn the_other_groups_come_out_as_coded() {
    let arms = group(&[("C19", "SEED>YNA>ROKPRES"), ("C23", "SEED")]);
    assert_eq!(counts(&arms, &[]), (1, 1, 1));

    let position = group(&[
        ("C15", "SEED>YOON"),
        ("C25", "SEED>KI>EXPERTS_KI"),
        ("C33", "SEED>ROKOFF"),
        ("C34", "SEED>YOON"),
        ("C36", "SEED>BBG"),
    ]);
    assert_eq!(counts(&position, &[]), (2, 2, 2));
    let normal = weighed(&position, &[]).normal;
    let korea = normal.origins.iter().find(|origin| origin.id == government("KR")).unwrap();
    assert_eq!(korea.claims, named(&["C15", "C34"]));
    assert_eq!(korea.beside, named(&["C33"]), "an unnamed official of the same body");

    // The agency's own word and the office through the agency: one carrier.
    let meeting =
        group(&[("C01", "SEED"), ("C03", "SEED>YNA"), ("C05", "SEED"), ("C17", "SEED>YNA>ROKPRES")]);
    assert_eq!(counts(&meeting, &[]), (1, 1, 2));
    let normal = weighed(&meeting, &[]).normal;
    assert_eq!(normal.origins[0].members.len(), 2);
    assert!(normal.to_text().contains("heard through the agency"), "{}", normal.to_text());
    assert_eq!(article("the seed"), meeting[0].article);
}
