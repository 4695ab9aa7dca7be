//! Where something is said to have happened, as far as claims compare.

use super::fit::Fit;
use crate::{
    country::CountryCode,
    place::{Place, PlaceClass},
    source::folded,
};

/// Regions that hold whole countries or subdivisions (ISO 3166-1, ISO 3166-2), by folded name.
const REGIONS: [(&str, &[&str]); 6] = [
    ("donbas", &["UA-09", "UA-14"]),
    ("donbass", &["UA-09", "UA-14"]),
    ("donbasregion", &["UA-09", "UA-14"]),
    ("koreanpeninsula", &["KP", "KR"]),
    ("northcaucasus", &["RU-CE", "RU-DA", "RU-IN", "RU-KB", "RU-KC", "RU-SE", "RU-STA"]),
    ("russianfareast", &["RU-AMU", "RU-KAM", "RU-KHA", "RU-MAG", "RU-PRI", "RU-SAK", "RU-YEV"]),
];

/// A country, a first-level subdivision of one (ISO 3166-2: "RU-KRS" lies in RU), or a spot: a city, a base,
/// a sea.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ground {
    /// ISO 3166-1 alpha-2.
    pub country: Option<CountryCode>,
    /// ISO 3166-2.
    pub subdivision: Option<String>,
    /// Folded name of what has no code of its own.
    pub spot: Option<String>,
    /// Its name, for people.
    pub label: String,
}

impl Ground {
    /// A place; `None` where its words name none ("the region").
    #[must_use]
    pub fn of(place: &Place) -> Option<Self> {
        let bare = place.text.trim();
        let bare = bare.strip_prefix("the ").or_else(|| bare.strip_prefix("The ")).unwrap_or(bare);
        let subdivision = place.subdivision.clone().filter(|code| code.contains('-'));
        let of_code = subdivision.as_deref().and_then(|code| code.split('-').next()?.parse().ok());
        let named = bare.chars().any(char::is_uppercase) || !bare.is_ascii();
        let country_wide = place.class == PlaceClass::Country && place.country.is_some();
        let coded = place.class == PlaceClass::Subdivision && subdivision.is_some();
        let spot = (!country_wide && !coded && named).then(|| folded(bare)).filter(|name| !name.is_empty());
        let country = of_code.or(place.country);
        let label = match (country, country_wide) {
            (Some(code), true) => code.short_name().unwrap_or(bare).to_owned(),
            _ => bare.to_owned(),
        };
        let ground = Self { country, subdivision: subdivision.filter(|_| !country_wide), spot, label };
        (ground.country.is_some() || ground.spot.is_some()).then_some(ground)
    }

    fn is_within(&self, other: &Self) -> bool {
        let same = (other.country.is_none() || other.country == self.country)
            && (other.subdivision.is_none() || other.subdivision == self.subdivision)
            && (other.spot.is_none() || other.spot == self.spot);
        same || self.lies_in_region(other)
    }

    /// Whether the other is a region that holds this country or subdivision whole.
    fn lies_in_region(&self, other: &Self) -> bool {
        let spot = other.spot.as_deref();
        let Some((_, members)) = REGIONS.iter().find(|(name, _)| Some(*name) == spot) else { return false };
        if other.subdivision.is_some() || (other.country.is_some() && other.country != self.country) {
            return false;
        }
        let country = self.country.as_ref().map(CountryCode::as_str);
        members.iter().any(|code| self.subdivision.as_deref() == Some(*code) || country == Some(*code))
    }

    /// How it lies to another.
    #[must_use]
    pub fn fit(&self, other: &Self) -> Fit {
        let differ = |a: Option<&str>, b: Option<&str>| a.zip(b).is_some_and(|(a, b)| a != b);
        let countries = (self.country.as_ref(), other.country.as_ref());
        let apart = differ(countries.0.map(CountryCode::as_str), countries.1.map(CountryCode::as_str))
            || differ(self.subdivision.as_deref(), other.subdivision.as_deref())
            || (differ(self.spot.as_deref(), other.spot.as_deref())
                && [self, other].iter().all(|one| one.subdivision.is_some()));
        Fit::of(self.is_within(other), other.is_within(self), apart)
    }
}

impl std::fmt::Display for Ground {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.label)
    }
}

#[cfg(test)]
mod tests {
    use super::Ground;
    use crate::{
        place::{Place, PlaceClass},
        proposition::fit::Fit,
    };

    fn ground(text: &str, country: &str, subdivision: Option<&str>, class: PlaceClass) -> Ground {
        let subdivision = subdivision.map(String::from);
        Ground::of(&Place { text: text.into(), country: country.parse().ok(), subdivision, class }).unwrap()
    }

    #[test]
    fn a_region_lies_in_its_country_and_beside_its_neighbour() {
        let kursk = ground("the Kursk region", "", Some("RU-KRS"), PlaceClass::Subdivision);
        let russia = ground("Russia", "RU", None, PlaceClass::Country);
        let bryansk = ground("Bryansk", "RU", Some("RU-BRY"), PlaceClass::Subdivision);
        let sudzha = ground("Sudzha", "RU", Some("RU-KRS"), PlaceClass::City);
        assert_eq!(kursk.fit(&russia), Fit::Narrower);
        assert_eq!(russia.fit(&kursk), Fit::Wider);
        assert_eq!(kursk.fit(&bryansk), Fit::Disjoint);
        assert_eq!(sudzha.fit(&kursk), Fit::Narrower);
        assert_eq!(ground("Ukraine", "UA", None, PlaceClass::Country).fit(&kursk), Fit::Disjoint);
        let other = ground("Rylsk", "RU", None, PlaceClass::City);
        assert_eq!(other.fit(&sudzha), Fit::Overlapping, "one of them has no code");
    }

    #[test]
    fn a_region_without_a_code_holds_what_the_table_says() {
        let donbas = ground("Donbas", "UA", None, PlaceClass::Region);
        let donetsk = ground("Donetsk region", "UA", Some("UA-14"), PlaceClass::Subdivision);
        assert_eq!(donetsk.fit(&donbas), Fit::Narrower);
        let peninsula = ground("the Korean Peninsula", "", None, PlaceClass::Region);
        assert_eq!(ground("South Korea", "KR", None, PlaceClass::Country).fit(&peninsula), Fit::Narrower);
    }

    #[test]
    fn words_that_name_no_place_are_none() {
        let region =
            Place { text: "the region".into(), country: None, subdivision: None, class: PlaceClass::Region };
        assert_eq!(Ground::of(&region), None);
    }
}
