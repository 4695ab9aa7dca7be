//! What was weighed, for programs.

use attache_core::{
    claim_state::{ClaimState, Standing},
    corroboration::{Corroboration, Report},
    exchange::Topic,
    id::{ArticleId, ClaimId},
    proposition::telling::{Strength, Support},
};
use jiff::{Timestamp, civil::Date};
use serde::Serialize;

use crate::{
    weighing::{FigureWeighed, Scope, Weighed},
    wording,
};

use super::{Asked, headline};

/// The answer as one object.
#[derive(Debug, Serialize)]
pub(crate) struct InJson<'a> {
    /// The claim that was weighed.
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<ClaimId>,
    /// The sentence that was weighed.
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<&'a str>,
    /// What was weighed, in words.
    proposition: String,
    /// Every proposition of the claim or the question.
    parts: Vec<String>,
    /// The answer in one line.
    answer: String,
    /// On what an exchange has to be to count.
    topic: &'a Topic,
    /// The standings that count.
    standings: &'static [Standing],
    as_of: Option<Timestamp>,
    reports: Vec<Reported<'a>>,
    opposing: Vec<Opposed<'a>>,
    figure: Option<Figure<'a>>,
    /// The three readings with their proofs.
    corroboration: &'a Corroboration,
    /// What it rests on, and what speaks against it.
    evidence: Vec<ClaimId>,
}

/// A report. What it rests on stands in the proofs, by claim.
#[derive(Debug, Serialize)]
struct Reported<'a> {
    claim: ClaimId,
    article: ArticleId,
    standing: Standing,
    said: Option<Date>,
    chain: &'a attache_core::chain::Chain,
    words: String,
    figures: Vec<String>,
    /// `says`, `presupposes`, `leaves-open`.
    strength: &'static str,
    /// What it leaves open.
    open: Vec<String>,
    why: String,
    #[serde(skip_serializing_if = "std::collections::BTreeSet::is_empty")]
    received_from: &'a std::collections::BTreeSet<String>,
}

/// A claim that cannot be true with it.
#[derive(Debug, Serialize)]
struct Opposed<'a> {
    claim: ClaimId,
    article: ArticleId,
    standing: Standing,
    chain: &'a attache_core::chain::Chain,
    words: String,
    why: String,
}

/// The figure, weighed apart.
#[derive(Debug, Serialize)]
struct Figure<'a> {
    proposition: String,
    claims: &'a [ClaimId],
    strict: usize,
    normal: usize,
    lenient: usize,
}

/// The answer, for programs.
pub(crate) fn json<'a>(asked: &'a Asked, weighed: &'a Weighed, scope: Scope) -> InJson<'a> {
    InJson {
        claim: match asked {
            Asked::Claim(state) => Some(state.id),
            Asked::Sentence(_) => None,
        },
        question: match asked {
            Asked::Sentence(words) => Some(words),
            Asked::Claim(_) => None,
        },
        proposition: weighed.proposition.to_string(),
        parts: weighed.parts.iter().map(ToString::to_string).collect(),
        answer: headline(weighed),
        topic: &weighed.topic,
        standings: scope.standings(),
        as_of: scope.as_of,
        reports: weighed.reports.iter().map(|(state, support)| reported(state, support)).collect(),
        opposing: weighed
            .opposing
            .iter()
            .map(|(state, comparison)| Opposed {
                claim: state.id,
                article: state.article,
                standing: state.standing,
                chain: &state.body.chain,
                words: wording::content(&state.body, usize::MAX),
                why: comparison.why.to_string(),
            })
            .collect(),
        figure: weighed.figure.as_ref().map(figure),
        corroboration: &weighed.corroboration,
        evidence: weighed.evidence(),
    }
}

fn reported<'a>(state: &'a ClaimState, support: &Support) -> Reported<'a> {
    let (strength, open) = match support.strength {
        Strength::Says => ("says", Vec::new()),
        Strength::Presupposes => ("presupposes", Vec::new()),
        Strength::LeavesOpen(open) => ("leaves-open", open.iter().map(|one| one.to_string()).collect()),
    };
    Reported {
        claim: state.id,
        article: state.article,
        standing: state.standing,
        said: Report::of(state).said,
        chain: &state.body.chain,
        words: wording::content(&state.body, usize::MAX),
        figures: state.body.quantities.iter().map(wording::figure).collect(),
        strength,
        open,
        why: support.comparison.why.to_string(),
        received_from: &state.received_from,
    }
}

fn figure(figure: &FigureWeighed) -> Figure<'_> {
    Figure {
        proposition: figure.proposition.to_string(),
        claims: &figure.claims,
        strict: figure.corroboration.strict.cut,
        normal: figure.corroboration.normal.cut,
        lenient: figure.corroboration.lenient.cut,
    }
}
