//! What comes in, judged on a store in memory.

use std::collections::{BTreeMap, BTreeSet};

use attache_core::{claim_kind::ClaimKind, claim_state::Standing, record::Happening};
use serde_json::json;
use uuid::Uuid;

use super::{Fate, Tally, receive_by, waiting, watermark};
use stage::{HARBOUR, Line, Scene, id, object, read, with};

mod crashes;
mod recalls;
mod spoofs;
mod stage;

#[test]
fn a_claim_comes_once_whatever_the_road_and_keeps_its_originator_and_marking() {
    let scene = Scene::new();
    let line = Line::new("More than 10,000 soldiers have been sent to the border region.");
    let note = line.note(1, 1, HARBOUR);
    assert_eq!(scene.send("harbour", std::slice::from_ref(&note)).of(Fate::Claim), 1);
    // The same bytes again, pulled, pushed and carried: they lie there already.
    assert_eq!(scene.send("harbour", &[note.clone(), note]), Tally::default());
    let state = scene.claim(&line).unwrap();
    assert_eq!(state.standing, Standing::Received);
    assert_eq!(state.marking, line.marking);
    assert_eq!(state.claim.as_ref().unwrap().originator().0, "Harbour Desk");
    let records = scene.store.records_of(line.id()).unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].new.by, "partner harbour");
}

#[test]
fn a_claim_by_another_road_is_recognised_and_is_no_second_claim() {
    let scene = Scene::new();
    let line = Line::new("Drones were delivered in October.");
    scene.send("harbour", &[line.note(1, 1, HARBOUR)]);
    let relayed = with(line.note(7, 3, HARBOUR), "x_road", json!("by the hub"));
    let tally = scene.send("hub", std::slice::from_ref(&relayed));
    assert_eq!(tally.of(Fate::Known), 1);
    assert!(scene.reason("hub", &relayed).contains("received from harbour"));
    let state = scene.claim(&line).unwrap();
    assert_eq!(state.received_from, BTreeSet::from(["harbour".to_owned(), "hub".to_owned()]));
    assert_eq!(scene.store.find(&attache_core::filter::Filter::default()).unwrap().len(), 1);
    // Told otherwise by the other road: the first stays, and people are told.
    let other = Line { kind: ClaimKind::Transfer, ..line.clone() };
    let tally = scene.send("hub", &[other.note(8, 4, HARBOUR)]);
    assert_eq!((tally.of(Fate::Differs), tally.wrong.len()), (1, 1));
    assert_eq!(scene.claim(&line).unwrap().body.kind, ClaimKind::Deployment);
}

#[test]
fn a_note_before_its_report_waits_and_is_read_when_that_comes() {
    let scene = Scene::new();
    let line = Line::new("Shells were seen at the depot.");
    let report = object("report", 5, 1, HARBOUR, &json!({}));
    let note = with(line.note(1, 1, HARBOUR), "object_refs", json!([report["id"]]));
    assert_eq!(scene.send("harbour", std::slice::from_ref(&note)).of(Fate::Waiting), 1);
    assert!(scene.claim(&line).is_none());
    assert!(scene.reason("harbour", &note).contains("report--"));
    let tally = scene.send("harbour", &[report]);
    assert_eq!((tally.of(Fate::Claim), tally.beside), (1, 1));
    assert!(scene.claim(&line).is_some());
    assert_eq!(scene.fate("harbour", &note), Fate::Claim);
}

#[test]
fn what_never_comes_is_not_waited_for_without_end() {
    let scene = Scene::new();
    let line = Line::new("Ships left the harbour.");
    let note =
        with(line.note(1, 1, HARBOUR), "object_refs", json!([format!("report--{}", Uuid::from_u128(9))]));
    scene.send("harbour", std::slice::from_ref(&note));
    for round in 0..=u128::from(waiting::ROUNDS) {
        scene.send("harbour", &[object("report", 100 + round, 1, HARBOUR, &json!({}))]);
    }
    assert_eq!(scene.fate("harbour", &note), Fate::Unread);
    assert!(scene.store.settings("waiting/").unwrap().is_empty());
    // Looking again finds the report that came after all.
    scene.lay("harbour", &[object("report", 9, 1, HARBOUR, &json!({}))]);
    receive_by(&scene.effects(), &id("harbour"), read).unwrap();
    watermark::reset(&scene.effects(), &id("harbour")).unwrap();
    receive_by(&scene.effects(), &id("harbour"), read).unwrap();
    assert_eq!(scene.fate("harbour", &note), Fate::Claim);
}

#[test]
fn what_cannot_be_read_is_kept_and_counted() {
    let scene = Scene::new();
    let malware = object("malware", 3, 1, HARBOUR, &json!({ "name": "x", "is_family": false }));
    assert_eq!(scene.send("harbour", std::slice::from_ref(&malware)).of(Fate::Unread), 1);
    assert_eq!(scene.reason("harbour", &malware), "a malware");
}

#[test]
fn a_batch_is_bounded_and_a_thousand_objects_are_all_looked_at() {
    let scene = Scene::new();
    let objects: Vec<_> = (0..250).map(|n| object("malware", n, 1, HARBOUR, &json!({}))).collect();
    let tally = scene.send("harbour", &objects);
    assert_eq!((tally.objects, tally.of(Fate::Unread)), (250, 250));
    assert_eq!(tally.fates, BTreeMap::from([(Fate::Unread, 250)]));
}

#[test]
fn nothing_is_looked_at_while_exchange_rests() {
    let scene = Scene::new();
    let line = Line::new("A battery was moved.");
    let reason = "until it is talked over".to_owned();
    scene.record("ana", Happening::PartnerSuspended { partner: id("harbour"), reason: reason.clone() });
    assert_eq!(scene.send("harbour", &[line.note(1, 1, HARBOUR)]), Tally::default());
    scene.record("ana", Happening::PartnerResumed { partner: id("harbour"), reason });
    assert_eq!(receive_by(&scene.effects(), &id("harbour"), read).unwrap().of(Fate::Claim), 1);
}
