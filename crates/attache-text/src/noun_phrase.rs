//! Noun phrases, found from one of their ends by closed classes alone.

use crate::{
    passage::{Passage, Tokens},
    token::Shape,
    words::{Entry, class},
};

/// Longest noun phrase, in tokens.
const LONGEST: usize = 24;

/// The noun phrase that ends before token `end` and does not reach below `floor`; empty where none does.
#[must_use]
pub(crate) fn before(text: &str, p: &Passage, end: usize, floor: usize) -> Tokens {
    let floor = floor.max(end.saturating_sub(LONGEST));
    let mut start = end;
    while start > floor {
        let at = start.saturating_sub(1);
        if !joins_left(text, p, at, start, end, floor) {
            break;
        }
        start = at;
        if p.is(at, class::PRONOUN) {
            break;
        }
    }
    while start < end
        && (p.is(start, class::COORDINATOR) || !p.is_word(start) && !starts_amount(text, p, start))
    {
        start = start.saturating_add(1);
    }
    if start < end && p.is(start, class::PREPOSITION) && !p.is_capital(start) {
        start = end.min(start.saturating_add(1));
    }
    start..end
}

fn starts_amount(text: &str, p: &Passage, at: usize) -> bool {
    p.is_mark(text, at, "$€£") || p.token(at).is_some_and(|t| t.shape == Shape::Number)
}

/// Whether token `at` belongs to the phrase that starts at `start` so far.
fn joins_left(text: &str, p: &Passage, at: usize, start: usize, end: usize, floor: usize) -> bool {
    let Some(token) = p.token(at) else { return false };
    match token.shape {
        Shape::Quote | Shape::OpenQuote | Shape::CloseQuote => return false,
        Shape::Mark => return joins_as_mark(text, p, at),
        Shape::Number | Shape::Mixed => return true,
        Shape::Capital | Shape::Upper | Shape::Lower => {}
    }
    let class = p.class(at);
    let empty = start == end;
    // Nothing stands before a determiner but what a preposition or "of" ties to it.
    // A name may begin with its own article ("the daily The Gridline").
    let closed = p.is(start, class::DETERMINER.with(class::PRONOUN))
        && !empty
        && (!p.is_capital(start) || p.is_capital(at) || !is_nominal(p, at));
    if class.any(class::PREPOSITION) && !token.is_capital() {
        // "According to X": that is not a noun with its complement.
        let accords =
            at.checked_sub(1).is_some_and(|b| p.reads(text, b, "according") || p.reads(text, b, "due"));
        let ties = !accords && !empty && !p.is(start, class::WEEKDAY.with(class::MONTH)) && at > floor;
        return ties && is_nominal(p, at.saturating_sub(1)) && !is_time(p, start);
    }
    if closed
        || class.any(class::SUBORDINATOR.with(class::RELATIVE).with(class::NEGATOR)) && !token.is_capital()
    {
        return false;
    }
    if class.any(class::COORDINATOR) {
        return !empty && at > floor && is_nominal(p, at.saturating_sub(1)) && joins_equals(p, at);
    }
    if class.any(class::PRONOUN) {
        return empty;
    }
    if class.any(class::DETERMINER.with(class::POSSESSIVE)) {
        return true;
    }
    if token.shape == Shape::Lower {
        let verbal = class::BE.with(class::HAVE).with(class::DO).with(class::MODAL).with(class::INFINITIVE);
        if class.any(verbal) {
            return false;
        }
        if class.any(class::VERB_PAST.with(class::VERB_THIRD).with(class::VERB_GERUND)) {
            return is_modifier(p, at);
        }
        if class.any(class::ADVERB) {
            return !empty && is_nominal(p, start);
        }
    }
    true
}

/// A verb form that modifies a noun: after a determiner, an adjective or a name ("the guided missiles",
/// "its stated aim").
fn is_modifier(p: &Passage, at: usize) -> bool {
    let before = at.checked_sub(1).map(|b| p.class(b)).unwrap_or_default();
    before.any(class::DETERMINER.with(class::POSSESSIVE))
}

fn joins_as_mark(text: &str, p: &Passage, at: usize) -> bool {
    match p.word(text, at) {
        "%" | "$" | "€" | "£" | "&" | "-" | "/" => true,
        // "Gen." and initials.
        "." => at
            .checked_sub(1)
            .is_some_and(|b| p.is(b, class::HONORIFIC.with(class::ABBREVIATION)) || initial(text, p, b)),
        ")" | "(" => true,
        _ => false,
    }
}

fn initial(text: &str, p: &Passage, at: usize) -> bool {
    p.is_capital(at) && p.word(text, at).chars().count() == 1
}

/// Both sides of "and" look alike: names with names, common nouns with common nouns or determiners.
fn joins_equals(p: &Passage, at: usize) -> bool {
    let left = p.is_capital(at.saturating_sub(1));
    let next = at.saturating_add(1);
    let right = p.is_capital(next) || p.is(next, class::HONORIFIC);
    left == right || (left && p.is(next, class::DETERMINER.with(class::POSSESSIVE)))
}

/// Whether a token can be the last of a noun phrase.
#[must_use]
pub(crate) fn is_nominal(p: &Passage, at: usize) -> bool {
    let Some(token) = p.token(at) else { return false };
    match token.shape {
        Shape::Capital | Shape::Upper | Shape::Number | Shape::Mixed => true,
        Shape::Lower => {
            let closed = class::PREPOSITION
                .with(class::SUBORDINATOR)
                .with(class::BE)
                .with(class::HAVE)
                .with(class::DO)
                .with(class::MODAL)
                .with(class::VERB_PAST)
                .with(class::COORDINATOR);
            !p.is(at, closed)
        }
        Shape::Mark | Shape::Quote | Shape::OpenQuote | Shape::CloseQuote => false,
    }
}

fn is_time(p: &Passage, at: usize) -> bool {
    p.is(at, class::WEEKDAY.with(class::MONTH))
        || p.longest_at(at, |entry| matches!(entry, Entry::Time(_)).then_some(())).is_some()
}

/// The noun phrase that begins at token `start` and does not reach `limit`; empty where none does.
#[must_use]
pub(crate) fn after(text: &str, p: &Passage, start: usize, limit: usize) -> Tokens {
    let limit = limit.min(start.saturating_add(LONGEST));
    let mut end = start;
    while end < limit {
        if !joins_right(text, p, start, end, limit) {
            break;
        }
        end = end.saturating_add(1);
        if p.is(end.saturating_sub(1), class::PRONOUN) && !p.is_capital(end.saturating_sub(1)) {
            break;
        }
    }
    while end > start
        && (p.is(end.saturating_sub(1), class::PREPOSITION.with(class::COORDINATOR))
            || p.is_mark(text, end.saturating_sub(1), "-–("))
    {
        end = end.saturating_sub(1);
    }
    start..end
}

fn joins_right(text: &str, p: &Passage, start: usize, at: usize, limit: usize) -> bool {
    let Some(token) = p.token(at) else { return false };
    let next = at.saturating_add(1);
    match token.shape {
        Shape::Quote | Shape::OpenQuote | Shape::CloseQuote => return false,
        Shape::Mark => return joins_as_mark(text, p, at) && at > start,
        Shape::Number | Shape::Mixed => return true,
        Shape::Capital | Shape::Upper => return !(p.is(at, class::WEEKDAY) && at > start),
        Shape::Lower => {}
    }
    let class = p.class(at);
    if class.any(class::DETERMINER.with(class::POSSESSIVE)) {
        let before = at.checked_sub(1).map(|b| p.class(b)).unwrap_or_default();
        return at == start
            || before.any(class::PREPOSITION.with(class::COORDINATOR))
            || p.reads(text, at, "'s");
    }
    if class.any(class::PRONOUN) {
        return at == start;
    }
    if class.any(class::PREPOSITION) {
        return at > start && next < limit && !is_time(p, next) && !p.reads(text, at, "as");
    }
    if class.any(class::COORDINATOR) {
        return at > start
            && next < limit
            && joins_equals(p, at)
            && !p.has_finite(next..next.saturating_add(6).min(limit));
    }
    let verbal = class::BE
        .with(class::HAVE)
        .with(class::DO)
        .with(class::MODAL)
        .with(class::VERB_PAST)
        .with(class::SUBORDINATOR)
        .with(class::RELATIVE)
        .with(class::INFINITIVE);
    if class.any(verbal) {
        return class.any(class::VERB_PAST) && at > start && is_modifier(p, at);
    }
    if class.any(class::VERB_THIRD.with(class::VERB_GERUND)) {
        // A noun in form of a verb ("reports"), unless a clause goes on behind it.
        return at > start && !class.any(class::CUE);
    }
    !class.any(class::ADVERB) || at == start
}
