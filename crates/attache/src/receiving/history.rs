//! What the records about one claim say of how it came here.

use attache_core::{
    claim::{Claim, ClaimDraft},
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

/// From whom it came before anybody here accepted it; `None` where it is our own. That our reader had drafted it is
/// no matter: a draft is nobody's, and what a partner vouches for that partner may call back.
pub(super) fn first_supplier(history: &[Record]) -> Option<String> {
    state(history)?.supply.map(|supply| supply.from)
}

/// What this partner sent last of it.
pub(super) fn last_sent<'a>(history: &'a [Record], by: &str) -> Option<&'a Claim> {
    history.iter().rev().filter(|record| record.new.by == by).find_map(sealed_in)
}
