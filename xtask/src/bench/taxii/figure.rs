//! Figures, as a table or as JSON.

use std::time::Duration;

use comfy_table::{Table, presets};
use serde::Serialize;

use super::super::stopwatch::{middle, rate};

/// The one unit of which more is better.
const RATE: &str = "objects/s";

/// One figure with what it is to be held against.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Figure {
    /// Objects in the collection.
    pub(crate) size: usize,
    /// Whose it is.
    pub(crate) server: &'static str,
    /// What was done.
    pub(crate) work: String,
    /// How much of the unit.
    pub(crate) value: f64,
    /// The unit: `objects/s`, `ms` or `MB`.
    pub(crate) unit: &'static str,
    /// What it stands beside.
    pub(crate) baseline: Option<String>,
    /// The figure by the baseline's, both in the same unit.
    pub(crate) ratio: Option<f64>,
    /// What else is to be said.
    pub(crate) remark: String,
}

impl Figure {
    /// A rate of objects.
    pub(crate) fn rate(
        size: usize,
        server: &'static str,
        work: &str,
        objects: usize,
        took: Duration,
    ) -> Self {
        Self::of(size, server, work, rate(objects, took), RATE)
    }

    /// The median of some times; the remark has the longest of 99 in 100.
    pub(crate) fn times(size: usize, server: &'static str, work: &str, mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        let nearly_all = times.len().saturating_mul(99).checked_div(100).unwrap_or(0);
        let nearly_all = times.get(nearly_all).copied().unwrap_or_default();
        let remark = format!("99 % within {:.2} ms, of {}", milliseconds(nearly_all), times.len());
        Self { remark, ..Self::of(size, server, work, milliseconds(middle(times)), "ms") }
    }

    /// A figure with nothing beside it.
    pub(crate) fn of(size: usize, server: &'static str, work: &str, value: f64, unit: &'static str) -> Self {
        let work = work.to_owned();
        Self { size, server, work, value, unit, baseline: None, ratio: None, remark: String::new() }
    }

    /// Beside another value of the same unit.
    pub(crate) fn beside(self, name: &str, value: f64) -> Self {
        let baseline = Some(format!("{name} {}", shown(value, self.unit)));
        Self { ratio: (value > 0.0).then(|| self.value / value), baseline, ..self }
    }

    /// Beside ours, with how many times better ours is: as fast, as quick, as small.
    pub(crate) fn outdone_by(self, name: &str, value: f64) -> Self {
        let times = if self.unit == RATE { value / self.value } else { self.value / value };
        let remark = format!("{name} is {times:.1} times as good; {}", self.remark);
        self.beside(name, value).remarked(remark.trim_end_matches("; ").to_owned())
    }

    /// With a remark.
    pub(crate) fn remarked(self, remark: String) -> Self {
        Self { remark, ..self }
    }
}

/// A time in milliseconds.
pub(crate) fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// Bytes in megabytes of a million.
#[expect(clippy::cast_precision_loss, reason = "bytes far below 2^52")]
pub(crate) fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

fn shown(value: f64, unit: &str) -> String {
    if value >= 100.0 { format!("{value:.0} {unit}") } else { format!("{value:.2} {unit}") }
}

/// A table for people.
pub(crate) fn table(figures: &[Figure]) -> Table {
    let mut table = Table::new();
    let headings = ["objects", "server", "work", "figure", "baseline", "by it", "remark"];
    table.load_style(presets::NOTHING).set_header(headings);
    for figure in figures {
        let ratio = figure.ratio.map(|ratio| format!("{ratio:.2}")).unwrap_or_default();
        table.add_row([
            &figure.size.to_string(),
            figure.server,
            &figure.work,
            &shown(figure.value, figure.unit),
            figure.baseline.as_deref().unwrap_or_default(),
            &ratio,
            &figure.remark,
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{Duration, Figure, table};

    #[test]
    fn a_ratio_is_the_figure_by_its_baseline() {
        let figure = Figure::rate(10, "attache", "add", 10, Duration::from_secs(1)).beside("bare", 20.0);
        assert_eq!(figure.ratio, Some(0.5));
        assert_eq!(figure.baseline.as_deref(), Some("bare 20.00 objects/s"));
        let outdone = figure.clone().outdone_by("attache", 600.0);
        assert_eq!(outdone.remark, "attache is 60.0 times as good");
        assert!(table(&[figure]).to_string().contains("0.50"));
    }

    #[test]
    fn times_are_told_by_their_median() {
        let times = (1..=100).map(Duration::from_millis).collect();
        let figure = Figure::times(10, "attache", "ask", times);
        assert!((figure.value - 51.0).abs() < 1e-9, "{figure:?}");
        assert_eq!(figure.remark, "99 % within 100.00 ms, of 100");
    }
}
