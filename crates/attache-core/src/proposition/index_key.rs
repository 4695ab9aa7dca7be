//! By which words a store finds the claims that one claim is to be compared with.
//!
//! A claim is filed under its [`keys`] and found by the [`probes`] of another. Whenever two claims that name a
//! party are the same, support or contradict each other, or are a series, a probe of the one is a key of the
//! other; so a store needs one indexed column and a few exact look-ups. What names no party at all is looked
//! for among its like only: every claim would support it. A party is filed by its country where that is
//! known, so that one claim that knows it and one that gives a bare name do not meet here.

use std::collections::BTreeSet;

use super::{matter::Manner, normal_form::NormalForm, who::Who};

/// One word of the index ("presence/KP/RU"): matter, actor, counterpart. `-` stands for a part that is not
/// given, `*` for any.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndexKey(String);

impl IndexKey {
    /// The word.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for IndexKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A party that is not given.
const NOT_GIVEN: &str = "-";
/// Any party.
const ANY: &str = "*";

/// The words under which a form is filed: a few, at most two and two for each counterpart.
#[must_use]
pub fn keys(form: &NormalForm) -> BTreeSet<IndexKey> {
    let mut keys = BTreeSet::new();
    for (actor, other) in pairs(form) {
        keys.insert(key(form, &actor, &other));
        keys.insert(key(form, &actor, ANY));
        keys.insert(key(form, ANY, &other));
    }
    keys
}

/// The words by which the claims are found that a form is to be compared with.
#[must_use]
pub fn probes(form: &NormalForm) -> BTreeSet<IndexKey> {
    let mut probes = BTreeSet::from([key(form, NOT_GIVEN, NOT_GIVEN)]);
    for (actor, other) in pairs(form) {
        match (actor == NOT_GIVEN, other == NOT_GIVEN) {
            (true, true) => {}
            (false, true) => {
                probes.insert(key(form, &actor, ANY));
            }
            (true, false) => {
                probes.insert(key(form, ANY, &other));
            }
            (false, false) => {
                probes.insert(key(form, &actor, &other));
                probes.insert(key(form, &actor, NOT_GIVEN));
                probes.insert(key(form, NOT_GIVEN, &other));
            }
        }
    }
    probes
}

/// Each actor with each counterpart; of a mutual matter each party in both places.
fn pairs(form: &NormalForm) -> Vec<(String, String)> {
    let name = |who: Option<&Who>| who.map_or_else(|| NOT_GIVEN.to_owned(), word);
    if !form.mutual {
        let actor = name(form.actor.as_ref());
        let others: Vec<String> = form.others.iter().map(word).collect();
        if others.is_empty() {
            return vec![(actor, NOT_GIVEN.to_owned())];
        }
        return others.into_iter().map(|other| (actor.clone(), other)).collect();
    }
    let parties: BTreeSet<String> = form.others.iter().map(word).collect();
    let mut found = Vec::new();
    for one in &parties {
        for other in &parties {
            if one != other || parties.len() == 1 {
                found.push((one.clone(), other.clone()));
            }
        }
        found.push((one.clone(), NOT_GIVEN.to_owned()));
        found.push((NOT_GIVEN.to_owned(), one.clone()));
    }
    if found.is_empty() {
        found.push((NOT_GIVEN.to_owned(), NOT_GIVEN.to_owned()));
    }
    found
}

/// By country where that is known: a person of a country is found with it.
fn word(who: &Who) -> String {
    let name = || who.name.clone().unwrap_or_default();
    who.country.map_or_else(name, |country| country.to_string())
}

fn key(form: &NormalForm, actor: &str, other: &str) -> IndexKey {
    // What is weighed or expected never supports what is told.
    let manner = match form.manner {
        Manner::Told => "",
        Manner::Expected(_) => "expected ",
        Manner::Held(_) => "held ",
        Manner::Nothing => "words ",
    };
    IndexKey(format!("{manner}{}/{actor}/{other}", form.matter))
}
