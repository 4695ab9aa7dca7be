//! The map from the stored text to the original: runs, and the text that is built together with them.

use std::ops::Range;

use super::encoding::Decoded;

/// A maximal stretch of stored text that stems from a stretch of the original.
///
/// Within a run all characters have the same proportion of original bytes to text bytes (1 to 1 in UTF-8, 2 to 1
/// for English in UTF-16, and so on), so that places inside a run follow by proportion, exactly on character
/// boundaries. A character of any other proportion, such as an entity or folded white space, is a run of its own.
/// An entity that stands for two characters makes two runs with the same original stretch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Bytes of the stored text.
    pub text: Range<usize>,
    /// Bytes of the original.
    pub original: Range<usize>,
}

impl Run {
    /// The original place for a place in this run, rounded down or up if it falls inside a character.
    fn place(&self, at: usize, up: bool) -> usize {
        let into = at.saturating_sub(self.text.start).min(self.text.len());
        if self.text.is_empty() {
            return self.original.start;
        }
        // At most 2^26 bytes on both sides, so the product fits.
        let product = into.saturating_mul(self.original.len());
        let rounded = if up { product.div_ceil(self.text.len()) } else { product / self.text.len() };
        self.original.start.saturating_add(rounded)
    }
}

/// The smallest original stretch that covers a stretch of the text.
pub(super) fn locate(runs: &[Run], text: &Range<usize>) -> Option<Range<usize>> {
    if text.start > text.end {
        return None;
    }
    if text.is_empty() {
        let index = runs.partition_point(|run| run.text.end < text.start);
        let run = runs.get(index).filter(|run| run.text.start <= text.start)?;
        let place = run.place(text.start, false);
        return Some(place..place);
    }
    let first = runs.partition_point(|run| run.text.end <= text.start);
    let last = runs.partition_point(|run| run.text.start < text.end).checked_sub(1)?;
    if last < first {
        return None;
    }
    let start = runs.get(first).map(|run| run.place(text.start.max(run.text.start), false))?;
    let end = runs.get(last).map(|run| run.place(text.end.min(run.text.end), true))?;
    Some(start..end.max(start))
}

/// Adds a stretch to a map, as part of the last run where that keeps the map exact.
pub(super) fn link(runs: &mut Vec<Run>, text: Range<usize>, original: Range<usize>) {
    if text.is_empty() {
        return;
    }
    if let Some(last) = runs.last_mut() {
        let joins = last.text.end == text.start && last.original.end == original.start;
        let here = original.len().saturating_mul(last.text.len());
        if joins && here == last.original.len().saturating_mul(text.len()) {
            last.text.end = text.end;
            last.original.end = original.end;
            return;
        }
    }
    runs.push(Run { text, original });
}

/// A part of a text, empty where the range does not fit.
pub(super) fn part(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// The stored text while it is built, with its map.
#[derive(Debug, Default)]
pub(super) struct Mapped {
    pub(super) text: String,
    pub(super) runs: Vec<Run>,
    /// The limit of runs was reached; what came later is left out.
    pub(super) full: bool,
    limit: usize,
}

impl Mapped {
    pub(super) fn with_limit(limit: usize) -> Self {
        Self { limit, ..Self::default() }
    }

    /// The decoded text as it is.
    pub(super) fn whole(decoded: Decoded) -> Self {
        Self { full: decoded.full, text: decoded.text, runs: decoded.runs, limit: usize::MAX }
    }

    fn room(&mut self) -> bool {
        self.full = self.full || self.runs.len() >= self.limit;
        !self.full
    }

    /// Adds a stretch of the decoded text as it is.
    pub(super) fn push_same(&mut self, decoded: &Decoded, range: Range<usize>) {
        let mut at = range.start;
        let mut index = decoded.runs.partition_point(|run| run.text.end <= at);
        while at < range.end && self.room() {
            let Some(run) = decoded.runs.get(index) else { return };
            let end = run.text.end.min(range.end);
            let original = run.place(at, false)..run.place(end, true);
            self.append(part(&decoded.text, at..end), original);
            at = end;
            index = index.saturating_add(1);
        }
    }

    /// Adds one character that stands for a stretch of the decoded text.
    pub(super) fn push_as(&mut self, decoded: &Decoded, character: char, range: &Range<usize>) {
        if self.room()
            && let Some(original) = locate(&decoded.runs, range)
        {
            self.append(character.encode_utf8(&mut [0; 4]), original);
        }
    }

    /// Adds the blank line between two paragraphs; it stems from nowhere.
    pub(super) fn push_break(&mut self) {
        if self.room() && !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
    }

    fn append(&mut self, piece: &str, original: Range<usize>) {
        let start = self.text.len();
        self.text.push_str(piece);
        link(&mut self.runs, start..self.text.len(), original);
    }
}
