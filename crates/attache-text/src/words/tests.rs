//! The tables that are built in, and tables that are wrong.

use attache_core::{filter::Term, proposition::ItemCategory};

use super::{TableError, Words, loading};

#[test]
fn the_built_in_tables_load() {
    let words = Words::built_in().unwrap();
    assert!(words.countries.len() > 190);
    assert!(words.cues.iter().any(|cue| cue.base == "say"));
}

#[test]
fn a_question_word_resolves_to_what_it_names() {
    let words = Words::built_in().unwrap();
    let country = |code: &str| Term::Country(code.parse().unwrap());
    for (word, expected) in [
        ("North Korea", country("KP")),
        ("dprk", country("KP")),
        ("KR", country("KR")),
        ("PRK", country("KP")),
        ("Moscow", country("RU")),
        ("the Kremlin", country("RU")),
        ("ukrainian", country("UA")),
        ("Kursk", Term::Subdivision("RU-KRS".into())),
        ("ammunition", Term::Category(ItemCategory::Ammunition)),
        ("zzyzx", Term::Words("zzyzx".into())),
    ] {
        assert_eq!(words.term(word), expected, "{word}");
    }
}

fn with(name: &'static str, text: &'static str) -> TableError {
    Words::from_tables(|table| {
        if table == name {
            Some(text)
        } else {
            loading::BUILT_IN.iter().find(|(n, _)| *n == table).map(|(_, t)| *t)
        }
    })
    .expect_err("a bad row must be refused")
}

#[test]
fn a_bad_row_is_refused_by_its_line() {
    let bad = with(
        "countries",
        "alpha2\talpha3\tname\taliases\tdemonyms\tcapital\tmetonyms\tregions\n# x\nKOR\tKOR\ta\t\t\t\t\t\n",
    );
    assert_eq!((bad.table.as_str(), bad.line), ("countries", 3));
    let bad =
        with("cues", "base\tforms\tsort\tputs\tobject\nsay\tsays|said|saying\tshout\tasserted\tclause\n");
    assert_eq!(bad.to_string(), "word table cues, line 2: `shout` is no sort of cue");
    let bad = with("figures", "sort\tvalue\twords\nnumber\tmany\tmany\n");
    assert_eq!(bad.line, 2);
    let bad = with("calendar", "rule\twords\nday0\ttoday\nnever\tnever\n");
    assert_eq!(bad.line, 3);
}
