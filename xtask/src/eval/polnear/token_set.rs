//! Tokens by their numbers.

use std::ops::Range;

use crate::eval::pairing::share;

/// Numbers of tokens of one article, ascending, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct TokenSet(Vec<usize>);

impl TokenSet {
    /// The tokens (in order, given by their bytes) that have a byte in common with one of the ranges.
    pub(super) fn within(ranges: &[Range<usize>], tokens: &[Range<usize>]) -> Self {
        let mut set = Vec::new();
        for range in ranges {
            let first = tokens.partition_point(|token| token.end <= range.start);
            let inside =
                tokens.iter().enumerate().skip(first).take_while(|(_, token)| token.start < range.end);
            set.extend(inside.filter(|(_, token)| token.end > range.start).map(|(at, _)| at));
        }
        Self::of(set)
    }

    /// These tokens.
    pub(super) fn of(mut tokens: Vec<usize>) -> Self {
        tokens.sort_unstable();
        tokens.dedup();
        Self(tokens)
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().copied()
    }

    /// How many tokens both have.
    pub(super) fn shared(&self, other: &Self) -> usize {
        self.0.iter().filter(|token| other.0.binary_search(token).is_ok()).count()
    }

    /// The part of the larger set that both have, where it is at least half of it. Two empty sets are alike.
    pub(super) fn half(&self, other: &Self) -> Option<f64> {
        let larger = self.len().max(other.len());
        if larger == 0 {
            return Some(1.0);
        }
        let shared = self.shared(other);
        (shared.saturating_mul(2) >= larger).then(|| share(shared, larger))
    }

    /// Maximal runs of tokens that follow one another.
    pub(super) fn runs(&self) -> Vec<Self> {
        let mut runs: Vec<Vec<usize>> = Vec::new();
        for token in self.iter() {
            match runs.last_mut() {
                Some(run) if run.last().is_some_and(|last| last.saturating_add(1) == token) => {
                    run.push(token)
                }
                _ => runs.push(vec![token]),
            }
        }
        runs.into_iter().map(Self).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::TokenSet;

    fn set(tokens: &[usize]) -> TokenSet {
        TokenSet::of(tokens.to_vec())
    }

    #[test]
    fn a_token_lies_in_a_range_that_has_one_of_its_bytes() {
        let tokens: [Range<usize>; 4] = [0..3, 4..6, 6..7, 9..12];
        let within = |ranges: &[Range<usize>]| TokenSet::within(ranges, &tokens);
        assert_eq!(within(&[4..6, 10..11]), set(&[1, 3]));
        assert_eq!(within(&[2..5, 0..4]), set(&[0, 1]));
        assert_eq!(within(&[3..4, 7..9, 12..20]), set(&[]));
    }

    #[test]
    fn half_of_the_larger_and_no_less() {
        assert_eq!(set(&[1, 2, 3, 4]).half(&set(&[3, 4])), Some(0.5));
        assert_eq!(set(&[3, 4]).half(&set(&[1, 2, 3, 4])), Some(0.5));
        assert_eq!(set(&[3, 4]).half(&set(&[1, 2, 3, 4, 5])), None);
        assert_eq!(set(&[]).half(&set(&[])), Some(1.0));
        assert_eq!(set(&[]).half(&set(&[1])), None);
    }

    #[test]
    fn runs_are_maximal() {
        assert_eq!(set(&[7, 1, 2, 4, 5, 2]).runs(), [set(&[1, 2]), set(&[4, 5]), set(&[7])]);
        assert_eq!(set(&[]).runs(), []);
    }
}
