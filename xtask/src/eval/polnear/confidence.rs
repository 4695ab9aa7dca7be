//! What the stated confidence is worth: how right the surest are, and whether what is said to be right in seven
//! of ten cases is right in seven of ten.

use serde::Serialize;

use crate::eval::pairing::share;

/// One attribution that was found: how sure the reader was, from 0 to 1, and whether it is right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Verdict {
    pub(super) confidence: f64,
    pub(super) right: bool,
}

/// The surest part of what was found.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Surest {
    /// How large a part, in percent.
    pub(super) percent: usize,
    /// How many that are.
    pub(super) count: usize,
    /// What share of them is right.
    pub(super) precision: f64,
    /// What share of gold they find.
    pub(super) recall: f64,
}

/// The surest 25, 50, 75 and 100 % (rounded up) of what was found. Where equally sure ones are on both sides of
/// the cut, each of them counts with the same part, so that no order among them matters.
pub(super) fn surest(verdicts: &[Verdict], gold: usize) -> Vec<Surest> {
    let mut sorted = verdicts.to_vec();
    sorted.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let alike = |a: &Verdict, b: &Verdict| a.confidence.total_cmp(&b.confidence).is_eq();
    let of = |percent: usize| {
        let count = sorted.len().saturating_mul(percent).div_ceil(100);
        let mut left = count;
        let mut right = 0.0;
        for level in sorted.chunk_by(alike) {
            let hits = level.iter().filter(|verdict| verdict.right).count();
            let taken = left.min(level.len());
            right += share(hits, level.len()) * share(taken, 1);
            left = left.saturating_sub(taken);
        }
        let part = |whole: usize| if whole == 0 { 0.0 } else { right / share(whole, 1) };
        Surest { percent, count, precision: part(count), recall: part(gold) }
    };
    [25, 50, 75, 100].map(of).to_vec()
}

/// Attributions with a confidence in one tenth of the scale.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub(super) struct Bin {
    /// The least confidence of the bin; it ends a tenth above, the last one with 1.
    pub(super) from: f64,
    pub(super) count: usize,
    /// The mean of the confidences.
    pub(super) confidence: f64,
    /// The share that is right.
    pub(super) right: f64,
}

/// Ten bins of equal width, those without attributions left out.
pub(super) fn bins(verdicts: &[Verdict]) -> Vec<Bin> {
    let bin = |tenth: usize| {
        let (from, to) = (share(tenth, 10), share(tenth.saturating_add(1), 10));
        let inside = |v: &&Verdict| (v.confidence >= from || tenth == 0) && (v.confidence < to || tenth == 9);
        let inside: Vec<&Verdict> = verdicts.iter().filter(inside).collect();
        let count = inside.len();
        let sum: f64 = inside.iter().map(|verdict| verdict.confidence).sum();
        let hits = inside.iter().filter(|verdict| verdict.right).count();
        (count > 0).then(|| Bin { from, count, confidence: sum / share(count, 1), right: share(hits, count) })
    };
    (0..10).filter_map(bin).collect()
}

/// Expected calibration error: how far confidence and share that is right are apart, by bins, weighted by counts.
pub(super) fn calibration_error(bins: &[Bin]) -> f64 {
    let all = bins.iter().map(|bin| bin.count).sum();
    bins.iter().map(|bin| share(bin.count, all) * (bin.confidence - bin.right).abs()).sum()
}

#[cfg(test)]
mod tests {
    use super::{Verdict, bins, calibration_error, surest};

    fn verdicts(all: &[(f64, bool)]) -> Vec<Verdict> {
        all.iter().map(|(confidence, right)| Verdict { confidence: *confidence, right: *right }).collect()
    }

    #[test]
    fn the_surest_come_first() {
        let found = verdicts(&[(0.2, false), (0.9, true), (0.5, false), (0.8, true)]);
        let told: Vec<_> = surest(&found, 5).iter().map(|s| (s.count, s.precision, s.recall)).collect();
        assert_eq!(told, [(1, 1.0, 0.2), (2, 1.0, 0.4), (3, 2.0 / 3.0, 0.4), (4, 0.5, 0.4)]);
        assert!(surest(&[], 5).iter().all(|s| (s.count, s.precision, s.recall) == (0, 0.0, 0.0)));
    }

    #[test]
    fn no_order_among_the_equally_sure_matters() {
        let mut found = verdicts(&[(0.9, true), (0.5, true), (0.5, false), (0.5, false)]);
        let told = surest(&found, 2);
        // Half of the four: the surest one, and one of three of which a third is right.
        assert!((told[1].precision - (1.0 + 1.0 / 3.0) / 2.0).abs() < 1e-12);
        found.reverse();
        assert_eq!(surest(&found, 2), told);
    }

    #[test]
    fn bins_compare_what_was_said_with_what_is() {
        let found =
            verdicts(&[(0.92, true), (1.0, true), (0.98, false), (0.3, false), (0.3, true), (0.0, false)]);
        let bins = bins(&found);
        let told: Vec<_> = bins.iter().map(|bin| (bin.from, bin.count)).collect();
        assert_eq!(told, [(0.0, 1), (0.3, 2), (0.9, 3)]);
        assert!((bins[2].confidence - 2.9 / 3.0).abs() < 1e-12 && (bins[2].right - 2.0 / 3.0).abs() < 1e-12);
        // (1·0 + 2·|0.3 − 0.5| + 3·|2.9/3 − 2/3|) / 6
        assert!((calibration_error(&bins) - (0.4 + 0.9) / 6.0).abs() < 1e-12);
        assert_eq!(calibration_error(&[]), 0.0);
    }
}
