//! Whether both sides of a pair rest on one origin in the end: then one origin says two things.

use attache_core::{
    claim_state::ClaimState, country::CountryCode, origin::OriginId, reliance::Reliance,
    source::REPORTING_OUTLET,
};

/// The origin on which two claims rest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SharedOrigin {
    /// One source, by its name.
    Source(String),
    /// Offices, services or officials of one country.
    Body(CountryCode),
    /// The words of one article, which credits nobody.
    Article,
    /// A text that the article of the other was taken from.
    Copied,
}

impl SharedOrigin {
    /// The origin of both claims, where it is one; as far as chains, joined names and found copies tell.
    pub(crate) fn of(one: &ClaimState, other: &ClaimState, reliance: &Reliance) -> Option<Self> {
        let (a, b) = (one.body.chain.origin(), other.body.chain.origin());
        let is_known = |name: &str| name != REPORTING_OUTLET;
        if a.kind.is_named() && b.kind.is_named() && reliance.identity(a.id()) == reliance.identity(b.id()) {
            let name = reliance.merging(a.id()).map_or(&a.name, |merged| &merged.into.name);
            if is_known(name) {
                return Some(Self::Source(name.clone()));
            }
        }
        let bodies = OriginId::body_of(a).zip(OriginId::body_of(b)).filter(|(one, other)| one == other);
        if let Some((country, _)) = bodies
            && [a, b].iter().all(|source| reliance.belongs(source.id(), country))
        {
            return Some(Self::Body(country));
        }
        let taken = |from: &ClaimState, to: &ClaimState| {
            reliance.taken_by(from.article).any(|reprint| reprint.to == to.article)
        };
        if taken(one, other) || taken(other, one) {
            return Some(Self::Copied);
        }
        let alone = one.body.chain.len() == 1 && other.body.chain.len() == 1;
        (alone && one.article == other.article).then_some(Self::Article)
    }

    /// Which it is, in words for people and programs.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Source(name) => format!("both rest on the word of {name}"),
            Self::Body(country) => {
                let code = country.to_string();
                let name = country.short_name().unwrap_or(&code);
                format!("both rest on offices or officials of {name}, which count as one body")
            }
            Self::Article => "both are the own words of one article".to_owned(),
            Self::Copied => "the article of the one took text from that of the other".to_owned(),
        }
    }
}
