//! Credit lines at head and foot.

use proptest::prelude::*;

use super::{CreditLine, credit_lines, origins};
use crate::words::{CreditSort, Words};

fn words() -> Words {
    Words::built_in().unwrap()
}

fn told(text: &str) -> Vec<(CreditSort, Vec<String>)> {
    let names = |line: CreditLine| line.names.into_iter().map(|source| source.name).collect();
    credit_lines(text, &words()).into_iter().map(|line| (line.sort, names(line))).collect()
}

fn one(sort: CreditSort, names: &[&str]) -> Vec<(CreditSort, Vec<String>)> {
    vec![(sort, names.iter().map(ToString::to_string).collect())]
}

#[test]
fn the_foot_says_whose_work_it_is() {
    let with =
        |foot: &str| told(&format!("Shells arrived.\n\nThe ministry said more would come.\n\n{foot}\n"));
    assert_eq!(
        with("With material from Reuters and AFP"),
        one(CreditSort::Material, &["Reuters", "Agence France-Presse"])
    );
    assert_eq!(
        with("(Reporting by Ana Bright in Riverton; Editing by Tom Lake)"),
        one(CreditSort::Author, &["Ana Bright", "Tom Lake"])
    );
    assert_eq!(with("Source: Harbour Wire"), one(CreditSort::Material, &["Harbour Wire"]));
    assert_eq!(with("This story was originally published by Yonhap."), one(CreditSort::Reprint, &["Yonhap"]));
    assert_eq!(with("© 2026 The Associated Press"), one(CreditSort::Right, &["Associated Press"]));
    assert_eq!(with("Ana Bright contributed to this report."), one(CreditSort::Behind, &["Ana Bright"]));
    assert_eq!(
        with("Nothing more was known. (AFP/Reuters)"),
        one(CreditSort::Material, &["Agence France-Presse", "Reuters"])
    );
    assert_eq!(with("— Yonhap"), one(CreditSort::Material, &["Yonhap"]));
    assert!(with("By evening nothing more was known (in Kursk).").is_empty());
    assert!(with("Sources said that it was so.").is_empty());
}

#[test]
fn the_head_names_the_agency_of_a_dateline() {
    let text = "Shells arrive\nRIVERTON (Reuters) - Shells arrived on Monday.\nMore came.";
    let found = credit_lines(text, &words());
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].span.text(text), Some("RIVERTON (Reuters)"));
    assert_eq!(
        told("By Ana Bright, Yonhap\n\nShells arrived."),
        one(CreditSort::Author, &["Ana Bright", "Yonhap"])
    );
    assert!(told("The agency (Reuters) - a large one - said so.").is_empty());
}

#[test]
fn origins_leave_the_own_outlet_and_people_out() {
    let text = "By Ana Bright\n\nShells arrived.\n\nWith material from Reuters\n© Harbour Post";
    let lines = credit_lines(text, &words());
    let names = |outlet| origins(&lines, outlet).into_iter().map(|source| source.name).collect::<Vec<_>>();
    assert_eq!(names(Some("harbour post")), ["Reuters"]);
    assert_eq!(names(None), ["Reuters", "Harbour Post"]);
}

proptest! {
    #[test]
    fn any_text_is_taken_and_spans_hold(text in "([A-Za-zİß(©—/] ?|by |via |\\(|\\)|\n|Reuters){0,60}") {
        for line in credit_lines(&text, words_once()) {
            prop_assert!(line.span.text(&text).is_some());
            prop_assert!(!line.names.is_empty());
        }
    }
}

fn words_once() -> &'static Words {
    static WORDS: std::sync::LazyLock<Words> = std::sync::LazyLock::new(|| Words::built_in().unwrap());
    &WORDS
}
