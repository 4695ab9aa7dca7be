//! The letters of Hangul as small numbers and as sets.
//!
//! Unicode 17 section 3.12: a syllable is U+AC00 + (onset × 21 + vowel) × 28 + coda, with 19 onsets, 21 vowels and 28
//! codas, of which the first is none.

/// The onsets, in the order of Unicode.
pub(super) const ONSETS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
/// The vowels, in the order of Unicode.
pub(super) const VOWELS: &str = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
/// The codas that are told apart when spoken (Standard Pronunciation, rule 8), after none.
pub(super) const CODAS: &str = "-ㄱㄴㄷㄹㅁㅂㅇ";

/// Which spoken coda each of the 28 written ones is, as a place in [`CODAS`] (rules 9 to 11).
const SPOKEN: [u32; 28] =
    [0, 1, 1, 1, 2, 2, 2, 3, 4, 1, 5, 4, 4, 4, 6, 4, 5, 6, 6, 3, 3, 7, 3, 3, 1, 3, 6, 3];

/// A set of letters of one sort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Letters(u32);

impl Letters {
    /// No letter.
    pub(super) const NONE: Self = Self(0);

    /// These letters, of one of the orders above. A letter that is not of the order is left out.
    pub(super) fn of(order: &str, letters: &str) -> Self {
        let places = letters.chars().filter_map(|letter| order.chars().position(|c| c == letter));
        Self(places.fold(0, |set, at| set | bit(u32::try_from(at).unwrap_or(31))))
    }

    /// The letter at a place of its order.
    pub(super) fn one(at: u32) -> Self {
        Self(bit(at))
    }

    pub(super) const fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether there is exactly one.
    pub(super) const fn is_one(self) -> bool {
        self.0.count_ones() == 1
    }
}

fn bit(at: u32) -> u32 {
    1_u32.checked_shl(at).unwrap_or(0)
}

/// Onset, vowel and spoken coda of a Hangul syllable.
pub(super) fn parts(syllable: char) -> Option<(Letters, Letters, Letters)> {
    let number = u32::from(syllable).checked_sub(0xac00).filter(|number| *number < 11_172)?;
    let (rest, coda) = (number / 28, number % 28);
    let spoken = SPOKEN.get(usize::try_from(coda).ok()?)?;
    Some((Letters::one(rest / 21), Letters::one(rest % 21), Letters::one(*spoken)))
}

#[cfg(test)]
mod tests {
    use super::{CODAS, Letters, ONSETS, VOWELS, parts};

    #[test]
    fn a_syllable_falls_into_its_letters() {
        let found = parts('석').unwrap();
        let wanted = (Letters::of(ONSETS, "ㅅ"), Letters::of(VOWELS, "ㅓ"), Letters::of(CODAS, "ㄱ"));
        assert_eq!(found, wanted);
        // Written ㅍ and ㅂ are spoken alike at the end.
        assert_eq!(parts('앞').unwrap().2, parts('압').unwrap().2);
        assert_eq!(parts('힣').unwrap().1, Letters::of(VOWELS, "ㅣ"));
        assert!(parts('a').is_none() && parts('\u{d7a4}').is_none());
    }
}
