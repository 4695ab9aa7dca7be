//! The shingles of a text as numbers.

use std::hash::{Hash as _, Hasher as _};

use rustc_hash::FxHasher;

/// Words of a shingle.
const WORDS: usize = 5;
/// The most words of a text that are looked at.
const MOST: usize = 200_000;

/// The hashes of all runs of five words, in lower case and without marks between them; ascending, each once. A text
/// of fewer words has none. Two shingles of a pair of texts get the same 32 bits by chance once in millions.
pub(super) fn of(text: &str) -> Box<[u32]> {
    let mut last = [0_u64; WORDS];
    let mut hashes = Vec::new();
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    for (at, word) in words.take(MOST).enumerate() {
        let mut hasher = FxHasher::default();
        for letter in word.chars() {
            letter.to_lowercase().for_each(|letter| letter.hash(&mut hasher));
        }
        last.rotate_left(1);
        if let Some(newest) = last.last_mut() {
            *newest = hasher.finish();
        }
        if at.saturating_add(1) >= WORDS {
            hashes.push(mixed(&last));
        }
    }
    hashes.sort_unstable();
    hashes.dedup();
    hashes.into_boxed_slice()
}

/// One number of five, each bit of which depends on all of them (the finisher of MurmurHash3).
fn mixed(words: &[u64; WORDS]) -> u32 {
    let joined = words.iter().fold(0_u64, |sum, word| {
        let z = (sum.rotate_left(23) ^ word).wrapping_mul(0xff51_afd7_ed55_8ccd);
        z ^ (z >> 33)
    });
    let z = joined.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    u32::try_from((z ^ (z >> 33)) >> 32).unwrap_or(0)
}

/// How many numbers two ascending lists have in common.
pub(super) fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    let mut count = 0_usize;
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        match one.cmp(other) {
            std::cmp::Ordering::Less => _ = left.next(),
            std::cmp::Ordering::Greater => _ = right.next(),
            std::cmp::Ordering::Equal => {
                count = count.saturating_add(1);
                left.next();
                right.next();
            }
        }
    }
    count
}
