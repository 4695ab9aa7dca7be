//! What was odd about an original, in words for people who do not program.

use std::fmt;

use serde::Serialize;

/// Something odd that intake met and dealt with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum IntakeNote {
    /// The original was longer than is read; the end was left out.
    Truncated {
        /// Bytes that were read.
        read: usize,
        /// Bytes that were given.
        given: usize,
    },
    /// The original is not in UTF-8; this encoding was assumed.
    Encoding {
        /// The encoding's name in the WHATWG Encoding Standard.
        assumed: &'static str,
        /// Whether the original itself names it (by a byte order mark or in its head).
        declared: bool,
    },
    /// Bytes that make no character in the original's encoding were replaced.
    Replaced {
        /// How many replacement characters the text holds because of it.
        characters: usize,
    },
    /// The original ends in the middle of a character.
    CutCharacter,
    /// A Markdown text too large to be parsed, kept as plain text.
    MarkdownTooLarge {
        /// Its size in bytes of UTF-8.
        bytes: usize,
    },
    /// A page too large to look for its main part; all its text was kept.
    PageTooLarge {
        /// Its size in bytes of UTF-8.
        bytes: usize,
    },
    /// A page with too many tags to look for its main part; all its text was kept.
    TooManyTags {
        /// How many are examined at most.
        limit: usize,
    },
    /// A page with too many character codes or mistakes to look for its main part; all its text was kept.
    TooManyCodes {
        /// How many are examined at most.
        limit: usize,
    },
    /// A page nested too deep to look for its main part; all its text was kept.
    TooDeep {
        /// How deep is examined at most.
        limit: usize,
    },
    /// No main part was found in the page; all its text was kept.
    NoMainText,
    /// Paragraphs of the main part that could not be traced to their place in the page; left out.
    NotTraced {
        /// How many.
        paragraphs: usize,
        /// How the first of them begins.
        first: String,
    },
    /// The text is in so many small stretches that only the first part was kept.
    TooManyStretches {
        /// How many are kept at most.
        limit: usize,
    },
    /// There is no text in the original.
    NoText,
}

impl fmt::Display for IntakeNote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Truncated { read, given } => {
                write!(f, "The file is too long: of its {given} bytes only the first {read} were read.")
            }
            Self::Encoding { assumed, declared: true } => {
                write!(f, "The file is not in UTF-8 but, as it says itself, in {assumed}.")
            }
            Self::Encoding { assumed, declared: false } => write!(
                f,
                "The file is not in UTF-8 and does not say in which encoding it is; {assumed} was assumed. \
                 If letters or quotation marks look wrong, save it as UTF-8 and add it again."
            ),
            Self::Replaced { characters } => write!(
                f,
                "Damaged characters in the file: {characters} replaced by \u{201c}\u{fffd}\u{201d}."
            ),
            Self::CutCharacter => f.write_str(
                "The file ends in the middle of a character, so it was probably cut off; the rest may be missing.",
            ),
            Self::MarkdownTooLarge { bytes } => {
                write!(f, "With {bytes} bytes the text is too long to be read as Markdown; it was kept as it is.")
            }
            Self::PageTooLarge { bytes } => write!(
                f,
                "With {bytes} bytes the page is too long to tell the article from menus and advertisements; \
                 all its text was kept."
            ),
            Self::TooManyTags { limit } => write!(
                f,
                "The page has more than {limit} tags, too many to tell the article from menus and \
                 advertisements; all its text was kept."
            ),
            Self::TooManyCodes { limit } => write!(
                f,
                "The page has more than {limit} character codes or mistakes, too many to tell the article from \
                 menus and advertisements; all its text was kept."
            ),
            Self::TooDeep { limit } => write!(
                f,
                "The page is nested more than {limit} levels deep, too deep to tell the article from menus and \
                 advertisements; all its text was kept."
            ),
            Self::NoMainText => f.write_str(
                "No article was found in the page, so all its text was kept; menus and advertisements may be in it.",
            ),
            Self::NotTraced { paragraphs, first } => write!(
                f,
                "Paragraphs left out because their place in the page could not be found: {paragraphs}, the first \
                 begins \u{201c}{first}\u{201d}."
            ),
            Self::TooManyStretches { limit } => write!(
                f,
                "The text is broken into more than {limit} pieces by codes and tags; only the first part was kept."
            ),
            Self::NoText => f.write_str("There is no text in the file."),
        }
    }
}
