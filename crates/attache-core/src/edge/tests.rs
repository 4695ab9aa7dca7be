//! What an edge is called by, how it is known, and what it shows in `Debug`.

use super::{Derivation, Edge, EdgeEvidence, EdgeSort, End, Reprint};
use crate::shingles::Shingles;
use crate::{
    chain::Chain,
    claim::tests::draft,
    id::{ArticleId, ClaimId},
    origin::OriginId,
    source::{Source, SourceKind},
};

#[test]
fn each_carrier_rests_on_the_next() {
    let mut body = draft("Shells arrived.");
    let claim = ClaimId::derive(&[b"1"]);
    assert!(Edge::stated(claim, &body).is_empty());
    let agency = Source::new("Northern Wire", SourceKind::NewsAgency);
    let office = Source::new("Defence Ministry", SourceKind::GovernmentBody);
    body.chain = Chain::new(Source::reporting_outlet(), vec![agency.clone(), office.clone()]);
    body.source.clone_from(&body.spans);
    let edges = Edge::stated(claim, &body);
    assert_eq!((edges[1].from, edges[1].to), (End::Source(agency.id()), End::Source(office.id())));
    assert_eq!(edges[1].sort(), EdgeSort::Stated);
    assert!(matches!(&edges[1].evidence, EdgeEvidence::Credit { words, .. } if words == &body.spans));
    assert_ne!(edges[0].id, edges[1].id);
    assert!(!format!("{edges:?}").contains("Shells"), "Debug shows no content");
    let json = serde_json::to_string(&edges).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Edge>>(&json).unwrap(), edges);
}

#[test]
fn an_office_of_a_country_belongs_to_its_government() {
    let office = Source::new("Defence Ministry", SourceKind::GovernmentBody).of_country("UA".parse().ok());
    let edge = Edge::same_body(&office).unwrap();
    assert_eq!(edge.to, End::Origin(OriginId::Government("UA".parse().unwrap())));
    assert_eq!(edge.sort(), EdgeSort::Inferred);
    assert_eq!(Edge::same_body(&Source::new("Northern Wire", SourceKind::NewsAgency)), None);
}

#[test]
fn how_much_was_taken_has_three_classes() {
    let (from, to) = (ArticleId::derive(&[b"1"]), ArticleId::derive(&[b"2"]));
    let class = |share| Reprint { from, to, share, given: 0 }.derivation();
    assert_eq!([299, 300, 799, 800, 1000].map(class), {
        use Derivation::{None, Partly, Wholly};
        [None, Partly, Partly, Wholly, Wholly]
    });
    let reprint = Reprint { from, to, share: 900, given: 0 };
    assert_ne!(reprint.id(), Reprint { from: to, to: from, share: 900, given: 0 }.id());
    assert_eq!(reprint.id(), Reprint { share: 300, ..reprint }.id(), "found again with another figure");
}

#[test]
fn a_short_text_within_a_long_one_makes_part_of_it() {
    let words = |from: u32, to: u32| (from..to).map(|n| format!("word{n} ")).collect::<String>();
    let (short, long) = (Shingles::of(&words(0, 60)), Shingles::of(&words(0, 600)));
    let (a, b) = (ArticleId::derive(&[b"1"]), ArticleId::derive(&[b"2"]));
    let taken = Reprint::found((b, &long), (a, &short)).unwrap();
    assert_eq!((taken.share, taken.given, taken.derivation()), (93, 1000, Derivation::Partly));
    let cut = Reprint::found((b, &short), (a, &long)).unwrap();
    assert_eq!((cut.share, cut.given, cut.derivation()), (1000, 93, Derivation::Wholly));
    let (few, other) = (Shingles::of(&words(0, 15)), Shingles::of(&words(700, 800)));
    assert_eq!(Reprint::found((a, &few), (b, &few)), None, "so few are a phrase");
    assert_eq!(Reprint::found((a, &other), (b, &long)), None);
    assert_eq!(Derivation::of(11, 11), Derivation::None);
    assert_eq!(Derivation::of(12, 40), Derivation::Partly);
}
