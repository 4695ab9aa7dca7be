//! What goes out of a claim.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    article::Article,
    claim::{Claim, ClaimDraft},
    grade::Credibility,
    id::{ArticleId, ClaimId},
    tear_line::TearLine,
};

/// What is told of the article of a claim that goes out whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Publication {
    /// The article.
    pub id: ArticleId,
    /// Its headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// On which day.
    pub published: Option<Date>,
    /// Its address.
    pub url: Option<String>,
    /// Its language, BCP 47.
    pub language: Option<String>,
}

impl Publication {
    /// What is told of an article; the bare id where it is not known here.
    #[must_use]
    pub fn of(id: ArticleId, article: Option<&Article>) -> Self {
        Self {
            id,
            title: article.and_then(|article| article.title.clone()),
            outlet: article.and_then(|article| article.outlet.as_ref()).map(|outlet| outlet.name.clone()),
            published: article.and_then(|article| article.published),
            url: article.and_then(|article| article.url.clone()),
            language: article.and_then(|article| article.language.clone()),
        }
    }
}

/// A claim as it goes out whole.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whole {
    /// Its id.
    pub id: ClaimId,
    /// What is told of its article.
    pub article: Publication,
    /// What it says.
    pub body: ClaimDraft,
    /// The credibility given last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credibility: Option<Credibility>,
}

impl Whole {
    /// A claim as it goes out. What was sealed goes, not what a state says of it, and nothing that would tell of
    /// other claims.
    pub(super) fn of(claim: &Claim, article: Option<&Article>, credibility: Option<Credibility>) -> Self {
        Self {
            id: claim.id(),
            article: Publication::of(claim.article(), article),
            body: claim.body().as_told(),
            credibility,
        }
    }
}

impl std::fmt::Debug for Whole {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Whole({})", self.id)
    }
}

/// What goes out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Payload {
    /// A claim, whole.
    Whole(Box<Whole>),
    /// A tear-line.
    TearLine(Box<TearLine>),
}
