//! Places, no finer than regions and cities.

use serde::{Deserialize, Serialize};
use strum::{Display, EnumString, VariantArray};

use crate::country::CountryCode;

/// How fine a place is.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
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
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum PlaceClass {
    /// A country.
    #[default]
    Country,
    /// A first-level subdivision: province, oblast, state.
    Subdivision,
    /// A region that crosses or is smaller than subdivisions ("the region", "Donbas").
    Region,
    /// A city or town.
    City,
    /// A base, port or airfield that open reporting names.
    Site,
    /// A sea or strait.
    Sea,
}

/// Where it happened, as the text names it. Codes are ISO 3166-1 alpha-2 and ISO 3166-2; coordinates
/// are left out on purpose (scope: countries, offices, regions).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The words, as written.
    pub text: String,
    /// The country, where known.
    pub country: Option<CountryCode>,
    /// ISO 3166-2 code ("RU-KRS"), where known.
    pub subdivision: Option<String>,
    /// How fine it is.
    #[serde(default)]
    pub class: PlaceClass,
}
