//! The extension of a location.

use attache_core::place::PlaceClass;
use serde::{Deserialize, Serialize};

use super::ExtensionType;

/// `attache-place`. The members are described in `schemas/place.json`.
#[derive(Serialize, Deserialize)]
pub(crate) struct PlaceExtension {
    pub(crate) extension_type: ExtensionType,
    /// ISO 3166-1 alpha-3, as STANAG 4774 and PLOVER write a country.
    pub(crate) country_alpha3: Option<String>,
    pub(crate) place_class: PlaceClass,
}
