//! Tests.

use std::collections::BTreeSet;

use attache_core::{
    marking::{Marking, Tlp},
    release::{Form, Released},
};
use attache_stix::{
    limits::Limits,
    object::{ObjectHead, Version},
    stix_id::StixId,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;
use strum::VariantArray as _;

use crate::{
    sample, stix_bundle,
    writing::{WriteFault, Written, revoke, write},
};

mod confidence;
mod oasis;

fn heads(written: &Written) -> Vec<ObjectHead> {
    written.objects.iter().map(|one| ObjectHead::read(&one.bytes, &Limits::default()).unwrap()).collect()
}

fn note(written: &Written) -> Value {
    serde_json::from_slice(&written.objects.last().unwrap().bytes).unwrap()
}

fn next(version: Timestamp) -> Timestamp {
    version.checked_add(SignedDuration::from_millis(1)).unwrap()
}

fn later() -> Timestamp {
    next(sample::noon())
}

fn all() -> Vec<Written> {
    let issuer = sample::issuer();
    let shelf = sample::shelf(&issuer);
    let mut all: Vec<Written> = Vec::new();
    let mut version = sample::noon();
    for tlp in Tlp::VARIANTS {
        for released in [sample::released_whole(*tlp), sample::released_tear_line(*tlp)] {
            let written = write(&released, &shelf, version, None).unwrap();
            let first = version;
            version = next(version);
            all.push(revoke(&written.note, first, version, released.marking(), &shelf).unwrap());
            version = next(version);
            all.push(written);
        }
    }
    all
}

#[test]
fn references_are_closed_and_come_before_who_refers() {
    for written in all() {
        let heads = heads(&written);
        assert!(stix_bundle::dangling(heads.iter()).is_empty());
        let mut seen: BTreeSet<&StixId> = BTreeSet::new();
        for (head, object) in heads.iter().zip(&written.objects) {
            assert!(head.refs.iter().all(|id| seen.contains(id)), "{} comes too early", head.id);
            assert!(seen.insert(&head.id), "{} twice", head.id);
            assert_eq!(head.id, object.id);
            let Version::At(version) = head.version else { panic!("no version") };
            assert_eq!(object.version, Some(version.as_nanos()));
        }
        assert_eq!(written.objects.last().unwrap().id, written.note);
        assert_eq!(written.note.type_name(), "note");
    }
}

#[test]
fn an_id_has_one_content_over_all_that_is_written_for_a_collection() {
    let mut contents = std::collections::BTreeMap::new();
    for object in all().into_iter().flat_map(|written| written.objects) {
        let before = contents.insert((object.id.clone(), object.version), object.bytes.clone());
        assert!(before.is_none_or(|bytes| bytes == object.bytes), "{} has two contents", object.id);
    }
}

#[test]
fn the_note_tells_other_tools_what_is_claimed_by_whom_and_how_sure() {
    let issuer = sample::issuer();
    let note = note(&sample::written_whole(&sample::shelf(&issuer)));
    assert_eq!(
        note["abstract"],
        "deployment, asserted: More than 10,000 troops reached the Kursk region on October 21"
    );
    let content = note["content"].as_str().unwrap();
    let told = "On the word of Mirel Vantor, through Harbour Watch Bureau, published by The Quayside Courier on \
                2024-11-03.";
    assert!(content.ends_with(told), "{content}");
    assert_eq!((&note["confidence"], &note["lang"]), (&70.into(), &"en".into()));
    assert_eq!(note["labels"], serde_json::json!(["deployment", "asserted"]));
    let types: Vec<&str> = note["object_refs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|id| id.as_str().unwrap().split("--").next().unwrap())
        .collect();
    assert_eq!(types, ["report", "identity", "identity", "identity", "location"]);
    assert!(note.get("authors").is_none(), "no name of our staff");
}

#[test]
fn a_version_keeps_the_id_and_what_comes_after_a_withdrawal_is_another_note() {
    let issuer = sample::issuer();
    let shelf = sample::shelf(&issuer);
    for released in [sample::released_whole(Tlp::Green), sample::released_tear_line(Tlp::Green)] {
        let first = write(&released, &shelf, sample::noon(), None).unwrap();
        assert_eq!(
            write(&released, &shelf, sample::noon(), None).unwrap(),
            first,
            "the same bytes each time"
        );
        let second = write(&released, &shelf, later(), Some(sample::noon())).unwrap();
        assert_eq!(second.note, first.note);
        assert_ne!(second.digest, first.digest);
        assert_eq!(note(&second)["created"], note(&first)["created"]);
        let other = second.objects.iter().zip(&first.objects).filter(|(a, b)| a != b).count();
        assert_eq!(other, 1, "only the note has another version");
        assert_ne!(write(&released, &shelf, later(), None).unwrap().note, first.note);
    }
}

#[test]
fn a_withdrawal_says_nothing_of_what_is_withdrawn() {
    let issuer = sample::issuer();
    let shelf = sample::shelf(&issuer);
    let released = sample::released_whole(Tlp::Amber);
    let written = write(&released, &shelf, sample::noon(), None).unwrap();
    let gone = revoke(&written.note, sample::noon(), later(), released.marking(), &shelf).unwrap();
    let told = note(&gone);
    assert_eq!(told["revoked"], true);
    assert_eq!((&told["id"], &told["created"]), (&note(&written)["id"], &note(&written)["created"]));
    assert_eq!(told["object_marking_refs"], note(&written)["object_marking_refs"]);
    for member in ["extensions", "labels", "lang", "confidence", "abstract", "external_references"] {
        assert!(told.get(member).is_none(), "{member}");
    }
    // All that it brings with it was there before.
    let before: BTreeSet<&StixId> = written.objects.iter().map(|object| &object.id).collect();
    assert!(gone.objects.iter().all(|object| before.contains(&object.id)));
}

#[test]
fn what_a_claim_refers_to_is_marked_as_the_claim_is() {
    for written in all() {
        let refs = note(&written)["object_marking_refs"].clone();
        for object in &written.objects {
            let value: Value = serde_json::from_slice(&object.bytes).unwrap();
            if matches!(value["type"].as_str().unwrap(), "location" | "report")
                || value.get("labels").is_some()
            {
                assert_eq!(value["object_marking_refs"], refs, "{value}");
            }
        }
    }
}

#[test]
fn other_secrets_and_other_collections_share_no_id() {
    let issuer = sample::issuer();
    let ids = |shelf: &crate::shelf::Shelf<'_>| -> BTreeSet<StixId> {
        let released = [sample::released_whole(Tlp::Amber), sample::released_tear_line(Tlp::Amber)];
        let written = released.map(|one| write(&one, shelf, sample::noon(), None).unwrap());
        written.into_iter().flat_map(|one| one.objects).map(|object| object.id).collect()
    };
    let shelf = sample::shelf(&issuer);
    let other_key = crate::shelf::Shelf { key: &[8; 32], ..shelf };
    let collection = attache_core::collection::CollectionId(uuid::Uuid::from_u128(2));
    let other_collection = crate::shelf::Shelf { collection, ..shelf };
    for other in [other_key, other_collection] {
        let (ids, others) = (ids(&shelf), ids(&other));
        let shared: Vec<&StixId> = ids.intersection(&others).collect();
        // The issuer, the project, its extensions and the colour are published things.
        let published = |id: &StixId| {
            id.uuid() == issuer.identity
                || id.to_string() == "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"
                || id.type_name() == "extension-definition"
                || id.to_string().starts_with("identity--db465519")
        };
        assert!(shared.iter().all(|id| published(id)), "{shared:?}");
        assert!(ids.len() > shared.len() + 6);
    }
}

fn released(marking: Marking) -> Released {
    let article = sample::article();
    sample::release(&sample::state(sample::body(), &article, marking), Some(&article), Form::Whole)
}

#[test]
fn what_no_partner_would_take_is_not_sent() {
    let issuer = sample::issuer();
    let shelf = sample::shelf(&issuer);
    let fine = released(sample::marking(Tlp::Green));
    let finer = sample::noon().checked_add(SignedDuration::from_micros(1)).unwrap();
    assert!(matches!(write(&fine, &shelf, finer, None), Err(WriteFault::Finer(_))));
    assert!(matches!(
        write(&fine, &shelf, sample::noon(), Some(later())),
        Err(WriteFault::BeforeFirst { .. })
    ));
    let article = sample::article();
    let mut body = sample::body();
    body.place.as_mut().unwrap().text = "x".repeat(70_000);
    let state = sample::state(body, &article, sample::marking(Tlp::Green));
    let fault = write(&sample::release(&state, Some(&article), Form::Whole), &shelf, sample::noon(), None);
    let fault = fault.unwrap_err().to_string();
    assert!(fault.contains("`text`: is longer than 64 KiB"), "{fault}");
}

#[test]
fn an_article_without_a_day_is_no_report_and_no_day_is_made_up() {
    let issuer = sample::issuer();
    let mut article = sample::article();
    article.published = None;
    let state = sample::state(sample::body(), &article, sample::marking(Tlp::Green));
    let released = sample::release(&state, Some(&article), Form::Whole);
    let written = write(&released, &sample::shelf(&issuer), sample::noon(), None).unwrap();
    assert!(written.objects.iter().all(|object| object.id.type_name() != "report"));
    let reference = &note(&written)["external_references"][0];
    assert_eq!(reference["url"], "https://www.quayside-courier.example/2024/columns?id=77");
    assert_eq!(reference["description"], "Columns of soldiers cross the frontier again");
}
