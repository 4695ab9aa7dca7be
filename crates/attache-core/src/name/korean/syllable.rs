//! One syllable as the sets of letters that its parts can stand for.

use super::sound::{CODAS, Letters, ONSETS, VOWELS, parts};

/// What one part can stand for: by the usual readings of its spelling, and by others that are possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Part {
    /// By the usual readings.
    pub(super) usual: Letters,
    /// By the other ones.
    pub(super) other: Letters,
}

impl Part {
    /// A part that stands for exactly this.
    pub(super) const fn only(usual: Letters) -> Self {
        Self { usual, other: Letters::NONE }
    }

    pub(super) const fn all(self) -> Letters {
        self.usual.or(self.other)
    }

    fn widened(&mut self, more: Letters) {
        self.other = self.other.or(more);
    }
}

/// How far two syllables, or two names, agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    /// By other readings only.
    Other,
    /// By the usual readings, and one of them could be more than one syllable.
    Usual,
    /// Each is one syllable, and the same.
    Certain,
}

/// A syllable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Syllable {
    /// The consonant before the vowel; ㅇ where there is none.
    pub(super) onset: Part,
    /// The vowel.
    pub(super) vowel: Part,
    /// The spoken consonant behind it; - where there is none.
    pub(super) coda: Part,
}

impl Syllable {
    /// A Hangul syllable, which stands for itself.
    pub(super) fn of_hangul(syllable: char) -> Option<Self> {
        let (onset, vowel, coda) = parts(syllable)?;
        Some(Self { onset: Part::only(onset), vowel: Part::only(vowel), coda: Part::only(coda) })
    }

    /// How far two agree; `None` where they cannot be the same.
    pub(super) fn agreement(&self, other: &Self) -> Option<Agreement> {
        let pairs = [(self.onset, other.onset), (self.vowel, other.vowel), (self.coda, other.coda)];
        pairs
            .into_iter()
            .map(|(a, b)| part_agreement(a, b))
            .try_fold(Agreement::Certain, |least, next| next.map(|next| least.min(next)))
    }

    /// Whether the initial-sound law alone keeps them apart: one has ㄹ or ㄴ where the other has lost it.
    pub(super) fn differ_by_initial_sound(&self, other: &Self) -> bool {
        !self.onset.usual.meets(other.onset.usual)
            && self.onset.usual.or(other.onset.usual).meets(Letters::of(ONSETS, "ㄹ"))
    }

    /// What the initial-sound law lets it stand for (Hangul orthography, rules 10 to 12): the South drops ㄹ and ㄴ
    /// before i and y at the beginning of a word and writes ㄴ for other ㄹ, the North keeps them. Within a given
    /// name only the syllables with y (열/렬, 용/룡) are written both ways.
    pub(super) fn under_initial_sound_law(mut self, first: bool) -> Self {
        let glides = Letters::of(VOWELS, "ㅑㅒㅕㅖㅛㅠ");
        let before_i = if first { glides.or(Letters::of(VOWELS, "ㅣ")) } else { glides };
        if self.vowel.usual.meets(before_i) {
            if self.onset.usual.meets(Letters::of(ONSETS, "ㅇ")) {
                self.onset.widened(Letters::of(ONSETS, "ㄹㄴ"));
            }
        } else if first && self.onset.usual.meets(Letters::of(ONSETS, "ㄴ")) {
            self.onset.widened(Letters::of(ONSETS, "ㄹ"));
        }
        self
    }

    /// The coarse classes of its parts, for a key: what the systems write alike is one class.
    pub(super) fn classes(&self) -> Vec<String> {
        let onsets = present(self.onset.all(), ONSETS, &ONSET_CLASSES);
        let vowels = present(self.vowel.all(), VOWELS, &VOWEL_CLASSES);
        let codas = present(self.coda.all(), CODAS, &CODA_CLASSES);
        let mut classes = Vec::new();
        for onset in onsets {
            for vowel in &vowels {
                classes.extend(codas.iter().map(|coda| format!("{onset}{vowel}{coda}")));
            }
        }
        classes
    }
}

fn part_agreement(a: Part, b: Part) -> Option<Agreement> {
    if a.usual.meets(b.usual) {
        let certain = a.usual == b.usual && a.usual.is_one() && a.other.is_empty() && b.other.is_empty();
        return Some(if certain { Agreement::Certain } else { Agreement::Usual });
    }
    a.all().meets(b.all()).then_some(Agreement::Other)
}

/// ㅇ, ㄴ and ㄹ are one class: the initial-sound law and assimilation make one of another.
const ONSET_CLASSES: [(&str, &str); 8] = [
    ("k", "ㄱㄲㅋ"),
    ("t", "ㄷㄸㅌ"),
    ("p", "ㅂㅃㅍ"),
    ("c", "ㅈㅉㅊ"),
    ("s", "ㅅㅆ"),
    ("m", "ㅁ"),
    ("h", "ㅎ"),
    ("", "ㅇㄴㄹ"),
];
const VOWEL_CLASSES: [(&str, &str); 7] = [
    ("a", "ㅏㅑ"),
    ("e", "ㅐㅔㅒㅖ"),
    ("o", "ㅓㅕㅗㅛㅜㅠㅡ"),
    ("wa", "ㅘ"),
    ("we", "ㅙㅚㅞ"),
    ("wo", "ㅝ"),
    ("i", "ㅣㅢㅟ"),
];
/// Velar and alveolar nasal are one letter in Cyrillic.
const CODA_CLASSES: [(&str, &str); 7] =
    [("", "-"), ("k", "ㄱ"), ("n", "ㄴㅇ"), ("t", "ㄷ"), ("l", "ㄹ"), ("m", "ㅁ"), ("p", "ㅂ")];

fn present(set: Letters, order: &str, classes: &[(&'static str, &str)]) -> Vec<&'static str> {
    let met = classes.iter().filter(|(_, letters)| set.meets(Letters::of(order, letters)));
    met.map(|(class, _)| *class).collect()
}
