//! Cutting a spelled word into syllables, in every way that the spellings allow.

use std::sync::LazyLock;

use super::{
    cyrillic, latin,
    sound::{CODAS, Letters, ONSETS, VOWELS},
    syllable::{Part, Syllable},
};

/// A spelling, the letters that it usually stands for, and the others.
pub(super) type Row = (&'static str, &'static str, &'static str);

/// The most syllables of one word.
const MOST_SYLLABLES: usize = 4;
/// The most ways in which a word is cut.
const MOST_WAYS: usize = 24;
/// The most steps that cutting one word may take: hostile input ends here.
const MOST_STEPS: usize = 4000;

/// The spellings of a script.
pub(super) struct Spellings {
    onsets: Vec<(&'static str, Part)>,
    vowels: Vec<(&'static str, Part)>,
    codas: Vec<(&'static str, Part)>,
}

impl Spellings {
    fn of(onsets: &[Row], vowels: &[Row], codas: &[Row]) -> Self {
        let parts = |rows: &[Row], order: &str| -> Vec<(&'static str, Part)> {
            let part =
                |row: &Row| Part { usual: Letters::of(order, row.1), other: Letters::of(order, row.2) };
            rows.iter().map(|row| (row.0, part(row))).collect()
        };
        Self { onsets: parts(onsets, ONSETS), vowels: parts(vowels, VOWELS), codas: parts(codas, CODAS) }
    }

    /// Those of Latin letters.
    pub(super) fn latin() -> &'static Self {
        static LATIN: LazyLock<Spellings> =
            LazyLock::new(|| Spellings::of(latin::ONSETS, latin::VOWELS, latin::CODAS));
        &LATIN
    }

    /// Those of Cyrillic letters.
    pub(super) fn cyrillic() -> &'static Self {
        static CYRILLIC: LazyLock<Spellings> =
            LazyLock::new(|| Spellings::of(cyrillic::ONSETS, cyrillic::VOWELS, cyrillic::CODAS));
        &CYRILLIC
    }

    /// The ways to cut a piece into syllables, fewest syllables first; none where it is no Korean spelling.
    pub(super) fn cut(&self, piece: &str) -> Vec<Vec<Syllable>> {
        let mut cutting = Cutting { spellings: self, found: Vec::new(), steps: 0 };
        cutting.go_on(piece, &mut Vec::new());
        let mut found = cutting.found;
        found.sort_by_key(Vec::len);
        found.dedup();
        found
    }
}

struct Cutting<'a> {
    spellings: &'a Spellings,
    found: Vec<Vec<Syllable>>,
    steps: usize,
}

impl Cutting<'_> {
    fn go_on(&mut self, rest: &str, done: &mut Vec<Syllable>) {
        if rest.is_empty() {
            if !done.is_empty() {
                self.found.push(done.clone());
            }
            return;
        }
        if done.len() >= MOST_SYLLABLES {
            return;
        }
        let spellings = self.spellings;
        for (onset, after) in starting(&spellings.onsets, rest) {
            for (vowel, after) in starting(&spellings.vowels, after) {
                for (coda, after) in starting(&spellings.codas, after) {
                    self.steps = self.steps.saturating_add(1);
                    if self.found.len() >= MOST_WAYS || self.steps > MOST_STEPS {
                        return;
                    }
                    done.push(Syllable { onset, vowel, coda });
                    self.go_on(after.strip_prefix('\'').unwrap_or(after), done);
                    done.pop();
                }
            }
        }
    }
}

/// The spellings with which a text begins, and what follows them.
fn starting<'t>(spellings: &[(&'static str, Part)], text: &'t str) -> impl Iterator<Item = (Part, &'t str)> {
    spellings.iter().filter_map(move |(spelled, part)| Some((*part, text.strip_prefix(spelled)?)))
}
