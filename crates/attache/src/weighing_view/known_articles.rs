//! Articles by what people call them.

use std::collections::BTreeMap;

use attache_core::id::ArticleId;
use attache_store::Store;

use crate::{failure::Failure, visible::visible_line, wording};

/// What articles are called, each looked up once.
pub(super) struct KnownArticles<'a> {
    store: &'a dyn Store,
    known: BTreeMap<ArticleId, String>,
}

impl<'a> KnownArticles<'a> {
    /// None looked up yet.
    pub(super) const fn new(store: &'a dyn Store) -> Self {
        Self { store, known: BTreeMap::new() }
    }

    /// “Title” (Outlet, day); the short id where the store does not have it.
    pub(super) fn name(&mut self, id: ArticleId) -> Result<String, Failure> {
        if let Some(name) = self.known.get(&id) {
            return Ok(name.clone());
        }
        let name = self.store.article(id)?.map_or_else(
            || format!("article {}", id.short()),
            |article| {
                let title =
                    article.title.as_ref().map(|title| format!("“{}”", wording::shortened(title, 70)));
                let outlet = article.outlet.as_ref().map(|outlet| outlet.name.clone());
                let day = article.published.map(|day| day.to_string());
                let by: Vec<String> = outlet.into_iter().chain(day).collect();
                let by = by.join(", ");
                match title {
                    Some(title) if by.is_empty() => title,
                    Some(title) => format!("{title} ({by})"),
                    None if by.is_empty() => format!("article {}", id.short()),
                    None => format!("article {} ({by})", id.short()),
                }
            },
        );
        let name = visible_line(&name);
        self.known.insert(id, name.clone());
        Ok(name)
    }
}
