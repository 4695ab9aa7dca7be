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

/// Time that this thread has had on a core so far: what a machine that is busy with other work leaves as it is.
/// `None` where the system does not tell (proc(5), schedstat).
pub(crate) fn on_core() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

/// Time on a core that one run of the work took; by the clock where the system does not tell.
pub(crate) fn once_on_core<T>(work: impl FnOnce() -> T) -> Duration {
    let before = on_core();
    let by_clock = once(work);
    before.zip(on_core()).map_or(by_clock, |(before, after)| after.saturating_sub(before))
}

/// Time on a core of all programs that this process started and waited for, in hundredths of a second (proc(5), stat,
/// fields 16 and 17).
pub(crate) fn of_children() -> Option<Duration> {
    let told = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program may hold spaces; it ends with the last parenthesis.
    let (_, fields) = told.rsplit_once(')')?;
    let ticks: Vec<u64> = fields.split_whitespace().skip(13).take(2).filter_map(|f| f.parse().ok()).collect();
    Some(Duration::from_millis(ticks.iter().sum::<u64>().saturating_mul(10)))
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
    use super::{Duration, median, middle, once_on_core, rate, ratio};

    #[test]
    fn waiting_is_no_time_on_a_core() {
        let (sender, receiver) = std::sync::mpsc::channel::<()>();
        let waited = once_on_core(|| receiver.recv_timeout(Duration::from_millis(300)).is_err());
        drop(sender);
        assert!(!cfg!(target_os = "linux") || waited < Duration::from_millis(200), "{waited:?}");
    }

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
