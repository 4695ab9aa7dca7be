//! Countries in the text: by name, people, capital or seat, and by description.

use attache_core::country::CountryCode;

use crate::{
    passage::{Passage, Tokens},
    words::{CountryForm, Entry, Words},
};

/// A country that some words name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Nation {
    /// Which.
    pub code: CountryCode,
    /// By which form of its name.
    pub form: CountryForm,
    /// First token.
    pub first: usize,
    /// One past the last.
    pub last: usize,
}

/// The country named at a token, by the longest name that begins there.
#[must_use]
pub(crate) fn at(p: &Passage, at: usize, words: &Words) -> Option<Nation> {
    let longest = p.phrases_at(at).iter().rev().find(|phrase| {
        matches!(phrase.entry, Entry::Country(..) | Entry::Outlet(_) | Entry::Body(_) | Entry::Place(_))
    })?;
    let last = longest.last;
    // "South Korean presidential office" is a body and a country; a capital is also a place.
    p.phrases_at(at).iter().rev().find_map(|phrase| match phrase.entry {
        Entry::Country(number, form) if phrase.last == last || form != CountryForm::Capital => {
            let country = words.countries.get(usize::from(number))?;
            Some(Nation { code: country.code, form, first: phrase.first, last: phrase.last })
        }
        _ => None,
    })
}

/// The countries named within a run, in order.
#[must_use]
pub(crate) fn all(p: &Passage, run: &Tokens, words: &Words) -> Vec<Nation> {
    let mut found = Vec::new();
    let mut token = run.start;
    while token < run.end {
        match at(p, token, words).filter(|nation| nation.last <= run.end) {
            Some(nation) => {
                found.push(nation);
                token = nation.last.max(token.saturating_add(1));
            }
            None => token = token.saturating_add(1),
        }
    }
    found
}

/// The country that a phrase belongs to: the first one named in it, or that of a body or outlet in it.
#[must_use]
pub(crate) fn of(p: &Passage, run: &Tokens, words: &Words) -> Option<CountryCode> {
    if let Some(nation) = all(p, run, words).first() {
        return Some(nation.code);
    }
    p.phrases_in(run.clone()).find_map(|phrase| match phrase.entry {
        Entry::Body(number) => words.bodies.get(usize::from(number)).and_then(|body| body.country),
        Entry::Outlet(number) => words.outlets.get(usize::from(number)).and_then(|outlet| outlet.country),
        Entry::Place(number) => words.places.get(usize::from(number)).and_then(|place| place.country),
        _ => None,
    })
}
