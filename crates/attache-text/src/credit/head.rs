//! Heads: the verbs that credit, each with its subject.

use crate::{
    noun_phrase,
    passage::{Passage, Tokens},
    token::Shape,
    words::{CountryForm, CueForm, CueSort, Entry, Words, class},
};

use super::subject::{subject_before, subordinates};

/// In which voice a head stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voice {
    /// "X said".
    Active,
    /// "It was reported", "is said to".
    Agentless,
    /// "X was quoted by Y as saying".
    QuotedBy,
}

/// A verb that credits.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// The token of the verb.
    pub(super) at: usize,
    /// The number of the verb among the cues.
    pub(super) verb: u16,
    /// The words before the verb that belong to the cue ("has also").
    pub(super) cue_start: usize,
    /// Who does it; empty where the subject stands behind or is that of the credit before.
    pub(super) subject: Tokens,
    /// Whom the subject cites between commas: "X, citing Y, writes".
    pub(super) citing: Option<Tokens>,
    /// Where the clause of this head begins.
    pub(super) clause: usize,
    /// Its voice.
    pub(super) voice: Voice,
    /// Whether it is "-ing": its subject is that of the clause before.
    pub(super) gerund: bool,
    /// Whether it shares the subject of the verb before ("said A and added B").
    pub(super) shared: bool,
    /// Whether it stands beside the credit before it, and not inside what that one credits.
    pub(super) coordinate: bool,
    /// Whether its subject is "who" or "which".
    pub(super) relative: bool,
}

/// The heads of a sentence in order.
pub(super) fn heads(text: &str, p: &Passage, sentence: &Tokens, words: &Words) -> Vec<Head> {
    let mut found: Vec<Head> = Vec::new();
    for at in sentence.clone() {
        if !p.is(at, class::CUE) || p.quote_of(at).is_some() || p.is_capital(at) && at > sentence.start {
            continue;
        }
        let Some((verb, form)) = cue_at(p, at) else { continue };
        // A verb that only closes quotations bounds nothing ("who asked not to be named, said").
        let sort = |head: &Head| words.cues.get(usize::from(head.verb)).map(|v| v.sort);
        // Nor does one in a relative clause ("the paper, which first reported it, said").
        let bounding = found.iter().rev().find(|head| sort(head) != Some(CueSort::Tag) && !head.relative);
        let floor = bounding.map_or(sentence.start, |last| last.at.saturating_add(1));
        if let Some(head) = head_at(text, p, sentence, at, verb, form, floor, words) {
            found.retain(|other| !head.subject.contains(&other.at));
            found.push(head);
        }
    }
    found
}

fn cue_at(p: &Passage, at: usize) -> Option<(u16, CueForm)> {
    // "Put" is base and past alike: the past is the likelier in the news.
    p.phrases_at(at).iter().rev().find_map(|phrase| match phrase.entry {
        Entry::Cue(verb, form) => Some((verb, form)),
        _ => None,
    })
}

#[expect(
    clippy::too_many_arguments,
    reason = "one sentence seen from one verb; a struct would only rename them"
)]
fn head_at(
    text: &str,
    p: &Passage,
    sentence: &Tokens,
    at: usize,
    verb: u16,
    form: CueForm,
    floor: usize,
    words: &Words,
) -> Option<Head> {
    let sort = words.cues.get(usize::from(verb)).map(|v| v.sort)?;
    let blank = |cue_start, subject: Tokens| Head {
        at,
        verb,
        cue_start,
        clause: subject.start,
        subject,
        citing: None,
        voice: Voice::Active,
        gerund: false,
        shared: false,
        coordinate: false,
        relative: cue_start.checked_sub(1).is_some_and(|b| p.is(b, class::RELATIVE)),
    };
    if form == CueForm::Gerund {
        let tied = at.checked_sub(1).is_some_and(|b| p.is_mark(text, b, ",") || p.closes_quote(b));
        let head = Head { gerund: true, coordinate: true, clause: at, ..blank(at, at..at) };
        return (tied && sort != CueSort::Cite && at > sentence.start.saturating_add(2)).then_some(head);
    }
    let aux = auxiliaries_before(text, p, at, floor);
    if (aux..at).any(|i| p.is(i, class::BE)) {
        return passive(text, p, at, aux, floor, &blank(aux, aux..aux), sort);
    }
    if !is_verb_here(text, p, at, aux, form, floor) {
        return None;
    }
    if negated(p, aux, at, sort, text, floor) {
        return None;
    }
    let (subject, citing) = subject_before(text, p, aux, floor, sentence.start);
    let shared = subject.is_empty()
        && aux > floor
        && p.is(aux.saturating_sub(1), class::COORDINATOR)
        && floor > sentence.start;
    let mut head = blank(aux, subject.clone());
    head.citing = citing;
    head.shared = shared;
    if subject.is_empty() {
        head.clause = aux;
    }
    head.coordinate = shared || is_coordinate(text, p, sentence, head.clause);
    Some(head)
}

/// "Did not say whether", "neither side commented on": nothing is credited, and that is the claim.
fn negated(p: &Passage, aux: usize, at: usize, sort: CueSort, text: &str, floor: usize) -> bool {
    if !matches!(sort, CueSort::Say | CueSort::Carry | CueSort::Deny) {
        return false;
    }
    let denied = (aux..at).any(|i| p.is(i, class::NEGATOR));
    let phrase = noun_phrase::before(text, p, aux, floor);
    let nobody = phrase.start.checked_sub(1).is_some_and(|b| p.is(b, class::NEGATOR))
        || p.is(phrase.start, class::NEGATOR)
        || (floor..aux).rev().take(12).any(|i| p.reads(text, i, "neither"));
    denied || nobody
}

/// Whether the clause that begins here stands beside what is before it.
fn is_coordinate(text: &str, p: &Passage, sentence: &Tokens, clause: usize) -> bool {
    let Some(before) = clause.checked_sub(1).filter(|b| *b >= sentence.start) else { return true };
    p.is_mark(text, before, ",;–—:")
        || p.closes_quote(before)
        || p.is(before, class::COORDINATOR)
        || subordinates(p, before)
}

/// Back over "has also", "on Tuesday", "did not": where the cue begins.
fn auxiliaries_before(text: &str, p: &Passage, at: usize, floor: usize) -> usize {
    let mut start = at;
    let aux = class::HAVE
        .with(class::BE)
        .with(class::DO)
        .with(class::MODAL)
        .with(class::NEGATOR)
        .with(class::ADVERB);
    while start > floor {
        let before = start.saturating_sub(1);
        let adverb = p.is(before, aux) || p.word(text, before).ends_with("ly") && !p.is_capital(before);
        if !adverb || p.is_capital(before) {
            break;
        }
        start = before;
    }
    // "The ministry on Tuesday said", "a poll in May found".
    if let Some(preposition) = start.checked_sub(2).filter(|at| *at >= floor)
        && p.is(preposition, class::PREPOSITION)
        && p.is(preposition.saturating_add(1), class::WEEKDAY.with(class::MONTH))
        && p.is_capital(preposition.saturating_add(1))
    {
        return auxiliaries_before(text, p, preposition, floor);
    }
    // "The ministry last week said".
    let timed = (start.saturating_sub(3).max(floor)..start).find(|from| {
        p.phrases_at(*from).iter().any(|f| matches!(f.entry, Entry::Time(_)) && f.last == start)
    });
    timed.map_or(start, |from| auxiliaries_before(text, p, from, floor))
}

/// A form that may also be a noun or an adjective is a verb only where its neighbours say so.
fn is_verb_here(text: &str, p: &Passage, at: usize, aux: usize, form: CueForm, floor: usize) -> bool {
    let before = aux.checked_sub(1).filter(|b| *b >= floor);
    let class_before = before.map(|b| p.class(b)).unwrap_or_default();
    let directly = aux == at;
    if class_before.any(class::INFINITIVE.with(class::DETERMINER).with(class::POSSESSIVE)) && directly {
        return false;
    }
    if directly && class_before.any(class::PREPOSITION) {
        return false;
    }
    let next = at.saturating_add(1);
    let opens = p.reads(text, next, "that") || p.opens_quote(next) || p.is_mark(text, next, ",:.");
    let lower_before = before.and_then(|b| p.token(b)).is_some_and(|t| t.shape == Shape::Lower);
    match form {
        CueForm::Past => !(aux..at).any(|i| p.is(i, class::MODAL) && !p.is_capital(i)),
        CueForm::Participle => (aux..at).any(|i| p.is(i, class::HAVE)),
        CueForm::Third => {
            let modified = class_before.any(class::ADJECTIVE_NAME)
                || before.is_some_and(|b| {
                    p.phrases_at(b).iter().any(|f| {
                        matches!(f.entry, Entry::Country(_, CountryForm::Demonym) | Entry::Region(_))
                            && f.last == at
                    })
                });
            let counted = before
                .and_then(|b| p.token(b))
                .is_some_and(|t| matches!(t.shape, Shape::Number | Shape::Mixed));
            let modified = modified || counted;
            let noun = p.is(at, class::NOUNLIKE);
            let verbal = !directly || opens || !lower_before || class_before.any(class::PRONOUN);
            !noun || !modified && verbal
        }
        CueForm::Base => {
            let bare = !(aux..at).any(|i| p.is(i, class::MODAL));
            let phrase = noun_phrase::before(text, p, aux, floor);
            let plural = phrase.into_iter().any(|b| {
                p.word(text, b).ends_with('s')
                    || p.is(b, class::PRONOUN)
                    || matches!(p.word(text, b), "people" | "media" | "data" | "footage" | "police")
            }) || before.is_some_and(|b| p.is(b, class::RELATIVE));
            let clause = opens || p.has_finite(next..next.saturating_add(12)) && !p.is(at, class::NOUNLIKE);
            let plural = plural && clause;
            bare && plural && lower_or_capital(p, before)
        }
        CueForm::Gerund => false,
    }
}

fn lower_or_capital(p: &Passage, before: Option<usize>) -> bool {
    before.is_some_and(|b| p.is_word(b))
}

/// "It was reported that", "is said to have", "was quoted by X as saying".
fn passive(
    text: &str,
    p: &Passage,
    at: usize,
    aux: usize,
    floor: usize,
    blank: &Head,
    sort: CueSort,
) -> Option<Head> {
    let mut next = at.saturating_add(1);
    while p.is(next, class::ADVERB) {
        next = next.saturating_add(1);
    }
    let it = aux.checked_sub(1).filter(|b| *b >= floor && p.reads(text, *b, "it"));
    if let Some(it) = it
        && (p.reads(text, next, "that")
            || p.longest_at(next, |e| matches!(e, Entry::Time(_)).then_some(()))
                .is_some_and(|((), l)| p.reads(text, l, "that")))
    {
        return Some(Head {
            cue_start: it,
            clause: it,
            subject: it..it,
            voice: Voice::Agentless,
            coordinate: true,
            ..blank.clone()
        });
    }
    let subject = noun_phrase::before(text, p, aux, floor);
    if subject.is_empty() {
        return None;
    }
    if sort == CueSort::Cite {
        let as_saying = (next..next.saturating_add(14))
            .any(|i| p.reads(text, i, "as") && p.is(i.saturating_add(1), class::CUE));
        let head = Head {
            clause: subject.start,
            subject,
            voice: Voice::QuotedBy,
            coordinate: true,
            ..blank.clone()
        };
        return as_saying.then_some(head);
    }
    let bare = p.reads(text, next, "to")
        && p.is(next.saturating_add(1), class::HAVE.with(class::BE).with(class::VERB_BASE));
    let credits = matches!(sort, CueSort::Say | CueSort::Carry | CueSort::Think);
    let head =
        Head { clause: subject.start, subject, voice: Voice::Agentless, coordinate: true, ..blank.clone() };
    (bare && credits).then_some(head)
}
