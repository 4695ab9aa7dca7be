//! Who does what to whom with what: the proposition of a run.

use attache_core::{
    claim_kind::ClaimKind,
    proposition::{Item, ItemCategory, Party, Proposition},
    source::{Source, SourceKind},
};

use crate::{
    cast::Cast,
    nation::{self, Nation},
    noun_phrase,
    passage::{Passage, Tokens},
    token::Shape,
    words::{CountryForm, Entry, Words, class},
};

/// What a run proposes. `origin` speaks for its country where the run itself has no actor ("we").
#[must_use]
pub(crate) fn proposition(
    text: &str,
    p: &Passage,
    run: &Tokens,
    kind: ClaimKind,
    origin: &Source,
    cast: &Cast,
    words: &Words,
) -> Proposition {
    let items = items(text, p, run, words);
    let verb = run.clone().find(|at| p.is_finite(*at) || p.is(*at, class::VERB_GERUND)).unwrap_or(run.end);
    let nations = nation::all(p, run, words);
    let passive = (verb..run.end.min(verb.saturating_add(4))).any(|at| p.is(at, class::BE));
    let receives = (verb..run.end.min(verb.saturating_add(4))).any(|at| p.is(at, class::RECEIVING));
    let mut actor = subject(text, p, run, verb, &nations, cast, words);
    let mut counterpart = tied(text, p, run, &nations, &["to", "for", "against"], words, actor.as_ref());
    match kind {
        ClaimKind::Deployment => {
            let troops = troops_of(p, run, &nations, words);
            actor = troops.or(actor);
            counterpart = None;
        }
        ClaimKind::Transfer => {
            let giver = tied(text, p, run, &nations, &["from", "by"], words, None);
            if receives {
                counterpart = actor.take().or(counterpart);
                actor = giver;
            } else if giver.is_some() && (passive || actor.is_none()) {
                actor = giver;
            }
            if counterpart.is_none() {
                counterpart = between(text, p, run, &nations, words, actor.as_ref());
            }
        }
        ClaimKind::Clash => {
            let with = tied(text, p, run, &nations, &["with"], words, actor.as_ref());
            counterpart = with.or(counterpart);
        }
        ClaimKind::Meeting | ClaimKind::Agreement => {
            counterpart = met(text, p, run, verb, cast, words, actor.as_ref()).or(counterpart);
        }
        _ => {}
    }
    if actor.is_none() && matches!(kind, ClaimKind::Position | ClaimKind::Transfer | ClaimKind::Deployment) {
        actor = speaks_for(origin, words);
    }
    let scope = (kind == ClaimKind::Position).then(|| scope(text, p, run, verb)).flatten();
    Proposition { actor, counterpart, items, scope }
}

fn party(code: attache_core::country::CountryCode, words: &Words) -> Party {
    let name = words.country(code).map_or_else(|| code.to_string(), |c| c.name.clone());
    Party { name, country: Some(code) }
}

fn speaks_for(origin: &Source, words: &Words) -> Option<Party> {
    let official = matches!(
        origin.kind,
        SourceKind::Official
            | SourceKind::OfficialAnonymous
            | SourceKind::GovernmentBody
            | SourceKind::Military
            | SourceKind::Parliament
    );
    origin.country.filter(|_| official).map(|code| party(code, words))
}

/// The subject of the run: the country or person before its verb.
fn subject(
    text: &str,
    p: &Passage,
    run: &Tokens,
    verb: usize,
    nations: &[Nation],
    cast: &Cast,
    words: &Words,
) -> Option<Party> {
    if let Some(nation) = nations.iter().find(|n| n.first < verb) {
        return Some(party(nation.code, words));
    }
    let phrase = noun_phrase::before(text, p, verb, run.start);
    let described = (run.start..verb).find(|at| p.is(*at, class::LAND));
    if let Some(at) = described {
        let adjective = at.saturating_sub(1);
        let from = (run.start..at)
            .find(|i| p.longest_at(*i, |e| matches!(e, Entry::Region(_)).then_some(())).is_some())
            .unwrap_or(adjective);
        if let Some(code) = cast.described_country(p, from, words) {
            return Some(party(code, words));
        }
    }
    let pronoun = p.is(phrase.start, class::PRONOUN);
    let stands_for_one =
        phrase.len() == 1 && ["he", "she", "it"].iter().any(|w| p.reads(text, phrase.start, w));
    let named = phrase.clone().any(|at| p.is_capital(at)) && !pronoun || stands_for_one;
    if phrase.is_empty() || !named {
        return None;
    }
    let who = cast.resolve(text, p, &phrase, words).source;
    (!who.name.is_empty() && can_act(who.kind)).then_some(Party { name: who.name, country: who.country })
}

/// Kinds of source that can do something: a document, a survey or a mere description cannot.
const fn can_act(kind: SourceKind) -> bool {
    !matches!(
        kind,
        SourceKind::Document
            | SourceKind::Survey
            | SourceKind::SurveyUnnamed
            | SourceKind::Unnamed
            | SourceKind::Group
    )
}

/// The country that one of these prepositions ties to the run.
fn tied(
    text: &str,
    p: &Passage,
    run: &Tokens,
    nations: &[Nation],
    prepositions: &[&str],
    words: &Words,
    not: Option<&Party>,
) -> Option<Party> {
    nations
        .iter()
        .filter(|n| not.and_then(|party| party.country) != Some(n.code))
        .find(|n| {
            let from = n.first.saturating_sub(4).max(run.start);
            let before =
                (from..n.first).rev().find(|at| p.is(*at, class::PREPOSITION.with(class::INFINITIVE)));
            before.is_some_and(|at| {
                prepositions.iter().any(|word| p.reads(text, at, word)) && !p.has_finite(at..n.first)
            })
        })
        .map(|n| party(n.code, words))
}

/// "Between A and B", "provide A with B": the other country.
fn between(
    text: &str,
    p: &Passage,
    run: &Tokens,
    nations: &[Nation],
    words: &Words,
    actor: Option<&Party>,
) -> Option<Party> {
    let pair = run
        .clone()
        .any(|at| p.reads(text, at, "between") || p.reads(text, at, "with") || p.reads(text, at, "arm"));
    let other = nations.iter().find(|n| actor.and_then(|a| a.country) != Some(n.code));
    other.filter(|_| pair).map(|n| party(n.code, words))
}

/// Whose troops: the people named right before them.
fn troops_of(p: &Passage, run: &Tokens, nations: &[Nation], words: &Words) -> Option<Party> {
    let is_people = |at: usize| {
        p.phrases_at(at).iter().any(|f| match f.entry {
            Entry::Item(n) => {
                words.items.get(usize::from(n)).is_some_and(|i| i.category == ItemCategory::Personnel)
            }
            _ => false,
        })
    };
    nations
        .iter()
        .find(|n| {
            n.form == CountryForm::Demonym && (n.last..run.end.min(n.last.saturating_add(3))).any(is_people)
        })
        .map(|n| party(n.code, words))
}

/// Whom somebody met: the person or country behind "with", or the object of the verb.
fn met(
    text: &str,
    p: &Passage,
    run: &Tokens,
    verb: usize,
    cast: &Cast,
    words: &Words,
    actor: Option<&Party>,
) -> Option<Party> {
    let with = (verb..run.end).find(|at| p.reads(text, *at, "with"));
    let from = with.unwrap_or(verb).saturating_add(1);
    let phrase = noun_phrase::after(text, p, from, run.end);
    if phrase.is_empty() || !phrase.clone().any(|at| p.is_capital(at)) {
        return None;
    }
    let who = cast.resolve(text, p, &phrase, words).source;
    let same = actor.is_some_and(|a| a.name == who.name);
    (!same).then_some(Party { name: who.name, country: who.country })
}

/// The items of a run, each once, with the designation before or in its name.
#[must_use]
pub(crate) fn items(text: &str, p: &Passage, run: &Tokens, words: &Words) -> Vec<Item> {
    let mut found: Vec<Item> = Vec::new();
    let mut at = run.start;
    let mut behind_item = run.start;
    // A designation has a letter ("155mm"); a range ("200-250") and a strength ("1,200-strong") are none.
    let designates = |word: &str| word.contains(char::is_alphabetic) && !word.ends_with("-strong");
    while at < run.end {
        let item = p.longest_at(at, |entry| match entry {
            Entry::Item(number) => words.items.get(usize::from(number)),
            _ => None,
        });
        let Some((item, last)) = item.filter(|(_, last)| *last <= run.end) else {
            at = at.saturating_add(1);
            continue;
        };
        let before = at
            .checked_sub(1)
            .filter(|b| *b >= run.start && p.token(*b).is_some_and(|t| t.shape == Shape::Mixed))
            .filter(|b| designates(p.word(text, *b)));
        let own = (at..last).find(|i| p.word(text, *i).contains(|c: char| c.is_ascii_digit()));
        let designation = before.or(own).map(|i| p.word(text, i).to_owned());
        let new = Item { name: item.name.clone(), category: item.category, designation };
        // "T-72 tanks": the noun right behind a model names the same thing.
        let again = at > run.start && at == behind_item && found.last().is_some_and(|f| f.name == new.name);
        if !again && !found.contains(&new) {
            found.push(new);
        }
        behind_item = last;
        at = last.max(at.saturating_add(1));
    }
    found
}

/// What a position is limited to: the object of its verb, or its subject where the verb is passive.
fn scope(text: &str, p: &Passage, run: &Tokens, verb: usize) -> Option<String> {
    let passive = p.is(verb, class::BE)
        && (verb..run.end.min(verb.saturating_add(4)))
            .any(|at| p.is(at, class::VERB_PARTICIPLE.with(class::VERB_PAST)));
    // Behind the words of manner ("does not rule out | supplying weapons").
    let manner = (verb.saturating_sub(1)..run.end.min(verb.saturating_add(4))).find_map(|at| {
        p.longest_at(at, |entry| matches!(entry, Entry::Manner(..)).then_some(())).map(|((), last)| last)
    });
    let from = manner.unwrap_or(verb.saturating_add(1)).max(verb.saturating_add(1));
    let part = if passive { run.start..verb } else { from.min(run.end)..run.end };
    let words = p.text(text, &part).trim().trim_matches(|c: char| c == ',' || c == '.');
    let short: Vec<&str> = words.split_whitespace().take(16).collect();
    (!short.is_empty()).then(|| short.join(" "))
}
