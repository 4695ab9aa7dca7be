//! Joined names, and many claims at once.

use attache_core::{
    article::Article,
    chain::Chain,
    claim_state::ClaimState,
    proposition::comparison::Relation,
    quantity::{Figure, Quantity},
    record::{Happening, NewRecord, Record, Seq},
    reliance::Reliance,
    source::{Source, SourceKind},
};
use attache_text::{reading::read, words::Words};
use jiff::{Timestamp, ToSpan as _, civil::date};

use super::{How, alike, among};

/// The claim that a service has sent so many troops, told some days into November 2024.
fn told(by: &str, figure: u32, day: i64, words: &Words) -> ClaimState {
    let text = "North Korea has sent 10,000 troops to Russia, the South Korean defence ministry said.";
    let mut article = Article::plain(format!("{text} It was day {day}."));
    article.published = Some(date(2024, 11, 1).saturating_add(day.days()));
    let mut body = read(&article, words).drafts.remove(0);
    body.chain = Chain::new(Source::reporting_outlet(), vec![Source::new(by, SourceKind::Intelligence)]);
    let mut quantity = Quantity::exactly(figure.to_string(), Figure::from(figure));
    quantity.unit.clone_from(&body.quantities[0].unit);
    body.quantities = vec![quantity];
    let article = article.id();
    opened(Happening::ClaimDrafted { claim: body.id(article), article, draft: Box::new(body) })
}

fn record(what: Happening) -> Record {
    Record { seq: Seq(1), new: NewRecord { at: Timestamp::UNIX_EPOCH, by: "ana".into(), what } }
}

fn opened(what: Happening) -> ClaimState {
    ClaimState::open(&record(what)).unwrap()
}

#[test]
fn names_that_a_person_joined_are_one_source_whose_figures_are_a_series() {
    let words = Words::built_in().unwrap();
    let claims = [told("Service of the East", 12_000, 0, &words), told("Eastern Service", 10_900, 7, &words)];
    let apart = among(&claims, &Reliance::default());
    assert_eq!((apart.contradictions.len(), apart.near_misses.len()), (1, 0));
    assert_eq!(apart.contradictions[0].shared, None);
    let [into, from] = ["Service of the East", "Eastern Service"]
        .map(|name| Box::new(Source::new(name, SourceKind::Intelligence)));
    let joined = Happening::SourcesMerged { into, from, reason: "one service".into() };
    let reliance = Reliance::fold([&record(joined)]);
    let one = among(&claims, &reliance);
    assert_eq!((one.contradictions.len(), one.near_misses.len()), (0, 1));
    assert_eq!(one.near_misses[0].how, How::Told(Relation::Series));
    let shared = one.near_misses[0].shared.as_ref().unwrap();
    assert_eq!(shared.words(), "both rest on the word of Service of the East");
}

#[test]
fn many_claims_of_one_thing_are_answered_within_bounds_and_told_once() {
    let words = Words::built_in().unwrap();
    let first = told("first service", 12_000, 0, &words);
    let mut claims = Vec::new();
    for at in 0..1_500_u32 {
        let mut state = first.clone();
        state.body.chain = Chain::new(
            Source::reporting_outlet(),
            vec![Source::new(format!("service {at}"), SourceKind::Intelligence)],
        );
        state.article = Article::plain(format!("article {at}")).id();
        state.id = state.body.id(state.article);
        claims.push(state);
    }
    let agreed = among(&claims, &Reliance::default());
    assert!(agreed.complete && agreed.contradictions.is_empty() && agreed.near_misses.is_empty());
    claims.extend([told("another service", 10_900, 0, &words), told("a third service", 10_900, 0, &words)]);
    let found = among(&claims, &Reliance::default());
    assert!(found.complete);
    assert_eq!(found.contradictions.len(), 3_000);
    assert_eq!(alike(&found.contradictions).len(), 1, "one pair of statements, told once");
}
