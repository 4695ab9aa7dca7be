//! A place in the text of an article.

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes, `start..end`, in the stored text of one article.
///
/// A span by itself is only two numbers; [`Span::text`] is the one way to turn it into words, and it
/// answers `None` where the range does not lie on character boundaries of that text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span `start..end`.
    #[must_use]
    pub const fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// Length in bytes; zero where `end` does not lie behind `start`.
    #[must_use]
    pub const fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// Whether the span holds no byte.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The text at this place, or `None` if the place is not in `text`.
    #[must_use]
    pub fn text(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// Whether both spans share a byte.
    #[must_use]
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly within this span.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A span together with the text that stands there, so that a draft can be read without its article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Excerpt {
    /// Where it stands.
    #[serde(flatten)]
    pub span: Span,
    /// The stored text at that place, byte for byte.
    pub text: String,
}

impl Excerpt {
    /// Takes the excerpt at `span` out of `text`; `None` where the span is not a place in it.
    #[must_use]
    pub fn of(text: &str, span: Span) -> Option<Self> {
        span.text(text).map(|found| Self { span, text: found.to_owned() })
    }

    /// Whether the excerpt is what `text` holds at that place.
    #[must_use]
    pub fn stands_in(&self, text: &str) -> bool {
        self.span.text(text) == Some(self.text.as_str())
    }
}

/// The words of several excerpts as one line, parts joined by an ellipsis.
#[must_use]
pub fn joined(excerpts: &[Excerpt]) -> String {
    excerpts.iter().map(|e| e.text.as_str()).collect::<Vec<_>>().join(" … ")
}

#[cfg(test)]
mod tests {
    use super::{Excerpt, Span};

    #[test]
    fn a_span_inside_a_character_has_no_text() {
        assert_eq!(Span::new(0, 1).text("é"), None);
        assert_eq!(Span::new(0, 2).text("é"), Some("é"));
        assert_eq!(Span::new(2, 9).text("é"), None);
        assert_eq!(Excerpt::of("é", Span::new(1, 2)), None);
    }

    #[test]
    fn overlap_is_half_open() {
        assert!(!Span::new(0, 3).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 4).overlaps(Span::new(3, 5)));
        assert!(Span::new(0, 9).contains(Span::new(3, 9)));
    }
}
