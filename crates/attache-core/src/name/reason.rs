//! What spoke for or against two names being of one person.

use std::fmt;

use serde::{Deserialize, Serialize};

/// One reason of a [`Match`](super::Match).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Reason {
    /// The letters are the same, apart from case, spaces and hyphens.
    SameSpelling,
    /// Both are spellings of this Korean surname.
    KoreanSurname {
        /// The surname in Hangul.
        hangul: String,
    },
    /// The surnames are no spellings of one surname.
    OtherSurname,
    /// The syllables of the given names agree by the usual readings.
    KoreanGivenName,
    /// The given names agree by a reading that is possible but less usual, or by the rules of assimilation.
    UnusualReading,
    /// A form writes the initial r or n that the South drops or the North keeps (리/이, 로/노).
    InitialSoundLaw,
    /// The given names differ.
    OtherGivenName {
        /// The number of the syllable that differs first, from 1; 0 where they differ in length.
        syllable: usize,
    },
    /// The words agree letter by letter, by the rules of transliteration.
    Letters,
    /// A letter of one can stand for several of the other's (h for г and х, o and e for ё).
    LettersWithChoice,
    /// The given names are the Ukrainian and Russian, or the customary English, form of one name.
    GivenNameInAnotherLanguage,
    /// The words are the same in another order.
    OtherOrder,
    /// One gives only part of the name.
    PartOnly,
    /// One gives an initial that fits.
    Initial,
    /// The words differ by one letter.
    OneLetterApart,
    /// The words differ.
    OtherWords,
    /// The names of two offices have the same words, or all of one are among the other's.
    SameWords,
    /// There is no script or language in which both can be read.
    NoCommonReading,
    /// Both are of this country.
    SameCountry {
        /// ISO 3166-1 alpha-2.
        country: String,
    },
    /// They are of different countries.
    OtherCountry,
    /// Both hold the same office.
    SameOffice,
    /// They hold different offices; people change theirs.
    OtherOffice,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SameSpelling => f.write_str("the same letters"),
            Self::KoreanSurname { hangul } => write!(f, "both surnames can be {hangul}"),
            Self::OtherSurname => f.write_str("the surnames differ"),
            Self::KoreanGivenName => f.write_str("the given names are the same syllables"),
            Self::UnusualReading => f.write_str("the given names agree by a less usual reading"),
            Self::InitialSoundLaw => f.write_str("initial r or n kept by one and dropped by the other"),
            Self::OtherGivenName { syllable: 0 } => f.write_str("the given names differ in length"),
            Self::OtherGivenName { syllable } => {
                write!(f, "the given names differ in syllable {syllable}")
            }
            Self::Letters => f.write_str("the same letters by the rules of transliteration"),
            Self::LettersWithChoice => f.write_str("the same letters where one letter can stand for several"),
            Self::GivenNameInAnotherLanguage => f.write_str("the same given name in another language"),
            Self::OtherOrder => f.write_str("surname and given name in another order"),
            Self::PartOnly => f.write_str("one gives only part of the name"),
            Self::Initial => f.write_str("one gives an initial that fits"),
            Self::OneLetterApart => f.write_str("one letter apart"),
            Self::OtherWords => f.write_str("the names differ"),
            Self::SameWords => f.write_str("the words of one name are among the other's"),
            Self::NoCommonReading => f.write_str("no script in which both can be read"),
            Self::SameCountry { country } => write!(f, "both of {country}"),
            Self::OtherCountry => f.write_str("of different countries"),
            Self::SameOffice => f.write_str("the same office"),
            Self::OtherOffice => f.write_str("different offices"),
        }
    }
}
