//! When two topics touch, what an exchange is called by, and which claims propose one.

use jiff::civil::date;

use super::{Exchange, Topic, proposed_by};
use crate::{
    agreement::Topics,
    claim_kind::ClaimKind,
    claim_state::ClaimState,
    modality::Modality,
    origin::OriginId,
    proposition::Party,
    record::{Happening, NewRecord, Record, Seq},
};

fn government(code: &str) -> OriginId {
    OriginId::Government(code.parse().unwrap())
}

fn topic(kind: ClaimKind, about: &[&str]) -> Topic {
    Topic::of(kind, about.iter().map(|code| code.parse().unwrap()))
}

fn agreement(words: &str) -> ClaimState {
    let mut draft = crate::claim::tests::draft(words);
    draft.kind = ClaimKind::Agreement;
    let party = |name: &str, code: &str| Some(Party { name: name.into(), country: code.parse().ok() });
    (draft.proposition.actor, draft.proposition.counterpart) =
        (party("South Korea", "KR"), party("Ukraine", "UA"));
    draft.published = Some(date(2024, 11, 28));
    let article = crate::article::Article::plain(words).id();
    let what = Happening::ClaimDrafted { claim: draft.id(article), article, draft: Box::new(draft) };
    let new = NewRecord { at: jiff::Timestamp::UNIX_EPOCH, by: "ana".into(), what };
    ClaimState::open(&Record { seq: Seq(1), new }).unwrap()
}

const WORDS: &str = "both sides agreed to go on exchanging information on the deployment of North Korean \
                     troops in Russia and on the transfer of weapons between Russia and the north";

#[test]
fn an_agreement_to_exchange_information_proposes_an_edge_with_its_topic() {
    let state = agreement(WORDS);
    let proposed = proposed_by(&state, &[]).unwrap();
    assert_eq!(proposed.between, [government("KR"), government("UA")]);
    let kinds = Topics::Only([ClaimKind::Deployment, ClaimKind::Transfer].into());
    assert_eq!(proposed.topic.kinds, kinds);
    assert_eq!(proposed.topic.to_string(), "deployment, transfer (North Korea, Russia)");
    assert_eq!((proposed.since, proposed.read_in), (date(2024, 11, 28), Some(state.id)));
}

#[test]
fn other_agreements_propose_nothing() {
    assert_eq!(proposed_by(&agreement("both sides agreed on the transfer of tanks"), &[]), None);
    let mut denied = agreement(WORDS);
    denied.body.modality = Modality::Denied;
    assert_eq!(proposed_by(&denied, &[]), None);
    let mut alone = agreement(WORDS);
    alone.body.proposition.counterpart = None;
    assert_eq!(proposed_by(&alone, &[]), None);
}

#[test]
fn topics_touch_unless_they_are_surely_apart() {
    let deployment = topic(ClaimKind::Deployment, &["KP", "RU"]);
    assert!(deployment.touches(&topic(ClaimKind::Deployment, &["RU"])));
    assert!(deployment.touches(&topic(ClaimKind::Deployment, &[])));
    assert!(deployment.touches(&Topic::ANY));
    assert!(!deployment.touches(&topic(ClaimKind::Deployment, &["IR"])));
    assert!(!deployment.touches(&topic(ClaimKind::Poll, &["RU"])));
}

#[test]
fn the_two_have_no_order() {
    let exchange = |between| Exchange { between, topic: Topic::ANY, since: date(2024, 1, 1), read_in: None };
    let (a, b) = (government("KR"), government("UA"));
    assert_eq!(exchange([a, b]).id().unwrap(), exchange([b, a]).id().unwrap());
    assert_eq!(exchange([a, b]).other(b), Some(a));
    assert_eq!(exchange([a, b]).other(government("US")), None);
    assert_eq!(exchange([a, a]).other(a), None);
}

fn meeting(of: &ClaimState, at: usize, between: [&str; 2], day: Option<jiff::civil::Date>) -> ClaimState {
    let mut met = of.clone();
    met.body.kind = ClaimKind::Meeting;
    let party = |code: &str| Some(Party { name: code.into(), country: code.parse().ok() });
    met.body.proposition.actor = party(between[0]);
    met.body.proposition.counterpart = party(between[1]);
    met.body.spans[0].span.start = at;
    met.body.date = day.map(|day| crate::event_time::EventTime {
        text: "that day".into(),
        start: Some(day),
        end: Some(day),
        precision: crate::event_time::Precision::Day,
        of: crate::event_time::TimeOf::Event,
    });
    met
}

#[test]
fn both_parties_are_those_of_the_last_meeting_told_before() {
    let mut state = agreement(WORDS);
    (state.body.proposition.actor, state.body.proposition.counterpart) = (None, None);
    state.body.spans[0].span.start = 100;
    assert_eq!(proposed_by(&state, &[]), None, "nobody knows who");
    let first = meeting(&state, 10, ["JP", "PL"], None);
    let dated = meeting(&state, 30, ["UA", "KR"], Some(date(2024, 11, 27)));
    let last = meeting(&state, 40, ["UA", "KR"], None);
    let later = meeting(&state, 200, ["JP", "PL"], None);
    let alone = meeting(&state, 60, ["KR", "KR"], None);
    let proposed = proposed_by(&state, &[first, dated, later, last, alone]).unwrap();
    assert_eq!(proposed.between, [government("KR"), government("UA")]);
    assert_eq!(proposed.since, date(2024, 11, 27), "they agreed where they met");
    let mut elsewhere = meeting(&state, 40, ["UA", "KR"], None);
    elsewhere.article = crate::article::Article::plain("another").id();
    assert_eq!(proposed_by(&state, &[elsewhere]), None);
}

#[test]
fn who_agreed_stands_before_the_verb() {
    let words = "South Korea and Ukraine agreed to share intelligence on the deployment of troops to Russia";
    let mut state = agreement(words);
    let russia = Party { name: "Russia".into(), country: "RU".parse().ok() };
    state.body.proposition.counterpart = Some(russia);
    let proposed = proposed_by(&state, &[]).unwrap();
    assert_eq!(proposed.between, [government("KR"), government("UA")]);
    assert_eq!(proposed.topic.to_string(), "deployment (Russia)");
}

/// A claim of a kind in these words, of which nobody knows the parties.
fn told(kind: ClaimKind, words: &str) -> Option<[OriginId; 2]> {
    let mut state = agreement(words);
    state.body.kind = kind;
    (state.body.proposition.actor, state.body.proposition.counterpart) = (None, None);
    proposed_by(&state, &[]).map(|proposed| proposed.between)
}

#[test]
fn what_two_countries_will_share_or_share_already_is_told_too() {
    let of = |a, b| Some([government(a), government(b)]);
    for (kind, words, between) in [
        (ClaimKind::Forecast, "Latvia and Poland will keep sharing intelligence on engines", of("LV", "PL")),
        (ClaimKind::Background, "Norway and Japan have long exchanged data on shipments", of("JP", "NO")),
        (
            ClaimKind::Position,
            "Estonia and Finland want to pool their findings on the engines",
            of("EE", "FI"),
        ),
        (
            ClaimKind::Agreement,
            "Canada and Japan agreed on intelligence-sharing about troops",
            of("CA", "JP"),
        ),
    ] {
        assert_eq!(told(kind, words), between, "{words}");
    }
}

#[test]
fn what_is_refused_or_something_else_or_of_one_alone_is_not() {
    for (kind, words) in [
        (ClaimKind::Agreement, "Latvia and Poland agreed to stop sharing intelligence on engines"),
        (ClaimKind::Forecast, "Latvia and Poland will not share intelligence on engines"),
        (ClaimKind::Background, "Latvia and Poland share a border of which no data are public"),
        (ClaimKind::Forecast, "Latvia will share intelligence on engines"),
        (ClaimKind::Forecast, "Latvia, Poland and Estonia will share intelligence on engines"),
        (ClaimKind::Transfer, "Latvia and Poland shared data"),
        (ClaimKind::Agreement, "Latvia and Poland agreed that data on shells are missing"),
    ] {
        assert_eq!(told(kind, words), None, "{words}");
    }
}
