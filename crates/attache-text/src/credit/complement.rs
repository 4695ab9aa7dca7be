//! What an active head credits: "X said that C", "C, X said".

use crate::{
    noun_phrase,
    passage::{Passage, Tokens},
    words::{CueSort, Entry, Words, class},
};

use super::{Credit, Frame, alone, head::Head, setting::setting, with_apposition};

/// "X said that C", "C, X said", "C, said X", "C1, X said, C2".
pub(super) fn says(
    text: &str,
    p: &Passage,
    head: &Head,
    right: usize,
    floor: usize,
    words: &Words,
) -> Option<Credit> {
    let verb = words.cues.get(usize::from(head.verb))?;
    let after_verb = head.at.saturating_add(1);
    let left = content_before(text, p, head, floor);
    let inverted = head.subject.is_empty() && !head.gerund && !head.shared;
    let mut subject = head.subject.clone();
    let mut from = after_verb;
    if inverted {
        let stands_before = left.is_some()
            && head.cue_start.checked_sub(1).is_some_and(|b| p.is_mark(text, b, ",") || p.closes_quote(b));
        let phrase = noun_phrase::after(text, p, after_verb, right);
        if !stands_before || phrase.is_empty() || p.is_finite(phrase.end) {
            return None;
        }
        subject = with_apposition(text, p, phrase, right);
        from = subject.end;
        if !ends_inversion(p, from, right) {
            return None;
        }
    }
    // "Points out that".
    if p.reads(text, from, "out") {
        from = from.saturating_add(1);
    }
    let hears = p.is(head.at, class::HEARER);
    let setting = setting(text, p, from, right, hears, &subject);
    let citing = head.citing.clone();
    let build = |content: Vec<Tokens>, frame: Frame, cue_end: usize| Credit {
        source: Some(subject.clone()).filter(|s| !s.is_empty()),
        cue: cue_runs(text, p, head.cue_start..after_verb, setting.end..cue_end),
        content,
        outer: setting.carrier.clone().into_iter().collect(),
        inner: citing.clone().into_iter().collect(),
        verb: Some(head.verb),
        frame,
        second: None,
    };
    let r = setting.end;
    if !inverted
        && head.subject.start.checked_sub(1).is_some_and(|b| p.reads(text, b, "as"))
        && let Some(from) = behind_comma(text, p, r, right)
    {
        return Some(build(alone(from..right), Frame::According, after_verb));
    }
    let only_behind = verb.sort == CueSort::Tag;
    if !inverted
        && !only_behind
        && let Some((start, cue_end)) = that_clause(text, p, r, right)
    {
        return Some(build(alone(start..right), Frame::That, cue_end));
    }
    if p.opens_quote(r) && left.is_none() && !inverted && !only_behind && verb.sort != CueSort::Label {
        return Some(build(alone(r..right), Frame::Bare, after_verb));
    }
    if let Some(left) = left.filter(|_| !head.gerund && !head.shared)
        && (inverted || ends_or_pauses(text, p, r, right) || !goes_on(p, r, right))
    {
        let mut content = vec![left];
        content.extend(content_resumed(text, p, r, right, &content));
        return Some(build(content, Frame::After, after_verb));
    }
    (!inverted && credits_bare(text, p, verb.sort, verb.phrase, &subject, r, right, head.gerund)).then(|| {
        let from = bare_start(text, p, verb.sort, r, right);
        build(alone(from..bare_end(text, p, verb.sort, from, right)), Frame::Bare, after_verb)
    })
}

/// "Said no such decision had been taken" is no inversion: a clause goes on behind the noun phrase.
fn ends_inversion(p: &Passage, from: usize, right: usize) -> bool {
    let closed = class::PREPOSITION
        .with(class::WEEKDAY)
        .with(class::COORDINATOR)
        .with(class::RELATIVE)
        .with(class::SUBORDINATOR);
    from >= right
        || p.token(from).is_some_and(|t| !t.is_word())
        || p.is(from, closed)
        || p.longest_at(from, |e| matches!(e, Entry::Time(_)).then_some(())).is_some()
}

/// The cue: the verb up to "that", or both apart where a carrier stands between commas.
fn cue_runs(text: &str, p: &Passage, verb: Tokens, that: Tokens) -> Vec<Tokens> {
    let inserted = (verb.end..that.start).any(|at| p.is_mark(text, at, ","));
    if inserted && !that.is_empty() { vec![verb, that] } else { alone(verb.start..that.end.max(verb.end)) }
}

/// "As X reported, C": where C begins.
fn behind_comma(text: &str, p: &Passage, r: usize, right: usize) -> Option<usize> {
    let from = if p.is_mark(text, r, ",") { r.saturating_add(1) } else { r };
    let behind = p.is_mark(text, from.saturating_sub(1), ",");
    (behind && p.has_finite(from..right)).then_some(from)
}

/// "that C", ", however, that C": where C begins, and where the cue ends.
fn that_clause(text: &str, p: &Passage, r: usize, right: usize) -> Option<(usize, usize)> {
    let next = r.saturating_add(1);
    if p.reads(text, r, "that") && next < right && !p.opens_verbless(text, r, right) {
        return Some((next, next));
    }
    if p.is_mark(text, r, ":") && next < right {
        return Some((next, r));
    }
    if p.is_mark(text, r, ",") {
        let comma = (next..right.min(next.saturating_add(8))).find(|at| p.is_mark(text, *at, ","))?;
        let that = comma.saturating_add(1);
        return p.reads(text, that, "that").then(|| (that.saturating_add(1), that.saturating_add(1)));
    }
    ["whether", "how", "why", "what"].iter().any(|word| p.reads(text, r, word)).then_some((r, r))
}

impl Passage {
    /// "that" as a pronoun or determiner ("confirmed that figure."): few words follow, and no verb.
    fn opens_verbless(&self, text: &str, at: usize, right: usize) -> bool {
        let next = at.saturating_add(1);
        let few = (next..right).take_while(|i| !self.is_mark(text, *i, ".,;")).count() < 3;
        few && !self.has_finite(at.saturating_add(1)..right)
            && !(at..right)
                .any(|i| self.is(i, class::BE.with(class::MODAL).with(class::HAVE).with(class::VERB_THIRD)))
    }
}

/// The content before the subject: a clause or a quotation that a comma or a quotation mark closes.
pub(super) fn content_before(text: &str, p: &Passage, head: &Head, floor: usize) -> Option<Tokens> {
    let edge = if head.subject.is_empty() { head.cue_start } else { head.subject.start };
    let before = edge.checked_sub(1).filter(|b| *b >= floor)?;
    let quoted = p.closes_quote(before) || p.is_mark(text, before, "–—") && edge.saturating_sub(floor) > 3;
    if !quoted && !p.is_mark(text, before, ",?!") {
        return None;
    }
    let mut start = floor;
    while start < before
        && (p.is_mark(text, start, ",;:") || p.is(start, class::COORDINATOR) && start > floor)
    {
        start = start.saturating_add(1);
    }
    let run = start..edge;
    let says_something =
        quoted || p.has_finite(run.clone()) || run.clone().any(|at| p.quote_of(at).is_some());
    // A noun phrase alone before the comma is the start of a content that goes on behind the credit.
    let fronted = !says_something
        && run.len() <= 10
        && !p.is(
            start,
            class::PREPOSITION.with(class::SUBORDINATOR).with(class::ADVERB).with(class::VERB_GERUND),
        )
        && goes_on_behind(text, p, head);
    (says_something || fronted).then_some(run)
}

/// "The drones, the ministry said, were made …".
fn goes_on_behind(text: &str, p: &Passage, head: &Head) -> bool {
    let verb_end = head.at.saturating_add(1);
    // "Tanks, said the general, are …": the subject stands between.
    let inverted = head.subject.is_empty() && !head.gerund && !head.shared;
    let next = if inverted {
        noun_phrase::after(text, p, verb_end, verb_end.saturating_add(16)).end
    } else {
        verb_end
    };
    p.is_mark(text, next, ",")
        && (p.is_finite(next.saturating_add(1)) || p.opens_quote(next.saturating_add(1)))
}

fn ends_or_pauses(text: &str, p: &Passage, r: usize, right: usize) -> bool {
    r >= right || p.is_mark(text, r, ".,;!?–—") || p.closes_quote(r) || p.opens_quote(r)
}

/// Whether a clause goes on behind the verb.
fn goes_on(p: &Passage, r: usize, right: usize) -> bool {
    p.has_finite(r..right)
}

/// The rest of a content that a credit interrupts.
fn content_resumed(text: &str, p: &Passage, r: usize, right: usize, left: &[Tokens]) -> Option<Tokens> {
    let from = (r..right).find(|at| !p.is_mark(text, *at, ",;.–—"))?;
    let quoted_left = left.iter().any(|run| p.any_quoted(run));
    let quoted_right = p.opens_quote(from);
    if right.saturating_sub(from) < 2 || p.is(from, class::VERB_GERUND) && p.is(from, class::CUE) {
        return None;
    }
    let open_left = left.iter().all(|run| !p.has_finite(run.clone()));
    let goes = quoted_right || (!quoted_left && p.has_finite(from..right)) || open_left;
    let aside = p.is(from, class::PREPOSITION.with(class::VERB_GERUND).with(class::RELATIVE))
        && !open_left
        && !quoted_right;
    (goes && !aside).then_some(from..right)
}

/// Whether a verb without "that" credits what stands behind it.
#[expect(
    clippy::too_many_arguments,
    reason = "each is one thing the neighbours say; a struct would only rename them"
)]
fn credits_bare(
    text: &str,
    p: &Passage,
    sort: CueSort,
    phrase: bool,
    subject: &Tokens,
    r: usize,
    right: usize,
    gerund: bool,
) -> bool {
    if right.saturating_sub(r) < 2 || p.is_mark(text, r, ".,;") {
        return false;
    }
    let clause = p.has_finite(r..right);
    let to = p.is(r, class::INFINITIVE) && p.is_word(r.saturating_add(1));
    let evidence = subject.clone().any(|at| {
        p.phrases_at(at)
            .iter()
            .any(|f| matches!(f.entry, Entry::Collective(_) | Entry::Outlet(_) | Entry::Body(_)))
    });
    let quoted = p.any_quoted(&(r..right));
    match sort {
        CueSort::Vow => to || clause,
        CueSort::Show => {
            evidence
                && (clause
                    || phrase && !noun_phrase::after(text, p, r, right).is_empty()
                    || p.any_quoted(&(r..right))
                    || has_figure(p, r, right))
        }
        CueSort::Think => {
            clause
                || to
                || (p.is(r.saturating_sub(1), class::CUE) && (r..right).any(|at| p.is(at, class::INFINITIVE)))
                || (phrase && quoted)
        }
        CueSort::Deny => true,
        CueSort::TurnDown => {
            (r..right.min(r.saturating_add(8))).any(|at| p.is(at, class::ACCUSATION))
                || (r..right).any(|at| p.reads(text, at, "as"))
        }
        CueSort::Label => quoted || (r..right).any(|at| p.reads(text, at, "as") || p.is(at, class::UNTRUTH)),
        CueSort::Cite | CueSort::Tag => false,
        CueSort::Gauge => has_figure(p, r, right) && (r..right).any(|at| p.reads(text, at, "at")),
        CueSort::Say | CueSort::Carry => {
            let object = noun_phrase::after(text, p, r, right);
            // "Say the brigade lacks vehicles": a verb that credits only clauses has one behind it, whether
            // or not the tables know its verb.
            let unknown_verb = !phrase && object.len() >= 2 && right.saturating_sub(r) >= 4;
            (clause || unknown_verb) && !to
                || phrase && !object.is_empty() && !gerund && !p.is(r, class::PREPOSITION)
                || gerund && quoted
        }
    }
}

fn has_figure(p: &Passage, from: usize, to: usize) -> bool {
    (from..to).any(|at| p.token(at).is_some_and(|t| matches!(t.shape, crate::token::Shape::Number)))
}

/// The accusation that is turned down says what is denied behind its "that".
fn bare_start(text: &str, p: &Passage, sort: CueSort, r: usize, right: usize) -> usize {
    let accused = (r..right.min(r.saturating_add(5))).any(|at| p.is(at, class::ACCUSATION));
    if sort != CueSort::TurnDown && !(sort == CueSort::Deny && accused) {
        return r;
    }
    let that = (r..right.min(r.saturating_add(10)))
        .find(|at| p.reads(text, *at, "that") && p.has_finite(*at..right));
    that.map_or(r, |at| at.saturating_add(1))
}

/// "Dismissed reports that C as baseless": the verdict is the credit's own, and no part of C.
fn bare_end(text: &str, p: &Passage, sort: CueSort, from: usize, right: usize) -> usize {
    let turns_down = matches!(sort, CueSort::TurnDown | CueSort::Deny);
    let verdict = |at: &usize| p.reads(text, *at, "as") && p.is(at.saturating_add(1), class::UNTRUTH);
    (from.saturating_add(1)..right).find(verdict).filter(|_| turns_down).unwrap_or(right)
}
