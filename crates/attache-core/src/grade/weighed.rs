//! What claims allow of one another. All of it is invented.

use proptest::prelude::{prop, prop_assert, prop_assert_eq, proptest};

use super::{Credibility, Ground, Rule};
use crate::{
    chain::Chain,
    claim::ClaimDraft,
    claim_state::ClaimState,
    exchange::{Exchange, Topic},
    modality::Modality,
    origin::OriginId,
    quantity::Figure,
    record::Happening,
    release::fixture::{accepted, apply, article, body, record},
    reliance::Reliance,
    source::{Source, SourceKind},
};

/// An accepted claim of an article of its own.
fn told(text: u32, body: ClaimDraft) -> ClaimState {
    let mut article = article();
    article.text.push_str(&format!(" Edition {text}."));
    accepted(body, &article)
}

fn official(name: &str, of: &str) -> Source {
    Source::new(name, SourceKind::Official).of_country(of.parse().ok())
}

fn on_the_word_of(source: Source) -> ClaimDraft {
    ClaimDraft { chain: Chain::new(article().carrier(), vec![source]), ..body() }
}

/// Troops, without a figure: a part of what [`body`] says.
fn wider(source: Source) -> ClaimDraft {
    ClaimDraft { quantities: Vec::new(), ..on_the_word_of(source) }
}

fn denied(source: Source) -> ClaimDraft {
    ClaimDraft { modality: Modality::Denied, ..wider(source) }
}

fn highest(ground: &Ground) -> (Credibility, Rule) {
    (ground.allowed().highest, ground.allowed().rule)
}

fn exchange(one: &str, other: &str) -> Reliance {
    let government = |code: &str| OriginId::Government(code.parse().unwrap());
    let exchange = Exchange {
        between: [government(one), government(other)],
        topic: Topic::ANY,
        since: jiff::civil::date(2024, 1, 1),
        read_in: None,
    };
    let what =
        Happening::ExchangeDeclared { exchange: Box::new(exchange), reason: "read in a treaty".into() };
    Reliance::fold(&[record(1, what)])
}

#[test]
fn one_origin_allows_2_however_many_outlets_carry_it() {
    let claim = told(1, on_the_word_of(official("Mirel Vantor", "PL")));
    let near: Vec<_> = (2..6).map(|n| told(n, on_the_word_of(official("Mirel Vantor", "PL")))).collect();
    let ground = Ground::of(&claim, &near, &Reliance::default());
    assert_eq!(highest(&ground), (Credibility::ProbablyTrue, Rule::Consistent));
    assert!(ground.why().contains("5 reports rest on one origin"), "{}", ground.why());
    assert!(ground.lift().unwrap().contains("another, independent origin"));
}

#[test]
fn a_second_origin_allows_1_until_an_exchange_is_declared() {
    let claim = told(1, on_the_word_of(official("Mirel Vantor", "PL")));
    let near = [told(2, on_the_word_of(official("Ona Pell", "KR")))];
    let ground = Ground::of(&claim, &near, &Reliance::default());
    assert_eq!(highest(&ground), (Credibility::Confirmed, Rule::Confirmed), "{}", ground.why());
    assert!(ground.lift().is_none());

    let ground = Ground::of(&claim, &near, &exchange("PL", "KR"));
    assert_eq!(highest(&ground), (Credibility::ProbablyTrue, Rule::Consistent));
    assert!(ground.why().contains("exchange information on this since 2024-01-01"), "{}", ground.why());
    assert!(ground.lift().unwrap().contains("strike the declared exchange"));
}

#[test]
fn what_says_a_part_does_not_confirm_but_is_agreement_where_something_is_against_it() {
    let claim = told(1, on_the_word_of(official("Mirel Vantor", "PL")));
    let part = told(2, wider(official("Ona Pell", "KR")));
    let no = Reliance::default();
    assert_eq!(highest(&Ground::of(&claim, std::slice::from_ref(&part), &no)).1, Rule::Consistent);

    let against = told(3, denied(official("Tarn Oshe", "RU")));
    let alone = Ground::of(&claim, std::slice::from_ref(&against), &no);
    assert_eq!(highest(&alone), (Credibility::Doubtful, Rule::Contradicted));
    assert!(alone.lift().unwrap().contains(&against.id.short()), "{:?}", alone.lift());
    let with = Ground::of(&claim, &[part, against], &no);
    assert_eq!(highest(&with), (Credibility::PossiblyTrue, Rule::AgreesWithSome), "{}", with.why());
    assert!(with.why().contains("one independent origin speaks against it"), "{}", with.why());
}

#[test]
fn nobody_confirms_nothing_and_contradicts_nothing() {
    let claim = told(1, on_the_word_of(official("Mirel Vantor", "PL")));
    let nobody = || Source::new("it was reported", SourceKind::Unnamed);
    let near = [told(2, on_the_word_of(nobody())), told(3, denied(nobody()))];
    let ground = Ground::of(&claim, &near, &Reliance::default());
    assert_eq!(highest(&ground), (Credibility::ProbablyTrue, Rule::Consistent));
    assert!(ground.why().contains("1 more on nobody's named word"), "{}", ground.why());
    let ground = Ground::of(&near[0], &[], &Reliance::default());
    assert!(ground.why().contains("nobody is named"), "{}", ground.why());
}

#[test]
fn only_what_was_accepted_counts_and_what_waits_is_named() {
    let claim = told(1, on_the_word_of(official("Mirel Vantor", "PL")));
    let draft = on_the_word_of(official("Ona Pell", "KR"));
    let mut other = article();
    other.text.push_str(" Another.");
    let drafted = Happening::ClaimDrafted {
        claim: draft.id(other.id()),
        article: other.id(),
        draft: Box::new(draft.clone()),
    };
    let waiting = ClaimState::open(&record(1, drafted)).unwrap();
    let ground = Ground::of(&claim, std::slice::from_ref(&waiting), &Reliance::default());
    assert_eq!(ground.allowed().highest, Credibility::ProbablyTrue);
    assert_eq!(ground.waiting, [waiting.id]);
    assert!(ground.lift().unwrap().contains(&waiting.id.short()));

    let accepted = accepted(draft, &other);
    let ground = Ground::of(&claim, std::slice::from_ref(&accepted), &Reliance::default());
    assert_eq!(ground.allowed().highest, Credibility::Confirmed);
    let reason = "a misreading".to_owned();
    let gone = apply(&accepted, Happening::ClaimRetracted { claim: accepted.id, reason });
    let ground = Ground::of(&claim, &[gone], &Reliance::default());
    assert_eq!(
        ground.allowed().highest,
        Credibility::ProbablyTrue,
        "what is retracted corroborates no longer"
    );
}

#[test]
fn a_lower_figure_of_another_leaves_no_confirmation_of_a_higher() {
    let claim = told(1, on_the_word_of(official("Mirel Vantor", "PL")));
    let mut lower = on_the_word_of(official("Ona Pell", "KR"));
    lower.quantities[0].low = Some(Figure::from(8_000));
    let ground = Ground::of(&claim, &[told(2, lower)], &Reliance::default());
    assert_ne!(ground.allowed().rule, Rule::Confirmed, "more than 8,000 does not say more than 10,000");
}

proptest! {
    #[test]
    fn a_dependent_report_never_raises_what_is_allowed(
        countries in prop::collection::vec(prop::sample::select(vec!["PL", "KR", "UA", "JP"]), 1..5),
        against in 0_usize..2, again in 0_usize..4, joined: bool,
    ) {
        let said = |text, of: &str| told(text, on_the_word_of(official(&format!("Voice of {of}"), of)));
        let mut near: Vec<ClaimState> = (1..).zip(&countries).map(|(text, of)| said(text, of)).collect();
        near.extend((0..against).map(|_| told(50, denied(official("Tarn Oshe", "RU")))));
        let claim = near[0].clone();
        let reliance = if joined { exchange("PL", "KR") } else { Reliance::default() };
        let before = Ground::of(&claim, &near, &reliance);
        let copied = countries[again % countries.len()];
        near.push(said(90, copied));
        let after = Ground::of(&claim, &near, &reliance);
        prop_assert_eq!(before.allowed(), after.allowed());
        near.reverse();
        prop_assert_eq!(Ground::of(&claim, &near, &reliance), after, "in any order");
    }

    #[test]
    fn a_further_origin_never_lowers_what_is_allowed_and_one_against_never_raises(
        countries in prop::collection::vec(prop::sample::select(vec!["PL", "KR", "UA", "JP"]), 1..5),
        further in prop::sample::select(vec!["PL", "KR", "DE"]), joined: bool, part: bool,
    ) {
        let said = |text, of: &str| told(text, on_the_word_of(official(&format!("Voice of {of}"), of)));
        let mut near: Vec<ClaimState> = (1..).zip(&countries).map(|(text, of)| said(text, of)).collect();
        let claim = near[0].clone();
        let reliance = if joined { exchange("PL", "KR") } else { Reliance::default() };
        let before = Ground::of(&claim, &near, &reliance).allowed();
        let source = official(&format!("Voice of {further}"), further);
        near.push(told(90, if part { wider(source) } else { on_the_word_of(source) }));
        let after = Ground::of(&claim, &near, &reliance).allowed();
        prop_assert!(after.highest <= before.highest);
        near.push(told(91, denied(official("Tarn Oshe", "RU"))));
        prop_assert!(Ground::of(&claim, &near, &reliance).allowed().highest > Credibility::ProbablyTrue);
    }
}
