//! Claims, articles, partners and agreements that the tests of release and of tear-lines share. All of it is
//! invented.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::date};

use crate::{
    agreement::{Agreement, Topics},
    article::{Article, Outlet},
    chain::Chain,
    claim::{Claim, ClaimDraft, Originator, Provenance, tests::draft},
    claim_kind::ClaimKind,
    claim_state::ClaimState,
    country::CountryCode,
    event_time::{EventTime, Precision, TimeOf},
    id::ClaimId,
    marking::{Marking, Tlp},
    partner::Partner,
    place::{Place, PlaceClass},
    proposition::{Item, ItemCategory, Party, Proposition},
    quantity::{Figure, Quantity},
    record::{Basis, Happening, NewRecord, Record, Seq},
    roster::Roster,
    source::{Source, SourceKind},
};

pub(crate) const SENTENCE: &str = "More than 10,000 troops reached the Kursk region on October 21, the Harbour \
                                   Watch Bureau said, citing Defence Minister Mirel Vantor.";

pub(crate) fn us() -> Originator {
    Originator("us".into())
}

/// Noon of 1 December 2024, UTC.
pub(crate) fn noon() -> Timestamp {
    "2024-12-01T12:00:00Z".parse().unwrap()
}

pub(crate) fn country(code: &str) -> Option<CountryCode> {
    Some(code.parse().unwrap())
}

pub(crate) fn article() -> Article {
    let mut article = Article::plain(SENTENCE);
    article.title = Some("Columns of soldiers cross the frontier again".into());
    article.outlet = Some(Outlet { name: "The Quayside Courier".into(), kind: SourceKind::Outlet });
    article.published = Some(date(2024, 11, 3));
    article.url = Some("https://www.quayside-courier.example/2024/columns?id=77".into());
    article
}

/// More than 10,000 troops of North Korea in the Kursk region, by a chain of outlet, agency and minister.
pub(crate) fn body() -> ClaimDraft {
    let mut minister = Source::new("Mirel Vantor", SourceKind::Official).of_country(country("PL"));
    minister.office = Some("Defence Minister".into());
    let agency = Source::new("Harbour Watch Bureau", SourceKind::NewsAgency);
    let mut more = Quantity::exactly("more than 10,000", Figure::from(10_000));
    (more.high, more.low_open, more.unit) = (None, true, Some("troops".into()));
    ClaimDraft {
        kind: ClaimKind::Deployment,
        chain: Chain::new(article().carrier(), vec![agency, minister]),
        quantities: vec![more],
        place: Some(Place {
            text: "the Kursk region".into(),
            country: country("RU"),
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
        proposition: Proposition {
            actor: Some(Party { name: "North Korea".into(), country: country("KP") }),
            counterpart: None,
            items: vec![Item {
                name: "troops".into(),
                category: ItemCategory::Personnel,
                designation: Some("11th Corps".into()),
            }],
            scope: None,
        },
        published: Some(date(2024, 11, 3)),
        ..draft(SENTENCE)
    }
}

pub(crate) fn seal(
    body: ClaimDraft,
    article: &Article,
    provenance: Provenance,
    originator: &str,
) -> Box<Claim> {
    seal_under(marking(Tlp::Green, &["desk"]), body, article, provenance, originator)
}

pub(crate) fn seal_under(
    marking: Marking,
    body: ClaimDraft,
    article: &Article,
    provenance: Provenance,
    originator: &str,
) -> Box<Claim> {
    let id = body.id(article.id());
    Box::new(Claim::seal(id, article.id(), body, Originator(originator.into()), provenance, marking).unwrap())
}

pub(crate) fn record(seq: u64, what: Happening) -> Record {
    let at = Timestamp::from_second(1_732_000_000 + i64::try_from(seq).unwrap()).unwrap();
    Record { seq: Seq(seq), new: NewRecord { at, by: "ana".into(), what } }
}

/// An accepted claim of ours.
pub(crate) fn accepted(body: ClaimDraft, article: &Article) -> ClaimState {
    let claim = seal(body, article, Provenance::Read, "us");
    ClaimState::open(&record(1, Happening::ClaimAccepted { claim, basis: Basis::Person })).unwrap()
}

/// A claim that `partner` sent, of the originator `them`.
pub(crate) fn received(body: ClaimDraft, article: &Article, partner: &str) -> ClaimState {
    received_under(marking(Tlp::Green, &["us"]), body, article, partner)
}

pub(crate) fn received_under(
    marking: Marking,
    body: ClaimDraft,
    article: &Article,
    partner: &str,
) -> ClaimState {
    let claim = seal_under(marking, body, article, Provenance::Received { from: partner.into() }, "them");
    let object = "note--1".into();
    ClaimState::open(&record(1, Happening::ClaimReceived { claim, credibility: None, object })).unwrap()
}

pub(crate) fn apply(state: &ClaimState, what: Happening) -> ClaimState {
    let mut state = state.clone();
    state.apply(&record(state.last.0 + 1, what));
    state
}

pub(crate) fn marked(state: &ClaimState, marking: Marking) -> ClaimState {
    apply(state, Happening::MarkingSet { claim: state.id, marking })
}

pub(crate) fn leave(claim: ClaimId, to: &str) -> Happening {
    Happening::LeaveGiven { claim, to: to.parse().unwrap(), reason: "by letter".into() }
}

pub(crate) fn marking(tlp: Tlp, to: &[&str]) -> Marking {
    Marking { releasable_to: to.iter().map(|name| (*name).to_owned()).collect(), ..Marking::of(tlp) }
}

/// The partner `id` of South Korea, in the group G-DESK, holding the caveat EYES.
pub(crate) fn partner(id: &str) -> Partner {
    Partner {
        id: id.parse().unwrap(),
        name: format!("The {id}"),
        country: country("KR"),
        groups: BTreeSet::from(["G-DESK".parse().unwrap()]),
        holds: BTreeSet::from(["EYES".to_owned()]),
        identity: None,
        verifier: None,
        relays: false,
    }
}

pub(crate) fn agreement(with: &str) -> Agreement {
    Agreement {
        with: with.parse().unwrap(),
        ceiling: Tlp::Red,
        topics: Topics::All,
        from: date(2024, 1, 1),
        until: None,
        two_persons: false,
    }
}

/// The roster after these happenings.
pub(crate) fn roster(whats: Vec<Happening>) -> Roster {
    let records: Vec<Record> = (1..).zip(whats).map(|(seq, what)| record(seq, what)).collect();
    Roster::fold(&records)
}

pub(crate) fn set(partner: Partner) -> Happening {
    Happening::PartnerSet { partner: Box::new(partner) }
}

pub(crate) fn agree(agreement: Agreement) -> Happening {
    Happening::AgreementSet { agreement: Box::new(agreement) }
}

/// The partner `desk` and the group G-DESK with agreements, `desk` being the group's one member.
pub(crate) fn desk() -> Roster {
    roster(vec![set(partner("desk")), agree(agreement("desk")), agree(agreement("G-DESK"))])
}

pub(crate) fn persons(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}
