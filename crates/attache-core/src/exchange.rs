//! That two origins tell each other what they know.
//!
//! Two governments that agreed to exchange information on a topic are not independent on that topic afterwards: what
//! one says may be what the other told it.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use crate::{
    agreement::Topics,
    canonical::{self, CanonicalError},
    claim_kind::ClaimKind,
    country::CountryCode,
    id::{ClaimId, EdgeId},
    origin::OriginId,
    proposition::{matter::Matter, normal_form::NormalForm},
};

pub use proposed::{TELLING, proposed_by, tells_of_exchange};

mod proposed;

/// On what information is exchanged, or what a question is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Which kinds of claim.
    pub kinds: Topics,
    /// About which countries; about any where empty.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub about: BTreeSet<CountryCode>,
}

impl Topic {
    /// Everything.
    pub const ANY: Self = Self { kinds: Topics::All, about: BTreeSet::new() };

    /// Claims of one kind that name these countries.
    #[must_use]
    pub fn of(kind: ClaimKind, about: impl IntoIterator<Item = CountryCode>) -> Self {
        Self { kinds: Topics::Only([kind].into()), about: about.into_iter().collect() }
    }

    /// What a proposition is about: the kind of claim that speaks of it first, and the countries of its parties. Who
    /// tells of fighting tells of troops.
    #[must_use]
    pub fn of_proposition(form: &NormalForm) -> Self {
        let troops = form.matter == Matter::Clash;
        let speaks =
            |kind: &ClaimKind| Matter::of(*kind) == form.matter || (troops && *kind == ClaimKind::Deployment);
        let kinds = ClaimKind::VARIANTS.iter().copied().filter(speaks).collect();
        let about = form.parties().filter_map(|who| who.country).collect();
        Self { kinds: Topics::Only(kinds), about }
    }

    /// Whether both can be about the same: they share a kind and, where both name countries, a country. In doubt they
    /// do: two origins are rather taken for dependent than for independent.
    #[must_use]
    pub fn touches(&self, other: &Self) -> bool {
        let kinds = match (&self.kinds, &other.kinds) {
            (Topics::Only(a), Topics::Only(b)) => !a.is_disjoint(b),
            _ => true,
        };
        kinds && (self.about.is_empty() || other.about.is_empty() || !self.about.is_disjoint(&other.about))
    }
}

impl std::fmt::Display for Topic {
    /// "deployment, transfer (North Korea, Russia)".
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let listed = |words: Vec<String>| words.join(", ");
        match &self.kinds {
            Topics::All => f.write_str("everything")?,
            Topics::Only(kinds) => {
                f.write_str(&listed(kinds.iter().map(|kind| kind.to_string().replace('-', " ")).collect()))?;
            }
        }
        if !self.about.is_empty() {
            let name = |country: &CountryCode| country.short_name().unwrap_or(country.as_str()).to_owned();
            write!(f, " ({})", listed(self.about.iter().map(name).collect()))?;
        }
        Ok(())
    }
}

/// Two origins exchange information on a topic: a declared edge of reliance, in both directions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// The two; in which order does not matter.
    pub between: [OriginId; 2],
    /// On what.
    pub topic: Topic,
    /// First day on which it holds. What both had said before that day they said independently.
    pub since: Date,
    /// The claim in which it was read, where it was read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_in: Option<ClaimId>,
}

impl Exchange {
    /// The id of the edge: follows from the two, the topic and the day.
    ///
    /// # Errors
    /// Where it has no canonical form.
    pub fn id(&self) -> Result<EdgeId, CanonicalError> {
        let [a, b] = self.between;
        let ends = if a <= b { [a, b] } else { [b, a] };
        Ok(EdgeId::derive(&[b"exchange", &canonical::to_bytes(&(ends, &self.topic, self.since))?]))
    }

    /// The other one.
    #[must_use]
    pub fn other(&self, than: OriginId) -> Option<OriginId> {
        let [a, b] = self.between;
        match than {
            one if one == a && a != b => Some(b),
            one if one == b && a != b => Some(a),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
