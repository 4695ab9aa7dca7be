//! The weights of parts of speech: for each feature those tags that it speaks for or against.

use super::sorted_keys::SortedKeys;

/// Weights of tags by the key of a feature, in steps of an eighth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagWeights {
    keys: SortedKeys,
    /// Where the weights of each key begin; one more at the end.
    starts: Vec<u32>,
    tags: Vec<u8>,
    weights: Vec<i8>,
}

impl TagWeights {
    /// Of rising keys, how many weights each has, and the tags and weights one after the other; none where they do
    /// not fit together.
    #[must_use]
    pub fn new(keys: Vec<u32>, counts: &[u8], tags: Vec<u8>, weights: Vec<i8>) -> Option<Self> {
        let mut starts = Vec::with_capacity(counts.len().saturating_add(1));
        let mut sum = 0u32;
        starts.push(sum);
        for count in counts {
            sum = sum.checked_add(u32::from(*count))?;
            starts.push(sum);
        }
        let fits = keys.len() == counts.len() && tags.len() == weights.len() && sum as usize == tags.len();
        fits.then_some(())?;
        Some(Self { keys: SortedKeys::new(keys)?, starts, tags, weights })
    }

    /// The tags and weights of a key; none where it has no row.
    pub fn of(&self, key: u32) -> impl Iterator<Item = (u8, i8)> + '_ {
        self.keys.find(key).into_iter().flat_map(|number| self.row(number))
    }

    fn row(&self, number: usize) -> impl Iterator<Item = (u8, i8)> + '_ {
        let start = |number: usize| self.starts.get(number).map_or(0, |start| *start as usize);
        let run = start(number)..start(number.saturating_add(1));
        let tags = self.tags.get(run.clone()).unwrap_or(&[]);
        tags.iter().copied().zip(self.weights.get(run).unwrap_or(&[]).iter().copied())
    }

    /// Every key with its tags and weights, in order.
    pub fn rows(&self) -> impl Iterator<Item = (u32, Vec<(u8, i8)>)> + '_ {
        self.keys.keys().iter().enumerate().map(|(number, key)| (*key, self.row(number).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::TagWeights;

    #[test]
    fn each_key_has_its_own_weights() {
        let weights = TagWeights::new(vec![3, 9], &[2, 1], vec![0, 4, 7], vec![5, -6, 8]).unwrap();
        assert_eq!(weights.of(3).collect::<Vec<_>>(), [(0, 5), (4, -6)]);
        assert_eq!(weights.of(9).collect::<Vec<_>>(), [(7, 8)]);
        assert_eq!(weights.of(4).count(), 0);
        assert_eq!(weights.rows().count(), 2);
    }

    #[test]
    fn lists_that_do_not_fit_together_are_refused() {
        assert!(TagWeights::new(vec![3], &[2], vec![0], vec![5]).is_none());
        assert!(TagWeights::new(vec![3, 9], &[1], vec![0], vec![5]).is_none());
        assert!(TagWeights::new(vec![9, 3], &[1, 0], vec![0], vec![5]).is_none());
        assert!(TagWeights::new(vec![3], &[1], vec![0], vec![]).is_none());
    }
}
