//! Tear-lines: what remains of a claim when all that is withheld is torn off.
//!
//! A tear-line is a new object. It is built up from what may be told, not cut down from the claim: codes,
//! classes, figures with their bounds, days, sourcing in general words, and a text that is either made from
//! these or written by an analyst and searched for everything that is withheld.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    article::Article, claim_kind::ClaimKind, claim_state::ClaimState, country::CountryCode, id::ClaimId,
    likelihood::Likelihood, marking::Marking, modality::Modality, proposition::ItemCategory,
    reliance::Reliance,
};

use grounds::Grounds;

pub use cut::{Cut, Keep, KeptDate};
pub use cut_error::CutError;
pub use leak::{Leak, Withheld};
pub use torn_figure::TornFigure;

mod cut;
mod cut_error;
mod grounds;
mod leak;
mod search;
mod sourcing;
mod torn_figure;
mod withheld;
mod wording;
mod words;

/// A redacted claim: a new object that keeps what may be told and names nothing else. Made by
/// [`TearLine::tear`] alone.
///
/// It can be read back, since the record keeps it for the second person and for deciding again. Reading back
/// is no way around [`TearLine::tear`]: [`decide`](crate::release::decide) asks
/// [`TearLine::still_clean`], so that a line which does not follow from its claims is not released.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TearLine {
    kind: ClaimKind,
    modality: Modality,
    likelihood: Option<Likelihood>,
    actor: Option<CountryCode>,
    counterpart: Option<CountryCode>,
    items: Vec<ItemCategory>,
    figures: Vec<TornFigure>,
    country: Option<CountryCode>,
    subdivision: Option<String>,
    from: Option<Date>,
    until: Option<Date>,
    sourcing: String,
    text: String,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    rests_on: Vec<ClaimId>,
    marking: Marking,
}

impl TearLine {
    /// What it is about.
    #[must_use]
    pub const fn kind(&self) -> ClaimKind {
        self.kind
    }

    /// How it is put.
    #[must_use]
    pub const fn modality(&self) -> Modality {
        self.modality
    }

    /// The term of likelihood (ICD 203).
    #[must_use]
    pub const fn likelihood(&self) -> Option<Likelihood> {
        self.likelihood
    }

    /// The country that acts, or to which the one who acts belongs.
    #[must_use]
    pub const fn actor(&self) -> Option<CountryCode> {
        self.actor
    }

    /// The country to or with which it is done.
    #[must_use]
    pub const fn counterpart(&self) -> Option<CountryCode> {
        self.counterpart
    }

    /// With what, as classes.
    #[must_use]
    pub fn items(&self) -> &[ItemCategory] {
        &self.items
    }

    /// How many, with bounds.
    #[must_use]
    pub fn figures(&self) -> &[TornFigure] {
        &self.figures
    }

    /// In which country.
    #[must_use]
    pub const fn country(&self) -> Option<CountryCode> {
        self.country
    }

    /// In which subdivision, ISO 3166-2.
    #[must_use]
    pub fn subdivision(&self) -> Option<&str> {
        self.subdivision.as_deref()
    }

    /// The first day that it can have been.
    #[must_use]
    pub const fn from(&self) -> Option<Date> {
        self.from
    }

    /// The last day that it can have been.
    #[must_use]
    pub const fn until(&self) -> Option<Date> {
        self.until
    }

    /// On whose word, in general words: "two independent origins (two official sources of different countries)".
    #[must_use]
    pub fn sourcing(&self) -> &str {
        &self.sourcing
    }

    /// What it says, for people.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The marking of the new object.
    #[must_use]
    pub const fn marking(&self) -> &Marking {
        &self.marking
    }

    /// The claims that it rests on, by id. For our own record; a recipient is not told.
    #[must_use]
    pub fn rests_on(&self) -> &[ClaimId] {
        &self.rests_on
    }

    /// The same without the claims that it rests on, as it goes out.
    #[must_use]
    pub fn without_grounds(&self) -> Self {
        Self { rests_on: Vec::new(), ..self.clone() }
    }

    /// As it goes out under the marking that its recipient may see.
    pub(crate) fn going_out(&self, marking: Marking) -> Self {
        Self { marking, ..self.without_grounds() }
    }

    /// Whether it still follows from its claims, as they are now, and names nothing withheld: for the second
    /// person who confirms, and for deciding again after a change.
    ///
    /// # Errors
    /// As [`TearLine::tear`]; [`CutError::NotFromThese`] where a part of it is not what these claims give.
    pub fn still_clean(
        &self,
        claims: &[&ClaimState],
        articles: &[&Article],
        reliance: &Reliance,
    ) -> Result<(), CutError> {
        let grounds = Grounds::of(claims, articles)?;
        self.follows_from(&grounds, reliance)?;
        if self.text == wording::sentence(self) {
            return Ok(());
        }
        search::search(&self.text, &grounds, self)?;
        sourcing::check(&self.text, grounds.origins(reliance))
    }

    /// Every part of it is what the claims give, or is left out. Its sourcing may say less than they give now.
    fn follows_from(&self, grounds: &Grounds<'_>, reliance: &Reliance) -> Result<(), CutError> {
        let left_out_or =
            |kept: Option<CountryCode>, known: Option<CountryCode>| kept.is_none() || kept == known;
        let days = (self.from, self.until);
        let dates = [KeptDate::None, KeptDate::Month, KeptDate::Day];
        let checks = [
            ("claims", self.rests_on == grounds.ids()),
            ("kind", self.kind == grounds.kind()),
            ("modality", self.modality == grounds.modality()),
            ("likelihood", self.likelihood == grounds.likelihood()),
            ("actor", left_out_or(self.actor, grounds.actor())),
            ("counterpart", left_out_or(self.counterpart, grounds.counterpart())),
            ("items", self.items.is_empty() || self.items == grounds.items()),
            ("figures", self.figures.is_empty() || self.figures == grounds.figures(!self.items.is_empty())),
            ("country", left_out_or(self.country, grounds.country())),
            ("subdivision", self.subdivision.is_none() || self.subdivision == grounds.subdivision()),
            ("days", dates.iter().any(|kept| grounds.days(*kept) == days)),
            ("sourcing", grounds.may_be_sourced_as(&self.sourcing, reliance)),
        ];
        match checks.iter().find(|(_, holds)| !holds) {
            Some((part, _)) => Err(CutError::NotFromThese { part }),
            None => Ok(()),
        }
    }
}

impl std::fmt::Debug for TearLine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "TearLine({})", self.kind)
    }
}

#[cfg(test)]
mod tests;
