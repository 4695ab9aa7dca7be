//! A paragraph as training sees it: where its tokens are, and their keys.

use std::ops::Range;

use crate::{paragraph::paragraphs, passage::Passage, words::Words};

use super::{
    columns::{Aids, Carry, Column, Columns, ruled_credits},
    label::Role,
    linking::Run,
    part_of_speech::Look,
};

/// The tokens of one paragraph.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    /// Their places in the text, in bytes.
    pub tokens: Vec<Range<usize>>,
    /// The sentences, by token numbers.
    pub sentences: Vec<Range<usize>>,
    /// How the words look.
    pub looks: Vec<Look>,
}

/// The paragraphs of a text as the reader takes them apart.
#[must_use]
pub fn observe(text: &str, words: &Words) -> Vec<Observed> {
    let mut passage = Passage::default();
    let mut columns = Columns::default();
    paragraphs(text)
        .map(|paragraph| {
            passage.fill(text, paragraph.span, words);
            columns.look(text, &passage);
            Observed {
                tokens: passage.tokens.iter().map(|token| token.start..token.end).collect(),
                sentences: passage.sentences.clone(),
                looks: columns.looks.clone(),
            }
        })
        .collect()
}

/// The runs of a paragraph with what the linker looks at.
#[must_use]
pub(crate) fn linkable(p: &Passage, columns: &Columns, runs: Vec<(Role, Range<usize>)>) -> Vec<Run> {
    let mark = |at: Option<usize>| at.is_some_and(|at| p.tokens.get(at).is_some() && !p.is_word(at));
    runs.into_iter()
        .map(|(role, tokens)| {
            let word =
                tokens.clone().rev().find(|at| columns.is_verb(*at)).unwrap_or(tokens.end.saturating_sub(1));
            let sentence = p.sentences.partition_point(|sentence| sentence.end <= tokens.start);
            let quote = tokens.clone().find(|at| p.is_word(*at)).and_then(|at| p.quote_of(at));
            Run {
                role,
                sentence,
                quote,
                stem: columns.value(word, 0, Column::Stem),
                marks: (mark(tokens.start.checked_sub(1)), mark(Some(tokens.end))),
                tokens,
            }
        })
        .collect()
}

/// Gives the columns of each paragraph to `each`, with its number.
pub fn with_columns(
    text: &str,
    words: &Words,
    aids: &Aids,
    mut each: impl FnMut(usize, &Columns, &dyn Fn(Vec<(Role, Range<usize>)>) -> Vec<Run>),
) {
    let mut passage = Passage::default();
    let mut columns = Columns::default();
    let mut carry = Carry::default();
    for (number, paragraph) in paragraphs(text).enumerate() {
        passage.fill(text, paragraph.span, words);
        columns.look(text, &passage);
        let ruled = ruled_credits(text, &passage, words);
        carry = columns.fill(text, &passage, words, aids, &ruled, carry);
        each(number, &columns, &|runs| linkable(&passage, &columns, runs));
    }
}
