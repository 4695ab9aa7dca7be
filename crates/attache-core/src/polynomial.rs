//! What something rests on, as a sum of products.
//!
//! A provenance polynomial (Green, Karvounarakis, Tannen: Provenance Semirings, 2007), reduced to what
//! weighing needs: + is an alternative, × is joint use, both are idempotent, and a product that holds another one
//! adds nothing (absorption). What remains are the minimal sets on each of which the whole can rest. One mechanism
//! serves corroboration (sets of origins) and release (sets of claims).

use std::collections::BTreeSet;

use serde::Serialize;

pub use cut::Cut;

mod absorbing;
mod cut;
#[cfg(test)]
mod tests;

/// Joint use: all of these are needed. Ascending, each once.
pub type Monomial<V> = Vec<V>;

/// A sum of products over `V`, absorbed: no product holds another. In a fixed order, so that the order in which
/// it was made does not show. Empty where there is nothing to rest on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Polynomial<V> {
    monomials: Vec<Monomial<V>>,
}

impl<V: Ord + Clone> Polynomial<V> {
    /// Rests on nothing that is known: there is no support at all.
    #[must_use]
    pub const fn zero() -> Self {
        Self { monomials: Vec::new() }
    }

    /// Holds whatever else is so: the empty product.
    #[must_use]
    pub fn one() -> Self {
        Self { monomials: vec![Vec::new()] }
    }

    /// Rests on this one.
    #[must_use]
    pub fn of(variable: V) -> Self {
        Self { monomials: vec![vec![variable]] }
    }

    /// The sum of these products, each given in any order.
    #[must_use]
    pub fn sum(products: impl IntoIterator<Item = Vec<V>>) -> Self {
        let ascending = products.into_iter().map(|mut product| {
            product.sort_unstable();
            product.dedup();
            product
        });
        Self { monomials: absorbing::absorbed(ascending.collect()) }
    }

    /// Either of them.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        Self::sum(self.monomials.iter().chain(&other.monomials).cloned())
    }

    /// Both of them.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        let pairs = self.monomials.iter().flat_map(|a| other.monomials.iter().map(move |b| (a, b)));
        Self::sum(pairs.map(|(a, b)| a.iter().chain(b).cloned().collect()))
    }

    /// The minimal sets, the smaller first.
    #[must_use]
    pub fn monomials(&self) -> &[Monomial<V>] {
        &self.monomials
    }

    /// Whether there is nothing to rest on.
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.monomials.is_empty()
    }

    /// Every variable of any product.
    #[must_use]
    pub fn variables(&self) -> BTreeSet<&V> {
        self.monomials.iter().flatten().collect()
    }

    /// Whether some product uses only what is `visible`. Over claims this is the release test of a conclusion: an
    /// answer may go to a partner if some monomial uses only what that partner may see (design, section 5). What
    /// rests on nothing goes to nobody.
    pub fn rests_within(&self, visible: impl Fn(&V) -> bool) -> bool {
        self.monomials.iter().any(|product| product.iter().all(&visible))
    }

    /// The fewest variables without which no product is left: how many would have to be wrong at once.
    #[must_use]
    pub fn cut(&self) -> Cut<V> {
        cut::of(self)
    }
}

impl<V: Ord + Clone + std::fmt::Display> std::fmt::Display for Polynomial<V> {
    /// "a·b + c"; "0" where there is nothing.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.is_zero() {
            return f.write_str("0");
        }
        for (at, product) in self.monomials.iter().enumerate() {
            if at > 0 {
                f.write_str(" + ")?;
            }
            if product.is_empty() {
                f.write_str("1")?;
            }
            for (at, variable) in product.iter().enumerate() {
                if at > 0 {
                    f.write_str("·")?;
                }
                variable.fmt(f)?;
            }
        }
        Ok(())
    }
}
