//! Credit lines: what an article says at its head and foot of whose work it is.
//!
//! "With material from Harbour Wire", "(Reuters)", "Reporting by …", "© …". A credit line is evidence that one text
//! was made from another; that it is missing is evidence of nothing: most copies name nobody.

use attache_core::{
    article::Article,
    edge::Credited,
    source::{Source, SourceKind, folded},
    span::{Excerpt, Span},
};
use serde::Serialize;

use crate::words::{CreditSort, Words};

mod finding;
mod naming;

/// A credit line with the sources that it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreditLine {
    /// Where it stands.
    pub span: Span,
    /// What it says of them.
    pub sort: CreditSort,
    /// Whom it names: agencies and outlets by the names of the word tables where they are known, else as written.
    pub names: Vec<Source>,
}

impl CreditLine {
    /// The agencies and outlets that it names as where the text comes from. A right that an outlet holds in its own
    /// text is left out by [`origins`], which knows the outlet.
    pub fn outlets(&self) -> impl Iterator<Item = &Source> {
        let tells_origin = self.sort != CreditSort::Author || self.names.iter().any(is_outlet);
        self.names.iter().filter(move |source| tells_origin && is_outlet(source))
    }
}

fn is_outlet(source: &Source) -> bool {
    matches!(source.kind, SourceKind::NewsAgency | SourceKind::Outlet)
}

/// The credit lines of a text, in its order. Any text is taken; most have none.
#[must_use]
pub fn credit_lines(text: &str, words: &Words) -> Vec<CreditLine> {
    finding::find(text, words)
}

/// Whose work the credit lines say that the text is, apart from the outlet's own: names as in the tables, without
/// repetition.
#[must_use]
pub fn origins(lines: &[CreditLine], outlet: Option<&str>) -> Vec<Source> {
    let own = outlet.map(folded);
    let mut found: Vec<Source> = Vec::new();
    for source in lines.iter().flat_map(CreditLine::outlets) {
        let folded = folded(&source.name);
        if own.as_ref() != Some(&folded) && !found.contains(source) {
            found.push(source.clone());
        }
    }
    found
}

/// Whom an article credits at its head and foot, each once with the first line that names it. Its own outlet is left
/// out, and where that is not known, who holds the right: that is as likely the outlet itself.
#[must_use]
pub fn credited(article: &Article, words: &Words) -> Vec<Credited> {
    let own = article.outlet.as_ref().map(|outlet| folded(&outlet.name));
    let mut found: Vec<Credited> = Vec::new();
    let lines = credit_lines(&article.text, words);
    for line in lines.iter().filter(|line| own.is_some() || line.sort != CreditSort::Right) {
        let Some(excerpt) = Excerpt::of(&article.text, line.span) else { continue };
        for source in line.outlets() {
            let known = found.iter().any(|credit| credit.outlet.id() == source.id());
            if !known && own.as_ref() != Some(&folded(&source.name)) {
                found.push(Credited {
                    article: article.id(),
                    outlet: source.clone(),
                    words: excerpt.clone(),
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
