//! Numbers with their bounds.

use std::{cmp::Ordering, fmt, hash};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A finite number. Ordered and comparable, unlike `f64`, and written without a fraction where it has
/// none, so that 10,000 troops are `10000` on every wire.
#[derive(Clone, Copy, Debug)]
pub struct Figure(f64);

/// A number that is infinite or not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a figure must be a finite number")]
pub struct NotFinite;

impl Figure {
    /// Zero.
    pub const ZERO: Self = Self(0.0);

    /// A figure from a number.
    ///
    /// # Errors
    /// Where the number is infinite or not a number.
    pub const fn new(value: f64) -> Result<Self, NotFinite> {
        if value.is_finite() { Ok(Self(value + 0.0)) } else { Err(NotFinite) }
    }

    /// The number.
    #[must_use]
    pub const fn value(self) -> f64 {
        self.0
    }

    /// The number, where it is whole and small enough that JSON keeps it exactly (below 2^53).
    #[must_use]
    pub fn whole(self) -> Option<i64> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        #[expect(clippy::cast_possible_truncation, reason = "whole and below 2^53: exact")]
        (self.0.fract() == 0.0 && self.0.abs() < EXACT).then_some(self.0 as i64)
    }
}

impl From<u32> for Figure {
    fn from(value: u32) -> Self {
        Self(f64::from(value))
    }
}

impl PartialEq for Figure {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Figure {}

impl PartialOrd for Figure {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Figure {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.total_cmp(&other.0)
    }
}

impl hash::Hash for Figure {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.0.to_bits().hash(state);
    }
}

impl Serialize for Figure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.whole() {
            Some(whole) => serializer.serialize_i64(whole),
            None => serializer.serialize_f64(self.0),
        }
    }
}

impl<'de> Deserialize<'de> for Figure {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).and_then(|v| Self::new(v).map_err(serde::de::Error::custom))
    }
}

impl fmt::Display for Figure {
    /// With thousands separated by commas, as news writes figures.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(whole) = self.whole() else { return write!(f, "{}", self.0) };
        let digits = whole.unsigned_abs().to_string();
        if whole < 0 {
            f.write_str("-")?;
        }
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && digits.len().saturating_sub(at).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

/// A stated figure as an interval: "more than 10,000" is the interval above 10,000, open below.
///
/// `low_open` and `high_open` say that the end itself does not belong to the interval. A missing end is
/// unbounded. "About 300" keeps both ends at 300 and says `approximate`: how wide "about" is, is a
/// matter of weighing, not of reading.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Quantity {
    /// The words, as written.
    pub text: String,
    /// Lower end, in `unit`.
    pub low: Option<Figure>,
    /// Whether the lower end itself is excluded.
    pub low_open: bool,
    /// Upper end, in `unit`.
    pub high: Option<Figure>,
    /// Whether the upper end itself is excluded.
    pub high_open: bool,
    /// What is counted ("troops", "shells (105mm)", "% of South Koreans").
    pub unit: Option<String>,
    /// Written as a round number ("3.4 million", "thousands").
    pub rounded: bool,
    /// Hedged by "about", "some", "nearly".
    #[serde(default)]
    pub approximate: bool,
}

impl Quantity {
    /// Exactly this many.
    #[must_use]
    pub fn exactly(text: impl Into<String>, value: Figure) -> Self {
        Self {
            text: text.into(),
            low: Some(value),
            low_open: false,
            high: Some(value),
            high_open: false,
            unit: None,
            rounded: false,
            approximate: false,
        }
    }

    /// Whether a number can be what the interval says. The margin of "about" is not counted in.
    #[must_use]
    pub fn admits(&self, value: Figure) -> bool {
        let above = self.low.is_none_or(|low| value > low || (value == low && !self.low_open));
        let below = self.high.is_none_or(|high| value < high || (value == high && !self.high_open));
        above && below
    }

    /// Figure and bound for a table cell: "> 10,000", "≤ 1,500", "5–7", "≈ 300".
    #[must_use]
    pub fn bound(&self) -> String {
        let about = if self.approximate { "≈ " } else { "" };
        let unit = match self.unit.as_deref() {
            Some(unit) if unit.starts_with('%') => unit.get(..1).unwrap_or("").to_owned(),
            _ => String::new(),
        };
        match (self.low, self.high) {
            (Some(low), Some(high)) if low == high => format!("{about}{low}{unit}"),
            (Some(low), Some(high)) => format!("{about}{low}–{high}{unit}"),
            (Some(low), None) => format!("{} {low}{unit}", if self.low_open { ">" } else { "≥" }),
            (None, Some(high)) => format!("{} {high}{unit}", if self.high_open { "<" } else { "≤" }),
            (None, None) => "?".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Figure, Quantity};
    use proptest::prelude::*;

    proptest! {
        /// A claim whose confidence came back as the next double would have another digest than the
        /// sealed one, and could never be read again (this rests on `float_roundtrip` of
        /// serde_json, which serde_json_canonicalizer switches on).
        #[test]
        fn a_figure_reads_back_bit_for_bit(value in -1e9_f64..1e9) {
            let bytes = crate::canonical::to_bytes(&figure(value)).unwrap();
            prop_assert_eq!(serde_json::from_slice::<Figure>(&bytes).unwrap(), figure(value));
        }
    }

    fn figure(value: f64) -> Figure {
        Figure::new(value).unwrap()
    }

    #[test]
    fn whole_figures_have_no_fraction_on_the_wire() {
        assert_eq!(serde_json::to_string(&figure(10_000.0)).unwrap(), "10000");
        assert_eq!(serde_json::to_string(&figure(2.5)).unwrap(), "2.5");
        assert_eq!(serde_json::from_str::<Figure>("10000").unwrap(), figure(10_000.0));
        assert!(Figure::new(f64::NAN).is_err());
        assert_eq!(figure(-0.0), Figure::ZERO);
    }

    #[test]
    fn figures_read_like_news() {
        assert_eq!(figure(3_400_000.0).to_string(), "3,400,000");
        assert_eq!(figure(-1234.0).to_string(), "-1,234");
        assert_eq!(figure(12.0).to_string(), "12");
    }

    #[test]
    fn an_open_end_excludes_its_figure() {
        let mut more = Quantity::exactly("more than 10,000", figure(10_000.0));
        more.high = None;
        more.low_open = true;
        assert!(!more.admits(figure(10_000.0)));
        assert!(more.admits(figure(10_001.0)));
        assert_eq!(more.bound(), "> 10,000");
        more.low_open = false;
        assert!(more.admits(figure(10_000.0)));
        assert_eq!(more.bound(), "≥ 10,000");
    }
}
