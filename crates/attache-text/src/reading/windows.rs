//! Windows: the passages of an article that are shown to a reader of another kind, one at a time.

use attache_core::span::Span;

use crate::{
    paragraph::paragraphs,
    passage::{Passage, Tokens},
    words::Words,
};

/// Cuts a text into windows of at most `most` bytes, in order: as many paragraphs as fit, and of a longer
/// paragraph as many sentences as fit. Headings lie in none, and neither does a sentence that is longer than
/// `most` by itself.
#[must_use]
pub fn windows(text: &str, words: &Words, most: usize) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut passage = Passage::default();
    // Whether the next part may stand in one window with the last: nothing was left out between them.
    let mut open = false;
    for paragraph in paragraphs(text) {
        if paragraph.heading {
            open = false;
            continue;
        }
        let parts = if paragraph.span.len() <= most {
            vec![paragraph.span]
        } else {
            passage.fill(text, paragraph.span, words);
            sentences(&passage)
        };
        for part in parts {
            if part.is_empty() || part.len() > most {
                open = false;
                continue;
            }
            match found.last_mut() {
                Some(last) if open && part.end.saturating_sub(last.start) <= most => last.end = part.end,
                _ => found.push(part),
            }
            open = true;
        }
    }
    found
}

fn sentences(passage: &Passage) -> Vec<Span> {
    passage.sentences.iter().filter_map(|sentence: &Tokens| passage.span(sentence)).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::windows;
    use crate::words::Words;

    static WORDS: LazyLock<Words> = LazyLock::new(|| Words::built_in().unwrap());

    fn shown(text: &str, most: usize) -> Vec<&str> {
        windows(text, &WORDS, most).iter().map(|window| window.text(text).unwrap()).collect()
    }

    #[test]
    fn paragraphs_stand_together_where_they_fit_and_headings_stand_in_none() {
        let text = "Troops and shells\nOne came here. Two left it.\nThree stayed.\n# Again\nFour went.\n";
        assert_eq!(shown(text, 100), ["One came here. Two left it.\nThree stayed.", "Four went."]);
        assert_eq!(shown(text, 30), ["One came here. Two left it.", "Three stayed.", "Four went."]);
        assert_eq!(shown(text, 15), ["One came here.", "Two left it.", "Three stayed.", "Four went."]);
        assert_eq!(shown(text, 10), ["Four went."], "longer ones are left out");
    }

    proptest! {
        #[test]
        fn windows_are_places_in_order_and_no_longer_than_they_may_be(
            text in "([A-Z][a-z é\u{1F600}서]{0,30}[.!?\n\" ]){0,30}",
            most in 0_usize..80,
        ) {
            let mut end = 0;
            for window in windows(&text, &WORDS, most) {
                prop_assert!(window.start >= end && window.len() <= most && !window.is_empty());
                prop_assert!(window.text(&text).is_some());
                end = window.end;
            }
        }
    }
}
