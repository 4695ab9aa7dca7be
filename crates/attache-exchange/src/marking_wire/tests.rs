//! Tests.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::marking::{Marking, Tlp};
use attache_stix::{
    limits::Limits,
    object::ObjectHead,
    stix_id::StixId,
    tlp::{Tlp1, Tlp2},
};
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};
use strum::VariantArray as _;

use crate::{
    extension::Extension,
    marking_wire, sample,
    writing::{Pile, WriteFault},
};

type Objects = BTreeMap<StixId, Vec<u8>>;

fn head(refs: &[&StixId]) -> ObjectHead {
    let mut object = json!({
        "type": "note", "spec_version": "2.1", "id": "note--5a1f2c4e-0b7d-4c3e-8a99-0f1e2d3c4b5a",
        "created": "2024-12-01T00:00:00.000Z", "modified": "2024-12-01T00:00:00.000Z",
        "content": "x", "object_refs": ["identity--5a1f2c4e-0b7d-4c3e-8a99-0f1e2d3c4b5a"],
    });
    if !refs.is_empty() {
        object["object_marking_refs"] = json!(refs);
    }
    ObjectHead::read(&serde_json::to_vec(&object).unwrap(), &Limits::default()).unwrap()
}

fn read(refs: &[&StixId], objects: &Objects) -> Marking {
    marking_wire::read(&head(refs), &|id| objects.get(id).cloned())
}

fn written(marking: &Marking) -> (Vec<StixId>, Objects) {
    let issuer = sample::issuer();
    let shelf = sample::shelf(&issuer);
    let mut pile = Pile::new(&shelf).unwrap();
    let refs = marking_wire::write(marking, &mut pile).unwrap();
    let written = pile.close(&Tlp2::Clear.definition()).unwrap();
    (refs, written.objects.into_iter().map(|object| (object.id, object.bytes)).collect())
}

/// A definition of ours that says something else.
fn altered(change: impl Fn(&mut Value)) -> (StixId, Objects) {
    let (refs, mut objects) = written(&sample::marking(Tlp::Green));
    let id = refs.last().unwrap().clone();
    let mut value: Value = serde_json::from_slice(&objects[&id]).unwrap();
    change(&mut value);
    objects.insert(id.clone(), serde_json::to_vec(&value).unwrap());
    (id, objects)
}

fn any_marking() -> impl Strategy<Value = Marking> {
    let names = || prop::collection::btree_set("[A-Z]{2}|[a-z]{3,9}|[A-Z]{3,9}", 0..4);
    let day = |from| prop::option::of((from..=from + 12i8).prop_map(|day| date(2024, 11, day)));
    let tlp = prop::sample::select(Tlp::VARIANTS.to_vec());
    (tlp, names(), names(), day(1), day(14)).prop_map(|(tlp, releasable_to, caveats, from, until)| Marking {
        releasable_to,
        caveats,
        valid_from: from,
        valid_until: until,
        ..Marking::of(tlp)
    })
}

proptest! {
    #[test]
    fn a_marking_comes_back_as_it_went(marking in any_marking()) {
        let (refs, objects) = written(&marking);
        prop_assert_eq!(read(&refs.iter().collect::<Vec<_>>(), &objects), marking);
    }

    #[test]
    fn of_two_markings_the_narrower_holds(a in any_marking(), b in any_marking()) {
        let ((a_refs, mut objects), (b_refs, others)) = (written(&a), written(&b));
        objects.extend(others);
        let both = read(&a_refs.iter().chain(&b_refs).collect::<Vec<_>>(), &objects);
        prop_assert!(both.tlp >= a.tlp.max(b.tlp));
        prop_assert!(both.caveats.is_superset(&a.caveats) && both.caveats.is_superset(&b.caveats));
        prop_assert!(both.valid_from >= a.valid_from && both.valid_from >= b.valid_from);
        for list in [&a.releasable_to, &b.releasable_to].into_iter().filter(|list| !list.is_empty()) {
            prop_assert!(both.releasable_to.is_subset(list));
            prop_assert!(!both.is_open());
        }
    }
}

#[test]
fn without_a_marking_it_stays_here() {
    assert_eq!(read(&[], &Objects::new()), Marking::default());
    // A list without a colour.
    let (refs, objects) = written(&sample::marking(Tlp::Green));
    let marking = read(&[refs.last().unwrap()], &objects);
    assert_eq!(marking.tlp, Tlp::AmberStrict);
    assert_eq!(marking.releasable_to, sample::marking(Tlp::Green).releasable_to);
}

#[test]
fn the_colours_of_tlp_1_are_understood_by_their_ids() {
    for (old, tlp) in [
        (Tlp1::White, Tlp::Clear),
        (Tlp1::Green, Tlp::Green),
        (Tlp1::Amber, Tlp::Amber),
        (Tlp1::Red, Tlp::Red),
    ] {
        assert_eq!(read(&[&old.id()], &Objects::new()), Marking::of(tlp));
    }
    let both = [&Tlp1::White.id(), &Tlp2::Red.id()];
    assert_eq!(read(&both, &Objects::new()).tlp, Tlp::Red);
}

#[test]
fn what_cannot_be_read_withholds() {
    let nowhere: StixId = "marking-definition--5a1f2c4e-0b7d-4c3e-8a99-0f1e2d3c4b5a".parse().unwrap();
    let unknown = |marking: Marking| marking.unknown.into_iter().collect::<Vec<_>>();
    assert_eq!(unknown(read(&[&nowhere], &Objects::new())), [nowhere.to_string()]);

    // RED by its id, CLEAR by its content.
    let (clear, red) = (Tlp2::Clear.definition(), Tlp2::Red.id());
    let lie = attache_stix::typed::MarkingDefinition { id: red.clone(), ..clear };
    let objects = Objects::from([(red.clone(), serde_json::to_vec(&lie).unwrap())]);
    assert_eq!(unknown(read(&[&red], &objects)), [red.to_string()]);

    // CLEAR by its content, under an invented id.
    let invented = attache_stix::typed::MarkingDefinition { id: nowhere.clone(), ..lie };
    let objects = Objects::from([(nowhere.clone(), serde_json::to_vec(&invented).unwrap())]);
    assert_eq!(unknown(read(&[&nowhere], &objects)), [nowhere.to_string()]);

    let key = Extension::Releasability.id();
    let changes: [&dyn Fn(&mut Value); 5] = [
        &|value| value["extensions"][key]["releasable_to"] = json!("KR"),
        &|value| value["extensions"][key]["releasable_to"] = json!(["KR", " UA"]),
        &|value| value["extensions"][key]["valid_from"] = json!("tomorrow"),
        &|value| {
            value["extensions"]["extension-definition--5a1f2c4e-0b7d-4c3e-8a99-0f1e2d3c4b5a"] = json!({})
        },
        &|value| value["definition_type"] = json!("statement"),
    ];
    for change in changes {
        let (id, objects) = altered(change);
        assert_eq!(unknown(read(&[&Tlp2::Green.id(), &id], &objects)), [id.to_string()]);
    }
}

#[test]
fn parts_that_are_marked_by_themselves_withhold_the_whole() {
    let mut head = head(&[&Tlp2::Clear.id()]);
    head.granular = true;
    let marking = marking_wire::read(&head, &|_| None);
    assert_eq!(marking.unknown, BTreeSet::from(["granular_markings".to_owned()]));
}

#[test]
fn an_unknown_marking_is_not_passed_on() {
    let issuer = sample::issuer();
    let shelf = sample::shelf(&issuer);
    let mut marking = Marking::of(Tlp::Clear);
    marking.unknown.insert("marking-definition--x".into());
    let fault = marking_wire::write(&marking, &mut Pile::new(&shelf).unwrap());
    assert!(matches!(fault, Err(WriteFault::UnknownMarking { .. })));
}
