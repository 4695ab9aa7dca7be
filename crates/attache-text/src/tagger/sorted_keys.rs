//! Sorted keys, found by their upper bits: half the memory of a hash map, and made in one pass.

/// Keys in order. What belongs to a key lies elsewhere at the key's number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SortedKeys {
    keys: Vec<u32>,
    /// For each value of the upper bits, the number of the first key that has them or more; one more at the end.
    starts: Vec<u32>,
    /// How far a key is shifted to leave its upper bits.
    shift: u32,
}

impl SortedKeys {
    /// Of keys that rise; none where they do not.
    #[must_use]
    pub fn new(keys: Vec<u32>) -> Option<Self> {
        if keys.windows(2).any(|pair| matches!(pair, [a, b] if a >= b)) {
            return None;
        }
        // Keys are hashes, so that about one of them has each value of the upper bits.
        let bits = keys.len().max(2).ilog2().min(24);
        let shift = 32u32.saturating_sub(bits);
        let mut starts = Vec::with_capacity((1usize << bits).saturating_add(1));
        let mut number = 0u32;
        let mut rest = keys.iter().peekable();
        for upper in 0..1u32 << bits {
            starts.push(number);
            while rest.next_if(|key| **key >> shift == upper).is_some() {
                number = number.saturating_add(1);
            }
        }
        starts.push(number);
        Some(Self { keys, starts, shift })
    }

    /// The number of a key.
    #[must_use]
    pub fn find(&self, key: u32) -> Option<usize> {
        let upper = (key >> self.shift) as usize;
        let from = *self.starts.get(upper)? as usize;
        let to = *self.starts.get(upper.wrapping_add(1))? as usize;
        let place = self.keys.get(from..to)?.iter().position(|held| *held == key)?;
        from.checked_add(place)
    }

    /// The keys.
    #[must_use]
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::SortedKeys;

    proptest! {
        #[test]
        fn a_key_is_found_at_its_number_and_no_other_is(
            keys in prop::collection::btree_set(any::<u32>(), 0..300),
            other in any::<u32>(),
        ) {
            let list: Vec<u32> = keys.iter().copied().collect();
            let sorted = SortedKeys::new(list.clone()).unwrap();
            for (number, key) in list.iter().enumerate() {
                prop_assert_eq!(sorted.find(*key), Some(number));
            }
            prop_assert_eq!(sorted.find(other).is_some(), keys.contains(&other));
        }
    }

    #[test]
    fn keys_out_of_order_are_refused() {
        assert!(SortedKeys::new(vec![3, 2]).is_none());
        assert!(SortedKeys::new(vec![3, 3]).is_none());
        assert_eq!(SortedKeys::default().find(7), None);
    }
}
