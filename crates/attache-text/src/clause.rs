//! One credited content may hold several claims: where it is cut.

use attache_core::claim_kind::ClaimKind;

use crate::{
    noun_phrase,
    passage::{Passage, Tokens},
    token::Shape,
    words::{Entry, class},
};

/// Why a part stands by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    /// The first part.
    First,
    /// Joined by "and", "but", "while", a semicolon.
    Equal,
    /// A clause that hangs on the one before: "which …", "with …", ", leaving …".
    Dependent,
    /// The reason of the part before ("due to …"): a claim within a claim.
    Reason,
    /// "Without giving details": nothing was said.
    Withheld,
}

/// A part of a content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its tokens.
    pub run: Tokens,
    /// How it is joined to the part before.
    pub join: Join,
}

/// Fewest words that can be a claim.
const FEWEST: usize = 3;

/// Cuts a run of tokens into the parts that each say something of their own.
#[must_use]
pub(crate) fn parts(text: &str, p: &Passage, run: Tokens) -> Vec<Part> {
    let mut cuts: Vec<(usize, usize, Join)> = Vec::new();
    let mut depth = 0usize;
    let mut at = run.start;
    let mut last = run.start;
    while at < run.end {
        if p.is_mark(text, at, "([") {
            depth = depth.saturating_add(1);
        } else if p.is_mark(text, at, ")]") {
            depth = depth.saturating_sub(1);
        } else if depth == 0
            && at > run.start
            && let Some((begins, join)) = cut_at(text, p, last, at, run.end)
            && at.saturating_sub(last) >= FEWEST
            && run.end.saturating_sub(begins) >= FEWEST
        {
            cuts.push((at, begins, join));
            last = begins;
            at = begins;
            continue;
        }
        at = at.saturating_add(1);
    }
    let mut found = Vec::with_capacity(cuts.len().saturating_add(1));
    let mut start = run.start;
    let mut join = Join::First;
    for (end, begins, next) in cuts {
        found.push(Part { run: start..end, join });
        start = begins;
        join = next;
    }
    found.push(Part { run: start..run.end, join });
    found
}

/// Whether the run is cut at `at`, and if so, where the next part begins and how it is joined.
fn cut_at(text: &str, p: &Passage, start: usize, at: usize, end: usize) -> Option<(usize, Join)> {
    let next = at.saturating_add(1);
    if p.is_mark(text, at, ";:") || (p.is_mark(text, at, "–—") && p.has_finite(start..at)) {
        let clause = p.has_finite(next..end) && p.has_finite(start..at);
        return clause.then_some((next, Join::Equal));
    }
    // A comma may stand inside the quotation that closes here.
    let comma = p.is_mark(text, at, ",") && !p.closes_quote(next)
        || p.closes_quote(at) && p.is_mark(text, at.saturating_sub(1), ",");
    let from = if comma { next } else { at };
    let word = p.word(text, from);
    let after = from.saturating_add(1);
    if p.is(from, class::REASON) && p.reads(text, after, "to") {
        return Some((from.saturating_add(2), Join::Reason)).filter(|_| p.has_finite(start..at));
    }
    // "… shells compatible with some guns", "… containers, enough for two million shells".
    if p.is(from, class::QUALIFIER)
        && p.is(after, class::PREPOSITION.with(class::INFINITIVE))
        && noun_phrase::is_nominal(p, at.saturating_sub(1))
    {
        return Some((from, Join::Dependent));
    }
    match word {
        "because" => {
            let begins = if p.reads(text, after, "of") { after.saturating_add(1) } else { after };
            return p.has_finite(start..at).then_some((begins, Join::Reason));
        }
        "without" if p.is(after, class::VERB_GERUND) || p.word(text, after).ends_with("ing") => {
            let told = p.longest_at(from, |entry| {
                matches!(entry, Entry::Predicate(ClaimKind::NoComment, _)).then_some(())
            });
            return (comma || told.is_some()).then_some((from, Join::Withheld));
        }
        "while" | "whereas" | "although" | "though" => {
            return (comma && clause_from(p, after, end)).then_some((after, Join::Equal));
        }
        "as" | "since" if comma => {
            return (clause_from(p, after, end) && p.has_finite(start..at))
                .then_some((after, Join::Dependent));
        }
        "with" if comma => {
            return with_clause(p, after, end).then_some((after, Join::Dependent));
        }
        _ => {}
    }
    if comma && p.is(from, class::RELATIVE) && p.has_finite(after..end) && p.has_finite(start..at) {
        return relative_to_the_end(text, p, after, end).then_some((from, Join::Dependent));
    }
    if comma && gerund_clause(p, from) && p.has_finite(start..at) {
        return Some((from, Join::Dependent));
    }
    coordinate(text, p, start, at, end, comma)
}

/// ", and the ministry said", "and that …", ", but …": the other side is a clause with a subject.
fn coordinate(
    text: &str,
    p: &Passage,
    start: usize,
    at: usize,
    end: usize,
    comma: bool,
) -> Option<(usize, Join)> {
    let from = if comma { at.saturating_add(1) } else { at };
    if !p.is(from, class::COORDINATOR) || !p.has_finite(start..at) {
        // A comma alone joins clauses in lists of clauses and after "while A, B".
        let opener = p.is(start, class::SUBORDINATOR)
            || start.checked_sub(1).is_some_and(|b| p.reads(text, b, "while"));
        return (comma && opener && p.has_finite(start..at) && clause_from(p, from, end))
            .then_some((from, Join::Equal));
    }
    let after = from.saturating_add(1);
    if p.reads(text, after, "that") && p.has_finite(after..end) {
        return Some((after.saturating_add(1), Join::Equal));
    }
    if p.reads(text, from, "but") && p.reads(text, after, "also") {
        return Some((after.saturating_add(1), Join::Equal));
    }
    let limit = if comma || p.reads(text, from, "but") { 14 } else { 9 };
    (clause_within(text, p, after, end, limit) || verb_phrase(p, from, after, end))
        .then_some((after, Join::Equal))
}

/// "… and would not say what it covered": a second verb with the same subject, and something to it.
fn verb_phrase(p: &Passage, and: usize, after: usize, end: usize) -> bool {
    let verb =
        if p.is(after, class::ADVERB) && !p.is(after, class::HAVE) { after.saturating_add(1) } else { after };
    let nominal_before = and.checked_sub(1).is_some_and(|b| p.is_finite(b));
    p.is_finite(verb) && !nominal_before && end.saturating_sub(verb) >= 4
}

/// Whether a clause with its own subject begins here: a noun phrase, then a finite verb.
pub(crate) fn clause_within(text: &str, p: &Passage, from: usize, end: usize, limit: usize) -> bool {
    let from = if p.is(from, class::ADVERB) { from.saturating_add(1) } else { from };
    let subject = noun_phrase::after(text, p, from, end);
    if subject.is_empty() || subject.len() > limit {
        return false;
    }
    let starts_well = p.is_capital(from)
        || p.is(from, class::DETERMINER.with(class::POSSESSIVE).with(class::PRONOUN))
        || p.token(from).is_some_and(|t| matches!(t.shape, Shape::Number | Shape::Mixed))
        || subject.len() <= 4;
    let mut verb = subject.end;
    while p.is(verb, class::ADVERB) && !p.is(verb, class::HAVE) {
        verb = verb.saturating_add(1);
    }
    starts_well && verb < end && p.is_finite(verb)
}

fn clause_from(p: &Passage, from: usize, end: usize) -> bool {
    let begins = p.is_word(from) || p.token(from).is_some_and(|t| t.shape == Shape::Number);
    from < end && begins && p.has_finite(from..end)
}

/// "with the first patrols already seen", "with talks continuing": a noun and a participle.
fn with_clause(p: &Passage, from: usize, end: usize) -> bool {
    let verbal = class::VERB_PARTICIPLE.with(class::VERB_PAST).with(class::VERB_GERUND);
    let participle = |at: usize| {
        p.token(at).is_some_and(|t| t.shape == Shape::Lower)
            && p.is(at, verbal)
            && !p.is(at.saturating_sub(1), class::DETERMINER.with(class::POSSESSIVE))
    };
    (from.saturating_add(1)..end).any(participle)
}

/// A relative clause that nothing of the main clause follows.
fn relative_to_the_end(text: &str, p: &Passage, from: usize, end: usize) -> bool {
    let comma = (from..end).find(|at| p.is_mark(text, *at, ","));
    comma.is_none_or(|at| !p.is_finite(at.saturating_add(1)))
}

fn gerund_clause(p: &Passage, at: usize) -> bool {
    p.is(at, class::VERB_GERUND) && !p.is(at, class::CUE.with(class::PREPOSITION)) && !p.is_capital(at)
}

/// Two objects of one verb that are two happenings ("met with A and B"): the run of the verb with its
/// first object, and that of the second object. Only for names or offices on both sides.
#[must_use]
pub(crate) fn two_objects(text: &str, p: &Passage, verb: usize, run: &Tokens) -> Option<(Tokens, Tokens)> {
    let and = (verb..run.end).find(|at| p.reads(text, *at, "and"))?;
    let second = and.saturating_add(1)..run.end;
    let person = |part: &Tokens| {
        part.clone().filter(|at| p.is_capital(*at)).count() >= 2 && !p.has_finite(part.clone())
    };
    (person(&(verb.saturating_add(1)..and)) && person(&second)).then_some((run.start..and, second))
}

/// A relative clause between commas in the middle of a clause ("The country, which is neutral, has …"):
/// what stands before it, the relative clause, and what goes on behind it.
#[must_use]
pub(crate) fn inserted_relative(text: &str, p: &Passage, run: &Tokens) -> Option<(Tokens, Tokens, Tokens)> {
    let comma = (run.start.saturating_add(1)..run.end).find(|at| {
        let next = at.saturating_add(1);
        let behind = next.saturating_add(1);
        let opens =
            p.is(next, class::RELATIVE) || p.is(next, class::PREPOSITION) && p.is(behind, class::RELATIVE);
        p.is_mark(text, *at, ",") && opens
    })?;
    let inside = comma.saturating_add(1);
    let close = (inside..run.end).find(|at| p.is_mark(text, *at, ","))?;
    let behind = close.saturating_add(1);
    let resumes = (behind..run.end.min(behind.saturating_add(3))).any(|at| p.is_finite(at));
    let subject_only = !p.has_finite(run.start..comma);
    let found = (run.start..comma, inside..close, behind..run.end);
    (resumes && subject_only && p.has_finite(inside..close)).then_some(found)
}
