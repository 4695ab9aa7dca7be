//! An article as scoring sees it: its tokens without what is to be left out, and which of them are quoted.

use std::ops::Range;

use super::{
    slice::{Reporting, Slice, negates},
    token_set::TokenSet,
};

/// A tokenised article.
#[derive(Debug)]
pub(super) struct Page<'a> {
    text: &'a str,
    reporting: &'a Reporting,
    /// In order.
    tokens: Vec<Range<usize>>,
    /// Whether the token stands in quotation marks, or is one.
    quoted: Vec<bool>,
}

/// An attribution by tokens.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Relation {
    /// Empty where nobody is credited.
    pub(super) source: TokenSet,
    pub(super) cue: TokenSet,
    pub(super) content: TokenSet,
    /// From 0 to 1; 1 for gold.
    pub(super) confidence: f64,
    /// By which kind of cue.
    pub(super) by_cue: Slice,
    /// How much of it is quoted.
    pub(super) by_quotation: Slice,
    pub(super) negated: bool,
}

impl Relation {
    /// Whether it has a cue and a content; what has not is a span that joined nothing, and no attribution.
    pub(super) fn is_whole(&self) -> bool {
        !self.cue.is_empty() && !self.content.is_empty()
    }

    /// All slices that it belongs to.
    pub(super) fn slices(&self) -> Vec<Slice> {
        let mut slices = vec![self.by_cue, self.by_quotation];
        slices.extend(self.negated.then_some(Slice::Negated));
        slices.extend(self.source.is_empty().then_some(Slice::NoSource));
        slices
    }
}

impl<'a> Page<'a> {
    /// The tokens (by their bytes), without those that have a byte in `discard`.
    pub(super) fn new(
        text: &'a str,
        mut tokens: Vec<Range<usize>>,
        discard: &[Range<usize>],
        reporting: &'a Reporting,
    ) -> Self {
        tokens.sort_by_key(|token| (token.start, token.end));
        tokens.retain(|token| !discard.iter().any(|out| out.start < token.end && token.start < out.end));
        let quoted = quoted(text, &tokens);
        Self { text, reporting, tokens, quoted }
    }

    /// How many tokens count.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// An attribution by its bytes; none where its cue or its content has no token that counts.
    pub(super) fn relation(
        &self,
        [source, cue, content]: [&[Range<usize>]; 3],
        confidence: f64,
    ) -> Option<Relation> {
        let set = |ranges: &[Range<usize>]| TokenSet::within(ranges, &self.tokens);
        let (source, cue, content) = (set(source), set(cue), set(content));
        if source.is_empty() && cue.is_empty() && content.is_empty() {
            return None;
        }
        let word = |at: usize| Some(self.text.get(self.tokens.get(at)?.clone())?.to_lowercase());
        let words: Vec<String> = cue.iter().filter_map(word).collect();
        let quoted = content.iter().filter(|at| self.quoted.get(*at) == Some(&true)).count();
        Some(Relation {
            by_cue: self.reporting.by_cue(&words),
            by_quotation: Slice::by_quotation(quoted, content.len()),
            negated: words.iter().any(|word| negates(word)),
            confidence: if confidence.is_nan() { 0.0 } else { confidence.clamp(0.0, 1.0) },
            source,
            cue,
            content,
        })
    }
}

/// Which tokens stand in double quotation marks. A mark that is not closed ends with its line: a quotation of
/// several paragraphs opens anew in each.
fn quoted(text: &str, tokens: &[Range<usize>]) -> Vec<bool> {
    let mut inside = false;
    let mut end = 0;
    let mut quoted = Vec::with_capacity(tokens.len());
    for token in tokens {
        if text.get(end..token.start).is_some_and(|between| between.contains('\n')) {
            inside = false;
        }
        end = token.end;
        let before = inside;
        match text.get(token.clone()).unwrap_or_default() {
            "“" | "«" | "„" | "``" => inside = true,
            "”" | "»" => inside = false,
            "\"" | "''" => inside = !inside,
            _ => {}
        }
        quoted.push(before || inside);
    }
    quoted
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::{Page, quoted};
    use crate::eval::polnear::{
        slice::{Reporting, Slice},
        token_set::TokenSet,
    };

    /// Tokens of a text whose tokens are parted by white space.
    fn tokens(text: &str) -> Vec<Range<usize>> {
        let start = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
        text.split_whitespace().map(|word| start(word)..start(word) + word.len()).collect()
    }

    fn span(start: usize, end: usize) -> Vec<Range<usize>> {
        std::iter::once(start..end).collect()
    }

    #[test]
    fn quotation_marks_open_close_and_end_with_the_line() {
        let text = "“ a ” b \" c \" d “ e\nf ” g";
        let told: Vec<bool> = quoted(text, &tokens(text));
        let expected = [true, true, true, false, true, true, true, false, true, true, false, false, false];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_is_discarded_has_no_number() {
        let reporting = Reporting::built_in().unwrap();
        let text = "Ad: Ana did not say so Photo";
        let page = Page::new(text, tokens(text), &[0..2, 23..28], &reporting);
        assert_eq!(page.len(), 5);
        let relation = page.relation([&span(4, 7), &span(8, 19), &span(20, 28)], 2.0).unwrap();
        assert_eq!(relation.source, TokenSet::of(vec![0]));
        assert_eq!(relation.cue, TokenSet::of(vec![1, 2, 3]));
        assert_eq!(relation.content, TokenSet::of(vec![4]));
        assert_eq!(relation.confidence, 1.0);
        assert_eq!(relation.slices(), [Slice::SayTellAdd, Slice::Indirect, Slice::Negated]);
        let nobody = page.relation([&[], &span(16, 19), &span(20, 22)], 0.5).unwrap();
        assert_eq!(nobody.slices(), [Slice::SayTellAdd, Slice::Indirect, Slice::NoSource]);
        let loose = page.relation([&[], &span(16, 19), &span(23, 28)], 0.5).unwrap();
        assert!(nobody.is_whole() && !loose.is_whole());
        assert_eq!(page.relation([&[], &[], &span(23, 28)], 0.5), None);
    }
}
