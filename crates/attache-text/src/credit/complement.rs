//! What stands around a head: whom it speaks to, where, and what it credits.

use crate::{
    noun_phrase,
    passage::{Passage, Tokens},
    words::{CueSort, Entry, Words, class},
};

use super::{Credit, Frame, head::Head, prepositional, with_apposition};

/// What follows a verb before the content: hearers, places, times; and an outlet among them.
struct Setting {
    /// Where the content may begin.
    end: usize,
    /// An outlet that it was said to or carried by.
    carrier: Option<Tokens>,
}

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
        // "Said no such decision had been taken" is no inversion: a clause goes on there.
        let ends = from >= right
            || p.token(from).is_some_and(|t| !t.is_word())
            || p.is(
                from,
                class::PREPOSITION
                    .with(class::WEEKDAY)
                    .with(class::COORDINATOR)
                    .with(class::RELATIVE)
                    .with(class::SUBORDINATOR),
            )
            || p.longest_at(from, |e| matches!(e, Entry::Time(_)).then_some(())).is_some();
        if !ends {
            return None;
        }
    }
    // "Points out that".
    if p.reads(text, from, "out") {
        from = from.saturating_add(1);
    }
    let hears = p.is(head.at, class::HEARER);
    let setting = setting(text, p, from, right, hears, words, &subject);
    let citing = head.citing.clone();
    let build = |content: Vec<Tokens>, frame: Frame, cue_end: usize| Credit {
        source: Some(subject.clone()).filter(|s| !s.is_empty()),
        cue: vec![head.cue_start..cue_end],
        content,
        outer: setting.carrier.clone().into_iter().collect(),
        inner: citing.clone().into_iter().collect(),
        verb: Some(head.verb),
        frame,
    };
    let r = setting.end;
    let only_behind = verb.sort == CueSort::Tag;
    if !inverted
        && !only_behind
        && let Some((start, cue_end)) = that_clause(text, p, r, right)
    {
        return Some(build(vec![start..right], Frame::That, cue_end));
    }
    if p.opens_quote(r) && left.is_none() && !inverted && !only_behind && verb.sort != CueSort::Label {
        return Some(build(vec![r..right], Frame::Bare, after_verb));
    }
    if let Some(left) = left.filter(|_| !head.gerund && !head.shared)
        && (inverted || ends_or_pauses(text, p, r, right) || !goes_on(p, r, right))
    {
        let mut content = vec![left];
        content.extend(content_resumed(text, p, r, right, &content));
        return Some(build(content, Frame::After, after_verb));
    }
    (!inverted && credits_bare(text, p, verb.sort, verb.phrase, &subject, r, right, head.gerund))
        .then(|| build(vec![bare_start(text, p, verb.sort, r, right)..right], Frame::Bare, after_verb))
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
    /// "that" as a pronoun or determiner ("confirmed that figure"): no verb follows in the clause.
    fn opens_verbless(&self, _text: &str, at: usize, right: usize) -> bool {
        !self.has_finite(at.saturating_add(1)..right)
            && !(at..right)
                .any(|i| self.is(i, class::BE.with(class::MODAL).with(class::HAVE).with(class::VERB_THIRD)))
    }
}

/// The content before the subject: a clause or a quotation that a comma or a quotation mark closes.
fn content_before(text: &str, p: &Passage, head: &Head, floor: usize) -> Option<Tokens> {
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
    let next = head.at.saturating_add(1);
    p.is_mark(text, next, ",")
        && (p.is_finite(next.saturating_add(1)) || p.opens_quote(next.saturating_add(1)))
}

/// Past hearers, places and times behind the verb.
fn setting(
    text: &str,
    p: &Passage,
    from: usize,
    right: usize,
    hears: bool,
    words: &Words,
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
    let _ = words;
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
fn past_one(text: &str, p: &Passage, at: usize, right: usize) -> usize {
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
        CueSort::Show => evidence && (clause || p.any_quoted(&(r..right)) || has_figure(p, r, right)),
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
            clause && !to
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

/// "It was reported that C", "C is said to have …".
pub(super) fn agentless(text: &str, p: &Passage, head: &Head, right: usize) -> Option<Credit> {
    let that = (head.at..right.min(head.at.saturating_add(8))).find(|at| p.reads(text, *at, "that"));
    let base = Credit {
        source: None,
        cue: vec![head.cue_start..head.at.saturating_add(1)],
        content: Vec::new(),
        outer: Vec::new(),
        inner: Vec::new(),
        verb: Some(head.verb),
        frame: Frame::Agentless,
    };
    if head.subject.is_empty() {
        let from = that?.saturating_add(1);
        let by = (head.at..from).find(|at| p.is(*at, class::PASSIVE_AGENT) && p.reads(text, *at, "by"));
        let source =
            by.map(|at| noun_phrase::after(text, p, at.saturating_add(1), from)).filter(|s| !s.is_empty());
        return Some(Credit { source, cue: vec![head.cue_start..from], content: vec![from..right], ..base });
    }
    let to = (head.at..right).find(|at| p.reads(text, *at, "to"))?;
    let mut from = to.saturating_add(1);
    if p.is(from, class::HAVE) {
        from = from.saturating_add(1);
    }
    Some(Credit { cue: vec![head.cue_start..from], content: vec![head.subject.clone(), from..right], ..base })
}

/// "X was quoted by Y as saying that C", "C, X was quoted as saying".
pub(super) fn quoted_by(
    text: &str,
    p: &Passage,
    head: &Head,
    right: usize,
    floor: usize,
    words: &Words,
) -> Option<Credit> {
    let saying =
        (head.at..right).find(|at| p.reads(text, *at, "as") && p.is(at.saturating_add(1), class::CUE))?;
    let by = (head.at..saying).find(|at| p.reads(text, *at, "by"));
    let carrier =
        by.map(|at| noun_phrase::after(text, p, at.saturating_add(1), saying)).filter(|c| !c.is_empty());
    let credit = content_of_saying(text, p, head, saying, right, floor)?;
    let _ = words;
    Some(Credit { source: Some(head.subject.clone()), outer: carrier.into_iter().collect(), ..credit })
}

/// "Y quoted X as saying that C", "C, Y quoted X as saying".
pub(super) fn cites(text: &str, p: &Passage, head: &Head, right: usize, floor: usize) -> Option<Credit> {
    let saying =
        (head.at..right).find(|at| p.reads(text, *at, "as") && p.is(at.saturating_add(1), class::CUE))?;
    let cited = noun_phrase::after(text, p, head.at.saturating_add(1), saying);
    if cited.is_empty() || head.subject.is_empty() {
        return None;
    }
    let credit = content_of_saying(text, p, head, saying, right, floor)?;
    Some(Credit { source: Some(cited), outer: vec![head.subject.clone()], ..credit })
}

fn content_of_saying(
    text: &str,
    p: &Passage,
    head: &Head,
    saying: usize,
    right: usize,
    floor: usize,
) -> Option<Credit> {
    let mut from = saying.saturating_add(2);
    loop {
        let next = past_one(text, p, from, right);
        if next == from {
            break;
        }
        from = next;
    }
    if p.reads(text, from, "that") {
        from = from.saturating_add(1);
    }
    let behind = (from..right).any(|at| p.is_word(at)).then_some(from..right);
    let content: Vec<_> = match content_before(text, p, head, floor) {
        Some(left) if behind.is_none() => vec![left],
        Some(left) if p.any_quoted(&left) => std::iter::once(left).chain(behind).collect(),
        _ => behind.into_iter().collect(),
    };
    (!content.is_empty()).then(|| Credit {
        source: None,
        cue: vec![head.cue_start..head.at.saturating_add(1), saying..saying.saturating_add(2)],
        content,
        outer: Vec::new(),
        inner: Vec::new(),
        verb: Some(head.verb),
        frame: Frame::That,
    })
}
