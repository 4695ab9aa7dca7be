//! Which draft stands for which coded claim.

use super::{
    drafted::{Drafted, DraftedSpan},
    gold::{GoldClaim, GoldSpan},
};

/// Half-open ranges of bytes, in order, apart from one another.
struct Bytes(Vec<(usize, usize)>);

impl Bytes {
    fn new(mut ranges: Vec<(usize, usize)>) -> Self {
        ranges.retain(|(start, end)| start < end);
        ranges.sort_unstable();
        let mut joined: Vec<(usize, usize)> = Vec::new();
        for (start, end) in ranges {
            match joined.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => joined.push((start, end)),
            }
        }
        Self(joined)
    }

    fn len(&self) -> usize {
        self.0.iter().map(|(start, end)| end.saturating_sub(*start)).sum()
    }

    fn shared_with(&self, other: &Self) -> usize {
        let shared = |a: &(usize, usize), b: &(usize, usize)| a.1.min(b.1).saturating_sub(a.0.max(b.0));
        self.0.iter().map(|a| other.0.iter().map(|b| shared(a, b)).sum::<usize>()).sum()
    }
}

/// Pairs of indices (claim, draft): one to one, best overlap first. A pair needs at least half of the
/// longer content in common; which of two is better is said by the share of their union in common.
pub(crate) fn pairs(claims: &[&GoldClaim], drafts: &[Drafted]) -> Vec<(usize, usize)> {
    let of_claim = |span: &GoldSpan| (span.byte_start, span.byte_end);
    let of_draft = |span: &DraftedSpan| (span.start, span.end);
    let drafted: Vec<Bytes> =
        drafts.iter().map(|draft| Bytes::new(draft.spans.iter().map(of_draft).collect())).collect();
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (i, claim) in claims.iter().enumerate() {
        let coded = Bytes::new(claim.spans.iter().map(of_claim).collect());
        for (j, draft) in drafted.iter().enumerate() {
            let shared = coded.shared_with(draft);
            if shared > 0 && shared.saturating_mul(2) >= coded.len().max(draft.len()) {
                let union = coded.len().saturating_add(draft.len()).saturating_sub(shared);
                candidates.push((share(shared, union), i, j));
            }
        }
    }
    // Equal overlaps are settled from the end of the text, as score.py does.
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((b.1, b.2).cmp(&(a.1, a.2))));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in candidates {
        if taken.iter().all(|(claim, draft)| *claim != i && *draft != j) {
            taken.push((i, j));
        }
    }
    taken
}

/// A part of a whole, as a number from 0 to 1; 0 of nothing is 0.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "lengths and counts far below 2^52")]
    let (part, whole) = (part as f64, whole.max(1) as f64);
    part / whole
}

#[cfg(test)]
mod tests {
    use super::{Bytes, pairs};
    use crate::eval::fixture::{claim, draft};

    #[test]
    fn ranges_that_overlap_count_once() {
        let bytes = Bytes::new(vec![(4, 8), (0, 5), (9, 9), (10, 12)]);
        assert_eq!(bytes.len(), 10);
        assert_eq!(bytes.shared_with(&Bytes::new(vec![(7, 11)])), 2);
    }

    #[test]
    fn half_of_the_longer_is_enough_and_less_is_not() {
        let coded = claim("C1", &[(0, 100)]);
        assert_eq!(pairs(&[&coded], &[draft(&[(50, 100)])]), [(0, 0)]);
        assert_eq!(pairs(&[&coded], &[draft(&[(51, 100)])]), []);
        assert_eq!(pairs(&[&coded], &[draft(&[(0, 201)])]), []);
        assert_eq!(pairs(&[&coded], &[draft(&[(0, 25), (75, 100)])]), [(0, 0)]);
    }

    #[test]
    fn the_best_pair_is_taken_first_and_each_stands_once() {
        let (a, b) = (claim("C1", &[(0, 100)]), claim("C2", &[(0, 80)]));
        let drafts = [draft(&[(0, 82)]), draft(&[(0, 60)])];
        assert_eq!(pairs(&[&a, &b], &drafts), [(1, 0), (0, 1)]);
    }
}
