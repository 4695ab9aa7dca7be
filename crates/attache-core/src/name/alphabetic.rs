//! Names that go between Cyrillic and Latin letters: Ukrainian and Russian, and any in Latin letters.
//!
//! A word of either script is folded into letters of one alphabet ([`folding`]) in which all the systems of
//! transliteration come out alike: KMU 2010 (which BGN/PCGN took over in 2019), BGN/PCGN 1965 and 1947, ICAO 9303,
//! and the customary spellings of the press. Where a spelling leaves a choice, the folded letter keeps it.

use std::collections::BTreeSet;

mod folding;
mod given;
mod judging;
mod letter;

use super::{
    Likeness,
    spelling::{Script, Spelled},
};
use folding::folded;
use letter::Folded;

/// The most words of a name.
const MOST_WORDS: usize = 6;

/// A word of a name.
#[derive(Clone, Debug)]
struct Token {
    letters: Folded,
    is_initial: bool,
}

/// Compares two names of these scripts; `None` where one is of another script.
pub(super) fn compare(a: &Spelled, b: &Spelled) -> Option<Likeness> {
    Some(judging::judge(&tokens(a)?, &tokens(b)?))
}

/// Keys: each pair of words, in the order of the alphabet, with given names that are one in several languages put under
/// one of them; and each word with the initial of another. A name of one word has none.
pub(super) fn keys(spelled: &Spelled) -> Vec<String> {
    let Some(tokens) = tokens(spelled) else { return Vec::new() };
    let tokens = without_patronymic(&tokens);
    let mut keys = BTreeSet::new();
    for (at, a) in tokens.iter().enumerate() {
        for (also, b) in tokens.iter().enumerate() {
            if at == also {
                continue;
            }
            if let (false, Some(initial)) = (a.is_initial, b.letters.initial()) {
                keys.insert(format!("al:{}+{initial}.", a.letters.coarse()));
            }
            if !a.is_initial && !b.is_initial && at < also {
                let mut pair = [key_of(a), key_of(b)];
                pair.sort();
                keys.insert(format!("al:{}", pair.join("+")));
            }
        }
    }
    keys.into_iter().collect()
}

/// Whether a key is of a word with an initial.
pub(super) fn is_of_initial(key: &str) -> bool {
    key.starts_with("al:") && key.ends_with('.')
}

/// Keys of the words alone.
pub(super) fn surname_keys(spelled: &Spelled) -> Vec<String> {
    let tokens = tokens(spelled).unwrap_or_default();
    let whole = without_patronymic(&tokens);
    whole
        .iter()
        .filter(|token| !token.is_initial)
        .map(|token| format!("al:{}", token.letters.coarse()))
        .collect()
}

fn key_of(token: &Token) -> String {
    let coarse = token.letters.coarse();
    given::group(&coarse).map_or(coarse, |group| format!("#{group}"))
}

fn tokens(spelled: &Spelled) -> Option<Vec<Token>> {
    let readable = spelled.words.iter().all(|word| matches!(word.script, Script::Latin | Script::Cyrillic));
    if spelled.words.is_empty() || !readable {
        return None;
    }
    let words = spelled.words.iter().take(MOST_WORDS);
    let token = |word: &super::spelling::Word| Token {
        letters: folded(&word.letters(), word.script),
        is_initial: word.is_initial(),
    };
    Some(words.map(token).filter(|token| !token.letters.is_empty()).collect())
}

/// The words without a patronymic, which many texts leave out: behind the first word, where there are at least three.
fn without_patronymic(tokens: &[Token]) -> Vec<&Token> {
    let is_patronymic = |at: usize, token: &Token| at > 0 && token.letters.is_patronymic();
    if tokens.len() < 3
        || tokens.iter().enumerate().filter(|(at, token)| is_patronymic(*at, token)).count() != 1
    {
        return tokens.iter().collect();
    }
    tokens
        .iter()
        .enumerate()
        .filter(|(at, token)| !is_patronymic(*at, token))
        .map(|(_, token)| token)
        .collect()
}
