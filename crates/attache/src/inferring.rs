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
    shingles::Shingles,
    source::folded,
};
use attache_store::{Sharing, Store};
use attache_text::{credit_line::credited, words::Words};
use jiff::civil::Date;

use crate::{effects::Effects, failure::Failure};

/// A candidate's sketch shares at least so many thousandths of the smaller sketch: four tenths of what
/// [`Reprint::PARTLY`] asks of the texts, as an estimate from few numbers can be that far off.
const LEAST: usize = 120;
/// So many candidates are judged at most, the earliest: thousands may print the same agency's words.
const JUDGED: usize = 64;
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
    let text = Text::of(article, words);
    let own = text.shingles.sketch();
    let may_share = |one: &Sharing| {
        one.shared.saturating_mul(1000) >= own.len().min(one.of).saturating_mul(LEAST)
            && one.article != text.id
            && !known(one.article)
    };
    let sharing = if own.is_empty() { Vec::new() } else { store.sharing(own)? };
    let mut reprints = Vec::new();
    for one in sharing.into_iter().filter(may_share).take(JUDGED) {
        if let Some(other) = store.article(one.article)? {
            reprints.extend(judged(&text, &other, words));
        }
    }
    Ok(Inferred { reprints, credits: text.credits })
}

/// An article as it is compared.
struct Text {
    id: ArticleId,
    outlet: Option<String>,
    published: Option<Date>,
    credits: Vec<Credited>,
    shingles: Shingles,
}

impl Text {
    fn of(article: &Article, words: &Words) -> Self {
        Self::with(article, Shingles::of(&article.text), words)
    }

    fn with(article: &Article, shingles: Shingles, words: &Words) -> Self {
        Self {
            id: article.id(),
            outlet: article.outlet.as_ref().map(|outlet| folded(&outlet.name)),
            published: article.published,
            credits: credited(article, words),
            shingles,
        }
    }

    fn credits(&self, other: &Self) -> bool {
        let outlet = other.outlet.as_ref();
        outlet.is_some_and(|outlet| self.credits.iter().any(|credit| folded(&credit.outlet.name) == *outlet))
    }

    /// Whether it took from the other, or the other from it: the one that credits the other did, else the later one.
    /// Where neither tells, the greater id did, so that the same is found in whatever order both are added.
    fn took_from(&self, other: &Self) -> bool {
        match (self.credits(other), other.credits(self)) {
            (true, false) => return true,
            (false, true) => return false,
            _ => {}
        }
        match (self.published, other.published) {
            (Some(own), Some(others)) if own != others => own > others,
            _ => self.id > other.id,
        }
    }
}

/// Which of two texts was taken from the other, if one was. Two pages of one outlet share their furniture, and a column
/// its standing words: there the whole text must be the same.
fn judged(one: &Text, article: &Article, words: &Words) -> Option<Reprint> {
    let shingles = Shingles::of(&article.text);
    // Most candidates are none, whichever way it would be.
    Reprint::found((one.id, &one.shingles), (article.id(), &shingles))?;
    let other = &Text::with(article, shingles, words);
    let (from, to) = if one.took_from(other) { (one, other) } else { (other, one) };
    let found = Reprint::found((from.id, &from.shingles), (to.id, &to.shingles))?;
    let same_outlet = one.outlet.is_some() && one.outlet == other.outlet;
    (!same_outlet || found.share.max(found.given) >= Reprint::WHOLLY).then_some(found)
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
