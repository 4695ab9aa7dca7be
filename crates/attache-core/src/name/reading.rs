//! A name, read once: for keys, and to be compared with many.

use super::{
    alphabetic,
    korean::{self, KoreanName},
    spelling::Spelled,
};

/// The ways in which a name can be read.
#[derive(Clone, Debug)]
pub struct Reading {
    pub(super) spelled: Spelled,
    pub(super) korean: Vec<KoreanName>,
}

impl Reading {
    /// Reads a name.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let spelled = Spelled::of(name);
        let korean = korean::readings(&spelled);
        Self { spelled, korean }
    }

    /// Keys under which an index holds a name: two forms that [`compare`](super::compare) takes for one person share a
    /// key, apart from those of which one gives a surname alone (see [`surname_keys`](Self::surname_keys)). Sorted,
    /// without repetition, at most some forty.
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        sorted(korean::keys(&self.korean), alphabetic::keys(&self.spelled))
    }

    /// Keys of the surname alone, for names of which a text gives no more ("Yoon"). Many people share one.
    #[must_use]
    pub fn surname_keys(&self) -> Vec<String> {
        sorted(korean::surname_keys(&self.korean), alphabetic::surname_keys(&self.spelled))
    }

    /// Whether it is one word, which may be a surname alone.
    #[must_use]
    pub fn is_one_word(&self) -> bool {
        self.spelled.words.len() == 1
    }
}

fn sorted(mut keys: Vec<String>, more: Vec<String>) -> Vec<String> {
    keys.extend(more);
    keys.sort();
    keys.dedup();
    keys
}
