//! The grades that answers show.

use std::collections::BTreeMap;

use attache_core::{
    claim_state::ClaimState,
    filter::Filter,
    grade::Reliability,
    id::{ClaimId, SourceId},
    record::{Happening, Seq},
};
use attache_store::Store;
use jiff::Timestamp;

use crate::{
    failure::Failure,
    grading::{self, Outgrown},
};

/// The grades of sources as they stood, and which grades of claims stand on their ground no longer.
#[derive(Debug, Default)]
pub(crate) struct Grades {
    sources: BTreeMap<SourceId, Reliability>,
    outgrown: BTreeMap<ClaimId, Outgrown>,
}

impl Grades {
    /// The grades now, or as they stood at an instant.
    pub(crate) fn load(store: &dyn Store, as_of: Option<Timestamp>) -> Result<Self, Failure> {
        let now = store.sources()?;
        let later = |at: Timestamp| as_of.is_some_and(|instant| at > instant);
        if !now.iter().any(|grade| later(grade.at)) {
            let sources = now.into_iter().map(|grade| (grade.source.id(), grade.reliability)).collect();
            return Ok(Self { sources, ..Self::default() });
        }
        // A grade was given since: only the log knows what it was before.
        let mut sources = BTreeMap::new();
        let mut after = Seq::default();
        loop {
            let page = store.scan(after, 4096)?;
            let Some(last) = page.last() else { return Ok(Self { sources, ..Self::default() }) };
            after = last.seq;
            for record in page.iter().filter(|record| !later(record.new.at)) {
                if let Happening::SourceGraded { source, reliability, .. } = &record.new.what {
                    sources.insert(source.id(), *reliability);
                }
            }
        }
    }

    /// The same with what the evidence says now of those claims among these that were graded 1. A question as of an
    /// earlier day is not asked so: what bore on a claim then is not kept apart.
    pub(crate) fn held_against<'a>(
        self,
        store: &dyn Store,
        filter: &Filter,
        states: impl IntoIterator<Item = &'a ClaimState>,
    ) -> Result<Self, Failure> {
        if filter.as_of.is_some() {
            return Ok(self);
        }
        Ok(Self { outgrown: grading::outgrown(store, states)?, ..self })
    }

    /// The same with what the evidence says now of one claim, whatever its grade.
    pub(crate) fn of_one(self, store: &dyn Store, state: &ClaimState) -> Result<Self, Failure> {
        if state.gradings.is_empty() {
            return Ok(self);
        }
        let found = Outgrown::of(state, &grading::ground(store, state)?);
        Ok(Self { outgrown: found.map(|outgrown| (state.id, outgrown)).into_iter().collect(), ..self })
    }

    /// What the evidence allows now, where the claim's grade is better.
    pub(crate) fn outgrown(&self, claim: ClaimId) -> Option<&Outgrown> {
        self.outgrown.get(&claim)
    }

    /// Which claims are graded better than the evidence allows now.
    pub(crate) fn all_outgrown(&self) -> impl Iterator<Item = (&ClaimId, &Outgrown)> {
        self.outgrown.iter()
    }

    /// The grade for people: "B1, now 2" where the evidence allows 1 no longer.
    pub(crate) fn told(&self, state: &ClaimState) -> String {
        let now = self.outgrown(state.id).map(|outgrown| format!(", now {}", outgrown.highest));
        format!("{}{}", self.of(state), now.unwrap_or_default())
    }

    /// The grade of a claim as people write it: reliability of its origin and its own credibility, "B2";
    /// a part that nobody has graded is a dash.
    pub(crate) fn of(&self, state: &ClaimState) -> String {
        let source = self.sources.get(&state.body.chain.origin().id()).map(ToString::to_string);
        let claim = state.credibility().map(|grade| grade.to_string());
        match (source, claim) {
            (None, None) => "–".to_owned(),
            (source, claim) => {
                format!("{}{}", source.as_deref().unwrap_or("–"), claim.as_deref().unwrap_or("–"))
            }
        }
    }

    /// The grade of a source.
    pub(crate) fn source(&self, id: SourceId) -> Option<Reliability> {
        self.sources.get(&id).copied()
    }
}
