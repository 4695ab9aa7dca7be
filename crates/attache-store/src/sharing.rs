//! An article that shares words with a text.

use attache_core::{article::Article, id::ArticleId};

/// An article whose sketch has numbers in common with another (see
/// [`Shingles::sketch`](attache_core::shingles::Shingles::sketch)): a candidate, which only its text can judge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sharing {
    /// Which.
    pub article: ArticleId,
    /// How many numbers both have, those left out by [`EARLIEST`](Self::EARLIEST) apart.
    pub shared: usize,
    /// How many numbers its own sketch has.
    pub of: usize,
}

impl Sharing {
    /// Of the articles that have a number only so many are looked at: those that were published first, undated ones
    /// last; of one day those that were added first. Thousands may print the words of one agency or bear the same
    /// boilerplate; whoever took such words is shown beside the earliest, of which the source is one.
    pub const EARLIEST: usize = 16;

    /// By what the earliest are found, as a number that a database can hold: year * 10000 + month * 100 + day, and a
    /// later one for an article without a day.
    pub(crate) fn day(article: &Article) -> i64 {
        article.published.map_or(99_999_999, |day| {
            let (year, month) = (i64::from(day.year()), i64::from(day.month()));
            year.saturating_mul(100)
                .saturating_add(month)
                .saturating_mul(100)
                .saturating_add(i64::from(day.day()))
        })
    }
}
