//! Which claims look opposed: the few pairs, among many claims, that are worth a comparison.
//!
//! Two claims look opposed where their counts could not both be of one scope: disjoint figures, some against none, a
//! figure against its denial. Whether their scopes are one is [`Telling::compare`]'s to say. Every pair that it calls a
//! contradiction or a series of differing figures is among them; a test holds that against all pairs.
//!
//! Pairs are found by the words of the index ([`index_key`]), and within a word by what their counts say, so
//! that the mass of claims that only say "some" meets none but the denials.

use std::collections::{BTreeSet, HashMap};

use super::{
    comparison::ScopeFit,
    count::{Count, Nesting},
    fit::Fit,
    index_key::{self, IndexKey},
    normal_form::NormalForm,
    telling::Telling,
};

/// The pairs that look opposed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opposed {
    /// Places in the slice that was given, the smaller first; sorted, each once.
    pub pairs: Vec<(usize, usize)>,
    /// Whether all were looked at. Otherwise the limit was reached, and there may be more.
    pub complete: bool,
}

/// How much may be looked at and found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Pairs of things said that are looked at.
    pub looks: usize,
    /// Pairs that are found.
    pub pairs: usize,
}

/// What is filed under one word, by what the counts say.
#[derive(Default)]
struct Filed<'a> {
    some: Vec<(usize, &'a NormalForm)>,
    figures: Vec<(usize, &'a NormalForm)>,
}

/// The pairs among these claims that look opposed. Those given first are looked at first, where the bounds do not
/// allow for all.
#[must_use]
pub fn opposed(tellings: &[Telling], bounds: Bounds) -> Opposed {
    let all =
        || tellings.iter().enumerate().flat_map(|(at, telling)| telling.forms.iter().map(move |f| (at, f)));
    // What is only weighed, or called likely, excludes nothing.
    let telling = || all().filter(|(_, form)| form.manner.excludes());
    let mut filed: HashMap<IndexKey, Filed<'_>> = HashMap::new();
    for (at, form) in telling() {
        for key in index_key::keys(form) {
            let under = filed.entry(key).or_default();
            match form.count {
                Count::Some => under.some.push((at, form)),
                Count::Within(_) => under.figures.push((at, form)),
                Count::Zero | Count::Outside(_) => {}
            }
        }
    }
    let mut found = Found { pairs: BTreeSet::new(), looks: 0, bounds };
    let complete = telling().all(|(at, form)| probe(at, form, &filed, &mut found));
    Opposed { pairs: found.pairs.into_iter().collect(), complete }
}

/// The pairs so far, and what it took.
struct Found {
    pairs: BTreeSet<(usize, usize)>,
    looks: usize,
    bounds: Bounds,
}

impl Found {
    /// Looks at a pair; false where the bounds are reached.
    fn look(&mut self, (at, form): (usize, &NormalForm), (other, beside): (usize, &NormalForm)) -> bool {
        if self.looks >= self.bounds.looks {
            return false;
        }
        self.looks = self.looks.saturating_add(1);
        let pair = (at.min(other), at.max(other));
        if at != other && !self.pairs.contains(&pair) && look_opposed(form, beside) {
            if self.pairs.len() >= self.bounds.pairs {
                return false;
            }
            self.pairs.insert(pair);
        }
        true
    }
}

/// Whether two things said look opposed: one matter, one actor, and counts that exclude each other in one scope.
fn look_opposed(a: &NormalForm, b: &NormalForm) -> bool {
    a.matter == b.matter
        && a.gist == b.gist
        && a.count.contradicts(&b.count, Nesting::Same)
        && ScopeFit::of(a, b).actor == Fit::Equal
}

/// Looks at all that one form may be opposed to; false where the bounds are reached.
fn probe(at: usize, form: &NormalForm, filed: &HashMap<IndexKey, Filed<'_>>, found: &mut Found) -> bool {
    let (against_some, against_figures) = match form.count {
        Count::Some => return true,
        Count::Zero => (true, true),
        Count::Within(_) | Count::Outside(_) => (false, true),
    };
    // One and the same claim lies under several words.
    let mut seen = BTreeSet::new();
    for key in index_key::probes(form) {
        let Some(under) = filed.get(&key) else { continue };
        let some = under.some.iter().filter(|_| against_some);
        for other in some.chain(under.figures.iter().filter(|_| against_figures)) {
            let turn = !matches!(form.count, Count::Within(_)) || other.0 > at;
            if turn && seen.insert(std::ptr::from_ref(other.1)) && !found.look((at, form), *other) {
                return false;
            }
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Bounds, opposed};
    use crate::{
        modality::Modality,
        proposition::{comparison::Relation, seed, telling::Telling},
        quantity::{Figure, Quantity},
    };

    const ALL: Bounds = Bounds { looks: usize::MAX, pairs: usize::MAX };

    /// Claims of the seed, asserted and denied, with figures below, at and above one another.
    fn many() -> Vec<Telling> {
        let mut bodies = Vec::new();
        for body in seed::claims().into_values() {
            for modality in [Modality::Asserted, Modality::Denied] {
                for figure in [None, Some(900), Some(8_000), Some(12_000)] {
                    let mut told = body.clone();
                    told.modality = modality;
                    if let Some(figure) = figure {
                        let mut quantity = Quantity::exactly(figure.to_string(), Figure::from(figure));
                        quantity.unit = Some("troops".into());
                        told.quantities = vec![quantity];
                    }
                    bodies.push(told);
                }
            }
        }
        bodies.iter().map(Telling::of).collect()
    }

    #[test]
    fn every_contradiction_is_among_those_that_look_opposed() {
        let tellings = many();
        let found = opposed(&tellings, ALL);
        assert!(found.complete);
        let pairs: BTreeSet<_> = found.pairs.into_iter().collect();
        let (mut contradictions, mut all) = (0, 0);
        for (one, a) in tellings.iter().enumerate() {
            for (other, b) in tellings.iter().enumerate().skip(one + 1) {
                all += 1;
                let relation = a.compare(b).relation;
                if relation.contradicts() {
                    contradictions += 1;
                    assert!(pairs.contains(&(one, other)), "{a:#?} {b:#?}");
                }
                let outside = matches!(relation, Relation::Same | Relation::Unrelated);
                assert!(!(outside && pairs.contains(&(one, other))) || a.forms.len() + b.forms.len() > 2);
            }
        }
        assert!(contradictions > 100 && pairs.len() < all / 5, "{contradictions} {} {all}", pairs.len());
    }

    #[test]
    fn bounds_are_kept_and_said() {
        let tellings = many();
        let few = opposed(&tellings, Bounds { pairs: 3, ..ALL });
        assert_eq!((few.pairs.len(), few.complete), (3, false));
        let none = opposed(&tellings, Bounds { looks: 0, ..ALL });
        assert_eq!((none.pairs.len(), none.complete), (0, false));
    }
}
