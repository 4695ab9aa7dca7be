//! The text of one article, found in another.

use serde::{Deserialize, Serialize};
use strum::Display;

use crate::{
    id::{ArticleId, EdgeId},
    shingles::Shingles,
};

/// How much of a text stems from another (the classes of METER, Clough et al. 2002).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Display)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Derivation {
    /// Nothing that shows.
    None,
    /// A part.
    Partly,
    /// All, or all but a few words.
    Wholly,
}

impl Derivation {
    /// The fewest shingles that must be shared: fewer are a phrase.
    pub const FEWEST: usize = 12;

    /// Of a text with so many shingles, some of which another has.
    #[must_use]
    pub fn of(shared: usize, of: usize) -> Self {
        match thousandths(shared, of) {
            _ if shared < Self::FEWEST => Self::None,
            Reprint::WHOLLY.. => Self::Wholly,
            Reprint::PARTLY.. => Self::Partly,
            _ => Self::None,
        }
    }
}

/// The text of one article, found in another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Reprint {
    /// The article that took: the later one.
    pub from: ArticleId,
    /// The article that it was taken from.
    pub to: ArticleId,
    /// How much of `from` stands in `to` as well, in thousandths of its shingles.
    pub share: u16,
    /// How much of `to` stands in `from`, in thousandths of its shingles: a short text may lie whole in a long one,
    /// of which it is a small part.
    #[serde(default)]
    pub given: u16,
}

impl Reprint {
    /// The least share at which a text counts as partly taken, in thousandths (measured on the Helsinki corpus: at
    /// 300 and more, overlap contradicts a credit line in one pair of two hundred).
    pub const PARTLY: u16 = 300;
    /// The least share at which it counts as wholly taken, in thousandths.
    pub const WHOLLY: u16 = 800;

    /// What was found where these are the shingles of both texts; `None` where it is too little to tell.
    #[must_use]
    pub fn found(from: (ArticleId, &Shingles), to: (ArticleId, &Shingles)) -> Option<Self> {
        let shared = from.1.shared(to.1);
        let share = |of: &Shingles| thousandths(shared, of.len());
        let found = Self { from: from.0, to: to.0, share: share(from.1), given: share(to.1) };
        (shared >= Derivation::FEWEST && found.derivation() != Derivation::None).then_some(found)
    }

    /// The id of the edge.
    #[must_use]
    pub fn id(&self) -> EdgeId {
        EdgeId::derive(&[b"reprint", self.from.as_bytes(), self.to.as_bytes()])
    }

    /// How much was taken. Whoever took a whole short text into a longer one took a part of its own.
    #[must_use]
    pub const fn derivation(&self) -> Derivation {
        let most = if self.share > self.given { self.share } else { self.given };
        match (self.share, most) {
            (Self::WHOLLY.., _) => Derivation::Wholly,
            (_, Self::PARTLY..) => Derivation::Partly,
            _ => Derivation::None,
        }
    }
}

/// A part of a whole, in thousandths; nothing of nothing.
fn thousandths(part: usize, of: usize) -> u16 {
    let exact = part.min(of).saturating_mul(1000).checked_div(of).unwrap_or(0);
    u16::try_from(exact).unwrap_or(1000)
}
