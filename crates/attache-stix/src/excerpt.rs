//! Foreign text in our messages.

use std::fmt;

/// At most so many characters of foreign text stand in a message.
pub const LONGEST: usize = 80;

/// The beginning of a text that somebody sent, fit to stand in a message: at most [`LONGEST`] characters, and
/// characters of control are written as escapes, so that a message can forge no line of a log.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Excerpt(String);

impl Excerpt {
    /// The excerpt of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self::within(text, LONGEST)
    }

    /// The excerpt of a text that shares a message with another: the bounds of both add up to [`LONGEST`].
    pub(crate) fn within(text: &str, most: usize) -> Self {
        let mut kept = String::new();
        let mut left = most;
        for c in text.chars() {
            let as_is = !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}');
            let long = if as_is { 1 } else { c.escape_unicode().count() };
            // One place is kept for the mark that says that there was more.
            if long >= left {
                if kept.len() < text.len() {
                    kept.push('…');
                }
                break;
            }
            left -= long;
            if as_is { kept.push(c) } else { kept.extend(c.escape_unicode()) }
        }
        Self(kept)
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{any, proptest};

    use super::{Excerpt, LONGEST};

    #[test]
    fn a_short_text_is_itself_and_a_control_character_is_told() {
        assert_eq!(Excerpt::of("Halde").as_str(), "Halde");
        assert_eq!(Excerpt::of("a\nb").as_str(), "a\\u{a}b");
        assert_eq!(Excerpt::of(&"x".repeat(81)).as_str(), format!("{}…", "x".repeat(79)));
    }

    proptest! {
        #[test]
        fn never_longer_than_said(text in any::<String>()) {
            let excerpt = Excerpt::of(&text);
            assert!(excerpt.as_str().chars().count() <= LONGEST);
            assert!(!excerpt.as_str().chars().any(char::is_control));
        }
    }
}
