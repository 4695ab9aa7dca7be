//! Exchanges of information: what a person declares, and what claims tell of.

use attache_core::{
    claim_state::Standing,
    country::CountryCode,
    exchange::{Exchange, Topic},
    filter::Term,
    id::EdgeId,
    origin::OriginId,
    record::Happening,
    reliance::Reliance,
    source::folded,
};
use attache_text::words::Words;
use jiff::civil::Date;

use crate::{
    effects::Effects,
    failure::Failure,
    redeciding,
    resolving::{self, Role},
    sourcing::Catalogue,
};

pub(crate) use proposal::{Answered, Proposal, proposals};

mod proposal;

/// What a person wants to declare.
#[derive(Clone, Debug)]
pub(crate) struct Wanted<'a> {
    /// The two, as typed: countries, or names of sources.
    pub(crate) between: [&'a str; 2],
    /// On what.
    pub(crate) topic: Topic,
    /// First day.
    pub(crate) since: Date,
}

/// What was declared.
#[derive(Clone, Debug)]
pub(crate) struct Recorded {
    /// Its edge.
    pub(crate) edge: EdgeId,
    /// What was declared.
    pub(crate) exchange: Exchange,
    /// How the two are called.
    pub(crate) between: [String; 2],
}

/// Declares what a person says.
pub(crate) fn declare(
    effects: &Effects<'_>,
    words: &Words,
    wanted: &Wanted<'_>,
    reason: &str,
) -> Result<Recorded, Failure> {
    let catalogue = Catalogue::load(effects.store)?;
    let [a, b] = wanted.between;
    let between = [end(&catalogue, words, a)?, end(&catalogue, words, b)?];
    let (topic, since) = (wanted.topic.clone(), wanted.since);
    record(effects, &catalogue, Exchange { between, topic, since, read_in: None }, reason)
}

/// Declares what a claim tells of; from another day where the person gives one.
pub(crate) fn declare_from_claim(
    effects: &Effects<'_>,
    typed: &str,
    since: Option<Date>,
    reason: &str,
) -> Result<Recorded, Failure> {
    let state = resolving::claim(effects.store, typed)?;
    let short = state.id.short();
    if matches!(state.standing, Standing::Rejected | Standing::Retracted) {
        return Err(Failure::Input(format!("claim {short} no longer stands: nothing is declared from it")));
    }
    let Some((exchange, dated)) = proposal::proposed(effects.store, &state, since)? else {
        return Err(Failure::Input(format!(
            "claim {short} tells of no exchange of information between two: `attache exchange proposed` lists those that do, and `attache exchange declare A B --on TOPIC --since DATE` declares what you know otherwise"
        )));
    };
    if !dated {
        return Err(Failure::Input(format!(
            "neither claim {short} nor its article says when: say since when it holds with --since DATE"
        )));
    }
    record(effects, &Catalogue::load(effects.store)?, exchange, reason)
}

fn record(
    effects: &Effects<'_>,
    catalogue: &Catalogue,
    exchange: Exchange,
    reason: &str,
) -> Result<Recorded, Failure> {
    let edge = exchange.id()?;
    let [a, b] = exchange.between;
    let (one, other) = (catalogue.origin_name(a), catalogue.origin_name(b));
    if a == b {
        return Err(Failure::Usage(format!("both are {one}: it takes two to exchange information")));
    }
    let between = [one, other];
    redeciding::record(effects, &mut |store| {
        let reliance = Reliance::fold(&store.reliance_records()?);
        if let Some(standing) = reliance.exchanges().find(|declared| declared.id == edge) {
            return Err(Failure::Input(format!(
                "that is declared already, by {} on {} ({}): `attache exchange list`; where it does not hold: attache edges strike {} --reason …",
                standing.by,
                standing.at.strftime("%Y-%m-%d"),
                standing.reason,
                edge.short()
            )));
        }
        let exchange = Box::new(exchange.clone());
        Ok(vec![Happening::ExchangeDeclared { exchange, reason: reason.to_owned() }])
    })?;
    Ok(Recorded { edge, exchange, between })
}

/// Who a typed end is: the government of a country, the body of a source, or the source itself.
fn end(catalogue: &Catalogue, words: &Words, typed: &str) -> Result<OriginId, Failure> {
    let typed = typed.trim();
    let lower = typed.to_lowercase();
    let bare = lower.strip_prefix("the ").unwrap_or(&lower);
    let of = bare.strip_prefix("government of ").unwrap_or(typed);
    if let Some(country) = country(words, of) {
        return Ok(OriginId::Government(country));
    }
    match catalogue.named(typed) {
        Ok(known) => Ok(catalogue.origin(known)),
        Err(Failure::Input(why)) if !catalogue.is_known(typed) => {
            Err(Failure::Input(format!("“{typed}” is no country that attache knows, and {why}")))
        }
        Err(other) => Err(other),
    }
}

fn country(words: &Words, typed: &str) -> Option<CountryCode> {
    if folded(typed).is_empty() {
        return None;
    }
    match resolving::term(words, Role::Party, typed).0 {
        Term::Country(country) => Some(country),
        _ => None,
    }
}

/// The countries that are typed as the topic of an exchange.
pub(crate) fn countries(words: &Words, typed: &[String]) -> Result<Vec<CountryCode>, Failure> {
    let one = |name: &String| {
        country(words, name).ok_or_else(|| {
            Failure::Input(format!(
                "“{name}” is no country that attache knows: write its name or its code, such as UA"
            ))
        })
    };
    typed.iter().map(one).collect()
}
