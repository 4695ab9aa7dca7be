//! Korean names: surname and given name apart, syllable by syllable.
//!
//! A spelling in Latin or Cyrillic letters can stand for several Hangul syllables ("jong" for 정 and for 종). So each
//! syllable of a name is read as the sets of letters that its parts can stand for ([`syllable`]), by all of the systems
//! in use; a Hangul syllable has one. Two names agree where the sets of every part meet.

use std::collections::BTreeSet;

mod cyrillic;
mod judging;
mod latin;
mod reading;
mod segmenting;
mod sound;
mod surname;
mod syllable;

use super::Likeness;

pub(super) use reading::{KoreanName, readings};

/// The most keys of one name.
const MOST_KEYS: usize = 48;

/// Compares the readings of two names as Korean ones; `None` where one of them is none.
pub(super) fn compare(left: &[KoreanName], right: &[KoreanName]) -> Option<Likeness> {
    let pairs = left.iter().flat_map(|left| right.iter().map(move |right| judging::judge(left, right)));
    pairs.max_by_key(|likeness| (likeness.degree, std::cmp::Reverse(likeness.why.clone())))
}

/// Keys of a Korean name with a given name: the surname, and of each syllable the coarse classes of its parts, in
/// which what the systems write alike is one.
pub(super) fn keys(readings: &[KoreanName]) -> Vec<String> {
    let mut keys = BTreeSet::new();
    for name in readings.iter().filter(|name| !name.given.is_empty()) {
        let mut tails = vec![String::new()];
        for syllable in &name.given {
            let classes = syllable.classes();
            tails = tails
                .iter()
                .flat_map(|tail| classes.iter().map(move |class| format!("{tail}.{class}")))
                .take(MOST_KEYS)
                .collect();
        }
        for surname in name.surname.each() {
            keys.extend(tails.iter().map(|tail| format!("ko:{}{tail}", surname::hangul(surname))));
        }
    }
    keys.into_iter().take(MOST_KEYS).collect()
}

/// Keys of the surname alone.
pub(super) fn surname_keys(readings: &[KoreanName]) -> Vec<String> {
    let each = readings.iter().flat_map(|name| name.surname.each());
    each.map(|surname| format!("ko:{}", surname::hangul(surname))).collect()
}
