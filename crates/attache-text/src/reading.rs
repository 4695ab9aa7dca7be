//! The way from an article to its drafts.

use attache_core::{
    article::Outlet,
    article::{Article, Form},
    claim::ClaimDraft,
};
use jiff::civil::Date;

use crate::words::Words;

/// What a reader had to put up with: odd input, told in words for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note(pub String);

/// What the operator says of an article; it wins over what the article says of itself.
#[derive(Clone, Debug, Default)]
pub struct Given {
    /// The form, where it is known (by the file's ending).
    pub form: Option<Form>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The outlet.
    pub outlet: Option<Outlet>,
    /// The address.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
}

/// The drafts of an article, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// What was read.
    pub drafts: Vec<ClaimDraft>,
    /// What was odd.
    pub notes: Vec<Note>,
}

/// Makes an article of some bytes: text, Markdown or HTML in any encoding. Never fails.
#[must_use]
pub fn take_in(bytes: &[u8], given: &Given, words: &Words) -> (Article, Vec<Note>) {
    let _ = words;
    let mut article = Article::plain(String::from_utf8_lossy(bytes));
    article.published = given.published;
    article.outlet = given.outlet.clone();
    (article, Vec::new())
}

/// Reads an article into drafts. Never fails.
#[must_use]
pub fn read(article: &Article, words: &Words) -> Reading {
    let _ = (article, words);
    Reading::default()
}
