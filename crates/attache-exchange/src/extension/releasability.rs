//! The extension of a marking definition.

use std::collections::BTreeSet;

use attache_core::marking::{Marking, Tlp};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{
    ExtensionFault, ExtensionType,
    bounds::{check_ends, check_plain_name},
};

/// `attache-releasability`. The members are described in `schemas/releasability.json`.
#[derive(Serialize, Deserialize)]
pub(crate) struct ReleasabilityExtension {
    extension_type: ExtensionType,
    #[serde(default)]
    releasable_to: BTreeSet<String>,
    #[serde(default)]
    caveats: BTreeSet<String>,
    #[serde(default)]
    valid_from: Option<Date>,
    #[serde(default)]
    valid_until: Option<Date>,
}

impl ReleasabilityExtension {
    /// What a marking says beside its colour; `None` where it says nothing.
    pub(crate) fn of(marking: &Marking) -> Option<Self> {
        let says = !marking.releasable_to.is_empty()
            || !marking.caveats.is_empty()
            || marking.valid_from.is_some()
            || marking.valid_until.is_some();
        says.then(|| Self {
            extension_type: ExtensionType::Property,
            releasable_to: marking.releasable_to.clone(),
            caveats: marking.caveats.clone(),
            valid_from: marking.valid_from,
            valid_until: marking.valid_until,
        })
    }

    /// The marking that it says, with the widest colour: the colour is told apart.
    pub(crate) fn told(self) -> Result<Marking, ExtensionFault> {
        self.releasable_to.iter().try_for_each(|name| check_plain_name("releasable_to", name))?;
        self.caveats.iter().try_for_each(|name| check_plain_name("caveats", name))?;
        // An embargo that outlasts the permission would be silently for ever.
        check_ends("valid_from", self.valid_from, self.valid_until)?;
        Ok(Marking {
            releasable_to: self.releasable_to,
            caveats: self.caveats,
            valid_from: self.valid_from,
            valid_until: self.valid_until,
            ..Marking::of(Tlp::Clear)
        })
    }
}
