//! Why no tear-line can be made.

use crate::{
    claim_state::Standing,
    id::{ArticleId, ClaimId},
};

use super::leak::Leak;

/// Why no tear-line can be made, or why one that was made can go out no longer. For our own people: it may
/// quote what is withheld, and never goes on a wire or into a log.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CutError {
    /// There is nothing to cut.
    #[error("a tear-line rests on at least one claim")]
    NoClaims,
    /// A claim that is not ours.
    #[error("{claim} came from a partner: a tear-line can be made of our own claims only")]
    NotOurs {
        /// Which.
        claim: ClaimId,
    },
    /// A claim that nobody accepted, or that stands no longer.
    #[error("{claim} is {standing}: a tear-line can be made of accepted claims only")]
    NotAccepted {
        /// Which.
        claim: ClaimId,
        /// How it stands.
        standing: Standing,
    },
    /// What an article holds is withheld, and it is not there to be compared with.
    #[error("{article}, in which {claim} was read, is not at hand: what it holds could not be kept out")]
    NoArticle {
        /// The claim.
        claim: ClaimId,
        /// Its article.
        article: ArticleId,
    },
    /// The claims do not say the same.
    #[error("the claims differ in {part}: make a tear-line of each")]
    Differ {
        /// In what.
        part: &'static str,
    },
    /// A part of a tear-line that its claims do not give.
    #[error("its {part} are not what its claims give: make the tear-line anew")]
    NotFromThese {
        /// Which part.
        part: &'static str,
    },
    /// A text that says more than the count does.
    #[error(
        "the text calls its sources independent, and the claims that it is made of have no two independent origins \
         by the strict count ({origins}): say it without that word"
    )]
    NotIndependent {
        /// How many there are.
        origins: usize,
    },
    /// A text without a word.
    #[error("the text of the tear-line is empty")]
    NoText,
    /// Characters that nobody sees could hide what is withheld.
    #[error("the text holds a character that is not seen (U+{code:04X}, at byte {at}): take it out")]
    Unseen {
        /// Its code point.
        code: u32,
        /// Where, in bytes.
        at: usize,
    },
    /// The text names what is withheld.
    #[error("the text names what is withheld: {}", listed(.leaks))]
    Leaks {
        /// Each place.
        leaks: Vec<Leak>,
    },
}

fn listed(leaks: &[Leak]) -> String {
    leaks.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}
