//! The state that a log of records amounts to: articles, claims, grades of sources.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::{
    article::Article,
    claim_state::ClaimState,
    filter::Filter,
    grade::Reliability,
    id::{ArticleId, ClaimId, SourceId},
    record::{Happening, NewRecord, Record},
    source::Source,
};

/// A reliability given to a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceGrade {
    /// The source.
    pub source: Source,
    /// The grade.
    pub reliability: Reliability,
    /// By whom.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: Option<String>,
}

impl SourceGrade {
    /// The grade that a record gives; `None` where it is about something else.
    #[must_use]
    pub fn of(record: &Record) -> Option<Self> {
        let NewRecord { at, by, what } = &record.new;
        match what {
            Happening::SourceGraded { source, reliability, reason } => Some(Self {
                source: source.clone(),
                reliability: *reliability,
                by: by.clone(),
                at: *at,
                reason: reason.clone(),
            }),
            _ => None,
        }
    }
}

/// All state, folded from records in order. Slow and obviously right: other stores are measured
/// against it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    articles: BTreeMap<ArticleId, Article>,
    claims: BTreeMap<ClaimId, ClaimState>,
    sources: BTreeMap<SourceId, SourceGrade>,
}

impl Ledger {
    /// The state after these records.
    pub fn fold<'a>(records: impl IntoIterator<Item = &'a Record>) -> Self {
        let mut ledger = Self::default();
        records.into_iter().for_each(|record| ledger.apply(record));
        ledger
    }

    /// Takes in the next record.
    pub fn apply(&mut self, record: &Record) {
        let new = &record.new;
        match &new.what {
            Happening::ArticleAdded { article } => {
                self.articles.entry(article.id()).or_insert_with(|| (**article).clone());
            }
            Happening::SourceGraded { source, .. } => {
                self.sources.extend(SourceGrade::of(record).map(|grade| (source.id(), grade)));
            }
            what => {
                let Some(id) = what.claim() else { return };
                if let Some(state) = self.claims.get_mut(&id) {
                    state.apply(record);
                } else if let Some(state) = ClaimState::open(record) {
                    self.claims.insert(id, state);
                }
            }
        }
    }

    /// An article.
    #[must_use]
    pub fn article(&self, id: ArticleId) -> Option<&Article> {
        self.articles.get(&id)
    }

    /// Every article with its id, by id.
    pub fn articles(&self) -> impl Iterator<Item = (ArticleId, &Article)> {
        self.articles.iter().map(|(id, article)| (*id, article))
    }

    /// The state of a claim.
    #[must_use]
    pub fn claim(&self, id: ClaimId) -> Option<&ClaimState> {
        self.claims.get(&id)
    }

    /// Every claim, by id.
    pub fn claims(&self) -> impl Iterator<Item = &ClaimState> {
        self.claims.values()
    }

    /// The claims that fit a question, in the order in which their drafts lie in the log's articles:
    /// by day, then by id.
    #[must_use]
    pub fn find(&self, filter: &Filter) -> Vec<&ClaimState> {
        let mut found: Vec<_> = self.claims.values().filter(|state| filter.matches(state)).collect();
        found.sort_by_key(|state| (state.body.day(), state.id));
        found
    }

    /// The grade of a source.
    #[must_use]
    pub fn source(&self, id: SourceId) -> Option<&SourceGrade> {
        self.sources.get(&id)
    }

    /// Every graded source, by id.
    pub fn sources(&self) -> impl Iterator<Item = &SourceGrade> {
        self.sources.values()
    }
}

#[cfg(test)]
mod tests;
