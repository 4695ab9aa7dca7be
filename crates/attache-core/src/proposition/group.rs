//! Which claims speak of one proposition: what is counted as corroboration, once their origins are known.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    comparison::Comparison,
    count::Count,
    matter::{Manner, Matter},
    normal_form::NormalForm,
    telling::{Support, Telling},
    who::Who,
};
use crate::item_class::ItemClass;

/// The claims on one proposition.
#[derive(Clone, Debug)]
pub struct Group<K> {
    /// What they bear out: the widest proposition that they share.
    pub proposition: NormalForm,
    /// The claims that bear it out, in the order in which they were given.
    pub supporting: Vec<(K, Support)>,
    /// The claims that cannot be true with it, or with one that bears it out, and why.
    pub opposing: Vec<(K, Comparison)>,
}

/// What holds a group together.
type Shared = (Matter, Option<Who>, Vec<Who>, bool, Option<ItemClass>);

/// The propositions that these claims bear out, those with the most claims first. A claim may be in several
/// groups; one that only denies, expects or weighs opens none.
///
/// A claim that does not say to, with or for whom joins the group of its actor and thing, if only one
/// counterpart is known there; its support says what it leaves open.
#[must_use]
pub fn groups<K: Clone>(claims: &[(K, &Telling)]) -> Vec<Group<K>> {
    let mut shared: BTreeMap<Shared, NormalForm> = BTreeMap::new();
    let mut by_party: BTreeMap<Who, BTreeSet<usize>> = BTreeMap::new();
    for (at, (_, telling)) in claims.iter().enumerate() {
        for form in &telling.forms {
            for party in form.parties() {
                by_party.entry(broad(party)).or_default().insert(at);
            }
            for wide in opened_by(form) {
                let thing = wide.thing.as_ref().map(|thing| thing.class);
                let key = (wide.matter, wide.actor.clone(), wide.others.clone(), wide.mutual, thing);
                shared.entry(key).or_insert(wide);
            }
        }
    }
    join_unaddressed(&mut shared);
    let mut groups: Vec<Group<K>> = shared
        .into_values()
        .filter_map(|proposition| {
            let party = proposition.parties().next().map(broad)?;
            let near = by_party.get(&party)?;
            Some(gather(proposition, near.iter().filter_map(|at| claims.get(*at))))
        })
        .collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.supporting.len()));
    groups
}

/// The propositions that one claim is weighed for, that of its own matter first, then what it takes for granted: the
/// widest that it bears out. A claim that does not say to, with or for whom is weighed with the claims near it that do,
/// if only one counterpart is known there. A denial is weighed as it was said: what is wider, it does not deny. `near`
/// are claims of the same parties. Empty where a claim says nothing that others could bear out.
#[must_use]
pub fn weighed_for(telling: &Telling, near: &[&Telling]) -> Vec<NormalForm> {
    let own = telling.forms.first().map(|form| form.matter);
    let denied = |form: &&NormalForm| {
        let told = form.manner == Manner::Told && form.matter.is_told_by_parts();
        told && !form.count.is_some() && form.parties().next().is_some()
    };
    let denials = telling.forms.iter().filter(denied).map(|form| NormalForm {
        presupposed: false,
        told: None,
        ..form.clone()
    });
    let wide = telling.forms.iter().flat_map(opened_by).map(|wide| addressed(wide, near));
    let mut found: Vec<NormalForm> = Vec::new();
    for form in wide.chain(denials) {
        if !found.contains(&form) {
            found.push(form);
        }
    }
    found.sort_by_key(|form| Some(form.matter) != own);
    found
}

/// The propositions that a question asks about: what it says, without its figure.
#[must_use]
pub fn asked(telling: &Telling) -> Vec<NormalForm> {
    let tells = |form: &&NormalForm| {
        form.manner == Manner::Told && form.matter.is_told_by_parts() && form.parties().next().is_some()
    };
    let mut found: Vec<NormalForm> = Vec::new();
    for form in telling.forms.iter().filter(tells) {
        let count = if form.count.is_some() { Count::Some } else { form.count.clone() };
        let form = NormalForm { count, presupposed: false, told: None, ..form.clone() };
        if !found.contains(&form) {
            found.push(form);
        }
    }
    found
}

/// With the one counterpart that is known of its actor and thing, where it names none itself.
fn addressed(wide: NormalForm, near: &[&Telling]) -> NormalForm {
    if wide.mutual || !wide.others.is_empty() {
        return wide;
    }
    let class = |form: &NormalForm| form.thing.as_ref().map(|thing| thing.class);
    let alike = |form: &NormalForm| {
        form.matter == wide.matter
            && form.actor == wide.actor
            && class(form) == class(&wide)
            && !form.mutual
            && !form.others.is_empty()
    };
    let known: BTreeSet<Vec<Who>> = near
        .iter()
        .flat_map(|telling| telling.forms.iter().flat_map(opened_by))
        .filter(alike)
        .map(|form| form.others)
        .collect();
    let mut known = known.into_iter();
    match (known.next(), known.next()) {
        (Some(others), None) => NormalForm { others, ..wide },
        _ => wide,
    }
}

/// The claims that bear out a proposition, and those that speak against it, out of `near`.
#[must_use]
pub fn gather<'a, K: Clone + 'a>(
    proposition: NormalForm,
    near: impl Iterator<Item = &'a (K, &'a Telling)>,
) -> Group<K> {
    let (mut supporting, mut borne_out, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for (claim, telling) in near {
        if let Some(support) = telling.supports(&proposition) {
            supporting.push((claim.clone(), support));
            borne_out.push(*telling);
        } else if telling.forms.iter().any(|form| form.count.is_some() != proposition.count.is_some()) {
            others.push((claim, *telling));
        }
    }
    let against = |telling: &Telling| {
        let pairs = || borne_out.iter().map(|one| telling.compare(one));
        telling.opposes(&proposition).or_else(|| pairs().find(|found| found.relation.contradicts()))
    };
    let opposing = others
        .into_iter()
        .filter_map(|(claim, telling)| against(telling).map(|found| (claim.clone(), found)))
        .collect();
    Group { proposition, supporting, opposing }
}

/// The country of a party, or its name.
fn broad(party: &Who) -> Who {
    party.country.map_or_else(|| party.clone(), Who::country)
}

/// The widest propositions that a form can be counted for: one for each counterpart, where troops are both in
/// one country and for another.
fn opened_by(form: &NormalForm) -> Vec<NormalForm> {
    let counts = form.manner == Manner::Told && form.count.is_some() && form.matter.is_told_by_parts();
    if !counts || form.parties().next().is_none() {
        return Vec::new();
    }
    let wide = form.widest();
    if wide.matter == Matter::Presence && wide.others.len() > 1 {
        return wide
            .others
            .iter()
            .map(|other| NormalForm { others: vec![other.clone()], ..wide.clone() })
            .collect();
    }
    vec![wide]
}

/// Drops each group without a counterpart whose actor and thing are known with one counterpart only: its
/// claims join that group.
fn join_unaddressed(shared: &mut BTreeMap<Shared, NormalForm>) {
    let lone: Vec<Shared> =
        shared.keys().filter(|(_, _, others, mutual, _)| others.is_empty() && !mutual).cloned().collect();
    for key in lone {
        let fits = |other: &&Shared| {
            other.0 == key.0 && other.1 == key.1 && other.4 == key.4 && !other.2.is_empty() && !other.3
        };
        if shared.keys().filter(fits).count() == 1 {
            shared.remove(&key);
        }
    }
}
