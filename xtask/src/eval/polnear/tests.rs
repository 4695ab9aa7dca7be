//! A whole folder, from files to figures.

use super::{Measured, Predictor, Reader};

const TEXT: &str =
    "Advertisement\n\nThe Latvian Defence Ministry said that 200 shells were sent to Riga. It rained.\n";

/// One article with this annotation.
fn measured(rows: &str) -> Measured {
    let folder = tempfile::tempdir().unwrap();
    for part in ["text", "attributions"] {
        std::fs::create_dir(folder.path().join(part)).unwrap();
    }
    std::fs::write(folder.path().join("text/a.txt"), TEXT).unwrap();
    std::fs::write(folder.path().join("attributions/a_x.ann"), rows).unwrap();
    Measured::of(folder.path(), &Predictor::load(Reader::Rules, None).unwrap()).unwrap()
}

const ROWS: &str = "T1\tSource 15 43\tThe Latvian Defence Ministry\nT2\tCue 44 48\tsaid\n\
                    T3\tContent 49 82\tthat 200 shells were sent to Riga\nE1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\n";

#[test]
fn what_the_rules_find_is_held_against_gold() {
    let told = measured(ROWS).held();
    for figure in
        ["token", "span_exact", "span_half", "attribution_exact", "reporting", "surest_half_precision"]
    {
        assert_eq!(told[figure], 1.0, "{figure}");
    }
    // Right for sure, but not said to be.
    assert!(told["calibration_error"] > 0.05 && told["calibration_error"] < 0.5, "{told:?}");
}

#[test]
fn what_is_discarded_counts_neither_way() {
    // All that was found is discarded: nothing is left to be wrong.
    let told =
        measured("T1\tDiscard 15 83\tThe Latvian Defence Ministry said that 200 shells were sent to Riga.\n");
    let json: serde_json::Value = serde_json::from_str(&told.for_programs().unwrap()).unwrap();
    assert_eq!(json["attribution_half"]["found"], 0);
    assert_eq!(json["tokens"], 4);
}

#[test]
fn people_and_programs_are_told_the_same() {
    // Gold has a shorter content: half of the attribution is found, all of it is not.
    let told = measured(&ROWS.replace("49 82\tthat 200", "54 82\t200"));
    let text = told.for_people();
    assert!(text.contains("1 articles, 17 tokens, 1 attributions; found by the rules: 1\n"), "{text}");
    let row = |head: &str| {
        let line = text.lines().find(|line| line.replace(' ', "").starts_with(head)).unwrap();
        line.replace(' ', "")
    };
    assert_eq!(row("|attributions|half"), "|attributions|half|100.0|100.0|100.0|1|1|");
    assert_eq!(row("|attributions|exact"), "|attributions|exact|0.0|0.0|0.0|1|1|");
    assert_eq!(row("|tokens|content"), "|tokens|content|85.7|100.0|92.3|7|6|");
    assert_eq!(row("|say,tell,add"), "|say,tell,add|100.0|100.0|100.0|100.0|1|1|");
    let json: serde_json::Value = serde_json::from_str(&told.for_programs().unwrap()).unwrap();
    assert_eq!(json["attribution_exact"]["f1"], 0.0);
    assert_eq!(json["token"]["content"]["found"], 7);
    assert_eq!(json["kinds"][0]["recall"], 1.0);
    assert_eq!(json["reader"], "rules");
}
