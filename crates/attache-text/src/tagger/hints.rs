//! Hints: how often each word was (part of) a cue, a source's head or a content's first word where the
//! tagger was trained, in coarse steps.
//!
//! One number a word tells the field much of what it would otherwise have to learn from each word's own
//! weights, and lets "the nearest word that looks like a cue" be a feature.

use rustc_hash::FxHashMap;

/// Steps into which a rate falls: 0 for a word that was not seen often enough.
pub const STEPS: u8 = 8;

/// A step from which on a word counts as cue-like, and one from which on it nearly always is a cue.
pub const CUE_LIKE: u8 = 4;
/// See [`CUE_LIKE`].
pub const CUE_SURE: u8 = 6;

/// The steps of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Hint {
    /// Step of its rate as part of a cue.
    pub cue: u8,
    /// Step of its rate as part of a source.
    pub source: u8,
}

/// The hints of all words that were seen often enough, by the hash of the word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hints(FxHashMap<u32, Hint>);

impl Hints {
    /// The hint of a word.
    #[must_use]
    pub fn of(&self, word: u32) -> Hint {
        self.0.get(&word).copied().unwrap_or_default()
    }

    /// All of them, in the order of the hashes.
    #[must_use]
    pub fn sorted(&self) -> Vec<(u32, Hint)> {
        let mut all: Vec<_> = self.0.iter().map(|(word, hint)| (*word, *hint)).collect();
        all.sort_unstable_by_key(|(word, _)| *word);
        all
    }
}

impl FromIterator<(u32, Hint)> for Hints {
    fn from_iter<I: IntoIterator<Item = (u32, Hint)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

/// The step of a rate of `hits` in `seen`; 0 below five sightings.
#[must_use]
pub fn step(hits: u32, seen: u32) -> u8 {
    if seen < 5 {
        return 0;
    }
    let rate = f64::from(hits) / f64::from(seen);
    let bounds = [0.005, 0.03, 0.1, 0.25, 0.5, 0.8];
    let above = bounds.iter().filter(|bound| rate > **bound).count();
    u8::try_from(above).unwrap_or(0).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn a_rate_falls_into_its_step() {
        assert_eq!(step(4, 4), 0);
        assert_eq!(step(0, 5), 1);
        assert_eq!(step(30, 100), 5);
        assert_eq!(step(100, 100), 7);
    }
}
