//! Leaving out the products that hold another one.

use std::collections::BTreeMap;

/// The minimal ones among `products` (each ascending, without doubles), the smaller first, then by content.
///
/// Each product that stays is filed under its rarest variable alone, so that a variable that lies in nearly all of
/// them (one agency that carried everything) is no reason to compare all with all.
pub(super) fn absorbed<V: Ord + Clone>(mut products: Vec<Vec<V>>) -> Vec<Vec<V>> {
    products.sort_unstable_by(|a, b| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
    products.dedup();
    if products.first().is_some_and(Vec::is_empty) {
        return vec![Vec::new()];
    }
    let mut uses: BTreeMap<&V, usize> = BTreeMap::new();
    products.iter().flatten().for_each(|variable| *uses.entry(variable).or_default() += 1);
    let rarest =
        |product: &'_ [V]| product.iter().min_by_key(|variable| uses.get(variable).copied()).cloned();
    let mut filed: BTreeMap<V, Vec<usize>> = BTreeMap::new();
    let mut minimal: Vec<Vec<V>> = Vec::new();
    for product in &products {
        let holds = |at: &usize| minimal.get(*at).is_some_and(|smaller| is_subset(smaller, product));
        if product.iter().filter_map(|variable| filed.get(variable)).flatten().any(holds) {
            continue;
        }
        if let Some(variable) = rarest(product) {
            filed.entry(variable).or_default().push(minimal.len());
            minimal.push(product.clone());
        }
    }
    minimal
}

/// Whether everything in `a` is in `b`; both ascending.
fn is_subset<V: Ord>(a: &[V], b: &[V]) -> bool {
    a.len() <= b.len() && a.iter().all(|one| b.binary_search(one).is_ok())
}
