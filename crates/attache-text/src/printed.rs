//! The text of an article as it is held against another: whether both print the same words, and which of them took them.
//!
//! Every pair is judged by itself: nothing is merged, so that no chain of small overlaps (single linkage) makes one of
//! many. Who calls finds the candidates: a store by its index of [sketches](Shingles::sketch), a few texts all with all.

use attache_core::{
    article::Article,
    edge::{Credited, Reprint},
    id::ArticleId,
    shingles::Shingles,
    source::folded,
};
use jiff::civil::Date;

use crate::{credit_line::credited, words::Words};

/// A candidate's sketch shares at least so many thousandths of the smaller sketch: four tenths of what
/// [`Reprint::PARTLY`] asks of the texts, as an estimate from few numbers can be that far off.
const LEAST: usize = 120;
/// So many candidates are judged at most, the earliest: thousands may print the same agency's words.
const JUDGED: usize = 64;

/// An article's text, its day and outlet, and whom its credit lines name. The words themselves are not kept.
#[derive(Clone, Debug)]
pub struct Printed {
    id: ArticleId,
    outlet: Option<String>,
    published: Option<Date>,
    credits: Vec<Credited>,
    shingles: Shingles,
}

impl Printed {
    /// That of an article.
    #[must_use]
    pub fn of(article: &Article, words: &Words) -> Self {
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

    /// Of which article.
    #[must_use]
    pub const fn id(&self) -> ArticleId {
        self.id
    }

    /// By what a store finds candidates.
    #[must_use]
    pub fn sketch(&self) -> &[u32] {
        self.shingles.sketch()
    }

    /// Whom it credits at its head and foot.
    #[must_use]
    pub fn credits(&self) -> &[Credited] {
        &self.credits
    }

    /// The same, taken out.
    #[must_use]
    pub fn into_credits(self) -> Vec<Credited> {
        self.credits
    }

    /// What it shares with those articles whose sketches have numbers of its own, whichever took. Of each candidate is
    /// given how many numbers both sketches have and how many its own has, the earliest first; `article` fetches it.
    ///
    /// # Errors
    /// That of `article`.
    pub fn reprints<E>(
        &self,
        sharing: impl IntoIterator<Item = (ArticleId, usize, usize)>,
        mut article: impl FnMut(ArticleId) -> Result<Option<Article>, E>,
        words: &Words,
    ) -> Result<Vec<Reprint>, E> {
        let candidates =
            sharing.into_iter().filter(|(id, shared, of)| *id != self.id && self.may_share(*shared, *of));
        let mut found = Vec::new();
        for (id, ..) in candidates.take(JUDGED) {
            if let Some(other) = article(id)? {
                found.extend(self.reprint_with(&other, words));
            }
        }
        Ok(found)
    }

    fn may_share(&self, shared: usize, of: usize) -> bool {
        shared.saturating_mul(1000) >= self.sketch().len().min(of).saturating_mul(LEAST)
    }

    /// Which of it and another text was taken from the other, if one was. Two pages of one outlet share their furniture,
    /// and a column its standing words: there the whole text must be the same.
    #[must_use]
    pub fn reprint(&self, other: &Self) -> Option<Reprint> {
        let (from, to) = if self.took_from(other) { (self, other) } else { (other, self) };
        let found = Reprint::found((from.id, &from.shingles), (to.id, &to.shingles))?;
        let same_outlet = self.outlet.is_some() && self.outlet == other.outlet;
        (!same_outlet || found.share.max(found.given) >= Reprint::WHOLLY).then_some(found)
    }

    /// The same with an article whose credit lines are read only where its words ask for it: most candidates are none,
    /// whichever way it would be.
    fn reprint_with(&self, article: &Article, words: &Words) -> Option<Reprint> {
        let shingles = Shingles::of(&article.text);
        Reprint::found((self.id, &self.shingles), (article.id(), &shingles))?;
        self.reprint(&Self::with(article, shingles, words))
    }

    fn names(&self, other: &Self) -> bool {
        let outlet = other.outlet.as_ref();
        outlet.is_some_and(|outlet| self.credits.iter().any(|credit| folded(&credit.outlet.name) == *outlet))
    }

    /// Whether it took from the other, or the other from it: the one that credits the other did, else the later one: an
    /// agency's own page may be later than a paper's. Where neither tells, the greater id did, so that the same is found
    /// in whatever order both come.
    fn took_from(&self, other: &Self) -> bool {
        match (self.names(other), other.names(self)) {
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

#[cfg(test)]
mod tests;
