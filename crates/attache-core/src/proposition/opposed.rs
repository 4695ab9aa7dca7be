//! Which claims look opposed: the few pairs, among many claims, that are worth a comparison.
//!
//! Two claims look opposed where their counts could not both be of one scope: disjoint figures, some against none, a
//! figure against its denial. Whether their scopes are one is [`Telling::compare`]'s to say. Every pair that it calls a
//! contradiction or a series of differing figures is among them; a test holds that against all pairs.
//!
//! Pairs are found by the words of the index ([`index_key`]), and within a word by their counts: the mass of
//! claims that only say "some" meets none but the denials, and of many figures only those meet that exclude each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{
    comparison,
    count::{Count, Nesting},
    index_key::{self, IndexKey},
    normal_form::NormalForm,
    telling::Telling,
};

/// Two claims by their places in the slice that was given, the smaller first.
pub type Places = (usize, usize);

/// The pairs that look opposed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opposed {
    /// Pairs of which parts contradict each other: contradictions, and series. Sorted, each once.
    pub contradicting: Vec<Places>,
    /// Pairs that look opposed, and of which no parts contradict each other. Sorted, each once.
    pub others: Vec<Places>,
    /// Whether all was looked at. Otherwise a limit was reached, and there may be more of both.
    pub complete: bool,
    /// Whether there are more of the others than the limit.
    pub more_others: bool,
}

/// How much may be looked at and found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Pairs that are looked at.
    pub looks: usize,
    /// Pairs of each sort that are found.
    pub pairs: usize,
}

type Entry<'a> = (usize, &'a NormalForm);

/// What is filed under one word, by what the counts say.
#[derive(Default)]
struct Filed<'a> {
    some: Vec<Entry<'a>>,
    figures: BTreeMap<&'a Count, Vec<Entry<'a>>>,
}

impl<'a> Filed<'a> {
    /// The claims under this word whose counts exclude that of a form; the rising places of two figures make
    /// each pair come once.
    fn against(&self, (at, form): Entry<'a>) -> impl Iterator<Item = Entry<'a>> {
        let some = if form.count == Count::Zero { self.some.as_slice() } else { &[] };
        let excluded = self.figures.iter().filter(|(count, _)| form.count.contradicts(count, Nesting::Same));
        let both_figures = matches!(form.count, Count::Within(_));
        let figures = excluded.flat_map(move |(_, entries)| {
            let first = if both_figures { entries.partition_point(|(other, _)| *other <= at) } else { 0 };
            entries.iter().skip(first)
        });
        some.iter().chain(figures).copied()
    }
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
                Count::Within(_) => under.figures.entry(&form.count).or_default().push((at, form)),
                Count::Zero | Count::Outside(_) => {}
            }
        }
    }
    let mut found =
        Found { bounds, looks: 0, contradicting: BTreeSet::new(), others: BTreeSet::new(), more: false };
    let complete = telling().filter(|(_, form)| form.count != Count::Some).all(|entry| {
        let probes = index_key::probes(entry.1);
        let mut near = probes.iter().filter_map(|probe| filed.get(probe));
        near.all(|under| under.against(entry).all(|other| found.look(entry, other)))
    });
    found.others.retain(|pair| !found.contradicting.contains(pair));
    Opposed {
        contradicting: found.contradicting.into_iter().collect(),
        others: found.others.into_iter().collect(),
        complete,
        more_others: found.more,
    }
}

/// The pairs so far, and what it took.
struct Found {
    bounds: Bounds,
    looks: usize,
    contradicting: BTreeSet<Places>,
    others: BTreeSet<Places>,
    more: bool,
}

impl Found {
    /// Looks at a pair of which the counts exclude each other; false where the bounds are reached.
    fn look(&mut self, (at, form): Entry<'_>, (other, beside): Entry<'_>) -> bool {
        let one_actor = form.actor == beside.actor;
        if at == other || !one_actor || form.matter != beside.matter || form.gist != beside.gist {
            return true;
        }
        if self.looks >= self.bounds.looks {
            return false;
        }
        self.looks = self.looks.saturating_add(1);
        let pair = (at.min(other), at.max(other));
        if comparison::relation(form, beside).contradicts() {
            if self.contradicting.len() >= self.bounds.pairs {
                return false;
            }
            self.contradicting.insert(pair);
        } else if self.others.len() < self.bounds.pairs {
            self.others.insert(pair);
        } else {
            self.more |= !self.others.contains(&pair);
        }
        true
    }
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
        let contradicting: BTreeSet<_> = found.contradicting.into_iter().collect();
        let pairs: BTreeSet<_> = contradicting.iter().copied().chain(found.others).collect();
        assert_eq!(pairs.iter().filter(|pair| contradicting.contains(*pair)).count(), contradicting.len());
        let (mut contradictions, mut all) = (0, 0);
        for (one, a) in tellings.iter().enumerate() {
            for (other, b) in tellings.iter().enumerate().skip(one + 1) {
                all += 1;
                let relation = a.compare(b).relation;
                if relation.contradicts() {
                    contradictions += 1;
                    assert!(contradicting.contains(&(one, other)), "{a:#?} {b:#?}");
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
        assert_eq!((few.contradicting.len(), few.others.len() <= 3, few.complete), (3, true, false));
        let none = opposed(&tellings, Bounds { looks: 0, ..ALL });
        assert_eq!((none.contradicting.len() + none.others.len(), none.complete), (0, false));
    }
}
