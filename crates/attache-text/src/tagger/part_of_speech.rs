//! Parts of speech by a greedy averaged perceptron (Collins 2002), over hashed features.
//!
//! The tags are those of the Penn Treebank as the training corpus has them; the tagger's features only
//! ask whether two are the same.

use rustc_hash::FxHashMap;

use super::{
    keys::{finish, mix, start},
    tag_weights::TagWeights,
};

/// Features that do not depend on the tags before, and those that do.
pub const STATIC: usize = 13;
/// Features that depend on the tags before.
pub const RUNNING: usize = 4;
/// Most tags.
pub const MOST_TAGS: usize = 48;

/// What the features of a token are made from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Hash of the word in lower case.
    pub word: u32,
    /// Hash of its shape.
    pub shape: u32,
    /// Hash of its last three characters.
    pub ending: u32,
    /// Hash of its last two characters.
    pub short_ending: u32,
    /// Hash of its first character.
    pub first: u32,
}

/// The model of parts of speech.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartsOfSpeech {
    /// The names of the tags.
    pub tags: Vec<String>,
    /// Words that have one tag: by the hash of the word and its shape.
    pub fixed: FxHashMap<u32, u8>,
    /// Weights by the hash of the feature.
    pub weights: TagWeights,
}

/// The key by which a word with one tag is found.
#[must_use]
pub fn fixed_key(look: &Look) -> u32 {
    finish(mix(mix(start(90), look.word), look.shape))
}

/// The features of a token that do not depend on tags.
#[must_use]
pub fn static_keys(looks: &[Look], at: usize) -> [u32; STATIC] {
    let none = Look { word: 1, ..Look::default() };
    let look =
        |offset: isize| at.checked_add_signed(offset).and_then(|at| looks.get(at)).copied().unwrap_or(none);
    let (own, before, after) = (look(0), look(-1), look(1));
    let one = |number: u32, value: u32| finish(mix(start(number), value));
    let two = |number: u32, a: u32, b: u32| finish(mix(mix(start(number), a), b));
    [
        one(0, own.word),
        one(1, own.ending),
        one(2, own.short_ending),
        two(3, own.first, own.shape),
        two(4, own.shape, before.shape),
        one(5, before.word),
        one(6, after.word),
        one(7, look(-2).word),
        one(8, look(2).word),
        one(9, before.ending),
        two(10, after.ending, after.shape),
        two(11, own.word, after.word),
        two(12, own.word, before.word),
    ]
}

/// The features that depend on the two tags before.
#[must_use]
pub fn running_keys(own: &Look, next: &Look, last: u8, before_last: u8) -> [u32; RUNNING] {
    let (last, before_last) = (u32::from(last), u32::from(before_last));
    [
        finish(mix(mix(start(20), last), own.ending)),
        finish(mix(mix(start(21), last), before_last)),
        finish(mix(mix(start(22), last), own.word)),
        finish(mix(mix(start(23), last), next.word)),
    ]
}

/// What stands for "no token" before a sentence.
pub const NO_TAG: u8 = u8::MAX;

impl PartsOfSpeech {
    /// How many of the first tags are those of verbs: the list begins with them.
    #[must_use]
    pub fn verb_tags(&self) -> u8 {
        let verbs = self.tags.iter().take_while(|tag| tag.starts_with("VB") || *tag == "MD").count();
        u8::try_from(verbs).unwrap_or(0)
    }

    /// The tags of a sentence, appended to `out`.
    pub fn tag(&self, looks: &[Look], out: &mut Vec<u8>) {
        let (mut last, mut before_last) = (NO_TAG, NO_TAG);
        for (at, own) in looks.iter().enumerate() {
            let tag = match self.fixed.get(&fixed_key(own)) {
                Some(tag) => *tag,
                None => {
                    let next = looks.get(at.saturating_add(1)).copied().unwrap_or_default();
                    self.best(looks, at, own, &next, last, before_last)
                }
            };
            out.push(tag);
            before_last = last;
            last = tag;
        }
    }

    fn best(&self, looks: &[Look], at: usize, own: &Look, next: &Look, last: u8, before_last: u8) -> u8 {
        let mut sums = [0i32; MOST_TAGS];
        let running = running_keys(own, next, last, before_last);
        for key in static_keys(looks, at).iter().chain(&running) {
            for (tag, weight) in self.weights.of(*key) {
                if let Some(sum) = sums.get_mut(usize::from(tag)) {
                    *sum = sum.saturating_add(i32::from(weight));
                }
            }
        }
        let scored = (0u8..).zip(sums).take(self.tags.len());
        // The first of equals, so that the answer does not depend on anything else.
        scored.fold((0u8, i32::MIN), |best, (tag, sum)| if sum > best.1 { (tag, sum) } else { best }).0
    }
}
