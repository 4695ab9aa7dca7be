//! Credit lines at head and foot.

use attache_core::{
    article::{Article, Outlet},
    source::SourceKind,
};
use proptest::prelude::*;

use super::{CreditLine, credit_lines, credited, origins};
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

#[test]
fn agencies_that_no_table_has_are_known_by_their_last_words() {
    let material = one(CreditSort::Material, &["Harbour Wire"]);
    assert_eq!(told("Shells arrived.\n\nMore would come. (Harbour Wire)"), material);
    assert_eq!(told("RIVERTON, Nov 27 (Harbour Wire) — Shells arrived on Monday."), material);
    assert_eq!(
        told("Shells arrived.\n\nReporting by Harbour Wire"),
        one(CreditSort::Author, &["Harbour Wire"])
    );
    assert!(told("Shells arrived.\n\nThe fence fell. (with wire)").is_empty());
    assert!(told("Shells arrived.\n\nBarbed Wire").is_empty(), "a heading");
}

#[test]
fn an_article_credits_others_with_its_own_words() {
    let mut article = Article::plain(
        "RIVERTON (Harbour Wire) - Shells arrived.\n\nMore came.\n\nWith material from Reuters and Harbour Wire\n© Harbour Post",
    );
    let told = |article: &Article| {
        let credited = credited(article, words_once()).into_iter();
        credited.map(|credit| (credit.outlet.name, credit.words.text)).collect::<Vec<_>>()
    };
    let pair = |name: &str, words: &str| (name.to_owned(), words.to_owned());
    let both = vec![
        pair("Harbour Wire", "RIVERTON (Harbour Wire)"),
        pair("Reuters", "With material from Reuters and Harbour Wire"),
    ];
    assert_eq!(told(&article), both, "a right is not told where the outlet is not known");
    article.outlet = Some(Outlet { name: "Harbour Post".into(), kind: SourceKind::Outlet });
    assert_eq!(told(&article), both);
    article.outlet = Some(Outlet { name: "Harbour wire".into(), kind: SourceKind::NewsAgency });
    assert_eq!(told(&article)[0].0, "Reuters");
    let ministry = Article::plain("Shells arrived.\n\nSource: Defence Ministry");
    assert_eq!(told(&ministry), [], "a body is no outlet");
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
