//! The shingles of a text: by what its words are held against those of another.
//!
//! A text is the set of its runs of five words, in lower case and without marks between them. What stands between
//! quotation marks is left out: that two outlets print the same words of a speaker is no sign that one took from the
//! other. Of the set a *sketch* is kept in the store: the hashes below a limit (FracMinHash; Irber et al. 2022). Unlike
//! banded MinHash, which estimates the Jaccard index and loses a short text that stands whole within a long one, it
//! estimates containment.

mod own_words;

/// Words of a shingle.
const WORDS: usize = 5;
/// The most words of a text that are looked at.
const MOST: usize = 200_000;
/// One hash of so many is in the sketch.
const ONE_IN: u32 = 8;
/// Those below this limit.
const LIMIT: u32 = u32::MAX / ONE_IN;

/// The shingles of a text as numbers: ascending, each once. Two shingles of a pair of texts get the same 32 bits by
/// chance once in millions.
///
/// The numbers of sketches lie in stores: whoever changes how they are made raises the version of the indexes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shingles(Box<[u32]>);

impl Shingles {
    /// Those of a text. A text of fewer than five words has none.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut hashes = Vec::new();
        let mut left = MOST;
        for stretch in own_words::stretches(text) {
            let mut last = [0_u64; WORDS];
            let words = stretch.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            for (at, word) in words.take(left).enumerate() {
                left = left.saturating_sub(1);
                last.rotate_left(1);
                if let Some(newest) = last.last_mut() {
                    *newest = hashed(word);
                }
                if at.saturating_add(1) >= WORDS {
                    hashes.push(mixed(&last));
                }
            }
        }
        hashes.sort_unstable();
        hashes.dedup();
        Self(hashes.into_boxed_slice())
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// As numbers, ascending.
    #[must_use]
    pub const fn as_slice(&self) -> &[u32] {
        &self.0
    }

    /// The sketch: as they ascend, their beginning.
    #[must_use]
    pub fn sketch(&self) -> &[u32] {
        self.0.get(..self.0.partition_point(|hash| *hash < LIMIT)).unwrap_or_default()
    }

    /// How many of them the other text has as well.
    #[must_use]
    pub fn shared(&self, other: &Self) -> usize {
        shared(&self.0, &other.0)
    }
}

/// How many numbers two ascending lists have in common.
fn shared(a: &[u32], b: &[u32]) -> usize {
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

/// The number of a word in lower case (FNV-1a over its letters).
fn hashed(word: &str) -> u64 {
    let step = |hash: u64, letter: u32| (hash ^ u64::from(letter)).wrapping_mul(0x0000_0100_0000_01b3);
    let start = 0xcbf2_9ce4_8422_2325;
    if word.is_ascii() {
        // Most words are: their bytes are their letters.
        word.bytes().fold(start, |hash, byte| step(hash, u32::from(byte.to_ascii_lowercase())))
    } else {
        word.chars().flat_map(char::to_lowercase).fold(start, |hash, letter| step(hash, u32::from(letter)))
    }
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

#[cfg(test)]
mod tests;
