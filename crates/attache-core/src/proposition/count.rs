//! How many, as far as claims compare.
//!
//! A claim covers a scope (who, what, where, when), and its count says how many things of that scope there
//! were. The wider the scope, the higher the count can only be. From this alone follows which claim supports
//! which, and which two cannot both hold (see [`comparison`](super::comparison)).

use super::fit::Fit;
use crate::quantity::{Figure, Quantity};

/// The part by which "about 300" reaches to each side.
const ABOUT: f64 = 0.1;

/// The lower end of an interval: the value, and whether it is itself left out.
type Low = (Figure, bool);
/// The upper end of an interval: the value, and whether it is itself part of it.
type High = (Figure, bool);

/// Numbers above zero from one end to another, in one unit. Never empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    low: Low,
    /// `None`: no upper end.
    high: Option<High>,
    /// What is counted, folded, where it is not the thing itself ("containers").
    unit: Option<String>,
}

/// What a claim says of the number of things in its scope.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Count {
    /// Some: more than none.
    Some,
    /// A figure. It is above zero: who says "up to 12,000" says that there are some.
    Within(Interval),
    /// None at all.
    Zero,
    /// Not this figure; whether there are any is left open ("denied that more than 10,000 were sent").
    Outside(Interval),
}

/// How two counts lie to each other that are of one scope, or of two of which one lies in the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nesting {
    /// Both of the same scope.
    Same,
    /// The first scope lies in the second.
    Up,
    /// The second scope lies in the first.
    Down,
}

impl Interval {
    /// What a quantity admits above zero, in `unit`; `None` where that is nothing, or everything.
    #[must_use]
    pub fn of(quantity: &Quantity, unit: Option<String>) -> Option<Self> {
        let (low, high) = widened(quantity);
        let low = low.filter(|(value, _)| *value > Figure::ZERO).unwrap_or((Figure::ZERO, true));
        let interval = Self { low, high, unit };
        let everything = low == (Figure::ZERO, true) && high.is_none();
        let nothing = high.is_some_and(|high| below(high, low));
        (!everything && !nothing).then_some(interval)
    }

    /// What holds for both, where a claim gives several figures of one thing: from the least to the most.
    #[must_use]
    pub fn hull(self, other: &Self) -> Self {
        let high = self.high.zip(other.high).map(|(a, b)| a.max(b));
        Self { low: self.low.min(other.low), high, unit: self.unit }
    }

    /// In what it counts, where that is not the thing itself.
    #[must_use]
    pub fn unit(&self) -> Option<&str> {
        self.unit.as_deref()
    }

    /// How it lies to another of the same unit.
    #[must_use]
    pub fn fit(&self, other: &Self) -> Fit {
        Fit::of(other.covers(self), self.covers(other), self.is_apart(other))
    }

    fn of_unit(&self, other: &Self) -> bool {
        self.unit == other.unit
    }

    /// Whether all of the other lies in it.
    fn covers(&self, other: &Self) -> bool {
        let high = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(own), Some(other)) => other <= own,
        };
        self.of_unit(other) && self.low <= other.low && high
    }

    /// Whether everything of the same unit from the other's lower end on lies in it.
    fn covers_upwards(&self, low: Low) -> bool {
        self.high.is_none() && self.low <= low
    }

    fn is_apart(&self, other: &Self) -> bool {
        self.of_unit(other) && (self.is_below(other) || other.is_below(self))
    }

    /// Whether all of it is smaller than all of the other.
    fn is_below(&self, other: &Self) -> bool {
        self.high.is_some_and(|high| below(high, other.low))
    }
}

/// Whether nothing lies from a lower end to an upper end.
fn below(high: High, low: Low) -> bool {
    high.0 < low.0 || (high.0 == low.0 && (low.1 || !high.1))
}

/// The ends of a quantity, wider by what "about" and a round number leave open: a tenth for "about"; for a
/// round number half of its last place, and at most a tenth ("3.4 million" is 3.35 to 3.45 million). Only a
/// figure that is one number is widened as round; a bound ("more than 10,000") stays as said.
fn widened(quantity: &Quantity) -> (Option<Low>, Option<High>) {
    let one = quantity.low.is_some() && quantity.low == quantity.high;
    let margin = |value: Figure| {
        let about = value.value().abs() * ABOUT;
        if quantity.approximate {
            about
        } else if quantity.rounded && one {
            about.min(last_place(value) / 2.0)
        } else {
            0.0
        }
    };
    let moved = |value: Figure, by: f64| Figure::new(value.value() + by).unwrap_or(value);
    let low = quantity.low.map(|low| (moved(low, -margin(low)), quantity.low_open));
    let high = quantity.high.map(|high| (moved(high, margin(high)), !quantity.high_open));
    (low, high)
}

/// The place of the last digit that is not zero: 100,000 for 3.4 million.
fn last_place(value: Figure) -> f64 {
    let Some(mut left) = value.whole().map(i64::unsigned_abs).filter(|whole| *whole > 0) else { return 0.0 };
    let mut place = 1.0;
    while left.is_multiple_of(10) {
        left /= 10;
        place *= 10.0;
    }
    place
}

impl Count {
    /// Whether it says that there are some.
    #[must_use]
    pub const fn is_some(&self) -> bool {
        matches!(self, Self::Some | Self::Within(_))
    }

    /// Its figure, where it gives one.
    #[must_use]
    pub const fn figure(&self) -> Option<&Interval> {
        match self {
            Self::Within(figure) | Self::Outside(figure) => Some(figure),
            Self::Some | Self::Zero => None,
        }
    }

    /// Denied: none instead of some, and not this figure instead of the figure.
    #[must_use]
    pub fn denied(self) -> Self {
        match self {
            Self::Some => Self::Zero,
            Self::Within(figure) => Self::Outside(figure),
            Self::Zero => Self::Some,
            Self::Outside(figure) => Self::Within(figure),
        }
    }

    /// Whether this count of one scope makes the other count of another scope true. Upwards lower ends
    /// carry over, downwards upper ends and absence do.
    pub(super) fn entails(&self, other: &Self, nesting: Nesting) -> bool {
        match (self, other, nesting) {
            (Self::Some | Self::Within(_), Self::Some, Nesting::Same | Nesting::Up)
            | (Self::Zero, Self::Zero | Self::Outside(_), Nesting::Same | Nesting::Down) => true,
            (Self::Within(a), Self::Within(b), Nesting::Same) => b.covers(a),
            (Self::Within(a), Self::Within(b), Nesting::Up) => a.of_unit(b) && b.covers_upwards(a.low),
            (Self::Within(a), Self::Outside(b), Nesting::Same) => a.is_apart(b),
            (Self::Within(a), Self::Outside(b), Nesting::Up) => a.of_unit(b) && b.is_below(a),
            (Self::Within(a), Self::Outside(b), Nesting::Down) => a.of_unit(b) && a.is_below(b),
            (Self::Outside(a), Self::Outside(b), Nesting::Same) => a.covers(b),
            (Self::Outside(a), Self::Outside(b), Nesting::Down) => a.high.is_none() && a.covers(b),
            _ => false,
        }
    }

    /// Whether both cannot be true. `Up`: the scope of this one lies in that of the other.
    pub(super) fn contradicts(&self, other: &Self, nesting: Nesting) -> bool {
        match (self, other, nesting) {
            (Self::Some | Self::Within(_), Self::Zero, Nesting::Same | Nesting::Up)
            | (Self::Zero, Self::Some | Self::Within(_), Nesting::Same | Nesting::Down) => true,
            (Self::Within(a), Self::Within(b), Nesting::Same) => a.is_apart(b),
            (Self::Within(a), Self::Within(b), Nesting::Up) => a.of_unit(b) && b.is_below(a),
            (Self::Within(a), Self::Within(b), Nesting::Down) => a.of_unit(b) && a.is_below(b),
            (Self::Within(a), Self::Outside(b), Nesting::Same) => b.covers(a),
            (Self::Outside(a), Self::Within(b), Nesting::Same) => a.covers(b),
            (Self::Within(a), Self::Outside(b), Nesting::Up) => a.of_unit(b) && b.covers_upwards(a.low),
            (Self::Outside(a), Self::Within(b), Nesting::Down) => a.of_unit(b) && a.covers_upwards(b.low),
            _ => false,
        }
    }
}

impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (low, open) = self.low;
        match self.high {
            None if open => write!(f, "more than {low}")?,
            None => write!(f, "at least {low}")?,
            Some((high, true)) if low == Figure::ZERO => write!(f, "at most {high}")?,
            Some((high, false)) if low == Figure::ZERO => write!(f, "fewer than {high}")?,
            Some((high, _)) if high == low => write!(f, "{low}")?,
            Some((high, _)) => write!(f, "{low} to {high}")?,
        }
        self.unit.as_ref().map_or(Ok(()), |unit| write!(f, " {unit} of"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, Interval, Nesting};
    use crate::quantity::{Figure, Quantity};

    fn count(low: Option<u32>, high: Option<u32>) -> Count {
        let mut quantity = Quantity::exactly("", Figure::ZERO);
        (quantity.low, quantity.high) = (low.map(Figure::from), high.map(Figure::from));
        Count::Within(Interval::of(&quantity, None).unwrap())
    }

    #[test]
    fn lower_ends_carry_upwards_and_upper_ends_downwards() {
        let (exact, least, most) =
            (count(Some(8000), Some(8000)), count(Some(5000), None), count(None, Some(6000)));
        assert!(exact.entails(&least, Nesting::Up), "8,000 in a region are at least 5,000 in the country");
        assert!(!exact.entails(&least, Nesting::Down));
        assert!(!exact.entails(&exact, Nesting::Up), "there may be more elsewhere");
        assert!(exact.contradicts(&most, Nesting::Up), "8,000 in a region, 6,000 at most in the country");
        assert!(most.contradicts(&exact, Nesting::Down));
        assert!(!exact.contradicts(&most, Nesting::Down));
        assert!(
            Count::Zero.entails(&Count::Zero, Nesting::Down)
                && !Count::Zero.entails(&Count::Zero, Nesting::Up)
        );
    }

    #[test]
    fn a_denied_bound_is_the_other_side_of_it() {
        let (least, eight) = (count(Some(5000), None), count(Some(8000), Some(8000)));
        let denied = least.denied();
        assert!(eight.contradicts(&denied, Nesting::Up) && eight.contradicts(&denied, Nesting::Same));
        assert!(!Count::Some.contradicts(&denied, Nesting::Same), "there may still be some");
        assert!(Count::Zero.entails(&denied, Nesting::Same));
    }

    #[test]
    fn about_and_round_leave_room() {
        let mut about = Quantity::exactly("about 300", Figure::from(300));
        about.approximate = true;
        assert_eq!(Interval::of(&about, None).unwrap().to_string(), "270 to 330");
        let mut round = Quantity::exactly("3.4 million", Figure::from(3_400_000));
        round.rounded = true;
        assert_eq!(Interval::of(&round, None).unwrap().to_string(), "3,350,000 to 3,450,000");
        let none = Quantity::exactly("0", Figure::ZERO);
        assert_eq!(Interval::of(&none, None), None);
    }
}
