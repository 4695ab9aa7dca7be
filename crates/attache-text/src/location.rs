//! Where the thing told happened.

use attache_core::{
    claim_kind::ClaimKind,
    place::{Place, PlaceClass},
};

use crate::{
    cast::Cast,
    nation,
    passage::{Passage, Tokens},
    words::{CountryForm, Entry, Words, class},
};

/// The place of what a run says: the finest one that a preposition of place ties to it.
#[must_use]
pub(crate) fn place(
    text: &str,
    p: &Passage,
    run: &Tokens,
    kind: ClaimKind,
    cast: &Cast,
    words: &Words,
) -> Option<Place> {
    let mut best: Option<(u8, Place)> = None;
    let mut at = run.start;
    while at < run.end {
        let Some((found, last)) = place_at(text, p, at, words).filter(|(_, last)| *last <= run.end) else {
            if best.is_none()
                && let Some((place, tie)) = described(text, p, at, cast, words)
            {
                best = Some((tie, place));
            }
            at = at.saturating_add(1);
            continue;
        };
        // "To Ukraine" is whom a transfer or a position is for, and "Ukraine's grid" no place.
        let receives = matches!(kind, ClaimKind::Transfer | ClaimKind::Position)
            && (found.class == PlaceClass::Country || nation::at(p, at, words).is_some())
            && p.reads(text, preposition_before(p, run, at), "to");
        let owns = p.reads(text, last, "'s") || p.reads(text, last, "’s");
        let tie = tie_before(text, p, run, at).saturating_add(u8::from(found.class != PlaceClass::Country));
        let fits = tie >= 2 && !receives && !owns;
        if fits && best.as_ref().is_none_or(|(before, _)| tie > *before) {
            best = Some((tie, found));
        }
        at = last.max(at.saturating_add(1));
    }
    best.map(|(_, place)| place)
}

/// A place named at a token.
fn place_at(text: &str, p: &Passage, at: usize, words: &Words) -> Option<(Place, usize)> {
    let named = p.longest_at(at, |entry| match entry {
        Entry::Place(number) => words.places.get(usize::from(number)),
        _ => None,
    });
    let body = p.longest_at(at, |entry| matches!(entry, Entry::Outlet(_) | Entry::Body(_)).then_some(()));
    let nation = nation::at(p, at, words);
    let longest = nation.map_or(0, |n| n.last).max(body.map_or(0, |(_, last)| last));
    if let Some((place, last)) = named.filter(|(_, last)| *last >= longest) {
        let found = Place {
            text: with_article(text, p, at, last),
            country: place.country,
            subdivision: place.subdivision.clone(),
            class: place.class,
        };
        return Some((found, last));
    }
    let nation = nation.filter(|n| n.last >= body.map_or(0, |(_, last)| last))?;
    let class = match nation.form {
        CountryForm::Capital => PlaceClass::City,
        CountryForm::Name => PlaceClass::Country,
        CountryForm::Demonym | CountryForm::Seat => return None,
    };
    let found = Place {
        text: with_article(text, p, at, nation.last),
        country: Some(nation.code),
        subdivision: None,
        class,
    };
    Some((found, nation.last))
}

fn with_article(text: &str, p: &Passage, at: usize, last: usize) -> String {
    let first = at.checked_sub(1).filter(|b| p.reads(text, *b, "the")).unwrap_or(at);
    p.text(text, &(first..last)).to_owned()
}

/// The preposition nearest before a token, within three.
fn preposition_before(p: &Passage, run: &Tokens, at: usize) -> usize {
    let from = at.saturating_sub(3).max(run.start);
    (from..at).rev().find(|i| p.is(*i, class::PREPOSITION)).unwrap_or(at)
}

/// How firmly what stands before a name ties it to the claim as its place.
fn tie_before(text: &str, p: &Passage, run: &Tokens, at: usize) -> u8 {
    let mut before = at;
    while before > run.start && at.saturating_sub(before) < 3 {
        before = before.saturating_sub(1);
        let word = p.word(text, before);
        if p.is(before, class::PREPOSITION) {
            return match word.to_ascii_lowercase().as_str() {
                "in" | "at" | "near" | "inside" | "around" | "outside" | "on" | "throughout" | "within"
                | "along" => 3,
                "of" if before > run.start && p.is(before.saturating_sub(1), class::SETTLEMENT) => 3,
                "into" | "across" | "over" | "towards" | "toward" | "to" | "via" | "through" => 2,
                _ => 0,
            };
        }
        if p.is(before, class::VERB_PAST.with(class::VERB_BASE)) && p.is(before, class::ENTERING) {
            return 3;
        }
        let joins = p.is(before, class::DETERMINER)
            || p.is_mark(text, before, ",")
            || p.is_capital(before)
            || p.reads(text, before, "and")
            || [
                "eastern",
                "western",
                "northern",
                "southern",
                "central",
                "occupied",
                "neighbouring",
                "neighboring",
                "north",
                "south",
                "west",
                "east",
            ]
            .contains(&word);
        if !joins {
            return 0;
        }
    }
    0
}

/// "In the region", "in the country".
fn described(text: &str, p: &Passage, at: usize, cast: &Cast, words: &Words) -> Option<(Place, u8)> {
    if !p.is(at, class::PREPOSITION) || !p.reads(text, at.saturating_add(1), "the") {
        return None;
    }
    let noun = at.saturating_add(2);
    let class = match p.word(text, noun) {
        "region" => PlaceClass::Region,
        "country" => PlaceClass::Country,
        _ => return None,
    };
    let place = p.text(text, &(at.saturating_add(1)..noun.saturating_add(1))).to_owned();
    let country = (class == PlaceClass::Country).then(|| cast.described_country(p, noun, words)).flatten();
    Some((Place { text: place, country, subdivision: None, class }, 2))
}
