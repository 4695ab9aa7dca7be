//! Shingles and sketches.

use proptest::prelude::*;

use super::Shingles;

#[test]
fn case_and_marks_change_nothing_and_quotations_are_left_out() {
    let plain = Shingles::of("shells arrived by rail on Monday, the office said");
    assert_eq!(plain.len(), 5);
    assert_eq!(plain, Shingles::of("SHELLS arrived — by rail on “Monday the office said"));
    assert!(Shingles::of("She said: \"Shells arrived by rail on Monday, the office said.\"").is_empty());
    assert!(Shingles::of("four words are few").is_empty());
}

#[test]
fn the_numbers_stay_what_they_are() {
    // They lie in stores: a change needs another version of the indexes.
    assert_eq!(Shingles::of("one two three four five six").as_slice(), PINNED);
}

const PINNED: [u32; 2] = [1_302_294_092, 2_577_381_430];

proptest! {
    #[test]
    fn a_sketch_is_a_part_of_its_set(text in "(\\PC{0,8} ?|\n|\"|“|”){0,60}") {
        let shingles = Shingles::of(&text);
        prop_assert!(shingles.as_slice().is_sorted());
        prop_assert!(shingles.as_slice().starts_with(shingles.sketch()));
        prop_assert_eq!(shingles.shared(&shingles), shingles.len());
    }

    #[test]
    fn the_sketch_is_an_eighth_of_a_long_text(seed in 0_u32..1000) {
        let text: String = (0..4000_u32).map(|n| format!("w{} ", n.wrapping_mul(seed + 1))).collect();
        let shingles = Shingles::of(&text);
        let part = shingles.sketch().len() * 8;
        prop_assert!(part * 10 > shingles.len() * 7 && part * 10 < shingles.len() * 13, "{}", part);
    }
}
