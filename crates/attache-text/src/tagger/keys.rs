//! Keys of features: which columns of which neighbours are looked at together, and their hash.
//!
//! A key is a 32-bit hash of the template's number and the values; the model holds keys and weights, no
//! words. The mixing is FNV-1a's (Fowler, Noll, Vo) on 32-bit steps with a final avalanche: it must give
//! the same on every machine and in every version, because model files hold its results.

use super::columns::{Column, Columns};

use Column as C;

/// Columns with their distance from the token, hashed together.
pub type Template = &'static [(Column, i8)];

/// Begins the key of a template.
#[must_use]
pub const fn start(template: u32) -> u64 {
    0xcbf2_9ce4_8422_2325 ^ (template as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// Adds a value.
#[must_use]
pub const fn mix(key: u64, value: u32) -> u64 {
    (key ^ value as u64).wrapping_mul(0x0000_0100_0000_01b3).rotate_left(23)
}

/// The key's 32 bits.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "the lower half of the mixed bits is the key")]
pub const fn finish(key: u64) -> u32 {
    let key = (key ^ (key >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (key ^ (key >> 32)) as u32
}

/// The hash of a word.
#[must_use]
pub fn of_bytes(bytes: impl IntoIterator<Item = u8>) -> u32 {
    finish(bytes.into_iter().fold(start(1), |key, byte| mix(key, u32::from(byte))))
}

/// What is looked at. The number of a template is its place here: a change makes another model format.
pub const TEMPLATES: &[Template] = &[
    // Words.
    &[(C::Word, 0)],
    &[(C::Word, -1)],
    &[(C::Word, 1)],
    &[(C::Word, -2)],
    &[(C::Word, 2)],
    &[(C::Word, -3)],
    &[(C::Word, 3)],
    &[(C::Word, -1), (C::Word, 0)],
    &[(C::Word, 0), (C::Word, 1)],
    &[(C::Word, -2), (C::Word, -1)],
    &[(C::Word, 1), (C::Word, 2)],
    &[(C::Word, -1), (C::Word, 1)],
    &[(C::Word, -1), (C::Word, 0), (C::Word, 1)],
    // Stems.
    &[(C::Stem, 0)],
    &[(C::Stem, -1)],
    &[(C::Stem, 1)],
    &[(C::Stem, -2)],
    &[(C::Stem, 2)],
    &[(C::Stem, 0), (C::Tag, -1)],
    &[(C::Stem, 0), (C::Tag, 1)],
    // How a word looks.
    &[(C::Prefix, 0)],
    &[(C::Ending, 0)],
    &[(C::ShortEnding, 0)],
    &[(C::Ending, -1)],
    &[(C::Ending, 1)],
    &[(C::Shape, 0)],
    &[(C::Shape, -1)],
    &[(C::Shape, 1)],
    &[(C::Shape, -1), (C::Shape, 0), (C::Shape, 1)],
    &[(C::Shape, 0), (C::Place, 0)],
    // Quotations.
    &[(C::Quote, 0)],
    &[(C::Quote, -1)],
    &[(C::Quote, 1)],
    &[(C::Quote, -2)],
    &[(C::Quote, 2)],
    &[(C::Quote, 0), (C::QuoteRun, 0)],
    &[(C::Quote, -1), (C::Quote, 0), (C::Quote, 1)],
    &[(C::Quote, 0), (C::Tag, 0)],
    &[(C::Quote, 0), (C::Word, 0)],
    &[(C::Quote, -1), (C::Word, 0)],
    &[(C::Quote, 0), (C::Word, -1)],
    &[(C::Quote, 0), (C::SentenceFlags, 0)],
    &[(C::Quote, 0), (C::CueLeft, 0)],
    &[(C::Quote, 0), (C::CueRight, 0)],
    &[(C::QuoteRun, 0), (C::SentenceFlags, 0)],
    &[(C::QuoteRun, 0), (C::Tag, 0)],
    &[(C::Quote, 0), (C::Carried, 0)],
    &[(C::Carried, 0), (C::Place, 0)],
    // Parts of speech.
    &[(C::Tag, 0)],
    &[(C::Tag, -1)],
    &[(C::Tag, 1)],
    &[(C::Tag, -2)],
    &[(C::Tag, 2)],
    &[(C::Tag, -1), (C::Tag, 0)],
    &[(C::Tag, 0), (C::Tag, 1)],
    &[(C::Tag, -1), (C::Tag, 1)],
    &[(C::Tag, -1), (C::Tag, 0), (C::Tag, 1)],
    &[(C::Tag, -2), (C::Tag, -1), (C::Tag, 0)],
    &[(C::Tag, 0), (C::Tag, 1), (C::Tag, 2)],
    &[(C::Tag, 1), (C::Tag, 2), (C::Tag, 3)],
    &[(C::Tag, -3), (C::Tag, -2), (C::Tag, -1)],
    &[(C::Word, -1), (C::Tag, 0)],
    &[(C::Word, 1), (C::Tag, 0)],
    &[(C::Word, 0), (C::Tag, 1)],
    &[(C::Word, 0), (C::Tag, -1)],
    &[(C::Word, 0), (C::Tag, -1), (C::Tag, 1)],
    // Classes of the word tables.
    &[(C::Class, 0)],
    &[(C::Class, -1)],
    &[(C::Class, 1)],
    &[(C::Class, -1), (C::Class, 0)],
    &[(C::Class, 0), (C::Class, 1)],
    &[(C::Class, -1), (C::Class, 1)],
    &[(C::Entry, 0)],
    &[(C::Entry, -1)],
    &[(C::Entry, 1)],
    &[(C::Entry, 0), (C::Tag, 1)],
    &[(C::Entry, -1), (C::Tag, 0)],
    &[(C::Entry, 0), (C::Entry, 1)],
    &[(C::CueSort, 0)],
    &[(C::CueSort, 0), (C::Tag, -1)],
    &[(C::CueSort, 0), (C::Tag, 1)],
    &[(C::CueSort, -1)],
    &[(C::CueSort, 1)],
    // Hints.
    &[(C::Hint, 0)],
    &[(C::Hint, -1)],
    &[(C::Hint, 1)],
    &[(C::Hint, -2)],
    &[(C::Hint, 2)],
    &[(C::Hint, -1), (C::Hint, 0), (C::Hint, 1)],
    &[(C::Hint, 0), (C::Tag, 0)],
    &[(C::Hint, 0), (C::Tag, -1)],
    &[(C::Hint, 0), (C::Tag, 1)],
    &[(C::Hint, 0), (C::Word, 1)],
    &[(C::Hint, 0), (C::Word, -1)],
    &[(C::Hint, 0), (C::Quote, 0)],
    &[(C::Hint, 0), (C::Segment, 0)],
    &[(C::Hint, 0), (C::Place, 0)],
    &[(C::Hint, 0), (C::SentenceFlags, 0)],
    &[(C::Hint, 0), (C::FirstCue, 0)],
    &[(C::Hint, 0), (C::VerbLeft, 0)],
    // The nearest words that look like cues.
    &[(C::CueLeft, 0)],
    &[(C::CueRight, 0)],
    &[(C::CueLeftFar, 0)],
    &[(C::CueRightFar, 0)],
    &[(C::CueLeft, 0), (C::CueRight, 0)],
    &[(C::CueLeftFar, 0), (C::CueRightFar, 0)],
    &[(C::CueLeft, 0), (C::CueLeftFar, 0)],
    &[(C::CueRight, 0), (C::CueRightFar, 0)],
    &[(C::CueLeft, 0), (C::Tag, 0)],
    &[(C::CueRight, 0), (C::Tag, 0)],
    &[(C::CueLeft, 0), (C::Word, 0)],
    &[(C::CueRight, 0), (C::Word, 0)],
    &[(C::CueLeftFar, 0), (C::Word, 0)],
    &[(C::CueRightFar, 0), (C::Word, 0)],
    &[(C::CueLeftFar, 0), (C::Tag, 0), (C::Tag, 1)],
    &[(C::CueRightFar, 0), (C::Tag, 0), (C::Tag, 1)],
    &[(C::CueLeftFar, 0), (C::Tag, -1), (C::Tag, 0)],
    &[(C::CueRightFar, 0), (C::Tag, -1), (C::Tag, 0)],
    &[(C::CueLeftFar, 0), (C::Segment, 0)],
    &[(C::CueRightFar, 0), (C::Segment, 0)],
    &[(C::CueLeftStep, 0), (C::CueRightStep, 0)],
    &[(C::CueLeftStep, 0), (C::CueRightStep, 0), (C::Tag, 0)],
    &[(C::CueLeftStep, 0), (C::CueRightStep, 0), (C::SentenceFlags, 0)],
    &[(C::CueLeftStep, 0), (C::CueRightStep, 0), (C::Quote, 0)],
    &[(C::FirstCue, 0)],
    &[(C::FirstCue, 0), (C::Place, 0)],
    &[(C::FirstCue, 0), (C::CueLeftFar, 0)],
    &[(C::FirstCue, 0), (C::SentenceFlags, 0)],
    // The verbs around.
    &[(C::VerbLeft, 0)],
    &[(C::VerbRight, 0)],
    &[(C::VerbLeft, 0), (C::VerbRight, 0)],
    &[(C::VerbLeft, 0), (C::Tag, 0)],
    &[(C::VerbRight, 0), (C::Tag, 0)],
    &[(C::VerbLeft, 0), (C::CueLeft, 0)],
    &[(C::VerbRight, 0), (C::CueRight, 0)],
    &[(C::VerbGroup, 0)],
    &[(C::VerbGroup, 0), (C::Stem, 0)],
    &[(C::VerbGroup, 0), (C::Hint, 0)],
    // Segments between commas.
    &[(C::Segment, 0)],
    &[(C::Segment, 0), (C::Tag, 0)],
    &[(C::SegmentFirst, 0)],
    &[(C::SegmentFirst, 0), (C::Tag, 0)],
    &[(C::SegmentLast, 0)],
    &[(C::SegmentFirst, 0), (C::SegmentLast, 0)],
    &[(C::Segment, 0), (C::Place, 0)],
    &[(C::SegmentCues, 0)],
    &[(C::SegmentCues, 0), (C::Quote, 0)],
    &[(C::SegmentCues, 0), (C::Tag, 0)],
    &[(C::SegmentCues, 0), (C::Segment, 0)],
    &[(C::SegmentCues, 0), (C::SegmentFirst, 0)],
    // Places in sentence and paragraph.
    &[(C::Place, 0)],
    &[(C::Place, 0), (C::Tag, 0)],
    &[(C::SentenceFlags, 0)],
    &[(C::SentenceFlags, 0), (C::Tag, 0)],
    &[(C::SentenceFlags, 0), (C::Place, 0)],
    &[(C::SentenceNumber, 0)],
    &[(C::SentenceNumber, 0), (C::SentenceFlags, 0)],
    &[(C::SentenceFlags, 0), (C::SentenceBefore, 0)],
    &[(C::SentenceFlags, 0), (C::SentenceAfter, 0)],
    &[(C::SentenceFlags, 0), (C::SentenceBefore, 0), (C::Quote, 0)],
    // A window of words to the left and to the right.
    &[(C::Word, -4)],
    &[(C::Word, 4)],
    &[(C::Tag, -4)],
    &[(C::Tag, 4)],
    &[(C::Tag, -3)],
    &[(C::Tag, 3)],
    &[(C::Hint, -3)],
    &[(C::Hint, 3)],
    &[(C::Stem, -3)],
    &[(C::Stem, 3)],
    // What the rules say.
    &[(C::Rule, 0)],
    &[(C::Rule, -1), (C::Rule, 0)],
    &[(C::Rule, 0), (C::Rule, 1)],
    &[(C::Rule, 0), (C::Tag, 0)],
    &[(C::Rule, 0), (C::Quote, 0)],
    &[(C::Rule, 0), (C::Hint, 0)],
    &[(C::Rule, -1), (C::Rule, 0), (C::Rule, 1)],
    &[(C::Rule, 0), (C::CueLeftStep, 0), (C::CueRightStep, 0)],
    &[(C::Rule, 0), (C::Word, 0)],
];

/// Appends the keys of token `at`.
pub fn keys_at(columns: &Columns, at: usize, out: &mut Vec<u32>) {
    out.extend((0u32..).zip(TEMPLATES).map(|(number, template)| {
        finish(
            template
                .iter()
                .fold(start(number), |key, (column, offset)| mix(key, columns.value(at, *offset, *column))),
        )
    }));
}
