//! Folded letters: one alphabet for all spellings.

/// A letter of a folded word: an ASCII letter as it sounds in most systems, or one of those below.
pub(super) type Letter = char;

/// The sibilants and what is spelled with several Latin letters.
pub(super) const TS: Letter = 'c';
/// ч.
pub(super) const CH: Letter = 'C';
/// ш.
pub(super) const SH: Letter = 'S';
/// ж.
pub(super) const ZH: Letter = 'Z';
/// щ.
pub(super) const SHCH: Letter = 'Q';
/// х, kh.
pub(super) const KH: Letter = 'x';
/// A Latin h, which can be г or х.
pub(super) const H: Letter = 'h';
/// An o or e, as in ё and behind ч, ж, ш.
pub(super) const O_OR_E: Letter = 'ö';
/// An i that may be there or not ("Maria", "Liubov").
pub(super) const MAYBE_I: Letter = '?';
/// A glide at the beginning, which some leave out ("Yermak", "Ermak").
pub(super) const GLIDE: Letter = 'j';

/// Whether a folded letter is a vowel.
pub(super) const fn is_vowel(letter: Letter) -> bool {
    matches!(letter, 'a' | 'e' | 'o' | 'u' | 'i' | O_OR_E)
}

/// How far two folded words agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Agreement {
    /// One letter is another, or is missing.
    OneApart,
    /// Only by letters that leave a choice.
    Choice,
    /// Letter by letter.
    Exact,
}

/// A folded word.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Folded(Vec<Letter>);

/// Shorter words that differ by a letter are other words.
const LONG: usize = 6;

impl Folded {
    pub(super) const fn new(letters: Vec<Letter>) -> Self {
        Self(letters)
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How far two words agree; `None` where they are different words.
    pub(super) fn agreement(&self, other: &Self) -> Option<Agreement> {
        if self == other {
            return Some(Agreement::Exact);
        }
        if self.0.len().abs_diff(other.0.len()) > 6 {
            return None;
        }
        match distance(&self.0, &other.0) {
            0 => Some(Agreement::Choice),
            1 if self.0.len().min(other.0.len()) >= LONG => Some(Agreement::OneApart),
            _ => None,
        }
    }

    /// The word without the differences that any system leaves: for keys.
    pub(super) fn coarse(&self) -> String {
        let mut coarse = String::new();
        let mut letters = self.0.iter().copied().peekable();
        let mut before = GLIDE;
        while let Some(letter) = letters.next() {
            let opens = |letter: Letter| is_vowel(letter) || letter == MAYBE_I;
            let beside_vowel = opens(before) || letters.peek().is_some_and(|next| opens(*next));
            let kept = match letter {
                MAYBE_I | GLIDE => None,
                'i' if beside_vowel => None,
                O_OR_E | 'o' => Some('e'),
                KH | H => Some('g'),
                letter => Some(letter),
            };
            if let Some(kept) = kept.filter(|kept| !coarse.ends_with(*kept)) {
                coarse.push(kept);
            }
            before = letter;
        }
        coarse
    }

    /// Its first letter, coarse.
    pub(super) fn initial(&self) -> Option<char> {
        let first = self.0.iter().find(|letter| ![GLIDE, MAYBE_I].contains(*letter))?;
        Some(match *first {
            KH | H => 'g',
            O_OR_E => 'e',
            letter => letter,
        })
    }

    /// Whether it is a patronymic (-ович, -евич, -івна, -овна, -ич).
    pub(super) fn is_patronymic(&self) -> bool {
        let coarse = self.coarse();
        ["eviC", "evna", "ivna", "iC"]
            .iter()
            .any(|ending| coarse.len() > ending.len().saturating_add(1) && coarse.ends_with(ending))
    }
}

/// The number of letters that must change, at most 2 is told apart (Levenshtein over three rows would do; the words
/// are short, so the whole table is kept).
fn distance(a: &[Letter], b: &[Letter]) -> u8 {
    let free = |letter: Letter| u8::from(![MAYBE_I, GLIDE].contains(&letter));
    let mut row: Vec<u8> = Vec::with_capacity(b.len().saturating_add(1));
    row.push(0);
    for letter in b {
        row.push(row.last().copied().unwrap_or(0).saturating_add(free(*letter)));
    }
    for left in a {
        let mut above = row.iter().copied();
        let mut diagonal = above.next().unwrap_or(0);
        let mut next = vec![diagonal.saturating_add(free(*left))];
        for (right, up) in b.iter().zip(above) {
            let beside = next.last().copied().unwrap_or(0).saturating_add(free(*right));
            let across = diagonal.saturating_add(u8::from(!can_be(*left, *right)));
            next.push(across.min(beside).min(up.saturating_add(free(*left))));
            diagonal = up;
        }
        row = next;
    }
    row.last().copied().unwrap_or(u8::MAX)
}

/// Whether two letters can be one.
fn can_be(a: Letter, b: Letter) -> bool {
    let choice = |choice: Letter, other: Letter| match choice {
        H => matches!(other, 'g' | KH),
        O_OR_E => matches!(other, 'o' | 'e'),
        MAYBE_I => other == 'i',
        _ => false,
    };
    a == b || choice(a, b) || choice(b, a)
}
