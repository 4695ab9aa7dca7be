//! Points in time, as STIX and TAXII write them.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::excerpt::Excerpt;

/// A point in time (STIX 2.1 section 2.16; TAXII 2.1 section 1.4.7): RFC 3339 in UTC, down to the nanosecond.
///
/// It lies in the range of nanoseconds since 1970 in 64 bits, the years 1678 to 2262, so that a store can keep it
/// as one number. A leap second (`:60`) is read as the second before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StixTime(Timestamp);

/// A text that is no point in time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TimeFault {
    /// It has another form.
    #[error("`{0}` is not written YYYY-MM-DDTHH:MM:SS[.s…]Z (RFC 3339)")]
    Form(Excerpt),
    /// It has an offset, where only `Z` may stand.
    #[error("`{0}` is not in UTC: STIX writes every time with a `Z`")]
    Offset(Excerpt),
    /// It has more digits than can be kept.
    #[error("`{0}` has more than nine digits of a second")]
    Digits(Excerpt),
    /// There is no such day or hour.
    #[error("`{0}` is on no calendar or clock")]
    Calendar(Excerpt),
    /// It lies too far off.
    #[error("the time lies outside the years 1678 to 2262")]
    Range,
}

/// How a text is written, once its date and time have their form.
struct Form<'t> {
    /// Digits behind the point.
    digits: usize,
    /// What follows them: `Z` or an offset.
    zone: &'t str,
}

impl<'t> Form<'t> {
    fn of(text: &'t str) -> Option<Self> {
        const PATTERN: &[u8] = b"0000-00-00T00:00:00";
        let (head, tail) = text.split_at_checked(PATTERN.len())?;
        let fits = |(b, p): (u8, &u8)| if *p == b'0' { b.is_ascii_digit() } else { b == *p };
        if !head.bytes().zip(PATTERN).all(fits) {
            return None;
        }
        let Some(fraction) = tail.strip_prefix('.') else {
            return Some(Self { digits: 0, zone: tail });
        };
        let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = fraction.len() - zone.len();
        (digits > 0).then_some(Self { digits, zone })
    }
}

fn is_offset(zone: &str) -> bool {
    let pattern = |sign: u8, rest: &[u8]| {
        matches!(sign, b'+' | b'-')
            && matches!(rest, [a, b, b':', c, d] if [a, b, c, d].iter().all(|x| x.is_ascii_digit()))
    };
    matches!(zone.as_bytes(), [sign, rest @ ..] if pattern(*sign, rest))
}

impl StixTime {
    /// The beginning of 1970.
    pub const EPOCH: Self = Self(Timestamp::UNIX_EPOCH);

    /// A point in time by microseconds since 1970.
    ///
    /// # Errors
    /// Outside the years 1678 to 2262.
    pub fn from_micros(micros: i64) -> Result<Self, TimeFault> {
        Timestamp::from_microsecond(micros).map_err(|_| TimeFault::Range)?.try_into()
    }

    /// A point in time by nanoseconds since 1970.
    ///
    /// # Errors
    /// None that is known: the calendar is wider than 64 bits of nanoseconds.
    pub fn from_nanos(nanos: i64) -> Result<Self, TimeFault> {
        Timestamp::from_nanosecond(nanos.into()).map(Self).map_err(|_| TimeFault::Range)
    }

    /// Whole microseconds since 1970; finer digits are cut off towards the past.
    #[must_use]
    pub fn as_micros(self) -> i64 {
        self.as_nanos().div_euclid(1_000)
    }

    /// Nanoseconds since 1970.
    #[must_use]
    pub fn as_nanos(self) -> i64 {
        // The range was checked when the value was made.
        i64::try_from(self.0.as_nanosecond()).unwrap_or(i64::MAX)
    }

    /// The same point, for arithmetic.
    #[must_use]
    pub const fn timestamp(self) -> Timestamp {
        self.0
    }

    /// RFC 3339 with exactly six digits of a second, as TAXII writes `date_added` and its headers; finer digits are
    /// cut off towards the past.
    #[must_use]
    pub fn write_micros(self) -> String {
        format!("{:.6}", Self::from_micros(self.as_micros()).unwrap_or(self).0)
    }

    fn read(text: &str, form: &Form<'_>, plain: &str) -> Result<Self, TimeFault> {
        if form.digits > 9 {
            return Err(TimeFault::Digits(Excerpt::of(text)));
        }
        let time: Timestamp = plain.parse().map_err(|_| TimeFault::Calendar(Excerpt::of(text)))?;
        time.try_into()
    }
}

/// Reads a point in time as clients write it into a query: with any number of digits up to nine or none, with `t`
/// or a space for `T`, with `z` or an offset for `Z`. A space before an offset is a plus sign that was not escaped.
///
/// # Errors
/// [`TimeFault`].
pub fn parse_query_time(text: &str) -> Result<StixTime, TimeFault> {
    let wrong = || TimeFault::Form(Excerpt::of(text));
    let upper = text.trim().to_ascii_uppercase();
    let (day, rest) = upper.split_at_checked(10).ok_or_else(wrong)?;
    let time = rest.strip_prefix(['T', ' ']).ok_or_else(wrong)?;
    let plain = format!("{day}T{}", time.replace(' ', "+"));
    let form = Form::of(&plain).ok_or_else(wrong)?;
    if form.zone == "Z" || is_offset(form.zone) { StixTime::read(text, &form, &plain) } else { Err(wrong()) }
}

impl FromStr for StixTime {
    type Err = TimeFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let form = Form::of(text).ok_or_else(|| TimeFault::Form(Excerpt::of(text)))?;
        match form.zone {
            "Z" => Self::read(text, &form, text),
            zone if is_offset(zone) => Err(TimeFault::Offset(Excerpt::of(text))),
            _ => Err(TimeFault::Form(Excerpt::of(text))),
        }
    }
}

impl TryFrom<Timestamp> for StixTime {
    type Error = TimeFault;

    fn try_from(time: Timestamp) -> Result<Self, TimeFault> {
        i64::try_from(time.as_nanosecond()).map(|_| Self(time)).map_err(|_| TimeFault::Range)
    }
}

/// With three, six or nine digits of a second: the fewest that lose nothing.
impl fmt::Display for StixTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nanos = self.as_nanos();
        if nanos % 1_000_000 == 0 {
            write!(f, "{:.3}", self.0)
        } else if nanos % 1_000 == 0 {
            write!(f, "{:.6}", self.0)
        } else {
            write!(f, "{:.9}", self.0)
        }
    }
}

impl fmt::Debug for StixTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for StixTime {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for StixTime {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = StixTime;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a timestamp of STIX 2.1")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<StixTime, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests;
