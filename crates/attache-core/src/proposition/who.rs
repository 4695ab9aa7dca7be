//! Who acts or is acted on, as far as claims compare.

use super::{Party, fit::Fit};
use crate::{country::CountryCode, source::folded};

/// A country, or a named party of one, or a name alone. A government and its president act as one, so that
/// persons are kept apart only where it matters who came (meetings).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Who {
    /// Its country (ISO 3166-1 alpha-2), where known.
    pub country: Option<CountryCode>,
    /// Its name, folded, where that narrows the country or where there is no country.
    pub name: Option<String>,
}

impl Who {
    /// A country.
    #[must_use]
    pub const fn country(code: CountryCode) -> Self {
        Self { country: Some(code), name: None }
    }

    /// A party, as its country where that is known.
    #[must_use]
    pub fn acting(party: &Party) -> Option<Self> {
        let name = folded(&party.name);
        match party.country {
            Some(code) => Some(Self::country(code)),
            None if name.is_empty() => None,
            None => Some(Self { country: None, name: Some(name) }),
        }
    }

    /// A party, with its name where that is not the country's own.
    #[must_use]
    pub fn in_person(party: &Party) -> Option<Self> {
        let name = Some(folded(&party.name)).filter(|name| !name.is_empty());
        let own = party.country.and_then(CountryCode::short_name).map(folded);
        let who = Self { country: party.country, name: name.filter(|name| Some(name) != own.as_ref()) };
        (who.country.is_some() || who.name.is_some()).then_some(who)
    }

    /// Whether the other says no more than this.
    #[must_use]
    pub fn is_within(&self, other: &Self) -> bool {
        (other.country.is_none() || other.country == self.country)
            && (other.name.is_none() || other.name == self.name)
    }

    /// How it lies to another. Two persons of one country may both have been there; without a country,
    /// another name is another party.
    #[must_use]
    pub fn fit(&self, other: &Self) -> Fit {
        let one_country = self.country.is_some() && self.country == other.country;
        Fit::of(self.is_within(other), other.is_within(self), !one_country)
    }
}

/// How the parties that one claim names lie to those of another: who names more is narrower.
#[must_use]
pub(super) fn fit_of_all(a: &[Who], b: &[Who]) -> Fit {
    let covers =
        |more: &[Who], fewer: &[Who]| fewer.iter().all(|one| more.iter().any(|who| who.is_within(one)));
    let apart = a.iter().all(|one| b.iter().all(|other| one.fit(other) == Fit::Disjoint));
    Fit::of(covers(a, b), covers(b, a), apart)
}

impl std::fmt::Display for Who {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let country = self.country.map(|code| code.short_name().unwrap_or("an unknown country"));
        match (&self.name, country) {
            (Some(name), Some(country)) => write!(f, "{name} ({country})"),
            (Some(name), None) => f.write_str(name),
            (None, country) => f.write_str(country.unwrap_or("somebody")),
        }
    }
}
