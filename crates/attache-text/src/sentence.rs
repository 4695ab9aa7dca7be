//! Sentences of a paragraph.

use crate::{
    passage::{Passage, Tokens},
    token::Shape,
    words::class,
};

/// Longest sentence that is read as one, in tokens.
const LONGEST: usize = 400;

/// Splits the tokens of a paragraph into sentences. A point ends one unless it belongs to an
/// abbreviation, an initial or a number of a list; closing marks after it belong to it.
#[must_use]
pub(crate) fn split(text: &str, passage: &Passage) -> Vec<Tokens> {
    let count = passage.tokens.len();
    let mut sentences = Vec::new();
    let mut start = 0usize;
    let mut at = 0usize;
    while at < count {
        let mut end = at.saturating_add(1);
        if ends_here(text, passage, start, at) {
            while end < count && trails(text, passage, end) {
                end = end.saturating_add(1);
            }
            if begins_sentence(text, passage, end) {
                sentences.push(start..end);
                start = end;
            }
        } else if end.saturating_sub(start) >= LONGEST {
            sentences.push(start..end);
            start = end;
        }
        at = end;
    }
    if start < count {
        sentences.push(start..count);
    }
    sentences
}

fn ends_here(text: &str, passage: &Passage, start: usize, at: usize) -> bool {
    if passage.is_mark(text, at, "!?…") {
        return true;
    }
    let Some(before) = at.checked_sub(1) else { return false };
    // "U.S." at the end of a sentence keeps its point.
    let Some(token) = passage.token(at) else { return false };
    if token.shape == Shape::Upper && passage.word(text, at).ends_with('.') {
        return passage
            .token(at.saturating_add(1))
            .is_some_and(|next| next.shape == Shape::Capital && next.spaced)
            && passage.is(at.saturating_add(1), class::DETERMINER.with(class::PRONOUN));
    }
    if !passage.is_mark(text, at, ".") {
        return false;
    }
    let touching = !token.spaced;
    // "No. 5" is a number, "No." an answer.
    let counted = passage.token(at.saturating_add(1)).is_some_and(|t| t.shape == Shape::Number);
    let abbreviated = touching
        && passage.is(before, class::ABBREVIATION)
        && (counted || !passage.reads(text, before, "no"));
    let initial = touching
        && passage.word(text, before).chars().count() == 1
        && passage.is_capital(before)
        && before > start;
    let list_number = before == start && passage.token(before).is_some_and(|t| t.shape == Shape::Number);
    let goes_on = abbreviated && !ends_after_abbreviation(passage, before, at);
    !goes_on && !initial && !list_number
}

/// "No. 5" and "Mr. Novak" go on; "… in Sept. The" may end: a word that only starts sentences follows.
fn ends_after_abbreviation(passage: &Passage, before: usize, at: usize) -> bool {
    let next = at.saturating_add(1);
    !passage.is(before, class::HONORIFIC)
        && passage.is_capital(next)
        && passage.is(next, class::DETERMINER.with(class::PRONOUN))
}

fn trails(text: &str, passage: &Passage, at: usize) -> bool {
    let Some(token) = passage.token(at) else { return false };
    let closing = match token.shape {
        Shape::CloseQuote => true,
        Shape::Quote => !passage.opens_quote(at),
        _ => passage.is_mark(text, at, ".!?…)]"),
    };
    closing && (!token.spaced || token.shape != Shape::Mark)
}

fn begins_sentence(text: &str, passage: &Passage, at: usize) -> bool {
    let Some(token) = passage.token(at) else { return true };
    let word_after = |at: usize| passage.token(at).is_some_and(|t| t.shape != Shape::Lower);
    match token.shape {
        Shape::Capital | Shape::Upper | Shape::Number | Shape::Mixed => token.spaced,
        Shape::Quote | Shape::OpenQuote => token.spaced && word_after(at.saturating_add(1)),
        Shape::Mark => {
            token.spaced && passage.is_mark(text, at, "(•–—-*£$€[") && word_after(at.saturating_add(1))
        }
        Shape::CloseQuote | Shape::Lower => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::{passage::Passage, words::Words};
    use attache_core::span::Span;

    fn check(text: &str, expected: &[&str]) {
        let words = Words::built_in().unwrap();
        let mut passage = Passage::default();
        passage.fill(text, Span::new(0, text.len()), &words);
        let found: Vec<_> = passage.sentences.iter().map(|s| passage.text(text, s)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations_initials_and_list_numbers_do_not_end_a_sentence() {
        check("Gen. A. B. Novak left. He went.", &["Gen. A. B. Novak left.", "He went."]);
        check("1. Kursk direction. It held.", &["1. Kursk direction.", "It held."]);
        check(
            "The U.S. Treasury acted. It paid 3.4 million.",
            &["The U.S. Treasury acted.", "It paid 3.4 million."],
        );
        check("They met in the U.S. The talks failed.", &["They met in the U.S.", "The talks failed."]);
    }

    #[test]
    fn closing_marks_belong_to_the_sentence_before() {
        check(
            "\"We sell. We ship,\" he said. \"Ask them.\"",
            &["\"We sell.", "We ship,\" he said.", "\"Ask them.\""],
        );
        check("“Why?” he asked. “No.” It ended.", &["“Why?” he asked.", "“No.”", "It ended."]);
    }
}
