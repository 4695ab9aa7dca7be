//! Datelines: "PRAGUE, March 4 (Agency) — …".

use attache_core::source::{Source, SourceKind};

use crate::{
    passage::{Passage, Tokens},
    person::tidy,
    token::Shape,
    words::{Entry, Words},
};

/// Longest dateline, in tokens.
const LONGEST: usize = 16;

/// The dash or colon that closes a dateline at the beginning of a paragraph.
fn close(text: &str, p: &Passage, sentence: &Tokens) -> Option<usize> {
    let limit = sentence.end.min(sentence.start.saturating_add(LONGEST));
    let dash = |at: &usize| {
        let spaced = p.token(*at).is_some_and(|t| t.spaced);
        p.is_mark(text, *at, "—–-") && spaced || p.is_mark(text, *at, ":") && *at < 4
    };
    let at = (sentence.start.saturating_add(1)..limit).find(dash)?;
    let place = p.is_capital(0) || p.is_mark(text, 0, "(");
    let marked =
        (0..at).any(|i| p.is_mark(text, i, "(,/") || p.token(i).is_some_and(|t| t.shape == Shape::Upper));
    (sentence.start == 0 && place && marked && !p.has_finite(0..at)).then_some(at)
}

/// A sentence without the dateline before it.
#[must_use]
pub(crate) fn behind(text: &str, p: &Passage, sentence: &Tokens) -> Tokens {
    close(text, p, sentence).map_or(sentence.clone(), |at| at.saturating_add(1)..sentence.end)
}

/// The agency that the dateline of a paragraph names between brackets.
#[must_use]
pub(crate) fn agency(text: &str, p: &Passage, words: &Words) -> Option<Source> {
    let end = close(text, p, &(0..p.tokens.len()))?;
    let open = (0..end).find(|at| p.is_mark(text, *at, "("))?.saturating_add(1);
    let shut = (open..end).find(|at| p.is_mark(text, *at, ")"))?;
    let named = p.longest_at(open, |entry| match entry {
        Entry::Outlet(number) => words.outlets.get(usize::from(number)),
        _ => None,
    });
    if let Some((outlet, _)) = named {
        return Some(Source::new(outlet.name.clone(), outlet.kind).of_country(outlet.country));
    }
    let name = tidy(p.text(text, &(open..shut)));
    let looks_like_a_name = (open..shut).all(|at| p.is_capital(at)) && !name.is_empty();
    looks_like_a_name.then(|| Source::new(name, SourceKind::NewsAgency))
}
