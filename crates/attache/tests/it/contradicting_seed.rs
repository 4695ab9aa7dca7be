//! The relations that a person coded in the seed article, as far as the reader drafts both claims.

use std::{collections::BTreeMap, path::Path};

use serde_json::Value;

use crate::desk::Desk;

/// Bytes that two lists of spans share, and the longer list's length.
fn shared(a: &[(u64, u64)], b: &[(u64, u64)]) -> (u64, u64) {
    let length = |spans: &[(u64, u64)]| spans.iter().map(|(start, end)| end - start).sum::<u64>();
    let overlap = |(a, b): (&(u64, u64), &(u64, u64))| a.1.min(b.1).saturating_sub(a.0.max(b.0));
    let all = a.iter().flat_map(|one| b.iter().map(move |other| overlap((one, other))));
    (all.sum(), length(a).max(length(b)))
}

fn spans(of: &Value, start: &str, end: &str) -> Vec<(u64, u64)> {
    let list = of["spans"].as_array().unwrap();
    list.iter().map(|span| (span[start].as_u64().unwrap(), span[end].as_u64().unwrap())).collect()
}

/// The drafted claim of each gold claim: best overlap first, at least half of the longer one, one to one.
pub(crate) fn matched(gold: &[Value], drafts: &[Value]) -> BTreeMap<String, String> {
    let mut pairs = Vec::new();
    for claim in gold {
        for draft in drafts {
            let own = spans(draft, "start", "end");
            let (both, longer) = shared(&spans(claim, "byte_start", "byte_end"), &own);
            if both * 2 >= longer && both > 0 {
                let id = |row: &Value, key: &str| row[key].as_str().unwrap().to_owned();
                pairs.push((both * 1000 / longer, id(claim, "id"), id(draft, "claim")));
            }
        }
    }
    pairs.sort_by(|a, b| b.cmp(a));
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for (_, claim, draft) in pairs {
        if !found.contains_key(&claim) && !found.values().any(|taken| *taken == draft) {
            found.insert(claim, draft);
        }
    }
    found
}

#[test]
fn the_position_pairs_of_the_seed_change_narrow_or_differ_in_scope_and_none_contradicts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/seed");
    let Ok(gold) = std::fs::read_to_string(folder.join("gold.json")) else {
        println!("skipped: {} is not there", folder.display());
        return;
    };
    let gold: Value = serde_json::from_str(&gold).unwrap();
    let desk = Desk::new();
    desk.file("article.txt", std::fs::read(folder.join("article.txt")).unwrap());
    desk.run(&["add", "--date", "2024-11-28", "article.txt"]).fine();
    let drafts = desk.run(&["ask", "claims", "--json"]).fine().json();
    let found = matched(gold["claims"].as_array().unwrap(), &drafts);
    let pairs = desk.run(&["ask", "contradictions", "--explain", "--json"]).fine().json();
    assert!(pairs.iter().all(|pair| pair["contradiction"] == false), "{pairs:#?}");
    let (mut right, mut drafted) = (0, 0);
    for relation in gold["relations"].as_array().unwrap() {
        let part = |key: &str| relation[key].as_str().unwrap();
        let (a, b, wanted) = (part("a"), part("b"), part("rel"));
        if !["position-change", "narrows", "different-scope", "tension"].contains(&wanted) {
            continue;
        }
        let (Some(one), Some(other)) = (found.get(a), found.get(b)) else {
            println!("{a} {wanted} {b}: not drafted, or drafted in other words");
            continue;
        };
        drafted += 1;
        let is_it = |pair: &&Value| {
            let evidence: Vec<&str> =
                pair["evidence"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
            evidence.contains(&one.as_str()) && evidence.contains(&other.as_str())
        };
        let told = pairs.iter().find(is_it).map(|pair| pair["relation"].as_str().unwrap());
        println!(
            "{a} {wanted} {b}: {}",
            told.unwrap_or("no relation: the drafts name other parties or things")
        );
        let allowed = ["position-change", "tension", "narrows", "narrowed-by", "different-scope"];
        assert!(told.is_none_or(|told| allowed.contains(&told)), "{a} {b}: {told:?}");
        right += usize::from(
            told.is_some_and(|told| told == wanted || told == "narrowed-by" && wanted == "narrows"),
        );
    }
    println!("{right} of {drafted} drafted pairs are as coded");
    assert!(right >= 3, "{right} of {drafted}");
}
