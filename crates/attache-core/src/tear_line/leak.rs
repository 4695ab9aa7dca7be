//! A place in a text that names what is withheld.

use std::fmt;

use strum::Display;

use crate::span::Span;

/// What is withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display)]
pub enum Withheld {
    /// A carrier of a chain, or a word of its name.
    #[strum(serialize = "a source")]
    Carrier,
    /// The country of a carrier that is not among the countries kept.
    #[strum(serialize = "the country of a source")]
    CarrierCountry,
    /// The office that a source holds.
    #[strum(serialize = "an office")]
    Office,
    /// The headline.
    #[strum(serialize = "the headline")]
    Title,
    /// The address of the article, or its host.
    #[strum(serialize = "the address of the article")]
    Address,
    /// Words of the claim, of its sentence or of its credit.
    #[strum(serialize = "words of the article")]
    Words,
    /// The id of a claim or of an article.
    #[strum(serialize = "an id")]
    Identifier,
    /// A person or body that acts or is acted on, or a country where none is kept.
    #[strum(serialize = "a party")]
    Party,
    /// A place that is finer than what is kept.
    #[strum(serialize = "a place")]
    Place,
    /// A thing by name or model.
    #[strum(serialize = "a thing by its name")]
    Item,
    /// A figure that is not kept.
    #[strum(serialize = "a figure")]
    Figure,
    /// A day or month that is not kept, or the day of publication.
    #[strum(serialize = "a day")]
    Day,
}

/// A place in a text that names what is withheld.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    /// Where in the text.
    pub at: Span,
    /// What is withheld.
    pub what: Withheld,
    /// The words that stand there.
    pub words: String,
}

impl fmt::Display for Leak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "“{}” (bytes {}–{}) is {}", self.words, self.at.start, self.at.end, self.what)
    }
}
