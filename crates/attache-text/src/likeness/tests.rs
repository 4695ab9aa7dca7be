//! Copies are found, whatever their lengths, and texts on one event are not copies.

use attache_core::edge::Derivation;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{Ground, Likeness, Overlap, Piece, Root};

/// Words that no other text of another seed shares in a row.
fn prose(seed: u64, words: usize) -> String {
    let mut state = seed;
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("w{}", (state >> 40) % 500)
    };
    (0..words).map(|_| word()).collect::<Vec<_>>().join(" ")
}

fn piece(text: &str) -> Piece<'_> {
    Piece { text, published: None, outlet: None, credits: &[] }
}

fn found(pieces: &[Piece<'_>]) -> Vec<Overlap<usize>> {
    let mut likeness = Likeness::new();
    pieces.iter().enumerate().for_each(|(at, piece)| likeness.add(at, *piece));
    likeness.pairs()
}

#[test]
fn a_short_text_within_a_long_one_is_found() {
    let short = prose(1, 60);
    let long = format!("{}\n{short}\n{}", prose(2, 700), prose(3, 700));
    let pairs = found(&[piece(&long), piece(&short), piece(&prose(4, 300))]);
    assert_eq!(pairs.len(), 1);
    assert_eq!((pairs[0].reuse, pairs[0].shared, pairs[0].of_smaller), (Derivation::Wholly, 56, 56));
    assert!((pairs[0].containment().value() - 1.0).abs() < 1e-9);
}

#[test]
fn case_and_marks_do_not_hide_a_copy_and_half_of_it_is_part() {
    let agency = prose(1, 200);
    let half = format!(
        "{} {}",
        agency.split_whitespace().take(100).collect::<Vec<_>>().join(", ").to_uppercase(),
        prose(9, 100)
    );
    let pairs = found(&[piece(&agency), piece(&half)]);
    assert_eq!((pairs.len(), pairs[0].reuse), (1, Derivation::Partly));
}

#[test]
fn one_shared_quotation_is_no_copy() {
    let quotation = prose(7, 15);
    let with = |seed| format!("{} {quotation} {}", prose(seed, 15), prose(seed + 1, 10));
    assert_eq!(found(&[piece(&with(10)), piece(&with(20))]), []);
    assert_eq!(found(&[piece(""), piece(""), piece("a b c d")]), []);
}

#[test]
fn nothing_is_merged_by_a_chain_of_overlaps() {
    let (a, b, c) = (prose(1, 120), prose(2, 120), prose(3, 120));
    let between = format!("{a} {b}");
    let pairs = found(&[piece(&between), piece(&a), piece(&b), piece(&c)]);
    let both: Vec<(usize, usize)> = pairs.iter().map(|pair| (pair.first, pair.second)).collect();
    assert_eq!(both, [(0, 1), (0, 2)], "the two parts have nothing in common");
}

#[test]
fn the_root_is_whom_a_credit_line_names_or_who_came_first() {
    let text = prose(1, 100);
    let of = |outlet: &'static str, day: Option<Date>, credits: &'static [&'static str]| Piece {
        text: &text,
        published: day,
        outlet: Some(outlet),
        credits,
    };
    let told = |a, b| {
        let pairs = found(&[a, b]);
        (pairs[0].root.clone(), pairs[0].ground)
    };
    let (monday, tuesday) = (Some(date(2026, 3, 2)), Some(date(2026, 3, 3)));
    assert_eq!(told(of("Post", tuesday, &[]), of("Wire", monday, &[])), (Root::First, Ground::Earlier));
    assert_eq!(
        told(of("Post", monday, &["WIRE"]), of("Wire", tuesday, &[])),
        (Root::Second, Ground::CreditLine)
    );
    assert_eq!(
        told(of("Post", monday, &["wire"]), of("Sun", monday, &["Wire"])),
        (Root::Third("wire".into()), Ground::CreditLine)
    );
    assert_eq!(told(of("Post", monday, &[]), of("Sun", monday, &[])), (Root::Unknown, Ground::Nothing));
    assert_eq!(told(of("Post", None, &[]), of("Sun", monday, &[])), (Root::Unknown, Ground::Nothing));
}

#[test]
fn a_crowd_of_copies_is_paired_with_the_earliest() {
    let text = prose(1, 100);
    let pieces: Vec<Piece<'_>> = (0..90).map(|_| piece(&text)).collect();
    let pairs = found(&pieces);
    assert_eq!(pairs.len(), 8 * 90 - 8 * 9 / 2);
    assert!((1..90).all(|at| pairs.iter().any(|pair| pair.first == 0 && pair.second == at)));
}

proptest! {
    #[test]
    fn the_order_of_adding_changes_nothing(seeds in proptest::collection::vec(0_u64..6, 0..12)) {
        let texts: Vec<String> = seeds.iter().map(|seed| prose(*seed, 60)).collect();
        let mut forth = Likeness::new();
        let mut back = Likeness::new();
        texts.iter().enumerate().for_each(|(at, text)| forth.add(at, piece(text)));
        texts.iter().enumerate().rev().for_each(|(at, text)| back.add(at, piece(text)));
        prop_assert_eq!(forth.pairs(), back.pairs());
    }

    #[test]
    fn any_text_is_taken(texts in proptest::collection::vec("\\PC{0,80}", 0..4)) {
        let mut likeness = Likeness::new();
        texts.iter().enumerate().for_each(|(at, text)| likeness.add(at, piece(text)));
        prop_assert_eq!(likeness.len(), texts.len());
        for pair in likeness.pairs() {
            prop_assert!(pair.shared <= pair.of_smaller);
        }
    }
}
