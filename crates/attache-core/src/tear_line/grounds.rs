//! What several claims agree on.

use jiff::civil::Date;

use crate::{
    article::Article,
    claim::ClaimDraft,
    claim_kind::ClaimKind,
    claim_state::{ClaimState, Standing},
    corroboration::{Report, weigh},
    country::CountryCode,
    event_time::{EventTime, TimeOf},
    exchange::Topic,
    id::ClaimId,
    likelihood::Likelihood,
    modality::Modality,
    place::Place,
    proposition::{ItemCategory, Party, telling::Telling},
    reliance::Reliance,
    source::{Source, folded},
};

use super::{CutError, KeptDate, TornFigure, sourcing};

/// The claims that a tear-line rests on, checked: ours, accepted, of one kind, and in agreement.
pub(super) struct Grounds<'a> {
    claims: Vec<&'a ClaimState>,
    articles: Vec<&'a Article>,
    first: &'a ClaimDraft,
}

impl<'a> Grounds<'a> {
    /// Takes claims with their articles, in any order.
    pub(super) fn of(claims: &[&'a ClaimState], articles: &[&'a Article]) -> Result<Self, CutError> {
        let mut claims = claims.to_vec();
        claims.sort_by_key(|state| state.id);
        claims.dedup_by_key(|state| state.id);
        let ids: Vec<_> = articles.iter().map(|article| article.id()).collect();
        for state in &claims {
            let (claim, article) = (state.id, state.article);
            if state.is_received() {
                return Err(CutError::NotOurs { claim });
            }
            if !matches!(state.standing, Standing::Accepted | Standing::Corrected) || state.claim.is_none() {
                return Err(CutError::NotAccepted { claim, standing: state.standing });
            }
            if !ids.contains(&article) {
                return Err(CutError::NoArticle { claim, article });
            }
        }
        let first = &claims.first().ok_or(CutError::NoClaims)?.body;
        let articles = articles.iter().copied().zip(&ids);
        let needed = articles.filter(|(_, id)| claims.iter().any(|state| state.article == **id));
        let articles = needed.map(|(article, _)| article).collect();
        let grounds = Self { claims, articles, first };
        grounds.agree()?;
        Ok(grounds)
    }

    fn agree(&self) -> Result<(), CutError> {
        let all = |holds: &dyn Fn(&ClaimDraft) -> bool| self.bodies().all(holds);
        let first = self.first;
        let part = if !all(&|body| body.kind == first.kind) {
            "kind"
        } else if !all(&|body| body.modality == first.modality) {
            "modality"
        } else if !all(&|body| body.likelihood == first.likelihood) {
            "likelihood"
        } else if !same_party(self.bodies().filter_map(|body| body.proposition.actor.as_ref())) {
            "actor"
        } else if !same_party(self.bodies().filter_map(|body| body.proposition.counterpart.as_ref())) {
            "counterpart"
        } else {
            return Ok(());
        };
        Err(CutError::Differ { part })
    }

    pub(super) fn claims(&self) -> &[&'a ClaimState] {
        &self.claims
    }

    pub(super) fn articles(&self) -> &[&'a Article] {
        &self.articles
    }

    pub(super) fn bodies(&self) -> impl Iterator<Item = &'a ClaimDraft> {
        self.claims.iter().map(|state| &state.body)
    }

    pub(super) fn ids(&self) -> Vec<ClaimId> {
        self.claims.iter().map(|state| state.id).collect()
    }

    pub(super) const fn kind(&self) -> ClaimKind {
        self.first.kind
    }

    pub(super) const fn modality(&self) -> Modality {
        self.first.modality
    }

    pub(super) const fn likelihood(&self) -> Option<Likelihood> {
        self.first.likelihood
    }

    pub(super) fn actor(&self) -> Option<CountryCode> {
        self.bodies().find_map(|body| body.proposition.actor.as_ref()?.country)
    }

    pub(super) fn counterpart(&self) -> Option<CountryCode> {
        self.bodies().find_map(|body| body.proposition.counterpart.as_ref()?.country)
    }

    /// The classes that every claim names: the sourcing speaks of all of them.
    pub(super) fn items(&self) -> Vec<ItemCategory> {
        let named =
            |body: &ClaimDraft, category| body.proposition.items.iter().any(|item| item.category == category);
        let mut items: Vec<_> = self.first.proposition.items.iter().map(|item| item.category).collect();
        items.retain(|category| self.bodies().all(|body| named(body, *category)));
        items.sort_unstable();
        items.dedup();
        items
    }

    /// The figures that every claim gives; what they count only where `classes` are kept.
    pub(super) fn figures(&self, classes: bool) -> Vec<TornFigure> {
        let torn = |body: &ClaimDraft| -> Vec<TornFigure> {
            let items = classes.then_some(body.proposition.items.as_slice());
            body.quantities.iter().map(|quantity| TornFigure::of(quantity, items)).collect()
        };
        let mut figures = Vec::new();
        for figure in torn(self.first) {
            if !figures.contains(&figure) && self.bodies().all(|body| torn(body).contains(&figure)) {
                figures.push(figure);
            }
        }
        figures
    }

    /// The country, where those claims that name one name the same.
    pub(super) fn country(&self) -> Option<CountryCode> {
        one(self.places().filter_map(country_of))
    }

    /// The subdivision, where those claims that name one name the same. A text that is no code of ISO 3166-2
    /// is none.
    pub(super) fn subdivision(&self) -> Option<String> {
        let code = |place: &'a Place| {
            let code = place.subdivision.as_deref()?;
            is_subdivision(code).then(|| code.to_owned())
        };
        one(self.places().filter_map(code)).filter(|code| {
            self.country()
                .is_some_and(|country| code.split_once('-').is_some_and(|(c, _)| c == country.as_str()))
        })
    }

    fn places(&self) -> impl Iterator<Item = &'a Place> {
        self.bodies().filter_map(|body| body.place.as_ref())
    }

    /// First and last day that it can have been, after any of the claims. The time of a statement tells when
    /// a source spoke, and is left out.
    pub(super) fn days(&self, kept: KeptDate) -> (Option<Date>, Option<Date>) {
        let dates: Vec<&EventTime> = self.event_times().collect();
        let start = || dates.iter().map(|date| date.start).min().flatten();
        let end = || {
            let open = dates.iter().any(|date| date.end.is_none());
            if open { None } else { dates.iter().filter_map(|date| date.end).max() }
        };
        match kept {
            KeptDate::None => (None, None),
            KeptDate::Month => (start().map(Date::first_of_month), end().map(Date::last_of_month)),
            KeptDate::Day => (start(), end()),
        }
    }

    pub(super) fn event_times(&self) -> impl Iterator<Item = &'a EventTime> {
        self.bodies().filter_map(|body| body.date.as_ref()).filter(|date| date.of == TimeOf::Event)
    }

    /// How many independent origins the claims have, by the strict count of these claims alone.
    pub(super) fn origins(&self, reliance: &Reliance) -> usize {
        // One claim rests on one origin at most, whatever it rests on.
        if self.claims.len() < 2 {
            return 1;
        }
        let reports: Vec<Report<'_>> = self.claims.iter().copied().map(Report::of).collect();
        let telling = Telling::of(self.first);
        let own = telling.forms.iter().find(|form| !form.presupposed);
        let topic = own.map_or(Topic::ANY, Topic::of_proposition);
        weigh(&reports, reliance, &topic).strict.cut
    }

    pub(super) fn sourcing(&self, reliance: &Reliance) -> String {
        sourcing::words(self.sources(), self.origins(reliance))
    }

    /// Whether the sourcing says no more than the claims give. What was cut before sourcing spoke of origins says
    /// nothing of them, and stays.
    pub(super) fn may_be_sourced_as(&self, words: &str, reliance: &Reliance) -> bool {
        words == sourcing::words(self.sources(), 0)
            || (1..=self.origins(reliance)).any(|origins| words == sourcing::words(self.sources(), origins))
    }

    fn sources(&self) -> impl Iterator<Item = &'a Source> {
        self.bodies().map(|body| body.chain.origin())
    }
}

fn country_of(place: &Place) -> Option<CountryCode> {
    let of_code = || place.subdivision.as_deref().filter(|code| is_subdivision(code))?.get(..2)?.parse().ok();
    place.country.or_else(of_code)
}

/// The one value, where all are equal.
fn one<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

/// Whether these are one and the same: by country where both have one, by name else.
fn same_party<'a>(mut parties: impl Iterator<Item = &'a Party>) -> bool {
    let Some(first) = parties.next() else { return true };
    parties.all(|party| match (first.country, party.country) {
        (Some(a), Some(b)) => a == b,
        _ => folded(&first.name) == folded(&party.name),
    })
}

/// The form of ISO 3166-2: the country, a hyphen, one to three letters or digits.
pub(super) fn is_subdivision(code: &str) -> bool {
    code.split_once('-').is_some_and(|(country, rest)| {
        country.len() == 2
            && country.bytes().all(|b| b.is_ascii_uppercase())
            && (1..=3).contains(&rest.len())
            && rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
    })
}
