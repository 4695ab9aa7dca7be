//! The follower: takes what one collection of one server offers, each object at least once, and from an attache
//! node whose log it verifies exactly once and in order.
//!
//! It is a state machine without input and output. The caller asks it for the next [`Step`], does the fetching
//! or the waiting, and hands over what came of it ([`Follower::take`]). What it gets back is to be stored in
//! **one transaction**: the objects taken, the objects refused, and the state. A follower made anew from the last
//! stored state goes on without loss.

mod alarm;
mod follow_state;
mod haul;
mod log_look;
mod page;
mod plain_look;
mod question;
mod step;
mod target;
mod turn;
mod waiting;

use attache_stix::{excerpt::Excerpt, object::OwnedObject, taxii::ErrorMessage};
use jiff::{SignedDuration, Timestamp, fmt::rfc2822};

pub use alarm::{Alarm, AlarmCause, SeenCheckpoint};
pub use follow_state::{FollowState, FollowStateFault, Health, Reached};
pub use haul::RefusedObject;
pub use step::{Fetch, Step};
pub use target::{FollowLimits, FollowedLog, Target};

pub(crate) use haul::Haul;
use log_look::LogLook;
use plain_look::PlainLook;
use turn::Turn;

/// An answer of a server.
#[derive(Clone, PartialEq, Eq)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Names and values of its headers.
    pub headers: Vec<(String, String)>,
    /// The whole body.
    pub body: Vec<u8>,
}

impl Response {
    fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(given, _)| given.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// What the server's clock said (`Date`, RFC 9110 section 6.6.1), in microseconds since 1970 UTC.
    fn date(&self) -> Option<i64> {
        let date = rfc2822::parse(self.header("date")?.trim()).ok()?;
        Some(date.timestamp().as_microsecond())
    }
}

impl std::fmt::Debug for Response {
    /// Without its content.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Response({}, {} bytes)", self.status, self.body.len())
    }
}

/// What came of a [`Fetch`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The server answered, and the whole answer was read.
    Response(Response),
    /// The body is longer than [`Fetch::max_bytes`].
    TooLarge,
    /// There was no answer, or not all of it: why, in a few words.
    Failed(String),
}

/// What is to be stored, in one transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Objects, in the order in which the server added them.
    pub keep: Vec<OwnedObject>,
    /// Objects that were refused.
    pub refused: Vec<RefusedObject>,
    /// The state after them.
    pub state: FollowState,
}

/// Failures in a row through which objects that wait to be verified are kept in memory.
const KEPT_THROUGH: u32 = 5;

/// A look at the collection in progress.
enum Look {
    Plain(PlainLook),
    Log(LogLook),
}

/// Follows one collection of one server.
pub struct Follower {
    target: Target,
    state: FollowState,
    look: Option<Look>,
    asked: bool,
}

impl std::fmt::Debug for Follower {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Follower({})", self.target.collection)
    }
}

impl Follower {
    /// A follower that goes on from a stored state.
    #[must_use]
    pub const fn new(target: Target, state: FollowState) -> Self {
        Self { target, state, look: None, asked: false }
    }

    /// The state as it was last returned.
    #[must_use]
    pub const fn state(&self) -> &FollowState {
        &self.state
    }

    /// What to do next. Asking again before an answer was handed over gives the same fetch.
    #[must_use]
    pub fn step(&mut self, now: Timestamp) -> Step {
        if let Some(alarm) = &self.state.alarm {
            return Step::Alarm(Box::new(alarm.clone()));
        }
        if let Some(until) = self.state.not_before.filter(|until| self.is_ahead(*until, now)) {
            return if self.state.idle { Step::Idle { until } } else { Step::Wait { until } };
        }
        self.asked = true;
        let look = self.look.get_or_insert_with(|| match self.target.log {
            Some(_) => Look::Log(LogLook::begin(&self.state, &self.target)),
            None => Look::Plain(PlainLook::begin(&self.state, &self.target)),
        });
        Step::Fetch(match look {
            Look::Plain(look) => look.question(&self.target),
            Look::Log(look) => look.question(&self.target),
        })
    }

    /// Whether that time lies ahead. One that lies further ahead than we ever wait was set by a clock that has
    /// gone back since: then there is no sense in waiting for it.
    fn is_ahead(&self, until: Timestamp, now: Timestamp) -> bool {
        let limits = &self.target.limits;
        let longest = limits.longest_wait.max(limits.poll);
        let ahead = until.duration_since(now);
        ahead > SignedDuration::ZERO && ahead <= longest
    }

    /// Takes what came of the fetch of the last step. `jitter` is a number from 0 to 1, drawn by chance.
    #[must_use]
    pub fn take(&mut self, answer: Answer, now: Timestamp, jitter: f64) -> Taken {
        let mut haul = Haul::default();
        if std::mem::take(&mut self.asked) {
            let before = self.state.reached;
            let turn = match answer {
                Answer::Response(response) if response.status == 200 => {
                    self.take_response(&response, &mut haul)
                }
                Answer::Response(response) => {
                    let asked = response.header("retry-after").and_then(|v| waiting::retry_after(v, now));
                    self.interrupt(&refusal(&response), asked, now, jitter);
                    return self.taken(haul);
                }
                Answer::TooLarge => self.shrink(),
                Answer::Failed(why) => Turn::Interrupted(why),
            };
            if self.state.reached != before {
                self.state.health.failures = 0;
            }
            self.turn(turn, now, jitter);
        }
        self.taken(haul)
    }

    fn take_response(&mut self, response: &Response, haul: &mut Haul) -> Turn {
        match (&mut self.look, &self.target.log) {
            (Some(Look::Plain(look)), _) => look.take(response, &self.target, &mut self.state, haul),
            (Some(Look::Log(look)), Some(log)) => {
                look.take(response, &self.target, log, &mut self.state, haul)
            }
            _ => Turn::On,
        }
    }

    /// Pages were too large: half as many objects are asked for.
    fn shrink(&mut self) -> Turn {
        let too_large = || Turn::Interrupted("the answer is larger than is taken".into());
        let page = self.state.page.unwrap_or(self.target.limits.page);
        if page <= 1 {
            return too_large();
        }
        match &mut self.look {
            Some(Look::Log(look)) if look.asks_objects() => look.shrink(page / 2),
            Some(Look::Plain(_)) => self.look = None,
            _ => return too_large(),
        }
        self.state.page = Some(page / 2);
        Turn::On
    }

    fn turn(&mut self, turn: Turn, now: Timestamp, jitter: f64) {
        match turn {
            Turn::On => {}
            Turn::Done => {
                self.succeed(now);
                self.state.idle = true;
                self.state.not_before = Some(waiting::later(now, self.target.limits.poll));
            }
            Turn::Again => self.succeed(now),
            Turn::Interrupted(why) => self.interrupt(&why, None, now, jitter),
            Turn::Failed(why) => {
                self.look = None;
                self.fail(&why, None, now, jitter);
            }
            Turn::Found(finding) => {
                self.look = None;
                let seen = self.state.seen.clone();
                self.state.health.last_error = Some((now, finding.what.clone()));
                self.state.alarm = Some(finding.alarm(now, seen));
            }
        }
    }

    fn succeed(&mut self, now: Timestamp) {
        self.look = None;
        self.state.health.failures = 0;
        self.state.health.last_success = Some(now);
        self.state.wake();
    }

    /// Nothing came of the fetch. On a log the same can be asked again, and what waits to be verified is kept for
    /// a few times; any other server may not understand the same question a second time.
    fn interrupt(&mut self, why: &str, asked: Option<SignedDuration>, now: Timestamp, jitter: f64) {
        self.fail(why, asked, now, jitter);
        if !matches!(self.look, Some(Look::Log(_))) || self.state.health.failures > KEPT_THROUGH {
            self.look = None;
        }
    }

    fn fail(&mut self, why: &str, asked: Option<SignedDuration>, now: Timestamp, jitter: f64) {
        let limits = &self.target.limits;
        let health = &mut self.state.health;
        health.failures = health.failures.saturating_add(1);
        health.last_error = Some((now, why.chars().take(300).collect()));
        let wait = waiting::after_failures(health.failures, limits, jitter);
        let wait = wait.max(asked.unwrap_or(wait)).min(limits.longest_wait);
        self.state.idle = false;
        self.state.not_before = Some(waiting::later(now, wait));
    }

    fn taken(&mut self, haul: Haul) -> Taken {
        let health = &mut self.state.health;
        health.taken = health.taken.saturating_add(u64::try_from(haul.keep.len()).unwrap_or(u64::MAX));
        health.refused = health.refused.saturating_add(u64::try_from(haul.refused.len()).unwrap_or(u64::MAX));
        Taken { keep: haul.keep, refused: haul.refused, state: self.state.clone() }
    }
}

/// What a status other than 200 means, in a few words.
fn refusal(response: &Response) -> String {
    let what = match response.status {
        401 => "the server does not know our credentials",
        403 => "the server does not let us read this collection",
        404 => "the server has no such collection, or does not show it to us",
        406 => "the server does not speak TAXII 2.1",
        429 => "the server asks us to come less often",
        500..=599 => "the server has failed",
        _ => "the server did not answer as expected",
    };
    let title = serde_json::from_slice::<ErrorMessage>(&response.body).ok().map(|error| error.title);
    let title = title.map(|title| format!(", \"{}\"", Excerpt::of(&title))).unwrap_or_default();
    format!("{what} (HTTP {}{title})", response.status)
}

#[cfg(test)]
mod tests;
