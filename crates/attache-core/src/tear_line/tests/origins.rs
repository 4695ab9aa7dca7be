//! Whether a tear-line calls its origins independent. All of it is invented.

use super::{ALL, another};
use crate::{
    article::Article,
    claim_state::ClaimState,
    exchange::{Exchange, Topic},
    marking::{Marking, Tlp},
    origin::OriginId,
    record::Happening,
    release::fixture::{accepted, article, body, country, record},
    reliance::Reliance,
    source::{Source, SourceKind},
    tear_line::{Cut, CutError, TearLine},
};

/// Two governments, each on its own word.
fn two() -> [(ClaimState, Article); 2] {
    let staff = Source::new("Joint Staff", SourceKind::Military).of_country(country("KR"));
    [(accepted(body(), &article()), article()), another(staff, |_| {})]
}

fn torn(
    claims: &[(ClaimState, Article)],
    text: Option<&str>,
    reliance: &Reliance,
) -> Result<TearLine, CutError> {
    let (states, articles): (Vec<_>, Vec<_>) = claims.iter().map(|(state, article)| (state, article)).unzip();
    let marking = Marking::of(Tlp::Green);
    TearLine::tear(&Cut { claims: &states, articles: &articles, text, keep: ALL, marking, reliance })
}

fn clean(line: &TearLine, claims: &[(ClaimState, Article)], reliance: &Reliance) -> Result<(), CutError> {
    let (states, articles): (Vec<_>, Vec<_>) = claims.iter().map(|(state, article)| (state, article)).unzip();
    line.still_clean(&states, &articles, reliance)
}

fn declared() -> Reliance {
    let between = ["PL", "KR"].map(|code| OriginId::Government(code.parse().unwrap()));
    let exchange =
        Exchange { between, topic: Topic::ANY, since: jiff::civil::date(2024, 1, 1), read_in: None };
    let reason = "read in a treaty".into();
    Reliance::fold(&[record(1, Happening::ExchangeDeclared { exchange: Box::new(exchange), reason })])
}

#[test]
fn two_governments_are_two_independent_origins_until_they_exchange() {
    let (claims, apart, declared) = (two(), Reliance::default(), declared());
    let two = torn(&claims, None, &apart).unwrap();
    assert_eq!(two.sourcing(), "two independent origins (two official sources of different countries)");
    let one = torn(&claims, None, &declared).unwrap();
    assert_eq!(one.sourcing(), "one origin (two official sources of different countries)");
    assert_eq!(clean(&two, &claims, &apart), Ok(()));
    assert_eq!(clean(&two, &claims, &declared), Err(CutError::NotFromThese { part: "sourcing" }));
    for reliance in [&apart, &declared] {
        assert_eq!(clean(&one, &claims, reliance), Ok(()), "less than there is may be said");
    }
}

#[test]
fn one_claim_and_two_offices_of_one_country_are_never_independent() {
    let claims = two();
    let apart = Reliance::default();
    assert_eq!(torn(&claims[..1], None, &apart).unwrap().sourcing(), "an official source");
    let ministry = Source::new("Ministry of Harbours", SourceKind::GovernmentBody).of_country(country("PL"));
    let office = [(accepted(body(), &article()), article()), another(ministry, |_| {})];
    assert_eq!(torn(&office, None, &apart).unwrap().sourcing(), "one origin (two official sources)");
}

#[test]
fn what_was_cut_before_sourcing_spoke_of_origins_stays() {
    let claims = two();
    let line = torn(&claims, None, &Reliance::default()).unwrap();
    let mut old = serde_json::to_value(&line).unwrap();
    old["sourcing"] = "two official sources of different countries".into();
    let old: TearLine = serde_json::from_value(old).unwrap();
    assert_eq!(clean(&old, &claims, &declared()), Ok(()));
    let mut forged = serde_json::to_value(&line).unwrap();
    forged["sourcing"] = "three independent origins (two official sources of different countries)".into();
    let forged: TearLine = serde_json::from_value(forged).unwrap();
    assert!(clean(&forged, &claims, &Reliance::default()).is_err());
}

#[test]
fn what_an_analyst_writes_is_held_to_the_count_too() {
    let (claims, apart, declared) = (two(), Reliance::default(), declared());
    for text in [
        "Two independent origins say that soldiers moved.",
        "Soldiers moved, as was independently confirmed.",
        "Soldiers moved. The sources are independent.",
    ] {
        let line = torn(&claims, Some(text), &apart).unwrap();
        assert_eq!(clean(&line, &claims, &apart), Ok(()), "{text}");
        assert_eq!(
            torn(&claims, Some(text), &declared),
            Err(CutError::NotIndependent { origins: 1 }),
            "{text}"
        );
        assert!(clean(&line, &claims, &declared).is_err(), "{text}");
    }
    let text = "Soldiers moved into an independent state.";
    assert!(torn(&claims, Some(text), &declared).is_ok());
}
