//! Descriptions: "the minister", "the agency", once somebody has been named.

use attache_core::source::{Source, SourceKind, folded};

use crate::{
    nation,
    passage::{Passage, Tokens},
    person::Person,
    words::Words,
};

use super::{Cast, Known, as_source};

impl Cast {
    /// "The minister", "the Ukrainian minister", "the agency", "the ministry": the one meant before.
    pub(super) fn described(&self, text: &str, p: &Passage, run: &Tokens, words: &Words) -> Option<Source> {
        let country = nation::of(p, run, words);
        let head = p.word(text, run.end.checked_sub(1)?).to_lowercase();
        let last_two = run
            .end
            .checked_sub(2)
            .filter(|at| *at >= run.start)
            .map(|at| format!("{} {head}", p.word(text, at).to_lowercase()));
        let fits = |person: &&Person| {
            let holds = person.holders.iter().any(|h| *h == head || Some(h) == last_two.as_ref());
            holds && (country.is_none() || person.country.is_none() || person.country == country)
        };
        if let Some(person) = self.people.iter().rev().find(fits) {
            return Some(as_source(person));
        }
        let head = folded(&head);
        let fits = |known: &&Known| {
            let same_land =
                country.is_none() || known.source.country.is_none() || known.source.country == country;
            let unnamed = known.source.kind == SourceKind::OfficialAnonymous
                && head.len() > 4
                && known.folded.contains(&head);
            same_land
                && (unnamed
                    || (known.folded.ends_with(&head) && head.len() > 3)
                    || is_called(known.source.kind, &head))
        };
        self.credited.iter().rev().find(fits).map(|known| known.source.clone())
    }
}

/// Nouns that stand for a source of a kind once it has been named ("the agency", "the paper").
fn is_called(kind: SourceKind, noun: &str) -> bool {
    match kind {
        SourceKind::NewsAgency => noun == "agency",
        SourceKind::Outlet => {
            ["newspaper", "paper", "outlet", "daily", "broadcaster", "magazine"].contains(&noun)
        }
        SourceKind::ResearchInstitute => ["institute", "center", "thinktank"].contains(&noun),
        SourceKind::Document => ["report", "document", "paper", "release"].contains(&noun),
        _ => false,
    }
}
