//! Sources without a name: officials, experts, outlets, a survey, a document.

use attache_core::source::{Source, SourceKind};

use crate::{
    nation,
    passage::{Passage, Tokens},
    person::tidy,
    words::{Entry, Words, class},
};

/// A source without a name: officials, experts, outlets, a survey, a document.
pub(super) fn unnamed(text: &str, p: &Passage, run: &Tokens, words: &Words) -> Option<Source> {
    let stop = run.clone().find(|at| *at > run.start && p.is(*at, class::PREPOSITION) && !p.is_capital(*at));
    let core = run.start..stop.unwrap_or(run.end);
    let found = p
        .phrases_in(core.clone())
        .filter_map(|phrase| match phrase.entry {
            Entry::Collective(kind) => Some((kind, phrase.last)),
            _ => None,
        })
        .last()?;
    // "Polish Press Agency", "Institute for the Study of War": a name that the tables know, of more words.
    let known = p.phrases_in(run.clone()).any(|f| {
        matches!(f.entry, Entry::Outlet(_) | Entry::Body(_))
            && f.last.saturating_sub(f.first) > 1
            && f.first < core.end
            && f.last >= found.1
    });
    if known {
        return None;
    }
    if found.1 != core.end && !p.reads(text, found.1, "-") {
        return None;
    }
    let country = nation::of(p, run, words);
    let description = p.text(text, if found.0 == SourceKind::Document { &core } else { run });
    let mut name = tidy(description);
    if name.len() > 80 {
        name = tidy(p.text(text, &core));
    }
    Some(Source::new(name, found.0).of_country(country))
}
