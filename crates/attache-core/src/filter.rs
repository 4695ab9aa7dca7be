//! Which claims a question asks for.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    claim_kind::ClaimKind,
    claim_state::{ClaimState, Standing},
    country::CountryCode,
    id::ArticleId,
    place::Place,
    proposition::{Item, ItemCategory, Party},
    recipient::Recipient,
    source::folded,
};

/// A word that a person asks by, resolved as far as the word tables go.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Term {
    /// A country, by any of its names.
    Country(CountryCode),
    /// A subdivision, ISO 3166-2.
    Subdivision(String),
    /// A class of things.
    Category(ItemCategory),
    /// Any other word: it must occur in the name, case and punctuation aside.
    Words(String),
}

impl Term {
    fn fits_words(&self, name: &str) -> bool {
        match self {
            Self::Words(words) => folded(name).contains(&folded(words)),
            Self::Country(_) | Self::Subdivision(_) | Self::Category(_) => false,
        }
    }

    fn fits_party(&self, party: &Party) -> bool {
        match self {
            Self::Country(country) => party.country == Some(*country),
            _ => self.fits_words(&party.name),
        }
    }

    fn fits_place(&self, place: &Place) -> bool {
        match self {
            Self::Country(country) => place.country == Some(*country),
            Self::Subdivision(code) => place.subdivision.as_deref() == Some(code),
            _ => self.fits_words(&place.text),
        }
    }

    fn fits_item(&self, item: &Item) -> bool {
        match self {
            Self::Category(category) => item.category == *category,
            _ => {
                self.fits_words(&item.name)
                    || item.designation.as_deref().is_some_and(|designation| self.fits_words(designation))
            }
        }
    }
}

/// A question: every condition that is set must hold. An empty filter fits all claims that stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Any of these kinds; all kinds where empty.
    pub kinds: Vec<ClaimKind>,
    /// Any of these standings; drafts, accepted and corrected claims where empty.
    pub standings: Vec<Standing>,
    /// Who acts.
    pub by: Option<Term>,
    /// Where.
    pub place: Option<Term>,
    /// Who gives: the actor of a transfer.
    pub from: Option<Term>,
    /// Who receives.
    pub to: Option<Term>,
    /// With what.
    pub item: Option<Term>,
    /// Not before this day (of the event where it is dated, else of publication).
    pub since: Option<Date>,
    /// Not after this day.
    pub until: Option<Date>,
    /// Words of the name of a carrier behind the outlet, or its country.
    pub source: Option<Term>,
    /// Words of the name of the outlet.
    pub outlet: Option<Term>,
    /// Ever released to this recipient, also where it was called back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released_to: Option<Recipient>,
    /// Received from this partner, by whatever other road it also came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_from: Option<String>,
    /// Read in this article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub article: Option<ArticleId>,
    /// As known at this instant. The store answers from the records up to it; [`Filter::matches`] sees
    /// a state and cannot know what came later.
    pub as_of: Option<Timestamp>,
}

impl Filter {
    /// Whether a claim fits. This is the oracle: `find` of every adapter gives exactly the claims for
    /// which this holds.
    #[must_use]
    pub fn matches(&self, state: &ClaimState) -> bool {
        let body = &state.body;
        let proposition = &body.proposition;
        let party = |term: &Option<Term>, party: &Option<Party>| match (term, party) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(term), Some(party)) => term.fits_party(party),
        };
        let standing = if self.standings.is_empty() {
            state.standing.stands()
        } else {
            self.standings.contains(&state.standing)
        };
        standing
            && (self.kinds.is_empty() || self.kinds.contains(&body.kind))
            && party(&self.by, &proposition.actor)
            && party(&self.from, &proposition.actor)
            && party(&self.to, &proposition.counterpart)
            && self.place.as_ref().is_none_or(|term| body.place.as_ref().is_some_and(|p| term.fits_place(p)))
            && self.item.as_ref().is_none_or(|term| proposition.items.iter().any(|i| term.fits_item(i)))
            && self.fits_chain(state)
            && self.fits_time(state)
            && self.fits_exchange(state)
            && self.article.is_none_or(|article| state.article == article)
            && self.as_of.is_none_or(|instant| state.known_since <= instant)
    }

    fn fits_chain(&self, state: &ClaimState) -> bool {
        let chain = &state.body.chain;
        let credited = self.source.as_ref().is_none_or(|term| {
            chain.iter().skip(1).any(|carrier| match term {
                Term::Country(country) => carrier.country == Some(*country),
                _ => term.fits_words(&carrier.name),
            })
        });
        credited && self.outlet.as_ref().is_none_or(|term| term.fits_words(&chain.outlet().name))
    }

    fn fits_exchange(&self, state: &ClaimState) -> bool {
        let released = |to: &Recipient| state.releases.iter().any(|one| one.release.to == *to);
        self.released_to.as_ref().is_none_or(released)
            && self.received_from.as_ref().is_none_or(|from| state.received_from.contains(from))
    }

    fn fits_time(&self, state: &ClaimState) -> bool {
        if self.since.is_none() && self.until.is_none() {
            return true;
        }
        match (&state.body.date, state.body.published) {
            (Some(date), _) => date.touches(self.since, self.until),
            (None, Some(day)) => {
                self.since.is_none_or(|since| day >= since) && self.until.is_none_or(|until| day <= until)
            }
            (None, None) => false,
        }
    }
}
