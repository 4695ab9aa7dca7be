//! Outlets, agencies and bodies that the tables know.

use attache_core::source::{Source, SourceKind};

use crate::{
    nation,
    passage::{Passage, Tokens},
    person::tidy,
    words::{Entry, Words},
};

/// An outlet, an agency or a body, with the country that the words around it give.
pub(super) fn organisation(text: &str, p: &Passage, run: &Tokens, words: &Words) -> Option<Source> {
    let pick = |entry| match entry {
        Entry::Outlet(n) => words.outlets.get(usize::from(n)),
        Entry::Body(n) => words.bodies.get(usize::from(n)),
        _ => None,
    };
    let (found, at) = run.clone().find_map(|at| p.longest_at(at, pick).map(|(found, _)| (found, at)))?;
    // "Russian embassy in Bamako": the country before it or behind "of", not the host.
    let belongs = |text: &str, p: &Passage, nation: &nation::Nation, body: usize| {
        let before = nation.first.saturating_sub(2)..nation.first;
        nation.first < body || nation.first > body && before.into_iter().any(|at| p.reads(text, at, "of"))
    };
    let around = nation::all(p, run, words).into_iter().find(|n| belongs(text, p, n, at)).map(|n| n.code);
    let country = found.country.or(around);
    let generic = found.country.is_none()
        && matches!(
            found.kind,
            SourceKind::GovernmentBody
                | SourceKind::Military
                | SourceKind::Intelligence
                | SourceKind::Parliament
                | SourceKind::Group
        );
    let name = match country.and_then(|code| words.country(code)) {
        Some(country) if generic => format!("{} {}", country.demonym, found.name),
        _ if generic => tidy(p.text(text, run)),
        _ => found.name.clone(),
    };
    Some(Source::new(name, found.kind).of_country(country))
}
