//! Everything that reaches outside: the store and the clock.

use attache_store::Store;
use jiff::Timestamp;

/// What time it is.
pub(crate) trait Clock {
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

/// What a use case may do to the world.
pub(crate) struct Effects<'a> {
    /// Where records are kept.
    pub(crate) store: &'a dyn Store,
    /// What time it is.
    pub(crate) clock: &'a dyn Clock,
    /// Under which name things are recorded.
    pub(crate) by: &'a str,
    /// Whose the claims are that are read here.
    pub(crate) originator: &'a str,
}
