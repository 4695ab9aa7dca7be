//! The reason that is given for a position or its change.

use crate::{claim_state::ClaimState, id::ClaimId, span::Span};

/// A stated reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Its words.
    pub words: String,
    /// The claim that stands there, where there is one.
    pub claim: Option<ClaimId>,
}

/// Words behind which a reason stands.
const BECAUSE: [&str; 10] = [
    "due to",
    "because of",
    "because",
    "in light of",
    "in view of",
    "in response to",
    "owing to",
    "as a result of",
    "given that",
    "on account of",
];

/// The reason that the sentence of a position gives behind the position's first word, up to its next full
/// stop or semicolon. A claim of the same article that stands there is named with it.
pub(super) fn reason(state: &ClaimState, all: &[&ClaimState]) -> Option<Reason> {
    let sentence = &state.body.sentence;
    let from = state.body.spans.iter().map(|excerpt| excerpt.span.start).min()?;
    let skip = from.checked_sub(sentence.span.start)?;
    let text = sentence.text.get(skip..)?;
    // Lower case of ASCII only: bytes stay where they are.
    let lower = text.to_ascii_lowercase();
    let found = BECAUSE.iter().filter_map(|cue| word_at(&lower, cue).map(|at| (at, cue.len())));
    let (at, long) = found.min_by_key(|(at, long)| (*at, std::cmp::Reverse(*long)))?;
    let start = at.checked_add(long)?;
    let behind = text.get(start..)?;
    // The words that credit the claim are no part of the reason ("because of the talks, the ministry said").
    let credits = state.body.source.iter().chain(&state.body.cue).map(|excerpt| excerpt.span.start);
    let credited = credits.filter_map(|credit| credit.checked_sub(from)?.checked_sub(start)).min();
    let behind = credited.and_then(|end| behind.get(..end)).unwrap_or(behind);
    let words = behind.split([';', '.', '\n']).next().unwrap_or(behind).trim_end_matches([',', ' ']);
    let gap = words.len().saturating_sub(words.trim_start().len());
    let words = words.trim();
    if words.is_empty() {
        return None;
    }
    let first = from.checked_add(start)?.checked_add(gap)?;
    let there = Span::new(first, first.checked_add(words.len())?);
    let stands = |other: &&&ClaimState| {
        let within = |span: Span| span.start >= there.start && span.end <= there.end;
        other.id != state.id
            && other.article == state.article
            && other.body.spans.iter().any(|excerpt| within(excerpt.span))
    };
    Some(Reason { words: words.to_owned(), claim: all.iter().find(stands).map(|other| other.id) })
}

/// Where words stand on their own.
fn word_at(text: &str, words: &str) -> Option<usize> {
    text.match_indices(words).map(|(at, _)| at).find(|at| {
        let end = at.saturating_add(words.len());
        let free = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric());
        let before = at.checked_sub(1).and_then(|before| text.as_bytes().get(before));
        free(before) && free(text.as_bytes().get(end))
    })
}
