//! Random happenings: to the claims of one article, and among the partners.

use std::collections::BTreeSet;

use attache_core::{
    agreement::{Agreement, Topics},
    article::Article,
    claim::{Claim, ClaimDraft, Originator, Provenance},
    digest::Digest,
    edge::Reprint,
    exchange::{Exchange, Topic},
    grade::{Credibility, Reliability},
    id::{ArticleId, ClaimId},
    marking::{Marking, Tlp},
    origin::OriginId,
    partner::Partner,
    recipient::Recipient,
    record::{Basis, Happening},
    sharing::{Proposal, Release},
    source::{Source, SourceKind},
};
use jiff::Timestamp;
use proptest::{
    prelude::{Strategy, any},
    sample::select,
};

use super::{samples, vocabulary};

/// Partners, one of whose names lies in the other's.
pub const PARTNERS: [&str; 3] = ["desk", "desk-2", "seoul"];

/// A partner or a group.
pub fn recipient() -> impl Strategy<Value = Recipient> {
    select(vec!["desk", "desk-2", "MSMT"]).prop_filter_map("a recipient", |name| name.parse().ok())
}

/// Something that happens to a claim of this article, to the roster, or to who rests on whom.
pub fn happening(article: Article) -> impl Strategy<Value = Happening> {
    let sent = select(PARTNERS.to_vec());
    let parts = (vocabulary::draft(article.clone()), vocabulary::source(), recipient(), sent, any::<u8>());
    parts.prop_filter_map("a happening", move |(draft, source, to, from, choice)| {
        let claim = draft.id(article.id());
        match choice % 26 {
            0..=11 => judged(&article, draft, source, choice),
            12..=20 => shared(&article, draft, claim, to, from, choice),
            21..=23 => rostered(to, from, choice),
            _ => relied(&article, source, choice),
        }
    })
}

fn judged(article: &Article, draft: ClaimDraft, source: Source, choice: u8) -> Option<Happening> {
    let (id, reason) = (article.id(), "for a reason".to_owned());
    let claim = draft.id(id);
    let sealed = |draft| samples::sealed(article, draft).ok().map(Box::new);
    Some(match choice % 12 {
        0..=3 => Happening::ClaimDrafted { claim, article: id, draft: Box::new(draft) },
        4 | 5 => Happening::ClaimAccepted { claim: sealed(draft)?, basis: Basis::Person },
        6 | 7 => Happening::ClaimCorrected { claim: sealed(draft)?, reason },
        8 => Happening::ClaimRejected { claim, reason },
        9 => Happening::ClaimRetracted { claim, reason },
        10 if choice < 128 => {
            Happening::ClaimGraded { claim, credibility: Credibility::Doubtful, reason: Some(reason) }
        }
        10 => Happening::MarkingSet { claim, marking: Marking::of(Tlp::Red) },
        _ => {
            let reliability = if choice < 128 { Reliability::B } else { Reliability::F };
            Happening::SourceGraded { source, reliability, reason: None }
        }
    })
}

fn shared(
    article: &Article,
    draft: ClaimDraft,
    claim: ClaimId,
    to: Recipient,
    from: &str,
    choice: u8,
) -> Option<Happening> {
    let reason = "for a reason".to_owned();
    let object = format!("note--{}", choice % 2);
    Some(match choice % 9 {
        0..=2 => {
            let provenance = Provenance::Received { from: from.to_owned() };
            let originator = Originator(from.to_owned());
            let sealed =
                Claim::seal(claim, article.id(), draft, originator, provenance, Marking::default()).ok()?;
            let credibility = (choice < 128).then_some(Credibility::Doubtful);
            Happening::ClaimReceived { claim: Box::new(sealed), credibility, object }
        }
        3 => Happening::LeaveGiven { claim, to, reason },
        4 => Happening::ReleaseProposed { claim, proposal: Box::new(Proposal { to, tear_line: None }) },
        5 => Happening::ProposalDropped { claim, to, reason },
        6 | 7 => {
            let release = Release {
                to,
                digest: Digest::of_bytes(object.as_bytes()),
                object,
                version: Timestamp::UNIX_EPOCH,
                marking: Marking::of(Tlp::Green),
                tear_line: None,
                persons: BTreeSet::from(["ana".to_owned()]),
            };
            Happening::ClaimReleased { claim, release: Box::new(release) }
        }
        _ => Happening::ReleaseWithdrawn { claim, to, object, reason },
    })
}

fn rostered(to: Recipient, from: &str, choice: u8) -> Option<Happening> {
    let (id, reason) = (from.parse().ok()?, "for a reason".to_owned());
    Some(match choice % 5 {
        0 => Happening::PartnerSet {
            partner: Box::new(Partner {
                id,
                name: "An invented desk".to_owned(),
                country: "UA".parse().ok(),
                groups: BTreeSet::new(),
                holds: BTreeSet::new(),
                identity: None,
                verifier: None,
                relays: false,
            }),
        },
        1 => Happening::PartnerSuspended { partner: id, reason },
        2 => Happening::PartnerResumed { partner: id, reason },
        3 => Happening::AgreementSet {
            agreement: Box::new(Agreement {
                with: to,
                ceiling: Tlp::Green,
                topics: Topics::All,
                from: jiff::civil::Date::constant(2024, 11, 28),
                until: None,
                two_persons: false,
            }),
        },
        _ => Happening::AgreementEnded { with: to, reason },
    })
}

fn relied(article: &Article, source: Source, choice: u8) -> Option<Happening> {
    let reason = "for a reason".to_owned();
    let other = Source::new("Ona Vek", SourceKind::Person);
    let reprint = Reprint { from: article.id(), to: ArticleId::derive(&[b"another"]), share: 900 };
    let edge = reprint.id();
    Some(match (choice / 26) % 7 {
        0 => Happening::SourcesMerged { into: Box::new(other), from: Box::new(source), reason },
        1 => Happening::SourcesSplit { source: Box::new(source), reason },
        2 => Happening::SourcesKeptApart { sources: Box::new([other, source]), reason },
        3 => Happening::EdgeStruck { edge, reason },
        4 => Happening::EdgeRestored { edge, reason },
        5 => Happening::EdgeInferred { reprint },
        _ => {
            let between = [OriginId::Government("KR".parse().ok()?), OriginId::Source(other.id())];
            let since = jiff::civil::date(2024, 11, 27);
            let exchange = Exchange { between, topic: Topic::ANY, since, read_in: None };
            Happening::ExchangeDeclared { exchange: Box::new(exchange), reason }
        }
    })
}
