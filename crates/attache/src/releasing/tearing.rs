//! Making a tear-line of claims of ours.

use attache_core::{
    claim_state::ClaimState,
    marking::Marking,
    reliance::Reliance,
    tear_line::{Cut, Keep, TearLine},
};
use attache_store::Store;

use super::matter::Matter;
use crate::{failure::Failure, partnering, resolving};

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
    pub(super) fn matter(&self, store: &dyn Store, states: &[ClaimState]) -> Result<Matter, Failure> {
        partnering::check_names(store, &self.marking)?;
        let mut articles = Vec::new();
        for state in states {
            articles.extend(store.article(state.article)?);
        }
        let cut = Cut {
            claims: &states.iter().collect::<Vec<_>>(),
            articles: &articles.iter().collect::<Vec<_>>(),
            text: self.text.as_deref(),
            keep: self.keep,
            marking: self.marking.clone(),
            reliance: &Reliance::fold(&store.reliance_records()?),
        };
        let line = TearLine::tear(&cut)
            .map_err(|wrong| Failure::Input(format!("no tear-line was made: {wrong}")))?;
        let Some(first) = line.rests_on().first() else {
            return Err(Failure::Usage("name the claims that the tear-line is made of".into()));
        };
        let first = resolving::state(store, *first)?;
        Matter::of(store, &first, Some(&line), |id| states.iter().find(|state| state.id == id).cloned())
    }
}
