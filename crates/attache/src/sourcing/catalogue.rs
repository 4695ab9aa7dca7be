//! The sources that claims name, with what the records say of who is who.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{
    claim_state::ClaimState,
    filter::Filter,
    id::{ClaimId, SourceId},
    origin::OriginId,
    reliance::Reliance,
    source::{REPORTING_OUTLET, Source, SourceKind, folded},
};
use attache_store::Store;

use crate::{failure::Failure, weighing::Scope};

/// One name of a source.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    /// In which forms articles give it, with how many claims give that form; never empty.
    forms: BTreeMap<Source, usize>,
    first: Source,
    /// The claims whose chain it is in.
    pub(crate) claims: BTreeSet<ClaimId>,
}

impl Known {
    fn of(form: &Source) -> Self {
        Self { forms: BTreeMap::new(), first: form.clone(), claims: BTreeSet::new() }
    }

    /// The form that says most of it: its country, its office; of several that which most claims give.
    pub(crate) fn best(&self) -> &Source {
        let says = |(form, count): &(&Source, &usize)| {
            let body = OriginId::body_of(form).is_some();
            (form.kind.is_named(), body, form.country.is_some(), form.office.is_some(), **count)
        };
        self.forms.iter().max_by_key(says).map_or(&self.first, |(form, _)| form)
    }

    /// Every form in which articles give it.
    pub(crate) fn forms(&self) -> impl Iterator<Item = &Source> {
        self.forms.keys()
    }
}

/// All of them, by the id of the name.
pub(crate) struct Catalogue {
    /// By the id of the name.
    pub(crate) names: BTreeMap<SourceId, Known>,
    /// Who rests on whom, and who is who.
    pub(crate) reliance: Reliance,
    /// How parties of agreements are written: they can exchange, whether or not a claim credits them.
    parties: BTreeMap<SourceId, String>,
}

impl Catalogue {
    /// Of every claim that stands, drafts and what partners sent among them.
    pub(crate) fn load(store: &dyn Store) -> Result<Self, Failure> {
        Self::of(store, &standing(store)?)
    }

    /// Of these claims.
    pub(crate) fn of(store: &dyn Store, states: &[ClaimState]) -> Result<Self, Failure> {
        let reliance = Reliance::fold(&store.reliance_records()?);
        let mut names: BTreeMap<SourceId, Known> = BTreeMap::new();
        let mut parties = BTreeMap::new();
        for state in states {
            for source in state.body.chain.iter() {
                let known = names.entry(source.id()).or_insert_with(|| Known::of(source));
                *known.forms.entry(source.clone()).or_default() += 1;
                known.claims.insert(state.id);
            }
            let says = &state.body.proposition;
            for party in [&says.actor, &says.counterpart].into_iter().flatten() {
                let id = Source::new(party.name.as_str(), SourceKind::Group).id();
                parties.entry(id).or_insert_with(|| party.name.clone());
            }
        }
        // Names that were joined stay known after the claims that gave them are gone.
        for source in reliance.mergings().flat_map(|merged| [&merged.into, &merged.from]) {
            let known = names.entry(source.id()).or_insert_with(|| Known::of(source));
            known.forms.entry(source.clone()).or_default();
        }
        Ok(Self { names, reliance, parties })
    }

    /// The named source of this name. A source that names nobody is refused: it may be somebody else each time.
    pub(crate) fn named(&self, typed: &str) -> Result<&Known, Failure> {
        let wanted = folded(typed);
        if wanted.is_empty() {
            return Err(Failure::Usage("a source needs a name of letters or digits".into()));
        }
        let Some(known) = self.names.get(&Source::new(typed, SourceKind::Group).id()) else {
            return Err(Failure::Input(self.unknown(typed, &wanted)));
        };
        let best = known.best();
        if best.name == REPORTING_OUTLET {
            return Err(Failure::Input(format!(
                "“{REPORTING_OUTLET}” stands for outlets that articles do not name: each may be another one; say who publishes with `attache add --outlet NAME`"
            )));
        }
        if !best.kind.is_named() {
            return Err(Failure::Input(format!(
                "“{}” names nobody ({}): it may be somebody else each time, so it is neither joined nor parted, and exchanges with nobody",
                best.name,
                best.kind.to_string().replace('-', " ")
            )));
        }
        Ok(known)
    }

    /// Whether any claim names a source so, whoever it is.
    pub(crate) fn is_known(&self, typed: &str) -> bool {
        self.names.contains_key(&Source::new(typed, SourceKind::Group).id())
    }

    fn unknown(&self, typed: &str, wanted: &str) -> String {
        let like = |known: &&Known| {
            let name = folded(&known.best().name);
            name.contains(wanted) || (name.chars().count() > 2 && wanted.contains(&name))
        };
        let names: Vec<String> = self
            .names
            .values()
            .filter(like)
            .filter(|known| known.best().kind.is_named())
            .map(|known| format!("“{}”", known.best().name))
            .collect();
        let mut words = format!("no claim in the store names a source “{typed}”");
        match names.len() {
            0 => words.push_str(": `attache source list` shows the names as they are written"),
            1..=8 => words.push_str(&format!("; did you mean {}?", names.join(" or "))),
            more => {
                let first: Vec<String> = names.into_iter().take(8).collect();
                words.push_str(&format!("; {more} names are like it: {}, …", first.join(", ")));
            }
        }
        words
    }

    /// Who a source is where it counts: the body of its country, else itself, after the joining of names.
    pub(crate) fn origin(&self, known: &Known) -> OriginId {
        let source = known.best();
        let identity = self.reliance.identity(source.id());
        let belongs = |country: &_| {
            self.reliance.belongs(source.id(), *country) && self.reliance.belongs(identity, *country)
        };
        let body = self.names.get(&identity).and_then(|into| OriginId::body_of(into.best()));
        let body = OriginId::body_of(source).or(body).filter(belongs);
        body.map_or(OriginId::Source(identity), OriginId::Government)
    }

    /// How a source is called.
    pub(crate) fn source_name(&self, id: SourceId) -> String {
        let known = self.names.get(&id).map(|known| known.best().name.clone());
        known.or_else(|| self.parties.get(&id).cloned()).unwrap_or_else(|| format!("source {}", id.short()))
    }

    /// How an origin is called.
    pub(crate) fn origin_name(&self, origin: OriginId) -> String {
        match origin {
            OriginId::Government(country) => OriginId::name_of_body(country),
            OriginId::Source(id) => self.source_name(id),
            OriginId::Article(id) => format!("the text of article {}", id.short()),
        }
    }
}

/// Every claim that stands, drafts and what partners sent among them.
pub(crate) fn standing(store: &dyn Store) -> Result<Vec<ClaimState>, Failure> {
    Ok(store.find(&Filter { standings: Scope::default().standings().to_vec(), ..Filter::default() })?)
}
