//! Places as locations (STIX 2.1 section 4.7).

use attache_core::{
    country::CountryCode,
    place::{Place, PlaceClass},
};
use attache_stix::{
    stix_id::StixId,
    typed::{Location, LocationType},
};
use serde_json::Map;

use super::{Pile, WriteFault};
use crate::extension::{Extension, ExtensionType, place::PlaceExtension};

/// A place, if it is one that STIX can write: a location needs a country, and a sea has none.
pub(super) fn put(
    place: &Place,
    markings: &[StixId],
    pile: &mut Pile<'_>,
) -> Result<Option<StixId>, WriteFault> {
    let Some(country) = place.country else {
        return Ok(None);
    };
    let name = Some(place.text.clone()).filter(|text| !text.trim().is_empty());
    put_location(name, country, place.subdivision.as_deref(), place.class, markings, pile).map(Some)
}

/// A country, or a part of it, by its code alone.
pub(super) fn put_by_code(
    country: CountryCode,
    subdivision: Option<&str>,
    markings: &[StixId],
    pile: &mut Pile<'_>,
) -> Result<StixId, WriteFault> {
    let class = if subdivision.is_some() { PlaceClass::Subdivision } else { PlaceClass::Country };
    // Tools that list places by name need one.
    let name = subdivision.or(country.short_name()).map(str::to_owned);
    put_location(name, country, subdivision, class, markings, pile)
}

fn put_location(
    name: Option<String>,
    country: CountryCode,
    subdivision: Option<&str>,
    class: PlaceClass,
    markings: &[StixId],
    pile: &mut Pile<'_>,
) -> Result<StixId, WriteFault> {
    const TYPE: &str = "location";
    let mut common = pile.common(TYPE, markings)?;
    let says = PlaceExtension {
        extension_type: ExtensionType::Property,
        country_alpha3: country.alpha3().map(str::to_owned),
        place_class: class,
    };
    let (key, value) = pile.extension(Extension::Place, &says)?;
    common.extensions.insert(key, value);
    pile.put_named(
        TYPE,
        &Location {
            type_name: LocationType::Location,
            common,
            city: name.clone().filter(|_| class == PlaceClass::City),
            name,
            description: None,
            latitude: None,
            longitude: None,
            precision: None,
            region: None,
            country: Some(country.to_string()),
            administrative_area: subdivision.map(str::to_owned),
            street_address: None,
            postal_code: None,
            rest: Map::new(),
        },
    )
}
