//! How far a claim may travel.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

/// Traffic Light Protocol 2.0 (FIRST, August 2022), widest first.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Display,
    EnumString,
    VariantArray,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase", ascii_case_insensitive)]
pub enum Tlp {
    /// May be published.
    Clear,
    /// Within the community.
    Green,
    /// Within the recipients' organisations and their clients.
    Amber,
    /// Within the recipients' organisations only.
    #[serde(rename = "amber+strict")]
    #[strum(serialize = "amber+strict")]
    AmberStrict,
    /// The named recipients only.
    Red,
}

/// A marking: a TLP colour, to whom it is releasable (any one suffices) and restrictive caveats (all
/// are needed), after the PERMISSIVE and RESTRICTIVE categories of STANAG 4774.
///
/// Markings form a lattice under [`Marking::join`]: what is made of two things may go only where both
/// may go.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Marking {
    /// The colour.
    pub tlp: Tlp,
    /// Countries and groups to which it may be released. Empty: to nobody.
    #[serde(default)]
    pub releasable_to: BTreeSet<String>,
    /// What a recipient must hold, every one of them.
    #[serde(default)]
    pub caveats: BTreeSet<String>,
}

impl Default for Marking {
    /// The default is to deny: this organisation only, releasable to nobody.
    fn default() -> Self {
        Self { tlp: Tlp::AmberStrict, releasable_to: BTreeSet::new(), caveats: BTreeSet::new() }
    }
}

impl Marking {
    /// The narrower of two markings: what both allow.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        Self {
            tlp: self.tlp.max(other.tlp),
            releasable_to: self.releasable_to.intersection(&other.releasable_to).cloned().collect(),
            caveats: self.caveats.union(&other.caveats).cloned().collect(),
        }
    }
}

impl std::fmt::Display for Marking {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TLP:{}", self.tlp.to_string().to_uppercase())?;
        if !self.releasable_to.is_empty() {
            write!(f, " REL TO {}", self.releasable_to.iter().cloned().collect::<Vec<_>>().join(", "))?;
        }
        for caveat in &self.caveats {
            write!(f, " / {caveat}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Marking, Tlp};
    use proptest::prelude::*;
    use strum::VariantArray;

    fn any_marking() -> impl Strategy<Value = Marking> {
        let names = || prop::collection::btree_set(prop::sample::select(vec!["KR", "UA", "PL", "JP"]), 0..4);
        (prop::sample::select(Tlp::VARIANTS.to_vec()), names(), names()).prop_map(|(tlp, rel, cav)| Marking {
            tlp,
            releasable_to: rel.into_iter().map(String::from).collect(),
            caveats: cav.into_iter().map(String::from).collect(),
        })
    }

    proptest! {
        #[test]
        fn join_is_a_semilattice(a in any_marking(), b in any_marking(), c in any_marking()) {
            prop_assert_eq!(&a.join(&a), &a);
            prop_assert_eq!(a.join(&b), b.join(&a));
            prop_assert_eq!(a.join(&b).join(&c), a.join(&b.join(&c)));
            prop_assert!(a.join(&b).tlp >= a.tlp);
            prop_assert!(a.join(&b).releasable_to.is_subset(&a.releasable_to));
            prop_assert!(a.join(&b).caveats.is_superset(&a.caveats));
        }
    }

    #[test]
    fn wire_words_are_those_of_first() {
        assert_eq!(serde_json::to_string(&Tlp::AmberStrict).unwrap(), "\"amber+strict\"");
        assert_eq!("AMBER+STRICT".parse::<Tlp>().unwrap(), Tlp::AmberStrict);
        assert!("white".parse::<Tlp>().is_err(), "TLP 1 colours are not taken");
        assert_eq!(Marking::default().to_string(), "TLP:AMBER+STRICT");
    }
}
