//! Inferred edges: whose text an article prints, and whom it credits at its head and foot.
//!
//! When an article is added, the store's index of sketches gives the articles that may share its words; each is fetched
//! and judged by what both texts share exactly. What is found is recorded together with the article. Of two articles
//! added at the same instant by two processes neither sees the other: [`find`] goes over all that is kept.

use attache_core::{
    article::Article,
    edge::{Credited, Derivation, Reprint},
    id::ArticleId,
    record::{Happening, NewRecord, Record, Seq},
    reliance::Reliance,
};
use attache_store::Store;
use attache_text::{printed::Printed, words::Words};

use crate::{effects::Effects, failure::Failure};

/// So many articles are listed, and what is found of them recorded, at a time.
const PAGE: usize = 256;

/// What an article was found to rest on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Inferred {
    /// The texts that it shares with others, whichever took.
    pub(crate) reprints: Vec<Reprint>,
    /// Whom it credits.
    pub(crate) credits: Vec<Credited>,
}

impl Inferred {
    /// The articles with which it shares its text.
    pub(crate) fn others(&self, id: ArticleId) -> Vec<ArticleId> {
        let other = |reprint: &Reprint| if reprint.from == id { reprint.to } else { reprint.from };
        self.reprints.iter().map(other).collect()
    }

    /// As records.
    pub(crate) fn happenings(self) -> impl Iterator<Item = Happening> {
        let reprints = self.reprints.into_iter().map(|reprint| Happening::EdgeInferred { reprint });
        let credit = |credit| Happening::CreditInferred { credit: Box::new(credit) };
        reprints.chain(self.credits.into_iter().map(credit))
    }
}

/// What one article rests on, by all that the store holds beside it. `known` pairs are left out unseen.
pub(crate) fn of_article(
    store: &dyn Store,
    article: &Article,
    words: &Words,
    known: impl Fn(ArticleId) -> bool,
) -> Result<Inferred, Failure> {
    let text = Printed::of(article, words);
    let sharing = if text.sketch().is_empty() { Vec::new() } else { store.sharing(text.sketch())? };
    let sharing = sharing.iter().filter(|one| !known(one.article));
    let candidates = sharing.map(|one| (one.article, one.shared, one.of));
    let reprints = text.reprints(candidates, |id| store.article(id), words)?;
    Ok(Inferred { reprints, credits: text.into_credits() })
}

/// What going over the store found that had not been recorded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Found {
    /// Articles gone over.
    pub(crate) articles: usize,
    /// Texts taken wholly from another.
    pub(crate) wholly: usize,
    /// Texts taken in part.
    pub(crate) partly: usize,
    /// Credits at head or foot.
    pub(crate) credits: usize,
}

impl Found {
    fn count(&mut self, inferred: &Inferred) {
        self.articles = self.articles.saturating_add(1);
        self.credits = self.credits.saturating_add(inferred.credits.len());
        for reprint in &inferred.reprints {
            let class = match reprint.derivation() {
                Derivation::Wholly => &mut self.wholly,
                Derivation::Partly | Derivation::None => &mut self.partly,
            };
            *class = class.saturating_add(1);
        }
    }

    /// How many edges.
    pub(crate) const fn edges(&self) -> usize {
        self.wholly.saturating_add(self.partly).saturating_add(self.credits)
    }
}

/// The articles of the store, in the order in which they were added.
pub(crate) fn articles(store: &dyn Store) -> Result<Vec<ArticleId>, Failure> {
    let (mut ids, mut after) = (Vec::new(), Seq::default());
    loop {
        let page = store.articles(after, PAGE)?;
        let Some(last) = page.last() else { return Ok(ids) };
        after = last.seq;
        ids.extend(page.iter().map(|listing| listing.id));
    }
}

/// Goes over these articles and records what is not recorded yet; an edge that was struck is recorded, and stays
/// struck. `step` is told of each article, with the edges found so far. An interruption loses what was found last; the
/// next run finds it again.
pub(crate) fn find(
    effects: &Effects<'_>,
    articles: &[ArticleId],
    words: &Words,
    step: &mut dyn FnMut(usize),
) -> Result<Found, Failure> {
    let store = effects.store;
    let mut reliance = Reliance::fold(&store.reliance_records()?);
    let mut found = Found::default();
    for page in articles.chunks(PAGE) {
        let mut batch = Vec::new();
        for id in page {
            let Some(article) = store.article(*id)? else { continue };
            let mut inferred = of_article(store, &article, words, |other| reliance.knows_copy(*id, other))?;
            inferred.credits.retain(|credit| !reliance.knows_credit(*id, credit.outlet.id()));
            found.count(&inferred);
            let at = effects.clock.now();
            for what in inferred.happenings() {
                let new = NewRecord { at, by: effects.by.to_owned(), what };
                reliance.apply(&Record { seq: Seq::default(), new: new.clone() });
                batch.push(new);
            }
            step(found.edges());
        }
        if !batch.is_empty() {
            store.append(&batch)?;
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests;
