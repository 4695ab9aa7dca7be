//! The word tables: which words there are, and what they mean.
//!
//! The tables live in `words/*.tsv` and are built into the binary; a row that cannot be used is refused
//! by its line ([`TableError`]).

mod inflection;
mod lexicon;
mod loading;
mod rows;
mod sense;
mod table;

use std::{collections::BTreeMap, sync::Arc};

use attache_core::{
    claim_kind::ClaimKind, country::CountryCode, filter::Term, likelihood::Likelihood, modality::Modality,
    place::PlaceClass, proposition::ItemCategory, source::SourceKind,
};
use rustc_hash::{FxHashMap, FxHashSet};

pub use lexicon::{Classes, Phrase, WordId};
pub use sense::{Bound, CreditSort, CueForm, CueSort, FigureSort, Needs, TimeRule, class};
pub use table::TableError;

use crate::tagger::model::{Model, ModelError};
use lexicon::Lexicon;

/// A country and its names.
#[derive(Clone, Debug)]
pub struct Country {
    /// ISO 3166-1 alpha-2.
    pub code: CountryCode,
    /// ISO 3166-1 alpha-3.
    pub alpha3: String,
    /// Usual name.
    pub name: String,
    /// Its first demonym ("South Korean").
    pub demonym: String,
    /// Region adjectives, most specific first.
    pub regions: Vec<String>,
}

/// How a country is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountryForm {
    /// By its name.
    Name,
    /// By its people or their adjective.
    Demonym,
    /// By its capital.
    Capital,
    /// By its seat of government ("the Kremlin").
    Seat,
}

/// A place below the country.
#[derive(Clone, Debug)]
pub struct NamedPlace {
    /// Usual name.
    pub name: String,
    /// How fine it is.
    pub class: PlaceClass,
    /// The country.
    pub country: Option<CountryCode>,
    /// ISO 3166-2.
    pub subdivision: Option<String>,
}

/// An outlet, an agency or a body.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Usual name.
    pub name: String,
    /// Which sort.
    pub kind: SourceKind,
    /// The country, where the name alone tells it.
    pub country: Option<CountryCode>,
}

/// A thing that is sent, held or counted.
#[derive(Clone, Debug)]
pub struct NamedItem {
    /// Normal form.
    pub name: String,
    /// Its class.
    pub category: ItemCategory,
    /// What a figure of it counts.
    pub unit: String,
}

/// What a phrase means. Numbers are places in the tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Entry {
    /// A country, by some form of its name.
    Country(u16, CountryForm),
    /// A place below the country.
    Place(u16),
    /// An outlet or agency.
    Outlet(u16),
    /// A body.
    Body(u16),
    /// An item.
    Item(u16),
    /// An office.
    Office(u16),
    /// A noun for a source without a name.
    Collective(SourceKind),
    /// A word that credits.
    Cue(u16, CueForm),
    /// A word that tells the kind of a claim.
    Predicate(ClaimKind, Needs),
    /// A word that tells how a claim is put.
    Manner(Modality, Option<Likelihood>),
    /// A number word or a bound.
    Figure(FigureSort),
    /// A time relative to publication.
    Time(TimeRule),
    /// A region adjective ("East Asian").
    Region(u16),
}

/// A verb that credits.
#[derive(Clone, Debug)]
pub struct CueVerb {
    /// Base form.
    pub base: String,
    /// What sort of crediting it is.
    pub sort: CueSort,
    /// How it puts its content.
    pub puts: Modality,
    /// Whether it credits a bare noun phrase too ("confirmed the deal"), and not only a clause.
    pub phrase: bool,
}

/// An office and what its holder is called later.
#[derive(Clone, Debug)]
pub struct Office {
    /// As written.
    pub name: String,
    /// Nouns for the holder.
    pub holders: Vec<String>,
}

/// How a credit line begins, or ends.
#[derive(Clone, Debug)]
pub(crate) struct CreditPhrase {
    /// What it says of whom it names.
    pub(crate) sort: CreditSort,
    /// The phrase, in lower case.
    pub(crate) phrase: String,
}

/// All that reading knows: the word tables, ready for look-up, and the tagger's model, where one is given.
#[derive(Debug, Default)]
pub struct Words {
    pub(crate) lexicon: Lexicon<Entry>,
    pub(crate) countries: Vec<Country>,
    pub(crate) places: Vec<NamedPlace>,
    pub(crate) outlets: Vec<Organisation>,
    pub(crate) bodies: Vec<Organisation>,
    pub(crate) items: Vec<NamedItem>,
    pub(crate) offices: Vec<Office>,
    pub(crate) cues: Vec<CueVerb>,
    pub(crate) regions: Vec<String>,
    pub(crate) credit_phrases: Vec<CreditPhrase>,
    names: FxHashMap<String, Entry>,
    peoples: FxHashSet<String>,
    alpha3: BTreeMap<String, CountryCode>,
    pub(crate) model: Option<Arc<Model>>,
}

impl Words {
    /// The tables that are built into the binary.
    ///
    /// # Errors
    /// Where a row of a table cannot be used; the tests hold that this does not happen.
    pub fn built_in() -> Result<Self, TableError> {
        Self::from_tables(|name| loading::BUILT_IN.iter().find(|(n, _)| *n == name).map(|(_, text)| *text))
    }

    /// Tables from elsewhere: `table` gives the text of a table by its name (`cues`, `countries` …).
    ///
    /// # Errors
    /// Where a table is missing or a row of it cannot be used.
    pub fn from_tables<'a>(table: impl Fn(&str) -> Option<&'a str>) -> Result<Self, TableError> {
        let mut words = Self::default();
        loading::load(&mut words, &table)?;
        Ok(words)
    }

    /// With the tagger: this model of it.
    #[must_use]
    pub fn with_model(mut self, model: Model) -> Self {
        self.model = Some(Arc::new(model));
        self
    }

    /// With the tagger and the model that is built into the program.
    ///
    /// # Errors
    /// Where that model does not hold; a test keeps it from happening.
    pub fn with_tagger(self) -> Result<Self, ModelError> {
        Ok(self.with_model(Model::built_in()?))
    }

    /// The tagger's model, where there is one.
    #[must_use]
    pub fn model(&self) -> Option<&Model> {
        self.model.as_deref()
    }

    /// What a person means by a word of a question: a country by any of its names, a subdivision, a
    /// class of items, else the word itself.
    #[must_use]
    pub fn term(&self, word: &str) -> Term {
        let folded = word.trim().to_lowercase();
        if let Ok(category) = folded.parse::<ItemCategory>() {
            return Term::Category(category);
        }
        if let Ok(code) = word.trim().parse::<CountryCode>()
            && self.country(code).is_some()
        {
            return Term::Country(code);
        }
        if let Some(code) = self.alpha3.get(&folded.to_uppercase()) {
            return Term::Country(*code);
        }
        match self.names.get(folded.strip_prefix("the ").unwrap_or(&folded)) {
            Some(Entry::Country(at, _)) => {
                self.countries.get(usize::from(*at)).map(|country| Term::Country(country.code))
            }
            Some(Entry::Place(at)) => self
                .places
                .get(usize::from(*at))
                .filter(|place| place.class == PlaceClass::Subdivision)
                .and_then(|place| place.subdivision.clone())
                .map(Term::Subdivision),
            Some(Entry::Item(at)) => {
                self.items.get(usize::from(*at)).map(|item| Term::Words(item.name.clone()))
            }
            _ => None,
        }
        .unwrap_or_else(|| Term::Words(word.trim().to_owned()))
    }

    /// Whether a word is the adjective or the people of a country ("Russian").
    #[must_use]
    pub fn is_people(&self, word: &str) -> bool {
        self.peoples.contains(word)
    }

    /// A country by its code.
    #[must_use]
    pub fn country(&self, code: CountryCode) -> Option<&Country> {
        self.countries.iter().find(|country| country.code == code)
    }

    /// The alpha-2 code that belongs to an alpha-3 code.
    #[must_use]
    pub fn from_alpha3(&self, alpha3: &str) -> Option<CountryCode> {
        self.alpha3.get(alpha3).copied()
    }

    /// The usual name of the item that a word names ("soldiers": "troops").
    #[must_use]
    pub fn item(&self, word: &str) -> Option<&str> {
        match self.names.get(&word.trim().to_lowercase()) {
            Some(Entry::Item(at)) => self.items.get(usize::from(*at)).map(|item| item.name.as_str()),
            _ => None,
        }
    }

    /// The item that a word names, with its class.
    #[must_use]
    pub fn named_item(&self, word: &str) -> Option<&NamedItem> {
        match self.names.get(&word.trim().to_lowercase()) {
            Some(Entry::Item(at)) => self.items.get(usize::from(*at)),
            _ => None,
        }
    }

    /// The outlet or agency of that name, where the tables know it.
    #[must_use]
    pub fn outlet(&self, name: &str) -> Option<&Organisation> {
        match self.names.get(&name.trim().to_lowercase()) {
            Some(Entry::Outlet(at)) => self.outlets.get(usize::from(*at)),
            _ => None,
        }
    }

    /// The body that goes by exactly this name.
    pub(crate) fn body(&self, name: &str) -> Option<&Organisation> {
        let Some(Entry::Body(at)) = self.names.get(&name.trim().to_lowercase()) else { return None };
        self.bodies.get(usize::from(*at))
    }
}

#[cfg(test)]
mod tests;
