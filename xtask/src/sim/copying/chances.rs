//! The known probabilities of the world, in hundredths.

use serde::Serialize;

/// How often what happens.
#[derive(Clone, Copy, Debug, Serialize)]
pub(crate) struct Chances {
    /// A government finds out by itself.
    pub(crate) government_knows: usize,
    /// An expert finds out.
    pub(crate) expert_knows: usize,
    /// An agency sees it with its own eyes.
    pub(crate) agency_sees: usize,
    /// A government that knows says so.
    pub(crate) speaks: usize,
    /// It speaks without its name.
    pub(crate) unnamed: usize,
    /// A government is told by one with which it exchanges.
    pub(crate) is_told: usize,
    /// An exchange is known to those who count.
    pub(crate) declared: usize,
    /// An agency reports the word of an origin, rather than outlets alone.
    pub(crate) by_agency: usize,
    /// A second author reports the same word apart.
    pub(crate) again: usize,
    /// An agency's text is among those that are read.
    pub(crate) agency_collected: usize,
    /// An outlet's text is.
    pub(crate) outlet_collected: usize,
    /// Shares of the ways of copying, in the order of [`Manner::COPIES`](super::writing::Manner::COPIES).
    pub(crate) manners: [usize; 6],
    /// A copy without credit puts a commentator of its own in the place of who was named.
    pub(crate) dressed: usize,
    /// What a mixed article adds is another origin's word, rather than a commentator's.
    pub(crate) own_find: usize,
    /// A phrase is put otherwise where a text is rewritten: each copy draws its own share, from ten to ten above this.
    pub(crate) reworded: usize,
    /// A sentence is dropped where a text is rewritten.
    pub(crate) dropped: usize,
    /// An outlet's page has words of its own below each article.
    pub(crate) page_words: usize,
}

impl Chances {
    /// Those of the table.
    pub(crate) const USUAL: Self = Self {
        government_knows: 25,
        expert_knows: 12,
        agency_sees: 6,
        speaks: 75,
        unnamed: 15,
        is_told: 60,
        declared: 80,
        by_agency: 75,
        again: 30,
        agency_collected: 75,
        outlet_collected: 90,
        manners: [30, 15, 15, 15, 10, 15],
        dressed: 15,
        own_find: 70,
        reworded: 70,
        dropped: 20,
        page_words: 50,
    };

    /// The same where so many of a hundred copies are rewritten without credit; the others keep their shares.
    pub(crate) fn rewriting_without_credit(self, share: usize) -> Self {
        let [verbatim, bare, rewritten, silent, relayed, mixed] = self.manners;
        let others = (verbatim + bare + rewritten + relayed + mixed).max(1);
        let left = 100_usize.saturating_sub(share);
        let scaled = |was: usize| was * left * 10;
        let silent_now = if silent + others == 0 { 0 } else { share * others * 10 };
        let manners =
            [scaled(verbatim), scaled(bare), scaled(rewritten), silent_now, scaled(relayed), scaled(mixed)];
        Self { manners, ..self }
    }
}
