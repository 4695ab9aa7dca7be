//! Who the sources of a question are: one identity for each, by its names, its body and what people joined.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    country::CountryCode,
    id::SourceId,
    name::Form,
    namesakes,
    origin::OriginId,
    reliance::Reliance,
    source::{REPORTING_OUTLET, Source},
};

/// Who a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Who {
    /// An origin.
    Origin(OriginId),
    /// Nobody by name; somebody of this country's body where it is known.
    Nobody(Option<CountryCode>),
    /// A name that several bodies bear, without a word which of them is meant.
    Ambiguous,
}

/// One source of the question.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    /// The id under its own name.
    pub(super) own: SourceId,
    /// The id of who it is, after joining of names.
    pub(super) identity: SourceId,
    /// Who it is in the normal reading.
    pub(super) who: Who,
}

/// All sources of a question.
pub(super) struct Names<'a> {
    known: BTreeMap<&'a Source, Known>,
    spelled: BTreeMap<OriginId, &'a str>,
}

impl<'a> Names<'a> {
    /// Takes in the sources: first who belongs where, then who is who, so that an article that leaves out the country
    /// of an official is helped by one that gives it.
    pub(super) fn of(sources: impl Iterator<Item = &'a Source>, reliance: &'a Reliance) -> Self {
        let distinct: BTreeSet<&Source> = sources.collect();
        let mut bodies: BTreeMap<SourceId, BTreeSet<CountryCode>> = BTreeMap::new();
        let mut ids = Vec::with_capacity(distinct.len());
        for source in distinct {
            let own = source.id();
            let identity = reliance.identity(own);
            ids.push((source, own, identity));
            if let Some(country) = body(source, own, identity, reliance) {
                bodies.entry(identity).or_default().insert(country);
            }
        }
        let mut names = Self { known: BTreeMap::new(), spelled: BTreeMap::new() };
        for (source, own, identity) in ids {
            let who = who(source, own, identity, &bodies, reliance);
            names.known.insert(source, Known { own, identity, who });
            let spelling = reliance.merging(own).map_or(source.name.as_str(), |merged| &merged.into.name);
            let spelled = names.spelled.entry(OriginId::Source(identity)).or_insert(spelling);
            *spelled = (*spelled).min(spelling);
        }
        names
    }

    /// A source of the question.
    pub(super) fn get(&self, source: &Source) -> Option<&Known> {
        self.known.get(source)
    }

    /// The named persons, in the forms in which they are named.
    pub(super) fn persons(&self) -> impl Iterator<Item = (Form, &Known, OriginId)> {
        self.known.iter().filter_map(|(source, known)| match known.who {
            Who::Origin(origin) => Some((namesakes::person(source)?, known, origin)),
            Who::Nobody(_) | Who::Ambiguous => None,
        })
    }

    /// How an origin is called.
    pub(super) fn name(&self, origin: OriginId) -> String {
        match origin {
            OriginId::Government(country) => OriginId::name_of_body(country),
            OriginId::Article(article) => format!("the text of {article}"),
            OriginId::Source(_) => {
                self.spelled.get(&origin).map_or_else(|| origin.to_string(), |name| (*name).to_owned())
            }
        }
    }
}

fn names_nobody(source: &Source) -> bool {
    !source.kind.is_named() || source.name == REPORTING_OUTLET
}

/// The body that a named source belongs to by its own words or by who it was joined to, unless that was struck.
fn body(source: &Source, own: SourceId, identity: SourceId, reliance: &Reliance) -> Option<CountryCode> {
    if names_nobody(source) {
        return None;
    }
    let joined = || OriginId::body_of(&reliance.merging(own)?.into);
    let country = OriginId::body_of(source).or_else(joined)?;
    (reliance.belongs(own, country) && reliance.belongs(identity, country)).then_some(country)
}

fn who(
    source: &Source,
    own: SourceId,
    identity: SourceId,
    bodies: &BTreeMap<SourceId, BTreeSet<CountryCode>>,
    reliance: &Reliance,
) -> Who {
    if names_nobody(source) {
        return Who::Nobody(OriginId::body_of(source).filter(|country| reliance.belongs(own, *country)));
    }
    if let Some(country) = body(source, own, identity, reliance) {
        return Who::Origin(OriginId::Government(country));
    }
    // Struck from its own body, or an agency: itself.
    if OriginId::body_of(source).is_some() || OriginId::carries(source.kind) {
        return Who::Origin(OriginId::Source(identity));
    }
    let mut known = bodies.get(&identity).into_iter().flatten();
    match (known.next(), known.next()) {
        (None, _) => Who::Origin(OriginId::Source(identity)),
        (Some(country), None) => Who::Origin(OriginId::Government(*country)),
        (Some(_), Some(_)) => Who::Ambiguous,
    }
}
