//! A tear-line that calls its origins independent, when it turns out that they are not.

use attache_core::{
    claim_kind::ClaimKind,
    country::CountryCode,
    edge::Reprint,
    exchange::{Exchange, Topic},
    id::{ArticleId, ClaimId},
    origin::OriginId,
    recipient::Recipient,
    record::Happening,
    reliance::Reliance,
    tear_line::Keep,
};
use attache_store::{Memory, Store};

use crate::{
    partnering::Given,
    redeciding::{
        self,
        fixture::{Desk, green},
    },
    releasing::{self, Order, Verdict, tearing::Tear},
};

const STAFF: &str = "North Korea has sent more than 10,000 soldiers to Russia, the Ukrainian general staff said on \
                     Friday.";

/// A desk that knows of the deployment by two governments, and their two claims.
fn desk(store: &Memory) -> (Desk<'_>, Vec<ClaimId>) {
    let desk = Desk::new(store);
    desk.partner("kyiv-desk", Given::default()).unwrap();
    desk.agree("kyiv-desk", |_| {});
    desk.read_second();
    desk.read(STAFF);
    let of_a_country = |code: &str| {
        let country = Some(code.parse::<CountryCode>().unwrap());
        let claims = desk.claims(ClaimKind::Deployment);
        claims.iter().find(|state| state.body.chain.origin().country == country).unwrap().id
    };
    let claims = ["KR", "UA"].map(of_a_country).to_vec();
    (desk, claims)
}

fn tear(desk: &Desk<'_>, claims: &[ClaimId]) {
    let tear = Tear { keep: Keep::default(), text: None, marking: green(&["kyiv-desk"]) };
    let to: Recipient = "kyiv-desk".parse().unwrap();
    let rows = releasing::release(&desk.effects(), &Order { to: &to, claims, tear: Some(&tear) }).unwrap();
    assert!(matches!(rows[0].verdict, Verdict::Goes(_)));
}

fn exchange() -> Happening {
    let between = ["KR", "UA"].map(|code| OriginId::Government(code.parse().unwrap()));
    let exchange =
        Exchange { between, topic: Topic::ANY, since: jiff::civil::date(2024, 1, 1), read_in: None };
    Happening::ExchangeDeclared { exchange: Box::new(exchange), reason: "read in a treaty".into() }
}

fn sourcing(desk: &Desk<'_>) -> String {
    let content = desk.notes("kyiv-desk").pop().unwrap()["content"].as_str().unwrap().to_owned();
    content.split_once("Sourcing: ").unwrap().1.to_owned()
}

#[test]
fn an_exchange_that_is_declared_calls_back_two_independent_origins() {
    let store = Memory::new();
    let (desk, claims) = desk(&store);
    tear(&desk, &claims);
    assert_eq!(sourcing(&desk), "two independent origins (two official sources of different countries)");
    let done = redeciding::record_one(&desk.effects(), &exchange()).unwrap();
    assert_eq!(done.recalled.len(), 1, "{done:?}");
    assert_eq!(desk.notes("kyiv-desk").last().unwrap()["revoked"], true);
    // Made anew it says what holds.
    tear(&desk, &claims);
    assert_eq!(sourcing(&desk), "one origin (two official sources of different countries)");

    // And less than holds may stay.
    let reliance = Reliance::fold(&store.reliance_records().unwrap());
    let edge = reliance.exchanges().next().unwrap().id;
    let struck = Happening::EdgeStruck { edge, reason: "it was never signed".into() };
    let done = redeciding::record_one(&desk.effects(), &struck).unwrap();
    assert!(done.recalled.is_empty() && done.renewed.is_empty(), "{done:?}");
}

#[test]
fn what_others_say_beside_it_changes_no_word_of_a_tear_line() {
    let (bare, full) = (Memory::new(), Memory::new());
    let said = [false, true].map(|more| {
        let (desk, claims) = desk(if more { &full } else { &bare });
        if more {
            desk.read("North Korea has sent more than 10,000 soldiers to Russia, Japan's defence ministry said on Friday.");
        }
        tear(&desk, &claims);
        sourcing(&desk)
    });
    assert_eq!(said[0], said[1], "a count over other claims would tell that they exist");
}

#[test]
fn a_copy_that_is_found_calls_back_where_it_took_from_the_other() {
    let store = Memory::new();
    let (desk, claims) = desk(&store);
    tear(&desk, &claims);
    let article = |claim: &ClaimId| store.claim(*claim).unwrap().unwrap().article;
    let (one, other) = (article(&claims[0]), article(&claims[1]));
    let found = |from, to| {
        let what = Happening::EdgeInferred { reprint: Reprint { from, to, share: 900, given: 900 } };
        redeciding::record_one(&desk.effects(), &what).unwrap().recalled.len()
    };
    let elsewhere = ArticleId::derive(&[b"another text"]);
    assert_eq!(found(elsewhere, one), 0, "another text took from it");
    assert_eq!(found(one, other), 1, "two independent origins that are one text");
}
