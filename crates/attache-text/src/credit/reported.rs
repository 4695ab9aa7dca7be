//! Heads that are passive or cite somebody: "it was reported that C", "Y quoted X as saying that C".

use crate::{noun_phrase, passage::Passage, words::class};

use super::{Credit, Frame, alone, complement::content_before, head::Head, setting::past_one};

/// "It was reported that C", "C is said to have …".
pub(super) fn agentless(text: &str, p: &Passage, head: &Head, right: usize) -> Option<Credit> {
    let that = (head.at..right.min(head.at.saturating_add(8))).find(|at| p.reads(text, *at, "that"));
    let base = Credit {
        source: None,
        cue: alone(head.cue_start..head.at.saturating_add(1)),
        content: Vec::new(),
        outer: Vec::new(),
        inner: Vec::new(),
        verb: Some(head.verb),
        frame: Frame::Agentless,
        second: None,
    };
    if head.subject.is_empty() {
        let from = that?.saturating_add(1);
        let by = (head.at..from).find(|at| p.is(*at, class::PASSIVE_AGENT) && p.reads(text, *at, "by"));
        let source =
            by.map(|at| noun_phrase::after(text, p, at.saturating_add(1), from)).filter(|s| !s.is_empty());
        return Some(Credit {
            source,
            cue: alone(head.cue_start..from),
            content: alone(from..right),
            ..base
        });
    }
    let to = (head.at..right).find(|at| p.reads(text, *at, "to"))?;
    let mut from = to.saturating_add(1);
    if p.is(from, class::HAVE) {
        from = from.saturating_add(1);
    }
    Some(Credit {
        cue: alone(head.cue_start..from),
        content: vec![head.subject.clone(), from..right],
        ..base
    })
}

/// "X was quoted by Y as saying that C", "C, X was quoted as saying".
pub(super) fn quoted_by(text: &str, p: &Passage, head: &Head, right: usize, floor: usize) -> Option<Credit> {
    let saying =
        (head.at..right).find(|at| p.reads(text, *at, "as") && p.is(at.saturating_add(1), class::CUE))?;
    let by = (head.at..saying).find(|at| p.reads(text, *at, "by"));
    let carrier =
        by.map(|at| noun_phrase::after(text, p, at.saturating_add(1), saying)).filter(|c| !c.is_empty());
    let credit = content_of_saying(text, p, head, saying, right, floor)?;
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
        second: None,
    })
}
