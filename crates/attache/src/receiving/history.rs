//! What the records about one claim say of how it came here.

use attache_core::{
    claim::{Claim, ClaimDraft, Provenance},
    claim_state::ClaimState,
    record::{Happening, Record},
};

/// The state after these records.
pub(super) fn state(history: &[Record]) -> Option<ClaimState> {
    let mut records = history.iter();
    let mut state = records.by_ref().find_map(ClaimState::open)?;
    records.for_each(|record| state.apply(record));
    Some(state)
}

fn sealed_in(record: &Record) -> Option<&Claim> {
    match &record.new.what {
        Happening::ClaimAccepted { claim, .. }
        | Happening::ClaimCorrected { claim, .. }
        | Happening::ClaimReceived { claim, .. } => Some(claim),
        _ => None,
    }
}

/// Everything that the claim ever said here.
pub(super) fn bodies(history: &[Record]) -> impl Iterator<Item = &ClaimDraft> {
    history.iter().filter_map(|record| match &record.new.what {
        Happening::ClaimDrafted { draft, .. } => Some(&**draft),
        _ => sealed_in(record).map(Claim::body),
    })
}

/// From whom it came first; `None` where it was read here.
pub(super) fn first_supplier(history: &[Record]) -> Option<&str> {
    let first = history.iter().find(|record| {
        matches!(record.new.what, Happening::ClaimDrafted { .. }) || sealed_in(record).is_some()
    })?;
    match sealed_in(first).map(Claim::provenance) {
        Some(Provenance::Received { from }) => Some(from),
        _ => None,
    }
}

/// What this partner sent last of it.
pub(super) fn last_sent<'a>(history: &'a [Record], by: &str) -> Option<&'a Claim> {
    history.iter().rev().filter(|record| record.new.by == by).find_map(sealed_in)
}
