//! Loading: how the rows of the tables become words and phrases.

mod grammar;
mod lands;
mod meanings;
mod parties;

use super::{Entry, TableError, Words, lexicon::Case, rows::Tables};

/// The tables that are built in, by name.
pub(super) const BUILT_IN: [(&str, &str); 15] = [
    ("grammar", include_str!("../../words/grammar.tsv")),
    ("verbs", include_str!("../../words/verbs.tsv")),
    ("cues", include_str!("../../words/cues.tsv")),
    ("countries", include_str!("../../words/countries.tsv")),
    ("places", include_str!("../../words/places.tsv")),
    ("outlets", include_str!("../../words/outlets.tsv")),
    ("bodies", include_str!("../../words/bodies.tsv")),
    ("items", include_str!("../../words/items.tsv")),
    ("offices", include_str!("../../words/offices.tsv")),
    ("collectives", include_str!("../../words/collectives.tsv")),
    ("predicates", include_str!("../../words/predicates.tsv")),
    ("modalities", include_str!("../../words/modalities.tsv")),
    ("figures", include_str!("../../words/figures.tsv")),
    ("calendar", include_str!("../../words/calendar.tsv")),
    ("credit-lines", include_str!("../../words/credit-lines.tsv")),
];

/// Loads every table into `words`.
pub(super) fn load<'a>(words: &mut Words, source: Tables<'_, 'a>) -> Result<(), TableError> {
    grammar::load_grammar(words, source)?;
    let verbs = grammar::load_verbs(words, source)?;
    grammar::load_cues(words, source)?;
    lands::load_countries(words, source)?;
    lands::load_places(words, source)?;
    parties::load_organisations(words, source)?;
    parties::load_items(words, source)?;
    parties::load_people(words, source)?;
    parties::load_credit_lines(words, source)?;
    meanings::load_predicates(words, source, &verbs)?;
    meanings::load_figures(words, source)
}

impl Words {
    /// Adds names that are written with capitals, and lets questions find them.
    pub(super) fn name(&mut self, name: &str, entry: Entry) {
        self.lexicon.phrase(name, Case::Exact, entry);
        self.names.entry(name.to_lowercase()).or_insert(entry);
    }
}
