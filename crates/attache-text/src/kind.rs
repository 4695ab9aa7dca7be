//! The kind of a claim, by the words that tell it.

use attache_core::{
    claim_kind::ClaimKind, modality::Modality, proposition::ItemCategory, source::SourceKind,
};

use crate::{
    manner, nation,
    passage::{Passage, Tokens},
    token::Shape,
    words::{Entry, FigureSort, Needs, Words, class},
};

/// How strongly a word of a kind speaks, where no other rule decides. A word at the main verb speaks
/// louder by [`AT_VERB`].
const fn strength(kind: ClaimKind) -> u32 {
    match kind {
        ClaimKind::NoComment => 200,
        ClaimKind::Agreement => 50,
        ClaimKind::Position => 49,
        ClaimKind::LegalConstraint => 58,
        ClaimKind::Clash => 46,
        ClaimKind::Meeting => 45,
        ClaimKind::Deployment => 47,
        ClaimKind::Transfer => 44,
        ClaimKind::Stock => 36,
        ClaimKind::Poll => 34,
        ClaimKind::Forecast => 32,
        ClaimKind::Assessment => 26,
        ClaimKind::Background => 0,
    }
}

const AT_VERB: u32 = 12;

/// The kind of what a run says, credited to a source of kind `origin`.
#[must_use]
pub(crate) fn kind(
    text: &str,
    p: &Passage,
    run: &Tokens,
    origin: Option<SourceKind>,
    words: &Words,
) -> ClaimKind {
    let present = Present::in_run(p, run, words);
    if neither_commented(p, run) {
        return ClaimKind::NoComment;
    }
    let survey = origin.is_some_and(|kind| matches!(kind, SourceKind::Survey | SourceKind::SurveyUnnamed));
    if survey && (present.share || p.has_finite(run.clone())) {
        return ClaimKind::Poll;
    }
    let best = best_by_words(p, run, &present);
    let stance = manner::words_of_manner(p, run).is_some_and(|m| {
        matches!(m.modality, Modality::Considered | Modality::NotConsidered | Modality::NotRuledOut)
    });
    let likelihood =
        manner::words_of_manner(p, run).is_some_and(|m| m.likelihood.is_some()) && looks_ahead(text, p, run);
    let verb = run.clone().find(|at| p.is_finite(*at));
    let must = verb.is_some_and(|at| ["must", "should"].iter().any(|w| p.reads(text, at, w)));
    if must
        && origin.is_some_and(SourceKind::is_person)
        && !matches!(best, ClaimKind::LegalConstraint | ClaimKind::NoComment)
    {
        return ClaimKind::Position;
    }
    let possible = verb.is_some_and(|at| ["could", "may", "might"].iter().any(|w| p.reads(text, at, w)));
    let negated = verb.is_some_and(|at| p.is(at.saturating_add(1), class::NEGATOR));
    let possible = possible && !negated;
    let plain = !matches!(
        best,
        ClaimKind::NoComment | ClaimKind::LegalConstraint | ClaimKind::Agreement | ClaimKind::Poll
    );
    if plain && (likelihood || possible) {
        return ClaimKind::Forecast;
    }
    match best {
        ClaimKind::Poll if !present.share => ClaimKind::Assessment,
        ClaimKind::Transfer
        | ClaimKind::Deployment
        | ClaimKind::Stock
        | ClaimKind::Forecast
        | ClaimKind::Background
        | ClaimKind::Assessment
            if stance =>
        {
            ClaimKind::Position
        }
        ClaimKind::Background if origin.is_some_and(speaks_for_a_side) && says_we(text, p, run) => {
            ClaimKind::Position
        }
        ClaimKind::Background if origin.is_some() => ClaimKind::Assessment,
        other => other,
    }
}

/// Sources whose "we" is a government's or an army's.
const fn speaks_for_a_side(kind: SourceKind) -> bool {
    matches!(
        kind,
        SourceKind::Official
            | SourceKind::OfficialAnonymous
            | SourceKind::GovernmentBody
            | SourceKind::Military
            | SourceKind::Parliament
    )
}

fn says_we(text: &str, p: &Passage, run: &Tokens) -> bool {
    let verb = run.clone().find(|at| p.is_finite(*at));
    let acts = verb.is_some_and(|at| !p.is(at, class::BE.with(class::HAVE)) || is_auxiliary(p, at));
    acts && run.clone().take(4).any(|at| p.reads(text, at, "we"))
}

/// "Unlikely to", "is likely", "will probably": a likelihood of what is to come. "Likely flew" and "are
/// almost certainly inflated" judge what is.
fn looks_ahead(text: &str, p: &Passage, run: &Tokens) -> bool {
    let ahead = |at: usize| ["will", "would", "to"].iter().any(|w| p.reads(text, at, w));
    let term = run
        .clone()
        .find(|at| p.longest_at(*at, |e| matches!(e, Entry::Manner(_, Some(_))).then_some(())).is_some());
    let Some(term) = term else { return false };
    let last = p
        .longest_at(term, |e| matches!(e, Entry::Manner(_, Some(_))).then_some(()))
        .map_or(term, |((), last)| last);
    let closes = last >= run.end
        || p.is(last, class::PREPOSITION.with(class::SUBORDINATOR))
        || p.is_mark(text, last, ",.");
    ahead(last)
        || (run.start..term).any(|at| p.reads(text, at, "will") || p.reads(text, at, "would"))
        || closes
}

/// What is named in a run.
struct Present {
    personnel: bool,
    arms: bool,
    party: bool,
    figure: bool,
    share: bool,
}

impl Present {
    fn in_run(p: &Passage, run: &Tokens, words: &Words) -> Self {
        let mut present = Self { personnel: false, arms: false, party: false, figure: false, share: false };
        for phrase in p.phrases_in(run.clone()) {
            match phrase.entry {
                Entry::Item(number) => match words.items.get(usize::from(number)).map(|item| item.category) {
                    Some(ItemCategory::Personnel) => present.personnel = true,
                    Some(_) => present.arms = true,
                    None => {}
                },
                Entry::Body(_) | Entry::Office(_) => present.party = true,
                Entry::Figure(FigureSort::Share(_) | FigureSort::Majority) => present.share = true,
                _ => {}
            }
        }
        for at in run.clone() {
            let number = p.token(at).is_some_and(|t| t.shape == Shape::Number);
            present.figure |= number;
            present.party |= nation::at(p, at, words).is_some();
        }
        present.share |= run.clone().any(|at| {
            p.token(at).is_some_and(|t| t.shape == Shape::Number)
                && run.contains(&at.saturating_add(1))
                && is_percent(p, at.saturating_add(1))
        });
        present
    }

    const fn meets(&self, needs: Needs) -> bool {
        match needs {
            Needs::Nothing => true,
            Needs::Personnel => self.personnel,
            Needs::Arms => self.arms,
            Needs::Item => self.personnel || self.arms,
            Needs::Figure => self.figure,
            Needs::Party => self.party,
        }
    }
}

fn is_percent(p: &Passage, at: usize) -> bool {
    p.token(at).is_some_and(|t| t.shape == Shape::Mark && t.end.saturating_sub(t.start) == 1 && !t.spaced)
        || p.token(at).is_some_and(|t| t.shape == Shape::Lower && t.end.saturating_sub(t.start) == 7)
}

fn best_by_words(p: &Passage, run: &Tokens, present: &Present) -> ClaimKind {
    let verb = run.clone().find(|at| p.is_finite(*at));
    let mut best = (0u32, ClaimKind::Background);
    for phrase in p.phrases_in(run.clone()) {
        let Entry::Predicate(kind, needs) = phrase.entry else { continue };
        let auxiliary = p.is(phrase.first, class::HAVE) && is_auxiliary(p, phrase.first);
        if !present.meets(needs) || auxiliary || noun_that_is_an_item(p, phrase.first) {
            continue;
        }
        let at_verb = verb.is_some_and(|verb| {
            phrase.last.saturating_add(1) > verb && phrase.first <= verb.saturating_add(4)
        });
        let long = u32::try_from(phrase.last.saturating_sub(phrase.first)).unwrap_or(1).min(4);
        let score = strength(kind).saturating_add(if at_verb { AT_VERB } else { 0 }).saturating_add(long);
        if score > best.0 {
            best = (score, kind);
        }
    }
    best.1
}

/// "Has become", "had been sold": no having; nor is "has doubts", where no thing is had.
fn is_auxiliary(p: &Passage, at: usize) -> bool {
    let mut next = at.saturating_add(1);
    while p.is(next, class::ADVERB.with(class::NEGATOR)) {
        next = next.saturating_add(1);
    }
    p.is(next, class::VERB_PARTICIPLE.with(class::VERB_PAST).with(class::BE).with(class::INFINITIVE))
        || p.is_past_shaped(next)
        || !(next..next.saturating_add(7))
            .any(|at| p.phrases_at(at).iter().any(|f| matches!(f.entry, Entry::Item(_))))
}

/// "an attack drone", "the strike capability": the word is part of the name of a thing.
fn noun_that_is_an_item(p: &Passage, at: usize) -> bool {
    p.phrases_at(at.saturating_add(1)).iter().any(|f| matches!(f.entry, Entry::Item(_)))
        && !p.is(at, class::VERB_PAST.with(class::VERB_THIRD).with(class::VERB_BASE).with(class::VERB_GERUND))
        && !p.is(at, class::HAVE)
}

/// "Neither side commented", "nobody at the ministry commented".
fn neither_commented(p: &Passage, run: &Tokens) -> bool {
    let comment = run.clone().find(|at| p.is(*at, class::ANSWER));
    comment.is_some_and(|comment| (run.start..comment).any(|at| p.is(at, class::NEGATOR)))
}
