//! From bytes to an article: the stored text, the map to the original, what is known of publication.

use attache_core::{
    article::{self, Article, Original, Outlet},
    source::SourceKind,
    span::Span,
};
use jiff::civil::Date;

use crate::{intake, words::Words};

use super::Note;

/// What the operator says of an article, where it does not say so itself: one date or outlet given for a
/// folder must not overwrite what its articles state.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The form, where it is known (by the file's ending).
    pub form: Option<article::Form>,
    /// The day of publication, where the article states none.
    pub published: Option<Date>,
    /// The outlet, where the article names none.
    pub outlet: Option<Outlet>,
    /// The address.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
}

/// Makes an article of some bytes: text, Markdown or HTML in any encoding. Never fails.
#[must_use]
pub fn take_in(bytes: &[u8], given: &Given, words: &Words) -> (Article, Vec<Note>) {
    let form = given.form.map(|form| match form {
        article::Form::Plain => intake::Form::Plain,
        article::Form::Markdown => intake::Form::Markdown,
        article::Form::Html => intake::Form::Html,
    });
    let taken = intake::intake(bytes, form);
    let original = (taken.text.as_bytes() != bytes).then(|| Original {
        bytes: bytes.to_vec(),
        runs: taken
            .runs
            .iter()
            .map(|run| article::Run {
                text: Span::new(run.text.start, run.text.end),
                original: Span::new(run.original.start, run.original.end),
            })
            .collect(),
    });
    let notes = taken.notes.iter().map(|note| Note(note.to_string())).collect();
    let named = taken.outlet.map(|name| Outlet { kind: kind_of(&name, words), name });
    let article = Article {
        text: taken.text,
        form: match taken.form {
            intake::Form::Plain => article::Form::Plain,
            intake::Form::Markdown => article::Form::Markdown,
            intake::Form::Html => article::Form::Html,
        },
        title: given.title.clone().or(taken.title),
        outlet: named.or_else(|| given.outlet.clone()),
        published: taken.published.or(given.published),
        url: given.url.clone().or(taken.url),
        language: taken.language,
        original,
    };
    (article, notes)
}

/// An agency where the tables know it as one, else an outlet.
fn kind_of(name: &str, words: &Words) -> SourceKind {
    words.outlet(name).map_or(SourceKind::Outlet, |outlet| outlet.kind)
}
