//! One paragraph, taken apart: tokens, words, phrases, quotations, sentences.

use std::ops::Range;

use attache_core::span::Span;

use crate::{
    quotation::{Quote, quotes},
    sentence,
    token::{Shape, Token, tokenize},
    words::{Classes, Entry, Phrase, WordId, Words, class},
};

/// A run of tokens, by number.
pub(crate) type Tokens = Range<usize>;

/// A paragraph with everything that the rules look at; made again for each, in the same buffers.
#[derive(Debug, Default)]
pub(crate) struct Passage {
    /// The tokens.
    pub tokens: Vec<Token>,
    classes: Vec<Classes>,
    ids: Vec<WordId>,
    phrases: Vec<Phrase<Entry>>,
    /// For each token, where its phrases begin in `phrases`; one more entry at the end.
    index: Vec<usize>,
    /// The quotations.
    pub quotes: Vec<Quote>,
    /// For each token, the number of its quotation and one, or 0 outside.
    quoted: Vec<u32>,
    /// The sentences.
    pub sentences: Vec<Tokens>,
    /// For each token, whether it ends like a plural.
    plural: Vec<bool>,
    /// For each token, whether it ends like a past form.
    past_shaped: Vec<bool>,
    /// The closing brackets and percent signs: what stands before them can be a subject.
    brackets: Vec<usize>,
}

impl Passage {
    /// Takes apart the paragraph at `place`.
    pub(crate) fn fill(&mut self, text: &str, place: Span, words: &Words) {
        self.tokens.clear();
        self.classes.clear();
        self.ids.clear();
        self.phrases.clear();
        self.index.clear();
        self.quoted.clear();
        self.plural.clear();
        self.past_shaped.clear();
        self.brackets.clear();
        tokenize(text, place.start, place.end, &mut self.tokens);
        self.split_compounds(text, words);
        let mut scratch = String::new();
        for token in &self.tokens {
            let id = match token.shape {
                Shape::Number | Shape::Quote | Shape::OpenQuote | Shape::CloseQuote => 0,
                _ => words.lexicon.id(token.span().text(text).unwrap_or(""), &mut scratch),
            };
            let word = token.span().text(text).unwrap_or("");
            self.plural.push(word.ends_with('s') && word.len() > 3);
            self.past_shaped.push(token.shape == Shape::Lower && word.len() > 4 && word.ends_with("ed"));
            if matches!(word, ")" | "]" | "%") {
                self.brackets.push(self.ids.len());
            }
            self.ids.push(id);
            self.classes.push(words.lexicon.classes(id));
        }
        for first in 0..self.tokens.len() {
            self.index.push(self.phrases.len());
            let found = &mut self.phrases;
            words.lexicon.phrases_at(text, &self.tokens, &self.ids, first, |phrase| found.push(phrase));
        }
        self.index.push(self.phrases.len());
        self.quotes = quotes(text, &self.tokens);
        self.quoted.resize(self.tokens.len(), 0);
        for (number, quote) in (1u32..).zip(&self.quotes) {
            let inside = quote.open.saturating_add(1)..quote.close;
            self.quoted.get_mut(inside).into_iter().flatten().for_each(|q| *q = number);
        }
        self.sentences = sentence::split(text, self);
    }

    /// "Russian-North Korean", "Czech-led": a people before a hyphen is a word of its own.
    fn split_compounds(&mut self, text: &str, words: &Words) {
        let mut at = 0usize;
        while let Some(token) = self.tokens.get(at).copied() {
            let cut = token.is_capital().then(|| token.span().text(text)).flatten().and_then(|word| {
                word.split_once('-')
                    .filter(|(people, _)| words.is_people(people))
                    .map(|(people, _)| people.len())
            });
            if let Some(cut) = cut {
                let hyphen = token.start.saturating_add(cut);
                let rest = hyphen.saturating_add(1);
                let capital = text.get(rest..).and_then(|r| r.chars().next()).is_some_and(char::is_uppercase);
                let shape = if capital { Shape::Capital } else { Shape::Lower };
                let parts = [
                    Token { end: hyphen, ..token },
                    Token { start: hyphen, end: rest, shape: Shape::Mark, spaced: false },
                    Token { start: rest, shape, spaced: false, ..token },
                ];
                self.tokens.splice(at..at.saturating_add(1), parts);
                at = at.saturating_add(2);
            }
            at = at.saturating_add(1);
        }
    }

    /// The classes of a token; none for one that does not exist.
    #[must_use]
    pub(crate) fn class(&self, at: usize) -> Classes {
        self.classes.get(at).copied().unwrap_or_default()
    }

    /// Whether a token is of any of these classes.
    #[must_use]
    pub(crate) fn is(&self, at: usize, class: Classes) -> bool {
        self.class(at).any(class)
    }

    /// The token, if there is one.
    #[must_use]
    pub(crate) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The text of a token, "" for one that does not exist.
    #[must_use]
    pub(crate) fn word<'t>(&self, text: &'t str, at: usize) -> &'t str {
        self.tokens.get(at).and_then(|token| token.span().text(text)).unwrap_or("")
    }

    /// Whether a token reads so, case aside.
    #[must_use]
    pub(crate) fn reads(&self, text: &str, at: usize, word: &str) -> bool {
        self.word(text, at).eq_ignore_ascii_case(word)
    }

    /// Whether a token is this mark.
    #[must_use]
    pub(crate) fn is_mark(&self, text: &str, at: usize, marks: &str) -> bool {
        self.tokens.get(at).is_some_and(|t| t.shape == Shape::Mark)
            && self.word(text, at).chars().all(|c| marks.contains(c))
    }

    /// Whether a token is a quotation mark that opens a quotation.
    #[must_use]
    pub(crate) fn opens_quote(&self, at: usize) -> bool {
        self.quotes.binary_search_by_key(&at, |quote| quote.open).is_ok()
    }

    /// Whether a token is a quotation mark that closes a quotation.
    #[must_use]
    pub(crate) fn closes_quote(&self, at: usize) -> bool {
        let found = self.quotes.binary_search_by_key(&at, |quote| quote.close);
        found.is_ok_and(|number| self.quotes.get(number).is_some_and(|quote| quote.closed))
    }

    /// In which quotation a token stands.
    #[must_use]
    pub(crate) fn quote_of(&self, at: usize) -> Option<usize> {
        self.quoted.get(at).and_then(|q| usize::try_from(*q).ok()).and_then(|q| q.checked_sub(1))
    }

    /// Whether a token is a word.
    #[must_use]
    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_word)
    }

    /// Whether a token begins with a capital.
    #[must_use]
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(Token::is_capital)
    }

    /// The phrases that begin at a token, shortest first.
    #[must_use]
    pub(crate) fn phrases_at(&self, at: usize) -> &[Phrase<Entry>] {
        let from = self.index.get(at).copied().unwrap_or(usize::MAX);
        let to = self.index.get(at.saturating_add(1)).copied().unwrap_or(0);
        self.phrases.get(from..to).unwrap_or(&[])
    }

    /// The phrases that lie within a run of tokens, in order.
    pub(crate) fn phrases_in(&self, run: Tokens) -> impl Iterator<Item = &Phrase<Entry>> {
        let from = self.index.get(run.start).copied().unwrap_or(self.phrases.len());
        let to = self.index.get(run.end).copied().unwrap_or(self.phrases.len());
        self.phrases.get(from..to).unwrap_or(&[]).iter().filter(move |phrase| phrase.last <= run.end)
    }

    /// The longest phrase of some sort that begins at a token.
    pub(crate) fn longest_at<T>(&self, at: usize, pick: impl Fn(Entry) -> Option<T>) -> Option<(T, usize)> {
        self.phrases_at(at)
            .iter()
            .rev()
            .find_map(|phrase| pick(phrase.entry).map(|found| (found, phrase.last)))
    }

    /// The place of a run of tokens in the text.
    #[must_use]
    pub(crate) fn span(&self, run: &Tokens) -> Option<Span> {
        let first = self.tokens.get(run.start)?;
        let last = self.tokens.get(run.end.checked_sub(1)?)?;
        (run.start < run.end).then(|| Span::new(first.start, last.end))
    }

    /// The text of a run of tokens.
    #[must_use]
    pub(crate) fn text<'t>(&self, text: &'t str, run: &Tokens) -> &'t str {
        self.span(run).and_then(|span| span.text(text)).unwrap_or("")
    }

    /// Whether a token is a verb that can carry a clause.
    #[must_use]
    pub(crate) fn is_finite(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        if token.shape != Shape::Lower {
            return false;
        }
        let class = self.class(at);
        if class.any(class::MODAL.with(class::DO)) {
            return true;
        }
        let before = at.checked_sub(1).map(|b| self.class(b)).unwrap_or_default();
        if class.any(class::BE.with(class::HAVE)) {
            return !before.any(class::INFINITIVE.with(class::MODAL)) && !class.any(class::VERB_GERUND);
        }
        let modifies = before.any(
            class::DETERMINER
                .with(class::POSSESSIVE)
                .with(class::PREPOSITION)
                .with(class::BE)
                .with(class::HAVE),
        );
        if class.any(class::VERB_PAST.with(class::VERB_THIRD)) {
            return !modifies;
        }
        if class.any(class::VERB_BASE) {
            return self.plural_before(at);
        }
        // A verb that no table knows: "-ed" behind a noun.
        class == Classes::default() && self.is_past_shaped(at) && !modifies
    }

    /// "Troops gain", "they pose": what stands before can be the plural subject of a base form.
    fn plural_before(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        if self.is(before, class::PRONOUN.with(class::RELATIVE)) {
            return true;
        }
        let Some(token) = self.tokens.get(before) else { return false };
        let noun = matches!(token.shape, Shape::Lower | Shape::Capital);
        let closed = class::PREPOSITION
            .with(class::INFINITIVE)
            .with(class::MODAL)
            .with(class::DETERMINER)
            .with(class::POSSESSIVE)
            .with(class::BE)
            .with(class::HAVE)
            .with(class::DO)
            .with(class::NEGATOR);
        noun && (self.plural.get(before).copied().unwrap_or(false) || self.is(before, class::PLURAL))
            && !self.is(before, closed)
            || token.shape == Shape::Mark
                && token.end.saturating_sub(token.start) == 1
                && self.closes_bracket(before)
    }

    fn closes_bracket(&self, at: usize) -> bool {
        self.brackets.contains(&at)
    }

    /// Whether a token ends like a regular past form.
    #[must_use]
    pub(crate) fn is_past_shaped(&self, at: usize) -> bool {
        self.past_shaped.get(at).copied().unwrap_or(false)
    }

    /// Whether a run of tokens holds a verb that can carry a clause.
    #[must_use]
    pub(crate) fn has_finite(&self, run: Tokens) -> bool {
        run.into_iter().any(|at| self.is_finite(at))
    }

    /// Whether all words of a run stand between quotation marks.
    #[must_use]
    pub(crate) fn all_quoted(&self, run: &Tokens) -> bool {
        let mut words = run.clone().filter(|at| self.is_word(*at)).peekable();
        words.peek().is_some() && words.all(|at| self.quote_of(at).is_some())
    }

    /// Whether any word of a run stands between quotation marks.
    #[must_use]
    pub(crate) fn any_quoted(&self, run: &Tokens) -> bool {
        run.clone().any(|at| self.is_word(at) && self.quote_of(at).is_some())
    }
}
