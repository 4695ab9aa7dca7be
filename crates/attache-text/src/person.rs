//! People: names in the text, with office and country.

use attache_core::{country::CountryCode, source::folded};

use crate::{
    passage::{Passage, Tokens},
    token::Shape,
    words::{Classes, CountryForm, Entry, Words, class},
};

mod nationality;

/// A person that the article has named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Person {
    /// The name, as first written in full.
    pub name: String,
    /// The office, as worded ("Defense Minister").
    pub office: Option<String>,
    /// What the holder of the office is called later ("minister").
    pub holders: Vec<String>,
    /// The country.
    pub country: Option<CountryCode>,
    /// The name, folded for comparison.
    pub folded: String,
}

impl Person {
    /// Whether this and another name mean one person: the same letters, or one is a part of the other
    /// that stands for it.
    #[must_use]
    pub(crate) fn is_also(&self, other: &Self) -> bool {
        self.folded == other.folded || self.is_called(&other.name) || other.is_called(&self.name)
    }

    /// Whether a single name means this person: the family name last (Novak), or first as in Korean,
    /// Chinese and Hungarian names (Han Seo-yun).
    #[must_use]
    pub(crate) fn is_called(&self, word: &str) -> bool {
        let Some((first, rest)) = self.name.split_once(' ') else { return self.name == word };
        (first == word && first.len() > 2) || rest.rsplit(' ').next() == Some(word)
    }
}

/// A name found in a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Naming {
    /// The tokens of the name itself.
    pub name: Tokens,
    /// The tokens of the office that goes with it, where there are any.
    pub office: Option<Tokens>,
    /// The nouns for the holder of that office.
    pub holders: Vec<String>,
    /// The country that the office names.
    pub country: Option<CountryCode>,
}

/// The personal names within a run of tokens.
#[must_use]
pub(crate) fn namings(text: &str, p: &Passage, run: &Tokens, words: &Words) -> Vec<Naming> {
    let mut found = Vec::new();
    let mut at = run.start;
    while at < run.end {
        let Some(end) = name_at(text, p, at, run.end) else {
            at = skip_named(p, at).max(at.saturating_add(1));
            continue;
        };
        found.push(with_office(text, p, at..end, run, words));
        at = end;
    }
    found
}

/// Past a country, place or organisation, so that its inner words are not taken for people.
fn skip_named(p: &Passage, at: usize) -> usize {
    p.longest_at(at, |entry| named_thing(entry).then_some(())).map_or(at, |((), last)| last)
}

const fn named_thing(entry: Entry) -> bool {
    matches!(
        entry,
        Entry::Country(..)
            | Entry::Place(_)
            | Entry::Outlet(_)
            | Entry::Body(_)
            | Entry::Region(_)
            | Entry::Office(_)
    )
}

/// A run of capitalised words that no table knows, of two words or more, or one after an honorific.
fn name_at(text: &str, p: &Passage, at: usize, limit: usize) -> Option<usize> {
    if !is_name_word(text, p, at) {
        return None;
    }
    let mut end = at;
    let mut capitals = 0usize;
    while end < limit {
        if is_name_word(text, p, end) {
            capitals = capitals.saturating_add(1);
        } else if !joins_name(text, p, at, end) {
            break;
        }
        end = end.saturating_add(1);
    }
    while end > at && !is_name_word(text, p, end.saturating_sub(1)) {
        end = end.saturating_sub(1);
    }
    let titled = at.checked_sub(1).is_some_and(|b| {
        p.is(b, class::HONORIFIC)
            || b.checked_sub(1).is_some_and(|h| p.is(h, class::HONORIFIC)) && p.is_mark(text, b, ".")
    }) || office_ending_at(p, at).is_some();
    let organisation = (at..end).any(|i| is_organisation_word(p, i));
    (!organisation && (capitals >= 2 || titled)).then_some(end)
}

/// "van", "bin", initials with their point.
fn joins_name(text: &str, p: &Passage, first: usize, at: usize) -> bool {
    let next_is_name = is_name_word(text, p, at.saturating_add(1));
    let particle = p.is(at, class::PARTICLE) && !p.is_capital(at);
    let initial =
        p.is_mark(text, at, ".") && at > first && p.word(text, at.saturating_sub(1)).chars().count() == 1;
    next_is_name && (particle || initial)
}

/// "President Milan Kostov", "Minister Jan Wolski": a word that also names a place or a month is a given
/// name between an office and a name that no table knows.
fn is_given_name(p: &Passage, at: usize) -> bool {
    let next = at.saturating_add(1);
    let unknown = p.is_capital(next) && p.phrases_at(next).is_empty() && p.class(next) == Classes::default();
    let alone = p.longest_at(at, |e| named_thing(e).then_some(())).is_none_or(|((), last)| last == next);
    let titled =
        at.checked_sub(1).is_some_and(|b| p.is(b, class::HONORIFIC)) || office_ending_at(p, at).is_some();
    unknown && alone && titled
}

fn is_name_word(text: &str, p: &Passage, at: usize) -> bool {
    if !p.is_capital(at) || p.is(at, class::WEEKDAY.with(class::HONORIFIC)) {
        return false;
    }
    if p.is(at, class::MONTH) {
        return is_given_name(p, at);
    }
    if p.phrases_at(at).iter().any(|phrase| named_thing(phrase.entry)) {
        return is_given_name(p, at);
    }
    // The first word of a sentence has a capital anyway: a word of the language is no name there.
    let closed = class::DETERMINER
        .with(class::PREPOSITION)
        .with(class::SUBORDINATOR)
        .with(class::PRONOUN)
        .with(class::COORDINATOR)
        .with(class::ADVERB)
        .with(class::POSSESSIVE)
        .with(class::NEGATOR)
        .with(class::BE)
        .with(class::HAVE)
        .with(class::DO)
        .with(class::MODAL);
    let acronym = p.token(at).is_some_and(|t| t.shape == Shape::Upper) && p.word(text, at).len() > 3;
    !p.is(at, closed) && !acronym
}

fn is_organisation_word(p: &Passage, at: usize) -> bool {
    p.phrases_at(at).iter().any(|phrase| {
        matches!(phrase.entry, Entry::Collective(_) | Entry::Item(_) | Entry::Predicate(..) if phrase.last == at.saturating_add(1))
    })
}

/// The office whose words end right before token `at`.
fn office_ending_at(p: &Passage, at: usize) -> Option<(u16, usize)> {
    let from = at.saturating_sub(5);
    (from..at).find_map(|start| {
        p.phrases_at(start).iter().find_map(|phrase| match phrase.entry {
            Entry::Office(office) if phrase.last == at => Some((office, start)),
            _ => None,
        })
    })
}

/// Finds the office of a name: before it ("Defense Minister Novak"), or in an apposition on either side
/// ("Novak, the defence minister of Ukraine", "the spokesman of the ministry, Novak").
fn with_office(text: &str, p: &Passage, name: Tokens, run: &Tokens, words: &Words) -> Naming {
    let none = Naming { name: name.clone(), office: None, holders: Vec::new(), country: None };
    let mut before = name.start;
    while before > run.start
        && (p.is(before.saturating_sub(1), class::HONORIFIC)
            || p.is_mark(text, before.saturating_sub(1), "."))
    {
        before = before.saturating_sub(1);
    }
    if let Some((office, start)) = office_ending_at(p, before) {
        let from = modifiers_before(text, p, start, run.start);
        return titled(text, p, name, from..before, office, words);
    }
    if p.is_mark(text, name.end, ",") {
        let from = name.end.saturating_add(1);
        let to = comma_or_end(text, p, from, run.end.max(from));
        if let Some(office) = office_in(p, &(from..to.min(from.saturating_add(8)))) {
            return titled(text, p, name, from..to, office, words);
        }
    }
    if let Some(comma) = name.start.checked_sub(1).filter(|at| p.is_mark(text, *at, ",")) {
        let from = comma_or_start(text, p, comma, run.start);
        let from = if p.is(from, class::COORDINATOR) { from.saturating_add(1) } else { from };
        if let Some(office) = office_in(p, &(from..comma.min(from.saturating_add(6)))) {
            return titled(text, p, name, from..comma, office, words);
        }
    }
    none
}

fn titled(text: &str, p: &Passage, name: Tokens, office: Tokens, number: u16, words: &Words) -> Naming {
    let country = nationality::of_office(text, p, &office, words);
    let holders = words.offices.get(usize::from(number)).map(|o| o.holders.clone()).unwrap_or_default();
    Naming { name, office: Some(office), holders, country }
}

/// Adjectives and demonyms before an office ("the acting Ukrainian").
fn modifiers_before(text: &str, p: &Passage, at: usize, floor: usize) -> usize {
    let mut start = at;
    while start > floor && at.saturating_sub(start) < 6 {
        let before = start.saturating_sub(1);
        let closed = class::PREPOSITION.with(class::SUBORDINATOR).with(class::COORDINATOR).with(class::BE);
        let verb = p.is_finite(before) || p.is(before, class::CUE) && !p.is_capital(before);
        if !(p.is_word(before) || p.reads(text, before, "'s")) || p.is(before, closed) || verb {
            break;
        }
        start = before;
        if p.is(before, class::DETERMINER) {
            break;
        }
    }
    start
}

fn office_in(p: &Passage, run: &Tokens) -> Option<u16> {
    run.clone().find_map(|at| {
        p.longest_at(at, |entry| match entry {
            Entry::Office(office) => Some(office),
            _ => None,
        })
        .map(|(office, _)| office)
    })
}

fn comma_or_end(text: &str, p: &Passage, from: usize, end: usize) -> usize {
    let limit = end.max(from).min(from.saturating_add(20));
    (from..limit)
        .find(|at| {
            p.is_mark(text, *at, ",;:.")
                || p.opens_quote(*at)
                || p.is_finite(*at)
                || p.is(*at, class::CUE) && *at > from
        })
        .unwrap_or(limit)
}

fn comma_or_start(text: &str, p: &Passage, comma: usize, floor: usize) -> usize {
    let mut start = comma;
    while start > floor && comma.saturating_sub(start) < 20 {
        let before = start.saturating_sub(1);
        if p.is_mark(text, before, ",;:.") || p.closes_quote(before) || p.is_finite(before) {
            break;
        }
        start = before;
    }
    start
}

/// What follows from a naming for the person.
#[must_use]
pub(crate) fn person(text: &str, p: &Passage, naming: &Naming) -> Person {
    let office = naming.office.as_ref().map(|office| tidy(p.text(text, office)));
    let name = tidy(p.text(text, &naming.name));
    Person { folded: folded(&name), name, office, holders: naming.holders.clone(), country: naming.country }
}

/// One line, without the article at the front.
#[must_use]
pub(crate) fn tidy(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare =
        ["the ", "The ", "a ", "A ", "an ", "An "].iter().find_map(|article| line.strip_prefix(article));
    bare.map_or(line.clone(), str::to_owned)
}

/// Whether a country entry names people or the land itself.
#[must_use]
pub(crate) const fn is_land(form: CountryForm) -> bool {
    !matches!(form, CountryForm::Demonym)
}
