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

/// Beginnings of words for telling each other.
const EXCHANGING: [&str; 3] = ["exchang", "shar", "pool"];

/// Words for what is told.
const TOLD: [&str; 4] = ["information", "intelligence", "data", "findings"];

/// What is told is among so many words, of which the second tells ("share more of their intelligence").
const BETWEEN: usize = 6;

/// Words by which it is not done.
const NOT: [&str; 5] = ["not", "never", "no", "end", "ended"];

/// Beginnings of such words.
const REFUSING: [&str; 6] = ["refus", "declin", "stop", "ceas", "suspend", "halt"];

/// The kinds of claim that tell of exchanges: what was agreed, what will be done, what is done as a rule.
pub const TELLING: [ClaimKind; 5] = [
    ClaimKind::Agreement,
    ClaimKind::Forecast,
    ClaimKind::Position,
    ClaimKind::Meeting,
    ClaimKind::Background,
];

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

/// Whether a claim, put as true, speaks of exchanging or sharing information, between whomever: an agreement, or
/// another claim that names two countries before the verb.
#[must_use]
pub fn tells_of_exchange(body: &ClaimDraft) -> bool {
    if !TELLING.contains(&body.kind) || body.modality != Modality::Asserted {
        return false;
    }
    let text = joined(&body.spans).to_lowercase();
    let words = words_of(&text);
    let who = || pair(CountryCode::named_in(&before_verb(&words))).is_some();
    telling(&words).is_some() && (body.kind == ClaimKind::Agreement || who())
}

/// The exchange that a claim tells of, where it is put as true, has two parties, and its words speak of exchanging
/// or sharing information: "both parties agreed to continue exchanging information on the deployment of …". The topic
/// is read from its words; the parties are the two governments where both countries are known. It holds from the first
/// day that the agreement can have been made, else from the day of publication; where neither is known, nothing
/// can be proposed. An exchange that was *continued* began earlier: the person who declares it puts the day right.
///
/// Who agreed stands before the verb. Of an agreement "both parties" are those of the meeting that was told last before
/// it, of those among `around`, the other claims of the article; else they are the parties of the claim as it was read.
#[must_use]
pub fn proposed_by(state: &ClaimState, around: &[ClaimState]) -> Option<Exchange> {
    let body = &state.body;
    if !tells_of_exchange(body) {
        return None;
    }
    let text = joined(&body.spans).to_lowercase();
    let before = before_verb(&words_of(&text));
    let both = speaks_of_both(&before);
    let mut meetings: Vec<&ClaimState> =
        around.iter().filter(|other| both && is_before(other, state)).collect();
    meetings.sort_by_key(|other| std::cmp::Reverse(start(&other.body)));
    let named = pair(CountryCode::named_in(&before));
    let met = || pair(countries(&meetings.first()?.body));
    let between = match named.or_else(met) {
        Some(pair) => pair,
        None => [origin(body.proposition.actor.as_ref()?), origin(body.proposition.counterpart.as_ref()?)],
    };
    let [one, other] = between;
    (one != other).then_some(())?;
    let parties = between.into_iter().filter_map(|origin| match origin {
        OriginId::Government(country) => Some(country),
        OriginId::Source(_) | OriginId::Article(_) => None,
    });
    // One meeting is told in several claims; that which is nearest may leave out the day.
    let mut same = meetings.iter().filter(|other| pair(countries(&other.body)) == Some(between));
    let met_on = || same.find_map(|other| event_day(&other.body));
    let since = event_day(body).or_else(met_on).or(body.published)?;
    Some(Exchange { between, topic: topic(&text, &parties.collect()), since, read_in: Some(state.id) })
}

/// Which word says that information is exchanged or shared; `None` where none does, or it is not done.
fn telling(words: &[&str]) -> Option<usize> {
    let begins = |word: &str, stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    let at = words.iter().enumerate().position(|(at, word)| {
        // "Sharing of their intelligence"; "intelligence-sharing".
        let near = words.iter().skip(at.saturating_sub(1)).take(BETWEEN);
        begins(word, &EXCHANGING) && near.into_iter().any(|word| TOLD.contains(word))
    })?;
    let refused = words.iter().take(at).any(|word| NOT.contains(word) || begins(word, &REFUSING));
    (!refused).then_some(at)
}

fn words_of(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect()
}

/// A meeting of two countries that the same article tells before this claim.
fn is_before(other: &ClaimState, state: &ClaimState) -> bool {
    other.body.kind == ClaimKind::Meeting
        && other.article == state.article
        && start(&other.body) < start(&state.body)
        && countries(&other.body).len() == 2
}

fn start(body: &ClaimDraft) -> Option<usize> {
    body.spans.first().map(|excerpt| excerpt.span.start)
}

fn countries(body: &ClaimDraft) -> BTreeSet<CountryCode> {
    let says = &body.proposition;
    [&says.actor, &says.counterpart].into_iter().flatten().filter_map(|party| party.country).collect()
}

/// The governments of exactly two countries.
fn pair(countries: BTreeSet<CountryCode>) -> Option<[OriginId; 2]> {
    let mut countries = countries.into_iter().map(OriginId::Government);
    match (countries.next(), countries.next(), countries.next()) {
        (Some(one), Some(other), None) => Some([one, other]),
        _ => None,
    }
}

/// The words before those that say that something was agreed, or that information is shared.
fn before_verb(words: &[&str]) -> String {
    let agreed = words.iter().position(|word| word.starts_with("agree"));
    let verb = agreed.into_iter().chain(telling(words)).min();
    words.get(..verb.unwrap_or_default()).unwrap_or_default().join(" ")
}

/// "Both parties", "the two sides".
fn speaks_of_both(words: &str) -> bool {
    words_of(words).into_iter().any(|word| matches!(word, "both" | "two"))
}

fn origin(party: &Party) -> OriginId {
    let source = || OriginId::Source(Source::new(party.name.as_str(), SourceKind::Group).id());
    party.country.map_or_else(source, OriginId::Government)
}

fn event_day(body: &ClaimDraft) -> Option<Date> {
    let date = body.date.as_ref().filter(|date| date.of == TimeOf::Event)?;
    date.start.or(date.end)
}

/// The kinds and countries that the words name; the two parties are not the topic.
fn topic(words: &str, parties: &BTreeSet<CountryCode>) -> Topic {
    let kinds: BTreeSet<ClaimKind> = words_of(words)
        .into_iter()
        .flat_map(|word| KINDS.iter().filter(move |(stem, _)| word.starts_with(stem)).map(|(_, kind)| *kind))
        .collect();
    let about = CountryCode::named_in(words).into_iter().filter(|country| !parties.contains(country));
    Topic { kinds: if kinds.is_empty() { Topics::All } else { Topics::Only(kinds) }, about: about.collect() }
}
