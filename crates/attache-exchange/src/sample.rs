//! Invented claims, and releases of them, that the tests share.

use std::collections::BTreeSet;

use attache_core::{
    agreement::{Agreement, Topics},
    article::{Article, Outlet},
    attribution::Quotation,
    chain::Chain,
    claim::{Claim, ClaimDraft, Originator, Provenance},
    claim_kind::ClaimKind,
    claim_state::ClaimState,
    collection::CollectionId,
    event_time::{EventTime, Precision, TimeOf},
    grade::Credibility,
    marking::{Marking, Tlp},
    modality::Modality,
    partner::{Partner, PartnerState},
    place::{Place, PlaceClass},
    proposition::{Item, ItemCategory, Party, Proposition},
    quantity::{Figure, Quantity},
    record::{Basis, Happening, NewRecord, Record, Seq},
    release::{Audience, Case, Decision, Form, Released, decide},
    reliance::Reliance,
    source::{Source, SourceKind},
    span::{Excerpt, Span},
    tear_line::{Cut, Keep, KeptDate, TearLine},
};
use jiff::{Timestamp, civil::date};
use uuid::Uuid;

use crate::{
    issuer::Issuer,
    shelf::Shelf,
    writing::{self, Written},
};

pub(crate) const SENTENCE: &str = "More than 10,000 troops reached the Kursk region on October 21, the Harbour \
                                   Watch Bureau said, citing Defence Minister Mirel Vantor.";

/// 1 December 2024, noon, UTC.
pub(crate) fn noon() -> Timestamp {
    "2024-12-01T12:00:00Z".parse().unwrap()
}

pub(crate) fn issuer() -> Issuer {
    Issuer {
        name: "Quay Monitoring Desk".into(),
        identity: "3f6a1c5e-8a4b-4f0e-9c57-0d9a6f1b2c3d".parse().unwrap(),
        created: "2024-01-01T00:00:00Z".parse().unwrap(),
    }
}

pub(crate) fn shelf(issuer: &Issuer) -> Shelf<'_> {
    Shelf {
        issuer,
        collection: CollectionId(Uuid::from_u128(1)),
        since: "2024-06-01T00:00:00Z".parse().unwrap(),
        key: &[7; 32],
    }
}

pub(crate) fn article() -> Article {
    let mut article = Article::plain(SENTENCE);
    article.title = Some("Columns of soldiers cross the frontier again".into());
    article.outlet = Some(Outlet { name: "The Quayside Courier".into(), kind: SourceKind::Outlet });
    article.published = Some(date(2024, 11, 3));
    article.url = Some("https://www.quayside-courier.example/2024/columns?id=77".into());
    article.language = Some("en-GB".into());
    article
}

fn excerpt(words: &str) -> Excerpt {
    let start = SENTENCE.find(words).unwrap();
    Excerpt::of(SENTENCE, Span::new(start, start + words.len())).unwrap()
}

/// More than 10,000 troops of North Korea in the Kursk region, by a chain of outlet, agency and minister.
pub(crate) fn body() -> ClaimDraft {
    let mut minister =
        Source::new("Mirel Vantor", SourceKind::Official).of_country(Some("PL".parse().unwrap()));
    minister.office = Some("Defence Minister".into());
    let agency = Source::new("Harbour Watch Bureau", SourceKind::NewsAgency);
    let mut more = Quantity::exactly("More than 10,000", Figure::from(10_000));
    (more.high, more.low_open, more.unit) = (None, true, Some("troops".into()));
    ClaimDraft {
        kind: ClaimKind::Deployment,
        modality: Modality::Asserted,
        quote: Quotation::None,
        confidence: Figure::new(0.75).unwrap(),
        spans: vec![excerpt("More than 10,000 troops reached the Kursk region on October 21")],
        source: vec![excerpt("the Harbour Watch Bureau"), excerpt("Defence Minister Mirel Vantor")],
        cue: vec![excerpt("said"), excerpt("citing")],
        chain: Chain::new(article().carrier(), vec![agency, minister]),
        quantities: vec![more],
        place: Some(Place {
            text: "the Kursk region".into(),
            country: Some("RU".parse().unwrap()),
            subdivision: Some("RU-KRS".into()),
            class: PlaceClass::Subdivision,
        }),
        date: Some(EventTime {
            text: "on October 21".into(),
            start: Some(date(2024, 10, 21)),
            end: Some(date(2024, 10, 21)),
            precision: Precision::Day,
            of: TimeOf::Event,
        }),
        embedded_in: None,
        likelihood: None,
        proposition: Proposition {
            actor: Some(Party { name: "North Korea".into(), country: Some("KP".parse().unwrap()) }),
            counterpart: None,
            items: vec![Item {
                name: "troops".into(),
                category: ItemCategory::Personnel,
                designation: Some("11th Corps".into()),
            }],
            scope: None,
        },
        sentence: excerpt(SENTENCE),
        published: Some(date(2024, 11, 3)),
        drafter: None,
        differences: Vec::new(),
    }
}

pub(crate) fn marking(tlp: Tlp) -> Marking {
    Marking {
        releasable_to: ["desk", "G-DESK", "other-desk"].map(String::from).into(),
        caveats: BTreeSet::from(["EYES".to_owned()]),
        ..Marking::of(tlp)
    }
}

pub(crate) fn ours() -> Originator {
    Originator(issuer().name)
}

fn record(what: Happening) -> Record {
    Record { seq: Seq(1), new: NewRecord { at: noon(), by: "staff-ana".into(), what } }
}

/// A claim of ours that was accepted.
pub(crate) fn state(body: ClaimDraft, article: &Article, marking: Marking) -> ClaimState {
    let id = body.id(article.id());
    let claim = Claim::seal(id, article.id(), body, ours(), Provenance::Read, marking).unwrap();
    ClaimState::open(&record(Happening::ClaimAccepted { claim: Box::new(claim), basis: Basis::Person }))
        .unwrap()
}

/// A claim of the originator "Third Bureau" that the partner "other-desk" sent, with leave to pass it on.
pub(crate) fn passed_on(body: ClaimDraft, article: &Article, marking: Marking) -> ClaimState {
    let id = body.id(article.id());
    let from = Provenance::Received { from: "other-desk".into() };
    let originator = Originator("Third Bureau".into());
    let claim = Claim::seal(id, article.id(), body, originator, from, marking).unwrap();
    let what =
        Happening::ClaimReceived { claim: Box::new(claim), credibility: None, object: "note--1".into() };
    let mut state = ClaimState::open(&record(what)).unwrap();
    let leave = Happening::LeaveGiven { claim: id, to: "desk".parse().unwrap(), reason: "by letter".into() };
    state.apply(&record(leave));
    state
}

pub(crate) fn graded(mut state: ClaimState, credibility: Credibility) -> ClaimState {
    let reason = Some("a reason of staff".into());
    state.apply(&record(Happening::ClaimGraded { claim: state.id, credibility, reason }));
    state
}

/// Releases a claim to the partner "desk", which holds all caveats.
pub(crate) fn release(state: &ClaimState, article: Option<&Article>, form: Form<'_>) -> Released {
    let partner = Partner {
        id: "desk".parse().unwrap(),
        name: "The Kyrre Desk".into(),
        country: Some("KR".parse().unwrap()),
        groups: BTreeSet::from(["G-DESK".parse().unwrap()]),
        holds: state.marking_in_force().caveats.into_iter().chain(["EYES".to_owned()]).collect(),
        identity: None,
        verifier: None,
        relays: false,
    };
    let member = PartnerState { partner, since: Timestamp::UNIX_EPOCH, suspended: false };
    let to = "desk".parse().unwrap();
    let agreement = Agreement {
        with: "desk".parse().unwrap(),
        ceiling: Tlp::Red,
        topics: Topics::All,
        from: date(2024, 1, 1),
        until: None,
        two_persons: false,
    };
    let audience = Audience { to: &to, members: vec![&member], agreement: Some(&agreement) };
    let persons = BTreeSet::from(["staff-ana".to_owned()]);
    let ours = ours();
    let case = Case {
        claim: state,
        article,
        form,
        audience: &audience,
        at: noon(),
        ours: &ours,
        persons: &persons,
        reliance: &Reliance::default(),
    };
    match decide(&case) {
        Decision::Release(released) => *released,
        Decision::Withhold(reasons) => panic!("{reasons:?}"),
    }
}

pub(crate) fn released_whole(tlp: Tlp) -> Released {
    let article = article();
    let state = graded(state(body(), &article, marking(tlp)), Credibility::ProbablyTrue);
    release(&state, Some(&article), Form::Whole)
}

pub(crate) fn written_whole(shelf: &Shelf<'_>) -> Written {
    writing::write(&released_whole(Tlp::Amber), shelf, noon(), None).unwrap()
}

/// A tear-line with all that can be kept.
pub(crate) fn tear(state: &ClaimState, article: &Article, tlp: Tlp) -> TearLine {
    TearLine::tear(&Cut {
        claims: &[state],
        articles: &[article],
        text: None,
        keep: Keep { figures: true, place: true, date: KeptDate::Day, items: true, parties: true },
        marking: marking(tlp),
        reliance: &Reliance::default(),
    })
    .unwrap()
}

pub(crate) fn released_tear_line(tlp: Tlp) -> Released {
    let article = article();
    let state = state(body(), &article, Marking::of(Tlp::Red));
    let line = tear(&state, &article, tlp);
    release(&state, Some(&article), Form::TearLine(&line))
}
