//! What stands between a head and its content: hearers, places, times, and an outlet among them.

use crate::{
    noun_phrase,
    passage::{Passage, Tokens},
    words::{Entry, class},
};

use super::prepositional;

/// What follows a verb before the content: hearers, places, times; and an outlet among them.
pub(super) struct Setting {
    /// Where the content may begin.
    pub(super) end: usize,
    /// An outlet that it was said to or carried by.
    pub(super) carrier: Option<Tokens>,
}

/// Past hearers, places and times behind the verb.
pub(super) fn setting(
    text: &str,
    p: &Passage,
    from: usize,
    right: usize,
    hears: bool,
    subject: &Tokens,
) -> Setting {
    let mut at = from;
    let mut carrier = None;
    if hears {
        let hearer = noun_phrase::after(text, p, at, right);
        if !p.reads(text, at, "that") && !hearer.is_empty() {
            carrier = outlet_in(p, &hearer);
            at = hearer.end;
        }
    }
    loop {
        let next = past_inserted(text, p, past_one(text, p, at, right), right);
        if next == at {
            break;
        }
        let inserted = p.is_mark(text, at, ",");
        carrier = carrier.or_else(|| outlet_in(p, &(at..next)).filter(|_| !inserted));
        at = next;
    }
    let own = carrier.clone().is_some_and(|c: Tokens| subject.contains(&c.start));
    Setting { end: at, carrier: carrier.filter(|_| !own) }
}

/// Past ", citing X," and ", according to X," between a verb and its "that".
fn past_inserted(text: &str, p: &Passage, at: usize, right: usize) -> usize {
    if !p.is_mark(text, at, ",") {
        return at;
    }
    let end = prepositional::past_carrier(text, p, at.saturating_add(1), right).unwrap_or(at);
    let goes_on = p.is_mark(text, end, ",") && end > at && p.has_finite(end..right);
    if goes_on { end.saturating_add(1) } else { at }
}

/// Past one adverb, time or prepositional phrase.
pub(super) fn past_one(text: &str, p: &Passage, at: usize, right: usize) -> usize {
    if at >= right {
        return at;
    }
    let next = at.saturating_add(1);
    if p.is(at, class::WEEKDAY) {
        return next;
    }
    if let Some(((), last)) = p.longest_at(at, |e| matches!(e, Entry::Time(_)).then_some(()))
        && !p.is_finite(last)
    {
        return last;
    }
    let adverb = p.is(at, class::ADVERB) && !p.is(at, class::HAVE) || p.word(text, at).ends_with("ly");
    if adverb && !p.is_finite(next) && !p.is_capital(at) {
        return next;
    }
    if !p.is(at, class::PREPOSITION) || p.reads(text, at, "like") || p.reads(text, at, "under") {
        return at;
    }
    let mut phrase = noun_phrase::after(text, p, next, right);
    if p.is(next, class::VERB_GERUND) {
        phrase = next..noun_phrase::after(text, p, next.saturating_add(1), right).end;
    }
    // "In a report published this week": the participle belongs to the noun.
    let behind = phrase.end.saturating_add(1);
    let modified = p.is(phrase.end, class::VERB_PAST.with(class::VERB_PARTICIPLE))
        && (p.is(behind, class::PREPOSITION)
            || p.longest_at(behind, |e| matches!(e, Entry::Time(_)).then_some(())).is_some())
        && p.is(phrase.end.saturating_sub(1), class::VENUE);
    if modified {
        return past_one(text, p, behind, right).max(behind);
    }
    if phrase.is_empty() || p.is_finite(phrase.end) && phrase.end < right {
        return at;
    }
    phrase.end
}

fn outlet_in(p: &Passage, run: &Tokens) -> Option<Tokens> {
    run.clone().find_map(|at| {
        p.longest_at(at, |entry| matches!(entry, Entry::Outlet(_)).then_some(())).map(|((), last)| at..last)
    })
}
