//! When the thing happened, as far as the text says.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

/// How exactly a date is known.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Precision {
    /// That day.
    Day,
    /// About that day.
    ApproxDay,
    /// That week.
    Week,
    /// That month.
    Month,
    /// About that month.
    ApproxMonth,
    /// That year.
    Year,
    /// Some day from `start` to `end`.
    Range,
    /// Earlier than `end`, by how much is not said.
    Before,
    /// On `end` or earlier.
    OnOrBefore,
    /// Later than `start`.
    After,
}

/// Of what the date is.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum TimeOf {
    /// Of the thing told.
    #[default]
    Event,
    /// Of the telling ("recently stated").
    Statement,
}

/// A date expression, resolved against the day of publication: calendar days of the Gregorian calendar,
/// both ends inclusive, no time zone (news gives local days).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EventTime {
    /// The words, as written ("last week").
    pub text: String,
    /// First day that it can be; unbounded where missing.
    pub start: Option<Date>,
    /// Last day that it can be; unbounded where missing.
    pub end: Option<Date>,
    /// How exactly it is known.
    pub precision: Precision,
    /// Whether it dates the event or the statement.
    pub of: TimeOf,
}

impl EventTime {
    /// Whether it can have been within the days `since..=until`; a missing limit does not limit.
    #[must_use]
    pub fn touches(&self, since: Option<Date>, until: Option<Date>) -> bool {
        let ends_late_enough = since.is_none_or(|since| self.end.is_none_or(|end| end >= since));
        let starts_early_enough = until.is_none_or(|until| self.start.is_none_or(|start| start <= until));
        ends_late_enough && starts_early_enough
    }
}

#[cfg(test)]
mod tests {
    use super::{EventTime, Precision, TimeOf};
    use jiff::civil::date;

    #[test]
    fn an_open_end_touches_everything_on_its_side() {
        let before = EventTime {
            text: "previously".into(),
            start: None,
            end: Some(date(2024, 11, 27)),
            precision: Precision::Before,
            of: TimeOf::Statement,
        };
        assert!(before.touches(None, Some(date(2020, 1, 1))));
        assert!(before.touches(Some(date(2024, 11, 27)), None));
        assert!(!before.touches(Some(date(2024, 11, 28)), None));
    }
}
