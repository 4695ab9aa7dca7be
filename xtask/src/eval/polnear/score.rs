//! What was found in articles against gold: all counts.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    agreement::{Agreement, ByRole},
    confidence::Verdict,
    matching::pairs,
    page::Relation,
    slice::Slice,
    token_set::TokenSet,
};
use crate::eval::tally::Share;

/// Counts over articles.
#[derive(Clone, Debug, Default)]
pub(super) struct Score {
    pub(super) articles: usize,
    pub(super) tokens: usize,
    /// A token counts for a role if it lies in a span of it.
    pub(super) token: ByRole,
    /// A span is all tokens that an attribution has in a role, apart or not; it is right if gold has the same.
    pub(super) exact: ByRole,
    /// A span is right if it and one of gold share at least half of the larger.
    pub(super) half: ByRole,
    /// As `exact`, but a span is a run of tokens that follow one another.
    pub(super) run_exact: ByRole,
    /// As `half`, of runs.
    pub(super) run_half: ByRole,
    /// Attributions whose source, cue and content each share at least half of the larger.
    pub(super) whole_half: Agreement,
    /// Attributions whose source, cue and content are each the same.
    pub(super) whole_exact: Agreement,
    /// As `whole_half`, among the attributions (of both) that report.
    pub(super) reporting: Agreement,
    /// The verdicts of the reporting ones.
    pub(super) verdicts: Vec<Verdict>,
    /// By kind of claim.
    pub(super) slices: BTreeMap<Slice, SliceScore>,
}

/// Counts of one kind of claim. Attributions are matched among all: the kind of what was found is that of its own cue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct SliceScore {
    /// Gold whose cue shares half with a cue that was found.
    pub(super) cue: Share,
    /// As [`Score::whole_half`].
    pub(super) agreement: Agreement,
}

impl Score {
    /// Counts one more article.
    pub(super) fn add(&mut self, tokens: usize, gold: &[Relation], found: &[Relation]) {
        self.articles = self.articles.saturating_add(1);
        self.tokens = self.tokens.saturating_add(tokens);
        self.roles(gold, found);
        // A cue or a source that joined nothing is a span, and no attribution.
        let whole: Vec<Relation> = found.iter().filter(|found| found.is_whole()).cloned().collect();
        let found = whole.as_slice();
        let matched = pairs(gold, found, halves);
        self.whole_half += Agreement::of(matched.len(), found.len(), gold.len());
        let same = pairs(gold, found, |a, b| sets(a).eq(&sets(b)).then_some(1.0));
        self.whole_exact += Agreement::of(same.len(), found.len(), gold.len());
        self.kinds(gold, found, &matched);
        let reports =
            |all: &[Relation]| all.iter().filter(|r| r.by_cue.reports()).cloned().collect::<Vec<_>>();
        let (gold, found) = (reports(gold), reports(found));
        let right: BTreeSet<usize> = pairs(&gold, &found, halves).into_iter().map(|(_, j)| j).collect();
        self.reporting += Agreement::of(right.len(), found.len(), gold.len());
        let verdict = |(j, relation): (usize, &Relation)| Verdict {
            confidence: relation.confidence,
            right: right.contains(&j),
        };
        self.verdicts.extend(found.iter().enumerate().map(verdict));
    }

    fn roles(&mut self, gold: &[Relation], found: &[Relation]) {
        let role = |role: fn(&Relation) -> &TokenSet| {
            let all = |relations: &[Relation]| {
                TokenSet::of(relations.iter().flat_map(|relation| role(relation).iter()).collect())
            };
            // The same source of two attributions is one span.
            let spans = |relations: &[Relation]| {
                distinct(relations.iter().map(|relation| role(relation).clone()).collect())
            };
            let runs = |relations: &[Relation]| {
                distinct(relations.iter().flat_map(|relation| role(relation).runs()).collect())
            };
            let (gold_tokens, found_tokens) = (all(gold), all(found));
            let token =
                Agreement::of(gold_tokens.shared(&found_tokens), found_tokens.len(), gold_tokens.len());
            let (exact, half) = agreements(&spans(gold), &spans(found));
            let (run_exact, run_half) = agreements(&runs(gold), &runs(found));
            [token, exact, half, run_exact, run_half]
        };
        let (source, cue, content) = (role(|r| &r.source), role(|r| &r.cue), role(|r| &r.content));
        let all = [&mut self.token, &mut self.exact, &mut self.half, &mut self.run_exact, &mut self.run_half];
        for (((total, source), cue), content) in all.into_iter().zip(source).zip(cue).zip(content) {
            *total += ByRole { source, cue, content };
        }
    }

    fn kinds(&mut self, gold: &[Relation], found: &[Relation], matched: &[(usize, usize)]) {
        let cues = pairs(gold, found, |a, b| a.cue.half(&b.cue));
        let first = |pairs: &[(usize, usize)]| pairs.iter().map(|(i, _)| *i).collect::<BTreeSet<_>>();
        let (cues, hits) = (first(&cues), first(matched));
        for (i, relation) in gold.iter().enumerate() {
            for slice in relation.slices() {
                let score = self.slices.entry(slice).or_default();
                score.cue.count(cues.contains(&i));
                score.agreement.recall.count(hits.contains(&i));
            }
        }
        let right: BTreeSet<usize> = matched.iter().map(|(_, j)| *j).collect();
        for (j, relation) in found.iter().enumerate() {
            for slice in relation.slices() {
                self.slices.entry(slice).or_default().agreement.precision.count(right.contains(&j));
            }
        }
    }
}

/// Whether each of the relations that were found shares half with one of gold, each of gold once.
pub(super) fn right(gold: &[Relation], found: &[Relation]) -> Vec<bool> {
    let right: BTreeSet<usize> = pairs(gold, found, halves).into_iter().map(|(_, j)| j).collect();
    (0..found.len()).map(|j| right.contains(&j)).collect()
}

fn sets(relation: &Relation) -> [&TokenSet; 3] {
    [&relation.source, &relation.cue, &relation.content]
}

/// The sum of what source, cue and content share, where each shares half.
fn halves(a: &Relation, b: &Relation) -> Option<f64> {
    let cue = a.cue.half(&b.cue)?;
    Some(cue + a.source.half(&b.source)? + a.content.half(&b.content)?)
}

/// Each once, without empty ones.
fn distinct(mut spans: Vec<TokenSet>) -> Vec<TokenSet> {
    spans.retain(|span| !span.is_empty());
    spans.sort_unstable();
    spans.dedup();
    spans
}

fn agreements(gold: &[TokenSet], found: &[TokenSet]) -> (Agreement, Agreement) {
    let exact = found.iter().filter(|span| gold.binary_search(span).is_ok()).count();
    let half = pairs(gold, found, TokenSet::half).len();
    let of = |right| Agreement::of(right, found.len(), gold.len());
    (of(exact), of(half))
}

#[cfg(test)]
mod tests;
