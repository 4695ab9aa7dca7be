//! Invented reports, and the records that bear on them.

use jiff::{Timestamp, civil::Date};

use super::super::{Corroboration, Report, weigh};
use crate::{
    chain::Chain,
    edge::{Credited, Reprint},
    exchange::{Exchange, Topic},
    id::{ArticleId, ClaimId},
    origin::OriginId,
    record::{Happening, NewRecord, Record, Seq},
    reliance::Reliance,
    source::{Source, SourceKind},
    span::{Excerpt, Span},
};

pub(super) fn claim(name: &str) -> ClaimId {
    ClaimId::derive(&[name.as_bytes()])
}

pub(super) fn article(name: &str) -> ArticleId {
    ArticleId::derive(&[name.as_bytes()])
}

pub(super) fn government(code: &str) -> OriginId {
    OriginId::Government(code.parse().unwrap())
}

/// A source by a short word: `out:X` an outlet, `wire:X` an agency, `XX/name` an official of a country, `XX?` an unnamed
/// one, `?` nobody, `-` the outlet without a name, any other a person.
pub(super) fn source(word: &str) -> Source {
    if let Some(name) = word.strip_prefix("out:") {
        return Source::new(name, SourceKind::Outlet);
    }
    if let Some(name) = word.strip_prefix("wire:") {
        return Source::new(name, SourceKind::NewsAgency);
    }
    if let Some((country, name)) = word.split_once('/') {
        return Source::new(name, SourceKind::Official).of_country(country.parse().ok());
    }
    match word {
        "-" => Source::reporting_outlet(),
        "?" => Source::new("it was reported", SourceKind::Unnamed),
        word if word.ends_with('?') => Source::new("an official", SourceKind::OfficialAnonymous)
            .of_country(word.trim_end_matches('?').parse().ok()),
        name => Source::new(name, SourceKind::Person),
    }
}

/// A report as it is told: claim, article, carriers by short words (joined by ` > `), day.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub(super) claim: ClaimId,
    pub(super) article: ArticleId,
    pub(super) chain: Chain,
    pub(super) said: Option<Date>,
}

pub(super) fn told(name: &str, text: &str, chain: &str) -> Told {
    let sources: Vec<Source> = chain.split(" > ").map(source).collect();
    Told {
        claim: claim(name),
        article: article(text),
        chain: Chain::try_from(sources).unwrap(),
        said: Some(jiff::civil::date(2024, 12, 1)),
    }
}

pub(super) fn reports(told: &[Told]) -> Vec<Report<'_>> {
    told.iter()
        .map(|one| Report { claim: one.claim, article: one.article, chain: &one.chain, said: one.said })
        .collect()
}

pub(super) fn reliance(whats: &[Happening]) -> Reliance {
    let record = |(seq, what): (u64, &Happening)| Record {
        seq: Seq(seq),
        new: NewRecord { at: Timestamp::UNIX_EPOCH, by: "ana".into(), what: what.clone() },
    };
    Reliance::fold(&(1..).zip(whats).map(record).collect::<Vec<_>>())
}

pub(super) fn exchange(one: OriginId, other: OriginId, since: Date) -> Happening {
    let exchange = Exchange { between: [one, other], topic: Topic::ANY, since, read_in: None };
    Happening::ExchangeDeclared { exchange: Box::new(exchange), reason: "they said so".into() }
}

pub(super) fn taken(from: &str, to: &str, share: u16) -> Happening {
    Happening::EdgeInferred { reprint: Reprint { from: article(from), to: article(to), share, given: 0 } }
}

/// That a line of a text credits this source.
pub(super) fn credits(text: &str, outlet: &str) -> Happening {
    let words = Excerpt { span: Span::new(0, 4), text: "line".into() };
    Happening::CreditInferred {
        credit: Box::new(Credited { article: article(text), outlet: source(outlet), words }),
    }
}

pub(super) fn strike(edge: crate::id::EdgeId) -> Happening {
    Happening::EdgeStruck { edge, reason: "not so".into() }
}

pub(super) fn kept_apart(one: &str, other: &str) -> Happening {
    Happening::SourcesKeptApart {
        sources: Box::new([source(one), source(other)]),
        reason: "two brothers".into(),
    }
}

pub(super) fn weighed(told: &[Told], whats: &[Happening]) -> Corroboration {
    weigh(&reports(told), &reliance(whats), &Topic::ANY)
}

/// Strict, normal, lenient.
pub(super) fn counts(told: &[Told], whats: &[Happening]) -> (usize, usize, usize) {
    let weighed = weighed(told, whats);
    (weighed.strict.cut, weighed.normal.cut, weighed.lenient.cut)
}
