//! Credits: which words of a sentence credit whom with what.

mod complement;
mod head;
mod prepositional;
mod reported;
mod setting;
mod subject;

use crate::{
    joining::Second,
    noun_phrase,
    passage::{Passage, Tokens},
    words::{CueSort, Words, class},
};

use head::{Head, Voice};

/// How a credit is built; decides how sure the reader is of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// "X said that C".
    That,
    /// "X said C", "X confirmed the C".
    Bare,
    /// "C, X said", "C, said X".
    After,
    /// "According to X, C", "as reported by X".
    According,
    /// "It was reported that C", "C is said to …".
    Agentless,
}

/// One credit, by token numbers.
#[derive(Clone, Debug)]
pub(crate) struct Credit {
    /// Who is credited; none where nobody is named.
    pub source: Option<Tokens>,
    /// The words that credit.
    pub cue: Vec<Tokens>,
    /// With what; more than one run where the credit stands in the middle.
    pub content: Vec<Tokens>,
    /// Carriers between the outlet and the source, outermost first.
    pub outer: Vec<Tokens>,
    /// Whom the source cites in turn, down to the origin.
    pub inner: Vec<Tokens>,
    /// Which verb, by its number among the cues; none for "according to".
    pub verb: Option<u16>,
    /// How it is built.
    pub frame: Frame,
    /// What the tagger says of it; none where it was not asked.
    pub second: Option<Second>,
}

/// The credits of a sentence, found by rules. [`crate::joining`] joins what the trained tagger sees.
#[must_use]
pub(crate) fn credits(text: &str, p: &Passage, sentence: &Tokens, words: &Words) -> Vec<Credit> {
    let heads = head::heads(text, p, sentence, words);
    let mut found: Vec<Credit> = Vec::new();
    for (number, head) in heads.iter().enumerate() {
        let next = heads.get(number.saturating_add(1)..).unwrap_or(&[]);
        let floor = left_floor(text, p, sentence, &found, head);
        if let Some(credit) = credit_of(text, p, sentence, head, next, floor, words) {
            join(&mut found, credit, head);
        }
    }
    prepositional::attach(text, p, sentence, words, &mut found);
    found.retain(|credit| credit.content.iter().any(|run| run.clone().any(|at| p.is_word(at))));
    found
}

/// Where the content before a head may begin: behind the credit before it.
fn left_floor(text: &str, p: &Passage, sentence: &Tokens, found: &[Credit], head: &Head) -> usize {
    let Some(last) = found.last() else { return sentence.start };
    let taken = last.cue.iter().chain(last.source.iter()).map(|run| run.end).max().unwrap_or(sentence.start);
    // A coordinated clause begins behind its conjunction.
    let edge = (taken..head.clause).rev().find(|at| p.is_mark(text, *at, ";"));
    edge.map_or(taken, |at| at.saturating_add(1))
}

/// Builds the credit of one head.
fn credit_of(
    text: &str,
    p: &Passage,
    sentence: &Tokens,
    head: &Head,
    next: &[Head],
    floor: usize,
    words: &Words,
) -> Option<Credit> {
    let right = right_edge(text, p, sentence, head, next);
    match head.voice {
        Voice::Agentless => reported::agentless(text, p, head, right),
        Voice::QuotedBy => reported::quoted_by(text, p, head, right, floor),
        Voice::Active => match words.cues.get(usize::from(head.verb)).map(|verb| verb.sort) {
            Some(CueSort::Cite) => reported::cites(text, p, head, right, floor),
            _ => complement::says(text, p, head, right, floor, words),
        },
    }
}

/// Where the content after a head ends at the latest: before the next coordinated credit.
fn right_edge(text: &str, p: &Passage, sentence: &Tokens, head: &Head, next: &[Head]) -> usize {
    let end = prepositional::start_of_trailing(text, p, sentence, head.at).unwrap_or(sentence.end);
    // A semicolon outside a quotation begins another statement, unless it says "that" again.
    let stop = (head.at..end).find(|at| {
        p.is_mark(text, *at, ";")
            && p.quote_of(*at).is_none()
            && !p.reads(text, at.saturating_add(1), "that")
            && p.has_finite(*at..end)
    });
    let end = stop.unwrap_or(end);
    next.iter().find(|other| other.coordinate).map_or(end, |other| {
        let mut edge = other.clause;
        while edge > head.at
            && (p.is_mark(text, edge.saturating_sub(1), ",;")
                || p.is(edge.saturating_sub(1), class::COORDINATOR)
                || subject::subordinates(p, edge.saturating_sub(1)))
        {
            edge = edge.saturating_sub(1);
        }
        edge.min(end)
    })
}

/// Adds a credit; one that stands inside the content of the one before makes that one its carrier.
fn join(found: &mut Vec<Credit>, mut credit: Credit, head: &Head) {
    let Some(last) = found.last_mut() else {
        found.push(credit);
        return;
    };
    let inside = !head.coordinate
        && last.frame != Frame::After
        && last.content.iter().any(|run| run.start <= head.clause && head.at < run.end);
    if carries_it_all(&credit, last) {
        last.outer.splice(0..0, credit.outer.into_iter().chain(credit.source));
        last.cue.extend(credit.cue);
        return;
    }
    if !inside {
        if head.gerund || head.shared {
            credit.source = credit.source.or_else(|| last.source.clone());
            credit.outer.clone_from(&last.outer);
            credit.inner.clone_from(&last.inner);
        }
        found.push(credit);
        return;
    }
    credit.outer = last
        .outer
        .iter()
        .cloned()
        .chain(last.source.clone())
        .chain(last.inner.iter().cloned())
        .chain(credit.outer)
        .collect();
    // What of the outer content stands before the inner credit stays the outer source's.
    let mut kept = Vec::new();
    for run in &last.content {
        if run.end <= head.clause {
            kept.push(run.clone());
        } else if run.start.saturating_add(3) < head.clause {
            kept.push(run.start..head.clause);
        }
    }
    last.content = kept;
    let emptied = last.content.is_empty();
    if emptied {
        credit.cue = last.cue.iter().cloned().chain(credit.cue).collect();
        found.pop();
    }
    found.push(credit);
}

/// "X said C, the agency reported": the agency carries what X said, and says nothing of its own.
fn carries_it_all(credit: &Credit, last: &Credit) -> bool {
    let told = last.content.iter().chain(&last.cue).map(|run| run.end).max().unwrap_or(0);
    let adds = credit.content.iter().any(|run| run.start > told || run.end > told.saturating_add(2));
    credit.frame == Frame::After && credit.source.is_some() && credit.source != last.source && !adds
}

/// Drops marks and conjunctions at both ends of a run, and the quotation marks where they enclose all of
/// it.
#[must_use]
pub(crate) fn trimmed(text: &str, p: &Passage, run: Tokens) -> Tokens {
    let (mut start, mut end) = (run.start, run.end);
    let joins = |at: usize| {
        let concedes = ["while", "whereas", "although", "though"].iter().any(|w| p.reads(text, at, w));
        (p.is(at, class::COORDINATOR) || concedes) && !p.is_capital(at)
    };
    while start < end && (p.is_mark(text, start, ",;:–—-.") || joins(start)) {
        start = start.saturating_add(1);
    }
    while end > start && p.is_mark(text, end.saturating_sub(1), ".,;:–—-!?…") {
        end = end.saturating_sub(1);
    }
    let inner = start..end;
    if p.all_quoted(&inner) {
        while start < end && p.opens_quote(start) {
            start = start.saturating_add(1);
        }
        while end > start
            && (p.closes_quote(end.saturating_sub(1)) || p.is_mark(text, end.saturating_sub(1), ".,;:!?…"))
        {
            end = end.saturating_sub(1);
        }
    } else if end > start && p.opens_quote(end.saturating_sub(1)) {
        end = end.saturating_sub(1);
    }
    start..end
}

/// A noun phrase with the apposition behind it: "Petr Novak, the minister".
fn with_apposition(text: &str, p: &Passage, phrase: Tokens, limit: usize) -> Tokens {
    if !p.is_mark(text, phrase.end, ",") {
        return phrase;
    }
    let from = phrase.end.saturating_add(1);
    let apposed = noun_phrase::after(text, p, from, limit);
    let article = p.is(from, class::DETERMINER)
        || p.reads(text, from, "one")
        || apposed
            .clone()
            .any(|at| p.phrases_at(at).iter().any(|f| matches!(f.entry, crate::words::Entry::Office(_))));
    let closes = apposed.end >= limit || p.is_mark(text, apposed.end, ".,;");
    if article && closes && !apposed.is_empty() { phrase.start..apposed.end } else { phrase }
}

/// A run by itself, as a list of runs.
fn alone(run: Tokens) -> Vec<Tokens> {
    vec![run]
}
