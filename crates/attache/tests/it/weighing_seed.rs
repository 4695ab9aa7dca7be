//! The corroboration groups that a person coded in the seed article.

use std::{collections::BTreeMap, path::Path};

use serde_json::Value;

use crate::{
    contradicting_seed::matched,
    desk::Desk,
    weighing::{counts, declare, weighed},
};

/// The ids that a value lists.
fn ids(list: &Value) -> Vec<String> {
    list.as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_deployment_has_seven_mentions_five_chains_two_origins_and_one_where_the_exchange_counts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seed");
    let Ok(gold) = std::fs::read_to_string(folder.join("gold.json")) else {
        println!("skipped: {} is not there", folder.display());
        return;
    };
    let gold: Value = serde_json::from_str(&gold).unwrap();
    let group = &gold["corroboration_groups"][0];
    let desk = Desk::new();
    desk.file("article.txt", std::fs::read(folder.join("article.txt")).unwrap());
    desk.run(&["add", "--date", "2024-11-28", "article.txt"]).fine();
    let drafts = desk.run(&["ask", "claims", "--json"]).fine().json();
    let found = matched(gold["claims"].as_array().unwrap(), &drafts);
    let answer = weighed(&desk, "North Korean troops are in Russia");
    let reports = answer["reports"].as_array().unwrap();
    let by_claim: BTreeMap<&str, &Value> =
        reports.iter().map(|report| (report["claim"].as_str().unwrap(), report)).collect();
    let covered: Vec<String> = ids(&group["claims"])
        .into_iter()
        .filter(|claim| found.get(claim).is_some_and(|draft| by_claim.contains_key(draft.as_str())))
        .collect();
    for claim in ids(&group["claims"]).iter().filter(|claim| !covered.contains(claim)) {
        println!("{claim}: not drafted, or drafted in other words, or no report");
    }
    assert_eq!(covered, ids(&group["claims"]));
    let naive = &group["naive_count"];
    assert_eq!(naive["mentions"], reports.len(), "{answer:#}");
    let chains: std::collections::BTreeSet<String> =
        reports.iter().map(|report| report["chain"].to_string()).collect();
    assert_eq!(naive["distinct_chains"], chains.len(), "{chains:#?}");
    // Both governments with the claims that the gold has for them; the rest names nobody.
    assert_eq!(group["independent_named_origins"], counts(&answer)[1], "{answer:#}");
    let origins = answer["corroboration"]["normal"]["origins"].as_array().unwrap();
    for (id, coded) in [("government--KR", "ROKGOV"), ("government--UA", "UKRGOV")] {
        let own =
            origins.iter().find(|origin| origin["id"] == id).unwrap_or_else(|| panic!("{id}: {origins:#?}"));
        let coded =
            group["origins"].as_array().unwrap().iter().find(|origin| origin["origin"] == coded).unwrap();
        let mut wanted: Vec<String> =
            ids(&coded["claims"]).iter().map(|claim| found[claim].clone()).collect();
        wanted.sort();
        let mut counted = ids(&own["claims"]);
        counted.sort();
        assert_eq!(counted, wanted, "{id}");
    }
    declare(&desk, ["KR", "UA"], jiff::civil::date(2024, 11, 27));
    let answer = weighed(&desk, "North Korean troops are in Russia");
    let [strict, normal, _] = counts(&answer);
    assert_eq!((&group["with_information_exchange_edge"], normal), (&strict.into(), 2), "{answer:#}");
}

#[test]
fn the_transfers_have_one_named_origin() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seed");
    let Ok(gold) = std::fs::read_to_string(folder.join("gold.json")) else {
        println!("skipped: {} is not there", folder.display());
        return;
    };
    let gold: Value = serde_json::from_str(&gold).unwrap();
    let group = &gold["corroboration_groups"][1];
    let desk = Desk::new();
    desk.file("article.txt", std::fs::read(folder.join("article.txt")).unwrap());
    desk.run(&["add", "--date", "2024-11-28", "article.txt"]).fine();
    let drafts = desk.run(&["ask", "claims", "--json"]).fine().json();
    let found = matched(gold["claims"].as_array().unwrap(), &drafts);
    let short = |claim: &str| found[claim].trim_start_matches("claim--").chars().take(8).collect::<String>();
    let answer = weighed(&desk, &short("C19"));
    let mut reports: Vec<String> = answer["reports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["claim"].as_str().unwrap().to_owned())
        .collect();
    let mut wanted: Vec<String> = ids(&group["claims"]).iter().map(|claim| found[claim].clone()).collect();
    reports.sort();
    wanted.sort();
    assert_eq!(reports, wanted, "{answer:#}");
    assert_eq!(group["independent_named_origins"], counts(&answer)[1], "{answer:#}");
    assert_eq!(answer["corroboration"]["normal"]["origins"][0]["id"], "government--KR", "{answer:#}");
}
