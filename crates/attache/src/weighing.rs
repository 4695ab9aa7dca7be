//! Weighing: on how many independent origins a thing rests that claims of the store say, and what speaks against it.

use std::collections::BTreeSet;

use attache_core::{
    claim_state::{ClaimState, Standing},
    corroboration::{self, Corroboration, Report},
    exchange::Topic,
    filter::Filter,
    id::ClaimId,
    proposition::{
        comparison::Comparison,
        count::Count,
        group,
        index_key::IndexKey,
        normal_form::NormalForm,
        telling::{Support, Telling},
    },
    reliance::Reliance,
};
use attache_store::Store;
use jiff::Timestamp;
use strum::VariantArray as _;

use crate::failure::Failure;

mod asked;
mod corroborated;
pub(crate) use asked::sentence;
pub(crate) use corroborated::{Corroborated, corroborated};

/// Which claims count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scope {
    /// Only those that a person or the policy accepted; else all that stand.
    pub(crate) accepted: bool,
    /// As known at this instant; else now.
    pub(crate) as_of: Option<Timestamp>,
}

impl Scope {
    /// The standings that count; drafts and what partners sent among them, unless only what was accepted counts.
    pub(crate) const fn standings(self) -> &'static [Standing] {
        if self.accepted {
            &[Standing::Accepted, Standing::Corrected]
        } else {
            &[Standing::Draft, Standing::Accepted, Standing::Corrected, Standing::Received]
        }
    }

    /// The claims near a telling: those that may bear it out or speak against it.
    fn near(self, store: &dyn Store, probes: &BTreeSet<IndexKey>) -> Result<Vec<ClaimState>, Failure> {
        if self.as_of.is_none() {
            let mut found = store.bearing(probes)?;
            found.retain(|state| self.standings().contains(&state.standing));
            return Ok(found);
        }
        let standings = self.standings().to_vec();
        let mut found = store.find(&Filter { standings, as_of: self.as_of, ..Filter::default() })?;
        found.retain(|state| !Telling::of(&state.body).keys().is_disjoint(probes));
        Ok(found)
    }

    /// Who rests on whom among these claims, by the records that count.
    pub(crate) fn reliance(self, store: &dyn Store, claims: &[ClaimState]) -> Result<Reliance, Failure> {
        let mut records = store.reliance_about(&claims.iter().map(|state| state.article).collect())?;
        records.retain(|record| self.as_of.is_none_or(|instant| record.new.at <= instant));
        Ok(Reliance::fold(&records))
    }
}

/// One proposition, weighed.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    /// What was weighed.
    pub(crate) proposition: NormalForm,
    /// On what an exchange of information has to be to count.
    pub(crate) topic: Topic,
    /// The claims that say so, each with why.
    pub(crate) reports: Vec<(ClaimState, Support)>,
    /// The claims that cannot be true with it, each with why.
    pub(crate) opposing: Vec<(ClaimState, Comparison)>,
    /// On how many origins it rests.
    pub(crate) corroboration: Corroboration,
    /// The figure that the claim or the question gives, weighed apart.
    pub(crate) figure: Option<FigureWeighed>,
    /// Every proposition that the claim or the question says.
    pub(crate) parts: Vec<NormalForm>,
}

/// How many of the reports bear out a figure too.
#[derive(Clone, Debug)]
pub(crate) struct FigureWeighed {
    /// The proposition with its figure.
    pub(crate) proposition: NormalForm,
    /// The reports that say this figure or more of it.
    pub(crate) claims: Vec<ClaimId>,
    /// On how many origins they rest.
    pub(crate) corroboration: Corroboration,
}

/// Weighs what a claim says, by the widest proposition that it bears out; its figure is weighed apart. Of several
/// propositions that of number `part`, from 0. `None` where it says nothing that other claims could bear out, or has
/// no such part.
pub(crate) fn claim(
    store: &dyn Store,
    state: &ClaimState,
    scope: Scope,
    part: usize,
) -> Result<Option<Weighed>, Failure> {
    let telling = Telling::of(&state.body);
    let near = Near::load(store, &telling, scope)?;
    let parts = group::weighed_for(&telling, &near.tellings.iter().collect::<Vec<_>>());
    Ok(near.weighed(&telling, parts, part))
}

/// Weighs what a question says, in the scope that it names; its figure is weighed apart.
pub(crate) fn question(
    store: &dyn Store,
    telling: &Telling,
    scope: Scope,
    part: usize,
) -> Result<Option<Weighed>, Failure> {
    let near = Near::load(store, telling, scope)?;
    Ok(near.weighed(telling, group::asked(telling), part))
}

/// The state of a claim as it was known at an instant; `None` where it was not.
pub(crate) fn as_known(
    store: &dyn Store,
    state: &ClaimState,
    instant: Timestamp,
) -> Result<Option<ClaimState>, Failure> {
    let filter = Filter {
        standings: Standing::VARIANTS.to_vec(),
        article: Some(state.article),
        as_of: Some(instant),
        ..Filter::default()
    };
    Ok(store.find(&filter)?.into_iter().find(|known| known.id == state.id))
}

/// The claims near a telling, and who rests on whom.
struct Near {
    states: Vec<ClaimState>,
    tellings: Vec<Telling>,
    reliance: Reliance,
}

impl Near {
    fn load(store: &dyn Store, telling: &Telling, scope: Scope) -> Result<Self, Failure> {
        let states = scope.near(store, &telling.probes())?;
        let tellings = states.iter().map(|state| Telling::of(&state.body)).collect();
        let reliance = scope.reliance(store, &states)?;
        Ok(Self { states, tellings, reliance })
    }

    fn claims(&self) -> impl Iterator<Item = (&ClaimState, &Telling)> {
        self.states.iter().zip(&self.tellings)
    }

    fn weighed(&self, telling: &Telling, parts: Vec<NormalForm>, part: usize) -> Option<Weighed> {
        let proposition = parts.get(part)?.clone();
        let claims: Vec<(&ClaimState, &Telling)> = self.claims().collect();
        let gathered = group::gather(proposition, claims.iter());
        let topic = Topic::of_proposition(&gathered.proposition);
        let reports: Vec<Report<'_>> =
            gathered.supporting.iter().map(|(state, _)| Report::of(state)).collect();
        let corroboration = corroboration::weigh(&reports, &self.reliance, &topic);
        let figure = with_figure(telling, &gathered.proposition).map(|proposition| {
            let says = |(_, telling): &(&ClaimState, &Telling)| telling.strength(&proposition).is_some();
            let reports: Vec<Report<'_>> = self.claims().filter(says).map(|(s, _)| Report::of(s)).collect();
            FigureWeighed {
                claims: reports.iter().map(|report| report.claim).collect(),
                corroboration: corroboration::weigh(&reports, &self.reliance, &topic),
                proposition,
            }
        });
        let owned = |state: &ClaimState| state.clone();
        Some(Weighed {
            topic,
            corroboration,
            figure,
            parts,
            reports: gathered.supporting.into_iter().map(|(state, why)| (owned(state), why)).collect(),
            opposing: gathered.opposing.into_iter().map(|(state, why)| (owned(state), why)).collect(),
            proposition: gathered.proposition,
        })
    }
}

/// The proposition with the figure that a telling gives for it, of the thing that it counts.
fn with_figure(telling: &Telling, proposition: &NormalForm) -> Option<NormalForm> {
    let of_it = |form: &&NormalForm| {
        form.matter == proposition.matter
            && matches!(form.count, Count::Within(_))
            && proposition.count.is_some()
    };
    let form = telling.forms.iter().find(of_it)?;
    Some(NormalForm { count: form.count.clone(), thing: form.thing.clone(), ..proposition.clone() })
}

impl Weighed {
    /// Every claim that it rests on or that speaks against it, by id: its evidence.
    pub(crate) fn evidence(&self) -> Vec<ClaimId> {
        let reports = self.reports.iter().map(|(state, _)| state.id);
        let all: BTreeSet<ClaimId> = reports.chain(self.opposing.iter().map(|(state, _)| state.id)).collect();
        all.into_iter().collect()
    }
}
