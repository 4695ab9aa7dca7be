//! Who has been spoken of so far, and whom a later word means.

mod description;
mod organisation;
mod unnamed;

use attache_core::{
    country::CountryCode,
    source::{Source, SourceKind, folded},
};

use crate::{
    nation, noun_phrase,
    passage::{Passage, Tokens},
    person::{self, Person, tidy},
    words::{CountryForm, Entry, Words, class},
};

use organisation::organisation;
use unnamed::unnamed;

/// Most persons that are kept in mind; the oldest is forgotten first, so that memory stays flat.
const MOST: usize = 128;

/// The persons, bodies and countries that the article has named so far.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    people: Vec<Person>,
    /// Sources credited before, newest last: what a pronoun may mean.
    credited: Vec<Known>,
    /// Whom and what the sentences before were about, newest last.
    noticed: Vec<Known>,
    /// Countries named before, newest last.
    nations: Vec<CountryCode>,
}

/// A source, with its name folded for comparison.
#[derive(Clone, Debug)]
struct Known {
    source: Source,
    folded: String,
}

/// Puts a source at the end of a list of those known, once.
fn renew(known: &mut Vec<Known>, source: &Source) {
    let new = match known.iter().position(|k| k.source.name == source.name) {
        Some(at) => Known { source: source.clone(), folded: known.remove(at).folded },
        None => Known { source: source.clone(), folded: folded(&source.name) },
    };
    known.push(new);
    forget(known);
}

/// A source, and whether the words named it outright or stood for one named before.
#[derive(Clone, Debug)]
pub(crate) struct Resolved {
    /// The source.
    pub source: Source,
    /// Whether it had to be inferred (pronoun, description).
    pub inferred: bool,
}

impl Cast {
    /// Takes in the people and countries of a sentence.
    pub(crate) fn meet(&mut self, text: &str, p: &Passage, sentence: &Tokens, words: &Words) {
        for naming in person::namings(text, p, sentence, words) {
            self.introduce(person::person(text, p, &naming));
        }
        for nation in nation::all(p, sentence, words) {
            self.nations.retain(|known| *known != nation.code);
            self.nations.push(nation.code);
        }
        forget(&mut self.nations);
    }

    fn introduce(&mut self, new: Person) {
        let found = self.people.iter().position(|known| known.is_also(&new));
        let mut person = match found {
            Some(at) => {
                let mut known = self.people.remove(at);
                if new.name.split(' ').count() > known.name.split(' ').count() {
                    known.name = new.name;
                    known.folded = new.folded;
                }
                known.office = known.office.or(new.office);
                known.country = known.country.or(new.country);
                for holder in new.holders {
                    if !known.holders.contains(&holder) {
                        known.holders.push(holder);
                    }
                }
                known
            }
            None => new,
        };
        person.holders.truncate(16);
        self.people.push(person);
        forget(&mut self.people);
    }

    /// Remembers what a sentence is about: its first noun phrase, where that names somebody or an office.
    pub(crate) fn notice(&mut self, text: &str, p: &Passage, sentence: &Tokens, words: &Words) {
        if p.is(sentence.start, class::PREPOSITION) {
            return;
        }
        let phrase = noun_phrase::after(text, p, sentence.start, sentence.end);
        let tells = phrase.clone().any(|at| {
            p.phrases_at(at).iter().any(|f| {
                matches!(
                    f.entry,
                    Entry::Office(_)
                        | Entry::Body(_)
                        | Entry::Outlet(_)
                        | Entry::Collective(_)
                        | Entry::Country(..)
                )
            })
        });
        let pronoun = phrase.len() == 1 && p.is(phrase.start, class::PRONOUN);
        if !tells || pronoun {
            return;
        }
        let about = self.resolve(text, p, &phrase, words).source;
        renew(&mut self.noticed, &about);
    }

    /// Remembers a source that was credited, for the pronouns that follow.
    pub(crate) fn credit(&mut self, source: &Source) {
        renew(&mut self.credited, source);
        renew(&mut self.noticed, source);
    }

    /// The source credited last.
    #[must_use]
    pub(crate) fn last_credited(&self) -> Option<&Source> {
        self.credited.last().map(|known| &known.source)
    }

    /// Whom the words of `run` mean. "Its defence minister" is of the country spoken of last.
    #[must_use]
    pub(crate) fn resolve(&self, text: &str, p: &Passage, run: &Tokens, words: &Words) -> Resolved {
        let mut resolved = self.meant(text, p, run, words);
        let owned = ["its", "his", "her", "their"].iter().any(|w| p.reads(text, run.start, w));
        if owned && resolved.source.country.is_none() {
            let newest = self.noticed.iter().rev().find_map(|known| known.source.country);
            resolved.source.country = newest.or(self.nations.last().copied());
        }
        resolved
    }

    fn meant(&self, text: &str, p: &Passage, run: &Tokens, words: &Words) -> Resolved {
        let run = &head(text, p, run);
        let named = |source| Resolved { source, inferred: false };
        if run.len() == 1 && p.is(run.start, class::PRONOUN) {
            return self.pronoun(&p.word(text, run.start).to_ascii_lowercase());
        }
        if let Some(source) = self.named_person(text, p, run, words) {
            return named(source);
        }
        if let Some(source) = unnamed(text, p, run, words)
            .filter(|s| !is_definite(text, p, run) || s.kind != SourceKind::OfficialAnonymous)
        {
            if let Some(meant) = self.described(text, p, run, words).filter(|_| is_definite(text, p, run)) {
                return Resolved { source: meant, inferred: true };
            }
            return named(source);
        }
        if let Some(source) = organisation(text, p, run, words) {
            return named(source);
        }
        if let Some(meant) = self.described(text, p, run, words) {
            return Resolved { source: meant, inferred: true };
        }
        if let Some(source) = unnamed(text, p, run, words) {
            return named(source);
        }
        let nations = nation::all(p, run, words);
        if let Some(nation) = nations.iter().find(|n| person::is_land(n.form)) {
            let name = match nation.form {
                CountryForm::Seat => tidy(p.text(text, &(nation.first..nation.last))),
                _ => words.country(nation.code).map_or_else(String::new, |c| c.name.clone()),
            };
            return named(Source::new(name, SourceKind::GovernmentBody).of_country(Some(nation.code)));
        }
        let country = nations.first().map(|n| n.code);
        let name = tidy(p.text(text, run));
        let office =
            run.clone().any(|at| p.phrases_at(at).iter().any(|f| matches!(f.entry, Entry::Office(_))));
        if office {
            let country = country.or_else(|| nation::of(p, run, words));
            return named(Source::new(name, SourceKind::OfficialAnonymous).of_country(country));
        }
        let kind = if name.chars().any(char::is_uppercase) { SourceKind::Group } else { SourceKind::Unnamed };
        named(Source::new(name, kind).of_country(country))
    }

    fn pronoun(&self, pronoun: &str) -> Resolved {
        let newest = |fits: &dyn Fn(SourceKind) -> bool| {
            self.noticed.iter().rev().find(|known| fits(known.source.kind)).map(|known| known.source.clone())
        };
        let found = match pronoun {
            "he" | "she" | "i" | "him" => {
                newest(&SourceKind::is_person).or_else(|| self.people.last().map(as_source))
            }
            "it" => newest(&|kind| !kind.is_person()),
            _ => self.last_credited().cloned(),
        };
        let source =
            found.unwrap_or_else(|| Source::new(format!("unresolved: {pronoun}"), SourceKind::Unnamed));
        Resolved { source, inferred: true }
    }

    /// A person named in the run, by full name or by a last name known before.
    fn named_person(&self, text: &str, p: &Passage, run: &Tokens, words: &Words) -> Option<Source> {
        let naming = person::namings(text, p, run, words).into_iter().next();
        if let Some(naming) = naming {
            let new = person::person(text, p, &naming);
            let known = self.people.iter().rev().find(|known| known.is_also(&new));
            return Some(as_source(known.unwrap_or(&new)));
        }
        run.clone().filter(|at| p.is_capital(*at)).find_map(|at| {
            let word = p.word(text, at);
            self.people.iter().rev().find(|known| known.is_called(word)).map(as_source)
        })
    }

    /// The country that a description means ("the East Asian country", "the country"): the newest one
    /// that fits.
    #[must_use]
    pub(crate) fn described_country(&self, p: &Passage, at: usize, words: &Words) -> Option<CountryCode> {
        let region = p.longest_at(at, |entry| match entry {
            Entry::Region(number) => words.regions.get(usize::from(number)),
            _ => None,
        });
        self.nations.iter().rev().copied().find(|code| match region {
            None => true,
            Some((region, _)) => words.country(*code).is_some_and(|c| c.regions.contains(region)),
        })
    }
}

fn forget<T>(kept: &mut Vec<T>) {
    if kept.len() > MOST {
        kept.drain(..kept.len().saturating_sub(MOST));
    }
}

/// The words before an apposition or a relative clause: "a spokesman, who asked not to be named".
fn head(text: &str, p: &Passage, run: &Tokens) -> Tokens {
    let cut = run.clone().skip(1).find(|at| p.is(*at, class::RELATIVE) || p.is_mark(text, *at, "("));
    let end = cut.map_or(run.end, |at| {
        if p.is_mark(text, at.saturating_sub(1), ",") { at.saturating_sub(1) } else { at }
    });
    run.start..end.max(run.start.saturating_add(1)).min(run.end)
}

fn is_definite(text: &str, p: &Passage, run: &Tokens) -> bool {
    p.reads(text, run.start, "the") || p.reads(text, run.start, "this") || p.is(run.start, class::POSSESSIVE)
}

fn as_source(person: &Person) -> Source {
    let kind = if person.office.is_some() { SourceKind::Official } else { SourceKind::Person };
    let mut source = Source::new(person.name.clone(), kind).of_country(person.country);
    source.office.clone_from(&person.office);
    source
}
