//! Markings as marking definitions, and back.
//!
//! A marking goes out as the TLP 2.0 definition that OASIS published and, where it says more than a colour, as a
//! definition of ours with the extension `attache-releasability`. STIX does not say how several markings add up
//! (section 7.2); here the narrowest of them holds in every respect.
//!
//! Coming in, a marking that cannot be read withholds: it is kept in [`Marking::unknown`]. So are parts marked by
//! themselves (`granular_markings`), a TLP marking that is not what its id says, and a reference that leads nowhere.
//! An object without any marking is taken as [`Marking::default`]: AMBER+STRICT, releasable to nobody.

use std::collections::BTreeSet;

use attache_core::marking::{Marking, Tlp};
use attache_stix::{
    object::ObjectHead,
    stix_id::StixId,
    tlp::{Tlp1, Tlp2, check_definition},
    typed::MarkingDefinition,
};

use crate::{
    extension::{self, Extension, releasability::ReleasabilityExtension},
    writing::{Pile, WriteFault},
};

/// Finds an object that came with the one that is read. Look only where the same sender writes: a definition of
/// another would be taken for the sender's.
pub type Resolve<'a> = &'a dyn Fn(&StixId) -> Option<Vec<u8>>;

/// A word for parts that are marked by themselves, in place of the id of a marking.
const GRANULAR: &str = "granular_markings";

/// More markings than this on one object are not gone through.
const MOST: usize = 64;

/// Puts the definitions of a marking on the pile; their ids are what `object_marking_refs` takes.
pub(crate) fn write(marking: &Marking, pile: &mut Pile<'_>) -> Result<Vec<StixId>, WriteFault> {
    if let Some(id) = marking.unknown.first() {
        return Err(WriteFault::UnknownMarking { id: id.clone() });
    }
    let tlp = tlp2(marking.tlp);
    pile.put(&tlp.definition())?;
    let mut refs = vec![tlp.id()];
    if let Some(says) = ReleasabilityExtension::of(marking) {
        let name = name(marking);
        let says = extension::value_of(&says)?;
        extension::bounds::check_sizes(&says)?;
        refs.push(pile.marking(name, says)?);
    }
    Ok(refs)
}

/// What a person sees of it in another tool.
fn name(marking: &Marking) -> String {
    let mut parts = Vec::new();
    if !marking.releasable_to.is_empty() {
        let names: Vec<&str> = marking.releasable_to.iter().map(String::as_str).collect();
        parts.push(format!("REL TO {}", names.join(", ")));
    }
    if !marking.caveats.is_empty() {
        let names: Vec<&str> = marking.caveats.iter().map(String::as_str).collect();
        parts.push(names.join(", "));
    }
    parts.extend(marking.valid_from.map(|day| format!("from {day}")));
    parts.extend(marking.valid_until.map(|day| format!("until {day}")));
    parts.join("; ")
}

/// The marking of an object that somebody sent.
#[must_use]
pub fn read(head: &ObjectHead, resolve: Resolve<'_>) -> Marking {
    let mut colour: Option<Tlp> = None;
    let mut rest: Option<Marking> = None;
    let mut unknown = BTreeSet::new();
    for id in head.marking_refs.iter().take(MOST) {
        match one(id, resolve) {
            Some(One::Colour(tlp)) => colour = colour.max(Some(tlp)),
            Some(One::Rest(one)) => rest = Some(rest.map_or_else(|| (*one).clone(), |rest| rest.join(&one))),
            None => {
                unknown.insert(id.clone());
            }
        }
    }
    unknown.extend(head.marking_refs.get(MOST).cloned());
    if head.granular {
        unknown.insert(GRANULAR.to_owned());
    }
    let default = Marking::default();
    // A list that lost its names on the way would mean "all" under CLEAR.
    let least = rest.as_ref().map_or(Tlp::Clear, |rest| rest.tlp);
    let tlp = colour.unwrap_or(default.tlp).max(least);
    Marking { tlp, unknown, ..rest.unwrap_or(default) }
}

enum One {
    Colour(Tlp),
    Rest(Box<Marking>),
}

/// What one marking says; `None` where it cannot be read.
fn one(id: &str, resolve: Resolve<'_>) -> Option<One> {
    let id: StixId = id.parse().ok()?;
    let published = colour_of(&id);
    let Some(bytes) = resolve(&id) else {
        // The published definitions are known by their ids, whether or not they are sent along.
        return published.map(One::Colour);
    };
    let definition: MarkingDefinition = serde_json::from_slice(&bytes).ok()?;
    if definition.id != id || check_definition(&definition).is_err() {
        return None;
    }
    if let Some(tlp) = published {
        return Some(One::Colour(tlp));
    }
    // One that says something beside what we understand may narrow it.
    let alone = definition.extensions.len() == 1
        && definition.definition_type.is_none()
        && definition.definition.is_empty()
        && definition.granular_markings.is_empty();
    let value = definition.extensions.get(Extension::Releasability.id()).filter(|_| alone)?;
    let says: ReleasabilityExtension = extension::read(value).ok()?;
    says.told().ok().map(|marking| One::Rest(Box::new(marking)))
}

/// The colour of a published definition. TLP 1 is understood as FIRST says that 2.0 took it over: WHITE is CLEAR, and
/// AMBER allowed clients then as now.
fn colour_of(id: &StixId) -> Option<Tlp> {
    let tlp2 = Tlp2::of_id(id).map(|tlp| match tlp {
        Tlp2::Clear => Tlp::Clear,
        Tlp2::Green => Tlp::Green,
        Tlp2::Amber => Tlp::Amber,
        Tlp2::AmberStrict => Tlp::AmberStrict,
        Tlp2::Red => Tlp::Red,
    });
    tlp2.or_else(|| {
        Tlp1::of_id(id).map(|tlp| match tlp {
            Tlp1::White => Tlp::Clear,
            Tlp1::Green => Tlp::Green,
            Tlp1::Amber => Tlp::Amber,
            Tlp1::Red => Tlp::Red,
        })
    })
}

const fn tlp2(tlp: Tlp) -> Tlp2 {
    match tlp {
        Tlp::Clear => Tlp2::Clear,
        Tlp::Green => Tlp2::Green,
        Tlp::Amber => Tlp2::Amber,
        Tlp::AmberStrict => Tlp2::AmberStrict,
        Tlp::Red => Tlp2::Red,
    }
}

#[cfg(test)]
mod tests;
