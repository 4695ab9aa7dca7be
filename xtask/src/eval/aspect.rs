//! What is compared between a draft and the coded claim that it stands for, the chain apart.

use attache_core::{country::CountryCode, source::folded};
use attache_text::words::Words;

use super::{
    drafted::{Days, Drafted, DraftedPlace, Interval},
    gold::{GoldClaim, GoldDate, GoldPlace, GoldQuantity},
};

/// How much a share in percent may be off: "a third" is coded as 33.33.
const ROUNDING: f64 = 0.005;

/// How many days the one closed end of a half-open time may be off: "previously" ends on the day of
/// publication, on the day before, or at the visit that the text is about.
const SLACK: i32 = 7;

/// Whether the kind is the coded one or a coded alternative.
pub(crate) fn kind_fits(draft: &Drafted, claim: &GoldClaim) -> bool {
    draft.kind == claim.kind || claim.alt_kinds.contains(&draft.kind)
}

/// Whether a figure is the coded one: its value and its bound. Any coded alternative counts.
///
/// `=` wants both ends at the value; `>` and `>=` want the value as the lower end and no upper one (open
/// and closed ends are not told apart, as in score.py); `<` and `<=` the same from above, where a lower
/// end of zero counts as none; `range` wants both coded ends; `~` wants the value within the ends and
/// either two different ends or the mark `approximate`; `majority` wants a lower end of 50.
pub(crate) fn quantity_fits(found: &Interval, coded: &GoldQuantity) -> bool {
    let near = |end: Option<f64>, value: f64| end.is_some_and(|end| (end - value).abs() < ROUNDING);
    let base = coded.value.filter(|value| *value != 0.0).or(coded.lower).or(coded.upper);
    let values = || base.iter().chain(&coded.alt_values).chain(&coded.alt_lower).copied();
    let fits = |bound: &str| match bound {
        "=" => values().any(|value| near(found.low, value) && near(found.high, value)),
        ">" | ">=" => found.high.is_none() && values().any(|value| near(found.low, value)),
        "<" | "<=" => {
            let from_zero = found.low.is_none() || near(found.low, 0.0);
            from_zero && values().any(|value| near(found.high, value))
        }
        "range" => {
            coded.lower.is_some_and(|lower| near(found.low, lower))
                && coded.upper.is_some_and(|upper| near(found.high, upper))
        }
        "~" => values().any(|value| match (found.low, found.high) {
            (Some(low), Some(high)) => {
                low <= value + ROUNDING && value <= high + ROUNDING && (found.approximate || low < high)
            }
            _ => false,
        }),
        "majority" => near(found.low, 50.0),
        _ => false,
    };
    std::iter::once(&coded.bound).chain(&coded.alt_bounds).any(|bound| fits(bound))
}

/// Whether the place is the coded one: the country, or, where the coded place has none (a sea), the name.
pub(crate) fn place_fits(found: Option<&DraftedPlace>, coded: &GoldPlace, words: &Words) -> bool {
    let Some(found) = found else { return false };
    match &coded.country {
        Some(alpha3) => {
            let coded = words.from_alpha3(alpha3);
            coded.is_some() && found.country.as_deref() == coded.as_ref().map(CountryCode::as_str)
        }
        None => {
            let (found, coded) = (folded(&found.text), folded(&coded.text));
            !found.is_empty() && (coded.contains(&found) || found.contains(&coded))
        }
    }
}

/// The coded date, where it is one that the text tells.
pub(crate) fn told_date(claim: &GoldClaim) -> Option<&GoldDate> {
    let told = |date: &&GoldDate| !date.world_knowledge && (date.start.is_some() || date.end.is_some());
    claim.date.as_ref().filter(told)
}

/// Whether the time is the coded one. Two closed times must share at least half of the days of the
/// longer one, as contents must. A time that is open on one side must be open on the same side, and its
/// other end may be a week off.
pub(crate) fn date_fits(found: Option<&Days>, coded: &GoldDate) -> bool {
    let Some(found) = found else { return false };
    let days = |from: jiff::civil::Date, to: jiff::civil::Date| (to - from).get_days();
    match (found.start, found.end, coded.start, coded.end) {
        (Some(start), Some(end), Some(from), Some(to)) => {
            let shared = days(start.max(from), end.min(to)).saturating_add(1);
            let longer = days(start, end).max(days(from, to)).saturating_add(1);
            shared > 0 && shared.saturating_mul(2) >= longer
        }
        (None, Some(end), None, Some(to)) => days(to, end).abs() <= SLACK,
        (Some(start), None, Some(from), None) => days(from, start).abs() <= SLACK,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Days, GoldDate, GoldPlace, GoldQuantity, Interval, date_fits, place_fits, quantity_fits};
    use crate::eval::{drafted::DraftedPlace, fixture::words};

    fn found(low: Option<f64>, high: Option<f64>) -> Interval {
        Interval { low, high, ..Interval::default() }
    }

    fn coded(bound: &str, value: f64) -> GoldQuantity {
        GoldQuantity { bound: bound.into(), value: Some(value), ..GoldQuantity::default() }
    }

    #[test]
    fn the_bound_counts_as_much_as_the_value() {
        let exact = found(Some(300.0), Some(300.0));
        let above = found(Some(300.0), None);
        let below = found(Some(0.0), Some(300.0));
        for (bound, right) in [("=", &exact), (">", &above), (">=", &above), ("<", &below), ("<=", &below)] {
            for interval in [&exact, &above, &below] {
                let verdict = quantity_fits(interval, &coded(bound, 300.0));
                assert_eq!(verdict, std::ptr::eq(interval, right), "{bound} {interval:?}");
            }
            assert!(!quantity_fits(right, &coded(bound, 301.0)), "{bound}");
        }
    }

    #[test]
    fn about_needs_to_be_said() {
        let mut about = found(Some(4000.0), Some(4000.0));
        assert!(!quantity_fits(&about, &coded("~", 4000.0)));
        about.approximate = true;
        assert!(quantity_fits(&about, &coded("~", 4000.0)));
        assert!(quantity_fits(&found(Some(3800.0), Some(4200.0)), &coded("~", 4000.0)));
    }

    #[test]
    fn alternatives_count() {
        let mut third = coded("=", 33.33);
        assert!(quantity_fits(&found(Some(100.0 / 3.0), Some(100.0 / 3.0)), &third));
        assert!(!quantity_fits(&found(Some(0.3333), Some(0.3333)), &third));
        third.alt_values = vec![0.3333];
        assert!(quantity_fits(&found(Some(0.3333), Some(0.3333)), &third));
        let dozens = GoldQuantity {
            bound: ">=".into(),
            lower: Some(12.0),
            alt_lower: Some(24.0),
            ..GoldQuantity::default()
        };
        assert!(quantity_fits(&found(Some(24.0), None), &dozens));
        let range = GoldQuantity { lower: Some(5.0), upper: Some(7.0), bound: "range".into(), ..dozens };
        assert!(quantity_fits(&found(Some(5.0), Some(7.0)), &range));
        assert!(!quantity_fits(&found(Some(5.0), Some(8.0)), &range));
    }

    #[test]
    fn a_place_is_compared_by_country() {
        let place = |text: &str, country: Option<&str>| DraftedPlace {
            text: text.into(),
            country: country.map(Into::into),
        };
        let riga = GoldPlace { text: "Riga".into(), country: Some("LVA".into()) };
        assert!(place_fits(Some(&place("Latvia", Some("LV"))), &riga, &words()));
        assert!(!place_fits(Some(&place("Riga", None)), &riga, &words()));
        assert!(!place_fits(None, &riga, &words()));
        let sea = GoldPlace { text: "Baltic Sea".into(), country: None };
        assert!(place_fits(Some(&place("the Baltic Sea", None)), &sea, &words()));
        assert!(!place_fits(Some(&place("Black Sea", None)), &sea, &words()));
    }

    #[test]
    fn times_share_half_of_the_longer() {
        let days = |start: &str, end: &str| (start.parse().ok(), end.parse().ok());
        let verdict = |found: (_, _), coded: (_, _)| {
            let found = Days { start: found.0, end: found.1, ..Days::default() };
            date_fits(Some(&found), &GoldDate { start: coded.0, end: coded.1, ..GoldDate::default() })
        };
        assert!(verdict(days("2024-08-14", "2024-08-14"), days("2024-08-13", "2024-08-14")));
        assert!(!verdict(days("2024-08-14", "2024-08-14"), days("2024-08-12", "2024-08-14")));
        assert!(!verdict(days("2024-08-01", "2024-08-02"), days("2024-08-03", "2024-08-04")));
        assert!(verdict(days("", "2024-11-28"), days("", "2024-11-27")));
        assert!(!verdict(days("", "2024-12-28"), days("", "2024-11-27")));
        assert!(!verdict(days("2024-11-27", "2024-11-27"), days("", "2024-11-27")));
    }
}
