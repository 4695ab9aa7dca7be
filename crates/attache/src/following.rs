//! Pulling what partners offer: every collection of a remote is followed, each object taken once, and all that
//! came looked at.
//!
//! The follower itself is a state machine of `attache-exchange`; here it is given a network, a clock and a store.
//! Objects and the follower's state are one transaction.

use attache_core::{collection::CollectionId, partner::PartnerId};
use attache_exchange::{
    checkpoint::origin_of,
    follower::{Answer, FollowLimits, FollowState, FollowedLog, Follower, Response, Step, Taken, Target},
    log_key::LogVerifier,
};
use attache_store::{Setting, Store};
use jiff::SignedDuration;

use crate::{
    collections,
    effects::Effects,
    failure::Failure,
    node::Node,
    receiving::{
        self, Tally,
        arrival::{Arrived, Misfit, arrive},
    },
    remote::Remote,
    transport::{Fetch, FetchError, Wanted},
};

use discovery::Offered;
use pulled::Pulled;

pub(crate) mod alarm;
pub(crate) mod background;
mod discovery;
pub(crate) mod health;
mod pulled;

/// How often one collection is asked in one run, at most: a server that always has more does not hold up the
/// others for ever.
const ASKED: usize = 100_000;

/// One collection after a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Followed {
    /// Its id.
    pub(crate) id: String,
    /// What arrived.
    pub(crate) arrived: Arrived,
    /// Why it was not read to its end.
    pub(crate) error: Option<String>,
    /// What stopped it for good: a contradiction in the partner's log.
    pub(crate) alarm: Option<String>,
}

/// A partner after a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Run {
    /// Its collections.
    pub(crate) collections: Vec<Followed>,
    /// Why none could be followed.
    pub(crate) error: Option<String>,
    /// What became of the objects.
    pub(crate) received: Tally,
}

impl Run {
    /// Whether all went well.
    pub(crate) fn is_fine(&self) -> bool {
        self.error.is_none() && self.collections.iter().all(|one| one.error.is_none() && one.alarm.is_none())
    }
}

/// Whether waits that the follower imposes on itself are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Patience {
    /// Somebody asked for it now.
    Now,
    /// In the background: not before its time.
    InTime,
}

/// Whether to go on, told after each page: who is followed, and how many objects have arrived so far.
pub(crate) type Watch<'a> = dyn FnMut(&str, u64) -> bool + 'a;

/// Pulls all that a remote offers, and looks at it.
pub(crate) fn pull(
    effects: &Effects<'_>,
    remote: &Remote,
    fetch: &dyn Fetch,
    patience: Patience,
    watch: &mut Watch<'_>,
) -> Result<Run, Failure> {
    let partner = receiving::partner(effects.store, &remote.partner)?;
    if partner.suspended {
        let error = Some("exchange with this partner rests: `attache partner resume` lets it go on".into());
        return Ok(Run { error, ..Run::default() });
    }
    // Before anything is fetched: what a crash left in the inbox is looked at.
    let mut run = Run { received: receiving::receive(effects, &remote.partner)?, ..Run::default() };
    let key = remote.verifier.as_deref().or(partner.partner.verifier.as_deref());
    let verifier = match key_of(&remote.partner, key) {
        Ok(verifier) => verifier,
        Err(why) => {
            run.error = Some(why);
            return Ok(run);
        }
    };
    let mut pulled = Pulled::load(effects.store, &remote.partner)?;
    match discovery::collections(remote, verifier.is_some(), fetch) {
        Ok(offered) => {
            pulled.succeed(effects.clock.now(), remote, &offered);
            pulled.keep(effects, &remote.partner)?;
            let inbox = collections::inbox(&Node::existing(effects.store)?, &partner).id;
            for one in &offered {
                let work = Work { effects, remote, fetch, inbox, verifier: verifier.as_ref() };
                let Some(followed) = work.follow(one, patience, watch)? else { break };
                run.collections.push(followed);
                run.received.add(receiving::receive(effects, &remote.partner)?);
            }
        }
        Err(why) => {
            pulled.fail(effects.clock.now(), &why);
            pulled.keep(effects, &remote.partner)?;
            run.error = Some(why);
        }
    }
    Ok(run)
}

/// The key by which the log of a partner is verified, from its text.
pub(crate) fn key_of(partner: &PartnerId, text: Option<&str>) -> Result<Option<LogVerifier>, String> {
    let Some(text) = text else { return Ok(None) };
    LogVerifier::read(text).map(Some).map_err(|cause| format!("the key of {partner}'s log: {cause}"))
}

/// The name of the setting that keeps how far a collection was followed.
pub(crate) fn setting(partner: &PartnerId, collection: &str) -> String {
    format!("follow/{partner}/{collection}")
}

/// How far a collection was followed; before the first look where it never was.
pub(crate) fn state(
    store: &dyn Store,
    partner: &PartnerId,
    collection: &str,
) -> Result<FollowState, Failure> {
    let Some(bytes) = store.setting(&setting(partner, collection))? else { return Ok(FollowState::new()) };
    FollowState::read(&bytes).map_err(|cause| {
        Failure::Input(format!(
            "{partner}, collection {collection}: {cause}; `attache sync --start-over {partner}` begins anew"
        ))
    })
}

/// What is needed to follow one collection.
struct Work<'a> {
    effects: &'a Effects<'a>,
    remote: &'a Remote,
    fetch: &'a dyn Fetch,
    inbox: CollectionId,
    verifier: Option<&'a LogVerifier>,
}

impl Work<'_> {
    /// Follows one collection to its end, or as far as it goes; `None` where it is to stop.
    fn follow(
        &self,
        offered: &Offered,
        patience: Patience,
        watch: &mut Watch<'_>,
    ) -> Result<Option<Followed>, Failure> {
        let mut followed =
            Followed { id: offered.id.clone(), arrived: Arrived::default(), error: None, alarm: None };
        let mut state = state(self.effects.store, &self.remote.partner, &offered.id)?;
        if patience == Patience::Now {
            state.wake();
        }
        let failures = state.health().failures;
        let mut follower = Follower::new(self.target(offered), state);
        for _ in 0..ASKED {
            let now = self.effects.clock.now();
            let fetch = match follower.step(now) {
                Step::Fetch(fetch) => fetch,
                Step::Wait { .. } => {
                    let health = follower.state().health();
                    if health.failures > failures || patience == Patience::Now {
                        followed.error = health.last_error.as_ref().map(|(_, why)| why.clone());
                    }
                    return Ok(Some(followed));
                }
                Step::Idle { .. } => return Ok(Some(followed)),
                Step::Alarm(alarm) => {
                    tracing::error!(partner = %self.remote.partner, collection = %offered.id, what = %alarm.what, "ALARM");
                    followed.alarm = Some(alarm.what);
                    return Ok(Some(followed));
                }
            };
            let answer = self.fetched(offered, &fetch);
            let now = self.effects.clock.now();
            let taken = follower.take(answer, now, self.jitter()?);
            followed.arrived.add(self.keep(&offered.id, taken)?);
            if !watch(&offered.title, followed.arrived.new.saturating_add(followed.arrived.known)) {
                return Ok(None);
            }
        }
        followed.error = Some("the server always has more: the next run goes on there".into());
        Ok(Some(followed))
    }

    fn target(&self, offered: &Offered) -> Target {
        let log = self.verifier.and_then(|verifier| {
            let id = CollectionId(offered.id.parse().ok()?);
            Some(FollowedLog { verifier: verifier.clone(), origin: origin_of(verifier.name(), id) })
        });
        let poll = SignedDuration::from_mins(self.remote.minutes.into());
        let limits = FollowLimits { poll, ..FollowLimits::default() };
        Target { collection: offered.url.path().to_owned(), log, limits }
    }

    fn fetched(&self, offered: &Offered, wanted: &attache_exchange::follower::Fetch) -> Answer {
        let url = match offered.url.join(&wanted.path_and_query) {
            Ok(url) if url.origin() == offered.url.origin() => url,
            _ => return Answer::Failed("the address of the collection cannot be used".into()),
        };
        let wanted = Wanted { url, accept: wanted.accept.to_owned(), limit: wanted.max_bytes };
        match self.fetch.get(&wanted) {
            Ok(answer) => {
                let headers = answer.headers.iter().filter_map(|(name, value)| {
                    value.to_str().ok().map(|value| (name.to_string(), value.to_owned()))
                });
                Answer::Response(Response {
                    status: answer.status,
                    headers: headers.collect(),
                    body: answer.body,
                })
            }
            Err(FetchError::TooLong { .. }) => Answer::TooLarge,
            Err(cause) => Answer::Failed(cause.to_string()),
        }
    }

    /// Objects and state in one transaction.
    fn keep(&self, collection: &str, taken: Taken) -> Result<Arrived, Failure> {
        let value = Some(taken.state.to_bytes());
        let settings = vec![Setting { name: setting(&self.remote.partner, collection), value }];
        let misfits: Vec<_> = taken
            .refused
            .into_iter()
            .map(|refused| Misfit { id: refused.id, why: refused.why.to_string(), bytes: refused.bytes })
            .collect();
        arrive(self.effects, &self.remote.partner, self.inbox, taken.keep, &misfits, settings)
    }

    fn jitter(&self) -> Result<f64, Failure> {
        let mut byte = [0; 1];
        self.effects.chance.fill(&mut byte)?;
        Ok(byte.iter().map(|byte| f64::from(*byte) / 255.0).sum())
    }
}

#[cfg(test)]
mod tests;
