//! A line of the list of articles.

use attache_core::{
    article::{Article, Outlet},
    id::ArticleId,
    record::{RecordedAt, Seq},
};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An article without its text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArticleListing {
    /// The record that added it.
    pub seq: Seq,
    /// Its id.
    pub id: ArticleId,
    /// When it was added.
    pub at: RecordedAt,
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<Outlet>,
    /// On which day.
    pub published: Option<Date>,
}

impl ArticleListing {
    /// The line for an article that was added by a record.
    #[must_use]
    pub fn of(seq: Seq, at: RecordedAt, article: &Article) -> Self {
        Self {
            seq,
            id: article.id(),
            at,
            title: article.title.clone(),
            outlet: article.outlet.clone(),
            published: article.published,
        }
    }
}
