//! What the records say of reliance, and what outweighs what.

use jiff::{Timestamp, civil::date};

use super::Reliance;
use crate::{
    edge::{Credited, Edge, EdgeEvidence, End, Reprint},
    exchange::{Exchange, Topic},
    id::{ArticleId, EdgeId},
    origin::OriginId,
    record::{Happening, NewRecord, Record, Seq},
    source::{Source, SourceKind},
    span::{Excerpt, Span},
};

fn fold(whats: &[Happening]) -> Reliance {
    let record = |(seq, what): (u64, &Happening)| Record {
        seq: Seq(seq),
        new: NewRecord { at: Timestamp::UNIX_EPOCH, by: "ana".into(), what: what.clone() },
    };
    Reliance::fold(&(1..).zip(whats).map(record).collect::<Vec<_>>())
}

fn exchange() -> Exchange {
    let government = |code: &str| OriginId::Government(code.parse().unwrap());
    let between = [government("KR"), government("UA")];
    Exchange { between, topic: Topic::ANY, since: date(2024, 11, 27), read_in: None }
}

fn declared() -> Happening {
    Happening::ExchangeDeclared { exchange: Box::new(exchange()), reason: "a joint statement".into() }
}

fn struck(edge: EdgeId) -> Happening {
    Happening::EdgeStruck { edge, reason: "it was another topic".into() }
}

fn person(name: &str) -> Box<Source> {
    Box::new(Source::new(name, SourceKind::Person))
}

fn merged(into: &str, from: &str) -> Happening {
    Happening::SourcesMerged { into: person(into), from: person(from), reason: "one spelling".into() }
}

#[test]
fn an_exchange_stands_until_it_is_struck_and_again_when_declared_again() {
    let edge = exchange().id().unwrap();
    let standing = |whats: &[Happening]| fold(whats).exchanges().count();
    assert_eq!(standing(&[declared()]), 1);
    assert_eq!(standing(&[declared(), struck(edge)]), 0);
    assert_eq!(standing(&[declared(), struck(edge), declared()]), 1);
    let reliance = fold(&[declared(), struck(edge)]);
    assert_eq!(reliance.struck(edge).unwrap().record, Seq(2));
    assert_eq!(reliance.edges().len(), 1, "what was struck can still be shown");
    let evidence = serde_json::to_value(&reliance.edges()[0].evidence).unwrap();
    assert_eq!((&evidence["reason"], &evidence["record"]), (&"a joint statement".into(), &1.into()));
}

#[test]
fn a_copy_that_is_found_again_stays_struck() {
    let (from, to) = (ArticleId::derive(&[b"1"]), ArticleId::derive(&[b"2"]));
    let found = |share| Happening::EdgeInferred { reprint: Reprint { from, to, share, given: 0 } };
    let edge = Reprint { from, to, share: 0, given: 0 }.id();
    let shares =
        |whats: &[Happening]| fold(whats).taken_by(from).map(|reprint| reprint.share).collect::<Vec<_>>();
    assert_eq!(shares(&[found(400), found(500)]), [500]);
    assert_eq!(shares(&[found(100)]), [0_u16; 0], "so little is no edge");
    assert_eq!(shares(&[found(400), struck(edge), found(500)]), [0_u16; 0]);
}

#[test]
fn names_are_joined_and_parted() {
    let (a, b, c) = ("Ona Vek", "Vek", "O. Vek");
    let id = |name: &str| person(name).id();
    let reliance = fold(&[merged(a, b), merged(b, c)]);
    assert_eq!([a, b, c].map(|name| reliance.identity(id(name))), [id(a); 3]);
    let split = Happening::SourcesSplit { source: person(b), reason: "her brother".into() };
    let reliance = fold(&[merged(a, b), merged(b, c), split]);
    assert_eq!([a, b, c].map(|name| reliance.identity(id(name))), [id(a), id(b), id(b)]);
    let circle = fold(&[merged(a, b), merged(b, a), merged(a, a)]);
    assert_eq!([a, b].map(|name| circle.identity(id(name))), [id(a); 2]);
    let nobody = Box::new(Source::new("an official", SourceKind::OfficialAnonymous));
    let from = Happening::SourcesMerged { into: person(a), from: nobody, reason: String::new() };
    assert_eq!(fold(&[from]).mergings().count(), 0, "a source without a name is joined to nobody");
}

#[test]
fn a_credit_that_is_found_again_stays_struck() {
    let article = ArticleId::derive(&[b"1"]);
    let wire = Source::new("Harbour Wire", SourceKind::NewsAgency);
    let words = Excerpt { span: Span::new(0, 14), text: "(Harbour Wire)".into() };
    let credit = Credited { article, outlet: wire.clone(), words: words.clone() };
    let edge = credit.id();
    assert!(!format!("{credit:?}").contains('('), "Debug shows no content");
    let found = || Happening::CreditInferred { credit: Box::new(credit.clone()) };
    let reliance = fold(&[found(), struck(edge), found()]);
    assert!(reliance.knows_credit(article, wire.id()));
    assert_eq!(reliance.credited_by(article).count(), 0);
    assert_eq!(fold(&[found()]).credited_by(article).count(), 1);
    let [shown] = <[Edge; 1]>::try_from(reliance.edges()).unwrap();
    assert_eq!((shown.id, shown.to), (edge, End::Source(wire.id())));
    assert!(matches!(shown.evidence, EdgeEvidence::CreditLine { words: Some(found), .. } if found == words));
}

#[test]
fn what_was_said_last_of_two_names_holds() {
    let (a, b) = (person("Ona Vek"), person("Vek"));
    let apart = Happening::SourcesKeptApart {
        sources: Box::new([(*b).clone(), (*a).clone()]),
        reason: "her brother".into(),
    };
    let reliance = fold(&[merged("Ona Vek", "Vek"), apart.clone()]);
    assert_eq!(reliance.identity(b.id()), b.id());
    assert_eq!(reliance.apart(a.id(), b.id()).map(|apart| apart.reason.as_str()), Some("her brother"));
    let reliance = fold(&[apart, merged("Ona Vek", "Vek")]);
    assert_eq!(reliance.identity(b.id()), a.id());
    assert_eq!(reliance.kept_apart().count(), 0);
    let split = Happening::SourcesSplit { source: b.clone(), reason: "her brother".into() };
    let reliance = fold(&[merged("Ona Vek", "Vek"), split]);
    assert!(reliance.apart(b.id(), a.id()).is_some(), "who parts two names says that they are two");
}

#[test]
fn a_struck_edge_is_restored() {
    let edge = EdgeId::derive(&[b"some edge"]);
    let restored = Happening::EdgeRestored { edge, reason: "a mistake".into() };
    assert!(fold(&[struck(edge)]).struck(edge).is_some());
    assert!(fold(&[struck(edge), restored]).struck(edge).is_none());
}
