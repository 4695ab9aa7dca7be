//! Which texts were made from which: near-duplicates among many articles.
//!
//! A text is the set of its [`Shingles`]. Two texts of which the smaller shares three tenths of its shingles with the
//! larger were not written apart (see [`Reprint::PARTLY`](attache_core::edge::Reprint::PARTLY)). Candidates come from a
//! sketch of it, as in the store, but a larger one: the hashes below a quarter of the range.
//! Every candidate is then judged by its exact containment, and by itself: nothing is merged, so that no chain of
//! small overlaps (single linkage) makes one of many.

use attache_core::{edge::Derivation, quantity::Figure, shingles::Shingles, source::folded};
use jiff::civil::Date;
use serde::Serialize;

mod candidates;
mod root;

pub use root::{Ground, Root};

use candidates::Sketch;

#[expect(clippy::cast_precision_loss, reason = "shingles of a text are far below 2^52")]
fn part(shared: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { shared as f64 / of as f64 }
}

/// A text as it is compared.
#[derive(Clone, Copy, Debug)]
pub struct Piece<'a> {
    /// The words.
    pub text: &'a str,
    /// The day on which it was published.
    pub published: Option<Date>,
    /// Who published it.
    pub outlet: Option<&'a str>,
    /// Whom its credit lines name as where it comes from (see [`origins`](crate::credit_line::origins)).
    pub credits: &'a [&'a str],
}

/// Two texts of which one was made from the other, or both from a third.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Overlap<Id> {
    /// The one that was published, or else added, first.
    pub first: Id,
    /// The other.
    pub second: Id,
    /// How many shingles they share.
    pub shared: usize,
    /// How many the smaller of them has.
    pub of_smaller: usize,
    /// How much of the smaller one that is.
    pub reuse: Derivation,
    /// Which of them, or who else, the words come from, as far as can be told.
    pub root: Root,
    /// On what ground.
    pub ground: Ground,
}

impl<Id> Overlap<Id> {
    /// The part of the smaller text that is in the other, 0 to 1.
    #[must_use]
    pub fn containment(&self) -> Figure {
        Figure::new(part(self.shared, self.of_smaller)).unwrap_or(Figure::ZERO)
    }
}

/// What is kept of a text.
#[derive(Debug)]
struct Kept<Id> {
    id: Id,
    shingles: Shingles,
    published: Option<Date>,
    outlet: Option<Box<str>>,
    credits: Box<[Box<str>]>,
}

/// Many texts, added one by one; the texts themselves are not kept (four bytes a word are).
#[derive(Debug)]
pub struct Likeness<Id> {
    texts: Vec<Kept<Id>>,
}

impl<Id> Default for Likeness<Id> {
    fn default() -> Self {
        Self { texts: Vec::new() }
    }
}

impl<Id: Clone + Ord> Likeness<Id> {
    /// Without texts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text under an id. The order of adding decides only what neither day nor id does.
    pub fn add(&mut self, id: Id, piece: Piece<'_>) {
        self.texts.push(Kept {
            id,
            shingles: Shingles::of(piece.text),
            published: piece.published,
            outlet: piece.outlet.map(|name| folded(name).into()),
            credits: piece.credits.iter().map(|name| folded(name).into()).collect(),
        });
    }

    /// How many texts there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Every pair of texts of which one is derived, by day and id. Where very many texts share their words (a page's
    /// boilerplate, a text that hundreds reprint), each is paired with the earliest of them only.
    #[must_use]
    pub fn pairs(&self) -> Vec<Overlap<Id>> {
        let mut order: Vec<&Kept<Id>> = self.texts.iter().collect();
        order.sort_by(|a, b| day(a).cmp(&day(b)).then_with(|| a.id.cmp(&b.id)));
        let sets: Vec<&[u32]> = order.iter().map(|text| text.shingles.as_slice()).collect();
        let mut sketch = Sketch::of(&sets);
        let mut found = Vec::new();
        for (at, second) in order.iter().enumerate() {
            for earlier in sketch.before(at) {
                let Some(first) = order.get(earlier) else { continue };
                found.extend(overlap(first, second));
            }
        }
        found
    }
}

/// Undated texts come last.
const fn day<Id>(text: &Kept<Id>) -> (bool, Option<Date>) {
    (text.published.is_none(), text.published)
}

fn overlap<Id: Clone>(first: &Kept<Id>, second: &Kept<Id>) -> Option<Overlap<Id>> {
    let shared = first.shingles.shared(&second.shingles);
    let of_smaller = first.shingles.len().min(second.shingles.len());
    let reuse = Derivation::of(shared, of_smaller);
    if reuse == Derivation::None {
        return None;
    }
    let (root, ground) = root::of(first, second);
    Some(Overlap {
        first: first.id.clone(),
        second: second.id.clone(),
        shared,
        of_smaller,
        reuse,
        root,
        ground,
    })
}

#[cfg(test)]
mod tests;
