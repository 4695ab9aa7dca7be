//! Every proposition of some claims, weighed: what is said at all, and by how many.

use std::cmp::Reverse;

use attache_core::{
    claim_state::ClaimState,
    corroboration::{self, Corroboration, Report},
    exchange::Topic,
    id::ClaimId,
    proposition::{group, normal_form::NormalForm, telling::Telling},
    reliance::Reliance,
};

/// One proposition of several claims.
#[derive(Clone, Debug)]
pub(crate) struct Corroborated {
    /// The widest proposition that its claims share.
    pub(crate) proposition: NormalForm,
    /// The claims that bear it out.
    pub(crate) reports: Vec<ClaimId>,
    /// The claims that cannot be true with it.
    pub(crate) opposing: Vec<ClaimId>,
    /// On how many origins it rests.
    pub(crate) corroboration: Corroboration,
}

/// The propositions of these claims and of no others, those with the most independent origins first: by the strict
/// count, then the normal, then the lenient one, then by reports.
pub(crate) fn corroborated(claims: &[ClaimState], reliance: &Reliance) -> Vec<Corroborated> {
    let tellings: Vec<Telling> = claims.iter().map(|state| Telling::of(&state.body)).collect();
    let pairs: Vec<(&ClaimState, &Telling)> = claims.iter().zip(&tellings).collect();
    let mut found: Vec<Corroborated> = group::groups(&pairs)
        .into_iter()
        .map(|group| {
            let reports: Vec<Report<'_>> =
                group.supporting.iter().map(|(state, _)| Report::of(state)).collect();
            let topic = Topic::of_proposition(&group.proposition);
            Corroborated {
                corroboration: corroboration::weigh(&reports, reliance, &topic),
                reports: reports.iter().map(|report| report.claim).collect(),
                opposing: group.opposing.iter().map(|(state, _)| state.id).collect(),
                proposition: group.proposition,
            }
        })
        .collect();
    found.sort_by_cached_key(|one| {
        let counts = &one.corroboration;
        let most = (counts.strict.cut, counts.normal.cut, counts.lenient.cut, one.reports.len());
        (Reverse(most), one.proposition.to_string())
    });
    found
}
