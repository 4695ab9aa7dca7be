//! How long is waited after a failure.

use jiff::{SignedDuration, Timestamp, fmt::rfc2822};

use super::target::FollowLimits;

/// The wait after so many failures in a row: doubled with each, up to the longest, of which `jitter` (0 to 1)
/// leaves between the half and the whole. So many followers of one server do not come back at once.
pub(super) fn after_failures(failures: u32, limits: &FollowLimits, jitter: f64) -> SignedDuration {
    let doublings = failures.saturating_sub(1).min(30);
    let whole = limits.first_wait.saturating_mul(1 << doublings).min(limits.longest_wait);
    let jitter = if jitter.is_finite() { jitter.clamp(0.0, 1.0) } else { 0.5 };
    let thousandths = 500 + (jitter * 500.0) as i32;
    // Milliseconds, so that the product does not lose what the division would round away.
    SignedDuration::from_millis(
        i64::try_from(whole.as_millis() * i128::from(thousandths) / 1000).unwrap_or(i64::MAX),
    )
}

/// What a server asks to wait by `Retry-After` (RFC 9110 section 10.2.3): seconds, or a point in time.
pub(super) fn retry_after(value: &str, now: Timestamp) -> Option<SignedDuration> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u32>() {
        return Some(SignedDuration::from_secs(seconds.into()));
    }
    let at = rfc2822::parse(value).ok()?.timestamp();
    Some(at.duration_since(now).max(SignedDuration::ZERO))
}

/// A point in time after now; the end of time where there is none.
pub(super) fn later(now: Timestamp, wait: SignedDuration) -> Timestamp {
    now.checked_add(wait).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{after_failures, retry_after};
    use crate::follower::target::FollowLimits;

    #[test]
    fn waits_double_up_to_the_longest() {
        let limits = FollowLimits::default();
        let wait = |failures, jitter| after_failures(failures, &limits, jitter).as_secs();
        assert_eq!([wait(1, 1.0), wait(2, 1.0), wait(3, 1.0)], [5, 10, 20]);
        assert_eq!((wait(1, 0.0), wait(60, 1.0), wait(u32::MAX, 0.0)), (2, 3600, 1800));
        for jitter in [f64::NAN, f64::INFINITY, -7.0, 9.0] {
            assert!((2..=5).contains(&wait(1, jitter)));
        }
    }

    #[test]
    fn a_server_may_ask_for_seconds_or_a_time() {
        let now: Timestamp = "2026-11-25T10:00:00Z".parse().unwrap();
        let asked = |text: &str| retry_after(text, now).map(|wait| wait.as_secs());
        assert_eq!(asked(" 120 "), Some(120));
        assert_eq!(asked("Wed, 25 Nov 2026 10:00:30 GMT"), Some(30));
        assert_eq!(asked("Wed, 25 Nov 2020 10:00:30 GMT"), Some(0));
        assert_eq!(asked("soon"), None);
        assert_eq!(retry_after("-1", now), None::<SignedDuration>);
    }
}
