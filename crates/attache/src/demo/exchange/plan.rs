//! Which claims of the dispatches play which part in the exchange demo.

use attache_core::{
    claim_kind::ClaimKind,
    claim_state::{ClaimState, Standing},
    filter::Filter,
    id::ClaimId,
    quantity::Figure,
};
use attache_text::reading::take_in;

use crate::{
    adding::{self, Policy},
    demo::{SURE_TENTHS, dispatch::DISPATCHES, evening, station::Station},
    effects::StoppedClock,
    failure::Failure,
    session::reading_words,
};

/// Which claims play which part.
pub(super) struct Plan {
    /// For both; retracted later.
    pub(super) both: ClaimId,
    /// For Tarn alone.
    pub(super) tarn: ClaimId,
    /// For Selim as a tear-line only.
    pub(super) torn: ClaimId,
    /// Of how many.
    pub(super) accepted: usize,
}

impl Plan {
    /// Halde reads the dispatches and accepts what the reader is sure of.
    pub(super) fn make(halde: &Station) -> Result<Self, Failure> {
        let words = reading_words()?;
        let policy = Figure::new(f64::from(SURE_TENTHS) / 10.0);
        let policy = policy.map(|above| Policy { above }).ok();
        for dispatch in &DISPATCHES {
            let (article, _) = take_in(dispatch.bytes, &dispatch.given(), &words);
            let clock = StoppedClock(evening(dispatch.day())?);
            adding::add(&halde.effects_at(&clock), article, policy, &words)?;
        }
        let accepted = of_kind(halde, &[])?;
        let figures = |kind| -> Result<Vec<ClaimState>, Failure> {
            let mut found = of_kind(halde, &[kind])?;
            found.retain(|state| !state.body.quantities.is_empty());
            Ok(found)
        };
        let (deployments, transfers) = (figures(ClaimKind::Deployment)?, figures(ClaimKind::Transfer)?);
        let missing =
            || Failure::Input("the dispatches of the demo were read otherwise than expected".into());
        let mut of_troops = deployments.iter().map(|state| state.id);
        let (both, tarn) = (of_troops.next().ok_or_else(missing)?, of_troops.next().ok_or_else(missing)?);
        let torn = transfers.iter().map(|state| state.id).chain(of_troops).next().ok_or_else(missing)?;
        Ok(Self { both, tarn, torn, accepted: accepted.len() })
    }
}

/// The accepted claims of these kinds, of all where none is named.
fn of_kind(desk: &Station, kinds: &[ClaimKind]) -> Result<Vec<ClaimState>, Failure> {
    let standings = vec![Standing::Accepted];
    Ok(desk.store.find(&Filter { kinds: kinds.to_vec(), standings, ..Filter::default() })?)
}
