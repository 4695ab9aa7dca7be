//! A name as written: its words and the pieces between hyphens, without case.

use unicode_normalization::UnicodeNormalization as _;

/// The longest name that is read, in characters; what is longer is no name.
const LONGEST: usize = 120;

/// In which script a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    /// Hangul syllables.
    Hangul,
    /// Cyrillic letters.
    Cyrillic,
    /// Latin letters.
    Latin,
    /// Something else, or several.
    Other,
}

/// One word between spaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its pieces between hyphens, in lower case; apostrophes are all `'`.
    pub(super) pieces: Vec<String>,
    /// The script of all of them.
    pub(super) script: Script,
    /// Whether a point follows, as after an initial.
    pub(super) point: bool,
}

impl Word {
    /// Its letters, without hyphens and apostrophes.
    pub(super) fn letters(&self) -> String {
        self.pieces.iter().flat_map(|piece| piece.chars()).filter(|c| *c != '\'').collect()
    }

    /// Whether it is an initial: one letter, in a script that has letters.
    pub(super) fn is_initial(&self) -> bool {
        let short = self.letters().chars().count() == 1;
        short
            && (self.point || self.script == Script::Cyrillic || self.letters().is_ascii())
            && self.script != Script::Hangul
    }
}

/// A name as written. Two names are equal if they differ in case, spaces and hyphens only.
#[derive(Clone, Debug)]
pub(super) struct Spelled {
    /// Its words.
    pub(super) words: Vec<Word>,
    letters: String,
}

impl PartialEq for Spelled {
    fn eq(&self, other: &Self) -> bool {
        self.letters == other.letters
    }
}

impl Spelled {
    /// Reads a name: Unicode normal form C (UAX #15), lower case, full stops and commas away.
    pub(super) fn of(name: &str) -> Self {
        let text: String = name.nfc().flat_map(char::to_lowercase).take(LONGEST).collect();
        let words: Vec<Word> =
            text.split([' ', ',', '\u{a0}', '\t', '\n', '\r']).flat_map(initials).collect();
        let letters = words.iter().map(Word::letters).collect();
        Self { words, letters }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// The script of all of its words.
    pub(super) fn script(&self) -> Script {
        let mut scripts = self.words.iter().map(|word| word.script);
        let Some(first) = scripts.next() else { return Script::Other };
        if scripts.all(|script| script == first) { first } else { Script::Other }
    }
}

/// The words of what stands between two spaces: "R.Umerov" is two.
fn initials(text: &str) -> Vec<Word> {
    let ends_with_point = text.ends_with('.');
    let parts: Vec<&str> = text.split('.').filter(|part| !part.is_empty()).collect();
    let last = parts.len().saturating_sub(1);
    parts.iter().enumerate().filter_map(|(at, part)| word(part, at < last || ends_with_point)).collect()
}

fn word(text: &str, point: bool) -> Option<Word> {
    let is_hyphen = |c: char| matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{ad}');
    let is_apostrophe = |c: char| {
        matches!(c, '\'' | '`' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{2b9}' | '\u{2bf}' | '\u{2032}')
    };
    let piece = |piece: &str| -> String {
        piece
            .chars()
            .filter_map(|c| if is_apostrophe(c) { Some('\'') } else { Some(c).filter(|c| c.is_alphabetic()) })
            .collect()
    };
    let pieces: Vec<String> =
        text.split(is_hyphen).map(piece).filter(|piece| piece.chars().any(char::is_alphabetic)).collect();
    let mut scripts = pieces.iter().flat_map(|piece| piece.chars()).filter(|c| *c != '\'').map(script_of);
    let first = scripts.next()?;
    let script = if scripts.all(|script| script == first) { first } else { Script::Other };
    Some(Word { pieces, script, point })
}

const fn script_of(c: char) -> Script {
    match c {
        'a'..='z' | '\u{df}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Script::Latin,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{ac00}'..='\u{d7a3}' => Script::Hangul,
        _ => Script::Other,
    }
}

/// A Latin letter without its marks, and the marks that tell letters apart.
pub(super) fn bare(c: char) -> (char, Option<char>) {
    let mut parts = std::iter::once(c).nfd();
    let base = match parts.next() {
        Some('ł') => 'l',
        Some('đ' | 'ð') => 'd',
        Some('ı') => 'i',
        Some('ø') => 'o',
        Some(base) => base,
        None => c,
    };
    (base, parts.next())
}

#[cfg(test)]
mod tests {
    use super::{Script, Spelled};

    #[test]
    fn words_pieces_and_scripts_are_told() {
        let spelled = Spelled::of("YUN  Sŏng-nyŏl");
        assert_eq!(spelled.words.len(), 2);
        assert_eq!(spelled.words[1].pieces, ["sŏng", "nyŏl"]);
        assert_eq!(spelled.script(), Script::Latin);
        assert_eq!(Spelled::of("Kim Jong Un"), Spelled::of("KIM JONG-UN"));
        assert_eq!(Spelled::of("윤 석열").script(), Script::Hangul);
        assert_eq!(Spelled::of("Умєров Р.").words.len(), 2);
        assert!(Spelled::of("R.Umerov").words[0].is_initial());
        assert!(Spelled::of(" .,-").is_empty());
        assert_eq!(Spelled::of("Юнx").script(), Script::Other);
    }
}
