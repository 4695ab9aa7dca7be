//! The tokens of a text, for those who measure reading.

use std::ops::Range;

use crate::token::tokenize;

/// The places (bytes) of the tokens that the reader takes a text apart into, in order.
#[must_use]
pub fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut tokens = Vec::new();
    tokenize(text, 0, text.len(), &mut tokens);
    tokens.into_iter().map(|token| token.start..token.end).collect()
}

#[cfg(test)]
mod tests {
    use super::tokens;

    #[test]
    fn tokens_are_places_in_the_text() {
        let text = "“Bö’s,” he said.";
        let told: Vec<_> = tokens(text).into_iter().map(|place| text.get(place).unwrap()).collect();
        assert_eq!(told, ["“", "Bö", "’s", ",", "”", "he", "said", "."]);
    }
}
