//! How a claim is put: modality and likelihood.

use attache_core::{
    attribution::Quotation, claim_kind::ClaimKind, likelihood::Likelihood, modality::Modality,
    source::SourceKind,
};

use crate::{
    passage::{Passage, Tokens},
    words::{CueSort, Entry, class},
};

/// How a claim is put, with the term of likelihood that the text uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Manner {
    /// The rung.
    pub modality: Modality,
    /// The term.
    pub likelihood: Option<Likelihood>,
}

/// The words of manner within a run: the longest phrase at each place, the first place that is not
/// plainly asserted.
#[must_use]
pub(crate) fn words_of_manner(p: &Passage, run: &Tokens) -> Option<Manner> {
    let mut found: Option<Manner> = None;
    let mut at = run.start;
    while at < run.end {
        let longest = p.longest_at(at, |entry| match entry {
            Entry::Manner(modality, likelihood) => Some(Manner { modality, likelihood }),
            _ => None,
        });
        let Some((manner, last)) = longest.filter(|(_, last)| *last <= run.end) else {
            at = at.saturating_add(1);
            continue;
        };
        if manner.modality != Modality::Asserted {
            return Some(manner);
        }
        found = found.or(Some(manner));
        at = last;
    }
    found
}

/// What is known of a claim when its manner is decided.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Setting {
    /// How the cue puts it, where there is one.
    pub cue: Option<(CueSort, Modality)>,
    /// Its kind so far.
    pub kind: ClaimKind,
    /// Whether somebody other than the outlet is credited, and of which kind that source is.
    pub origin: Option<SourceKind>,
    /// How much of it is quoted.
    pub quote: Quotation,
}

/// Decides how a claim is put.
#[must_use]
pub(crate) fn manner(text: &str, p: &Passage, run: &Tokens, setting: Setting) -> Manner {
    let plain = |modality| Manner { modality, likelihood: None };
    if let Some((_, puts)) = setting.cue
        && puts != Modality::Asserted
    {
        return plain(puts);
    }
    if setting.kind == ClaimKind::NoComment {
        return plain(Modality::Asserted);
    }
    if let Some(found) = words_of_manner(p, run)
        && (found.modality != Modality::Asserted || found.likelihood.is_some())
    {
        let own_stance = !matches!(found.modality, Modality::NotConsidered) || speaks_of_choice(setting.kind);
        return if own_stance { found } else { plain(Modality::Asserted) };
    }
    let event = matches!(
        setting.kind,
        ClaimKind::Transfer | ClaimKind::Deployment | ClaimKind::Agreement | ClaimKind::Stock
    );
    if event && setting.origin.is_some_and(can_deny) && negated(text, p, run) {
        return plain(Modality::Denied);
    }
    if setting.origin.is_none() && setting.quote == Quotation::Partial {
        return plain(Modality::Quoted);
    }
    plain(Modality::Asserted)
}

/// Kinds of which somebody can say that they will not be: for others "will not" is only a negative.
const fn speaks_of_choice(kind: ClaimKind) -> bool {
    matches!(
        kind,
        ClaimKind::Position
            | ClaimKind::Transfer
            | ClaimKind::Deployment
            | ClaimKind::Meeting
            | ClaimKind::Agreement
            | ClaimKind::Forecast
    )
}

const fn can_deny(kind: SourceKind) -> bool {
    !matches!(
        kind,
        SourceKind::ExpertsUnnamed
            | SourceKind::Survey
            | SourceKind::SurveyUnnamed
            | SourceKind::ResearchInstitute
            | SourceKind::Document
    )
}

/// Whether the first verb of the run is negated, or its subject is "no …".
fn negated(text: &str, p: &Passage, run: &Tokens) -> bool {
    let Some(verb) = run.clone().find(|at| p.is_finite(*at)) else { return false };
    let near = run.start..verb.saturating_add(3).min(run.end);
    // "Not only sent but trained" and "Poland, not Hungary, sent" deny nothing of the verb.
    let aside = |at: usize| {
        p.reads(text, at.saturating_add(1), "only")
            || at.checked_sub(1).is_some_and(|b| p.is_mark(text, b, ","))
    };
    near.into_iter().any(|at| p.is(at, class::NEGATOR) && !aside(at))
}
