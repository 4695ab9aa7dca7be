//! Which of what was found stands for which of the gold.

use std::collections::BTreeSet;

/// Pairs of indices (gold, found): one to one, best first. `nearness` says how near two are, and nothing where
/// they are too far apart; of equal ones the earlier is taken.
pub(super) fn pairs<T>(
    gold: &[T],
    found: &[T],
    nearness: impl Fn(&T, &T) -> Option<f64>,
) -> Vec<(usize, usize)> {
    let mut candidates: Vec<(f64, usize, usize)> = Vec::new();
    for (i, gold) in gold.iter().enumerate() {
        for (j, found) in found.iter().enumerate() {
            candidates.extend(nearness(gold, found).map(|near| (near, i, j)));
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let (mut golds, mut founds) = (BTreeSet::new(), BTreeSet::new());
    candidates.retain(|(_, i, j)| {
        let free = !golds.contains(i) && !founds.contains(j);
        free && golds.insert(*i) && founds.insert(*j)
    });
    candidates.into_iter().map(|(_, i, j)| (i, j)).collect()
}

#[cfg(test)]
mod tests {
    use super::pairs;

    #[test]
    fn the_best_pair_is_taken_first_and_each_stands_once() {
        let near = |a: &f64, b: &f64| ((a - b).abs() <= 2.0).then(|| -(a - b).abs());
        // 5 is nearest to 5.5; 6 would be too, and takes what is left.
        assert_eq!(pairs(&[6.0, 5.0, 9.0], &[5.4, 4.0, 20.0], near), [(1, 0), (0, 1)]);
        assert_eq!(pairs(&[1.0, 1.0], &[1.0], near), [(0, 0)]);
        assert_eq!(pairs(&[], &[1.0], near), []);
    }
}
