//! What is found does not depend on the order of adding, and what is known is not found again.

use std::collections::BTreeSet;

use attache_core::{
    article::{Article, Outlet},
    edge::Derivation,
    id::{ArticleId, EdgeId},
    record::{Happening, NewRecord},
    reliance::Reliance,
    source::SourceKind,
};
use attache_store::{Memory, Store};
use attache_text::words::Words;
use jiff::{Timestamp, civil::Date};
use proptest::prelude::*;

use super::{Found, articles, find};
use crate::{
    adding,
    effects::{Effects, StoppedClock, SystemChance},
};

static WORDS: std::sync::LazyLock<Words> = std::sync::LazyLock::new(|| Words::built_in().unwrap());
static CLOCK: StoppedClock = StoppedClock(Timestamp::UNIX_EPOCH);

fn effects(store: &Memory) -> Effects<'_> {
    Effects { store, clock: &CLOCK, chance: &SystemChance, by: "ana", originator: "desk" }
}

/// Words that no other seed has in a row.
fn prose(seed: u64, words: u64) -> String {
    (0..words).map(|word| format!("w{seed}x{word} ")).collect()
}

fn article(text: String, outlet: &str, day: Option<i8>) -> Article {
    let mut article = Article::plain(text);
    article.outlet = Some(Outlet { name: outlet.into(), kind: SourceKind::Outlet });
    article.published = day.and_then(|day| Date::new(2024, 11, day).ok());
    article
}

fn add(store: &Memory, article: &Article) -> Vec<ArticleId> {
    adding::keep(&effects(store), article.clone(), None, &WORDS, |_| Vec::new()).unwrap().shares_with
}

fn reliance(store: &Memory) -> Reliance {
    Reliance::fold(&store.reliance_records().unwrap())
}

fn edges(store: &Memory) -> BTreeSet<(EdgeId, String)> {
    let shown = |edge: attache_core::edge::Edge| (edge.id, serde_json::to_string(&edge).unwrap());
    reliance(store).edges().into_iter().map(shown).collect()
}

/// The one reprint between two articles that are added in this order, if there is one.
fn taken(first: &Article, second: &Article) -> Option<(ArticleId, ArticleId, Derivation)> {
    let store = Memory::new();
    add(&store, first);
    let shares = add(&store, second);
    let reliance = reliance(&store);
    let found = reliance.taken_by(first.id()).chain(reliance.taken_by(second.id())).next().copied();
    assert_eq!(found.is_some(), !shares.is_empty());
    found.map(|found| (found.from, found.to, found.derivation()))
}

#[test]
fn the_later_one_took_unless_a_credit_line_says_otherwise() {
    let text = || prose(1, 120);
    let (early, late) = (article(text(), "Harbour Post", Some(3)), article(text(), "Coast Sun", Some(4)));
    let wholly = Some((late.id(), early.id(), Derivation::Wholly));
    assert_eq!((taken(&early, &late), taken(&late, &early)), (wholly, wholly));
    // The paper prints on the day before what the agency has on its page.
    let paper = article(format!("{}\n\nWith material from Harbour Wire", text()), "Coast Sun", Some(3));
    let agency = article(text(), "Harbour Wire", Some(4));
    let credited = Some((paper.id(), agency.id(), Derivation::Wholly));
    assert_eq!((taken(&paper, &agency), taken(&agency, &paper)), (credited, credited));
    // Neither day nor line: always the same one.
    let (one, other) = (article(text(), "Harbour Post", None), article(text(), "Coast Sun", Some(3)));
    let by_id = Some((one.id().max(other.id()), one.id().min(other.id()), Derivation::Wholly));
    assert_eq!((taken(&one, &other), taken(&other, &one)), (by_id, by_id));
}

#[test]
fn pages_of_one_outlet_share_their_furniture_and_no_text() {
    let page =
        |seed, outlet: &str| article(format!("{}\n{}", prose(seed, 90), prose(9, 80)), outlet, Some(3));
    assert_eq!(taken(&page(1, "Harbour Post"), &page(2, "harbour post")), None);
    assert!(taken(&page(1, "Harbour Post"), &page(2, "Coast Sun")).is_some());
    let again = article(format!("{}\n{} update", prose(1, 90), prose(9, 80)), "Harbour Post", Some(4));
    assert!(taken(&page(1, "Harbour Post"), &again).is_some(), "the same text again");
}

#[test]
fn what_is_recorded_is_not_found_again_and_what_is_struck_stays_so() {
    let store = Memory::new();
    let credit = "\n\nWith material from Harbour Wire";
    let (one, other) = (
        article(prose(1, 120), "Harbour Post", Some(3)),
        article(prose(1, 120) + credit, "Coast Sun", Some(4)),
    );
    let at = Timestamp::UNIX_EPOCH;
    let added = |article: &Article| NewRecord {
        at,
        by: "ana".into(),
        what: Happening::ArticleAdded { article: Box::new(article.clone()) },
    };
    store.append(&[added(&one), added(&other)]).unwrap();
    let run = || {
        let mut steps = 0;
        let found = find(&effects(&store), &articles(&store).unwrap(), &WORDS, &mut |_| steps += 1).unwrap();
        assert_eq!(steps, 2);
        found
    };
    assert_eq!(run(), Found { articles: 2, wholly: 1, partly: 0, credits: 1 });
    let last = store.last().unwrap();
    assert_eq!((run().edges(), store.last().unwrap()), (0, last));
    for (edge, _) in edges(&store) {
        let what = Happening::EdgeStruck { edge, reason: "not so".into() };
        store.append(&[NewRecord { at, by: "ana".into(), what }]).unwrap();
    }
    assert_eq!(run().edges(), 0);
    let reliance = reliance(&store);
    assert_eq!(reliance.taken_by(other.id()).count(), 0);
    assert_eq!(reliance.credited_by(other.id()).count(), 0);
    assert!(store.check().unwrap().is_sound());
}

#[test]
fn a_text_that_hundreds_print_is_held_against_the_earliest() {
    let store = Memory::new();
    for number in 0..100 {
        let day = i8::try_from(number / 10 + 1).unwrap();
        add(&store, &article(prose(1, 40), &format!("Gazette {number}"), Some(day)));
    }
    let late = article(prose(1, 40), "Coast Sun", Some(28));
    assert_eq!(add(&store, &late).len(), attache_store::Sharing::EARLIEST);
    let days = reliance(&store)
        .taken_by(late.id())
        .map(|taken| store.article(taken.to).unwrap().unwrap().published.unwrap().day())
        .max();
    assert_eq!(days, Some(2), "two days of ten hold the sixteen earliest");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_of_adding_changes_nothing(
        parts in proptest::collection::vec((0_u64..4, 0_u64..4, proptest::option::of(1_i8..4), 0_usize..3), 1..7),
        turn in 0_usize..7,
    ) {
        let outlets = ["Harbour Post", "Coast Sun", "Harbour Wire"];
        let feet = ["", "\n\nWith material from Harbour Wire", "\n\nFirst published by Coast Sun"];
        let mut all: Vec<Article> = parts
            .iter()
            .enumerate()
            .map(|(at, (one, other, day, foot))| {
                let text = format!("{} {}{}", prose(*one, 60), prose(*other, 60), feet[*foot]);
                article(text, outlets[at % 3], *day)
            })
            .collect();
        all.sort_by_key(Article::id);
        all.dedup_by_key(|article| article.id());
        let (forth, back, at_once) = (Memory::new(), Memory::new(), Memory::new());
        all.iter().for_each(|article| _ = add(&forth, article));
        let turn = turn % all.len();
        all.rotate_left(turn);
        all.iter().rev().for_each(|article| _ = add(&back, article));
        prop_assert_eq!(edges(&forth), edges(&back));
        let added = |article: &Article| NewRecord {
            at: Timestamp::UNIX_EPOCH,
            by: "ana".into(),
            what: Happening::ArticleAdded { article: Box::new(article.clone()) },
        };
        at_once.append(&all.iter().map(added).collect::<Vec<_>>()).unwrap();
        find(&effects(&at_once), &articles(&at_once).unwrap(), &WORDS, &mut |_| {}).unwrap();
        prop_assert_eq!(edges(&forth), edges(&at_once));
    }
}
