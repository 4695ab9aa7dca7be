//! What a claim takes for granted: "in light of their sending troops", "information on the transfer of arms".
//!
//! Who says so does not tell it as news, and vouches for it all the same: it is a claim within the claim.

use attache_core::{claim::ClaimDraft, claim_kind::ClaimKind, modality::Modality};

use crate::{
    nation,
    passage::{Passage, Tokens},
    words::{Entry, Words, class},
};

/// Words behind which a happening is named as known, each with its closing words.
const FRAMES: [&[&str]; 9] = [
    &["in", "light", "of"],
    &["in", "view", "of"],
    &["in", "response", "to"],
    &["given"],
    &["despite"],
    &["amid"],
    &["information", "on"],
    &["intelligence", "on"],
    &["data", "on"],
];

/// Words that take back that it happened, or that say the opposite.
const DOUBT: [&str; 17] = [
    "possible",
    "potential",
    "planned",
    "alleged",
    "reported",
    "supposed",
    "likely",
    "future",
    "reports",
    "rumours",
    "claims",
    "plans",
    "possibility",
    "prospect",
    "withdrawal",
    "withdrawing",
    "return",
];

/// Within how many words of the frame the happening is named.
const NEAR: usize = 4;
/// Fewest words that name a happening and who did it.
const FEWEST: usize = 4;

/// The runs of words within a run that name a happening as known.
#[must_use]
pub(crate) fn runs(text: &str, p: &Passage, run: &Tokens, words: &Words) -> Vec<Tokens> {
    let mut found = Vec::new();
    let mut at = run.start;
    while at < run.end {
        let Some(mut start) = behind_frame(text, p, at) else {
            at = at.saturating_add(1);
            continue;
        };
        // "Information on A and on B": the frame holds for both.
        let preposition = start.saturating_sub(1);
        loop {
            let end = end_of(text, p, start, run.end);
            if names_happening(text, p, &(start..end), words) {
                found.push(start..end);
            }
            at = end.max(start);
            let again = end.saturating_add(1);
            let goes_on = p.is(end, class::COORDINATOR)
                && again < run.end
                && p.word(text, again) == p.word(text, preposition);
            if !goes_on {
                break;
            }
            start = again.saturating_add(1);
        }
    }
    found
}

/// Where the words behind a frame begin that begins here.
fn behind_frame(text: &str, p: &Passage, at: usize) -> Option<usize> {
    let reads = |frame: &&&[&str]| {
        frame.iter().enumerate().all(|(number, word)| p.reads(text, at.saturating_add(number), word))
    };
    FRAMES.iter().find(reads).map(|frame| at.saturating_add(frame.len()))
}

/// Where what is named ends: at a mark, or at an "and" or "or" with a preposition or a clause behind it.
fn end_of(text: &str, p: &Passage, from: usize, end: usize) -> usize {
    let ends = |at: &usize| {
        let next = at.saturating_add(1);
        let another = p.is(*at, class::COORDINATOR) && p.is(next, class::PREPOSITION);
        another || p.is_mark(text, *at, ",;:–—()") || p.is(*at, class::RELATIVE) || p.closes_quote(*at)
    };
    (from..end).find(ends).unwrap_or(end)
}

/// Whether the words begin with who did it, or with what was done: a noun of doing, or a verb in "-ing".
fn names_happening(text: &str, p: &Passage, run: &Tokens, words: &Words) -> bool {
    let near = run.start..run.end.min(run.start.saturating_add(NEAR));
    let doubted = near.clone().any(|at| DOUBT.iter().any(|word| p.reads(text, at, word)));
    let denied = run.clone().any(|at| p.is(at, class::NEGATOR));
    let is_done = |at: usize| {
        let told =
            |entry: Entry| matches!(entry, Entry::Predicate(kind, _) if is_happening(kind)).then_some(());
        p.longest_at(at, told).is_some()
    };
    run.len() >= FEWEST
        && !doubted
        && !denied
        && !p.has_finite(near.clone())
        && run.clone().any(|at| nation::at(p, at, words).is_some())
        && (run.start..near.end).any(is_done)
}

const fn is_happening(kind: ClaimKind) -> bool {
    matches!(kind, ClaimKind::Deployment | ClaimKind::Transfer | ClaimKind::Clash)
}

/// Whether what was read in such words is a claim of its own: something that was done, and by whom.
#[must_use]
pub(crate) fn is_claim(draft: &ClaimDraft) -> bool {
    let says = &draft.proposition;
    is_happening(draft.kind)
        && draft.modality == Modality::Asserted
        && says.actor.is_some()
        && (says.counterpart.is_some() || draft.place.is_some() || !says.items.is_empty())
}

/// "They sent troops, with the first clashes with the other side recorded": the side that is not named is the one of
/// the clause before.
pub(crate) fn take_side(draft: &mut ClaimDraft, before: Option<&ClaimDraft>) {
    let Some(before) =
        before.filter(|before| before.sentence == draft.sentence && before.chain == draft.chain)
    else {
        return;
    };
    let says = &mut draft.proposition;
    let other = before.proposition.actor.as_ref().filter(|actor| Some(*actor) != says.counterpart.as_ref());
    if draft.kind == ClaimKind::Clash && says.actor.is_none() && says.counterpart.is_some() {
        says.actor = other.cloned();
    }
}
