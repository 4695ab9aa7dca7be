//! The laws of the polynomial, and its minimum cut beside a search of all sets.

use proptest::prelude::{prop_assert, prop_assert_eq, proptest};

use super::Polynomial;

type P = Polynomial<u8>;

fn sum(products: &[&[u8]]) -> P {
    P::sum(products.iter().map(|product| product.to_vec()))
}

#[test]
fn what_holds_another_product_adds_nothing() {
    assert_eq!(sum(&[&[1, 2], &[1], &[3, 2], &[2, 3], &[2, 3, 4]]), sum(&[&[1], &[2, 3]]));
    assert_eq!(P::one().plus(&P::of(3)), P::one());
    assert_eq!(P::zero().times(&P::of(3)), P::zero());
    assert_eq!(P::of(1).plus(&P::of(2)).times(&P::of(1)), P::of(1));
    assert_eq!(sum(&[&[1], &[2, 3]]).to_string(), "1 + 2·3");
    assert_eq!((P::zero().to_string(), P::one().to_string()), ("0".into(), "1".into()));
}

#[test]
fn a_conclusion_is_told_where_one_product_is_wholly_visible() {
    let grounds = sum(&[&[1, 2], &[3]]);
    assert!(grounds.rests_within(|claim| *claim == 3));
    assert!(grounds.rests_within(|claim| *claim != 3));
    assert!(!grounds.rests_within(|claim| *claim == 1));
    assert!(!P::zero().rests_within(|_| true), "what rests on nothing is not told");
}

#[test]
fn a_carrier_of_everything_is_the_cut() {
    let cut = sum(&[&[9, 1], &[9, 2], &[9, 3]]).cut();
    assert_eq!((cut.vertices, cut.exact), (vec![9], true));
    let cut = sum(&[&[9, 1], &[9, 2], &[1], &[2]]).cut();
    assert_eq!(cut.vertices, [1, 2]);
    assert!(P::zero().cut().vertices.is_empty());
}

#[test]
fn carriers_and_origins_that_cross_are_cut_by_flow() {
    // Five carriers, each of which cites each of seven origins: no rule makes it smaller.
    let crossing = (0..5_u8).flat_map(|carrier| (10..17).map(move |origin| vec![carrier, origin]));
    let cut = P::sum(crossing).cut();
    assert_eq!((cut.vertices, cut.exact), (vec![0, 1, 2, 3, 4], true));
}

#[test]
fn what_cannot_be_searched_through_is_not_counted_too_high() {
    // Triples over 60 vertices by a fixed recurrence: far too many for the budget.
    let mut state = 7_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from((state >> 16) % 120).unwrap()
    };
    let triples: Vec<Vec<u8>> = (0..400).map(|_| vec![next(), next(), next()]).collect();
    let cut = P::sum(triples).cut();
    assert!(!cut.exact && cut.vertices.len() >= 20, "{}", cut.vertices.len());
}

/// Tries every set of vertices, the smaller first.
fn brute(polynomial: &P) -> usize {
    let vertices: Vec<u8> = polynomial.variables().into_iter().copied().collect();
    let cuts = |chosen: u32| {
        polynomial.monomials().iter().all(|product| {
            product.iter().any(|v| vertices.binary_search(v).is_ok_and(|at| chosen & (1 << at) != 0))
        })
    };
    (0..1_u32 << vertices.len()).filter(|chosen| cuts(*chosen)).map(u32::count_ones).min().unwrap() as usize
}

proptest! {
    #[test]
    fn the_cut_is_what_trying_every_set_finds(
        products in proptest::collection::vec(proptest::collection::btree_set(0_u8..11, 1..4), 0..18)
    ) {
        let polynomial = P::sum(products.into_iter().map(|set| set.into_iter().collect()));
        let cut = polynomial.cut();
        prop_assert!(cut.exact);
        prop_assert_eq!(cut.vertices.len(), brute(&polynomial));
        let hit = |product: &Vec<u8>| product.iter().any(|v| cut.vertices.contains(v));
        prop_assert!(polynomial.monomials().iter().all(hit));
    }

    #[test]
    fn the_flow_finds_what_trying_every_set_finds(
        pairs in proptest::collection::vec((0_u8..6, 6_u8..12), 0..24)
    ) {
        let polynomial = P::sum(pairs.into_iter().map(|(a, b)| vec![a, b]));
        let cut = polynomial.cut();
        prop_assert_eq!(cut.vertices.len(), brute(&polynomial));
        let ways: Vec<Vec<usize>> =
            polynomial.monomials().iter().map(|p| p.iter().map(|v| usize::from(*v)).collect()).collect();
        prop_assert_eq!(super::cut::by_flow(&ways).unwrap().len(), cut.vertices.len());
    }

    #[test]
    fn sums_and_products_keep_the_laws(
        a in proptest::collection::vec(proptest::collection::vec(0_u8..6, 0..4), 0..5),
        b in proptest::collection::vec(proptest::collection::vec(0_u8..6, 0..4), 0..5),
        c in proptest::collection::vec(proptest::collection::vec(0_u8..6, 0..4), 0..5),
    ) {
        let (a, b, c) = (P::sum(a), P::sum(b), P::sum(c));
        prop_assert_eq!(a.plus(&b), b.plus(&a));
        prop_assert_eq!(a.times(&b), b.times(&a));
        prop_assert_eq!(a.times(&b.plus(&c)), a.times(&b).plus(&a.times(&c)));
        prop_assert_eq!(&a.plus(&a), &a);
        prop_assert_eq!(&a.times(&a), &a);
        prop_assert_eq!(a.plus(&a.times(&b)), a);
    }
}
