//! One report of a question.

use jiff::civil::Date;

use crate::{
    chain::Chain,
    claim_state::ClaimState,
    event_time::TimeOf,
    id::{ArticleId, ClaimId},
};

/// One claim that says the thing in question, with how it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Report<'a> {
    /// The claim.
    pub claim: ClaimId,
    /// The article that it was read in.
    pub article: ArticleId,
    /// On whose word.
    pub chain: &'a Chain,
    /// The last day on which it can have been said, where it is known: that of publication, or an earlier one that the
    /// text gives. By it an exchange holds or not; where it is not known, the exchange holds.
    pub said: Option<Date>,
}

impl<'a> Report<'a> {
    /// The report that a claim is.
    #[must_use]
    pub fn of(state: &'a ClaimState) -> Self {
        let body = &state.body;
        let stated = body.date.as_ref().filter(|date| date.of == TimeOf::Statement).and_then(|date| date.end);
        let said = match (stated, body.published) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self { claim: state.id, article: state.article, chain: &body.chain, said }
    }
}
