//! When something is said to have happened, as far as claims compare.

use jiff::{ToSpan as _, civil::Date};

use super::fit::Fit;
use crate::event_time::{EventTime, Precision, TimeOf};

/// How many days "about that day" reaches to each side.
const ABOUT_A_DAY: i64 = 3;
/// How many days "about that month" reaches to each side.
const ABOUT_A_MONTH: i64 = 15;

/// Days from the first to the last on which it can have been, both inclusive; a missing end is open. A claim
/// without a date of its event covers all time: the day of the telling is no day of the event.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// First day.
    pub start: Option<Date>,
    /// Last day.
    pub end: Option<Date>,
}

impl Window {
    /// The window of an event's date. What only dates a statement gives none.
    #[must_use]
    pub fn of(time: Option<&EventTime>) -> Self {
        let Some(time) = time.filter(|time| time.of == TimeOf::Event) else { return Self::default() };
        let about = match time.precision {
            Precision::ApproxDay => ABOUT_A_DAY,
            Precision::ApproxMonth => ABOUT_A_MONTH,
            _ => 0,
        };
        let window = Self {
            start: time.start.map(|day| day.saturating_sub(about.days())),
            end: time.end.map(|day| day.saturating_add(about.days())),
        };
        // Ends that cross say nothing.
        let crossed = window.start.zip(window.end).is_some_and(|(start, end)| start > end);
        if crossed { Self::default() } else { window }
    }

    /// Whether no end is known.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.start.is_none() && self.end.is_none()
    }

    fn is_within(&self, other: &Self) -> bool {
        let starts = other.start.is_none_or(|limit| self.start.is_some_and(|start| start >= limit));
        let ends = other.end.is_none_or(|limit| self.end.is_some_and(|end| end <= limit));
        starts && ends
    }

    fn is_before(&self, other: &Self) -> bool {
        self.end.zip(other.start).is_some_and(|(end, start)| end < start)
    }

    /// How it lies to another.
    #[must_use]
    pub fn fit(&self, other: &Self) -> Fit {
        let apart = self.is_before(other) || other.is_before(self);
        Fit::of(self.is_within(other), other.is_within(self), apart)
    }
}

impl std::fmt::Display for Window {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.start, self.end) {
            (Some(start), Some(end)) if start == end => write!(f, "{start}"),
            (Some(start), Some(end)) => write!(f, "{start} to {end}"),
            (Some(start), None) => write!(f, "{start} or later"),
            (None, Some(end)) => write!(f, "{end} or earlier"),
            (None, None) => f.write_str("at any time"),
        }
    }
}
