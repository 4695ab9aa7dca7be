//! The ways in which a name can be read as a Korean one.

use super::{
    segmenting::Spellings,
    sound::{CODAS, Letters, ONSETS},
    surname::Surnames,
    syllable::Syllable,
};
use crate::name::spelling::{Script, Spelled, Word, bare};

/// The most readings of one name.
const MOST: usize = 32;
/// The most syllables of a given name.
const LONGEST_GIVEN: usize = 4;

/// A name read as a Korean one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::name) struct KoreanName {
    /// The surnames that it can have.
    pub(super) surname: Surnames,
    /// The syllables of the given name; empty where the surname stands alone.
    pub(super) given: Vec<Syllable>,
}

/// All readings; none where it is no Korean name.
pub(in crate::name) fn readings(spelled: &Spelled) -> Vec<KoreanName> {
    let mut found = match spelled.script() {
        Script::Hangul => of_hangul(spelled),
        Script::Latin => of_letters(spelled, Spellings::latin()),
        Script::Cyrillic => of_letters(spelled, Spellings::cyrillic()),
        Script::Other => Vec::new(),
    };
    found.sort();
    found.dedup();
    found.truncate(MOST);
    found
}

/// The surname is the first word, or where there is one word its first syllable or two.
fn of_hangul(spelled: &Spelled) -> Vec<KoreanName> {
    let letters: Vec<String> = spelled.words.iter().map(Word::letters).collect();
    let whole: String = letters.concat();
    let count = whole.chars().count();
    let first = letters.first().map_or(0, |word| word.chars().count());
    let lengths: Vec<usize> = if letters.len() > 1 { vec![first] } else { vec![1, 2] };
    let reading = |length: usize| {
        let surname: String = whole.chars().take(length).collect();
        let surname = Surnames::of_hangul(&surname);
        let given: Vec<Syllable> = whole.chars().skip(length).filter_map(Syllable::of_hangul).collect();
        (!surname.is_empty() && length <= count && given.len() <= LONGEST_GIVEN)
            .then(|| KoreanName { surname, given: assimilated(given, true) })
    };
    lengths.into_iter().filter_map(reading).collect()
}

fn of_letters(spelled: &Spelled, spellings: &Spellings) -> Vec<KoreanName> {
    let words: Vec<Vec<String>> =
        spelled.words.iter().map(|word| word.pieces.iter().map(|piece| typed(piece)).collect()).collect();
    let mut found = Vec::new();
    let first = words.first().map(|word| surname_of(word, spellings)).unwrap_or_default();
    if !first.is_empty() {
        let given: Vec<&String> = words.iter().skip(1).flatten().collect();
        found.extend(with_given(&first, &given, spellings));
    }
    // Others write the given name first: taken so where the last word is a frequent surname.
    let last = words.last().filter(|_| words.len() > 1).map(|word| surname_of(word, spellings));
    if let Some(last) = last.filter(Surnames::is_frequent) {
        let before = words.len().saturating_sub(1);
        let given: Vec<&String> = words.iter().take(before).flatten().collect();
        found.extend(with_given(&last, &given, spellings));
    }
    found
}

fn surname_of(word: &[String], spellings: &Spellings) -> Surnames {
    let letters: String = word.concat();
    let cut = match word {
        [one] => spellings.cut(one),
        _ => combined(&word.iter().collect::<Vec<_>>(), spellings),
    };
    Surnames::of_spelling(&letters, &cut)
}

fn with_given(surname: &Surnames, pieces: &[&String], spellings: &Spellings) -> Vec<KoreanName> {
    if pieces.is_empty() {
        return vec![KoreanName { surname: surname.clone(), given: Vec::new() }];
    }
    let ways = combined(pieces, spellings);
    let fitting = ways.into_iter().filter(|way| way.len() <= LONGEST_GIVEN);
    fitting.map(|given| KoreanName { surname: surname.clone(), given: assimilated(given, false) }).collect()
}

/// The ways to cut several pieces. Where there are several, each is one syllable if it can be; of one piece, the cuts
/// into one and two syllables count, or else the shortest.
fn combined(pieces: &[&String], spellings: &Spellings) -> Vec<Vec<Syllable>> {
    let most = if pieces.len() > 1 { 1 } else { 2 };
    let mut ways: Vec<Vec<Syllable>> = vec![Vec::new()];
    for piece in pieces {
        let cut = spellings.cut(piece);
        let least = cut.iter().map(Vec::len).min().unwrap_or(0).max(most);
        let cut: Vec<_> = cut.into_iter().filter(|way| way.len() <= least).collect();
        ways = ways
            .iter()
            .flat_map(|way| cut.iter().map(move |more| [way.as_slice(), more.as_slice()].concat()))
            .take(MOST)
            .collect();
    }
    ways
}

/// Latin letters without their marks, but for the breve of McCune–Reischauer (also typed as caron, circumflex or
/// macron), which tells ŏ from o.
fn typed(piece: &str) -> String {
    let typed = |c: char| match bare(c) {
        _ if c == '\'' || !(c.is_ascii() || c < '\u{250}' || ('\u{1e00}'..'\u{1f00}').contains(&c)) => c,
        ('o', Some('\u{306}' | '\u{30c}' | '\u{302}' | '\u{304}')) => 'ŏ',
        ('u', Some('\u{306}' | '\u{30c}' | '\u{302}' | '\u{304}')) => 'ŭ',
        (base, _) => base,
    };
    piece.chars().map(typed).collect()
}

/// What assimilation and the initial-sound law let the syllables stand for (Standard Pronunciation, rules 18 to 20):
/// before ㄴ and ㅁ the codas ㄱ, ㄷ, ㅂ are spoken ㅇ, ㄴ, ㅁ; ㄹ behind ㅁ and ㅇ is spoken ㄴ; ㄴ beside ㄹ is spoken ㄹ.
/// McCune–Reischauer and Kontsevich write what is spoken; Hangul writes what is not.
fn assimilated(mut syllables: Vec<Syllable>, hangul: bool) -> Vec<Syllable> {
    let nasals = Letters::of(ONSETS, "ㄴㅁ");
    let pairs = syllables.len().saturating_sub(1);
    for at in 0..if hangul { 0 } else { pairs } {
        let next_onset = syllables.get(at.saturating_add(1)).map(|next| next.onset.usual).unwrap_or_default();
        let mut coda = Letters::NONE;
        if let Some(syllable) = syllables.get_mut(at) {
            let is = |letter: &str| syllable.coda.usual.meets(Letters::of(CODAS, letter));
            if next_onset.meets(nasals) {
                for (spoken, written) in [("ㅇ", "ㄱ"), ("ㄴ", "ㄷ"), ("ㅁ", "ㅂ")] {
                    if is(spoken) {
                        coda = coda.or(Letters::of(CODAS, written));
                    }
                }
            }
            if is("ㄹ") && next_onset.meets(Letters::of(ONSETS, "ㄹ")) {
                coda = coda.or(Letters::of(CODAS, "ㄴ"));
            }
            syllable.coda.other = syllable.coda.other.or(coda);
        }
        let coda = syllables.get(at).map(|syllable| syllable.coda.usual).unwrap_or_default();
        if let Some(next) = syllables.get_mut(at.saturating_add(1)) {
            let nasal = coda.meets(Letters::of(CODAS, "ㅁㅇ"));
            let more = if nasal && next.onset.usual.meets(Letters::of(ONSETS, "ㄴ")) {
                "ㄹ"
            } else if coda.meets(Letters::of(CODAS, "ㄹ"))
                && next.onset.usual.meets(Letters::of(ONSETS, "ㄹ"))
            {
                "ㄴ"
            } else {
                ""
            };
            next.onset.other = next.onset.other.or(Letters::of(ONSETS, more));
        }
    }
    let lawful = syllables.into_iter().enumerate();
    lawful.map(|(at, syllable)| syllable.under_initial_sound_law(at == 0)).collect()
}
