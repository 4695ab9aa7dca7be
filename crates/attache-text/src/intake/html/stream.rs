//! A page as a stream of text pieces with their places, by a tokenizer that keeps no tree and does not recurse.

mod reading;

use std::ops::Range;

use html5gum::Tokenizer;

use super::letters::ignored;
use super::metadata::Sayings;
use super::weight::Weight;
use reading::Reading;

/// What a piece is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// The source's own characters.
    Same,
    /// One character for a character reference; a reference to two characters makes two pieces.
    Char(char),
    /// A line break.
    Space,
    /// Where a block begins or ends.
    Break,
}

/// A piece of a page. Places fit in 32 bits because no original is read beyond 64 MiB.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(crate) what: What,
}

impl Piece {
    /// Its place in the source.
    pub(crate) fn range(&self) -> Range<usize> {
        let wide = |place: u32| usize::try_from(place).unwrap_or(usize::MAX);
        wide(self.start)..wide(self.end)
    }
}

/// A page as read by the tokenizer.
#[derive(Debug, Default)]
pub(crate) struct Stream {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) weight: Weight,
    /// What the page says about itself.
    pub(crate) sayings: Sayings,
    /// The limit of pieces was reached; what came later is left out.
    pub(crate) full: bool,
}

impl Stream {
    /// Reads a page, keeping at most `limit` pieces.
    pub(crate) fn read(source: &str, limit: usize) -> Self {
        let mut stream = Self::default();
        let reading = Reading::new(source, &mut stream, limit);
        // Reading from memory has no errors, which the type says.
        match Tokenizer::new_with_emitter(source, reading).finish() {
            Ok(()) => {}
        }
        stream
    }

    /// The source's characters of a piece.
    pub(crate) fn same<'a>(&self, piece: &Piece, source: &'a str) -> &'a str {
        source.get(piece.range()).unwrap_or_default()
    }

    /// The text of some pieces, white space as it is.
    pub(crate) fn words(&self, pieces: Range<usize>, source: &str) -> String {
        let mut text = String::new();
        for piece in self.pieces.get(pieces).unwrap_or_default() {
            match piece.what {
                What::Same => text.extend(self.same(piece, source).chars().filter(|c| !ignored(*c))),
                What::Char(character) if ignored(character) => {}
                What::Char(character) => text.push(character),
                What::Space | What::Break => text.push(' '),
            }
        }
        text
    }
}
