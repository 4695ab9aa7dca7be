//! An outlet that an article credits at its head or foot.

use serde::{Deserialize, Serialize};

use crate::{
    id::{ArticleId, EdgeId},
    source::Source,
    span::Excerpt,
};

use super::credit_line_id;

/// That a line at the head or foot of an article names an agency or outlet as where its text comes from.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credited {
    /// The article.
    pub article: ArticleId,
    /// Whom it credits: an agency or an outlet, never its own.
    pub outlet: Source,
    /// The line.
    pub words: Excerpt,
}

impl Credited {
    /// The id of the edge.
    #[must_use]
    pub fn id(&self) -> EdgeId {
        credit_line_id(self.article, self.outlet.id())
    }
}

impl std::fmt::Debug for Credited {
    /// Without the words, which are content.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credited").field("article", &self.article).field("outlet", &self.outlet).finish()
    }
}
