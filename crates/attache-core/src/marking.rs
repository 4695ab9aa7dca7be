//! How far a claim may travel.

use std::collections::BTreeSet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

pub use names::{UnknownName, UnknownNames};

mod names;

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
    /// Countries, groups and partners to which it may be released. Empty: to nobody; only with CLEAR, which
    /// restricts nobody, to all.
    #[serde(default)]
    pub releasable_to: BTreeSet<String>,
    /// What a recipient must hold, every one of them.
    #[serde(default)]
    pub caveats: BTreeSet<String>,
    /// First day on which it may be released (an embargo), UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// Last day on which it may be released, UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// Markings that came with it and that nobody here can read, by their ids: they withhold it.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub unknown: BTreeSet<String>,
}

impl Default for Marking {
    /// The default is to deny: this organisation only, releasable to nobody.
    fn default() -> Self {
        Self::of(Tlp::AmberStrict)
    }
}

impl Marking {
    /// A colour alone: releasable to nobody, without caveats or dates.
    #[must_use]
    pub const fn of(tlp: Tlp) -> Self {
        Self {
            tlp,
            releasable_to: BTreeSet::new(),
            caveats: BTreeSet::new(),
            valid_from: None,
            valid_until: None,
            unknown: BTreeSet::new(),
        }
    }

    /// Whether it restricts nobody: CLEAR without a list.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.tlp == Tlp::Clear && self.releasable_to.is_empty()
    }

    /// The narrower of two markings: what both allow.
    ///
    /// Two lists that share no name leave nobody. With CLEAR an empty list would mean all, so that what is
    /// left is GREEN to nobody.
    #[must_use]
    pub fn join(&self, other: &Self) -> Self {
        let releasable_to: BTreeSet<String> = match (self.is_open(), other.is_open()) {
            (true, _) => other.releasable_to.clone(),
            (_, true) => self.releasable_to.clone(),
            _ => self.releasable_to.intersection(&other.releasable_to).cloned().collect(),
        };
        let joined = self.at_least(other);
        let nobody = releasable_to.is_empty() && !(self.is_open() && other.is_open());
        let tlp = if nobody { joined.tlp.max(Tlp::Green) } else { joined.tlp };
        Self { tlp, releasable_to, ..joined }
    }

    /// The same list, but the colour, the caveats, the dates and the unknown markings of both.
    pub(crate) fn at_least(&self, other: &Self) -> Self {
        Self {
            tlp: self.tlp.max(other.tlp),
            releasable_to: self.releasable_to.clone(),
            caveats: self.caveats.union(&other.caveats).cloned().collect(),
            valid_from: self.valid_from.max(other.valid_from),
            valid_until: match (self.valid_until, other.valid_until) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            },
            unknown: self.unknown.union(&other.unknown).cloned().collect(),
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
        if let Some(day) = self.valid_from {
            write!(f, " / from {day}")?;
        }
        if let Some(day) = self.valid_until {
            write!(f, " / until {day}")?;
        }
        for unknown in &self.unknown {
            write!(f, " / unknown marking {unknown}")?;
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
        let day = || prop::option::of((1i8..28).prop_map(|day| jiff::civil::date(2024, 11, day)));
        let tlp = prop::sample::select(Tlp::VARIANTS.to_vec());
        (tlp, names(), names(), day(), day()).prop_map(|(tlp, rel, cav, from, until)| Marking {
            releasable_to: rel.into_iter().map(String::from).collect(),
            caveats: cav.into_iter().map(String::from).collect(),
            valid_from: from,
            valid_until: until,
            ..Marking::of(tlp)
        })
    }

    proptest! {
        #[test]
        fn join_is_a_semilattice(a in any_marking(), b in any_marking(), c in any_marking()) {
            prop_assert_eq!(&a.join(&a), &a);
            prop_assert_eq!(a.join(&b), b.join(&a));
            prop_assert_eq!(a.join(&b).join(&c), a.join(&b.join(&c)));
            let joined = a.join(&b);
            prop_assert!(joined.tlp >= a.tlp);
            prop_assert!(joined.caveats.is_superset(&a.caveats));
            for name in ["KR", "UA", "PL", "JP", "FR"] {
                let names = |marking: &Marking| marking.is_open() || marking.releasable_to.contains(name);
                prop_assert_eq!(names(&joined), names(&a) && names(&b), "{} {}", name, joined);
            }
        }
    }

    #[test]
    fn two_lists_without_a_common_name_leave_nobody_and_not_everybody() {
        let to = |name: &str| Marking { releasable_to: [name.to_owned()].into(), ..Marking::of(Tlp::Clear) };
        let joined = to("KR").join(&to("UA"));
        assert!(!joined.is_open());
        assert_eq!((joined.tlp, joined.releasable_to.len()), (Tlp::Green, 0));
        assert_eq!(to("KR").join(&Marking::of(Tlp::Clear)), to("KR"), "all and these are these");
    }

    #[test]
    fn wire_words_are_those_of_first() {
        assert_eq!(serde_json::to_string(&Tlp::AmberStrict).unwrap(), "\"amber+strict\"");
        assert_eq!("AMBER+STRICT".parse::<Tlp>().unwrap(), Tlp::AmberStrict);
        assert!("white".parse::<Tlp>().is_err(), "TLP 1 colours are not taken");
        assert_eq!(Marking::default().to_string(), "TLP:AMBER+STRICT");
    }
}
