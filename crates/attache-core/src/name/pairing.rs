//! Which of many names are to be compared at all: those that share a key, never all against all.

use std::collections::{BTreeMap, BTreeSet};

use super::Reading;

/// The most names under one key that are compared with one another. A key that more share tells nothing.
const MOST_UNDER_KEY: usize = 256;

/// The pairs of these names that share a key, by number, the smaller one first. A name of one word may be a surname
/// alone: it is paired with all that bear that surname.
#[must_use]
pub fn candidates(names: &[Reading]) -> BTreeSet<(usize, usize)> {
    let mut full: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut surnames: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let mut alone = BTreeSet::new();
    for (at, name) in names.iter().enumerate() {
        name.keys().into_iter().for_each(|key| full.entry(key).or_default().push(at));
        name.surname_keys().into_iter().for_each(|key| surnames.entry(key).or_default().push(at));
        if name.is_one_word() {
            alone.insert(at);
        }
    }
    let mut pairs = BTreeSet::new();
    for numbers in full.values().filter(|numbers| numbers.len() <= MOST_UNDER_KEY) {
        pairs.extend(pairs_of(numbers));
    }
    for numbers in surnames.values().filter(|numbers| numbers.len() <= MOST_UNDER_KEY) {
        pairs.extend(pairs_of(numbers).filter(|(a, b)| alone.contains(a) || alone.contains(b)));
    }
    pairs
}

/// Numbers come in rising order.
fn pairs_of(numbers: &[usize]) -> impl Iterator<Item = (usize, usize)> + '_ {
    let after = |at: usize| numbers.iter().skip(at.saturating_add(1)).copied();
    numbers
        .iter()
        .enumerate()
        .flat_map(move |(at, a)| after(at).map(move |b| (*a, b)))
        .filter(|(a, b)| a != b)
}

#[cfg(test)]
mod tests {
    use super::{Reading, candidates};

    #[test]
    fn only_names_that_share_a_key_are_paired() {
        let names =
            ["Yoon Suk-yeol", "윤석열", "Ona Vek", "Yoon", "Юн Сок Ёль", "Yoon Byung-se"].map(Reading::of);
        let pairs = candidates(&names);
        assert!(pairs.contains(&(0, 1)) && pairs.contains(&(0, 4)) && pairs.contains(&(1, 4)));
        assert!(pairs.contains(&(0, 3)) && pairs.contains(&(3, 5)), "a surname alone can be anybody's");
        assert!(!pairs.contains(&(0, 5)), "two full names that differ are not compared");
        assert!(pairs.iter().all(|(a, b)| *a != 2 && *b != 2));
    }
}
