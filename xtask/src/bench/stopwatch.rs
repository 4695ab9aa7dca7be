//! Time that work takes.

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

/// The time, to measure from.
pub(crate) fn now() -> Instant {
    #[expect(clippy::disallowed_methods, reason = "a stopwatch is the one place that looks at the time")]
    Instant::now()
}

/// Does the work once.
pub(crate) fn once<T>(work: impl FnOnce() -> T) -> Duration {
    let start = now();
    black_box(work());
    start.elapsed()
}

/// The median of several runs of the same work, at least one.
pub(crate) fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    middle((0..runs.max(1)).map(|_| once(&mut work)).collect())
}

/// The middle of some times; zero of none.
pub(crate) fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// How many a second.
pub(crate) fn rate(amount: usize, time: Duration) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "amounts far below 2^52")]
    let amount = amount as f64;
    amount / time.as_secs_f64().max(1e-9)
}

/// How many times as long one time is as another.
pub(crate) fn ratio(time: Duration, baseline: Duration) -> f64 {
    time.as_secs_f64().max(1e-9) / baseline.as_secs_f64().max(1e-9)
}

#[cfg(test)]
mod tests {
    use super::{Duration, median, middle, rate, ratio};

    #[test]
    fn the_median_is_a_run_in_the_middle() {
        let times = [5, 1, 9, 7, 3].map(Duration::from_millis).to_vec();
        assert_eq!(middle(times), Duration::from_millis(5));
        assert_eq!(middle(Vec::new()), Duration::ZERO);
        let mut runs = 0;
        median(4, || runs += 1);
        assert_eq!(runs, 4);
    }

    #[test]
    fn rates_are_by_the_second() {
        assert!((rate(10, Duration::from_millis(500)) - 20.0).abs() < 1e-9);
        assert!((ratio(Duration::from_secs(3), Duration::from_secs(2)) - 1.5).abs() < 1e-9);
    }
}
