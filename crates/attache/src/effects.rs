//! Everything that reaches outside: the store, the clock, chance.

use attache_store::Store;
use jiff::Timestamp;

use crate::failure::Failure;

/// What time it is.
pub(crate) trait Clock: Send + Sync {
    /// Now, in UTC.
    fn now(&self) -> Timestamp;
}

/// The clock of this machine.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the clock of the machine")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still: the demo records each dispatch on the day of its publication.
pub(crate) struct StoppedClock(pub(crate) Timestamp);

impl Clock for StoppedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}

/// Where random bytes come from: keys, tokens, ids that must not follow from content.
pub(crate) trait Chance: Send + Sync {
    /// Fills the buffer.
    ///
    /// # Errors
    /// Where the machine has no random bytes to give: nothing may be made of others.
    fn fill(&self, buffer: &mut [u8]) -> Result<(), Failure>;
}

/// The random bytes of the operating system.
pub(crate) struct SystemChance;

impl Chance for SystemChance {
    fn fill(&self, buffer: &mut [u8]) -> Result<(), Failure> {
        getrandom::fill(buffer).map_err(|cause| {
            Failure::Input(format!("this machine gives no random bytes ({cause}): no key can be made"))
        })
    }
}

/// What a use case may do to the world.
pub(crate) struct Effects<'a> {
    /// Where records are kept.
    pub(crate) store: &'a dyn Store,
    /// What time it is.
    pub(crate) clock: &'a dyn Clock,
    /// Random bytes.
    pub(crate) chance: &'a dyn Chance,
    /// Under which name things are recorded.
    pub(crate) by: &'a str,
    /// Whose the claims are that are read here.
    pub(crate) originator: &'a str,
}
