//! Countries, their regions and the places in them.

use attache_core::{country::CountryCode, place::PlaceClass};

use crate::words::{
    Country, CountryForm, Entry, NamedPlace, TableError, Words,
    lexicon::Case,
    rows::{CountryRow, PlaceRow, Tables, each},
    table::values,
};

pub(super) fn load_countries(words: &mut Words, source: Tables<'_, '_>) -> Result<(), TableError> {
    each(source, "countries", |place, row: CountryRow| {
        let at = place.index(words.countries.len())?;
        let code: CountryCode = row.alpha2.parse().map_err(|e| place.fault(format!("{e}")))?;
        if row.alpha3.len() != 3 || !row.alpha3.bytes().all(|b| b.is_ascii_uppercase()) {
            return Err(place.fault(format!("`{}` is no alpha-3 code", row.alpha3)));
        }
        let country = |form| Entry::Country(at, form);
        values(&row.name).chain(values(&row.aliases)).for_each(|n| words.name(n, country(CountryForm::Name)));
        values(&row.demonyms).for_each(|n| words.name(n, country(CountryForm::Demonym)));
        words.peoples.extend(values(&row.demonyms).map(str::to_owned));
        values(&row.capital).for_each(|n| words.name(n, country(CountryForm::Capital)));
        values(&row.metonyms).for_each(|n| words.name(n, country(CountryForm::Seat)));
        for region in values(&row.regions) {
            let known = words.regions.iter().position(|r| r == region);
            let number = known.unwrap_or(words.regions.len());
            if known.is_none() {
                let entry = Entry::Region(place.index(number)?);
                words.lexicon.phrase(region, Case::Exact, entry);
                words.regions.push(region.to_owned());
            }
        }
        words.alpha3.insert(row.alpha3.clone(), code);
        words.countries.push(Country {
            code,
            alpha3: row.alpha3,
            demonym: values(&row.demonyms).next().unwrap_or(&row.name).to_owned(),
            name: row.name,
            regions: values(&row.regions).map(str::to_owned).collect(),
        });
        Ok(())
    })
}

pub(super) fn load_places(words: &mut Words, source: Tables<'_, '_>) -> Result<(), TableError> {
    each(source, "places", |place, row: PlaceRow| {
        let at = place.index(words.places.len())?;
        values(&row.name).chain(values(&row.aliases)).for_each(|n| words.name(n, Entry::Place(at)));
        let class = match row.class.as_str() {
            "subdivision" => PlaceClass::Subdivision,
            "city" => PlaceClass::City,
            "region" => PlaceClass::Region,
            "base" | "port" => PlaceClass::Site,
            "sea" | "strait" => PlaceClass::Sea,
            other => return Err(place.fault(format!("`{other}` is no class of place"))),
        };
        let country = place.optional("country code", &row.country)?;
        let subdivision = Some(row.subdivision).filter(|code| !code.is_empty());
        words.places.push(NamedPlace { name: row.name, class, country, subdivision });
        Ok(())
    })
}
