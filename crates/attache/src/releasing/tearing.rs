//! Making a tear-line of claims of ours.

use attache_core::{
    claim_state::ClaimState,
    marking::Marking,
    tear_line::{Cut, Keep, TearLine},
};
use attache_store::Store;

use super::matter::Matter;
use crate::failure::Failure;

/// How claims are to be cut.
#[derive(Clone, Debug)]
pub(crate) struct Tear {
    /// What is kept.
    pub(crate) keep: Keep,
    /// What an analyst wrote; else a sentence is made from what is kept.
    pub(crate) text: Option<String>,
    /// The marking of the new object.
    pub(crate) marking: Marking,
}

impl Tear {
    /// The tear-line of these claims.
    pub(super) fn matter(&self, store: &dyn Store, states: Vec<ClaimState>) -> Result<Matter, Failure> {
        let mut articles = Vec::new();
        for state in &states {
            articles.extend(store.article(state.article)?);
        }
        let cut = Cut {
            claims: &states.iter().collect::<Vec<_>>(),
            articles: &articles.iter().collect::<Vec<_>>(),
            text: self.text.as_deref(),
            keep: self.keep,
            marking: self.marking.clone(),
        };
        let line = TearLine::tear(&cut)
            .map_err(|wrong| Failure::Input(format!("no tear-line was made: {wrong}")))?;
        Ok(Matter { grounds: states, tear_line: Some(line) })
    }
}
