//! `kill -9` in the middle of `add`: what was told is kept, the store opens, a second run does the rest.

use std::{
    collections::BTreeSet,
    io::{BufRead, BufReader},
    process::Stdio,
};

use crate::desk::Desk;

const ARTICLES: usize = 200;
const POINTS: usize = 16;
/// Length of an article's id.
const ID: usize = "article--".len() + 36;

fn desk_with_folder() -> Desk {
    let desk = Desk::new();
    for n in 0..ARTICLES {
        let text = format!(
            "Poland has sent {n} tanks to Ukraine, the Polish defence ministry said on Friday. \
             The ministry said that {n} more would follow in November.\n"
        );
        desk.file(&format!("in/{n:03}.txt"), text);
    }
    desk
}

/// Adds the folder and kills the program after so many articles were told; answers their ids.
fn killed_after(desk: &Desk, told: usize) -> BTreeSet<String> {
    let mut command = desk.command(&["add", "--verbose", "in"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let id = |line: String| line.strip_prefix("added ").and_then(|rest| rest.get(..ID)).map(str::to_owned);
    let mut acknowledged: BTreeSet<String> =
        lines.by_ref().take(told).filter_map(|line| id(line.unwrap())).collect();
    child.kill().unwrap();
    child.wait().unwrap();
    // What the pipe still holds was told too. A line may be cut by the kill.
    acknowledged.extend(lines.map_while(Result::ok).filter_map(id));
    acknowledged
}

#[test]
fn what_was_told_is_kept_at_whatever_point_it_is_killed() {
    let mut cut_short = 0;
    for point in 0..POINTS {
        let desk = desk_with_folder();
        let acknowledged = killed_after(&desk, point * 11);
        assert!(acknowledged.len() >= point * 11);
        cut_short += usize::from(acknowledged.len() < ARTICLES);
        if desk.path("desk.db").exists() {
            let checked = desk.run(&["db", "check"]);
            // Killed before the store was made, there is nothing to check; afterwards it must be sound.
            assert!(checked.code == 0 || acknowledged.is_empty(), "{checked:#?}");
        }
        for id in &acknowledged {
            if id == acknowledged.first().unwrap() || id == acknowledged.last().unwrap() {
                let shown = desk.run(&["show", "--json", id]).fine().json().remove(0);
                assert!(!shown["claims"].as_array().unwrap().is_empty(), "kept with all of its drafts");
            }
        }
        let second = desk.run(&["add", "--json", "in"]).fine().json().remove(0);
        let (added, known) = (second["added"].as_u64().unwrap(), second["known"].as_u64().unwrap());
        assert_eq!(added + known, ARTICLES as u64);
        assert!(known >= acknowledged.len() as u64, "{known} known, {} told", acknowledged.len());
        let checked = desk.run(&["db", "check", "--json"]).fine().json().remove(0);
        assert_eq!(checked["articles"], ARTICLES);
        let claims = desk.run(&["ask", "claims", "--json", "--limit", "100000"]).fine().json();
        let articles: BTreeSet<_> = claims.iter().map(|row| row["article"].as_str().unwrap()).collect();
        assert_eq!(articles.len(), ARTICLES);
        assert!(acknowledged.iter().all(|id| articles.contains(id.as_str())), "every told article is there");
    }
    assert!(cut_short > POINTS / 2, "the kills must fall within the work: {cut_short}");
}
