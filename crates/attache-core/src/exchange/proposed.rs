//! Exchanges that a claim tells of. A proposal only: a person declares.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::{
    agreement::Topics,
    claim_draft::ClaimDraft,
    claim_kind::ClaimKind,
    claim_state::ClaimState,
    country::CountryCode,
    event_time::TimeOf,
    modality::Modality,
    origin::OriginId,
    proposition::Party,
    source::{Source, SourceKind},
    span::joined,
};

use super::{Exchange, Topic};

/// Words for telling each other.
const EXCHANGING: [&str; 3] = ["exchang", "shar", "intelligence-sharing"];

/// Words for what is told.
const TOLD: [&str; 4] = ["information", "intelligence", "data", "findings"];

/// Beginnings of words that show the kind of claim that is meant.
const KINDS: [(&str, ClaimKind); 8] = [
    ("deploy", ClaimKind::Deployment),
    ("troop", ClaimKind::Deployment),
    ("transfer", ClaimKind::Transfer),
    ("shipment", ClaimKind::Transfer),
    ("deliver", ClaimKind::Transfer),
    ("suppl", ClaimKind::Transfer),
    ("stock", ClaimKind::Stock),
    ("clash", ClaimKind::Clash),
];

/// The exchange that an agreement tells of, where it is put as true, has two parties, and its words speak of exchanging
/// or sharing information: "both parties agreed to continue exchanging information on the deployment of …". The topic
/// is read from its words; the parties are the two governments where both countries are known. It holds from the first
/// day that the agreement can have been made, else from the day of publication; where neither is known, nothing
/// can be proposed. An exchange that was *continued* began earlier: the person who declares it puts the day right.
#[must_use]
pub fn proposed_by(state: &ClaimState) -> Option<Exchange> {
    let body = &state.body;
    if body.kind != ClaimKind::Agreement || body.modality != Modality::Asserted {
        return None;
    }
    let words = joined(&body.spans).to_lowercase();
    let has = |stems: &[&str]| words.split_whitespace().any(|word| stems.iter().any(|s| word.starts_with(s)));
    if !has(&EXCHANGING) || !has(&TOLD) {
        return None;
    }
    let (a, b) = (body.proposition.actor.as_ref()?, body.proposition.counterpart.as_ref()?);
    let between = [origin(a), origin(b)];
    let [one, other] = between;
    (one != other).then_some(())?;
    let parties: BTreeSet<CountryCode> = [a, b].into_iter().filter_map(|party| party.country).collect();
    let since = day(body)?;
    Some(Exchange { between, topic: topic(&words, &parties), since, read_in: Some(state.id) })
}

fn origin(party: &Party) -> OriginId {
    let source = || OriginId::Source(Source::new(party.name.as_str(), SourceKind::Group).id());
    party.country.map_or_else(source, OriginId::Government)
}

fn day(body: &ClaimDraft) -> Option<Date> {
    let date = body.date.as_ref().filter(|date| date.of == TimeOf::Event);
    date.and_then(|date| date.start.or(date.end)).or(body.published)
}

/// The kinds and countries that the words name; the two parties are not the topic.
fn topic(words: &str, parties: &BTreeSet<CountryCode>) -> Topic {
    let stems = words.split(|c: char| !c.is_alphanumeric());
    let kinds: BTreeSet<ClaimKind> = stems
        .flat_map(|word| KINDS.iter().filter(move |(stem, _)| word.starts_with(stem)).map(|(_, kind)| *kind))
        .collect();
    let about = CountryCode::named_in(words).into_iter().filter(|country| !parties.contains(country));
    Topic { kinds: if kinds.is_empty() { Topics::All } else { Topics::Only(kinds) }, about: about.collect() }
}
