//! What the outlet says in its own name.

use attache_core::source::{Source, folded};

use crate::{
    clause,
    credit::Credit,
    draft::Credited,
    passage::{Passage, Tokens},
    words::class,
};

use super::Reader;

impl<W> Reader<'_, W> {
    /// The credit of what the outlet says in its own name.
    pub(super) fn own(&self) -> Credited {
        Credited::own_word(self.agency.iter().cloned().collect())
    }
}

pub(super) fn is_outlet(a: &str, source: &Source) -> bool {
    let b = folded(&source.name);
    let itself = ["thisnewspaper", "thepaper", "thisagency", "us"].contains(&b.as_str());
    // "The Institute" in the bulletin of the Institute for Peace is the bulletin's own voice.
    let short = b.len() >= 4 && (a.starts_with(&b) || a.ends_with(&b)) && !source.kind.is_person();
    itself || a == b || short
}

/// What no credit of the sentence takes: clauses that the outlet puts in its own name.
pub(super) fn outlets_own(text: &str, p: &Passage, sentence: &Tokens, credits: &[Credit]) -> Vec<Tokens> {
    if credits.is_empty() {
        return p.has_finite(sentence.clone()).then(|| sentence.clone()).into_iter().collect();
    }
    let mut taken: Vec<Tokens> = credits
        .iter()
        .flat_map(|c| c.content.iter().chain(&c.cue).chain(&c.source).chain(&c.outer).chain(&c.inner))
        .cloned()
        .collect();
    taken.sort_by_key(|run| run.start);
    let mut free = Vec::new();
    let mut at = sentence.start;
    for run in taken {
        if run.start > at {
            free.push(at..run.start);
        }
        at = at.max(run.end);
    }
    if at < sentence.end {
        free.push(at..sentence.end);
    }
    free.retain(|run| {
        let words = run.clone().filter(|at| p.is_word(*at)).count();
        let start =
            run.clone().find(|at| p.is_word(*at) && !p.is(*at, class::COORDINATOR)).unwrap_or(run.start);
        let hangs = p.is(start, class::RELATIVE.with(class::PREPOSITION).with(class::SUBORDINATOR));
        words >= 4 && !hangs && clause::clause_within(text, p, start, run.end, 20)
    });
    free
}
