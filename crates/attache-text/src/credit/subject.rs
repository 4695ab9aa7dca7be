//! The subject of a head: who stands before the verb that credits.

use crate::{
    noun_phrase,
    passage::{Passage, Tokens},
    words::{Entry, class},
};

/// The subject that ends before the cue, with whom it cites between commas.
pub(super) fn subject_before(
    text: &str,
    p: &Passage,
    aux: usize,
    floor: usize,
    start: usize,
) -> (Tokens, Option<Tokens>) {
    let none = (aux..aux, None);
    let Some(last) = aux.checked_sub(1).filter(|l| *l >= floor) else { return none };
    if p.is(last, class::RELATIVE) {
        let end = if p.is_mark(text, last.saturating_sub(1), ",") { last.saturating_sub(1) } else { last };
        return (noun_phrase::before(text, p, end, floor), None);
    }
    if !p.is_mark(text, last, ",") {
        if let Some(who) = relative_before(text, p, aux, floor) {
            return (noun_phrase::before(text, p, who, floor).start..aux, None);
        }
        if p.is(last, class::COORDINATOR) {
            return (subject_shared(text, p, last, floor), None);
        }
        let phrase = noun_phrase::before(text, p, aux, floor);
        // "According to a survey published by": what a preposition governs is no subject.
        let governed = phrase.start.checked_sub(1).is_some_and(|b| {
            let ties = p.is(b, class::PREPOSITION.with(class::INFINITIVE)) && !p.is(b, class::SUBORDINATOR);
            b >= floor && ties && !p.is_capital(b)
        });
        if governed {
            return none;
        }
        return (apposed_to(text, p, phrase, floor), None);
    }
    // A comma right before the verb closes an apposition, or what is credited ends there.
    let Some(comma) = (floor..last)
        .rev()
        .take(40)
        .find(|at| p.is_mark(text, *at, ",") && !p.is_mark(text, at.saturating_add(1), ","))
    else {
        return none;
    };
    let inserted = comma.saturating_add(1)..last;
    let head = noun_phrase::before(text, p, comma, floor);
    let begins = head.start == start
        || head.start.checked_sub(1).is_some_and(|b| {
            p.is_mark(text, b, ",;:–—")
                || p.closes_quote(b)
                || p.is(b, class::COORDINATOR.with(class::SUBORDINATOR))
        });
    let cites = p.is(inserted.start, class::VERB_GERUND) && p.is(inserted.start, class::CUE)
        || p.reads(text, inserted.start, "citing");
    let fits = p.is(
        inserted.start,
        class::RELATIVE
            .with(class::DETERMINER)
            .with(class::POSSESSIVE)
            .with(class::VERB_PAST)
            .with(class::VERB_PARTICIPLE),
    ) || cites
        || inserted.len() <= 4 && p.is(inserted.start, class::SUBORDINATOR)
        || !p.has_finite(inserted.clone());
    if head.is_empty() || !begins || !fits || inserted.is_empty() {
        return none;
    }
    if cites {
        let cited = noun_phrase::after(text, p, inserted.start.saturating_add(1), last);
        return (head, Some(cited).filter(|c| !c.is_empty()));
    }
    // "The minister, when asked, said": a circumstance, and no part of who says it.
    if p.is(inserted.start, class::SUBORDINATOR) {
        return (head, None);
    }
    (head.start..last, None)
}

/// "An official who asked not to be named said": the relative clause belongs to the subject.
fn relative_before(text: &str, p: &Passage, aux: usize, floor: usize) -> Option<usize> {
    let from = aux.saturating_sub(16).max(floor);
    let who = (from..aux).rev().take_while(|at| !p.is_mark(text, *at, ",;:") && !p.opens_quote(*at)).find(
        |at| p.is(*at, class::RELATIVE) && (p.reads(text, *at, "who") || p.reads(text, *at, "which")),
    )?;
    let before = who.checked_sub(1).filter(|b| *b >= floor)?;
    (noun_phrase::is_nominal(p, before) && p.is_word(who.saturating_add(1))).then_some(who)
}

/// "He laughed and said": the subject stands before the first of both verbs.
fn subject_shared(text: &str, p: &Passage, and: usize, floor: usize) -> Tokens {
    let verb = (floor..and).rev().take(30).find(|at| p.is_finite(*at) && p.quote_of(*at).is_none());
    let Some(mut verb) = verb else { return and..and };
    while verb > floor
        && (p.is(verb.saturating_sub(1), class::HAVE.with(class::BE).with(class::ADVERB).with(class::MODAL)))
    {
        verb = verb.saturating_sub(1);
    }
    subject_before(text, p, verb, floor, floor).0
}

/// "The President of South Korea, Han Seo-yun met": the office before a name belongs to the subject.
fn apposed_to(text: &str, p: &Passage, phrase: Tokens, floor: usize) -> Tokens {
    let Some(comma) = phrase.start.checked_sub(1).filter(|b| *b > floor && p.is_mark(text, *b, ",")) else {
        return phrase;
    };
    let named = p.is_capital(phrase.start) && phrase.len() <= 4;
    let before = noun_phrase::before(text, p, comma, floor);
    let office =
        before.clone().take(4).any(|at| p.phrases_at(at).iter().any(|f| matches!(f.entry, Entry::Office(_))));
    let alone = before.start == floor;
    if named && office && alone { before.start..phrase.end } else { phrase }
}

/// "While", "after", "because": what follows is told beside the clause before, not within it.
pub(super) fn subordinates(p: &Passage, at: usize) -> bool {
    p.is(at, class::BESIDE)
}
