//! From code points, which annotation files count, to bytes.

use std::ops::Range;

/// Where each code point of a text begins, in bytes, and where the last one ends.
#[derive(Debug)]
pub(super) struct Offsets(Vec<usize>);

impl Offsets {
    /// Those of a text.
    pub(super) fn of(text: &str) -> Self {
        Self(text.char_indices().map(|(at, _)| at).chain([text.len()]).collect())
    }

    /// How many code points the text has.
    pub(super) fn len(&self) -> usize {
        self.0.len().saturating_sub(1)
    }

    /// The bytes of a range of code points; none where it is empty or reaches beyond the text.
    pub(super) fn bytes(&self, start: usize, end: usize) -> Option<Range<usize>> {
        if start >= end {
            return None;
        }
        Some(*self.0.get(start)?..*self.0.get(end)?)
    }
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[test]
    fn code_points_become_bytes() {
        let offsets = Offsets::of("a“ü”😀z");
        assert_eq!(offsets.len(), 6);
        assert_eq!(offsets.bytes(0, 1), Some(0..1));
        assert_eq!(offsets.bytes(1, 4), Some(1..9));
        assert_eq!(offsets.bytes(4, 6), Some(9..14));
        assert_eq!(offsets.bytes(5, 7), None);
        assert_eq!(offsets.bytes(2, 2), None);
        assert_eq!(offsets.bytes(3, 2), None);
    }
}
