//! Copies are told from texts that only share a phrase, and the one that took from the one that gave.

use std::sync::LazyLock;

use attache_core::{
    article::{Article, Outlet},
    edge::{Derivation, Reprint},
    source::SourceKind,
};
use jiff::civil::date;
use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

use super::Printed;
use crate::words::Words;

static WORDS: LazyLock<Words> = LazyLock::new(|| Words::built_in().unwrap());

/// Words that no other text of another seed shares in a row.
fn prose(seed: u64, words: usize) -> String {
    let mut state = seed;
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("w{}", (state >> 40) % 500)
    };
    (0..words).map(|_| word()).collect::<Vec<_>>().join(" ")
}

fn article(text: &str, outlet: &str, day: Option<i8>) -> Article {
    let mut article = Article::plain(text.to_owned());
    article.outlet = Some(Outlet { name: outlet.into(), kind: SourceKind::Outlet });
    article.published = day.map(|day| date(2026, 3, day));
    article
}

fn found(one: &Article, other: &Article) -> Option<Reprint> {
    let [a, b] = [one, other].map(|article| Printed::of(article, &WORDS));
    let found = a.reprint(&b);
    assert_eq!(found, b.reprint(&a), "from whichever side");
    assert_eq!(found, a.reprint_with(other, &WORDS));
    found
}

#[test]
fn a_short_text_within_a_long_one_is_found() {
    let short = prose(1, 60);
    let long = format!("{}\n{short}\n{}", prose(2, 700), prose(3, 700));
    let (long, short) = (article(&long, "Post", Some(2)), article(&short, "Sun", Some(3)));
    let reprint = found(&long, &short).unwrap();
    assert_eq!((reprint.from, reprint.share, reprint.derivation()), (short.id(), 1000, Derivation::Wholly));
    let [a, b] = [&long, &short].map(|article| Printed::of(article, &WORDS));
    let shared = b.sketch().iter().filter(|number| a.sketch().contains(number)).count();
    assert!(a.may_share(shared, b.sketch().len()) && b.may_share(shared, a.sketch().len()));
    assert_eq!(found(&long, &article(&prose(4, 300), "Sun", None)), None);
}

#[test]
fn case_and_marks_do_not_hide_a_copy_and_half_of_it_is_part() {
    let agency = prose(1, 200);
    let half = agency.split_whitespace().take(100).collect::<Vec<_>>().join(", ").to_uppercase();
    let half = format!("{half} {}", prose(9, 100));
    let reprint = found(&article(&agency, "Wire", Some(2)), &article(&half, "Sun", Some(2))).unwrap();
    assert_eq!(reprint.derivation(), Derivation::Partly);
}

#[test]
fn a_shared_phrase_and_next_to_nothing_are_no_copies() {
    let phrase = prose(7, 15);
    let with = |seed| format!("{} {phrase} {}", prose(seed, 15), prose(seed + 1, 10));
    assert_eq!(found(&article(&with(10), "Post", None), &article(&with(20), "Sun", None)), None);
    assert_eq!(found(&article("", "Post", None), &article("", "Sun", None)), None);
    assert_eq!(found(&article("a b c d", "Post", None), &article("a b c d", "Sun", None)), None);
}

#[test]
fn the_one_that_credits_took_else_the_later_one() {
    let text = prose(1, 100);
    let credited = format!("{text}\n\nWith material from Harbour Wire");
    let took = |one: &Article, other: &Article| found(one, other).unwrap().from;
    let (early, late) = (article(&text, "Post", Some(2)), article(&text, "Sun", Some(3)));
    assert_eq!(took(&early, &late), late.id());
    let (paper, agency) = (article(&credited, "Post", Some(2)), article(&text, "Harbour Wire", Some(3)));
    assert_eq!(took(&paper, &agency), paper.id(), "its page is dated later than the paper that prints it");
    let (one, other) = (article(&text, "Post", None), article(&text, "Sun", Some(3)));
    assert_eq!(took(&one, &other), one.id().max(other.id()));
}

#[test]
fn pages_of_one_outlet_share_their_furniture_and_no_text() {
    let page = |seed, outlet| article(&format!("{}\n{}", prose(seed, 90), prose(9, 80)), outlet, Some(3));
    assert_eq!(found(&page(1, "Harbour Post"), &page(2, "harbour post")), None);
    assert!(found(&page(1, "Harbour Post"), &page(2, "Coast Sun")).is_some());
}

proptest! {
    #[test]
    fn any_text_is_taken(one in "\\PC{0,80}", other in "\\PC{0,80}") {
        let [a, b] = [article(&one, "Post", None), article(&other, "Sun", None)]
            .map(|article| Printed::of(&article, &WORDS));
        let reprint = a.reprint(&b);
        prop_assert_eq!(reprint, b.reprint(&a));
        prop_assert!(reprint.is_none_or(|reprint| reprint.share <= 1000 && reprint.given <= 1000));
    }
}
