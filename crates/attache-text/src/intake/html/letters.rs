//! The letters of a page: its text without any white space, which is how passages are compared.

use std::ops::Range;

use super::stream::{Stream, What};

/// A block of the page that has letters.
#[derive(Debug)]
pub(crate) struct Block {
    /// Its pieces in the stream.
    pub(crate) pieces: Range<usize>,
    /// Its letters.
    pub(crate) letters: Range<usize>,
}

/// The letters of a page, and where each piece's letters begin.
#[derive(Debug)]
pub(crate) struct Letters {
    pub(crate) text: String,
    pub(crate) blocks: Vec<Block>,
    /// One more than there are pieces. The text has less than 2^32 bytes because the original has.
    starts: Vec<u32>,
}

/// Characters without width that are not stored: zero bytes, soft hyphens, byte order marks.
pub(crate) fn ignored(character: char) -> bool {
    matches!(character, '\0' | '\u{ad}' | '\u{feff}')
}

/// A text without white space and ignored characters.
pub(super) fn only(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && !ignored(*c)).collect()
}

/// The stretches of a text that are letters or white space (`true`), with their places; ignored ones left out.
pub(super) fn stretches(text: &str) -> impl Iterator<Item = (usize, &str, bool)> {
    let class = |c: char| if ignored(c) { 0_u8 } else { 1 + u8::from(c.is_whitespace()) };
    let mut at = 0_usize;
    std::iter::from_fn(move || {
        loop {
            let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
            let kind = class(rest.chars().next()?);
            let length = rest.find(|c| class(c) != kind).unwrap_or(rest.len());
            let start = at;
            at = at.saturating_add(length);
            if kind > 0 {
                return Some((start, rest.get(..length)?, kind == 2));
            }
        }
    })
}

impl Letters {
    pub(super) fn of(stream: &Stream, source: &str) -> Self {
        let mut letters =
            Self { text: String::new(), blocks: Vec::new(), starts: Vec::with_capacity(stream.pieces.len()) };
        let mut open = (0, 0);
        for (index, piece) in stream.pieces.iter().enumerate() {
            letters.starts.push(short(letters.text.len()));
            match piece.what {
                What::Same => {
                    for (_, stretch, white) in stretches(stream.same(piece, source)) {
                        if !white {
                            letters.text.push_str(stretch);
                        }
                    }
                }
                What::Char(c) if !c.is_whitespace() && !ignored(c) => letters.text.push(c),
                What::Char(_) | What::Space => {}
                What::Break => {
                    letters.end_block(open, index);
                    open = (index, letters.text.len());
                }
            }
        }
        letters.starts.push(short(letters.text.len()));
        letters.end_block(open, stream.pieces.len());
        letters
    }

    fn end_block(&mut self, (piece, letter): (usize, usize), end: usize) {
        if self.text.len() > letter {
            self.blocks.push(Block { pieces: piece..end, letters: letter..self.text.len() });
        }
    }

    /// The letters of a range.
    pub(super) fn part(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// Where the letters of a piece begin.
    pub(super) fn start_of(&self, piece: usize) -> Option<usize> {
        self.starts.get(piece).map(|start| usize::try_from(*start).unwrap_or(usize::MAX))
    }

    /// The piece that holds a letter.
    pub(super) fn piece_at(&self, letter: usize) -> usize {
        self.starts.partition_point(|start| *start <= short(letter)).saturating_sub(1)
    }

    /// Whether a piece begins or ends at this letter.
    pub(super) fn is_edge(&self, letter: usize) -> bool {
        self.starts.binary_search(&short(letter)).is_ok()
    }
}

fn short(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
