//! Credits without a verb of their own: "according to X", "as reported by X", "citing X".

use crate::{
    noun_phrase,
    passage::{Passage, Tokens},
    words::{CueSort, Entry, Words, class},
};

use super::{Credit, Frame, with_apposition};

/// A carrier that a preposition names.
#[derive(Clone, Debug)]
struct Carrier {
    /// The words that credit.
    cue: Tokens,
    /// Who is credited.
    source: Tokens,
    /// Whether it is cited by the source of the clause, and not the other way round.
    cited: bool,
}

/// Finds these carriers and joins them to the credits of the sentence; where the sentence has no other
/// credit, "according to X" is one of its own.
pub(super) fn attach(text: &str, p: &Passage, sentence: &Tokens, words: &Words, found: &mut Vec<Credit>) {
    for carrier in carriers(text, p, sentence) {
        if carrier.cited {
            cite(p, found, &carrier);
        } else {
            accord(text, p, sentence, words, found, &carrier);
        }
    }
}

/// Where a carrier that closes the sentence begins, so that no content runs into it.
pub(super) fn start_of_trailing(text: &str, p: &Passage, sentence: &Tokens, head: usize) -> Option<usize> {
    let at = (head..sentence.end).find(|at| p.quote_of(*at).is_none() && cue_at(text, p, *at).is_some())?;
    let comma = at.checked_sub(1).filter(|b| p.is_mark(text, *b, ","));
    // One in the middle ("reported, citing X, that C") closes nothing.
    let closes = !p.has_finite(past_carrier(text, p, at, sentence.end)?..sentence.end);
    Some(comma.unwrap_or(at)).filter(|edge| closes && *edge > head.saturating_add(1))
}

/// Past the carrier that begins at token `at`, with its apposition.
pub(super) fn past_carrier(text: &str, p: &Passage, at: usize, limit: usize) -> Option<usize> {
    let (from, _) = cue_at(text, p, at)?;
    let phrase = noun_phrase::after(text, p, from, limit);
    (!phrase.is_empty()).then(|| with_apposition(text, p, phrase, limit).end)
}

fn carriers(text: &str, p: &Passage, sentence: &Tokens) -> Vec<Carrier> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let Some((from, cited)) = cue_at(text, p, at).filter(|_| p.quote_of(at).is_none()) else {
            at = at.saturating_add(1);
            continue;
        };
        let phrase = noun_phrase::after(text, p, from, sentence.end);
        // "According to plan": a bare common noun that names no source.
        let bare = phrase.len() == 1
            && !p.is_capital(phrase.start)
            && !p
                .phrases_at(phrase.start)
                .iter()
                .any(|f| matches!(f.entry, Entry::Collective(_) | Entry::Body(_)));
        if phrase.is_empty() || bare {
            at = from;
            continue;
        }
        let source = with_apposition(text, p, phrase, sentence.end);
        at = source.end;
        found.push(Carrier { cue: cue_start(p, &source, from, text)..from, source, cited });
    }
    found
}

fn cue_start(p: &Passage, source: &Tokens, from: usize, text: &str) -> usize {
    let mut start = from;
    while start > 0 && source.start.saturating_sub(start) < 5 {
        start = start.saturating_sub(1);
        if cue_at(text, p, start).is_some_and(|(end, _)| end == from) {
            return start;
        }
    }
    from
}

/// "according to", "as reported by", "citing", "with reference to": where the source begins, and whether
/// it is cited by the one who speaks.
fn cue_at(text: &str, p: &Passage, at: usize) -> Option<(usize, bool)> {
    let next = at.saturating_add(1);
    let third = next.saturating_add(1);
    match p.word(text, at) {
        // "In a survey by the institute, 46 percent …"
        "In" | "in" if at_survey(p, next) => Some((next, false)),
        "according" | "According" if p.reads(text, next, "to") => Some((third, false)),
        "citing" | "quoting" | "Citing" | "Quoting" => Some((next, true)),
        "referring" if p.reads(text, next, "to") && p.is_mark(text, at.saturating_sub(1), ",") => {
            Some((third, true))
        }
        "with" if p.reads(text, next, "reference") => Some((third.saturating_add(1), true)),
        "as" | "As" => {
            let verb = (next..next.saturating_add(3)).find(|i| p.is(*i, class::CUE))?;
            let by = verb.saturating_add(1);
            (verb.saturating_sub(next) < 2 && p.reads(text, by, "by")).then(|| (by.saturating_add(1), false))
        }
        _ => None,
    }
}

/// Whether a survey is named right here.
fn at_survey(p: &Passage, at: usize) -> bool {
    let is_survey = |at: usize| {
        p.phrases_at(at)
            .iter()
            .any(|f| matches!(f.entry, Entry::Collective(attache_core::source::SourceKind::SurveyUnnamed)))
    };
    (at..at.saturating_add(3)).any(is_survey)
}

/// Takes a carrier out of a content; what goes on behind it stays ("said that, according to X, C").
fn cut_out(p: &Passage, content: &mut Vec<Tokens>, carrier: &Carrier) {
    let mut kept = Vec::with_capacity(content.len());
    for run in content.drain(..) {
        if run.start <= carrier.cue.start && carrier.cue.start < run.end {
            kept.push(run.start..carrier.cue.start);
            let rest = carrier.source.end.min(run.end)..run.end;
            if p.has_finite(rest.clone()) {
                kept.push(rest);
            }
        } else {
            kept.push(run);
        }
    }
    kept.retain(|run| run.clone().any(|at| p.is_word(at)));
    *content = kept;
}

/// The one cited is the origin of what the nearest source before it says.
fn cite(p: &Passage, found: &mut [Credit], carrier: &Carrier) {
    let near = |credit: &&mut Credit| credit.cue.iter().any(|cue| cue.start <= carrier.cue.start);
    let already = |credit: &Credit| credit.inner.iter().any(|run| run.start == carrier.source.start);
    let place = found.iter().rposition(|credit| credit.cue.iter().any(|cue| cue.start <= carrier.cue.start));
    let credit = match place {
        Some(at) => found.get_mut(at).filter(near),
        None => found.first_mut(),
    };
    let Some(credit) = credit else { return };
    if already(credit) {
        return;
    }
    cut_out(p, &mut credit.content, carrier);
    credit.content.retain(|run| run.start < carrier.cue.start || run.start >= carrier.source.end);
    credit.cue.push(carrier.cue.clone());
    credit.inner.push(carrier.source.clone());
}

fn accord(
    text: &str,
    p: &Passage,
    sentence: &Tokens,
    words: &Words,
    found: &mut Vec<Credit>,
    carrier: &Carrier,
) {
    let leads = carrier.cue.start <= sentence.start.saturating_add(2);
    let document = p
        .phrases_in(carrier.source.clone())
        .any(|f| matches!(f.entry, Entry::Collective(attache_core::source::SourceKind::Document)));
    let joined = if leads { found.first_mut() } else { found.last_mut() };
    if let Some(credit) = joined.filter(|credit| reaches(text, p, credit, carrier, leads)) {
        cut_out(p, &mut credit.content, carrier);
        credit.content.retain(|run| run.start != carrier.cue.start && !run.is_empty());
        credit.cue.push(carrier.cue.clone());
        let thinks = credit
            .verb
            .and_then(|v| words.cues.get(usize::from(v)))
            .is_some_and(|v| v.sort == CueSort::Think);
        // "According to the spy agency, C, the lawmaker said": the lawmaker speaks on the agency's word. An
        // outlet in that place carries what he said.
        let outlet = p.phrases_in(carrier.source.clone()).any(|f| matches!(f.entry, Entry::Outlet(_)));
        let rests_on = leads && credit.frame == Frame::After && !outlet;
        if document && !thinks || rests_on {
            credit.inner.push(carrier.source.clone());
        } else {
            credit.outer.insert(0, carrier.source.clone());
        }
        return;
    }
    let content = around(text, p, sentence, carrier, found, leads);
    let credit = Credit {
        source: Some(carrier.source.clone()),
        cue: vec![carrier.cue.clone()],
        content,
        outer: Vec::new(),
        inner: Vec::new(),
        verb: None,
        frame: Frame::According,
        second: None,
    };
    if leads { found.insert(0, credit) } else { found.push(credit) }
}

/// Whether a carrier is one of the chain of a credit: it opens the sentence, or stands right behind it.
fn reaches(text: &str, p: &Passage, credit: &Credit, carrier: &Carrier, leads: bool) -> bool {
    if leads {
        return credit.frame != Frame::According;
    }
    // One that stands behind the carrier is another statement.
    if credit.cue.iter().all(|cue| cue.start > carrier.cue.start) {
        return false;
    }
    let last =
        credit.content.iter().chain(&credit.cue).chain(&credit.source).map(|run| run.end).max().unwrap_or(0);
    // Between both lies nothing but a comma, unless a new clause began there.
    let gap = last.min(carrier.cue.start)..carrier.cue.start;
    !p.has_finite(gap.clone()) && !gap.into_iter().any(|at| p.is_mark(text, at, ";"))
}

/// What "according to X" credits: what stands before it, behind it, or both.
fn around(
    text: &str,
    p: &Passage,
    sentence: &Tokens,
    carrier: &Carrier,
    found: &[Credit],
    leads: bool,
) -> Vec<Tokens> {
    let behind_end = found
        .iter()
        .filter_map(|credit| credit.source.as_ref().or_else(|| credit.cue.first()).map(|run| run.start))
        .filter(|start| *start > carrier.source.end)
        .min()
        .unwrap_or(sentence.end);
    let from = (carrier.source.end..behind_end).find(|at| !p.is_mark(text, *at, ","));
    if leads {
        let skip = p.has_finite(carrier.source.end..behind_end);
        return from
            .filter(|_| skip)
            .map(|from| past_aside(text, p, from, carrier.source.end, behind_end)..behind_end)
            .into_iter()
            .collect();
    }
    let floor = found
        .iter()
        .flat_map(|credit| credit.cue.iter().chain(&credit.source).chain(&credit.content))
        .map(|run| run.end)
        .filter(|end| *end <= carrier.cue.start)
        .max()
        .unwrap_or(sentence.start);
    let before = floor..carrier.cue.start;
    let goes_on = p.is_mark(text, carrier.source.end, ",") && p.has_finite(carrier.source.end..behind_end);
    let rest = from.filter(|_| goes_on && !p.has_finite(before.clone())).map(|from| from..behind_end);
    std::iter::once(before).chain(rest).collect()
}

/// "According to the broadcaster RTS, which spoke to a witness, C": C begins behind the relative clause.
fn past_aside(text: &str, p: &Passage, from: usize, source_end: usize, end: usize) -> usize {
    let aside = p.is(from, class::RELATIVE) && p.is_mark(text, source_end, ",");
    let comma = (from..end).find(|at| p.is_mark(text, *at, ",")).filter(|_| aside);
    comma.map_or(from, |at| at.saturating_add(1))
}
