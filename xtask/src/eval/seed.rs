//! Our figures against those of `score.py`, on the seed, where both lie beside the repository.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use attache_text::words::Words;
use serde_json::{Value, json};

use super::{
    drafted::{self, Drafted},
    gold::{self, Coded},
    score::score,
};

/// The seed's folder: beside the repository, or beside the folder of a worktree.
fn folder() -> Option<PathBuf> {
    let root = crate::root();
    let near = ["../shared/seed", "../../shared/seed"].map(|near| root.join(near));
    near.into_iter().find(|folder| folder.join("score.py").is_file())
}

/// The seed, or the reason why the test is skipped.
fn seed() -> Result<(PathBuf, Coded), String> {
    let folder = folder().ok_or("skipped: ../shared/seed is not there")?;
    Command::new("python3").arg("--version").output().map_err(|_| "skipped: python3 is not there")?;
    let coded = gold::load(&folder).unwrap().pop().unwrap();
    Ok((folder, coded))
}

/// The summary line of score.py over these lines of drafts.
fn python(folder: &Path, lines: &str) -> String {
    let drafts = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(drafts.path(), lines).unwrap();
    let run = Command::new("python3")
        .arg(folder.join("score.py"))
        .arg(folder.join("gold.json"))
        .arg(drafts.path())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    String::from_utf8_lossy(&run.stdout).lines().last().unwrap().to_owned()
}

/// Our summary line, without what score.py does not have.
fn ours(coded: &Coded, drafts: &[Drafted]) -> String {
    let line = score(&coded.gold, drafts, &Words::built_in().unwrap()).tally.to_string();
    line.split(" place ").next().unwrap().to_owned()
}

/// Drafts made of the gold itself, spoilt in `turn`: spans moved, kinds, modalities, chains and figures
/// changed, claims left out and invented.
fn spoilt(raw: &Value, turn: usize) -> String {
    let sources = &raw["sources"];
    let mut lines = String::new();
    for (at, claim) in raw["claims"].as_array().unwrap().iter().enumerate() {
        let nth = at * 7 + turn * 3;
        if nth.is_multiple_of(9) {
            continue;
        }
        let spans = claim["spans"].as_array().unwrap().iter().map(|span| {
            let (start, end) = (span["byte_start"].as_u64().unwrap(), span["byte_end"].as_u64().unwrap());
            let moved = (end - start) * (nth as u64 % 5) / 6;
            json!({"start": start + moved, "end": end, "text": "x"})
        });
        let mut chain: Vec<Value> = claim["chain"]
            .as_array()
            .unwrap()
            .iter()
            .map(|id| {
                let source = &sources[id.as_str().unwrap()];
                json!({"name": source["name"], "kind": source["kind"]})
            })
            .collect();
        if nth % 6 == 1 {
            chain.push(json!({"name": "Somebody Else", "kind": "person"}));
        }
        let quantities = claim["quantities"].as_array().unwrap().iter().map(|quantity| {
            let low = quantity["value"].as_f64().or(quantity["lower"].as_f64());
            let high = (quantity["bound"] == "=" || nth.is_multiple_of(4)).then_some(low);
            json!({"low": low, "high": high, "text": "x"})
        });
        let mut quantities: Vec<Value> = quantities.collect();
        if nth % 8 == 2 {
            quantities.push(json!({"low": 155, "high": 155, "text": "155"}));
        }
        let kind = if nth % 5 == 3 { &json!("background") } else { &claim["type"] };
        let modality = if nth % 7 == 4 { &json!("denied") } else { &claim["modality"] };
        let draft = json!({"kind": kind, "modality": modality, "spans": spans.collect::<Vec<_>>(),
            "chain": chain, "quantities": quantities});
        lines.push_str(&format!("{draft}\n"));
    }
    lines.push_str("{\"kind\": \"stock\", \"modality\": \"asserted\", \"spans\": [{\"start\": 3, \"end\": 9, \"text\": \"x\"}]}\n");
    lines
}

#[test]
fn spoilt_gold_has_the_figures_of_score_py() {
    let (folder, coded) = match seed() {
        Ok(seed) => seed,
        Err(reason) => return eprintln!("{reason}"),
    };
    let raw: Value = serde_json::from_slice(&std::fs::read(folder.join("gold.json")).unwrap()).unwrap();
    let mut seen = std::collections::BTreeSet::new();
    for turn in 0..9 {
        let lines = spoilt(&raw, turn);
        let theirs = python(&folder, &lines);
        assert_eq!(ours(&coded, &drafted::from_lines(&lines).unwrap()), theirs, "turn {turn}");
        seen.insert(theirs);
    }
    assert!(seen.len() > 4, "the drafts were not spoilt in different ways: {seen:?}");
}

#[test]
fn what_we_read_has_the_figures_of_score_py() {
    let (folder, coded) = match seed() {
        Ok(seed) => seed,
        Err(reason) => return eprintln!("{reason}"),
    };
    let words = Words::built_in().unwrap();
    // The date is that of the seed's README; its gold states none.
    let drafts = drafted::lines_of(&coded, Some(jiff::civil::date(2024, 11, 28)), &words).unwrap();
    let lines: String = drafts.iter().map(|line| format!("{line}\n")).collect();
    assert_eq!(ours(&coded, &drafted::from_lines(&lines).unwrap()), python(&folder, &lines));
}
