//! The claims that bear on one.

use std::collections::BTreeSet;

use attache_core::{
    claim_state::ClaimState,
    filter::Filter,
    proposition::{index_key::IndexKey, telling::Telling},
};
use rusqlite::Connection;

use super::{narrowing, trouble::Trouble};

pub(super) fn bearing(tx: &Connection, probes: &BTreeSet<IndexKey>) -> Result<Vec<ClaimState>, Trouble> {
    let mut standing = narrowing::find(tx, &Filter::default())?;
    standing.retain(|state| !Telling::of(&state.body).keys().is_disjoint(probes));
    Ok(standing)
}
